"""Every error code that this server sends (contract 5.2 and our own), one test each with the exact body; and what
is no error of the caller."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import httpx
import pytest
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from api.route_table import routes_of
from api.stand import BODY, CREATE, Stand, open_stand
from api.streams import open_stream
from omnireel.api.causes import CAUSES
from omnireel.errors import api_errors
from omnireel.store.base import StoreError

KEY_16 = {"Idempotency-Key": "run_0123456789ab"}
INVALID = "invalid_request_error"


def is_error(answer: httpx.Response, status: int, **members: Any) -> None:
    """The answer is this status with exactly these members, as JSON, with an id."""
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-request-id"].startswith("req_")
    assert answer.json() == {"error": members}


def test_every_code_that_is_sent_has_its_test() -> None:
    here = vars(sys.modules[__name__])
    sent = {kind.code for kind, cause in CAUSES.items() if cause.sent}
    assert {code for code in sent if f"test_{code}" not in here} == set()


def test_every_error_has_a_cause() -> None:
    assert set(CAUSES) == set(api_errors())


async def test_invalid_request(still: Stand) -> None:
    answer = await still.client.post(CREATE, json={**BODY, "duration": 2, "sound": 1})
    is_error(
        answer,
        400,
        code="invalid_request",
        message="duration must be between 3 and 15 (got 2)",
        type=INVALID,
        param="duration",
        min=3,
        max=15,
        details=[
            {"param": "duration", "message": "duration must be between 3 and 15 (got 2)", "min": 3, "max": 15},
            {"param": "sound", "message": "sound must be one of on, off (got 1)", "allowed_values": ["on", "off"]},
        ],
    )


async def test_role_denied(still: Stand) -> None:
    user = still.client_of((await still.client.post("/v1/keys", json={})).json()["key"])
    is_error(
        await user.get("/v1/providers"),
        403,
        code="role_denied",
        message="Only keys of the role operate see the server's providers",
        type=INVALID,
    )


async def test_campaign_not_found(still: Stand) -> None:
    is_error(
        await still.client.get("/v1/campaigns/campaign-1-nobody00"),
        404,
        code="campaign_not_found",
        message="The requested campaign could not be found",
        type=INVALID,
    )


async def test_key_not_found(still: Stand) -> None:
    is_error(
        await still.client.delete("/v1/keys/key_x"),
        404,
        code="key_not_found",
        message="The requested key could not be found",
        type=INVALID,
    )


async def test_invalid_task_id(still: Stand) -> None:
    is_error(
        await still.client.get("/v1/tasks/7"),
        400,
        code="invalid_task_id",
        message="Invalid task ID format, must start with 'task-unified-'",
        type=INVALID,
        param="task_id",
    )


async def test_unauthorized(still: Stand) -> None:
    answer = await still.client_of("sk-wrong").get("/v1/credits")
    is_error(
        answer,
        401,
        code="unauthorized",
        message=f"Invalid API key (request id: {answer.headers['x-request-id']})",
        type="authentication_error",
        param=None,
    )


async def test_insufficient_quota(still: Stand) -> None:
    poor = still.client_of(await still.make_key("poor", credits=12))
    is_error(
        await poor.post(CREATE, json=BODY),
        402,
        code="insufficient_quota",
        message=(
            "Insufficient quota. Please top up your account. The request needs 27 credits, 12 are available."
        ),
        type="insufficient_quota",
        estimated_credits=27,
        account_balance_credits=12,
        limit_scope="account",
    )


async def test_permission_denied(still: Stand) -> None:
    is_error(
        await still.client.get("/results/task-unified-1-x.mp4?expires=1&signature=x"),
        403,
        code="permission_denied",
        message="This link was not signed by this server",
        type=INVALID,
    )


async def test_model_not_found(still: Stand) -> None:
    for answer in (
        await still.client.post(CREATE, json={**BODY, "model": "kling-o9"}),
        await still.client.get("/v1/models/kling-o9"),
    ):
        is_error(
            answer,
            404,
            code="model_not_found",
            message="Model 'kling-o9' is not available for this API key. Call GET /v1/models for the list.",
            type=INVALID,
            param="model",
        )


async def test_model_access_denied(still: Stand) -> None:
    bound = still.client_of(await still.make_key("bound", models=["kling-o3-video-edit"]))
    for query in ("", "?dry_run=true"):
        is_error(
            await bound.post(CREATE + query, json=BODY),
            403,
            code="model_access_denied",
            message="Token does not have access to model: kling-o3-text-to-video",
            type=INVALID,
            param="model",
            allowed_models=["kling-o3-video-edit"],
        )
    assert [entry["id"] for entry in (await bound.get("/v1/models")).json()["data"]] == ["kling-o3-video-edit"]


async def test_rate_limit_exceeded(tmp_path: Path) -> None:
    async with open_stand(tmp_path, start=False, creations_per_minute_max=2) as stand:
        for _ in range(2):
            await stand.create()
        answer = await stand.client.post(CREATE, json=BODY)
        is_error(
            answer,
            429,
            code="rate_limit_exceeded",
            message="Too many requests, please try again later",
            type="rate_limit_error",
        )
        wait_s = int(answer.headers["retry-after"])
        assert 1 <= wait_s <= 60
        other = stand.client_of(await stand.make_key("other"))
        assert (await other.post(CREATE, json=BODY)).status_code == 200
        stand.clock.advance(wait_s)
        await stand.create()


async def test_task_not_found(still: Stand) -> None:
    is_error(
        await still.client.get("/v1/tasks/task-unified-1-nothing1"),
        404,
        code="task_not_found",
        message="The requested task could not be found",
        type=INVALID,
    )


async def test_resource_not_found(stand: Stand) -> None:
    link = (await stand.completed())["results"][0]
    stand.clock.advance(25 * 3600)
    is_error(
        await stand.client.get(link),
        410,
        code="resource_not_found",
        message="This link has expired: result links live 24 hours. Read the task again for a new one",
        type=INVALID,
    )


@pytest.mark.parametrize("path", ["/v1/xyz", "/v2", "/v1/tasks/", "/v1/videos/generations/", "/files/x", "/docs"])
async def test_a_path_that_does_not_exist(still: Stand, path: str) -> None:
    is_error(await still.client.post(path), 404, message=f"Invalid URL (POST {path})", type=INVALID)


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("GET", CREATE, "POST"),
        ("DELETE", "/v1/tasks", "GET"),
        ("PUT", "/v1/tasks/task-unified-1", "GET, DELETE"),
        # As a task id, `batch` can be read and cancelled, too: each answers that it is none.
        ("PATCH", "/v1/tasks/batch", "GET, POST, DELETE"),
        ("OPTIONS", "/v1/credits", "GET"),
        ("BREW", "/healthz", "GET"),
    ],
)
async def test_method_not_allowed(still: Stand, method: str, path: str, allow: str) -> None:
    answer = await still.client.request(method, path)
    is_error(
        answer,
        405,
        code="method_not_allowed",
        message=f"{method} is not allowed on {path}",
        type=INVALID,
    )
    assert answer.headers["allow"] == allow


async def test_idempotency_conflict(still: Stand) -> None:
    await still.client.post(CREATE, json=BODY, headers=KEY_16)
    is_error(
        await still.client.post(CREATE, json={**BODY, "prompt": "Another"}, headers=KEY_16),
        409,
        code="idempotency_conflict",
        message="This Idempotency-Key was already used with a different request body",
        type=INVALID,
        param="Idempotency-Key",
    )


async def test_element_not_found(still: Stand) -> None:
    for method in ("GET", "DELETE"):
        is_error(
            await still.client.request(method, "/v1/elements/846221095377403904"),
            404,
            code="element_not_found",
            message="The requested element could not be found",
            type=INVALID,
        )


async def test_request_too_large(still: Stand) -> None:
    for path in (CREATE, "/v1/tasks/batch"):
        is_error(
            await still.client.post(path, content=b" " * (30 * 1024 * 1024 + 1)),
            413,
            code="request_too_large",
            message="The request body is too large: at most 31457280 bytes are accepted",
            type=INVALID,
            max=31_457_280,
        )


async def test_range_not_satisfiable(stand: Stand) -> None:
    link = (await stand.completed())["results"][0]
    answer = await stand.client.get(link, headers={"range": "bytes=999999999-"})
    size = int(answer.headers["content-range"].removeprefix("bytes */"))
    is_error(
        answer,
        416,
        code="range_not_satisfiable",
        message="The requested range lies outside the file",
        type=INVALID,
        size=size,
    )


async def test_internal_error(
    still: Stand, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def broken(caller: object) -> None:
        raise RuntimeError("the password is swordfish")

    monkeypatch.setattr(still.platform.studio, "account", broken)
    answer = await still.client.get("/v1/credits")
    is_error(answer, 500, code="internal_error", message="Internal server error", type="api_error")
    assert "swordfish" not in answer.text + str(answer.headers)
    # The operator sees it, with the id that the customer has.
    log = capsys.readouterr().out
    assert "swordfish" in log
    assert answer.headers["x-request-id"] in log
    assert "status=500" in log


@pytest.mark.parametrize("method", ["read", "write"])
async def test_service_unavailable(still: Stand, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    asked = await still.client.post(CREATE, json=BODY)
    assert asked.status_code == 200

    async def refuse(verb: Generator[Any, Any, Any], **options: Any) -> None:
        verb.close()
        raise StoreError("disk I/O error in /var/lib/omnireel")

    with monkeypatch.context() as patched:
        patched.setattr(still.platform.store, method, refuse)
        answer = await still.client.post(CREATE, json=BODY)
    is_error(
        answer,
        503,
        code="service_unavailable",
        message="The service is not ready, please try again later",
        type="service_unavailable_error",
    )
    assert int(answer.headers["retry-after"]) >= 1
    assert (await still.client.post(CREATE, json=BODY)).status_code == 200


PNG = b"\x89PNG\r\n\x1a\n" + bytes(99)
UPLOAD = "/api/v1/files/upload/stream"


async def test_unsupported_file_type(still: Stand) -> None:
    """The files API has a shape of its own; its links answer in the contract's."""
    answer = await still.client.post(UPLOAD, files={"file": ("a.png", b"PK\x03\x04" + bytes(99))})
    assert answer.status_code == 400
    assert answer.json() == {"success": False, "code": 400, "msg": "Unsupported file type: application/zip"}


async def test_file_quota_exceeded(tmp_path: Path) -> None:
    async with open_stand(tmp_path, start=False, files_max=0) as stand:
        answer = await stand.client.post(UPLOAD, files={"file": ("a.png", PNG)})
        assert (answer.status_code, answer.json()["code"]) == (403, 403)


async def test_upstream_error(still: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_such_name(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    answer = await still.client.post(
        "/api/v1/files/upload/url", json={"file_url": "https://nowhere.example.com/a.png"}
    )
    assert answer.status_code == 502
    body = answer.json()
    assert (body["success"], body["code"]) == (False, 502)
    assert "could not be fetched: nowhere.example.com could not be reached" in body["msg"]


async def test_file_gone(still: Stand) -> None:
    data = (await still.client.post(UPLOAD, files={"file": ("a.png", PNG)})).json()["data"]
    still.clock.advance(72 * 3600)
    message = f"The file {data['file_id']} has expired. Upload it again"
    is_error(await still.client.get(data["file_url"]), 410, code="file_gone", message=message, type=INVALID)


async def test_delivery_not_found(still: Stand) -> None:
    answer = await still.client.get("/v1/deliveries/msg_none")
    message = "The requested delivery could not be found"
    is_error(answer, 404, code="delivery_not_found", message=message, type=INVALID)


async def test_every_answer_has_an_id_of_its_own(stand: Stand) -> None:
    shown = await stand.completed()
    seen = set()
    for method, path in [*routes_of(stand.app), ("GET", "/nothing"), ("BREW", "/healthz")]:
        names = dict.fromkeys(re.findall(r"{(\w+)}", path), "x")
        url = path.format(**{**names, "task_id": shown["id"]})
        if url == "/v1/events":  # goes on for ever
            async with open_stream(stand.app, url, {"authorization": f"Bearer {stand.key}"}) as endless:
                seen.add(endless.headers["x-request-id"])
            continue
        answer = await stand.client.request(method, url, json={})
        assert len(answer.headers.get_list("x-request-id")) == 1, path
        assert answer.status_code < 500, path
        seen.add(answer.headers["x-request-id"])
    assert len(seen) == len(routes_of(stand.app)) + 2


async def test_the_id_of_an_answer_is_in_the_log(still: Stand) -> None:
    with capture_logs(processors=[merge_contextvars]) as lines:
        answer = await still.client.get("/v1/tasks/nonsense")
    [line] = [line for line in lines if line["event"] == "answered"]
    assert line["request_id"] == answer.headers["x-request-id"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/v1/tasks/nonsense", 400)


def test_a_log_in_json_does_not_show_local_variables() -> None:
    """Among them are keys and prompts."""
    program = (
        "import structlog; from omnireel.studio.logs import configure_logs\n"
        "def authenticate(key): raise RuntimeError('a bug')\n"
        "configure_logs(format='json', level='info')\n"
        "try: authenticate('sk-' + 'swordfish')\n"
        "except RuntimeError as error: structlog.get_logger().error('failed', exc_info=error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "a bug" in done.stderr
    assert "swordfish" not in done.stderr
