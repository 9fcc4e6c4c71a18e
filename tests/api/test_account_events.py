"""GET /v1/events: the ends of an account's tasks, as they happen, none missed."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from api.stand import BODY, CREATE, KEY, Stand
from api.streams import Stream, open_stream
from omnireel.api.routes import events
from omnireel.store import accounts
from omnireel.store.base import account_bell
from omnireel.studio.platform import FIRST_ACCOUNT
from support.platforms import settled

AUTH = {"authorization": f"Bearer {KEY}"}
URL = "/v1/events"


def told(stream: Stream) -> AsyncIterator[dict[str, str]]:
    """The events of a stream, without its comments."""
    return (event async for event in stream.events() if "id" in event)


def listening(stand: Stand) -> bool:
    return bool(stand.platform.store.bells._listeners.get(account_bell(FIRST_ACCOUNT)))


async def test_every_end_is_told_as_its_callback_would_tell_it(either: Stand) -> None:
    before = await either.completed(prompt="ended before anybody listened")
    either.clock.advance(60)
    async with open_stream(either.app, URL, AUTH) as stream:
        assert stream.status == 200
        assert stream.headers["content-type"].startswith("text/event-stream")
        ends = told(stream)
        await settled(lambda: listening(either))
        for prompt in ("one", "two"):
            shown = await either.completed(prompt=prompt)
            event = await anext(ends)
            assert event["event"] == "completed"
            assert json.loads(event["data"]) == shown
            moment, _, message = event["id"].partition(".")
            assert message == "msg_" + shown["id"].removeprefix("task-unified-")
            assert int(moment) == either.clock.now_ms()
            assert shown["id"] != before["id"]
    await settled(lambda: not listening(either))


async def test_what_ended_meanwhile_is_told_after_a_break(either: Stand) -> None:
    async with open_stream(either.app, URL, AUTH) as stream:
        ends = told(stream)
        await settled(lambda: listening(either))
        first = await either.completed(prompt="seen")
        last_id = (await anext(ends))["id"]
    missed = []
    for number in range(3):
        either.clock.advance(1)
        missed.append((await either.completed(prompt=f"missed {number}"))["id"])
    async with open_stream(either.app, URL, {**AUTH, "last-event-id": last_id}) as stream:
        ends = told(stream)
        again = [json.loads((await anext(ends))["data"])["id"] for _ in missed]
    assert again == missed
    assert first["id"] not in again


async def test_more_ends_than_a_page_and_one_that_was_committed_late(
    still: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process may have dated an end seconds before it could commit it."""
    monkeypatch.setattr(events, "PAGE", 2)
    made = [(await still.create(prompt=f"task {number}"))["id"] for number in range(6)]
    async with open_stream(still.app, URL, AUTH) as stream:
        ends = told(stream)
        await settled(lambda: listening(still))
        still.clock.advance(10)
        for task_id in made[:5]:
            await still.client.delete(f"/v1/tasks/{task_id}")
        assert sorted([json.loads((await anext(ends))["data"])["id"] for _ in range(5)]) == sorted(made[:5])
        still.clock.advance(-3)
        await still.client.delete(f"/v1/tasks/{made[5]}")
        event = await anext(ends)
        assert (event["event"], json.loads(event["data"])["id"]) == ("cancelled", made[5])


async def test_a_quiet_stream_says_that_it_is_there(still: Stand) -> None:
    async with open_stream(still.app, URL, AUTH) as stream:
        seen = stream.chunks()
        assert await anext(seen) == events.KEEP_ALIVE
        for _ in range(events.KEEP_ALIVE_LOOKS):
            await settled(lambda: bool(still.clock._sleepers))
            still.clock.advance(events.LOOK_S)
        assert await anext(seen) == events.KEEP_ALIVE


async def test_a_revoked_key_hears_no_more(still: Stand) -> None:
    async with open_stream(still.app, URL, AUTH) as stream:
        seen = stream.chunks()
        assert await anext(seen) == events.KEEP_ALIVE
        await settled(lambda: bool(still.clock._sleepers))
        [key] = await still.platform.store.read(accounts.list_keys())
        await still.platform.store.write(accounts.revoke_key(key.id, now_ms=still.clock.now_ms()))
        still.clock.advance(events.LOOK_S)
        assert [chunk async for chunk in seen] == []


async def test_another_accounts_ends_are_not_told(still: Stand) -> None:
    others = still.client_of(await still.make_key("other"))
    theirs = (await others.post(CREATE, json=dict(BODY))).json()["id"]
    ours = (await still.create())["id"]
    async with open_stream(still.app, URL, AUTH) as stream:
        ends = told(stream)
        await settled(lambda: listening(still))
        await others.delete(f"/v1/tasks/{theirs}")
        await still.client.delete(f"/v1/tasks/{ours}")
        assert json.loads((await anext(ends))["data"])["id"] == ours
