"""Campaigns and usage as values, for the SDK; see `views`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from omnireel.wire.views import TaskView, number_of, object_of, objects_of, text_of, texts_of, whole_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignQuoteView:
    """What a campaign would ask for and cost."""

    valid: bool
    rows: int
    ready: int
    credits: int | float
    usd: int | float
    within_budget: bool
    affordable: bool
    available: int | float
    columns: Mapping[str, str]
    """Column -> `variable`, `field` or `kept`."""
    problems: tuple[tuple[int, str], ...]
    """(row, what is wrong with it), the first hundred."""
    prompts: tuple[str, ...]
    """The first rows' prompts as they will be."""
    warnings: tuple[str, ...]
    """What is allowed and probably not meant."""
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CampaignQuoteView:
        rows, cost = object_of(data.get("rows")), object_of(data.get("cost"))
        return cls(
            valid=data.get("valid") is True,
            rows=whole_of(rows.get("total")) or 0,
            ready=whole_of(rows.get("ready")) or 0,
            credits=number_of(cost.get("credits")) or 0,
            usd=number_of(cost.get("usd")) or 0,
            within_budget=data.get("within_budget") is True,
            affordable=data.get("affordable") is True,
            available=number_of(data.get("available_credits")) or 0,
            columns={str(one.get("name")): str(one.get("use")) for one in objects_of(data.get("columns"))},
            problems=tuple(
                (whole_of(one.get("row")) or 0, text_of(one.get("message")) or "")
                for one in objects_of(data.get("problems"))
            ),
            warnings=texts_of(data.get("warnings")),
            prompts=tuple(text_of(one.get("prompt")) or "" for one in objects_of(data.get("preview"))),
            raw=data,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignView:
    """A campaign and how far it is. Amounts are credits."""

    id: str
    name: str
    status: str
    """`running`, `paused`, `completed` or `cancelled`."""
    paused_because: str | None
    """`customer`, `budget`, `credits`, `key_limit` or `key`."""
    rows: Mapping[str, int]
    """State -> how many rows are in it; `total`."""
    progress: int
    """Percent of the rows that have ended."""
    quoted: int | float
    charged: int | float
    held: int | float
    to_start: int | float
    budget: int | float | None
    at_a_time: int
    columns: tuple[str, ...]
    zip_url: str
    csv_url: str
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_running(self) -> bool:
        """Whether it goes on by itself."""
        return self.status == "running"

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CampaignView:
        """Raises ValueError when there is no id or status: then the answer is about no campaign."""
        campaign_id, status = data.get("id"), data.get("status")
        if not isinstance(campaign_id, str) or not campaign_id or not isinstance(status, str):
            raise ValueError("the answer holds no campaign: it has no id or no status")
        cost, links = object_of(data.get("cost")), object_of(data.get("downloads"))
        quoted, charged, held, to_start = (
            number_of(object_of(cost.get(name)).get("credits")) or 0
            for name in ("quoted", "charged", "held", "to_start")
        )
        return cls(
            id=campaign_id,
            name=text_of(data.get("name")) or "",
            status=status,
            paused_because=text_of(data.get("paused_because")),
            rows={name: whole_of(count) or 0 for name, count in object_of(data.get("rows")).items()},
            progress=whole_of(data.get("progress")) or 0,
            quoted=quoted,
            charged=charged,
            held=held,
            to_start=to_start,
            budget=number_of(data.get("budget_credits")),
            at_a_time=whole_of(data.get("at_a_time")) or 0,
            columns=texts_of(data.get("columns")),
            zip_url=text_of(links.get("zip")) or "",
            csv_url=text_of(links.get("csv")) or "",
            raw=data,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A row of a campaign and what became of it."""

    row: int
    """From 1."""
    cells: Mapping[str, Any]
    status: str
    """`waiting`, or the state of its task; `failed` too when no task could be made of it."""
    tries: int
    quoted: int | float
    task: TaskView | None
    """Its last task."""
    provider: str | None
    error_code: str | None
    error_message: str | None
    """Why it failed, whether before it had a task or in it."""
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RowView:
        task = TaskView.from_json(data["task"]) if isinstance(data.get("task"), dict) else None
        error = object_of(data.get("error"))
        return cls(
            row=whole_of(data.get("row")) or 0,
            cells=object_of(data.get("cells")),
            status=text_of(data.get("status")) or "",
            tries=whole_of(data.get("tries")) or 0,
            quoted=number_of(data.get("quoted_credits")) or 0,
            task=task,
            provider=text_of(data.get("provider")),
            error_code=text_of(error.get("code")) or (None if task is None else task.error_code),
            error_message=text_of(error.get("message")) or (None if task is None else task.error_message),
            raw=data,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageView:
    """What was made and charged per day (UTC) and model."""

    dates: tuple[str, ...]
    credits: Mapping[str, tuple[float, ...]]
    """Model -> credits of each day, in the order of `dates`."""
    clips: Mapping[str, tuple[int, ...]]
    total_credits: int | float
    total_clips: int
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> UsageView:
        models, total = objects_of(data.get("models")), object_of(data.get("total"))
        return cls(
            dates=texts_of(data.get("dates")),
            credits={str(one.get("model")): tuple(one.get("credits") or ()) for one in models},
            clips={str(one.get("model")): tuple(one.get("clips") or ()) for one in models},
            total_credits=number_of(total.get("credits")) or 0,
            total_clips=whole_of(total.get("clips")) or 0,
            raw=data,
        )
