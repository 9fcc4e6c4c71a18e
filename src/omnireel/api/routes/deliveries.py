"""/v1/deliveries and /v1/webhook-secret: callbacks, their tries, sending them again, and what signs them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request, Response

from omnireel.api.context import answer, body_of, caller_of, studio_of
from omnireel.api.query import PAGE_MAX, PAGE_SIZE_MAX, choice, number, text
from omnireel.core.delivery import DeliveryState
from omnireel.errors import Detail, InvalidRequestError
from omnireel.wire.answers import (
    deliveries_answer,
    delivery_answer,
    delivery_with_tries,
    redelivered_answer,
    webhook_secret_answer,
)
from omnireel.wire.creation import parse_object
from omnireel.wire.messages import given

STATES = tuple(state.value for state in DeliveryState)
TASK_ID_CHARS_MAX = 128

router = APIRouter()


@router.get("/v1/deliveries")
async def list_deliveries(request: Request) -> Response:
    """A page of the account's callbacks, newest first."""
    caller = await caller_of(request)
    page = number(request, "page", default=1, low=1, high=PAGE_MAX)
    page_size = number(request, "page_size", default=20, low=1, high=PAGE_SIZE_MAX)
    found, total = await studio_of(request).deliveries(
        caller,
        state=choice(request, "state", STATES),
        task_id=text(request, "task_id", chars_max=TASK_ID_CHARS_MAX),
        page=page,
        page_size=page_size,
    )
    return answer(deliveries_answer(found, total=total, page=page, page_size=page_size))


@router.post("/v1/deliveries/redeliver")
async def redeliver_many(request: Request) -> Response:
    """Send the callbacks of a time again."""
    caller = await caller_of(request)
    body = parse_object(await body_of(request))
    problems: list[Detail] = []
    since_ms = _moment(body, "since", problems)
    until_ms = _moment(body, "until", problems)
    if "since" not in body:
        problems.insert(0, Detail("since", "since is required: a moment such as 2026-11-25T10:00:00Z"))
    state = body.get("state")
    if state is not None and state not in STATES:
        rule = f"state must be one of {', '.join(STATES)} (got {given(state)})"
        problems.append(Detail("state", rule, {"allowed_values": list(STATES)}))
    if problems:
        raise InvalidRequestError.of(problems)
    assert since_ms is not None
    sent, count = await studio_of(request).redeliver_many(
        caller, state=state, since_ms=since_ms, until_ms=until_ms
    )
    return answer(redelivered_answer(sent, count=count))


def _moment(body: dict[str, Any], name: str, problems: list[Detail]) -> int | None:
    """A moment of the body in Unix milliseconds; None if it is absent or wrong, which is then noted."""
    value = body.get(name)
    if value is None and (name not in body or name == "until"):
        return None
    try:
        if not isinstance(value, str):
            raise ValueError
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return round(moment.timestamp() * 1000)
    except (ValueError, OverflowError):
        rule = "must be a moment such as 2026-11-25T10:00:00Z"
        problems.append(Detail(name, f"{name} {rule} (got {given(value)})"))
        return None


@router.get("/v1/deliveries/{delivery_id}")
async def get_delivery(request: Request, delivery_id: str) -> Response:
    """One callback with every try."""
    caller = await caller_of(request)
    return answer(delivery_with_tries(*await studio_of(request).delivery(caller, delivery_id)))


@router.post("/v1/deliveries/{delivery_id}/redeliver")
async def redeliver(request: Request, delivery_id: str) -> Response:
    """Send a callback again, now."""
    caller = await caller_of(request)
    return answer(delivery_answer(await studio_of(request).redeliver(caller, delivery_id)))


@router.get("/v1/webhook-secret")
async def get_webhook_secret(request: Request) -> Response:
    """What the account's callbacks are signed with."""
    caller = await caller_of(request)
    secret, turn = await studio_of(request).webhook_secret(caller)
    return answer(webhook_secret_answer(secret, turned_ms=turn.turned_ms))


@router.post("/v1/webhook-secret/turn")
async def turn_webhook_secret(request: Request) -> Response:
    """A new secret for the account's callbacks; the one before signs beside it for a day."""
    caller = await caller_of(request)
    secret, turn = await studio_of(request).turn_webhook_secret(caller)
    return answer(webhook_secret_answer(secret, turned_ms=turn.turned_ms))
