"""The ledger: immutable transfers of whole units between two accounts, in two phases.

A task's money moves in two phases: a HOLD when it is taken on (followed by one EXTEND or REDUCE where the price
depends on footage that was not known then); and when it ends, a POST of what is due (completed tasks only) and a
RELEASE of the rest. Ids are derived from the task, so that booking twice is a
no-op, and the unique id is what makes a second charge impossible. A wrong entry is corrected by one more
transfer, never by an edit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

HOUSE = "house"
"""The account of the operator: grants come out of it, charges go into it, so that all accounts sum to zero."""


class TransferKind(StrEnum):
    GRANT = "grant"
    """house -> customer: a top-up; with the accounts the other way round, a correction."""
    HOLD = "hold"
    """Reserve for a task. Changes no balance, only what is available."""
    EXTEND = "extend"
    """Reserve more for it, once the length of its footage is known."""
    REDUCE = "reduce"
    """Give back a part of the hold before the task ends, likewise."""
    POST = "post"
    """Charge a task out of its hold."""
    RELEASE = "release"
    """Give back the part of the hold that is not due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """A movement of `units` from `debit` to `credit` (both account ids)."""

    id: str
    kind: TransferKind
    debit: str
    credit: str
    units: int
    task_id: str | None
    key_id: str | None
    created_ms: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a transfer does to the running sums of one account."""

    account_id: str
    balance: int
    held: int


def changes(transfer: Transfer) -> tuple[Change, ...]:
    """The changes of the accounts' running sums that a transfer stands for."""
    units = transfer.units
    match transfer.kind:
        case TransferKind.GRANT:
            return (
                Change(account_id=transfer.debit, balance=-units, held=0),
                Change(account_id=transfer.credit, balance=units, held=0),
            )
        case TransferKind.HOLD | TransferKind.EXTEND:
            return (Change(account_id=transfer.debit, balance=0, held=units),)
        case TransferKind.POST:
            return (
                Change(account_id=transfer.debit, balance=-units, held=-units),
                Change(account_id=transfer.credit, balance=units, held=0),
            )
        case TransferKind.RELEASE | TransferKind.REDUCE:
            return (Change(account_id=transfer.debit, balance=0, held=-units),)


def hold(*, task_id: str, account_id: str, key_id: str, units: int, now_ms: int) -> Transfer:
    """The reservation of a new task."""
    return Transfer(
        id=f"hold:{task_id}",
        kind=TransferKind.HOLD,
        debit=account_id,
        credit=HOUSE,
        units=units,
        task_id=task_id,
        key_id=key_id,
        created_ms=now_ms,
    )


def adjust(
    *, task_id: str, account_id: str, key_id: str, held_units: int, wanted_units: int, now_ms: int
) -> Transfer | None:
    """What turns a hold of `held_units` into one of `wanted_units`; None if it is that already."""
    if wanted_units == held_units:
        return None
    kind = TransferKind.EXTEND if wanted_units > held_units else TransferKind.REDUCE
    return Transfer(
        id=f"{kind.value}:{task_id}",
        kind=kind,
        debit=account_id,
        credit=HOUSE,
        units=abs(wanted_units - held_units),
        task_id=task_id,
        key_id=key_id,
        created_ms=now_ms,
    )


def settle(
    *, task_id: str, account_id: str, key_id: str, held_units: int, due_units: int, now_ms: int
) -> tuple[Transfer, ...]:
    """How a hold ends: post what is due and release the rest. Raises ValueError if more is due than held."""
    if not 0 <= due_units <= held_units:
        raise ValueError(f"{due_units} units are due, {held_units} are held")

    def part(kind: TransferKind, units: int) -> Transfer:
        return Transfer(
            id=f"{kind.value}:{task_id}",
            kind=kind,
            debit=account_id,
            credit=HOUSE,
            units=units,
            task_id=task_id,
            key_id=key_id,
            created_ms=now_ms,
        )

    parts = []
    if due_units:
        parts.append(part(TransferKind.POST, due_units))
    if due_units < held_units:
        parts.append(part(TransferKind.RELEASE, held_units - due_units))
    return tuple(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskMoney:
    """What the ledger must say about one task, for the audit."""

    task_id: str
    state: str
    charged_units: int


def audit_sums(
    *,
    accounts: Iterable[tuple[str, int, int]],
    transfers: Iterable[Transfer],
) -> list[str]:
    """Prove the running sums: `accounts` are (id, balance, held). Returns what is wrong, in words."""
    problems = []
    rows = list(accounts)
    balance = {account_id: 0 for account_id, _, _ in rows}
    held = dict(balance)
    for transfer in transfers:
        for change in changes(transfer):
            if change.account_id not in balance:
                problems.append(f"transfer {transfer.id} names the unknown account {change.account_id}")
                continue
            balance[change.account_id] += change.balance
            held[change.account_id] += change.held
    for account_id, balance_said, held_said in rows:
        if balance_said != balance[account_id]:
            problems.append(
                f"account {account_id} says balance {balance_said}, its transfers sum to {balance[account_id]}"
            )
        if held_said != held[account_id]:
            problems.append(f"account {account_id} says held {held_said}, its holds sum to {held[account_id]}")
        if account_id != HOUSE and balance_said - held_said < 0:
            problems.append(f"account {account_id} is overdrawn: {balance_said - held_said} units available")
    total = sum(balance_said for _, balance_said, _ in rows)
    if total != 0:
        problems.append(f"all accounts sum to {total} units and not to zero")
    return problems


def audit_tasks(*, tasks: Iterable[TaskMoney], transfers: Iterable[Transfer]) -> list[str]:
    """Prove that every hold ended exactly once when its task ended and that no task was charged twice."""
    by_task: dict[str, dict[TransferKind, list[int]]] = {}
    for transfer in transfers:
        if transfer.task_id is not None:
            by_task.setdefault(transfer.task_id, {}).setdefault(transfer.kind, []).append(transfer.units)
    problems = []
    for task in tasks:
        moves = by_task.pop(task.task_id, {})
        held, posted, released = (
            moves.get(kind, []) for kind in (TransferKind.HOLD, TransferKind.POST, TransferKind.RELEASE)
        )
        if len(held) != 1:
            problems.append(f"task {task.task_id} has {len(held)} holds and not one")
        adjusted = [*moves.get(TransferKind.EXTEND, []), *(-units for units in moves.get(TransferKind.REDUCE, []))]
        if len(adjusted) > 1:
            problems.append(f"task {task.task_id} had its hold changed {len(adjusted)} times")
        held = [*held, *adjusted]
        if len(posted) > 1 or len(released) > 1:
            problems.append(f"task {task.task_id} was charged {len(posted)} and released {len(released)} times")
        ended = sum(posted) + sum(released)
        if task.state in ("pending", "processing"):
            if posted or released:
                problems.append(f"task {task.task_id} is {task.state}, but its hold has ended")
        elif ended != sum(held):
            problems.append(f"task {task.task_id} is {task.state}: {sum(held)} units held, {ended} ended")
        if task.state != "completed" and posted:
            problems.append(f"task {task.task_id} is {task.state} and was charged {sum(posted)} units")
        if sum(posted) != task.charged_units:
            problems.append(
                f"task {task.task_id} says charged {task.charged_units}, the ledger says {sum(posted)}"
            )
    problems += [f"transfers name the unknown task {task_id}" for task_id in by_task]
    return problems
