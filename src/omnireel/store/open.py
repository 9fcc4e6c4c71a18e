"""Opens the store that the settings name."""

from __future__ import annotations

from omnireel.settings import Settings
from omnireel.store.base import Store, StoreError


async def open_store(settings: Settings) -> Store:
    """SQLite in the data folder, or PostgreSQL when a DSN is set; created or upgraded as needed.

    Raises StoreError.
    """
    import sqlite3

    from sqlalchemy.exc import SQLAlchemyError

    if settings.database_url:
        import asyncpg

        from omnireel.store.postgres import PostgresStore

        try:
            return await PostgresStore.open(settings.database_url)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, SQLAlchemyError) as error:
            # Not the DSN: it holds a password.
            raise StoreError(f"Cannot open the PostgreSQL database of OMNIREEL_DATABASE_URL: {error}") from error
    from omnireel.store.sqlite import SqliteStore

    path = settings.data_dir / "omnireel.db"
    try:
        return await SqliteStore.open(path)
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        reason = getattr(error, "orig", None) or error
        raise StoreError(f"Cannot open the database {path}: {reason}") from error
