"""Cutting the subject out of a picture, and filling the hole that it leaves.

What the subject is nobody says. So several guesses are made, each from other signs (what the picture's border is
not joined to, what is sharp, what is in the middle; of somebody who stands, who is seen from the breast up, or who
fills the picture). Each grows into a shape, the most plausible shapes are cut anew by colour alone, and how much
all that agrees, how clear the outline's edges are and how whole the shape is, tells how sure the cut-out is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.footage.mattes import guided, own_colours, spread
from omnireel.animatic.footage.patches import Growing, Patches, smoothed

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32
Mask = npt.NDArray[np.bool_]

WORK_PX = 320  # longer side of the picture that is looked at
CUT_PX = 200  # longer side at which shapes are cut anew
EDGE_PX = 640  # longer side at which the edge is made out
SURE_MIN = 0.60  # below that a cut-out would show its mistakes
SHOWN_MIN = 0.9 * SURE_MIN  # below that it is shown nowhere, and its edge is not made out
IN_VAIN = 0.5 * SURE_MIN  # below that after a first round of cutting anew, no second one makes it sure
TRIED = 4  # shapes that are cut anew; fewer where less is looked at
SHARE_MIN, SHARE_MAX = 0.01, 0.90  # of the picture that a subject takes
HELD_ALL = 0.93  # of a cut-out, that is in one with what its subject holds
HELD_MIN, HELD_MAX = 1.2, 1.8  # times as large that one is
HELD_BETTER = 1.15  # times as plausible
APART = 90.0  # of 441, that colours of subject and ground are apart where a gap between legs is looked for
LEG_GAP = 0.06  # of a subject's height, that such a gap is high
NEARLY = 0.96  # of two shapes in common: one of them is enough


@dataclass(frozen=True)
class Cutout:
    """matte: (h, w) float32, 1 where the subject is. sure: 0..1, how well it stands out of what is round it; below
    `SHOWN_MIN` the matte is rough.
    near: a small picture (float32, 0..1) of how near each place probably is, without edges. rgb: (h, w, 3) uint8,
    the picture, along the matte's edge in the colours of the subject alone, so that no old ground shines there.
    """

    matte: F32
    sure: float
    near: F32
    rgb: U8

    @property
    def share(self) -> float:
        """Of the picture's area."""
        return float(self.matte.mean())

    @property
    def box(self) -> tuple[int, int, int, int]:
        """(x, y, w, h) in pixels; all zero without a subject."""
        x, y, w, h = cv2.boundingRect((self.matte > 0.5).astype(np.uint8))
        return int(x), int(y), int(w), int(h)

    def part(self, x: int, y: int, w: int, h: int) -> Cutout:
        """That of a part of the picture; as good as nothing where hardly anything of the subject is in it."""
        full_h, full_w = self.matte.shape
        matte = np.ascontiguousarray(self.matte[y : y + h, x : x + w])
        across, down = self.near.shape[1] / full_w, self.near.shape[0] / full_h
        middle = (x + w / 2) * across - 0.5, (y + h / 2) * down - 0.5
        seen = cv2.getRectSubPix(self.near, (max(round(w * across), 1), max(round(h * down), 1)), middle)
        near = np.asarray(cv2.resize(seen, self.near.shape[::-1]), np.float32)
        sure = self.sure if matte.mean() > SHARE_MIN else 0.0
        return Cutout(matte, sure, near, np.ascontiguousarray(self.rgb[y : y + h, x : x + w]))


def cut_out(rgb: U8, alpha: U8 | None = None, work_px: int = WORK_PX) -> Cutout:
    """The main subject of a picture (h, w, 3).

    alpha: the picture's own transparency, which is the cut-out then. work_px: longer side of what is looked at.
    """
    if alpha is not None:
        whole = alpha.astype(np.float32) / 255
        return Cutout(whole, 1.0, cv2.resize(whole, (64, 64), interpolation=cv2.INTER_AREA), rgb)
    seen = _Guessed.of(rgb, work_px)
    nothing = np.zeros(rgb.shape[:2], np.float32)
    if seen is None:
        return Cutout(nothing, 0.0, _nowhere(), rgb)
    judge = Judge(seen)
    tried: list[Mask] = []
    most = max(round(TRIED * (work_px / WORK_PX) ** 2), 1)
    for shape in sorted(seen.shapes, key=judge.quality, reverse=True):
        if len(tried) < most and all(_common(shape, other) < NEARLY for other in tried):
            tried.append(shape)
    with ThreadPoolExecutor(2) as pool:
        cuts = list(pool.map(lambda shape: _cut_anew(seen.lab, shape, judge), tried))
    sure, cut = max(cuts, key=lambda one: one[0])
    cut = _with_held(seen, cut, judge)
    if sure == 0:
        return Cutout(nothing, 0.0, seen.near, rgb)
    if sure < SHOWN_MIN:
        rough = cv2.resize(cut.astype(np.float32), nothing.shape[::-1], interpolation=cv2.INTER_LINEAR)
        return Cutout(np.asarray(rough, np.float32), sure, seen.near, rgb)
    matte = _matte(rgb, cut)
    return Cutout(matte, sure, seen.near, own_colours(rgb, matte))


def near_of(rgb: U8, work_px: int = WORK_PX) -> F32:
    """How near each place of a picture probably is (see `Cutout`), without a subject being cut out: a third of the
    time."""
    seen = _Guessed.of(rgb, work_px)
    return _nowhere() if seen is None else seen.near


def _nowhere() -> F32:
    return np.zeros((64, 64), np.float32)


@dataclass(frozen=True)
class _Guessed:
    """What a subject is looked for with. lab: the picture, small; focus: (h, w), how sharp it is, 0 where that
    tells nothing; shapes: every one that was guessed; near: see `Cutout`.
    """

    lab: F32
    patches: Patches
    focus: F32
    shapes: Sequence[Mask]
    near: F32

    @classmethod
    def of(cls, rgb: U8, work_px: int) -> _Guessed | None:
        """None for one even colour: nothing is in it."""
        small = _reduced(rgb, work_px)
        if float(small.std(axis=(0, 1)).max()) < 2:
            return None
        lab = smoothed(small)
        patches = Patches.of(lab)
        growing = Growing(patches)
        focus, telling = _focus(rgb, patches, growing)
        grown = growing.grown(np.stack(_guesses(patches, growing, focus, telling), 1)) > 0.5
        shapes = [_tidy(shape[patches.label]) for shape in grown.T]
        near = _nearness(np.maximum(np.stack(shapes).mean(axis=0, dtype=np.float32), 0.9 * _skin(lab)))
        return cls(lab, patches, focus[patches.label] * telling, shapes, near)


def _reduced(rgb: U8, px: int) -> U8:
    h, w = rgb.shape[:2]
    k = min(px / max(h, w), 1.0)
    size = max(round(w * k), 16), max(round(h * k), 16)
    return np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)


# ---- guesses ----


def _guesses(patches: Patches, growing: Growing, focus: F32, telling: float) -> list[F32]:
    """Guesses for `Growing`. focus: how sharp patches are, 0..1; telling: how much that says, 0..1."""
    x, y = patches.place.T
    left, top, right, bottom = patches.touches
    edge = patches.touches.any(axis=0)
    split = _split(focus, patches.area)
    sharp = (focus > max(split, 0.5)) & (telling > 0.6)
    stands = np.exp(-(((x - 0.5) / 0.33) ** 2) - ((y - 0.52) / 0.42) ** 2)
    half = np.interp(y, [0, 0.15, 0.45, 0.75, 1], [0.16, 0.2, 0.26, 0.42, 0.5])
    bust = np.exp(-0.9 * ((x - 0.5) / half) ** 2) * np.clip(6 * y + 0.2, 0, 1)
    fills = np.exp(-(((x - 0.5) / 0.6) ** 2) - ((y - 0.55) / 0.6) ** 2)
    # Who fills the picture lies at its border too: what is there is ground only if it is unlike the middle.
    alike = np.exp(-((patches.colour[:, None] - patches.colour[None]) ** 2).sum(2) / (2 * 14.0**2)) * patches.area
    like_middle = (alike * stands**2).sum(1) / alike.sum(1)
    unlike = edge & (like_middle < np.percentile(like_middle[edge], 45))
    found = []
    for middle, ground in (
        (stands, left | right | top | (bottom & (np.abs(x - 0.5) > 0.3))),
        (bust, ((left | right) & (y < 0.55)) | top),
        (fills, unlike),
    ):
        apart = 1 - patches.reached(ground & ~sharp)
        a = _signed(_stretched(growing.settled(apart)), patches.area)
        m = _signed(_stretched(middle * apart + 0.3 * middle), patches.area)
        mixes = [(1.0, 0.0, 0.0), (1.0, 0.5, 0.0)]
        if telling > 0.1:
            mixes += [(0.7, 0.0, telling), (0.9, 0.5, telling), (0.0, 0.5, telling)]
        f = _signed(focus, patches.area)
        found += [np.asarray((p * a + q * m + r * f) * (1.5 / (p + q + r)), np.float32) for p, q, r in mixes]
    return found


def _focus(rgb: U8, patches: Patches, growing: Growing) -> tuple[F32, float]:
    """(0..1 for each patch, how sharp it is; 0..1, how much that tells the middle from the border)"""
    grey = cv2.cvtColor(_reduced(rgb, EDGE_PX), cv2.COLOR_RGB2GRAY).astype(np.float32)
    fine = np.abs(grey - cv2.GaussianBlur(grey, (0, 0), 1.0))
    coarse = np.abs(cv2.GaussianBlur(grey, (0, 0), 1.5) - cv2.GaussianBlur(grey, (0, 0), 5))
    size = patches.label.shape[::-1]
    fine, coarse = (
        patches.means(cv2.resize(cv2.GaussianBlur(v, (0, 0), 4), size, interpolation=cv2.INTER_AREA))
        for v in (fine, coarse)
    )
    # Where nothing is drawn nothing is sharp or not: that is taken from round about.
    weight = np.clip(coarse / 6, 0.05, 1)
    sharp = growing.settled(weight * _stretched(fine / (coarse + 1))) / growing.settled(weight)
    sharp = _stretched(sharp)
    x, y = patches.place.T
    middle = patches.area * (((x - 0.5) / 0.24) ** 2 + ((y - 0.52) / 0.3) ** 2 < 1)
    border = patches.area * patches.touches[:3].any(axis=0)
    more = float(np.average(sharp, weights=middle + 1e-6) - np.average(sharp, weights=border + 1e-6))
    return sharp, float(np.clip((more - 0.05) * 4, 0, 1))


def _stretched(values: F32) -> F32:
    low, high = np.percentile(values, (5, 97))
    return np.asarray(np.clip((values - low) / max(float(high - low), 1e-6), 0, 1), np.float32)


def _split(values: F32, area: F32) -> float:
    """Where values (0..1) fall into two kinds (after Otsu)."""
    counts, edges = np.histogram(values, 64, (0, 1), weights=area)
    middles = (edges[1:] + edges[:-1]) / 2
    below, sums = np.cumsum(counts), np.cumsum(counts * middles)
    above = below[-1] - below
    apart = sums / np.maximum(below, 1e-6) - (sums[-1] - sums) / np.maximum(above, 1e-6)
    return float(middles[int(np.argmax(below * above * apart**2))])


def _signed(values: F32, area: F32) -> F32:
    """Values (0..1) as -2..2, 0 where they fall into two kinds."""
    level = _split(values, area)
    high = values > level
    means = [np.average(values[part], weights=area[part]) if part.any() else level for part in (~high, high)]
    return np.asarray(np.clip((values - level) * 3.5 / max(means[1] - means[0], 0.1), -2, 2), np.float32)


# ---- shapes ----


def _tidy(shape: Mask) -> Mask:
    """The parts near the middle, without threads; small holes closed."""
    h, w = shape.shape
    mask = shape.astype(np.uint8)
    fine = 2 * round(max(h, w) / 160) + 1
    firm = cv2.morphologyEx(mask, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (fine, fine)))
    count, labels = cv2.connectedComponents(firm)
    if count < 2:
        return shape
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    middle = np.exp(-(((x / w - 0.5) / 0.4) ** 2) - ((y / h - 0.52) / 0.45) ** 2)
    worth = np.bincount(labels.ravel(), middle.ravel(), count)
    worth[0] = 0
    main = np.isin(labels, np.flatnonzero(worth > 0.3 * worth.max())).astype(np.uint8)
    out: Mask = np.logical_and(cv2.dilate(main, np.ones((fine + 2, fine + 2), np.uint8)), mask)
    _, labels, stats, _ = cv2.connectedComponentsWithStats((~out).astype(np.uint8))
    for n, (left, top, wide, tall, area) in enumerate(stats[1:], 1):
        if left > 0 and top > 0 and left + wide < w and top + tall < h and area < 0.02 * h * w:
            out[labels == n] = True
    return out


def _cut_anew(lab: F32, shape: Mask, judge: Judge) -> tuple[float, Mask]:
    """(how sure that is, the shape again, by its colours and those round it)"""
    sure, cut = 0.0, shape
    for cut in _by_colour(lab, shape, CUT_PX // 12, 2):  # the second round only tidies up
        cut = _tidy(cut)
        sure = judge.quality(cut, _common(cut, shape)) * judge.wholeness(cut)
        if sure < IN_VAIN:
            break
    return sure, cut


def _with_held(seen: _Guessed, cut: Mask, judge: Judge) -> Mask:
    """The cut-out with what its subject holds, has before it or sits on: a guess that has all of it and more, and
    is still the more plausible one. Cut anew by colour alone, what is held was taken for the ground."""
    own = judge.quality(cut) * judge.wholeness(cut)
    best, most = cut, HELD_BETTER * own
    for shape in seen.shapes:
        if (shape & cut).sum() < HELD_ALL * cut.sum() or not HELD_MIN < shape.sum() / cut.sum() < HELD_MAX:
            continue
        worth = judge.quality(shape) * judge.wholeness(shape)
        if worth > most:
            best, most = shape, worth
    if best is cut:
        return cut
    *_, again = [best, *_by_colour(seen.lab, best, CUT_PX // 40, 1)]
    return _tidy(again)


def _by_colour(lab: F32, shape: Mask, reach: int, rounds: int) -> Iterator[Mask]:
    """The shape, round by round closer to where its colours and those round it part, within `reach` pixels of
    CUT_PX; none where there is too little of one kind to learn from."""
    h, w = shape.shape
    k = min(CUT_PX / max(h, w), 1.0)
    size = max(round(w * k), 16), max(round(h * k), 16)
    seen = np.clip(cv2.resize(lab, size, interpolation=cv2.INTER_AREA), 0, 255).astype(np.uint8)
    inside = (cv2.resize(shape.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0.5).astype(np.uint8)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1,) * 2)
    mask = np.where(inside > 0, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    mask[cv2.dilate(inside, kernel) == 0] = cv2.GC_BGD
    mask[cv2.erode(inside, kernel) > 0] = cv2.GC_FGD
    cv2.setRNGSeed(7)  # its clusters begin at random: the same picture is to give the same cut-out
    models = np.zeros((1, 65), np.float64), np.zeros((1, 65), np.float64)
    for n in range(rounds):
        try:
            how = cv2.GC_EVAL if n else cv2.GC_INIT_WITH_MASK
            cv2.grabCut(seen, mask, (0, 0, 1, 1), models[0], models[1], 1, how)
        except cv2.error:
            return
        # GC_FGD and GC_PR_FGD are the odd ones.
        yield np.asarray(cv2.resize((mask & 1) * 255, (w, h), interpolation=cv2.INTER_LINEAR) > 127)


def edged(rgb: U8, shape: Mask) -> F32:
    """The matte of a subject in a picture (h, w, 3) whose shape (of any size) is nearly known: its edge laid where
    colours part."""
    lab = smoothed(_reduced(rgb, WORK_PX))
    rough = cv2.resize(shape.astype(np.float32), lab.shape[1::-1], interpolation=cv2.INTER_LINEAR) > 0.5
    *_, cut = [rough, *_by_colour(lab, rough, CUT_PX // 40, 1)]
    return _matte(rgb, cut)


def _common(a: Mask, b: Mask) -> float:
    """Of what either of two shapes has, the part that both have."""
    return cv2.countNonZero((a & b).view(np.uint8)) / max(cv2.countNonZero((a | b).view(np.uint8)), 1)


class Judge:
    """Says how plausible a shape is as the outline of the one subject of a picture.

    Its weights were fitted to 54 photographs whose subjects' outlines are known and 30 without a subject: so that
    the best shape is chosen, and what shows its mistakes is less sure than `SURE_MIN`.
    """

    def __init__(self, seen: _Guessed) -> None:
        self._lab = cv2.GaussianBlur(seen.lab, (0, 0), 1.0)
        planes = cv2.split(cv2.morphologyEx(self._lab, cv2.MORPH_GRADIENT, np.ones((5, 5), np.uint8)))
        self._steps = np.clip(np.maximum.reduce(planes) / 40, 0, 1)
        self._skin = _skin(seen.lab)
        bare = cv2.morphologyEx((self._skin > 0.5).astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
        self._bare = np.asarray(bare > 0, bool)
        self._patches = seen.patches
        self._focus = seen.focus
        self._others = seen.shapes

    def quality(self, shape: Mask, kept: float = 1.0) -> float:
        """0..1; kept: the part of it that stayed when it was cut anew."""
        h, w = shape.shape
        share = float(shape.mean())
        mask = shape.astype(np.uint8)
        outline = cv2.morphologyEx(mask, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
        outline[:2] = outline[-2:] = outline[:, :2] = outline[:, -2:] = False
        if not SHARE_MIN < share < SHARE_MAX or outline.sum() < 20:
            return 0.0
        inner, outer = (self._means_about(side, outline) for side in (shape, ~shape))
        across = np.linalg.norm(inner - outer, axis=1)
        edge = float(self._steps[outline].mean())
        contrast = float(np.clip(across / 36, 0, 1).mean())
        round_off = 16 * np.pi * int(shape.sum()) / float(outline.sum()) ** 2  # 1 for a circle
        _, _, stats, _ = cv2.connectedComponentsWithStats(mask)
        whole = float(stats[1:, cv2.CC_STAT_AREA].max() / stats[1:, cv2.CC_STAT_AREA].sum())
        agreed = float(np.mean([_common(shape, other) for other in self._others]))
        score = 1.12 * edge * contrast**1.2 * round_off**0.1 * whole * agreed
        score *= np.clip((kept - 0.59) / 0.36, 0.05, 1) ** 0.6 * min(share / 0.06, 1.0) ** 0.4
        left, right = (np.asarray(side.any(axis=1)) for side in (shape[:, :2], shape[:, -2:]))
        high = round(0.7 * h)
        beside = 0.7 * float(left[:high].mean() + right[:high].mean()) + float(shape[:2].any(axis=0).mean())
        y, x = (float(np.average(np.arange(n) / n, weights=shape.sum(axis))) for axis, n in ((1, h), (0, w)))
        sharper = float(self._focus[shape].mean() - self._focus[~shape].mean())
        against = 0.7 * float((across < 10).mean()) + 0.4 * beside + 3.4 * float((left & right).mean())
        against += 0.6 * ((x - 0.5) / 0.25) ** 2 + 0.3 * ((y - 0.57) / 0.25) ** 2 - 0.8 * sharper
        if self._skin[shape].mean() > 0.4 and shape[-3:].mean() < 0.1:
            against += 2  # a head alone: whatever goes with it was taken for the ground
        if self._bare_above(shape) > 0.1:
            against += 2  # a body without its head
        return float(np.clip(score * np.exp(-against), 0, 1))

    def _bare_above(self, shape: Mask) -> float:
        """How much skin is left out just above a shape, in parts of it."""
        x, y, w, h = cv2.boundingRect(shape.astype(np.uint8))
        part = np.s_[max(y - 6 * h // 10, 0) : y + 35 * h // 100, x + w // 5 : x + 4 * w // 5]
        return float((self._bare[part] & ~shape[part]).sum() / shape.sum())

    def wholeness(self, shape: Mask) -> float:
        """0..1: whether what lies in the shape's bays goes on behind it. A bay full of what is nowhere else was
        bitten out of the subject."""
        lines, _ = cv2.findContours(shape.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        if not lines:
            return 0.0
        hull = np.zeros(shape.shape, np.uint8)
        cv2.fillPoly(hull, [cv2.convexHull(np.vstack(lines))], (1,))
        about = cv2.dilate(hull, np.ones((9, 9), np.uint8))
        own, within = (self._patches.means(part.astype(np.float32)) for part in (shape, about))
        bays, ground = (own < 0.3) & (within > 0.7), (own < 0.3) & (within < 0.3)
        if not bays.any() or not ground.any():
            return 1.0
        colour, area = self._patches.colour, self._patches.area
        away = np.sqrt(((colour[bays, None] - colour[None, ground]) ** 2).sum(2).min(1))
        strange = float((area[bays] * np.clip((away - 6) / 14, 0, 1)).sum() / max(float((area * own).sum()), 1.0))
        return float(np.exp(-6 * strange))

    def _means_about(self, shape: Mask, places: Mask) -> F32:
        """The mean colour of what of the shape is near by, at n places: (n, 3)"""
        weight = shape.astype(np.float32)
        sums = cv2.blur(self._lab * weight[..., None], (15, 15))[places]
        return np.asarray(sums / np.maximum(cv2.blur(weight, (15, 15))[places], 1e-3)[:, None], np.float32)


def bare_share(rgb: U8, matte: F32) -> float:
    """How much of a cut-out (h, w) is in the colours of skin, 0..1."""
    k = min(320 / max(rgb.shape[:2]), 1.0)
    lab = smoothed(cv2.resize(rgb, None, fx=k, fy=k, interpolation=cv2.INTER_AREA))
    inside = cv2.resize(matte, lab.shape[1::-1], interpolation=cv2.INTER_AREA)
    return float((_skin(lab) * inside).sum() / max(float(inside.sum()), 1.0))


def _skin(lab: F32) -> F32:
    """0..1: how likely a colour (weighted Lab) is skin, or fur of its colours."""
    a, b = lab[..., 1] - 128, lab[..., 2] - 128
    hue, full = np.arctan2(b, a), np.hypot(a, b)
    likely = np.exp(-(((hue - 0.95) / 0.32) ** 2) - (np.maximum(np.abs(full - 36) - 14, 0) / 8) ** 2)
    return np.asarray(likely * np.clip((lab[..., 0] - 66) / 22, 0, 1), np.float32)


def _nearness(likely: F32) -> F32:
    """How near places probably are: what is likely the subject, and the ground towards the lower edge."""
    h, w = likely.shape
    soft: F32 = cv2.GaussianBlur(likely, (0, 0), 0.075 * max(h, w))
    soft = soft / max(float(soft.max()), 1e-3)
    rows = np.linspace(0, 1, h, dtype=np.float32)[:, None] ** 1.5
    return np.asarray(cv2.resize(np.maximum(0.85 * soft, 0.75 * rows * np.ones_like(soft)), (96, 64)), np.float32)


# ---- the edge ----


def _matte(rgb: U8, shape: Mask) -> F32:
    """The shape at the picture's size, its edge laid where the picture's own edge is."""
    h, w = rgb.shape[:2]
    seen = _reduced(rgb, EDGE_PX)
    size = seen.shape[1::-1]
    k = max(size) / max(shape.shape)  # pixels of `seen` for one of the shape
    rough = cv2.resize(shape.astype(np.float32), size, interpolation=cv2.INTER_LINEAR)
    rough = np.asarray(cv2.GaussianBlur(rough, (0, 0), 0.8 * k), np.float32)
    band = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * round(2 * k) + 1,) * 2)
    inside = (rough > 0.5).astype(np.uint8)
    surely, perhaps = cv2.erode(inside, band) > 0, cv2.dilate(inside, band) > 0
    # In the band each pixel lies between the colour of the subject and that of the ground next to it.
    colours = seen.astype(np.float32)
    own, ground = (spread(colours, part.astype(np.float32), 3.0 * k) for part in (surely, ~perhaps))
    way = own - ground
    length = (way**2).sum(axis=2)
    alpha = np.clip(((colours - ground) * way).sum(axis=2) / (length + 1), 0, 1)
    surely &= ~_between_legs(inside, (alpha < 0.35) & (length > APART**2))
    trust = length / (length + 40.0**2)
    alpha = np.where(surely, 1, np.where(perhaps, trust * alpha + (1 - trust) * rough, 0)).astype(np.float32)
    grown = cv2.resize(alpha, (w, h), interpolation=cv2.INTER_LINEAR)
    grey = np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), np.uint8)
    matte = guided(np.asarray(grown, np.float32), grey, max(round(2 * max(h, w) / EDGE_PX), 1))
    # Drawn in a little: a pixel of background on the edge shows as a halo, one of the subject too few does not.
    return np.asarray(np.clip((matte - 0.15) / 0.75, 0, 1), np.float32)


def _between_legs(inside: U8, like_ground: Mask) -> Mask:
    """What of a shape (h, w; 0 or 1) is ground between narrow legs, and a little more: slim, upright, low down."""
    _, top, _, tall = cv2.boundingRect(inside)
    like = ((inside > 0) & like_ground).astype(np.uint8)
    like[: top + tall // 2] = 0
    count, labels, stats, _ = cv2.connectedComponentsWithStats(like)
    slim = [
        n
        for n in range(1, count)
        if stats[n, cv2.CC_STAT_HEIGHT] > max(2.2 * stats[n, cv2.CC_STAT_WIDTH], LEG_GAP * tall)
        and stats[n, cv2.CC_STAT_WIDTH] < 0.08 * tall
    ]
    found = np.isin(labels, slim).astype(np.uint8)
    return np.asarray(cv2.dilate(found, np.ones((5, 5), np.uint8)) > 0)


def filled(rgb: U8, matte: F32) -> U8:
    """The picture with its subject painted out: what is round it goes on behind it, texture included."""
    h, w = rgb.shape[:2]
    k = min(WORK_PX / max(h, w), 1.0)
    sw, sh = max(round(w * k), 16), max(round(h * k), 16)
    small = cv2.resize(rgb, (sw, sh), interpolation=cv2.INTER_AREA)
    hole = (cv2.resize(matte, (sw, sh), interpolation=cv2.INTER_AREA) > 0.03).astype(np.uint8)
    hole = np.asarray(cv2.dilate(hole, np.ones((5, 5), np.uint8)), np.uint8)
    bgr = cv2.inpaint(cv2.cvtColor(small, cv2.COLOR_RGB2BGR), hole, 4, cv2.INPAINT_TELEA)
    smooth = cv2.GaussianBlur(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), (0, 0), 2.0)
    behind = cv2.resize(smooth, (w, h), interpolation=cv2.INTER_CUBIC).astype(np.float32)
    # Its texture and grain are those beside the hole, mirrored at its edge: what is too smooth shows.
    _, nearest = cv2.distanceTransformWithLabels(hole, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    rows, columns = np.nonzero(hole == 0)
    if len(rows):
        places = np.zeros((int(nearest.max()) + 1, 2), np.float32)
        places[nearest[rows, columns]] = np.stack([columns, rows], 1)
        here = np.dstack(np.meshgrid(np.arange(sw, dtype=np.float32), np.arange(sh, dtype=np.float32)))
        way = cv2.GaussianBlur(2 * (places[nearest] - here), (0, 0), 1.5)
        way = cv2.resize(way, (w, h), interpolation=cv2.INTER_LINEAR)
        x, y = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
        fine = rgb.astype(np.float32) - cv2.GaussianBlur(rgb, (0, 0), max(w, h) / 160).astype(np.float32)
        usual = 4 * float(np.median(np.abs(fine))) + 2
        fine = np.clip(fine, -usual, usual)  # texture, and no outlines of things
        fine *= cv2.resize(1.0 - hole, (w, h), interpolation=cv2.INTER_LINEAR)[..., None].astype(np.float32)
        behind += cv2.remap(
            fine,
            x + way[..., 0] * (w / sw),
            y + way[..., 1] * (h / sh),
            cv2.INTER_LINEAR,
            None,
            cv2.BORDER_REFLECT,
        )
    soft = cv2.resize(cv2.GaussianBlur(hole.astype(np.float32), (0, 0), 1.2), (w, h))[..., None]
    soft = np.clip(soft * 1.6, 0, 1)
    return np.asarray(np.clip(rgb * (1 - soft) + behind * soft, 0, 255), np.uint8)
