"""What a customer asks for: one checked, immutable value that travels from the front door to the provider."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from omnireel.core.media import MediaField

QUALITY_SHORT_SIDE_PX: Mapping[str, int] = {"720p": 720, "1080p": 1080, "4k": 2160}


_NOT_DRAWN = ("callback_url", "media_given")
_MEDIA = frozenset(("image_start", "image_end", "image_urls", "video_url", "keep_original_sound", "element"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestShot:
    """One shot of a multi-shot request."""

    index: int
    prompt: str
    duration_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementOrder:
    """The custom subject that a request makes: of pictures (the frontal one first), or of a video."""

    name: str
    description: str
    images: tuple[str, ...] = ()
    video: str | None = None
    video_param: str = "model_params.element_video_list.refer_videos.0.video_url"
    """Where the video stood: there are two shapes."""
    voice_id: str | None = None

    @property
    def reference_type(self) -> str:
        return "image_refer" if self.video is None else "video_refer"


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoRequest:
    """A video request that has passed every check of the contract."""

    model: str
    prompt: str
    """Empty when `shots` carry the prompts, and for a custom element."""
    duration_s: int
    """Of an edit, the seconds that were reserved; 0 for a custom element."""
    aspect_ratio: str | None
    """None: it follows the first frame, or the footage; 16:9 where there is neither."""
    quality: str
    sound: bool
    shots: tuple[RequestShot, ...] = ()
    """Empty: one shot with `prompt` for the whole duration."""
    element_ids: tuple[str, ...] = ()
    image_start: str | None = None
    image_end: str | None = None
    image_urls: tuple[str, ...] = ()
    video_url: str | None = None
    keep_original_sound: bool = True
    element: ElementOrder | None = None
    watermark: bool = False
    callback_url: str | None = None
    media_given: tuple[tuple[str, str], ...] = ()
    """(what a picture or video is called here, the address that it was given by, which may be given again)."""

    def to_json(self) -> str:
        """Canonical JSON: the same request gives the same text."""
        return json.dumps(asdict(self), separators=(",", ":"), sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> VideoRequest:
        """The request again. Raises TypeError or ValueError for text that no version of this class wrote."""
        data: dict[str, Any] = json.loads(text)
        data["shots"] = tuple(RequestShot(**shot) for shot in data["shots"])
        for name in ("element_ids", "image_urls"):
            data[name] = tuple(data.get(name, ()))
        data["media_given"] = tuple((held, uri) for held, uri in data.get("media_given", ()))
        if order := data.get("element"):
            data["element"] = ElementOrder(**{**order, "images": tuple(order["images"])})
        return cls(**data)

    @property
    def media(self) -> tuple[MediaField, ...]:
        """Every picture and video, in schema order."""
        found = [("image_start", self.image_start, "image"), ("image_end", self.image_end, "image")]
        found += [(f"image_urls.{number}", uri, "image") for number, uri in enumerate(self.image_urls)]
        found.append(("video_url", self.video_url, "video"))
        if self.element is not None:
            pictures = "model_params.element_image_list"
            for number, uri in enumerate(self.element.images):
                name = "frontal_image" if number == 0 else f"refer_images.{number - 1}.image_url"
                found.append((f"{pictures}.{name}", uri, "image"))
            found.append((self.element.video_param, self.element.video, "video"))
        return tuple(MediaField(param=param, uri=uri, kind=kind) for param, uri, kind in found if uri is not None)

    def with_media(self, uris: Mapping[str, str]) -> VideoRequest:
        """The same request, its media under other names: old URI -> new URI."""

        def renamed(uri: str | None) -> str | None:
            return None if uri is None else uris.get(uri, uri)

        order = self.element
        if order is not None:
            images = tuple(uris.get(uri, uri) for uri in order.images)
            order = replace(order, images=images, video=renamed(order.video))
        return replace(
            self,
            image_start=renamed(self.image_start),
            image_end=renamed(self.image_end),
            image_urls=tuple(uris.get(uri, uri) for uri in self.image_urls),
            video_url=renamed(self.video_url),
            element=order,
        )

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels: the quality is the short side, the ratio gives the long one; 16:9 where the
        ratio follows something that is not known here."""
        short = QUALITY_SHORT_SIDE_PX[self.quality]
        across, down = (int(part) for part in (self.aspect_ratio or "16:9").split(":"))
        if across >= down:
            return short * across // down, short
        return short, short * down // across

    @property
    def seed(self) -> int:
        """The seed of deterministic engines: a hash of what is drawn, so that asking twice gives the same
        clip. Where the answer is sent does not change the picture."""
        drawn = {key: value for key, value in asdict(self).items() if key not in _NOT_DRAWN}
        for field in fields(self):  # a request without media has the seed that it had before there was any
            if field.name in _MEDIA and drawn[field.name] == field.default:
                del drawn[field.name]
        text = json.dumps(drawn, sort_keys=True, ensure_ascii=False)
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
