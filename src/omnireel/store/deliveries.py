"""Verbs on deliveries: callbacks on their way."""

from __future__ import annotations

from dataclasses import dataclass

from omnireel.store.base import Sql, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One callback message. `tries` counts the tries so far, this one included once it is claimed."""

    id: str
    account_id: str
    task_id: str
    url: str
    tries: int


def claim_deliveries(*, limit: int, now_ms: int, until_ms: int) -> Verb[list[Delivery]]:
    """Take due deliveries; unless they are ended or put off before `until_ms`, they come again then.

    A try is counted before it is made: after a crash the message may be sent twice (with one id), but a
    receiver that kills the sender is not called for ever.
    """
    rows = yield Sql(
        "UPDATE delivery SET tries = tries + 1, due_ms = $3 WHERE id IN"
        " (SELECT id FROM delivery WHERE state = 'waiting' AND due_ms <= $2"
        " ORDER BY due_ms LIMIT $1 /* skip locked */) RETURNING *",
        (limit, now_ms, until_ms),
    )
    return [Delivery(**{name: row[name] for name in Delivery.__dataclass_fields__}) for row in rows]


def end_delivery(delivery_id: str, *, delivered: bool, note: str, now_ms: int) -> Verb[None]:
    """Delivered, or given up."""
    yield Sql(
        "UPDATE delivery SET state = $2, note = $3, ended_ms = $4 WHERE id = $1 AND state = 'waiting'",
        (delivery_id, "delivered" if delivered else "failed", note, now_ms),
    )


def put_off_delivery(delivery_id: str, *, note: str, due_ms: int) -> Verb[None]:
    """The try failed; the next one is due at `due_ms`."""
    yield Sql(
        "UPDATE delivery SET note = $2, due_ms = $3 WHERE id = $1 AND state = 'waiting'",
        (delivery_id, note, due_ms),
    )


def next_delivery_ms() -> Verb[int | None]:
    """When the next waiting delivery is due."""
    rows = yield Sql("SELECT MIN(due_ms) AS due_ms FROM delivery WHERE state = 'waiting'")
    due_ms: int | None = rows[0]["due_ms"]
    return due_ms
