"""How fast the animatic is, beside the video encoder alone. Run: python bench/animatic.py [--quick] [--4k]

All figures of one run are from one machine in one go; trust the ratios more than the seconds. A limit is what the
project promises on two cores that have nothing else to do.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic import RenderSpec, Shot, Sources, engine, render
from omnireel.animatic.bakes import Bakes
from omnireel.animatic.encode import Movie
from omnireel.animatic.painting import paint
from omnireel.animatic.parse import understand
from omnireel.animatic.planes import Frame

PROMPTS = {
    "meadow": "A golden retriever running through a sunlit meadow, cinematic slow motion.",
    "neon": "A red sports car drives through a neon city street at night in the rain",
    "reef": "A school of fish over a coral reef",
    "lake": "An old man rows a boat on a misty lake at dawn, watercolour",
}
CLIPS = (  # width, height, seconds, limit in seconds, prompts
    (1280, 720, 5, 3.0, tuple(PROMPTS)),
    (1920, 1080, 5, 5.0, ("meadow", "neon")),
    (1280, 720, 15, 8.0, ("meadow", "neon")),
)
COLD_MORE_S = 10.0
RATIO_MIN = 0.65
SSIM_MIN = 0.95

Picture = npt.NDArray[np.uint8]


def of_limit(value: float, limit: float) -> str:
    return f"{value:6.2f} s = {value / limit:4.2f} of {limit:g} s"


def whole_clips(folder: Path, runs: int) -> None:
    """From request to file, sound included: with an empty cache, then with a warm one (median of `runs`)."""
    for w, h, seconds, limit, names in CLIPS:
        for name in names:
            spec = RenderSpec((Shot(PROMPTS[name], seconds),), w, h, 24, sound=True)
            out, cache = folder / "clip.mp4", folder / f"bakes-{name}-{h}-{seconds}"
            took: list[float] = []
            for _ in range(runs + 1):
                began = time.perf_counter()
                report = render(spec, out, cache=cache)
                took.append(time.perf_counter() - began)
            warm = statistics.median(took[1:])
            stages = "  ".join(
                f"{stage} {spent:.2f}" for stage, spent in report["timings"].items() if stage != "total"
            )
            print(
                f"{name:6} {h}p {seconds:2} s: warm {of_limit(warm, limit)}; empty cache {took[0] - warm:+5.2f} s"
                f" (limit +{COLD_MORE_S:g})  {out.stat().st_size / 1e6:.1f} MB  [{stages}]"
            )


def painted_coast(w: int, h: int) -> Picture:
    """Clouds over a sea, as much to move as a picture can have."""

    def soft(x: float, y: float, seed: int) -> npt.NDArray[np.float32]:
        rough = np.random.default_rng(seed).standard_normal((h, w)).astype(np.float32)
        spots = cv2.GaussianBlur(rough, (0, 0), x, sigmaY=y)
        return np.asarray(spots / spots.std(), np.float32)

    sky = np.array([190, 136, 92]) + 60 * np.clip(soft(52, 22, 1), 0, 1.6)[..., None]
    near = np.clip((np.arange(h)[:, None] / h - 0.45) / 0.55, 0, 1)
    sea = np.array([112, 96, 70]) + 26 * ((1 - near) * soft(9, 1.4, 2) + near * soft(24, 3.5, 3))[..., None]
    return np.clip(np.where(near[..., None] > 0, sea, sky), 0, 255).astype(np.uint8)


def brought(folder: Path, runs: int) -> None:
    """Pictures and footage that people bring: 5 s at 720p, from request to file (median of `runs`)."""
    still, footage, coast = folder / "still.png", folder / "footage.mp4", folder / "coast.png"
    clip = folder / "drawn.mp4"
    render(RenderSpec((Shot(PROMPTS["neon"], 5),), 1280, 720, 24, sound=True), footage)
    with av.open(str(footage)) as box:
        first = next(box.decode(video=0)).to_ndarray(format="bgr24")
    cv2.imwrite(str(still), first)
    cv2.imwrite(str(coast), painted_coast(1280, 720))
    picture, video = Sources(start=str(still)), Sources(video=str(footage))
    for name, limit, mode, prompt, sources in (
        ("image", 5.0, "image", "slow push in, snow falls", picture),
        ("clouds, water", 5.0, "image", "slow push in, clouds drift, waves lap", Sources(start=str(coast))),
        ("first and last", 5.0, "image", "it changes", Sources(start=str(still), end=str(still))),
        ("reference", 7.0, "reference", PROMPTS["meadow"], video),
        ("edit", 8.0, "edit", "make it a rainy night, blur the background", video),
        ("edit, style", 12.0, "edit", "turn it into a watercolour", video),
    ):
        spec = RenderSpec(
            (Shot(prompt, 5),), 1280, 720, 24, mode=mode, sources=sources, follow=mode != "reference"
        )
        took = []
        for _ in range(runs):
            began = time.perf_counter()
            report = render(spec, clip, cache=folder / "bakes-brought")
            took.append(time.perf_counter() - began)
        stages = "  ".join(
            f"{stage} {spent:.2f}" for stage, spent in report["timings"].items() if stage != "total"
        )
        moves = [
            one["what"]
            for shot in report["interpretation"].get("shots_of_picture", ())
            for one in shot.get("moves_by_itself", ())
        ]
        print(f"{name:14} 720p 5 s: {of_limit(statistics.median(took), limit)}  [{stages}]", *moves)


def ssim(a: Picture, b: Picture) -> float:
    """Structural similarity of two grey pictures (Wang et al. 2004: Gaussian window of 11, sigma 1.5)."""
    x, y = a.astype(np.float32), b.astype(np.float32)

    def mean(v: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        return np.asarray(cv2.GaussianBlur(v, (11, 11), 1.5), np.float32)

    mx, my = mean(x), mean(y)
    vx, vy, both = mean(x * x) - mx * mx, mean(y * y) - my * my, mean(x * y) - mx * my
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return float(np.mean((2 * mx * my + c1) * (2 * both + c2) / ((mx * mx + my * my + c1) * (vx + vy + c2))))


def against_encoder(name: str, w: int, h: int, folder: Path, runs: int) -> None:
    """Frames a second of compose + encode (paintings done) against encoding the same frames, ready in memory."""
    spec = RenderSpec((Shot(PROMPTS[name], 5),), w, h, 24)
    [shot] = engine.arranged(spec, understand([PROMPTS[name]]))
    count, out = 96, folder / "bench.mp4"
    pool = ThreadPoolExecutor(engine.COMPOSERS, initializer=engine.step_back)
    with ThreadPoolExecutor(2) as painters, pool:
        glass = paint(shot, painters, Bakes())

        def frame(n: int) -> Picture:
            return engine.compose(shot, glass, Frame(w, h), n).buffer

        def composed() -> Iterator[Picture]:
            ahead = [pool.submit(frame, n) for n in range(engine.MAKING)]
            for n in range(count):
                ready = ahead.pop(0).result()
                if n + engine.MAKING < count:
                    ahead.append(pool.submit(frame, n + engine.MAKING))
                yield ready

        def rate(frames: Callable[[], Iterator[Picture]]) -> tuple[float, float]:
            """(frames a second, processor milliseconds a frame) of writing them."""
            with Movie(out, w, h, 24, False) as movie:
                began, spent = time.perf_counter(), time.process_time()
                for buffer in frames():
                    movie.write(buffer)
                movie.finish()
            return count / (time.perf_counter() - began), (time.process_time() - spent) / count * 1000

        ready = [frame(n) for n in range(count)]
        pairs = []
        for _ in range(runs):  # in turns, so that both meet the same machine
            pairs.append((rate(lambda: iter(ready)), rate(composed)))
    ratio = statistics.median(both[0] / alone[0] for alone, both in pairs)
    alone, both = (tuple(statistics.median(pair[i][k] for pair in pairs) for k in (0, 1)) for i in (0, 1))
    with av.open(str(out)) as box:
        decoded = [seen.to_ndarray(format="yuv420p")[:h] for seen in box.decode(video=0)]
    likeness = statistics.mean(ssim(decoded[n], ready[n][: w * h].reshape(h, w)) for n in range(0, count, 16))
    print(
        f"{name:6} {h}p: encoder alone {alone[0]:5.1f} frames/s ({alone[1]:.1f} ms of processor each),"
        f" with compose {both[0]:5.1f} ({both[1]:.1f} ms): ratio {ratio:.2f} (at least {RATIO_MIN}),"
        f" by processor time {alone[1] / both[1]:.2f}; SSIM {likeness:.3f} (at least {SSIM_MIN})"
    )


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--quick", action="store_true", help="one run instead of the median of five")
    options.add_argument("--4k", dest="uhd", action="store_true", help="also a 5 s clip at 3840x2160")
    args = options.parse_args()
    cv2.setNumThreads(1)
    runs = 1 if args.quick else 5
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; paint, sound, encode by the clock, compose of the"
    )
    print("processor; a 5 s clip at 720p may have at most 8 MB")
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import omnireel.animatic.engine"], check=True)
    print(f"process start and imports: {time.perf_counter() - began:.2f} s")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole_clips(folder, runs)
        brought(folder, runs)
        if args.uhd:
            began = time.perf_counter()
            render(RenderSpec((Shot(PROMPTS["meadow"], 5),), 3840, 2160, 24, sound=True), folder / "uhd.mp4")
            print(f"meadow 2160p 5 s: {time.perf_counter() - began:.2f} s, nothing kept")
        for prompt, size in (("meadow", (1280, 720)), ("neon", (1280, 720)), ("meadow", (1920, 1080))):
            against_encoder(prompt, *size, folder, runs)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
