"""The table of settings. Adding one is one entry: a name, its framing, and the function that paints it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from omnireel.animatic.settings import (
    aerial,
    fiery,
    halls,
    heavens,
    leisure,
    open_land,
    reef,
    rooms,
    shores,
    streets,
    town,
    wild,
    woods,
)
from omnireel.animatic.stage import Stage


@dataclass(frozen=True)
class Setting:
    """horizon, ground: rows as shares of the height in 16:9. hour: palette when no time was said; night: when it
    was; fixed_hour: whatever was said. path: where subjects move. afloat: paths of first subjects that turn it
    to water. indoor: no weather, no far horizon. slick: the ground mirrors who stands on it in rain and neon;
    glassy: always.
    aerial: the horizon's row seen from above. above: what is painted then, where nobody stands on the ground.
    bank: water lies behind the ground's row, and nobody stands on it.
    lane: walls that run to a vanishing point, past which no camera tracks.
    skyline: share of the sky, from the horizon up, that land fills; the sun stands above it.
    nap: what of the ground covers soles, a key of soles.NAPS; nothing does on hard ground.
    """

    paint: Callable[[Stage], None]
    horizon: float = 0.46
    ground: float = 0.82
    hour: str = "day"
    night: str = "night"
    fixed_hour: str | None = None
    path: str = "ground"
    afloat: frozenset[str] = frozenset()
    indoor: bool = False
    slick: bool = False
    glassy: bool = False
    aerial: float = 0.17
    above: Callable[[Stage], None] | None = None
    bank: bool = False
    lane: bool = False
    skyline: float = 0.0
    nap: str = ""


AFLOAT = frozenset({"water"})
AFLOAT_AND_ABOVE = frozenset({"water", "air"})

# Adding a setting is one entry. Sounds and words know it by its key.
SETTINGS: dict[str, Setting] = {
    "meadow": Setting(open_land.meadow, 0.44, 0.83, "golden hour", nap="grass"),
    "wheat field": Setting(open_land.wheat, 0.46, 0.83, "golden hour", nap="grass"),
    "garden": Setting(open_land.garden, 0.44, 0.83, "golden hour", nap="sand"),
    "park": Setting(leisure.park, 0.46, 0.83, "golden hour", nap="sand"),
    "savanna": Setting(open_land.savanna, 0.46, 0.83, "golden hour", nap="grass"),
    "farm": Setting(open_land.farm, 0.46, 0.83, "golden hour", nap="grass"),
    "highway": Setting(open_land.highway, 0.44, 0.78, "day"),
    "playground": Setting(open_land.playground, 0.44, 0.82, "day", nap="sand"),
    "road": Setting(open_land.road, 0.46, 0.78, "day"),
    "desert road": Setting(open_land.desert_road, 0.46, 0.78, "day"),
    "forest": Setting(woods.forest, 0.50, 0.84, "golden hour", above=aerial.forest, nap="grass"),
    "jungle": Setting(woods.jungle, 0.50, 0.84, "day", above=aerial.jungle, nap="grass"),
    "swamp": Setting(woods.swamp, 0.46, 0.82, "dawn", nap="grass"),
    "mountains": Setting(wild.mountains, 0.56, 0.84, "day", aerial=0.42, above=aerial.peaks, nap="grass"),
    "cliffs": Setting(wild.cliffs, 0.44, 0.83, "day", aerial=0.42, nap="grass"),
    "volcano": Setting(fiery.volcano, 0.52, 0.83, "dusk", aerial=0.42),
    "cave": Setting(wild.cave, 0.52, 0.82, "day", indoor=True),
    "desert": Setting(wild.desert, 0.48, 0.82, "golden hour", nap="sand"),
    "snow field": Setting(wild.snow_field, 0.46, 0.82, "day", aerial=0.34, above=aerial.white_peaks, nap="snow"),
    "mars": Setting(wild.mars, 0.48, 0.83, "golden hour", nap="sand"),
    "frozen lake": Setting(wild.frozen_lake, 0.46, 0.82, "day", aerial=0.34, glassy=True),
    "ice": Setting(wild.ice, 0.44, 0.82, "day", nap="snow"),
    "beach": Setting(shores.beach, 0.42, 0.82, "day", afloat=AFLOAT, above=aerial.coast, nap="sand"),
    "sea": Setting(shores.sea, 0.46, 0.74, "day", path="water"),
    "lake": Setting(
        shores.lake, 0.48, 0.76, "dawn", afloat=AFLOAT_AND_ABOVE, aerial=0.33, bank=True, skyline=0.34, nap="grass"
    ),
    "river": Setting(shores.river, 0.44, 0.80, "day", afloat=AFLOAT, bank=True, nap="grass"),
    "waterfall": Setting(shores.waterfall, 0.50, 0.82, "day", afloat=AFLOAT, bank=True, nap="grass"),
    "harbour": Setting(shores.harbour, 0.44, 0.82, "golden hour"),
    "reef": Setting(reef.reef, 0.62, 0.56, "underwater", fixed_hour="underwater", path="deep"),
    "deep sea": Setting(reef.deep_sea, 0.62, 0.56, "underwater", fixed_hour="underwater", path="deep"),
    "city street": Setting(streets.street, 0.50, 0.82, "day", "neon", slick=True, above=aerial.city),
    "alley": Setting(streets.alley, 0.52, 0.84, "day", "neon", slick=True, lane=True),
    "market": Setting(town.market, 0.48, 0.82, "day"),
    "rooftop": Setting(town.rooftop, 0.46, 0.83, "dusk"),
    "station": Setting(town.station, 0.48, 0.83, "day"),
    "bridge": Setting(town.bridge, 0.48, 0.83, "golden hour"),
    "stadium": Setting(town.stadium, 0.46, 0.83, "day"),
    "village": Setting(town.village, 0.48, 0.82, "golden hour", nap="sand"),
    "room": Setting(rooms.room, 0.64, 0.87, "indoor", "indoor night", indoor=True),
    "living room": Setting(rooms.living_room, 0.64, 0.87, "indoor", "indoor night", indoor=True),
    "bedroom": Setting(rooms.bedroom, 0.64, 0.87, "indoor", "indoor night", indoor=True),
    "kitchen": Setting(rooms.kitchen, 0.64, 0.87, "indoor", "indoor night", indoor=True),
    "cafe": Setting(rooms.cafe, 0.64, 0.87, "indoor", "indoor night", indoor=True),
    "library": Setting(rooms.reading_room, 0.64, 0.87, "indoor", "indoor night", indoor=True),
    "office": Setting(rooms.office, 0.64, 0.87, "indoor", "indoor night", indoor=True),
    "gym": Setting(leisure.gym, 0.64, 0.87, "indoor", "indoor night", indoor=True),
    "club": Setting(
        leisure.club, 0.64, 0.87, "indoor night", "indoor night", fixed_hour="indoor night", indoor=True
    ),
    "castle hall": Setting(halls.castle_hall, 0.64, 0.87, "indoor", "indoor night", indoor=True),
    "temple": Setting(halls.temple, 0.64, 0.87, "indoor", "indoor night", indoor=True),
    "laboratory": Setting(rooms.laboratory, 0.64, 0.87, "indoor", "indoor night", indoor=True),
    "spaceship interior": Setting(
        halls.spaceship, 0.64, 0.87, "indoor night", "indoor night", fixed_hour="indoor night", indoor=True
    ),
    "studio": Setting(halls.studio, 0.66, 0.86, "indoor", "indoor night", indoor=True),
    "stage": Setting(
        halls.theatre, 0.66, 0.86, "indoor night", "indoor night", fixed_hour="indoor night", indoor=True
    ),
    "space": Setting(heavens.space, 0.62, 0.55, "space", fixed_hour="space", path="air"),
    "moon": Setting(heavens.moon, 0.56, 0.83, "space", fixed_hour="space", nap="sand"),
    "sky": Setting(heavens.sky_high, 0.70, 0.56, "golden hour", path="air"),
}
