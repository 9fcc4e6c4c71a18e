"""Music for those who ask for it: a small composer, and instruments made of sines.

A piece is a progression of chords that comes home to its tonic when the clip ends, a bass, an accompaniment, a
melody made of one motif, and for some characters drums. Adding a character is one entry of STYLES.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from omnireel.animatic.noise import rng
from omnireel.animatic.sound.loudness import weighting
from omnireel.animatic.sound.synth import (
    F32,
    RATE,
    burst,
    curve,
    echoed,
    gain,
    glide,
    made,
    put,
    silence,
    span,
    times,
)

_TAU = np.float32(2 * np.pi)
MAJOR, MINOR = (0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10)


@dataclass(frozen=True)
class Style:
    """scale and root (MIDI note) of the key; beats a minute; beats a bar; progressions in degrees from 0; how
    the tune, the chords and the bass are played; whether and how it is drummed; room: seconds of echo.
    """

    scale: tuple[int, ...]
    root: int
    tempo: float
    bar: int
    progressions: tuple[tuple[int, ...], ...]
    tune: str
    chords: str
    figure: str  # held, arpeggio, rocking, pulse
    drums: str = ""
    room: float = 1.4
    sparse: float = 0.35  # share of the motif's notes left out
    cadence: int = 4  # the degree before the last


STYLES: dict[str, Style] = {
    "calm": Style(MAJOR, 60, 72, 4, ((0, 4, 5, 3), (0, 3, 0, 4), (0, 5, 3, 4)), "piano", "pad", "arpeggio"),
    "joyful": Style(
        MAJOR,
        62,
        116,
        4,
        ((0, 3, 4, 3), (0, 4, 5, 3), (0, 3, 1, 4)),
        "bell",
        "pluck",
        "rocking",
        "light",
        0.8,
        0.2,
    ),
    "sad": Style(
        MINOR, 57, 62, 4, ((0, 5, 2, 6), (0, 3, 5, 4), (0, 6, 5, 4)), "piano", "strings", "held", "", 2.0, 0.4
    ),
    "tense": Style(MINOR, 50, 96, 4, ((0, 0, 5, 0), (0, 1, 0, 6)), "", "strings", "pulse", "heart", 1.6, 0.5, 6),
    "dark": Style(MINOR, 48, 66, 4, ((0, 5, 0, 6), (0, 3, 5, 0)), "bell", "strings", "held", "heart", 2.4, 0.6, 6),
    "epic": Style(
        MINOR,
        50,
        100,
        4,
        ((0, 5, 2, 6), (0, 2, 6, 5), (0, 5, 3, 6)),
        "brass",
        "strings",
        "pulse",
        "big",
        1.8,
        0.3,
        6,
    ),
    "romantic": Style(
        MAJOR, 58, 76, 3, ((0, 5, 3, 4), (0, 2, 3, 4)), "strings", "piano", "arpeggio", "", 1.6, 0.25
    ),
    "mysterious": Style(
        MINOR, 61, 70, 4, ((0, 5, 0, 3), (0, 2, 5, 6)), "bell", "pad", "arpeggio", "", 2.4, 0.45, 3
    ),
    "lo-fi": Style(
        MAJOR, 60, 78, 4, ((1, 4, 0, 5), (3, 2, 1, 0), (0, 5, 1, 4)), "piano", "keys", "rocking", "lofi", 0.7, 0.4
    ),
}


# ---- instruments: (Hz, seconds held) -> sound ----


def _falling(t: F32, decay: float) -> F32:
    """exp(-decay t), at a fraction of the cost."""
    return curve(np.exp(-times(len(t)) * np.float32(decay)), len(t))


def _struck(hz: float, seconds: float, falls: float, bright: float, stretch: float) -> F32:
    """Strings struck with a hammer: partials a little sharp, the high ones gone first."""
    long = min(seconds + 0.5, 3.2)
    t = span(long)
    out = np.zeros(len(t), np.float32)
    for k in range(1, 8):
        at = hz * k * (1 + stretch * k * k) ** 0.5
        if at > 9000:
            break
        fade = _falling(t, falls * (0.7 + 0.35 * k) * (hz / 262) ** 0.3)
        out += np.sin(_TAU * np.float32(at) * t) * fade * np.float32(bright ** (k - 1) / k**0.4)
    damp = np.clip((long - t) / 0.35, 0, 1)
    return np.asarray(out * np.minimum(t / 0.004, 1) * damp, np.float32)


def _piano(hz: float, seconds: float) -> F32:
    return _struck(hz, seconds, 1.5, 0.55, 0.0004)


def _keys(hz: float, seconds: float) -> F32:
    """An electric piano with a slow tremolo."""
    out = _struck(hz, seconds, 1.2, 0.30, 0.0)
    t = span(len(out) / RATE + 0.001)[: len(out)]
    return np.asarray(out * (1 + 0.12 * np.sin(_TAU * 4.6 * t)), np.float32)


def _pluck(hz: float, seconds: float) -> F32:
    return _struck(hz, min(seconds, 0.9), 4.2, 0.66, 0.0001)


def _bell(hz: float, seconds: float) -> F32:
    t = span(2.2)
    swing = np.sin(_TAU * np.float32(hz * 3.51) * t) * np.exp(-t * 6) * np.float32(1.1)
    out = np.sin(_TAU * np.float32(hz) * t + swing) * np.exp(-t * 2.2)
    out += 0.25 * np.sin(_TAU * np.float32(hz * 2) * t) * np.exp(-t * 3)
    return np.asarray(out * np.minimum(t / 0.003, 1) * np.clip((2.2 - t) / 0.5, 0, 1), np.float32)


@lru_cache(maxsize=64)
def _wave(harmonics: int, bright: float) -> F32:
    """One period of a bowed string, as a table."""
    x = np.arange(8192) / 8192
    return np.asarray(
        sum(np.sin(2 * np.pi * h * x) * bright ** (h - 1) / h for h in range(1, harmonics + 1)), np.float32
    )


def _bowed(hz: float, seconds: float, rise: float, bright: float, vibrato: float) -> F32:
    """Three players slightly apart in pitch."""
    t = span(seconds + 0.45)
    out = np.zeros(len(t), np.float32)
    wave = _wave(int(min(max(8000 / hz, 1), 8)), bright)
    shake = np.float32(vibrato) * np.sin(_TAU * 5.3 * t) * np.minimum(t / 0.6, 1) / (_TAU * np.float32(5.3))
    for k, cents in enumerate((-6.0, 0.0, 7.0)):
        turn = np.float32(hz * 2 ** (cents / 1200)) * (t + shake) + np.float32(0.31 * k)
        out += wave[(turn * 8192).astype(np.int32) & 8191]
    envelope = np.minimum(t / rise, 1) * np.clip((seconds + 0.45 - t) / 0.45, 0, 1)
    return np.asarray(out * envelope * envelope, np.float32)


def _strings(hz: float, seconds: float) -> F32:
    return _bowed(hz, seconds, min(0.28, seconds * 0.4), 0.86, 0.006)


def _pad(hz: float, seconds: float) -> F32:
    return _bowed(hz, seconds, min(0.7, seconds * 0.5), 0.42, 0.002)


def _brass(hz: float, seconds: float) -> F32:
    return _bowed(hz, seconds, 0.09, 1.05, 0.004)


def _bass(hz: float, seconds: float) -> F32:
    t = span(seconds + 0.2)
    tone = np.sin(_TAU * np.float32(hz) * t) + 0.45 * np.sin(_TAU * np.float32(2 * hz) * t) * np.exp(-t * 1.5)
    tone += 0.2 * np.sin(_TAU * np.float32(3 * hz) * t) * np.exp(-t * 3)
    return np.asarray(tone * np.minimum(t / 0.012, 1) * np.clip((seconds + 0.2 - t) / 0.2, 0, 1), np.float32)


INSTRUMENTS: dict[str, tuple[Callable[[float, float], F32], float]] = {
    "piano": (_piano, 0.0),
    "keys": (_keys, 0.0),
    "pluck": (_pluck, -1.0),
    "bell": (_bell, -2.0),
    "strings": (_strings, -2.0),
    "pad": (_pad, -1.0),
    "brass": (_brass, -1.0),
    "bass": (_bass, 1.0),
}


@lru_cache(maxsize=96)
def note(instrument: str, midi: int, seconds: float) -> F32:
    """One note of an instrument, as loud as any other to the ear."""
    make, level = INSTRUMENTS[instrument]
    hz = 440.0 * 2 ** ((midi - 69) / 12)
    out = make(hz, seconds)
    heard = float((out**2).sum()) * float(abs(weighting(np.array([hz * 1.3]))[0])) ** 2
    return np.asarray(
        out * np.float32(gain(level) / np.sqrt(heard / ((0.35 * seconds + 0.15) * RATE))), np.float32
    )


# ---- drums ----


@lru_cache(maxsize=8)
def drum(kind: str) -> F32:
    t = span(0.5)
    if kind == "kick":
        return made(glide(46 + 75 * np.exp(-t * 38), np.exp(-t * 11) * np.minimum(t / 0.002, 1)), 0.15)
    if kind == "big":
        t = span(1.1)
        skin = glide(52 + 40 * np.exp(-t * 22), np.exp(-t * 4.5) * np.minimum(t / 0.002, 1), (1, 0.4, 0.15))
        return made(skin + burst(1.1, 5, 90, 900, 14, 0.001) * 0.2, 0.25)
    if kind == "snare":
        return made(
            burst(0.25, 6, 700, 6500, 24, 0.001) + 0.5 * glide(190 + 0 * span(0.25), np.exp(-span(0.25) * 26)), 0.1
        )
    return made(burst(0.08, 7, 6500, 12000, 75, 0.001), 0.05)


# Beat within the bar (in quarters of a bar) at which each drum falls, with its level.
DRUMS: dict[str, tuple[tuple[str, tuple[float, ...], float], ...]] = {
    "light": (
        ("kick", (0.0, 0.5), -5.0),
        ("hat", (0.125, 0.25, 0.375, 0.625, 0.75, 0.875), -16.0),
        ("snare", (0.25, 0.75), -14.0),
    ),
    "lofi": (
        ("kick", (0.0, 0.44, 0.625), -4.0),
        ("snare", (0.25, 0.75), -9.0),
        ("hat", (0.0, 0.14, 0.25, 0.39, 0.5, 0.64, 0.75, 0.89), -17.0),
    ),
    "heart": (("big", (0.0, 0.11), -5.0),),
    "big": (("big", (0.0, 0.375, 0.5, 0.875), 0.0), ("snare", (0.25, 0.75), -15.0)),
}


# ---- the piece ----


@dataclass(frozen=True)
class Bars:
    """How a length is divided: bars of equal length, and a last chord that rings out."""

    count: int
    seconds: float  # a bar
    beats: int
    home: float  # when the last chord is struck


def divided(style: Style, seconds: float) -> Bars:
    """Bars at about the style's tempo, the last chord struck so that it rings out as the clip ends."""
    ring = min(max(0.22 * seconds, 0.9), 3.0, 0.6 * seconds)
    beats = style.bar
    if beats == 4 and seconds - ring < 4.2 * beats * 60 / style.tempo:
        beats = 2  # short pieces change chords twice as often
    count = max(round((seconds - ring) / (beats * 60 / style.tempo)), 1)
    return Bars(count, (seconds - ring) / count, beats, seconds - ring)


def harmony(style: Style, count: int, seed: int) -> list[int]:
    """The degree of each bar: a progression that begins at its start and leads home."""
    r = rng(seed, 501)
    choice = style.progressions[int(r.integers(0, len(style.progressions)))]
    degrees = [choice[k % len(choice)] for k in range(count)]
    if count > 1:
        degrees[-1] = style.cadence
    if count > 2 and degrees[-2] == style.cadence:
        degrees[-2] = 3
    if style.scale is not MAJOR or count == 1:
        degrees[0] = 0
    return degrees


def pitch(style: Style, degree: int, octave: int = 0) -> int:
    """MIDI note of a degree of the scale; degrees go on beyond the octave."""
    return style.root + 12 * (octave + degree // 7) + style.scale[degree % 7]


def chord(style: Style, degree: int, size: int = 3) -> list[int]:
    return [pitch(style, degree + 2 * k) for k in range(size)]


def _led(notes: list[int], before: list[int]) -> list[int]:
    """The chord in the position that moves least from the one before."""
    ways = []
    for turn in range(len(notes)):
        way = notes[turn:] + [n + 12 for n in notes[:turn]]
        ways += [[n + 12 * shift for n in way] for shift in (-1, 0)]
    return min(ways, key=lambda way: sum(abs(a - b) for a, b in zip(way, before, strict=False)))


def compose(character: str, n: int, seed: int) -> F32:
    """A piece of n samples (2, n) that ends on its tonic; about 0 dB. An unknown character sounds calm."""
    style = STYLES.get(character, STYLES["calm"])
    seconds = n / RATE
    bars = divided(style, seconds)
    degrees = harmony(style, bars.count, seed)
    out, room = silence(n), silence(n)
    r = rng(seed, 502)
    size = 4 if style.chords == "keys" else 3
    before = chord(style, 0, size)
    motif = [(int(step), bool(r.random() > style.sparse)) for step in r.choice([-1, 0, 1, 1, 2, -2], 4)]
    motif[0] = (0, True)
    walk = int(r.integers(0, 3)) * 2
    beat = bars.seconds / bars.beats
    for number, degree in enumerate(degrees):
        at = number * bars.seconds
        notes = before = _led(chord(style, degree, size), before)
        _accompany(room, style, notes, at, bars, beat)
        put(
            out,
            at,
            note("bass", pitch(style, degree, -2 if style.root > 56 else -1), round(bars.seconds * 0.9, 3)),
            gain(-8),
        )
        if style.tune:
            walk = _sing(room, style, degree, motif, bars, number, walk)
        _drum(out, style, bars, number, r)
    _come_home(out, room, style, bars, seconds, before)
    return echoed(room, style.room, 0.30, 0.5) + out


def _drum(out: F32, style: Style, bars: Bars, number: int, r: np.random.Generator) -> None:
    """The drums of one bar; a bar of half as many beats takes half the pattern."""
    share = bars.beats / style.bar
    first = (number * share) % 1.0
    for kind, places, level in DRUMS.get(style.drums, ()):
        for place in places:
            if first <= place < first + share:
                at = (number + (place - first) / share) * bars.seconds
                put(out, at, drum(kind), gain(level - float(r.uniform(0, 1.5))), 0.15 * (kind == "hat"))


def _accompany(room: F32, style: Style, notes: list[int], at: float, bars: Bars, beat: float) -> None:
    voice, wide = style.chords, (-0.4, 0.4, 0.0, 0.2)
    if style.figure in ("held", "arpeggio"):
        long = round(bars.seconds, 3)
        held = voice if style.figure == "held" or voice in ("pad", "strings") else None
        for k, midi in enumerate(notes if held else ()):
            put(room, at, note(voice, midi, long), gain(-9), wide[k])
    if style.figure == "arpeggio":
        hand = voice if voice in ("piano", "pluck") else "piano" if style.tune != "bell" else "bell"
        order = [*notes, notes[0] + 12, notes[2], notes[1]]
        for k in range(round(bars.seconds / beat * 2)):
            level = -9.0 if k == 0 else -12.0
            put(room, at + k * beat / 2, note(hand, order[k % len(order)], round(beat, 3)), gain(level), -0.25)
    elif style.figure == "rocking":
        for k in range(round(bars.seconds / beat)):
            part = notes[:1] if k % 2 == 0 and voice == "pluck" else notes
            late = 0.012 if voice == "keys" else 0.0
            for j, midi in enumerate(part):
                if voice != "keys" or k in (0, 2):
                    long = round(beat * (1.6 if voice == "keys" else 0.7), 3)
                    put(room, at + k * beat + late * j, note(voice, midi, long), gain(-10), wide[j])
    elif style.figure == "pulse":
        for k in range(round(bars.seconds / beat * 2)):
            for j, midi in enumerate(notes[:2] if k % 2 else notes):
                level = -11.0 if k % 4 == 0 else -15.0
                put(room, at + k * beat / 2, note(voice, midi - 12, round(beat * 0.42, 3)), gain(level), wide[j])
        for j, midi in enumerate(notes):
            put(room, at, note("pad", midi, round(bars.seconds, 3)), gain(-12), wide[j])


def _sing(
    room: F32, style: Style, degree: int, motif: list[tuple[int, bool]], bars: Bars, number: int, walk: int
) -> int:
    """The motif over a chord: it starts on a note of the chord and moves by steps. Returns where it ended."""
    beat, at = bars.seconds / bars.beats, number * bars.seconds
    tones = [degree + 2 * k + 7 * o for k in range(3) for o in (-1, 0, 1)]
    here = min(tones, key=lambda tone: abs(tone - walk))
    for k, (step, sounds) in enumerate(motif[: bars.beats] if bars.beats > 2 else motif[2 * (number % 2) :][:2]):
        here = min(max(here + (step if number % 4 != 3 else -step), -1), 8)
        if k % 2 == 0:
            here = min(tones, key=lambda tone: abs(tone - here))
        if sounds:
            octave = 0 if style.tune in ("strings", "brass") else 1
            level = -3.0 if k == 0 else -5.0
            put(
                room,
                at + k * beat,
                note(style.tune, pitch(style, here, octave), round(beat, 3)),
                gain(level),
                0.2,
            )
    return here


def _come_home(out: F32, room: F32, style: Style, bars: Bars, seconds: float, before: list[int]) -> None:
    """The tonic, struck once and left to ring."""
    long = round(max(seconds - bars.home, 0.3), 3)
    for k, midi in enumerate(_led(chord(style, 0), before)):
        put(
            room,
            bars.home + 0.02 * k * (style.chords == "piano"),
            note(style.chords, midi, long),
            gain(-7),
            (-0.4, 0.4, 0)[k],
        )
    put(out, bars.home, note("bass", pitch(style, 0, -2 if style.root > 56 else -1), long), gain(-7))
    if style.tune:
        put(
            room,
            bars.home,
            note(style.tune, pitch(style, 7 if style.tune == "bell" else 0, 1), long),
            gain(-4),
            0.2,
        )
    if style.drums in ("big", "heart"):
        put(out, bars.home, drum("big"), gain(0.0))
