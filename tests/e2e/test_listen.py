"""`omnireel listen`: a developer's receiver on this machine gets callbacks, without a public address."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from omnireel.client import Client, verify_webhook
from support.servers import ServerProcess

PATIENCE_S = 30


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    started = ServerProcess(tmp_path_factory.mktemp("listen"), {"SCRIPTED": "v=success", "PROVIDERS": "v"}).start()
    yield started
    started.stop()


@contextmanager
def listening(server: ServerProcess, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The command, once it listens."""
    program = [sys.executable, "-m", "omnireel.cli.main", "listen", *arguments]
    environment = {**os.environ, **server.environment()}
    with subprocess.Popen(
        program, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stderr is not None
            while "listening to" not in (line := process.stderr.readline()):
                assert line, "it ended"
            yield process
        finally:
            process.kill()


class Receiver(ThreadingHTTPServer):
    """Puts what it is sent into `got`; answers with the next of `statuses`, then 200."""

    def __init__(self) -> None:
        self.got: Queue[tuple[dict[str, str], bytes]] = Queue()
        self.statuses: list[int] = []
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}/hook"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.send_response(self.server.statuses.pop(0) if self.server.statuses else 200)
        self.end_headers()
        self.server.got.put((dict(self.headers), body))

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def test_ends_are_forwarded_signed_and_again_when_they_fail(server: ServerProcess, receiver: Receiver) -> None:
    receiver.statuses = [500]
    with listening(server, "--forward-to", receiver.url) as process, Client(server.url, server.key) as client:
        done = client.videos.create("A red fox walks").wait(timeout_s=PATIENCE_S)
        first, again = receiver.got.get(timeout=PATIENCE_S), receiver.got.get(timeout=PATIENCE_S)
        assert first[0]["webhook-id"] == again[0]["webhook-id"]
        for headers, body in (first, again):
            told = verify_webhook(body, headers, client.deliveries.secret())
            assert told.raw == client.get(done.id).raw
        assert process.stdout is not None
        assert "answered 200" in process.stdout.readline()


def test_events_are_printed_and_taken_up_after_one(server: ServerProcess) -> None:
    with Client(server.url, server.key) as client:
        with listening(server, "--json") as process:
            made = client.videos.create("first").wait(timeout_s=PATIENCE_S).id
            assert process.stdout is not None
            seen = json.loads(process.stdout.readline())
        assert seen["task"]["id"] == made
        missed = client.videos.create("second").wait(timeout_s=PATIENCE_S).id
        with listening(server, "--json", "--after", seen["id"]) as process:
            assert process.stdout is not None
            # What ended in the five seconds before that event may be told again, the event itself is not.
            told = []
            while missed not in told:
                told.append(json.loads(process.stdout.readline())["task"]["id"])
        assert made not in told


def test_an_id_of_no_event_is_refused(server: ServerProcess) -> None:
    program = [sys.executable, "-m", "omnireel.cli.main", "listen", "--after", "bogus"]
    environment = {**os.environ, **server.environment()}
    done = subprocess.run(
        program, env=environment, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert done.returncode == 2
    assert "the id of an event" in done.stderr


def test_a_server_that_stops_ends_its_streams(tmp_path: Path) -> None:
    """At once and quietly: the listener stays, and finds the next server."""
    settings = {"SCRIPTED": "v=success", "PROVIDERS": "v"}
    own = ServerProcess(tmp_path / "data", settings).start()
    with listening(own):
        assert own.stop() == 0
    assert "Traceback" not in own.log()


def test_files_are_uploaded_listed_and_deleted(server: ServerProcess, tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(bytes.fromhex("89504e470d0a1a0a") + b"x" * 100)

    def files(*arguments: str) -> str:
        program = [sys.executable, "-m", "omnireel.cli.main", "files", *arguments]
        environment = {**os.environ, **server.environment()}
        return subprocess.run(program, env=environment, capture_output=True, text=True, check=True).stdout

    made = json.loads(files("upload", str(picture), "--json"))
    assert made["file_id"] in files("list")
    assert "1 of" in files("list")
    assert "is deleted" in files("delete", made["file_id"])
    assert "0 of" in files("list")
