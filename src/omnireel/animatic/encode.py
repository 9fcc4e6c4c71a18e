"""Frames and sound into an MP4 file: H.264 in BT.709, AAC, index first, whole or not at all."""

from __future__ import annotations

import contextlib
import os
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any

import av
import numpy as np
import numpy.typing as npt

SOUND_RATE = 48_000
LABEL = "omnireel animatic storyboard"


class Movie:
    """Writes beside `out` under a temporary name; `finish` puts the file in place, leaving the block does
    not.
    """

    def __init__(
        self, out: Path, w: int, h: int, fps: int | Fraction, sound: bool, preset: str = "superfast"
    ) -> None:
        self.out = out
        self.part = out.with_name(f".{out.name}.{os.getpid()}.part")
        self.box: Any = av.open(str(self.part), "w", format="mp4", options={"movflags": "+faststart"})
        self.box.metadata.update({"title": LABEL, "comment": LABEL})
        self.video: Any = self.box.add_stream("libx264", rate=fps)
        self.video.width, self.video.height, self.video.pix_fmt = w, h, "yuv420p"
        self.video.time_base = 1 / Fraction(fps)
        # 1 = BT.709, and video range: players then need not guess from the size.
        context = self.video.codec_context
        context.color_primaries = context.color_trc = context.colorspace = 1
        context.color_range = 1
        self.video.options = {
            "preset": preset,
            "crf": "21",
            "threads": "2",
            "x264-params": "keyint=48:aq-mode=1",
        }
        self.audio: Any = None
        if sound:
            self.audio = self.box.add_stream("aac", rate=SOUND_RATE, layout="stereo")
            self.audio.bit_rate = 160_000
        self.count, self.heard, self.fps = 0, 0, fps

    def __enter__(self) -> Movie:
        return self

    def write(self, buffer: npt.NDArray[Any]) -> None:
        """Encode one I420 picture given as a flat buffer of w*h*3/2 bytes."""
        w, h = self.video.width, self.video.height
        frame: Any = av.VideoFrame(w, h, "yuv420p")
        sizes = ((w, h), (w // 2, h // 2), (w // 2, h // 2))
        start = 0
        for plane, (pw, ph) in zip(frame.planes, sizes, strict=True):
            target = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
            target[:ph, :pw] = buffer[start : start + pw * ph].reshape(ph, pw)
            start += pw * ph
        frame.pts, frame.time_base = self.count, 1 / Fraction(self.fps)
        frame.color_range, frame.colorspace = 1, 1
        self.count += 1
        for packet in self.video.encode(frame):
            self.box.mux(packet)

    def write_sound(self, samples: npt.NDArray[Any], until_s: float) -> None:
        """Encode the track (float32 (2, n), -1..1, 48 kHz) as far as `until_s`, so that both streams
        interleave.
        """
        block = 1024
        while self.heard < samples.shape[1] and self.heard / SOUND_RATE < until_s:
            frame: Any = av.AudioFrame.from_ndarray(
                np.ascontiguousarray(samples[:, self.heard : self.heard + block]),
                format="fltp",
                layout="stereo",
            )
            frame.sample_rate, frame.pts = SOUND_RATE, self.heard
            frame.time_base = Fraction(1, SOUND_RATE)
            self.heard += block
            for packet in self.audio.encode(frame):
                self.box.mux(packet)

    def finish(self) -> None:
        for stream in (self.video, self.audio):
            for packet in stream.encode(None) if stream is not None else ():
                self.box.mux(packet)
        self.box.close()
        with self.part.open("rb") as written:
            os.fsync(written.fileno())
        self.part.replace(self.out)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            with contextlib.suppress(Exception):
                self.box.close()
        with contextlib.suppress(FileNotFoundError):
            self.part.unlink()
