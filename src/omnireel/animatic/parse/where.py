"""Where it takes place, what is said of places and things in passing, and what somebody wears."""

from __future__ import annotations

from dataclasses import replace

from omnireel.animatic.lexicon import adjectives, grammar, grooming, looks, nouns, places, words
from omnireel.animatic.lexicon.index import ACTORS, BEINGS, Entry, index
from omnireel.animatic.lexicon.tables import spaced
from omnireel.animatic.parse.meeting import Company, Met, Scenery
from omnireel.animatic.parse.phrases import Chunk, Field, Noun, Verb, is_mark
from omnireel.animatic.parse.terms import SNOW_LIES

# How much a place counts as the shot's: the rank after prepositions of place, after looser ones, after others.
_IN, _THERE, _BY, _OFF = 6, 5, 4, 3
_AWAY = spaced("behind past from towards toward to of with off") | {"out of", "in front of"}
_ON_THE_WAY = ("walk", "run", "drive", "fly", "swim")
_OVER = ("cross", "traverse")  # who crosses a bridge over a valley is on the bridge
_DRY, _WATERS = Entry("place"), ("sea", "lake", "reef", "deep sea")
_AT_WINDOWS = ("in", "at", "by", "near", "beside", "in front of")
_PARTS = frozenset(("canopy", "treetop", "treetops"))  # "a rainforest canopy" is a rainforest
_HANDS = spaced("hand hands finger fingers fist fists arm arms foot feet leg legs paw paws")  # with these one acts
# Moods that a place may have; said of somebody they are qualities.
_PLACE_MOODS = spaced(
    """
    moody quiet serene peaceful eerie spooky gloomy cosy cozy tranquil mysterious romantic magical gritty
    haunting ominous creepy
    """
)


class Where(Company):
    # -- places

    def take_place(self, noun: Noun, prep: str, after: Chunk | None) -> bool:
        """Note a place; whether that is all there is to it."""
        kind, plain = noun.kind, noun.kind == "place"
        if prep == "of" and isinstance(self.before_prep(), Field):
            prep, self.fresh = "", True  # "a time-lapse of a city"
        object_ = not prep and self.verb is not None and not self.fresh
        if kind in ("food", "clothes", "vehicle", "person", "animal") and prep not in ("inside", "in", "aboard"):
            return False
        acts = isinstance(after, Verb) and not prep
        if (noun.head == "moon" and not self._on_ground(prep)) or (
            kind in ("stuff", "nature") and (object_ or acts)
        ):
            return False
        if noun.head in ("window", "windows") and prep not in _AT_WINDOWS:
            return False
        if noun.head == "ice" and prep in ("with", "of"):
            return False  # in a glass
        if noun.head in ("snow", "spotlight"):
            self.out.places.append(Scenery("", noun.kinds["place"].name, 0, noun.at, False))
            if not prep:
                self.nobody(noun, "place")
            return True
        if kind in ("stuff", "nature") and not prep and not plain:
            self.out.places.append(Scenery("", noun.kinds["place"].name, 0, noun.at, False))
            return False  # "big waves": drawn at sea, but no place was told
        rank = self._rank(noun, prep, object_, isinstance(after, Verb))
        bare = not (prep or noun.determiner or noun.number or plain) and kind == "thing"
        if bare and self.fresh and self.out.met and is_mark(after, "stop"):
            self.out.places.append(self.scenery(noun, _THERE))  # "..., castle, night"
            return True
        if rank > 0 or not self.out.places:
            there = self.scenery(noun, max(rank, 1))
            if prep == "outside" and there.drawn in places.OUTSIDE:
                there = replace(there, drawn=places.OUTSIDE[there.drawn], stand_in=True)
            elif prep in ("in", "inside") and noun.head in places.INSIDE:
                there = replace(there, drawn=places.INSIDE[noun.head], stand_in=False)
            self.out.places.append(self._looks_of(noun, there))
        if prep:
            if not plain:
                self.nearest = None
            whole = plain or prep in grammar.LOCATIVE or prep in ("under", "beneath", "below")
            self.fresh = self.fresh and not whole
            return whole
        if plain:
            if isinstance(after, Verb) and (after.form in ("s", "base") or (after.form == "ing" and self.fresh)):
                self.nobody(noun, "place")  # a place that does something
                if noun.head in places.DOERS:
                    self.chain[0].kind, self.chain[0].headed = "nature", True
                    self.out.met.append(self.chain[0])
            else:
                self.chain = []
            self.fresh = False
        return plain

    def _on_ground(self, prep: str) -> bool:
        """ "On the moon" and "a rover drives across the moon" are there; "a bat flies across the moon" is not."""
        flies = self.verb is not None and self.verb.drawn in ("fly", "glide", "float")
        return prep in ("on", "onto") or (prep == "across" and self.verb is not None and not flies)

    def _rank(self, noun: Noun, prep: str, object_: bool, acts: bool) -> int:
        plain = noun.kind == "place"
        if self.section == "setting" and not prep:
            rank = _IN + 1
        elif prep in grammar.LOCATIVE or (object_ and self.verb is not None and self.verb.lemma in _OVER):
            rank = _IN
        elif object_ and self.verb is not None and self.verb.drawn in _ON_THE_WAY:
            rank = _THERE
        elif not prep and (self.fresh or plain):
            first = not self.out.met and not self.out.places
            rank = (_IN if first else _THERE) if plain else _OFF
        else:
            rank = _OFF if prep in _AWAY else _BY
        if noun.head in places.NAMES:
            rank = min(rank, _OFF)
        if noun.head in places.WEAK and not (object_ and rank == _IN):
            rank -= 3 if prep in grammar.LOCATIVE else 2
        if not plain and not prep and (acts or object_) and noun.kind != "unknown":
            rank = min(rank, 1)
        return min(rank, 1) if noun.head in ("sky", "galaxy", "air") else rank

    def scenery(self, noun: Noun, rank: int) -> Scenery:
        """A place in the words of the prompt, with its drawing."""
        kept = [word for word in noun.adjectives if word in places.PLACE_ADJECTIVES or word.endswith("-lined")]
        others = [text for text, _ in noun.before]
        if noun.head in _PARTS and noun.before and "place" in noun.before[-1][1]:
            text, kinds = noun.before[-1]
            return Scenery(text, kinds["place"].name, rank, noun.at, kinds["place"].stand_in)
        entry = noun.kinds["place"]
        for start in range(len(others) + 1):
            longer = index().get(" ".join([*others[start:], noun.head]), {}).get("place")
            if longer is not None:
                entry = longer
                break
        said = " ".join([*kept, *others, noun.surface or noun.head]) + noun.suffix
        return Scenery(said, entry.name, rank, noun.at, entry.stand_in)

    def places_in_passing(self, noun: Noun, rank: int = 1) -> None:
        """ "A street musician", "an underwater shot"."""
        for text, kinds in noun.before:
            entry = kinds.get("place")
            told = (
                noun.kind in ("person", "stuff", "animal")
                or rank > 1
                or (entry is not None and entry.name == "room")
            )
            if entry is not None and text not in places.WEAK and told:
                self.out.places.append(Scenery(text, entry.name, rank, noun.at, entry.stand_in))
        trade = noun.head.split()[0]
        if noun.kind == "person" and trade in places.TRADES and " " in noun.head:  # "an office worker"
            entry = index()[trade]["place"]
            self.out.places.append(Scenery(trade, entry.name, rank, noun.at, entry.stand_in))

    def led_by_place(self, noun: Noun) -> bool:
        """ "Deep in the jungle explorers ...": the place was named first."""
        if not noun.before or "place" not in noun.before[0][1]:
            return False
        text, kinds = noun.before.pop(0)
        self.out.places.append(Scenery(text, kinds["place"].name, _IN, noun.at, kinds["place"].stand_in))
        return True

    # -- terms of the look in noun phrases

    def terms_of(self, noun: Noun) -> None:
        """ "A foggy street", "a noir detective", "a quiet room"."""
        holds_mood = noun.head in looks.MOOD_NOUNS or noun.head in ("light", "lighting")
        for entry, said in noun.fields:
            if self._counts(entry.kind, said if entry.kind == "mood" else entry.name, noun, holds_mood):
                self.out.terms.append(Field(entry.kind, entry.name, said, noun.at))
        if noun.colours and noun.head in ("tone", "palette"):
            return
        for word in noun.adjectives:
            mood = index().get(word, {}).get("mood")
            if mood is not None and (
                noun.head in looks.MOOD_NOUNS or ("place" in noun.kinds and word in _PLACE_MOODS)
            ):
                self.out.terms.append(Field("mood", mood.name, word, noun.at))

    def _counts(self, kind: str, name: str, noun: Noun, holds_mood: bool) -> bool:
        if noun.head == "moon" and self._on_ground(self.last_prep):
            return False
        if (
            kind == "mood"
            and name in ("calm", "still", "gentle")
            and noun.kinds.get("place", _DRY).name in _WATERS
        ):
            return False  # "a calm sea"
        if kind == "mood":
            quality = (
                noun.kind in ACTORS | {"thing", "food", "clothes", "body", "nature"} or name in looks.MOOD_SHY
            )
            return holds_mood or not quality
        if kind == "weather":
            return noun.kind not in ("clothes", "body") and not (name == "snow" and noun.head in SNOW_LIES)
        return kind != "pace" and not (kind == "time" and noun.kind in ("clothes", "food"))

    # -- clothes and bodies

    def worn(self, noun: Noun, prep: str) -> None:
        """Clothes and bodies belong to whom they are said of."""
        wearer = self._wearer(prep)
        said = " ".join([*noun.colours, noun.name])
        if noun.kind == "body":
            self._of_body(noun, wearer, said)
        elif wearer is None:
            self.out.notes.append(said)
        else:
            self._dress(noun, wearer, said)
        owned = self.at > 0 and isinstance(owner := self.chunks[self.at - 1], Noun) and owner.owner
        wears = self.verb is not None and self.verb.lemma == "wear"  # "wearing a dress and a hat"
        before = self.chunks[max(self.at - 2, 0) : self.at]  # "with a beard, a hat and sunglasses"
        listed = len(before) == 2 and isinstance(before[0], Noun) and before[0].kind in ("clothes", "body")
        if not prep and ((self.fresh and not wears and not listed) or (owned and noun.head not in _HANDS)):
            self.nobody(noun)

    def _wearer(self, prep: str) -> Met | None:
        right_after = prep in ("in", "with") or (not prep and not self.fresh)
        if right_after and self.nearest is not None and self.nearest.kind in BEINGS:
            return self.nearest
        for met in [*reversed(self.acting), *reversed(self.chain), *reversed(self.main), *reversed(self.out.met)]:
            if met.kind in BEINGS and not met.gone:
                return met
        return None

    def _dress(self, noun: Noun, wearer: Met, said: str) -> None:
        """What covers the trunk gives a person's colour."""
        seen, piece = wearer.seen, noun.head
        colour = noun.colours[-1] if noun.colours else None
        seen.clothes.append(said)
        self._not_drawn(noun)
        plain = piece if piece in words.OUTFITS or piece in words.TOPS else piece.split()[-1]
        if wearer.kind != "person" and seen.name not in nouns.PEOPLE:
            self.out.notes.append(said)
            return
        shown_with = nouns.SHOWN_WITH.get(seen.name, ())
        accessory = words.ACCESSORIES.get(piece) or words.ACCESSORIES.get(plain)
        if accessory and piece not in words.OTHER_HATS and plain not in shown_with:
            seen.extra.add(f"wears {colour or 'any'} {accessory}")
            return
        seen.extra.add(plain)
        drawn = plain in words.OUTFITS or plain in shown_with
        if plain in words.TOPS and colour is not None and seen.colour in (None, colour):
            seen.colour = colour
            if not drawn and plain not in words.PLAIN_TOPS:
                self.out.notes.append(f"{piece} (shown as plain clothes)")
        elif not drawn or colour is not None:
            self.out.notes.append(said)

    def _looks_of(self, noun: Noun, place: Scenery) -> Scenery:
        """Walls of rooms are drawn in the colour that is told; other colours, sizes and crowds are not drawn."""
        if noun.kind != "place":
            return place  # a castle is told of as itself
        seen = [word for word in noun.adjectives if word in adjectives.VISIBLE | places.QUALITIES]
        if place.drawn in places.PAINTED and len(noun.colours) == 1:
            place = replace(place, walls=noun.colours[0])
        elif place.drawn in places.BUILT:
            seen += noun.colours
        shown = nouns.SHOWN_WITH.get(place.drawn, frozenset())
        self.out.notes += [f"{word} {noun.head}" for word in seen if word not in shown]
        return place

    def _not_drawn(self, noun: Noun, *drawn: str) -> None:
        """Qualities that would be seen and are not drawn."""
        self.out.notes += [word for word in noun.adjectives if word in adjectives.VISIBLE - {*drawn}]

    def _of_body(self, noun: Noun, wearer: Met | None, said: str) -> None:
        """Hair, beards and eyes of people are drawn as told, other parts of a body as the drawing has them: a
        colour said of those is not.
        """
        if wearer is not None and wearer.seen.name in nouns.PEOPLE - grooming.HIDDEN:
            drawn = grooming.of_part(noun.head, noun.colours, noun.adjectives)
            wearer.seen.extra |= drawn
            if drawn:
                self._not_drawn(noun, *grooming.CUTS, *grooming.CURLS)
                wearer.seen.looks.append(" ".join([*noun.adjectives, *noun.colours, noun.surface or noun.name]))
                return
        self._not_drawn(noun)
        shown: set[str] = set()
        for met in self.out.met:
            shown |= nouns.SHOWN_WITH.get(met.seen.name, frozenset())
        hidden = noun.head in ("beard", "moustache", "mustache", "collar", "leash") and noun.head not in shown
        if hidden or (noun.colours and not {*noun.colours, noun.head} <= shown):
            self.out.notes.append(said)
