"""/healthz, /readyz, /metrics."""

from __future__ import annotations

from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from api.stand import BODY, CREATE, MODEL, Stand, client_for
from omnireel.api.app import create_app
from omnireel.settings import Settings
from omnireel.studio.platform import Platform
from support.platforms import settled


async def test_healthz(still: Stand) -> None:
    answer = await still.client_of(None).get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_readyz(either: Stand) -> None:
    answer = await either.client_of(None).get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "role": "all"})


async def test_not_ready_when_the_store_is_closed(either: Stand) -> None:
    nobody = either.client_of(None)
    await either.platform.store.close()
    answer = await nobody.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "unavailable"
    assert (await nobody.get("/healthz")).status_code == 200
    for refused in (await either.client.get("/v1/credits"), await either.client.post(CREATE, json=BODY)):
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "service_unavailable")


@pytest.mark.parametrize("part", ["worker", "courier", "janitor"])
async def test_not_ready_when_a_part_died(stand: Stand, part: str) -> None:
    platform = stand.platform
    if part == "janitor":
        assert "janitor" in platform._parts
        platform._parts["janitor"].cancel()
    else:
        getattr(platform, part).stop()
    await settled(lambda: platform.stopped_part() is not None)
    answer = await stand.client_of(None).get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "reason": f"the {part} has stopped"}


async def test_a_worker_process_answers_the_watching_machines_only(tmp_path: Path, postgres_url: str) -> None:
    settings = Settings(data_dir=tmp_path, role="worker", database_url=postgres_url)
    platform = await Platform.open(settings, providers=[])
    try:
        async with client_for(create_app(platform), None) as client:
            for path in ("/healthz", "/readyz", "/metrics", "/openapi.json"):
                assert (await client.get(path)).status_code == 200
            assert (await client.get("/v1/credits")).status_code == 404
            assert sorted((await client.get("/openapi.json")).json()["paths"]) == [
                "/healthz",
                "/metrics",
                "/readyz",
            ]
    finally:
        await platform.stop()


# --- metrics -------------------------------------------------------------------------------------


async def samples(stand: Stand) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """Every sample of /metrics, read as Prometheus reads it."""
    answer = await stand.client_of(None).get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def key(name: str, **labels: str) -> tuple[str, frozenset[tuple[str, str]]]:
    return name, frozenset(labels.items())


async def test_metrics_count(stand: Stand) -> None:
    before = await samples(stand)
    shown = await stand.completed(sound="on")
    for _ in range(3):
        await stand.client.get(f"/v1/tasks/{shown['id']}")
    await stand.client.get("/v1/tasks/7")
    await stand.client.get("/nothing")
    after = await samples(stand)

    def grown(name: str, **labels: str) -> float:
        return after.get(key(name, **labels), 0) - before.get(key(name, **labels), 0)

    requests = "omnireel_http_requests_total"
    assert grown(requests, route="/v1/videos/generations", method="POST", status="200") == 1
    assert grown(requests, route="/v1/tasks/{task_id}", method="GET", status="200") == 4
    assert grown(requests, route="/v1/tasks/{task_id}", method="GET", status="400") == 1
    assert grown(requests, route="other", method="GET", status="404") == 1
    assert grown("omnireel_http_request_seconds_count", route="/v1/tasks/{task_id}") == 5
    assert grown("omnireel_tasks_total", model=MODEL, state="completed", provider="scripted") == 1
    assert grown("omnireel_attempts_total", provider="scripted", state="succeeded") == 1
    assert grown("omnireel_charged_credits_total", model=MODEL) == pytest.approx(36.018)


async def test_metrics_say_what_is_open(still: Stand) -> None:
    for _ in range(3):
        await still.create()
    found = await samples(still)
    assert found[key("omnireel_tasks_open", state="pending")] == 3
    assert found[key("omnireel_tasks_open", state="processing")] == 0


async def test_metrics_do_not_grow_with_what_clients_make_up(still: Stand) -> None:
    async def make_up(number: int) -> None:
        await still.client.request(f"BREW{number}", f"/nothing/{number}")
        await still.client_of(f"key{number}").get(f"/v1/tasks/task-unified-{number}")

    await make_up(0)
    await samples(still)  # reading the metrics is counted, too
    before = set(await samples(still))
    for number in range(1, 20):
        await make_up(number)
    assert set(await samples(still)) == before


async def test_a_bug_is_counted_as_one(still: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(caller: object) -> None:
        raise RuntimeError

    before = await samples(still)
    monkeypatch.setattr(still.platform.studio, "account", broken)
    await still.client.get("/v1/credits")
    after = await samples(still)
    name = key("omnireel_http_requests_total", route="/v1/credits", method="GET", status="500")
    assert after[name] - before.get(name, 0) == 1
