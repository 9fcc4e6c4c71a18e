"""Birds, fish, whales and dragons: how wings beat, what a kind is told by, and where each is put."""

from __future__ import annotations

import itertools
from dataclasses import replace

import cv2
import numpy as np
import pytest

from omnireel.animatic import scene
from omnireel.animatic.palette import PALETTES, light_for
from omnireel.animatic.parse import interpret, understand
from omnireel.animatic.solids import Cap, Figure, Group, Mark, Patch, mirrored, paint, placed
from omnireel.animatic.subjects import birds, dragons, feathers, fishes, whales
from omnireel.animatic.subjects.species import SPECIES
from omnireel.animatic.subjects.table import SUBJECTS

LIGHT = light_for(PALETTES["day"], 0.6, 0.5)
FLIERS = sorted(name for name in SPECIES if SUBJECTS[name].flies)


def staged(prompt: str, w: int = 640, h: int = 360) -> scene.Scene:
    return scene.arrange(understand([prompt])[0], 4.0, w, h, 24, 0)


def outline(figure: Figure, size: int = 48) -> np.ndarray:
    """What is covered, in a square of its own size: shapes compared whatever their scale."""
    left, top, right, bottom = figure.bounds()
    rgba, _, _ = paint(figure, LIGHT, 90 / max(right - left, bottom - top))
    mask = (rgba[..., 3] > 0.5).astype(np.float32)
    ys, xs = np.nonzero(mask)
    mask = mask[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]
    side = max(mask.shape)
    square = np.zeros((side, side), np.float32)
    y, x = (side - mask.shape[0]) // 2, (side - mask.shape[1]) // 2
    square[y : y + mask.shape[0], x : x + mask.shape[1]] = mask
    return np.asarray(cv2.resize(square, (size, size), interpolation=cv2.INTER_AREA) > 0.5)


def reach(figure: Figure) -> tuple[float, float]:
    """The rows of the figure's own units where it begins and ends, as painted."""
    rgba, _, oy = paint(figure, LIGHT, 2.0)
    rows = np.flatnonzero((rgba[..., 3] > 0.5).any(axis=1))
    return (float(rows.min()) - oy) / 2.0, (float(rows.max()) - oy) / 2.0


def likeness(a: np.ndarray, b: np.ndarray) -> float:
    return float((a & b).sum() / (a | b).sum())


def covered(figure: Figure) -> float:
    return float(paint(figure, LIGHT, 1.5)[0][..., 3].sum())


def sails(figure: Figure) -> list[Group]:
    """The groups that are flat and feathered: far wing, tail, near wing."""
    groups = [item for item in figure.items if isinstance(item, Group)]
    return [group for group in groups if sum(isinstance(p, Patch) for p in group.parts) >= 7]


# ---- wings ----


@pytest.mark.parametrize("name", ["owl", "eagle", "seagull", "swan", "robin"])
def test_both_wings_of_a_bird_in_flight_are_seen_and_the_far_one_lies_in_shadow(name: str) -> None:
    for phase in (0.0, 0.55):
        figure = birds.bird(SPECIES[name], "fly", phase)
        far, *_, near = sails(figure)
        assert far.far > 0.3
        assert near.far == 0
        whole = covered(figure)
        for wing in (far, near):  # each adds to the outline
            assert covered(Figure([item for item in figure.items if item is not wing])) < 0.985 * whole


def test_primaries_spread_on_the_downstroke_and_close_on_the_upstroke() -> None:
    """The wrist bends and the tips come closer only while the wing is raised; the tips lag behind the arm."""
    wing = SPECIES["eagle"].wings
    beats = {p: feathers.beat_of(wing, "fly", p) for p in np.linspace(0, 1, 25)}
    down = [b.fold for p, b in beats.items() if 0.05 < p < 0.45]
    up = [b.fold for p, b in beats.items() if 0.6 < p < 0.95]
    assert max(down) < 0.05
    assert max(up) > 0.9
    assert beats[0.25].hand > beats[0.25].arm  # bent up as it is driven down
    assert beats[0.75].hand < beats[0.75].arm


def test_the_body_bobs_against_the_beat_and_a_glide_is_steady() -> None:
    def level(action: str, phase: float) -> float:
        return float(birds._carriage(SPECIES["owl"], action, phase)[0].at[1])

    assert level("fly", 0.02) > 2 > -2 > level("fly", 0.52)  # low as the wings are up, lifted by the stroke
    glide = [feathers.beat_of(SPECIES["owl"].wings, "glide", p) for p in np.linspace(0, 1, 12)]
    assert np.ptp([b.arm for b in glide]) < 5
    assert all(b.fold == 0 for b in glide)
    assert np.ptp([level("glide", p) for p in np.linspace(0, 1, 12)]) < 3


def test_a_wing_shows_its_top_or_its_underside_as_it_turns() -> None:
    owl = replace(SPECIES["owl"], under=(0.1, 0.9, 0.1))

    def green(phase: float) -> int:
        near = sails(birds.bird(owl, "fly", phase))[-1]
        return sum(part.col[1] > 2 * part.col[0] for part in near.parts)

    assert green(0.0) > 8
    assert green(0.5) == 0


def test_a_tilted_patch_keeps_its_plane_when_it_is_mirrored_or_moved() -> None:
    def card() -> Figure:
        square = [(-40.0, -10.0), (40.0, -10.0), (40.0, 10.0), (-40.0, 10.0)]
        # A bar in its middle line lies before it on the left, where the plane sinks away.
        sheet = Patch(square, (0.1, 0.1, 0.9), 0.0, 1.0, tilt=(0.5, 0.0))
        return Figure([Group([sheet, Cap((-36, 0), 3, (36, 0), 3, (0.9, 0.1, 0.1), -2.0)], 0.5, crisp=4)])

    def red(figure: Figure) -> float:
        """How far from its left edge the bar is seen, as a share of the whole; from the right edge, negative."""
        rgba, _, _ = paint(figure, LIGHT, 2.0)
        shown = np.flatnonzero(rgba[..., 3].max(axis=0) > 0.5)
        seen = np.flatnonzero(((rgba[..., 0] > 1.5 * rgba[..., 2]) & (rgba[..., 3] > 0.5)).any(axis=0))
        middle = (shown.min() + shown.max()) / 2
        return float((seen.mean() - middle) / len(shown))

    plain = red(card())
    assert plain < -0.1
    assert red(placed(card(), 1.0, 500, 300)) == pytest.approx(plain, abs=0.02)
    assert red(mirrored(card())) == pytest.approx(-plain, abs=0.02)


# ---- kinds ----


@pytest.mark.parametrize("action", ["fly", "stand"])
def test_kinds_of_birds_are_told_apart_by_their_outline(action: str) -> None:
    kinds = [
        "robin",
        "swallow",
        "crow",
        "owl",
        "eagle",
        "seagull",
        "pelican",
        "parrot",
        "toucan",
        "hummingbird",
        "swan",
        "duck",
        "rooster",
        "flamingo",
    ]
    if action == "stand":
        kinds += ["penguin", "peacock", "ostrich", "horned owl", "heron"]
    shapes = {name: outline(birds.bird(SPECIES[name], action, 0.1)) for name in kinds}
    for one, two in itertools.combinations(kinds, 2):
        assert likeness(shapes[one], shapes[two]) < 0.86, f"{one} looks like {two}"


def test_an_owl_looks_ahead_with_two_eyes_and_others_with_one() -> None:
    def eyes(name: str) -> int:
        bird = SPECIES[name]
        return sum(
            isinstance(i, Mark) and i.kind == "oval" and i.col == bird.iris
            for i in birds.bird(bird, "perch", 0.6).items
        )

    assert eyes("owl") == eyes("horned owl") == eyes("snowy owl") == 2
    assert eyes("eagle") == eyes("seagull") == 1


def test_an_owl_blinks_and_turns_its_head() -> None:
    owl = SPECIES["owl"]
    turns = [birds._carriage(owl, "perch", p)[2] for p in np.linspace(0, 1, 20, endpoint=False)]
    assert np.ptp(turns) > 30

    def open_eyes(phase: float) -> int:
        return sum(isinstance(i, Mark) and i.col == owl.iris for i in birds.bird(owl, "perch", phase).items)

    assert open_eyes(0.5) == 2
    assert open_eyes(0.64) == 0


@pytest.mark.parametrize("name", ["chicken", "crow", "flamingo", "ostrich", "penguin"])
def test_a_foot_that_bears_weight_stays_on_its_spot(name: str) -> None:
    """A claw's lowest point goes back as fast as the ground does."""
    period, speed = SUBJECTS[name].motion("walk")

    def lowest(phase: float) -> float:
        figure = SUBJECTS[name].build("walk", phase, None)
        rgba, ox, _ = paint(figure, LIGHT, 3.0)
        rows = np.flatnonzero((rgba[..., 3] > 0.5).any(axis=1))
        feet = rgba[rows.max() - 2 : rows.max() + 1, :, 3].max(axis=0)
        return (float(np.average(np.arange(len(feet)), weights=feet)) - ox) / 3.0

    moved = [lowest(p) - lowest(p + 0.1) for p in (0.13, 0.18, 0.63, 0.68)]
    if name == "penguin":  # its feet land a quarter later
        moved = [lowest(p) - lowest(p + 0.1) for p in (0.38, 0.43, 0.88, 0.93)]
    assert moved == pytest.approx([speed * period * 0.1] * 4, abs=0.25 * speed * period * 0.1 + 0.4)


# ---- where they are put ----


@pytest.mark.parametrize(
    ("prompt", "action", "path"),
    [
        ("an owl sits on a branch", "perch", "ground"),
        ("an owl flies through a forest", "fly", "air"),
        ("a crow sits on a fence", "perch", "ground"),
        ("a kingfisher sits on a branch at a lake", "perch", "ground"),
        ("a swan swims on a lake", "swim", "water"),
        ("a swan flies over a lake", "fly", "air"),
        ("a swan stands in a meadow", "stand", "ground"),
        ("a flamingo flies over a lake", "fly", "air"),
        ("a flamingo stands at a lake", "stand", "ground"),
        ("a hummingbird hovers in a garden", "hover", "air"),
        ("a penguin flies", "stand", "ground"),
        ("a dragon stands in the mountains", "stand", "ground"),
        ("a dragon sits in the mountains", "sit", "ground"),
    ],
)
def test_birds_are_where_what_they_do_puts_them(prompt: str, action: str, path: str) -> None:
    shot = staged(prompt)
    role, actor = shot.roles[0], shot.roles[0].actors[0]
    assert role.action == action
    assert (actor.mirror > 0.5) == (path == "water")
    low = actor.y + reach(role.subject.build(action, 0.1, None))[1] * actor.tall / role.subject.units
    assert (abs(low - shot.stage.ground) < 0.15 * 360) == (path != "air")


@pytest.mark.parametrize("name", FLIERS)
def test_every_kind_stands_on_its_feet_perches_and_flies(name: str) -> None:
    subject = SUBJECTS[name]
    top, bottom = reach(subject.build("stand", 0.2, None))
    assert -2 < bottom < 5  # nothing drags below its feet
    assert reach(subject.build("perch", 0.2, None))[0] < top - 20
    top, bottom = reach(subject.build("fly", 0.2, None))
    assert top < -8
    assert bottom > 2
    assert subject.motion("fly")[1] > 0


@pytest.mark.parametrize(
    ("said", "drawn"),
    [
        ("great horned owl", "horned owl"),
        ("snowy owl", "snowy owl"),
        ("heron", "heron"),
        ("pigeon", "pigeon"),
        ("rooster", "rooster"),
        ("hawk", "hawk"),
        ("dragonfly", "dragonfly"),
        ("goldfish", "goldfish"),
        ("sperm whale", "sperm whale"),
    ],
)
def test_what_has_a_drawing_of_its_own_is_drawn_as_itself(said: str, drawn: str) -> None:
    assert understand([f"a {said} rests"])[0].subjects[0].name == drawn
    assert not any("no drawing of its own" in line for line in interpret(f"a {said}")["ignored"])


def test_a_rooster_crows_and_crows_fly() -> None:
    assert [s.name for s in understand(["A rooster crows on a farm"])[0].subjects] == ["rooster"]
    assert [s.name for s in understand(["two crows fly"])[0].subjects] == ["crow"]


# ---- in the water, and dragons ----


@pytest.mark.parametrize("kind", sorted(whales.KINDS))
def test_a_wave_runs_through_a_whale_and_grows_towards_its_tail(kind: str) -> None:
    def line(phase: float) -> np.ndarray:
        groups = [i for i in whales.whale(kind, None, "swim", phase).items if isinstance(i, Group)]
        trunk = max(groups, key=lambda group: sum(isinstance(p, Cap) for p in group.parts))
        caps = [p for p in trunk.parts if isinstance(p, Cap)]
        return np.array([(*p.a, p.z) for p in caps[: whales.RINGS]])

    moved = np.ptp([line(p) for p in np.linspace(0, 1, 8, endpoint=False)], axis=0).max(axis=1)
    assert moved[-1] > 3 * moved[4]


@pytest.mark.parametrize("kind", sorted(fishes.KINDS))
def test_fish_have_volume_and_fins_that_move(kind: str) -> None:
    first, second = (paint(fishes.fish(fishes.KINDS[kind], "swim", p), LIGHT, 1.6)[0] for p in (0.1, 0.5))
    shown = first[..., 3] > 0.9
    luma = first[..., :3].mean(axis=2)[shown]
    low, high = np.quantile(luma, (0.05, 0.95))
    assert high > 1.35 * low
    assert first.shape != second.shape or float(np.abs(first - second).mean()) > 0.005


def test_a_dragon_spreads_its_wings_to_fly_and_folds_them_to_stand() -> None:
    def wide(action: str) -> float:
        groups = [i for i in dragons.dragon((0.2,) * 3, (0.6,) * 3, action, 0.0).items if isinstance(i, Group)]
        sail = [p for p in groups[-2].parts if isinstance(p, Patch)]
        area = 0.0
        for part in sail:
            area += float(cv2.contourArea(np.array(part.points, np.float32)))
        return area

    assert wide("fly") > 1.7 * wide("stand")
    assert dragons.dragon((0.2,) * 3, (0.6,) * 3, "stand", 0.0).bounds()[3] < 5


def test_a_dragon_that_fights_breathes_fire() -> None:
    def fire(action: str) -> int:
        items = dragons.dragon((0.2,) * 3, (0.6,) * 3, action, 0.2).items
        return sum(isinstance(i, Mark) and i.kind == "soft" and i.glow > 0.9 for i in items)

    assert fire("fight") > 20
    assert fire("fly") == 0
