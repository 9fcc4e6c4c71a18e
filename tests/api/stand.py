"""The real application in this process, over a real database, with a clock and a provider that a test moves."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from omnireel.api.app import create_app
from omnireel.core.price import units_of_credits
from omnireel.core.sign import hash_key
from omnireel.core.task import Task
from omnireel.providers.scripted import ScriptedProvider
from omnireel.settings import Settings
from omnireel.store import accounts, tasks
from omnireel.store.audit import audit
from omnireel.store.base import Sql, Verb, task_bell
from omnireel.store.open import open_store
from omnireel.studio.platform import Platform
from support.clock import FakeClock
from support.platforms import settled

KEY = "sk-test-key-of-the-operator"
HOST = "http://omnireel.test"
MODEL = "kling-o3-text-to-video"
BODY: Mapping[str, Any] = {"model": MODEL, "prompt": "A red fox walks through snow"}
CREATE = "/v1/videos/generations"
PATIENCE_S = 20
"""How long a test waits for what must happen; only a failing test waits so long."""


@dataclass
class Stand:
    """One server of a test."""

    platform: Platform
    app: FastAPI
    clock: FakeClock
    provider: ScriptedProvider
    client: httpx.AsyncClient
    """Shows the operator's key."""
    key: str = KEY
    napping: list[float] = field(default_factory=list)
    """Until when the provider waits, for each render that does."""
    opened: list[httpx.AsyncClient] = field(default_factory=list)

    def client_of(self, key: str | None) -> httpx.AsyncClient:
        """A client that shows another key, or none."""
        client = client_for(self.app, key)
        self.opened.append(client)
        return client

    async def make_key(
        self, account: str, *, credits: int = 1000, limit: int | None = None, models: list[str] | None = None
    ) -> str:
        """A key of an account, which is made with these credits if it is new."""
        key = f"sk-key-of-{account}-{limit}-0123456789"
        now_ms = self.clock.now_ms()
        store = self.platform.store
        await store.write(accounts.create_account(account, name=account, now_ms=now_ms))
        if credits:
            await store.write(
                accounts.grant(
                    account,
                    units=units_of_credits(credits),
                    transfer_id=f"grant:{account}",
                    note="",
                    now_ms=now_ms,
                )
            )
        await store.write(
            accounts.create_key(
                key_id(key),
                account_id=account,
                name=account,
                hash=hash_key(key),
                hint=key[-4:],
                models=models,
                limit_units=None if limit is None else units_of_credits(limit),
                now_ms=now_ms,
            )
        )
        return key

    async def create(self, **fields: Any) -> dict[str, Any]:
        """A task by way of the API."""
        answer = await self.client.post(CREATE, json={**BODY, **fields})
        assert answer.status_code == 200, answer.text
        created: dict[str, Any] = answer.json()
        return created

    async def reached(self, task_id: str, *states: str) -> Task:
        """The task, once it is in one of these states (none named: final)."""
        store = self.platform.store
        async with asyncio.timeout(PATIENCE_S), store.bells.listen(task_bell(task_id)) as rung:
            while True:
                rung.clear()
                task = await store.read(tasks.get_task(task_id))
                if task.state.value in states or (not states and task.state.is_final):
                    return task
                await rung.wait()

    async def completed(self, **fields: Any) -> dict[str, Any]:
        """A completed task as the API shows it; the worker must run, and its script end well."""
        created = await self.create(**fields)
        await self.reached(created["id"])
        shown: dict[str, Any] = (await self.client.get(f"/v1/tasks/{created['id']}")).json()
        assert shown["status"] == "completed", shown
        return shown

    async def make_callback(self) -> str:
        """The id of a callback that was tried once. Nobody is there: the address is of the kind for examples."""
        task_id = (await self.create())["id"]
        delivery_id = "msg_" + task_id.removeprefix("task-unified-")
        now_ms = self.clock.now_ms()

        def verb() -> Verb[None]:
            yield Sql(
                "INSERT INTO delivery"
                " (id, account_id, task_id, url, state, tries, due_ms, note, created_ms, ended_ms) VALUES"
                " ($1, 'default', $2, 'https://hooks.example.com/', 'failed', 1, $3, 'answered 500', $3, $3)",
                (delivery_id, task_id, now_ms),
            )
            yield Sql(
                "INSERT INTO delivery_try (delivery_id, number, at_ms, took_ms, status, note, answer)"
                " VALUES ($1, 1, $2, 84, 500, 'answered 500', 'sorry')",
                (delivery_id, now_ms),
            )

        await self.platform.store.write(verb())
        return delivery_id

    async def step(self) -> None:
        """Let the slow provider take its next step."""
        await settled(lambda: bool(self.napping))
        self.clock.advance(min(self.napping) - self.clock.now_s() + 0.001)
        await settled(lambda: not self.napping or min(self.napping) > self.clock.now_s())

    async def play(self, script: str) -> None:
        """From now on the provider does this."""
        self.provider._script[:] = [script]


def key_id(key: str) -> str:
    return "key_" + hashlib.sha256(key.encode()).hexdigest()[:12]


def client_for(app: FastAPI, key: str | None) -> httpx.AsyncClient:
    """A client of an application; a bug of it is an answer here too, as it is on a socket."""
    headers = {"authorization": f"Bearer {key}"} if key else {}
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=HOST, headers=headers)


@asynccontextmanager
async def open_stand(
    folder: Path, *, script: Sequence[str] = ("success",), start: bool = True, **changes: Any
) -> AsyncIterator[Stand]:
    """A server; `changes` are settings. At the end it is stopped, and its books are audited."""
    settings = Settings(data_dir=folder, **{"api_key": KEY, "public_url": HOST, **changes})
    clock = FakeClock()

    napping: list[float] = []

    async def nap(seconds: float) -> None:
        if not seconds:
            return
        until = clock.now_s() + seconds
        napping.append(until)
        try:
            await clock.sleep(seconds)
        finally:
            napping.remove(until)

    provider = ScriptedProvider("scripted", script, sleep=nap)
    platform = await Platform.open(settings, clock=clock, providers=[provider])
    await platform.first_key()
    app = create_app(platform)
    stand = Stand(platform, app, clock, provider, client_for(app, settings.api_key), napping=napping)
    if start:
        platform.start()
    try:
        yield stand
    finally:
        await asyncio.gather(*(client.aclose() for client in [stand.client, *stand.opened]))
        await _stop(platform, clock)
    store = await open_store(settings)
    try:
        assert await store.read(audit(), heavy=True) == []
    finally:
        await store.close()


async def _stop(platform: Platform, clock: FakeClock) -> None:
    """Stop while the time goes on: what is under way gets its grace."""
    stopping = asyncio.ensure_future(platform.stop())
    while not stopping.done():
        clock.advance(1)
        await asyncio.sleep(0)
    await stopping
