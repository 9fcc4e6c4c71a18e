"""An account's keys and usage, and the server's providers, on the wire."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from omnireel.core.catalogue import CATALOGUE
from omnireel.core.ledger import Change, Transfer, changes
from omnireel.core.price import credits_number, credits_text, usd_number
from omnireel.errors import InvalidRequestError
from omnireel.wire.answers import rfc3339
from omnireel.wire.bodies import Fields
from omnireel.wire.creation import parse_object
from omnireel.wire.csv_lines import csv_lines

Json = dict[str, Any]

NAME_CHARS_MAX = 80


# --- keys ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class NewKey:
    """A key that is asked for."""

    name: str
    limit_units: int | None
    models: tuple[str, ...] | None
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyChange:
    """A key's name and limit as they are to be."""

    name: str
    limit_units: int | None


def read_new_key(body: bytes, *, may_be: Sequence[str]) -> NewKey:
    """Read the body of POST /v1/keys; `may_be` are the roles that the caller may give. Raises
    InvalidRequestError."""
    fields = Fields(parse_object(body) if body.strip() else {}, ("name", "limit_credits", "models", "role"))
    new = NewKey(
        name=fields.text("name", chars_max=NAME_CHARS_MAX),
        limit_units=fields.credits("limit_credits"),
        models=fields.choices("models", tuple(CATALOGUE)),
        role=fields.choice("role", may_be, default="use"),
    )
    fields.check()
    return new


def read_key_change(body: bytes, *, name: str, limit_units: int | None) -> KeyChange:
    """Read the body of PATCH /v1/keys/{id}: what is absent stays as it is (the arguments), a limit of null is
    none. Raises InvalidRequestError."""
    fields = Fields(parse_object(body), ("name", "limit_credits"))
    if "name" not in fields and "limit_credits" not in fields and not fields.details:
        raise InvalidRequestError("Nothing is to be changed: give name, limit_credits or both")
    change = KeyChange(
        name=fields.text("name", chars_max=NAME_CHARS_MAX, default=name),
        limit_units=fields.credits("limit_credits") if "limit_credits" in fields else limit_units,
    )
    fields.check()
    return change


def key_answer(
    *,
    id: str,
    name: str,
    hint: str,
    role: str,
    created_ms: int,
    revoked_ms: int | None,
    used_ms: int | None,
    limit_units: int | None,
    spent_units: int,
    held_units: int,
    models: Sequence[str] | None,
    current: bool,
) -> Json:
    """A key as people tell it apart: the key itself is not kept."""
    answer: Json = {
        "object": "key",
        "id": id,
        "name": name,
        "hint": f"sk-…{hint}",
        "role": role,
        "current": current,
        "created_at": rfc3339(created_ms),
        "limit_credits": None if limit_units is None else credits_number(limit_units),
        "used_credits": credits_number(spent_units),
        "held_credits": credits_number(held_units),
        "models": None if models is None else list(models),
    }
    if used_ms is not None:
        answer["last_task_at"] = rfc3339(used_ms)
    if revoked_ms is not None:
        answer["revoked_at"] = rfc3339(revoked_ms)
    return answer


def keys_answer(shown: Sequence[Json]) -> Json:
    """The keys of an account, oldest first."""
    return {"object": "list", "data": list(shown)}


# --- usage ---------------------------------------------------------------------------------------


def usage_answer(
    *, last: date, days: int, used: Mapping[tuple[int, str], tuple[int, int, int]], released_units: int
) -> Json:
    """What was made and charged per day and model. `used`: (days since 1970 UTC, model) -> (clips, their seconds,
    units charged)."""
    dates = [last - timedelta(days=days - 1 - index) for index in range(days)]
    numbers = [(day - date(1970, 1, 1)).days for day in dates]
    models = [*CATALOGUE, *sorted({model for _, model in used} - set(CATALOGUE))]
    rows = []
    for model in models:
        own = [used.get((number, model), (0, 0, 0)) for number in numbers]
        card = CATALOGUE.get(model)
        rows.append(
            {
                "model": model,
                "title": model if card is None else card.title,
                "clips": [clips for clips, _, _ in own],
                "seconds": [seconds for _, seconds, _ in own],
                "credits": [credits_number(units) for _, _, units in own],
                "usd": [usd_number(units) for _, _, units in own],
                "total": _total([*own]),
            }
        )
    return {
        "object": "usage",
        "dates": [day.isoformat() for day in dates],
        "models": rows,
        "total": _total([used.get((number, model), (0, 0, 0)) for number in numbers for model in models]),
        "released_credits": credits_number(released_units),
    }


def _total(used: Sequence[tuple[int, int, int]]) -> Json:
    units = sum(units for _, _, units in used)
    return {
        "clips": sum(clips for clips, _, _ in used),
        "seconds": sum(seconds for _, seconds, _ in used),
        "credits": credits_number(units),
        "usd": usd_number(units),
    }


# --- ledger --------------------------------------------------------------------------------------

LEDGER_COLUMNS = (
    *("time", "kind", "credits", "held", "balance_after", "held_after"),
    *("task_id", "model", "key", "note", "transfer_id"),
)


class Ledger:
    """An account's movements as lines of CSV, with its running sums: `credits` is what a movement does to the
    balance, `held` what it does to what is reserved."""

    def __init__(self, before: Change) -> None:
        self._account_id = before.account_id
        self._balance, self._held = before.balance, before.held

    def head(self) -> str:
        return "".join(csv_lines([LEDGER_COLUMNS]))

    def line(self, transfer: Transfer, *, model: str | None, key: str | None) -> str:
        """A transfer of the account, the next in time; `model` of its task, `key` by name."""
        [change] = [one for one in changes(transfer) if one.account_id == self._account_id]
        self._balance += change.balance
        self._held += change.held
        amounts = (change.balance, change.held, self._balance, self._held)
        cells = [rfc3339(transfer.created_ms), transfer.kind.value, *(credits_text(units) for units in amounts)]
        cells += [transfer.task_id or "", model or "", key or "", transfer.note, transfer.id]
        return "".join(csv_lines([cells]))


# --- providers -----------------------------------------------------------------------------------


def provider_answer(
    *,
    name: str,
    local: bool,
    models: Collection[str],
    rates: Mapping[tuple[str, bool], int],
    tasks_max: int,
    illness: str | None,
    running: int,
    hours: Sequence[tuple[int, int]],
    median_ms: int | None,
) -> Json:
    """A provider as operators see it. `hours`: (completed, failed) attempts of each of the last hours, oldest
    first; `median_ms`: what a completed one took."""
    completed, failed = (sum(hour[index] for hour in hours) for index in (0, 1))
    answer: Json = {
        "object": "provider",
        "name": name,
        "status": "healthy" if illness is None else "resting",
        "local": local,
        "running": running,
        "tasks_max": tasks_max,
        "models": [model for model in CATALOGUE if model in models],
        "rates": [
            {"quality": quality, "sound": "on" if sound else "off", "credits_per_second": credits_number(units)}
            for (quality, sound), units in rates.items()
        ],
        "attempts": {
            "completed": completed,
            "failed": failed,
            "completed_by_hour": [hour[0] for hour in hours],
            "failed_by_hour": [hour[1] for hour in hours],
        },
    }
    if illness is not None:
        answer["reason"] = illness
    if median_ms is not None:
        answer["median_seconds"] = round(median_ms / 1000, 1)
    return answer


def providers_answer(shown: Sequence[Json]) -> Json:
    """The server's providers, in the order of its settings."""
    return {"object": "list", "data": list(shown)}
