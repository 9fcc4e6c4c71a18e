"""The table of beds: what is heard in each setting. Adding one is one entry; without one a plain bed plays.

A bed's sources are written "name level, name level": names of sources.py, levels in decibels beside a bed of
everyday strength.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from omnireel.animatic.settings.table import SETTINGS, Setting
from omnireel.animatic.sound.sources import SOURCES
from omnireel.animatic.sound.synth import F32, duller, gain, silence


@dataclass(frozen=True)
class Bed:
    """What a place sounds like.

    always, day, night: sources; those of the day fall silent at night, and the other way round. floor: what
    feet step on. air: what carries the sound: "open", "indoors" (weather is heard through walls), "water", or
    "none" (a vacuum). echo: (seconds it rings, strength beside the sound itself), for all that happens here.
    """

    always: str = ""
    day: str = ""
    night: str = ""
    floor: str = "grass"
    air: str = "open"
    echo: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        for name, _ in (*levels(self.always), *levels(self.day), *levels(self.night)):
            if name not in SOURCES:
                raise ValueError(f"no source is called {name!r}")


def levels(text: str) -> Iterator[tuple[str, float]]:
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, level = part.rpartition(" ")
        yield name, float(level)


_CRICKETS = "crickets 0, owl -8"
_VACUUM = Bed(floor="dust", air="none")

BEDS: dict[str, Bed] = {
    # open land
    "meadow": Bed("breeze -12, leaves -14", "birds 7, insects -7", _CRICKETS),
    "wheat field": Bed("breeze -11, leaves -9", "birds 8, insects -8", _CRICKETS),
    "road": Bed("breeze -8", "birds 3, insects -14", "crickets -2", floor="stone"),
    "highway": Bed("breeze -8, city -6", "", "crickets -8", floor="stone"),
    "farm": Bed("breeze -10", "birds 6, hens 3", "crickets -2, owl -10", floor="grass"),
    "park": Bed(
        "breeze -13, leaves -12, city -16", "birds 8, children -9", "crickets -2, owl -10", floor="gravel"
    ),
    "savanna": Bed("breeze -9", "birds -2, insects -2", _CRICKETS),
    "garden": Bed("breeze -15, leaves -13", "birds 10, insects -6", "crickets 0"),
    "playground": Bed("breeze -12", "children -3, birds 4", "crickets -2", floor="gravel"),
    "village": Bed("breeze -12", "birds 9, hens -2", "crickets -2, owl -10", floor="gravel"),
    # woods and wilds
    "forest": Bed("breeze -14, leaves -9", "birds 10", "crickets -2, owl -3", echo=(0.5, 0.12)),
    "jungle": Bed("leaves -12, insects -6", "jungle 2, insects 0", "crickets 0, frogs -6", echo=(0.6, 0.12)),
    "swamp": Bed("lap -14, insects -8", "birds 2, frogs -8", "frogs 0, crickets -2", floor="mud"),
    "mountains": Bed("thin wind -5", "birds -2", "", floor="gravel", echo=(1.2, 0.12)),
    "cliffs": Bed("surf -7, thin wind -7", "gulls 4", "", floor="gravel"),
    "desert road": Bed("thin wind -6", "", "crickets -14", floor="stone"),
    "desert": Bed("thin wind -5", "", "crickets -14", floor="sand"),
    "snow field": Bed("thin wind -6", floor="snow"),
    "frozen lake": Bed("thin wind -8, ice -4", floor="ice", echo=(0.7, 0.12)),
    "ice": Bed("thin wind -5, ice 6", floor="ice", echo=(0.9, 0.15)),
    "volcano": Bed("lava 0, thin wind -9", floor="gravel"),
    "cave": Bed("drips 4, room -10", floor="stone", air="indoors", echo=(2.4, 0.55)),
    "waterfall": Bed("waterfall 2", "birds 6", "crickets -8", floor="gravel"),
    "river": Bed("river -3, breeze -16", "birds 6", "frogs -8, crickets -6", floor="gravel"),
    # water
    "beach": Bed("surf 0, breeze -14", "gulls 2", "", floor="sand"),
    "sea": Bed("swell 0, breeze -10", "gulls -2", "", floor="wood"),
    "lake": Bed("lap -7, breeze -14", "birds 6", "frogs -6, crickets -6", floor="gravel"),
    "harbour": Bed("lap -5, bells 4, creaks 0", "gulls 5", "", floor="wood"),
    "reef": Bed("deep 0", floor="sand", air="water"),
    "deep sea": Bed("deep 0", floor="sand", air="water"),
    # towns
    "city street": Bed("city 0, crowd -14", "", "", floor="stone", echo=(0.45, 0.16)),
    "alley": Bed("city -7, drips -6", "", "", floor="stone", echo=(0.8, 0.28)),
    "rooftop": Bed("city -5, breeze -8", "", "", floor="stone"),
    "market": Bed("crowd -2, clatter 2, city -12", "", "", floor="stone", echo=(0.5, 0.12)),
    "station": Bed("crowd -6, hum -8", "", "", floor="stone", air="indoors", echo=(2.0, 0.40)),
    "bridge": Bed("river -8, city -6, breeze -10", "", "", floor="stone"),
    "stadium": Bed("cheer 2", floor="grass", echo=(1.2, 0.18)),
    # rooms
    "room": Bed("room -12, clock 4", floor="wood", air="indoors", echo=(0.35, 0.16)),
    "living room": Bed("room -12, clock 4", floor="wood", air="indoors", echo=(0.3, 0.14)),
    "bedroom": Bed("room -13, clock 2", floor="rug", air="indoors", echo=(0.25, 0.12)),
    "kitchen": Bed("room -14, hum -6, clatter 4", floor="stone", air="indoors", echo=(0.4, 0.2)),
    "cafe": Bed("babble -4, clatter 7", floor="wood", air="indoors", echo=(0.5, 0.18)),
    "library": Bed("room -12, pages 6", floor="wood", air="indoors", echo=(0.9, 0.22)),
    "office": Bed("room -14, hum -7, keys 6", floor="rug", air="indoors", echo=(0.35, 0.15)),
    "studio": Bed("room -12", floor="wood", air="indoors", echo=(0.3, 0.12)),
    "stage": Bed("room -9", floor="wood", air="indoors", echo=(1.4, 0.30)),
    "gym": Bed("room -13, hum -8, clatter -2", floor="wood", air="indoors", echo=(0.8, 0.22)),
    "club": Bed("babble 0, crowd -6", floor="wood", air="indoors", echo=(0.9, 0.24)),
    "laboratory": Bed("hum -3, beeps 3", floor="stone", air="indoors", echo=(0.45, 0.2)),
    "spaceship interior": Bed("ship 0, beeps 0", floor="metal", air="indoors", echo=(0.6, 0.25)),
    "castle hall": Bed("room -12, fire -6", floor="stone", air="indoors", echo=(2.0, 0.42)),
    "temple": Bed("room -14, gong -3", "birds -2", "", floor="stone", air="indoors", echo=(2.0, 0.40)),
    # above and beyond
    "sky": Bed("air -2", floor="grass"),
    "mars": Bed("thin wind -3", floor="sand"),
    "space": _VACUUM,
    "moon": _VACUUM,
}


def name_of(setting: Setting) -> str:
    """Under which name the table of settings has it."""
    return next((name for name, entry in SETTINGS.items() if entry is setting), setting.paint.__name__)


def bed_of(setting: Setting) -> Bed:
    """The bed of a setting; one that has no entry is told by its framing alone."""
    if (bed := BEDS.get(name_of(setting))) is not None:
        return bed
    if setting.fixed_hour == "space":
        return _VACUUM
    if setting.path == "deep":
        return BEDS["reef"]
    if setting.path == "water":
        return BEDS["sea"]
    if setting.hour.startswith("indoor"):
        return BEDS["studio"]
    return Bed("breeze -8", "birds 2", "crickets -6")


# What the weather adds, outdoors and as heard from indoors; and by how many decibels it silences animals.
WEATHER: dict[str, tuple[str, str, float]] = {
    "rain": ("rain 2", "roof -4", 9.0),
    "storm": ("downpour 2, gale -3", "roof -1", 60.0),
    "windy": ("gale 0, leaves -8", "breeze -16", 4.0),
    "snow": ("breeze -12", "", 12.0),
    "fog": ("", "", 4.0),
}
ANIMALS = frozenset({"birds", "jungle", "gulls", "crickets", "insects", "owl", "frogs", "hens"})
# How much of the day and of the night is heard at the hours between, in decibels.
HOURS: dict[str, tuple[float, float]] = {
    "dawn": (2.0, -18.0),
    "day": (0.0, -99.0),
    "golden hour": (-1.0, -14.0),
    "dusk": (-8.0, -4.0),
    "night": (-99.0, 0.0),
}


def heard(bed: Bed, hour: str, weather: str | None) -> dict[str, float]:
    """The sources of a bed at this hour and in this weather, with their levels in decibels."""
    by_day, by_night = HOURS.get(hour, HOURS["day"])
    outside, inside, hush = WEATHER.get(weather or "", ("", "", 0.0))
    out: dict[str, float] = {}
    for text, shift in ((bed.always, 0.0), (bed.day, by_day), (bed.night, by_night)):
        for name, level in levels(text):
            level += shift - (hush if name in ANIMALS and bed.air == "open" else 0.0)
            out[name] = max(level, out.get(name, -99.0))
    if weather == "snow":
        out.pop("insects", None)
    if bed.air in ("open", "indoors"):
        for name, level in levels(outside if bed.air == "open" else inside):
            out[name] = max(level, out.get(name, -99.0))
    return {name: level for name, level in out.items() if level > -30}


def play(bed: Bed, hour: str, weather: str | None, n: int, seed: int) -> F32:
    """The bed as sound (2, n); digital silence in a vacuum."""
    out = silence(n)
    for name, level in heard(bed, hour, weather).items():
        part = SOURCES[name](n, seed + zlib.crc32(name.encode()) % 997)  # each in its own time
        if name == "gale" and bed.air != "open":
            part = duller(part, 400)
        out += part * gain(level)
    return out
