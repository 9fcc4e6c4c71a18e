"""Faces of hard things: lofts, boxes, wheels and plates, turned to the viewer as a whole."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from omnireel.animatic.solids import F32, Colour, Solid

Corner = tuple[float, float, float]  # x ahead, y down, z to the near side


class Mesh:
    """Collects faces in a thing's own axes; `solid` turns them."""

    def __init__(self) -> None:
        self.points: list[list[Corner]] = []
        self.normals: list[list[Corner]] = []
        self.colours: list[Colour] = []
        self.looks: list[tuple[float, float]] = []

    def tri(
        self,
        corners: Sequence[Corner],
        col: Colour,
        gloss: float = 0.0,
        glow: float = 0.0,
        normals: Sequence[Corner] | None = None,
    ) -> None:
        a, b, c = corners
        if normals is None:
            normals = [_normal(a, b, c)] * 3
        self.points.append([a, b, c])
        self.normals.append(list(normals))
        self.colours.append(col)
        self.looks.append((gloss, glow))

    def quad(
        self,
        corners: Sequence[Corner],
        col: Colour,
        gloss: float = 0.0,
        glow: float = 0.0,
        normals: Sequence[Corner] | None = None,
    ) -> None:
        a, b, c, d = corners
        n = normals or [_normal(a, b, c)] * 4
        self.tri((a, b, c), col, gloss, glow, (n[0], n[1], n[2]))
        self.tri((a, c, d), col, gloss, glow, (n[0], n[2], n[3]))

    def loft(
        self,
        rings: Sequence[Sequence[Corner]],
        col: Colour,
        gloss: float = 0.0,
        paint: Mapping[tuple[int, int], tuple[Colour, float, float]] | None = None,
        closed: bool = False,
        crease: float = 0.55,
    ) -> None:
        """Skin over cross-sections with as many points each. paint: another (colour, gloss, glow) of a panel
        (ring, place). Normals are smoothed over neighbours that turn by less than `crease` (cosine).
        """
        p = np.array(rings, np.float64)
        m, n = p.shape[:2]
        k = n if closed else n - 1
        faces = np.zeros((m - 1, k, 3))
        for i in range(m - 1):
            for j in range(k):
                j2 = (j + 1) % n
                d1, d2 = p[i + 1, j2] - p[i, j], p[i, j2] - p[i + 1, j]
                f = np.cross(d1, d2)
                faces[i, j] = f / (np.linalg.norm(f) + 1e-9)
        outward = p - p.mean((0, 1))
        for i in range(m - 1):
            for j in range(k):
                if faces[i, j] @ (outward[i, j] + outward[i + 1, (j + 1) % n]) < 0:
                    faces[i, j] *= -1

        def smoothed(i: int, j: int, own: F32) -> Corner:
            near = [
                faces[a, b % n if closed else b]
                for a in (i - 1, i)
                for b in (j - 1, j)
                if 0 <= a < m - 1 and (closed or 0 <= b < k)
            ]
            total = sum((f for f in near if float(f @ own) > crease), np.zeros(3))
            total = total / (np.linalg.norm(total) + 1e-9)
            return float(total[0]), float(total[1]), float(total[2])

        for i in range(m - 1):
            for j in range(k):
                j2 = (j + 1) % n
                look = (paint or {}).get((i, j), (col, gloss, 0.0))
                corners = [(i, j), (i, j2), (i + 1, j2), (i + 1, j)]
                normals = [smoothed(a, b, faces[i, j]) for a, b in corners]
                spots: list[Corner] = [
                    (float(p[a, b, 0]), float(p[a, b, 1]), float(p[a, b, 2])) for a, b in corners
                ]
                self.quad(spots, look[0], look[1], look[2], normals)

    def box(self, low: Corner, high: Corner, col: Colour, gloss: float = 0.0, glow: float = 0.0) -> None:
        (x0, y0, z0), (x1, y1, z1) = low, high
        self.quad([(x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1)], col, gloss, glow, [(0, 0, 1)] * 4)
        self.quad([(x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0)], col, gloss, glow, [(0, 0, -1)] * 4)
        self.quad([(x1, y0, z0), (x1, y0, z1), (x1, y1, z1), (x1, y1, z0)], col, gloss, glow, [(1, 0, 0)] * 4)
        self.quad([(x0, y0, z0), (x0, y0, z1), (x0, y1, z1), (x0, y1, z0)], col, gloss, glow, [(-1, 0, 0)] * 4)
        self.quad([(x0, y0, z0), (x1, y0, z0), (x1, y0, z1), (x0, y0, z1)], col, gloss, glow, [(0, -1, 0)] * 4)

    def disc(
        self,
        at: Corner,
        r: float,
        col: Colour,
        gloss: float = 0.0,
        glow: float = 0.0,
        way: str = "z",
        n: int = 20,
        inner: float = 0.0,
        bulge: float = 0.0,
        face: float | None = None,
    ) -> None:
        """A flat disc or ring looking along z (outwards, or as `face` says) or x (ahead); bulge rounds it."""
        out = math.copysign(1.0, at[2] if face is None else face)

        def spot(a: float, k: float) -> tuple[Corner, Corner]:
            c, s = math.cos(a) * k, math.sin(a) * k
            if way == "z":
                return (at[0] + c * r, at[1] + s * r, at[2]), (c * bulge, s * bulge, out)
            return (at[0], at[1] + s * r, at[2] + c * r), (1.0, s * bulge, c * bulge)

        for i in range(n):
            a, b = 2 * math.pi * i / n, 2 * math.pi * (i + 1) / n
            (p0, n0), (p1, n1), (p2, n2), (p3, n3) = spot(a, 1), spot(b, 1), spot(b, inner), spot(a, inner)
            if inner:
                self.quad([p0, p1, p2, p3], col, gloss, glow, [n0, n1, n2, n3])
            else:
                self.tri([p0, p1, p2], col, gloss, glow, [n0, n1, n2])

    def tube(
        self, x: float, y: float, r: float, z0: float, z1: float, col: Colour, gloss: float = 0.0, n: int = 24
    ) -> None:
        """The tread of a wheel: a short cylinder along z."""
        for i in range(n):
            a, b = 2 * math.pi * i / n, 2 * math.pi * (i + 1) / n
            ca, sa, cb, sb = math.cos(a), math.sin(a), math.cos(b), math.sin(b)
            corners: list[Corner] = [
                (x + ca * r, y + sa * r, z0),
                (x + cb * r, y + sb * r, z0),
                (x + cb * r, y + sb * r, z1),
                (x + ca * r, y + sa * r, z1),
            ]
            self.quad(corners, col, gloss, 0, [(ca, sa, 0), (cb, sb, 0), (cb, sb, 0), (ca, sa, 0)])

    def lathe(
        self,
        profile: Sequence[tuple[float, float, float]],
        col: Colour,
        gloss: float = 0.0,
        axis: str = "x",
        at: Corner = (0.0, 0.0, 0.0),
        n: int = 20,
        paint: Mapping[tuple[int, int], tuple[Colour, float, float]] | None = None,
        crease: float = 0.3,
    ) -> None:
        """A round body: (place along the axis, radius, shift of its middle in y for axis x or in x for axis y)."""
        rings: list[list[Corner]] = []
        for place, r, shift in profile:
            turn = [2 * math.pi * i / n for i in range(n)]
            if axis == "x":
                ring = [(at[0] + place, at[1] + shift + r * math.sin(a), at[2] + r * math.cos(a)) for a in turn]
            else:
                ring = [(at[0] + shift + r * math.sin(a), at[1] + place, at[2] + r * math.cos(a)) for a in turn]
            rings.append(ring)
        self.loft(rings, col, gloss, paint, closed=True, crease=crease)

    def plate(self, corners: Sequence[Corner], thick: float, col: Colour, gloss: float = 0.0) -> None:
        """A wing or fin: four corners, rounded over both faces."""
        n = np.array(_normal(corners[0], corners[1], corners[2]))
        edge = [np.array(c) for c in corners]
        middle = sum(edge, np.zeros(3)) / len(edge)
        for way in (1.0, -1.0):
            out = n * way
            top = [middle + (c - middle) * 0.72 + out * thick for c in edge]
            flat: Corner = (float(out[0]), float(out[1]), float(out[2]))
            self.quad([_corner(c) for c in top], col, gloss, 0, [flat] * 4)
            for i in range(len(edge)):
                j = (i + 1) % len(edge)
                aside = (edge[i] + edge[j]) / 2 - middle
                aside = aside / (np.linalg.norm(aside) + 1e-9)
                low = out * 0.4 + aside * 0.9
                sides: list[Corner] = [_corner(low), _corner(low), flat, flat]
                self.quad(
                    [_corner(edge[i]), _corner(edge[j]), _corner(top[j]), _corner(top[i])], col, gloss, 0, sides
                )

    def solid(self, turn: float, rise: float = 5.0, lens: float | None = None) -> Solid:
        """All of it turned by `turn` degrees to the viewer, seen from `rise` degrees above and from `lens` units
        away, so that what is nearer is larger; None: from very far away."""
        t, p = math.radians(turn), math.radians(rise)
        yaw = np.array([[math.cos(t), 0, -math.sin(t)], [0, 1, 0], [math.sin(t), 0, math.cos(t)]])
        pitch = np.array([[1, 0, 0], [0, math.cos(p), math.sin(p)], [0, -math.sin(p), math.cos(p)]])
        both = (pitch @ yaw).T
        points = np.array(self.points, np.float64) @ both
        normals = np.array(self.normals, np.float64) @ both
        if lens is not None:
            # Each face looks at the eye, not straight ahead: that decides what is hidden and what shines.
            eye = np.array([0.0, 0.0, lens]) - points
            eye /= np.linalg.norm(eye, axis=-1, keepdims=True)
            to_eye = (normals * eye).sum(-1)
            normals[..., :2] -= eye[..., :2] * to_eye[..., None]
            normals[..., 2] = to_eye
            points[..., :2] *= lens / (lens - points[..., 2:])
        return Solid(
            np.asarray(points, np.float32),
            np.asarray(normals, np.float32),
            np.array(self.colours, np.float32),
            np.array(self.looks, np.float32),
        )


def seen(at: Corner, turn: float, rise: float = 5.0, lens: float | None = None) -> tuple[float, float]:
    """Where a corner is in the picture once its mesh is turned, seen from `lens` units away."""
    t, p = math.radians(turn), math.radians(rise)
    x, z = at[0] * math.cos(t) - at[2] * math.sin(t), at[0] * math.sin(t) + at[2] * math.cos(t)
    y, near = at[1] * math.cos(p) + z * math.sin(p), z * math.cos(p) - at[1] * math.sin(p)
    k = 1.0 if lens is None else lens / (lens - near)
    return x * k, y * k


def _corner(v: F32) -> Corner:
    return float(v[0]), float(v[1]), float(v[2])


def _normal(a: Corner, b: Corner, c: Corner) -> Corner:
    n = np.cross(np.subtract(b, a), np.subtract(c, a))
    n = n / (np.linalg.norm(n) + 1e-9)
    return float(n[0]), float(n[1]), float(n[2])
