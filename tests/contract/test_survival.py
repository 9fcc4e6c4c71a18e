"""Small faults from outside must not stop a part, lose a task or run one twice."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy.exc

from omnireel.core.task import TaskState
from omnireel.errors import SettingsError
from omnireel.providers.scripted import ScriptedProvider
from omnireel.settings import Settings
from omnireel.store import accounts, migrate, tasks
from omnireel.store.audit import audit
from omnireel.store.base import Store, StoreError
from omnireel.store.open import open_store
from omnireel.store.sqlite import SqliteStore
from omnireel.studio import studio as studio_module
from omnireel.studio.platform import RESTART_S, Platform
from omnireel.studio.secret import server_secret
from support.clock import FakeClock
from support.platforms import PATIENCE_S, caller_of, final, open_platform, settings_for, settled, submit


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def platform(tmp_path: Path, clock: FakeClock) -> AsyncIterator[Platform]:
    slow = ScriptedProvider("v", ["slow"], sleep=clock.sleep)
    opened = await open_platform(settings_for(tmp_path), clock, [slow])
    yield opened
    assert await opened.store.read(audit(), heavy=True) == []
    stopping = asyncio.ensure_future(opened.stop())
    while not stopping.done():
        clock.advance(5)
        await asyncio.sleep(0)
    await stopping


async def finish(platform: Platform, clock: FakeClock, task_id: str) -> TaskState:
    ended = asyncio.ensure_future(final(platform, task_id))
    while not ended.done():
        clock.advance(0.2)
        await asyncio.sleep(0.001)
    return (await ended).state


async def test_strange_files_in_the_data_folder_do_not_stop_the_janitor(
    platform: Platform, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (".DS_Store", "lost+found", "ü"):
        (tmp_path / "clips" / name).write_bytes(b"x")
        os.utime(tmp_path / "clips" / name, (0, 0))
    (tmp_path / "work" / "vanishing").mkdir()
    stat = Path.stat

    def gone(self: Path, **kwargs: Any) -> os.stat_result:
        if self.name == "vanishing":
            raise FileNotFoundError(2, "gone", str(self))
        return stat(self, **kwargs)

    monkeypatch.setattr(Path, "stat", gone)
    await platform.janitor.sweep_files()
    assert sorted(entry.name for entry in (tmp_path / "clips").iterdir()) == [".DS_Store", "lost+found", "ü"]


async def test_a_part_that_fails_is_started_again(
    platform: Platform, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = [KeyError("a bug"), RuntimeError("another")]
    start_due = platform.courier.start_due

    async def failing() -> int:
        if failures:
            raise failures.pop()
        return await start_due()

    monkeypatch.setattr(platform.courier, "start_due", failing)
    async with asyncio.timeout(PATIENCE_S):
        while failures:
            clock.advance(RESTART_S)
            await asyncio.sleep(0.001)
    assert platform.stopped_part() is None


async def test_a_read_that_fails_at_a_bell_does_not_leave_a_render_without_its_lease(
    platform: Platform, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = await submit(platform)
    [provider] = platform.providers
    assert isinstance(provider, ScriptedProvider)
    await settled(lambda: provider.running == 1)
    read, failed = platform.store.read, []

    async def flaky(verb: Any, *, heavy: bool = False) -> Any:
        if verb.__name__ == "get_task" and not failed:
            failed.append(verb)
            raise StoreError("one lost connection")
        return await read(verb, heavy=heavy)

    monkeypatch.setattr(platform.store, "read", flaky)
    most = 0
    while not failed or platform.worker.busy:
        clock.advance(0.1)
        most = max(most, provider.running)
        await asyncio.sleep(0.001)
    assert most == 1
    assert (await read(tasks.get_task(task.id))).state is TaskState.COMPLETED


async def test_a_database_that_is_away_for_a_moment_ends_no_render(
    platform: Platform, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = await submit(platform)
    [provider] = platform.providers
    assert isinstance(provider, ScriptedProvider)
    await settled(lambda: provider.running == 1)
    write, away, refused = platform.store.write, True, 0

    async def flaky(verb: Any) -> Any:
        nonlocal refused
        if away:
            refused += 1
            raise StoreError("connection refused")
        return await write(verb)

    monkeypatch.setattr(platform.store, "write", flaky)
    while provider.running or refused < 2:
        clock.advance(0.1)
        await asyncio.sleep(0.001)
    away = False
    assert await finish(platform, clock, task.id) is TaskState.COMPLETED
    assert list(provider.orders) == [f"{task.id}.1"]


async def test_our_own_full_disk_is_not_the_providers_fault(
    platform: Platform, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = await submit(platform)
    keep, full = platform.studio.clips.keep, [OSError(28, "No space left on device")]

    async def on_a_full_disk(source: Path, asset_id: str) -> Any:
        if full:
            raise full.pop()
        return await keep(source, asset_id)

    monkeypatch.setattr(platform.studio.clips, "keep", on_a_full_disk)
    assert await finish(platform, clock, task.id) is TaskState.COMPLETED
    assert full == []
    [attempt] = await platform.store.read(tasks.list_attempts(task.id))
    assert (attempt.number, attempt.resumes) == (1, 1)


async def test_one_customers_error_is_not_shown_to_another(platform: Platform) -> None:
    for _ in range(3):
        platform.worker._health.failed("v", now_ms=platform.studio.clock.now_ms())
    body = json.dumps({"model": "kling-o3-text-to-video", "prompt": "x"}).encode()
    quoted = await platform.studio.dry_run(await caller_of(platform), body)
    assert quoted.route is not None
    assert "is down: 3 failures in a row, tried again in 30 s" in quoted.route.why


async def test_a_replay_is_answered_whatever_is_true_now(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def public(url: str, **_: Any) -> str | None:
        return None

    async def internal(url: str, **_: Any) -> str | None:
        return "must not lead to an internal address"

    fields = {"model": "kling-o3-text-to-video", "prompt": "x", "callback_url": "https://hooks.example.com/"}
    body, caller = json.dumps(fields).encode(), await caller_of(platform)
    monkeypatch.setattr(studio_module, "check_url", public)
    first = await platform.studio.submit(caller, body, idempotency_key="k" * 16)
    monkeypatch.setattr(studio_module, "check_url", internal)
    again = await platform.studio.submit(caller, body, idempotency_key="k" * 16)
    assert (again.task.id, again.replayed) == (first.task.id, True)


# --- the embedded database -----------------------------------------------------------------------


class BrokenConnection:
    """A connection whose COMMIT and ROLLBACK fail once."""

    def __init__(self, real: sqlite3.Connection) -> None:
        self._real, self.failures = real, {"COMMIT", "ROLLBACK"}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def execute(self, text: str, *values: Any) -> Any:
        if text in self.failures:
            self.failures.discard(text)
            raise sqlite3.OperationalError("disk I/O error")
        return self._real.execute(text, *values)


async def test_the_writer_survives_a_failing_commit_and_rollback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate.migrate_sqlite(tmp_path / "omnireel.db")
    connect, broken = SqliteStore._connect, []

    def once_broken(self: SqliteStore, *, read_only: bool = False) -> Any:
        connection = connect(self, read_only=read_only)
        if read_only or broken:
            return connection
        broken.append(BrokenConnection(connection))
        return broken[0]

    monkeypatch.setattr(SqliteStore, "_connect", once_broken)
    store: Store = await SqliteStore.open(tmp_path / "omnireel.db")
    with pytest.raises(StoreError, match="disk I/O error"):
        await store.write(accounts.create_account("lost", name="lost", now_ms=0))
    await store.write(accounts.create_account("kept", name="kept", now_ms=0))
    assert [account.id for account in await store.read(accounts.list_accounts())] == ["house", "kept"]
    await store.close()


async def test_a_migration_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = migrate.MIGRATIONS
    shutil.copytree(real, tmp_path / "migrations")
    first = tmp_path / "migrations" / "versions" / "0001_first.py"
    first.write_text(first.read_text() + "    op.execute('a power cut')\n")
    path = tmp_path / "omnireel.db"
    monkeypatch.setattr(migrate, "MIGRATIONS", tmp_path / "migrations")
    with pytest.raises(sqlalchemy.exc.OperationalError):
        migrate.migrate_sqlite(path)
    monkeypatch.setattr(migrate, "MIGRATIONS", real)
    migrate.migrate_sqlite(path)
    store = await SqliteStore.open(path)
    assert [account.id for account in await store.read(accounts.list_accounts())] == ["house"]
    await store.close()


async def test_a_database_that_is_none_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "omnireel.db").write_text("this is a letter to my aunt, and rather a long one at that\n" * 40)
    with pytest.raises(StoreError, match=r"Cannot open the database .*omnireel\.db: file is not a database"):
        await open_store(Settings(data_dir=tmp_path))
    with pytest.raises(StoreError, match="Cannot open the PostgreSQL database of OMNIREEL_DATABASE_URL") as error:
        await open_store(Settings(data_dir=tmp_path, database_url="postgresql://u:hunter2@127.0.0.1:1/x"))
    assert "hunter2" not in error.value.message


def test_a_secret_that_is_none_is_refused(tmp_path: Path) -> None:
    made = server_secret(Settings(data_dir=tmp_path))
    assert server_secret(Settings(data_dir=tmp_path)) == made
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    (tmp_path / "secret").write_text("\n")
    with pytest.raises(SettingsError, match="holds no secret"):
        server_secret(Settings(data_dir=tmp_path))
