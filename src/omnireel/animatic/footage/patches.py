"""A picture as a few hundred patches of even colour, and guesses about them that spread to their neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csc_array
from scipy.sparse.csgraph import dijkstra
from scipy.sparse.linalg import splu

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32
Labels = npt.NDArray[Any]  # intp

ACROSS = 27  # patches along the longer side
LIGHT, HUE = 0.75, 1.2  # how much a step of light and one of hue count (Lab): a shadow is no other thing
ROUNDS = 5  # of growing, which has settled by then
SAME, NEAR = (
    8.0,
    0.18,
)  # how far off a colour (Lab) and a place (of the longer side) still say something of another
HOLDS = 8.0  # step of colour between neighbours over which they are hardly held together
PRODUCTS_MAX = (
    200_000  # of a part of a matrix product: of larger ones BLAS lets a second thread wait, at full load
)


@dataclass(frozen=True)
class Patches:
    """n patches. label: (h, w), of each pixel; area: (n,) pixels; colour: (n, 3) Lab, weighted; place: (n, 2) x
    and y in parts of the width and height; pairs: (2, m) neighbours; step: (m,) difference of their colours;
    shared: (m,) pixels of border between them; touches: (4, n) whether it lies at the left, top, right and lower
    edge.
    """

    label: Labels
    area: F32
    colour: F32
    place: F32
    pairs: Labels
    step: F32
    shared: F32
    touches: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, lab: F32) -> Patches:
        """lab: (h, w, 3), a small picture, smoothed and weighted."""
        label = _divided(lab)
        h, w = label.shape
        count = int(label.max()) + 1
        area = np.bincount(label.ravel(), minlength=count).astype(np.float32)
        a = np.concatenate([label[:, :-1].ravel(), label[:-1].ravel()])
        b = np.concatenate([label[:, 1:].ravel(), label[1:].ravel()])
        keys = (np.minimum(a, b) * count + np.maximum(a, b))[a != b]
        unique, shared = np.unique(keys, return_counts=True)
        pairs = np.stack([unique // count, unique % count])
        y, x = np.mgrid[0:h, 0:w].astype(np.float32)
        colour, place = (_means(label, area, v) for v in (lab, np.dstack([x / w, y / h])))
        step = np.linalg.norm(colour[pairs[0]] - colour[pairs[1]], axis=1)
        touches = np.zeros((4, count), bool)
        for side, strip in enumerate((label[:, :2], label[:2], label[:, -2:], label[-2:])):
            touches[side, strip] = True
        return cls(label, area, colour, place, pairs, step, shared.astype(np.float32), touches)

    def means(self, values: F32) -> F32:
        """(h, w) -> (n,)"""
        return _means(self.label, self.area, values)[:, 0]

    def reached(self, sources: npt.NDArray[np.bool_]) -> F32:
        """0..1: how easily a patch is reached from others without crossing an edge."""
        if not sources.any():
            return np.zeros(len(self.area), np.float32)
        cost = np.maximum(self.step - 2, 0) ** 2 + 1e-3  # many small steps are less than one large
        graph = coo_array((cost, (self.pairs[0], self.pairs[1])), shape=(len(self.area),) * 2).tocsr()
        way = dijkstra(graph, directed=False, indices=np.flatnonzero(sources), min_only=True)
        return np.asarray(np.exp(-way / (2 * 13.0**2)), np.float32)


def _means(label: Labels, area: F32, values: F32) -> F32:
    """(h, w) or (h, w, c) -> (n, c)"""
    flat = values.reshape(label.size, -1)
    sums = [np.bincount(label.ravel(), flat[:, c], len(area)) for c in range(flat.shape[1])]
    return np.asarray(np.stack(sums, 1) / area[:, None], np.float32)


def _divided(lab: F32) -> Labels:
    """Each pixel's patch: that one of the nine of a grid round about which is most like it in colour and place."""
    h, w = lab.shape[:2]
    size = max(h, w) / ACROSS
    rows, columns = max(round(h / size), 2), max(round(w / size), 2)
    y, x = np.mgrid[0:h, 0:w].astype(np.float32) * np.float32(10 / size)
    seen = np.dstack([lab, x, y])
    planes = cv2.split(seen)
    row, column = np.arange(h) * rows // h, np.arange(w) * columns // w
    label = row[:, None] * columns + column
    numbers = np.pad(np.arange(rows * columns).reshape(rows, columns), 1, "edge")
    for _ in range(5):
        area = np.maximum(np.bincount(label.ravel(), minlength=rows * columns), 1).astype(np.float32)
        centres = _means(label, area, seen)
        least = np.full((h, w), np.inf, np.float32)
        for across in range(3):
            there = numbers[:, column + across]
            wide = [plane[there] for plane in centres.T]
            for down in range(3):
                far = np.zeros((h, w), np.float32)
                for own, centre in zip(planes, wide, strict=True):
                    cv2.accumulateSquare(cv2.subtract(own, centre[row + down]), far)
                nearer = far < least
                np.copyto(least, far, where=nearer)
                np.copyto(label, there[row + down], where=nearer)
    return np.unique(label, return_inverse=True)[1].reshape(h, w)


class Growing:
    """Lets a guess of what is the subject grow: what is coloured like what is the subject near by is so too, and
    neighbours without an edge between them belong together.
    """

    def __init__(self, patches: Patches) -> None:
        n = len(patches.area)
        h, w = patches.label.shape
        held = (
            2
            * (np.exp(-(patches.step**2) / (2 * HOLDS**2)) + 0.02)
            * patches.shared
            / np.sqrt(patches.area.mean())
        )
        a, b = patches.pairs
        own = 1 + np.bincount(a, held, n) + np.bincount(b, held, n)
        each = np.arange(n)
        places = np.concatenate([each, a, b]), np.concatenate([each, b, a])
        self._bonds = splu(csc_array((np.concatenate([own, -held, -held]), places), shape=(n, n)))
        place = patches.place * np.array([w, h], np.float32) / max(w, h)
        near = np.exp(-_squares(place) / (2 * NEAR**2)) * patches.area
        alike = near * np.exp(-_squares(patches.colour) / (2 * SAME**2))
        alike[each, each] *= 0.25  # hardly a witness of itself
        self._near, self._alike = near, alike
        self._floor = 0.02 * float(patches.area.sum())

    def settled(self, values: F32) -> F32:
        """Values, (n,) or several (n, m), that neighbours without an edge between them share."""
        return np.asarray(self._bonds.solve(values.astype(np.float64)), np.float32)

    def grown(self, guesses: F32) -> F32:
        """guesses: (n, m), above 0 where the subject probably is, about -3..3 -> (n, m), 0..1"""
        found: F32 = _chance(guesses)
        for _ in range(ROUNDS):
            inside = _chance((found - 0.5) * 10)
            both = np.hstack([inside, 1 - inside])
            like = _product(self._alike, both) / (_product(self._near, both) + self._floor) + 1e-3
            own, other = np.split(like, 2, axis=1)
            found = self.settled(_chance(np.clip(np.log(own / other), -2.5, 2.5) + guesses))
        return found


def _product(a: F32, b: F32) -> F32:
    parts = -(-a.size * b.shape[1] // PRODUCTS_MAX)
    return np.concatenate([part @ b for part in np.array_split(a, parts)])


def _chance(x: F32) -> F32:
    return np.asarray(1 / (1 + np.exp(-x)), np.float32)


def _squares(points: F32) -> F32:
    """(n, c) -> (n, n) squared distances"""
    own = (points**2).sum(1)
    return np.asarray(
        np.maximum(own[:, None] + own[None] - 2 * np.einsum("ac,bc->ab", points, points), 0), np.float32
    )


def smoothed(rgb: U8) -> F32:
    """A small picture in Lab, without its grain, weighted so that hue counts more than light."""
    soft = cv2.bilateralFilter(rgb, 7, 30, 4)
    lab = cv2.cvtColor(soft, cv2.COLOR_RGB2LAB).astype(np.float32)
    return np.asarray((lab - 128) * np.array([LIGHT, HUE, HUE], np.float32) + 128, np.float32)
