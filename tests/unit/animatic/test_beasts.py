"""Four-legged animals: legs with joints, coats that show their form, hair that hangs, markings that fit."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest

from omnireel.animatic.palette import PALETTES, light_for
from omnireel.animatic.solids import Cap, Figure, Group, Mark, Point, paint
from omnireel.animatic.subjects import beast_coats, beast_heads, beast_legs, beasts, gait, quadruped
from omnireel.animatic.subjects.beast import Beast
from omnireel.animatic.subjects.locks import Hang, fringe

LIGHT = light_for(PALETTES["golden hour"], 0.4, 0.5)
KINDS: dict[str, Beast] = {name: b for name, b in vars(beasts).items() if isinstance(b, Beast)}
GAITS = ("walk", "trot", "run")


def _legs(b: Beast, action: str, phase: float) -> list[beast_legs.Leg]:
    starts = beast_legs.gait_of(b, action).starts
    return [
        beast_legs.hind_leg(b, action, phase, 0, starts[1], 1),
        beast_legs.fore_leg(b, action, phase, 0, starts[3], 1),
    ]


def _behind(a: Point, b: Point, c: Point) -> float:
    """How far b lies behind the line from a down to c."""
    (ax, ay), (bx, by), (cx, cy) = a, b, c
    return ((cy - ay) * (ax - bx) + (cx - ax) * (by - ay)) / math.dist(a, c)


def test_a_curve_goes_through_its_keys() -> None:
    keys = beast_legs.HIND_THROW
    for u, *values in keys:
        assert gait.along(keys, u) == pytest.approx(tuple(values), abs=1e-9)
    steps = np.diff([gait.along(keys, u) for u in np.linspace(0, 1, 101)], axis=0)
    assert np.abs(np.diff(steps, axis=0)).max() < 0.6  # and bends nowhere sharply


@pytest.mark.parametrize("throw", [beast_legs.FORE_THROW, beast_legs.HIND_THROW])
def test_a_foot_is_thrown_from_where_it_left_the_ground_to_where_it_lands(throw: tuple[gait.Key, ...]) -> None:
    half = beast_legs.GAITS["run"].stride / 2
    assert throw[0] == (0.0, -half, 0.0, 0.0)
    assert throw[-1] == (1.0, half, 0.0, 0.0)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_hocks_point_back_and_stifles_ahead(name: str) -> None:
    b = KINDS[name]
    for action in (*GAITS, "stand"):
        for phase in np.linspace(0, 1, 8, endpoint=False):
            hip, stifle, hock, *_, toe = _legs(b, action, phase)[0].points
            assert _behind(hip, stifle, hock) < 0
            if not b.pillars:
                assert _behind(stifle, hock, toe) > -1  # at most straight, where short legs are lifted


def test_an_elephant_stands_on_columns() -> None:
    bent = {}
    for name in ("ELEPHANT", "DOG"):
        hip, knee, *_, toe = _legs(KINDS[name], "stand", 0.0)[0].points
        bent[name] = -_behind(hip, knee, toe)
    assert bent["ELEPHANT"] < 0.6 * bent["DOG"]


def test_a_bear_goes_on_its_soles() -> None:
    heels = {name: -_legs(KINDS[name], "stand", 0.0)[0].points[2][1] for name in ("BEAR", "DOG")}
    assert heels["BEAR"] < 0.75 * heels["DOG"]


@pytest.mark.parametrize("name", ["DOG", "HORSE", "BEAR", "ELEPHANT", "RABBIT", "LION"])
@pytest.mark.parametrize("action", [*GAITS, "jump", "sit", "lie"])
def test_a_leg_shows_from_its_knee_on_however_it_is_folded(name: str, action: str) -> None:
    b = KINDS[name]
    for phase in np.linspace(0, 1, 12, endpoint=False):
        for leg in _legs(b, action, phase):
            (ax, ay), (bx, by) = beast_legs.rooted(b, leg)
            long = math.dist((ax, ay), (bx, by))
            for x, y in leg.points[1:]:
                along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / long**2
                assert along > 0.55 or long < 4  # hardly faded, or folded so that there is no root to be seen


@pytest.mark.parametrize("name", sorted(KINDS))
def test_who_stands_has_all_soles_on_the_ground(name: str) -> None:
    b = KINDS[name]
    for start, leg in zip((1, 3), _legs(b, "stand", 0.3), strict=True):
        group = Group([])
        beast_legs.sole(b, leg, group, 0.0)
        lowest = max(max(p.a[1] + p.ra, p.b[1] + p.rb) for p in group.parts if isinstance(p, Cap))
        assert -1.2 < lowest < 2.2, start


def test_paws_have_toes_and_bears_claws() -> None:
    def parts(b: Beast) -> int:
        group = Group([])
        beast_legs.sole(b, _legs(b, "stand", 0.0)[0], group, 0.0)
        return len(group.parts)

    assert parts(beasts.DOG) == 1 + len(beast_legs.TOES)
    assert parts(beasts.BEAR) == 1 + 2 * len(beast_legs.TOES)


def test_locks_taper_hang_and_lie_on_the_ground() -> None:
    hang = Hang((0.0, 0.0), (20.0, 20.0), 3.0, links=4)
    for height, floor in ((-60.0, -60.0 + 30), (-5.0, 0.0)):
        parts = fringe([(0.0, height), (10.0, height)], 5, hang, (0.5, 0.4, 0.3), 0.0, 0.25)
        assert len(parts) == 20
        assert max(part.b[1] + part.rb for part in parts) <= floor + 1e-9
        for i in range(0, 20, 4):
            radii = [part.rb for part in parts[i : i + 4]]
            assert radii == sorted(radii, reverse=True)
            assert radii[-1] < 0.2 * hang.thick
    still, moved = (
        fringe([(0.0, -60.0), (10.0, -60.0)], 3, hang, (0.5, 0.4, 0.3), 0.0, phase) for phase in (0.0, 0.4)
    )
    root, tip = (abs(still[i].b[0] - moved[i].b[0]) for i in (0, 3))
    assert tip > 2 * root  # the tip swings further


def _values(b: Beast) -> tuple[float, float, float]:
    """Dark, middling and light values of the trunk and legs."""
    rgba, _, _ = paint(quadruped.build(b, "stand", 0.2), LIGHT, 1.6)
    grey = rgba[..., :3].mean(-1)[rgba[..., 3] > 0.98]
    low, mid, high = np.quantile(grey, (0.15, 0.5, 0.93))
    return float(low), float(mid), float(high)


def test_a_black_horse_is_no_hole() -> None:
    black = quadruped.dressed(beasts.HORSE, (0.05, 0.05, 0.05))
    low, mid, high = _values(black)
    assert mid > 0.05
    assert high - low > 0.10
    assert high > 2.0 * low
    assert _values(beasts.HORSE)[1] > 1.3 * mid  # and is darker than a bay


def test_the_patches_of_a_cow_lie_apart() -> None:
    for (u, v, w, h), (p, q, k, j) in itertools.combinations(beast_coats.PIED, 2):
        assert math.hypot((u - p) / (w + k), (v - q) / (h + j)) > 0.75


@pytest.mark.parametrize("name", ["TIGER", "CAT", "ZEBRA", "COW", "LEOPARD", "GIRAFFE"])
def test_markings_bend_with_the_back(name: str) -> None:
    b = KINDS[name]

    def heights(flex: float) -> list[float]:
        main = Group([])
        beast_coats.marked(b, beast_coats.Trunk(b, (36.0, -69.0), (-41.0, -72.0), flex), main)
        return [float(np.mean([y for _, y in mark.points])) for mark in main.decals]

    level, arched = heights(0.0), heights(7.0)
    assert len(level) == len(arched) > 0
    moved = np.subtract(arched, level)
    assert moved.min() < -3
    assert moved.max() < 0.5


@pytest.mark.parametrize(
    ("kind", "name"), [("cat", "CAT"), ("dog", "WOLF"), ("grazer", "HORSE"), ("trunk", "ELEPHANT")]
)
def test_faces_go_by_family(kind: str, name: str) -> None:
    assert beast_heads.family(KINDS[name]) == kind


@pytest.mark.parametrize("name", ["CAT", "KITTEN", "LION", "TIGER"])
def test_a_cat_that_stands_looks_at_us_with_both_eyes(name: str) -> None:
    def glints(action: str) -> int:
        figure = quadruped.build(KINDS[name], action, 0.2)
        return sum(
            isinstance(i, Mark) and i.glow > 0 and i.kind == "oval" and i.col[2] == 0.92 for i in figure.items
        )

    assert glints("stand") == 2
    assert glints("sleep") == 0


@pytest.mark.parametrize("ear", sorted({"drop", "big", *beast_heads.EARS}))
def test_every_ear_stands_out_of_the_head(ear: str) -> None:
    b = replace(beasts.DOG, ear=ear)

    def area(figure: Figure) -> float:
        return float(paint(figure, LIGHT, 1.2)[0][..., 3].sum())

    assert quadruped.build(b, "stand", 0.2).items != quadruped.build(replace(b, ear="none"), "stand", 0.2).items
    assert area(quadruped.build(b, "stand", 0.2)) >= area(quadruped.build(replace(b, ear="none"), "stand", 0.2))


@pytest.mark.parametrize("name", ["HORSE", "COW", "DEER", "CAMEL", "SHEEP", "GIRAFFE", "RABBIT", "DOG"])
def test_who_eats_has_its_lips_at_the_ground(name: str) -> None:
    b = KINDS[name]
    gait_now = beast_legs.gait_of(b, "eat")
    for phase in (0.0, 0.3, 0.7):
        shoulder = beast_legs.joints(b, "eat", phase, gait_now)[1]
        _, skull, down = beast_heads.head_at(b, shoulder, phase, gait_now, "eat")
        tip = beast_heads.Skull(b, skull, down, 14.0).on((b.muzzle, 0.0, 0.0), True)
        assert -0.3 * (100 - 72 * (1 - b.stand)) < tip[1] < 1


@pytest.mark.parametrize("name", ["DOG", "HORSE", "CAT"])
def test_who_leaps_trails_the_hind_feet_and_lands_on_the_forefeet(name: str) -> None:
    b = KINDS[name]

    def ahead(phase: float) -> tuple[float, float]:
        hind, fore = _legs(b, "jump", phase)
        return hind.toe[0] - hind.points[0][0], fore.toe[0] - fore.points[0][0]

    rising, falling = ahead(0.12), ahead(0.42)
    assert rising[0] < -25
    assert falling[0] > rising[0] + 8
    assert falling[1] > 25


def test_bands_stay_on_the_leg_they_are_on() -> None:
    """However the leg moves, each lies at the same share of its bone: it does not crawl."""
    b = beasts.TIGER

    def shares(phase: float) -> list[float]:
        leg = _legs(b, "run", phase)[1]
        group = Group([])
        beast_legs.bands(b, leg, group)
        knee, ankle = leg.points[1], leg.points[2]
        out = []
        for mark in group.decals:
            x, y = np.mean(mark.points, axis=0) - knee
            dx, dy = np.subtract(ankle, knee)
            out.append(float((x * dx + y * dy) / math.dist(knee, ankle) ** 2))
        return out

    one, two = shares(0.1), shares(0.6)
    assert one == pytest.approx(two, abs=0.02)
