"""The page as the server hands it out, and signing in to it."""

from __future__ import annotations

import gzip
import re

import httpx
import pytest

from api.stand import BODY, CREATE, KEY, Stand, client_for
from omnireel.api.context import SESSION_COOKIE
from omnireel.web import read_page

PAGE = {"x-omnireel-page": "1"}


def browser(stand: Stand) -> httpx.AsyncClient:
    """A client that keeps cookies and shows no key."""
    client = client_for(stand.app, None)
    stand.opened.append(client)
    return client


async def signed_in(stand: Stand) -> httpx.AsyncClient:
    client = browser(stand)
    answer = await client.post("/v1/session", headers={"authorization": f"Bearer {KEY}"})
    assert answer.status_code == 200
    return client


async def test_the_page_and_its_files(still: Stand) -> None:
    client = browser(still)
    answer = await client.get("/")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    found = re.findall(r'(?:src|href)="(/[^"]*)"', answer.text)
    assert found
    for path in found:
        file = await client.get(path)
        assert file.status_code == 200, path
        if path.startswith("/web/"):
            assert file.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert not re.search(r"<script(?![^>]*src=)|\sstyle=|\son\w+=", answer.text)


async def test_the_page_is_sent_once(still: Stand) -> None:
    client = browser(still)
    first = await client.get("/")
    again = await client.get("/", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = await client.get("/", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == first.text
    old = await client.get("/web/older/css/tokens.css")
    assert old.headers["cache-control"] == "no-cache"  # of another version: the browser must not keep it


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_first_load_is_light(language: str) -> None:
    """Every view with the texts of one language: more than a browser loads at first, which a test of the page
    measures."""
    page = read_page()
    others = [f"texts/{other}" for other in ("en", "fr") if other != language]
    names = [name for name in page.files if not name.startswith(("pictures/", *others))]
    text = [page.files[name] for name in names]
    assert sum(len(file.zipped or file.content) for file in [page.index, *text]) < 150_000
    for file in text:
        assert file.zipped is not None
        assert gzip.decompress(file.zipped) == file.content


async def test_a_key_signs_in_and_the_cookie_is_kept_from_scripts(still: Stand) -> None:
    client = browser(still)
    answer = await client.post("/v1/session", headers={"authorization": f"Bearer {KEY}"})
    assert answer.json()["key"]["hint"] == KEY[-4:]
    assert answer.json()["upload_bytes_max"] == still.platform.settings.upload_bytes_max
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert KEY not in cookie
    assert (await client.get("/v1/credits")).status_code == 200
    assert (await client.post(CREATE, json=BODY, headers=PAGE)).status_code == 200


async def test_a_link_signs_in_once(still: Stand) -> None:
    key_id = (await still.client.get("/v1/session")).json()["key"]["id"]
    token = still.platform.sessions.new_token(key_id)
    client = browser(still)
    assert (await client.post("/v1/session", json={"token": token})).status_code == 200
    assert (await client.get("/v1/session")).json()["key"]["id"] == key_id
    again = await browser(still).post("/v1/session", json={"token": token})
    assert again.status_code == 401
    assert "used already" in again.json()["error"]["message"]


async def test_another_site_cannot_act(still: Stand) -> None:
    """A form or script of another site can make a browser send the cookie, but not the header."""
    client = await signed_in(still)
    assert (await client.post(CREATE, json=BODY)).status_code == 401
    asked = await client.options(CREATE, headers={"origin": "https://evil.example", **PAGE})
    assert "access-control-allow-origin" not in asked.headers


@pytest.mark.parametrize("session", ["", "x", "key_1.9999999999.forged", "key_1.1.x.y", "é.1.é"])
async def test_a_forged_session_is_nobody(still: Stand, session: str) -> None:
    client = browser(still)
    headers = {"cookie": f"{SESSION_COOKIE}={session}".encode()}
    assert (await client.get("/v1/credits", headers=headers)).status_code == 401  # type: ignore[arg-type]


async def test_a_session_ends(still: Stand) -> None:
    client = await signed_in(still)
    still.clock.advance(31 * 24 * 3600)
    assert (await client.get("/v1/credits")).status_code == 401


async def test_revoking_the_key_ends_its_sessions(still: Stand) -> None:
    from omnireel.store import accounts

    client = await signed_in(still)
    key_id = (await client.get("/v1/session")).json()["key"]["id"]
    await still.platform.store.write(accounts.revoke_key(key_id, now_ms=1))
    assert (await client.get("/v1/credits")).status_code == 401


async def test_signing_out(still: Stand) -> None:
    client = await signed_in(still)
    assert (await client.delete("/v1/session", headers=PAGE)).status_code == 200
    assert (await client.get("/v1/session")).status_code == 401


async def test_a_task_can_be_shown_with_its_request(still: Stand) -> None:
    asked = {
        **BODY,
        "duration": 6,
        "sound": "on",
        "model_params": {"watermark_info": {"enabled": True}},
    }
    task_id = (await still.create(**asked))["id"]
    assert "request" not in (await still.client.get(f"/v1/tasks/{task_id}")).json()
    shown = (await still.client.get(f"/v1/tasks/{task_id}", params={"include": "request"})).json()
    assert shown["request"] == {**asked, "aspect_ratio": "16:9", "quality": "720p"}
    batch = await still.client.post("/v1/tasks/batch", params={"include": "request"}, json={"task_ids": [task_id]})
    assert batch.json()["data"][0]["request"] == shown["request"]
    # It is a creation body: it asks for the same again.
    again = await still.client.post(CREATE, json=shown["request"])
    assert again.json()["usage"] == (await still.client.get(f"/v1/tasks/{task_id}")).json()["usage"]
    wrong = await still.client.get(f"/v1/tasks/{task_id}", params={"include": "all"})
    assert wrong.json()["error"]["param"] == "include"
