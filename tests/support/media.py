"""Pictures and footage for tests, made on the spot."""

from __future__ import annotations

import io
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import av
import cv2
import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]


def scene(w: int, h: int, seed: int = 0) -> Picture:
    """An RGB picture that looks like something: sky, ground, a thing that stands out, grain."""
    r = np.random.default_rng(seed)
    y = np.linspace(0, 1, h, dtype=np.float32)[:, None, None]
    sky, ground = np.array([120, 160, 210], np.float32), np.array([90, 120, 60], np.float32)
    rgb = np.where(y < 0.6, sky * (0.8 + 0.4 * y), ground * (0.6 + 0.5 * y)) * np.ones((h, w, 1), np.float32)
    soft = cv2.GaussianBlur(r.standard_normal((h, w)).astype(np.float32), (0, 0), max(h / 60, 1))
    rgb += (soft / max(float(soft.std()), 1e-6) * 9)[..., None]
    cv2.ellipse(rgb, (w // 2, int(h * 0.58)), (w // 9, h // 4), 0, 0, 360, (200, 60, 40), -1, cv2.LINE_AA)
    cv2.circle(rgb, (w // 2, int(h * 0.30)), h // 11, (225, 175, 140), -1, cv2.LINE_AA)
    rgb += r.standard_normal((h, w, 1)).astype(np.float32) * 4
    return np.clip(rgb, 0, 255).astype(np.uint8)


def encoded(rgb: Picture, kind: str = ".png") -> bytes:
    """The picture as a file."""
    done, data = cv2.imencode(kind, cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR))
    assert done
    return bytes(data.tobytes())


def movie(
    w: int = 1280,
    h: int = 720,
    *,
    seconds: float = 3.0,
    fps: Fraction | int = 24,
    picture: Callable[[int], Picture] | None = None,
    sound: npt.NDArray[np.float32] | None = None,
    kind: str = "mp4",
    times: Callable[[int], int] | None = None,
    **options: Any,
) -> bytes:
    """A video file: `picture(n)` is its frame n (RGB), `sound` its track ((2, n) float32, 48 kHz)."""
    file = io.BytesIO()
    with av.open(file, "w", format=kind) as box:
        stream = box.add_stream("libx264", rate=Fraction(fps))
        stream.width, stream.height, stream.pix_fmt = w, h, "yuv420p"
        stream.options = {"preset": "ultrafast", "crf": "23", **options}
        stream.codec_context.colorspace = 1
        track = None
        if sound is not None:
            track = box.add_stream("aac", rate=48_000, layout="stereo")
        still = scene(w, h) if picture is None else None
        for n in range(round(seconds * float(fps))):
            frame = av.VideoFrame.from_ndarray(still if still is not None else picture(n), format="rgb24")  # type: ignore[misc]
            frame = frame.reformat(format="yuv420p", dst_colorspace=1)
            frame.pts = n if times is None else times(n)
            frame.time_base = 1 / Fraction(fps)
            for packet in stream.encode(frame):
                box.mux(packet)
        for packet in stream.encode(None):
            box.mux(packet)
        if track is not None and sound is not None:
            for start in range(0, sound.shape[1], 1024):
                block = av.AudioFrame.from_ndarray(
                    np.ascontiguousarray(sound[:, start : start + 1024]), format="fltp", layout="stereo"
                )
                block.sample_rate, block.pts, block.time_base = 48_000, start, Fraction(1, 48_000)
                for packet in track.encode(block):
                    box.mux(packet)
            for packet in track.encode(None):
                box.mux(packet)
    return file.getvalue()
