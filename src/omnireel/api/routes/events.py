"""Server-sent events: one task as it changes, and the ends of all tasks of an account."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from omnireel.api.context import caller_of, studio_of
from omnireel.core.delivery import message_id
from omnireel.core.task import Task
from omnireel.errors import UnauthorizedError
from omnireel.store.accounts import Key
from omnireel.store.base import account_bell, task_bell
from omnireel.studio.clock import wait
from omnireel.studio.studio import Studio
from omnireel.wire.answers import task_event

LOOK_S = 1.0
"""How often a stream looks by itself: a bell of another process may be missed."""
KEEP_ALIVE_LOOKS = 15
"""After so many looks without news a comment is sent, so that proxies keep the connection."""
KEEP_ALIVE = b": still there\n\n"
LATE_MS = 5_000
"""An end may be committed so much later than it is dated: the account's stream looks back as far."""
PAGE = 100
_ENDED_ID = re.compile(r"(\d{1,15})\.msg_[A-Za-z0-9._:-]{1,100}", re.ASCII)

router = APIRouter()


def _streamed(events: AsyncIterator[bytes]) -> Response:
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


@router.get("/v1/tasks/{task_id}/events")
async def task_events(request: Request, task_id: str) -> Response:
    """The task whenever it changes, until it is final. `Last-Event-ID` resumes."""
    caller = await caller_of(request)
    studio = studio_of(request)
    task = await studio.task(caller, task_id)
    given = request.headers.get("last-event-id", "")
    seen = int(given) if given.isascii() and given.isdigit() and len(given) <= 9 else 0
    if seen > task.version:
        seen = 0  # no event of this task had that id
    if task.state.is_final and seen >= task.version:
        return Response(status_code=204)  # nothing is left to say: an EventSource stops asking
    return _streamed(_task_events(studio, caller, task, seen))


async def _task_events(studio: Studio, caller: Key, task: Task, seen: int) -> AsyncIterator[bytes]:
    quiet = 0
    async with studio.store.bells.listen(task_bell(task.id)) as rung:
        while True:
            rung.clear()
            task = await studio.task(caller, task.id)
            if task.version > seen:
                seen, quiet = task.version, 0
                yield task_event(studio.show(task), event_id=task.version)
            if task.state.is_final or studio.closing:
                return
            if not await wait(rung, LOOK_S, studio.clock):
                quiet += 1
                if quiet % KEEP_ALIVE_LOOKS == 0:
                    yield KEEP_ALIVE


@router.get("/v1/events")
async def account_events(request: Request) -> Response:
    """The account's tasks as they end, from now on or after `Last-Event-ID`; it goes on until it is left."""
    caller = await caller_of(request)
    studio = studio_of(request)
    given = _ENDED_ID.fullmatch(request.headers.get("last-event-id", ""))
    since_ms = studio.clock.now_ms() if given is None else max(0, int(given[1]) - LATE_MS)
    return _streamed(_account_events(studio, caller, since_ms, seen=given[0] if given else None))


async def _account_events(studio: Studio, caller: Key, since_ms: int, seen: str | None) -> AsyncIterator[bytes]:
    told: OrderedDict[str, int] = OrderedDict()  # event id -> when its task ended
    if seen is not None:
        told[seen] = since_ms
    newest_ms, first_ms, quiet = since_ms, since_ms, 0
    async with studio.store.bells.listen(account_bell(caller.account_id)) as rung:
        yield KEEP_ALIVE  # so that the head goes out at once: nothing is missed from then on
        while True:
            rung.clear()
            after = (max(first_ms, newest_ms - LATE_MS), "")
            while page := await studio.ended(caller, after=after, limit=PAGE):
                for task in page:
                    assert task.finished_ms is not None
                    event_id = f"{task.finished_ms}.{message_id(task.id)}"
                    after = (task.finished_ms, task.id)
                    newest_ms = max(newest_ms, task.finished_ms)
                    if event_id not in told:
                        told[event_id], quiet = task.finished_ms, 0
                        yield task_event(studio.show(task), event_id=event_id)
                if len(page) < PAGE:
                    break
            while told and next(iter(told.values())) < newest_ms - 2 * LATE_MS:
                told.popitem(last=False)
            if studio.closing:
                return
            try:
                await studio.key(caller.id)
            except UnauthorizedError:
                return  # the key was revoked meanwhile
            if not await wait(rung, LOOK_S, studio.clock):
                quiet += 1
                if quiet % KEEP_ALIVE_LOOKS == 0:
                    yield KEEP_ALIVE
