"""A prompt that lists shots ("Shot 1: ...", "[0-3s] ...", "Cut to: ..."), divided into them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from omnireel.animatic.parse.read import only_looks, tells_style

SHOTS_MAX = 24
_GRID = 1024  # parts of a second that cuts fall on: sums of them are exact

_TIME = r"\d{1,3}(?::\d\d)?(?:\.\d+)?"
_UNIT = r"\s*(?:s|secs?|seconds?)?"


def _range(key: str) -> str:
    return rf"(?P<{key}from>{_TIME}){_UNIT}\s*(?:-|–|—|to)\s*(?P<{key}to>{_TIME}){_UNIT}"


_LASTS = r"(?P<alasts>\d{1,3}(?:\.\d+)?)\s*(?:s|secs?|seconds?)\b"
_LENGTH = rf"(?:\s*[\(\[]\s*(?:{_range('a')}|{_LASTS}|[^)\]\n]{{0,30}})\s*[\)\]])?"
_NUMBER = r"(?:\d{1,2}|[A-J]|one|two|three|four|five|six|seven|eight)"
_START = r"(?:(?<=^)|(?<=[\n.!?;,:]\s)|(?<=[\n.!?;])|(?<=\s))"

# "Shot 1:", "Scene B (3s) -", "Final shot:"
_NAMED = re.compile(
    rf"{_START}(?:(?:shot|scene|clip|panel|beat|segment|frame|cut)\s*\#?\s*{_NUMBER}\b|"
    rf"(?:first|second|third|fourth|fifth|final|last|next|opening|closing)\s+(?:shot|scene)){_LENGTH}\s*[:\-–—.)]\s",
    re.I,
)
# "[0-3s]", "(0:00 - 0:04)", "0-3s:"
_TIMED = re.compile(
    rf"{_START}(?:[\[\(]\s*{_range('b')}\s*[\]\)]\s*[:\-–—]?|(?P<cfrom>{_TIME}){_UNIT}\s*(?:-|–|—|to)\s*(?P<cto>{_TIME})\s*(?:s|secs?|seconds?)?\s*:)\s*",
    re.I,
)
_CUT = re.compile(
    rf"{_START}(?:then\s+)?(?:(?:smash|hard|jump|match|quick)[ -])?cuts?\s+to\b(?!\s*(?:black|white)\b)"
    r"\s*[:,\-–—]?\s*",
    re.I,
)
_LISTED = re.compile(r"(?m)^\s*\d{1,2}[.)]\s+")
# "1. ... 2. ... 3. ..." or "(1) ... (2) ..." within a line: counts when the numbers go up from one.
_COUNTED = re.compile(rf"{_START}\(?(?P<nth>\d{{1,2}})(?:\)|\.(?=\s))\s*(?=[^\W\d])")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True)
class Part:
    """One listed shot. whole: what was said for all shots."""

    text: str
    seconds: float
    whole: str = ""


def _seconds(text: str | None) -> float | None:
    if text is None:
        return None
    minutes, _, rest = text.rpartition(":")
    return float(rest) + 60 * float(minutes or 0)


def _length(match: re.Match[str]) -> float | None:
    found = match.groupdict()
    for key in "abc":
        start, end = _seconds(found.get(f"{key}from")), _seconds(found.get(f"{key}to"))
        if start is not None and end is not None and end > start:
            return end - start
        if (lasts := found.get(f"{key}lasts")) is not None and float(lasts) > 0:
            return float(lasts)
    return None


def _marks(prompt: str) -> list[re.Match[str]]:
    """Where shots begin."""
    named, timed, listed, cuts = (list(pattern.finditer(prompt)) for pattern in (_NAMED, _TIMED, _LISTED, _CUT))
    numbered = [
        mark
        for mark in named
        if re.search(rf"(?:shot|scene|clip|panel|beat|segment|frame|cut)\s*#?\s*{_NUMBER}\b", mark.group(), re.I)
    ]
    if len(numbered) > 1 or (len(named) > 1 and not cuts):
        return named
    if len(timed) > 1:
        return timed
    if len(listed) > 1:
        return listed
    counted: list[re.Match[str]] = []
    for mark in _COUNTED.finditer(prompt):
        if int(mark["nth"]) == len(counted) + 1:
            counted.append(mark)
    if len(counted) > 1:
        return counted
    if cuts:
        return sorted(cuts + [mark for mark in named if mark.start() > cuts[0].start()], key=re.Match.start)
    return []


def shots_of(prompt: str, seconds: float) -> list[Part]:
    """The shots that a prompt lists; one part when it lists none.

    seconds: the length of the whole, which the lengths of the parts add up to exactly. Lengths that the prompt
    gives are kept in their proportion; a shot without one gets the mean of the others.
    """
    marks = _marks(prompt)[:SHOTS_MAX]
    if not marks:
        return [Part(prompt, seconds)]
    before = prompt[: marks[0].start()].strip(" ,\n")
    edges = [*marks, None]
    texts: list[str] = []
    lengths: list[float | None] = []
    for mark, following in zip(marks, edges[1:], strict=True):
        texts.append(prompt[mark.end() : following.start() if following else len(prompt)].strip(" ,\n"))
        lengths.append(_length(mark))
    whole: list[str] = []
    if before and marks[0].re is _CUT:
        opening = [text for text in _SENTENCE.split(before) if text.strip()]
        while opening and (only_looks(opening[0]) or tells_style(opening[0])):
            whole.append(opening.pop(0))
        texts.insert(0, " ".join(opening) or before)
        lengths.insert(0, None)
    elif before:
        whole.append(before)
    closing = [text for text in _SENTENCE.split(texts[-1]) if text.strip()]
    after: list[str] = []
    while len(closing) > 1 and only_looks(closing[-1]):
        after.insert(0, closing.pop())
    texts[-1] = " ".join(closing)
    kept = [(text, length) for text, length in zip(texts, lengths, strict=True) if text]
    if len(kept) < 2:
        return [Part(prompt, seconds)]
    said = " ".join(text if text.endswith((".", "!", "?", ":")) else f"{text}." for text in whole + after)
    shares = _shares([length for _, length in kept], seconds)
    return [Part(text, share, said) for (text, _), share in zip(kept, shares, strict=True)]


def _shares(lengths: list[float | None], seconds: float) -> list[float]:
    given = [length for length in lengths if length is not None]
    usual = sum(given) / len(given) if given else 1.0
    weights = [usual if length is None else length for length in lengths]
    total, cuts, so_far = sum(weights), [0.0], 0.0
    for weight in weights[:-1]:
        so_far += weight
        cuts.append(min(int(seconds * so_far / total * _GRID) / _GRID, seconds))
    cuts.append(seconds)
    return [end - start for start, end in pairwise(cuts)]
