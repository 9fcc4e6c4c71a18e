"""Prices: the contract's tables and worked examples (7.2, 7.3), and what must hold for any request."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnireel.core.catalogue import CATALOGUE
from omnireel.core.price import credits_number, credits_text, quote, units_of_credits, usd_number

TEXT = CATALOGUE["kling-o3-text-to-video"]
IMAGE = CATALOGUE["kling-o3-image-to-video"]
REFERENCE = CATALOGUE["kling-o3-reference-to-video"]
EDIT = CATALOGUE["kling-o3-video-edit"]
ELEMENT = CATALOGUE["kling-custom-element"]


@pytest.mark.parametrize(
    ("card", "seconds", "quality", "sound", "credits", "usd"),
    [
        (TEXT, 5, "720p", False, 27, 0.375),
        (TEXT, 10, "1080p", True, 90.018, 1.25025),
        (IMAGE, 10, "1080p", True, 90.018, 1.25025),
        (IMAGE, 5, "1080p", True, 45.009, 0.625125),
        (TEXT, 10, "4k", False, 270, 3.75),
        (TEXT, 10, "4k", True, 270, 3.75),
        (TEXT, 3, "720p", False, 16.2, 0.225),
        (REFERENCE, 5, "720p", False, 40.5, 0.5625),
        (REFERENCE, 10, "1080p", False, 108.054, 1.50075),
        (EDIT, 8, "720p", False, 64.8, 0.90),
        (EDIT, 7, "720p", False, 56.7, 0.7875),
        (EDIT, 11, "720p", False, 89.1, 1.2375),
        (EDIT, 10, "720p", False, 81, 1.125),
        (EDIT, 5, "720p", False, 40.5, 0.5625),
        (ELEMENT, 0, "", False, 1, 0.0139),
    ],
)
def test_worked_examples(card, seconds, quality, sound, credits, usd):
    priced = quote(card, seconds=seconds, quality=quality, sound=sound)
    assert json.dumps(credits_number(priced.units)) == json.dumps(credits)
    assert usd_number(priced.units) == usd
    assert priced.seconds == seconds


@pytest.mark.parametrize(
    ("card", "quality", "sound", "credits", "usd"),
    [
        *[
            (card, quality, sound, credits, usd)
            for card in (TEXT, IMAGE)
            for quality, sound, credits, usd in [
                ("720p", False, "5.4", 0.075),
                ("720p", True, "7.2036", 0.10005),
                ("1080p", False, "7.2036", 0.10005),
                ("1080p", True, "9.0018", 0.125025),
                ("4k", False, "27", 0.375),
                ("4k", True, "27", 0.375),
            ]
        ],
        *[
            (card, quality, False, credits, usd)
            for card in (REFERENCE, EDIT)
            for quality, credits, usd in [("720p", "8.1", 0.1125), ("1080p", "10.8054", 0.150075)]
        ],
    ],
)
def test_rates_per_second(card, quality, sound, credits, usd):
    at_10 = quote(card, seconds=10, quality=quality, sound=sound).units
    assert credits_text(at_10 // 10) == credits
    assert at_10 % 10 == 0
    assert usd_number(at_10 // 10) == usd


@given(
    card=st.sampled_from([TEXT, IMAGE, REFERENCE, EDIT]),
    seconds=st.integers(0, 60),
    data=st.data(),
)
def test_prices_are_whole_monotonic_and_never_below_the_minimum(card, seconds, data):
    quality, sound = data.draw(st.sampled_from(sorted(card.rate.multipliers_milli)))
    now = quote(card, seconds=seconds, quality=quality, sound=sound)
    more = quote(card, seconds=seconds + 1, quality=quality, sound=sound)
    assert type(now.units) is int
    assert now.units >= card.rate.units * card.rate.seconds_min
    assert more.units >= now.units
    exact = Decimal(card.rate.units) * card.rate.multipliers_milli[quality, sound] / 1000 * seconds
    assert abs(now.units - max(exact, card.rate.units * 3)) <= Decimal("0.5")


def test_minimum_is_said():
    assert "raised to the minimum of 3 s = 16.2 credits" in quote(TEXT, seconds=1, quality="720p").rule
    assert (
        quote(TEXT, seconds=5, quality="1080p").rule
        == "5.4 credits/s x 1.334 (1080p, silent) x 5 s = 36.018 credits"
    )


def test_a_quality_that_the_model_lacks():
    with pytest.raises(KeyError):
        quote(REFERENCE, seconds=5, quality="4k")


@pytest.mark.parametrize(
    ("units", "text", "number"),
    [
        (0, "0", "0"),
        (1, "0.0001", "0.0001"),
        (270_000, "27", "27"),
        (360_180, "36.018", "36.018"),
        (10_100, "1.01", "1.01"),
        (-5_000, "-0.5", "-0.5"),
        (-360_180, "-36.018", "-36.018"),
        (994_164_429, "99416.4429", "99416.4429"),
    ],
)
def test_credits_are_shown(units, text, number):
    assert credits_text(units) == text
    assert json.dumps(credits_number(units)) == number


@given(st.integers(-(10**15), 10**15))
def test_credits_survive_the_way_out_and_back(units):
    assert units_of_credits(credits_text(units)) == units
    assert round(credits_number(units) * 10_000) == units


def test_dollars_are_whole_where_they_are():
    assert json.dumps(usd_number(0)) == "0"
    assert json.dumps(usd_number(720_000)) == "1"


@pytest.mark.parametrize("wrong", ["1.00001", "0.00005"])
def test_credits_have_at_most_four_decimals(wrong):
    with pytest.raises(ValueError, match="four decimals"):
        units_of_credits(wrong)
