"""How the command line speaks: results to stdout, progress and errors to stderr, JSON for programs."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from omnireel.errors import (
    ApiError,
    ConnectionFailedError,
    InsufficientQuotaError,
    OmnireelError,
    TaskError,
    UnauthorizedError,
    WaitTimeoutError,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

EXIT_ERROR = 1
EXIT_TASK = 3
EXIT_TIMEOUT = 4
EXIT_CODES = (
    "Exit codes: 0 done · 1 error · 2 wrong usage · 3 the task failed or was cancelled · "
    "4 waited too long (the task goes on) · 130 interrupted."
)

WIDTH_MAX = 100
"""Columns; wider terminals do not make tables easier to read."""
STYLES = {"completed": "green", "failed": "red", "cancelled": "yellow", "processing": "cyan", "pending": "dim"}


def console(*, stderr: bool = False) -> Console:
    """Where people read. 80 columns when it is not a terminal."""
    from rich.console import Console

    made = Console(stderr=stderr, highlight=False, soft_wrap=False)
    if made.width > WIDTH_MAX:
        made.width = WIDTH_MAX
    return made


def show(renderable: Any) -> None:
    """Print for people."""
    console().print(renderable)


def say(text: str = "") -> None:
    """Print a plain line for people: never wrapped or marked up, so that ids and paths stay whole."""
    print(text)


def note(text: str) -> None:
    """A remark that is not the result: stderr."""
    print(text, file=sys.stderr)


def show_json(value: Any) -> None:
    """Print for programs: one JSON document."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def grid(*columns: tuple[str, Mapping[str, Any]]) -> Table:
    """A table with a quiet head and no box."""
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    for title, options in columns:
        table.add_column(title, **options)
    return table


def facts(rows: Sequence[tuple[str, str | None]], *, title: str | None = None) -> Any:
    """Names and values, one a line; rows without a value are left out."""
    from rich import box
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        if value is not None:
            table.add_row(name, Text(value))
    if title is None:
        return table
    return Panel(table, title=title, title_align="left", box=box.ROUNDED, expand=False, padding=(0, 1))


def styled(text: str, styles: Mapping[str, str]) -> Any:
    """A word in the colour that `styles` gives it."""
    from rich.text import Text

    return Text(text, style=styles.get(text, ""))


def styled_status(status: str) -> Any:
    return styled(status, STYLES)


def number(value: float | None) -> str:
    """Credits as people write them: 36.018, 10,000."""
    if value is None:
        return "-"
    text = f"{value:,.4f}"
    return text.rstrip("0").rstrip(".")


def size(count: int) -> str:
    """Bytes in the nearest unit."""
    amount, unit = float(count), "bytes"
    for name in ("kB", "MB", "GB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, name
    return f"{count} bytes" if unit == "bytes" else f"{amount:.1f} {unit}"


def moment(unix_s: float) -> str:
    """A time in the local zone."""
    return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(unix_s))


def local_time(rfc3339: str | None) -> str:
    """The server's time text in the local zone; empty when there is none."""
    from datetime import datetime

    try:
        return moment(datetime.fromisoformat(rfc3339 or "").timestamp())
    except ValueError:
        return ""


def explain(error: OmnireelError | OSError) -> tuple[str, int]:
    """An error as one line with its remedy, and the exit code."""
    if isinstance(error, OSError):
        text = error.strerror or str(error)
        return (f"{error.filename}: {text}" if error.filename else text), EXIT_ERROR
    text = " ".join(error.message.split())
    match error:
        case TaskError():
            return text, EXIT_TASK
        case WaitTimeoutError():
            return text, EXIT_TIMEOUT
        case UnauthorizedError():
            text += ". Set OMNIREEL_API_KEY to a key of this server (make one with: omnireel keys create)"
        case InsufficientQuotaError():
            text += " Add some with: omnireel credits grant"
        case ConnectionFailedError():
            text += ". Is the server running? Start one with: omnireel serve"
        case ApiError() if len(error.details) > 1:
            text = "; ".join(" ".join(detail.message.split()) for detail in error.details)
        case _:
            pass
    return text, EXIT_ERROR


def fail(text: str) -> None:
    """The one line that says what went wrong."""
    from rich.text import Text

    console(stderr=True).print(Text.assemble(("error: ", "bold red"), text), soft_wrap=True)


class Progress:
    """The progress of one long act: a bar on a terminal, a line now and then elsewhere."""

    STEP = 25
    """Percent between two lines where there is no terminal."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._bar: Any = None
        self._task: Any = None
        self._last: tuple[str, int] | None = None

    def __enter__(self) -> Self:
        target = console(stderr=True)
        if target.is_terminal:
            from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
            from rich.progress import Progress as Bar

            self._bar = Bar(
                TextColumn("{task.description:<11}"),
                BarColumn(bar_width=36),
                TextColumn("{task.percentage:>3.0f} %"),
                TimeElapsedColumn(),
                console=target,
            )
            self._task = self._bar.add_task(self._title, total=100)
            self._bar.start()
        return self

    def update(self, state: str, percent: float) -> None:
        if self._bar is not None:
            self._bar.update(self._task, description=state, completed=percent)
            return
        step = (state, int(percent) // self.STEP)
        if step != self._last:
            self._last = step
            note(f"{state} {percent:.0f} %")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
