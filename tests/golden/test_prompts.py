"""The prompts with their expected fields are well formed, and the scorer counts right."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = {"dev": 100, "read": 50, "held_out": 50}


def load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_understanding", ROOT / "bench" / "understanding.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


scorer = load_scorer()


def entries(name: str) -> list[dict[str, Any]]:
    found = json.loads((ROOT / "tests" / "golden" / "prompts" / f"{name}.json").read_text(encoding="utf-8"))
    assert isinstance(found, list)
    return found


def is_word(value: object) -> bool:
    return isinstance(value, str) and value == value.strip() != ""


def is_choice(value: object) -> bool:
    """Alternatives: at least one word, at most one null, nothing twice."""
    return (
        isinstance(value, list)
        and len(set(value)) == len(value) > 0
        and all(item is None or is_word(item) for item in value)
        and any(value)
    )


def is_value(value: object) -> bool:
    if value is None or is_word(value):
        return True
    assert isinstance(value, list)
    if value and all(isinstance(item, list) for item in value):
        return len(value) > 1 and all(is_choice(item) for item in value)
    return is_choice(value)


def is_count(value: object) -> bool:
    one = isinstance(value, list)
    counts = value if isinstance(value, list) else [value]
    return (not one or len(counts) > 1) and all(
        count is None or count == "several" or (type(count) is int and count > 0) for count in counts
    )


def values_of(value: Any) -> list[str]:
    """What a perfect answer gives: the first word of each expected value."""
    return [next(word for word in group if word is not None) for group in scorer.wanted(value)]


def perfect(entry: dict[str, Any]) -> dict[str, Any]:
    shots = []
    for shot in entry["expected"]["shots"]:
        subjects = []
        for subject in shot["subjects"]:
            count = subject["count"][0] if isinstance(subject["count"], list) else subject["count"]
            subjects.append(
                {
                    "name": values_of(subject["name"])[0],
                    "count": {"several": 3, None: 1}.get(count, count),
                    "action": values_of(subject["action"]) or None,
                    "colour": ", ".join(values_of(subject["colour"])) or None,
                }
            )
        shots.append(
            {"subjects": subjects} | {field: values_of(shot[field]) or None for field in scorer.SHOT_FIELDS}
        )
    return {"shots": shots}


@pytest.mark.parametrize("name", FILES)
def test_entries_are_complete(name: str) -> None:
    found = entries(name)
    assert len(found) == FILES[name]
    for entry in found:
        assert set(entry) == {"id", "prompt", "expected"}
        assert is_word(entry["prompt"])
        assert set(entry["expected"]) == {"shots"}
        assert entry["expected"]["shots"]
        for shot in entry["expected"]["shots"]:
            assert set(shot) == {"subjects", *scorer.SHOT_FIELDS}, entry["id"]
            assert all(is_value(shot[field]) for field in scorer.SHOT_FIELDS), entry["id"]
            for subject in shot["subjects"]:
                assert set(subject) - {"optional"} == set(scorer.SUBJECT_FIELDS), entry["id"]
                assert subject.get("optional", True) is True
                assert subject["name"] is not None
                assert is_value(subject["name"])
                assert is_count(subject["count"]), entry["id"]
                assert is_value(subject["action"]), entry["id"]
                assert is_value(subject["colour"]), entry["id"]


def test_no_prompt_is_in_two_files() -> None:
    both = [entry for name in FILES for entry in entries(name)]
    assert len({entry["id"] for entry in both}) == len(both) == sum(FILES.values())
    assert len({entry["prompt"].lower() for entry in both}) == len(both)


@pytest.mark.parametrize("name", FILES)
def test_a_perfect_answer_scores_one(name: str) -> None:
    answers = {entry["prompt"]: perfect(entry) for entry in entries(name)}
    score = scorer.score_all(entries(name), answers.__getitem__)
    for field, tally in score.fields.items():
        assert (tally.precision, tally.recall) == (1.0, 1.0), field
    assert score.overall.hits > 5 * len(answers)
    assert score.shots_right == len(answers)


@pytest.mark.parametrize("empty", [{"shots": []}, {"shots": [dict(scorer.NOTHING)]}])
def test_an_empty_answer_recalls_nothing(empty: dict[str, Any]) -> None:
    score = scorer.score_all(entries("dev"), lambda prompt: empty)
    for field, tally in score.fields.items():
        assert (tally.precision, tally.recall) == (None, 0.0), field
    assert all("missed" in note for note in score.notes)


def one(prompt: str = "", **fields: Any) -> dict[str, Any]:
    shot = scorer.NOTHING | fields
    return {"id": "x", "prompt": prompt, "expected": {"shots": [shot]}, "shots": [shot]}


def subject(name: Any, count: Any = 1, action: Any = None, colour: Any = None, **more: Any) -> dict[str, Any]:
    return {"name": name, "count": count, "action": action, "colour": colour, **more}


def tallies(expected: dict[str, Any], answered: dict[str, Any], field: str) -> tuple[int, int, int]:
    score = scorer.Score()
    scorer.score_entry(score, expected, answered)
    tally = score.fields[field]
    return tally.hits, tally.false, tally.misses


def test_words_agree_by_meaning_and_spelling() -> None:
    assert tallies(one(time_of_day="golden hour"), one(time_of_day="Sunset"), "time_of_day") == (1, 0, 0)
    assert tallies(one(style="watercolour"), one(style="watercolor"), "style") == (1, 0, 0)
    assert tallies(one(camera="push in"), one(camera="slow dolly-in"), "camera") == (1, 0, 0)
    assert tallies(one(weather="rain"), one(weather="snow"), "weather") == (0, 1, 1)
    assert tallies(one(weather=["rain", None]), one(), "weather") == (0, 0, 0)
    assert tallies(one(), one(mood="calm"), "mood") == (0, 1, 0)


def test_each_of_several_values_counts() -> None:
    both = one(camera=[["low angle"], ["push in", "dolly in"]])
    assert tallies(both, one(camera="low angle"), "camera") == (1, 0, 1)
    assert tallies(both, one(camera="dolly in, low angle"), "camera") == (2, 0, 0)
    assert tallies(both, one(camera=["push in", "dolly in", "pan left"]), "camera") == (1, 1, 1)


def test_subjects_pair_by_name_then_by_colour() -> None:
    expected = one(subjects=[subject("cat", colour="grey"), subject(["kitten", "cat"], colour="orange")])
    answered = one(subjects=[subject("cat", colour="orange"), subject("cat", colour="grey")])
    assert tallies(expected, answered, "name") == (2, 0, 0)
    assert tallies(expected, answered, "colour") == (2, 0, 0)


def test_a_wrong_subject_is_a_miss_and_a_false_hit() -> None:
    expected = one(subjects=[subject("dog", 2, "run", "white"), subject("ball", None, optional=True)])
    answered = one(subjects=[subject("horse", 2, "run"), subject("ball", 7)])
    assert [tallies(expected, answered, field) for field in scorer.SUBJECT_FIELDS] == [
        (0, 1, 1),
        (0, 1, 1),
        (0, 1, 1),
        (0, 0, 1),
    ]


def test_counts() -> None:
    for expected, answered, want in [(3, 3, (1, 0, 0)), ("several", 5, (1, 0, 0)), ("several", 1, (0, 1, 1))]:
        pair = one(subjects=[subject("dog", expected)]), one(subjects=[subject("dog", answered)])
        assert tallies(*pair, "count") == want


def test_a_name_may_say_more_in_the_words_of_the_prompt() -> None:
    expected = one("an old wooden boat", subjects=[subject("boat")])
    assert tallies(expected, one(subjects=[subject("wooden boat")]), "name") == (1, 0, 0)
    assert tallies(expected, one(subjects=[subject("toy boat")]), "name") == (0, 1, 1)


def test_misses_of_the_held_out_set_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        scorer.main(["--held-out", "--misses"])
    with pytest.raises(SystemExit):
        scorer.main([str(scorer.HELD_OUT), "--misses"])
    assert capsys.readouterr().out == ""
