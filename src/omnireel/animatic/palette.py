"""Colour and light by time of day. One source per picture: sky, rims, shadows, haze and grade all read from
here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way


def rgb(code: str) -> F32:
    """'#a0b1c2' or 'a0b1c2' as three floats 0..1."""
    code = code.lstrip("#")
    return np.array([int(code[i : i + 2], 16) / 255 for i in (0, 2, 4)], np.float32)


def colour_of(code: str) -> tuple[float, float, float]:
    """The same as plain numbers: how figures are told their colours."""
    red, green, blue = (float(part) for part in rgb(code))
    return red, green, blue


def mix(a: npt.ArrayLike, b: npt.ArrayLike, t: npt.ArrayLike) -> F32:
    a = np.asarray(a, np.float32)
    return np.asarray(a + (np.asarray(b, np.float32) - a) * np.asarray(t, np.float32), np.float32)


@dataclass(frozen=True)
class Light:
    """How solids are shaded. Directions are unit-ish vectors, x right, y down, z to the viewer."""

    key: tuple[float, float, float]
    shadow: F32  # multiplies a colour in shadow
    mid: F32
    lit: F32
    rim: F32  # added along the lit edge
    rim_dir: tuple[float, float]
    rim_power: float
    rim_width: float  # figure units
    cool: F32  # weak light from the other side
    bounce: F32  # ground light, multiplied with the colour
    fog: F32
    sky: F32
    softness: float = 1.0  # 1 painted, 0.15 cel-shaded
    # Lit things around that polished ones mirror as streaks: (how far aside, -1 left .. 1 right; colour).
    around: tuple[tuple[float, F32], ...] = ()


@dataclass(frozen=True)
class Palette:
    """One time of day. Colours are floats 0..1; `sky` runs from the top to the horizon."""

    name: str
    sky: tuple[F32, ...]
    light: F32
    rim: F32
    fog: F32
    shadow: F32  # multiplies what lies in shadow
    ambient: F32  # multiplies the colours of ground and plants
    sun: tuple[float, float]  # key's place: fraction of width and of height above the horizon (1 = top)
    glow: float  # strength of the haze round the key
    stars: float = 0.0
    disc: float = 1.0  # brightness of the sun's or moon's disc; 0 hides it
    cool: F32 = field(default_factory=lambda: np.zeros(3, np.float32))
    rim_power: float = 0.95
    night: bool = False
    around: tuple[tuple[float, F32], ...] = ()  # lit things that polished ones mirror, as in Light

    @property
    def dark(self) -> bool:
        """Whether lamps are lit at this hour."""
        return self.night or float(self.ambient.mean()) < 0.70

    @property
    def snow(self) -> F32:
        """The colour of snow that lies in this light."""
        return np.asarray(np.array([0.94, 0.96, 1.0], np.float32) * (0.20 + 0.80 * self.ambient), np.float32)


def _p(
    name: str,
    sky: str,
    light: str,
    rim: str,
    fog: str,
    shadow: str,
    ambient: tuple[float, float, float],
    sun: tuple[float, float],
    glow: float,
    **more: Any,
) -> Palette:
    colours = tuple(rgb(code) for code in sky.split())
    if isinstance(more.get("cool"), str):
        more["cool"] = rgb(str(more["cool"])) * np.float32(0.8)
    return Palette(
        name,
        colours,
        rgb(light),
        rgb(rim),
        rgb(fog),
        rgb(shadow),
        np.array(ambient, np.float32),
        sun,
        glow,
        **more,
    )


PALETTES: dict[str, Palette] = {
    p.name: p
    for p in (
        _p(
            "golden hour",
            "6fa6cc a9c6cc e9d9ac ffd98c",
            "fff3c8",
            "ffd080",
            "f2d596",
            "5d5a44",
            (1.0, 0.92, 0.66),
            (0.77, 0.52),
            1.0,
        ),
        _p(
            "sunset",
            "56659c a688a6 ee9c70 ffbe62",
            "ffe0a0",
            "ffb85e",
            "eeb082",
            "5a4a52",
            (0.96, 0.76, 0.58),
            (0.73, 0.15),
            0.95,
        ),
        _p(
            "dawn",
            "6d8bb0 a6a9c6 eebd9c ffd9a0",
            "fff1d0",
            "ffd9a0",
            "e3c7b4",
            "6a7290",
            (0.80, 0.78, 0.84),
            (0.72, 0.20),
            0.8,
        ),
        _p(
            "day",
            "2f83cc 6fb2e4 a9d3ee dff0f2",
            "fffdf0",
            "fff6d8",
            "cfe2e8",
            "56708c",
            (1.02, 1.02, 0.96),
            (0.74, 0.80),
            0.35,
            rim_power=0.75,
        ),
        _p(
            "dusk",
            "1c2450 4a4a86 a0648a f0966a",
            "ffc490",
            "ffb07c",
            "8f6f92",
            "3a3c68",
            (0.68, 0.62, 0.76),
            (0.70, 0.08),
            0.7,
            stars=0.25,
            cool="86a4ff",
        ),
        _p(
            "night",
            "060b1e 0e1a38 1d3054 35507a",
            "dfe9ff",
            "a9c4ff",
            "34507c",
            "1a2440",
            (0.36, 0.44, 0.64),
            (0.76, 0.72),
            0.30,
            stars=1.0,
            night=True,
            cool="4a6ac0",
            rim_power=0.8,
        ),
        _p(
            "noon",
            "2c7ecb 62aade 9fcdeb ddeff2",
            "fffdf0",
            "fff6d8",
            "c8dde2",
            "4e6a86",
            (1.06, 1.05, 0.98),
            (0.62, 1.05),
            0.30,
            rim_power=0.6,
        ),
        _p(
            "blue hour",
            "0c1a48 1f3a7a 4a68a8 c8a0a8",
            "d8e2ff",
            "9cb8f4",
            "5c76b0",
            "22306a",
            (0.46, 0.54, 0.80),
            (0.72, 0.04),
            0.34,
            disc=0.0,
            stars=0.35,
            cool="ffb070",
            rim_power=0.8,
        ),
        _p(
            "moonlight",
            "0a1530 152a55 2c4c84 5c82b4",
            "eef4ff",
            "c4d8ff",
            "4a6ca0",
            "1c2a50",
            (0.44, 0.54, 0.78),
            (0.70, 0.50),
            0.55,
            stars=0.8,
            night=True,
            cool="4a6ac0",
            rim_power=1.0,
        ),
        _p(
            "overcast",
            "8e9bae a9b4c2 c6cfd6 dde2e6",
            "f0f3f6",
            "e8ecf2",
            "ced6dd",
            "66758c",
            (0.74, 0.78, 0.82),
            (0.7, 0.8),
            0.12,
            disc=0.0,
            rim_power=0.4,
        ),
        _p(
            "rainy dusk",
            "10183a 202f62 4a4f86 a4707e",
            "ffbf66",
            "ffe2ac",
            "5a557e",
            "36407c",
            (0.48, 0.47, 0.62),
            (0.66, 0.1),
            0.3,
            disc=0.0,
            cool="86a4ff",
            rim_power=0.8,
        ),
        _p(
            "neon",
            "070a1c 141140 351c5c 6a2f78",
            "ffd0f0",
            "ff6ac0",
            "4a2a6e",
            "14122c",
            (0.52, 0.46, 0.70),
            (0.62, 0.1),
            0.5,
            disc=0.0,
            night=True,
            cool="22d8ff",
            rim_power=0.9,
            around=((-0.86, rgb("ff2f8e")), (-0.45, rgb("9b4dff")), (0.72, rgb("22d8ff"))),
        ),
        _p(
            "underwater",
            "8fe6e4 37b3cf 1577a8 0b4a80",
            "bff7e8",
            "c9fff2",
            "1a86ae",
            "3a6a9c",
            (0.82, 0.92, 0.94),
            (0.68, 1.05),
            0.9,
            disc=0.0,
            rim_power=0.7,
        ),
        _p(
            "space",
            "03040c 060816 0a0d22 0d1230",
            "fff6e6",
            "cfe0ff",
            "0c1026",
            "1a2036",
            (0.8, 0.8, 0.86),
            (0.8, 0.8),
            0.5,
            stars=1.6,
            night=True,
            cool="5a7aff",
        ),
        _p(
            "indoor",
            "c9b79c bda98c b09c80 a89478",
            "fff0d0",
            "ffe0a8",
            "c8b090",
            "5c4a44",
            (0.95, 0.88, 0.76),
            (0.78, 0.8),
            0.5,
            disc=0.0,
        ),
        _p(
            "indoor night",
            "2a2230 2c2430 302632 342a34",
            "ffc880",
            "ffb868",
            "4a3840",
            "2c2438",
            (0.60, 0.50, 0.46),
            (0.78, 0.6),
            0.5,
            disc=0.0,
            night=True,
            cool="5a7ad0",
        ),
    )
}


SUBJECT_LIGHT_MIN = 0.70  # mean of the light on solids, however dark the hour


def light_for(palette: Palette, sun_x: float, tall: float, softness: float = 1.0) -> Light:
    """Shading light for solids whose key lies at `sun_x` (-1 left .. 1 right of them), `tall` 0..1 high."""
    up = 0.45 + 0.5 * tall
    side = 0.85 * sun_x
    norm = (side * side + up * up) ** 0.5
    # Who is shown stands out of a dark place: the largest contrast of the picture is the subject's.
    amb = palette.ambient * max(1.0, SUBJECT_LIGHT_MIN / float(palette.ambient.mean()))
    grey = np.full(3, float(amb.mean()), np.float32)
    warm = mix(grey, palette.light * max(float(amb.mean()), 0.42), 0.55)
    lit = np.clip(palette.light * (0.62 + 0.55 * float(amb.mean())), 0, 1.25)
    return Light(
        key=(0.62 * side / norm, -0.8 * up / norm, 0.28),
        shadow=np.asarray(mix(palette.shadow * 1.2, amb * 0.8, 0.30), np.float32),
        mid=np.asarray(mix(amb, warm, 0.5) * 0.98, np.float32),
        lit=np.asarray(lit * 1.06, np.float32),
        rim=palette.rim,
        rim_dir=(side / norm, -up / norm),
        rim_power=palette.rim_power,
        rim_width=4.2,
        cool=palette.cool,
        bounce=np.asarray(palette.fog * 0.16, np.float32),
        fog=palette.fog,
        sky=palette.sky[1],
        softness=softness,
        around=palette.around,
    )


FIRE = rgb("ffa552")
_BOW = np.array([rgb(code) for code in ("7a4cd0", "3a6ae8", "38b878", "f0e04a", "f09030", "e0403a")])


def bow(t: F32) -> F32:
    """Colours (..., 3) of a rainbow from its inner edge (0, violet) to its outer one (1, red)."""
    at = np.clip(t, 0, 1) * (len(_BOW) - 1)
    return np.stack([np.interp(at, range(len(_BOW)), _BOW[:, c]) for c in range(3)], -1).astype(np.float32)


def firelit(light: Light, away: float) -> Light:
    """The light on who is near a fire. away: how far it is to their right, 1 where its light has halved."""
    near = 0.5 ** abs(away)
    side = 1.0 if away > 0 else -1.0
    return replace(
        light,
        key=(0.80 * side, 0.10, 0.55),
        lit=mix(light.lit, FIRE * 1.25, near),
        mid=mix(light.mid, FIRE * 0.72, 0.8 * near),
        rim=mix(light.rim, FIRE, near),
        rim_dir=(side, 0.0),
        rim_power=max(light.rim_power, near),
    )


def under_weather(palette: Palette, weather: str | None) -> Palette:
    """The same hour in bad weather: less key, more fog, colder. Rain brings the evening's lamps on."""
    if weather in (None, "clear", "windy"):
        return palette
    late = palette.name in ("dusk", "blue hour")
    if late and weather in ("rain", "storm"):
        return PALETTES["rainy dusk"]
    grey = PALETTES["night" if palette.night else "rainy dusk" if late else "overcast"]
    low = palette.name in ("dawn", "golden hour", "dusk")  # a low sun colours the mist that it stands in
    part = {"cloudy": 0.5, "rain": 0.7, "storm": 0.85, "snow": 0.6, "fog": 0.20 if low else 0.45}.get(
        weather or "", 0.4
    )
    dim = {"storm": 0.62, "rain": 0.82}.get(weather or "", 1.0)
    sky = tuple(np.asarray(mix(a, b, part) * dim, np.float32) for a, b in zip(palette.sky, grey.sky, strict=True))
    return replace(
        palette,
        sky=sky,
        light=mix(palette.light, grey.light, part * 0.7),
        rim=mix(palette.rim, grey.rim, part * 0.6),
        fog=np.asarray(mix(palette.fog, grey.fog, part) * dim, np.float32),
        ambient=np.asarray(mix(palette.ambient, grey.ambient, part) * (0.7 + 0.3 * dim), np.float32),
        glow=palette.glow * (1 - part * (0.8 if weather == "fog" else 1.0)) * (0.2 if dim < 1 else 1.0),
        disc=palette.disc * (1 - part) if weather == "fog" else 0.0,  # clouds hide the sun
        rim_power=palette.rim_power * (1 - part * 0.45),
        stars=palette.stars * (1 - part),
    )
