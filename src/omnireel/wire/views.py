"""The answers as values, for the SDK: tolerant of members it does not know and of ones that are left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from omnireel.core.task import MOVES, TaskState

FINAL_STATUSES = frozenset(state.value for state in TaskState if not MOVES[state])


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(entry for entry in value if isinstance(entry, str)) if isinstance(value, list) else ()


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: Any) -> int | float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _whole(value: Any) -> int | None:
    number = _number(value)
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
        return _text(_object(self.result_data).get("element_id"))

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
        info, usage, error = (_object(data.get(name)) for name in ("task_info", "usage", "error"))
        result_data = data.get("result_data")
        return cls(
            id=task_id,
            status=status,
            progress=_whole(data.get("progress")) or 0,
            model=_text(data.get("model")) or "",
            # Rows of a list name these two differently.
            created_s=_whole(data.get("created", data.get("created_at"))) or 0,
            credits_used=_number(usage.get("credits_used", data.get("credits_used"))),
            results=_texts(data.get("results")),
            result_data=result_data,
            interpretation=_object(result_data).get("interpretation"),
            error_code=_text(error.get("code")),
            error_message=_text(error.get("message")),
            suggestion=_text(error.get("suggestion")),
            credits_reserved=_number(usage.get("credits_reserved")),
            usd=_number(_object(usage.get("cost")).get("usd")),
            seconds=_whole(info.get("video_duration")),
            took_s=_whole(data.get("duration")),
            estimated_s=_whole(info.get("estimated_time")),
            can_cancel=info.get("can_cancel") is True,
            warnings=_texts(data.get("warnings")),
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
        inner = _object(data.get("data"))
        user, key = _object(inner.get("user")), _object(inner.get("token"))
        return cls(
            remaining=_number(user.get("remaining_credits")) or 0,
            used=_number(user.get("used_credits")) or 0,
            key_remaining=_number(key.get("remaining_credits")) or 0,
            key_used=_number(key.get("used_credits")) or 0,
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
        price, route, balance = (_object(data.get(name)) for name in ("price", "route", "balance"))
        sufficient = balance.get("sufficient")
        return cls(
            model=_text(data.get("model")) or "",
            credits=_number(price.get("credits")),
            usd=_number(price.get("usd")),
            seconds=_whole(price.get("seconds")),
            rule=_text(price.get("rule")),
            provider=_text(route.get("provider")),
            why=_text(route.get("why")),
            available_credits=_number(balance.get("available_credits")) or 0,
            sufficient=sufficient if isinstance(sufficient, bool) else None,
            errors=tuple(
                (_text(entry.get("param")) or "", _text(entry.get("message")) or "")
                for entry in _objects(data.get("errors"))
            ),
            warnings=_texts(data.get("warnings")),
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
        price, totals = _object(data.get("price")), _object(data.get("totals"))
        return cls(
            task_id=_text(data.get("task_id")) or "",
            status=_text(data.get("status")) or "",
            credits=_number(price.get("credits")),
            usd=_number(price.get("usd")),
            seconds=_whole(price.get("seconds")),
            rule=_text(price.get("rule")),
            attempts=tuple(
                AttemptView(
                    number=_whole(entry.get("number")) or 0,
                    provider=_text(entry.get("provider")) or "",
                    why=_text(entry.get("why")) or "",
                    state=_text(entry.get("state")) or "",
                    note=_text(entry.get("note")),
                    started_at=_text(entry.get("started_at")),
                    ended_at=_text(entry.get("ended_at")),
                )
                for entry in _objects(data.get("attempts"))
            ),
            transfers=tuple(
                TransferView(
                    id=_text(entry.get("id")) or "",
                    kind=_text(entry.get("kind")) or "",
                    credits=_number(entry.get("credits")) or 0,
                    note=_text(entry.get("note")) or "",
                    created_at=_text(entry.get("created_at")),
                )
                for entry in _objects(data.get("transfers"))
            ),
            held=_number(totals.get("held")) or 0,
            charged=_number(totals.get("charged")) or 0,
            released=_number(totals.get("released")) or 0,
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
            file_name=_text(data.get("file_name")) or "",
            file_size=_whole(data.get("file_size")) or 0,
            mime_type=_text(data.get("mime_type")) or "",
            file_url=_text(data.get("file_url")) or "",
            expires_at=_text(data.get("expires_at")),
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
            name=_text(data.get("element_name")) or "",
            description=_text(data.get("element_description")) or "",
            reference_type=_text(data.get("reference_type")) or "",
            created_at=_text(data.get("created_at")),
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
            id=_text(data.get("id")) or "",
            task_id=_text(data.get("task_id")) or "",
            url=_text(data.get("url")) or "",
            state=_text(data.get("state")) or "",
            tries=_whole(data.get("tries")) or 0,
            note=_text(data.get("note")),
            created_at=_text(data.get("created_at")),
            ended_at=_text(data.get("ended_at")),
            next_try_at=_text(data.get("next_try_at")),
            log=tuple(
                TryView(
                    number=_whole(entry.get("number")) or 0,
                    at=_text(entry.get("at")),
                    took_ms=_whole(entry.get("took_ms")),
                    status=_whole(entry.get("status")),
                    note=_text(entry.get("note")) or "",
                    answer=_text(entry.get("answer")) or "",
                )
                for entry in _objects(data.get("log"))
            ),
            raw=data,
        )
