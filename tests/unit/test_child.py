"""The conversation with an engine's child process, and everything that can go wrong with it."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest
import structlog

from omnireel.child import EngineCrashedError, run_engine
from omnireel.errors import ProviderRejectedError

ENGINE = "support.fake_engine"


@pytest.fixture(autouse=True)
def _child_finds_the_fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))


async def run(do: str, seen: list[float] | None = None, **more: Any) -> dict[str, Any]:
    async def note(fraction: float) -> None:
        if seen is not None:
            seen.append(fraction)

    return await run_engine(ENGINE, {"do": do, **more}, on_progress=note)


async def test_a_report_and_progress_come_back() -> None:
    seen: list[float] = []
    assert await run("work", seen, text="ünïcode 日本") == {"echo": "ünïcode 日本"}
    assert seen == [0.25, 0.5, 0.75, 1.0]


async def test_a_refused_job_is_a_rejection() -> None:
    with pytest.raises(ProviderRejectedError, match="a prompt of nothing"):
        await run("reject")


@pytest.mark.parametrize(
    ("do", "message"),
    [
        ("crash", "The engine exited with status 3"),
        ("killed", "The engine was killed by signal 9"),
        ("silent", "The engine exited with status 0"),
        ("done-then-fail", "The engine exited with status 1"),
    ],
)
async def test_a_dead_engine_is_an_unavailable_provider(do: str, message: str) -> None:
    with pytest.raises(EngineCrashedError) as crashed:
        await run(do)
    assert crashed.value.message == message
    assert crashed.value.code == "service_error"


async def test_a_talkative_engine_does_not_block() -> None:
    assert await run("chatter") == {"echo": ""}


async def test_a_missing_engine_says_so() -> None:
    async def ignore(fraction: float) -> None:
        raise AssertionError("there is no progress")

    with structlog.testing.capture_logs() as logged, pytest.raises(EngineCrashedError):
        await run_engine("support.no_such_engine", {}, on_progress=ignore)
    assert "No module named support.no_such_engine" in logged[0]["stderr"]


async def test_what_an_engine_says_is_for_the_log_and_not_for_customers() -> None:
    with structlog.testing.capture_logs() as logged, pytest.raises(EngineCrashedError) as crashed:
        await run("crash")
    assert "ZeroDivisionError" not in crashed.value.message
    assert "ZeroDivisionError: division by zero" in logged[0]["stderr"]


async def test_a_full_disk_is_said_without_paths() -> None:
    with pytest.raises(EngineCrashedError) as crashed:
        await run("full-disk")
    assert (crashed.value.message, crashed.value.code) == ("The server is out of disk space", "resource_exhausted")


async def test_cancelling_kills_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[int] = []
    spawn = asyncio.create_subprocess_exec

    async def noted(*args: Any, **kwargs: Any) -> asyncio.subprocess.Process:
        process = await spawn(*args, **kwargs)
        children.append(process.pid)
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", noted)
    under_way = asyncio.Event()

    async def note(fraction: float) -> None:
        under_way.set()

    rendering = asyncio.ensure_future(run_engine(ENGINE, {"do": "hang"}, on_progress=note))
    await asyncio.wait_for(under_way.wait(), 30)
    rendering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await rendering
    [child] = children
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
