"""Clips on disk: in place and synced before anybody names them, and never outside their folder."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from omnireel.media.assets import AssetFolder


@pytest.fixture
def clips(tmp_path: Path) -> AssetFolder:
    return AssetFolder(tmp_path / "clips")


async def test_keeping_moves_and_measures(clips: AssetFolder, tmp_path: Path) -> None:
    source = tmp_path / "made.mp4"
    source.write_bytes(b"x" * 3_000_000)
    kept = await clips.keep(source, "task-1.1")
    assert kept.size_bytes == 3_000_000
    assert kept.sha256 == hashlib.sha256(b"x" * 3_000_000).hexdigest()
    assert not source.exists()
    assert clips.path("task-1.1").read_bytes() == b"x" * 3_000_000


async def test_another_file_system_is_copied_and_renamed(
    clips: AssetFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "made.mp4"
    source.write_bytes(b"clip")
    rename = Path.replace

    def across(self: Path, target: Path) -> Path:
        if self == source:
            raise OSError(18, "Invalid cross-device link")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", across)
    assert (await clips.keep(source, "a.1")).size_bytes == 4
    assert [entry.name for entry in (tmp_path / "clips").iterdir()] == ["a.1"]


async def test_an_empty_or_missing_clip_is_refused(clips: AssetFolder, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with pytest.raises(ValueError, match="empty"):
        await clips.keep(tmp_path / "empty", "a.1")
    with pytest.raises(FileNotFoundError):
        await clips.keep(tmp_path / "missing", "a.1")


@pytest.mark.parametrize("asset_id", ["", "..", "../x", "/etc/passwd", "a/b", ".hidden", "a\0b", "ä", "x" * 200])
def test_an_id_cannot_leave_the_folder(clips: AssetFolder, asset_id: str) -> None:
    with pytest.raises(ValueError, match="not an asset id"):
        clips.path(asset_id)


async def test_the_sweep_sees_only_old_files(clips: AssetFolder, tmp_path: Path) -> None:
    for name in ("old.1", "new.1"):
        (tmp_path / "clips" / name).write_bytes(b"x")
    os.utime(tmp_path / "clips" / "old.1", (0, 0))
    assert await clips.older_than(3600) == ["old.1"]
    await clips.delete("old.1")
    await clips.delete("old.1")
    assert await clips.older_than(3600) == []
