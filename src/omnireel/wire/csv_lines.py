"""CSV that spreadsheets take as it is meant."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any


def csv_lines(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Each row as a line of CSV (RFC 4180), made as it is asked for."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    for cells in rows:
        writer.writerow([_safe(cell) for cell in cells])
        yield sink.getvalue()
        sink.seek(0)
        sink.truncate()


def _safe(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; what people wrote is otherwise kept as it is."""
    if isinstance(cell, list):
        cell = " ".join(str(item) for item in cell)
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "@", "\t", "\r") else cell
