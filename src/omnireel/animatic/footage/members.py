"""Arms, tail, head and neck of a cut-out, found in its outline.

What is too slender for a disc that fits into the trunk is an arm or a tail where it is long and joins the trunk at
one end only. An arm that lies against the body, or whose hand does, is not told from it by the outline, and is not
taken for one: what is behind it was never photographed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

F32 = npt.NDArray[Any]  # float32
Mask = npt.NDArray[np.bool_]
Spot = tuple[float, float]

SLENDER = 0.55  # of the trunk's half breadth: the disc that arms are too slender for
LONG, FULL = 2.0, 0.11  # an arm is so many times as long as broad, and of the height at least
SHOULDERS = 0.10, 0.46  # of the height below its top: where arms join
SHOULDER = 0.25  # of an arm's half breadth, that its shoulder is further in than the armpit
ELBOW = 0.44  # of an arm with its hand, from the shoulder
NECK = 0.45  # of the trunk's height, at least, that a beast's head is before its forelegs
HEAD = 0.24  # of the height of a whole person, at most, down to the shoulders
ALIKE = 0.84  # both halves of who is seen from the front


@dataclass(frozen=True)
class Arm:
    """upper, fore: (h, w) float32, 1 where the picture shows them, with a round end at the joints; gone: what the
    body has no more of. side: -1 on the picture's left, 1 on its right."""

    upper: F32
    fore: F32
    gone: F32
    shoulder: Spot
    elbow: Spot
    hand: Spot
    side: int

    @property
    def ends(self) -> tuple[Spot, Spot, Spot]:
        return self.shoulder, self.elbow, self.hand

    @property
    def reach(self) -> float:
        return math.dist(self.shoulder, self.elbow) + math.dist(self.elbow, self.hand)

    def scaled(self, w: int, h: int) -> Arm:
        k = w / self.gone.shape[1], h / self.gone.shape[0]
        return replace(
            self,
            upper=_sized(self.upper, w, h),
            fore=_sized(self.fore, w, h),
            gone=_sized(self.gone, w, h),
            shoulder=_times(self.shoulder, k),
            elbow=_times(self.elbow, k),
            hand=_times(self.hand, k),
        )


@dataclass(frozen=True)
class Tail:
    """part: (h, w) float32; line: (n, 2) its middle, x and y, from where it joins."""

    part: F32
    line: F32

    def scaled(self, w: int, h: int) -> Tail:
        k = np.array([w / self.part.shape[1], h / self.part.shape[0]], np.float32)
        return Tail(_sized(self.part, w, h), self.line * k)


@dataclass(frozen=True)
class Spine:
    """The line that a body bends along: of people from the hips up to the neck and on to the top of the head, of
    beasts from between the shoulders to the neck's end and on to the muzzle. frontal: seen from the front."""

    root: Spot
    neck: Spot
    top: Spot
    frontal: bool = False

    def scaled(self, kx: float, ky: float) -> Spine:
        k = kx, ky
        return replace(self, root=_times(self.root, k), neck=_times(self.neck, k), top=_times(self.top, k))


def _sized(part: F32, w: int, h: int) -> F32:
    how = cv2.INTER_AREA if h < part.shape[0] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(part, (w, h), interpolation=how), np.float32)


def _times(spot: Spot, k: Spot) -> Spot:
    return spot[0] * k[0], spot[1] * k[1]


# ---- what is slender ----


@dataclass
class _Bough:
    """A slender part that joins the rest. layers: (h, w) how many pixels along it a place is, from 1; joins: where
    it begins; touches: other places where it joins the rest; breadths: along its line."""

    part: Mask
    layers: npt.NDArray[np.int32]
    joins: Mask
    touches: Mask
    line: F32
    breadths: F32

    @property
    def long(self) -> int:
        return 3 * len(self.line)

    @property
    def broad(self) -> float:
        return float(np.median(self.breadths))

    @property
    def closed(self) -> bool:
        """Whether it lies against the rest elsewhere, too."""
        return int(self.touches.sum()) > 0.25 * self.broad


def _disc(radius: float) -> npt.NDArray[np.uint8]:
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * round(radius) + 1,) * 2).astype(np.uint8)


def trunk_of(solid: Mask) -> float:
    """Half the breadth of a body where it is broadest, above its legs."""
    h = solid.shape[0]
    inside = cv2.distanceTransform(np.pad(solid, 1).astype(np.uint8), cv2.DIST_L2, 3)
    return float(inside[round(0.15 * h) : round(0.6 * h)].max())


def _boughs(solid: Mask, radius: float) -> Iterator[_Bough]:
    core = cv2.morphologyEx(np.pad(solid, 40).astype(np.uint8), cv2.MORPH_OPEN, _disc(radius))[40:-40, 40:-40]
    near = cv2.dilate(core, np.ones((3, 3), np.uint8))
    slender = (solid & (near == 0)).astype(np.uint8)
    about = cv2.dilate(core, np.ones((7, 7), np.uint8)) > 0
    count, label, stats, _ = cv2.connectedComponentsWithStats(slender)
    for n in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[n])
        if area < 0.002 * solid.size or max(w, h) < 0.5 * FULL * solid.shape[0]:
            continue
        box = np.s_[max(y - 1, 0) : y + h + 1, max(x - 1, 0) : x + w + 1]
        part = label[box] == n
        bough = _along(part, part & about[box], (max(x - 1, 0), max(y - 1, 0)))
        if bough is None:
            continue
        owns = part, bough.layers, bough.joins, bough.touches
        wide = [np.zeros(solid.shape, own.dtype) for own in owns]
        for v, own in zip(wide, owns, strict=True):
            v[box] = own
        yield replace(bough, part=wide[0], layers=wide[1], joins=wide[2], touches=wide[3])


def _along(part: Mask, joins: Mask, corner: tuple[int, int]) -> _Bough | None:
    """A bough from its highest, largest place where it joins: pixels counted along it."""
    count, label, stats, middles = cv2.connectedComponentsWithStats(joins.astype(np.uint8))
    ends = [n for n in range(1, count) if stats[n, cv2.CC_STAT_AREA] > 3]
    if not ends:
        return None
    first = min(ends, key=lambda n: middles[n][1])
    layers = np.zeros(part.shape, np.int32)
    seed = (label == first).astype(np.uint8)
    inside, step = part.astype(np.uint8), 0
    kernels = np.ones((3, 3), np.uint8), cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3)).astype(np.uint8)
    while seed.any():
        step += 1
        layers[seed > 0] = step
        inside[seed > 0] = 0
        seed = np.asarray(cv2.dilate(seed, kernels[step % 2]), np.uint8) & inside
    line, broad = [], []
    for low in range(1, step + 1, 3):
        rows, columns = np.nonzero((layers >= low) & (layers < low + 3))
        line.append((columns.mean() + corner[0] + 0.5, rows.mean() + corner[1] + 0.5))
        broad.append(len(rows) / 3)
    touches = np.isin(label, [n for n in ends if n != first])
    smooth = cv2.GaussianBlur(
        np.asarray(line, np.float32), (1, 0), 1e-3, sigmaY=1.5, borderType=cv2.BORDER_REPLICATE
    )
    return _Bough(
        part, layers, label == first, touches, np.asarray(smooth, np.float32), np.asarray(broad, np.float32)
    )


# ---- arms ----


def arms(alpha: F32, below: float) -> list[Arm]:
    """Those of a person that stand apart, at most one a side. below: row that no arm joins below."""
    solid = np.asarray(alpha > 0.5)
    h = solid.shape[0]
    trunk = trunk_of(solid)
    columns = np.nonzero(solid[round(0.15 * h) : round(0.55 * h)])[1]
    if not len(columns):
        return []
    middle = float(np.median(columns))
    found: dict[int, Arm] = {}
    for bough in _boughs(solid, SLENDER * trunk):
        start, tip = bough.line[0], bough.line[-1]
        high, low = SHOULDERS
        if not (high * h < start[1] < min(low * h, below) and bough.long > max(LONG * bough.broad, FULL * h)):
            continue
        # A head goes straight up from the middle; what joins again is a hand on a hip.
        if abs(tip[0] - middle) < 0.8 * trunk or tip[1] > 0.8 * h or bough.closed:
            continue
        side = -1 if tip[0] < middle else 1
        arm = _arm(alpha, solid, bough, side, middle)
        if side not in found or arm.reach > found[side].reach:
            found[side] = arm
    return [found[side] for side in sorted(found)]


def _arm(alpha: F32, solid: Mask, bough: _Bough, side: int, middle: float) -> Arm:
    h, w = solid.shape
    line = bough.line
    half = 0.5 * float(np.mean(bough.breadths[: max(len(line) // 3, 2)]))
    few = max(min(len(line) // 3, round(half / 2)), 2)
    back = line[0] - line[few]  # the way from the arm to the body
    back /= max(float(np.hypot(*back)), 1e-3)
    armpit = _armpit(solid, bough, middle)
    if back[1] < -0.35 and armpit is not None:
        # The shoulder is over the armpit, half an arm's breadth below its top.
        x = int(np.clip(armpit[0] - SHOULDER * side * half, 0, w - 1))
        above = np.flatnonzero(~solid[: armpit[1], x])
        shoulder = np.array((x, min(above[-1] + 1.15 * half if len(above) else half, armpit[1])), np.float32)
    else:
        shoulder = line[0] + back * half
    out = np.array((-back[1], back[0])) * half
    out = out if out[0] * side > 0 else -out
    whole = bough.part
    if armpit is not None:
        whole = _cut(solid, bough, armpit, shoulder + 0.6 * out, shoulder + 3 * out)
    sleeve = np.zeros((h, w), np.uint8)
    cv2.line(sleeve, _whole(shoulder), _whole(line[min(2, len(line) - 1)]), (1,), max(round(1.9 * half), 1))
    arm = whole | ((sleeve > 0) & solid)
    path = np.concatenate([shoulder[None], line])
    lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    at = int(np.searchsorted(lengths, ELBOW * lengths[-1]))
    elbow = path[at]
    # Pieces part across the arm at the elbow, about which both are round.
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    near = path[max(at - 3, 0)], path[min(at + 3, len(path) - 1)]
    ahead = (x - elbow[0]) * (near[1] - near[0])[0] + (y - elbow[1]) * (near[1] - near[0])[1] > 0
    away = np.hypot(x - elbow[0], y - elbow[1])
    local = 0.5 * float(bough.breadths[min(at, len(line) - 1)])
    beyond = np.where(away < 2.5 * local, ahead, bough.layers > 3 * (at - 1))
    joint = away < 1.05 * local
    soft = [_soft(alpha, part) for part in (arm & (~beyond | joint), arm & (beyond | joint), whole)]
    # Its round end goes over into the body.
    inside = cv2.distanceTransform(arm.astype(np.uint8), cv2.DIST_L2, 3)
    along = -((x - shoulder[0]) * back[0] + (y - shoulder[1]) * back[1]) / half
    shared = np.where(whole | (inside == 0), 1, np.clip(np.maximum(inside / (0.8 * half), 0.5 + along), 0, 1))
    soft[0] = np.minimum(soft[0], np.asarray(cv2.GaussianBlur(shared, (0, 0), 1.0), np.float32))
    tip = line[-1] + (line[-1] - line[-2])
    spots = [(float(a), float(b)) for a, b in (shoulder, elbow, tip)]
    return Arm(soft[0], soft[1], soft[2], spots[0], spots[1], spots[2], side)


def _armpit(solid: Mask, bough: _Bough, middle: float) -> tuple[int, int] | None:
    """Column and row where what is between arm and body ends upwards."""
    h, w = solid.shape
    rows, columns = np.nonzero(bough.joins)
    inner = int(np.argmax(0.5 * rows - np.abs(columns - middle)))
    x, y = int(columns[inner]), int(rows[inner])
    step = 1 if middle > x else -1

    def free(x: int, y: int) -> bool:
        return 0 <= x < w and 0 <= y < h and not solid[y, x]

    start = next(
        ((x + step * dx, y + dy) for dx in range(8) for dy in range(8) if free(x + step * dx, y + dy)), None
    )
    if start is None:
        return None
    x, y = start
    while True:
        while free(x + step, y) and (middle - x) * step > 0:  # along the body's side
            x += step
        above = next((x - step * dx for dx in range(-1, 5) if free(x - step * dx, y - 1)), None)
        if above is None or y < 2:
            return x, y
        x, y = above, y - 1


def _cut(solid: Mask, bough: _Bough, armpit: tuple[int, int], top: F32, outside: F32) -> Mask:
    """All of an arm: what comes off where the body's side goes on from the armpit to the top of the shoulder."""
    parted = solid.astype(np.uint8)
    cv2.polylines(parted, [np.array([armpit, _whole(top), _whole(outside)], np.int32)], False, (0,), 2)
    count, label = cv2.connectedComponents(parted, connectivity=4)
    ends = label[bough.part & (bough.layers > 0.6 * bough.layers.max())]
    ends = ends[ends > 0]
    if count < 3 or not len(ends):
        return bough.part
    came_off = label == int(np.bincount(ends).argmax())
    # More than an arm with its shoulder came off: the line does not part them.
    if came_off.sum() > 2.2 * bough.part.sum() + 400 or (came_off & bough.part).sum() < 0.8 * bough.part.sum():
        return bough.part
    edge = cv2.dilate(came_off.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return np.asarray(came_off | (edge & solid & (parted == 0)))


def _whole(spot: Any) -> tuple[int, int]:
    return round(float(spot[0])), round(float(spot[1]))


def _soft(alpha: F32, part: Mask) -> F32:
    """A part with the fringe of the outline next to it, soft where it is cut out of what it has in common."""
    away, off = (
        cv2.distanceTransform(v, cv2.DIST_L2, 3)
        for v in ((~part).astype(np.uint8), ((alpha <= 0.5) | part).astype(np.uint8))
    )
    fringe = (alpha <= 0.5) & (away < np.minimum(off + 0.5, 6))
    return np.asarray(cv2.GaussianBlur(np.asarray(part | fringe, np.float32), (0, 0), 1.0), np.float32)


# ---- tails ----


def tail(alpha: F32, legs_top: float, hind: float) -> Tail | None:
    """Of a beast that looks to the right. legs_top: row where its legs join; hind: column of its hind legs."""
    solid = np.asarray(alpha > 0.5)
    h = solid.shape[0]
    best = None
    for bough in _boughs(solid, 0.42 * trunk_of(solid)):
        start, tip = bough.line[0], bough.line[-1]
        behind = start[0] < hind + 0.06 * h and tip[0] < hind
        slim = bough.long > max(0.14 * h, 1.4 * bough.broad) and not bough.closed
        if behind and slim and start[1] < legs_top and (best is None or bough.long > best.long):
            best = bough
    if best is None:
        return None
    # It goes on a little into the body, so that nothing gapes at its root.
    few = min(4, len(best.line) - 1)
    back = best.line[0] - best.line[few]
    root = best.line[0] + back / max(float(np.hypot(*back)), 1e-3) * 0.5 * best.broad
    return Tail(_soft(alpha, best.part), np.asarray(np.concatenate([root[None], best.line]), np.float32))


# ---- spines ----


def upright(alpha: F32, hips: float, arms: list[Arm], whole: bool) -> Spine | None:
    """Of a person: where the neck is, by the outline's breadth below the head. whole: down to the feet."""
    body = alpha.copy()
    for arm in arms:
        body *= 1 - np.clip(arm.gone, 0, 1)
    solid = np.asarray(body > 0.5)
    h = solid.shape[0]
    rows = np.flatnonzero(solid.any(axis=1))
    if not len(rows) or rows[0] > 0.3 * h:
        return None
    top = int(rows[0])
    middles, wide = [], []
    at = float(np.flatnonzero(solid[top]).mean())
    for y in range(top, round(min(hips, 0.6 * h))):
        steps = np.flatnonzero(np.diff(np.pad(solid[y].astype(np.int8), 1)))
        runs = list(zip(steps[::2], steps[1::2], strict=True))
        if not runs:
            break
        a, b = min(runs, key=lambda run: 0 if run[0] <= at < run[1] else min(abs(run[0] - at), abs(run[1] - at)))
        at = at + 0.2 * ((a + b) / 2 - at)
        middles.append((a + b) / 2)
        wide.append(b - a)
    if not wide:
        return None
    widths = cv2.GaussianBlur(np.asarray(wide, np.float32)[:, None], (1, 0), 1e-3, sigmaY=1.5)[:, 0]
    neck = _neck(widths[: round(HEAD * h)] if whole else widths)
    if neck is None:
        return None
    neck = min(round(1.1 * neck), len(middles) - 1)  # a chin is before it
    head = float(np.median(middles[: neck + 1]))
    trunk = np.nonzero(solid[top + neck : round(hips)])[1]
    middle = float(np.median(trunk)) if len(trunk) else head
    return Spine((middle, hips), (head, float(top + neck)), (head, float(top)), _frontal(solid, middle, hips))


def _neck(widths: F32) -> int | None:
    """How many rows below its top a head ends: where it is narrowest before the shoulders; by long hair, where
    those begin."""
    widest = 0.0
    for y, wide in enumerate(widths):
        widest = max(widest, float(wide))
        if y > 0.5 * widest and float(widths[y:].max(initial=0)) > 1.35 * float(wide) and wide < 0.86 * widest:
            ends = y + int(np.argmax(widths[y:] > 1.15 * widest)) if (widths[y:] > 1.15 * widest).any() else y + 1
            return y + int(np.argmin(widths[y : max(ends, y + 1)]))
    usual = float(np.median(widths[: max(len(widths) // 4, 1)]))
    grows = np.flatnonzero(widths > 1.5 * usual)
    grows = grows[grows > usual]
    return int(grows[0]) if len(grows) else None


def _frontal(solid: Mask, middle: float, hips: float) -> bool:
    """Whether both halves of a body are alike."""
    part = solid[: round(hips)]
    turned = cv2.warpAffine(
        part.astype(np.uint8), np.array([[-1, 0, 2 * middle], [0, 1, 0]], np.float64), part.shape[::-1]
    )
    return bool((part & (turned > 0)).sum() > ALIKE * (part | (turned > 0)).sum())


def forward(alpha: F32, legs_top: float, fore: float) -> Spine | None:
    """Of a beast that looks to the right: neck and head before its forelegs. fore: column of the foremost."""
    solid = np.asarray(alpha > 0.5)
    h = solid.shape[0]
    column = solid[: round(legs_top), int(np.clip(fore, 0, solid.shape[1] - 1))]
    rows = np.flatnonzero(column)
    if not len(rows):
        return None
    thick = float(rows[-1] - rows[0])
    root = (fore, float(rows[0] + 0.55 * thick))
    y, x = np.nonzero(solid & (np.arange(solid.shape[1]) > fore)[None] & (np.arange(h) < legs_top)[:, None])
    if not len(x):
        return None
    away = np.hypot(x - root[0], y - root[1])
    far = away > np.percentile(away, 88)
    top = (float(x[far].mean()), float(y[far].mean()))
    if math.dist(root, top) < NECK * thick:
        return None
    neck = (root[0] + 0.62 * (top[0] - root[0]), root[1] + 0.62 * (top[1] - root[1]))
    return Spine(root, neck, top)
