"""Programs that follow a task: its event stream, and waiting for its end."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from omnireel.client import calls
from omnireel.client.effects import Emit, Program, Reply, close_stream, open_stream, read, read_all, sleep
from omnireel.client.sending import RETRY_STATUSES, Timing, error_of, sending
from omnireel.client.sse import EventParser, ServerEvent
from omnireel.errors import (
    ApiError,
    ConnectionFailedError,
    TaskCancelledError,
    TaskFailedError,
    WaitTimeoutError,
)
from omnireel.wire.campaign_views import CampaignView
from omnireel.wire.views import TaskView

CAMPAIGN_POLL_S = 2.0
"""Seconds between two looks at a campaign, at the most."""
SEEN_MAX = 1000
"""So many event ids are remembered, to leave out what is told a second time after a break."""

OnProgress = Callable[[TaskView], None]
OnOpen = Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEvent:
    """One change of a task, or its end in an account's stream."""

    id: str
    """Give it as `last_event_id` to go on after it. Of a task's stream it is the task's version, of an account's
    `<Unix milliseconds>.<webhook-id>`."""
    kind: str
    """As the server names it: the task's status."""
    task: TaskView

    @property
    def webhook_id(self) -> str:
        """The id of the callback that tells the same; of an event of an account's stream."""
        return self.id.partition(".")[2]


class EventStream:
    """The events of a task, or of an account (`task_id` None), over as many connections as it takes."""

    def __init__(
        self, task_id: str | None, timing: Timing, last_event_id: str = "", on_open: OnOpen | None = None
    ) -> None:
        self._on_open = on_open
        self._task_id = task_id
        self._name = "the account" if task_id is None else task_id
        self._seen = deque([last_event_id], maxlen=SEEN_MAX)
        self._timing = timing
        self._last_id = last_event_id
        self._events: deque[TaskEvent] = deque()
        self._parser: EventParser | None = None
        """None: not connected."""
        self._since_s = 0.0
        self._failures = 0
        self._ended = False

    def next(self, deadline_s: float | None = None) -> Program[TaskEvent | None]:
        """The next event; None after the one that brought the task's final state, also if that came before.

        Raises ConnectionFailedError when the stream breaks `timing.tries_max` times in a row without an
        event, ApiError when the server refuses it, WaitTimeoutError at `deadline_s`.
        """
        while True:
            if self._events:
                event = self._events.popleft()
                self._last_id = event.id
                self._ended = self._task_id is not None and event.task.is_final
                return event
            if self._ended:
                return None
            if deadline_s is not None and self._timing.clock() >= deadline_s:
                raise timed_out(self._name)
            try:
                if self._parser is None:
                    self._parser = yield from self._connect(deadline_s)
                else:
                    self._take(self._parser, (yield from read()))
            except (ConnectionFailedError, ValueError) as error:
                yield from self._broken(error)

    def _connect(self, deadline_s: float | None) -> Program[EventParser | None]:
        """The parser of a new connection; None when the server has nothing more to say."""
        self._since_s = self._timing.clock()
        gap_s = self._timing.gap_s_max
        if deadline_s is not None:
            gap_s = min(gap_s, max(deadline_s - self._since_s, 0.001))
        reply = yield from open_stream(calls.events(self._task_id, self._last_id), gap_s_max=gap_s)
        if reply.is_success and reply.headers.get("content-type", "").startswith("text/event-stream"):
            if self._on_open is not None:
                self._on_open()
            return EventParser(self._last_id)
        if reply.status == 204:
            self._ended = True
            return None
        body = yield from read_all()
        yield from close_stream()
        error = error_of(Reply(status=reply.status, headers=reply.headers, body=body))
        if reply.status in RETRY_STATUSES and (error.retry_after_s or 0) <= self._timing.retry_after_s_max:
            yield from sleep(error.retry_after_s or 0)
            raise ConnectionFailedError(error.message)
        raise error

    def _take(self, parser: EventParser, chunk: bytes) -> None:
        if not chunk:
            raise ConnectionFailedError(f"the event stream of {self._name} ended before its time")
        for event in parser.feed(chunk):
            if event.id and event.id in self._seen:
                continue  # sent again after a break
            self._seen.append(event.id)
            self._events.append(_task_event(event))
            self._failures = 0

    def _broken(self, error: Exception) -> Program[None]:
        """Count the break and pause, or give up."""
        yield from close_stream()
        if self._parser is not None and self._timing.clock() - self._since_s >= self._timing.gap_s_max:
            self._failures = 0  # it held for a while: nothing happened in the task, that is all
        self._parser = None
        self._failures += 1
        if self._failures >= self._timing.tries_max:
            raise ConnectionFailedError(f"the event stream of {self._name} keeps breaking: {error}") from error
        yield from sleep(self._timing.pause_s(self._failures))


def events(
    task_id: str | None, timing: Timing, last_event_id: str | None, on_open: OnOpen | None = None
) -> Program[None]:
    """Emit every event of a task until its final state; of an account (`task_id` None) without end."""
    stream = EventStream(task_id, timing, last_event_id or "", on_open)
    while (event := (yield from stream.next())) is not None:
        yield Emit(event)


def waiting(task_id: str, timing: Timing, on_progress: OnProgress | None, timeout_s: float) -> Program[TaskView]:
    """Wait for a task's end: by its events; by looking now and then where the stream cannot be had.

    Returns the completed task. Raises TaskFailedError, TaskCancelledError, or WaitTimeoutError after
    `timeout_s`; the task itself goes on then.
    """
    deadline_s = timing.clock() + timeout_s
    stream = EventStream(task_id, timing)
    try:
        while (event := (yield from stream.next(deadline_s))) is not None:
            if on_progress is not None:
                on_progress(event.task)
            if event.task.is_final:
                yield from close_stream()
                return completed(event.task)
    except (ApiError, ConnectionFailedError):
        # A server without event streams, or a proxy that cuts them. If something worse is wrong, such as an
        # unknown task, the look at the task says so.
        yield from close_stream()
    while True:
        task = yield from sending(calls.get(task_id), timing)
        if on_progress is not None:
            on_progress(task)
        if task.is_final:
            return completed(task)
        left_s = deadline_s - timing.clock()
        if left_s <= 0:
            raise timed_out(task_id)
        yield from sleep(min(timing.poll_s, left_s))


def completed(task: TaskView) -> TaskView:
    """The task if it completed. Raises TaskFailedError or TaskCancelledError otherwise."""
    if task.status == "completed":
        return task
    code = task.error_code or "unknown_error"
    text = task.error_message or "no reason was given"
    if task.suggestion:
        text = f"{text.rstrip('.')}. {task.suggestion}"
    kind = TaskCancelledError if task.status == "cancelled" else TaskFailedError
    raise kind(f"{task.id} {task.status}: {text} ({code})", task_id=task.id, code=code)


def timed_out(task_id: str) -> WaitTimeoutError:
    return WaitTimeoutError(f"{task_id} is not finished yet. It goes on at the server: wait for it again.")


def _task_event(event: ServerEvent) -> TaskEvent:
    """Raises ValueError when the data is no task."""
    try:
        return TaskEvent(id=event.id, kind=event.name, task=TaskView.from_json(json.loads(event.data)))
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"event {event.id} is not a task: {error!r}") from error


def finishing(
    campaign_id: str, timing: Timing, on_progress: Callable[[CampaignView], None] | None, timeout_s: float
) -> Program[CampaignView]:
    """Wait until a campaign does not go on by itself: completed, cancelled or paused.

    Raises WaitTimeoutError after `timeout_s`.
    """
    deadline_s = timing.clock() + timeout_s
    while True:
        view = yield from sending(calls.get_campaign(campaign_id), timing)
        if on_progress is not None:
            on_progress(view)
        if not view.is_running:
            return view
        left_s = deadline_s - timing.clock()
        if left_s <= 0:
            raise WaitTimeoutError(f"{campaign_id} still runs; it goes on at the server")
        yield from sleep(min(CAMPAIGN_POLL_S, timing.poll_s, left_s))
