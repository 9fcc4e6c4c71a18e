"""Renders the forty samples and lays four frames of each into one picture: docs/gallery/NAME.jpg.

python docs/gallery.py                 # all; docs/gallery/README.md shows them, with what falls short of each
python docs/gallery.py fox neon        # some
python docs/gallery.py --to FOLDER     # elsewhere
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic import RenderSpec, Shot, render
from omnireel.animatic.samples import SAMPLES, Sample

FOLDER = Path(__file__).parent / "gallery"
BYTES_MAX = 4_000_000  # of all sheets together
SECONDS = 5
AT = (0.08, 0.36, 0.64, 0.92)  # where in the clip the four frames are
SIZES = {"16:9": (1280, 720), "9:16": (720, 1280), "1:1": (720, 720)}
CELLS = {"16:9": (480, 270), "9:16": (270, 480), "1:1": (360, 360)}
COLUMNS = {"16:9": 2, "9:16": 4, "1:1": 2}
# The twelve that the README shows, three in a row; all of them 16:9.
BEST = [
    "retriever",
    "neon",
    "raincoat",
    "samurai",
    "reef",
    "cat",
    "taxi",
    "spaceship",
    "couple",
    "rower",
    "surfer",
    "stranger",
]
BEST_PICTURE, BEST_CELL = Path(__file__).parent / "images" / "gallery.jpg", (320, 180)

Picture = npt.NDArray[np.uint8]


def frames(clip: Path) -> list[Picture]:
    """The four frames (h, w, 3), BGR."""
    with av.open(str(clip)) as box:
        count = box.streams.video[0].frames
        wanted = {round(at * (count - 1)) for at in AT}
        return [
            frame.to_ndarray(format="bgr24")
            for number, frame in enumerate(box.decode(video=0))
            if number in wanted
        ]


def sheet(sample: Sample, folder: Path) -> Picture:
    """Render a sample; its four frames side by side."""
    clip = folder / "clip.mp4"
    render(RenderSpec((Shot(sample.prompt, SECONDS),), *SIZES[sample.ratio]), clip)
    cells = [cv2.resize(frame, CELLS[sample.ratio], interpolation=cv2.INTER_AREA) for frame in frames(clip)]
    columns = COLUMNS[sample.ratio]
    rows = [np.hstack(cells[i : i + columns]) for i in range(0, len(cells), columns)]
    return np.vstack(rows)


def best(folder: Path) -> Picture:
    """A frame of each of the best, out of their sheets."""
    w, h = CELLS["16:9"]
    cells = []
    for name in BEST:
        frame = cv2.imread(str(folder / f"{name}.jpg"))[:h, w:]  # the second of the four
        cells.append(cv2.resize(frame, BEST_CELL, interpolation=cv2.INTER_AREA))
    return np.vstack([np.hstack(cells[i : i + 3]) for i in range(0, len(cells), 3)])


def main() -> None:
    options = argparse.ArgumentParser(description="Contact sheets of the samples.")
    options.add_argument("names", nargs="*", metavar="NAME")
    options.add_argument("--to", type=Path, default=FOLDER, metavar="FOLDER")
    told = options.parse_args()
    if unknown := set(told.names) - {sample.name for sample in SAMPLES}:
        options.error(f"no such sample: {', '.join(sorted(unknown))}")
    chosen = [sample for sample in SAMPLES if not told.names or sample.name in told.names]
    told.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for number, sample in enumerate(chosen, 1):
            picture = sheet(sample, Path(folder))
            _, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 78, cv2.IMWRITE_JPEG_OPTIMIZE, 1])
            (told.to / f"{sample.name}.jpg").write_bytes(packed.tobytes())
            print(f"{number}/{len(chosen)} {sample.name}: {len(packed) / 1000:.0f} kB")
    total = sum(path.stat().st_size for path in told.to.glob("*.jpg"))
    print(f"{total / 1e6:.2f} MB in {told.to}, at most {BYTES_MAX / 1e6:g} MB")
    if total > BYTES_MAX:
        raise SystemExit("the gallery is larger than it may be")
    if told.to == FOLDER:
        cv2.imwrite(str(BEST_PICTURE), best(FOLDER), [cv2.IMWRITE_JPEG_QUALITY, 82])


if __name__ == "__main__":
    main()
