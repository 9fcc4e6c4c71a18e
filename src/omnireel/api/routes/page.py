"""/: the product page and its files, and /v1/session, by which a browser signs in."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import APIRouter, Request, Response

from omnireel.api.context import SESSION_COOKIE, answer, body_of, caller_of, platform_of, studio_of
from omnireel.errors import Detail, InvalidRequestError, NotFoundError, UnauthorizedError
from omnireel.store.accounts import Key
from omnireel.studio.sessions import SESSION_S
from omnireel.web import Page, PageFile, read_page
from omnireel.wire.answers import session_answer
from omnireel.wire.creation import parse_object
from omnireel.wire.messages import given

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
"""Nothing from other hosts, no inline script or style, no HTML from text."""

HEADERS = {
    "content-security-policy": POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "vary": "accept-encoding",
}
KEEP = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"

router = APIRouter()


@cache
def page() -> Page:
    """The page as it was when it was first asked for."""
    return read_page()


@router.api_route("/", methods=["GET", "HEAD"])
async def get_page(request: Request) -> Response:
    """The page. Browsers ask each time whether it has changed."""
    return _answer(request, page().index, keep=ASK_AGAIN, etag=f'"{page().version}"')


@router.api_route("/web/{version}/{folder}/{name}", methods=["GET", "HEAD"])
async def get_page_file(request: Request, version: str, folder: str, name: str) -> Response:
    """A script, style or picture of the page. The address changes with the page, so browsers keep it."""
    file = page().files.get(f"{folder}/{name}")
    if file is None:
        raise NotFoundError("The page has no such file")
    current = version == page().version
    return _answer(request, file, keep=KEEP if current else ASK_AGAIN, etag=f'"{page().version}"')


def _answer(request: Request, file: PageFile, *, keep: str, etag: str) -> Response:
    headers = {**HEADERS, "cache-control": keep, "etag": etag}
    if etag in (part.strip() for part in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    content = file.content
    if file.zipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
        content, headers["content-encoding"] = file.zipped, "gzip"
    return Response(content, headers=headers, media_type=file.media_type)


def _shown(request: Request, caller: Key) -> dict[str, Any]:
    limit = platform_of(request).settings.upload_bytes_max
    return session_answer(key_id=caller.id, name=caller.name, hint=caller.hint, upload_bytes_max=limit)


@router.post("/v1/session")
async def open_session(request: Request) -> Response:
    """Sign in with an API key, or with the token of the link that the server printed."""
    studio, sessions = studio_of(request), platform_of(request).sessions
    token = parse_object(await body_of(request) or b"{}").get("token")
    if token is None:
        caller = await caller_of(request)
    elif not isinstance(token, str):
        raise InvalidRequestError.of([Detail("token", f"token must be a string (got {given(token)})")])
    elif (key_id := sessions.spend_token(token)) is not None:
        caller = await studio.key(key_id)
    else:
        raise UnauthorizedError("This sign-in link was used already, or is of an earlier start of the server")
    response = answer(_shown(request, caller))
    response.set_cookie(
        SESSION_COOKIE,
        sessions.open(caller.id),
        max_age=SESSION_S,
        httponly=True,
        samesite="strict",
        secure=studio.public_url.startswith("https://"),
    )
    return response


@router.get("/v1/session")
async def get_session(request: Request) -> Response:
    """Which key the caller is signed in with."""
    return answer(_shown(request, await caller_of(request)))


@router.delete("/v1/session")
async def close_session(request: Request) -> Response:
    """Sign out."""
    response = answer(_shown(request, await caller_of(request)))
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="strict")
    return response
