"""Both clients behind one face, a clock that does not wait, and a server that breaks off where it is told."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

import httpx

from omnireel.client import AsyncClient, Client, Timing

KEY = "sk-test-0123456789abcdef"
TASK_ID = "task-unified-1795341600-7cvnl5zw"


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now_s = 1000.0
        self.naps: list[float] = []

    def __call__(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now_s += seconds


def unread(handler: Callable[[httpx.Request], httpx.Response]) -> httpx.MockTransport:
    """A transport whose answers come over the wire as real ones do: not read yet, each a fresh one."""

    def handle(request: httpx.Request) -> httpx.Response:
        answer = handler(request)
        if not answer.is_stream_consumed:
            return answer
        return httpx.Response(answer.status_code, headers=answer.headers, stream=httpx.ByteStream(answer.content))

    return httpx.MockTransport(handle)


class Sdk:
    """Calls a method of `Client` or of `AsyncClient`, so that one test covers both."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.clock = Clock()
        self.url = "http://127.0.0.1:8420"
        self.timing: dict[str, Any] = {}
        self.handler: Callable[[httpx.Request], httpx.Response] | None = None

    def call(self, name: str, /, *args: Any, **options: Any) -> Any:
        """The result of a method; of `events` a list."""
        timing = Timing(**{"clock": self.clock, "chance": lambda: 1.0, **self.timing})
        transport = unread(self.handler) if self.handler else None
        if self.kind == "blocking":
            with Client(self.url, KEY, timing=timing, transport=transport, sleep=self.clock.sleep) as client:
                found = attrgetter(name)(client)(*args, **options)
                return list(found) if name == "events" else found

        async def nap(seconds: float) -> None:
            self.clock.sleep(seconds)

        async def go() -> Any:
            async with AsyncClient(self.url, KEY, timing=timing, transport=transport, sleep=nap) as client:
                found = attrgetter(name)(client)(*args, **options)
                return [event async for event in found] if name == "events" else await found

        return asyncio.run(go())


class BreakingServer:
    """Answers the n-th connection with the n-th script, then closes it. Keeps the request heads it read."""

    def __init__(self, scripts: Sequence[bytes]) -> None:
        self._scripts = list(scripts)
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.requests: list[str] = []
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def header(self, number: int, name: str) -> str | None:
        """A header of the n-th request."""
        for line in self.requests[number].split("\r\n")[1:]:
            key, _, value = line.partition(": ")
            if key.lower() == name:
                return value
        return None

    def _serve(self) -> None:
        for script in self._scripts:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return  # closed: the test is over
            with connection:
                data = b""
                while b"\r\n\r\n" not in data and (chunk := connection.recv(65536)):
                    data += chunk
                self.requests.append(data.decode().partition("\r\n\r\n")[0])
                connection.sendall(script)

    def close(self) -> None:
        # Connections that the client did not use are used up here, so that the thread ends.
        for _ in range(len(self._scripts) - len(self.requests)):
            try:
                with socket.create_connection(self._socket.getsockname()):
                    pass
            except OSError:
                break
        self._thread.join()
        self._socket.close()


def http_answer(status: str, headers: dict[str, object], body: bytes = b"") -> bytes:
    # One answer per connection: a client must not count on sending its next request over this one.
    lines = [
        f"HTTP/1.1 {status}",
        "Connection: close",
        *(f"{name}: {value}" for name, value in headers.items()),
        "",
        "",
    ]
    return "\r\n".join(lines).encode() + body


def json_answer(value: Any, status: str = "200 OK") -> bytes:
    body = json.dumps(value).encode()
    return http_answer(status, {"Content-Type": "application/json", "Content-Length": len(body)}, body)


def task_json(status: str = "processing", progress: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "id": TASK_ID,
        "created": 1795341600,
        "model": "kling-o3-text-to-video",
        "object": "video.generation.task",
        "type": "video",
        "status": status,
        "progress": progress,
        **more,
    }
