"""What a customer can do with an account: see to its keys, see what was used."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from omnireel.core.sign import hash_key, new_key
from omnireel.errors import InvalidRequestError, RoleDeniedError
from omnireel.store import accounts
from omnireel.store.accounts import Key
from omnireel.store.base import Store, Verb
from omnireel.studio.clock import Clock
from omnireel.wire.account import Ledger, usage_answer

DAY_MS = 86_400_000
LEDGER_PAGE = 1000


class Accounts:
    """The keys and the usage of all accounts."""

    def __init__(
        self, *, store: Store, clock: Clock, random_bytes: Callable[[int], bytes] = secrets.token_bytes
    ) -> None:
        self._store = store
        self._clock = clock
        self._random_bytes = random_bytes

    async def keys(self, caller: Key) -> list[Key]:
        """The keys of the caller's account, oldest first."""
        return await self._store.read(accounts.list_keys(caller.account_id))

    async def key(self, caller: Key, key_id: str) -> Key:
        """One of them. Raises KeyNotFoundError."""
        return await self._store.read(accounts.own_key(key_id, account_id=caller.account_id))

    async def create_key(
        self, caller: Key, *, name: str, limit_units: int | None, models: Sequence[str] | None, role: str
    ) -> tuple[Key, str]:
        """(a new key of the caller's account, the key itself, which is not kept)."""
        text = new_key(self._random_bytes(30))
        key_id = f"key_{hash_key(text)[:12]}"

        def verb() -> Verb[Key]:
            yield from accounts.create_key(
                key_id,
                account_id=caller.account_id,
                name=name,
                hash=hash_key(text),
                hint=text[-4:],
                limit_units=limit_units,
                models=models,
                role=role,
                now_ms=self._clock.now_ms(),
            )
            return (yield from accounts.own_key(key_id, account_id=caller.account_id))

        return await self._store.write(verb()), text

    async def change_key(self, caller: Key, key_id: str, *, name: str, limit_units: int | None) -> Key:
        """Give a key a name and a limit. Raises KeyNotFoundError, InvalidRequestError, RoleDeniedError."""
        await self._may_change(caller, key_id)
        verb = accounts.change_key(key_id, account_id=caller.account_id, name=name, limit_units=limit_units)
        return await self._store.write(verb)

    async def revoke_key(self, caller: Key, key_id: str) -> Key:
        """Close a key for good; tasks that it started go on. Raises KeyNotFoundError, InvalidRequestError,
        RoleDeniedError."""
        if key_id == caller.id:
            raise InvalidRequestError("A key cannot revoke itself: use another one", param="key_id")
        await self._may_change(caller, key_id)
        return await self._store.write(accounts.revoke_key(key_id, now_ms=self._clock.now_ms()))

    async def _may_change(self, caller: Key, key_id: str) -> None:
        key = await self.key(caller, key_id)
        if not caller.may(key.role):
            raise RoleDeniedError(f"Only a key of the role {key.role} changes one of that role")

    async def usage(self, caller: Key, *, days: int) -> dict[str, Any]:
        """What was made and charged in the last days (of UTC, today included), per day and model."""
        today = self._clock.now_ms() // DAY_MS
        verb = accounts.usage(caller.account_id, since_ms=(today - days + 1) * DAY_MS, day_ms=DAY_MS)
        used, released_units = await self._store.read(verb, heavy=True)
        last = datetime.fromtimestamp(today * DAY_MS // 1000, UTC).date()
        return usage_answer(last=last, days=days, used=used, released_units=released_units)

    async def ledger(self, caller: Key, *, days: int) -> AsyncIterator[str]:
        """The account's ledger of the last days (of UTC, today included) as CSV, line by line as it is read."""
        since_ms = (self._clock.now_ms() // DAY_MS - days + 1) * DAY_MS
        sums = await self._store.read(accounts.ledger_before(caller.account_id, before_ms=since_ms), heavy=True)
        ledger = Ledger(sums)
        yield "\ufeff" + ledger.head()  # with the mark that spreadsheets know UTF-8 by
        after, more = (since_ms - 1, "\U0010ffff"), True
        while more:
            verb = accounts.ledger_page(caller.account_id, after=after, limit=LEDGER_PAGE)
            page = await self._store.read(verb, heavy=True)
            yield "".join(ledger.line(one.transfer, model=one.model, key=one.key_name) for one in page)
            more = len(page) == LEDGER_PAGE
            if page:
                after = (page[-1].transfer.created_ms, page[-1].transfer.id)
