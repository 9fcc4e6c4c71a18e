"""The parser of server-sent events."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnireel.client import sse
from omnireel.client.sse import EventParser, ServerEvent

STREAM = (
    "\ufeff: a comment\n"
    'id: 1\nevent: status\ndata: {"a": 1}\n\n'
    "retry: 10\nid: 2\r\nevent: progress\r\ndata: one\r\ndata:  two\r\n\r\n"
    "event: progress\rdata:ünïcode\r\r"
    "id: 3\n\n"  # no data: no event, but its id counts
    "data\n\n"
    "data: never finished"
).encode()

EVENTS = [
    ServerEvent(id="1", name="status", data='{"a": 1}'),
    ServerEvent(id="2", name="progress", data="one\n two"),
    ServerEvent(id="2", name="progress", data="ünïcode"),
    ServerEvent(id="3", name="message", data=""),
]


@given(st.lists(st.integers(1, 40), max_size=60))
def test_chunks_may_be_cut_anywhere(sizes: list[int]) -> None:
    parser, found, at = EventParser(), [], 0
    for size in [*sizes, len(STREAM)]:
        found += parser.feed(STREAM[at : at + size])
        at += size
    assert found == EVENTS


def test_byte_by_byte() -> None:
    parser = EventParser()
    assert [event for byte in STREAM for event in parser.feed(bytes([byte]))] == EVENTS


def test_an_event_without_id_has_the_id_of_the_connection_before() -> None:
    assert EventParser("7").feed(b"data: x\n\n") == [ServerEvent(id="7", name="message", data="x")]
    assert EventParser("7").feed(b"id: 8\0\ndata: x\n\n") == [ServerEvent(id="7", name="message", data="x")]


@pytest.mark.parametrize("line", [b"data: " + b"x" * 60, b"data: " + b"x" * 40 + b"\n"])
def test_an_event_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch, line: bytes) -> None:
    monkeypatch.setattr(sse, "EVENT_BYTES_MAX", 80)
    parser = EventParser()
    assert parser.feed(line) == []
    with pytest.raises(ValueError, match="larger than 80 bytes"):
        parser.feed(line)
