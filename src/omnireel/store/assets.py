"""Verbs on assets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from omnireel.store.base import Sql, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """Stored bytes: a finished clip."""

    id: str
    media_type: str
    size_bytes: int
    sha256: str
    created_ms: int
    deleted_ms: int | None


def get_asset(asset_id: str) -> Verb[Asset | None]:
    """The row of an asset, or None."""
    rows = yield Sql("SELECT * FROM asset WHERE id = $1", (asset_id,))
    return Asset(**{name: rows[0][name] for name in Asset.__dataclass_fields__}) if rows else None


def expire_assets(*, before_ms: int, now_ms: int, limit: int) -> Verb[list[str]]:
    """Mark clips made before `before_ms` as deleted; the caller then removes their bytes. After a crash in
    between, the janitor's next sweep of the folder finds the bytes without a living row."""
    rows = yield Sql(
        "UPDATE asset SET deleted_ms = $2 WHERE id IN (SELECT id FROM asset"
        " WHERE kind = 'clip' AND deleted_ms IS NULL AND created_ms < $1 ORDER BY created_ms LIMIT $3)"
        " RETURNING id",
        (before_ms, now_ms, limit),
    )
    return [row["id"] for row in rows]


def living_assets(asset_ids: Sequence[str]) -> Verb[set[str]]:
    """Those of `asset_ids` that have a row and are not deleted."""
    if not asset_ids:
        return set()
    marks = ", ".join(f"${index + 1}" for index in range(len(asset_ids)))
    rows = yield Sql(f"SELECT id FROM asset WHERE deleted_ms IS NULL AND id IN ({marks})", tuple(asset_ids))
    return {row["id"] for row in rows}
