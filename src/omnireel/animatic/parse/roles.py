"""Phrases to roles: who does what, where, and how it is filmed.

One pass over the phrases of a shot. A clause has a subject, which the verbs after it act for; a noun after a verb
is its object, one after a preposition is a place or stands beside. The camera as a subject moves and does not act.
"""

from __future__ import annotations

from omnireel.animatic.lexicon import grammar, looks, nouns, things, verbs
from omnireel.animatic.lexicon.index import ACTORS, BEINGS, Entry, index
from omnireel.animatic.lexicon.tables import spaced
from omnireel.animatic.parse.doing import GAITS, Doing, told_verb, turns_to
from omnireel.animatic.parse.meeting import Met, Roles, Scenery
from omnireel.animatic.parse.phrases import Chunk, Field, Mark, Noun, Verb, is_mark
from omnireel.animatic.parse.reading import Seen
from omnireel.animatic.parse.terms import CAMERA_HEADS

# The picture itself as a subject: "the scene opens on ...".
_PICTURES = spaced(
    """
    shot scene video clip view film frame sequence footage image picture animation movie
    """
)
_DRONE_MOVES = spaced(
    """
    follow track orbit circle rise pull push fly ascend descend glide hover sweep approach
    """
)
# Sections of a labelled prompt that name no subjects.
_LOOKS = frozenset(("camera", "style", "light", "mood", "silent", "time", "weather", "pace"))
_FAR = spaced("distance horizon")
_INTO = spaced("into to toward towards")
_OWNED = frozenset(("chest", "trunk", "shell", "horn", "palm", "calf"))  # bodies, when they are somebody's
_TRAVELS = frozenset(("walk", "run", "trot", "sneak", "drive", "fly", "glide", "float", "swim", "sail"))
_BECOME = frozenset(("turn into", "become", "transform into", "transform", "morph", "change"))


class RoleReader(Doing):
    """Finds the roles in the phrases of one shot: `RoleReader(chunks, earlier).read()`."""

    def read(self) -> Roles:
        for at, chunk in enumerate(self.chunks):
            self.at = at
            if isinstance(chunk, Mark):
                self._mark(chunk.kind, chunk.text)
            elif isinstance(chunk, Field):
                self._term(chunk)
            elif isinstance(chunk, Verb):
                self.take_verb(chunk)
            else:
                self._noun(chunk)
        if self.ahead is not None and not any(met.kind in ACTORS for met in self.out.met):
            self._by_somebody(*self.ahead)
        return self.out

    def _by_somebody(self, lemma: str, drawn: str) -> None:
        """ "Surfing at sunset", "walking through a forest": nobody is named who does it."""
        if not drawn:
            return
        if drawn in _TRAVELS:  # whoever goes there is behind the camera
            looks = [term for term in (*self.chunks, *self.out.terms) if isinstance(term, Field)]
            if all(term.kind != "camera" for term in looks):
                self.out.terms.append(Field("camera", "push in", lemma, 0))
            self.out.notes.append(f"{told_verb(lemma)} (nobody was named: seen with their eyes)")
            return
        noun = Noun(0, 0, head="person", head_at=0, kinds=dict(index()["person"]))
        somebody = Met(Seen("person", 1, at=0, said="person"), "person", noun, acted=True, headed=True)
        self.out.met.append(somebody)
        self.act(somebody, lemma, drawn)

    # -- small words

    def _mark(self, kind: str, text: str) -> None:
        if kind == "stop":
            self._stop(text)
        elif kind == "label":
            self.new_sentence()
            self.section, self.negated = text, text == "negative"
        elif kind == "prep":
            behind = text == "behind" and is_mark(self.previous(), "prep") and not isinstance(self.next(), Noun)
            if behind and self.camera and self.nearest is not None:
                self.out.headings.append(([self.nearest], "away", ""))  # "the camera follows her from behind"
            self._prep(text)
        elif kind == "and":
            self.linked = self.fresh = True
            self.prep = ""
            self.simile = self.simile and not self.finite_ahead()
        elif kind == "then":
            self.prep, self.simile, self.supposed, self.fresh = "", False, False, True
        elif kind == "sub":
            self._subordinate(text)
        elif kind == "rel":
            self.prep = ""
            if text == "who" and self.nearest is not None and self.nearest.kind not in BEINGS:
                # "A dwarf in the sphere who rakes": no thing is a "who".
                self.nearest = next((m for m in reversed(self.present()) if m.kind in BEINGS), self.nearest)
            if self.nearest is not None and not is_mark(self.previous()):
                self.acting = self.chain = [self.nearest]
        elif kind == "not":
            self.negated, self.ruled = True, False
        elif kind == "not at all":
            self._take_back()
        elif kind == "to":
            self.to = True
        elif kind == "is":
            self.passive = True
        elif text in grammar.SIDES and not self.camera:
            self._beside_others(text)

    def _beside_others(self, side: str) -> None:
        """ "On the left": it tells of whoever was named last, or of whom it stands before."""
        if self.fresh and isinstance(self.next(), Noun):
            self.side = side
            return
        named = self.nearest if self.nearest in self.present() else None
        doers = [*self.main, *self.acting, *self.chain]
        if (named is None or named.kind not in ACTORS) and doers:
            named = doers[-1]
        if named is not None:
            named.seen.side = side

    def _prep(self, text: str) -> None:
        previous = self.previous()
        if text in grammar.SIMILES:
            self.simile, self.supposed = True, text in ("as if", "as though")
        elif text == "by" and isinstance(previous, Verb) and self._done_by(previous):
            self.prep = "by agent"
        else:
            self.prep = text
            if self.simile and text in ("on", "at", "in") and not isinstance(previous, Noun):
                self.simile = False

    @staticmethod
    def _done_by(verb: Verb) -> bool:
        return verb.form == "past" and verb.lemma not in verbs.POSTURES

    def _subordinate(self, text: str) -> None:
        """ "As", "while": another clause begins, unless "as" only compares."""
        if self.simile and text == "as":
            return
        self.prep, self.negated = "", False
        previous = self.previous()
        role = isinstance(previous, Verb) and previous.form == "past"  # "dressed as a pirate"
        self.simile = text == "as" and (role or not self._verb_ahead())
        if self.simile:
            return
        self.fresh, self.linked = True, False
        if not isinstance(self.next(), Verb):
            self.chain, self.camera = [], False

    def _verb_ahead(self) -> bool:
        """Whether a verb comes before the clause ends."""
        for chunk in self.chunks[self.at + 1 :]:
            if is_mark(chunk, "is") or (isinstance(chunk, Verb) and chunk.form != "past"):
                return True
            if is_mark(chunk, "stop"):
                return False
        return False

    def _stop(self, text: str) -> None:
        self.prep = self.last_prep = ""
        self.simile = self.supposed = self.to = self.passive = self.begun = False
        self.fresh = True
        if self.section == "negative" and text != "\n":
            self.negated = True
            return
        if self.negated and text == "," and self._or_ahead():
            return
        self.negated = self.linked = False
        if text == ",":
            return
        if text in ";:":
            self.chain, self.camera = [], False
            return
        self.details = self.details or (self.long and self._only_looks())
        self.sentence += 1
        self.sentence_start = self.at + 1
        self.section = "plain"
        self.new_sentence()

    def _only_looks(self) -> bool:
        """Whether the sentence that ends tells how it looks, and nobody new, after somebody acted."""
        told = self.chunks[self.sentence_start : self.at]
        look = any(isinstance(chunk, Field) and chunk.kind in ("style", "mood", "light") for chunk in told)
        acts = any(isinstance(chunk, Verb) and chunk.form in ("s", "base") for chunk in told)
        return look and not acts and any(met.acted for met in self.out.met)

    def _or_ahead(self) -> bool:
        """Whether a list goes on: "no cars, trees or houses"."""
        after = self.chunks[self.at + 1 : self.at + 3]
        joins = len(after) == 2 and isinstance(after[1], Mark) and after[1].text == "or"
        return joins and isinstance(after[0], Noun)

    def _take_back(self) -> None:
        """ "A bald eagle? No." """
        stops = [chunk for chunk in self.chunks[: self.at] if is_mark(chunk, "stop")]
        if not stops or stops[-1].text != "?":  # type: ignore[union-attr]
            self.negated = True
            return
        for met in self.out.met:
            met.gone = met.gone or met.seen.sentence == self.sentence - 1

    # -- terms of the look

    def _term(self, term: Field) -> None:
        if self.prep == "into" and term.kind in ("time", "weather") and self.verb and self.verb.drawn in GAITS:
            self.heads("away")  # "walks into the sunset"
        if self.negated:
            self.out.absent.add(term.name)
            if term.name == "cloudy":
                self.out.terms.append(Field("weather", "clear", term.text, term.at))
            return
        if self.simile or self.section == "silent":
            return
        self.out.terms.append(term)
        acts = isinstance(self.next(), Verb)
        if term.kind in ("camera", "style"):
            self.fresh, self.prep = True, ""
            self.swallow = term.kind == "style" and acts
        elif term.kind in ("time", "weather", "light"):
            self.swallow = acts and not is_mark(self.previous(), "prep")
            self.prep = ""

    # -- nouns

    def _noun(self, noun: Noun) -> None:
        prep, self.prep = self.prep, ""
        joined, self.linked = self.linked, False
        after = self.next()
        if joined and not prep and not noun.pronoun:
            # "With a hat and a coat": the preposition still holds, unless a clause of its own begins.
            waits = bool(self.chain) and self.verb is None and noun.kind not in ACTORS
            if waits or noun.kind in ("clothes", "body") or not (isinstance(after, Verb) or noun.kind in ACTORS):
                prep = self.last_prep
        self.last_prep = prep
        for text, kinds in noun.scene:
            if (entry := kinds.get("place")) is not None:
                self.out.places.append(Scenery(text, entry.name, 6, noun.at, entry.stand_in))
        if noun.owner:
            self._owner(noun, after)
            self.prep = prep  # "on a pirate's shoulder"
        elif noun.pronoun:
            self.point(noun, prep)
        elif not self._passed_over(noun, prep, after):
            self._named(noun, prep, joined, after)

    def _passed_over(self, noun: Noun, prep: str, after: Chunk | None) -> bool:
        """Nouns that name no subject: the camera, the picture, what is ruled out or only compared with."""
        if noun.head in _FAR and prep in _INTO and self.verb is not None and self.verb.drawn in GAITS:
            self.heads("away")
        if (noun.head in CAMERA_HEADS and not self._in_hand(noun, prep)) or self._films(noun, after):
            if noun.head == "drone":
                self.out.terms.append(Field("camera", "aerial", "drone", noun.at))
            if not prep and self.fresh and (self.verb is None or isinstance(after, (Verb, Mark))):
                self._camera_acts()
            elif (
                self.verb is not None
                and not self.camera
                and (prep in grammar.TO_AND_FRO or (not prep and self._faces()))
            ):
                self.heads("away" if prep in grammar.FROM else "towards", f"{prep or 'facing'} the {noun.head}")
            elif prep == "to" and (back := self._noun_before()) is not None and back.head == "back":
                self.heads("away", "back to the camera")
            self.fresh = False
            return True
        if noun.head in _PICTURES and noun.kind in ("stuff", "unknown") and not prep:
            self.places_in_passing(noun, 6)
            self.out.strange += noun.strange
            if isinstance(after, Verb):
                self._camera_acts()
            self.terms_of(noun)
            return True
        if noun.head in looks.GENRES and noun.kind == "stuff":
            self.out.terms.append(Field("style", index()[noun.head]["style"].name, noun.name, noun.at))
            self.terms_of(noun)
            return True
        if (
            isinstance(after, Field)
            and after.name in ("pov", "two shot", "selfie")
            and self.chunks[self.at + 1] is after
        ):
            return True  # "helicopter POV"
        if noun.determiner == "its" and noun.kind == "person" and (prep or not isinstance(after, Verb)):
            self.nearest = None  # "follows its mother"
            return True
        if self.negated and self.ruled and prep in ("in", "on", "at", "near"):
            self.negated = False  # "no dog in the park" is a park
        if self.negated:
            self._rule_out(noun)
            return True
        if self.simile:
            return True
        being = is_mark(self.previous(), "is") and not (self._has() and noun.kind in ("body", "clothes"))
        if being and self.chain and not noun.acts:
            self.terms_of(noun)  # "the ball is a blur"
            return True
        if self.section in _LOOKS:
            self.terms_of(noun)
            if noun.kind == "unknown":
                self.out.strange.append((noun.head_at, noun.name))
            return True
        return False

    def _in_hand(self, noun: Noun, prep: str) -> bool:
        """Whether a camera is a thing that somebody has: "a man with a camera"."""
        previous = self.previous()
        held = isinstance(previous, Verb) and previous.lemma in verbs.IN_HAND
        theirs = noun.determiner in ("a", "an", "his", "her", "their")
        return theirs and (held or (prep == "with" and bool(self.out.met)))

    def _noun_before(self) -> Noun | None:
        """The noun phrase before the preposition of this one."""
        before = self.chunks[self.at - 2] if self.at > 1 else None
        return before if isinstance(before, Noun) else None

    def _faces(self) -> bool:
        previous = self.previous()
        return isinstance(previous, Verb) and turns_to(previous)

    def _has(self) -> bool:
        previous = self.previous()
        return isinstance(previous, Mark) and previous.text in ("has", "have", "had")

    def _camera_acts(self) -> None:
        self.camera = True
        self.chain, self.main, self.acting = [], [], []

    def _films(self, noun: Noun, after: Chunk | None) -> bool:
        """Whether a drone is the camera: "the drone follows"."""
        bare = noun.determiner in ("", "the") and not (
            noun.colours or noun.adjectives or noun.number or noun.plural
        )
        moves = isinstance(after, Verb) and after.lemma in _DRONE_MOVES
        return (
            noun.head == "drone"
            and bare
            and moves
            and self.fresh
            and all(m.seen.name != "drone" for m in self.out.met)
        )

    def _rule_out(self, noun: Noun) -> None:
        self.out.absent |= {noun.head, *(entry.name for entry in noun.kinds.values() if entry.name)}
        if noun.head in ("cloud", "clouds"):
            self.out.absent.add("cloudy")
            self.out.terms.append(Field("weather", "clear", "without clouds", noun.at))
        self.ruled, self.fresh, self.nearest = True, False, None

    def _owner(self, noun: Noun, after: Chunk | None) -> None:
        """ "The keeper's face" is the keeper; "a kid's drawing" is no kid."""
        if self.negated or self.simile:
            return
        self.terms_of(noun)
        a_kind = self.last_prep == "in" and noun.determiner in ("a", "an") and self.nearest is not None
        if a_kind and isinstance(after, Noun) and after.kind == "clothes" and noun.kind in BEINGS:
            return  # "a cat in a chef's apron"
        body = isinstance(after, Noun) and (
            after.kind == "body" or (after.kind == "clothes" and noun.kind in BEINGS)
        )
        if body and noun.kind != "place":
            met = self.meet(noun)
            if met is not None:
                met.headed, self.nearest = True, met
                if not self.chain and self.fresh:
                    self.chain, self.fresh = [met], False
        elif noun.kind == "place" and isinstance(after, Noun):
            self.out.places.append(self.scenery(noun, 1))

    def _named(self, noun: Noun, prep: str, joined: bool, after: Chunk | None) -> None:
        self.terms_of(noun)
        self.out.strange += noun.strange
        if "place" not in noun.kinds:
            self.places_in_passing(noun)
        if noun.head in _OWNED and noun.determiner in ("his", "her", "its", "their"):
            noun.kinds = {"body": Entry("body")}
        if noun.kind in ("clothes", "body") and not self._is_the_subject(noun, prep):
            self.worn(noun, prep)
            return
        if self._is_worn(noun, prep, joined, after):
            self.fresh = False
            self.worn(noun, prep)
            return
        if "place" in noun.kinds and self.take_place(noun, prep, after):
            return
        if noun.kind == "unknown" and self._is_unknown_place(noun, prep):
            self.out.places.append(Scenery(noun.name, "", 3 if noun.proper else 4, noun.at, False))
            return
        met = self.meet(noun)
        if met is None:
            if not prep:
                self.nobody(noun)
            return
        if met.kind in ACTORS or met.kind == "unknown":
            for lemma, drawn in noun.acts:
                self.act(met, lemma, drawn)
        self._seat(met, noun, prep, joined)

    def _is_worn(self, noun: Noun, prep: str, joined: bool, after: Chunk | None) -> bool:
        """ "She wears a hat, black boots and lipstick": whatever is worn is told like clothes."""
        wears = self.verb is not None and self.verb.lemma == "wear" and not prep
        subject = isinstance(after, Verb) and after.form in ("s", "base") and self.fresh
        if prep == "in" and noun.kind == "thing" and noun.head.split()[-1] in things.WEARABLE:
            before = self.before_prep()
            return isinstance(before, Noun) and before.kind in ACTORS  # "a biker in a black helmet"
        return wears and noun.kind in ("thing", "unknown") and (joined or not self.fresh) and not subject

    def _is_unknown_place(self, noun: Noun, prep: str) -> bool:
        """ "A dog sleeps in a dovecote": the unknown is a place. "A man in a fustanella" wears it."""
        before = self.before_prep()
        beside = isinstance(before, Noun) and before.kind in ("person", "clothes", "body")
        return prep in ("in", "inside") and (noun.determiner != "" or noun.proper) and not beside

    def _is_the_subject(self, noun: Noun, prep: str) -> bool:
        """Shoes or a hand that the shot is of, rather than somebody's."""
        shown = prep == "of" and isinstance(self.before_prep(), Field)  # "a close-up of a hand"
        if any(met.kind in BEINGS for met in self.out.met) or (prep and not shown):
            return False
        if noun.kind == "clothes":
            return self.fresh
        opens = noun.plural and self.at == 0 and isinstance(self.next(), Verb)  # "hands shaping clay"
        return shown or opens or noun.determiner in ("a", "an") or noun.number is not None

    # -- the place in the clause

    def _seat(self, met: Met, noun: Noun, prep: str, joined: bool) -> None:
        if prep == "of" and isinstance(self.before_prep(), Field):
            prep, self.fresh = "", True  # "close-up of a cat"
        mount = prep not in ("in", "across") and (met.seen.name in nouns.MOUNTS or met.seen.name == "bicycle")
        if (prep in grammar.ON and (mount or met.seen.name in nouns.SEATS)) or (
            prep == "at" and met.seen.name == "piano"
        ):
            self.out.rests.append(([*(self.acting or self.chain or self.main)], met))
        self.nearest = met
        if prep == "by agent":
            self.fresh = False
            if self.verb is not None and self.verb.lemma in verbs.RESULTS:
                return  # "lit by a fire"
            met.headed = True
            if noun.head == "drone" and self.verb is not None and self.verb.lemma in _DRONE_MOVES:
                met.gone = True
                self.out.terms += [Field("camera", term, "drone", noun.at) for term in ("aerial", "tracking")]
                return
            if self.verb is not None:
                self.act(met, self.verb.lemma, self.verb.drawn)
            return
        begins = prep in ("in", "inside", "on", "at") and not self.chain and self.finite_ahead()
        if prep and not (begins and self.led_by_place(noun)):
            self._beside(met, noun, prep)
            self.fresh = False
            return
        if self.verb is not None and not self.fresh and not joined:
            self._object(met, noun)
            self.fresh = False
            return
        finite = self.finite_ahead("and")
        if joined and self.chain and self.verb is None:
            self.chain = [*self.listed, *self.chain, met]
            self.listed = []
        elif joined and not finite and self.verb is not None:
            met.object = True
            return
        else:
            lists = self._lists()
            self.listed = [*self.listed, *self.chain] if lists else []
            self.chain = [met]
        met.headed, self.fresh = True, False
        if self.ahead is not None:
            self.act(met, *self.ahead)
        self.ahead, self.verb, self.passive = None, None, False
        met.seen.side, self.side = met.seen.side or self.side, ""

    def _lists(self) -> bool:
        """Whether a list goes on here: only a comma stands after the noun phrase before."""
        before = self.chunks[self.at - 1] if self.at else None
        last = self.chunks[self.at - 2] if self.at > 1 else None
        comma = isinstance(before, Mark) and before.text == ","
        return comma and bool(self.chain) and last is self.chain[-1].noun and self.verb is None

    def _object(self, met: Met, noun: Noun) -> None:
        if not noun.plural and noun.number is None and met.seen.count in (3, 6):
            met.seen.count = 1  # "slices salmon"
        met.object = self.verb is None or self.verb.lemma not in _BECOME
        met.done = self.verb.lemma if self.verb is not None else ""
        if not met.object and not met.acted:
            met.gone = True

    def _beside(self, met: Met, noun: Noun, prep: str) -> None:
        """After a preposition: whoever acts is there as well; a thing is when it is new and stands somewhere."""
        met.prep = prep
        becomes = self.verb is not None and self.verb.lemma in _BECOME and prep in ("into", "to")
        if met.kind in ACTORS:
            met.headed = met.beside = True
        elif prep == "with":
            owners = any(other.kind in ACTORS for other in self.chain + self.main + self.acting)
            used = isinstance(self.before_prep(), Verb) and noun.determiner in ("a", "an")
            met.object = met.object or used or not owners
            if met.kind in ("thing", "food", "nature"):
                met.holder = self._holder(met)
        elif prep in grammar.BESIDE and noun.determiner not in grammar.DEFINITE and not becomes:
            met.beside = True
        if self.filmed_from and prep in ("from", "through"):
            met.gone = True

    def _holder(self, thing: Met) -> Met | None:
        """Who is with what stands after "with", or joined to that by "and"."""
        before, others = self.before_prep(), [met for met in self.present() if met is not thing]
        if is_mark(before, "and"):
            return others[-1].holder if others else None
        if isinstance(before, Noun) and before.at in self.meant:
            return self.meant[before.at]
        return next((met for met in others if met.noun is before), None)
