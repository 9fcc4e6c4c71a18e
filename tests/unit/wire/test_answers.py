"""Answers: the contract's examples to the letter, and every answer against its published type."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from omnireel.core.catalogue import CATALOGUE
from omnireel.core.ledger import hold, settle
from omnireel.core.price import quote
from omnireel.core.request import VideoRequest
from omnireel.core.route import Route
from omnireel.core.task import TASK_ERROR_RETRYABLE, Attempt, AttemptState, Task, TaskState
from omnireel.errors import Detail
from omnireel.wire import answers, schemas, views

TEXT = "kling-o3-text-to-video"
ID = "task-unified-1795341600-7cvnl5zw"
LINK = f"https://omnireel.example.com/results/{ID}.mp4"
CREATED_MS = 1_795_341_600_123

PENDING = Task(
    id=ID,
    account_id="ann",
    key_id="k",
    model=TEXT,
    state=TaskState.PENDING,
    progress=0,
    version=1,
    request=VideoRequest(
        model=TEXT, prompt="a boat", duration_s=5, aspect_ratio="16:9", quality="720p", sound=False
    ),
    warnings=(),
    seconds=5,
    held_units=270_000,
    charged_units=0,
    created_ms=CREATED_MS,
    started_ms=None,
    finished_ms=None,
    claim=0,
    asset_id=None,
    result_data=None,
    error_code=None,
    error_message=None,
)
PROCESSING = replace(PENDING, state=TaskState.PROCESSING, progress=42, started_ms=CREATED_MS, claim=1)
COMPLETED = replace(
    PROCESSING,
    state=TaskState.COMPLETED,
    progress=100,
    charged_units=270_000,
    finished_ms=CREATED_MS + 187_000,
    asset_id="clip",
)
FAILED = replace(
    PROCESSING,
    state=TaskState.FAILED,
    progress=0,
    finished_ms=1_795_341_912_000,
    error_code="image_dimension_mismatch",
    error_message="image_start: width and height must be at least 300 px (got 240x426)",
)
CANCELLED = replace(PROCESSING, state=TaskState.CANCELLED, progress=12, finished_ms=1_795_341_871_999)

HEAD: dict[str, Any] = {
    "created": 1795341600,
    "id": ID,
    "model": TEXT,
    "object": "video.generation.task",
    "type": "video",
}
RESERVED = {"billing_rule": "per_second", "credits_reserved": 27, "user_group": "default"}


def check(kind: type[BaseModel], answer: dict[str, Any]) -> None:
    """The answer is JSON, fits its type, and holds nothing that the type does not know."""
    sent = json.loads(json.dumps(answer, allow_nan=False))
    assert sent == answer
    read = kind.model_validate(sent)
    assert read.model_dump(exclude_unset=True) == sent
    # 27 and 27.0 are equal in Python, but not on the wire.
    assert json.dumps(read.model_dump(exclude_unset=True), sort_keys=True) == json.dumps(sent, sort_keys=True)


def exactly(answer: dict[str, Any], expected: dict[str, Any]) -> None:
    assert json.dumps(answer, sort_keys=True) == json.dumps(expected, sort_keys=True)


# --- tasks ---------------------------------------------------------------------------------------


def test_creation():
    answer = answers.creation_answer(PENDING)
    exactly(
        answer,
        {
            **HEAD,
            "progress": 0,
            "status": "pending",
            "task_info": {"can_cancel": True, "estimated_time": 300, "video_duration": 5},
            "usage": RESERVED,
        },
    )
    check(schemas.CreationAnswer, answer)
    assert list(answer)[:7] == ["created", "id", "model", "object", "progress", "status", "type"]


@pytest.mark.parametrize("task", [PROCESSING, COMPLETED, FAILED, CANCELLED], ids=lambda task: task.state.value)
def test_a_replayed_creation_is_the_first_answer(task):
    assert answers.creation_answer(task) == answers.creation_answer(PENDING)


def test_creation_with_warnings_and_an_estimate():
    answer = answers.creation_answer(
        replace(PENDING, warnings=("Unknown field 'n' was ignored.",), estimated_s=20)
    )
    assert answer["warnings"] == ["Unknown field 'n' was ignored."]
    assert answer["task_info"]["estimated_time"] == 20
    check(schemas.CreationAnswer, answer)


def test_creation_of_an_element():
    answer = answers.creation_answer(replace(PENDING, model="kling-custom-element", seconds=0, held_units=10_000))
    assert answer["task_info"] == {"can_cancel": True, "estimated_time": 30}
    exactly(answer["usage"], {"billing_rule": "per_call", "credits_reserved": 1, "user_group": "default"})
    check(schemas.CreationAnswer, answer)


def test_processing():
    answer = answers.task_answer(PROCESSING, link=None, estimated_s=160)
    exactly(
        answer,
        {
            **HEAD,
            "progress": 42,
            "status": "processing",
            "task_info": {"can_cancel": True, "estimated_time": 160, "video_duration": 5},
            "usage": RESERVED,
        },
    )
    check(schemas.TaskAnswer, answer)
    assert "estimated_time" not in answers.task_answer(PROCESSING)["task_info"]


def test_completed():
    answer = answers.task_answer(COMPLETED, link=LINK, estimated_s=160)
    exactly(
        answer,
        {
            **HEAD,
            "progress": 100,
            "status": "completed",
            "task_info": {"can_cancel": False, "video_duration": 5},
            "results": [LINK],
            "duration": 187,
            "usage": {
                "billing_rule": "per_second",
                "credits_used": 27,
                "cost": {"credits": 27, "usd": 0.375},
                "user_group": "default",
            },
            "billing": {
                "refund_scope": "account_balance",
                "charge_status": "charged",
                "refund_status": "not_required",
                "reserved_credits": 27,
                "charged_credits": 27,
                "refunded_credits": 0,
            },
        },
    )
    check(schemas.TaskAnswer, answer)


def test_completed_for_less_than_was_reserved():
    answer = answers.task_answer(replace(COMPLETED, held_units=648_000, charged_units=567_000), link=LINK)
    assert answer["usage"]["cost"] == {"credits": 56.7, "usd": 0.7875}
    assert answer["billing"]["charge_status"] == "charged"
    assert answer["billing"]["refund_status"] == "completed"
    assert answer["billing"]["refunded_credits"] == 8.1
    check(schemas.TaskAnswer, answer)


def test_results_without_a_link():
    element = replace(COMPLETED, result_data='{"element_id": "1", "elements": []}')
    answer = answers.task_answer(element, link=None)
    assert answer["results"] == []
    assert answer["result_data"] == {"element_id": "1", "elements": []}
    check(schemas.TaskAnswer, answer)


def test_failed():
    answer = answers.task_answer(FAILED, link=None, estimated_s=None)
    assert answer["error"].pop("suggestion") == "Resize the image and submit again."
    exactly(
        answer,
        {
            **HEAD,
            "progress": 0,
            "status": "failed",
            "task_info": {"can_cancel": False, "video_duration": 5},
            "error": {
                "code": "image_dimension_mismatch",
                "message": "image_start: width and height must be at least 300 px (got 240x426)",
                "type": "task_error",
            },
            "usage": {
                "billing_rule": "per_second",
                "credits_used": 0,
                "cost": {"credits": 0, "usd": 0},
                "user_group": "default",
            },
            "billing": {
                "refund_scope": "account_balance",
                "charge_status": "released",
                "refund_status": "completed",
                "reserved_credits": 27,
                "charged_credits": 0,
                "refunded_credits": 27,
                "refunded_at": "2026-11-22T10:05:12Z",
            },
        },
    )
    check(schemas.TaskAnswer, answer)


def test_cancelled():
    answer = answers.task_answer(CANCELLED)
    assert answer["status"] == "cancelled"
    assert answer["error"]["code"] == "request_cancelled"
    assert answer["error"]["message"] == "The task was cancelled by the user"
    assert answer["billing"]["refunded_at"] == "2026-11-22T10:04:31Z"
    assert "results" not in answer
    check(schemas.TaskAnswer, answer)


def test_every_error_code_has_a_suggestion():
    assert set(answers.SUGGESTIONS) == set(TASK_ERROR_RETRYABLE)
    unknown = answers.task_answer(replace(FAILED, error_code="brand_new", error_message=None))
    assert unknown["error"] == {"code": "brand_new", "message": "The task failed", "type": "task_error"}


def test_a_model_that_has_left_the_catalogue():
    old = replace(COMPLETED, model="kling-o1")
    check(schemas.TaskAnswer, answers.task_answer(old, link=LINK))
    check(schemas.CreationAnswer, answers.creation_answer(old))
    check(schemas.StatementAnswer, answers.statement_answer(old, [], []))


def test_list():
    answer = answers.list_answer([FAILED, COMPLETED], total=2, page=1, page_size=20)
    row = {"id": ID, "model": TEXT, "type": "video", "created_at": 1795341600}
    exactly(
        answer,
        {
            "data": [
                {
                    **row,
                    "status": "failed",
                    "progress": 0,
                    "has_results": False,
                    "has_error": True,
                    "credits_used": 0,
                },
                {
                    **row,
                    "status": "completed",
                    "progress": 100,
                    "has_results": True,
                    "has_error": False,
                    "credits_used": 27,
                },
            ],
            "total": 2,
            "page": 1,
            "page_size": 20,
        },
    )
    check(schemas.ListAnswer, answer)
    assert LINK not in json.dumps(answer)


def test_batch_and_cancel():
    check(schemas.BatchAnswer, answers.batch_answer([answers.task_answer(COMPLETED, link=LINK)]))
    answer = answers.cancel_answer(CANCELLED)
    exactly(
        answer,
        {
            "id": ID,
            "object": "task.cancelled",
            "status": "cancelled",
            "message": "Task has been cancelled successfully",
        },
    )
    check(schemas.CancelAnswer, answer)


def test_event():
    answer = answers.task_answer(PROCESSING)
    head, name, data, *end = answers.task_event(answer, event_id=7).decode().split("\n")
    assert (head, name, end) == ("id: 7", "event: processing", ["", ""])
    assert json.loads(data.removeprefix("data: ")) == answer


@given(
    st.sampled_from([PENDING, PROCESSING, COMPLETED, FAILED, CANCELLED]),
    st.integers(0, 10**9),
    st.integers(0, 10**9),
    st.integers(0, 100),
    st.integers(0, 15),
    st.none() | st.just(LINK),
    st.none() | st.integers(0, 10**6),
)
def test_any_task_fits_its_types(task, held, charged, progress, seconds, link, estimated_s):
    due = min(held, charged) if task.state is TaskState.COMPLETED else 0
    task = replace(task, held_units=held, charged_units=due, progress=progress, seconds=seconds)
    answer = answers.task_answer(task, link=link, estimated_s=estimated_s)
    check(schemas.TaskAnswer, answer)
    check(schemas.CreationAnswer, answers.creation_answer(replace(task, estimated_s=estimated_s)))
    check(schemas.TaskRow, answers.task_row(task))
    view = views.TaskView.from_json(answer)
    assert view.is_final is task.state.is_final
    assert view.seconds == (seconds or None)
    assert (view.credits_used is None) is not task.state.is_final


# --- money ---------------------------------------------------------------------------------------


def test_credits():
    answer = answers.credits_answer(
        account_remaining_units=10_953_996,
        account_used_units=1_359_048,
        key_limit_units=1_000_000_000,
        key_used_units=5_835_571,
    )
    exactly(
        answer,
        {
            "success": True,
            "message": "",
            "data": {
                "token": {"remaining_credits": 99416.4429, "unlimited_credits": False, "used_credits": 583.5571},
                "user": {"remaining_credits": 1095.3996, "used_credits": 135.9048},
            },
        },
    )
    check(schemas.CreditsAnswer, answer)


def test_credits_of_a_key_without_a_limit():
    answer = answers.credits_answer(
        account_remaining_units=270_000, account_used_units=0, key_limit_units=None, key_used_units=10_000
    )
    exactly(answer["data"]["token"], {"remaining_credits": 27, "unlimited_credits": True, "used_credits": 1})
    check(schemas.CreditsAnswer, answer)


def test_a_lowered_limit_is_never_below_zero():
    answer = answers.credits_answer(
        account_remaining_units=1, account_used_units=0, key_limit_units=1, key_used_units=2
    )
    assert answer["data"]["token"]["remaining_credits"] == 0


def test_models():
    answer = answers.models_answer(CATALOGUE.values())
    assert [entry["id"] for entry in answer["data"]] == list(CATALOGUE)
    assert answer["data"][0] == {
        "id": TEXT,
        "object": "model",
        "created": 1795305600,
        "owned_by": "omnireel",
    }
    check(schemas.ModelsAnswer, answer)


ATTEMPT = Attempt(
    id=f"{ID}.1",
    task_id=ID,
    number=1,
    provider="animatic",
    why="animatic: the only healthy provider that can (free)",
    state=AttemptState.SUCCEEDED,
    token=None,
    resumes=0,
    note=None,
    started_ms=CREATED_MS,
    ended_ms=CREATED_MS + 1,
)


def test_statement():
    who = {"task_id": ID, "account_id": "ann", "key_id": "k"}
    booked = [
        hold(**who, units=270_000, now_ms=CREATED_MS),
        *settle(**who, held_units=270_000, due_units=200_000, now_ms=CREATED_MS),
    ]
    running = replace(ATTEMPT, number=2, state=AttemptState.RUNNING, ended_ms=None)
    answer = answers.statement_answer(COMPLETED, [ATTEMPT, running], booked)
    check(schemas.StatementAnswer, answer)
    assert answer["price"]["rule"] == "5.4 credits/s x 1 (720p, silent) x 5 s = 27 credits"
    exactly(answer["totals"], {"held": 27, "charged": 20, "released": 7})
    assert answer["attempts"][0]["started_at"] == "2026-11-22T10:00:00.123Z"
    assert answer["attempts"][1]["ended_at"] is None
    assert [entry["kind"] for entry in answer["transfers"]] == ["hold", "post", "release"]
    view = views.StatementView.from_json(answer)
    assert (view.held, view.charged, view.released) == (27, 20, 7)
    assert [entry.provider for entry in view.attempts] == ["animatic", "animatic"]
    assert [entry.credits for entry in view.transfers] == [27, 20, 7]
    assert view.is_final


def test_quote():
    card = CATALOGUE[TEXT]
    answer = answers.quote_answer(
        card,
        priced=quote(card, seconds=5, quality="720p"),
        route=Route(provider="animatic", why="the only one"),
        available_units=269_999,
        warnings=["Unknown field 'n' was ignored."],
    )
    check(schemas.QuoteAnswer, answer)
    assert answer["price"] == {
        "credits": 27,
        "usd": 0.375,
        "seconds": 5,
        "billing_rule": "per_second",
        "rule": "5.4 credits/s x 1 (720p, silent) x 5 s = 27 credits",
    }
    assert answer["balance"] == {"available_credits": 26.9999, "sufficient": False}
    view = views.QuoteView.from_json(answer)
    assert (view.credits, view.usd, view.provider, view.sufficient) == (27, 0.375, "animatic", False)
    assert view.warnings == ("Unknown field 'n' was ignored.",)


def test_a_quote_of_a_wrong_request():
    wrong = Detail("duration", "duration must be between 3 and 15 (got 20)", {"min": 3, "max": 15})
    answer = answers.quote_answer(CATALOGUE[TEXT], priced=None, route=None, available_units=0, errors=[wrong])
    check(schemas.QuoteAnswer, answer)
    assert answer["price"] is None
    assert answer["route"] is None
    assert answer["balance"]["sufficient"] is None
    assert answer["errors"] == [
        {"param": "duration", "message": "duration must be between 3 and 15 (got 20)", "min": 3, "max": 15}
    ]
    view = views.QuoteView.from_json(answer)
    assert (view.credits, view.provider, view.sufficient) == (None, None, None)
    assert view.errors == (("duration", "duration must be between 3 and 15 (got 20)"),)


# --- views ---------------------------------------------------------------------------------------


def test_a_view_of_a_task():
    view = views.TaskView.from_json(
        {
            **answers.task_answer(replace(COMPLETED, result_data='{"interpretation": ["boat"]}'), link=LINK),
            "brand_new": {"x": 1},
        }
    )
    assert view.url == LINK
    assert (view.credits_used, view.usd, view.seconds, view.took_s) == (27, 0.375, 5, 187)
    assert view.interpretation == ["boat"]
    assert view.raw["brand_new"] == {"x": 1}
    failed = views.TaskView.from_json(answers.task_answer(FAILED))
    assert failed.error_code == "image_dimension_mismatch"
    assert failed.is_final
    assert failed.url is None
    row = views.TaskView.from_json(answers.task_row(COMPLETED))
    assert (row.created_s, row.credits_used) == (1795341600, 27)


def test_a_view_of_credits():
    view = views.CreditsView.from_json(
        answers.credits_answer(
            account_remaining_units=270_000, account_used_units=10, key_limit_units=None, key_used_units=0
        )
    )
    assert (view.remaining, view.used, view.key_remaining, view.key_unlimited) == (27, 0.001, 27, True)


@pytest.mark.parametrize("data", [{}, {"id": 5, "status": "x"}, {"id": "x"}, {"id": "", "status": "x"}])
def test_an_answer_without_a_task(data):
    with pytest.raises(ValueError, match="no task"):
        views.TaskView.from_json(data)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
_NAMES = (
    *("progress", "model", "results", "result_data", "error", "task_info", "usage", "warnings", "created"),
    *("duration", "data", "price", "route", "balance", "errors", "attempts", "transfers", "totals", "task_id"),
)
_names = st.sampled_from(_NAMES)


@given(st.dictionaries(_names, _json))
def test_views_take_any_json(data):
    view = views.TaskView.from_json({**data, "id": "x", "status": "brand_new"})
    assert not view.is_final
    views.CreditsView.from_json(data)
    views.QuoteView.from_json(data)
    views.StatementView.from_json(data)
