"""What people do on the spot with their hands, heads and knees: cheer, clap, bow, point, kneel, kick and the like.

One entry of GESTURES is one thing that can be done; `lexicon.gestures` has the words for it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from omnireel.animatic.subjects.heads import Face
from omnireel.animatic.subjects.materials import ease, wave
from omnireel.animatic.subjects.posture import ANKLE, Arm, Foot, Pose, bump, hair, sitting, standing


def _held(phase: float, up: float, down: float) -> float:
    """0 at first, 1 from `up` to `down`, and 0 again at the end."""
    return ease(phase / up) * (1 - ease((phase - down) / (1 - down)))


def _cheer(phase: float) -> Pose:
    """Both fists go up, heels leave the ground."""
    pump = 0.5 - 0.5 * math.cos(4 * math.pi * phase)
    up = bump(phase * 2 % 1)
    arm = Arm(hand=(7, -24 - 18 * pump, 20 - 3 * pump), elbow=(0.1, 0.8, 1.0), grip=1.0)
    return Pose(
        hip=(0, 1.5 + 3.5 * up),
        turn=62,
        lean=-2,
        roll=2.5 * wave(phase),
        feet=(Foot(4, ANKLE + 3.5 * up, -12, -14 * up), Foot(-3, ANKLE + 3.5 * up, 12, -14 * up)),
        arms=(arm, replace(arm, hand=(7, -26 - 16 * (1 - pump), 21))),
        nod=-8,
        tilt=4 * wave(phase, 0.2),
        face=Face(smile=1.0, mouth=0.45 + 0.25 * pump, glad=True),
        sway=hair(phase, 4, 10, 2),
        along=False,
    )


CLAPS = (1 / 6, 3 / 6, 5 / 6)  # phases at which hands meet


def _clap(phase: float) -> Pose:
    """Hands meet before the chest, three times a cycle."""
    pose = standing(phase)
    apart = 11 * (0.5 + 0.5 * math.cos(6 * math.pi * phase)) ** 1.5
    pose.arms = (
        Arm(hand=(29, 11 + 0.2 * apart, apart - 1), elbow=(-0.1, 1, 0.8), grip=0.0),
        Arm(hand=(29, 11 - 0.2 * apart, apart - 1), elbow=(-0.1, 1, 0.8), grip=0.0),
    )
    pose.turn, pose.look = 56, -2
    pose.nod = 2 * wave(phase, 0.1, 3)
    pose.face = Face(1.0, 0.9, 0.2, glad=True)
    return pose


def _bow(phase: float) -> Pose:
    """Down from the hips with a straight back, held, and up."""
    down = _held(phase, 0.34, 0.62)
    pose = standing(0.0)
    pose.hip, pose.turn, pose.lean = (-9 * down, 2.0 - 1.0 * down), 26, 1 + 56 * down
    pose.feet = (Foot(3, ANKLE, -7), Foot(-2, ANKLE, 7))
    pose.arms = (Arm(4 + 34 * down, 10 + 30 * down, 6, grip=0.1), Arm(2 + 34 * down, 8 + 30 * down, 6, grip=0.1))
    pose.nod, pose.look, pose.tilt = 14 * down, 4, 0
    pose.face = Face(1.0 - 0.9 * down, 0.2)
    pose.sway = hair(phase, 3 + 22 * down, 2)
    return pose


def _nod(phase: float) -> Pose:
    pose = standing(phase)
    pose.nod, pose.look, pose.turn = 4 + 11 * wave(phase, 0, 2), 2, 52
    pose.face = Face(1.0, 0.5)
    return pose


def _shake_head(phase: float) -> Pose:
    pose = standing(phase)
    pose.look, pose.nod, pose.turn, pose.tilt = 24 * wave(phase, 0, 2), 5, 56, 2
    pose.face = Face(0.8, -0.35, brows=-0.3)
    pose.sway = hair(phase, 3, 8, 2)
    return pose


def _look_about(phase: float) -> Pose:
    pose = standing(phase)
    pose.look, pose.turn, pose.twist = 34 * wave(phase), 56, 10 * wave(phase)
    pose.face = Face(1.0, 0.05, brows=0.3)
    return pose


def _shrug(phase: float) -> Pose:
    """Palms out, head aside, brows up; then it is let go."""
    up = _held(phase, 0.25, 0.6)
    pose = standing(phase)
    arm = Arm(hand=(12 + 8 * up, 42 - 22 * up, 13 + 19 * up), elbow=(-0.5, 1.0, 0.35), grip=0.5 - 0.5 * up)
    pose.arms, pose.turn, pose.tilt = (arm, replace(arm)), 66, 11 * up
    pose.hip, pose.nod = (0.0, 2.6 - 1.2 * up), 3 * up
    pose.face = Face(1.0, -0.1, 0.1 * up, brows=0.9 * up)
    return pose


def _point(phase: float) -> Pose:
    """An arm stretched out ahead, a little up."""
    pose = standing(phase)
    pose.arms = (
        Arm(6, 14, 9),
        Arm(hand=(49, -9 + 1.5 * wave(phase, 0, 2), 6), elbow=(-0.2, 1, 0.5), grip=0.75),
    )
    pose.turn, pose.look, pose.nod, pose.lean = 30, 6, -5, 3
    pose.face = Face(1.0, 0.3, 0.18 + 0.2 * max(wave(phase, 0.1, 2), 0), brows=0.5)
    return pose


def _salute(phase: float) -> Pose:
    pose = standing(phase)
    up = ease(phase / 0.32) * (1 - ease((phase - 0.68) / 0.32))
    near = Arm(hand=(3 + 12 * up, 46 - 68 * up, 9 + 3 * up), elbow=(0.0, 0.45, 1.2), grip=0.3 * (1 - up))
    pose.arms, pose.turn = (Arm(2, 6, 5, grip=0.3), near), 52
    pose.feet = (Foot(2, ANKLE, -6), Foot(-1, ANKLE, 6))
    pose.lean, pose.look, pose.nod, pose.tilt = -2, 2, -3, 0
    pose.face = Face(1.0, 0.0, brows=-0.2)
    return pose


def _kneel(phase: float) -> Pose:
    """On one knee, a hand on the other."""
    breath = wave(phase)
    return Pose(
        hip=(-4, -41 + 0.3 * breath),
        turn=30,
        lean=5 + breath,
        feet=(Foot(24, ANKLE, -9), Foot(-40, ANKLE + 4, 8, -62)),
        arms=(Arm(hand=(25, 34, 6), elbow=(-0.4, 0.8, 0.8), grip=0.2), Arm(4, 24, 9)),
        look=8,
        nod=6 + breath,
        face=Face(0.1 if phase > 0.95 else 1.0, 0.3),
        sway=hair(phase, 4, 3),
        along=False,
    )


def _pray(phase: float) -> Pose:
    """On both knees, palms together, eyes closed."""
    pose = _kneel(phase)
    pose.hip, pose.lean = (-14, -45 + 0.3 * wave(phase)), 4 + wave(phase)
    pose.feet = (Foot(-44, ANKLE + 3, -8, -64), Foot(-48, ANKLE + 3, 8, -64))
    hands = Arm(hand=(21, 10 + 0.4 * wave(phase), -1.5), elbow=(0.0, 1, 0.7), grip=0.0)
    pose.arms, pose.turn, pose.nod, pose.look = (hands, replace(hands)), 34, 20, 4
    pose.face = Face(0.0, 0.15)
    return pose


def _meditate(phase: float) -> Pose:
    """Legs crossed, hands on the knees, a straight back."""
    breath = wave(phase)
    pose = sitting()
    pose.hip, pose.turn, pose.lean = (-6, -76 + 0.4 * breath), 66, 1.0
    pose.feet = (Foot(14, ANKLE + 1, 5, -20, 1.6), Foot(10, ANKLE + 3, -6, -20, 1.6))
    arm = Arm(hand=(20, 40, 19), elbow=(-0.4, 0.6, 1.0), grip=0.35)
    pose.arms, pose.look, pose.nod, pose.tilt = (arm, replace(arm)), 0, 3 + 0.8 * breath, 0
    pose.face = Face(0.0, 0.3)
    pose.sway = hair(phase, 3, 1)
    return pose


def _crawl(phase: float) -> Pose:
    """On hands and knees, crosswise: a hand goes ahead with the other side's knee."""

    def ahead(at: float) -> float:
        """-1 to 1: back along the ground for three fifths of the cycle, then ahead."""
        at %= 1.0
        return 1 - 2 * at / 0.6 if at < 0.6 else -1 + 2 * ease((at - 0.6) / 0.4)

    def off(at: float) -> float:
        at %= 1.0
        return bump((at - 0.6) / 0.4) if at > 0.6 else 0.0

    arms = tuple(
        Arm(hand=(48 - 6 * off(phase + k), 4 - 13 * ahead(phase + k), 2), elbow=(-0.4, 0.6, 0.8), grip=0.1)
        for k in (0.0, 0.5)
    )
    feet = tuple(
        Foot(-40 + 11 * ahead(phase + k), ANKLE + 3 + 3 * off(phase + k), side, -66)
        for k, side in ((0.5, -8.0), (0.0, 8.0))
    )
    return Pose(
        hip=(0, -43 + 0.8 * wave(phase, 0, 2)),
        turn=12,
        lean=76,
        roll=2.5 * wave(phase),
        feet=(feet[0], feet[1]),
        arms=(arms[0], arms[1]),
        look=8,
        nod=-46,
        face=Face(1.0, 0.1),
        sway=hair(phase, 18, 6),
    )


def _kick(phase: float) -> Pose:
    """The near leg swings back, through, and up."""
    back = bump(phase / 0.36) if phase < 0.36 else 0.0
    through = bump((phase - 0.30) / 0.5) if phase > 0.30 else 0.0
    foot = (-4 - 30 * back + 58 * through, ANKLE + 20 * back + 40 * through**2)
    return Pose(
        hip=(2 * through, 0.5),
        turn=24,
        twist=14 * back - 16 * through,
        lean=4 + 5 * back - 12 * through,
        feet=(Foot(5, ANKLE, -9), Foot(foot[0], foot[1], 8, -24 * through)),
        arms=(Arm(-18 * back + 40 * through, 30, 26), Arm(22 * back - 34 * through, 28, 28)),
        look=8,
        nod=8 * back,
        face=Face(0.9, 0.1, 0.2 * through, brows=-0.4),
        sway=hair(phase, 5, 8),
        along=True,
    )


def _throw(phase: float) -> Pose:
    """Wound up behind the head, then over and ahead."""
    wind = ease(phase / 0.3) * (1 - ease((phase - 0.36) / 0.22))
    fling = ease((phase - 0.36) / 0.22) * (1 - ease((phase - 0.62) / 0.38))
    near = (6 - 16 * wind + 40 * fling, 38 - 58 * wind - 44 * fling, 10 + 6 * wind - 4 * fling)
    return Pose(
        hip=(-5 * wind + 7 * fling, -2 * fling),
        turn=32,
        twist=18 * wind - 24 * fling,
        lean=-6 * wind + 15 * fling,
        feet=(Foot(12 + 12 * fling, ANKLE, -9), Foot(-14, ANKLE + 3 * fling, 9, -22 * fling)),
        arms=(
            Arm(hand=(34 * wind + 8, 30 - 26 * wind, 8), elbow=(-0.4, 1, 0.6), grip=0.2),
            Arm(hand=near, elbow=(-0.5, 0.8, 0.9), grip=1.0 - 0.9 * fling),
        ),
        look=8,
        nod=-4,
        face=Face(0.9, -0.1, 0.25 * fling, brows=-0.5),
        sway=hair(phase, 4, 8),
    )


def _push_up(phase: float) -> Pose:
    """A straight body over its hands, down and up."""
    low = 0.5 - 0.5 * math.cos(2 * math.pi * phase)
    hands = Arm(hand=(50 - 24 * low, 9, 8 + 6 * low), elbow=(-0.2, 0.9, 0.6 + 0.6 * low), grip=0.0)
    return Pose(
        hip=(0, -41 - 17 * low),
        turn=10,
        lean=69 + 13 * low,
        feet=(Foot(-79, ANKLE + 4, -6, -72), Foot(-80, ANKLE + 4, 6, -72)),
        arms=(hands, replace(hands)),
        look=4,
        nod=-20,
        face=Face(0.7, -0.2, 0.2 * low, brows=-0.6),
        sway=hair(phase, 16, 3),
    )


def _squat(phase: float) -> Pose:
    low = 0.5 - 0.5 * math.cos(2 * math.pi * phase)
    arm = Arm(hand=(14 + 30 * low, 40 - 34 * low, 5), elbow=(-0.2, 1, 0.6), grip=0.4)
    return Pose(
        hip=(-3 - 15 * low, 1.5 - 41 * low),
        turn=34,
        lean=2 + 24 * low,
        feet=(Foot(5, ANKLE, -14, 0, 0.4), Foot(-2, ANKLE, 14, 0, 0.4)),
        arms=(arm, replace(arm)),
        look=6,
        nod=-10 * low,
        face=Face(0.85, -0.05, 0.15, brows=-0.3),
        sway=hair(phase, 4, 4),
        along=False,
    )


def _crouch(phase: float) -> Pose:
    """Low on both feet, elbows on the knees."""
    breath = wave(phase)
    pose = _squat(0.5)
    pose.hip, pose.lean, pose.turn = (-15, -46 + 0.4 * breath), 26 + breath, 28
    pose.arms = (Arm(hand=(30, 28, 4), elbow=(-0.2, 1, 0.6)), Arm(hand=(26, 32, 4), elbow=(-0.2, 1, 0.6)))
    pose.nod, pose.look = -8, 10 + 6 * wave(phase, 0.3)
    pose.face = Face(0.1 if phase > 0.95 else 1.0, 0.15)
    return pose


def _stretch(phase: float) -> Pose:
    """Arms over the head, leaning from side to side."""
    side = wave(phase)
    pose = standing(phase)
    pose.turn, pose.roll, pose.hip = 70, 13 * side, (0, 2.5)
    pose.feet = (Foot(3, ANKLE, -12), Foot(-2, ANKLE, 12))
    arm = Arm(hand=(3, -47, 5 + 2 * side), elbow=(-0.1, -0.3, 1.0), grip=0.1)
    pose.arms, pose.look, pose.nod, pose.tilt = (arm, replace(arm, hand=(3, -47, 5 - 2 * side))), 0, -4, 3 * side
    pose.face = Face(0.5 + 0.5 * abs(side), 0.4)
    return pose


def _yoga(phase: float) -> Pose:
    """The tree: one sole at the other knee, palms together overhead."""
    breath = wave(phase)
    pose = _stretch(0.0)
    pose.turn, pose.roll, pose.hip = 64, 0.8 * breath, (0, 2.0)
    pose.feet = (Foot(1, ANKLE, -2), Foot(5, ANKLE + 43, -1, -38, 2.2))
    palms = Arm(hand=(4, -47 + 0.6 * breath, -2), elbow=(-0.1, 0.2, 1.2), grip=0.0)
    pose.arms, pose.tilt = (palms, replace(palms)), 0
    pose.face = Face(0.0, 0.3)
    return pose


def _cry(phase: float) -> Pose:
    """The face in the hands, shoulders shaking."""
    pose = standing(phase)
    sob = wave(phase, 0, 6)
    hands = Arm(hand=(17, -9 + 0.5 * sob, 3), elbow=(0.1, 1, 0.4), grip=0.2)
    pose.arms, pose.lean, pose.hip = (hands, replace(hands)), 9 + 0.8 * sob, (-2, 2.0 + 0.5 * sob)
    pose.nod, pose.look, pose.tilt, pose.turn = 24, 2, 3, 44
    pose.face = Face(0.05, -0.9, 0.2, brows=0.9)
    return pose


def _laugh(phase: float) -> Pose:
    """Head back, a hand on the belly, shaking."""
    pose = standing(phase)
    shake = wave(phase, 0, 7) * (0.6 + 0.4 * wave(phase))
    pose.arms = (Arm(hand=(20, 34 + shake, 1), elbow=(-0.3, 1, 0.8), grip=0.2), Arm(10, 36, 14, grip=0.3))
    pose.lean, pose.nod = 2 + 5 * wave(phase, 0.1) + 0.8 * shake, -7 - 4 * wave(phase) + 1.2 * shake
    pose.hip, pose.turn, pose.tilt = (0, 2.2 + 0.5 * shake), 50, 4 * wave(phase, 0.3)
    pose.face = Face(1.0, 1.0, 0.55 + 0.15 * shake, glad=True)
    return pose


def _pick_up(phase: float) -> Pose:
    """Down to the ground with bent knees, and up with the hand before the chest."""
    down = bump(phase / 0.62) if phase < 0.62 else 0.0
    have = ease((phase - 0.30) / 0.3) * (1 - ease((phase - 0.84) / 0.16))
    return Pose(
        hip=(-3 - 15 * down, 1.6 - 30 * down),
        turn=26,
        lean=3 + 50 * down,
        feet=(Foot(10, ANKLE, -9), Foot(-9, ANKLE + 2 * down, 9, -14 * down)),
        arms=(
            Arm(6 + 20 * down, 18 + 30 * down, 9),
            Arm(
                hand=(12 + 32 * down + 12 * have * (1 - down), 42 - 22 * have * (1 - down), 5),
                grip=0.3 + 0.7 * have,
            ),
        ),
        look=8,
        nod=8 * down + 10 * have * (1 - down),
        face=Face(0.9, 0.3),
        sway=hair(phase, 4 + 20 * down, 4),
    )


def _arms_crossed(phase: float) -> Pose:
    pose = standing(phase)
    pose.arms = (
        Arm(hand=(20, 21, -9), elbow=(-0.1, 1, 1.0), grip=0.5),
        Arm(hand=(23, 24, -10), elbow=(-0.1, 1, 1.0), grip=0.5),
    )
    pose.turn, pose.face = 58, Face(0.1 if phase > 0.95 else 1.0, 0.0, brows=-0.2)
    return pose


GESTURES: dict[str, tuple[Callable[[float], Pose], float]] = {
    "cheer": (_cheer, 1.2),
    "clap": (_clap, 1.2),
    "bow": (_bow, 3.4),
    "nod": (_nod, 1.8),
    "shake head": (_shake_head, 1.8),
    "look about": (_look_about, 4.0),
    "shrug": (_shrug, 2.6),
    "point": (_point, 3.0),
    "salute": (_salute, 4.0),
    "kneel": (_kneel, 4.0),
    "pray": (_pray, 4.0),
    "meditate": (_meditate, 5.0),
    "crawl": (_crawl, 1.3),
    "kick": (_kick, 1.4),
    "throw": (_throw, 2.0),
    "push up": (_push_up, 1.8),
    "squat": (_squat, 2.2),
    "crouch": (_crouch, 4.0),
    "stretch": (_stretch, 4.4),
    "yoga": (_yoga, 5.0),
    "cry": (_cry, 3.0),
    "laugh": (_laugh, 2.4),
    "pick up": (_pick_up, 3.2),
    "cross arms": (_arms_crossed, 4.0),
}
