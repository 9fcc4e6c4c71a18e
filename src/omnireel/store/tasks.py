"""Verbs on tasks and their attempts. Each one is everything that a move means: state, credits, attempt and
callback together. A worker's verbs name the claim they hold; one that lost it changes nothing
(LeaseLostError)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from omnireel.core import ledger
from omnireel.core.delivery import message_id, receiver_of
from omnireel.core.request import VideoRequest
from omnireel.core.task import Attempt, AttemptState, Task, TaskState
from omnireel.errors import InvalidRequestError, LeaseLostError, TaskNotFoundError
from omnireel.store.accounts import book
from omnireel.store.base import (
    CAMPAIGN_BELL,
    DELIVERY_BELL,
    PENDING_BELL,
    Ring,
    Row,
    Sql,
    Verb,
    account_bell,
    task_bell,
)
from omnireel.store.elements import Element, add_element
from omnireel.store.replays import find_made, find_made_or_free

UNREADABLE_PAUSE_MS = 600_000
"""When a task whose row cannot be read is looked at again."""


def task_of(row: Row) -> Task:
    """The task of a row of its table."""
    return Task(
        id=row["id"],
        account_id=row["account_id"],
        key_id=row["key_id"],
        model=row["model"],
        state=TaskState(row["state"]),
        progress=row["progress"],
        version=row["version"],
        request=VideoRequest.from_json(row["request"]),
        warnings=tuple(json.loads(row["warnings"])),
        seconds=row["seconds"],
        held_units=row["held_units"],
        charged_units=row["charged_units"],
        created_ms=row["created_ms"],
        started_ms=row["started_ms"],
        finished_ms=row["finished_ms"],
        claim=row["claim"],
        asset_id=row["asset_id"],
        result_data=row["result_data"],
        error_code=row["error_code"],
        error_message=row["error_message"],
        estimated_s=row["estimated_s"],
        campaign_id=row["campaign_id"],
        deleted_ms=row["deleted_ms"],
    )


def _attempt(row: Row) -> Attempt:
    values = {name: row[name] for name in Attempt.__dataclass_fields__}
    return Attempt(**{**values, "state": AttemptState(row["state"])})


# --- the customer's verbs --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """What `submit_task` takes on."""

    id: str
    account_id: str
    key_id: str
    request: VideoRequest
    warnings: tuple[str, ...]
    seconds: int
    units: int
    body_digest: str
    idempotency_key: str | None
    estimated_s: int | None = None
    campaign_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    task: Task
    replayed: bool
    """The idempotency key was used before: this is the task of that time."""


def submit_task(new: NewTask, *, now_ms: int, idempotency_ms: int) -> Verb[Submitted]:
    """-> pending, with the hold. Raises InsufficientQuotaError, IdempotencyConflictError."""
    known = yield from find_made_or_free("task", new, now_ms=now_ms, idempotency_ms=idempotency_ms)
    if known is not None:
        return Submitted(task=task_of(known), replayed=True)
    rows = yield Sql(
        "INSERT INTO task (id, account_id, key_id, model, state, request, warnings, seconds, held_units,"
        " created_ms, due_ms, idempotency_key, body_digest, estimated_s, campaign_id)"
        " VALUES ($1, $2, $3, $4, 'pending', $5, $6, $7, $8, $9, $9, $10, $11, $12, $13)"
        " ON CONFLICT (account_id, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING RETURNING *",
        (
            new.id,
            new.account_id,
            new.key_id,
            new.request.model,
            new.request.to_json(),
            json.dumps(new.warnings),
            new.seconds,
            new.units,
            now_ms,
            new.idempotency_key,
            new.body_digest,
            new.estimated_s,
            new.campaign_id,
        ),
    )
    if not rows:  # another request with the same key was faster
        known = yield from find_made_or_free("task", new, now_ms=now_ms, idempotency_ms=idempotency_ms)
        assert known is not None
        return Submitted(task=task_of(known), replayed=True)
    yield from book(
        ledger.hold(task_id=new.id, account_id=new.account_id, key_id=new.key_id, units=new.units, now_ms=now_ms),
        campaign_id=new.campaign_id,
    )
    yield Ring(PENDING_BELL)
    return Submitted(task=task_of(rows[0]), replayed=False)


def find_replay(
    account_id: str, idempotency_key: str, body_digest: str, *, now_ms: int, idempotency_ms: int
) -> Verb[Task | None]:
    """The task that this key made, if it did; reads only. Raises IdempotencyConflictError."""
    made = yield from find_made(
        "task", account_id, idempotency_key, body_digest, now_ms=now_ms, idempotency_ms=idempotency_ms
    )
    return None if made is None else task_of(made)


def get_task(task_id: str, *, account_id: str | None = None) -> Verb[Task]:
    """One task. For an account, another's and one that it deleted are TaskNotFoundError like one that does not
    exist."""
    rows = yield Sql("SELECT * FROM task WHERE id = $1", (task_id,))
    if not rows:
        raise TaskNotFoundError
    if account_id is not None and (rows[0]["account_id"] != account_id or rows[0]["deleted_ms"] is not None):
        raise TaskNotFoundError
    return task_of(rows[0])


def get_tasks(task_ids: Sequence[str], *, account_id: str) -> Verb[list[Task]]:
    """The account's tasks among `task_ids`, in the order asked for; others are left out."""
    wanted = list(dict.fromkeys(task_ids))
    if not wanted:
        return []
    marks = ", ".join(f"${index + 2}" for index in range(len(wanted)))
    rows = yield Sql(
        f"SELECT * FROM task WHERE account_id = $1 AND deleted_ms IS NULL AND id IN ({marks})",
        (account_id, *wanted),
    )
    found = {row["id"]: task_of(row) for row in rows}
    return [found[task_id] for task_id in wanted if task_id in found]


def list_tasks(
    account_id: str, *, states: Sequence[TaskState] = (), model: str | None = None, limit: int, offset: int = 0
) -> Verb[tuple[list[Task], int]]:
    """(one page of the account's tasks, newest first; how many there are in all)."""
    where, values = "account_id = $1 AND deleted_ms IS NULL", [account_id]
    if states:
        marks = ", ".join(f"${len(values) + 1 + index}" for index in range(len(states)))
        where += f" AND state IN ({marks})"
        values += [state.value for state in states]
    if model is not None:
        values.append(model)
        where += f" AND model = ${len(values)}"
    total = yield Sql(f"SELECT COUNT(*) AS total FROM task WHERE {where}", tuple(values))
    rows = yield Sql(
        f"SELECT * FROM task WHERE {where} ORDER BY created_ms DESC, id DESC"
        f" LIMIT ${len(values) + 1} OFFSET ${len(values) + 2}",
        (*values, limit, offset),
    )
    return [task_of(row) for row in rows], total[0]["total"]


def list_ended(account_id: str, *, after: tuple[int, str], limit: int) -> Verb[list[Task]]:
    """The account's final tasks in the order of their ends; `after` is (finished_ms, id) of the last one seen."""
    rows = yield Sql(
        "SELECT * FROM task WHERE account_id = $1 AND finished_ms IS NOT NULL AND deleted_ms IS NULL"
        " AND (finished_ms, id) > ($2, $3)"
        " ORDER BY finished_ms, id LIMIT $4",
        (account_id, *after, limit),
    )
    return [task_of(row) for row in rows]


def cancel_task(task_id: str, *, account_id: str, now_ms: int) -> Verb[Task]:
    """pending or processing -> cancelled; all credits released. Raises TaskNotFoundError, and
    InvalidRequestError when the task is final."""
    task = yield from get_task(task_id, account_id=account_id)
    rows = yield Sql(
        "UPDATE task SET state = 'cancelled', version = version + 1, finished_ms = $2, lease_ms = NULL,"
        " worker = NULL, error_code = 'request_cancelled', error_message = 'The task was cancelled by the user'"
        " WHERE id = $1 AND state IN ('pending', 'processing') RETURNING *",
        (task_id, now_ms),
    )
    if not rows:
        task = yield from get_task(task_id, account_id=account_id)
        raise InvalidRequestError(f"Task is {task.state.value} and can no longer be cancelled", param="task_id")
    task = task_of(rows[0])
    yield from _end_open_attempt(task_id, AttemptState.CANCELLED, "cancelled by the customer", now_ms)
    yield from _settle(task, due_units=0, now_ms=now_ms)
    return task


def delete_task(task_id: str, *, account_id: str, now_ms: int) -> Verb[tuple[Task, str | None]]:
    """Take a final task out of every list and give up its clip; the books keep it. Returns (the task, the asset
    whose bytes the caller then removes). Raises TaskNotFoundError, and InvalidRequestError while it runs."""
    task = yield from get_task(task_id, account_id=account_id)
    rows = yield Sql(
        "UPDATE task SET deleted_ms = $2, version = version + 1"
        " WHERE id = $1 AND finished_ms IS NOT NULL AND deleted_ms IS NULL RETURNING *",
        (task_id, now_ms),
    )
    if not rows:
        raise InvalidRequestError(f"Task is {task.state.value}: cancel it before it is deleted", param="task_id")
    if task.asset_id is not None:
        yield Sql("UPDATE asset SET deleted_ms = COALESCE(deleted_ms, $2) WHERE id = $1", (task.asset_id, now_ms))
    yield Ring(task_bell(task_id))
    return task_of(rows[0]), task.asset_id


def get_statement(
    task_id: str, *, account_id: str | None
) -> Verb[tuple[Task, list[Attempt], list[ledger.Transfer]]]:
    """A task with every attempt and every movement of credits, oldest first; of a deleted task too."""
    task = yield from get_task(task_id)
    if account_id not in (None, task.account_id):
        raise TaskNotFoundError
    attempts = yield from list_attempts(task_id)
    rows = yield Sql("SELECT * FROM transfer WHERE task_id = $1 ORDER BY created_ms, kind", (task_id,))
    transfers = [
        ledger.Transfer(
            **{
                **{name: row[name] for name in ledger.Transfer.__dataclass_fields__},
                "kind": ledger.TransferKind(row["kind"]),
            }
        )
        for row in rows
    ]
    return task, attempts, transfers


def list_attempts(task_id: str) -> Verb[list[Attempt]]:
    """All attempts of a task, oldest first."""
    rows = yield Sql("SELECT * FROM attempt WHERE task_id = $1 ORDER BY number", (task_id,))
    return [_attempt(row) for row in rows]


# --- the worker's verbs ----------------------------------------------------------------------------


def claim_tasks(*, worker: str, limit: int, now_ms: int, lease_ms: int) -> Verb[list[Task]]:
    """pending -> processing for up to `limit` tasks, oldest first, under a lease until `lease_ms`."""
    rows = yield Sql(
        "UPDATE task SET state = 'processing', version = version + 1, claim = claim + 1, worker = $1,"
        " lease_ms = $2, started_ms = COALESCE(started_ms, $3)"
        " WHERE id IN (SELECT id FROM task WHERE state = 'pending' AND due_ms <= $3"
        " ORDER BY due_ms, id LIMIT $4 /* skip locked */) RETURNING *",
        (worker, lease_ms, now_ms, limit),
    )
    claimed = []
    for row in rows:
        yield Ring(task_bell(row["id"]))
        try:
            claimed.append(task_of(row))
        except (TypeError, ValueError, LookupError):
            # Written by a newer version, say. It must not stop the others; it is looked at again later.
            yield from _back_to_pending(row["id"], row["claim"], now_ms + UNREADABLE_PAUSE_MS)
    return sorted(claimed, key=lambda task: (task.created_ms, task.id))


def renew_leases(claims: Sequence[tuple[str, int]], *, lease_ms: int) -> Verb[set[str]]:
    """Extend the leases of (task id, claim) pairs; returns the ids that are still held."""
    held: set[str] = set()
    for task_id, claim in claims:
        rows = yield Sql(
            "UPDATE task SET lease_ms = $3 WHERE id = $1 AND claim = $2 AND state = 'processing' RETURNING id",
            (task_id, claim, lease_ms),
        )
        held.update(row["id"] for row in rows)
    return held


def open_attempt(task: Task, *, provider: str, why: str, now_ms: int) -> Verb[Attempt]:
    """The next attempt of a claimed task. Written before the provider is called: intent first."""
    yield from _hold_claim(task)
    rows = yield Sql("SELECT COUNT(*) AS number FROM attempt WHERE task_id = $1", (task.id,))
    number = rows[0]["number"] + 1
    rows = yield Sql(
        "INSERT INTO attempt (id, task_id, number, provider, why, state, started_ms)"
        " VALUES ($1, $2, $3, $4, $5, 'running', $6) RETURNING *",
        (f"{task.id}.{number}", task.id, number, provider, why, now_ms),
    )
    return _attempt(rows[0])


def resume_attempt(task: Task, attempt: Attempt) -> Verb[Attempt]:
    """Take up the open attempt of an earlier claim."""
    yield from _hold_claim(task)
    rows = yield Sql(
        "UPDATE attempt SET resumes = resumes + (CASE state WHEN 'running' THEN 1 ELSE 0 END), state = 'running'"
        " WHERE id = $1 AND ended_ms IS NULL RETURNING *",
        (attempt.id,),
    )
    return _attempt(rows[0])


def save_token(task: Task, attempt_id: str, token: str) -> Verb[None]:
    """The provider's durable checkpoint."""
    yield from _hold_claim(task)
    yield Sql("UPDATE attempt SET token = $2 WHERE id = $1", (attempt_id, token))


def report_progress(task: Task, percent: int) -> Verb[None]:
    """Progress in percent; never back, and 100 only by completion."""
    rows = yield Sql(
        "UPDATE task SET progress = $3, version = version + 1"
        " WHERE id = $1 AND claim = $2 AND state = 'processing' AND progress < $3 RETURNING id",
        (task.id, task.claim, min(99, percent)),
    )
    if rows:
        yield Ring(task_bell(task.id))


def end_attempt(task: Task, attempt_id: str, state: AttemptState, note: str, *, now_ms: int) -> Verb[None]:
    """End an attempt while the task goes on to the next provider."""
    yield from _hold_claim(task)
    yield Sql(
        "UPDATE attempt SET state = $2, note = $3, ended_ms = $4 WHERE id = $1 AND ended_ms IS NULL",
        (attempt_id, state.value, note, now_ms),
    )


def park_task(task: Task, attempt_id: str, note: str, *, until_ms: int) -> Verb[None]:
    """The attempt's outcome is unknown: let go of the task, keep the hold, look again after `until_ms`.

    The lease simply runs until then; the janitor hands the task back when it has lapsed.
    """
    yield from _hold_claim(task)
    yield Sql("UPDATE attempt SET state = 'unknown', note = $2 WHERE id = $1", (attempt_id, note))
    yield Sql("UPDATE task SET lease_ms = $2, worker = 'parked' WHERE id = $1", (task.id, until_ms))


def hand_back_task(task: Task, *, now_ms: int) -> Verb[None]:
    """processing -> pending, by a worker that stops. An open attempt stays open and is resumed."""
    yield from _back_to_pending(task.id, task.claim, now_ms)
    yield Sql(
        # A hand-over is no crash: it does not count towards the resumes that a lost worker may cost.
        "UPDATE attempt SET resumes = resumes - 1 WHERE task_id = $1 AND state = 'running' AND resumes > 0",
        (task.id,),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAsset:
    """The finished clip; its bytes are in place before this row is written."""

    id: str
    media_type: str
    size_bytes: int
    sha256: str


def adjust_hold(task: Task, *, seconds: int, units: int, now_ms: int) -> Verb[Task]:
    """What a task holds once the length of its footage is known. Done once: a second time changes nothing.

    Raises LeaseLostError, and InsufficientQuotaError when the account or the key does not cover it.
    """
    yield from _hold_claim(task)
    transfer = ledger.adjust(
        task_id=task.id,
        account_id=task.account_id,
        key_id=task.key_id,
        held_units=task.held_units,
        wanted_units=units,
        now_ms=now_ms,
    )
    if transfer is not None:
        done = yield Sql(
            "SELECT 1 AS one FROM transfer WHERE task_id = $1 AND kind IN ('extend', 'reduce')", (task.id,)
        )
        if done:
            return (yield from get_task(task.id))
        yield from book(transfer, campaign_id=task.campaign_id)
    rows = yield Sql(
        "UPDATE task SET held_units = $2, seconds = $3, version = version + 1 WHERE id = $1 RETURNING *",
        (task.id, units, seconds),
    )
    yield Ring(task_bell(task.id))
    return task_of(rows[0])


def complete_task(
    task: Task,
    attempt_id: str,
    *,
    asset: NewAsset | None,
    result_data: str | None,
    due_units: int,
    now_ms: int,
    element: Element | None = None,
) -> Verb[Task]:
    """processing -> completed: post what is due, release the rest, keep the asset or element, announce it."""
    if asset is not None:
        yield Sql(
            "INSERT INTO asset (id, account_id, media_type, size_bytes, sha256, created_ms)"
            " VALUES ($1, $2, $3, $4, $5, $6)",
            (asset.id, task.account_id, asset.media_type, asset.size_bytes, asset.sha256, now_ms),
        )
    if element is not None:
        yield from add_element(element)
    rows = yield Sql(
        "UPDATE task SET state = 'completed', version = version + 1, progress = 100, finished_ms = $3,"
        " lease_ms = NULL, worker = NULL, charged_units = $4, asset_id = $5, result_data = $6"
        " WHERE id = $1 AND claim = $2 AND state = 'processing' RETURNING *",
        (task.id, task.claim, now_ms, due_units, asset and asset.id, result_data),
    )
    if not rows:
        raise LeaseLostError
    done = task_of(rows[0])
    yield Sql(
        "UPDATE attempt SET state = 'succeeded', ended_ms = $2 WHERE id = $1 AND ended_ms IS NULL",
        (attempt_id, now_ms),
    )
    yield from _settle(done, due_units=due_units, now_ms=now_ms)
    return done


def fail_task(
    task: Task,
    *,
    code: str,
    message: str,
    now_ms: int,
    attempt_state: AttemptState = AttemptState.CRASHED,
    attempt_note: str = "",
) -> Verb[Task]:
    """processing -> failed: release everything, announce it. An open attempt ends with `attempt_state`."""
    rows = yield Sql(
        "UPDATE task SET state = 'failed', version = version + 1, finished_ms = $3, lease_ms = NULL,"
        " worker = NULL, error_code = $4, error_message = $5"
        " WHERE id = $1 AND claim = $2 AND state = 'processing' RETURNING *",
        (task.id, task.claim, now_ms, code, message),
    )
    if not rows:
        raise LeaseLostError
    failed = task_of(rows[0])
    yield from _end_open_attempt(task.id, attempt_state, attempt_note or message, now_ms)
    yield from _settle(failed, due_units=0, now_ms=now_ms)
    return failed


# --- the janitor's verbs ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What a sweep found."""

    returned: int
    failed: int


def sweep_lapsed(*, now_ms: int, resumes_max: int, limit: int) -> Verb[Swept]:
    """processing -> pending for tasks whose lease has lapsed; -> failed for one whose attempt was lost with
    its worker more than `resumes_max` times: it may be what kills the workers."""
    rows = yield Sql(
        "SELECT * FROM task WHERE state = 'processing' AND lease_ms <= $1"
        " ORDER BY lease_ms LIMIT $2 /* skip locked */",
        (now_ms, limit),
    )
    returned = failed = 0
    for row in rows:
        lost = yield Sql(
            "SELECT resumes FROM attempt WHERE task_id = $1 AND state = 'running' AND resumes >= $2",
            (row["id"], resumes_max),
        )
        if lost:
            yield from fail_task(
                task_of(row),
                code="service_error",
                message=f"The worker was lost {resumes_max + 1} times while it ran this task",
                now_ms=now_ms,
            )
            failed += 1
        else:
            yield from _back_to_pending(row["id"], row["claim"], now_ms)
            returned += 1
    return Swept(returned=returned, failed=failed)


def recent_takes(model: str, *, limit: int) -> Verb[list[tuple[str, int, int]]]:
    """(quality, seconds of the clip, milliseconds from the first claim to the end) of a model's last completed
    tasks, newest first."""
    rows = yield Sql(
        "SELECT request, seconds, finished_ms - started_ms AS took_ms FROM task"
        " WHERE model = $1 AND state = 'completed' ORDER BY finished_ms DESC LIMIT $2",
        (model, limit),
    )
    return [(str(json.loads(row["request"]).get("quality")), row["seconds"], row["took_ms"]) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """What a provider did lately."""

    running: int = 0
    hours: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    """Number of the hour -> (completed, failed) attempts."""
    median_ms: int | None = None
    last_ends: Sequence[tuple[bool, int]] = ()
    """(whether it failed, when it ended), newest first."""


FAILED = ("unavailable", "crashed")
"""Attempts that speak against the provider; a refused request or a cancelled task does not."""


def provider_activity(*, since_ms: int, hour_ms: int, last: int) -> Verb[dict[str, Activity]]:
    """What each provider did since then, by its name. last: how many of its ends are told one by one."""
    rows = yield Sql(
        "SELECT provider, state, started_ms, ended_ms FROM attempt"
        " WHERE ended_ms >= $1 AND state IN ('succeeded', 'rejected', 'unavailable', 'crashed')"
        " ORDER BY ended_ms DESC",
        (since_ms,),
    )
    running = yield Sql("SELECT provider, COUNT(*) AS count FROM attempt WHERE ended_ms IS NULL GROUP BY provider")
    now = {row["provider"]: row["count"] for row in running}
    found = {}
    for name in {row["provider"] for row in rows} | set(now):
        own = [row for row in rows if row["provider"] == name]
        hours: dict[int, tuple[int, int]] = {}
        for row in own:
            good, bad = hours.get(row["ended_ms"] // hour_ms, (0, 0))
            failed = row["state"] in FAILED
            hours[row["ended_ms"] // hour_ms] = (good + (row["state"] == "succeeded"), bad + failed)
        took = [row["ended_ms"] - row["started_ms"] for row in own if row["state"] == "succeeded"]
        found[name] = Activity(
            running=now.get(name, 0),
            hours=hours,
            median_ms=round(median(took)) if took else None,
            last_ends=[(row["state"] in FAILED, row["ended_ms"]) for row in own[:last]],
        )
    return found


def unfinished(task_ids: Sequence[str]) -> Verb[set[str]]:
    """Those of `task_ids` that have not ended."""
    if not task_ids:
        return set()
    marks = ", ".join(f"${index + 1}" for index in range(len(task_ids)))
    rows = yield Sql(f"SELECT id FROM task WHERE finished_ms IS NULL AND id IN ({marks})", tuple(task_ids))
    return {row["id"] for row in rows}


def list_workers() -> Verb[list[str]]:
    """The workers that hold claims now (parked tasks belong to nobody)."""
    rows = yield Sql("SELECT DISTINCT worker FROM task WHERE state = 'processing' AND worker <> 'parked'")
    return [row["worker"] for row in rows]


def take_back(worker: str, *, now_ms: int) -> Verb[int]:
    """processing -> pending for all tasks of a worker that is gone; how many those are."""
    rows = yield Sql("SELECT id, claim FROM task WHERE state = 'processing' AND worker = $1", (worker,))
    for row in rows:
        yield from _back_to_pending(row["id"], row["claim"], now_ms)
    return len(rows)


def try_writing() -> Verb[None]:
    """A write that changes nothing: whether there is a database that takes one."""
    yield Sql("UPDATE account SET held = held WHERE id = 'house'")


def count_states() -> Verb[dict[TaskState, int]]:
    """How many tasks are pending and processing (the final states are not counted: they only grow)."""
    counts = {TaskState.PENDING: 0, TaskState.PROCESSING: 0}
    for state in counts:
        rows = yield Sql(f"SELECT COUNT(*) AS total FROM task WHERE state = '{state.value}'")
        counts[state] = rows[0]["total"]
    return counts


# --- shared parts ----------------------------------------------------------------------------------


def _hold_claim(task: Task) -> Verb[None]:
    rows = yield Sql(
        "UPDATE task SET claim = claim WHERE id = $1 AND claim = $2 AND state = 'processing' RETURNING id",
        (task.id, task.claim),
    )
    if not rows:
        raise LeaseLostError


def _back_to_pending(task_id: str, claim: int, now_ms: int) -> Verb[None]:
    rows = yield Sql(
        "UPDATE task SET state = 'pending', version = version + 1, lease_ms = NULL, worker = NULL, due_ms = $3"
        " WHERE id = $1 AND claim = $2 AND state = 'processing' RETURNING id",
        (task_id, claim, now_ms),
    )
    if not rows:
        raise LeaseLostError
    yield Ring(PENDING_BELL)
    yield Ring(task_bell(task_id))


def _end_open_attempt(task_id: str, state: AttemptState, note: str, now_ms: int) -> Verb[None]:
    yield Sql(
        "UPDATE attempt SET state = $2, note = $3, ended_ms = $4 WHERE task_id = $1 AND ended_ms IS NULL",
        (task_id, state.value, note, now_ms),
    )


def _settle(task: Task, *, due_units: int, now_ms: int) -> Verb[None]:
    """What goes with every final state: the hold ends, and the callback is on its way."""
    for transfer in ledger.settle(
        task_id=task.id,
        account_id=task.account_id,
        key_id=task.key_id,
        held_units=task.held_units,
        due_units=due_units,
        now_ms=now_ms,
    ):
        yield from book(transfer, campaign_id=task.campaign_id)
    yield Ring(task_bell(task.id))
    yield Ring(account_bell(task.account_id))
    if task.campaign_id is not None:
        yield Ring(CAMPAIGN_BELL)
    if task.request.callback_url is not None:
        yield Sql(
            "INSERT INTO delivery (id, account_id, task_id, url, receiver, state, due_ms, created_ms)"
            " VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $6)",
            (
                message_id(task.id),
                task.account_id,
                task.id,
                task.request.callback_url,
                receiver_of(task.request.callback_url),
                now_ms,
            ),
        )
        yield Ring(DELIVERY_BELL)
