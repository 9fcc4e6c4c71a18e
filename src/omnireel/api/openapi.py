"""The OpenAPI 3.1 document at /openapi.json, composed from the table of operations and the wire's types."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from omnireel.api import examples
from omnireel.api.causes import CAUSES
from omnireel.api.operation import Operation, Reply
from omnireel.api.operations import HEADERS, OPERATIONS, PARAMETERS, TAGS
from omnireel.errors import ApiError, InternalServerError, ServiceUnavailableError, UnauthorizedError
from omnireel.wire import schemas
from omnireel.wire.files import PREFIX as FILES_PREFIX
from omnireel.wire.problems import error_body, files_error_body

Json = dict[str, Any]

SCHEMAS = "#/components/schemas/"
JSON = "application/json"
EXAMPLE_HOST = "http://127.0.0.1:8420"

ABOUT = """\
The Kling O3 API, served by your own machine: asynchronous video tasks, billed per second in credits.

Create a task, follow it, download the clip from the link in `results`. Every call shows a key as
`Authorization: Bearer <key>` (the `sk-` in front may be left out). Refusals have one shape: `error.code` is for
programs, `error.message` for people, `error.param` names the field. A path that does not exist is a 404 without
a code; a method that a path does not take is a 405 `method_not_allowed` with an `Allow` header. Every answer
carries `X-Request-Id`.
"""


def describe(app: FastAPI) -> None:
    """Let the application answer /openapi.json with the document of the routes that it has."""
    worker_only = app.state.platform.settings.role == "worker"
    served = tuple(entry for entry in OPERATIONS if entry.tag == "Operation" or not worker_only)

    def openapi() -> Json:
        if app.openapi_schema is None:
            app.openapi_schema = document(app.version, served)
        return app.openapi_schema

    # The framework's own way to replace what it would make of the functions' signatures.
    app.openapi = openapi  # type: ignore[method-assign]


def document(version: str, operations: tuple[Operation, ...] = OPERATIONS) -> Json:
    """The whole document."""
    types = _types(operations)
    refs, definitions = models_json_schema(
        [(kind, "validation") for kind in types], ref_template=SCHEMAS + "{model}"
    )
    # Pydantic names the definitions; the map says what it called each type.
    names = {kind: refs[kind, "validation"]["$ref"] for kind in types}
    paths: dict[str, Json] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method] = _operation(operation, names)
    tags = {operation.tag for operation in operations}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "omnireel",
            "summary": "Self-hosted video generation that serves the Kling O3 API.",
            "description": ABOUT,
            "version": version,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/", "description": "This server."}],
        "tags": [{"name": name, "description": text} for name, text in TAGS.items() if name in tags],
        "security": [{"bearer": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "An API key (`sk-...`). `omnireel keys create` makes one.",
                },
                "x-api-key": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "x-api-key",
                    "description": "Read on /v1/models only, where it wins over `Authorization`.",
                },
            },
            "parameters": PARAMETERS,
            "headers": HEADERS,
            "schemas": definitions["$defs"],
        },
    }


def _types(operations: Iterable[Operation]) -> list[type[BaseModel]]:
    """Every type that the document names, once, in the order of the operations."""
    named: dict[type[BaseModel], None] = dict.fromkeys(
        (schemas.ErrorAnswer, schemas.FilesErrorAnswer, schemas.TaskAnswer)
    )
    for operation in operations:
        named |= dict.fromkeys(operation.body)
        for reply in operation.replies.values():
            named |= dict.fromkeys(reply.types)
    return list(named)


# --- one operation -------------------------------------------------------------------------------


def _operation(operation: Operation, names: Mapping[type[BaseModel], str]) -> Json:
    shown: Json = {
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": operation.summary,
        "description": operation.description,
    }
    if operation.open:
        shown["security"] = []
    elif operation.x_api_key:
        shown["security"] = [{"bearer": []}, {"x-api-key": []}]
    if operation.parameters:
        shown["parameters"] = [{"$ref": f"#/components/parameters/{name}"} for name in operation.parameters]
    if operation.body:
        # A model of its own a type: one that is added later changes the mapping, not the shape.
        content: Json = {"schema": _one_of(operation.body, names, by="model")}
        if operation.body_examples:
            content["examples"] = _examples(operation.body_examples)
        kind = "multipart/form-data" if operation.form else JSON
        shown["requestBody"] = {"required": True, "content": {kind: content}}
    shown["responses"] = {
        **{str(status): _reply(reply, names) for status, reply in operation.replies.items()},
        **_refusals(operation, names),
    }
    if operation.calls_back:
        shown["callbacks"] = {"taskEnded": {"{$request.body#/callback_url}": _callback(names)}}
    shown["x-codeSamples"] = [{"lang": "Shell", "label": "curl", "source": curl(operation)}]
    return shown


def _one_of(types: tuple[type[BaseModel], ...], names: Mapping[type[BaseModel], str], *, by: str) -> Json:
    marks = {kind: kind.model_json_schema()["properties"].get(by, {}).get("const") for kind in types}
    if len(types) == 1 and (by == "object" or marks[types[0]] is None):
        return {"$ref": names[types[0]]}
    return {
        "oneOf": [{"$ref": names[kind]} for kind in types],
        "discriminator": {"propertyName": by, "mapping": {marks[kind]: names[kind] for kind in types}},
    }


def _examples(values: Mapping[str, Any]) -> Json:
    return {name: {"value": value} for name, value in values.items()}


def _headers(*names: str) -> Json:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in ("X-Request-Id", *names)}


def _reply(reply: Reply, names: Mapping[type[BaseModel], str]) -> Json:
    shown: Json = {"description": reply.description, "headers": _headers(*reply.headers)}
    schema = _one_of(reply.types, names, by="object") if reply.types else reply.schema
    if schema is not None:
        shown["content"] = {reply.media: {"schema": schema, "examples": _examples(reply.examples)}}
    return shown


# --- refusals ------------------------------------------------------------------------------------


def errors_of(operation: Operation) -> list[ApiError]:
    """An example of every error that an operation may answer, those that all share included."""
    own = [entry if isinstance(entry, ApiError) else CAUSES[entry].example for entry in operation.errors]
    shared: list[type[ApiError]] = [] if operation.open else [UnauthorizedError]
    shared += [InternalServerError] if operation.bare else [InternalServerError, ServiceUnavailableError]
    return [*own, *(CAUSES[kind].example for kind in shared)]


def _refusals(operation: Operation, names: Mapping[type[BaseModel], str]) -> Json:
    by_status: dict[int, list[ApiError]] = {}
    for error in errors_of(operation):
        if error.status not in operation.replies:  # readiness has a 503 of its own
            by_status.setdefault(error.status, []).append(error)
    own = operation.path.startswith(f"{FILES_PREFIX}/")
    return {str(status): _refusal(by_status[status], names, own) for status in sorted(by_status)}


def _refusal(errors: list[ApiError], names: Mapping[type[BaseModel], str], files: bool) -> Json:
    """files: in the shape of the files API."""
    texts = [f"`{error.code}`: {CAUSES[type(error)].cause} {_remedy(type(error), files)}" for error in errors]
    extra = {429: ("Retry-After",), 503: ("Retry-After",), 416: ("Content-Range",)}.get(errors[0].status, ())
    return {
        "description": "\n\n".join(texts),
        "headers": _headers(*extra),
        "content": {
            JSON: {
                "schema": {"$ref": names[schemas.FilesErrorAnswer if files else schemas.ErrorAnswer]},
                "examples": _examples(
                    {
                        error.code: files_error_body(error) if files else error_body(error, examples.REQUEST_ID)
                        for error in errors
                    }
                ),
            }
        },
    }


def _remedy(kind: type[ApiError], files: bool) -> str:
    cause = CAUSES[kind]
    return cause.remedy_in_files if files and cause.remedy_in_files else cause.remedy


# --- the callback --------------------------------------------------------------------------------


def _callback(names: Mapping[type[BaseModel], str]) -> Json:
    """What the receiver of a callback gets."""
    headers = {
        "webhook-id": "Unique for the message, the same on every retry of it.",
        "webhook-timestamp": "Unix seconds of this try.",
        "webhook-signature": "Standard Webhooks: `v1,` and the HMAC-SHA256 of `<id>.<timestamp>.<body>`.",
    }
    return {
        "post": {
            "operationId": "taskEnded",
            "summary": "The task has ended",
            "description": (
                "Sent when the task is completed, failed or cancelled, after its billing is final. Any 2xx counts"
                " as delivered; otherwise it is tried again after 1, 2 and 4 seconds. Redirects are not followed."
            ),
            "parameters": [
                {"name": name, "in": "header", "required": True, "description": text, "schema": {"type": "string"}}
                for name, text in headers.items()
            ],
            "requestBody": {
                "required": True,
                "content": {
                    JSON: {
                        "schema": {"$ref": names[schemas.TaskAnswer]},
                        "examples": _examples({"completed": examples.TASKS["completed"]}),
                    }
                },
            },
            "responses": {"2XX": {"description": "Delivered."}},
            "security": [],
        }
    }


# --- curl ----------------------------------------------------------------------------------------


def curl(operation: Operation) -> str:
    """A line that works when the id, the link and the key are one's own."""
    given = [PARAMETERS[name] for name in operation.parameters]
    path = operation.path
    for parameter in given:
        path = path.replace("{" + parameter["name"] + "}", str(parameter.get("example", "")))
    query = "&".join(
        f"{parameter['name']}={parameter['example']}"
        for parameter in given
        if parameter["in"] == "query" and parameter.get("required")
    )
    how = {"get": "", "head": " --head"}.get(operation.method, f" -X {operation.method.upper()}")
    if operation.body and operation.method == "post":
        how = ""  # -d says it
    words = [f'curl -s{how} "{EXAMPLE_HOST}{path}{"?" + query if query else ""}"']
    if not operation.open:
        words.append('-H "Authorization: Bearer $OMNIREEL_API_KEY"')
    if operation.form:
        words.append("-F file=@portrait.png")
    elif operation.body:
        words.append('-H "Content-Type: application/json"')
        words.append("-d " + shlex.quote(json.dumps(next(iter(operation.body_examples.values())))))
    return " \\\n  ".join(words)
