"""What a pose of the two-legged rig is: where its feet and hands are and how its body leans, in centimetres."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from omnireel.animatic.subjects.heads import Face
from omnireel.animatic.subjects.materials import wave

THIGH, SHIN, ANKLE = 42.0, 41.0, 7.0
UPPER, LOWER = 28.0, 25.0
BLADE, WHEELS = 6.0, 8.0  # how high skates raise the sole

Spot = tuple[float, float, float]


@dataclass
class Foot:
    """Where the ankle is and how the foot lies. x ahead (of an adult), up above the ground, side to the near side.

    slope: degrees the toe points down (-) or up.
    """

    x: float
    up: float = 0.0
    side: float = 8.0
    slope: float = 0.0
    knee_out: float = 0.0  # how far the knee points aside instead of ahead


@dataclass
class Arm:
    """By angles (degrees from straight down, ahead is positive; spread aside) or by where the hand is.

    hand: ahead, down and aside from the base of the neck, in the chest's axes.
    """

    upper: float = 5.0
    lower: float = 16.0
    spread: float = 8.0
    hand: Spot | None = None
    elbow: Spot = (-0.5, 1.0, 0.5)  # which way the elbow points: ahead, down, aside
    grip: float = 0.5  # 0 flat hand, 1 fist


@dataclass(frozen=True)
class Gear:
    """What is stood on, strapped to the feet or lifted: a key of gear.GEAR. Degrees unless said.

    at: how far ahead of the hips the middle of a board's deck is, and how high. pitch: its nose is up; roll: its
    deck leans to the viewer; yaw: its nose comes to the viewer; spin: turned about its length. spray: 0..1, what
    it throws up behind.
    """

    kind: str
    at: tuple[float, float] = (0.0, 0.0)
    pitch: float = 0.0
    roll: float = 0.0
    yaw: float = 0.0
    spin: float = 0.0
    spray: float = 0.0


@dataclass
class Pose:
    """One moment. Degrees unless said; far limb first, near limb second."""

    hip: tuple[float, float] = (0.0, 0.0)  # ahead, and how far above its standing height
    turn: float = 42.0  # where the body faces: 0 to the right, 90 to the viewer
    twist: float = 0.0  # of the chest against the hips
    lean: float = 0.0
    roll: float = 0.0
    feet: tuple[Foot, Foot] = field(default_factory=lambda: (Foot(7, side=-8), Foot(-6)))
    arms: tuple[Arm, Arm] = field(default_factory=lambda: (Arm(), Arm()))
    look: float = 8.0  # head against the chest
    nod: float = 0.0
    tilt: float = 0.0
    face: Face = field(default_factory=Face)
    lift: float = 0.0
    sway: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0)  # loose hair, root to tip
    seat: str | None = None  # what is sat or lain on: ground, chair
    prop: str | None = None
    gear: Gear | None = None
    astride: bool = False  # the far leg is behind what is ridden
    along: bool = True  # feet are placed along the picture, not along where the body faces


def bump(u: float) -> float:
    """0 at u = 0 and 1, 1 between them."""
    return math.sin(math.pi * min(max(u, 0.0), 1.0))


def hair(phase: float, back: float, size: float, beats: float = 1) -> tuple[float, ...]:
    """How loose hair sways, root to tip: `back` degrees at rest, `size` to and fro, so often a cycle."""
    return tuple(
        back * (0.6 + 0.25 * i) + size * (0.4 + 0.4 * i) * wave(phase, 0.08 + 0.11 * i, beats) for i in range(4)
    )


def sitting(chair: bool = False) -> Pose:
    """On the ground with the knees up, or on a chair."""
    if chair:
        return Pose(
            hip=(-10, -42),
            turn=40,
            feet=(Foot(30, ANKLE, -9), Foot(24, ANKLE, 9)),
            arms=(Arm(hand=(27, 38, 8), elbow=(-0.5, 0.6, 1.0)), Arm(hand=(23, 40, 0), elbow=(-0.5, 0.6, 1.0))),
            seat="chair",
        )
    return Pose(
        hip=(-26, -74),
        turn=34,
        feet=(Foot(35, ANKLE, -9), Foot(25, ANKLE, 9)),
        arms=(Arm(hand=(36, 26, 6), elbow=(-0.4, 0.7, 0.9)), Arm(hand=(31, 30, -3), elbow=(-0.4, 0.7, 0.9))),
        seat="ground",
    )


def standing(phase: float) -> Pose:
    """Upright, breathing, looking about a little."""
    breath = wave(phase)
    return Pose(
        hip=(0.8 * breath, 2.6 + 0.3 * breath),
        lean=0.5 + 0.5 * breath,
        roll=0.8 * breath,
        feet=(Foot(4, ANKLE, -9.5), Foot(-3, ANKLE, 9)),
        arms=(Arm(4 + 1.5 * breath, 16 + 2 * breath, 9), Arm(-3 - breath, 12 - 2 * breath, 9)),
        look=4 + 5 * wave(phase, 0.2),
        nod=0.8 * breath,
        tilt=1.5 * wave(phase, 0.3),
        face=Face(0.1 if phase > 0.95 else 1.0, 0.3),
        sway=hair(phase, 3, 3),
        along=False,
    )
