"""Platforms in this process, with a clock that the test moves and providers that play a script."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from omnireel.core.task import Task
from omnireel.providers.base import Provider
from omnireel.settings import Settings
from omnireel.store import tasks
from omnireel.store.accounts import Key
from omnireel.store.base import Verb, task_bell
from omnireel.studio.platform import Platform
from support.clock import FakeClock

KEY = "sk-test-key-of-the-operator"
PATIENCE_S = 20
"""How long a test waits for something that must happen; only a failing test waits so long."""


def settings_for(folder: Path, database_url: str = "", **changes: Any) -> Settings:
    """Settings of a test; `changes` win."""
    return replace(Settings(data_dir=folder, database_url=database_url, api_key=KEY), **changes)


async def open_platform(
    settings: Settings, clock: FakeClock, providers: Sequence[Provider], *, start: bool = True
) -> Platform:
    """An open platform with its first account; started unless told otherwise."""
    platform = await Platform.open(settings, clock=clock, providers=providers)
    await platform.first_key()
    platform.studio.public_url = "http://omnireel.test"
    if start:
        platform.start()
    return platform


async def caller_of(platform: Platform) -> Key:
    return await platform.studio.authenticate(KEY)


async def submit(platform: Platform, **fields: Any) -> Task:
    """A task by way of the studio."""
    body = {"model": "kling-o3-text-to-video", "prompt": "A red fox walks through snow", **fields}
    submitted = await platform.studio.submit(await caller_of(platform), json.dumps(body).encode())
    return submitted.task


async def until(platform: Platform, verb_of: Any, good: Any, *bells: str) -> Any:
    """Read until `good` says yes, waiting for bells in between."""
    async with asyncio.timeout(PATIENCE_S), platform.store.bells.listen(*bells) as rung:
        while True:
            rung.clear()
            value = await platform.store.read(verb_of())
            if good(value):
                return value
            await rung.wait()


async def final(platform: Platform, task_id: str) -> Task:
    """The task once it is final."""
    found: Task = await until(
        platform, lambda: tasks.get_task(task_id), lambda task: task.state.is_final, task_bell(task_id)
    )
    return found


async def send_due(platform: Platform) -> int:
    """Send the callbacks that are due now; how many those are."""
    count = await platform.courier.start_due()
    await platform.courier.settle()
    return count


async def attempts_of(platform: Platform, task_id: str) -> list[tuple[str, str]]:
    """(provider, state) of every attempt."""
    found = await platform.store.read(tasks.list_attempts(task_id))
    return [(attempt.provider, attempt.state.value) for attempt in found]


async def settled(condition: Any) -> None:
    """Let the event loop run until `condition()` holds."""
    async with asyncio.timeout(PATIENCE_S):
        while not condition():
            await asyncio.sleep(0)  # not a wait: it only lets the others run


async def read(platform: Platform, verb: Verb[Any]) -> Any:
    return await platform.store.read(verb)
