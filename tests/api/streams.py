"""Calls an application and hands on what it sends as it sends it: httpx would wait for the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI


@dataclass
class Stream:
    """An answer that may still be under way."""

    messages: asyncio.Queue[dict[str, Any] | None] = field(default_factory=asyncio.Queue)
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    async def begun(self) -> None:
        """Wait for the head of the answer."""
        async with asyncio.timeout(20):
            message = await self.messages.get()
        assert message is not None
        assert message["type"] == "http.response.start"
        self.status = message["status"]
        self.headers = {name.decode().lower(): value.decode() for name, value in message["headers"]}

    async def chunks(self) -> AsyncIterator[bytes]:
        """The parts of the body."""
        while True:
            async with asyncio.timeout(20):
                message = await self.messages.get()
            if message is None:
                return
            if message.get("body"):
                yield message["body"]
            if not message.get("more_body"):
                return

    async def events(self) -> AsyncIterator[dict[str, str]]:
        """The server-sent events of the body; a comment is an event of the name `:`."""
        async for chunk in self.chunks():
            for block in chunk.decode().split("\n\n"):
                if block:
                    yield dict(line.partition(": ")[::2] for line in block.splitlines())


@asynccontextmanager
async def open_stream(
    app: FastAPI, url: str, headers: Mapping[str, str] | None = None, *, window: int = 0
) -> AsyncIterator[Stream]:
    """The answer to a GET. Whoever leaves early hangs up.

    `window`: how many parts may wait to be read before the sender has to wait, as at a socket (0: any number).
    """
    stream = Stream(messages=asyncio.Queue(window))
    parts = urlsplit(url)
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": parts.path,
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()],
        "client": ("127.0.0.1", 1),
        "server": ("omnireel.test", 80),
        "root_path": "",
    }
    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await stream.gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        await stream.messages.put(message)

    async def call() -> None:
        try:
            await app(scope, receive, send)
        finally:
            await stream.messages.put(None)

    calling = asyncio.ensure_future(call())
    try:
        await stream.begun()
        yield stream
    finally:
        stream.gone.set()
        async with asyncio.timeout(20):
            await calling
