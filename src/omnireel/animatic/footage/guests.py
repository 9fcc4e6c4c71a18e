"""Who comes into footage: a cut-out in the place of its subject, or beside it, anchored to the ground."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.actors import Sprite
from omnireel.animatic.footage import figures, motion
from omnireel.animatic.footage.figures import Puppet
from omnireel.animatic.footage.passers import Passers
from omnireel.animatic.parse import understand
from omnireel.animatic.planes import Frame, draw, rgb_of, tint
from omnireel.animatic.spec import ElementSpec, Sources

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32

_REPLACE = re.compile(
    r"\b(?:replace|swap|exchange|substitute|switch)\b(?P<what>[^.;<]*?)\b(?:with|by|for|against)\b[^.;<]*"
    r"<<<(?P<kind>element|image)_(?P<number>[0-9]+)>>>"
    r"|\b(?:turn|change|transform|make)\b(?P<what2>[^.;<]*?)\binto\b[^.;<]*"
    r"<<<(?P<kind2>element|image)_(?P<number2>[0-9]+)>>>"
)
# Words near a placeholder -> where the middle of the feet is, in parts of the width.
_PLACES = {"left": 0.24, "right": 0.76, "middle": 0.5, "centre": 0.5, "center": 0.5}
_FAR = re.compile(r"\b(?:background|far|distance|distant|behind)\b")
_NEAR = re.compile(r"\b(?:close|foreground)\b")
AT_EDGE = 0.97  # of the frame's height: whose feet are lower is cut by its edge
FEET, TALL = 0.93, 0.52  # row of the feet and height, in parts of the frame's height
CYCLES = {"walk": 1.05, "run": 0.62, "dance": 1.1, "jump": 1.2, "talk": 1.4, "fly": 0.9, "swim": 1.2, "wave": 1.2}
PACE = {"walk": 0.10, "run": 0.24, "fly": 0.20, "swim": 0.10}  # parts of the width a second
PHASES = 12
RATE = 24  # frames a second that cycles are painted for
SUBJECT_MIN = 0.012  # of the picture; a smaller cut-out is no one to stand in for
FILL_PX = 176  # longer side at which the hole behind who was replaced is made up
SHADE = np.array((0.26, 0.31, 0.42))  # of the colour of the ground, in shadow
KEPT = 0.72  # of the place in the frame before, so that whoever stands in does not tremble


@dataclass(frozen=True)
class Wanted:
    """A placeholder of the prompt: who is to come, doing what, in whose place or where."""

    puppet: Puppet
    verb: str  # that it plays
    cycle: float  # seconds
    phases: int
    not_done: str | None
    instead_of: str | None
    words: str  # round the placeholder


def wanted(prompt: str, sources: Sources, ground: int | None) -> list[Wanted]:
    """Everyone that a prompt names by a placeholder. ground: the number of the picture that is the background."""
    roles = [figures.role_of(element) for element in sources.elements]
    lower = prompt.lower()
    replaced: dict[tuple[str, int], str] = {}
    for match in _REPLACE.finditer(lower):
        kind, number = match["kind"] or match["kind2"], int(match["number"] or match["number2"])
        replaced[kind, number] = (match["what"] or match["what2"] or "").strip() or "the subject"
    found = []
    for kind, given in (("element", sources.elements), ("image", sources.pictures)):
        for number in sorted(figures.named([prompt], kind)):
            if not 1 <= number <= len(given) or (kind == "image" and number == ground):
                continue
            if kind == "element":
                one, role = sources.elements[number - 1], roles[number - 1]
            else:
                one, role = ElementSpec(f"image_{number}", images=(sources.pictures[number - 1],)), "person"
            mark = f"<<<{kind}_{number}>>>"
            words = _words_of(mark, lower)
            seen = understand([words.replace(mark, "the man").replace(",", " ")])[0].subjects
            who = next((who for who in reversed(seen) if who.action), None)
            action = "stand" if who is None else who.acts[0] if who.acts else who.action or "stand"
            word = who.actions[0] if who is not None and who.actions else None
            puppet = Puppet.of(number, one, role)
            verb = puppet.verb(word, action)
            frames, phases = puppet.cycle(verb, RATE, round(CYCLES.get(verb, 2.4) * RATE), PHASES)
            lost = puppet.cannot(word, action)
            instead_of = replaced.get((kind, number))
            found.append(Wanted(puppet, verb, frames / RATE, phases, lost, instead_of, words))
    return found


def _words_of(mark: str, prompt: str) -> str:
    """What is said of a placeholder: its clause, or where that has several, the part of it about this one."""
    clause = next((part for part in re.split(r"[.;!?]", prompt) if mark in part), "")
    parts: list[str] = []
    for part in re.split(r"(,|\band\b|\bwhile\b)", clause):
        if not parts or ("<<<" in part and "<<<" in parts[-1]):
            parts.append(part)
        else:
            parts[-1] += part
    return next((part for part in parts if mark in part), "")


def _lit(puppet: Puppet, frame: Frame) -> F32:
    """How much its colours are to be scaled to go with a picture's light (RGB)."""
    luma = puppet.rgba[..., :3] @ np.array((0.21, 0.72, 0.07), np.float32)
    own = float(luma.sum()) / max(float(puppet.rgba[..., 3].sum()), 1.0)
    around = (float(frame.y.mean()) - 16) / 219
    return np.full(3, np.clip((around / max(own, 0.05)) ** 0.4, 0.55, 1.25), np.float32)


@dataclass
class StandIn:
    """In the place of the footage's subject: as tall as that one, its feet where those were."""

    one: Wanted
    rate: float
    passers: Passers
    _sprites: list[Sprite] = field(default_factory=list)
    _box: F32 | None = None
    _tall: float = 0.0
    _nearer: float = 1.0  # times as large as who stood there
    _light: Light | None = None

    def __call__(self, frame: Frame, n: int, matte: F32 | None) -> None:
        if matte is None or float(matte.mean()) < SUBJECT_MIN:
            return
        x, y, w, h = cv2.boundingRect((matte > 0.5).astype(np.uint8))
        if h < 0.05 * frame.h:
            return
        now = np.array((x + w / 2, y + h, h), np.float32)
        self._box = now if self._box is None else now + (self._box - now) * np.float32(KEPT)
        middle, feet, tall = (float(v) for v in self._box)
        nearer = self.passers.nearer(n, frame, feet, matte)
        _paint_out(frame, matte)
        puppet = self.one.puppet
        if self._light is None:
            # Who is not seen whole comes nearer than somebody who is: else they would end in mid-air.
            in_part = puppet.ends and feet < AT_EDGE * frame.h
            self._nearer = puppet.near_size(frame.w, frame.h) / h if in_part else 1.0
            self._tall = self._nearer * h
            light = _lit(puppet, frame)
            self._sprites = puppet.sprites(self._tall, self.one.verb, self.one.phases, 1, light)
            self._light = Light.of(frame, middle, feet)
        k = tall * self._nearer / self._tall
        if puppet.ends:
            feet = frame.h + figures.sunk(self._tall, self._sprites) * k
        _show(frame, self._sprites, n / self.rate / self.one.cycle, middle, feet, k, self._light, nearer)


@dataclass
class Guest:
    """Beside those in the footage, on the ground of the first picture: it goes as that does."""

    one: Wanted
    rate: float
    seconds: float
    x: float
    feet: float
    tall: float
    path: motion.Motion
    passers: Passers
    _sprites: list[Sprite] = field(default_factory=list)
    _light: Light | None = None

    def __call__(self, frame: Frame, n: int, matte: F32 | None) -> None:
        t = n / self.rate
        towards = 1 if self.x < 0.5 else -1
        pace = PACE.get(self.one.verb, 0.0)
        x, y, zoom, _ = self.path.at(min(t / max(self.seconds, 1e-3), 1.0))
        k = float(np.exp(zoom))
        way = min(pace * t, 0.6) * towards
        middle = (0.5 + (self.x + way - 0.5) * k + x) * frame.w
        feet = (0.5 + (self.feet - 0.5) * k + y) * frame.h
        if self._light is None:
            facing = towards if pace or self.x != 0.5 else 1
            light = _lit(self.one.puppet, frame)
            stride = pace * frame.w * self.one.cycle or None
            self._sprites = self.one.puppet.sprites(
                self.tall * frame.h, self.one.verb, self.one.phases, facing, light, stride
            )
            self._light = Light.of(frame, middle, feet)
        if self.one.puppet.ends:
            feet = frame.h + figures.sunk(self.tall * frame.h, self._sprites) * k
        nearer = self.passers.nearer(n, frame, feet)
        _show(frame, self._sprites, t / self.one.cycle, middle, feet, k, self._light, nearer)


def guest(
    one: Wanted,
    rate: float,
    seconds: float,
    taken: Sequence[float],
    path: motion.Motion,
    passers: Passers,
    size: tuple[int, int],
) -> tuple[Guest, str]:
    """Somebody who stands where the words round the placeholder say, else where there is room; and that place.

    size: (w, h) of the pictures.
    """
    said = next((name for name in _PLACES if re.search(rf"\b{name}\b", one.words)), None)
    free = [x for x in (0.76, 0.24, 0.5) if all(abs(x - other) > 0.15 for other in taken)] or [0.5]
    x = _PLACES[said] if said else free[0]
    feet, tall = FEET, TALL
    if _FAR.search(one.words):
        feet, tall = 0.74, 0.26
    elif _NEAR.search(one.words):
        feet, tall = 1.04, 0.86
    if one.puppet.ends:
        feet, tall = 1.0, one.puppet.near_size(*size) / size[1]
    place = said or {0.76: "right", 0.24: "left"}.get(x, "middle")
    return Guest(one, rate, seconds, x, feet, tall, path, passers), place


@dataclass(frozen=True)
class Light:
    """Where a picture's light comes from, by what is bright in it. lean, length: how far a shadow goes across and
    towards the viewer, in parts of the height of who throws it; amount: how dark it is; colour: (RGB 0..1) of what
    it lies on, in shadow.
    """

    lean: float
    length: float
    amount: float
    colour: tuple[float, float, float]

    @classmethod
    def of(cls, frame: Frame, x: float, y: float) -> Light:
        """x, y: pixel of the feet, on whose ground the shadow will lie."""
        seen = cv2.resize(frame.y, (64, 36), interpolation=cv2.INTER_AREA).astype(np.float32)[:27]
        bright = np.maximum(seen - max(float(np.percentile(seen, 90)), 100.0), 0) ** 2  # a lamp outshines a sky
        across, down = bright.sum(axis=0), bright.sum(axis=1)
        lean, clear, low = 0.0, 0.0, 0.5
        if across.sum() > 0:
            columns, rows = np.linspace(0, 1, 64), np.linspace(0, 0.75, 27)
            at = float(np.average(columns, weights=across))
            wide = float(np.sqrt(np.average((columns - at) ** 2, weights=across)))
            # An even sky throws soft short shadows; a sun or a lamp throws them away from itself.
            clear = float(np.clip((0.26 - wide) / 0.14, 0, 1))
            low = float(np.clip(np.average(rows, weights=down) / 0.45, 0, 1))
            lean = clear * float(np.clip((x / frame.w - at) * 2.2, -1.3, 1.3))
        w, h = frame.w // 16 * 2, frame.h // 32 * 2
        left, top = (int(np.clip(v - size / 2, 0, most - size)) & ~1 for v, size, most in (
            (x, w, frame.w), (y, h, frame.h),
        ))  # fmt: skip
        half = np.s_[top // 2 : (top + h) // 2, left // 2 : (left + w) // 2]
        ground = [float(v.mean()) for v in (frame.y[top : top + h, left : left + w], frame.u[half], frame.v[half])]
        rgb = rgb_of(np.array([ground[0]] * 4 + ground[1:], np.uint8), 2, 2)[0, 0] / 255
        # What the light does not reach the sky does: darker and bluer.
        colour = tuple(float(v) for v in 0.02 + rgb * SHADE)
        return cls(
            lean, 0.10 + clear * (0.12 + 0.55 * low), 0.34 + 0.26 * clear, (colour[0], colour[1], colour[2])
        )


def _show(
    frame: Frame,
    sprites: Sequence[Sprite],
    cycles: float,
    middle: float,
    feet: float,
    scale: float,
    light: Light,
    nearer: F32 | None,
) -> None:
    """The guest after so many cycles of its verb, with its shadow; nearer: matte of those who pass before it."""
    sprite = sprites[int(cycles * len(sprites)) % len(sprites)]
    before = None
    if nearer is not None:
        before = Frame(frame.w, frame.h)
        before.buffer[:] = frame.buffer
    _shadow(frame, sprite, middle, feet, scale, light)
    draw(frame, sprite.pix, scale, middle - sprite.ox * scale, feet - sprite.oy * scale)
    if before is not None and nearer is not None:
        half = cv2.resize(nearer, (frame.w // 2, frame.h // 2), interpolation=cv2.INTER_AREA)
        for plane, old, part in (
            (frame.y, before.y, nearer),
            (frame.u, before.u, half),
            (frame.v, before.v, half),
        ):
            plane[:] = cv2.blendLinear(old, plane, part, 1 - part)


def _shadow(frame: Frame, sprite: Sprite, middle: float, feet: float, scale: float, light: Light) -> None:
    """The dark where feet touch the ground, and the outline thrown along it: away from the light, towards the
    viewer, softer and fainter the farther from the feet."""
    w = sprite.shadow.shape[1]  # a quarter of the sprite's size, as is all that follows
    ox, oy = sprite.ox / 4, sprite.oy / 4
    k, lean, length = scale, light.lean, light.length
    room = 12 + int(0.05 * oy * k)
    before = int(ox * k + max(-lean, 0) * oy * k) + room
    wide = before + int((w - ox) * k + max(lean, 0) * oy * k) + room
    tall = int(oy * k * length) + 2 * room
    matrix = np.array(
        [[k, -lean * k, before + (lean * oy - ox) * k], [0, -length * k, room + length * oy * k]], np.float64
    )
    outline = cv2.warpAffine(sprite.shadow, matrix, (wide, tall)).astype(np.float32)
    away = np.clip((np.arange(tall, dtype=np.float32)[:, None] - room) / max(oy * k * length, 1), 0, 1)
    near, far = (cv2.GaussianBlur(outline, (0, 0), part * oy * k + 0.6) for part in (0.005, 0.022))
    outline = (near * (1 - away) + far * away) * (1 - 0.6 * away)
    half = max(0.15 * sprite.pix.shape[1] * k / 4, 1.0)
    touch = np.zeros((tall, wide), np.float32)
    cv2.ellipse(touch, ((before, room), (2 * half, 0.32 * half), 0), (255,), -1, cv2.LINE_AA)
    touch = np.asarray(cv2.GaussianBlur(touch, (0, 0), max(0.08 * half, 0.8)), np.float32)
    mask = np.clip(outline + 0.8 * touch * (1 - outline / 255), 0, 255).astype(np.uint8)
    mask = np.asarray(cv2.resize(mask, (4 * wide, 4 * tall), interpolation=cv2.INTER_LINEAR), np.uint8)
    tint(frame, mask, light.colour, light.amount, int(middle - 4 * before) & ~1, int(feet - 4 * room) & ~1)


def _paint_out(frame: Frame, matte: F32) -> None:
    """Let what is on both sides of the subject go on where it is: each row mirrored at the hole's two edges, the
    one giving way to the other. So ground, horizon and texture stay what they are.
    """
    k = max(max(frame.w, frame.h) / FILL_PX, 1.0)
    size = max(round(frame.w / k), 16), max(round(frame.h / k), 16)
    hole = cv2.resize(matte, size, interpolation=cv2.INTER_AREA)
    hole = np.asarray(cv2.dilate((hole > 0.02).astype(np.uint8), np.ones((7, 7), np.uint8)), np.uint8)
    if not hole.any():
        return
    # Its shadow lies about its feet, a little wider than it is.
    left, top, wide, tall = cv2.boundingRect(hole)
    at = (left + wide // 2, top + tall - tall // 12)
    cv2.ellipse(hole, at, (int(0.60 * wide), max(tall // 6, 2)), 0, 0, 360, 1, -1)
    rows = np.flatnonzero(hole.any(axis=1))
    spans = np.array([np.flatnonzero(hole[row])[[0, -1]] for row in rows], np.float32)
    low, high = (_envelope(spans[:, side] + side, wider) for side, wider in ((0, np.minimum), (1, np.maximum)))
    soft = np.clip(cv2.GaussianBlur(hole.astype(np.float32), (0, 0), 0.8) * 1.3, 0, 1)
    for plane in (frame.y, frame.u, frame.v):
        h, w = plane.shape
        across, down = w / hole.shape[1], h / hole.shape[0]
        first, last = int(rows[0] * down), min(int((rows[-1] + 1) * down), h)
        row = (np.arange(first, last) + 0.5) / down - 0.5
        a = (np.interp(row, rows, low) * across)[:, None].astype(np.float32)
        b = (np.interp(row, rows, high) * across)[:, None].astype(np.float32)
        x = np.arange(w, dtype=np.float32)[None]
        y = np.repeat(np.arange(first, last, dtype=np.float32)[:, None], w, axis=1)
        shares = np.clip((b - x) / np.maximum(b - a, 1), 0, 1)
        shares = shares * shares * (3 - 2 * shares)
        # Back and forth within what there is beside the hole; where that is little it counts for little.
        rooms = np.maximum(a - 1, 1), np.maximum(w - 1 - b, 1)
        left, right = (np.minimum(4 * room / np.maximum(b - a, 1), 1) for room in rooms)
        shares = shares * left / (shares * left + (1 - shares) * right)
        from_left = cv2.remap(
            plane, a - 1 - _folded(x - a, rooms[0]), y, cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE
        )
        from_right = cv2.remap(
            plane, b + _folded(b - x, rooms[1]), y, cv2.INTER_LINEAR, None, cv2.BORDER_REPLICATE
        )
        made = cv2.blendLinear(from_left, from_right, shares, 1 - shares)
        part = cv2.resize(soft, (w, h), interpolation=cv2.INTER_LINEAR)[first:last]
        plane[first:last] = cv2.blendLinear(made, plane[first:last], part, 1 - part)


def _folded(way: F32, room: F32) -> F32:
    """A way of any length walked to and fro in a room."""
    turn = np.mod(np.maximum(way, 0), 2 * room)
    return np.asarray(np.minimum(turn, 2 * room - turn), np.float32)


def _envelope(edge: F32, wider: np.ufunc) -> F32:
    """A hole's edge, row by row, drawn round it smoothly: a mirror that zigzags shows."""
    reach = max(len(edge) // 3, 1)
    padded = np.pad(edge, reach, mode="edge")
    drawn = wider.reduce([padded[n : n + len(edge)] for n in range(2 * reach + 1)])
    return np.asarray(cv2.GaussianBlur(drawn[None].astype(np.float32), (0, 0), reach * 0.6)[0], np.float32)


def measured(sources: Sources) -> motion.Motion:
    """The footage's camera path, from its first picture on."""
    assert sources.video is not None
    found = motion.measure(Path(sources.video))
    return replace(found, path=found.path - found.path[:1])
