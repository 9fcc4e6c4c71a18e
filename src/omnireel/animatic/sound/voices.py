"""Voices of animals, and of people who sing without words: a buzzing throat and the formants of a mouth."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from omnireel.animatic.noise import rng
from omnireel.animatic.sound.sources import SOURCES, croak, speech
from omnireel.animatic.sound.synth import F32, RATE, duller, glide, made, noise, slow, span
from omnireel.animatic.sound.track import Player, Track

_TAU = np.float32(2 * np.pi)
CHORUS_MAX = 4  # of those who call together, so many are heard


def _vowel(hz: F32, envelope: F32, formants: tuple[tuple[float, float, float], ...], breath: float = 0.0) -> F32:
    """A throat: a buzzing tone (and breath) through a mouth of these formants (Hz, width, strength)."""
    phase = np.cumsum(hz, dtype=np.float64) / RATE
    buzz = np.asarray(2 * (phase % 1.0) ** 3 - 0.5, np.float32) * envelope
    buzz += noise(len(buzz), 15, 200, 7000, 0.3) * envelope * np.float32(breath)
    f = np.fft.rfftfreq(len(buzz), 1 / RATE)
    mouth = sum(a / (1 + ((f - at) / width) ** 2) for at, width, a in formants) + 0.01
    return np.asarray(np.fft.irfft(np.fft.rfft(buzz) * mouth, len(buzz)), np.float32)


def _shape(seconds: float, rise: float, fall: float) -> tuple[F32, F32]:
    t = span(seconds)
    return t / np.float32(seconds), np.minimum(t / rise, 1) * np.minimum((seconds - t) / fall, 1)


def _bark(size: float) -> F32:
    out = np.zeros(int(0.55 * RATE), np.float32)
    for at, level in ((0.0, 1.0), (0.30, 0.8)):
        u, e = _shape(0.17, 0.008, 0.10)
        hz = (330 - 170 * size) * (1 + 0.7 * np.sin(np.pi * u**0.6))
        bark = _vowel(hz, e, ((620 - 160 * size, 130, 1.0), (1350 - 300 * size, 220, 0.7), (2600, 400, 0.3)), 0.5)
        start = int(at * RATE)
        out[start : start + len(bark)] += bark * np.float32(level)
    return out


def _growl(size: float) -> F32:
    _, e = _shape(1.3, 0.15, 0.4)
    rough = 1 + 0.35 * np.sin(_TAU * 26 * span(1.3))
    return _vowel((95 - 45 * size) * rough, e, ((380, 160, 1.0), (900, 240, 0.5), (1700, 500, 0.2)), 0.5)


def _howl(size: float) -> F32:
    u, e = _shape(2.6, 0.25, 0.9)
    hz = (
        (520 - 150 * size)
        * np.interp(u, [0, 0.15, 0.7, 1], [0.6, 1.0, 0.97, 0.62])
        * (1 + 0.008 * np.sin(_TAU * 5 * span(2.6)))
    )
    return _vowel(np.asarray(hz, np.float32), e, ((430, 120, 1.0), (860, 160, 0.45), (2400, 400, 0.08)), 0.05)


def _roar(size: float) -> F32:
    u, e = _shape(2.1, 0.12, 1.1)
    rough = 1 + 0.25 * slow(len(u), 8, 0.02, -1, 1)
    hz = np.interp(u, [0, 0.2, 1], [75, 118, 55]).astype(np.float32) * rough
    return _vowel(hz, e, ((480, 200, 1.0), (1050, 260, 0.6), (2300, 600, 0.25)), 0.8)


def _neigh(size: float) -> F32:
    u, e = _shape(1.5, 0.05, 0.5)
    hz = np.interp(u, [0, 0.12, 1], [700, 1050, 420]).astype(np.float32) * (
        1 + 0.13 * np.sin(_TAU * 11 * span(1.5))
    )
    shaken = e * (0.65 + 0.35 * np.sin(_TAU * 11 * span(1.5)))
    return _vowel(hz, np.asarray(shaken, np.float32), ((950, 220, 1.0), (1900, 300, 0.6), (3200, 500, 0.3)), 0.25)


def _meow(size: float) -> F32:
    u, e = _shape(0.75, 0.07, 0.3)
    hz = 520 * np.interp(u, [0, 0.3, 1], [0.85, 1.25, 0.8]).astype(np.float32)
    closed, opened = ((500, 120, 1.0), (2300, 260, 0.8)), ((1000, 180, 1.0), (1700, 220, 0.6), (3200, 500, 0.3))
    mix = np.sin(np.pi * u).astype(np.float32)
    return _vowel(hz, e, closed) * (1 - mix) + _vowel(hz, e, opened) * mix


def _moo(size: float) -> F32:
    u, e = _shape(1.7, 0.2, 0.5)
    hz = 118 * np.interp(u, [0, 0.25, 0.8, 1], [0.85, 1.0, 1.12, 0.8]).astype(np.float32)
    return _vowel(hz, e, ((260, 80, 1.0), (640, 130, 0.6), (2100, 400, 0.1)), 0.08)


def _baa(size: float) -> F32:
    _, e = _shape(0.8, 0.05, 0.25)
    hz = 290 * (1 + 0.07 * np.sin(_TAU * 9 * span(0.8)))
    return _vowel(np.asarray(hz, np.float32), e, ((720, 140, 1.0), (1500, 220, 0.7), (2700, 400, 0.4)), 0.1)


def _trumpet(size: float) -> F32:
    u, e = _shape(1.1, 0.05, 0.35)
    hz = np.interp(u, [0, 0.2, 0.7, 1], [330, 520, 560, 360]).astype(np.float32)
    return _vowel(hz, e, ((900, 400, 1.0), (1900, 500, 0.9), (3300, 700, 0.6)), 0.25)


def _caw(size: float) -> F32:
    out = np.zeros(int(0.9 * RATE), np.float32)
    for at in (0.0, 0.42):
        u, e = _shape(0.3, 0.02, 0.12)
        caw = _vowel(430 * (1.1 - 0.25 * u), e, ((1250, 220, 1.0), (2100, 350, 0.6)), 0.7)
        out[int(at * RATE) : int(at * RATE) + len(caw)] += caw
    return out


def _quack(size: float) -> F32:
    out = np.zeros(int(0.8 * RATE), np.float32)
    for at in (0.0, 0.24, 0.45):
        u, e = _shape(0.15, 0.01, 0.07)
        quack = _vowel(240 * (1.15 - 0.3 * u), e, ((1000, 160, 1.0), (1900, 260, 0.8), (3000, 500, 0.4)), 0.15)
        out[int(at * RATE) : int(at * RATE) + len(quack)] += quack
    return out


def _whale(size: float) -> F32:
    u, e = _shape(3.0, 0.5, 1.0)
    hz = np.interp(u, [0, 0.4, 0.6, 1], [140, 260, 240, 520]).astype(np.float32) * (
        1 + 0.01 * np.sin(_TAU * 4 * span(3.0))
    )
    return glide(hz, e, (1, 0.5, 0.25, 0.1))


def _song(size: float) -> F32:
    """A sung phrase without words: vowels held on the notes of a scale, with vibrato."""
    out = np.zeros(int(2.9 * RATE), np.float32)
    base = 220.0 + 110.0 * (1 - size)
    for at, long, ratio in ((0.0, 0.65, 1.0), (0.62, 0.5, 9 / 8), (1.1, 0.55, 5 / 4), (1.62, 1.2, 3 / 2)):
        _, e = _shape(long, 0.09, 0.18)
        t = span(long)
        hz = base * ratio * (1 + 0.006 * np.sin(_TAU * 5.4 * t) * np.minimum(t / 0.3, 1))
        note = _vowel(np.asarray(hz, np.float32), e, ((700, 110, 1.0), (1150, 130, 0.5), (2700, 260, 0.18)), 0.03)
        out[int(at * RATE) : int(at * RATE) + len(note)] += note
    return out


def _chirps(size: float) -> F32:
    return np.asarray(SOURCES["birds"](int(2.2 * RATE), 3)[0])


# Whose voice says what: verb -> maker; a name's own voice is used for verbs that only say that it calls.
DOGS = ("dog", "golden retriever", "labrador", "husky", "german shepherd", "corgi", "poodle", "puppy", "fox")
SINGERS = (
    "bird",
    "sparrow",
    "robin",
    "swallow",
    "kingfisher",
    "hummingbird",
    "parrot",
    "parakeet",
    "cockatoo",
    "toucan",
)
OWN: dict[str, Callable[[float], F32]] = {
    **dict.fromkeys(DOGS, _bark),
    "wolf": _howl,
    "cat": _meow,
    **dict.fromkeys(("lion", "tiger", "leopard", "bear", "polar bear", "panda", "dragon"), _roar),
    **dict.fromkeys(("horse", "unicorn", "zebra"), _neigh),
    "cow": _moo,
    "sheep": _baa,
    "goat": _baa,
    "elephant": _trumpet,
    **dict.fromkeys(("crow", "magpie"), _caw),
    **dict.fromkeys(("duck", "duckling", "goose", "swan"), _quack),
    "frog": lambda size: croak(1.0),
    **dict.fromkeys(
        ("owl", "horned owl", "snowy owl", "barn owl"), lambda size: SOURCES["owl"](int(4.0 * RATE), 3)[0]
    ),
    "seagull": lambda size: SOURCES["gulls"](int(3.0 * RATE), 9)[0],
    **dict.fromkeys(
        ("chicken", "rooster", "chick", "wild turkey"), lambda size: SOURCES["hens"](int(1.2 * RATE), 3)[0]
    ),
    **dict.fromkeys(("whale", "sperm whale", "beluga", "orca", "dolphin"), _whale),
    **dict.fromkeys(SINGERS, _chirps),
}
BY_VERB: dict[str, Callable[[float], F32]] = {
    "bark": _bark,
    "growl": _growl,
    "howl": _howl,
    "roar": _roar,
    "neigh": _neigh,
    "whinny": _neigh,
    "meow": _meow,
    "moo": _moo,
}
CALLS = frozenset(
    {"sing", "call", "cry", "talk", "chirp", "caw", "quack", "croak", "hoot", "bleat", "trumpet", *BY_VERB}
)


@lru_cache(maxsize=16)
def _voice(name: str, verb: str, size: float) -> F32 | None:
    maker = OWN.get(name)
    if verb in BY_VERB and not (verb == "bark" and maker not in (None, _bark, _howl)):
        maker = BY_VERB[verb]
    if maker is None:
        return None
    return made(maker(size), 0.3)


HIGH = frozenset(
    {"woman", "old woman", "girl", "raincoat girl", "princess", "ballerina", "dancer", "witch", "nurse"}
)
SMALL = frozenset({"boy", "girl", "child", "raincoat girl"})


def _talks(who: Player, track: Track) -> None:
    """Those who talk are heard to, phrase by phrase, but not what they say."""
    hz = 185.0 if who.name in HIGH else 112.0
    up = 1.35 if who.name in SMALL else 1.15 if who.name in HIGH else 1.0
    r = rng(track.seed, 43, len(who.name))
    for index, actor in enumerate(who.role.actors[:2]):
        words = speech(1 << 18, 3 + index, (round(hz * up * (1 + 0.12 * index), 1),), up).mean(axis=0)
        at = who.part.since + 0.2 + 1.6 * index + 0.3 * float(r.random())
        while at < who.until:
            long, start = float(r.uniform(1.0, 2.0)), int(r.integers(0, len(words) - 2 * RATE))
            phrase = words[start : start + int(long * RATE)]
            track.add(made(duller(phrase, 2600), 0.6 * long), at, actor, 2.0)
            at += long + float(r.uniform(0.5, 1.6))


def play(who: Player, track: Track) -> None:
    """Only who is said to bark, howl, sing... does so: once the shot has begun, and again after a pause."""
    role, name, verb = who.role, who.name, who.verb
    if who.person and verb in ("talk", "laugh"):
        _talks(who, track)
    if verb not in CALLS or verb is None:
        return
    size = round(float(np.clip((role.subject.cm - 25) / 120, 0, 1)), 2)
    if who.person and verb != "sing":
        return
    sound = made(_song(size), 0.3) if who.person else _voice(name, verb, size)
    if sound is None:
        return
    long = len(sound) / RATE
    r = rng(track.seed, 41)
    for index, actor in enumerate(role.actors[:CHORUS_MAX]):
        at = who.part.since + 0.35 + 0.6 * index + 0.2 * float(r.random())
        while at < who.until:
            track.add(sound, at, actor, 8.0 - 3.0 * bool(index))
            at += long + float(r.uniform(0.5, 1.1))
