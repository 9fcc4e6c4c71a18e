"""What to render: the one input of the engine, checked when it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
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


@dataclass(frozen=True)
class RenderSpec:
    """A whole clip. `width` and `height` are pixels and even; `seed` chooses one of VARIANTS drawings."""

    shots: tuple[Shot, ...]
    width: int
    height: int
    fps: int = 24
    sound: bool = False
    seed: int = 0
    watermark: str | None = None

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
        known = {"shots", "width", "height", "fps", "sound", "seed", "watermark"}
        if extra := sorted(str(key) for key in set(data) - known):
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
        return cls(shots=tuple(made), **{key: value for key, value in data.items() if key != "shots"})
