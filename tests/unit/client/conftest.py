"""Fixtures of the SDK's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from unit.client.sdk_support import BreakingServer, Sdk


@pytest.fixture(params=["blocking", "awaiting"])
def sdk(request: pytest.FixtureRequest) -> Sdk:
    return Sdk(request.param)


@pytest.fixture
def breaking() -> Iterator[Callable[..., BreakingServer]]:
    """Makes BreakingServers and ends them."""
    made: list[BreakingServer] = []

    def make(*scripts: bytes) -> BreakingServer:
        made.append(BreakingServer(scripts))
        return made[-1]

    yield make
    for server in made:
        server.close()
