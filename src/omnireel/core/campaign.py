"""Campaigns: one template, a table, a task for each row of it, and one budget over all.

A template is the body of a creation in which texts name columns: `{product}` stands for what the row has in the
column `product`, `{{` and `}}` for the braces themselves. A column that no text names but that is a field of the
body (`duration`, `aspect_ratio`, ...) sets that field where its cell is filled. Any other column is carried
along, for people: it is in the results again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from omnireel.core.task import Task, random_tail

ROWS_MAX = 2_000
COLUMNS_MAX = 50
AT_A_TIME_MAX = 50
AT_A_TIME = 4
"""How many tasks of a campaign run at once unless it says otherwise: others are served in between."""


class CampaignState(StrEnum):
    """State of a campaign."""

    RUNNING = "running"
    PAUSED = "paused"
    """Nothing new is started; what runs goes on. `Pause` says why."""
    COMPLETED = "completed"
    """Every row has ended, well or not. A retry sets it running again."""
    CANCELLED = "cancelled"
    """Final: its customer took it back, with all that had not ended."""


class Pause(StrEnum):
    """Why a campaign is paused."""

    CUSTOMER = "customer"
    BUDGET = "budget"
    """The next row would pass the budget."""
    CREDITS = "credits"
    """The account has too few credits for the next row."""
    KEY_LIMIT = "key_limit"
    """The next row would pass the limit of the key that started it."""
    KEY = "key"
    """The key that started it was revoked."""


class RowStatus(StrEnum):
    """What became of a row: its task's state, or one of a row without a task."""

    WAITING = "waiting"
    PENDING = "pending"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    """Its task failed, or was refused before there was one."""
    CANCELLED = "cancelled"
    SKIPPED = "skipped"
    """It could not be started as it was written, and the customer wanted it left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """A table of wishes under one budget. Times are Unix milliseconds, money is whole units."""

    id: str
    account_id: str
    key_id: str
    """Whose limit its tasks count towards."""
    name: str
    state: CampaignState
    paused_because: Pause | None
    template: Mapping[str, Any]
    columns: tuple[str, ...]
    at_a_time: int
    budget_units: int | None
    spent_units: int
    held_units: int
    created_ms: int
    ended_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a campaign's table."""

    number: int
    """From 1, in the order of the table."""
    cells: Mapping[str, Any]
    units: int
    """What it was quoted."""
    tries: int
    """How many tasks were started for it; `task` is the last."""
    task: Task | None = None
    provider: str | None = None
    """Who made its clip."""
    error_code: str | None = None
    error_message: str | None = None
    """Why it was refused before there was a task."""
    withdrawn: bool = False
    """Its campaign was cancelled before it was started."""
    skipped: bool = False

    @property
    def status(self) -> RowStatus:
        if self.task is not None:
            return RowStatus(self.task.state.value)
        if self.error_code is not None:
            return RowStatus.SKIPPED if self.skipped else RowStatus.FAILED
        return RowStatus.CANCELLED if self.withdrawn else RowStatus.WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a campaign is."""

    rows: Mapping[RowStatus, int]
    quoted_units: int
    """Of all rows that could be started."""
    waiting_units: int
    """Of the rows that are still to be started."""


def new_campaign_id(created_ms: int, random_bytes: bytes) -> str:
    """`campaign-<created seconds>-<8 base-36 characters>` from at least 8 random bytes."""
    return f"campaign-{created_ms // 1000}-{random_tail(random_bytes)}"


# --- the template ----------------------------------------------------------------------------------

_LONE = re.compile(r"[{}]")
_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}")


def variables(template: Any) -> tuple[str, ...]:
    """The columns that the template's texts name, each once, in the order of the text."""
    names = (
        name for text in _texts(template) for match in _BRACES.finditer(text) if (name := match[1]) is not None
    )
    return tuple(dict.fromkeys(name.strip() for name in names))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _texts(inner)


def is_empty(cell: Any) -> bool:
    """Whether a cell says nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def filled(value: Any, cells: Mapping[str, Any]) -> Any:
    """A value of the template with its variables replaced. A text that is one variable and nothing else becomes
    the cell itself, of whatever type it is."""
    if isinstance(value, Mapping):
        return {name: filled(inner, cells) for name, inner in value.items()}
    if isinstance(value, str):
        whole = _BRACES.fullmatch(value)
        if whole is not None and whole[1] is not None:
            return cells.get(whole[1].strip(), "")
        return _BRACES.sub(lambda match: _said(match, cells), value)
    if isinstance(value, Sequence):
        return [filled(inner, cells) for inner in value]
    return value


def _said(match: re.Match[str], cells: Mapping[str, Any]) -> str:
    if match[1] is None:
        return match[0][0]
    return str(cells.get(match[1].strip(), ""))


def body_of_row(
    template: Mapping[str, Any], cells: Mapping[str, Any], kinds: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """The body of the creation that a row asks for.

    kinds: model -> field of the body -> `string`, `integer`, `boolean` or `array`. A table of texts has only
    texts: what a cell gives to a field is read as the field's kind, if it can be.
    """
    named = set(variables(template))
    body = {name: filled(value, cells) for name, value in template.items()}
    from_table = {name for name, value in template.items() if isinstance(value, str) and _BRACES.fullmatch(value)}
    model = cells.get("model") if "model" not in named and not is_empty(cells.get("model")) else body.get("model")
    fields = kinds.get(model, {}) if isinstance(model, str) else {}
    for name, cell in cells.items():
        if name not in named and (name in fields or name == "model") and not is_empty(cell):
            body[name] = cell
            from_table.add(name)
    for name in from_table:
        body[name] = _read_as(fields.get(name), body[name])
    return body


def _read_as(kind: str | None, cell: Any) -> Any:
    """A cell as the kind of value that a field takes; as it is where that cannot be."""
    if not isinstance(cell, str):
        return cell
    text = cell.strip()
    if kind == "integer" and re.fullmatch(r"-?[0-9]{1,9}", text, re.ASCII):
        return int(text)
    if kind == "boolean" and text.lower() in ("true", "yes", "1", "false", "no", "0"):
        return text.lower() in ("true", "yes", "1")
    if kind == "array":
        return text.split()
    return text


def doubts(template: Mapping[str, Any], columns: Sequence[str], fields: Mapping[str, str]) -> list[str]:
    """What is allowed, and probably not meant, in words."""
    uses = {column: use_of_column(column, template, fields) for column in columns}
    found = [
        f"Column '{column}' is only kept for the results: the field is called {meant}"
        for column, use in uses.items()
        if use == "kept" and (meant := column.strip().lower().replace(" ", "_")) in fields
    ]
    if "kept" in uses.values() and set(uses.values()) == {"kept"}:
        found.append(
            "No text of the template names a column and no column sets a field: all rows ask for the same"
        )
    if any(_LONE.search(_BRACES.sub("", text)) for text in _texts(template)):
        found.append("A brace in the template is not closed: it is taken as it stands")
    return found


def use_of_column(column: str, template: Mapping[str, Any], fields: Mapping[str, str]) -> str:
    """What a column is for: `variable`, `field` (of the body), or `kept` (for people only)."""
    if column in variables(template):
        return "variable"
    return "field" if column in fields or column == "model" else "kept"
