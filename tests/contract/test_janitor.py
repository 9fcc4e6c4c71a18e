"""The janitor over both databases: old clips go, orphaned bytes go, what is named stays."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from omnireel.providers.scripted import ScriptedProvider
from omnireel.store.audit import audit
from omnireel.studio.janitor import ORPHAN_AGE_S
from omnireel.studio.platform import Platform
from support.clock import FakeClock
from support.platforms import final, open_platform, settings_for, settled, submit


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def platform(database_url: str, tmp_path: Path, clock: FakeClock) -> AsyncIterator[Platform]:
    settings = settings_for(tmp_path, database_url, keep_clips_s=7 * 86_400)
    opened = await open_platform(settings, clock, [ScriptedProvider("v", ["success"])], start=False)
    worker = asyncio.ensure_future(opened.worker.run())
    yield opened
    assert await opened.store.read(audit(), heavy=True) == []
    opened.worker.stop()
    await worker
    await opened.stop()


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


async def test_clips_go_after_their_time_and_not_before(
    platform: Platform, tmp_path: Path, clock: FakeClock
) -> None:
    first = await final(platform, (await submit(platform)).id)
    clock.advance(4 * 86_400)
    second = await final(platform, (await submit(platform)).id)
    clock.advance(4 * 86_400)
    await platform.janitor.sweep_files()
    assert names(tmp_path / "clips") == [second.asset_id]
    shown = platform.studio.show(first)
    assert shown["status"] == "completed"  # the record stays


async def test_orphaned_bytes_go_when_they_are_old(platform: Platform, tmp_path: Path) -> None:
    task = await final(platform, (await submit(platform)).id)
    await settled(lambda: platform.worker.busy == 0)
    for name in ("young.1", "old.1"):
        (tmp_path / "clips" / name).write_bytes(b"half a clip")
        (tmp_path / "work" / name).mkdir()
    for path in (
        tmp_path / "clips" / "old.1",
        tmp_path / "work" / "old.1",
        tmp_path / "clips" / f"{task.asset_id}",
    ):
        os.utime(path, (0, 0))
    await platform.janitor.sweep_files()
    assert names(tmp_path / "clips") == sorted([f"{task.asset_id}", "young.1"])
    assert names(tmp_path / "work") == ["young.1"]
    assert platform.settings.attempt_s_max < ORPHAN_AGE_S
