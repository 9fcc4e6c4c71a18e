"""A builder of bodies from shared forms: turned profiles, slabs with soft edges, tubes, rings, balls and sheets.

Things are built upright in their own axes (x to the right, y down with the ground at 0, z to the viewer), then
turned about the upright axis and seen from a little above.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from omnireel.animatic.faces import Body, Material, Sheet, normals_of
from omnireel.animatic.solids import F32, Colour, Point, spline
from omnireel.animatic.subjects.materials import MATT

Corner = tuple[float, float, float]
Paint = Colour | Callable[[F32], F32]  # one colour, or colours (m, n, 3) of places (m, n, 3)
RISE = 11.0  # degrees that the viewer looks down


def turning(x: float, y: float, z: float) -> F32:
    """The rotation about x, then z, then y, in degrees."""
    a, b, c = math.radians(x), math.radians(y), math.radians(z)
    rx = np.array([[1, 0, 0], [0, math.cos(a), -math.sin(a)], [0, math.sin(a), math.cos(a)]])
    ry = np.array([[math.cos(b), 0, math.sin(b)], [0, 1, 0], [-math.sin(b), 0, math.cos(b)]])
    rz = np.array([[math.cos(c), -math.sin(c), 0], [math.sin(c), math.cos(c), 0], [0, 0, 1]])
    return np.asarray(ry @ rz @ rx)


def curve(*points: Point, steps: int = 5) -> list[Point]:
    """A smooth open curve through the points, for profiles."""
    return spline(points, False, steps)


def rounded(w: float, d: float, r: float, steps: int = 4) -> list[Point]:
    """The outline of a rectangle (w by d, about 0) with round corners."""
    r = min(r, w / 2 - 0.01, d / 2 - 0.01)
    out = []
    for cx, cz, start in ((1, 1, 0), (-1, 1, 90), (-1, -1, 180), (1, -1, 270)):
        for k in range(steps + 1):
            a = math.radians(start + 90 * k / steps)
            out.append((cx * (w / 2 - r) + r * math.cos(a), cz * (d / 2 - r) + r * math.sin(a)))
    return out


def round_outline(r: float, n: int = 36, squash: float = 1.0) -> list[Point]:
    return [(r * math.cos(2 * math.pi * i / n), squash * r * math.sin(2 * math.pi * i / n)) for i in range(n)]


class Form:
    """Collects sheets; `body` turns them to the viewer. `part` sets where the next ones stand."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.moving: list[Sheet] = []  # before all others, while these stand still
        self._turn = np.eye(3)
        self._at = np.zeros(3)

    @contextmanager
    def part(
        self, x: float = 0, y: float = 0, z: float = 0, yaw: float = 0, pitch: float = 0, roll: float = 0
    ) -> Iterator[None]:
        """Axes of a part: moved to (x, y, z), leaned by pitch (about x), roll (about z) and yaw (about y)."""
        kept = self._turn, self._at
        self._at = kept[1] + kept[0] @ np.array((x, y, z), np.float64)
        self._turn = kept[0] @ turning(pitch, yaw, roll)
        yield
        self._turn, self._at = kept

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is added now moves before a body that stands still: hands, flags, sails."""
        kept, self.sheets = self.sheets, self.moving
        yield
        self.moving, self.sheets = self.sheets, kept

    def sheet(
        self, points: F32, col: Paint, stuff: Material = MATT, closed: bool = False, both: bool = False
    ) -> None:
        """A grid of points (m, n, 3); rows run so that rows x columns looks outward."""
        grid = np.asarray(points, np.float64)
        if closed:
            grid = np.concatenate([grid, grid[:, :1]], axis=1)
            normals = normals_of(grid[:, :-1], True)
            normals = np.concatenate([normals, normals[:, :1]], axis=1)
        else:
            normals = normals_of(grid, False)
        colour = col(grid) if callable(col) else np.asarray(col, np.float32)
        placed = grid @ self._turn.T + self._at
        self.sheets.append(Sheet(placed, normals @ self._turn.T, placed.copy(), colour, stuff, both))

    def lathe(
        self,
        profile: Sequence[Point],
        col: Paint,
        stuff: Material = MATT,
        n: int = 40,
        squash: float = 1.0,
        wobble: Callable[[F32, F32], F32] | None = None,
        crease: float = 0.72,
        both: bool = False,
    ) -> None:
        """A profile (radius, y) turned about the upright axis, from its foot up the outside (and down the inside).

        squash: depth over width. wobble(angle, height share) scales the radius. Corners sharper than `crease`
        (a cosine) stay sharp.
        """
        pts = np.array(profile, np.float64)
        keep = np.r_[True, np.abs(np.diff(pts, axis=0)).max(1) > 1e-6]
        pts = pts[keep]
        ways = np.diff(pts, axis=0)
        ways /= np.linalg.norm(ways, axis=1, keepdims=True)
        breaks = [i + 1 for i in range(len(ways) - 1) if float(ways[i] @ ways[i + 1]) < crease]
        a = np.arange(n) * (2 * math.pi / n)
        low, high = pts[:, 1].max(), pts[:, 1].min()
        for start, end in zip([0, *breaks], [*breaks, len(pts) - 1], strict=True):
            run = pts[start : end + 1]
            r = np.repeat(run[:, :1], n, axis=1)
            if wobble is not None:
                r = r * wobble(a[None, :], (low - run[:, 1:]) / max(low - high, 1e-6))
            y = np.repeat(run[:, 1:], n, axis=1)
            self.sheet(np.dstack([r * np.cos(a), y, -r * np.sin(a) * squash]), col, stuff, True, both)

    def ball(
        self, at: Corner, radii: float | Corner, col: Paint, stuff: Material = MATT, n: int = 24, m: int = 12
    ) -> None:
        rx, ry, rz = (radii, radii, radii) if isinstance(radii, int | float) else radii
        b = np.linspace(-math.pi / 2, math.pi / 2, m + 1)[:, None]
        a = np.arange(n)[None] * (2 * math.pi / n)
        r = np.cos(b)
        points = np.dstack(
            [
                at[0] + rx * r * np.cos(a),
                np.broadcast_to(at[1] - ry * np.sin(b), (m + 1, n)),
                at[2] - rz * r * np.sin(a),
            ]
        )
        self.sheet(points, col, stuff, True)

    def slab(
        self,
        outline: Sequence[Point],
        top: float,
        bottom: float,
        col: Paint,
        stuff: Material = MATT,
        soft: float = 1.0,
    ) -> None:
        """A plate between two heights: an outline (x, z) seen from above, its edges rounded by `soft` units."""
        p = np.array(outline, np.float64)
        if np.sum(p[:, 0] * np.roll(p[:, 1], -1) - np.roll(p[:, 0], -1) * p[:, 1]) > 0:
            p = p[::-1]
        mid = p.mean(0)
        along = np.roll(p, -1, 0) - np.roll(p, 1, 0)
        inward = np.stack([along[:, 1], -along[:, 0]], 1)
        inward /= np.linalg.norm(inward, axis=1, keepdims=True) + 1e-9
        steps = 2 if soft <= 1 else 4  # small edges need no more
        soft = min(soft, (bottom - top) / 2)
        rings = [np.stack([np.full(len(p), mid[0]), np.full(len(p), bottom), np.full(len(p), mid[1])], 1)]
        for inset, up in [(1 - math.sin(t), 1 - math.cos(t)) for t in np.linspace(0, math.pi / 2, steps)]:
            q = p + inward * (inset * soft)
            rings.append(np.stack([q[:, 0], np.full(len(p), bottom - soft * up), q[:, 1]], 1))
        for inset, up in [(1 - math.cos(t), math.sin(t)) for t in np.linspace(0, math.pi / 2, steps)]:
            q = p + inward * (inset * soft)
            rings.append(np.stack([q[:, 0], np.full(len(p), top + soft - soft * up), q[:, 1]], 1))
        rings.append(np.stack([np.full(len(p), mid[0]), np.full(len(p), top), np.full(len(p), mid[1])], 1))
        grid = np.array(rings)
        self.sheet(grid[: steps + 2], col, stuff, True)
        self.sheet(grid[steps:], col, stuff, True)

    def box(
        self,
        at: Corner,
        size: Corner,
        col: Paint,
        stuff: Material = MATT,
        soft: float = 1.5,
        corner: float | None = None,
    ) -> None:
        """A box (width, height, depth) standing on `at`, the middle of its foot."""
        with self.part(*at):
            r = soft if corner is None else corner
            outline = rounded(size[0], size[2], r, 1 if r <= 1 else 4)
            self.slab(outline, -size[1], 0.0, col, stuff, soft)

    def tube(
        self,
        path: Sequence[Corner],
        radius: float | Sequence[float],
        col: Paint,
        stuff: Material = MATT,
        n: int = 12,
        loop: bool = False,
        flat: float = 1.0,
    ) -> None:
        """A tube along a path; loop: its end meets its start. flat: its height over its breadth."""
        p = np.array(path, np.float64)
        m = len(p)
        r = np.full(m, radius, np.float64) if isinstance(radius, int | float) else np.array(radius, np.float64)
        way = np.roll(p, -1, 0) - np.roll(p, 1, 0) if loop else np.gradient(p, axis=0)
        way /= np.linalg.norm(way, axis=1, keepdims=True) + 1e-9
        side = np.cross(way[0], (0.0, 1.0, 0.0))
        if np.linalg.norm(side) < 0.2:
            side = np.cross(way[0], (0.0, 0.0, 1.0))
        rings = []
        a = np.arange(n) * (2 * math.pi / n)
        for i in range(m):
            side = side - way[i] * float(side @ way[i])
            side /= np.linalg.norm(side) + 1e-9
            up = np.cross(way[i], side)
            rings.append(p[i] + r[i] * (np.cos(a)[:, None] * side + flat * np.sin(a)[:, None] * up))
        if loop:
            rings.append(rings[0])
        else:
            first, last = rings[0], rings[-1]
            bends = [(math.sin(t), math.cos(t)) for t in (0.45, 0.9, 1.3, math.pi / 2)]
            for out, share in bends:  # round ends
                rings.insert(0, p[0] + (first - p[0]) * share - way[0] * (0.7 * r[0] * out))
                rings.append(p[-1] + (last - p[-1]) * share + way[-1] * (0.7 * r[-1] * out))
        grid = np.array(rings)[::-1]
        self.sheet(grid, col, stuff, True)

    def ring(
        self,
        at: Corner,
        big: float,
        small: float,
        col: Paint,
        stuff: Material = MATT,
        axis: str = "y",
        n: int = 36,
    ) -> None:
        path = []
        for i in range(n):
            c, s = big * math.cos(2 * math.pi * i / n), big * math.sin(2 * math.pi * i / n)
            x, y, z = {"y": (c, 0.0, s), "z": (c, s, 0.0), "x": (0.0, c, s)}[axis]
            path.append((at[0] + x, at[1] + y, at[2] + z))
        self.tube(path, small, col, stuff, 12, True)

    def plate(self, corners: Sequence[Corner], col: Paint, stuff: Material = MATT, n: int = 2) -> None:
        """A flat quadrilateral: upper left, upper right, lower right, lower left as seen from outside."""
        a, b, c, d = (np.array(v, np.float64) for v in corners)
        s, t = np.linspace(0, 1, n)[None, :, None], np.linspace(0, 1, n)[:, None, None]
        self.sheet((a * (1 - s) + b * s) * (1 - t) + (d * (1 - s) + c * s) * t, col, stuff, both=True)

    def bodies(self, turn: float = 0.0, rise: float = RISE, whole: bool = False) -> list[Body]:
        """What stands still and, before it, what moves; whole: both in one, hiding each other."""
        if whole or not self.moving:
            return [_seen([*self.sheets, *self.moving], turn, rise)]
        return [_seen(self.sheets, turn, rise), _seen(self.moving, turn, rise)]

    def body(self, turn: float = 0.0, rise: float = RISE) -> Body:
        """All of it turned by `turn` degrees, seen from `rise` degrees above."""
        return self.bodies(turn, rise, True)[0]


def seen_at(spot: Corner, turn: float, rise: float) -> Point:
    """Where a place of a form turned so, and seen from so far above, is in the picture."""
    x, y, _ = _view(turn, rise) @ np.asarray(spot)
    return float(x), float(y)


def _view(turn: float, rise: float) -> F32:
    p = math.radians(rise)
    pitch = np.array([[1, 0, 0], [0, math.cos(p), math.sin(p)], [0, -math.sin(p), math.cos(p)]])
    return np.asarray(pitch @ turning(0, turn, 0))


def _seen(sheets: Sequence[Sheet], turn: float, rise: float) -> Body:
    both = _view(turn, rise).T
    out = []
    for s in sheets:
        points, normals = s.points @ both, s.normals @ both
        if s.both:
            normals = np.where(normals[..., 2:] < 0, -normals, normals)
        out.append(
            Sheet(
                np.asarray(points, np.float32),
                np.asarray(normals, np.float32),
                np.asarray(s.own, np.float32),
                s.colour,
                s.stuff,
                s.both,
            )
        )
    return Body(out)
