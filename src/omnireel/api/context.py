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

    A browser that signed in shows its session instead.

    Raises UnauthorizedError.
    """
    shown = request.headers.get("x-api-key", "").strip() if x_api_key else ""
    authorization = request.headers.get("authorization", "")
    if not shown:
        scheme, _, rest = authorization.partition(" ")
        shown = rest.strip() if scheme.lower() == "bearer" else ""
    if not shown and not authorization and (key_id := session_of(request)) is not None:
        return await studio_of(request).key(key_id)
    return await studio_of(request).authenticate(shown or None)


SESSION_COOKIE = "omnireel_session"
PAGE_HEADER = "x-omnireel-page"
"""Sent by the page with every call that changes something. Another site's form cannot send it, and its scripts
may not: the server answers no preflight."""


def session_of(request: Request) -> str | None:
    """The id of the key that the browser signed in with; None without a session that counts here."""
    session = request.cookies.get(SESSION_COOKIE)
    if session is None or (request.method not in ("GET", "HEAD") and PAGE_HEADER not in request.headers):
        return None
    return platform_of(request).sessions.key_id(session)


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


def attached(name: str) -> dict[str, str]:
    """Headers of a file that is made for the caller, to be saved under a name."""
    return {
        "cache-control": "private, no-store",
        "content-disposition": f'attachment; filename="{name}"',
        "x-content-type-options": "nosniff",
    }
