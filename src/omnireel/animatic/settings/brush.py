"""A canvas to build things on: flat and shaded shapes, soft shadows, lamps; ends as one layer of the stage.

Shapes are given in canvas pixels and own colours; the canvas lights them, repeats them over its sides when it
wraps, and gives all of them texture, rim and mist when it becomes a layer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import blur, fbm, smooth
from omnireel.animatic.palette import mix, rgb
from omnireel.animatic.settings import common
from omnireel.animatic.stage import Layer, Stage

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
Colour = npt.ArrayLike
Points = Sequence[tuple[float, float]] | F32


class Canvas:
    """Premultiplied 8-bit RGBA (h, w, 4). Row 0 lies at row `top` of the frame.

    far: how much of the air's colour lies over own colours, 0..1. w: None is the stage's period, and repeats.
    """

    def __init__(self, stage: Stage, top: float, bottom: float, *, far: float = 0.0, w: int | None = None) -> None:
        self.stage, self.u, self.top, self.far = stage, stage.unit, int(top), far
        self.wrap = w is None
        self.w, self.h = w or stage.period(), common.even(bottom - int(top))
        self.pix = np.zeros((self.h, self.w, 4), np.uint8)
        self.lamps: list[tuple[float, float, float, F32]] = []
        self.toward = 1.0 if stage.sun[0] >= stage.w / 2 else -1.0  # side of the key

    def lit(self, colour: Colour | str, k: float = 1.0) -> F32:
        """An own colour (or '#hex') under the stage's light, `k` times as bright."""
        own = rgb(colour) if isinstance(colour, str) else np.asarray(colour, np.float32)
        return np.clip(mix(own * self.stage.palette.ambient * k, self.stage.palette.fog, self.far), 0, 1)

    def row(self, y: float) -> float:
        """Canvas row of a row of the frame."""
        return y - self.top

    def _copies(self, x0: float, x1: float) -> list[float]:
        if not self.wrap:
            return [0.0] if x1 > 0 and x0 < self.w else []
        k0, k1 = int(np.floor(x0 / self.w)), int(np.floor(x1 / self.w))
        return [-k * float(self.w) for k in range(k0, k1 + 1)]

    def lay(
        self,
        pts: Points,
        colour: Colour | str,
        to: Colour | str | None = None,
        *,
        across: bool = False,
        alpha: float = 1.0,
        soft: float = 0.0,
        raw: bool = False,
        middle: Colour | str | None = None,
    ) -> None:
        """A closed shape. `to`: colour at its lower (across: right) end; `middle`: halfway. raw: already lit."""
        p = np.asarray(pts, np.float32)
        fix = (lambda c: np.clip(np.asarray(c, np.float32), 0, 1)) if raw else self.lit
        c0 = fix(colour)
        if to is None and alpha >= 1 and not soft:
            full = (float(c0[0]) * 255, float(c0[1]) * 255, float(c0[2]) * 255, 255.0)
            xs = p[:, 0]
            for off in self._copies(float(xs.min()) - 2, float(xs.max()) + 2):
                q = np.rint((p + np.array([off, 0], np.float32)) * 16).astype(np.int32) if off else np.rint(p * 16)
                cv2.fillPoly(self.pix, [q.astype(np.int32)], full, cv2.LINE_AA, 4)
            return
        lo, hi = p.min(0) - 2 - 3 * soft, p.max(0) + 3 + 3 * soft
        for off in self._copies(float(lo[0]), float(hi[0])):
            x0, x1 = max(int(lo[0] + off), 0), min(int(hi[0] + off) + 1, self.w)
            y0, y1 = max(int(lo[1]), 0), min(int(hi[1]) + 1, self.h)
            if x1 <= x0 or y1 <= y0:
                continue
            area = self.pix[y0:y1, x0:x1]
            q = np.round((p + np.array([off - x0, -y0], np.float32)) * 16).astype(np.int32)
            mask = np.zeros(area.shape[:2], np.uint8)
            cv2.fillPoly(mask, [q], 255, cv2.LINE_AA, 4)
            m = mask.astype(np.float32) * np.float32(alpha / 255)
            if soft:
                m = blur(m, soft)
            tone: F32 = c0[None, None] * 255
            if to is not None:
                n, a, b = (
                    (x1 - x0, p[:, 0].min() + off - x0, p[:, 0].max() + off - x0)
                    if across
                    else (
                        y1 - y0,
                        p[:, 1].min() - y0,
                        p[:, 1].max() - y0,
                    )
                )
                t = np.clip((np.arange(n) - a) / max(b - a, 1), 0, 1)[:, None].astype(np.float32)
                c1 = fix(to)
                if middle is not None:
                    cm = fix(middle)
                    ramp = np.where(t < 0.5, mix(c0, cm, t * 2), mix(cm, c1, t * 2 - 1))
                else:
                    ramp = mix(c0, c1, t)
                tone = (ramp[None] if across else ramp[:, None]) * 255
            m = m[..., None]
            area[..., :3] = np.clip(area[..., :3] * (1 - m) + tone * m + 0.5, 0, 255)
            area[..., 3:] = np.clip(area[..., 3:] * (1 - m) + 255 * m + 0.5, 0, 255)

    def rect(self, x0: float, y0: float, x1: float, y1: float, colour: Colour | str, *a: Any, **k: Any) -> None:
        self.lay([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], colour, *a, **k)

    def oval(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        colour: Colour | str,
        to: Colour | str | None = None,
        *,
        start: float = 0.0,
        end: float = 360.0,
        turn: float = 0.0,
        **k: Any,
    ) -> None:
        n = int(np.clip(rx + ry, 10, 60))
        a = np.deg2rad(np.linspace(start, end, n, endpoint=end - start < 360))
        px, py = np.cos(a) * rx, np.sin(a) * ry
        c, s = np.cos(np.deg2rad(turn)), np.sin(np.deg2rad(turn))
        self.lay(np.stack([x + px * c - py * s, y + px * s + py * c], 1), colour, to, **k)

    def stroke(self, pts: Points, wide: float, colour: Colour | str, end: float | None = None, **k: Any) -> None:
        """A line through points, `wide` pixels thick at its start and `end` at its end."""
        p = np.asarray(pts, np.float32)
        d = np.gradient(p, axis=0)
        d /= np.maximum(np.hypot(d[:, :1], d[:, 1:]), 1e-3)
        half = np.linspace(wide, wide if end is None else end, len(p))[:, None] / 2
        side = np.stack([-d[:, 1], d[:, 0]], 1) * half
        self.lay(np.concatenate([p + side, (p - side)[::-1]]), colour, **k)

    def shade(self, x: float, y: float, rx: float, ry: float, alpha: float = 0.4) -> None:
        """A soft dark spot: where something touches, or stands before a wall."""
        soft = min(rx, ry) * 0.45
        dark = self.stage.palette.shadow * self.stage.palette.ambient * 0.35
        self.oval(x, y, max(rx - soft, 1), max(ry - soft, 1), dark, alpha=alpha, soft=soft, raw=True)

    def tube(self, x0: float, y0: float, x1: float, y1: float, colour: Colour | str, **k: Any) -> None:
        """An upright round post."""
        c = self.lit(colour)
        dark, light = c * 0.5, np.clip(c * 1.25 + self.stage.palette.light * 0.05, 0, 1)
        a, b = (dark, light) if self.toward > 0 else (light, dark)
        self.rect(x0, y0, x1, y1, a, b, across=True, middle=c, raw=True, **k)

    def box(
        self, x0: float, y0: float, x1: float, y1: float, colour: Colour | str, lid: float = 0.0, deep: float = 0.0
    ) -> None:
        """A block seen from the front: `lid` pixels of its top show, `deep` of the side away from the key."""
        c = self.lit(colour)
        self.shade((x0 + x1) / 2, y1, (x1 - x0) * 0.56, max(7 * self.u, (x1 - x0) * 0.03), 0.45)
        if deep:
            sx0, sx1 = (x0 - deep, x0) if self.toward > 0 else (x1, x1 + deep)
            out = sx0 if self.toward > 0 else sx1
            inn = x0 if self.toward > 0 else x1
            side = [(inn, y0), (out, y0 - lid), (out, y1 - lid), (inn, y1)]
            self.lay(side, c * 0.55, c * 0.40, raw=True)
        if lid:
            shift = (-deep if self.toward > 0 else deep) if deep else 0
            self.lay(
                [(x0, y0 + 0.5), (x1, y0 + 0.5), (x1 + shift, y0 - lid), (x0 + shift, y0 - lid)],
                np.clip(c * 1.18 + self.stage.palette.light * 0.05, 0, 1),
                c * 1.28,
                raw=True,
            )
        self.rect(x0, y0, x1, y1, c * 1.06, c * 0.72, raw=True)

    def ball(self, x: float, y: float, r: float, colour: Colour | str, ry: float | None = None) -> None:
        c = self.lit(colour)
        ry = r if ry is None else ry
        self.oval(x, y, r, ry, c * 0.62, c * 0.42, raw=True)
        self.oval(
            x + self.toward * r * 0.16, y - ry * 0.14, r * 0.78, ry * 0.76, c, alpha=0.9, soft=r * 0.2, raw=True
        )
        lit = np.clip(c * 1.25 + self.stage.palette.light * 0.10, 0, 1)
        self.oval(
            x + self.toward * r * 0.34, y - ry * 0.36, r * 0.34, ry * 0.30, lit, alpha=0.8, soft=r * 0.2, raw=True
        )

    def glow(self, x: float, y: float, reach: float, colour: Colour | str, power: float = 0.8) -> None:
        """Light that a lamp spreads over what is near it, in the air too."""
        own = rgb(colour) if isinstance(colour, str) else np.asarray(colour, np.float32)
        self.lamps.append((x, y, reach, own * np.float32(power)))

    def leaves(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        colour: Colour | str,
        r: np.random.Generator,
        size: float = 7.0,
        dense: float = 1.0,
    ) -> None:
        """A clump of foliage: dabs, dark at the heart and below, lit towards the key."""
        c = self.lit(colour)
        if self.stage.weather == "snow" and not self.stage.sheltered:
            c = mix(c, self.lit("#e4ebf4"), 0.62)
        light = mix(np.clip(c * 1.5, 0, 1), self.stage.palette.rim * self.stage.palette.ambient, 0.28)
        size *= self.u
        n = int(np.clip(dense * 1.6 * rx * ry / size**2, 14, 420))
        copies = self._copies(x - rx - 2 * size, x + rx + 2 * size)
        a, d = r.uniform(0, 2 * np.pi, n), r.random(n) ** 0.6
        px, py, order = np.cos(a) * d, np.sin(a) * d, np.arange(n) / n
        up = smooth(-0.9, 1.0, 0.5 * px * self.toward - 0.8 * py + r.normal(0, 0.30, n)) * (0.35 + 0.65 * order)
        t = up[:, None] * 2
        tones = np.clip(np.where(t < 1, mix(c * 0.42, c, t), mix(c, light, t - 1)), 0, 1) * 255
        wide = size * (0.6 + 0.8 * r.random(n)) * (1.25 - 0.5 * order)
        axes = np.maximum(np.stack([wide, wide * (0.45 + 0.3 * r.random(n))], 1) * 16, 8).astype(int).tolist()
        spots = (np.stack([x + px * rx, y + py * ry], 1) * 16).astype(int).tolist()
        turns = r.uniform(-50, 50, n).tolist()
        for (ax, ay), axis, turn, tone in zip(spots, axes, turns, tones.tolist(), strict=True):
            for off in copies:
                at = (ax + int(off) * 16, ay)
                cv2.ellipse(self.pix, at, axis, turn, 0, 360, (*tone, 255.0), -1, cv2.LINE_AA, 4)

    def rock(
        self, x: float, base: float, wide: float, tall: float, colour: Colour | str, r: np.random.Generator
    ) -> None:
        """A boulder with a lit and a dark side; its foot goes `0.1 tall` into the ground."""
        c = self.lit(colour)
        n = 11
        a = np.linspace(np.pi * 1.04, np.pi * 1.96, n)
        k = 0.82 + 0.30 * r.random(n)
        px, py = x + np.cos(a) * wide / 2 * k, base + np.sin(a) * tall * k
        self.shade(x - self.toward * wide * 0.15, base, wide * 0.62, max(tall * 0.13, 4 * self.u), 0.4)
        edge = np.stack([px, py], 1)
        foot = [
            (x + wide * 0.5, base + tall * 0.04),
            (x, base + tall * 0.10),
            (x - wide * 0.5, base + tall * 0.04),
        ]
        self.lay(np.concatenate([edge, np.array(foot, np.float32)]), c * 0.80, c * 0.46, raw=True)
        mid = n // 2 + int(r.integers(-2, 3))
        cut = [(x + self.toward * wide * 0.10, base - tall * 0.42), (x + self.toward * wide * 0.16, base)]
        part = edge[mid:] if self.toward > 0 else edge[: mid + 1][::-1]
        self.lay(
            np.concatenate([part, np.array(cut[::-1], np.float32)]),
            np.clip(c * 1.22 + self.stage.palette.light * 0.06 * self.stage.palette.ambient, 0, 1),
            c * 0.72,
            alpha=0.85,
            soft=max(tall * 0.03, 0.6),
            raw=True,
        )

    def halo(self) -> F32:
        """Light of all lamps, (h, w, 3)."""
        k, reach_of = 4, 2.2
        rows, cols = self.h // k + 1, self.w // k
        gx, gy = common.grid(rows, cols)
        light = np.zeros((rows, cols, 3), np.float32)
        for x, y, reach, colour in self.lamps:
            far = reach_of * reach
            for off in self._copies(x - far, x + far):
                across = slice(max(int((x + off - far) / k), 0), max(int((x + off + far) / k) + 1, 0))
                down = slice(max(int((y - far) / k), 0), max(int((y + far) / k) + 1, 0))
                d = np.hypot(gx[:, across] * k - x - off, gy[down] * k - y) / reach
                fall = np.clip(np.exp(-d * 2.6) * 0.75 - 0.0025, 0, None) + np.exp(-((d / 0.22) ** 2)) * 0.5
                light[down, across] += fall[..., None] * colour
        return cv2.resize(np.clip(light, 0, 1), (self.w, self.h), interpolation=cv2.INTER_LINEAR)

    def _used(self, margin: float) -> tuple[int, int]:
        """Even rows between which there is anything, with a margin."""
        rows = np.flatnonzero(self.pix[..., 3].max(axis=1))
        first, last = (int(rows[0]), int(rows[-1])) if len(rows) else (0, 1)
        for _, y, reach, _ in self.lamps:
            first, last = min(first, int(y - 2.2 * reach)), max(last, int(y + 2.2 * reach))
        first, last = max(int(first - margin), 0) & ~1, min(int(last + margin) + 2, self.h)
        return first, max(last - (last - first) % 2, first + 2)

    def layer(
        self,
        depth: float,
        *,
        texture: float = 0.16,
        grain: float = 26.0,
        rim: float = 0.0,
        mist: float = 0.0,
        mist_from: float = 0.6,
        soft: float = 0.0,
        row: float | None = None,
        front: bool = False,
        kind: str = "set",
        **more: Any,
    ) -> Layer:
        """Put all of it on the stage. rim: strength of the key's light along edges; mist: at the foot.
        row: the frame's row it stands on, among the strips of the ground.
        """
        stage, w = self.stage, self.w
        cut, end = self._used(4 * soft * self.u + 8)
        h, top = end - cut, self.top + cut
        rgba = self.pix[cut:end].astype(np.float32) * np.float32(1 / 255)
        if texture:
            noise = fbm(h // 2, w // 2, grain * self.u / 2, 4, stage.seed + len(stage.layers), 1.0, self.wrap)
            noise = cv2.resize(noise, (w, h), interpolation=cv2.INTER_LINEAR)
            rgba[..., :3] *= 1 + (noise[..., None] - 0.5) * texture * 2
        a = rgba[..., 3]
        if rim and stage.palette.rim_power > 0:
            move = np.array([[1, 0, -3.2 * self.toward * self.u], [0, 1, 3.2 * self.u]], np.float32)
            inner = cv2.warpAffine(blur(a, 1.6 * self.u), move, (w, h), borderMode=cv2.BORDER_REPLICATE)
            edge = np.clip(a - inner, 0, 1) * a * rim * stage.palette.rim_power
            rgba[..., :3] += edge[..., None] * stage.palette.rim * (0.4 + 0.6 * stage.palette.ambient) * 0.8
        if mist:
            common.fade_down(rgba, stage, self.h * mist_from - cut, self.h - cut, mist)
        if self.lamps:
            halo = self.halo()[cut:end]
            base = rgba[..., :3]
            own = np.clip(base * halo * 1.6, 0, 1)  # surfaces take light with their colour, air glows by itself
            air = rgba[..., 3:]
            rgba[..., :3] = base + own * (1 - base) + halo * 0.42 * (1 - np.clip(base + own, 0, 1))
            rgba[..., 3:] = air + (1 - air) * np.clip(halo.sum(-1, keepdims=True) * 0.14, 0, 1)
        if soft:
            pad = int(4 * soft * self.u) + 2
            wide = np.concatenate([rgba[:, -pad:], rgba, rgba[:, :pad]], 1) if self.wrap else rgba
            rgba = blur(wide, soft * self.u)
            rgba = rgba[:, pad:-pad] if self.wrap else rgba
        layer = common.add_layer(
            stage,
            np.ascontiguousarray(rgba),
            more.pop("x", 0.0),
            top,
            depth,
            wrap=self.wrap,
            kind=kind,
            front=front,
            **more,
        )
        if row is not None:
            common.stand(stage, layer, row)
        return layer
