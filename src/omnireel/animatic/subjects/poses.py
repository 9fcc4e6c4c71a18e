"""What people do: the pose of the two-legged rig for each verb and phase. Lengths are centimetres of an adult."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import replace

from omnireel.animatic.subjects.gait import Gait, foot
from omnireel.animatic.subjects.gestures import GESTURES
from omnireel.animatic.subjects.heads import Face
from omnireel.animatic.subjects.materials import ease, wave
from omnireel.animatic.subjects.posture import (
    ANKLE,
    BLADE,
    WHEELS,
    Arm,
    Foot,
    Gear,
    Pose,
    Spot,
    bump,
    hair,
    sitting,
    standing,
)

GAITS: dict[str, Gait] = {
    "walk": Gait(1.02, 0.62, 70, 11, (0.0, 0.5), 3.0, 2, 0.31, lean=2.5),
    "run": Gait(0.70, 0.36, 82, 34, (0.0, 0.5), 4.5, 2, 0.43, lean=11, crouch=6),
    "sneak": Gait(1.6, 0.66, 66, 16, (0.0, 0.5), 1.0, 2, 0.3, lean=20, crouch=10),
}


def _steps(action: str, phase: float, legs: float) -> Pose:
    """Walking and running: a foot that bears weight stays where it is on the ground."""
    gait = GAITS[action]
    rise = gait.bob * math.cos(4 * math.pi * (phase - gait.bob_at))
    feet = []
    for start, side in zip(gait.starts, (-1.0, 1.0), strict=True):
        x, up, swing = foot(gait, phase, start, 2)
        p = (phase - start) % 1.0
        down, heel = (-62.0, 18.0) if action != "run" else (-70.0, 10.0)
        if p < gait.duty:
            u = p / gait.duty
            slope = heel * max(1 - u * 7, 0) + down * max((u - 0.60) / 0.40, 0) ** 1.6
        else:
            slope = down * (1 - swing) ** 0.9 + heel * max(swing - 0.65, 0) / 0.35
            if action == "run":
                up += 22 * math.sin(math.pi * swing) ** 2 * (1 - swing) * 1.7
        # It rolls over the heel when it lands and over the ball when it leaves.
        a = math.radians(slope)
        ball = (x + 10 - (10 * math.cos(a) - ANKLE * math.sin(a)), up - 10 * math.sin(a) + ANKLE * math.cos(a))
        back = (x - 4 + (4 * math.cos(a) - ANKLE * math.sin(a)), up + 4 * math.sin(a) + ANKLE * math.cos(a))
        k = 0.0 if p < gait.duty and slope <= 0 else 1.0 if p < gait.duty else swing * swing * (3 - 2 * swing)
        feet.append(Foot(ball[0] + (back[0] - ball[0]) * k, ball[1] + (back[1] - ball[1]) * k, 6.5 * side, slope))
    amp, bent, low = (27.0, 14.0, 0.0) if action == "walk" else (46.0, 74.0, -6.0)
    if action == "sneak":
        amp, bent, low = 12.0, 62.0, 26.0
    arms = []
    for start in gait.starts:
        swing = -math.cos(2 * math.pi * (phase - start))
        lag = -math.cos(2 * math.pi * (phase - start - 0.05))
        arms.append(
            Arm(
                low + amp * swing,
                low + amp * lag * 0.9 + bent + 10 * max(lag, 0),
                6,
                grip=0.55 if action == "walk" else 0.9,
            )
        )
    twist = 7 * math.cos(2 * math.pi * phase) * (1 if action != "sneak" else 0.3)
    air = max(rise, 0) if action == "run" else 0.0
    return Pose(
        hip=(0.0, (rise - (0.2 if action == "walk" else 0) - gait.crouch) * legs),
        turn=24,
        twist=twist,
        lean=gait.lean,
        roll=1.6 * wave(phase, 0.1),
        feet=(feet[0], feet[1]),
        arms=(arms[0], arms[1]),
        look=24 - twist,
        nod=1.2 * wave(phase, 0.1, 2) + (6 if action == "sneak" else -gait.lean * 0.5),
        face=Face(
            1.0 if phase < 0.93 else 0.1, 0.3 if action != "sneak" else -0.1, 0.22 if action == "run" else 0.0
        ),
        lift=air,
        sway=hair(phase, 12 if action == "walk" else 38, 5 if action == "walk" else 12, 2),
    )


# Where someone may face or go instead of along the picture: how far the body turns, and how far the head is turned
# against it. Nobody's two sides are seen quite alike.
HEADINGS = {"towards": (82.0, 6.0), "away": (-98.0, 4.0)}


def headed(pose: Pose, heading: str) -> Pose:
    """The pose of someone upright who faces the viewer or goes away."""
    turn, look = HEADINGS[heading]
    return replace(pose, turn=turn, look=look - pose.twist, along=False)


def seated(pose: Pose) -> Pose:
    """The same on a seat, turned to the viewer: hands and face go on."""
    chair = sitting(True)
    arms = chair.arms if pose.arms[1].hand is None or pose.seat else pose.arms  # none hang through the seat
    return replace(
        pose, hip=chair.hip, feet=chair.feet, seat="chair", turn=56, lean=2, roll=0, arms=arms, along=False, lift=0
    )


def _talk(phase: float) -> Pose:
    pose = standing(phase)
    speak = abs(wave(phase, 0, 4.5)) * (0.55 + 0.45 * wave(phase, 0.2, 1)) if phase < 0.85 else 0.0
    pose.arms = (
        Arm(hand=(24 + 4 * wave(phase, 0.1), 16 - 7 * wave(phase, 0.1, 2), 10 + 5 * wave(phase, 0.2)), grip=0.15),
        Arm(hand=(17, 30 + 3 * wave(phase, 0.6), 8 + 3 * wave(phase, 0.4)), grip=0.4),
    )
    pose.nod = 2.6 * wave(phase, 0.1, 3)
    pose.tilt = 4 * wave(phase, 0.25)
    pose.face = Face(
        0.1 if 0.45 < phase < 0.48 else 1.0, 0.35, 0.12 + 0.62 * max(speak, 0), brows=0.6 * wave(phase, 0.1, 2)
    )
    return pose


def _sing(phase: float) -> Pose:
    pose = _talk(phase)
    pose.face = Face(0.0, 0.3, 0.55 + 0.4 * wave(phase, 0, 2), glad=True)
    pose.nod = -9 + 3 * wave(phase)
    pose.arms = (
        Arm(hand=(30, 8 + 4 * wave(phase), 16), grip=0.1),
        Arm(hand=(16, 2, -6), elbow=(-0.2, 1, 0.7), grip=0.9),
    )
    return pose


def _dance(phase: float) -> Pose:
    beat = wave(phase, 0, 2)
    side = wave(phase)
    return Pose(
        hip=(7 * side, -5 - 3 * abs(beat)),
        turn=58 + 26 * wave(phase, 0.12),
        twist=14 * wave(phase, 0.3),
        roll=9 * wave(phase, 0.1),
        lean=2,
        feet=(
            Foot(8 + 3 * side, ANKLE + max(side, 0) * 10, -13, -34 * max(side, 0), 0.5),
            Foot(-5 + 3 * side, ANKLE + max(-side, 0) * 10, 13, -34 * max(-side, 0), 0.5),
        ),
        arms=(
            Arm(hand=(10 + 6 * beat, -34 - 10 * wave(phase, 0.1), 20 + 12 * side), elbow=(-0.2, 0.2, 1), grip=0.1),
            Arm(hand=(12, -4 - 22 * wave(phase, 0.35), 34 + 8 * wave(phase, 0.4)), elbow=(-0.2, 0.6, 1), grip=0.1),
        ),
        look=-6 * side,
        nod=-3 + 4 * beat,
        tilt=7 * wave(phase, 0.2),
        face=Face(smile=1.0, mouth=0.22, glad=phase > 0.5),
        sway=hair(phase, 4, 22),
        along=False,
    )


def _ballet(phase: float) -> Pose:
    """On one toe: an arabesque, then a pirouette with the foot at the knee, and back."""

    def ease(start: float, end: float) -> float:
        u = min(max((phase - start) / (end - start), 0.0), 1.0)
        return u * u * (3 - 2 * u)

    def between(a: Spot, b: Spot, t: float) -> Spot:
        return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)

    spin = ease(0.44, 0.54) * (1 - ease(0.90, 1.0))  # 0 in the arabesque, 1 in the pirouette
    breath = wave(phase, 0.1)
    back, knee = (-66.0, 70.0 + 3 * breath, 4.0), (7.0, 46.0, 9.0)
    x, up, side = between(back, knee, spin)
    ahead, ring = (38.0, -16.0 - 2 * breath, 4.0), (17.0, 10.0, 6.0)
    aside, crown = (-4.0, 2.0 - 2 * breath, 46.0), (5.0, -40.0, 6.0)
    return Pose(
        hip=(0, 10),
        turn=26 + 360 * ease(0.50, 0.94),
        lean=9 * (1 - spin),
        feet=(Foot(0, ANKLE + 8, -2, -58, 0.4), Foot(x, ANKLE + up, side, -64, 0.3 + 1.1 * spin)),
        arms=(
            Arm(hand=between(ahead, ring, spin), elbow=(-0.2, 0.5, 1), grip=0.15),
            Arm(hand=between(aside, crown, spin), elbow=(-0.4, 0.2, 1), grip=0.15),
        ),
        look=8 * (1 - spin),
        nod=-8 + 4 * spin,
        face=Face(smile=0.6),
        sway=hair(phase, 4, 10),
        along=False,
    )


def _jump(phase: float, wide: bool = False) -> Pose:
    """Crouch, launch, top, landing. wide: arms thrown apart, seen from the front."""
    up = bump((phase - 0.22) / 0.5) if 0.22 < phase < 0.72 else 0.0
    low = bump(phase / 0.24) if phase < 0.24 else bump((phase - 0.70) / 0.28) if phase > 0.70 else 0.0
    high = 34 * up
    arms_up = up + 0.25 * (1 - low)
    legs = 13 * up
    return Pose(
        hip=(0, high - 19 * low),
        turn=64 if wide else 34,
        lean=4 + 12 * low - 4 * up,
        roll=3 * wave(phase),
        feet=(
            Foot(9 + 5 * up, ANKLE + high + legs, -12, -30 * up, 0.6),
            Foot(-7 - 9 * up, ANKLE + high + legs * 0.4, 12, -38 * up, 0.6),
        ),
        arms=(
            Arm(hand=(8 + 5 * low, 26 - 50 * arms_up, 24 + 20 * arms_up), elbow=(-0.4, 0.7, 0.8), grip=0.25),
            Arm(hand=(6 + 8 * low, 30 - 42 * arms_up, 26 + 24 * arms_up), elbow=(-0.4, 0.7, 0.8), grip=0.25),
        ),
        look=2,
        nod=-6 * up + 8 * low,
        tilt=4 * wave(phase, 0.1),
        face=Face(smile=1.0, mouth=0.5 if up > 0.1 or wide else 0.25, glad=True),
        lift=high,
        sway=hair(phase, 4 + 26 * low, 16),
        prop="splash" if wide else None,
        along=False,
    )


def _wave(phase: float) -> Pose:
    pose = standing(phase)
    pose.arms = (pose.arms[0], Arm(hand=(8, -27, 26 + 9 * wave(phase, 0, 3)), elbow=(-0.1, 1, 0.8), grip=0.0))
    pose.face = Face(0.1 if phase > 0.95 else 1.0, 0.8, 0.12)
    pose.turn = 52
    pose.tilt = 4
    return pose


def _busy(phase: float, lookdown: float = 16) -> Pose:
    """Hands at work before the belly."""
    pose = standing(phase)
    pose.arms = (
        Arm(hand=(25, 29 + 2 * wave(phase, 0.2, 2), 1), grip=0.75),
        Arm(hand=(27 + 3 * wave(phase, 0, 2), 27 + 4 * wave(phase, 0.25, 2), 1), grip=0.8),
    )
    pose.nod = lookdown + 2 * wave(phase)
    pose.look = 6
    pose.face = Face(0.72, 0.15)
    return pose


def _cook(phase: float) -> Pose:
    pose = _busy(phase, 13)
    round_ = 2 * math.pi * phase * 2
    pose.arms = (
        Arm(hand=(27, 31, 6), grip=0.95),
        Arm(hand=(30 + 4.5 * math.cos(round_), 22, -2 + 5 * math.sin(round_)), grip=0.95),
    )
    pose.prop = "pan"
    pose.face = Face(0.9, 0.4)
    return pose


def _read(phase: float) -> Pose:
    pose = _busy(phase, 15)
    pose.arms = (Arm(hand=(26, 20, -2), grip=0.6), Arm(hand=(26, 20, -4), grip=0.6))
    pose.prop = "book"
    return pose


def _pour(phase: float) -> Pose:
    pose = _busy(phase, 15)
    tip = min(max(math.sin(2 * math.pi * phase) * 1.6 + 0.6, 0.0), 1.0)
    pose.arms = (Arm(hand=(36, 31, 3), grip=0.8), Arm(hand=(27, 8 - 3 * tip, 3), elbow=(-0.4, 0.7, 0.9), grip=0.9))
    pose.prop = "jug"
    return pose


def _drink(phase: float, what: str = "mug") -> Pose:
    pose = standing(phase)
    up = min(max(math.sin(2 * math.pi * phase) * 1.7 + 0.2, 0.0), 1.0)
    pose.arms = (pose.arms[0], Arm(hand=(20 - 3 * up, 26 - 33 * up, 2 - 3 * up), elbow=(-0.2, 1.0, 0.6), grip=0.9))
    pose.nod = 5 - 9 * up if what == "mug" else 6
    chew = abs(wave(phase, 0, 7)) if up < 0.4 else 0.5
    pose.face = Face(1.0 - 0.6 * up, 0.2, (0.0 if what == "mug" else 0.30 * chew))
    pose.prop = what
    return pose


def _fight(phase: float) -> Pose:
    hit = max(math.sin(2 * math.pi * phase), 0) ** 1.5
    other = max(-math.sin(2 * math.pi * phase), 0) ** 1.5
    return Pose(
        hip=(4 * hit, -9),
        turn=22,
        twist=-22 * hit + 16 * other,
        lean=8 + 5 * hit,
        feet=(Foot(26, ANKLE, -9), Foot(-24, ANKLE, 9, -8)),
        arms=(
            Arm(hand=(24 + 28 * other, -2 - 3 * other, -6), elbow=(-0.3, 1, 0.5), grip=1.0),
            Arm(hand=(19 + 32 * hit, 2 - 6 * hit, -8), elbow=(-0.3, 1, 0.5), grip=1.0),
        ),
        look=16,
        nod=4,
        face=Face(0.75, -0.5, 0.2 + 0.4 * hit, brows=-0.8),
        sway=hair(phase, 12, 10),
    )


def _duel(phase: float) -> Pose:
    """With something in the near hand: raised, brought down."""
    pose = _fight(phase)
    cut = 0.5 - 0.5 * math.cos(2 * math.pi * phase)
    pose.arms = (
        Arm(hand=(22 + 6 * cut, 6 - 18 * cut, -4), elbow=(-0.3, 1, 0.6), grip=1.0),
        Arm(hand=(20 + 10 * cut, 10 - 34 * cut, -2), elbow=(-0.3, 0.8, 0.9), grip=1.0),
    )
    return pose


def _blow(phase: float) -> Pose:
    """Bent forward, cheeks full, hands on the knees' way."""
    pose = standing(phase)
    puff = 0.5 + 0.5 * wave(phase, 0.1)
    pose.lean, pose.hip, pose.turn = 24 + 3 * puff, (-4, 0), 22
    pose.arms = (Arm(6, 30, 12), Arm(2, 26, 12))
    pose.nod, pose.look, pose.tilt = -4, 10, 0
    pose.face = Face(0.8 - 0.5 * puff, -0.2, 0.34, brows=0.6)
    return pose


def _hug(phase: float) -> Pose:
    breath = wave(phase)
    return Pose(
        hip=(2, 2),
        turn=16,
        lean=5 + breath * 0.6,
        feet=(Foot(5, ANKLE, -9), Foot(-6, ANKLE, 9)),
        arms=(
            Arm(hand=(31, 6, -4), elbow=(-0.1, 1, 0.9), grip=0.2),
            Arm(hand=(32, 17 + breath, -2), elbow=(-0.1, 1, 0.9), grip=0.2),
        ),
        look=10,
        nod=8,
        tilt=6,
        face=Face(0.0, 0.8, glad=True),
        sway=hair(phase, 3, 2),
        along=False,
    )


def _sit(phase: float, chair: bool = False) -> Pose:
    breath = wave(phase)
    pose = sitting(chair)
    pose.lean = (2.0 if chair else 7.0) + breath
    pose.look = 8 + 6 * wave(phase, 0.3)
    pose.nod = breath
    pose.face = Face(0.1 if phase > 0.95 else 1.0, 0.35)
    pose.sway = hair(phase, 4, 4)
    return pose


def _drive(phase: float) -> Pose:
    pose = sitting(True)
    pose.arms = (Arm(hand=(34, 17, -8), grip=1.0), Arm(hand=(34, 15 + wave(phase), -8), grip=1.0))
    return pose


def _row(phase: float) -> Pose:
    """Facing the stern: catch (arms straight, leaning ahead), drive, finish (hands at the belt), return."""
    stroke = math.cos(2 * math.pi * phase)  # 1 catch, -1 finish
    pull = 0.5 - 0.5 * stroke
    pose = sitting(True)
    pose.seat = None
    pose.turn = 16
    pose.hip = (-14, -58)
    pose.lean = 5 + 21 * stroke
    pose.feet = (Foot(40, ANKLE, -8), Foot(36, ANKLE, 8))
    pose.arms = (
        Arm(hand=(48 - 24 * pull, 20 + 8 * pull - 4 * math.sin(2 * math.pi * phase), -9), grip=1.0),
        Arm(hand=(48 - 24 * pull, 20 + 8 * pull - 4 * math.sin(2 * math.pi * phase), -9), grip=1.0),
    )
    pose.look = 18
    pose.nod = -4 - 8 * stroke
    pose.face = Face(1.0, 0.2)
    pose.sway = hair(phase, 6, 6)
    return pose


def _sleep(phase: float, awake: bool = False) -> Pose:
    """On the back, one knee up, hands on the belly."""
    breath = wave(phase)
    return Pose(
        hip=(6, -76),
        turn=14,
        lean=-84,
        feet=(Foot(62, ANKLE, -8, 34), Foot(86, ANKLE + 3, 8, 56)),
        arms=(
            Arm(hand=(15 + breath, 34, 4), elbow=(-0.6, 0.3, 1.0), grip=0.3),
            Arm(hand=(15 + breath, 28, -5), elbow=(-0.6, 0.3, 1.0), grip=0.3),
        ),
        look=10,
        nod=14,
        face=Face(1.0 if awake else 0.0, 0.25),
        seat="bed",
    )


def _fly(phase: float) -> Pose:
    sway = wave(phase)
    return Pose(
        hip=(0, 26),
        turn=34,
        lean=16 + 3 * sway,
        feet=(Foot(12 + 9 * sway, ANKLE + 26, -9, -34), Foot(-18 - 9 * sway, ANKLE + 34, 9, -48)),
        arms=(
            Arm(hand=(30 + 3 * sway, 8 - 6 * sway, 16), elbow=(-0.4, 0.8, 0.8), grip=0.2),
            Arm(hand=(10 - 3 * sway, 14 + 8 * sway, 34), elbow=(-0.6, 0.6, 0.8), grip=0.2),
        ),
        look=14,
        nod=-8,
        tilt=4 * wave(phase, 0.2),
        face=Face(1.0, 0.5, 0.1),
        lift=26,
        sway=hair(phase, 26, 16),
    )


def _swim(phase: float) -> Pose:
    """Stretched out, arm over arm, the legs beating."""
    kick = wave(phase, 0, 3)

    def stroke(p: float) -> Arm:
        """Over the water ahead, and back under it."""
        over = max(math.sin(2 * math.pi * p), 0.0)
        turn = 150 - 360 * p
        return Arm(turn, turn + 14 + 52 * over, 14, grip=0.1)

    return Pose(
        hip=(0, -46),
        turn=16,
        twist=10 * wave(phase),
        lean=78,
        roll=0,
        feet=(Foot(-78, 46 + 11 * kick, -7, -62), Foot(-76, 48 - 11 * kick, 7, -62)),
        arms=(stroke(phase), stroke(phase + 0.5)),
        look=14,
        nod=-62,
        face=Face(1.0, 0.1),
        lift=40,
        sway=hair(phase, 60, 10),
    )


def _ride(phase: float) -> Pose:
    """On a mount's back, which lies at y = 0: knees bent, reins in both hands."""
    return Pose(
        hip=(0, -87.5),
        turn=16,
        lean=5 + 2.5 * wave(phase, 0.1, 2),
        feet=(Foot(12, -62, -10), Foot(12, -62, 12, 6)),
        arms=(Arm(hand=(33, 31, -7), grip=1.0), Arm(hand=(31, 32 + wave(phase, 0, 2), -6), grip=1.0)),
        look=26,
        nod=2 * wave(phase, 0.2, 2),
        face=Face(0.1 if phase > 0.95 else 1.0, 0.3),
        sway=hair(phase, 16, 9, 2),
        seat="saddle",
        astride=True,
    )


def _guitar(phase: float) -> Pose:
    pose = _busy(phase, 10)
    pose = carrying(pose, "strummed", phase)
    pose.face = Face(smile=0.6, glad=phase > 0.4)
    pose.tilt = 5 * wave(phase)
    return pose


def _violin(phase: float) -> Pose:
    """At the shoulder, the chin on it: the bow goes to and fro in full strokes, the body with them."""
    pose, stroke = standing(phase), wave(phase)
    pose.turn = 34
    pose.arms = (
        Arm(hand=(31, 3 - 1.5 * stroke, 11), elbow=(0.2, 1.0, 0.3), grip=0.7),
        Arm(hand=(21 + 5 * stroke, 9 + 9 * stroke, 12 + 3 * stroke), elbow=(-0.5, 0.4, 1.0), grip=0.8),
    )
    pose.nod, pose.tilt, pose.look = 10, -8 + 2 * stroke, 10
    pose.lean = 3 + 2.5 * wave(phase, 0.1)
    pose.face = Face(0.15, 0.3)
    pose.sway = hair(phase, 6, 4)
    pose.prop = "violin"
    return pose


def _piano(phase: float) -> Pose:
    """On a stool at the keys: the hands go over them, the head with the tune."""
    pose = sitting(True)
    pose.turn, pose.lean = 18, 5 + 2 * wave(phase, 0.1)
    pose.arms = (
        Arm(
            hand=(36 + 3 * wave(phase, 0.3), 31 - 2.5 * abs(wave(phase, 0.0, 2)), 12 + 4 * wave(phase)), grip=0.45
        ),
        Arm(
            hand=(35 + 2 * wave(phase), 31 - 2.5 * abs(wave(phase, 0.25, 2)), 3 + 3 * wave(phase, 0.6)), grip=0.45
        ),
    )
    pose.nod, pose.look, pose.tilt = 12 + 3 * wave(phase, 0.1), 12, 4 * wave(phase)
    pose.face = Face(0.75, 0.25)
    pose.sway = hair(phase, 4, 4)
    return pose


def _fish(phase: float) -> Pose:
    pose = _sit(phase)
    pose.arms = (Arm(hand=(28, 24, -3), grip=1.0), Arm(hand=(24, 28 + 0.6 * wave(phase), -2), grip=1.0))
    pose.prop = "rod"
    return pose


def _type(phase: float) -> Pose:
    pose = _busy(phase, 11)
    pose.arms = (
        Arm(hand=(28, 27 + 1.3 * wave(phase, 0.0, 8), 4), grip=0.35),
        Arm(hand=(28, 27 + 1.3 * wave(phase, 0.4, 7), 4), grip=0.35),
    )
    return pose


def _keys(phase: float, *keys: tuple[float, ...]) -> tuple[float, ...]:
    """Values between keys of (phase, value, value ...), eased; the last leads to the first again."""
    keys = (*keys, (1.0 + keys[0][0], *keys[0][1:]))
    if phase < keys[0][0]:
        phase += 1.0
    before, after = next((a, b) for a, b in itertools.pairwise(keys) if phase <= b[0])
    k = ease((phase - before[0]) / max(after[0] - before[0], 1e-6))
    return tuple(a + (b - a) * k for a, b in zip(before[1:], after[1:], strict=True))


def _athwart(turn: float, x: float, up: float, near: float = 0.0, slope: float = 0.0, out: float = 0.3) -> Foot:
    """A foot of somebody turned to the viewer, x along the picture from the hips and so much nearer."""
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return Foot(x * c + near * s, ANKLE + up, near * c - x * s, slope, out)


def _boarding(gear: Gear, apart: float, crouch: float, sway: float, turn: float = 62.0) -> Pose:
    """Sideways on a board, knees bent over it, looking where it goes; the feet stand on its deck. sway: -1..1, the
    weight on the toes or on the heels, the arms holding the balance."""
    rise = math.tan(math.radians(gear.pitch))
    x, up = gear.at
    return Pose(
        hip=(0.0, up - crouch),
        turn=turn,
        twist=-24 - 8 * sway,
        lean=18 + 5 * sway,
        roll=-9 - 6 * sway,
        feet=(
            _athwart(turn, x + apart, up + apart * rise),
            _athwart(turn, x - apart, up - apart * rise),
        ),
        arms=(
            Arm(hand=(30, 9 - 8 * sway, 34), elbow=(-0.2, 0.8, 0.8), grip=0.15),
            Arm(hand=(-12, 4 + 8 * sway, 58), elbow=(-0.4, 0.6, 0.8), grip=0.15),
        ),
        look=-24 + 8 * sway,
        nod=-6,
        face=Face(1.0, 0.4, 0.1),
        gear=gear,
        along=False,
    )


def _surf(phase: float) -> Pose:
    """Down the face and up again: the board turns on its rail and throws a fan of water."""
    carve = wave(phase)
    gear = Gear(
        "surfboard",
        (2.0, 5.0 + 2.0 * wave(phase, 0.25)),
        pitch=8 + 7 * wave(phase, 0.2),
        roll=26 + 10 * carve,
        yaw=10 * wave(phase, 0.2),
        spray=0.35 + 0.65 * max(carve, 0.0),
    )
    pose = _boarding(gear, 31.0, 43 + 7 * carve, carve, 66)
    pose.sway = hair(phase, 26, 12, 2)
    return pose


def _skateboard(phase: float) -> Pose:
    """Two pushes with the near foot, then it rolls with bent knees."""
    gear = Gear("skateboard", (0.0, 12.0))
    pose = _boarding(gear, 21.0, 13 + 5 * wave(phase, 0.55), 0.4 * wave(phase, 0.2), 54)
    # The near foot: (phase, x from the hips, above the deck, nearer).
    x, up, near, crouch = _keys(
        phase,
        (0.00, -21.0, 0.0, 0.0, 12.0),
        (0.08, 20.0, 6.0, 13.0, 16.0),
        (0.12, 24.0, -12.0, 14.0, 19.0),
        (0.26, -36.0, -12.0, 14.0, 17.0),
        (0.34, -30.0, 6.0, 13.0, 14.0),
        (0.42, 20.0, 6.0, 13.0, 16.0),
        (0.46, 24.0, -12.0, 14.0, 19.0),
        (0.60, -36.0, -12.0, 14.0, 17.0),
        (0.70, -34.0, 7.0, 10.0, 12.0),
        (0.78, -21.0, 0.0, 0.0, 18.0),
        (0.90, -21.0, 0.0, 0.0, 22.0),
    )
    pushing = near / 14
    swing = pushing * math.cos(2 * math.pi * (phase - 0.10) / 0.34)  # the arms go against the leg
    slope = -26.0 * pushing * ease((-x - 10) / 20)
    pose.feet = (pose.feet[0], _athwart(54, x, 12 + up, near, slope, 0.1))
    pose.hip = (0.0, 12 - crouch - 1.5 * pushing)
    pose.roll, pose.twist = -10 - 9 * pushing, -24 - 8 * pushing
    pose.arms = (
        Arm(hand=(20 - 11 * swing, 22, 20), elbow=(-0.3, 1, 0.7), grip=0.3),
        Arm(hand=(10 + 11 * swing, 24, 28 - 5 * pushing), elbow=(-0.4, 1, 0.6), grip=0.3),
    )
    pose.sway = hair(phase, 18, 8, 2)
    return pose


_SKATEBOARD, _SNOWBOARD = Gear("skateboard", (0.0, 12.0)), Gear("snowboard", (0.0, 7.0), roll=15.0)


def _hop(phase: float, gear: Gear, apart: float, high: float, flips: bool = False, turn: float = 58.0) -> Pose:
    """A jump with the board: crouched, off with the nose up, drawn up under the body, and down with bent knees."""
    u = (phase - 0.34) / 0.40
    air = math.sin(math.pi * min(max(u, 0.0), 1.0))
    low = bump((phase - 0.06) / 0.30) + bump((phase - 0.70) / 0.28)
    tuck = 24 * air
    x, deck = gear.at
    board = high * air
    pitch = 30 * bump(u / 0.55) - 7 * bump((u - 0.5) / 0.5) if 0 < u < 1 else 0.0
    spin = 360 * ease((u - 0.22) / 0.5) if flips else 0.0
    free = 9 * air if flips else 0.0  # the feet leave the board while it turns under them
    gear = replace(gear, at=(x, deck + board), pitch=pitch, spin=spin, spray=0.9 * low)
    pose = _boarding(gear, apart, 0.0, 0.25 * wave(phase), turn)
    pose.feet = (
        replace(pose.feet[0], up=pose.feet[0].up + free),
        replace(pose.feet[1], up=pose.feet[1].up + free),
    )
    pose.hip = (0.0, deck + board - 16 - 22 * low - tuck + free)
    pose.lean += 8 * low
    pose.arms = (
        Arm(hand=(20, 16 - 34 * air + 8 * low, 34), elbow=(-0.3, 0.8, 0.8), grip=0.2),
        Arm(hand=(-4, 14 - 30 * air + 10 * low, 42), elbow=(-0.4, 0.7, 0.8), grip=0.2),
    )
    pose.nod = 8
    pose.face = Face(1.0, 0.4, 0.25 * air)
    pose.lift = board
    pose.sway = hair(phase, 16, 14)
    return pose


def _snowboard(phase: float) -> Pose:
    """From edge to edge."""
    carve = wave(phase)
    gear = Gear(
        "snowboard",
        (0.0, 7.0),
        pitch=2.0,
        roll=17 + 12 * carve,
        yaw=9 * wave(phase, 0.2),
        spray=0.3 + 0.7 * abs(carve),
    )
    pose = _boarding(gear, 23.0, 33 + 6 * abs(carve), carve, 56)
    pose.roll -= 5
    pose.sway = hair(phase, 26, 10, 2)
    return pose


def _ski(phase: float) -> Pose:
    """Turn after turn, crouched over both skis, the poles behind."""
    carve = wave(phase)
    deep = abs(carve)
    return Pose(
        hip=(-9.0, 7 - 27 - 7 * deep),
        turn=24 + 12 * carve,
        twist=-8 * carve,
        lean=40 + 4 * deep,
        roll=11 * carve,
        feet=(Foot(8, ANKLE + 7, -8), Foot(1, ANKLE + 7, 9)),
        arms=(
            Arm(hand=(32, 26 + 5 * carve, 13), elbow=(-0.5, 0.7, 0.8), grip=1.0),
            Arm(hand=(30, 27 - 5 * carve, 15), elbow=(-0.5, 0.7, 0.8), grip=1.0),
        ),
        look=10,
        nod=-32,
        face=Face(1.0, 0.3),
        gear=Gear("skis", roll=9 * carve, yaw=7 * carve, spray=0.35 + 0.65 * deep),
        sway=hair(phase, 40, 10, 2),
    )


def _ski_jump(phase: float) -> Pose:
    """Off a lip with the knees drawn up, and down again."""
    pose = _ski(0.0)
    air = bump((phase - 0.26) / 0.5)
    low = bump((phase - 0.02) / 0.28) + bump((phase - 0.70) / 0.28)
    high = 62 * air
    pose.hip = (-9 + 5 * air, 7 - 22 - 14 * low - 8 * air + high)
    pose.feet = (Foot(8, ANKLE + 7 + high, -8), Foot(1, ANKLE + 7 + high, 9))
    pose.arms = tuple(  # type: ignore[assignment]
        replace(arm, hand=(24 - 6 * air, 26 - 22 * air, 20 + 16 * air)) for arm in pose.arms
    )
    pose.gear = Gear("skis", pitch=10 * air, spray=0.9 * low)
    pose.lift = high
    return pose


def _skating(phase: float, kind: str, sole: float) -> Pose:
    """Long gliding strokes: one leg bears, the other pushes off to the side and comes forward again."""
    feet = []
    for start, sign in ((0.0, -1.0), (0.5, 1.0)):
        x, up, out, slope = _keys(
            (phase - start) % 1.0,
            (0.00, 13.0, 0.0, 5.0, 0.0),
            (0.40, 2.0, 0.0, 4.0, 0.0),
            (0.62, -34.0, 1.0, 17.0, -12.0),
            (0.72, -42.0, 12.0, 15.0, -34.0),
            (0.88, -6.0, 9.0, 7.0, -8.0),
        )
        feet.append(Foot(x, ANKLE + sole + up, sign * out, slope))
    swing = wave(phase, 0.1)
    return Pose(
        hip=(-2.0, sole - 13 - 3 * math.cos(4 * math.pi * phase)),
        turn=30,
        twist=10 * swing,
        lean=24,
        roll=5 * swing,
        feet=(feet[0], feet[1]),
        arms=(
            Arm(-6 - 40 * swing, 16 - 34 * swing, 16, grip=0.3),
            Arm(-6 + 40 * swing, 16 + 34 * swing, 16, grip=0.3),
        ),
        look=22 - 10 * swing,
        nod=-16,
        face=Face(1.0, 0.5, 0.1),
        gear=Gear(kind),
        sway=hair(phase, 30, 10),
    )


def _skate_spin(phase: float) -> Pose:
    """The ballet's arabesque and pirouette, on a blade."""
    pose = _ballet(phase)
    near, far = pose.feet
    pose.feet = (replace(near, up=ANKLE + BLADE, slope=0.0), replace(far, slope=-30.0))
    pose.hip, pose.gear = (0.0, 2.0 + BLADE), Gear("ice skates")
    return pose


def _skate_leap(phase: float, kind: str, sole: float) -> Pose:
    """Off the ground with the arms drawn in, once round, and out again."""
    pose = _jump(phase)
    air = pose.lift / 34
    once = ease((phase - 0.26) / 0.42)
    pose.turn = 34 + 360 * once
    pose.hip = (pose.hip[0], pose.hip[1] + sole)
    pose.feet = (
        Foot(5, pose.feet[0].up + sole, -8, -14 * air, 0.2),
        Foot(-5 - 4 * air, pose.feet[1].up + sole, 8, -18 * air, 0.2),
    )
    pose.arms = tuple(  # type: ignore[assignment]
        Arm(hand=(14 + 6 * (1 - air), 22 - 10 * air, 34 - 30 * air), elbow=(-0.3, 0.6, 1), grip=0.3) for _ in "ab"
    )
    pose.face, pose.gear = Face(smile=0.5), Gear(kind)
    return pose


def _press(phase: float) -> Pose:
    """A barbell: held at the chest, a dip of the knees, overhead, held, and down again."""
    (up,) = _keys(phase, (0.0, 0.0), (0.20, 0.0), (0.42, 1.0), (0.72, 1.0), (0.92, 0.0))
    dip = bump((phase - 0.10) / 0.16) + 0.5 * bump((phase - 0.82) / 0.16)
    strain = wave(phase, 0.0, 9) * 0.5 * up
    arm = Arm(hand=(17 - 13 * up, 9 - 51 * up + strain, 21 + 4 * up), elbow=(0.5 - 0.4 * up, 1.0, 0.5), grip=1.0)
    return Pose(
        hip=(0.0, 1.6 - 13 * dip),
        turn=70,
        lean=1 - 5 * (1 - up),
        feet=(Foot(3, ANKLE, -17, 0, 0.45), Foot(-2, ANKLE, 17, 0, 0.45)),
        arms=(arm, replace(arm)),
        look=-8,
        nod=-6 - 5 * up,
        face=Face(0.75, -0.25, 0.16 + 0.22 * up, brows=-0.6),
        gear=Gear("barbell"),
        along=False,
    )


def _curl(phase: float) -> Pose:
    """Dumbbells, one arm after the other."""
    pose = standing(phase)
    arms = []
    for start in (0.0, 0.5):
        up = (
            0.5 - 0.5 * math.cos(2 * math.pi * ((phase - start) % 1.0) * 2) if (phase - start) % 1.0 < 0.5 else 0.0
        )
        arms.append(Arm(4 + 8 * up, 12 + 122 * up, 12, grip=1.0))
    pose.turn, pose.arms, pose.gear = 58, (arms[0], arms[1]), Gear("dumbbells")
    pose.feet = (Foot(3, ANKLE, -13, 0, 0.3), Foot(-2, ANKLE, 13, 0, 0.3))
    pose.face = Face(0.8, -0.1, 0.15, brows=-0.4)
    return pose


# Verb -> pose. One entry is one thing that people can do; the seconds of its cycle stand beside it.
POSES: dict[str, tuple[Callable[[float], Pose], float]] = {
    "stand": (standing, 4.0),
    "talk": (_talk, 3.2),
    "sing": (_sing, 3.0),
    "dance": (_dance, 1.6),
    "ballet": (_ballet, 4.0),
    "jump": (_jump, 1.25),
    "play": (_jump, 1.35),
    "splash": (lambda phase: _jump(phase, True), 1.3),
    "wave": (_wave, 2.4),
    "work": (_busy, 2.4),
    "hold": (_busy, 4.0),
    "paint": (_busy, 3.0),
    "cook": (_cook, 1.8),
    "read": (_read, 4.0),
    "write": (_type, 2.4),
    "type": (_type, 2.0),
    "pour": (_pour, 4.0),
    "drink": (_drink, 4.0),
    "eat": (lambda phase: _drink(phase, "bite"), 3.6),
    "fight": (_fight, 1.1),
    "attack": (_fight, 1.1),
    "duel": (_duel, 1.4),
    "hug": (_hug, 4.0),
    "blow": (_blow, 2.4),
    "sit": (_sit, 4.0),
    "drive": (_drive, 3.0),
    "ride": (_ride, 1.0),
    "row": (_row, 3.0),
    "seated": (lambda phase: _sit(phase, True), 4.0),
    "sleep": (_sleep, 4.4),
    "lie": (lambda phase: _sleep(phase, True), 4.4),
    "float": (_fly, 4.0),
    "fly": (_fly, 3.0),
    "swim": (_swim, 1.8),
    "guitar": (_guitar, 2.0),
    "violin": (_violin, 2.4),
    "piano": (_piano, 2.0),
    "fish": (_fish, 4.0),
    "surf": (_surf, 3.0),
    "skateboard": (_skateboard, 3.2),
    "ollie": (lambda phase: _hop(phase, _SKATEBOARD, 20.0, 44.0), 1.5),
    "kickflip": (lambda phase: _hop(phase, _SKATEBOARD, 20.0, 48.0, True), 1.5),
    "snowboard": (_snowboard, 2.6),
    "snowboard jump": (lambda phase: _hop(phase, _SNOWBOARD, 23.0, 74.0), 1.8),
    "ski": (_ski, 2.6),
    "ski jump": (_ski_jump, 1.8),
    "skate": (lambda phase: _skating(phase, "ice skates", BLADE), 1.9),
    "skate jump": (lambda phase: _skate_leap(phase, "ice skates", BLADE), 1.5),
    "skate spin": (_skate_spin, 3.2),
    "roller skate": (lambda phase: _skating(phase, "roller skates", WHEELS), 1.7),
    "roller jump": (lambda phase: _skate_leap(phase, "roller skates", WHEELS), 1.5),
    "lift weights": (_press, 3.6),
    "lift dumbbells": (_curl, 3.4),
    **GESTURES,
}
# Units a second over the ground of those who glide or roll: what bears them keeps to no spot of it.
GLIDES: dict[str, float] = {
    "surf": 230,
    "skateboard": 170,
    "ollie": 190,
    "kickflip": 190,
    "snowboard": 270,
    "snowboard jump": 290,
    "ski": 290,
    "ski jump": 310,
    "skate": 150,
    "skate jump": 130,
    "roller skate": 160,
    "roller jump": 140,
    "crawl": 34,
}


# How something is carried: hung from a straight arm, raised in one hand, borne before the belly in both, strummed.
CARRYING = frozenset(("hung", "raised", "borne", "strummed"))
# What needs the hands for itself.
_BUSY_HANDS = frozenset(
    ("sleep", "lie", "swim", "row", "ride", "drive", "fight", "attack", "duel", "hug", "float", "piano", "violin")
) | {"clap", "pray", "meditate", "crawl", "push up", "stretch", "yoga", "cry", "cross arms"}


def carries(pose: Pose, action: str, way: str | None) -> bool:
    """Whether someone in this pose can have something in hand in that way."""
    return way in CARRYING and pose.prop is None and pose.gear is None and action not in _BUSY_HANDS


def carrying(pose: Pose, way: str, phase: float) -> Pose:
    """The pose with the arms that hold something."""
    far = pose.arms[0]
    if way == "hung":
        return replace(pose, arms=(far, Arm(upper=3, lower=7, spread=13, grip=1.0)))
    if way == "raised":
        return replace(pose, arms=(far, Arm(hand=(28, 24, 13), elbow=(-0.4, 1.0, 0.6), grip=1.0)))
    if way == "borne":
        return replace(pose, arms=(Arm(hand=(25, 31, 4), grip=0.4), Arm(hand=(25, 31, 4), grip=0.4)))
    fret = Arm(hand=(24, 18, 20), elbow=(-0.3, 1, 0.6), grip=0.9)
    strum = Arm(hand=(20, 32 + 4 * wave(phase, 0, 4), 4), elbow=(-0.8, 0.4, 1), grip=0.5)
    return replace(pose, arms=(fret, strum), prop="guitar")


def pose(action: str, phase: float, legs: float = 1.0, armed: bool = False) -> Pose:
    """The pose of someone with legs `legs` times as long as an adult's; unknown verbs stand."""
    if action in GAITS:
        return _steps(action, phase, legs)
    if armed and action in ("fight", "attack"):
        action = "duel"
    made = POSES.get(action, POSES["stand"])[0](phase)
    if made.gear is not None:  # short legs bend by less
        sole = min(foot.up for foot in made.feet) - ANKLE
        made.hip = (made.hip[0], sole + (made.hip[1] - sole) * legs)
    return made
