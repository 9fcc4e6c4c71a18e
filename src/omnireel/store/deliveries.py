"""Verbs on deliveries: callbacks on their way, with their tries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from omnireel.core.delivery import Delivery, DeliveryState, Try
from omnireel.errors import DeliveryNotFoundError
from omnireel.store.base import DELIVERY_BELL, Ring, Row, Sql, Verb


def _delivery(row: Row) -> Delivery:
    values = {name: row[name] for name in Delivery.__dataclass_fields__}
    return Delivery(**{**values, "state": DeliveryState(row["state"])})


# --- the courier's verbs ---------------------------------------------------------------------------


def claim_deliveries(*, limit: int, but: Sequence[str] = (), now_ms: int, until_ms: int) -> Verb[list[Delivery]]:
    """Take due deliveries, none to the receivers `but`; unless they are ended or put off before `until_ms`, they
    come again then.

    A claim is counted before the try is made, the try when it is on record: a sender that is lost costs the
    message no try (it may be sent twice then, with one id), and one that kills its senders is known by its claims.
    """
    rows = yield Sql(
        "UPDATE delivery SET claims = claims + 1, due_ms = $3 WHERE id IN"
        f" (SELECT id FROM delivery WHERE state = 'waiting' AND due_ms <= $2{_no_receiver(but, first=4)}"
        " ORDER BY due_ms LIMIT $1 /* skip locked */) RETURNING *",
        (limit, now_ms, until_ms, *but),
    )
    return [_delivery(row) for row in rows]


def end_delivery(delivery: Delivery, *, delivered: bool, now_ms: int, made: Try) -> Verb[None]:
    """Delivered, or given up; `made` is the try that showed it."""
    yield from _keep_try(delivery, made)
    # A round that began while this try was under way is not ended by it, unless it brought the message over.
    yield Sql(
        "UPDATE delivery SET state = $2, note = $3, ended_ms = $4, claims = 0,"
        " tries = CASE tries_before WHEN $5 THEN $6 ELSE tries END"
        " WHERE id = $1 AND state = 'waiting' AND ($2 = 'delivered' OR tries_before = $5)",
        (
            delivery.id,
            "delivered" if delivered else "failed",
            made.note,
            now_ms,
            delivery.tries_before,
            delivery.tries + 1,
        ),
    )


def put_off_delivery(delivery: Delivery, *, due_ms: int, made: Try) -> Verb[None]:
    """The try failed; the next one is due at `due_ms`."""
    yield from _keep_try(delivery, made)
    yield Sql(
        "UPDATE delivery SET note = $2, due_ms = $3, tries = $5, claims = 0"
        " WHERE id = $1 AND state = 'waiting' AND tries_before = $4",
        (delivery.id, made.note, due_ms, delivery.tries_before, delivery.tries + 1),
    )


def _keep_try(delivery: Delivery, made: Try) -> Verb[None]:
    yield Sql(
        "INSERT INTO delivery_try (delivery_id, number, at_ms, took_ms, status, note, answer)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (delivery_id, number) DO NOTHING",
        (delivery.id, made.number, made.at_ms, made.took_ms, made.status, made.note, made.answer),
    )


def next_delivery_ms(*, but: Sequence[str] = ()) -> Verb[int | None]:
    """When the next waiting delivery is due, those to the receivers `but` aside."""
    where = f"state = 'waiting'{_no_receiver(but, first=1)}"
    rows = yield Sql(f"SELECT MIN(due_ms) AS due_ms FROM delivery WHERE {where}", tuple(but))
    due_ms: int | None = rows[0]["due_ms"]
    return due_ms


def _no_receiver(but: Sequence[str], *, first: int) -> str:
    """A further condition: to none of `but`, whose first is the value `first`."""
    return "".join(f" AND receiver <> ${first + place}" for place in range(len(but)))


# --- the customer's verbs --------------------------------------------------------------------------


def list_deliveries(
    account_id: str, *, state: str | None = None, task_id: str | None = None, limit: int, offset: int = 0
) -> Verb[tuple[list[Delivery], int]]:
    """(one page of the account's deliveries, newest first; how many there are in all)."""
    where, values = _where(account_id, state=state, task_id=task_id)
    total = yield Sql(f"SELECT COUNT(*) AS total FROM delivery WHERE {where}", tuple(values))
    rows = yield Sql(
        f"SELECT * FROM delivery WHERE {where} ORDER BY created_ms DESC, id DESC"
        f" LIMIT ${len(values) + 1} OFFSET ${len(values) + 2}",
        (*values, limit, offset),
    )
    return [_delivery(row) for row in rows], total[0]["total"]


def get_delivery(delivery_id: str, *, account_id: str) -> Verb[tuple[Delivery, list[Try]]]:
    """One of the account's deliveries with its tries, oldest first. Raises DeliveryNotFoundError."""
    rows = yield Sql("SELECT * FROM delivery WHERE id = $1 AND account_id = $2", (delivery_id, account_id))
    if not rows:
        raise DeliveryNotFoundError
    tries = yield Sql("SELECT * FROM delivery_try WHERE delivery_id = $1 ORDER BY number", (delivery_id,))
    return _delivery(rows[0]), [Try(**{name: row[name] for name in Try.__dataclass_fields__}) for row in tries]


def send_again(
    account_id: str,
    *,
    delivery_id: str | None = None,
    state: str | None = None,
    since_ms: int | None = None,
    until_ms: int | None = None,
    after: tuple[int, str] | None = None,
    limit: int,
    now_ms: int,
) -> Verb[list[Delivery]]:
    """Begin a new round of one delivery, or of those made from `since_ms` to before `until_ms`, oldest first;
    `after` is (created_ms, id) of the last one of an earlier call.

    The message keeps its id. One that waits is tried at once, in the round that it is in.
    """
    where, values = _where(account_id, state=state, delivery_id=delivery_id, since_ms=since_ms, until_ms=until_ms)
    if after is not None:
        where += f" AND (created_ms, id) > (${len(values) + 1}, ${len(values) + 2})"
        values += after
    now, most = f"${len(values) + 1}", f"${len(values) + 2}"
    rows = yield Sql(
        "UPDATE delivery SET"
        " tries_before = tries_before + CASE state WHEN 'waiting' THEN 0 ELSE tries END,"
        " tries = CASE state WHEN 'waiting' THEN tries ELSE 0 END, claims = 0,"
        f" due_ms = {now}, state = 'waiting', ended_ms = NULL WHERE id IN (SELECT id FROM delivery WHERE {where}"
        f" ORDER BY created_ms, id LIMIT {most} /* skip locked */) RETURNING *",
        (*values, now_ms, limit),
    )
    if rows:
        yield Ring(DELIVERY_BELL)
    return sorted((_delivery(row) for row in rows), key=lambda delivery: (delivery.created_ms, delivery.id))


def _where(account_id: str, **wanted: object) -> tuple[str, list[object]]:
    """A condition on an account's deliveries, and its values. Wishes that are None are no wishes."""
    forms = {
        "state": "state = {}",
        "task_id": "task_id = {}",
        "delivery_id": "id = {}",
        "since_ms": "created_ms >= {}",
        "until_ms": "created_ms < {}",
    }
    where: list[str] = ["account_id = $1"]
    values: list[object] = [account_id]
    for name, value in wanted.items():
        if value is not None:
            values.append(value)
            where.append(forms[name].format(f"${len(values)}"))
    return " AND ".join(where), values


# --- webhook secrets -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookTurn:
    """Which of an account's secrets signs, and since when (None: it is the first)."""

    turn: int
    turned_ms: int | None


def webhook_turns(account_ids: Sequence[str]) -> Verb[dict[str, WebhookTurn]]:
    """The turn of each account's webhook secret."""
    marks = ", ".join(f"${index + 1}" for index in range(len(account_ids)))
    rows = yield Sql(
        f"SELECT id, webhook_turn, webhook_turned_ms FROM account WHERE id IN ({marks})", tuple(account_ids)
    )
    return {row["id"]: WebhookTurn(turn=row["webhook_turn"], turned_ms=row["webhook_turned_ms"]) for row in rows}


def turn_webhook_secret(account_id: str, *, now_ms: int) -> Verb[WebhookTurn]:
    """The account's next secret signs from now on."""
    rows = yield Sql(
        "UPDATE account SET webhook_turn = webhook_turn + 1, webhook_turned_ms = $2 WHERE id = $1"
        " RETURNING webhook_turn, webhook_turned_ms",
        (account_id, now_ms),
    )
    return WebhookTurn(turn=rows[0]["webhook_turn"], turned_ms=rows[0]["webhook_turned_ms"])
