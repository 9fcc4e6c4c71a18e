"""What was understood of a shot: who does what, and how it looks. In words of the prompt, and as it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

FIELDS = ("setting", "time_of_day", "weather", "camera", "style", "pace", "mood", "lighting")


@dataclass
class Seen:
    """One subject as read.

    name, action: as drawn (an entry of the table of subjects, a verb that the rigs know). said, actions: the words
    of the prompt, verbs in order of time. acts: those that are drawn one after the other, as drawn. colour: a key
    of the table of colours; shades: all that were told of it. clothes, looks: what was said of what they wear, of
    their hair and eyes. holds: what they have with them, in hand. extra: what of all that is drawn, in the words
    of the tables. drawn: whether `name` has a drawing. staged: whether it is put on the stage; props are not.
    side: where in the picture they are told to be: left, middle or right. heading: towards or away, if they face
    or go so by the camera. size: of what is usual. qualities: the adjectives told of them.
    """

    name: str
    count: int
    action: str | None = None
    colour: str | None = None
    at: int = 0
    sentence: int = 0
    drawn: bool = True
    extra: set[str] = field(default_factory=set)
    said: str = ""
    actions: list[str] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    clothes: list[str] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)
    holds: list[str] = field(default_factory=list)
    staged: bool = True
    side: str = ""
    heading: str = ""
    size: float = 1.0
    qualities: list[str] = field(default_factory=list)
    shades: list[str] = field(default_factory=list)

    def report(self) -> dict[str, Any]:
        out: dict[str, Any] = {
            "name": self.said or self.name,
            "count": self.count,
            "action": ", ".join(self.actions) or None,
            "colour": " and ".join(self.shades) if len(self.shades) > 1 else self.colour,
        }
        if self.clothes:
            out["clothes"] = ", ".join(self.clothes)
        if self.looks:
            out["looks"] = ", ".join(self.looks)
        if self.holds:
            out["holds"] = ", ".join(self.holds)
        return out


@dataclass
class Reading:
    """One shot as read. `subjects` are staged; `props` are only told of. `told` holds the words of each of FIELDS;
    the fields beside it are what is drawn for them.
    """

    subjects: list[Seen] = field(default_factory=list)
    setting: str | None = None
    time_of_day: str | None = None
    weather: str | None = None
    camera: str | None = None
    style: str | None = None
    pace: str | None = None
    mood: str | None = None
    framing: str | None = None
    music: str | None = None  # the character of the music asked for; "none" when it is ruled out
    weather_comes: bool = False  # it begins in the course of the shot: "then it starts to rain"
    clouds: bool = False  # they are what is shown, or are told to move
    floats: str | None = None  # what is told to be in the air: a value of nouns.AIRBORNE
    shows: set[str] = field(default_factory=set)  # of looks.SKY_SHOWS: what stands in the sky
    ringed: bool = False  # a planet with rings is in view
    walls: str | None = None  # the colour told of a room
    season: str | None = None  # spring, summer or autumn; winter is snow
    sunset: bool = False  # the golden hour's end: drawn with a low sun
    absent: set[str] = field(default_factory=set)
    ignored: list[str] = field(default_factory=list)
    props: list[Seen] = field(default_factory=list)
    told: dict[str, list[str]] = field(default_factory=dict)

    def tell(self, kind: str, term: str) -> None:
        terms = self.told.setdefault(kind, [])
        if term not in terms:
            terms.append(term)

    def ignore(self, text: str) -> None:
        if text not in self.ignored:
            self.ignored.append(text)

    def report(self) -> dict[str, Any]:
        """A string for each field; several values have commas between them; None where nothing was said."""
        everyone = sorted(self.subjects + self.props, key=lambda seen: seen.at)
        out: dict[str, Any] = {"subjects": [seen.report() for seen in everyone]}
        return out | {kind: ", ".join(self.told.get(kind, ())) or None for kind in FIELDS}
