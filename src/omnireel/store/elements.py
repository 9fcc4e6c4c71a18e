"""Verbs on elements: custom subjects, made once by a task, used by id in many prompts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from omnireel.errors import ElementNotFoundError
from omnireel.store.base import Row, Sql, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A custom subject. Times are Unix milliseconds."""

    id: str
    """18 digits."""
    account_id: str
    name: str
    description: str
    reference_type: str
    """`image_refer` or `video_refer`."""
    media: tuple[str, ...]
    """Ids of its stored pictures, the frontal one first; or of its video."""
    voice_id: str | None
    task_id: str | None
    """The task that made it."""
    created_ms: int


def _element(row: Row) -> Element:
    values = {name: row[name] for name in Element.__dataclass_fields__}
    return Element(**{**values, "media": tuple(json.loads(row["media"]))})


def new_element_id(random_bytes: bytes) -> str:
    """18 digits out of at least 8 random bytes; the first is no zero."""
    low = 10**17
    return str(low + int.from_bytes(random_bytes[:8], "big") % (9 * low))


def add_element(element: Element) -> Verb[None]:
    """Keep an element whose pictures or video are in their place; part of its task's completion."""
    yield Sql(
        "INSERT INTO element (id, account_id, name, description, reference_type, media, voice_id, task_id,"
        " created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        (
            element.id,
            element.account_id,
            element.name,
            element.description,
            element.reference_type,
            json.dumps(element.media),
            element.voice_id,
            element.task_id,
            element.created_ms,
        ),
    )


def own_elements(account_id: str, element_ids: Sequence[str]) -> Verb[dict[str, Element]]:
    """Those of `element_ids` that belong to the account and are not deleted, by id."""
    wanted = list(dict.fromkeys(element_ids))
    if not wanted:
        return {}
    marks = ", ".join(f"${index + 2}" for index in range(len(wanted)))
    rows = yield Sql(
        f"SELECT * FROM element WHERE account_id = $1 AND deleted_ms IS NULL AND id IN ({marks})",
        (account_id, *wanted),
    )
    return {row["id"]: _element(row) for row in rows}


def get_element(element_id: str, *, account_id: str) -> Verb[Element]:
    """One element; another account's is ElementNotFoundError like one that does not exist."""
    found = yield from own_elements(account_id, [element_id])
    if element_id not in found:
        raise ElementNotFoundError
    return found[element_id]


def list_elements(account_id: str, *, limit: int, offset: int) -> Verb[tuple[list[Element], int]]:
    """(one page of the account's elements, newest first; how many there are in all)."""
    where = "account_id = $1 AND deleted_ms IS NULL"
    total = yield Sql(f"SELECT COUNT(*) AS total FROM element WHERE {where}", (account_id,))
    rows = yield Sql(
        f"SELECT * FROM element WHERE {where} ORDER BY created_ms DESC, id DESC LIMIT $2 OFFSET $3",
        (account_id, limit, offset),
    )
    return [_element(row) for row in rows], total[0]["total"]


def delete_element(element_id: str, *, account_id: str, now_ms: int) -> Verb[Element]:
    """The row says so; its bytes go when no unfinished task needs them. Raises ElementNotFoundError."""
    element = yield from get_element(element_id, account_id=account_id)
    yield Sql("UPDATE element SET deleted_ms = $2 WHERE id = $1", (element_id, now_ms))
    return element


def needed_elements(element_ids: Sequence[str]) -> Verb[set[str]]:
    """Those of `element_ids` whose bytes are still needed: living ones, and deleted ones of unfinished tasks."""
    needed = set()
    for element_id in element_ids:
        rows = yield Sql(
            "SELECT 1 AS one FROM element WHERE id = $1 AND (deleted_ms IS NULL OR EXISTS (SELECT 1 FROM task"
            " WHERE task.finished_ms IS NULL AND task.account_id = element.account_id AND task.request LIKE $2))",
            (element_id, f'%"{element_id}"%'),
        )
        if rows:
            needed.add(element_id)
    return needed


def of_task(account_id: str, element_ids: Sequence[str]) -> Verb[dict[str, Element]]:
    """The elements that a task names, deleted ones included: it was taken on when they were there."""
    found = {}
    for element_id in element_ids:
        rows = yield Sql("SELECT * FROM element WHERE id = $1 AND account_id = $2", (element_id, account_id))
        found.update({row["id"]: _element(row) for row in rows})
    return found
