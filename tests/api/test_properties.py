"""What must hold for any body: never a fault of the server, and one price everywhere."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.json_schema import strict
from api.stand import BODY, CREATE, MODEL, Stand, open_stand
from omnireel.api.app import VERSION
from omnireel.api.openapi import document
from omnireel.core.price import credits_number
from omnireel.store import tasks

DOCUMENT = document(VERSION)
EVERY_TIME = settings(
    deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


@pytest.fixture
async def rich(tmp_path: Path, database_url: str) -> AsyncIterator[Stand]:
    """A server on which credits do not run out, over both databases."""
    async with open_stand(tmp_path, start=False, database_url=database_url, first_credits=10**9) as opened:
        yield opened


NAMES = st.sampled_from(
    [
        "model",
        "prompt",
        "duration",
        "aspect_ratio",
        "quality",
        "sound",
        "image_start",
        "image_urls",
        "video_url",
        "model_params",
        "multi_shot",
        "shot_type",
        "multi_prompt",
        "element_list",
        "element_id",
        "watermark_info",
        "enabled",
        "index",
        "callback_url",
        "task_ids",
        "é",
        "",
        "a.b",
        "0",
    ]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-3, 20)
    | st.floats(allow_nan=False)
    | st.text()
    | st.sampled_from(
        ["16:9", "720p", "4k", "on", "customize", MODEL, "<<<element_1>>>", "https://x", "file:///x"]
    )
)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=8) | st.dictionaries(NAMES, inner, max_size=6), max_leaves=25
)
NEARLY = st.dictionaries(NAMES, JSON, max_size=6).map(lambda extra: {**BODY, **extra})
BODIES = st.binary() | st.text().map(str.encode) | (JSON | NEARLY).map(lambda value: json.dumps(value).encode())


async def no_fault(stand: Stand, path: str, body: bytes) -> None:
    answer = await stand.client.post(path, content=body)
    assert answer.status_code in (200, 400, 404), answer.text
    described = DOCUMENT["paths"][path.partition("?")[0]]["post"]["responses"][str(answer.status_code)]
    assert strict(DOCUMENT, described["content"]["application/json"]["schema"], answer.json()) == []


@EVERY_TIME
@given(body=BODIES)
async def test_no_body_is_a_fault_of_the_server(rich: Stand, body: bytes) -> None:
    for path in (CREATE, f"{CREATE}?dry_run=true", "/v1/tasks/batch"):
        await no_fault(rich, path, body)


@EVERY_TIME
@given(
    path=st.text(), query=st.dictionaries(st.sampled_from(["status", "page", "model", "dry_run", "x"]), st.text())
)
async def test_no_address_is_a_fault_of_the_server(rich: Stand, path: str, query: dict[str, str]) -> None:
    last = quote(path, safe="/.")
    for url in ("/v1/tasks", f"/v1/tasks/{last}", f"/v1/models/{last}", f"/results/{last}"):
        assert (await rich.client.get(url, params=query)).status_code < 500, url


SHOTS = st.lists(st.integers(1, 4), min_size=1, max_size=4).filter(lambda parts: 3 <= sum(parts) <= 15)


@st.composite
def valid_bodies(draw: st.DrawFn) -> dict[str, Any]:
    """A body that is taken on."""
    body: dict[str, Any] = {"model": MODEL, "prompt": "A red fox"}
    for name, values in (
        ("aspect_ratio", st.sampled_from(["16:9", "9:16", "1:1"])),
        ("quality", st.sampled_from(["720p", "1080p", "4k"])),
        ("sound", st.sampled_from(["on", "off"])),
        ("duration", st.integers(3, 15)),
    ):
        if draw(st.booleans()):
            body[name] = draw(values)
    if draw(st.booleans()):
        parts = draw(SHOTS)
        body["duration"] = sum(parts)
        body["model_params"] = {
            "multi_shot": True,
            "shot_type": "customize",
            "multi_prompt": [
                {"index": index, "prompt": "A red fox", "duration": str(part)}
                for index, part in enumerate(parts, 1)
            ],
        }
    return body


@EVERY_TIME
@given(body=valid_bodies())
async def test_one_price_in_the_quote_the_task_and_the_ledger(rich: Stand, body: dict[str, Any]) -> None:
    quoted = (await rich.client.post(f"{CREATE}?dry_run=true", json=body)).json()
    assert quoted["errors"] == []
    created = (await rich.client.post(CREATE, json=body)).json()
    assert created["usage"]["credits_reserved"] == quoted["price"]["credits"]
    task, _, transfers = await rich.platform.store.read(tasks.get_statement(created["id"], account_id="default"))
    assert [credits_number(transfer.units) for transfer in transfers] == [quoted["price"]["credits"]]
    assert task.held_units == transfers[0].units
    statement = (await rich.client.get(f"/v1/tasks/{created['id']}/statement")).json()
    assert statement["price"] == quoted["price"]
