"""/healthz, /readyz, /metrics: for machines that watch the server."""

from __future__ import annotations

import prometheus_client
from fastapi import APIRouter, Request, Response

from omnireel.api.context import answer, platform_of
from omnireel.store import tasks
from omnireel.store.base import StoreError
from omnireel.studio import metrics

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
async def healthz(request: Request) -> Response:
    """The process answers."""
    return answer({"status": "ok"})


@router.get("/readyz")
async def readyz(request: Request) -> Response:
    """The process can do its work: the database answers, and its parts run."""
    platform = platform_of(request)
    try:
        await platform.store.write(tasks.try_writing())
    except StoreError as error:
        return answer({"status": "unavailable", "reason": error.message}, status=503)
    if (reason := platform.stopped_part()) is not None:
        return answer({"status": "unavailable", "reason": reason}, status=503)
    return answer({"status": "ok", "role": platform.settings.role})


@router.get("/metrics")
async def get_metrics(request: Request) -> Response:
    """Prometheus text."""
    counts = await platform_of(request).store.read(tasks.count_states(), heavy=True)
    for state, count in counts.items():
        metrics.STATES.labels(state.value).set(count)
    return Response(prometheus_client.generate_latest(), media_type=prometheus_client.CONTENT_TYPE_LATEST)
