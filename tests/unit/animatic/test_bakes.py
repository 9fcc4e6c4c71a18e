"""Paintings kept on disk: the same bytes as without, read instead of painted, never trusted when torn."""

from __future__ import annotations

import dataclasses
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from omnireel.animatic import RenderSpec, Shot, actors, engine, painting, render
from omnireel.animatic.bakes import Bake, Bakes, UnbakeableError, content_of
from omnireel.animatic.parse import understand
from omnireel.animatic.settings.table import SETTINGS

SPEC = RenderSpec((Shot("two koi swim over a coral reef", 0.5), Shot("a dog runs in a meadow", 0.5)), 160, 96, 12)


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*.bake"))


@pytest.fixture
def nothing_is_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    def painted(*_: object) -> None:
        raise AssertionError("painted again")

    monkeypatch.setattr(actors, "paint", painted)
    for name, setting in SETTINGS.items():
        monkeypatch.setitem(SETTINGS, name, dataclasses.replace(setting, paint=painted))


def test_clips_are_the_same_without_with_an_empty_and_with_a_warm_cache(tmp_path: Path) -> None:
    bare, cold, warm = (tmp_path / f"{name}.mp4" for name in ("bare", "cold", "warm"))
    render(SPEC, bare)
    render(SPEC, cold, cache=tmp_path / "bakes")
    render(SPEC, warm, cache=tmp_path / "bakes")
    assert bare.read_bytes() == cold.read_bytes() == warm.read_bytes()
    assert len(files(tmp_path / "bakes")) == 4  # two sets, two subjects


def test_what_was_painted_ahead_is_not_painted_again(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    engine.warm(SPEC, tmp_path / "bakes")
    request.getfixturevalue("nothing_is_painted")
    report = render(SPEC, tmp_path / "clip.mp4", cache=tmp_path / "bakes")
    assert report["frames"] == 12


def test_another_prompt_finds_the_place_painted(tmp_path: Path) -> None:
    engine.warm(RenderSpec((Shot("a dog runs in a meadow", 1),), 160, 96), tmp_path)
    before = len(files(tmp_path))
    engine.warm(RenderSpec((Shot("a wolf runs in a meadow", 3),), 160, 96), tmp_path)
    assert (before, len(files(tmp_path))) == (2, 3)


@pytest.mark.parametrize(
    "other",
    [
        RenderSpec((Shot("a dog runs in a meadow", 1),), 160, 96, seed=1),
        RenderSpec((Shot("a dog runs in a meadow", 1),), 96, 160),
        RenderSpec((Shot("a dog runs in a meadow at night", 1),), 160, 96),
        RenderSpec((Shot("a dog runs in a meadow, watercolour", 1),), 160, 96),
    ],
)
def test_other_seed_shape_hour_or_style_is_painted_anew(tmp_path: Path, other: RenderSpec) -> None:
    engine.warm(RenderSpec((Shot("a dog runs in a meadow", 1),), 160, 96), tmp_path)
    before = len(files(tmp_path))
    engine.warm(other, tmp_path)
    assert len(files(tmp_path)) > before


@pytest.mark.parametrize("harm", ["cut", "emptied", "other", "gone"])
def test_a_torn_file_is_painted_anew(tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "bakes"
    render(SPEC, tmp_path / "a.mp4", cache=folder)
    for path in files(folder):
        data = path.read_bytes()
        path.write_bytes({"cut": data[: len(data) // 2], "emptied": b"", "other": b"x" * 4096}.get(harm, data))
        if harm == "gone":
            path.unlink()
    render(SPEC, tmp_path / "b.mp4", cache=folder)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()
    assert len(files(folder)) == 4
    assert all(Bakes(folder).load(path.parent.name + path.stem) for path in files(folder))


def test_a_folder_that_cannot_be_used_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    report = render(SPEC, tmp_path / "a.mp4", cache=tmp_path / "file")
    assert report["frames"] == 12


def test_the_least_recently_used_make_room(tmp_path: Path) -> None:
    bakes = Bakes(tmp_path, 30_000)
    keys = [f"{n:02x}" + "0" * 38 for n in range(4)]
    for n, key in enumerate(keys[:3]):
        bakes.save(key, Bake([n], [np.full((100, 80), n, np.uint8)]))
        os.utime(tmp_path / key[:2] / f"{key[2:]}.bake", (1000 + n, 1000 + n))
    assert bakes.load(keys[0]) is not None  # used just now
    bakes.keep(keys[3], Bake([3], [np.zeros((100, 80), np.uint8)]))
    bakes.finish()
    assert [bakes.load(key) is not None for key in keys] == [True, False, True, True]


def test_a_bake_comes_back_as_it_was(tmp_path: Path) -> None:
    bakes = Bakes(tmp_path)
    pictures = [np.arange(12, dtype=np.uint8).reshape(3, 4), np.zeros((0, 4), np.uint8), np.ones((5, 1), np.uint8)]
    bakes.save("ab" * 20, Bake({"a": [1, 2.5, None, "ü"]}, pictures))
    back = bakes.load("ab" * 20)
    assert back is not None
    assert back.facts == {"a": [1, 2.5, None, "ü"]}
    for found, made in zip(back.pictures, pictures, strict=True):
        np.testing.assert_array_equal(found, made)
    with pytest.raises(ValueError, match="read-only"):
        back.pictures[0][0, 0] = 9


def test_nothing_half_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    Bakes(tmp_path).save("ab" * 20, Bake([], [np.zeros((9, 9), np.uint8)]))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_equal_content_has_equal_names_and_other_content_has_not() -> None:
    bakes = Bakes()
    one = {"a": np.arange(4, dtype=np.float32), "b": (1, 2.0, None)}
    same = {"b": [1, 2.0, None], "a": np.arange(4, dtype=np.float32)}
    assert bakes.key("set", one) == bakes.key("set", same)
    others = [("subject", one), ("set", {**one, "b": (1, 2.5, None)}), ("set", {**one, "a": np.zeros(4)})]
    names = {bakes.key(kind, value) for kind, value in others}
    assert len(names) == 3
    assert bakes.key("set", one) not in names


def test_what_has_no_content_is_refused() -> None:
    with pytest.raises(UnbakeableError, match="function"):
        content_of({"a": [lambda: 0]})


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_every_place_can_be_kept(tmp_path: Path, name: str) -> None:
    """All that a painter puts on a stage must survive the way to the disk and back."""
    spec = RenderSpec((Shot("a bird flies", 0.5),), 128, 96, 12)
    [shot] = engine.arranged(spec, understand(["a bird flies"]))
    shot.setting = SETTINGS[name]
    bakes = Bakes(tmp_path)
    with ThreadPoolExecutor(1) as pool:
        painting.paint(shot, pool, bakes)
        bakes.finish()
        [again] = engine.arranged(spec, understand(["a bird flies"]))
        again.setting = SETTINGS[name]
        painting._set(again, bakes)
    assert len(files(tmp_path)) == 2
    for before, after in zip(shot.stage.layers, again.stage.layers, strict=True):
        for item in dataclasses.fields(before):
            if item.name != "pix":
                assert content_of(getattr(before, item.name)) == content_of(getattr(after, item.name)), item.name
        for plane in ("y", "u", "v", "keep", "keep_half"):
            np.testing.assert_array_equal(getattr(before.pix, plane), getattr(after.pix, plane))
        for known in ("parts", "soft", "mild"):
            assert getattr(before.pix, known) == getattr(after.pix, known)
    assert painting._told(shot.stage) == painting._told(again.stage)
