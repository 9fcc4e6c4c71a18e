"""Why the API refuses, and what to do then: one entry an error, for the OpenAPI document and the reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from omnireel.errors import (
    ApiError,
    CampaignNotFoundError,
    DeliveryNotFoundError,
    Detail,
    ElementNotFoundError,
    FileGoneError,
    FileQuotaError,
    IdempotencyConflictError,
    InsufficientQuotaError,
    InternalServerError,
    InvalidRequestError,
    InvalidTaskIdError,
    KeyNotFoundError,
    LinkExpiredError,
    LinkForgedError,
    MediaTypeError,
    MethodNotAllowedError,
    ModelAccessDeniedError,
    ModelNotFoundError,
    NotFoundError,
    RangeNotSatisfiableError,
    RateLimitError,
    RequestTooLargeError,
    RoleDeniedError,
    ServiceUnavailableError,
    TaskNotFoundError,
    UnauthorizedError,
    UpstreamError,
)

INVALID_CREATION = InvalidRequestError.of(
    [
        Detail("duration", "duration must be between 3 and 15 (got 99)", {"min": 3, "max": 15}),
        Detail(
            "quality",
            'quality must be one of 720p, 1080p, 4k (got "8k")',
            {"allowed_values": ["720p", "1080p", "4k"]},
        ),
    ]
)
INVALID_PAGE = InvalidRequestError.of(
    [Detail("page_size", "page_size must be a whole number between 1 and 50 (got '0')", {"min": 1, "max": 50})]
)
INVALID_BATCH = InvalidRequestError.of(
    [Detail("task_ids", "task_ids must be an array of 1 to 50 task ids (got 0 items)", {"min": 1, "max": 50})]
)
INVALID_SESSION = InvalidRequestError.of([Detail("token", "token must be a string (got 7)")])
INVALID_UPLOAD = InvalidRequestError.of(
    [Detail("upload_path", "upload_path must be names of letters, digits, '.', '_' and '-' joined by '/'")]
)
INVALID_MOMENT = InvalidRequestError.of(
    [Detail("since", 'since must be a moment such as 2026-11-25T10:00:00Z (got "yesterday")')]
)
INVALID_CAMPAIGN = InvalidRequestError.of(
    [
        Detail("rows.2.place", "row 3: place is empty in this row"),
        Detail("rows.4.duration", "row 5: duration must be between 3 and 15 (got 99)", {"min": 3, "max": 15}),
    ]
)
INVALID_CAMPAIGN_CHANGE = InvalidRequestError.of(
    [
        Detail(
            "budget_credits",
            "budget_credits must be at least 108: so much was charged or is held by running tasks",
            {"min": 108},
        )
    ]
)
INVALID_RETRY = InvalidRequestError.of(
    [Detail("rows", "rows must be rows of this campaign that failed or were cancelled (not so: 2)")]
)
INVALID_DAYS = InvalidRequestError.of(
    [Detail("days", "days must be a whole number between 1 and 366 (got '0')", {"min": 1, "max": 366})]
)
INVALID_KEY = InvalidRequestError.of(
    [Detail("role", 'role must be one of use, manage (got "root")', {"allowed_values": ["use", "manage"]})]
)
INVALID_KEY_LIMIT = InvalidRequestError.of(
    [
        Detail(
            "limit_credits",
            "limit_credits must be at least 584: so much was used or is held by running tasks",
            {"min": 584},
        )
    ]
)
OWN_KEY = InvalidRequestError("A key cannot revoke itself: use another one", param="key_id")
NOT_DELETABLE = InvalidRequestError("Task is processing: cancel it before it is deleted", param="task_id")
NOT_CANCELLABLE = InvalidRequestError("Task is completed and can no longer be cancelled", param="task_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """When an error is answered, and what helps."""

    cause: str
    remedy: str
    example: ApiError
    sent: bool = True
    """False: the contract reserves it, and this server has no occasion to answer it yet."""
    remedy_in_files: str = ""
    """Instead of `remedy` in the files API, whose errors have one text and no fields."""


CAUSES: Mapping[type[ApiError], Cause] = {
    InvalidRequestError: Cause(
        cause="A field, a query parameter or a header breaks a rule, or the body is no JSON object.",
        remedy="`param` names the first wrong field, `details` lists all of them with their bounds. Mend them.",
        remedy_in_files="`msg` names the wrong field and its rule. Mend it.",
        example=INVALID_CREATION,
    ),
    InvalidTaskIdError: Cause(
        cause="What stands in the place of a task id has not the form of one.",
        remedy="Send the `id` of the creation's answer, unchanged.",
        example=InvalidTaskIdError(param="task_id"),
    ),
    UnauthorizedError: Cause(
        cause="No key was shown, it is unknown, or it was revoked.",
        remedy="Send `Authorization: Bearer <key>`. The operator lists and makes keys with `omnireel keys`.",
        example=UnauthorizedError("Invalid API key"),
    ),
    InsufficientQuotaError: Cause(
        cause="The reservation is more than the account has left, or than the limit of the key allows.",
        remedy=(
            "`estimated_credits` is what is needed, `limit_scope` says whether the account or the key is short."
            " Top up (`omnireel credits grant`), raise the limit, or ask for a shorter or smaller clip."
        ),
        example=InsufficientQuotaError(
            "Insufficient quota. Please top up your account."
            " The request needs 90.018 credits, 12.5 are available.",
            extra={"estimated_credits": 90.018, "limit_scope": "account", "account_balance_credits": 12.5},
        ),
    ),
    ModelAccessDeniedError: Cause(
        cause="The key was made for other models.",
        remedy="`allowed_models` lists them. `omnireel keys create --model` makes a key for this one.",
        example=ModelAccessDeniedError(
            "Token does not have access to model: kling-o3-text-to-video",
            param="model",
            extra={"allowed_models": ["kling-o3-image-to-video"]},
        ),
    ),
    RoleDeniedError: Cause(
        cause="The call is for keys of another role: `manage` for keys, `operate` for providers.",
        remedy="Use such a key. `omnireel keys create --role manage` on the server's machine makes one.",
        example=RoleDeniedError("Only keys of the role operate see the server's providers"),
    ),
    CampaignNotFoundError: Cause(
        cause="There is no such campaign in this account.",
        remedy="Take the id from `GET /v1/campaigns`.",
        example=CampaignNotFoundError(),
    ),
    KeyNotFoundError: Cause(
        cause="There is no such key in this account.",
        remedy="Take the id from `GET /v1/keys`.",
        example=KeyNotFoundError(),
    ),
    LinkForgedError: Cause(
        cause="The signature of a result link is missing or does not fit the rest of the link.",
        remedy="Use the link exactly as the task shows it, with its whole query.",
        example=LinkForgedError(),
    ),
    NotFoundError: Cause(
        cause="The link is good, but there is no clip behind it on this server.",
        remedy="Read the task again. If it says completed, ask the operator.",
        example=NotFoundError("The bytes of this clip are not on this server"),
    ),
    ModelNotFoundError: Cause(
        cause="There is no such model.",
        remedy="Choose a model of `GET /v1/models`.",
        example=ModelNotFoundError(
            "Model 'kling-o9' is not available for this API key. Call GET /v1/models for the list.", param="model"
        ),
    ),
    DeliveryNotFoundError: Cause(
        cause="There is no such callback in this account.",
        remedy="Take the id from the `webhook-id` header or from `GET /v1/deliveries`.",
        example=DeliveryNotFoundError(),
    ),
    ElementNotFoundError: Cause(
        cause="There is no such element in this account, or it was deleted.",
        remedy="Take the id from `GET /v1/elements` or from the task that made it.",
        example=ElementNotFoundError(),
    ),
    TaskNotFoundError: Cause(
        cause="There is no such task in this account. Tasks of other accounts do not exist to the caller.",
        remedy="Check the id, and that the key belongs to the account that created the task.",
        example=TaskNotFoundError(),
    ),
    MethodNotAllowedError: Cause(
        cause="The path exists, but takes other methods.",
        remedy="The `Allow` header lists them.",
        example=MethodNotAllowedError("PUT is not allowed on /v1/tasks"),
    ),
    IdempotencyConflictError: Cause(
        cause="The Idempotency-Key was used within 24 hours with another body.",
        remedy="Make a new key for a new request; repeat a request with its body unchanged.",
        example=IdempotencyConflictError(param="Idempotency-Key"),
    ),
    LinkExpiredError: Cause(
        cause="The link is older than 24 hours, or the clip is older than this server keeps clips.",
        remedy="Read the task again for a new link. A clip that was deleted has to be made again.",
        example=LinkExpiredError(
            "This link has expired: result links live 24 hours. Read the task again for a new one"
        ),
    ),
    FileQuotaError: Cause(
        cause="The account has as many files as it may have at once (`OMNIREEL_FILES_MAX`).",
        remedy="Delete some, or wait until they expire.",
        example=FileQuotaError("File quota exceeded: 2000 of 2000 files are in use. Delete some, or wait"),
    ),
    FileGoneError: Cause(
        cause="The uploaded file was deleted, or its 72 hours (`OMNIREEL_KEEP_FILES_S`) are over.",
        remedy="Upload it again.",
        example=FileGoneError("The file file_aaaabbbbccccddddeeeeffffgg has expired. Upload it again"),
    ),
    MediaTypeError: Cause(
        cause="The file is of no kind that is taken. Its first bytes tell, not its name.",
        remedy="Upload JPEG, PNG, GIF, WebP, MP4, MOV, MP3, WAV, OGG, FLAC or M4A.",
        example=MediaTypeError("Unsupported file type: application/zip"),
    ),
    RequestTooLargeError: Cause(
        cause="The body is larger than this server takes.",
        remedy="`max` is the limit in bytes. Shorten the body.",
        example=RequestTooLargeError(
            "The request body is too large: at most 1048576 bytes are accepted", extra={"max": 1_048_576}
        ),
    ),
    RangeNotSatisfiableError: Cause(
        cause="No byte that the Range header asks for lies within the clip.",
        remedy="`size` and `Content-Range` say how many bytes the clip has.",
        example=RangeNotSatisfiableError(extra={"size": 482_113}),
    ),
    RateLimitError: Cause(
        cause="The key has sent more creations than the operator allows in a minute.",
        remedy="Wait as long as `Retry-After` says.",
        example=RateLimitError(),
    ),
    InternalServerError: Cause(
        cause="A bug of the server.",
        remedy="Repeat with an Idempotency-Key; give the operator the `X-Request-Id`.",
        example=InternalServerError(),
    ),
    UpstreamError: Cause(
        cause="The address of a file to fetch could not be reached, or did not answer with a file.",
        remedy="Check that the address answers 200 from the internet, then try again.",
        example=UpstreamError(),
    ),
    ServiceUnavailableError: Cause(
        cause="The database does not answer.",
        remedy="Try again after `Retry-After` seconds; creations with an Idempotency-Key.",
        example=ServiceUnavailableError(),
    ),
}

TASK_CAUSES: Mapping[str, str] = {
    "content_policy_violation": "The provider refuses the content of the prompt or the media.",
    "invalid_parameters": "The provider refuses the parameters, or remote media break a limit.",
    "image_processing_error": "An image cannot be downloaded or decoded.",
    "image_dimension_mismatch": "The sides or the aspect ratio of an image are out of range.",
    "request_cancelled": "The customer took the task back.",
    "generation_failed_no_content": "The provider ended without a clip and without a better reason.",
    "service_error": "The provider or this server failed while the task ran.",
    "generation_timeout": "The clip was not finished in time.",
    "resource_exhausted": "The provider has no capacity left.",
    "quota_exceeded": "Too many tasks at once, or the provider's own balance is used up.",
    "service_unavailable": "No provider was available.",
    "resource_not_found": "Something that the task needs no longer exists.",
    "unknown_error": "The reason is not known.",
}
"""Error code of a failed task (contract 5.5) -> why."""
