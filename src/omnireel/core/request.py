"""What a customer asks for: one checked, immutable value that travels from the front door to the provider."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

QUALITY_SHORT_SIDE_PX: Mapping[str, int] = {"720p": 720, "1080p": 1080, "4k": 2160}


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestShot:
    """One shot of a multi-shot request."""

    index: int
    prompt: str
    duration_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoRequest:
    """A video request that has passed every check of the contract."""

    model: str
    prompt: str
    """Empty only when `shots` carry the prompts."""
    duration_s: int
    aspect_ratio: str
    quality: str
    sound: bool
    shots: tuple[RequestShot, ...] = ()
    """Empty: one shot with `prompt` for the whole duration."""
    element_ids: tuple[str, ...] = ()
    watermark: bool = False
    callback_url: str | None = None

    def to_json(self) -> str:
        """Canonical JSON: the same request gives the same text."""
        return json.dumps(asdict(self), separators=(",", ":"), sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> VideoRequest:
        """The request again. Raises TypeError or ValueError for text that no version of this class wrote."""
        data: dict[str, Any] = json.loads(text)
        data["shots"] = tuple(RequestShot(**shot) for shot in data["shots"])
        data["element_ids"] = tuple(data["element_ids"])
        return cls(**data)

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels: the quality is the short side, the ratio gives the long one."""
        short = QUALITY_SHORT_SIDE_PX[self.quality]
        across, down = (int(part) for part in self.aspect_ratio.split(":"))
        if across >= down:
            return short * across // down, short
        return short, short * down // across

    @property
    def seed(self) -> int:
        """The seed of deterministic engines: a hash of what is drawn, so that asking twice gives the same
        clip. Where the answer is sent does not change the picture."""
        drawn = {key: value for key, value in asdict(self).items() if key != "callback_url"}
        text = json.dumps(drawn, sort_keys=True, ensure_ascii=False)
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
