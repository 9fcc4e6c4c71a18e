"""Films of what people bring: a picture that moves, a scene that moves like footage, footage that is changed."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic import scene
from omnireel.animatic.actors import Act, Actor
from omnireel.animatic.bakes import Bakes
from omnireel.animatic.engine import (
    Film,
    Timings,
    arranged,
    cast_elements,
    compose_size,
    frames_of,
    read,
    sound_of,
    staged,
    watermark,
)
from omnireel.animatic.footage import edit, figures, limbs, motion, still
from omnireel.animatic.footage.grade import levels
from omnireel.animatic.ingest import SOUND_RATE, Footage, picture
from omnireel.animatic.lexicon.index import index
from omnireel.animatic.parse import Reading, interpret, understand
from omnireel.animatic.planes import Frame, tint
from omnireel.animatic.spec import VARIANTS, ElementSpec, RenderSpec, Shot
from omnireel.animatic.subjects.table import SUBJECTS

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32

_PLACE = re.compile(
    r"(?:shown in|seen in|set in|at the place of|background|backdrop|scene|street|landscape|place|room|city|"
    r"against|location|world|\binside)\W*(?:of|in|from|is|:)?\W*$"
)
PALETTE_PART = 0.6  # how far a scene goes towards the colours of the footage
ROOM = (0.10, 0.08, 1.22)  # how far a drawn set lets a camera go: parts of width and height turned, factor closer


def _short(spec: RenderSpec) -> int:
    return min(spec.width, spec.height)


def _marked(pictures: Iterator[U8], spec: RenderSpec, w: int, h: int) -> Iterator[U8]:
    """The pictures with the watermark, where one is asked for."""
    if not spec.watermark:
        yield from pictures
        return
    mask, x, y = watermark(spec.watermark, w, h)
    for buffer in pictures:
        frame = Frame(w, h)
        frame.buffer[:] = buffer
        tint(frame, mask, (1, 1, 1), 0.62, x, y)
        yield frame.buffer


def _timed(pictures: Iterator[U8], timings: Timings, stage: str) -> Iterator[U8]:
    while True:
        began = time.perf_counter()
        item = next(pictures, None)
        timings.spend(stage, began)
        if item is None:
            return
        yield item


# ---- a picture that moves ----


def image(spec: RenderSpec, timings: Timings, bakes: Bakes) -> Film:
    """From a first frame (and to a last one), or over a backdrop out of the pictures."""
    sources = spec.sources
    prompts = [shot.prompt for shot in spec.shots]
    puppets, plain = cast_elements(spec)
    readings = understand([shot.prompt for shot in plain.shots])
    elsewhere = any(reading.setting for reading in readings)
    backdrop, subjects, unused = _parts(prompts, spec, elsewhere)
    puppets += [_puppet_of(number, path, prompts) for number, path in subjects]
    if backdrop is None:
        # The pictures are of who is in it, and the words say where that is: the place is drawn.
        film = staged(spec, plain, puppets, timings, bakes)
        film.interpretation["mode"] = "image"
        film.interpretation["not_done"] += _unused(unused)
        return film
    w, h = spec.width, spec.height
    if spec.follow and sources.start is not None:
        w, h = still.size_of(picture(Path(sources.start))[0], _short(spec))
    w, h = compose_size(w, h)
    shots: list[tuple[still.Still, int]] = []
    scenes = []
    for n, (shot, reading) in enumerate(zip(plain.shots, readings, strict=True)):
        stage_of = scene.arrange(reading, shot.seconds, w, h, spec.fps, spec.seed % VARIANTS)
        scenes.append(stage_of)
        stage = stage_of.stage
        if not (reading.weather or reading.setting):
            stage.air = None
        stage.sheltered = False  # the picture says where it is
        last = Path(sources.end) if sources.end is not None and n == len(plain.shots) - 1 else None
        moving = still.make(
            Path(backdrop),
            last,
            shot.prompt,
            stage,
            reading.camera,
            stage_of.strength,
            shot.seconds,
            reading.time_of_day,
        )
        moving.exact = n == 0 and sources.start is not None
        moving.players = _players(puppets, stage_of, w, h, shot.seconds, spec.fps)
        shots.append((moving, spec.cuts[n + 1] - spec.cuts[n]))
    told = interpret([shot.prompt for shot in plain.shots])
    told |= {"mode": "image", "shots_of_picture": [moving.told for moving, _ in shots]}
    told["in_the_air"] = sorted({reading.floats for reading in readings if reading.floats})
    told["not_done"] = figures.unnamed_elements([shot.prompt for shot in spec.shots], spec.sources) + _unused(
        unused
    )
    cast = [figures.casting(shot, puppets) for shot in scenes]
    told["not_done"] += figures.not_whole(puppet for playing in cast for puppet, _ in playing)
    told["not_done"] += figures.undone((puppet, role.parts) for playing in cast for puppet, role in playing)
    told["not_done"] += _unacted(
        [_named(shot.prompt) for shot in plain.shots], [{role.who[0] for _, role in playing} for playing in cast]
    )
    told["not_done"] += dict.fromkeys(said for moving, _ in shots for said in moving.plate.nature.not_done)
    told["not_done"] += _undrawn(readings, [shot.prompt for shot in plain.shots], told["not_done"])
    told["ignored"] = _in_picture(told["ignored"], told["not_done"])
    told["elements"] = [
        {"number": puppet.number, "name": puppet.name, "sure": round(puppet.sure, 2)} | puppet.remarks
        for puppet in puppets
    ]
    told["limbs"] = [f"{puppet.name}: {limbs.told_of(puppet.limbs)}" for puppet in puppets]

    def pictures() -> Iterator[U8]:
        for moving, count in shots:
            yield from moving.frames(count)

    made = replace(plain, width=w, height=h)
    return Film(
        width=w,
        height=h,
        rate=spec.fps,
        frames=spec.frames,
        pictures=_marked(_timed(pictures(), timings, "compose"), spec, w, h),
        track=lambda: sound_of(made, scenes, timings) if spec.sound else None,
        sound=spec.sound,
        interpretation=told,
    )


# What is at rest does nothing that a picture of it would not show.
_AT_REST = frozenset(("stand", "sit", "sleep", "lie"))
_PRONOUNS = {"she": "the woman", "he": "the man", "they": "the people"}
_SMOKES = re.compile(r"\b(?:steam(?:s|ing|ed)?|smoke(?:s|d)?|smoking|vapou?rs?|fumes|flames?)\b")
MOVES_IN_PICTURES = "in a picture the camera, sky, water, weather and light move"


def _unacted(readings: Sequence[Reading], played: Sequence[set[str]]) -> list[str]:
    """What those are told to do who are in the picture itself, and not played by a cut-out."""
    acts = [
        f"{seen.said or seen.name} does not {action}"
        for reading, others in zip(readings, played, strict=True)
        for seen in reading.subjects
        if seen.name not in others
        for action in seen.actions
        if "verb" not in index().get(action, {}) or index()[action]["verb"].name not in _AT_REST
    ]
    return [f"{act}: {MOVES_IN_PICTURES}" for act in dict.fromkeys(acts)]


def _named(prompt: str) -> Reading:
    """The reading of a prompt in which "she", "he" or "they" are nobody that it names: they are those in the
    picture, and called so."""
    [reading] = understand([prompt])
    if any(SUBJECTS[seen.name].wear is not None for seen in reading.subjects if seen.name in SUBJECTS):
        return reading
    for pronoun, somebody in _PRONOUNS.items():
        plain, count = re.subn(rf"\b{pronoun}\b", somebody, prompt, flags=re.I)
        if count:
            [other] = understand([plain])
            names = {seen.name for seen in reading.subjects}
            seen = [replace(one, said=pronoun) for one in other.subjects if one.name not in names]
            return replace(reading, subjects=[*reading.subjects, *seen])
    return reading


def _undrawn(readings: Sequence[Reading], prompts: Sequence[str], told: Sequence[str]) -> list[str]:
    """What is to be seen in a picture that cannot be put into it. told: what was said already."""
    asked = [show for reading in readings for show in sorted(reading.shows)]
    asked += [match[0] for prompt in prompts for match in _SMOKES.finditer(prompt.lower())]
    return [
        f"{name}: {MOVES_IN_PICTURES}"
        for name in dict.fromkeys(asked)
        if not any(said.startswith(name) for said in told)
    ]


def _in_picture(ignored: Sequence[str], told: Sequence[str]) -> list[str]:
    """What is said of words that nothing came of, where a picture was brought and nothing is drawn. told: what was
    not done, which needs not be said twice."""
    found = []
    for said in ignored:
        word, _, why = said.partition(" (")
        if any(word in other for other in told):
            continue
        if "drawing" in why or "shown" in why or "not drawn" in why:
            found.append(f"{word} (nothing is drawn into a picture)")
        else:
            found.append(said.replace("is drawn", "is done").replace("are drawn", "are done"))
    return found


def _unused(numbers: Sequence[int]) -> list[str]:
    return [f"image_{number} is named by no placeholder and was not used" for number in numbers]


def _parts(
    prompts: Sequence[str], spec: RenderSpec, elsewhere: bool
) -> tuple[str | None, list[tuple[int, str]], list[int]]:
    """(the picture that is the ground, (number, path) of those that stand in it, the numbers of the unused).

    elsewhere: the words name a place. The ground is None where they do and every picture is of somebody in it.
    """
    sources = spec.sources
    pictures = dict(enumerate(sources.pictures, 1))
    fixed = 1 if sources.start is not None else 0
    last = {2} if sources.end is not None else set()
    named = figures.named(prompts, "image") - last
    text = " ".join(prompts).lower()
    places = [n for n in sorted(named) if _PLACE.search(text.partition(f"<<<image_{n}>>>")[0][-48:])]
    ground: int | None
    if fixed:
        ground = 1
    elif places:
        ground = places[0]
    else:
        wide = [n for n, path in pictures.items() if n not in named and _is_wide(path)]
        if wide:
            ground = wide[0]
        elif named and elsewhere:
            ground = None
        else:
            ground = max(named) if len(named) > 1 else min(pictures)
    subjects = [(n, pictures[n]) for n in sorted(named) if n != ground and n in pictures]
    unused = [n for n in pictures if n != ground and n not in last and n not in dict(subjects)]
    return None if ground is None else pictures[ground], subjects, unused


def _is_wide(path: str) -> bool:
    rgb, alpha = picture(Path(path))
    return alpha is None and rgb.shape[1] > 1.15 * rgb.shape[0]


def _puppet_of(number: int, path: str, prompts: Sequence[str]) -> figures.Puppet:
    role = figures.role_before(prompts, number)
    return figures.Puppet.of(number, ElementSpec(f"image_{number}", images=(path,)), role)


GOING = ("walk", "run", "swim", "fly", "drive")


def _players(
    puppets: Sequence[figures.Puppet], shot: scene.Scene, w: int, h: int, seconds: float, fps: int
) -> list[Actor]:
    """The cut-outs as actors on the picture: side by side, each with room of its own, their feet near its lower
    edge; each does what its own words say, one thing after the other."""
    out = []
    light = np.clip(0.4 + 0.6 * np.asarray(shot.stage.palette.ambient, np.float32), 0.25, 1.1).astype(np.float32)
    roles = {id(puppet): role for puppet, role in figures.casting(shot, puppets)}
    count = len(puppets)
    room = (0.5 if count < 2 else 0.86 / count) * w
    for n, puppet in enumerate(puppets):
        most = puppet.near_size(w, h) if puppet.ends else 0.62 * h
        tall = min(most, room * puppet.rgba.shape[0] / puppet.rgba.shape[1])
        role = roles.get(id(puppet))
        parts = role.parts if role is not None else [scene.Part("stand", 0.0, 26, 1, 0.0)]
        going = [0.05 * w if part.action in GOING else 0.0 for part in parts]
        ends = [*(part.since for part in parts[1:]), seconds]
        way = sum(vx * (end - part.since) for vx, part, end in zip(going, parts, ends, strict=True))
        middle = w * (0.07 + 0.86 * (n + 0.5) / count) if count > 1 else 0.68 * w
        verbs = [puppet.verb(part.word, part.action) for part in parts]
        usual = [14 if part.action == "run" else 26 for part in parts]
        cycles, phases = zip(
            *(puppet.cycle(verb, fps, count, count) for verb, count in zip(verbs, usual, strict=True)), strict=True
        )
        painted = [
            puppet.sprites(tall, verb, number, 1, light) for verb, number in zip(verbs, phases, strict=True)
        ]
        out.append(
            Actor(
                x=middle - way / 2,
                y=h + figures.sunk(tall, chain.from_iterable(painted)) if puppet.ends else 0.94 * h,
                vx=going[0],
                cycle=cycles[0],
                sprites=painted[0],
                tall=tall,
                shadow=np.zeros(3, np.float32),
                shadow_alpha=0.4,
                contact=0.35,
                later=[
                    Act(round(part.since * fps), vx, cycle, sprites)
                    for part, vx, cycle, sprites in zip(parts[1:], going[1:], cycles[1:], painted[1:], strict=True)
                ],
            )
        )
    return out


# ---- a scene that moves as footage does ----


def reference(spec: RenderSpec, timings: Timings, bakes: Bakes) -> Film:
    """The new scene of the prompt, under the camera, the cuts and the colours of the footage."""
    assert spec.sources.video is not None
    began = time.perf_counter()
    video = Path(spec.sources.video)
    found = motion.measure(video)
    timings.spend("measure", began)
    puppets, plain = cast_elements(spec)
    prompts = [shot.prompt for shot in spec.shots]
    subjects = figures.named(prompts, "image")
    pictures = dict(enumerate(spec.sources.pictures, 1))
    puppets += [_puppet_of(n, pictures[n], prompts) for n in sorted(subjects) if n in pictures]
    told = interpret([shot.prompt for shot in plain.shots])
    plain = _cut_like(plain, found)
    plain, readings = read(plain)
    scenes = arranged(plain, readings)
    whole, since = plain.seconds, 0.0
    for shot in scenes:
        start, length = since / whole, shot.seconds / whole

        def path(t: float, start: float = start, length: float = length, shot: scene.Scene = shot) -> Any:
            k = start + length * min(t / max(shot.seconds, 1e-6), 1.0)
            return found.view(k, shot.stage.w, shot.stage.h, ROOM)

        shot.path = path
        since += shot.seconds
    heard = sound_kept(spec, spec.frames / spec.fps)
    told |= {"mode": "reference", "taken_from_video": found.report()}
    told |= figures.told_of(spec, scenes, puppets)
    unused = [n for n in pictures if n not in subjects]
    told["not_done"] += _unused(unused)
    if abs(float(found.path[-1, 3])) > 0.06:
        told["not_done"].append("the roll of the camera: a drawn set stays level")
    frames = _recoloured(frames_of(plain, scenes, timings, bakes, puppets), found, plain.width, plain.height)
    return Film(
        width=plain.width,
        height=plain.height,
        rate=plain.fps,
        frames=plain.frames,
        pictures=frames,
        track=lambda: heard,
        sound=heard is not None,
        interpretation=told,
    )


def _cut_like(spec: RenderSpec, found: motion.Motion) -> RenderSpec:
    """The spec cut where the footage is, its length scaled to what is asked for."""
    if not found.cuts or len(spec.shots) > 1:
        return spec
    marks = [0.0, *(cut / found.seconds * spec.seconds for cut in found.cuts[:12]), spec.seconds]
    prompt = spec.shots[0].prompt
    framings = ("", " Close-up.", " Wide shot.")
    shots = []
    for n, (a, b) in enumerate(pairwise(marks)):
        if b - a > 0.2:
            shots.append(Shot(prompt + framings[n % 3], b - a))
    return replace(spec, shots=tuple(shots))


def _recoloured(pictures: Iterator[U8], found: motion.Motion, w: int, h: int) -> Iterator[U8]:
    """Towards the light and colours of the footage: each plane's mean and spread, measured on the first."""
    tables: list[U8] | None = None
    for buffer in pictures:
        frame = Frame(w, h)
        frame.buffer[:] = buffer
        planes = (frame.y, frame.u, frame.v)
        if tables is None:
            tables = []
            for plane, mean, spread in zip(planes, found.mean, found.spread, strict=True):
                own, wide = levels(plane)
                slope = 1 + PALETTE_PART * (float(np.clip(spread / max(wide, 1.0), 0.6, 1.6)) - 1)
                shift = own + PALETTE_PART * (mean - own)
                line = (np.arange(256) - own) * slope + shift
                tables.append(np.clip(line + 0.5, 16, 240).astype(np.uint8))
        for plane, table in zip(planes, tables, strict=True):
            cv2.LUT(plane, table, dst=plane)
        yield frame.buffer


def sound_kept(spec: RenderSpec, seconds: float) -> F32 | None:
    """The footage's track, cut or continued in silence to `seconds`; None if it is not kept or there is none."""
    assert spec.sources.video is not None
    if not spec.sources.keep_sound:
        return None
    with Footage(Path(spec.sources.video)) as footage:
        track = footage.sound()
    if track is None:
        return None
    wanted = round(seconds * SOUND_RATE)
    return np.pad(track, ((0, 0), (0, max(wanted - track.shape[1], 0))))[:, :wanted]


# ---- footage that is changed ----


def edited(spec: RenderSpec, timings: Timings, bakes: Bakes) -> Film:
    """The footage under the operations that the prompt asks for; its length, ratio and frame rate are kept."""
    assert spec.sources.video is not None
    footage = Footage(Path(spec.sources.video))
    facts = footage.facts
    k = _short(spec) / min(facts.width, facts.height)
    w, h = max(round(facts.width * k / 2) * 2, 2), max(round(facts.height * k / 2) * 2, 2)
    rate = footage.rate if footage.rate <= 60 else Fraction(60)
    frames = max(round(facts.duration_s * float(rate)), 1)
    prompt = " ".join(shot.prompt for shot in spec.shots)
    plan = edit.plan(prompt, spec.sources, w, h, rate, facts.duration_s, spec.seed)
    heard = sound_kept(spec, float(frames / rate))

    def pictures() -> Iterator[U8]:
        with footage:
            source = _timed(footage.pictures(w, h, rate), timings, "decode")
            yield from _timed(plan.applied(source, w, h), timings, "compose")

    told = {
        "engine": "animatic",
        "mode": "edit",
        "footage": {
            "width": facts.width,
            "height": facts.height,
            "seconds": round(facts.duration_s, 3),
            "frames_per_second": round(float(rate), 3),
            "sound_kept": heard is not None,
        },
        "operations": plan.told,
        "not_done": plan.not_done,
        "ignored": plan.ignored,
    }
    return Film(
        width=w,
        height=h,
        rate=rate,
        frames=frames,
        pictures=_marked(pictures(), spec, w, h),
        track=lambda: heard,
        sound=heard is not None,
        interpretation=told,
    )


MAKERS: dict[str, Callable[[RenderSpec, Timings, Bakes], Film]] = {
    "image": image,
    "reference": reference,
    "edit": edited,
}
"""mode -> how its film is made."""
