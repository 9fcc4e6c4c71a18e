"""Words to noun phrases: determiner, number, colours, qualities and nouns; the last noun is the head."""

from __future__ import annotations

from omnireel.animatic.lexicon import grammar, looks, things
from omnireel.animatic.lexicon.index import ACTORS, BEINGS, FIELD_KINDS, Entry, index
from omnireel.animatic.lexicon.tables import spaced
from omnireel.animatic.parse.acts import Acts
from omnireel.animatic.parse.forms import singulars, verb_forms
from omnireel.animatic.parse.lookup import LY_WORDS, NUMBERS, Found, look_up
from omnireel.animatic.parse.phrases import Field, Noun, is_mark
from omnireel.animatic.parse.terms import CAMERA_HEADS, SNOW_LIES

# Second halves of qualities: "mirror-like", "clay-covered".
_SUFFIXES = spaced(
    """
    like shaped sized covered filled lined made powered themed clad free eyed haired faced legged headed
    winged based coloured colored tipped topped encrusted draped strewn studded laden toned proof
    """
)
# Colours that are things as well: before other things they tell what these are made of.
_FLAVOURS = spaced(
    """
    chocolate caramel salmon mint plum peach olive lime apricot coral sand ginger cream mustard lemon
    chestnut rose brass champagne amber
    """
)
_FILMING = CAMERA_HEADS | {"drone", "shot", "view"}
# Adjectives in form that are plain nouns in number: "the sports car".
_DONE_TOGETHER = frozenset(("chase", "race"))  # nouns for what they do of whom comes before
_SINGULAR_S = frozenset(("sports", "glass", "twin", "news", "goods"))


class Names(Acts):
    def take_noun(self, i: int) -> int:
        """Take the words here as a noun phrase; how many, or 0."""
        np = Noun(i)
        j = i
        while j < len(self.tokens) and not (np.owner or np.pronoun):
            if self._more_to_come(np, j):
                j += 1
            if self.ends(j) or (size := self._into(np, j)) == 0:
                break
            j += size
        np.end = j
        if np.empty or not (np.head or self._headless(np, j)):
            return self._leave(np, i, j)
        if not np.head:
            np.head, np.pronoun = "one", True
        np.plural = np.plural or (np.number or 1) > 1 or np.determiner in ("these", "those", "both", "all")
        self.out.append(np)
        return j - i

    def _more_to_come(self, np: Noun, j: int) -> bool:
        """Whether a comma or "and" here stands inside the phrase: "three red and two blue balloons"."""
        text, following = self.word(j), self.word(j + 1)
        if np.head or text not in ("and", "or", ","):
            return False
        if np.number and np.colours and following in NUMBERS and following not in grammar.ARTICLES:
            if text == "," and following == "one":
                return False
            np.others.append((np.number, np.colours))
            np.number, np.colours = None, []
            return True
        listed = (np.colours or np.adjectives) and (np.determiner or np.number)
        return bool(text == "," and listed and self.nounish(j + 1) and self.quality(j + 1))

    def _headless(self, np: Noun, j: int) -> bool:
        """Whether it is a phrase whose noun was named before: "then another", "the last one"."""
        return (np.determiner == "another" or self.word(j) in ("one", "ones")) and not np.fields

    def _leave(self, np: Noun, i: int, j: int) -> int:
        """Words before a noun that never came. Their terms still count."""
        if j == i:
            return 0
        for entry, said in np.fields:
            hour = any(other.kind in ("time", "weather") for other, _ in np.fields)
            if entry.kind != "mood" or (hour and said not in looks.MOOD_SHY):  # "a cozy evening"
                self.out.append(Field(entry.kind, entry.name, said, i))
        self.unknown += np.strange
        self.unknown += [(i, " ".join(colours)) for _, colours in np.others]
        person = self.out[-2] if len(self.out) > 1 and is_mark(self.before, "prep") else None
        clothed = isinstance(person, Noun) and (person.kind == "person" or person.which)
        if np.colours and isinstance(person, Noun) and clothed and self.word(i - 1) == "in":
            person.colours = person.colours or np.colours  # "a man in black"
        elif (subject := self._told_of()) is not None and (np.colours or np.adjectives) and not np.determiner:
            subject.colours = subject.colours or np.colours  # "the other is white"
            subject.adjectives += np.adjectives
        elif np.colours and not np.determiner:
            self.unknown.append((i, " ".join(np.colours)))
        self.mark("other", self.text(i, j), i)
        return j - i

    def _told_of(self) -> Noun | None:
        """Whom the words after "is" tell of."""
        subject = self.out[-2] if len(self.out) > 1 and is_mark(self.before, "is") else None
        return subject if isinstance(subject, Noun) else None

    # -- one word after the other

    def _into(self, np: Noun, j: int) -> int:
        """Take the words at j into the noun phrase; how many, 0 when they do not belong to it."""
        text = self.word(j)
        if text.startswith("<<<") or text in grammar.AUXILIARIES or text in ("to", "as", "while", "or"):
            return 0
        found = self.found(j)
        if (
            not np.head
            and self.joined(j + 1)
            and self.word(j + 1) in _SUFFIXES
            and (found is None or found.size == 1)
        ):
            np.adjectives.append(f"{text}-{self.word(j + 1)}")
            return 2
        if np.head in _FILMING and any(f == "s" and stem in looks.CAMERA_VERBS for stem, f in verb_forms(text)):
            return 0
        if text.endswith(("'s", "s'")) and len(text) > 2 and (found is None or found.size == 1):
            return self._owner(np, text)
        if not np.head and text in things.GROUPS and self.word(j + 1) == "of":
            np.head, np.kinds = text, {"stuff": Entry("stuff")}
            return 1
        if text in grammar.DETERMINERS and not (found and found.size > 1):
            return self._determiner(np, j, text)
        if not np.head and (size := self._one(np, j, text)) > 0:
            return size
        if np.pronoun:
            return 0
        if not np.head and (size := self._number(np, j, text)) > 0:
            return size
        if text == "and":
            coloured = (
                not np.head and (np.colours or np.adjectives) and self.quality(j + 1) and self.nounish(j + 1)
            )
            return int(bool(coloured and (np.determiner or np.colours or self.nounish(j + 2))))
        if text in grammar.PREPOSITIONS and not (found and (found.size > 1 or found.noun)):
            return 0
        if found is None:
            return self._strange(np, j)
        if text.endswith("ly") and found.size == 1 and found.has("pace", "mood") and not found.has("adjective"):
            return 0
        return self._compound(np, j, found) if np.head else self._known(np, j, found)

    def _determiner(self, np: Noun, j: int, text: str) -> int:
        if not np.empty or (text == "both" and not self.nounish(j + 1)):
            return 0
        np.determiner = text
        return 1

    def _one(self, np: Noun, j: int, text: str) -> int:
        """ "A black one", "one of them", "one drops it": the noun was named before."""
        if text == "others" and np.determiner:
            np.head, np.pronoun, np.plural = "one", True, True
            return 1
        if text not in ("one", "ones"):
            return 0
        following = self.word(j + 1)
        if (np.colours or np.adjectives or np.determiner) and not (np.determiner and self.nounish(j + 1)):
            np.head, np.pronoun, np.plural = "one", True, text == "ones"
            return 1
        nexts = self.found(j + 1)
        verb = np.empty and nexts is not None and nexts.form("s") and (nexts.plural or not nexts.noun)
        if verb or following == "of" or (not self.nounish(j + 1) and not np.empty):
            np.head, np.pronoun, np.number = "one", True, 1
            return 1
        return 0

    def _number(self, np: Noun, j: int, text: str) -> int:
        following = self.word(j + 1)
        if text.isascii() and text.isdigit():
            if following in ("year", "years"):
                size = 3 if self.word(j + 2) == "old" else 2
                np.strange.append((j, self.text(j, j + size)))
                return size
            if following in grammar.UNITS or len(text) > 3:
                return 0
            np.number = int(text)
            return 1
        if text not in NUMBERS or text in grammar.ARTICLES:
            return 0
        if following in ("year", "years") and self.word(j + 2) == "old":
            return 3
        nexts = self.found(j + 1)
        if text in things.GROUPS and text not in ("dozen", "couple"):
            return 0  # "a group of", "the crowd"
        if text in ("dozen", "couple") and not (nexts is not None and nexts.plural and nexts.verb is None):
            return 0
        if following == "of":
            np.number, np.head, np.pronoun = NUMBERS[text], "one", True
            return 1
        if (
            not self.nounish(j + 1)
            and not self.quality(j + 1)
            and (np.empty or text in ("single", "lone", "twin"))
        ):
            return 0
        big = np.number is not None and (NUMBERS[text] >= 100 or text in ("dozen", "couple"))
        np.number = NUMBERS[text] * (np.number or 1) if big else NUMBERS[text]
        return 1

    def _owner(self, np: Noun, text: str) -> int:
        """ "The keeper's": whose the next noun is."""
        bare = text[:-2] if text.endswith("'s") else text[:-1]
        if np.head:
            np.before.append((np.head, np.kinds))
        got = look_up(bare, bare, bare)
        np.head, np.kinds, np.plural = (
            (got[0], got[1], got[2]) if got is not None and got[1] else (bare, {}, False)
        )
        np.owner = True
        return 1

    # -- words of the tables

    def _known(self, np: Noun, j: int, found: Found) -> int:
        """Words before the head, or the head itself."""
        ends = j + found.size
        follows = self.nounish(ends) and self.word(ends) not in grammar.DETERMINERS
        if found.has("colour") and self._colour(np, found, follows, ends):
            return found.size
        if follows and self._term(np, found, ends):
            return found.size
        if follows and found.form("ing", "past") and (not found.noun or found.form("past")):
            if found.form("ing") and found.verb is not None:
                np.acts.append((found.verb.lemma, found.verb.drawn))
            np.adjectives.append(self.text(j, ends))
            return found.size
        if found.has("adjective") and (follows or not found.noun):
            if not follows and np.empty:
                return 0
            np.adjectives.append(found.phrase)
            return found.size
        if found.noun:
            self._head(np, j, found)
            return found.size
        return self._head_by_form(np, found, self.word(ends) == "of" and not self.finite_before())

    def _colour(self, np: Noun, found: Found, follows: bool, ends: int) -> bool:
        if found.phrase in _FLAVOURS and follows:
            nexts = self.found(ends)
            if nexts is not None and nexts.has("food", "thing", "stuff", "nature", "place"):
                np.head, np.kinds = found.phrase, found.kinds if found.noun else {"food": Entry("food")}
                return True
        if found.noun and np.colours and self.word(ends - found.size - 1) != "and":
            after = self.found(ends)
            if not follows or (after is not None and after.form("s")):
                return False  # "a red rose blooms": what comes after a colour is the thing itself
        listed = bool(np.colours) and not follows  # "teal and orange"
        if (follows or not found.noun or listed) and not (found.noun and found.size > 1):
            np.colours.append(found.phrase)
            return True
        return False

    def _term(self, np: Noun, found: Found, ends: int) -> bool:
        """A term of the look before a noun: "a foggy street", "a noir detective"."""
        nexts = self.found(ends)
        plain = not found.noun and not FIELD_KINDS.isdisjoint(found.kinds)
        named = found.has("style", "weather", "time") and not (found.noun and found.has(*ACTORS))
        if not (plain or named) or (found.noun and nexts is not None and nexts.form("s")):
            return False
        for kind in ("style", "camera", "weather", "time", "mood", "light", "pace"):
            shy = found.phrase in looks.SHY.get(kind, ()) and not (nexts is not None and nexts.has(kind))
            if kind in found.kinds and not shy:
                np.fields.append((found.kinds[kind], found.phrase))
        self._tell_within(np, found)  # "a rainy evening street"
        np.adjectives.append(found.phrase)
        return True

    @staticmethod
    def _tell_within(np: Noun, found: Found) -> None:
        """What the first words of a phrase of the look tell besides: the hour, or the weather."""
        for word in found.phrase.split()[:-1]:
            told = index().get(word, {})
            others = [kind for kind in ("time", "weather") if kind in told and kind not in found.kinds]
            np.fields += [(told[kind], word) for kind in others]

    def _head(self, np: Noun, j: int, found: Found) -> None:
        np.head, np.kinds, np.plural = found.phrase, found.kinds, found.plural
        np.surface = self.text(j, j + found.size)
        np.fields += [(found.kinds[k], found.phrase) for k in ("time", "weather", "light") if k in found.kinds]
        if not found.has("place"):
            return
        *others, last = found.phrase.split()
        for word in others:  # "a rainy street"
            told = index().get(word, {}).get("weather")
            if told is not None and word.endswith("y") and not (word == "snowy" and last in SNOW_LIES):
                np.fields.append((told, word))

    def _head_by_form(self, np: Noun, found: Found, of: bool) -> int:
        """After a determiner a term or verb is a noun: "the night", "a jump"."""
        if not np.determiner:
            return 0
        kinds = [k for k in found.kinds if k in FIELD_KINDS and (of or found.phrase not in looks.SHY.get(k, ()))]
        if kinds:
            self._tell_within(np, found)  # "a blazing midday sun", "a rainy evening"
            for word in np.adjectives:  # "a snowy night"
                told = index().get(word, {}).get("weather")
                if told is not None and kinds[0] == "time":
                    np.fields.append((told, word))
            np.fields.append((found.kinds[kinds[0]], found.phrase))
            np.adjectives.append(found.phrase)
            return found.size
        if found.verb is not None and found.form("base", "s") and not np.fields:
            np.head, np.kinds, np.plural = found.verb.lemma, {"stuff": Entry("stuff")}, found.verb.form == "s"
            return found.size
        return 0

    def _compound(self, np: Noun, j: int, found: Found) -> int:
        """Another noun after a noun: one name of both, unless it is a verb."""
        ends, joined = j + found.size, self.joined(j)
        if joined and (found.form("past") or not found.noun):
            # "dragonfly-shaped drone", "the water mirror-still": what was read as the noun is a quality.
            np.adjectives.append(f"{np.head}-{self.word(j)}")
            np.head, np.kinds, np.plural = "", {}, False
            if np.before and not self.nounish(ends):
                np.head, np.kinds = np.before.pop()
            return found.size
        adverbial = found.size > 1 and found.phrase.split()[0] in grammar.PREPOSITIONS | {"high"}
        if not found.noun and found.form("base") and np.determiner and not np.plural and found.verb is not None:
            self.out.append(np)
            verb = self.is_verb(j, found, found.verb)
            self.out.pop()
            if not verb and self._many(np, found.phrase):
                return found.size
            if not verb and not found.has("adjective") and FIELD_KINDS.isdisjoint(found.kinds):
                np.before.append((np.head, np.kinds))  # "a bamboo stalk"
                np.head, np.kinds, np.head_at = self.word(j), {"unknown": Entry("unknown")}, j
                return found.size
        if not found.noun or adverbial:
            return 0
        if found.verb is not None and not joined:
            np.plural = np.plural or (np.number or 1) > 1
            self.out.append(np)
            verb = self.is_verb(j, found, found.verb)
            self.out.pop()
            if verb:
                return 0
        if np.plural and not joined:
            beings = found.plural and not BEINGS.isdisjoint(np.kinds) and np.head != "police"
            apart = np.head not in _SINGULAR_S and not found.plural and self.word(j - 1).endswith("s")
            if beings or apart:
                return 0
        actor = not ACTORS.isdisjoint(np.kinds)
        if actor and found.verb is not None and found.phrase in _DONE_TOGETHER:
            np.acts.append((found.verb.lemma, found.verb.drawn))  # "a car chase"
            return found.size
        if self._many(np, found.phrase):
            return found.size
        np.before.append((np.head, np.kinds))
        self._head(np, j, found)
        return found.size

    @staticmethod
    def _many(np: Noun, word: str) -> bool:
        """Whether the word makes many of the animal before it: "an elephant family", "a zebra herd"."""
        if BEINGS.isdisjoint(np.kinds) or np.kind == "person" or word not in things.GROUPS:
            return False
        np.number, np.plural, np.group = np.number or things.GROUPS[word], True, True
        return True

    # -- words that no table knows

    def _strange(self, np: Noun, j: int) -> int:
        """An unknown word: a quality when a noun follows, else a noun."""
        token = self.tokens[j]
        text = token.text
        if text in grammar.NO_NOUNS:
            return 0
        if text not in grammar.SILENT and self.mend(j):
            return self._into(np, j)
        if text.endswith("ly") and text not in LY_WORDS:
            return int(not np.empty and not np.head)
        if any(sign.isdigit() for sign in text):
            return int(not np.empty and not np.head and self.nounish(j + 1))
        if text in grammar.SILENT:
            return int(not np.empty and not np.head)
        if np.head:
            if self._many(np, text):
                return 1
            if self.joined(j) and not text.endswith(("ing", "ed")):
                np.before.append((np.head, np.kinds))
                np.head, np.kinds = text, {}
                return 1
            nexts = self.found(j + 1)
            last = not self.nounish(j + 1) or (nexts is not None and nexts.form("s"))
            if np.determiner and last and len(text) > 3 and not text.endswith(("s", "ing", "ed", "ly")):
                np.before.append((np.head, np.kinds))  # "an ant colony"
                np.head, np.kinds, np.plural, np.head_at = text, {"unknown": Entry("unknown")}, False, j
                return 1
            return 0  # "a robot zorgs": rather its verb than its name
        if self._stands_before(np, j):
            if not token.capital or j == 0:
                np.strange.append((j, text))
            np.adjectives.append(text)
            return 1
        if np.empty and not token.capital and not self._starts(j):
            return 0
        several = (
            text.endswith("s")
            and not text.endswith(("ss", "us", "is"))
            and np.determiner not in ("a", "an", "this")
        )
        np.plural = np.plural or several
        np.head = next(singulars(text), text) if several else text
        np.kinds, np.head_at = {"unknown": Entry("unknown")}, j
        np.proper = token.capital and j > 0
        return 1

    def _stands_before(self, np: Noun, j: int) -> bool:
        """Whether an unknown word stands before its noun, rather than being it."""
        if not self.nounish(j + 1) or self.word(j + 1) in grammar.DETERMINERS:
            return False
        nexts, single = self.found(j + 1), np.determiner in ("a", "an", "this") or np.number == 1
        if nexts is None:
            return not (
                single and self.word(j + 1).endswith("s") and not self.ends(j + 2)
            )  # "a quokka sashays by"
        if not nexts.form("s"):
            return True
        return nexts.noun and not single

    def _starts(self, j: int) -> bool:
        """Whether an unknown word alone may be read as a noun: a verb follows it."""
        if not self.fresh() and not is_mark(self.before, "and", "sub", "prep"):
            return False
        found, text = self.found(j + 1), self.word(j)
        if (
            text.endswith("s")
            and not text.endswith(("ss", "us", "is"))
            and self.word(j + 1) in ("in", "with", "on")
        ):
            return True  # "agents in black suits run"
        return found is not None and found.form("s", "ing") and len(text) > 3 and not text.endswith("ly")
