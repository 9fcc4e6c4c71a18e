"""The platform in a process: it decides with `core` and acts through the store, the media and the providers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from omnireel.settings import Settings
    from omnireel.store.base import Store


@asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[Store]:
    """The database alone, for administration beside a running server."""
    from omnireel.store.open import open_store as open_it

    store = await open_it(settings)
    try:
        yield store
    finally:
        await store.close()
