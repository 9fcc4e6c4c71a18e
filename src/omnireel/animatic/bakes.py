"""Bakes on disk: paintings that were made once are mapped into memory the next time, by every process.

A bake is a few numbers and many 8-bit pictures, kept under the hash of everything that it was made from - the
engine's own source included - so that it is never stale and never needs to be invalidated. Files appear whole
or not at all; the least recently used are deleted when all together outgrow their limit. A cache that cannot be
read or written costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import mmap
import os
import platform
import struct
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.spec import CACHE_BYTES_MAX

U8 = npt.NDArray[Any]  # uint8

_MAGIC = b"omnibake"
_HEAD = struct.Struct("<8sQQ")  # magic, bytes of the header, bytes of the whole file
_ALIGN = 64


class UnbakeableError(TypeError):
    """Something has no content to be known by, such as a function made on the spot."""


def content_of(value: object) -> Any:
    """A value as nested lists of plain values: equal for equal content, whatever it is made of.

    Raises UnbakeableError.
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float | np.floating):
        return repr(float(value))
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, np.ndarray):
        return [str(value.dtype), list(value.shape), hashlib.sha256(value.tobytes()).hexdigest()]
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(content_of(getattr(value, item.name)) for item in fields(value))]
    if isinstance(value, Mapping):
        return [[content_of(key), content_of(item)] for key, item in sorted(value.items())]
    if isinstance(value, set | frozenset):
        return sorted(content_of(item) for item in value)
    if isinstance(value, Sequence):
        return [content_of(item) for item in value]
    raise UnbakeableError(f"{type(value).__name__} has no content to be known by")


@cache
def _engine() -> str:
    """The hash of the engine itself: its source and the libraries that it paints with."""
    own = hashlib.sha256(f"{cv2.__version__} {np.__version__} {platform.machine()}".encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        own.update(path.read_bytes())
    return own.hexdigest()


@dataclass(frozen=True)
class Bake:
    """What is kept: `facts` as JSON can hold them, and pictures (uint8, any shape), which must not be changed."""

    facts: Any
    pictures: list[U8]


class Bakes:
    """A folder of bakes, shared by all processes that name it. Without a folder nothing is kept."""

    def __init__(self, folder: Path | None = None, bytes_max: int = CACHE_BYTES_MAX) -> None:
        self.folder, self.bytes_max = folder, bytes_max
        self._writers: list[threading.Thread] = []

    def key(self, kind: str, *inputs: object) -> str:
        """The name of the bake that is made from `inputs`. Raises UnbakeableError."""
        told = json.dumps([_engine(), kind, content_of(inputs)], separators=(",", ":"))
        return hashlib.sha256(told.encode()).hexdigest()[:40]

    def load(self, key: str) -> Bake | None:
        """The bake of that key, its pictures mapped and not read; None if there is none."""
        if self.folder is None:
            return None
        path = self._path(key)
        try:
            with path.open("rb") as file:
                held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            magic, head, whole = _HEAD.unpack_from(held)
            if magic != _MAGIC or whole != len(held):
                raise ValueError("torn")
            told = json.loads(held[_HEAD.size : _HEAD.size + head])
            os.utime(path)  # the time of its last use, for whoever makes room
        except (OSError, ValueError, struct.error):
            return None
        pictures = [
            np.frombuffer(held, np.uint8, int(np.prod(shape)), offset).reshape(shape)
            for shape, offset in told["pictures"]
        ]
        return Bake(told["facts"], pictures)

    def keep(self, key: str, bake: Bake) -> None:
        """Write a bake beside the work that goes on; `finish` waits for it."""
        if self.folder is not None and self.bytes_max > 0:
            writer = threading.Thread(target=self.save, args=(key, bake), name="animatic-bakes")
            writer.start()
            self._writers.append(writer)

    def finish(self) -> None:
        """Wait until all that was to be kept is written, and make room for it."""
        for writer in self._writers:
            writer.join()
        if self._writers:
            self.make_room()
        self._writers.clear()

    def save(self, key: str, bake: Bake) -> None:
        """Write a bake now. Whatever goes wrong, nothing half-written stays."""
        path = self._path(key)
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with part.open("wb") as file:
                _write(file, bake)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink()

    def make_room(self) -> None:
        """Delete the least recently used bakes until all fit the limit."""
        found = []
        for path in [] if self.folder is None else self.folder.glob("*/*"):
            with contextlib.suppress(OSError):
                stat = path.stat()
                found.append((stat.st_mtime, stat.st_size, path))
        room = self.bytes_max - sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if room >= 0:
                return
            with contextlib.suppress(OSError):
                path.unlink()
                room += size

    def _path(self, key: str) -> Path:
        assert self.folder is not None
        return self.folder / key[:2] / f"{key[2:]}.bake"


def _write(file: Any, bake: Bake) -> None:
    """The head, the header as JSON, then the pictures, each on a round address."""
    # Offsets depend on the header's length, and the header holds the offsets: give them a fixed width.
    draft = json.dumps({"facts": bake.facts, "pictures": [[list(p.shape), 10**12] for p in bake.pictures]})
    offset = -(-(_HEAD.size + len(draft.encode())) // _ALIGN) * _ALIGN
    places = []
    for picture in bake.pictures:
        places.append([list(picture.shape), offset])
        offset += -(-picture.nbytes // _ALIGN) * _ALIGN
    header = json.dumps({"facts": bake.facts, "pictures": places}).encode()
    file.write(_HEAD.pack(_MAGIC, len(header), offset))
    file.write(header)
    for picture, (_, start) in zip(bake.pictures, places, strict=True):
        file.seek(start)
        file.write(np.ascontiguousarray(picture))
    file.truncate(offset)
