"""Finding the server of this machine."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from omnireel.client import AsyncClient, Client, NoLocalServerError
from omnireel.client.local import Local, find_local


def write(folder: Path, *, url: str = "http://127.0.0.1:8420", key: str = "sk-abc\n") -> None:
    (folder / "server.json").write_text(json.dumps({"url": url, "pid": 1}))
    (folder / "api-key").write_text(key)


def test_the_files_of_the_data_folder_name_server_and_key(tmp_path: Path) -> None:
    write(tmp_path)
    assert find_local(tmp_path) == Local("http://127.0.0.1:8420", "sk-abc")
    assert "sk-abc" not in repr(find_local(tmp_path))
    with Client.local(tmp_path) as client:
        assert client.base_url == "http://127.0.0.1:8420"

    async def go() -> str:
        async with AsyncClient.local(str(tmp_path)) as client:
            return client.base_url

    assert asyncio.run(go()) == "http://127.0.0.1:8420"


def test_without_a_server_the_remedy_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoLocalServerError, match="Start one with: omnireel serve"):
        find_local(tmp_path)
    write(tmp_path)
    (tmp_path / "api-key").unlink()
    with pytest.raises(NoLocalServerError, match="OMNIREEL_API_KEY"):
        find_local(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "5", "{}"])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    write(tmp_path)
    (tmp_path / "server.json").write_text(text)
    with pytest.raises(NoLocalServerError, match=r"server\.json cannot be read"):
        find_local(tmp_path)


def test_the_default_folder_is_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / ".local" / "share" / "omnireel"
    folder.mkdir(parents=True)
    write(folder)
    assert find_local().key == "sk-abc"
