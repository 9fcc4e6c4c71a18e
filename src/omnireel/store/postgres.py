"""The shared store: PostgreSQL through asyncpg. Any number of API and worker processes may use one database."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any

import asyncpg

from omnireel.store.base import Bells, Ring, Row, Store, StoreError, T, Verb
from omnireel.store.migrate import HEAD, migrate_postgres

CHANNEL = "omnireel"
CONNECTIONS_MAX = 10
LISTEN_AGAIN_S = 1.0
LISTEN_ASK_S = 15.0
CONNECT_S_MAX = 10.0
"""A database that does not answer is an error and not a wait without end: leases and stops depend on it."""
STATEMENT_S_MAX = 30.0
HEAVY_STATEMENT_S_MAX = 600.0


@lru_cache(maxsize=1024)
def _to_postgres(text: str) -> str:
    return text.replace("/* skip locked */", "FOR UPDATE SKIP LOCKED")


class PostgresStore(Store):
    """Bells travel between processes by LISTEN/NOTIFY."""

    def __init__(self, pool: asyncpg.Pool, dsn: str) -> None:
        self.bells = Bells()
        self._pool = pool
        self._dsn = dsn
        self._heard = asyncio.Event()
        self._listening = asyncio.ensure_future(self._listen())

    @classmethod
    async def open(cls, dsn: str) -> PostgresStore:
        """Connect to `dsn` (`postgresql://...`), creating or upgrading the schema first."""
        pool = await asyncpg.create_pool(
            dsn,
            min_size=1,
            max_size=CONNECTIONS_MAX,
            timeout=CONNECT_S_MAX,
            command_timeout=STATEMENT_S_MAX,
            reset=_leave_as_it_is,
        )
        if not await _is_current(pool):
            await migrate_postgres(dsn)
        store = cls(pool, dsn)
        await store._heard.wait()
        return store

    async def _listen(self) -> None:
        """Hear the bells of all processes; connect anew when the connection is lost."""
        while True:
            lost = asyncio.Event()
            try:
                connection = await asyncpg.connect(self._dsn, timeout=CONNECT_S_MAX)
                try:
                    connection.add_termination_listener(lambda *_, lost=lost: lost.set())
                    await connection.add_listener(CHANNEL, lambda *args: self.bells.ring(args[3]))
                    self._heard.set()
                    while not lost.is_set():
                        # A dead peer says nothing, so it has to be asked.
                        with suppress(TimeoutError):
                            await asyncio.wait_for(lost.wait(), LISTEN_ASK_S)
                        await connection.execute("SELECT 1", timeout=CONNECT_S_MAX)
                finally:
                    connection.terminate()
            except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                self._heard.set()  # a bell is a hint: without it everybody just looks a little later
            await asyncio.sleep(LISTEN_AGAIN_S)

    async def write(self, verb: Verb[T]) -> T:
        # Shielded: a caller that goes away does not undo what is being committed.
        return await asyncio.shield(asyncio.ensure_future(self._write(verb)))

    async def _write(self, verb: Verb[T]) -> T:
        try:
            async with self._pool.acquire(timeout=CONNECT_S_MAX) as connection, connection.transaction():
                rung: list[str] = []
                result = await _drive(connection, verb, rung)
                for bell in dict.fromkeys(rung):
                    await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, bell)
                return result
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
            raise StoreError(f"The database refused the transaction: {error}") from error

    async def read(self, verb: Verb[T], *, heavy: bool = False) -> T:
        try:
            async with self._pool.acquire(timeout=CONNECT_S_MAX) as connection:
                if not heavy:
                    return await _drive(connection, verb, [])
                async with connection.transaction(isolation="repeatable_read", readonly=True):
                    return await _drive(connection, verb, [], statement_s_max=HEAVY_STATEMENT_S_MAX)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
            raise StoreError(f"The database refused to read: {error}") from error

    async def close(self) -> None:
        self._listening.cancel()
        await asyncio.gather(self._listening, return_exceptions=True)
        try:
            await asyncio.wait_for(self._pool.close(), CONNECT_S_MAX)
        except (TimeoutError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            self._pool.terminate()


async def _drive(
    connection: Any, verb: Verb[T], rung: list[str], *, statement_s_max: float = STATEMENT_S_MAX
) -> T:
    rows: Sequence[Row] = ()
    try:
        step = next(verb)
        while True:
            if isinstance(step, Ring):
                rung.append(step.bell)
                rows = ()
            else:
                rows = await connection.fetch(_to_postgres(step.text), *step.values, timeout=statement_s_max)
            step = verb.send(rows)
    except StopIteration as end:
        result: T = end.value
        return result


async def _leave_as_it_is(connection: Any) -> None:
    """Verbs change nothing about their session, so there is nothing to reset: one round trip less for each."""


async def _is_current(pool: asyncpg.Pool) -> bool:
    async with pool.acquire() as connection:
        try:
            found = await connection.fetchval("SELECT version_num FROM alembic_version")
        except asyncpg.UndefinedTableError:
            return False
    return bool(found == HEAD)
