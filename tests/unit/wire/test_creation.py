"""The body of a creation: a table for each rule of the text model (contract 2)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from omnireel.core.catalogue import CATALOGUE
from omnireel.core.request import RequestShot, VideoRequest
from omnireel.errors import Detail, InvalidRequestError, ModelNotFoundError
from omnireel.wire.creation import Draft, body_type, check_idempotency_key, read_creation

MODEL = "kling-o3-text-to-video"
MISSING = object()


def draft(**members: Any) -> Draft:
    body = {"model": MODEL, "prompt": "a boat", **members}
    return read_creation(
        json.dumps({name: value for name, value in body.items() if value is not MISSING}).encode()
    )


def params(*found: Detail) -> list[str]:
    return [detail.param for detail in found]


def shots(*seconds: Any, prompt: str = "a shot") -> list[dict[str, Any]]:
    return [{"index": number, "prompt": prompt, "duration": each} for number, each in enumerate(seconds, 1)]


def multi(**members: Any) -> dict[str, Any]:
    full = {"multi_shot": True, "shot_type": "customize", "multi_prompt": shots("2", 3), **members}
    return {"model_params": {name: value for name, value in full.items() if value is not MISSING}}


# --- what comes out ------------------------------------------------------------------------------


def test_the_least():
    assert draft().require() == VideoRequest(
        model=MODEL, prompt="a boat", duration_s=5, aspect_ratio="16:9", quality="720p", sound=False
    )


def test_the_contracts_plain_example():
    made = draft(
        prompt="A paper boat drifts down a rain gutter, macro shot, soft morning light",
        duration=5,
        aspect_ratio="16:9",
        quality="720p",
        sound="off",
        callback_url="https://hooks.example.com/omnireel",
    )
    assert made.require().callback_url == made.callback_url == "https://hooks.example.com/omnireel"
    assert made.warnings == ()


def test_the_contracts_multi_shot_example():
    made = draft(
        prompt=MISSING,
        duration=10,
        aspect_ratio="9:16",
        quality="1080p",
        sound="on",
        model_params={
            "multi_shot": True,
            "shot_type": "customize",
            "multi_prompt": [
                {"index": 1, "prompt": "<<<element_1>>> opens a red umbrella", "duration": "4"},
                {"index": 2, "prompt": "Close-up of rain on the umbrella", "duration": "3"},
                {"index": 3, "prompt": "<<<element_1>>> walks away down the street", "duration": "3"},
            ],
            "element_list": [{"element_id": "846221095377403904"}],
            "watermark_info": {"enabled": False},
        },
    )
    assert made.require() == VideoRequest(
        model=MODEL,
        prompt="",
        duration_s=10,
        aspect_ratio="9:16",
        quality="1080p",
        sound=True,
        shots=(
            RequestShot(index=1, prompt="<<<element_1>>> opens a red umbrella", duration_s=4),
            RequestShot(index=2, prompt="Close-up of rain on the umbrella", duration_s=3),
            RequestShot(index=3, prompt="<<<element_1>>> walks away down the street", duration_s=3),
        ),
        element_ids=("846221095377403904",),
    )
    assert made.element_refs == (("model_params.element_list.0.element_id", "846221095377403904"),)
    assert made.warnings == ()


def test_null_is_absent():
    names = ("duration", "aspect_ratio", "quality", "sound", "callback_url", "model_params", "video_url", "n")
    assert draft(**dict.fromkeys(names)) == replace(draft(), digest=draft(**dict.fromkeys(names)).digest)
    inner = ("multi_shot", "shot_type", "multi_prompt", "element_list", "watermark_info")
    assert draft(model_params=dict.fromkeys(inner)).require() == draft().require()
    assert draft(model_params={"watermark_info": {"enabled": None}}).require().watermark is False


def test_the_watermark():
    assert draft(model_params={"watermark_info": {"enabled": True}}).require().watermark is True


def test_shots_are_put_in_the_order_of_their_index():
    late, early = {"index": 2, "prompt": "b", "duration": 3}, {"index": 1, "prompt": "a", "duration": 2}
    request = draft(**multi(multi_prompt=[late, early])).require()
    assert [shot.prompt for shot in request.shots] == ["a", "b"]


def test_element_ids_as_integers_are_digits():
    made = draft(model_params={"element_list": [{"element_id": 846221095377403904}, {"element_id": "007"}]})
    assert made.require().element_ids == ("846221095377403904", "007")


# --- one field at a time -------------------------------------------------------------------------

GOOD: list[tuple[str, Any]] = [
    ("prompt", "x"),
    ("prompt", "x" * 2500),
    ("prompt", "😀" * 2500),
    ("prompt", " x "),
    ("duration", 3),
    ("duration", 15),
    ("duration", 5.0),
    ("aspect_ratio", "9:16"),
    ("aspect_ratio", "1:1"),
    ("quality", "1080p"),
    ("quality", "4k"),
    ("sound", "on"),
    ("model_params", {}),
    ("model_params", {"element_list": []}),
    ("model_params", {"element_list": [{"element_id": "1"}] * 7}),
]


@pytest.mark.parametrize(("name", "value"), GOOD)
def test_good_values(name, value):
    assert draft(**{name: value}).details == ()


LONG = "x" * 2501
BAD: list[tuple[str, Any, str]] = [
    ("prompt", MISSING, "prompt is required"),
    ("prompt", None, "prompt is required"),
    ("prompt", "", "prompt must have between 1 and 2500 characters (got 0)"),
    ("prompt", " \n\u3000", "prompt must not consist of white space only"),
    ("prompt", LONG, "prompt must have between 1 and 2500 characters (got 2501)"),
    ("prompt", 5, "prompt must be a string (got 5)"),
    ("prompt", ["x"], "prompt must be a string (got an array)"),
    ("prompt", {"x": 1}, "prompt must be a string (got an object)"),
    ("duration", 2, "duration must be between 3 and 15 (got 2)"),
    ("duration", 20, "duration must be between 3 and 15 (got 20)"),
    ("duration", -(10**30), "duration must be between 3 and 15 (got -1000000000000000000000000000000)"),
    ("duration", "5", 'duration must be an integer (got "5")'),
    ("duration", 5.5, "duration must be an integer (got 5.5)"),
    ("duration", True, "duration must be an integer (got true)"),
    ("duration", 2.0, "duration must be between 3 and 15 (got 2.0)"),
    ("aspect_ratio", "4:3", 'aspect_ratio must be one of 16:9, 9:16, 1:1 (got "4:3")'),
    ("aspect_ratio", "", 'aspect_ratio must be one of 16:9, 9:16, 1:1 (got "")'),
    ("quality", "4K", 'quality must be one of 720p, 1080p, 4k (got "4K")'),
    ("quality", 720, "quality must be one of 720p, 1080p, 4k (got 720)"),
    ("quality", "x" * 100, f'quality must be one of 720p, 1080p, 4k (got "{"x" * 59}…")'),
    ("sound", True, "sound must be one of on, off (got true)"),
    ("model_params", [], "model_params must be an object (got an array)"),
    ("callback_url", 5, "callback_url must be a string (got 5)"),
    ("callback_url", "", "callback_url must not be empty"),
    (
        "callback_url",
        "https://example.com/" + "x" * 2029,
        "callback_url must have at most 2048 characters (got 2049)",
    ),
]


@pytest.mark.parametrize(("name", "value", "message"), BAD)
def test_bad_values(name, value, message):
    made = draft(**{name: value})
    assert [(detail.param, detail.message) for detail in made.details] == [(name, message)]
    assert made.request is None
    with pytest.raises(InvalidRequestError) as caught:
        made.require()
    assert caught.value.param == name
    assert caught.value.message == message


BAD_PARAMS: list[tuple[dict[str, Any], str, str]] = [
    ({"multi_shot": 1}, "multi_shot", "must be true or false (got 1)"),
    ({"multi_shot": "true"}, "multi_shot", 'must be true or false (got "true")'),
    ({"element_list": {}}, "element_list", "must be an array (got an object)"),
    ({"element_list": [{"element_id": 1}] * 8}, "element_list", "must have at most 7 items (got 8)"),
    ({"element_list": [5]}, "element_list.0", "must be an object (got 5)"),
    ({"element_list": [None]}, "element_list.0", "must be an object (got null)"),
    ({"element_list": [{}]}, "element_list.0.element_id", "is required"),
    ({"element_list": [{"element_id": None}]}, "element_list.0.element_id", "is required"),
    *[
        (
            {"element_list": [{"element_id": "1"}, {"element_id": wrong}]},
            "element_list.1.element_id",
            f"must be a string of 1-32 digits or an integer (got {json.dumps(wrong, ensure_ascii=False)})",
        )
        for wrong in ("", "a1", "1 ", "-1", "١", -1, 1.0, True, "1" * 33)
    ],
    ({"watermark_info": True}, "watermark_info", "must be an object (got true)"),
    ({"watermark_info": {"enabled": "yes"}}, "watermark_info.enabled", 'must be true or false (got "yes")'),
]


@pytest.mark.parametrize(("value", "name", "message"), BAD_PARAMS)
def test_bad_params(value, name, message):
    path = f"model_params.{name}"
    found = [(detail.param, detail.message) for detail in draft(model_params=value).details]
    assert found == [(path, f"{path} {message}")]


def test_bounds_are_machine_readable():
    made = draft(prompt=LONG, duration=20, quality="8k", model_params={"element_list": [{}] * 8})
    assert [dict(detail.extra) for detail in made.details] == [
        {"min": 1, "max": 2500},
        {"min": 3, "max": 15},
        {"allowed_values": ["720p", "1080p", "4k"]},
        {"max": 7},
    ]


# --- multi-shot ----------------------------------------------------------------------------------

SHOTS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"multi_prompt": shots(5)}, []),
    ({"multi_prompt": shots("05")}, []),
    ({"multi_prompt": shots(5.0)}, []),
    ({"multi_prompt": shots(1, 1, 1, 1, "1")}, []),
    ({"shot_type": MISSING}, ["shot_type"]),
    ({"shot_type": None}, ["shot_type"]),
    ({"shot_type": "intelligence"}, ["shot_type"]),
    ({"multi_prompt": MISSING}, ["multi_prompt"]),
    ({"multi_prompt": []}, ["multi_prompt"]),
    ({"multi_prompt": "x"}, ["multi_prompt"]),
    ({"multi_prompt": shots(*[1] * 7)}, ["multi_prompt"]),
    ({"multi_prompt": shots(2, 2)}, ["multi_prompt"]),
    ({"multi_prompt": shots(20)}, ["multi_prompt"]),
    ({"multi_prompt": shots(0, 5)}, ["multi_prompt.0.duration"]),
    ({"multi_prompt": shots("0", 5)}, ["multi_prompt.0.duration"]),
    ({"multi_prompt": shots("x", 5)}, ["multi_prompt.0.duration"]),
    ({"multi_prompt": shots("2.0", 3)}, ["multi_prompt.0.duration"]),
    ({"multi_prompt": shots(" 2", 3)}, ["multi_prompt.0.duration"]),
    ({"multi_prompt": shots("²", 3)}, ["multi_prompt.0.duration"]),
    ({"multi_prompt": shots(2.5, 2.5)}, ["multi_prompt.0.duration", "multi_prompt.1.duration"]),
    ({"multi_prompt": shots(None, 5)}, ["multi_prompt.0.duration"]),
    ({"multi_prompt": shots(True, 4)}, ["multi_prompt.0.duration"]),
    ({"multi_prompt": shots(5, prompt="x" * 512)}, []),
    ({"multi_prompt": shots(5, prompt="x" * 513)}, ["multi_prompt.0.prompt"]),
    ({"multi_prompt": shots(5, prompt="")}, ["multi_prompt.0.prompt"]),
    ({"multi_prompt": shots(5, prompt=" ")}, ["multi_prompt.0.prompt"]),
    ({"multi_prompt": [{"prompt": "x", "duration": 5}]}, ["multi_prompt.0.index"]),
    ({"multi_prompt": [{"index": "1", "prompt": "x", "duration": 5}]}, ["multi_prompt.0.index"]),
    ({"multi_prompt": [{"index": 7, "prompt": "x", "duration": 5}]}, []),
    ({"multi_prompt": [{}]}, ["multi_prompt.0.index", "multi_prompt.0.prompt", "multi_prompt.0.duration"]),
    ({"multi_prompt": ["x", *shots(5)]}, ["multi_prompt.0"]),
]


@pytest.mark.parametrize(("members", "expected"), SHOTS)
def test_shots(members, expected):
    made = draft(prompt=MISSING, **multi(**members))
    assert params(*made.details) == [f"model_params.{name}" for name in expected]


def test_the_sum_is_said():
    (detail,) = draft(prompt=MISSING, duration=10, **multi()).details
    assert detail.message == ("model_params.multi_prompt: the shot durations must sum up to duration, 10 (got 5)")


def test_the_prompt_is_ignored_with_multi_shot_but_not_its_limit():
    made = draft(prompt="<<<image_9>>>", **multi())
    assert made.require().prompt == ""
    assert made.warnings == ("Field 'prompt' does not apply with model_params.multi_shot and was ignored.",)
    assert draft(prompt="", **multi()).warnings == ()
    assert params(*draft(prompt=LONG, **multi()).details) == ["prompt"]


@pytest.mark.parametrize("switch", [MISSING, None, False])
def test_shots_are_ignored_without_multi_shot(switch):
    made = draft(**multi(multi_shot=switch, shot_type="junk", multi_prompt=[{"x": 1}]))
    assert made.require().shots == ()
    assert made.warnings == (
        "Field 'model_params.shot_type' does not apply without model_params.multi_shot and was ignored.",
        "Field 'model_params.multi_prompt' does not apply without model_params.multi_shot and was ignored.",
    )


# --- placeholders --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prompt", "elements", "good"),
    [
        ("<<<element_1>>>", 1, True),
        ("<<<element_7>>> and <<<element_1>>>", 7, True),
        ("no placeholder", 3, True),
        ("<<<element_1>>>", 0, False),
        ("<<<element_0>>>", 3, False),
        ("<<<element_4>>>", 3, False),
        ("<<<element_99999999999999999999999>>>", 3, False),
        ("<<<image_1>>>", 3, False),
        ("<<<video_1>>>", 3, False),
        ("<<<<element_9>>>>", 3, False),
        ("<<element_9>>", 3, True),
        ("<<<element_>>>", 3, True),
        ("<<<element_x>>>", 3, True),
        ("<<<Element_9>>>", 3, True),
        ("<<<element_-1>>>", 3, True),
        ("<<<element_٩>>>", 3, True),
        ("@Element9 @Image1 <b>", 0, True),
    ],
)
def test_placeholders(prompt, elements, good):
    list_ = {"element_list": [{"element_id": "1"}] * elements}
    assert params(*draft(prompt=prompt, model_params=list_).details) == ([] if good else ["prompt"])
    made = draft(prompt=MISSING, **multi(multi_prompt=shots(2, 3, prompt=prompt), **list_))
    path = "model_params.multi_prompt"
    assert params(*made.details) == ([] if good else [f"{path}.0.prompt", f"{path}.1.prompt"])


def test_a_missing_target_is_said():
    (detail,) = draft(
        prompt="<<<element_2>>> <<<image_1>>> <<<element_2>>>", model_params={"element_list": [{"element_id": 1}]}
    ).details
    assert detail.message == "prompt names <<<element_2>>>, <<<image_1>>>, but the request has 1 element"
    (detail,) = draft(prompt=" ".join(f"<<<element_{number}>>>" for number in range(9))).details
    assert detail.message.endswith("<<<element_4>>> and 4 more, but the request has nothing of that kind")


# --- everything at once --------------------------------------------------------------------------


def test_all_mistakes_in_schema_order():
    made = draft(
        callback_url="http://10.0.0.1/",
        sound=1,
        quality="8k",
        aspect_ratio="2:1",
        duration="x",
        prompt=LONG,
        model_params={
            "watermark_info": {"enabled": 1},
            "element_list": [{"element_id": "x"}, {}],
            "multi_prompt": [
                {"duration": 0, "prompt": "<<<element_3>>>", "index": None},
                {"duration": 1, "prompt": "<<<element_2>>>", "index": 1},
            ],
            "multi_shot": True,
        },
    )
    inner = "model_params"
    assert params(*made.details) == [
        "prompt",
        "duration",
        "aspect_ratio",
        "quality",
        "sound",
        f"{inner}.shot_type",
        f"{inner}.multi_prompt.0.index",
        f"{inner}.multi_prompt.0.prompt",
        f"{inner}.multi_prompt.0.duration",
        f"{inner}.element_list.0.element_id",
        f"{inner}.element_list.1.element_id",
        f"{inner}.watermark_info.enabled",
        "callback_url",
    ]


FOLLOW_ONS: list[tuple[dict[str, Any], list[str]]] = [
    # The sum cannot be judged when one side of it is wrong.
    ({"duration": 99, **multi(multi_prompt=shots(2, 2))}, ["duration"]),
    (multi(multi_prompt=shots("x", 9)), ["model_params.multi_prompt.0.duration"]),
    # Without a readable switch nobody knows whether the prompt or the shots count.
    ({"prompt": MISSING, "model_params": {"multi_shot": "yes", "multi_prompt": 5}}, ["model_params.multi_shot"]),
    ({"prompt": "<<<image_1>>>", "model_params": []}, ["model_params"]),
    # Without a readable list nobody knows which elements there are.
    ({"prompt": "<<<element_1>>>", "model_params": {"element_list": 5}}, ["model_params.element_list"]),
    (
        {"prompt": "<<<element_8>>>", "model_params": {"element_list": [{"element_id": 1}] * 8}},
        ["model_params.element_list"],
    ),
    # A wrong entry is still an entry.
    (
        {"prompt": "<<<element_1>>>", "model_params": {"element_list": [5]}},
        ["model_params.element_list.0"],
    ),
]


@pytest.mark.parametrize(("members", "expected"), FOLLOW_ONS)
def test_no_follow_on_errors(members, expected):
    assert params(*draft(**members).details) == expected


def test_the_callers_checks_are_merged_in_schema_order():
    first = "model_params.element_list.0.element_id"
    made = draft(model_params={"element_list": [{"element_id": "1"}, {"element_id": "x"}]}, duration=1)
    extra = [Detail("callback_url", "callback_url cannot be resolved"), Detail(first, f"{first} is unknown")]
    with pytest.raises(InvalidRequestError) as caught:
        made.require(extra)
    assert params(*caught.value.details) == [
        "duration",
        first,
        "model_params.element_list.1.element_id",
        "callback_url",
    ]
    with pytest.raises(InvalidRequestError) as caught:
        draft().require(extra)
    assert caught.value.param == first


def test_what_can_still_be_checked_is_handed_out():
    good = "https://hooks.example.com/"
    made = draft(duration=1, callback_url=good, model_params={"element_list": [{"element_id": 5}, 6]})
    assert made.element_refs == (("model_params.element_list.0.element_id", "5"),)
    assert made.callback_url == good
    assert draft(callback_url="https://localhost/").callback_url is None


def test_a_price_is_known_when_its_fields_are():
    assert draft().price().units == 270_000
    assert draft(prompt=5, sound="on", quality="1080p", duration=10).price().units == 900_180
    assert draft(duration=99).price() is None
    assert draft(quality="8k").price() is None
    assert draft(sound=1).price() is None


# --- fields that are ignored ---------------------------------------------------------------------


def test_warnings_in_the_contracts_words():
    made = draft(
        n=1,
        keep_original_sound="junk",
        video_url=5,
        image_urls=["x"],
        model_params={
            "element_name": "x",
            "element_list": [{"element_id": 1, "name": "x"}],
            "watermark_info": {"text": "x"},
            "standard": 1,
        },
    )
    assert made.details == ()
    assert made.warnings == (
        *[
            f"Field '{name}' does not apply to {MODEL} and was ignored."
            for name in ("image_urls", "video_url", "keep_original_sound", "model_params.element_name")
        ],
        "Unknown field 'n' was ignored.",
        "Unknown field 'model_params.element_list.0.name' was ignored.",
        "Unknown field 'model_params.watermark_info.text' was ignored.",
        "Unknown field 'model_params.standard' was ignored.",
    )


def test_a_flattened_name_is_an_unknown_name():
    assert draft(**{"model_params.multi_shot": True}).warnings == (
        "Unknown field 'model_params.multi_shot' was ignored.",
    )


def test_warnings_are_bounded():
    made = draft(**{f"junk{number}": 1 for number in range(1000)}, **{"x" * 5000: 1})
    assert len(made.warnings) == 50
    assert made.warnings[-1] == "952 further fields were ignored."
    assert max(len(line) for line in draft(**{"x" * 5000: 1}).warnings) < 200


# --- the model -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (MISSING, "model is required"),
        (None, "model is required"),
        (5, "model must be a string (got 5)"),
        (["x"], "model must be a string (got an array)"),
    ],
)
def test_no_model(value, message):
    with pytest.raises(InvalidRequestError) as caught:
        draft(model=value)
    assert (caught.value.param, caught.value.message) == ("model", message)


def test_an_unknown_model():
    with pytest.raises(ModelNotFoundError) as caught:
        draft(model="kling-o9")
    assert caught.value.param == "model"
    assert caught.value.message == (
        "Model 'kling-o9' is not available for this API key. Call GET /v1/models for the list."
    )


def test_limits_are_data():
    card = replace(
        CATALOGUE[MODEL],
        prompt_chars_max=3,
        duration_max_s=4,
        duration_default_s=4,
        qualities=("720p",),
        elements_max=1,
    )
    body = {
        "model": MODEL,
        "prompt": "long",
        "duration": 5,
        "quality": "4k",
        "model_params": {"element_list": [{"element_id": 1}] * 2},
    }
    made = read_creation(json.dumps(body).encode(), catalogue={MODEL: card})
    assert [detail.message for detail in made.details] == [
        "prompt must have between 1 and 3 characters (got 4)",
        "duration must be between 3 and 4 (got 5)",
        'quality must be "720p" (got "4k")',
        "model_params.element_list must have at most 1 items (got 2)",
    ]


# --- JSON ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"{", "is not valid JSON"),
        (b"{'model': 1}", "is not valid JSON"),
        (b'{"model": "x",}', "is not valid JSON"),
        (b'{"model": NaN}', "is not valid JSON"),
        (b'{"model": -Infinity}', "is not valid JSON"),
        (b'{"model": "\xff"}', "is not valid JSON"),
        (b'{"model": "\xed\xa0\x80"}', "is not valid JSON"),
        (b'{"model": "\\ud800"}', "is not valid JSON"),
        (b'{"model": "\\udc00"}', "is not valid JSON"),
        (b'{"model": "\x00"}', "is not valid JSON"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "is not valid JSON"),
        (b"[" * 100_000, "is not valid JSON"),
        (b'{"duration": ' + b"1" * 5000 + b"}", "is not valid JSON"),
        ('{"model": "x"}'.encode("utf-16"), "is not valid JSON"),
        (b"[]", "must be a JSON object (got an array)"),
        (b'"x"', 'must be a JSON object (got "x")'),
        (b"null", "must be a JSON object (got null)"),
        (b'{"\\u0000": 1}', "must not contain the NUL character"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_is_no_json_object(body, message):
    with pytest.raises(InvalidRequestError) as caught:
        read_creation(body)
    assert message in caught.value.message
    assert caught.value.message.startswith("The request body ")
    assert caught.value.param is None
    assert len(caught.value.message) < 300


@pytest.mark.parametrize(
    ("members", "param"),
    [
        ({"prompt": "a\0b"}, "prompt"),
        ({"model_params": {"multi_prompt": [{}, {"prompt": "\0"}]}}, "model_params.multi_prompt.1.prompt"),
        ({"model_params": {"a\0": 1}}, "model_params"),
        ({"junk": ["\0"]}, "junk.0"),
    ],
)
def test_nul_is_refused_wherever_it_is(members, param):
    with pytest.raises(InvalidRequestError) as caught:
        draft(**members)
    assert caught.value.param == param
    assert caught.value.message == f"{param} must not contain the NUL character (\\u0000)"


def test_an_escaped_backslash_is_no_nul():
    assert draft(prompt="a\\u0000").require().prompt == "a\\u0000"


def test_a_byte_order_mark_is_no_fault():
    assert read_creation(b'\xef\xbb\xbf{"model": "kling-o3-text-to-video", "prompt": "x"}').require().prompt == "x"


def test_a_number_too_large_for_a_float():
    made = read_creation(b'{"model": "kling-o3-text-to-video", "prompt": "x", "duration": 1e999}')
    assert [detail.message for detail in made.details] == ["duration must be an integer (got Infinity)"]


def test_the_digest_knows_order_and_space_from_content():
    def digest(text: str) -> str:
        return read_creation(text.encode()).digest

    base = digest('{"model": "kling-o3-text-to-video", "prompt": "é", "model_params": {"a": 1, "b": [1, 2]}}')
    assert len(base) == 64
    assert base == digest(
        '{ "prompt":"\\u00e9","model_params" : {"b":[1,2],"a":1},\n "model":"kling-o3-text-to-video"}'
    )
    assert base != digest(
        '{"model": "kling-o3-text-to-video", "prompt": "é", "model_params": {"a": 1, "b": [2, 1]}}'
    )
    assert base != digest(
        '{"model": "kling-o3-text-to-video", "prompt": "é", "model_params": {"a": 1.0, "b": [1, 2]}}'
    )
    # Dropped fields count as well: it is the body that is compared, not what became of it.
    assert draft(n=1).digest != draft(n=2).digest


# --- the header ----------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [None, "a" * 16, "a" * 96, "run_" + "0f" * 16, "A.b_c-1234567890"])
def test_good_idempotency_keys(key):
    assert check_idempotency_key(key) == key


@pytest.mark.parametrize(
    "key", ["", "a" * 15, "a" * 97, "a" * 15 + " ", "a" * 15 + "é", "a" * 16 + "\n", "a/b" * 8]
)
def test_bad_idempotency_keys(key):
    with pytest.raises(InvalidRequestError) as caught:
        check_idempotency_key(key)
    assert caught.value.param == "Idempotency-Key"
    assert caught.value.details[0].param == "Idempotency-Key"


# --- the schema ----------------------------------------------------------------------------------


def test_the_schema_says_the_limits():
    schema = body_type(CATALOGUE[MODEL]).model_json_schema()
    inner = schema["$defs"]
    assert schema["required"] == ["model"]
    assert schema["properties"]["duration"]["minimum"] == 3
    assert schema["properties"]["duration"]["maximum"] == 15
    assert schema["properties"]["duration"]["default"] == 5
    assert schema["properties"]["quality"]["enum"] == ["720p", "1080p", "4k"]
    assert schema["properties"]["prompt"]["maxLength"] == 2500
    assert inner["KlingO3TextToVideoParams"]["properties"]["multi_prompt"]["maxItems"] == 6
    assert inner["Shot"]["required"] == ["index", "prompt", "duration"]
    assert "null" not in json.dumps(schema)
