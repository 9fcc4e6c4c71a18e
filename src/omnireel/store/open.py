"""Opens the store that the settings name."""

from __future__ import annotations

from omnireel.settings import Settings
from omnireel.store.base import Store


async def open_store(settings: Settings) -> Store:
    """SQLite in the data folder, or PostgreSQL when a DSN is set; created or upgraded as needed."""
    if settings.database_url:
        from omnireel.store.postgres import PostgresStore

        return await PostgresStore.open(settings.database_url)
    from omnireel.store.sqlite import SqliteStore

    return await SqliteStore.open(settings.data_dir / "omnireel.db")
