"""How shots are staged: what the words of a prompt do to horizon, sun, lanes, shadows and size."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import cv2
import numpy as np
import pytest

from omnireel.animatic import engine, painting, scene, weather
from omnireel.animatic.actors import SKY_DEPTH, Actor, Shown, bake_phase, draw_shadow
from omnireel.animatic.bakes import Bakes
from omnireel.animatic.lexicon import looks, nouns
from omnireel.animatic.palette import PALETTES, light_for
from omnireel.animatic.parse import interpret, read_shots, understand
from omnireel.animatic.planes import Frame
from omnireel.animatic.settings import common
from omnireel.animatic.solids import Figure, Mark, Solid
from omnireel.animatic.sound.beds import BEDS
from omnireel.animatic.sound.synth import RATE
from omnireel.animatic.sound.track import Track
from omnireel.animatic.subjects import biped, poses
from omnireel.animatic.subjects.materials import RUBBER
from omnireel.animatic.subjects.table import KEYS_CM, SUBJECTS, at_the_piano, mounted, resting

from .conftest import Film

W, H = 640, 360


def staged(prompt: str, w: int = W, h: int = H) -> scene.Scene:
    return scene.arrange(understand([prompt])[0], 4, w, h, 24, 0)


@pytest.mark.parametrize("weather", ["rain", "storm", "cloudy", "snow"])
def test_no_sun_disc_shines_through_bad_weather(weather: str) -> None:
    assert staged(f"a man walks on a road, {weather}").stage.palette.disc == 0


def test_a_stormy_sky_has_no_bright_spot(film: Film) -> None:
    picture = film("a man stands on a road in a storm", w=W, h=H, seconds=0.2).frames[0].mean(axis=2)
    sky = cv2.blur(picture[: H // 3, W // 2 :], (25, 25))  # a sun is a spot; a drop of rain is a line
    assert sky.max() < 190


def test_sunset_has_a_low_sun_and_a_warm_sky() -> None:
    late, usual = staged("a beach at sunset").stage, staged("a beach at golden hour").stage
    assert late.horizon - late.sun[1] < 0.5 * (usual.horizon - usual.sun[1])
    assert late.palette.sky[2][0] > late.palette.sky[2][2] + 0.2
    assert interpret("a beach at sunset")["shots"][0]["time_of_day"] == "sunset"


def test_from_above_the_ground_fills_the_picture() -> None:
    above, level = staged("drone shot of a car on a road"), staged("a car on a road")
    assert above.stage.horizon < 0.5 * level.stage.horizon
    assert above.roles[0].actors[0].tall < 0.7 * level.roles[0].actors[0].tall
    assert "aerial (shown from eye level)" in interpret("aerial shot of a man in a room")["ignored"]


@pytest.mark.parametrize(
    "prompt",
    ["a dog and a cat run in a meadow", "a man walks and a horse gallops on a beach", "a car and a bus on a road"],
)
def test_those_who_move_keep_to_their_own_lanes(prompt: str) -> None:
    first, second = (role.actors[0] for role in staged(prompt).roles[:2])
    assert abs(first.y - second.y) > 0.04 * H
    assert second.depth < first.depth
    assert first.order != second.order


@pytest.mark.parametrize(("w", "h"), [(640, 360), (360, 640), (480, 480)])
@pytest.mark.parametrize("what", ["castle", "lighthouse", "house", "windmill"])
def test_a_building_stands_as_far_off_as_it_must_to_fit_beside_people(what: str, w: int, h: int) -> None:
    shot = staged(f"a woman stands in front of a {what} on a meadow", w, h)
    woman, building = shot.roles
    [near], [far] = woman.actors, building.actors
    true = near.tall * building.subject.cm / woman.subject.cm  # its height where she stands
    assert far.tall == pytest.approx(true * far.depth, rel=0.02)
    assert shot.stage.horizon < far.y < near.y
    assert far.y - far.tall > 0  # up to its top
    assert far.order < near.order


@pytest.mark.parametrize("prompt", ["two kids play football in a park", "four children play soccer on a beach"])
def test_the_ball_lies_between_those_who_play(prompt: str) -> None:
    shot = staged(prompt)
    players = [actor for role in shot.roles[:-1] for actor in role.actors]
    [ball] = shot.roles[-1].actors
    assert shot.roles[-1].who[0] == "ball"
    assert min(actor.x for actor in players) < ball.x < max(actor.x for actor in players)
    assert ball.order >= max(actor.order for actor in players)  # and nobody stands before it
    assert interpret(prompt)["ignored"] == []


def test_two_people_go_side_by_side_in_step() -> None:
    one, other = (actor for role in staged("two women walk on a beach").roles for actor in role.actors)
    assert 0.2 < abs(one.x - other.x) / one.tall < 0.6
    assert one.offset == other.offset
    assert one.order != other.order


@pytest.mark.parametrize("sides", [("left", "right"), ("right", "left")])
@pytest.mark.parametrize(
    "prompt",
    ["two women, the {} one in a red dress, the {} one in a blue coat", "a cat on the {} and a dog on the {}"],
)
def test_everybody_is_on_the_side_that_is_told(prompt: str, sides: tuple[str, str]) -> None:
    first, second = (role.actors[0].x for role in staged(prompt.format(*sides)).roles)
    assert (first < second) == (sides[0] == "left")


def test_one_alone_is_on_the_side_that_is_told() -> None:
    left, right = (staged(f"a dog sits on the {side}").roles[0].actors[0].x for side in ("left", "right"))
    assert left < 0.4 * W < 0.6 * W < right


def test_size_words_are_drawn_within_bounds() -> None:
    def tall(prompt: str) -> float:
        return staged(prompt).roles[0].actors[0].tall

    for who in ("dog", "man", "car", "bird"):
        assert tall(f"a tiny {who}") < 0.8 * tall(f"a {who}") < 0.95 * tall(f"a huge {who}") < 0.95 * H
    dog, cat = (role.actors[0] for role in staged("a tiny dog and a huge cat").roles)
    assert cat.tall > 1.2 * dog.tall
    (first, second), (tall_one, short_one) = (
        [role.actors[0].tall for role in staged(prompt).roles]
        for prompt in ("two men, one with a beard and one with long hair", "two men, one tall and one short")
    )
    assert tall_one / short_one > 1.2 * first / second


def test_two_that_do_not_do_the_same_look_different() -> None:
    one, other = staged("two women, one dances and the other sings").roles
    assert one.subject is not other.subject


def test_a_matched_pair_stays_together() -> None:
    shot = staged("a dog and a cat run in a meadow")
    dog, cat = (role.actors[0] for role in shot.roles)
    for n in (0, 48, 95):
        gap = cat.at(n, 24, shot.speed * n / 24)[0] - dog.at(n, 24, shot.speed * n / 24)[0]
        assert 0.1 * W < gap < 0.6 * W


@pytest.mark.parametrize(("w", "h"), [(640, 360), (360, 640), (480, 480)])
@pytest.mark.parametrize("name", ["dragon", "eagle"])
def test_wings_stay_in_the_picture(name: str, w: int, h: int) -> None:
    shot = staged(f"a {name} flies over mountains", w, h)
    role, actor = shot.roles[0], shot.roles[0].actors[0]
    unit = actor.tall / role.subject.units
    for phase in range(12):
        top = actor.y + role.subject.build("fly", phase / 12, None).bounds()[1] * unit
        assert top > 0


@pytest.mark.parametrize("verb", ["walk", "stand"])
def test_a_shadow_lies_on_the_ground_and_not_across_the_shoes(verb: str) -> None:
    subject = SUBJECTS["man"]
    light = light_for(PALETTES["day"], 0.6, 0.8)
    sprite = bake_phase(subject.build(verb, 0.1, None), light, 2.0, 1)
    actor = Actor(320, 420, 0, 24, [sprite], shadow=np.zeros(3, np.float32), tall=350, shadow_lean=-0.6)
    frame = Frame(640, 480)
    frame.y[:], frame.u[:], frame.v[:] = 200, 128, 128
    draw_shadow(frame, Shown(actor, 320, 420, 1.0), 0)
    keep = sprite.pix.keep
    assert keep is not None
    y0, x0 = round(420 - sprite.oy), round(320 - sprite.ox)
    body = np.zeros((480, 640), bool)
    part = keep[: 420 - y0, :]
    body[y0:420, x0 : x0 + part.shape[1]] = part < 8
    assert frame.y[body].min() > 155
    assert frame.y[418:440].min() < 150  # and there is one
    # Ground that is drawn over the soles is in the shade like the rest of it.
    again = Frame(640, 480)
    again.y[:], again.u[:], again.v[:] = 200, 128, 128
    draw_shadow(again, Shown(actor, 320, 420, 1.0, covered=414), 0)
    assert again.y[414:420][body[414:420]].max() < 150
    assert again.y[body][: int(body[:414].sum())].min() > 155
    # No straight edge: beside the shadow's picture nothing changes from one row or column to the next by much.
    rows = np.abs(np.diff(frame.y[423:].astype(int), axis=0)).max(axis=1)
    assert rows.max() < 60
    columns = np.abs(np.diff(frame.y[424:].astype(int), axis=1)).max(axis=0)
    assert columns.max() < 40


def test_a_snowy_forest_is_white(film: Film) -> None:
    snow = film("a fox in a snowy forest", w=192, h=108, name="a").frames[0][70:].astype(float)
    green = film("a fox in a forest at noon", w=192, h=108, name="b").frames[0][70:].astype(float)
    assert snow.mean() > green.mean() + 20
    assert np.abs(snow[..., 1] - snow[..., 2]).mean() < np.abs(green[..., 1] - green[..., 2]).mean()


def test_horses_do_not_grin() -> None:
    """No mark on a running horse's head is longer than a third of its muzzle, and none is red."""
    figure = SUBJECTS["horse"].build("run", 0.3, None)
    marks = [item for item in figure.items if hasattr(item, "kind")]
    for mark in marks:
        if mark.kind in ("line", "fill"):
            xs = [x for x, _ in mark.points]
            assert max(xs) - min(xs) < 11
        assert not (mark.col[0] > 0.7 and mark.col[1] < 0.5)


def test_who_rides_sits_on_what_was_named() -> None:
    """One figure of both, in the colour told; a cowboy who gallops has a horse that no word named."""
    [(reading, _)] = read_shots(["a man rides a black horse on a beach"], [5.0])
    assert not reading.ignored
    rider = scene.cast(reading)
    assert [s.name for s in rider] == ["man"]
    assert rider[0].extra == {"rides black horse"}
    wear = SUBJECTS["man"].wear
    assert wear is not None
    on_horse = wear(frozenset(rider[0].extra))
    assert on_horse.cm > 1.3 * SUBJECTS["man"].cm
    black, plain = (mounted(SUBJECTS["man"], SUBJECTS["horse"], tint) for tint in ((0.05, 0.05, 0.05), None))
    assert black.build("walk", 0.0, None) != plain.build("walk", 0.0, None)
    [(galloping, _)] = read_shots(["a cowboy gallops across the desert"], [5.0])
    assert galloping.subjects[0].extra == {"rides horse"}
    assert galloping.subjects[0].action == "run"


def test_riding_what_carries_nobody_is_told() -> None:
    assert "riding (no drawing)" in interpret("a boy rides a dragon")["ignored"]


def test_every_mount_has_a_saddle() -> None:
    assert all(SUBJECTS[name].saddle is not None for name in nouns.MOUNTS)


def test_rain_in_the_evening_lights_the_lamps() -> None:
    assert staged("a man walks on a street in the evening rain").stage.palette.dark
    assert not staged("a man walks on a street in the rain").stage.palette.dark


def test_feet_land_in_a_puddle_where_one_is_jumped_into() -> None:
    jumps, walks = (staged(f"a girl in a raincoat {verb} on a rainy street") for verb in ("jumps", "walks"))
    actor = jumps.roles[0].actors[0]
    [(x, row, breadth)] = jumps.stage.puddles
    assert (x, row) == (actor.x, actor.y)
    assert 0.5 * actor.tall < breadth < W
    assert not walks.stage.puddles


def test_friends_sit_on_both_sides_of_their_fire_and_face_it() -> None:
    shot = staged("four friends sit around a campfire at night")
    fire = next(role for role in shot.roles if role.who[0] == "campfire").actors[0]
    people = [(actor, role) for role in shot.roles if role.who[0] == "person" for actor in role.actors]
    assert sorted(actor.x < fire.x for actor, _ in people) == [False, False, True, True]
    assert all((fire.x - actor.x) * role.facing > 0 for actor, role in people)
    for actor, role in people:  # lit from where it burns, and by its colour
        assert role.light is not None
        assert role.light.key[0] * (fire.x - actor.x) > 0
        assert role.light.lit[0] > role.light.lit[2]
        assert shot.light.lit[0] < shot.light.lit[2]
    assert shot.stage.fires == [(fire.x, fire.y, fire.tall)]
    assert not staged("four friends sit around a campfire at noon").stage.fires


def test_a_fire_stands_on_the_bank_and_not_in_the_lake() -> None:
    shot = staged("friends sit around a campfire by a lake at night")
    assert all(actor.order > shot.stage.ground for role in shot.roles for actor in role.actors)


@pytest.mark.parametrize(("w", "h"), [(1280, 720), (720, 1280), (720, 720)])
def test_a_medium_shot_of_two_shows_both_from_the_knees_up(w: int, h: int) -> None:
    shot = staged("a man and a woman talk in a coffee shop, medium shot", w, h)
    wide = staged("a man and a woman talk in a coffee shop", w, h)
    pair, far = ([role.actors[0] for role in each.roles] for each in (shot, wide))
    assert [role.facing for role in shot.roles] == [1, -1]
    for near, away in zip(pair, far, strict=True):
        assert near.tall > 1.4 * away.tall
        assert near.y - near.tall > 0.02 * h  # nobody loses their head
        assert 0.1 * w < near.x < 0.9 * w
    assert pair[0].y == pair[1].y


def test_a_close_up_of_who_lies_looks_at_the_ground() -> None:
    shot = staged("a cat sleeps on the floor of a living room, close-up")
    assert shot.roles[0].actors[0].y > shot.stage.horizon


def test_weather_that_comes_is_not_there_at_first(film: Film) -> None:
    assert staged("a taxi drives down a street, then it starts to rain").reading.weather_comes
    assert not staged("a taxi drives down a street in the rain").reading.weather_comes
    clip = film("a taxi waits on a street, static shot, then it begins to snow", w=W, h=H, seconds=2)
    first, last = (np.abs(clip.frames[n].astype(int) - clip.frames[n + 1]).mean() for n in (2, -3))
    assert last > 2 * first  # flakes move from frame to frame


def orange(picture: np.ndarray) -> float:
    """The share of a picture that is red to yellow and clearly coloured."""
    red, green, blue = (picture[..., k].astype(int) for k in range(3))
    return float(((red > green + 18) & (green > blue) & (red > 70)).mean())


def green(picture: np.ndarray) -> float:
    red, leaf, blue = (picture[..., k].astype(int) for k in range(3))
    return float(((leaf > red + 4) & (leaf > blue + 4)).mean())


def test_autumn_turns_the_trees_and_spring_has_blossoms(film: Film) -> None:
    usual, autumn, spring = (
        film(f"a city street {season}, at noon, static shot", w=W, h=H, seconds=0.2).frames[0]
        for season in ("in summer", "in autumn", "in spring")
    )
    assert green(autumn) < 0.4 * green(usual)
    assert orange(autumn) > orange(usual) + 0.005
    assert green(spring) < 0.85 * green(usual)
    assert staged("a fox in a forest in winter").stage.season is None


def test_a_train_runs_on_rails_wherever_it_goes() -> None:
    shot = staged("a steam train crosses a meadow")
    assert [row for row, _ in shot.stage.tracks] == [shot.roles[0].actors[0].y]
    assert not staged("a car crosses a meadow").stage.tracks


@pytest.mark.parametrize(
    "prompt", ["a burning house at night", "a house burns at night", "a house on fire at night"]
)
def test_what_burns_is_in_flames(prompt: str) -> None:
    shot, plain = staged(prompt), staged("a house at night")
    assert shot.stage.fires
    flames = shot.roles[0].subject.build("stand", 0.2, None)
    house = plain.roles[0].subject.build("stand", 0.2, None)
    assert len(flames.items) > len(house.items) + 50
    assert "burns" not in interpret([prompt])["ignored"]


def test_who_burns_is_told_and_not_drawn() -> None:
    assert interpret(["a man burns"])["ignored"] == ["burning"]


def test_several_balloons_are_of_several_colours_unless_one_was_named() -> None:
    def colours(prompt: str) -> set[object]:
        return {role.colour for role in staged(prompt).roles}

    assert len(colours("four hot air balloons float")) == 4
    assert len(colours("four blue hot air balloons float")) == 1


def test_large_swimmers_are_in_open_water_and_boats_on_it() -> None:
    assert staged("a whale swims").stage.place == "deep sea"
    assert staged("a clownfish swims").stage.place == "reef"
    assert staged("a whale swims over a coral reef").stage.place == "reef"
    assert staged("a sailboat on the deep blue sea").stage.place == "sea"


def test_the_planet_has_rings_and_the_lens_a_flare_where_they_were_asked_for(film: Film) -> None:
    shot = staged("a spaceship flies past a ringed planet, lens flare").stage
    assert (shot.ringed, shot.flare) == (True, True)
    plain = staged("a spaceship flies past a planet").stage
    assert (plain.ringed, plain.flare) == (False, False)
    assert interpret(["a spaceship flies past a ringed planet"])["ignored"] == []


@pytest.mark.parametrize("weather", ["rain", "snow"])
def test_a_window_shows_the_weather_outside(weather: str, film: Film) -> None:
    told, fair = (
        film(f"an empty living room, {said}, static shot", w=W, h=H, seconds=0.2).frames[0].astype(int)
        for said in (f"{weather} outside", "sunny")
    )
    assert np.abs(told - fair)[: H // 2, W // 2 :].mean() > 3  # where the window is


def test_boats_are_out_on_the_water_behind_who_stands_ashore() -> None:
    shot = staged("a lighthouse on a cliff, a small fishing boat sails past")
    boat = next(role for role in shot.roles if role.subject.path == "water").actors[0]
    assert shot.stage.horizon < boat.y < shot.stage.ground - 0.1 * H


def test_a_face_is_that_of_who_was_met_from_close_by() -> None:
    first, face = understand(["a boy in a red cap walks down a road", "close-up of his smiling face"])
    assert (face.subjects[0].name, face.subjects[0].extra) == ("boy", first.subjects[0].extra)
    assert (face.framing, face.ignored) == ("close-up", [])
    assert understand(["close-up of a face"])[0].subjects[0].name == "person"


def _sizes(prompt: str, w: int = 1280, h: int = 720, seconds: float = 5) -> list[list[float]]:
    """How large each actor is seen, second by second, 1 on its own ground."""
    shot = scene.arrange(understand([prompt])[0], seconds, w, h, 24, 0)
    frames = range(0, round(seconds * shot.stage.fps) + 1, shot.stage.fps)
    return [[actor.near(n, shot.stage.fps) for n in frames] for role in shot.roles for actor in role.actors]


@pytest.mark.parametrize(("w", "h"), [(1280, 720), (720, 1280), (720, 720)])
def test_who_comes_grows_to_full_size_and_who_goes_away_shrinks(w: int, h: int) -> None:
    [comes], [goes] = _sizes("a man walks towards the camera", w, h), _sizes("a man walks away", w, h)
    assert comes == sorted(comes)
    assert comes[0] < 0.7
    assert comes[-1] == pytest.approx(1)
    assert goes == pytest.approx(comes[::-1])


def test_cars_come_and_go_in_their_lanes_of_a_street() -> None:
    comes, goes = staged("a red car drives towards the camera"), staged("a taxi drives away")
    assert comes.stage.place == goes.stage.place == "city street"
    (one,), (other,) = comes.roles[0].actors, goes.roles[0].actors
    assert comes.stage.drive is not None
    assert goes.stage.drive is not None
    assert comes.stage.drive * W < one.x  # each on its own side of where its street ends
    assert other.x < goes.stage.drive * W
    assert one.near(0, 24) == pytest.approx(scene.FAR_CARS, abs=0.01)
    assert [one.near(96, 24), other.near(0, 24)] == pytest.approx([1, 1])
    front, back = (shot.roles[0].subject.build("drive", 0.0, None) for shot in (comes, goes))
    lamps = [
        [item for item in figure.items if isinstance(item, Mark) and item.glow and item.col[0] > 0.9]
        for figure in (front, back)
    ]
    assert lamps[0]
    assert not lamps[1], "its headlights are not seen from behind"


def test_cars_that_come_are_seen_in_perspective_and_one_behind_the_other() -> None:
    shot = staged("two red cars race towards the camera in a neon city")
    first, second = shot.roles[0].actors
    assert second.depth < 0.6 * first.depth
    assert second.tall < 0.6 * first.tall
    assert second.y < first.y
    build = shot.roles[0].subject.build
    (solid,) = (item for item in build("drive", 0.0, None).items if isinstance(item, Solid))
    tread = solid.points[(solid.colours == np.float32(RUBBER)).all(1)]
    near, far = tread[tread[..., 0] > 0], tread[tread[..., 0] < -60]
    assert np.ptp(near[..., 1]) > 1.1 * np.ptp(far[..., 1]), "its front wheels are nearer"


def test_signs_shine_by_night_though_nobody_says_so() -> None:
    for prompt in (
        "a woman walks in a neon city",
        "a robot in an alley with neon lights",
        "a car in a cyberpunk city",
    ):
        assert staged(prompt).stage.palette.dark, prompt
    assert not staged("a woman walks in a neon city at noon").stage.palette.dark


def test_lamps_shine_further_by_night() -> None:
    def reach(prompt: str) -> float:
        figure = staged(prompt).roles[0].subject.build("drive", 0.0, None)
        return max(max(item.size) for item in figure.items if isinstance(item, Mark) and item.glow)

    assert reach("a car drives towards the camera at night") > 2 * reach("a car drives towards the camera at noon")


@pytest.mark.parametrize("prompt", ["a cat runs through an alley", "a motorcycle races through an alley at night"])
def test_no_camera_goes_through_the_walls_of_an_alley(prompt: str) -> None:
    shot = staged(prompt)
    (actor,) = shot.roles[0].actors
    assert shot.speed == 0
    crossing = [actor.at(n, shot.stage.fps, 0.0)[0] for n in (0, 48, 96)]
    assert crossing[0] < 0.2 * W
    assert 0.3 * W < crossing[1] < 0.7 * W
    assert 0.8 * W < crossing[2] < 1.2 * W, "it is in the picture to the end"


def test_people_come_along_an_alley() -> None:
    [sizes] = _sizes("a detective walks down a foggy alley at night")
    assert sizes[0] < 0.6 < sizes[-1]
    assert staged("a detective walks away in an alley").roles[0].heading == "away"


def test_who_comes_and_then_stops_has_arrived() -> None:
    [sizes] = _sizes("a robot walks towards the camera, then waves", seconds=6)
    assert sizes[0] < 0.8
    assert sizes[3:] == pytest.approx([1.0] * 4)


def test_a_pair_comes_side_by_side() -> None:
    one, other = _sizes("a man and a girl walk towards the camera")
    assert one[0] == pytest.approx(other[0], rel=0.12)


@pytest.mark.parametrize(("place", "least"), [("on the beach", 0.79), ("in a living room", 0.61)])
def test_who_comes_starts_where_there_is_ground(place: str, least: float) -> None:
    [sizes] = _sizes(f"a woman runs towards the camera {place}")
    assert sizes[0] >= least


def test_the_camera_does_not_go_along_the_picture_with_who_goes_away() -> None:
    shot = staged("tracking shot of a woman walking away from the camera in a field")
    assert shot.speed == 0
    assert shot.camera == "push in"


def test_steps_that_come_nearer_are_heard_louder() -> None:
    shot = staged("a man walks towards the camera on a city street")
    way = Track(shot, BEDS["city street"], 4 * RATE, 1).where(shot.roles[0].actors[0])
    assert way.at(0)[1] > 1.3 * way.at(3.9)[1]


@pytest.mark.parametrize("name", sorted(nouns.SEATS))
@pytest.mark.parametrize(
    ("who", "action"), [("cat", "sleep"), ("man", "sleep"), ("girl", "seated"), ("man", "seated"), ("man", "read")]
)
def test_who_rests_is_on_the_furniture_and_not_in_it_or_above_it(who: str, action: str, name: str) -> None:
    """Who lies is on its top; who sits has the feet before its front edge, or hanging where it is high."""
    subject, (high, front) = SUBJECTS[who], nouns.SEATS[name]
    k = subject.units / subject.cm
    alone = subject.build(action, 0.0, None)
    on = resting(subject, name).build(action, 0.0, None)
    moved = Figure(on.items[-len(alone.items) :]).bounds()[3] - alone.bounds()[3]
    hangs = 0.21 * subject.cm + 8 < high
    if action == "sleep":
        assert moved == pytest.approx(-high * k, abs=0.5)
    elif hangs:
        assert -high * k < moved < front * k
    else:
        assert moved == pytest.approx(front * k, abs=0.5)


def test_who_plays_the_piano_has_the_hands_on_its_keys() -> None:
    man = at_the_piano(SUBJECTS["man"])
    k = man.units / man.cm
    for phase in (0.0, 0.3, 0.7):
        pose = poses.pose("piano", phase)
        x, y = biped.hand_of(biped.Person(), pose)
        keys = [(KEYS_CM - 85) * k, (KEYS_CM - 55) * k]
        assert keys[0] - 4 < x < keys[1]
        assert -80 * k < y < -58 * k


def test_a_bow_goes_over_the_strings_in_full_strokes() -> None:
    """It passes by the violin at the shoulder, and the hand with it goes to and fro."""
    hands = [biped.hand_of(biped.Person(), poses.pose("violin", k / 8)) for k in range(8)]
    assert max(y for _, y in hands) - min(y for _, y in hands) > 10
    figure = SUBJECTS["woman"].build("violin", 0.2, None)
    bow = next(item for item in figure.items if isinstance(item, Mark) and item.kind == "line" and item.air)
    _, high, size = biped.head_of(biped.Person(), "violin")
    middle = np.mean(np.array(bow.points), axis=0)
    assert abs(middle[1] - high) < 1.6 * size
    assert staged("a violinist plays in a concert hall").roles[0].action == "violin"


def test_furniture_that_is_rested_on_stands_where_its_kind_does() -> None:
    places = {
        "a man sleeps in a bed": "bedroom",
        "a man sits on a bench": "park",
        "a cat on a sofa": "living room",
    }
    assert {prompt: staged(prompt).stage.place for prompt in places} == places


def test_walls_have_the_colour_that_is_told(film: Film) -> None:
    pink, blue = (
        film(f"a chair in a {colour} bedroom", w=W, h=H).frames[0][20:60, 20:120].reshape(-1, 3).mean(0)
        for colour in ("pink", "blue")
    )
    assert pink[0] > 1.3 * pink[1]
    assert blue[2] > 1.3 * blue[0]


def test_candles_that_are_blown_out_burn_at_first_and_are_within_reach() -> None:
    shot = staged("a girl blows out the candles on a birthday cake")
    girl, cake = shot.roles[0], shot.roles[1]
    assert [part.action for part in girl.parts] == ["blow", "stand"]
    assert [part.action for part in cake.parts] == ["stand", "out"]
    assert cake.parts[1].since == girl.parts[1].since > 0
    assert 0 < cake.actors[0].x - girl.actors[0].x < girl.actors[0].tall
    lit, out = (SUBJECTS["birthday cake"].build(part.action, 0.2, None) for part in cake.parts)
    assert any(isinstance(item, Mark) and item.glow for item in lit.items)
    assert not any(isinstance(item, Mark) and item.glow for item in out.items)


def test_a_castle_far_off_is_seen_through_the_haze(film: Film) -> None:
    """A knight stands before it, whichever was named first; it has less contrast than he has, and more light."""
    shot = staged("a castle, a knight walks before it")
    assert [role.who[0] for role in shot.roles] == ["knight", "castle"]
    far, near = shot.roles[1].actors[0], shot.roles[0].actors[0]
    assert far.depth < 0.6 < near.depth
    assert far.shadow_alpha < near.shadow_alpha

    def painted(name: str, depth: float) -> np.ndarray:
        role = replace(shot.roles[1], who=(name, depth))
        role.actors = [replace(far, depth=depth)]
        with ThreadPoolExecutor(1) as pool:
            [sprite, *_] = painting._cast(shot, role, role.parts[0], pool, Bakes(None))()
        return sprite.pix.y[sprite.pix.keep < 8].astype(float)

    hazy, clear = painted("castle", far.depth), painted("castle", 1.0)
    assert hazy.std() < 0.8 * clear.std()
    assert hazy.mean() > clear.mean()


def test_fireworks_are_in_the_sky_of_a_night_behind_all_that_stands() -> None:
    shot = staged("fireworks above a castle")
    castle, display = shot.roles
    assert (castle.who[0], display.who[0], len(display.actors)) == ("castle", "fireworks", 1)
    assert shot.stage.palette.dark
    assert display.actors[0].order < castle.actors[0].order
    assert display.actors[0].depth == SKY_DEPTH
    brightest = [
        max(mark.alpha for mark in SUBJECTS["fireworks"].build("fly", p / 12, None).items) for p in range(12)
    ]
    assert min(brightest) > 0.5  # some shell burns at any moment


@pytest.mark.parametrize(("w", "h"), [(1280, 720), (720, 1280), (720, 720)])
def test_in_ink_who_is_shown_stands_before_the_red_disc(w: int, h: int) -> None:
    shot = staged("a samurai walks through a meadow, ink painting", w, h)
    (actor,) = shot.roles[0].actors
    assert abs(shot.stage.sun[0] - actor.x) < 0.06 * w
    assert actor.y - 1.05 * actor.tall < shot.stage.sun[1] < actor.y - 0.5 * actor.tall
    assert shot.light.rim_power == 0
    far = staged("a knight stands in a meadow before a castle, ink painting", w, h)
    castle = next(role.actors[0] for role in far.roles if role.who[0] == "castle")
    assert castle.y < far.stage.back, "it stands in the mist beyond the ridge"


def test_ink_draws_open_land_as_a_ridge_before_mist(film: Film) -> None:
    clip = film("a samurai stands in a meadow, static shot, ink painting", w=W, h=H, seconds=0.2).frames[0]
    shot = staged("a samurai stands in a meadow, static shot, ink painting")
    aside = clip[:, int(0.80 * W) : int(0.95 * W)].astype(float)
    row, grey = int(shot.stage.back), aside.mean((1, 2))
    edge = grey[row - 16 : row + 24].min()
    assert edge < 70, "the ridge is set down black"
    assert grey[int(0.62 * H)] > 1.8 * edge, "mist lies behind it"
    assert grey[-6:].mean() > 1.5 * edge, "it runs out into the paper"
    red = (clip[..., 0].astype(int) - clip[..., 1:].max(2)) > 70
    assert 0.02 < red.mean() < 0.2, "one red disc"


def test_northern_lights_stand_in_a_night_sky_and_drift(film: Film) -> None:
    shot = staged("northern lights over a lake")
    assert shot.stage.shows == ("aurora",)
    assert shot.stage.palette.night, "nobody sees them by day"
    with_them = film("northern lights over a lake, static shot", w=W, h=H, seconds=2, name="a")
    without = film("a lake at night, static shot", w=W, h=H, seconds=2, name="b")

    def green(frame: np.ndarray) -> np.ndarray:
        top = frame[: int(0.35 * H)].astype(int)
        return top[..., 1] - top[..., [0, 2]].max(2)

    assert (green(with_them.frames[0]) > 8).mean() > 0.05
    assert (green(without.frames[0]) > 8).mean() < 0.005
    assert np.abs(green(with_them.frames[0]) - green(with_them.frames[-1])).mean() > 0.5


@pytest.mark.parametrize(
    ("prompt", "shows"),
    [
        ("a horse gallops under a rainbow", ("rainbow",)),
        ("a rainbow trout in a river", ()),
        ("a lake without northern lights", ()),
        ("an arctic fox under the aurora borealis", ("aurora",)),
        ("a shooting star crosses the night sky", ("shooting stars",)),
        ("a tornado tears through a field", ("tornado",)),
        ("a wolf howls at the moon", ("moon",)),
        ("a man walks on the moon", ()),
    ],
)
def test_what_stands_in_the_sky_is_read(prompt: str, shows: tuple[str, ...]) -> None:
    assert staged(prompt).stage.shows == shows
    assert not [text for text in interpret(prompt)["ignored"] if "rainbow (" in text or "aurora" in text]


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("a volcano erupts at night, lava flows", "volcano"),
        ("a river flows through the forest", "river"),
        ("a waterfall cascades into a pool", "waterfall"),
        ("a shooting star crosses the night sky", "meadow"),
        ("lava flows", "volcano"),
    ],
)
def test_a_place_that_acts_is_the_place_and_no_stone_lies_in_it(prompt: str, place: str) -> None:
    shot = staged(prompt)
    assert shot.stage.place == place
    assert shot.roles == []
    assert interpret(prompt)["ignored"] == []


def test_who_howls_at_the_moon_is_where_it_is_seen(film: Film) -> None:
    assert staged("a wolf howls at the moon").stage.place == "mountains"
    assert staged("a wolf walks").stage.place == "forest"
    large = film("a wolf under a full moon in a meadow, static shot", w=W, h=H, seconds=0.2, name="a").frames[0]
    small = film("a wolf in a meadow at night, static shot", w=W, h=H, seconds=0.2, name="b").frames[0]
    assert (large[: H // 2].mean(2) > 190).sum() > 2 * (small[: H // 2].mean(2) > 190).sum() > 0


def test_shooting_stars_flare_up_one_after_the_other(film: Film) -> None:
    """Of what shines in the sky, some is there in one frame and gone in another, and it is night unsaid."""
    assert staged("a shooting star").stage.palette.night
    frames = film("shooting stars over a meadow, static shot", w=W, h=H, seconds=3, name="a").frames
    sky = np.stack([frame[: int(0.4 * H)].mean(2) for frame in frames])
    flares = (sky.max(0) - np.median(sky, axis=0)) > 60
    assert flares.sum() > 60
    assert len({int(n) for n in sky[:, flares].argmax(0)}) > 4


def test_boats_pitch_in_a_storm_between_the_seas_and_nowhere_else() -> None:
    rough, calm = staged("a sailing ship on a stormy sea"), staged("a sailing ship on a calm sea")
    assert rough.roles[0].who[0] == "tall ship"
    times = [n / 10 for n in range(40)]
    assert max(abs(rough.roles[0].actors[0].pitch(t)) for t in times) > 3
    assert all(calm.roles[0].actors[0].pitch(t) == 0 for t in times)
    rough.paint(rough.stage)
    hull = rough.roles[0].actors[0].order
    before = [layer for layer in rough.stage.layers if layer.front and (layer.base_y or 0) > hull and layer.drift]
    assert len(before) >= 3


@pytest.mark.parametrize(
    ("prompt", "macro"),
    [
        ("a bee on a sunflower", True),
        ("a red apple on the grass", True),
        ("a mouse runs through a forest", True),
        ("a dog runs through a forest", False),
        ("a giant bee over a city street", False),
        ("an apple on a table in a kitchen", False),
        ("a clownfish in a reef", False),
        ("wide shot of birds over a meadow", False),
        ("a drone flies over a field", False),
    ],
)
def test_what_is_small_is_seen_through_a_lens_close_to_it(prompt: str, macro: bool) -> None:
    assert staged(prompt).stage.macro == macro


def test_behind_something_small_all_is_out_of_focus_and_the_ground_at_its_feet_is_not() -> None:
    sharpness = {}
    for macro in (True, False):
        shot = staged("a mushroom in a forest")
        shot.stage.macro = macro
        with ThreadPoolExecutor(2) as pool:
            painting.paint(shot, pool, Bakes(None))
        edges = np.abs(cv2.Laplacian(common.so_far(shot.stage).y, cv2.CV_32F))
        feet = int(shot.roles[0].actors[0].y)
        sharpness[macro] = edges[: int(0.6 * H)].mean(), edges[feet - 6 : feet + 6].mean()
    assert sharpness[True][0] < 0.5 * sharpness[False][0]
    assert sharpness[True][1] > 0.7 * sharpness[False][1]


def test_who_is_fought_faces_who_fights() -> None:
    shot = staged("a knight fights a dragon")
    assert [role.facing for role in shot.roles] == [1, -1]
    assert staged("a knight rides past a dragon").roles[-1].facing == 1


def test_a_phoenix_trails_fire_and_is_no_stone() -> None:
    shot = staged("a phoenix flies over a desert")
    assert shot.roles[0].who[0] == "phoenix"
    figure = shot.roles[0].subject.build("fly", 0.3, None)
    left = figure.bounds(air=False)[0]
    assert min(x for item in figure.items if isinstance(item, Mark) for x, _ in item.points) < left


def test_people_in_the_rain_at_night_are_in_a_street_with_lamps() -> None:
    assert staged("a couple dances in the rain at night").stage.place == "city street"
    assert staged("a couple dances in a meadow in the rain at night").stage.place == "meadow"


def test_light_on_the_ground_is_not_across_who_stands_further_back() -> None:
    """Two of a kind in two rows: the light that lies between their rows leaves no band on the further one."""
    shot = staged("two black bulls stand in a meadow")
    with ThreadPoolExecutor(2) as pool:
        glass = painting.paint(shot, pool, Bakes(None))
    light = [layer for layer in shot.stage.layers if layer.fixed and layer.base_y is not None]
    back = min((actor for role in shot.roles for actor in role.actors), key=lambda actor: actor.y)
    assert any((layer.base_y or 0) > back.y for layer in light)
    sprite = back.sprite(0)
    k = 1 / back.baked
    row, column = int(back.y - 0.5 * back.tall), int(back.x)
    frame = engine.compose(shot, glass, Frame(W, H), 0)
    own = sprite.pix.y[int((row - back.y) / k + sprite.oy), int((column - back.x) / k + sprite.ox)]
    assert abs(int(frame.y[row - 2 : row + 3, column - 2 : column + 3].mean()) - int(own)) < 30


def test_land_rolls_at_its_far_end_and_only_there_and_not_where_a_style_rolls_it_already() -> None:
    """In paper every edge is cut, and rolls by itself; elsewhere the far end is soft and heaves up."""

    def strips(style: str, heave: float) -> list[np.ndarray]:
        stage = staged(f"a dog in the snow, {style} style").stage
        common.strips(stage, 6, lambda z: np.full(3, 0.5, np.float32), None, heave=heave)
        return [layer.pix.keep for layer in stage.layers if layer.pix.keep is not None]

    for flat, heaved in zip(strips("paper cut-out", 0), strips("paper cut-out", 30), strict=True):
        assert (flat == heaved).all()
    flat, heaved = strips("cinematic", 0), strips("cinematic", 30)
    assert all((a == b).all() for a, b in zip(flat[1:], heaved[1:], strict=True))
    ends = [np.argmax(keep < 128, axis=0) for keep in (flat[0], heaved[0])]
    assert np.ptp(ends[1]) > np.ptp(ends[0]) + 6


def test_every_show_of_the_sky_is_painted_at_its_hour() -> None:
    assert set(common.SHOWS) | {"moon"} == set(looks.SKY_SHOWS)
    for name, (_, by_night) in common.SHOWS.items():
        for night in (True, False):
            stage = staged("a dog in a meadow at night" if night else "a dog in a meadow at noon").stage
            stage.shows = ()
            common.sky(stage)
            plain, stage.layers[:] = len(stage.layers), []
            stage.shows = (name,)
            common.sky(stage)
            assert (len(stage.layers) > plain) == (by_night in (None, night))


def test_a_tornado_turns_and_stands_on_the_land(film: Film) -> None:
    with_it = film("a tornado over a field, static shot", w=W, h=H, seconds=2, name="a")
    assert staged("a tornado over a field").stage.weather == "storm"
    columns = slice(int(0.66 * W), int(0.86 * W))
    first, later = (with_it.frames[n][int(0.05 * H) : int(0.30 * H), columns].astype(int) for n in (2, 20))
    assert np.abs(first - later).mean() > 3


def test_who_is_proposed_to_faces_him() -> None:
    shot = staged("a man proposes to a woman on a beach")
    assert [role.parts[0].action for role in shot.roles] == ["kneel", "stand"]
    assert [role.facing for role in shot.roles] == [1, -1]


def test_ice_in_a_glass_is_no_place() -> None:
    assert staged("a glass of whisky with ice").stage.place != "ice"
    assert staged("penguins walk on the ice").stage.place == "ice"


@pytest.mark.parametrize(
    ("prompt", "floats"),
    [
        ("autumn leaves fall in a park", "leaves"),
        ("a girl walks under falling cherry blossoms", "petals"),
        ("confetti falls over a cheering crowd", "confetti"),
        ("fireflies glow over a meadow at night", "fireflies"),
        ("a rose without petals", None),
        ("a feather on a table", None),
    ],
)
def test_small_things_float_in_the_air(prompt: str, floats: str | None) -> None:
    shot = staged(prompt)
    assert shot.stage.floats == floats
    assert (floats is None) or all(role.who[0] not in ("shape", "butterfly") for role in shot.roles)
    sheets = weather.prepare(shot.stage, 4.0).sheets
    assert floats is None or sum(float((sheet.tile > 40).mean()) for sheet in sheets) > 0.001
    assert not [text for text in interpret(prompt)["ignored"] if "(no drawing" in text and floats]


def test_confetti_has_several_colours_and_fireflies_glow_by_turns() -> None:
    many = weather.prepare(staged("confetti falls over a crowd").stage, 4.0).sheets
    assert len({sheet.tint for sheet in many}) >= 4
    glow = weather.prepare(staged("fireflies over a meadow at night").stage, 4.0).sheets
    assert len({round(sheet.phase, 2) for sheet in glow}) == 3


def test_no_moon_outshines_the_milky_way() -> None:
    stage = staged("the milky way over mountains").stage
    assert stage.shows == ("milky way",)
    assert stage.place == "mountains"
    assert stage.palette.night
    assert stage.palette.disc == 0
    assert staged("mountains at night").stage.palette.disc > 0


@pytest.mark.parametrize("prompt", ["the moon rises over a forest", "stars twinkle over a desert"])
def test_what_a_night_sky_has_is_not_said_to_be_missing(prompt: str) -> None:
    assert interpret(prompt)["ignored"] == []


@pytest.mark.parametrize("count", ["two", "four"])
def test_balloons_hang_over_the_land_and_not_in_it(count: str) -> None:
    shot = staged(f"{count} hot air balloons float over a valley")
    actors = [actor for role in shot.roles for actor in role.actors]
    assert all(actor.y + 0.4 * actor.tall < shot.stage.horizon + 0.07 * H for actor in actors)
    assert len({round(actor.y) for actor in actors}) == len(actors)


def test_no_sun_shines_through_a_mountain(film: Film) -> None:
    clip = film("mountains at sunrise, static shot", w=W, h=H, seconds=0.2).frames[0].astype(float).mean(2)
    stage = staged("mountains at sunrise, static shot").stage
    x, y = int(stage.sun[0]), int(stage.sun[1])
    disc, around = clip[y - 4 : y + 5, x - 4 : x + 5].mean(), clip[y - 60 : y - 40, x - 4 : x + 5].mean()
    assert disc < min(around + 15, 242)  # a disc that nothing stands before is 254 and 23 above the sky around it
