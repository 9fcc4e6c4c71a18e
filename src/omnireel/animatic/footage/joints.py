"""The limbs of a cut-out moved: a pose is put together out of its pieces.

Legs, tails, necks and trunks are bent softly along their length, so that nothing tears and soles stay level; arms
are two stiff pieces with round joints, as those of a paper doll, since they are raised further than anything could
be bent. A head is only ever moved and turned as a whole.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.footage.limbs import Limb, Limbs
from omnireel.animatic.footage.members import Arm, Spine, Spot, Tail
from omnireel.animatic.noise import smooth

F32 = npt.NDArray[Any]  # float32

OVERLAP = 0.02  # of the height, about the place where it joins, that limb and body both have
HANGS = 34.0  # degrees that an arm hangs off the body at most
LINE = 48  # places of the line that a spine or a tail is bent along


@dataclass(frozen=True)
class Gait:
    """How legs go. stands: part of a cycle that a foot is on the ground; steps: part of its length that a leg
    steps to either side where nobody says how fast the ground goes; folds: degrees that knees bend going forward;
    swings, bends: degrees that arms swing, and that elbows are bent; rocks: degrees that the whole does; most:
    degrees that a leg leans at most; beats: when the legs of a beast step, from the left, if not crosswise.
    """

    stands: float
    steps: float
    folds: float
    swings: float
    bends: float
    rocks: float = 0.0
    most: float = 34.0
    beats: tuple[float, ...] = ()


GAITS = {
    "walk": Gait(0.60, 0.30, 52, 17, 8),
    "run": Gait(0.36, 0.46, 58, 26, 40, most=42),
    "dance": Gait(0.52, 0.13, 34, 22, 20, rocks=3),
    "trot": Gait(0.46, 0.34, 62, 0, 0, most=36),
    "flutter": Gait(0.5, 0.10, 16, 0, 0),
    # Hind legs land one after the other, then the forelegs; then all are gathered under the body, off the ground.
    "gallop": Gait(0.26, 0.60, 96, 0, 0, most=50, beats=(0.0, 0.90, 0.64, 0.52)),
}


@dataclass(frozen=True)
class Pose:
    """One moment. Degrees unless said.

    gait: how its legs step at phase `p`, the ground going by `stride` pixels a cycle; else they stand, all of them
    for the part `stands` of the cycle, about its beginning, if it goes. sinks: part of a leg's length that the
    body is lower on bent knees; tuck: 0..1 how far legs are drawn up under a body in the air, or stretched (below
    0). arms: for the arm of a side how upper arm and forearm lie (0 hanging, 90 out to the side, 180 up) and 0..1
    how far they are there from where the picture has them. bend: the spine, to the right; dips: how much of its
    length a trunk seems to lose; tilt: the head against it; shifts: how far it moves (parts of its height). tail:
    upwards.
    """

    gait: Gait | None = None
    p: float = 0.0
    stride: float | None = None
    stands: float = 0.0
    sinks: float = 0.0
    tuck: float = 0.0
    arms: Mapping[int, tuple[float, float, float]] = field(default_factory=dict)
    bend: float = 0.0
    dips: float = 0.0
    tilt: float = 0.0
    shifts: Spot = (0.0, 0.0)
    tail: float = 0.0


@dataclass(frozen=True)
class Posed:
    """rgba: the picture, as much larger than the cut-out as it needs. feet: its row that was the cut-out's lowest;
    sinks: pixels that the body is lower than it was; flight: 0..1 how far up it is between two landings."""

    rgba: F32
    feet: int
    sinks: float
    flight: float


class Jointed:
    """A cut-out (h, w, 4; float32, premultiplied) whose limbs can be moved. margin: columns on each side that they
    may reach beyond it; above, below: rows."""

    def __init__(self, rgba: F32, limbs: Limbs) -> None:
        h, w = rgba.shape[:2]
        self.limbs = limbs
        self._h = h
        legs, arms, tail = limbs.legs, limbs.arms, limbs.tail
        room = [0.75 * _length(limb) for limb in legs]
        room += [1.2 * arm.reach - min(arm.shoulder[0], w - arm.shoulder[0]) for arm in arms]
        rises = [1.1 * arm.reach - arm.shoulder[1] for arm in arms]
        if tail is not None:
            long = float(np.linalg.norm(np.diff(tail.line, axis=0), axis=1).sum())
            room.append(long - float(tail.line[0, 0]))
            rises.append(long - float(tail.line[0, 1]))
        if limbs.spine is not None:
            long = math.dist(limbs.spine.root, limbs.spine.top)
            room.append(1.1 * long - min(limbs.spine.root[0], w - limbs.spine.root[0]))
            rises.append(0.1 * long)
        self.margin = round(max([0.0, *room])) + 8
        self.above = round(max([0.0, *rises])) + 8
        self.below = round(max([0.0] + [_length(limb) - (limb.foot - limb.top) for limb in legs]) + 0.04 * h)
        self._gap = max(round(OVERLAP * h), 1)
        body = rgba.copy()
        if legs:
            firm = _firm(rgba[..., 3], [limb.part for limb in legs], self._gap)
            rows = np.arange(h, dtype=np.float32)[:, None]
        self._pieces = []
        for limb in legs:
            # It fades out below the joint; slivers beside the limb would stay where they are when that moves.
            about = cv2.dilate(limb.part, np.ones((2 * self._gap + 1,) * 2, np.uint8))
            gone = np.maximum(limb.part, np.minimum(about, 1 - firm))
            body *= (1 - gone * np.clip((rows - limb.top) / (2 * self._gap), 0, 1))[..., None]
            box = _box(limb.part, max(limb.top - self._gap, 0), limb.foot + 4)
            self._pieces.append((rgba[box] * limb.part[box][..., None], box[1].start, box[0].start))
        self._arms = []
        for arm in arms:
            body *= (1 - np.minimum(arm.gone, 1))[..., None]
            pair = []
            for part in (arm.upper, arm.fore):
                box = _box(part, 0, h)
                pair.append((rgba[box] * part[box][..., None], box[1].start, box[0].start))
            self._arms.append(pair)
        self._tail = None
        if tail is not None:
            box = _box(tail.part, 0, h)
            self._tail = rgba[box] * tail.part[box][..., None], box[1].start, box[0].start
            body *= (1 - np.minimum(tail.part, 1))[..., None]
        if legs or arms or tail:
            body *= _largest(body[..., 3])[..., None]
        side = self.margin
        self._body = cv2.copyMakeBorder(body, self.above, self.below, side, side, cv2.BORDER_CONSTANT)
        self._bends = self._bending()

    def posed(self, pose: Pose) -> Posed:
        """The picture of a pose."""
        legs, gait = self.limbs.legs, pose.gait
        out, bent = self._bent_body(pose)
        if self._tail is not None and self.limbs.tail is not None:
            self._wag(out, self.limbs.tail, pose.tail)
        sinks = flight = 0.0
        lines: list[F32] = []
        if gait is None and not (pose.sinks or pose.tuck or (pose.stands and pose.stride is not None)):
            for piece, left, top in reversed(self._pieces):
                h, w = piece.shape[:2]
                there = out[top + self.above :, left + self.margin :][:h, :w]
                _over(there, piece[: there.shape[0]], before=False)
        elif gait is not None:
            beats = gait.beats if len(gait.beats) == len(legs) else [limb.beat for limb in legs]
            cycles = [(pose.p + beat) % 1 for beat in beats]
            feet = [_foot(limb, gait, u, pose.stride) for limb, u in zip(legs, cycles, strict=True)]
            # Legs that lean do not reach as far down: the body sinks, and each leg makes up what is left itself.
            down = [math.sqrt(_length(limb) ** 2 - x * x) for limb, (x, _) in zip(legs, feet, strict=True)]
            sinks = float(np.mean([limb.foot - limb.top - y for limb, y in zip(legs, down, strict=True)] or [0]))
            for limb, (x, fold) in zip(legs, feet, strict=True):
                reach = limb.foot - limb.top - sinks
                lines.append(_leg_bent(limb, x, reach, math.radians(fold * gait.folds), 1 - 0.6 * fold))
            flight = _flight(gait, cycles)
        elif legs:
            lines, sinks = self._standing(pose)
        for n in reversed(range(len(lines))):
            self._lay_leg(out, n, lines[n])
        for n, arm in enumerate(self.limbs.arms):
            self._lay_arm(out, n, self._swung(arm, pose), bent)
        seen = out[..., 3].any(axis=0)
        columns = np.flatnonzero(seen) if seen.any() else np.array([0])
        spare = min(int(columns[0]), out.shape[1] - 1 - int(columns[-1]))
        rows = out[: self.above, :, 3].any(axis=1)
        top = int(np.argmax(rows)) if rows.any() else self.above
        return Posed(out[top:, spare : out.shape[1] - spare], self.above - top + self._h, sinks, flight)

    # ---- legs ----

    def _standing(self, pose: Pose) -> tuple[list[F32], float]:
        """Legs that stand on bent knees, or are drawn up or stretched in the air."""
        legs = self.limbs.legs
        sinks = pose.sinks * float(np.mean([limb.foot - limb.top for limb in legs]))
        middle = float(np.mean([limb.x for limb in legs]))
        goes = 0.0
        if pose.stands and pose.stride is not None:
            u = (pose.p + pose.stands / 2) % 1
            part = 0.5 - u / pose.stands if u < pose.stands else (u - pose.stands) / (1 - pose.stands) - 0.5
            goes = part * pose.stride * pose.stands
        lines = []
        for limb in legs:
            deep = limb.foot - limb.top - sinks
            if self.limbs.four_legged:
                # Gathered under the body, or stretched ahead and behind.
                way = 1 if limb.x < middle else -1
                x = limb.lean + goes + way * (0.30 if pose.tuck > 0 else 0.42) * pose.tuck * _length(limb)
                fold = 88 * max(pose.tuck, 0) + 240 * pose.sinks
                deep *= 1 - 0.36 * max(pose.tuck, 0) - 0.14 * max(-pose.tuck, 0)
            else:
                way = 1 if limb.x > middle else -1
                x = limb.lean + way * 0.06 * pose.tuck * _length(limb)
                fold = way * (34 * abs(pose.tuck) + 100 * pose.sinks)
                deep *= 1 - 0.16 * pose.tuck
            fold = math.radians(fold)
            x = float(np.clip(x, -0.7 * _length(limb), 0.7 * _length(limb)))
            lines.append(_leg_bent(limb, x, deep, fold, 1 - 0.5 * min(abs(pose.tuck), 1)))
        return lines, sinks

    def _lay_leg(self, out: F32, number: int, line: F32) -> None:
        """Draw a leg behind what is in `out`, its middle bent onto `line`."""
        limb = self.limbs.legs[number]
        n, step = len(line), _length(limb) / len(line)
        own = np.array([limb.lean, n]) / _length(limb)  # its own direction
        joint = np.array([limb.x, limb.top])
        rest = np.arange(1, n + 1)[:, None] * own * step + joint
        _lay(out, self._pieces[number], rest, line + joint, (self.margin, self.above), n // 4)

    # ---- what is above them ----

    def _bending(self) -> tuple[slice, slice]:
        """Rows and columns of the body beyond which a spine that is bent moves nothing."""
        spine = self.limbs.spine
        if spine is None:
            return slice(0), slice(0)
        way = np.subtract(spine.top, spine.root)
        y, x = np.nonzero(self._body[..., 3] > 0)
        ahead = (x - self.margin - spine.root[0]) * way[0] + (y - self.above - spine.root[1]) * way[1] > 0
        h, w = self._body.shape[:2]
        if not ahead.any():
            return slice(0), slice(0)
        if self.limbs.four_legged:
            return slice(0, h), slice(int(x[ahead].min()), w)
        return slice(0, int(y[ahead].max()) + 1), slice(0, w)

    def _bent_body(self, pose: Pose) -> tuple[F32, tuple[F32, F32] | None]:
        """The body with its spine bent; and that spine as it is in the picture and as it is bent."""
        spine = self.limbs.spine
        if spine is None or not (pose.bend or pose.dips or pose.tilt or any(pose.shifts)):
            return self._body.copy(), None
        rest, bent = _spine_bent(spine, pose, self.limbs.four_legged)
        out = self._body.copy()
        out[self._bends] = 0
        piece = self._body, -self.margin, -self.above
        _lay(out, piece, rest, bent, (self.margin, self.above), 0, self._bends)
        return out, (rest, bent)

    def _swung(self, arm: Arm, pose: Pose) -> tuple[float, float]:
        """Radians that upper arm and forearm are turned, counted from down towards the right."""
        own = [math.atan2(b[0] - a[0], b[1] - a[1]) for a, b in (arm.ends[:2], arm.ends[1:])]
        if arm.side not in pose.arms:
            if pose.gait is None:
                return 0.0, 0.0
            # An arm goes with the leg of the other side.
            ahead = math.cos(2 * math.pi * (pose.p + (0.5 if arm.side < 0 else 0.0)))
            swing = math.radians(pose.gait.swings) * ahead
            # Who goes does not hold an arm out.
            upper, fore = (arm.side * min(math.radians(HANGS) - arm.side * of, 0.0) for of in own)
            return upper + swing, fore + swing + math.radians(pose.gait.bends) * max(ahead, 0.2)
        *wanted, amount = pose.arms[arm.side]
        upper, fore = (
            amount * _turn(math.radians(to) - arm.side * of) for to, of in zip(wanted, own, strict=True)
        )
        return arm.side * upper, arm.side * fore

    def _lay_arm(self, out: F32, number: int, turns: tuple[float, float], bent: tuple[F32, F32] | None) -> None:
        """Draw an arm before what is in `out`, its two pieces turned about shoulder and elbow."""
        arm = self.limbs.arms[number]
        shoulder, lean = arm.shoulder, 0.0
        if bent is not None:
            shoulder, lean = _carried(*bent, shoulder)
        upper, fore = turns[0] + lean, turns[1] + lean
        elbow = _turned(arm.elbow, arm.shoulder, shoulder, upper)
        at = self.margin, self.above
        (first, x0, y0), (second, x1, y1) = self._arms[number]
        _lay_stiff(out, first, (arm.shoulder[0] - x0, arm.shoulder[1] - y0), shoulder, upper, at)
        _lay_stiff(out, second, (arm.elbow[0] - x1, arm.elbow[1] - y1), elbow, fore, at)

    def _wag(self, out: F32, tail: Tail, degrees: float) -> None:
        """Draw a tail before what is in `out`, swung more and more towards its tip."""
        assert self._tail is not None
        rest = _resampled(tail.line, LINE)
        ways = np.diff(rest, axis=0)
        turn = math.radians(degrees) * smooth(0, 0.7, np.linspace(0, 1, LINE - 1, dtype=np.float32))
        c, s = np.cos(turn), np.sin(turn)
        ways = np.stack([ways[:, 0] * c - ways[:, 1] * s, ways[:, 0] * s + ways[:, 1] * c], 1)
        bent = rest[0] + np.concatenate([np.zeros((1, 2)), np.cumsum(ways, axis=0)])
        _lay(out, self._tail, rest, bent, (self.margin, self.above), LINE // 4)


# ---- lines ----


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
    since = min((u - gait.stands for u in cycles), default=0.0)
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
    bent = smooth(0, _soft(limb), s) * (1 - level * smooth(0.76, 0.92, s))
    lean = math.asin(x / _length(limb)) - own
    straight = _line(limb, own + bent * lean)
    knee = smooth(0.26, 0.74, s)
    line = _line(limb, own + bent * (lean + fold * (0.5 - 1.1 * knee)))
    # The foot comes to where it is wanted to the pixel: the rest is spread over the leg.
    line[:, 0] += (x - straight[-1, 0]) * smooth(0, 0.8, s)
    line[:, 1] *= down / straight[-1, 1]
    return line


def _soft(limb: Limb) -> float:
    """The part of a limb over which it begins to bend: a broad one would fold if it was at once."""
    return min(max(0.8 * limb.broad / _length(limb), 0.2), 0.5)


def _line(limb: Limb, angle: F32) -> F32:
    """A line that begins at (0, 0) and goes in these directions (0: down), as long as the limb."""
    step = _length(limb) / len(angle)
    ways = np.stack([np.sin(angle), np.cos(angle)], 1) * step
    return np.asarray(np.cumsum(ways, axis=0), np.float32)


def _spine_bent(spine: Spine, pose: Pose, four_legged: bool) -> tuple[F32, F32]:
    """A spine as it is and as a pose bends it: (n, 2) each, from its root to the head's end."""
    root, neck, top = (np.asarray(spot, np.float32) for spot in (spine.root, spine.neck, spine.top))
    rest = _resampled(np.stack([root, neck, top]), LINE)
    at = float(np.linalg.norm(neck - root))
    head = float(np.linalg.norm(top - neck))
    s = (np.arange(LINE - 1, dtype=np.float32) + 0.5) / (LINE - 1) * (at + head)
    # Beasts bend all along the neck, people at the hips; a head begins to turn below it, and is stiff from there.
    ends = 0.8 * at if four_legged else 0.55 * at
    turn = math.radians(pose.bend) * smooth(0.12 * at if four_legged else 0, ends, s)
    turn += math.radians(pose.tilt) * smooth(at - 0.35 * head, at, s)
    long = 1 - pose.dips * (1 - smooth(0.75 * at, 0.95 * at, s)) * smooth(0, 0.2 * at, s) / 0.8
    ways = np.diff(rest, axis=0) * long[:, None]
    c, k = np.cos(turn), np.sin(turn)
    ways = np.stack([ways[:, 0] * c - ways[:, 1] * k, ways[:, 0] * k + ways[:, 1] * c], 1)
    bent = root + np.concatenate([np.zeros((1, 2)), np.cumsum(ways, axis=0)])
    shift = np.asarray(pose.shifts) * head
    bent += smooth(at - 0.6 * head, at, np.linspace(0, at + head, LINE, dtype=np.float32))[:, None] * shift
    return rest, np.asarray(bent, np.float32)


def _resampled(line: F32, count: int) -> F32:
    """A line's places at even distances."""
    long = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    at = np.linspace(0, long[-1], count)
    return np.asarray(np.stack([np.interp(at, long, line[:, axis]) for axis in (0, 1)], 1), np.float32)


def _carried(rest: F32, bent: F32, spot: Spot) -> tuple[Spot, float]:
    """Where a place beside a spine comes to when that is bent, and radians that it turns there."""
    n = int(np.argmin(np.hypot(*(rest - spot).T)))
    n = min(max(n, 1), len(rest) - 2)
    was, now = (line[n + 1] - line[n - 1] for line in (rest, bent))
    turn = math.atan2(was[1], was[0]) - math.atan2(now[1], now[0])
    return _turned(
        spot, (float(rest[n, 0]), float(rest[n, 1])), (float(bent[n, 0]), float(bent[n, 1])), turn
    ), _turn(turn)


def _turn(radians: float) -> float:
    """The same direction, between -pi and pi."""
    return (radians + math.pi) % (2 * math.pi) - math.pi


def _turned(spot: Spot, about: Spot, to: Spot, radians: float) -> Spot:
    """A place turned about another one (from down towards the right), which comes to `to`."""
    c, s = math.cos(radians), math.sin(radians)
    x, y = spot[0] - about[0], spot[1] - about[1]
    return to[0] + c * x + s * y, to[1] - s * x + c * y


# ---- pieces ----


def _box(part: F32, top: int, last: int) -> tuple[slice, slice]:
    """Rows and columns, between two rows, that a part takes."""
    rows = np.flatnonzero(part.any(axis=1))
    columns = np.flatnonzero(part.any(axis=0))
    return slice(max(int(rows[0]), top), min(int(rows[-1]) + 1, last)), slice(
        int(columns[0]), int(columns[-1]) + 1
    )


def _firm(alpha: F32, parts: Sequence[F32], reach: int) -> F32:
    """(h, w) 1 at what is no limb and no sliver beside one, with its edge."""
    rest = ((alpha > 0.5) & (np.max(parts, axis=0) < 0.5)).astype(np.uint8)
    firm = cv2.morphologyEx(rest, cv2.MORPH_OPEN, np.ones((reach + 1,) * 2, np.uint8))
    soft = cv2.GaussianBlur(cv2.dilate(firm, np.ones((5, 5), np.uint8)).astype(np.float32), (0, 0), 0.7)
    return np.asarray(soft, np.float32)


def _largest(alpha: F32) -> F32:
    """(h, w) 0 at crumbs: what no longer hangs together with the body."""
    _, label, stats, _ = cv2.connectedComponentsWithStats((alpha > 0.02).astype(np.uint8))
    if len(stats) < 3:
        return np.ones(alpha.shape, np.float32)
    return np.asarray(label == 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA])), np.float32)


def _lay_stiff(out: F32, piece: F32, joint: Spot, to: Spot, radians: float, at: tuple[int, int]) -> None:
    """Draw a piece before what is in `out`, turned about its joint, which comes to `to` (+ `at`)."""
    h, w = piece.shape[:2]
    c, s = math.cos(radians), math.sin(radians)
    x, y = to[0] + at[0], to[1] + at[1]
    matrix = np.array([[c, s, x - c * joint[0] - s * joint[1]], [-s, c, y + s * joint[0] - c * joint[1]]])
    corners = matrix @ np.array([[0, w, 0, w], [0, 0, h, h], [1, 1, 1, 1]], np.float64)
    left, top = (max(int(v), 0) for v in np.floor(corners.min(axis=1)) - 1)
    right, last = (
        min(int(v), most) for v, most in zip(np.ceil(corners.max(axis=1)) + 1, out.shape[1::-1], strict=True)
    )
    if right <= left or last <= top:
        return
    matrix[:, 2] -= left, top
    _over(out[top:last, left:right], cv2.warpAffine(piece, matrix, (right - left, last - top)), before=True)


def _lay(
    out: F32,
    piece: tuple[F32, int, int],
    rest: F32,
    line: F32,
    at: tuple[int, int],
    beyond: int,
    box: tuple[slice, slice] | None = None,
) -> None:
    """Draw a piece (its picture, left column and top row) with the line `rest` in it bent onto `line`, both (n, 2)
    in columns and rows of the cut-out, which lies in `out` at `at`. Behind what is there, or, within rows and
    columns `box`, alone. beyond: how many more places it goes straight on at its end.
    """
    picture, x0, y0 = piece
    n = len(line)
    ahead = n // 3
    rest, bent = (_prolonged(v, ahead, beyond) for v in (rest, line))
    size = picture.shape[1], picture.shape[0]
    if box is not None:
        top, last, left, right = box[0].start, box[0].stop, box[1].start, box[1].stop
    else:
        half = size[0] // 2 + int(abs(rest[-1, 0] - rest[0, 0])) // 2 + 4
        left = max(int(at[0] + line[:, 0].min()) - half, 0)
        right = min(int(at[0] + line[:, 0].max()) + half, out.shape[1])
        top = max(int(at[1] + min(y0, line[:, 1].min() - half)), 0)
        last = min(int(at[1] + line[:, 1].max()) + half, out.shape[0])
    grid = max(max(right - left, last - top) // 48, 2)
    # Where each place comes from: from the nearest place of the line, and from how far beside it.
    columns, rows = np.arange(left, right + grid, grid), np.arange(top, last + grid, grid)
    x, y = (np.asarray(v, np.float32) for v in np.meshgrid(columns - at[0], rows - at[1]))
    step = max(len(bent) // 24, 1)
    away = (x[..., None] - bent[::step, 0]) ** 2 + (y[..., None] - bent[::step, 1]) ** 2
    s = np.argmin(away, axis=2).astype(np.float32) * step
    ways = np.gradient(bent, axis=0)
    steps = np.linalg.norm(ways, axis=1, keepdims=True)
    ways /= steps
    for _ in range(
        3
    ):  # no further than to the next one: where a line bends away from a place that would go astray
        off_x, off_y, way_x, way_y = _beside(bent, ways, s, x, y)
        ahead_by = (off_x * way_x + off_y * way_y) / float(steps.mean())
        s = np.clip(s + np.clip(0.8 * ahead_by, -0.5 * step, 0.5 * step), 0, len(bent) - 1)
    off_x, off_y, way_x, way_y = _beside(bent, ways, s, x, y)
    across, along = off_x * way_y - off_y * way_x, off_x * way_x + off_y * way_y
    own = np.gradient(rest, axis=0)
    own /= np.linalg.norm(own, axis=1, keepdims=True)
    nowhere = np.zeros_like(s)
    from_x, from_y, own_x, own_y = _beside(rest, own, s, nowhere, nowhere)
    ends = (s <= 0) | (s >= len(bent) - 1)
    along = np.where(ends, along, 0)
    size = (len(columns) * grid, len(rows) * grid)
    maps = [
        cv2.warpAffine(v.astype(np.float32), np.array([[grid, 0, 0], [0, grid, 0]], np.float64), size)[
            : last - top, : right - left
        ]
        for v in (
            -from_x + across * own_y + along * own_x - x0,
            -from_y - across * own_x + along * own_y - y0,
        )
    ]
    drawn = cv2.remap(picture, maps[0], maps[1], cv2.INTER_LINEAR)
    if box is not None:
        out[box] = drawn
    else:
        _over(out[top:last, left:right], drawn, before=False)


def _prolonged(line: F32, ahead: int, beyond: int) -> F32:
    """A line that goes straight on at both ends."""
    first, last = line[1] - line[0], line[-1] - line[-2]
    before = line[0] + np.arange(-ahead, 0)[:, None] * first
    after = line[-1] + np.arange(1, beyond + 1)[:, None] * last
    return np.asarray(np.concatenate([before, line, after]), np.float32)


def _over(there: F32, drawn: F32, before: bool) -> None:
    """Lay one picture over what is there, or behind it."""
    if before:
        there *= 1 - drawn[..., 3:]
        there += drawn
    else:
        there += drawn * (1 - there[..., 3:])


def _beside(line: F32, ways: F32, s: F32, x: F32, y: F32) -> tuple[F32, F32, F32, F32]:
    """How far places are from a line's places at (fractions of) its indices, and its direction there."""
    low = np.clip(s.astype(np.intp), 0, len(line) - 2)
    table = np.concatenate([line, ways], axis=1).astype(np.float32)
    found = table[low]
    found += (table[low + 1] - found) * (s - low)[..., None]
    return x - found[..., 0], y - found[..., 1], found[..., 2], found[..., 3]
