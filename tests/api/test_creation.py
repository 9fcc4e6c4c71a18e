"""POST /v1/videos/generations: what is taken on, what is refused, what is only quoted."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.stand import BODY, CREATE, MODEL, Stand, open_stand
from omnireel.core.price import units_of_credits
from omnireel.store import accounts, tasks

KEY_16 = "run_0123456789ab"
SHOTS = [
    {"index": 1, "prompt": "A red fox wakes", "duration": "3"},
    {"index": 2, "prompt": "It stretches", "duration": 2},
]
MULTI = {"multi_shot": True, "shot_type": "customize", "multi_prompt": SHOTS}


async def refused(stand: Stand, body: Any, status: int = 400, **options: Any) -> dict[str, Any]:
    """The error of a creation that must not work, and that leaves nothing behind."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = await stand.client.post(CREATE, content=content, **options)
    assert answer.status_code == status, answer.text
    assert (await stand.client.get("/v1/tasks")).json()["total"] == 0
    error: dict[str, Any] = answer.json()["error"]
    return error


async def request_of(stand: Stand, task_id: str) -> Any:
    return (await stand.platform.store.read(tasks.get_task(task_id))).request


async def held(stand: Stand) -> int:
    return (await stand.platform.store.read(accounts.get_account("default"))).held


# --- what is taken on ----------------------------------------------------------------------------


async def test_defaults(still: Stand) -> None:
    answer = await still.client.post(CREATE, json=BODY)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert "idempotency-replayed" not in answer.headers
    created = answer.json()
    assert re.fullmatch(r"task-unified-1795341600-[0-9a-z]{8}", created.pop("id"))
    assert created == {
        "created": 1795341600,
        "model": MODEL,
        "object": "video.generation.task",
        "progress": 0,
        "status": "pending",
        "type": "video",
        "task_info": {"can_cancel": True, "estimated_time": 300, "video_duration": 5},
        "usage": {"billing_rule": "per_second", "credits_reserved": 27, "user_group": "default"},
    }
    request = await request_of(still, answer.json()["id"])
    assert (request.duration_s, request.aspect_ratio, request.quality, request.sound) == (5, "16:9", "720p", False)
    assert (request.shots, request.element_ids, request.watermark, request.callback_url) == ((), (), False, None)


async def test_every_field(tmp_path: Path) -> None:
    async with open_stand(tmp_path, start=False, callback_allow_private=True) as stand:
        created = await stand.create(
            duration=15,
            aspect_ratio="9:16",
            quality="4k",
            sound="on",
            model_params={"watermark_info": {"enabled": True}},
            callback_url="http://127.0.0.1:9/hook",
        )
        assert created["usage"]["credits_reserved"] == 405
        assert created["task_info"]["video_duration"] == 15
        assert "warnings" not in created
        request = await request_of(stand, created["id"])
        assert (request.duration_s, request.aspect_ratio, request.quality) == (15, "9:16", "4k")
        assert (request.sound, request.watermark) == (True, True)
        assert request.callback_url == "http://127.0.0.1:9/hook"


async def test_multi_shot(still: Stand) -> None:
    answer = await still.client.post(CREATE, json={"model": MODEL, "model_params": MULTI})
    assert answer.status_code == 200, answer.text
    request = await request_of(still, answer.json()["id"])
    assert [(shot.index, shot.prompt, shot.duration_s) for shot in request.shots] == [
        (1, "A red fox wakes", 3),
        (2, "It stretches", 2),
    ]


@pytest.mark.parametrize(
    ("fields", "credits"),
    [
        ({"duration": 3}, 16.2),
        ({"sound": "on"}, 36.018),
        ({"duration": 10, "quality": "1080p", "sound": "on"}, 90.018),
        ({"duration": 10, "quality": "4k"}, 270),
        ({"duration": 10, "quality": "4k", "sound": "on"}, 270),
        ({"duration": 15, "quality": "1080p"}, 108.054),
    ],
)
async def test_the_price_is_reserved(still: Stand, fields: dict[str, Any], credits: float) -> None:
    created = await still.create(**fields)
    assert created["usage"]["credits_reserved"] == credits
    assert await held(still) == units_of_credits(str(credits))


@pytest.mark.parametrize(
    "fields",
    [
        {"prompt": "x" * 2500},
        {"prompt": "日" * 2500},
        {"duration": 15},
        {"duration": 5.0},
        {"sound": None, "duration": None, "model_params": None},
        {"model_params": {**MULTI, "multi_prompt": [{**SHOTS[0], "prompt": "x" * 512}, SHOTS[1]]}},
        {"prompt": "", "model_params": MULTI},
    ],
)
async def test_at_the_limit_is_within(still: Stand, fields: dict[str, Any]) -> None:
    await still.create(**fields)


async def test_ignored_fields_are_named(still: Stand) -> None:
    created = await still.create(n=1, video_url="https://x.example/a.mp4", model_params={"seed": 4})
    assert created["warnings"] == [
        f"Field 'video_url' does not apply to {MODEL} and was ignored.",
        "Unknown field 'n' was ignored.",
        "Unknown field 'model_params.seed' was ignored.",
    ]


@pytest.mark.parametrize("content_type", [None, "text/plain", "application/x-www-form-urlencoded", "nonsense"])
async def test_the_content_type_does_not_matter(still: Stand, content_type: str | None) -> None:
    headers = {"content-type": content_type} if content_type else {}
    answer = await still.client.post(CREATE, content=json.dumps(BODY).encode(), headers=headers)
    assert answer.status_code == 200


async def test_unknown_headers_and_those_of_the_vendors_tools_are_fine(still: Stand) -> None:
    headers = {"X-Evo-Run-Id": "run_1", "X-Evo-Client": "cli", "X-Anything": "\x7f"}
    assert (await still.client.post(CREATE, json=BODY, headers=headers)).status_code == 200


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"model": None}, "model"),
        ({"model": 7}, "model"),
        ({"prompt": None}, "prompt"),
        ({"prompt": ""}, "prompt"),
        ({"prompt": " \n"}, "prompt"),
        ({"prompt": 7}, "prompt"),
        ({"prompt": "x" * 2501}, "prompt"),
        ({"prompt": "<<<image_1>>>"}, "prompt"),
        ({"prompt": "<<<element_1>>>"}, "prompt"),
        ({"duration": 2}, "duration"),
        ({"duration": 16}, "duration"),
        ({"duration": 5.5}, "duration"),
        ({"duration": "5"}, "duration"),
        ({"duration": True}, "duration"),
        ({"duration": 10**400}, "duration"),
        ({"aspect_ratio": "4:3"}, "aspect_ratio"),
        ({"quality": "480p"}, "quality"),
        ({"sound": True}, "sound"),
        ({"model_params": []}, "model_params"),
        ({"model_params": {"multi_shot": "yes"}}, "model_params.multi_shot"),
        ({"model_params": {**MULTI, "shot_type": "auto"}}, "model_params.shot_type"),
        ({"model_params": {**MULTI, "shot_type": None}}, "model_params.shot_type"),
        ({"model_params": {**MULTI, "multi_prompt": None}}, "model_params.multi_prompt"),
        ({"model_params": {**MULTI, "multi_prompt": []}}, "model_params.multi_prompt"),
        ({"model_params": {**MULTI, "multi_prompt": SHOTS * 4}}, "model_params.multi_prompt"),
        ({"model_params": MULTI, "duration": 6}, "model_params.multi_prompt"),
        (
            {"model_params": {**MULTI, "multi_prompt": [{**SHOTS[0], "prompt": "x" * 513}, SHOTS[1]]}},
            "model_params.multi_prompt.0.prompt",
        ),
        (
            {"model_params": {**MULTI, "multi_prompt": [SHOTS[0], {**SHOTS[1], "duration": "0"}]}},
            "model_params.multi_prompt.1.duration",
        ),
        ({"model_params": {"element_list": [{"element_id": "1"}] * 8}}, "model_params.element_list"),
        ({"model_params": {"element_list": [{"element_id": "x"}]}}, "model_params.element_list.0.element_id"),
        # Nobody owns an element yet.
        ({"model_params": {"element_list": [{"element_id": 7}]}}, "model_params.element_list.0.element_id"),
        ({"model_params": {"watermark_info": {"enabled": 1}}}, "model_params.watermark_info.enabled"),
        ({"callback_url": "http://hooks.example.com/"}, "callback_url"),
        ({"callback_url": "https://127.0.0.1/"}, "callback_url"),
        ({"callback_url": "https://[::ffff:10.0.0.1]/"}, "callback_url"),
        ({"callback_url": "https://localhost/"}, "callback_url"),
        ({"callback_url": "file:///etc/passwd"}, "callback_url"),
        ({"callback_url": "https://hooks.example.com/" + "x" * 2048}, "callback_url"),
        ({"callback_url": 7}, "callback_url"),
    ],
)
async def test_each_limit(still: Stand, fields: dict[str, Any], param: str) -> None:
    error = await refused(still, {**BODY, **fields})
    assert (error["code"], error["type"], error["param"]) == ("invalid_request", "invalid_request_error", param)
    assert error["details"][0]["param"] == param
    assert error["details"][0]["message"] == error["message"]
    assert param in error["message"]
    assert await held(still) == 0


async def test_the_error_names_field_rule_and_value(still: Stand) -> None:
    error = await refused(still, {**BODY, "duration": 99})
    assert error == {
        "code": "invalid_request",
        "message": "duration must be between 3 and 15 (got 99)",
        "type": "invalid_request_error",
        "param": "duration",
        "min": 3,
        "max": 15,
        "details": [
            {"param": "duration", "message": "duration must be between 3 and 15 (got 99)", "min": 3, "max": 15}
        ],
    }
    error = await refused(still, {**BODY, "quality": "8k"})
    assert error["allowed_values"] == ["720p", "1080p", "4k"]


async def test_all_errors_at_once_in_schema_order(still: Stand) -> None:
    error = await refused(
        still,
        {
            "callback_url": "http://x.example",
            "model_params": {"watermark_info": {"enabled": "no"}, "element_list": [{"element_id": "5"}]},
            "sound": "loud",
            "quality": "8k",
            "aspect_ratio": "2:1",
            "duration": 1,
            "prompt": "",
            "model": MODEL,
        },
    )
    assert error["param"] == "prompt"
    assert [detail["param"] for detail in error["details"]] == [
        "prompt",
        "duration",
        "aspect_ratio",
        "quality",
        "sound",
        "model_params.element_list.0.element_id",
        "model_params.watermark_info.enabled",
        "callback_url",
    ]


@pytest.mark.parametrize(
    "body",
    [b"", b"  ", b"{", b"nonsense", b"[]", b'"x"', b"7", b"null", b'{"model": NaN}', b"\xff\xfe", b"[" * 100_000],
)
async def test_what_is_no_json_object(still: Stand, body: bytes) -> None:
    error = await refused(still, body)
    assert error["code"] == "invalid_request"
    assert error["message"].startswith("The request body ")


async def test_nul_is_refused_before_a_database_stumbles_over_it(still: Stand) -> None:
    error = await refused(still, {**BODY, "prompt": "a\0b"})
    assert error["param"] == "prompt"


async def test_an_element_of_another_account_is_unknown(still: Stand) -> None:
    error = await refused(
        still, {**BODY, "model_params": {"element_list": [{"element_id": "846221095377403904"}]}}
    )
    assert error["message"].endswith("see GET /v1/elements (got 846221095377403904)")


# --- the models ----------------------------------------------------------------------------------


async def test_an_unknown_model(still: Stand) -> None:
    error = await refused(still, {**BODY, "model": "kling-o9"}, 404)
    assert error == {
        "code": "model_not_found",
        "message": "Model 'kling-o9' is not available for this API key. Call GET /v1/models for the list.",
        "type": "invalid_request_error",
        "param": "model",
    }


# --- money ---------------------------------------------------------------------------------------


async def test_no_credits(still: Stand) -> None:
    poor = still.client_of(await still.make_key("poor", credits=89))
    answer = await poor.post(CREATE, json={**BODY, "duration": 10, "quality": "1080p", "sound": "on"})
    assert answer.status_code == 402
    error = answer.json()["error"]
    assert (error["code"], error["type"]) == ("insufficient_quota", "insufficient_quota")
    assert error["message"].startswith("Insufficient quota. Please top up your account.")
    assert (error["estimated_credits"], error["account_balance_credits"]) == (90.018, 89)
    assert error["limit_scope"] == "account"
    assert (await poor.get("/v1/tasks")).json()["total"] == 0
    # What is left still buys a shorter clip, and then it is gone.
    assert (await poor.post(CREATE, json={**BODY, "duration": 15})).status_code == 200
    assert (await poor.post(CREATE, json=BODY)).status_code == 402


async def test_the_limit_of_a_key(still: Stand) -> None:
    limited = still.client_of(await still.make_key("rich", credits=1000, limit=50))
    free = still.client_of(await still.make_key("rich", credits=0))
    assert (await limited.post(CREATE, json=BODY)).status_code == 200
    answer = await limited.post(CREATE, json=BODY)
    assert answer.status_code == 402
    error = answer.json()["error"]
    assert (error["limit_scope"], error["estimated_credits"], error["remaining_credits"]) == ("key", 27, 23)
    assert (await free.post(CREATE, json=BODY)).status_code == 200


async def test_twenty_at_once_never_spend_more_than_there_is(either: Stand) -> None:
    poor = either.client_of(await either.make_key("poor", credits=100))
    answers = await asyncio.gather(*(poor.post(CREATE, json=BODY) for _ in range(20)))
    statuses = sorted(answer.status_code for answer in answers)
    # The worker charges meanwhile, but what is charged is no longer there either.
    assert statuses == [200] * 3 + [402] * 17


# --- the key of idempotency ----------------------------------------------------------------------


async def test_a_replay_is_the_first_answer_again(either: Stand) -> None:
    headers = {"Idempotency-Key": KEY_16}
    first = await either.client.post(CREATE, json={**BODY, "n": 2}, headers=headers)
    await either.reached(first.json()["id"])
    turned = json.dumps({"n": 2, **dict(reversed(BODY.items()))}, indent=2).encode()
    second = await either.client.post(CREATE, content=turned, headers=headers)
    assert second.status_code == 200
    assert second.content == first.content
    assert second.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert (await either.client.get("/v1/tasks")).json()["total"] == 1


async def test_the_same_key_with_another_body_is_a_conflict(still: Stand) -> None:
    headers = {"Idempotency-Key": KEY_16}
    await still.client.post(CREATE, json=BODY, headers=headers)
    answer = await still.client.post(CREATE, json={**BODY, "duration": 6}, headers=headers)
    assert answer.status_code == 409
    assert answer.json()["error"] == {
        "code": "idempotency_conflict",
        "message": "This Idempotency-Key was already used with a different request body",
        "type": "invalid_request_error",
        "param": "Idempotency-Key",
    }


async def test_twenty_equal_requests_at_once_make_one_task(either: Stand) -> None:
    headers = {"Idempotency-Key": "run_" + "5" * 32}
    answers = await asyncio.gather(*(either.client.post(CREATE, json=BODY, headers=headers) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert sum("idempotency-replayed" in answer.headers for answer in answers) == 19
    assert (await either.client.get("/v1/tasks")).json()["total"] == 1


async def test_a_refused_request_leaves_the_key_free(still: Stand) -> None:
    headers = {"Idempotency-Key": KEY_16}
    poor = still.client_of(await still.make_key("poor", credits=20))
    assert (await poor.post(CREATE, json={**BODY, "duration": 99}, headers=headers)).status_code == 400
    assert (await poor.post(CREATE, json=BODY, headers=headers)).status_code == 402
    answer = await poor.post(CREATE, json={**BODY, "duration": 3}, headers=headers)
    assert answer.status_code == 200
    assert "idempotency-replayed" not in answer.headers


async def test_accounts_do_not_share_keys_of_idempotency(still: Stand) -> None:
    headers = {"Idempotency-Key": KEY_16}
    other = still.client_of(await still.make_key("other"))
    first = await still.client.post(CREATE, json=BODY, headers=headers)
    second = await other.post(CREATE, json={**BODY, "duration": 6}, headers=headers)
    assert second.status_code == 200
    assert first.json()["id"] != second.json()["id"]


async def test_after_a_day_the_key_is_free_again(still: Stand) -> None:
    headers = {"Idempotency-Key": KEY_16}
    first = await still.client.post(CREATE, json=BODY, headers=headers)
    still.clock.advance(24 * 3600 - 1)
    replay = await still.client.post(CREATE, json=BODY, headers=headers)
    assert replay.json()["id"] == first.json()["id"]
    still.clock.advance(1)
    fresh = await still.client.post(CREATE, json=BODY, headers=headers)
    assert fresh.json()["id"] != first.json()["id"]
    assert "idempotency-replayed" not in fresh.headers


@pytest.mark.parametrize(
    "key", ["", "x" * 15, "x" * 97, "with space 0123456", "späße-0123456789", "a/b-0123456789ab"]
)
async def test_a_key_of_the_wrong_form(still: Stand, key: str) -> None:
    error = await refused(still, BODY, headers={"Idempotency-Key": key.encode("latin-1")})
    assert error["param"] == "Idempotency-Key"


@pytest.mark.parametrize("key", ["x" * 16, "x" * 96, "run_a.B-9" + "0" * 23])
async def test_a_key_of_the_right_form(still: Stand, key: str) -> None:
    assert (await still.client.post(CREATE, json=BODY, headers={"Idempotency-Key": key})).status_code == 200


# --- too large -----------------------------------------------------------------------------------


async def test_too_large_by_its_own_word_is_refused_unread(tmp_path: Path) -> None:
    async with open_stand(tmp_path, start=False, body_bytes_max=1000) as stand:
        read = []

        async def body() -> AsyncIterator[bytes]:
            for _ in range(10):
                read.append(1)
                yield b"x" * 500

        answer = await stand.client.post(CREATE, content=body(), headers={"content-length": "5000"})
        assert answer.status_code == 413
        assert answer.json()["error"] == {
            "code": "request_too_large",
            "message": "The request body is too large: at most 1000 bytes are accepted",
            "type": "invalid_request_error",
            "max": 1000,
        }
        assert read == []


async def test_too_large_without_a_word_is_read_no_further_than_the_limit(tmp_path: Path) -> None:
    async with open_stand(tmp_path, start=False, body_bytes_max=1000) as stand:
        read = []

        async def body() -> AsyncIterator[bytes]:
            for _ in range(1000):
                read.append(1)
                yield b" " * 500

        request = stand.client.build_request("POST", CREATE, content=body())
        assert "content-length" not in request.headers
        answer = await stand.client.send(request)
        assert answer.status_code == 413
        assert len(read) <= 4


async def test_a_body_of_exactly_the_limit(tmp_path: Path) -> None:
    async with open_stand(tmp_path, start=False, body_bytes_max=1000) as stand:
        body = json.dumps(BODY).encode().ljust(1000)
        assert (await stand.client.post(CREATE, content=body)).status_code == 200
        assert (await stand.client.post(CREATE, content=body + b" ")).status_code == 413


@pytest.mark.parametrize("length", ["9" * 5000, "²", "-1", "many", ""])
async def test_a_content_length_that_is_none(still: Stand, length: str) -> None:
    answer = await still.client.post(
        CREATE, content=json.dumps(BODY).encode(), headers={"content-length": length.encode("latin-1")}
    )
    assert answer.status_code in (200, 413)


# --- only asking ---------------------------------------------------------------------------------


async def test_dry_run_creates_nothing(still: Stand) -> None:
    fields = {**BODY, "duration": 10, "quality": "1080p", "sound": "on", "n": 1}
    answer = await still.client.post(CREATE, params={"dry_run": "true"}, json=fields)
    assert answer.status_code == 200
    assert answer.json() == {
        "object": "video.generation.quote",
        "model": MODEL,
        "price": {
            "credits": 90.018,
            "usd": 1.25025,
            "seconds": 10,
            "billing_rule": "per_second",
            "rule": "5.4 credits/s x 1.667 (1080p, with sound) x 10 s = 90.018 credits",
        },
        "route": {"provider": "scripted", "why": "scripted: the only healthy provider that can (free)"},
        "balance": {"available_credits": 10_000, "sufficient": True},
        "errors": [],
        "warnings": ["Unknown field 'n' was ignored."],
    }
    assert (await still.client.get("/v1/tasks")).json()["total"] == 0
    assert await held(still) == 0


async def test_dry_run_leaves_the_key_of_idempotency_free(still: Stand) -> None:
    headers = {"Idempotency-Key": KEY_16}
    await still.client.post(CREATE, params={"dry_run": "1"}, json=BODY, headers=headers)
    answer = await still.client.post(CREATE, json={**BODY, "duration": 6}, headers=headers)
    assert answer.status_code == 200
    assert "idempotency-replayed" not in answer.headers


async def test_dry_run_lists_all_errors_and_still_prices_what_it_can(still: Stand) -> None:
    body = {**BODY, "prompt": "", "sound": "on", "aspect_ratio": "2:1", "callback_url": "http://x.example"}
    quoted = (await still.client.post(CREATE, params={"dry_run": "true"}, json=body)).json()
    assert [error["param"] for error in quoted["errors"]] == ["prompt", "aspect_ratio", "callback_url"]
    assert quoted["errors"][1]["allowed_values"] == ["16:9", "9:16", "1:1"]
    assert quoted["price"]["credits"] == 36.018
    assert quoted["route"] is None
    unpriced = (await still.client.post(CREATE, params={"dry_run": "true"}, json={**BODY, "duration": 99})).json()
    assert unpriced["price"] is None
    assert unpriced["balance"]["sufficient"] is None


async def test_dry_run_names_the_minimum(still: Stand) -> None:
    quoted = (await still.client.post(CREATE, params={"dry_run": "true"}, json={**BODY, "duration": 3})).json()
    assert quoted["price"]["rule"] == "5.4 credits/s x 1 (720p, silent) x 3 s = 16.2 credits"


async def test_dry_run_says_whether_the_money_is_there(still: Stand) -> None:
    poor = still.client_of(await still.make_key("poor", credits=26))
    limited = still.client_of(await still.make_key("rich", credits=1000, limit=20))
    for client, available in ((poor, 26), (limited, 20)):
        quoted = (await client.post(CREATE, params={"dry_run": "true"}, json=BODY)).json()
        assert quoted["balance"] == {"available_credits": available, "sufficient": False}


async def test_dry_run_counts_what_a_key_has_spent_and_holds(still: Stand) -> None:
    limited = still.client_of(await still.make_key("rich", credits=1000, limit=50))
    await limited.post(CREATE, json=BODY)
    roomy = still.client_of(await still.make_key("rich", credits=0, limit=5000))
    for client, available in ((limited, 23), (roomy, 973)):
        quoted = (await client.post(CREATE, params={"dry_run": "true"}, json=BODY)).json()
        assert quoted["balance"]["available_credits"] == available


async def test_dry_run_of_what_names_no_model_is_refused(still: Stand) -> None:
    for body, status in (({}, 400), ({"model": "kling-o9"}, 404), ({"model": 7}, 400)):
        answer = await still.client.post(CREATE, params={"dry_run": "true"}, json=body)
        assert answer.status_code == status


@pytest.mark.parametrize("query", ["dry_run", "dry_run=", "dry_run=maybe", "dry_run=2"])
async def test_an_unclear_dry_run_costs_nothing(still: Stand, query: str) -> None:
    answer = await still.client.post(f"{CREATE}?{query}", json=BODY)
    assert answer.status_code == 400
    assert answer.json()["error"]["param"] == "dry_run"
    assert (await still.client.get("/v1/tasks")).json()["total"] == 0


@pytest.mark.parametrize("query", ["", "?dry_run=false", "?dry_run=0", "?other=true"])
async def test_without_dry_run_a_task_is_created(still: Stand, query: str) -> None:
    answer: httpx.Response = await still.client.post(f"{CREATE}{query}", json=BODY)
    assert answer.json()["object"] == "video.generation.task"
