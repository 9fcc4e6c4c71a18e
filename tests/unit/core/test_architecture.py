"""The state table of docs/architecture.md is that of core/task.py."""

from __future__ import annotations

import re
from pathlib import Path

from omnireel.core.task import MOVES

TEXT = (Path(__file__).parents[3] / "docs" / "architecture.md").read_text()
WANTED = {(start.value, end.value) for start, ends in MOVES.items() for end in ends}


def test_the_picture_shows_every_move_and_no_other() -> None:
    drawn = set(re.findall(r"^ +(\w+) --> (\w+): ", TEXT, flags=re.MULTILINE))
    assert drawn == WANTED
    assert re.findall(r"\[\*\] --> (\w+)", TEXT) == ["pending"]
    finals = set(re.findall(r"(\w+) --> \[\*\]", TEXT))
    assert finals == {state.value for state in MOVES if state.is_final}


def test_the_table_lists_every_move_and_no_other() -> None:
    rows = re.findall(r"^\| (`.*?->.*?) \|", TEXT, flags=re.MULTILINE)
    listed = {move for row in rows for move in re.findall(r"`(\w+) -> (\w+)`", row)}
    assert listed == WANTED
