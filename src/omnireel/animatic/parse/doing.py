"""Who does what: verbs to the subjects that act, and to the moves of the camera."""

from __future__ import annotations

from omnireel.animatic.lexicon import grammar, looks, nouns, verbs
from omnireel.animatic.lexicon.index import ACTORS, BEINGS, index
from omnireel.animatic.lexicon.tables import spaced
from omnireel.animatic.parse.meeting import Met
from omnireel.animatic.parse.phrases import Field, Mark, Noun, Verb, is_mark
from omnireel.animatic.parse.reading import Seen
from omnireel.animatic.parse.where import Where

ACTIONS_MAX = 4  # of one subject in one shot; later ones are told as ignored
_FILM = frozenset(("film", "shoot", "see", "view", "capture", "record", "watch"))
GAITS = spaced("walk run sneak drive")
_OFF = (" away", " off")
_MOTIONS = spaced("walk run fly swim jump dance sit sleep lie stand fight eat sing play")
_ON_OBJECTS = frozenset(["stand", "eat", "work", "fight"])  # motions whose verbs mostly have an object
_TRANSITIVE = spaced(
    """
    carry push pull drag tow haul follow lead chase pursue drive ride cross surround crowd pack board escort
    guide hunt race
    """
)
_OF_MANNER = frozenset(("by", "without", "after", "before", "for", "of"))


def turns_to(verb: Verb) -> bool:
    """Whether it tells of somebody who turns or goes to its object."""
    return verb.lemma in ("face", "approach") or verb.lemma.endswith(
        (" at", " to", " into", " towards", " toward")
    )


class Doing(Where):
    def take_verb(self, verb: Verb) -> None:
        prep, self.prep = self.prep, ""
        passive, self.passive = self.passive, False
        to, self.to = self.to, False
        linked, self.linked = self.linked, False
        if self.supposed:
            self._went(verb)  # "as if they were flying"
            return
        self.simile = False
        if self.section == "silent":
            return
        if self.swallow:
            # "Snow falling", "golden light pours out": the term of the look does it.
            self.swallow, self.chain = verb.lemma in verbs.STARTERS, []
            self._went(verb)
            return
        negated = self._negated(verb, linked)
        if self.camera and not self.chain and self._filmed(verb, prep, to, negated):
            self._went(verb)
            return
        if verb.lemma in _FILM and verb.form == "past" and is_mark(self.next(), "prep"):
            self.filmed_from = True
        who = self._who(verb)
        if negated or (to and not self.begun) or (prep in _OF_MANNER and verb.form == "ing" and not who):
            self._went(verb)
            return
        self.begun = False
        if verb.lemma in verbs.STARTERS and self._leads_on():
            self.begun, self.acting, self.verb = True, who, verb
            return
        self._went(verb)
        if who:
            self._do(verb, who, passive)
        elif verb.form == "ing" and verb.lemma not in verbs.STATES and self.at == self.sentence_start:
            self.ahead = (verb.lemma, verb.drawn)

    def _went(self, verb: Verb) -> None:
        self.verb, self.fresh = verb, False

    def _goes_off(self) -> bool:
        after = self.chunks[self.at + 1] if self.at + 1 < len(self.chunks) else None
        return isinstance(after, Mark) and after.kind == "adverb" and after.text in ("away", "off")

    def _negated(self, verb: Verb, linked: bool) -> bool:
        """Whether the negation before means this verb; a finite one ends it."""
        negated = self.negated
        if negated and verb.form in ("s", "base") and isinstance(self.previous(), Noun) and self.chain:
            self.negated = False  # "a train without wheels floats"
            return False
        if not linked and verb.form == "s":
            self.negated = False
        return negated

    def _leads_on(self) -> bool:
        """Whether what the verb begins follows: "starts to run", "keeps shouting"."""
        after = self.next()
        return is_mark(after, "to") or (isinstance(after, Verb) and after.form == "ing")

    def _who(self, verb: Verb) -> list[Met]:
        """Who does it."""
        previous, nearest = self.previous(), self.nearest
        finite = verb.form in ("s", "base")
        if (together := self._together(verb)) is not None:
            return together
        waiting = self.chain or (self.main or self.acting if finite else self.acting or self.main)
        if verb.form == "s" and self.chain and all(met.several for met in self.chain):
            one = [
                m
                for m in self.present()
                if m.seen.sentence == self.sentence and m.kind in ACTORS and (m.which or not m.noun.plural)
            ]
            waiting = one[:1] or waiting  # "a hacker, three monitors, types"
        if (
            verb.form == "s"
            and len(self.chain) > 1
            and all(met.noun is not self.chain[0].noun for met in self.chain[1:])
        ):
            return (
                self.chain[:1] if self.chain[0].kind in ACTORS else self.chain[-1:]
            )  # "a captain with a patch and a parrot steers"
        if verb.form not in ("ing", "past") or not isinstance(previous, Noun) or nearest is None:
            return waiting
        used = self.last_prep == "with" and nearest.kind == "vehicle" and bool(self.chain)
        if used and verb.form == "ing":
            return self.chain  # "a dog with a jetpack flying"
        named = previous is nearest.noun or nearest.seen.said.endswith(previous.head) or previous.pronoun
        if not named and previous.kind not in ("clothes", "body"):
            return waiting or [nearest]
        thing = nearest.kind in ("thing", "nature", "food", "unknown") and named
        by_itself = verb.form == "past" or not verb.drawn or not waiting or self.camera
        if nearest in self.chain:
            return self.chain
        if nearest.kind not in BEINGS and verb.lemma in verbs.OF_BEINGS and waiting:
            beings = [met for met in waiting if met.kind in BEINGS]
            return beings or next(([m] for m in reversed(self.present()) if m.kind in BEINGS), waiting)
        if nearest.kind == "body" and named and not waiting:
            return [nearest]  # "close-up of a hand lighting a match"
        return [nearest] if nearest.kind in ACTORS or (thing and by_itself) else waiting

    def _together(self, verb: Verb) -> list[Met] | None:
        """All of those that were told apart, when the verb is theirs: "one black and one white, run"."""
        one = self.chain[0] if self.chain else None
        if one is None or not one.which:
            return None
        alike = [met for met in self.out.met if met.noun is one.noun]
        after_all = verb.form == "ing" and all(met.which for met in alike)
        by_colour = all(met.seen.colour for met in alike) and not any(met.seen.clothes for met in alike)
        if verb.form == "base" or (after_all and (is_mark(self.previous(), "stop") or by_colour)):
            return alike
        return None

    def _do(self, verb: Verb, who: list[Met], passive: bool) -> None:
        aside = verb.form == "ing" and isinstance(self.previous(), Noun) and who == [self.nearest]
        self.acting = who
        if not (aside and who != self.chain and self.main):
            self.main = who
        if verb.drawn in GAITS and (verb.lemma.endswith(_OFF) or self._goes_off()):
            self.heads("away")
        if verb.form == "past" and not passive:
            self._participle(verb, who)
            return
        for met in who:
            met.acted = True
        filming = self._object_ahead("camera") and not turns_to(verb)
        if filming or verb.lemma == "face":
            return
        if verb.lemma in verbs.STATES or (verb.form == "past" and verb.lemma in verbs.RESULTS):
            return
        if verb.lemma == "go" and verb.form == "past" and passive:
            verb = Verb("vanish", "", "past", verb.at, verb.end)  # "he is gone"
        after = self.next()
        if verb.form == "past" and isinstance(after, Mark) and after.text == "by":
            return  # whoever it is done by does it
        for met in who:
            if not (verb.lemma == "hold" and verb.form == "ing" and met.seen.actions):
                self.act(met, verb.lemma, verb.drawn)
        self.chain = []

    def _participle(self, verb: Verb, who: list[Met]) -> None:
        """ "A car parked", "a face covered in vines", "a coach pulled by horses", "a man walked away"."""
        after = self.next()
        if isinstance(after, Mark) and after.text == "by" and verb.lemma not in verbs.POSTURES:
            return
        motion = verb.drawn in _MOTIONS and verb.drawn not in _ON_OBJECTS and verb.lemma not in _TRANSITIVE
        told = (
            motion and isinstance(self.previous(), Noun) and who == self.chain and verb.lemma not in verbs.STATES
        )
        if verb.lemma in verbs.POSTURES or told:
            for met in who:
                met.acted = True
                self.act(met, verb.lemma, verb.drawn)

    def act(self, met: Met, lemma: str, drawn: str) -> None:
        """One more action of a subject."""
        seen, said = met.seen, told_verb(lemma)
        if (said in verbs.STATES and not drawn) or said in seen.actions:
            return
        after = self.next()
        undresses = said == "take off" and isinstance(after, Noun) and after.kind == "clothes"
        if undresses or self._object_ahead("kite"):
            drawn = "stand"  # who takes off a hat, or flies a kite, stays on the ground
        if drawn == "jump" and said in ("flip", "toss") and isinstance(after, Noun):
            drawn = "work"  # a pancake, a coin: not oneself
        if said in verbs.IN_HAND and isinstance(after, Noun) and after.entry.name in {"umbrella", *nouns.CARRIED}:
            drawn = "walk" if self._goes() else ""  # it is drawn in hand, whatever they do
        instrument = lemma.removeprefix("play ").removeprefix("the ")
        if lemma in verbs.BALL_GAMES:
            ball = Noun(self.at, self.at, head="ball", head_at=self.at, kinds=dict(index()["ball"]))
            played = Seen("ball", 1, at=self.at + 1, sentence=self.sentence, said=instrument)
            if all(other.noun.head != "ball" for other in self.out.met):
                self.out.met.append(Met(played, "thing", ball, object=True))
        elif instrument == "piano" and lemma.startswith("play ") and seen.name in nouns.PEOPLE and seen.count == 1:
            drawn = "piano"
            seen.extra.add("plays piano")
        elif instrument in ("violin", "fiddle") and lemma.startswith("play ") and seen.name in nouns.PEOPLE:
            drawn = "violin"
        elif lemma.startswith("play ") and drawn != "guitar" and "thing" in index().get(instrument, {}):
            self.out.notes.append(f"{instrument} (not drawn with them)")
        if met.kind == "part":
            self.out.notes.append(f"{said} (of one alone, not drawn)")
            return
        if len(seen.actions) >= ACTIONS_MAX or (self.details and seen.actions and not met.detail):
            self.out.notes.append(f"{said} (one action too many)")
            return
        seen.actions.append(said)
        if drawn:
            seen.acts.append(drawn)
            seen.action = seen.action or drawn

    def _goes(self) -> bool:
        """Whether the first preposition ahead tells of a way: "carries it along the beach"."""
        ahead = next((c for c in self.chunks[self.at + 1 :] if is_mark(c, "prep", "stop")), None)
        return isinstance(ahead, Mark) and ahead.text in (
            "along",
            "across",
            "through",
            "down",
            "past",
            "to",
            "into",
        )

    def _object_ahead(self, head: str) -> bool:
        after = self.next()
        return isinstance(after, Noun) and after.head == head

    # -- the camera

    def _filmed(self, verb: Verb, prep: str, to: bool, negated: bool) -> bool:
        """A verb of the camera; whether it is no action of anybody."""
        if not negated and not to and not prep and verb.form != "past" and self._move(verb):
            return True
        if verb.lemma in _FILM and verb.form == "past":
            self.filmed_from = True
        return not (isinstance(self.previous(), Noun) and self.nearest is not None and verb.form == "ing")

    def _move(self, verb: Verb) -> bool:
        """The verb and the words after it name the move."""
        lemma, _, particle = verb.lemma.partition(" ")
        moves = looks.CAMERA_VERBS.get(lemma)
        if moves is None:
            return False
        after = ([particle] if particle else []) + self._words_after()
        term = next((moves[word] for word in after if word in moves), moves.get("", ""))
        side = next((word for word in after if word in ("left", "right")), "")
        if side and term in ("pan", "truck right"):
            term = f"{term.split()[0]} {side}"
        if term:
            self.out.terms.append(Field("camera", term, verb.lemma, verb.at))
        return True

    def _words_after(self) -> list[str]:
        """Words of direction after the camera's verb."""
        out: list[str] = []
        for chunk in self.chunks[self.at + 1 : self.at + 7]:
            if isinstance(chunk, Mark) and chunk.kind in ("adverb", "prep", "other"):
                first, *others = chunk.text.split()
                if not others or first in ("back", "up", "down", "out", "away", "along", "close"):
                    out.append(first)
            elif isinstance(chunk, Noun):
                out.append(chunk.head)
            elif not (isinstance(chunk, Field) and chunk.kind == "pace"):
                break
        return out


def told_verb(lemma: str) -> str:
    """The verb as it is told: "fly" for "fly past", but "take off" whole."""
    if lemma in verbs.SAID_AS:
        return verbs.SAID_AS[lemma]
    if lemma in verbs.TOLD_WHOLE:
        return lemma
    if lemma.startswith("play "):
        return "play"
    parts = lemma.split()
    while len(parts) > 1 and (parts[-1] in verbs.PARTICLES or parts[-1] in grammar.DETERMINERS):
        parts.pop()
    return " ".join(parts)
