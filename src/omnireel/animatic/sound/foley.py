"""What subjects are heard doing, in time with the picture: feet, wings, oars, splashes, fire; and thunder.

Each sound is made once and put where the drawing has the event: the moment is read from the actor's cycle.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from omnireel.animatic.actors import Actor
from omnireel.animatic.lexicon.nouns import BURNS
from omnireel.animatic.lexicon.sports import OF_MOTION
from omnireel.animatic.noise import rng
from omnireel.animatic.sound.music import note
from omnireel.animatic.sound.sources import SOURCES
from omnireel.animatic.sound.synth import (
    F32,
    RATE,
    burst,
    curve,
    gain,
    glide,
    made,
    noise,
    put,
    ring,
    slow,
    span,
    times,
)
from omnireel.animatic.sound.track import Player, Track
from omnireel.animatic.subjects import beast_legs, biped
from omnireel.animatic.subjects.fireworks import RISE, SHELLS
from omnireel.animatic.subjects.gait import Gait
from omnireel.animatic.subjects.gestures import CLAPS
from omnireel.animatic.subjects.kinds import Subject

TAU = np.float32(2 * np.pi)
HEARD_MAX = 6  # of a herd, so many are heard; more only blur
HOOFED = frozenset(
    {"horse", "unicorn", "zebra", "deer", "cow", "sheep", "donkey", "goat", "camel", "pig", "llama"}
)


# ---- feet ----

# What a foot meets: (noise from Hz, to Hz, decay a second, rise in seconds, level) and tones it rings with.
FLOORS: dict[str, tuple[tuple[float, float, float, float, float], tuple[tuple[float, float, float], ...]]] = {
    "grass": ((900, 5200, 34, 0.012, 0.55), ()),
    "gravel": ((1300, 7500, 30, 0.003, 0.80), ()),
    "stone": ((900, 5200, 95, 0.0008, 0.75), ((1150, 0.30, 120), (2300, 0.16, 170))),
    "sand": ((420, 2800, 26, 0.018, 0.55), ()),
    "dust": ((200, 900, 30, 0.015, 0.50), ()),
    "snow": ((1000, 5600, 17, 0.020, 0.85), ()),
    "ice": ((1800, 8200, 60, 0.001, 0.55), ((1750, 0.25, 70), (2900, 0.15, 90))),
    "wood": ((600, 3400, 110, 0.0010, 0.55), ((165, 0.55, 42), (320, 0.40, 60), (610, 0.22, 95))),
    "rug": ((300, 1600, 50, 0.006, 0.45), ((90, 0.35, 45),)),
    "mud": ((300, 1800, 22, 0.014, 0.70), ((240, 0.20, 40),)),
    "metal": ((1200, 6000, 90, 0.0006, 0.45), ((420, 0.4, 18), (930, 0.3, 24), (1610, 0.2, 34), (2700, 0.1, 50))),
    "water": ((500, 6000, 15, 0.010, 0.90), ((520, 0.12, 40), (880, 0.10, 55))),
}


@lru_cache(maxsize=128)
def step(floor: str, foot: str, heavy: float, variant: int) -> F32:
    """One footfall. foot: shoe, paw, hoof, claw or metal; heavy: 0 (a cat) to 1 (an elephant)."""
    (low, high, decay, rise, level), tones = FLOORS[floor]
    r = rng(variant, 707)
    bend = float(r.uniform(0.9, 1.12))
    long = 0.26 if decay < 25 else 0.20
    t = span(long)
    soft = {"paw": 0.55, "claw": 0.45, "hoof": 0.75}.get(foot, 1.0)
    out = burst(long, 60 + variant, low * bend, high * bend, decay, rise) * np.float32(0.26 * level * soft)
    if floor in ("gravel", "snow", "ice"):
        # Grains that give way one after the other.
        grains = noise(len(t), 90 + variant, low, high * 1.2, 0.2) * (r.random(len(t)) ** 14).astype(np.float32)
        out += grains * np.exp(-t * decay) * np.float32(0.5 * level)
    if foot == "shoe" and floor in ("stone", "wood", "metal", "ice", "gravel"):
        # The sole follows the heel.
        sole = burst(0.1, 70 + variant, low * 0.8, high * 0.7, decay * 1.1, 0.003) * np.float32(0.09 * level)
        start = int((0.055 + 0.01 * float(r.random())) * RATE)
        out[start : start + len(sole)] += sole[: len(out) - start]
    if foot in ("shoe", "hoof", "metal"):
        for hz, amplitude, fall in tones:
            out += ring(long, [(hz * bend, amplitude * 0.22, fall)])
    if foot == "hoof" and floor in ("stone", "wood", "ice", "metal", "gravel"):
        clop = 620.0 if variant % 2 else 790.0
        out += ring(long, [(clop * bend, 0.42, 75), (clop * 2.7 * bend, 0.16, 130), (clop * 0.55, 0.2, 60)])
    if foot == "metal":
        out += ring(long, [(780 * bend, 0.12, 40), (1890 * bend, 0.08, 60), (160, 0.3, 40)])
    thump = glide(72 + 90 * np.exp(-t * 45), np.exp(-t * (30 - 12 * heavy)) * np.minimum(t / 0.003, 1))
    out += thump * np.float32(0.03 + 0.45 * heavy**1.2 + (0.10 if foot == "hoof" else 0.0))
    return made(out)


def _floor(track: Track) -> str:
    floor = track.bed.floor
    if track.outdoors and floor in ("grass", "stone", "gravel") and track.weather == "snow":
        return "snow"
    return floor


def _foot(who: Player) -> str:
    if who.name == "robot":
        return "metal"
    if who.person:
        return "shoe"
    return "hoof" if who.name in HOOFED else "paw" if who.beast else "claw"


def gait_of(who: Player) -> Gait | None:
    """The gait by which its feet move, or None."""
    table = biped.GAITS if who.person else beast_legs.GAITS if who.beast else {}
    gait = table.get(who.action)
    return gait if gait is not None and gait.stride else None


@lru_cache(maxsize=64)
def touchdowns(subject: Subject, action: str) -> tuple[float, ...]:
    """Phases at which a body that has left the ground comes down again, read from its drawing."""
    count = 48
    lifts = [subject.build(action, k / count, None).lift for k in range(count)]
    return tuple(k / count for k in range(count) if lifts[k] <= 0.5 < lifts[k - 1])


def landings(who: Player) -> tuple[float, ...]:
    """Phases of the cycle at which a foot or the whole body comes down."""
    action = who.action
    if (gait := gait_of(who)) is not None:
        return tuple(gait.starts)
    leaps = action in ("jump", "play", "splash") or OF_MOTION.get(action, action) != action
    if leaps and (who.person or who.beast):
        return touchdowns(who.role.subject, action)
    if who.person and action == "dance":
        return (0.0, 0.5)
    return (0.0, 0.5) if who.bird and action == "walk" else ()


def _steps(who: Player, track: Track) -> None:
    role = who.role
    phases = landings(who)
    swims = who.verb == "swim"
    walks = role.subject.path == "ground" or who.action == "walk"
    if not phases or not walks or track.path not in ("ground", "water"):
        return
    heavy = float(np.clip((role.subject.cm - 20) / 280, 0.02, 1.0)) if not who.person else 0.12
    floor, foot = "water" if swims else _floor(track), _foot(who)
    leaps = who.action in ("jump", "play") or OF_MOTION.get(who.action, who.action) != who.action
    loud = 3.0 + 4.5 * heavy + {"run": 3.0, "sneak": -9.0, "dance": -5.0}.get(who.action, 0.0)
    loud += {"paw": -6.0, "claw": -8.0, "hoof": 2.0, "metal": 2.0}.get(foot, 0.0)
    loud += {"stone": 1.0, "wood": 1.0, "gravel": 1.0, "snow": 1.0, "water": 2.0, "rug": -4.0}.get(floor, 0.0)
    r = rng(track.seed, 12)
    for index, actor in enumerate(role.actors[:HEARD_MAX]):
        for leg, phase in enumerate(phases):
            for at in who.beats(actor, phase, track.fps):
                level = loud + (4.0 if leaps else 0.0) - float(r.uniform(0, 2.5)) - (3.0 if index else 0.0)
                variant = int(r.integers(0, 3)) * 2 + leg % 2
                track.add(step(floor, foot, min(heavy * (2.5 if leaps else 1), 1), variant), at, actor, level)
                if who.action == "splash" or (leaps and (track.weather in ("rain", "storm") or track.floods)):
                    track.add(splash(0.5, variant), at, actor, 2.0)
                elif track.puddles and leg % 2 == 0:
                    track.add(splash(0.15, variant), at, actor, -6.0)


# ---- water ----


@lru_cache(maxsize=16)
def splash(big: float, variant: int = 0) -> F32:
    """Water thrown up: a slap, spray that falls back, and bubbles. big: 0 to 1."""
    long = 0.55 + 0.75 * big
    t = span(long)
    out = burst(long, 200 + variant, 350, 5500, 13 - 8 * big, 0.006) * 0.5
    out += burst(long, 210 + variant, 2500, 8000, 14 - 10 * big, 0.04) * (0.06 + 0.25 * big)
    r = rng(variant, 5)
    for _ in range(int(6 + 14 * big)):
        at, hz = float(r.uniform(0.03, long - 0.1)), float(r.uniform(320, 1300))
        u = t[: int(0.07 * RATE)]
        drop = glide(hz * (1 + 3 * u), np.exp(-u * 70)) * np.float32(0.35)
        start = int(at * RATE)
        out[start : start + len(drop)] += drop[: len(out) - start]
    return made(out, 0.2)


@lru_cache(maxsize=4)
def _sweep(low: float, high: float, seconds: float) -> F32:
    """Air or water moved aside: noise that swells and goes."""
    t = span(seconds)
    return made(noise(len(t), 7, low, high, 0.4) * np.sin(np.pi * t / seconds) ** 2, 0.15)


@lru_cache(maxsize=2)
def _rowlock() -> F32:
    t = span(0.22)
    stick = (0.5 + 0.5 * np.sin(TAU * np.cumsum(60 + 40 * t / 0.22) / RATE)) ** 5
    return made(noise(len(t), 31, 400, 1500, 0.2) * stick * np.sin(np.pi * t / 0.22), 0.1)


def _rows(who: Player, track: Track) -> None:
    """The blade goes in at phase 0, is drawn through the water until 0.5, and comes out dripping."""
    role, name = who.role, who.name
    if name != "rowboat" or who.action in ("stand", "float"):
        return
    for index, actor in enumerate(role.actors[:HEARD_MAX]):
        soft = -4.0 if index else 0.0
        for k, at in enumerate(who.beats(actor, 0.0, track.fps)):
            track.add(splash(0.12, k % 3), at, actor, 0.0 + soft)
            track.add(_rowlock(), at + 0.05, actor, -6.0 + soft)
        cycle = who.part.cycle / track.fps
        for at in who.beats(actor, 0.25, track.fps):
            track.add(_sweep(300, 2200, 1.1), at - min(0.55, 0.2 * cycle), actor, -1.0 + soft)
        for k, at in enumerate(who.beats(actor, 0.52, track.fps)):
            track.add(splash(0.05, 3 + k % 2), at, actor, -7.0 + soft)


def _swims(who: Player, track: Track) -> None:
    """Strokes of those who swim at the surface; under water a swish of the tail."""
    role = who.role
    deep = track.path == "deep"
    if who.action != "swim" or (role.subject.path == "deep") != deep:
        return
    for index, actor in enumerate(role.actors[:HEARD_MAX]):
        for half in (0.0, 0.5):
            for k, at in enumerate(who.beats(actor, half, track.fps)):
                if deep:
                    if role.subject.cm > 100 and not index:
                        track.add(_sweep(90, 420, 1.1), at - 0.5, actor, -4.0)
                else:
                    track.add(splash(0.2, k % 3), at, actor, -2.0 - 4.0 * bool(index))


def _paddles(who: Player, track: Track) -> None:
    """Birds on the water."""
    if not who.bird or who.verb not in ("swim", "float") or track.air != "open":
        return
    r = rng(track.seed, 44)
    for actor in who.role.actors[:HEARD_MAX]:
        at = who.part.since + float(r.uniform(0.1, 0.6))
        while at < who.until:
            track.add(splash(0.03, int(r.integers(0, 4))), at, actor, -7.0 - 4.0 * float(r.random()))
            at += float(r.uniform(0.45, 0.9))


# ---- boards and blades ----

# How each sport is heard to glide: (noise from Hz, to Hz, level in dB, how far it falls between two turns).
GLIDING: dict[str, tuple[float, float, float, float]] = {
    "surf": (260, 2600, -9, 0.4),
    "skateboard": (110, 800, -8, 0.15),
    "snowboard": (700, 4800, -14, 0.6),
    "ski": (900, 5600, -15, 0.6),
    "skate": (1800, 7500, -19, 0.8),
    "roller skate": (220, 1700, -14, 0.5),
}


def _glides(who: Player, track: Track) -> None:
    """Wheels that roll, snow that hisses, water that is cut; silent in the air."""
    sport = OF_MOTION.get(who.action, "")
    if not who.person or sport not in GLIDING or track.air == "none":
        return
    low, high, level, falls = GLIDING[sport]
    sound = noise(track.n, 61, low, high, 0.4) * np.float32(gain(level)) * who.while_doing(track.n)
    cycle, t = who.part.cycle / track.fps, np.arange(track.n, dtype=np.float32) / RATE
    ups = touchdowns(who.role.subject, who.action)
    for index, actor in enumerate(who.role.actors[:HEARD_MAX]):
        phase = t / np.float32(cycle) + np.float32(actor.offset / who.part.cycle)
        swell = 1 - falls * (0.5 + 0.5 * np.cos(2 * TAU * phase))
        if ups:
            swell = np.where((phase % 1.0 > ups[0] - 0.40) & (phase % 1.0 < ups[0]), 0.0, 1.0)
            swell = np.convolve(swell, np.full(960, 1 / 960), "same").astype(np.float32)
        track.follow(sound * np.asarray(swell, np.float32) * np.float32(gain(-4.0 * bool(index))), actor)


# ---- wings ----


def _wings(who: Player, track: Track) -> None:
    """The beat downwards is between phases 0 and 0.5: it is loudest at a quarter."""
    role, name = who.role, who.name
    big = name == "dragon"
    if who.action not in ("fly", "hover") or not (who.bird or big):
        return
    for index, actor in enumerate(role.actors[:HEARD_MAX]):
        cycle = who.part.cycle / track.fps
        if cycle < 0.25:
            _hums(actor, 1 / cycle * 6, track)
            continue
        long = 0.9 if big else min(0.5 * cycle, 0.36)
        low, high = (70, 700) if big else (260, 2200) if role.subject.cm > 60 else (500, 3600)
        loud = 7.0 if big else -1.0 if role.subject.cm > 60 else -6.0
        for at in who.beats(actor, 0.25, track.fps):
            track.add(_sweep(low, high, round(long, 2)), at - long / 2, actor, loud - 3.0 * bool(index))


def _hums(actor: Actor, hz: float, track: Track) -> None:
    """Wings too fast to hear one by one."""
    n = track.n
    pulse = (0.5 + 0.5 * np.sin(TAU * np.float32(max(hz, 35.0)) * np.arange(n, dtype=np.float32) / RATE)) ** 2
    track.follow(noise(n, 3, 180, 1400, 0.5) * pulse.astype(np.float32) * np.float32(gain(-7)), actor)


# ---- others ----


def _burns(who: Player, track: Track) -> None:
    role, name = who.role, who.name
    burns = name in ("campfire", "torch", "fireplace", "candle") or BURNS in role.who
    if who.first and burns and track.air != "none":
        for actor in role.actors[:2]:
            level = gain(2 if name != "candle" else -14)
            track.follow(SOURCES["fire"](track.n, track.seed)[0] * np.float32(level), actor)


def _fights(who: Player, track: Track) -> None:
    role = who.role
    if who.person and who.action in ("fight", "attack"):
        for actor in role.actors[:HEARD_MAX]:
            for phase in (0.2, 0.7):
                for at in who.beats(actor, phase, track.fps):
                    track.add(_sweep(600, 4500, 0.26), at - 0.13, actor, 0.0)


_CHORDS = ((40, 47, 52, 55, 59, 64), (45, 52, 57, 60, 64), (43, 47, 50, 55, 59, 67), (48, 52, 55, 60, 64))
_WORKS = {"cook": ("sizzle", 0.0), "write": ("keys", 5.0), "type": ("keys", 5.0), "pour": ("stream", -4.0)}


def _works(who: Player, track: Track) -> None:
    """What hands do: a pan that sizzles, keys, water poured while the jug is tipped, a guitar, a violin."""
    if not who.person or track.air == "none":
        return
    doing = who.verb if who.verb in (*_WORKS, "guitar", "piano", "violin") else who.action
    for actor in who.role.actors[:2]:
        if doing in _WORKS:
            name, level = _WORKS[doing]
            sound = SOURCES[name](track.n, track.seed)[0] * np.float32(gain(level))
            if doing == "pour":
                turn = (times(track.n) * track.fps + actor.offset) / actor.cycle
                sound = sound * curve(np.clip(np.sin(2 * np.pi * turn) * 1.6 + 0.6, 0, 1), track.n)
            track.follow(sound * who.while_doing(track.n), actor)
        elif doing == "piano" and track.scene.reading.music in (None, "none"):
            _plays(who, actor, track)
        elif doing == "violin" and track.scene.reading.music in (None, "none"):
            _bows(who, actor, track)
        elif doing == "guitar" and track.scene.reading.music in (None, "none"):
            _strums(who, actor, track)


def _plays(who: Player, actor: Actor, track: Track) -> None:
    """The right hand breaks a chord into eight notes a cycle, the left has its root twice."""
    step = who.part.cycle / track.fps / 8
    beats = sorted(at for n in range(8) for at in who.beats(actor, n / 8, track.fps))
    for number, at in enumerate(beats):
        chord = _CHORDS[number // 8 % len(_CHORDS)]
        tune = note("piano", chord[1:][(0, 2, 1, 3, 2, 1, 3, 2)[number % 8]] + 12, round(3 * step, 2))
        track.add(tune, at, actor, -3.0)
        if number % 4 == 0:
            track.add(note("piano", chord[0], round(6 * step, 2)), at, actor, -4.0)


def _bows(who: Player, actor: Actor, track: Track) -> None:
    """A note for each stroke of the bow, up and down: a tune over the chords."""
    stroke = who.part.cycle / track.fps / 2
    beats = sorted(at for phase in (0.25, 0.75) for at in who.beats(actor, phase, track.fps))
    for number, at in enumerate(beats):
        chord = _CHORDS[number // 4 % len(_CHORDS)]
        midi = chord[2:5][(0, 2, 1, 2)[number % 4]] + 12
        track.add(note("strings", midi, round(1.15 * stroke, 2)), at, actor, -2.0)


def _strums(who: Player, actor: Actor, track: Track) -> None:
    """The hand goes down over the strings four times a cycle; a chord lasts for two of them."""
    quarter = who.part.cycle / track.fps / 4
    beats = sorted(at for phase in (0.0, 0.25, 0.5, 0.75) for at in who.beats(actor, phase, track.fps))
    for number, at in enumerate(beats):
        for k, midi in enumerate(_CHORDS[number // 2 % len(_CHORDS)]):
            string = note("pluck", midi, round(2 * quarter, 2))
            track.add(string, at + 0.014 * k, actor, -4.0 - 3.0 * (number % 2))


def _breathes(who: Player, track: Track) -> None:
    """In a vacuum an astronaut hears only what the suit carries: the own breath."""
    if not who.first or who.name != "astronaut" or track.air != "none":
        return
    breath = []
    for seed, low, high in ((3, 700, 3800), (4, 380, 2000)):
        t = span(1.15)
        breath.append(made(noise(len(t), seed, low, high, 0.5) * np.sin(np.pi * t / 1.15) ** 1.4, 0.5))
    at = 0.25
    while at < track.seconds:
        put(track.inside, at, breath[0], gain(-3))
        put(track.inside, at + 1.45, breath[1], gain(-1))
        at += 3.3


def _murmurs(who: Player, track: Track) -> None:
    """A crowd is heard talking all at once."""
    if who.first and who.person and len(who.role.actors) >= 4 and track.air != "none":
        track.out += SOURCES["babble"](track.n, track.seed) * np.float32(gain(-5))


@lru_cache(maxsize=len(SHELLS))
def _bang(variant: int) -> F32:
    """A shell that bursts some way off: a thud, and sparks that crackle as they go out."""
    long = 2.2
    t = span(long)
    out = (
        burst(long, 300 + variant, 38, 320, 4.2, 0.004) * 1.1
        + burst(long, 320 + variant, 300, 2600, 16, 0.002) * 0.3
    )
    grains = (rng(variant, 33).random(len(t)) ** 2000).astype(np.float32)
    late = np.clip((t - 0.3) / 0.3, 0, 1) * np.exp(-np.maximum(t - 0.6, 0) * 2.6)
    return made(out + noise(len(t), 340 + variant, 1800, 9000, 0.1) * grains * late * np.float32(1.4), 0.3)


def _bursts(who: Player, track: Track) -> None:
    if who.name != "fireworks" or track.air == "none":
        return
    for actor in who.role.actors[:2]:
        for n in range(len(SHELLS)):
            for at in who.beats(actor, (RISE - n / len(SHELLS)) % 1.0, track.fps):
                track.add(_bang(n), at, actor, 4.0)


@lru_cache(maxsize=8)
def _slap(variant: int) -> F32:
    """Two palms that meet."""
    return made(burst(0.11, 320 + variant, 800, 4600, 55, 0.001), 0.5)


def _claps(who: Player, track: Track) -> None:
    """Hands that meet in the drawing."""
    if not who.person or who.action != "clap":
        return
    r = rng(track.seed, 61)
    for actor in who.role.actors[:HEARD_MAX]:
        for phase in CLAPS:
            for at in who.beats(actor, phase, track.fps):
                track.add(_slap(int(r.integers(0, 6))), at, actor, float(r.uniform(0.0, 3.0)))


HEARD: tuple[Callable[[Player, Track], None], ...] = (
    _steps,
    _rows,
    _swims,
    _glides,
    _paddles,
    _wings,
    _burns,
    _fights,
    _murmurs,
    _works,
    _breathes,
    _bursts,
    _claps,
)


def play(who: Player, track: Track) -> None:
    """Everything one role is heard doing in a shot, engines and voices apart."""
    for hear in HEARD:
        hear(who, track)


# ---- thunder ----


def thunder(near: float, seed: int) -> F32:
    """A crack and a long roll of claps that come from farther and farther; near: 0 to 1."""
    long = 4.5
    t = span(long)
    r = rng(seed, 8)
    out = noise(len(t), seed, 28, 150, 0.5, 2) * 0.5
    roll = np.zeros(len(t), np.float32)
    for k in range(9):
        at = float(r.uniform(0, 0.25 + 0.28 * k))
        u = np.maximum(t - at, 0)
        roll += (
            np.where(t >= at, (1 - np.exp(-u * 30)) * np.exp(-u * (4.0 - 0.25 * k)), 0)
            * float(r.uniform(0.4, 1.0))
            * 0.85**k
        )
    out *= roll + 0.25 * np.exp(-t * 0.9) * np.minimum(t / 0.1, 1)
    crack = burst(long, seed + 3, 250, 3800, 7.0, 0.004) * slow(len(t), seed, 0.018, 0.0, 1.0) ** 2
    out += crack * np.float32(0.9 * near)
    return made(out * np.minimum((long - t) / 1.0, 1), 1.0)
