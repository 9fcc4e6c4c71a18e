"""Verbs on campaigns. A row and its task are started in one transaction, so that no crash and no second process
starts a row twice; the budget is part of the booking (see `accounts.book`)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from omnireel.core.campaign import Campaign, CampaignState, Pause, Row, RowStatus, Standing
from omnireel.core.price import credits_number
from omnireel.core.task import TaskState
from omnireel.errors import CampaignNotFoundError, Detail, InvalidRequestError
from omnireel.store import base
from omnireel.store.accounts import CampaignStoppedError
from omnireel.store.base import CAMPAIGN_BELL, Ring, Sql, Verb
from omnireel.store.replays import find_made, find_made_or_free
from omnireel.store.tasks import NewTask, Submitted, submit_task, task_of

_STATUS = (
    "CASE WHEN line.state = 'refused' THEN 'failed' WHEN line.state = 'skipped' THEN 'skipped'"
    " WHEN line.task_id IS NOT NULL THEN task.state WHEN campaign.state = 'cancelled' THEN 'cancelled'"
    " ELSE 'waiting' END"
)
_ROWS = (
    " FROM campaign_row AS line JOIN campaign ON campaign.id = line.campaign_id"
    " LEFT JOIN task ON task.id = line.task_id"
)


def _campaign(row: base.Row) -> Campaign:
    return Campaign(
        id=row["id"],
        account_id=row["account_id"],
        key_id=row["key_id"],
        name=row["name"],
        state=CampaignState(row["state"]),
        paused_because=None if row["paused_because"] is None else Pause(row["paused_because"]),
        template=json.loads(row["template"]),
        columns=tuple(json.loads(row["columns"])),
        at_a_time=row["at_a_time"],
        budget_units=row["budget_units"],
        spent_units=row["spent_units"],
        held_units=row["held_units"],
        created_ms=row["created_ms"],
        ended_ms=row["ended_ms"],
    )


# --- the customer's verbs --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """One row of a new campaign; with an error it is left out."""

    cells: Mapping[str, Any]
    units: int
    error_code: str | None = None
    error_message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCampaign:
    """What `add_campaign` takes on."""

    id: str
    account_id: str
    key_id: str
    name: str
    template: Mapping[str, Any]
    columns: Sequence[str]
    rows: Sequence[NewRow]
    at_a_time: int
    budget_units: int | None
    body_digest: str
    idempotency_key: str | None


def add_campaign(new: NewCampaign, *, now_ms: int, idempotency_ms: int) -> Verb[tuple[Campaign, bool]]:
    """-> running. Returns (the campaign, whether the idempotency key made it before). Raises
    IdempotencyConflictError."""
    known = yield from find_made_or_free("campaign", new, now_ms=now_ms, idempotency_ms=idempotency_ms)
    if known is not None:
        return _campaign(known), True
    rows = yield Sql(
        "INSERT INTO campaign (id, account_id, key_id, name, state, template, columns, at_a_time, budget_units,"
        " created_ms, due_ms, idempotency_key, body_digest)"
        " VALUES ($1, $2, $3, $4, 'running', $5, $6, $7, $8, $9, $9, $10, $11)"
        " ON CONFLICT (account_id, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING RETURNING *",
        (
            new.id,
            new.account_id,
            new.key_id,
            new.name,
            json.dumps(new.template, ensure_ascii=False),
            json.dumps(new.columns, ensure_ascii=False),
            new.at_a_time,
            new.budget_units,
            now_ms,
            new.idempotency_key,
            new.body_digest,
        ),
    )
    if not rows:  # another request with the same key was faster
        known = yield from find_made_or_free("campaign", new, now_ms=now_ms, idempotency_ms=idempotency_ms)
        assert known is not None
        return _campaign(known), True
    for number, row in enumerate(new.rows, start=1):
        yield Sql(
            "INSERT INTO campaign_row (campaign_id, number, cells, state, units, error_code, error_message)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7)",
            (
                new.id,
                number,
                json.dumps(row.cells, ensure_ascii=False),
                "waiting" if row.error_code is None else "skipped",
                row.units,
                row.error_code,
                row.error_message,
            ),
        )
    yield Ring(CAMPAIGN_BELL)
    return _campaign(rows[0]), False


def find_replay(
    account_id: str, idempotency_key: str, body_digest: str, *, now_ms: int, idempotency_ms: int
) -> Verb[Campaign | None]:
    """The campaign that this key made, if it did; reads only. Raises IdempotencyConflictError."""
    made = yield from find_made(
        "campaign", account_id, idempotency_key, body_digest, now_ms=now_ms, idempotency_ms=idempotency_ms
    )
    return None if made is None else _campaign(made)


def get_campaign(campaign_id: str, *, account_id: str | None = None) -> Verb[Campaign]:
    """One campaign; another account's is CampaignNotFoundError like one that does not exist."""
    rows = yield Sql("SELECT * FROM campaign WHERE id = $1", (campaign_id,))
    if not rows or account_id not in (None, rows[0]["account_id"]):
        raise CampaignNotFoundError
    return _campaign(rows[0])


def list_campaigns(account_id: str, *, limit: int, offset: int) -> Verb[tuple[list[Campaign], int]]:
    """(one page of the account's campaigns, newest first; how many there are in all)."""
    total = yield Sql("SELECT COUNT(*) AS total FROM campaign WHERE account_id = $1", (account_id,))
    rows = yield Sql(
        "SELECT * FROM campaign WHERE account_id = $1 ORDER BY created_ms DESC, id DESC LIMIT $2 OFFSET $3",
        (account_id, limit, offset),
    )
    return [_campaign(row) for row in rows], total[0]["total"]


def standings(campaign_ids: Sequence[str]) -> Verb[dict[str, Standing]]:
    """How far campaigns are, by their ids."""
    if not campaign_ids:
        return {}
    marks = ", ".join(f"${index + 1}" for index in range(len(campaign_ids)))
    rows = yield Sql(
        f"SELECT line.campaign_id, {_STATUS} AS status, COUNT(*) AS count,"
        " CAST(SUM(line.units) AS BIGINT) AS units,"
        " CAST(SUM(CASE WHEN line.error_code IS NULL THEN line.units ELSE 0 END) AS BIGINT) AS good_units"
        f"{_ROWS} WHERE line.campaign_id IN ({marks}) GROUP BY line.campaign_id, status",
        tuple(campaign_ids),
    )
    found = {}
    for campaign_id in campaign_ids:
        own = [row for row in rows if row["campaign_id"] == campaign_id]
        counts = {RowStatus(row["status"]): row["count"] for row in own}
        found[campaign_id] = Standing(
            rows={status: counts.get(status, 0) for status in RowStatus},
            quoted_units=sum(row["good_units"] for row in own),
            waiting_units=sum(row["units"] for row in own if row["status"] == RowStatus.WAITING.value),
        )
    return found


def list_rows(
    campaign_id: str,
    *,
    statuses: Sequence[RowStatus] = (),
    text: str | None = None,
    limit: int,
    after: int = 0,
    offset: int = 0,
) -> Verb[tuple[list[Row], int]]:
    """(one page of a campaign's rows, in the order of the table; how many there are in all). `text`: only rows
    with a cell that has it, whatever its case; `after`: only rows behind this number."""
    where, values = "line.campaign_id = $1 AND line.number > $2", [campaign_id, after]
    if statuses:
        marks = ", ".join(f"${len(values) + 1 + index}" for index in range(len(statuses)))
        where += f" AND {_STATUS} IN ({marks})"
        values += [status.value for status in statuses]
    if text is not None:
        pattern = "".join(f"!{char}" if char in "!%_" else char for char in text.lower())
        values.append(f"%{pattern}%")
        where += f" AND LOWER(line.cells) LIKE ${len(values)} ESCAPE '!'"
    total = yield Sql(f"SELECT COUNT(*) AS total{_ROWS} WHERE {where}", tuple(values))
    rows = yield Sql(
        f"SELECT line.*, campaign.state AS campaign_state{_ROWS} WHERE {where}"
        f" ORDER BY line.number LIMIT ${len(values) + 1} OFFSET ${len(values) + 2}",
        (*values, limit, offset),
    )
    ids = [row["task_id"] for row in rows if row["task_id"] is not None]
    tasks, providers = {}, {}
    if ids:
        marks = ", ".join(f"${index + 1}" for index in range(len(ids)))
        found = yield Sql(f"SELECT * FROM task WHERE id IN ({marks})", tuple(ids))
        tasks = {row["id"]: task_of(row) for row in found}
        made = yield Sql(
            f"SELECT task_id, provider FROM attempt WHERE state = 'succeeded' AND task_id IN ({marks})", tuple(ids)
        )
        providers = {row["task_id"]: row["provider"] for row in made}
    page = [
        Row(
            number=row["number"],
            cells=json.loads(row["cells"]),
            units=row["units"],
            tries=row["tries"],
            task=tasks.get(row["task_id"]),
            provider=providers.get(row["task_id"]),
            error_code=row["error_code"],
            error_message=row["error_message"],
            withdrawn=row["campaign_state"] == CampaignState.CANCELLED.value,
            skipped=row["state"] == "skipped",
        )
        for row in rows
    ]
    return page, total[0]["total"]


def change_campaign(
    campaign_id: str, *, account_id: str, name: str, budget_units: int | None, at_a_time: int
) -> Verb[Campaign]:
    """Change what may be changed while it runs. Raises CampaignNotFoundError, and InvalidRequestError for a
    budget below what was charged and is held."""
    rows = yield Sql(
        "UPDATE campaign SET name = $3, budget_units = $4, at_a_time = $5 WHERE id = $1 AND account_id = $2"
        " AND (CAST($4 AS BIGINT) IS NULL OR spent_units + held_units <= $4) RETURNING *",
        (campaign_id, account_id, name, budget_units, at_a_time),
    )
    if rows:
        yield Ring(CAMPAIGN_BELL)
        return _campaign(rows[0])
    campaign = yield from get_campaign(campaign_id, account_id=account_id)
    least = credits_number(campaign.spent_units + campaign.held_units)
    message = f"budget_credits must be at least {least}: so much was charged or is held by running tasks"
    raise InvalidRequestError.of([Detail("budget_credits", message, {"min": least})])


def pause_campaign(campaign_id: str, *, account_id: str) -> Verb[Campaign]:
    """running -> paused, by the customer. One that is paused stays so. Raises CampaignNotFoundError,
    InvalidRequestError."""
    rows = yield Sql(
        "UPDATE campaign SET state = 'paused', paused_because = 'customer'"
        " WHERE id = $1 AND account_id = $2 AND state IN ('running', 'paused') RETURNING *",
        (campaign_id, account_id),
    )
    return (yield from _moved(rows, campaign_id, account_id, "paused"))


def resume_campaign(campaign_id: str, *, account_id: str, now_ms: int) -> Verb[Campaign]:
    """paused -> running. One that runs goes on. Raises CampaignNotFoundError, InvalidRequestError."""
    rows = yield Sql(
        "UPDATE campaign SET state = 'running', paused_because = NULL, due_ms = $3"
        " WHERE id = $1 AND account_id = $2 AND state IN ('running', 'paused') RETURNING *",
        (campaign_id, account_id, now_ms),
    )
    yield Ring(CAMPAIGN_BELL)
    return (yield from _moved(rows, campaign_id, account_id, "resumed"))


def retry_rows(
    campaign_id: str, *, account_id: str, numbers: Sequence[int] | None, now_ms: int
) -> Verb[tuple[Campaign, int]]:
    """Rows that ended without a clip wait again, and the campaign runs: all that failed, or those of `numbers`
    that failed or were cancelled. Returns (the campaign, how many rows those are). Raises CampaignNotFoundError,
    InvalidRequestError."""
    campaign = yield from get_campaign(campaign_id, account_id=account_id)
    if campaign.state is CampaignState.CANCELLED:
        raise InvalidRequestError("The campaign is cancelled: start a new one", param="campaign_id")
    values: list[Any] = [campaign_id]
    if numbers is None:
        which = "(line.state = 'refused' OR task.state = 'failed')"
    else:
        marks = ", ".join(f"${index + 2}" for index in range(len(numbers)))
        which = f"(line.state = 'refused' OR task.state IN ('failed', 'cancelled')) AND line.number IN ({marks})"
        values += numbers
    found = yield Sql(f"SELECT line.number{_ROWS} WHERE line.campaign_id = $1 AND {which}", tuple(values))
    if numbers is not None and (others := sorted(set(numbers) - {row["number"] for row in found})):
        listed = ", ".join(str(number) for number in others[:10])
        message = f"rows must be rows of this campaign that failed or were cancelled (not so: {listed})"
        raise InvalidRequestError.of([Detail("rows", message)])
    for row in found:
        yield Sql(
            "UPDATE campaign_row SET state = 'waiting', task_id = NULL, error_code = NULL, error_message = NULL"
            " WHERE campaign_id = $1 AND number = $2",
            (campaign_id, row["number"]),
        )
    if found:
        rows = yield Sql(
            "UPDATE campaign SET state = 'running', paused_because = NULL, ended_ms = NULL, due_ms = $2"
            " WHERE id = $1 RETURNING *",
            (campaign_id, now_ms),
        )
        campaign = _campaign(rows[0])
        yield Ring(CAMPAIGN_BELL)
    return campaign, len(found)


def cancel_campaign(campaign_id: str, *, account_id: str, now_ms: int) -> Verb[list[str]]:
    """-> cancelled: nothing of it is started any more. Returns the tasks of it that have not ended, for the caller
    to cancel; that is no part of this transaction, so a campaign that is cancelled may be cancelled again. Raises
    CampaignNotFoundError, InvalidRequestError."""
    rows = yield Sql(
        "UPDATE campaign SET state = 'cancelled', paused_because = NULL, ended_ms = COALESCE(ended_ms, $3)"
        " WHERE id = $1 AND account_id = $2 AND state <> 'completed' RETURNING *",
        (campaign_id, account_id, now_ms),
    )
    yield from _moved(rows, campaign_id, account_id, "cancelled")
    left = yield Sql("SELECT id FROM task WHERE campaign_id = $1 AND finished_ms IS NULL", (campaign_id,))
    return [row["id"] for row in left]


def _moved(rows: Sequence[base.Row], campaign_id: str, account_id: str, moved: str) -> Verb[Campaign]:
    if rows:
        return _campaign(rows[0])
    campaign = yield from get_campaign(campaign_id, account_id=account_id)
    raise InvalidRequestError(
        f"The campaign is {campaign.state.value} and can no longer be {moved}", param="campaign_id"
    )


# --- the runner's verbs ----------------------------------------------------------------------------


def claim_campaigns(*, limit: int, now_ms: int, until_ms: int) -> Verb[list[Campaign]]:
    """Running campaigns that are due, which are not due again before `until_ms` for anybody else."""
    rows = yield Sql(
        "UPDATE campaign SET due_ms = $1 WHERE id IN (SELECT id FROM campaign WHERE state = 'running'"
        " AND due_ms <= $2 ORDER BY due_ms LIMIT $3 /* skip locked */) RETURNING *",
        (until_ms, now_ms, limit),
    )
    return [_campaign(row) for row in rows]


def wake_campaigns(*, now_ms: int) -> Verb[None]:
    """Every running campaign is due now: something of one of them has changed."""
    yield Sql("UPDATE campaign SET due_ms = $1 WHERE state = 'running' AND due_ms > $1", (now_ms,))


def start_row(new: NewTask, *, number: int, now_ms: int) -> Verb[Submitted]:
    """waiting -> started, with its task and its hold, for a row of `new.campaign_id`. Raises
    CampaignStoppedError when there is nothing to start any more; InsufficientQuotaError, whose `limit_scope` is
    `campaign` when the budget does not cover it."""
    submitted = yield from submit_task(new, now_ms=now_ms, idempotency_ms=0)
    started = yield Sql(
        "UPDATE campaign_row SET state = 'started', task_id = $3, tries = tries + 1, units = $4"
        " WHERE campaign_id = $1 AND number = $2 AND state = 'waiting' RETURNING number",
        (new.campaign_id, number, new.id, new.units),
    )
    if not started:  # another process was faster; nothing of this transaction stays
        raise CampaignStoppedError
    return submitted


def refuse_row(campaign_id: str, number: int, *, code: str, message: str) -> Verb[None]:
    """waiting -> refused: no task can be made of the row."""
    yield Sql(
        "UPDATE campaign_row SET state = 'refused', error_code = $3, error_message = $4"
        " WHERE campaign_id = $1 AND number = $2 AND state = 'waiting'",
        (campaign_id, number, code, message),
    )


def stop_campaign(campaign_id: str, why: Pause) -> Verb[None]:
    """running -> paused, by the server."""
    yield Sql(
        "UPDATE campaign SET state = 'paused', paused_because = $2 WHERE id = $1 AND state = 'running'",
        (campaign_id, why.value),
    )


def under_way(campaign_id: str) -> Verb[tuple[int, int]]:
    """(rows whose task runs, rows that wait)."""
    rows = yield Sql(
        f"SELECT {_STATUS} AS status, COUNT(*) AS count{_ROWS} WHERE line.campaign_id = $1 GROUP BY status",
        (campaign_id,),
    )
    counts = {row["status"]: row["count"] for row in rows}
    running = sum(counts.get(state.value, 0) for state in (TaskState.PENDING, TaskState.PROCESSING))
    return running, counts.get("waiting", 0)


def end_campaign(campaign_id: str, *, now_ms: int) -> Verb[bool]:
    """running -> completed, if nothing of it waits or runs any more."""
    running, waiting = yield from under_way(campaign_id)
    if running or waiting:
        return False
    rows = yield Sql(
        "UPDATE campaign SET state = 'completed', ended_ms = $2 WHERE id = $1 AND state = 'running' RETURNING id",
        (campaign_id, now_ms),
    )
    return bool(rows)
