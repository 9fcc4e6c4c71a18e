"""People on boards, skis and skates, and with weights: how they are understood, staged, drawn and heard."""

from __future__ import annotations

import math

import numpy as np
import pytest

from omnireel.animatic import scene
from omnireel.animatic.lexicon import nouns, sports, words
from omnireel.animatic.lexicon.index import index
from omnireel.animatic.parse import interpret, understand
from omnireel.animatic.settings.table import SETTINGS
from omnireel.animatic.sound import foley, players
from omnireel.animatic.sound.beds import bed_of
from omnireel.animatic.sound.track import Track
from omnireel.animatic.subjects import biped, gear, poses, posture
from omnireel.animatic.subjects.gestures import GESTURES
from omnireel.animatic.subjects.table import SUBJECTS

W, H = 640, 360


def staged(prompt: str) -> scene.Scene:
    return scene.arrange(understand([prompt])[0], 4, W, H, 24, 0)


def test_the_tables_agree() -> None:
    motions = sports.OF_MOTION.keys()
    assert motions <= poses.POSES.keys()
    assert poses.GLIDES.keys() - GESTURES.keys() | {"skate spin", "lift weights", "lift dumbbells"} == motions
    assert {sport.home for sport in sports.SPORTS.values()} <= SETTINGS.keys()
    assert sports.SPORTS.keys() | sports.TRICKS.keys() <= set(words.ACTIONS.values())
    assert set(sports.ATHLETES.values()) <= sports.SPORTS.keys()
    assert foley.GLIDING.keys() <= sports.SPORTS.keys()
    for motion in motions:
        worn = poses.pose(motion, 0.3).gear
        assert worn is not None
        assert worn.kind in gear.GEAR


@pytest.mark.parametrize("name", sorted(sports.ATHLETES))
def test_who_is_named_after_a_sport_does_it(name: str) -> None:
    seen = understand([f"a {name}"])[0].subjects[0]
    assert sports.OF_MOTION[seen.action or ""] == sports.ATHLETES[name]
    assert index()[name]["person"].name in nouns.PEOPLE
    assert not interpret(f"a {name}")["ignored"]  # it is drawn as what it is


@pytest.mark.parametrize(
    ("prompt", "action", "extra"),
    [
        ("a surfer rides a wave", "surf", set()),
        ("a boy rides a huge wave", "surf", set()),
        ("a woman surfs on a red surfboard", "surf", {"board red"}),
        ("a skateboarder does a kickflip", "kickflip", set()),
        ("a skateboarder does a trick", "ollie", set()),
        ("a boy rides a green skateboard in the park", "skateboard", {"board green"}),
        ("a girl on a longboard", "skateboard", set()),
        ("a snowboarder carves down a mountain", "snowboard", set()),
        ("a snowboarder does a backflip", "snowboard jump", set()),
        ("a man on skis", "ski", set()),
        ("a skier jumps", "ski jump", set()),
        ("a woman is ice skating", "skate", set()),
        ("a figure skater spins", "skate spin", {"tutu"}),
        ("a man skates on the ice", "skate", set()),
        ("a man skates in the park", "roller skate", set()),
        ("a skater rolls down the street", "skateboard", set()),
        ("two kids roller skate", "roller skate", set()),
        ("a man lifts weights", "lift weights", set()),
        ("a woman lifts a heavy barbell", "lift weights", set()),
        ("a man lifts dumbbells", "lift dumbbells", set()),
        ("a surfer walks along the beach", "walk", set()),
        ("a skier sits in the snow", "sit", set()),
        ("a skateboarder sings", "sing", set()),
        ("a surfer performs", "surf", set()),
    ],
)
def test_the_words_lead_to_the_sport(prompt: str, action: str, extra: set[str]) -> None:
    read = understand([prompt])[0]
    [seen] = read.subjects
    assert (seen.action, seen.extra) == (action, extra)
    assert not read.ignored


def test_who_is_in_a_car_or_on_a_horse_does_no_sport_beside_it() -> None:
    for prompt in ("a skier drives a car", "a surfer rides a horse on the beach"):
        assert (
            not {act for seen in understand([prompt])[0].subjects for act in seen.acts} & sports.OF_MOTION.keys()
        )


def test_what_is_not_on_its_board_is_told() -> None:
    assert "surfboard (not drawn)" in interpret("a surfer walks along the beach with a surfboard")["ignored"]
    assert "skateboard (dog shown to run)" in interpret("a dog skateboarding")["ignored"]
    assert [s.name for s in understand(["a woman stands with a surfboard on the beach"])[0].subjects] == [
        "woman",
        "surfboard",
    ]


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("a surfer", "sea"),
        ("a surfer rides a wave", "sea"),
        ("a man surfs at the beach", "sea"),
        ("a woman skiing", "snow field"),
        ("a woman skis in the mountains", "snow field"),
        ("an ice skater", "frozen lake"),
        ("a skater skates over a frozen pond", "frozen lake"),
        ("a skateboarder", "city street"),
        ("a skateboarder in the park", "park"),
        ("a weightlifter", "gym"),
    ],
)
def test_a_sport_is_where_it_is_done(prompt: str, place: str) -> None:
    assert staged(prompt).stage.place == place


def test_a_wave_breaks_behind_those_who_surf() -> None:
    shot = staged("two men surf")
    surfing, wave = shot.roles[:-1], shot.roles[-1]
    assert wave.who == ("breaker",)
    riders = [actor for role in surfing for actor in role.actors]
    assert len(riders) == 2
    assert all(wave.actors[0].order < actor.order for actor in riders)
    assert {actor.vx for actor in riders} == {wave.actors[0].vx}  # it goes along with them
    assert wave.actors[0].tall > 1.2 * 0.7 * riders[0].tall
    assert all(role.who != ("breaker",) for role in staged("a boat sails on the sea").roles)


def test_skiers_go_down_a_slope_where_the_camera_goes_with_them() -> None:
    shot = staged("a couple skiing in the mountains")
    *down, hill = shot.roles
    assert hill.who == ("slope",)
    riders = sorted((actor.x, actor.y) for role in down for actor in role.actors)
    assert riders[0][1] < riders[1][1]  # who is ahead is lower
    assert all("downhill" in role.who for role in down)  # known apart from who skis on the flat
    lowest = [
        role.subject.build("ski", 0.0, None).bounds(air=False)[3]
        for role in (down[0], staged("a man skis, static shot").roles[0])
    ]
    assert lowest[0] > lowest[1] + 5  # the tips of its skis
    assert all(role.who != ("slope",) for role in staged("a woman skiing, static shot").roles)
    assert all(role.who != ("slope",) for role in staged("a woman skis beside a dog").roles)


def test_a_low_sun_is_hidden_behind_the_wave() -> None:
    assert staged("a surfer at sunset").stage.sun_hidden
    assert not staged("a surfer at noon").stage.sun_hidden


@pytest.mark.parametrize("name", ["man", "woman", "child"])
@pytest.mark.parametrize("action", ["surf", "skateboard", "snowboard", "ollie"])
def test_feet_are_on_the_board(name: str, action: str) -> None:
    """The front foot stays where the deck is, however it is turned."""
    for k in range(12):
        pose = poses.pose(action, k / 12, 0.65 if name == "child" else 1.0)
        assert pose.gear is not None
        foot = pose.feet[0]
        along = -foot.side * math.sin(math.radians(pose.turn)) + foot.x * math.cos(math.radians(pose.turn))
        deck = pose.gear.at[1] + (along - pose.gear.at[0]) * math.tan(math.radians(pose.gear.pitch))
        assert foot.up - posture.ANKLE == pytest.approx(deck, abs=1.5)


@pytest.mark.parametrize("action", sorted(sports.OF_MOTION))
def test_the_last_picture_leads_to_the_first(action: str) -> None:
    for name in ("man", "child", "robot"):
        build = SUBJECTS[name].build
        first, last, middle = (np.array(build(action, p, None).bounds()) for p in (0.0, 0.999, 0.5))
        assert np.abs(first - last).max() < 0.25 * (middle[3] - middle[1])


def test_a_dress_that_was_not_asked_for_does_not_hide_the_legs() -> None:
    woman = SUBJECTS["woman"]
    assert woman.wear is not None
    asked = woman.wear(frozenset({"dress"}))
    assert asked.build("ski", 0.0, None) != woman.build("ski", 0.0, None)
    assert asked.build("stand", 0.0, None) == woman.build("stand", 0.0, None)


def test_the_board_is_in_the_colour_that_was_told() -> None:
    red, plain = biped.Person(board=(0.8, 0.1, 0.1)), biped.Person()
    for action in ("surf", "skateboard", "snowboard", "ski", "lift weights", "roller skate"):
        assert biped.build(red, action, 0.1) != biped.build(plain, action, 0.1)


@pytest.mark.parametrize("prompt", ["a man skateboards", "a woman skis", "a man surfs", "a woman ice skates"])
def test_boards_and_blades_are_heard(prompt: str) -> None:
    shot = staged(prompt)
    track = Track(shot, bed_of(shot.setting), 96000, 5)
    foley.play(players(shot, 2.0)[0], track)
    assert np.abs(track.out).max() > 1e-3
