"""The track of one shot while it is filled: where every actor is heard, how far off, and through what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from omnireel.animatic.actors import Actor
from omnireel.animatic.camera import look, place
from omnireel.animatic.scene import Part, Role, Scene
from omnireel.animatic.sound.beds import Bed
from omnireel.animatic.sound.synth import F32, HOP, RATE, curve, gain, put, sides, silence

EYE = 0.35  # widths of the frame from the camera to the lane of the first subject


@dataclass(frozen=True)
class Player:
    """Who is heard: a role in one part of what it does, from second `since` until second `until`."""

    role: Role
    part: Part
    until: float

    @property
    def name(self) -> str:
        """The name of its drawing."""
        return self.role.who[0]

    @property
    def verb(self) -> str | None:
        """The verb as it was said."""
        return self.part.said

    @property
    def action(self) -> str:
        """The verb as it is drawn."""
        return self.part.action

    @property
    def first(self) -> bool:
        """Whether this is what the role does first."""
        return self.part is self.role.parts[0]

    def beats(self, actor: Actor, phase: float, fps: int) -> Iterator[float]:
        """The seconds at which the drawing of an actor passes a phase of its cycle."""
        cycle = self.part.cycle / fps
        offset = actor.offset if self.first else 0
        at = self.part.since + ((phase - offset / self.part.cycle) % 1.0) * cycle
        while at < self.until:
            yield at
            at += cycle

    def while_doing(self, n: int) -> F32:
        """1 while it is done and 0 before and after, over n samples; its ends are soft."""
        t = np.arange(n, dtype=np.float32) / RATE
        rise = 1.0 if self.first else np.clip((t - np.float32(self.part.since)) * 20, 0, 1)
        fall = 1.0 if self.until * RATE >= n else np.clip((np.float32(self.until) - t) * 20, 0, 1)
        return np.asarray(rise * fall * np.ones(n, np.float32), np.float32)

    @property
    def person(self) -> bool:
        return (
            self.role.subject.wide == 0.5 and self.role.subject.path == "ground" and not self.role.subject.rooted
        )

    @property
    def beast(self) -> bool:
        return self.role.subject.wide == 1.7 and self.role.subject.path == "ground"

    @property
    def bird(self) -> bool:
        return self.role.subject.wide == 2.0 and self.role.subject.units == 62


@dataclass
class Path:
    """Where an actor is over a shot, at points HOP samples apart: x across the picture (-1 left edge, 1 right
    edge), and its distance from the camera beside that of the first subject's lane when straight ahead.
    """

    x: F32
    far: F32

    def at(self, seconds: float) -> tuple[float, float]:
        k = min(max(int(seconds * RATE / HOP), 0), len(self.x) - 1)
        return float(self.x[k]), float(self.far[k])


@dataclass
class Track:
    """One shot's sound in the making: n samples. `out` gets the place's echo, `inside` does not."""

    scene: Scene
    bed: Bed
    n: int
    seed: int
    out: F32 = field(init=False)
    inside: F32 = field(init=False)
    _paths: dict[int, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.out, self.inside = silence(self.n), silence(self.n)

    @property
    def fps(self) -> int:
        return self.scene.stage.fps

    @property
    def seconds(self) -> float:
        return self.n / RATE

    @property
    def air(self) -> str:
        return self.bed.air

    @property
    def outdoors(self) -> bool:
        return self.bed.air == "open"

    @property
    def weather(self) -> str | None:
        return self.scene.reading.weather if self.outdoors else None

    @property
    def path(self) -> str:
        return self.scene.stage.path

    @property
    def floods(self) -> bool:
        return self.bed.floor in ("water", "mud")

    @property
    def puddles(self) -> bool:
        return self.weather in ("rain", "storm") and self.bed.floor in ("stone", "gravel")

    def where(self, actor: Actor) -> Path:
        """The actor's way across the picture, as the camera shows it."""
        if id(actor) not in self._paths:
            scene, stage = self.scene, self.scene.stage
            w, h, fps = stage.w, stage.h, stage.fps
            stride = max(fps // 20, 1)  # ways are smooth
            frames = np.arange(0, int(self.n / RATE * fps) + 2 + stride, stride)
            x, size = np.zeros(len(frames)), np.ones(len(frames))
            for i, frame in enumerate(frames):
                t = frame / fps
                view = look(scene.camera, t, scene.seconds, w, h, scene.strength, stage.seed)
                near = actor.near(int(frame), fps)
                s, tx, _ = place(view, actor.depth * near, w, h, scene.focus)
                x[i] = (actor.at(int(frame), fps, scene.travel(t))[0] * s + tx) / w * 2 - 1
                size[i] = s * near**0.8
            points = np.arange(self.n // HOP + 2) * (HOP / RATE) * fps
            x, size = np.interp(points, frames, x), np.interp(points, frames, size)
            depth = EYE / (size * max(actor.depth, 0.15) ** 0.8)
            far = np.hypot(x * 0.5, depth) / EYE
            self._paths[id(actor)] = Path(x.astype(np.float32), far.astype(np.float32))
        return self._paths[id(actor)]

    def add(self, sound: F32, at: float, actor: Actor, level_db: float) -> None:
        """A single sound of an actor, `at` seconds into the shot, from where the actor is then."""
        x, far = self.where(actor).at(at)
        put(self.out, at, sound, gain(level_db) / far, x)

    def follow(self, sound: F32, actor: Actor, power: float = 1.0) -> None:
        """A lasting sound (n,) of an actor: louder when near, and from its side."""
        way = self.where(actor)
        left, right = sides(way.x)
        loud = way.far ** -np.float32(power)
        self.out[0] += sound * curve(left * loud, self.n)
        self.out[1] += sound * curve(right * loud, self.n)
