"""The animatic: a storyboard engine that draws a prompt as a short film on a CPU, with no weights and no
network.

It shows who, where, when, what happens, how the camera moves, how long each shot lasts and what it sounds
like.
The package is a library of its own. Importing it is light: OpenCV, PyAV, NumPy and SciPy load with the first
`render`, so that a command line can `interpret` at once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from omnireel.animatic.parse import interpret
from omnireel.animatic.spec import CACHE_BYTES_MAX, ElementSpec, RenderSpec, Shot, Sources, SpecError

__all__ = ["ElementSpec", "RenderSpec", "Shot", "Sources", "SpecError", "interpret", "render"]


def render(
    spec: RenderSpec,
    out: Path,
    on_progress: Callable[[float], None] | None = None,
    cache: Path | None = None,
    cache_bytes_max: int = CACHE_BYTES_MAX,
) -> dict[str, Any]:
    """Draw `spec` into the MP4 file `out` and return the report (frames, seconds, size, interpretation,
    timings).

    cache: a folder where paintings are kept for the next time, in at most `cache_bytes_max` bytes; any number of
    processes may share it. None: nothing is kept.
    """
    from omnireel.animatic.engine import render as render_now

    return render_now(spec, out, on_progress, cache, cache_bytes_max)
