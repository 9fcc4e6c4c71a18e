"""API and workers as processes of their own, over one PostgreSQL and one data folder."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path

from omnireel.client import Client
from support.databases import PostgresDatabases
from support.servers import ServerProcess

SHARED = {"SECRET": "a secret that both share", "SCRIPTED": "quick=success"}


def test_a_worker_of_its_own_renders_what_an_api_took_on(postgres: PostgresDatabases, tmp_path: Path) -> None:
    dsn = asyncio.run(postgres.create())
    api = ServerProcess(tmp_path, {**SHARED, "DATABASE_URL": dsn, "ROLE": "api"}).start()
    try:
        with Client(api.url, api.key) as client:
            waiting = [client.videos.create("A red fox", duration=3) for _ in range(5)]
            assert {task.refresh().status for task in waiting} == {"pending"}
            workers = [_start_worker(tmp_path, dsn) for _ in range(2)]
            try:
                while (tmp_path / "worker.log").read_text().count("role: worker") < 2:
                    assert all(worker.poll() is None for worker in workers)
                    time.sleep(0.02)  # the only way to see another process start
                for task in waiting:
                    assert task.wait(timeout_s=60).status == "completed"
                task.download(tmp_path / "clip.mp4")
                assert (tmp_path / "clip.mp4").read_bytes()[4:8] == b"ftyp"
            finally:
                for worker in workers:
                    worker.terminate()
                assert [worker.wait(timeout=60) for worker in workers] == [0, 0]
    finally:
        assert api.stop() == 0
    asyncio.run(postgres.drop(dsn))


def _start_worker(folder: Path, dsn: str) -> subprocess.Popen[bytes]:
    process = ServerProcess(folder, {**SHARED, "DATABASE_URL": dsn, "ROLE": "worker"})
    with (folder / "worker.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, *process.program], env=process.environment(), stdout=log, stderr=log
        )


def test_a_role_without_a_shared_secret_or_database_is_refused(tmp_path: Path) -> None:
    for settings, words in (
        ({"ROLE": "worker"}, "needs OMNIREEL_DATABASE_URL"),
        ({"ROLE": "api", "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/x"}, "must agree on OMNIREEL_SECRET"),
    ):
        process = ServerProcess(tmp_path, settings)
        done = subprocess.run(
            [sys.executable, *process.program],
            env=process.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert words in done.stderr
        assert "Traceback" not in done.stderr
