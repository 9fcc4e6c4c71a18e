"""One of several that were named together: "one black", "the other in a coat", "the left one", "the first"."""

from __future__ import annotations

from omnireel.animatic.lexicon import grammar
from omnireel.animatic.lexicon.index import ACTORS
from omnireel.animatic.lexicon.tables import spaced
from omnireel.animatic.parse.lookup import NUMBERS
from omnireel.animatic.parse.meeting import how_many
from omnireel.animatic.parse.names import Names
from omnireel.animatic.parse.phrases import Noun

_POINTING = spaced("other first second third last left right middle")  # after "the"
_ON = spaced("and or but while whereas with in on at has have is one")  # what may come after one of several
_MAY_BE_TOLD_APART = ACTORS | {"thing", "food", "nature", "unknown"}


class Ones(Names):
    def take_one(self, i: int) -> int:
        """Take the words here as one of several; how many, or 0."""
        text = self.word(i)
        article = text if text in grammar.ARTICLES else ""
        j = i + bool(article)
        one = Noun(i, determiner=article, number=1, head="one", pronoun=True, which="one")
        if article == "the" and self.word(j) in _POINTING:
            one.which = self.word(j)
            j += 1
            if self.word(j) == "one":
                j += 1
            elif one.which in grammar.SIDES and self.word(i - 1) in grammar.PREPOSITIONS:
                return 0  # "on the left"
        elif not article and text in NUMBERS:
            one.number = NUMBERS[text]
            j += 1
        else:
            j = self._qualities(one, j)
            if not article or self.word(j) != "one":
                return 0
            j += 1
        j = self._qualities(one, j)
        if (side := self.side_at(j)) > 0:
            one.which = self.word(j + 2)
            j += side
        if not self._several_named() or not (self._told(one, j) or self._goes_on_with(one, j)):
            return 0
        one.end = j
        self.out.append(one)
        return j - i

    def _told(self, one: Noun, j: int) -> bool:
        """Whether enough was told of it to know it by, and no noun comes after that."""
        told = one.colours or one.adjectives or one.which != "one"
        following = self.word(j)
        return bool(told) and (
            self.ends(j) or following in _ON or (following in NUMBERS and following not in grammar.ARTICLES)
        )

    def _several_named(self) -> bool:
        nouns = (c for c in reversed(self.out) if isinstance(c, Noun) and not c.pronoun)
        named = next((noun for noun in nouns if noun.plural or how_many(noun) > 1), None)
        return named is not None and named.kind in _MAY_BE_TOLD_APART

    def _qualities(self, one: Noun, j: int) -> int:
        """Take the colours and qualities that stand here; where they end."""
        while True:
            at = j + (self.word(j) == "and" and bool(one.colours or one.adjectives))
            found = self.found(at)
            if (
                found is None
                or not found.has("colour", "adjective")
                or self.word(at) in _POINTING | {"one", "the"}
            ):
                return j
            if found.form("ing", "s") or (found.noun and not found.has("colour")):
                return j
            (one.colours if found.has("colour") else one.adjectives).append(found.phrase)
            j = at + found.size

    def _goes_on_with(self, one: Noun, j: int) -> bool:
        """Whether what one does, has or wears comes here: "one sleeps", "one with a beard", "one in red"."""
        if self.ends(j) or one.number != 1:
            return False
        if self.word(j) in grammar.AUXILIARIES or self.word(j) in ("in", "with", "on"):
            return True
        found, following = self.found(j), self.found(j + 1)
        if found is None or not found.form("s", "ing", "past"):
            return False
        return not (found.noun and following is not None and following.form("base") and not following.noun)

    def side_at(self, i: int) -> int:
        """Whether words for a side of the picture stand here ("on the left"); how many."""
        if self.word(i) not in ("on", "at") or self.word(i + 1) != "the" or self.word(i + 2) not in grammar.SIDES:
            return 0
        size = 4 if self.word(i + 3) in ("side", "hand side") else 3
        if self.word(i + size) != "of":
            return size if self.word(i + 2) != "middle" or self.ends(i + size) else 0
        return size + 3 if self.word(i + size + 2) in ("picture", "frame", "image", "screen", "shot") else 0
