"""Errors on the wire, both ways: ApiError -> body and headers at the server, answer -> ApiError in the SDK."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from omnireel.errors import (
    ApiError,
    Detail,
    InternalServerError,
    ModelAccessDeniedError,
    api_errors,
)
from omnireel.wire.messages import clip

RETRY_AFTER_DEFAULT_S = 2
_TEXT_CHARS_MAX = 300
_OWN_MEMBERS = ("code", "message", "type", "param", "details")


# --- at the server -------------------------------------------------------------------------------


def error_body(error: ApiError, request_id: str) -> dict[str, Any]:
    """The body of a refusal (contract 5.1, 5.2)."""
    unauthorized = error.status == 401
    message = f"{error.message} (request id: {request_id})" if unauthorized else error.message
    body: dict[str, Any] = {"code": error.code, "message": message, "type": error.type}
    if error.param is not None or unauthorized:
        body["param"] = error.param
    if error.details:
        body["details"] = [_detail_json(detail) for detail in error.details]
    # The machine-readable extras never replace what the contract defines.
    body.update({name: value for name, value in error.extra.items() if name not in _OWN_MEMBERS})
    return {"error": body}


def _detail_json(detail: Detail) -> dict[str, Any]:
    return {**detail.extra, "param": detail.param, "message": detail.message}


def error_headers(error: ApiError, request_id: str) -> dict[str, str]:
    """The headers of a refusal: its id, and when to come back (always on 429 and 503)."""
    headers = {"X-Request-Id": request_id}
    wait_s = error.retry_after_s
    if wait_s is None and error.status in (429, 503):
        wait_s = RETRY_AFTER_DEFAULT_S
    if wait_s is not None:
        headers["Retry-After"] = str(max(0, wait_s))
    return headers


def unknown_path_body(method: str, path: str) -> dict[str, Any]:
    """The 404 of a path that does not exist: the one error without a code."""
    message = f"Invalid URL ({clip(method, 20)} {clip(path, 200)})"
    return {"error": {"message": message, "type": "invalid_request_error"}}


def files_error_body(error: ApiError) -> dict[str, Any]:
    """The files API's own shape of an error (contract 9.3)."""
    return {"success": False, "code": error.status, "msg": error.message}


# --- in the SDK ----------------------------------------------------------------------------------

_BY_STATUS_AND_CODE = {(cls.status, cls.code): cls for cls in reversed(api_errors())}
_BY_STATUS: dict[int, type[ApiError]] = {
    # `api_errors` gives special cases first, so that their base, coming later, wins here.
    **{cls.status: cls for cls in api_errors()},
    403: ModelAccessDeniedError,
}
_REQUEST_ID = re.compile(r" \(request id: ([^()]{1,200})\)$")


def error_from(status: int, body: bytes, headers: Mapping[str, str]) -> ApiError:
    """The error that an answer stands for, to be raised by the SDK.

    Understands the shape above, the vendor's older one with an integer code, the files API's (even when it
    comes with HTTP 200), and bodies of proxies that are no JSON at all.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    members = _members(body)
    if isinstance(inner_status := members.get("code"), int) and status < 400 <= inner_status < 600:
        status = inner_status
    code = members.get("code") if isinstance(members.get("code"), str) else None
    message = _first_text(members, "message", "msg", "detail", "error_description") or _plain_message(status, body)
    request_id = lower.get("x-request-id") or lower.get("x-oneapi-request-id")
    if found := _REQUEST_ID.search(message):
        # The server appends it; taken off again, the message is the same at both ends.
        message = message[: found.start()]
        request_id = request_id or found[1]
    cls = _BY_STATUS_AND_CODE.get((status, code or "")) or _BY_STATUS.get(status)
    if cls is None:
        cls = InternalServerError if status >= 500 else ApiError
    param = members.get("param")
    said_id = members.get("request_id")
    error = cls(
        message,
        param=param if isinstance(param, str) else None,
        details=_details(members.get("details")),
        extra={name: value for name, value in members.items() if name not in (*_OWN_MEMBERS, "msg", "success")},
        retry_after_s=_retry_after_s(lower),
        request_id=request_id or (said_id if isinstance(said_id, str) else None),
    )
    kind = members.get("type")
    # What the server said counts more than what the class would say by default.
    said = {"status": status, "code": code, "type": kind if isinstance(kind, str) else None}
    for name, value in said.items():
        if value is not None and value != getattr(cls, name):
            setattr(error, name, value)
    return error


def _members(body: bytes) -> dict[str, Any]:
    """The members of the error in a body of any known shape; empty when there is none."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(data, dict):
        return {}
    inner = data.get("error")
    if isinstance(inner, dict):
        return inner
    return {**data, "message": inner} if isinstance(inner, str) else data


def _first_text(members: Mapping[str, Any], *names: str) -> str | None:
    texts = (members.get(name) for name in names)
    return next((text for text in texts if isinstance(text, str) and text), None)


def _plain_message(status: int, body: bytes) -> str:
    try:
        phrase = f"HTTP {status} {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = f"HTTP {status}"
    text = " ".join(body[: 4 * _TEXT_CHARS_MAX].decode("utf-8", "replace").split())
    # A proxy's HTML page or some foreign JSON says nothing that fits into a message.
    return phrase if not text or text[0] in "<{[" else f"{phrase}: {clip(text, _TEXT_CHARS_MAX)}"


def _details(value: Any) -> list[Detail]:
    if not isinstance(value, list):
        return []
    return [
        Detail(
            str(entry.get("param", "")),
            str(entry.get("message", "")),
            {name: inner for name, inner in entry.items() if name not in ("param", "message")},
        )
        for entry in value
        if isinstance(entry, dict)
    ]


def _retry_after_s(headers: Mapping[str, str]) -> int | None:
    """`Retry-After` in seconds; a date is measured from the answer's own `Date`, so no clock is needed."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return int(text[:9])
    try:
        wait = parsedate_to_datetime(text) - parsedate_to_datetime(headers.get("date", ""))
        return max(0, int(wait.total_seconds()))
    except (ValueError, TypeError, OverflowError):
        return None
