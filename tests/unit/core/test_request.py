"""The request: its size, its seed, its JSON."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnireel.core.request import RequestShot, VideoRequest

PLAIN = VideoRequest(
    model="kling-o3-text-to-video",
    prompt="A paper boat drifts down a rain gutter",
    duration_s=5,
    aspect_ratio="16:9",
    quality="720p",
    sound=False,
)


@pytest.mark.parametrize(
    ("quality", "ratio", "size"),
    [
        ("720p", "16:9", (1280, 720)),
        ("720p", "9:16", (720, 1280)),
        ("720p", "1:1", (720, 720)),
        ("1080p", "16:9", (1920, 1080)),
        ("1080p", "9:16", (1080, 1920)),
        ("1080p", "1:1", (1080, 1080)),
        ("4k", "16:9", (3840, 2160)),
        ("4k", "9:16", (2160, 3840)),
        ("4k", "1:1", (2160, 2160)),
    ],
)
def test_sizes(quality, ratio, size):
    assert replace(PLAIN, quality=quality, aspect_ratio=ratio).size == size


def test_the_seed_is_stable_across_releases():
    # A changed number here changes the clips of everybody who asks for the same one again.
    assert PLAIN.seed == 2685695272


def test_the_seed_follows_what_is_drawn():
    assert replace(PLAIN, callback_url="https://example.com/").seed == PLAIN.seed
    for change in (
        {"prompt": "x"},
        {"duration_s": 6},
        {"sound": True},
        {"watermark": True},
        {"element_ids": ("1",)},
    ):
        assert replace(PLAIN, **change).seed != PLAIN.seed


_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(
    st.builds(
        VideoRequest,
        model=_text,
        prompt=_text,
        duration_s=st.integers(3, 15),
        aspect_ratio=st.sampled_from(["16:9", "9:16", "1:1"]),
        quality=st.sampled_from(["720p", "1080p", "4k"]),
        sound=st.booleans(),
        shots=st.lists(
            st.builds(RequestShot, index=st.integers(), prompt=_text, duration_s=st.integers(1, 15)), max_size=6
        ).map(tuple),
        element_ids=st.lists(st.from_regex(r"[0-9]{1,18}", fullmatch=True), max_size=7).map(tuple),
        watermark=st.booleans(),
        callback_url=st.none() | _text,
    )
)
def test_json_round_trip(request):
    text = request.to_json()
    again = VideoRequest.from_json(text)
    assert again == request
    assert again.to_json() == text
    assert again.seed == request.seed
