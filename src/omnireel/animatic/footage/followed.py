"""The subject of footage, picture by picture: cut out of some pictures, and followed through all of them.

A single cut-out may lose a part of its subject, take in some of the ground, or fail. So each is only a witness of
what is the subject, as good as it is sure of itself, and what they say goes along with what moves, to the pictures
before and after: a place of the subject stays one until surer ones say otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.footage.cutout import SHOWN_MIN, SURE_MIN, cut_out, edged, near_of
from omnireel.animatic.footage.mattes import Carried
from omnireel.animatic.planes import rgb_of

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32
Source = Callable[[int, int], Iterator[U8]]
"""(width, height) -> all pictures of the footage in that size, as I420 buffers."""

KEY_EVERY = 8  # frames between two cut-outs of the subject; in between they are carried along
KEY_PX = 200  # longer side at which the subject is looked for
MATTE_PX = 640  # longer side of the mattes
KEYS_IN_VAIN = 4  # cut-outs without a subject after which it is looked for no more, or every so often
DOUBT = 0.5  # how sure a cut-out is whose word counts for nothing
SAID_MAX = 3.0  # surest cut-outs that all that was said counts for, so that what changes is seen to
SAID_MIN = 0.1  # of the surest cut-out's word: less says nothing
NOT = 0.5  # how much the word of a cut-out counts that the subject is not at a place
OFF = 12.0  # of 255, by which a colour is off where hardly the same is seen
ALIKE = 0.93  # of what either of two cut-outs shows, that both do: one between them would tell nothing new
EDGE = 7  # pixels of where motion is looked for: outlines that are less apart are the same


@dataclass
class _Key:
    """A picture that the subject is cut out of, number `n` of the footage. rgb: it, as large as its matte. sure:
    how much the matte is to be believed, 0 of one of what is probably near."""

    n: int
    rgb: U8
    matte: F32
    sure: float


class Followed:
    """The subject of footage. shares: the part of the picture that it takes, of each cut-out."""

    def __init__(self, source: Source, w: int, h: int, by_distance: bool = False) -> None:
        """w, h: of the pictures. by_distance: what is probably near will do, where no subject can be cut out."""
        k = min(MATTE_PX / max(w, h), 1.0)
        self._full = w, h
        self._size = round(w * k / 2) * 2, round(h * k / 2) * 2
        self._source, self._by_distance = source, by_distance
        self._carried = Carried()
        self._lights: list[U8] = []  # each picture, as small as motion is looked for
        self._tried = 0  # pictures that the subject was to be cut out of
        self.shares: list[float] = []

    def mattes(self) -> Iterator[F32]:
        """That of each picture, (h, w) float32, 1 where the subject is; it may be smaller than the picture."""
        keys = self._looked()
        self._agree(keys)
        self.shares = [float(key.matte.mean()) for key in keys]
        for number, key in enumerate(keys):
            if number:
                yield from self._between(keys[number - 1], key)
            yield key.matte

    # ---- cutting out ----

    def _looked(self) -> list[_Key]:
        """Every eighth picture and the last one, with what is cut out of each."""
        w, h = self._full
        rgbs: dict[int, U8] = {}
        held: U8 | None = None
        for n, buffer in enumerate(self._source(w, h)):
            self._lights.append(self._carried.seen(buffer[: w * h].reshape(h, w)))
            held = buffer
            if n % KEY_EVERY == 0:
                rgbs[n] = rgb_of(buffer, w, h, self._size)
        if held is not None:
            rgbs.setdefault(len(self._lights) - 1, rgb_of(held, w, h, self._size))
        numbers = list(rgbs)
        keys: dict[int, _Key] = {}
        with ThreadPoolExecutor(2) as pool:
            self._cut([(n, rgbs[n]) for n in (*numbers[:-1:2], *numbers[-1:])], keys, pool)
            between = [n for n in numbers if n not in keys]
            for n in between:
                shared = self._shared(n, rgbs[n], keys[n - KEY_EVERY], keys[min(n + KEY_EVERY, numbers[-1])])
                if shared is not None:
                    keys[n] = shared
            self._cut([(n, rgbs[n]) for n in between if n not in keys], keys, pool)
        return [keys[n] for n in numbers]

    def _cut(self, pictures: Sequence[tuple[int, U8]], keys: dict[int, _Key], pool: ThreadPoolExecutor) -> None:
        """Cut the subject out of pictures, two at a time, as long as that is not in vain."""
        for first in range(0, len(pictures), 2):
            in_vain = self._tried >= KEYS_IN_VAIN and not any(key.sure for key in keys.values())
            pair = pictures[first : first + 2]
            # The pictures before and after make up for some doubt; where distance would do there should be none.
            tries = [
                not in_vain or (self._by_distance and (self._tried + n) % KEYS_IN_VAIN == 0) for n in range(2)
            ]
            for key in pool.map(self._key, *zip(*pair, strict=True), tries):
                keys[key.n] = key
            self._tried += len(pair)

    def _key(self, n: int, rgb: U8, tries: bool) -> _Key:
        found = cut_out(rgb, work_px=KEY_PX) if tries else None
        if found is not None and found.sure >= (SURE_MIN if self._by_distance else SHOWN_MIN):
            return _Key(n, rgb, found.matte, found.sure)
        size = rgb.shape[1::-1]
        if not self._by_distance:
            return _Key(n, rgb, np.zeros(size[::-1], np.float32), 0.0)
        near = near_of(rgb, KEY_PX) if found is None else found.near
        return _Key(n, rgb, np.asarray(np.clip(cv2.resize(near, size) * 2.2 - 0.75, 0, 1), np.float32), 0.0)

    def _shared(self, n: int, rgb: U8, before: _Key, after: _Key) -> _Key | None:
        """A key of what those before and after it agree on; None where they do not."""
        if not (before.sure and after.sure):
            return None
        parts = [self._carried(key.matte, self._lights[key.n], self._lights[n]) for key in (before, after)]
        both, either = (float(of(*parts).sum()) for of in (np.minimum, np.maximum))
        if both < ALIKE * either:
            return None
        matte = np.asarray(cv2.addWeighted(parts[0], 0.5, parts[1], 0.5, 0), np.float32)
        return _Key(n, rgb, matte, min(before.sure, after.sure))

    # ---- what they agree on ----

    def _agree(self, keys: list[_Key]) -> None:
        """Give each key the matte that all of them together say."""
        best = max([key.sure for key in keys], default=0.0)
        if best > 0:
            self._hear(keys, max(best, SURE_MIN + 0.1))
        for last, key in pairwise(keys):  # no jumps of the edge
            if last.matte.any() and key.matte.any():
                there = self._carried(last.matte, self._lights[last.n], self._lights[key.n])
                key.matte = np.asarray(cv2.addWeighted(key.matte, 0.75, there, 0.25, 0), np.float32)

    def _hear(self, keys: list[_Key], best: float) -> None:
        """Mend each key's matte by what all of them say. best: how sure one is whose word counts in full."""
        words = [self._words(key, best) for key in keys]
        before, after = words[:], words[:]  # with what was said before, and after
        for n in range(1, len(keys)):
            before[n] = self._heard(words[n], before[n - 1], keys[n - 1], keys[n])
        for n in range(len(keys) - 2, -1, -1):
            after[n] = self._heard(words[n], after[n + 1], keys[n + 1], keys[n])
        for key, own, *others in zip(keys, words, before, after, strict=True):
            key.matte = self._mended(key, np.asarray(others[0] + others[1] - own, np.float32))

    def _words(self, key: _Key, best: float) -> F32:
        """What a cut-out says: above 0 where the subject is, 1 of the surest, and below 0 elsewhere: less so, as
        cut-outs lose more of their subject than they take in of the ground."""
        weight = np.clip((key.sure - DOUBT) / (best - DOUBT), 0, 1) ** 2
        small = cv2.resize(key.matte, self._lights[key.n].shape[::-1], interpolation=cv2.INTER_AREA)
        return np.asarray(weight * ((1 + NOT) * small - NOT), np.float32)

    def _heard(self, own: F32, said: F32, there: _Key, here: _Key) -> F32:
        """A key's own words and what was said up to another one, where it shows the same."""
        size = said.shape[::-1]
        then, now = (cv2.resize(key.rgb, size, interpolation=cv2.INTER_AREA) for key in (there, here))
        both = np.dstack([said, then.astype(np.float32)])
        both = self._carried(both, self._lights[there.n], self._lights[here.n])
        off = cv2.GaussianBlur(np.abs(both[..., 1:] - now), (0, 0), 1.5).max(axis=2)
        heard = own + both[..., 0] * np.exp(-((off / OFF) ** 2))
        return np.asarray(np.clip(heard, -SAID_MAX, SAID_MAX), np.float32)

    def _mended(self, key: _Key, said: F32) -> F32:
        """A key's matte as it is; or where it lost something that others know of, took something in or is none,
        that of what was said."""
        inside = said > SAID_MIN
        if not inside.any():  # a doubtful word that no other bears out is none
            return key.matte if not key.sure else np.zeros_like(key.matte)
        own = cv2.resize(key.matte, said.shape[::-1], interpolation=cv2.INTER_AREA) > 0.5
        wrong = (inside & ~own) | ((said < -SAID_MIN) & own)
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (EDGE, EDGE))
        if key.sure and not cv2.morphologyEx(wrong.astype(np.uint8), cv2.MORPH_OPEN, kernel).any():
            return key.matte
        return edged(key.rgb, said > 0)

    def _between(self, last: _Key, key: _Key) -> Iterator[F32]:
        """Of the pictures between two keys; the matte goes over from the one to the other."""
        for n in range(last.n + 1, key.n):
            k = (n - last.n) / (key.n - last.n)
            parts = [
                self._carried(one.matte, self._lights[one.n], self._lights[n]) if one.matte.any() else one.matte
                for one in (key, last)
            ]
            yield np.asarray(cv2.addWeighted(parts[0], k, parts[1], 1 - k, 0), np.float32)
