"""kill -9 of the server at 50 chosen moments while 200 tasks are created, rendered, cancelled, settled and
announced.

The moments are seeded: the n-th transaction of each life, at its begin, in its middle, before its commit or
after it. Then the server starts once more and everything must come to a good end.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from omnireel.settings import Settings
from omnireel.store import tasks
from omnireel.store.audit import audit
from omnireel.studio import open_store
from omnireel.studio.courier import AT_ONCE_MAX
from support.crashing_server import PHASES
from support.servers import ServerProcess

SEED = 20261122
KILLS = 50
TASKS = 200
END_S_MAX = 120
CRASHING = str(Path(__file__).parents[1] / "support" / "crashing_server.py")
SCRIPT = (
    "vendor@1=slow,success,unknown,unavailable,success,slow,rejected,unknown,success,success;"
    "other@2=success,slow,success,unavailable,success"
)
SETTINGS = {
    "SCRIPTED": SCRIPT,
    "LEASE_S": "1",
    "UNKNOWN_RETRY_S": "0.2",
    "RESUMES_MAX": "1000",
    "PROVIDER_REST_S": "0.2",
    "LOG_LEVEL": "warning",
    "CALLBACK_ALLOW_PRIVATE": "true",
    "CALLBACK_TIMEOUT_S": "1",
}


@dataclass
class Customer:
    """Creates `TASKS` tasks, each with an idempotency key that is repeated until an answer comes, and cancels
    some of them. It notes only what the server answered."""

    rng: random.Random
    wanted: list[str]
    callback_url: str
    accepted: dict[str, str] = field(default_factory=dict)
    """idempotency key -> task id."""
    cancelled: set[str] = field(default_factory=set)
    surprises: list[str] = field(default_factory=list)

    async def act(self, server: ServerProcess, until: asyncio.Event) -> None:
        """Go on where the last life of the server ended."""
        headers = {"Authorization": f"Bearer {server.key}"}
        async with aiohttp.ClientSession(server.url, headers=headers) as session:
            while not until.is_set():
                try:
                    await self._step(session)
                except aiohttp.ClientError:
                    return  # the server is dead

    async def _step(self, session: aiohttp.ClientSession) -> None:
        open_keys = [key for key in self.wanted if key not in self.accepted]
        if open_keys and (not self.accepted or self.rng.random() < 0.6):
            key = self.rng.choice(open_keys[:8])
            body = {
                "model": "kling-o3-text-to-video",
                "prompt": f"task {key}",
                "duration": 3 + len(key) % 3,
                "callback_url": self.callback_url,
            }
            async with session.post(
                "/v1/videos/generations", json=body, headers={"Idempotency-Key": key}
            ) as response:
                answer = await response.json()
                if response.status != 200:
                    self.surprises.append(f"creation answered {response.status}: {answer}")
                elif self.accepted.setdefault(key, answer["id"]) != answer["id"]:
                    self.surprises.append(f"{key} made two tasks")
            return
        task_id = self.rng.choice(list(self.accepted.values()))
        if self.rng.random() < 0.15:
            async with session.delete(f"/v1/tasks/{task_id}") as response:
                if response.status == 200:
                    self.cancelled.add(task_id)
                elif response.status != 400:  # 400: it is final already
                    self.surprises.append(f"cancel answered {response.status}")
        else:
            async with session.get(f"/v1/tasks/{task_id}") as response:
                if response.status != 200:
                    self.surprises.append(f"an accepted task answered {response.status}")


@dataclass
class Receiver:
    """Takes callbacks: their ids, and what they said."""

    got: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    async def take(self, request: web.Request) -> web.Response:
        self.got.setdefault(request.headers["webhook-id"], []).append(await request.json())
        return web.Response(status=204)


async def one_life(server: ServerProcess, customer: Customer, step: int, phase: str) -> None:
    """Start the server, keep it busy, and wait until it has killed itself."""
    server.program = (CRASHING, str(step), phase)
    try:
        await asyncio.to_thread(server.start)
    except RuntimeError:
        assert server.process is not None
        assert server.process.returncode == -9, server.log()  # it died while it started: a moment like any other
        return
    dead = asyncio.Event()
    acting = [asyncio.ensure_future(customer.act(server, dead)) for _ in range(4)]
    assert server.process is not None
    status = await asyncio.to_thread(server.process.wait, 60)
    dead.set()
    await asyncio.gather(*acting)
    assert status == -9, server.log()


@pytest.fixture
async def receiving() -> AsyncIterator[tuple[Receiver, str]]:
    made, app = Receiver(), web.Application()
    app.router.add_post("/hook", made.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield made, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def all_final(server: ServerProcess, customer: Customer) -> None:
    """Create what is still missing and wait until nothing is open."""
    headers = {"Authorization": f"Bearer {server.key}"}
    async with aiohttp.ClientSession(server.url, headers=headers) as session, asyncio.timeout(END_S_MAX):
        while len(customer.accepted) < TASKS:
            await customer._step(session)
        for task_id in customer.accepted.values():
            async with session.get(f"/v1/tasks/{task_id}/events", timeout=aiohttp.ClientTimeout()) as events:
                await events.read()  # ends when the task is final
        while True:  # a callback whose sender was lost is taken up again after twice its time
            async with session.get("/v1/deliveries", params={"state": "waiting"}) as waiting:
                if (await waiting.json())["total"] == 0:
                    return
            await asyncio.sleep(0.2)


async def test_nothing_is_lost_and_nothing_is_charged_twice(
    database_url: str, tmp_path: Path, receiving: tuple[Receiver, str]
) -> None:
    rng = random.Random(SEED)
    receiver, callback_url = receiving
    keys = [f"kill-test-key-{number:04d}" for number in range(TASKS)]
    customer = Customer(random.Random(SEED + 1), keys, callback_url)
    server = ServerProcess(tmp_path / "data", {**SETTINGS, "DATABASE_URL": database_url})
    for _ in range(KILLS):
        await one_life(server, customer, step=rng.randint(2, 60), phase=rng.choice(PHASES))
    server.program = ServerProcess.program
    await asyncio.to_thread(server.start)
    try:
        await all_final(server, customer)
    finally:
        status = await asyncio.to_thread(server.stop)
    assert status == 0
    assert customer.surprises == []
    assert len(set(customer.accepted.values())) == TASKS

    settings = Settings(data_dir=server.data_dir, database_url=database_url)
    async with open_store(settings) as store:
        assert await store.read(audit(), heavy=True) == []
        found = [await store.read(tasks.get_task(task_id)) for task_id in customer.accepted.values()]
        attempts = [await store.read(tasks.list_attempts(task.id)) for task in found]
    assert all(task.state.is_final for task in found)
    assert {task.id for task in found if task.state == "cancelled"} >= customer.cancelled
    states = Counter(task.state.value for task in found)
    assert states["completed"] > TASKS / 3, states  # most of the script is success: the rest is luck of the seed
    for task in found:
        if task.state == "completed":
            assert (server.data_dir / "clips" / f"{task.asset_id}").stat().st_size > 0

    # The vendors' own books: no attempt was ordered twice, and no task was ordered anew while an order stood.
    orders = Counter()
    for journal in server.data_dir.glob("scripted-*.jsonl"):
        for line in journal.read_text().splitlines():
            orders[json.loads(line)[0]] += 1
    assert orders
    assert max(orders.values()) == 1
    for task, tries in zip(found, attempts, strict=True):
        ordered = [attempt for attempt in tries if attempt.id in orders]
        assert len(ordered) <= 1, f"{task.id} was ordered {len(ordered)} times"

    # Every end was announced, under one id, with the state that stands; a second time at most when a sender died.
    assert set(receiver.got) == {"msg_" + task.id.removeprefix("task-unified-") for task in found}
    for task in found:
        told = receiver.got["msg_" + task.id.removeprefix("task-unified-")]
        assert {(body["id"], body["status"]) for body in told} == {(task.id, task.state.value)}
    assert sum(map(len, receiver.got.values())) <= TASKS + KILLS * AT_ONCE_MAX
