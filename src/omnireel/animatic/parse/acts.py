"""Words to verbs. Many words are nouns and verbs alike ("lights", "park", "duck"): form and neighbours decide."""

from __future__ import annotations

from omnireel.animatic.lexicon import grammar, things, verbs
from omnireel.animatic.lexicon.index import ACTORS, index
from omnireel.animatic.lexicon.tables import spaced
from omnireel.animatic.parse.forms import lemma
from omnireel.animatic.parse.lookup import NUMBERS, Found
from omnireel.animatic.parse.phrases import Field, Mark, Noun, Verb, is_mark
from omnireel.animatic.parse.terms import Terms

# These end in "-ing" and are no verbs.
_ING_NOUNS = spaced(
    """
    something everything nothing anything thing evening morning spring string king wing ring ceiling railing
    clothing earring awning during amazing interesting stunning breathtaking outstanding wedding building
    """
)
_INERT = ("unknown", "thing", "food", "nature")  # kinds that act now and then


class Acts(Terms):
    def take_verb(self, i: int) -> int:
        """Take the words here as a verb of their own, outside of a noun phrase; how many, or 0."""
        found = self.found(i)
        if self.word(i) in grammar.AUXILIARIES and not (found is not None and found.size > 1 and found.verb):
            return 0
        if (move := self.camera_move(i)) is not None:
            self.out.append(move)
            return 1
        if found is None or found.verb is None:
            return self._unknown_verb(i, found)
        if not self.is_verb(i, found, found.verb):
            return 0
        self.out.append(found.verb)
        return found.size

    def _unknown_verb(self, i: int, found: Found | None) -> int:
        """A word that no table knows, with the form and in the place of a verb."""
        text = self.word(i)
        if found is not None or "'" in text or len(text) < 5:
            return 0
        form = ""
        if text.endswith("ing") and text not in _ING_NOUNS and not self._modifies(i, 1):
            form = "ing"
        elif text.endswith("s") and not text.endswith(("ss", "us", "is")) and self._after_one():
            after = self.found(i + 1)
            bare_noun = after is not None and after.noun and self.word(i + 1) not in grammar.DETERMINERS
            pronoun = isinstance(self.before, Noun) and self.before.pronoun
            named = isinstance(self.before, Noun) and self.before.kind in ACTORS and self.before.determiner != ""
            if (not self.ends(i + 1) or pronoun or named) and (not bare_noun or pronoun or self._adverb_before()):
                form = "s"
        elif text.endswith("s") and not text.endswith(("ss", "us", "is")) and self._goes_on(i):
            form = "s"
        if not form:
            return 0
        self.out.append(Verb(lemma(text, index()), "", form, i, i + 1))
        return 1

    def _goes_on(self, i: int) -> bool:
        """ "He kneels and zorgs his helmet": another verb of the same subject, with its object."""
        objects = grammar.DETERMINERS | {"it", "him", "them", "her"}
        return is_mark(self.before, "and", "stop") and self.finite_before() == "s" and self.word(i + 1) in objects

    def _adverb_before(self) -> bool:
        return is_mark(self.before, "adverb") or getattr(self.before, "kind", "") == "pace"

    # -- is it a verb?

    def is_verb(self, i: int, found: Found, verb: Verb) -> bool:
        if verb.form == "ing":
            return self._is_going_on(i, found)
        if is_mark(self.before, "to"):
            return True
        previous = self.word(i - 1)
        pointed = isinstance(self.before, Noun) and self.before.pronoun  # "the other sleeps"
        if previous in grammar.DETERMINERS and previous not in ("all", "both", "her", "that") and not pointed:
            return False
        if previous in NUMBERS and previous != "both" and not isinstance(self.before, Noun):
            return False  # "two coils"
        if verb.form == "past":
            return self._is_past(i, found)
        if is_mark(self.before, "prep"):
            return False
        if found.noun or found.has("adjective", "colour"):
            return self._is_rather_verb(i, found, verb)
        if verb.form == "base" and self._is_part_of_name():
            return False
        if self.subject_before() is not None or is_mark(self.before, "rel", "adverb", "then", "and"):
            return True
        if is_mark(self.before, "stop"):
            after = i + found.size
            free = verb.form == "s" or not self.nounish(after) or self.word(after) in grammar.DETERMINERS
            return free or self._resumes(verb, after)
        return True

    def _is_part_of_name(self) -> bool:
        """After "a bamboo": "stalk" is no verb, as nobody there is many."""
        before, subject = self.before, self.open_subject()
        if not isinstance(before, Noun) or before.plural or before.pronoun or before.determiner == "":
            return False
        many = subject is not None and (subject.plural or subject.head in things.GROUPS or self._grouped())
        return not many

    def _is_going_on(self, i: int, found: Found) -> bool:
        """A form in "-ing": a verb unless it is a noun by itself or stands before one."""
        loose = is_mark(self.before, "other") and not isinstance(self.out[-2] if len(self.out) > 1 else None, Noun)
        named = loose and not found.noun and self.quality(i - 1)  # "heavy breathing"
        if self.word(i) in _ING_NOUNS or named:
            return False
        subject = self.open_subject() if isinstance(self.before, Noun) else None
        acted = subject is not None and subject.kind in ACTORS
        if found.noun and not acted and not is_mark(self.before, "is", "then"):
            follows = is_mark(self.before, "stop") and self._actor_in_sentence()
            return follows and self.word(i + found.size) in grammar.DETERMINERS
        return not self._modifies(i, found.size)

    def _is_past(self, i: int, found: Found) -> bool:
        before = self.before
        if is_mark(before, "is"):
            return True
        if found.noun or (found.has("adjective") and not isinstance(before, Noun)):
            return False
        if isinstance(before, (Noun, Verb)):
            return True
        after = i + found.size
        if is_mark(before, "adverb", "rel", "then", "and", "stop"):
            return not self.nounish(after) or self.word(after) in grammar.DETERMINERS
        return False

    def _is_rather_verb(self, i: int, found: Found, verb: Verb) -> bool:
        """A word that is a noun as often: "a dog walks", "two dogs play", "the dog walk"."""
        after = i + found.size
        nexts = None if self.ends(after) else self.found(after)
        if (
            nexts is not None
            and nexts.verb
            and not nexts.noun
            and not (nexts.form("base") and nexts.has("adjective"))
        ):
            if verb.lemma in verbs.STARTERS and nexts.verb.form == "ing" and self.open_subject() is not None:
                return True
            if nexts.form("s", "base") or (nexts.form("ing") and verb.form == "s"):
                return False  # another verb follows: this one is its noun
        subject = self.open_subject()
        if (
            subject is not None
            and self.out
            and not isinstance(self.before, Verb)
            and not is_mark(self.before, "and", "stop")
        ):
            return self._goes_with(subject, found, verb, after)
        if is_mark(self.before, "and", "stop", "then", "rel", "adverb"):
            went = self.finite_before()
            if verb.form == "s" and found.plural and self._lists_plurals():
                return False
            if not went and self._resumes(verb, after):
                return True
            if verb.form == "s" and (went == "s" or is_mark(self.before, "rel", "then")):
                stuff = found.has("stuff") and not verb.drawn  # ", sparks, smoke"
                listed = is_mark(self.before, "stop") and stuff and self.ends(after)
                actor = self._actor_in_sentence() or is_mark(self.before, "rel")
                return actor and not listed and not found.has("colour")
            sure = not is_mark(self.before, "stop") or self.word(after) in grammar.DETERMINERS
            return verb.form == "base" and went == "base" and sure and not self.ends(after)
        return False

    def _lists_plurals(self) -> bool:
        """After "the branches, flowers, and": one more of the list."""
        last = [chunk for chunk in self.out[-5:] if not is_mark(chunk, "and")]
        while last and isinstance(last[-1], Mark) and last[-1].text == ",":
            last.pop()
        listed = len(last) > 2 and isinstance(last[-2], Mark) and last[-2].text == ","
        return listed and all(isinstance(chunk, Noun) and chunk.plural for chunk in (last[-1], last[-3]))

    def _resumes(self, verb: Verb, after: int) -> bool:
        """After a comma: "two kittens, one grey and one white, chase a ball", "Mara, a courier, rides to us"."""
        if not isinstance(self.before, Mark) or self.before.text != ",":
            return False
        first = self._first_of_sentence()
        fits = first is not None and first.kind in ACTORS | {"unknown"} and first.plural == (verb.form == "base")
        commas = sum(isinstance(chunk, Mark) and chunk.text == "," for chunk in self.out[-12:])
        named = self.out[-2] if len(self.out) > 1 else None
        told_apart = isinstance(named, Noun) and named.pronoun  # "a black one and a white one, play"
        goes_on = (
            told_apart
            or self.word(after) in grammar.DETERMINERS
            or (commas > 1 and self.word(after) in grammar.PREPOSITIONS)
        )
        return fits and goes_on

    def _goes_with(self, subject: Noun, found: Found, verb: Verb, after: int) -> bool:
        """Whether the form fits the subject that waits for its verb."""
        actor = subject.pronoun or subject.kind in ACTORS or subject.head in things.GROUPS
        one = subject is self.before and subject.determiner in ("a", "an", "every", "another")
        if one and verb.form == "s" and not subject.plural and not subject.owner:
            return True  # "a seed sprouts": no plural stands after "a"
        sure = self.word(after) in grammar.DETERMINERS | {"him", "them"}
        if not (actor or subject.kind in _INERT or sure):
            return False
        many = subject.head in things.GROUPS  # "a group of scientists watch", "a group watches"
        single = not subject.plural or subject.group or subject.head in ("everyone", "everybody")
        if verb.form == "s":
            told = subject.determiner != "" and found.has("stuff")
            return single and not subject.owner and (actor or not self.ends(after) or sure or told)
        grouped = self._grouped()
        before = self.before
        if isinstance(before, Noun) and before.determiner in ("a", "an") and not grouped and not many:
            return False  # "a police chase"
        other = isinstance(before, Noun) and before is not subject and before.determiner and not before.plural
        if other and self.ends(after) and not grouped:
            return False  # "players in a Paris park"
        return (not single or grouped or many) and (actor or not self.ends(after) or grouped)

    def _modifies(self, i: int, size: int) -> bool:
        """Whether a participle here stands before its noun: "a spinning wheel", "with glowing eyes"."""
        before, previous = self.before, self.word(i - 1)
        if not isinstance(before, Noun) and (previous in grammar.DETERMINERS or previous in NUMBERS):
            return True
        after = i + size
        if self.ends(after) or self.word(after) in grammar.DETERMINERS or not self.nounish(after):
            return False
        found, noun = self.found(i), self.found(after)
        while noun is not None and not noun.noun and noun.has("colour", "adjective"):
            after += noun.size  # "flickering red light"
            noun = None if self.ends(after) else self.found(after)
        if noun is not None and noun.noun and is_mark(before, "stop", "sub", "then"):
            verb = self.found(after + noun.size)
            if verb is not None and verb.form("s", "base") and not verb.noun:
                return True  # "glowing butterflies fly out"
        lasting = found is None or (found.verb is not None and not found.verb.drawn)
        if noun is not None and noun.has("stuff") and lasting and is_mark(before, "stop"):
            return True  # "echoing footsteps"
        if (
            isinstance(before, Mark)
            and before.kind == "prep"
            and before.text not in ("for", "after", "before", "like")
        ):
            return before.text != "by" or isinstance(self.out[-2] if len(self.out) > 1 else None, Verb)
        if isinstance(before, Verb):
            return found is not None and found.verb is not None and not found.verb.drawn
        quality = found is not None and found.has("adjective")
        if before is None or (is_mark(before, "stop", "label") and not self._actor_in_sentence()):
            return noun is not None and (noun.has(*ACTORS) or (noun.noun and quality))
        return is_mark(before, "and") and quality

    # -- looking back

    def _after_one(self) -> bool:
        """After a subject in the singular that could act."""
        noun = self.open_subject()
        if noun is None or not self.out or isinstance(self.before, Verb) or is_mark(self.before, "prep"):
            return False
        return not noun.plural and (noun.kind in ACTORS or noun.pronoun or noun.kind in _INERT)

    def _actor_in_sentence(self) -> bool:
        for chunk in reversed(self.out):
            if isinstance(chunk, Mark) and chunk.kind == "stop" and chunk.text != ",":
                return False
            if isinstance(chunk, Noun) and (chunk.kind in ACTORS or chunk.pronoun):
                return True
        return False

    def _first_of_sentence(self) -> Noun | None:
        first: Noun | None = None
        for chunk in reversed(self.out):
            if isinstance(chunk, Mark) and chunk.kind == "stop" and chunk.text != ",":
                break
            if isinstance(chunk, Noun):
                first = chunk
        return first

    def _governed(self, at: int) -> bool:
        """Whether a preposition stands before the noun phrase; "a sketch of a bird" is a bird for the grammar."""
        before = self.out[at - 1] if at else None
        if not is_mark(before, "prep"):
            return False
        of = before.text == "of" and at > 1  # type: ignore[union-attr]
        return not (of and isinstance(self.out[at - 2], Field))

    def open_subject(self) -> Noun | None:
        """The noun phrase that opened this clause and still waits for its verb."""
        subject: Noun | None = None
        for at in range(len(self.out) - 1, -1, -1):
            chunk = self.out[at]
            if isinstance(chunk, Noun):
                if not self._governed(at) and not chunk.owner:
                    subject = chunk
            elif isinstance(chunk, Verb):
                if chunk.form in ("s", "base"):
                    return None
            elif (
                is_mark(chunk, "stop", "sub", "label")
                or (subject is not None and is_mark(chunk, "then", "is"))
                or (
                    subject is not None
                    and ((is_mark(chunk, "and") and not self._grouped()) or chunk.kind in ("camera", "style"))
                )
            ):
                break
        return subject

    def _grouped(self) -> bool:
        """Whether the last noun phrase is joined by "and" to one before it: "a girl in red and a man"."""
        last: Noun | None = None
        for at in range(len(self.out) - 1, -1, -1):
            chunk = self.out[at]
            if isinstance(chunk, Verb) or is_mark(chunk, "stop", "sub", "label"):
                return False
            if not isinstance(chunk, Noun) or self._governed(at):
                continue
            if last is not None:
                return True
            if at < 1 or not is_mark(self.out[at - 1], "and"):
                return False
            last = chunk
            beside = self.out[at - 2] if at > 1 else None
            if chunk.kind not in ACTORS and not (isinstance(beside, Noun) and not self._governed(at - 2)):
                return False
        return False

    def finite_before(self) -> str:
        """The form of the last finite verb of the sentence."""
        for chunk in reversed(self.out):
            if isinstance(chunk, Mark) and chunk.kind == "stop" and chunk.text != ",":
                return ""
            if isinstance(chunk, Verb) and chunk.form in ("s", "base"):
                return chunk.form
        return ""
