"""The limbs of a cut-out, and its legs: found in its outline.

What stands on the ground ends in a lowest point of the outline; followed upwards it stays apart until it joins the
body. So legs are the branches of a tree that grows together row by row, from the ground up.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.footage import members
from omnireel.animatic.footage.members import Arm, Spine, Tail

F32 = npt.NDArray[Any]  # float32
Mask = npt.NDArray[np.bool_]
Row = tuple[int, int, int]  # of a branch: row, first column, one past the last

ROWS = 320  # of the picture that limbs are looked for in
LEG_MIN = 0.16  # of the height, that a leg stays apart: less is a hem, or feet below a dress
FEET, FEET_OF_BEASTS = 0.13, 0.20  # of the height above the lowest point, where feet end
STOUT, STOUT_OF_BEASTS = 0.42, 0.75  # of its length: what is broader is no leg
PAIR = 1.3  # of a leg's breadth: two that are not seen apart
SPECK = 0.04  # of the height: a branch that is shorter is a fold or a fingertip
THIN = 0.30  # of the body's length: what is broader is body, and no thigh
SWELLS = 0.03  # of the height, within which a leg does not grow by half: where it does, it is body
CROTCH = 0.46  # of the height above its foot, where a person's legs that touch are taken to join
LEG_MAX = 0.60  # of the height: a person's leg that stands apart is no longer
APART = 0.25  # of its length, at least, between a beast's hind and fore legs
HIPS = 0.55  # of the height below its top, where no legs say it
TAIL = 0.13  # of the height: what joins so much higher or lower than legs do is none


@dataclass(frozen=True)
class Limb:
    """One leg. part: (h, w) float32, 1 where the picture shows it; top, foot: rows where it joins and ends;
    lean: how many columns its middle goes to the right from top to foot; x, broad: column where it joins, and how
    many it takes there; beat: part of the cycle by which it is ahead of the first one.
    """

    part: F32
    top: int
    foot: int
    lean: float
    x: float
    broad: float
    beat: float = 0.0

    def scaled(self, w: int, h: int) -> Limb:
        """That of the same cut-out, w x h pixels large."""
        across, down = w / self.part.shape[1], h / self.part.shape[0]
        how = cv2.INTER_AREA if down < 1 else cv2.INTER_LINEAR
        part = np.asarray(cv2.resize(self.part, (w, h), interpolation=how), np.float32)
        top, foot = round(self.top * down), round(self.foot * down)
        return Limb(part, top, foot, self.lean * across, self.x * across, self.broad * across, self.beat)


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


@dataclass(frozen=True)
class Limbs:
    """What of a cut-out moves by itself. legs: none, or those of people or beasts, from the left."""

    legs: tuple[Limb, ...] = ()
    arms: tuple[Arm, ...] = ()
    tail: Tail | None = None
    spine: Spine | None = None
    four_legged: bool = False

    def __bool__(self) -> bool:
        return bool(self.legs or self.arms or self.tail or self.spine)

    def scaled(self, w: int, h: int) -> Limbs:
        """Those of the same cut-out, w x h pixels large."""
        spine = self.spine
        if spine is not None:
            wide = w / h * ROWS  # of the picture that they were found in
            spine = spine.scaled(w / wide, h / ROWS)
        return replace(
            self,
            legs=tuple(limb.scaled(w, h) for limb in self.legs),
            arms=tuple(arm.scaled(w, h) for arm in self.arms),
            tail=None if self.tail is None else self.tail.scaled(w, h),
            spine=spine,
        )


def found(alpha: F32, four_legged: bool) -> Limbs:
    """The limbs of a cut-out with the transparency `alpha` (h, w)."""
    k = ROWS / alpha.shape[0]
    alpha = cv2.resize(alpha, None, fx=k, fy=k, interpolation=cv2.INTER_AREA if k < 1 else cv2.INTER_LINEAR)
    legs = tuple(_legs(alpha, four_legged))
    if four_legged:
        if not legs:
            return Limbs(four_legged=True)
        top = float(np.mean([limb.top for limb in legs]))
        hind, fore = (pick(limb.x for limb in legs) for pick in (min, max))
        return Limbs(legs, (), members.tail(alpha, top, hind), members.forward(alpha, top, fore), True)
    hips = min([HIPS * ROWS] + [float(limb.top) for limb in legs])  # thighs may touch, or a dress hide them
    arms = members.arms(alpha, hips)
    return Limbs(legs, tuple(arms), None, members.upright(alpha, hips, arms, bool(legs)))


def _legs(alpha: F32, four_legged: bool) -> list[Limb]:
    """Those that stand apart; none where no two do."""
    h = alpha.shape[0]
    solid = _parted(alpha > 0.5)
    root = _grown(solid, SPECK * h)
    ground = root.low if root is not None else 0
    if root is None:
        return []
    long = max(b - a for branch in _all(root) for _, a, b in branch.rows)
    legs = [
        _leg(way, four_legged, long, h)
        for way in _ways(root)
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
    shown = _shared_out(np.asarray(alpha > 0.5), legs)
    return [_limb(alpha, rows, part, beat) for rows, part, beat in zip(legs, shown, beats, strict=True)]


def faces_left(alpha: F32, legs: Sequence[Limb]) -> bool:
    """Whether a beast surely looks to the left: what is highest of it is its head."""
    top = np.argmax(alpha > 0.5, axis=0).astype(np.float32)  # of each column
    top[~(alpha > 0.5).any(axis=0)] = alpha.shape[0]
    k = alpha.shape[0] / ROWS
    left, right = (pick(limb.x for limb in legs) * k for pick in (min, max))
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
    if len(legs) != 3:
        return legs
    usual = float(np.median([_breadth(rows) for rows in legs]))
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


def _shared_out(solid: Mask, legs: Sequence[Sequence[Row]]) -> list[Mask]:
    """Where each leg is; what of feet that touch is in no leg's rows goes to the one that it is next to."""
    parts = [np.zeros(solid.shape, np.uint8) for _ in legs]
    for rows, part in zip(legs, parts, strict=True):
        for y, a, b in rows:
            part[y, a:b] = 1
    high = [rows[-1][0] + round(0.6 * (rows[0][0] - rows[-1][0])) for rows in legs]
    rest = solid & (np.max(parts, axis=0) == 0)
    rest[: max(high)] = False
    count, label = cv2.connectedComponents(rest.astype(np.uint8))
    for n in range(1, count):
        crumb = label == n
        if not crumb[max(high)].any():  # it hangs on nothing above
            about = cv2.dilate(crumb.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
            parts[int(np.argmax([part[about].sum() for part in parts]))][crumb] = 1
    return [part > 0 for part in parts]


def _limb(alpha: F32, rows: Sequence[Row], shown: Mask, beat: float) -> Limb:
    rows = sorted(rows)
    part = shown.astype(np.uint8)
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
    ankle = middle[-2 * few : -few].mean()
    lean = float((ankle - middle[:few].mean()) * len(rows) / max(len(rows) - 1.5 * few, 1))
    broad = float(rows[0][2] - rows[0][1])
    return Limb(soft, top, foot, lean, float(middle[:few].mean()), broad, beat)


def head_share(limbs: Limbs) -> float | None:
    """The part of a person's height that the head is; None where it does not stand apart."""
    spine = limbs.spine
    return None if spine is None or limbs.four_legged else (spine.neck[1] - spine.top[1]) / ROWS


def told_of(limbs: Limbs) -> str:
    """For the interpretation: what of a cut-out moves by itself."""
    said = [f"{len(limbs.legs)} legs swing"] if limbs.legs else []
    said += [f"{len(limbs.arms)} arm{'s' * (len(limbs.arms) > 1)}"] if limbs.arms else []
    said += [part for part, there in (("tail", limbs.tail), ("head", limbs.spine)) if there is not None]
    parts = ["" if limbs.legs else "no legs stand apart in its picture: it moves as a whole", ", ".join(said)]
    parts += ["its arms lie against it"] if limbs.legs and not (limbs.arms or limbs.four_legged) else []
    return "; ".join(part for part in parts if part)
