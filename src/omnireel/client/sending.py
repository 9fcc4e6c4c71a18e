"""Programs that send a call and, where that is safe and of use, send it again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import TypeVar

from omnireel.client import calls
from omnireel.client.calls import Call
from omnireel.client.effects import Program, Reply, send, sleep
from omnireel.core.retry import backoff_s
from omnireel.errors import ApiError, ConnectionFailedError, InvalidRequestError
from omnireel.wire.problems import error_from

T = TypeVar("T")

RETRY_STATUSES = frozenset({429, 502, 503})
"""The server, or a proxy before it, is busy or starting. A 500 is an answer: it is not asked for twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How patient the SDK is. Everything that depends on time or chance is here, so that tests need neither."""

    tries_max: int = 5
    """How often one call is sent in all; how often in a row a stream may break without bringing anything."""
    pause_first_s: float = 0.5
    """The pause after the first failure; doubled after each more."""
    pause_s_max: float = 8.0
    retry_after_s_max: float = 60.0
    """A server that asks for a longer pause is not waited for: the caller gets its error at once."""
    poll_s: float = 5.0
    """Seconds between two looks at a task where there is no event stream."""
    gap_s_max: float = 20.0
    """Seconds without a byte after which an event stream counts as broken."""
    clock: Callable[[], float] = time.monotonic
    """Seconds."""
    chance: Callable[[], float] = random.random
    """0 to 1; spreads the retries of many clients."""

    def pause_s(self, failures: int) -> float:
        """The pause after so many failures in a row: between half and all of the doubled pause."""
        full = backoff_s(failures, first_s=self.pause_first_s, max_s=self.pause_s_max)
        return full * (1 + self.chance()) / 2


def sending(call: Call[T], timing: Timing) -> Program[T]:
    """Send a call until it is answered, at most `timing.tries_max` times.

    Raises the ApiError of the answer, or ConnectionFailedError when there is none.
    """
    for tries in count(1):
        try:
            reply = yield from send(call.request)
        except ConnectionFailedError:
            if tries >= timing.tries_max:
                raise
            yield from sleep(timing.pause_s(tries))
            continue
        if reply.is_success:
            return _read(call, reply)
        error = error_of(reply)
        asked_s = error.retry_after_s or 0
        if reply.status not in RETRY_STATUSES or tries >= timing.tries_max or asked_s > timing.retry_after_s_max:
            raise error
        yield from sleep(max(timing.pause_s(tries), asked_s))
    raise AssertionError("unreachable")


def cancelling(task_id: str, timing: Timing) -> Program[None]:
    """Cancel a task. One that is cancelled already counts as done: it may be that an answer was lost."""
    try:
        yield from sending(calls.cancel(task_id), timing)
    except InvalidRequestError:
        if (yield from sending(calls.get(task_id), timing)).status != "cancelled":
            raise


def error_of(reply: Reply) -> ApiError:
    """The typed error of an answer that is not a 2xx."""
    return error_from(reply.status, reply.body, reply.headers)


def _read(call: Call[T], reply: Reply) -> T:
    try:
        return call.read(reply)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ConnectionFailedError(
            f"the answer to {call.request.method} {call.request.url} is not what the API promises; "
            "check that the base URL is that of an omnireel server"
        ) from error
