"""The answers as values, for the SDK: tolerant of members it does not know and of ones that are left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from omnireel.core.task import MOVES, TaskState

FINAL_STATUSES = frozenset(state.value for state in TaskState if not MOVES[state])


def object_of(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def objects_of(value: Any) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def texts_of(value: Any) -> tuple[str, ...]:
    return tuple(entry for entry in value if isinstance(entry, str)) if isinstance(value, list) else ()


def text_of(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def number_of(value: Any) -> int | float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def whole_of(value: Any) -> int | None:
    number = number_of(value)
    # The comparison keeps out infinity and NaN, which JSON parsers of Python let through.
    return int(number) if number is not None and abs(number) < 2**63 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """A task as the API shows it: after creation, when read, in a callback or in an event."""

    id: str
    status: str
    progress: int = 0
    model: str = ""
    created_s: int = 0
    """Unix seconds."""
    results: tuple[str, ...] = ()
    """Links to the result."""
    result_data: Any = None
    interpretation: Any = None
    """How the engine understood the prompt, where it says so."""
    error_code: str | None = None
    error_message: str | None = None
    suggestion: str | None = None
    credits_reserved: int | float | None = None
    """While the task runs."""
    credits_used: int | float | None = None
    """When it is finished."""
    usd: int | float | None = None
    seconds: int | None = None
    """The seconds that the price is computed from."""
    took_s: int | None = None
    """The seconds that the generation took."""
    estimated_s: int | None = None
    can_cancel: bool = False
    warnings: tuple[str, ...] = ()
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """The answer itself."""

    @property
    def element_id(self) -> str | None:
        """The id of the custom element that the task made, if it did."""
        return text_of(object_of(self.result_data).get("element_id"))

    @property
    def is_final(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.status in FINAL_STATUSES

    @property
    def url(self) -> str | None:
        """The link to the clip, if there is one."""
        return self.results[0] if self.results else None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> TaskView:
        """Raises ValueError when there is no id or status: then the answer is about no task."""
        task_id, status = data.get("id"), data.get("status")
        if not isinstance(task_id, str) or not task_id or not isinstance(status, str):
            raise ValueError("the answer holds no task: it has no id or no status")
        info, usage, error = (object_of(data.get(name)) for name in ("task_info", "usage", "error"))
        result_data = data.get("result_data")
        return cls(
            id=task_id,
            status=status,
            progress=whole_of(data.get("progress")) or 0,
            model=text_of(data.get("model")) or "",
            # Rows of a list name these two differently.
            created_s=whole_of(data.get("created", data.get("created_at"))) or 0,
            credits_used=number_of(usage.get("credits_used", data.get("credits_used"))),
            results=texts_of(data.get("results")),
            result_data=result_data,
            interpretation=object_of(result_data).get("interpretation"),
            error_code=text_of(error.get("code")),
            error_message=text_of(error.get("message")),
            suggestion=text_of(error.get("suggestion")),
            credits_reserved=number_of(usage.get("credits_reserved")),
            usd=number_of(object_of(usage.get("cost")).get("usd")),
            seconds=whole_of(info.get("video_duration")),
            took_s=whole_of(data.get("duration")),
            estimated_s=whole_of(info.get("estimated_time")),
            can_cancel=info.get("can_cancel") is True,
            warnings=texts_of(data.get("warnings")),
            raw=data,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsView:
    """What is left to spend, in credits."""

    remaining: int | float
    used: int | float
    key_remaining: int | float
    key_used: int | float
    key_unlimited: bool
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CreditsView:
        inner = object_of(data.get("data"))
        user, key = object_of(inner.get("user")), object_of(inner.get("token"))
        return cls(
            remaining=number_of(user.get("remaining_credits")) or 0,
            used=number_of(user.get("used_credits")) or 0,
            key_remaining=number_of(key.get("remaining_credits")) or 0,
            key_used=number_of(key.get("used_credits")) or 0,
            key_unlimited=key.get("unlimited_credits") is True,
            raw=data,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """What a request would cost and where it would run. A part is None when errors make it unknowable."""

    model: str
    credits: int | float | None
    usd: int | float | None
    seconds: int | None
    rule: str | None
    provider: str | None
    why: str | None
    available_credits: int | float
    sufficient: bool | None
    errors: tuple[tuple[str, str], ...]
    """(param, message) of every broken rule."""
    warnings: tuple[str, ...]
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> QuoteView:
        price, route, balance = (object_of(data.get(name)) for name in ("price", "route", "balance"))
        sufficient = balance.get("sufficient")
        return cls(
            model=text_of(data.get("model")) or "",
            credits=number_of(price.get("credits")),
            usd=number_of(price.get("usd")),
            seconds=whole_of(price.get("seconds")),
            rule=text_of(price.get("rule")),
            provider=text_of(route.get("provider")),
            why=text_of(route.get("why")),
            available_credits=number_of(balance.get("available_credits")) or 0,
            sufficient=sufficient if isinstance(sufficient, bool) else None,
            errors=tuple(
                (text_of(entry.get("param")) or "", text_of(entry.get("message")) or "")
                for entry in objects_of(data.get("errors"))
            ),
            warnings=texts_of(data.get("warnings")),
            raw=data,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptView:
    """One try of a task at one provider."""

    number: int
    provider: str
    why: str
    state: str
    note: str | None
    started_at: str | None
    ended_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferView:
    """One movement of a task's credits."""

    id: str
    kind: str
    credits: int | float
    note: str
    created_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """What a task cost and why."""

    task_id: str
    status: str
    credits: int | float | None
    usd: int | float | None
    seconds: int | None
    rule: str | None
    attempts: tuple[AttemptView, ...]
    transfers: tuple[TransferView, ...]
    held: int | float
    charged: int | float
    released: int | float
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_final(self) -> bool:
        """Whether nothing more will be booked."""
        return self.status in FINAL_STATUSES

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> StatementView:
        price, totals = object_of(data.get("price")), object_of(data.get("totals"))
        return cls(
            task_id=text_of(data.get("task_id")) or "",
            status=text_of(data.get("status")) or "",
            credits=number_of(price.get("credits")),
            usd=number_of(price.get("usd")),
            seconds=whole_of(price.get("seconds")),
            rule=text_of(price.get("rule")),
            attempts=tuple(
                AttemptView(
                    number=whole_of(entry.get("number")) or 0,
                    provider=text_of(entry.get("provider")) or "",
                    why=text_of(entry.get("why")) or "",
                    state=text_of(entry.get("state")) or "",
                    note=text_of(entry.get("note")),
                    started_at=text_of(entry.get("started_at")),
                    ended_at=text_of(entry.get("ended_at")),
                )
                for entry in objects_of(data.get("attempts"))
            ),
            transfers=tuple(
                TransferView(
                    id=text_of(entry.get("id")) or "",
                    kind=text_of(entry.get("kind")) or "",
                    credits=number_of(entry.get("credits")) or 0,
                    note=text_of(entry.get("note")) or "",
                    created_at=text_of(entry.get("created_at")),
                )
                for entry in objects_of(data.get("transfers"))
            ),
            held=number_of(totals.get("held")) or 0,
            charged=number_of(totals.get("charged")) or 0,
            released=number_of(totals.get("released")) or 0,
            raw=data,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TryView:
    """One try of a callback."""

    number: int
    at: str | None
    took_ms: int | None
    status: int | None
    """None: no HTTP status came back."""
    note: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """An uploaded file."""

    file_id: str
    """Usable in every media field."""
    file_name: str
    file_size: int
    mime_type: str
    file_url: str
    expires_at: str | None
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> FileView:
        return cls(
            file_id=data["file_id"],
            file_name=text_of(data.get("file_name")) or "",
            file_size=whole_of(data.get("file_size")) or 0,
            mime_type=text_of(data.get("mime_type")) or "",
            file_url=text_of(data.get("file_url")) or "",
            expires_at=text_of(data.get("expires_at")),
            raw=data,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FileQuotaView:
    """How many files an account may keep, and how many it does."""

    used: int
    max: int
    remaining: int
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> FileQuotaView:
        return cls(used=data["used_files"], max=data["max_files"], remaining=data["remain_files"], raw=data)


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementView:
    """A custom element."""

    id: str
    name: str
    description: str
    reference_type: str
    created_at: str | None
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ElementView:
        return cls(
            id=data["element_id"],
            name=text_of(data.get("element_name")) or "",
            description=text_of(data.get("element_description")) or "",
            reference_type=text_of(data.get("reference_type")) or "",
            created_at=text_of(data.get("created_at")),
            raw=data,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryView:
    """A callback and what has become of it."""

    id: str
    task_id: str
    url: str
    state: str
    """waiting, delivered or failed."""
    tries: int
    note: str | None
    created_at: str | None
    ended_at: str | None
    next_try_at: str | None
    log: tuple[TryView, ...] = ()
    """Every try; empty in lists."""
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> DeliveryView:
        return cls(
            id=text_of(data.get("id")) or "",
            task_id=text_of(data.get("task_id")) or "",
            url=text_of(data.get("url")) or "",
            state=text_of(data.get("state")) or "",
            tries=whole_of(data.get("tries")) or 0,
            note=text_of(data.get("note")),
            created_at=text_of(data.get("created_at")),
            ended_at=text_of(data.get("ended_at")),
            next_try_at=text_of(data.get("next_try_at")),
            log=tuple(
                TryView(
                    number=whole_of(entry.get("number")) or 0,
                    at=text_of(entry.get("at")),
                    took_ms=whole_of(entry.get("took_ms")),
                    status=whole_of(entry.get("status")),
                    note=text_of(entry.get("note")) or "",
                    answer=text_of(entry.get("answer")) or "",
                )
                for entry in objects_of(data.get("log"))
            ),
            raw=data,
        )
