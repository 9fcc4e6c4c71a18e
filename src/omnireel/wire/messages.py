"""How broken rules are said: the value that was given, the words for each kind of mistake, and their order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from omnireel.errors import Detail

GIVEN_CHARS_MAX = 60
"""Longer given values are cut in messages: a message is for reading."""

SCHEMA_ORDER = (
    "model",
    "prompt",
    "duration",
    "aspect_ratio",
    "quality",
    "sound",
    "image_start",
    "image_end",
    "image_urls",
    "video_url",
    "keep_original_sound",
    "model_params",
    "model_params.multi_shot",
    "model_params.shot_type",
    "model_params.multi_prompt",
    "model_params.multi_prompt.index",
    "model_params.multi_prompt.prompt",
    "model_params.multi_prompt.duration",
    "model_params.element_list",
    "model_params.element_list.element_id",
    "model_params.watermark_info",
    "model_params.watermark_info.enabled",
    "model_params.element_name",
    "model_params.element_description",
    "model_params.reference_type",
    "model_params.element_image_list",
    "model_params.element_image_list.frontal_image",
    "model_params.element_image_list.refer_images",
    "model_params.element_image_list.refer_images.image_url",
    "model_params.element_video_list",
    "model_params.element_video_list.video_url",
    "model_params.element_video_list.refer_videos",
    "model_params.element_video_list.refer_videos.video_url",
    "model_params.element_voice_id",
    "callback_url",
)
"""Every documented field of the five models, positions left out, in the order of contract 2.9. A field that
stands here and is none of the chosen model is inapplicable; any other is unknown."""

_RANK: Mapping[str, int] = {path: rank for rank, path in enumerate(SCHEMA_ORDER)}


def _is_position(part: str) -> bool:
    """Whether a step of a path is a place in an array. A field may be called anything: by a superscript two,
    which is a digit to Python and no number, or by more digits than a number may have."""
    return part.isascii() and part.isdigit() and len(part) <= 9


def pattern(path: str) -> str:
    """A path without its array positions: `image_urls.2` -> `image_urls`."""
    return ".".join(part for part in path.split(".") if not _is_position(part))


def is_documented(path: str) -> bool:
    """Whether the contract knows this field for any model."""
    return pattern(path) in _RANK


def schema_order(path: str) -> tuple[int, ...]:
    """A sort key that puts paths into schema order, a parent before its members."""
    key: list[int] = []
    so_far = ""
    for part in path.split("."):
        if _is_position(part) and so_far:
            key.append(int(part))
        else:
            so_far = f"{so_far}.{part}" if so_far else part
            key.append(_RANK.get(so_far, len(_RANK)))
    return tuple(key)


def in_schema_order(details: Iterable[Detail]) -> tuple[Detail, ...]:
    """The broken rules as an answer lists them."""
    return tuple(sorted(details, key=lambda detail: schema_order(detail.param)))


def clip(text: str, chars_max: int = GIVEN_CHARS_MAX) -> str:
    """The text, cut to something that a person reads."""
    return text if len(text) <= chars_max else text[: chars_max - 1] + "…"


def is_printable(text: str) -> bool:
    """Whether a text is a line that people may write; spaces that do not break are part of many languages."""
    return all(char.isprintable() or char in "\u00a0\u202f\u2007\u2009\u3000" for char in text)


def given(value: Any) -> str:
    """A value of the body as messages quote it."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "an array"
    if isinstance(value, str):
        return json.dumps(clip(value), ensure_ascii=False)
    return clip(json.dumps(value))


def listed(values: Iterable[str]) -> str:
    return ", ".join(values)


def count_text(number: int, noun: str) -> str:
    """`1 item`, `7 items`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _bounds(low: int | None, high: int | None, noun: str = "") -> str:
    if low == high and low is not None:
        return f"exactly {count_text(low, noun.removesuffix('s')) if noun else low}"
    tail = f" {noun}" if noun else ""
    if low is not None and high is not None:
        return f"between {low} and {high}{tail}"
    return f"at least {low}{tail}" if high is None else f"at most {high}{tail}"


def _extra(low: int | None, high: int | None) -> dict[str, Any]:
    return {name: value for name, value in (("min", low), ("max", high)) if value is not None}


def required(path: str) -> Detail:
    return Detail(path, f"{path} is required")


def wrong_length(path: str, length: int, low: int | None, high: int | None, noun: str) -> Detail:
    """A text or list of the wrong length."""
    return Detail(path, f"{path} must have {_bounds(low, high, noun)} (got {length})", _extra(low, high))


def wrong_choice(path: str, value: Any, allowed: Iterable[str]) -> Detail:
    """A value outside its enum."""
    allowed = list(allowed)
    rule = f"must be one of {listed(allowed)}" if len(allowed) > 1 else f'must be "{allowed[0]}"'
    return Detail(path, f"{path} {rule} (got {given(value)})", {"allowed_values": allowed})


def from_pydantic(path: str, kind: str, value: Any, facts: Mapping[str, Any]) -> Detail:
    """One finding of Pydantic in our words. `facts` are the bounds and words of the field (see fields.py)."""
    low, high = facts.get("min"), facts.get("max")
    if words := facts.get("words"):
        return Detail(path, f"{path} must be {words} (got {given(value)})", _extra(low, high))
    match kind:
        case "literal_error":
            return wrong_choice(path, value, facts["allowed_values"])
        case "greater_than_equal" | "less_than_equal":
            return Detail(path, f"{path} must be {_bounds(low, high)} (got {given(value)})", _extra(low, high))
        case "string_too_long" | "string_too_short":
            return wrong_length(path, len(value), low, high, "characters")
        case "too_long" | "too_short":
            return wrong_length(path, len(value), low, high, "items")
    kinds = {
        "int_type": "an integer",
        "int_from_float": "an integer",
        "bool_type": "true or false",
        "string_type": "a string",
        "list_type": "an array",
    }
    # What is left are members that must be objects; a new kind of finding would still be named truthfully.
    return Detail(path, f"{path} must be {kinds.get(kind, 'an object')} (got {given(value)})")
