"""Campaigns on the wire: the body of POST /v1/campaigns, its table, and the answers."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from omnireel.core.campaign import (
    AT_A_TIME,
    AT_A_TIME_MAX,
    COLUMNS_MAX,
    ROWS_MAX,
    Campaign,
    Row,
    RowStatus,
    Standing,
    body_of_row,
    doubts,
    is_empty,
    use_of_column,
    variables,
)
from omnireel.core.catalogue import CATALOGUE
from omnireel.core.price import credits_number, usd_number
from omnireel.errors import ApiError, Detail
from omnireel.wire.answers import rfc3339
from omnireel.wire.bodies import Fields
from omnireel.wire.creation import Draft, body_schema, parse_object, read_creation
from omnireel.wire.csv_lines import csv_lines
from omnireel.wire.messages import clip, count_text, given, is_printable, listed

Json = dict[str, Any]

NAME_CHARS_MAX = 120
COLUMN_CHARS_MAX = 64
CELL_CHARS_MAX = 10_000
FIELDS = ("name", "template", "rows", "csv", "budget_credits", "at_a_time", "skip_invalid")
PROBLEMS_MAX = 100
"""A table of two thousand wrong rows is not answered with two thousand lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignOrder:
    """A campaign as it is asked for."""

    name: str
    template: Mapping[str, Any]
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]
    budget_units: int | None
    at_a_time: int
    skip_invalid: bool
    """Rows that cannot be started are left out; otherwise one of them refuses the campaign."""
    digest: str
    """SHA-256 (hex) of the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """What a row asks for, or all that is wrong with it."""

    number: int
    draft: Draft | None
    """None when the row could not even be read: no model, no such model, or an empty cell."""
    prompt: str
    problems: tuple[Detail, ...]


def read_campaign(body: bytes) -> CampaignOrder:
    """Read a body. Raises InvalidRequestError with everything that is wrong, but for the rows: `read_rows` says
    what is wrong with them."""
    data = parse_object(body)
    fields = Fields(data, FIELDS)
    template = fields.value("template", needed=True)
    if template is not None and not isinstance(template, dict):
        fields.complain("template", "must be the body of a creation: an object with model, prompt, ...")
    columns, rows = _table(fields)
    order = CampaignOrder(
        name=fields.text("name", chars_max=NAME_CHARS_MAX, default="Campaign"),
        template=template if isinstance(template, dict) else {},
        columns=columns,
        rows=rows,
        budget_units=fields.credits("budget_credits"),
        at_a_time=fields.whole("at_a_time", low=1, high=AT_A_TIME_MAX, default=AT_A_TIME),
        skip_invalid=fields.flag("skip_invalid"),
        digest=hashlib.sha256(json.dumps(data, sort_keys=True, separators=(",", ":")).encode()).hexdigest(),
    )
    if order.budget_units == 0:
        fields.complain("budget_credits", "must be more than 0, or absent for no budget")
    if order.template and columns:
        missing = [name for name in variables(order.template) if name not in columns]
        fields.details += [
            Detail(
                "template",
                f"template names {{{clip(name)}}}, which is no column of the table: the columns are"
                f" {listed(columns)}. Braces that stand for themselves are written twice",
            )
            for name in missing
        ]
    fields.check()
    return order


# --- the table -----------------------------------------------------------------------------------


def _table(fields: Fields) -> tuple[tuple[str, ...], tuple[Mapping[str, Any], ...]]:
    text, rows = fields.value("csv"), fields.value("rows")
    if (text is None) == (rows is None):
        fields.details.append(Detail("rows", "give the table as rows (an array of objects) or as csv (a text)"))
        return (), ()
    if text is not None:
        if not isinstance(text, str):
            fields.complain("csv", "must be a text")
            return (), ()
        try:
            return read_csv(text)
        except ValueError as error:
            fields.details.append(Detail("csv", f"csv {error}"))
            return (), ()
    if not isinstance(rows, list) or not 1 <= len(rows) <= ROWS_MAX:
        size = count_text(len(rows), "row") if isinstance(rows, list) else given(rows)
        rule = f"rows must be an array of 1 to {ROWS_MAX} objects (got {size})"
        fields.details.append(Detail("rows", rule, {"min": 1, "max": ROWS_MAX}))
        return (), ()
    wrong = [
        Detail(f"rows.{position}", f"rows.{position} must be an object of columns (got {given(row)})")
        for position, row in enumerate(rows)
        if not isinstance(row, dict)
    ]
    if wrong:
        fields.details += wrong[:PROBLEMS_MAX]
        return (), ()
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    try:
        _check_columns(columns)
    except ValueError as error:
        fields.details.append(Detail("rows", f"rows: the table {error}"))
        return (), ()
    for position, row in enumerate(rows):
        for name, cell in row.items():
            whole = isinstance(cell, list) and all(isinstance(item, str) for item in cell)
            if not whole and not isinstance(cell, str | int | float | bool | None):
                path = f"rows.{position}.{clip(name)}"
                fields.details.append(
                    Detail(path, f"{path} must be a text, number, true, false or array of texts")
                )
    return columns, tuple(rows)


def read_csv(text: str) -> tuple[tuple[str, ...], tuple[dict[str, str], ...]]:
    """(the columns, the rows) of a table with its names in the first line, with commas, semicolons or tabs
    between the cells; empty lines are left out. Raises ValueError, in words that follow `csv`."""
    text = text.removeprefix("\ufeff")
    head = next((line for line in text.splitlines() if line.strip()), "")
    if not head:
        raise ValueError("is empty: its first line names the columns")
    # The one that the first line has most of; pasted from a spreadsheet it is the tab.
    delimiter = max("\t;,", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: tuple[str, ...] = ()
    rows = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = tuple(cell.strip() for cell in cells)
                _check_columns(columns)
                continue
            if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
                raise ValueError(
                    f"has {len(cells)} cells in line {reader.line_num}, but {count_text(len(columns), 'column')}:"
                    " put cells that have the delimiter in them into double quotes"
                )
            rows.append(dict(zip(columns, (*cells, *[""] * len(columns)), strict=False)))
            if len(rows) > ROWS_MAX:
                raise ValueError(f"has more than {ROWS_MAX} rows")
    except csv.Error as error:
        raise ValueError(f"cannot be read in line {reader.line_num}: {error}") from None
    if not rows:
        raise ValueError("has no rows under the line that names the columns")
    return columns, tuple(rows)


def _check_columns(columns: Sequence[str]) -> None:
    if not columns:
        raise ValueError("has no columns")
    if len(columns) > COLUMNS_MAX:
        raise ValueError(f"has {len(columns)} columns: at most {COLUMNS_MAX} are taken")
    for position, name in enumerate(columns, start=1):
        if not name or name != name.strip() or not is_printable(name) or "{" in name or "}" in name:
            raise ValueError(f"has a column without a usable name (column {position}: {given(name)})")
        if len(name) > COLUMN_CHARS_MAX:
            raise ValueError(
                f"has a column with a name of more than {COLUMN_CHARS_MAX} characters (column {position})"
            )
        if name in columns[: position - 1]:
            raise ValueError(f"has two columns named {given(name)}")


# --- the rows ------------------------------------------------------------------------------------


@cache
def field_kinds() -> Mapping[str, Mapping[str, str]]:
    """Model -> field of its body -> `string`, `integer`, `boolean`, `array` or `object`."""
    return {
        card.id: {
            name: str(schema.get("type") or _first_type(schema))
            for name, schema in body_schema(card)["properties"].items()
        }
        for card in CATALOGUE.values()
    }


def _first_type(schema: Mapping[str, Any]) -> str:
    types = (one.get("type") for one in schema.get("anyOf", ()))
    return next((str(found) for found in types if found not in (None, "null")), "object")


def row_body(template: Mapping[str, Any], cells: Mapping[str, Any]) -> bytes:
    """The creation body that a row asks for."""
    return json.dumps(body_of_row(template, cells, field_kinds()), ensure_ascii=False).encode()


def read_row(
    template: Mapping[str, Any], number: int, cells: Mapping[str, Any], *, allow_private_callbacks: bool
) -> ReadRow:
    """What a row asks for, without a look at the world: whether its media can be had shows when it is started."""
    problems = [
        Detail(name, f"{name} is empty in this row") for name in variables(template) if is_empty(cells.get(name))
    ]
    problems += [
        Detail(name, f"{clip(name)} has more than {CELL_CHARS_MAX} characters in this row")
        for name, cell in cells.items()
        if isinstance(cell, str) and len(cell) > CELL_CHARS_MAX
    ]
    if problems:
        return ReadRow(number=number, draft=None, prompt="", problems=tuple(problems))
    body = row_body(template, cells)
    try:
        draft = read_creation(body, allow_private_callbacks=allow_private_callbacks)
    except ApiError as error:
        details = error.details or (Detail(error.param or "template", error.message),)
        return ReadRow(number=number, draft=None, prompt="", problems=tuple(details))
    prompt = draft.request.prompt if draft.request is not None else ""
    return ReadRow(number=number, draft=draft, prompt=prompt or "", problems=draft.details)


def all_problems(rows: Iterable[ReadRow]) -> Iterator[Detail]:
    """What is wrong with the rows, each named by its place: `rows.20.place`."""
    for row in rows:
        for problem in row.problems:
            yield Detail(
                f"rows.{row.number - 1}.{problem.param}", f"row {row.number}: {problem.message}", problem.extra
            )


# --- the answers ---------------------------------------------------------------------------------


def _money(units: int) -> Json:
    return {"credits": credits_number(units), "usd": usd_number(units)}


def campaign_quote(
    order: CampaignOrder, rows: Sequence[ReadRow], *, shown: Sequence[ReadRow], available_units: int
) -> Json:
    """What a campaign would ask for and cost (`?dry_run=true`). `shown`: one page of the rows."""
    good = [row for row in rows if not row.problems]
    units = sum(_units(row) for row in good)
    model = order.template.get("model")
    fields = field_kinds().get(model, {}) if isinstance(model, str) else {}
    return {
        "object": "video.campaign.quote",
        "valid": bool(good) and (len(good) == len(rows) or order.skip_invalid),
        "rows": {"total": len(rows), "ready": len(good), "to_fix": len(rows) - len(good)},
        "columns": [
            {
                "name": name,
                "use": use_of_column(name, order.template, fields),
                "filled": sum(not is_empty(row.get(name)) for row in order.rows),
            }
            for name in order.columns
        ],
        "cost": _money(units),
        "budget_credits": None if order.budget_units is None else credits_number(order.budget_units),
        "within_budget": order.budget_units is None or units <= order.budget_units,
        "available_credits": credits_number(available_units),
        "affordable": units <= available_units,
        "warnings": campaign_warnings(order, rows),
        "prompt_chars_longest": max((len(row.prompt) for row in rows), default=0),
        "problems": [
            {"row": row.number, "param": problem.param, "message": problem.message}
            for row in rows
            for problem in row.problems
        ][:PROBLEMS_MAX],
        "preview": [_preview(row) for row in shown],
    }


def campaign_warnings(order: CampaignOrder, rows: Sequence[ReadRow]) -> list[str]:
    """What is allowed and probably not meant: each once, whichever rows it is said of."""
    model = order.template.get("model")
    fields = field_kinds().get(model, {}) if isinstance(model, str) else {}
    said = (warning for row in rows if row.draft is not None for warning in row.draft.warnings)
    return list(dict.fromkeys([*doubts(order.template, order.columns, fields), *said]))[:PROBLEMS_MAX]


def _units(row: ReadRow) -> int:
    price = row.draft.price() if row.draft is not None else None
    return 0 if price is None else price.units


def _preview(row: ReadRow) -> Json:
    price = row.draft.price() if row.draft is not None else None
    shown: Json = {"row": row.number, "prompt": row.prompt, "valid": not row.problems}
    if price is not None and not row.problems:
        shown |= {"credits": credits_number(price.units), "rule": price.rule}
    return shown


def campaign_answer(campaign: Campaign, standing: Standing, *, downloads: Mapping[str, str]) -> Json:
    """A campaign and how far it is. `downloads`: signed links, by what they give."""
    counts = {status.value: count for status, count in standing.rows.items()}
    total = sum(counts.values())
    wanted = total - counts["skipped"]
    ended = wanted - counts["waiting"] - counts["pending"] - counts["processing"]
    answer: Json = {
        "object": "video.campaign",
        "id": campaign.id,
        "name": campaign.name,
        "status": campaign.state.value,
        "created_at": rfc3339(campaign.created_ms),
        "template": dict(campaign.template),
        "columns": list(campaign.columns),
        "at_a_time": campaign.at_a_time,
        "rows": {"total": total, **counts},
        "progress": 100 * ended // max(1, wanted),
        "cost": {
            "quoted": _money(standing.quoted_units),
            "charged": _money(campaign.spent_units),
            "held": _money(campaign.held_units),
            "to_start": _money(standing.waiting_units),
        },
        "budget_credits": None if campaign.budget_units is None else credits_number(campaign.budget_units),
        "downloads": dict(downloads),
    }
    if campaign.budget_units is not None:
        rest = campaign.budget_units - campaign.spent_units - campaign.held_units - standing.waiting_units
        answer["to_spare_credits"] = credits_number(rest)
    if campaign.paused_because is not None:
        answer["paused_because"] = campaign.paused_because.value
    if campaign.ended_ms is not None:
        answer["ended_at"] = rfc3339(campaign.ended_ms)
    return answer


def row_answer(row: Row, *, task: Json | None) -> Json:
    """A row and what became of it; `task` as `GET /v1/tasks/{id}` shows it."""
    answer: Json = {
        "row": row.number,
        "cells": dict(row.cells),
        "status": row.status.value,
        "tries": row.tries,
        "quoted_credits": credits_number(row.units),
    }
    if task is not None:
        answer["task"] = task
    if row.provider is not None:
        answer["provider"] = row.provider
    if row.error_code is not None:
        answer["error"] = {"code": row.error_code, "message": row.error_message or ""}
    return answer


RESULT_COLUMNS = ("status", "file", "task_id", "link", "credits", "provider", "error_code", "error_message")


def results_csv(columns: Sequence[str], rows: Iterable[tuple[Row, str, str | None]]) -> Iterator[str]:
    """The table again, line by line, with what became of each row: (row, the clip's name, its link)."""
    # A reader that goes by names must not lose a column of the customer's.
    own = [f"omnireel_{name}" if name in columns else name for name in ("row", *RESULT_COLUMNS)]

    def line(row: Row, name: str, link: str | None) -> list[Any]:
        task = row.task
        return [
            row.number,
            *(row.cells.get(column, "") for column in columns),
            row.status.value,
            name if link is not None else "",
            "" if task is None else task.id,
            link or "",
            0 if task is None else credits_number(task.charged_units),
            row.provider or "",
            row.error_code or (task.error_code if task is not None else None) or "",
            row.error_message or (task.error_message if task is not None else None) or "",
        ]

    return csv_lines(chain([[own[0], *columns, *own[1:]]], (line(*row) for row in rows)))


def clip_name(row: Row, columns: Sequence[str]) -> str:
    """What a row's clip is called in the archive: `0007-cold-brew.mp4`, after its first column."""
    first = str(row.cells.get(columns[0], "")) if columns else ""
    words = "".join(char.lower() if char.isalnum() else " " for char in first).split()
    return "-".join([f"{row.number:04d}", *words])[:60].rstrip("-") + ".mp4"


# --- changes -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignChange:
    """What is to be changed of a campaign."""

    name: str
    budget_units: int | None
    at_a_time: int


def read_campaign_change(body: bytes, campaign: Campaign) -> CampaignChange:
    """Read a PATCH: what is absent stays, a budget of null is none. Raises InvalidRequestError."""
    fields = Fields(parse_object(body), ("name", "budget_credits", "at_a_time"))
    change = CampaignChange(
        name=fields.text("name", chars_max=NAME_CHARS_MAX, default=campaign.name),
        budget_units=fields.credits("budget_credits") if "budget_credits" in fields else campaign.budget_units,
        at_a_time=fields.whole("at_a_time", low=1, high=AT_A_TIME_MAX, default=campaign.at_a_time),
    )
    fields.check()
    return change


def read_retry(body: bytes) -> tuple[int, ...] | None:
    """The rows that are to be tried again; None: all that failed. Raises InvalidRequestError."""
    fields = Fields(parse_object(body) if body.strip() else {}, ("rows",))
    rows = fields.value("rows")
    if rows is not None and (
        not isinstance(rows, list)
        or not 1 <= len(rows) <= ROWS_MAX
        or not all(type(number) is int and number > 0 for number in rows)
    ):
        fields.complain("rows", "must be an array of row numbers, from 1")
    fields.check()
    return None if rows is None else tuple(dict.fromkeys(rows))


ROW_FILTER: Mapping[str, tuple[RowStatus, ...]] = {
    "waiting": (RowStatus.WAITING,),
    # As in the list of tasks, processing includes pending.
    "processing": (RowStatus.PENDING, RowStatus.PROCESSING),
    "completed": (RowStatus.COMPLETED,),
    "failed": (RowStatus.FAILED,),
    "cancelled": (RowStatus.CANCELLED,),
    "skipped": (RowStatus.SKIPPED,),
}
