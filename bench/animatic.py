"""How fast the animatic is, beside the video encoder alone. Run: python bench/animatic.py [--4k]

All figures of one run are from one machine in one go; trust the ratios more than the seconds.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from omnireel.animatic import RenderSpec, Shot, render

PROMPTS = {
    "demo": "A golden retriever running through a sunlit meadow, cinematic slow motion.",
    "neon": "A red car driving through a neon city street at night in the rain",
    "reef": "A school of fish over a coral reef",
}


def whole(name: str, w: int, h: int, folder: Path) -> float:
    spec = RenderSpec((Shot(PROMPTS[name], 5),), w, h, 24, sound=True)
    out = folder / "clip.mp4"
    began = time.perf_counter()
    report = render(spec, out)
    wall = time.perf_counter() - began
    stages = "  ".join(
        f"{stage} {seconds:.2f}" for stage, seconds in report["timings"].items() if stage != "total"
    )
    print(f"{name:5} {w}x{h}  5 s with sound: {wall:5.2f} s   [{stages}]   {out.stat().st_size / 1e6:.1f} MB")
    return wall


def against_encoder(w: int, h: int, folder: Path) -> None:
    """Frames a second of compose + encode (bakes done) against encoding the same frames, ready in memory."""
    import cv2

    from omnireel.animatic import engine, scene
    from omnireel.animatic.encode import Movie
    from omnireel.animatic.parse import understand

    cv2.setNumThreads(1)
    shot = scene.arrange(understand([PROMPTS["demo"]])[0], 5, w, h, 24, 0)
    with ThreadPoolExecutor(2) as pool:
        glass = engine.paint_scene(shot, pool)
    count = 96

    def frame(n: int) -> engine.npt.NDArray[engine.np.uint8]:
        return engine.compose(shot, glass, engine.Frame(w, h), n).buffer

    def write(frames: object) -> float:
        with Movie(folder / "bench.mp4", w, h, 24, False) as movie:
            began = time.perf_counter()
            for buffer in frames:  # type: ignore[attr-defined]
                movie.write(buffer)
            movie.finish()
        return count / (time.perf_counter() - began)

    ready = [frame(n) for n in range(count)]
    alone = write(ready)
    with ThreadPoolExecutor(1) as maker:
        ahead = [maker.submit(frame, n) for n in range(4)]

        def stream() -> object:
            for n in range(count):
                if n + 4 < count:
                    ahead.append(maker.submit(frame, n + 4))
                yield ahead[n].result()
                ahead[n] = None  # type: ignore[call-overload]

        both = write(stream())
    print(f"{w}x{h}: encoder alone {alone:6.1f}, with compose {both:6.1f} frames/s, ratio {both / alone:.2f}")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--4k", dest="uhd", action="store_true", help="also a 5 s clip at 3840x2160")
    args = options.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import omnireel.animatic.engine"], check=True)
    print(f"process start and imports: {time.perf_counter() - began:.2f} s")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for prompt in PROMPTS:
            whole(prompt, 1280, 720, folder)
        whole("demo", 1920, 1080, folder)
        if args.uhd:
            whole("demo", 3840, 2160, folder)
        against_encoder(1280, 720, folder)
        against_encoder(1920, 1080, folder)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
