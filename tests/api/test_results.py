"""/results: finished clips behind signed links."""

from __future__ import annotations

import tracemalloc
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from api.stand import HOST, Stand
from api.streams import open_stream
from omnireel.core.sign import sign_link
from omnireel.providers.scripted import SAMPLE_CLIP
from omnireel.store import assets
from omnireel.studio.secret import SECRET_FILE

BYTES = SAMPLE_CLIP.read_bytes()
SIZE = len(BYTES)


@dataclass
class Shelf:
    """A server with one finished clip, and somebody without a key who has the link."""

    stand: Stand
    task_id: str
    link: str
    nobody: httpx.AsyncClient

    async def get(self, link: str | None = None, **headers: str) -> httpx.Response:
        return await self.nobody.get(link or self.link, headers=headers)

    def sign(self, path: str) -> str:
        """A link with a signature of the server for any path: what a test could never get from outside."""
        secret = (self.stand.platform.settings.data_dir / SECRET_FILE).read_text().strip().encode()
        return HOST + sign_link(secret, path, 1_800_000_000)


@pytest.fixture
async def shelf(stand: Stand) -> Shelf:
    shown = await stand.completed()
    return Shelf(stand, shown["id"], shown["results"][0], stand.client_of(None))


async def test_the_link_gives_the_exact_bytes(shelf: Shelf) -> None:
    answer = await shelf.get()
    assert answer.status_code == 200
    assert answer.content == BYTES
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["content-length"] == str(SIZE)
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"] == f'inline; filename="{shelf.task_id}.mp4"'
    assert answer.headers["cache-control"].startswith("private")


async def test_head(shelf: Shelf) -> None:
    answer = await shelf.nobody.head(shelf.link)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(SIZE)
    assert answer.headers["content-type"] == "video/mp4"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_other_methods(shelf: Shelf, method: str) -> None:
    answer = await shelf.nobody.request(method, shelf.link)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


# --- ranges --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, SIZE - 1),
        ("bytes=-10", SIZE - 10, SIZE - 1),
        (f"bytes=-{SIZE * 10}", 0, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        (f"bytes=5-{SIZE * 10}", 5, SIZE - 1),
        ("Bytes = 3-4 ", 3, 4),
        # Of several, those that lie outside are left out.
        (f"bytes=7-8,{SIZE}-", 7, 8),
        ("bytes=0-4,3-9", 0, 9),
    ],
)
async def test_a_range(shelf: Shelf, wanted: str, first: int, last: int) -> None:
    answer = await shelf.get(range=wanted)
    assert answer.status_code == 206
    assert answer.content == BYTES[first : last + 1]
    assert answer.headers["content-range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer.headers["content-length"] == str(last - first + 1)
    assert answer.headers["content-type"] == "video/mp4"


async def test_several_ranges(shelf: Shelf) -> None:
    answer = await shelf.get(range="bytes=0-3, 10-12, -2")
    assert answer.status_code == 206
    kind, _, boundary = answer.headers["content-type"].partition("; boundary=")
    assert kind == "multipart/byteranges"
    parts = answer.content.split(f"--{boundary}".encode())
    assert parts[0] == b""
    assert parts[-1].strip() == b"--"
    found = []
    for part in parts[1:-1]:
        head, _, body = part.partition(b"\r\n\r\n")
        assert b"Content-Type: video/mp4" in head
        found.append(body.removesuffix(b"\r\n"))
    assert found == [BYTES[0:4], BYTES[10:13], BYTES[-2:]]


@pytest.mark.parametrize("wanted", [f"bytes={SIZE}-", f"bytes={SIZE}-{SIZE + 9}", "bytes=-0", f"bytes={SIZE}-,-0"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_a_range_outside(shelf: Shelf, method: str, wanted: str) -> None:
    answer = await shelf.nobody.request(method, shelf.link, headers={"range": wanted})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{SIZE}"
    if method == "GET":
        assert answer.json()["error"] == {
            "code": "range_not_satisfiable",
            "message": "The requested range lies outside the file",
            "type": "invalid_request_error",
            "size": SIZE,
        }


@pytest.mark.parametrize(
    "wanted", ["", "bytes", "bytes=", "bytes=x-y", "bytes=9-3", "lines=1-2", "bytes=1", "bytes=--1", "bytes=²-"]
)
async def test_what_is_no_range_is_ignored(shelf: Shelf, wanted: str) -> None:
    answer = await shelf.nobody.get(shelf.link, headers={"range": wanted.encode("latin-1")})
    assert (answer.status_code, answer.content) == (200, BYTES)


async def test_if_range(shelf: Shelf) -> None:
    etag = (await shelf.get()).headers["etag"]
    for mark, status in ((etag, 206), ('"another"', 200)):
        answer = await shelf.nobody.get(shelf.link, headers={"range": "bytes=0-1", "if-range": mark})
        assert answer.status_code == status
    answer = await shelf.nobody.get(shelf.link, headers={"range": f"bytes={SIZE}-", "if-range": '"another"'})
    assert answer.status_code == 200


# --- links ---------------------------------------------------------------------------------------


async def test_a_link_lives_a_day_and_then_says_what_to_do(shelf: Shelf) -> None:
    shelf.stand.clock.advance(24 * 3600 - 1)
    assert (await shelf.get()).status_code == 200
    shelf.stand.clock.advance(3600 + 1)  # links are made to the full hour, never shorter than a day
    answer = await shelf.get()
    assert answer.status_code == 410
    assert answer.json()["error"] == {
        "code": "resource_not_found",
        "message": "This link has expired: result links live 24 hours. Read the task again for a new one",
        "type": "invalid_request_error",
    }
    again = (await shelf.stand.client.get(f"/v1/tasks/{shelf.task_id}")).json()["results"][0]
    assert again != shelf.link
    assert (await shelf.get(again)).content == BYTES


async def test_a_link_lives_a_day_from_any_moment_that_it_is_shown(shelf: Shelf) -> None:
    for _ in range(4):
        shelf.stand.clock.advance(997)
        link = (await shelf.stand.client.get(f"/v1/tasks/{shelf.task_id}")).json()["results"][0]
        expires = int(parse_qs(urlsplit(link).query)["expires"][0])
        assert 24 * 3600 <= expires - shelf.stand.clock.now_s() <= 25 * 3600


async def test_an_altered_link_is_forged(shelf: Shelf) -> None:
    parts = urlsplit(shelf.link)
    query = parse_qs(parts.query)
    expires, signature = query["expires"][0], query["signature"][0]
    other = (await shelf.stand.completed())["id"]
    path = parts.path
    altered = [
        path,
        f"{path}?expires={expires}",
        f"{path}?signature={signature}",
        f"{path}?expires=&signature={signature}",
        f"{path}?expires={int(expires) + 1}&signature={signature}",
        f"{path}?expires=-{expires}&signature={signature}",
        f"{path}?expires=%C2%B2&signature={signature}",
        f"{path}?expires={'9' * 5000}&signature={signature}",
        f"{path}?expires={expires}&signature=",
        f"{path}?expires={expires}&signature={signature[:-1]}",
        f"{path}?expires={expires}&signature={signature.swapcase()}",
        f"{path}?expires={expires}&signature={signature}%00",
        f"{path}?expires={expires}&signature=%C3%A4",
        f"/results/{other}.mp4?expires={expires}&signature={signature}",
        f"/results/{shelf.task_id}?expires={expires}&signature={signature}",
        f"/results/{shelf.task_id}.MP4?expires={expires}&signature={signature}",
    ]
    # Every single character of the signature counts.
    altered += [
        f"{path}?expires={expires}&signature={signature[:at]}{'A' if letter != 'A' else 'B'}{signature[at + 1 :]}"
        for at, letter in enumerate(signature)
    ]
    for link in altered:
        answer = await shelf.get(link)
        assert answer.status_code == 403, link
        assert answer.json()["error"] == {
            "code": "permission_denied",
            "message": "This link was not signed by this server",
            "type": "invalid_request_error",
        }


async def test_an_expired_link_that_is_forged_is_forged(shelf: Shelf) -> None:
    assert (await shelf.get(shelf.link.replace("expires=1", "expires=0"))).status_code == 403


async def test_the_api_key_does_not_open_a_result(shelf: Shelf) -> None:
    assert (await shelf.stand.client.get(f"/results/{shelf.task_id}.mp4")).status_code == 403


# --- other files ---------------------------------------------------------------------------------

TRICKS = [
    "../secret",
    "..%2Fsecret",
    "%2e%2e/secret",
    "%2e%2e%2fsecret",
    "..%5Csecret",
    "%2Fetc%2Fpasswd",
    "//etc/passwd",
    "....//secret",
    "x%00.mp4",
    "%00",
    "..",
    ".",
    "",
    "secret",
    "omnireel.db",
]


@pytest.mark.parametrize("trick", TRICKS)
async def test_a_path_never_leads_to_another_file(shelf: Shelf, trick: str) -> None:
    query = urlsplit(shelf.link).query
    secret = (shelf.stand.platform.settings.data_dir / SECRET_FILE).read_bytes()
    # As a server would hand it on: decoded, and not tidied up by a client.
    decoded = httpx.URL(f"http://x/{trick}").path.removeprefix("/") if "%" in trick else trick
    for path in {f"/results/{decoded}", f"/results/{trick}"}:
        answer = await asgi_get(shelf.stand, path, query)
        assert answer[0] in (403, 404), path
        assert secret not in answer[1]
        assert b"root:" not in answer[1]


async def asgi_get(stand: Stand, path: str, query: str) -> tuple[int, bytes]:
    """A request whose path is exactly this."""
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [],
        "root_path": "",
    }
    await stand.app(scope, receive, send)  # type: ignore[arg-type]
    body = b"".join(message.get("body", b"") for message in sent)  # type: ignore[misc]
    status = sent[0]["status"]
    assert isinstance(status, int)
    return status, body


@pytest.mark.parametrize(
    "name", ["../secret", "../../etc/passwd", "/etc/passwd", "..", "x", "x\0", "%2e%2e/secret"]
)
async def test_even_a_good_signature_leads_to_clips_only(shelf: Shelf, name: str) -> None:
    """As if somebody had got the server to sign a path: the name still has to be a task's."""
    path = "/results/" + name
    answer = await asgi_get(shelf.stand, path, urlsplit(shelf.sign(path)).query)
    assert answer[0] == 404
    assert b'"error"' in answer[1]


# --- clips that are gone -------------------------------------------------------------------------


async def test_a_deleted_clip(shelf: Shelf) -> None:
    now_ms = shelf.stand.clock.now_ms()
    gone = await shelf.stand.platform.store.write(
        assets.expire_assets(before_ms=now_ms + 1, now_ms=now_ms, limit=10)
    )
    assert len(gone) == 1
    answer = await shelf.get()
    assert answer.status_code == 410
    assert answer.json()["error"]["message"] == "The clip was deleted: this server keeps clips for 30 days"


async def test_a_task_without_a_clip(shelf: Shelf) -> None:
    await shelf.stand.play("rejected")
    task_id = (await shelf.stand.create())["id"]
    await shelf.stand.reached(task_id)
    answer = await shelf.get(shelf.sign(f"/results/{task_id}.mp4"))
    assert (answer.status_code, answer.json()["error"]["message"]) == (404, "This task has no clip")


async def test_a_clip_whose_bytes_are_not_here(shelf: Shelf) -> None:
    clip_of(shelf).unlink()
    answer = await shelf.get()
    assert answer.status_code == 404
    assert answer.json()["error"] == {
        "code": "resource_not_found",
        "message": "The bytes of this clip are not on this server",
        "type": "invalid_request_error",
    }


def clip_of(shelf: Shelf) -> Path:
    """The only clip on disk."""
    (path,) = (shelf.stand.platform.settings.data_dir / "clips").iterdir()
    return path


# --- memory --------------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, {"range": "bytes=1000-"}])
async def test_a_large_clip_is_streamed(shelf: Shelf, headers: dict[str, str]) -> None:
    size = 50 * 1024 * 1024
    with clip_of(shelf).open("r+b") as clip:
        clip.truncate(size)  # sparse: it takes no space
    total, largest = 0, 0
    parts = urlsplit(shelf.link)
    tracemalloc.start()
    try:
        async with open_stream(shelf.stand.app, f"{parts.path}?{parts.query}", headers, window=4) as stream:
            async for chunk in stream.chunks():
                total += len(chunk)
                largest = max(largest, len(chunk))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert total == size - (1000 if headers else 0)
    assert largest <= 1024 * 1024
    assert peak < 8 * 1024 * 1024
