"""Brings a database to the newest schema, with Alembic. Migrations are plain SQL under `migrations/versions`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

MIGRATIONS = Path(__file__).parent / "migrations"

HEAD = "0008"
"""The newest revision; a test holds it against the folder. Known here so that a start on a current database
need not load Alembic."""


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)


def migrate_sqlite(path: Path) -> None:
    """Create or upgrade the SQLite database at `path`."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)

    # Python's driver commits before DDL by itself; a migration must be all or nothing, a power cut included.
    @event.listens_for(engine, "connect")
    def _no_driver_transactions(connection: Any, record: Any) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.connect() as connection:
        _upgrade(connection)
        connection.commit()
    engine.dispose()


async def migrate_postgres(dsn: str) -> None:
    """Create or upgrade the PostgreSQL database at `dsn`. Several processes may do so at once: an advisory
    lock lets the first one work and the others wait."""
    from sqlalchemy import text
    from sqlalchemy.ext.asyncio import create_async_engine

    url = "postgresql+asyncpg://" + dsn.split("://", 1)[1]
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            await connection.execute(text("SELECT pg_advisory_lock(7244109)"))
            try:
                await connection.run_sync(_upgrade)
                await connection.commit()
            finally:
                await connection.execute(text("SELECT pg_advisory_unlock(7244109)"))
    finally:
        await engine.dispose()
