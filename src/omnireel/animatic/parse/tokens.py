"""Words: a prompt's text as a list of tokens. Quoted text is taken out, signs are unified, nothing is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OTHER = r"[^\x00-\xbf\u2000-\u200c\u200e-\u206f\u3000-\u303f\uff00-\uff1f\s]"  # letters and signs beyond ASCII
_TOKEN = re.compile(
    rf"<<<[^<>]{{0,80}}>>>|\d+(?:[.:/]\d+)+|(?:[a-z0-9]|{_OTHER})(?:[a-z0-9'&]|{_OTHER})*|-|[.;:!?\n,]", re.I
)
_SIGNS = str.maketrans(
    {
        **dict(zip("。！？；：、，", ".!?;:,,", strict=True)),
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "…": ". ",
        "—": " , ",
        "–": " , ",
        "(": " , ",
        ")": " , ",
        "[": " , ",
        "]": " , ",
        "|": " , ",
        "•": ". ",
        "*": " ",
    }
)
_QUOTED = re.compile(r'"([^"\n]{0,300})"|(?<![\w\'])\'([^\'\n]{2,120})\'(?![\w])')
_SHORT = re.compile(
    r"\b(?:w/o|w/|&|bg|fg|vs\.?|e\.g\.|i\.e\.|etc\.?|dof|approx\.|mr\.|mrs\.|ms\.|dr\.|st\.)(?!\w)", re.I
)
_LONG = {
    "w/o": "without",
    "w/": "with ",
    "&": "and",
    "bg": "background",
    "fg": "foreground",
    "dof": "depth of field",
    "vs": "and",
    "e.g": "like",
}
_BRIEF = re.compile(r"\b(it|he|she|there|that|who|what|here)'s\b|\b(they|we|you)'re\b|\b(i)'m\b", re.I)
_SLANG = re.compile(r"\b(\w{3,})in'(?!\w)")
STOPS = frozenset(".;:!?\n,")


@dataclass(slots=True)
class Token:
    """One word, lower case, or one stop. capital: written with one. joined: a hyphen stands before it."""

    text: str
    capital: bool = False
    joined: bool = False

    @property
    def stop(self) -> bool:
        return self.text in STOPS


def tokens_of(prompt: str) -> tuple[list[Token], list[str]]:
    """The tokens, and the quoted texts that were taken out of them."""
    text = prompt.translate(_SIGNS)
    quoted: list[str] = []

    def take(match: re.Match[str]) -> str:
        said = (match.group(1) or match.group(2) or "").strip()
        if " " not in said and "'" in match.group(0)[:1]:
            return f" {said} "
        if said:
            quoted.append(said)
        return " , " if said.endswith((".", "!", "?")) else " "

    text = _QUOTED.sub(take, text).replace(" & ", " and ")
    text = _SHORT.sub(
        lambda m: _LONG.get(m.group(0).lower().rstrip("."), m.group(0).rstrip(".").replace(".", "")), text
    )
    text = _BRIEF.sub(lambda m: f"{m.group(1) or m.group(2) or m.group(3)} is", text)
    text = _SLANG.sub(r"\1ing", text)
    out: list[Token] = []
    joined = False
    end = -1
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word == "-":
            # Between letters a hyphen joins; with spaces around it is a dash.
            near = match.start() == end and match.end() < len(text) and not text[match.end()].isspace()
            if near:
                joined = True
            elif out and not out[-1].stop:
                out.append(Token(","))
            end = match.end()
            continue
        word = word.rstrip("'") or word
        out.append(Token(word.lower(), word[:1].isupper(), joined))
        joined, end = False, match.end()
    return out, quoted
