"""What the server does per second: durable creations and status reads, each beside the same server's bare no-op
endpoint in the same run (`make bench`). Server, database and load generator share this machine.

Every creation is a hold of credits and a task, committed and synced before it is answered.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.servers import ServerProcess

CONNECTIONS = 32
REQUESTS = 3_000
ROUNDS = 5
WAITING = 5_000
BODY = json.dumps(
    {"model": "kling-o3-text-to-video", "prompt": "A paper boat drifts down a rain gutter", "sound": "on"}
)
AIM_CREATIONS, AIM_P99_MS, AIM_MIB = 1_000, 60, 100


def load(
    server: ServerProcess, method: str, path: str, body: str = "", requests: int = REQUESTS
) -> dict[str, Any]:
    """One measurement by a load generator of its own process."""
    job = {
        "url": server.url,
        "method": method,
        "path": path,
        "headers": {"authorization": f"Bearer {server.key}", "content-type": "application/json"},
        "body": body,
        "requests": requests,
        "connections": CONNECTIONS,
    }
    script = Path(__file__).parent / "load.py"
    done = subprocess.run(
        [sys.executable, script], input=json.dumps(job), capture_output=True, text=True, check=True
    )
    result: dict[str, Any] = json.loads(done.stdout)
    if set(result["statuses"]) != {"200"}:
        raise SystemExit(f"{method} {path} answered {result['statuses']}")
    return result


def resident_mib(server: ServerProcess) -> float:
    """Resident memory of the server process."""
    assert server.process is not None
    pages = int(Path(f"/proc/{server.process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


def middle(runs: list[dict[str, Any]], name: str) -> float:
    return statistics.median(run[name] for run in runs)


def measure(database_url: str, console: Console) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "DATABASE_URL": database_url,
            "SCRIPTED": "bench=slow",
            "WORKER_TASKS_MAX": "1",  # the tasks wait: what is measured is taking them on
            "FIRST_CREDITS": "100000000",
            "LOG_LEVEL": "warning",
        }
        server = ServerProcess(Path(folder), settings).start()
        try:
            load(server, "POST", "/v1/videos/generations", BODY, requests=500)  # warm up
            task_id = newest_task(server)
            runs: dict[str, list[dict[str, Any]]] = {"no-op": [], "create": [], "read": []}
            for _ in range(ROUNDS):  # in turn, so that a slow moment of the machine hits all alike
                runs["no-op"].append(load(server, "GET", "/healthz"))
                runs["create"].append(load(server, "POST", "/v1/videos/generations", BODY))
                runs["read"].append(load(server, "GET", f"/v1/tasks/{task_id}"))
        finally:
            server.stop()
    kind = "PostgreSQL" if database_url else "SQLite"
    table = Table(title=f"HTTP, {kind}, {CONNECTIONS} connections, median of {ROUNDS} x {REQUESTS} requests")
    for head in ("call", "per second", "p50 ms", "p99 ms", "of the no-op"):
        table.add_column(head, justify="left" if head == "call" else "right")
    names = {"no-op": "no-op (GET /healthz)", "create": "durable creation", "read": "status read"}
    floor = middle(runs["no-op"], "per_second")
    for name, found in runs.items():
        rate = middle(found, "per_second")
        table.add_row(
            names[name],
            f"{rate:,.0f}",
            f"{middle(found, 'p50_ms'):.1f}",
            f"{middle(found, 'p99_ms'):.1f}",
            f"{rate / floor:.2f}",
        )
    console.print(table)
    console.print(
        f"aim: {AIM_CREATIONS:,} creations per second with p99 under {AIM_P99_MS} ms;"
        f" reached {middle(runs['create'], 'per_second'):,.0f} and {middle(runs['create'], 'p99_ms'):.1f} ms\n"
    )


def measure_memory(console: Console) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "SCRIPTED": "bench=slow",
            "WORKER_TASKS_MAX": "1",
            "FIRST_CREDITS": "100000000",
            "LOG_LEVEL": "warning",
        }
        server = ServerProcess(Path(folder), settings).start()
        try:
            load(server, "POST", "/v1/videos/generations", BODY, requests=200)  # warm up
            before = resident_mib(server)
            load(server, "POST", "/v1/videos/generations", BODY, requests=WAITING)
            after = resident_mib(server)
        finally:
            server.stop()
    console.print(
        f"memory: {before:.0f} MiB before, {after:.0f} MiB with {WAITING:,} tasks waiting:"
        f" {after - before:+.1f} MiB (aim: under {AIM_MIB})\n"
    )


def newest_task(server: ServerProcess) -> str:
    from omnireel.client import Client

    with Client(server.url, server.key) as client:
        return client.list(page_size=1).tasks[0].id


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database-url", default="", help="a PostgreSQL DSN to measure instead of SQLite")
    arguments = parser.parse_args()
    console = Console()
    measure(arguments.database_url, console)
    measure_memory(console)


if __name__ == "__main__":
    main()
