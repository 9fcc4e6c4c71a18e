"""The tables of words: large enough, and each drawing that they name is there."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from omnireel.animatic.camera import MOVES
from omnireel.animatic.lexicon import adjectives, beings, looks, nouns, places, things, verbs, words
from omnireel.animatic.lexicon.index import index
from omnireel.animatic.palette import PALETTES
from omnireel.animatic.parse import interpret, size_of_vocabulary, understand
from omnireel.animatic.parse.lookup import look_up, typos
from omnireel.animatic.parse.terms import CAMERA_HEADS
from omnireel.animatic.settings.table import SETTINGS
from omnireel.animatic.styles import STYLES
from omnireel.animatic.subjects.table import SUBJECTS


def test_the_vocabulary_is_large() -> None:
    assert size_of_vocabulary() > 6000
    assert len(set(looks.CAMERA_TERMS.values())) >= 40
    assert len(set(looks.STYLE_TERMS.values())) >= 60
    assert len(set(looks.MOODS.values())) >= 80
    assert len(set(looks.LIGHTS.values())) >= 15
    assert len(set(verbs.VERBS) | set(words.ACTIONS)) >= 800
    assert len(places.PLACES) >= 800
    assert len(words.COLOURS) >= 150
    assert len(adjectives.CLOTHES) >= 100


@pytest.mark.parametrize("table", [nouns.SUBJECTS, beings.PEOPLE, beings.ANIMALS, things.VEHICLES])
def test_subjects_name_drawings(table: dict[str, str]) -> None:
    assert set(table.values()) - {"none"} <= set(SUBJECTS)


def test_settings_name_drawings() -> None:
    assert set(nouns.SETTINGS.values()) | set(places.PLACES.values()) <= set(SETTINGS)


def test_terms_name_drawings() -> None:
    assert set(looks.CAMERA_DRAWN) | set(looks.FRAMING_DRAWN) <= set(looks.CAMERA_TERMS.values())
    assert set(looks.CAMERA_DRAWN.values()) <= set(MOVES)
    assert set(looks.STYLES_DRAWN) <= set(looks.STYLE_TERMS.values())
    assert set(looks.STYLES_DRAWN.values()) <= set(STYLES)
    assert set(looks.TIMES_DRAWN) == set(looks.TIMES_SAID.values())
    assert set(looks.TIMES_DRAWN.values()) <= set(PALETTES)
    assert set(looks.WEATHER_DRAWN.values()) == {"rain", "storm", "snow", "fog", "cloudy", "windy", "clear"}
    assert {move for moves in looks.CAMERA_VERBS.values() for move in moves.values()} - {""} <= set(
        looks.CAMERA_TERMS.values()
    )


def test_motions_of_verbs_are_known() -> None:
    assert set(verbs.VERBS.values()) - {"none"} <= set(words.ACTIONS.values())


def test_what_has_no_drawing_is_never_given_one() -> None:
    for name in nouns.UNDRAWN:
        entries = index()[name.replace("-", " ")]
        kinds = ("animal", "thing", "creature")
        assert all(entry.name == "" for kind, entry in entries.items() if kind in kinds)


def test_each_word_for_somebody_is_read_as_a_subject() -> None:
    for table in (beings.PEOPLE, beings.ANIMALS, things.VEHICLES):
        for phrase in sorted(set(list(table)[::9]) - CAMERA_HEADS):
            read = interpret(f"There is a {phrase} here")
            assert read["shots"][0]["subjects"], phrase


def test_reading_is_fast() -> None:
    text = " ".join(
        f"A {animal} runs through a {place}, slow motion."
        for animal in ("dog", "fox", "owl")
        for place in ("forest", "kitchen", "desert", "harbour", "canyon", "coffee shop", "tunnel", "garden")
    )
    interpret(text)
    began = time.process_time()
    interpret(f"{text} {text}"[:2500])
    assert time.process_time() - began < 0.25


@pytest.fixture
def fresh_tables() -> Iterator[None]:
    """What was read with changed tables is forgotten afterwards."""
    yield
    for cache in (index, look_up, typos):
        cache.cache_clear()


@pytest.mark.usefixtures("fresh_tables")
def test_teaching_a_word_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples of the guide."""
    monkeypatch.setitem(nouns.SUBJECTS, "moggy", "cat")
    monkeypatch.setitem(beings.ANIMALS, "quokka", "none")
    monkeypatch.setitem(verbs.VERBS, "sashay", "walk")
    monkeypatch.setitem(looks.CAMERA_TERMS, "periscope shot", "periscope")
    for cache in (index, look_up, typos):
        cache.cache_clear()
    moggy, quokka = (understand([p])[0] for p in ("a ginger moggy naps", "quokkas sashayed along a beach"))
    assert [(s.said, s.name, s.action, s.drawn) for s in moggy.subjects] == [("moggy", "cat", "sleep", True)]
    assert [(s.said, s.count, s.action, s.drawn) for s in quokka.subjects] == [("quokka", 3, "walk", False)]
    assert quokka.ignored == ["quokka (no drawing, shown as a small plain shape)"]
    assert interpret("a street, periscope shots")["shots"][0]["camera"] == "periscope"
