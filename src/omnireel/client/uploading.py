"""Files of this disk: uploaded as they are read, and put into a creation in the place of their paths."""

from __future__ import annotations

import mimetypes
import uuid
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import httpx

from omnireel.client import calls
from omnireel.client.calls import VideoFields
from omnireel.client.effects import Program
from omnireel.client.sending import Timing, sending
from omnireel.errors import OmnireelError
from omnireel.wire.views import FileView

CHUNK_BYTES = 256 * 1024
_SINGLE = ("image_start", "image_end", "video_url")


class FileBody(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A multipart form with one file, read from the disk as it is sent."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._boundary = uuid.uuid4().hex
        name = path.name.replace('"', "%22").replace("\r", " ").replace("\n", " ")
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        self._head = (
            f'--{self._boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            f"Content-Type: {kind}\r\n\r\n"
        ).encode()
        self._tail = f"\r\n--{self._boundary}--\r\n".encode()

    def headers(self) -> dict[str, str]:
        size = len(self._head) + self._path.stat().st_size + len(self._tail)
        return {"Content-Type": f"multipart/form-data; boundary={self._boundary}", "Content-Length": str(size)}

    def __iter__(self) -> Iterator[bytes]:
        yield self._head
        with self._path.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                yield chunk
        yield self._tail

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self:
            yield chunk


def uploading(path: Path, timing: Timing) -> Program[FileView]:
    """Upload a file. A lost answer does not make it twice: the upload has an id of its own.

    Raises OmnireelError when there is no such file, and what `sending` raises.
    """
    if not path.is_file():
        raise OmnireelError(f"there is no file {path}")
    return (yield from sending(calls.upload(path, new_upload_id()), timing))


def new_upload_id() -> str:
    """An id for one upload: sent a second time it finds the file of the first."""
    return f"up_{uuid.uuid4().hex}"


def with_uploads(fields: VideoFields, timing: Timing) -> Program[VideoFields]:
    """The fields with every Path uploaded and named by its file id; a path that stands twice is uploaded once."""
    done: dict[Path, str] = {}

    def named(value: Any) -> Program[Any]:
        if not isinstance(value, Path):
            if isinstance(value, str) and "://" not in value and len(value) < 1000 and Path(value).is_file():
                raise OmnireelError(f"{value!r} is a file of this disk: give Path({value!r}) to upload it")
            return value
        if value not in done:
            done[value] = (yield from uploading(value, timing)).file_id
        return done[value]

    given: dict[str, Any] = dict(fields)
    for name in _SINGLE:
        if name in given:
            given[name] = yield from named(given[name])
    if given.get("image_urls") is not None:
        images = []
        for value in given["image_urls"]:
            images.append((yield from named(value)))
        given["image_urls"] = images
    return cast(VideoFields, given)


def element_fields(
    name: str, description: str, images: list[Any], video: Any, voice_id: str | None
) -> Mapping[str, Any]:
    """The `model_params` of a custom element, its media already uploaded."""
    params: dict[str, Any] = {"element_name": name, "element_description": description}
    if video is not None:
        params |= {"reference_type": "video_refer", "element_video_list": {"refer_videos": [{"video_url": video}]}}
        if voice_id is not None:
            params["element_voice_id"] = voice_id
        return params
    frontal, *others = images or [""]
    return {
        **params,
        "reference_type": "image_refer",
        "element_image_list": {
            "frontal_image": frontal,
            "refer_images": [{"image_url": other} for other in others],
        },
    }


def making_element(
    name: str,
    description: str,
    images: tuple[str | Path, ...],
    video: str | Path | None,
    voice_id: str | None,
    timing: Timing,
) -> Program[VideoFields]:
    """The fields of a creation that makes an element. Raises ValueError for pictures that cannot make one."""
    if video is None and not 2 <= len(images) <= 4:
        raise ValueError(
            f"images must be two to four pictures of one subject, the frontal one first (got {len(images)}); "
            "or give a video of it"
        )
    media: VideoFields = {"image_urls": cast(Any, list(images))}
    if video is not None:
        media["video_url"] = cast(Any, video)
    ready = yield from with_uploads(media, timing)
    params = element_fields(name, description, list(ready.get("image_urls", ())), ready.get("video_url"), voice_id)
    return {"model": "kling-custom-element", "extra": {"model_params": params}}
