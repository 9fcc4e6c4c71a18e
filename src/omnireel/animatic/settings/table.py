"""The table of settings. Adding one is one entry: a name, its framing, and the function that paints it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from omnireel.animatic.settings import heavens, open_land, town, water, wild, woods
from omnireel.animatic.stage import Stage


@dataclass(frozen=True)
class Setting:
    """horizon, ground: rows as shares of the height in 16:9. hour: palette when no time was said; night:
    when it was.
    """

    paint: Callable[[Stage], None]
    horizon: float = 0.46
    ground: float = 0.82
    hour: str = "day"
    night: str = "night"
    fixed_hour: str | None = None
    path: str = "ground"


SETTINGS: dict[str, Setting] = {
    "meadow": Setting(open_land.meadow, 0.44, 0.83, "golden hour"),
    "wheat field": Setting(open_land.wheat, 0.46, 0.83, "golden hour"),
    "garden": Setting(open_land.garden, 0.44, 0.83, "golden hour"),
    "farm": Setting(open_land.farm, 0.46, 0.83, "golden hour"),
    "highway": Setting(open_land.highway, 0.44, 0.78, "day"),
    "playground": Setting(open_land.playground, 0.44, 0.82, "day"),
    "road": Setting(open_land.road, 0.46, 0.78, "day"),
    "forest": Setting(woods.forest, 0.50, 0.84, "golden hour"),
    "jungle": Setting(woods.jungle, 0.50, 0.84, "day"),
    "swamp": Setting(woods.swamp, 0.46, 0.82, "dawn"),
    "mountains": Setting(wild.mountains, 0.56, 0.84, "day"),
    "cliffs": Setting(wild.cliffs, 0.44, 0.83, "day"),
    "volcano": Setting(wild.volcano, 0.52, 0.83, "dusk"),
    "cave": Setting(wild.cave, 0.52, 0.82, "day"),
    "desert": Setting(wild.desert, 0.48, 0.82, "golden hour"),
    "snow field": Setting(wild.snow_field, 0.46, 0.82, "day"),
    "mars": Setting(wild.mars, 0.48, 0.83, "golden hour"),
    "ice": Setting(wild.ice, 0.44, 0.82, "day"),
    "beach": Setting(water.beach, 0.42, 0.82, "day"),
    "sea": Setting(water.sea, 0.46, 0.74, "day", path="water"),
    "lake": Setting(water.lake, 0.48, 0.76, "dawn"),
    "river": Setting(water.river, 0.44, 0.80, "day"),
    "waterfall": Setting(water.waterfall, 0.50, 0.82, "day"),
    "harbour": Setting(water.harbour, 0.44, 0.82, "golden hour"),
    "reef": Setting(water.reef, 0.62, 0.56, "underwater", fixed_hour="underwater", path="deep"),
    "city street": Setting(town.street, 0.50, 0.82, "day", "neon"),
    "village": Setting(town.village, 0.48, 0.82, "golden hour"),
    "room": Setting(town.room, 0.66, 0.86, "indoor", "indoor night"),
    "stage": Setting(town.theatre, 0.66, 0.86, "indoor night", "indoor night", fixed_hour="indoor night"),
    "space": Setting(heavens.space, 0.62, 0.55, "space", fixed_hour="space", path="air"),
    "moon": Setting(heavens.moon, 0.56, 0.83, "space", fixed_hour="space"),
    "sky": Setting(heavens.sky_high, 0.70, 0.56, "golden hour", path="air"),
}
