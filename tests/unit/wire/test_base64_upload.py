"""The streaming reader of base64 uploads: what a JSON parser and a decoder give, however the body is cut."""

from __future__ import annotations

import base64
import contextlib
import json
import random
import tracemalloc
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnireel.errors import InvalidRequestError
from omnireel.wire.base64_upload import REST_BYTES_MAX, Base64Upload


def read(body: bytes, cuts: list[int]) -> tuple[bytes, dict[str, Any]]:
    reader, out, start = Base64Upload(), b"", 0
    for cut in [*sorted(cut % (len(body) + 1) for cut in cuts), len(body)]:
        out += reader.feed(body[start:cut])
        start = cut
    return out, reader.finish()


def refused(body: bytes) -> str:
    with pytest.raises(InvalidRequestError) as caught:
        read(body, [])
    return caught.value.message


others = st.dictionaries(
    st.text(max_size=12).filter(lambda name: name != "base64_data"),
    st.recursive(
        st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    ),
    max_size=4,
)


@given(
    data=st.binary(max_size=300),
    before=others,
    after=others,
    head=st.sampled_from(
        ["", "data:image/png;base64,", "data:;base64,", "DATA".lower() + ":video/mp4;codecs=x;base64,"]
    ),
    cuts=st.lists(st.integers(0, 10_000), max_size=12),
    indent=st.sampled_from([None, 2]),
)
def test_it_reads_what_a_parser_and_a_decoder_read(
    data: bytes, before: Any, after: Any, head: str, cuts: list[int], indent: int | None
) -> None:
    text = head + base64.b64encode(data).decode()
    body = json.dumps({**before, "base64_data": text, **after}, indent=indent).encode()
    assert read(body, cuts) == (data, {**before, **after})


@given(data=st.binary(max_size=120), cuts=st.lists(st.integers(0, 1000), max_size=6), seed=st.integers(0, 99))
def test_escapes_lines_and_missing_padding_are_taken(data: bytes, cuts: list[int], seed: int) -> None:
    text = base64.b64encode(data).decode().rstrip("=")
    r = random.Random(seed)
    text = "".join(r.choice(["", "", "", "\\n", "\\r\\n"]) + ("\\/" if char == "/" else char) for char in text)
    assert read(b'{"base64_data": "' + text.encode() + b'", "file_name": "a.png"}', cuts) == (
        data,
        {"file_name": "a.png"},
    )


def test_a_nested_member_of_that_name_is_not_the_file() -> None:
    body = b'{"x": {"base64_data": "QUJD"}, "y": ["base64_data"], "base64_data": "REVG"}'
    assert read(body, [])[0] == b"DEF"


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "JSON object"),
        (b"[]", "JSON object"),
        (b"{}", "base64_data is required"),
        (b'{"base64_data": 5}', "base64_data is required"),
        (b'{"base64_data": null}', "base64_data is required"),
        (b'{"base64_data": "QUJ', "ends within"),
        (b'{"base64_data": "QUJD"', "JSON object"),
        (b'{"base64_data": "Q*JD"}', "not base64"),
        (b'{"base64_data": "Q"}', "not base64"),
        (b'{"base64_data": "QQ==QUJD"}', "padding"),
        (b'{"base64_data": "data:text/plain,hello"}', "must be base64"),
        (b'{"base64_data": "data:image/png;base64"}', "no comma"),
        (b'{"base64_data": "data:' + b"x" * 5000 + b'"}', "no comma"),
        (b'{"base64_data": "QUJD", "base64_data": "QUJD"}', "twice"),
        (b'{"base64_data": "QUJD", "x": "' + b"x" * REST_BYTES_MAX + b'"}', "must be short"),
        (b"x" * (REST_BYTES_MAX + 1), "must be short"),
    ],
)
def test_what_is_wrong_is_said(body: bytes, word: str) -> None:
    assert word in refused(body)


@given(st.binary(max_size=400), st.lists(st.integers(0, 400), max_size=5))
def test_garbage_is_refused_and_nothing_else(body: bytes, cuts: list[int]) -> None:
    with contextlib.suppress(InvalidRequestError):
        read(body, cuts)


def test_a_long_file_is_not_held() -> None:
    part = base64.b64encode(bytes(48 * 1024))
    reader = Base64Upload()
    tracemalloc.start()
    reader.feed(b'{"base64_data": "')
    total = sum(len(reader.feed(part)) for _ in range(400))  # 19 MB
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    reader.feed(b'"}')
    assert reader.finish() == {}
    assert total == 400 * 48 * 1024
    assert peak < 1024 * 1024
