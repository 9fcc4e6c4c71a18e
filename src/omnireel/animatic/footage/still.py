"""A picture that moves: split into what stands before and what lies behind, seen by a camera that goes along."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic import actors, camera, styles, weather
from omnireel.animatic.footage.cutout import SURE_MIN, Cutout, cut_out, filled
from omnireel.animatic.footage.grade import HOURS, WEATHERS, Grade
from omnireel.animatic.footage.mattes import places
from omnireel.animatic.footage.nature import Nature, look_for, regions, unmoved
from omnireel.animatic.ingest import picture
from omnireel.animatic.planes import Frame, Planar, draw, planar
from omnireel.animatic.stage import Stage

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32
Flows = tuple[F32, F32]  # of luma and of chroma, (h, w, 2), pixels of each

NEAR, FAR = 1.0, 0.45  # depths of the subject and of what lies behind it
EASE_IN_S = 1.2  # over which weather, light and style come over the picture, which is shown as it is at first
BEYOND = 0.16  # of a side: how much is made up beyond the picture's edge, for a camera that draws back
LOSS_MIN = 0.08  # of a side: where less is cut off, it is cut on both sides alike
FLOW_PX = 400  # longer side at which motion between two pictures is found
COVER_MAX = 1.25  # how far a picture is enlarged so that a camera that turns sees nothing beyond its edge
MOMENTS = 96  # of a shot, at which the camera's way is looked at
DRAWS_BACK = ("pull out", "zoom out")  # more than the picture is seen then: what is beyond is made up
LENS = 54.0  # degrees that a picture is taken to show from side to side
_WINDY = re.compile(r"\b(?:wind|winds|windy|breez\w*|sway\w*|blow\w*|flutter\w*)\b")
STIRS = 2.6  # pixels of 720 rows that wind displaces the upper edge by


def covered(rgb: U8, w: int, h: int) -> U8:
    """The picture scaled to cover (w, h) and cut to it, never stretched: about its middle, or so that who is seen
    in it keeps their head."""
    big, x, y = _laid(rgb, w, h)
    return np.ascontiguousarray(big[y : y + h, x : x + w])


def _laid(rgb: U8, w: int, h: int) -> tuple[U8, int, int]:
    """(the picture scaled to cover (w, h), x and y of what is shown of it)"""
    k = max(w / rgb.shape[1], h / rgb.shape[0])
    size = max(round(rgb.shape[1] * k), w), max(round(rgb.shape[0] * k), h)
    how = cv2.INTER_AREA if k < 1 else cv2.INTER_CUBIC
    big = cv2.resize(rgb, size, interpolation=how)
    across, down = big.shape[1] - w, big.shape[0] - h
    x, y = across // 2, down // 2
    if max(across, down) > LOSS_MIN * max(w, h):
        along = _worth(rgb, axis=0 if across > down else 1)
        if along is not None and across > down:
            x = _best_cut(along, w / big.shape[1], across)
        elif along is not None:
            y = _best_cut(along, h / big.shape[0], down)
    return np.asarray(big, np.uint8), x, y


def _worth(rgb: U8, axis: int) -> F32 | None:
    """How much of the heads in a picture each column (axis 0) or row (axis 1) holds, summing to 1; None where none
    is seen. A head is a compact patch of the colours of skin, with what stands above it for hair."""
    k = min(200 / max(rgb.shape[:2]), 1.0)
    small = cv2.resize(rgb, None, fx=k, fy=k, interpolation=cv2.INTER_AREA)
    h, w = small.shape[:2]
    light, a, b = (plane.astype(np.float32) for plane in cv2.split(cv2.cvtColor(small, cv2.COLOR_RGB2LAB)))
    likely = np.exp(-(((a - 141) / 9) ** 2) - ((b - 145) / 10) ** 2) * (light > 60) > 0.45
    patches = cv2.morphologyEx(likely.astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    if float(patches.mean()) > 0.3:  # fur, wood, sand
        return None
    _, _, stats, _ = cv2.connectedComponentsWithStats(patches)
    heads = np.zeros((h, w), np.float32)
    for x, y, bw, bh, area in stats[1:]:
        # Hands are small, floors and deserts large, arms long.
        if 0.003 < area / (h * w) < 0.15 and 0.5 < bh / bw < 2.4 and area > 0.42 * bw * bh:
            weight = area * (1.5 - (y + bh / 2) / h)
            hair = max(y - round(0.35 * bh), 0)
            heads[hair : y + bh, x : x + bw] += weight / ((y + bh - hair) * bw)
    line = heads.sum(axis=axis)
    total = float(line.sum())
    return np.asarray(line / total, np.float32) if total > 0 else None


def _best_cut(worth: F32, part: float, room: int) -> int:
    """Where a window of `part` of the line begins, in pixels of `room`: where it keeps most of what is worth
    seeing, little of it at its very edge, and else near the middle."""
    size = len(worth)
    length = max(round(part * size), 1)
    edge = max(round(0.06 * size), 1)
    sums = np.concatenate([[0.0], np.cumsum(worth)])
    best, most = 0.5, -np.inf
    for start in range(size - length + 1):
        inside = sums[start + length] - sums[start]
        inner = sums[max(start + length - edge, start)] - sums[min(start + edge, start + length)]
        place = start / max(size - length, 1)
        score = 0.5 * inside + 0.5 * inner - 0.12 * abs(place - 0.5)
        if score > most:
            best, most = place, score
    return round(best * room)


def size_of(rgb: U8, short: int) -> tuple[int, int]:
    """(w, h), even, of the picture's ratio, its shorter side `short`."""
    h, w = rgb.shape[:2]
    k = short / min(h, w)
    return max(round(w * k / 2) * 2, 2), max(round(h * k / 2) * 2, 2)


@dataclass
class Plate:
    """A picture in depth. Where its subject stands out surely: two planes, the hole behind it painted in. Else
    `near` is None, and the picture is bent by how near its parts probably are, which tears nothing.
    """

    far: Planar
    near: Planar | None
    cutout: Cutout
    margin: tuple[int, int]  # pixels of both planes beyond the frame, on each side
    nature: Nature = field(default_factory=Nature)

    @classmethod
    def of(cls, rgb: U8, cutout: Cutout | None = None) -> Plate:
        h, w = rgb.shape[:2]
        cutout = cutout or cut_out(rgb)
        apart = cutout.sure >= SURE_MIN
        behind = filled(rgb, cutout.matte) if apart else rgb
        mx, my = (round(side * BEYOND / 2) * 2 for side in (w, h))

        def wide(v: Any, border: int = cv2.BORDER_REFLECT_101) -> Any:
            return cv2.copyMakeBorder(v, my, my, mx, mx, border)

        far = planar(_rgba(wide(behind), None), opaque=True, dither=11)
        near = None
        if apart:
            # Who is cut by the picture's edge goes on beyond it: else a strip of background would show along it.
            near = planar(_rgba(wide(cutout.rgb), wide(cutout.matte, cv2.BORDER_REPLICATE)))
        return cls(far, near, cutout, (mx, my))

    @classmethod
    def at_rest(cls, rgb: U8) -> Plate:
        """A picture (h, w, 3) before a camera that stands still: nothing of it has to come apart, so it stays as
        it is, to the pixel."""
        nobody = np.zeros(rgb.shape[:2], np.float32)
        far = planar(_rgba(rgb, None), opaque=True)
        return cls(far, None, Cutout(nobody, 0.0, np.zeros((64, 96), np.float32), rgb), (0, 0))

    @property
    def size(self) -> tuple[int, int]:
        """(w, h) of the picture."""
        h, w = self.far.shape
        return w - 2 * self.margin[0], h - 2 * self.margin[1]

    @cached_property
    def focus(self) -> tuple[float, float]:
        """What the camera goes to."""
        w, h = self.size
        x, y, bw, bh = self.cutout.box if self.near is not None else (w // 3, h // 3, w // 3, h // 3)
        return x + bw / 2, y + 0.62 * bh

    def shown(self, views: Iterable[camera.View]) -> tuple[int, int, int, int]:
        """(left, right, top, bottom) of the far plane that is seen from any of the views."""
        (w, h), (mx, my) = self.size, self.margin
        spans = []
        for view in views:
            for depth in (FAR,) if self.near is not None else (FAR, NEAR):
                s, tx, ty = camera.place(view, depth, w, h, self.focus)
                spans.append((mx - tx / s, mx + (w - tx) / s, my - ty / s, my + (h - ty) / s))
        left, top = (int(min(span[n] for span in spans)) - 2 for n in (0, 2))
        right, bottom = (int(max(span[n] for span in spans)) + 3 for n in (1, 3))
        return max(left, 0), min(right, w + 2 * mx), max(top, 0), min(bottom, h + 2 * my)

    def show(self, frame: Frame, view: camera.View, far: Planar | None = None) -> None:
        """Draw it; far: the far plane as it is now, if it is not as it was."""
        w, h = frame.w, frame.h
        focus, far = self.focus, self.far if far is None else far
        mx, my = self.margin
        if self.near is None and view == camera.View():
            for dst, src, c in ((frame.y, far.y, 1), (frame.u, far.u, 2), (frame.v, far.v, 2)):
                np.copyto(dst, src[my // c : my // c + h // c, mx // c : mx // c + w // c])
            return
        if self.near is None:
            self._bend(frame, far, view, focus)
            return
        for pix, depth in ((far, FAR), (self.near, NEAR)):
            s, tx, ty = camera.place(view, depth, w, h, focus)
            draw(frame, pix, s, tx - mx * s, ty - my * s, spread=pix.keep is None)

    @cached_property
    def _edges(self) -> tuple[Sequence[float], ...]:
        """How near what ends at the left, right, upper and lower edge is: 0 as the far plane, 1 as the near."""
        lines = (np.s_[:, :1], np.s_[:, -1:], np.s_[:1], np.s_[-1:])
        if self.near is None:
            return tuple((float(k.min()), float(k.max())) for k in (self.cutout.near[line] for line in lines))
        return tuple((0.0, 1.0) if (self.cutout.matte[line] > 0.5).any() else (0.0,) for line in lines)

    def gap(self, view: camera.View) -> float:
        """The part of a side of the frame that shows what is beyond the picture, at most; 0 or less of nothing."""
        w, h = self.size
        (s0, x0, y0), (s1, x1, y1) = (camera.place(view, depth, w, h, self.focus) for depth in (FAR, NEAR))
        gaps = []
        for side, nears in enumerate(self._edges):
            for k in nears:
                s = s0 + (s1 - s0) * k
                at = (x0 + (x1 - x0) * k) / w if side < 2 else (y0 + (y1 - y0) * k) / h
                gaps.append(1 - at - s if side % 2 else at)
        return max(gaps)

    def enlarged(self, view: camera.View, k: float) -> camera.View:
        """The view, all that it shows `k` times as large about the frame's middle."""
        (w, h), (fx, fy) = self.size, self.focus
        return camera.View(
            k * view.x,
            k * view.y,
            k * view.turn_x + (k - 1) * (w / 2 - fx),
            k * view.turn_y + (k - 1) * (h / 2 - fy),
            view.dolly,
            k * view.zoom,
        )

    def _bend(self, frame: Frame, far: Planar, view: camera.View, focus: tuple[float, float]) -> None:
        """Every place seen where its own depth puts it: the inverse of the camera's shift and scale, smooth."""
        w, h = frame.w, frame.h
        depth = np.asarray(cv2.resize(self.cutout.near, (w // 8 + 1, h // 8 + 1)), np.float32) * (NEAR - FAR) + FAR
        s0, tx0, ty0 = camera.place(view, FAR, w, h, focus)
        s1, tx1, ty1 = camera.place(view, NEAR, w, h, focus)
        k = (depth - FAR) / (NEAR - FAR)
        s, tx, ty = s0 + (s1 - s0) * k, tx0 + (tx1 - tx0) * k, ty0 + (ty1 - ty0) * k
        gh, gw = depth.shape
        gx = (np.arange(gw, dtype=np.float32)[None] + 0.5) * (w / gw) - 0.5
        gy = (np.arange(gh, dtype=np.float32)[:, None] + 0.5) * (h / gh) - 0.5
        # Only how far places move is enlarged: where nothing moves the picture stays as it is, to the pixel.
        moved_x, moved_y = (gx - tx) / s - gx, (gy - ty) / s - gy
        mx, my = self.margin
        for planes, c in (((far.y, frame.y),), 1), (((far.u, frame.u), (far.v, frame.v)), 2):
            size = (w // c, h // c)
            px, py = (cv2.resize(m / c, size, interpolation=cv2.INTER_LINEAR) for m in (moved_x, moved_y))
            px += np.arange(mx // c, mx // c + size[0], dtype=np.float32)
            py += np.arange(my // c, my // c + size[1], dtype=np.float32)[:, None]
            for src, dst in planes:
                cv2.remap(src, px, py, cv2.INTER_LINEAR, dst=dst, borderMode=cv2.BORDER_REFLECT_101)


def _rgba(rgb: U8, matte: F32 | None) -> F32:
    out = np.ones((*rgb.shape[:2], 4), np.float32)
    out[..., :3] = rgb.astype(np.float32) / 255
    if matte is not None:
        out *= matte[..., None]
    return out


def exact(rgb: U8) -> Frame:
    """The picture as a frame, as it is."""
    frame = Frame(rgb.shape[1], rgb.shape[0])
    pix = planar(_rgba(rgb, None), opaque=True)
    for dst, src in ((frame.y, pix.y), (frame.u, pix.u), (frame.v, pix.v)):
        np.copyto(dst, src)
    return frame


def path(move: str, t: float, seconds: float, w: int, h: int, strength: float, seed: int) -> camera.View:
    """The camera's move, begun from where the picture was taken: nothing has moved at t = 0."""
    first = camera.look(move, 0, seconds, w, h, strength, seed)
    now = camera.look(move, t, seconds, w, h, strength, seed)
    soft = min(t / 0.6, 1.0)  # a shaking hand does not jump at the start
    return camera.View(
        now.x - first.x,
        now.y - first.y,
        (now.turn_x - first.turn_x) * soft,
        (now.turn_y - first.turn_y) * soft,
        max(now.dolly / first.dolly, 1 / (1 + BEYOND)),
        max(now.zoom / first.zoom, 1 / (1 + BEYOND)),
    )


@dataclass(frozen=True)
class Way:
    """The camera's way over a picture (`path`), enlarged so that the picture covers the frame all the time.

    kept: the part of what was asked for that it goes: further, the picture would have to be enlarged too much.
    asked: by the prompt, or the engine's own.
    """

    plate: Plate
    move: str
    strength: float
    seconds: float
    seed: int
    asked: bool = True
    kept: float = 1.0
    sizes: F32 = field(default_factory=lambda: np.ones(MOMENTS, np.float32))

    @classmethod
    def over(cls, plate: Plate, move: str | None, strength: float, seconds: float, seed: int) -> Way:
        """move: None where the prompt names none; a slow push in, then."""
        named, force = (move, strength) if move else ("push in", 0.55 * strength)
        way = cls(plate, named, force, seconds, seed, move is not None)
        if named in DRAWS_BACK:
            return way
        room = (1 - 1 / COVER_MAX) / 2
        for _ in range(3):  # how far it goes grows nearly with its strength
            most = float(way._gaps().max())
            if most <= room:
                break
            way = replace(way, kept=way.kept * 0.99 * room / most)
        return replace(way, sizes=(1 / (1 - 2 * np.maximum(way._gaps(), 0))).astype(np.float32))

    def _gaps(self) -> F32:
        """Of the camera's way so far; never less later on, as a picture does not pulse."""
        gaps = [self.plate.gap(self._bare(t)) for t in np.linspace(0, self.seconds, MOMENTS)]
        return np.maximum.accumulate(np.asarray(gaps, np.float32))

    def _bare(self, t: float) -> camera.View:
        w, h = self.plate.size
        return path(self.move, t, self.seconds, w, h, self.strength * self.kept, self.seed)

    def at(self, t: float) -> camera.View:
        """The view after `t` seconds."""
        bare = self._bare(t)
        k = float(np.interp(t, np.linspace(0, self.seconds, MOMENTS), self.sizes))
        return bare if k == 1 else self.plate.enlarged(bare, k)

    def told(self) -> dict[str, Any]:
        """It in numbers: of what is far away, in parts of the picture and in degrees of a usual lens."""
        (w, h), end = self.plate.size, self.at(self.seconds)
        s, tx, ty = camera.place(end, FAR, w, h, self.plate.focus)
        across, down = ((w / 2 - tx) / s / w - 0.5, (h / 2 - ty) / s / h - 0.5)
        half = np.tan(np.radians(LENS / 2))
        pan, tilt = (float(np.degrees(np.arctan(2 * part * half))) for part in (across, down * h / w))
        told = {
            "move": self.move,
            "asked": self.asked,
            "zoom_percent_per_s": round(100 * (end.dolly * end.zoom - 1) / self.seconds, 2),
            "pan_percent_per_s": round(100 * across / self.seconds, 2),
            "tilt_percent_per_s": round(100 * down / self.seconds, 2),
            "pan_degrees": round(pan, 1),
            "tilt_degrees": round(tilt, 1),
        }
        if self.move in DRAWS_BACK:
            told["made_up_beyond_edge_percent"] = round(100 * max(float(self._gaps().max()), 0.0), 1)
        return told if self.kept == 1 else told | {"kept_percent": round(100 * self.kept)}


@dataclass
class Still:
    """One moving picture: what `frames` shows and what of it is told."""

    plate: Plate
    first: Frame
    last: Frame | None
    stage: Stage
    way: Way
    seconds: float
    windy: bool
    grades: list[tuple[str, Grade]]
    morph: Morph | None = None
    players: list[actors.Actor] = field(default_factory=list)
    exact: bool = True  # whether the first frame shows the picture alone, as it is
    told: dict[str, Any] = field(default_factory=dict)

    def frames(self, count: int) -> Iterator[U8]:
        """`count` I420 buffers; the first is the picture itself, the last one the last frame if there is one."""
        stage = self.stage
        sheets = weather.prepare(stage, self.seconds)
        style = styles.of(stage.style)
        w, h = stage.w, stage.h
        for n, far in enumerate(self._far(count)):
            t = n / stage.fps
            if n == 0 and self.exact:
                yield self.first.buffer.copy()
                continue
            if self.morph is not None:
                frame = self.morph.at(n / max(count - 1, 1))
            else:
                frame = Frame(w, h)
                self.plate.show(frame, self.way.at(t), far)
                if self.windy:
                    _breathe(frame, t, min(t / EASE_IN_S, 1.0), stage.unit)
            self._veil(frame, n, count, t, sheets, style)
            yield frame.buffer

    def _far(self, count: int) -> Iterator[Planar]:
        """The far plane of each picture; the next one moves while this one is drawn."""
        plate, fps = self.plate, self.stage.fps
        with ThreadPoolExecutor(1) as ahead:
            coming = ahead.submit(plate.nature.moved, plate.far, 0.0)
            for n in range(count):
                now = coming.result()
                if n + 1 < count:
                    coming = ahead.submit(plate.nature.moved, plate.far, (n + 1) / fps)
                yield now

    def _veil(
        self, frame: Frame, n: int, count: int, t: float, sheets: weather.Weather, style: styles.Style
    ) -> None:
        """Weather, light and style, coming on after the first frame and gone by the last if that is given."""
        k = min(t / EASE_IN_S, 1.0) if self.exact else 1.0
        if self.last is not None:
            k = min(k, (count - 1 - n) / self.stage.fps / EASE_IN_S)
        if k <= 0:
            return
        plain = None
        if k < 1:
            plain = Frame(frame.w, frame.h)
            plain.buffer[:] = frame.buffer
            self._play(plain, n, k)  # whoever comes in is there as a whole, before the weather is
        for _, grade in self.grades:
            grade.apply(frame)
        self._play(frame, n, k)
        sheets.apply(frame, t)
        if style.frame is not None:
            style.frame(frame, n, self.stage.seed)
        if plain is not None:
            cv2.addWeighted(frame.buffer, k, plain.buffer, 1 - k, 0, dst=frame.buffer)

    def _play(self, frame: Frame, n: int, k: float) -> None:
        """Draw the players. While the picture is still (or again) the one that was brought they are on their way
        in (or out), from the side that is nearer: `k` of it is done."""
        for player in self.players:
            x, y = player.at(n, self.stage.fps, 0)
            half = max(sprite.pix.shape[1] for sprite in player.sprites) / 2
            away = (frame.w - x + half) if x > frame.w / 2 else -(x + half)
            x += away * (1 - _smooth(0, 1, k))
            shown = actors.Shown(player, x, y, 1.0)
            actors.draw_actor(frame, shown, n)
            actors.draw_shadow(frame, shown, n)


def _breathe(frame: Frame, t: float, k: float, unit: float) -> None:
    """Let the upper part of the picture stir as in a light wind: a slow warp that moves no edge by much."""
    h, w = frame.h, frame.w
    gh, gw = 14, 24
    y, x = np.mgrid[0:gh, 0:gw].astype(np.float32)
    up = np.clip(1 - y / (gh * 0.85), 0, 1)
    shift = (
        STIRS * unit * k * up * np.sin(2.1 * t + 0.55 * x + 0.3 * y)
        - STIRS * unit * k * up * np.sin(0.55 * x + 0.3 * y)
    ).astype(np.float32)
    for plane, c in ((frame.y, 1), (frame.u, 2), (frame.v, 2)):
        dx = cv2.resize(shift / c, (w // c, h // c), interpolation=cv2.INTER_CUBIC)
        xs = dx + np.arange(w // c, dtype=np.float32)
        ys = np.repeat(np.arange(h // c, dtype=np.float32)[:, None], w // c, axis=1)
        plane[:] = cv2.remap(plane, xs, ys, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


class Morph:
    """From one picture to another along the motion between them (dense optical flow, both ways)."""

    def __init__(self, a: U8, b: U8) -> None:
        h, w = a.shape[:2]
        self._frames = exact(a), exact(b)
        k = min(FLOW_PX / max(h, w), 1.0)
        size = (max(round(w * k), 16), max(round(h * k), 16))
        grey = [
            cv2.resize(cv2.cvtColor(p, cv2.COLOR_RGB2GRAY), size, interpolation=cv2.INTER_AREA) for p in (a, b)
        ]
        self.shift = _global_shift(grey[0], grey[1])
        dis = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
        self._ab = self._flow(dis, grey[0], grey[1], (w, h))
        self._ba = self._flow(dis, grey[1], grey[0], (w, h))
        there = _seen_along(grey[1], cv2.resize(self._ab[0], size), size[0] / w)
        before = float(cv2.absdiff(grey[0], grey[1]).mean())
        after = float(cv2.absdiff(grey[0], there).mean())
        self.related = after < 14 or after < 0.55 * before
        """Whether the one can be moved onto the other; else the camera goes on through both."""

    def _flow(self, dis: Any, a: U8, b: U8, size: tuple[int, int]) -> Flows:
        flow = dis.calc(a, b, None)
        flow = cv2.medianBlur(flow, 5)
        flow = cv2.GaussianBlur(flow, (0, 0), 2.5) * (size[0] / a.shape[1])
        half = cv2.resize(flow, (size[0] // 2, size[1] // 2), interpolation=cv2.INTER_LINEAR) / 2
        return cv2.resize(flow, size, interpolation=cv2.INTER_LINEAR), half

    def at(self, k: float) -> Frame:
        """The picture after the part `k` of the way: exactly the one at 0, exactly the other at 1."""
        a, b = self._frames
        if k <= 0 or k >= 1:
            same = Frame(a.w, a.h)
            same.buffer[:] = (a if k <= 0 else b).buffer
            return same
        e = camera.ease(k)
        out = Frame(a.w, a.h)
        moves: tuple[tuple[Frame, Flows | None, float], ...]
        weight = _smooth(0.25, 0.75, k) if self.related else _smooth(0.38, 0.62, k)
        there, back = (self._ba, self._ab) if self.related else (None, None)
        moves = ((a, there, e), (b, back, 1 - e))
        parts = []
        for frame, flow, way in moves:
            parts.append(self._moved(frame, flow, way))
        cv2.addWeighted(parts[0].buffer, 1 - weight, parts[1].buffer, weight, 0, dst=out.buffer)
        return out

    def _moved(self, frame: Frame, flows: Flows | None, way: float) -> Frame:
        out = Frame(frame.w, frame.h)
        for src, dst, c in ((frame.y, out.y, 1), (frame.u, out.u, 2), (frame.v, out.v, 2)):
            h, w = src.shape
            if flows is not None:
                _seen_along(src, flows[c - 1], way, dst)
                continue
            # The camera goes in, through the one picture into the other.
            s = 1 + 0.35 * way
            matrix = np.array([[s, 0, w / 2 * (1 - s)], [0, s, h / 2 * (1 - s)]], np.float64)
            cv2.warpAffine(src, matrix, (w, h), dst=dst, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return out


def _seen_along(plane: U8, flow: F32, way: float, out: U8 | None = None) -> U8:
    """A plane as seen from where the part `way` of a flow (h, w, 2; pixels) leads."""
    at = cv2.scaleAdd(flow, way, places(*plane.shape))
    seen = cv2.remap(plane, at, None, cv2.INTER_LINEAR, out, cv2.BORDER_REPLICATE)  # type: ignore[call-overload]
    return np.asarray(seen, np.uint8)


def _global_shift(a: U8, b: U8) -> tuple[float, float]:
    """How far the whole picture moved, in parts of its width and height."""
    (dx, dy), _ = cv2.phaseCorrelate(a.astype(np.float64), b.astype(np.float64))
    return dx / a.shape[1], dy / a.shape[0]


def _smooth(low: float, high: float, x: float) -> float:
    t = min(max((x - low) / (high - low), 0.0), 1.0)
    return t * t * (3 - 2 * t)


def make(
    start: Path,
    end: Path | None,
    prompt: str,
    stage: Stage,
    move: str | None,
    strength: float,
    seconds: float,
    hour: str | None,
) -> Still:
    """A moving picture of the stage's size; move: the camera's, None where the prompt names none."""
    rgb, alpha = picture(start)
    if alpha is not None:  # what shows through is taken for white, as a browser's page would show it
        a = alpha[..., None].astype(np.float32) / 255
        rgb = (rgb * a + 255 * (1 - a)).astype(np.uint8)
    big, x, y = _laid(rgb, stage.w, stage.h)
    first = np.ascontiguousarray(big[y : y + stage.h, x : x + stage.w])
    last = None if end is None else covered(picture(end)[0], stage.w, stage.h)
    with ThreadPoolExecutor(1) as beside:  # nothing is shown before both are known
        found = beside.submit(regions, first, prompt) if last is None else None
        if move == "static":
            plate = Plate.at_rest(first)
        else:
            # Of the whole picture: what is seen of its subject only in part is harder to tell from what is behind.
            plate = Plate.of(first, cut_out(big).part(x, y, stage.w, stage.h))
    way = Way.over(plate, move, strength, seconds, stage.seed)
    if found is not None:
        hole = None if plate.near is None else plate.cutout.matte
        shown = plate.shown(way.at(t) for t in np.linspace(0, seconds, 48))
        plate.nature = look_for(first, prompt, plate.far, plate.margin, found.result(), hole, shown, stage.seed)
    else:
        plate.nature.not_done = unmoved(prompt, "the picture goes over into the last frame")
    windy = bool(_WINDY.search(prompt.lower())) and last is None
    if windy and move == "static":
        windy = False
        plate.nature.not_done.append("stirring in the wind: all of the picture would, and the camera stands still")
    if way.kept < 1 and last is None:
        plate.nature.not_done.append(
            f"all of the {way.move}: the picture ends at its edge, {round(100 * way.kept)} % of it is done"
        )
    if windy:
        plate.nature.told.append({"what": "wind", "displaced_px": round(STIRS * stage.unit, 1)})
    grades = [(name, table[name]) for name, table in ((hour, HOURS), (stage.weather, WEATHERS)) if name in table]
    still = Still(
        plate=plate,
        first=exact(first),
        last=None if last is None else exact(last),
        stage=stage,
        way=way,
        seconds=seconds,
        windy=windy,
        grades=[] if last is not None and hour is None else grades,
        morph=None if last is None else Morph(first, last),
    )
    still.told = _told(still, rgb)
    return still


def _told(still: Still, rgb: U8) -> dict[str, Any]:
    """What was taken from the picture and done with it."""
    told: dict[str, Any] = {
        "first_frame": {"width": rgb.shape[1], "height": rgb.shape[0], "scaled": "to cover"},
        "palette": palette_of(rgb),
    }
    x, y, w, h = still.plate.cutout.box
    if still.plate.near is not None:
        told["subject"] = {
            "share_percent": round(100 * still.plate.cutout.share, 1),
            "box": [x, y, w, h],
            "sure": round(still.plate.cutout.sure, 2),
            "moved_apart": True,
        }
    elif still.way.move == "static":
        told["subject"] = {"moved_apart": False, "why": "the camera stands still: nothing has to come apart"}
    else:
        told["subject"] = {
            "moved_apart": False,
            "sure": round(still.plate.cutout.sure, 2),
            "why": "nothing stands out surely enough to be cut out: the picture is bent in depth as a whole",
        }
    if still.morph is not None:
        dx, dy = still.morph.shift
        told["last_frame"] = {
            "reached_by": "optical flow" if still.morph.related else "a move of the camera through both pictures",
            "shift_percent": [round(100 * dx, 1), round(100 * dy, 1)],
        }
        if not still.morph.related:
            told["last_frame"]["why"] = "the two pictures have too little in common to move one onto the other"
    else:
        told["camera_path"] = still.way.told()
        told["moves_by_itself"] = still.plate.nature.told
    return told


def palette_of(rgb: U8, count: int = 5) -> list[str]:
    """The picture's main colours as #rrggbb, the most of it first."""
    small = cv2.resize(rgb, (64, 48), interpolation=cv2.INTER_AREA).reshape(-1, 3).astype(np.float32)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 1.0)
    cv2.setRNGSeed(5)
    _, labels, centres = cv2.kmeans(small, count, np.empty(0), criteria, 2, cv2.KMEANS_PP_CENTERS)
    order = np.argsort(-np.bincount(labels.ravel(), minlength=count))
    return ["#" + "".join(f"{round(float(v)):02x}" for v in centres[n]) for n in order]
