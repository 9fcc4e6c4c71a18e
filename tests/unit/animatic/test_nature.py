"""What moves by itself in a picture: where its sky and water are, how they move, and what is said of it."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pytest

import omnireel.web
from omnireel.animatic import RenderSpec, Shot, Sources, render
from omnireel.animatic.footage import currents, nature, still
from omnireel.animatic.footage.outdoors import Region, find_sky, find_water
from omnireel.animatic.parse import understand
from omnireel.animatic.planes import Planar, planar
from omnireel.animatic.scene import arrange
from support.media import encoded

W, H = 640, 360
Picture = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]


def noise(h: int, w: int, x: float, y: float, seed: int) -> npt.NDArray[np.float32]:
    """Soft spots of a standard deviation of 1."""
    rough = np.random.default_rng(seed).standard_normal((h, w)).astype(np.float32)
    soft = cv2.GaussianBlur(rough, (0, 0), x, sigmaY=y)
    return np.asarray(soft / soft.std(), np.float32)


def painted(rgb: npt.NDArray[Any], grain: float = 1.5) -> Picture:
    h, w = rgb.shape[:2]
    return np.clip(rgb + np.random.default_rng(9).standard_normal((h, w, 1)) * grain, 0, 255).astype(np.uint8)


def landscape(clouds: float = 1.0) -> tuple[Picture, Mask]:
    """Hills and a white tower under a blue sky; where the sky is."""
    y, x = np.mgrid[0:H, 0:W].astype(np.float32)
    rgb = np.array([92, 136, 190], np.float32) + (y / H)[..., None] * np.array([60, 50, 30], np.float32)
    white = np.clip(noise(H, W, 26, 11, 1), 0, 1.6)[..., None] * 0.6 * clouds
    rgb += (np.array([250, 250, 250], np.float32) - rgb) * np.clip(white, 0, 1)
    hills = y > 215 - 22 * np.sin(x / 61) - 9 * np.sin(x / 17)
    green = np.array([84, 104, 52], np.float32) * (1 + 0.16 * noise(H, W, 1.2, 1.2, 2)[..., None])
    rgb[hills] = green[hills]
    tower = (np.abs(x - 430) < 20 + (y - 60) / 12) & (y > 70) & (y < 230)
    bricks = np.array([214, 196, 160], np.float32) * (1 + 0.06 * noise(H, W, 1, 1, 3)[..., None])
    rgb[tower] = bricks[tower]
    return painted(rgb), ~(hills | tower)


def seaside() -> tuple[Picture, Mask]:
    """A grey sea under a white sky, a dark island on its horizon; where the sea is."""
    rgb = np.full((H, W, 3), (205, 208, 212), np.float32)
    depth = np.clip((np.arange(H) - 150) / (H - 150), 0, 1)
    waves = sum(noise(H, W, 3 + 9 * k, 0.6 + 1.6 * k, 4 + n) * np.clip(1 - 4 * np.abs(depth - k), 0, 1)[:, None]
                for n, k in enumerate((0.1, 0.35, 0.6, 0.85)))  # fmt: skip
    sea = np.zeros((H, W), np.bool_)
    sea[150:] = True
    water = np.array([70, 96, 112], np.float32) + 22 * np.asarray(waves)[..., None]
    rgb[sea] = water[sea]
    cv2.ellipse(rgb, (420, 150), (130, 22), 0, 180, 360, (40, 46, 34), -1)
    return painted(rgb, 2), sea


def lake() -> tuple[Picture, Mask]:
    """The landscape's upper part, and under it the same upside down, darker; where that is."""
    above = landscape()[0][60:240].astype(np.float32)
    return painted(np.vstack([above, above[::-1] * 0.72 + np.array([4, 9, 16])])), np.arange(360)[:, None] >= 180


def wall() -> Picture:
    """Grey plaster in uneven light, down to the lower border, a chair before it."""
    rgb = np.full((H, W, 3), (182, 180, 176), np.float32) + 9 * noise(H, W, 45, 45, 5)[..., None]
    cv2.rectangle(rgb, (240, 190), (400, 360), (90, 60, 40), -1)
    return painted(rgb)


def backdrop() -> Picture:
    """A studio's blue paper with a soft light on it, a head before it."""
    y, x = np.mgrid[0:H, 0:W].astype(np.float32)
    glow = np.exp(-(((x - 320) / 190) ** 2) - ((y - 150) / 120) ** 2)[..., None]
    rgb = np.array([88, 108, 148], np.float32) + glow * 60
    cv2.ellipse(rgb, (320, 200), (70, 95), 0, 0, 360, (214, 166, 138), -1)
    cv2.rectangle(rgb, (220, 290), (420, 360), (60, 40, 40), -1)
    return painted(rgb)


def ceiling() -> Picture:
    """A white ceiling with a beam, and a wall of bricks that goes on beside it."""
    rgb = np.full((H, W, 3), (225, 222, 214), np.float32)
    rgb[:, :260] = (np.array([150, 80, 60], np.float32) * (1 + 0.2 * noise(H, W, 1, 1, 6)[..., None]))[:, :260]
    rgb[150:170] = (120, 90, 60)
    rgb[300:, 260:] = (110, 84, 60)
    return painted(rgb)


def road() -> Picture:
    """Asphalt with long even lines, as from a car."""
    rgb = landscape()[0].astype(np.float32)
    rows = 70 + 40 * np.sin(np.arange(H) / 6.0)
    rgb[220:] = (rows[:, None, None] * np.array([0.95, 1, 1.05]))[220:]
    return painted(rgb, 0.5)


def grass() -> Picture:
    rgb = np.full((H, W, 3), (205, 214, 222), np.float32)
    rgb[120:] = (np.array([86, 110, 50], np.float32) * (1 + 0.2 * noise(H, W, 0.8, 2.4, 7)[..., None]))[120:]
    return painted(rgb)


def likeness(found: npt.NDArray[Any], truth: Mask) -> float:
    """Of two masks: what is in both as a part of what is in either."""
    mask = found > 0.5
    return float((mask & truth).sum() / (mask | truth).sum())


NO_SKY = Region(np.zeros((H, W), np.float32), 0.0, "")


# ---- where they are ----


@pytest.mark.parametrize("size", [(640, 360), (1280, 720), (360, 360)])
def test_a_sky_is_found_and_nothing_that_stands_before_it(size: tuple[int, int]) -> None:
    rgb, truth = landscape()
    rgb = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA if size[0] <= W else cv2.INTER_CUBIC)
    found = find_sky(rgb)
    assert found.sure >= nature.SURE_MIN
    mask = cv2.resize(found.matte, (W, H), interpolation=cv2.INTER_AREA)
    assert likeness(mask, truth) > 0.93
    outside = cv2.erode((~truth).astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    assert float((mask[outside] > 0.5).mean()) < 0.002, "the tower and the hills stay"


@pytest.mark.parametrize("paint", [wall, backdrop, ceiling])
def test_what_is_in_a_room_is_no_sky(paint: Any) -> None:
    assert find_sky(paint()).sure < nature.NAMED_SURE_MIN


def test_the_moon_stays_where_it_is() -> None:
    rgb, _ = landscape()
    cv2.circle(rgb, (180, 70), 22, (246, 244, 232), -1, cv2.LINE_AA)
    found = find_sky(rgb)
    assert found.sure >= nature.SURE_MIN
    assert float(found.matte[54:87, 164:197].max()) < 0.05
    assert float(found.matte[20:60, 260:380].min()) > 0.95


def test_grass_before_a_sky_stays() -> None:
    rgb, _ = landscape()
    blades = np.zeros((H, W), np.uint8)
    r = np.random.default_rng(3)
    for _ in range(90):
        x, top, lean = int(r.integers(0, W)), int(r.integers(40, 200)), int(r.integers(-40, 40))
        cv2.line(blades, (x, H), (x + lean, top), 1, 3)
    rgb[blades > 0] = (176, 150, 92)
    assert float((find_sky(rgb).matte > 0.5)[blades > 0].mean()) < 0.005


def test_water_is_found_by_its_streaks_below_the_shore() -> None:
    rgb, truth = seaside()
    found = find_water(rgb, find_sky(rgb))
    assert found.sure >= nature.SURE_MIN
    assert not found.mirror
    assert likeness(found.matte, truth) > 0.85
    assert float(found.matte[:146].max()) < 0.5, "the island is no water"


def test_water_is_found_by_what_it_mirrors() -> None:
    rgb, truth = lake()
    found = find_water(rgb, NO_SKY)
    assert found.mirror
    assert found.sure >= nature.SURE_MIN
    assert likeness(found.matte, np.broadcast_to(truth, (H, W))) > 0.9


@pytest.mark.parametrize("paint", [wall, backdrop, ceiling, road, grass, lambda: landscape()[0]])
def test_what_lies_on_land_is_no_water(paint: Any) -> None:
    rgb = paint()
    assert find_water(rgb, find_sky(rgb)).sure < nature.SURE_MIN


# ---- how they move ----


def planes(rgb: Picture) -> Planar:
    rgba = np.dstack([rgb.astype(np.float32) / 255, np.ones(rgb.shape[:2], np.float32)])
    return planar(rgba, opaque=True)


def copied(pix: Planar) -> Planar:
    return Planar(pix.y.copy(), pix.u.copy(), pix.v.copy(), None, None)


def shown(current: Any, pix: Planar, t: float) -> Planar:
    now = copied(pix)
    current.move(now, t)
    return now


def currents_of(what: str) -> tuple[Any, Planar, Mask]:
    """(the moving part, the picture, where it is) for clouds and for water."""
    rgb, truth = landscape() if what == "clouds" else seaside()
    pix = planes(rgb)
    if what == "clouds":
        return currents.Clouds(pix, find_sky(rgb).matte, 12.0, 0.5), pix, truth
    return currents.Waves(pix, find_water(rgb, find_sky(rgb)).matte, 1.5, 12.0, 0.5), pix, truth


@pytest.mark.parametrize("what", ["clouds", "water"])
def test_from_standstill_nothing_is_torn_and_what_stands_is_not_touched(what: str) -> None:
    current, pix, truth = currents_of(what)
    at_first = shown(current, pix, 0.0)
    for plane, was in ((at_first.y, pix.y), (at_first.u, pix.u), (at_first.v, pix.v)):
        assert np.array_equal(plane, was)
    still_there = cv2.erode((~truth).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    steps = []
    before = pix.y
    for n in range(1, 25):
        now = shown(current, pix, n / 24).y
        assert np.abs(now[still_there].astype(int) - pix.y[still_there]).max() <= 1
        steps.append(float(np.abs(now.astype(int) - before)[truth].mean()))
        before = now
    assert steps[0] < 0.35 * steps[-1], "it sets off slowly"
    assert steps[-1] > 0.3, "and then it moves"


@pytest.mark.parametrize("speed", [6.0, -6.0])
def test_clouds_go_where_and_as_fast_as_is_told(speed: float) -> None:
    rgb, _ = landscape()
    pix = planes(rgb)
    clouds = currents.Clouds(pix, find_sky(rgb).matte, speed, 0.5)
    a, b = (shown(clouds, pix, t).y[20:90, 40:380].astype(np.float64) for t in (1.5, 4.5))
    (dx, dy), _ = cv2.phaseCorrelate(a - a.mean(), b - b.mean())
    assert 0.6 < dx / (3 * speed) < 1.15, "all but those near the horizon"
    assert abs(dy) < 3


def test_clouds_of_a_time_lapse_are_neither_stretched_nor_washed_out_nor_seen_again() -> None:
    rgb, truth = landscape()
    pix = planes(rgb)
    clouds = currents.Clouds(pix, find_sky(rgb).matte, 45.0, 0.5)
    sky = cv2.erode(truth.astype(np.uint8), np.ones((25, 25), np.uint8)) > 0
    first = pix.y.astype(float)
    frames = [shown(clouds, pix, t).y.astype(float) for t in np.linspace(2, 12, 41)]
    contrast = [float(frame[sky].std() / first[sky].std()) for frame in frames]
    assert min(contrast) > 0.7
    assert max(contrast) < 1.3
    assert min(float(np.abs(frame - first)[sky].mean()) for frame in frames) > 3
    across = [float(np.abs(np.diff(frame, axis=1))[sky[:, 1:]].mean()) for frame in frames]
    assert max(across) < 1.5 * float(np.abs(np.diff(first, axis=1))[sky[:, 1:]].mean()), "no seams"


def test_ripples_are_finer_and_weaker_far_away() -> None:
    current, pix, _ = currents_of("water")
    moved = np.abs(shown(current, pix, 3.0).y.astype(float) - pix.y)
    detail = np.abs(np.diff(pix.y.astype(float), axis=0))
    far, near = (float(moved[rows].mean() / detail[rows].mean()) for rows in (slice(156, 176), slice(300, 350)))
    assert far < 0.6 * near


# ---- what is made of the words ----


@pytest.mark.parametrize(
    ("text", "side", "pace"),
    [
        ("slow push in", 1, 1.0),
        ("the clouds drift to the left", -1, 1.0),
        ("wind from the left", 1, 1.0),
        ("a strong wind from the right", -1, 2.0),
        ("pan left, clouds over a city", 1, 1.0),
        ("the sky in a time-lapse", 1, nature.TIME_LAPSE),
        ("clouds drift slowly", 1, 0.6),
        ("time-lapse, racing clouds", 1, nature.PACE_MAX),
    ],
)
def test_the_words_say_where_the_wind_goes(text: str, side: int, pace: float) -> None:
    assert nature.wind_of(text) == (side, pace)


@pytest.mark.parametrize(
    ("prompt", "asked"),
    [
        ("Clouds drift, waves lap at the shore", ["clouds", "water"]),
        ("Rippling water", ["water"]),
        ("Drifting white clouds", ["clouds"]),
        ("A woman waves at the sea", []),
        ("A dog moves along the lake, a bird flies past clouds", []),
    ],
)
def test_what_was_asked_for(prompt: str, asked: list[str]) -> None:
    assert nature.unmoved(prompt, "why") == [f"moving the {what}: why" for what in asked]


def looked(rgb: Picture, prompt: str) -> nature.Nature:
    return nature.look_for(rgb, prompt, planes(rgb), (0, 0), nature.regions(rgb, prompt))


def test_it_is_told_in_numbers_and_what_is_not_done_with_why() -> None:
    rgb, truth = landscape()
    made = looked(rgb, "Clouds drift to the left, waves lap")
    [told] = made.told
    assert told["what"] == "clouds"
    assert told["towards"] == "left"
    assert told["share_percent"] == pytest.approx(100 * truth.mean(), abs=5)
    assert told["pixels_per_s"] == round(nature.CLOUD_SPEED * W, 1)
    [vain] = made.not_done
    assert vain.startswith("moving the water: no water is seen surely enough (")
    assert looked(rgb, "Slow push in").not_done == []
    assert looked(rgb, "Nothing moves").currents == []


def test_a_clear_sky_has_nothing_to_move() -> None:
    made = looked(landscape(clouds=0.0)[0], "Clouds drift")
    assert made.currents == []
    assert made.not_done == ["moving the clouds: the sky is clear"]


def test_every_reason_is_told_in_french() -> None:
    french = (Path(omnireel.web.__file__).parent / "texts" / "fr-sentences.js").read_text()
    code = "".join((Path(nature.__file__).parent / name).read_text() for name in ("outdoors.py", "nature.py"))
    reasons = re.findall(r'"((?:it|too|nothing|the sky) [a-z, ]+)"', code)
    assert len(reasons) > 10
    for reason in reasons:
        assert f'"{reason}": ' in french


# ---- a whole clip ----


def of(rgb: Picture, folder: Path, prompt: str, seconds: float = 2.0, **spec: Any) -> dict[str, Any]:
    (folder / "a.png").write_bytes(encoded(rgb))
    sources = Sources(start=str(folder / "a.png"), **spec)
    report = render(
        RenderSpec((Shot(prompt, seconds),), 320, 180, 24, mode="image", sources=sources), folder / "o.mp4"
    )
    told = report["interpretation"]
    json.dumps(told)
    return dict(told)


def test_a_clip_says_what_moves_and_what_does_not(tmp_path: Path) -> None:
    told = of(landscape()[0], tmp_path, "Slow push in, the clouds drift, the water ripples")
    assert [one["what"] for one in told["shots_of_picture"][0]["moves_by_itself"]] == ["clouds"]
    assert [said.partition(":")[0] for said in told["not_done"]] == ["moving the water"]
    told = of(landscape()[0], tmp_path, "Clouds drift", 0.5, end=str(tmp_path / "a.png"))
    assert told["not_done"] == ["moving the clouds: the picture goes over into the last frame"]


def test_beside_sky_and_water_a_moving_picture_is_what_it_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The same frames with and without what moves by itself: the first alike, and all of them where it is not."""
    rgb, truth = landscape()
    (tmp_path / "a.png").write_bytes(encoded(rgb))

    def frames() -> list[npt.NDArray[Any]]:
        stage = arrange(understand(["static shot"])[0], 2.0, W, H, 24, 0).stage
        stage.air = None
        made = still.make(tmp_path / "a.png", None, "static shot", stage, "static", 1.0, 2.0, None)
        return [buffer[: W * H].reshape(H, W).astype(int) for buffer in made.frames(48)]

    moving = frames()
    monkeypatch.setattr(still, "look_for", lambda *_: nature.Nature())
    resting = frames()
    assert np.array_equal(moving[0], resting[0])
    beside = cv2.erode((~truth).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    for a, b in zip(moving, resting, strict=True):
        assert np.abs(a - b)[beside].max() <= 3
        assert np.abs(a - b)[beside].mean() < 0.01
    steps = [float(np.abs(b - a)[truth].mean()) for a, b in pairwise(moving[1:])]
    assert max(steps) < 2 * steps[-1], "no jumps"
    assert float(np.abs(moving[-1] - resting[-1])[truth].mean()) > 1
