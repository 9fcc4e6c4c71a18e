"""`omnireel serve` that kills itself (SIGKILL) at a chosen moment: `python crashing_server.py STEP PHASE`.

STEP counts the transactions of the process; PHASE is where in that transaction it dies:

- `begin`: before its first statement
- `middle`: after one of its statements
- `commit`: with everything written, before the commit
- `answer`: after the commit, before anybody was told
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from omnireel.api.serve import serve
from omnireel.settings import Settings
from omnireel.store import postgres, sqlite

PHASES = ("begin", "middle", "commit", "answer")


class Bomb:
    """Counts transactions and goes off."""

    def __init__(self, step: int, phase: str) -> None:
        self.left = step
        self.phase = phase

    def at(self, phase: str) -> None:
        if phase == "begin":
            self.left -= 1
        if self.left <= 0 and phase == self.phase:
            os.kill(os.getpid(), signal.SIGKILL)


def arm_sqlite(bomb: Bomb) -> None:
    original_one, original_batch = sqlite.SqliteStore._write_one, sqlite.SqliteStore._write_batch

    def write_one(self: Any, connection: Any, job: Any, rung: Any) -> Any:
        bomb.at("begin")
        job.verb = _watched(job.verb, bomb)
        answer = original_one(self, connection, job, rung)
        bomb.at("commit")
        return answer

    def write_batch(self: Any, connection: Any, batch: Any) -> None:
        # The answers are given by a callback on the loop: dying here is dying before it.
        loop, self._loop = self._loop, _Loop(self._loop, bomb)
        try:
            original_batch(self, connection, batch)
        finally:
            self._loop = loop

    sqlite.SqliteStore._write_one = write_one  # type: ignore[method-assign]
    sqlite.SqliteStore._write_batch = write_batch  # type: ignore[method-assign]


class _Loop:
    def __init__(self, loop: Any, bomb: Bomb) -> None:
        self._loop, self._bomb = loop, bomb

    def __getattr__(self, name: str) -> Any:
        return getattr(self._loop, name)

    def call_soon_threadsafe(self, tell: Any) -> None:
        self._bomb.at("answer")
        self._loop.call_soon_threadsafe(tell)


def arm_postgres(bomb: Bomb) -> None:
    original_drive, original_write = postgres._drive, postgres.PostgresStore._write

    async def drive(connection: Any, verb: Any, rung: Any) -> Any:
        if not connection.is_in_transaction():
            return await original_drive(connection, verb, rung)
        bomb.at("begin")
        result = await original_drive(connection, _watched(verb, bomb), rung)
        bomb.at("commit")
        return result

    async def write(self: Any, verb: Any) -> Any:
        result = await original_write(self, verb)
        bomb.at("answer")
        return result

    postgres._drive = drive
    postgres.PostgresStore._write = write  # type: ignore[method-assign]


def _watched(verb: Any, bomb: Bomb) -> Any:
    """The same verb, with a moment after each statement."""
    step = next(verb)
    while True:
        rows = yield step
        bomb.at("middle")
        try:
            step = verb.send(rows)
        except StopIteration as end:
            return end.value


if __name__ == "__main__":
    armed = Bomb(int(sys.argv[1]), sys.argv[2])
    arm_sqlite(armed)
    arm_postgres(armed)
    serve(Settings.load())
