"""Two of a kind who are told apart: in "the first sleeps, the other jumps" they are the left and the right one."""

from __future__ import annotations

import re

_TWO = re.compile(r"\b(?:two|2|(?:a )?(?:pair|couple) of)\b", re.IGNORECASE)
_DOES = r"(?=,? (?:in|with|is|has|wearing|holding|carrying|[a-z]+s)\b)"  # what is then said of one of them
_LEFT = re.compile(
    rf"\bthe [a-z]+ (?:on|to) the left\b|\bthe left one\b|\bthe (?:left|first)(?: one)?\b{_DOES}"
    rf"|(?<=[,;:.] )one(?: of them)?\b{_DOES}",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    rf"\bthe [a-z]+ (?:on|to) the right\b|\bthe right one\b|\bthe other one\b"
    rf"|\bthe (?:right|second|other){_DOES}",
    re.IGNORECASE,
)
LEFT, RIGHT = "left", "right"


def told_apart(text: str) -> str:
    """The text with the one and the other of two called "the left one", "the right one", where both are told."""
    two = _TWO.search(text)
    if two is None:
        return text
    head, rest = text[: two.end()], text[two.end() :]
    left, right = _LEFT.search(rest), _RIGHT.search(rest)
    if left is None or right is None or right.start() < left.start():
        return text
    return head + _RIGHT.sub(f"the {RIGHT} one", _LEFT.sub(f"the {LEFT} one", rest))
