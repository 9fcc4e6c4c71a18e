"""What every route has at hand: the platform, the caller, the body, a JSON answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from fastapi import Request, Response
from pydantic_core import to_json

from omnireel.errors import RequestTooLargeError
from omnireel.store.accounts import Key
from omnireel.studio.platform import Platform
from omnireel.studio.studio import Studio


def platform_of(request: Request) -> Platform:
    return cast(Platform, request.app.state.platform)


def studio_of(request: Request) -> Studio:
    return platform_of(request).studio


async def caller_of(request: Request, *, x_api_key: bool = False) -> Key:
    """The key that the request shows. `x_api_key`: that header counts too, and wins when it is not empty.

    Raises UnauthorizedError.
    """
    shown = request.headers.get("x-api-key", "").strip() if x_api_key else ""
    if not shown:
        scheme, _, rest = request.headers.get("authorization", "").partition(" ")
        shown = rest.strip() if scheme.lower() == "bearer" else ""
    return await studio_of(request).authenticate(shown or None)


async def body_of(request: Request) -> bytes:
    """The whole body. Raises RequestTooLargeError without reading more than the limit."""
    limit = platform_of(request).settings.body_bytes_max
    message = f"The request body is too large: at most {limit} bytes are accepted"
    declared = request.headers.get("content-length", "")
    # The length of the text comes first: int() refuses numbers of thousands of digits.
    if declared.isascii() and declared.isdigit() and (len(declared) > 18 or int(declared) > limit):
        raise RequestTooLargeError(message, extra={"max": limit})
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise RequestTooLargeError(message, extra={"max": limit})
        parts.append(part)
    return b"".join(parts)


def answer(content: Mapping[str, Any], *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON answer."""
    return Response(to_json(content), status_code=status, headers=headers, media_type="application/json")
