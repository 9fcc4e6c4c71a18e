"""The rules of all five models, written a second time (support/oracle.py) and held against `read_creation`."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from omnireel.errors import ApiError
from omnireel.wire.creation import read_creation
from support.contract import CALLBACK, EDIT, ELEMENT, IMAGES, PARAMS, REFERENCE, Model
from support.oracle import GOOD_IMAGES, GOOD_VIDEOS, verdict, wrong_in_text

MODEL = "kling-o3-text-to-video"


# --- bodies: mostly good, with a mistake here and there ------------------------------------------

_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
_junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _text,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_text, inner, max_size=2),
    max_leaves=4,
)


def mostly(good: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.integers(0, 9).flatmap(lambda dice: _junk if dice == 0 else good)


def some(members: dict[str, st.SearchStrategy[Any]], always: tuple[str, ...] = ()) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(
        {name: value for name, value in members.items() if name in always},
        optional={name: value for name, value in members.items() if name not in always},
    )


_prompts = st.sampled_from(
    [
        "a boat",
        "",
        " \t",
        "x" * 512,
        "x" * 513,
        "x" * 2500,
        "😀" * 2501,
        "<<<element_1>>>",
        "<<<element_2>>> <<element_9>>",
        "<<<element_0>>>",
        "<<<image_1>>>",
        "<<<video_1>>>",
    ]
)
_shot = some(
    {
        "index": mostly(st.integers(-1, 7)),
        "prompt": mostly(_prompts),
        "duration": mostly(st.sampled_from([1, 2, 3, "1", "2", "3", 2.0, 0, "0", "x", 1.5])),
    },
    always=("index", "prompt", "duration"),
)
_params = some(
    {
        "multi_shot": mostly(st.booleans()),
        "shot_type": mostly(st.just("customize")),
        "multi_prompt": mostly(st.lists(mostly(_shot), max_size=7)),
        "element_list": mostly(
            st.lists(mostly(some({"element_id": mostly(st.just("12") | st.integers(0, 99))})), max_size=8)
        ),
        "watermark_info": mostly(some({"enabled": mostly(st.booleans())})),
        "junk": _junk,
    },
    always=("multi_shot", "shot_type", "multi_prompt"),
)
_bodies = some(
    {
        "prompt": mostly(_prompts),
        "duration": mostly(st.integers(2, 16) | st.sampled_from([5.0, 5.5, "5"])),
        "aspect_ratio": mostly(st.sampled_from(["16:9", "9:16", "1:1", "4:3"])),
        "quality": mostly(st.sampled_from(["720p", "1080p", "4k", "8k"])),
        "sound": mostly(st.sampled_from(["on", "off", "ON"])),
        "model_params": mostly(_params),
        "callback_url": mostly(st.sampled_from(["https://hooks.example.com/", "https://localhost/", "x"])),
        "video_url": _junk,
        "junk": _junk,
    },
    always=("prompt",),
)


def _order(param: str) -> list[Any]:
    names = (
        *("prompt", "duration", "aspect_ratio", "quality", "sound", "model_params", "callback_url"),
        *("multi_shot", "shot_type", "multi_prompt", "element_list", "watermark_info", "index"),
    )
    # In a shot: index, prompt, duration. The last two stand in that order above already.
    rank = {name: position for position, name in enumerate(names)} | {"index": -1, "element_id": 0, "enabled": 0}
    return [int(part) if part.isdigit() else rank[part] for part in param.split(".")]


@settings(max_examples=400)
@given(_bodies)
@example({"prompt": "x", "model_params": {"element_list": [{}]}})
def test_the_fields_that_are_named(body):
    made = read_creation(json.dumps({"model": MODEL, **body}).encode())
    named = [detail.param for detail in made.details]
    assert set(named) == wrong_in_text(body)
    assert len(named) == len(set(named))
    assert named == sorted(named, key=_order)
    assert (made.request is None) is bool(named)
    for detail in made.details:
        assert detail.message.startswith(detail.param)
        assert len(detail.message) < 300


# --- the other models ----------------------------------------------------------------------------

_image = mostly(st.sampled_from([*GOOD_IMAGES, "", "ftp://media.example.com/a", "a b"]))
_video = mostly(st.sampled_from([*GOOD_VIDEOS, "", "data:video/mp4;base64,AAAA"]))
_element_list = mostly(
    st.lists(mostly(some({"element_id": mostly(st.just("12") | st.integers(0, 99))}, ("element_id",))), max_size=8)
)
_marks = mostly(some({"enabled": mostly(st.booleans())}))
_switches = {
    "multi_shot": mostly(st.booleans()),
    "shot_type": mostly(st.just("customize")),
    "multi_prompt": mostly(st.lists(mostly(_shot), max_size=7)),
}
_common = {
    "prompt": mostly(_prompts),
    "duration": mostly(st.integers(2, 16)),
    "aspect_ratio": mostly(st.sampled_from(["16:9", "9:16", "1:1", "4:3"])),
    "quality": mostly(st.sampled_from(["720p", "1080p", "4k", "8k"])),
    "sound": mostly(st.sampled_from(["on", "off", "ON"])),
    "image_start": _image,
    "image_end": _image,
    "image_urls": mostly(st.lists(_image, max_size=8)),
    "keep_original_sound": mostly(st.booleans()),
    "callback_url": mostly(st.sampled_from([CALLBACK, "https://localhost/", "x"])),
    "junk": _junk,
}
_few = mostly(some({"element_list": _element_list, "watermark_info": _marks}))
_with_shots = mostly(
    some({**_switches, "element_list": _element_list, "watermark_info": _marks}, always=tuple(_switches))
)
_views = mostly(some({"image_url": _image}, always=("image_url",)))
_clips = mostly(some({"video_url": _video}, always=("video_url",)))
_element_params = some(
    {
        "element_name": mostly(st.sampled_from(["Mara", "x" * 20, "x" * 21, "", " "])),
        "element_description": mostly(st.sampled_from(["in red", "x" * 100, "x" * 101, ""])),
        "reference_type": mostly(st.sampled_from(["image_refer", "video_refer"])),
        "element_image_list": mostly(
            some(
                {"frontal_image": _image, "refer_images": mostly(st.lists(_views, max_size=4))},
                always=("frontal_image", "refer_images"),
            )
        ),
        "element_video_list": mostly(
            some({"refer_videos": mostly(st.lists(_clips, max_size=2)), "video_url": _video})
        ),
    },
    always=("element_name", "element_description", "reference_type", "element_image_list", "element_video_list"),
)
FAMILY: list[tuple[Model, st.SearchStrategy[Any]]] = [
    (IMAGES, some({**_common, PARAMS: _few | _with_shots}, always=("prompt", "image_start"))),
    (IMAGES, some({**_common, PARAMS: _few}, always=("prompt", "image_urls"))),
    (REFERENCE, some({**_common, "video_url": _video, PARAMS: _few}, always=("prompt", "video_url"))),
    (EDIT, some({**_common, "video_url": _video, PARAMS: _few | _with_shots}, always=("prompt", "video_url"))),
    (ELEMENT, some({"callback_url": _common["callback_url"], PARAMS: mostly(_element_params)}, always=(PARAMS,))),
]


@pytest.mark.parametrize(("model", "bodies"), FAMILY)
def test_the_family_agrees_with_the_oracle(model: Model, bodies: st.SearchStrategy[Any]) -> None:
    @settings(max_examples=300, deadline=None)
    @given(bodies)
    def hold(body: dict[str, Any]) -> None:
        made = read_creation(json.dumps({"model": model.id, **body}).encode())
        named = {detail.param for detail in made.details}
        must, may = verdict(model, body)
        assert must <= named, made.details
        assert named <= must | may, made.details
        assert (made.request is None) is bool(named)

    hold()


_any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
_FIELDS = (
    *("model", "prompt", "duration", "aspect_ratio", "quality", "sound", "callback_url", "model_params"),
    *("multi_shot", "shot_type", "multi_prompt", "element_list", "watermark_info", "enabled", "index"),
    *("element_id", "image_urls", "video_url"),
)
_named = st.dictionaries(st.sampled_from(_FIELDS), _any, max_size=6)


def refusal(body: bytes) -> ApiError | None:
    """What a body is refused with; anything else that is raised fails the test."""
    try:
        read_creation(body).require()
    except ApiError as error:
        return error
    return None


@given(
    _named,
    st.none()
    | _any
    | _named
    | st.fixed_dictionaries({"multi_shot": st.just(True), "multi_prompt": st.lists(_named)}),
    st.booleans(),
)
def test_junk_raises_nothing_but_api_errors(top, params, right_model):
    body = {**top, "model_params": params}
    if right_model:
        body["model"] = MODEL
    error = refusal(json.dumps(body).encode())
    if error is not None:
        assert error.status in (400, 404)
        json.dumps(error.extra)
        error.message.encode()


@given(st.binary(max_size=200))
def test_any_bytes_raise_nothing_but_api_errors(body):
    error = refusal(body)
    assert error is None or error.status in (400, 404)


@pytest.mark.parametrize("name", ["²", "٣", "9" * 5000, "7"])
def test_a_field_may_be_called_by_digits(name: str) -> None:
    """Some are digits to Python and no numbers: the name of a field must not be read as a place in an array."""
    body = {"model": "kling-custom-element", "model_params": {name: 1, "multi_shot": True}, name: 2}
    draft = read_creation(json.dumps(body).encode())
    assert any(f"Unknown field '{name[:20]}" in warning for warning in draft.warnings)
