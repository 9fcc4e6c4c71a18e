"""What people do on the spot: the words for it, the poses, the sounds, and who it is told of instead."""

from __future__ import annotations

import numpy as np
import pytest

from omnireel.animatic import scene
from omnireel.animatic.lexicon import gestures, words
from omnireel.animatic.parse import interpret, understand
from omnireel.animatic.subjects import biped, poses
from omnireel.animatic.subjects.gestures import CLAPS, GESTURES
from omnireel.animatic.subjects.space import seen

PHASES = [k / 12 for k in range(12)]


def _hands(action: str, phase: float) -> list[tuple[float, float]]:
    """Where the hands are in the picture, in units above and ahead of the feet."""
    person = biped.Person()
    body = biped._stand_up(person, biped._posed(person, action, phase))
    return [(float(seen(hand)[0]), -float(seen(hand)[1])) for hand in body.hands]


def _outline(action: str, phase: float) -> np.ndarray:
    return np.array(biped.build(biped.Person(), action, phase).bounds(air=False))


def test_every_gesture_has_words_and_a_pose() -> None:
    assert set(GESTURES) == gestures.GESTURES
    assert set(GESTURES) <= set(poses.POSES)
    for phrase, gesture in gestures.VERBS.items():
        assert phrase not in words.ACTIONS, f"{phrase} is drawn as a gesture: {gesture}"


@pytest.mark.parametrize("gesture", sorted(GESTURES))
def test_a_gesture_is_seen_and_stays_on_the_ground(gesture: str) -> None:
    hands = [np.array(_hands(gesture, phase)) for phase in PHASES]
    still = [np.array(_hands("stand", phase)) for phase in PHASES]
    shapes = [_outline(gesture, phase) for phase in PHASES]
    upright = _outline("stand", 0.0)
    by_hands = max(float(np.abs(a - b).max()) for a, b in zip(hands, still, strict=True))
    by_shape = max(float(np.abs(shape - upright).max()) for shape in shapes)
    heads = [(pose.look, pose.nod) for pose in (GESTURES[gesture][0](phase) for phase in PHASES)]
    assert by_hands > 12 or by_shape > 12 or np.ptp(heads, axis=0).max() > 15
    for shape in shapes:
        assert -4 < shape[3] < 8, "soles, knees or hands are at the ground"
    steps = [float(np.abs(a - b).max()) for a, b in zip(hands, [*hands[1:], hands[0]], strict=True)]
    assert max(steps) < 75, "it goes on without a jump from its end to its beginning"


@pytest.mark.parametrize(
    ("prompt", "gesture"),
    [
        ("a crowd cheers in a stadium", "cheer"),
        ("the audience applauds", "clap"),
        ("a monk bows in a temple", "bow"),
        ("a soldier crawls through the mud", "crawl"),
        ("a girl points at a rainbow", "point"),
        ("a knight kneels down", "kneel"),
        ("a man is doing push-ups", "push up"),
        ("a woman practices yoga on the beach", "yoga"),
        ("a boy is crying", "cry"),
        ("two women giggle in a cafe", "laugh"),
        ("a man looks around nervously", "look about"),
    ],
)
def test_words_lead_to_gestures(prompt: str, gesture: str) -> None:
    [shot] = understand([prompt])
    assert shot.subjects[0].action == gesture
    staged = scene.arrange(shot, 4, 640, 360, 24, 0)
    assert staged.roles[0].parts[0].action == gesture
    assert not [text for text in interpret(prompt)["ignored"] if "shown to" in text]


def test_animals_are_told_to_do_something_else() -> None:
    assert "bow (dog shown to stand)" in interpret("a dog bows")["ignored"]
    assert understand(["a dog crouches in the grass"])[0].subjects[0].name == "dog"


def test_who_crawls_goes_on_and_the_hand_on_the_ground_stays() -> None:
    shot = scene.arrange(understand(["a soldier crawls over a field"])[0], 4, 640, 360, 24, 0)
    [role] = shot.roles
    assert role.parts[0].pace > 0
    pace = poses.GLIDES["crawl"] * GESTURES["crawl"][1]  # units a cycle
    slips = []
    for hand in (0, 1):
        down = list(np.linspace(0.02, 0.55, 8) + (0.0 if hand == 0 else 0.5))
        spots = [_hands("crawl", phase % 1.0)[hand][0] + pace * phase for phase in down]
        slips.append(np.ptp(spots))
    assert max(slips) < 0.5 * pace


@pytest.mark.parametrize(
    "prompt",
    [
        "a man folds his arms",
        "a woman crosses her arms",
        "two men cross their arms",
        "a girl is folding her arms",
    ],
)
def test_arms_are_crossed_or_folded(prompt: str) -> None:
    assert understand([prompt])[0].subjects[0].action == "cross arms"


def test_hands_meet_when_claps_are_heard() -> None:
    def apart(phase: float) -> float:
        pose = GESTURES["clap"][0](phase)
        return sum(arm.hand[2] for arm in pose.arms if arm.hand is not None)

    assert all(apart(beat) < apart((beat + 1 / 6) % 1) - 8 for beat in CLAPS)
