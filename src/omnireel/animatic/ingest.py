"""Pictures and footage that people bring: opened with distrust, decoded into what the engine works with.

A file is what its first bytes say, whatever it is called. Pictures are decoded by OpenCV after their size was read
from the header; footage by FFmpeg, which may open this one local file and the MP4 family only (a playlist that
calls itself .mp4 would else open other files). Everything has a limit. `python -m omnireel.animatic.ingest` is the
probe: one JSON job on stdin ({"probe": path, "limits": {...}}), the facts as JSON on stdout.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic.spec import SpecError

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32

PICTURE_PIXELS_MAX = 64_000_000
PICTURE_BYTES_MAX = 32 * 1024 * 1024
VIDEO_PIXELS_MAX = 4096 * 4096
VIDEO_BYTES_MAX = 512 * 1024 * 1024
VIDEO_SECONDS_MAX = 60.0
SOUND_RATE = 48_000
_SOUND_SAMPLES_MAX = round(2 * VIDEO_SECONDS_MAX * SOUND_RATE)  # a track may begin before the pictures
_OPTIONS = {"protocol_whitelist": "file", "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2"}
_HDR = (16, 18)  # transfer functions: PQ (SMPTE ST 2084), HLG (ARIB STD-B67)


class MediaError(SpecError):
    """A file cannot be used; the message follows the name of its field. `code` is the contract's."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


def _undecodable(why: str) -> MediaError:
    return MediaError(f"cannot be decoded: {why}", "image_processing_error")


@dataclass(frozen=True)
class Facts:
    """What a file is. kind: `image` or `video`; width, height: pixels, upright; duration_s, fps: of videos."""

    kind: str
    format: str
    width: int
    height: int
    size_bytes: int
    duration_s: float = 0.0
    fps: float = 0.0
    has_audio: bool = False


def facts(path: Path) -> Facts:
    """What a file is, and that its first picture can be decoded. Raises MediaError."""
    kind, name = sniff(path)
    if kind == "video":
        with Footage(path) as footage:
            return footage.facts
    rgb, _ = picture(path)
    return Facts("image", name, rgb.shape[1], rgb.shape[0], path.stat().st_size)


def sniff(path: Path) -> tuple[str, str]:
    """(`image` or `video`, format) by the first bytes. Raises MediaError for anything else."""
    try:
        with path.open("rb") as file:
            head = file.read(64)
    except OSError as error:
        raise MediaError(f"cannot be read: {error.strerror}", "image_processing_error") from None
    if head.startswith(b"\xff\xd8\xff"):
        return "image", "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image", "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image", "webp"
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return "image", "gif"
    if head[4:8] == b"ftyp" and head[8:12] not in (b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1", b"M4A "):
        return "video", "mov" if head[8:12] == b"qt  " else "mp4"
    if head[4:8] in (b"moov", b"mdat", b"wide", b"free", b"skip"):
        return "video", "mov"
    raise MediaError(
        "unsupported file type: neither a JPEG, PNG or WEBP picture nor an MP4 or MOV video", "invalid_parameters"
    )


# ---- pictures ----


def picture(path: Path) -> tuple[U8, U8 | None]:
    """(RGB (h, w, 3) uint8, upright; alpha (h, w) uint8 or None). Raises MediaError."""
    kind, name = sniff(path)
    if kind != "image":
        raise MediaError(f"must be a picture (got {name})", "invalid_parameters")
    if path.stat().st_size > PICTURE_BYTES_MAX:
        raise MediaError(f"has more than {PICTURE_BYTES_MAX // 1024**2} MB", "invalid_parameters")
    data = path.read_bytes()
    size = _header_size(data, name)
    if size is None:  # without a size from the header the limit below would be no limit
        raise _undecodable("its header does not say its size")
    if size[0] * size[1] > PICTURE_PIXELS_MAX:
        message = f"has too many pixels: at most {PICTURE_PIXELS_MAX // 10**6} million (got {size[0]}x{size[1]})"
        raise MediaError(message, "image_processing_error")
    try:
        raw = (
            cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
            if _may_have_alpha(data, name)
            else None
        )
        if raw is None or raw.ndim != 3 or raw.shape[2] != 4:
            raw = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)  # turns it upright, knows CMYK
    except cv2.error as error:
        raise _undecodable(str(error.err or "damaged")) from None
    if raw is None:
        raise _undecodable("the file is damaged or cut off")
    if raw.dtype == np.uint16:
        raw = cv2.convertScaleAbs(raw, alpha=1 / 257)
    rgb = cv2.cvtColor(np.ascontiguousarray(raw[..., :3]), cv2.COLOR_BGR2RGB)
    alpha = np.ascontiguousarray(raw[..., 3]) if raw.shape[2] == 4 and int(raw[..., 3].min()) < 255 else None
    return rgb, alpha


def _may_have_alpha(data: bytes, name: str) -> bool:
    # Colour type 4 and 6 carry alpha; of a palette (3) it may be a chunk of its own.
    return name == "webp" or (name == "png" and len(data) > 25 and (data[25] in (4, 6) or b"tRNS" in data[:4096]))


def _header_size(data: bytes, name: str) -> tuple[int, int] | None:
    """(width, height) as the header says; None where it does not say it."""
    try:
        if name == "png":
            return struct.unpack(">II", data[16:24])
        if name == "gif":
            return struct.unpack("<HH", data[6:10])
        if name == "jpeg":
            return _jpeg_size(data)
        if data[12:16] == b"VP8X":
            return (
                1 + int.from_bytes(data[24:27], "little"),
                1 + int.from_bytes(data[27:30], "little"),
            )
        if data[12:16] == b"VP8L" and data[20] == 0x2F:  # lossless: 14 bits each, less one
            (bits,) = struct.unpack("<I", data[21:25])
            return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        if data[12:16] == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":  # 14 bits each, then 2 of scale
            width, height = struct.unpack("<HH", data[26:30])
            return width & 0x3FFF, height & 0x3FFF
    except (struct.error, IndexError):
        raise _undecodable("its header is cut off") from None
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:  # decoders pass over stray bytes between markers; so must the limit
            at += 1
            continue
        marker = data[at + 1]
        if marker == 0xFF:  # fill
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        elif marker == 0x01 or 0xD0 <= marker <= 0xD9:  # without length
            at += 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None


# ---- footage ----


class Footage:
    """One video, upright, in BT.709. Use it as a context manager. Raises MediaError."""

    def __init__(self, path: Path) -> None:
        kind, name = sniff(path)
        if kind != "video":
            raise MediaError(f"must be a video (got {name})", "invalid_parameters")
        size = path.stat().st_size
        if size > VIDEO_BYTES_MAX:
            raise MediaError(f"has more than {VIDEO_BYTES_MAX // 1024**2} MB", "invalid_parameters")
        self._path = path
        try:
            self._box: Any = av.open(str(path), options=dict(_OPTIONS), timeout=20.0)
        except (av.error.FFmpegError, OSError, ValueError) as error:
            raise MediaError(f"cannot be opened as a video: {_plain(error)}", "invalid_parameters") from None
        try:
            self.facts = self._look(name, size)
        except BaseException:
            self._box.close()
            raise

    def _look(self, name: str, size: int) -> Facts:
        if not self._box.streams.video:
            raise MediaError("has no picture: there is no video track in it", "invalid_parameters")
        stream = self._box.streams.video[0]
        context = stream.codec_context
        if context is None:
            raise MediaError("is coded in a way that is not known here", "invalid_parameters")
        if context.width * context.height > VIDEO_PIXELS_MAX:
            raise MediaError(
                f"has too large a picture (got {context.width}x{context.height})", "invalid_parameters"
            )
        stream.thread_type = "AUTO"
        first = next(self._decoded(), None)
        if first is None:
            raise MediaError("cannot be decoded: it holds no whole picture", "invalid_parameters")
        self._turn = round(getattr(first, "rotation", 0) / 90) % 4  # filters leave it on their pictures
        width, height = first.width, first.height
        aspect = stream.sample_aspect_ratio or Fraction(1)
        if aspect > 0 and aspect != 1:  # pixels that are not square
            width = max(round(width * float(aspect)), 1)
        if self._turn % 2:
            width, height = height, width
        seconds = float(stream.duration * stream.time_base) if stream.duration else (self._box.duration or 0) / 1e6
        rate = float(stream.average_rate or 0)
        if stream.frames and seconds > 0:
            rate = stream.frames / seconds
        if seconds <= 0 or rate <= 0:
            raise MediaError("does not say how long it lasts", "invalid_parameters")
        if seconds > VIDEO_SECONDS_MAX:
            message = f"lasts too long: at most {VIDEO_SECONDS_MAX:g} s (got {seconds:.1f} s)"
            raise MediaError(message, "invalid_parameters")
        return Facts(
            "video", name, width, height, size, round(seconds, 3), round(rate, 3), bool(self._box.streams.audio)
        )

    def _decoded(self) -> Iterator[Any]:
        """Every picture from the start, as FFmpeg gives them; those of two fields have their combs taken out."""
        try:
            self._box.seek(0)
            stream = self._box.streams.video[0]
            fields: av.filter.Graph | None = None
            for frame in self._box.decode(stream):
                if fields is None and frame.interlaced_frame:
                    fields = _without_combs(stream)
                if fields is None:
                    yield frame
                    continue
                fields.push(frame)
                yield from _pulled(fields)
            if fields is not None:
                fields.push(None)
                yield from _pulled(fields)
        except (av.error.FFmpegError, ValueError) as error:
            raise MediaError(f"cannot be decoded: {_plain(error)}", "invalid_parameters") from None

    @property
    def rate(self) -> Fraction:
        """Frames a second, as a plain fraction: the rate that is kept where the footage is changed.

        Of footage whose pictures come unevenly it is the rate of its quick parts: at the average they would jerk.
        """
        average = Fraction(self._box.streams.video[0].average_rate or Fraction(self.facts.fps))
        quick = self._quick_rate()
        return Fraction(round(quick)) if quick > 1.1 * float(average) else average.limit_denominator(1001)

    def _quick_rate(self) -> float:
        """Frames a second where they follow fast: a fifth of the gaps between pictures is no longer."""
        stream = self._box.streams.video[0]
        try:
            self._box.seek(0)
            times = sorted(float(p.pts * stream.time_base) for p in self._box.demux(stream) if p.pts is not None)
        except (av.error.FFmpegError, ValueError):
            return 0.0
        gaps = np.diff(times)
        gaps = gaps[gaps > 1 / 120]
        return float(1 / np.percentile(gaps, 20)) if len(gaps) else 0.0

    def pictures(self, w: int, h: int, rate: Fraction) -> Iterator[U8]:
        """I420 buffers (flat, w * h * 3 / 2) of (w, h), covered and not stretched, at a constant `rate`.

        Pictures that come at odd times are shown from when they come; the first one from the start.
        """
        shown: U8 | None = None
        number, begin = 0, None
        for frame in self._decoded():
            time = frame.time if frame.time is not None else number / float(rate)
            begin = time if begin is None else begin
            # Half a frame of grace: rounding in time stamps is no late picture.
            while shown is not None and number / rate < time - begin - 0.5 / float(rate):
                yield shown
                number += 1
            shown = self._covered(frame, w, h)
        total = max(round(self.facts.duration_s * float(rate)), 1)
        while shown is not None and number < total:
            yield shown
            number += 1

    def _covered(self, frame: Any, w: int, h: int) -> U8:
        """One picture, turned upright, scaled to cover (w, h) and cut to it, as BT.709 video range."""
        sideways = self._turn % 2
        fw, fh = self.facts.width, self.facts.height
        scale = max(w / fw, h / fh)
        bw, bh = max(round(fw * scale / 2) * 2, w), max(round(fh * scale / 2) * 2, h)
        tw, th = (bh, bw) if sideways else (bw, bh)
        space = {1: 1, 5: 5, 6: 5, 7: 7, 9: 9, 10: 9}.get(int(frame.colorspace), 1 if frame.height >= 720 else 5)
        if int(getattr(frame, "color_trc", 0) or 0) in _HDR:
            plain = self._tone_mapped(frame, tw, th)
        else:
            plain = frame.reformat(
                width=tw,
                height=th,
                format="yuv420p",
                src_colorspace=space,
                dst_colorspace=1,
                dst_color_range=1,
                interpolation="BICUBIC",
            )
        planes = []
        for plane, k in zip(plain.planes, (1, 2, 2), strict=True):
            rows, cols = th // k, tw // k
            pixels = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[:rows, :cols]
            if self._turn:
                pixels = np.rot90(pixels, self._turn)
            top, left = ((pixels.shape[0] - h // k) // 2), ((pixels.shape[1] - w // k) // 2)
            planes.append(pixels[top : top + h // k, left : left + w // k].ravel())
        return np.concatenate(planes)

    def _tone_mapped(self, frame: Any, w: int, h: int) -> Any:
        """An HDR picture (PQ or HLG) as ordinary video: paper's white is at 203 cd/m2, the peak at 1,000."""
        rgb = (
            frame.reformat(width=w, height=h, format="rgb48le", src_colorspace=9).to_ndarray().astype(np.float32)
            / 65535
        )
        if int(frame.color_trc) == 16:
            m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
            p = np.power(np.clip(rgb, 0, 1), 1 / m2)
            light = np.power(np.maximum(p - c1, 0) / (c2 - c3 * p), 1 / m1) * (10_000 / 203)
            peak = 1000 / 203
        else:
            a, b, c = 0.17883277, 0.28466892, 0.55991073
            peak = 3.77  # a signal of 75 % is paper's white
            light = np.where(rgb <= 0.5, rgb**2 / 3, (np.exp((rgb - c) / a) + b) / 12) * peak
        # BT.2020 to BT.709 primaries (ITU-R BT.2087), then highlights are bent under white.
        to_709 = np.array(
            [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]], np.float32
        )
        light = np.maximum(light @ to_709.T, 0)
        # Half of paper's white and less stay; above, a curve of slope 1 there that reaches 1 at the peak.
        knee = 0.5
        over = np.maximum(light - knee, 0)
        light = np.minimum(light, knee) + over / (1 + over * (1 / (1 - knee) - 1 / (peak - knee)))
        shown = np.where(light < 0.018, 4.5 * light, 1.099 * np.power(np.maximum(light, 1e-6), 0.45) - 0.099)
        small = av.VideoFrame.from_ndarray(np.clip(shown * 255 + 0.5, 0, 255).astype(np.uint8), format="rgb24")
        return small.reformat(format="yuv420p", dst_colorspace=1, dst_color_range=1)

    def sound(self) -> F32 | None:
        """The track, (2, n) float32 at SOUND_RATE, in time with the pictures and no longer than they are.

        None if there is none while they last.
        """
        if not self._box.streams.audio:
            return None
        with av.open(str(self._path), options=dict(_OPTIONS), timeout=20.0) as box:
            stream, parts = box.streams.audio[0], []
            resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SOUND_RATE)
            video = self._box.streams.video[0]
            begin = float((video.start_time or 0) * video.time_base)
            wanted = round(self.facts.duration_s * SOUND_RATE)
            late, kept = 0, 0
            try:
                for frame in box.decode(stream):
                    if kept == 0:
                        late = round(((frame.time or 0.0) - begin) * SOUND_RATE)
                    # A small file can hold hours of silence: no more is unpacked than the pictures need.
                    if kept >= min(wanted - late, _SOUND_SAMPLES_MAX):
                        break
                    for part in resampler.resample(frame):
                        kept += part.samples
                        parts.append(part.to_ndarray())
                else:
                    parts += [part.to_ndarray() for part in resampler.resample(None)]
            except (av.error.FFmpegError, ValueError):
                pass  # what came until then is kept; the rest is silent
        if not parts:
            return None
        track = np.concatenate(parts, axis=1).astype(np.float32)
        track = np.pad(track, ((0, 0), (late, 0))) if late > 0 else track[:, -late:]
        return track[:, :wanted]

    def close(self) -> None:
        self._box.close()

    def __enter__(self) -> Footage:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _without_combs(stream: Any) -> av.filter.Graph:
    """Makes whole pictures of those that hold two moments, every other row each, as television has them."""
    graph = av.filter.Graph()
    graph.link_nodes(
        graph.add_buffer(template=stream),
        graph.add("bwdif", "mode=send_frame:parity=auto:deint=interlaced"),
        graph.add("buffersink"),
    ).configure()
    return graph


def _pulled(graph: av.filter.Graph) -> Iterator[Any]:
    while True:
        try:
            yield graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return


def _plain(error: BaseException) -> str:
    """What FFmpeg says, without the path that it adds."""
    return str(getattr(error, "strerror", None) or "the file is damaged")


def main() -> int:
    """The probe: see the module's head."""
    from omnireel.animatic.__main__ import JOB_BYTES_MAX, apply_limits, die_with_parent

    die_with_parent()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints must not reach the protocol
    raw = sys.stdin.buffer.readline(JOB_BYTES_MAX)
    try:
        job = json.loads(raw)
        apply_limits(job.get("limits") or {})
        cv2.setNumThreads(1)
        answer: dict[str, Any] = {"done": asdict(facts(Path(job["probe"])))}
    except MediaError as error:
        answer = {"error": {"kind": "rejected", "code": error.code, "message": str(error)[:500]}}
    except MemoryError:
        message = "needs too much memory to be opened"
        answer = {"error": {"kind": "rejected", "code": "image_processing_error", "message": message}}
    out.write(json.dumps(answer) + "\n")
    out.flush()
    return 0 if "done" in answer else 1


if __name__ == "__main__":
    code = main()
    os._exit(code)  # no thread or library may hold the exit up
