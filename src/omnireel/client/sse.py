"""Server-sent events: bytes in, events out (WHATWG HTML, section 9.2). Pure."""

from __future__ import annotations

from dataclasses import dataclass

EVENT_BYTES_MAX = 4 * 1024 * 1024
"""A stream that sends more than this without finishing an event is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerEvent:
    """One event of a stream."""

    id: str
    """The last id that the stream gave, in this event or an earlier one; what Last-Event-ID repeats."""
    name: str
    data: str


class EventParser:
    """Feed it chunks cut anywhere; a fresh one for each connection."""

    def __init__(self, last_id: str = "") -> None:
        self._rest = b""
        self._at_start = True
        self._after_cr = False
        self._last_id = last_id
        self._name = ""
        self._data: list[str] = []
        self._data_bytes = 0

    def feed(self, chunk: bytes) -> list[ServerEvent]:
        """The events that `chunk` completes. Raises ValueError when an event grows beyond EVENT_BYTES_MAX."""
        if not chunk:
            return []
        if self._after_cr and chunk.startswith(b"\n"):
            chunk = chunk[1:]  # the second half of a line end that was cut in two
        self._after_cr = chunk.endswith(b"\r")
        lines = (self._rest + chunk).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        self._rest = lines.pop()
        events = [event for line in lines if (event := self._line(line)) is not None]
        if len(self._rest) + self._data_bytes > EVENT_BYTES_MAX:
            raise ValueError(f"an event of the stream is larger than {EVENT_BYTES_MAX} bytes")
        return events

    def _line(self, line: bytes) -> ServerEvent | None:
        if self._at_start:
            line = line.removeprefix(b"\xef\xbb\xbf")
            self._at_start = False
        if not line:
            return self._dispatch()
        name, _, value = line.decode("utf-8", "replace").partition(":")
        value = value.removeprefix(" ")
        match name:
            case "data":
                self._data.append(value)
                self._data_bytes += len(line)
            case "event":
                self._name = value
            case "id" if "\0" not in value:
                self._last_id = value
            case _:
                pass  # a comment (empty name), `retry`, or a field of the future
        return None

    def _dispatch(self) -> ServerEvent | None:
        name, data = self._name or "message", self._data
        self._name, self._data, self._data_bytes = "", [], 0
        return ServerEvent(id=self._last_id, name=name, data="\n".join(data)) if data else None
