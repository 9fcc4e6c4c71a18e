"""The rules by which a prompt is read: each with the sentence that it is for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omnireel.animatic import interpret
from omnireel.animatic.lexicon.index import index
from omnireel.animatic.parse import understand

Told = list[tuple[str, int, str | None, str | None]]


def shot(prompt: str) -> dict[str, Any]:
    shots: list[dict[str, Any]] = interpret(prompt)["shots"]
    assert len(shots) == 1
    return shots[0]


def told(prompt: str) -> Told:
    return [(s["name"], s["count"], s["action"], s["colour"]) for s in shot(prompt)["subjects"]]


SUBJECTS: list[tuple[str, str, Told]] = [
    (
        "counts and colours belong to the noun after them",
        "two red cars and a white dog",
        [("car", 2, None, "red"), ("dog", 1, None, "white")],
    ),
    (
        "counts and colours without a noun wait for it",
        "three red and two blue balloons",
        [("balloon", 3, None, "red"), ("balloon", 2, None, "blue")],
    ),
    ("of two colours both are told", "a black and white cat", [("cat", 1, None, "black and white")]),
    (
        "many are told apart by colours",
        "two koi, one black one orange, circle in a pond",
        [("koi", 1, "circle", "black"), ("koi", 1, "circle", "orange")],
    ),
    ("a colour of two words is one", "a midnight blue car", [("car", 1, None, "midnight blue")]),
    ("a flavour is no colour", "a chocolate cake", [("chocolate cake", 1, None, None)]),
    ("a hyphen makes one quality", "a dragonfly-shaped drone hovers", [("drone", 1, "hover", None)]),
    ("a name may be several nouns", "a race car driver waves", [("race car driver", 1, "wave", None)]),
    (
        "a word is a verb when the subject waits for one",
        "A hero with a blue cape jumps over a wall",
        [("hero", 1, "jump", "blue"), ("wall", 1, None, None)],
    ),
    ("the same word is a noun after another verb", "a kid takes three jumps", [("kid", 1, "take", None)]),
    (
        "subjects share a verb",
        "A samurai and his opponent fight",
        [("samurai", 1, "fight", None), ("opponent", 1, "fight", None)],
    ),
    (
        "clauses have subjects of their own",
        "a cat sleeps while a dog barks",
        [("cat", 1, "sleep", None), ("dog", 1, "bark", None)],
    ),
    (
        "actions stand in the order of time",
        "A priestess lights a torch, turns around and walks away. Finally she sits.",
        [("priestess", 1, "light, turn around, walk, sit", None), ("torch", 1, None, None)],
    ),
    (
        "a participle after a comma is the subject's",
        "An astronaut floats in a room, catching a ball",
        [("astronaut", 1, "float, catch", None), ("ball", 1, None, None)],
    ),
    (
        "a participle after a noun is that noun's",
        "a view of a man walking past a dog sleeping",
        [("man", 1, "walk", None), ("dog", 1, "sleep", None)],
    ),
    ("a participle before a noun is its quality", "a bear with glowing eyes walks", [("bear", 1, "walk", None)]),
    (
        "he and she are found",
        "A girl meets a boy. He laughs, then she dances.",
        [
            ("girl", 1, "meet, dance", None),
            ("boy", 1, "laugh", None),
        ],
    ),
    (
        "it is the thing that acts",
        "A chef flips a pancake in a pan, it spins",
        [
            ("chef", 1, "flip", None),
            ("pancake", 1, "spin", None),
            ("pan", 1, None, None),
        ],
    ),
    (
        "they are those who act",
        "A grandpa and a boy fish. They both laugh.",
        [
            ("grandpa", 1, "fish, laugh", None),
            ("boy", 1, "fish, laugh", None),
        ],
    ),
    (
        "a wider word means the one that is there",
        "A husky runs. The dog barks.",
        [("husky", 1, "run, bark", None)],
    ),
    (
        "each of two is told by itself",
        "two dogs, one sleeping and the other running",
        [("dog", 1, "sleep", None), ("dog", 1, "run", None)],
    ),
    (
        "the first and the second do what is said of each",
        "two women, the first dances and the second sings",
        [("woman", 1, "dance", None), ("woman", 1, "sing", None)],
    ),
    (
        "a colour after 'is' tells of its subject",
        "Two dogs. One is black, the other is white.",
        [("dog", 1, None, "black"), ("dog", 1, None, "white")],
    ),
    (
        "a verb of all is told of each",
        "three cats, one black, one white and one orange, sleep",
        [("cat", 1, "sleep", "black"), ("cat", 1, "sleep", "white"), ("cat", 1, "sleep", "orange")],
    ),
    (
        "who was told apart is known later",
        "Two dogs play, one black and one white. The black one jumps.",
        [("dog", 1, "play, jump", "black"), ("dog", 1, "play", "white")],
    ),
    (
        "numbers tell apart as well",
        "five balloons, two red and three blue",
        [("balloon", 2, None, "red"), ("balloon", 3, None, "blue")],
    ),
    (
        "another does something else",
        "a dog sleeps, another runs",
        [("dog", 1, "sleep", None), ("dog", 1, "run", None)],
    ),
    (
        "another of the same, in another colour",
        "A white sheep jumps. Then a black one stops.",
        [("sheep", 1, "jump", "white"), ("sheep", 1, "stop", "black")],
    ),
    (
        "whoever does it is named after by",
        "a coach pulled by four brown horses",
        [("coach", 1, None, None), ("horse", 4, "pull", "brown")],
    ),
    ("what is done to it counts with is", "A slice of pizza is lifted", [("pizza", 1, "lift", None)]),
    ("a posture is an action", "a convertible parked by a motel", [("convertible", 1, "park", None)]),
    ("to begin is not the action", "the dog starts to run", [("dog", 1, "run", None)]),
    ("a purpose is no action", "a man climbs up to see the sea", [("man", 1, "climb", None)]),
    ("a group is as many as follow", "a caravan of five camels walks", [("camel", 5, "walk", None)]),
    ("a group without a number is some", "a pack of wolves hunts", [("wolf", 5, "hunt", None)]),
    ("a glass of wine is a glass in its colour", "a glass of red wine", [("glass", 1, None, "red")]),
    (
        "a tray of croissants is both",
        "a tray of golden croissants",
        [("tray", 1, None, None), ("croissant", 3, None, "golden")],
    ),
    ("a picture of something is that", "a pencil drawing of a fox", [("fox", 1, None, None)]),
    ("a part of somebody is that one", "the hands of a potter", [("potter", 1, None, None)]),
    (
        "whose body it is",
        "close-up of the keeper's face, an old man with a beard",
        [("old man", 1, None, None)],
    ),
    (
        "a name is explained",
        "Mara, a courier with an orange jacket, rides a bike",
        [
            ("courier", 1, "ride", "orange"),
            ("bike", 1, None, None),
        ],
    ),
    ("a comparison names nobody", "A bag drifts like a bird", [("bag", 1, "drift", None)]),
    ("nor does as", "a man dressed as a pirate dances", [("man", 1, "dance", None)]),
    ("negation rules out what follows", "a park with no dogs or cars, a boy runs", [("boy", 1, "run", None)]),
    ("negation ends with the noun", "a train without wheels floats", [("train", 1, "float", None)]),
    (
        "a verb is negated alone",
        "a cat never sleeps, a dog runs",
        [("cat", 1, None, None), ("dog", 1, "run", None)],
    ),
    ("a question is taken back", "A bald eagle? No. A bag drifts.", [("bag", 1, "drift", None)]),
    ("a negative prompt is ruled out", "a dog runs.\nNegative prompt: cats, text", [("dog", 1, "run", None)]),
    ("sounds show nobody", "a dog runs. Audio: birds chirping, a man shouting", [("dog", 1, "run", None)]),
    ("quoted text shows nobody", 'A sign says "two red cars"', [("sign", 1, "say", None)]),
    ("units count nothing", "a man, 85mm, f/1.4, 24 fps, 5 seconds", [("man", 1, None, None)]),
    ("an age is no count", "a 30-year-old courier waves", [("courier", 1, "wave", None)]),
    (
        "a letter is mended",
        "an old man feeding pigoens",
        [("old man", 1, "feed", None), ("pigeon", 3, None, None)],
    ),
    ("a cut ending is mended", "a guy chillin' in a hoodie", [("guy", 1, "chill", None)]),
    (
        "a drone that films is no subject",
        "A train crosses the sea. Drone follows from the side.",
        [("train", 1, "cross", None)],
    ),
    ("a drone that flies is", "a silver drone skims over a swamp", [("drone", 1, "skim", "silver")]),
    ("what is filmed from shows nobody", "a whale jumps. Filmed from a helicopter.", [("whale", 1, "jump", None)]),
    (
        "the place of a clause may come first",
        "Deep in the jungle explorers find a statue",
        [
            ("explorer", 3, "find", None),
            ("statue", 1, None, None),
        ],
    ),
    (
        "a verb agrees with its subject",
        "a hacker, three monitors, types",
        [
            ("hacker", 1, "type", None),
            ("monitor", 3, None, None),
        ],
    ),
    (
        "one of two does it",
        "a captain with a green parrot steers a ship",
        [
            ("captain", 1, "steer", None),
            ("parrot", 1, None, "green"),
            ("ship", 1, None, None),
        ],
    ),
    (
        "a list of subjects",
        "a fox, a cat and an owl walk",
        [
            ("fox", 1, "walk", None),
            ("cat", 1, "walk", None),
            ("owl", 1, "walk", None),
        ],
    ),
    ("a plural after 'a' is a verb", "A bell rings.", [("bell", 1, "ring", None)]),
    ("a verb of two words", "a couple slow dances", [("couple", 2, "slow dance", None)]),
    (
        "whose mother it is",
        "a foal stumbles, its mother nudges it",
        [("foal", 1, "stumble", None), ("mother", 1, "nudge", None)],
    ),
    (
        "a hand that does something",
        "close-up of a hand lighting a match",
        [("hand", 1, "light", None), ("match", 1, None, None)],
    ),
    (
        "made of a word that is known",
        "a barista pours steamed milk",
        [("barista", 1, "pour", None), ("milk", 1, None, None)],
    ),
    ("what is worn", "a woman wears boots and red lipstick", [("woman", 1, None, None)]),
    (
        "things wear nothing",
        "an otter on a surfboard wearing a vest",
        [("otter", 1, None, None), ("surfboard", 1, None, None)],
    ),
    (
        "who is somebody",
        "a dwarf beside a sphere who is raking",
        [("dwarf", 1, "rake", None), ("sphere", 1, None, None)],
    ),
    ("as if is no action", "a kite flutters as if it were dancing", [("kite", 1, "flutter", None)]),
    ("it is the car", "a red car with a wide rack as it speeds up a road", [("car", 1, "speed", "red")]),
    ("a k before an ending", "a goat frolicking", [("goat", 1, "frolic", None)]),
    ("that crosses is no that", "a train that crosses a road", [("train", 1, "cross", None)]),
    (
        "a list of many goes on",
        "a cat scans the trees, flowers, and leaves",
        [("cat", 1, "scan", None), ("tree", 3, None, None), ("flower", 3, None, None)],
    ),
    ("the moon in passing", "witches cackling, full moon", [("witch", 3, "cackle", None)]),
    ("in a helmet", "a biker in a black helmet waits", [("biker", 1, "wait", None)]),
    ("a light that flickers", "a clown laughs; flickering red light", [("clown", 1, "laugh", None)]),
    (
        "two told apart, and what they do",
        "Two robots, a small white one and a tall black one, play chess",
        [("robot", 1, "play", "white"), ("robot", 1, "play", "black")],
    ),
    ("a seed is nothing seen", "a seed sprouts", [("seed", 1, "sprout", None)]),
    ("a kind of apron", "a cat in a chef's apron bakes", [("cat", 1, "bake", None)]),
    ("one in black wears it", "a man in black runs", [("man", 1, "run", "black")]),
    ("a phrase may be an action", "a house on fire", [("house", 1, "burn", None)]),
    ("the light does what the light does", "a man sits, soft morning light coming in", [("man", 1, "sit", None)]),
]


@pytest.mark.parametrize(("rule", "prompt", "expected"), SUBJECTS, ids=[rule for rule, _, _ in SUBJECTS])
def test_subjects(rule: str, prompt: str, expected: Told) -> None:
    assert told(prompt) == expected, rule


FIELDS: list[tuple[str, str, dict[str, str | None]]] = [
    ("the camera's sentence", "The camera slowly pushes in as a girl runs.", {"camera": "push in", "pace": None}),
    (
        "and its later verbs",
        "The camera tracks a car, then rises and circles it.",
        {"camera": "tracking, crane up, orbit"},
    ),
    ("with a side", "the camera pans to the left", {"camera": "pan left"}),
    ("we are the camera", "We follow a dog through a forest.", {"camera": "tracking", "setting": "forest"}),
    (
        "several terms",
        "low angle, slow dolly in, shallow depth of field",
        {"camera": "low angle, push in, shallow focus"},
    ),
    ("wide is a shot only alone", "a wide river", {"camera": None}),
    ("wide alone", "a river, wide", {"camera": "wide shot"}),
    ("a frying pan moves no camera", "a chef holds a hot pan", {"camera": None}),
    ("styles", "film noir, 16mm film, grainy", {"style": "noir, vintage", "lighting": "film grain"}),
    ("a style named freely", "a dog, Bauhaus style", {"style": "bauhaus"}),
    ("realistic colours are no style", "a beach, rich but realistic colours", {"style": None}),
    ("a mood alone", "a dog, calm and dreamy", {"mood": "calm, dreamy"}),
    ("a mood of somebody is none", "an elegant man waits", {"mood": None}),
    ("a mood of the place is", "an eerie forest", {"mood": "eerie"}),
    ("a mood in another word", "a dog, melancholy", {"mood": "melancholic"}),
    ("the hour of the sun", "a beach under a blazing midday sun", {"time_of_day": "noon", "weather": "sunny"}),
    ("the weather of an evening", "a rainy evening", {"time_of_day": "evening", "weather": "rain"}),
    ("the moon is the night's", "an owl under a full moon", {"time_of_day": "night"}),
    ("the first of several hours", "day turning to night", {"time_of_day": "night"}),
    ("snow falls or lies", "a fox on a snowy mountain", {"weather": None}),
    ("in the words of the prompt", "a cat in a cozy coffee shop", {"setting": "coffee shop", "mood": "cozy"}),
    ("the place of the clause", "A man on a rooftop in Tokyo looks at the sea", {"setting": "rooftop"}),
    ("a place after through", "a car drives through a tunnel", {"setting": "tunnel"}),
    ("a land of plants", "a field of lavender", {"setting": "field of lavender"}),
    ("the place of a trade", "an office worker sleeps", {"setting": "office"}),
    (
        "labels",
        "Setting: a kitchen. Camera: dolly in. Mood: calm. Lighting: soft light",
        {
            "setting": "kitchen",
            "camera": "push in",
            "mood": "calm",
            "lighting": "soft light",
        },
    ),
    ("a place that no table has", "a dog sleeps in a dovecote", {"setting": "dovecote"}),
    ("the clock", "a street at 3 am", {"time_of_day": "night"}),
    ("a style of somebody", "a diner in the style of Edward Hopper", {"style": "edward hopper"}),
    ("a style with a name", "a diner, Hitchcock style", {"style": "hitchcock"}),
    ("the kind of film comes last", "a refreshing summer ad", {"style": "commercial", "mood": "refreshing"}),
    ("a ship is at sea", "a pirate ship in a storm", {"setting": "sea", "weather": "storm"}),
    ("on the ground of the moon", "a rover drives across the moon", {"setting": "moon", "time_of_day": None}),
    ("before the moon", "a bat flies across the moon", {"setting": None, "time_of_day": "night"}),
    ("a mood before a style", "A panda. Cute 3D animation", {"style": "3d animation", "mood": "cute"}),
    ("no wind is no wind", "a field, no wind", {"weather": None}),
    ("a slow camera is no slow shot", "slow pan left across a room", {"pace": None, "camera": "pan left"}),
    ("slowness of what happens is", "a ship sinks slowly", {"pace": "slow"}),
    ("the faster of two paces", "a ship sinks slowly in slow motion", {"pace": "slow motion"}),
]


@pytest.mark.parametrize(("rule", "prompt", "expected"), FIELDS, ids=[rule for rule, _, _ in FIELDS])
def test_fields(rule: str, prompt: str, expected: dict[str, str | None]) -> None:
    read = shot(prompt)
    assert {name: read[name] for name in expected} == expected, rule


def test_clothes_belong_to_their_wearer() -> None:
    girl, man = shot("A girl in a red dress and a man in a black suit dance")["subjects"]
    assert (girl["clothes"], man["clothes"]) == ("red dress", "black suit")
    assert (girl["colour"], man["colour"]) == ("red", "black")


@pytest.mark.parametrize(
    "prompt",
    [
        "two women, the left one in a red dress, the right one in a blue coat",
        "two women, the one on the left wears a red dress, the one on the right wears a blue coat",
        "two women, the woman on the left in a red dress, the woman on the right in a blue coat",
        "a woman in a red dress on the left and a woman in a blue coat on the right",
    ],
)
def test_sides_and_clothes_are_those_of_each(prompt: str) -> None:
    reading = understand([prompt])[0]
    told = [(s.said, s.count, s.side, s.colour, s.clothes) for s in reading.subjects]
    assert told == [
        ("woman", 1, "left", "red", ["red dress"]),
        ("woman", 1, "right", "blue", ["blue coat"]),
    ]
    assert not reading.ignored


def test_hair_and_what_is_held_are_those_of_each() -> None:
    first, second = understand(["two girls, one has red hair and the other has black hair"])[0].subjects
    assert (first.extra, second.extra) == ({"hair red"}, {"hair black"})
    first, second = understand(["two boys, the first with a red balloon, the second with a blue balloon"])[
        0
    ].subjects
    assert (first.holds, second.holds) == (["red balloon"], ["blue balloon"])


def test_actions_are_told_in_words_and_drawn_as_motions() -> None:
    eagle = understand(["An eagle soars, then dives and snatches a trout"])[0].subjects[0]
    assert eagle.actions == ["soar", "dive", "snatch"]
    assert eagle.action == "fly"


def test_more_actions_than_a_shot_has_time_for_are_listed() -> None:
    read = interpret("A man runs, jumps, sits, stands, dances and sleeps")
    assert read["shots"][0]["subjects"][0]["action"] == "run, jump, sit, stand"
    assert "dance (one action too many)" in read["ignored"]


def test_props_are_told_and_not_staged() -> None:
    reading = understand(["A man in a hat plays a blue accordion"])[0]
    assert [s.said for s in reading.subjects] == ["man"]
    assert [(s.said, s.colour) for s in reading.props] == [("accordion", "blue")]
    assert "blue accordion (no drawing)" in reading.ignored


def test_somebody_of_an_earlier_prompt_is_known_later() -> None:
    _, second = interpret(["A postwoman in a navy uniform stops.", "She smells the air."])["shots"]
    assert [(s["name"], s["action"], s["colour"]) for s in second["subjects"]] == [("postwoman", "smell", "navy")]


WORDS = sorted(index())


@given(
    st.lists(
        st.sampled_from([*WORDS, ",", ".", "?", ":", "and", "of", "one", "the", "no", "as", "her"]), max_size=40
    )
)
@settings(max_examples=150, deadline=None)
def test_any_words_are_read(words: list[str]) -> None:
    read = interpret(" ".join(words))
    for one in read["shots"]:
        for subject in one["subjects"]:
            assert subject["name"]
            assert subject["count"] >= 1


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(text: str) -> None:
    assert interpret(text)["engine"] == "animatic"


def test_a_long_description_tells_its_story_first() -> None:
    story = "A robot waters a plant in a factory. Melancholic 3D animation, soft light. "
    details = "It tilts the can with care. Broken windows let in the light. A bird sings. "
    short, long = shot(story + details), shot(story + details + "The walls are old and the floor is dusty. " * 9)
    assert [(s["name"], s["action"]) for s in short["subjects"]][:2] == [("robot", "water, tilt"), ("plant", None)]
    assert [(s["name"], s["action"]) for s in long["subjects"]] == [
        ("robot", "water"),
        ("plant", None),
        ("bird", "sing"),  # somebody new is never a detail
    ]


def test_things_in_passing_are_listed() -> None:
    read = interpret("A dog runs on a beach, confetti cannon, disco balls")
    assert [s["name"] for s in read["shots"][0]["subjects"]] == ["dog"]
    assert read["ignored"] == ["confetti cannon (no drawing)", "disco ball (no drawing)"]


def test_what_one_of_several_does_is_not_told_of_all() -> None:
    read = interpret("Four penguins waddle across the ice, the last one slips")
    assert [(s["count"], s["action"]) for s in read["shots"][0]["subjects"]] == [(4, "waddle")]
    assert "slip (of one alone, not drawn)" in read["ignored"]


@pytest.mark.parametrize(
    ("prompt", "name", "action"),
    [
        ("surfing at sunset", "person", "surf"),
        ("dancing in the rain", "person", "dance"),
        ("cooking in a kitchen", "person", "work"),
        ("a family walks on the beach", "person", "walk"),
        ("running fast, a dog chases a ball", "dog", "run"),
    ],
)
def test_somebody_does_what_nobody_was_named_for(prompt: str, name: str, action: str) -> None:
    first = understand([prompt])[0].subjects[0]
    assert (first.name, first.action) == (name, action)


@pytest.mark.parametrize("prompt", ["walking through a forest", "driving through a city at night"])
def test_who_goes_along_unnamed_is_behind_the_camera(prompt: str) -> None:
    [reading] = understand([prompt])
    assert reading.subjects == []
    assert reading.camera == "push in"
    assert any("seen with their eyes" in text for text in reading.ignored)
