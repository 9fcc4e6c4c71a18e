"""Guests in footage stand in it: whoever is nearer passes in front of them, and the light throws their shadow."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt
import pytest

from omnireel.animatic import ElementSpec, RenderSpec, Shot, Sources, render
from omnireel.animatic.footage.guests import Light
from omnireel.animatic.footage.passers import Passers
from omnireel.animatic.footage.still import exact
from omnireel.animatic.planes import Frame, rgb_of
from support.media import movie

W, H, COUNT = 480, 270, 48
Picture = npt.NDArray[np.uint8]


def yard(w: int = 900) -> Picture:
    """A sunless place with texture to hold on to."""
    r = np.random.default_rng(12)
    rgb = np.full((H, w, 3), (150, 155, 160), np.float32)
    rgb[H // 2 :] = (120, 110, 90)
    rgb += cv2.GaussianBlur(r.standard_normal((H, w)).astype(np.float32), (0, 0), 2)[..., None] * 60
    return np.clip(rgb, 0, 255).astype(np.uint8)


def passing(feet: float, pan: float = 0.0, shake: float = 0.0) -> tuple[Callable[[int], Picture], list[int]]:
    """Somebody in red walks from left to right, feet at a row in parts of the height; and where at each picture.

    pan: pixels a picture that the camera turns; shake: of the hand that holds it.
    """
    ground, r = yard(), np.random.default_rng(5)
    hand = np.cumsum(r.standard_normal((COUNT, 2)) * shake, axis=0)
    at = [round(40 + 400 * n / (COUNT - 1)) for n in range(COUNT)]

    def picture(n: int) -> Picture:
        matrix = np.array([[1, 0, -100 - pan * n + hand[n, 0]], [0, 1, hand[n, 1]]], np.float64)
        rgb = cv2.warpAffine(ground, matrix, (W, H), borderMode=cv2.BORDER_REFLECT)
        bottom = round(feet * H)
        cv2.rectangle(rgb, (at[n] - 17, bottom - 120), (at[n] + 17, bottom), (190, 40, 40), -1)
        cv2.circle(rgb, (at[n], bottom - 135), 15, (190, 40, 40), -1)
        return np.clip(rgb + r.standard_normal((H, W, 1)) * 3, 0, 255).astype(np.uint8)

    return picture, at


@pytest.fixture
def blue(tmp_path: Path) -> ElementSpec:
    cut = np.zeros((200, 120, 4), np.uint8)
    cut[4:196, 4:116] = (220, 60, 30, 255)
    done, data = cv2.imencode(".png", cut)
    assert done
    (tmp_path / "blue.png").write_bytes(bytes(data))
    return ElementSpec("Blue", "A blue card", (str(tmp_path / "blue.png"),))


def edited(folder: Path, prompt: str, picture: Callable[[int], Picture], blue: ElementSpec) -> list[Picture]:
    """Every picture (RGB) of the footage of `picture`, changed."""
    (folder / "in.mp4").write_bytes(movie(W, H, seconds=COUNT / 24, picture=picture, crf="12"))
    sources = Sources(video=str(folder / "in.mp4"), elements=(blue,))
    shots = (Shot(prompt, 5.0),)
    report = render(RenderSpec(shots, W, H, 24, mode="edit", sources=sources, follow=True), folder / "out.mp4")
    assert report["interpretation"]["not_done"] == []
    with av.open(str(folder / "out.mp4")) as box:
        frames = [frame.to_ndarray(format="yuv420p") for frame in box.decode(video=0)]
    return [rgb_of(frame.ravel(), frame.shape[1], frame.shape[0] * 2 // 3) for frame in frames]


def seen(rgb: Picture, x: float, y: float) -> str:
    h, w = rgb.shape[:2]
    r, _, b = rgb[int(y * h) - 2 : int(y * h) + 3, int(x * w) - 2 : int(x * w) + 3].reshape(-1, 3).mean(axis=0)
    return "red" if r > b + 50 else "blue" if b > r + 50 else "ground"


@pytest.mark.parametrize(("pan", "shake"), [(0.0, 0.0), (1.2, 0.0), (0.0, 0.8)])
def test_somebody_nearer_passes_in_front_of_a_guest(
    tmp_path: Path, blue: ElementSpec, pan: float, shake: float
) -> None:
    picture, at = passing(0.99, pan, shake)
    frames = edited(tmp_path, "Add <<<element_1>>> in the middle", picture, blue)
    middle = int(np.argmin([abs(x - W / 2 + pan * n) for n, x in enumerate(at)]))  # the guest goes with the ground
    x = at[middle] / W
    assert [seen(frames[middle], x, y) for y in (0.6, 0.75, 0.88)] == ["red"] * 3
    beside = [seen(frames[middle], x + side * 0.07, 0.75) for side in (-1, 1)]
    assert "blue" in beside, "only where that one is, and no further"
    assert seen(frames[0], 0.5, 0.75) == "blue"


def test_somebody_farther_away_passes_behind_a_guest(tmp_path: Path, blue: ElementSpec) -> None:
    picture, at = passing(0.86)
    frames = edited(tmp_path, "Add <<<element_1>>> in the middle", picture, blue)
    middle = int(np.argmin([abs(x - W / 2) for x in at]))
    assert [seen(frames[middle], at[middle] / W, y) for y in (0.6, 0.75)] == ["blue"] * 2


def test_who_stands_in_for_somebody_is_not_hidden_by_them(tmp_path: Path, blue: ElementSpec) -> None:
    def alone(n: int) -> Picture:
        rgb = np.full((H, W, 3), (100, 130, 90), np.uint8)
        x = 150 + 3 * n
        cv2.rectangle(rgb, (x - 25, 80), (x + 25, 230), (200, 40, 40), -1)
        return np.clip(rgb + np.random.default_rng(n).standard_normal((H, W, 1)) * 4, 0, 255).astype(np.uint8)

    frames = edited(tmp_path, "Replace the red man with <<<element_1>>>", alone, blue)
    for n in (6, 24, 42):
        assert seen(frames[n], (150 + 3 * n) / W, 0.55) == "blue"


def test_of_a_broad_subject_near_the_border_nothing_shows_behind_who_stands_in(
    tmp_path: Path, blue: ElementSpec
) -> None:
    """The ground beside it is narrower than the hole that it leaves: it mirrors nothing of the subject."""

    def broad(n: int) -> Picture:
        rgb = np.full((H, W, 3), (100, 130, 90), np.uint8)
        cv2.ellipse(rgb, (270, 150), (150, 60), 0, 0, 360, (200, 40, 40), -1)
        return np.clip(rgb + np.random.default_rng(n).standard_normal((H, W, 1)) * 4, 0, 255).astype(np.uint8)

    frames = edited(tmp_path, "Replace the red boat with <<<element_1>>>", broad, blue)
    rgb = frames[24].astype(int)
    assert float((rgb[..., 0] > rgb[..., 1] + 25).mean()) < 0.004


def test_nobody_passes_where_nothing_but_the_camera_moves(tmp_path: Path) -> None:
    ground = yard()
    data = movie(W, H, seconds=2.0, picture=lambda n: np.ascontiguousarray(ground[:, 4 * n : 4 * n + W]))
    (tmp_path / "pan.mp4").write_bytes(data)
    passers, frame = Passers(tmp_path / "pan.mp4", Fraction(24)), Frame(W, H)
    assert all(passers.nearer(n, frame, 0.5 * H) is None for n in range(48))


# ---- light ----


def lit(x: float | None, y: float = 0.1) -> Frame:
    """A warm ground under a sky, with a light at (x, y)."""
    rgb = np.full((H, W, 3), (90, 100, 120), np.uint8)
    rgb[H // 2 :] = (150, 120, 80)
    if x is not None:
        cv2.circle(rgb, (round(x * W), round(y * H)), 16, (255, 250, 230), -1)
    return exact(rgb)


def test_a_shadow_falls_away_from_the_light_and_is_longer_where_that_is_low() -> None:
    left, right = (Light.of(lit(x), W / 2, 0.9 * H) for x in (0.15, 0.85))
    assert left.lean > 0.3
    assert right.lean < -0.3
    high, low = (Light.of(lit(0.2, y), W / 2, 0.9 * H) for y in (0.05, 0.45))
    assert low.length > high.length + 0.2
    even = Light.of(lit(None), W / 2, 0.9 * H)
    assert even.lean == 0
    assert even.length < high.length
    assert even.amount < high.amount


def test_a_shadow_has_the_colour_of_its_ground_darker_and_never_grey() -> None:
    r, g, b = Light.of(lit(0.2), W / 2, 0.9 * H).colour
    assert max(r, g, b) < 0.3
    assert max(r, g, b) - min(r, g, b) > 0.02
    grey = exact(np.full((H, W, 3), 128, np.uint8))
    r, g, b = Light.of(grey, W / 2, 0.9 * H).colour
    assert b > r + 0.04, "grey ground is lit by the sky"


def test_the_shadow_lies_where_the_light_throws_it(tmp_path: Path, blue: ElementSpec) -> None:
    ground = yard(W)
    cv2.circle(ground, (60, 100), 14, (255, 255, 240), -1)
    frames = edited(tmp_path, "Add <<<element_1>>> in the middle", lambda n: ground, blue)
    h, w = frames[10].shape[:2]
    was = cv2.resize(ground, (w, h), interpolation=cv2.INTER_AREA).astype(float).mean(axis=2)
    darker = was - frames[10].astype(float).mean(axis=2)
    feet = int(0.95 * h)
    left, right = darker[feet:, : w // 2 - 40].mean(), darker[feet:, w // 2 + 40 :].mean()
    assert right > left + 2
