"""Fixtures of every test: both databases, and an audit after each test that touched one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from omnireel.store.audit import audit
from omnireel.store.base import Store
from support.databases import PostgresDatabases

# No test has a clock of its own: on a cold or busy machine the first input alone takes seconds.
settings.register_profile("no-clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no-clock")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresDatabases]:
    databases = PostgresDatabases()
    yield databases
    databases.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> str:
    """The kinds of database that a test runs on."""
    kind: str = request.param
    return kind


@pytest.fixture
def databases(database: str, request: pytest.FixtureRequest) -> PostgresDatabases | None:
    """The PostgreSQL server, started only for tests that run on it."""
    return request.getfixturevalue("postgres") if database == "postgres" else None


@pytest.fixture
async def database_url(databases: PostgresDatabases | None) -> AsyncIterator[str]:
    """A fresh database as the setting `database_url`; empty for SQLite."""
    if databases is None:
        yield ""
        return
    dsn = await databases.create()
    yield dsn
    await databases.drop(dsn)


@pytest.fixture
async def store(database_url: str, tmp_path: Path) -> AsyncIterator[Store]:
    """An open, empty store, audited at the end."""
    from omnireel.settings import Settings
    from omnireel.store.open import open_store

    opened = await open_store(Settings(data_dir=tmp_path, database_url=database_url))
    yield opened
    try:
        assert await opened.read(audit(), heavy=True) == []
    finally:
        await opened.close()
