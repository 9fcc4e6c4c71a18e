"""Limbs of cut-outs: found where they stand apart, and moved so that feet keep to the ground."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from omnireel.animatic import ElementSpec
from omnireel.animatic.footage.figures import Puppet
from omnireel.animatic.footage.joints import GAITS, Jointed, Pose
from omnireel.animatic.footage.limbs import Limbs, faces_left, found, told_of

PHOTOGRAPHS = Path(__file__).parent / "photographs"
F32 = npt.NDArray[Any]
H, W = 400, 240
LIGHT = np.ones(3, np.float32)


def outline(*shapes: list[tuple[int, int]], w: int = W) -> F32:
    """A transparency (H, w) out of polygons, smooth at its edge."""
    big = np.zeros((4 * H, 4 * w), np.uint8)
    for shape in shapes:
        cv2.fillPoly(big, [4 * np.array(shape, np.int32)], (255,))
    return np.asarray(cv2.resize(big, (w, H), interpolation=cv2.INTER_AREA), np.float32) / 255


TRUNK = [(85, 70), (155, 70), (150, 215), (90, 215)]
HEAD = [(105, 10), (135, 10), (140, 45), (130, 75), (110, 75), (100, 45)]
LEGS = [(90, 210), (118, 210), (108, 395), (80, 395)], [(122, 210), (150, 210), (160, 395), (132, 395)]
ARMS = [(60, 195), (78, 195), (95, 75), (85, 70)], [(180, 195), (162, 195), (145, 75), (155, 70)]


def person(arms: bool = True) -> F32:
    return outline(HEAD, TRUNK, *LEGS, *(ARMS if arms else ()))


def touching() -> F32:
    """Feet and knees that touch: two holes between the legs."""
    return outline(
        HEAD,
        TRUNK,
        *LEGS,
        [(95, 375), (145, 375), (150, 396), (90, 396)],
        [(100, 290), (140, 290), (140, 305), (100, 305)],
    )


def horse(left: bool = False) -> F32:
    """It has a tail that hangs beside its legs; one hind leg hides a part of the other."""
    alpha = outline(
        [(60, 110), (330, 110), (340, 220), (60, 225)],
        [(300, 150), (370, 20), (430, 60), (420, 90), (380, 80), (340, 170)],
        [(62, 200), (120, 200), (95, 300), (100, 395), (70, 395), (72, 300)],
        [(70, 200), (125, 200), (130, 300), (150, 395), (125, 395), (105, 300)],
        [(270, 200), (300, 200), (285, 395), (262, 395)],
        [(300, 200), (335, 200), (330, 395), (306, 395)],
        [(20, 130), (70, 110), (60, 130), (45, 160), (35, 320), (20, 320)],
        w=440,
    )
    return np.ascontiguousarray(alpha[:, ::-1]) if left else alpha


def textured(alpha: F32) -> F32:
    """Premultiplied RGBA with something to see everywhere."""
    r = np.random.default_rng(4)
    rgb = cv2.GaussianBlur(r.random((*alpha.shape, 3)).astype(np.float32), (0, 0), 3) * 3 - 1
    return np.asarray(np.dstack([np.clip(rgb, 0.1, 1) * alpha[..., None], alpha]), np.float32)


def jointed(alpha: F32, four_legged: bool) -> Jointed:
    return Jointed(textured(alpha), found(alpha, four_legged).scaled(alpha.shape[1], alpha.shape[0]))


def counts(alpha: F32, four_legged: bool = False) -> tuple[int, int]:
    """(legs, arms)"""
    limbs = found(alpha, four_legged)
    return len(limbs.legs), len(limbs.arms)


# ---- finding ----


def test_legs_and_arms_that_stand_apart_are_found() -> None:
    assert counts(person()) == (2, 2)
    assert counts(person(arms=False)) == (2, 0)
    limbs = found(person(), False).scaled(W, H)
    for leg in limbs.legs:
        assert leg.foot > 0.9 * H
        assert abs(leg.top - 212) < 0.02 * H, "where the gap between them ends"
    assert [arm.side for arm in limbs.arms] == [-1, 1]
    for arm in limbs.arms:
        assert 70 < arm.shoulder[1] < 105, "over the armpit"
        assert arm.hand == pytest.approx((120 + 51 * arm.side, 194), abs=8)


def test_legs_whose_feet_and_knees_touch_are_two() -> None:
    assert counts(touching())[0] == 2


def test_of_a_beast_the_legs_are_found_and_not_its_tail() -> None:
    limbs = found(horse(), True).scaled(440, H)
    legs = limbs.legs
    assert len(legs) == 4
    assert min(leg.x for leg in legs) > 60
    hind, fore = {leg.beat for leg in legs[:2]}, {leg.beat for leg in legs[2:]}
    assert hind == fore == {0.0, 0.5}, "of each pair one is on the ground while the other goes forward"
    assert limbs.tail is not None
    assert limbs.tail.line[-1] == pytest.approx((28, 315), abs=12)
    assert limbs.spine is not None
    assert limbs.spine.top[0] > 370


@pytest.mark.parametrize(
    "shape",
    [
        outline(HEAD, [(95, 70), (145, 70), (190, 395), (50, 395)]),  # a long dress
        outline(HEAD, [(85, 70), (155, 70), (215, 395), (25, 395)], ARMS[0]),
        outline(
            [(90, 30), (150, 30), (160, 160), (225, 220), (235, 399), (5, 399), (15, 220), (80, 160)]
        ),  # a bust
        outline(HEAD, TRUNK, [(90, 210), (150, 210), (225, 290), (225, 395), (190, 395), (180, 320), (90, 320)]),
        np.ones((H, W), np.float32),
        np.zeros((H, W), np.float32),
    ],
)
def test_where_no_legs_stand_apart_nothing_is_taken_for_one(shape: F32) -> None:
    assert found(shape, False).legs == ()
    assert "moves as a whole" in told_of(Limbs())
    assert told_of(found(person(arms=False), False)) == "2 legs swing, head; its arms lie against it"


def test_a_portrait_has_no_legs(tmp_path: Path) -> None:
    woman = ElementSpec("Eileen", "A woman", (str(PHOTOGRAPHS / "astronaut.jpg"),))
    limbs = Puppet.of(1, woman, "woman").limbs
    assert (limbs.legs, limbs.arms) == ((), ())
    assert limbs.spine is not None


def test_a_beast_that_looks_to_the_left_is_turned_to_where_it_goes(tmp_path: Path) -> None:
    assert faces_left(horse(left=True), found(horse(left=True), True).legs)
    assert not faces_left(horse(), found(horse(), True).legs)
    tops = []
    for left in (False, True):
        rgba = np.round(textured(horse(left)) * 255).astype(np.uint8)
        cv2.imwrite(str(tmp_path / "horse.png"), rgba)
        puppet = Puppet.of(1, ElementSpec("Bella", "A horse", (str(tmp_path / "horse.png"),)), "horse")
        assert len(puppet.limbs.legs) == 4
        high = np.flatnonzero(puppet.rgba[: puppet.rgba.shape[0] // 5, :, 3].max(axis=0) > 0.5)
        tops.append(float(high.mean()) / puppet.rgba.shape[1])
    assert min(tops) > 0.6, "its head is in front"


# ---- moving ----


@pytest.mark.parametrize("gait", list(GAITS))
@pytest.mark.parametrize(("alpha", "four"), [(person(), False), (horse(), True), (touching(), False)])
def test_nothing_tears_and_the_head_is_never_bent(gait: str, alpha: F32, four: bool) -> None:
    one, rgba, w = jointed(alpha, four), textured(alpha), alpha.shape[1]
    for p in np.arange(12) / 12:
        posed = one.posed(Pose(GAITS[gait], float(p)))
        side, above = (posed.rgba.shape[1] - w) // 2, posed.feet - H
        picture = posed.rgba[above:]
        seen = picture[:65, max(side, 0) : side + w]
        assert np.allclose(seen, rgba[:65, max(-side, 0) : w + min(side, 0)], atol=1e-6)
        solid = (picture[..., 3] > 0.5).astype(np.uint8)
        _, _, stats, _ = cv2.connectedComponentsWithStats(solid)
        areas = np.sort(stats[1:, cv2.CC_STAT_AREA])
        assert areas[-1] > 0.998 * areas.sum(), "in one piece"
        # One leg hides a part of the other as they pass.
        assert 0.78 < solid.sum() / (alpha > 0.5).sum() < 1.08
        assert float(picture[..., 3].max()) < 1.01
        assert float(posed.rgba[0].max()) <= float(rgba[0].max())
        assert side < one.margin, "nothing is cut off"


@pytest.mark.parametrize(("alpha", "four"), [(person(arms=False), False), (horse(), True)])
def test_feet_on_the_ground_go_back_with_it_and_stay_on_its_row(alpha: F32, four: bool) -> None:
    """Seen from the ground the foot that stands does not slide, and is as low as it was in the picture."""
    limbs = Limbs(found(alpha, four).scaled(alpha.shape[1], H).legs, four_legged=four)
    gait, stride = GAITS["walk"], 150.0
    for limb in limbs.legs:
        alone = Jointed(textured(np.asarray(alpha * limb.part, np.float32)), limbs)
        places = []
        for u in np.linspace(0.04, gait.stands - 0.04, 7):
            moment = alone.posed(Pose(gait, float((u - limb.beat) % 1), stride))
            posed, sinks = moment.rgba[moment.feet - H :], moment.sinks
            rows = np.flatnonzero((posed[..., 3] > 0.5).any(axis=1))
            sole = posed[rows[-1] - 4 : rows[-1] - 1, :, 3].sum(axis=0)
            x = float(np.average(np.arange(len(sole)) - len(sole) / 2, weights=sole))
            places.append((x + stride * u, rows[-1] + sinks))
        ground = np.array(places)
        assert np.ptp(ground[:, 0]) < 0.04 * stride
        assert np.ptp(ground[:, 1]) < 0.012 * H
        assert float(ground[:, 1].mean()) == pytest.approx(limb.foot - 1, abs=0.012 * H)


def test_legs_go_by_turns_and_knees_bend_on_the_way_forward() -> None:
    alpha = person(arms=False)
    limbs = found(alpha, False).scaled(W, H)
    before, high = [], []
    for limb in limbs.legs:
        alone = Jointed(textured(np.asarray(alpha * limb.part, np.float32)), limbs)
        for p in (0.0, 0.5, 0.8 - limb.beat):
            moment = alone.posed(Pose(GAITS["walk"], p % 1))
            posed, sinks = moment.rgba[moment.feet - H :], moment.sinks
            rows = np.flatnonzero((posed[..., 3] > 0.5).any(axis=1))
            high.append(float(rows[-1] + sinks))
            before.append(
                float(np.flatnonzero(posed[rows[-1] - 3, :, 3] > 0.5).mean()) - limb.x - (posed.shape[1] - W) / 2
            )
    (left0, left5, _), (right0, right5, _) = before[:3], before[3:]
    assert min(left0 - right0, right5 - left5) > 60
    for down, _, up in (high[:3], high[3:]):
        assert up < down - 0.015 * H, "the foot that goes forward is off the ground"


def test_a_run_leaves_the_ground_and_a_walk_does_not() -> None:
    one = jointed(person(), False)
    up = {gait: [one.posed(Pose(GAITS[gait], n / 24)).flight for n in range(24)] for gait in ("walk", "run")}
    assert max(up["walk"]) == 0
    assert max(up["run"]) > 0.9
    assert min(up["run"]) == 0


def test_a_cut_out_walks_with_its_legs_and_stands_without(tmp_path: Path) -> None:
    rgba = np.round(textured(person()) * 255).astype(np.uint8)
    cv2.imwrite(str(tmp_path / "p.png"), rgba)
    puppet = Puppet.of(1, ElementSpec("Mara", "A woman", (str(tmp_path / "p.png"),)), "woman")
    assert told_of(puppet.limbs) == "2 legs swing, 2 arms, head"

    def broad(action: str, facing: int = 1) -> list[int]:
        """How far apart feet are, phase by phase."""
        out = []
        for sprite in puppet.sprites(300, action, 8, facing, LIGHT):
            assert sprite.pix.keep is not None
            part = sprite.pix.keep[int(sprite.oy) - 40 : int(sprite.oy)]
            out.append(int(np.ptp(np.flatnonzero((part < 128).any(axis=0)))))
        return out

    assert np.ptp(broad("walk")) > 4 * np.ptp(broad("stand"))
    assert broad("walk") == pytest.approx(broad("walk", -1), abs=2)
