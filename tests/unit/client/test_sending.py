"""When a call is sent again, and when not."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from omnireel.client.effects import translated
from omnireel.errors import (
    ApiError,
    ConnectionFailedError,
    InternalServerError,
    RateLimitError,
    ServiceUnavailableError,
    UpstreamError,
)
from unit.client.sdk_support import TASK_ID, BreakingServer, Sdk, json_answer, task_json

Answer = httpx.Response | Exception


class Script:
    """Answers with the given answers in turn, the last one for ever."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def ok() -> httpx.Response:
    return httpx.Response(200, json=task_json("pending"))


def refusal(status: int, **headers: str) -> httpx.Response:
    return httpx.Response(status, json={"error": {"message": "no", "type": "x"}}, headers=headers)


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ConnectError("refused"),
        httpx.ReadTimeout("slow"),
        httpx.ReadError("reset"),
        httpx.RemoteProtocolError("closed"),
        refusal(429),
        refusal(502),
        refusal(503),
    ],
)
def test_a_passing_failure_is_survived_with_one_and_the_same_key(sdk: Sdk, failure: Answer) -> None:
    sdk.handler = script = Script(failure, failure, ok())
    assert sdk.call("videos.create", "A boat").id == TASK_ID
    assert len({request.headers["idempotency-key"] for request in script.requests}) == 1
    assert len({request.content for request in script.requests}) == 1
    assert sdk.clock.naps == [0.5, 1.0]


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 409, 413, 500])
def test_other_refusals_are_not_asked_for_twice(sdk: Sdk, status: int) -> None:
    sdk.handler = script = Script(refusal(status))
    with pytest.raises(ApiError) as caught:
        sdk.call("videos.create", "A boat")
    assert caught.value.status == status
    assert len(script.requests) == 1


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (httpx.ConnectError("refused"), ConnectionFailedError),
        (refusal(429), RateLimitError),
        (refusal(502), UpstreamError),
        (refusal(503), ServiceUnavailableError),
    ],
)
def test_tries_are_bounded(sdk: Sdk, failure: Answer, error: type[Exception]) -> None:
    sdk.handler = script = Script(failure)
    with pytest.raises(error):
        sdk.call("get", TASK_ID)
    assert len(script.requests) == 5
    assert sdk.clock.naps == [0.5, 1.0, 2.0, 4.0]


def test_retry_after_is_honoured(sdk: Sdk) -> None:
    sdk.handler = Script(refusal(429, **{"retry-after": "17"}), ok())
    sdk.call("videos.create", "A boat")
    assert sdk.clock.naps == [17]


def test_a_server_that_asks_for_too_long_a_pause_is_not_waited_for(sdk: Sdk) -> None:
    sdk.handler = script = Script(refusal(503, **{"retry-after": "61"}))
    with pytest.raises(ServiceUnavailableError) as caught:
        sdk.call("videos.create", "A boat")
    assert caught.value.retry_after_s == 61
    assert len(script.requests) == 1


def test_pauses_are_spread_by_chance(sdk: Sdk) -> None:
    sdk.timing = {"chance": lambda: 0.0}
    sdk.handler = Script(refusal(503), refusal(503), ok())
    sdk.call("videos.create", "A boat")
    assert sdk.clock.naps == [0.25, 0.5]


def test_a_lost_answer_over_a_real_connection(sdk: Sdk, breaking: Any) -> None:
    server: BreakingServer = breaking(b"", b"HTTP/1.1 200 OK\r\nContent-Le", json_answer(task_json("pending")))
    sdk.url = server.url
    assert sdk.call("videos.create", "A boat").id == TASK_ID
    assert len({server.header(number, "idempotency-key") for number in range(3)}) == 1


def test_nobody_there_names_the_address(sdk: Sdk, breaking: Any) -> None:
    server: BreakingServer = breaking()
    sdk.url = server.url
    server.close()
    with pytest.raises(ConnectionFailedError, match=rf"{server.url} cannot be reached"):
        sdk.call("get", TASK_ID)


def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(
    sdk: Sdk, breaking: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    server: BreakingServer = breaking(json_answer(task_json()))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    sdk.url = server.url
    assert sdk.call("get", TASK_ID).id == TASK_ID


def test_every_network_error_of_httpx_becomes_ours(sdk: Sdk) -> None:
    def walk(kind: type[httpx.RequestError]) -> list[type[httpx.RequestError]]:
        return [kind, *(found for sub in kind.__subclasses__() for found in walk(sub))]

    kinds = walk(httpx.RequestError)
    assert len(kinds) > 12
    for kind in kinds:
        assert isinstance(translated(kind("x")), ConnectionFailedError)
        sdk.handler = Script(kind("x"))
        with pytest.raises(ConnectionFailedError):
            sdk.call("get", TASK_ID)


def test_a_500_is_an_internal_server_error(sdk: Sdk) -> None:
    sdk.handler = Script(refusal(500))
    with pytest.raises(InternalServerError):
        sdk.call("get", TASK_ID)
