"""Bytes that come from outside, written to disk as they come: never held in memory, never beyond the limit."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterable
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from omnireel.core.upload import HEAD_BYTES, media_type_of
from omnireel.errors import InvalidRequestError, MediaTypeError, RequestTooLargeError

_BATCH_BYTES = 256 * 1024
"""How much is gathered before it is written: a thread is asked once for so much."""


class Incoming:
    """One file on its way in. Use it as an async context manager: what is not taken away by then is deleted."""

    def __init__(self, folder: Path, *, bytes_max: int) -> None:
        self.path = folder / f"upload-{secrets.token_hex(12)}"
        self.size = 0
        self._bytes_max = bytes_max
        self._head = b""
        self._batch = bytearray()
        self._file: IO[bytes] | None = None

    async def __aenter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = await asyncio.to_thread(self.path.open, "wb")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
        await asyncio.to_thread(self.path.unlink, missing_ok=True)

    async def write(self, part: bytes) -> None:
        """More bytes. Raises RequestTooLargeError as soon as there are too many, MediaTypeError as soon as the
        beginning is of no kind that is taken."""
        was_short = len(self._head) < HEAD_BYTES
        if was_short:
            self._head += part[: HEAD_BYTES - len(self._head)]
        self.size += len(part)
        if self.size > self._bytes_max:
            raise too_large(self._bytes_max)
        self._batch += part
        if was_short and len(self._head) == HEAD_BYTES:
            self._known_kind()
        if len(self._batch) >= _BATCH_BYTES:
            await self._flush()

    async def write_all(self, parts: AsyncIterable[bytes]) -> None:
        """All bytes of a stream."""
        async for part in parts:
            await self.write(part)

    async def finish(self) -> str:
        """The kind of the whole file. Raises InvalidRequestError for an empty one, MediaTypeError."""
        await self._flush()
        assert self._file is not None
        await asyncio.to_thread(self._file.close)
        if self.size == 0:
            raise InvalidRequestError("The file is empty")
        return self._known_kind()

    def _known_kind(self) -> str:
        kind = media_type_of(self._head)
        if kind is None:
            raise MediaTypeError(f"Unsupported file type: {_guess(self._head)}")
        return kind

    async def _flush(self) -> None:
        if self._batch:
            batch, self._batch = self._batch, bytearray()
            assert self._file is not None
            await asyncio.to_thread(self._file.write, batch)


def too_large(bytes_max: int) -> RequestTooLargeError:
    return RequestTooLargeError(
        f"The file is too large: at most {bytes_max} bytes are taken", extra={"max": bytes_max}
    )


_OTHERS = {
    b"PK\x03\x04": "application/zip",
    b"%PDF": "application/pdf",
    b"\x1f\x8b": "application/gzip",
    b"\x1aE\xdf\xa3": "video/x-matroska or video/webm",
    b"<svg": "image/svg+xml",
    b"<?xml": "text/xml",
    b"BM": "image/bmp",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"#EXTM3U": "application/vnd.apple.mpegurl",
}


def _guess(head: bytes) -> str:
    """What a file that is not taken seems to be, for the message."""
    return next((name for start, name in _OTHERS.items() if head.startswith(start)), "unknown")
