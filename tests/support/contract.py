"""The contract's field matrix, limits and rates (2.1, 2.5, 3.1, 7.2), once per model, as the tests know them.

Nothing here is taken from the code under test: it is the contract written down a second time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

IMAGE = "https://media.example.com/a.png"
VIDEO = "https://media.example.com/a.mp4"
CALLBACK = "https://hooks.example.com/"
PARAMS = "model_params"


@dataclass(frozen=True, kw_only=True)
class Model:
    """One model. What is None or empty is no field of it."""

    id: str
    seconds: tuple[int, int] | None = None
    ratios: tuple[str, ...] = ()
    qualities: tuple[str, ...] = ()
    sound: bool = False
    frames: bool = False
    """image_start and image_end."""
    images_max: int | None = None
    video: bool = False
    pictures: tuple[str, ...] = ("jpg", "png")
    """Formats of pictures; the other limits of pictures are the same everywhere."""
    clip_s: tuple[float | None, float] | None = None
    """Seconds of footage, at least and at most."""
    clip_fps: tuple[int, int] | None = None
    shots: str = "none"
    """`taken`, `refused` (a 400 whatever they say) or `none` (a warning)."""
    elements_max: int | None = None
    together_max: int | None = None
    """Images and elements together."""
    rate_units: int = 0
    """10,000ths of a credit a second."""
    factors: Mapping[tuple[str, bool], str]
    """(quality, sound) -> what the rate is multiplied by."""
    least: Mapping[str, Any]
    """The smallest good body, without `model`."""

    def units(self, seconds: int, quality: str, sound: bool) -> int:
        """The charge in units: half a unit is rounded up, three seconds are the least."""
        exact = self.rate_units * Fraction(self.factors[quality, sound]) * seconds
        return max(3 * self.rate_units, int(exact + Fraction(1, 2)))


_FULL = {
    ("720p", False): "1",
    ("1080p", False): "1.334",
    ("4k", False): "5",
    ("720p", True): "1.334",
    ("1080p", True): "1.667",
    ("4k", True): "5",
}
_FOOTAGE = {("720p", False): "1", ("1080p", False): "1.334"}
RATIOS, QUALITIES = ("16:9", "9:16", "1:1"), ("720p", "1080p", "4k")

TEXT = Model(
    id="kling-o3-text-to-video",
    seconds=(3, 15),
    ratios=RATIOS,
    qualities=QUALITIES,
    sound=True,
    shots="taken",
    elements_max=7,
    rate_units=54_000,
    factors=_FULL,
    least={"prompt": "a boat"},
)
IMAGES = replace(
    TEXT,
    id="kling-o3-image-to-video",
    frames=True,
    images_max=7,
    together_max=7,
    least={"prompt": "a boat", "image_start": IMAGE},
)
REFERENCE = Model(
    id="kling-o3-reference-to-video",
    seconds=(3, 10),
    ratios=RATIOS,
    qualities=("720p", "1080p"),
    images_max=4,
    pictures=("jpg", "png", "webp"),
    video=True,
    clip_s=(3.0, 10.05),
    clip_fps=(24, 60),
    shots="refused",
    elements_max=4,
    together_max=4,
    rate_units=81_000,
    factors=_FOOTAGE,
    least={"prompt": "a boat", "video_url": VIDEO},
)
EDIT = replace(REFERENCE, id="kling-o3-video-edit", seconds=None, ratios=())
ELEMENT = Model(
    id="kling-custom-element",
    clip_s=(None, 8.0),
    factors={},
    least={
        PARAMS: {
            "element_name": "Mara",
            "element_description": "a woman in red",
            "reference_type": "image_refer",
            "element_image_list": {"frontal_image": IMAGE, "refer_images": [{"image_url": IMAGE}]},
        }
    },
)
VIDEO_MODELS = (TEXT, IMAGES, REFERENCE, EDIT)
MODELS = (*VIDEO_MODELS, ELEMENT)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One value of one field, and what the contract says of it: `good`, `wrong` (a 400 that names `param`) or
    `ignored` (a warning)."""

    model: Model
    param: str
    value: Any
    verdict: str

    def __str__(self) -> str:
        return f"{self.model.id.removeprefix('kling-')}: {self.param} = {str(self.value)[:40]!r} is {self.verdict}"

    def body(self) -> dict[str, Any]:
        body = {"model": self.model.id, **self.model.least}
        names = self.param.split(".")
        if names[0] == PARAMS and len(names) > 1:
            body[PARAMS] = {**body.get(PARAMS, {}), names[1]: self.value}
        else:
            body[self.param] = self.value
        return body


def _field(model: Model, param: str, there: bool, good: tuple[Any, ...], wrong: tuple[Any, ...]) -> list[Case]:
    if not there:
        return [Case(model=model, param=param, value=value, verdict="ignored") for value in good]
    return [
        Case(model=model, param=param, value=value, verdict=verdict)
        for verdict, values in (("good", good), ("wrong", wrong))
        for value in values
    ]


def matrix(model: Model) -> list[Case]:
    """Every field of the matrix for one model, at the edges of what is allowed."""
    low, high = model.seconds or (3, 15)
    of_videos = model is not ELEMENT
    wrong_quality = tuple(quality for quality in QUALITIES if quality not in model.qualities)
    images, elements = model.images_max or 4, model.elements_max or 7
    cases = _field(model, "prompt", of_videos, ("x", "x" * 2500), ("x" * 2501, "", " ", 5))
    cases += _field(model, "duration", model.seconds is not None, (low, high), (low - 1, high + 1, "5", 5.5))
    cases += _field(model, "aspect_ratio", bool(model.ratios), RATIOS, ("4:3", "", 1))
    cases += _field(
        model, "quality", bool(model.qualities), model.qualities or QUALITIES, (*wrong_quality, "480p", "720P")
    )
    cases += _field(model, "sound", model.sound, ("on", "off"), ("ON", True, ""))
    for name in ("image_start", "image_end"):
        cases += _field(model, name, model.frames, (IMAGE,), ("", "ftp://media.example.com/a", 5, "a b"))
    # On *image* the first frame of the smallest body counts too: seven images together are the limit there.
    fit = images - int(model.frames)
    cases += _field(
        model,
        "image_urls",
        model.images_max is not None,
        ([], [IMAGE], [IMAGE] * fit),
        ([IMAGE] * (images + 1), IMAGE, "", 5),
    )
    cases += _field(model, "video_url", model.video, (VIDEO,), ("", [VIDEO], "data:video/mp4;base64,AAAA", 5))
    cases += _field(model, "keep_original_sound", model.video, (True, False), ("on", 1, ""))
    cases += _field(model, f"{PARAMS}.watermark_info", of_videos, ({}, {"enabled": True}), (True, []))
    fit = min(elements, 3) if model.frames else elements
    cases += _field(
        model,
        f"{PARAMS}.element_list",
        model.elements_max is not None,
        ([], [{"element_id": "846221095377403904"}], [{"element_id": 1}] * fit),
        ([{"element_id": "1"}] * (elements + 1), "1", {}),
    )
    cases += _field(
        model, "callback_url", True, (CALLBACK,), ("http://hooks.example.com/", "https://10.0.0.1/", 5)
    )
    for name, value in (
        ("multi_shot", True),
        ("multi_shot", False),
        ("shot_type", "customize"),
        ("multi_prompt", []),
    ):
        if model.shots != "taken":
            verdict = "wrong" if model.shots == "refused" else "ignored"
            cases.append(Case(model=model, param=f"{PARAMS}.{name}", value=value, verdict=verdict))
    if model is ELEMENT:
        cases += _element_cases()
    return cases


def _element_cases() -> list[Case]:
    views = [{"image_url": IMAGE}]
    cases = _field(ELEMENT, f"{PARAMS}.element_name", True, ("x", "x" * 20), ("", "x" * 21, " ", 5, None))
    cases += _field(ELEMENT, f"{PARAMS}.element_description", True, ("x", "x" * 100), ("", "x" * 101, None))
    cases += _field(ELEMENT, f"{PARAMS}.reference_type", True, ("image_refer",), ("voice", 1, None))
    cases += _field(
        ELEMENT,
        f"{PARAMS}.element_image_list",
        True,
        (
            {"frontal_image": IMAGE, "refer_images": views},
            {"frontal_image": IMAGE, "refer_images": views * 3},
        ),
        (None, [], "x"),
    )
    return cases


# --- what files must be (2.5, 2.6, 3.2) -----------------------------------------------------------

SIDE_MIN, RATIO_MAX, PICTURE_MB = 300, 2.5, 10
CLIP_SIDES = (720, 2160)


@dataclass(frozen=True, kw_only=True)
class Media:
    """One file for one model, and whether the contract takes it. `made`: width, height and format of a picture, or
    the options of a movie."""

    model: Model
    made: Mapping[str, Any]
    good: bool

    def __str__(self) -> str:
        said = ", ".join(f"{name} {value}" for name, value in self.made.items())
        return f"{self.model.id.removeprefix('kling-')}: {said} is {'good' if self.good else 'wrong'}"


def pictures(model: Model) -> list[Media]:
    """Pictures at the edges of sides, ratio and format."""
    long = round(SIDE_MIN * RATIO_MAX)
    sizes = {
        (SIDE_MIN, SIDE_MIN): True,
        (SIDE_MIN - 1, SIDE_MIN): False,
        (SIDE_MIN, SIDE_MIN - 1): False,
        (long, SIDE_MIN): True,
        (SIDE_MIN, long): True,
        (long + 1, SIDE_MIN): False,
        (SIDE_MIN, long + 1): False,
    }
    cases = [Media(model=model, made={"w": w, "h": h, "kind": "png"}, good=good) for (w, h), good in sizes.items()]
    for kind in ("jpg", "webp"):
        made = {"w": SIDE_MIN, "h": SIDE_MIN, "kind": kind}
        cases.append(Media(model=model, made=made, good=kind in model.pictures))
    return cases


def clips(model: Model) -> list[Media]:
    """Footage at the edges of length, sides and frame rate."""
    low, high = CLIP_SIDES
    assert model.clip_s is not None
    shortest, longest = model.clip_s
    plain = {"w": low, "h": low, "seconds": shortest or 3.0}
    any_height = model is ELEMENT  # 3.2 bounds the width of an element's video only
    cases = [
        ({}, True),
        ({"w": high}, True),
        ({"h": high}, True),
        ({"w": low - 2}, False),
        ({"h": low - 2}, any_height),
        ({"w": high + 2}, False),
        ({"h": high + 2}, any_height),
        ({"seconds": longest}, True),
        ({"seconds": longest + 0.1}, False),
        ({"kind": "mov"}, True),
    ]
    if shortest is not None:
        cases.append(({"seconds": shortest - 0.1}, False))
    if model.clip_fps is not None:
        slow, fast = model.clip_fps
        cases += [({"fps": fps}, slow <= fps <= fast) for fps in (slow, slow - 1, fast, fast + 1)]
    return [Media(model=model, made={**plain, **made}, good=good) for made, good in cases]
