"""How fast one key may create tasks. Kept per process: a guard against a runaway program, not a price."""

from __future__ import annotations

from typing import cast

from fastapi import Request

from omnireel.errors import RateLimitError
from omnireel.studio.clock import Clock

KEYS_MAX = 10_000
"""Keys that are remembered at once; those that have been quiet for longest are forgotten first."""


class CreationLimits:
    """An even flow of `per_minute` creations a key, with bursts of up to a minute's worth; 0: no limit."""

    def __init__(self, per_minute: int, clock: Clock) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._free_at_ms: dict[str, float] = {}
        """key -> when everything it has sent so far is paid for, at the even flow."""

    def check(self, key_id: str) -> None:
        """Count one creation. Raises RateLimitError, with the seconds after which the next one may come."""
        if not self._per_minute:
            return
        now_ms, step_ms = self._clock.now_ms(), 60_000 / self._per_minute
        paid_ms = max(self._free_at_ms.pop(key_id, 0.0), now_ms) + step_ms
        wait_ms = paid_ms - now_ms - 60_000
        if wait_ms > 0:
            self._free_at_ms[key_id] = paid_ms - step_ms
            raise RateLimitError(retry_after_s=max(1, -(-round(wait_ms) // 1000)))
        self._free_at_ms[key_id] = paid_ms
        if len(self._free_at_ms) > KEYS_MAX:
            del self._free_at_ms[next(iter(self._free_at_ms))]


def limits_of(request: Request) -> CreationLimits:
    return cast(CreationLimits, request.app.state.limits)
