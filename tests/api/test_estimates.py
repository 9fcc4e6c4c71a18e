"""`estimated_time`: measured on the last tasks of the model, extrapolated once a task has come some way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from api.stand import Stand, open_stand
from omnireel.core.catalogue import CATALOGUE
from omnireel.providers.animatic import AnimaticProvider
from omnireel.settings import Settings
from omnireel.store.base import Sql, Verb
from omnireel.studio.estimates import FRESH_MS


def estimate(task: dict[str, Any]) -> int:
    seconds: int = task["task_info"]["estimated_time"]
    return seconds


async def test_before_anything_was_made_the_provider_says_it(tmp_path: Path) -> None:
    """The animatic takes seconds, not the catalogue's five minutes."""
    async with open_stand(tmp_path, start=False) as stand:
        stand.provider.profile = replace(stand.provider.profile, paces={"720p": 1.0, "4k": 6.0})
        assert estimate(await stand.create(duration=5)) == 5
        assert estimate(await stand.create(duration=10, quality="4k")) == 60
        unknown = await stand.create(quality="1080p")
        assert estimate(unknown) == CATALOGUE[unknown["model"]].estimated_s
    profile = AnimaticProvider(Settings(data_dir=tmp_path)).profile
    assert set(profile.paces) == {"720p", "1080p", "4k"}


async def test_it_is_learned_from_what_was_made(stand: Stand) -> None:
    """Nothing made yet: the catalogue's figure. Then the median of the last tasks, by length and quality."""
    await stand.play("slow")
    first = await stand.create()
    assert estimate(first) == CATALOGUE[first["model"]].estimated_s
    await stand.client.delete(f"/v1/tasks/{first['id']}")
    await stand.play("success")
    for quality, took_s in (("720p", 10), ("720p", 20), ("720p", 90), ("1080p", 60)):
        made = await stand.completed(duration=5, quality=quality)

        def slow_down(task_id: str = made["id"], took_ms: int = took_s * 1000) -> Verb[None]:
            yield Sql("UPDATE task SET started_ms = finished_ms - $2 WHERE id = $1", (task_id, took_ms))

        await stand.platform.store.write(slow_down())
    stand.clock.advance(FRESH_MS / 1000)
    await stand.play("slow")
    assert estimate(await stand.create(duration=5)) == 20
    assert estimate(await stand.create(duration=10)) == 40
    assert estimate(await stand.create(duration=5, quality="1080p")) == 60
    assert estimate(await stand.create(duration=5, quality="4k")) == 40  # none yet: the median of all
