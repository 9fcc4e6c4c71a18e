"""Keys that the account sees to itself, usage per day and model, the providers for operators, deleted tasks."""

from __future__ import annotations

import csv
import io
from typing import Any

import httpx
import pytest

from api.stand import BODY, CREATE, MODEL, Stand
from omnireel.store import accounts, tasks

KEYS = "/v1/keys"
DAY_S = 86_400


async def new_key(stand: Stand, **fields: Any) -> dict[str, Any]:
    answer = await stand.client.post(KEYS, json=fields)
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def listed(stand: Stand) -> dict[str, dict[str, Any]]:
    return {key["id"]: key for key in (await stand.client.get(KEYS)).json()["data"]}


# --- keys ------------------------------------------------------------------------------------------


async def test_a_key_is_made_shown_once_and_works(either: Stand) -> None:
    made = await new_key(either, name="Render farm", limit_credits=60, models=[MODEL])
    assert made["key"].startswith("sk-")
    assert made["hint"] == f"sk-…{made['key'][-4:]}"
    assert (made["role"], made["current"], made["used_credits"]) == ("use", False, 0)
    assert "last_task_at" not in made
    kept = (await listed(either))[made["id"]]
    assert kept == {name: value for name, value in made.items() if name != "key"}
    client = either.client_of(made["key"])
    created = await client.post(CREATE, json=BODY)
    assert created.status_code == 200
    await either.reached(created.json()["id"])
    assert (await client.post(CREATE, json={**BODY, "model": "kling-o3-video-edit"})).status_code == 403
    assert (await client.post(CREATE, json={**BODY, "duration": 15})).json()["error"]["limit_scope"] == "key"
    used = (await listed(either))[made["id"]]
    assert (used["used_credits"], used["limit_credits"]) == (27, 60)
    assert used["last_task_at"].startswith("2026-")


async def test_names_may_have_the_spaces_of_other_languages(stand: Stand) -> None:
    assert (await new_key(stand, name="Ferme\u00a0: l’atelier\u202f!"))["name"] == "Ferme\u00a0: l’atelier\u202f!"
    assert (await stand.client.post(KEYS, json={"name": "two\nlines"})).status_code == 400


async def test_a_limit_is_changed_but_not_below_what_was_used(stand: Stand) -> None:
    made = await new_key(stand, limit_credits=30)
    client = stand.client_of(made["key"])
    await stand.reached((await client.post(CREATE, json=BODY)).json()["id"])
    path = f"{KEYS}/{made['id']}"
    low = (await stand.client.patch(path, json={"limit_credits": 26})).json()["error"]
    assert low["message"].startswith("limit_credits must be at least 27: so much was used")
    assert (low["param"], low["min"]) == ("limit_credits", 27)
    changed = (await stand.client.patch(path, json={"limit_credits": 54, "name": "Farm"})).json()
    assert (changed["limit_credits"], changed["name"]) == (54, "Farm")
    assert (await client.post(CREATE, json=BODY)).status_code == 200
    free = (await stand.client.patch(path, json={"limit_credits": None})).json()
    assert (free["limit_credits"], free["name"]) == (None, "Farm")


async def test_a_revoked_key_opens_nothing(stand: Stand) -> None:
    made = await new_key(stand)
    gone = (await stand.client.delete(f"{KEYS}/{made['id']}")).json()
    assert gone["revoked_at"].startswith("2026-")
    answer = await stand.client_of(made["key"]).get("/v1/credits")
    assert answer.json()["error"]["message"].startswith("This API key has been disabled")
    assert (await listed(stand))[made["id"]]["revoked_at"] == gone["revoked_at"]


async def test_the_key_in_hand_is_not_revoked(stand: Stand) -> None:
    [own] = [key for key in (await listed(stand)).values() if key["current"]]
    answer = await stand.client.delete(f"{KEYS}/{own['id']}")
    assert answer.json()["error"]["message"] == "A key cannot revoke itself: use another one"
    assert (await stand.client.get("/v1/credits")).status_code == 200


async def test_what_each_role_may_do(stand: Stand) -> None:
    [own] = (await listed(stand)).values()
    user = stand.client_of((await new_key(stand, role="use"))["key"])
    keeper = stand.client_of((await new_key(stand, role="manage"))["key"])

    async def code(client: httpx.AsyncClient, method: str, path: str, body: Any = None) -> str | None:
        answer = await client.request(method, path, json=body)
        return None if answer.status_code == 200 else answer.json()["error"]["code"]

    for method, path, body in (
        ("GET", KEYS, None),
        ("POST", KEYS, {}),
        ("PATCH", f"{KEYS}/{own['id']}", {"name": "x"}),
        ("DELETE", f"{KEYS}/{own['id']}", None),
        ("GET", "/v1/providers", None),
    ):
        assert await code(user, method, path, body) == "role_denied", path
    assert await code(keeper, "GET", KEYS) is None
    assert await code(keeper, "POST", KEYS, {"role": "manage"}) is None
    assert await code(keeper, "POST", KEYS, {"role": "operate"}) == "invalid_request"
    # Nobody rises above himself by way of another key.
    assert await code(keeper, "DELETE", f"{KEYS}/{own['id']}") == "role_denied"
    assert await code(keeper, "PATCH", f"{KEYS}/{own['id']}", {"limit_credits": 1}) == "role_denied"
    assert await code(keeper, "GET", "/v1/providers") == "role_denied"
    assert await code(stand.client, "GET", "/v1/providers") is None


async def test_keys_of_other_accounts_do_not_exist(stand: Stand) -> None:
    made = await new_key(stand)
    await stand.make_key("other")
    other = next(key for key in await stand.platform.store.read(accounts.list_keys()) if key.account_id == "other")
    assert other.id not in await listed(stand)
    for method, body in (("PATCH", {"name": "x"}), ("DELETE", None)):
        answer = await stand.client.request(method, f"{KEYS}/{other.id}", json=body)
        assert answer.json()["error"]["code"] == "key_not_found"
    assert made["id"] in await listed(stand)


@pytest.mark.parametrize(
    ("body", "param"),
    [
        ({"name": "a" * 81}, "name"),
        ({"name": 7}, "name"),
        ({"limit_credits": -1}, "limit_credits"),
        ({"limit_credits": True}, "limit_credits"),
        ({"limit_credits": 1e13}, "limit_credits"),
        ({"models": []}, "models"),
        ({"models": ["x"]}, "models.0"),
        ({"role": "operate"}, "role"),
        ({"limit": 5}, "limit"),
    ],
)
async def test_a_wrong_key_is_named(still: Stand, body: dict[str, Any], param: str) -> None:
    error = (await still.client.post(KEYS, json=body)).json()["error"]
    assert (error["code"], error["param"]) == ("invalid_request", param)
    assert len(await listed(still)) == 1


async def test_a_change_of_nothing_is_refused(still: Stand) -> None:
    [own] = await listed(still)
    answer = await still.client.patch(f"{KEYS}/{own}", json={})
    assert answer.json()["error"]["message"].startswith("Nothing is to be changed")


# --- usage -----------------------------------------------------------------------------------------


async def test_usage_is_told_per_day_and_model(either: Stand) -> None:
    await either.completed()
    await either.completed(sound="on", duration=3)
    either.clock.advance(2 * DAY_S)
    await either.completed()
    await either.play("rejected")
    failed = await either.create()
    await either.reached(failed["id"])
    await either.play("slow")
    await either.create()
    usage = (await either.client.get("/v1/usage", params={"days": 4})).json()
    assert usage["dates"] == ["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"]
    text = next(row for row in usage["models"] if row["model"] == MODEL)
    assert text["clips"] == [0, 2, 0, 1]
    assert text["seconds"] == [0, 8, 0, 5]
    assert text["credits"] == [0, 48.6108, 0, 27]
    assert usage["total"] == text["total"]
    assert usage["total"]["credits"] == 75.6108
    assert usage["released_credits"] == 27
    assert sum(row["total"]["clips"] for row in usage["models"]) == 3
    today = (await either.client.get("/v1/usage", params={"days": 1})).json()
    assert today["total"]["clips"] == 1
    other = either.client_of(await either.make_key("other"))
    assert (await other.get("/v1/usage")).json()["total"]["clips"] == 0


# --- providers -------------------------------------------------------------------------------------


async def test_operators_see_how_the_providers_are(stand: Stand) -> None:
    await stand.completed()
    await stand.play("rejected")
    await stand.reached((await stand.create())["id"])
    [one] = (await stand.client.get("/v1/providers")).json()["data"]
    assert (one["name"], one["status"], one["running"]) == ("scripted", "healthy", 0)
    # A request that was refused on good grounds says nothing against the provider.
    assert (one["attempts"]["completed"], one["attempts"]["failed"]) == (1, 0)
    assert len(one["attempts"]["completed_by_hour"]) == 24
    assert one["attempts"]["completed_by_hour"][-1] == 1
    assert one["models"][0] == MODEL
    await stand.play("unavailable")
    for _ in range(3):
        await stand.reached((await stand.create())["id"])
    [one] = (await stand.client.get("/v1/providers")).json()["data"]
    assert one["attempts"]["failed"] == 3
    assert one["status"] == "resting"
    assert one["reason"].startswith("its last 3 attempts failed, tried again in ")
    stand.clock.advance(stand.platform.settings.provider_rest_s + 1)
    [one] = (await stand.client.get("/v1/providers")).json()["data"]
    assert one["status"] == "healthy"
    stand.clock.advance(25 * 3600)
    [one] = (await stand.client.get("/v1/providers")).json()["data"]
    assert one["attempts"]["completed"] == one["attempts"]["failed"] == 0


# --- deleted tasks ---------------------------------------------------------------------------------


async def test_a_deleted_task_leaves_the_lists_and_its_clip_goes(either: Stand) -> None:
    kept, gone = await either.completed(), await either.completed()
    asset_id = (await either.platform.store.read(tasks.get_task(gone["id"]))).asset_id
    assert asset_id is not None
    path = either.platform.studio.clips.path(asset_id)
    assert path.exists()
    answer = await either.client.post(f"/v1/tasks/{gone['id']}/delete")
    assert answer.json() == {"object": "video.generation.task.deleted", "id": gone["id"], "deleted": True}
    assert not path.exists()
    page = (await either.client.get("/v1/tasks")).json()
    assert ([task["id"] for task in page["data"]], page["total"]) == ([kept["id"]], 1)
    batch = await either.client.post("/v1/tasks/batch", json={"task_ids": [kept["id"], gone["id"]]})
    assert [task["id"] for task in batch.json()["data"]] == [kept["id"]]
    for url in (f"/v1/tasks/{gone['id']}", f"/v1/tasks/{gone['id']}/events"):
        assert (await either.client.get(url)).json()["error"]["code"] == "task_not_found"
    again = await either.client.post(f"/v1/tasks/{gone['id']}/delete")
    assert again.status_code == 404
    link = await either.client_of(None).get(gone["results"][0])
    assert (link.status_code, link.json()["error"]["message"]) == (410, "The clip was deleted by its owner")
    # Its callback, if it is still to be sent, carries no link.
    row = await either.platform.store.read(tasks.get_task(gone["id"]))
    assert either.platform.studio.show(row)["results"] == []
    # The books keep it: it was made, and it was paid for.
    statement = (await either.client.get(f"/v1/tasks/{gone['id']}/statement")).json()
    assert [transfer["kind"] for transfer in statement["transfers"]] == ["hold", "post"]
    assert (await either.client.get("/v1/usage")).json()["total"]["clips"] == 2


async def test_a_task_that_runs_is_not_deleted(slow: Stand) -> None:
    task_id = (await slow.create())["id"]
    await slow.reached(task_id, "processing")
    answer = await slow.client.post(f"/v1/tasks/{task_id}/delete")
    assert answer.json()["error"]["message"] == "Task is processing: cancel it before it is deleted"
    await slow.client.delete(f"/v1/tasks/{task_id}")
    assert (await slow.client.post(f"/v1/tasks/{task_id}/delete")).status_code == 200


# --- ledger ----------------------------------------------------------------------------------------


async def test_the_ledger_tells_every_movement_with_the_balance_after_it(
    either: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("omnireel.studio.accounts.LEDGER_PAGE", 2)  # several pages
    key = await new_key(either, name='=HYPERLINK("x")')
    client = either.client_of(key["key"])
    done = (await client.post(CREATE, json=BODY)).json()["id"]
    await either.reached(done)
    lost = (await either.client.post(CREATE, json={**BODY, "duration": 3})).json()["id"]
    await either.client.delete(f"/v1/tasks/{lost}")
    answer = await either.client.get("/v1/ledger.csv")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="ledger.csv"'
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    told = [(line["kind"], line["credits"], line["held"], line["task_id"]) for line in lines]
    assert told[0][0] == "grant"
    assert sorted(told[1:]) == sorted(
        [
            ("hold", "0", "27", done),
            ("post", "-27", "-27", done),
            ("hold", "0", "16.2", lost),
            ("release", "0", "-16.2", lost),
        ]
    )
    credits = (await either.client.get("/v1/credits")).json()["data"]
    assert float(lines[-1]["balance_after"]) == credits["user"]["remaining_credits"]
    assert lines[-1]["held_after"] == "0"
    by_kind = {(line["kind"], line["task_id"]): line for line in lines}
    assert by_kind["post", done]["model"] == MODEL
    assert by_kind["post", done]["key"] == '\'=HYPERLINK("x")'  # no formula
    # Days before are summed up in the first balance.
    either.clock.advance(3 * DAY_S)
    later = (await either.client.get("/v1/ledger.csv", params={"days": 2})).content.decode("utf-8-sig")
    assert later.splitlines()[1:] == []
    again = (await either.client.post(CREATE, json=BODY)).json()["id"]
    await either.reached(again)
    text = (await either.client.get("/v1/ledger.csv", params={"days": 2})).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["kind"] for row in rows] == ["hold", "post"]
    assert float(rows[0]["balance_after"]) == credits["user"]["remaining_credits"]
    wrong = await either.client.get("/v1/ledger.csv", params={"days": 0})
    assert wrong.json()["error"]["param"] == "days"
