"""Every entry of the tables draws, moves when it should, and stays where it should."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np
import pytest

from omnireel.animatic import camera, scene, styles
from omnireel.animatic.camera import MOVES
from omnireel.animatic.lexicon import looks, nouns, words
from omnireel.animatic.palette import PALETTES, light_for
from omnireel.animatic.parse import understand
from omnireel.animatic.settings.table import SETTINGS
from omnireel.animatic.solids import Cap, Figure, Group, Mark, paint
from omnireel.animatic.subjects import beast_legs, biped, quadruped
from omnireel.animatic.subjects.gait import Gait, foot
from omnireel.animatic.subjects.table import SUBJECTS

from .conftest import Film

LIGHT = light_for(PALETTES["golden hour"], 0.6, 0.5)
VERBS = (
    "walk",
    "run",
    "stand",
    "sit",
    "sleep",
    "jump",
    "dance",
    "talk",
    "fly",
    "swim",
    "drive",
    "row",
    "eat",
    "bloom",
    "fight",
    "nonsense",
)


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_every_subject_draws_in_every_verb(name: str) -> None:
    subject = SUBJECTS[name]
    seconds, speed = subject.motion(subject.still)
    assert seconds > 0
    assert speed >= 0
    for i, verb in enumerate(VERBS):
        figure = subject.build(verb, (i * 0.37) % 1.0, (0.2, 0.5, 0.8) if i % 3 == 0 else None)
        left, top, right, bottom = figure.bounds()
        assert right - left > 5
        assert bottom - top > 5
        assert all(abs(v) < 700 for v in (left, top, right, bottom))
    rgba, _ox, _oy = paint(subject.build(subject.still, 0.2, None), LIGHT, 60 / subject.units)
    assert rgba.shape[0] % 2 == rgba.shape[1] % 2 == 0
    assert np.isfinite(rgba).all()
    shown = rgba[..., 3] > 0.5
    sparks = all(isinstance(item, Mark) and item.glow for item in figure.items)  # light, and dark between
    assert shown.mean() > (0.008 if sparks else 0.03)
    assert float(rgba[..., :3][shown].std()) > 0.02  # shaded, not one flat tone


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_every_setting_paints_a_picture(film: Film, name: str) -> None:
    frames = film(f"a person on the {name}", seconds=0.34, fps=6, w=192, h=108).frames
    assert frames[0].std() > 12
    assert all(np.isfinite(f).all() for f in frames)


@pytest.mark.parametrize("style", sorted(styles.STYLES))
def test_every_style_changes_the_drawing_and_not_only_its_colours(film: Film, style: str) -> None:
    plain = film("a fox walks in a forest", name="a", w=192, h=108).frames[3].astype(np.float32).mean(axis=2)
    styled = film(f"a fox walks in a forest, {style} style", name="b", w=192, h=108)
    assert styled.report["interpretation"]["shots"][0]["style"] == style
    if style == "cinematic":
        return
    other = styled.frames[3].astype(np.float32).mean(axis=2)

    def edges(picture: np.ndarray) -> np.ndarray:
        return np.abs(np.diff(picture, axis=0))[:, :-1] + np.abs(np.diff(picture, axis=1))[:-1]

    a, b = edges(plain), edges(other)
    # A recolour would keep the pattern of edges; correlation below 0.93 means strokes, steps or lines moved.
    assert float(np.corrcoef(a.ravel(), b.ravel())[0, 1]) < 0.93


@pytest.mark.parametrize("hour", ["dawn", "day", "golden hour", "dusk", "night"])
def test_hours_look_different(film: Film, hour: str) -> None:
    picture = film(f"a deer in a meadow at {hour}").frames[1].mean(axis=(0, 1))
    light = {"dawn": 60, "day": 70, "golden hour": 70, "dusk": 30, "night": 8}[hour]
    assert picture.mean() > light
    if hour == "night":
        assert picture.mean() < 90
        assert picture[2] > picture[0]
    if hour == "golden hour":
        assert picture[0] > picture[2]


@pytest.mark.parametrize("weather", ["rain", "snow", "fog"])
def test_weather_shows(film: Film, weather: str) -> None:
    dry = film("a man stands on a road", name="a", w=192, h=108).frames.astype(int)
    wet = film(f"a man stands on a road, {weather}", name="b", w=192, h=108).frames.astype(int)
    assert np.abs(dry - wet).mean() > 3
    if weather != "fog":
        assert np.abs(np.diff(wet, axis=0)).mean() > np.abs(np.diff(dry, axis=0)).mean()


@pytest.mark.parametrize(
    "prompt",
    [
        "a dog runs in a meadow",
        "a man walks in the city",
        "a fish swims under water",
        "a bird flies over the sea",
        "a car drives on a road",
        "a woman dances on a stage",
        "a sailboat on the sea",
    ],
)
def test_what_moves_moves(film: Film, prompt: str) -> None:
    frames = film(prompt, seconds=0.5, w=192, h=108).frames.astype(int)
    assert np.abs(frames[0] - frames[3]).mean() > 1.0


def test_slow_motion_slows_the_cycle() -> None:
    from omnireel.animatic.parse import understand
    from omnireel.animatic.scene import arrange

    usual, slow = (
        arrange(understand([p])[0], 3, 320, 180, 24, 0) for p in ("a dog runs", "a dog runs, slow motion")
    )
    assert slow.roles[0].actors[0].cycle > 2 * usual.roles[0].actors[0].cycle
    assert 0 < slow.speed < 0.6 * usual.speed


@pytest.mark.parametrize("gait", [*beast_legs.GAITS.values(), *biped.GAITS.values()])
def test_a_planted_foot_moves_back_at_exactly_the_speed_of_the_ground(gait: Gait) -> None:
    if not gait.stride:
        return
    for start in gait.starts:
        for p in np.linspace(0.02, gait.duty - 0.03, 6):
            x0, h0, _ = foot(gait, start + p, start)
            x1, h1, _ = foot(gait, start + p + 0.01, start)
            assert h0 == h1 == 0.0
            assert (x0 - x1) / (0.01 * gait.period) == pytest.approx(gait.speed, rel=1e-6)


@pytest.mark.parametrize("name", ["dog", "horse", "man", "girl"])
@pytest.mark.parametrize("verb", ["walk", "run"])
def test_ground_and_cycle_agree_on_the_speed(name: str, verb: str) -> None:
    from omnireel.animatic.parse import understand
    from omnireel.animatic.scene import arrange

    scene = arrange(understand([f"a {name} {verb}s in a meadow"])[0], 3, 640, 360, 24, 0)
    role, subject = scene.roles[0], SUBJECTS[name]
    seconds, speed = subject.motion(verb)
    unit_px = role.actors[0].tall / subject.units
    per_cycle = speed * seconds * unit_px
    assert scene.speed * role.actors[0].cycle / 24 == pytest.approx(per_cycle, rel=1e-6)


@pytest.mark.parametrize("move", sorted(MOVES))
def test_camera_moves_show_parallax_and_never_bare_edges(move: str) -> None:
    w, h = 640, 360
    start, end = camera.look(move, 0, 4, w, h), camera.look(move, 4, 4, w, h)
    if move not in ("static", "handheld"):
        assert start != end
    if "truck" in move or move == "orbit":
        far = camera.place(end, 0.05, w, h, (320, 200))[1] - camera.place(start, 0.05, w, h, (320, 200))[1]
        near = camera.place(end, 1.0, w, h, (320, 200))[1] - camera.place(start, 1.0, w, h, (320, 200))[1]
        assert abs(near - far) > 20
    for view in (start, end, camera.look(move, 2, 4, w, h)):
        # What is seen of the far plane lies within what was painted of it: margins of 14 % and 9 %.
        scale, tx, ty = camera.place(view, 0.0, w, h, (320, 200))
        assert -0.14 * w <= (0 - tx) / scale
        assert (w - tx) / scale <= 1.14 * w
        assert -0.09 * h <= (0 - ty) / scale
        assert (h - ty) / scale <= 1.09 * h


def test_easing_starts_and_ends_softly_and_never_turns_back() -> None:
    steps = np.diff([camera.ease(t) for t in np.linspace(0, 1, 50)])
    assert (steps > 0).all()
    assert steps[0] < 0.7 * steps[25] > steps[-1]


def test_words_lead_only_to_things_that_exist() -> None:
    assert set(nouns.SUBJECTS.values()) <= set(SUBJECTS)
    assert set(nouns.SETTINGS.values()) == set(SETTINGS)
    assert set(looks.STYLES_DRAWN.values()) <= set(styles.STYLES)
    assert set(looks.TIMES_DRAWN.values()) <= set(PALETTES)
    assert set(looks.CAMERA_DRAWN.values()) - {"close-up", "wide", "medium", "low angle"} <= set(MOVES)
    assert nouns.UNDRAWN.isdisjoint(SUBJECTS)
    assert {name for name, subject in SUBJECTS.items() if subject.school} == nouns.SCHOOLS
    assert set(SUBJECTS) >= nouns.PEOPLE | nouns.MOUNTS | nouns.CARRIERS
    beasts = {name for name, subject in SUBJECTS.items() if subject.wide == 1.7 and subject.path == "ground"}
    assert beasts == nouns.BEASTS
    assert set(words.SCENERY_PLACES.values()) <= set(SETTINGS)
    assert nouns.SHOWN_WITH.keys() <= SUBJECTS.keys() | SETTINGS.keys()
    dressed = nouns.PEOPLE | {"raincoat girl"}
    assert {name for name, subject in SUBJECTS.items() if subject.wear} == dressed | nouns.BEASTS | nouns.CARS


def test_a_thing_without_a_drawing_is_small_and_in_its_colour() -> None:
    from omnireel.animatic.parse import understand
    from omnireel.animatic.scene import arrange

    scene = arrange(understand(["a blue hovercraft, close-up"])[0], 2, 640, 360, 24, 0)
    assert scene.roles[0].actors[0].tall < 0.25 * 360
    assert scene.roles[0].colour is not None
    assert scene.roles[0].colour[2] > scene.roles[0].colour[0]


def test_clothes_that_are_said_are_worn() -> None:
    plain = SUBJECTS["man"].build("stand", 0.0, None)
    for what in ("coat", "umbrella blue"):
        wear = SUBJECTS["man"].wear
        assert wear is not None
        assert wear(frozenset({what})).build("stand", 0.0, None).bounds() != plain.bounds()


@pytest.mark.parametrize("worn", sorted(set(words.ACCESSORIES.values())))
def test_what_is_worn_is_drawn_on_who_wears_it(worn: str) -> None:
    bare, wear = SUBJECTS["man"], SUBJECTS["man"].wear
    assert wear is not None
    pictures = []
    for subject in (bare, wear(frozenset({f"wears any {worn}"})), wear(frozenset({f"wears green {worn}"}))):
        rgba, _ox, oy = paint(subject.build("stand", 0.0, None), LIGHT, 0.6)
        pictures.append(rgba[max(int(oy) - 115, 0) : int(oy) - 20, :, :3].sum(axis=(1, 2)))
    plain, any_colour, green = (float(np.abs(p[: min(map(len, pictures))]).sum()) for p in pictures)
    assert abs(any_colour - plain) > 0.5
    if worn not in ("glasses", "sunglasses", "backpack"):
        assert abs(green - any_colour) > 0.5


@pytest.mark.parametrize("thing", sorted(nouns.CARRIED))
def test_what_is_carried_is_in_hand_and_above_the_ground(thing: str) -> None:
    bare, wear = SUBJECTS["woman"], SUBJECTS["woman"].wear
    assert wear is not None
    burdened = wear(frozenset({f"carries red {thing}"}))
    for action in ("stand", "walk", "run", "sit"):
        with_it, without = (each.build(action, 0.3, None) for each in (burdened, bare))
        assert len(with_it.items) > len(without.items), action
        solid = Figure([item for item in with_it.items if not isinstance(item, Mark)])
        assert solid.bounds()[3] < 18, action
    asleep = burdened.build("sleep", 0.3, None)
    assert len(asleep.items) == len(bare.build("sleep", 0.3, None).items)  # it needs its hands


@pytest.mark.parametrize("action", ["sleep", "lie", "sit"])
@pytest.mark.parametrize("name", sorted(nouns.BEASTS))
def test_who_rests_rests_on_the_ground(name: str, action: str) -> None:
    figure = SUBJECTS[name].build(action, 0.1, None)
    limbs = [
        part for item in figure.items if isinstance(item, Group) for part in item.parts if isinstance(part, Cap)
    ]
    lowest = max(max(part.a[1] + part.ra, part.b[1] + part.rb) for part in limbs)
    assert -2 < lowest < (14 if action == "sit" else 9)


def test_who_lies_is_low() -> None:
    for name in ("dog", "cat", "horse", "lion"):
        lying, standing = (-SUBJECTS[name].build(action, 0.1, None).bounds()[1] for action in ("sleep", "stand"))
        assert lying < 0.7 * standing, name


def test_a_gallop_shows_its_legs_when_it_gathers() -> None:
    """No hind foot passes behind a forefoot: they are apart, along the ground or in height."""
    for phase in range(24):
        far_hind, near_hind, far_fore, near_fore = beast_legs.toes(quadruped.RETRIEVER, "run", phase / 24)
        apart = min(math.dist(hind, fore) for hind in (far_hind, near_hind) for fore in (far_fore, near_fore))
        assert apart > 12, phase


@pytest.mark.parametrize(
    ("prompt", "looks"),
    [
        ("A woman with long red hair walks in a park", {"hair red", "cut long"}),
        ("A red-haired, blue-eyed woman", {"hair red", "eyes blue"}),
        ("A bald, bearded man runs", {"cut bald", "beard"}),
        ("A blonde girl laughs", {"hair blonde", "smiles"}),
        ("A black woman with a ponytail sings", {"skin black", "cut tail"}),
        ("A fat man with curly hair and a beard", {"build fat", "curls", "beard"}),
        ("A curly-haired girl with long curly hair", {"curls", "cut long"}),
        ("A black knight rides a horse", {"rides horse"}),
        ("A man in a black coat smiles", {"coat", "smiles"}),
        ("An astronaut with red hair", set()),
    ],
)
def test_people_look_as_they_are_told(prompt: str, looks: set[str]) -> None:
    [reading] = understand([prompt])
    extra, _ = scene._looks(reading.subjects[0], SUBJECTS[reading.subjects[0].name])
    assert extra == looks


def _outline(name: str, *traits: str) -> tuple[float, float]:
    """How many square units of the picture someone covers, and how uneven their outline is."""
    subject = SUBJECTS[name]
    if traits:
        assert subject.wear is not None
        subject = subject.wear(frozenset(traits))
    alpha = paint(subject.build("stand", 0.2, None), LIGHT, 2.0)[0][..., 3]
    edge = float(np.abs(np.diff(alpha, axis=0)).sum() + np.abs(np.diff(alpha, axis=1)).sum())
    return float(alpha.sum()) / 4, edge


def test_builds_and_coats_are_drawn() -> None:
    for name in ("man", "woman", "dog"):
        assert _outline(name, "build thin")[0] < _outline(name)[0] < _outline(name, "build fat")[0]
    for name in ("cat", "dog"):
        assert _outline(name, "coat fluffy")[1] > 1.02 * _outline(name)[1]


@pytest.mark.parametrize("name", ["man", "girl"])
def test_hair_that_curls_has_shadows_between_its_curls(name: str) -> None:
    def unrest(*traits: str) -> float:
        subject = SUBJECTS[name]
        assert subject.wear is not None
        figure = subject.wear(frozenset(("hair blonde", "cut short", *traits))).build("stand", 0.2, None)
        head = paint(figure, LIGHT, 3.0)[0][:66]
        bright = cv2.GaussianBlur(head[..., :3].mean(axis=2), (0, 0), 1.5)
        inner = cv2.erode(head[..., 3], np.ones((7, 7), np.uint8)) > 0.9
        across = np.nonzero(inner.any(axis=0))[0]
        inner[:, across[0] + 2 * len(across) // 5 :] = False  # the back of the head alone
        return float((bright - cv2.GaussianBlur(bright, (0, 0), 5))[inner].std())

    assert unrest("curls") > 1.4 * unrest()


def test_what_people_look_like_is_drawn() -> None:
    plain = SUBJECTS["man"]
    assert plain.wear is not None

    def head(*looks: str) -> np.ndarray:
        figure = plain.wear(frozenset(looks)).build("stand", 0.2, None)
        rgba, _, oy = paint(figure, LIGHT, 2.0)
        return rgba[: int(oy - 2.0 * 130)]

    def redness(rgba: np.ndarray) -> float:
        return float((rgba[..., 0] - rgba[..., 2])[rgba[..., 3] > 0.9].mean())

    assert redness(head("hair red")) > redness(head("hair black")) + 0.03
    assert head("skin black")[..., :3].sum() < head("skin pale")[..., :3].sum()
    assert head("beard").shape != head().shape or not np.array_equal(head("beard"), head())


@pytest.mark.parametrize(
    ("coat", "banded", "striped"),
    [
        ((0.93, 0.92, 0.89), False, False),
        ((0.14, 0.13, 0.14), False, False),
        ((0.80, 0.43, 0.14), False, True),
        ((0.93, 0.92, 0.89), True, True),  # a white tiger
    ],
)
def test_a_white_or_black_cat_is_plain(coat: tuple[float, float, float], banded: bool, striped: bool) -> None:
    cat = replace(quadruped.RETRIEVER, stripes=True, banded=banded)
    assert quadruped.dressed(cat, coat).stripes is striped
