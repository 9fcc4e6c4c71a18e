"""GET /v1/tasks/{id}/events: a task as it changes, until it is final."""

from __future__ import annotations

import json

import pytest

from api.stand import KEY, Stand
from api.streams import Stream, open_stream
from omnireel.store import accounts
from omnireel.store.base import task_bell
from support.platforms import settled

AUTH = {"authorization": f"Bearer {KEY}"}


def url(task_id: str) -> str:
    return f"/v1/tasks/{task_id}/events"


async def rest_of(stream: Stream) -> list[dict[str, str]]:
    return [event async for event in stream.events()]


def listening(stand: Stand, task_id: str) -> bool:
    """Whether a stream waits at the task's bell, beside the worker that runs it."""
    return len(stand.platform.store.bells._listeners.get(task_bell(task_id), ())) > 1


async def test_events_until_the_end(slow: Stand) -> None:
    created = await slow.create()
    await slow.reached(created["id"], "processing")
    async with open_stream(slow.app, url(created["id"]), AUTH) as stream:
        assert stream.status == 200
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.headers["cache-control"] == "no-store"
        assert stream.headers["x-request-id"].startswith("req_")
        await settled(lambda: listening(slow, created["id"]))
        for _ in range(10):
            await slow.step()
        events = await rest_of(stream)
    assert len(events) >= 3
    assert [event["event"] for event in events[:1] + events[-1:]] == ["processing", "completed"]
    ids = [int(event["id"]) for event in events]
    assert ids == sorted(set(ids))
    progress = [json.loads(event["data"])["progress"] for event in events]
    assert progress == sorted(progress)
    assert progress[-1] == 100
    # The last event is the task, as reading it answers.
    assert json.loads(events[-1]["data"]) == (await slow.client.get(f"/v1/tasks/{created['id']}")).json()
    await settled(lambda: not slow.platform.store.bells._listeners.get(task_bell(created["id"])))


async def test_a_final_task_is_told_once_and_then_nothing_is_left(either: Stand) -> None:
    shown = await either.completed()
    async with open_stream(either.app, url(shown["id"]), AUTH) as stream:
        events = await rest_of(stream)
    assert [event["event"] for event in events] == ["completed"]
    assert json.loads(events[0]["data"]) == shown
    async with open_stream(either.app, url(shown["id"]), {**AUTH, "last-event-id": events[0]["id"]}) as again:
        assert again.status == 204
        assert await rest_of(again) == []


async def test_resuming_skips_what_was_seen(still: Stand) -> None:
    created = await still.create()
    async with open_stream(still.app, url(created["id"]), AUTH) as stream:
        first = await anext(stream.events())
    assert first["event"] == "pending"
    async with open_stream(still.app, url(created["id"]), {**AUTH, "last-event-id": first["id"]}) as stream:
        await still.client.delete(f"/v1/tasks/{created['id']}")
        events = await rest_of(stream)
    assert [event["event"] for event in events] == ["cancelled"]
    assert json.loads(events[0]["data"])["error"]["code"] == "request_cancelled"


async def test_a_change_between_two_connections_is_not_lost(still: Stand) -> None:
    created = await still.create()
    async with open_stream(still.app, url(created["id"]), AUTH) as stream:
        first = await anext(stream.events())
    await still.client.delete(f"/v1/tasks/{created['id']}")
    async with open_stream(still.app, url(created["id"]), {**AUTH, "last-event-id": first["id"]}) as stream:
        assert [event["event"] for event in await rest_of(stream)] == ["cancelled"]


@pytest.mark.parametrize("seen", ["", "x", "-1", "²", "9" * 5000, "999999999", "1.5"])
async def test_an_id_that_no_event_had_starts_from_now(stand: Stand, seen: str) -> None:
    shown = await stand.completed()
    async with open_stream(stand.app, url(shown["id"]), {**AUTH, "last-event-id": seen}) as stream:
        assert [event["event"] for event in await rest_of(stream)] == ["completed"]


async def test_a_stream_looks_by_itself_when_no_bell_rings(still: Stand) -> None:
    created = await still.create()
    bells = still.platform.store.bells
    async with open_stream(still.app, url(created["id"]), AUTH) as stream:
        assert (await anext(stream.events()))["event"] == "pending"
        await settled(lambda: task_bell(created["id"]) in bells._listeners)
        listeners = bells._listeners.pop(task_bell(created["id"]))  # as if another process did the work
        await still.client.delete(f"/v1/tasks/{created['id']}")
        bells._listeners[task_bell(created["id"])] = listeners
        still.clock.advance(1)
        assert [event["event"] for event in await rest_of(stream)] == ["cancelled"]


async def test_a_quiet_stream_is_kept_alive(still: Stand) -> None:
    created = await still.create()
    async with open_stream(still.app, url(created["id"]), AUTH) as stream:
        chunks = stream.chunks()
        assert (await anext(chunks)).startswith(b"id: ")
        for _ in range(15):
            await settled(lambda: bool(still.clock._sleepers))
            still.clock.advance(1)
        assert (await anext(chunks)).startswith(b":")


async def test_a_revoked_key_hears_no_more(still: Stand) -> None:
    created = await still.create()
    async with open_stream(still.app, url(created["id"]), AUTH) as stream:
        chunks = stream.chunks()
        assert (await anext(chunks)).startswith(b"id: ")
        await settled(lambda: bool(still.clock._sleepers))
        [key] = await still.platform.store.read(accounts.list_keys())
        await still.platform.store.write(accounts.revoke_key(key.id, now_ms=still.clock.now_ms()))
        still.clock.advance(1)
        assert [chunk async for chunk in chunks] == []


async def test_whoever_hangs_up_is_no_longer_listened_for(still: Stand) -> None:
    created = await still.create()
    async with open_stream(still.app, url(created["id"]), AUTH) as stream:
        await anext(stream.events())
    assert task_bell(created["id"]) not in still.platform.store.bells._listeners


async def test_many_watch_one_task(slow: Stand) -> None:
    created = await slow.create()
    await slow.reached(created["id"], "processing")
    async with (
        open_stream(slow.app, url(created["id"]), AUTH) as one,
        open_stream(slow.app, url(created["id"]), AUTH) as two,
    ):
        await slow.client.delete(f"/v1/tasks/{created['id']}")
        for stream in (one, two):
            assert (await rest_of(stream))[-1]["event"] == "cancelled"
