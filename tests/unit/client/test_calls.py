"""What the calls send, and how their answers are read; both clients."""

from __future__ import annotations

import inspect
import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import httpx
import pytest

from omnireel.client import AsyncClient, AsyncTaskHandle, Client, TaskHandle
from omnireel.client.calls import body_of
from omnireel.errors import ConnectionFailedError, InvalidRequestError, OmnireelError, TaskNotFoundError
from unit.client.sdk_support import KEY, TASK_ID, Sdk, task_json, unread


class Api:
    """Answers every request with the same JSON and keeps the requests."""

    def __init__(self, answer: Any, status: int = 200) -> None:
        self.answer = answer
        self.status = status
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(self.status, json=self.answer)


# --- bodies --------------------------------------------------------------------------------------


def test_only_what_was_given_is_sent() -> None:
    assert body_of("A boat", {}) == {"model": "kling-o3-text-to-video", "prompt": "A boat"}


def test_every_field_has_its_place_in_the_body() -> None:
    body = body_of(
        "A boat",
        {
            "model": "m",
            "duration": 7,
            "aspect_ratio": "9:16",
            "quality": "1080p",
            "sound": True,
            "elements": [846221095377403904, "12"],
            "watermark": False,
            "callback_url": "https://hooks.example.com/x",
        },
    )
    assert body == {
        "model": "m",
        "prompt": "A boat",
        "duration": 7,
        "aspect_ratio": "9:16",
        "quality": "1080p",
        "sound": "on",
        "callback_url": "https://hooks.example.com/x",
        "model_params": {
            "element_list": [{"element_id": "846221095377403904"}, {"element_id": "12"}],
            "watermark_info": {"enabled": False},
        },
    }


@pytest.mark.parametrize(("given", "sent"), [(True, "on"), (False, "off"), ("on", "on"), ("loud", "loud")])
def test_sound_is_a_switch_or_the_word(given: bool | str, sent: str) -> None:
    assert body_of("A boat", {"sound": given})["sound"] == sent


def test_shots_become_a_multi_shot_request_of_their_summed_length() -> None:
    body = body_of("", {"shots": [("A door opens", 4), ("A cat looks out", 3)]})
    assert body == {
        "model": "kling-o3-text-to-video",
        "duration": 7,
        "model_params": {
            "multi_shot": True,
            "shot_type": "customize",
            "multi_prompt": [
                {"index": 1, "prompt": "A door opens", "duration": "4"},
                {"index": 2, "prompt": "A cat looks out", "duration": "3"},
            ],
        },
    }
    assert body_of("", {"shots": [("A", 4)], "duration": 9})["duration"] == 9


def test_extra_fields_are_merged_and_win() -> None:
    body = body_of("A", {"watermark": True, "extra": {"n": 1, "model_params": {"new": 2}}})
    assert body["n"] == 1
    assert body["model_params"] == {"watermark_info": {"enabled": True}, "new": 2}


def test_a_misspelled_field_is_said_at_once(sdk: Sdk) -> None:
    sdk.handler = Api({})
    with pytest.raises(TypeError, match="unknown field durration"):
        sdk.call("videos.create", "A boat", durration=5)
    assert sdk.handler.requests == []


# --- calls ---------------------------------------------------------------------------------------


def test_create_sends_the_key_the_body_and_an_idempotency_key(sdk: Sdk) -> None:
    sdk.handler = Api(task_json("pending"))
    handle = sdk.call("videos.create", "A boat", duration=5)
    (request,) = sdk.handler.requests
    assert (request.method, request.url.path) == ("POST", "/v1/videos/generations")
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.headers["idempotency-key"].startswith("run_")
    assert len(request.headers["idempotency-key"]) == 36
    assert json.loads(request.content) == {"model": "kling-o3-text-to-video", "prompt": "A boat", "duration": 5}
    assert (handle.id, handle.view.status) == (TASK_ID, "pending")


def test_two_creations_have_two_keys_and_an_own_key_is_kept(sdk: Sdk) -> None:
    sdk.handler = Api(task_json("pending"))
    sdk.call("videos.create", "A boat")
    sdk.call("videos.create", "A boat")
    sdk.call("videos.create", "A boat", idempotency_key="my-own-key-0000001")
    keys = [request.headers["idempotency-key"] for request in sdk.handler.requests]
    assert len(set(keys)) == 3
    assert keys[2] == "my-own-key-0000001"


def test_quote_is_a_dry_run(sdk: Sdk) -> None:
    answer = {
        "model": "m",
        "price": {"credits": 27, "rule": "5.4 x 5"},
        "errors": [{"param": "a", "message": "b"}],
    }
    sdk.handler = Api(answer)
    quote = sdk.call("videos.quote", "A boat")
    assert sdk.handler.requests[0].url.query == b"dry_run=true"
    assert "idempotency-key" not in sdk.handler.requests[0].headers
    assert (quote.credits, quote.rule, quote.errors) == (27, "5.4 x 5", (("a", "b"),))


@pytest.mark.parametrize(
    ("name", "args", "options", "method", "target", "answer", "read"),
    [
        ("get", (TASK_ID,), {}, "GET", f"/v1/tasks/{TASK_ID}", task_json(), lambda v: v.id == TASK_ID),
        ("task", (TASK_ID,), {}, "GET", f"/v1/tasks/{TASK_ID}", task_json(), lambda v: v.id == TASK_ID),
        ("get", ("a/../b?c",), {}, "GET", "/v1/tasks/a%2F..%2Fb%3Fc", task_json(), lambda v: v.progress == 0),
        (
            "list",
            (),
            {"status": "failed", "page": 2},
            "GET",
            "/v1/tasks?status=failed&page=2&page_size=20",
            {"data": [task_json("failed")], "total": 21, "page": 2, "page_size": 20},
            lambda v: (v.total, v.items[0].status) == (21, "failed"),
        ),
        (
            "batch",
            ([TASK_ID],),
            {},
            "POST",
            "/v1/tasks/batch",
            {"data": [task_json("completed")]},
            lambda v: v[0].is_final,
        ),
        ("cancel", (TASK_ID,), {}, "POST", f"/v1/tasks/{TASK_ID}/cancel", {}, lambda v: v is None),
        (
            "credits",
            (),
            {},
            "GET",
            "/v1/credits",
            {"data": {"user": {"remaining_credits": 7.5}}},
            lambda v: v.remaining == 7.5,
        ),
        (
            "models",
            (),
            {},
            "GET",
            "/v1/models",
            {"data": [{"id": "m1"}, {"id": "m2"}]},
            lambda v: v == ["m1", "m2"],
        ),
        (
            "statement",
            (TASK_ID,),
            {},
            "GET",
            f"/v1/tasks/{TASK_ID}/statement",
            {"task_id": TASK_ID, "totals": {"held": 3}},
            lambda v: v.held == 3,
        ),
        (
            "deliveries.list",
            (),
            {"state": "failed", "page": 2},
            "GET",
            "/v1/deliveries?state=failed&page=2&page_size=20",
            {"data": [{"id": "msg_1", "tries": 3}], "total": 21, "page": 2, "page_size": 20},
            lambda v: (v.total, v.items[0].id, v.items[0].tries) == (21, "msg_1", 3),
        ),
        (
            "deliveries.get",
            ("msg_1/x",),
            {},
            "GET",
            "/v1/deliveries/msg_1%2Fx",
            {"id": "msg_1", "log": [{"number": 1, "status": None, "note": "no"}, {"number": 2, "status": 200}]},
            lambda v: [(one.number, one.status) for one in v.log] == [(1, None), (2, 200)],
        ),
        (
            "deliveries.redeliver",
            ("msg_1",),
            {},
            "POST",
            "/v1/deliveries/msg_1/redeliver",
            {"id": "msg_1", "state": "waiting"},
            lambda v: v.state == "waiting",
        ),
        (
            "deliveries.redeliver_since",
            (datetime(2026, 11, 25, 10, tzinfo=timezone(timedelta(hours=2))),),
            {"state": "failed"},
            "POST",
            "/v1/deliveries/redeliver",
            {"data": [{"id": "msg_1"}], "count": 1},
            lambda v: v == 1,
        ),
        (
            "deliveries.secret",
            (),
            {},
            "GET",
            "/v1/webhook-secret",
            {"secret": "whsec_x"},
            lambda v: v == "whsec_x",
        ),
        (
            "deliveries.turn_secret",
            (),
            {},
            "POST",
            "/v1/webhook-secret/turn",
            {"secret": "whsec_y"},
            lambda v: v == "whsec_y",
        ),
        (
            "files.upload_url",
            ("https://example.com/a.png",),
            {"name": "a"},
            "POST",
            "/api/v1/files/upload/url",
            {"data": {"file_id": "file_x", "file_size": 7}},
            lambda v: (v.file_id, v.file_size) == ("file_x", 7),
        ),
        (
            "files.list",
            (),
            {"page": 2},
            "GET",
            "/api/v1/files/list?page=2&pageSize=20",
            {"data": {"total": 21, "files": [{"file_id": "file_x", "file_name": "a.png"}]}},
            lambda v: (v.total, v.items[0].file_name) == (21, "a.png"),
        ),
        (
            "files.quota",
            (),
            {},
            "GET",
            "/api/v1/files/quota",
            {"data": {"used_files": 3, "max_files": 100, "remain_files": 97}},
            lambda v: (v.used, v.max, v.remaining) == (3, 100, 97),
        ),
        (
            "elements.list",
            (),
            {},
            "GET",
            "/v1/elements?page=1&page_size=20",
            {"data": [{"element_id": "1", "element_name": "Mara"}], "total": 1, "page": 1, "page_size": 20},
            lambda v: v.items[0].name == "Mara",
        ),
    ],
)
def test_each_call(
    sdk: Sdk, name: str, args: Any, options: Any, method: str, target: str, answer: Any, read: Any
) -> None:
    sdk.handler = Api(answer)
    assert read(sdk.call(name, *args, **options))
    (request,) = sdk.handler.requests
    assert (request.method, request.url.raw_path.decode()) == (method, target)
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.headers["user-agent"] == "omnireel-python"


def test_a_span_of_callbacks_is_told_in_utc(sdk: Sdk) -> None:
    sdk.handler = Api({"data": [], "count": 0})
    here = timezone(timedelta(hours=2))
    until = datetime(2026, 11, 25, 12, 30, tzinfo=here)
    sdk.call("deliveries.redeliver_since", datetime(2026, 11, 25, 10, tzinfo=here), until=until)
    (request,) = sdk.handler.requests
    assert json.loads(request.content) == {
        "since": "2026-11-25T08:00:00+00:00",
        "until": "2026-11-25T10:30:00+00:00",
    }


def test_a_refusal_is_a_typed_error(sdk: Sdk) -> None:
    sdk.handler = Api({"error": {"code": "task_not_found", "message": "no such task", "type": "x"}}, 404)
    with pytest.raises(TaskNotFoundError, match="no such task"):
        sdk.call("get", TASK_ID)
    error = {"code": "invalid_request", "message": "duration must be between 3 and 15", "param": "duration"}
    sdk.handler = Api({"error": {**error, "details": [{"param": "duration", "message": "m", "min": 3}]}}, 400)
    with pytest.raises(InvalidRequestError) as caught:
        sdk.call("videos.create", "A boat", duration=99)
    assert caught.value.param == "duration"
    assert caught.value.details[0].extra == {"min": 3}


@pytest.mark.parametrize("answer", [{}, [], "hello", {"id": TASK_ID}, {"id": 5, "status": "pending"}, None])
def test_an_answer_of_something_else_is_said_to_be_that(sdk: Sdk, answer: Any) -> None:
    sdk.handler = Api(answer)
    with pytest.raises(ConnectionFailedError, match="check that the base URL is that of an omnireel server"):
        sdk.call("videos.create", "A boat")


def test_an_html_page_is_said_to_be_something_else(sdk: Sdk) -> None:
    sdk.handler = lambda request: httpx.Response(200, html="<h1>Welcome</h1>")
    with pytest.raises(ConnectionFailedError, match="check that the base URL"):
        sdk.call("credits")


def test_cancelling_what_is_cancelled_is_done_already(sdk: Sdk) -> None:
    """The first cancel may have worked and its answer been lost."""
    status = "cancelled"

    def handler(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            return httpx.Response(400, json={"error": {"code": "invalid_request", "message": "too late"}})
        return httpx.Response(200, json=task_json(status))

    sdk.handler = handler
    assert sdk.call("cancel", TASK_ID) is None
    status = "completed"
    with pytest.raises(InvalidRequestError, match="too late"):
        sdk.call("cancel", TASK_ID)


# --- the clients themselves ----------------------------------------------------------------------


def test_both_clients_have_the_same_methods_with_the_same_parameters() -> None:
    for blocking, awaiting in ((Client, AsyncClient), (TaskHandle, AsyncTaskHandle)):
        names = {name for name in vars(blocking) if not name.startswith("_")}
        assert names == {name for name in vars(awaiting) if not name.startswith("_")}
        for name in names:
            ours, theirs = inspect.getattr_static(blocking, name), inspect.getattr_static(awaiting, name)
            if inspect.isfunction(ours):
                assert inspect.signature(ours).parameters == inspect.signature(theirs).parameters, name


@pytest.mark.parametrize("url", ["", "127.0.0.1:8420", "ftp://a", "http://", "http://a/?b=c", "localhost"])
def test_a_base_url_that_cannot_be_one_is_refused(url: str) -> None:
    with pytest.raises(OmnireelError, match="the base URL must look like"):
        Client(url, KEY)


@pytest.mark.parametrize("key", ["", "sk-a b", "sk-\n", "sk-ü"])
def test_a_key_that_cannot_be_one_is_refused(key: str) -> None:
    with pytest.raises(OmnireelError, match="the API key must be"):
        Client("http://127.0.0.1:1", key)


def test_a_client_does_not_show_its_key() -> None:
    with Client("http://127.0.0.1:8420/", KEY) as client:
        assert repr(client) == "Client('http://127.0.0.1:8420')"


def test_handles_stay_up_to_date() -> None:
    states = iter([task_json("pending"), task_json("processing", 40), task_json("completed", 100)])

    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/events"):
            return httpx.Response(404, json={"error": {"message": "Invalid URL"}})
        return httpx.Response(200, json=next(states))

    with Client("http://127.0.0.1:1", KEY, transport=unread(handler), sleep=lambda _: None) as client:
        task = client.videos.create("A boat")
        assert task.refresh().progress == 40
        seen: list[int] = []
        task.wait(lambda view: seen.append(view.progress))
        assert (task.view.status, seen) == ("completed", [100])


# --- what is meant without a model ---------------------------------------------------------------


def test_pictures_mean_image_to_video_and_footage_wants_a_model() -> None:
    assert body_of("A", {"image_start": "file_x"})["model"] == "kling-o3-image-to-video"
    assert body_of("A", {"image_urls": ["file_x"]})["model"] == "kling-o3-image-to-video"
    assert body_of("A", {"image_urls": []})["model"] == "kling-o3-text-to-video"
    assert body_of("A", {"image_start": "file_x", "model": "m"})["model"] == "m"
    with pytest.raises(TypeError, match=r"kling-o3-video-edit.*kling-o3-reference-to-video"):
        body_of("A", {"video_url": "file_x"})


def test_a_path_as_text_is_pointed_out(sdk: Sdk, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(b"x")
    sdk.handler = Api({})
    for name in ("videos.create", "videos.quote"):
        with pytest.raises(OmnireelError, match=r"give Path\('"):
            sdk.call(name, "A", image_start=str(picture))
    assert sdk.handler.requests == []
