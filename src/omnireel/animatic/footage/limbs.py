"""Legs and arms of a cut-out, found in its outline, and the steps that they take.

What hangs down from a body ends in a lowest point of the outline; followed upwards it stays apart until it joins
the body. So legs and arms are the branches of a tree that grows together row by row, from the ground up. A limb is
bent along its length, softly at the joint, at knee or elbow and at the ankle, so that nothing tears and soles stay
level; the body, and the face with it, is not bent at all.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

F32 = npt.NDArray[Any]  # float32
Mask = npt.NDArray[np.bool_]
Row = tuple[int, int, int]  # of a branch: row, first column, one past the last

ROWS = 320  # of the picture that limbs are looked for in
LEG_MIN = 0.16  # of the height, that a leg stays apart: less is a hem, or feet below a dress
ARM_MIN = 0.12
FEET, FEET_OF_BEASTS = 0.13, 0.20  # of the height above the lowest point, where feet end
ARMS = 0.25  # of the height above the lowest point: no arm hangs lower
STOUT, STOUT_OF_BEASTS = 0.42, 0.75  # of its length: what is broader is no leg
PAIR = 1.3  # of a leg's breadth: two that are not seen apart
SPECK = 0.04  # of the height: a branch that is shorter is a fold or a fingertip
THIN = 0.30  # of the body's length: what is broader is body, and no thigh
SWELLS = 0.03  # of the height, within which a leg does not grow by half: where it does, it is body
CROTCH = 0.46  # of the height above its foot, where a person's legs that touch are taken to join
LEG_MAX = 0.60  # of the height: a person's leg that stands apart is no longer
APART = 0.25  # of its length, at least, between a beast's hind and fore legs
TAIL = 0.13  # of the height: what joins so much higher or lower than legs do is none
OVERLAP = 0.02  # of the height, about the place where it joins, that limb and body both have


@dataclass(frozen=True)
class Gait:
    """How legs go. stands: part of a cycle that a foot is on the ground; steps: part of its length that a leg
    steps to either side where nobody says how fast the ground goes; folds: degrees that knees bend going forward;
    swings, bends: degrees that arms swing, and that elbows are bent; rocks: degrees that the whole does; most:
    degrees that a leg leans at most.
    """

    stands: float
    steps: float
    folds: float
    swings: float
    bends: float
    rocks: float = 0.0
    most: float = 34.0


GAITS = {
    "walk": Gait(0.60, 0.30, 52, 17, 8),
    "run": Gait(0.36, 0.46, 58, 26, 50, most=42),
    "dance": Gait(0.52, 0.13, 34, 22, 20, rocks=3),
}


@dataclass(frozen=True)
class Limb:
    """One leg or arm. part: (h, w) float32, 1 where the picture shows it; top, foot: rows where it joins and ends;
    lean: how many columns its middle goes to the right from top to foot; x, broad: column where it joins, and how
    many it takes there; beat: part of the cycle by which it is ahead of the first one.
    """

    part: F32
    top: int
    foot: int
    lean: float
    x: float
    broad: float
    leg: bool
    beat: float = 0.0

    def scaled(self, w: int, h: int) -> Limb:
        """That of the same cut-out, w x h pixels large."""
        across, down = w / self.part.shape[1], h / self.part.shape[0]
        how = cv2.INTER_AREA if down < 1 else cv2.INTER_LINEAR
        part = np.asarray(cv2.resize(self.part, (w, h), interpolation=how), np.float32)
        top, foot = round(self.top * down), round(self.foot * down)
        return Limb(part, top, foot, self.lean * across, self.x * across, self.broad * across, self.leg, self.beat)


# ---- finding them ----


@dataclass
class _Branch:
    rows: list[Row] = field(default_factory=list)  # from the lowest up
    lower: list[_Branch] = field(default_factory=list)  # what it has grown together from

    @property
    def low(self) -> int:
        """Its lowest row, and that of what hangs from it."""
        return max([row for row, _, _ in self.rows[:1]] + [one.low for one in self.lower])

    @property
    def top(self) -> int:
        return self.rows[-1][0]


def found(alpha: F32, four_legged: bool) -> list[Limb]:
    """The limbs of a cut-out with the transparency `alpha` (h, w); none where no two legs stand apart."""
    k = ROWS / alpha.shape[0]
    alpha = cv2.resize(alpha, None, fx=k, fy=k, interpolation=cv2.INTER_AREA if k < 1 else cv2.INTER_LINEAR)
    h = alpha.shape[0]
    solid = _parted(alpha > 0.5)
    root = _grown(solid, SPECK * h)
    ground = root.low if root is not None else 0
    if root is None:
        return []
    long = max(b - a for branch in _all(root) for _, a, b in branch.rows)
    ways = _ways(root)
    legs = [
        _leg(way, four_legged, long, h)
        for way in ways
        if way[0].low > ground - (FEET_OF_BEASTS if four_legged else FEET) * h
    ]
    legs = sorted((rows for rows in legs if _is_leg(rows, four_legged, h)), key=_joint)
    if four_legged:
        legs = _paired(legs, h)
        if not 2 <= len(legs) <= 4 or _joint(legs[-1]) - _joint(legs[0]) < APART * long:
            return []
        beats = _beats([_joint(rows) for rows in legs])
    elif len(legs) == 2:
        beats = [0.0, 0.5]
    else:
        return []
    limbs = [_limb(alpha, rows, True, beat) for rows, beat in zip(legs, beats, strict=True)]
    middle = float(np.mean([limb.x for limb in limbs]))
    hanging = [way[0] for way in ways if not four_legged and len(way) > 1]
    hanging = [one for one in hanging if one.low < ground - ARMS * h and one.low - one.top > ARM_MIN * h]
    # An arm goes with the leg of the other side.
    return limbs + [_limb(alpha, arm.rows, False, 0.5 if _joint(arm.rows) < middle else 0.0) for arm in hanging]


def faces_left(alpha: F32, limbs: Sequence[Limb]) -> bool:
    """Whether a beast surely looks to the left: what is highest of it is its head."""
    top = np.argmax(alpha > 0.5, axis=0).astype(np.float32)  # of each column
    top[~(alpha > 0.5).any(axis=0)] = alpha.shape[0]
    k = alpha.shape[0] / ROWS
    left, right = (pick(limb.x for limb in limbs) * k for pick in (min, max))
    sides = [float(np.percentile(part, 10)) for part in (top[: int(left) + 1], top[int(right) :])]
    return bool(sides[0] < sides[1] - 0.08 * alpha.shape[0])


def _parted(solid: Mask) -> Mask:
    """The outline, opened below holes between legs whose feet or knees touch."""
    h, w = solid.shape
    out = solid.copy()
    holes, label, stats, _ = cv2.connectedComponentsWithStats((~np.pad(solid, 1)).astype(np.uint8))
    label = label[1:-1, 1:-1]
    for n in range(2, holes):  # 0 is the outline, and what is outside comes first
        _, y, _, tall, area = (int(v) for v in stats[n])
        bottom = y - 1 + tall
        if area < 0.0004 * h * w or bottom < 0.6 * h:
            continue
        column = int(np.median(np.flatnonzero(label[bottom - 1] == n)))
        below = np.flatnonzero(~solid[bottom + 1 :, column])
        end = bottom + 1 + int(below[0]) if len(below) else h
        if end - bottom < 0.2 * h:
            out[bottom - 1 : end, column] = False
    return out


def _grown(solid: Mask, speck: float) -> _Branch | None:
    """The tree of everything solid, its branches joined from the lowest row up."""
    growing: list[_Branch] = []
    done: list[_Branch] = []
    for y in range(solid.shape[0] - 1, -1, -1):
        steps = np.flatnonzero(np.diff(np.pad(solid[y].astype(np.int8), 1)))
        runs = [(int(a), int(b)) for a, b in zip(steps[::2], steps[1::2], strict=True)]
        after: list[_Branch] = []
        for a, b in runs:
            below = [one for one in growing if one.rows[-1][1] < b and one.rows[-1][2] > a]
            tall = [one for one in below if one.low - one.top >= speck]
            if len(tall) > 1:
                after.append(_Branch([(y, a, b)], tall))
                continue
            held = max(below, key=lambda one: one.low - one.top, default=None)
            if held is None or any(held is one for one in after):  # it begins, or goes on on both sides of a hole
                held = _Branch()
            held.rows.append((y, a, b))
            after.append(held)
        done += [one for one in growing if not any(one is other for other in after)]
        growing = after
    ends = [
        one for one in growing + done if not any(one is lower for top in growing + done for lower in top.lower)
    ]
    return max(ends, key=lambda one: sum(b - a for branch in _all(one) for _, a, b in branch.rows), default=None)


def _all(branch: _Branch) -> list[_Branch]:
    return [branch] + [one for lower in branch.lower for one in _all(lower)]


def _ways(branch: _Branch) -> list[list[_Branch]]:
    """From each lowest point up to `branch`."""
    if not branch.lower:
        return [[branch]]
    return [[*way, branch] for lower in branch.lower for way in _ways(lower)]


def _leg(way: Sequence[_Branch], four_legged: bool, long: int, h: int) -> list[Row]:
    """What of a way up from a lowest point is a leg, from its foot up: what stands apart, and the thigh where that
    is hidden by the other leg's, or touches it. Where it is suddenly broader a body begins, or the hem of a dress.
    """
    rows = list(way[0].rows)
    near = max(round(SWELLS * h), 1)
    for lower, branch in itertools.pairwise(way):
        own = branch.rows
        sides = [one.rows[-1] for one in branch.lower]
        below = max(b for _, _, b in sides) - min(a for _, a, _ in sides)
        wide = np.array([below] * near + [b - a for _, a, b in own])
        swells = wide[near:] > (1.5 if four_legged else 1.25) * wide[:-near]
        high = np.array([y for y, _, _ in own]) < way[0].low - CROTCH * h
        if not four_legged and own[0][0] < way[0].low - LEG_MAX * h:  # a sleeve that hangs to the ground
            return rows[:1]
        ends = swells | ((wide[near:] > THIN * long) if four_legged else high)
        count = int(np.argmax(ends)) if ends.any() else len(own)
        # Its own part of a thigh is the one over it, wider towards the body: of a beast, seen from its side, all.
        (_, a, b), (_, left, right) = lower.rows[-1], own[0]
        hidden = 1 - (1.0 if four_legged else 0.6) * np.linspace(0, 1, max(count, 1))
        rows += [
            (y, x0 + round(t * (a - left)), x1 + round(t * (b - right)))
            for t, (y, x0, x1) in zip(hidden, own, strict=False)
        ][:count]
        if count < len(own):
            break
    return rows


def _is_leg(rows: Sequence[Row], four_legged: bool, h: int) -> bool:
    long = rows[0][0] - rows[-1][0]
    return long > LEG_MIN * h and _breadth(rows) < (STOUT_OF_BEASTS if four_legged else STOUT) * long


def _breadth(rows: Sequence[Row]) -> float:
    return float(np.median([b - a for _, a, b in rows]))


def _paired(legs: Sequence[list[Row]], h: int) -> list[list[Row]]:
    """A beast's legs, from the left: without what joins higher up or lower, as a tail or a head that grazes does;
    two for one that is as broad as two."""
    if not legs:
        return []
    usual = float(np.median([rows[-1][0] for rows in legs]))
    legs = [rows for rows in legs if abs(rows[-1][0] - usual) < TAIL * h]
    joints = [rows[-1][0] for rows in legs]
    if max(joints, default=0) - min(joints, default=0) > TAIL * h:
        return []
    usual = float(np.median([_breadth(rows) for rows in legs]))
    if len(legs) != 3:
        return legs
    out = []
    for rows in legs:
        if _breadth(rows) < PAIR * usual:
            out.append(rows)
        else:
            shares = np.linspace(0.5, 0.9, len(rows))  # one hides more of the other the higher up
            out.append([(y, a, round(a + k * (b - a))) for k, (y, a, b) in zip(shares, rows, strict=True)])
            out.append([(y, round(b - k * (b - a)), b) for k, (y, a, b) in zip(shares, rows, strict=True)])
    return out


def _joint(rows: Sequence[Row]) -> float:
    """Column of the middle of where a limb joins."""
    _, a, b = rows[-1]
    return (a + b) / 2


def _beats(joints: Sequence[float]) -> list[float]:
    """When the legs of a beast step, from the left: those of a pair by turns, and crosswise."""
    hind = int(np.argmax(np.diff(joints))) + 1
    return [0.5 * (n % 2) for n in range(hind)] + [0.5 * ((n + 1) % 2) for n in range(len(joints) - hind)]


def _limb(alpha: F32, rows: Sequence[Row], leg: bool, beat: float) -> Limb:
    h, w = alpha.shape
    rows = sorted(rows)
    part = np.zeros((h, w), np.uint8)
    for y, a, b in rows:
        part[y, a:b] = 1
    top, foot = rows[0][0], rows[-1][0] + 1
    # With the fringe of the outline next to it, and soft where it is cut out of what it has in common with others.
    away, off = (
        cv2.distanceTransform(v, cv2.DIST_L2, 3)
        for v in (1 - part, ((alpha <= 0.5) | (part > 0)).astype(np.uint8))
    )
    fringe = (alpha <= 0.5) & (away < np.minimum(off, 6))
    soft = cv2.GaussianBlur(np.asarray((part > 0) | fringe, np.float32), (0, 0), 1.5)
    middle = np.array([(a + b) / 2 for _, a, b in rows])
    few = max(len(rows) // 8, 1)
    ankle = middle[-2 * few : -few].mean() if leg else middle[-2 * few :].mean()
    lean = float((ankle - middle[:few].mean()) * len(rows) / max(len(rows) - 1.5 * few, 1))
    broad = float(rows[0][2] - rows[0][1])
    return Limb(soft, top, foot, lean, float(middle[:few].mean()), broad, leg, beat)


# ---- moving them ----


class Jointed:
    """A cut-out (h, w, 4; float32, premultiplied) whose limbs, legs first, can be bent. margin, below: columns on
    each side and rows that they may reach beyond it."""

    def __init__(self, rgba: F32, limbs: Sequence[Limb]) -> None:
        h = rgba.shape[0]
        self._limbs = limbs
        self.margin = round(max(0.75 * _length(limb) for limb in limbs)) + 8
        self.below = round(max(_length(limb) - (limb.foot - limb.top) for limb in limbs) + 0.04 * h)
        self._gap = max(round(OVERLAP * h), 1)
        body = rgba.copy()
        firm = _firm(rgba[..., 3], [limb.part for limb in limbs], self._gap)
        rows = np.arange(h, dtype=np.float32)[:, None]
        self._pieces = []
        for limb in limbs:
            # It fades out below the joint; slivers beside the limb would stay where they are when that moves.
            about = cv2.dilate(limb.part, np.ones((2 * self._gap + 1,) * 2, np.uint8))
            gone = np.maximum(limb.part, np.minimum(about, 1 - firm))
            body *= (1 - gone * np.clip((rows - limb.top) / (2 * self._gap), 0, 1))[..., None]
            columns = np.flatnonzero(limb.part.any(axis=0))
            left, top = int(columns[0]), max(limb.top - self._gap, 0)
            box = np.s_[top : limb.foot + 4, left : int(columns[-1]) + 1]
            self._pieces.append((rgba[box] * limb.part[box][..., None], left, top))
        side = self.margin
        self._body = cv2.copyMakeBorder(body, 0, self.below, side, side, cv2.BORDER_CONSTANT)

    def stepping(self, gait: Gait, p: float, stride: float | None) -> tuple[F32, float, float]:
        """At phase `p` of its gait, going to the right. stride: pixels that the ground goes by in a cycle.

        -> (the picture, as much wider on both sides and taller as it is needed, pixels that the body sinks, 0..1
        how far it is up between two landings)
        """
        legs = [limb for limb in self._limbs if limb.leg]
        cycles = [(p + limb.beat) % 1 for limb in legs]
        feet = [_foot(limb, gait, u, stride) for limb, u in zip(legs, cycles, strict=True)]
        # Legs that lean do not reach as far down: the body sinks, and each leg makes up what is left itself.
        down = [math.sqrt(_length(limb) ** 2 - x * x) for limb, (x, _) in zip(legs, feet, strict=True)]
        sinks = float(np.mean([limb.foot - limb.top - y for limb, y in zip(legs, down, strict=True)]))
        out = self._body.copy()
        for n in reversed(range(len(legs))):
            (x, fold), limb = feet[n], legs[n]
            reach = limb.foot - limb.top - sinks
            line = _leg_bent(limb, x, reach, math.radians(fold * gait.folds), 1 - 0.6 * fold)
            self._lay(out, n, line, before=False)
        for n in range(len(legs), len(self._limbs)):
            swing = math.radians(gait.swings) * math.cos(2 * math.pi * (p + self._limbs[n].beat))
            self._lay(out, n, _arm_bent(self._limbs[n], swing, math.radians(gait.bends)), before=True)
        seen = np.flatnonzero(out[..., 3].any(axis=0))
        spare = min(int(seen[0]), out.shape[1] - 1 - int(seen[-1]))
        return out[:, spare : out.shape[1] - spare], sinks, _flight(gait, cycles)

    def _lay(self, out: F32, number: int, line: F32, before: bool) -> None:
        """Draw a limb before or behind what is in `out`, its middle bent onto `line`."""
        limb, (piece, x0, y0) = self._limbs[number], self._pieces[number]
        n, step = len(line), _length(limb) / len(line)
        own = np.array([limb.lean, n]) / _length(limb)  # its own direction
        # It goes straight on at both ends.
        ahead = np.arange(1 - n // 3, 1)[:, None] * own * step
        after = np.arange(1, n // 4 + 1)[:, None] * (line[-1] - line[-2]) + line[-1]
        whole = np.asarray(np.concatenate([ahead, line, after]), np.float32)
        joint = limb.x + self.margin
        half = piece.shape[1] // 2 + int(abs(limb.lean)) // 2 + 4
        left = max(int(joint + line[:, 0].min()) - half, 0)
        right = min(int(joint + line[:, 0].max()) + half, out.shape[1])
        top, last = max(limb.top - self._gap, 0), min(int(limb.top + line[:, 1].max()) + half, out.shape[0])
        # Where each place comes from: from the nearest place of the line, and from how far beside it.
        grid = max(n // 32, 1)
        columns, rows = np.arange(left, right + grid, grid), np.arange(top, last + grid, grid)
        x, y = (np.asarray(v, np.float32) for v in np.meshgrid(columns - joint, rows - limb.top))
        s = np.asarray(np.interp(y, whole[:, 1], np.arange(len(whole))), np.float32)
        ways = np.gradient(whole, axis=0)
        ways /= np.linalg.norm(ways, axis=1, keepdims=True)
        for _ in range(4):
            off_x, off_y, way_x, way_y = _beside(whole, ways, s, x, y)
            s = np.clip(s + 0.8 / step * (off_x * way_x + off_y * way_y), 0, len(whole) - 1)
        off_x, off_y, way_x, way_y = _beside(whole, ways, s, x, y)
        along, across = (s - len(ahead) + 1) * step, off_x * way_y - off_y * way_x
        size = (len(columns) * grid, len(rows) * grid)
        maps = [
            cv2.warpAffine(v.astype(np.float32), np.array([[grid, 0, 0], [0, grid, 0]], np.float64), size)[
                : last - top, : right - left
            ]
            for v in (
                limb.x - x0 + along * own[0] + across * own[1],
                limb.top - y0 + along * own[1] - across * own[0],
            )
        ]
        drawn, there = cv2.remap(piece, maps[0], maps[1], cv2.INTER_LINEAR), out[top:last, left:right]
        if before:
            there *= 1 - drawn[..., 3:]
            there += drawn
        else:
            there += drawn * (1 - there[..., 3:])


def _firm(alpha: F32, parts: Sequence[F32], reach: int) -> F32:
    """(h, w) 1 at what is no limb and no sliver beside one, with its edge."""
    rest = ((alpha > 0.5) & (np.max(parts, axis=0) < 0.5)).astype(np.uint8)
    firm = cv2.morphologyEx(rest, cv2.MORPH_OPEN, np.ones((reach + 1,) * 2, np.uint8))
    soft = cv2.GaussianBlur(cv2.dilate(firm, np.ones((5, 5), np.uint8)).astype(np.float32), (0, 0), 0.7)
    return np.asarray(soft, np.float32)


def _length(limb: Limb) -> float:
    return math.hypot(limb.foot - limb.top, limb.lean)


def _foot(limb: Limb, gait: Gait, u: float, stride: float | None) -> tuple[float, float]:
    """(columns that a foot is before its joint, 0..1 how far its knee is bent) after the part `u` of its cycle. On
    the ground it goes back as the ground does."""
    long = _length(limb)
    far = gait.steps * long if stride is None else stride * gait.stands / 2
    far = min(far, math.sin(math.radians(gait.most)) * long)
    if u < gait.stands:
        return far * (1 - 2 * u / gait.stands), 0.0
    v = (u - gait.stands) / (1 - gait.stands)
    return -far * math.cos(math.pi * v), math.sin(math.pi * v)


def _flight(gait: Gait, cycles: Sequence[float]) -> float:
    """0..1: how far up the body is between the last foot that left the ground and the next that comes down."""
    since = min(u - gait.stands for u in cycles)
    if since <= 0:
        return 0.0
    until = min(1 - u for u in cycles)
    return math.sin(math.pi * since / (since + until))


def _leg_bent(limb: Limb, x: float, down: float, fold: float, level: float) -> F32:
    """Where a leg's middle goes, row by row from its joint to its foot: (n, 2) x, y from the joint. x, down: where
    the foot would be with a straight knee; fold: radians; level: 0..1, how far the foot keeps its direction."""
    n = limb.foot - limb.top
    s = (np.arange(n, dtype=np.float32) + 0.5) / n
    own = math.atan2(limb.lean, n)
    bent = _rise(0, _soft(limb), s) * (1 - level * _rise(0.76, 0.92, s))
    lean = math.asin(x / _length(limb)) - own
    straight = _line(limb, own + bent * lean)
    knee = _rise(0.26, 0.74, s)
    line = _line(limb, own + bent * (lean + fold * (0.5 - 1.1 * knee)))
    # The foot comes to where it is wanted to the pixel: the rest is spread over the leg.
    line[:, 0] += (x - straight[-1, 0]) * _rise(0, 0.8, s)
    line[:, 1] *= down / straight[-1, 1]
    return line


def _arm_bent(limb: Limb, swing: float, bend: float) -> F32:
    n = limb.foot - limb.top
    s = (np.arange(n, dtype=np.float32) + 0.5) / n
    own = math.atan2(limb.lean, n)
    return _line(limb, own + _rise(0, _soft(limb), s) * (swing + bend * _rise(0.35, 0.65, s)))


def _soft(limb: Limb) -> float:
    """The part of a limb over which it begins to bend: a broad one would fold if it was at once."""
    return min(max(0.8 * limb.broad / _length(limb), 0.2), 0.5)


def _line(limb: Limb, angle: F32) -> F32:
    """A line that begins at (0, 0) and goes in these directions (0: down), as long as the limb."""
    step = _length(limb) / len(angle)
    ways = np.stack([np.sin(angle), np.cos(angle)], 1) * step
    return np.asarray(np.cumsum(ways, axis=0), np.float32)


def told_of(limbs: Sequence[Limb]) -> str:
    """For the interpretation: what of a cut-out moves by itself."""
    legs = sum(limb.leg for limb in limbs)
    if not legs:
        return "no legs stand apart in its picture: it moves as a whole"
    arms = len(limbs) - legs
    return f"{legs} legs swing" + (f", {arms} arm{'s' * (arms > 1)}" if arms else "")


def _rise(low: float, high: float, x: F32) -> F32:
    t = np.clip((x - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def _beside(line: F32, ways: F32, s: F32, x: F32, y: F32) -> tuple[F32, F32, F32, F32]:
    """How far places are from a line's places at (fractions of) its indices, and its direction there."""
    low = np.clip(s.astype(np.intp), 0, len(line) - 2)
    k = s - low
    at_x, at_y, way_x, way_y = (v[low] * (1 - k) + v[low + 1] * k for v in (*line.T, *ways.T))
    return x - at_x, y - at_y, way_x, way_y
