"""Prompts that list their shots: where they are divided, and what is said for all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnireel.animatic import interpret
from omnireel.animatic.parse import read_shots, shots_of

LISTS: list[tuple[str, list[str]]] = [
    ("Shot 1: a dog runs. Shot 2: a cat sleeps.", ["a dog runs.", "a cat sleeps."]),
    ("Shot A (3s): a dog. Shot B (2s): a cat.", ["a dog.", "a cat."]),
    ("Scene 1 - a dog\nScene 2 - a cat\nScene 3 - a bird", ["a dog", "a cat", "a bird"]),
    ("[0-3s] a dog runs [3-5s] a cat sleeps", ["a dog runs", "a cat sleeps"]),
    ("0:00-0:02: a dog. 0:02-0:05: a cat.", ["a dog.", "a cat."]),
    ("1. A dog runs\n2. A cat sleeps", ["A dog runs", "A cat sleeps"]),
    ("1. Wide: a dog runs. 2. A cat sleeps. 3. A bird.", ["Wide: a dog runs.", "A cat sleeps.", "A bird."]),
    ("Anime. (1) a dog (2) a cat", ["a dog", "a cat"]),
    ("A dog runs. Cut to: a cat sleeps. Final shot: a bird.", ["A dog runs.", "a cat sleeps.", "a bird."]),
    ("First shot: a dog. Second shot: a cat.", ["a dog.", "a cat."]),
]


@pytest.mark.parametrize(("prompt", "texts"), LISTS)
def test_lists_are_divided(prompt: str, texts: list[str]) -> None:
    assert [part.text for part in shots_of(prompt, 6)] == texts


@pytest.mark.parametrize(
    "prompt",
    [
        "a dog runs, then a cat sleeps, finally a bird sings",
        "One slash. Cut to black.",
        "Wide shot: a dog.",
        "Shot 1: a dog.",
        "Formula 1. A car races. 3 laps.",
        "A fast-cut montage of 3 dogs in 1920s style, 16:9, 24 fps",
        "",
    ],
)
def test_one_take_stays_one(prompt: str) -> None:
    assert [(part.text, part.seconds) for part in shots_of(prompt, 4.3)] == [(prompt, 4.3)]


def test_lengths_are_kept_in_proportion() -> None:
    parts = shots_of("Shot 1 (3s): a dog. Shot 2 (1s): a cat. Shot 3: a bird.", 12)
    assert [part.seconds for part in parts] == [6, 2, 4]
    parts = shots_of("[0-3s] a dog [3-4s] a cat", 8)
    assert [part.seconds for part in parts] == [6, 2]


@given(st.floats(0.1, 60), st.lists(st.integers(1, 20), min_size=2, max_size=12))
def test_lengths_add_up_exactly(seconds: float, lengths: list[int]) -> None:
    prompt = " ".join(f"Shot {n} ({length}s): a dog." for n, length in enumerate(lengths, 1))
    parts = shots_of(prompt, seconds)
    total = 0.0
    for part in parts:
        assert part.seconds >= 0
        total += part.seconds
    assert total == seconds


def test_what_is_said_before_and_after_is_for_all() -> None:
    read = interpret("Watercolour film. Shot 1: a dog runs. Shot 2: a cat sleeps. Dreamlike mood, no text.")
    assert [shot["style"] for shot in read["shots"]] == ["watercolour", "watercolour"]
    assert [shot["mood"] for shot in read["shots"]] == ["dreamlike", "dreamlike"]
    assert [[s["name"] for s in shot["subjects"]] for shot in read["shots"]] == [["dog"], ["cat"]]


def test_a_character_told_before_is_she_in_each() -> None:
    read = interpret(
        "Mara, a courier with an orange jacket. Shot A: she rides a bike across a salt flat at noon. "
        "Shot B: close-up, she smiles. Shot C: a dog barks."
    )
    first, second, third = read["shots"]
    assert [(s["name"], s["action"], s["colour"]) for s in second["subjects"]] == [("courier", "smile", "orange")]
    assert first["subjects"][0]["name"] == "courier"
    assert [s["name"] for s in third["subjects"]] == ["dog"]
    assert second["setting"] == "salt flat"  # goes on with her
    assert second["time_of_day"] == "noon"
    assert (first["camera"], second["camera"]) == (None, "close-up")


def test_readings_come_with_their_seconds() -> None:
    got = read_shots(["Shot 1 (2s): a dog runs. Shot 2 (1s): a cat.", "a bird flies"], [6.0, 3.0])
    assert [(reading.subjects[0].said, seconds) for reading, seconds in got] == [
        ("dog", 4),
        ("cat", 2),
        ("bird", 3),
    ]
