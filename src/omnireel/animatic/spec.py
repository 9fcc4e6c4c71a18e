"""What to render: the one input of the engine, checked when it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

SHOTS_MAX = 48
SECONDS_MAX = 120.0
SIDE_MIN, SIDE_MAX = 64, 4096
FPS_MIN, FPS_MAX = 1, 60
PROMPT_CHARS_MAX = 10_000
CACHE_BYTES_MAX = 2 * 1024**3  # of all paintings kept, unless the caller says otherwise
VARIANTS = 2  # drawings of one prompt that seeds choose among: few, so that a set painted once serves again


class SpecError(ValueError):
    """The specification itself cannot be rendered; the message says which field and why."""


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


@dataclass(frozen=True)
class Shot:
    """One shot: what is seen in it, and for how many seconds."""

    prompt: str
    seconds: float

    def __post_init__(self) -> None:
        if not isinstance(self.prompt, str) or len(self.prompt) > PROMPT_CHARS_MAX:
            raise SpecError(f"shot.prompt must be text of at most {PROMPT_CHARS_MAX} characters")
        if not _is_number(self.seconds) or not 0 < self.seconds <= SECONDS_MAX:
            raise SpecError(f"shot.seconds must be above 0 and at most {SECONDS_MAX:g}")


MODES = ("text", "image", "reference", "edit")
IMAGES_MAX = 9
ELEMENTS_MAX = 7
ELEMENT_IMAGES_MAX = 4


def _check_path(name: str, value: object) -> None:
    if not isinstance(value, str) or not Path(value).is_absolute():
        raise SpecError(f"{name} must be the absolute path of a file")


@dataclass(frozen=True)
class ElementSpec:
    """A custom subject, `<<<element_N>>>` in prompts: pictures of it (the frontal one first), or a video."""

    name: str
    description: str = ""
    images: tuple[str, ...] = ()
    video: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "images", tuple(self.images))
        if not isinstance(self.name, str) or not isinstance(self.description, str):
            raise SpecError("element.name and element.description must be text")
        if len(self.images) > ELEMENT_IMAGES_MAX or bool(self.images) == (self.video is not None):
            raise SpecError(f"an element has 1 to {ELEMENT_IMAGES_MAX} images or a video")
        for path in (*self.images, *([] if self.video is None else [self.video])):
            _check_path("element", path)


@dataclass(frozen=True)
class Sources:
    """The pictures and footage that people bring, as absolute paths of files on this disk; none is trusted.

    Prompts name them: `<<<image_N>>>` counts `start`, then `end`, then `images`, only those present, from 1;
    `<<<video_1>>>` is `video`, `<<<element_N>>>` is `elements[N - 1]`.
    """

    start: str | None = None
    end: str | None = None
    images: tuple[str, ...] = ()
    video: str | None = None
    elements: tuple[ElementSpec, ...] = ()
    keep_sound: bool = True
    """Whether the clip keeps the sound of `video`."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "images", tuple(self.images))
        object.__setattr__(self, "elements", tuple(self.elements))
        if len(self.pictures) > IMAGES_MAX:
            raise SpecError(f"sources may have at most {IMAGES_MAX} pictures")
        if self.end is not None and self.start is None:
            raise SpecError("sources.end needs sources.start")
        if len(self.elements) > ELEMENTS_MAX or not all(isinstance(e, ElementSpec) for e in self.elements):
            raise SpecError(f"sources.elements must be at most {ELEMENTS_MAX} elements")
        if not isinstance(self.keep_sound, bool):
            raise SpecError("sources.keep_sound must be true or false")
        for path in (*self.pictures, *([] if self.video is None else [self.video])):
            _check_path("sources", path)

    @property
    def pictures(self) -> tuple[str, ...]:
        """What `<<<image_N>>>` counts."""
        return tuple(path for path in (self.start, self.end, *self.images) if path is not None)

    @classmethod
    def from_json(cls, data: object) -> Sources:
        if not isinstance(data, Mapping):
            raise SpecError("spec.sources must be an object")
        if extra := sorted(str(key) for key in set(data) - {field.name for field in fields(cls)}):
            raise SpecError(f"spec.sources has unknown fields: {', '.join(extra)}")
        if not isinstance(data.get("images", ()), list | tuple) or not isinstance(
            data.get("elements", ()), list | tuple
        ):
            raise SpecError("spec.sources.images and elements must be lists")
        elements = []
        for element in data.get("elements", ()):
            if not isinstance(element, Mapping) or set(element) - {field.name for field in fields(ElementSpec)}:
                raise SpecError("each element must be an object with name, description and images or video")
            if "name" not in element or not isinstance(element.get("images", ()), list | tuple):
                raise SpecError("each element needs a name, and images as a list")
            elements.append(ElementSpec(**element))
        return cls(**{**data, "elements": tuple(elements)})


@dataclass(frozen=True)
class RenderSpec:
    """A whole clip. `width` and `height` are pixels and even; `seed` chooses one of VARIANTS drawings.

    mode: what is made of `sources`: "text" a drawn scene (elements may stand in it), "image" a picture that moves,
    "reference" a drawn scene that moves as `sources.video` does, "edit" that footage, changed.
    follow: the picture keeps the ratio of the first frame ("image") or the footage ("edit"); of `width` and
    `height` only the smaller counts then. "edit" keeps the length and the frame rate of the footage too, whatever
    `fps` and the shots say.
    """

    shots: tuple[Shot, ...]
    width: int
    height: int
    fps: int = 24
    sound: bool = False
    seed: int = 0
    watermark: str | None = None
    mode: str = "text"
    sources: Sources = Sources()
    follow: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "shots", tuple(self.shots))
        if not 1 <= len(self.shots) <= SHOTS_MAX or not all(isinstance(s, Shot) for s in self.shots):
            raise SpecError(f"shots must be 1 to {SHOTS_MAX} shots")
        for name, value in (("width", self.width), ("height", self.height)):
            if (
                not isinstance(value, int)
                or isinstance(value, bool)
                or not SIDE_MIN <= value <= SIDE_MAX
                or value % 2
            ):
                raise SpecError(f"{name} must be an even number of pixels from {SIDE_MIN} to {SIDE_MAX}")
        if not isinstance(self.fps, int) or isinstance(self.fps, bool) or not FPS_MIN <= self.fps <= FPS_MAX:
            raise SpecError(f"fps must be a whole number from {FPS_MIN} to {FPS_MAX}")
        if self.seconds > SECONDS_MAX:
            raise SpecError(f"the shots together must last at most {SECONDS_MAX:g} seconds")
        if not isinstance(self.sound, bool):
            raise SpecError("sound must be true or false")
        if not isinstance(self.seed, int) or isinstance(self.seed, bool):
            raise SpecError("seed must be a whole number")
        if self.watermark is not None and (not isinstance(self.watermark, str) or len(self.watermark) > 80):
            raise SpecError("watermark must be text of at most 80 characters")
        if self.frames < 1:
            raise SpecError("the clip is shorter than one frame")
        if self.mode not in MODES:
            raise SpecError(f"mode must be one of {', '.join(MODES)}")
        if not isinstance(self.sources, Sources) or not isinstance(self.follow, bool):
            raise SpecError("sources must be Sources, and follow true or false")
        if self.mode == "image" and not self.sources.pictures:
            raise SpecError("mode image needs a picture in sources")
        if self.mode in ("reference", "edit") and self.sources.video is None:
            raise SpecError(f"mode {self.mode} needs sources.video")

    @property
    def seconds(self) -> float:
        return float(sum(shot.seconds for shot in self.shots))

    @property
    def frames(self) -> int:
        return self.cuts[-1]

    @property
    def cuts(self) -> tuple[int, ...]:
        """Frame numbers where shots begin, and the frame count at the end; rounding never adds up."""
        marks, total = [0], 0.0
        for shot in self.shots:
            total += shot.seconds
            marks.append(round(total * self.fps))
        return tuple(marks)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: object) -> RenderSpec:
        """Read a spec out of parsed JSON; anything odd is a SpecError, never another exception."""
        if not isinstance(data, Mapping):
            raise SpecError("spec must be an object")
        if extra := sorted(str(key) for key in set(data) - {field.name for field in fields(cls)}):
            raise SpecError(f"spec has unknown fields: {', '.join(extra)}")
        shots = data.get("shots")
        if not isinstance(shots, list | tuple):
            raise SpecError("spec.shots must be a list")
        if not {"width", "height"} <= set(data):
            raise SpecError("spec needs width and height")
        made = []
        for shot in shots:
            if not isinstance(shot, Mapping) or set(shot) != {"prompt", "seconds"}:
                raise SpecError("each shot must be an object with prompt and seconds")
            made.append(Shot(shot["prompt"], shot["seconds"]))
        rest = {key: value for key, value in data.items() if key not in ("shots", "sources")}
        return cls(shots=tuple(made), sources=Sources.from_json(data.get("sources", {})), **rest)
