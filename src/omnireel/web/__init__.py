"""The product page: static files, served as they lie here. `read_page` is all that Python does with them.

`index.html` is the shell. `css/` has the tokens and one sheet a part of the page; `js/` what is no component
(API, languages, format); `components/` one custom element a file; `views/` one page a file; `texts/` one table
a language.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MEDIA_TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
}
COMPRESSED = (".html", ".css", ".js", ".svg")
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFile:
    """One file of the page."""

    content: bytes
    zipped: bytes | None
    """The same, gzipped; None for what is compressed already."""
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page, ready to be served."""

    version: str
    """A hash of everything; part of the files' addresses, so that browsers may keep them for ever."""
    index: PageFile
    files: Mapping[str, PageFile]
    """`folder/name` -> file."""


def read_page() -> Page:
    """Read every file of the page."""
    paths = sorted(path for path in FOLDER.glob("*/*") if path.suffix in MEDIA_TYPES)
    contents = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in paths}
    index = (FOLDER / "index.html").read_bytes()
    digest = hashlib.sha256(index)
    for name, content in contents.items():
        digest.update(f"\n{name}\n".encode() + content)
    version = digest.hexdigest()[:12]
    return Page(
        version=version,
        index=_file("index.html", index.replace(b"{version}", version.encode())),
        files={name: _file(name, content) for name, content in contents.items()},
    )


def _file(name: str, content: bytes) -> PageFile:
    suffix = Path(name).suffix
    zipped = gzip.compress(content, mtime=0) if suffix in COMPRESSED else None
    return PageFile(content=content, zipped=zipped, media_type=MEDIA_TYPES[suffix])
