"""The contract of a store, over both databases. Every test ends with an audit (see the `store` fixture)."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import random
import sqlite3
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from omnireel.core.catalogue import CATALOGUE
from omnireel.core.delivery import Delivery, DeliveryState, Try
from omnireel.core.ledger import HOUSE
from omnireel.core.request import VideoRequest
from omnireel.core.task import MOVES, Attempt, AttemptState, Task, TaskState
from omnireel.errors import (
    DeliveryNotFoundError,
    ElementNotFoundError,
    IdempotencyConflictError,
    InsufficientQuotaError,
    InvalidRequestError,
    LeaseLostError,
    NotFoundError,
    TaskNotFoundError,
)
from omnireel.settings import Settings
from omnireel.store import accounts, assets, deliveries, elements, migrate, tasks
from omnireel.store.audit import audit
from omnireel.store.base import PENDING_BELL, Sql, Store, StoreError, Verb, task_bell
from omnireel.store.migrate import HEAD, MIGRATIONS
from omnireel.store.open import open_store
from support.databases import PostgresDatabases

NOW = 1_795_341_600_000
HOUR = 3_600_000
DAY = 24 * HOUR
CARD = next(iter(CATALOGUE.values()))
PRICE = 270_000
_numbers = count()


async def make_account(
    store: Store, name: str = "a", credits_units: int = 10 * PRICE, limit: int | None = None
) -> None:
    await store.write(accounts.create_account(name, name=name, now_ms=NOW))
    await store.write(
        accounts.create_key(
            f"key-{name}",
            account_id=name,
            name="k",
            hash=f"hash-{name}",
            hint="abcd",
            limit_units=limit,
            now_ms=NOW,
        )
    )
    if credits_units:
        await store.write(
            accounts.grant(name, units=credits_units, transfer_id=f"grant:{name}", note="start", now_ms=NOW)
        )


def new_task(
    account: str = "a",
    *,
    units: int = PRICE,
    key: str | None = None,
    digest: str = "d",
    callback: str | None = None,
    prompt: str = "a dog",
) -> tasks.NewTask:
    return tasks.NewTask(
        id=f"task-unified-1-{next(_numbers):08d}",
        account_id=account,
        key_id=f"key-{account}",
        request=VideoRequest(
            model=CARD.id,
            prompt=prompt,
            duration_s=5,
            aspect_ratio="16:9",
            quality="720p",
            sound=False,
            callback_url=callback,
        ),
        warnings=("Unknown field 'n' was ignored.",),
        seconds=5,
        units=units,
        body_digest=digest,
        idempotency_key=key,
    )


async def submit(store: Store, new: tasks.NewTask | None = None, now: int = NOW) -> Task:
    return (await store.write(tasks.submit_task(new or new_task(), now_ms=now, idempotency_ms=DAY))).task


async def claim(store: Store, *, limit: int = 1, now: int = NOW, worker: str = "w") -> list[Task]:
    return await store.write(tasks.claim_tasks(worker=worker, limit=limit, now_ms=now, lease_ms=now + 30_000))


async def attempt(store: Store, task: Task, provider: str = "animatic") -> Attempt:
    return await store.write(tasks.open_attempt(task, provider=provider, why="cheapest", now_ms=NOW))


async def complete(store: Store, task: Task, opened: Attempt, due: int = PRICE) -> Task:
    return await store.write(
        tasks.complete_task(
            task,
            opened.id,
            asset=tasks.NewAsset(id=f"clip-{task.id}", media_type="video/mp4", size_bytes=9, sha256="00"),
            result_data='{"a":1}',
            due_units=due,
            now_ms=NOW + 5,
        )
    )


async def account_of(store: Store, name: str = "a") -> accounts.Account:
    return await store.read(accounts.get_account(name))


async def test_a_submitted_task_is_what_was_given_and_holds_its_price(store: Store) -> None:
    await make_account(store)
    new = new_task(prompt="ünïcode 日本 'quoted' \" $1 ?")
    task = await submit(store, new)
    assert task == await store.read(tasks.get_task(new.id))
    assert task.state is TaskState.PENDING
    assert (task.request, task.warnings, task.held_units) == (new.request, new.warnings, PRICE)
    account = await account_of(store)
    assert (account.balance, account.held, account.available) == (10 * PRICE, PRICE, 9 * PRICE)


async def test_more_than_the_balance_is_refused_and_leaves_nothing(store: Store) -> None:
    await make_account(store, credits_units=PRICE - 1)
    new = new_task()
    with pytest.raises(InsufficientQuotaError) as refused:
        await submit(store, new)
    assert refused.value.extra["estimated_credits"] == 27
    assert refused.value.extra["account_balance_credits"] == 26.9999
    with pytest.raises(TaskNotFoundError):
        await store.read(tasks.get_task(new.id))
    assert (await account_of(store)).held == 0


async def test_more_than_the_keys_limit_is_refused(store: Store) -> None:
    await make_account(store, limit=2 * PRICE)
    await submit(store)
    await submit(store)
    with pytest.raises(InsufficientQuotaError) as refused:
        await submit(store)
    assert refused.value.extra["limit_scope"] == "key"
    assert (await account_of(store)).held == 2 * PRICE


async def test_many_at_once_never_hold_more_than_there_is(store: Store) -> None:
    await make_account(store, credits_units=7 * PRICE)
    results = await asyncio.gather(*(submit(store) for _ in range(40)), return_exceptions=True)
    assert sum(isinstance(result, Task) for result in results) == 7
    assert sum(isinstance(result, InsufficientQuotaError) for result in results) == 33
    assert (await account_of(store)).available == 0


async def test_an_idempotency_key_makes_one_task_even_at_once(store: Store) -> None:
    await make_account(store)
    done = await asyncio.gather(
        *(
            store.write(tasks.submit_task(new_task(key="k" * 16), now_ms=NOW, idempotency_ms=DAY))
            for _ in range(12)
        )
    )
    assert len({submitted.task.id for submitted in done}) == 1
    assert sum(not submitted.replayed for submitted in done) == 1
    assert (await account_of(store)).held == PRICE


async def test_an_idempotency_key_with_another_body_conflicts_until_it_expires(store: Store) -> None:
    await make_account(store)
    first = await submit(store, new_task(key="k" * 16, digest="one"))
    with pytest.raises(IdempotencyConflictError):
        await submit(store, new_task(key="k" * 16, digest="two"))
    later = await submit(store, new_task(key="k" * 16, digest="two"), now=NOW + DAY)
    assert later.id != first.id


async def test_an_idempotency_key_belongs_to_one_account(store: Store) -> None:
    await make_account(store, "a")
    await make_account(store, "b")
    first = await submit(store, new_task("a", key="k" * 16))
    second = await submit(store, new_task("b", key="k" * 16))
    assert first.id != second.id


async def test_a_refused_request_leaves_its_idempotency_key_free(store: Store) -> None:
    await make_account(store, credits_units=0)
    with pytest.raises(InsufficientQuotaError):
        await submit(store, new_task(key="k" * 16, digest="one"))
    await store.write(accounts.grant("a", units=PRICE, transfer_id="g2", note="", now_ms=NOW))
    assert (await submit(store, new_task(key="k" * 16, digest="two"))).state is TaskState.PENDING


async def test_tasks_are_claimed_oldest_first_and_once(store: Store) -> None:
    await make_account(store)
    made = [await submit(store, now=NOW + index) for index in range(6)]
    taken = await asyncio.gather(*(claim(store, limit=2, now=NOW + 10, worker=f"w{n}") for n in range(5)))
    ids = [task.id for group in taken for task in group]
    assert sorted(ids) == sorted(task.id for task in made)
    assert all(task.state is TaskState.PROCESSING and task.claim == 1 for group in taken for task in group)
    assert await claim(store, now=NOW + 10) == []


async def test_completion_charges_what_is_due_and_releases_the_rest(store: Store) -> None:
    await make_account(store)
    await submit(store)
    [task] = await claim(store)
    done = await complete(store, task, await attempt(store, task), due=PRICE - 70_000)
    assert done.state is TaskState.COMPLETED
    assert (done.progress, done.charged_units, done.result_data) == (100, PRICE - 70_000, '{"a":1}')
    account = await account_of(store)
    assert (account.balance, account.held) == (9 * PRICE + 70_000, 0)
    assert (await account_of(store, HOUSE)).balance == -account.balance
    _, attempts, transfers = await store.read(tasks.get_statement(done.id, account_id="a"))
    assert [(a.number, a.state) for a in attempts] == [(1, AttemptState.SUCCEEDED)]
    assert sorted((t.kind, t.units) for t in transfers) == [
        ("hold", PRICE),
        ("post", PRICE - 70_000),
        ("release", 70_000),
    ]
    [key] = await store.read(accounts.list_keys())
    assert (key.spent_units, key.held_units) == (PRICE - 70_000, 0)


async def running(store: Store, **new: Any) -> tuple[Task, Attempt]:
    await submit(store, new_task(**new))
    [task] = await claim(store)
    return task, await attempt(store, task)


@pytest.mark.parametrize("wanted", [PRICE + 54_000, PRICE - 54_000, PRICE])
async def test_a_hold_follows_the_footage_once(store: Store, wanted: int) -> None:
    await make_account(store, credits_units=2 * PRICE)
    task, opened = await running(store)
    verb = partial(tasks.adjust_hold, seconds=6, units=wanted, now_ms=NOW + 1)
    changed = await store.write(verb(task))
    assert (changed.held_units, changed.seconds) == (wanted, 6)
    again = await store.write(verb(task))  # a worker that was lost in between does it once more
    assert (again.held_units, (await account_of(store)).held) == (wanted, wanted)
    await complete(store, changed, opened, due=wanted - 10_000)
    account = await account_of(store)
    assert (account.balance, account.held) == (2 * PRICE - wanted + 10_000, 0)


async def test_a_hold_that_is_not_covered_stays_as_it_was(store: Store) -> None:
    await make_account(store, credits_units=PRICE + 10_000)
    task, _ = await running(store)
    with pytest.raises(InsufficientQuotaError):
        await store.write(tasks.adjust_hold(task, seconds=9, units=PRICE + 10_001, now_ms=NOW))
    assert (await account_of(store)).held == PRICE
    await store.write(tasks.fail_task(task, code="quota_exceeded", message="x", now_ms=NOW + 1))
    assert (await account_of(store)).held == 0


def new_element(task: Task, name: str = "Mara") -> elements.Element:
    return elements.Element(
        id=elements.new_element_id(random.randbytes(8)),
        account_id=task.account_id,
        name=name,
        description="a woman",
        reference_type="image_refer",
        media=("1.0", "1.1"),
        voice_id=None,
        task_id=task.id,
        created_ms=NOW,
    )


async def test_an_element_appears_with_its_tasks_completion_and_is_its_accounts(store: Store) -> None:
    await make_account(store)
    await make_account(store, "b")
    task, opened = await running(store)
    made = new_element(task)
    verb = tasks.complete_task(
        task, opened.id, asset=None, element=made, result_data=None, due_units=PRICE, now_ms=NOW
    )
    assert (await store.read(elements.list_elements("a", limit=9, offset=0)))[1] == 0
    await store.write(verb)
    assert await store.read(elements.get_element(made.id, account_id="a")) == made
    assert await store.read(elements.own_elements("b", [made.id])) == {}
    with pytest.raises(ElementNotFoundError):
        await store.write(elements.delete_element(made.id, account_id="b", now_ms=NOW))
    # A task that was taken on with it still needs its bytes when it is deleted.
    user = new_task()
    user = dataclasses.replace(user, request=dataclasses.replace(user.request, element_ids=(made.id,)))
    waiting = await submit(store, user)
    await store.write(elements.delete_element(made.id, account_id="a", now_ms=NOW))
    assert await store.read(elements.own_elements("a", [made.id])) == {}
    assert await store.read(elements.of_task("a", [made.id])) == {made.id: made}
    assert await store.read(elements.needed_elements([made.id, "7"])) == {made.id}
    await store.write(tasks.cancel_task(waiting.id, account_id="a", now_ms=NOW))
    assert await store.read(elements.needed_elements([made.id])) == set()


async def test_failure_releases_everything(store: Store) -> None:
    await make_account(store)
    await submit(store)
    [task] = await claim(store)
    await attempt(store, task)
    failed = await store.write(tasks.fail_task(task, code="service_error", message="broken", now_ms=NOW + 5))
    assert (failed.state, failed.error_code, failed.charged_units) == (TaskState.FAILED, "service_error", 0)
    account = await account_of(store)
    assert (account.balance, account.held) == (10 * PRICE, 0)


@pytest.mark.parametrize("claimed", [False, True])
async def test_cancelling_releases_everything_and_fences_the_worker(store: Store, claimed: bool) -> None:
    await make_account(store)
    task = await submit(store)
    opened = None
    if claimed:
        [task] = await claim(store)
        opened = await attempt(store, task)
    gone = await store.write(tasks.cancel_task(task.id, account_id="a", now_ms=NOW + 1))
    assert (gone.state, gone.error_code) == (TaskState.CANCELLED, "request_cancelled")
    assert (await account_of(store)).held == 0
    with pytest.raises(InvalidRequestError, match="Task is cancelled and can no longer be cancelled"):
        await store.write(tasks.cancel_task(task.id, account_id="a", now_ms=NOW + 2))
    if opened is not None:
        with pytest.raises(LeaseLostError):
            await complete(store, task, opened)
        [ended] = await store.read(tasks.list_attempts(task.id))
        assert ended.state is AttemptState.CANCELLED
    assert await claim(store, now=NOW + 100) == []


async def test_another_accounts_task_does_not_exist(store: Store) -> None:
    await make_account(store, "a")
    await make_account(store, "b")
    task = await submit(store, new_task("a"))
    with pytest.raises(TaskNotFoundError):
        await store.read(tasks.get_task(task.id, account_id="b"))
    with pytest.raises(TaskNotFoundError):
        await store.write(tasks.cancel_task(task.id, account_id="b", now_ms=NOW))
    with pytest.raises(TaskNotFoundError):
        await store.read(tasks.get_statement(task.id, account_id="b"))
    assert await store.read(tasks.get_tasks([task.id], account_id="b")) == []
    assert await store.read(tasks.list_tasks("b", limit=10)) == ([], 0)


async def test_a_lapsed_lease_hands_the_task_back_and_fences_the_old_worker(store: Store) -> None:
    await make_account(store)
    await submit(store)
    [old] = await claim(store)
    opened = await attempt(store, old)
    await store.write(tasks.save_token(old, opened.id, "upstream-7"))
    early = await store.write(tasks.sweep_lapsed(now_ms=NOW + 29_999, resumes_max=5, limit=10))
    assert (early.returned, early.failed) == (0, 0)
    assert (await store.write(tasks.sweep_lapsed(now_ms=NOW + 30_000, resumes_max=5, limit=10))).returned == 1
    [new] = await claim(store, now=NOW + 30_000)
    assert (new.id, new.claim) == (old.id, 2)
    for verb in (
        tasks.save_token(old, opened.id, "late"),
        tasks.fail_task(old, code="service_error", message="late", now_ms=NOW),
        tasks.hand_back_task(old, now_ms=NOW),
        tasks.open_attempt(old, provider="p", why="late", now_ms=NOW),
        tasks.park_task(old, opened.id, "late", until_ms=NOW),
    ):
        with pytest.raises(LeaseLostError):
            await store.write(verb)
    with pytest.raises(LeaseLostError):
        await complete(store, old, opened)
    await store.write(tasks.report_progress(old, 90))
    assert (await store.read(tasks.get_task(old.id))).progress == 0
    resumed = await store.write(tasks.resume_attempt(new, opened))
    assert (resumed.id, resumed.token, resumed.resumes) == (opened.id, "upstream-7", 1)
    await complete(store, new, resumed)


async def test_renewed_leases_do_not_lapse(store: Store) -> None:
    await make_account(store)
    kept, lost = await submit(store), await submit(store)
    claimed = await claim(store, limit=2)
    await store.write(tasks.cancel_task(lost.id, account_id="a", now_ms=NOW))
    held = await store.write(
        tasks.renew_leases([(task.id, task.claim) for task in claimed], lease_ms=NOW + 60_000)
    )
    assert held == {kept.id}
    assert (await store.write(tasks.sweep_lapsed(now_ms=NOW + 59_999, resumes_max=5, limit=10))).returned == 0


async def test_a_task_that_keeps_losing_its_worker_fails_in_the_end(store: Store) -> None:
    await make_account(store)
    await submit(store)
    now = NOW
    for lost in range(4):
        [task] = await claim(store, now=now)
        opened = [a for a in await store.read(tasks.list_attempts(task.id)) if a.state.is_open]
        await (store.write(tasks.resume_attempt(task, opened[0])) if opened else attempt(store, task))
        now += 40_000
        swept = await store.write(tasks.sweep_lapsed(now_ms=now, resumes_max=3, limit=10))
        assert (swept.returned, swept.failed) == ((1, 0) if lost < 3 else (0, 1))
    final = await store.read(tasks.get_task(task.id))
    assert (final.state, final.error_code) == (TaskState.FAILED, "service_error")
    assert (await account_of(store)).held == 0


async def test_a_handed_back_task_does_not_count_as_lost(store: Store) -> None:
    await make_account(store)
    await submit(store)
    for _ in range(8):
        [task] = await claim(store)
        opened = [a for a in await store.read(tasks.list_attempts(task.id)) if a.state.is_open]
        await (store.write(tasks.resume_attempt(task, opened[0])) if opened else attempt(store, task))
        await store.write(tasks.hand_back_task(task, now_ms=NOW))
    [kept] = await store.read(tasks.list_attempts(task.id))
    assert kept.resumes == 0


async def test_a_parked_task_keeps_its_hold_and_its_attempt(store: Store) -> None:
    await make_account(store)
    await submit(store)
    [task] = await claim(store)
    opened = await attempt(store, task)
    await store.write(tasks.park_task(task, opened.id, "no answer", until_ms=NOW + 5_000))
    parked = await store.read(tasks.get_task(task.id))
    assert parked.state is TaskState.PROCESSING
    assert (await account_of(store)).held == PRICE
    assert (await store.write(tasks.sweep_lapsed(now_ms=NOW + 4_999, resumes_max=0, limit=9))).returned == 0
    assert (await store.write(tasks.sweep_lapsed(now_ms=NOW + 5_000, resumes_max=0, limit=9))).returned == 1
    [again] = await claim(store, now=NOW + 5_000)
    [unknown] = await store.read(tasks.list_attempts(task.id))
    assert unknown.state is AttemptState.UNKNOWN
    resumed = await store.write(tasks.resume_attempt(again, unknown))
    assert (resumed.id, resumed.resumes, resumed.number) == (opened.id, 0, 1)


async def test_failover_is_the_next_attempt(store: Store) -> None:
    await make_account(store)
    await submit(store)
    [task] = await claim(store)
    first = await attempt(store, task, "cheap")
    with pytest.raises(StoreError):  # two providers never work on one task at once
        await attempt(store, task, "dear")
    await store.write(
        tasks.end_attempt(task, first.id, AttemptState.UNAVAILABLE, "connection refused", now_ms=NOW)
    )
    second = await attempt(store, task, "dear")
    await complete(store, task, second)
    found = await store.read(tasks.list_attempts(task.id))
    assert [(a.number, a.provider, a.state.value, a.note) for a in found] == [
        (1, "cheap", "unavailable", "connection refused"),
        (2, "dear", "succeeded", None),
    ]


async def test_progress_never_falls_and_each_visible_change_has_a_version(store: Store) -> None:
    await make_account(store)
    await submit(store)
    [task] = await claim(store)
    seen = [task.version]
    for percent, wanted in ((10, 10), (5, 10), (60, 60), (100, 99)):
        await store.write(tasks.report_progress(task, percent))
        now = await store.read(tasks.get_task(task.id))
        assert now.progress == wanted
        seen.append(now.version)
    assert seen == [2, 3, 3, 4, 5]
    done = await complete(store, task, await attempt(store, task))
    assert (done.progress, done.version) == (100, 6)


async def test_listing_filters_and_pages_newest_first(store: Store) -> None:
    await make_account(store)
    made = [await submit(store, now=NOW + index) for index in range(5)]
    await store.write(tasks.cancel_task(made[1].id, account_id="a", now_ms=NOW))
    page, total = await store.read(tasks.list_tasks("a", limit=2, offset=1))
    assert ([task.id for task in page], total) == ([made[3].id, made[2].id], 5)
    page, total = await store.read(tasks.list_tasks("a", states=[TaskState.CANCELLED], limit=9))
    assert ([task.id for task in page], total) == ([made[1].id], 1)
    assert await store.read(tasks.list_tasks("a", model="other", limit=9)) == ([], 0)
    batch = await store.read(
        tasks.get_tasks([made[2].id, "task-unified-none", made[0].id, made[2].id], account_id="a")
    )
    assert [task.id for task in batch] == [made[2].id, made[0].id]


async def test_an_ended_task_with_a_callback_leaves_one_delivery(store: Store) -> None:
    await make_account(store)
    await submit(store, new_task(callback="https://hooks.example.com/x"))
    [task] = await claim(store)
    await complete(store, task, await attempt(store, task))
    [due] = await store.write(deliveries.claim_deliveries(limit=9, now_ms=NOW + 9, until_ms=NOW + 60_000))
    assert (due.task_id, due.url, due.tries, due.claims) == (task.id, "https://hooks.example.com/x", 0, 1)
    assert await store.write(deliveries.claim_deliveries(limit=9, now_ms=NOW + 9, until_ms=NOW + 60_000)) == []
    await store.write(deliveries.put_off_delivery(due, due_ms=NOW + 1_000, made=made(1, 500)))
    assert await store.read(deliveries.next_delivery_ms()) == NOW + 1_000
    [again] = await store.write(deliveries.claim_deliveries(limit=9, now_ms=NOW + 1_000, until_ms=NOW + 60_000))
    assert (again.id, again.tries, again.claims) == (due.id, 1, 1)
    await store.write(deliveries.end_delivery(again, delivered=True, now_ms=NOW + 1_001, made=made(2, 200)))
    assert await store.read(deliveries.next_delivery_ms()) is None
    ended, log = await store.read(deliveries.get_delivery(due.id, account_id="a"))
    assert (ended.state, ended.note, ended.ended_ms) == (DeliveryState.DELIVERED, "200", NOW + 1_001)
    assert log == [made(1, 500), made(2, 200)]
    with pytest.raises(DeliveryNotFoundError):
        await store.read(deliveries.get_delivery(due.id, account_id="b"))


def made(number: int, status: int) -> Try:
    return Try(number=number, at_ms=NOW + number, took_ms=5, status=status, note=str(status), answer="said")


async def test_a_new_round_is_not_ended_by_a_late_try_of_the_old_one(store: Store) -> None:
    await make_account(store)
    await submit(store, new_task(callback="https://hooks.example.com/x"))
    [task] = await claim(store)
    await complete(store, task, await attempt(store, task))
    [late] = await store.write(deliveries.claim_deliveries(limit=9, now_ms=NOW + 9, until_ms=NOW + 60_000))
    await store.write(deliveries.end_delivery(late, delivered=False, now_ms=NOW + 10, made=made(1, 500)))
    [again] = await store.write(deliveries.send_again("a", delivery_id=late.id, limit=1, now_ms=NOW + 20))
    assert (again.state, again.tries, again.tries_before) == (DeliveryState.WAITING, 0, 1)
    await store.write(deliveries.put_off_delivery(late, due_ms=NOW + 90_000, made=made(1, 500)))
    await store.write(deliveries.end_delivery(late, delivered=False, now_ms=NOW + 30, made=made(1, 500)))
    now, _ = await store.read(deliveries.get_delivery(late.id, account_id="a"))
    assert (now.state, now.due_ms) == (DeliveryState.WAITING, NOW + 20)
    # If the late try brought it over after all, nothing is left to do.
    await store.write(deliveries.end_delivery(late, delivered=True, now_ms=NOW + 40, made=made(1, 200)))
    assert await store.read(deliveries.next_delivery_ms()) is None


async def test_sending_again_keeps_to_the_account_and_the_limit(store: Store) -> None:
    await make_account(store)
    for number in range(3):
        await submit(store, new_task(callback=f"https://hooks.example.com/{number}"))
        [task] = await claim(store)
        await complete(store, task, await attempt(store, task))
    assert await store.write(deliveries.send_again("b", limit=9, now_ms=NOW)) == []
    assert len(await store.write(deliveries.send_again("a", limit=2, now_ms=NOW))) == 2
    nobodys = dataclasses.replace(await one_delivery(store), id="msg_none")
    with pytest.raises(StoreError):  # a try belongs to a delivery
        await store.write(deliveries.put_off_delivery(nobodys, due_ms=NOW, made=made(1, 200)))


async def one_delivery(store: Store) -> Delivery:
    [found], _ = await store.read(deliveries.list_deliveries("a", limit=1))
    return found


async def test_a_verb_that_raises_changes_nothing_and_harms_no_other(store: Store) -> None:
    await make_account(store)

    def half() -> Verb[None]:
        yield Sql("UPDATE account SET name = 'spoiled' WHERE id = 'a'")
        raise NotFoundError("stop")

    def wrong() -> Verb[None]:
        yield Sql("UPDATE account SET name = 'spoiled' WHERE id = 'a'")
        yield Sql("SELECT * FROM no_such_table")

    results = await asyncio.gather(
        store.write(half()),
        submit(store),
        store.write(wrong()),
        submit(store),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [NotFoundError, Task, StoreError, Task]
    assert (await account_of(store)).name == "a"


async def test_a_caller_that_goes_away_does_not_undo_a_commit(store: Store) -> None:
    await make_account(store)
    new = new_task()
    writing = asyncio.ensure_future(submit(store, new))
    await asyncio.sleep(0)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    for _ in range(500):
        await make_account(store, "other", 0)  # later writes: the earlier one is through by then
        found = await store.read(tasks.get_tasks([new.id], account_id="a"))
        if found:
            break
    assert found


async def test_bells_ring_after_the_commit(store: Store) -> None:
    await make_account(store)
    async with store.bells.listen(PENDING_BELL) as rung:
        task = await submit(store)
        await asyncio.wait_for(rung.wait(), 10)
        assert (await store.read(tasks.get_task(task.id))).state is TaskState.PENDING
    async with store.bells.listen(task_bell(task.id)) as rung:
        await claim(store)
        await asyncio.wait_for(rung.wait(), 10)


async def test_keys_are_found_by_hash_and_revoked_for_good(store: Store) -> None:
    await make_account(store)
    key = await store.read(accounts.find_key("hash-a"))
    assert key is not None
    assert (key.id, key.account_id, key.revoked_ms) == ("key-a", "a", None)
    assert key.may_use("anything")
    await store.write(accounts.revoke_key("key-a", now_ms=NOW + 1))
    revoked = await store.write(accounts.revoke_key("key-a", now_ms=NOW + 2))
    assert revoked.revoked_ms == NOW + 1
    assert await store.read(accounts.find_key("hash-b")) is None
    with pytest.raises(NotFoundError):
        await store.write(accounts.revoke_key("none", now_ms=NOW))


async def test_a_key_may_be_for_some_models_only(store: Store) -> None:
    await make_account(store)
    await store.write(
        accounts.create_key("k2", account_id="a", name="", hash="h2", hint="", models=["one", "two"], now_ms=NOW)
    )
    key = await store.read(accounts.find_key("h2"))
    assert key is not None
    assert key.models == ("one", "two")
    assert (key.may_use("two"), key.may_use("three")) == (True, False)


async def test_grants_book_once_and_take_back_only_what_is_available(store: Store) -> None:
    await make_account(store)
    again = await store.write(accounts.grant("a", units=5, transfer_id="grant:a", note="", now_ms=NOW))
    assert again.balance == 10 * PRICE
    with pytest.raises(InsufficientQuotaError):
        await store.write(accounts.grant("a", units=-11 * PRICE, transfer_id="g3", note="", now_ms=NOW))
    less = await store.write(accounts.grant("a", units=-PRICE, transfer_id="g4", note="", now_ms=NOW))
    assert less.balance == 9 * PRICE
    with pytest.raises(NotFoundError):
        await store.write(accounts.grant("nobody", units=1, transfer_id="g5", note="", now_ms=NOW))


async def test_old_assets_expire(store: Store) -> None:
    await make_account(store)
    await submit(store)
    [task] = await claim(store)
    done = await complete(store, task, await attempt(store, task))
    assert done.asset_id is not None
    assert await store.read(assets.living_assets([done.asset_id, "other"])) == {done.asset_id}
    gone = await store.write(assets.expire_assets(before_ms=NOW + HOUR, now_ms=NOW + DAY, limit=10))
    assert gone == [done.asset_id]
    found = await store.read(assets.get_asset(done.asset_id))
    assert found is not None
    assert found.deleted_ms == NOW + DAY
    assert await store.read(assets.get_asset("none")) is None


# --- the schema refuses what the rules refuse ------------------------------------------------------


async def force(store: Store, statement: str, *values: object) -> None:
    def verb() -> Verb[None]:
        yield Sql(statement, values)

    await store.write(verb())


@pytest.mark.parametrize("start", list(TaskState))
@pytest.mark.parametrize("end", list(TaskState))
async def test_the_schema_knows_the_moves_of_core(store: Store, start: TaskState, end: TaskState) -> None:
    await make_account(store)
    task = await submit(store)
    if start is not TaskState.PENDING and start is not TaskState.CANCELLED:
        [task] = await claim(store)
    if start is TaskState.COMPLETED:
        await complete(store, task, await attempt(store, task))
    elif start is TaskState.FAILED:
        await store.write(tasks.fail_task(task, code="service_error", message="m", now_ms=NOW))
    elif start is TaskState.CANCELLED:
        await store.write(tasks.cancel_task(task.id, account_id="a", now_ms=NOW))
    final = end.is_final
    statement = (
        "UPDATE task SET state = $2, finished_ms = $3, lease_ms = $4, worker = $5, error_code = $6,"
        " charged_units = CASE $2 WHEN 'completed' THEN charged_units ELSE 0 END,"
        " asset_id = NULL, result_data = NULL WHERE id = $1"
    )
    values = (
        task.id,
        end.value,
        NOW if final else None,
        NOW if end is TaskState.PROCESSING else None,
        "w" if end is TaskState.PROCESSING else None,
        "x" if end in (TaskState.FAILED, TaskState.CANCELLED) else None,
    )

    def trial() -> Verb[None]:
        yield Sql(statement, values)
        raise LookupError("it was allowed; take it back")

    allowed = end is start or end in MOVES[start]
    with pytest.raises(LookupError if allowed else StoreError):
        await store.write(trial())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE transfer SET units = units + 1",
        "DELETE FROM transfer",
        "UPDATE account SET held = balance + 1 WHERE id = 'a'",
        "UPDATE task SET progress = 101",
        "UPDATE task SET charged_units = held_units + 1",
        "UPDATE task SET charged_units = 1",
        "UPDATE task SET lease_ms = 1",
        "UPDATE task SET finished_ms = 1",
        "UPDATE task SET state = 'lost'",
    ],
)
async def test_the_schema_refuses_impossible_rows(store: Store, statement: str) -> None:
    await make_account(store)
    await submit(store)
    with pytest.raises(StoreError):
        await force(store, statement)


async def test_the_audit_finds_what_was_tampered_with(store: Store) -> None:
    await make_account(store)
    await submit(store)
    for spoil, mend in (
        (
            "UPDATE account SET balance = balance + 1 WHERE id = 'a'",
            "UPDATE account SET balance = balance - 1 WHERE id = 'a'",
        ),
        ("UPDATE account SET held = held - 1 WHERE id = 'a'", "UPDATE account SET held = held + 1 WHERE id = 'a'"),
        ("UPDATE key SET spent_units = 7", "UPDATE key SET spent_units = 0"),
    ):
        await force(store, spoil)
        assert await store.read(audit(), heavy=True) != []
        await force(store, mend)
        assert await store.read(audit(), heavy=True) == []


@pytest.mark.parametrize(
    ("spoil", "mend", "words"),
    [
        ("UPDATE task SET key_id = 'key-b'", "UPDATE task SET key_id = 'key-a'", "not of its task's account"),
        ("UPDATE task SET account_id = 'b'", "UPDATE task SET account_id = 'a'", "not of its task's account"),
        (
            "UPDATE task SET asset_id = NULL",
            "UPDATE task SET asset_id = 'clip-' || id",
            "has neither clip nor element",
        ),
        (
            "UPDATE task SET held_units = held_units + 1",
            "UPDATE task SET held_units = held_units - 1",
            "its hold says",
        ),
        ("UPDATE task SET charged_units = 0", f"UPDATE task SET charged_units = {PRICE}", "nothing was charged"),
    ],
)
async def test_the_audit_sees_whose_money_it_is_and_what_was_got(
    store: Store, spoil: str, mend: str, words: str
) -> None:
    await make_account(store, "a")
    await make_account(store, "b")
    await submit(store)
    [task] = await claim(store)
    await complete(store, task, await attempt(store, task))
    await force(store, spoil)
    found = await store.read(audit(), heavy=True)
    assert any(words in problem for problem in found), found
    await force(store, mend)
    assert await store.read(audit(), heavy=True) == []


async def test_the_audit_misses_no_callback(store: Store) -> None:
    await make_account(store)
    await submit(store, new_task(callback="https://hooks.example.com/x"))
    [task] = await claim(store)
    await complete(store, task, await attempt(store, task))

    def without() -> Verb[list[str]]:
        yield Sql("DELETE FROM delivery")
        found = yield from audit()
        raise LookupError(*found)  # and take it back

    with pytest.raises(LookupError, match="its callback was not written"):
        await store.write(without())


async def test_a_row_that_cannot_be_read_stops_nobody_else(store: Store) -> None:
    await make_account(store)
    bad, good = await submit(store, now=NOW), await submit(store, now=NOW + 1)
    await force(store, 'UPDATE task SET request = \'{"of":"a newer version"}\' WHERE id = $1', bad.id)
    assert [task.id for task in await claim(store, limit=5, now=NOW + 2)] == [good.id]
    assert await claim(store, limit=5, now=NOW + 3) == []
    await force(store, "UPDATE task SET request = $2 WHERE id = $1", bad.id, bad.request.to_json())
    later = NOW + 3 + tasks.UNREADABLE_PAUSE_MS
    assert [task.id for task in await claim(store, limit=5, now=later)] == [bad.id]


async def test_a_replay_is_found_by_reading_alone(store: Store) -> None:
    await make_account(store)
    task = await submit(store, new_task(key="k" * 16, digest="one"))

    def find(digest: str, now: int = NOW) -> Verb[Task | None]:
        return tasks.find_replay("a", "k" * 16, digest, now_ms=now, idempotency_ms=DAY)

    assert await store.read(find("one")) == task
    assert await store.read(find("one", NOW + DAY)) is None
    with pytest.raises(IdempotencyConflictError):
        await store.read(find("two"))


async def test_a_random_walk_keeps_the_books(store: Store) -> None:
    """A seeded walk over everything that can happen to tasks, with stale claims mixed in."""
    rng = random.Random(20261122)
    await make_account(store, "a", 20 * PRICE)
    await make_account(store, "b", 3 * PRICE, limit=5 * PRICE)
    now = NOW
    claims: list[Task] = []
    made: list[Task] = []
    for _ in range(250):
        now += rng.randrange(0, 20_000)
        try:
            match rng.choice(
                ["submit", "submit", "claim", "complete", "complete", "fail", "cancel", "sweep", "back", "grant"]
            ):
                case "submit":
                    made.append(
                        await submit(store, new_task(rng.choice("ab"), units=rng.randrange(1, PRICE)), now)
                    )
                case "claim":
                    claims += await claim(store, limit=rng.randrange(1, 4), now=now)
                case "complete" if claims:
                    task = rng.choice(claims)
                    opened = [a for a in await store.read(tasks.list_attempts(task.id)) if a.state.is_open]
                    kept = opened[0] if opened else await attempt(store, task)
                    await complete(store, task, kept, due=rng.randrange(1, task.held_units + 1))
                case "fail" if claims:
                    await store.write(
                        tasks.fail_task(rng.choice(claims), code="service_error", message="m", now_ms=now)
                    )
                case "cancel" if made:
                    task = rng.choice(made)
                    await store.write(tasks.cancel_task(task.id, account_id=task.account_id, now_ms=now))
                case "sweep":
                    await store.write(tasks.sweep_lapsed(now_ms=now, resumes_max=2, limit=5))
                case "back" if claims:
                    await store.write(tasks.hand_back_task(rng.choice(claims), now_ms=now))
                case "grant":
                    await store.write(
                        accounts.grant(
                            "b",
                            units=rng.randrange(-PRICE, PRICE) or 1,
                            transfer_id=f"g{now}",
                            note="",
                            now_ms=now,
                        )
                    )
        except (LeaseLostError, InsufficientQuotaError, InvalidRequestError):
            pass
    assert await store.read(audit(), heavy=True) == []
    ended = {(await store.read(tasks.get_task(task.id))).state for task in made}
    assert {TaskState.COMPLETED, TaskState.CANCELLED, TaskState.FAILED} <= ended


# --- opening ---------------------------------------------------------------------------------------


def test_head_is_the_newest_migration() -> None:
    revisions = [path.stem.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py")]
    assert max(revisions) == HEAD


async def test_what_was_written_is_there_after_reopening(database_url: str, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, database_url=database_url)
    first = await open_store(settings)
    await make_account(first)
    task = await submit(first)
    await first.close()
    second = await open_store(settings)
    assert (await second.read(tasks.get_task(task.id))).request == task.request
    await second.close()
    with pytest.raises(StoreError):
        await second.write(accounts.create_account("z", name="z", now_ms=NOW))


def database_of_before(folder: Path, monkeypatch: pytest.MonkeyPatch, revision: str) -> sqlite3.Connection:
    """A database as a version before left it."""
    with monkeypatch.context() as before:
        before.setattr(migrate, "HEAD", revision)
        migrate.migrate_sqlite(folder / "omnireel.db")
    return sqlite3.connect(folder / "omnireel.db")


async def test_a_database_of_before_keeps_its_money(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite rebuilds the table of transfers: what was booked stays booked, and immutable."""
    with database_of_before(tmp_path, monkeypatch, "0003") as plain:
        plain.execute("INSERT INTO account (id, name, created_ms, balance) VALUES ('a', 'a', 0, 7)")
        plain.execute("UPDATE account SET balance = -7 WHERE id = 'house'")
        plain.execute(
            "INSERT INTO transfer (id, kind, debit, credit, units, created_ms) VALUES"
            " ('grant:a', 'grant', 'house', 'a', 7, 0)"
        )
    store = await open_store(Settings(data_dir=tmp_path))
    assert (await store.read(accounts.get_account("a"))).balance == 7
    assert await store.read(audit(), heavy=True) == []
    for statement in ("UPDATE transfer SET units = 8", "DELETE FROM transfer"):
        with pytest.raises(StoreError):
            await store.write(_run(statement))
    await store.close()


async def test_a_database_of_before_keeps_its_callbacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that waited for its third try waits for it still, and none of its tries is lost."""
    with database_of_before(tmp_path, monkeypatch, "0004") as plain:
        plain.execute("INSERT INTO account (id, name, created_ms) VALUES ('a', 'a', 0)")
        plain.execute(
            "INSERT INTO key (id, account_id, name, hash, hint, created_ms) VALUES ('k', 'a', '', 'h', '', 0)"
        )
        plain.execute(
            "INSERT INTO task (id, account_id, key_id, model, state, request, warnings, seconds, held_units,"
            " created_ms, due_ms, body_digest)"
            " VALUES ('task-unified-1-a', 'a', 'k', 'm', 'pending', '{}', '[]', 5, 1, 0, 0, '')"
        )
        plain.execute(
            "INSERT INTO delivery (id, account_id, task_id, url, state, tries, due_ms, created_ms)"
            " VALUES ('msg_1-a', 'a', 'task-unified-1-a', 'https://hooks.example.com/', 'waiting', 2, 7, 0)"
        )
    store = await open_store(Settings(data_dir=tmp_path))
    [due] = await store.write(deliveries.claim_deliveries(limit=9, now_ms=NOW, until_ms=NOW + 9))
    assert (due.id, due.tries, due.claims) == ("msg_1-a", 2, 1)
    await store.close()


def _run(statement: str) -> Verb[None]:
    yield Sql(statement)


async def test_several_processes_may_create_the_schema_at_once(
    postgres: PostgresDatabases, tmp_path: Path
) -> None:
    dsn = await postgres.create(empty=True)
    settings = Settings(data_dir=tmp_path, database_url=dsn)
    stores = await asyncio.gather(*(open_store(settings) for _ in range(3)))
    assert [account.id for account in await stores[0].read(accounts.list_accounts())] == [HOUSE]
    for opened in stores:
        await opened.close()
    await postgres.drop(dsn)


async def test_bells_ring_in_other_processes_stores(postgres: PostgresDatabases, tmp_path: Path) -> None:
    dsn = await postgres.create()
    settings = Settings(data_dir=tmp_path, database_url=dsn)
    here, there = await open_store(settings), await open_store(settings)
    await make_account(here)
    async with there.bells.listen(PENDING_BELL) as rung:
        await submit(here)
        await asyncio.wait_for(rung.wait(), 10)
    await here.close()
    await there.close()
    await postgres.drop(dsn)


def test_json_of_a_request_is_canonical() -> None:
    request = new_task().request
    assert json.loads(request.to_json())["prompt"] == "a dog"
    assert VideoRequest.from_json(request.to_json()) == request
