"""POST /v1/videos/generations: take a task on, or say what it would cost."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from omnireel.api.context import answer, body_of, caller_of, studio_of
from omnireel.api.limits import limits_of
from omnireel.api.query import flag, unknown_parameters
from omnireel.wire.answers import creation_answer, quote_answer
from omnireel.wire.creation import check_idempotency_key

router = APIRouter()


@router.post("/v1/videos/generations")
async def create_video(request: Request) -> Response:
    """Create a video task, or quote one with `?dry_run=true`."""
    caller = await caller_of(request)
    dry_run = flag(request, "dry_run")
    ignored = unknown_parameters(request, "dry_run")
    idempotency_key = check_idempotency_key(request.headers.get("idempotency-key"))
    body = await body_of(request)
    studio = studio_of(request)
    if dry_run:
        quoted = await studio.dry_run(caller, body)
        return answer(
            quote_answer(
                quoted.draft.card,
                priced=quoted.price,
                route=quoted.route,
                available_units=quoted.available_units,
                errors=quoted.details,
                warnings=(*quoted.draft.warnings, *ignored),
            )
        )
    limits_of(request).check(caller.id)
    submitted = await studio.submit(caller, body, idempotency_key=idempotency_key, warnings=ignored)
    headers = {"Idempotency-Replayed": "true"} if submitted.replayed else None
    return answer(creation_answer(submitted.task), headers=headers)
