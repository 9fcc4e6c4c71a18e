"""Campaigns over the wire: the quote, the start, the budget, pauses, retries, the restart, the downloads."""

from __future__ import annotations

import asyncio
import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.stand import MODEL, Stand, open_stand

CAMPAIGNS = "/v1/campaigns"
TEMPLATE = {"model": MODEL, "prompt": "A cup of {product} on {place}, slow dolly-in", "duration": 5}
TABLE = "product,place,aspect_ratio,sku\nHouse blend,a slate counter,16:9,HB\nCold brew,a boat deck,9:16,CB\n"
ROW_CREDITS = 27


async def start(stand: Stand, rows: int = 3, **changes: Any) -> dict[str, Any]:
    """A campaign of some rows of 27 credits each."""
    order = {
        "template": {"model": MODEL, "prompt": "{a}"},
        "rows": [{"a": f"Fox {n}"} for n in range(1, rows + 1)],
    }
    answer = await stand.client.post(CAMPAIGNS, json={**order, **changes})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def until(stand: Stand, campaign_id: str, good: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The campaign once it is so; the clock goes on meanwhile."""
    async with asyncio.timeout(30):
        while True:
            found: dict[str, Any] = (await stand.client.get(f"{CAMPAIGNS}/{campaign_id}")).json()
            if good(found):
                return found
            stand.clock.advance(1)
            await asyncio.sleep(0.005)


async def ended(stand: Stand, campaign_id: str) -> dict[str, Any]:
    return await until(stand, campaign_id, lambda found: found["status"] not in ("running",))


async def rows_of(stand: Stand, campaign_id: str, **query: Any) -> list[dict[str, Any]]:
    answer = await stand.client.get(f"{CAMPAIGNS}/{campaign_id}/rows", params={"page_size": 50, **query})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["data"]
    return found


async def refused(stand: Stand, **order: Any) -> list[tuple[str, str]]:
    """(param, message) of everything that was wrong with a campaign."""
    answer = await stand.client.post(CAMPAIGNS, json=order)
    assert answer.status_code == 400, answer.text
    error = answer.json()["error"]
    return [(detail["param"], detail["message"]) for detail in error["details"]]


# --- before the start ------------------------------------------------------------------------------


async def test_a_quote_says_what_would_be_asked_for(still: Stand) -> None:
    order = {"template": TEMPLATE, "csv": TABLE, "budget_credits": 60}
    answer = await still.client.post(CAMPAIGNS, params={"dry_run": "true"}, json=order)
    assert answer.status_code == 200
    quote = answer.json()
    assert quote["valid"] is quote["within_budget"] is quote["affordable"] is True
    assert quote["rows"] == {"total": 2, "ready": 2, "to_fix": 0}
    assert quote["cost"] == {"credits": 54, "usd": 0.75}
    assert [(column["name"], column["use"], column["filled"]) for column in quote["columns"]] == [
        ("product", "variable", 2),
        ("place", "variable", 2),
        ("aspect_ratio", "field", 2),
        ("sku", "kept", 2),
    ]
    assert [(row["row"], row["prompt"], row["credits"]) for row in quote["preview"]] == [
        (1, "A cup of House blend on a slate counter, slow dolly-in", 27),
        (2, "A cup of Cold brew on a boat deck, slow dolly-in", 27),
    ]
    assert (await still.client.get(CAMPAIGNS)).json()["total"] == 0
    assert (await still.client.get("/v1/credits")).json()["data"]["user"]["remaining_credits"] == 10_000


async def test_a_quote_names_the_rows_to_fix(still: Stand) -> None:
    table = TABLE + "Decaf,,16:9,DC\nEspresso,a bar,17:9,E7\n"
    order = {"template": TEMPLATE, "csv": table, "budget_credits": 30}
    quote = (await still.client.post(CAMPAIGNS, params={"dry_run": "true"}, json=order)).json()
    assert quote["valid"] is False
    assert quote["rows"] == {"total": 4, "ready": 2, "to_fix": 2}
    assert quote["within_budget"] is False
    assert [(problem["row"], problem["param"]) for problem in quote["problems"]] == [
        (3, "place"),
        (4, "aspect_ratio"),
    ]
    assert quote["problems"][0]["message"] == "place is empty in this row"
    page = await still.client.post(CAMPAIGNS, params={"dry_run": "true", "page": 2, "page_size": 3}, json=order)
    assert [row["row"] for row in page.json()["preview"]] == [4]


async def test_wrong_rows_refuse_the_campaign_or_are_left_out(stand: Stand) -> None:
    table = TABLE + "Decaf,,16:9,DC\n"
    assert await refused(stand, template=TEMPLATE, csv=table) == [
        ("rows.2.place", "row 3: place is empty in this row")
    ]
    assert (await stand.client.get(CAMPAIGNS)).json()["total"] == 0
    order = {"template": TEMPLATE, "csv": table, "skip_invalid": True}
    made = (await stand.client.post(CAMPAIGNS, json=order)).json()
    done = await ended(stand, made["id"])
    assert (done["rows"]["completed"], done["rows"]["skipped"], done["rows"]["failed"]) == (2, 1, 0)
    assert done["progress"] == 100
    [wrong] = await rows_of(stand, made["id"], status="skipped")
    assert (wrong["row"], wrong["status"], wrong["tries"]) == (3, "skipped", 0)
    assert wrong["error"] == {"code": "invalid_request", "message": "place is empty in this row"}
    again = (await stand.client.post(f"{CAMPAIGNS}/{made['id']}/retry")).json()
    assert (again["status"], again["rows"]["waiting"]) == ("completed", 0), "what was left out stays so"


@pytest.mark.parametrize(
    ("change", "param", "says"),
    [
        ({"template": None}, "template", "template is required"),
        ({"template": "x"}, "template", "must be the body of a creation"),
        ({"template": {**TEMPLATE, "prompt": "{mood}"}}, "template", "names {mood}, which is no column"),
        ({"csv": None}, "rows", "give the table as rows (an array of objects) or as csv (a text)"),
        ({"rows": [{"a": "b"}]}, "rows", "give the table as rows (an array of objects) or as csv (a text)"),
        ({"csv": 7}, "csv", "must be a text"),
        ({"csv": " \n"}, "csv", "is empty"),
        ({"csv": "product,place\n"}, "csv", "has no rows"),
        ({"csv": "product,product\na,b\n"}, "csv", "has two columns named"),
        ({"csv": "product,\na,b\n"}, "csv", "has a column without a usable name (column 2"),
        ({"csv": "product,place\na,b,c\n"}, "csv", "has 3 cells in line 2, but 2 columns"),
        ({"csv": 'product,place\n"a,b\n'}, "csv", "cannot be read in line"),
        ({"csv": "product,place\n" + "a,b\n" * 2001}, "csv", "has more than 2000 rows"),
        ({"csv": None, "rows": []}, "rows", "must be an array of 1 to 2000 objects (got 0 rows)"),
        ({"csv": None, "rows": ["a"]}, "rows.0", "must be an object of columns"),
        ({"csv": None, "rows": [{"product": {}, "place": "b"}]}, "rows.0.product", "must be a text, number"),
        ({"budget_credits": 0}, "budget_credits", "must be more than 0"),
        ({"budget_credits": "60"}, "budget_credits", "must be a number of credits"),
        ({"budget_credits": 0.00001}, "budget_credits", "at most four decimals"),
        ({"at_a_time": 0}, "at_a_time", "between 1 and 50"),
        ({"name": "a\nb"}, "name", "must be a printable text"),
        ({"name": "a" * 121}, "name", "at most 120 characters (got 121)"),
        ({"skip_invalid": "yes"}, "skip_invalid", "must be true or false"),
        ({"budget": 60}, "budget", "budget is no field of this call"),
        (
            {"template": {**TEMPLATE, "model": "kling-o9"}},
            "rows.0.model",
            "row 1: Model 'kling-o9' is not available",
        ),
        ({"template": {"prompt": "{product} {place}"}}, "rows.0.model", "row 1: model is required"),
    ],
)
async def test_what_is_wrong_is_named(still: Stand, change: dict[str, Any], param: str, says: str) -> None:
    order = {"template": TEMPLATE, "csv": TABLE, **change}
    found = await refused(still, **{name: value for name, value in order.items() if value is not None})
    assert found[0][0] == param
    assert says in found[0][1]


async def test_a_misspelt_dry_run_starts_nothing(still: Stand) -> None:
    order = {"template": TEMPLATE, "csv": TABLE}
    answer = await still.client.post(CAMPAIGNS, params={"dryrun": "true"}, json=order)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"] == "Unknown query parameter 'dryrun' is refused."
    assert answer.json()["error"]["param"] == "dryrun"
    assert (await still.client.get(CAMPAIGNS)).json()["total"] == 0


async def test_every_mistake_is_in_one_answer(still: Stand) -> None:
    found = await refused(still, template=3, csv=4, at_a_time=99)
    assert [param for param, _ in found] == ["template", "csv", "at_a_time"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
async def test_tables_as_programs_write_them(still: Stand, delimiter: str) -> None:
    rows = (
        ["\ufeff product ", "place"],
        ['"Cold ""brew"""', f'"a deck{delimiter}\r\nat sea"'],
        ["", ""],
        ["Tea", "a bar"],
    )
    text = "\r\n".join(delimiter.join(row) for row in rows) + "\r\n"
    template = {"model": MODEL, "prompt": "{product} on {place} {{so}}"}
    order = {"template": template, "csv": text}
    quote = (await still.client.post(CAMPAIGNS, params={"dry_run": "true"}, json=order)).json()
    assert [row["prompt"] for row in quote["preview"]] == [
        f'Cold "brew" on a deck{delimiter}\r\nat sea {{so}}',
        "Tea on a bar {so}",
    ]


async def test_cells_become_what_their_field_takes(stand: Stand) -> None:
    template = {"model": MODEL, "prompt": "A fox", "duration": "{seconds}", "quality": "1080p"}
    table = "seconds,sound,quality\n7,on,\n3,off,720p\n"
    made = (await stand.client.post(CAMPAIGNS, json={"template": template, "csv": table})).json()
    await ended(stand, made["id"])
    asked = []
    for row in await rows_of(stand, made["id"]):
        task = await stand.client.get(f"/v1/tasks/{row['task']['id']}", params={"include": "request"})
        asked.append(task.json()["request"])
    assert [(body["duration"], body["sound"], body["quality"]) for body in asked] == [
        (7, "on", "1080p"),
        (3, "off", "720p"),
    ]


async def test_a_campaign_of_many_models(stand: Stand) -> None:
    rows = [
        {"model": MODEL},
        {"model": "kling-o3-image-to-video", "image_start": "https://media.example.com/a.jpg"},
    ]
    order = {"template": {"prompt": "A fox"}, "rows": rows}
    quote = (await stand.client.post(CAMPAIGNS, params={"dry_run": "true"}, json=order)).json()
    assert quote["rows"]["ready"] == 2, quote


# --- while it runs ---------------------------------------------------------------------------------


async def test_a_campaign_makes_a_task_of_each_row(either: Stand) -> None:
    made = await start(either, rows=5, name="Foxes")
    assert (made["status"], made["rows"]["total"], made["name"]) == ("running", 5, "Foxes")
    done = await ended(either, made["id"])
    assert (done["status"], done["progress"], done["rows"]["completed"]) == ("completed", 100, 5)
    assert done["cost"]["charged"]["credits"] == 5 * ROW_CREDITS
    assert done["cost"]["held"]["credits"] == done["cost"]["to_start"]["credits"] == 0
    rows = await rows_of(either, made["id"])
    assert [row["row"] for row in rows] == [1, 2, 3, 4, 5]
    assert {row["provider"] for row in rows} == {"scripted"}
    assert len({row["task"]["id"] for row in rows}) == 5
    clip = await either.client_of(None).get(rows[0]["task"]["results"][0])
    assert clip.status_code == 200
    listed = (await either.client.get(CAMPAIGNS)).json()
    assert [one["id"] for one in listed["data"]] == [made["id"]]
    assert await rows_of(either, made["id"], find="FOX 3") == [rows[2]]
    assert await rows_of(either, made["id"], find="%") == []


async def test_no_more_run_at_a_time_than_it_says(slow: Stand) -> None:
    made = await start(slow, rows=5, at_a_time=2)
    found = await until(slow, made["id"], lambda found: found["cost"]["held"]["credits"] == 2 * ROW_CREDITS)
    assert found["rows"]["processing"] + found["rows"]["pending"] == 2
    assert found["cost"]["to_start"]["credits"] == found["rows"]["waiting"] * ROW_CREDITS
    most = 0
    while found["status"] == "running":
        most = max(most, found["rows"]["processing"] + found["rows"]["pending"])
        found = await until(slow, made["id"], lambda _: True)
        slow.clock.advance(0.5)
        await asyncio.sleep(0.005)
    assert most == 2
    assert found["rows"]["completed"] == 5


async def test_a_budget_stops_it_before_it_is_passed(either: Stand) -> None:
    made = await start(either, rows=5, budget_credits=3 * ROW_CREDITS + 5)
    assert made["to_spare_credits"] == -2 * ROW_CREDITS + 5
    paused = await ended(either, made["id"])
    assert (paused["status"], paused["paused_because"]) == ("paused", "budget")
    assert (paused["rows"]["completed"], paused["rows"]["waiting"]) == (3, 2)
    assert paused["cost"]["charged"]["credits"] == 3 * ROW_CREDITS
    path = f"{CAMPAIGNS}/{made['id']}"
    low = await either.client.patch(path, json={"budget_credits": 80})
    assert low.status_code == 400
    assert low.json()["error"]["details"][0]["min"] == 3 * ROW_CREDITS
    assert (await either.client.post(f"{path}/resume")).status_code == 200
    assert (await ended(either, made["id"]))["paused_because"] == "budget"
    assert (await either.client.patch(path, json={"budget_credits": 5 * ROW_CREDITS})).json()[
        "to_spare_credits"
    ] == 0
    await either.client.post(f"{path}/resume")
    done = await ended(either, made["id"])
    assert (done["status"], done["cost"]["charged"]["credits"]) == ("completed", 5 * ROW_CREDITS)


async def test_what_failed_frees_the_budget_again(stand: Stand) -> None:
    """The second row does not fit while the first is held; it does once that has failed."""
    await stand.play("rejected")
    made = await start(stand, rows=3, budget_credits=ROW_CREDITS, at_a_time=3)
    done = await ended(stand, made["id"])
    assert (done["status"], done["rows"]["failed"]) == ("completed", 3)
    assert done["cost"]["charged"]["credits"] == 0


async def test_an_empty_account_pauses_it(stand: Stand) -> None:
    poor = stand.client_of(await stand.make_key("poor", credits=60))
    order = {"template": {"model": MODEL, "prompt": "{a}"}, "rows": [{"a": str(n)} for n in range(4)]}
    made = (await poor.post(CAMPAIGNS, json=order)).json()
    stand.client, kept = poor, stand.client
    paused = await ended(stand, made["id"])
    stand.client = kept
    assert (paused["status"], paused["paused_because"], paused["rows"]["completed"]) == ("paused", "credits", 2)


async def test_the_limit_of_its_key_pauses_it_and_says_so(stand: Stand) -> None:
    key = (await stand.client.post("/v1/keys", json={"limit_credits": 60})).json()
    order = {"template": {"model": MODEL, "prompt": "{a}"}, "rows": [{"a": str(n)} for n in range(4)]}
    made = (await stand.client_of(key["key"]).post(CAMPAIGNS, json=order)).json()
    paused = await ended(stand, made["id"])
    assert (paused["paused_because"], paused["rows"]["completed"]) == ("key_limit", 2)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            {"csv": "a,Duration\nx,7\n"},
            "Column 'Duration' is only kept for the results: the field is called duration",
        ),
        (
            {"template": {"model": MODEL, "prompt": "{a}", "durations": 3}},
            "Unknown field 'durations' was ignored.",
        ),
        (
            {"template": {"model": MODEL, "prompt": "A {a} runs {in}", "x": "{"}, "csv": "a,in\n1,2\n"},
            "A brace in",
        ),
        ({"template": {"model": MODEL, "prompt": "A fox"}}, "No text of the template names a column"),
    ],
)
async def test_what_is_probably_not_meant_is_said(still: Stand, change: dict[str, Any], says: str) -> None:
    order = {"template": {"model": MODEL, "prompt": "{a}"}, "csv": "a\nx\ny\n", **change}
    quote = (await still.client.post(CAMPAIGNS, params={"dry_run": "true"}, json=order)).json()
    assert quote["valid"] is True
    assert any(warning.startswith(says) for warning in quote["warnings"]), quote["warnings"]
    made = (await still.client.post(CAMPAIGNS, json=order)).json()
    assert made["warnings"] == quote["warnings"]


async def test_nothing_is_said_of_a_good_campaign(still: Stand) -> None:
    order = {"template": {**TEMPLATE, "prompt": "{product} on {place} {{so}}"}, "csv": TABLE}
    quote = (await still.client.post(CAMPAIGNS, params={"dry_run": "true"}, json=order)).json()
    assert quote["warnings"] == []
    assert "warnings" not in (await still.client.post(CAMPAIGNS, json=order)).json()


async def test_results_keep_the_customers_columns_apart(stand: Stand) -> None:
    order = {"template": {"model": MODEL, "prompt": "{row}"}, "csv": "row,status\nx,mine\n"}
    made = (await stand.client.post(CAMPAIGNS, json=order)).json()
    done = await ended(stand, made["id"])
    table = (await stand.client_of(None).get(done["downloads"]["csv"])).content.decode("utf-8-sig")
    [line] = csv.DictReader(io.StringIO(table))
    assert (line["row"], line["status"]) == ("x", "mine")
    assert (line["omnireel_row"], line["omnireel_status"]) == ("1", "completed")


async def test_a_revoked_key_pauses_it(slow: Stand) -> None:
    key = (await slow.client.post("/v1/keys", json={"name": "worker"})).json()
    order = {
        "template": {"model": MODEL, "prompt": "{a}"},
        "rows": [{"a": str(n)} for n in range(4)],
        "at_a_time": 1,
    }
    made = (await slow.client_of(key["key"]).post(CAMPAIGNS, json=order)).json()
    await until(slow, made["id"], lambda found: found["rows"]["processing"] == 1)
    await slow.client.delete(f"/v1/keys/{key['id']}")
    [row] = await rows_of(slow, made["id"], status="processing")
    await slow.client.delete(f"/v1/tasks/{row['task']['id']}")
    paused = await ended(slow, made["id"])
    assert (paused["paused_because"], paused["rows"]["waiting"]) == ("key", 3)


async def test_pause_and_resume(slow: Stand) -> None:
    made = await start(slow, rows=3, at_a_time=1)
    await until(slow, made["id"], lambda found: found["rows"]["processing"] == 1)
    path = f"{CAMPAIGNS}/{made['id']}"
    assert (await slow.client.post(f"{path}/pause")).json()["paused_because"] == "customer"
    [row] = await rows_of(slow, made["id"], status="processing")
    await slow.client.delete(f"/v1/tasks/{row['task']['id']}")
    for _ in range(50):
        slow.clock.advance(1)
        await asyncio.sleep(0)
    found = (await slow.client.get(path)).json()
    assert (found["status"], found["rows"]["waiting"], found["rows"]["cancelled"]) == ("paused", 2, 1)
    await slow.client.post(f"{path}/resume")
    await until(slow, made["id"], lambda found: found["rows"]["processing"] == 1)


async def test_cancel_takes_back_all_that_has_not_ended(slow: Stand) -> None:
    made = await start(slow, rows=4, at_a_time=2)
    await until(slow, made["id"], lambda found: found["rows"]["processing"] == 2)
    gone = (await slow.client.post(f"{CAMPAIGNS}/{made['id']}/cancel")).json()
    assert (gone["status"], gone["rows"]["cancelled"]) == ("cancelled", 4)
    assert gone["cost"]["held"]["credits"] == 0
    assert (await slow.client.get("/v1/credits")).json()["data"]["user"]["remaining_credits"] == 10_000
    again = await slow.client.post(f"{CAMPAIGNS}/{made['id']}/resume")
    assert again.json()["error"]["message"] == "The campaign is cancelled and can no longer be resumed"
    retried = await slow.client.post(f"{CAMPAIGNS}/{made['id']}/retry")
    assert retried.status_code == 400


async def test_failed_rows_are_tried_again(either: Stand) -> None:
    await either.play("rejected")
    made = await start(either, rows=3)
    failed = await ended(either, made["id"])
    assert (failed["status"], failed["rows"]["failed"]) == ("completed", 3)
    first = {row["task"]["id"] for row in await rows_of(either, made["id"])}
    await either.play("success")
    path = f"{CAMPAIGNS}/{made['id']}/retry"
    one = (await either.client.post(path, json={"rows": [2]})).json()
    assert one["status"] == "running"
    done = await ended(either, made["id"])
    assert (done["rows"]["completed"], done["rows"]["failed"]) == (1, 2)
    await either.client.post(path)
    done = await ended(either, made["id"])
    assert (done["status"], done["rows"]["completed"]) == ("completed", 3)
    rows = await rows_of(either, made["id"])
    assert {row["tries"] for row in rows} == {2}
    assert not first & {row["task"]["id"] for row in rows}
    assert done["cost"]["charged"]["credits"] == 3 * ROW_CREDITS
    none = await either.client.post(path, json={"rows": [1]})
    assert none.json()["error"]["message"] == (
        "rows must be rows of this campaign that failed or were cancelled (not so: 1)"
    )


async def test_what_shows_at_the_start_only_refuses_its_row(stand: Stand) -> None:
    """A link of this server to no clip: nothing can be seen from the text, and no task is made of it."""
    lost = f"{stand.platform.studio.public_url}/results/none.mp4"
    template = {"model": "kling-o3-image-to-video", "prompt": "A fox"}
    order = {"template": template, "rows": [{"image_start": lost}] * 6, "at_a_time": 2}
    made = (await stand.client.post(CAMPAIGNS, json=order)).json()
    done = await ended(stand, made["id"])
    assert (done["status"], done["rows"]["failed"]) == ("completed", 6)
    rows = await rows_of(stand, made["id"])
    assert {(row["tries"], row["error"]["code"]) for row in rows} == {(0, "invalid_request")}
    assert "is a link of this server to no clip" in rows[0]["error"]["message"]
    assert (await stand.client.get("/v1/tasks")).json()["total"] == 0


async def test_a_start_is_safe_to_repeat(stand: Stand) -> None:
    headers = {"Idempotency-Key": "campaign_0123456789"}
    order = {"template": {"model": MODEL, "prompt": "{a}"}, "rows": [{"a": "x"}]}
    first = await stand.client.post(CAMPAIGNS, json=order, headers=headers)
    again = await stand.client.post(CAMPAIGNS, json=order, headers=headers)
    assert again.json()["id"] == first.json()["id"]
    assert again.headers["idempotency-replayed"] == "true"
    other = await stand.client.post(CAMPAIGNS, json={**order, "name": "b"}, headers=headers)
    assert other.json()["error"]["code"] == "idempotency_conflict"
    await ended(stand, first.json()["id"])
    assert (await stand.client.get(CAMPAIGNS)).json()["total"] == 1


async def test_it_goes_on_after_a_restart(tmp_path: Path) -> None:
    async with open_stand(tmp_path, start=False) as first:
        made = await start(first, rows=6)
        await first.platform.campaigner.feed_due()
        rows = await rows_of(first, made["id"], status="processing")
        assert len(rows) == 4
        begun = {row["row"]: row["task"]["id"] for row in rows}
    async with open_stand(tmp_path) as second:
        done = await ended(second, made["id"])
        assert (done["status"], done["rows"]["completed"]) == ("completed", 6)
        after = {row["row"]: row["task"]["id"] for row in await rows_of(second, made["id"])}
        assert {row: after[row] for row in begun} == begun
        assert done["cost"]["charged"]["credits"] == 6 * ROW_CREDITS


async def test_anothers_campaign_does_not_exist(stand: Stand) -> None:
    made = await start(stand, rows=1)
    other = stand.client_of(await stand.make_key("other"))
    path = f"{CAMPAIGNS}/{made['id']}"
    assert (await other.get(CAMPAIGNS)).json()["data"] == []
    asked: list[tuple[str, str, Any]] = [
        ("GET", path, None),
        ("GET", f"{path}/rows", None),
        ("PATCH", path, {"name": "mine"}),
        ("DELETE", path, None),
        *(("POST", f"{path}/{verb}", {}) for verb in ("pause", "resume", "retry", "cancel")),
    ]
    for method, url, body in asked:
        answer = await other.request(method, url, json=body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "campaign_not_found"), url
    assert (await ended(stand, made["id"]))["rows"]["completed"] == 1


async def test_a_key_for_other_models_starts_no_row(stand: Stand) -> None:
    bound = stand.client_of(await stand.make_key("bound", models=["kling-o3-video-edit"]))
    order = {"template": {"model": MODEL, "prompt": "{a}"}, "rows": [{"a": "x"}]}
    answer = await bound.post(CAMPAIGNS, json=order)
    assert answer.json()["error"]["message"] == f"row 1: this key may not use {MODEL}"


# --- what it made ----------------------------------------------------------------------------------


async def test_the_downloads(stand: Stand) -> None:
    await stand.play("success")
    order = {
        "template": {"model": MODEL, "prompt": "{name}"},
        "csv": "name,note\nCold brew!,=1+1\nÀ la crème,\nTea,x\n",
    }
    made = (await stand.client.post(CAMPAIGNS, json=order)).json()
    done = await ended(stand, made["id"])
    [_, second, _] = await rows_of(stand, made["id"])
    await stand.client.post(f"/v1/tasks/{second['task']['id']}/delete")
    nobody = stand.client_of(None)
    archive = await nobody.get(done["downloads"]["zip"])
    assert archive.headers["content-type"] == "application/zip"
    assert archive.headers["content-disposition"] == f'attachment; filename="{made["id"]}.zip"'
    with zipfile.ZipFile(io.BytesIO(archive.content)) as files:
        assert files.testzip() is None
        assert files.namelist() == ["results.csv", "0001-cold-brew.mp4", "0003-tea.mp4"]
        row = (await rows_of(stand, made["id"]))[0]
        clip = await nobody.get(row["task"]["results"][0])
        assert files.read("0001-cold-brew.mp4") == clip.content
        inside = files.read("results.csv").decode("utf-8-sig")
    table = await nobody.get(done["downloads"]["csv"])
    assert table.content.decode("utf-8-sig") == inside
    lines = list(csv.DictReader(io.StringIO(inside)))
    assert [line["name"] for line in lines] == ["Cold brew!", "À la crème", "Tea"]
    assert lines[0]["note"] == "'=1+1"
    assert [line["status"] for line in lines] == ["completed"] * 3
    assert lines[0]["credits"] == "27"
    assert lines[0]["provider"] == "scripted"
    assert httpx.URL(lines[0]["link"]).path.endswith(".mp4")
    assert lines[1]["link"] == ""


async def test_downloads_want_their_signature(stand: Stand) -> None:
    made = await start(stand, rows=1)
    done = await ended(stand, made["id"])
    nobody = stand.client_of(None)
    for kind in ("zip", "csv"):
        link = done["downloads"][kind]
        for wrong in (link.split("?")[0], link[:-2] + "xx", link.replace(f".{kind}?", ".mp4?")):
            assert (await nobody.get(wrong)).status_code in (403, 404), wrong
    stand.clock.advance(26 * 3600)
    assert (await nobody.get(done["downloads"]["zip"])).status_code == 410
