"""Sky and water in a picture: where they are, and how surely that is what they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.footage.mattes import guided

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32
Where = npt.NDArray[Any]  # bool

LOOK_PX = 320  # longer side of the picture that is looked at; the sizes below are in its pixels
ROUGH_MAX = 2.2  # levels of lightness (of 100) that a clear sky or a veil of cloud varies by, close by
LEVEL_EDGE = 1.6  # levels a pixel: a horizon's edge, from there on
FOREIGN = 3.2  # deviations from the usual hue
NO_SKY = "nothing at the upper border is like a sky"
TOO_LITTLE = "too little of it is seen"
NO_STREAKS = "nothing is streaked as water is"


@dataclass(frozen=True)
class Region:
    """matte: (h, w) float32, 1 where it is. sure: 0..1. why: what speaks most against it. mirror: it shows what is
    above it, upside down."""

    matte: F32
    sure: float
    why: str
    mirror: bool = False

    @property
    def share(self) -> float:
        """Of the picture's area."""
        return float(self.matte.mean())


def find_sky(rgb: U8) -> Region:
    """What is joined to the upper border, smooth, and blue, grey, white or of an evening's colours."""
    lab = _looked_at(rgb)
    h, w = lab.shape[:2]
    soft = cv2.GaussianBlur(lab, (0, 0), 1.0)
    light, a, b = cv2.split(soft)
    chroma = np.hypot(a, b)
    blue = _step(-2, -6, b) * _step(18, 8, a) * _step(4, 10, light)
    pale = _step(17, 10, chroma) * _step(28, 40, light)
    evening = _step(45, 60, light) * _step(-14, -8, a) * _step(75, 55, chroma)
    colour = np.maximum(np.maximum(blue, pale), 0.8 * evening)
    rough = cv2.GaussianBlur(np.abs(lab[..., 0] - cv2.GaussianBlur(lab[..., 0], (0, 0), 1.5)), (0, 0), 2.0)
    across, down = _streaks(lab)
    upright = (across > 1.3 * down) & (rough > 0.9)  # rock and trunks in haze
    free = (_level_edges(light, LEVEL_EDGE, w // 5) == 0) & (_straight_edges(soft) == 0) & (colour > 0.5)
    edge = max(h // 40, 2)
    smooth = _opened((free & ~upright & (rough < ROUGH_MAX)).astype(np.uint8), 3)
    smooth[:edge] = smooth[edge]
    found = _from_above(smooth, edge)
    if found.any():
        usual = float(np.percentile(light[found > 0], 10))
        # Clouds are rougher than the sky between them: what is next to that, and what it surrounds.
        like = free & (light > usual - 10) & (rough < np.where(light > usual + 8, 8, 5))
        clear = free & (rough < ROUGH_MAX)
        found |= (like & (_grown(found, 5) > 0)) | (clear & (_grown(found, 9) > 0))
        found = _closed(found, 3)
        cloud = (colour > 0.4) & (light > usual - 6)
        found |= _surrounded(found, cloud) | (_closed(found, 9) & cloud)
        found[_foreign(soft, found) & (blue < 0.8)] = 0
        found |= _surrounded(found, cloud)
        found[_sun(soft)] = 0
        found = _from_above(_opened(found, 3), edge)
    if not found.any():
        return Region(np.zeros(rgb.shape[:2], np.float32), 0.0, NO_SKY)
    rest = found == 0
    gap = max(round(0.04 * h), 1)
    ends = cv2.erode(1 - found, np.ones((gap, 1), np.uint8), anchor=(0, gap - 1))  # of runs that are no sky
    below = float(np.maximum.accumulate(ends, axis=0)[found > 0].mean())
    low = float(found[int(0.88 * h) :].any(axis=0).mean())
    of_blue = float(_step(0.15, 0.4, float(blue[found > 0].mean())))
    lighter = float(light[found > 0].mean() - light[rest].mean()) if rest.any() else 0.0
    against = {
        TOO_LITTLE: _step(0.04, 0.08, float(found.mean())),
        "it does not span the upper border": _step(0.3, 0.5, float(found[edge].mean()) - 0.42 * (1 - of_blue)),
        "it reaches the lower border, as a wall would": _step(0.2, 0.05, low),
        "too much stands before it": _step(3.7, 3.1, _outline(found) / max(h, w)),
        "it goes on below what stands before it": _step(0.35, 0.15, below),
        "it is neither blue nor lighter than the rest": max(of_blue, float(_step(2, 10, lighter))),
    }
    return _judged(_sharp(rgb, _without_slips(rgb, found)) * _not_thin(rgb, found), against)


def cloudiness(rgb: U8, sky: Region) -> float:
    """How much clouds stand out of the sky: levels of lightness (of 100) that one place in twenty differs by."""
    light = _looked_at(rgb)[..., 0]
    h, w = light.shape
    inner = cv2.erode((cv2.resize(sky.matte, (w, h)) > 0.9).astype(np.uint8), _square(15)).astype(np.float32)
    if not inner.any():
        return 0.0
    wide = cv2.GaussianBlur(light * inner, (0, 0), 0.03 * w) / np.maximum(
        cv2.GaussianBlur(inner, (0, 0), 0.03 * w), 1e-3
    )
    return float(np.percentile(np.abs(cv2.GaussianBlur(light, (0, 0), 1.5) - wide)[inner > 0], 95))


def find_water(rgb: U8, sky: Region, named: bool = False) -> Region:
    """What lies level in the lower part and is streaked from side to side, or mirrors what is above it; named: the
    words speak of water."""
    lab = _looked_at(rgb)
    mirror = _mirror(rgb, lab)
    return mirror if mirror.sure >= 1 else max(_streaked(rgb, lab, sky, named), mirror, key=lambda one: one.sure)


def _mirror(rgb: U8, lab: F32) -> Region:
    """Below the level line about which most of the picture is like itself upside down, in all channels."""
    h, w = (max(side // 2, 16) for side in lab.shape[:2])
    small = cv2.GaussianBlur(cv2.resize(lab, (w, h), interpolation=cv2.INTER_AREA), (0, 0), 0.8)
    small = small - cv2.GaussianBlur(small, (0, 0), 1e-3, sigmaY=6)  # what stands upright is like itself anyway
    window = (w // 8 | 1, h // 8 | 1)

    def near(product: F32) -> F32:
        return np.asarray(cv2.blur(product.sum(axis=2), window), np.float32)

    best, line = np.zeros((h, w), np.uint8), 0
    for row in range(int(0.3 * h), int(0.8 * h)):
        size = min(row, h - row)
        above, below = small[row - size : row][::-1], small[row : row + size]
        alike = near(above * below) > 0.7 * np.sqrt((near(above**2) + 4) * (near(below**2) + 4))
        if int(alike.sum()) > int(best.sum()):
            best[:], line = 0, row
            best[row : row + size] = alike
    columns = best.mean(axis=0)
    against = {
        "nothing is mirrored": _step(0.08, 0.16, float(best.mean())),
        "it does not lie level": _step(0.25, 0.5, float((columns > 0.5 * columns.max()).mean())),
    }
    # What is mirrored, the water between that and the shore, and more of it nearer by.
    h, w = lab.shape[:2]
    mirrored = np.asarray(cv2.resize(best, (w, h), interpolation=cv2.INTER_NEAREST), np.uint8)
    whole = (np.maximum.accumulate(mirrored[::-1], axis=0)[::-1] | _may_be_wet(lab)).astype(np.uint8)
    whole[: round(line * h / best.shape[0])] = 0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(whole)
    largest = 1 + int(stats[1:, 4].argmax()) if len(stats) > 1 else -1
    return replace(_judged(_sharp(rgb, (labels == largest).astype(np.uint8)), against), mirror=True)


def _streaked(rgb: U8, lab: F32, sky: Region, named: bool) -> Region:
    h, w = lab.shape[:2]
    nothing = np.zeros(rgb.shape[:2], np.float32)
    above = (cv2.resize(sky.matte, (w, h), interpolation=cv2.INTER_AREA) > 0.3) & (sky.sure > 0.3)
    across, down = _streaks(lab)
    streaks = down / (across + 0.3)
    ok = (_may_be_wet(lab) & (streaks > 1.35) & ~above).astype(np.uint8)
    ok = _closed(_opened(ok, 5), 5)
    count, labels, stats, middles = cv2.connectedComponentsWithStats(ok, connectivity=4)
    low = [n for n in range(1, count) if middles[n][1] > 0.45 * h]
    if not low:
        return Region(nothing, 0.0, NO_STREAKS)
    one = _coolest(lab, labels == max(low, key=lambda n: stats[n][4] * middles[n][1]))
    if not one.any():
        return Region(nothing, 0.0, NO_STREAKS)
    _, y, bw, bh = cv2.boundingRect(one.astype(np.uint8))
    area = float(one.sum())
    inside = cv2.erode(one.astype(np.uint8), _square(15)) > 0  # beyond the reach of shores
    if not inside.any():
        return Region(nothing, 0.0, TOO_LITTLE)
    streaky = min(float(np.median(streaks[where])) for where in (one, inside))
    least = 1.5 if named else 2.2
    against = {
        TOO_LITTLE: _step(0.015, 0.05, area / (w * h)),
        NO_STREAKS: min(_step(least, least + 0.7, streaky), _step(26, 16, streaky)),  # of much more, roads are
        "it is as smooth as a floor": _step(25, 60, float(np.median(down[inside]))),
        "it does not lie level": min(_step(0.25, 0.6, bw / w), _step(0.35, 0.55, area / (bw * bh))),
        "it is not of the hues of water": _step(5, 1, float(lab[..., 1][one].mean())),
        "it reaches the upper border": _step(0.06, 0.14, y / h),
    }
    return _judged(_sharp(rgb, _surface(rgb, lab, one, ~above)), against)


def _judged(matte: F32, against: dict[str, Any]) -> Region:
    why, sure = min(against.items(), key=lambda item: float(item[1]))
    return Region(matte, float(sure), why)


def _step(low: float, high: float, x: Any) -> Any:
    return np.clip((x - low) / (high - low), 0, 1)


def _square(side: int) -> U8:
    return np.ones((side, side), np.uint8)


def _opened(mask: U8, side: int) -> U8:
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, _square(side)), np.uint8)


def _closed(mask: U8, side: int) -> U8:
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, _square(side)), np.uint8)


def _grown(mask: U8, side: int) -> U8:
    return np.asarray(cv2.dilate(mask, _square(side)), np.uint8)


def _looked_at(rgb: U8) -> F32:
    """The picture small, in Lab: lightness 0..100, a and b about 0."""
    h, w = rgb.shape[:2]
    k = min(LOOK_PX / max(h, w), 1.0)
    small = cv2.resize(rgb, (max(round(w * k), 16), max(round(h * k), 16)), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)


def _streaks(lab: F32) -> tuple[F32, F32]:
    """How much the lightness changes from side to side and from top to bottom, round each place."""
    fine = cv2.GaussianBlur(lab[..., 0], (0, 0), 0.6)
    steps = (cv2.Sobel(fine, cv2.CV_32F, *way) ** 2 for way in ((1, 0), (0, 1)))
    across, down = (np.asarray(cv2.GaussianBlur(np.minimum(step, 900), (0, 0), 6), np.float32) for step in steps)
    return across, down


def _level_edges(light: F32, least: float, length: int) -> U8:
    down = np.abs(cv2.Sobel(light, cv2.CV_32F, 0, 1)) / 4
    level = (down > least).astype(np.uint8)
    return np.asarray(cv2.morphologyEx(level, cv2.MORPH_OPEN, np.ones((1, max(length, 2)), np.uint8)))


def _edges(lab: F32) -> U8:
    planes = (cv2.convertScaleAbs(lab[..., n], alpha=2.5, beta=0 if n == 0 else 128) for n in range(3))
    return np.asarray(np.bitwise_or.reduce([cv2.Canny(plane, 14, 34) for plane in planes]), np.uint8)


def _outline(found: U8) -> float:
    """How long the border of what was found is within the picture, pixels."""
    inner = cv2.erode(found, _square(3), borderType=cv2.BORDER_CONSTANT, borderValue=(1,))
    return float((found > inner).sum())


def _straight_edges(lab: F32) -> U8:
    """Edges that run straight for long and not level: of what was built, hardly of clouds."""
    edges = _edges(lab)
    out = np.zeros_like(edges)
    least = max(edges.shape) // 22
    lines = cv2.HoughLinesP(edges, 1, np.pi / 180, least, minLineLength=least, maxLineGap=2)
    for x0, y0, x1, y1 in () if lines is None else np.asarray(lines, np.int64).reshape(-1, 4).tolist():
        if abs(y1 - y0) > 0.35 * abs(x1 - x0):
            cv2.line(out, (x0, y0), (x1, y1), 255, 3)
    return out


def _from_above(ok: U8, edge: int) -> U8:
    """The pieces that take up some of the upper border (row `edge`)."""
    _, labels = cv2.connectedComponents(ok, connectivity=4)
    on_border = np.bincount(labels[edge], minlength=int(labels.max()) + 1) > 0.06 * ok.shape[1]
    on_border[0] = False
    return np.asarray(on_border[labels], np.uint8)


def _surrounded(found: U8, alike: Where) -> U8:
    """What is not found, surrounded by what is, and mostly like it; specks need be less so."""
    h, w = found.shape
    count, labels, stats, _ = cv2.connectedComponentsWithStats(1 - found, connectivity=4)
    likeness = np.bincount(labels.ravel(), alike.ravel(), count) / np.maximum(stats[:, 4], 1)
    areas = stats[:, 4] / (w * h)
    inside = (stats[:, 1] + stats[:, 3] < h) & (areas < 0.08) & (likeness > np.where(areas > 0.001, 0.6, 0.3))
    inside[0] = False
    return np.asarray(inside[labels], np.uint8)


def _sun(lab: F32) -> Where:
    """A disc, or a compact patch of full white with its glow: sun and moon stay where they are when clouds go."""
    light, chroma = lab[..., 0], np.hypot(lab[..., 1], lab[..., 2])
    out = np.zeros(light.shape, np.uint8)
    for white, mask in (
        (True, light > 98.5),
        *((False, light > level) for level in (50, 65, 80, 90, 95)),
        *((False, chroma > level) for level in (25, 45)),
    ):
        outlines, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        for outline in outlines:
            area, (x, y, w, h) = cv2.contourArea(outline), cv2.boundingRect(outline)
            if not 8 < max(w, h) < 0.28 * min(light.shape):
                continue
            disc = area > 0.84 * np.pi * cv2.minEnclosingCircle(outline)[1] ** 2
            if disc or (white and 0.6 < w / h < 1.7 and area > 0.6 * w * h):
                reach = max(w, h) * (1.0 if white else 0.6) + 3
                cv2.circle(out, (x + w // 2, y + h // 2), round(reach), 1, -1)
    return out > 0


def _without_slips(rgb: U8, found: U8) -> U8:
    """What was found, looked at twice as closely: without small pieces between an edge and what was not found (the
    light side of a tower, the tip of a sail), and without blades of other hues."""
    h, w = rgb.shape[:2]
    k = min(2 * LOOK_PX / max(h, w), 1.0)
    close = cv2.resize(rgb, (max(round(w * k), 16), max(round(h * k), 16)), interpolation=cv2.INTER_AREA)
    lab = cv2.GaussianBlur(cv2.cvtColor(close.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), (0, 0), 1.2)
    edges = cv2.dilate(_edges(lab), _square(3))
    whole = cv2.resize(found, (close.shape[1], close.shape[0]), interpolation=cv2.INTER_NEAREST)
    pieces = whole * (edges == 0)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(pieces, connectivity=4)
    grown = cv2.dilate(labels.astype(np.uint16), _square(7))
    beside = (whole == 0) & (grown > 0)
    touching = np.bincount(grown[beside], minlength=count)
    slip = (stats[:, 4] < 0.006 * whole.size) & (touching > 0.6 * np.sqrt(stats[:, 4]))
    slip[0] = False
    whole[_grown(slip[labels].astype(np.uint8), 9) > 0] = 0
    light, a, b = cv2.split(lab)
    usual = ((np.hypot(a, b) < 20) & (light > 60)) | ((b < -6) & (a < 8))  # clouds, and the deepest of the blue
    whole[_grown((_foreign(lab, whole) & ~usual).astype(np.uint8), 5) > 0] = 0
    return np.asarray(whole, np.uint8)


def _foreign(lab: F32, found: U8) -> Where:
    """Where a place has a hue that hardly any of what was found has: a white wall beside grey clouds."""
    hues = lab[..., 1:][cv2.erode(found, _square(5)) > 0]
    if len(hues) < 50:
        return np.zeros(found.shape, np.bool_)
    middle = hues.mean(axis=0)
    spread = np.linalg.inv((hues - middle).T @ (hues - middle) / len(hues) + 8 * np.eye(2))
    away = lab[..., 1:] - middle
    return np.asarray(np.einsum("hwi,ij,hwj->hw", away, spread, away) > FOREIGN**2)


def _may_be_wet(lab: F32) -> Where:
    """Where nothing has the hues of earth or grass."""
    _, a, b = cv2.split(cv2.GaussianBlur(lab, (0, 0), 1.0))
    earth = _step(4, 10, b) * _step(0, 5, a)
    grass = _step(-2, -7, a) * _step(16, 26, b)
    return np.asarray(cv2.GaussianBlur(1 - np.maximum(earth, grass), (0, 0), 3) > 0.5)


def _coolest(lab: F32, one: Where) -> Where:
    """Of what has two hues far apart, that which is bluer and greener: the sea beside rocks."""
    hues = np.ascontiguousarray(cv2.GaussianBlur(lab[..., 1:], (0, 0), 4)[one])  # single waves differ as well
    if len(hues) < 50:
        return np.zeros_like(one)
    cv2.setRNGSeed(5)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 10, 0.5)
    _, which, middles = cv2.kmeans(hues, 2, np.empty(0), criteria, 2, cv2.KMEANS_PP_CENTERS)
    if float(np.linalg.norm(middles[0] - middles[1])) < 12:
        return one
    part = np.zeros(one.shape, np.uint8)
    part[one] = which.ravel() == int(middles.sum(axis=1).argmin())
    return np.asarray(_opened(part, 5) > 0)


def _surface(rgb: U8, lab: F32, one: Where, free: Where) -> U8:
    """The whole surface of water that was found in patches: what is of its colours round them (a cut of a graph),
    below the waterline, without what floats on it."""
    seed = one.astype(np.uint8)
    mask = np.full(seed.shape, cv2.GC_BGD, np.uint8)
    mask[(_grown(seed, 15) > 0) & free] = cv2.GC_PR_BGD
    mask[one] = cv2.GC_PR_FGD
    mask[cv2.erode(seed, _square(9)) > 0] = cv2.GC_FGD
    found = seed
    if (mask == cv2.GC_FGD).any() and not (mask != cv2.GC_BGD).all():
        small = cv2.resize(rgb, (seed.shape[1], seed.shape[0]), interpolation=cv2.INTER_AREA)
        models = np.zeros((1, 65), np.float64), np.zeros((1, 65), np.float64)
        cv2.setRNGSeed(7)
        bgr = cv2.cvtColor(small, cv2.COLOR_RGB2BGR)
        cv2.grabCut(bgr, mask, (0, 0, 1, 1), models[0], models[1], 3, cv2.GC_INIT_WITH_MASK)
        found = ((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)).astype(np.uint8)
    found = _closed(_opened(found, 3), 7)
    found[_floating(cv2.GaussianBlur(lab, (0, 0), 1.0), found)] = 0
    if found.any():
        found[: _waterline(lab[..., 0], found)] = 0
    _, labels, stats, _ = cv2.connectedComponentsWithStats(found)
    large = stats[:, 4] > 0.2 * stats[1:, 4].max(initial=0)
    large[0] = False
    return np.asarray(large[labels], np.uint8)


def _floating(lab: F32, water: U8) -> Where:
    """What is of other hues than the water as far away as it, and no glint: boats, rocks, who bathes; and what
    lies between such."""
    weight = water[..., None].astype(np.float32)

    def of_row(values: F32) -> F32:
        sums, count = (values * weight).sum(axis=1), weight.sum(axis=1)
        sums, count = (cv2.GaussianBlur(part, (1, 0), 1e-3, sigmaY=6) for part in (sums, count))
        return np.asarray((sums / np.maximum(count.reshape(-1, 1), 1))[:, None], np.float32)

    away = lab - of_row(lab)
    away /= np.maximum(np.sqrt(of_row(away**2)), 2.0)
    unlike = np.linalg.norm(away[..., 1:], axis=2) > 2
    other = _opened((unlike & (away[..., 0] < 1)).astype(np.uint8), 3) | (1 - water)
    other |= _opened((unlike & (away[..., 0] >= 1)).astype(np.uint8), 9)  # too large for a glint
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (17, 17))
    return np.asarray(cv2.morphologyEx(other, cv2.MORPH_CLOSE, disc) > 0)


def _waterline(light: F32, found: U8) -> int:
    """The row that water begins in: below the longest level edge near the upper end of what was found."""
    rows = np.flatnonzero(found.any(axis=1))
    top, bottom = int(rows[0]), int(rows[-1])
    end = top + max(int(0.45 * (bottom - top)), 1)
    edges = _level_edges(cv2.GaussianBlur(light, (0, 0), 1.0), 1.2, found.shape[1] // 12)
    length = 3 * cv2.blur(edges.mean(axis=1, dtype=np.float32)[:, None], (1, 3))[top:end, 0]  # of three rows
    return top + int(length.argmax()) + 1 if float(length.max()) > 0.3 else top


def _sharp(rgb: U8, found: U8) -> F32:
    """What was found in the small picture, at full size, its edge laid on the picture's."""
    h, w = rgb.shape[:2]
    k = max(h, w) / max(found.shape)
    rough = cv2.resize(found.astype(np.float32), (w, h), interpolation=cv2.INTER_LINEAR)
    grey = np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), np.uint8)
    return np.asarray(_step(0.3, 0.9, guided(rough, grey, round(2 * k))), np.float32)


def _not_thin(rgb: U8, found: U8) -> F32:
    """0 where something too thin for the small picture stands before what was found: masts, twigs."""
    h, w = rgb.shape[:2]
    k = max(h, w) / max(found.shape)
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (round(2 * k) | 1,) * 2)
    thin = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, disc)
    inside = cv2.resize(found, (w, h), interpolation=cv2.INTER_NEAREST) > 0
    thin[grey > np.percentile(grey[inside], 8)] = 0  # clouds have folds, but none so dark
    _, labels, stats, _ = cv2.connectedComponentsWithStats((thin > 14).astype(np.uint8))
    long = stats[:, 2:4].max(axis=1) > 5 * k
    long[0] = False
    dark = cv2.dilate(np.where(long[labels], thin, 0).astype(np.uint8), _square(3))
    return np.asarray(_step(26, 14, dark.astype(np.float32)), np.float32)
