"""Cutting the subject out of a picture, and filling the hole that it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32

WORK_PX = 320  # longer side of the picture that is looked at
SURE_MIN = 0.60  # below that a cut-out would show its mistakes
PLAIN_MAX = 9.0  # levels (Lab) that half of a plain ground's border differs by
PLACE_WEIGHT = 70  # how much the width of the picture counts against a difference of colour (Lab)


@dataclass(frozen=True)
class Cutout:
    """matte: (h, w) float32, 1 where the subject is. sure: 0..1, how well it stands out of what is round it.
    near: a small picture (float32, 0..1) of how near each place probably is, without edges.
    """

    matte: F32
    sure: float
    near: F32

    @property
    def share(self) -> float:
        """Of the picture's area."""
        return float(self.matte.mean())

    @property
    def box(self) -> tuple[int, int, int, int]:
        """(x, y, w, h) in pixels; all zero without a subject."""
        x, y, w, h = cv2.boundingRect((self.matte > 0.5).astype(np.uint8))
        return int(x), int(y), int(w), int(h)


def cut_out(rgb: U8, alpha: U8 | None = None, work_px: int = WORK_PX) -> Cutout:
    """The subject of a picture (h, w, 3), as what differs from its border and holds together near the middle.

    alpha: the picture's own transparency, which is the cut-out then. work_px: longer side of what is looked at.
    """
    if alpha is not None:
        whole = alpha.astype(np.float32) / 255
        return Cutout(whole, 1.0, cv2.resize(whole, (64, 64), interpolation=cv2.INTER_AREA))
    h, w = rgb.shape[:2]
    k = min(work_px / max(h, w), 1.0)
    small = cv2.resize(rgb, (max(round(w * k), 16), max(round(h * k), 16)), interpolation=cv2.INTER_AREA)
    if float(small.std(axis=(0, 1)).max()) < 2:  # one even colour: nothing is in it
        return Cutout(np.zeros((h, w), np.float32), 0.0, np.zeros((64, 64), np.float32))
    stands_out = _difference(small)
    near = _nearness(
        np.maximum(stands_out, 0.9 * _skin(cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32)))
    )
    mask = _first_guess(stands_out)
    if not (mask == cv2.GC_PR_FGD).any():
        return Cutout(np.zeros((h, w), np.float32), 0.0, near)
    models = np.zeros((1, 65), np.float64), np.zeros((1, 65), np.float64)
    cv2.setRNGSeed(7)  # its clusters begin at random: the same picture is to give the same cut-out
    bgr = cv2.cvtColor(small, cv2.COLOR_RGB2BGR)
    try:
        cv2.grabCut(bgr, mask, (0, 0, 1, 1), models[0], models[1], 4, cv2.GC_INIT_WITH_MASK)
    except cv2.error:  # too little of one kind to learn from
        return Cutout(np.zeros((h, w), np.float32), 0.0, near)
    found = _main_part(((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)).astype(np.uint8))
    share = float(found.mean())
    if not 0.015 < share < 0.75:
        return Cutout(np.zeros((h, w), np.float32), 0.0, near)
    inside, outside = stands_out[found > 0].mean(), stands_out[found == 0].mean()
    sure = float(np.clip((inside - outside) * 2.2, 0, 1)) * _on_edges(small, found) * _keeps_skin(small, found)
    return Cutout(_soft_edge(rgb, found, work_px), sure, near)


def _on_edges(small: U8, found: U8) -> float:
    """0..1: how much of the outline lies on edges of the picture. A guess cuts across what is even."""
    lab = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2LAB), (0, 0), 1.0)
    steps = cv2.morphologyEx(lab, cv2.MORPH_GRADIENT, np.ones((5, 5), np.uint8)).max(axis=2)  # of hue as of light
    outline = cv2.morphologyEx(found, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    outline[-3:] = False  # where it leaves the picture there is no edge to be found
    if not outline.any():
        return 0.0
    share = float((steps[outline] > 26).mean())
    return float(np.clip((share - 0.45) / 0.5, 0, 1))


def _difference(small: U8) -> F32:
    """0..1: how unlike the border near by a place is in colour, and how likely it is skin, towards the middle."""
    h, w = small.shape[:2]
    lab: F32 = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32), (0, 0), 2)
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    # Places count as well as colours: what stands at one side says little about the other.
    seen = np.dstack([lab * np.array([0.7, 1.3, 1.3], np.float32), x * (PLACE_WEIGHT / w), y * (PLACE_WEIGHT / h)])
    edge = max(min(h, w) // 14, 2)
    # The lower border counts for little: subjects stand on it, or reach beyond it.
    parts = seen[:edge], seen[: h * 2 // 3, :edge], seen[: h * 2 // 3, -edge:], seen[-2:, :: max(w // 24, 1)]
    samples = np.concatenate([part.reshape(-1, 5) for part in parts])[::2]
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 1.0)
    cv2.setRNGSeed(3)
    _, _, centres = cv2.kmeans(np.ascontiguousarray(samples), 10, np.empty(0), criteria, 2, cv2.KMEANS_PP_CENTERS)
    apart: F32 = np.stack([np.linalg.norm(seen - centre, axis=2) for centre in centres])
    least: F32 = apart.min(axis=0)
    unlike = np.clip(least / max(float(np.percentile(least, 96)), 20.0), 0, 1)
    middle = np.exp(-(((x / w - 0.5) / 0.36) ** 2 + ((y / h - 0.52) / 0.46) ** 2))
    # Before a plain ground whatever is not the ground is the subject, wherever it stands.
    plain = np.clip(
        (PLAIN_MAX - np.median(np.abs(samples[:, :3] - np.median(samples[:, :3], axis=0)).sum(1))) / 6, 0, 1
    )
    middle = middle + (1 - middle) * plain
    return np.asarray(np.maximum(unlike, 0.85 * _skin(lab)) * (0.2 + 0.8 * middle), np.float32)


def _skin(lab: F32) -> F32:
    """0..1: how likely a colour (Lab of 8 bits) is skin."""
    a, b = lab[..., 1] - 128, lab[..., 2] - 128
    return np.asarray(np.exp(-(((a - 17) / 9) ** 2) - ((b - 19) / 10) ** 2) * (lab[..., 0] > 60), np.float32)


def _keeps_skin(small: U8, found: U8) -> float:
    """0..1: whether the skin in the middle of the picture is in the cut-out, so that no one loses their head."""
    h, w = found.shape
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    skin = _skin(cv2.cvtColor(small, cv2.COLOR_RGB2LAB).astype(np.float32))
    skin = skin * np.exp(-(((x / w - 0.5) / 0.3) ** 2) - ((y / h - 0.4) / 0.4) ** 2)
    if skin.mean() < 0.004:
        return 1.0
    return float(np.clip((float(skin[found > 0].sum()) / float(skin.sum()) - 0.4) / 0.4, 0, 1))


def _nearness(stands_out: F32) -> F32:
    """How near places probably are: what stands out and who is seen, and the ground towards the lower edge."""
    h, w = stands_out.shape
    soft: F32 = cv2.GaussianBlur(stands_out, (0, 0), 0.075 * max(h, w))
    soft = soft / max(float(soft.max()), 1e-3)
    rows = np.linspace(0, 1, h, dtype=np.float32)[:, None] ** 1.5
    return np.asarray(cv2.resize(np.maximum(0.85 * soft, 0.75 * rows * np.ones_like(soft)), (96, 64)), np.float32)


def _first_guess(stands_out: F32) -> U8:
    level = max(float(np.percentile(stands_out, 68)), 0.18)
    mask = np.where(stands_out > level, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    mask[stands_out < 0.06] = cv2.GC_BGD
    mask[stands_out > max(float(np.percentile(stands_out, 93)), 0.5)] = cv2.GC_FGD
    edge = max(min(mask.shape) // 40, 1)
    mask[:edge] = mask[:, :edge] = mask[:, -edge:] = cv2.GC_BGD
    return mask


def _main_part(found: U8) -> U8:
    """The largest piece near the middle, with what is nearly as large; holes closed."""
    found = cv2.morphologyEx(found, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(found)
    h, w = found.shape
    out = np.zeros_like(found)
    areas = [
        stats[n, cv2.CC_STAT_AREA] * (1.2 - abs(centres[n][0] / w - 0.5) - 0.5 * abs(centres[n][1] / h - 0.55))
        for n in range(1, count)
    ]
    for n, area in enumerate(areas, 1):
        if area >= 0.35 * max(areas):
            out[labels == n] = 1
    return cv2.morphologyEx(out, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8))


def _soft_edge(rgb: U8, found: U8, work_px: int) -> F32:
    """The found shape at the picture's size, its edge laid where the picture's own edge is (a guided filter)."""
    h, w = rgb.shape[:2]
    rough = cv2.resize(found.astype(np.float32), (w, h), interpolation=cv2.INTER_LINEAR)
    k = max(h, w) / work_px
    guide = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    size = (2 * round(2.5 * k) + 1,) * 2

    def mean(v: F32) -> F32:
        return np.asarray(cv2.blur(v, size), np.float32)

    mg, mp = mean(guide), mean(rough)
    slope = (mean(guide * rough) - mg * mp) / (mean(guide * guide) - mg * mg + 4e-4)
    matte = mean(slope) * guide + mean(mp - slope * mg)
    # Drawn in a little: a pixel of background on the edge shows as a halo, one of the subject too few does not.
    return np.asarray(np.clip((cv2.GaussianBlur(matte, (0, 0), 0.35 * k) - 0.32) / 0.50, 0, 1), np.float32)


def filled(rgb: U8, matte: F32) -> U8:
    """The picture with its subject painted out: what is on both sides goes on behind it, grain included."""
    h, w = rgb.shape[:2]
    k = min(WORK_PX / max(h, w), 1.0)
    sw, sh = max(round(w * k), 16), max(round(h * k), 16)
    small = cv2.resize(rgb, (sw, sh), interpolation=cv2.INTER_AREA)
    hole = (cv2.resize(matte, (sw, sh), interpolation=cv2.INTER_AREA) > 0.03).astype(np.uint8)
    hole = np.asarray(cv2.dilate(hole, np.ones((5, 5), np.uint8)), np.uint8)
    bgr = cv2.inpaint(cv2.cvtColor(small, cv2.COLOR_RGB2BGR), hole, 4, cv2.INPAINT_TELEA)
    smooth = cv2.GaussianBlur(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), (0, 0), 2.0)
    behind = cv2.resize(smooth, (w, h), interpolation=cv2.INTER_CUBIC).astype(np.float32)
    # As much grain as there is round the hole: what is too smooth shows.
    fine = rgb.astype(np.float32) - cv2.GaussianBlur(rgb, (0, 0), 1.5).astype(np.float32)
    outside = cv2.resize(hole, (w, h), interpolation=cv2.INTER_NEAREST) == 0
    grain = float(np.median(np.abs(fine[outside]))) * 1.4826 if outside.any() else 0.0
    behind += np.random.default_rng(17).standard_normal((h, w, 1)).astype(np.float32) * grain
    soft = cv2.resize(cv2.GaussianBlur(hole.astype(np.float32), (0, 0), 1.2), (w, h))[..., None]
    soft = np.clip(soft * 1.6, 0, 1)
    return np.asarray(np.clip(rgb * (1 - soft) + behind * soft, 0, 255), np.uint8)
