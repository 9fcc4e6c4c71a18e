"""The text model's rules, written a second time in the plainest way and held against `read_creation`.

The oracle knows the contract only: it shares no code with `wire`, and says which fields are wrong.
"""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from omnireel.errors import ApiError
from omnireel.wire.creation import read_creation

MODEL = "kling-o3-text-to-video"
ABSENT = None
"""Null and absent are one to the contract."""


def is_whole(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, float) and value == value // 1 and abs(value) < 1e300)


def shot_seconds(value: Any) -> int | None:
    if isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value):
        value = int(value)
    return int(value) if is_whole(value) and 1 <= value <= 2**53 - 1 else None


def missing_target(prompt: str, elements: int | None) -> bool:
    for kind, digits in re.findall("<<<(element|image|video)_([0-9]+)>>>", prompt):
        if kind != "element" or (elements is not None and not 1 <= int(digits) <= elements):
            return True
    return False


def wrong_fields(body: dict[str, Any]) -> set[str]:
    """The params that must be named, for a body whose model is right."""
    wrong: set[str] = set()

    def get(holder: dict[str, Any], name: str) -> Any:
        return holder.get(name, ABSENT)

    prompt = get(body, "prompt")
    if prompt is not ABSENT and (not isinstance(prompt, str) or len(prompt) > 2500):
        wrong.add("prompt")
    duration = get(body, "duration")
    if duration is not ABSENT and not (is_whole(duration) and 3 <= duration <= 15):
        wrong.add("duration")
    for name, allowed in (
        ("aspect_ratio", ["16:9", "9:16", "1:1"]),
        ("quality", ["720p", "1080p", "4k"]),
        ("sound", ["on", "off"]),
    ):
        value = get(body, name)
        if value is not ABSENT and not (isinstance(value, str) and value in allowed):
            wrong.add(name)
    callback = get(body, "callback_url")
    if callback is not ABSENT and callback != "https://hooks.example.com/":
        wrong.add("callback_url")  # the strategy below offers only this good one
    params = get(body, "model_params")
    if params is not ABSENT and not isinstance(params, dict):
        # Whether there are several shots is unknown, and with it what the prompt must be.
        return wrong | {"model_params"}
    params = params or {}

    mark = get(params, "watermark_info")
    if mark is not ABSENT:
        if not isinstance(mark, dict):
            wrong.add("model_params.watermark_info")
        elif not isinstance(get(mark, "enabled"), bool | None):
            wrong.add("model_params.watermark_info.enabled")

    elements: int | None = 0
    list_ = get(params, "element_list")
    if list_ is not ABSENT:
        path = "model_params.element_list"
        if not isinstance(list_, list) or len(list_) > 7:
            wrong.add(path)
            elements = None
        else:
            elements = len(list_)
            for position, entry in enumerate(list_):
                if not isinstance(entry, dict):
                    wrong.add(f"{path}.{position}")
                    continue
                value = get(entry, "element_id")
                text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
                if not isinstance(text, str) or not re.fullmatch("[0-9]{1,32}", text):
                    wrong.add(f"{path}.{position}.element_id")

    switch = get(params, "multi_shot")
    if switch is not ABSENT and not isinstance(switch, bool):
        return wrong | {"model_params.multi_shot"}
    if not switch:
        if "prompt" not in wrong and (not prompt or not prompt.strip() or missing_target(prompt, elements)):
            wrong.add("prompt")
        return wrong

    if get(params, "shot_type") != "customize":
        wrong.add("model_params.shot_type")
    path = "model_params.multi_prompt"
    shots = get(params, "multi_prompt")
    if not isinstance(shots, list) or not 1 <= len(shots) <= 6:
        return wrong | {path}
    total: int | None = 0
    for position, shot in enumerate(shots):
        if not isinstance(shot, dict):
            wrong.add(f"{path}.{position}")
            total = None
            continue
        index = get(shot, "index")
        if not is_whole(index) or abs(index) > 2**53 - 1:
            wrong.add(f"{path}.{position}.index")
        text = get(shot, "prompt")
        if (
            not isinstance(text, str)
            or not 1 <= len(text) <= 512
            or not text.strip()
            or missing_target(text, elements)
        ):
            wrong.add(f"{path}.{position}.prompt")
        seconds = shot_seconds(get(shot, "duration"))
        if seconds is None:
            wrong.add(f"{path}.{position}.duration")
            total = None
        elif total is not None:
            total += seconds
    if total is not None and "duration" not in wrong and total != (5 if duration is ABSENT else int(duration)):
        wrong.add(path)
    return wrong


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
    assert set(named) == wrong_fields(body)
    assert len(named) == len(set(named))
    assert named == sorted(named, key=_order)
    assert (made.request is None) is bool(named)
    for detail in made.details:
        assert detail.message.startswith(detail.param)
        assert len(detail.message) < 300


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
