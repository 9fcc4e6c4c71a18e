"""Every field, limit and price of the contract's tables, for every model (tests/support/contract.py)."""

from __future__ import annotations

import json

import pytest

from omnireel.core.catalogue import CATALOGUE
from omnireel.wire.creation import Draft, read_creation
from support.contract import ELEMENT, IMAGE, IMAGES, MODELS, PARAMS, VIDEO_MODELS, Case, Model, matrix

CASES = [case for model in MODELS for case in matrix(model)]


def read(body: object) -> Draft:
    return read_creation(json.dumps(body).encode())


def test_the_models_are_those_of_the_contract() -> None:
    assert sorted(CATALOGUE) == sorted(model.id for model in MODELS)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_the_least_is_enough(model: Model) -> None:
    made = read({"model": model.id, **model.least})
    assert made.details == ()
    assert made.warnings == ()
    assert made.request is not None


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_field(case: Case) -> None:
    made = read(case.body())
    named = [detail.param for detail in made.details]
    if case.verdict == "wrong":
        assert named, "it was taken"
        assert named[0] == case.param, made.details
        assert (made.request is None) is True
        return
    assert named == [], made.details
    told = any(case.param.rpartition(".")[2] in warning for warning in made.warnings)
    assert told is (case.verdict == "ignored"), made.warnings


@pytest.mark.parametrize(
    ("model", "seconds", "quality", "sound"),
    [
        (model, seconds, quality, sound)
        for model in VIDEO_MODELS
        for quality, sound in model.factors
        for seconds in (range(model.seconds[0], model.seconds[1] + 1) if model.seconds else (5,))
    ],
)
def test_each_price(model: Model, seconds: int, quality: str, sound: bool) -> None:
    body = {"model": model.id, **model.least, "quality": quality}
    if model.seconds:
        body["duration"] = seconds
    if model.sound:
        body["sound"] = "on" if sound else "off"
    made = read(body).price()
    assert made is not None
    assert (made.seconds, made.units) == (seconds, model.units(seconds, quality, sound))


def test_an_element_costs_a_credit() -> None:
    made = read({"model": ELEMENT.id, **ELEMENT.least}).price()
    assert made is not None
    assert (made.seconds, made.units) == (0, 10_000)


IMAGE_RULES = [
    # (fields over {"prompt": "x"}, the params that are named)
    ({}, ["image_start"]),
    ({"image_end": IMAGE}, ["image_end"]),
    ({"image_start": IMAGE, "image_end": IMAGE}, []),
    ({"image_start": IMAGE, "image_end": IMAGE, "image_urls": [IMAGE]}, ["image_end"]),
    ({"image_urls": [IMAGE] * 7}, []),
    ({"image_start": IMAGE, "image_urls": [IMAGE] * 7}, ["image_urls"]),
    ({"image_start": IMAGE, PARAMS: {"element_list": [{"element_id": 1}] * 4}}, [f"{PARAMS}.element_list"]),
    ({"image_urls": [IMAGE] * 4, PARAMS: {"element_list": [{"element_id": 1}] * 4}}, ["image_urls"]),
    ({"image_urls": [IMAGE] * 3, PARAMS: {"element_list": [{"element_id": 1}] * 4}}, []),
    ({"image_start": IMAGE, "prompt": "<<<image_1>>> turns"}, []),
    ({"image_start": IMAGE, "prompt": "<<<image_2>>> turns"}, ["prompt"]),
    ({"image_start": IMAGE, "prompt": "<<<video_1>>> turns"}, ["prompt"]),
]


@pytest.mark.parametrize(("fields", "named"), IMAGE_RULES)
def test_which_images_go_together(fields: dict[str, object], named: list[str]) -> None:
    made = read({"model": IMAGES.id, "prompt": "x", **fields})
    assert [detail.param for detail in made.details] == named


@pytest.mark.parametrize("model", [model for model in VIDEO_MODELS if model.video], ids=lambda model: model.id)
def test_footage_goes_with_four_images_and_elements_together(model: Model) -> None:
    least = {"model": model.id, **model.least}
    two, three = [IMAGE] * 2, [{"element_id": 1}] * 3
    assert read({**least, "image_urls": two, PARAMS: {"element_list": three[:2]}}).details == ()
    [over] = read({**least, "image_urls": two, PARAMS: {"element_list": three}}).details
    assert over.param == "image_urls"
    assert read({**least, "prompt": "<<<video_1>>> at night"}).details == ()
    [none] = read({**least, "prompt": "<<<video_2>>> at night"}).details
    assert none.param == "prompt"
    [missing] = read({**least, "video_url": None}).details
    assert missing.param == "video_url"
