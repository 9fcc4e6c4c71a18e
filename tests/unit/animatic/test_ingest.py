"""Pictures and footage from outside: opened right, or refused with a clear error; never trusted."""

from __future__ import annotations

import base64
import itertools
import json
import struct
import subprocess
import sys
import zlib
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from omnireel.animatic.ingest import _OPTIONS, Footage, MediaError, _header_size, facts, picture
from support.media import encoded, movie, scene

CLIP = movie(320, 240, seconds=1.0)


def put(folder: Path, data: bytes, name: str = "file.bin") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def png_of(width: int, height: int) -> bytes:
    """A PNG whose header claims a size, with hardly any data: a bomb."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )


def webp_of(side: int) -> bytes:
    """A whole, valid WEBP of one colour, coded without loss: a few kB for very many pixels."""
    done, data = cv2.imencode(".webp", np.full((side, side, 3), 9, np.uint8), [cv2.IMWRITE_WEBP_QUALITY, 101])
    assert done
    assert data[12:16].tobytes() == b"VP8L"
    return bytes(data)


def jpeg_of(side: int) -> bytes:
    """A JPEG that claims a size, behind a stray byte that decoders pass over and a naive reader stops at."""
    jpeg = encoded(scene(64, 64), ".jpg")
    at = jpeg.index(b"\xff\xc0")
    return jpeg[:at] + b"\0" + jpeg[at : at + 5] + struct.pack(">HH", side, side) + jpeg[at + 9 :]


def levels_of(path: Path, signals: list[float], transfer: int) -> None:
    """Write ten-bit BT.2020 footage of grey bars, their signals from 0 to 1. transfer: 16 is PQ, 18 HLG."""
    with av.open(str(path), "w", format="mp4") as box:
        stream = box.add_stream("libx265", rate=24)
        stream.width, stream.height, stream.pix_fmt = 64 * len(signals), 64, "yuv420p10le"
        stream.options = {"x265-params": "log-level=none", "crf": "8"}
        context = stream.codec_context
        context.color_trc, context.color_primaries, context.colorspace, context.color_range = transfer, 9, 9, 1
        for n in range(3):
            frame = av.VideoFrame(stream.width, stream.height, "yuv420p10le")
            for plane, row in zip(
                frame.planes,
                (np.repeat(64 + 876 * np.array(signals), 64), np.array([512.0]), np.array([512.0])),
                strict=True,
            ):
                pixels = np.zeros((plane.height, plane.line_size // 2), "<u2")
                pixels[:, : plane.width] = np.round(row)
                plane.update(pixels.tobytes())
            frame.pts, frame.time_base = n, Fraction(1, 24)
            for packet in stream.encode(frame):
                box.mux(packet)
        for packet in stream.encode(None):
            box.mux(packet)


@pytest.mark.parametrize(
    ("transfer", "signals"),
    # PQ: 0, 20, 100, 203, 600 and 1,000 cd/m2; HLG: white of paper is at 0.75 (ITU-R BT.2408)
    [(16, [0.0, 0.3570, 0.5081, 0.5807, 0.6963, 0.7518]), (18, [0.0, 0.2, 0.5, 0.75, 0.93, 1.0])],
)
def test_highlights_of_hdr_footage_stay_apart(tmp_path: Path, transfer: int, signals: list[float]) -> None:
    path = tmp_path / "hdr.mp4"
    levels_of(path, signals, transfer)
    with Footage(path) as footage:
        w, h = footage.facts.width, footage.facts.height
        shown = next(iter(footage.pictures(w, h, Fraction(24))))
    luma = shown[: w * h].reshape(h, w)[32, 32::64].astype(int)
    assert luma[0] == pytest.approx(16, abs=2)
    assert 200 <= luma[3] <= 220, "white of paper stands below the highlights"
    assert luma[5] == pytest.approx(235, abs=2)
    assert (np.diff(luma) > 1).all(), luma
    assert np.abs(shown[w * h :].astype(int) - 128).max() <= 1, "grey stays grey"


def test_no_more_sound_is_unpacked_than_the_pictures_need(tmp_path: Path) -> None:
    long = movie(160, 120, seconds=1.0, sound=np.zeros((2, 20 * 48_000), np.float32))
    with Footage(put(tmp_path, long)) as footage:
        track = footage.sound()
    assert track is not None
    assert track.shape == (2, 48_000)


@pytest.mark.parametrize("quality", [80, 101])
def test_the_size_of_a_webp_is_read_before_it_is_decoded(quality: int) -> None:
    done, data = cv2.imencode(".webp", scene(321, 243)[..., ::-1], [cv2.IMWRITE_WEBP_QUALITY, quality])
    assert done
    assert _header_size(bytes(data), "webp") == (321, 243)


@pytest.mark.parametrize("kind", [".png", ".jpg", ".webp"])
def test_pictures_are_what_they_are_whatever_they_are_called(tmp_path: Path, kind: str) -> None:
    rgb = scene(321, 243)  # odd sizes too
    path = put(tmp_path, encoded(rgb, kind), "movie.mp4")
    found = facts(path)
    assert (found.kind, found.width, found.height) == ("image", 321, 243)
    seen, alpha = picture(path)
    assert alpha is None
    assert float(np.abs(seen.astype(float) - rgb).mean()) < 6


def test_transparency_greys_and_sixteen_bits(tmp_path: Path) -> None:
    rgba = np.dstack([scene(40, 30)[..., ::-1], np.full((30, 40), 90, np.uint8)])
    done, data = cv2.imencode(".png", rgba)
    assert done
    rgb, alpha = picture(put(tmp_path, bytes(data)))
    assert alpha is not None
    assert (rgb.shape, int(alpha[0, 0])) == ((30, 40, 3), 90)
    deep = scene(40, 30).astype(np.uint16)[..., ::-1] * 257
    done, data = cv2.imencode(".png", deep)
    assert done
    seen, _ = picture(put(tmp_path, bytes(data)))
    assert seen.dtype == np.uint8
    grey = cv2.cvtColor(scene(40, 30), cv2.COLOR_RGB2GRAY)
    done, data = cv2.imencode(".jpg", grey)
    assert done
    assert picture(put(tmp_path, bytes(data)))[0].shape == (30, 40, 3)


def test_a_jpeg_for_print_has_the_colours_of_the_screen(tmp_path: Path) -> None:
    """CMYK, inverted as Adobe does: red on the left, blue on the right. OpenCV cannot write one, so here it is."""
    jpeg = base64.b64decode(
        "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBET"
        "FBUVFQwPFxgWFBgSFBUU/8AAFAgAEAAgBEMRAE0RAFkRAEsRAP/EABcAAQEBAQAAAAAAAAAAAAAAAAAJBgj/xAAUEAEAAAAA"
        "AAAAAAAAAAAAAAAA/9oADgRDAE0AWQBLAAA/AOwHCifSqYAio2y4oALVsSh0ACKjbLigA//Z"
    )
    seen, alpha = picture(put(tmp_path, jpeg))
    assert alpha is None
    assert seen.shape == (16, 32, 3)
    for x, rgb in ((4, (200, 40, 30)), (28, (40, 60, 200))):
        assert np.abs(seen[8, x].astype(int) - rgb).max() <= 6, (x, seen[8, x])


def test_a_photograph_is_turned_upright(tmp_path: Path) -> None:
    """Orientation 6: the camera was held upright, the sensor lay on its side."""
    jpeg = encoded(scene(400, 300), ".jpg")
    tiff = b"MM\0*\0\0\0\x08" + b"\0\x01" + struct.pack(">HHIHH", 0x112, 3, 1, 6, 0) + b"\0\0\0\0"
    exif = b"Exif\0\0" + tiff
    turned = jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]
    found = facts(put(tmp_path, turned))
    assert (found.width, found.height) == (300, 400)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (png_of(60_000, 60_000), "too many pixels"),
        (webp_of(12_000), "too many pixels"),
        (jpeg_of(12_000), "too many pixels"),
        (encoded(scene(400, 300), ".webp")[:27], "cannot be decoded"),
        (png_of(400, 400), "cannot be decoded"),
        (encoded(scene(400, 300))[:900], "cannot be decoded"),
        (encoded(scene(400, 300), ".jpg")[:30], "cannot be decoded"),
        (b"", "unsupported file type"),
        (b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/x.ts\n", "unsupported file type"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "unsupported file type"),
        (b"PK\x03\x04" + b"\0" * 60, "unsupported file type"),
        (b"\0\0\0\x20ftypisom" + b"#EXTM3U\n/etc/passwd\n" * 4, "cannot be opened as a video"),
        (CLIP[: len(CLIP) // 3], "video"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 90, "unsupported file type"),
    ],
)
def test_bombs_fragments_and_tricks_are_refused_in_words(tmp_path: Path, data: bytes, words: str) -> None:
    path = put(tmp_path, data, "innocent.mp4")
    with pytest.raises(MediaError) as refused:
        facts(path)
    assert words in str(refused.value)
    assert str(tmp_path) not in str(refused.value)
    assert refused.value.code in ("image_processing_error", "invalid_parameters")


def test_a_playlist_that_calls_itself_a_video_opens_nothing(tmp_path: Path) -> None:
    put(tmp_path, CLIP, "secret.mp4")
    for trick in (b"#EXTM3U\n#EXTINF:1,\nsecret.mp4\n", b"ffconcat version 1.0\nfile 'secret.mp4'\n"):
        with pytest.raises(av.error.FFmpegError):
            av.open(str(put(tmp_path, trick, "list.mp4")), options=dict(_OPTIONS))


def test_footage_is_measured(tmp_path: Path) -> None:
    with Footage(put(tmp_path, movie(322, 242, seconds=1.5, fps=Fraction(30000, 1001)))) as footage:
        found = footage.facts
        assert (found.kind, found.width, found.height, found.has_audio) == ("video", 322, 242, False)
        assert found.duration_s == pytest.approx(1.5, abs=0.05)
        assert footage.rate == Fraction(30000, 1001)
        shown = list(footage.pictures(160, 120, footage.rate))
    assert len(shown) == round(found.duration_s * 30000 / 1001)
    assert shown[0].size == 160 * 120 * 3 // 2


def test_odd_times_are_shown_when_they_come(tmp_path: Path) -> None:
    """Six pictures over two seconds, at uneven times: a constant rate shows each until the next one comes."""
    times = [0, 3, 20, 21, 40, 47]
    levels = [30, 80, 120, 160, 200, 240]

    def flat(n: int) -> np.ndarray:  # type: ignore[type-arg]
        return np.full((120, 160, 3), levels[n], np.uint8)

    data = movie(160, 120, seconds=0.25, picture=flat, times=lambda n: times[n], bf="0")
    with Footage(put(tmp_path, data)) as footage:
        means = [float(buffer[: 160 * 120].mean()) for buffer in footage.pictures(160, 120, Fraction(24))]
    for n, (start, end) in enumerate(itertools.pairwise(times)):
        for k in range(start, min(end, len(means))):
            assert means[k] == pytest.approx(16 + 219 * levels[n] / 255, abs=6), (n, k)


def test_the_quick_parts_of_uneven_footage_keep_their_motion(tmp_path: Path) -> None:
    """A second at 24 pictures, then two that stand still: the average of 8.7 a second would drop two of three."""
    times = [*range(24), 48, 71]
    data = movie(160, 120, seconds=len(times) / 24, times=lambda n: times[n], bf="0")
    with Footage(put(tmp_path, data)) as footage:
        assert footage.facts.fps < 12
        assert footage.rate == 24


def test_the_combs_of_interlaced_footage_are_taken_out(tmp_path: Path) -> None:
    """A television camera takes every other row a fiftieth of a second later."""

    def fields(n: int) -> np.ndarray:  # type: ignore[type-arg]
        both = np.full((240, 320, 3), 60, np.uint8)
        for field in (0, 1):
            x = 20 + (2 * n + field) * 6
            both[field::2, x : x + 60] = 220
        return both

    def combs(picture: np.ndarray) -> float:  # type: ignore[type-arg]
        rows = picture[: 320 * 240].reshape(240, 320).astype(float)
        return float(np.abs(rows[1:-1] - (rows[:-2] + rows[2:]) / 2).mean())

    woven, seen = {}, {}
    for name, params in (("interlaced", "tff=1"), ("whole", "tff=0")):
        data = movie(320, 240, seconds=0.8, fps=25, picture=fields, **{"x264-params": params})
        path = put(tmp_path, data, name)
        with av.open(str(path)) as box:
            woven[name] = combs(
                np.concatenate([plane.ravel() for plane in [next(box.decode(video=0)).to_ndarray()]])
            )
        with Footage(path) as footage:
            assert footage.facts.fps == 25
            shown = list(footage.pictures(320, 240, Fraction(25)))
        assert len(shown) == 20
        seen[name] = max(combs(picture) for picture in shown)
    assert seen["interlaced"] < 0.15 * woven["interlaced"]
    assert seen["whole"] > 0.8 * woven["whole"]  # what does not say that it is of fields is left as it is


def test_footage_that_lies_on_its_side_is_turned(tmp_path: Path) -> None:
    """A phone's video: the pictures lie, a matrix in the header says how they stand."""
    plain = movie(320, 240, seconds=0.5)
    at = plain.index(b"tkhd") + 4 + 4 + 4 * 5 + 16  # version, times and ids, then reserved; the matrix follows
    matrix = struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 240 << 16, 0, 0x40000000)
    turned = plain[:at] + matrix + plain[at + 36 :]
    with Footage(put(tmp_path, turned)) as footage:
        assert (footage.facts.width, footage.facts.height) == (240, 320)
        first = next(iter(footage.pictures(240, 320, Fraction(24))))
    # The sky of the scene, at the top as it lies, is now at a side.
    y = first[: 240 * 320].reshape(320, 240).astype(float)
    assert abs(y[:, :40].mean() - y[:, -40:].mean()) > 2 * abs(y[:40].mean() - y[-40:].mean())


def test_the_probe_answers_from_a_limited_child(tmp_path: Path) -> None:
    for data, good in ((CLIP, True), (png_of(60_000, 60_000), False)):
        job = {"probe": str(put(tmp_path, data)), "limits": {"cpu_s": 10, "memory_bytes": 3 * 1024**3}}
        done = subprocess.run(
            [sys.executable, "-m", "omnireel.animatic.ingest"],
            input=json.dumps(job) + "\n",
            capture_output=True,
            text=True,
            check=False,
        )
        answer = json.loads(done.stdout)
        assert ("done" in answer) is good, answer
        assert done.returncode == (0 if good else 1)
