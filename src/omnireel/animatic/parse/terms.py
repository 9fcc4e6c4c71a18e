"""Words to terms of the look: camera, style, time, weather, pace, mood and light.

Many of these words are more often something else ("a wide river", "a warm day", "a pan"): such a one counts when
it stands alone between stops, or beside a word that shows what is meant ("wide shot").
"""

from __future__ import annotations

import re

from omnireel.animatic.lexicon import grammar, looks
from omnireel.animatic.lexicon.index import FIELD_KINDS, index
from omnireel.animatic.lexicon.tables import spaced
from omnireel.animatic.parse.forms import verb_forms
from omnireel.animatic.parse.lookup import NAMED, Found, Words
from omnireel.animatic.parse.phrases import Field, Mark, Noun, Verb, is_mark

CAMERA_HEADS = frozenset(("camera", "lens", "viewer", "viewpoint", "camera lens", "cameraman", "camera operator"))
SNOW_LIES = frozenset(  # where "snowy" tells of the ground rather than of the weather
    [
        "mountain",
        "mountains",
        "peak",
        "peaks",
        "ridge",
        "hill",
        "hills",
        "field",
        "landscape",
        "slope",
        "plain",
        "valley",
        "mountaintop",
        "summit",
    ]
)
# Said before a move of the camera, these tell how it moves and nothing of the shot's pace.
_MANNERS = spaced("slow smooth gentle quick subtle steady fast slight graceful sweeping dynamic")
_FINAL = ("time", "weather", "light")  # kinds that one word may tell together


_CLOCK = re.compile(r"(\d{1,2})(?::\d\d)?(am|pm)?")


class Terms(Words):
    def take_term(self, i: int) -> int:
        """Take the words here as a term of the look; how many, or 0."""
        if (size := self._manner(i)) > 0:
            return size
        if (size := self._free_style(i) or self._clock(i)) > 0:
            return size
        found = self.found(i)
        if found is None or FIELD_KINDS.isdisjoint(found.kinds):
            return 0
        if self.camera_move(i) is not None and found.size < 3:
            return 0
        phrase, size = self.text(i, i + found.size), found.size
        verb = found.has("camera") and size == 1 and found.form("ing", "s", "base")
        if verb and not self.alone(i, size) and self.word(i + 1) not in looks.CAMERA_NOUNS:
            return 0
        for kind in ("camera", "style", "pace", "time", "weather", "light", "mood"):
            if kind in found.kinds and (took := getattr(self, f"_{kind}")(i, size, phrase, found)) > 0:
                return self._tell(i, kind, phrase, found, took)
        return 0

    def _clock(self, i: int) -> int:
        """ "At 3 am", "7pm"."""
        said = _CLOCK.fullmatch(self.word(i))
        if said is None or (not said.group(2) and self.word(i + 1) not in ("am", "pm")):
            return 0
        hour = int(said.group(1)) % 12 + 12 * ((said.group(2) or self.word(i + 1)) == "pm")
        term = next(term for last, term in looks.CLOCK if hour < last)
        self.out.append(Field("time", term, self.word(i), i))
        return 1 if said.group(2) else 2

    def _free_style(self, i: int) -> int:
        """A style that no table has: "Hitchcock style", "in the style of Edward Hopper"."""
        said: list[str] = []
        if is_mark(self.before, "prep") and self.text(i, i + 3) == "the style of":
            for j in range(i + 3, min(i + 6, len(self.tokens))):
                if self.ends(j) or not (self.tokens[j].capital or j == i + 3):
                    break
                said.append(self.word(j))
            found = self.found(i + 3)
            if said and not (found is not None and found.has("style")):
                self.out.append(Field("style", " ".join(said), " ".join(said), i))
                return 3 + len(said)
            return 0
        end = next((j for j in range(i, i + 5) if self.ends(j)), i)
        if not self.fresh() or end - i < 2 or self.word(end - 1) not in ("style", "inspired", "aesthetic"):
            return 0
        if any((found := self.found(j)) is not None and found.has("style") for j in range(i, end)):
            return 0
        if self.word(i) in grammar.NO_NAMES | grammar.DETERMINERS:
            return 0
        self.out.append(Field("style", self.text(i, end - 1), self.text(i, end - 1), i))
        return end - i

    def _manner(self, i: int) -> int:
        """ "Slow" before "pan left"; and a drone before "orbit" is a view from the air."""
        drone = self.word(i) in _MANNERS and self.word(i + 1) == "drone"
        nexts = self.found(i + 1 + drone)
        if nexts is None or not nexts.has("camera") or nexts.form("s"):
            return 0
        if self.word(i) in _MANNERS:
            self.mark("adverb", self.word(i), i)
            return 1
        if self.word(i) == "drone" and self.word(i - 1) not in grammar.DETERMINERS:
            self.out.append(Field("camera", "aerial", "drone", i))
            return 1
        return 0

    def _tell(self, i: int, kind: str, phrase: str, found: Found, took: int) -> int:
        thing = not (NAMED - {"stuff"}).isdisjoint(found.kinds) and phrase != "snow"
        if kind in ("time", "weather") and thing and (size := self.take_noun(i)) > 0:
            return (
                size  # "the moon rises", "on wet asphalt": something too, which tells the hour or weather itself
            )
        self.out.append(Field(kind, found.kinds[kind].name, phrase, i))
        if kind in ("time", "weather") and found.size > 1:
            self._tell_parts(i, kind, phrase, found)
        if kind != "style":
            for other in _FINAL:  # "golden hour light" is an hour as well
                if other in found.kinds and other != kind:
                    self.out.append(Field(other, found.kinds[other].name, phrase, i))
        return took

    def take_noun(self, i: int) -> int:
        raise NotImplementedError

    def _tell_parts(self, i: int, kind: str, phrase: str, found: Found) -> None:
        """ "A bright noon sun" tells the hour as well, "a rainy evening" the weather."""
        other = "time" if kind == "weather" else "weather"
        if other in found.kinds:
            return
        for word in phrase.split():
            told = index().get(word, {}).get(other)
            if told is not None:
                self.out.append(Field(other, told.name, word, i))

    def alone(self, i: int, size: int) -> bool:
        """Whether these words stand alone between stops."""
        before = self.before
        opens = (
            before is None
            or isinstance(before, Field)
            or is_mark(before, "stop", "and", "label", "adverb", "then", "sub")
        )
        closes = self.ends(i + size) or self.word(i + size) in (
            "and",
            "but",
            "yet",
            "then",
            "with",
            "of",
            "or",
            "for",
        )
        return opens and closes

    # One method for each kind: how many words it takes here, 0 if they mean something else.

    def _camera(self, i: int, size: int, phrase: str, found: Found) -> int:
        after, nexts = self.word(i + size), self.found(i + size)
        thing = found.phrase in ("drone", "crane", "pan", "arc") and after not in looks.CAMERA_NOUNS
        if thing and not (self.alone(i, size) and self.ends(i + size) and phrase == found.phrase):
            return 0
        if (
            phrase.startswith("from ")
            and size < 3
            and isinstance(self.before, Field)
            and self.before.kind == "light"
        ):
            return 0
        shy = phrase in looks.CAMERA_SHY and after not in looks.CAMERA_NOUNS
        if shy and not (nexts is not None and nexts.has("camera")) and not self.alone(i, size):
            filmed = self.word(i - 1) in looks.FILMED
            if not filmed or phrase in ("wide", "medium"):
                return 0
        noun = after in ("move", "frame") and self.word(i + size + 1) in grammar.ARTICLES
        return size + (after in looks.CAMERA_NOUNS and not noun)

    def _style(self, i: int, size: int, phrase: str, found: Found) -> int:
        after = self.word(i + size)
        if phrase in looks.STYLE_SHY:
            labelled = is_mark(self.before, "label") and self.before.text == "style"  # type: ignore[union-attr]
            told = self.word(i - 1) in ("in", "like") and self.ends(i + size)
            nexts = self.found(i + size)
            pair = nexts is not None and nexts.has("style") and self.ends(i + size + nexts.size)  # "90s camcorder"
            if not (after in looks.STYLE_NOUNS or self.alone(i, size) or labelled or told or pair):
                return 0
            if after in ("texture", "colours", "colors") and phrase != "pastel":
                return 0
        while self.word(i + size) in looks.STYLE_TAILS:
            size += 1
        return size

    def _pace(self, i: int, size: int, phrase: str, found: Found) -> int:
        alone = self.alone(i, size)
        told = alone or self.word(i + size) in ("pace", "cuts", "cutting", "editing")
        if phrase in looks.PACE_SHY and not told:
            return 0
        manner = size == 1 and not alone and found.kinds["pace"].name in ("slow", "fast")
        return 0 if manner and self.camera_films() else size

    def _time(self, i: int, size: int, phrase: str, found: Found) -> int:
        after = self.found(i + size)
        if after is not None and after.has("clothes", "food") and not after.has("stuff"):
            return 0
        if phrase == "day" and self.word(i - 1) in ("every", "one", "each", "another", "of", "all", "next"):
            return 0
        on = "on" in (self.word(i - 1), self.word(i - 2))
        return 0 if phrase in ("moon", "stars") and on else size

    def _weather(self, i: int, size: int, phrase: str, found: Found) -> int:
        after = self.found(i + size)
        return 0 if after is not None and after.has("clothes", "person") and found.noun else size

    def _light(self, i: int, size: int, phrase: str, found: Found) -> int:
        return size

    def _mood(self, i: int, size: int, phrase: str, found: Found) -> int:
        if self.word(i + size) in looks.MOOD_NOUNS:
            return size + 1
        if self.alone(i, size):
            return size
        nexts = self.found(i + size)
        if self.fresh() and nexts is not None and nexts.has("style") and not nexts.noun:
            return size  # "cute 3D animation"
        if phrase in looks.MOOD_SHY or self.word(i - 1) in grammar.DETERMINERS:
            return 0
        quality = nexts is not None and nexts.has("adjective", "mood") and not nexts.noun
        if quality and nexts is not None and self.word(i + size + nexts.size) in looks.MOOD_NOUNS:
            return size
        return 0 if self.nounish(i + size) else size

    # -- the camera as the subject of a sentence

    def camera_films(self) -> bool:
        """Whether the camera is what this clause is about."""
        for at in range(len(self.out) - 1, -1, -1):
            chunk = self.out[at]
            if is_mark(chunk, "sub", "label", "rel") or (is_mark(chunk, "stop") and chunk.text != ","):  # type: ignore[union-attr]
                return False
            before = self.out[at - 1] if at else None
            if isinstance(chunk, Noun) and not is_mark(before, "prep") and not isinstance(before, Verb):
                if chunk.plural:
                    return False
                bare = chunk.determiner in ("", "the") and not chunk.colours and not chunk.adjectives
                return chunk.head in CAMERA_HEADS or (chunk.head in ("drone", "shot", "view") and bare)
        return False

    def camera_move(self, i: int) -> Verb | None:
        """What the camera does, as its verb: "the camera tracks", "then arcs around her"."""
        before = self.before
        if before is None or isinstance(before, Verb) or is_mark(before, "prep", "to", "label"):
            return None
        if isinstance(before, Mark) and before.kind == "stop" and before.text != ",":
            return None
        for stem, form in verb_forms(self.word(i)):
            if stem in looks.CAMERA_VERBS and form in ("s", "ing") and self.camera_films():
                if isinstance(before, Noun) and before.head not in CAMERA_HEADS | {"drone", "shot", "view"}:
                    return None
                return Verb(stem, "", form, i, i + 1)
        return None
