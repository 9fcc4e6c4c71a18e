"""/v1/tasks: read, list, batch, cancel, events, statement."""

from __future__ import annotations

from collections.abc import AsyncIterator

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from omnireel.api.context import answer, body_of, caller_of, studio_of
from omnireel.api.query import PAGE_MAX, PAGE_SIZE_MAX, STATUS_FILTER, choice, number, text
from omnireel.core.task import Task
from omnireel.errors import Detail, InvalidRequestError
from omnireel.store.accounts import Key
from omnireel.store.base import task_bell
from omnireel.studio.clock import wait
from omnireel.studio.studio import Studio
from omnireel.wire.answers import (
    batch_answer,
    cancel_answer,
    list_answer,
    request_body,
    statement_answer,
    task_event,
)
from omnireel.wire.creation import parse_object
from omnireel.wire.messages import given as given_text

BATCH_MAX = 50
MODEL_CHARS_MAX = 100
EVENTS_LOOK_S = 1.0
"""How often an event stream looks by itself: a bell of another process may be missed."""
KEEP_ALIVE_LOOKS = 15
"""After so many looks without news a comment is sent, so that proxies keep the connection."""

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


@router.get("/v1/tasks/{task_id}/statement")
async def get_statement(request: Request, task_id: str) -> Response:
    """Every attempt and every movement of credits of a task."""
    caller = await caller_of(request)
    return answer(statement_answer(*await studio_of(request).statement(caller, task_id)))


@router.get("/v1/tasks/{task_id}/events")
async def task_events(request: Request, task_id: str) -> Response:
    """Server-sent events: the task whenever it changes, until it is final. `Last-Event-ID` resumes."""
    caller = await caller_of(request)
    studio = studio_of(request)
    task = await studio.task(caller, task_id)
    given = request.headers.get("last-event-id", "")
    seen = int(given) if given.isascii() and given.isdigit() and len(given) <= 9 else 0
    if seen > task.version:
        seen = 0  # no event of this task had that id
    if task.state.is_final and seen >= task.version:
        return Response(status_code=204)  # nothing is left to say: an EventSource stops asking
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    stream = _events(studio, caller, task, seen)
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


async def _events(studio: Studio, caller: Key, task: Task, seen: int) -> AsyncIterator[bytes]:
    quiet = 0
    async with studio.store.bells.listen(task_bell(task.id)) as rung:
        while True:
            rung.clear()
            task = await studio.task(caller, task.id)
            if task.version > seen:
                seen, quiet = task.version, 0
                yield task_event(studio.show(task), version=task.version)
            if task.state.is_final:
                return
            if not await wait(rung, EVENTS_LOOK_S, studio.clock):
                quiet += 1
                if quiet % KEEP_ALIVE_LOOKS == 0:
                    yield b": still there\n\n"
