"""What moves in a picture by itself: clouds that go with the wind, water that ripples; both from standstill.

Each adds to the picture how far what it moves differs from what stood there: where nothing has moved yet, nothing
is added, and what is half a twig and half sky stays half a twig.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.planes import Planar

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32
Places = tuple[F32, F32]  # x and y, each (h, w)

EASE_S = 1.2  # over which what stood still comes to move
HELD_PX = 5.0  # at 720p: along edges, over which the motion comes up
FADING = 0.25  # of the time that something is carried, at its beginning and end
REACH = 0.06  # of the picture's width to both sides: how far a cloud is carried
NEAR_HORIZON = 0.35  # how fast clouds go there, as against overhead
RIPPLE_LIFE_S = 1.8
FINER = 3  # rows of ripples for one of the picture, so that they are as sharp wherever they are seen
# Of ripples, by their size: how much finer than the largest, turns a second, where they begin, how they slant.
TRAINS = ((1.0, 0.55, 0.0, 0.5), (1.7, 0.8, 2.1, -0.8), (2.9, 1.15, 4.2, 0.35))


def moved_for(t: float) -> float:
    """Seconds at full speed that come to as much as `t` seconds from standstill."""
    return t * t / (2 * EASE_S) if t < EASE_S else t - EASE_S / 2


def _step(low: float, high: float, x: float) -> float:
    k = min(max((x - low) / (high - low), 0.0), 1.0)
    return k * k * (3 - 2 * k)


def _noise(h: int, w: int, size: float, seed: int) -> F32:
    """Soft hills and dales about 0, of a standard deviation of 1; size: of one, in pixels."""
    k = max(size / 4, 1.0)
    small = np.random.default_rng(seed).standard_normal((int(h / k) + 3, int(w / k) + 3)).astype(np.float32)
    soft: F32 = cv2.GaussianBlur(small, (0, 0), 2.0)
    return np.asarray(cv2.resize(soft, (w, h), interpolation=cv2.INTER_CUBIC) / max(float(soft.std()), 1e-6))


def _grid(h: int, w: int) -> Places:
    x, y = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
    return x, y


def _wide(planes: F32, reach: float) -> F32:
    """The planes blurred, at so small a size that it costs little."""
    h, w = planes.shape[:2]
    k = max(reach / 6, 1.0)
    small = cv2.resize(planes, (max(round(w / k), 2), max(round(h / k), 2)), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), reach / k, borderType=cv2.BORDER_REFLECT)
    return np.asarray(cv2.resize(soft, (w, h), interpolation=cv2.INTER_LINEAR), np.float32)


def _gone_on(planes: F32, solid: U8, unit: float) -> tuple[F32, F32]:
    """(planes (h, w) or (h, w, n), where they are not `solid` filled with what lies about as far on the other side
    of the edge; how far below its edge each place is, pixels). About: else the edge would be seen in it."""
    h, w = solid.shape
    away, labels = cv2.distanceTransformWithLabels(1 - solid, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    place = np.zeros(int(labels.max()) + 1, np.int64)
    own = np.flatnonzero(solid)
    place[labels.ravel()[own]] = own
    hidden = np.flatnonzero(solid == 0)
    edge = place[labels.ravel()[hidden]]
    below = np.zeros(h * w, np.float32)
    below[hidden] = hidden // w - edge // w
    astray = np.minimum(away.ravel()[hidden], 16 * unit)
    x, y = (
        np.clip(2 * at - now + astray * _noise(h, w, 50 * unit, seed).ravel()[hidden], 0, size - 1).astype(
            np.int64
        )
        for at, now, size, seed in ((edge % w, hidden % w, w, 1), (edge // w, hidden // w, h, 2))
    )
    across = np.where(solid[y, x] > 0, y * w + x, edge)
    flat = planes.reshape(h * w, -1)
    filled = flat.copy()
    filled[hidden] = flat[across]
    soft = cv2.GaussianBlur(filled.reshape(planes.shape), (0, 0), 4 * unit).reshape(h * w, -1)
    filled[hidden] = soft[hidden]
    return filled.reshape(planes.shape), below.reshape(h, w)


class _Part:
    """Luma or chroma of what moves: planes (h, w) or (h, w, 2) within `box` (left, right, top, bottom).

    base, fine: it alone, gone on under what stands before it, as its wide and its fine structure.
    """

    def __init__(
        self, planes: F32, matte: F32, hidden: F32, box: tuple[int, int, int, int], smooth: float, unit: float
    ) -> None:
        left, right, top, bottom = self.box = box
        seen, own, made_up = (plane[top:bottom, left:right] for plane in (planes, matte, hidden))
        solid = cv2.erode(((own > 0.98) & (made_up < 0.02)).astype(np.uint8), np.ones((3, 3), np.uint8))
        if not solid.any():
            solid = (own >= own.max()).astype(np.uint8)
        seen = seen.astype(np.float32)
        clean, below = _gone_on(seen, solid, unit)
        self.base = _wide(clean, smooth)
        # What is below the horizon was never seen: no cloud reaches far down there.
        fading = np.clip(1 - below / (60 * unit), 0, 1)
        self.fine = fine = (clean - self.base) * (fading if seen.ndim == 2 else fading[..., None])
        # Towards what stands still it moves less.
        inside = cv2.distanceTransform((own > 0.5).astype(np.uint8), cv2.DIST_L2, 3)
        held = (own * np.clip(inside / max(HELD_PX * unit, 1.0), 0, 1)).astype(np.float32)
        if seen.ndim == 3:
            held, made_up = cv2.merge([held, held]), cv2.merge([made_up, made_up])
        self.held = held
        # What was made up behind a subject is nothing to keep to.
        self.rest = seen + (self.base + fine - seen) * made_up * held - held * fine

    def show(self, planes: tuple[U8, ...], fine: F32) -> None:
        """Lay it into the planes, its fine structure being this now."""
        left, right, top, bottom = self.box
        now = cv2.add(self.rest, cv2.multiply(fine, self.held, dst=fine), dtype=cv2.CV_8U)
        for plane, part in zip(planes, cv2.split(now), strict=True):
            plane[top:bottom, left:right] = part


def _parts(pix: Planar, matte: F32, hidden: F32 | None, smooth: float, unit: float) -> tuple[_Part, _Part]:
    """Luma and chroma of what the matte (of the picture's size) shows; hidden: 1 where it is made up."""
    h, w = matte.shape
    if hidden is None:
        hidden = np.zeros_like(matte)
    x, y, bw, bh = cv2.boundingRect((matte > 0.01).astype(np.uint8))
    left, right, top, bottom = x & ~1, (x + bw + 1) & ~1, y & ~1, (y + bh + 1) & ~1
    half, half_hidden = (
        cv2.resize(one, (w // 2, h // 2), interpolation=cv2.INTER_AREA) for one in (matte, hidden)
    )
    box = (left // 2, right // 2, top // 2, bottom // 2)
    return (
        _Part(pix.y, matte, hidden, (left, right, top, bottom), smooth, unit),
        _Part(cv2.merge([pix.u, pix.v]), half, half_hidden, box, smooth / 2, unit / 2),
    )


class _Stream:
    """What carries things along: each for a while, fading into the next, so that nothing is ever stretched far."""

    def __init__(self, flow: Places, life: float, reach: float) -> None:
        """flow: pixels a second. life: seconds that one thing is carried; reach: pixels that it goes in
        half of them, at most."""
        self.life, self.reach = life, reach
        along, aside = flow
        h, w = along.shape
        # Of luma and of chroma.
        self.flows = flow, (along[::2, ::2] / 2, aside[::2, ::2] / 2)
        self.grids = _grid(h, w), _grid(h // 2, w // 2)

    def phases(self, t: float) -> list[tuple[float, float, float]]:
        """(seconds along the flow, pixels aside, weight) of what is seen at `t`; at 0 it is alone, where it stood.

        All after the first begin so far aside that they never are where the first was: nothing is seen again.
        """
        age, fade = moved_for(t) + self.life / 2, FADING * self.life
        found = []
        number = 0
        while age > 0:
            weight = _step(0, fade, age) * (1 - _step(self.life - fade, self.life, age))
            if weight > 0:
                aside = (-1) ** number * self.reach * (1.05 + 0.3 * (number * 0.618 % 1.0)) if number else 0.0
                found.append((age - self.life / 2, aside, weight))
            age -= self.life - fade
            number += 1
        return found

    def carried(self, fine: F32, t: float, half: bool = False, shifted: Places | None = None) -> F32:
        """The fine structure of luma (of chroma: half) after `t` seconds. shifted: from where each place would be
        seen without the stream, if not from itself."""
        seen = self.phases(t)
        whole = float(np.sqrt(sum(weight**2 for *_, weight in seen)))  # two blended have as much contrast as one
        out: F32 | None = None
        for along, aside, weight in seen:
            ways, places = self.flows[half], shifted or self.grids[half]
            x: F32 = cv2.scaleAdd(ways[0], -along, places[0])
            if aside:
                x += np.float32(aside / (1 + half))
            one = _seen_from(fine, (x, cv2.scaleAdd(ways[1], -along, places[1])))
            if len(seen) > 1:
                one *= weight / whole
            out = one if out is None else cv2.add(out, one, dst=out)
        assert out is not None
        return out


def _seen_from(planes: F32, at: Places) -> F32:
    """The planes as seen from those places."""
    return np.asarray(cv2.remap(planes, *at, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT), np.float32)


class Clouds:
    """The clouds of a sky. speed: of those overhead, pixels a second, below 0 to the left."""

    def __init__(
        self, pix: Planar, matte: F32, speed: float, unit: float, seed: int = 0, hidden: F32 | None = None
    ) -> None:
        w = matte.shape[1]
        reach = REACH * w
        self.parts = _parts(pix, matte, hidden, 0.09 * w, unit)
        left, right, top, bottom = self.parts[0].box
        h, bw = bottom - top, right - left
        y = np.arange(h, dtype=np.float32)[:, None] / max(h - 1, 1)
        pace = speed * (NEAR_HORIZON + (1 - NEAR_HORIZON) * (1 - y))
        # No two clouds go quite alike.
        along = pace * np.clip(1 + 0.16 * _noise(h, bw, 0.16 * w, seed), 0.5, 1.5)
        aside = pace * 0.07 * _noise(h, bw, 0.12 * w, seed + 1)
        self.stream = _Stream((along, aside), 2 * reach / abs(speed), reach)

    def move(self, pix: Planar, t: float) -> None:
        """Lay the clouds into the picture as they are `t` seconds after it was taken."""
        luma, chroma = self.parts
        luma.show((pix.y,), self.stream.carried(luma.fine, t))
        chroma.show((pix.u, pix.v), self.stream.carried(chroma.fine, t, half=True))


class Waves:
    """Water. size: how far the nearest is displaced, pixels; speed: of the nearest waves, pixels a second."""

    def __init__(
        self,
        pix: Planar,
        matte: F32,
        size: float,
        speed: float,
        unit: float,
        seed: int = 0,
        hidden: F32 | None = None,
    ) -> None:
        self.parts = luma, chroma = _parts(pix, matte, hidden, 14 * unit, unit)
        left, right, top, bottom = luma.box
        h, w = bottom - top, right - left
        # What is level and thin are waves, which come nearer; the rest is what they mirror, and stays.
        self.ripples = cv2.GaussianBlur(luma.fine, (0, 0), 3 * unit, sigmaY=0.6) - cv2.GaussianBlur(
            luma.fine, (0, 0), 3 * unit, sigmaY=5 * unit
        )
        near = np.linspace(0.03, 1, h, dtype=np.float32)[:, None]
        self.ripples *= np.clip(4 * near, 0, 1)
        self.mirrored = luma.base + luma.fine - self.ripples, chroma.base + chroma.fine
        # They are smooth from side to side: only between their rows are there more to be made.
        self.ripples = np.asarray(cv2.resize(self.ripples, (w, FINER * h), interpolation=cv2.INTER_CUBIC))
        come = speed * near**1.5 * np.clip(1 + 0.3 * _noise(h, w, 60 * unit, seed + 9), 0.3, 1.7)
        self.stream = _Stream(
            (0.5 * come, FINER * 0.85 * abs(come)), RIPPLE_LIFE_S, abs(speed) * RIPPLE_LIFE_S / 2
        )
        self.rows = FINER * self.stream.grids[0][1] + (FINER - 1) / 2
        for part in self.parts:  # all of it is laid into the picture, not its fine structure alone
            part.rest -= part.held * part.base
        self.size = size
        sh, sw = h // 4 + 1, w // 4 + 1  # so smooth it is
        near = np.linspace(0.03, 1, sh, dtype=np.float32)[:, None]
        x = np.linspace(-w / 2, w / 2, sw, dtype=np.float32) / (83 * unit)
        self.trains = []
        for n, (finer, turns, start, slant) in enumerate(TRAINS):
            phase = 14 * finer * np.log(near) + slant * x + 0.9 * _noise(sh, sw, 40 * unit, seed + n) + start
            self.trains.append((2 * np.pi * turns, near / finer * np.sin(phase), near / finer * np.cos(phase)))

    def move(self, pix: Planar, t: float) -> None:
        """Lay the water into the picture as it is `t` seconds after it was taken."""
        luma, chroma = self.parts
        swell: F32 = np.zeros_like(self.trains[0][1])
        for v, sine, cosine in self.trains:
            swell += sine * np.cos(v * t) - cosine * np.sin(v * t)
        swell *= self.size * _step(0, EASE_S, t)
        h, w = luma.fine.shape[:2]
        (x, y), (half_x, half_y) = self.stream.grids
        up = cv2.resize(swell, (w, h))
        x, y = cv2.add(x, up), cv2.scaleAdd(up, 0.45, y)
        seen = _seen_from(self.mirrored[0], (x, y))
        rows = cv2.scaleAdd(up, 0.45 * FINER, self.rows)
        cv2.add(seen, self.stream.carried(self.ripples, t, shifted=(x, rows)), dst=seen)
        luma.show((pix.y,), seen)
        up = cv2.resize(swell, (w // 2, h // 2))
        seen = _seen_from(self.mirrored[1], (cv2.scaleAdd(up, 0.5, half_x), cv2.scaleAdd(up, 0.225, half_y)))
        chroma.show((pix.u, pix.v), seen)
