"""Render a spec: arrange every shot, paint it once, move it frame by frame, encode while the next frame is
made.
"""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic import actors, lens, scene, soles, sound, styles
from omnireel.animatic.bakes import Bakes
from omnireel.animatic.camera import place
from omnireel.animatic.encode import Movie
from omnireel.animatic.footage import figures
from omnireel.animatic.painting import common_approach, paint
from omnireel.animatic.parse import Reading, interpret, read_shots, understand
from omnireel.animatic.planes import Frame, approach, draw, magnified, rippled, tint
from omnireel.animatic.spec import CACHE_BYTES_MAX, SHOTS_MAX, VARIANTS, RenderSpec, Shot
from omnireel.animatic.stage import Layer

COMPOSE_PIXELS_MAX = 1920 * 1080  # larger pictures are composed at this size and enlarged
# The encoder's two threads are busy too: on two cores a second composer only costs both their caches.
COMPOSERS = 1 if (os.cpu_count() or 1) <= 2 else 2
MAKING = COMPOSERS + 3  # pictures composed ahead of the one that is handed on
AHEAD = 3  # frames composed before the encoder has taken them
RUSH_PX = 5.0  # pixels a frame from which on a plane is drawn to the nearest one: nobody sees half of one any more
STEP_BACK = 5  # how much nicer composing is than encoding


class Timings(dict[str, float]):
    """Seconds by stage, added to from several threads, one stage each: paint, sound, encode and keep by the clock,
    compose of the processor; when the first picture was encoded; and the total."""

    def spend(self, stage: str, since: float) -> None:
        self.add(stage, time.perf_counter() - since)

    def add(self, stage: str, seconds: float) -> None:
        self[stage] = self.get(stage, 0.0) + seconds


def step_back() -> None:
    """Let the encoder go first from this thread and those that it starts. A picture late delays nothing as long as
    others wait, while each of the encoder's threads waits for the one before it: a tenth more pictures a second.
    """
    if sys.platform == "linux":  # elsewhere niceness is of processes
        thread = threading.get_native_id()
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + STEP_BACK)


def compose_size(w: int, h: int) -> tuple[int, int]:
    """The size pictures are painted at: the asked one, or the largest allowed of the same shape."""
    if w * h <= COMPOSE_PIXELS_MAX * 1.02:
        return w, h
    k = (COMPOSE_PIXELS_MAX / (w * h)) ** 0.5
    return max(int(w * k / 2) * 2, 2), max(int(h * k / 2) * 2, 2)


def compose(shot: scene.Scene, glass: lens.Lens, frame: Frame, n: int) -> Frame:
    """Draw frame `n` of a painted shot."""
    stage, t = shot.stage, n / shot.stage.fps
    w, h = stage.w, stage.h
    view = shot.view(t)
    travel = shot.travel(t)
    passing = travel - shot.travel(t - 1 / stage.fps)
    # Every plane is only shifted; the approach they have in common is one enlargement of the finished picture,
    # and what a plane differs from it shows in where its feet stand, not in its grain.
    common = common_approach(view)
    corner, (rest_x, rest_y) = approach(common, shot.focus)
    fx, fy = shot.focus
    order: list[tuple[Layer, float, float]] = []
    for layer in stage.layers:
        if layer.fixed:
            order.append((layer, layer.x, layer.y))
            continue
        real, tx, ty = place(view, layer.depth, w, h, shot.focus)
        middle = layer.y + layer.pix.shape[0] * 0.5 if layer.middle is None else layer.middle
        feet = middle if layer.base_y is None else layer.base_y
        tx = ((w / 2 * real + tx) - fx) / common + fx - w / 2 - rest_x
        ty = ((feet * real + ty) - fy) / common + fy - feet - rest_y
        x = layer.x - travel * layer.depth + layer.drift * t
        if layer.sway[0]:
            x += layer.sway[0] * float(np.sin(2 * np.pi * t / layer.sway[1]))
        at = (tx + x, ty + layer.y)
        rush = abs(passing * layer.depth - layer.drift / stage.fps) >= RUSH_PX
        order.append((layer, round(at[0]), round(at[1])) if rush else (layer, *at))
    hidden = float(h)
    limits = [0.0] * len(order)
    for i in range(len(order) - 1, -1, -1):
        layer, _, ty = order[i]
        limits[i] = hidden
        if layer.solid is not None and layer.pulse is None:
            top, bottom = layer.solid[0] + ty + 2, layer.solid[1] + ty - 4
            if bottom >= hidden and top < hidden:
                hidden = max(top, 0.0)
    waiting = []
    for actor in (actor for role in shot.roles for actor in role.actors):
        s, tx, ty = place(view, actor.depth * actor.near(n, stage.fps), w, h, shot.focus)
        size = s / common if actor.steady is None else actor.steady
        row = actor.row(n, stage.fps)
        waiting.append((row, actor, size, (tx - fx) / common + fx - rest_x, (ty - fy) / common + fy - rest_y))
    waiting.sort(key=lambda item: (item[0], item[1].y))
    thrown: list[actors.Shown] = []
    standing: list[actors.Shown] = []
    lit = nearer = False  # whether light was just laid on the ground; whether the foreground has begun

    def flush(row: float | None = None) -> None:
        """Lay the shadows on the ground, before it is covered from `row` on; on nobody who stands before."""
        while thrown:
            shown, actor = thrown[0], thrown[0].actor
            tall = actor.tall * actor.near(n, stage.fps)
            reach = max(90 * stage.unit, 0.26 * tall + 24 * stage.unit)
            if row is not None and row <= actor.row(n, stage.fps) + reach:
                return
            del thrown[0]
            actors.draw_shadow(frame, shown, n, thrown)

    def enter() -> None:
        _, actor, scale, tx, ty = waiting.pop(0)
        x, y = actor.at(n, stage.fps, travel)
        near = actor.near(n, stage.fps)
        shown = actors.Shown(actor, x * scale + tx, y * scale + ty, scale * near, turn=actor.pitch(t))
        actors.draw_backing(frame, shown)
        if actor.sinks and stage.nap:
            k, ground = scale * max(actor.depth * near, soles.LEAST), tx - travel * actor.depth * scale
            across = shown.low_across(n, soles.ABOVE * stage.unit * k)
            if across is not None:  # nobody in the air is covered
                nap = (stage.nap, stage.unit, stage.seed)
                shown.sunk = soles.cover_at(frame, *nap, k=k, columns=across, row=shown.y, ground=ground)
        put(shown)
        thrown.append(shown)
        if actor.depth > scene.NEAR_BY and not actor.mirror and actor.fade == 1:  # may be drawn once more
            standing.append(shown)

    def put(shown: actors.Shown) -> None:
        with contextlib.nullcontext() if shown.sunk is None else soles.sunk(frame, shown.sunk):
            actors.draw_actor(frame, shown, n)

    for (layer, tx, ty), limit in zip(order, limits, strict=True):
        while waiting and (
            (layer.front and waiting[0][0] <= stage.h)  # who is nearer than all of the set stays for the end
            or (layer.base_y is not None and layer.base_y > waiting[0][0])
            or (waiting[0][1].depth <= actors.SKY_DEPTH < layer.depth)
        ):
            enter()
        nearer = nearer or layer.front
        light = layer.fixed and layer.base_y is not None and not nearer
        if lit and not light:  # light that lay down on the ground is not across those who stand on it
            for shown in standing:
                put(shown)
        lit = light and bool(standing)
        # Shadows fall over the ground before the feet, grass and all, but not over the foreground.
        flush(layer.base_y)
        bottom = int(min(limit + 1, h))
        fade = 1.0 if layer.pulse is None else layer.pulse(t)
        draw(
            frame,
            layer.pix,
            1.0,
            tx,
            ty,
            (int(max(ty, 0)) if layer.fixed else 0, bottom),
            layer.wrap,
            spread=layer.pix.keep is None or layer.fixed,
            fade=fade,
        )
        if layer.base_y is not None:
            for shown in thrown:
                shown.covered = min(shown.covered, layer.base_y - layer.y + ty)
        if layer.ripple and layer.pix.keep is None:
            rippled(frame, int(max(ty, 0)), bottom, t, layer.ripple, shot.waves(int(layer.pix.shape[0])))
    while waiting:
        enter()
    flush()
    seen = magnified(frame, common, corner)
    if shot.weather is not None:
        shot.weather.apply(seen, t)
    if (after := styles.of(stage.style).frame) is not None:
        after(seen, n, stage.seed)
    glass.apply(seen, frame, n)
    return frame


def read(spec: RenderSpec) -> tuple[RenderSpec, list[Reading]]:
    """The spec with one shot for each that its prompts list, and a reading of each."""
    shots = read_shots([shot.prompt for shot in spec.shots], [shot.seconds for shot in spec.shots])
    if len(shots) > SHOTS_MAX:
        return spec, understand([shot.prompt for shot in spec.shots])
    lasting = [(reading, seconds) for reading, seconds in shots if seconds > 0]
    parts = tuple(Shot("", seconds) for _, seconds in lasting)  # their words are in the readings
    return replace(spec, shots=parts), [reading for reading, _ in lasting]


def arranged(spec: RenderSpec, readings: list[Reading]) -> list[scene.Scene]:
    """All shots composed, none painted.

    A shot that names no place, hour or weather stays in those of the shot before; subjects keep their colour.
    """
    w, h = compose_size(spec.width, spec.height)
    scenes: list[scene.Scene] = []
    coats: dict[str, str] = {}
    last: Reading | None = None
    for shot, reading in zip(spec.shots, readings, strict=True):
        if last is not None:
            style = reading.style or last.style
            if reading.setting is None:
                reading = replace(
                    reading,
                    setting=last.setting,
                    time_of_day=reading.time_of_day or last.time_of_day,
                    weather=reading.weather or last.weather,
                    season=reading.season or last.season,
                )
            reading = replace(reading, style=style)
        subjects = [replace(seen, colour=seen.colour or coats.get(seen.name)) for seen in reading.subjects]
        coats.update({seen.name: seen.colour for seen in subjects if seen.colour})
        last = replace(reading, subjects=subjects)
        scenes.append(scene.arrange(last, shot.seconds, w, h, spec.fps, spec.seed % VARIANTS))
    return scenes


def frames_of(
    spec: RenderSpec,
    scenes: list[scene.Scene],
    timings: Timings,
    bakes: Bakes,
    puppets: Sequence[figures.Puppet] = (),
) -> Iterator[npt.NDArray[Any]]:
    """Every picture of the clip as a flat I420 buffer of the asked size."""
    w, h = compose_size(spec.width, spec.height)
    mark = watermark(spec.watermark, spec.width, spec.height) if spec.watermark else None
    with ThreadPoolExecutor(2) as painters, ThreadPoolExecutor(COMPOSERS) as pool:
        for number, ready in enumerate(scenes):
            began = time.perf_counter()
            glass = paint(ready, painters, bakes)
            figures.recast(ready, puppets)
            timings.spend("paint", began)

            def picture(
                n: int, shot: scene.Scene = ready, glass: lens.Lens = glass
            ) -> tuple[npt.NDArray[Any], float]:
                began = time.thread_time()
                frame = compose(shot, glass, Frame(w, h), n)
                if (w, h) != (spec.width, spec.height):
                    frame = enlarged(frame, spec.width, spec.height)
                if mark is not None:
                    tint(frame, mark[0], (1, 1, 1), 0.62, mark[1], mark[2])
                return frame.buffer, time.thread_time() - began

            # A picture is a function of its number alone, so several may be in the making.
            count = spec.cuts[number + 1] - spec.cuts[number]
            making = [pool.submit(picture, n) for n in range(min(MAKING, count))]
            for n in range(count):
                buffer, seconds = making.pop(0).result()
                if n + MAKING < count:
                    making.append(pool.submit(picture, n + MAKING))
                timings.add("compose", seconds)
                yield buffer
            ready.stage.layers.clear()
            ready.roles.clear()


def watermark(text: str, w: int, h: int) -> tuple[npt.NDArray[Any], int, int]:
    """A small line of text as a mask and its place in the lower right corner. Letters the face lacks become
    '?'.
    """
    size = min(w, h) / 900
    plain = text.encode("ascii", "replace").decode()
    thick = max(round(1.6 * size), 1)
    (tw, th), base = cv2.getTextSize(plain, cv2.FONT_HERSHEY_SIMPLEX, max(size, 0.3), thick)
    mask = np.zeros(((th + base + 7) // 2 * 2, min((tw + 8) // 2 * 2, w)), np.uint8)
    cv2.putText(mask, plain, (3, th + 3), cv2.FONT_HERSHEY_SIMPLEX, max(size, 0.3), 255, thick, cv2.LINE_AA)
    edge = max(int(0.022 * min(w, h)), 2)
    return mask, max(w - mask.shape[1] - edge, 0) & ~1, max(h - mask.shape[0] - edge, 0) & ~1


def enlarged(frame: Frame, w: int, h: int) -> Frame:
    big = Frame(w, h)
    cv2.resize(frame.y, (w, h), dst=big.y, interpolation=cv2.INTER_CUBIC)
    cv2.resize(frame.u, (w // 2, h // 2), dst=big.u, interpolation=cv2.INTER_LINEAR)
    cv2.resize(frame.v, (w // 2, h // 2), dst=big.v, interpolation=cv2.INTER_LINEAR)
    return big


def sound_of(spec: RenderSpec, scenes: list[scene.Scene], timings: Timings) -> npt.NDArray[Any]:
    """The whole track, exactly as long as the picture."""
    began = time.perf_counter()
    shots = zip(scenes, spec.cuts, spec.cuts[1:], strict=False)
    parts = [sound.score(shot, b - a, a) for shot, a, b in shots if b > a]
    track = sound.mixdown(parts)
    timings.spend("sound", began)
    return track


def warm(spec: RenderSpec, cache: Path, cache_bytes_max: int = CACHE_BYTES_MAX) -> None:
    """Paint what `spec` needs and keep it, for renders to come. No clip is made."""
    cv2.setNumThreads(1)
    bakes = Bakes(cache, cache_bytes_max)
    with ThreadPoolExecutor(2) as pool:
        for ready in arranged(*read(spec)):
            paint(ready, pool, bakes)
    bakes.finish()


@dataclass
class Film:
    """What is to be encoded: pictures as they are made, and the sound once they are under way."""

    width: int
    height: int
    rate: int | Fraction
    frames: int
    pictures: Iterator[npt.NDArray[Any]]
    track: Callable[[], npt.NDArray[Any] | None]
    sound: bool
    interpretation: dict[str, Any]

    @property
    def seconds(self) -> float:
        return float(self.frames / self.rate)


def drawn(spec: RenderSpec, timings: Timings, bakes: Bakes) -> Film:
    """A film out of nothing but words, with the elements that play in it."""
    puppets, plain = cast_elements(spec)
    return staged(spec, plain, puppets, timings, bakes)


def staged(
    asked: RenderSpec, plain: RenderSpec, puppets: Sequence[figures.Puppet], timings: Timings, bakes: Bakes
) -> Film:
    """The film of a spec in plain words, with cut-outs that play in it. `asked`: it with its placeholders."""
    told = interpret([shot.prompt for shot in plain.shots])
    spec, readings = read(plain)
    scenes = arranged(spec, readings)
    if puppets or asked.sources.elements:
        told |= figures.told_of(asked, scenes, puppets)
    heard = [replace(shot, roles=list(shot.roles)) for shot in scenes]  # a shot that is drawn is cleared
    return Film(
        width=spec.width,
        height=spec.height,
        rate=spec.fps,
        frames=spec.frames,
        pictures=frames_of(spec, scenes, timings, bakes, puppets),
        track=lambda: sound_of(spec, heard, timings) if spec.sound else None,
        sound=spec.sound,
        interpretation=told,
    )


def cast_elements(spec: RenderSpec) -> tuple[list[figures.Puppet], RenderSpec]:
    """Cut-outs of the elements that the prompts name, and the spec in plain words."""
    elements = spec.sources.elements
    roles = [figures.role_of(element) for element in elements]
    used = figures.named([shot.prompt for shot in spec.shots], "element")
    puppets = [
        figures.Puppet.of(number, element, role)
        for number, (element, role) in enumerate(zip(elements, roles, strict=True), 1)
        if number in used
    ]
    shots = tuple(replace(shot, prompt=figures.spoken(shot.prompt, spec.sources, roles)) for shot in spec.shots)
    return puppets, replace(spec, shots=shots)


def _maker(mode: str) -> Callable[[RenderSpec, Timings, Bakes], Film]:
    """How the film of a mode is made."""
    if mode == "text":
        return drawn
    from omnireel.animatic import brought  # it leans on this module

    return brought.MAKERS[mode]


def render(
    spec: RenderSpec,
    out: Path,
    on_progress: Callable[[float], None] | None = None,
    cache: Path | None = None,
    cache_bytes_max: int = CACHE_BYTES_MAX,
) -> dict[str, Any]:
    """Make the film of `spec` into the MP4 file `out`. Pictures are made in threads and encoded in this one."""
    began = time.perf_counter()
    cv2.setNumThreads(1)
    timings = Timings()
    bakes = Bakes(cache, cache_bytes_max)
    film = _maker(spec.mode)(spec, timings, bakes)
    ready: queue.Queue[npt.NDArray[Any] | BaseException | None] = queue.Queue(AHEAD)
    stop = threading.Event()

    def hand_over(item: npt.NDArray[Any] | BaseException | None) -> bool:
        while not stop.is_set():
            try:
                ready.put(item, timeout=0.2)
                return True
            except queue.Full:
                continue
        return False

    def make() -> None:
        step_back()
        try:
            for buffer in film.pictures:
                if not hand_over(buffer):
                    return
            hand_over(None)
        except BaseException as error:  # handed to the thread that waits, which raises it
            hand_over(error)

    maker = threading.Thread(target=make, name="animatic-compose")
    maker.start()
    try:
        track = film.track()
        with Movie(Path(out), film.width, film.height, film.rate, film.sound) as movie:
            while (item := ready.get()) is not None:
                if isinstance(item, BaseException):
                    raise item
                start = time.perf_counter()
                movie.write(item)
                if track is not None:
                    movie.write_sound(track, float(movie.count / film.rate))
                timings.spend("encode", start)
                if movie.count == 1:
                    timings.spend("first picture", began)
                if on_progress is not None:
                    on_progress(min(movie.count / film.frames, 1.0))
            start = time.perf_counter()
            if track is not None:
                movie.write_sound(track, film.seconds + 1)
            movie.finish()
            timings.spend("encode", start)
    finally:
        stop.set()
        maker.join()
    start = time.perf_counter()
    bakes.finish()
    timings.spend("keep", start)
    timings["total"] = time.perf_counter() - began
    return {
        "frames": movie.count,
        "seconds": float(movie.count / film.rate),
        "width": film.width,
        "height": film.height,
        "has_audio": film.sound,
        "interpretation": film.interpretation,
        "timings": {name: round(value, 3) for name, value in timings.items()},
    }
