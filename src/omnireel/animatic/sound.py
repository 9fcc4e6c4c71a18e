"""Sound beds by setting and weather, steps on the gait's beats, engines. Synthesised; 48 kHz stereo float32.

Noise is shaped in the frequency domain: one transform forth and back costs less than filters and needs no
library.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from omnireel.animatic.noise import rng
from omnireel.animatic.scene import Role, Scene
from omnireel.animatic.subjects import biped, quadruped

F32 = npt.NDArray[Any]  # float32; OpenCV and NumPy lose the exact type on the way
RATE = 48_000
LEVEL_RMS = 0.085  # about -21 dBFS for a whole scene
PEAK = 0.82


def _noise(n: int, seed: int, shape: Callable[[F32], F32]) -> F32:
    """Noise of n samples whose spectrum is shape(frequency in Hz); unit RMS."""
    size = 1 << max(int(n - 1).bit_length(), 4)
    r = rng(seed, 4242)
    f = np.fft.rfftfreq(size, 1 / RATE).astype(np.float32)
    spectrum = shape(np.maximum(f, 1.0)) * np.exp(2j * np.pi * r.random(len(f)))
    spectrum[0] = 0
    out = np.fft.irfft(spectrum, size)[:n].astype(np.float32)
    return np.asarray(out / (float(np.sqrt(np.mean(out * out))) + 1e-9), np.float32)


def _band(low: float, high: float, slope: float = 1.0) -> Callable[[F32], F32]:
    """A band of noise that falls off by `slope` powers of the frequency within it."""

    def shape(f: F32) -> F32:
        return np.asarray((f / low) ** 2 / (1 + (f / low) ** 2) / (1 + (f / high) ** 4) * f**-slope, np.float32)

    return shape


def _slow(n: int, seed: int, period: float, low: float, high: float) -> F32:
    """A smooth wander between low and high, about `period` seconds a turn."""
    knots = rng(seed, 17).random(int(n / RATE / period) + 4).astype(np.float32)
    x = np.arange(n, dtype=np.float32) / np.float32(RATE * period)
    i = x.astype(int)
    t = x - i
    t = t * t * (3 - 2 * t)
    return np.asarray(low + (high - low) * (knots[i] * (1 - t) + knots[i + 1] * t), np.float32)


def _wind(n: int, seed: int, strength: float = 1.0) -> F32:
    one = [_noise(n, seed + k, _band(90, 500, 0.9)) * _slow(n, seed + k, 1.7, 0.25, 1.0) for k in (0, 1)]
    air = [_noise(n, seed + 5 + k, _band(900, 5000, 0.6)) * _slow(n, seed + 9 + k, 0.9, 0.0, 0.22) for k in (0, 1)]
    return np.stack([one[k] + air[k] for k in (0, 1)]) * np.float32(strength)


def _birds(n: int, seed: int, density: float) -> F32:
    out = np.zeros((2, n), np.float32)
    r = rng(seed, 99)
    for _ in range(max(int(n / RATE * density), 2)):
        start, pan, base = int(r.random() * n), r.random(), 2400 + 2600 * r.random()
        for k in range(int(r.integers(2, 6))):
            long = int(RATE * (0.05 + 0.08 * r.random()))
            at = start + int(k * RATE * 0.12)
            if at + long >= n:
                break
            t = np.arange(long, dtype=np.float32) / long
            sweep = base * (1 + 0.22 * np.sin(np.pi * (t * (1.0 + r.random()) + r.random())))
            tone = np.sin(2 * np.pi * np.cumsum(sweep) / RATE) * np.sin(np.pi * t) ** 2 * 0.45
            out[0, at : at + long] += tone * (1 - pan)
            out[1, at : at + long] += tone * pan
    return out


def _surf(n: int, seed: int) -> F32:
    sides = []
    for k in (0, 1):
        swell = _slow(n, seed + k // 2, 2.6, 0.12, 1.0) ** 2
        sides.append(
            _noise(n, seed + k, _band(120, 2600, 0.7)) * swell
            + _noise(n, seed + 7 + k, _band(60, 300, 0.8)) * 0.30
        )
    return np.stack(sides)


def _rain(n: int, seed: int) -> F32:
    hiss = np.stack([_noise(n, seed + k, _band(900, 9000, 0.25)) * 0.75 for k in (0, 1)])
    r = rng(seed, 55)
    drops = np.zeros((2, n), np.float32)
    ping = (np.sin(2 * np.pi * 1900 * np.arange(700) / RATE) * np.exp(-np.arange(700) / 110)).astype(np.float32)
    for at, pan in zip(
        (r.random(int(n / RATE * 38)) * max(n - 700, 1)).astype(int),
        r.random(int(n / RATE * 38)),
        strict=True,
    ):
        part = ping[: n - at] * np.float32(0.2 + 0.5 * r.random())
        drops[0, at : at + len(part)] += part * np.float32(1 - pan)
        drops[1, at : at + len(part)] += part * np.float32(pan)
    return np.asarray(hiss + drops, np.float32)


def _city(n: int, seed: int) -> F32:
    hum = np.stack([_noise(n, seed + k, _band(45, 260, 0.9)) for k in (0, 1)])
    passing = _noise(n, seed + 3, _band(200, 1800, 0.8)) * _slow(n, seed + 4, 1.9, 0.0, 1.0) ** 3
    pan = _slow(n, seed + 5, 2.4, 0.1, 0.9)
    return np.asarray(hum + np.stack([passing * (1 - pan), passing * pan]) * 0.9, np.float32)


def _deep(n: int, seed: int) -> F32:
    low = np.stack([_noise(n, seed + k, _band(40, 190, 0.7)) * _slow(n, seed + k, 2.2, 0.5, 1.0) for k in (0, 1)])
    r = rng(seed, 66)
    for _ in range(int(n / RATE * 5) + 1):
        at, long = int(r.random() * n), int(RATE * 0.07)
        if at + long >= n:
            continue
        t = np.arange(long, dtype=np.float32) / RATE
        blip = np.sin(2 * np.pi * (300 + 500 * r.random()) * t * (1 + 5 * t)) * np.exp(-t * 40) * 0.5
        low[int(r.integers(0, 2)), at : at + long] += blip.astype(np.float32)
    return np.asarray(low, np.float32)


def _space(n: int, seed: int) -> F32:
    t = np.arange(n, dtype=np.float32) / RATE
    pad = sum(
        np.sin(2 * np.pi * f * t + p) * a
        for f, p, a in ((55, 0, 1.0), (82.4, 1, 0.6), (110.3, 2, 0.4), (164.9, 3, 0.22))
    )
    sway = np.stack([_slow(n, seed + k, 2.3, 0.4, 1.0) for k in (0, 1)])
    return np.asarray(
        pad * sway + np.stack([_noise(n, seed + k, _band(60, 400, 1.0)) * 0.4 for k in (0, 1)]), np.float32
    )


def _room(n: int, seed: int) -> F32:
    return np.stack(
        [
            _noise(n, seed + k, _band(70, 500, 1.1)) * 0.35
            + _noise(n, seed + 3 + k, _band(2000, 8000, 0.5)) * 0.03
            for k in (0, 1)
        ]
    )


BEDS: dict[str, Callable[[int, int], F32]] = {
    "wind": _wind,
    "meadow": lambda n, s: _wind(n, s, 0.55) + _birds(n, s, 1.1) * 0.9,
    "forest": lambda n, s: _wind(n, s, 0.45) + _birds(n, s + 1, 2.0) * 0.9,
    "lake": lambda n, s: _surf(n, s) * 0.30 + _wind(n, s + 3, 0.3) + _birds(n, s, 0.5) * 0.6,
    "surf": _surf,
    "city": _city,
    "underwater": _deep,
    "space": _space,
    "room": _room,
}


def _step(kind: str, weight: float, seed: int) -> F32:
    """One footfall on grass, sand, snow or stone."""
    n = int(RATE * 0.16)
    t = np.arange(n, dtype=np.float32) / RATE
    thump = np.sin(2 * np.pi * (70 - 90 * t) * t) * np.exp(-t * 34) * weight
    low, high, decay, level = {"hard": (500, 4200, 60, 0.55), "snow": (900, 5200, 22, 0.55)}.get(
        kind, (500, 3400, 30, 0.42)
    )
    return np.asarray(
        thump + _noise(n, seed, _band(low, high, 0.4)) * np.exp(-t * decay) * level * 0.5, np.float32
    )


def _steps(role: Role, scene: Scene, n: int, out: F32) -> None:
    if role.subject.path != "ground" or scene.stage.path != "ground":
        return
    gaits = {1.7: quadruped.GAITS, 0.5: biped.GAITS}.get(role.subject.wide, {})
    bed, name = scene.stage.bed, scene.setting.paint.__name__
    kind = "hard" if bed in ("city", "room") or name == "road" else "snow" if name == "snow_field" else "soft"
    weight = 0.9 if role.subject.cm > 120 and role.subject.wide == 1.7 else 0.55
    sounds = [_step(kind, weight, 70 + k) for k in range(4)]
    ends = [*(part.since for part in role.parts[1:]), scene.seconds + 1]
    for part, until in zip(role.parts, ends, strict=True):
        gait = gaits.get(part.action)
        if gait is None or not gait.stride:
            continue
        for index, actor in enumerate(role.actors[:4]):
            cycle_s = part.cycle / scene.stage.fps
            x = actor.x / scene.stage.w
            shift = actor.offset / scene.stage.fps if part.since == 0 else 0.0
            for c in range(int((until - part.since) / cycle_s) + 2):
                for k, start in enumerate(gait.starts):
                    second = part.since + (c + start) * cycle_s - shift
                    at = int(second * RATE)
                    if not 0 <= at < n or second >= until:
                        continue
                    sound = sounds[(k + c) % 4][: n - at] * np.float32(0.75 if index == 0 else 0.4)
                    out[0, at : at + len(sound)] += sound * np.float32(1.1 - 0.7 * min(max(x, 0), 1))
                    out[1, at : at + len(sound)] += sound * np.float32(0.4 + 0.7 * min(max(x, 0), 1))


def _engine(role: Role, n: int, out: F32, seed: int) -> None:
    if not role.subject.wheels or role.action == "stand" or role.subject.units in (172,):
        return
    t = np.arange(n, dtype=np.float32) / RATE
    f = 62 * (1 + 0.06 * np.sin(2 * np.pi * 0.31 * t))
    phase = 2 * np.pi * np.cumsum(f) / RATE
    tone = sum(np.sin(phase * k) / k**0.9 for k in (1, 2, 3, 4.02, 6))
    tyres = _noise(n, seed, _band(180, 1500, 0.8)) * 0.6
    out += ((np.asarray(tone, np.float32) * 0.30 + tyres) * 0.55).astype(np.float32)


def score(scene: Scene, frames: int) -> F32:
    """The sound of one shot: float32 (2, samples), levelled, without fades."""
    n = max(round(frames / scene.stage.fps * RATE), 1)
    seed = scene.stage.seed + 1000
    bed = BEDS.get(scene.stage.bed, _wind)
    name = scene.setting.paint.__name__
    bed_of = {
        "reef": "underwater",
        "sea": "surf",
        "beach": "surf",
        "lake": "lake",
        "street": "city",
        "room": "room",
        "theatre": "room",
        "space": "space",
        "moon": "space",
        "meadow": "meadow",
        "wheat": "meadow",
        "village": "meadow",
        "road": "meadow",
        "forest": "forest",
        "jungle": "forest",
    }
    bed = BEDS[bed_of.get(name, "wind")]
    out = bed(n, seed).astype(np.float32)
    out /= float(np.sqrt(np.mean(out * out))) + 1e-9
    outside = scene.setting.path != "deep" and bed_of.get(name) not in ("room", "space")
    if scene.reading.weather in ("rain", "storm") and outside:
        out = out * 0.5 + _rain(n, seed) * 1.1  # type: ignore[assignment]
    elif scene.reading.weather == "windy" and outside:
        out = out * 0.7 + _wind(n, seed + 31)
    foley = np.zeros((2, n), np.float32)
    for role in scene.roles:
        _steps(role, scene, n, foley)
        _engine(role, n, foley, seed)
    out = out * np.float32(0.75) + foley * np.float32(1.5)
    if scene.reading.weather == "storm" and outside:
        t0 = int(1.6 * RATE)
        if n > t0:
            roll = _noise(n - t0, seed + 77, _band(35, 160, 0.8)) * np.exp(
                -np.arange(n - t0) / (1.4 * RATE)
            ).astype(np.float32)
            out[:, t0:] += roll * np.float32(2.2)
    out *= np.float32(LEVEL_RMS / (float(np.sqrt(np.mean(out * out))) + 1e-9))
    # A soft ceiling instead of a clip.
    return np.asarray(PEAK * np.tanh(out / PEAK), np.float32)


def mixdown(parts: list[F32], fade_s: float = 0.12) -> F32:
    """Shots one after another, with short fades at cuts and longer ones at both ends."""
    for i, part in enumerate(parts):
        for end, first in ((0, i == 0), (-1, i == len(parts) - 1)):
            k = min(int(RATE * (fade_s if first else 0.02)), part.shape[1] // 2)
            if k:
                ramp = np.sin(np.linspace(0, np.pi / 2, k)).astype(np.float32) ** 2
                if end == 0:
                    part[:, :k] *= ramp
                else:
                    part[:, -k:] *= ramp[::-1]
    return np.concatenate(parts, axis=1)
