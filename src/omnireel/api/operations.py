"""Every route of the API as data: what it takes, what it answers, why it refuses.

The routes themselves take a plain Request, which keeps the hot path short; their description stands here, and
tests hold the two together: no route without an entry, no entry without a route, no answer outside its schema.
"""

from __future__ import annotations

from collections.abc import Mapping

from omnireel.api import examples
from omnireel.api.causes import (
    INVALID_BATCH,
    INVALID_CREATION,
    INVALID_MOMENT,
    INVALID_PAGE,
    INVALID_SESSION,
    INVALID_UPLOAD,
    NOT_CANCELLABLE,
)
from omnireel.api.operation import Json, Operation, Reply
from omnireel.api.operations_own import OWN_OPERATIONS
from omnireel.api.query import PAGE_MAX, PAGE_SIZE_MAX, STATUS_FILTER
from omnireel.api.routes.account import DAYS_MAX
from omnireel.api.routes.campaigns import FIND_CHARS_MAX
from omnireel.api.routes.deliveries import STATES, TASK_ID_CHARS_MAX
from omnireel.api.routes.files import PAGE_MAX as FILES_PAGE_MAX
from omnireel.api.routes.files import PAGE_SIZE_MAX as FILES_PAGE_SIZE_MAX
from omnireel.api.routes.tasks import MODEL_CHARS_MAX
from omnireel.core.catalogue import CATALOGUE
from omnireel.errors import (
    DeliveryNotFoundError,
    ElementNotFoundError,
    FileGoneError,
    FileQuotaError,
    IdempotencyConflictError,
    InsufficientQuotaError,
    InvalidTaskIdError,
    LinkExpiredError,
    LinkForgedError,
    MediaTypeError,
    ModelAccessDeniedError,
    ModelNotFoundError,
    NotFoundError,
    RangeNotSatisfiableError,
    RateLimitError,
    RequestTooLargeError,
    TaskNotFoundError,
    UpstreamError,
)
from omnireel.studio.studio import REDELIVERED_MAX
from omnireel.wire import schemas
from omnireel.wire.campaigns import ROW_FILTER
from omnireel.wire.creation import body_type
from omnireel.wire.files import UPLOAD_ID_CHARS_MAX

TAGS: Mapping[str, str] = {
    "Videos": "Create a video task, or ask what it would cost.",
    "Tasks": "Read, list, watch and cancel tasks, and see what they cost.",
    "Campaigns": "One template, a table, a task for each row of it, and one budget over all.",
    "Elements": "Custom subjects, made once by `kling-custom-element`, named in prompts as `<<<element_N>>>`.",
    "Callbacks": "What became of callbacks, sending them again, and the secret that signs them.",
    "Files": "Uploads, kept for 72 hours. Answers and refusals have a shape of their own.",
    "Account": "Credits, usage, keys and models.",
    "Providers": "How the server's providers are, for operators.",
    "Results": "Finished clips behind signed links.",
    "Page": "The product page, and how a browser signs in to it.",
    "Operation": "For the machines that watch the server. No key is needed.",
}

PARAMETERS: Mapping[str, Json] = {
    "dry_run": {
        "name": "dry_run",
        "in": "query",
        "description": "`true`: answer with a quote (price, route, every broken rule) and create nothing.",
        "schema": {"type": "boolean", "default": False},
    },
    "idempotency_key": {
        "name": "Idempotency-Key",
        "in": "header",
        "description": (
            "Makes a creation safe to repeat: the same key with the same body gives the first answer again for"
            " 24 hours and creates no second task. Keys belong to the account."
        ),
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9._-]{16,96}$"},
        "example": examples.IDEMPOTENCY_KEY,
    },
    "task_id": {
        "name": "task_id",
        "in": "path",
        "required": True,
        "description": "The `id` that the creation answered.",
        "schema": {"type": "string", "pattern": "^task-unified-[A-Za-z0-9._:-]{1,100}$"},
        "example": examples.TASK_ID,
    },
    "campaign_id": {
        "name": "campaign_id",
        "in": "path",
        "required": True,
        "description": "The `id` that the creation answered.",
        "schema": {"type": "string"},
        "example": examples.CAMPAIGN_ID,
    },
    "row_status": {
        "name": "status",
        "in": "query",
        "description": "Only rows in this state. `processing` includes pending ones.",
        "schema": {"type": "string", "enum": list(ROW_FILTER)},
    },
    "find": {
        "name": "find",
        "in": "query",
        "description": "Only rows with a cell that has this text, whatever its case.",
        "schema": {"type": "string", "maxLength": FIND_CHARS_MAX},
    },
    "preview_page": {
        "name": "page",
        "in": "query",
        "description": "With `dry_run`: which page of the rows to preview, from 1.",
        "schema": {"type": "integer", "minimum": 1, "maximum": PAGE_MAX, "default": 1},
    },
    "preview_page_size": {
        "name": "page_size",
        "in": "query",
        "description": "With `dry_run`: how many rows to preview.",
        "schema": {"type": "integer", "minimum": 1, "maximum": PAGE_SIZE_MAX, "default": 20},
    },
    "key_id": {
        "name": "key_id",
        "in": "path",
        "required": True,
        "description": "The `id` of the list of keys.",
        "schema": {"type": "string"},
        "example": examples.KEY_ID,
    },
    "days": {
        "name": "days",
        "in": "query",
        "description": "How many days, today included.",
        "schema": {"type": "integer", "minimum": 1, "maximum": DAYS_MAX, "default": 30},
    },
    "last_event_id": {
        "name": "Last-Event-ID",
        "in": "header",
        "description": "The id of the last event that was seen: only later ones are sent.",
        "schema": {"type": "integer", "minimum": 0, "maximum": 999_999_999},
        "example": 7,
    },
    "last_end_id": {
        "name": "Last-Event-ID",
        "in": "header",
        "description": "The id of the last event that was seen: the stream begins after it.",
        "schema": {"type": "string", "maxLength": 128},
        "example": examples.END_ID,
    },
    "status": {
        "name": "status",
        "in": "query",
        "description": "Only tasks in this state. `processing` includes pending ones.",
        "schema": {"type": "string", "enum": list(STATUS_FILTER)},
    },
    "type": {
        "name": "type",
        "in": "query",
        "description": "Only tasks of this type. Every model makes video.",
        "schema": {"type": "string", "enum": ["image", "video", "audio"]},
    },
    "model": {
        "name": "model",
        "in": "query",
        "description": "Only tasks of this model.",
        "schema": {"type": "string", "maxLength": MODEL_CHARS_MAX},
    },
    "include": {
        "name": "include",
        "in": "query",
        "description": "`request`: show what was asked for too, as a creation body.",
        "schema": {"type": "string", "enum": ["request"]},
    },
    "page_version": {
        "name": "version",
        "in": "path",
        "required": True,
        "description": "Changes with the page.",
        "schema": {"type": "string"},
        "example": "current",
    },
    "page_folder": {
        "name": "folder",
        "in": "path",
        "required": True,
        "description": "`css`, `js`, `components`, `views`, `texts` or `pictures`.",
        "schema": {"type": "string"},
        "example": "css",
    },
    "page_file": {
        "name": "name",
        "in": "path",
        "required": True,
        "description": "The file.",
        "schema": {"type": "string"},
        "example": "tokens.css",
    },
    "page": {
        "name": "page",
        "in": "query",
        "description": "Which page, from 1.",
        "schema": {"type": "integer", "minimum": 1, "maximum": PAGE_MAX, "default": 1},
    },
    "page_size": {
        "name": "page_size",
        "in": "query",
        "description": "How many tasks a page has.",
        "schema": {"type": "integer", "minimum": 1, "maximum": PAGE_SIZE_MAX, "default": 20},
    },
    "element_id": {
        "name": "element_id",
        "in": "path",
        "required": True,
        "description": "The `element_id` of the task that made it.",
        "schema": {"type": "string"},
        "example": examples.ELEMENT_ID,
    },
    "delivery_id": {
        "name": "delivery_id",
        "in": "path",
        "required": True,
        "description": "The `webhook-id` of the callback.",
        "schema": {"type": "string"},
        "example": examples.DELIVERY_ID,
    },
    "state": {
        "name": "state",
        "in": "query",
        "description": "Only callbacks in this state.",
        "schema": {"type": "string", "enum": list(STATES)},
    },
    "of_task": {
        "name": "task_id",
        "in": "query",
        "description": "Only callbacks of this task.",
        "schema": {"type": "string", "maxLength": TASK_ID_CHARS_MAX},
    },
    "file_id": {
        "name": "file_id",
        "in": "path",
        "required": True,
        "description": "The `file_id` that the upload answered.",
        "schema": {"type": "string"},
        "example": examples.FILE_ID,
    },
    "file_name": {
        "name": "name",
        "in": "path",
        "required": True,
        "description": "The file's name.",
        "schema": {"type": "string"},
        "example": "portrait.png",
    },
    "upload_id": {
        "name": "upload_id",
        "in": "path",
        "required": True,
        "description": "The `X-Evo-Upload-Id` that the upload was sent with.",
        "schema": {"type": "string"},
        "example": examples.UPLOAD_ID,
    },
    "evo_upload_id": {
        "name": "X-Evo-Upload-Id",
        "in": "header",
        "description": "Makes an upload safe to repeat: the same id gives the first file again.",
        "schema": {"type": "string", "maxLength": UPLOAD_ID_CHARS_MAX},
        "example": examples.UPLOAD_ID,
    },
    "files_page": {
        "name": "page",
        "in": "query",
        "description": "Which page, from 1.",
        "schema": {"type": "integer", "minimum": 1, "maximum": FILES_PAGE_MAX, "default": 1},
    },
    "files_page_size": {
        "name": "pageSize",
        "in": "query",
        "description": "How many files a page has.",
        "schema": {"type": "integer", "minimum": 1, "maximum": FILES_PAGE_SIZE_MAX, "default": 20},
    },
    "model_id": {
        "name": "model",
        "in": "path",
        "required": True,
        "description": "The id of a model.",
        "schema": {"type": "string"},
        "example": "kling-o3-text-to-video",
    },
    "name": {
        "name": "name",
        "in": "path",
        "required": True,
        "description": "Part of the signed link.",
        "schema": {"type": "string"},
        "example": f"{examples.TASK_ID}.mp4",
    },
    "expires": {
        "name": "expires",
        "in": "query",
        "required": True,
        "description": "Part of the signed link: when it dies, in Unix seconds.",
        "schema": {"type": "integer"},
        "example": 1_795_428_000,
    },
    "signature": {
        "name": "signature",
        "in": "query",
        "required": True,
        "description": "Part of the signed link.",
        "schema": {"type": "string"},
        "example": "b0hB3vZrS1x9QnqkG0b5yJw2l8dTtK4c",
    },
    "range": {
        "name": "Range",
        "in": "header",
        "description": "Which bytes are wanted, one range or several.",
        "schema": {"type": "string"},
        "example": "bytes=0-1023",
    },
}

HEADERS: Mapping[str, Json] = {
    "X-Request-Id": {
        "description": "The id of this request, for questions to the operator.",
        "schema": {"type": "string"},
        "example": examples.REQUEST_ID,
    },
    "Idempotency-Replayed": {
        "description": "Present when the Idempotency-Key was used before: this is the answer of that time.",
        "schema": {"type": "string", "const": "true"},
    },
    "Retry-After": {
        "description": "Seconds after which trying again makes sense.",
        "schema": {"type": "integer", "minimum": 0},
        "example": 5,
    },
    "Accept-Ranges": {"description": "Ranges are served.", "schema": {"type": "string", "const": "bytes"}},
    "Content-Range": {
        "description": "Which bytes these are, and of how many.",
        "schema": {"type": "string"},
        "example": "bytes 0-1023/482113",
    },
}


_TASK = (InvalidTaskIdError, TaskNotFoundError)
_CLIP = {"type": "string", "contentMediaType": "video/mp4"}
_CANCELLED = Reply(
    description="The task is cancelled; its credits are released.",
    types=(schemas.CancelAnswer,),
    examples={"cancelled": examples.CANCELLED},
)
_CANCEL_TEXT = (
    "Pending and processing tasks can be taken back; all reserved credits are released at once. A task that is"
    " already final is a 400 with `param` `task_id`."
)
_CLIP_REPLIES = {
    200: Reply(
        description="The whole clip, streamed.", media="video/mp4", schema=_CLIP, headers=("Accept-Ranges",)
    ),
    206: Reply(
        description="The bytes that `Range` asks for; several ranges come as `multipart/byteranges`.",
        media="video/mp4",
        schema=_CLIP,
        headers=("Accept-Ranges", "Content-Range"),
    ),
}
_CLIP_ERRORS = (LinkForgedError, NotFoundError, LinkExpiredError, RangeNotSatisfiableError)
_CLIP_TEXT = (
    "The links are in `results` of a completed task. The signature is the credential: no key is needed. A link"
    " lives 24 hours; reading the task again gives a new one. Ranges are answered, so players can seek."
)


_UPLOADED = Reply(
    description="The file is here.", types=(schemas.UploadAnswer,), examples={"picture": examples.UPLOADED}
)
_ANY_BYTES = {"type": "string", "contentMediaType": "application/octet-stream"}
_FILE_REPLIES = {
    200: Reply(description="The whole file.", media="*/*", schema=_ANY_BYTES, headers=("Accept-Ranges",)),
    206: Reply(
        description="The bytes that `Range` asks for; several ranges come as `multipart/byteranges`.",
        media="*/*",
        schema=_ANY_BYTES,
        headers=("Accept-Ranges", "Content-Range"),
    ),
}


def _status(value: str, **members: Json) -> Json:
    properties = {"status": {"type": "string", "const": value}, **members}
    return {"type": "object", "required": list(properties), "properties": properties}


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        id="createVideoGeneration",
        method="post",
        path="/v1/videos/generations",
        tag="Videos",
        summary="Create a video task",
        description=(
            "Takes a task on and reserves its credits; `model` selects what is made. The answer comes at once;"
            " the clip is made in the background. Read the task, follow its events, or give a `callback_url` to"
            " learn when it has ended.\n\n"
            "Fields that are unknown or do not apply are ignored and listed in `warnings`. Every broken rule is"
            " listed in `error.details`, in schema order.\n\n"
            "With `?dry_run=true` nothing is created: the answer is a quote with the price and its arithmetic,"
            " the provider that would run it and why, and every broken rule at once."
        ),
        parameters=("dry_run", "idempotency_key"),
        body=tuple(body_type(card) for card in CATALOGUE.values()),
        body_examples=examples.CREATION_BODIES,
        replies={
            200: Reply(
                description="The task was taken on; with `dry_run`, what it would cost.",
                types=(schemas.CreationAnswer, schemas.QuoteAnswer),
                examples={"created": examples.CREATED, "quote": examples.QUOTE},
                headers=("Idempotency-Replayed",),
            )
        },
        errors=(
            INVALID_CREATION,
            InsufficientQuotaError,
            ModelAccessDeniedError,
            ModelNotFoundError,
            IdempotencyConflictError,
            RequestTooLargeError,
            RateLimitError,
        ),
        calls_back=True,
    ),
    Operation(
        id="listTasks",
        method="get",
        path="/v1/tasks",
        tag="Tasks",
        summary="List tasks",
        description="A page of the account's tasks, newest first. Rows carry no links; read the task for them.",
        parameters=("status", "type", "model", "page", "page_size"),
        replies={
            200: Reply(description="One page.", types=(schemas.ListAnswer,), examples={"page": examples.LIST})
        },
        errors=(INVALID_PAGE,),
    ),
    Operation(
        id="batchTasks",
        method="post",
        path="/v1/tasks/batch",
        tag="Tasks",
        summary="Read several tasks",
        description="Up to 50 tasks at once. Ids that are unknown, or of another account, are left out.",
        parameters=("include",),
        body=(schemas.BatchRequest,),
        body_examples={"one": examples.BATCH_BODY},
        replies={
            200: Reply(description="The tasks.", types=(schemas.BatchAnswer,), examples={"one": examples.BATCH})
        },
        errors=(INVALID_BATCH, RequestTooLargeError),
    ),
    Operation(
        id="getTask",
        method="get",
        path="/v1/tasks/{task_id}",
        tag="Tasks",
        summary="Read a task",
        description=(
            "The task and what has become of it. While it runs, ask every 5 to 15 seconds, or follow its events."
        ),
        parameters=("task_id", "include"),
        replies={200: Reply(description="The task.", types=(schemas.TaskAnswer,), examples=examples.TASKS)},
        errors=_TASK,
    ),
    Operation(
        id="cancelTask",
        method="delete",
        path="/v1/tasks/{task_id}",
        tag="Tasks",
        summary="Cancel a task",
        description=_CANCEL_TEXT,
        parameters=("task_id",),
        replies={200: _CANCELLED},
        errors=(NOT_CANCELLABLE, *_TASK),
    ),
    Operation(
        id="cancelTaskByPost",
        method="post",
        path="/v1/tasks/{task_id}/cancel",
        tag="Tasks",
        summary="Cancel a task, for programs that cannot send DELETE",
        description=_CANCEL_TEXT,
        parameters=("task_id",),
        replies={200: _CANCELLED},
        errors=(NOT_CANCELLABLE, *_TASK),
    ),
    Operation(
        id="getTaskStatement",
        method="get",
        path="/v1/tasks/{task_id}/statement",
        tag="Tasks",
        summary="See what a task cost and why",
        description="Every attempt (which provider, why, how it ended) and every movement of credits.",
        parameters=("task_id",),
        replies={
            200: Reply(
                description="The statement.",
                types=(schemas.StatementAnswer,),
                examples={"completed": examples.STATEMENT},
            )
        },
        errors=_TASK,
    ),
    Operation(
        id="watchTask",
        method="get",
        path="/v1/tasks/{task_id}/events",
        tag="Tasks",
        summary="Follow a task",
        description=(
            "Server-sent events: the task whenever its status or progress changes, until it is final. An event is"
            " named after the status; its `data` is the task as reading it answers; its `id` can be sent as"
            " `Last-Event-ID` to go on after a lost connection."
        ),
        parameters=("task_id", "last_event_id"),
        replies={
            200: Reply(
                description="The stream; it ends when the task is final.",
                media="text/event-stream",
                schema={"type": "string"},
                examples={"to the end": examples.EVENTS},
            ),
            204: Reply(description="The task is final and its last event was seen: nothing is left to say."),
        },
        errors=_TASK,
    ),
    Operation(
        id="watchAccount",
        method="get",
        path="/v1/events",
        tag="Callbacks",
        summary="Follow the account",
        description=(
            "Server-sent events: each task of the account as it ends (completed, failed or cancelled), after its"
            " billing is settled, whether it has a callback URL or not. For receivers without a public address:"
            " `omnireel listen` forwards them as callbacks. An event is named after the status and its `data` is"
            " the task, as in a callback; its `id` is `<Unix milliseconds>.<webhook-id>` and can be sent as"
            " `Last-Event-ID` to go on after a lost connection. After such a break an end of the five seconds"
            " before may be told a second time, with the same id. The stream goes on until it is left."
        ),
        parameters=("last_end_id",),
        replies={
            200: Reply(
                description="The stream.",
                media="text/event-stream",
                schema={"type": "string"},
                examples={"one": examples.ENDS},
            ),
        },
    ),
    Operation(
        id="listElements",
        method="get",
        path="/v1/elements",
        tag="Elements",
        summary="List elements",
        description="A page of the account's custom elements, newest first.",
        parameters=("page", "page_size"),
        replies={
            200: Reply(
                description="One page.", types=(schemas.ElementsAnswer,), examples={"page": examples.ELEMENTS}
            )
        },
        errors=(INVALID_PAGE,),
    ),
    Operation(
        id="getElement",
        method="get",
        path="/v1/elements/{element_id}",
        tag="Elements",
        summary="Read an element",
        description="One custom element.",
        parameters=("element_id",),
        replies={
            200: Reply(
                description="The element.", types=(schemas.ElementAnswer,), examples={"one": examples.ELEMENT}
            )
        },
        errors=(ElementNotFoundError,),
    ),
    Operation(
        id="deleteElement",
        method="delete",
        path="/v1/elements/{element_id}",
        tag="Elements",
        summary="Delete an element",
        description="New tasks cannot use it any more; those that were taken on with it still get it.",
        parameters=("element_id",),
        replies={
            200: Reply(
                description="It is deleted.",
                types=(schemas.ElementDeletedAnswer,),
                examples={"deleted": examples.ELEMENT_DELETED},
            )
        },
        errors=(ElementNotFoundError,),
    ),
    Operation(
        id="listDeliveries",
        method="get",
        path="/v1/deliveries",
        tag="Callbacks",
        summary="List callbacks",
        description="A page of the account's callbacks, newest first, with what became of them.",
        parameters=("state", "of_task", "page", "page_size"),
        replies={
            200: Reply(
                description="One page.",
                types=(schemas.DeliveriesAnswer,),
                examples={"page": examples.DELIVERIES},
            )
        },
        errors=(INVALID_PAGE,),
    ),
    Operation(
        id="getDelivery",
        method="get",
        path="/v1/deliveries/{delivery_id}",
        tag="Callbacks",
        summary="Read a callback",
        description="One callback with every try: when, how long, which status, and the head of the answer.",
        parameters=("delivery_id",),
        replies={
            200: Reply(
                description="The callback.",
                types=(schemas.DeliveryLogAnswer,),
                examples={"delivered": examples.DELIVERY},
            )
        },
        errors=(DeliveryNotFoundError,),
    ),
    Operation(
        id="redeliver",
        method="post",
        path="/v1/deliveries/{delivery_id}/redeliver",
        tag="Callbacks",
        summary="Send a callback again",
        description=(
            "It is sent at once, with the id it had and the task as it is now, and repeated as a new one would be."
        ),
        parameters=("delivery_id",),
        replies={
            200: Reply(
                description="It is on its way.",
                types=(schemas.DeliveryAnswer,),
                examples={"waiting": examples.REDELIVERED["data"][0]},
            )
        },
        errors=(DeliveryNotFoundError,),
    ),
    Operation(
        id="redeliverMany",
        method="post",
        path="/v1/deliveries/redeliver",
        tag="Callbacks",
        summary="Send many callbacks again",
        description=(
            "All callbacks since a moment, or those of a span of time, oldest first: for a receiver that was down"
            " or lost its data. They keep their ids, so a receiver that notes ids does no work twice. The answer"
            f" counts them all and shows the first {REDELIVERED_MAX:,}."
        ),
        body=(schemas.RedeliverRequest,),
        body_examples={"since": examples.REDELIVER_BODY},
        replies={
            200: Reply(
                description="They are on their way.",
                types=(schemas.RedeliveredAnswer,),
                examples={"one": examples.REDELIVERED},
            )
        },
        errors=(INVALID_MOMENT, RequestTooLargeError),
    ),
    Operation(
        id="getWebhookSecret",
        method="get",
        path="/v1/webhook-secret",
        tag="Callbacks",
        summary="Read the secret of callbacks",
        description="Every callback is signed with it, by Standard Webhooks.",
        replies={
            200: Reply(
                description="The secret.",
                types=(schemas.WebhookSecretAnswer,),
                examples={"first": examples.WEBHOOK_SECRET},
            )
        },
    ),
    Operation(
        id="turnWebhookSecret",
        method="post",
        path="/v1/webhook-secret/turn",
        tag="Callbacks",
        summary="Take a new secret for callbacks",
        description=(
            "For a day callbacks carry two signatures, of the new secret and of the one before, so that receivers"
            " can change over without losing any."
        ),
        replies={
            200: Reply(
                description="The new secret.",
                types=(schemas.WebhookSecretAnswer,),
                examples={"second": examples.WEBHOOK_SECRET_TURNED},
            )
        },
    ),
    Operation(
        id="uploadFile",
        method="post",
        path="/api/v1/files/upload/stream",
        tag="Files",
        summary="Upload a file",
        description=(
            "A file in a multipart form, written to disk as it comes. Pictures (JPEG, PNG, GIF, WebP), videos"
            " (MP4, MOV) and sound (MP3, WAV, OGG, FLAC, M4A) are taken; its beginning tells what a file is. The"
            " links in the answer need no key."
        ),
        parameters=("evo_upload_id",),
        body=(schemas.UploadForm,),
        body_examples={"picture": examples.UPLOAD_FORM},
        form=True,
        replies={200: _UPLOADED},
        errors=(INVALID_UPLOAD, MediaTypeError, FileQuotaError, RequestTooLargeError),
    ),
    Operation(
        id="uploadFileBase64",
        method="post",
        path="/api/v1/files/upload/base64",
        tag="Files",
        summary="Upload a file as base64",
        description="The same in JSON: bare base64 or a data URL. It too is decoded and written as it comes.",
        parameters=("evo_upload_id",),
        body=(schemas.UploadBase64,),
        body_examples={"picture": examples.UPLOAD_BASE64},
        replies={200: _UPLOADED},
        errors=(INVALID_UPLOAD, MediaTypeError, FileQuotaError, RequestTooLargeError),
    ),
    Operation(
        id="uploadFileFromUrl",
        method="post",
        path="/api/v1/files/upload/url",
        tag="Files",
        summary="Upload a file from a URL",
        description=(
            "This server fetches the file. The address must be public, and so must that of every redirect; the"
            " connection goes to the address that was checked."
        ),
        parameters=("evo_upload_id",),
        body=(schemas.UploadUrl,),
        body_examples={"picture": examples.UPLOAD_URL},
        replies={200: _UPLOADED},
        errors=(INVALID_UPLOAD, MediaTypeError, FileQuotaError, RequestTooLargeError, UpstreamError),
    ),
    Operation(
        id="listFiles",
        method="get",
        path="/api/v1/files/list",
        tag="Files",
        summary="List files",
        description="A page of the account's files, newest first.",
        parameters=("files_page", "files_page_size"),
        replies={
            200: Reply(description="One page.", types=(schemas.FilesAnswer,), examples={"page": examples.FILES})
        },
        errors=(INVALID_PAGE,),
    ),
    Operation(
        id="getFileQuota",
        method="get",
        path="/api/v1/files/quota",
        tag="Files",
        summary="Read the quota of files",
        description="How many files the account has and may have.",
        replies={
            200: Reply(
                description="The quota.",
                types=(schemas.QuotaAnswerOfFiles,),
                examples={"one": examples.FILE_QUOTA},
            )
        },
    ),
    Operation(
        id="getUploadReceipt",
        method="get",
        path="/api/v1/files/upload-receipts/{upload_id}",
        tag="Files",
        summary="Find an upload whose answer was lost",
        description="The file that an upload with this `X-Evo-Upload-Id` made.",
        parameters=("upload_id",),
        replies={
            200: Reply(
                description="The receipt.", types=(schemas.ReceiptAnswer,), examples={"done": examples.RECEIPT}
            )
        },
        errors=(NotFoundError,),
    ),
    Operation(
        id="deleteFile",
        method="delete",
        path="/api/v1/files/{file_id}",
        tag="Files",
        summary="Delete a file",
        description="The file is gone at once.",
        parameters=("file_id",),
        replies={
            200: Reply(
                description="It is deleted.",
                types=(schemas.DeletedAnswer,),
                examples={"one": examples.FILE_DELETED},
            )
        },
        errors=(NotFoundError, FileGoneError),
    ),
    *(
        Operation(
            id=f"{method}{name}",
            method=method,
            path=path,
            tag="Files",
            summary=f"{'Download' if method == 'get' else 'Ask about'} a file{how}",
            description="The id in the link is the credential: no key is needed. Ranges are answered.",
            parameters=(*parameters, "range"),
            replies=_FILE_REPLIES
            if method == "get"
            else {
                status: Reply(description="As for GET, without a body.", headers=reply.headers)
                for status, reply in _FILE_REPLIES.items()
            },
            errors=(NotFoundError, FileGoneError, RangeNotSatisfiableError),
            open=True,
        )
        for name, path, parameters, how in (
            ("FileByName", "/files/{file_id}/{name}", ("file_id", "file_name"), " by its link"),
            ("File", "/api/v1/files/download/{file_id}", ("file_id",), ""),
        )
        for method in ("get", "head")
    ),
    Operation(
        id="getCredits",
        method="get",
        path="/v1/credits",
        tag="Account",
        summary="Read the balance",
        description="`user` is the account, `token` the limit of the key itself. Reserved credits are not left.",
        replies={
            200: Reply(
                description="What is left.", types=(schemas.CreditsAnswer,), examples={"some": examples.CREDITS}
            )
        },
    ),
    Operation(
        id="listModels",
        method="get",
        path="/v1/models",
        tag="Account",
        summary="List the models",
        description="Every model that the key may use.",
        replies={
            200: Reply(description="The models.", types=(schemas.ModelsAnswer,), examples={"all": examples.MODELS})
        },
        x_api_key=True,
    ),
    Operation(
        id="getModel",
        method="get",
        path="/v1/models/{model}",
        tag="Account",
        summary="Read one model",
        description="One model with its limits, its prices and the JSON Schema of its body.",
        parameters=("model_id",),
        replies={
            200: Reply(
                description="The model.", types=(schemas.ModelCardAnswer,), examples={"one": examples.MODEL}
            )
        },
        errors=(ModelNotFoundError,),
        x_api_key=True,
    ),
    Operation(
        id="getResult",
        method="get",
        path="/results/{name}",
        tag="Results",
        summary="Download a clip",
        description=_CLIP_TEXT,
        parameters=("name", "expires", "signature", "range"),
        replies=_CLIP_REPLIES,
        errors=_CLIP_ERRORS,
        open=True,
    ),
    Operation(
        id="headResult",
        method="head",
        path="/results/{name}",
        tag="Results",
        summary="Ask about a clip",
        description="The headers of a download, without the bytes.",
        parameters=("name", "expires", "signature", "range"),
        replies={
            status: Reply(description="As for GET, without a body.", headers=reply.headers)
            for status, reply in _CLIP_REPLIES.items()
        },
        errors=_CLIP_ERRORS,
        open=True,
    ),
    *(
        Operation(
            id=f"{method}{name}",
            method=method,
            path=path,
            tag="Page",
            summary=summary if method == "get" else f"{summary}: the headers",
            description="Compressed where the browser takes it; `ETag` says which page it is of.",
            parameters=parameters,
            replies={200: reply if method == "get" else Reply(description="As for GET, without a body.")},
            errors=errors,
            open=True,
            bare=True,
        )
        for name, path, summary, parameters, reply, errors in (
            (
                "Page",
                "/",
                "The product page",
                (),
                Reply(description="The page.", media="text/html", schema={"type": "string"}),
                (),
            ),
            (
                "PageFile",
                "/web/{version}/{folder}/{name}",
                "A file of the page",
                ("page_version", "page_folder", "page_file"),
                Reply(description="The file.", media="*/*", schema=_ANY_BYTES),
                (NotFoundError,),
            ),
        )
        for method in ("get", "head")
    ),
    Operation(
        id="openSession",
        method="post",
        path="/v1/session",
        tag="Page",
        summary="Sign a browser in",
        description=(
            "The key in `Authorization` signs in, or the token of the link that `omnireel serve` prints (good"
            " once). The cookie that comes back stands for the key for 30 days: HttpOnly, SameSite=Strict. Calls"
            " that change something must then carry an `X-Omnireel-Page` header, which other sites cannot send."
            " Revoking the key ends its sessions."
        ),
        body=(schemas.SessionRequest,),
        body_examples={"by key": {}},
        replies={
            200: Reply(
                description="Signed in.", types=(schemas.SessionAnswer,), examples={"one": examples.SESSION}
            )
        },
        errors=(INVALID_SESSION, RequestTooLargeError),
    ),
    Operation(
        id="getSession",
        method="get",
        path="/v1/session",
        tag="Page",
        summary="Who is signed in?",
        description="The key that this call shows, by header or by cookie.",
        replies={
            200: Reply(description="This key.", types=(schemas.SessionAnswer,), examples={"one": examples.SESSION})
        },
    ),
    Operation(
        id="closeSession",
        method="delete",
        path="/v1/session",
        tag="Page",
        summary="Sign a browser out",
        description="Takes the cookie away.",
        replies={
            200: Reply(
                description="Signed out.", types=(schemas.SessionAnswer,), examples={"one": examples.SESSION}
            )
        },
    ),
    *OWN_OPERATIONS,
    Operation(
        id="getHealth",
        method="get",
        path="/healthz",
        tag="Operation",
        summary="Is the process alive?",
        description="Answers as long as the process can answer at all.",
        replies={200: Reply(description="It is.", schema=_status("ok"), examples={"ok": {"status": "ok"}})},
        open=True,
        bare=True,
    ),
    Operation(
        id="getReadiness",
        method="get",
        path="/readyz",
        tag="Operation",
        summary="Can the process do its work?",
        description="Looks at the database and at the parts that run in this process.",
        replies={
            200: Reply(
                description="It can.",
                schema=_status("ok", role={"type": "string", "enum": ["all", "api", "worker"]}),
                examples={"ok": {"status": "ok", "role": "all"}},
            ),
            503: Reply(
                description="It cannot; `reason` says why.",
                schema=_status("unavailable", reason={"type": "string"}),
                examples={"stopped": {"status": "unavailable", "reason": "the worker has stopped"}},
            ),
        },
        open=True,
    ),
    Operation(
        id="getMetrics",
        method="get",
        path="/metrics",
        tag="Operation",
        summary="Read the counters",
        description="Prometheus text: requests, tasks, attempts, credits, callbacks, and what is waiting.",
        replies={
            200: Reply(
                description="The metrics.",
                media="text/plain",
                schema={"type": "string"},
                examples={"one": 'omnireel_tasks_open{state="pending"} 3.0\n'},
            )
        },
        open=True,
    ),
)
