"""Errors become answers, all in one shape (contract 5.1), whoever raised them."""

from __future__ import annotations

import structlog
from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match

from omnireel.api.context import answer
from omnireel.api.envelope import METHODS, request_id_of
from omnireel.errors import (
    ApiError,
    InternalServerError,
    MethodNotAllowedError,
    RangeNotSatisfiableError,
    ServiceUnavailableError,
)
from omnireel.store.base import StoreError
from omnireel.wire.files import PREFIX as FILES_PREFIX
from omnireel.wire.problems import error_body, error_headers, files_error_body, unknown_path_body

log = structlog.get_logger("omnireel.api")


def install(app: FastAPI) -> None:
    """Register the handlers."""
    app.add_exception_handler(ApiError, _api_error)
    app.add_exception_handler(StoreError, _store_error)
    app.add_exception_handler(HTTPException, _framework_error)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _bug)


def _answer(request: Request, error: ApiError) -> Response:
    request_id = request_id_of(request.scope)
    headers = error_headers(error, request_id)
    if isinstance(error, RangeNotSatisfiableError):
        headers["Content-Range"] = f"bytes */{error.extra['size']}"
    own = request.url.path.startswith(FILES_PREFIX + "/")
    body = files_error_body(error) if own else error_body(error, request_id)
    return answer(body, status=error.status, headers=headers)


async def _api_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ApiError)
    return _answer(request, error)


async def _store_error(request: Request, error: Exception) -> Response:
    log.error("the database failed", error=str(error))
    return _answer(request, ServiceUnavailableError(retry_after_s=5))


async def _framework_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        message = f"{request.method} is not allowed on {request.url.path}"
        response = _answer(request, MethodNotAllowedError(message))
        response.headers["Allow"] = ", ".join(_methods_of(request))
        return response
    return answer(unknown_path_body(request.method, request.url.path), status=404)


def _methods_of(request: Request) -> list[str]:
    """The methods that the path takes. The framework names those of the first route only."""
    routes = request.app.router.routes
    return [
        method
        for method in METHODS
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    ]


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=499)  # nobody reads it; the log shows that the client went away


async def _bug(request: Request, error: Exception) -> Response:
    log.error("a request failed by a bug", exc_info=error, path=request.url.path)
    return _answer(request, InternalServerError())
