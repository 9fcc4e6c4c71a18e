"""The models that omnireel serves: ids, limits and prices, as data.

A new model of the family, a changed limit or a changed price is a changed entry here; no rule elsewhere
names a model. Source of every figure: the wire contract, sections 2.1 and 7.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

UNITS_PER_CREDIT = 10_000
"""1 credit = 10,000 units (UC). Money is whole units everywhere inside."""

CREDITS_PER_USD = 72
"""The vendor's product page: 5.4 credits = $0.0750."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How a model is billed. `max(minimum, round_half_up(units_per_second * multiplier * seconds))`."""

    billing_rule: str
    """`per_second` or `per_call`, as the API names it."""
    units: int
    """Units per second, or per call."""
    multipliers_milli: Mapping[tuple[str, bool], int] = field(default_factory=dict)
    """(quality, sound) -> multiplier in thousandths."""
    seconds_min: int = 0
    """Shorter clips are billed as this long, at multiplier 1."""
    popular: tuple[str, bool] = ("720p", False)
    """The (quality, sound) that the product page marks."""


MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageLimits:
    """What pictures may be (contract 2.5). "MB" is read as 2^20 bytes, the larger of the two readings."""

    formats: tuple[str, ...] = ("jpeg", "png")
    bytes_max: int = 10 * MIB
    side_min_px: int = 300
    ratio_max: float = 2.5
    """Of the longer side to the shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoLimits:
    """What footage may be (contract 2.6)."""

    formats: tuple[str, ...] = ("mp4", "mov")
    bytes_max: int = 200 * MIB
    duration_min_s: float = 3.0
    duration_max_s: float = 10.05
    side_min_px: int = 720
    side_max_px: int = 2160
    height_bounded: bool = True
    """Whether the limits of sides hold for the height too, not for the width alone."""
    fps_min: float = 24.0
    fps_max: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """One model: what it takes, what it costs."""

    id: str
    mode: str
    """`text`, `image`, `reference`, `edit` or `element`: the kind of request, which decides the fields."""
    title: str
    rate: Rate
    prompt_chars_max: int = 2500
    duration_min_s: int = 3
    duration_max_s: int = 15
    duration_default_s: int = 5
    aspect_ratios: tuple[str, ...] = ("16:9", "9:16", "1:1")
    qualities: tuple[str, ...] = ("720p", "1080p", "4k")
    sound: bool = True
    """Whether the model can make sound."""
    shots_max: int = 6
    """0: no multi-shot."""
    shot_prompt_chars_max: int = 512
    elements_max: int = 7
    elements_with_start_max: int | None = None
    """With a first frame; None: no such rule."""
    images_max: int = 0
    """Of `image_urls`; 0: the model takes no pictures."""
    images_and_elements_max: int | None = None
    image_limits: ImageLimits = ImageLimits()
    video_limits: VideoLimits | None = None
    """None: the model takes no footage."""
    follows: str | None = None
    """What the clip's ratio (for `video` its length too) follows where none is asked for: `image` or `video`."""
    estimated_s: int = 300
    """The estimate that is answered before there is a measured one (contract 4.1)."""


_O3_RATE = Rate(
    billing_rule="per_second",
    units=54_000,
    multipliers_milli={
        ("720p", False): 1000,
        ("720p", True): 1334,
        ("1080p", False): 1334,
        ("1080p", True): 1667,
        ("4k", False): 5000,
        ("4k", True): 5000,
    },
    seconds_min=3,
)
_O3_VIDEO_INPUT_RATE = Rate(
    billing_rule="per_second",
    units=81_000,
    multipliers_milli={("720p", False): 1000, ("1080p", False): 1334},
    seconds_min=3,
)

CATALOGUE: Mapping[str, ModelCard] = {
    card.id: card
    for card in (
        ModelCard(
            id="kling-o3-text-to-video",
            mode="text",
            title="Kling O3 text to video",
            rate=_O3_RATE,
        ),
        ModelCard(
            id="kling-o3-image-to-video",
            mode="image",
            title="Kling O3 image to video",
            rate=_O3_RATE,
            elements_with_start_max=3,
            images_max=7,
            images_and_elements_max=7,
            follows="image",
        ),
        ModelCard(
            id="kling-o3-reference-to-video",
            mode="reference",
            title="Kling O3 reference to video",
            rate=_O3_VIDEO_INPUT_RATE,
            duration_max_s=10,
            qualities=("720p", "1080p"),
            sound=False,
            shots_max=0,
            elements_max=4,
            images_max=4,
            images_and_elements_max=4,
            image_limits=ImageLimits(formats=("jpeg", "png", "webp")),
            video_limits=VideoLimits(),
        ),
        ModelCard(
            id="kling-o3-video-edit",
            mode="edit",
            title="Kling O3 video edit",
            rate=_O3_VIDEO_INPUT_RATE,
            duration_max_s=10,
            qualities=("720p", "1080p"),
            sound=False,
            shots_max=0,
            elements_max=4,
            images_max=4,
            images_and_elements_max=4,
            image_limits=ImageLimits(formats=("jpeg", "png", "webp")),
            video_limits=VideoLimits(),
            follows="video",
        ),
        ModelCard(
            id="kling-custom-element",
            mode="element",
            title="Kling custom element",
            rate=Rate(billing_rule="per_call", units=10_000),
            sound=False,
            shots_max=0,
            elements_max=0,
            images_max=3,
            video_limits=VideoLimits(
                duration_min_s=0.0, duration_max_s=8.0, height_bounded=False, fps_min=0.0, fps_max=240.0
            ),
            estimated_s=30,
        ),
    )
}

CATALOGUE_CREATED = 1_795_305_600
"""`created` of the entries of GET /v1/models (Unix seconds)."""
