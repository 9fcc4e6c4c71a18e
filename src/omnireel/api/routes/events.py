"""Server-sent events: one task as it changes, and the ends of all tasks of an account."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import AsyncIterator
from typing import Protocol

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from omnireel.api.context import caller_of, studio_of
from omnireel.core.delivery import message_id
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


class Watch(Protocol):
    """What a stream looks at."""

    bell: str
    over: bool
    """Nothing more will happen."""

    def news(self) -> AsyncIterator[bytes]:
        """The events since the last look."""


async def _stream(studio: Studio, caller: Key, watch: Watch) -> AsyncIterator[bytes]:
    """The news of a watch, until it is over, the server stops or the key is revoked; a comment if it is quiet."""
    quiet = 0
    async with studio.store.bells.listen(watch.bell) as rung:
        while True:
            rung.clear()
            async for event in watch.news():
                quiet = 0
                yield event
            if watch.over or studio.closing:
                return
            if not await wait(rung, LOOK_S, studio.clock):
                quiet += 1
                if quiet % KEEP_ALIVE_LOOKS == 0:
                    yield KEEP_ALIVE
            try:
                await studio.key(caller.id)
            except UnauthorizedError:
                return


def _streamed(events: AsyncIterator[bytes]) -> Response:
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(events, media_type="text/event-stream", headers=headers)


class TaskWatch:
    """One task as it changes."""

    def __init__(self, studio: Studio, caller: Key, task_id: str, seen: int) -> None:
        self.bell = task_bell(task_id)
        self.over = False
        self._studio, self._caller, self._task_id = studio, caller, task_id
        self._seen = seen

    async def news(self) -> AsyncIterator[bytes]:
        task = await self._studio.task(self._caller, self._task_id)
        self.over = task.state.is_final
        if task.version > self._seen:
            self._seen = task.version
            yield task_event(self._studio.show(task), event_id=task.version)


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
    return _streamed(_stream(studio, caller, TaskWatch(studio, caller, task_id, seen)))


class AccountWatch:
    """The ends of an account's tasks, each told once: those from `since_ms`, without the event `seen`."""

    def __init__(self, studio: Studio, caller: Key, since_ms: int, seen: str | None) -> None:
        self.bell = account_bell(caller.account_id)
        self.over = False
        self._studio, self._caller = studio, caller
        self._since_ms = self._newest_ms = since_ms
        self._told: OrderedDict[str, int] = OrderedDict()
        """Event id -> when its task ended."""
        if seen is not None:
            self._told[seen] = since_ms
        self._begun = False

    async def news(self) -> AsyncIterator[bytes]:
        if not self._begun:  # the head of the answer goes out with it: nothing that ends from now on is missed
            self._begun = True
            yield KEEP_ALIVE
        after = (max(self._since_ms, self._newest_ms - LATE_MS), "")
        while page := await self._studio.ended(self._caller, after=after, limit=PAGE):
            for task in page:
                assert task.finished_ms is not None
                after = (task.finished_ms, task.id)
                event_id = f"{task.finished_ms}.{message_id(task.id)}"
                if event_id not in self._told:
                    self._told[event_id] = task.finished_ms
                    self._newest_ms = max(self._newest_ms, task.finished_ms)
                    yield task_event(self._studio.show(task), event_id=event_id)
            if len(page) < PAGE:
                break
        while self._told and next(iter(self._told.values())) < self._newest_ms - 2 * LATE_MS:
            self._told.popitem(last=False)


@router.get("/v1/events")
async def account_events(request: Request) -> Response:
    """The account's tasks as they end, from now on or after `Last-Event-ID`; it goes on until it is left."""
    caller = await caller_of(request)
    studio = studio_of(request)
    given = _ENDED_ID.fullmatch(request.headers.get("last-event-id", ""))
    since_ms = studio.clock.now_ms() if given is None else max(0, int(given[1]) - LATE_MS)
    watch = AccountWatch(studio, caller, since_ms, seen=given[0] if given else None)
    return _streamed(_stream(studio, caller, watch))
