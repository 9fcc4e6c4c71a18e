"""The choice of a provider, and the reason that is written down."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from omnireel.core.route import Candidate, choose


def candidate(name: str, units: int = 0, *, refusal: str | None = None, illness: str | None = None) -> Candidate:
    return Candidate(provider=name, cost_units=units, refusal=refusal, illness=illness)


def test_the_cheapest_wins_and_says_so():
    route = choose([candidate("fal", 400_000), candidate("kling", 252_000)])
    assert route.provider == "kling"
    assert route.why == "kling: cheapest healthy provider (25.2 credits); fal costs 40 credits"


def test_equal_prices_go_by_the_given_order():
    assert choose([candidate("b"), candidate("a")]).provider == "b"


def test_the_only_one():
    assert choose([candidate("animatic")]).why == "animatic: the only healthy provider that can (free)"


def test_the_ill_are_passed_over():
    route = choose([candidate("a", 1, illness="3 failures in a row"), candidate("b", 2)])
    assert route.provider == "b"
    assert "a (0.0001 credits) is down: 3 failures in a row" in route.why


def test_the_ill_are_better_than_nobody():
    route = choose([candidate("a", 2, illness="down"), candidate("b", 1, illness="down")])
    assert route.provider == "b"
    assert "though not healthy" in route.why


def test_the_unable_never_run():
    route = choose([candidate("a", refusal="no 4k"), candidate("b", 5)])
    assert route.provider == "b"
    assert "a cannot: no 4k" in route.why
    nobody = choose([candidate("a", refusal="no 4k")])
    assert nobody.provider is None
    assert nobody.why == "no provider is left: a cannot: no 4k"


def test_the_tried_are_not_tried_again():
    route = choose([candidate("a", 1), candidate("b", 2)], tried=["a"])
    assert route.provider == "b"
    assert "a was tried already" in route.why
    assert choose([candidate("a")], tried=["a"]).why == "no provider is left: a was tried already"
    assert choose([]).why == "no provider is left: none is configured"


_words = st.none() | st.just("words")


@given(
    st.lists(st.tuples(st.integers(0, 9), _words, _words), max_size=6),
    st.sets(st.sampled_from([f"p{number}" for number in range(6)])),
)
def test_nobody_cheaper_and_healthy_is_passed_over(rows, tried):
    everyone = [
        candidate(f"p{number}", units, refusal=refusal, illness=illness)
        for number, (units, refusal, illness) in enumerate(rows)
    ]
    route = choose(everyone, tried=tried)
    able = [one for one in everyone if one.refusal is None and one.provider not in tried]
    if route.provider is None:
        assert not able
        return
    chosen = next(one for one in able if one.provider == route.provider)
    if chosen.illness is not None:
        assert all(one.illness is not None for one in able)
    rivals = [one for one in able if (one.illness is None) == (chosen.illness is None)]
    assert chosen.cost_units == min(one.cost_units for one in rivals)
    assert all(one.provider in route.why for one in everyone)
