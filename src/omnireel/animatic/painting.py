"""Painting a shot: its set and every phase of its subjects, once, or out of the bakes that were kept."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, fields, replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic import actors, lens, scene, styles, weather
from omnireel.animatic.bakes import Bake, Bakes, UnbakeableError, content_of
from omnireel.animatic.camera import View, place
from omnireel.animatic.noise import smooth
from omnireel.animatic.palette import mix
from omnireel.animatic.planes import Part, Planar, columns, repeated, smeared, softened, yuv_of
from omnireel.animatic.settings import common, open_land, water
from omnireel.animatic.settings.table import SETTINGS
from omnireel.animatic.stage import Layer, Pulse, Stage, settled

U8 = npt.NDArray[Any]  # uint8
SMEAR_MIN = 2.0  # pixels; less is not seen
# Between how light the first subject is and what it is seen before, of black to white; by night eyes need more.
APART, DARK_APART = 0.20, 0.28
LIGHT_FROM = 0.50  # what is lighter gets shade behind it by day
AIR_MIN, AIR_MAX = 0.10, 0.50  # of the air behind a figure: what is not seen, and what hides all that is there
MACRO_BLUR = 11.0  # pixels of 720 by which the furthest is out of focus behind something small
BACKED_MAX = 4  # so many have air of their own behind them
STEADY = 1.04  # subjects whose size changes by less than this factor keep one size through a shot


def paint(shot: scene.Scene, pool: ThreadPoolExecutor, bakes: Bakes) -> lens.Lens:
    """Paint everything a shot needs: the set in this thread, the phases of its subjects in the pool."""
    casts = [[_cast(shot, role, part, pool, bakes) for part in role.parts] for role in shot.roles]
    _set(shot, bakes)
    shot.weather = weather.prepare(shot.stage, shot.seconds)
    if any(role.floor is not None for role in shot.roles):
        shot.weather.splashes.clear()  # so near to a face, no ground is in the picture
    if shot.reading.weather_comes:
        shot.weather.comes = weather.comes_at(shot.seconds)
    glass = _glass(shot)
    for role, parts in zip(shot.roles, casts, strict=True):
        painted = [done() for done in parts]
        for actor in role.actors:
            actor.sprites = painted[0]
            for act, sprites in zip(actor.later, painted[1:], strict=True):
                act.sprites = sprites
    _steady(shot)
    _stand_out(shot)
    return glass


# ---- subjects ----


def _cast(
    shot: scene.Scene, role: scene.Role, part: scene.Part, pool: ThreadPoolExecutor, bakes: Bakes
) -> Callable[[], list[actors.Sprite]]:
    """Begin to paint the phases of what a role does; call the result to wait for them."""
    style = styles.of(shot.stage.style)
    unit = shot.stage.unit
    # A rim as wide as on an animal's back would swallow a small face.
    light = role.light or shot.light
    light = replace(light, rim_width=2.4) if role.subject.wide == 0.5 else light
    mirror = any(actor.mirror for actor in role.actors)
    air = _air_before(shot, role)
    drawn = (role.who, part.action, part.phases, role.colour, role.scale, role.facing, role.floor, mirror, air)
    key = bakes.key("subject", *drawn, light, shot.stage.style, unit)
    if (kept := bakes.load(key)) is not None:
        return lambda: _sprites_of(kept)

    def finish(rgba: npt.NDArray[Any]) -> npt.NDArray[Any]:
        if air is not None:
            fog, share, soft = np.array(air[:3], np.float32), air[3], air[4]
            rgba = np.dstack([rgba[..., :3] * (1 - share) + fog * (share * rgba[..., 3:]), rgba[..., 3]])
            rgba = cv2.GaussianBlur(rgba, (0, 0), soft)
        return rgba if style.figure is None else style.figure(rgba, unit)

    def phase(i: int) -> actors.Sprite:
        figure = role.subject.build(part.action, i / part.phases, role.colour)
        return actors.bake_phase(figure, light, role.scale, role.facing, finish, mirror, role.floor)

    jobs = [pool.submit(phase, i) for i in range(part.phases)]

    def done() -> list[actors.Sprite]:
        sprites = [job.result() for job in jobs]
        bakes.keep(key, _bake_of_sprites(sprites))
        return sprites

    return done


def _air_before(shot: scene.Scene, role: scene.Role) -> tuple[float, ...] | None:
    """The haze before a building that is far off: its colour, its share, and pixels by which it softens edges."""
    far = min(actor.depth for actor in role.actors)
    if not role.subject.rooted or far >= 0.6 or shot.stage.path != "ground":
        return None
    fog = (float(v) for v in shot.stage.palette.fog)
    most = 0.25 if shot.stage.palette.dark else 0.70  # by night haze hides rather than glows
    return (*fog, most * math.exp(-2.6 * far), 1.1 * (1 - far) * max(shot.stage.unit, 0.5))


def _bake_of_sprites(sprites: list[actors.Sprite]) -> Bake:
    pictures: list[U8] = []
    facts = []
    for sprite in sprites:
        facts.append([sprite.ox, sprite.oy, sprite.lift, sprite.mirror is not None])
        pictures += [*_planes(sprite.pix), sprite.shadow]
        if sprite.mirror is not None:
            pictures += _planes(sprite.mirror)
    return Bake(facts, pictures)


def _sprites_of(bake: Bake) -> list[actors.Sprite]:
    pictures = iter(bake.pictures)
    sprites = []
    for ox, oy, lift, mirrored in bake.facts:
        pix, shadow = _planar(pictures), next(pictures)
        sprites.append(actors.Sprite(pix, ox, oy, lift, shadow, _planar(pictures) if mirrored else None))
    return sprites


def _planes(pix: Planar) -> list[U8]:
    return [plane for plane in (pix.y, pix.u, pix.v, pix.keep, pix.keep_half) if plane is not None]


def _planar(pictures: Iterator[U8], opaque: bool = False) -> Planar:
    y, u, v = next(pictures), next(pictures), next(pictures)
    return Planar(y, u, v, None, None) if opaque else Planar(y, u, v, next(pictures), next(pictures))


def _steady(shot: scene.Scene) -> None:
    """Settle the size of subjects that the camera, beyond the approach of all planes, hardly comes closer to."""
    w, h = shot.stage.w, shot.stage.h
    times = np.linspace(0, shot.seconds, 9)
    views = [shot.view(float(t)) for t in times]
    for actor in (actor for role in shot.roles for actor in role.actors if actor.approach is None):
        sizes = [place(view, actor.depth, w, h, shot.focus)[0] / common_approach(view) for view in views]
        if max(sizes) <= STEADY * min(sizes):
            actor.steady = float(np.mean(sizes))


def _stand_out(shot: scene.Scene) -> None:
    """Let the opposite value stand behind the first subject: where it is about as light as what it is seen before,
    the air behind it is lit, or shaded behind what is light itself.
    """
    stage, first = shot.stage, shot.roles[0] if shot.roles else None
    if first is None or first.subject.rooted or not styles.of(stage.style).rim:
        return
    tall = max(actor.tall for actor in first.actors)
    if len(first.actors) > BACKED_MAX or not 0.10 * stage.h < tall < 0.95 * stage.h:
        return
    picture = common.so_far(stage).y
    for actor in first.actors:
        sprite = actor.sprites[len(actor.sprites) // 2]
        own, k = _level(sprite.pix), 1 / actor.baked
        rows, columns = (int(size * k) for size in sprite.pix.shape)
        left, top = int(actor.x - sprite.ox * k), int(actor.y - sprite.oy * k)
        x0, y0 = max(left - columns // 5, 0), max(top - rows // 8, 0)
        around = picture[y0 : max(top + int(0.8 * rows), y0), x0 : max(left + columns * 6 // 5, x0)]
        if own is None or not around.size:
            continue
        there = float(np.clip((around.mean() - 16) / 219, 0, 1))
        pal, lighter = stage.palette, own - there
        # What differs already does so more.
        lit = lighter < 0 if abs(lighter) > 0.5 * APART else own < LIGHT_FROM or pal.dark
        if not lit and (first.subject.path == "air" or pal.dark):
            continue  # there is no shade in the sky, and none by night
        air = mix(pal.fog, pal.light, 0.4 if pal.dark else 0.0) if lit else pal.shadow * pal.ambient * 0.4
        apart = DARK_APART if pal.dark else APART
        wanted = own + apart if lit else own - apart
        level = (yuv_of(air)[0] - 16) / 219
        amount = (wanted - there) / (level - there) if abs(level - there) > 0.02 else 0.0
        if abs(own - there) >= apart or amount <= AIR_MIN:
            continue
        wide, high = 1.3 * rows + 0.9 * columns, 1.5 * rows
        feet = sprite.oy * k - 0.42 * rows + high / 2  # rows of the mask above them
        x, y = (4 * axis for axis in common.grid(common.even(high / 4), common.even(wide / 4)))
        away = np.hypot(2 * x / wide - 1, 2 * y / high - 1)
        mask = np.exp(-2.6 * away**2) * smooth(1.0, 0.35, away) * smooth(feet, feet - 0.45 * rows, y)
        mask = cv2.resize(mask, (common.even(wide), common.even(high)), interpolation=cv2.INTER_LINEAR)
        actor.backing = actors.Backing(
            cv2.convertScaleAbs(mask, alpha=255),
            wide / 2 + sprite.ox * k - columns / 2,
            feet,
            (float(air[0]), float(air[1]), float(air[2])),
            min(amount, AIR_MAX if lit else 0.6 * AIR_MAX),
        )


def _level(pix: Planar) -> float | None:
    """How light what is painted is on the whole, 0..1."""
    if pix.keep is None or not (there := pix.keep < 64).any():
        return None
    return float(np.clip((pix.y[there].mean() - 16) / 219, 0, 1))


def common_approach(view: View) -> float:
    """The part of the camera's approach that all planes have in common: one enlargement of the whole picture."""
    return max(view.zoom * (1 + (view.dolly - 1) * 0.55), 1.0)


# ---- sets ----


def _set(shot: scene.Scene, bakes: Bakes) -> None:
    """Put the layers of the shot's place on its stage, and what the painter says of the stage."""
    stage = shot.stage
    name = next(name for name, setting in SETTINGS.items() if setting is shot.setting)
    # So near to a face, nothing grows before it.
    close = any(role.floor is not None for role in shot.roles)
    key = bakes.key("set", name, stage, close)
    if (kept := bakes.load(key)) is not None:
        stage.layers[:] = _layers_of(kept)
        for field, value in kept.facts["stage"].items():
            setattr(stage, field, value)
        return
    before = _told(stage)
    shot.paint(stage)
    for adds in (open_land.rails, water.puddles, common.firelight, common.flare):
        adds(stage)
    if close:
        for layer in stage.layers:
            layer.front = False
    weather.fog(stage)
    if stage.macro:
        _defocus(stage)
    for layer in stage.layers:
        smear = styles.of(stage.style).shutter * stage.rush * layer.depth
        if layer.wrap is not None and smear >= SMEAR_MIN:
            layer.pix = smeared(layer.pix, smear, layer.wrap)
    stage.layers[:] = settled(stage.layers)
    changes = {field: value for field, value in _told(stage).items() if value != before.get(field)}
    with contextlib.suppress(UnbakeableError):
        bakes.keep(key, _bake_of_layers(stage.layers, changes))


def _defocus(stage: Stage) -> None:
    """The depth of field of a lens close to something small: the further before or behind it, the softer."""
    for layer in stage.layers:
        away = 1.0 if layer.fixed and layer.pix.keep is None else 0.0 if layer.fixed else abs(1 - layer.depth)
        sigma = MACRO_BLUR * stage.unit * min(1.3 * away, 1.0)
        if sigma >= 0.5:
            layer.pix, gain = softened(layer.pix, sigma, layer.wrap)
            layer.y -= gain
            if gain:
                layer.solid = None


def _told(stage: Stage) -> dict[str, Any]:
    """What is plainly said of a stage: numbers, words, and lists of them."""
    values = {item.name: getattr(stage, item.name) for item in fields(stage) if item.name != "layers"}
    plain = (bool, int, float, str, list, tuple)
    return {name: value for name, value in values.items() if value is None or isinstance(value, plain)}


_OWN = frozenset(("pix", "pulse"))  # of a layer, what is not plain


def _bake_of_layers(layers: list[Layer], changes: dict[str, Any]) -> Bake:
    pictures: list[U8] = []
    facts = []
    for layer in layers:
        plain = {item.name: getattr(layer, item.name) for item in fields(layer) if item.name not in _OWN}
        content_of(plain)  # refuses what could not be read back
        pulse = None if layer.pulse is None else asdict(layer.pulse)
        pix, again = layer.pix, 0
        if layer.wrap is not None:  # what repeats is kept once
            again = pix.shape[1] - layer.wrap
            pix = columns(pix, layer.wrap)
        known = [layer.pix.parts, layer.pix.soft, layer.pix.mild]
        facts.append([plain, pulse, pix.keep is None, known, again])
        pictures += _planes(pix)
    return Bake({"layers": facts, "stage": changes}, pictures)


def _layers_of(bake: Bake) -> list[Layer]:
    pictures = iter(bake.pictures)
    layers = []
    for plain, pulse, opaque, (parts, soft, mild), again in bake.facts["layers"]:
        pix = _planar(pictures, opaque)
        if again:
            pix = repeated(pix, again)
        pix.parts = None if parts is None else tuple(Part(*part) for part in parts)
        pix.soft, pix.mild = soft, mild
        layers.append(Layer(pix, pulse=None if pulse is None else Pulse(**pulse), **plain))
    return layers


# ---- the lens ----


def _glass(shot: scene.Scene) -> lens.Lens:
    style = styles.of(shot.stage.style)
    glass = lens.Lens(centre=(shot.focus[0] / shot.stage.w, 0.52))
    glass.bloom = glass.bloom if style.bloom is None else style.bloom
    glass.grain = glass.grain if style.grain is None else style.grain
    glass.vignette = glass.vignette if style.vignette is None else style.vignette
    glass.grade = glass.grade if style.grade is None else style.grade
    if style.paper:
        glass.paper = styles.paper(shot.stage.h, shot.stage.w, shot.stage.seed, style.paper)
    glass.prepare(shot.stage.w, shot.stage.h, shot.stage.seed)
    return glass
