"""What is heard of a place all the time: a function (samples, seed) -> (2, samples) for each source.

Steady sources are about 0 dB; of those made of single sounds (birds, drips) each sound is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import cycle

import numpy as np

from omnireel.animatic.noise import rng
from omnireel.animatic.sound.loudness import response
from omnireel.animatic.sound.synth import (
    F32,
    RATE,
    burst,
    curve,
    duller,
    echoed,
    gain,
    glide,
    made,
    noise,
    put,
    ring,
    scatter,
    sides,
    silence,
    slow,
    span,
    times,
)

Source = Callable[[int, int], F32]
TAU = np.float32(2 * np.pi)


# ---- air ----


def _gusts(n: int, seed: int, low: float, high: float, whistle: float, period: float) -> F32:
    """Wind: a body of low noise that swells, and air above it that follows the gusts more sharply."""
    out = noise(n, seed, low, high, 0.7, 2)
    air = noise(n, seed + 5, high * 1.6, high * 9, 0.6, 2)
    for k in (0, 1):
        gust = 0.6 * slow(n, seed, period, 0.05, 1.0) + 0.4 * slow(n, seed + 3 + k, period * 0.45, 0.0, 1.0)
        out[k] = out[k] * (0.12 + 1.9 * gust**1.7) + air[k] * gust**2.5 * np.float32(2.2 * whistle)
    return out


def _breeze(n: int, seed: int) -> F32:
    return _gusts(n, seed, 120, 520, 0.35, 1.9)


def _gale(n: int, seed: int) -> F32:
    """Strong wind that howls: a narrow band whose pitch follows the gust."""
    out = _gusts(n, seed, 90, 600, 0.7, 1.3)
    t = times(n)
    r = rng(seed, 9)
    for k, base in enumerate((410.0, 640.0)):
        bend = curve(base * (1 + 0.16 * np.sin(TAU * t / (2.2 + 1.3 * k) + 6 * r.random())), n)
        howl = glide(bend, slow(n, seed + 40 + k, 1.6, 0.0, 1.0) ** 2 * np.float32(0.8))
        howl *= slow(n, seed + 50 + k, 0.022, -1.6, 1.6)  # a narrow band of noise, not a whistle
        put(out, 0, howl, 1.0, 0.5 - k)
    return out


def _thin(n: int, seed: int) -> F32:
    """The thin, dry wind of deserts, ice and high places."""
    return _gusts(n, seed, 260, 1100, 0.45, 2.4)


def _air(n: int, seed: int) -> F32:
    """Air rushing by, high up."""
    return _gusts(n, seed, 160, 1500, 0.6, 3.0) * 0.9


def _leaves(n: int, seed: int) -> F32:
    rustle = noise(n, seed, 2200, 8500, 0.3, 2)
    for k in (0, 1):
        rustle[k] *= (0.7 * slow(n, seed + k, 1.4, 0, 1) + 0.3 * slow(n, seed + 9 + k, 0.21, 0, 1)) ** 2 * 2.2
    return rustle


# ---- animals ----


@lru_cache(maxsize=32)
def _call(kind: int, seed: int) -> F32:
    """A phrase of one bird: a few whistled notes, a trill, two tones, or a warble."""
    r = rng(seed, kind, 71)
    base = float(r.uniform(2300, 4600))
    notes: list[tuple[float, float, float, float]] = []  # start, length, from Hz, to Hz
    if kind == 0:
        at = 0.0
        for _ in range(int(r.integers(3, 6))):
            long = float(r.uniform(0.09, 0.22))
            a = base * float(r.choice([0.84, 1.0, 1.12, 1.26]))
            notes.append((at, long, a, a * float(r.uniform(0.86, 1.16))))
            at += long + float(r.uniform(0.03, 0.09))
    elif kind == 1:
        step = float(r.uniform(0.055, 0.075))
        notes = [(k * step, step * 0.7, base * 1.25, base * 0.95) for k in range(int(r.integers(8, 15)))]
    elif kind == 2:
        notes = [
            (k * 0.30 + j * 0.14, 0.11, base * (1.22 if j == 0 else 0.98), base * (1.18 if j == 0 else 0.95))
            for k in range(3)
            for j in (0, 1)
        ]
    else:
        notes = [(0.0, float(r.uniform(0.5, 0.8)), base, base * 0.9)]
    out = np.zeros(int((notes[-1][0] + notes[-1][1] + 0.05) * RATE), np.float32)
    for at, long, a, b in notes:
        t = span(long)
        u = t / long
        hz = a + (b - a) * u
        if kind == 3:
            hz = hz * (1 + 0.10 * np.sin(TAU * 24 * t) * np.sin(np.pi * u))
        tone = glide(hz, np.sin(np.pi * u) ** 0.7 * np.minimum(1, 4 * (1 - u)), (1.0, 0.10, 0.03))
        start = int(at * RATE)
        out[start : start + len(tone)] += tone
    return made(out, 0.25)


def _birds(n: int, seed: int) -> F32:
    """Three or four birds, each in its own place, that repeat their phrases and leave pauses."""
    out = silence(n)
    r = rng(seed, 99)
    seconds = n / RATE
    kinds, first = r.permutation(4), int(r.integers(0, 2))
    for bird, kind in enumerate(kinds):
        phrase = _call(int(kind), seed % 64 + bird)
        # The nearest sings near the middle, the others farther out, on either side in turn.
        side = (0.1 + 0.15 * bird + 0.25 * float(r.random())) * (1 if bird % 2 == first else -1)
        far, pan, every = 4.0 * bird + float(r.uniform(0, 3)), side, float(r.uniform(1.7, 4.2))
        at = float(r.random()) * every - 0.3 + 0.35 * bird
        while at < seconds:
            put(out, at, phrase, gain(-far - 2 * float(r.random())), pan)
            at += every * float(r.uniform(0.7, 1.5))
    return echoed(out, 0.9, 0.45)


def _jungle(n: int, seed: int) -> F32:
    """Birds of hot woods: whoops and clicks among the songs."""
    whoops = []
    for k in range(3):
        t = span(0.42)
        u = t / 0.42
        hz = (520 + 240 * k) * (1 + 0.9 * u**2)
        whoops.append(made(glide(hz, np.sin(np.pi * u) ** 0.8, (1, 0.25, 0.1)), 0.25))
    knock = made(ring(0.06, [(1250, 1, 70), (2100, 0.5, 110)]), 0.08)
    out = scatter(n, seed + 3, 0.7, whoops, -12) + scatter(n, seed + 4, 1.1, [knock], -12)
    return echoed(out, 1.1, 0.6) + _birds(n, seed)


def _gulls(n: int, seed: int) -> F32:
    cries = []
    for k in range(3):
        r = rng(seed, k, 12)
        out = np.zeros(int(1.5 * RATE), np.float32)
        at = 0.0
        for j in range(int(r.integers(2, 5))):
            long = 0.30 - 0.03 * j
            t = span(long)
            u = t / long
            hz = (880 + 60 * k) * (1 + 0.55 * np.sin(np.pi * np.minimum(u * 1.25, 1)) - 0.10 * u)
            cry = glide(
                hz, np.sin(np.pi * u**0.7) * (1 + 0.3 * np.sin(TAU * 55 * t)), (0.6, 1, 0.7, 0.35, 0.2, 0.1)
            )
            start = int(at * RATE)
            out[start : start + len(cry)] += cry
            at += long + 0.05
        cries.append(made(out, 0.4))
    return echoed(scatter(n, seed, 0.55, cries, -10), 1.2, 0.4)


def _crickets(n: int, seed: int) -> F32:
    """Chirps of three or four pulses at their own pitch and rate, and a far field that shimmers."""
    out = silence(n)
    r = rng(seed, 81)
    t = np.arange(n, dtype=np.float32) / np.float32(RATE)
    points = np.arange(n // 48 + 2, dtype=np.float32) * np.float32(48 / RATE)  # 1 ms: pulses are short
    for k in range(4):
        hz, rate = float(r.uniform(4050, 4750)), float(r.uniform(2.1, 3.1))
        pulses = int(r.integers(3, 5))
        beat = points * rate + float(r.random())
        within = (beat % 1.0) * 26 / rate
        chirp = np.where(within < pulses, np.sin(np.pi * (within % 1.0)) ** 2, 0)
        envelope = np.interp(t, points, chirp).astype(np.float32)
        put(out, 0, np.sin(TAU * np.float32(hz) * t) * envelope, (0.9, 0.5, 0.35, 0.3)[k], float(r.uniform(-1, 1)))
    far = noise(n, seed + 2, 4300, 4900, 0.0, 2)
    far *= np.interp(t, points, 0.55 + 0.45 * np.sin(TAU * 19 * points)).astype(np.float32)
    return np.asarray(out * 1.9 + far * 0.15, np.float32)


def _insects(n: int, seed: int) -> F32:
    """The hum and rasp of a hot day."""
    rasp = noise(n, seed, 5200, 7600, 0.0, 2)
    buzz = slow(n, seed + 1, 2.4, 0.05, 1.0)
    t = np.arange(n, dtype=np.float32) / np.float32(RATE)
    return np.asarray(rasp * (0.6 + 0.4 * np.sin(TAU * 62 * t)) * buzz * 0.8, np.float32)


def _owl(n: int, seed: int) -> F32:
    call = np.zeros(int(2.3 * RATE), np.float32)
    for at, long in ((0.0, 0.42), (0.75, 0.16), (0.98, 0.75)):
        t = span(long)
        u = t / long
        hz = 345 * (1 + 0.05 * np.sin(np.pi * u)) * (1 + 0.006 * np.sin(TAU * 7 * t))
        hoot = glide(hz, np.sin(np.pi * u**0.8) ** 1.2, (1, 0.18, 0.05)) + 0.012 * noise(len(t), 4, 250, 900)
        start = int(at * RATE)
        call[start : start + len(t)] += hoot
    out = silence(n)
    r = rng(seed, 20)
    at = 0.5 + float(r.random())
    while at < n / RATE:
        put(out, at, made(call, 0.7), 1.0, float(r.uniform(-0.8, 0.8)))
        at += float(r.uniform(5.5, 8.0))
    return echoed(out, 1.4, 0.6)


@lru_cache(maxsize=4)
def croak(pitch: float = 1.0) -> F32:
    t = span(0.30)
    pulses = (0.5 + 0.5 * np.sin(TAU * np.float32(38 * pitch) * t)) ** 4
    tone = sum(np.sin(TAU * np.float32(f * pitch) * t) * a for f, a in ((620, 1.0), (1240, 0.6), (1720, 0.35)))
    return made(np.asarray(tone * pulses * np.sin(np.pi * t / 0.30) ** 0.6, np.float32), 0.2)


def _frogs(n: int, seed: int) -> F32:
    return echoed(scatter(n, seed, 3.2, [croak(p) for p in (0.75, 1.0, 1.35)], -14), 0.8, 0.4)


def _hens(n: int, seed: int) -> F32:
    clucks = []
    for k in range(3):
        t = span(0.11)
        hz = (430 + 90 * k) * (1 + 0.5 * np.exp(-t * 40))
        clucks.append(made(glide(hz, np.exp(-t * 26) * np.minimum(t / 0.006, 1), (1, 0.8, 0.6, 0.4, 0.2)), 0.1))
    return scatter(n, seed, 2.4, clucks, -14)


# ---- water ----


def _surf(n: int, seed: int) -> F32:
    """Waves that gather as a rumble, break, and run out as a hiss."""
    low, body = noise(n, seed, 55, 320, 0.6, 2), noise(n, seed + 2, 250, 2400, 0.7, 2)
    hiss = noise(n, seed + 4, 2200, 9000, 0.35, 2)
    r = rng(seed, 31)
    t = times(n)
    rumble, crash, foam = (np.zeros((2, len(t)), np.float32) for _ in range(3))
    at = float(r.uniform(-3.4, -2.2))
    while at < n / RATE:
        strong = float(r.uniform(0.55, 1.0))
        left, right = sides(float(r.uniform(-0.6, 0.6)))
        peak = at + 2.2
        swell = np.where(t < peak, np.exp(-(((t - peak) / 0.9) ** 2)), np.exp(-np.maximum(t - peak, 0) / 0.8))
        breaks = np.where(t < peak, np.exp(-(((t - peak) / 0.30) ** 2)), np.exp(-np.maximum(t - peak, 0) / 0.75))
        runs = np.where(
            t < peak + 0.5, np.exp(-(((t - peak - 0.5) / 0.55) ** 2)), np.exp(-np.maximum(t - peak - 0.5, 0) / 1.3)
        )
        for k, side in enumerate((left, right)):
            rumble[k] += swell * strong * side
            crash[k] += breaks * strong * side
            foam[k] += runs * strong * side
        at += float(r.uniform(2.6, 4.4))
    out = silence(n)
    for k in (0, 1):
        out[k] = (
            low[k] * curve(0.25 + 0.9 * rumble[k], n)
            + body[k] * curve(0.14 + 1.5 * crash[k], n)
            + hiss[k] * curve(0.05 + 0.75 * foam[k], n)
        )
    return out


def _swell(n: int, seed: int) -> F32:
    """Open water: slow heaving, now and then a crest."""
    low, crest = noise(n, seed, 60, 420, 0.6, 2), noise(n, seed + 2, 700, 5000, 0.5, 2)
    for k in (0, 1):
        low[k] *= slow(n, seed + k, 1.7, 0.3, 1.2)
        crest[k] *= slow(n, seed + 5 + k, 1.1, 0.0, 1.0) ** 3 * 1.2
    return low + crest


@lru_cache(maxsize=2)
def _bubbles(low: float = 350.0, high: float = 1500.0) -> tuple[F32, ...]:
    """Single bubbles: a decaying tone that rises as it nears the surface."""
    out = []
    for k in range(20):
        r = rng(k, 61)
        hz, decay = low * (high / low) ** float(r.random()), float(r.uniform(35, 110))
        t = span(min(6 / decay, 0.14))
        tone = glide(hz * (1 + t * decay * 0.10), np.exp(-t * decay) * np.minimum(t / 0.002, 1))
        out.append(made(tone, 0.05))
    return tuple(out)


def _lap(n: int, seed: int) -> F32:
    """Small waves against a shore or a hull."""
    wash = noise(n, seed, 280, 1900, 0.6, 2)
    for k in (0, 1):
        wash[k] *= slow(n, seed + k, 0.75, 0.0, 1.0) ** 3 * 1.8 + 0.08
    return wash + scatter(n, seed, 9, _bubbles(300, 900), -16) * 0.5


def _stream(n: int, seed: int) -> F32:
    bed = noise(n, seed, 500, 4200, 0.45, 2) * 0.55
    return bed + scatter(n, seed, 55, _bubbles(), -14) * 0.6


def _river(n: int, seed: int) -> F32:
    return noise(n, seed, 130, 1600, 0.6, 2) * slow(n, seed, 1.5, 0.8, 1.1) + _stream(n, seed + 1) * 0.5


def _waterfall(n: int, seed: int) -> F32:
    roar = noise(n, seed, 70, 900, 0.55, 2) * 0.7 + noise(n, seed + 2, 700, 9000, 0.35, 2) * 0.8
    return np.asarray(roar * slow(n, seed, 0.6, 0.9, 1.08), np.float32)


def _rain(n: int, seed: int) -> F32:
    tick = [made(burst(0.02, k, 1800 + 500 * k, 9000, 320), 0.02) for k in range(4)]
    splash = [made(ring(0.04, [(900 + 260 * k, 1, 120), (2100 + 300 * k, 0.6, 160)]), 0.03) for k in range(4)]
    hiss = noise(n, seed, 900, 9500, 0.25, 2) * 0.75
    return hiss + scatter(n, seed, 70, tick, -16) * 0.55 + scatter(n, seed + 1, 16, splash, -14) * 0.5


def _downpour(n: int, seed: int) -> F32:
    out = _rain(n, seed)
    out += noise(n, seed + 6, 300, 3000, 0.4, 2) * slow(n, seed + 7, 1.3, 0.5, 1.0)
    return out


def _roof(n: int, seed: int) -> F32:
    """Rain as heard indoors: dull, with drops on the window."""
    taps = [made(ring(0.05, [(420 + 160 * k, 1, 110), (1500 + 200 * k, 0.35, 200)]), 0.04) for k in range(4)]
    return noise(n, seed, 180, 1300, 0.5, 2) * 0.8 + scatter(n, seed, 22, taps, -14) * 0.5


def _drips(n: int, seed: int) -> F32:
    drops = []
    for k in range(4):
        t = span(0.12)
        hz = (880 + 210 * k) * (1 + 0.35 * np.minimum(t / 0.03, 1))
        drops.append(made(glide(hz, np.exp(-t * 48) * np.minimum(t / 0.001, 1)), 0.08))
    return echoed(scatter(n, seed, 1.5, drops, -10), 2.2, 1.1)


def _deep(n: int, seed: int) -> F32:
    """Under water: a low pressing murmur, and bubbles in strings."""
    out = noise(n, seed, 38, 210, 0.6, 2)
    for k in (0, 1):
        out[k] *= slow(n, seed + k, 2.2, 0.6, 1.1)
    r = rng(seed, 66)
    for start, pan in r.random((max(int(n / RATE * 0.9), 1), 2)):
        at = float(start) * n / RATE
        for bubble in range(int(r.integers(4, 11))):
            at += float(r.uniform(0.03, 0.11))
            put(
                out,
                at,
                _bubbles(260, 900)[bubble * 2 % 20],
                gain(-6 - 6 * float(r.random())),
                1.8 * float(pan) - 0.9,
            )
    return out


# ---- fire and earth ----


def _fire(n: int, seed: int) -> F32:
    """A low flutter, a hiss, and cracks of every strength: few loud, many faint."""
    cracks = [made(burst(0.03, 10 + k, 900 + 350 * k, 7000, 160 + 90 * k, 0.0004), 0.03) for k in range(5)]
    pops = [made(burst(0.06, 20 + k, 350, 2600, 85, 0.0006), 0.05) for k in range(3)]
    out = noise(n, seed, 70, 380, 0.5, 2) * slow(n, seed, 0.22, 0.25, 0.8)
    out += noise(n, seed + 2, 1500, 7000, 0.4, 2) * slow(n, seed + 3, 0.5, 0.08, 0.25)
    return out + scatter(n, seed, 26, cracks, -24) * 0.9 + scatter(n, seed + 1, 1.6, pops, -8) * 1.2


def _sizzle(n: int, seed: int) -> F32:
    """Something in a hot pan."""
    spits = [made(burst(0.04, 50 + k, 2200 + 600 * k, 9500, 120, 0.0008), 0.04) for k in range(4)]
    out = noise(n, seed, 2600, 9000, 0.1, 2) * slow(n, seed, 0.35, 0.5, 1.0) * 0.8
    return out + scatter(n, seed, 14, spits, -18) * 0.8


def _lava(n: int, seed: int) -> F32:
    blubs = []
    for k in range(3):
        t = span(0.22)
        blubs.append(
            made(glide((120 + 45 * k) * (1 + 1.2 * t / 0.22), np.exp(-t * 14) * np.minimum(t / 0.01, 1)), 0.15)
        )
    out = noise(n, seed, 32, 130, 0.4, 2) * slow(n, seed, 1.1, 0.5, 1.2)
    return out + scatter(n, seed, 3.5, blubs, -10) + _fire(n, seed + 5) * 0.35


def _ice(n: int, seed: int) -> F32:
    """Far cracks of ice: falling zings that echo."""
    zings = []
    for k in range(3):
        t = span(0.5)
        hz = (2600 - 500 * k) * np.exp(-t * 9) + 170
        zings.append(made(glide(hz, np.exp(-t * 13) * np.minimum(t / 0.001, 1)), 0.2))
    return echoed(scatter(n, seed, 0.45, zings, -12), 1.6, 0.7)


# ---- people and what they make ----


def _city(n: int, seed: int) -> F32:
    """A far rumble, cars that pass somewhere, seldom a horn."""
    out = noise(n, seed, 50, 330, 0.7, 2) * slow(n, seed, 2.0, 0.7, 1.0)
    r = rng(seed, 44)
    at = float(r.uniform(-1.0, 0.5))
    while at < n / RATE:
        long, way = float(r.uniform(1.8, 3.0)), 1 if r.random() < 0.5 else -1
        t = span(long)
        u = t / long
        swish = noise(len(t), seed + 3, 260, 2300, 0.6) * np.sin(np.pi * u) ** 2.5
        left, right = sides((2 * u - 1) * np.float32(way))
        put(out, at, np.stack([swish * left, swish * right]), gain(-3 - 5 * float(r.random())))
        at += float(r.uniform(1.4, 3.2))
    horn = sum(np.sin(TAU * f * span(0.35)) * a for f, a in ((392, 1), (494, 0.9), (784, 0.4), (988, 0.3)))
    far = made(duller(np.asarray(horn * np.minimum(1, span(0.35) / 0.02), np.float32), 900), 0.3)
    return out + echoed(scatter(n, seed + 1, 0.14, [far], -4), 1.3, 0.9) * gain(-9)


@lru_cache(maxsize=8)
def speech(size: int, seed: int, pitches: tuple[float, ...], up: float = 1.0) -> F32:
    """Speech that cannot be made out, of as many people as `pitches` (Hz) are given: glottal pulses in the
    rhythm of syllables, through the formants of three vowels. up: smaller heads. It repeats without a seam.
    """
    vowels = ((660, 1200, 2500), (420, 1900, 2600), (480, 900, 2400))
    f = np.fft.rfftfreq(size, 1 / RATE)
    pulses = np.zeros((2, 3, size), np.float32)
    r = rng(seed, 88)
    seconds = size / RATE
    for pitch in pitches:
        rate = float(r.uniform(3.4, 5.2))
        left, right = sides(float(r.uniform(-1, 1)))
        t = np.arange(0, seconds, 0.005)
        loud = np.maximum(np.sin(2 * np.pi * rate * t + 6 * r.random()), 0) ** 0.7
        loud *= np.repeat(r.random(int(seconds) + 2) > 0.28, 200)[: len(t)]  # a breath now and then
        loud *= np.repeat(r.uniform(0.4, 1.0, int(seconds * 4) + 2), 50)[: len(t)]
        tune = np.interp(t * rate, np.arange(int(seconds * rate) + 3), r.normal(1, 0.13, int(seconds * rate) + 3))
        melody = pitch * np.clip(tune, 0.7, 1.5) * (1 - 0.06 * np.sin(2 * np.pi * rate * t))
        phase = np.cumsum(melody) * 0.005
        at = np.interp(np.arange(int(phase[-1])) + 1, phase, t)
        index = np.minimum((at * RATE).astype(int), size - 1)
        vowel = r.integers(0, 3, int(seconds * rate) + 2)[(at * rate).astype(int)]
        strength = np.interp(at, t, loud) * float(r.uniform(0.4, 1.0))
        for k, side in enumerate((left, right)):
            np.add.at(pulses[k], (vowel, index), (strength * side).astype(np.float32))
    spectra = np.fft.rfft(pulses, size)
    out = np.zeros((2, len(f)), np.complex64)
    for v, formants in enumerate(vowels):
        body = sum(
            a / (1 + ((f - hz * up**0.3) / w) ** 2)
            for hz, a, w in zip(formants, (1, 0.5, 0.22), (90, 120, 180), strict=True)
        )
        out += spectra[:, v] * np.asarray(body, np.float32)
    out *= f > 60
    strength = np.sqrt((np.abs(out * response(size)) ** 2).sum()) / size  # both sides together at 0 dB
    return np.asarray(np.fft.irfft(out, size) / strength, np.float32)


def _babble(n: int, seed: int, voices: int = 9, up: float = 1.0) -> F32:
    pitches = tuple(
        hz * up * (1 + 0.03 * (k % 5 - 2)) for k, hz in zip(range(voices), cycle((110, 205, 125, 235)))
    )
    loop = speech(1 << 18, seed % 16, pitches, up)
    start = seed * 4001 % loop.shape[1]
    return echoed(np.tile(loop, -(-(start + n) // loop.shape[1]))[:, start : start + n], 0.8, 0.5)


def _crowd(n: int, seed: int) -> F32:
    return _babble(n, seed, 12)


def _children(n: int, seed: int) -> F32:
    """Children at play: high voices, and shouts."""
    shouts = []
    for k in range(4):
        long = 0.35 + 0.1 * k
        t = span(long)
        u = t / long
        hz = (520 + 70 * k) * (1 + 0.28 * np.sin(np.pi * u)) * (1 + 0.01 * np.sin(TAU * 6 * t))
        shouts.append(made(duller(glide(hz, np.sin(np.pi * u) ** 0.6, (0.6, 1, 0.7, 0.4, 0.3, 0.15)), 3200), 0.3))
    return _babble(n, seed + 2, 6, 1.7) * 0.7 + echoed(scatter(n, seed, 1.3, shouts, -14), 0.7, 0.5) * 0.7


def _cheer(n: int, seed: int) -> F32:
    """Thousands of people: a roar that surges, claps and whistles in it."""
    roar = noise(n, seed, 330, 1500, 0.4, 2) * slow(n, seed, 1.6, 0.5, 1.2) + _babble(n, seed, 12, 1.2) * 0.35
    claps = [made(burst(0.03, 30 + k, 800 + 200 * k, 4200, 190, 0.0005), 0.03) for k in range(4)]
    t = span(0.5)
    whistle = made(glide(2300 + 500 * np.sin(np.pi * t / 0.5), np.sin(np.pi * t / 0.5) ** 0.5), 0.3)
    return roar + scatter(n, seed, 70, claps, -16) * 0.45 + scatter(n, seed + 2, 0.5, [whistle], -10) * 0.35


def _clatter(n: int, seed: int) -> F32:
    """Cups, spoons and plates."""
    parts = []
    for k in range(5):
        r = rng(k, 91)
        base = float(r.uniform(1700, 3600))
        partials = [
            (base * m, a, float(r.uniform(22, 60))) for m, a in ((1, 1), (2.41, 0.6), (3.87, 0.35), (5.1, 0.2))
        ]
        parts.append(made(ring(0.22, partials), 0.1))
    return echoed(scatter(n, seed, 1.7, parts, -14), 0.5, 0.35)


def _keys(n: int, seed: int) -> F32:
    """Typing in an office: short runs of clicks."""
    click = [made(burst(0.025, 40 + k, 1300 + 300 * k, 6500, 260, 0.0004), 0.025) for k in range(4)]
    out = silence(n)
    r = rng(seed, 14)
    at, pan = float(r.random()), float(r.uniform(-0.7, 0.7))
    while at < n / RATE:
        for _ in range(int(r.integers(4, 13))):
            put(out, at, click[int(r.integers(0, 4))], gain(-5 * float(r.random())), pan)
            at += float(r.uniform(0.09, 0.19))
        at += float(r.uniform(0.4, 1.4))
    return out


def _clock(n: int, seed: int) -> F32:
    """A clock: tick and tock, two a second."""
    out = silence(n)
    ticks = [
        made(ring(0.03, [(2300 + d, 1, 260), (4100 + d, 0.6, 330), (900 + d, 0.4, 200)]), 0.03) for d in (0, -260)
    ]
    for k in range(int(n / RATE * 2) + 1):
        put(out, 0.21 + k * 0.5, ticks[k % 2], 1.0, 0.35)
    return out


def _pages(n: int, seed: int) -> F32:
    t = span(0.38)
    turns = []
    for k in range(3):
        rustle = noise(len(t), 70 + k, 1800, 7500, 0.2) * np.sin(np.pi * t / 0.38) ** 2
        turns.append(made(np.asarray(rustle * (0.4 + slow(len(t), k, 0.03, 0, 1)), np.float32), 0.2))
    return scatter(n, seed, 0.4, turns, -8)


def _room(n: int, seed: int) -> F32:
    """The tone of a quiet room."""
    return noise(n, seed, 70, 420, 0.9, 2) + noise(n, seed + 2, 1500, 6000, 0.6, 2) * 0.12


def _hum(n: int, seed: int) -> F32:
    """Machines that run somewhere: mains hum and a fan."""
    t = np.arange(n, dtype=np.float32) / np.float32(RATE)
    tone = sum(
        np.sin(TAU * np.float32(f) * t + p) * a for f, p, a in ((100, 0, 1.0), (200, 1, 0.5), (300, 2, 0.25))
    )
    out = noise(n, seed, 150, 1100, 0.6, 2) * 0.8
    return np.asarray(out + np.asarray(tone, np.float32) * 0.35, np.float32)


def _beeps(n: int, seed: int) -> F32:
    parts = []
    for hz in (880.0, 1318.5, 1760.0, 1174.7):
        t = span(0.09)
        parts.append(
            made(np.asarray(np.sin(TAU * np.float32(hz) * t) * np.sin(np.pi * t / 0.09) ** 0.5, np.float32), 0.09)
        )
    return echoed(scatter(n, seed, 1.6, parts, -10), 0.5, 0.3)


def _ship(n: int, seed: int) -> F32:
    """Inside a spaceship: deep drive, air from the vents."""
    t = np.arange(n, dtype=np.float32) / np.float32(RATE)
    drive = sum(
        np.sin(TAU * np.float32(f) * t + f) * a for f, a in ((48, 1.0), (72.3, 0.6), (96.4, 0.5), (144, 0.25))
    )
    out = noise(n, seed, 300, 2600, 0.5, 2) * 0.45
    return np.asarray(out + np.asarray(drive, np.float32) * slow(n, seed, 2.6, 0.5, 0.9), np.float32)


def _bells(n: int, seed: int) -> F32:
    """Rigging that taps on masts, a buoy's bell."""
    tap = [made(ring(0.18, [(1450 + 240 * k, 1, 34), (3300 + 200 * k, 0.5, 60)]), 0.1) for k in range(3)]
    bell = made(ring(1.4, [(620, 1, 3), (1240, 0.5, 4), (1680, 0.6, 5), (2600, 0.3, 8)]), 0.6)
    return scatter(n, seed, 2.2, tap, -14) * 0.7 + scatter(n, seed + 1, 0.2, [bell], -6)


def _creaks(n: int, seed: int) -> F32:
    """Wood that works: a hull, a swing."""
    parts = []
    for k in range(3):
        long = 0.5 + 0.15 * k
        t = span(long)
        stick = (0.5 + 0.5 * np.sin(TAU * np.cumsum(38 + 16 * np.sin(np.pi * t / long)) / RATE)) ** 6
        parts.append(made(noise(len(t), 80 + k, 500, 1700, 0.2) * stick * np.sin(np.pi * t / long), 0.25))
    return scatter(n, seed, 0.55, parts, -9)


def _gong(n: int, seed: int) -> F32:
    """A temple's bell, far between."""
    bell = made(
        ring(4.0, [(196, 1, 0.8), (394, 0.6, 1.1), (531, 0.5, 1.3), (762, 0.35, 1.9), (1180, 0.15, 3)])
        * np.minimum(span(4.0) / 0.004, 1),
        1.2,
    )
    out = silence(n)
    r = rng(seed, 3)
    at = 0.6 + float(r.random())
    while at < n / RATE:
        put(out, at, bell, 1.0, -0.3)
        at += float(r.uniform(6.0, 8.0))
    return echoed(out, 2.0, 0.5)


SOURCES: dict[str, Source] = {
    "breeze": _breeze,
    "gale": _gale,
    "thin wind": _thin,
    "air": _air,
    "leaves": _leaves,
    "birds": _birds,
    "jungle": _jungle,
    "gulls": _gulls,
    "crickets": _crickets,
    "insects": _insects,
    "owl": _owl,
    "frogs": _frogs,
    "hens": _hens,
    "surf": _surf,
    "swell": _swell,
    "lap": _lap,
    "stream": _stream,
    "river": _river,
    "waterfall": _waterfall,
    "rain": _rain,
    "downpour": _downpour,
    "roof": _roof,
    "drips": _drips,
    "deep": _deep,
    "fire": _fire,
    "sizzle": _sizzle,
    "lava": _lava,
    "ice": _ice,
    "city": _city,
    "babble": _babble,
    "crowd": _crowd,
    "children": _children,
    "cheer": _cheer,
    "clatter": _clatter,
    "keys": _keys,
    "clock": _clock,
    "pages": _pages,
    "room": _room,
    "hum": _hum,
    "beeps": _beeps,
    "ship": _ship,
    "bells": _bells,
    "creaks": _creaks,
    "gong": _gong,
}
