"""What a rendered file must be: size, length, cuts, colour, sound, the same bytes again."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from omnireel.animatic import ElementSpec, RenderSpec, Shot, Sources, SpecError, render
from omnireel.animatic.encode import Movie
from omnireel.animatic.planes import Frame, draw, planar

from .conftest import Clip, Film


@pytest.mark.parametrize(("w", "h"), [(160, 90), (90, 160), (128, 128), (130, 70)])
def test_size_and_length_are_exactly_those_asked(film: Film, w: int, h: int) -> None:
    clip = film("a dog runs in a meadow", w=w, h=h, seconds=0.7, fps=10)
    assert clip.frames.shape == (7, h, w, 3)
    assert clip.report["frames"] == 7
    assert (clip.report["width"], clip.report["height"]) == (w, h)
    assert clip.report["has_audio"] is False
    assert clip.samples is None


def test_frame_rates_and_odd_durations_round_once_for_the_whole_clip(film: Film) -> None:
    clip = film("a cat", "a dog", "a horse", seconds=0.35, fps=10)
    assert len(clip.frames) == round((0.35 + 0.35 + 0.35) * 10)


def test_a_large_picture_is_composed_smaller_and_still_has_the_asked_size(film: Film) -> None:
    clip = film("a sailboat on the sea", w=2560, h=1440, seconds=0.2, fps=10)
    assert clip.frames.shape == (2, 1440, 2560, 3)
    assert clip.frames[0].std() > 10


def test_same_spec_and_seed_give_the_same_bytes_and_another_seed_does_not(film: Film) -> None:
    prompt = "two red cars on a rainy neon street at night"
    first = film(prompt, sound=True, seed=5, name="a").path.read_bytes()
    assert first == film(prompt, sound=True, seed=5, name="b").path.read_bytes()
    assert first != film(prompt, sound=True, seed=6, name="c").path.read_bytes()


def test_the_clip_says_that_it_is_a_storyboard(film: Film) -> None:
    clip = film("a tree")
    assert "animatic storyboard" in clip.metadata["comment"]
    assert "animatic storyboard" in clip.metadata["title"]


def test_the_index_comes_first_so_that_players_can_start_at_once(film: Film) -> None:
    data = film("a tree").path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_cuts_fall_exactly_on_shot_boundaries(film: Film) -> None:
    clip = film(
        "a boat on the sea at noon",
        "a man in a forest at night",
        "a fox in a snow field",
        seconds=0.5,
        fps=12,
    )
    change = np.abs(np.diff(clip.frames.astype(np.float32), axis=0)).mean(axis=(1, 2, 3))
    assert sorted(np.argsort(change)[-2:] + 1) == [6, 12]


def test_colours_survive_the_way_into_the_file(tmp_path: Path) -> None:
    asked = [(214, 92, 34), (20, 200, 60), (30, 40, 220), (230, 30, 200), (128, 128, 128)]
    path = tmp_path / "flat.mp4"
    with Movie(path, 64, 64, 24, False) as movie:
        for colour in asked:
            picture = np.ones((64, 64, 4), np.float32)
            picture[..., :3] = np.array(colour, np.float32) / 255
            frame = Frame(64, 64)
            draw(frame, planar(picture, True), 1.0, 0, 0)
            movie.write(frame.buffer)
        movie.finish()
    clip = Clip(path, {})
    assert clip.colorspace == 1  # BT.709, said in the file
    for colour, frame in zip(asked, clip.frames, strict=True):
        assert np.abs(frame[32, 32].astype(int) - colour).max() <= 6


def test_layering_is_exact_for_half_transparent_paint() -> None:
    frame = Frame(16, 16)
    white = np.ones((16, 16, 4), np.float32)
    draw(frame, planar(white, True), 1.0, 0, 0)
    half = np.full((32, 32, 4), 0.5, np.float32)
    half[..., :3] = 0.0  # black at half strength, premultiplied
    draw(frame, planar(half), 1.0, -8, -8)
    middle = int(frame.y[8, 8])
    assert abs(middle - (16 + 235) / 2) <= 2
    assert abs(int(frame.u[4, 4]) - 128) <= 1


def test_sound_is_as_long_as_the_picture_and_neither_silent_nor_clipped(film: Film) -> None:
    clip = film("a man walks on the beach in the rain", seconds=1.0, sound=True)
    assert clip.report["has_audio"] is True
    assert clip.samples is not None
    # One AAC frame at either end is the codec's own.
    assert abs(clip.samples.shape[1] - 48_000) <= 1024
    rms = float(np.sqrt(np.mean(clip.samples[:, 6000:40000] ** 2)))
    assert 0.02 < rms < 0.3
    assert float(np.abs(clip.samples).max()) < 0.99
    assert float(np.abs(clip.samples[:, :200]).max()) < 0.1 * float(np.abs(clip.samples).max())


def test_a_watermark_marks_its_corner_and_nothing_else(film: Film) -> None:
    plain = film("a house in a meadow", w=320, h=180, name="a").frames[2].astype(int)
    marked = film("a house in a meadow", w=320, h=180, watermark="TEST CLIP", name="b").frames[2].astype(int)
    change = np.abs(plain - marked).max(axis=2)
    assert change[160:, 200:].max() > 60
    assert np.quantile(change[:120, :160], 0.99) < 16


def test_a_failed_render_leaves_nothing_behind(tmp_path: Path) -> None:
    out = tmp_path / "clip.mp4"

    def fail(share: float) -> None:
        raise RuntimeError("the caller gave up")

    with pytest.raises(RuntimeError, match="gave up"):
        render(RenderSpec((Shot("a dog", 0.5),), 96, 64), out, fail)
    assert list(tmp_path.iterdir()) == []


def test_progress_rises_to_one(tmp_path: Path) -> None:
    seen: list[float] = []
    render(RenderSpec((Shot("a dog", 0.5),), 96, 64, 12), tmp_path / "clip.mp4", seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    assert len(seen) == 6


@pytest.mark.parametrize(
    "bad",
    [
        {"width": 161},
        {"height": 0},
        {"fps": 0},
        {"fps": 1000},
        {"shots": ()},
        {"width": 100_000},
        {"seed": "x"},
        {"sound": 1},
        {"watermark": "x" * 200},
        {"width": True},
        {"mode": "sculpture"},
        {"mode": "image"},
        {"mode": "edit"},
        {"mode": "reference"},
        {"follow": 1},
        {"sources": None},
    ],
)
def test_impossible_specs_are_refused(bad: dict[str, object]) -> None:
    good: dict[str, object] = {"shots": (Shot("a dog", 1.0),), "width": 160, "height": 90, "fps": 24}
    with pytest.raises(SpecError):
        RenderSpec(**{**good, **bad})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "bad",
    [
        {"start": "relative.png"},
        {"end": "/a.png"},
        {"images": ("/a.png",) * 10},
        {"video": "http://example.com/a.mp4"},
        {"elements": ({},)},
        {"elements": ({"name": "Mara"},)},
        {"elements": ({"name": "Mara", "images": ["/a.png"], "video": "/a.mp4"},)},
        {"elements": ({"name": "Mara", "images": ["/a.png"]},) * 8},
        {"keep_sound": 1},
        {"other": 1},
        [],
    ],
)
def test_impossible_sources_are_refused(bad: object) -> None:
    with pytest.raises(SpecError):
        Sources.from_json(bad)


@pytest.mark.parametrize(
    "bad",
    [("a dog", 0), ("a dog", -1), ("a dog", 1e9), ("a dog", float("nan")), (None, 1), ("x" * 20_000, 1)],
)
def test_impossible_shots_are_refused(bad: tuple[object, object]) -> None:
    with pytest.raises(SpecError):
        Shot(*bad)  # type: ignore[arg-type]


def test_a_spec_survives_json() -> None:
    spec = RenderSpec((Shot("a dog", 1.5), Shot("a cat", 2)), 160, 90, 24, True, 7, "mark")
    assert RenderSpec.from_json(spec.to_json()) == spec
    mara = ElementSpec("Mara", "a woman", ("/front.png", "/left.png"))
    given = Sources("/a.png", "/b.png", ("/c.png",), "/d.mp4", (mara, ElementSpec("Jo", video="/jo.mp4")), False)
    assert given.pictures == ("/a.png", "/b.png", "/c.png")
    spec = RenderSpec((Shot("x", 3),), 160, 90, mode="edit", sources=given, follow=True)
    assert RenderSpec.from_json(json.loads(json.dumps(spec.to_json()))) == spec
    for odd in (
        None,
        [],
        {"shots": "x"},
        {"shots": [{}], "width": 2, "height": 2},
        {**spec.to_json(), "extra": 1},
    ):
        with pytest.raises(SpecError):
            RenderSpec.from_json(odd)


def test_a_prompt_that_lists_shots_is_cut_into_them(film: Film) -> None:
    prompt = "Shot 1 (1s): a boat on the sea at noon. Shot 2 (2s): a man in a dark forest at night."
    clip = film(prompt, seconds=1.5, fps=12)
    assert len(clip.frames) == 18
    steps = [float(np.abs(b.astype(float) - a).mean()) for a, b in pairwise(clip.frames)]
    assert int(np.argmax(steps)) + 1 == 6
    assert max(steps) > 5 * sorted(steps)[-2]
    assert [shot["setting"] for shot in clip.report["interpretation"]["shots"]] == ["sea", "dark forest"]
