"""What cut-outs do: the verbs of people and beasts, and what is said of those that they cannot do."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from omnireel.animatic import ElementSpec, RenderSpec, Shot, Sources, render
from omnireel.animatic.footage.acts import BEASTS, PEOPLE, Moment, act_of, chosen, not_done
from omnireel.animatic.footage.figures import Puppet
from omnireel.animatic.footage.joints import Jointed, Posed
from omnireel.animatic.footage.limbs import Limbs, found
from unit.animatic.test_footage_limbs import ARMS, HEAD, LEGS, TRUNK, H, W, horse, outline, person, textured

PHOTOGRAPHS = Path(__file__).parent / "photographs"
F32 = npt.NDArray[Any]
HANDS = (70, 190), (170, 190)  # where the arms of `person` end
LIGHT = np.ones(3, np.float32)
DOG = outline(
    [(110, 130), (330, 120), (340, 230), (110, 235)],
    [(300, 150), (350, 60), (430, 70), (440, 110), (390, 120), (340, 190)],
    [(112, 200), (150, 200), (135, 395), (108, 395)],
    [(150, 200), (180, 200), (185, 395), (158, 395)],
    [(270, 200), (300, 200), (285, 395), (262, 395)],
    [(300, 200), (335, 200), (330, 395), (306, 395)],
    [(120, 130), (120, 160), (20, 70), (30, 55)],
    w=460,
)


def gloved() -> F32:
    """A person in grey whose hands are red."""
    alpha = person()
    rgb = np.full((H, W, 3), 0.5, np.float32)
    for x, y in HANDS:
        cv2.circle(rgb, (x, y), 14, (1, 0, 0), -1)
    return np.asarray(np.dstack([rgb * alpha[..., None], alpha]), np.float32)


class Doer:
    """A cut-out, verb by verb: its pictures are seen from its feet."""

    def __init__(self, rgba: F32, four_legged: bool = False) -> None:
        h, w = rgba.shape[:2]
        self.limbs = found(rgba[..., 3], four_legged)
        self.jointed = Jointed(rgba, self.limbs.scaled(w, h))

    def moment(self, verb: str, p: float) -> Moment:
        return (BEASTS if self.limbs.four_legged else PEOPLE)[verb].at(p, self.limbs)

    def posed(self, verb: str, p: float, stride: float | None = None) -> Posed:
        return self.jointed.posed(replace(self.moment(verb, p).pose, stride=stride))

    def hands(self, verb: str, p: float) -> list[tuple[float, float]]:
        """Where its hands are, from the left: columns from its middle, and rows from its top as it stands."""
        posed = self.posed(verb, p)
        red = (posed.rgba[..., 0] > 0.6) & (posed.rgba[..., 1] < 0.25)
        _, _, stats, places = cv2.connectedComponentsWithStats(red.astype(np.uint8))
        large = [place for place, stat in zip(places[1:], stats[1:], strict=True) if stat[cv2.CC_STAT_AREA] > 60]
        return sorted((x - posed.rgba.shape[1] / 2, y - (posed.feet - H)) for x, y in large)


def same_place(a: Posed, b: Posed, left: int, right: int, top: int, last: int) -> bool:
    """Whether two pictures are alike between columns (from the middle) and rows (from the top as it stands)."""
    parts = []
    for posed in (a, b):
        middle, high = posed.rgba.shape[1] // 2, posed.feet - H
        parts.append(posed.rgba[high + top : high + last, middle + left : middle + right])
    return parts[0].shape == parts[1].shape and bool(np.allclose(*parts, atol=0.02))


@pytest.fixture(scope="module")
def man() -> Doer:
    return Doer(gloved())


@pytest.fixture(scope="module")
def dog() -> Doer:
    return Doer(textured(DOG), four_legged=True)


# ---- people ----


def test_who_waves_holds_one_hand_up_and_swings_it(man: Doer) -> None:
    places = [man.hands("wave", p) for p in np.arange(8) / 8]
    assert all(len(hands) == 2 for hands in places), "no hand is lost, and none is left behind"
    raised = np.array([min(hands, key=lambda hand: hand[1]) for hands in places])
    assert raised[:, 1].max() < 195 - 0.25 * H, "above the shoulder"
    assert np.ptp(raised[:, 0]) > 0.05 * H
    other = np.array([max(hands, key=lambda hand: hand[1]) for hands in places])
    assert other[:, 1].min() > 0.4 * H
    # Where it hung nothing is left, and the side of the body is whole.
    posed = man.posed("wave", 0.25)
    middle, high = posed.rgba.shape[1] // 2, posed.feet - H
    alpha = posed.rgba[high:, :, 3]
    assert float(alpha[150:200, middle + 42 : middle + 64].max()) < 0.05
    assert float(alpha[110:200, middle - 20 : middle + 24].min()) > 0.98


def test_who_claps_brings_hands_together_before_the_chest(man: Doer) -> None:
    apart = []
    for p in np.arange(8) / 8:
        hands = man.hands("clap", p)
        apart.append(math.dist(*hands) if len(hands) == 2 else 0.0)
        assert all(70 < y < 200 for _, y in hands)
    assert min(apart) < 0.10 * H
    assert max(apart) > min(apart) + 0.04 * H


@pytest.mark.parametrize("verb", ["raise", "jump"])
def test_arms_go_up_and_come_down(man: Doer, verb: str) -> None:
    up = man.hands(verb, 0.5)
    assert len(up) == 2
    assert max(y for _, y in up) < 60
    assert min(y for _, y in man.hands(verb, 0.0)) > 0.4 * H


def test_who_points_stretches_one_arm_to_the_side(man: Doer) -> None:
    (_, first), (x, y) = man.hands("point", 0.5)
    assert x > 0.30 * H
    assert y < 0.30 * H
    assert first > 0.4 * H


def test_who_talks_moves_hands_a_little_and_head_and_keeps_both_feet_where_they_are(man: Doer) -> None:
    places = np.array([man.hands("talk", p) for p in np.arange(10) / 10])
    moved = np.ptp(places[..., 1], axis=0)
    assert moved.min() > 0.05 * H
    assert places[..., 1].min() > 70, "below the shoulders"
    assert same_place(man.posed("talk", 0.1), man.posed("talk", 0.6), -40, 40, 230, 398)


def test_who_dances_moves_both_arms_by_turns(man: Doer) -> None:
    places = np.array([[y for _, y in man.hands("dance", p)] for p in np.arange(8) / 8])
    assert np.ptp(places, axis=0).min() > 0.12 * H
    assert np.corrcoef(places.T)[0, 1] < 0


def test_who_jumps_bends_knees_before_and_after(man: Doer) -> None:
    sinks = [man.posed("jump", p).sinks for p in (0.13, 0.5, 0.87)]
    lifts = [man.moment("jump", p).lift for p in (0.13, 0.5, 0.87)]
    assert min(sinks[0], sinks[2]) > 0.05 * H
    assert sinks[1] == 0
    assert lifts[0] == lifts[2] == 0
    assert lifts[1] > 0.2
    # On the ground it stands on its soles: as low as ever.
    for p, sunk in ((0.0, 0.0), (0.13, sinks[0]), (0.87, sinks[2])):
        posed = man.posed("jump", p)
        low = np.flatnonzero((posed.rgba[..., 3] > 0.5).any(axis=1))[-1]
        assert low - posed.feet + sunk == pytest.approx(-5, abs=0.012 * H)


@pytest.mark.parametrize("verb", ["nod", "look", "bow", "talk", "sing", "dance", "jump"])
@pytest.mark.parametrize("frontal", [True, False])
def test_a_face_is_moved_and_turned_and_nothing_else(verb: str, frontal: bool) -> None:
    rgba = textured(person(arms=False))
    one = Doer(rgba)
    spine = one.jointed.limbs.spine
    assert spine is not None
    one.limbs = replace(one.limbs, spine=replace(spine, frontal=frontal))
    face, moved = rgba[18:62, 106:134, :3], 0.0
    for p in (0.2, 0.45, 0.7):
        pose = one.moment(verb, p).pose
        posed = one.posed(verb, p)
        angle = pose.bend + pose.tilt
        h, w = posed.rgba.shape[:2]
        back = cv2.getRotationMatrix2D((w / 2, h / 2), angle, 1)
        straight = cv2.warpAffine(posed.rgba, back, (w, h), flags=cv2.INTER_CUBIC)
        likeness = cv2.matchTemplate(straight[..., :3].copy(), face.copy(), cv2.TM_CCOEFF_NORMED)
        assert likeness.max() > 0.97
        y = int(likeness.argmax()) // likeness.shape[1]
        moved = max(moved, abs(angle), abs(y - 18 - (posed.feet - H)))
    assert moved > 0.5, "it moves"


def test_who_bows_bends_above_the_hips_only(man: Doer) -> None:
    stands, bows = man.posed("bow", 0.0), man.posed("bow", 0.45)
    assert same_place(stands, bows, -40, 40, 270, 398)
    tops = [int(np.argmax((posed.rgba[..., 3] > 0.5).any(axis=1))) - posed.feet for posed in (stands, bows)]
    assert tops[1] > tops[0] + 0.08 * H


def test_who_lies_is_as_long_as_tall_and_who_flies_has_left_the_ground(tmp_path: Path) -> None:
    puppet = given(tmp_path, gloved(), "woman")
    [lies] = {id(sprite): sprite for sprite in puppet.sprites(200, "sleep", 4, 1, LIGHT)}.values()
    tall, wide = extent(lies)
    assert wide > 1.8 * tall
    flying = puppet.sprites(200, "fly", 4, 1, LIGHT)
    for sprite in flying:
        assert sprite.pix.keep is not None
        rows = np.flatnonzero((sprite.pix.keep < 128).any(axis=1))
        assert rows[-1] < sprite.oy - 0.15 * 200


def extent(sprite: Any) -> tuple[int, int]:
    """Rows and columns that a painting takes."""
    solid = sprite.pix.keep < 128
    return tuple(int(np.ptp(np.flatnonzero(solid.any(axis=axis)))) for axis in (1, 0))  # type: ignore[return-value]


def given(folder: Path, rgba: F32, role: str) -> Puppet:
    colours = rgba[..., 2::-1] / np.maximum(rgba[..., 3:], 1e-3)
    cv2.imwrite(str(folder / "cut.png"), np.round(np.dstack([colours, rgba[..., 3]]) * 255).astype(np.uint8))
    return Puppet.of(1, ElementSpec("Mara", f"A {role}", (str(folder / "cut.png"),)), role)


@pytest.mark.parametrize("verb", ["wave", "clap", "dance", "talk", "jump", "cheer", "bow"])
def test_cycles_close_and_nothing_flickers(man: Doer, verb: str) -> None:
    """No step from one of 24 phases to the next, the last to the first included, is out of line."""
    seen = [man.hands(verb, n / 24) for n in range(24)]
    hands = np.array([places if len(places) == 2 else places * 2 for places in seen])  # one may cover the other
    steps = np.linalg.norm(hands - np.roll(hands, 1, axis=0), axis=2)
    assert steps.max() < 0.25 * H


def test_a_real_face_nods_without_being_bent() -> None:
    puppet = Puppet.of(1, ElementSpec("Eileen", "A woman", (str(PHOTOGRAPHS / "astronaut.jpg"),)), "woman")
    h, w = puppet.rgba.shape[:2]
    spine = puppet.limbs.scaled(w, h).spine
    assert spine is not None
    x, y, half = round(spine.top[0]), round((spine.top[1] + spine.neck[1]) / 2), round(0.06 * h)
    face = puppet.rgba[y - half : y + half, x - half : x + half, :3].copy()
    one = Doer(puppet.rgba)
    places = []
    for p in (0.0, 0.27):
        posed, pose = one.posed("nod", p), one.moment("nod", p).pose
        at = (posed.rgba.shape[1] / 2, posed.rgba.shape[0] / 2)
        back = cv2.getRotationMatrix2D(at, pose.bend + pose.tilt, 1)
        straight = cv2.warpAffine(posed.rgba, back, posed.rgba.shape[1::-1], flags=cv2.INTER_CUBIC)
        likeness = cv2.matchTemplate(straight[..., :3].copy(), face, cv2.TM_CCOEFF_NORMED)
        assert likeness.max() > 0.97
        places.append(int(np.unravel_index(int(likeness.argmax()), likeness.shape)[0]) - posed.feet)
    assert abs(places[1] - places[0]) > 2


# ---- beasts ----


@pytest.mark.parametrize("alpha", [DOG, horse()])
def test_a_gallop_leaves_the_ground_with_its_legs_gathered_under_the_body(alpha: F32) -> None:
    one = Doer(textured(alpha), four_legged=True)
    flights = [one.posed("run", n / 24).flight for n in range(24)]
    up = int(np.argmax(flights))
    assert flights[up] > 0.9
    assert flights.count(0.0) > 8

    def spread(p: float) -> float:
        posed = one.posed("run", p)
        low = posed.rgba[posed.feet - round(0.22 * H) :, :, 3] > 0.5
        columns = np.flatnonzero(low.any(axis=0))
        return float(columns[-1] - columns[0])

    spreads = [spread(n / 24) for n in range(24)]
    assert spreads[up] < min(spreads) + 0.25 * np.ptp(spreads), "gathered"
    assert max(spreads) > 1.5 * min(spreads), "and stretched"


def test_a_leap_gathers_legs_and_feet_on_the_ground_go_back_with_it(dog: Doer) -> None:
    assert dog.moment("jump", 0.5).lift > 0.25

    def low(p: float) -> int:
        posed = dog.posed("jump", p)
        return int(np.flatnonzero((posed.rgba[..., 3] > 0.5).any(axis=1))[-1]) - posed.feet

    assert low(0.5) < low(0.0) - 0.08 * H
    stride = 160.0
    feet = []
    for p in (-0.1, -0.05, 0.0, 0.05, 0.1):
        posed = dog.posed("jump", p % 1, stride)
        rows = np.flatnonzero((posed.rgba[..., 3] > 0.5).any(axis=1))
        sole = posed.rgba[rows[-1] - 5 : rows[-1] - 1, :, 3].sum(axis=0)
        feet.append(float(np.average(np.arange(len(sole)) - len(sole) / 2, weights=sole)) + stride * p)
    assert np.ptp(feet) < 0.10 * stride


def test_a_beast_that_grazes_lowers_its_head_and_nothing_behind_it(dog: Doer) -> None:
    stands, eats = dog.posed("eat", 0.0), dog.posed("eat", 0.5)
    tops = []
    for posed in (stands, eats):
        ahead = posed.rgba[:, posed.rgba.shape[1] // 2 + 120 :, 3] > 0.5
        tops.append(int(np.argmax(ahead.any(axis=1))) - posed.feet)
    assert tops[1] > tops[0] + 0.10 * H
    assert same_place(stands, eats, -100, 20, 140, 398)


def test_a_tail_wags_and_the_trunk_does_not(dog: Doer) -> None:
    up, down = dog.posed("wag", 0.25), dog.posed("wag", 0.75)
    tops = []
    for posed in (up, down):
        columns = np.flatnonzero((posed.rgba[..., 3] > 0.5).any(axis=0))
        tip = posed.rgba[:, columns[0] : columns[0] + 12, 3] > 0.5
        tops.append(float(np.flatnonzero(tip.any(axis=1)).mean()) - posed.feet)
    assert abs(tops[0] - tops[1]) > 0.10 * H
    assert same_place(up, down, -70, 180, 60, 398)


@pytest.mark.parametrize("verb", ["nod", "bark", "look", "howl"])
def test_heads_of_beasts_nod_and_legs_stand(dog: Doer, verb: str) -> None:
    moments = [dog.posed(verb, p) for p in (0.0, 0.25, 0.5, 0.75)]
    places = []
    for posed in moments:
        solid = posed.rgba[..., 3] > 0.5
        last = np.flatnonzero(solid.any(axis=0))[-1]
        places.append(float(np.flatnonzero(solid[:, last - 12 : last].any(axis=1)).mean()) - posed.feet)
    assert np.ptp(places) > 0.012 * H
    assert all(same_place(moments[0], posed, -100, 0, 330, 398) for posed in moments[1:])


@pytest.mark.parametrize(
    ("rgba", "four"),
    [
        (gloved(), False),
        (textured(person(arms=False)), False),
        (textured(DOG), True),
        (textured(horse()), True),
    ],
)
def test_no_verb_takes_anything_out_of_its_picture(rgba: F32, four: bool) -> None:
    one = Doer(rgba, four)
    if one.limbs.spine is not None:  # who bows aside needs more room
        one.limbs = replace(one.limbs, spine=replace(one.limbs.spine, frontal=False))
    for verb, act in (BEASTS if four else PEOPLE).items():
        if act.needs in ("arm", "arms") and not one.limbs.arms:
            continue
        for p in (0.1, 0.35, 0.5, 0.6, 0.85):
            posed = one.posed(verb, p)
            assert (posed.rgba.shape[1] - rgba.shape[1]) / 2 < one.jointed.margin, verb
            assert posed.feet - H < one.jointed.above, verb
            assert float(posed.rgba[..., 3].max()) < 1.01


@pytest.mark.parametrize("four", [False, True])
def test_whatever_is_cut_out_can_be_moved(four: bool) -> None:
    """Shapes that are nobody: blobs and sticks, small and large."""
    r = np.random.default_rng(3)
    for n in range(24):
        h, w = ((400, 240), (60, 40), (120, 500), (40, 40))[n % 4]
        alpha = np.zeros((h, w), np.float32)
        for _ in range(int(r.integers(1, 7))):
            cv2.fillPoly(alpha, [r.integers(0, [w, h], (4, 2)).astype(np.int32)], (1,))
            end = (int(r.integers(0, w)), int(r.integers(0, h)))
            cv2.line(alpha, (w // 2, h // 3), end, (1,), int(r.integers(1, w // 9)))
        one = Doer(textured(alpha), four)
        for verb in ("run", "nod", "talk") if not four else ("run", "eat", "wag"):
            act = (BEASTS if four else PEOPLE)[verb]
            if act_of(verb, one.limbs, True) is act:
                assert np.isfinite(one.posed(verb, 0.3, 20.0).rgba).all()


# ---- what is said ----


def test_an_arm_that_lies_against_the_body_is_not_taken_for_one() -> None:
    on_hip = [(55, 150), (85, 75), (97, 78), (72, 150), (95, 205), (88, 222)]
    assert [arm.side for arm in found(outline(HEAD, TRUNK, *LEGS, on_hip, ARMS[1]), False).arms] == [1]
    alone = found(outline(HEAD, TRUNK, *LEGS, on_hip), False)
    assert not_done("waves", "wave", alone, True, False) == "waves: no arm stands apart in its picture, it rocks"


WHOLE = found(person(), False)
BEAST = found(DOG, True)


@pytest.mark.parametrize(
    ("word", "action", "limbs", "plays", "why"),
    [
        ("wave", "wave", WHOLE, "wave", None),
        ("clap", "stand", WHOLE, "clap", None),
        (
            "clap",
            "stand",
            replace(WHOLE, arms=WHOLE.arms[:1]),
            "clap",
            "clap: no two arms stand apart in its picture",
        ),
        ("bow", "stand", WHOLE, "bow", None),
        ("look around", "stand", WHOLE, "look", None),
        ("wait", "stand", WHOLE, "stand", None),
        ("smile", "stand", WHOLE, "stand", "smile: a cut-out stands and rocks"),
        ("climb", "walk", WHOLE, "walk", "climb: it walks"),
        ("stroll", "walk", WHOLE, "walk", None),
        ("sit down", "sit", WHOLE, "sit", "sit down: a cut-out stands and rocks"),
        ("kneel", "sit", WHOLE, "sit", "kneel: a cut-out stands and rocks"),
        ("read", "work", WHOLE, "work", "read: a cut-out stands and rocks"),
        ("walk", "walk", Limbs(), "walk", "walk with its legs: no legs stand apart in its picture, it glides"),
        (None, "stand", WHOLE, "stand", None),
        ("giggle", "laugh", WHOLE, "talk", None),
        ("crawl", "crawl", WHOLE, "walk", "crawl: it walks"),
        ("salute", "salute", WHOLE, "salute", "salute: a cut-out stands and rocks"),
        ("gallop", "run", BEAST, "run", None),
        ("wag", "stand", BEAST, "wag", None),
        ("wag", "stand", replace(BEAST, tail=None), "wag", "wag: no tail stands apart in its picture"),
        ("graze", "eat", BEAST, "eat", None),
        ("sit", "sit", BEAST, "sit", "sit: a cut-out stands and rocks"),
        ("clap", "stand", BEAST, "stand", "clap: a cut-out stands and rocks"),
    ],
)
def test_verbs_that_are_not_done_are_said(
    word: str | None, action: str, limbs: Limbs, plays: str, why: str | None
) -> None:
    assert chosen(word, action, limbs) == plays
    said = not_done(word, action, limbs, True, False)
    assert said is None if why is None else said is not None and said.startswith(why)


def test_a_card_waves_at_nobody_and_a_thing_is_not_asked() -> None:
    assert not_done("wave", "wave", Limbs(), False, True) == "wave: a cut-out stands and rocks"
    assert not_done("walk", "walk", Limbs(), False, True) is None
    assert not_done("stand", "stand", Limbs(), False, False) is None


@pytest.mark.parametrize("mode", ["text", "image"])
def test_a_clip_says_which_verbs_its_elements_do_not_do(tmp_path: Path, mode: str) -> None:
    given(tmp_path, gloved(), "woman")
    ann = ElementSpec("Ann", "A woman", (str(tmp_path / "cut.png"),))
    start = str(PHOTOGRAPHS / "grass.jpg") if mode == "image" else None

    def said(prompt: str) -> list[str]:
        spec = RenderSpec(
            (Shot(prompt, 0.5),), 320, 180, 12, mode=mode, sources=Sources(elements=(ann,), start=start)
        )
        return list(render(spec, tmp_path / "clip.mp4")["interpretation"]["not_done"])

    assert said("<<<element_1>>> climbs on a meadow") == ["element_1 (Ann) does not climb: it walks"]
    assert said("<<<element_1>>> waves on a meadow") == []


@pytest.mark.parametrize(
    ("picture", "prompt", "undone"),
    [
        ("chelsea.jpg", "A cat looks around, slow push in, snow falls", ["cat does not look around"]),
        ("rocket.jpg", "The rocket lifts off", ["rocket does not lift off"]),
        ("astronaut.jpg", "The woman nods and turns her head", ["woman does not nod"]),
        ("chelsea.jpg", "A cat sits, slow push in", []),
    ],
)
def test_who_is_in_a_picture_is_not_said_to_act(
    tmp_path: Path, picture: str, prompt: str, undone: list[str]
) -> None:
    sources = Sources(start=str(PHOTOGRAPHS / picture))
    spec = RenderSpec((Shot(prompt, 1),), 320, 180, 12, mode="image", sources=sources, follow=False, sound=False)
    told = render(spec, tmp_path / "clip.mp4")["interpretation"]["not_done"]
    acts = [text.partition(":")[0] for text in told if " does not " in text]
    assert acts[: len(undone)] == undone
    assert bool(acts) == bool(undone)
