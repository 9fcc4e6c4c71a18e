"""Contact sheets of pictures that move and of footage that is followed or changed: docs/gallery/footage/NAME.jpg.

python docs/footage_gallery.py PHOTOGRAPHS [NAME ...]

PHOTOGRAPHS is a folder with astronaut.png, chelsea.png, coffee.png, rocket.jpg and horse.png, as the package
scikit-image carries them (public domain and CC0); they are no part of this project. The footage is made of
them, as by a shaking hand on grainy film. Three pictures, of clouds, the sea and a man, are the animatic's own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from gallery import FOLDER, frames

from omnireel.animatic import ElementSpec, RenderSpec, Shot, Sources, render
from omnireel.animatic.palette import PALETTES, light_for
from omnireel.animatic.solids import paint
from omnireel.animatic.subjects.table import SUBJECTS

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from support.media import movie

TO = FOLDER / "footage"
BYTES_MAX = 2_000_000
SECONDS = 4
WIDE, TALL, SQUARE = (1280, 720), (720, 1280), (720, 720)
Picture = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Case:
    """One sheet. give: names of photographs or footage for the fields of Sources."""

    name: str
    prompt: str
    mode: str
    give: dict[str, Any]
    size: tuple[int, int] = WIDE
    follow: bool = False


def element(name: str, description: str) -> Callable[[Path], ElementSpec]:
    return lambda folder: ElementSpec(description.split(",")[0], description, (str(folder / name),))


CASES = (
    Case("cat-push", "Slow push in", "image", {"start": "chelsea.png"}),
    Case("cat-tall", "Handheld camera, warm evening light", "image", {"start": "chelsea.png"}, TALL),
    Case("portrait-night-snow", "Orbit shot, snow falls at night", "image", {"start": "astronaut.png"}, SQUARE),
    Case("clouds-race", "Static shot, a time-lapse of racing clouds", "image", {"start": "lighthouse.png"}),
    Case("sea-rolls", "Slow push in, the clouds drift, the waves roll", "image", {"start": "sea.png"}),
    Case("coffee-pan", "Pan right, golden hour, dust in the air", "image", {"start": "coffee.png"}),
    Case("rocket-storm", "Crane up, a storm comes", "image", {"start": "rocket.jpg"}),
    Case("cat-to-coffee", "It changes", "image", {"start": "chelsea.png", "end": "coffee.png"}),
    Case("coffee-moves", "The camera moves on", "image", {"start": "coffee-left.png", "end": "coffee-right.png"}),
    Case("two-pictures", "The woman in <<<image_1>>> walks through the place shown in <<<image_2>>>", "image",
         {"images": ("astronaut.png", "rocket.jpg")}),
    Case("element-cut", "<<<element_1>>> gallops over a meadow", "text",
         {"elements": (element("horse-cut.png", "A black horse"),)}),
    Case("element-walks", "<<<element_1>>> walks along a beach at sunset", "text",
         {"elements": (element("man-cut.png", "A man in a blue shirt"),)}),
    Case("element-claps", "<<<element_1>>> claps on a stage", "text",
         {"elements": (element("man-front.png", "A man in a blue shirt"),)}),
    Case("element-grazes", "<<<element_1>>> grazes on a meadow", "text",
         {"elements": (element("horse-cut.png", "A black horse"),)}),
    Case("element-portrait", "<<<element_1>>> walks along a beach at sunset", "text",
         {"elements": (element("astronaut.png", "A woman in an orange space suit"),)}),
    Case("element-card", "<<<element_1>>> walks through a meadow", "text",
         {"elements": (element("chelsea.png", "A tabby cat"),)}),
    Case("pan-fox", "A red fox walks through a snowy forest", "reference", {"video": "portrait-pan"}),
    Case("zoom-lighthouse", "A lighthouse on a cliff at dusk", "reference", {"video": "coffee-zoom"}),
    Case("cuts-dog", "A dog runs on a beach", "reference", {"video": "cuts"}),
    Case("night-rain", "Make it a rainy night", "edit", {"video": "portrait-pan"}, follow=True),
    Case("watercolour", "Turn it into a watercolour", "edit", {"video": "coffee-zoom"}, follow=True),
    Case("anime", "Anime style", "edit", {"video": "portrait-pan"}, follow=True),
    Case("ink", "Ink style", "edit", {"video": "cat-tall"}, TALL, follow=True),
    Case("stand-in", "Replace the horse by <<<element_1>>>", "edit",
         {"video": "horse-pan", "elements": (element("astronaut.png", "Eileen, an astronaut"),)}, follow=True),
    Case("guest", "Add <<<element_1>>> on the left. Golden hour", "edit",
         {"video": "rocket-pan", "elements": (element("horse-cut.png", "Bella, a black horse"),)}, follow=True),
    Case("recolour", "Make the red cup blue", "edit", {"video": "coffee-zoom"}, follow=True),
    Case("text-removed", "Remove the text", "edit", {"video": "titled"}, follow=True),
    Case("background-replaced", "Replace the background with a beach", "edit", {"video": "horse-pan"},
         follow=True),
    Case("background-blur", "Blur the background", "edit", {"video": "portrait-pan"}, follow=True),
)  # fmt: skip


def photograph(folder: Path, name: str) -> Picture:
    read = cv2.imread(str(folder / name))
    if read is None:
        raise SystemExit(f"there is no {name} in {folder}")
    return cv2.cvtColor(read, cv2.COLOR_BGR2RGB)


def filmed(rgb: Picture, w: int, h: int, *, pan: float = 0.0, zoom: float = 0.0, title: str = "") -> bytes:
    """A photograph as footage: a camera that goes over it in a hand that shakes, with grain."""
    count = SECONDS * 24
    k = 1.35 * max(w / rgb.shape[1], h / rgb.shape[0])
    big = cv2.resize(rgb, None, fx=k, fy=k, interpolation=cv2.INTER_CUBIC)
    r = np.random.default_rng(1)
    shake = cv2.GaussianBlur(np.cumsum(r.standard_normal((count, 2)) * 1.6, 0), (1, 0), 1e-3, sigmaY=2.0)

    def picture(n: int) -> Picture:
        t = n / count
        s = 1 + zoom * t
        x = big.shape[1] / 2 + pan * (t - 0.5) * (big.shape[1] - w) + shake[n, 0]
        y = big.shape[0] / 2 + shake[n, 1]
        matrix = np.array([[1 / s, 0, x - w / 2 / s], [0, 1 / s, y - h / 2 / s]])
        how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        seen = cv2.warpAffine(big, matrix, (w, h), flags=how, borderMode=cv2.BORDER_REFLECT)
        if title:
            at = (int(0.06 * w), int(0.92 * h))
            cv2.putText(seen, title, at, cv2.FONT_HERSHEY_SIMPLEX, 2, (255, 255, 255), 5, cv2.LINE_AA)
        return np.clip(seen + r.standard_normal((h, w, 1)) * 4, 0, 255).astype(np.uint8)

    return movie(w, h, seconds=SECONDS, picture=picture)


def material(photographs: Path, folder: Path) -> None:
    """Everything that the cases name, in `folder`."""
    for name in ("chelsea.png", "astronaut.png", "coffee.png", "rocket.jpg", "horse.png"):
        rgb = photograph(photographs, name)
        cv2.imwrite(str(folder / name), cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR))
    coffee, astronaut = photograph(photographs, "coffee.png"), photograph(photographs, "astronaut.png")
    for side, part in (("left", coffee[:, :520]), ("right", coffee[:, 80:])):
        cv2.imwrite(str(folder / f"coffee-{side}.png"), cv2.cvtColor(part, cv2.COLOR_RGB2BGR))
    horse = photograph(photographs, "horse.png")
    cut = np.dstack([horse[..., ::-1] // 2 + 20, 255 - horse[..., 0]])
    cv2.imwrite(str(folder / "horse-cut.png"), cut)
    aside = SUBJECTS["man"]
    assert aside.wear is not None
    front = aside.wear(frozenset(("heads towards",)))
    for name, figure in (("cut", aside.build("stand", 0.1, None)), ("front", front.build("jump", 0.6, None))):
        painted, _, _ = paint(figure, light_for(PALETTES["day"], 0.6, 0.5), 5.0)
        man = np.dstack([painted[..., 2::-1] / np.maximum(painted[..., 3:], 1e-3), painted[..., 3:]])
        cv2.imwrite(str(folder / f"man-{name}.png"), np.clip(man * 255 + 0.5, 0, 255).astype(np.uint8))
    rocket, cat = photograph(photographs, "rocket.jpg"), photograph(photographs, "chelsea.png")
    clips = {
        "portrait-pan": filmed(astronaut[:400], *WIDE, pan=0.7),
        "coffee-zoom": filmed(coffee, *WIDE, zoom=0.25),
        "rocket-pan": filmed(rocket, *WIDE, pan=-0.6),
        "horse-pan": filmed(cv2.copyMakeBorder(horse, 130, 90, 260, 260, cv2.BORDER_REPLICATE), *WIDE, pan=0.8),
        "cat-tall": filmed(cat, *TALL, pan=0.4),
        "titled": filmed(coffee, *WIDE, pan=0.5, title="SAMPLE VIDEO"),
    }
    for name, data in clips.items():
        (folder / f"{name}.mp4").write_bytes(data)
    drawn = {
        "sea": "A sailboat on the open sea on a sunny day",
        "lighthouse": "A lighthouse on a cliff by the sea at noon",
    }
    for name, prompt in drawn.items():
        render(RenderSpec((Shot(prompt, 0.2),), *WIDE), folder / "drawn.mp4")
        cv2.imwrite(str(folder / f"{name}.png"), frames(folder / "drawn.mp4")[0])
    parts = [cv2.resize(rgb, WIDE) for rgb in (coffee, rocket, cat)]
    cuts = movie(*WIDE, seconds=SECONDS, picture=lambda n: parts[n * 3 // (SECONDS * 24)])
    (folder / "cuts.mp4").write_bytes(cuts)


def sources(case: Case, folder: Path) -> Sources:
    def path(name: str) -> str:
        return str(folder / (name if "." in name else f"{name}.mp4"))

    given: dict[str, Any] = {}
    for name, value in case.give.items():
        if name == "elements":
            given[name] = tuple(make(folder) for make in value)
        elif isinstance(value, tuple):
            given[name] = tuple(path(one) for one in value)
        else:
            given[name] = path(value)
    return Sources(**given)


def main() -> None:
    options = argparse.ArgumentParser(description="Contact sheets of pictures and footage.")
    options.add_argument("photographs", type=Path)
    options.add_argument("names", nargs="*", metavar="NAME")
    told = options.parse_args()
    chosen = [case for case in CASES if not told.names or case.name in told.names]
    TO.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        material(told.photographs, folder)
        for number, case in enumerate(chosen, 1):
            clip = folder / "clip.mp4"
            shots = (Shot(case.prompt, SECONDS),)
            spec = RenderSpec(shots, *case.size, mode=case.mode, sources=sources(case, folder), follow=case.follow)
            render(spec, clip)
            cells = []
            for frame in frames(clip):
                k = 270 / frame.shape[0]
                cells.append(cv2.resize(frame, (round(frame.shape[1] * k), 270), interpolation=cv2.INTER_AREA))
            quality = [cv2.IMWRITE_JPEG_QUALITY, 72, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
            _, packed = cv2.imencode(".jpg", np.hstack(cells), quality)
            (TO / f"{case.name}.jpg").write_bytes(packed.tobytes())
            print(f"{number}/{len(chosen)} {case.name}: {len(packed) / 1000:.0f} kB")
    total = sum(path.stat().st_size for path in TO.glob("*.jpg"))
    print(f"{total / 1e6:.2f} MB in {TO}, at most {BYTES_MAX / 1e6:g} MB")
    if total > BYTES_MAX:
        raise SystemExit("the sheets are larger than they may be")


if __name__ == "__main__":
    main()
