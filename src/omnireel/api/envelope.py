"""Around every request: an id, a log line, a count. Plain ASGI, so that streams pass through untouched."""

from __future__ import annotations

import secrets
import time
from typing import Any

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from omnireel.studio import metrics

QUIET = ("/healthz", "/readyz", "/metrics")
"""Asked all the time by machines: not logged."""

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""Any other word that a client sends as its method is counted as one: metrics must not grow with them."""

log = structlog.get_logger("omnireel.http")


def request_id_of(scope: Scope) -> str:
    """The id of the request, as `X-Request-Id` answers it."""
    state: dict[str, Any] = scope["state"]
    request_id: str = state["request_id"]
    return request_id


class Envelope:
    """The outermost middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = "req_" + secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        started = time.perf_counter()
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                if not any(name == b"x-request-id" for name, _ in message["headers"]):
                    message["headers"] = [*message["headers"], (b"x-request-id", request_id.encode())]
            await send(message)

        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            await self._app(scope, receive, send_with_id)
        except Exception:
            status = status or 500  # answered further out
            raise
        finally:
            seconds = time.perf_counter() - started
            # The template, not the path: a metric must not grow with the number of tasks.
            route = getattr(scope.get("route"), "path", "other")
            method = scope["method"] if scope["method"] in METHODS else "other"
            metrics.REQUESTS.labels(route, method, status).inc()
            metrics.REQUEST_SECONDS.labels(route).observe(seconds)
            if scope["path"] not in QUIET:
                log.info(
                    "answered",
                    method=scope["method"],
                    path=scope["path"],
                    status=status,
                    ms=round(seconds * 1000, 1),
                )
