"""Fixtures of whole-program tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.servers import ServerProcess


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A real server whose provider answers at once with a tiny clip."""
    folder: Path = tmp_path_factory.mktemp("server")
    running = ServerProcess(folder, {"SCRIPTED": "quick=success", "LOG_LEVEL": "info"}).start()
    yield running
    assert running.stop() == 0
