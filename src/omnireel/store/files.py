"""Verbs on uploaded files: assets of their own kind, with a name and an end."""

from __future__ import annotations

from dataclasses import dataclass

from omnireel.core.upload import UploadedFile
from omnireel.errors import FileGoneError, FileQuotaError, NotFoundError
from omnireel.store.base import Row, Sql, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file whose bytes are in their place. upload_id: the client's own name for this upload, if it gave one."""

    file: UploadedFile
    sha256: str
    upload_id: str | None


def _file(row: Row) -> UploadedFile:
    return UploadedFile(**{name: row[name] for name in UploadedFile.__dataclass_fields__})


def add_file(new: NewFile, *, files_max: int) -> Verb[UploadedFile]:
    """Keep a file. If the account has one of the same upload id already, that one is the answer.

    Raises FileQuotaError.
    """
    file = new.file
    # Takes turns with other uploads of the account, so that the count below holds.
    yield Sql("UPDATE account SET name = name WHERE id = $1", (file.account_id,))
    if new.upload_id is not None:
        known = yield from find_upload(new.upload_id, account_id=file.account_id)
        if known is not None:
            return known
    used = yield from count_files(file.account_id, now_ms=file.created_ms)
    if used >= files_max:
        raise FileQuotaError(
            f"File quota exceeded: {used} of {files_max} files are in use. Delete some, or wait until they expire"
        )
    yield Sql(
        "INSERT INTO asset (id, account_id, kind, media_type, size_bytes, sha256, created_ms, name, original_name,"
        " folder, expires_ms, upload_id) VALUES ($1, $2, 'file', $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        (
            file.id,
            file.account_id,
            file.media_type,
            file.size_bytes,
            new.sha256,
            file.created_ms,
            file.name,
            file.original_name,
            file.folder,
            file.expires_ms,
            new.upload_id,
        ),
    )
    return file


_ALIVE = "kind = 'file' AND deleted_ms IS NULL AND expires_ms > "


def count_files(account_id: str, *, now_ms: int) -> Verb[int]:
    """How many files of the account can be used now."""
    rows = yield Sql(
        f"SELECT COUNT(*) AS used FROM asset WHERE account_id = $1 AND {_ALIVE} $2", (account_id, now_ms)
    )
    used: int = rows[0]["used"]
    return used


def list_files(account_id: str, *, now_ms: int, limit: int, offset: int) -> Verb[tuple[list[UploadedFile], int]]:
    """(one page of the account's files, newest first; how many there are in all)."""
    total = yield from count_files(account_id, now_ms=now_ms)
    rows = yield Sql(
        f"SELECT * FROM asset WHERE account_id = $1 AND {_ALIVE} $2"
        " ORDER BY created_ms DESC, id DESC LIMIT $3 OFFSET $4",
        (account_id, now_ms, limit, offset),
    )
    return [_file(row) for row in rows], total


def open_file(file_id: str, *, now_ms: int, account_id: str | None = None) -> Verb[UploadedFile]:
    """A file that can be used now; with `account_id`, one of that account only.

    Raises NotFoundError, and FileGoneError for one that was deleted or has expired.
    """
    rows = yield Sql("SELECT * FROM asset WHERE id = $1 AND kind = 'file'", (file_id,))
    if not rows or (account_id is not None and rows[0]["account_id"] != account_id):
        raise NotFoundError("There is no such file")
    file = _file(rows[0])
    if file.deleted_ms is not None or file.expires_ms <= now_ms:
        ended = (
            "was deleted" if file.deleted_ms is not None and file.deleted_ms < file.expires_ms else "has expired"
        )
        raise FileGoneError(f"The file {file_id} {ended}. Upload it again")
    return file


def find_upload(upload_id: str, *, account_id: str) -> Verb[UploadedFile | None]:
    """The file of an upload id, whatever has become of it."""
    rows = yield Sql("SELECT * FROM asset WHERE account_id = $1 AND upload_id = $2", (account_id, upload_id))
    return _file(rows[0]) if rows else None


def delete_file(file_id: str, *, account_id: str, now_ms: int) -> Verb[None]:
    """The row says so; the caller then removes the bytes. Raises NotFoundError, FileGoneError."""
    yield from open_file(file_id, now_ms=now_ms, account_id=account_id)
    yield Sql("UPDATE asset SET deleted_ms = $2 WHERE id = $1", (file_id, now_ms))


def expire_files(*, now_ms: int, limit: int) -> Verb[list[str]]:
    """Mark files past their end as deleted; the caller then removes their bytes."""
    rows = yield Sql(
        "UPDATE asset SET deleted_ms = $1 WHERE id IN (SELECT id FROM asset"
        " WHERE kind = 'file' AND deleted_ms IS NULL AND expires_ms <= $1 ORDER BY expires_ms LIMIT $2)"
        " RETURNING id",
        (now_ms, limit),
    )
    return [row["id"] for row in rows]
