"""Every error of omnireel, used at both ends: the server raises them, the SDK raises the same ones again.

::

    OmnireelError
    ├── ApiError                       an HTTP call was refused; knows its status, code and type
    │   ├── InvalidRequestError        400 invalid_request        `details` lists every broken rule
    │   │   ├── InvalidTaskIdError     400 invalid_task_id
    │   │   └── MediaTypeError         400 unsupported_file_type
    │   ├── UnauthorizedError          401 unauthorized
    │   ├── InsufficientQuotaError     402 insufficient_quota
    │   ├── FileQuotaError             403 file_quota_exceeded
    │   ├── ModelAccessDeniedError     403 model_access_denied
    │   ├── RoleDeniedError            403 role_denied
    │   ├── LinkForgedError            403 permission_denied
    │   ├── NotFoundError              404 resource_not_found
    │   │   ├── ModelNotFoundError     404 model_not_found
    │   │   ├── CampaignNotFoundError  404 campaign_not_found
    │   │   ├── DeliveryNotFoundError  404 delivery_not_found
    │   │   ├── KeyNotFoundError       404 key_not_found
    │   │   └── TaskNotFoundError      404 task_not_found
    │   ├── MethodNotAllowedError      405 method_not_allowed
    │   ├── IdempotencyConflictError   409 idempotency_conflict
    │   ├── LinkExpiredError           410 resource_not_found
    │   │   └── FileGoneError          410 file_gone
    │   ├── RequestTooLargeError       413 request_too_large
    │   ├── RangeNotSatisfiableError   416 range_not_satisfiable
    │   ├── RateLimitError             429 rate_limit_exceeded
    │   ├── InternalServerError        500 internal_error
    │   ├── UpstreamError              502 upstream_error
    │   └── ServiceUnavailableError    503 service_unavailable
    ├── ProviderError                  what a provider's `render` may raise; decides what happens next
    │   ├── ProviderUnavailableError   surely not started, or ended without a clip: next provider
    │   ├── ProviderRejectedError      the request itself is refused: the task fails, no failover
    │   └── OutcomeUnknownError        it may be running and may cost: hold the credits, look it up
    ├── TaskError                      SDK: the task that was waited for did not complete
    │   ├── TaskFailedError            it failed; `code` is the task's error code
    │   └── TaskCancelledError         it was cancelled
    ├── ConnectionFailedError          SDK: no answer from the server
    ├── WaitTimeoutError               SDK: the task is not finished yet; it goes on at the server
    ├── LeaseLostError                 a worker's claim on a task is no longer valid: it changes nothing
    └── SettingsError                  the settings are wrong; the message says which and how to mend it
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar


class OmnireelError(Exception):
    """Base of everything that omnireel raises on purpose. The docstring is the default message."""

    def __init__(self, message: str | None = None) -> None:
        self.message = message or (type(self).__doc__ or type(self).__name__).strip().splitlines()[0]
        super().__init__(self.message)


# --- answers of the HTTP API ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Detail:
    """One broken rule of a request: which field, and what is wrong with it."""

    param: str
    message: str
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Machine-readable bounds where there are some: `min`, `max`, `allowed_values`."""


class ApiError(OmnireelError):
    """The API refused the call."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal_error"
    type: ClassVar[str] = "api_error"

    def __init__(
        self,
        message: str | None = None,
        *,
        param: str | None = None,
        details: Sequence[Detail] = (),
        extra: Mapping[str, Any] | None = None,
        retry_after_s: int | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.param = param
        self.details = tuple(details)
        self.extra = dict(extra or {})
        self.retry_after_s = retry_after_s
        self.request_id = request_id


class InvalidRequestError(ApiError):
    """Invalid request parameters"""

    status = 400
    code = "invalid_request"
    type = "invalid_request_error"

    @classmethod
    def of(cls, details: Sequence[Detail]) -> InvalidRequestError:
        """The error for a list of broken rules, given in schema order: the first one names the error."""
        first = details[0]
        return cls(first.message, param=first.param, details=details, extra=first.extra)


class InvalidTaskIdError(InvalidRequestError):
    """Invalid task ID format, must start with 'task-unified-'"""

    code = "invalid_task_id"


class MediaTypeError(InvalidRequestError):
    """Unsupported file type"""

    code = "unsupported_file_type"


class UnauthorizedError(ApiError):
    """Invalid or expired token"""

    status = 401
    code = "unauthorized"
    type = "authentication_error"


class InsufficientQuotaError(ApiError):
    """Insufficient quota. Please top up your account."""

    status = 402
    code = "insufficient_quota"
    type = "insufficient_quota"


class ModelAccessDeniedError(ApiError):
    """Token does not have access to this model"""

    status = 403
    code = "model_access_denied"
    type = "invalid_request_error"


class RoleDeniedError(ApiError):
    """The role of this key does not allow that"""

    status = 403
    code = "role_denied"
    type = "invalid_request_error"


class LinkForgedError(ApiError):
    """This link was not signed by this server"""

    status = 403
    code = "permission_denied"
    type = "invalid_request_error"


class NotFoundError(ApiError):
    """The requested resource could not be found"""

    status = 404
    code = "resource_not_found"
    type = "invalid_request_error"


class ModelNotFoundError(NotFoundError):
    """The model is not available. Call GET /v1/models for the list."""

    code = "model_not_found"


class CampaignNotFoundError(NotFoundError):
    """The requested campaign could not be found"""

    code = "campaign_not_found"


class KeyNotFoundError(NotFoundError):
    """The requested key could not be found"""

    code = "key_not_found"


class DeliveryNotFoundError(NotFoundError):
    """The requested delivery could not be found"""

    code = "delivery_not_found"


class ElementNotFoundError(NotFoundError):
    """The requested element could not be found"""

    code = "element_not_found"


class TaskNotFoundError(NotFoundError):
    """The requested task could not be found"""

    code = "task_not_found"


class MethodNotAllowedError(ApiError):
    """This path does not take that method"""

    status = 405
    code = "method_not_allowed"
    type = "invalid_request_error"


class IdempotencyConflictError(ApiError):
    """This Idempotency-Key was already used with a different request body"""

    status = 409
    code = "idempotency_conflict"
    type = "invalid_request_error"


class LinkExpiredError(ApiError):
    """This link has expired"""

    status = 410
    code = "resource_not_found"
    type = "invalid_request_error"


class RequestTooLargeError(ApiError):
    """The request body is too large"""

    status = 413
    code = "request_too_large"
    type = "invalid_request_error"


class FileQuotaError(ApiError):
    """The account has as many files as it may have"""

    status = 403
    code = "file_quota_exceeded"
    type = "invalid_request_error"


class FileGoneError(LinkExpiredError):
    """The file has expired or was deleted"""

    code = "file_gone"


class RangeNotSatisfiableError(ApiError):
    """The requested range lies outside the file"""

    status = 416
    code = "range_not_satisfiable"
    type = "invalid_request_error"


class RateLimitError(ApiError):
    """Too many requests, please try again later"""

    status = 429
    code = "rate_limit_exceeded"
    type = "rate_limit_error"


class InternalServerError(ApiError):
    """Internal server error"""


class UpstreamError(ApiError):
    """Upstream AI service unavailable"""

    status = 502
    code = "upstream_error"
    type = "upstream_error"


class ServiceUnavailableError(ApiError):
    """The service is not ready, please try again later"""

    status = 503
    code = "service_unavailable"
    type = "service_unavailable_error"


def api_errors() -> list[type[ApiError]]:
    """Every concrete ApiError, most specific first for one code (for the SDK's mapping and the reference)."""

    def walk(cls: type[ApiError]) -> list[type[ApiError]]:
        return [found for sub in cls.__subclasses__() for found in [*walk(sub), sub]]

    return walk(ApiError)


# --- providers -----------------------------------------------------------------------------------


class ProviderError(OmnireelError):
    """What a provider's `render` may raise. `code` is the task error code if the task ends by it."""

    code = "service_error"

    def __init__(self, message: str | None = None, *, code: str | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code


class ProviderUnavailableError(ProviderError):
    """The provider is not available"""

    code = "service_unavailable"


class ProviderRejectedError(ProviderError):
    """The provider refused the request"""

    code = "invalid_parameters"


class OutcomeUnknownError(ProviderError):
    """It is not known whether the provider started the work"""

    code = "generation_timeout"


# --- SDK and inner ones --------------------------------------------------------------------------


class TaskError(OmnireelError):
    """The task did not complete"""

    def __init__(self, message: str | None = None, *, task_id: str = "", code: str = "unknown_error") -> None:
        super().__init__(message)
        self.task_id = task_id
        self.code = code


class TaskFailedError(TaskError):
    """The task failed"""


class TaskCancelledError(TaskError):
    """The task was cancelled"""


class ConnectionFailedError(OmnireelError):
    """The server could not be reached"""


class WaitTimeoutError(OmnireelError):
    """The task is not finished yet; it goes on at the server"""


class LeaseLostError(OmnireelError):
    """The task is no longer claimed by this worker"""


class SettingsError(OmnireelError):
    """The settings are wrong"""
