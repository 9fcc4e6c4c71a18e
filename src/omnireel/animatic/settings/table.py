"""The table of settings. Adding one is one entry: a name, how it is framed, and the function that paints it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from omnireel.animatic.settings import open_land
from omnireel.animatic.stage import Stage


@dataclass(frozen=True)
class Setting:
    """horizon, ground: rows as fractions of the height in 16:9. hour: default time of day. path: where things move."""

    paint: Callable[[Stage], None]
    horizon: float = 0.46
    ground: float = 0.82
    hour: str = "day"
    night: str = "night"  # the palette used when the prompt says night
    path: str = "ground"
    bed: str = "wind"


SETTINGS: dict[str, Setting] = {
    "meadow": Setting(open_land.meadow, 0.44, 0.83, "golden hour", bed="meadow"),
}
