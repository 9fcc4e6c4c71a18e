"""What a store is: something that runs *verbs*, each in one transaction.

A verb is a generator: it yields SQL with `$1`-style parameters and is sent the rows back. It knows nothing of
drivers, threads or event loops, so there is one set of verbs for both databases; verbs compose with `yield
from`, and everything one verb does commits together or not at all. A verb that raises changes nothing.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Generator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias, TypeVar

from omnireel.errors import OmnireelError

T = TypeVar("T")

Row: TypeAlias = Mapping[str, Any]


class Sql(NamedTuple):
    """One statement. `/* skip locked */` marks where PostgreSQL locks rows that others may be taking."""

    text: str
    values: tuple[Any, ...] = ()


class Ring(NamedTuple):
    """Yielded by a verb to wake whoever waits for `bell`, once the transaction is committed."""

    bell: str


Verb: TypeAlias = Generator[Sql | Ring, Sequence[Row], T]

PENDING_BELL = "pending"
"""A task waits for a worker."""
DELIVERY_BELL = "delivery"
"""A callback waits to be sent."""
CAMPAIGN_BELL = "campaign"
"""A campaign may have something to start."""


def account_bell(account_id: str) -> str:
    """The bell of one account: a task of it has ended."""
    return f"account:{account_id}"


def task_bell(task_id: str) -> str:
    """The bell of one task: any visible change."""
    return f"task:{task_id}"


class StoreError(OmnireelError):
    """The database did not do what was asked"""


@dataclass(eq=False, slots=True)
class _Listener:
    bells: frozenset[str]
    event: asyncio.Event


class Bells:
    """Wakes coroutines of this process when something they wait for was committed.

    A wake-up is a hint and may be missed (another process, a lost connection): whoever waits also looks
    again after a while.
    """

    def __init__(self) -> None:
        self._listeners: dict[str, set[_Listener]] = {}

    def ring(self, bell: str) -> None:
        """Wake the listeners of a bell. Call it on the event loop's thread."""
        for listener in self._listeners.get(bell, ()):
            listener.event.set()

    @asynccontextmanager
    async def listen(self, *bells: str) -> AsyncIterator[asyncio.Event]:
        """An event that is set at every ring of one of `bells`; the listener clears it."""
        listener = _Listener(frozenset(bells), asyncio.Event())
        for bell in bells:
            self._listeners.setdefault(bell, set()).add(listener)
        try:
            yield listener.event
        finally:
            for bell in bells:
                self._listeners[bell].discard(listener)
                if not self._listeners[bell]:
                    del self._listeners[bell]


class Store(ABC):
    """Runs verbs. Open it with `omnireel.store.open.open_store`."""

    bells: Bells

    @abstractmethod
    async def write(self, verb: Verb[T]) -> T:
        """Run a verb in one durable transaction and return its result, after the commit."""

    @abstractmethod
    async def read(self, verb: Verb[T], *, heavy: bool = False) -> T:
        """Run a verb that only reads. `heavy`: it may take long, so keep it off the event loop and give it
        one snapshot."""

    @abstractmethod
    async def close(self) -> None:
        """Finish what is under way and let go of the database."""
