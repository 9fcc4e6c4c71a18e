"""Words to phrases, from left to right: terms of the look, verbs, small words, noun phrases."""

from __future__ import annotations

from omnireel.animatic.lexicon import grammar
from omnireel.animatic.lexicon.index import ACTORS, Entry
from omnireel.animatic.parse.joins import joined
from omnireel.animatic.parse.lookup import LY_WORDS
from omnireel.animatic.parse.ones import Ones
from omnireel.animatic.parse.phrases import Chunk, Noun, Verb

_SELF = frozenset(("itself", "himself", "herself", "themselves"))
_URGED = frozenset(("how", "ready", "about", "unable", "able"))  # before "to" and a verb
_PLACING = frozenset(("first", "next", "last", "later", "now", "again"))  # "the next car", but "next, a car"
_SEVERAL = frozenset(("they", "them", "both", "we", "us"))


class Chunker(Ones):
    """Makes the phrases of a prompt: `Chunker(tokens).chunks()`."""

    def chunks(self) -> list[Chunk]:
        i = 0
        while i < len(self.tokens):
            i += max(self._step(i), 1)
        return joined(self.out)

    def _step(self, i: int) -> int:
        """Take what stands here; how many words it is."""
        text = self.word(i)
        if self.tokens[i].stop:
            self.mark("stop", text, i)
            return 1
        if text.startswith("<<<"):
            self.out.append(Noun(i, i + 1, head=text, kinds={"person": Entry("person", "figure")}))
            return 1
        for take in (
            self._label,
            self._side,
            self.take_one,
            self.take_term,
            self._small_phrase,
            self.take_verb,
            self._small,
            self.take_noun,
        ):
            if (size := take(i)) > 0:
                return size
        found = self.found(i)
        if found is None and text not in grammar.SILENT and self.mend(i):
            return self._step(i)
        if text in grammar.SILENT or (text.endswith("ly") and text not in LY_WORDS):
            self.mark("adverb", text, i)
            return 1
        if found is None:
            self.unknown.append((i, text))
        self.mark("other", text, i)
        return found.size if found else 1

    def _label(self, i: int) -> int:
        """ "Camera:" and the like, at the beginning of a sentence."""
        if not self.fresh():
            return 0
        for size in (3, 2, 1):
            phrase = self.text(i, i + size)
            if i + size < len(self.tokens) and self.word(i + size) == ":" and phrase in grammar.LABELS:
                self.mark("label", grammar.LABELS[phrase], i)
                return size + 1
        return 0

    def _side(self, i: int) -> int:
        """ "On the left": where in the picture somebody is."""
        if (size := self.side_at(i)) > 0:
            if isinstance(self.before, Noun) and self.before.kind in ACTORS:
                self.before.adjectives.append(self.word(i + 2))
            else:
                self.mark("adverb", self.word(i + 2), i)
        return size

    def _small_phrase(self, i: int) -> int:
        """Small words that are several: "in front of", "at the end"."""
        found = self.found(i)
        for size in (4, 3, 2):
            phrase = self.text(i, i + size)
            if phrase in grammar.MANNERS:
                self.mark("adverb", phrase, i)
                return size
            if phrase in grammar.PREPOSITIONS and not (found is not None and found.size > size):
                self.mark("prep", phrase, i)
                return size
            if phrase in grammar.ONWARDS:
                self.mark("then", phrase, i)
                return size
        return 0

    def _small(self, i: int) -> int:
        """Small words: negations, joining words, pronouns, prepositions."""
        text, following = self.word(i), self.word(i + 1)
        if text in grammar.NEGATIONS:
            return self._negation(i, text, following)
        if text in ("and", "or", "plus"):
            self.mark("and", text, i)
        elif text == "to" and self._begins_verb(i + 1):
            self.mark("to", text, i)
        elif text in grammar.AUXILIARIES:
            self.mark("is", text, i)
        elif text == "as" and following in ("if", "though"):
            self.mark("prep", "as if", i)
            return 2
        elif text in grammar.SUBORDINATORS:
            self.mark("sub", text, i)
        elif text in grammar.ONWARDS and not (text in _PLACING and self.nounish(i + 1)):
            self.mark("then", text, i)
        elif text in grammar.RELATIVES and self.out and not (text == "that" and self._points(i)):
            self.mark("rel", text, i)
        elif text in ("each", "one") and following in ("other", "another"):
            self.mark("adverb", text, i)
            return 2
        elif text in _SELF or (text == "both" and isinstance(self.before, Noun)):
            self.mark("adverb", text, i)
        elif self._is_pronoun(i, text, following):
            self.out.append(Noun(i, i + 1, head=text, pronoun=True, plural=text in _SEVERAL))
        elif text == "her" and not self.nounish(i + 1):
            self.out.append(Noun(i, i + 1, head="she", pronoun=True))
        elif text in grammar.PREPOSITIONS:
            self.mark("prep", text, i)
        else:
            return 0
        return 1

    def _negation(self, i: int, text: str, following: str) -> int:
        if text in ("no", "none") and self.ends(i + 1):
            self.mark("adverb" if following == "," else "not at all", text, i)
        elif text == "not" and following == "only":
            self.mark("adverb", text, i)
            return 2
        else:
            self.mark("not", text, i)
        return 1

    def _points(self, i: int) -> bool:
        """Whether "that" points at the noun after it: "that bridge", but "a bridge that crosses"."""
        found, before = self.found(i + 1), self.before
        many = isinstance(before, Noun) and before.plural
        acts = found is not None and (found.form("s") or (many and found.form("base")))
        return self.nounish(i + 1) and not acts

    def _begins_verb(self, i: int) -> bool:
        """Whether "to" before this is the one of a verb: "to jump", but "to school"."""
        found = self.found(i)
        if found is None or not found.form("base"):
            return False
        urged = isinstance(self.before, Verb) or self.word(i - 2) in _URGED
        return urged or not found.noun or self.word(i + 1) in grammar.DETERMINERS

    def _is_pronoun(self, i: int, text: str, following: str) -> bool:
        if text not in grammar.PRONOUNS or text == "one":
            return False
        return not (text in ("another", "both") and (self.nounish(i + 1) or following == "of"))
