"""What sounds are made of: shaped noise, slow curves, decaying tones, and placing them left and right in time.

Levels are in decibels to the ear: 0 dB is noise of unit strength after the meter's weighting, so that a low
rumble and a high hiss of the same level are as loud as each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from omnireel.animatic.encode import SOUND_RATE
from omnireel.animatic.noise import rng
from omnireel.animatic.sound.loudness import fast_size, response, through

RATE = SOUND_RATE
F32 = npt.NDArray[Any]  # float32; NumPy loses the exact type on the way
HOP = 240  # samples from one point of a curve to the next (5 ms)
_LOOP = 1 << 17  # noise repeats after 2.7 s; it is periodic, so there is no seam


def gain(db: float) -> float:
    return float(10 ** (db / 20))


def silence(n: int) -> F32:
    return np.zeros((2, n), np.float32)


@lru_cache(maxsize=64)
def _loop(size: int, seed: int, low: float, high: float, slope: float) -> F32:
    """Periodic noise between two corner frequencies, falling by `slope` powers of the frequency within."""
    f = np.maximum(np.fft.rfftfreq(size, 1 / RATE), 1.0)
    shape = (f / low) ** 3 / (1 + (f / low) ** 3) / (1 + (f / high) ** 4) * f**-slope
    r = rng(seed, 4242)
    spectrum = np.empty(len(f), np.complex64)
    spectrum.real, spectrum.imag = r.standard_normal((2, len(f)), dtype=np.float32) * shape.astype(np.float32)
    spectrum[0] = 0
    power = 2 * float((np.abs(spectrum * response(size)) ** 2).sum()) / size**2
    return np.asarray(np.fft.irfft(spectrum, size) / np.sqrt(power), np.float32)


def noise(n: int, seed: int, low: float, high: float, slope: float = 0.5, sides: int = 1) -> F32:
    """Noise between `low` and `high` Hz at 0 dB: (n,), or (2, n) with sides that have nothing in common."""
    size = _LOOP if n > _LOOP // 2 else max(1 << max(n - 1, 1).bit_length(), 1024)
    loop = _loop(size, seed % 4, low, high, slope)  # few loops, entered anywhere
    starts = [int(seed * 7919) % len(loop), (int(seed * 7919) + len(loop) // 2) % len(loop)][:sides]
    out = [np.tile(loop, -(-(start + n) // len(loop)))[start : start + n] for start in starts]
    return out[0] if sides == 1 else np.stack(out)


def curve(points: F32, n: int) -> F32:
    """A line through points that lie HOP samples apart, as n samples; the last value is held."""
    need = n // HOP + 2
    points = np.asarray(points, np.float32)
    points = points[:need] if len(points) >= need else np.pad(points, (0, need - len(points)), mode="edge")
    ramp = (np.arange(HOP, dtype=np.float32) / HOP)[None, :]
    return np.asarray((points[:-1, None] + np.diff(points)[:, None] * ramp).ravel()[:n], np.float32)


def times(n: int) -> F32:
    """The seconds at which a curve of n samples has its points."""
    return np.arange(n // HOP + 2, dtype=np.float32) * np.float32(HOP / RATE)


def slow(n: int, seed: int, period: float, low: float, high: float) -> F32:
    """A smooth wander between low and high, about `period` seconds a turn."""
    t = times(n) / np.float32(period)
    knots = rng(seed, 17).random(int(t[-1]) + 2).astype(np.float32)
    i = t.astype(int)
    u = t - i
    u = u * u * (3 - 2 * u)
    return curve(low + (high - low) * (knots[i] * (1 - u) + knots[i + 1] * u), n)


def sides(pan: float | F32) -> tuple[Any, Any]:
    """Gains left and right for a place from -1 (left) to 1 (right), of the same power everywhere."""
    angle = (np.clip(np.asarray(pan, np.float32), -1, 1) * 0.9 + 1) * np.float32(np.pi / 4)
    return np.cos(angle), np.sin(angle)


def put(out: F32, at: float, part: F32, level: float = 1.0, pan: float = 0.0) -> None:
    """Add a sound, mono or stereo, to `out` from `at` seconds on; what lies outside is cut."""
    start = round(at * RATE)
    first, last = max(-start, 0), min(part.shape[-1], out.shape[1] - start)
    if last <= first:
        return
    if part.ndim == 2:
        out[:, start + first : start + last] += part[:, first:last] * np.float32(level)
        return
    left, right = sides(pan)
    piece = part[first:last] * np.float32(level)
    out[0, start + first : start + last] += piece * np.float32(left)
    out[1, start + first : start + last] += piece * np.float32(right)


def made(part: F32, seconds: float = 0.1) -> F32:
    """A single sound brought to 0 dB (the energy of `seconds` of it), without DC, both its ends at zero."""
    n = part.shape[-1]
    size = fast_size(n + 64)
    f = np.fft.rfftfreq(size, 1 / RATE)
    spectrum = np.fft.rfft(np.asarray(part, np.float32), size) * (f**2 / (f**2 + 30.0**2)).astype(np.float32)
    energy = 2 * float((np.abs(spectrum * response(size)) ** 2).sum()) / size
    out = np.fft.irfft(spectrum, size)[..., :n] / np.sqrt(max(energy, 1e-12) / (seconds * RATE))
    edge_in, edge_out = min(24, n // 4), min(1440, n // 4)
    out[..., :edge_in] *= np.linspace(0, 1, edge_in)
    out[..., n - edge_out :] *= np.linspace(1, 0, edge_out) ** 2
    return np.asarray(out, np.float32)


def span(seconds: float) -> F32:
    """The time axis of a single sound, in seconds."""
    return np.arange(int(seconds * RATE), dtype=np.float32) / np.float32(RATE)


def burst(seconds: float, seed: int, low: float, high: float, decay: float, rise: float = 0.001) -> F32:
    """Noise that rises in `rise` seconds and dies away at `decay` a second."""
    t = span(seconds)
    return np.asarray(noise(len(t), seed, low, high) * np.minimum(t / rise, 1) * np.exp(-t * decay), np.float32)


def ring(seconds: float, partials: Sequence[tuple[float, float, float]]) -> F32:
    """Decaying tones: (Hz, amplitude, decay a second) each."""
    t = span(seconds)
    out = np.zeros(len(t), np.float32)
    for hz, amplitude, decay in partials:
        out += np.float32(amplitude) * np.sin(np.float32(2 * np.pi * hz) * t) * np.exp(-t * np.float32(decay))
    return out


def glide(hz: F32, envelope: F32, harmonics: Sequence[float] = (1.0,)) -> F32:
    """A tone whose pitch follows `hz`, with these strengths of its harmonics."""
    phase = 2 * np.pi * np.cumsum(hz, dtype=np.float64) / RATE
    out = sum(np.sin(phase * (k + 1)) * a for k, a in enumerate(harmonics))
    return np.asarray(out * envelope, np.float32)


def scatter(n: int, seed: int, rate: float, parts: Sequence[F32], low_db: float = -12.0, wide: float = 0.9) -> F32:
    """Single sounds strewn over n samples, `rate` a second, from 0 down to `low_db`."""
    out = silence(n)
    r = rng(seed, 303)
    asked = rate * n / RATE
    count = max(int(r.poisson(asked)), int(asked + 0.1))
    for at, which, db, pan in r.random((count, 4)):
        part = parts[int(which * len(parts))]
        put(out, at * n / RATE - 0.3 * part.shape[-1] / RATE, part, gain(low_db * db), (2 * pan - 1) * wide)
    return out


@lru_cache(maxsize=8)
def _impulse(seconds: float, seed: int, bright: float) -> F32:
    """What a room answers to a click: noise that dies away, the high tones first."""
    t = span(seconds * 1.2)
    tail = np.stack(
        [
            noise(len(t), seed + k, 120, 900, 0.3) * np.exp(-t * (6.9 / seconds))
            + bright * noise(len(t), seed + 7 + k, 900, 6000, 0.4) * np.exp(-t * (12.0 / seconds))
            for k in (0, 1)
        ]
    )
    tail *= np.minimum(t / 0.012, 1)
    size = fast_size(len(t))
    f = np.fft.rfftfreq(size, 1 / RATE)
    strength = (np.abs(np.fft.rfft(tail, size)) ** 2)[:, (f > 300) & (f < 3000)].mean()
    return np.asarray(tail / np.sqrt(strength), np.float32)


@lru_cache(maxsize=8)
def _answer(seconds: float, bright: float, size: int) -> F32:
    return np.asarray(np.fft.rfft(_impulse(seconds, 5, bright), size))


def echoed(dry: F32, seconds: float, wet: float, bright: float = 0.6) -> F32:
    """The sound (2, n) in a room that rings for `seconds`; `wet` is the answer's strength beside it."""
    reach = _impulse(seconds, 5, bright).shape[1]
    late = through(dry, lambda size: _answer(seconds, bright, size), reach)
    return np.asarray(dry + late * np.float32(wet), np.float32)


def duller(part: F32, hz: float) -> F32:
    """The sound as through a wall or a suit: without what lies above `hz`."""
    if not part.any():
        return part
    n = part.shape[-1]
    size = fast_size(n + 2048)
    f = np.fft.rfftfreq(size, 1 / RATE)
    out = np.fft.irfft(np.fft.rfft(part, size) * (1 / (1 + (f / hz) ** 2)), size)[..., :n]
    first = int(np.flatnonzero(part.any(axis=0) if part.ndim == 2 else part)[0])
    out[..., :first] = 0
    return np.asarray(out, np.float32)
