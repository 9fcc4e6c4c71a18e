"""How the providers did lately, from their attempts in the database: every process sees the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from omnireel.providers.base import Provider
from omnireel.store import tasks
from omnireel.store.base import Store
from omnireel.studio.clock import Clock
from omnireel.studio.health import FAILURES_MAX

HOURS = 24
HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitness:
    """One provider and what it did in the last 24 hours."""

    provider: Provider
    illness: str | None
    """Why no work goes to it now."""
    running: int
    hours: tuple[tuple[int, int], ...]
    """(completed, failed) attempts, oldest hour first."""
    median_ms: int | None
    """What a completed one took."""


async def fitness(providers: Sequence[Provider], store: Store, clock: Clock, *, rest_s: float) -> list[Fitness]:
    """All providers, in their order. `rest_s`: how long one that failed is left alone."""
    now_ms = clock.now_ms()
    first_hour = now_ms // HOUR_MS - HOURS + 1
    activity = await store.read(
        tasks.provider_activity(since_ms=first_hour * HOUR_MS, hour_ms=HOUR_MS, last=FAILURES_MAX), heavy=True
    )
    found = []
    for provider in providers:
        did = activity.get(provider.name, tasks.Activity())
        illness = None
        ends = did.last_ends
        if len(ends) == FAILURES_MAX and all(failed for failed, _ in ends):
            rest_ms = ends[0][1] + round(rest_s * 1000) - now_ms
            if rest_ms > 0:
                illness = f"its last {FAILURES_MAX} attempts failed, tried again in {(rest_ms + 999) // 1000} s"
        found.append(
            Fitness(
                provider=provider,
                illness=illness,
                running=did.running,
                hours=tuple(did.hours.get(first_hour + index, (0, 0)) for index in range(HOURS)),
                median_ms=did.median_ms,
            )
        )
    return found
