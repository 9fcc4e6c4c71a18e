"""Servers for the tests of the API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from api.stand import Stand, open_stand
from support.databases import PostgresDatabases


@pytest.fixture
async def stand(tmp_path: Path) -> AsyncIterator[Stand]:
    """A server that works."""
    async with open_stand(tmp_path) as opened:
        yield opened


@pytest.fixture
async def still(tmp_path: Path) -> AsyncIterator[Stand]:
    """A server whose worker does not run: tasks stay pending."""
    async with open_stand(tmp_path, start=False) as opened:
        yield opened


@pytest.fixture
async def slow(tmp_path: Path) -> AsyncIterator[Stand]:
    """A server whose tasks stay in processing until the clock is moved."""
    async with open_stand(tmp_path, script=("slow",)) as opened:
        yield opened


@pytest.fixture
async def either(tmp_path: Path, database_url: str) -> AsyncIterator[Stand]:
    """A server that works, once over each database."""
    async with open_stand(tmp_path, database_url=database_url) as opened:
        yield opened


@pytest.fixture
async def postgres_url(postgres: PostgresDatabases) -> AsyncIterator[str]:
    """A fresh PostgreSQL database, for what SQLite cannot show."""
    dsn = await postgres.create()
    yield dsn
    await postgres.drop(dsn)
