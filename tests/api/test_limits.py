"""What a key may not do: models it is not for, and more creations than the operator allows in a minute."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from omnireel.api.app import create_app
from omnireel.api.limits import KEYS_MAX, CreationLimits
from omnireel.core.sign import hash_key
from omnireel.errors import RateLimitError
from omnireel.providers.scripted import ScriptedProvider
from omnireel.store import accounts
from omnireel.studio.platform import FIRST_ACCOUNT
from support.clock import FakeClock
from support.platforms import KEY, open_platform, settings_for

BODY = {"model": "kling-o3-text-to-video", "prompt": "A red fox", "duration": 3}
CREATE = "/v1/videos/generations"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def client(tmp_path: Path, clock: FakeClock) -> AsyncIterator[httpx.AsyncClient]:
    settings = settings_for(tmp_path, creations_per_minute_max=3)
    platform = await open_platform(settings, clock, [ScriptedProvider("v", ["success"])], start=False)
    for number, models in enumerate((["kling-o3-text-to-video"], ["kling-o3-video-edit"])):
        await platform.store.write(
            accounts.create_key(
                f"k{number}",
                account_id=FIRST_ACCOUNT,
                name="",
                hash=hash_key(f"sk-restricted-key-{number}"),
                hint="",
                models=models,
                now_ms=clock.now_ms(),
            )
        )
    transport = httpx.ASGITransport(create_app(platform))
    headers = {"authorization": f"Bearer {KEY}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://omnireel.test", headers=headers) as opened:
        yield opened
    await platform.stop()


async def test_rate_limit_exceeded_says_when_to_come_back(client: httpx.AsyncClient, clock: FakeClock) -> None:
    for _ in range(3):
        assert (await client.post(CREATE, json=BODY)).status_code == 200
    refused = await client.post(CREATE, json=BODY)
    assert refused.status_code == 429
    assert refused.json() == {
        "error": {
            "code": "rate_limit_exceeded",
            "message": "Too many requests, please try again later",
            "type": "rate_limit_error",
        }
    }
    assert refused.headers["retry-after"] == "20"
    clock.advance(19)
    assert (await client.post(CREATE, json=BODY)).status_code == 429
    clock.advance(1)
    assert (await client.post(CREATE, json=BODY)).status_code == 200
    assert (await client.get("/v1/tasks")).json()["total"] == 4
    other = {"authorization": "Bearer sk-restricted-key-0"}
    assert (await client.post(CREATE, json=BODY, headers=other)).status_code == 200


async def test_model_access_denied_for_a_model_that_the_key_is_not_for(client: httpx.AsyncClient) -> None:
    headers = {"authorization": "Bearer sk-restricted-key-1"}
    for path in (CREATE, f"{CREATE}?dry_run=true"):
        refused = await client.post(path, json=BODY, headers=headers)
        assert refused.status_code == 403
        assert refused.json()["error"] == {
            "code": "model_access_denied",
            "message": "Token does not have access to model: kling-o3-text-to-video",
            "type": "invalid_request_error",
            "param": "model",
            "allowed_models": ["kling-o3-video-edit"],
        }
    listed = (await client.get("/v1/models", headers=headers)).json()["data"]
    assert [model["id"] for model in listed] == ["kling-o3-video-edit"]
    assert (await client.get("/v1/models/kling-o3-text-to-video", headers=headers)).status_code == 404


def test_no_limit_by_default_and_no_growth_without_end() -> None:
    clock = FakeClock()
    free = CreationLimits(0, clock)
    for _ in range(1000):
        free.check("k")
    tight = CreationLimits(1, clock)
    tight.check("first")
    with pytest.raises(RateLimitError):
        tight.check("first")
    for number in range(KEYS_MAX + 10):
        tight.check(f"k{number}")
    assert len(tight._free_at_ms) == KEYS_MAX
