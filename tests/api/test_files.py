"""/api/v1/files: three ways to upload, lists, quota, links, deletion, the end of files, in their own shape."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.stand import KEY, Stand, open_stand
from omnireel.media.outbound import Outbound, OutboundError, RefusedAddressError

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
MP4 = b"\x00\x00\x00\x20ftypisom" + bytes(500)
UPLOAD = "/api/v1/files/upload"


async def streamed(stand: Stand, data: bytes = PNG, name: str = "me.png", **fields: str) -> dict[str, Any]:
    answer = await stand.client.post(f"{UPLOAD}/stream", files={"file": (name, data)}, data=fields)
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()["data"]
    return made


def is_refused(answer: httpx.Response, status: int, *words: str) -> None:
    body = answer.json()
    assert (answer.status_code, body["success"], body["code"]) == (status, False, status)
    assert set(body) == {"success", "code", "msg"}
    for word in words:
        assert word in body["msg"]


async def test_an_upload_answers_as_the_contract_says(still: Stand) -> None:
    answer = await still.client.post(
        f"{UPLOAD}/stream",
        files={"file": ("IMG 2041.PNG", PNG)},
        data={"upload_path": "portraits", "file_name": "me"},
    )
    body = answer.json()
    data = body.pop("data")
    assert body == {"success": True, "code": 200, "msg": "File uploaded successfully"}
    assert (data["file_name"], data["original_name"], data["upload_path"]) == (
        "me.png",
        "IMG 2041.PNG",
        "portraits",
    )
    assert (data["file_size"], data["mime_type"]) == (len(PNG), "image/png")
    assert data["file_url"] == f"http://omnireel.test/files/{data['file_id']}/me.png"
    assert data["download_url"] == f"http://omnireel.test/api/v1/files/download/{data['file_id']}"
    assert data["upload_time"] == "2026-11-22T10:00:00+00:00"
    assert data["expires_at"] == "2026-11-25T10:00:00+00:00"


@pytest.mark.parametrize("link", ["file_url", "download_url"])
async def test_links_work_without_a_key_and_in_ranges(still: Stand, link: str) -> None:
    data = await streamed(still, MP4, "clip.mp4")
    nobody = still.client_of(None)
    answer = await nobody.get(data[link])
    assert (answer.status_code, answer.content) == (200, MP4)
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    part = await nobody.get(data[link], headers={"range": "bytes=4-11"})
    assert (part.status_code, part.content) == (206, b"ftypisom")
    head = await nobody.head(data[link])
    assert (head.status_code, head.headers["content-length"], head.content) == (200, str(len(MP4)), b"")


@pytest.mark.parametrize("head", ["", "data:image/png;base64,"])
async def test_base64(still: Stand, head: str) -> None:
    body = {"base64_data": head + base64.b64encode(PNG).decode(), "file_name": "a b.png", "upload_path": "x/y"}
    answer = await still.client.post(f"{UPLOAD}/base64", json=body)
    data = answer.json()["data"]
    assert (data["file_name"], data["file_size"], data["upload_path"]) == ("a-b.png", len(PNG), "x/y")
    assert (await still.client_of(None).get(data["file_url"])).content == PNG


@pytest.mark.parametrize(
    ("spelling", "name"), [("file_name", "upload_path"), ("fileName", "uploadPath")], ids=["snake", "camel"]
)
async def test_both_spellings_of_the_form_are_taken(still: Stand, spelling: str, name: str) -> None:
    data = await streamed(still, **{spelling: "other", name: "there"})
    assert (data["file_name"], data["upload_path"]) == ("other.png", "there")


@pytest.mark.parametrize(
    ("way", "body", "word"),
    [
        ("base64", {"base64_data": base64.b64encode(b"PK\x03\x04" + bytes(99)).decode()}, "application/zip"),
        ("base64", {"base64_data": base64.b64encode(b"<svg onload=x>" + bytes(99)).decode()}, "image/svg+xml"),
        ("base64", {"base64_data": ""}, "empty"),
        ("base64", {"base64_data": "***"}, "not base64"),
        ("base64", {"file_name": "x"}, "base64_data is required"),
        ("base64", {"base64_data": base64.b64encode(PNG).decode(), "upload_path": "../x"}, "upload_path"),
        ("base64", {"base64_data": base64.b64encode(PNG).decode(), "upload_path": 5}, "upload_path"),
        ("base64", {"base64_data": base64.b64encode(PNG).decode(), "file_name": ""}, "file_name"),
        ("url", {}, "file_url"),
        ("url", {"file_url": "ftp://x/y"}, "file_url"),
        ("url", {"file_url": "file:///etc/passwd"}, "file_url"),
        ("url", {"file_url": "http://127.0.0.1:1/x.png"}, "internal address"),
        ("url", {"file_url": "http://[::ffff:169.254.169.254]/latest"}, "internal address"),
        ("url", {"file_url": "http://user:pw@example.com/x.png"}, "user name"),
    ],
)
async def test_bad_input_is_refused_with_the_reason(
    still: Stand, way: str, body: dict[str, Any], word: str
) -> None:
    is_refused(await still.client.post(f"{UPLOAD}/{way}", json=body), 400, word)
    assert (await still.client.get("/api/v1/files/list")).json()["data"]["total"] == 0


@pytest.mark.parametrize(
    ("content", "kind", "word"),
    [
        (b"", "application/json", "multipart/form-data"),
        (b"--b\r\n", "multipart/form-data", "multipart/form-data"),
        (b"nothing", "multipart/form-data; boundary=b", "malformed"),
        (
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n',
            "multipart/form-data; boundary=b",
            "ends before",
        ),
        (
            b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\ny\r\n--b--\r\n',
            "multipart/form-data; boundary=b",
            "file is required",
        ),
        (
            b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n' + b"y" * 70_000 + b"\r\n--b--\r\n",
            "multipart/form-data; boundary=b",
            "must be short",
        ),
        (
            (b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\ny\r\n' * 30) + b"--b--\r\n",
            "multipart/form-data; boundary=b",
            "parts",
        ),
    ],
)
async def test_bad_forms_are_refused(still: Stand, content: bytes, kind: str, word: str) -> None:
    answer = await still.client.post(f"{UPLOAD}/stream", content=content, headers={"content-type": kind})
    is_refused(answer, 400, word)


async def test_two_files_in_one_form_are_refused(still: Stand) -> None:
    both = [("file", ("a.png", PNG)), ("file", ("b.png", PNG))]
    is_refused(await still.client.post(f"{UPLOAD}/stream", files=both), 400, "one file")


async def test_a_file_over_the_limit_is_refused_as_it_comes(tmp_path: Path) -> None:
    async with open_stand(tmp_path, start=False, upload_bytes_max=10_000) as stand:
        await streamed(stand, PNG + bytes(10_000 - len(PNG)))

        async def endless() -> AsyncIterator[bytes]:
            yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n' + PNG
            while True:
                yield bytes(1000)

        headers = {"content-type": "multipart/form-data; boundary=b"}
        is_refused(await stand.client.post(f"{UPLOAD}/stream", content=endless(), headers=headers), 413, "10000")
        text = base64.b64encode(PNG + bytes(10_000)).decode()
        is_refused(await stand.client.post(f"{UPLOAD}/base64", json={"base64_data": text}), 413, "10000")
        big = {"content-length": "99999999999999999999", "content-type": "multipart/form-data; boundary=b"}
        is_refused(await stand.client.post(f"{UPLOAD}/stream", content=endless(), headers=big), 413, "10000")
        assert list((tmp_path / "work").iterdir()) == []  # nothing half-taken stays
        assert len(list((tmp_path / "files").iterdir())) == 1


async def test_list_and_quota(tmp_path: Path) -> None:
    async with open_stand(tmp_path, start=False, files_max=3) as stand:
        made = []
        for number in range(3):
            made.append((await streamed(stand, name=f"{number}.png"))["file_id"])
            stand.clock.advance(1)
        is_refused(await stand.client.post(f"{UPLOAD}/stream", files={"file": ("x", PNG)}), 403, "3 of 3")
        page = (await stand.client.get("/api/v1/files/list", params={"page": 1, "pageSize": 2})).json()
        assert (page["success"], page["code"], page["msg"], page["data"]["total"]) == (True, 200, "success", 3)
        assert [row["file_id"] for row in page["data"]["files"]] == made[:0:-1]
        assert set(page["data"]["files"][0]) == {"file_id", "file_name", "file_size", "upload_time"}
        rest = (await stand.client.get("/api/v1/files/list", params={"page": 2, "pageSize": 2})).json()
        assert [row["file_id"] for row in rest["data"]["files"]] == [made[0]]
        quota = (await stand.client.get("/api/v1/files/quota")).json()
        assert quota["data"] == {
            "user_group": "default",
            "used_files": 3,
            "max_files": 3,
            "remain_files": 0,
            "is_custom": False,
            "quota_reason": "default",
        }
        assert (await stand.client.delete(f"/api/v1/files/{made[0]}")).json() == {
            "success": True,
            "code": 200,
            "msg": "File deleted successfully",
        }
        await streamed(stand)
        is_refused(await stand.client.get("/api/v1/files/list", params={"page": "x"}), 400, "page")


async def test_deleted_and_expired_files_are_gone(still: Stand, tmp_path: Path) -> None:
    deleted, expired = await streamed(still), await streamed(still)
    await still.client.delete(f"/api/v1/files/{deleted['file_id']}")
    is_refused(await still.client.get(deleted["download_url"]), 410, "was deleted")
    is_refused(await still.client.delete(f"/api/v1/files/{deleted['file_id']}"), 410, "was deleted")
    still.clock.advance(72 * 3600 - 1)
    assert (await still.client.get(expired["file_url"])).status_code == 200
    still.clock.advance(1)
    is_refused(await still.client.get(expired["download_url"]), 410, "has expired")
    assert (await still.client.get(expired["file_url"])).json()["error"]["code"] == "file_gone"
    assert (await still.client.get("/api/v1/files/list")).json()["data"]["total"] == 0
    await still.platform.janitor.sweep_files()
    assert list((tmp_path / "files").iterdir()) == []


async def test_anothers_files_are_not_listed_and_not_deleted(still: Stand) -> None:
    file_id = (await streamed(still))["file_id"]
    other = still.client_of(await still.make_key("other"))
    assert (await other.get("/api/v1/files/list")).json()["data"] == {"total": 0, "files": []}
    assert (await other.get("/api/v1/files/quota")).json()["data"]["used_files"] == 0
    for asked in (file_id, "file_" + "a" * 26, "x", "../../omnireel.db"):
        answer = await other.delete(f"/api/v1/files/{asked}")
        assert answer.status_code == 404
    is_refused(await still.client.get("/api/v1/files/download/file_none"), 404, "no such file")
    assert (await still.client.get("/api/v1/files/list")).json()["data"]["total"] == 1


async def test_without_a_key_the_refusal_has_this_apis_shape(still: Stand) -> None:
    nobody = still.client_of(None)
    for way in ("base64", "stream", "url"):
        is_refused(await nobody.post(f"{UPLOAD}/{way}", content=b""), 401, "API key is required")
    is_refused(await nobody.get("/api/v1/files/list"), 401)
    is_refused(await nobody.put("/api/v1/files/list"), 405)


async def test_an_upload_id_makes_an_upload_safe_to_repeat(still: Stand, tmp_path: Path) -> None:
    headers = {"X-Evo-Upload-Id": "up-1"}
    is_refused(await still.client.get("/api/v1/files/upload-receipts/up-1"), 404)
    made = [
        (await still.client.post(f"{UPLOAD}/stream", files={"file": ("x", PNG)}, headers=headers)).json()["data"]
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert len(list((tmp_path / "files").iterdir())) == 1
    receipt = (await still.client.get("/api/v1/files/upload-receipts/up-1")).json()["data"]
    assert receipt == {"upload_id": "up-1", "state": "done", "result_verified": True, "file": made[0]}
    other = still.client_of(await still.make_key("other"))
    is_refused(await other.get("/api/v1/files/upload-receipts/up-1"), 404)
    long = {"X-Evo-Upload-Id": "x" * 129}
    is_refused(
        await still.client.post(f"{UPLOAD}/stream", files={"file": ("x", PNG)}, headers=long), 400, "Upload-Id"
    )


class Elsewhere:
    """Stands where the internet would be."""

    def __init__(self, *parts: bytes, error: Exception | None = None) -> None:
        self.parts, self.error, self.asked = parts, error, ""

    @asynccontextmanager
    async def download(self, url: str, timeout_s: float) -> AsyncIterator[AsyncIterator[bytes]]:
        self.asked = url

        async def body() -> AsyncIterator[bytes]:
            for part in self.parts:
                yield part
            if self.error is not None:
                raise self.error

        yield body()


async def test_a_url_is_fetched_by_the_server(still: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    there = Elsewhere(MP4[:9], MP4[9:])
    monkeypatch.setattr(Outbound, "download", lambda self, *args: there.download(*args))
    url = "https://media.example.com/a/walk%20home.mp4?token=x"
    data = (await still.client.post(f"{UPLOAD}/url", json={"file_url": url})).json()["data"]
    assert there.asked == url
    assert (data["mime_type"], data["file_size"], data["original_name"]) == (
        "video/mp4",
        len(MP4),
        "walk%20home.mp4",
    )
    assert (await still.client.get(data["file_url"])).content == MP4


@pytest.mark.parametrize(
    ("error", "status", "word"),
    [
        (OutboundError("x broke off"), 502, "could not be fetched: x broke off"),
        (RefusedAddressError("must not lead to an internal address (x does)"), 400, "internal address"),
    ],
)
async def test_a_url_that_cannot_be_fetched_says_why(
    still: Stand, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception, status: int, word: str
) -> None:
    there = Elsewhere(MP4, error=error)
    monkeypatch.setattr(Outbound, "download", lambda self, *args: there.download(*args))
    is_refused(await still.client.post(f"{UPLOAD}/url", json={"file_url": "https://x.example.com/"}), status, word)
    assert list((tmp_path / "work").iterdir()) == []
    assert list((tmp_path / "files").iterdir()) == []


async def test_over_both_databases(either: Stand) -> None:
    file_id = (await streamed(either))["file_id"]
    assert (await either.client.get("/api/v1/files/list")).json()["data"]["total"] == 1
    await either.client.delete(f"/api/v1/files/{file_id}")
    assert (await either.client.get("/api/v1/files/quota")).json()["data"]["used_files"] == 0
    assert KEY
