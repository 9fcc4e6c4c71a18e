"""/v1/tasks: read, list, batch, cancel, statement."""

from __future__ import annotations

from typing import Any

import pytest

from api.stand import BODY, CREATE, HOST, MODEL, Stand
from omnireel.core.task import TASK_ERROR_RETRYABLE
from omnireel.store import accounts, tasks

STATES = ["pending", "processing", "completed", "failed", "cancelled"]


async def task_in(stand: Stand, state: str) -> dict[str, Any]:
    """A task in a state, as the API shows it. The server's worker runs."""
    await stand.play({"completed": "success", "failed": "rejected"}.get(state, "slow"))
    if state == "pending":
        # The provider has eight places; the ninth task waits.
        stand.platform.worker._tasks_max = 0
    created = await stand.create()
    path = f"/v1/tasks/{created['id']}"
    if state == "processing":
        await stand.reached(created["id"], "processing")
    elif state == "cancelled":
        assert (await stand.client.delete(path)).status_code == 200
    elif state != "pending":
        await stand.reached(created["id"])
    shown: dict[str, Any] = (await stand.client.get(path)).json()
    assert shown["status"] == state
    return shown


# --- reading -------------------------------------------------------------------------------------


async def test_pending(stand: Stand) -> None:
    assert await task_in(stand, "pending") == {
        "created": 1795341600,
        "id": (await stand.client.get("/v1/tasks")).json()["data"][0]["id"],
        "model": MODEL,
        "object": "video.generation.task",
        "progress": 0,
        "status": "pending",
        "type": "video",
        "task_info": {"can_cancel": True, "estimated_time": 300, "video_duration": 5},
        "usage": {"billing_rule": "per_second", "credits_reserved": 27, "user_group": "default"},
    }


async def test_processing(slow: Stand) -> None:
    created = await slow.create()
    await slow.reached(created["id"], "processing")
    seen: list[int] = []
    for _ in range(9):
        await slow.step()
        shown = (await slow.client.get(f"/v1/tasks/{created['id']}")).json()
        assert shown["status"] == "processing"
        seen.append(shown["progress"])
        assert shown["task_info"]["can_cancel"] is True
        assert shown["task_info"]["estimated_time"] >= 1
        assert shown["usage"]["credits_reserved"] == 27
        assert not shown.keys() & {"results", "error", "billing"}
    assert seen == sorted(seen)
    assert 50 <= seen[-1] <= 99


async def test_completed(either: Stand) -> None:
    shown = await either.completed()
    link = shown["results"][0]
    assert link.startswith(f"{HOST}/results/{shown['id']}.mp4?expires=")
    assert shown == {
        "created": 1795341600,
        "id": shown["id"],
        "model": MODEL,
        "object": "video.generation.task",
        "progress": 100,
        "status": "completed",
        "type": "video",
        "task_info": {"can_cancel": False, "video_duration": 5},
        "results": [link],
        "result_data": {"scripted": "success"},
        "duration": 0,
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
    }


@pytest.mark.parametrize(
    ("script", "code"),
    [("rejected", "content_policy_violation"), ("unavailable", "service_unavailable"), ("crash", "unknown_error")],
)
async def test_failed(stand: Stand, script: str, code: str) -> None:
    await stand.play(script)
    created = await stand.create()
    await stand.reached(created["id"])
    shown = (await stand.client.get(f"/v1/tasks/{created['id']}")).json()
    assert shown["status"] == "failed"
    assert shown["error"].keys() == {"code", "message", "type", "suggestion"}
    assert (shown["error"]["code"], shown["error"]["type"]) == (code, "task_error")
    assert "RuntimeError" not in str(shown)
    assert shown["usage"]["credits_used"] == 0
    assert shown["billing"] == {
        "refund_scope": "account_balance",
        "charge_status": "released",
        "refund_status": "completed",
        "reserved_credits": 27,
        "charged_credits": 0,
        "refunded_credits": 27,
        "refunded_at": "2026-11-22T10:00:00Z",
    }
    assert not shown.keys() & {"results", "result_data"}


async def test_cancelled(stand: Stand) -> None:
    shown = await task_in(stand, "cancelled")
    assert shown["error"]["code"] == "request_cancelled"
    assert shown["error"]["message"] == "The task was cancelled by the user"
    assert shown["task_info"]["can_cancel"] is False
    assert shown["billing"]["charge_status"] == "released"


@pytest.mark.parametrize(
    "task_id",
    [
        "nonsense",
        "task-unified-",
        "TASK-UNIFIED-1",
        "task-unified-%00",
        "task-unified-a%20b",
        "task-unified-" + "x" * 101,
    ],
)
async def test_a_malformed_id(still: Stand, task_id: str) -> None:
    for method, path in (
        ("GET", ""),
        ("DELETE", ""),
        ("POST", "/cancel"),
        ("GET", "/statement"),
        ("GET", "/events"),
    ):
        answer = await still.client.request(method, f"/v1/tasks/{task_id}{path}")
        assert answer.status_code == 400
        assert answer.json()["error"] == {
            "code": "invalid_task_id",
            "message": "Invalid task ID format, must start with 'task-unified-'",
            "type": "invalid_request_error",
            "param": "task_id",
        }


# --- cancelling ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["DELETE", "POST"])
@pytest.mark.parametrize("state", ["pending", "processing"])
async def test_cancel(stand: Stand, state: str, form: str) -> None:
    task_id = (await task_in(stand, state))["id"]
    account = await stand.platform.store.read(accounts.get_account("default"))
    assert account.held == 270_000
    path = f"/v1/tasks/{task_id}" + ("/cancel" if form == "POST" else "")
    answer = await stand.client.request(form, path)
    assert answer.status_code == 200
    assert answer.json() == {
        "id": task_id,
        "object": "task.cancelled",
        "status": "cancelled",
        "message": "Task has been cancelled successfully",
    }
    account = await stand.platform.store.read(accounts.get_account("default"))
    assert (account.held, account.balance) == (0, 10_000 * 10_000)


@pytest.mark.parametrize("form", ["DELETE", "POST"])
@pytest.mark.parametrize("state", ["completed", "failed", "cancelled"])
async def test_what_is_final_cannot_be_cancelled(stand: Stand, state: str, form: str) -> None:
    before = await task_in(stand, state)
    path = f"/v1/tasks/{before['id']}"
    answer = await stand.client.request(form, path + ("/cancel" if form == "POST" else ""))
    assert answer.status_code == 400
    assert answer.json()["error"] == {
        "code": "invalid_request",
        "message": f"Task is {state} and can no longer be cancelled",
        "type": "invalid_request_error",
        "param": "task_id",
    }
    assert (await stand.client.get(path)).json() == before


async def test_a_cancelled_task_stops_its_provider(slow: Stand) -> None:
    created = await slow.create()
    await slow.reached(created["id"], "processing")
    await slow.client.delete(f"/v1/tasks/{created['id']}")
    slow.clock.advance(60)
    assert (await slow.client.get(f"/v1/tasks/{created['id']}")).json()["status"] == "cancelled"


# --- lists ---------------------------------------------------------------------------------------


async def test_list_filters(stand: Stand) -> None:
    made = {}
    for state in ["completed", "failed", "cancelled", "processing", "pending"]:
        made[state] = (await task_in(stand, state))["id"]
        stand.clock.advance(0.001)
    everything = (await stand.client.get("/v1/tasks")).json()
    assert [row["id"] for row in everything["data"]] == [*reversed(made.values())]
    assert (everything["total"], everything["page"], everything["page_size"]) == (5, 1, 20)
    wanted = {
        "completed": ["completed"],
        "failed": ["failed"],
        "cancelled": ["cancelled"],
        "processing": ["pending", "processing"],
        "pending": ["pending"],
    }
    for status, states in wanted.items():
        page = (await stand.client.get("/v1/tasks", params={"status": status})).json()
        assert [row["id"] for row in page["data"]] == [made[state] for state in states]
        assert [row["status"] for row in page["data"]] == states
        assert page["total"] == len(states)


async def test_rows(stand: Stand) -> None:
    completed, failed = await task_in(stand, "completed"), await task_in(stand, "failed")
    rows = {row["id"]: row for row in (await stand.client.get("/v1/tasks")).json()["data"]}
    assert rows[completed["id"]] == {
        "id": completed["id"],
        "status": "completed",
        "model": MODEL,
        "type": "video",
        "progress": 100,
        "created_at": 1795341600,
        "has_results": True,
        "has_error": False,
        "credits_used": 27,
    }
    row = rows[failed["id"]]
    assert (row["has_results"], row["has_error"], row["credits_used"]) == (False, True, 0)


async def test_pages(either: Stand) -> None:
    made = []
    for _ in range(7):
        made.append((await either.create())["id"])
        either.clock.advance(1)
    made.reverse()
    for page, size, expected in ((1, 3, made[:3]), (2, 3, made[3:6]), (3, 3, made[6:]), (4, 3, []), (1, 50, made)):
        shown = (await either.client.get("/v1/tasks", params={"page": page, "page_size": size})).json()
        assert [row["id"] for row in shown["data"]] == expected
        assert (shown["total"], shown["page"], shown["page_size"]) == (7, page, size)
    far = (await either.client.get("/v1/tasks?page=1000000&page_size=50")).json()
    assert (far["data"], far["total"]) == ([], 7)


async def test_filters_by_model_and_type(stand: Stand) -> None:
    await stand.create()
    for query, total in (
        (f"model={MODEL}", 1),
        ("model=kling-o3-video-edit", 0),
        ("model=nothing-like-it", 0),
        ("type=video", 1),
        ("type=image", 0),
        ("type=audio", 0),
        ("status=&type=&model=&page=&page_size=", 1),
        ("unknown=1", 1),
    ):
        assert (await stand.client.get(f"/v1/tasks?{query}")).json()["total"] == total, query


@pytest.mark.parametrize(
    ("query", "param"),
    [
        ("status=done", "status"),
        ("type=text", "type"),
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=x", "page"),
        ("page=1.5", "page"),
        ("page=%C2%B2", "page"),
        ("page=1000001", "page"),
        ("page=" + "9" * 5000, "page"),
        ("page_size=0", "page_size"),
        ("page_size=51", "page_size"),
        ("model=" + "x" * 101, "model"),
    ],
)
async def test_wrong_query_parameters(still: Stand, query: str, param: str) -> None:
    answer = await still.client.get(f"/v1/tasks?{query}")
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert (error["code"], error["param"]) == ("invalid_request", param)
    assert len(error["message"]) < 250


async def test_a_model_that_a_database_would_stumble_over(either: Stand) -> None:
    answer = await either.client.get("/v1/tasks?model=%00")
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, "model")


# --- batches -------------------------------------------------------------------------------------


async def test_batch(stand: Stand) -> None:
    one, two = await task_in(stand, "completed"), await task_in(stand, "failed")
    other = stand.client_of(await stand.make_key("other"))
    foreign = (await other.post(CREATE, json=BODY)).json()["id"]
    ids = [two["id"], "task-unified-1-nothing", foreign, "nonsense", one["id"], two["id"]]
    answer = await stand.client.post("/v1/tasks/batch", json={"task_ids": ids})
    assert answer.status_code == 200
    assert answer.json() == {"data": [two, one]}


async def test_batch_of_fifty(still: Stand) -> None:
    made = [(await still.create())["id"] for _ in range(3)]
    ids = made + [f"task-unified-1-{number}" for number in range(47)]
    answer = await still.client.post("/v1/tasks/batch", json={"task_ids": ids})
    assert [task["id"] for task in answer.json()["data"]] == made


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ({}, "task_ids"),
        ({"task_ids": None}, "task_ids"),
        ({"task_ids": "task-unified-1"}, "task_ids"),
        ({"task_ids": []}, "task_ids"),
        ({"task_ids": ["task-unified-1"] * 51}, "task_ids"),
        ({"task_ids": ["task-unified-1", 7]}, "task_ids.1"),
        ({"task_ids": ["task-unified-1\0"]}, "task_ids.0"),
        ([], None),
    ],
)
async def test_wrong_batches(either: Stand, body: Any, param: str | None) -> None:
    answer = await either.client.post("/v1/tasks/batch", json=body)
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert (error["code"], error.get("param")) == ("invalid_request", param)


# --- statements ----------------------------------------------------------------------------------


async def test_statement_of_a_completed_task(either: Stand) -> None:
    shown = await either.completed(sound="on")
    statement = (await either.client.get(f"/v1/tasks/{shown['id']}/statement")).json()
    now = "2026-11-22T10:00:00Z"
    assert statement == {
        "object": "task.statement",
        "task_id": shown["id"],
        "status": "completed",
        "price": {
            "credits": 36.018,
            "usd": 0.50025,
            "seconds": 5,
            "billing_rule": "per_second",
            "rule": "5.4 credits/s x 1.334 (720p, with sound) x 5 s = 36.018 credits",
        },
        "attempts": [
            {
                "number": 1,
                "provider": "scripted",
                "why": "scripted: the only healthy provider that can (free)",
                "state": "succeeded",
                "note": None,
                "started_at": now,
                "ended_at": now,
            }
        ],
        "transfers": [
            {
                "id": f"{kind}:{shown['id']}",
                "kind": kind,
                "credits": 36.018,
                "note": transfer["note"],
                "created_at": now,
            }
            for kind, transfer in zip(("hold", "post"), statement["transfers"], strict=True)
        ],
        "totals": {"held": 36.018, "charged": 36.018, "released": 0},
    }


@pytest.mark.parametrize("state", STATES)
async def test_statement_in_every_state(stand: Stand, state: str) -> None:
    task_id = (await task_in(stand, state))["id"]
    statement = (await stand.client.get(f"/v1/tasks/{task_id}/statement")).json()
    assert statement["status"] == state
    ended = {"completed": ("charged", "succeeded"), "failed": ("released", "rejected")}.get(state)
    assert statement["totals"]["held"] == 27
    if ended is not None:
        assert statement["totals"][ended[0]] == 27
        assert [attempt["state"] for attempt in statement["attempts"]] == [ended[1]]
    if state == "failed":
        assert statement["attempts"][0]["note"] == "scripted is scripted to refuse this content"
    if state in ("pending", "processing"):
        assert statement["totals"] == {"held": 27, "charged": 0, "released": 0}


async def test_the_interpretation_of_the_provider_is_part_of_the_result(stand: Stand) -> None:
    shown = await stand.completed()
    task = await stand.platform.store.read(tasks.get_task(shown["id"]))
    assert task.result_data == '{"scripted": "success"}'
    assert shown["result_data"] == {"scripted": "success"}


@pytest.mark.parametrize("code", sorted(set(TASK_ERROR_RETRYABLE) - {"request_cancelled"}))
@pytest.mark.parametrize("kind", ["rejected", "unavailable"])
async def test_every_code_of_a_failed_task(stand: Stand, kind: str, code: str) -> None:
    """Whatever a vendor ends with, the customer reads the contract's code and what to do, and pays nothing."""
    await stand.play(f"{kind}:{code}")
    made = await stand.create()
    await stand.reached(made["id"])
    shown = (await stand.client.get(f"/v1/tasks/{made['id']}")).json()
    assert shown["status"] == "failed"
    assert (shown["error"]["code"], shown["error"]["type"]) == (code, "task_error")
    assert shown["error"]["message"]
    assert shown["usage"]["credits_used"] == 0
    credits = (await stand.client.get("/v1/credits")).json()["data"]["user"]
    assert credits["used_credits"] == 0
