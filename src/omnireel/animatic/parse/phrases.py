"""The phrases that a prompt is made of, as the grammar sees them."""

from __future__ import annotations

from dataclasses import dataclass, field

from omnireel.animatic.lexicon.index import NOUNS, Entry


@dataclass(slots=True)
class Mark:
    """A stop, a preposition, "and", and the like: see `kind`."""

    kind: str
    text: str
    at: int


@dataclass(slots=True)
class Field:
    """A term of the look: camera, style, time, weather, pace, mood or light."""

    kind: str
    name: str
    text: str
    at: int


@dataclass(slots=True)
class Verb:
    """lemma: as said, plain. drawn: the motion, "" without one. form: "base", "s", "ing" or "past"."""

    lemma: str
    drawn: str
    form: str
    at: int
    end: int
    passive: bool = False


@dataclass(slots=True)
class Noun:
    """A noun phrase. kinds: what its head may be. before: nouns before the head ("race car" of a "driver")."""

    at: int
    end: int = 0
    determiner: str = ""
    number: int | None = None
    plural: bool = False
    colours: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    strange: list[tuple[int, str]] = field(default_factory=list)  # unknown words before the head, with places
    fields: list[tuple[Entry, str]] = field(default_factory=list)  # terms of the look said of it, as said
    acts: list[tuple[str, str]] = field(default_factory=list)
    before: list[tuple[str, dict[str, Entry]]] = field(default_factory=list)
    head: str = ""
    head_at: int = 0
    proper: bool = False  # a name, as far as its capital tells
    kinds: dict[str, Entry] = field(default_factory=dict)
    which: str = ""  # of several, which it is: "one", "other", "first", "left"
    owner: bool = False  # "the keeper's": it only owns what comes next
    pronoun: bool = False
    group: bool = False  # "a school of fish": many that act as one
    content: bool = False  # what a tray or a bowl holds
    suffix: str = ""  # "of lavender"
    others: list[tuple[int, list[str]]] = field(default_factory=list)  # "three red and" two blue balloons
    scene: list[tuple[str, dict[str, Entry]]] = field(default_factory=list)  # "an underwater shot of" it
    surface: str = ""  # the head as it stands in the prompt

    @property
    def kind(self) -> str:
        return next(
            (kind for kind in self.kinds if kind in NOUNS), "place" if "place" in self.kinds else "unknown"
        )

    @property
    def entry(self) -> Entry:
        kind = self.kind
        return self.kinds.get(kind, Entry("unknown"))

    @property
    def name(self) -> str:
        """The whole name: "race car driver". Of several, the head alone where it is not plain what they are."""
        if self.plural and not any(word == "baby" for word, _ in self.before):
            return self.head
        return " ".join([text for text, _ in self.before] + [self.head])

    @property
    def empty(self) -> bool:
        """Whether no word belongs to it yet."""
        return not (
            self.determiner
            or self.number is not None
            or self.colours
            or self.adjectives
            or self.fields
            or self.acts
            or self.head
            or self.strange
        )


Chunk = Mark | Field | Verb | Noun


def is_mark(chunk: object, *kinds: str) -> bool:
    """Whether a phrase is one of the small words or stops of these kinds."""
    return isinstance(chunk, Mark) and chunk.kind in kinds
