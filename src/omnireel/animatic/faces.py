"""Bodies with true surfaces: curved sheets in space, hidden by depth, lit by their normals and their material.

A body is a list of sheets, each a grid of points; what they are made of says how they answer the light: tones,
mirroring of a lamp and a horizon, grain, clearness. Units and axes as everywhere: x to the right, y down, z to the
viewer.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import blur, fbm, smooth
from omnireel.animatic.palette import Light

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
FINE = 2  # subpixels a side


@dataclass(frozen=True)
class Material:
    """gloss: mirrors a lamp in its clear skin. metal: mirrors everything, in its own colour. clear: the share of
    what is behind that shows through where it is looked at straight. wrap: light that wanders inside (wax, cream,
    fruit). grain: depth of its pattern, in lumps of `lump` units, `stretch` times longer across. glow: own light.
    """

    gloss: float = 0.0
    metal: float = 0.0
    clear: float = 0.0
    wrap: float = 0.0
    grain: float = 0.0
    lump: float = 6.0
    stretch: float = 1.0
    glow: float = 0.0

    def numbers(self) -> tuple[float, ...]:
        return self.gloss, self.metal, self.clear, self.wrap, self.grain, self.lump, self.stretch, self.glow


@dataclass
class Sheet:
    """points, normals: (m, n, 3); own: the places that its grain is taken from, which stay when it is turned.

    colour: (3,) or one for each point, (m, n, 3).
    """

    points: F32
    normals: F32
    own: F32
    colour: F32
    stuff: Material
    both: bool = False  # seen from the back too


@dataclass
class Body:
    """Sheets that hide each other by depth. drop: how much it darkens what lies behind it."""

    sheets: list[Sheet] = field(default_factory=list)

    def box(self) -> tuple[float, float, float, float]:
        low = np.min([s.points[..., :2].min((0, 1)) for s in self.sheets], axis=0)
        high = np.max([s.points[..., :2].max((0, 1)) for s in self.sheets], axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def mirror(self) -> None:
        """Face the other way, in place."""
        flip = np.array((-1, 1, 1), np.float32)
        for sheet in self.sheets:
            sheet.points, sheet.normals = sheet.points * flip, sheet.normals * flip

    def move(self, scale: float, x: float, y: float) -> None:
        """Another size and place, in place."""
        for sheet in self.sheets:
            sheet.points = sheet.points * np.float32(scale) + np.array((x, y, 0), np.float32)
            sheet.own = sheet.own * np.float32(scale)


def normals_of(points: F32, closed: bool) -> F32:
    """Normals (m, n, 3) of a grid, smoothed; closed: the last column meets the first."""
    p = np.concatenate([points, points[:, :1]], axis=1) if closed else points
    face = np.cross(p[1:, 1:] - p[:-1, :-1], p[:-1, 1:] - p[1:, :-1])
    m, n = points.shape[:2]
    out = np.zeros((m, p.shape[1], 3), np.float64)
    for a in (0, 1):
        for b in (0, 1):
            out[a : a + m - 1, b : b + face.shape[1]] += face
    if closed:
        out[:, 0] += out[:, -1]
        out = out[:, :n]
    for row in (0, -1):  # a pole is one point, whatever the number of its columns
        if np.ptp(points[row], axis=0).max() < 1e-6:
            out[row] = out[row].mean(0)
    return np.asarray(out / (np.linalg.norm(out, axis=-1, keepdims=True) + 1e-9), np.float32)


@lru_cache(maxsize=1)
def _lumps() -> F32:
    """A tile of lumps, -1..1, about 8 pixels a lump."""
    tile = fbm(256, 256, 8.0, 3, 91, 1.0, True)
    low, high = np.quantile(tile, (0.02, 0.98))
    return np.asarray(np.clip((tile - low) / (high - low) * 2 - 1, -1, 1), np.float32)


@dataclass
class _Hits:
    """What is seen in each subpixel: which triangle of all, and how near it is."""

    which: F32
    z: F32


@dataclass
class _Drawn:
    """A sheet's triangles: corners (k, 3) as numbers of its points; shares (k, 6): how much of the second and of
    the third corner a subpixel shows, as a * x + b * y + c each.
    """

    corners: F32
    shares: F32


def _draw(hits: _Hits, sheet: Sheet, first: int, scale: float, ox: float, oy: float, back: bool) -> _Drawn:
    """Draw one sheet into the hits, nearer before farther; triangles that look away are left out."""
    m, n = sheet.points.shape[:2]
    at = np.arange(m * n, dtype=np.int32).reshape(m, n)
    a, b, c, d = at[:-1, :-1].ravel(), at[:-1, 1:].ravel(), at[1:, 1:].ravel(), at[1:, :-1].ravel()
    tris = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    flat = sheet.points.reshape(-1, 3) * scale + np.array((ox, oy, 0))
    corners = flat[tris]
    q, e1, e2 = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    area = e1[:, 0] * e2[:, 1] - e2[:, 0] * e1[:, 1]
    keep = np.abs(area) > 1e-4
    if not sheet.both:
        facing = sheet.normals.reshape(-1, 3)[tris, 2].max(1) > -0.02
        keep &= ~facing if back else facing
    inv = 1 / np.where(keep, area, 1.0)
    ux, uy = e2[:, 1] * inv, -e2[:, 0] * inv
    vx, vy = -e1[:, 1] * inv, e1[:, 0] * inv
    uc, vc = -(ux * q[:, 0] + uy * q[:, 1]), -(vx * q[:, 0] + vy * q[:, 1])
    drawn = _Drawn(tris, np.stack([ux, uy, uc, vx, vy, vc], 1).astype(np.float32))
    chosen = np.flatnonzero(keep)
    if not len(chosen):
        return drawn
    order = chosen[np.argsort(corners[chosen, :, 2].mean(1), kind="stable")]
    spots = corners[order]
    h, w = hits.z.shape
    x0, y0 = np.maximum(np.floor(spots[..., :2].min((0, 1))).astype(int) - 1, 0)
    x1, y1 = np.minimum(np.ceil(spots[..., :2].max((0, 1))).astype(int) + 2, (w, h))
    if x1 <= x0 or y1 <= y0:
        return drawn
    local = np.full((y1 - y0, x1 - x0), -1, np.int32)
    pixels = np.round((spots[..., :2] - (x0, y0)) * 16 - 8).astype(np.int32)
    for place, number in zip(pixels, order.tolist(), strict=True):
        cv2.fillConvexPoly(local, place, number, cv2.LINE_8, 4)
    # How near each subpixel is, by the plane of its triangle, held within the triangle's own span.
    plane = np.stack(
        [
            ux * e1[:, 2] + vx * e2[:, 2],
            uy * e1[:, 2] + vy * e2[:, 2],
            q[:, 2] + uc * e1[:, 2] + vc * e2[:, 2],
            corners[..., 2].min(1),
            corners[..., 2].max(1),
        ],
        1,
    ).astype(np.float32)
    inside = np.flatnonzero(local.ravel() >= 0)
    k = local.ravel()[inside]
    ys, xs = np.divmod(inside.astype(np.int32), np.int32(x1 - x0))
    own = plane[k]
    z = own[:, 0] * (xs + (x0 + 0.5)).astype(np.float32) + own[:, 1] * (ys + (y0 + 0.5)).astype(np.float32)
    z += own[:, 2]
    z = np.minimum(np.maximum(z, own[:, 3]), own[:, 4])
    where = (ys + np.int32(y0)) * np.int32(w) + (xs + np.int32(x0))
    deep, which = hits.z.ravel(), hits.which.ravel()
    nearer = z > deep[where]
    where = where[nearer]
    which[where] = k[nearer] + first
    deep[where] = z[nearer]
    return drawn


_kept: OrderedDict[bytes, tuple[F32, int, int]] = OrderedDict()
_keeping = threading.Lock()
KEPT_MAX = 3  # painted bodies: where only steam or flames move, the body is painted once for all phases


def _told(body: Body, light: Light, scale: float) -> bytes:
    """A name for what a body looks like: everything that it is painted from."""
    told = hashlib.blake2b(
        repr((scale, [np.asarray(getattr(light, f.name)).tolist() for f in fields(light)])).encode(),
        digest_size=20,
    )
    for sheet in body.sheets:
        told.update(repr(sheet.stuff).encode())
        for part in (sheet.points, sheet.normals, np.asarray(sheet.colour)):
            told.update(np.ascontiguousarray(part).tobytes())
    return told.digest()


def lay(out: F32, body: Body, light: Light, scale: float, ox: float, oy: float) -> None:
    """Lay the body on premultiplied RGBA (h, w, 4), its origin at the whole pixel (ox, oy)."""
    x, y = round(ox), round(oy)
    name = _told(body, light, scale)
    with _keeping:
        kept = _kept.get(name)
    if kept is None:
        left, top, right, bottom = (v * scale for v in body.box())
        ax, ay = 4 - int(np.floor(left)), 4 - int(np.floor(top))
        picture = np.zeros((int(np.ceil(bottom)) + ay + 5, int(np.ceil(right)) + ax + 5, 4), np.float32)
        _paint(picture, body, light, scale, ax, ay)
        kept = picture, ax, ay
        with _keeping:
            _kept[name] = kept
            while len(_kept) > KEPT_MAX:
                _kept.popitem(last=False)
    picture, ax, ay = kept
    h, w = out.shape[:2]
    x0, y0 = max(x - ax, 0), max(y - ay, 0)
    x1, y1 = min(x - ax + picture.shape[1], w), min(y - ay + picture.shape[0], h)
    if x1 <= x0 or y1 <= y0:
        return
    part = picture[y0 - y + ay : y1 - y + ay, x0 - x + ax : x1 - x + ax]
    out[y0:y1, x0:x1] *= 1 - part[..., 3:]
    out[y0:y1, x0:x1] += part


def _paint(out: F32, body: Body, light: Light, scale: float, ox: float, oy: float) -> None:
    """Paint the body onto an empty picture: opaque sheets before clear ones, the backs of these first."""
    solid = [s for s in body.sheets if s.stuff.clear <= 0]
    glass = [s for s in body.sheets if s.stuff.clear > 0]
    if solid:
        _lay(out, solid, light, scale, ox, oy, False)
    if glass:
        _lay(out, glass, light, scale, ox, oy, True)
        _lay(out, glass, light, scale, ox, oy, False)


def _lay(out: F32, sheets: list[Sheet], light: Light, scale: float, ox: float, oy: float, back: bool) -> None:
    h, w = out.shape[:2]
    low = np.min([s.points[..., :2].min((0, 1)) for s in sheets], axis=0) * scale + (ox, oy)
    high = np.max([s.points[..., :2].max((0, 1)) for s in sheets], axis=0) * scale + (ox, oy)
    x0, y0 = (max(int(v) - 3, 0) for v in low)
    x1, y1 = min(int(high[0]) + 4, w), min(int(high[1]) + 4, h)
    if x1 - x0 < 2 or y1 - y0 < 2:
        return
    ph, pw = y1 - y0, x1 - x0
    fine = 1 if back else FINE  # the back of glass is seen through its front, softly
    hits = _Hits(np.full((ph * fine, pw * fine), -1, np.int32), np.full((ph * fine, pw * fine), -1e9, np.float32))
    drawn: list[_Drawn] = []
    facts: list[F32] = []
    stuffs: list[tuple[float, ...]] = []
    first, points = 0, 0
    numbers: list[F32] = []
    for number, sheet in enumerate(sheets):
        own = _draw(hits, sheet, first, scale * fine, (ox - x0) * fine, (oy - y0) * fine, back)
        first += len(own.corners)
        own.corners = own.corners + points
        drawn.append(own)
        m, n = sheet.points.shape[:2]
        points += m * n
        colour = np.broadcast_to(np.asarray(sheet.colour, np.float32), (m, n, 3))
        facts.append(np.concatenate([sheet.normals, colour, sheet.own], axis=-1, dtype=np.float32).reshape(-1, 9))
        stuffs.append(sheet.stuff.numbers())
        numbers.append(np.full(len(own.corners), number, np.int32))
    corners = np.concatenate([d.corners for d in drawn])
    shares = np.concatenate([d.shares for d in drawn])
    sheet_of = np.concatenate(numbers)
    fact, stuff = np.concatenate(facts), np.array(stuffs, np.float32)

    def look(which: F32, x: F32, y: F32) -> F32:
        """Normal, colour, gloss, metal, clear, wrap and glow of subpixels: (k, 11)."""
        share, corner = shares[which], corners[which]
        u = np.clip(share[:, 0] * x + share[:, 1] * y + share[:, 2], 0, 1)[:, None]
        v = np.clip(share[:, 3] * x + share[:, 4] * y + share[:, 5], 0, 1)[:, None]
        own = fact[corner[:, 0]] * (1 - u - v) + fact[corner[:, 1]] * u + fact[corner[:, 2]] * v
        made = stuff[sheet_of[which]]
        if float(stuff[:, 4].max()) > 0.01:
            at = own[:, 6:9]
            gx = (at[:, 0] * 0.83 + at[:, 2] * 0.56) * (8 / np.maximum(made[:, 5] * made[:, 6], 0.1))
            gy = (at[:, 1] + at[:, 2] * 0.45 - at[:, 0] * 0.22) * (8 / np.maximum(made[:, 5], 0.1))
            pattern = _lumps()[gy.astype(np.int32) & 255, gx.astype(np.int32) & 255]
            own[:, 3:6] *= (1 + made[:, 4] * pattern)[:, None]
        return np.concatenate([own[:, :6], made[:, :4], made[:, 7:8]], axis=1)

    # Inside a sheet one subpixel speaks for its pixel; where sheets meet, all are looked at and averaged.
    four = hits.which.reshape(ph, fine, pw, fine).transpose(0, 2, 1, 3).reshape(-1, fine * fine)
    cover = (four >= 0).mean(1, dtype=np.float32)
    kind = np.where(four >= 0, sheet_of[np.maximum(four, 0)], -1)
    alike = (kind == kind[:, :1]).all(1) & (four[:, 0] >= 0)
    shown = np.flatnonzero(cover > 0)
    if not len(shown):
        return
    pixel = np.zeros((ph * pw, 11), np.float32)
    single = np.flatnonzero(alike)
    ys, xs = np.divmod(single, pw)
    pixel[single] = look(
        four[single, 0], (xs * fine + 0.5).astype(np.float32), (ys * fine + 0.5).astype(np.float32)
    )
    mixed = np.flatnonzero((cover > 0) & ~alike)
    if len(mixed):
        ys, xs = np.divmod(mixed, pw)
        step = np.arange(fine, dtype=np.float32) + 0.5
        x = (xs[:, None] * fine + np.tile(step, fine)).astype(np.float32).ravel()
        y = (ys[:, None] * fine + np.repeat(step, fine)).astype(np.float32).ravel()
        which = four[mixed].ravel()
        seen = look(np.maximum(which, 0), x, y) * (which >= 0)[:, None]
        pixel[mixed] = seen.reshape(len(mixed), -1, 11).sum(1) / (cover[mixed] * fine * fine)[:, None]
    whole = cover.reshape(ph, pw)
    near = hits.z[::fine, ::fine] / (scale * fine)
    near = np.where(near > -1e8, near, float(near[near > -1e8].min()) if (near > -1e8).any() else 0.0)
    reach = max(7.0 * scale, 0.5)
    around = blur(np.asarray(near * whole, np.float32), reach) / np.maximum(blur(whole, reach), 0.05)
    hollow = np.clip((around - near) / 16, 0, 1).ravel()[shown]
    inside = cv2.distanceTransform((whole > 0.5).astype(np.uint8), cv2.DIST_L2, 3)
    rim = np.clip(1 - inside / max(light.rim_width * 0.55 * scale, 1.5), 0, 1).ravel()[shown] ** 2
    rgb, alpha = _shade(pixel[shown], hollow, rim, light, back)
    a = np.clip(alpha * cover[shown], 0, 1)[:, None]
    spot = out[y0:y1, x0:x1].reshape(-1, 4)
    spot[shown] *= 1 - a
    spot[shown, :3] += np.clip(rgb, 0, 1.1) * a
    spot[shown, 3:] += a
    out[y0:y1, x0:x1] = spot.reshape(ph, pw, 4)


def _window(x: F32, low: float, high: float, soft: float) -> F32:
    return np.asarray(smooth(low - soft, low + soft, x) * smooth(high + soft, high - soft, x), np.float32)


def _room(rx: F32, ry: F32, rz: F32, light: Light, side: float) -> F32:
    """What a polished thing mirrors: a broad lamp on the key's side, a strip on the other, sky over ground."""
    above = smooth(-0.10, 0.30, -ry)[..., None]
    ground = light.fog * 0.16 + light.bounce * 0.6
    sky = light.sky * (0.50 + 0.40 * smooth(0.1, 0.9, -ry))[..., None]
    out = ground + (sky - ground) * above
    # The horizon is a dark line, and the viewer's side of the room is dark: this is what makes metal look hard.
    out = out * (1 - 0.42 * _window(ry, -0.13, 0.05, 0.08))[..., None]
    out = out * (1 - 0.22 * smooth(0.60, 0.98, rz))[..., None]
    return np.asarray(out, np.float32)


def _lamps(rx: F32, ry: F32, rz: F32, side: float) -> F32:
    """The lamps in the mirror: a tall window towards the key and a thin strip opposite; 0..1."""
    x = rx * side
    # Each once: a ball would mirror it a second time, bent into a ring, beyond where it looks aside.
    window = _window(x, 0.30, 0.72, 0.05) * _window(ry, -0.80, 0.22, 0.08) * smooth(-0.15, 0.20, rz)
    bar = 1 - 0.6 * _window(x, 0.50, 0.53, 0.012)
    strip = _window(x, -1.1, -0.62, 0.10) * _window(ry, -0.70, 0.30, 0.25) * _window(rz, -0.72, -0.28, 0.14) * 0.5
    return np.asarray(window * bar + strip, np.float32)


def _shade(pixel: F32, hollow: F32, rim: F32, light: Light, back: bool) -> tuple[F32, F32]:
    """Colours (k, 3) and opacities (k,) of pixels in the light. pixel: normal, colour, gloss, metal, clear, wrap,
    glow; hollow: how deep it lies beside what is nearer; rim: how near it is to the outline.
    """
    normal = pixel[..., :3]
    normal = normal / (np.sqrt((normal * normal).sum(-1, keepdims=True)) + 1e-6)
    nx, ny, nz = normal[..., 0], normal[..., 1], np.abs(normal[..., 2])
    if back:
        nx, ny = -nx, -ny
    base = np.maximum(pixel[..., 3:6], 0)
    gloss, metal, clear, wrap = (pixel[..., i] for i in range(6, 10))
    glow = pixel[..., 10]
    kx, ky, kz = light.key
    kz = max(kz, 0.42)  # objects are lit a little from the front, or their faces would all be dark
    size = float(np.sqrt(kx * kx + ky * ky + kz * kz))
    key = (nx * kx + ny * ky + nz * kz) / size
    key = key * (1 - 0.45 * wrap) + 0.45 * wrap
    soft = light.softness
    shadow = light.shadow + (light.mid - light.shadow) * (0.35 * wrap[..., None])
    t1 = smooth(0.04 - 0.34 * soft, 0.06 + 0.34 * soft, key)[..., None]
    t2 = smooth(0.62 - 0.30 * soft, 0.64 + 0.30 * soft, key)[..., None]
    rgb = base * shadow
    rgb = rgb + (base * light.mid - rgb) * t1
    rgb = rgb + (np.minimum(base * light.lit * 0.97 + 0.015, 1.02) - rgb) * t2
    # What lies behind or below something nearer is darker.
    hollow = hollow * smooth(0.15, 0.6, nz)
    rgb = rgb * (1 - 0.55 * hollow)[..., None]
    up = np.clip(ny * 0.9 + nz * 0.15, 0, 1)[..., None]
    rgb = rgb + light.bounce * up * base
    rx, ry, rz = 2 * nz * nx, 2 * nz * ny, 2 * nz * nz - 1
    side = 1.0 if kx >= 0 else -1.0
    mirror = _room(rx, ry, rz, light, side)
    lamp = _lamps(rx, ry, rz, side)
    bright = np.minimum(light.lit * 1.05 + 0.06, 1.1)
    turned = (1 - nz) ** 3
    steel = base * (mirror * 1.55 + 0.05) + (base * 0.35 + 0.65 * bright) * (lamp * 0.95)[..., None]
    rgb = rgb + (steel - rgb) * (metal * 0.88)[..., None]
    skin = gloss * (0.05 + 0.55 * turned)
    rgb = rgb + (mirror * 1.25 - rgb) * np.clip(skin * (1 - metal), 0, 0.8)[..., None]
    # Dull things get a broad soft sheen, polished ones the lamp itself.
    half = np.clip((nx * kx + ny * ky + nz * (kz + size)) / np.sqrt(kx * kx + ky * ky + (kz + size) ** 2), 0, 1)
    polish = smooth(0.25, 0.8, gloss)
    shine = gloss * (1 - metal) * (polish * lamp * 0.62 + (1 - polish) * half**18 * 0.34 + half**70 * 0.45)
    rgb = rgb + (bright - rgb * 0.5) * np.clip(shine, 0, 1)[..., None]
    # Clear: thin where it is looked at straight, dense towards its edges, bright where the light leaves it.
    see = smooth(0.0, 1.0, clear)
    edge = np.clip(1 - nz, 0, 1)
    dense = np.clip(0.05 + 0.75 * edge**1.6 + 0.25 * edge**5, 0, 1) * (0.7 if back else 1.0)
    through = base * (0.30 * light.mid + 0.55 * light.lit) * (1.05 - 0.75 * edge[..., None] ** 1.3)
    leaving = smooth(0.1, 0.85, -(nx * kx + ny * ky) / size) * edge * (0.9 if back else 0.45)
    through = through + base * bright * leaving[..., None]
    through = through + (bright - through * 0.4) * np.clip(lamp * (0.35 if back else 0.95), 0, 1)[..., None]
    through = through + (mirror - through) * (0.5 * turned)[..., None]
    rgb = rgb + (through - rgb) * see[..., None]
    alpha = 1 - clear * (1 - np.clip(dense + 0.8 * lamp * (0.4 if back else 1.0) + 0.5 * leaving, 0, 1))
    # A rim where the outline looks at the light.
    lx, ly = light.rim_dir
    facing = smooth(0.0, 0.85, nx * lx + ny * ly)
    rgb = rgb + light.rim * (rim * facing * light.rim_power * 0.75 * (1 - 0.5 * see))[..., None]
    rgb = rgb + light.cool * (rim * smooth(0.1, 0.9, -(nx * lx + ny * ly)) * 0.25)[..., None]
    rgb = rgb + (base * 1.25 - rgb) * np.clip(glow, 0, 1)[..., None]
    return np.asarray(rgb, np.float32), np.asarray(alpha, np.float32)
