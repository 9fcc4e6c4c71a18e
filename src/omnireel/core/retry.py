"""When to try again: pure schedules; whoever waits brings the clock."""

from __future__ import annotations

from collections.abc import Sequence


def next_try_s(schedule_s: Sequence[float], failures: int) -> float | None:
    """Seconds to wait after the given number of failures; None when the schedule is used up."""
    if failures < 1:
        raise ValueError("failures counts from 1")
    return schedule_s[failures - 1] if failures <= len(schedule_s) else None


def backoff_s(tries: int, *, first_s: float, max_s: float) -> float:
    """`first_s`, doubled after each try, at most `max_s`. `tries` counts from 1."""
    return float(min(max_s, first_s * 2 ** min(tries - 1, 30)))
