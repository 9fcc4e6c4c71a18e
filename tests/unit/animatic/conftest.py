"""Helpers for the animatic's tests: render small, read back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from omnireel.animatic import RenderSpec, Shot, render


class Clip:
    """A rendered file, decoded: frames (n, h, w, 3) RGB, samples (2, m) or None."""

    def __init__(self, path: Path, report: dict[str, Any]) -> None:
        import av

        self.path, self.report = path, report
        with av.open(str(path)) as box:
            self.metadata = dict(box.metadata)
            self.colorspace = box.streams.video[0].codec_context.colorspace
            self.frames = np.stack([f.to_ndarray(format="rgb24") for f in box.decode(video=0)])
        self.samples: np.ndarray | None = None
        with av.open(str(path)) as box:
            if box.streams.audio:
                self.samples = np.concatenate([f.to_ndarray() for f in box.decode(audio=0)], axis=1)


Film = Callable[..., Clip]


@pytest.fixture
def film(tmp_path: Path) -> Film:
    def make(
        *prompts: str,
        seconds: float = 0.5,
        w: int = 160,
        h: int = 96,
        fps: int = 12,
        name: str = "clip",
        **more: Any,
    ) -> Clip:
        spec = RenderSpec(tuple(Shot(p, seconds) for p in prompts), w, h, fps, **more)
        out = tmp_path / f"{name}.mp4"
        return Clip(out, render(spec, out))

    return make
