"""Uploaded files: what kinds are taken, how they are recognised, and how they may be called. Pure."""

from __future__ import annotations

import base64
import re
import unicodedata
from dataclasses import dataclass

FILE_ID = re.compile(r"file_[a-z2-7]{26}", re.ASCII)
NAME_CHARS_MAX = 120
PATH_CHARS_MAX = 200
HEAD_BYTES = 64
"""How much of a file's beginning tells its kind."""

MEDIA_TYPES: dict[str, str] = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "audio/ogg": "ogg",
    "audio/flac": "flac",
    "audio/mp4": "m4a",
}
"""media type -> extension, for every kind of file that is taken."""

_BRANDS = {b"qt  ": "video/quicktime", b"M4A ": "audio/mp4", b"M4B ": "audio/mp4"}
_FOREIGN_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1", b"crx ")
"""Containers of the same family that hold pictures of kinds that are not taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedFile:
    """A file that a customer uploaded. Times are Unix milliseconds."""

    id: str
    account_id: str
    name: str
    original_name: str
    folder: str
    """The `upload_path` that was asked for; empty: none."""
    media_type: str
    size_bytes: int
    created_ms: int
    expires_ms: int
    deleted_ms: int | None = None


def new_file_id(random_bytes: bytes) -> str:
    """An id from 16 random bytes. It opens the file without a key, so it cannot be guessed."""
    return "file_" + base64.b32encode(random_bytes[:16]).decode().rstrip("=").lower()


def media_type_of(head: bytes) -> str | None:
    """The kind of a file by its first HEAD_BYTES bytes; None if it is none that is taken. Names and declared types
    are not asked: they are what the sender says."""
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if head[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12])
    if head.startswith(b"OggS"):
        return "audio/ogg"
    if head.startswith(b"fLaC"):
        return "audio/flac"
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return "audio/mpeg"
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return None if brand in _FOREIGN_BRANDS else _BRANDS.get(brand, "video/mp4")
    # QuickTime files from before `ftyp` begin with one of these boxes.
    return "video/quicktime" if head[4:8] in (b"moov", b"mdat", b"wide", b"free", b"skip") else None


def file_name(wanted: str, media_type: str) -> str:
    """A name that is safe in a path, a link and a header, with the extension of what the file really is."""
    plain = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode()
    plain = plain.replace("\\", "/").rsplit("/", 1)[-1]
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", plain.rsplit(".", 1)[0]).strip("-")[:NAME_CHARS_MAX]
    return f"{stem or 'file'}.{MEDIA_TYPES[media_type]}"


def folder_problem(folder: str) -> str | None:
    """What is wrong with an `upload_path`; None if nothing is."""
    if len(folder) > PATH_CHARS_MAX:
        return f"must have at most {PATH_CHARS_MAX} characters (got {len(folder)})"
    if not re.fullmatch(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*(/[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*)*", folder):
        return "must be names of letters, digits, '.', '_' and '-' joined by '/', without '..'"
    return None
