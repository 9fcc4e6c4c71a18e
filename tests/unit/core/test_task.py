"""Task states, ids and error codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnireel.core.task import (
    MOVES,
    TASK_ERROR_RETRYABLE,
    AttemptState,
    TaskState,
    is_task_id,
    new_task_id,
)


def test_the_moves_are_the_design_table():
    moves = {(start.value, end.value) for start, ends in MOVES.items() for end in ends}
    assert moves == {
        ("pending", "processing"),
        ("pending", "cancelled"),
        ("processing", "completed"),
        ("processing", "failed"),
        ("processing", "cancelled"),
        ("processing", "pending"),
    }
    assert set(MOVES) == set(TaskState)


def test_final_states_are_final():
    assert {state.value for state in TaskState if state.is_final} == {"completed", "failed", "cancelled"}


def test_open_attempts():
    assert {state.value for state in AttemptState if state.is_open} == {"running", "unknown"}


@given(st.integers(0, 4 * 10**12), st.binary(min_size=8, max_size=32))
def test_new_ids_have_the_contracts_form(created_ms, noise):
    task_id = new_task_id(created_ms, noise)
    head, seconds, tail = task_id.rsplit("-", 2)
    assert head == "task-unified"
    assert int(seconds) == created_ms // 1000
    assert len(tail) == 8
    assert set(tail) <= set("0123456789abcdefghijklmnopqrstuvwxyz")
    assert is_task_id(task_id)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "task-unified-",
        "task-1",
        "TASK-UNIFIED-1",
        " task-unified-1-a",
        "task-unified-1-a\n",
        "task-unified-ä",
        "task-unified-" + "a" * 101,
        "task-unified-../x",
        "task-unified-a b",
    ],
)
def test_what_is_no_task_id(text):
    assert not is_task_id(text)


def test_error_codes_of_failed_tasks():
    assert {code for code, again in TASK_ERROR_RETRYABLE.items() if again} == {
        "generation_failed_no_content",
        "service_error",
        "generation_timeout",
        "resource_exhausted",
        "quota_exceeded",
        "service_unavailable",
    }
    assert len(TASK_ERROR_RETRYABLE) == 13
