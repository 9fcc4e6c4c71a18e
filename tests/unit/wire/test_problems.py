"""Errors on the wire: the contract's shapes (5.1, 5.2), and the same error at both ends."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnireel import errors
from omnireel.errors import ApiError, Detail, InvalidRequestError, api_errors
from omnireel.wire.problems import (
    error_body,
    error_from,
    error_headers,
    files_error_body,
    unknown_path_body,
)
from omnireel.wire.schemas import ErrorAnswer

ID = "req_8f2c61d0"

DOCUMENTED: list[tuple[ApiError, str]] = [
    (
        errors.UnauthorizedError("Invalid API key"),
        '{"error": {"code": "unauthorized", "message": "Invalid API key (request id: req_8f2c61d0)", '
        '"type": "authentication_error", "param": null}}',
    ),
    (
        errors.InsufficientQuotaError(extra={"estimated_credits": 90.018, "account_balance_credits": 12.5}),
        '{"error": {"code": "insufficient_quota", "message": "Insufficient quota. Please top up your account.", '
        '"type": "insufficient_quota", "estimated_credits": 90.018, "account_balance_credits": 12.5}}',
    ),
    (
        errors.ModelAccessDeniedError("Token does not have access to model: kling-o3-video-edit", param="model"),
        '{"error": {"code": "model_access_denied", "message": '
        '"Token does not have access to model: kling-o3-video-edit", '
        '"type": "invalid_request_error", "param": "model"}}',
    ),
    (
        errors.ModelNotFoundError(
            "Model 'kling-o9' is not available for this API key. Call GET /v1/models for the list.", param="model"
        ),
        '{"error": {"code": "model_not_found", "message": "Model \'kling-o9\' is not available for this API key. '
        'Call GET /v1/models for the list.", "type": "invalid_request_error", "param": "model"}}',
    ),
    (
        errors.IdempotencyConflictError(param="Idempotency-Key"),
        '{"error": {"code": "idempotency_conflict", "message": '
        '"This Idempotency-Key was already used with a different request body", '
        '"type": "invalid_request_error", "param": "Idempotency-Key"}}',
    ),
    (
        errors.RateLimitError(),
        '{"error": {"code": "rate_limit_exceeded", "message": "Too many requests, please try again later", '
        '"type": "rate_limit_error"}}',
    ),
    (
        errors.InternalServerError(),
        '{"error": {"code": "internal_error", "message": "Internal server error", "type": "api_error"}}',
    ),
    (
        errors.UpstreamError(),
        '{"error": {"code": "upstream_error", "message": "Upstream AI service unavailable", '
        '"type": "upstream_error"}}',
    ),
    (
        errors.InvalidTaskIdError(param="task_id"),
        '{"error": {"code": "invalid_task_id", "message": '
        "\"Invalid task ID format, must start with 'task-unified-'\", "
        '"type": "invalid_request_error", "param": "task_id"}}',
    ),
    (
        errors.TaskNotFoundError(),
        '{"error": {"code": "task_not_found", "message": "The requested task could not be found", '
        '"type": "invalid_request_error"}}',
    ),
    (
        errors.InvalidRequestError("Task is completed and can no longer be cancelled", param="task_id"),
        '{"error": {"code": "invalid_request", "message": "Task is completed and can no longer be cancelled", '
        '"type": "invalid_request_error", "param": "task_id"}}',
    ),
    (
        InvalidRequestError.of(
            [
                Detail("duration", "duration must be between 3 and 15"),
                Detail("model_params.element_list", "at most 3 elements are allowed with image_start"),
            ]
        ),
        '{"error": {"code": "invalid_request", "message": "duration must be between 3 and 15", '
        '"type": "invalid_request_error", "param": "duration", "details": ['
        '{"param": "duration", "message": "duration must be between 3 and 15"}, '
        '{"param": "model_params.element_list", "message": "at most 3 elements are allowed with image_start"}]}}',
    ),
]


@pytest.mark.parametrize(("error", "text"), DOCUMENTED, ids=[error.code for error, _ in DOCUMENTED])
def test_documented_shapes(error, text):
    assert error_body(error, ID) == json.loads(text)


def same(left: ApiError, right: ApiError) -> bool:
    names = ("status", "code", "type", "message", "param", "details", "extra", "request_id")
    return type(left) is type(right) and all(getattr(left, name) == getattr(right, name) for name in names)


_details = st.lists(
    st.builds(Detail, st.text(), st.text(), st.dictionaries(st.sampled_from(["min", "max"]), st.integers())),
    max_size=3,
)


@given(
    st.sampled_from(api_errors()),
    st.text(min_size=1).filter(lambda text: "(request id:" not in text),
    st.none() | st.text(),
    _details,
    st.dictionaries(st.sampled_from(["min", "allowed_values", "estimated_credits"]), st.integers()),
    st.none() | st.integers(0, 10**6),
)
def test_the_sdk_raises_what_the_server_raised(cls, message, param, details, extra, wait_s):
    error = cls(message, param=param, details=details, extra=extra, retry_after_s=wait_s, request_id=ID)
    body = error_body(error, ID)
    ErrorAnswer.model_validate(body)
    again = error_from(error.status, json.dumps(body).encode(), error_headers(error, ID))
    assert same(error, again)
    if wait_s is not None:
        assert again.retry_after_s == wait_s


def test_every_error_of_the_tree_has_its_own_way_back():
    assert len({(cls.status, cls.code) for cls in api_errors()}) == len(api_errors())


def test_extras_never_replace_the_contracts_members():
    body = error_body(errors.RateLimitError(extra={"code": 1, "message": 2, "limit_scope": "key"}), ID)["error"]
    assert body["code"] == "rate_limit_exceeded"
    assert body["limit_scope"] == "key"


def test_headers():
    assert error_headers(errors.NotFoundError(), ID) == {"X-Request-Id": ID}
    assert error_headers(errors.RateLimitError(retry_after_s=7), ID)["Retry-After"] == "7"
    assert int(error_headers(errors.RateLimitError(), ID)["Retry-After"]) > 0
    assert int(error_headers(errors.ServiceUnavailableError(), ID)["Retry-After"]) > 0


def test_an_unknown_path():
    body = unknown_path_body("POST", "/v1/xyz")
    assert body == {"error": {"message": "Invalid URL (POST /v1/xyz)", "type": "invalid_request_error"}}
    again = error_from(404, json.dumps(body).encode(), {})
    assert type(again) is errors.NotFoundError
    assert again.message == "Invalid URL (POST /v1/xyz)"


def test_the_files_api():
    error = InvalidRequestError("Unsupported file type: application/zip")
    body = files_error_body(error)
    assert body == {"success": False, "code": 400, "msg": "Unsupported file type: application/zip"}
    for status in (200, 400):
        again = error_from(status, json.dumps(body).encode(), {"X-Request-Id": ID})
        assert type(again) is InvalidRequestError
        assert (again.status, again.message, again.request_id) == (400, error.message, ID)


def test_the_older_shape():
    body = {
        "error": {
            "code": 429,
            "message": "Rate limit exceeded, retry after 60 seconds",
            "type": "rate_limit_error",
            "param": "model",
            "fallback_suggestion": "retry after 60 seconds",
        }
    }
    error = error_from(429, json.dumps(body).encode(), {"retry-after": "60", "x-oneapi-request-id": "old_1"})
    assert type(error) is errors.RateLimitError
    assert (error.code, error.param, error.retry_after_s) == ("rate_limit_exceeded", "model", 60)
    assert error.request_id == "old_1"
    assert error.extra == {"fallback_suggestion": "retry after 60 seconds"}


def test_a_code_that_this_version_does_not_know_is_kept():
    body = b'{"error": {"code": "token_daily_quota_exceeded", "message": "Enough", "type": "quota"}}'
    error = error_from(402, body, {})
    assert type(error) is errors.InsufficientQuotaError
    assert (error.status, error.code, error.type) == (402, "token_daily_quota_exceeded", "quota")
    # Said of one error, not of the class.
    assert errors.InsufficientQuotaError.code == "insufficient_quota"


@pytest.mark.parametrize(
    ("status", "cls", "own"),
    [
        (418, ApiError, 418),
        (422, ApiError, 422),
        (403, errors.ModelAccessDeniedError, 403),
        (504, errors.InternalServerError, 504),
        (599, errors.InternalServerError, 599),
    ],
)
def test_other_statuses(status, cls, own):
    error = error_from(status, b"", {})
    assert type(error) is cls
    assert error.status == own
    assert str(status) in error.message


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "HTTP 502 Bad Gateway"),
        (b"<html><body>nginx</body></html>", "HTTP 502 Bad Gateway"),
        (b"upstream connect error\n", "HTTP 502 Bad Gateway: upstream connect error"),
        (b"\xff\xfe", "HTTP 502 Bad Gateway: \ufffd\ufffd"),
        (b"[]", "HTTP 502 Bad Gateway"),
        (b"{}", "HTTP 502 Bad Gateway"),
        (b'{"error": "no upstream"}', "no upstream"),
        (b'{"detail": "no upstream"}', "no upstream"),
        (b"[" * 100_000, "HTTP 502 Bad Gateway"),
    ],
    ids=range(9),
)
def test_bodies_of_proxies(body, message):
    error = error_from(502, body, {})
    assert type(error) is errors.UpstreamError
    assert error.message == message


@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ({}, None),
        ({"Retry-After": "5"}, 5),
        ({"RETRY-AFTER": " 5 "}, 5),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "Sun, 22 Nov 2026 10:00:30 GMT", "Date": "Sun, 22 Nov 2026 10:00:00 GMT"}, 30),
        ({"Retry-After": "Sun, 22 Nov 2026 10:00:00 GMT", "Date": "Sun, 22 Nov 2026 10:00:30 GMT"}, 0),
        ({"Retry-After": "Sun, 22 Nov 2026 10:00:30 GMT"}, None),
    ],
)
def test_retry_after(headers, wait_s):
    assert error_from(429, b"", headers).retry_after_s == wait_s


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
_names = st.sampled_from(["error", "code", "message", "type", "param", "details", "msg", "success", "request_id"])


@given(
    st.integers(100, 999),
    st.one_of(
        st.binary(),
        st.dictionaries(_names, _json | st.dictionaries(_names, _json)).map(
            lambda data: json.dumps(data).encode()
        ),
    ),
    st.dictionaries(st.sampled_from(["Retry-After", "Date", "X-Request-Id"]), st.text()),
)
def test_any_answer_becomes_an_api_error(status, body, headers):
    error = error_from(status, body, headers)
    assert isinstance(error, ApiError)
    assert isinstance(error.message, str)
    assert error.message
    assert isinstance(error.code, str)
