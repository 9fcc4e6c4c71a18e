"""The same campaign by way of the SDK and the shell, against a real server."""

from __future__ import annotations

import json
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from e2e.test_cli import data, good, run
from omnireel.client import AsyncClient, CampaignView, Client, Timing
from omnireel.errors import (
    CampaignNotFoundError,
    InvalidRequestError,
    OmnireelError,
    TaskNotFoundError,
    WaitTimeoutError,
)
from omnireel.providers.scripted import SAMPLE_CLIP
from support.servers import ServerProcess

TEMPLATE = {"model": "kling-o3-text-to-video", "prompt": "A cup of {product} on {place}"}
TABLE = "product,place,duration,sku\nHouse blend,a slate counter,,HB\nCold brew,a boat deck,3,CB\n"
ROWS = [{"product": "Tea", "place": "a bar"}, {"product": "Cocoa", "place": "a bed"}]


@pytest.fixture
def client(server: ServerProcess) -> Iterator[Client]:
    with Client(server.url, server.key, timing=Timing(poll_s=0.05)) as made:
        yield made


def test_a_campaign_by_the_sdk(client: Client, tmp_path: Path) -> None:
    table = tmp_path / "roasts.csv"
    table.write_text("\ufeff" + TABLE, "utf-8")
    quote = client.campaigns.quote(TEMPLATE, table, budget_credits=40)
    assert (quote.rows, quote.ready, quote.credits, quote.valid, quote.within_budget) == (2, 2, 43.2, True, False)
    assert quote.columns == {"product": "variable", "place": "variable", "duration": "field", "sku": "kept"}
    assert quote.prompts[0] == "A cup of House blend on a slate counter"
    made = client.campaigns.start(TEMPLATE, table, name="Roasts", budget_credits=40)
    seen: list[CampaignView] = []
    paused = client.campaigns.wait(made.id, seen.append, timeout_s=30)
    assert (paused.status, paused.paused_because, paused.charged) == ("paused", "budget", 27)
    assert seen[-1] == paused
    assert client.campaigns.change(made.id, budget_credits=None).budget is None
    assert client.campaigns.resume(made.id).is_running
    done = client.campaigns.wait(made.id, timeout_s=30)
    assert (done.status, done.progress, done.charged, done.rows["completed"]) == ("completed", 100, 43.2, 2)
    [one] = client.campaigns.rows(made.id, find="boat").items
    assert (one.row, one.status, one.provider, one.tries) == (2, "completed", "quick", 1)
    assert one.task is not None
    assert one.task.seconds == 3
    path = client.campaigns.download(made.id, tmp_path / "all.zip")
    with zipfile.ZipFile(path) as files:
        assert files.namelist() == ["results.csv", "0001-house-blend.mp4", "0002-cold-brew.mp4"]
        assert files.read("0001-house-blend.mp4") == SAMPLE_CLIP.read_bytes()
    results = client.campaigns.download(made.id, tmp_path / "results.csv").read_text("utf-8-sig")
    assert results.splitlines()[0].startswith("row,product,place,duration,sku,status,file")
    assert client.campaigns.list().items[0].id == made.id
    with pytest.raises(InvalidRequestError, match="completed and can no longer be paused"):
        client.campaigns.pause(made.id)
    assert client.campaigns.retry(made.id).status == "completed", "nothing had failed"


def test_what_is_wrong_with_rows_is_in_the_error(client: Client) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        client.campaigns.start(TEMPLATE, [*ROWS, {"product": "Milk", "place": " "}])
    assert [detail.param for detail in caught.value.details] == ["rows.2.place"]
    with pytest.raises(TypeError, match="unknown field duration; fields of the clips go into the template"):
        client.campaigns.start(TEMPLATE, ROWS, duration=5)  # type: ignore[call-arg]
    with pytest.raises(CampaignNotFoundError):
        client.campaigns.get("campaign-1-nobody00")


async def test_a_campaign_by_the_async_sdk(server: ServerProcess, tmp_path: Path) -> None:
    async with AsyncClient(server.url, server.key, timing=Timing(poll_s=0.05)) as client:
        key = "campaign_0123456789"
        made = await client.campaigns.start(TEMPLATE, ROWS, at_a_time=1, idempotency_key=key)
        again = await client.campaigns.start(TEMPLATE, ROWS, at_a_time=1, idempotency_key=key)
        assert again.id == made.id
        assert (await client.campaigns.quote(TEMPLATE, TABLE)).ready == 2
        done = await client.campaigns.wait(made.id, timeout_s=30)
        assert (done.status, done.charged) == ("completed", 54)
        rows = await client.campaigns.rows(made.id)
        assert [row.cells["product"] for row in rows.items] == ["Tea", "Cocoa"]
        await client.campaigns.download(made.id, tmp_path / "a.zip")
        assert zipfile.is_zipfile(tmp_path / "a.zip")
        task = rows.items[0].task
        assert task is not None
        await client.delete(task.id)
        with pytest.raises(TaskNotFoundError):
            await client.get(task.id)
        usage = await client.usage(days=2)
        assert usage.total_clips >= 2
        assert len(usage.dates) == 2
        assert sum(sum(days) for days in usage.credits.values()) == pytest.approx(usage.total_credits)
        for verb in ("pause", "resume", "cancel"):
            with pytest.raises(InvalidRequestError):
                await getattr(client.campaigns, verb)(made.id)


def test_waiting_for_a_campaign_ends(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = {"SCRIPTED": "line=slow"}
    running = ServerProcess(tmp_path_factory.mktemp("slow"), settings).start()
    try:
        with Client(running.url, running.key, timing=Timing(poll_s=0.01)) as client:
            made = client.campaigns.start(TEMPLATE, ROWS * 20, at_a_time=1)
            with pytest.raises(WaitTimeoutError, match="it goes on at the server"):
                client.campaigns.wait(made.id, timeout_s=0.1)
            assert client.campaigns.pause(made.id).paused_because == "customer"
            gone = client.campaigns.cancel(made.id)
            assert gone.status == "cancelled"
            assert gone.held == 0
    finally:
        assert running.stop() == 0


def test_a_campaign_in_the_shell(server: ServerProcess, tmp_path: Path) -> None:
    table = tmp_path / "roasts.csv"
    table.write_text(TABLE, "utf-8")

    def cli(*arguments: str) -> Any:
        return run(server.environment(), "campaigns", *arguments)

    prompt = ("--prompt", TEMPLATE["prompt"])
    shown = good(cli("start", str(table), *prompt, "--dry-run"))
    assert "2 of 2 rows" in shown
    assert "43.2 credits, $0.60" in shown
    assert "A cup of House blend" in shown
    made = cli("start", str(table), *prompt, "--yes", "--budget", "60")
    campaign_id = good(made).splitlines()[-1]
    assert campaign_id.startswith("campaign-")
    watched = data(cli("watch", campaign_id, "--json"))
    assert (watched["status"], watched["rows"]["completed"], watched["name"]) == ("completed", 2, "roasts")
    assert "2 completed" in good(cli("show", campaign_id))
    assert campaign_id in good(cli("list"))
    assert "20" in good(cli("change", campaign_id, "--at-a-time", "20", "--budget", "none", "--name", "Other"))
    path = tmp_path / "out.zip"
    assert str(path) in good(cli("download", campaign_id, "-o", str(path)))
    assert zipfile.is_zipfile(path)
    for verb in ("pause", "resume", "cancel"):
        refused = cli(verb, campaign_id)
        assert refused.exit_code == 1
        assert "can no longer be" in refused.output
    assert good(cli("retry", campaign_id))


def test_the_shell_names_the_rows_to_mend(server: ServerProcess, tmp_path: Path) -> None:
    table = tmp_path / "roasts.csv"
    table.write_text(TABLE + "Milk,,5,M\n", "utf-8")
    prompt = ("--prompt", TEMPLATE["prompt"])
    refused = run(server.environment(), "campaigns", "start", str(table), *prompt, "--yes")
    assert refused.exit_code == 1
    assert "row 3: place is empty in this row" in refused.output
    assert "--skip-invalid" in refused.output
    template = tmp_path / "template.json"
    template.write_text(json.dumps({**TEMPLATE, "quality": "1080p"}))
    unasked = run(server.environment(), "campaigns", "start", str(table), *prompt, "--skip-invalid")
    assert unasked.exit_code == 2
    assert "--yes" in unasked.output
    made = data(
        run(
            server.environment(),
            "campaigns",
            "start",
            str(table),
            "--template",
            str(template),
            "--skip-invalid",
            "--json",
            "--yes",
        )
    )
    assert made["template"]["quality"] == "1080p"
    missing = run(server.environment(), "campaigns", "start", str(tmp_path / "none.csv"), *prompt)
    assert missing.exit_code == 1
    assert "none.csv" in missing.output


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_as_spreadsheets_save_them(client: Client, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("product;place\r\nCafé Crème;à bord\r\n".encode(encoding))
    assert client.campaigns.quote(TEMPLATE, path).prompts == ("A cup of Café Crème on à bord",)


def test_letters_are_not_mistaken_for_others(server: ServerProcess, client: Client, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("product;place\nCafé Crème;à bord\n".encode("cp1252"))
    with pytest.raises(OmnireelError, match="is not UTF-8: save it as 'CSV UTF-8'"):
        client.campaigns.quote(TEMPLATE, path)
    refused = run(server.environment(), "campaigns", "start", str(path), "-p", "{product}", "--dry-run")
    assert refused.exit_code == 1
    assert "CSV UTF-8" in refused.output
    assert "Traceback" not in refused.output


def test_clips_go_on_after_a_kill(tmp_path: Path) -> None:
    """The server dies in the middle of a campaign and is started again: each row ends with one paid clip."""
    server = ServerProcess(tmp_path, {"SCRIPTED": "line=slow", "LEASE_S": "3"}).start()
    with Client(server.url, server.key, timing=Timing(poll_s=0.05)) as client:
        made = client.campaigns.start(TEMPLATE, ROWS * 3, at_a_time=2)
        while not client.campaigns.get(made.id).rows["processing"]:
            time.sleep(0.02)  # another process works, and tells nobody
    server.kill()
    server.start()
    try:
        with Client(server.url, server.key, timing=Timing(poll_s=0.1)) as client:
            done = client.campaigns.wait(made.id, timeout_s=90)
            assert (done.status, done.rows["completed"], done.charged) == ("completed", 6, 6 * 27)
            assert {row.tries for row in client.campaigns.rows(made.id).items} == {1}
            assert client.list(page_size=50).total == 6
            assert client.credits().used == 6 * 27
    finally:
        assert server.stop() == 0
