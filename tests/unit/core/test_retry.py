"""Schedules of second tries."""

from __future__ import annotations

import pytest

from omnireel.core.retry import backoff_s, next_try_s


def test_a_schedule_is_used_up():
    assert [next_try_s((1, 2, 4), failures) for failures in (1, 2, 3, 4, 99)] == [1, 2, 4, None, None]
    assert next_try_s((), 1) is None


def test_failures_count_from_one():
    with pytest.raises(ValueError, match="counts from 1"):
        next_try_s((1,), 0)


def test_backoff_doubles_up_to_its_limit():
    assert [backoff_s(tries, first_s=0.5, max_s=5) for tries in (1, 2, 3, 4, 5, 10_000)] == [0.5, 1, 2, 4, 5, 5]
