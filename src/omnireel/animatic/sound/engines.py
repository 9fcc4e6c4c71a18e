"""What runs, rolls and flies with an engine: a tone from a table of one engine cycle, noise, and their Doppler.

Adding one is one entry of ENGINES. The pitch and the level follow the actor's way across the picture.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from omnireel.animatic.actors import Actor
from omnireel.animatic.noise import rng
from omnireel.animatic.sound.sources import SOURCES
from omnireel.animatic.sound.synth import (
    F32,
    HOP,
    RATE,
    burst,
    curve,
    duller,
    gain,
    made,
    noise,
    put,
    ring,
    silence,
    slow,
    times,
)
from omnireel.animatic.sound.track import EYE, Path, Player, Track

TAU = np.float32(2 * np.pi)
ENGINES_MAX = 3  # of a fleet, so many are heard
SOUND_SPEED = 1.6  # widths of the frame a second; slower than life, as pictures pass slower too
_TABLE = 1 << 13


@dataclass(frozen=True)
class Engine:
    """hz: strokes a second at an even pace. beats: strokes a cycle; those of one cycle are not quite alike, by
    `rough`. bright: how slowly its harmonics fall off. tone, level: decibels. noises: (from Hz, to Hz,
    decibels) each. more: what it does besides.
    """

    hz: float = 0.0
    beats: int = 4
    rough: float = 0.25
    bright: float = 0.8
    tone: float = 0.0
    noises: tuple[tuple[float, float, float], ...] = ()
    level: float = 3.0
    more: Callable[[Actor, F32, Track], F32] | None = None


@lru_cache(maxsize=32)
def _cycle(beats: int, rough: float, bright: float) -> F32:
    """One cycle of an engine as a table: harmonics of its strokes, and weaker ones of the whole cycle."""
    k = np.arange(1, beats * 14 + 1)
    strength = bright ** (k / beats) / np.sqrt(np.maximum(k / beats, 0.5))
    r = rng(beats, int(rough * 100), int(bright * 100))
    strength = strength * np.where(k % beats == 0, 1.0, rough * r.random(len(k)))
    spectrum = np.zeros(_TABLE // 2 + 1, np.complex128)
    spectrum[k] = strength * np.exp(1j * (1.2 * k * k / len(k) + r.random(len(k))))
    out = np.fft.irfft(spectrum, _TABLE)
    return np.asarray(out / np.sqrt((out**2).mean()), np.float32)


def doppler(way: Path) -> F32:
    """By how much its pitch is raised, at the points of its way."""
    speed = np.gradient(way.far * EYE, HOP / RATE)
    return np.clip(1 / (1 + speed / SOUND_SPEED), 0.82, 1.22).astype(np.float32)


def turning(hz: float, pitch: F32, n: int) -> F32:
    """How often something that turns `hz` times a second has turned, as n samples."""
    return np.cumsum(curve(pitch * np.float32(hz / RATE), n), dtype=np.float64)


def _pulses(hz: float, sharp: float, pitch: F32, n: int) -> F32:
    table = (0.5 + 0.5 * np.cos(2 * np.pi * np.arange(_TABLE) / _TABLE)) ** sharp
    return np.asarray(table.astype(np.float32)[(turning(hz, pitch, n) * _TABLE).astype(np.int64) & (_TABLE - 1)])


def _chop(actor: Actor, pitch: F32, track: Track) -> F32:
    """Rotor blades: slaps of air, eleven a second."""
    slap = noise(track.n, 61, 60, 900, 0.6) * _pulses(11.0, 5.0, pitch, track.n)
    return np.asarray(slap * 3.2 + noise(track.n, 62, 1800, 5200, 0.3) * 0.12, np.float32)


def _rails(actor: Actor, pitch: F32, track: Track) -> F32:
    """Wheels over the joints of the rails, two axles a bogie, two bogies a wagon."""
    clack = [made(ring(0.16, [(180 + d, 1, 40), (540 + d, 0.5, 60), (1500 + d, 0.25, 90)]), 0.1) for d in (0, 40)]
    hit = [c + made(burst(0.16, 5, 700, 4000, 120), 0.1) * np.float32(0.4) for c in clack]
    out = silence(track.n)
    wagon, t = 1.15, -0.4
    while t < track.seconds:
        for k, at in enumerate((0.0, 0.11, 0.36, 0.47)):
            put(out, t + at, hit[k % 2], 2.0 if k % 2 == 0 else 1.6)
        t += wagon
    return np.asarray(out[0])


def _chuff(actor: Actor, pitch: F32, track: Track) -> F32:
    """Four strokes of steam a turn of the driving wheels, the first of them the strongest."""
    stroke = made(burst(0.13, 11, 90, 2600, 26), 0.1)
    out = silence(track.n)
    beat, t, k = 0.15, -0.1, 0
    while t < track.seconds:
        put(out, t, stroke, 3.0 if k % 4 == 0 else 2.0)
        t, k = t + beat, k + 1
    return np.asarray(out[0])


def _burner(actor: Actor, pitch: F32, track: Track) -> F32:
    """The flame of a balloon, in bursts."""
    t = (times(track.n) + 4.6) % 5.0
    shape = np.clip(t / 0.15, 0, 1) * np.clip((1.7 - t) / 0.3, 0, 1)
    return np.asarray(noise(track.n, 71, 150, 2600, 0.5) * curve(shape, track.n) * 1.2, np.float32)


def _thrust(actor: Actor, pitch: F32, track: Track) -> F32:
    """A rocket: a roar that tears, growing as it comes to full power."""
    n = track.n
    tear = noise(n, 81, 500, 5000, 0.5) * slow(n, 82, 0.012, -0.2, 1.0) ** 3 * 1.6
    rise = curve(np.clip(0.25 + times(n) / 1.2, 0, 1), n)
    return np.asarray((noise(n, 83, 28, 260, 0.5) * 1.5 + tear) * rise, np.float32)


def _warble(actor: Actor, pitch: F32, track: Track) -> F32:
    """A thing from elsewhere: tones that circle around each other."""
    t = times(track.n)
    out = np.zeros(track.n, np.float32)
    for k, hz in enumerate((220.0, 331.0, 447.0)):
        bend = pitch[: len(t)] * (1 + 0.06 * np.sin(TAU * t * (1.7 + 0.4 * k) + k))
        out += np.sin(2 * np.pi * turning(hz, bend, track.n)).astype(np.float32) * np.float32(1.0 / (k + 1))
    return out


def _bow(actor: Actor, pitch: F32, track: Track) -> F32:
    """Water along a hull."""
    n = track.n
    wash = noise(n, 91, 350, 2600, 0.5) * (0.25 + slow(n, 92, 0.8, 0, 1) ** 2)
    return np.asarray(wash + SOURCES["creaks"](n, 93)[0] * np.float32(1.2), np.float32)


def _freewheel(actor: Actor, pitch: F32, track: Track) -> F32:
    """The pawls of a hub."""
    ticks = noise(track.n, 95, 2600, 7500, 0.1) * _pulses(17.0, 60.0, pitch, track.n)
    return np.asarray(ticks * 1.6, np.float32)


def _rattle(actor: Actor, pitch: F32, track: Track) -> F32:
    """The knock of a diesel: noise in the rhythm of its strokes."""
    return np.asarray(noise(track.n, 97, 500, 2600, 0.4) * _pulses(30.0, 4.0, pitch, track.n) * 0.9, np.float32)


_ROAD = ((180.0, 1700.0, -2.0),)
ENGINES: dict[str, Engine] = {
    "car": Engine(88, 4, 0.30, 0.74, 0, _ROAD, 4),
    "sports car": Engine(150, 6, 0.35, 0.86, 2, _ROAD, 6),
    "vintage car": Engine(62, 4, 0.55, 0.78, 1, _ROAD, 4),
    "taxi": Engine(80, 4, 0.30, 0.74, 0, _ROAD, 4),
    "police car": Engine(105, 8, 0.30, 0.78, 0, _ROAD, 4),
    "jeep": Engine(74, 6, 0.35, 0.78, 1, _ROAD, 4),
    "truck": Engine(46, 6, 0.40, 0.82, 2, ((110, 1200, 0),), 6, _rattle),
    "bus": Engine(42, 6, 0.35, 0.80, 1, ((120, 1200, 0),), 5, _rattle),
    "van": Engine(66, 4, 0.30, 0.78, 0, _ROAD, 4, _rattle),
    "motorcycle": Engine(96, 2, 0.60, 0.88, 3, ((300, 2400, -8),), 6),
    "train": Engine(0, noises=((60, 420, 2), (600, 2600, -8)), level=5, more=_rails),
    "steam train": Engine(0, noises=((50, 380, 1), (900, 3600, -10)), level=5, more=_chuff),
    "bicycle": Engine(0, noises=((300, 1800, -10),), level=-2, more=_freewheel),
    "cyclist": Engine(0, noises=((300, 1800, -10),), level=-2, more=_freewheel),
    "rowboat": Engine(0, level=-5, more=_bow),
    **dict.fromkeys(("sailboat", "tall ship", "pirate ship"), Engine(0, level=0, more=_bow)),
    "ship": Engine(21, 6, 0.30, 0.80, 0, ((40, 240, 0), (400, 2400, -8)), 4),
    "speedboat": Engine(112, 4, 0.40, 0.84, 2, ((350, 4200, 0),), 5),
    "plane": Engine(1900, 1, 0.0, 0.25, -12, ((70, 900, 2), (900, 6000, -4)), 4),
    "propeller plane": Engine(92, 4, 0.35, 0.86, 3, ((150, 1500, -6),), 4),
    "helicopter": Engine(640, 1, 0.0, 0.4, -14, ((80, 500, -4),), 5, _chop),
    "drone": Engine(205, 4, 0.6, 0.86, 1, ((900, 5000, -10),), 1),
    "hot air balloon": Engine(0, level=1, more=_burner),
    "rocket": Engine(0, level=9, more=_thrust),
    "spaceship": Engine(56, 2, 0.5, 0.72, 2, ((45, 320, 0), (500, 3000, -9)), 4),
    "ufo": Engine(46, 2, 0.4, 0.6, -4, (), 3, _warble),
    "tractor": Engine(32, 3, 0.5, 0.84, 2, ((120, 1200, -2),), 4, _rattle),
    "tank": Engine(38, 8, 0.4, 0.84, 2, ((80, 1600, 2),), 6, _rattle),
}
STILL = frozenset({"stand", "sit", "sleep", "lie"})
THROUGH_HULL_HZ = 240.0  # what is heard of an engine where there is no air


def play(who: Player, track: Track) -> None:
    """The engine of a role, if it has one and is under way."""
    role = who.role
    engine = ENGINES.get(who.name, ENGINES["car"] if role.subject.wheels else None)
    under_way = any(part.action not in STILL for part in role.parts)
    if engine is None or not who.first or not under_way or track.air == "water":
        return
    for index, actor in enumerate(role.actors[:ENGINES_MAX]):
        way = track.where(actor)
        pitch = doppler(way) * np.float32(1 + 0.043 * index)
        sound = _running(engine, actor, pitch, index, track)
        if track.air == "none":
            sound = duller(sound, THROUGH_HULL_HZ)
        track.follow(sound * np.float32(gain(engine.level - 3.0 * bool(index))), actor, 2.0)


def _running(engine: Engine, actor: Actor, pitch: F32, index: int, track: Track) -> F32:
    n = track.n
    out = np.zeros(n, np.float32)
    if engine.hz:
        wobble = 1 + 0.03 * (np.interp(times(n), np.arange(64) * 0.7, rng(track.seed, 33, index).random(64)) - 0.5)
        turns = turning(engine.hz / engine.beats, pitch * wobble.astype(np.float32)[: len(pitch)], n)
        table = _cycle(engine.beats, engine.rough, engine.bright)
        out += table[(turns * _TABLE).astype(np.int64) & (_TABLE - 1)] * np.float32(gain(engine.tone))
    for k, (low, high, db) in enumerate(engine.noises):
        out += noise(n, 40 + k + 5 * index, low, high, 0.5) * np.float32(gain(db))
    if engine.more is not None:
        out += engine.more(actor, pitch, track)
    return out
