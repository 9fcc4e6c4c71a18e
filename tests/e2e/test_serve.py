"""`omnireel serve` as a person meets it: the first start, the curl line, stopping, dying, starting again.

With the real engine: what is started must be stopped as a process, too.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from omnireel.client import Client
from support.servers import ServerProcess

SOON_S = 30


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    made = ServerProcess(tmp_path / "data", {"STOP_GRACE_S": "60"})
    yield made
    if made.process is not None and made.process.poll() is None:
        made.kill()


def engines_of(server: ServerProcess) -> list[int]:
    """Process ids of the engines that this server started."""
    assert server.process is not None
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes()
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError, ValueError):
            continue
        if parent == server.process.pid and b"omnireel.animatic" in command:
            found.append(int(entry.name))
    return found


def until(condition: object, what: str, seconds: float = SOON_S) -> float:
    """Look until something outside has happened; how long it took."""
    assert callable(condition)
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, f"not within {seconds} s: {what}"
        time.sleep(0.02)
    return time.monotonic() - began


def test_the_first_start_shows_a_key_once_and_a_curl_line_that_works(server: ServerProcess) -> None:
    server.settings = {"SCRIPTED": "quick=success", "API_KEY": ""}
    server.start()
    said = server.log()
    key_file = server.data_dir / "api-key"
    key = key_file.read_text().strip()
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert server.data_dir.stat().st_mode & 0o077 == 0
    assert said.count(f"    {key}\n") == 1
    assert f"omnireel listens on {server.url}" in said
    curl = re.search(r"^    (curl .*?'\{.*?\}')$", said, flags=re.MULTILINE | re.DOTALL)
    assert curl is not None
    done = subprocess.run(["bash", "-c", curl[1]], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["status"] == "pending"
    assert server.stop() == 0
    server.start()
    assert server.log().count(key) == said.count(key)  # not shown again
    second = re.findall(r"^    (curl .*?'\{.*?\}')$", server.log(), flags=re.MULTILINE | re.DOTALL)[-1]
    done = subprocess.run(["bash", "-c", second], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["status"] == "pending"
    assert server.stop() == 0


def test_a_graceful_stop_lets_the_render_finish(server: ServerProcess) -> None:
    server.start()
    with Client(server.url, server.key) as client:
        task_id = client.videos.create("A red fox trots through a forest", duration=3, aspect_ratio="1:1").id
        until(lambda: engines_of(server), "the engine runs")
    assert server.stop() == 0
    server.start()
    with Client(server.url, server.key) as client:
        done = client.get(task_id)
        assert done.status == "completed"
        assert len(client.statement(task_id).attempts) == 1
    assert server.stop() == 0


def test_a_second_signal_stops_at_once_and_the_task_is_taken_up_again(server: ServerProcess) -> None:
    server.start()
    assert server.process is not None
    with Client(server.url, server.key) as client:
        task_id = client.videos.create("A red fox trots through a forest", duration=15, quality="1080p").id
    until(lambda: engines_of(server), "the engine runs")
    [engine] = engines_of(server)
    server.process.send_signal(signal.SIGINT)
    until(lambda: "once more stops at once" in server.log(), "it says that it waits")
    server.process.send_signal(signal.SIGINT)
    began = time.monotonic()
    assert server.process.wait(SOON_S) == 0
    assert time.monotonic() - began < 10  # far below the grace
    assert not Path(f"/proc/{engine}").exists()
    server.start()
    with Client(server.url, server.key) as client:
        until(lambda: client.get(task_id).status == "processing", "the task is taken up again")
        client.cancel(task_id)
    assert server.stop() == 0


def test_cancelling_ends_the_engine_within_two_seconds(server: ServerProcess) -> None:
    server.start()
    with Client(server.url, server.key) as client:
        task_id = client.videos.create("A red fox trots through a forest", duration=15, quality="1080p").id
        until(lambda: engines_of(server), "the engine runs")
        [engine] = engines_of(server)
        client.cancel(task_id)
        until(lambda: not Path(f"/proc/{engine}").exists(), "the engine is gone", seconds=2)
        assert client.credits().remaining == 10_000
    assert server.stop() == 0


def test_after_kill_9_the_task_goes_on_without_waiting_for_its_lease(server: ServerProcess) -> None:
    server.settings = {**server.settings, "LEASE_S": "300"}
    server.start()
    with Client(server.url, server.key) as client:
        task_id = client.videos.create("A red fox trots through a forest", duration=3, aspect_ratio="1:1").id
    until(lambda: engines_of(server), "the engine runs")
    [engine] = engines_of(server)
    server.kill()
    until(lambda: not Path(f"/proc/{engine}").exists(), "the engine dies with its server")
    server.start()
    with Client(server.url, server.key) as client:
        assert client.wait(task_id, timeout_s=60).status == "completed"
        assert client.statement(task_id).charged == 16.2
    assert server.stop() == 0
