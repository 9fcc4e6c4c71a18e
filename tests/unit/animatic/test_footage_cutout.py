"""Cutting a subject out of photographs, before busy grounds too, and leaving uncut what has no subject."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from omnireel.animatic.footage import followed
from omnireel.animatic.footage.cutout import SHOWN_MIN, SURE_MIN, Cutout, cut_out, filled
from omnireel.animatic.footage.edit import Plan
from omnireel.animatic.footage.filters import Backdrop, blur_behind
from omnireel.animatic.footage.followed import Followed
from omnireel.animatic.footage.mattes import own_colours
from omnireel.animatic.footage.still import covered, exact
from omnireel.animatic.planes import Frame, rgb_of

PHOTOGRAPHS = Path(__file__).parent / "photographs"
Picture = npt.NDArray[np.uint8]
# Drawn by hand, coarsely: the woman with the helmet that she holds; cup, saucer, spoon; the cat.
ASTRONAUT = [
    (15, 512), (18, 470), (20, 400), (28, 330), (38, 295), (58, 255), (112, 208), (118, 185), (135, 160),
    (160, 148), (185, 150), (185, 135), (172, 125), (158, 103), (153, 75), (158, 58), (170, 45), (190, 36),
    (200, 25), (220, 18), (250, 17), (275, 27), (292, 47), (301, 80), (298, 105), (290, 122), (272, 137),
    (262, 150), (255, 172), (275, 185), (295, 210), (303, 233), (325, 245), (342, 270), (355, 300), (362, 347),
    (385, 343), (415, 345), (450, 362), (478, 395), (493, 430), (497, 455), (505, 460), (512, 475), (512, 512),
]  # fmt: skip
COFFEE = [
    (78, 225), (82, 190), (95, 155), (115, 122), (145, 93), (180, 68), (192, 48), (215, 30), (250, 20),
    (285, 17), (325, 22), (360, 37), (385, 55), (397, 71), (405, 67), (415, 67), (424, 75), (420, 92),
    (417, 104), (440, 122), (462, 150), (475, 185), (479, 220), (474, 255), (458, 293), (430, 325), (395, 352),
    (350, 374), (300, 386), (270, 387), (225, 380), (180, 362), (140, 337), (108, 303), (88, 265),
]  # fmt: skip
CAT = [
    (42, 0), (33, 45), (30, 105), (0, 125), (0, 300), (345, 300), (318, 265), (316, 240), (322, 215),
    (345, 185), (360, 140), (361, 115), (352, 75), (372, 45), (398, 0),
]  # fmt: skip


def photograph(name: str) -> Picture:
    read = cv2.imread(str(PHOTOGRAPHS / f"{name}.jpg"))
    assert read is not None
    return np.asarray(cv2.cvtColor(read, cv2.COLOR_BGR2RGB), np.uint8)


def inside(outline: list[tuple[int, int]], shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    mask = np.zeros(shape[:2], np.uint8)
    cv2.fillPoly(mask, [np.array(outline, np.int32)], (1,))
    return mask > 0


def common(matte: npt.NDArray[Any], truth: npt.NDArray[np.bool_]) -> float:
    """Intersection over union."""
    found = matte > 0.5
    return float((found & truth).sum() / (found | truth).sum())


@pytest.mark.parametrize(
    ("name", "outline", "least"),
    [("astronaut", ASTRONAUT, 0.9), ("coffee", COFFEE, 0.83)],  # the saucer's deep shadow goes with the cup
)
def test_a_subject_before_a_busy_ground_is_cut_out(
    name: str, outline: list[tuple[int, int]], least: float
) -> None:
    rgb = photograph(name)
    found = cut_out(rgb)
    assert found.sure >= SURE_MIN
    assert common(found.matte, inside(outline, rgb.shape)) >= least


@pytest.mark.parametrize(("size", "work_px", "least"), [(720, 320, 0.93), (640, 200, 0.85), (512, 200, 0.85)])
def test_what_the_subject_holds_belongs_to_it(size: int, work_px: int, least: float) -> None:
    """Her helmet, at sizes at which colour alone takes it for the ground."""
    truth = np.dstack([inside(ASTRONAUT, (512, 512))] * 3).astype(np.uint8) * 255
    found = cut_out(covered(photograph("astronaut"), size, size), work_px=work_px)
    assert found.sure >= SURE_MIN
    assert common(found.matte, covered(truth, size, size)[..., 0] > 127) >= least


def test_what_cannot_be_cut_out_well_is_not_sure() -> None:
    """The cat fills the picture, and its fur goes over into what is out of focus behind it."""
    rgb = photograph("chelsea")
    found = cut_out(rgb)
    assert found.sure < SURE_MIN or common(found.matte, inside(CAT, rgb.shape)) >= 0.85


def shore(seed: int) -> Picture:
    """Sky, hills and a meadow that is all over blades: a place and nobody in it."""
    r = np.random.default_rng(seed)
    h, w = 360, 640
    rgb = np.zeros((h, w, 3), np.float32)
    rgb[:] = np.linspace((120, 160, 220), (220, 220, 210), h)[:, None]
    x = np.arange(w)
    for base, colour in ((150, (110, 130, 150)), (200, (80, 110, 90)), (250, (70, 100, 50))):
        ridge = base + sum(r.uniform(5, 22) * np.sin(x / r.uniform(30, 140) + r.uniform(0, 6)) for _ in range(4))
        rgb[np.arange(h)[:, None] > ridge[None]] = colour
    rgb[250:] += r.standard_normal((h - 250, w, 1)) * 30
    return np.clip(rgb + r.standard_normal((h, w, 1)) * 4, 0, 255).astype(np.uint8)


def spots(seed: int) -> Picture:
    """Many things of one kind, evenly strewn: none is the subject."""
    r = np.random.default_rng(seed)
    rgb = np.full((360, 640, 3), 70, np.uint8)
    for y in range(40, 360, 70):
        for x in range(40, 640, 70):
            at = (x + int(r.integers(-8, 8)), y + int(r.integers(-8, 8)))
            cv2.circle(rgb, at, 24, [int(v) for v in r.integers(90, 240, 3)], -1)
    return np.clip(rgb + r.standard_normal(rgb.shape) * 5, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("name", ["brick", "grass", "gravel", "rocket"])
def test_no_hole_is_cut_into_a_texture_or_a_place(name: str) -> None:
    assert cut_out(photograph(name)).sure < SURE_MIN


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("made", [shore, spots])
def test_no_hole_is_cut_where_nobody_is(made: Any, seed: int) -> None:
    assert cut_out(made(seed)).sure < SURE_MIN


@pytest.mark.parametrize("work_px", [200, 320])
def test_between_narrow_legs_the_ground_is_no_subject(work_px: int) -> None:
    """A dark beast before a light wall, its legs a few pixels apart and joined by their hooves; of a stripe on its
    flank that is unlike the wall nothing is lost."""
    rgb = np.full((432, 640, 3), (226, 224, 216), np.uint8)
    rgb = np.clip(rgb + np.random.default_rng(4).standard_normal(rgb.shape[:2])[..., None] * 4, 0, 255)
    truth = np.zeros((432, 640), np.uint8)
    cv2.ellipse(truth, (320, 180), (150, 62), 0, 0, 360, (1,), -1)
    for x in (200, 222, 420, 442):
        cv2.rectangle(truth, (x, 200), (x + 13, 372), (1,), -1)
    for x in (198, 418):
        cv2.ellipse(truth, (x + 18, 372), (23, 7), 0, 0, 360, (1,), -1)
    rgb[truth > 0] = (52, 40, 36)
    stripe = np.s_[204:238, 330:336]
    rgb[stripe] = (240, 190, 60)
    found = cut_out(rgb.astype(np.uint8), work_px=work_px)
    assert found.sure >= SURE_MIN
    for x in (214, 434):
        assert float(found.matte[255:360, x : x + 7].mean()) < 0.25
    assert float(found.matte[stripe].mean()) > 0.95
    assert common(found.matte, truth > 0) > 0.96


def test_the_edge_has_no_halo_of_the_old_ground() -> None:
    """A dark thing out of focus before a glaring ground: laid on black, nothing of that shines at its edge."""
    truth = np.zeros((480, 640), np.float32)
    cv2.ellipse(truth, (320, 260), (110, 170), 0, 0, 360, (1.0,), -1)
    truth = np.asarray(cv2.GaussianBlur(truth, (0, 0), 2.5), np.float32)
    own, ground = np.array((40, 50, 120), np.float32), np.array((250, 240, 60), np.float32)
    r = np.random.default_rng(4)
    rgb = own * truth[..., None] + ground * (1 - truth[..., None]) + r.standard_normal((480, 640, 1)) * 3
    found = cut_out(np.clip(rgb, 0, 255).astype(np.uint8))
    assert found.sure >= SURE_MIN
    assert common(found.matte, truth > 0.5) > 0.96
    laid = found.rgb * found.matte[..., None]
    assert float(laid[..., 1].max()) < 50 + 30, "its green is 50, that of the ground 240"


def test_behind_a_subject_the_texture_of_the_ground_goes_on() -> None:
    r = np.random.default_rng(9)
    ground = 120 + 60 * cv2.GaussianBlur(r.standard_normal((360, 640)).astype(np.float32), (0, 0), 1.2)
    rgb = np.clip(np.dstack([ground] * 3), 0, 255).astype(np.uint8)
    matte = np.zeros((360, 640), np.float32)
    cv2.circle(matte, (320, 180), 90, (1.0,), -1)
    hole = matte > 0
    near = hole & (cv2.erode(matte, np.ones((81, 81), np.uint8)) == 0)  # what a camera that moves lays open
    rgb[hole] = (220, 20, 20)
    made = filled(rgb, matte)
    assert 0.6 < made[near].std() / rgb[~hole].std() < 1.3
    assert int((made[..., 0].astype(int) - made[..., 1])[near].max()) < 40, "nothing of the subject is left"


def test_the_same_picture_gives_the_same_cut_out() -> None:
    rgb = photograph("coffee")
    first, second = cut_out(rgb), cut_out(rgb)
    assert first.sure == second.sure
    assert np.array_equal(first.matte, second.matte)


def test_a_picture_of_720_lines_is_cut_out_in_a_second() -> None:
    """Of processor time, so that what else runs on the machine does not count; it was measured at about 0.6 s."""
    rgb = covered(photograph("astronaut"), 1280, 720)
    cut_out(rgb)
    begun = time.process_time()
    cut_out(rgb)
    assert time.process_time() - begun < 2.0


# ---- what shines in at the edge ----


def fringed(kind: str) -> tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]]:
    """(subject, its old ground, its new one: each (720, 1280, 3); its matte, known) with hair or out of focus."""
    r = np.random.default_rng(3)
    alpha = np.zeros((720, 1280), np.float32)
    cv2.ellipse(alpha, (640, 400), (220, 240), 0, 0, 360, (1.0,), -1)
    for turn in r.uniform(0, 2 * np.pi, 300) if kind == "hair" else ():
        x, y = 640 + 220 * np.cos(turn), 400 + 240 * np.sin(turn)
        away = turn + r.normal(0, 0.5)
        far = int(8 * (x + 18 * np.cos(away))), int(8 * (y + 18 * np.sin(away)))
        cv2.line(alpha, (int(8 * x), int(8 * y)), far, (1.0,), 1, cv2.LINE_AA, 3)
    alpha = np.clip(cv2.GaussianBlur(alpha, (0, 0), 0.7 if kind == "hair" else 4), 0, 1)
    names = ("astronaut", "coffee", "rocket")
    parts = [cv2.resize(photograph(name), (1280, 720)).astype(np.float32) for name in names]
    return parts[0], parts[1], parts[2], alpha


@pytest.mark.parametrize(("kind", "part"), [("hair", 0.72), ("out of focus", 0.5)])
def test_the_old_ground_hardly_shines_before_a_new_one(kind: str, part: float) -> None:
    """Of what is wrong at the edge if pixels are only blended, no more than a part stays."""
    subject, old, new, alpha = fringed(kind)
    a = alpha[..., None]
    seen, want, plain = (
        np.clip(p, 0, 255).astype(np.uint8)
        for p in (
            subject * a + old * (1 - a),
            subject * a + new * (1 - a),
            (subject * a + old * (1 - a)) * a + new * (1 - a),
        )
    )
    frame = exact(seen)
    Backdrop(new.astype(np.uint8))(frame, 0, alpha)
    got = rgb_of(frame.buffer, 1280, 720)
    fringe = (alpha > 0.05) & (alpha < 0.95)
    wrong, before = (float(np.abs(p[fringe].astype(float) - want[fringe]).mean()) for p in (got, plain))
    assert wrong < part * before
    inside = cv2.erode(alpha, np.ones((25, 25), np.uint8)) > 0.99
    assert float(np.abs(got[inside].astype(float) - seen[inside]).mean()) < 3, "inside nothing is changed"


def test_a_subject_that_fades_in_as_a_whole_keeps_its_colours() -> None:
    rgb = photograph("coffee")
    alpha = np.zeros(rgb.shape[:2], np.float32)
    alpha[100:300, 150:450] = 0.6
    assert np.array_equal(own_colours(rgb, alpha), rgb)


def test_a_blurred_background_has_no_glow_of_the_subject() -> None:
    """A red disc before green: out of focus the green beside it stays green."""
    rgb = np.full((360, 640, 3), (40, 150, 60), np.uint8)
    alpha = np.zeros((360, 640), np.float32)
    cv2.circle(alpha, (320, 180), 100, (1.0,), -1, cv2.LINE_AA)
    rgb[alpha > 0.5] = (220, 40, 40)
    frame = exact(rgb)
    blur_behind(frame, 0, alpha)
    near, far = (cv2.dilate(alpha, np.ones((n, n), np.uint8)) > 0 for n in (9, 17))
    ring = far & ~near
    assert float(rgb_of(frame.buffer, 640, 360)[ring][:, 0].max()) < 40 + 20


# ---- mattes of footage ----


def mattes(pictures: list[Picture], by_distance: bool = False) -> list[npt.NDArray[Any]]:
    """What an edit of footage takes for its subject, picture by picture."""
    seen: list[npt.NDArray[Any]] = []
    h, w = pictures[0].shape[:2]

    def footage(w: int, h: int) -> Iterator[npt.NDArray[Any]]:
        return (exact(cv2.resize(rgb, (w, h), interpolation=cv2.INTER_AREA)).buffer for rgb in pictures)

    plan = Plan(subject=Followed(footage, w, h, by_distance))

    def look(frame: Frame, n: int, matte: npt.NDArray[Any] | None) -> None:
        assert matte is not None
        seen.append(matte)

    plan.add(look, operation="look")
    assert len(list(plan.applied(iter(exact(rgb).buffer for rgb in pictures), w, h))) == len(pictures)
    return seen


def crossing(count: int) -> tuple[list[Picture], list[npt.NDArray[np.bool_]]]:
    """A red ball, spotted so that its motion is seen, goes by before a meadow; and where it is."""
    r = np.random.default_rng(2)
    grain, marks = (
        cv2.GaussianBlur(r.standard_normal(size), (0, 0), wide)[..., None]
        for size, wide in (((360, 640), 2), ((200, 200), 4))
    )
    meadow = np.clip(np.array([80, 130, 70]) + 60 * grain, 0, 255)
    spots = np.clip(np.array([200, 50, 40]) + 300 * marks, 0, 255)
    pictures, truths = [], []
    for n in range(count):
        x, truth = 230 + 7 * n, np.zeros((360, 640), np.uint8)
        cv2.circle(truth, (x, 180), 90, (1,), -1)
        rgb = meadow.copy()
        rgb[truth > 0] = spots[np.nonzero(truth)[0] - 80, np.nonzero(truth)[1] - x + 100]
        pictures.append(rgb.astype(np.uint8))
        truths.append(truth > 0)
    return pictures, truths


def test_between_two_cut_outs_the_matte_goes_with_the_subject() -> None:
    """It moves by 7 pixels a picture, and is cut out of every eighth: no ghost before or behind it."""
    pictures, truths = crossing(25)
    for matte, truth in zip(mattes(pictures), truths, strict=True):
        assert common(matte, truth) > 0.93
        doubtful = (matte > 0.1) & (matte < 0.9)
        assert doubtful.sum() < 0.12 * truth.sum()


def test_a_subject_that_is_seen_is_not_lost_where_one_cut_out_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    pictures, truths = crossing(41)
    made: list[Cutout] = []

    def failing(rgb: Picture, work_px: int) -> Cutout:
        made.append(cut_out(rgb, work_px=work_px))
        return made[-1] if len(made) != 3 else replace(made[-1], sure=0.0)

    monkeypatch.setattr(followed, "cut_out", failing)
    found = mattes(pictures)
    assert len(made) >= 4
    assert min(common(matte, truth) for matte, truth in zip(found, truths, strict=True)) > 0.9
    blank = [np.full_like(pictures[0], 110)] * 16
    gone = mattes(pictures[:9] + blank)
    assert float(gone[-1].mean()) < 0.01, "what is gone is not kept"


@pytest.mark.parametrize("wrong", ["loses its upper half", "takes in the ground beside it"])
def test_what_several_sure_cut_outs_say_outlasts_worse_ones(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    """After the first ones all are wrong, and not so sure: the subject stays whole, and no more than it is."""
    pictures, truths = crossing(41)
    made: list[Cutout] = []

    def worse(rgb: Picture, work_px: int) -> Cutout:
        found = cut_out(rgb, work_px=work_px)
        if len(made) >= 2:
            matte = found.matte.copy()
            x, y, w, h = found.box
            if wrong.startswith("loses"):
                matte[: y + h // 2] = 0
            else:
                matte[y : y + h, x + w : x + 2 * w] = 1
            found = replace(found, matte=matte, sure=0.62)
        made.append(found)
        return found

    monkeypatch.setattr(followed, "cut_out", worse)
    found = mattes(pictures)
    assert made[0].sure > 0.75
    assert min(common(matte, truth) for matte, truth in zip(found, truths, strict=True)) > 0.9


def test_a_subject_that_few_pictures_show_well_is_followed_through_all() -> None:
    """The cup, its saucer cut by the frame's edge, filmed by a camera that turns: most of its pictures alone tell
    nothing."""
    rgb = photograph("coffee")
    mask = inside(COFFEE, rgb.shape).astype(np.float32)
    r = np.random.default_rng(1)
    pictures, truths = [], []
    for n in range(0, 120, 3):
        turn, k = 8 * (n / 120 - 0.5), 1.344 * (1 + 0.12 * n / 120)
        matrix = cv2.getRotationMatrix2D((300, 200), turn, k)
        matrix[:, 2] += 360 - 300 + 36 * np.sin(2 * np.pi * n / 120), 240 - 200
        seen = cv2.warpAffine(rgb, matrix, (720, 480), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
        pictures.append(np.clip(seen + r.standard_normal((480, 720, 1)) * 4, 0, 255).astype(np.uint8))
        truths.append(cv2.warpAffine(mask, matrix, (720, 480)) > 0.5)
    alone = [cut_out(rgb, work_px=followed.KEY_PX).sure for rgb in pictures[:: followed.KEY_EVERY]]
    assert sum(sure >= SHOWN_MIN for sure in alone) < 4, "else this shows nothing"
    shown = [common(matte, truth) for matte, truth in zip(mattes(pictures), truths, strict=True)]
    assert min(shown) > 0.85


def test_where_distance_will_do_a_subject_that_comes_late_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is looked for in nine pictures and not seen in the first five: every so often it is looked for again."""
    (picture, *_), (truth, *_) = crossing(1)
    tried: list[Cutout] = []

    def late(rgb: Picture, work_px: int) -> Cutout:
        found = cut_out(rgb, work_px=work_px)
        tried.append(found if len(tried) >= 5 else replace(found, sure=0.0))
        return tried[-1]

    monkeypatch.setattr(followed, "cut_out", late)
    found = mattes([picture] * 65, by_distance=True)
    assert len(tried) == 6
    assert all(float(matte.mean()) > 0.01 for matte in found), "until then what is probably near is kept"
    assert common(found[-1], truth) > 0.9


def test_a_background_behind_next_to_nothing_is_blurred_all_over() -> None:
    frame = exact(photograph("brick"))
    alpha = np.zeros((frame.h, frame.w), np.float32)
    alpha[0, 0] = 0.001
    before = frame.y.copy()
    blur_behind(frame, 0, alpha)
    assert float(frame.y.std()) < float(before.std())


def test_an_operation_that_fails_ends_the_edit() -> None:
    def fails(frame: Frame, n: int, matte: npt.NDArray[Any] | None) -> None:
        raise RuntimeError("no")

    plan = Plan()
    plan.add(fails, operation="fails")
    frame = exact(photograph("brick"))
    with pytest.raises(RuntimeError, match="no"):
        list(plan.applied(iter([frame.buffer] * 20), frame.w, frame.h))
