"""What of a picture moves by itself: its clouds and its water, where they are surely seen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.footage.currents import Clouds, Waves
from omnireel.animatic.footage.outdoors import TOO_LITTLE, Region, cloudiness, find_sky, find_water
from omnireel.animatic.planes import Planar

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32

SURE_MIN = 0.6  # below that it is not touched: a wall that drifts is worse than a sky that stands
NAMED_SURE_MIN = 0.35  # the same of what the words speak of
SHARE_MIN = 0.005  # of the picture
CLOUDS_MIN = 1.0  # levels of lightness: of less, a sky is clear
CLOUD_SPEED = 0.0075  # of the picture's width a second, overhead
TIME_LAPSE, PACE_MAX = 7.0, 10.0  # times as fast
WAVE_SPEED = 0.033  # of the picture's shorter side a second, of the nearest
WAVE_SIZE = 0.0042  # of the shorter side: how far the nearest water is displaced
CALM = 0.25  # of that, where it is a mirror

_STILL = re.compile(r"\b(?:nothing (?:moves|stirs)|motionless|freeze[- ]frame|frozen (?:moment|in time))\b")
_SKY = re.compile(r"\b(?:sky|skies|clouds?|cloudy|overcast)\b")
# Of water: people wave, too.
_WAVES = r"(?:the|small|gentle|big|high|rolling|ocean|sea) waves|waves (?:lap|roll|break|crash|wash|come|move)"
_WATER = rf"\b(?:water|sea|ocean|lakes?|river|pond|bay|harbou?r|canal|lagoon|fjord|surf|tide|ripples|{_WAVES})\b"
_GO = r"\b(?:drift|mov|pass|float|sail|roll|rac|rush|glid|flow|scud|fl[yi]|sweep|swirl|stream)"
_LAP = r"\b(?:lapp?|mov|rippl|flow|roll|shimmer|glitter|glint|wash|surg|swell|stirr?)"
_ASKED = {
    "clouds": re.compile(rf"\bclouds?(?: \w+){{0,3}} {_GO}(?:e?s|ing|e)?\b|{_GO}ing(?: \w+)? clouds?\b"),
    "water": re.compile(
        rf"{_WATER}(?: \w+){{0,2}} {_LAP}(?:e?s|ing|e)?\b|{_LAP}ing(?: \w+)? {_WATER}|\b(?:ripples|{_WAVES})\b"
    ),
}
_FLOWING = re.compile(r"\b(?:clouds?|sky|skies|wind\w*|breezes?|gales?|gusts?|blow\w*|drift\w*)\b[^.;]*")
_TOWARDS = re.compile(r"\b(from the )?(?:to(?:wards)? the )?(left|right)(?:wards?)?\b(?! (?:side|corner|half) of)")
_PACES = (
    (r"\b(?:time|hyper)[- ]?lapse\b|\bsped up\b", TIME_LAPSE),
    (r"\b(?:gale|storm\w*|hurricane|(?:strong|heavy|fierce|howling) wind\w*|windy)\b", 2.0),
    (r"\bclouds? (?:rac|rush|fly|scud|sweep)\w*|\b(?:racing|rushing|fast[- ]moving|fast|swift) clouds?\b", 2.5),
    (
        r"\b(?:calm|gentle|light|soft|slow) (?:winds?|breezes?|waves|ripples|clouds?|sea|water|lake)\b|\bbreeze\b|"
        r"\bslow[- ]motion\b|\bslowly (?:drift|mov|pass|float)\w*|\b(?:drift|mov|pass|float)\w* (?:slow|gent)ly\b",
        0.6,
    ),
)


@dataclass
class Nature:
    """What moves in a picture, what is told of it, and what the words asked for in vain."""

    currents: list[Clouds | Waves] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    not_done: list[str] = field(default_factory=list)

    def moved(self, pix: Planar, t: float) -> Planar:
        """The picture as it is `t` seconds after it was taken."""
        if not self.currents or t <= 0:
            return pix
        now = Planar(pix.y.copy(), pix.u.copy(), pix.v.copy(), None, None)
        for current in self.currents:
            current.move(now, t)
        return now


def unmoved(prompt: str, why: str) -> list[str]:
    """What is said where nothing of what a prompt asks for can be done, because of `why`."""
    return [f"moving the {what}: {why}" for what, rule in _ASKED.items() if rule.search(prompt.lower())]


def wind_of(text: str) -> tuple[float, float]:
    """(1 to the right or -1 to the left, how many times as fast as usual), as a text in lower case says."""
    side = 1.0
    for part in _FLOWING.findall(text):
        if match := _TOWARDS.search(part):
            side = 1.0 if (match[2] == "right") != bool(match[1]) else -1.0
    pace = 1.0
    for rule, times in _PACES:
        if re.search(rule, text):
            pace *= times
    return side, min(pace, PACE_MAX)


def regions(rgb: U8, prompt: str) -> tuple[Region, Region] | None:
    """The sky and the water of a picture (h, w, 3); None where nothing of it is to move."""
    text = prompt.lower()
    if _STILL.search(text):
        return None
    sky = find_sky(rgb)
    return sky, find_water(rgb, sky, bool(re.search(_WATER, text)))


def look_for(
    rgb: U8,
    prompt: str,
    behind: Planar,
    margin: tuple[int, int],
    found: tuple[Region, Region] | None,
    hole: F32 | None = None,
    shown: tuple[int, int, int, int] | None = None,
    seed: int = 0,
) -> Nature:
    """What moves in the picture (h, w, 3), in whose `regions` that was found.

    behind: the same as planes, with `margin` more pixels on each side that mirror it, filled with what is round it
    where `hole` (h, w; 0..1) is. shown: (left, right, top, bottom) of that, beyond which nobody looks.
    """
    made = Nature()
    if found is None:
        return made
    sky, water = found
    text = prompt.lower()
    h, w = rgb.shape[:2]
    unit = min(h, w) / 720
    side, pace = wind_of(text)

    def wide(matte: F32) -> F32:
        mx, my = margin
        return np.asarray(cv2.copyMakeBorder(matte, my, my, mx, mx, cv2.BORDER_REFLECT_101), np.float32)

    def seen(region: Region) -> F32:
        """Where it is in what is behind, or nowhere."""
        matte = wide(region.matte if hole is None else _behind(region.matte, hole))
        if shown is not None:
            left, right, top, bottom = shown
            matte[:top] = matte[bottom:] = matte[:, :left] = matte[:, right:] = 0
        return matte if float(matte.mean()) > SHARE_MIN else np.zeros_like(matte)

    def why_not(region: Region, where: F32, name: str, named: bool) -> str | None:
        if region.sure >= (NAMED_SURE_MIN if named else SURE_MIN) and where.any():
            return None
        return f"no {name} is seen surely enough ({region.why if where.any() else TOO_LITTLE})"

    hidden = None if hole is None else wide(_grown(hole))
    where = seen(sky)
    why = why_not(sky, where, "sky", bool(_SKY.search(text)))
    if why is None and cloudiness(rgb, sky) < CLOUDS_MIN:
        why = "the sky is clear"
    if why is None:
        speed = side * pace * CLOUD_SPEED * w
        made.currents.append(Clouds(behind, where, speed, unit, seed, hidden))
        made.told.append(_told("clouds", sky, round(abs(speed), 1), towards="right" if side > 0 else "left"))
    elif _ASKED["clouds"].search(text):
        made.not_done.append(f"moving the clouds: {why}")
    named = bool(re.search(_WATER, text))
    where = seen(water)
    why = why_not(water, where, "water", named)
    if why is None:
        force = min(pace**0.5, 1.6)  # of a time-lapse, too, one sees single waves
        size, speed = force * WAVE_SIZE * min(h, w), force * WAVE_SPEED * min(h, w)
        if water.mirror:  # what it shows stays where it is
            speed *= CALM
        made.currents.append(Waves(behind, where, size, side * speed, unit, seed, hidden))
        made.told.append(_told("water", water, round(speed, 1), displaced_px=round(size, 1)))
    elif _ASKED["water"].search(text):
        made.not_done.append(f"moving the water: {why}")
    return made


def _told(what: str, region: Region, speed: float, **more: Any) -> dict[str, Any]:
    return {
        "what": what,
        "share_percent": round(100 * region.share, 1),
        "pixels_per_s": speed,
        **more,
        "sure": round(region.sure, 2),
    }


def _grown(hole: F32) -> F32:
    """The hole with what was made up round its edge as well."""
    h, w = hole.shape
    small = cv2.resize(hole, (max(w // 4, 1), max(h // 4, 1)), interpolation=cv2.INTER_AREA)
    grown = (cv2.dilate(small, np.ones((7, 7), np.uint8)) > 0.03).astype(np.float32)
    return np.asarray(np.clip(2 * cv2.resize(grown, (w, h), interpolation=cv2.INTER_LINEAR), 0, 1), np.float32)


def _behind(matte: F32, hole: F32) -> F32:
    """The matte gone on through the hole, as the picture is: what is on both sides of it."""
    h, w = matte.shape
    size = (max(w // 4, 1), max(h // 4, 1))
    inside = _grown(hole)
    known = 1 - cv2.resize(inside, size, interpolation=cv2.INTER_AREA)
    small = cv2.resize(matte, size, interpolation=cv2.INTER_AREA) * known
    filled, weight = np.zeros_like(small), np.zeros_like(small)
    for reach in (4, 12, 36, 108):  # from near by where there is any, else from farther away
        part = cv2.GaussianBlur(known, (0, 0), reach)
        room = (1 - weight) * np.clip(part * 4, 0, 1)
        filled += cv2.GaussianBlur(small, (0, 0), reach) / np.maximum(part, 1e-4) * room
        weight += room
    through = cv2.resize(filled / np.maximum(weight, 1e-4), (w, h), interpolation=cv2.INTER_LINEAR)
    return np.asarray(matte + (through - matte) * inside, np.float32)
