"""The worker over both databases: every outcome a provider can have, and every way to lose a worker."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from omnireel.core.request import VideoRequest
from omnireel.core.task import Task, TaskState
from omnireel.providers.base import Clip, Profile, Run
from omnireel.providers.scripted import SLOW_S, SLOW_STEPS, ScriptedProvider
from omnireel.store import accounts, tasks
from omnireel.store.audit import audit
from omnireel.store.base import task_bell
from omnireel.studio.platform import FIRST_ACCOUNT, Platform
from support.clock import FakeClock
from support.platforms import attempts_of, caller_of, final, open_platform, settings_for, settled, submit, until

START_UNITS = 10_000 * 10_000
PRICE = 270_000

Opener = Callable[..., Any]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def opened(database_url: str, tmp_path: Path, clock: FakeClock) -> AsyncIterator[Opener]:
    """Opens platforms over one database; stops and audits them at the end."""
    platforms: list[Platform] = []

    async def open_one(*providers: Any, start: bool = True, **changes: Any) -> Platform:
        settings = settings_for(tmp_path, database_url, **changes)
        platforms.append(await open_platform(settings, clock, providers, start=start))
        return platforms[-1]

    yield open_one
    for index, platform in enumerate(platforms):
        stopping = asyncio.ensure_future(platform.stop())
        while not stopping.done():
            clock.advance(5)
            await asyncio.sleep(0)
        await stopping
        if index == 0:
            async with _reopened(platform) as store:
                assert await store.read(audit(), heavy=True) == []


@asynccontextmanager
async def _reopened(platform: Platform) -> AsyncIterator[Any]:
    from omnireel.studio import open_store

    async with open_store(platform.settings) as store:
        yield store


def vendor(name: str, *script: str, cost: int = 0, sleep: Any = asyncio.sleep, **more: Any) -> ScriptedProvider:
    return ScriptedProvider(name, script, cost_units=cost, sleep=sleep, **more)


async def balance(platform: Platform) -> tuple[int, int]:
    account = await platform.store.read(accounts.get_account(FIRST_ACCOUNT))
    return account.balance, account.held


async def test_success_charges_once_and_keeps_the_clip(opened: Opener) -> None:
    platform = await opened(vendor("v", "success"))
    task = await final(platform, (await submit(platform)).id)
    assert (task.state, task.progress, task.charged_units) == (TaskState.COMPLETED, 100, PRICE)
    assert await balance(platform) == (START_UNITS - PRICE, 0)
    assert task.asset_id is not None
    assert platform.studio.clips.path(task.asset_id).read_bytes()[4:8] == b"ftyp"
    await settled(lambda: platform.worker.busy == 0)
    assert list((platform.settings.data_dir / "work").iterdir()) == []


async def test_the_cheapest_goes_first_and_the_next_one_when_it_is_down(opened: Opener) -> None:
    dear, cheap = vendor("dear", "success", cost=900), vendor("cheap", "unavailable", cost=100)
    platform = await opened(dear, cheap)
    task = await final(platform, (await submit(platform)).id)
    assert task.state is TaskState.COMPLETED
    assert await attempts_of(platform, task.id) == [("cheap", "unavailable"), ("dear", "succeeded")]
    [first, second] = await platform.store.read(tasks.list_attempts(task.id))
    assert first.why.startswith("cheap: cheapest healthy provider (0.05 credits)")
    assert "dear costs 0.45 credits" in first.why
    assert "cheap was tried already" in second.why
    assert task.charged_units == PRICE  # the customer's price does not depend on who made it


async def test_a_refused_request_fails_without_failover(opened: Opener) -> None:
    other = vendor("other", "success", cost=5)
    platform = await opened(vendor("v", "rejected"), other)
    task = await final(platform, (await submit(platform)).id)
    assert (task.state, task.error_code) == (TaskState.FAILED, "content_policy_violation")
    assert await attempts_of(platform, task.id) == [("v", "rejected")]
    assert other.orders == {}
    assert await balance(platform) == (START_UNITS, 0)


async def test_a_bug_of_a_provider_fails_the_task_and_says_so(opened: Opener) -> None:
    platform = await opened(vendor("v", "crash"), vendor("other", "success", cost=5))
    task = await final(platform, (await submit(platform)).id)
    assert (task.state, task.error_code) == (TaskState.FAILED, "unknown_error")
    [attempt] = await platform.store.read(tasks.list_attempts(task.id))
    assert (attempt.state, attempt.note) == ("crashed", "failed unexpectedly (RuntimeError)")
    assert await balance(platform) == (START_UNITS, 0)


async def test_when_nobody_is_left_the_task_fails_with_the_last_reason(opened: Opener) -> None:
    platform = await opened(vendor("a", "unavailable"), vendor("b", "unavailable", cost=5))
    task = await final(platform, (await submit(platform)).id)
    assert (task.state, task.error_code) == (TaskState.FAILED, "service_unavailable")
    assert task.error_message == "No provider could make it: b is scripted to be unavailable"
    assert await balance(platform) == (START_UNITS, 0)


async def test_a_provider_that_cannot_is_not_asked(opened: Opener) -> None:
    class Silent(ScriptedProvider):
        def __init__(self) -> None:
            super().__init__("silent", ["success"])
            self.profile = Profile(models=self.profile.models, rates={("720p", False): 1})

    silent, loud = Silent(), vendor("loud", "success", cost=50)
    platform = await opened(silent, loud)
    task = await final(platform, (await submit(platform, sound="on")).id)
    [attempt] = await platform.store.read(tasks.list_attempts(task.id))
    assert attempt.provider == "loud"
    assert "silent cannot: it does not make 720p with sound" in attempt.why


async def test_an_unknown_outcome_is_looked_up_and_never_ordered_again(opened: Opener, clock: FakeClock) -> None:
    v, other = vendor("v", "unknown", "crash"), vendor("other", "crash", cost=5)
    platform = await opened(v, other, unknown_retry_s=15.0)
    task = await submit(platform)
    await parked_by_look(platform, task)
    assert (await platform.store.read(tasks.get_task(task.id))).state is TaskState.PROCESSING
    assert await balance(platform) == (START_UNITS, PRICE)
    ended = asyncio.ensure_future(final(platform, task.id))
    while not ended.done():
        clock.advance(1)
        await asyncio.sleep(0.001)
    assert (await ended).state is TaskState.COMPLETED
    assert list(v.orders) == [f"{task.id}.1"]
    assert await attempts_of(platform, task.id) == [("v", "succeeded")]


async def parked_by_look(platform: Platform, task: Task) -> None:
    """Parking rings no bell (nothing visible changed), so let the loop run until it is written."""
    async with asyncio.timeout(20):
        while await attempts_of(platform, task.id) != [("v", "unknown")]:
            await asyncio.sleep(0)


async def test_an_outcome_that_stays_unknown_fails_in_the_end_without_a_charge(
    opened: Opener, clock: FakeClock
) -> None:
    other = vendor("other", "success", cost=5)
    platform = await opened(vendor("v", "lost"), other, unknown_retry_s=60.0, unknown_s_max=600.0)
    task = await submit(platform)
    await parked_by_look(platform, task)
    began = clock.now_s()
    ended = asyncio.ensure_future(final(platform, task.id))
    while not ended.done():
        assert clock.now_s() - began < 3600
        clock.advance(5)
        await asyncio.sleep(0.001)
    assert ((await ended).state, (await ended).error_code) == (TaskState.FAILED, "generation_timeout")
    assert clock.now_s() - began >= 600
    assert other.orders == {}
    assert await balance(platform) == (START_UNITS, 0)


async def test_the_operator_may_choose_to_fail_over_from_an_unknown_outcome(opened: Opener) -> None:
    platform = await opened(vendor("v", "unknown"), vendor("other", "success", cost=5), on_unknown="failover")
    task = await final(platform, (await submit(platform)).id)
    assert task.state is TaskState.COMPLETED
    assert await attempts_of(platform, task.id) == [("v", "unavailable"), ("other", "succeeded")]
    assert await balance(platform) == (START_UNITS - PRICE, 0)


async def test_cancelling_stops_the_render_at_once(opened: Opener, clock: FakeClock) -> None:
    slow = vendor("slow", "slow", sleep=clock.sleep)
    platform = await opened(slow)
    task = await submit(platform)
    await settled(lambda: slow.running == 1)
    await platform.studio.cancel(await caller_of(platform), task.id)
    await settled(lambda: slow.running == 0 and platform.worker.busy == 0)
    assert await attempts_of(platform, task.id) == [("slow", "cancelled")]
    assert await balance(platform) == (START_UNITS, 0)


async def test_progress_is_seen_while_it_runs(opened: Opener, clock: FakeClock) -> None:
    slow = vendor("slow", "slow", sleep=clock.sleep)
    platform = await opened(slow)
    task = await submit(platform)
    seen: list[int] = []
    while not seen or seen[-1] < 100:
        now = await platform.store.read(tasks.get_task(task.id))
        if not seen or now.progress != seen[-1]:
            seen.append(now.progress)
        clock.advance(0.25)
        await asyncio.sleep(0.001)
    assert seen == sorted(seen)
    assert len(seen) >= 5


async def test_a_provider_never_gets_more_than_it_takes_at_once(opened: Opener, clock: FakeClock) -> None:
    most = 0

    class Counting(ScriptedProvider):
        async def render(self, request: VideoRequest, run: Run) -> Clip:
            nonlocal most
            rendering = asyncio.ensure_future(super().render(request, run))
            await asyncio.sleep(0)
            most = max(most, self.running)
            return await rendering

    platform = await opened(Counting("v", ["success"], tasks_max=3), vendor("w", "success", cost=5, tasks_max=4))
    made = [await submit(platform) for _ in range(12)]
    for task in made:
        assert (await final(platform, task.id)).state is TaskState.COMPLETED
    assert 1 <= most <= 3


async def test_three_failures_in_a_row_send_a_provider_to_rest(opened: Opener, clock: FakeClock) -> None:
    flaky = vendor("flaky", "unavailable", "unavailable", "unavailable", "success")
    platform = await opened(flaky, vendor("steady", "success", cost=5), provider_rest_s=30.0)
    routes = []
    for _ in range(4):
        task = await final(platform, (await submit(platform)).id)
        routes.append(await attempts_of(platform, task.id))
    both = [("flaky", "unavailable"), ("steady", "succeeded")]
    assert routes == [both, both, both, [("steady", "succeeded")]]
    [attempt] = await platform.store.read(tasks.list_attempts(task.id))
    assert "flaky (0 credits) is down: 3 failures in a row" in attempt.why
    clock.advance(31)
    task = await final(platform, (await submit(platform)).id)
    assert await attempts_of(platform, task.id) == [("flaky", "succeeded")]


@pytest.mark.parametrize("local", [True, False])
async def test_an_attempt_that_takes_too_long(opened: Opener, clock: FakeClock, local: bool) -> None:
    class Stuck(ScriptedProvider):
        def __init__(self) -> None:
            super().__init__("v", ["success"])
            self.profile = Profile(models=self.profile.models, rates=self.profile.rates, tasks_max=8, local=local)
            self.stuck = 0

        async def render(self, request: VideoRequest, run: Run) -> Clip:
            self.stuck += 1
            try:
                await asyncio.Event().wait()
                raise AssertionError("it never comes back")
            finally:
                self.stuck -= 1

    stuck = Stuck()
    platform = await opened(stuck, vendor("other", "success", cost=5), attempt_s_max=100.0, lease_s=10_000.0)
    task = await submit(platform)
    await settled(lambda: stuck.stuck == 1)
    if local:
        ended = asyncio.ensure_future(final(platform, task.id))
        while not ended.done():
            clock.advance(10)
            await asyncio.sleep(0.001)
        # Our own process was stopped: it has surely ended, and the next provider may try.
        assert await attempts_of(platform, task.id) == [("v", "unavailable"), ("other", "succeeded")]
    else:
        while await attempts_of(platform, task.id) != [("v", "unknown")]:
            clock.advance(10)
            await asyncio.sleep(0.001)
        assert await balance(platform) == (START_UNITS, PRICE)
    await settled(lambda: stuck.stuck == 0)


async def test_a_stopping_worker_hands_its_task_to_the_next_one(opened: Opener, clock: FakeClock) -> None:
    slow = vendor("v", "slow", sleep=clock.sleep)
    first = await opened(slow, stop_grace_s=5.0)
    task = await submit(first)
    await settled(lambda: slow.running == 1)
    first.worker.stop()
    await settled(lambda: first.worker._stopping)
    grace = asyncio.ensure_future(asyncio.wait([first._parts["worker"]]))
    await asyncio.sleep(0)
    # Render steps wait for the clock as well: let the grace pass without the render's own steps.
    clock._sleepers = [sleeper for sleeper in clock._sleepers if sleeper[0] - clock.now_s() > SLOW_S]
    while not grace.done():
        clock.advance(6)
        await asyncio.sleep(0.001)
    handed = await first.store.read(tasks.get_task(task.id))
    assert (handed.state, handed.claim) == (TaskState.PENDING, 1)
    again = vendor("v", "crash")
    again.orders = slow.orders  # the vendor remembers what was ordered
    second = await opened(again)
    done = await final(second, task.id)
    assert (done.state, done.claim) == (TaskState.COMPLETED, 2)
    assert list(slow.orders) == [f"{task.id}.1"]


async def test_a_lost_worker_is_replaced_and_cannot_interfere(opened: Opener, clock: FakeClock) -> None:
    """The first worker stops renewing (as a frozen process would), the second one takes over, and then the
    first comes back to life with a finished clip."""
    slow = vendor("v", "slow", sleep=clock.sleep)
    first = await opened(slow, lease_s=30.0)
    task = await submit(first)
    await settled(lambda: slow.running == 1)
    first.worker._tasks_max = 0  # a frozen process takes nothing; this one still hears the bells of the other
    frozen = list(clock._sleepers)
    clock._sleepers.clear()
    clock.advance(31)
    again = vendor("v", "crash")
    again.orders = slow.orders
    second = await opened(again, lease_s=30.0)
    done = await final(second, task.id)
    assert (done.state, done.claim) == (TaskState.COMPLETED, 2)
    for _, _, event in frozen:
        event.set()
    for _ in range(SLOW_STEPS):
        await asyncio.sleep(0.001)
        clock.advance(SLOW_S / SLOW_STEPS)
    await settled(lambda: first.worker.busy == 0)
    assert await first.store.read(tasks.get_task(task.id)) == done
    assert await balance(first) == (START_UNITS - PRICE, 0)
    assert list(slow.orders) == [f"{task.id}.1"]


async def test_a_provider_that_is_gone_from_the_settings_keeps_the_hold(opened: Opener, clock: FakeClock) -> None:
    v = vendor("v", "unknown")
    first = await opened(v, unknown_retry_s=10.0, unknown_s_max=1_000.0)
    task = await submit(first)
    await parked_by_look(first, task)
    first.worker.stop()
    clock.advance(11)
    second = await opened(vendor("other", "success"), unknown_retry_s=10.0)
    noted = "v is no longer configured, so it cannot be asked"
    async with asyncio.timeout(20):
        while (await second.store.read(tasks.list_attempts(task.id)))[-1].note != noted:
            clock.advance(1)
            await asyncio.sleep(0.001)
    assert await attempts_of(second, task.id) == [("v", "unknown")]
    assert await balance(second) == (START_UNITS, PRICE)


async def test_a_new_life_of_an_embedded_server_need_not_wait_for_the_leases(
    opened: Opener, clock: FakeClock, database: str
) -> None:
    """On SQLite all workers are of this machine: a dead one's tasks are taken up at once. On PostgreSQL a worker
    may be anywhere, and only its lease tells."""
    slow = vendor("v", "slow", sleep=clock.sleep)
    first = await opened(slow, lease_s=10_000.0, worker_tasks_max=1)
    task = await submit(first)
    await settled(lambda: slow.running == 1)
    again = vendor("v", "crash")
    again.orders = slow.orders
    second = await opened(again, lease_s=10_000.0, start=False)
    second.worker.name = first.worker.name  # as a restarted container has the same name and process id
    second.start()
    if database == "sqlite":
        done = await final(second, task.id)
        assert (done.state, done.claim) == (TaskState.COMPLETED, 2)
    else:
        for _ in range(20):
            clock.advance(5)
            await asyncio.sleep(0.001)
        assert (await second.store.read(tasks.get_task(task.id))).claim == 1
    assert list(slow.orders) == [f"{task.id}.1"]


async def test_a_second_signal_ends_the_grace(opened: Opener, clock: FakeClock) -> None:
    slow = vendor("v", "slow", sleep=clock.sleep)
    platform = await opened(slow, stop_grace_s=10_000.0)
    task = await submit(platform)
    await settled(lambda: slow.running == 1)
    platform.worker.stop()
    for _ in range(20):
        await asyncio.sleep(0.001)
    assert platform.worker.busy == 1
    platform.worker.stop(at_once=True)
    await settled(lambda: platform.worker.busy == 0)
    handed = await until(
        platform,
        lambda: tasks.get_task(task.id),
        lambda found: found.state is TaskState.PENDING,
        task_bell(task.id),
    )
    assert handed.claim == 1
