"""A provider that does what its script says: the shipped test double, for our tests and for yours.

It behaves like a vendor's service, memory included: what was submitted to it is written into a journal file,
so that a test can restart the server and ask whether anything was ordered twice. Outcomes:

===============  ====================================================================================
`success`        a clip
`slow`           a clip after `SLOW_S` seconds, with progress on the way
`unavailable`    ProviderUnavailableError before anything is ordered
`rejected`       ProviderRejectedError (content policy)
`unknown`        the order arrives, the answer is lost: OutcomeUnknownError; the look-up finds a clip
`lost`           the answer is lost and no look-up ever finds the order: OutcomeUnknownError for ever
`crash`          a bug: RuntimeError
===============  ====================================================================================

`rejected` and `unavailable` may name an error code of failed tasks: `rejected:image_processing_error`. The
outcomes are played in turn, one an attempt; the last one repeats.
"""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from omnireel.core.catalogue import CATALOGUE
from omnireel.core.request import VideoRequest
from omnireel.core.task import TASK_ERROR_RETRYABLE
from omnireel.errors import (
    OutcomeUnknownError,
    ProviderRejectedError,
    ProviderUnavailableError,
    SettingsError,
)
from omnireel.providers.base import Clip, Profile, Run

OUTCOMES = ("success", "slow", "unavailable", "rejected", "unknown", "lost", "crash")
CODED = ("unavailable", "rejected")
SAMPLE_CLIP = Path(__file__).parent / "scripted.mp4"
"""A real, tiny MP4."""
SLOW_S = 1.0
SLOW_STEPS = 10


class ScriptedProvider:
    """Plays `script`. `cost_units` is per second; `journal` (optional) is its memory on disk."""

    def __init__(
        self,
        name: str,
        script: Sequence[str],
        *,
        cost_units: int = 0,
        tasks_max: int = 8,
        journal: Path | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        wrong = [outcome for outcome in script if not _is_outcome(outcome)]
        if wrong or not script:
            raise SettingsError(
                f"The script of {name} must name outcomes out of {', '.join(OUTCOMES)} (got {wrong or 'none'})"
            )
        self.name = name
        self.profile = Profile(
            models=frozenset(CATALOGUE),
            rates={(quality, sound): cost_units for quality in ("720p", "1080p", "4k") for sound in (False, True)},
            tasks_max=tasks_max,
        )
        self._script = list(script)
        self._sleep = sleep
        self._journal = journal
        self.orders: dict[str, str] = _read_journal(journal)
        """attempt id -> outcome, of everything that was ever ordered here."""
        self.running = 0

    async def render(self, request: VideoRequest, run: Run) -> Clip:
        if run.token is None and run.attempt_id not in self.orders:
            if run.resuming and "lost" in self._script:
                raise OutcomeUnknownError("The look-up found nothing")
            await self._order(run)
        self.running += 1
        try:
            return await self._finish(self.orders.get(run.attempt_id, "success"), request, run)
        finally:
            self.running -= 1

    async def _order(self, run: Run) -> None:
        outcome = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        kind, _, code = outcome.partition(":")
        match kind:
            case "unavailable":
                raise ProviderUnavailableError(f"{self.name} is scripted to be unavailable", code=code or None)
            case "rejected":
                message = f"{self.name} is scripted to refuse this content"
                raise ProviderRejectedError(message, code=code or "content_policy_violation")
            case "crash":
                raise RuntimeError(f"{self.name} is scripted to crash")
            case "lost":
                raise OutcomeUnknownError("The answer of the order was lost")
        self.orders[run.attempt_id] = outcome
        if self._journal is not None:
            with self._journal.open("a") as lines:
                lines.write(json.dumps([run.attempt_id, outcome]) + "\n")
        if outcome == "unknown":
            raise OutcomeUnknownError("The answer of the order was lost")
        await run.save(f"{self.name}:{run.attempt_id}")

    async def _finish(self, outcome: str, request: VideoRequest, run: Run) -> Clip:
        steps = SLOW_STEPS if outcome == "slow" else 1
        for step in range(1, steps + 1):
            await self._sleep(SLOW_S / SLOW_STEPS if outcome == "slow" else 0)
            await run.report(step / steps)
        if request.element is not None:
            return Clip(path=None)
        path = run.folder / "clip.mp4"
        shutil.copyfile(SAMPLE_CLIP, path)
        return Clip(path=path, result_data={"scripted": outcome})

    async def close(self) -> None:
        """Nothing to let go of."""


def _is_outcome(outcome: str) -> bool:
    kind, colon, code = outcome.partition(":")
    return kind in OUTCOMES and (not colon or (kind in CODED and code in TASK_ERROR_RETRYABLE))


def _read_journal(journal: Path | None) -> dict[str, str]:
    if journal is None or not journal.exists():
        return {}
    orders = {}
    for line in journal.read_text().splitlines():
        try:
            attempt_id, outcome = json.loads(line)
        except ValueError:
            continue  # the process was killed while it wrote this line: the order did not arrive
        orders[attempt_id] = outcome
    return orders
