"""Who and what moves in footage, picture by picture: whoever stands nearer than a guest passes in front of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.footage.mattes import guided
from omnireel.animatic.ingest import Footage
from omnireel.animatic.planes import Frame

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32
Mask = npt.NDArray[np.bool_]

LOOK_PX = 288  # longer side at which footage is looked at
REACH_S = 1.6  # how long before and after a picture the ground behind those who move is looked for
LOOKS = 8  # pictures round about in which it is
SMALL = 0.004  # of the picture; less is a leaf or grain
CUT = 26.0  # levels by which pictures differ in the mean once one is moved onto the other: another scene


class Passers:
    """What moves in a video, whatever its camera does. Pictures are to be asked for in order."""

    def __init__(self, video: Path, rate: Fraction) -> None:
        """rate: of the pictures that `nearer` is asked about."""
        self._video, self._rate = video, rate
        self._masks: Iterator[Mask] | None = None
        self._number, self._mask = -1, np.zeros((1, 1), bool)

    def nearer(self, n: int, frame: Frame, feet: float, but: F32 | None = None) -> F32 | None:
        """The matte (frame.h, frame.w) of those in picture n whose feet are lower than `feet` (a row); None of
        nobody. but: the matte of one who does not count."""
        if self._masks is None:
            self._masks = self._looked(frame.w, frame.h)
        while self._number < n:
            self._mask = next(self._masks, np.zeros_like(self._mask))
            self._number += 1
        mask = self._mask
        if but is not None:
            taken = cv2.resize(but, mask.shape[::-1], interpolation=cv2.INTER_AREA) > 0.05
            mask = mask & (cv2.dilate(taken.astype(np.uint8), np.ones((9, 9), np.uint8)) == 0)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
        row = feet * mask.shape[0] / frame.h + 1
        kept = [
            m for m in range(1, count)
            if stats[m, cv2.CC_STAT_AREA] > SMALL * mask.size
            and stats[m, cv2.CC_STAT_TOP] + stats[m, cv2.CC_STAT_HEIGHT] > min(row, mask.shape[0] - 1)
        ]  # fmt: skip
        if not kept:
            return None
        return _at_edges(np.isin(labels, kept), frame.y)

    def _looked(self, frame_w: int, frame_h: int) -> Iterator[Mask]:
        """The mask of what moves, of each picture."""
        k = min(LOOK_PX / max(frame_w, frame_h), 1.0)
        w, h = (max(round(side * k / 2) * 2, 32) for side in (frame_w, frame_h))
        reach = max(round(REACH_S * float(self._rate)), LOOKS // 2)
        seen: deque[tuple[U8, F32]] = deque(maxlen=2 * reach + 1)  # with the way from the first picture to each
        with Footage(self._video) as footage:
            waiting = 0
            scene = np.eye(3, dtype=np.float32)
            for buffer in footage.pictures(w, h, self._rate):
                yuv = _planes(buffer, w, h)
                if seen:
                    moved = _moved(seen[-1][0][..., 0], yuv[..., 0])
                    if moved is None:  # another scene: those of the one before are told by what there is of it
                        yield from (_moving(seen, len(seen) - waiting + m) for m in range(waiting))
                        seen.clear()
                        waiting, scene = 0, np.eye(3, dtype=np.float32)
                    else:
                        scene = np.asarray(moved @ scene, np.float32)
                seen.append((yuv, scene))
                waiting += 1
                if waiting > reach:
                    yield _moving(seen, len(seen) - waiting)
                    waiting -= 1
            yield from (_moving(seen, len(seen) - waiting + m) for m in range(waiting))


def _planes(buffer: U8, w: int, h: int) -> U8:
    """(h, w, 3) of Y, U and V."""
    y = buffer[: w * h].reshape(h, w)
    u, v = (part.reshape(h // 2, w // 2) for part in (buffer[w * h : w * h * 5 // 4], buffer[w * h * 5 // 4 :]))
    size = (w, h)
    return np.dstack([y, cv2.resize(u, size), cv2.resize(v, size)])


def _moved(a: U8, b: U8) -> F32 | None:
    """(3, 3): where the camera's motion takes the places of `a` in `b`; None if they are of two scenes."""
    matrix = np.eye(3, dtype=np.float32)
    points = cv2.goodFeaturesToTrack(a, 120, 0.01, 8)
    if points is not None and len(points) >= 12:
        there, found, _ = cv2.calcOpticalFlowPyrLK(a, b, points, None, winSize=(15, 15), maxLevel=3)  # type: ignore[call-overload]
        good = found.ravel() == 1
        if int(good.sum()) >= 10:
            cv2.setRNGSeed(11)
            affine, _ = cv2.estimateAffinePartial2D(points[good], there[good], ransacReprojThreshold=1.5)
            if affine is not None:
                matrix[:2] = affine
    onto = cv2.warpAffine(a, matrix[:2], a.shape[::-1], borderMode=cv2.BORDER_REPLICATE)
    return None if float(cv2.absdiff(onto, b).mean()) > CUT else matrix


def _moving(seen: deque[tuple[U8, F32]], n: int) -> Mask:
    """What of picture n of `seen` is not there, at the same place of the ground, in most of those round it."""
    now, scene = seen[n]
    h, w = now.shape[:2]
    others = []
    for m in sorted({round(m) for m in np.linspace(0, len(seen) - 1, LOOKS)} - {n}):
        onto = now.copy()  # what that picture does not show is taken for the same
        back = scene @ np.linalg.inv(seen[m][1])
        cv2.warpAffine(
            seen[m][0], back[:2], (w, h), dst=onto, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_TRANSPARENT
        )
        others.append(onto)
    if len(others) < 3:
        return np.zeros((h, w), bool)
    ground = np.sort(np.stack(others), axis=0)[len(others) // 2]
    apart = cv2.absdiff(cv2.GaussianBlur(now, (0, 0), 0.8), cv2.GaussianBlur(ground, (0, 0), 0.8))
    unlike = np.maximum(apart[..., 0], 2 * np.maximum(apart[..., 1], apart[..., 2]).astype(np.float32))
    apart_enough = (unlike > 14 + 4 * float(np.median(unlike))).astype(np.uint8)
    mask = cv2.morphologyEx(apart_enough, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9)))
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    cv2.drawContours(mask, [line for line in outlines if cv2.contourArea(line) > SMALL * w * h], -1, (1,), -1)
    return np.asarray(mask > 0, bool)


def _at_edges(mask: Mask, luma: U8) -> F32:
    """A small mask at the picture's size, its edge where the picture's own is."""
    h, w = luma.shape
    k = max(w / mask.shape[1], 1.0)
    rough = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 0.7)
    x, y, bw, bh = cv2.boundingRect((rough > 0.01).astype(np.uint8))
    pad = 3
    left, top = (max(int((v - pad) * k), 0) & ~1 for v in (x, y))
    right, bottom = min(int((x + bw + pad) * k), w), min(int((y + bh + pad) * k), h)
    whole = np.asarray(cv2.resize(rough, (w, h), interpolation=cv2.INTER_LINEAR), np.float32)
    part = np.s_[top:bottom, left:right]
    edged = guided(whole[part], luma[part], round(1.5 * k))
    out = np.zeros((h, w), np.float32)
    out[part] = np.clip((edged - 0.3) / 0.4, 0, 1)
    return out
