"""Who may call, and the key that a server has from the start."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from api.stand import KEY, Stand, client_for, key_id, open_stand
from omnireel.api.app import create_app
from omnireel.settings import Settings
from omnireel.store import accounts
from omnireel.studio.platform import KEY_FILE, Platform
from support.clock import FakeClock

CREDITS = "/v1/credits"


async def message_of(stand: Stand, authorization: str | None) -> str:
    """The message of the 401 that this header gets."""
    headers = {} if authorization is None else {"authorization": authorization}
    answer = await stand.client_of(None).get(CREDITS, headers=headers)
    assert answer.status_code == 401
    error = answer.json()["error"]
    request_id = answer.headers["x-request-id"]
    assert error.pop("message").endswith(f" (request id: {request_id})")
    assert error == {"code": "unauthorized", "type": "authentication_error", "param": None}
    message: str = answer.json()["error"]["message"]
    return message.removesuffix(f" (request id: {request_id})")


@pytest.mark.parametrize("shown", [KEY, KEY.removeprefix("sk-"), f"  {KEY} "])
@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
async def test_a_good_key(still: Stand, scheme: str, shown: str) -> None:
    answer = await still.client_of(None).get(CREDITS, headers={"authorization": f"{scheme} {shown}"})
    assert answer.status_code == 200


@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Bearer ", f"Basic {KEY}", KEY, f"Bearer{KEY}"])
async def test_no_key(still: Stand, authorization: str | None) -> None:
    assert await message_of(still, authorization) == "API key is required"


@pytest.mark.parametrize("shown", ["sk-wrong", KEY + "x", KEY[:-1], KEY.upper(), "sk-" + KEY, "x" * 10_000])
async def test_a_wrong_key(still: Stand, shown: str) -> None:
    assert await message_of(still, f"Bearer {shown}") == "Invalid API key"


async def test_a_revoked_key(still: Stand) -> None:
    await still.platform.store.write(
        accounts.revoke_key((await key_of(still.platform)).id, now_ms=still.clock.now_ms())
    )
    assert await message_of(still, f"Bearer {KEY}") == "This API key has been disabled"


async def key_of(platform: Platform) -> accounts.Key:
    """The first key."""
    found = await platform.store.read(accounts.list_keys())
    return found[0]


async def test_models_take_x_api_key_too_and_prefer_it(still: Stand) -> None:
    nobody = still.client_of(None)
    for path in ("/v1/models", "/v1/models/kling-o3-text-to-video"):
        assert (await nobody.get(path, headers={"x-api-key": KEY})).status_code == 200
        assert (await still.client.get(path, headers={"x-api-key": ""})).status_code == 200
        assert (await still.client.get(path, headers={"x-api-key": "sk-wrong"})).status_code == 401
    # Nowhere else.
    assert (await nobody.get(CREDITS, headers={"x-api-key": KEY})).status_code == 401


async def test_two_keys_of_one_account_share_its_tasks(still: Stand) -> None:
    one = still.client_of(await still.make_key("shared"))
    two = still.client_of(await still.make_key("shared", credits=0, limit=100))
    task = (
        await one.post("/v1/videos/generations", json={"model": "kling-o3-text-to-video", "prompt": "x"})
    ).json()
    assert (await two.get(f"/v1/tasks/{task['id']}")).status_code == 200


# --- the first start -----------------------------------------------------------------------------


async def works(platform: Platform, key: str) -> bool:
    async with client_for(create_app(platform), key) as client:
        return (await client.get(CREDITS)).status_code == 200


async def test_the_first_start_makes_a_key_and_shows_it_once(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    platform = await Platform.open(settings, clock=FakeClock(), providers=[])
    first = await platform.first_key()
    assert first.made_now
    assert first.key.startswith("sk-")
    assert len(first.key) > 40
    path = tmp_path / KEY_FILE
    assert path.read_text() == first.key + "\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert await works(platform, first.key)
    await platform.stop()

    again = await Platform.open(settings, clock=FakeClock(), providers=[])
    second = await again.first_key()
    assert (second.key, second.made_now) == (first.key, False)
    account = await again.store.read(accounts.get_account("default"))
    assert account.balance == 10_000 * 10_000  # the credits of the first start come once
    await again.stop()


async def test_a_key_that_the_operator_chooses(tmp_path: Path) -> None:
    chosen = "sk-chosen-by-the-operator"
    async with open_stand(tmp_path, start=False, api_key=chosen, first_credits=500) as stand:
        answer = await stand.client.get(CREDITS)
        assert answer.json()["data"]["user"]["remaining_credits"] == 500
        assert not (tmp_path / KEY_FILE).exists()


async def test_a_key_that_the_operator_chooses_stands_beside_the_one_on_file(tmp_path: Path) -> None:
    platform = await Platform.open(Settings(data_dir=tmp_path), clock=FakeClock(), providers=[])
    first = await platform.first_key()
    await platform.stop()
    async with open_stand(tmp_path, start=False) as stand:
        assert await works(stand.platform, KEY)
        assert await works(stand.platform, first.key)


async def revoke_all(platform: Platform) -> None:
    for key in await platform.store.read(accounts.list_keys()):
        await platform.store.write(accounts.revoke_key(key.id, now_ms=1))


async def test_a_revoked_key_on_file_stays_revoked(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    platform = await Platform.open(settings, clock=FakeClock(), providers=[])
    first = await platform.first_key()
    await revoke_all(platform)
    await platform.stop()
    again = await Platform.open(settings, clock=FakeClock(), providers=[])
    assert not (await again.first_key()).made_now
    assert not await works(again, first.key)
    await again.stop()


async def test_a_revoked_key_that_the_operator_names_is_open_again(tmp_path: Path) -> None:
    async with open_stand(tmp_path, start=False) as stand:
        await revoke_all(stand.platform)
        assert not await works(stand.platform, KEY)
    async with open_stand(tmp_path, start=False) as stand:
        assert await works(stand.platform, KEY)


# --- what the caller has -------------------------------------------------------------------------


async def test_credits(stand: Stand) -> None:
    before = (await stand.client.get(CREDITS)).json()
    assert before == {
        "success": True,
        "message": "",
        "data": {
            "token": {"remaining_credits": 10_000, "unlimited_credits": True, "used_credits": 0},
            "user": {"remaining_credits": 10_000, "used_credits": 0},
        },
    }
    await stand.completed(sound="on")
    after = (await stand.client.get(CREDITS)).json()["data"]
    assert after["user"] == {"remaining_credits": 9963.982, "used_credits": 36.018}
    assert after["token"] == {"remaining_credits": 9963.982, "unlimited_credits": True, "used_credits": 36.018}


async def test_credits_of_a_limited_key(still: Stand) -> None:
    key = await still.make_key("limited", credits=1000, limit=100)
    client = still.client_of(key)
    await client.post("/v1/videos/generations", json={"model": "kling-o3-text-to-video", "prompt": "x"})
    data = (await client.get(CREDITS)).json()["data"]
    # What is held for the running task is neither used nor remaining.
    assert data["token"] == {"remaining_credits": 73, "unlimited_credits": False, "used_credits": 0}
    assert data["user"]["remaining_credits"] == 973
    assert key_id(key) in {known.id for known in await still.platform.store.read(accounts.list_keys())}


async def test_models(still: Stand) -> None:
    data = (await still.client.get("/v1/models")).json()["data"]
    assert [entry["id"] for entry in data] == [
        "kling-o3-text-to-video",
        "kling-o3-image-to-video",
        "kling-o3-reference-to-video",
        "kling-o3-video-edit",
        "kling-custom-element",
    ]
    for entry in data:
        card = (await still.client.get(f"/v1/models/{entry['id']}")).json()
        assert card.items() >= entry.items()
        assert card["schema"]["properties"]["model"]["const"] == entry["id"]
