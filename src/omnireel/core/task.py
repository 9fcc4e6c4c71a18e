"""Tasks and attempts: their states, and the only moves there are.

The same table stands in docs/architecture.md as a picture and in the schema as constraints and triggers; a
test holds the three against each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from omnireel.core.request import VideoRequest


class TaskState(StrEnum):
    """State of a task. The values are the wire contract's."""

    PENDING = "pending"
    """Accepted, credits held, waiting for a worker. A crash here loses nothing: the row waits."""
    PROCESSING = "processing"
    """Claimed under a lease. A crash here lets the lease lapse, and the janitor hands the task back."""
    COMPLETED = "completed"
    """Final: the clip is stored, what was due is charged."""
    FAILED = "failed"
    """Final: no clip, nothing charged."""
    CANCELLED = "cancelled"
    """Final: the customer took it back, nothing charged."""

    @property
    def is_final(self) -> bool:
        return not MOVES[self]


MOVES: Mapping[TaskState, frozenset[TaskState]] = {
    TaskState.PENDING: frozenset({TaskState.PROCESSING, TaskState.CANCELLED}),
    TaskState.PROCESSING: frozenset(
        {TaskState.COMPLETED, TaskState.FAILED, TaskState.CANCELLED, TaskState.PENDING}
    ),
    TaskState.COMPLETED: frozenset(),
    TaskState.FAILED: frozenset(),
    TaskState.CANCELLED: frozenset(),
}
"""state -> the states it may move to."""


class AttemptState(StrEnum):
    """State of one try of a task at one provider."""

    RUNNING = "running"
    UNKNOWN = "unknown"
    """The provider may or may not have started it. Never submitted anew; looked up by our id."""
    SUCCEEDED = "succeeded"
    UNAVAILABLE = "unavailable"
    """Surely not started, or ended without a clip: the next provider may try."""
    REJECTED = "rejected"
    """The provider refused the request itself."""
    CRASHED = "crashed"
    """A bug: the provider raised something it must not raise."""
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        return self in (AttemptState.RUNNING, AttemptState.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a customer asked for, and what became of it. Times are Unix milliseconds."""

    id: str
    account_id: str
    key_id: str
    model: str
    state: TaskState
    progress: int
    """Percent, 0-100; never falls while the task runs."""
    version: int
    """Grows with every visible change; the id of the task's events."""
    request: VideoRequest
    warnings: tuple[str, ...]
    seconds: int
    """The seconds that the reservation was computed from; 0 for a price per call."""
    held_units: int
    charged_units: int
    created_ms: int
    started_ms: int | None
    finished_ms: int | None
    claim: int
    """How often the task was claimed; fences out a worker whose lease was lost."""
    asset_id: str | None
    result_data: str | None
    """JSON text."""
    error_code: str | None
    error_message: str | None
    estimated_s: int | None = None
    """How long it would take, as it was said at its creation; None for tasks of before that was kept."""
    campaign_id: str | None = None
    """The campaign whose row it is."""
    deleted_ms: int | None = None
    """When its customer deleted it: the clip is gone, and no list shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try of a task at one provider."""

    id: str
    """`<task id>.<number>`; sent upstream as idempotency key or external id."""
    task_id: str
    number: int
    provider: str
    why: str
    """Why this provider was chosen, in words."""
    state: AttemptState
    token: str | None
    """The provider's durable checkpoint, such as the upstream task id."""
    resumes: int
    """How often a new claim took it up after its worker was lost."""
    note: str | None
    """Why it ended."""
    started_ms: int
    ended_ms: int | None


TASK_ID_PREFIX = "task-unified-"
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_TASK_ID = re.compile(r"task-unified-[A-Za-z0-9._:-]{1,100}", re.ASCII)


def new_task_id(created_ms: int, random_bytes: bytes) -> str:
    """`task-unified-<created seconds>-<8 base-36 characters>` from at least 8 random bytes."""
    return f"{TASK_ID_PREFIX}{created_ms // 1000}-{random_tail(random_bytes)}"


def random_tail(random_bytes: bytes) -> str:
    """Eight base-36 characters from at least 8 random bytes."""
    number = int.from_bytes(random_bytes[:8], "big")
    tail = ""
    for _ in range(8):
        number, digit = divmod(number, 36)
        tail += _BASE36[digit]
    return tail


def is_task_id(text: str) -> bool:
    """Whether `text` has the form of a task id (it need not exist)."""
    return _TASK_ID.fullmatch(text) is not None


TASK_ERROR_RETRYABLE: Mapping[str, bool] = {
    "content_policy_violation": False,
    "invalid_parameters": False,
    "image_processing_error": False,
    "image_dimension_mismatch": False,
    "request_cancelled": False,
    "generation_failed_no_content": True,
    "service_error": True,
    "generation_timeout": True,
    "resource_exhausted": True,
    "quota_exceeded": True,
    "service_unavailable": True,
    "resource_not_found": False,
    "unknown_error": False,
}
"""Error codes of failed tasks (contract 5.5) -> whether trying again may help."""
