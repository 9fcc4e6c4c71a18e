"""Figures as soft solids: tapered capsules and puffed patches joined smoothly, lit once, with fur and a rim.

A figure is a list of groups from back to front. A group is solved at low resolution into a distance field
(its
outline), a height field (hence normals) and blended colours, and only the outline and the fur are worked out
at full
size. Units: a figure's own units, x ahead, y down, the ground at y = 0; `scale` is pixels per unit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic import faces
from omnireel.animatic.noise import blur, fbm, smooth
from omnireel.animatic.palette import Light

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
Point = tuple[float, float]
Colour = tuple[float, ...]  # red, green, blue, 0..1
WARM = np.array((1.13, 1.02, 0.94), np.float32)  # what skin does to the light
SOLVE_WIDTH = 230  # pixels: larger figures are solved smaller, and only outlined and furred at full size


@dataclass
class Cap:
    """A round cone from a (radius ra) to b (radius rb). z is its height towards the viewer; fur its hair
    length.
    """

    a: Point
    ra: float
    b: Point
    rb: float
    col: Colour
    z: float = 0.0
    zb: float | None = None
    fur: float = 0.0
    flow: Point | None = None
    gloss: float = 0.0
    glow: float = 0.0


@dataclass
class Patch:
    """A closed outline puffed up from its edge by at most `puff` units: cloth, hulls, fins, car bodies.

    tilt: how its plane rises towards the viewer along the picture's x and y; it is at `z` in the figure's origin.
    """

    points: Sequence[Point]
    col: Colour
    z: float = 0.0
    puff: float = 6.0
    fur: float = 0.0
    flow: Point | None = None
    gloss: float = 0.0
    glow: float = 0.0
    tilt: Point = (0.0, 0.0)


@dataclass
class Group:
    """Parts that melt into each other. `far` (0..1) limbs lie in shadow; `drop` darkens what is behind.

    fine: solved at a higher resolution than the rest of the figure (faces, hands). crisp: how much sharper one
    colour gives way to the next than the outlines melt. fade: it comes in from one point to the next, so that it
    grows out of what is behind it. skin: a colour, and units over which what has it is smoothed, as skin is over
    bone.
    """

    parts: list[Cap | Patch]
    melt: float = 3.0
    far: float = 0.0
    drop: float = 0.0
    fine: bool = False
    crisp: float = 1.0
    fade: tuple[Point, Point] | None = None
    skin: tuple[Colour, float] | None = None
    decals: list[Mark] = field(default_factory=list)


@dataclass
class Mark:
    """A small flat detail on top: an oval (one point, radii `size`, degrees `turn`), the same or an outline with a
    soft edge (`size` wide), a filled outline, or a line (`size` wide).

    stain: multiplies what is there with its colour instead of covering it. air: seen beyond the figure's outline
    as glowing marks are, but lit as the figure is: spray, dust.
    """

    kind: str
    points: Sequence[Point]
    col: Colour
    size: Point = (1.0, 1.0)
    turn: float = 0.0
    alpha: float = 1.0
    glow: float = 0.0
    stain: bool = False
    air: bool = False


@dataclass
class Solid:
    """Hard things with true faces: triangles in space, x to the right, y down, z to the viewer, all in units.

    points: (n, 3, 3) corners; normals: (n, 3, 3) at the corners; colours: (n, 3); looks: (n, 2) gloss and glow.
    """

    points: F32
    normals: F32
    colours: F32
    looks: F32
    drop: float = 0.0


Item = Group | Mark | Solid | faces.Body


@dataclass
class Figure:
    items: list[Item] = field(default_factory=list)
    lift: float = 0.0

    def bounds(self, air: bool = True) -> tuple[float, float, float, float]:
        """Left, top, right, bottom. air: with the spray and dust about it."""
        xs: list[float] = []
        ys: list[float] = []
        for item in self.items:
            if isinstance(item, Solid):
                (x0, y0), (x1, y1) = item.points[..., :2].min((0, 1)), item.points[..., :2].max((0, 1))
                spots = [(float(x0), float(y0), 1.0), (float(x1), float(y1), 1.0)]
            elif isinstance(item, faces.Body):
                left, top, right, bottom = item.box()
                spots = [(left, top, 0.0), (right, bottom, 0.0)]
            elif isinstance(item, Mark):
                if item.air and not air:
                    continue
                grow = max(item.size) * (1.7 if item.kind == "soft" else 1) + 1
                spots = [(x, y, grow) for x, y in item.points]
            else:
                spots = []
                for part in item.parts:
                    if isinstance(part, Cap):
                        spots += [(*part.a, part.ra + part.fur), (*part.b, part.rb + part.fur)]
                    else:
                        spots += [(x, y, part.fur + 1) for x, y in part.points]
            for x, y, grow in spots:
                xs += [x - grow, x + grow]
                ys += [y - grow, y + grow]
        return min(xs), min(ys), max(xs), max(ys)


def mirrored(figure: Figure) -> Figure:
    """The figure facing the other way (rebuilt, not flipped, so that the light stays where it is)."""
    for item in figure.items:
        if isinstance(item, faces.Body):
            item.mirror()
            continue
        if isinstance(item, Solid):
            item.points = item.points * np.array((-1, 1, 1), np.float32)
            item.normals = item.normals * np.array((-1, 1, 1), np.float32)
            continue
        if isinstance(item, Mark):
            item.points = [(-x, y) for x, y in item.points]
            item.turn = -item.turn
            continue
        if item.fade is not None:
            (ax, ay), (bx, by) = item.fade
            item.fade = ((-ax, ay), (-bx, by))
        mirrored(Figure(list(item.decals)))
        for part in item.parts:
            if isinstance(part, Cap):
                part.a, part.b = (-part.a[0], part.a[1]), (-part.b[0], part.b[1])
            else:
                part.points = [(-x, y) for x, y in part.points]
                part.tilt = (-part.tilt[0], part.tilt[1])
            if part.flow is not None:
                part.flow = (-part.flow[0], part.flow[1])
    return figure


def placed(figure: Figure, scale: float, x: float, y: float) -> Figure:
    """The figure at another size and place, as part of a larger one."""

    def to(p: Point) -> Point:
        return p[0] * scale + x, p[1] * scale + y

    for item in figure.items:
        if isinstance(item, faces.Body):
            item.move(scale, x, y)
            continue
        if isinstance(item, Solid):
            item.points = item.points * np.float32(scale) + np.array((x, y, 0), np.float32)
            continue
        if isinstance(item, Mark):
            item.points = [to(p) for p in item.points]
            item.size = (item.size[0] * scale, item.size[1] * scale)
            continue
        item.melt *= scale
        if item.fade is not None:
            item.fade = (to(item.fade[0]), to(item.fade[1]))
        placed(Figure(list(item.decals)), scale, x, y)
        for part in item.parts:
            if isinstance(part, Cap):
                part.a, part.b, part.ra, part.rb = to(part.a), to(part.b), part.ra * scale, part.rb * scale
                part.zb = None if part.zb is None else part.zb * scale
            else:
                part.points, part.puff = [to(p) for p in part.points], part.puff * scale
            part.z, part.fur = part.z * scale, part.fur * scale
            if isinstance(part, Patch):
                part.z -= part.tilt[0] * x + part.tilt[1] * y
    figure.lift *= scale
    return figure


def tilted(figure: Figure, degrees: float) -> Figure:
    """The figure turned about its origin, clockwise; of groups and marks."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))

    def to(p: Point) -> Point:
        return p[0] * c - p[1] * s, p[0] * s + p[1] * c

    for item in figure.items:
        if isinstance(item, Mark):
            item.points, item.turn = [to(p) for p in item.points], item.turn + degrees
        elif isinstance(item, Group):
            if item.fade is not None:
                item.fade = (to(item.fade[0]), to(item.fade[1]))
            tilted(Figure(list(item.decals)), degrees)
            for part in item.parts:
                if isinstance(part, Cap):
                    part.a, part.b = to(part.a), to(part.b)
                else:
                    part.points, part.tilt = [to(p) for p in part.points], to(part.tilt)
                if part.flow is not None:
                    part.flow = to(part.flow)
    return figure


def spline(points: Sequence[Point], closed: bool = True, steps: int = 6) -> list[Point]:
    """A smooth curve through the points (Catmull-Rom)."""
    p = np.array(points, np.float64)
    n = len(p)
    out: list[Point] = []
    for i in range(n if closed else n - 1):
        a, b = p[i], p[(i + 1) % n] if closed else p[i + 1]
        before = p[i - 1] if closed or i > 0 else a
        after = p[(i + 2) % n] if closed else p[min(i + 2, n - 1)]
        for t in np.arange(steps) / steps:
            q = 0.5 * (
                2 * a
                + (b - before) * t
                + (2 * before - 5 * a + 4 * b - after) * t**2
                + (3 * a - before - 3 * b + after) * t**3
            )
            out.append((float(q[0]), float(q[1])))
    if not closed:
        out.append((float(p[-1][0]), float(p[-1][1])))
    return out


@lru_cache(maxsize=1)
def _hair() -> npt.NDArray[Any]:
    """A tile of streaks running in x, 0..1: the grain of all fur. Sampled in each part's own axes, so it
    sticks.
    """
    tile = fbm(256, 512, 3.2, 2, 71, 9.0, True) * 0.75 + fbm(256, 512, 1.6, 1, 72, 10.0, True) * 0.25
    low, high = np.quantile(tile, (0.03, 0.97))
    return np.clip((tile - low) / (high - low) * 255, 0, 255).astype(np.uint8)  # type: ignore[no-any-return]


@dataclass
class _Solved:
    distance: F32
    height: F32
    colour: F32
    flow: F32
    extra: F32  # gloss, glow and, where there is fur, its length (pixels of the sprite)
    hair: F32  # full size


def _patch_fields(
    part: Patch, scale: float, box: tuple[int, int, int, int], ox: float, oy: float, slope: float
) -> tuple[F32, F32]:
    """Signed distance (positive outside) and puffed height of a patch inside its box, in solve pixels."""
    x0, y0, x1, y1 = box
    pts = np.array([[(x * scale + ox - x0) * 16, (y * scale + oy - y0) * 16] for x, y in part.points])
    mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
    cv2.fillPoly(mask, [np.round(pts).astype(np.int32)], 255, cv2.LINE_8, 4)
    inside = cv2.distanceTransform(mask, cv2.DIST_L2, 3)
    outside = np.minimum(cv2.distanceTransform(255 - mask, cv2.DIST_L2, 3), 4096)  # it may lie outside altogether
    distance = np.where(mask > 0, 0.5 - inside, outside - 0.5).astype(np.float32)
    # Softened, or the mask's steps would show along its edge.
    distance = np.asarray(cv2.GaussianBlur(distance, (0, 0), 1.1), np.float32)
    reach = max(part.puff * scale, 1.0)
    t = np.clip(inside / reach, 0, 1)
    height = np.sqrt(np.clip(1 - (1 - t) ** 2, 0, 1)) * reach
    height = cv2.GaussianBlur(height.astype(np.float32), (0, 0), max(reach * 0.18, 0.6))
    if part.tilt != (0.0, 0.0):
        gx, gy = (
            np.arange(x0, x1, dtype=np.float32) - np.float32(ox),
            np.arange(y0, y1, dtype=np.float32) - np.float32(oy),
        )
        height += part.tilt[0] * gx + part.tilt[1] * gy[:, None]
    return distance, np.where(mask > 0, height, -distance * slope).astype(np.float32)


def _solve(group: Group, scale: float, shrink: int, w: int, h: int, ox: float, oy: float) -> _Solved:
    """Solve a group on a (h, w) grid; `scale` is pixels per unit, the sprite is `shrink` times larger."""
    melt = max(group.melt * scale, 0.7)
    merge = max(melt / group.crisp, 0.35)
    round_off = melt / (0.5 + 0.5 * group.crisp)  # how far heights run into each other
    slope = 1.5 + 1.8 * (group.crisp - 1)  # how fast a part falls away outside of its outline
    near = np.zeros((h, w), np.float32)
    weight = np.full((h, w), 1e-6, np.float32)
    soft = np.zeros((h, w), np.float32)
    furry = any(p.fur > 0 for p in group.parts)
    sums = np.zeros(
        (h, w, 8 if furry else 5), np.float32
    )  # colour, gloss, glow; fur and its flow where there is any
    hair = np.zeros((h * shrink, w * shrink), np.float32)
    kept: list[tuple[tuple[int, int, int, int], F32, Cap | Patch, tuple[float, float, float, float]]] = []
    # Exponentials are taken from the highest part so far, or they would run out of range.
    lowest = min(min(p.z, p.zb if isinstance(p, Cap) and p.zb is not None else p.z) for p in group.parts) * scale
    high = np.full((h, w), lowest - 300, np.float32)
    for part in group.parts:
        margin = 3.5 * melt + part.fur * scale + 2
        if isinstance(part, Cap):
            ax, ay, bx, by = (
                part.a[0] * scale + ox,
                part.a[1] * scale + oy,
                part.b[0] * scale + ox,
                part.b[1] * scale + oy,
            )
            ra, rb = part.ra * scale, part.rb * scale
            left, right = min(ax - ra, bx - rb), max(ax + ra, bx + rb)
            top, bottom = min(ay - ra, by - rb), max(ay + ra, by + rb)
        else:
            xs = [x * scale + ox for x, _ in part.points]
            ys = [y * scale + oy for _, y in part.points]
            left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
            ax, ay, bx, by = left, (top + bottom) / 2, right, (top + bottom) / 2
        x0, y0 = max(int(left - margin), 0), max(int(top - margin), 0)
        x1, y1 = min(int(right + margin) + 2, w), min(int(bottom + margin) + 2, h)
        if x1 <= x0 or y1 <= y0:
            continue
        dx, dy = bx - ax, by - ay
        length = math.hypot(dx, dy)
        if isinstance(part, Cap):
            px = np.arange(x0, x1, dtype=np.float32)[None] - np.float32(ax)
            py = np.arange(y0, y1, dtype=np.float32)[:, None] - np.float32(ay)
            t = np.clip((px * dx + py * dy) * (1 / (length * length + 1e-6)), 0, 1)
            qx, qy = px - t * dx, py - t * dy
            d2 = qx * qx + qy * qy
            r = ra + t * (rb - ra)
            distance = np.sqrt(d2) - r
            z = part.z if part.zb is None else part.z + t * (part.zb - part.z)
            height = z * scale + np.where(distance < 0, np.sqrt(np.maximum(r * r - d2, 0)), distance * -slope)
        else:
            distance, height = _patch_fields(part, scale, (x0, y0, x1, y1), ox, oy, slope)
            height = height + part.z * scale
        area = (slice(y0, y1), slice(x0, x1))
        near[area] += np.exp(np.clip(distance * (-1 / melt), -40, 40))
        height = height.astype(np.float32, copy=False)
        before = high[area]
        level = np.maximum(before, height)
        w_here, kept_share = np.exp((height - level) * (1 / merge)), np.exp((before - level) * (1 / merge))
        if merge != melt:
            k = 1 / round_off
            soft[area] = soft[area] * np.exp((before - level) * k) + np.exp((height - level) * k)
        high[area] = level
        weight[area] = weight[area] * kept_share + w_here
        flow = part.flow or ((dx / length, dy / length) if length > 0.01 else (1.0, 0.0))
        norm = math.hypot(*flow) or 1.0
        row = (*part.col, part.gloss, part.glow)
        if furry:
            row = (*row, part.fur * scale * shrink, flow[0] / norm, flow[1] / norm)
        sums[area] *= kept_share[..., None]
        sums[area] += w_here[..., None] * np.array(row, np.float32)
        if furry:
            kept.append(((x0, y0, x1, y1), height, part, (ax, ay, flow[0] / norm, flow[1] / norm)))
    sums /= weight[..., None]
    if furry:
        shares = [(b, np.exp((z - high[b[1] : b[3], b[0] : b[2]]) * (1 / merge)), p, at) for b, z, p, at in kept]
        hair = _hair_field(shares, weight, shrink, scale * (0.62 if group.fine else 1.0), hair)
    return _Solved(
        -melt * np.log(near + 1e-17),
        high + round_off * np.log((soft if merge != melt else weight) + 1e-6),
        sums[..., :3],
        sums[..., 6:8],
        sums[..., 3:6],
        hair,
    )


def _hair_field(
    kept: list[tuple[tuple[int, int, int, int], F32, Cap | Patch, tuple[float, float, float, float]]],
    weight: F32,
    shrink: int,
    scale: float,
    out: F32,
) -> F32:
    """Streak noise (full size) blended from every part's own axes, so that hair stays put while the part
    moves.
    """
    tile = _hair()
    for number, ((x0, y0, x1, y1), w_here, part, (ax, ay, fx, fy)) in enumerate(kept):
        if part.fur <= 0:
            continue
        size = ((x1 - x0) * shrink, (y1 - y0) * shrink)
        # Sprite pixel -> tile pixel: turn into the flow's axes about the part's start; 1 unit = about 3
        # tile pixels.
        k = 2.7 / (scale * shrink)
        cx, cy = (ax - x0) * shrink, (ay - y0) * shrink
        matrix = np.array(
            [
                [fx * k, fy * k, -(fx * cx + fy * cy) * k + 31.7 * number],
                [-fy * k, fx * k, (fy * cx - fx * cy) * k + 57.3 * number],
            ],
            np.float64,
        )
        streaks = cv2.warpAffine(
            tile, matrix, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_WRAP
        )
        share = cv2.resize(w_here / weight[y0:y1, x0:x1], size, interpolation=cv2.INTER_LINEAR)
        out[y0 * shrink : y1 * shrink, x0 * shrink : x1 * shrink] += cv2.multiply(
            streaks, share, dtype=cv2.CV_32F, scale=1 / 255
        )
    return out


def _smoothed(solved: _Solved, skin: Colour, reach: float) -> tuple[F32, F32]:
    """Heights with those of skin blurred by `reach` pixels among themselves, and where there is skin, 0..1."""
    other = np.square(solved.colour - np.array(skin, np.float32)).sum(-1)
    bare = np.asarray(np.exp(other * np.float32(-160)) * (solved.distance < 1), np.float32)
    weight = blur(bare, reach) + np.float32(1e-4)
    soft = blur(solved.height * bare, reach) / weight
    bare = np.asarray(cv2.GaussianBlur(bare, (0, 0), 0.8), np.float32)
    return solved.height + (soft - solved.height) * bare, bare


def _shade(
    solved: _Solved,
    light: Light,
    scale: float,
    far: float,
    under: F32 | None = None,
    skin: tuple[Colour, float] | None = None,
) -> F32:
    """Colour (h, w, 3) of a solved group under the light, at solve size.

    under: how much of the figure lies behind already, 0..1. Only the outer edge of a figure is rimmed.
    """
    height, bare = solved.height, np.zeros_like(solved.height)
    if skin is not None:
        height, bare = _smoothed(solved, skin[0], max(skin[1] * scale, 1.0))
    height = cv2.GaussianBlur(height, (0, 0), 0.8)
    gx = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3) * 0.125
    gy = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3) * 0.125
    inv = 1 / np.sqrt(gx * gx + gy * gy + 1)
    # What lies in a hollow is darker.
    hollow = np.clip((blur(height, max(5 * scale, 1)) - height) / max(9 * scale, 1), 0, 1)
    h, w = height.shape
    rough = (fbm(h, w, max(7 * scale, 2), 2, 5) - 0.5) * 0.22 * (1 - 0.8 * bare)
    rim_width = max(light.rim_width * scale, 1.2)
    edge = np.clip(1 + solved.distance / rim_width, 0, 1) ** 2.0
    if under is not None:
        edge = edge * (1 - 0.85 * under)
    # Only what is shown is lit: the figure, and as far about it as its fur may reach.
    reach = 3.0 + (float(solved.extra[..., 2].max()) if solved.extra.shape[2] > 2 else 0.0)
    shown = solved.distance < reach
    out = np.zeros_like(solved.colour)
    if not shown.any():
        return out
    nx, ny, nz = (-gx * inv)[shown], (-gy * inv)[shown], inv[shown]
    out[shown] = _lit(
        solved.colour[shown],
        (nx, ny, nz),
        solved.extra[shown],
        light,
        rough[shown],
        hollow[shown],
        edge[shown],
        far,
        bare[shown],
    )
    if skin is not None:
        out *= 1 + bare[..., None] * (WARM - 1)  # blood shines through, in the shade most of all
    return out


def _lit(
    base: F32,
    normal: tuple[F32, F32, F32],
    extra: F32,
    light: Light,
    rough: F32 | float,
    hollow: F32 | float,
    edge: F32,
    far: float = 0.0,
    bare: F32 | float = 0.0,
) -> F32:
    """Own colours (h, w, 3) seen in the light, by their normals. extra: gloss and glow; edge: where rims go; bare:
    where there is skin, whose shadows the light that goes through it fills."""
    nx, ny, inv = normal
    kx, ky, kz = light.key
    key = nx * kx + ny * ky + inv * kz + rough
    soft = light.softness
    t1 = smooth(0.03 - 0.3 * soft, 0.03 + 0.3 * soft, key)[..., None]
    t2 = smooth(0.6 - 0.22 * soft, 0.6 + 0.22 * soft, key)[..., None]
    through = 0.45 * np.asarray(bare, np.float32)[..., None]
    out = base * (light.shadow + (light.mid - light.shadow) * through)
    out = out + (base * light.mid - out) * t1
    out = out + (np.minimum(base * light.lit + 0.02, 1.05) - out) * t2
    out = out * (1 - (0.42 - 0.4 * through) * np.asarray(hollow, np.float32)[..., None])
    # The ground throws some of its own colour up.
    up = np.clip(ny * 0.95 + inv * 0.2, 0, 1)[..., None]
    out = out + light.bounce * up * base * 0.9
    rx, ry = light.rim_dir
    facing = smooth(-0.15, 0.8, nx * rx + ny * ry)
    rim = edge * facing * light.rim_power
    out = out + light.rim * rim[..., None]
    cool = edge * smooth(0.0, 0.9, -(nx * rx + ny * ry) + 0.2) * 0.30
    out = out + light.cool * cool[..., None]
    gloss = extra[..., 0]
    if float(gloss.max()) > 0.01:
        hx, hy, hz = kx, ky - 0.25, kz + 1.1
        norm = math.sqrt(hx * hx + hy * hy + hz * hz)
        shine = np.clip((nx * hx + ny * hy + inv * hz) / norm, 0, 1)
        out = out + (gloss * (shine**26 * 0.75 + shine**5 * 0.1))[..., None] * light.rim
        sky = smooth(0.05, 0.7, -ny) * gloss * 0.24
        out = out + (light.sky - out) * sky[..., None]
    if far:
        out = out * (1 - 0.38 * far)
        out = out + (light.fog - out) * (0.08 * far)
    glow = extra[..., 1:2]
    out = out + (base * 1.25 - out) * np.clip(glow, 0, 1)
    return np.asarray(out, np.float32)


def _lay_solid(out: F32, item: Solid, light: Light, scale: float, ox: float, oy: float) -> None:
    """Draw faces with a depth buffer, twice as fine as the picture, lit by their true normals."""
    fine = 2
    pts = item.points * np.float32(scale * fine)
    pts[..., 0] += ox * fine
    pts[..., 1] += oy * fine
    fh, fw = out.shape[0] * fine, out.shape[1] * fine
    depth = np.full((fh, fw), -1e9, np.float32)
    which = np.full((fh, fw), -1, np.int32)
    # Shares u, v of the second and third corner, and the depth, are planes over the picture: (x, y, 1) @ plane.
    (ax, ay, az), (bx, by, bz), (cx, cy, cz) = (pts[:, k].T.astype(np.float64) for k in range(3))
    area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
    area = np.where(np.abs(area) < 1e-6, np.inf, area)
    us = np.stack([(cy - ay) / area, -(cx - ax) / area], 1)
    vs = np.stack([-(by - ay) / area, (bx - ax) / area], 1)
    us = np.column_stack([us, -(us[:, 0] * ax + us[:, 1] * ay)]).astype(np.float32)
    vs = np.column_stack([vs, -(vs[:, 0] * ax + vs[:, 1] * ay)]).astype(np.float32)
    zs = (us * (bz - az)[:, None] + vs * (cz - az)[:, None]).astype(np.float32)
    zs[:, 2] += az
    lows = np.clip(np.floor(pts[..., :2].min(1)).astype(int), 0, (fw, fh)).tolist()
    highs = np.clip(np.ceil(pts[..., :2].max(1)).astype(int) + 1, 0, (fw, fh)).tolist()
    xs, ys = np.arange(fw, dtype=np.float32)[None] + 0.5, np.arange(fh, dtype=np.float32)[:, None] + 0.5
    for n in np.flatnonzero(item.normals[..., 2].max(1) > -0.02).tolist():  # what looks away is hidden
        (x0, y0), (x1, y1) = lows[n], highs[n]
        if x1 <= x0 or y1 <= y0:
            continue
        px, py = xs[:, x0:x1], ys[y0:y1]
        u = us[n, 0] * px + (us[n, 1] * py + us[n, 2])
        v = vs[n, 0] * px + (vs[n, 1] * py + vs[n, 2])
        z = zs[n, 0] * px + (zs[n, 1] * py + zs[n, 2])
        known = depth[y0:y1, x0:x1]
        ok = (np.minimum(np.minimum(u, v), 1 - u - v) >= -1e-4) & (z > known)
        np.copyto(known, z, where=ok)
        np.copyto(which[y0:y1, x0:x1], n, where=ok)
    hit = which >= 0
    if not hit.any():
        return
    index = which[hit]
    row, column = np.nonzero(hit)
    spots = np.stack([column + 0.5, row + 0.5, np.ones(len(row))], 1).astype(np.float32)
    u = (us[index] * spots).sum(1, keepdims=True)
    v = (vs[index] * spots).sum(1, keepdims=True)
    corners = item.normals[index]
    normal = corners[:, 0] * (1 - u - v) + corners[:, 1] * u + corners[:, 2] * v
    normal /= np.sqrt((normal * normal).sum(-1, keepdims=True)) + 1e-6
    nx, ny, nz = normal[:, 0], normal[:, 1], np.abs(normal[:, 2])
    looks = item.looks[index]
    inside = cv2.distanceTransform(hit.astype(np.uint8), cv2.DIST_L2, 3)[hit]
    edge = np.clip(1 - inside / max(light.rim_width * 0.6 * scale * fine, 1.5), 0, 1) ** 2.0
    rgb = _lit(item.colours[index], (nx, ny, nz), looks, light, 0.0, 0.0, edge)
    # What is polished mirrors the sky above and the ground below, most where it turns away.
    mirror = (0.10 + 0.60 * (1 - nz) ** 2.5) * looks[:, 0] * (1 - np.clip(looks[:, 1], 0, 1))
    above = smooth(-0.12, 0.30, -2 * nz * ny)[:, None]
    ground = light.fog * 0.22
    rgb = rgb + (ground + (light.sky * 1.05 - ground) * above - rgb) * mirror[:, None]
    for aside, colour in light.around:
        # Upright lamps: seen where the way back from the eye leads to their side, from the horizon up.
        streak = np.exp(-(((2 * nz * nx - aside) / 0.13) ** 2)) * smooth(0.25, -0.25, 2 * nz * ny)
        rgb = rgb + (streak * (0.30 + 1.6 * mirror) * looks[:, 0])[:, None] * colour
    flat = np.zeros((fh, fw, 4), np.float32)
    flat[hit, :3], flat[hit, 3] = np.clip(rgb, 0, 1.1), 1
    small = cv2.resize(flat, (out.shape[1], out.shape[0]), interpolation=cv2.INTER_AREA)
    alpha = small[..., 3:]
    out *= 1 - alpha
    out += small


def _glow_mark(rgba: F32, mark: Mark, scale: float, ox: float, oy: float, dim: Colour = (1.0, 1.0, 1.0)) -> None:
    """A soft oval of light or of spray onto premultiplied RGBA: flames, steam and foam are made of hundreds."""
    h, w = rgba.shape[:2]
    rx, ry = (max(size * scale, 0.6) for size in mark.size)
    cx, cy = mark.points[0][0] * scale + ox, mark.points[0][1] * scale + oy
    c, s = math.cos(math.radians(mark.turn)), math.sin(math.radians(mark.turn))
    wide, high = 1.7 * math.hypot(rx * c, ry * s), 1.7 * math.hypot(rx * s, ry * c)
    x0, y0 = max(int(cx - wide), 0), max(int(cy - high), 0)
    x1, y1 = min(int(cx + wide) + 2, w), min(int(cy + high) + 2, h)
    if x1 <= x0 or y1 <= y0:
        return
    dx = np.arange(x0, x1, dtype=np.float32) + np.float32(0.5 - cx)
    dy = (np.arange(y0, y1, dtype=np.float32) + np.float32(0.5 - cy))[:, None]
    if mark.turn:
        dx, dy = dx * np.float32(c) + dy * np.float32(s), dy * np.float32(c) - dx * np.float32(s)
    inside = np.maximum(1 - (dy * np.float32(1 / (1.7 * ry))) ** 2 - (dx * np.float32(1 / (1.7 * rx))) ** 2, 0)
    a = (inside * inside * (np.float32(1.25) - np.float32(0.25) * inside) * np.float32(mark.alpha))[..., None]
    part = rgba[y0:y1, x0:x1]
    part *= 1 - a
    part += a * np.array((*(c * d for c, d in zip(mark.col, dim, strict=True)), 1.0), np.float32)


def _mark(rgba: F32, mark: Mark, scale: float, ox: float, oy: float, dim: Colour) -> None:
    """Draw a mark onto premultiplied RGBA, antialiased."""
    light = mark.air or (mark.glow and not mark.turn)
    if mark.kind == "soft" and len(mark.points) == 1 and light and not mark.stain:
        _glow_mark(rgba, mark, scale, ox, oy, (1.0, 1.0, 1.0) if mark.glow else dim)
        return
    h, w = rgba.shape[:2]
    pts = np.array([[x * scale + ox, y * scale + oy] for x, y in mark.points], np.float64)
    grow = max(mark.size) * scale * (2.1 if mark.kind == "soft" else 1) + 3
    x0, y0 = max(int(pts[:, 0].min() - grow), 0), max(int(pts[:, 1].min() - grow), 0)
    x1, y1 = min(int(pts[:, 0].max() + grow) + 1, w), min(int(pts[:, 1].max() + grow) + 1, h)
    if x1 <= x0 or y1 <= y0:
        return
    mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
    local = np.round((pts - (x0, y0)) * 16).astype(np.int32)
    if mark.kind == "soft" and len(pts) > 2:
        cv2.fillPoly(mask, [local], 255, cv2.LINE_AA, 4)
        mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), max(0.42 * mark.size[0] * scale, 0.6)), np.uint8)
    elif mark.kind in ("oval", "soft"):
        axes = (max(int(mark.size[0] * scale * 16), 8), max(int(mark.size[1] * scale * 16), 8))
        cv2.ellipse(mask, tuple(int(v) for v in local[0]), axes, mark.turn, 0, 360, 255, -1, cv2.LINE_AA, 4)
        if mark.kind == "soft":
            soft = blur(mask.astype(np.float32), max(0.42 * min(mark.size) * scale, 0.6))
            mask = np.clip(soft + 0.5, 0, 255).astype(np.uint8)
    elif mark.kind == "fill":
        cv2.fillPoly(mask, [local], 255, cv2.LINE_AA, 4)
    else:
        width = mark.size[0] * scale
        cv2.polylines(mask, [local], False, 255, max(round(width), 1), cv2.LINE_AA, 4)
        if width < 1:
            mask = cv2.convertScaleAbs(mask, alpha=max(width, 0.25))
    a = (mask.astype(np.float32) * np.float32(mark.alpha / 255))[..., None]
    part = rgba[y0:y1, x0:x1]
    if mark.stain:
        part[..., :3] *= 1 - a * (1 - np.array(mark.col, np.float32))
        return
    shade = np.array(mark.col, np.float32) * (1.0 if mark.glow else np.array(dim, np.float32))
    if mark.glow or mark.air:
        part[..., :3] += (shade - part[..., :3]) * a
        part[..., 3:] += (1 - part[..., 3:]) * a
    else:
        part[..., :3] += (shade * part[..., 3:] - part[..., :3]) * a


def _group_bounds(group: Group) -> tuple[float, float, float, float]:
    return Figure([group]).bounds()


def _lay_group(out: F32, item: Group, light: Light, scale: float, shrink: int, ox: float, oy: float) -> None:
    """Solve, shade and lay one group on the picture; works only on the part of the picture it covers.

    (ox, oy): the figure's origin in solve pixels.
    """
    fh, fw = out.shape[:2]
    if item.fine and shrink > 1:
        finer = shrink - 1
        ox, oy, shrink = ox * shrink / finer, oy * shrink / finer, finer
    q = scale / shrink
    left, top, right, bottom = _group_bounds(item)
    pad = 3 * item.melt * q + 3 + 5 * q * (1 if item.drop else 0)
    x0, y0 = max(int(left * q + ox - pad), 0), max(int(top * q + oy - pad), 0)
    x1, y1 = (
        min(int(right * q + ox + pad) + 1, fw // shrink),
        min(int(bottom * q + oy + pad) + 1, fh // shrink),
    )
    if x1 - x0 < 2 or y1 - y0 < 2:
        return
    w, h = x1 - x0, y1 - y0
    solved = _solve(item, q, shrink, w, h, ox - x0, oy - y0)
    area = out[y0 * shrink : y1 * shrink, x0 * shrink : x1 * shrink]
    size = (w * shrink, h * shrink)
    behind = np.ascontiguousarray(area[..., 3])
    under = None
    if float(behind.max()) > 0.5:
        under = cv2.resize(behind, (w, h), interpolation=cv2.INTER_AREA) if shrink > 1 else behind
        under = blur(np.asarray(under, np.float32), max(1.5 * q, 0.8))
    shaded = _shade(solved, light, q, item.far, under, item.skin)
    stain: F32 | None = None
    if item.decals:
        stain = np.ones((size[1], size[0], 4), np.float32)
        for mark in item.decals:
            mark.stain = True
            _mark(stain, mark, scale, (ox - x0) * shrink, (oy - y0) * shrink, (1.0, 1.0, 1.0))
        stain = np.ascontiguousarray(stain[..., :3])
    fur = solved.extra[..., 2] if solved.extra.shape[2] > 2 else None
    if fur is not None and float(fur.max()) > 0.4:
        gx = (np.arange(size[0], dtype=np.float32)[None] + 0.5) * np.float32(1 / shrink) - np.float32(0.5)
        gy = (np.arange(size[1], dtype=np.float32)[:, None] + 0.5) * np.float32(1 / shrink) - np.float32(0.5)
        push = (fur * np.float32(1.25 / shrink))[..., None] * solved.flow
        full = cv2.resize(np.dstack([push, fur]), size, interpolation=cv2.INTER_LINEAR)
        hair = solved.hair
        lean = hair - np.float32(0.35)
        map_x, map_y = gx - full[..., 0] * lean, gy - full[..., 1] * lean
        distance = cv2.remap(solved.distance, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        rgb = cv2.remap(shaded, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        if stain is not None:
            stain = cv2.remap(
                stain,
                (map_x + 0.5) * shrink - 0.5,
                (map_y + 0.5) * shrink - 0.5,
                cv2.INTER_LINEAR,
                borderMode=cv2.BORDER_REPLICATE,
            )
        streak = (hair - np.float32(0.5)) * np.clip(
            full[..., 2] * np.float32(0.36 / max(3.0 * scale, 0.5)), 0.10, 0.34
        ) + 1
        rgb *= streak[..., None]
    else:
        distance = cv2.resize(solved.distance, size, interpolation=cv2.INTER_LINEAR)
        rgb = cv2.resize(shaded, size, interpolation=cv2.INTER_LINEAR)
    if stain is not None:
        rgb = rgb * stain
    alpha = np.clip(np.float32(0.5) - distance * np.float32(shrink / 1.2), 0, 1)
    if item.fade is not None:
        (ax, ay), (bx, by) = (
            (px * scale + (ox - x0) * shrink, py * scale + (oy - y0) * shrink) for px, py in item.fade
        )
        dx, dy = bx - ax, by - ay
        along = (np.arange(size[0], dtype=np.float32)[None] - ax) * dx + (
            np.arange(size[1], dtype=np.float32)[:, None] - ay
        ) * dy
        alpha = alpha * smooth(0.0, 1.0, along / max(dx * dx + dy * dy, 1e-6))
    if item.drop:
        soft = blur(alpha, 3.5 * scale)
        move = np.array([[1, 0, -light.key[0] * 4 * scale], [0, 1, 5 * scale]], np.float32)
        soft = cv2.warpAffine(soft, move, size)
        area[..., :3] *= (1 - item.drop * soft)[..., None]
    area *= (1 - alpha)[..., None]
    np.clip(rgb, 0, 1.1, out=rgb)
    area[..., :3] += rgb * alpha[..., None]
    area[..., 3] += alpha


def paint(
    figure: Figure, light: Light, scale: float, hold: float = 0.0, floor: float | None = None
) -> tuple[F32, float, float]:
    """Paint a figure. Returns premultiplied RGBA (h, w, 4), even size, and the pixel (x, y) of the figure's
    origin.

    hold: extra empty border in pixels (for outlines and glows added later). floor: the lowest row painted, in
    units; what lies below is cut off.
    """
    scale = float(scale)
    left, top, right, bottom = (float(v) for v in figure.bounds())
    if floor is not None:
        bottom = min(bottom, max(floor, top + 4))
    border = 6 + hold
    shrink = int(np.clip(round((right - left) * scale / SOLVE_WIDTH), 1, 4))
    step = 2 * shrink
    fw = int(((right - left) * scale + 2 * border) / step + 1) * step
    fh = int(((bottom - top) * scale + 2 * border) / step + 1) * step
    ox, oy = border - left * scale, border - top * scale
    if any(isinstance(item, faces.Body) for item in figure.items):
        ox, oy = float(round(ox)), float(round(oy))  # a body keeps its pixels whatever moves around it
    out = np.zeros((fh, fw, 4), np.float32)
    dim = tuple(float(v) for v in np.clip(light.mid, 0, 1))
    for item in figure.items:
        if isinstance(item, Mark):
            _mark(out, item, scale, ox, oy, dim)
        elif isinstance(item, Solid):
            _lay_solid(out, item, light, scale, ox, oy)
        elif isinstance(item, faces.Body):
            faces.lay(out, item, light, scale, ox, oy)
        elif item.parts:
            _lay_group(out, item, light, scale, shrink, ox / shrink, oy / shrink)
    return np.clip(out, 0, 1), ox, oy
