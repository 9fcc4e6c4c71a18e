"""How long a task will take, from how long the last ones took."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from omnireel.core.catalogue import CATALOGUE
from omnireel.core.request import VideoRequest
from omnireel.providers.base import Provider
from omnireel.store import tasks
from omnireel.store.base import Store
from omnireel.studio.clock import Clock

LAST = 50
"""So many tasks of a model are looked at."""
FRESH_MS = 30_000


class Estimates:
    """The pace of each model and quality, measured. Where nothing was made yet: what the cheapest provider that
    can says of itself, else the catalogue's figure."""

    def __init__(self, store: Store, clock: Clock, providers: Sequence[Provider]) -> None:
        self._store = store
        self._providers = providers
        self._clock = clock
        self._looked: dict[str, tuple[int, list[tuple[str, int, int]]]] = {}
        """Model -> (when its last tasks were looked at, what they took)."""

    async def seconds(self, request: VideoRequest, clip_s: int) -> int:
        """The seconds from the first claim to the end: the median pace of the same quality, else of the model."""
        takes = await self._last(request.model)
        alike = [take for take in takes if take[0] == request.quality] or takes
        if not alike:
            return self._before_any(request, clip_s)
        if clip_s == 0:  # a price per call: there is no length to go by
            return max(1, round(median(took_ms for _, _, took_ms in alike) / 1000))
        paces = [took_ms / 1000 / max(1, seconds) for _, seconds, took_ms in alike]
        return max(1, round(median(paces) * clip_s))

    def _before_any(self, request: VideoRequest, clip_s: int) -> int:
        able = [one.profile for one in self._providers if one.profile.refusal(request) is None]
        if able:
            pace = min(able, key=lambda profile: profile.cost_units(request)).paces.get(request.quality)
            if pace is not None:
                return max(1, round(pace * clip_s))
        card = CATALOGUE.get(request.model)
        return card.estimated_s if card else 0

    async def _last(self, model: str) -> list[tuple[str, int, int]]:
        now_ms = self._clock.now_ms()
        looked_ms, takes = self._looked.get(model, (0, []))
        if now_ms - looked_ms >= FRESH_MS:
            takes = await self._store.read(tasks.recent_takes(model, limit=LAST))
            self._looked[model] = (now_ms, takes)
        return takes
