"""Following a task: events over broken connections, waiting, and the fallback to looking."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

import httpx
import pytest

from omnireel.client import AsyncClient, Client
from omnireel.errors import (
    ConnectionFailedError,
    TaskCancelledError,
    TaskFailedError,
    TaskNotFoundError,
    UnauthorizedError,
    WaitTimeoutError,
)
from unit.client.sdk_support import KEY, TASK_ID, BreakingServer, Sdk, http_answer, json_answer, task_json

Breaking = Callable[..., BreakingServer]


def event(version: int, status: str, progress: int = 0, **more: Any) -> bytes:
    return f"id: {version}\nevent: {status}\ndata: {json.dumps(task_json(status, progress, **more))}\n\n".encode()


def stream(*events: bytes) -> bytes:
    """A stream that ends where the connection closes."""
    return http_answer("200 OK", {"Content-Type": "text/event-stream; charset=utf-8"}, b"".join(events))


def cut(*events: bytes) -> bytes:
    """A chunked stream that breaks in the middle of a chunk."""
    body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in events) + b"ff\r\nid: 9"
    return http_answer("200 OK", {"Content-Type": "text/event-stream", "Transfer-Encoding": "chunked"}, body)


NO_STREAM = json_answer({"error": {"message": "Invalid URL (GET /x)", "type": "x"}}, "404 Not Found")


# --- events --------------------------------------------------------------------------------------


def test_events_end_with_the_task(sdk: Sdk, breaking: Breaking) -> None:
    server = breaking(stream(event(1, "pending"), event(2, "processing", 50), event(3, "completed", 100)))
    sdk.url = server.url
    found = sdk.call("events", TASK_ID)
    assert [(one.id, one.kind, one.task.progress) for one in found] == [
        ("1", "pending", 0),
        ("2", "processing", 50),
        ("3", "completed", 100),
    ]
    assert server.requests[0].startswith(f"GET /v1/tasks/{TASK_ID}/events HTTP/1.1")
    assert server.header(0, "last-event-id") is None
    assert server.header(0, "accept") == "text/event-stream"
    assert server.header(0, "authorization") is not None


def test_a_dropped_stream_is_taken_up_where_it_broke(sdk: Sdk, breaking: Breaking) -> None:
    server = breaking(
        cut(event(1, "pending"), event(2, "processing", 10)),
        b"",
        stream(event(2, "processing", 10), event(3, "processing", 60)),
        stream(event(4, "completed", 100)),
    )
    sdk.url = server.url
    assert [one.id for one in sdk.call("events", TASK_ID)] == ["1", "2", "3", "4"]
    assert [server.header(number, "last-event-id") for number in range(4)] == [None, "2", "2", "3"]
    assert sdk.clock.naps == [0.5, 1.0, 0.5]


def test_events_can_begin_after_a_known_one(sdk: Sdk, breaking: Breaking) -> None:
    server = breaking(stream(event(8, "completed", 100)))
    sdk.url = server.url
    assert [one.id for one in sdk.call("events", TASK_ID, "7")] == ["8"]
    assert server.header(0, "last-event-id") == "7"


def test_after_the_last_event_there_is_nothing_more(sdk: Sdk) -> None:
    sdk.handler = lambda request: httpx.Response(204)
    assert sdk.call("events", TASK_ID, "9") == []


def test_a_stream_that_only_breaks_is_given_up(sdk: Sdk, breaking: Breaking) -> None:
    server = breaking(*[stream(b": hello\n\n")] * 5)
    sdk.url = server.url
    with pytest.raises(ConnectionFailedError, match=r"keeps breaking: .* ended before its time"):
        sdk.call("events", TASK_ID)
    assert len(server.requests) == 5
    assert sdk.clock.naps == [0.5, 1.0, 2.0, 4.0]


def test_a_stream_of_something_else_is_given_up(sdk: Sdk, breaking: Breaking) -> None:
    server = breaking(*[stream(b"id: 1\ndata: hello\n\n")] * 5)
    sdk.url = server.url
    with pytest.raises(ConnectionFailedError, match="keeps breaking"):
        sdk.call("events", TASK_ID)


def test_a_busy_server_is_asked_again_when_it_says(sdk: Sdk, breaking: Breaking) -> None:
    busy = http_answer("503 Busy", {"Retry-After": 7, "Content-Length": 0})
    server = breaking(busy, stream(event(1, "completed", 100)))
    sdk.url = server.url
    assert len(sdk.call("events", TASK_ID)) == 1
    assert 7 in sdk.clock.naps


def test_a_refused_stream_is_a_typed_error(sdk: Sdk, breaking: Breaking) -> None:
    answer = json_answer({"error": {"code": "task_not_found", "message": "no such task"}}, "404 Not Found")
    sdk.url = breaking(answer).url
    with pytest.raises(TaskNotFoundError, match="no such task"):
        sdk.call("events", TASK_ID)


def test_leaving_the_events_early_closes_the_stream() -> None:
    class Endless(httpx.SyncByteStream, httpx.AsyncByteStream):
        open = True

        def __iter__(self) -> Any:
            while True:
                yield event(1, "processing") + event(2, "processing")

        async def __aiter__(self) -> Any:
            for part in self:
                yield part

        def close(self) -> None:
            self.open = False

        async def aclose(self) -> None:
            self.open = False

    def transport(body: Endless) -> httpx.MockTransport:
        head = {"Content-Type": "text/event-stream"}
        return httpx.MockTransport(lambda request: httpx.Response(200, headers=head, stream=body))

    body = Endless()
    with Client("http://127.0.0.1:1", KEY, transport=transport(body)) as client:
        events = client.events(TASK_ID)
        assert next(events).id == "1"
        assert body.open
        del events
        assert not body.open

    async def go() -> None:
        body = Endless()
        async with AsyncClient("http://127.0.0.1:1", KEY, transport=transport(body)) as client:
            async with aclosing(client.events(TASK_ID)) as events:
                assert (await anext(events)).id == "1"
                assert body.open
            assert not body.open

    asyncio.run(go())


# --- wait ----------------------------------------------------------------------------------------


def test_wait_follows_the_events_and_returns_the_task(sdk: Sdk, breaking: Breaking) -> None:
    done = event(3, "completed", 100, results=["http://x/clip.mp4"])
    server = breaking(cut(event(1, "pending"), event(2, "processing", 40)), stream(done))
    sdk.url = server.url
    seen: list[int] = []
    task = sdk.call("wait", TASK_ID, lambda view: seen.append(view.progress))
    assert task.results == ("http://x/clip.mp4",)
    assert seen == [0, 40, 100]
    assert len(server.requests) == 2


def test_wait_raises_what_became_of_the_task(sdk: Sdk, breaking: Breaking) -> None:
    error = {"code": "service_error", "message": "the engine crashed.", "suggestion": "Submit again."}
    sdk.url = breaking(stream(event(2, "failed", error=error))).url
    with pytest.raises(TaskFailedError) as caught:
        sdk.call("wait", TASK_ID)
    assert (caught.value.code, caught.value.task_id) == ("service_error", TASK_ID)
    assert caught.value.message == f"{TASK_ID} failed: the engine crashed. Submit again. (service_error)"
    sdk.url = breaking(
        stream(event(2, "cancelled", error={"code": "request_cancelled", "message": "taken back"}))
    ).url
    with pytest.raises(TaskCancelledError, match="taken back"):
        sdk.call("wait", TASK_ID)


def test_wait_looks_now_and_then_where_there_is_no_stream(sdk: Sdk, breaking: Breaking) -> None:
    server = breaking(
        NO_STREAM,
        json_answer(task_json("pending")),
        json_answer(task_json("processing", 40)),
        json_answer(task_json("completed", 100)),
    )
    sdk.url = server.url
    seen: list[int] = []
    assert sdk.call("wait", TASK_ID, lambda view: seen.append(view.progress)).status == "completed"
    assert seen == [0, 40, 100]
    assert sdk.clock.naps == [5.0, 5.0]


def test_wait_looks_where_the_stream_keeps_breaking(sdk: Sdk, breaking: Breaking) -> None:
    server = breaking(*[stream()] * 5, json_answer(task_json("completed", 100)))
    sdk.url = server.url
    assert sdk.call("wait", TASK_ID).status == "completed"


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [(404, "task_not_found", TaskNotFoundError), (401, "unauthorized", UnauthorizedError)],
)
def test_wait_for_an_unknown_task_or_with_a_wrong_key_says_so(
    sdk: Sdk, status: int, code: str, error: type[Exception]
) -> None:
    sdk.handler = lambda request: httpx.Response(status, json={"error": {"code": code, "message": "m"}})
    with pytest.raises(error):
        sdk.call("wait", TASK_ID)


def test_a_wait_that_takes_too_long_ends_and_says_that_the_task_goes_on(sdk: Sdk) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/events"):
            return httpx.Response(405, json={})
        return httpx.Response(200, json=task_json("processing", 3))

    sdk.handler = handler
    with pytest.raises(WaitTimeoutError, match="goes on at the server"):
        sdk.call("wait", TASK_ID, timeout_s=12)
    assert sdk.clock.naps == [5.0, 5.0, 2.0]


def test_the_time_limit_holds_while_events_come(sdk: Sdk) -> None:
    def body() -> Any:
        for version in range(1, 100):
            sdk.clock.now_s += 1
            yield event(version, "processing", version)

    class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
        def __iter__(self) -> Any:
            return body()

        async def __aiter__(self) -> Any:
            for part in body():
                yield part

    sdk.handler = lambda request: httpx.Response(200, headers={"Content-Type": "text/event-stream"}, stream=Body())
    seen: list[int] = []
    with pytest.raises(WaitTimeoutError):
        sdk.call("wait", TASK_ID, lambda view: seen.append(view.progress), timeout_s=10)
    assert seen == list(range(1, 11))


def test_the_gap_of_a_stream_is_no_longer_than_the_time_that_is_left(sdk: Sdk) -> None:
    limits: list[float] = []

    def handler(request: httpx.Request) -> httpx.Response:
        limits.append(request.extensions["timeout"]["read"])
        raise httpx.ReadTimeout("quiet", request=request)

    sdk.handler = handler
    with pytest.raises(WaitTimeoutError):
        sdk.call("wait", TASK_ID, timeout_s=1)
    assert limits == [1.0, 0.5]


def test_a_quiet_stream_that_held_for_a_while_is_no_failure(sdk: Sdk) -> None:
    """A task may wait for long without a change, and a proxy may cut the connection every minute."""

    def handler(request: httpx.Request) -> httpx.Response:
        sdk.clock.now_s += 30
        if sdk.clock.now_s > 2000:
            done = event(1, "completed", 100)
            return httpx.Response(200, headers={"Content-Type": "text/event-stream"}, content=done)
        return httpx.Response(200, headers={"Content-Type": "text/event-stream"}, content=b": quiet\n\n")

    sdk.handler = handler
    assert sdk.call("wait", TASK_ID).status == "completed"
    assert len(sdk.clock.naps) > 10
