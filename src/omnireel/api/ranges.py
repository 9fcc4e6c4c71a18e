"""The Range header, read as RFC 9110 (section 14.2) wants it, before the framework's file response sees it.

That one answers every oddity with plain text; here what is no range of bytes is ignored, ranges outside the file
are left out, and only when none is left the request is refused - in the contract's shape.
"""

from __future__ import annotations

import re

from starlette.types import Scope

from omnireel.errors import RangeNotSatisfiableError

_RANGE = re.compile(r"(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))")


def settle_range(scope: Scope, size: int) -> None:
    """Put the Range header of a request for `size` bytes in order. Raises RangeNotSatisfiableError."""
    headers = dict(scope["headers"])
    header = headers.get(b"range")
    if header is None:
        return
    wanted = _parse(header.decode("latin-1"), size)
    others = [(name, value) for name, value in scope["headers"] if name != b"range"]
    if wanted:
        others.append((b"range", b"bytes=" + b",".join(b"%d-%d" % pair for pair in wanted)))
    elif wanted is not None and b"if-range" not in headers:
        raise RangeNotSatisfiableError(extra={"size": size})
    scope["headers"] = others


def _parse(header: str, size: int) -> list[tuple[int, int]] | None:
    """(first, last) of every range that meets the file; None for what is no list of byte ranges."""
    unit, _, text = header.partition("=")
    if unit.strip().lower() != "bytes":
        return None
    wanted = []
    for part in text.split(","):
        found = _RANGE.fullmatch(part.strip(" \t"))
        if found is None:
            return None
        first, last, suffix = found.groups()
        low = max(0, size - int(suffix)) if suffix else int(first)
        high = int(last) if last else size - 1
        if last and high < low:
            return None
        if low < size:
            wanted.append((low, min(high, size - 1)))
    return wanted
