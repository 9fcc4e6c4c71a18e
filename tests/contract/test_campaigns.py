"""A campaign's budget and its rows under every kind of hurry: several starters at once, tasks that end well, badly
or are taken back, holds that grow, pauses and budgets that change. Over both databases; each test ends with an
audit."""

from __future__ import annotations

import asyncio
import dataclasses
import random
from typing import Any

import pytest

from contract.test_store import NOW, PRICE, account_of, attempt, claim, complete, make_account, new_task
from omnireel.core.campaign import Campaign, CampaignState, Pause, RowStatus
from omnireel.core.task import Task
from omnireel.errors import CampaignNotFoundError, InsufficientQuotaError, InvalidRequestError
from omnireel.store import campaigns, tasks
from omnireel.store.accounts import CampaignStoppedError
from omnireel.store.audit import audit
from omnireel.store.base import Sql, Store, StoreError, Verb

ID = "campaign-1-abcdefgh"


async def make_campaign(store: Store, rows: int = 6, *, budget: int | None = None, id: str = ID) -> Campaign:
    new = campaigns.NewCampaign(
        id=id,
        account_id="a",
        key_id="key-a",
        name="Foxes ünïcode",
        template={"model": "m", "prompt": "{a}"},
        columns=("a",),
        rows=[campaigns.NewRow(cells={"a": f"Fox_{n} 100%"}, units=PRICE) for n in range(rows)],
        at_a_time=4,
        budget_units=budget,
        body_digest="d",
        idempotency_key=None,
    )
    made, _ = await store.write(campaigns.add_campaign(new, now_ms=NOW, idempotency_ms=1000))
    return made


async def start(store: Store, number: int, *, units: int = PRICE, id: str = ID) -> Task:
    new = dataclasses.replace(new_task(units=units), campaign_id=id)
    return (await store.write(campaigns.start_row(new, number=number, now_ms=NOW))).task


async def now_of(store: Store) -> Campaign:
    return await store.read(campaigns.get_campaign(ID))


async def rows_of(store: Store, **query: Any) -> list[tuple[int, RowStatus]]:
    found, total = await store.read(campaigns.list_rows(ID, limit=100, **query))
    assert total == len(found)
    return [(row.number, row.status) for row in found]


async def test_a_row_is_started_once(store: Store) -> None:
    await make_account(store)
    await make_campaign(store)
    results = await asyncio.gather(*(start(store, 1) for _ in range(8)), return_exceptions=True)
    assert sum(isinstance(result, Task) for result in results) == 1
    assert sum(isinstance(result, CampaignStoppedError) for result in results) == 7
    assert (await account_of(store)).held == PRICE
    assert (await now_of(store)).held_units == PRICE
    assert (await rows_of(store))[:2] == [(1, RowStatus.PENDING), (2, RowStatus.WAITING)]


async def test_a_budget_covers_what_is_held(store: Store) -> None:
    await make_account(store)
    await make_campaign(store, budget=2 * PRICE + 1)
    results = await asyncio.gather(*(start(store, n) for n in range(1, 6)), return_exceptions=True)
    assert sum(isinstance(result, Task) for result in results) == 2
    [error, *_] = [result for result in results if isinstance(result, InsufficientQuotaError)]
    assert error.extra == {"estimated_credits": 27, "limit_scope": "campaign", "remaining_credits": 0.0001}
    assert "raise the budget of the campaign" in error.message
    with pytest.raises(InvalidRequestError, match="budget_credits must be at least 54"):
        await store.write(campaigns.change_campaign(ID, account_id="a", name="b", budget_units=PRICE, at_a_time=1))
    changed = await store.write(
        campaigns.change_campaign(ID, account_id="a", name="b", budget_units=None, at_a_time=1)
    )
    assert (changed.name, changed.budget_units, changed.at_a_time) == ("b", None, 1)


async def test_a_hold_that_grows_stays_within_the_budget(store: Store) -> None:
    """The length of footage is known only when it was fetched: what is held then grows."""
    await make_account(store)
    await make_campaign(store, budget=2 * PRICE)
    await start(store, 1)
    [task] = await claim(store)
    assert task.campaign_id == ID
    grown = await store.write(tasks.adjust_hold(task, seconds=10, units=2 * PRICE, now_ms=NOW))
    assert (await now_of(store)).held_units == grown.held_units == 2 * PRICE
    with pytest.raises(InsufficientQuotaError):
        await start(store, 2)
    opened = await attempt(store, grown)
    await complete(store, grown, opened, due=PRICE)
    await start(store, 2)
    [second] = await claim(store)
    with pytest.raises(InsufficientQuotaError):
        await store.write(tasks.adjust_hold(second, seconds=10, units=PRICE + 1, now_ms=NOW))
    found = await now_of(store)
    assert (found.spent_units, found.held_units) == (PRICE, PRICE)


async def test_the_database_itself_refuses_to_pass_a_budget(store: Store) -> None:
    await make_account(store)
    await make_campaign(store, budget=PRICE)

    def verb() -> Verb[None]:
        yield Sql("UPDATE campaign SET held_units = budget_units + 1 WHERE id = $1", (ID,))

    with pytest.raises(StoreError):
        await store.write(verb())


@pytest.mark.parametrize("stop", ["paused", "cancelled"])
async def test_nothing_starts_in_a_campaign_that_does_not_run(store: Store, stop: str) -> None:
    await make_account(store)
    await make_campaign(store)
    await start(store, 1)
    if stop == "paused":
        await store.write(campaigns.stop_campaign(ID, Pause.BUDGET))
    else:
        [left] = await store.write(campaigns.cancel_campaign(ID, account_id="a", now_ms=NOW))
        await store.write(tasks.cancel_task(left, account_id="a", now_ms=NOW))
    with pytest.raises(CampaignStoppedError):
        await start(store, 2)
    assert (await account_of(store)).held == (PRICE if stop == "paused" else 0)
    after = RowStatus.WAITING if stop == "paused" else RowStatus.CANCELLED
    assert (await rows_of(store))[1] == (2, after)


async def test_a_campaign_ends_when_nothing_of_it_waits_or_runs(store: Store) -> None:
    await make_account(store)
    await make_campaign(store, rows=2)
    assert not await store.write(campaigns.end_campaign(ID, now_ms=NOW))
    await store.write(campaigns.refuse_row(ID, 2, code="invalid_request", message="no"))
    await start(store, 1)
    assert not await store.write(campaigns.end_campaign(ID, now_ms=NOW))
    [task] = await claim(store)
    await complete(store, task, await attempt(store, task))
    assert await store.write(campaigns.end_campaign(ID, now_ms=NOW + 9))
    found = await now_of(store)
    assert (found.state, found.ended_ms, found.spent_units) == (CampaignState.COMPLETED, NOW + 9, PRICE)
    again, count = await store.write(campaigns.retry_rows(ID, account_id="a", numbers=None, now_ms=NOW + 10))
    assert (again.state, again.ended_ms, count) == (CampaignState.RUNNING, None, 1)
    assert await rows_of(store) == [(1, RowStatus.COMPLETED), (2, RowStatus.WAITING)]


async def test_rows_are_found_by_their_text_and_state(store: Store) -> None:
    await make_account(store)
    await make_campaign(store, rows=12)
    await start(store, 3)
    assert await rows_of(store, text="FOX_11") == [(12, RowStatus.WAITING)]
    assert await rows_of(store, text="_1 1") == [(2, RowStatus.WAITING)], "the underscore stands for itself"
    assert len(await rows_of(store, text="100%")) == 12
    assert await rows_of(store, text="!") == []
    assert await rows_of(store, statuses=[RowStatus.PENDING]) == [(3, RowStatus.PENDING)]
    page, total = await store.read(campaigns.list_rows(ID, limit=5, offset=10))
    assert ([row.number for row in page], total) == ([11, 12], 12)
    standing = (await store.read(campaigns.standings([ID])))[ID]
    assert (standing.rows[RowStatus.WAITING], standing.waiting_units) == (11, 11 * PRICE)


async def test_claims_and_wakes(store: Store) -> None:
    await make_account(store)
    await make_campaign(store)
    await make_campaign(store, id="campaign-1-second00")
    first = await store.write(campaigns.claim_campaigns(limit=1, now_ms=NOW, until_ms=NOW + 30))
    second = await store.write(campaigns.claim_campaigns(limit=5, now_ms=NOW, until_ms=NOW + 30))
    assert len(first) == len(second) == 1
    assert first[0].id != second[0].id
    assert await store.write(campaigns.claim_campaigns(limit=5, now_ms=NOW + 29, until_ms=NOW + 60)) == []
    await store.write(campaigns.wake_campaigns(now_ms=NOW + 29))
    assert len(await store.write(campaigns.claim_campaigns(limit=5, now_ms=NOW + 29, until_ms=NOW + 60))) == 2
    with pytest.raises(CampaignNotFoundError):
        await store.read(campaigns.get_campaign(ID, account_id="b"))


@pytest.mark.parametrize("seed", range(6))
async def test_no_hurry_passes_a_budget_or_starts_a_row_twice(store: Store, seed: int) -> None:
    """Random acts of several processes at once; after each round the books are audited in full."""
    rng = random.Random(seed)
    rows, budget = 12, 5 * PRICE
    await make_account(store, credits_units=9 * PRICE)
    await make_campaign(store, rows=rows, budget=budget)
    claimed: list[Task] = []

    async def act() -> None:
        kind = rng.choice(
            ["start"] * 5 + ["claim", "claim", "end", "end", "cancel", "pause", "resume", "retry", "budget"]
        )
        try:
            match kind:
                case "start":
                    await start(store, rng.randint(1, rows), units=rng.choice([PRICE, PRICE // 3]))
                case "claim":
                    claimed.extend(await claim(store, limit=2, now=NOW + 10))
                case "end" if claimed:
                    task = claimed.pop(rng.randrange(len(claimed)))
                    opened = await attempt(store, task)
                    if rng.random() < 0.6:
                        await complete(
                            store, task, opened, due=rng.choice([task.held_units, task.held_units // 2])
                        )
                    else:
                        await store.write(tasks.fail_task(task, code="service_error", message="m", now_ms=NOW))
                case "cancel" if claimed:
                    task = claimed.pop()
                    await store.write(tasks.cancel_task(task.id, account_id="a", now_ms=NOW))
                case "pause":
                    await store.write(campaigns.pause_campaign(ID, account_id="a"))
                case "resume":
                    await store.write(campaigns.resume_campaign(ID, account_id="a", now_ms=NOW))
                case "retry":
                    await store.write(campaigns.retry_rows(ID, account_id="a", numbers=None, now_ms=NOW))
                case "budget":
                    await store.write(
                        campaigns.change_campaign(
                            ID, account_id="a", name="n", budget_units=rng.randint(1, 6) * PRICE, at_a_time=4
                        )
                    )
        except (CampaignStoppedError, InsufficientQuotaError, InvalidRequestError):
            return

    for _ in range(25):
        await asyncio.gather(*(act() for _ in range(6)))
        found = await now_of(store)
        assert found.budget_units is not None
        assert 0 <= found.spent_units + found.held_units <= found.budget_units
        assert await store.read(audit(), heavy=True) == []
    standing = (await store.read(campaigns.standings([ID])))[ID]
    assert sum(standing.rows.values()) == rows
