"""Pixel work: the fast ways give the picture that the plain way gives."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omnireel.animatic import RenderSpec, Shot, engine, painting
from omnireel.animatic.bakes import Bakes
from omnireel.animatic.lens import Lens
from omnireel.animatic.parse import understand
from omnireel.animatic.planes import (
    MILD_STEP_MAX,
    Frame,
    Planar,
    approach,
    draw,
    is_mild,
    magnified,
    over,
    parts_of,
    planar,
    repeated,
    rgb_of,
    rippled,
    sized,
    smeared,
    softened,
    turned,
)
from omnireel.animatic.stage import Layer, settled

R = np.random.default_rng(4)


def smooth_rgba(h: int, w: int, opaque_from: int | None = None) -> np.ndarray:
    rgba = cv2.GaussianBlur(R.random((h, w, 4)).astype(np.float32), (0, 0), 3)
    rgba = (rgba - rgba.min()) / (rgba.max() - rgba.min())
    rgba[:6, :, 3] = rgba[-6:, :, 3] = 0
    if opaque_from is not None:
        rgba[opaque_from:, :, 3] = 1
    rgba[..., :3] *= rgba[..., 3:]
    return np.asarray(rgba, np.float32)


def drawn_plainly(pix: Planar, w: int, h: int, x: float, y: float, below: int = 90) -> np.ndarray:
    """The luma of `pix` over a flat frame, by one general warp."""
    shift = np.array([[1, 0, x], [0, 1, y]], np.float64)
    above = cv2.warpAffine(pix.y, shift, (w, h), flags=cv2.INTER_LINEAR)
    assert pix.keep is not None
    keep = cv2.warpAffine(pix.keep, shift, (w, h), flags=cv2.INTER_LINEAR, borderValue=255)
    return np.clip(below * (keep / 255) + above, 0, 255)


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize(("x", "y"), [(3.0, 4.0), (10.37, 8.61), (-5.5, -7.25), (0.02, 20.9)])
def test_a_shifted_picture_lies_where_a_warp_puts_it(x: float, y: float, full: bool) -> None:
    pix = planar(smooth_rgba(60, 90, opaque_from=30 if full else None))
    pix.parts = parts_of(pix)
    frame = Frame(80, 70)
    frame.y[:] = 90
    draw(frame, pix, 1.0, x, y)
    expected = drawn_plainly(pix, 80, 70, x, y)
    inside = np.zeros((70, 80), bool)
    # Pictures end in rows that are empty, and those of this one that are not are cut a little short.
    inside[max(int(y) + 3, 0) : max(int(y) + 54, 0), max(int(x) + 3, 0) : int(x) + 84] = True
    assert inside.sum() > 2000
    assert float(np.abs(frame.y.astype(float) - expected)[inside].max()) <= 3.0


def test_an_opaque_picture_is_continued_to_the_sides_and_to_the_asked_rows() -> None:
    rgba = np.ones((40, 60, 4), np.float32) * 0.5
    frame = Frame(100, 80)
    draw(frame, planar(rgba, opaque=True), 1.0, 20.4, 10.3, (0, 70), spread=True)
    assert int(np.ptp(frame.y[:70].astype(int))) == 0
    assert frame.y[0, 0] == frame.y[69, 99] > 100
    assert (frame.y[71:] == 0).all()
    assert int(np.ptp(frame.u[:35].astype(int))) == 0


@pytest.mark.parametrize("scale", [1.0, 1.02, 1.13, 1.25])
@pytest.mark.parametrize("focus", [(64.0, 50.0), (0.0, 96.0), (127.0, 10.5)])
def test_the_approach_is_an_enlargement_about_its_focus(scale: float, focus: tuple[float, float]) -> None:
    """Drawing shifted by what is left over, then enlarging from whole pixels, is one exact enlargement."""
    w, h = 128, 96
    corner, (rest_x, rest_y) = approach(scale, focus)
    y, x = np.mgrid[0:h, 0:w].astype(np.float64)
    frame = Frame(w, h)
    frame.y[:] = np.rint(60 + 0.8 * (x + rest_x) + 0.5 * (y + rest_y))  # linear: sampled without loss
    out = magnified(frame, scale, corner)
    seen_x = focus[0] + (x - focus[0]) / scale
    seen_y = focus[1] + (y - focus[1]) / scale
    expected = 60 + 0.8 * seen_x + 0.5 * seen_y
    if scale == 1.0:
        expected += 0.8 * rest_x + 0.5 * rest_y
    inner = (slice(3, h - 3), slice(3, w - 3))
    assert float(np.abs(out.y.astype(float) - expected)[inner].max()) <= 1.6


def test_a_sized_picture_is_the_one_that_drawing_at_that_scale_shows() -> None:
    pix = planar(smooth_rgba(50, 70))
    once, each = Frame(100, 80), Frame(100, 80)
    once.y[:] = each.y[:] = 90
    draw(once, sized(pix, 1.13), 1.0, 8.0, 6.0)
    draw(each, pix, 1.13, 8.0, 6.0)
    difference = np.abs(once.y.astype(float) - each.y.astype(float))
    assert float(difference[10:58, 12:80].max()) <= 3.0


def test_two_pictures_laid_together_are_the_two_laid_in_turn() -> None:
    low, high = planar(smooth_rgba(40, 60)), planar(smooth_rgba(40, 60))
    once, twice = Frame(60, 40), Frame(60, 40)
    once.y[:] = twice.y[:] = 200
    draw(once, over(high, low), 1.0, 0, 0, spread=True)
    draw(twice, low, 1.0, 0, 0, spread=True)
    draw(twice, high, 1.0, 0, 0, spread=True)
    assert float(np.abs(once.y.astype(float) - twice.y.astype(float)).max()) <= 2.0


def in_parts(pix: Planar, x: float, y: float, wrap: int | None, size: tuple[int, int]) -> list[np.ndarray]:
    """The picture over a flat frame, drawn whole and drawn by parts."""
    pictures = []
    for known in (None, parts_of(pix)):
        pix.parts = known
        frame = Frame(*size)
        frame.buffer[:] = 90
        draw(frame, pix, 1.0, x, y, wrap=wrap)
        pictures.append(frame.buffer.astype(int))
    return pictures


@pytest.mark.parametrize("wrap", [None, 1200])
@pytest.mark.parametrize("x", [-1199.5, -640.25, -3.0, 0.0, 17.75, 250.5])
@pytest.mark.parametrize("y", [0.0, -7.3, 12.6])
def test_what_is_empty_is_left_out_and_what_is_opaque_copied(x: float, y: float, wrap: int | None) -> None:
    w, h, period = 720, 480, 1200
    rgba = np.zeros((h, period, 4), np.float32)
    for at in (60, 660, 1100):  # three things far from each other, one of them solid
        rgba[:, at : at + 72] = smooth_rgba(h, 72)
    rgba[100:380, 420:640] = (0.3, 0.5, 0.2, 1)
    if wrap is not None:
        rgba = np.concatenate([rgba, rgba[:, : w + 4]], axis=1)
    whole, parts = in_parts(planar(rgba), x, y, wrap, (w, h))
    assert np.abs(whole - parts).max() <= 1
    assert (parts != 90).any() == (whole != 90).any()


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10**6),
    st.integers(1, 9),
    st.floats(-90, 90),
    st.floats(-90, 90),
)
def test_parts_draw_what_the_whole_draws(seed: int, spots: int, x: float, y: float) -> None:
    r = np.random.default_rng(seed)
    alpha = np.zeros((400, 640), np.float32)
    for _ in range(spots):
        top, left = int(r.integers(8, 380)), int(r.integers(0, 620))
        alpha[top : min(top + int(r.integers(4, 300)), 392), left : left + int(r.integers(4, 400))] = r.choice(
            [0.4, 1]
        )
    rgba = np.dstack([alpha * 0.7, alpha * 0.4, alpha * 0.6, alpha])
    whole, parts = in_parts(planar(rgba), x, y, None, (640, 400))
    assert np.abs(whole - parts).max() <= 1


def test_a_solid_thing_is_nearly_all_copied_and_a_mist_is_one_part() -> None:
    rgba = np.zeros((600, 1280, 4), np.float32)
    rgba[100:560, 200:1100] = (0.3, 0.4, 0.5, 1)
    solid = planar(rgba)
    parts = parts_of(solid)
    assert parts is not None
    copied = sum((p.right - p.left) * (p.bottom - p.top) for p in parts if p.opaque)
    blended = sum((p.right - p.left) * (p.bottom - p.top) for p in parts if not p.opaque)
    assert copied > 0.75 * 460 * 900
    assert blended < 0.40 * 460 * 900  # the cells that its edges cross
    assert parts_of(planar(np.full((60, 300, 4), 0.4, np.float32))) == ((0, 300, 0, 60, False),)
    assert parts_of(planar(np.zeros((60, 300, 4), np.float32))) == ()
    assert parts_of(planar(rgba, opaque=True)) is None


def test_mild_colours_may_be_drawn_to_the_nearest_pixel_and_others_not() -> None:
    y, x = np.mgrid[0:80, 0:400].astype(np.float32)
    alpha = 0.5 + 0.4 * np.sin(x / 40)
    hazy = np.dstack([(0.3 + 0.2 * np.sin(y / 30)) * alpha, 0.4 * alpha, 0.5 * alpha, alpha]).astype(np.float32)
    striped = hazy.copy()
    striped[:, ::20, 0] = 0
    assert is_mild(planar(hazy))
    assert not is_mild(planar(striped))
    pix, pictures = planar(hazy), []
    for mild in (False, True):
        pix.mild = mild
        frame = Frame(200, 80)
        frame.u[:], frame.v[:] = 120, 134
        draw(frame, pix, 1.0, -60.5, 0.0)
        pictures.append(frame)
    exact, near = pictures
    np.testing.assert_array_equal(exact.y, near.y)
    for a, b in ((exact.u, near.u), (exact.v, near.v)):
        assert 0 < np.abs(a.astype(int) - b).max() <= MILD_STEP_MAX


@pytest.mark.parametrize("length", [2.0, 5.5, 12.0])
def test_what_goes_by_is_smeared_as_long_as_the_exposure_and_still_repeats(length: float) -> None:
    rgba = np.zeros((20, 200, 4), np.float32)
    rgba[:, [0, 100]] = (0.8, 0.8, 0.8, 1)  # one of them on the seam
    pix = repeated(planar(rgba), 60)
    out = smeared(pix, length, 200)
    assert out.shape == pix.shape
    np.testing.assert_array_equal(out.y[:, 200:], out.y[:, :60])
    lit = out.y[10, 50:150].astype(float)
    assert (lit > 0).sum() == pytest.approx(length, abs=2.1)
    assert lit.sum() == pytest.approx(float(pix.y[10, 100]), rel=0.12)
    np.testing.assert_array_equal(np.roll(out.y[:, :200], 100, axis=1), out.y[:, :200])


def test_the_lens_may_finish_a_picture_into_another() -> None:
    glass = Lens()
    glass.prepare(64, 48, 1)
    one, other, out = Frame(64, 48), Frame(64, 48), Frame(64, 48)
    one.buffer[:] = other.buffer[:] = R.integers(30, 220, one.buffer.shape, np.uint8)
    glass.apply(one, one, 3)
    glass.apply(other, out, 3)
    np.testing.assert_array_equal(one.buffer, out.buffer)


@pytest.mark.parametrize(("size", "least"), [(3.0, 1.0), (0.7, 0.3)])
def test_ripples_move_a_picture_about_and_keep_its_light(size: float, least: float) -> None:
    frame = Frame(128, 96)
    frame.y[:] = cv2.GaussianBlur(R.integers(0, 255, (96, 128), np.uint8), (0, 0), 2)
    before = frame.y.copy()
    rippled(frame, 40, 96, 1.0, size, R.random((9, 12)).astype(np.float32) * 6)
    np.testing.assert_array_equal(frame.y[:40], before[:40])
    moved = np.abs(frame.y[40:].astype(float) - before[40:])
    assert moved.mean() > least
    assert abs(float(frame.y[40:].mean()) - float(before[40:].mean())) < 2.0


@pytest.mark.parametrize(
    "prompt",
    ["a red car on a neon street at night in the rain", "a dog boxes in a meadow", "a school of fish over a reef"],
)
def test_settled_layers_show_what_the_painter_put_on_the_stage(
    prompt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = RenderSpec((Shot(prompt, 2),), 320, 180, 12)
    pictures = []
    for how in (settled, lambda layers: layers):
        monkeypatch.setattr(painting, "settled", how)
        [shot] = engine.arranged(spec, understand([prompt]))
        with ThreadPoolExecutor(1) as pool:
            glass = painting.paint(shot, pool, Bakes())
        glass.grain = 0.0
        pictures.append(engine.compose(shot, glass, Frame(320, 180), 13).y.astype(float))
    difference = np.abs(pictures[0] - pictures[1])
    assert float(difference.mean()) < 0.4
    assert float(np.quantile(difference, 0.999)) <= 6.0


def test_settling_joins_only_what_never_moves() -> None:
    def layer(**more: object) -> Layer:
        return Layer(planar(smooth_rgba(20, 20)), 0.0, 0.0, 1.0, **more)  # type: ignore[arg-type]

    still = [layer(fixed=True), layer(fixed=True)]
    assert len(settled(still)) == 1
    for other in ({"drift": 2.0}, {"sway": (3.0, 2.0)}, {"ripple": 1.0}, {"base_y": 9.0}, {"front": True}):
        assert len(settled([layer(fixed=True), layer(fixed=True, **other)])) == 2, other
    assert len(settled([layer(), layer()])) == 2


def test_a_picture_made_small_before_its_colours_are_looks_as_one_made_small_after() -> None:
    r = np.random.default_rng(3)
    frame = Frame(320, 180)
    for plane in (frame.y, frame.u, frame.v):
        rough = r.standard_normal(plane.shape).astype(np.float32)
        plane[:] = np.clip(128 + 300 * cv2.GaussianBlur(rough, (0, 0), 4), 60, 190)
    for size in ((160, 90), (240, 136), (100, 56)):
        after = cv2.resize(rgb_of(frame.buffer, 320, 180), size, interpolation=cv2.INTER_AREA)
        off = np.abs(rgb_of(frame.buffer, 320, 180, size).astype(float) - after)
        assert float(off.mean()) < 1.5, size


def test_a_turned_picture_is_whole_and_its_point_stays() -> None:
    """A bar above the point lies to its right after a quarter turn, colour and all; nothing turned is the same."""
    rgba = np.zeros((60, 40, 4), np.float32)
    rgba[10:30, 18:22] = (0.8, 0.1, 0.1, 1)
    pix = planar(rgba)
    same, x, y = turned(pix, 0.0, 20, 40)
    assert (same.y[int(y) - 40 : int(y) + 20, int(x) - 20 : int(x) + 20] == pix.y).all()
    quarter, x, y = turned(pix, 90.0, 20, 40)
    assert quarter.keep is not None
    there = np.argwhere(quarter.keep < 128)
    assert there[:, 1].min() - x == pytest.approx(10, abs=1.5)
    assert there[:, 1].max() - x == pytest.approx(30, abs=1.5)
    assert np.abs(there[:, 0] - y).max() < 4
    assert int(quarter.v.max()) == pytest.approx(int(pix.v.max()), abs=2)


@pytest.mark.parametrize("wrap", [None, 96])
def test_out_of_focus_is_the_plain_blur_and_ends_in_nothing(wrap: int | None) -> None:
    rgba = smooth_rgba(48, 96)
    pix = planar(rgba)
    soft, gain = softened(repeated(pix, 20) if wrap else pix, 3.0, wrap)
    assert gain >= 9
    assert soft.shape == (48 + 2 * gain, 96 + (20 if wrap else 0))
    sides = cv2.BORDER_WRAP if wrap else cv2.BORDER_REPLICATE
    wide = cv2.copyMakeBorder(cv2.copyMakeBorder(pix.y, 20, 20, 0, 0, cv2.BORDER_CONSTANT), 0, 0, 20, 20, sides)
    plain = cv2.GaussianBlur(wide, (0, 0), 3.0)[20:-20, 20:-20]
    assert np.abs(soft.y[gain:-gain, :96].astype(int) - plain).max() <= 1
    assert soft.keep is not None
    assert soft.keep[0].min() == soft.keep[-1].min() == 255
    if wrap:  # it still repeats
        assert (soft.y[:, :20] == soft.y[:, 96:]).all()
    opaque, none = softened(planar(smooth_rgba(48, 96), opaque=True), 3.0, None)
    assert (none, opaque.shape) == (0, (48, 96))
