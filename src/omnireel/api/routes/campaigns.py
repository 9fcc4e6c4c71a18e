"""/v1/campaigns: many tasks of one template, under one budget."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from omnireel.api.context import answer, attached, body_of, caller_of, platform_of, studio_of
from omnireel.api.limits import limits_of
from omnireel.api.query import PAGE_MAX, PAGE_SIZE_MAX, choice, flag, number, refuse_unknown, text
from omnireel.core.campaign import Campaign
from omnireel.store import campaigns as verbs
from omnireel.studio.campaigns import DOWNLOADS, Campaigns
from omnireel.wire.answers import page_answer
from omnireel.wire.campaigns import ROW_FILTER, read_retry
from omnireel.wire.creation import check_idempotency_key

FIND_CHARS_MAX = 100

router = APIRouter()


def _campaigns_of(request: Request) -> Campaigns:
    return platform_of(request).campaigns


def _page_of(request: Request) -> tuple[int, int]:
    page = number(request, "page", default=1, low=1, high=PAGE_MAX)
    return page, number(request, "page_size", default=20, low=1, high=PAGE_SIZE_MAX)


async def _shown(request: Request, campaign: Campaign) -> Response:
    return answer(await _campaigns_of(request).show(campaign))


@router.post("/v1/campaigns")
async def create_campaign(request: Request) -> Response:
    """Start a campaign, or quote one with `?dry_run=true`."""
    caller = await caller_of(request)
    dry_run = flag(request, "dry_run")
    page, page_size = _page_of(request)
    refuse_unknown(request, "dry_run", "page", "page_size")  # a misspelt dry_run would start hundreds of clips
    idempotency_key = check_idempotency_key(request.headers.get("idempotency-key"))
    body = await body_of(request)
    if dry_run:
        return answer(await _campaigns_of(request).quote(caller, body, page=page, page_size=page_size))
    limits_of(request).check(caller.id)
    shown, replayed = await _campaigns_of(request).start(caller, body, idempotency_key=idempotency_key)
    return answer(shown, headers={"Idempotency-Replayed": "true"} if replayed else None)


@router.get("/v1/campaigns")
async def list_campaigns(request: Request) -> Response:
    """A page of the account's campaigns, newest first."""
    caller = await caller_of(request)
    page, page_size = _page_of(request)
    shown, total = await _campaigns_of(request).page(caller, page=page, page_size=page_size)
    return answer(page_answer(shown, total=total, page=page, page_size=page_size))


@router.get("/v1/campaigns/{campaign_id}")
async def get_campaign(request: Request, campaign_id: str) -> Response:
    """One campaign and how far it is."""
    caller = await caller_of(request)
    return await _shown(request, await _campaigns_of(request).campaign(caller, campaign_id))


@router.patch("/v1/campaigns/{campaign_id}")
async def change_campaign(request: Request, campaign_id: str) -> Response:
    """Change the name, the budget, or how many rows run at a time."""
    caller = await caller_of(request)
    body = await body_of(request)
    return await _shown(request, await _campaigns_of(request).change(caller, campaign_id, body))


@router.get("/v1/campaigns/{campaign_id}/rows")
async def list_rows(request: Request, campaign_id: str) -> Response:
    """A page of a campaign's rows, in the order of its table."""
    caller = await caller_of(request)
    status = choice(request, "status", tuple(ROW_FILTER))
    find = text(request, "find", chars_max=FIND_CHARS_MAX)
    page, page_size = _page_of(request)
    shown, total = await _campaigns_of(request).rows(
        caller,
        campaign_id,
        statuses=ROW_FILTER[status] if status else (),
        text=find,
        page=page,
        page_size=page_size,
    )
    return answer(page_answer(shown, total=total, page=page, page_size=page_size))


@router.post("/v1/campaigns/{campaign_id}/pause")
async def pause_campaign(request: Request, campaign_id: str) -> Response:
    """Start nothing more; what runs goes on."""
    caller = await caller_of(request)
    return await _shown(request, await _campaigns_of(request).pause(caller, campaign_id))


@router.post("/v1/campaigns/{campaign_id}/resume")
async def resume_campaign(request: Request, campaign_id: str) -> Response:
    """Go on with a campaign that is paused."""
    caller = await caller_of(request)
    return await _shown(request, await _campaigns_of(request).resume(caller, campaign_id))


@router.post("/v1/campaigns/{campaign_id}/retry")
async def retry_rows(request: Request, campaign_id: str) -> Response:
    """Try rows again that ended without a clip."""
    caller = await caller_of(request)
    numbers = read_retry(await body_of(request))
    return await _shown(request, await _campaigns_of(request).retry(caller, campaign_id, numbers))


@router.delete("/v1/campaigns/{campaign_id}")
@router.post("/v1/campaigns/{campaign_id}/cancel")
async def cancel_campaign(request: Request, campaign_id: str) -> Response:
    """Take a campaign back, with all that has not ended."""
    caller = await caller_of(request)
    return await _shown(request, await _campaigns_of(request).cancel(caller, campaign_id))


async def _downloaded(request: Request, campaign_id: str, kind: str) -> Campaign:
    query = request.query_params
    studio_of(request).check(
        f"{DOWNLOADS}{campaign_id}.{kind}",
        expires=query.get("expires", ""),
        signature=query.get("signature", ""),
    )
    return await studio_of(request).store.read(verbs.get_campaign(campaign_id))


@router.get("/results/campaigns/{campaign_id}.zip")
async def get_archive(request: Request, campaign_id: str) -> Response:
    """All clips of a campaign and its table of results."""
    campaign = await _downloaded(request, campaign_id, "zip")
    return StreamingResponse(
        _campaigns_of(request).archive(campaign),
        media_type="application/zip",
        headers=attached(f"{campaign_id}.zip"),
    )


@router.get("/results/campaigns/{campaign_id}.csv")
async def get_results(request: Request, campaign_id: str) -> Response:
    """A campaign's table with what became of each row."""
    campaign = await _downloaded(request, campaign_id, "csv")
    # With the mark that spreadsheets know UTF-8 by.
    table = (await _campaigns_of(request).results(campaign)).encode("utf-8-sig")
    return Response(table, media_type="text/csv; charset=utf-8", headers=attached(f"{campaign_id}.csv"))
