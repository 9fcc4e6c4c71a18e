"""The animatic as a provider: our own storyboard engine, in a child process. Free, offline, deterministic."""

from __future__ import annotations

from typing import Any

from omnireel.core.catalogue import CATALOGUE
from omnireel.core.request import VideoRequest
from omnireel.providers.base import Clip, Profile, Run
from omnireel.providers.engine import run_engine

FRAMES_PER_SECOND = 24
FILE_BYTES_MAX = 2 * 1024**3
MODES = ("text",)
"""The kinds of request that the engine draws so far."""


def spec_of(request: VideoRequest) -> dict[str, Any]:
    """The engine's own description of what to draw."""
    width, height = request.size
    shots = [{"prompt": shot.prompt, "seconds": shot.duration_s} for shot in request.shots]
    return {
        "shots": shots or [{"prompt": request.prompt, "seconds": request.duration_s}],
        "width": width,
        "height": height,
        "fps": FRAMES_PER_SECOND,
        "sound": request.sound,
        "seed": request.seed,
        "watermark": "omnireel" if request.watermark else None,
    }


class AnimaticProvider:
    """Draws any request on this machine's CPU."""

    name = "animatic"

    def __init__(self, *, tasks_max: int, cpu_s_max: int, memory_bytes_max: int) -> None:
        self._limits = {"cpu_s": cpu_s_max, "memory_bytes": memory_bytes_max, "file_bytes": FILE_BYTES_MAX}
        self.profile = Profile(
            models=frozenset(card.id for card in CATALOGUE.values() if card.mode in MODES),
            rates={(quality, sound): 0 for quality in ("720p", "1080p", "4k") for sound in (False, True)},
            tasks_max=tasks_max,
            local=True,
        )

    async def render(self, request: VideoRequest, run: Run) -> Clip:
        out = run.folder / "clip.mp4"
        job = {"spec": spec_of(request), "out": str(out), "limits": self._limits}
        report = await run_engine("omnireel.animatic", job, on_progress=run.report)
        return Clip(path=out, result_data={"interpretation": report["interpretation"]})

    async def close(self) -> None:
        """Nothing is kept between renders."""
