"""/v1/credits, /v1/usage, /v1/ledger.csv and /v1/models: what the caller has and used, and what there is."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from omnireel.api.context import answer, attached, caller_of, platform_of, studio_of
from omnireel.api.query import number
from omnireel.core.catalogue import CATALOGUE
from omnireel.errors import ModelNotFoundError
from omnireel.store import accounts
from omnireel.wire.answers import card_answer, credits_answer, models_answer
from omnireel.wire.creation import body_schema

DAYS_MAX = 366

router = APIRouter()


@router.get("/v1/credits")
async def get_credits(request: Request) -> Response:
    """The balance of the account and the limit of the key."""
    caller = await caller_of(request)
    studio = studio_of(request)
    account = await studio.account(caller)
    spent = await studio.store.read(accounts.spent_by_account(caller.account_id))
    return answer(
        credits_answer(
            account_remaining_units=account.available,
            account_used_units=spent,
            key_limit_units=caller.limit_units,
            key_used_units=caller.spent_units,
            key_held_units=caller.held_units,
        )
    )


@router.get("/v1/usage")
async def get_usage(request: Request) -> Response:
    """What was made and charged, per day and model."""
    caller = await caller_of(request)
    days = number(request, "days", default=30, low=1, high=DAYS_MAX)
    return answer(await platform_of(request).accounts.usage(caller, days=days))


@router.get("/v1/ledger.csv")
async def get_ledger(request: Request) -> Response:
    """Every movement of the account's credits, as a table."""
    caller = await caller_of(request)
    days = number(request, "days", default=30, low=1, high=DAYS_MAX)
    lines = platform_of(request).accounts.ledger(caller, days=days)
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=attached("ledger.csv"))


@router.get("/v1/models")
async def list_models(request: Request) -> Response:
    """The models that the key may use."""
    caller = await caller_of(request, x_api_key=True)
    return answer(models_answer(card for card in CATALOGUE.values() if caller.may_use(card.id)))


@router.get("/v1/models/{model}")
async def get_model(request: Request, model: str) -> Response:
    """One model: its fields, limits and prices."""
    caller = await caller_of(request, x_api_key=True)
    if model not in CATALOGUE or not caller.may_use(model):
        raise ModelNotFoundError(
            f"Model '{model[:80]}' is not available for this API key. Call GET /v1/models for the list.",
            param="model",
        )
    card = CATALOGUE[model]
    return answer(card_answer(card, body_schema(card)))
