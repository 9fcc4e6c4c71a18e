"""The programs of examples/, run as a user runs them, against a real server."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from omnireel.animatic.ingest import facts
from omnireel.client import Client
from support.media import encoded, scene
from support.servers import ServerProcess

EXAMPLES = Path(__file__).parents[2] / "examples"
PATIENCE_S = 60


def serving(home: Path, settings: dict[str, str]) -> ServerProcess:
    """A server of this home, as after a first start without a key of the operator's choice."""
    server = ServerProcess(home / ".local" / "share" / "omnireel", settings).start()
    (server.data_dir / "api-key").write_text(server.key)
    return server


def start(server: ServerProcess, name: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OMNIREEL_")}
    environment["HOME"] = str(server.data_dir.parents[2])
    program = [sys.executable, str(EXAMPLES / name), *arguments]
    return subprocess.Popen(program, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def run(server: ServerProcess, name: str, *arguments: str, code: int = 0) -> str:
    process = start(server, name, *arguments)
    text, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == code, text
    return text


def test_every_example_is_listed_and_tested() -> None:
    programs = {path.name for path in EXAMPLES.glob("*.py")}
    listed = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert programs == {name for name in programs if f"`{name}`" in listed and name in Path(__file__).read_text()}


def test_a_campaign_goes_on_after_a_crash_and_pays_once(tmp_path: Path) -> None:
    server = serving(tmp_path, {"PROVIDERS": "v", "SCRIPTED": "v=success"})
    try:
        table, folder = tmp_path / "foxes.csv", tmp_path / "clips"
        rows = "".join(f"fox {number},{3 + number % 3}\n" for number in range(8))
        table.write_text("animal,duration\n" + rows, encoding="utf-8")
        prompt = ("--prompt", "A red {animal} walks")
        first = start(server, "campaign.py", str(table), str(folder), *prompt, "--at-a-time", "1")
        assert first.stdout is not None
        assert "of 8" in first.stdout.readline()
        first.kill()
        first.communicate()
        assert not (folder / "results.csv").exists()
        run(server, "campaign.py", str(table), str(folder), *prompt, "--at-a-time", "1")
        with (folder / "results.csv").open(encoding="utf-8-sig") as file:
            results = list(csv.DictReader(file))
        assert [line["status"] for line in results] == ["completed"] * 8
        with zipfile.ZipFile(folder / "clips.zip") as files:
            assert len(files.namelist()) == 9
            assert all(files.getinfo(line["file"]).file_size > 0 for line in results)
        with Client(server.url, server.key) as client:
            assert client.campaigns.list().total == 1
            page = client.list(page_size=50)
            assert {task.id for task in page.items} == {line["task_id"] for line in results}
            assert client.credits().used == pytest.approx(sum(float(line["credits"]) for line in results))
        table.write_text("animal,place\nfox,\n", encoding="utf-8")
        text = run(server, "campaign.py", str(table), str(folder), "--prompt", "A {animal} in {place}", code=1)
        assert "row 1: place is empty in this row" in text
        table.write_text("prompt\nA fox\nA hare\n", encoding="utf-8")
        text = run(server, "campaign.py", str(table), str(folder), "--budget", "30", code=1)
        assert "is paused: budget" in text
    finally:
        server.stop()


def test_a_failed_row_of_a_campaign_is_tried_again(tmp_path: Path) -> None:
    script = {"PROVIDERS": "v", "SCRIPTED": "v=rejected:service_error,rejected:service_error,success"}
    server = serving(tmp_path, script)
    try:
        table = tmp_path / "prompts.csv"
        table.write_text("prompt\nA red fox\n", encoding="utf-8")
        run(server, "campaign.py", str(table), str(tmp_path / "clips"))
        with Client(server.url, server.key) as client:
            assert [task.status for task in client.list().items] == ["completed", "failed", "failed"]
            assert client.credits().used == 27
    finally:
        server.stop()


def test_a_receiver_takes_a_message_once_and_nothing_forged(tmp_path: Path) -> None:
    settings = {"PROVIDERS": "v", "SCRIPTED": "v=success", "CALLBACK_ALLOW_PRIVATE": "true"}
    server = serving(tmp_path, settings)
    folder = tmp_path / "clips"
    receiver = start(server, "webhook_receiver.py", "--port", "0", "--folder", str(folder))
    try:
        assert receiver.stdout is not None
        url = receiver.stdout.readline().split()[-1]
        with Client(server.url, server.key) as client:
            done = client.videos.create("A red fox", callback_url=url).wait(timeout_s=PATIENCE_S)
            assert f"{done.id}: saved" in receiver.stdout.readline()
            assert (folder / f"{done.id}.mp4").stat().st_size > 0
            [delivery] = client.deliveries.list().items
            client.deliveries.redeliver(delivery.id)
            while client.deliveries.get(delivery.id).tries < 2:
                time.sleep(0.02)  # another process sends, and tells nobody
            forged = Request(url, data=b"{}", headers={"webhook-id": "msg_x"}, method="POST")
            with pytest.raises(OSError, match="400"):
                urlopen(forged, timeout=PATIENCE_S)
            other = client.videos.create("Another", callback_url=url).wait(timeout_s=PATIENCE_S)
            # The line after the first one is about the other task: the first was not worked on again.
            assert f"{other.id}: saved" in receiver.stdout.readline()
    finally:
        receiver.kill()
        receiver.communicate()
        server.stop()


def test_an_element_in_three_shots(tmp_path: Path) -> None:
    server = serving(tmp_path, {})
    try:
        pictures = []
        for number in range(2):
            pictures.append(tmp_path / f"{number}.png")
            pictures[-1].write_bytes(encoded(scene(400, 600, number)))
        arguments = ("Mara", "a woman in a red coat", *map(str, pictures), "-o")
        text = run(server, "element_in_three_shots.py", *arguments, str(tmp_path / "a.mp4"))
        found = facts(tmp_path / "a.mp4")
        assert (found.width, found.height) == (1280, 720)
        assert found.duration_s == pytest.approx(9, abs=0.1)
        assert "credits" in text
        with Client(server.url, server.key) as client:
            assert client.elements.list().total == 1
    finally:
        server.stop()
