"""Subjects on the stage: each cycle is painted once, phase by phase, and only moved from then on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import blur
from omnireel.animatic.palette import Light
from omnireel.animatic.planes import Frame, Planar, draw, planar, shifted, sized, tint, turned
from omnireel.animatic.soles import Cover
from omnireel.animatic.solids import Figure, mirrored, paint

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
U8 = npt.NDArray[Any]  # uint8
Thrown = tuple[U8, float, float]  # a shadow's mask, and how far its corner is to the left of and above the feet
TOP = 10  # quarter-size rows a shadow's picture begins above the feet, so that its edge can fade


@dataclass
class Sprite:
    """One painted phase. (ox, oy): pixel of the figure's origin. shadow: quarter-size mask of its outline."""

    pix: Planar
    ox: float
    oy: float
    lift: float
    shadow: U8
    mirror: Planar | None = None  # upside down, for water and wet ground
    # What it looks like at scales that it is shown at all the time: made once, and then only shifted.
    _sizes: dict[float, tuple[Planar, Planar | None]] = field(default_factory=dict, repr=False)
    _shadows: dict[tuple[float, ...], Thrown] = field(default_factory=dict, repr=False)
    _low: dict[int, tuple[int, int] | None] = field(default_factory=dict, repr=False)

    def low(self, above: int) -> tuple[int, int] | None:
        """First and last column of what is painted from `above` rows over the origin down, if anything is."""
        if above not in self._low:
            keep = self.pix.keep
            rows = None if keep is None else keep[max(int(self.oy) - above, 0) :]
            there = np.zeros(0, int) if rows is None or not rows.size else np.flatnonzero(rows.min(axis=0) < 255)
            self._low[above] = (int(there[0]), int(there[-1]) + 1) if len(there) else None
        return self._low[above]

    def sized(self, k: float) -> tuple[Planar, Planar | None]:
        """Picture and mirror at scale `k`; drawn unscaled they cost a quarter."""
        if k not in self._sizes:
            self._sizes[k] = (sized(self.pix, k), None if self.mirror is None else sized(self.mirror, k))
        return self._sizes[k]


@dataclass(frozen=True)
class Backing:
    """Air behind a figure that is as light as what it stands before. mask: how much, its corner (left, above)
    pixels from the feet; colour: RGB, 0..1; amount: the most of it.
    """

    mask: U8
    left: float
    above: float
    colour: tuple[float, float, float]
    amount: float


@dataclass
class Act:
    """What an actor goes on to do: from frame `start` on, `vx` pixels a second, a cycle of `cycle` frames."""

    start: int
    vx: float
    cycle: int
    sprites: list[Sprite] = field(default_factory=list)


@dataclass(frozen=True)
class Approach:
    """Going along the line of sight instead of along the picture. paces: (from second, pixels a second at the size
    on one's own ground). way: pixels that are left to that ground at first; 0 of who goes away from it. focal: of
    the lens, in pixels. vanishing: where all that is far off is seen.
    """

    paces: tuple[tuple[float, float], ...]
    way: float
    focal: float
    vanishing: tuple[float, float]

    def near(self, t: float) -> float:
        """How large it is seen at second t, 1 on its own ground."""
        ends = (*(since for since, _ in self.paces[1:]), float("inf"))
        gone = sum(
            pace * max(min(t, end) - since, 0.0) for (since, pace), end in zip(self.paces, ends, strict=True)
        )
        return self.focal / (self.focal + (self.way - gone if self.way else gone))


SKY_DEPTH = 0.09  # what is in the sky has this depth: only the sky and its clouds are behind it
BLEND = 5  # frames over which one act gives way to the next


@dataclass
class Actor:
    """One subject. x, y: pixel of its feet at the start; vx: pixels a second over the ground.

    baked: pixels drawn for each pixel shown when the camera rests (1 or more, for a camera that comes
    closer).
    cycle: frames the cycle takes; phases: how many were painted. bobbing: (pixels, seconds) of a slow rise
    and fall. pitching: (degrees, seconds) by which a bow rises and falls.
    """

    x: float
    y: float
    vx: float
    cycle: int
    sprites: list[Sprite] = field(default_factory=list)
    baked: float = 1.0
    depth: float = 1.0
    order: float = 0.0  # row of the ground it stands before: what flies is before all the ground behind the feet
    offset: int = 0
    shadow: F32 | None = None
    shadow_alpha: float = 0.5
    shadow_lean: float = 0.0
    sinks: bool = False  # whether soft ground covers its soles
    contact: float = 0.55
    bobbing: tuple[float, float] = (0.0, 3.0)
    pitching: tuple[float, float] = (0.0, 3.0)
    mirror: float = 0.0
    tall: float = 100.0
    weave: tuple[float, float] = (0.0, 1.0)
    fade: float = 1.0
    steady: float | None = None  # the scale it is shown at all through the shot, where that hardly changes
    later: list[Act] = field(default_factory=list)
    approach: Approach | None = None
    backing: Backing | None = None

    def near(self, n: int, fps: int) -> float:
        """How large it is seen at frame n of what it is on its own ground."""
        return 1.0 if self.approach is None else self.approach.near(n / fps)

    def row(self, n: int, fps: int) -> float:
        """`order` at frame n."""
        if self.approach is None:
            return self.order
        horizon = self.approach.vanishing[1]
        return horizon + (self.order - horizon) * self.near(n, fps)

    def act(self, n: int) -> Act:
        """What it does at frame n."""
        return next(
            (act for act in reversed(self.later) if n >= act.start), Act(0, self.vx, self.cycle, self.sprites)
        )

    def sprite(self, n: int) -> Sprite:
        """Its painting at frame n; each act begins at the start of its cycle."""
        act = self.act(n)
        offset = self.offset if act.start == 0 else -act.start
        return act.sprites[int(((n + offset) % act.cycle) * len(act.sprites) / act.cycle)]

    def gone(self, n: float, fps: int) -> float:
        """Pixels it has gone over the ground by frame n."""
        way, start, vx = 0.0, 0.0, self.vx
        for act in self.later:
            if n <= act.start:
                break
            way += vx * (act.start - start) / fps
            start, vx = act.start, act.vx
        return way + vx * (n - start) / fps

    def pitch(self, t: float) -> float:
        """Degrees that it is turned by at second t, clockwise: a quarter behind its rise."""
        degrees, seconds = self.pitching
        return degrees * float(np.sin(2 * np.pi * (t / seconds - 0.25) + self.offset)) if degrees else 0.0

    def at(self, n: int, fps: int, travel: float) -> tuple[float, float]:
        """Where its origin is in stage pixels at frame n, the camera having gone `travel` pixels along."""
        t = n / fps
        x = self.x + self.gone(n, fps) - travel * self.depth
        y = self.y + self.bobbing[0] * float(np.sin(2 * np.pi * t / self.bobbing[1] + self.offset))
        x += self.weave[0] * float(np.sin(2 * np.pi * t / self.weave[1] + 1.7 * self.offset))
        if self.approach is not None:
            k, (far_x, far_y) = self.near(n, fps), self.approach.vanishing
            return far_x + (x - far_x) * k, far_y + (y - far_y) * k
        return x, y


@dataclass
class Shown:
    """An actor in a frame: where its feet are, its scale, the row from which on ground is drawn over it, and the
    degrees that it is turned by.
    """

    actor: Actor
    x: float
    y: float
    scale: float
    covered: float = float("inf")
    turn: float = 0.0
    sunk: Cover | None = None  # what soft ground covers of it

    def low_across(self, n: int, above: float) -> tuple[float, float] | None:
        """Columns of the frame between which it shows, at frame n, from `above` rows over its feet down."""
        sprite, k = self.actor.sprite(n), self.scale / self.actor.baked
        columns = sprite.low(int(above / k))
        return (
            None
            if columns is None
            else (self.x + (columns[0] - sprite.ox) * k, self.x + (columns[1] - sprite.ox) * k)
        )


def bake_phase(
    figure: Figure,
    light: Light,
    scale: float,
    facing: int,
    finish: Callable[[F32], F32] | None = None,
    mirror: bool = False,
    floor: float | None = None,
) -> Sprite:
    """Paint one phase. `finish` is the style's hand; with `mirror` its reflection is kept too.

    floor: what lies below this row (units) is out of the picture and left out.
    """
    if facing < 0:
        figure = mirrored(figure)
    rgba, ox, oy = paint(figure, light, scale, floor=floor)
    if finish is not None:
        rgba = finish(rgba)
    h, w = rgba.shape[:2]
    small = cv2.resize(rgba[..., 3], (max(w // 4, 1), max(h // 4, 1)), interpolation=cv2.INTER_AREA)
    image = None
    if mirror:
        image = planar(
            np.ascontiguousarray(cv2.GaussianBlur(rgba, (0, 0), 0.8, sigmaY=2.6)[::-1])
            * np.array([0.55, 0.60, 0.66, 0.80], np.float32)
        )
    return Sprite(planar(rgba), ox, oy, figure.lift * scale, cv2.convertScaleAbs(small, alpha=255), image)


def draw_shadow(frame: Frame, shown: Shown, n: int, before: Sequence[Shown] = ()) -> None:
    """Contact dark under the body and the outline thrown along the ground, away from the key.

    before: others who are drawn already and stand nearer; it does not fall on them.
    """
    actor, s = shown.actor, shown.scale
    if actor.shadow is None:
        return
    sprite = actor.sprite(n)
    key = (s, actor.baked, actor.tall, actor.contact, actor.shadow_lean)
    thrown = sprite._shadows.get(key) or _thrown(sprite, actor, s)
    if actor.steady is not None:
        sprite._shadows[key] = thrown
    mask = thrown[0].copy()
    x0, y0 = int(shown.x - thrown[1]) & ~1, int(shown.y - thrown[2]) & ~1
    # It falls on the ground, not across the shoes.
    for other in (shown, *before):
        rows = mask[: int(np.clip(other.covered - y0, 0, len(mask)))]
        whole = rows.copy() if other.sunk is not None else rows
        _spare(rows, other, n, x0, y0)
        if other.sunk is not None:
            other.sunk.restore(rows, whole, x0, y0)
    tint(frame, mask, actor.shadow, actor.shadow_alpha, x0, y0)


def _thrown(sprite: Sprite, actor: Actor, s: float) -> Thrown:
    k = s / actor.baked
    h, w = sprite.shadow.shape
    lift = sprite.lift * k
    squash, lean = 0.20, actor.shadow_lean
    wide, tall = w * 4 * k, h * 4 * k * squash
    cw = max(actor.contact * actor.tall * s * (1 + 0.5 * lift / max(actor.tall, 1)), 4)
    ch = min(cw * 0.10, 0.05 * actor.tall * s + 2)
    # Room on every side for the widest soft edge, so that none is cut off straight.
    rows = TOP + int(ch / 4) + 3
    grow = int(max(abs(lean) * h * 4 * k, cw - wide / 2) + 48)
    bw, bh = (int(wide + 2 * grow) // 2 + 1) * 2, (int(tall + 8 * rows) // 2 + 1) * 2
    # Quarter-size outline -> ground: rows above the feet fall towards the viewer.
    q = 4
    src_oy, _src_ox = sprite.oy / 4, sprite.ox / 4
    a = 4 * k / q
    matrix = np.array(
        [[a, -lean * a, (grow / q) + lean * a * src_oy], [0, -squash * a, rows + squash * a * src_oy]],
        np.float64,
    )
    mask = cv2.warpAffine(sprite.shadow, matrix, (bw // q + 1, bh // q + 1))
    mask = blur(mask, 2.0)
    mid_x = (grow + sprite.ox * k) / q
    cv2.ellipse(
        mask,
        (int(mid_x * 16), int((rows + 0.6 * s) * 16)),
        (int(cw / q * 16), int(max(ch / q, 0.7) * 16)),
        0,
        0,
        360,
        int(255 * max(1 - lift / max(actor.tall * 0.5, 1), 0.35)),
        -1,
        cv2.LINE_AA,
        4,
    )
    mask = cv2.GaussianBlur(mask, (0, 0), 2.6, sigmaY=1.7)
    # Where something touches the ground the dark is closest: columns of the outline's lowest rows.
    r0, r1 = max(int(sprite.oy / 4) - 2, 0), int(sprite.oy / 4) + 1
    touch = sprite.shadow[r0:r1]
    if touch.size and lift < 1:
        line = np.zeros((5, w), np.uint8)
        line[2] = touch.max(axis=0)
        below = cv2.warpAffine(
            line, np.array([[a, 0, grow / q], [0, 1, rows - 2.0]], np.float64), (mask.shape[1], mask.shape[0])
        )
        below = cv2.dilate(below, np.ones((2, 3), np.uint8))
        mask = cv2.max(mask, cv2.convertScaleAbs(cv2.GaussianBlur(below, (0, 0), 1.4, sigmaY=0.8), alpha=1.7))
    x, y, across, down = cv2.boundingRect(mask)
    x, y = max(x - 1, 0), max(y - 1, 0)  # a pixel more, so that its enlargement ends in nothing
    mask = mask[y : y + down + 2, x : x + across + 2]
    mask = cv2.resize(mask, (mask.shape[1] * q, mask.shape[0] * q), interpolation=cv2.INTER_LINEAR)
    return mask, sprite.ox * k + grow - x * q, (rows - y) * q


def _spare(mask: U8, shown: Shown, n: int, x0: int, y0: int) -> None:
    """Take somebody out of a mask whose corner is at (x0, y0)."""
    actor, sprite = shown.actor, shown.actor.sprite(n)
    k, x, y = shown.scale / actor.baked, shown.x - x0, shown.y - y0
    h, w = sprite.pix.shape
    left, top = x - sprite.ox * k, y - sprite.oy * k
    if sprite.pix.keep is None or not mask.size:
        return
    if left > mask.shape[1] or top > mask.shape[0] or left + w * k < 0 or top + h * k < 0:
        return
    if actor.steady is None or (keep := sprite.sized(k)[0].keep) is None:
        matrix = np.array([[k, 0, left], [0, k, top]], np.float64)
        free = cv2.warpAffine(sprite.pix.keep, matrix, (mask.shape[1], mask.shape[0]), borderValue=255)
        cv2.multiply(mask, free, dst=mask, scale=1 / 255)
        return
    # Of one size all the time, it is only shifted; its canvas ends in empty pixels.
    x0, y0 = max(int(np.ceil(left)), 0), max(int(np.ceil(top)), 0)
    x1 = min(int(left + keep.shape[1]) - 1, mask.shape[1])
    y1 = min(int(top + keep.shape[0]) - 1, mask.shape[0])
    if x1 > x0 and y1 > y0:
        part = mask[y0:y1, x0:x1]
        cv2.multiply(part, shifted(keep, x0 - left, y0 - top, x1 - x0, y1 - y0), dst=part, scale=1 / 255)


def draw_backing(frame: Frame, shown: Shown) -> None:
    back, k = shown.actor.backing, shown.scale
    if back is None:
        return
    mask = back.mask
    if abs(k - 1) > 0.02:  # who comes from afar has little of it
        size = (max(int(mask.shape[1] * k / 2) * 2, 2), max(int(mask.shape[0] * k / 2) * 2, 2))
        mask = cv2.resize(mask, size, interpolation=cv2.INTER_LINEAR)
    x, y = int(shown.x - back.left * k) & ~1, int(shown.y - back.above * k) & ~1
    tint(frame, mask, back.colour, back.amount, x, y)


def draw_actor(frame: Frame, shown: Shown, n: int) -> None:
    actor = shown.actor
    since = n - actor.act(n).start
    fade = actor.fade
    if actor.later and since < BLEND and n > since:
        # One act gives way to the next.
        _draw_sprite(frame, shown, actor.sprite(n - since - 1), actor.fade, mirrors=False)
        fade *= (since + 1) / (BLEND + 1)
    _draw_sprite(frame, shown, actor.sprite(n), fade)


def _draw_sprite(frame: Frame, shown: Shown, sprite: Sprite, fade: float, mirrors: bool = True) -> None:
    actor, px, py, s = shown.actor, shown.x, shown.y, shown.scale
    k = s / actor.baked
    pix, mirror, scale = sprite.pix, sprite.mirror, k
    if actor.steady is not None:
        pix, mirror = sprite.sized(k)
        scale = 1.0
    elif k <= 0.5:  # half of it at once, which leaves no pixel out
        pix, mirror = sprite.sized(0.5)
        scale = k / 0.5
    if mirrors and mirror is not None and actor.mirror > 0:
        below = py + 2 * s - (sprite.pix.shape[0] - sprite.oy) * k
        draw(frame, mirror, scale, px - sprite.ox * k, below, (int(py), frame.h), fade=actor.mirror)
    ox, oy = sprite.ox * k / scale, sprite.oy * k / scale
    if shown.turn:
        pix, ox, oy = turned(pix, shown.turn, ox, oy)
    draw(frame, pix, scale, px - ox * scale, py - oy * scale, fade=fade)
