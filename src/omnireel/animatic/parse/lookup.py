"""Words in the tables: the longest phrase at a place, in whatever form it stands there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from omnireel.animatic.lexicon import grammar, verbs, words
from omnireel.animatic.lexicon.index import ACTORS, LONGEST, NOUNS, Entry, index
from omnireel.animatic.lexicon.tables import spaced
from omnireel.animatic.parse.forms import ALWAYS_PLURAL, Typos, singulars, verb_forms
from omnireel.animatic.parse.phrases import Chunk, Mark, Noun, Verb, is_mark
from omnireel.animatic.parse.tokens import Token

NUMBERS = words.NUMBERS | grammar.NUMBERS_MORE
NAMED = NOUNS | {"place"}  # kinds of nouns
# These end in "-ly" and are no adverbs.
LY_WORDS = spaced(
    """
    family fly lily butterfly jelly belly early ugly lovely lonely friendly firefly dragonfly daily lively
    elderly woolly wooly bully assembly curly hilly silly holy only chilly
    """
)
# A kind of place that is a thing as well: a Greek temple is a temple.
BUILDINGS = spaced(
    """
    temple church cathedral castle palace tower house cabin hut barn mansion pagoda shrine mosque monument pyramid
    skyscraper abbey villa manor chateau hacienda mill watermill farmhouse gazebo silo windmill
    """
)
_ENDINGS = ("ed", "ing", "like", "less", "ish", "ful", "ness")
_PAIRS = frozenset(("glasses", "headphones"))  # plural in form only


@dataclass(slots=True)
class Found:
    """The longest phrase of the tables at a place. phrase: in its plain form. verb: how it may be read as one."""

    size: int
    phrase: str
    kinds: dict[str, Entry]
    plural: bool = False
    verb: Verb | None = None

    def has(self, *kinds: str) -> bool:
        return any(kind in self.kinds for kind in kinds)

    @property
    def noun(self) -> bool:
        return not NAMED.isdisjoint(self.kinds)

    def form(self, *forms: str) -> bool:
        """Whether it may be read as a verb in one of these forms."""
        return self.verb is not None and self.verb.form in forms


@lru_cache(maxsize=1)
def typos() -> Typos:
    return Typos(phrase for phrase in index() if " " not in phrase)


def _named(phrase: str, more: str = "") -> dict[str, Entry]:
    return {k: e for k, e in index().get(phrase, {}).items() if k in NAMED or k == more}


@lru_cache(maxsize=16384)
def look_up(
    phrase: str, first: str, last: str
) -> tuple[str, dict[str, Entry], bool, tuple[str, str, str] | None] | None:
    """(plain phrase, kinds, plural, verb) of one exact phrase with its first and last word; None if unknown.

    The last word may be a plural, the first one an inflected verb: (lemma, motion, form).
    """
    known = index()
    kinds = dict(known.get(phrase, {}))
    plain, plural = phrase, phrase in ALWAYS_PLURAL
    head, rest = phrase[: len(phrase) - len(last)], phrase[len(first) :]
    if "place" in kinds and last in BUILDINGS:
        kinds = {k: e for k, e in known.get(last, {}).items() if k in NOUNS} | kinds
    unnamed = NAMED.isdisjoint(kinds)
    for form in singulars(last) if last not in _PAIRS else ():
        found = _named(head + form, "camera" if unnamed else "")
        if found and (unnamed or not NOUNS.isdisjoint(found)):
            kinds, plain, plural = found | kinds, head + form, True
            break
    verb: tuple[str, str, str] | None = None
    listed = known.get(phrase, {}).get("verb")
    for stem, form in verb_forms(first):
        entry = known.get(stem + rest, {}).get("verb")
        if entry is None and form != "base" and "verb" in known.get(stem, {}):
            entry = listed
        if entry is not None and (verb is None or verb[2] == "base"):
            # "stands" may be listed itself: that it is a form of "stand" tells more.
            verb = (stem + rest, entry.name, form)
    if verb is None and head and rest:  # "slow dances"
        verb = next(
            (
                (head + s, known[head + s]["verb"].name, f)
                for s, f in verb_forms(last)
                if "verb" in known.get(head + s, {})
            ),
            None,
        )
    if verb is not None and verb[0] in verbs.SAID_AS and verb[2] == "base" and " " in phrase:
        verb = (verb[0], verb[1], "ing")  # "on fire" is "burning"
    kinds.pop("verb", None)
    return (plain, kinds, plural, verb) if kinds or verb else None


def _stems(text: str) -> list[str]:
    """What a word may be made of: "steam" of "steamed", "ghost" of "ghostlike"."""
    return [text.removesuffix(end) + more for end in _ENDINGS if text.endswith(end) for more in ("", "e")]


class Words:
    """The words of a prompt, and the phrases that were made of those before.

    unknown: words that no table has, with their places.
    """

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.out: list[Chunk] = []
        self.unknown: list[tuple[int, str]] = []
        self._found: dict[int, Found | None] = {}

    def word(self, i: int) -> str:
        return self.tokens[i].text if 0 <= i < len(self.tokens) else "."

    def joined(self, i: int) -> bool:
        """Whether a hyphen joins this word to the one before."""
        return 0 <= i < len(self.tokens) and self.tokens[i].joined

    def ends(self, i: int) -> bool:
        return not 0 <= i < len(self.tokens) or self.tokens[i].stop

    def text(self, start: int, end: int) -> str:
        return " ".join(self.word(i) for i in range(start, end))

    def found(self, i: int) -> Found | None:
        """The longest phrase that starts here; None at a stop."""
        if i not in self._found:
            self._found[i] = self._find(i)
        return self._found[i]

    def _find(self, i: int) -> Found | None:
        near: list[str] = []
        for token in self.tokens[max(i, 0) : i + LONGEST]:
            if token.stop or token.text.startswith("<<<"):
                break
            near.append(token.text)
        for size in range(len(near), 0, -1):
            phrase = " ".join(near[:size])
            if (got := look_up(phrase, near[0], near[size - 1])) is None:
                continue
            if (
                phrase == "black and white"
                and (coat := self.found(i + size))
                and coat.has(*ACTORS, "clothes", "thing", "body")
            ):
                continue  # a coat, not a film
            plain, kinds, plural, verb = got
            return Found(size, plain, kinds, plural, Verb(*verb, i, i + size) if verb else None)
        return None

    def mend(self, i: int) -> bool:
        """Put right a word that is surely misspelt or cut short ("chillin"); whether it was."""
        token = self.tokens[i]
        text = token.text
        if text.endswith("in") and len(text) > 4 and look_up(text + "g", text + "g", text + "g"):
            guess: str | None = text + "g"
        else:
            worker = text.removesuffix("s").removesuffix("er")  # "diggers" dig
            doer = text.endswith(("er", "ers")) and any(
                "verb" in index().get(s, {}) for s, _ in verb_forms(worker + "ed")
            )
            made = any(len(stem) > 3 and stem in index() for stem in _stems(text))  # "steamed" is no steamer
            guess = typos().guess(text) if not (token.capital or doer or made) else None
        if guess is None or look_up(guess, guess, guess) is None:
            return False
        self.tokens[i] = Token(guess, token.capital, token.joined)
        self._found.clear()
        return True

    @property
    def before(self) -> Chunk | None:
        """The phrase right before."""
        return self.out[-1] if self.out else None

    def fresh(self) -> bool:
        """At the beginning of a sentence or after a comma."""
        return not self.out or is_mark(self.out[-1], "stop", "label")

    def mark(self, kind: str, text: str, at: int) -> None:
        self.out.append(Mark(kind, text, at))

    def nounish(self, i: int, depth: int = 0) -> bool:
        """Whether a noun phrase goes on here: a noun, or words that stand before one."""
        if self.ends(i) or depth > 4:
            return False
        text = self.word(i)
        if text in grammar.NO_NAMES:
            return False
        found = self.found(i)
        if text in NUMBERS or text.isdigit() or text in ("one", "ones"):
            return True
        if found is None:
            return text not in grammar.SILENT and (not text.endswith("ly") or text in LY_WORDS)
        if found.noun or (found.has("time", "weather") and self.ends(i + found.size)):
            return True
        if found.has("colour", "adjective", "style", "mood", "weather", "time", "light") or found.form(
            "ing", "past"
        ):
            return self.nounish(i + found.size, depth + 1)
        return False

    def quality(self, i: int) -> bool:
        """Whether a colour or quality stands here, and no noun."""
        found = self.found(i)
        return (
            found is not None
            and found.has("colour", "adjective")
            and not (found.noun and self.ends(i + found.size))
        )

    def subject_before(self) -> Noun | None:
        """The noun phrase right before, adverbs between not counted."""
        for chunk in reversed(self.out):
            if isinstance(chunk, Noun):
                return chunk
            if not is_mark(chunk, "adverb", "then", "rel") and getattr(chunk, "kind", "") != "pace":
                return None
        return None
