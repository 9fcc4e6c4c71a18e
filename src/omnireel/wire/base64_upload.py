"""The body of a base64 upload (contract 9.1), read as it comes: a JSON object whose `base64_data` is not kept.

A body of 140 MB must not be held in memory, which a JSON parser would do. So the object is followed character by
character as far as its strings, depth and keys go; the value of the one long member is decoded and given out as it
comes, and all the rest, which is small, goes to a real parser at the end.
"""

from __future__ import annotations

import base64
import binascii
import json
from enum import Enum, auto
from typing import Any

from omnireel.errors import Detail, InvalidRequestError

MEMBER = b"base64_data"
REST_BYTES_MAX = 64 * 1024
_HEADER_CHARS_MAX = 200
_SPACE = b" \t\r\n"


class _At(Enum):
    OUTSIDE = auto()  # not in a string
    STRING = auto()  # in a string that is kept
    DATA = auto()  # in the string that is decoded


class Base64Upload:
    """Feed it the body; it gives the file's bytes. `finish` gives the other members."""

    def __init__(self) -> None:
        self._at = _At.OUTSIDE
        self._rest = bytearray()  # the object without the data
        self._depth = 0
        self._string = b""  # the last string that was read, as it stands in the body
        self._string_from = 0
        self._colon = False  # after a key of the object itself
        self._escaped = False
        self._found = False
        self._text = bytearray()  # of the data: what is not decoded yet
        self._header: bytearray | None = bytearray()  # of the data: what may be `data:...;base64,`
        self._ended = False  # padding was seen

    def feed(self, part: bytes) -> bytes:
        """The file's bytes that this part of the body brings. Raises InvalidRequestError."""
        out = bytearray()
        i = 0
        while i < len(part):
            i = self._data(part, i, out) if self._at is _At.DATA else self._other(part, i)
        return bytes(out)

    def _other(self, part: bytes, i: int) -> int:
        """One byte that is not of the data."""
        byte = part[i : i + 1]
        self._rest += byte
        if len(self._rest) > REST_BYTES_MAX:
            raise _wrong("the members beside base64_data must be short")
        if self._at is _At.STRING:
            if self._escaped:
                self._escaped = False
            elif byte == b"\\":
                self._escaped = True
            elif byte == b'"':
                self._at, self._string = _At.OUTSIDE, bytes(self._rest[self._string_from : -1])
        elif byte == b'"':
            if self._colon and self._string == MEMBER:
                if self._found:
                    raise _wrong("base64_data stands in the body twice")
                self._found, self._at = True, _At.DATA
            else:
                self._at, self._string_from = _At.STRING, len(self._rest)
            self._colon = False
        elif byte == b":":
            self._colon = self._depth == 1
        elif byte not in _SPACE:
            self._colon = False
            if byte in b"{[":
                self._depth += 1
            elif byte in b"}]":
                self._depth -= 1
            elif byte == b",":
                self._string = b""
        return i + 1

    def _data(self, part: bytes, i: int, out: bytearray) -> int:
        """The data from i on, as far as this part has it."""
        end = part.find(b'"', i)
        stop = len(part) if end < 0 else end
        self._text += part[i:stop]
        self._decode(out, last=end >= 0)
        if end < 0:
            return stop
        self._rest += b'"'
        self._at = _At.OUTSIDE
        return end + 1

    def _decode(self, out: bytearray, *, last: bool) -> None:
        held = b""
        if not last and self._text.endswith(b"\\"):  # the other half of an escape is still to come
            held = bytes(self._text[-1:])
            del self._text[-1:]
        text = bytes(self._text)
        if b"\\" in text:
            text = text.replace(b"\\/", b"/").replace(b"\\n", b"").replace(b"\\r", b"").replace(b"\\t", b"")
        text = text.translate(None, _SPACE)
        if self._header is not None:
            self._header += text
            text = self._after_header(last=last)
        if (self._ended and text) or b"=" in text.rstrip(b"="):
            raise _wrong("base64_data goes on after its padding")
        whole = len(text) if last else len(text) // 4 * 4
        try:
            out += base64.b64decode(text[:whole] + b"=" * (-whole % 4 if last else 0), validate=True)
        except (binascii.Error, ValueError):
            raise _wrong("base64_data is not base64") from None
        self._ended = self._ended or text[:whole].endswith(b"=")
        self._text = bytearray(text[whole:] + held)

    def _after_header(self, *, last: bool) -> bytes:
        """The data behind a `data:...;base64,`, or all of it if there is none; empty while that is not clear."""
        head = self._header
        assert head is not None
        if not (head[:5] == b"data:" or (b"data:".startswith(bytes(head[:5])) and not last)):
            self._header = None
            return bytes(head)
        comma = head.find(b",")
        if comma < 0:
            if last or len(head) > _HEADER_CHARS_MAX:
                raise _wrong("base64_data begins like a data URL, but no comma ends its head")
            return b""
        if not bytes(head[:comma]).lower().endswith(b";base64"):
            raise _wrong("base64_data must be base64; this data URL is not")
        self._header = None
        return bytes(head[comma + 1 :])

    def finish(self) -> dict[str, Any]:
        """The other members. Raises InvalidRequestError for a body that is no such object."""
        if self._at is _At.DATA:
            raise _wrong("the body ends within base64_data")
        try:
            body = json.loads(bytes(self._rest))
        except (ValueError, RecursionError):
            raise InvalidRequestError("The body must be a JSON object") from None
        if not isinstance(body, dict):
            raise InvalidRequestError("The body must be a JSON object")
        if not self._found:
            raise _wrong("base64_data is required: the file as base64, or as a data URL")
        return {name: value for name, value in body.items() if name != MEMBER.decode()}


def _wrong(message: str) -> InvalidRequestError:
    return InvalidRequestError.of([Detail("base64_data", message)])
