"""Idempotency keys: who sends a creation again with the same key gets what it made the first time."""

from __future__ import annotations

from typing import Literal, Protocol

from omnireel.errors import IdempotencyConflictError
from omnireel.store.base import Row, Sql, Verb

Table = Literal["task", "campaign"]


class Keyed(Protocol):
    """What is to be made, with the key that it came with."""

    @property
    def account_id(self) -> str: ...
    @property
    def body_digest(self) -> str: ...
    @property
    def idempotency_key(self) -> str | None: ...


def find_made(
    table: Table, account_id: str, idempotency_key: str, body_digest: str, *, now_ms: int, idempotency_ms: int
) -> Verb[Row | None]:
    """The row that this key made, if it did within `idempotency_ms`; reads only. Raises
    IdempotencyConflictError when it made it of another body."""
    rows = yield Sql(
        f"SELECT * FROM {table} WHERE account_id = $1 AND idempotency_key = $2", (account_id, idempotency_key)
    )
    if not rows or rows[0]["created_ms"] <= now_ms - idempotency_ms:
        return None
    if rows[0]["body_digest"] != body_digest:
        raise IdempotencyConflictError(param="Idempotency-Key")
    return rows[0]


def find_made_or_free(table: Table, new: Keyed, *, now_ms: int, idempotency_ms: int) -> Verb[Row | None]:
    """The row that the key of `new` made; where it is too old it lets go of the key. Raises
    IdempotencyConflictError."""
    if new.idempotency_key is None:
        return None
    made = yield from find_made(
        table,
        new.account_id,
        new.idempotency_key,
        new.body_digest,
        now_ms=now_ms,
        idempotency_ms=idempotency_ms,
    )
    if made is None:
        yield Sql(
            f"UPDATE {table} SET idempotency_key = NULL"
            " WHERE account_id = $1 AND idempotency_key = $2 AND created_ms <= $3",
            (new.account_id, new.idempotency_key, now_ms - idempotency_ms),
        )
    return made
