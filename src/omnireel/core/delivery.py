"""A callback on its way: the message, and every try to bring it over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from omnireel.core.task import TASK_ID_PREFIX


class DeliveryState(StrEnum):
    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


def message_id(task_id: str) -> str:
    """The webhook-id of the message that a task has ended, the same wherever it is told."""
    return "msg_" + task_id.removeprefix(TASK_ID_PREFIX)


def receiver_of(url: str) -> str:
    """Whom a callback to `url` goes to: its host."""
    return urlsplit(url).hostname or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One callback message. Its id is the same at every try.

    tries: those of this round that are on record. A delivery that is sent again begins a new round;
    tries_before: those of earlier rounds. claims: how often it was taken up since the last try on record, the
    running one included: more than one means that its senders were lost. due_ms: when the next try is due, while
    it waits.
    """

    id: str
    account_id: str
    task_id: str
    url: str
    state: DeliveryState
    tries: int
    tries_before: int
    claims: int
    due_ms: int
    note: str | None
    created_ms: int
    ended_ms: int | None

    @property
    def receiver(self) -> str:
        return receiver_of(self.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One try of a delivery. status: None when no HTTP status came back. answer: the head of what was said."""

    number: int
    at_ms: int
    took_ms: int
    status: int | None
    note: str
    answer: str
