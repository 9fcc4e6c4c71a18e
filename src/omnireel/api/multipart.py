"""A multipart upload, read as it comes: the file's bytes go to disk, the few fields beside it are kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from omnireel.errors import Detail, InvalidRequestError
from omnireel.media.incoming import Incoming

FIELDS_BYTES_MAX = 64 * 1024
HEADERS_BYTES_MAX = 16 * 1024
PARTS_MAX = 20


@dataclass
class Form:
    """What came beside the file. original_name: the name that the file's part gave."""

    fields: dict[str, str] = field(default_factory=dict)
    original_name: str = ""


async def receive(content_type: str, body: AsyncIterator[bytes], incoming: Incoming) -> Form:
    """Write the part `file` into `incoming`. Raises InvalidRequestError for a body that is no such form, and what
    writing raises."""
    kind, options = parse_options_header(content_type)
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise InvalidRequestError("The body must be multipart/form-data with a part 'file'")
    reader = _Reader()
    parser = MultipartParser(
        options[b"boundary"],
        callbacks={
            "on_part_begin": reader.part_begin,
            "on_header_field": reader.header_field,
            "on_header_value": reader.header_value,
            "on_header_end": reader.header_end,
            "on_headers_finished": reader.headers_finished,
            "on_part_data": reader.part_data,
            "on_part_end": reader.part_end,
            "on_end": reader.end,
        },
    )
    try:
        async for chunk in body:
            parser.write(chunk)
            for part in reader.taken():
                await incoming.write(part)
    except MultipartParseError as error:
        raise InvalidRequestError(f"The multipart body is malformed: {error}") from None
    if not reader.ended:
        raise InvalidRequestError("The multipart body ends before its last boundary")
    if reader.files == 0:
        raise InvalidRequestError.of([Detail("file", "file is required: a part with a file name")])
    return reader.form


class _Reader:
    """Follows the parser's events."""

    def __init__(self) -> None:
        self.form = Form()
        self.files = 0
        self.ended = False
        self._parts = 0
        self._kept = 0
        self._headers: dict[bytes, bytes] = {}
        self._name, self._value = b"", b""
        self._text: bytearray | None = None
        self._field = ""
        self._bytes: list[bytes] = []

    def taken(self) -> list[bytes]:
        """The file's bytes since the last call."""
        found, self._bytes = self._bytes, []
        return found

    def part_begin(self) -> None:
        self._parts += 1
        if self._parts > PARTS_MAX:
            raise InvalidRequestError(f"The form must have at most {PARTS_MAX} parts")
        self._headers, self._text = {}, None

    def header_field(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]
        self._bounded(end - start, HEADERS_BYTES_MAX)

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]
        self._bounded(end - start, HEADERS_BYTES_MAX)

    def header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name, self._value = b"", b""

    def headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._field = options.get(b"name", b"").decode("utf-8", "replace")
        if self._field != "file":
            self._text = bytearray()
            return
        self.files += 1
        if self.files > 1:
            raise InvalidRequestError.of([Detail("file", "file must be one file: upload several one by one")])
        self.form.original_name = options.get(b"filename", b"").decode("utf-8", "replace")

    def part_data(self, data: bytes, start: int, end: int) -> None:
        if self._text is None:
            self._bytes.append(data[start:end])
        else:
            self._bounded(end - start, FIELDS_BYTES_MAX)
            self._text += data[start:end]

    def part_end(self) -> None:
        if self._text is not None:
            self.form.fields[self._field] = self._text.decode("utf-8", "replace")

    def end(self) -> None:
        self.ended = True

    def _bounded(self, more: int, limit: int) -> None:
        self._kept += more
        if self._kept > limit:
            raise InvalidRequestError("The fields beside the file must be short")
