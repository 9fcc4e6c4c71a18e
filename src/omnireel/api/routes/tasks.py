"""/v1/tasks: read, list, batch, cancel, delete, statement."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from omnireel.api.context import answer, body_of, caller_of, studio_of
from omnireel.api.query import PAGE_MAX, PAGE_SIZE_MAX, STATUS_FILTER, choice, number, text
from omnireel.core.task import Task
from omnireel.errors import Detail, InvalidRequestError
from omnireel.studio.studio import Studio
from omnireel.wire.answers import (
    batch_answer,
    cancel_answer,
    list_answer,
    request_body,
    statement_answer,
    task_deleted_answer,
)
from omnireel.wire.creation import parse_object
from omnireel.wire.messages import given as given_text

BATCH_MAX = 50
MODEL_CHARS_MAX = 100

router = APIRouter()


@router.get("/v1/tasks")
async def list_tasks(request: Request) -> Response:
    """A page of the account's tasks, newest first."""
    caller = await caller_of(request)
    status = choice(request, "status", tuple(STATUS_FILTER))
    kind = choice(request, "type", ("image", "video", "audio"))
    model = text(request, "model", chars_max=MODEL_CHARS_MAX)
    page = number(request, "page", default=1, low=1, high=PAGE_MAX)
    page_size = number(request, "page_size", default=20, low=1, high=PAGE_SIZE_MAX)
    if kind in ("image", "audio"):  # every model makes video
        return answer(list_answer([], total=0, page=page, page_size=page_size))
    found, total = await studio_of(request).page(
        caller,
        states=STATUS_FILTER[status] if status else (),
        model=model,
        page=page,
        page_size=page_size,
    )
    return answer(list_answer(found, total=total, page=page, page_size=page_size))


@router.post("/v1/tasks/batch")
async def batch_tasks(request: Request) -> Response:
    """Several tasks at once; unknown ids are left out."""
    caller = await caller_of(request)
    task_ids = _task_ids(await body_of(request))
    studio, with_request = studio_of(request), _wants_request(request)
    found = await studio.batch(caller, task_ids)
    return answer(batch_answer(_shown(studio, task, with_request=with_request) for task in found))


def _wants_request(request: Request) -> bool:
    return choice(request, "include", ("request",)) is not None


def _shown(studio: Studio, task: Task, *, with_request: bool) -> dict[str, object]:
    shown = studio.show(task)
    return {**shown, "request": request_body(task.request)} if with_request else shown


def _task_ids(body: bytes) -> list[str]:
    ids = parse_object(body).get("task_ids")
    rule = f"task_ids must be an array of 1 to {BATCH_MAX} task ids"
    if not isinstance(ids, list) or not 1 <= len(ids) <= BATCH_MAX:
        given = f"{len(ids)} items" if isinstance(ids, list) else given_text(ids)
        raise InvalidRequestError.of([Detail("task_ids", f"{rule} (got {given})", {"min": 1, "max": BATCH_MAX})])
    wrong = [
        Detail(f"task_ids.{position}", f"task_ids.{position} must be a string (got {given_text(item)})")
        for position, item in enumerate(ids)
        if not isinstance(item, str)
    ]
    if wrong:
        raise InvalidRequestError.of(wrong)
    return ids


@router.get("/v1/tasks/{task_id}")
async def get_task(request: Request, task_id: str) -> Response:
    """One task."""
    caller = await caller_of(request)
    studio, with_request = studio_of(request), _wants_request(request)
    return answer(_shown(studio, await studio.task(caller, task_id), with_request=with_request))


@router.delete("/v1/tasks/{task_id}")
@router.post("/v1/tasks/{task_id}/cancel")
async def cancel_task(request: Request, task_id: str) -> Response:
    """Take a task back; its credits are released."""
    caller = await caller_of(request)
    return answer(cancel_answer(await studio_of(request).cancel(caller, task_id)))


@router.post("/v1/tasks/{task_id}/delete")
async def delete_task(request: Request, task_id: str) -> Response:
    """Take a finished task out of every list, and delete its clip."""
    caller = await caller_of(request)
    return answer(task_deleted_answer(await studio_of(request).delete(caller, task_id)))


@router.get("/v1/tasks/{task_id}/statement")
async def get_statement(request: Request, task_id: str) -> Response:
    """Every attempt and every movement of credits of a task."""
    caller = await caller_of(request)
    return answer(statement_answer(*await studio_of(request).statement(caller, task_id)))
