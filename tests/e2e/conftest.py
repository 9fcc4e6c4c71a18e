"""Fixtures of whole-program tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.browser import open_browser
from support.servers import ServerProcess


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A real server whose provider answers at once with a tiny clip."""
    folder: Path = tmp_path_factory.mktemp("server")
    running = ServerProcess(folder, {"SCRIPTED": "quick=success", "LOG_LEVEL": "info"}).start()
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for the tests of a module; each opens a profile of its own in it. While it is open no test with
    an event loop can run: that is why it is not the whole session's."""
    with open_browser() as browser:
        yield browser
