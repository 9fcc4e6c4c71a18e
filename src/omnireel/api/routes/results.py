"""/results: finished clips behind signed links. The signature is the credential; no key is needed."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from omnireel.api.context import studio_of
from omnireel.api.ranges import settle_range
from omnireel.errors import NotFoundError

router = APIRouter()


@router.api_route("/results/{name}", methods=["GET", "HEAD"])
async def get_result(request: Request, name: str) -> Response:
    """A finished clip; Range requests are answered."""
    studio = studio_of(request)
    query = request.query_params
    asset = await studio.result(name, expires=query.get("expires", ""), signature=query.get("signature", ""))
    path = studio.clips.path(asset.id)
    try:
        found = path.stat()
    except OSError:
        raise NotFoundError("The bytes of this clip are not on this server") from None
    settle_range(request.scope, found.st_size)
    return FileResponse(
        path,
        media_type=asset.media_type,
        stat_result=found,
        headers={
            "cache-control": "private, max-age=3600",
            "content-disposition": f'inline; filename="{name}"',
            "x-content-type-options": "nosniff",
        },
    )
