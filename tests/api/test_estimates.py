"""`estimated_time`: measured on the last tasks of the model, extrapolated once a task has come some way."""

from __future__ import annotations

from typing import Any

from api.stand import Stand
from omnireel.core.catalogue import CATALOGUE
from omnireel.store.base import Sql, Verb
from omnireel.studio.estimates import FRESH_MS


def estimate(task: dict[str, Any]) -> int:
    seconds: int = task["task_info"]["estimated_time"]
    return seconds


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
