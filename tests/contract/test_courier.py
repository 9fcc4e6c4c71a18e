"""Callbacks over both databases and real sockets: signed, at least once, one id a message, given up in the end."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from standardwebhooks import Webhook

from omnireel.core.sign import webhook_secret
from omnireel.providers.scripted import ScriptedProvider
from omnireel.store import deliveries
from omnireel.store.audit import audit
from omnireel.store.base import Sql, Verb
from omnireel.studio.courier import AT_ONCE_MAX, LOST_SENDERS_MAX, RECEIVER_MAX
from omnireel.studio.platform import FIRST_ACCOUNT, Platform
from support.clock import FakeClock
from support.platforms import PATIENCE_S, final, open_platform, send_due, settings_for, submit


@dataclass
class Receiver:
    """A customer's server. It answers with the next of `statuses`, the last one for ever."""

    url: str = ""
    statuses: list[int] = field(default_factory=lambda: [204])
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answer: Callable[[web.Request], Awaitable[web.Response]] | None = None
    """What it does instead."""

    async def take(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.got.append((headers, await request.read()))
        if self.answer is not None:
            return await self.answer(request)
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        return web.Response(status=status, headers={"location": "/elsewhere"} if status == 302 else None)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    app = web.Application()
    app.router.add_post("/hook", made.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()
    for _ in range(3):
        await asyncio.sleep(0)  # closed transports say good-bye in a later turn of the loop


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def platform(database_url: str, tmp_path: Path, clock: FakeClock) -> AsyncIterator[Platform]:
    settings = settings_for(tmp_path, database_url, callback_allow_private=True)
    opened = await open_platform(settings, clock, [ScriptedProvider("v", ["success"])], start=False)
    worker = asyncio.ensure_future(opened.worker.run())
    yield opened
    assert await opened.store.read(audit(), heavy=True) == []
    opened.worker.stop()
    await worker
    await opened.stop()


async def deliveries_of(platform: Platform) -> list[dict[str, Any]]:
    def verb() -> Verb[list[dict[str, Any]]]:
        rows = yield Sql("SELECT state, tries, note FROM delivery")
        return [dict(row) for row in rows]

    return await platform.store.read(verb())


async def test_a_finished_task_is_announced_and_signed(
    platform: Platform, receiver: Receiver, clock: FakeClock
) -> None:
    task = await final(platform, (await submit(platform, callback_url=receiver.url)).id)
    assert await send_due(platform) == 1
    [(headers, body)] = receiver.got
    secret = webhook_secret(platform.courier._secret, FIRST_ACCOUNT)
    assert headers["webhook-timestamp"] == str(clock.now_ms() // 1000)
    assert headers["content-type"] == "application/json"
    # The library checks the age against the real clock; what is signed is checked by signing it again.
    moment = datetime.fromtimestamp(clock.now_ms() // 1000, UTC)
    wanted = Webhook(secret).sign(headers["webhook-id"], moment, body.decode())
    assert headers["webhook-signature"] == wanted
    assert json.loads(body) == platform.studio.show(task)
    assert await deliveries_of(platform) == [{"state": "delivered", "tries": 1, "note": "answered 204"}]
    assert await send_due(platform) == 0


async def test_failures_are_repeated_after_1_2_and_4_seconds_with_one_id(
    platform: Platform, receiver: Receiver, clock: FakeClock
) -> None:
    receiver.statuses = [500]
    await final(platform, (await submit(platform, callback_url=receiver.url)).id)
    began, tried_at = clock.now_s(), []
    for _ in range(40):
        if await send_due(platform):
            tried_at.append(clock.now_s() - began)
        clock.advance(0.25)
    assert tried_at == [0, 1, 3, 7]
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1
    assert await deliveries_of(platform) == [{"state": "failed", "tries": 4, "note": "answered 500"}]


async def test_a_redirect_is_a_failure(platform: Platform, receiver: Receiver, clock: FakeClock) -> None:
    receiver.statuses = [302, 200]
    await final(platform, (await submit(platform, callback_url=receiver.url)).id)
    await send_due(platform)
    assert len(receiver.got) == 1
    clock.advance(1)
    await send_due(platform)
    assert await deliveries_of(platform) == [{"state": "delivered", "tries": 2, "note": "answered 200"}]


async def test_a_courier_that_dies_leaves_the_message_to_the_next(
    platform: Platform, receiver: Receiver, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await final(platform, (await submit(platform, callback_url=receiver.url)).id)
    await _send_and_die(platform, monkeypatch)
    assert await send_due(platform) == 0
    clock.advance(21)
    assert await send_due(platform) == 1
    assert [headers["webhook-id"] for headers, _ in receiver.got] == [receiver.got[0][0]["webhook-id"]] * 2
    assert (await deliveries_of(platform))[0]["state"] == "delivered"


async def test_lost_senders_cost_a_message_none_of_its_tries(
    platform: Platform, receiver: Receiver, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server ends while it sends, again and again, and the receiver is down for a while after: it gets it."""
    await final(platform, (await submit(platform, callback_url=receiver.url)).id)
    for _ in range(6):
        await _send_and_die(platform, monkeypatch)
        clock.advance(21)
    receiver.statuses = [503, 503, 503, 200]
    for pause_s in (1, 2, 4, 8):
        assert await send_due(platform) == 1
        clock.advance(pause_s)
    assert await deliveries_of(platform) == [{"state": "delivered", "tries": 4, "note": "answered 200"}]
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1


async def test_a_message_that_ends_every_sender_is_given_up_on_record(
    platform: Platform, receiver: Receiver, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = await final(platform, (await submit(platform, callback_url=receiver.url)).id)
    for _ in range(LOST_SENDERS_MAX):
        await _send_and_die(platform, monkeypatch)
        clock.advance(21)
    sent = len(receiver.got)
    assert await send_due(platform) == 1
    assert len(receiver.got) == sent
    [row] = await deliveries_of(platform)
    assert row["state"] == "failed"
    verb = deliveries.get_delivery("msg_" + task.id.removeprefix("task-unified-"), account_id=FIRST_ACCOUNT)
    _, [tried] = await platform.store.read(verb)
    assert tried.note == row["note"] == "given up: the server ended 20 times while it sent this"


async def test_a_slow_receiver_has_its_share_and_the_others_are_served(
    platform: Platform, receiver: Receiver
) -> None:
    """It does not answer until somebody else was told, though all its messages are due before theirs."""
    slow = receiver.url.replace("127.0.0.1", "localhost")
    held: set[str] = set()
    most, told, full = 0, asyncio.Event(), asyncio.Event()

    async def take(request: web.Request) -> web.Response:
        nonlocal most
        if request.host.startswith("127.0.0.1"):
            await full.wait()  # connections are made in any order
            told.set()
            return web.Response()
        held.add(request.headers["webhook-id"])
        most = max(most, len(held))
        if most >= RECEIVER_MAX:
            full.set()
        await told.wait()
        held.remove(request.headers["webhook-id"])
        return web.Response()

    receiver.answer = take
    for number in range(AT_ONCE_MAX):
        await final(platform, (await submit(platform, prompt=f"Fox {number}", callback_url=slow)).id)
    await final(platform, (await submit(platform, callback_url=receiver.url)).id)
    running = asyncio.ensure_future(platform.courier.run())
    async with asyncio.timeout(PATIENCE_S):
        while (rows := await deliveries_of(platform)) and any(row["state"] == "waiting" for row in rows):
            await asyncio.sleep(0)
    platform.courier.stop()
    await running
    assert [(row["state"], row["tries"]) for row in rows] == [("delivered", 1)] * (AT_ONCE_MAX + 1)
    assert most == RECEIVER_MAX
    assert len(receiver.got) == len(rows)


async def _send_and_die(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(platform.courier, "_record", _die)
        await send_due(platform)


async def _die(*args: Any, **kwargs: Any) -> None:
    raise KeyError("power cut")


async def test_nobody_there_is_a_failure_with_a_reason(platform: Platform, clock: FakeClock) -> None:
    await final(platform, (await submit(platform, callback_url="http://127.0.0.1:1/hook")).id)
    await send_due(platform)
    [delivery] = await deliveries_of(platform)
    assert delivery["state"] == "waiting"
    assert "could not be reached" in delivery["note"]
