"""Things: every entry has volume, stands on its ground, turns as a solid, and does what it is said to do."""

from __future__ import annotations

import numpy as np
import pytest

from omnireel.animatic import styles
from omnireel.animatic.faces import Body
from omnireel.animatic.lexicon import nouns
from omnireel.animatic.palette import PALETTES, light_for
from omnireel.animatic.parse import understand
from omnireel.animatic.scene import arrange
from omnireel.animatic.solids import Figure, paint
from omnireel.animatic.subjects import materials
from omnireel.animatic.subjects.table import SUBJECTS
from omnireel.animatic.subjects.things import THINGS, Thing

LIGHT = light_for(PALETTES["indoor"], 0.6, 0.8)
FLOATING = {name for name, thing in THINGS.items() if thing.path != "ground"}
BLOOMS = ("flower", "rose", "sunflower", "tulip")


def _body(thing: Thing, action: str = "stand", phase: float = 0.0) -> Body:
    bodies = [item for item in thing.build(action, phase, None).items if isinstance(item, Body)]
    return Body([sheet for body in bodies for sheet in body.sheets])


def _painted(thing: Thing, action: str, phase: float, tall: float = 70.0) -> np.ndarray:
    """The body alone on a canvas of one size, its origin always at the same pixel."""
    scale = tall / thing.units
    rgba, ox, oy = paint(Figure([_body(thing, action, phase)]), LIGHT, scale)
    reach = int(tall * max(1.6, 1.6 * thing.wide))
    canvas = np.zeros((2 * reach, 2 * reach, 4), np.float32)
    x, y = reach - round(ox), reach - round(oy)
    h, w = rgba.shape[:2]
    canvas[max(y, 0) : y + h, max(x, 0) : x + w] = rgba[max(-y, 0) : 2 * reach - y, max(-x, 0) : 2 * reach - x]
    return canvas


@pytest.mark.parametrize("name", sorted(THINGS))
def test_every_thing_has_volume_and_its_stated_size(name: str) -> None:
    thing = THINGS[name]
    left, top, right, bottom = _body(thing, thing.still).box()
    high = bottom - top if thing.path in ("deep",) or name == "satellite" else -top
    assert high == pytest.approx(thing.units, rel=0.12)
    assert (right - left) / thing.units == pytest.approx(thing.wide, rel=0.25)
    rgba, _, _ = paint(thing.build(thing.still, 0.2, None), LIGHT, 90 / thing.units)
    shown = rgba[..., 3] > 0.9
    grey = rgba[..., :3][shown].mean(axis=1)
    # Two or three tones at least: clearly darker and clearly lighter parts of the same figure.
    assert np.quantile(grey, 0.95) - np.quantile(grey, 0.05) > 0.10


@pytest.mark.parametrize("name", sorted(set(THINGS) - FLOATING))
def test_nothing_floats(name: str) -> None:
    thing = THINGS[name]
    low = max(float(sheet.own[..., 1].max()) for sheet in _body(thing).sheets)
    assert -0.025 * thing.units <= low <= 0.14 * thing.units


@pytest.mark.parametrize("name", ["cup", "shoe", "perfume", "camera", "laptop", "teapot", "diamond", "tractor"])
def test_turning_shows_other_sides_and_comes_back(name: str) -> None:
    thing = THINGS[name]
    seconds, speed = thing.motion("turn")
    assert seconds > 1
    assert speed == 0
    first, part, whole = (_painted(thing, "turn", phase) for phase in (0.0, 0.27, 1.0))
    size = (first[..., 3] > 0.5).sum()
    changed = np.abs(first - part).max(axis=-1) > 0.08
    assert changed.sum() > 0.12 * size
    assert np.abs(first - whole).max() < 0.02


def test_a_turn_is_not_a_squeeze() -> None:
    """A shoe that turns shows its end: narrower, but as high as before, and with a width of its own."""
    side, end = (_painted(THINGS["shoe"], "turn", phase)[..., 3] > 0.5 for phase in (0.05, 0.30))
    wide = [np.flatnonzero(shown.any(axis=0)).size for shown in (side, end)]
    high = [np.flatnonzero(shown.any(axis=1)).size for shown in (side, end)]
    assert 0.2 < wide[1] / wide[0] < 0.75
    assert high[1] > 0.8 * high[0]


@pytest.mark.parametrize("name", BLOOMS)
def test_blooms_open(name: str) -> None:
    thing = THINGS[name]
    spans = []
    for phase in (0.0, 0.4, 0.98):
        sheets = [sheet for sheet in _body(thing, "bloom", phase).sheets if sheet.stuff is materials.PETAL]
        spans.append(float(np.ptp(np.concatenate([sheet.points[..., 0].ravel() for sheet in sheets]))))
    assert spans[0] < spans[1] < spans[2]
    assert spans[2] > 1.35 * spans[0]


@pytest.mark.parametrize(
    ("name", "action"), [("clock", "stand"), ("windmill", "stand"), ("ferris wheel", "stand")]
)
def test_hands_and_wheels_turn(name: str, action: str) -> None:
    thing = THINGS[name]
    first, later = (_painted(thing, action, phase, 140) for phase in (0.0, 0.4))
    assert (np.abs(first - later).max(axis=-1) > 0.15).sum() > 40


@pytest.mark.parametrize("name", ["cup", "candle", "campfire", "noodles", "fountain"])
def test_what_rises_or_burns_moves_without_a_seam(name: str) -> None:
    thing = THINGS[name]
    shots = [paint(thing.build("stand", p, None), LIGHT, 80 / thing.units) for p in (0.0, 0.33, 1.0)]
    h = min(rgba.shape[0] for rgba, _, _ in shots) // 2
    crops = [rgba[round(oy) - h : round(oy), round(ox) - 20 : round(ox) + 20] for rgba, ox, oy in shots]
    assert np.abs(crops[0] - crops[1]).max() > 0.02
    assert np.abs(crops[0] - crops[2]).mean() < 0.25 * np.abs(crops[0] - crops[1]).mean() + 0.004


def test_clear_glass_shows_what_is_behind_it() -> None:
    rgba, _, _ = paint(Figure([_body(THINGS["wine glass"])]), LIGHT, 1.5)
    alpha = rgba[..., 3]
    assert ((alpha > 0.1) & (alpha < 0.75)).sum() > 0.2 * (alpha > 0.1).sum()
    assert (alpha > 0.9).sum() > 30  # and a lamp mirrored in it, or the wine


@pytest.mark.parametrize("style", sorted(styles.STYLES))
def test_styles_keep_things_whole(style: str) -> None:
    thing = THINGS["burger"]
    rgba, _, _ = paint(
        thing.build("stand", 0.0, None), light_for(PALETTES["indoor"], 0.6, 0.8, styles.of(style).softness), 1.0
    )
    assert np.isfinite(rgba).all()
    assert (rgba[..., 3] > 0.9).mean() > 0.35


def test_a_colour_that_is_said_is_seen() -> None:
    red, blue = (
        paint(THINGS["teapot"].build("stand", 0, c), LIGHT, 0.8)[0] for c in ((0.8, 0.1, 0.1), (0.1, 0.1, 0.8))
    )
    assert (red[..., 0] - red[..., 2]).sum() > 0 > (blue[..., 0] - blue[..., 2]).sum()


def test_small_things_stand_on_a_table_in_rooms_only() -> None:
    for prompt, laid in (
        ("a teapot in a kitchen", True),
        ("a teapot in a studio", False),
        ("a teapot in a meadow", False),
        ("a sofa in a living room", False),
    ):
        scene = arrange(understand([prompt])[0], 2, 640, 360, 24, 0)
        assert any(role.who[0] == "tabletop" for role in scene.roles) == laid
        if laid:
            thing, top = scene.roles[0].actors[0], scene.roles[1].actors[0]
            assert top.y == thing.y
            assert top.shadow is None
            assert thing.shadow is not None
            assert top.order < thing.order


def test_beside_people_small_things_stand_on_a_table_of_true_height() -> None:
    scene = arrange(understand(["a man and a laptop in an office"])[0], 2, 640, 360, 24, 0)
    man, laptop, table = scene.roles
    cm = man.actors[0].tall / man.subject.cm
    assert table.who[0] == "table"
    assert table.actors[0].tall == pytest.approx(table.subject.cm * cm, rel=0.02)
    shown = (
        table.actors[0].tall * table.scale / (table.actors[0].tall / table.subject.units) / table.actors[0].baked
    )
    assert 0.78 * shown < table.actors[0].y - laptop.actors[0].y < 0.92 * shown
    assert laptop.actors[0].tall < 0.3 * man.actors[0].tall


@pytest.mark.parametrize("prompt", ["a burger, close-up", "a donut in a kitchen, close-up"])
def test_a_close_thing_is_in_the_picture(prompt: str) -> None:
    scene = arrange(understand([prompt])[0], 2, 640, 360, 24, 0)
    role = scene.roles[0]
    actor, unit = role.actors[0], role.actors[0].tall / role.subject.units
    left, top, right, bottom = _body(THINGS[role.who[0]]).box()
    assert actor.y + bottom * unit < 360
    assert actor.y + top * unit > 0
    assert 0 < actor.x + left * unit < actor.x + right * unit < 640
    assert actor.tall > 0.25 * 360


@pytest.mark.parametrize("prompt", ["a sneaker rotates in a studio", "a teapot in a studio, orbit shot"])
def test_what_is_told_to_turn_turns(prompt: str) -> None:
    scene = arrange(understand([prompt])[0], 4, 640, 360, 24, 0)
    part = scene.roles[0].parts[0]
    assert part.action == "turn"
    assert part.phases >= 36


def test_every_thing_can_be_named() -> None:
    assert set(THINGS) <= set(nouns.SUBJECTS.values())
    assert set(THINGS) <= set(SUBJECTS)
