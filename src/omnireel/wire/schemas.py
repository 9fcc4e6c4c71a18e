"""The answers as Pydantic types: for the OpenAPI document, and for the tests that hold every answer to them.

The server does not build its answers from these (dicts are faster and keep absent members absent); the tests
prove that both say the same.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema

Number: TypeAlias = Annotated[
    int | float,
    WithJsonSchema({"type": "number", "description": "A whole number where it is one: 27, not 27.0."}),
]
Status: TypeAlias = Literal["pending", "processing", "completed", "failed", "cancelled"]
UnixSeconds: TypeAlias = Annotated[int, Field(ge=0, description="Unix seconds.")]
Timestamp: TypeAlias = Annotated[
    str,
    Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$", json_schema_extra={"format": "date-time"}),
]
AnswerId: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,128}$")]
Absent: TypeAlias = SkipJsonSchema[None]
NotNegative: TypeAlias = Annotated[int, Field(ge=0)]
"""A member that is left out and never null: optional in the schema, but not nullable."""


def without_null_defaults(schema: dict[str, Any]) -> None:
    for member in schema.get("properties", {}).values():
        if member.get("default", ...) is None:
            del member["default"]


class Answer(BaseModel):
    """Base of the answer types."""

    model_config = ConfigDict(strict=True, protected_namespaces=(), json_schema_extra=without_null_defaults)


# --- tasks ---------------------------------------------------------------------------------------


class TaskInfo(Answer):
    """What can be done with a task, and how long it takes."""

    can_cancel: bool
    estimated_time: NotNegative | Absent = Field(None, description="Seconds left, while the task runs.")
    video_duration: NotNegative | Absent = Field(None, description="Seconds that the reservation was made for.")


class UsageReserved(Answer):
    """The credits of a running task."""

    billing_rule: Literal["per_second", "per_call"]
    credits_reserved: Number
    user_group: str


class Cost(Answer):
    """What was charged."""

    credits: Number
    usd: Number


class UsageFinal(Answer):
    """The credits of a finished task."""

    billing_rule: Literal["per_second", "per_call"]
    credits_used: Number
    cost: Cost
    user_group: str


class Billing(Answer):
    """How the reservation of a finished task ended."""

    refund_scope: Literal["account_balance"]
    charge_status: Literal["unknown", "reserved", "charged", "released"]
    refund_status: Literal["unknown", "not_required", "pending", "failed", "completed"]
    reserved_credits: Number
    charged_credits: Number
    refunded_credits: Number
    refunded_at: Timestamp | Absent = None


class TaskError(Answer):
    """Why a task did not complete."""

    code: str
    message: str
    type: Literal["task_error"]
    suggestion: str | Absent = None


class _TaskHead(Answer):
    created: UnixSeconds
    id: AnswerId
    model: str
    object: Literal["video.generation.task"]
    progress: int = Field(ge=0, le=100)
    status: Status
    type: Literal["video"]
    task_info: TaskInfo


class CreationAnswer(_TaskHead):
    """A task was taken on."""

    usage: UsageReserved
    warnings: list[str] | Absent = Field(None, description="Fields that were ignored.")


class TaskAnswer(_TaskHead):
    """A task and what has become of it; also the body of callbacks and the data of events."""

    results: list[str] | Absent = Field(
        None, description="Links to the result, when completed; good for 24 hours."
    )
    result_data: dict[str, Any] | list[Any] | Absent = None
    duration: NotNegative | Absent = Field(None, description="Seconds that the generation took.")
    error: TaskError | Absent = None
    usage: UsageReserved | UsageFinal
    billing: Billing | Absent = None
    request: dict[str, Any] | Absent = Field(
        None, description="With `include=request`: a creation body that asks for the same again."
    )


class TaskRow(Answer):
    """A task as one line of a list."""

    id: AnswerId
    status: Status
    model: str
    type: Literal["video"]
    progress: int = Field(ge=0, le=100)
    created_at: UnixSeconds
    has_results: bool
    has_error: bool
    credits_used: Number


class ListAnswer(Answer):
    """One page of tasks, newest first."""

    data: list[TaskRow]
    total: int = Field(ge=0)
    page: int = Field(ge=1)
    page_size: int = Field(ge=1, le=50)


class BatchRequest(BaseModel):
    """Which tasks to read at once."""

    task_ids: list[str] = Field(min_length=1, max_length=50)


class BatchAnswer(Answer):
    """Several tasks; unknown ids are left out."""

    data: list[TaskAnswer]


class CancelAnswer(Answer):
    """A task was cancelled and its credits released."""

    id: AnswerId
    object: Literal["task.cancelled"]
    status: Literal["cancelled"]
    message: str


# --- money ---------------------------------------------------------------------------------------


class KeyCredits(Answer):
    """The limit of the key itself."""

    remaining_credits: Number
    unlimited_credits: bool
    used_credits: Number


class AccountCredits(Answer):
    """The balance of the account."""

    remaining_credits: Number
    used_credits: Number


class CreditsData(Answer):
    """The key and its account."""

    token: KeyCredits
    user: AccountCredits


class CreditsAnswer(Answer):
    """What is left to spend."""

    success: Literal[True]
    message: str
    data: CreditsData


class Price(Answer):
    """A price and its arithmetic."""

    credits: Number
    usd: Number
    seconds: int = Field(ge=0)
    billing_rule: Literal["per_second", "per_call"]
    rule: str


class RouteInfo(Answer):
    """Which provider would run a request, and why."""

    provider: str | None
    why: str


class Balance(Answer):
    """Whether the account can pay."""

    available_credits: Number
    sufficient: bool | None


class ErrorDetail(BaseModel):
    """One broken rule."""

    model_config = ConfigDict(extra="allow")

    param: str
    message: str


class QuoteAnswer(Answer):
    """What a request would cost and where it would run, found out without submitting it."""

    object: Literal["video.generation.quote"]
    model: str
    price: Price | None
    route: RouteInfo | None
    balance: Balance
    errors: list[ErrorDetail]
    warnings: list[str]


class StatementAttempt(Answer):
    """One try of a task at one provider."""

    number: int = Field(ge=1)
    provider: str
    why: str
    state: Literal["running", "unknown", "succeeded", "unavailable", "rejected", "crashed", "cancelled"]
    note: str | None
    started_at: Timestamp
    ended_at: Timestamp | None


class StatementTransfer(Answer):
    """One movement of a task's credits."""

    id: str
    kind: Literal["hold", "post", "release", "grant"]
    credits: Number
    note: str
    created_at: Timestamp


class StatementTotals(Answer):
    """The sums of a task's movements, in credits."""

    held: Number
    charged: Number
    released: Number


class StatementAnswer(Answer):
    """What a task cost and why."""

    object: Literal["task.statement"]
    task_id: AnswerId
    status: Status
    price: Price
    attempts: list[StatementAttempt]
    transfers: list[StatementTransfer]
    totals: StatementTotals


class SessionRequest(BaseModel):
    """Who signs in; without a token the key in `Authorization` does."""

    token: str | Absent = Field(None, description="The token of the link that the server printed; good once.")

    model_config = ConfigDict(json_schema_extra=without_null_defaults)


class SessionKey(Answer):
    """The key of a session. `hint` is how the key ends."""

    id: str
    name: str
    hint: str


class SessionAnswer(Answer):
    """Which key the caller is signed in with."""

    object: Literal["session"]
    key: SessionKey
    upload_bytes_max: int = Field(ge=1, description="The largest file that this server takes as an upload.")


# --- callbacks -----------------------------------------------------------------------------------


class DeliveryAnswer(Answer):
    """A callback and what has become of it."""

    id: AnswerId = Field(description="The `webhook-id`, the same at every try.")
    object: Literal["delivery"]
    task_id: AnswerId
    url: str
    state: Literal["waiting", "delivered", "failed"]
    tries: int = Field(ge=0, description="Tries so far, over all rounds.")
    note: str | None = Field(description="What the last try met.")
    created_at: Timestamp
    ended_at: Timestamp | None
    next_try_at: Timestamp | None = Field(description="When it is tried next, while it waits.")


class DeliveryTry(Answer):
    """One try of a callback."""

    number: int = Field(ge=1)
    at: Timestamp
    took_ms: int = Field(ge=0)
    status: int | None = Field(description="The HTTP status; null when none came back.")
    note: str
    answer: str = Field(description="The first 2 kB of what the receiver said.")


class DeliveryLogAnswer(DeliveryAnswer):
    """A callback with every try."""

    log: list[DeliveryTry]


class DeliveriesAnswer(Answer):
    """One page of callbacks, newest first."""

    data: list[DeliveryAnswer]
    total: int = Field(ge=0)
    page: int = Field(ge=1)
    page_size: int = Field(ge=1)


class RedeliverRequest(BaseModel):
    """Which callbacks to send again."""

    since: str = Field(
        description="Those of tasks that ended at this moment or later.", json_schema_extra={"format": "date-time"}
    )
    until: str | Absent = Field(
        None, description="And before this one.", json_schema_extra={"format": "date-time"}
    )
    state: Literal["waiting", "delivered", "failed"] | Absent = Field(
        None, description="Those in this state only."
    )

    model_config = ConfigDict(json_schema_extra=without_null_defaults)


class RedeliveredAnswer(Answer):
    """The callbacks that are sent again: the first 1,000 of them, and how many they are."""

    object: Literal["list"]
    data: list[DeliveryAnswer]
    count: int = Field(ge=0)


class WebhookSecretAnswer(Answer):
    """What the account's callbacks are signed with (Standard Webhooks)."""

    object: Literal["webhook.secret"]
    secret: str = Field(pattern=r"^whsec_[A-Za-z0-9+/]+=*$")
    turned_at: Timestamp | None = Field(description="Since when; null: it is the account's first.")


# --- files (their own shapes: contract 9) --------------------------------------------------------

FileTime: TypeAlias = Annotated[
    str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$", json_schema_extra={"format": "date-time"})
]


class UploadBase64(BaseModel):
    """A file as base64."""

    base64_data: str = Field(description="The file as base64, or as a data URL.")
    upload_path: str | Absent = Field(None, description="A folder to file it under, such as `portraits/2026`.")
    file_name: str | Absent = Field(None, description="A name; the extension follows what the file is.")

    model_config = ConfigDict(json_schema_extra=without_null_defaults)


class UploadUrl(BaseModel):
    """Where a file is to be fetched."""

    file_url: str = Field(description="http or https; at most three redirects; public addresses only.")
    upload_path: str | Absent = Field(None, description="A folder to file it under.")
    file_name: str | Absent = Field(None, description="A name; the extension follows what the file is.")

    model_config = ConfigDict(json_schema_extra=without_null_defaults)


class UploadForm(BaseModel):
    """A file in a form; `uploadPath` and `fileName` are taken too."""

    file: Annotated[bytes, WithJsonSchema({"type": "string", "contentMediaType": "application/octet-stream"})]
    upload_path: str | Absent = Field(None, description="A folder to file it under.")
    file_name: str | Absent = Field(None, description="A name; the extension follows what the file is.")

    model_config = ConfigDict(json_schema_extra=without_null_defaults)


class FileInfo(Answer):
    """An uploaded file."""

    file_id: str
    file_name: str
    original_name: str
    file_size: int = Field(ge=1)
    mime_type: str
    upload_path: str
    file_url: str
    download_url: str
    upload_time: FileTime
    expires_at: FileTime


class UploadAnswer(Answer):
    """A file was uploaded."""

    success: Literal[True]
    code: Literal[200]
    msg: str
    data: FileInfo


class FileRow(Answer):
    """One file of a list."""

    file_id: str
    file_name: str
    file_size: int = Field(ge=1)
    upload_time: FileTime


class FilesData(Answer):
    """One page of files, newest first."""

    total: int = Field(ge=0)
    files: list[FileRow]


class FilesAnswer(Answer):
    """One page of files."""

    success: Literal[True]
    code: Literal[200]
    msg: str
    data: FilesData


class QuotaData(Answer):
    """How many files there may be."""

    user_group: str
    used_files: int = Field(ge=0)
    max_files: int = Field(ge=0)
    remain_files: int = Field(ge=0)
    is_custom: bool
    quota_reason: str


class QuotaAnswerOfFiles(Answer):
    """The quota of files."""

    success: Literal[True]
    code: Literal[200]
    data: QuotaData


class DeletedAnswer(Answer):
    """A file was deleted."""

    success: Literal[True]
    code: Literal[200]
    msg: str


class ReceiptData(Answer):
    """What became of an upload."""

    upload_id: str
    state: Literal["done"]
    result_verified: Literal[True]
    file: FileInfo


class ReceiptAnswer(Answer):
    """The receipt of an upload."""

    success: Literal[True]
    code: Literal[200]
    msg: str
    data: ReceiptData


class FilesErrorAnswer(BaseModel):
    """A refusal of the files API."""

    success: Literal[False]
    code: int = Field(description="The HTTP status.")
    msg: str


# --- elements ------------------------------------------------------------------------------------


class ElementAnswer(Answer):
    """A custom element, made once by `kling-custom-element`."""

    object: Literal["element"]
    element_id: str = Field(pattern=r"^[0-9]{1,32}$")
    element_name: str
    element_description: str
    reference_type: Literal["image_refer", "video_refer"]
    status: Literal["ready"]
    task_id: AnswerId | None = Field(description="The task that made it.")
    created_at: Timestamp


class ElementsAnswer(Answer):
    """One page of elements, newest first."""

    data: list[ElementAnswer]
    total: int = Field(ge=0)
    page: int = Field(ge=1)
    page_size: int = Field(ge=1, le=50)


class ElementDeletedAnswer(Answer):
    """The element is deleted; tasks that were taken on with it still get it."""

    object: Literal["element.deleted"]
    element_id: str
    deleted: Literal[True]


# --- models and errors ---------------------------------------------------------------------------


class ModelEntry(Answer):
    """One model."""

    id: str
    object: Literal["model"]
    created: UnixSeconds
    owned_by: str


class PriceRate(Answer):
    """What a second of one quality costs."""

    quality: str
    sound: Literal["on", "off"]
    credits_per_second: Number
    usd_per_second: Number
    popular: bool


class PriceMinimum(Answer):
    """What a clip costs at least."""

    credits: Number
    usd: Number
    seconds: int


class Pricing(Answer):
    """What a model costs: by the second (`rates`, `minimum`), or by the call (`credits`, `usd`)."""

    billing_rule: Literal["per_second", "per_call"]
    credits: Number | Absent = None
    usd: Number | Absent = None
    rates: list[PriceRate] | Absent = None
    minimum: PriceMinimum | Absent = None


class ModelCardAnswer(ModelEntry):
    """One model with all that a form needs."""

    title: str
    mode: Literal["text", "image", "reference", "edit", "element"]
    follows: Literal["image", "video"] | None = Field(
        description="What the clip's ratio (and for `video` its length) follows where none is asked for."
    )
    limits: dict[str, Any] = Field(description="How much of what it takes.")
    pricing: Pricing
    schema_: dict[str, Any] = Field(alias="schema", description="JSON Schema of the body of a creation.")


class ModelsAnswer(Answer):
    """The models."""

    object: Literal["list"]
    data: list[ModelEntry]


class ErrorInfo(BaseModel):
    """Why a call was refused. Further members: `min`, `max`, `allowed_values`, `estimated_credits`, ..."""

    model_config = ConfigDict(extra="allow", json_schema_extra=without_null_defaults)

    code: str | Absent = Field(None, description="Absent only when the path does not exist.")
    message: str
    type: str
    param: str | None = None
    details: list[ErrorDetail] | Absent = Field(None, description="Every broken rule, in schema order.")


class ErrorAnswer(BaseModel):
    """A refusal."""

    error: ErrorInfo
