"""Verbs on accounts, keys and transfers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from omnireel.core.ledger import HOUSE, Change, Transfer, TransferKind, changes
from omnireel.core.price import credits_number
from omnireel.errors import Detail, InsufficientQuotaError, InvalidRequestError, KeyNotFoundError, NotFoundError
from omnireel.store.base import Row, Sql, Verb

ROLES = ("use", "manage", "operate")
"""What a key may do: make clips; see to the account's keys as well; see how the server's providers are as well."""


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
    role: str
    """`use`, `manage` or `operate`; each may do what those before it may."""
    used_ms: int | None
    """When it last started a task."""

    def may_use(self, model: str) -> bool:
        return self.models is None or model in self.models

    def may(self, role: str) -> bool:
        """Whether its role includes this one."""
        return ROLES.index(self.role) >= ROLES.index(role)


class CampaignStoppedError(Exception):
    """A row is not to be started: somebody else did, or its campaign does not run any more."""


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
    role: str = "use",
) -> Verb[None]:
    """A new key, without limit to what it may spend (`limit_units`) and use (`models`) if not said. A key with
    the same hash is left as it is, but no longer revoked."""
    yield from get_account(account_id)
    yield Sql(
        "INSERT INTO key (id, account_id, name, hash, hint, created_ms, limit_units, models, role)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (hash) DO UPDATE SET revoked_ms = NULL",
        (key_id, account_id, name, hash, hint, now_ms, limit_units, models and json.dumps(models), role),
    )


def list_keys(account_id: str | None = None) -> Verb[list[Key]]:
    """All keys, or those of one account, oldest first."""
    whose, values = ("", ()) if account_id is None else (" WHERE account_id = $1", (account_id,))
    rows = yield Sql(f"SELECT * FROM key{whose} ORDER BY created_ms, id", values)
    return [_key(row) for row in rows]


def change_key(key_id: str, *, account_id: str, name: str, limit_units: int | None) -> Verb[Key]:
    """Give an account's key a name and a limit. Raises KeyNotFoundError, and InvalidRequestError for a limit
    below what the key has used and holds."""
    rows = yield Sql(
        "UPDATE key SET name = $3, limit_units = $4 WHERE id = $1 AND account_id = $2"
        " AND (CAST($4 AS BIGINT) IS NULL OR spent_units + held_units <= $4) RETURNING *",
        (key_id, account_id, name, limit_units),
    )
    if rows:
        return _key(rows[0])
    key = yield from own_key(key_id, account_id=account_id)
    least = credits_number(key.spent_units + key.held_units)
    message = f"limit_credits must be at least {least}: so much was used or is held by running tasks"
    raise InvalidRequestError.of([Detail("limit_credits", message, {"min": least})])


def own_key(key_id: str, *, account_id: str) -> Verb[Key]:
    """One of an account's keys. Raises KeyNotFoundError."""
    key = yield from find_key_by_id(key_id)
    if key is None or key.account_id != account_id:
        raise KeyNotFoundError
    return key


def revoke_key(key_id: str, *, now_ms: int) -> Verb[Key]:
    """Close a key for good. Raises KeyNotFoundError."""
    rows = yield Sql(
        "UPDATE key SET revoked_ms = COALESCE(revoked_ms, $2) WHERE id = $1 RETURNING *", (key_id, now_ms)
    )
    if not rows:
        raise KeyNotFoundError(f"There is no key {key_id!r}. See `omnireel keys list`.")
    return _key(rows[0])


def find_key(hash: str) -> Verb[Key | None]:
    """The key with this hash, revoked or not."""
    rows = yield Sql("SELECT * FROM key WHERE hash = $1", (hash,))
    return _key(rows[0]) if rows else None


def find_key_by_id(key_id: str) -> Verb[Key | None]:
    """The key with this id, revoked or not."""
    rows = yield Sql("SELECT * FROM key WHERE id = $1", (key_id,))
    return _key(rows[0]) if rows else None


def usage(
    account_id: str, *, since_ms: int, day_ms: int
) -> Verb[tuple[dict[tuple[int, str], tuple[int, int, int]], int]]:
    """What an account's tasks that ended since then made: ({(number of the day, model): (clips, their seconds,
    units charged)}, units that were held and given back)."""
    rows = yield Sql(
        "SELECT finished_ms / CAST($3 AS BIGINT) AS day, model, COUNT(*) AS clips,"
        " CAST(SUM(seconds) AS BIGINT) AS seconds, CAST(SUM(charged_units) AS BIGINT) AS units FROM task"
        " WHERE account_id = $1 AND finished_ms >= $2 AND state = 'completed' GROUP BY 1, 2",
        (account_id, since_ms, day_ms),
    )
    used = {(row["day"], row["model"]): (row["clips"], row["seconds"], row["units"]) for row in rows}
    rows = yield Sql(
        "SELECT CAST(COALESCE(SUM(held_units - charged_units), 0) AS BIGINT) AS units FROM task"
        " WHERE account_id = $1 AND finished_ms >= $2",
        (account_id, since_ms),
    )
    return used, rows[0]["units"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of an account's ledger: a transfer of its own, and what it was for."""

    transfer: Transfer
    model: str | None
    key_name: str | None


def ledger_before(account_id: str, *, before_ms: int) -> Verb[Change]:
    """The account's running sums before a moment."""
    rows = yield Sql(
        "SELECT kind, debit, credit, CAST(SUM(units) AS BIGINT) AS units FROM transfer"
        " WHERE created_ms < $2 AND (debit = $1 OR (credit = $1 AND kind = 'grant'))"
        " GROUP BY kind, debit, credit",
        (account_id, before_ms),
    )
    sums = [change for row in rows for change in changes(transfer_of(row)) if change.account_id == account_id]
    return Change(
        account_id=account_id,
        balance=sum(change.balance for change in sums),
        held=sum(change.held for change in sums),
    )


def ledger_page(account_id: str, *, after: tuple[int, str], limit: int) -> Verb[list[Entry]]:
    """The account's transfers that come after one (its time, its id), oldest first."""
    later = "(created_ms, id) > ($2, $3) ORDER BY created_ms, id LIMIT $4"
    rows = yield Sql(
        "SELECT entry.*, task.model AS model, key.name AS key_name FROM ("
        f"SELECT * FROM (SELECT * FROM transfer WHERE debit = $1 AND {later}) AS given"
        " UNION ALL SELECT * FROM"
        f" (SELECT * FROM transfer WHERE credit = $1 AND kind = 'grant' AND {later}) AS got"
        ") AS entry LEFT JOIN task ON task.id = entry.task_id LEFT JOIN key ON key.id = entry.key_id"
        " ORDER BY entry.created_ms, entry.id LIMIT $4",
        (account_id, *after, limit),
    )
    return [Entry(transfer=transfer_of(row), model=row["model"], key_name=row["key_name"]) for row in rows]


def transfer_of(row: Row) -> Transfer:
    """The transfer of a row; a sum of several has no id, time, key and note of its own."""
    said = {"id": "", "task_id": None, "key_id": None, "created_ms": 0, "note": "", **row}
    return Transfer(
        id=said["id"],
        kind=TransferKind(said["kind"]),
        debit=said["debit"],
        credit=said["credit"],
        units=said["units"],
        task_id=said["task_id"],
        key_id=said["key_id"],
        created_ms=said["created_ms"],
        note=said["note"],
    )


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


def book(transfer: Transfer, *, campaign_id: str | None = None) -> Verb[bool]:
    """Book a transfer, or do nothing (False) when its id is booked already. `campaign_id`: the campaign of the
    transfer's task, if it has one.

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
    if campaign_id is not None:
        yield from _book_campaign(transfer, campaign_id)
    return True


def _held_and_spent(transfer: Transfer) -> tuple[int, int]:
    more = transfer.kind in (TransferKind.HOLD, TransferKind.EXTEND)
    held = transfer.units if more else -transfer.units
    return held, transfer.units if transfer.kind is TransferKind.POST else 0


def _book_campaign(transfer: Transfer, campaign_id: str) -> Verb[None]:
    held, spent = _held_and_spent(transfer)
    starts = transfer.kind is TransferKind.HOLD
    booked = yield Sql(
        "UPDATE campaign SET held_units = held_units + $2, spent_units = spent_units + $3 WHERE id = $1"
        " AND (budget_units IS NULL OR held_units + $2 + spent_units + $3 <= budget_units)"
        " AND ($4 = 0 OR state = 'running') RETURNING id",
        (campaign_id, held, spent, int(starts)),
    )
    if not booked:
        rows = yield Sql(
            "SELECT state, budget_units - spent_units - held_units AS rest FROM campaign WHERE id = $1",
            (campaign_id,),
        )
        if starts and rows[0]["state"] != "running":
            raise CampaignStoppedError
        raise _insufficient(transfer.units, rows[0]["rest"], "campaign")


def _book_key(transfer: Transfer) -> Verb[None]:
    held, spent = _held_and_spent(transfer)
    booked = yield Sql(
        "UPDATE key SET held_units = held_units + $2, spent_units = spent_units + $3,"
        " used_ms = CASE WHEN $5 = 1 THEN $4 ELSE used_ms END WHERE id = $1"
        " AND (limit_units IS NULL OR held_units + $2 + spent_units + $3 <= limit_units) RETURNING id",
        (transfer.key_id, held, spent, transfer.created_ms, int(transfer.kind is TransferKind.HOLD)),
    )
    if not booked:
        rows = yield Sql("SELECT * FROM key WHERE id = $1", (transfer.key_id,))
        key = _key(rows[0])
        rest = (key.limit_units or 0) - key.spent_units - key.held_units
        raise _insufficient(transfer.units, rest, "key")


def _insufficient(wanted: int, available: int, whose: str) -> InsufficientQuotaError:
    extra = {"estimated_credits": credits_number(wanted), "limit_scope": whose}
    name = "account_balance_credits" if whose == "account" else "remaining_credits"
    remedy = "Please raise the budget of the campaign." if whose == "campaign" else f"Please top up your {whose}."
    return InsufficientQuotaError(
        f"Insufficient quota. {remedy}"
        f" The request needs {credits_number(wanted)} credits, {credits_number(available)} are available.",
        extra={**extra, name: credits_number(available)},
    )
