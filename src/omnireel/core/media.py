"""Pictures and footage that customers give: how they are named in requests, and what they must be. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from omnireel.core.catalogue import MIB, ImageLimits, VideoLimits
from omnireel.core.upload import FILE_ID

URI_CHARS_MAX = 2048
HELD_PREFIX = "input:"
"""How a request names bytes that the server already holds for the task."""
_DATA_URL = re.compile(r"data:([a-z]+/[a-z0-9.+-]+);base64,", re.ASCII | re.IGNORECASE)
_VISIBLE_ASCII = re.compile(r"[!-\[\]-~]+", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaField:
    """One picture or video of a request: where it stands (dotted path), its URI, its kind."""

    param: str
    uri: str
    kind: str
    """`image` or `video`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a probe found out about a file, after rotation."""

    kind: str
    format: str
    width: int
    height: int
    size_bytes: int
    duration_s: float = 0.0
    fps: float = 0.0
    has_audio: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with a file, in words that follow its field's name."""

    code: str
    """The code of a task that fails by it (contract 2.8)."""
    message: str
    extra: Mapping[str, Any] = field(default_factory=dict)


def uri_problem(uri: str, *, kind: str) -> str | None:
    """What is wrong with the form of a media URI; None if nothing is. Whether it leads anywhere is seen later."""
    if not uri:
        return "must not be empty"
    if _DATA_URL.match(uri):
        return None if kind == "image" else "must be a URL or a file id: data: URLs are for pictures only"
    if uri[:5].lower() == "data:":
        return "must have the form data:image/png;base64,... where it is a data: URL"
    if len(uri) > URI_CHARS_MAX:
        return f"must have at most {URI_CHARS_MAX} characters (got {len(uri)})"
    if FILE_ID.fullmatch(uri):
        return None
    if not _VISIBLE_ASCII.fullmatch(uri):
        return "must be plain ASCII without spaces, control characters and backslashes"
    try:
        parts = urlsplit(uri)
        host = parts.hostname
    except ValueError:
        host = None
    if host is None or parts.scheme.lower() not in ("http", "https"):
        return "must be an http or https URL, the id of an uploaded file" + (
            " or a data: URL" if kind == "image" else ""
        )
    return None


def is_data_url(uri: str) -> bool:
    return _DATA_URL.match(uri) is not None


def data_of(uri: str) -> str:
    """The base64 part of a data: URL."""
    return uri.partition(",")[2]


def problem_of(facts: Facts, *, images: ImageLimits, video: VideoLimits | None, kind: str) -> Problem | None:
    """What keeps a file from being used as `kind`; None if nothing does."""
    if facts.kind != kind:
        wanted = "a picture" if kind == "image" else "a video"
        return Problem(code="invalid_parameters", message=f"must be {wanted} (got {facts.format})")
    if kind == "image":
        return _image_problem(facts, images)
    assert video is not None
    return _video_problem(facts, video)


def _formats(facts: Facts, allowed: tuple[str, ...]) -> Problem | None:
    if facts.format in allowed:
        return None
    names = " or ".join(name.upper() for name in allowed)
    message = f"must be {names}: unsupported file type {facts.format.upper()}"
    return Problem(code="invalid_parameters", message=message, extra={"allowed_values": list(allowed)})


def size_problem(size_bytes: int, bytes_max: int) -> Problem | None:
    """Whether a file is too large."""
    if size_bytes <= bytes_max:
        return None
    message = f"must have at most {bytes_max // MIB} MB: the file size is {size_bytes / MIB:.1f} MB"
    return Problem(code="invalid_parameters", message=message, extra={"max": bytes_max})


def _image_problem(facts: Facts, limits: ImageLimits) -> Problem | None:
    if problem := _formats(facts, limits.formats) or size_problem(facts.size_bytes, limits.bytes_max):
        return problem
    got = f"(got {facts.width}x{facts.height})"
    if min(facts.width, facts.height) < limits.side_min_px:
        message = f"width and height must be at least {limits.side_min_px} px {got}"
        return Problem(code="image_dimension_mismatch", message=message, extra={"min": limits.side_min_px})
    # In whole numbers, so that exactly 2.5 to 1 is good.
    if max(facts.width, facts.height) > limits.ratio_max * min(facts.width, facts.height):
        ratio = f"{limits.ratio_max:g}"
        message = f"the ratio of its sides must be between 1:{ratio} and {ratio}:1 {got}"
        return Problem(code="image_dimension_mismatch", message=message)
    return None


def _video_problem(facts: Facts, limits: VideoLimits) -> Problem | None:
    if problem := _formats(facts, limits.formats) or size_problem(facts.size_bytes, limits.bytes_max):
        return problem
    for name, value, low, high, unit in (
        ("must last", round(facts.duration_s, 2), limits.duration_min_s, limits.duration_max_s, "s"),
        ("width must be", facts.width, limits.side_min_px, limits.side_max_px, "px"),
        ("height must be", facts.height, limits.side_min_px, limits.side_max_px, "px"),
        ("must have", round(facts.fps, 2), limits.fps_min, limits.fps_max, "frames a second"),
    ):
        if name.startswith("height") and not limits.height_bounded:
            continue
        if not low <= value <= high:
            return Problem(
                code="invalid_parameters",
                message=f"{name} between {low:g} and {high:g} {unit} (got {value:g})",
                extra={"min": low, "max": high},
            )
    return None
