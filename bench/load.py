"""A small load generator: keep-alive connections that each send the next request when the last one is answered.

It runs in a process of its own (`python bench/load.py`, a JSON job on stdin, a JSON result on stdout), so that
it shares no interpreter with what it measures. Loopback only; bounded in count and time.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any
from urllib.parse import urlsplit

SECONDS_MAX = 120


class Connection(asyncio.Protocol):
    """One connection. Reads answers with a content-length, as the server sends them."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.buffer = b""
        self.sent_at = 0.0
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.send()

    def send(self) -> None:
        assert self.transport is not None
        request = self.job.next_request()
        if request is None:
            self.transport.close()
            return
        self.sent_at = time.perf_counter()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self.buffer[:end].lower()
        start = head.index(b"content-length:") + 15
        stop = head.find(b"\r\n", start)
        length = int(head[start : stop if stop > 0 else None])
        if len(self.buffer) < end + 4 + length:
            return
        self.job.answered(head[9:12], time.perf_counter() - self.sent_at)
        self.buffer = b""
        self.send()

    def connection_lost(self, error: Exception | None) -> None:
        self.job.closed()


class Job:
    """`requests` requests over `connections` connections."""

    def __init__(
        self, url: str, method: str, path: str, headers: dict[str, str], body: str, requests: int
    ) -> None:
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or 80
        assert self.host in ("127.0.0.1", "::1", "localhost"), "loopback only"
        lines = [f"{method} {path} HTTP/1.1", f"host: {self.host}:{self.port}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        payload = body.encode()
        self.request = "\r\n".join([*lines, f"content-length: {len(payload)}", "", ""]).encode() + payload
        self.left = requests
        self.open = 0
        self.latencies: list[float] = []
        self.statuses: dict[str, int] = {}
        self.done = asyncio.Event()

    def next_request(self) -> bytes | None:
        if self.left == 0:
            return None
        self.left -= 1
        return self.request

    def answered(self, status: bytes, seconds: float) -> None:
        self.latencies.append(seconds)
        text = status.decode()
        self.statuses[text] = self.statuses.get(text, 0) + 1

    def closed(self) -> None:
        self.open -= 1
        if self.open == 0:
            self.done.set()

    async def run(self, connections: int) -> dict[str, Any]:
        loop = asyncio.get_running_loop()
        self.open = connections
        started = time.perf_counter()
        async with asyncio.timeout(SECONDS_MAX):
            for _ in range(connections):
                await loop.create_connection(lambda: Connection(self), self.host, self.port)
            await self.done.wait()
        seconds = time.perf_counter() - started
        ordered = sorted(self.latencies)

        def percentile(share: float) -> float:
            return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000

        return {
            "per_second": len(ordered) / seconds,
            "p50_ms": percentile(0.50),
            "p99_ms": percentile(0.99),
            "statuses": self.statuses,
        }


def main() -> None:
    job = json.load(sys.stdin)
    connections = job.pop("connections")

    async def run() -> dict[str, Any]:
        return await Job(**job).run(connections)

    try:
        import uvloop

        result = uvloop.run(run())
    except ImportError:
        result = asyncio.run(run())
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
