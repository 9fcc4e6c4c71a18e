"""How much of a prompt the animatic understands: precision and recall per field.

    python bench/understanding.py                 # the 100 prompts of tests/golden/prompts/dev.json
    python bench/understanding.py --misses        # and each miss and false hit
    python bench/understanding.py FILE            # another file of the same form
    python bench/understanding.py --held-out      # the 50 prompts kept for the end; never with --misses

The form of an entry is told in tests/golden/prompts/README.md. The rule of matching:

* Shots are paired by their place. A shot that was not answered misses all it expects; an extra shot is all false.
* Subjects of a shot are paired by name, at the greatest total agreement (name, then count, colour and action).
  A subject without a partner misses every field it states; an answered one without a partner is false in every
  field it states, unless it is one of the entry's optional subjects.
* A field may expect several values. Each answered value that is one of them is a hit, each other one is false,
  and each expected value without an answer is a miss. An answer that says the same again is nothing. An optional
  value (null among its alternatives) is a hit when answered and nothing when not.
* An answer gives one value, a list of them, or several with commas.
* Words agree without regard to case, hyphens, articles, "slow" or "gentle" before a camera move, British or
  American spelling, and the equivalences of EQUIVALENT below. A name or setting may say more than was expected
  if it ends in the expected word and all its words stand in the prompt ("wooden boat" for "boat").

precision = hits / (hits + false), recall = hits / (hits + misses); "-" where there is nothing to divide by.
"one value" is the recall that an answer with only one value per field could reach at the most.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

PROMPTS = Path(__file__).resolve().parent.parent / "tests" / "golden" / "prompts"
DEV, HELD_OUT = PROMPTS / "dev.json", PROMPTS / "held_out.json"

SUBJECT_FIELDS = ("name", "count", "action", "colour")
SHOT_FIELDS = ("setting", "time_of_day", "weather", "camera", "style", "pace", "mood")
FIELDS = SUBJECT_FIELDS + SHOT_FIELDS

SPELLING = {
    "color": "colour",
    "colored": "coloured",
    "cozy": "cosy",
    "gray": "grey",
    "harbor": "harbour",
    "somber": "sombre",
    "timelapse": "time lapse",
    "closeup": "close up",
    "watercolor": "watercolour",
    "blond": "blonde",
    "theater": "theatre",
}

# Words that mean the same in this field, for this test. Each line is one meaning; a word may stand in several.
EQUIVALENT: dict[str, tuple[str, ...]] = {
    "name": (
        "man, guy, old man, elderly man",
        "woman, lady, old woman, elderly woman",
        "boy, little boy",
        "girl, little girl",
        "child, kid",
        "person, people, crowd, figure, pedestrian",
        "couple, people",
        "car, automobile",
        "bicycle, bike",
        "motorbike, motorcycle",
        "phone, smartphone, mobile phone",
        "spaceship, spacecraft, starship",
        "seagull, gull",
        "tree, palm tree, pine tree",
        "wave, ocean wave",
        "building, house",
        "helicopter, chopper",
    ),
    "action": (
        "walk, stroll, cross, wander",
        "run, sprint, dash, race, rush, gallop",
        "drive, ride, race, speed",
        "ride, cycle, bike",
        "look, watch, stare, gaze",
        "fly, soar, glide, hover",
        "float, drift",
        "fly away, fly off, take off, fly",
        "talk, speak, chat, tell a story, tell story",
        "sleep, nap, fall asleep",
        "spin, rotate, turn, twirl, pirouette",
        "jump, leap, hop",
        "fight, battle, attack",
        "laugh, giggle",
        "smile, grin",
        "fall, drop, tumble",
        "crawl, creep",
        "burn, crackle",
        "bloom, open",
        "shine, glow, sparkle",
        "breathe fire, spit fire, breathe",
        "cheer, celebrate",
        "vanish, disappear",
        "explode, burst",
        "play, play music, perform",
        "pour, make coffee",
    ),
    "colour": (
        "red, scarlet, crimson",
        "gold, golden, yellow",
        "purple, violet",
        "turquoise, teal, cyan",
        "blue, navy, midnight blue",
        "green, emerald, neon green",
        "blonde, yellow",
        "silver, grey",
        "rust, brown",
        "terracotta, brown, orange",
    ),
    "setting": (
        "street, city street, road",
        "city, city skyline, skyline, cityscape",
        "sea, ocean, open sea",
        "sea, ocean, underwater",
        "forest, woods, woodland",
        "field, meadow, grassland",
        "hill, hills, meadow",
        "mountain, mountains, mountain range, mountain ridge",
        "desert, dunes, sand dunes",
        "jungle, rainforest",
        "savanna, savannah",
        "cafe, café, coffee shop",
        "pub, bar",
        "space, outer space, deep space",
        "studio, plain background, black background, white background, dark background",
        "underwater, under water, sea floor",
        "harbour, port",
        "pool, swimming pool",
        "subway station, metro station, underground station",
        "train station, railway station",
        "laboratory, lab",
        "living room, room, home, interior",
        "road, highway",
        "coast, cliff, seashore",
        "beach, seashore",
        "arctic, ice, sea ice, polar ice, snowfield, snow field",
        "graveyard, cemetery",
        "stage, theatre",
        "race track, racetrack, track",
        "rice terraces, rice field, rice paddy",
        "swamp, marsh, wetland",
    ),
    "time_of_day": (
        "sunrise, dawn, daybreak, first light, early morning",
        "morning, early morning, late morning",
        "noon, midday",
        "day, daytime, daylight",
        "afternoon, late afternoon",
        "golden hour, sunset",
        "dusk, twilight, blue hour, evening",
        "night, midnight, late night, moonlight",
    ),
    "weather": (
        "fog, mist, haze",
        "rain, light rain, heavy rain, drizzle",
        "sunny, sun, clear, clear sky",
        "overcast, cloudy, clouds, grey sky",
        "storm, thunderstorm, lightning",
        "wind, windy, breeze",
        "snow, snowfall, snowy",
        "dust storm, sandstorm",
        "rain, wet",
        "hot, heat, heat haze",
        "aurora, northern lights",
    ),
    "camera": (
        "push in, dolly in, move in, move closer",
        "pull out, pull back, dolly out, move away",
        "tracking, tracking shot, track, follow, following, trucking, truck, glide",
        "orbit, arc, circle, orbit left, orbit right",
        "crane up, crane, rise, pedestal up",
        "crane down, pedestal down",
        "close up, close up shot",
        "extreme close up, macro",
        "macro, macro shot, macro lens",
        "wide shot, wide, wide angle, wide lens, establishing shot, long shot",
        "extreme wide shot, extreme wide, extreme long shot",
        "medium shot, mid shot, medium",
        "medium close up, close up",
        "low angle, ground level, low angle shot, worm s eye",
        "high angle, high angle shot",
        "top down, overhead, bird s eye, bird s eye view",
        "aerial, drone, aerial shot, aerial view, drone shot",
        "aerial, fpv, fpv drone, drone",
        "pov, point of view, first person",
        "handheld, shaky cam, handheld camera",
        "static, locked off, tripod, fixed",
        "dutch angle, canted angle, tilted",
        "shallow focus, shallow depth of field, bokeh",
        "telephoto, long lens",
        "side view, side scroller, side on",
        "two shot, medium shot",
        "selfie, selfie angle",
        "fly through, pov, fpv",
    ),
    "style": (
        "noir, film noir, ink noir",
        "ink, ink wash, sumi e",
        "ink, line art",
        "paper cut out, paper cutout, papercraft, paper",
        "vintage, vintage film, film, 35mm film, 16mm film, film grain, retro film, old film, 1960s, vhs",
        "vintage, vintage film, retro, sepia, 1950s",
        "3d animation, 3d, 3d render, cgi, animation",
        "photorealistic, realistic, hyperrealistic",
        "minimal, minimalist, minimalism",
        "advert, commercial, advertisement, product video",
        "claymation, clay, stop motion",
        "stop motion, stop motion animation",
        "sci fi, science fiction",
        "painterly, painting, oil painting",
        "cartoon, cartoon animation",
        "documentary, nature documentary",
        "low poly, low poly 3d",
        "storybook, storybook illustration, illustration",
        "crayon, crayon drawing, child s drawing",
        "ukiyo e, woodblock print, woodblock",
        "cubist, cubism",
        "blueprint, technical drawing",
        "retro, retro futuristic, retrofuturism",
    ),
    "pace": (
        "slow motion, slow mo, slowmo, high speed",
        "time lapse, hyperlapse, fast forward",
        "fast, fast paced, quick",
    ),
    "mood": (
        "calm, peaceful, serene, tranquil, relaxing, relaxed, quiet, contemplative, meditative, zen, gentle",
        "sad, melancholic, melancholy, sombre, lonely",
        "happy, joyful, cheerful, festive, euphoric",
        "eerie, spooky, scary, horror, creepy, unsettling, ominous",
        "tense, suspenseful, intense, urgent, dread, harrowing",
        "moody, dark, gloomy, brooding",
        "cosy, warm, homely, tender",
        "funny, comic, humorous, comedic, playful, whimsical",
        "epic, majestic, grand, awe, awe inspiring, triumphant",
        "energetic, exciting, adrenaline",
        "dreamlike, dreamy, surreal, hypnotic",
        "mysterious, secretive",
        "romantic, intimate",
        "magical, wonder, whimsical",
        "luxurious, elegant, sleek",
        "hopeful, inspiring, motivational, uplifting",
        "dramatic, epic, intense",
        "chaotic, intense",
    ),
}


def plain(text: str) -> str:
    """The words of a value without case, hyphens, articles and American spelling."""
    words = re.sub(r"[^\w]+", " ", text.lower()).split()
    words = [word for word in words if word not in {"a", "an", "the"}]
    return " ".join(SPELLING.get(word, word) for word in words)


@cache
def _meanings(kind: str) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(EQUIVALENT.get(kind, ())):
        for word in line.split(","):
            found.setdefault(plain(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def agrees(kind: str, expected: str, answered: str, prompt: str = "") -> bool:
    """Whether two words of a field say the same."""
    one, other = plain(expected), plain(answered)
    if kind == "camera":
        other = re.sub(r"^(very )?(slow|slowly|gentle|smooth|fast) ", "", other)
    if one == other:
        return True
    table = _meanings(kind)
    if table.get(one, frozenset()) & table.get(other, frozenset()):
        return True
    if kind in ("name", "setting") and other.endswith(f" {one}"):
        return set(other.split()) <= set(plain(prompt).split())
    return False


def wanted(value: Any) -> list[list[str | None]]:
    """The expected values of a field, each with its alternatives."""
    if value is None:
        return []
    if isinstance(value, str):
        return [[value]]
    if value and all(isinstance(item, list) for item in value):
        return [list(item) for item in value]
    return [list(value)]


def given(value: Any) -> list[str]:
    """The answered values of a field."""
    if value is None:
        return []
    parts = [value] if isinstance(value, str) else list(value)
    return [word.strip() for part in parts for word in re.split(r"[,;+]", str(part)) if word.strip()]


def fits(kind: str, alternatives: Sequence[str | None], answer: str, prompt: str) -> bool:
    return any(agrees(kind, word, answer, prompt) for word in alternatives if word is not None)


@dataclass
class Tally:
    hits: int = 0
    false: int = 0
    misses: int = 0
    beyond_one: int = 0  # expected values after the first of a field

    @property
    def precision(self) -> float | None:
        return self.hits / (self.hits + self.false) if self.hits + self.false else None

    @property
    def recall(self) -> float | None:
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else None

    @property
    def one_value(self) -> float | None:
        total = self.hits + self.misses
        return max(0, total - self.beyond_one) / total if total else None

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.hits + other.hits,
            self.false + other.false,
            self.misses + other.misses,
            self.beyond_one + other.beyond_one,
        )


@dataclass
class Score:
    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    notes: list[str] = field(default_factory=list)
    prompts: int = 0
    shots_right: int = 0

    @property
    def overall(self) -> Tally:
        return sum(self.fields.values(), Tally())

    def hit(self, name: str) -> None:
        self.fields[name].hits += 1

    def miss(self, name: str, where: str, what: object) -> None:
        self.fields[name].misses += 1
        self.notes.append(f"{where} {name}: missed {what}")

    def wrong(self, name: str, where: str, what: object, instead: object = None) -> None:
        self.fields[name].false += 1
        self.notes.append(f"{where} {name}: false {what}" + (f" (expected {instead})" if instead else ""))


def _text(alternatives: Sequence[object]) -> str:
    return "/".join("-" if word is None else str(word) for word in alternatives)


def score_values(score: Score, kind: str, expected: Any, answered: Any, prompt: str, where: str) -> None:
    """One field that holds words."""
    groups, open_groups = wanted(expected), set[int]()
    open_groups.update(range(len(groups)))
    demanded = sum(None not in group for group in groups)
    score.fields[kind].beyond_one += max(0, demanded - 1)
    for answer in given(answered):
        fitting = [at for at, group in enumerate(groups) if fits(kind, group, answer, prompt)]
        if free := [at for at in fitting if at in open_groups]:
            open_groups.remove(min(free, key=lambda at: (None in groups[at], at)))
            score.hit(kind)
        elif not fitting:
            score.wrong(kind, where, answer, "; ".join(map(_text, groups)))
    for at in sorted(open_groups):
        if None not in groups[at]:
            score.miss(kind, where, _text(groups[at]))


def _counts(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]


def count_fits(expected: Any, answered: Any) -> bool:
    return any(
        answered == count or (count == "several" and isinstance(answered, int) and answered >= 2)
        for count in _counts(expected)
        if count is not None
    )


def score_count(score: Score, expected: Any, answered: Any, where: str) -> None:
    if None in _counts(expected):
        return
    if count_fits(expected, answered):
        score.hit("count")
        return
    if answered is not None:
        score.wrong("count", where, answered, _text(_counts(expected)))
    score.miss("count", where, _text(_counts(expected)))


def _names(subject: Mapping[str, Any]) -> list[str]:
    return [word for word in wanted(subject["name"])[0] if word is not None]


def _likeness(expected: Mapping[str, Any], answered: Mapping[str, Any], prompt: str) -> float:
    """0 where the names do not agree; otherwise more the more they agree in."""
    names, name = _names(expected), str(answered.get("name") or "")
    if not fits("name", names, name, prompt):
        return 0.0
    worth = 100.0 + (8 if plain(names[0]) == plain(name) else 0)
    worth += 4 * count_fits(expected["count"], answered.get("count"))
    for kind, weight in (("colour", 3), ("action", 2)):
        groups, answers = wanted(expected[kind]), given(answered.get(kind))
        worth += weight * any(fits(kind, group, answer, prompt) for group in groups for answer in answers)
        worth += weight / 2 * (not groups and not answers)
    return worth


def pair_subjects(
    expected: Sequence[Mapping[str, Any]], answered: Sequence[Mapping[str, Any]], prompt: str
) -> dict[int, int]:
    """Which expected subject (key) is which answered one, at the greatest total agreement."""
    if not expected or not answered:
        return {}
    worth = np.array([[_likeness(one, other, prompt) for other in answered] for one in expected])
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return {int(row): int(column) for row, column in zip(rows, columns, strict=True) if worth[row, column] > 0}


def score_subjects(
    score: Score,
    expected: Sequence[Mapping[str, Any]],
    answered: Sequence[Mapping[str, Any]],
    prompt: str,
    where: str,
) -> None:
    demanded = [subject for subject in expected if not subject.get("optional")]
    allowed = [word for subject in expected if subject.get("optional") for word in _names(subject)]
    pairs = pair_subjects(demanded, answered, prompt)
    for at, subject in enumerate(demanded):
        here = f"{where} [{_names(subject)[0]}]"
        if at in pairs:
            answer = answered[pairs[at]]
            score.hit("name")
            score_count(score, subject["count"], answer.get("count"), here)
        else:
            answer = {}
            score.miss("name", where, _text(_names(subject)))
            score_count(score, subject["count"], None, here)
        for kind in ("action", "colour"):
            score_values(score, kind, subject[kind], answer.get(kind), prompt, here)
    for at, answer in enumerate(answered):
        name = str(answer.get("name"))
        if at in pairs.values() or fits("name", allowed, name, prompt):
            continue
        score.wrong("name", where, name)
        here = f"{where} [false {name}]"
        if answer.get("count") is not None:
            score.wrong("count", here, answer["count"])
        for kind in ("action", "colour"):
            score_values(score, kind, None, answer.get(kind), prompt, here)


NOTHING: Mapping[str, Any] = {"subjects": [], **dict.fromkeys(SHOT_FIELDS)}


def score_entry(score: Score, entry: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
    """Add one prompt and what was understood of it."""
    expected, answered = entry["expected"]["shots"], answer.get("shots") or []
    score.prompts += 1
    score.shots_right += len(expected) == len(answered)
    for at in range(max(len(expected), len(answered))):
        want = expected[at] if at < len(expected) else NOTHING
        have = answered[at] if at < len(answered) else NOTHING
        where = entry["id"] + (f" shot {at + 1}" if max(len(expected), len(answered)) > 1 else "")
        score_subjects(score, want["subjects"], have.get("subjects") or [], entry["prompt"], where)
        for kind in SHOT_FIELDS:
            score_values(score, kind, want[kind], have.get(kind), entry["prompt"], where)


def score_all(entries: Sequence[Mapping[str, Any]], answer: Callable[[str], Mapping[str, Any]]) -> Score:
    score = Score()
    for entry in entries:
        score_entry(score, entry, answer(entry["prompt"]))
    return score


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def table(score: Score) -> Iterator[str]:
    yield f"{'field':<12} {'precision':>9} {'recall':>9} {'hits':>6} {'false':>6} {'misses':>6} {'one value':>10}"
    for name, tally in [*score.fields.items(), ("overall", score.overall)]:
        yield (
            f"{name:<12} {_share(tally.precision):>9} {_share(tally.recall):>9} {tally.hits:>6} {tally.false:>6}"
            f" {tally.misses:>6} {_share(tally.one_value):>10}"
        )
    yield f"prompts divided into the right number of shots: {score.shots_right} of {score.prompts}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description="Precision and recall of the animatic's understanding, per field."
    )
    parser.add_argument("file", nargs="?", type=Path, help="prompts with expected fields (default: the dev set)")
    parser.add_argument("--held-out", action="store_true", help="the prompts kept for the end")
    parser.add_argument(
        "--misses", action="store_true", help="list misses and false hits (not of the held-out set)"
    )
    chosen = parser.parse_args(arguments)
    if chosen.held_out and chosen.file:
        parser.error("give a file or --held-out, not both")
    path = HELD_OUT if chosen.held_out else chosen.file or DEV
    entries = json.loads(path.read_text(encoding="utf-8"))
    if chosen.misses:
        hidden = {entry["id"] for entry in json.loads(HELD_OUT.read_text(encoding="utf-8"))}
        if hidden & {entry["id"] for entry in entries}:
            parser.error("misses of the held-out set are not shown: it would no longer be unread")

    from omnireel.animatic import interpret

    score = score_all(entries, interpret)
    print(f"{path.name}: {len(entries)} prompts")
    print("\n".join(table(score)))
    if chosen.misses:
        print("\n" + "\n".join(score.notes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
