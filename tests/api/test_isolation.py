"""Nobody sees another account's tasks, and nobody without a key sees anything: over the whole route table."""

from __future__ import annotations

from typing import Any

import pytest

from api.route_table import routes_of
from api.stand import BODY, CREATE, Stand
from omnireel.store import accounts

OPEN = {
    "/healthz",
    "/readyz",
    "/metrics",
    "/openapi.json",
    "/results/{name}",
    "/files/{file_id}/{name}",
    "/api/v1/files/download/{file_id}",
    "/",
    "/web/{version}/{folder}/{name}",
    "/results/campaigns/{campaign_id}.zip",
    "/results/campaigns/{campaign_id}.csv",
}
"""What may be read without a key. A link to a result or a file carries its own credential."""

ANYWAY = {
    ("POST", "/v1/videos/generations"),
    ("GET", "/v1/tasks"),
    ("POST", "/v1/tasks/batch"),
    ("GET", "/v1/elements"),
    ("GET", "/v1/elements/{element_id}"),
    ("DELETE", "/v1/elements/{element_id}"),
    ("GET", "/v1/deliveries"),
    ("POST", "/v1/deliveries/redeliver"),
    ("GET", "/v1/deliveries/{delivery_id}"),
    ("POST", "/v1/deliveries/{delivery_id}/redeliver"),
    ("POST", "/api/v1/files/upload/stream"),
    ("POST", "/api/v1/files/upload/base64"),
    ("POST", "/api/v1/files/upload/url"),
    ("GET", "/api/v1/files/list"),
    ("GET", "/api/v1/files/quota"),
    ("GET", "/api/v1/files/upload-receipts/{upload_id}"),
    ("DELETE", "/api/v1/files/{file_id}"),
    ("GET", "/v1/webhook-secret"),
    ("POST", "/v1/webhook-secret/turn"),
    ("POST", "/v1/session"),
    ("GET", "/v1/session"),
    ("DELETE", "/v1/session"),
    ("GET", "/v1/credits"),
    ("GET", "/v1/models"),
    ("GET", "/v1/models/{model}"),
    ("GET", "/v1/events"),
    ("POST", "/v1/campaigns"),
    ("GET", "/v1/campaigns"),
    ("GET", "/v1/campaigns/{campaign_id}"),
    ("PATCH", "/v1/campaigns/{campaign_id}"),
    ("DELETE", "/v1/campaigns/{campaign_id}"),
    ("GET", "/v1/campaigns/{campaign_id}/rows"),
    ("POST", "/v1/campaigns/{campaign_id}/pause"),
    ("POST", "/v1/campaigns/{campaign_id}/resume"),
    ("POST", "/v1/campaigns/{campaign_id}/retry"),
    ("POST", "/v1/campaigns/{campaign_id}/cancel"),
    ("GET", "/v1/usage"),
    ("GET", "/v1/ledger.csv"),
    ("GET", "/v1/keys"),
    ("POST", "/v1/keys"),
    ("PATCH", "/v1/keys/{key_id}"),
    ("DELETE", "/v1/keys/{key_id}"),
    ("GET", "/v1/providers"),
}
"""Routes without a task id, each shown below, in test_account_events.py, test_campaigns.py, test_deliveries.py,
test_files.py, test_keys.py, test_media.py or test_page.py
to keep to the caller's account (or to hold nothing of any)."""


async def test_the_route_table_is_known(still: Stand) -> None:
    """A new route has to be put into one of the sets above, or have a task id and be tried below."""
    for method, path in routes_of(still.app):
        assert path in OPEN or (method, path) in ANYWAY or "{task_id}" in path, f"unknown route {method} {path}"


async def test_the_walk_is_not_empty(still: Stand) -> None:
    assert len([path for _, path in routes_of(still.app) if "{task_id}" in path]) == 6


def filled(path: str, task_id: str) -> str:
    names = dict.fromkeys(("delivery_id", "upload_id", "version", "folder", "campaign_id", "key_id"), "x")
    names |= {"element_id": "1", "file_id": "file_x"}
    return path.format(task_id=task_id, model="kling-o3-text-to-video", name="x.mp4", **names)


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer sk-wrong"}])
async def test_every_route_wants_a_key(still: Stand, headers: dict[str, str]) -> None:
    task_id = (await still.create())["id"]
    nobody = still.client_of(None)
    for method, path in routes_of(still.app):
        answer = await nobody.request(method, filled(path, task_id), headers=headers, json=BODY)
        if path in OPEN:
            assert answer.status_code in (200, 403, 404, 405), path
        else:
            assert answer.status_code == 401, f"{method} {path}"
            body = answer.json()
            assert body.get("code") == 401 if path.startswith("/api/") else body["error"]["code"] == "unauthorized"
    # The key is looked at first: a wrong body or id says nothing to somebody without one.
    assert (await nobody.post(CREATE, content=b"{", headers=headers)).status_code == 401
    assert (await nobody.get("/v1/tasks/nonsense", headers=headers)).status_code == 401
    assert (await nobody.get("/v1/tasks?page=x", headers=headers)).status_code == 401


@pytest.mark.parametrize("state", ["pending", "completed"])
async def test_anothers_task_does_not_exist_on_any_route(either: Stand, state: str) -> None:
    if state == "pending":
        await either.play("slow")
    task_id = (await either.create())["id"]
    if state == "completed":
        await either.reached(task_id)
    before = (await either.client.get(f"/v1/tasks/{task_id}/statement")).json()
    other = either.client_of(await either.make_key("other"))
    missing: dict[str, Any] = {
        "code": "task_not_found",
        "message": "The requested task could not be found",
        "type": "invalid_request_error",
    }
    for method, path in routes_of(either.app):
        if "{task_id}" not in path:
            continue
        for asked in (task_id, "task-unified-1795341600-nothere1"):
            answer = await other.request(method, path.format(task_id=asked))
            # The same answer to the last byte as for a task that nobody has.
            assert (answer.status_code, answer.json()) == (404, {"error": missing}), f"{method} {path}"
    after = (await either.client.get(f"/v1/tasks/{task_id}/statement")).json()
    assert after["status"] in (("pending", "processing") if state == "pending" else ("completed",))
    assert after["transfers"] == before["transfers"]


async def test_routes_without_a_task_id_keep_to_the_account(either: Stand) -> None:
    task_id = (await either.completed())["id"]
    other = either.client_of(await either.make_key("other", credits=50))
    listed = (await other.get("/v1/tasks")).json()
    assert (listed["data"], listed["total"]) == ([], 0)
    assert (await other.post("/v1/tasks/batch", json={"task_ids": [task_id]})).json() == {"data": []}
    credits = (await other.get("/v1/credits")).json()["data"]
    assert credits["user"] == {"remaining_credits": 50, "used_credits": 0}
    # A creation is charged to the caller.
    assert (await other.post(CREATE, json=BODY)).status_code == 200
    house = await either.platform.store.read(accounts.get_account("default"))
    assert house.balance == (10_000 - 27) * 10_000
