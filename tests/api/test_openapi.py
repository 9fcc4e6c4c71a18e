"""The OpenAPI document: sound in itself, complete, and true of the running application."""

from __future__ import annotations

import asyncio
import json
import re
import shlex
from collections.abc import Awaitable, Callable, Iterator
from importlib.metadata import version
from typing import Any

import httpx
import pytest

from api.json_schema import problems, resolve, strict
from api.route_table import routes_of
from api.stand import BODY, CREATE, KEY, Stand
from api.streams import open_stream
from api.test_files import PNG, Elsewhere
from api.test_media import make_element
from omnireel.api.app import VERSION
from omnireel.api.examples import CAMPAIGN_ID, ELEMENT_ID, FILE_ID, KEY_ID, UPLOAD_BASE64, UPLOAD_ID
from omnireel.api.openapi import EXAMPLE_HOST, document, errors_of
from omnireel.api.operations import OPERATIONS
from omnireel.core.catalogue import CATALOGUE
from omnireel.media.outbound import Outbound, OutboundError
from omnireel.wire.creation import body_type

DOCUMENT = document(VERSION)
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
IDS = [operation.id for operation in OPERATIONS]


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, entry in DOCUMENT["paths"].items():
        for method, operation in entry.items():
            yield method, path, operation


def every_object(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from every_object(part)
    elif isinstance(value, list):
        for part in value:
            yield from every_object(part)


def of_parameter(name: str) -> dict[str, Any]:
    found: dict[str, Any] = resolve(DOCUMENT, name)
    return found


# --- sound in itself -----------------------------------------------------------------------------


async def test_it_is_served_as_it_is_made(still: Stand) -> None:
    answer = await still.client_of(None).get("/openapi.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == json.loads(json.dumps(DOCUMENT))


def test_the_frame() -> None:
    assert DOCUMENT["openapi"] == "3.1.0"
    assert DOCUMENT["info"].keys() >= {"title", "version", "description"}
    assert DOCUMENT["info"]["version"] == version("omnireel")
    assert DOCUMENT.keys() <= {"openapi", "info", "servers", "tags", "security", "paths", "components"}
    assert DOCUMENT["components"].keys() <= {"schemas", "parameters", "headers", "securitySchemes"}
    for group in DOCUMENT["components"].values():
        assert all(re.fullmatch(r"[A-Za-z0-9._-]+", name) for name in group)
    names = [tag["name"] for tag in DOCUMENT["tags"]]
    assert sorted(set(names)) == sorted(names)
    schemes = set(DOCUMENT["components"]["securitySchemes"])
    for part in [DOCUMENT, *(operation for _, _, operation in operations())]:
        for requirement in part.get("security", []):
            assert set(requirement) <= schemes


def test_every_reference_resolves_and_nothing_lies_about() -> None:
    used = {part["$ref"] for part in every_object(DOCUMENT) if "$ref" in part}
    for ref in used:
        resolve(DOCUMENT, ref)
    mapped = {
        target
        for part in every_object(DOCUMENT)
        if isinstance(part.get("discriminator"), dict)
        for target in part["discriminator"]["mapping"].values()
    }
    assert mapped <= used
    for group in ("schemas", "parameters", "headers"):
        assert {f"#/components/{group}/{name}" for name in DOCUMENT["components"][group]} <= used, group


@pytest.mark.parametrize(("method", "path", "operation"), list(operations()), ids=IDS)
def test_each_operation_is_well_formed(method: str, path: str, operation: dict[str, Any]) -> None:
    assert method in METHODS
    assert operation.keys() >= {"operationId", "tags", "summary", "description", "responses", "x-codeSamples"}
    assert operation.keys() <= {
        "operationId",
        "tags",
        "summary",
        "description",
        "parameters",
        "requestBody",
        "responses",
        "callbacks",
        "security",
        "x-codeSamples",
    }
    assert operation["description"].endswith(".")
    assert set(operation["tags"]) <= {tag["name"] for tag in DOCUMENT["tags"]}
    parameters = [of_parameter(entry["$ref"]) for entry in operation.get("parameters", [])]
    for parameter in parameters:
        assert parameter.keys() >= {"name", "in", "description", "schema"}
        assert parameter["in"] in ("path", "query", "header")
        assert parameter["in"] != "path" or parameter["required"] is True
        if "example" in parameter:
            assert problems(DOCUMENT, parameter["schema"], parameter["example"]) == []
    assert {entry["name"] for entry in parameters if entry["in"] == "path"} == set(re.findall(r"{(\w+)}", path))
    assert len({(entry["name"], entry["in"]) for entry in parameters}) == len(parameters)
    for status, response in operation["responses"].items():
        assert re.fullmatch(r"[1-5]\d\d", status)
        assert response["description"]
        assert "X-Request-Id" in response["headers"]
    for part in every_object(operation):
        content = part.get("content")
        if isinstance(content, dict):
            for media in content.values():
                assert media.keys() == {"schema", "examples"}
                for example in media["examples"].values():
                    assert example.keys() == {"value"}
                    assert problems(DOCUMENT, media["schema"], example["value"]) == []


def test_operation_ids_are_unique() -> None:
    ids = [operation["operationId"] for _, _, operation in operations()]
    assert len(set(ids)) == len(ids)


# --- complete ------------------------------------------------------------------------------------


async def test_every_route_is_described_and_every_description_is_a_route(still: Stand) -> None:
    described = {(method.upper(), path) for method, path, _ in operations()}
    assert described == {entry for entry in routes_of(still.app) if entry[1] != "/openapi.json"}


def test_every_model_that_is_served_is_a_body() -> None:
    schema = DOCUMENT["paths"][CREATE]["post"]["requestBody"]["content"]["application/json"]["schema"]
    served = list(CATALOGUE.values())
    assert schema["discriminator"]["propertyName"] == "model"
    assert list(schema["discriminator"]["mapping"]) == [card.id for card in served]
    for card in served:
        made = resolve(DOCUMENT, schema["discriminator"]["mapping"][card.id])
        # The very type that validates, its defaults and bounds included.
        own = body_type(card).model_json_schema(ref_template="#/components/schemas/{model}")
        own.pop("$defs", None)
        assert made == own
        if "duration" in made["properties"]:
            assert made["properties"]["duration"]["default"] == card.duration_default_s


def test_every_secured_operation_documents_its_refusals() -> None:
    for _, path, operation in operations():
        statuses = set(operation["responses"])
        assert "500" in statuses or path == "/readyz"
        if operation.get("security") == []:
            assert "401" not in statuses
        else:
            assert {"401", "503"} <= statuses
        if "{task_id}" in path:
            assert {"400", "404"} <= statuses


def test_the_headers_that_the_contract_names() -> None:
    creation = DOCUMENT["paths"][CREATE]["post"]
    names = {of_parameter(entry["$ref"])["name"] for entry in creation["parameters"]}
    assert names == {"dry_run", "Idempotency-Key"}
    assert "Idempotency-Replayed" in creation["responses"]["200"]["headers"]
    assert "Retry-After" in creation["responses"]["503"]["headers"]
    events = DOCUMENT["paths"]["/v1/tasks/{task_id}/events"]["get"]
    assert {of_parameter(entry["$ref"])["name"] for entry in events["parameters"]} == {"task_id", "Last-Event-ID"}
    assert list(events["responses"]["200"]["content"]) == ["text/event-stream"]
    result = DOCUMENT["paths"]["/results/{name}"]["get"]
    assert list(result["responses"]["200"]["content"]) == ["video/mp4"]
    assert DOCUMENT["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"


def test_the_callback_is_described() -> None:
    callback = DOCUMENT["paths"][CREATE]["post"]["callbacks"]["taskEnded"]["{$request.body#/callback_url}"]["post"]
    assert {entry["name"] for entry in callback["parameters"]} == {
        "webhook-id",
        "webhook-timestamp",
        "webhook-signature",
    }


# --- true ----------------------------------------------------------------------------------------


async def test_the_examples_of_a_creation_work(still: Stand) -> None:
    examples = DOCUMENT["paths"][CREATE]["post"]["requestBody"]["content"]["application/json"]["examples"]
    assert len(examples) >= 3
    for example in examples.values():
        answer = await still.client.post(CREATE, json=example["value"])
        assert answer.status_code == 200, answer.text
        assert "warnings" not in answer.json()


def check(method: str, path: str, answer: httpx.Response) -> None:
    """The answer is one that the document knows, member by member and header by header."""
    described = DOCUMENT["paths"][path][method.lower()]["responses"][str(answer.status_code)]
    for name in described["headers"]:
        assert name.lower() in answer.headers or name == "Idempotency-Replayed", name
    if method == "HEAD" or answer.status_code == 204:
        assert answer.content == b""
        return
    kind = answer.headers["content-type"].partition(";")[0]
    assert kind in described["content"] or "*/*" in described["content"], kind
    if kind == "application/json":
        schema = described["content"][kind]["schema"]
        assert strict(DOCUMENT, schema, answer.json()) == [], f"{method} {path} {answer.status_code}"


FILE_PATHS = ("/files/{file_id}/{name}", "/api/v1/files/download/{file_id}")


async def test_real_answers_fit_their_schemas(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every operation, in every state of a task, and every refusal that can be brought about from outside."""
    seen: set[tuple[str, str, int]] = set()

    async def ask(
        method: str, path: str, client: httpx.AsyncClient | None = None, **options: Any
    ) -> httpx.Response:
        url = path.format(**options.pop("fill", {}))
        answer = await (client or stand.client).request(method, url, **options)
        check(method, path, answer)
        seen.add((method, path, answer.status_code))
        return answer

    headers = {"Idempotency-Key": "run_0123456789ab"}
    made = {}
    for state, script in (
        ("completed", "success"),
        ("failed", "rejected"),
        ("cancelled", "slow"),
        ("processing", "slow"),
    ):
        await stand.play(script)
        made[state] = (await stand.create(n=1))["id"]
        if state in ("completed", "failed"):
            await stand.reached(made[state])
        elif state == "cancelled":
            await ask("POST", "/v1/tasks/{task_id}/cancel", fill={"task_id": made[state]})
        else:
            await stand.reached(made[state], state)
    for task_id in made.values():
        await ask("GET", "/v1/tasks/{task_id}", fill={"task_id": task_id})
        await ask("GET", "/v1/tasks/{task_id}/statement", fill={"task_id": task_id})
    done = {"task_id": made["completed"]}
    await ask("GET", "/v1/tasks/{task_id}/events", fill=done)
    await ask("GET", "/v1/tasks/{task_id}/events", fill=done, headers={"last-event-id": "4"})
    async with open_stream(stand.app, "/v1/events", {"authorization": f"Bearer {stand.key}"}) as endless:
        assert endless.status == 200
        seen.add(("GET", "/v1/events", 200))
    link = (await stand.client.get(f"/v1/tasks/{made['completed']}")).json()["results"][0]
    fill = {"name": made["completed"] + ".mp4"}
    query = httpx.URL(link).params
    for method in ("GET", "HEAD"):
        await ask(method, "/results/{name}", fill=fill, params=query)
        await ask(method, "/results/{name}", fill=fill, params=query, headers={"range": "bytes=0-3"})
        await ask(method, "/results/{name}", fill=fill, params=query, headers={"range": "bytes=99999999-"})
        await ask(method, "/results/{name}", fill=fill)
    for body in (BODY, BODY, {**BODY, "duration": 6}, {**BODY, "model": "x"}, {"model": 1}):
        await ask("POST", CREATE, json=body, headers=headers)
    for body in (BODY, {**BODY, "duration": 99}):
        await ask("POST", CREATE, json=body, params={"dry_run": "true"})
    for path in (CREATE, "/v1/tasks/batch"):
        await ask("POST", path, headers={"content-length": "9" * 12}, content=b"x")
    poor = stand.client_of(await stand.make_key("poor", credits=1))
    await ask("POST", CREATE, poor, json=BODY)
    bound = stand.client_of(await stand.make_key("bound", models=["kling-o3-video-edit"]))
    await ask("POST", CREATE, bound, json=BODY)
    await ask("GET", "/v1/models", bound)
    await ask("GET", "/v1/tasks")
    await ask("GET", "/v1/tasks", params={"page": "0"})
    await ask("POST", "/v1/tasks/batch", json={"task_ids": list(made.values())})
    await ask("POST", "/v1/tasks/batch", json={})
    await ask("GET", "/v1/credits")
    await ask("GET", "/v1/credits", poor)
    await ask("GET", "/v1/models")
    for model in (BODY["model"], "x"):
        await ask("GET", "/v1/models/{model}", fill={"model": model})
    await stand.play("success")
    element_id = await make_element(stand)
    await ask("GET", "/v1/elements")
    await ask("GET", "/v1/elements", params={"page": "0"})
    for method in ("GET", "DELETE"):
        for element in (element_id, "1"):
            await ask(method, "/v1/elements/{element_id}", fill={"element_id": element})
    await stand.make_callback()
    [row] = (await ask("GET", "/v1/deliveries")).json()["data"]
    for delivery_id in (row["id"], "msg_x"):
        await ask("GET", "/v1/deliveries/{delivery_id}", fill={"delivery_id": delivery_id})
        await ask("POST", "/v1/deliveries/{delivery_id}/redeliver", fill={"delivery_id": delivery_id})
    await ask("GET", "/v1/deliveries", params={"state": "lost"})
    for body in ({"since": row["created_at"]}, {"since": "yesterday"}):
        await ask("POST", "/v1/deliveries/redeliver", json=body)
    await ask("POST", "/v1/deliveries/redeliver", headers={"content-length": "9" * 12}, content=b"x")
    upload = "/api/v1/files/upload"
    form = {"file": ("a.png", PNG)}
    file = (await ask("POST", f"{upload}/stream", files=form, headers={"x-evo-upload-id": "up"})).json()["data"]
    await ask("POST", f"{upload}/stream", content=b"")
    await ask("POST", f"{upload}/base64", json=UPLOAD_BASE64)
    await ask("POST", f"{upload}/base64", json={})
    for path in ("stream", "base64", "url"):
        await ask("POST", f"{upload}/{path}", headers={"content-length": "9" * 12}, content=b"x")
    there = Elsewhere(PNG)
    monkeypatch.setattr(Outbound, "download", lambda self, *args: there.download(*args))
    await ask("POST", f"{upload}/url", json={"file_url": "https://media.example.com/a.png"})
    await ask("POST", f"{upload}/url", json={})
    there.error = OutboundError("gone")
    await ask("POST", f"{upload}/url", json={"file_url": "https://media.example.com/a.png"})
    await ask("GET", "/api/v1/files/list")
    await ask("GET", "/api/v1/files/list", params={"page": "0"})
    await ask("GET", "/api/v1/files/quota")
    for upload_id in ("up", "none"):
        await ask("GET", "/api/v1/files/upload-receipts/{upload_id}", fill={"upload_id": upload_id})
    file_of = {"file_id": file["file_id"], "name": file["file_name"]}
    for method in ("GET", "HEAD"):
        for path in FILE_PATHS:
            await ask(method, path, fill=file_of)
            await ask(method, path, fill=file_of, headers={"range": "bytes=0-3"})
            await ask(method, path, fill=file_of, headers={"range": "bytes=99999999-"})
            await ask(method, path, fill={**file_of, "file_id": "file_x"})
    await ask("DELETE", "/api/v1/files/{file_id}", fill={"file_id": "file_x"})
    for _ in range(2):
        await ask("DELETE", "/api/v1/files/{file_id}", fill=file_of)
    for method in ("GET", "HEAD"):
        for path in FILE_PATHS:
            await ask(method, path, fill=file_of)
    await ask("GET", "/v1/webhook-secret")
    await ask("POST", "/v1/webhook-secret/turn")
    await ask_of_campaigns(stand, ask)
    await ask_of_keys(stand, ask)
    for days in ("30", "0"):
        await ask("GET", "/v1/usage", params={"days": days})
        await ask("GET", "/v1/ledger.csv", params={"days": days})
    for client in (None, poor):
        await ask("GET", "/v1/providers", client)
    nobody = stand.client_of(None)
    for method, path, operation in operations():
        if "401" in operation["responses"]:
            kinds = ("task", "element", "delivery", "file", "upload", "campaign", "key")
            names = {"model": "x", **{f"{kind}_id": "x" for kind in kinds}}
            await ask(method.upper(), path, nobody, fill=names)
        if "{task_id}" in path:
            for task_id in ("x", "task-unified-1-x"):
                await ask(method.upper(), path, fill={"task_id": task_id})
    for path in ("/healthz", "/readyz", "/metrics"):
        await ask("GET", path, nobody)
    for method in ("GET", "HEAD"):
        await ask(method, "/", nobody)
        for name in ("tokens.css", "none.css"):
            of_page = {"version": "x", "folder": "css", "name": name}
            await ask(method, "/web/{version}/{folder}/{name}", nobody, fill=of_page)
    for body in ({}, {"token": 7}):
        await ask("POST", "/v1/session", json=body)
    await ask("POST", "/v1/session", headers={"content-length": "9" * 12}, content=b"x")
    await ask("GET", "/v1/session")
    await ask("DELETE", "/v1/session")
    await ask("GET", "/v1/tasks/{task_id}", params={"include": "request"}, fill=done)
    await ask("POST", "/v1/tasks/{task_id}/delete", fill={"task_id": made["processing"]})
    await ask("POST", "/v1/tasks/{task_id}/delete", fill={"task_id": made["failed"]})
    await ask("DELETE", "/v1/tasks/{task_id}", fill={"task_id": made["processing"]})
    await ask("DELETE", "/v1/tasks/{task_id}", fill={"task_id": made["processing"]})
    stand.clock.advance(26 * 3600)
    for method in ("GET", "HEAD"):
        await ask(method, "/results/{name}", fill=fill, params=query)
    described = {
        (method.upper(), path, int(status))
        for method, path, entry in operations()
        for status in entry["responses"]
    }
    # The operator's limits are tried in test_limits.py and test_files.py, a broken server in test_errors.py and
    # test_ops.py, a lost file in test_results.py.
    rest = {entry for entry in described - seen if entry[2] not in (429, 500, 503)}
    quota = {("POST", f"{upload}/{way}", 403) for way in ("stream", "base64", "url")}
    assert rest == {("GET", "/results/{name}", 404), ("HEAD", "/results/{name}", 404), *quota}


async def ask_of_campaigns(stand: Stand, ask: Callable[..., Awaitable[httpx.Response]]) -> None:
    """Every call on campaigns, with what it answers and refuses."""
    all_of, one = "/v1/campaigns", "/v1/campaigns/{campaign_id}"
    await stand.play("slow")
    headers = {"Idempotency-Key": "campaign_0123456789"}
    order = {"template": {**BODY, "prompt": "{a}"}, "rows": [{"a": "One"}, {"a": ""}], "skip_invalid": True}
    for body in (order, order, {**order, "name": "Other"}, {**order, "skip_invalid": False}):
        await ask("POST", all_of, json=body, headers=headers)
    for body in (order, {**order, "budget_credits": 1}):
        await ask("POST", all_of, json=body, params={"dry_run": "true"})
    await ask("POST", all_of, json={})
    for page in ("1", "0"):
        found = await ask("GET", all_of, params={"page": page})
    [made] = (await ask("GET", all_of)).json()["data"]
    assert found.status_code == 400
    mine, other = {"campaign_id": made["id"]}, {"campaign_id": "campaign-1-x"}
    for fill in (mine, other):
        await ask("GET", one, fill=fill)
        await ask("GET", one + "/rows", fill=fill)
        await ask("PATCH", one, fill=fill, json={"name": "New", "budget_credits": 1000})
        for verb in ("pause", "resume"):
            await ask("POST", f"{one}/{verb}", fill=fill)
        await ask("POST", one + "/retry", fill=fill, json={})
    for path in (all_of, one, one + "/retry"):
        method = "PATCH" if path == one else "POST"
        await ask(method, path, fill=mine, headers={"content-length": "9" * 12}, content=b"x")
    await ask("PATCH", one, fill=mine, json={"at_a_time": 0})
    await ask("POST", one + "/retry", fill=mine, json={"rows": [1]})
    await ask("GET", one + "/rows", fill=mine, params={"status": "lost"})
    for kind in ("zip", "csv"):
        path = f"/results/campaigns/{{campaign_id}}.{kind}"
        link = httpx.URL(made["downloads"][kind])
        signed = httpx.URL(stand.platform.studio.sign(path.format(**other)))
        await ask("GET", path, fill=mine, params=link.params)
        await ask("GET", path, fill=mine)
        await ask("GET", path, fill=other, params=signed.params)
    for _ in range(2):
        await ask("POST", one + "/cancel", fill=mine)
        await ask("DELETE", one, fill=mine)
    stand.clock.advance(26 * 3600)
    for kind in ("zip", "csv"):
        path = f"/results/campaigns/{{campaign_id}}.{kind}"
        await ask("GET", path, fill=mine, params=httpx.URL(made["downloads"][kind]).params)
    for verb in ("pause", "resume"):
        await ask("POST", f"{one}/{verb}", fill=mine)
    await ask("POST", one + "/cancel", fill=other)
    await ask("DELETE", one, fill=other)
    await stand.play("success")
    done = (await ask("POST", all_of, json={**order, "rows": [{"a": "One"}]})).json()
    while (await ask("GET", one, fill={"campaign_id": done["id"]})).json()["status"] != "completed":
        stand.clock.advance(1)
        await asyncio.sleep(0.01)
    await ask("POST", one + "/cancel", fill={"campaign_id": done["id"]})
    await ask("DELETE", one, fill={"campaign_id": done["id"]})


async def ask_of_keys(stand: Stand, ask: Callable[..., Awaitable[httpx.Response]]) -> None:
    """Every call on keys, with what it answers and refuses."""
    all_of, one = "/v1/keys", "/v1/keys/{key_id}"
    made = (await ask("POST", all_of, json={"name": "a", "limit_credits": 5})).json()
    own = next(key for key in (await ask("GET", all_of)).json()["data"] if key["current"])
    await ask("POST", all_of, json={"role": "root"})
    for path, method in ((all_of, "POST"), (one, "PATCH")):
        options: dict[str, Any] = {"headers": {"content-length": "9" * 12}, "content": b"x"}
        await ask(method, path, fill={"key_id": made["id"]}, **options)
    user = stand.client_of(made["key"])
    await ask("GET", all_of, user)
    await ask("POST", all_of, user, json={})
    for key_id in (made["id"], "key_x"):
        await ask("PATCH", one, json={"limit_credits": 7}, fill={"key_id": key_id})
    await ask("PATCH", one, json={"limit_credits": -7}, fill={"key_id": made["id"]})
    await ask("PATCH", one, user, json={"name": "b"}, fill={"key_id": made["id"]})
    await ask("DELETE", one, user, fill={"key_id": own["id"]})
    for key_id in (own["id"], made["id"], "key_x"):
        await ask("DELETE", one, fill={"key_id": key_id})


async def test_the_curl_lines_work(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    there = Elsewhere(PNG)
    monkeypatch.setattr(Outbound, "download", lambda self, *args: there.download(*args))
    task = await stand.completed()
    delivery_id = await stand.make_callback()
    for operation in OPERATIONS:
        line = DOCUMENT["paths"][operation.path][operation.method]["x-codeSamples"][0]["source"]
        method, url, headers, body, form = _read_curl(line.replace("$OMNIREEL_API_KEY", KEY))
        assert url.startswith(EXAMPLE_HOST)
        url = url.removeprefix(EXAMPLE_HOST)
        if CAMPAIGN_ID in url:
            order = {"template": {**BODY, "prompt": "{a}"}, "rows": [{"a": "One"}]}
            campaign = (await stand.client.post("/v1/campaigns", json=order)).json()
            kind = url.rpartition("?")[0].rpartition(".")[2]
            url = campaign["downloads"].get(kind) or url.replace(CAMPAIGN_ID, campaign["id"])
        elif "/results/" in url:
            url = task["results"][0]
        if KEY_ID in url:
            url = url.replace(KEY_ID, (await stand.client.post("/v1/keys", json={})).json()["id"])
        if body is not None and '"rows": [3]' in body:
            body = "{}"
        url = url.replace("msg_1795341600-7cvnl5zw", delivery_id)
        url = url.replace("task-unified-1795341600-7cvnl5zw", task["id"])
        client = stand.client_of(None)
        if url == "/v1/events":  # goes on for ever
            async with open_stream(stand.app, url, headers) as endless:
                assert endless.status == 200
            continue
        if ELEMENT_ID in url:
            url = url.replace(ELEMENT_ID, await make_element(stand))
        if FILE_ID in url or UPLOAD_ID in url:
            upload = await stand.client.post(
                "/api/v1/files/upload/stream",
                files={"file": ("portrait.png", PNG)},
                headers={"x-evo-upload-id": UPLOAD_ID if UPLOAD_ID in url else operation.id},
            )
            url = url.replace(FILE_ID, upload.json()["data"]["file_id"])
        sent: dict[str, Any] = {"files": form} if form else {"content": body}
        answer = await client.request(method, url, headers=headers, **sent)
        cancels = operation.id.startswith("cancelTask")
        assert answer.status_code == (400 if cancels else 200), (line, answer.text)
        if cancels:
            assert answer.json()["error"]["message"] == "Task is completed and can no longer be cancelled"


def _read_curl(line: str) -> tuple[str, str, dict[str, str], str | None, dict[str, tuple[str, bytes]]]:
    """(method, URL, headers, body, form) of a curl line, as curl reads it."""
    words = iter(shlex.split(line.replace("\\\n", " ")))
    assert next(words) == "curl"
    method, url, headers, body, form = "GET", "", {}, None, {}
    for word in words:
        match word:
            case "-s":
                pass
            case "-X":
                method = next(words)
            case "--head":
                method = "HEAD"
            case "-H":
                name, _, value = next(words).partition(": ")
                headers[name] = value
            case "-F":
                name, _, path = next(words).partition("=@")
                form[name], method = (path, PNG), "POST"
            case "-d":
                body = next(words)
                method = "POST" if method == "GET" else method
            case _:
                url = word
    return method, url, headers, body, form


def test_errors_of_an_operation_are_examples_of_their_class() -> None:
    for operation in OPERATIONS:
        for error in errors_of(operation):
            assert error.message
            assert error.status >= 400
