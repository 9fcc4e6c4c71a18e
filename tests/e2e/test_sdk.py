"""The SDK against a real server: from a prompt to a saved, correctly billed clip, with both clients."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path

import httpx
import pytest

from omnireel.client import AsyncClient, Client, TaskView
from omnireel.errors import (
    IdempotencyConflictError,
    InvalidRequestError,
    InvalidTaskIdError,
    LinkForgedError,
    TaskCancelledError,
    TaskFailedError,
    TaskNotFoundError,
    UnauthorizedError,
    WaitTimeoutError,
)
from omnireel.providers.scripted import SAMPLE_CLIP
from support.servers import ServerProcess

PROMPT = "A paper boat drifts down a rain gutter"


@pytest.fixture(scope="module")
def slow_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A real server whose clips take a second, and whose third one is refused by the provider."""
    settings = {"SCRIPTED": "line=slow,slow,rejected,slow"}
    running = ServerProcess(tmp_path_factory.mktemp("slow"), settings).start()
    yield running
    assert running.stop() == 0


@pytest.fixture
def client(server: ServerProcess) -> Iterator[Client]:
    with Client(server.url, server.key) as made:
        yield made


def test_a_prompt_becomes_a_saved_and_billed_clip(client: Client, tmp_path: Path) -> None:
    before = client.credits().remaining
    task = client.videos.create(PROMPT, duration=5, quality="720p", aspect_ratio="16:9", sound=True)
    assert task.view.credits_reserved == 36.018
    seen: list[TaskView] = []
    done = task.wait(seen.append, timeout_s=30)
    assert (done.status, done.progress, done.credits_used, done.seconds) == ("completed", 100, 36.018, 5)
    assert seen[-1] == done == task.view
    path = task.download(tmp_path / "clip.mp4")
    assert path.read_bytes() == SAMPLE_CLIP.read_bytes()
    statement = task.statement()
    assert (statement.held, statement.charged, statement.released) == (36.018, 36.018, 0)
    assert [(attempt.provider, attempt.state) for attempt in statement.attempts] == [("quick", "succeeded")]
    assert client.credits().remaining == pytest.approx(before - 36.018)


def test_the_same_with_awaits(server: ServerProcess, tmp_path: Path) -> None:
    async def go() -> None:
        async with AsyncClient(server.url, server.key) as client:
            task = await client.videos.create(shots=[("A door opens", 2), ("A cat looks out", 3)])
            assert task.view.seconds == 5
            await task.wait(timeout_s=30)
            path = await task.download(tmp_path / "clip.mp4")
            assert path.read_bytes() == SAMPLE_CLIP.read_bytes()
            assert (await task.statement()).charged == 27
            handles = await asyncio.gather(*(client.videos.create(PROMPT) for _ in range(5)))
            tasks = await asyncio.gather(*(handle.wait(timeout_s=30) for handle in handles))
            assert {task.status for task in tasks} == {"completed"}

    asyncio.run(go())


def test_reads_agree_with_each_other(client: Client) -> None:
    done = client.videos.create(PROMPT).wait(timeout_s=30)
    assert client.get(done.id).status == "completed"
    assert client.task(done.id).view.id == done.id
    assert [task.id for task in client.batch([done.id, "task-unified-1-nobody00"])] == [done.id]
    page = client.list(status="completed", page_size=1)
    assert (page.items[0].id, page.items[0].credits_used, page.page_size) == (done.id, 27, 1)
    assert page.total >= 1
    assert client.list(status="failed").items == ()
    assert "kling-o3-text-to-video" in client.models()


def test_a_quote_says_price_rule_and_everything_that_is_wrong(client: Client) -> None:
    total = client.list().total
    quote = client.videos.quote(PROMPT, duration=10, quality="1080p", sound=True)
    assert (quote.credits, quote.usd, quote.provider, quote.errors) == (90.018, 1.25025, "quick", ())
    assert quote.rule is not None
    assert "1.667" in quote.rule
    wrong = client.videos.quote("", duration=99, quality="8k")
    assert [param for param, _ in wrong.errors] == ["prompt", "duration", "quality"]
    assert client.list().total == total


def test_one_idempotency_key_is_one_task(client: Client) -> None:
    key = "sdk-test-key-00000001"
    first = client.videos.create(PROMPT, idempotency_key=key)
    assert client.videos.create(PROMPT, idempotency_key=key).id == first.id
    with pytest.raises(IdempotencyConflictError):
        client.videos.create(PROMPT + "!", idempotency_key=key)


def test_a_lost_answer_creates_no_second_task(server: ServerProcess) -> None:
    """The server takes the task on, and its answer is lost on the way: the retry finds the same task."""

    class Lossy(httpx.HTTPTransport):
        losses = 2

        def handle_request(self, request: httpx.Request) -> httpx.Response:
            answer = super().handle_request(request)
            if request.method == "POST" and self.losses:
                self.losses -= 1
                answer.read()
                raise httpx.ReadError("the answer was lost", request=request)
            return answer

    naps: list[float] = []
    with Client(server.url, server.key, transport=Lossy(), sleep=naps.append) as client:
        total = client.list().total
        client.videos.create(PROMPT)
        assert client.list().total == total + 1
    assert len(naps) == 2


def test_refusals_are_typed(client: Client, server: ServerProcess) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        client.videos.create("", duration=99)
    assert [detail.param for detail in caught.value.details] == ["prompt", "duration"]
    with pytest.raises(InvalidTaskIdError):
        client.get("nonsense")
    for act in (client.get, client.cancel, client.wait, client.statement):
        with pytest.raises(TaskNotFoundError):
            act("task-unified-1-nobody00")
    with Client(server.url, "sk-this-key-is-not-one") as stranger, pytest.raises(UnauthorizedError):
        stranger.credits()


def test_a_forged_link_is_refused_and_leaves_nothing(client: Client, tmp_path: Path) -> None:
    done = client.videos.create(PROMPT).wait(timeout_s=30)
    assert done.url is not None
    forged = done.url.replace("signature=", "signature=A")
    with pytest.raises(LinkForgedError):
        client.download(forged, tmp_path / "clip.mp4")
    assert list(tmp_path.iterdir()) == []


def test_the_local_server_is_found_by_its_data_folder(tmp_path: Path) -> None:
    running = ServerProcess(tmp_path, {"SCRIPTED": "quick=success"}, key="").start()
    try:
        with Client.local(tmp_path) as client:
            assert client.base_url == running.url
            assert client.credits().remaining == 10_000
    finally:
        assert running.stop() == 0


def test_progress_cancel_and_refusal(slow_server: ServerProcess) -> None:
    """One story, because the provider's outcomes come in turn: slow, slow, refused."""
    with Client(slow_server.url, slow_server.key) as client:
        first = client.videos.create(PROMPT)
        found = [(event.kind, event.task.status, event.task.progress) for event in first.events()]
        assert found[-1][1:] == ("completed", 100)
        assert len({progress for _, _, progress in found}) > 3
        assert [progress for *_, progress in found] == sorted(progress for *_, progress in found)

        second = client.videos.create(PROMPT)
        with pytest.raises(WaitTimeoutError):
            second.wait(timeout_s=0.2)
        assert not second.refresh().is_final
        second.cancel()
        with pytest.raises(TaskCancelledError):
            second.wait(timeout_s=30)
        second.cancel()  # cancelled already: done
        statement = second.statement()
        assert (statement.charged, statement.released) == (0, statement.held)
        with pytest.raises(InvalidRequestError):
            first.cancel()

        third = client.videos.create(PROMPT)
        with pytest.raises(TaskFailedError) as caught:
            third.wait(timeout_s=30)
        assert caught.value.code == "content_policy_violation"
        assert third.view.credits_used == 0


def test_events_go_on_after_a_known_one(slow_server: ServerProcess) -> None:
    async def go() -> None:
        async with AsyncClient(slow_server.url, slow_server.key) as client:
            task = await client.videos.create(PROMPT)
            async with aclosing(task.events()) as events:
                first = await anext(events)
            later = [event async for event in task.events(first.id)]
            assert later[-1].task.status == "completed"
            assert all(int(event.id) > int(first.id) for event in later)
            assert [event async for event in task.events(later[-1].id)] == []

    asyncio.run(go())
