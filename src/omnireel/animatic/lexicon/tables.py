"""How a table of words is written down: text, one line a name."""

from __future__ import annotations


def table(text: str) -> dict[str, str]:
    """Lines of `name: phrase, phrase` as phrase -> name.

    The name is a phrase too, unless its line starts with '='. A line that is indented goes on with the one above.
    """
    out: dict[str, str] = {}
    name = ""
    for line in text.strip("\n").splitlines():
        if not line.startswith(" ") and ":" in line:
            name, _, line = line.partition(":")
            bare, name = name.startswith("="), name.lstrip("= ").strip()
            if not bare:
                out.setdefault(name, name)
        for phrase in line.split(","):
            if phrase.strip():
                out.setdefault(phrase.strip(), name)
    return out


def words(text: str) -> frozenset[str]:
    """Phrases with commas between them, over any number of lines."""
    return frozenset(phrase.strip() for phrase in text.replace("\n", ",").split(",") if phrase.strip())


def spaced(text: str) -> frozenset[str]:
    """Single words with spaces between them."""
    return frozenset(text.split())
