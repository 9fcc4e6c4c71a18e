"""The animatic as a provider: our own storyboard engine, in a child process. Free, offline, deterministic."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from omnireel.child import run_engine
from omnireel.core.catalogue import CATALOGUE
from omnireel.core.request import VideoRequest
from omnireel.providers.base import Cast, Clip, Profile, Run
from omnireel.settings import Settings

FRAMES_PER_SECOND = 24
FILE_BYTES_MAX = 2 * 1024**3


def spec_of(
    request: VideoRequest, media: Mapping[str, Path] | None = None, cast: Sequence[Cast] = ()
) -> dict[str, Any]:
    """The engine's own description of what to draw. media: URI -> file; cast: the custom elements."""
    width, height = request.size
    card = CATALOGUE[request.model]
    files = {} if media is None else media

    def file(uri: str | None) -> str | None:
        return None if uri is None else str(files[uri].absolute())

    shots = [{"prompt": shot.prompt, "seconds": shot.duration_s} for shot in request.shots]
    spec: dict[str, Any] = {
        "shots": shots or [{"prompt": request.prompt, "seconds": request.duration_s}],
        "width": width,
        "height": height,
        "fps": FRAMES_PER_SECOND,
        "sound": request.sound,
        "seed": request.seed,
        "watermark": "omnireel" if request.watermark else None,
    }
    if request.media or cast:
        spec |= {
            "mode": card.mode,
            "follow": request.aspect_ratio is None and card.follows is not None,
            "sources": {
                "start": file(request.image_start),
                "end": file(request.image_end),
                "images": [file(uri) for uri in request.image_urls],
                "video": file(request.video_url),
                "keep_sound": request.keep_original_sound,
                "elements": [
                    {
                        "name": element.name,
                        "description": element.description,
                        "images": [str(path.absolute()) for path in element.images],
                        "video": None if element.video is None else str(element.video.absolute()),
                    }
                    for element in cast
                ],
            },
        }
    return spec


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


PACES = {"720p": 1.0, "1080p": 1.5, "4k": 6.0}
"""Seconds of work for a second of clip, on two cores with little kept (bench/animatic.py)."""


class AnimaticProvider:
    """Draws any request on this machine's CPU."""

    name = "animatic"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.profile = Profile(
            models=frozenset(CATALOGUE),
            rates={(quality, sound): 0 for quality in ("720p", "1080p", "4k") for sound in (False, True)},
            tasks_max=settings.render_tasks or max(1, (os.cpu_count() or 1) // 2),
            paces=PACES,
            local=True,
        )

    async def render(self, request: VideoRequest, run: Run) -> Clip:
        if request.element is not None:
            # Its pictures or its video were decoded and measured when they were taken in: that is all it needs.
            return Clip(path=None)
        out = run.folder / "clip.mp4"
        job = job_of(spec_of(request, run.media, run.cast), out, self._settings)
        report = await run_engine("omnireel.animatic", job, on_progress=run.report)
        return Clip(path=out, result_data={"interpretation": report["interpretation"]})

    async def close(self) -> None:
        """Nothing is kept between renders."""
