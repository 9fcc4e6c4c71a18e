"""/v1/providers: how the server's providers are, for operators."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from omnireel.api.context import answer, caller_of, platform_of
from omnireel.errors import RoleDeniedError
from omnireel.studio.fitness import fitness
from omnireel.wire.account import provider_answer, providers_answer

router = APIRouter()


@router.get("/v1/providers")
async def list_providers(request: Request) -> Response:
    """Every provider: whether it can take work, what it did in the last 24 hours, what it costs."""
    if not (await caller_of(request)).may("operate"):
        raise RoleDeniedError("Only keys of the role operate see the server's providers")
    platform = platform_of(request)
    return answer(
        providers_answer(
            [
                provider_answer(
                    name=one.provider.name,
                    local=one.provider.profile.local,
                    models=one.provider.profile.models,
                    rates=one.provider.profile.rates,
                    tasks_max=one.provider.profile.tasks_max,
                    illness=one.illness,
                    running=one.running,
                    hours=one.hours,
                    median_ms=one.median_ms,
                )
                for one in await fitness(
                    platform.providers,
                    platform.store,
                    platform.studio.clock,
                    rest_s=platform.settings.provider_rest_s,
                )
            ]
        )
    )
