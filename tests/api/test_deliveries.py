"""/v1/deliveries and /v1/webhook-secret: listing, tries, sending again, turning the secret over."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Any

import pytest

from api.stand import Stand
from omnireel.media.outbound import Answer, Outbound
from omnireel.studio import studio as studio_module
from support.platforms import send_due

URL = "https://hooks.example.com/omnireel"


@dataclass
class Wire:
    """Stands where the network would be: answers with the next status, the last one for ever."""

    statuses: list[int] = field(default_factory=lambda: [204])
    sent: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    async def post(self, url: str, body: bytes, headers: dict[str, str], timeout_s: float) -> Answer:
        self.sent.append((headers, body))
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        return Answer(status=status, body_head=b"said \0 so")


@pytest.fixture
async def wire(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> Wire:
    made = Wire()

    async def public(url: str, **_: Any) -> str | None:
        return None

    # The test sends what is due itself, when it says so.
    stand.platform.courier.stop()
    await stand.platform._parts["courier"]
    monkeypatch.setattr(studio_module, "check_url", public)
    monkeypatch.setattr(Outbound, "post", lambda self, *args: made.post(*args))
    return made


async def announced(stand: Stand, **fields: Any) -> str:
    """The id of the callback of a task that has ended."""
    task_id = (await stand.completed(callback_url=URL, **fields))["id"]
    [row] = (await stand.client.get("/v1/deliveries", params={"task_id": task_id})).json()["data"]
    delivery_id: str = row["id"]
    return delivery_id


async def shown(stand: Stand, delivery_id: str) -> dict[str, Any]:
    answer: dict[str, Any] = (await stand.client.get(f"/v1/deliveries/{delivery_id}")).json()
    return answer


async def test_every_try_is_on_the_record(stand: Stand, wire: Wire) -> None:
    wire.statuses = [503, 204]
    delivery_id = await announced(stand)
    assert (await shown(stand, delivery_id))["state"] == "waiting"
    await send_due(stand.platform)
    first = await shown(stand, delivery_id)
    assert (first["state"], first["tries"], first["note"]) == ("waiting", 1, "answered 503")
    assert first["next_try_at"] > first["log"][0]["at"]
    stand.clock.advance(1)
    await send_due(stand.platform)
    second = await shown(stand, delivery_id)
    assert (second["state"], second["tries"], second["next_try_at"]) == ("delivered", 2, None)
    assert [(one["number"], one["status"], one["note"]) for one in second["log"]] == [
        (1, 503, "answered 503"),
        (2, 204, "answered 204"),
    ]
    assert second["log"][0]["answer"] == "said \ufffd so"
    assert {headers["webhook-id"] for headers, _ in wire.sent} == {delivery_id}


async def test_the_list_is_filtered_and_paged(stand: Stand, wire: Wire) -> None:
    wire.statuses = [204]
    made = [await announced(stand) for _ in range(3)]
    await send_due(stand.platform)
    wire.statuses = [500]
    made.append(await announced(stand))
    for pause in (0, 1, 2, 4):
        stand.clock.advance(pause)
        await send_due(stand.platform)

    async def ids(**params: Any) -> tuple[set[str], int]:
        page = (await stand.client.get("/v1/deliveries", params=params)).json()
        return {row["id"] for row in page["data"]}, page["total"]

    assert await ids() == (set(made), 4)
    assert await ids(state="failed") == ({made[3]}, 1)
    assert await ids(state="delivered") == (set(made[:3]), 3)
    pages = [await ids(page=page, page_size=3) for page in (1, 2, 3)]
    assert [total for _, total in pages] == [4, 4, 4]
    assert [len(found) for found, _ in pages] == [3, 1, 0]
    assert pages[0][0] | pages[1][0] == set(made)
    refused = await stand.client.get("/v1/deliveries", params={"state": "lost"})
    assert (refused.status_code, refused.json()["error"]["param"]) == (400, "state")


async def test_one_is_sent_again_with_its_id_and_a_whole_round(stand: Stand, wire: Wire) -> None:
    wire.statuses = [500]
    delivery_id = await announced(stand)
    for pause in (0, 1, 2, 4):
        stand.clock.advance(pause)
        await send_due(stand.platform)
    assert (await shown(stand, delivery_id))["state"] == "failed"
    again = (await stand.client.post(f"/v1/deliveries/{delivery_id}/redeliver")).json()
    assert (again["state"], again["tries"], again["ended_at"]) == ("waiting", 4, None)
    for pause in (0, 1, 2):
        stand.clock.advance(pause)
        await send_due(stand.platform)
    wire.statuses = [200]
    stand.clock.advance(4)
    await send_due(stand.platform)
    ended = await shown(stand, delivery_id)
    assert (ended["state"], ended["tries"]) == ("delivered", 8)
    assert [one["number"] for one in ended["log"]] == list(range(1, 9))
    assert {headers["webhook-id"] for headers, _ in wire.sent} == {delivery_id}


async def test_one_that_waits_is_tried_at_once(stand: Stand, wire: Wire) -> None:
    wire.statuses = [500, 200]
    delivery_id = await announced(stand)
    await send_due(stand.platform)
    assert await send_due(stand.platform) == 0
    await stand.client.post(f"/v1/deliveries/{delivery_id}/redeliver")
    assert await send_due(stand.platform) == 1
    assert (await shown(stand, delivery_id))["tries"] == 2


async def test_all_since_a_moment_or_in_a_span_are_sent_again(stand: Stand, wire: Wire) -> None:
    made = []
    for _ in range(4):
        made.append(await announced(stand))
        await send_due(stand.platform)
        stand.clock.advance(60)
    moments = [(await shown(stand, delivery_id))["created_at"] for delivery_id in made]

    async def again(**body: Any) -> list[str]:
        answer = await stand.client.post("/v1/deliveries/redeliver", json=body)
        assert answer.status_code == 200, answer.text
        sent = answer.json()
        assert sent["count"] == len(sent["data"])
        await send_due(stand.platform)
        return [row["id"] for row in sent["data"]]

    assert await again(since=moments[2]) == made[2:]
    assert await again(since=moments[1], until=moments[3]) == made[1:3]
    assert await again(since=moments[0], state="failed") == []
    assert await again(since=moments[0], state="delivered") == made
    assert len(wire.sent) == 4 + 2 + 2 + 4


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ({}, "since"),
        ({"since": "yesterday"}, "since"),
        ({"since": None}, "since"),
        ({"since": 5}, "since"),
        ({"since": "2026-11-25T10:00:00Z", "until": "soon"}, "until"),
        ({"since": "2026-11-25T10:00:00Z", "state": "lost"}, "state"),
    ],
)
async def test_a_moment_that_is_none_is_refused(still: Stand, body: dict[str, Any], param: str) -> None:
    answer = await still.client.post("/v1/deliveries/redeliver", json=body)
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, param)


async def test_anothers_callbacks_do_not_exist(stand: Stand, wire: Wire) -> None:
    delivery_id = await announced(stand)
    await send_due(stand.platform)
    other = stand.client_of(await stand.make_key("other"))
    for asked in (delivery_id, "msg_nobodys"):
        for method, path in (("GET", ""), ("POST", "/redeliver")):
            answer = await other.request(method, f"/v1/deliveries/{asked}{path}")
            assert (answer.status_code, answer.json()["error"]["code"]) == (404, "delivery_not_found")
    assert (await other.get("/v1/deliveries")).json()["total"] == 0
    everything = await other.post("/v1/deliveries/redeliver", json={"since": "1970-01-01T00:00:00Z"})
    assert everything.json()["count"] == 0
    assert await send_due(stand.platform) == 0


def signed_with(secret: str, headers: dict[str, str], body: bytes) -> str:
    text = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()


async def test_a_turned_secret_signs_beside_the_old_one_for_a_day(stand: Stand, wire: Wire) -> None:
    delivery_id = await announced(stand)
    first = (await stand.client.get("/v1/webhook-secret")).json()
    assert first["turned_at"] is None
    second = (await stand.client.post("/v1/webhook-secret/turn")).json()
    assert second["secret"] != first["secret"]
    assert (await stand.client.get("/v1/webhook-secret")).json() == second
    await send_due(stand.platform)
    headers, body = wire.sent[-1]
    assert headers["webhook-signature"].split() == [
        signed_with(second["secret"], headers, body),
        signed_with(first["secret"], headers, body),
    ]
    stand.clock.advance(24 * 3600)
    await stand.client.post(f"/v1/deliveries/{delivery_id}/redeliver")
    await send_due(stand.platform)
    headers, body = wire.sent[-1]
    assert headers["webhook-signature"].split() == [signed_with(second["secret"], headers, body)]
    other = stand.client_of(await stand.make_key("other"))
    assert (await other.get("/v1/webhook-secret")).json()["secret"] not in (first["secret"], second["secret"])
