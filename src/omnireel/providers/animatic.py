"""The animatic as a provider: our own storyboard engine, in a child process. Free, offline, deterministic."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from omnireel.core.catalogue import CATALOGUE
from omnireel.core.request import VideoRequest
from omnireel.providers.base import Clip, Profile, Run
from omnireel.providers.engine import run_engine
from omnireel.settings import Settings

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


def job_of(spec: dict[str, Any], out: Path | None, settings: Settings) -> dict[str, Any]:
    """One job for the engine's process, under the limits of the settings; without `out` it only paints ahead."""
    job: dict[str, Any] = {
        "spec": spec,
        "limits": {
            "cpu_s": settings.render_cpu_s_max,
            "memory_bytes": settings.render_memory_bytes_max,
            "file_bytes": FILE_BYTES_MAX,
        },
    }
    if out is not None:
        job["out"] = str(out.absolute())
    if settings.bakes_bytes_max:
        folder = str((settings.data_dir / "bakes").absolute())
        job["cache"] = {"folder": folder, "bytes_max": settings.bakes_bytes_max}
    return job


class AnimaticProvider:
    """Draws any request on this machine's CPU."""

    name = "animatic"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.profile = Profile(
            models=frozenset(card.id for card in CATALOGUE.values() if card.mode in MODES),
            rates={(quality, sound): 0 for quality in ("720p", "1080p", "4k") for sound in (False, True)},
            tasks_max=settings.render_tasks or max(1, (os.cpu_count() or 1) // 2),
            local=True,
        )

    async def render(self, request: VideoRequest, run: Run) -> Clip:
        out = run.folder / "clip.mp4"
        job = job_of(spec_of(request), out, self._settings)
        report = await run_engine("omnireel.animatic", job, on_progress=run.report)
        return Clip(path=out, result_data={"interpretation": report["interpretation"]})

    async def close(self) -> None:
        """Nothing is kept between renders."""
