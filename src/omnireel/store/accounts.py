"""Verbs on accounts, keys and transfers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from omnireel.core.ledger import HOUSE, Transfer, TransferKind, changes
from omnireel.core.price import credits_number
from omnireel.errors import InsufficientQuotaError, NotFoundError
from omnireel.store.base import Row, Sql, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A holder of credits, in whole units."""

    id: str
    name: str
    balance: int
    held: int

    @property
    def available(self) -> int:
        return self.balance - self.held


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A credential that opens an account. The key itself is not stored, only its hash."""

    id: str
    account_id: str
    name: str
    hint: str
    created_ms: int
    revoked_ms: int | None
    limit_units: int | None
    models: tuple[str, ...] | None
    """The models it may use; None: every model."""
    spent_units: int
    held_units: int

    def may_use(self, model: str) -> bool:
        return self.models is None or model in self.models


def _account(row: Row) -> Account:
    return Account(id=row["id"], name=row["name"], balance=row["balance"], held=row["held"])


def _key(row: Row) -> Key:
    values = {name: row[name] for name in Key.__dataclass_fields__}
    models = None if row["models"] is None else tuple(json.loads(row["models"]))
    return Key(**{**values, "models": models})


def create_account(account_id: str, *, name: str, now_ms: int) -> Verb[None]:
    """A new account, or nothing if the id is there already."""
    yield Sql(
        "INSERT INTO account (id, name, created_ms) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING",
        (account_id, name, now_ms),
    )


def get_account(account_id: str) -> Verb[Account]:
    """Raises NotFoundError."""
    rows = yield Sql("SELECT * FROM account WHERE id = $1", (account_id,))
    if not rows:
        raise NotFoundError(f"There is no account {account_id!r}")
    return _account(rows[0])


def spent_by_account(account_id: str) -> Verb[int]:
    """What was charged to the account so far, in units, over all its keys."""
    rows = yield Sql(
        "SELECT CAST(COALESCE(SUM(spent_units), 0) AS BIGINT) AS spent FROM key WHERE account_id = $1",
        (account_id,),
    )
    spent: int = rows[0]["spent"]
    return spent


def list_accounts() -> Verb[list[Account]]:
    """All accounts, the house first."""
    rows = yield Sql("SELECT * FROM account ORDER BY created_ms, id")
    return [_account(row) for row in rows]


def create_key(
    key_id: str,
    *,
    account_id: str,
    name: str,
    hash: str,
    hint: str,
    now_ms: int,
    limit_units: int | None = None,
    models: Sequence[str] | None = None,
) -> Verb[None]:
    """A new key, without limit to what it may spend (`limit_units`) and use (`models`) if not said. A key with
    the same hash is left as it is, but no longer revoked."""
    yield from get_account(account_id)
    yield Sql(
        "INSERT INTO key (id, account_id, name, hash, hint, created_ms, limit_units, models)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (hash) DO UPDATE SET revoked_ms = NULL",
        (key_id, account_id, name, hash, hint, now_ms, limit_units, models and json.dumps(models)),
    )


def list_keys() -> Verb[list[Key]]:
    """All keys, oldest first."""
    rows = yield Sql("SELECT * FROM key ORDER BY created_ms, id")
    return [_key(row) for row in rows]


def revoke_key(key_id: str, *, now_ms: int) -> Verb[Key]:
    """Close a key for good. Raises NotFoundError."""
    rows = yield Sql(
        "UPDATE key SET revoked_ms = COALESCE(revoked_ms, $2) WHERE id = $1 RETURNING *", (key_id, now_ms)
    )
    if not rows:
        raise NotFoundError(f"There is no key {key_id!r}. See `omnireel keys list`.")
    return _key(rows[0])


def find_key(hash: str) -> Verb[Key | None]:
    """The key with this hash, revoked or not."""
    rows = yield Sql("SELECT * FROM key WHERE hash = $1", (hash,))
    return _key(rows[0]) if rows else None


def find_key_by_id(key_id: str) -> Verb[Key | None]:
    """The key with this id, revoked or not."""
    rows = yield Sql("SELECT * FROM key WHERE id = $1", (key_id,))
    return _key(rows[0]) if rows else None


def grant(account_id: str, *, units: int, transfer_id: str, note: str, now_ms: int) -> Verb[Account]:
    """Give credits to an account (or take some back, with negative units). Booking one id twice is a no-op.

    Raises NotFoundError; InsufficientQuotaError when more is taken back than is available.
    """
    yield from get_account(account_id)
    debit, credit = (HOUSE, account_id) if units > 0 else (account_id, HOUSE)
    yield from book(
        Transfer(
            id=transfer_id,
            kind=TransferKind.GRANT,
            debit=debit,
            credit=credit,
            units=abs(units),
            task_id=None,
            key_id=None,
            created_ms=now_ms,
            note=note,
        )
    )
    return (yield from get_account(account_id))


def book(transfer: Transfer) -> Verb[bool]:
    """Book a transfer, or do nothing (False) when its id is booked already.

    "May not go below zero" is checked in the statement that books, so no other booking fits in between.
    Raises InsufficientQuotaError, and NotFoundError for an unknown account.
    """
    inserted = yield Sql(
        "INSERT INTO transfer (id, kind, debit, credit, units, task_id, key_id, created_ms, note)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING RETURNING id",
        (
            transfer.id,
            transfer.kind.value,
            transfer.debit,
            transfer.credit,
            transfer.units,
            transfer.task_id,
            transfer.key_id,
            transfer.created_ms,
            transfer.note,
        ),
    )
    if not inserted:
        return False
    # The house comes last in every transaction, so that two bookings never wait for each other in a circle.
    for change in sorted(changes(transfer), key=lambda change: (change.account_id == HOUSE, change.account_id)):
        booked = yield Sql(
            "UPDATE account SET balance = balance + $2, held = held + $3 WHERE id = $1"
            " AND (id = 'house' OR balance + $2 - held - $3 >= 0) RETURNING id",
            (change.account_id, change.balance, change.held),
        )
        if not booked:
            account = yield from get_account(change.account_id)
            raise _insufficient(transfer.units, account.available, "account")
    if transfer.key_id is not None:
        yield from _book_key(transfer)
    return True


def _book_key(transfer: Transfer) -> Verb[None]:
    more = transfer.kind in (TransferKind.HOLD, TransferKind.EXTEND)
    held = transfer.units if more else -transfer.units
    spent = transfer.units if transfer.kind is TransferKind.POST else 0
    booked = yield Sql(
        "UPDATE key SET held_units = held_units + $2, spent_units = spent_units + $3 WHERE id = $1"
        " AND (limit_units IS NULL OR held_units + $2 + spent_units + $3 <= limit_units) RETURNING id",
        (transfer.key_id, held, spent),
    )
    if not booked:
        rows = yield Sql("SELECT * FROM key WHERE id = $1", (transfer.key_id,))
        key = _key(rows[0])
        rest = (key.limit_units or 0) - key.spent_units - key.held_units
        raise _insufficient(transfer.units, rest, "key")


def _insufficient(wanted: int, available: int, whose: str) -> InsufficientQuotaError:
    extra = {"estimated_credits": credits_number(wanted), "limit_scope": whose}
    name = "account_balance_credits" if whose == "account" else "remaining_credits"
    return InsufficientQuotaError(
        f"Insufficient quota. Please top up your {whose}."
        f" The request needs {credits_number(wanted)} credits, {credits_number(available)} are available.",
        extra={**extra, name: credits_number(available)},
    )
