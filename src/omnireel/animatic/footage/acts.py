"""What cut-outs do: the pose of each verb at each phase, and what is said of the verbs that they cannot do."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from omnireel.animatic.footage.joints import GAITS, Pose
from omnireel.animatic.footage.limbs import Limbs
from omnireel.animatic.lexicon import gestures


@dataclass(frozen=True)
class Moment:
    """A pose and how the whole stands. lift: parts of its height above the ground; rocks: degrees that it leans;
    lies: on its back; level: it is stretched out along the picture, so many degrees from upright, its middle
    `lift` high."""

    pose: Pose = field(default_factory=Pose)
    lift: float = 0.0
    rocks: float = 0.0
    lies: bool = False
    level: float = 0.0


# verb -> degrees it rocks, part of its height it rises, how often a cycle, part of its breadth it keeps in a turn
MOVES: dict[str, tuple[float, float, float, float]] = {
    "walk": (2.2, 0.018, 2, 1.0),
    "run": (4.0, 0.050, 2, 1.0),
    "jump": (1.5, 0.240, 1, 1.0),
    "splash": (1.5, 0.160, 1, 1.0),
    "dance": (7.0, 0.035, 2, 0.86),
    "turn": (0.0, 0.0, 1, 0.20),
    "fly": (3.0, 0.060, 1, 1.0),
    "swim": (5.0, 0.020, 1, 1.0),
    "wave": (2.4, 0.004, 1, 1.0),
    "talk": (1.3, 0.004, 2, 1.0),
}
STANDING = (0.5, 0.003, 1, 1.0)
ROCKING = ("wave", "talk")  # of those: it is no more than that
BOWED = 40.0  # degrees that the neck of a beast that grazes goes down
JUMP = 0.24  # of the height, that somebody jumps


def _wave(p: float, beats: float = 1, ahead: float = 0.0) -> float:
    return math.sin(2 * math.pi * (beats * p + ahead))


def _bump(p: float, low: float = 0.0, high: float = 1.0) -> float:
    """0 outside of low..high, 1 in its middle, smooth."""
    u = (p - low) / (high - low)
    return math.sin(math.pi * u) ** 2 if 0 < u < 1 else 0.0


def _held(p: float, rises: float, falls: float) -> float:
    """0, then 1 from `rises` to `falls`, smooth on both sides, then 0 again."""
    ways = min(max(p / rises, 0), 1), min(max((1 - p) / (1 - falls), 0), 1)
    u = min(ways)
    return u * u * (3 - 2 * u)


def _both(arms: Limbs, upper: float, fore: float, amount: float = 1.0) -> dict[int, tuple[float, float, float]]:
    return {arm.side: (upper, fore, amount) for arm in arms.arms}


def _one(of: Limbs) -> int:
    """The side of the arm that does what one arm does."""
    return max(arm.side for arm in of.arms)


# ---- people ----


def _waving(p: float, of: Limbs) -> Moment:
    arms = {_one(of): (112.0, 168 + 24 * _wave(p), 1.0)}
    return Moment(Pose(arms=arms, tilt=2.0 * _wave(p, 1, 0.1)), rocks=0.8 * _wave(p, 1, 0.2))


def _clapping(p: float, of: Limbs) -> Moment:
    apart = 0.5 - 0.5 * math.cos(2 * math.pi * p)
    return Moment(Pose(arms=_both(of, 15 + 15 * apart, -118 - 26 * apart), tilt=1.2 * _wave(p)))


def _pointing(p: float, of: Limbs) -> Moment:
    k = _held(p, 0.12, 0.90)
    side = _one(of)
    return Moment(Pose(arms={side: (84 + 2 * _wave(p, 2), 92 + 3 * _wave(p, 2), k)}, tilt=side * 3 * k))


def _raising(p: float, of: Limbs) -> Moment:
    k = _held(p, 0.22, 0.78)
    return Moment(Pose(arms=_both(of, 150 + 3 * _wave(p, 2), 168 + 4 * _wave(p, 2), k), shifts=(0, -0.02 * k)))


def _cheering(p: float, of: Limbs) -> Moment:
    up = _bump(p)
    arms = _both(of, 138 + 16 * up, 158 + 18 * up)
    return Moment(Pose(arms=arms, sinks=0.05 * (1 - up) if of.legs else 0.0, tilt=2 * _wave(p)), lift=0.03 * up)


def _talking(p: float, of: Limbs) -> Moment:
    nod = 0.016 * (_wave(p, 3) + 0.5 * _wave(p, 5, 0.2))
    arms = {
        # One hand, then the other.
        arm.side: (
            16 + 5 * _wave(p, 2, 0.3 * n),
            96 + 26 * _wave(p, 2 + n, 0.4 * n),
            0.35 + 0.55 * _bump((p + 0.5 * n) % 1, 0.0, 0.75),
        )
        for n, arm in enumerate(of.arms)
    }
    return Moment(Pose(arms=arms, tilt=2.4 * _wave(p, 2, 0.1), shifts=(0, nod)), rocks=0.4 * _wave(p))


def _singing(p: float, of: Limbs) -> Moment:
    arms = _both(of, 44 + 6 * _wave(p), 78 + 12 * _wave(p))
    return Moment(Pose(arms=arms, tilt=4 * _wave(p), shifts=(0, -0.015)), rocks=1.2 * _wave(p, 1, 0.1))


def _nodding(p: float, of: Limbs) -> Moment:
    down = _bump(p, 0.05, 0.50) + 0.8 * _bump(p, 0.50, 0.95)
    tilt = (1.5 if _frontal(of) else 9) * down
    return Moment(Pose(tilt=tilt, shifts=(0, 0.13 * down)))


def _looking(p: float, of: Limbs) -> Moment:
    side = max(min(1.6 * _wave(p), 1), -1)
    return Moment(Pose(tilt=5 * side, shifts=(0.09 * side, 0), bend=1.5 * side))


def _bowing(p: float, of: Limbs) -> Moment:
    down = _held(p, 0.32, 0.62)
    if _frontal(of):  # towards the viewer
        return Moment(Pose(dips=0.34 * down, shifts=(0, 0.24 * down)))
    return Moment(Pose(bend=46 * down, dips=0.04 * down, tilt=18 * down))


def _frontal(of: Limbs) -> bool:
    return of.spine is not None and of.spine.frontal


def _dancing(p: float, of: Limbs) -> Moment:
    arms = {
        arm.side: (84 + 46 * _wave(p, 1, 0.5 * n), 120 + 44 * _wave(p, 1, 0.12 + 0.5 * n), 1.0)
        for n, arm in enumerate(of.arms)
    }
    gait = GAITS["dance"] if of.legs else None
    pose = Pose(gait=gait, p=p, arms=arms, bend=5 * _wave(p), tilt=-4 * _wave(p, 1, 0.08))
    return Moment(pose, rocks=2.5 * _wave(p) if of.legs else 5 * _wave(p), lift=0.02 * abs(_wave(p)))


def _jumping(p: float, of: Limbs) -> Moment:
    crouch, up, air = _leap(p)
    arms = _both(of, 152 * up + 24 * (1 - up), 168 * up + 20 * (1 - up), max(up, crouch))
    if not of.legs:
        return Moment(Pose(arms=arms), lift=JUMP * air)
    tuck = 0.9 * _bump(p, 0.26, 0.74)
    return Moment(Pose(arms=arms, sinks=0.22 * crouch, tuck=tuck, dips=0.03 * crouch), lift=JUMP * air)


def _leap(p: float) -> tuple[float, float, float]:
    """0..1: how deep it crouches before and after a jump, how far arms are up, how high it is."""
    crouch = _bump(p, 0.0, 0.26) if p < 0.5 else 0.8 * _bump(p, 0.74, 1.0)
    u = (p - 0.24) / 0.52
    return crouch, _held(min(max((p - 0.12) / 0.76, 0), 1), 0.3, 0.62), 4 * u * (1 - u) if 0 < u < 1 else 0.0


def _swimming(p: float, of: Limbs) -> Moment:
    arms = {
        arm.side: (168 + 14 * _wave(p, 1, 0.5 * n), 174 + 10 * _wave(p, 1, 0.1 + 0.5 * n), 1.0)
        for n, arm in enumerate(of.arms)
    }
    gait = GAITS["flutter"] if of.legs else None
    return Moment(Pose(gait=gait, p=2 * p % 1, arms=arms), level=80, lift=0.24 + 0.012 * _wave(p))


def _flying(p: float, of: Limbs) -> Moment:
    arms = _both(of, 96 + 8 * _wave(p), 104 + 12 * _wave(p, 1, 0.9))
    gait = GAITS["flutter"] if of.legs else None
    return Moment(Pose(gait=gait, p=p, arms=arms), level=58 + 2 * _wave(p), lift=0.62 + 0.02 * _wave(p))


def _going(verb: str) -> Callable[[float, Limbs], Moment]:
    gait = GAITS[verb]

    def act(p: float, of: Limbs) -> Moment:
        return Moment(Pose(gait=gait, p=p))

    return act


def _lying(p: float, of: Limbs) -> Moment:
    return Moment(Pose(arms=_both(of, 6, 3)), lies=True)


# ---- beasts ----


def _galloping(p: float, of: Limbs) -> Moment:
    return Moment(Pose(gait=GAITS["gallop"], p=p, bend=5 * _wave(p, 1, 0.1), tail=10 + 6 * _wave(p)))


def _trotting(verb: str) -> Callable[[float, Limbs], Moment]:
    gait = GAITS[verb]

    def act(p: float, of: Limbs) -> Moment:
        return Moment(Pose(gait=gait, p=p, bend=2.2 * _wave(p, 2), tail=5 * _wave(p)))

    return act


def _leaping(p: float, of: Limbs) -> Moment:
    crouch, _, air = _leap(p)
    # Stretched as it leaves the ground and comes down, gathered between.
    tuck = _bump(p, 0.28, 0.72) - 0.7 * (_bump(p, 0.2, 0.38) + _bump(p, 0.64, 0.8))
    rocks = -6 * math.sin(2 * math.pi * (p - 0.22) / 0.56) if 0.22 < p < 0.78 else 0.0  # nose up, then down
    pose = Pose(p=p, stands=0.48, sinks=0.20 * crouch, tuck=tuck, bend=-6 * air, tail=14 * air)
    return Moment(pose, lift=0.34 * air, rocks=rocks)


def _grazing(p: float, of: Limbs) -> Moment:
    # Down, some bites, and up again for a look.
    down = _held(p, 0.18, 0.86)
    assert of.spine is not None
    (x0, y0), (x1, y1) = of.spine.root, of.spine.top
    bend = math.degrees(math.atan2(y0 - y1, x1 - x0)) + BOWED
    return Moment(Pose(bend=(bend + 3 * _wave(p, 5)) * down, tilt=-0.3 * bend * down, tail=5 * _wave(p, 2)))


def _noddings(p: float, of: Limbs) -> Moment:
    return Moment(Pose(bend=9 * (_bump(p, 0.05, 0.5) + 0.8 * _bump(p, 0.5, 0.95)), tail=3 * _wave(p)))


def _glancing(p: float, of: Limbs) -> Moment:
    up = max(min(1.5 * _wave(p), 1), -1)
    return Moment(Pose(bend=-7 * up, tilt=-4 * _wave(p, 1, 0.1), tail=4 * _wave(p, 2)))


def _barking(p: float, of: Limbs) -> Moment:
    up = _bump(p, 0.1, 0.4) + _bump(p, 0.5, 0.8)
    return Moment(Pose(bend=-5 * up, tilt=-6 * up, tail=8 * _wave(p, 2)))


def _howling(p: float, of: Limbs) -> Moment:
    up = _held(p, 0.2, 0.8)
    return Moment(Pose(bend=-22 * up, tilt=-24 * up))


def _wagging(p: float, of: Limbs) -> Moment:
    return Moment(Pose(tail=30 * _wave(p)))


# ---- which ----


@dataclass(frozen=True)
class Act:
    """A verb of cut-outs. needs: what has to stand apart in the picture for it, a key of MISSING; seconds: of its
    cycle, where that is not the stage's; twos: it is slow, and painted for every second frame."""

    at: Callable[[float, Limbs], Moment]
    seconds: float | None = None
    needs: str = ""
    twos: bool = False


PEOPLE: dict[str, Act] = {
    "walk": Act(_going("walk"), needs="legs"),
    "sneak": Act(_going("walk"), needs="legs"),
    "run": Act(_going("run"), needs="legs"),
    "dance": Act(_dancing),
    "jump": Act(_jumping, 1.25),
    "play": Act(_jumping, 1.35),
    "splash": Act(_jumping, 1.3),
    "wave": Act(_waving, 1.0, "arm"),
    "clap": Act(_clapping, 0.6, "arms"),
    "point": Act(_pointing, 3.6, "arm", True),
    "raise": Act(_raising, 3.2, "arm", True),
    "cheer": Act(_cheering, 0.9, "arm"),
    "talk": Act(_talking, 2.8, "spine", True),
    "sing": Act(_singing, 3.0, "spine", True),
    "nod": Act(_nodding, 1.6, "spine"),
    "look": Act(_looking, 3.6, "spine", True),
    "bow": Act(_bowing, 3.2, "spine", True),
    "lie": Act(_lying, 3.2, "legs", True),
    "sleep": Act(_lying, 3.2, "legs", True),
    "swim": Act(_swimming, 1.8, "legs"),
    "fly": Act(_flying, 2.4, "legs", True),
    "float": Act(_flying, 3.0, "legs", True),
}
BEASTS: dict[str, Act] = {
    "walk": Act(_trotting("walk"), needs="legs"),
    "sneak": Act(_trotting("walk"), needs="legs"),
    "trot": Act(_trotting("trot"), needs="legs"),
    "run": Act(_galloping, needs="legs"),
    "jump": Act(_leaping, needs="legs"),
    "eat": Act(_grazing, 4.0, "spine", True),
    "drink": Act(_grazing, 4.0, "spine", True),
    "nod": Act(_noddings, 1.6, "spine"),
    "look": Act(_glancing, 3.6, "spine", True),
    "bark": Act(_barking, 1.2, "spine"),
    "howl": Act(_howling, 3.2, "spine", True),
    "wag": Act(_wagging, 0.7, "tail"),
}
# What is missing in a picture -> how that is said.
MISSING = {
    "arm": "no arm stands apart in its picture",
    "arms": "no two arms stand apart in its picture",
    "legs": "no legs stand apart in its picture",
    "tail": "no tail stands apart in its picture",
    "spine": "no head stands apart in its picture",
}
# Gestures that cut-outs do as something else; the others as themselves, or not at all.
ALIKE = {"look about": "look", "laugh": "talk", "stretch": "raise", "crawl": "walk", "kick": "jump"}
# Words of prompts, and what cut-outs do for them where that is not what the stage draws.
WORDS: Mapping[str, str] = {
    **{word: ALIKE.get(gesture, gesture) for word, gesture in gestures.VERBS.items()},
    "gesture": "talk",
    "raise": "raise",
    **dict.fromkeys(("greet", "welcome", "beckon"), "wave"),
    **dict.fromkeys(("glance", "search", "peer"), "look"),
    "wag": "wag",
    **dict.fromkeys(("sniff", "smell"), "eat"),
}
# Of who stands, the words that say no more than that.
STILL = frozenset(
    """stand wait pose stop halt pause freeze linger loiter queue line watch gaze stare look observe listen think
    contemplate ponder breathe sigh remain stay hesitate face admire notice see
    """.split()  # noqa: SIM905
) | {
    "stand still",
    "line up",
    "stand up",
    "stand by",
    "stand watch",
    "stand guard",
    "look up",
    "look out",
    "look down",
}
# Drawn as something that is less than that.
ODD = frozenset(
    """climb clamber scramble ascend descend scale wade slither burrow board push pull drag haul tow carry lug
    crawl creep limp hobble roll slide skid tackle dribble parkour moonwalk flip somersault backflip cartwheel kick
    dunk swing fall tumble vault trip rear buck juggle breakdance headbang tickle tease volley tug
    """.split()  # noqa: SIM905
) | {"shake hands", "high five", "fist bump", "thumbs up", "play football", "play soccer", "play fetch"}


def chosen(word: str | None, action: str, limbs: Limbs) -> str:
    """The verb that a cut-out plays, by the word of the prompt and the verb that the stage draws it as."""
    known = BEASTS if limbs.four_legged else PEOPLE
    act = WORDS.get(word or "", action)
    return act if act in known else action


def act_of(verb: str, limbs: Limbs, whole: bool) -> Act | None:
    """How a verb is played with these limbs; None where a cut-out only moves as a whole. whole: a person or a
    beast is cut out."""
    act = (BEASTS if limbs.four_legged else PEOPLE).get(verb) if whole else None
    return act if act is not None and _has(limbs, act.needs) else None


def _has(limbs: Limbs, what: str) -> bool:
    return {
        "": bool(limbs),
        "arm": bool(limbs.arms),
        "arms": len(limbs.arms) == 2,
        "legs": bool(limbs.legs),
        "tail": limbs.tail is not None,
        "spine": limbs.spine is not None,
    }[what]


def not_done(
    word: str | None, action: str, limbs: Limbs, whole: bool, card: bool, cut_off: bool = False
) -> str | None:
    """What is to be said of a verb that a cut-out cannot do: "climb: it walks"; None where it does it.

    cut_off: its legs are below the frame.
    """
    told = word or action
    verb = chosen(word, action, limbs)
    act = (BEASTS if limbs.four_legged else PEOPLE).get(verb) if whole else None
    does = {"play": "jump", "splash": "jump"}.get(verb, verb)
    does = f"it {does}s" if act is not None or verb in MOVES else "it stands"
    if told in ODD:
        return f"{told}: {does}"
    if act is not None:
        if _has(limbs, act.needs) or (verb in MOVES and not act.needs) or (act.needs == "legs" and cut_off):
            return None
        if verb in MOVES and act.needs == "legs":
            return f"{told} with its legs: {MISSING['legs']}, it glides"
        return f"{told}: {MISSING[act.needs]}, it rocks"
    if (
        (verb in MOVES and verb not in ROCKING)
        or (verb == "stand" and (told in STILL or told == "stand"))
        or (not whole and not card)
    ):
        return None
    return f"{told}: a cut-out stands and rocks"
