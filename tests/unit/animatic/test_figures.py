"""Figures: feet that stay where they stand, faces, volume, cycles by verb, and how they are framed."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from omnireel.animatic import engine, painting, scene
from omnireel.animatic.actors import Act, Actor, Sprite
from omnireel.animatic.bakes import Bakes
from omnireel.animatic.palette import PALETTES, light_for
from omnireel.animatic.parse import Reading, Seen
from omnireel.animatic.planes import planar
from omnireel.animatic.solids import Cap, Figure, Group, Mark, Solid, mirrored, paint, placed
from omnireel.animatic.subjects import beast_legs, biped, heads, mesh, poses, posture, quadruped
from omnireel.animatic.subjects.beast import Beast
from omnireel.animatic.subjects.space import axes, reach, seen, vec
from omnireel.animatic.subjects.table import SUBJECTS

LIGHT = light_for(PALETTES["day"], 0.6, 0.5)
RATIOS = [(640, 360), (360, 640), (480, 480)]
NEW = [
    "camel",
    "giraffe",
    "pig",
    "donkey",
    "llama",
    "rhino",
    "hippo",
    "crocodile",
    "mouse",
    "raccoon",
    "hedgehog",
    "peacock",
    "ostrich",
    "monkey",
    "gorilla",
    "kangaroo",
    "dinosaur",
    "frog",
    "snake",
    "crab",
    "seal",
    "octopus",
    "bee",
    "ladybug",
    "spider",
    "bat",
    "ghost",
    "skeleton",
    "alien",
    "fairy",
    "mermaid",
]
BEASTS = {
    "retriever": quadruped.RETRIEVER,
    "long legs": Beast((0.5,) * 3, (0.6,) * 3, (0.3,) * 3, stand=1.3),
    "short legs": Beast((0.5,) * 3, (0.6,) * 3, (0.3,) * 3, stand=0.4, body=90),
}


def arranged(w: int = 640, h: int = 360, seconds: float = 4.0, **said: object) -> scene.Scene:
    """A shot arranged from a reading made by hand: `actions` and `count` are of its one subject."""
    name = str(said.pop("name", "man"))
    count = int(str(said.pop("count", 1)))
    actions = said.pop("actions", None)
    action = said.pop("action", None)
    person = Seen(name, count, action=action)  # type: ignore[arg-type]
    if actions is not None:
        person.actions = person.acts = actions  # type: ignore[assignment]
    return scene.arrange(Reading(subjects=[person], **said), seconds, w, h, 24, 0)  # type: ignore[arg-type]


@pytest.mark.parametrize("beast", sorted(BEASTS))
@pytest.mark.parametrize("action", ["walk", "trot", "run"])
def test_a_paw_that_bears_weight_stays_on_its_spot(beast: str, action: str) -> None:
    b = BEASTS[beast]
    gait = beast_legs.gait_of(b, action)
    for leg, start in enumerate(gait.starts):
        for p in np.linspace(0.02, gait.duty - 0.04, 6):
            (x0, y0), (x1, y1) = (beast_legs.toes(b, action, start + p + d)[leg] for d in (0.0, 0.01))
            assert (x0 - x1) / (0.01 * gait.period) == pytest.approx(gait.speed, rel=0.02)
            assert abs(y0) < 0.5
            assert abs(y1) < 0.5


@pytest.mark.parametrize("legs", [1.0, 0.7])
@pytest.mark.parametrize("action", ["walk", "run", "sneak"])
def test_a_shoe_that_bears_weight_stays_on_its_spot(action: str, legs: float) -> None:
    """Rolling from heel to ball, the lowest of the two does not move over the ground."""
    person, gait = biped.Person(legs=legs), biped.GAITS[action]
    for which, start in enumerate(gait.starts):
        for p in np.linspace(0.16, 0.55, 5) * gait.duty:
            spots = []
            for d in (0.0, 0.01):
                pose = poses.pose(action, (start + p + d) % 1.0, legs)
                body = biped._stand_up(person, pose)
                assert float(np.abs(body.ankles[which][0] - pose.feet[which].x * legs)) < 0.3  # it reaches
                spots.append(float(body.ankles[which][0]))
            assert (spots[0] - spots[1]) / (0.01 * gait.period) == pytest.approx(gait.speed * legs, rel=0.02)


@pytest.mark.parametrize("action", sorted(poses.POSES))
def test_limbs_keep_their_length_in_every_pose(action: str) -> None:
    person = biped.Person()
    for phase in np.linspace(0, 1, 9, endpoint=False):
        body = biped._stand_up(person, poses.pose(action, float(phase)))
        for which in (0, 1):
            shin = np.linalg.norm(body.ankles[which] - body.knees[which])
            fore = np.linalg.norm(body.hands[which] - body.elbows[which])
            assert shin == pytest.approx(posture.SHIN, rel=1e-6)
            assert fore == pytest.approx(posture.LOWER, rel=1e-6)


@pytest.mark.parametrize("action", ["cook", "read", "pour", "drink", "eat", "row", "hug", "wave", "sing", "talk"])
def test_people_do_what_is_said_with_their_hands(action: str) -> None:
    """The pose differs from standing, and moves."""
    person = biped.Person()

    def hands(what: str, phase: float) -> np.ndarray:
        return np.concatenate(biped._stand_up(person, poses.pose(what, phase)).hands)

    assert np.abs(hands(action, 0.3) - hands("stand", 0.3)).max() > 12
    assert max(float(np.abs(hands(action, 0.1) - hands(action, p)).max()) for p in (0.3, 0.5, 0.7, 0.9)) > 0.5


def test_a_mouth_opens_to_speak_and_eyes_close_to_sleep() -> None:
    def widest(action: str) -> float:
        return max(poses.pose(action, p).face.mouth for p in np.linspace(0, 0.99, 24))

    assert widest("talk") > 0.4 > 0.1 > widest("stand")
    assert poses.pose("sleep", 0.4).face.eyes == 0.0
    assert poses.pose("sleep", 0.4).hip[1] < -70  # lying down


def test_a_face_has_two_eyes_towards_us_and_none_away() -> None:
    def eyes(turn: float) -> int:
        items = heads.head(biped.Person(), axes(vec(0, -160), turn), heads.Face(), (0, 0, 0, 0))
        return sum(isinstance(i, Mark) and i.kind == "oval" and i.col == biped.Person().eyes for i in items)

    assert eyes(60) == 2
    assert eyes(0) == 1
    assert eyes(-80) == 0


def test_what_lies_nearer_is_in_front_in_the_colour_of_a_group() -> None:
    """A crisp group shows its nearest part, without a trace of what is behind."""
    red, blue = (0.9, 0.05, 0.05), (0.05, 0.05, 0.9)
    parts: list[Cap] = [Cap((0, 0), 12, (1, 0), 12, red, 0, 0), Cap((4, 0), 6, (5, 0), 6, blue, 14, 14)]
    rgba, ox, oy = paint(Figure([Group(list(parts), 1.5, crisp=4.0)]), LIGHT, 4.0)
    at = rgba[int(oy), int(ox + 4 * 4)]
    assert at[2] > 4 * at[0]
    edge = rgba[int(oy), int(ox - 8 * 4)]
    assert edge[0] > 4 * edge[2]


@pytest.mark.parametrize("name", NEW)
def test_new_subjects_have_volume_and_move(name: str) -> None:
    subject = SUBJECTS[name]
    scale = 120 / subject.units
    first, _, _ = paint(subject.build(subject.still, 0.1, None), LIGHT, scale)
    shown = first[..., 3] > 0.9
    luma = first[..., :3].mean(axis=2)[shown]
    low, high = np.quantile(luma, (0.05, 0.95))
    assert high > 1.35 * low  # light and shadow, not one tone
    go = next((a for a in ("walk", "fly", "swim", "jump") if subject.motion(a)[1] > 0), subject.still)

    def limbs(phase: float) -> np.ndarray:
        groups = [item for item in subject.build(go, phase, None).items if isinstance(item, Group)]
        return np.array([(*p.a, *p.b) for group in groups for p in group.parts if isinstance(p, Cap)][:20])

    assert max(float(np.abs(limbs(0.0) - limbs(p)).max()) for p in (0.3, 0.6)) > 1


@pytest.mark.parametrize("name", ["camel", "frog", "dinosaur", "kangaroo", "crab", "seal", "skeleton", "raccoon"])
def test_those_on_the_ground_stand_on_it(name: str) -> None:
    subject = SUBJECTS[name]
    for action in ("stand", "walk"):
        lows = [subject.build(action, p / 8, None).bounds()[3] * 100 / subject.units for p in range(8)]
        assert -6 < max(lows) < 12  # hoppers leave it for a while
        if action == "stand":
            assert min(lows) > -6


def test_a_car_is_a_solid_whose_wheels_stand_on_the_ground() -> None:
    for name in ("car", "sports car", "bus", "truck", "van", "jeep"):
        solid = next(i for i in SUBJECTS[name].build("drive", 0.2, None).items if isinstance(i, Solid))
        assert abs(float(solid.points[..., 1].max())) < 3
        assert np.ptp(solid.points[..., 2]) > 50  # it has depth
        assert np.abs(np.linalg.norm(solid.normals, axis=-1) - 1).max() < 0.6


def test_nearer_faces_hide_those_behind() -> None:
    box = mesh.Mesh()
    box.box((-10, -10, 4), (10, 10, 6), (0.9, 0.1, 0.1))
    box.box((-30, -30, -8), (30, 30, -6), (0.1, 0.1, 0.9))
    for turned in (0.0, 30.0):
        rgba, ox, oy = paint(Figure([box.solid(turned)]), LIGHT, 2.0)
        middle = rgba[int(oy), int(ox)]
        assert middle[0] > 3 * middle[2]
        rim = rgba[int(oy - 50), int(ox)]
        assert rim[2] > 2 * rim[0]


def test_mirroring_and_placing_move_all_kinds_of_items() -> None:
    figure = SUBJECTS["car"].build("drive", 0.2, None)
    left, top, right, bottom = figure.bounds()
    a, b, c, d = mirrored(SUBJECTS["car"].build("drive", 0.2, None)).bounds()
    assert (a, c) == pytest.approx((-right, -left), abs=2)
    e, f, g, h = placed(SUBJECTS["cat"].build("walk", 0.2, None), 0.5, 100, -20).bounds()
    box = SUBJECTS["cat"].build("walk", 0.2, None).bounds()
    assert (e + g) / 2 == pytest.approx((box[0] + box[2]) / 4 + 100, abs=2)
    assert h - f == pytest.approx((box[3] - box[1]) / 2, abs=3)
    assert b == pytest.approx(top, abs=2)
    assert d == pytest.approx(bottom, abs=2)


def test_a_flower_opens_once_over_the_shot() -> None:
    shot = arranged(name="flower", action="bloom", setting="meadow")
    assert shot.roles[0].actors[0].cycle == 4 * 24
    widths = []
    for p in (0.0, 0.4, 0.9):
        figure = SUBJECTS["rose"].build("bloom", p, None)
        rgba, _ox, oy = paint(figure, LIGHT, 2.0)
        head = rgba[: int(oy - 60 * 2)]
        head = (head[..., 3] > 0.5) & (head[..., 0] > 2 * head[..., 1])  # petals, not what holds them
        widths.append(int(head.any(axis=0).sum()))
    assert widths[0] * 1.5 < widths[1] < widths[2] * 1.2


def test_a_rocket_burns() -> None:
    """Its flames are soft outlines, several points each, below the nozzle."""
    rgba, _ox, oy = paint(SUBJECTS["rocket"].build("fly", 0.3, None), LIGHT, 1.0)
    flame = rgba[int(oy + 62) :, :, :]
    assert (flame[..., 3] > 0.5).sum() > 300
    assert flame[..., 0].sum() > 1.5 * flame[..., 2].sum()


# ---- framing ----


@pytest.mark.parametrize(("w", "h"), RATIOS)
@pytest.mark.parametrize("name", ["man", "golden retriever", "car", "giraffe", "dragon"])
def test_a_lone_subject_fills_its_share_of_every_ratio(name: str, w: int, h: int) -> None:
    shot = arranged(w, h, name=name, setting="meadow")
    role = shot.roles[0]
    actor = role.actors[0]
    unit = actor.tall / role.subject.units
    left, top, right, _ = role.subject.build(role.action, 0.25, None).bounds()
    assert actor.x + left * unit > 0
    assert actor.x + right * unit < w
    assert actor.y + top * unit > 0
    if name == "man":
        assert 0.36 < actor.tall / h < 0.60
        assert 0.74 < actor.y / h < 0.90


@pytest.mark.parametrize(("w", "h"), RATIOS)
@pytest.mark.parametrize("name", ["woman", "girl", "old man", "golden retriever", "cat"])
def test_a_close_up_is_of_the_face(name: str, w: int, h: int) -> None:
    shot = arranged(w, h, name=name, action="stand", framing="close-up", setting="meadow")
    role = shot.roles[0]
    head = scene._head(shot)
    assert head is not None
    x, y, size = head
    assert 0.3 * w < x < 0.7 * w
    assert 0.3 * h < y < 0.6 * h
    assert size > 0.26 * min(w, h)
    assert role.actors[0].y > h  # the feet are below the picture,
    assert role.floor is not None  # and are not painted
    rgba, _, _ = paint(role.subject.build("stand", 0.2, None), LIGHT, 2.0, floor=role.floor)
    whole, _, _ = paint(role.subject.build("stand", 0.2, None), LIGHT, 2.0)
    assert rgba.shape[0] < (0.8 if w > h else 1.01) * whole.shape[0]
    assert abs(shot.stage.horizon - y) > 0.4 * size  # no horizon line behind the eyes


@pytest.mark.parametrize("action", ["talk", "fight", "hug"])
def test_two_who_do_something_together_face_each_other(action: str) -> None:
    shot = arranged(name="person", count=2, action=action, setting="meadow")
    roles = sorted(shot.roles, key=lambda role: role.actors[0].x)
    assert [role.facing for role in roles] == [1, -1]
    gap = roles[1].actors[0].x - roles[0].actors[0].x
    tall = roles[0].actors[0].tall
    assert (0.1 if action == "hug" else 0.4) * tall < gap < 0.9 * tall
    one, two = (role.subject.build(action, 0.2, None).bounds() for role in roles)
    assert one != two  # and are not the same person twice


def test_a_group_is_of_all_sorts_but_an_army_is_not() -> None:
    assert len({id(role.subject) for role in arranged(name="person", count=3, action="walk").roles}) == 3
    colours = []
    for role in arranged(name="astronaut", count=3, action="walk", setting="moon").roles:
        rgba, _, _ = paint(role.subject.build("walk", 0.1, None), LIGHT, 0.6)
        colours.append(rgba[..., :3][rgba[..., 3] > 0.9].mean())
    assert np.ptp(colours) < 0.02


def test_a_school_has_a_leader_and_guests() -> None:
    shot = arranged(name="fish", count=12, setting="reef")
    actors = [actor for role in shot.roles for actor in role.actors]
    sizes = sorted((actor.tall for actor in actors), reverse=True)
    assert sizes[0] > 1.4 * sizes[1]
    assert len(shot.roles) == 3
    assert len(shot.roles[0].actors) > 2 * len(shot.roles[1].actors)


@pytest.mark.parametrize("name", ["man", "horse", "girl"])
def test_no_sun_behind_the_head(name: str) -> None:
    for hour in ("day", "golden hour", "dawn"):
        shot = arranged(name=name, action="stand", setting="meadow", time_of_day=hour)
        head = scene._head(shot)
        assert head is not None
        assert math.hypot(shot.stage.sun[0] - head[0], shot.stage.sun[1] - head[1]) > 0.5 * head[2]


# ---- several actions in one shot ----


def test_one_action_follows_the_other_without_a_jump() -> None:
    shot = arranged(name="golden retriever", actions=["sit", "run"], setting="meadow")
    role, actor = shot.roles[0], shot.roles[0].actors[0]
    assert [part.action for part in role.parts] == ["sit", "run"]
    assert role.parts[1].since == pytest.approx(2.0)
    assert shot.speed == 0
    assert shot.travel(1.9) == 0
    assert shot.travel(3.0) == pytest.approx(role.parts[1].pace, rel=1e-6)
    places = [actor.at(n, 24, shot.travel(n / 24))[0] for n in range(96)]
    assert np.abs(np.diff(places)).max() < 3  # the camera goes along from the moment it runs
    stayed = [actor.gone(n, 24) for n in (0, 24, 47, 48, 49, 72)]
    assert stayed[:4] == [0, 0, 0, 0]
    assert 0 < stayed[4] < stayed[5]


def test_an_actor_shows_the_painting_of_what_it_does_now() -> None:
    def sprite() -> Sprite:
        return Sprite(planar(np.zeros((4, 4, 4), np.float32)), 2, 4, 0, np.zeros((1, 1), np.uint8))

    first, later = [sprite() for _ in range(4)], [sprite() for _ in range(3)]
    actor = Actor(0, 0, 0, 8, first, later=[Act(10, 5.0, 6, later)])
    shown = {id(one): place for place, one in enumerate([*first, *later])}
    assert [shown[id(actor.sprite(n))] for n in (0, 3, 7, 9)] == [0, 1, 3, 0]
    assert [shown[id(actor.sprite(n))] for n in (10, 12, 14, 16)] == [4, 5, 6, 4]


def test_a_shot_of_two_actions_is_drawn() -> None:
    shot = arranged(192, 108, 1.0, name="man", actions=["sit", "walk"], setting="meadow")
    with ThreadPoolExecutor(2) as pool:
        glass = painting.paint(shot, pool, Bakes())
        frames = [engine.compose(shot, glass, engine.Frame(192, 108), n).y.astype(int) for n in (2, 14, 22)]
    assert np.abs(frames[0] - frames[2]).mean() > 1


# ---- helpers of the rigs ----


def test_two_bones_reach_as_far_as_they_can_and_bend_where_told() -> None:
    middle, end = reach(vec(0, 0, 0), vec(0, 50, 0), 30, 30, vec(1, 0, 0))
    assert np.allclose(end, (0, 50, 0))
    assert middle[0] > 0
    assert np.linalg.norm(middle) == pytest.approx(30)
    _, far = reach(vec(0, 0, 0), vec(0, 500, 0), 30, 30, vec(1, 0, 0))
    assert 55 < np.linalg.norm(far) <= 60


def test_turning_to_the_viewer_brings_the_near_side_to_the_left() -> None:
    assert seen(axes(vec(0, 0), 0).out(10, 0, 0))[0] == pytest.approx(10)
    assert seen(axes(vec(0, 0), 90).out(0, 0, 10))[0] == pytest.approx(-10)
    assert axes(vec(0, 0), 90).out(10, 0, 0)[2] == pytest.approx(10)


def test_a_rider_sits_on_the_mount_and_goes_as_it_goes() -> None:
    rider, horse = Seen("knight", 1, extra={"rides horse"}), Seen("horse", 1, action="run")
    shot = scene.arrange(Reading(subjects=[rider, horse], setting="meadow"), 4.0, 640, 360, 24, 0)
    assert len(shot.roles) == 1
    role = shot.roles[0]
    assert role.action == "run"
    assert role.subject.motion("run") == SUBJECTS["horse"].motion("run")
    for phase in (0.1, 0.6):
        together, alone = (s.build("run", phase, None).bounds() for s in (role.subject, SUBJECTS["horse"]))
        assert together[1] < alone[1] - 10  # the head above the horse's
        assert together[3] == pytest.approx(alone[3], abs=3)
        x, y = quadruped.saddle(quadruped.RETRIEVER, "run", phase)
        assert -100 < y < -60
        assert abs(x) < 30


@pytest.mark.parametrize(("action", "thing", "played"), [("drink", "cup", "drink"), ("work", "book", "read")])
def test_what_is_held_is_not_drawn_beside_once_more(action: str, thing: str, played: str) -> None:
    people = scene.cast(Reading(subjects=[Seen("man", 1, action=action), Seen(thing, 1)]))
    assert [(seen.name, seen.action) for seen in people] == [("man", played)]
    apart = scene.cast(Reading(subjects=[Seen("man", 1, action="walk"), Seen(thing, 1)]))
    assert [seen.name for seen in apart] == ["man", thing]


@pytest.mark.parametrize("action", sorted({*poses.POSES, *biped.GAITS}))
def test_no_limb_leaps_from_one_picture_to_the_next(action: str) -> None:
    """Over the cycle and over its seam, at 24 pictures a second."""
    person = biped.Person()
    seconds = biped.GAITS[action].period if action in biped.GAITS else poses.POSES[action][1]
    n = round(seconds * 24)

    def joints(i: int) -> np.ndarray:
        body = biped._stand_up(person, poses.pose(action, (i / n) % 1.0))
        return np.concatenate([*body.hands, *body.elbows, *body.knees, *body.ankles, body.head.at])

    steps = [float(np.abs(joints(i + 1) - joints(i)).max()) for i in range(n)]
    assert max(steps) < 30  # centimetres
    assert max(steps) < 4 * float(np.median(steps)) + 8


@pytest.mark.parametrize("action", ["walk", "trot", "run", "jump", "sit", "eat", "sleep"])
def test_no_paw_leaps_from_one_picture_to_the_next(action: str) -> None:
    n = round((SUBJECTS["golden retriever"].motion(action)[0]) * 24)
    spots = np.array([beast_legs.toes(quadruped.RETRIEVER, action, i / n) for i in range(n + 1)])
    assert np.abs(np.diff(spots, axis=0)).max() < 42
    assert np.abs(spots[0] - spots[-1]).max() < 1e-6


def test_nobody_swims_before_the_leader_of_a_school() -> None:
    for seed in range(4):
        shot = scene.arrange(Reading(subjects=[Seen("fish", 14)], setting="reef"), 4.0, 640, 360, 24, seed)
        actors = [actor for role in shot.roles for actor in role.actors]
        leader = max(actors, key=lambda actor: actor.tall)
        for other in actors:
            if other is not leader:
                aside, apart = abs(other.x - leader.x) / 640, abs(other.y - leader.y) / 360
                assert aside > 0.2 or apart > 0.15


@pytest.mark.parametrize("action", ["stand", "talk", "ride", "dance"])
@pytest.mark.parametrize("name", ["man", "knight", "girl"])
def test_no_part_of_a_figure_is_in_it_twice(name: str, action: str) -> None:
    """Figures are mirrored and moved part by part: what is shared would be moved twice."""
    figure = SUBJECTS[name].build(action, 0.1, None)
    parts = [id(part) for item in figure.items if isinstance(item, Group) for part in item.parts]
    assert len(parts) == len(set(parts))
