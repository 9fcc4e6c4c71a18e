"""Downloads over connections that break: all of the file, or none of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from omnireel.errors import (
    ConnectionFailedError,
    LinkExpiredError,
    OmnireelError,
    TaskFailedError,
)
from unit.client.sdk_support import TASK_ID, BreakingServer, Sdk, http_answer, json_answer, task_json

Breaking = Callable[..., BreakingServer]

CLIP = bytes(range(256)) * 4
ETAG = '"abc"'


def whole(clip: bytes = CLIP, *, sent: int | None = None, etag: str = ETAG) -> bytes:
    """The whole file, broken off after `sent` bytes."""
    return http_answer("200 OK", {"Content-Length": len(clip), "ETag": etag}, clip[:sent])


def rest(start: int, *, sent: int | None = None, total: int = len(CLIP)) -> bytes:
    headers = {
        "Content-Length": total - start,
        "Content-Range": f"bytes {start}-{total - 1}/{total}",
        "ETag": ETAG,
    }
    return http_answer("206 Partial Content", headers, CLIP[start:][:sent])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clip.mp4"


def test_a_link_is_saved_without_showing_the_key(sdk: Sdk, breaking: Breaking, path: Path) -> None:
    server = breaking(whole())
    seen: list[tuple[int, int | None]] = []
    assert sdk.call("download", f"{server.url}/clip?signature=x", path, lambda *now: seen.append(now)) == path
    assert path.read_bytes() == CLIP
    assert seen[-1] == (len(CLIP), len(CLIP))
    assert list(path.parent.iterdir()) == [path]
    assert server.requests[0].startswith("GET /clip?signature=x HTTP/1.1")
    assert server.header(0, "authorization") is None
    assert server.header(0, "accept-encoding") == "identity"


def test_a_task_is_looked_up_for_its_link(sdk: Sdk, breaking: Breaking, path: Path) -> None:
    files = breaking(whole())
    server = breaking(json_answer(task_json("completed", 100, results=[f"{files.url}/clip.mp4"])))
    sdk.url = server.url
    sdk.call("download", TASK_ID, path)
    assert path.read_bytes() == CLIP


def test_a_break_is_mended_by_asking_for_the_rest(sdk: Sdk, breaking: Breaking, path: Path) -> None:
    server = breaking(whole(sent=300), rest(300, sent=200), b"", rest(500))
    sdk.call("download", f"{server.url}/clip", path)
    assert path.read_bytes() == CLIP
    ranges = [server.header(number, "range") for number in range(4)]
    assert ranges == [None, "bytes=300-", "bytes=500-", "bytes=500-"]
    assert server.header(1, "if-range") == ETAG
    assert sdk.clock.naps == [0.5, 0.5, 1.0]


def test_a_server_that_sends_it_all_again_starts_the_file_anew(sdk: Sdk, breaking: Breaking, path: Path) -> None:
    other = b"y" * 700
    server = breaking(whole(sent=900), whole(other, etag='"def"'))
    sdk.call("download", f"{server.url}/clip", path)
    assert path.read_bytes() == other


@pytest.mark.parametrize("answer", [rest(299), rest(300, total=2000), http_answer("206 x", {"Content-Length": 0})])
def test_a_rest_that_does_not_fit_is_refused(sdk: Sdk, breaking: Breaking, path: Path, answer: bytes) -> None:
    server = breaking(whole(sent=300), answer)
    with pytest.raises(OmnireelError, match="changed while it was downloaded"):
        sdk.call("download", f"{server.url}/clip", path)
    assert list(path.parent.iterdir()) == []


def test_a_weak_etag_does_not_vouch_for_a_rest(sdk: Sdk, breaking: Breaking, path: Path) -> None:
    server = breaking(whole(sent=300, etag='W/"abc"'), rest(300))
    sdk.call("download", f"{server.url}/clip", path)
    assert server.header(1, "if-range") is None
    assert path.read_bytes() == CLIP


def test_a_file_of_unknown_length_ends_with_its_last_chunk(sdk: Sdk, breaking: Breaking, path: Path) -> None:
    head = http_answer("200 OK", {"Transfer-Encoding": "chunked"})
    server = breaking(head + b"5\r\nhello\r\n", head + b"5\r\nhello\r\n0\r\n\r\n")
    seen: list[tuple[int, int | None]] = []
    sdk.call("download", f"{server.url}/clip", path, lambda *now: seen.append(now))
    assert path.read_bytes() == b"hello"
    assert seen[-1] == (5, None)


def test_no_half_file_is_left_when_it_keeps_breaking(sdk: Sdk, breaking: Breaking, path: Path) -> None:
    path.write_bytes(b"the clip of yesterday")
    server = breaking(whole(sent=300), *[b""] * 5)
    with pytest.raises(ConnectionFailedError):
        sdk.call("download", f"{server.url}/clip", path)
    assert path.read_bytes() == b"the clip of yesterday"
    assert list(path.parent.iterdir()) == [path]


def test_a_dead_link_is_a_typed_error(sdk: Sdk, breaking: Breaking, path: Path) -> None:
    error = {"error": {"code": "resource_not_found", "message": "This link has expired", "type": "x"}}
    server = breaking(json_answer(error, "410 Gone"))
    with pytest.raises(LinkExpiredError, match="This link has expired"):
        sdk.call("download", f"{server.url}/clip", path)
    assert list(path.parent.iterdir()) == []


def test_a_busy_server_is_asked_again(sdk: Sdk, breaking: Breaking, path: Path) -> None:
    server = breaking(http_answer("429 Slow", {"Retry-After": 3, "Content-Length": 0}), whole())
    sdk.call("download", f"{server.url}/clip", path)
    assert path.read_bytes() == CLIP
    assert 3 in sdk.clock.naps


def test_an_empty_file_is_a_file(sdk: Sdk, breaking: Breaking, path: Path) -> None:
    sdk.call("download", f"{breaking(whole(b'')).url}/clip", path)
    assert path.read_bytes() == b""


def test_only_http_links_are_downloaded(sdk: Sdk, path: Path) -> None:
    with pytest.raises(OmnireelError, match="only http and https links"):
        sdk.call("download", "file:///etc/passwd", path)


def test_a_task_without_a_clip_says_so(sdk: Sdk, breaking: Breaking, path: Path) -> None:
    for task, kind, text in (
        (task_json("processing"), OmnireelError, "wait until it has completed"),
        (task_json("failed"), TaskFailedError, "failed"),
        (task_json("completed", results=[]), OmnireelError, "has no clip"),
    ):
        sdk.url = breaking(json_answer(task)).url
        with pytest.raises(kind, match=text):
            sdk.call("download", TASK_ID, path)


def test_a_folder_that_is_not_there_is_said_by_the_disk(sdk: Sdk, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sdk.call("download", "http://127.0.0.1:9/clip", tmp_path / "no" / "clip.mp4")
