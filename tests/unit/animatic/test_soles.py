"""Soft ground covers soles, along a ragged line that stays with the ground; air parts figures from what is behind
them.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from omnireel.animatic import painting, scene, soles
from omnireel.animatic.actors import Actor, Shown, bake_phase, draw_actor, draw_backing, draw_shadow
from omnireel.animatic.bakes import Bakes
from omnireel.animatic.palette import PALETTES, light_for
from omnireel.animatic.parse import understand
from omnireel.animatic.planes import Frame
from omnireel.animatic.settings.table import SETTINGS
from omnireel.animatic.subjects.table import SUBJECTS

W, H, FEET = 640, 480, 420


def _ground() -> Frame:
    frame = Frame(W, H)
    frame.y[:], frame.u[:], frame.v[:] = 200, 128, 128
    return frame


def _man(x: float) -> Shown:
    sprite = bake_phase(SUBJECTS["man"].build("stand", 0.0, None), light_for(PALETTES["day"], 0.6, 0.8), 2.0, 1)
    return Shown(Actor(x, FEET, 0, 24, [sprite], tall=350, shadow=np.zeros(3, np.float32)), x, FEET, 1.0)


def _sunk(nap: str, x: float = 320, ground: float = 0.0) -> tuple[Frame, Shown, soles.Cover]:
    frame, shown = _ground(), _man(x)
    columns = shown.low_across(0, soles.ABOVE)
    assert columns is not None
    cover = soles.cover_at(frame, nap, 1.0, 7, k=1.0, columns=columns, row=FEET, ground=ground)
    assert cover is not None
    with soles.sunk(frame, cover):
        draw_actor(frame, shown, 0)
    shown.sunk = cover
    return frame, shown, cover


@pytest.mark.parametrize("nap", sorted(soles.NAPS))
def test_ground_comes_over_the_soles_and_no_higher(nap: str) -> None:
    bare, (frame, _, _) = _ground(), _sunk(nap)
    draw_actor(bare, _man(320), 0)
    changed = np.flatnonzero((bare.y != frame.y).any(axis=1))
    assert len(changed)
    assert changed.min() >= FEET - soles.ABOVE
    assert (frame.y[FEET + 16 :] == 200).all()  # nothing of the shoes is left down there
    lowest = [np.flatnonzero(column != 200).max(initial=0) for column in frame.y.T if (column != 200).any()]
    assert len({low for low in lowest if low > FEET - 30}) > 3  # no straight cut


def test_what_covers_the_soles_stays_with_the_ground() -> None:
    """The same blades stand at the same place of the ground, wherever the camera and the feet have gone."""
    (_, _, here), (_, _, there) = _sunk("grass", 320, 0.0), _sunk("grass", 280, -40.0)
    assert (here.mask == there.mask).all()
    (_, _, other) = _sunk("grass", 320, -40.0)
    assert (here.mask != other.mask).any()


def test_ground_over_soles_lies_in_the_shadow_too() -> None:
    frame, shown, cover = _sunk("snow")
    draw_shadow(frame, shown, 0)
    part = frame.y[cover.top : cover.top + 40, cover.left : cover.left + cover.mask.shape[1]]
    sprite = shown.actor.sprites[0]
    assert sprite.pix.keep is not None
    at, aside = cover.top - round(FEET - sprite.oy), cover.left - round(320 - sprite.ox)
    body = sprite.pix.keep[at : at + 40, aside : aside + cover.mask.shape[1]] < 8
    h, w = body.shape
    covered = body & (cover.mask[:h, :w] > 250)
    assert covered.sum() > 50
    assert np.median(part[:h, :w][covered]) < 150


def test_nobody_in_the_air_is_covered() -> None:
    shown = _man(320)
    assert shown.low_across(0, soles.ABOVE) is not None
    sprite = shown.actor.sprites[0]
    sprite.oy += 60  # the ground is that much further down
    sprite._low.clear()
    assert shown.low_across(0, soles.ABOVE) is None


def test_every_ground_that_a_place_names_is_there() -> None:
    assert {setting.nap for setting in SETTINGS.values()} - {""} == set(soles.NAPS)


def _painted(prompt: str, tmp_path: Path) -> scene.Scene:
    shot = scene.arrange(understand([prompt])[0], 2, 640, 360, 24, 0)
    with ThreadPoolExecutor(2) as pool:
        painting.paint(shot, pool, Bakes(tmp_path, 10**9))
    return shot


def test_who_is_as_dark_as_the_place_has_light_air_behind(tmp_path: Path) -> None:
    shot = _painted("a black horse walks through a dark forest at night", tmp_path)
    actor = shot.roles[0].actors[0]
    assert actor.backing is not None
    frame = Frame(640, 360)
    frame.y[:], frame.u[:], frame.v[:] = 40, 128, 128
    draw_backing(frame, Shown(actor, actor.x, actor.y, 1.0))
    assert frame.y[int(actor.y - 0.5 * actor.tall), int(actor.x)] > 50
    assert (frame.y[int(actor.y) :] == 40).all()  # the ground at the feet stays as it is


def test_who_stands_out_needs_no_air(tmp_path: Path) -> None:
    shot = _painted("a white horse walks through a dark forest at night", tmp_path)
    assert shot.roles[0].actors[0].backing is None
