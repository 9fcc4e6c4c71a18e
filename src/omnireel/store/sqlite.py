"""The embedded store: SQLite in WAL mode, one writer thread, group commit.

Writes of many coroutines queue up while a commit is on its way to the disk and share the next one, so a burst
costs few syncs. Every verb has a savepoint of its own: one that raises takes nothing of the others with it.
`synchronous=FULL`: a write that was answered survives a power cut.
"""

from __future__ import annotations

import asyncio
import queue
import re
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from omnireel.store.base import Bells, Ring, Row, Store, StoreError, T, Verb
from omnireel.store.migrate import HEAD, migrate_sqlite

BATCH_MAX = 256
_PARAMETER = re.compile(r"\$(\d+)")


@lru_cache(maxsize=1024)
def _to_sqlite(text: str) -> tuple[str, tuple[int, ...]]:
    """`$n` -> `?`, with the order in which the values are wanted."""
    order = tuple(int(number) - 1 for number in _PARAMETER.findall(text))
    return _PARAMETER.sub("?", text), order


def _drive(connection: sqlite3.Connection, verb: Verb[T], rung: list[str]) -> T:
    """Run a verb to its end on one connection."""
    rows: Sequence[Row]
    try:
        step = next(verb)
        while True:
            if isinstance(step, Ring):
                rung.append(step.bell)
                rows = ()
            else:
                text, order = _to_sqlite(step.text)
                rows = connection.execute(text, [step.values[index] for index in order]).fetchall()
            step = verb.send(rows)
    except StopIteration as end:
        result: T = end.value
        return result


def _read(connection: sqlite3.Connection, verb: Verb[T]) -> T:
    try:
        return _drive(connection, verb, [])
    except sqlite3.Error as error:
        raise StoreError(f"The database refused to read: {error}") from error


@dataclass(slots=True)
class _Job:
    verb: Verb[Any]
    future: asyncio.Future[Any]


class SqliteStore(Store):
    """One per process; the file may be shared with other processes (the CLI, say)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bells = Bells()
        self._loop = asyncio.get_running_loop()
        self._queue: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._reader = self._connect(read_only=True)
        self._thread = threading.Thread(target=self._write_all, name="omnireel-writer", daemon=True)
        self._thread.start()
        self._closed = False

    @classmethod
    async def open(cls, path: Path) -> SqliteStore:
        """Open the database at `path`, creating or upgrading it first."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if not await asyncio.to_thread(_is_current, path):
            await asyncio.to_thread(migrate_sqlite, path)
        return cls(path)

    def _connect(self, *, read_only: bool = False) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        if read_only:
            connection.execute("PRAGMA query_only=ON")
        return connection

    async def write(self, verb: Verb[T]) -> T:
        if self._closed or not self._thread.is_alive():
            raise StoreError("The store is closed")
        future: asyncio.Future[T] = self._loop.create_future()
        self._queue.put(_Job(verb, future))
        # A caller that goes away asks for no result, and that is no fault to be reported.
        future.add_done_callback(lambda done: done.cancelled() or done.exception())
        # Shielded: a caller that goes away does not undo what is being committed.
        return await asyncio.shield(future)

    async def read(self, verb: Verb[T], *, heavy: bool = False) -> T:
        if not heavy:
            # A look-up by key takes microseconds, less than handing it to a thread would.
            return _read(self._reader, verb)
        return await asyncio.to_thread(self._read_aside, verb)

    def _read_aside(self, verb: Verb[T]) -> T:
        connection = self._connect(read_only=True)
        try:
            connection.execute("BEGIN")
            return _read(connection, verb)
        finally:
            connection.close()

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)
        self._reader.close()

    # --- on the writer thread ---

    def _write_all(self) -> None:
        connection = self._connect()
        ending = False
        while not ending:
            batch: list[_Job] = []
            job = self._queue.get()
            while job is not None:
                batch.append(job)
                if len(batch) == BATCH_MAX:
                    break
                try:
                    job = self._queue.get_nowait()
                except queue.Empty:
                    break
            else:
                ending = True
            if batch and not self._write_batch(connection, batch):
                with suppress(sqlite3.Error):
                    connection.close()  # which rolls back
                connection = self._connect()
        connection.close()

    def _write_batch(self, connection: sqlite3.Connection, batch: list[_Job]) -> bool:
        """Commit a batch and answer it; whether the connection is still good."""
        answers: list[Callable[[], None]] = []
        rung: list[str] = []
        broken = False
        try:
            connection.execute("BEGIN IMMEDIATE")
            for job in batch:
                answers.append(self._write_one(connection, job, rung))
            connection.execute("COMMIT")
        except Exception as error:  # whatever it is, everybody is answered, and the thread goes on
            try:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            except sqlite3.Error:
                broken = True
            failure = StoreError(f"The database refused the transaction: {error}")
            answers = [_answer(job.future, error=failure) for job in batch]
            rung = []

        def tell() -> None:
            for answer in answers:
                answer()
            for bell in dict.fromkeys(rung):
                self.bells.ring(bell)

        self._loop.call_soon_threadsafe(tell)
        return not broken

    def _write_one(self, connection: sqlite3.Connection, job: _Job, rung: list[str]) -> Callable[[], None]:
        connection.execute("SAVEPOINT verb")
        mine: list[str] = []
        try:
            result = _drive(connection, job.verb, mine)
        except Exception as error:  # whatever a verb raises belongs to its caller
            connection.execute("ROLLBACK TO verb")
            connection.execute("RELEASE verb")
            if isinstance(error, sqlite3.Error):
                error = StoreError(f"The database refused a statement: {error}")
            return _answer(job.future, error=error)
        connection.execute("RELEASE verb")
        rung += mine
        return _answer(job.future, result=result)


def _answer(
    future: asyncio.Future[Any], *, result: Any = None, error: BaseException | None = None
) -> Callable[[], None]:
    def answer() -> None:
        if future.cancelled():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)

    return answer


def _is_current(path: Path) -> bool:
    if not path.exists():
        return False
    connection = sqlite3.connect(path)
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError:
        return False  # no such table
    finally:
        connection.close()
    return bool(row) and row[0] == HEAD
