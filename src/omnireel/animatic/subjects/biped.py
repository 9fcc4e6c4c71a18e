"""The two-legged rig: people of all ages and trades, robots, astronauts. Units are centimetres of a 175 cm
adult.

It stands in space (see space.py), turned as its pose says; faces are in heads.py, what people do in poses.py.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from omnireel.animatic.lexicon.words import FACED
from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Mark, Patch, Point, spline
from omnireel.animatic.subjects import heads, poses
from omnireel.animatic.subjects.gear import GEAR, Limbs
from omnireel.animatic.subjects.materials import darker, wave
from omnireel.animatic.subjects.poses import GAITS, GLIDES, POSES
from omnireel.animatic.subjects.posture import ANKLE, LOWER, SHIN, THIGH, UPPER, Arm, Foot, Gear, Pose
from omnireel.animatic.subjects.space import TILT, Axes, V, axes, cap, reach, seen, vec

__all__ = ["GAITS", "GLIDES", "POSES", "Person", "build", "tall"]

TROUSERS: Colour = (0.20, 0.23, 0.33)
SKIRTS = ("dress", "robe", "coat", "raincoat", "gown")


@dataclass(frozen=True)
class Person:
    """Looks. outfit: plain, shirt, suit, dress, tutu, coat, raincoat, robe, gown, hakama, armour, space, robot,
    vest, apron; and bodies that are no clothes: ape, bones, alien, mermaid.

    hat: none, cap, straw, sunhat, helmet, fedora, kasa, hood, crown, chef, wizard, witch, headband.
    hair_cut: short, long, bob, tail, bun, bald.
    """

    top: Colour = (0.72, 0.30, 0.22)
    bottom: Colour = (0.20, 0.24, 0.34)
    skin: Colour = (0.88, 0.66, 0.53)
    hair: Colour = (0.22, 0.14, 0.09)
    shoe: Colour = (0.16, 0.12, 0.10)
    eyes: Colour = (0.27, 0.17, 0.10)
    outfit: str = "plain"
    dressed: bool = False  # in an outfit that was asked for
    hat: str = "none"
    hair_cut: str = "short"
    curls: bool = False  # however it is cut
    head: float = 1.0
    girth: float = 1.0
    legs: float = 1.0
    beard: bool = False
    woman: bool = False
    scarf: Colour | None = None
    hat_colour: Colour | None = None
    glasses: str | None = None  # glasses, sunglasses
    helmet: Colour | None = None
    bag: bool = False
    holds: str | None = None  # drawn with the figure: umbrella, sword, katana, staff
    carries: str | None = None  # how the hands have something that is drawn by itself: a way of poses.CARRYING
    canopy: Colour = (0.76, 0.16, 0.14)
    shine: float = 0.0
    fur: float = 0.0
    wings: Colour | None = None
    tail: bool = False
    board: Colour | None = None  # of the gear that a pose brings with it: board, skis, skates, plates
    mood: float = 0.0  # -1 weeps, 1 smiles, whatever else is done
    uniform: bool = False  # all of a group wear the same
    perched: bool = False  # on furniture, which is drawn apart
    heading: str | None = None  # where they go if not along the picture: a key of poses.HEADINGS

    @property
    def trunk(self) -> float:
        """Length of trunk and arms; shorter where the legs are."""
        return 0.38 + 0.62 * self.legs


def tall(p: Person) -> float:
    """Height of someone standing, in units."""
    return (THIGH + SHIN + ANKLE) * p.legs + 57 * p.trunk + 26.5 * p.head


@dataclass
class _Body:
    """Where everything is, worked out from a pose."""

    pose: Pose
    hips: Axes
    chest: Axes  # at the base of the neck
    head: Axes
    knees: tuple[V, V]
    ankles: tuple[V, V]
    elbows: tuple[V, V]
    hands: tuple[V, V]
    fists: tuple[V, V]  # directions the fingers point


def _stand_up(p: Person, pose: Pose) -> _Body:
    thigh, shin = THIGH * p.legs, SHIN * p.legs
    size = p.trunk
    k = 1.0 if pose.seat is None else p.legs if not pose.astride else 1.0 - (1.0 - p.legs) * 0.95
    root = vec(pose.hip[0] * k, -(thigh + shin + ANKLE) + 2.5 - pose.hip[1] * k)
    hips = axes(root, pose.turn, pose.lean * 0.3 if abs(pose.lean) < 60 else pose.lean, pose.roll * 0.4)
    spine = axes(root, pose.turn + pose.twist, pose.lean, pose.roll)
    neck = spine.out(0, -55 * size, 0)
    chest = Axes(neck, spine.ahead, spine.down, spine.side)
    nod = pose.lean * 0.35 + pose.nod if abs(pose.lean) < 60 else pose.lean + pose.nod
    head0 = axes(neck, pose.turn + pose.twist + pose.look, nod, pose.roll * 0.5 + pose.tilt)
    up = (5.0 + 11.5 * p.head) * 1.0
    head = Axes(
        neck + (-chest.down) * (4.5 * size) + (-head0.down) * (up - 2.5) + head0.ahead * 2.2,
        head0.ahead,
        head0.down,
        head0.side,
    )
    knees, ankles = [], []
    flat = axes(root, pose.turn)
    for which, spot in enumerate(pose.feet):
        sign = 1.0 if which else -1.0
        joint = hips.out(0, 2, 7.6 * sign * p.girth**0.5)
        x, side = spot.x * p.legs, spot.side
        if pose.along:
            # Steps go along the picture, so that ground and feet agree; the hips stand askew to it.
            end = vec(x + (root[0] if pose.seat is not None else 0.0), -spot.up, side * 0.9)
            pole = vec(1.0, 0.0, 0.16 * sign)
        else:
            end = vec(root[0], -spot.up) + flat.ahead * x + flat.side * side
            pole = flat.way(1.0, 0.0, sign * (0.12 + spot.knee_out))
        knee, ankle = reach(joint, end, thigh, shin, pole)
        knees.append(knee)
        ankles.append(ankle)
    elbows, hands, fists = [], [], []
    for which, limb in enumerate(pose.arms):
        sign = 1.0 if which else -1.0
        shoulder = chest.out(0, 6.5 * size, _wide(p) * sign)
        upper, lower = UPPER * size, LOWER * size
        if limb.hand is None:
            a, s = math.radians(limb.upper), math.radians(limb.spread)
            elbow = (
                shoulder
                + (
                    chest.ahead * (math.sin(a) * math.cos(s))
                    + chest.down * (math.cos(a) * math.cos(s))
                    + chest.side * (sign * math.sin(s))
                )
                * upper
            )
            a, s = math.radians(limb.lower), math.radians(limb.spread * 0.4)
            way = (
                chest.ahead * (math.sin(a) * math.cos(s))
                + chest.down * (math.cos(a) * math.cos(s))
                + chest.side * (sign * math.sin(s))
            )
            hand = elbow + way * lower
        else:
            ahead, down, side = limb.hand
            goal = chest.out(ahead * size, down * size, side * size * sign)
            pole = chest.way(limb.elbow[0], limb.elbow[1], limb.elbow[2] * sign)
            elbow, hand = reach(shoulder, goal, upper, lower, pole)
            way = (hand - elbow) / lower
        elbows.append(elbow)
        hands.append(hand)
        fists.append(way)
    return _Body(
        pose,
        hips,
        chest,
        head,
        (knees[0], knees[1]),
        (ankles[0], ankles[1]),
        (elbows[0], elbows[1]),
        (hands[0], hands[1]),
        (fists[0], fists[1]),
    )


def _wide(p: Person) -> float:
    """Half the way between the shoulders."""
    return (13.2 if p.woman else 15.4) * (0.55 + 0.45 * p.girth) * (0.5 + 0.5 * p.trunk)


def build(p: Person, action: str, phase: float) -> Figure:
    """The figure at `phase` 0..1 of its cycle, facing +x, soles at y = 0."""
    return draw(p, _posed(p, action, phase), phase)


def _posed(p: Person, action: str, phase: float) -> Pose:
    armed = p.holds in ("sword", "staff", "katana")
    pose = poses.pose(action, phase, p.legs, armed)
    if p.perched and action not in ("sleep", "lie", "stand"):
        pose = poses.seated(pose)
    elif p.heading is not None and action in FACED:
        pose = poses.headed(pose, p.heading)
    if p.outfit == "ape" and p.girth > 1.2 and pose.seat is None:  # a gorilla leans on its knuckles
        pose.lean, pose.nod, pose.turn = pose.lean + 30, pose.nod - 14, min(pose.turn, 26)
        pose.arms = tuple(  # type: ignore[assignment]
            arm if arm.hand is not None else Arm(arm.upper * 0.7 + 26, arm.lower * 0.7 + 30, 12, grip=1.0)
            for arm in pose.arms
        )
    if p.mood > 0:
        pose.face = replace(pose.face, smile=max(pose.face.smile, p.mood), mouth=max(pose.face.mouth, 0.2))
    elif p.mood < 0:
        pose.face = replace(pose.face, smile=p.mood, brows=-0.3, glad=False)
    way = "raised" if p.holds == "umbrella" else p.carries
    if way is not None and poses.carries(pose, action, way):
        pose = poses.carrying(pose, way, phase)
    return pose


def carried_at(p: Person, action: str, phase: float) -> Point | None:
    """Where the hands have what is carried; None where they are needed for something else, and of a guitar, which
    is drawn with the figure."""
    if p.carries in (None, "strummed") or not poses.carries(poses.pose(action, phase, p.legs), action, p.carries):
        return None
    b = _stand_up(p, _posed(p, action, phase))
    near = b.hands[1] + b.fists[1] * 4
    if p.carries == "borne":
        return seen((near + b.hands[0] + b.fists[0] * 4) / 2 + b.chest.ahead * 5)
    return seen(near)


def head_of(p: Person, action: str) -> tuple[float, float, float]:
    """Where the head is (x, y) at the start of the cycle, and how high it is."""
    x, y = seen(_stand_up(p, _posed(p, action, 0.0)).head.at)
    return x, y, 23.0 * p.head * heads.SIZE


def hand_of(p: Person, pose: Pose) -> Point:
    """Where the near hand is in the picture."""
    body = _stand_up(p, pose)
    return seen(body.hands[1] + body.fists[1] * 3)


def draw(p: Person, pose: Pose, phase: float) -> Figure:
    """A person in a pose. Groups are laid from far to near."""
    b = _stand_up(p, pose)
    if pose.gear is not None:
        return _geared(p, b, pose.gear, phase)
    return Figure(_body(p, b, phase), pose.lift)


def _geared(p: Person, b: _Body, gear: Gear, phase: float) -> Figure:
    """A person with what they stand on or lift, and dressed for it."""
    kit = GEAR[gear.kind]
    if p.outfit == "dress" and not p.dressed:
        # A dress that nobody asked for would hide what the legs do.
        p = replace(p, outfit="plain", bottom=TROUSERS)
    plain = p.outfit in ("plain", "shirt", "suit", "vest", "dress")
    if plain or p.outfit == "tutu":
        p = replace(p, shoe=p.skin if kit.barefoot else kit.shoe or p.shoe)
    if plain and p.hat == "none" and kit.hat is not None:
        p = replace(p, hat=kit.hat, glasses=p.glasses or kit.glasses)
    limbs = Limbs(b.pose, b.hips.at, b.chest, b.ankles, b.hands, b.fists, b.knees, p.trunk)
    under, over, last = (
        draw(limbs, gear, p.board, phase) if draw is not None else [] for draw in (kit.under, kit.over, kit.last)
    )
    return Figure([*under, *_body(p, b, phase, over), *last], b.pose.lift)


def _body(p: Person, b: _Body, phase: float, over: Sequence[Item] = ()) -> list[Item]:
    """The parts of a person from far to near. over: what is before all but the near arms."""
    pose = b.pose
    if p.outfit == "bones":
        return [*_skeleton(p, b).items, *over]
    space, robot, armour = p.outfit == "space", p.outfit == "robot", p.outfit == "armour"
    gloss = 0.75 if robot else 0.5 if armour else 0.15 if space else p.shine
    items: list[Item] = []
    front: list[Item] = []
    fall = heads.hair_behind(p, b.head, pose.sway)
    if fall:
        items.append(Group(fall, 1.6, far=0.3, fine=True))
    if p.wings is not None:
        items += _fairy_wings(p, b, phase)
    if p.tail:
        items.append(_ape_tail(p, b, phase))
    middle = float(b.chest.at[2] + b.hips.at[2]) / 2
    if pose.seat == "chair" and not p.perched:
        items.append(_chair(b))
    if p.scarf is not None or p.outfit == "hakama":
        items.append(_streamers(p, b, phase))
    shoulders: list[Cap | Patch] = []
    # Arms: each half lies before or behind the trunk.
    for which in (0, 1):
        upper, lower, palm = _arm(p, b, which, gloss)
        behind = float(b.chest.out(0, 6.5 * p.trunk, _wide(p) * (1 if which else -1))[2]) < middle - 2
        deep = float(b.hands[which][2]) < middle - 3
        far = 0.35 if behind else 0.0
        if not behind:
            shoulders += upper
        # A near arm is one piece, and a copy of its top (figures are moved part by part) belongs to the trunk too:
        # no seam at the shoulder or the elbow.
        one = [replace(part) for part in upper] + lower if not behind else lower
        for parts, away, finer in (
            (upper if behind else [], behind, False),
            (one, behind and deep, False),
            (palm, behind and deep, True),
        ):
            group = Group(
                parts, 0.3 if finer else 2.2, far=far if away else 0.0, drop=0.0 if away else 0.3, fine=finer
            )
            (items if away else front).append(group)
    order = sorted((0, 1), key=lambda i: float(b.knees[i][2]))
    legs_front: list[Item] = []
    if p.outfit == "mermaid":
        items.append(_fish_tail(p, b, phase))
    for n, which in enumerate(order if p.outfit != "mermaid" else []):
        thigh, foot = _leg(p, b, which, gloss)
        if pose.astride and not which:
            continue
        before = pose.seat is not None and n == 1
        thigh_way = b.knees[which] - b.hips.at
        raised = float(thigh_way[2]) > 15 and float(thigh_way[1]) < 26 * p.legs  # a knee towards the viewer
        before = before or (raised and p.outfit not in SKIRTS)
        far = 0.5 if n == 0 and not before else 0.0
        target = legs_front if before else items
        target.append(Group(thigh, 2.6, far=far, drop=0.0 if n == 0 else 0.35))
        target.append(Group(foot, 1.4, far=far, drop=0.0 if n == 0 else 0.2))
    trunk = _trunk(p, b, gloss)
    trunk.parts += shoulders
    if p.outfit in SKIRTS and pose.seat is None:
        trunk.parts += _skirt(p, b, phase)
        trunk.drop = 0.3
        items.append(trunk)
    else:
        items.append(trunk)
    if p.outfit == "tutu":
        items.append(_tutu(p, b, phase))
    if p.bag or space:
        pack = _pack(p, b)
        facing_away = float(b.chest.ahead[2]) >= -0.2
        items.insert(len(items) - 1 if facing_away else len(items), pack)
    items += _details(p, b)
    items += legs_front
    if p.hat == "hood":
        items.append(Group(heads.hood_back(p, b.head), 2.4))
    items += heads.head(p, b.head, pose.face, pose.sway)
    items += over
    items += front
    items += _held(p, b, phase)
    items = [i for i in items if not isinstance(i, Group) or i.parts]
    if p.fur:
        for item in items:
            for part in item.parts if isinstance(item, Group) else ():
                if isinstance(part, Cap) and part.col == p.top and not part.fur:
                    part.fur, part.flow = p.fur, (-0.35, 1.0)
    return items


def _trunk(p: Person, b: _Body, gloss: float) -> Group:
    group = Group([], 2.6, drop=0.25, crisp=2.5)
    g, t = p.girth, p.trunk
    thick = 1.28 if p.outfit == "space" else 1.0
    top = p.top
    belly = p.shoe if p.outfit == "robot" else p.skin if p.outfit == "mermaid" else p.top
    hip_col = (
        p.top
        if p.outfit in ("dress", "tutu", "robe", "suit", "coat", "raincoat", "gown", "space", "hakama")
        else p.bottom
    )
    waist = 0.74 if p.outfit == "robot" else 0.86 if p.woman else 0.95
    mid = b.hips.out(0, -19 * t)
    spine = Axes(mid, b.chest.ahead, b.chest.down, b.chest.side)
    sh = _wide(p)
    for s in (1.0, -1.0):
        hip = b.hips.out(-0.5, 0, 5.6 * s * g)
        low = spine.out(0, 0, 4.6 * s * g * waist)
        rib = b.chest.out(0.5, 19 * t, 6.2 * s * g)
        shoulder = b.chest.out(-0.5, 6.5 * t, (sh - 3.5) * s)
        group.parts += [
            cap(
                hip,
                10.4 * g * thick * (1.05 if p.woman else 1),
                b.hips.out(0, -9 * t, 5.0 * s * g),
                9.4 * g * thick,
                hip_col,
                0,
                0,
                gloss,
            ),
            cap(
                b.hips.out(0, -12 * t, 4.8 * s * g * waist),
                9.0 * g * thick * waist,
                low,
                8.6 * g * thick * waist,
                belly,
                0,
                0,
                gloss,
            ),
            cap(low, 8.6 * g * thick * waist, rib, 10.0 * g * thick, top, 0, 0, gloss),
            cap(rib, 10.0 * g * thick, shoulder, 6.4 * g * thick, top, 0, 0, gloss),
        ]
        if p.outfit == "suit" and b.pose.seat is None:  # the skirts of the jacket
            group.parts.append(cap(hip, 10.2 * g, b.hips.out(-0.3, 9, 5.8 * s * g), 10.0 * g, top, 0, 0, gloss))
        if p.woman and p.head < 1.1:  # grown up: children's heads are larger
            bust = b.chest.out(5.2, 19 * t, 5.6 * s)
            group.parts.append(cap(bust, 5.4 * g, b.chest.out(4.8, 20 * t, 5.6 * s), 5.2 * g, top, 0.5, 0, gloss))
    # The breastbone fills the hollow between the shoulders, which the neck would show through.
    group.parts.append(
        cap(b.chest.out(0.9, 9.5 * t, 0), 6.6 * g, b.chest.out(1.6, 19 * t, 0), 8.6 * g * thick, top, 0, 0, gloss)
    )
    neck_col = p.skin if p.outfit not in ("space", "robot") else p.shoe
    group.parts.append(
        cap(b.chest.out(0, 1.5, 0), 5.6, b.head.out(-1.5, 6.0, 0), 5.0 if not p.woman else 4.5, neck_col)
    )
    return group


def _leg(p: Person, b: _Body, which: int, gloss: float) -> tuple[list[Cap | Patch], list[Cap | Patch]]:
    """Trouser leg and shoe."""
    g = p.girth
    thick = 1.26 if p.outfit == "space" else 1.0
    sign = 1.0 if which else -1.0
    hip = b.hips.out(0, 2, 7.0 * sign * p.girth**0.5)
    knee, ankle = b.knees[which], b.ankles[which]
    size = 0.45 + 0.55 * p.legs
    col = p.bottom
    bare = p.outfit in ("dress", "tutu")
    out: list[Cap | Patch] = []
    if p.outfit == "hakama":
        # Wide pleated trousers: each leg a fluted bell.
        out += [cap(hip, 11.5 * g, knee, 11.0 * g, col, 0, 0, 0.0)]
        for n, k in enumerate((-9.0, -5.0, -0.5, 4.0, 8.5)):
            end = ankle + vec(k * 1.45, 2.0 - 0.05 * k * k, 7.0 - 0.08 * k * k)
            top = hip * 0.7 + knee * 0.3 + vec(k * 0.62, 0, 9.0 - 0.07 * k * k)
            out.append(cap(top, 3.4, end, 4.3, darker(col, (0.86, 1.10)[n % 2]), 1.5))
    else:
        skin = p.skin if bare else col
        lap = p.outfit in SKIRTS and b.pose.seat is not None  # the skirt lies over the knees
        full = 1.22 if lap else 1.0
        cloth = p.top if lap else skin
        out += [
            cap(hip, 9.8 * g * thick * size * full, knee, 6.7 * g * thick * size * full, cloth, 0, 0, gloss),
            cap(
                knee,
                6.5 * g * thick * size,
                ankle,
                (4.6 if not bare else 3.5) * g * thick * size,
                skin,
                0,
                0,
                gloss,
            ),
        ]
        calf = knee * 0.62 + ankle * 0.38
        back = calf - b.hips.ahead * 1.6
        out.append(
            cap(back, 5.6 * g * thick * size, back * 0.6 + ankle * 0.4, 4.6 * g * thick * size, skin, 0, 0, gloss)
        )
        if not bare and p.outfit not in ("robot", "armour", "space", "robe"):
            # Folds where the cloth gathers: behind the knee and above the shoe.
            for k, r in ((0.86, 5.0), (0.96, 5.2)):
                spot = knee * (1 - k) + ankle * k
                out.append(
                    cap(
                        spot + b.hips.ahead * 1.5,
                        r * size * g * 0.98,
                        spot - b.hips.ahead * 1.2,
                        r * size * g * 0.94,
                        darker(col, 0.93),
                    )
                )
        if p.outfit in ("robot", "armour"):
            dark = p.shoe if p.outfit == "robot" else darker(p.bottom, 0.8)
            out.append(
                cap(knee + b.hips.ahead * 2.5, 6.4 * size, knee + b.hips.ahead * 3.2, 6.0 * size, dark, 2, 0, 0.9)
            )
            out.append(cap(hip, 7.5 * size, hip + vec(0, 3, 0), 7.5 * size, dark, 1, 0, 0.8))
        if p.outfit == "space":
            for k in (0.12, 0.88):
                spot = knee * (1 - k) + ankle * k
                out.append(
                    cap(spot, 8.0 * size, spot + vec(0.4, 2.4, 0), 8.0 * size, (0.72, 0.74, 0.80), 0, 0, 0.2)
                )
    return out, _shoe(p, b, which, size, gloss)


def _shoe(p: Person, b: _Body, which: int, size: float, gloss: float) -> list[Cap | Patch]:
    foot: Foot = b.pose.feet[which]
    ankle = b.ankles[which]
    sign = 1.0 if which else -1.0
    turn = 10.0 + 6 * sign if b.pose.along else b.pose.turn + 14 * sign
    big = 1.2 if p.outfit == "space" else 1.0 if p.outfit in ("robot", "raincoat", "armour") else 0.88
    base = axes(ankle, turn, -foot.slope)
    k = size * big
    r = 3.9 * k

    def grounded(v: V, radius: float) -> V:
        if b.pose.astride:
            return v
        low = float(seen(v)[1]) + radius
        limit = TILT * float(v[2])
        return v - vec(0, max(low - limit, 0), 0) if b.pose.lift < 1 else v

    heel = grounded(base.out(-3.2 * k, (ANKLE - 3.9) * 1.0, 0), r)
    ball = grounded(base.out(9.5 * k, (ANKLE - 3.4), 0), r * 0.92)
    toe = grounded(base.out(14.5 * k, (ANKLE - 3.2), 0), r * 0.78)
    shine = max(gloss, 0.45 if p.outfit in ("suit", "raincoat") else 0.25)
    sole = darker(p.shoe, 0.45)
    out: list[Cap | Patch] = [
        cap(ankle + vec(0, -1, 0), 4.5 * k, heel, r, p.shoe, 0, 0, shine),
        cap(ankle + vec(0.6, 0, 0), 4.2 * k, ball, r * 0.92, p.shoe, 0, 0, shine),
        cap(ball, r * 0.92, toe, r * 0.80, p.shoe, 0, 0, shine),
        cap(heel + vec(0, r * 0.72, 0.8), 1.25 * k, ball + vec(0, r * 0.66, 0.8), 1.2 * k, sole, 2.4),
        cap(ball + vec(0, r * 0.66, 0.8), 1.2 * k, toe + vec(0, r * 0.52, 0.8), 1.0 * k, sole, 2.4),
    ]
    if p.outfit == "raincoat":
        up = b.knees[which] * 0.5 + ankle * 0.5
        out += [
            cap(ankle, 5.0 * k, up, 6.0 * k, p.shoe, 0, 0, 0.6),
            cap(up, 6.5 * k, up + vec(0, 1.4, 0), 6.4 * k, darker(p.shoe, 1.15), 0.6, 0, 0.6),
        ]
    return out


def _arm(
    p: Person, b: _Body, which: int, gloss: float
) -> tuple[list[Cap | Patch], list[Cap | Patch], list[Cap | Patch]]:
    """Upper sleeve, lower sleeve, hand."""
    g, t = p.girth, p.trunk
    thick = 1.3 if p.outfit == "space" else 1.0
    limb: Arm = b.pose.arms[which]
    sign = 1.0 if which else -1.0
    shoulder = b.chest.out(-0.5, 7.0 * t, (_wide(p) - 1.5) * sign)
    elbow, hand, way = b.elbows[which], b.hands[which], b.fists[which]
    sleeve = (0.92, 0.89, 0.83) if p.outfit == "vest" else p.skin if p.outfit in ("mermaid", "alien") else p.top
    loose = {"robe": 1.0, "hakama": 1.0, "raincoat": 0.5, "coat": 0.25}.get(p.outfit, 0.0)
    slim = 0.88 if p.woman else 1.0
    k = (0.35 + 0.65 * t) * slim
    bare = p.outfit in ("dress", "tutu", "mermaid", "ape", "alien")
    upper: list[Cap | Patch] = [
        cap(shoulder, 7.2 * g * thick * k, elbow, 5.3 * g * thick * k * (1 + 0.25 * loose), sleeve, 0, 0, gloss),
    ]
    low_col = p.skin if bare and p.outfit != "ape" else sleeve
    cuff = hand - way * 1.2
    lower: list[Cap | Patch] = [
        cap(
            elbow,
            5.1 * g * thick * k * (1 + 0.25 * loose),
            cuff,
            (3.7 if not bare or p.outfit == "ape" else 2.9) * g * thick * k * (1 + 0.75 * loose),
            low_col,
            0,
            0,
            gloss,
        ),
    ]
    if loose == 1.0:  # a hanging sleeve
        lower.append(cap(elbow + vec(0, 3, 0), 5.0, cuff + vec(0, 7.5, 0), 4.2, darker(sleeve, 0.9)))
    if p.outfit in ("robot", "armour"):
        dark = p.shoe if p.outfit == "robot" else darker(p.top, 0.8)
        upper.append(
            cap(shoulder + vec(0, -1.5, 0), 9.6 * k, shoulder + vec(0, 2.5, 0), 8.8 * k, p.top, 1, 0, 0.9)
        )
        lower.append(cap(elbow, 5.4 * k, elbow + vec(0, 0.5, 0), 5.4 * k, dark, 1.5, 0, 0.9))
    elif not bare:
        lower.append(
            cap(
                cuff - way * 1.6,
                (3.75 + 2.6 * loose) * g * thick * k,
                cuff,
                (3.9 + 2.8 * loose) * g * thick * k,
                darker(sleeve, 0.86),
                0.3,
                0,
                gloss,
            )
        )
    # The hand: palm to the body, four fingers that bend that way, and the thumb ahead or up.
    skin = p.skin if p.outfit not in ("space", "robot", "armour") else (p.shoe if p.outfit != "armour" else p.top)
    m = (0.5 + 0.5 * t) * (1.3 if p.outfit == "space" else 1.0) * (0.92 if p.woman else 1.0)
    shine = gloss if p.outfit in ("robot", "armour") else 0.0
    ahead = b.chest.ahead - way * float(b.chest.ahead @ way)
    size = float((ahead @ ahead) ** 0.5)
    ahead = ahead / size if size > 0.2 else -b.chest.down
    cross = vec(
        float(way[1] * ahead[2] - way[2] * ahead[1]),
        float(way[2] * ahead[0] - way[0] * ahead[2]),
        float(way[0] * ahead[1] - way[1] * ahead[0]),
    )
    inwards = cross * sign
    curl = limb.grip
    palm: list[Cap | Patch] = []
    for i, off in enumerate((-3.0, -1.0, 1.0, 3.0)):  # little finger to forefinger
        short = (0.78, 0.95, 1.0, 0.92)[i] * m
        folded = min(max(curl + 0.05 * (1.5 - i), 0.0), 1.0) ** 1.3
        splay = ahead * (0.05 * off * (1 - folded))
        knuckle = hand + way * (5.6 * m) + ahead * (off * 0.92 * m)
        palm.append(cap(hand + ahead * (0.45 * off * m), 1.9 * m, knuckle, 1.4 * m, skin, 0, 0, shine))
        at = knuckle
        for bend, long, thick in ((10 + 76 * folded, 3.9, 1.06), (16 + 160 * folded, 3.5, 0.92)):
            a = math.radians(bend)
            end = at + (way * math.cos(a) + inwards * math.sin(a) + splay) * (long * short)
            palm.append(cap(at, thick * m, end, (thick - 0.12) * m, skin, 0, 0, shine))
            at = end
    root, tucked = hand + way * (1.0 * m) + ahead * (2.2 * m), curl**1.5
    joint = root + (way * 0.72 + ahead * (0.70 - 0.35 * tucked) + inwards * (0.25 + 0.5 * tucked)) * (3.6 * m)
    tip = joint + (way * 0.86 + ahead * (0.30 - 0.75 * tucked) + inwards * (0.2 + 0.3 * tucked)) * (3.0 * m)
    palm.append(cap(root, 1.6 * m, joint, 1.15 * m, skin, 0, 0, shine))
    palm.append(cap(joint, 1.1 * m, tip, 0.9 * m, skin, 0, 0, shine))
    return upper, lower, palm


def _skirt(p: Person, b: _Body, phase: float) -> list[Cap | Patch]:
    """Cloth from the waist down: flutes of a bell around the legs, its hem swinging late."""
    size = p.legs
    long = {"dress": 44.0, "coat": 38.0, "raincoat": 33.0, "robe": 84.0, "gown": 86.0}[p.outfit] * size
    flare = {"dress": 1.0, "coat": 0.62, "raincoat": 1.15, "robe": 0.75, "gown": 1.25}[p.outfit]
    lag = 3.5 * wave(phase, 0.2, 2) if b.pose.along else 1.8 * wave(phase, 0.2)
    spin = 5.0 * wave(phase, 0.25) if abs(b.pose.turn - 42) > 12 and not b.pose.along else 0.0
    fall = b.hips.at + vec(0, long, 0)
    limit = min(float(fall[1]), -4.0)
    knees = [b.knees[0], b.knees[1]]
    feet = [b.ankles[0], b.ankles[1]]
    reachable = feet if long > 60 * size else knees
    xs = [float(v[0]) for v in reachable]
    zs = [float(v[2]) for v in reachable]
    pad = (8.0 if p.outfit != "robe" else 9.0) * (0.6 + 0.4 * size)
    grow = 1 + 0.35 * (b.pose.lift / 34 if b.pose.lift else 0)
    rx = max((max(xs) - min(xs)) / 2 + pad, 13.0 + 9.0 * flare) * grow
    rz = max((max(zs) - min(zs)) / 2 + pad * 0.8, 11.0 + 8.0 * flare) * grow
    cx, cz = (max(xs) + min(xs)) / 2, (max(zs) + min(zs)) / 2
    cx = cx * 0.8 + float(b.hips.at[0]) * 0.2 - 0.6 * abs(lag) + spin
    parts: list[Cap | Patch] = []
    stiff = p.outfit in ("coat", "raincoat")  # such cloth falls straight, in few, shallow folds
    waist = b.chest.out(0, 24 * p.trunk) if p.outfit == "raincoat" else b.hips.out(0, -12 * p.trunk)
    wr = 5.4 if p.outfit == "raincoat" else 8.4 * p.girth
    col = p.top
    n = 18 if stiff else 12
    calm = 0.45 if stiff else 1.0
    for i in range(n):
        a = 2 * math.pi * (i + 0.5) / n
        wob = 0.5 + 0.5 * math.sin(i * 2.399 + 0.7) * calm
        hem = vec(
            cx + rx * (0.93 + 0.10 * wob) * math.cos(a) + lag * math.cos(a) ** 2,
            limit + 1.8 * wob - 0.05 * rx * abs(math.cos(a)) - (4 * grow - 4) * 3,
            cz + rz * (0.93 + 0.10 * wob) * math.sin(a),
        )
        top = waist + vec(wr * math.cos(a), 0, wr * 0.8 * math.sin(a))
        if math.sin(a) < -0.3:
            continue
        shade = 0.90 + 0.16 * wob
        # Each flute opens at a height of its own; in line they would be a ledge.
        opens = 0.26 + 0.34 * (0.5 + 0.5 * math.sin(i * 3.883 + 1.9))
        mid = (
            top * (1 - opens) + hem * opens + vec(2.6 * math.cos(a), -1.5, 2.6 * math.sin(a)) * (2 * opens * flare)
        )
        r1 = 4.6 + 1.6 * flare + 1.5 * wob
        if stiff:
            tone = tuple(min(c * shade, 1.0) for c in col)
            parts.append(cap(top, 5.2, hem, r1 * 0.56, tone, 0, 0, p.shine))
            continue
        parts += [
            cap(
                top,
                5.2,
                mid,
                5.2 + (r1 * 0.92 - 5.2) * 2 * opens,
                tuple(min(c * shade, 1.0) for c in col),
                0,
                0,
                p.shine,
            ),
            cap(
                mid,
                5.2 + (r1 * 0.92 - 5.2) * 2 * opens,
                hem,
                r1 * (0.72 + 0.3 * wob),
                tuple(min(c * shade, 1.0) for c in col),
                0,
                0,
                p.shine,
            ),
        ]
    # The inside of the bell, seen under the hem.
    parts.append(
        cap(waist, 8.0, vec(cx, limit - 6, cz - rz * 0.5), max(min(rx, rz) * 0.7, 6.0), darker(col, 0.7), -12)
    )
    return parts


def _tutu(p: Person, b: _Body, phase: float) -> Group:
    """Stiff layers of tulle about the hips, which sway after them."""
    group = Group([], 1.0, drop=0.25)
    sway = 2.5 * wave(phase, 0.2, 2)
    pale: Colour = tuple(0.45 + 0.55 * c for c in p.top)
    for layer, (wide, fall, shade) in enumerate(((33.0, 7.0, 0.80), (30.0, 2.5, 1.0))):
        for i in range(40):
            a = 2 * math.pi * (i + 0.5 * layer) / 40
            flounce = 1.8 * math.sin(5 * a + 2 * layer) + sway * math.cos(a)
            waist = b.hips.out(8.0 * math.cos(a), -8 * p.trunk, 11.0 * math.sin(a))
            hem = b.hips.out(
                wide * p.trunk * math.cos(a), (fall + flounce - 6) * p.trunk, wide * 1.06 * p.trunk * math.sin(a)
            )
            tone = tuple(min(c * shade * (1.0 if i % 2 else 0.90), 1.0) for c in pale)
            group.parts.append(cap(waist, 2.0, hem, 1.5, tone))
    return group


def _streamers(p: Person, b: _Body, phase: float) -> Group:
    """A scarf's ends (or a sash) blowing behind as a travelling wave."""
    group = Group([], 1.6)
    col = p.scarf or darker(p.bottom, 0.8)
    start = b.chest.out(-5, 2, 3)
    for n, (long, drop) in enumerate(((9, 0.0), (7, 5.0))):
        at = start + vec(0, drop, -2 * n)
        for i in range(long):
            swing = 0.5 * wave(phase, 0.13 * i + 0.2 * n, 2) * (1 + 0.25 * i)
            nxt = at + vec(-8.5, 1.6 + 0.4 * n + 3.6 * swing, 0)
            r = 3.6 - 0.28 * i
            group.parts.append(
                cap(at, max(r, 1.2), nxt, max(r - 0.28, 1.0), tuple(c * (1.08 if i % 2 else 0.92) for c in col))
            )
            at = nxt
    return group


def _fairy_wings(p: Person, b: _Body, phase: float) -> list[Item]:
    """Two pairs of glassy wings."""
    out: list[Item] = []
    flap = 0.5 + 0.5 * wave(phase, 0.0, 6)
    root = b.chest.out(-9, 14 * p.trunk, 0)
    for side in (-1.0, 1.0):
        for high, long in ((-1.0, 62.0), (0.55, 44.0)):
            spread = 0.45 + 0.45 * flap
            tip = root + b.chest.way(-0.55, high * 0.75, side * spread) * long
            mid = root + b.chest.way(-0.30, high * 0.95 - 0.1, side * spread * 0.75) * (long * 0.72)
            low = root + b.chest.way(-0.55, high * 0.2 + 0.2, side * spread * 0.9) * (long * 0.66)
            shape = spline([seen(root), seen(mid), seen(tip), seen(low)], True, 6)
            tone = p.wings or (0.9, 0.95, 1.0)
            out.append(Mark("fill", shape, tone, (1, 1), 0, 0.42, 1.0))
            out.append(Mark("line", [*shape, shape[0]], (1.0, 1.0, 0.96), (0.6, 1), 0, 0.7, 1.0))
            out.append(Mark("line", [seen(root), seen(tip)], (1.0, 1.0, 0.96), (0.4, 1), 0, 0.5, 1.0))
    return out


def _ape_tail(p: Person, b: _Body, phase: float) -> Group:
    group = Group([], 1.6)
    at = b.hips.out(-9, -2, 0)
    for i in range(8):
        a = math.radians(-70 - 24 * i + 8 * wave(phase, 0.1 * i))
        nxt = at + vec(9.0 * math.sin(a), 9.0 * math.cos(a), -0.5)
        group.parts.append(cap(at, 3.2 - 0.14 * i, nxt, 3.1 - 0.14 * i, p.top, 0, p.fur * 0.5))
        at = nxt
    return group


def _fish_tail(p: Person, b: _Body, phase: float) -> Group:
    """From the hips down a fish: the wave of the stroke runs to the fluke."""
    group = Group([], 2.4, crisp=1.5)
    at, r = b.hips.out(0, 0, 0), 12.5 * p.girth
    way = 0.0
    for i in range(8):
        way = 14 + 10 * i * 0.6 + 20 * wave(phase, 0.10 * i) * (0.3 + 0.1 * i)
        a = math.radians(-way)
        nxt = at + vec(11.0 * math.sin(a), 11.0 * math.cos(a), 0)
        tone = darker(p.bottom, (0.92, 1.08)[i % 2])
        group.parts.append(cap(at, r, nxt, r * 0.86, tone, 0, 0, 0.6))
        at, r = nxt, r * 0.86
    a = math.radians(-way)
    for fan in (-46.0, -26.0, -8.0, 8.0, 26.0, 46.0):
        c = a + math.radians(fan)
        end = at + vec(28 * math.sin(c), 28 * math.cos(c), 0)
        group.parts.append(cap(at, 3.6, end, 3.2, darker(p.bottom, 0.80 if abs(fan) > 20 else 1.15), 1, 0, 0.6))
    return group


def _skeleton(p: Person, b: _Body) -> Figure:
    """Bones, from far to near."""
    bone: Colour = (0.88, 0.85, 0.76)
    t = p.trunk
    far, spine, near = Group([], 1.2, far=0.6), Group([], 1.1), Group([], 1.2, drop=0.25)
    for which, group in ((0, far), (1, near)):
        sign = 1.0 if which else -1.0
        hip, knee, ankle = b.hips.out(0, 2, 7.5 * sign), b.knees[which], b.ankles[which]
        shoulder = b.chest.out(-1, 6.5 * t, 15 * sign)
        elbow, hand, way = b.elbows[which], b.hands[which], b.fists[which]
        toe = vec(float(ankle[0]) + 14, min(float(ankle[1]) + 5, -1.5), float(ankle[2]))
        for one, two, r in (
            (hip, knee, 2.4),
            (knee, ankle, 2.0),
            (ankle, toe, 1.8),
            (shoulder, elbow, 2.0),
            (elbow, hand, 1.6),
        ):
            group.parts += [
                cap(one, r, two, r, bone),
                cap(one, r * 1.6, one, r * 1.6, bone),
                cap(two, r * 1.5, two, r * 1.5, bone),
            ]
        for k in (-1.6, -0.5, 0.6, 1.6):
            group.parts.append(cap(hand, 0.9, hand + way * 9 + b.chest.ahead * k * 1.4, 0.7, bone))
    for i in range(9):
        spot = b.chest.out(-5, (2 + 6.2 * i) * t, 0)
        spine.parts.append(cap(spot, 2.6, spot + vec(0, 1.5, 0), 2.6, bone))
    for i in range(6):
        y, wide = (9 + 5.4 * i) * t, (11.5, 13, 13.6, 13.2, 12, 9.5)[i]
        for s in (1.0, -1.0):
            points = [
                b.chest.out(-5, y, 2 * s),
                b.chest.out(-1, y + 0.5, wide * s),
                b.chest.out(7, y + 3, wide * 0.75 * s),
                b.chest.out(9.5, y + 4, 1.5 * s),
            ]
            for one, two in itertools.pairwise(points):
                spine.parts.append(cap(one, 1.25, two, 1.25, bone))
    spine.parts += [
        cap(b.chest.out(9.5, 9 * t, 0), 1.6, b.chest.out(9, 34 * t, 0), 1.4, bone),
        cap(b.chest.out(-1, 5 * t, -15), 1.6, b.chest.out(3, 6 * t, 15), 1.6, bone),
        cap(b.hips.out(0, -3, -8), 4.2, b.hips.out(1, 2, -6), 3.2, bone),
        cap(b.hips.out(0, -3, 8), 4.2, b.hips.out(1, 2, 6), 3.2, bone),
        cap(b.chest.out(0, 3, 0), 2.2, b.head.out(-2, 6, 0), 2.0, bone),
    ]
    figure = Figure([far, spine, *heads.head(p, b.head, b.pose.face, b.pose.sway), near])
    figure.lift = b.pose.lift
    return figure


def _pack(p: Person, b: _Body) -> Group:
    """What is carried on the back."""
    group = Group([], 2.0, drop=0.25)
    t = p.trunk
    if p.outfit == "space":
        white: Colour = (0.80, 0.81, 0.85)
        for s in (-7.0, 7.0):
            group.parts.append(
                cap(b.chest.out(-19, 6 * t, s), 10.0, b.chest.out(-18, 38 * t, s), 10.0, white, 0, 0, 0.25)
            )
        return group
    col: Colour = (0.40, 0.30, 0.20)
    for s in (-5.5, 5.5):
        group.parts.append(cap(b.chest.out(-17, 8 * t, s), 8.5, b.chest.out(-17.5, 34 * t, s), 9.5, col))
    group.parts.append(cap(b.chest.out(-25, 26 * t, -5), 5.5, b.chest.out(-25, 26 * t, 5), 5.5, darker(col, 0.85)))
    group.parts.append(
        cap(b.chest.out(-17, -1 * t, -10), 4.6, b.chest.out(-17, -1 * t, 10), 4.6, (0.28, 0.42, 0.34))
    )
    return group


def _details(p: Person, b: _Body) -> list[Item]:
    """Collars, buttons, belts, straps: what makes cloth into clothes. Of who is seen from behind, what goes round
    the body."""
    out: list[Item] = []
    around: list[Item] = []
    t, g = p.trunk, p.girth
    chest, hips = b.chest, b.hips
    front = Group([], 1.0, drop=0.15, fine=True)
    facing = float(chest.ahead[2])

    def on(down: float, side: float, lift: float = 0.0) -> V:
        """On the front of the trunk, `down` from the neck."""
        u = min(max(down / (46 * t), 0.0), 1.0)
        deep = (7.2 + 3.6 * math.sin(math.pi * min(u * 1.15, 1.0)) + (2.2 if p.woman and 0.2 < u < 0.6 else 0)) * (
            0.3 + 0.7 * g
        )
        a = side / (15.5 * g)
        return chest.out(deep * math.sqrt(max(1 - a * a, 0.05)) + lift, down, side)

    def collar(col: Colour) -> None:
        """A turned-down collar: a stand round the neck, and two leaves that end in points."""
        for s in (1.0, -1.0):
            stand = [chest.out(-3.6, -2.4, 5.0 * s), chest.out(2.6, -1.2, 5.0 * s), chest.out(6.0, 1.6, 1.2 * s)]
            for one, two in itertools.pairwise(stand):
                front.parts.append(cap(one, 1.1, two, 1.1, col))
            leaf = [*stand, on(8.6, 3.2 * s, 0.3), on(4.4, 6.8 * s, 0.2), chest.out(-3.4, 0.6, 6.8 * s)]
            outline = [seen(v) for v in leaf]
            front.parts.append(Patch(outline, col, max(float(v[2]) for v in leaf) + 0.4, 1.1))

    if p.outfit in ("plain", "apron", "dress", "tutu"):
        neckline = Group([], 1.0, drop=0.15, fine=True)
        for i in range(36):
            a, c = 2 * math.pi * i / 36, 2 * math.pi * (i + 1) / 36
            low = 4.5 if p.outfit in ("dress", "tutu") else 2.6
            one = chest.out(0.6 + 6.3 * math.cos(a), 0.6 + low * math.cos(a), 6.7 * math.sin(a))
            two = chest.out(0.6 + 6.3 * math.cos(c), 0.6 + low * math.cos(c), 6.7 * math.sin(c))
            if float(one[2] + two[2]) / 2 > float(chest.at[2]) - 2:
                neckline.parts.append(cap(one, 0.62, two, 0.62, darker(p.top, 0.9), 0.4))
        around.append(neckline)
    if p.outfit == "shirt":
        collar(tuple(min(c * 1.12, 1.0) for c in p.top))
    elif p.outfit in ("suit", "coat"):
        white: Colour = (0.93, 0.92, 0.89)
        shirt = Group([], 0.25, fine=True)  # apart from the lapels, which would melt into it
        if facing > 0.05:
            v = [seen(on(-1, 6.0)), seen(on(-1, -6.0)), seen(on(23 * t, -0.8)), seen(on(23 * t, 0.8))]
            shirt.parts.append(
                Patch(
                    spline(v, True, 3),
                    white if p.outfit == "suit" else (0.80, 0.74, 0.62),
                    float(on(8, 0)[2]) + 0.5,
                    2.0,
                )
            )
            if p.outfit == "suit":
                tie = (0.60, 0.12, 0.14)
                shirt.parts.append(cap(on(3, 0, 0.8), 1.2, on(20 * t, 0, 0.6), 1.9, tie, 1.2))
            out.append(shirt)
        for s in (1.0, -1.0):
            front.parts.append(cap(chest.out(-3.0, -0.8, 6.0 * s), 1.6, on(5, 6.4 * s), 1.7, darker(p.top, 0.88)))
            front.parts.append(cap(on(5, 6.4 * s), 1.8, on(22 * t, 1.8 * s), 1.1, darker(p.top, 0.88), 0.8))
        if p.outfit == "coat":
            around.append(_belt(hips, t, g, darker(p.top, 0.62)))
    elif p.outfit == "raincoat":
        for i, d in enumerate((12.0, 22.0, 32.0, 42.0)):
            spot = on(d * t, 0.0, 0.6 + (1.5 if i > 2 else 0))
            if facing > 0.1:
                front.parts.append(cap(spot, 1.15, spot + vec(0.2, 0, 0), 1.15, (0.96, 0.90, 0.62), 1.0, 0, 0.8))
        if facing > 0.1:
            line = [seen(on(d * t, 0.8)) for d in (4, 14, 24, 34, 44)]
            out.append(Mark("line", spline(line, False, 3), darker(p.top, 0.5), (0.5, 1), alpha=0.55))
    elif p.outfit in ("robe", "hakama"):
        over = darker(p.top, 0.72)
        front.parts.append(cap(chest.out(-2.5, -0.6, 5.2), 1.9, on(26 * t, -4.0, 0.4), 1.7, over, 0.6))
        front.parts.append(cap(chest.out(-2.5, -0.6, -5.2), 1.9, on(26 * t, 3.0, 0.8), 1.7, over, 1.2))
        around.append(
            _belt(hips, t, g, darker(p.bottom, 1.25) if p.outfit == "hakama" else darker(p.top, 0.55), 3.2)
        )
    elif p.outfit == "vest":
        if facing > 0.05:
            v = [seen(on(1, 4.2)), seen(on(1, -4.2)), seen(on(22 * t, -1.0)), seen(on(22 * t, 1.0))]
            front.parts.append(Patch(spline(v, True, 3), (0.92, 0.89, 0.83), float(on(8, 0)[2]) + 0.4, 2.0))
        collar((0.86, 0.83, 0.77))
        around.append(_belt(hips, t, g, (0.24, 0.16, 0.10)))
    elif p.outfit == "apron":
        v = [
            seen(on(10, 6.5)),
            seen(on(10, -6.5)),
            seen(on(34 * t, -9.5, 0.5)),
            seen(hips.out(13.5, 26, -11)),
            seen(hips.out(13.5, 26, 10)),
            seen(on(34 * t, 9.5, 0.5)),
        ]
        front.parts.append(Patch(spline(v, True, 4), (0.93, 0.92, 0.90), float(on(24, 0)[2]) + 1.0, 3.0))
        collar(tuple(min(c * 1.1, 1) for c in p.top))
        around.append(_belt(hips, t, g, (0.86, 0.85, 0.82), 1.4))
    elif p.outfit == "armour":
        plate = [
            seen(on(3, 11)),
            seen(on(2, 0, 1)),
            seen(on(3, -11)),
            seen(on(24 * t, -10)),
            seen(on(32 * t, 0, 1.5)),
            seen(on(24 * t, 10)),
        ]
        front.parts.append(Patch(spline(plate, True, 4), p.top, float(on(16, 0)[2]) + 1, 9, 0, None, 0.85))
        around.append(_belt(hips, t, g, (0.34, 0.22, 0.13), 2.2))
    elif p.outfit == "robot":
        plate = [seen(on(8, 9)), seen(on(8, -9)), seen(on(28 * t, -7.5)), seen(on(28 * t, 7.5))]
        front.parts.append(
            Patch(spline(plate, True, 3), darker(p.top, 0.9), float(on(16, 0)[2]) + 1.5, 3.5, 0, None, 0.9)
        )
        if facing > 0.1:
            out.append(front)
            front = Group([], 1.0)
            lamp = seen(on(15, 0, 2.5))
            out.append(Mark("soft", [lamp], (0.35, 0.9, 1.0), (5.0, 4.6), 0, 0.45, 1.0))
            out.append(Mark("oval", [lamp], (0.55, 0.97, 1.0), (2.5, 2.5), 0, 1.0, 1.0))
    elif p.outfit == "space":
        grey: Colour = (0.52, 0.55, 0.62)
        box = [seen(on(14, 8.5, 4)), seen(on(14, -8.5, 4)), seen(on(28 * t, -8.5, 4)), seen(on(28 * t, 8.5, 4))]
        front.parts.append(Patch(box, grey, float(on(20, 0)[2]) + 4.5, 3.0, 0, None, 0.35))
        if facing > 0.1:
            out.append(front)
            front = Group([], 1.0)
            for side, col in ((-4.8, (0.90, 0.25, 0.20)), (-1.2, (0.95, 0.75, 0.25)), (2.4, (0.3, 0.75, 0.45))):
                out.append(Mark("oval", [seen(on(18, side, 5))], col, (1.2 * max(facing, 0.4), 1.2)))
        around.append(_belt(hips, t, g * 1.3, (0.62, 0.64, 0.70), 2.0))
    if p.outfit in ("plain", "shirt") and p.hat != "chef":
        around.append(
            _belt(hips, t, g, (0.16, 0.11, 0.08) if p.outfit != "plain" else darker(p.top, 0.8), 1.5, 1.0)
        )
    if p.scarf is not None:
        ring = Group([], 1.8, drop=0.3)
        for i in range(10):
            a, c = 2 * math.pi * i / 10, 2 * math.pi * (i + 1) / 10
            one = chest.out(1 + 7.0 * math.cos(a), 0.4 + 1.6 * math.cos(a), 6.8 * math.sin(a))
            two = chest.out(1 + 7.0 * math.cos(c), 0.4 + 1.6 * math.cos(c), 6.8 * math.sin(c))
            ring.parts.append(cap(one, 3.6, two, 3.6, tuple(v * (0.9 if i % 2 else 1.08) for v in p.scarf)))
        around.append(ring)
    if p.bag:
        for s in (1.0, -1.0):
            front.parts.append(cap(chest.out(-8, 4, 10 * s), 1.7, on(8, 9.6 * s, 0.5), 1.7, (0.30, 0.22, 0.15)))
            front.parts.append(cap(on(8, 9.6 * s, 0.5), 1.7, on(30 * t, 8.8 * s, 0.2), 1.6, (0.30, 0.22, 0.15)))
    if front.parts:
        out.insert(1 if p.outfit in ("suit", "coat") and facing > 0.05 else 0, front)
    return around if facing < -0.2 else out + around


def _belt(hips: Axes, t: float, g: float, col: Colour, r: float = 1.7, lift: float = 0.0) -> Group:
    """A band about the hips, as wide as they are; many short pieces, which melt into one without beads."""
    group = Group([], 0.3)
    y = -9.5 * t - lift
    for i in range(40):
        a, c = 2 * math.pi * i / 40, 2 * math.pi * (i + 1) / 40
        one = hips.out(9.9 * g * math.cos(a), y, 14.6 * g * math.sin(a))
        two = hips.out(9.9 * g * math.cos(c), y, 14.6 * g * math.sin(c))
        if float(one[2] + two[2]) / 2 > float(hips.at[2]) - 1.0:
            group.parts.append(cap(one, r, two, r, col, 1.0))
    return group


def _chair(b: _Body) -> Group:
    """A plain wooden chair under who sits."""
    wood: Colour = (0.44, 0.28, 0.16)
    group = Group([], 0.9)
    y = float(b.hips.at[1]) + 10
    base = axes(vec(float(b.hips.at[0]), y), b.pose.turn)
    for ahead, side in ((-15, -15), (-15, 15), (17, -15), (17, 15)):
        foot = base.out(ahead, 0, side)
        foot[1] = -1.5
        group.parts.append(cap(base.out(ahead, 0, side), 2.0, foot, 1.6, wood))
    for s in (-12, -4, 4, 12):
        group.parts.append(cap(base.out(-15, 0, s), 3.4, base.out(17, 0, s), 3.4, wood))
    for s in (-15, -5, 5, 15):
        group.parts.append(cap(base.out(-16, 0, s), 1.7, base.out(-21, -42, s), 1.7, wood))
    group.parts.append(cap(base.out(-21, -40, -15), 3.2, base.out(-21, -40, 15), 3.2, wood))
    return group


def _splash(phase: float) -> list[Item]:
    """Water thrown up where the feet land: a crown of thin sheets that break into drops, and widening rings."""
    u = ((phase - 0.70) % 1.0) / 0.42
    if u > 1:
        return []
    water: Colour = (0.62, 0.72, 0.90)
    foam: Colour = (0.93, 0.96, 1.0)
    fade = 1 - u * u
    out: list[Item] = []
    for share, strength in ((0.45, 0.30), (0.75, 0.42), (1.0, 0.34)):
        r = (20 + 58 * u**0.7) * share
        ring = [(r * math.cos(t), 1.5 + 0.17 * r * math.sin(t)) for t in [0.2618 * j for j in range(25)]]
        out.append(Mark("line", ring, foam, (0.55, 1), 0, strength * fade, 0.6))
    for i in range(26):
        one, two, three = (
            (math.sin(k * i + a) * 43758.5453) % 1 for k, a in ((12.9898, 4.1), (78.233, 1.7), (37.719, 0.3))
        )
        around = 2 * math.pi * (i + 0.7 * one) / 26
        foot = -9.0 if i % 2 else 10.0  # each boot throws its own
        side, near = math.cos(around), math.sin(around)
        x, y = foot + 9 * side, 1.5 + 2.6 * near
        rise = 5 + 24 * two * two + 7 * one
        out_x = side * (16 + 34 * one)

        def at(v: float, x: float = x, y: float = y, rise: float = rise, out_x: float = out_x) -> Point:
            """Where what was thrown up is when it has flown for v of its time."""
            return x + out_x * v, y - rise * 4 * v * (1 - v)

        top, half, low = at(0.16 + 0.50 * u), at(0.08 + 0.30 * u), (x, y)
        lean = 4.2 * (1 - 0.5 * u) * (1 if side < 0 else -1)
        sheet = [low, half, top, (half[0] + lean, half[1] + 1.2), (low[0] + 1.7 * lean, y + 0.6)]
        out.append(Mark("fill", spline(sheet, True, 4), water, (1, 1), 0, 0.45 * fade * (1 - 0.6 * u), 0.7))
        out.append(Mark("line", spline([half, top], False, 5), foam, (0.42, 1), 0, 0.6 * fade, 0.9))
        for j in range(4):
            ahead = 0.10 + 0.11 * j + 0.06 * three
            drop = at(min(0.16 + 0.50 * u + ahead, 1.0))
            size = (0.95 - 0.17 * j) * (0.45 + 0.6 * three) * (1 - 0.3 * u)
            spot = (drop[0] + 3.0 * (three - 0.5) * j, drop[1] - 2.0 * (one - 0.4) * j)
            out.append(Mark("oval", [spot], foam, (size, size * 1.15), 0, 0.9 * fade, 0.9))
    return out


def _held(p: Person, b: _Body, phase: float) -> list[Item]:
    """What the hands hold."""
    out: list[Item] = []
    group = Group([], 1.0, drop=0.2)
    hand, way = b.hands[1], b.fists[1]
    other = b.hands[0]
    palm = hand + way * 4.0
    wood: Colour = (0.46, 0.31, 0.18)
    steel: Colour = (0.80, 0.82, 0.87)
    prop = b.pose.prop
    if prop == "splash":
        return _splash(phase)
    if p.holds == "umbrella" and b.pose.prop is None:
        top = vec(float(b.head.at[0]) + 1, float(b.head.at[1]) - 36, float(palm[2]))
        group.parts.append(cap(palm + vec(0, 7, 0), 1.0, top, 0.8, (0.25, 0.17, 0.10)))
        out.append(group)
        x, y = seen(top)
        shade = Group([], 1.0, drop=0.25)
        rib = [-58.0, -37.0, -13.0, 13.0, 37.0, 58.0]
        edge: list[Point] = []
        for i in range(5, 0, -1):
            edge += [
                (x + rib[i], y + 24 - 0.0012 * rib[i] ** 2),
                (x + (rib[i] + rib[i - 1]) / 2, y + 19 - 0.001 * rib[i] ** 2),
            ]
        edge.append((x + rib[0], y + 20))
        dome = spline([(x - 58, y + 20), (x - 44, y - 3), (x, y - 17), (x + 44, y - 3), (x + 58, y + 20)], False)
        shade.parts.append(Patch([*dome, *edge], p.canopy, float(top[2]) + 8, 22, 0, None, 0.25))
        out.append(shade)
        for k in rib[1:-1]:
            out.append(
                Mark(
                    "line",
                    spline([(x, y - 16), (x + k * 0.62, y - 8), (x + k, y + 21)], False),
                    darker(p.canopy, 0.6),
                    (0.5, 1),
                    alpha=0.5,
                )
            )
        return out
    if p.holds in ("sword", "katana") and prop is None:
        fighting = b.pose.arms[1].hand is not None
        point = b.chest.way(0.55, -0.85, 0.0) if fighting else b.chest.way(-0.8, 0.55, 0.15)
        if not fighting:
            # At rest it is worn at the belt, hilt ahead.
            hilt = b.hips.out(13, -13 * p.trunk, 11)
            group.parts += [
                cap(hilt, 1.5, b.hips.out(2, -9 * p.trunk, 15), 1.4, (0.16, 0.12, 0.12)),
                cap(
                    b.hips.out(1, -8.5 * p.trunk, 15),
                    2.8,
                    b.hips.out(0.5, -8.4 * p.trunk, 15),
                    2.8,
                    (0.72, 0.60, 0.30),
                    0,
                    0,
                    0.7,
                ),
                cap(
                    b.hips.out(0, -8 * p.trunk, 15),
                    1.7,
                    b.hips.out(-44, 14, 15),
                    1.3,
                    (0.20, 0.10, 0.10),
                    0,
                    0,
                    0.4,
                ),
            ]
        else:
            end = palm + point * 72
            group.parts += [
                cap(palm - point * 9, 1.5, palm + point * 6, 1.4, (0.18, 0.13, 0.12)),
                cap(palm + point * 6, 3.0, palm + point * 7, 3.0, (0.72, 0.60, 0.30), 0, 0, 0.7),
                cap(palm + point * 7, 1.5, end, 0.5, steel, 0, 0, 0.95),
            ]
    elif p.holds == "staff" and prop is None:
        foot = vec(float(palm[0]) + 3, -1.0, float(palm[2]) + 2)
        top = palm + (palm - foot) * 0.62
        group.parts.append(cap(foot, 1.2, top, 1.6, wood, 2))
        if p.hat == "wizard":
            out.append(group)
            out.append(Mark("soft", [seen(top)], (0.55, 0.85, 1.0), (8.0, 8.0), 0, 0.6, 1.0))
            out.append(Mark("oval", [seen(top)], (0.85, 0.97, 1.0), (3.0, 3.0), 0, 1.0, 1.0))
            return out
    if prop == "pan":
        at = other + b.fists[0] * 4
        ahead = b.chest.ahead
        pan = at + ahead * 20
        iron: Colour = (0.17, 0.17, 0.19)
        group.parts += [
            cap(at, 1.3, at + ahead * 9, 1.3, iron),
            *(
                cap(
                    pan + b.chest.side * (9.5 * math.cos(a)) + ahead * (9.5 * math.sin(a)),
                    1.7,
                    pan + b.chest.side * (9.5 * math.cos(a + 0.63)) + ahead * (9.5 * math.sin(a + 0.63)),
                    1.7,
                    iron,
                    0,
                    0,
                    0.5,
                )
                for a in [0.628 * k for k in range(10)]
            ),
        ]
        group.parts.append(cap(pan - b.chest.side * 5, 3.2, pan + b.chest.side * 5, 3.2, (0.80, 0.55, 0.22), -1))
        group.parts.append(cap(palm, 0.9, pan + vec(0, -1, 0), 1.1, wood, 2))
        out.append(group)
        x, y = seen(pan)
        for i in range(3):
            u = (phase * 2 + i / 3) % 1
            out.append(
                Mark(
                    "soft",
                    [(x - 4 + 4 * i + 3 * wave(phase, 0.3 * i), y - 6 - 26 * u)],
                    (0.95, 0.95, 0.95),
                    (4 + 5 * u, 5 + 6 * u),
                    0,
                    0.20 * math.sin(math.pi * u),
                    1.0,
                )
            )
        return out
    if prop == "book":
        mid = (palm + other + b.fists[0] * 4) / 2 + b.chest.ahead * 3
        for s in (1.0, -1.0):
            leaf = [
                seen(mid + b.chest.side * (0.4 * s) + vec(0, 6, 0)),
                seen(mid + b.chest.side * (13 * s) + vec(0, 5, 0) - b.chest.ahead * 3),
                seen(mid + b.chest.side * (13 * s) + vec(0, -11, 0) + b.chest.ahead * 1),
                seen(mid + b.chest.side * (0.4 * s) + vec(0, -9, 0) + b.chest.ahead * 4),
            ]
            group.parts.append(Patch(leaf, (0.62, 0.16, 0.15), float(mid[2]) + 4, 1.5))
    elif prop == "jug":
        tip = min(max(math.sin(2 * math.pi * phase) * 1.6 + 0.6, 0.0), 1.0)
        a = math.radians(10 + 78 * tip)
        up = b.chest.ahead * math.sin(a) + vec(0, -1, 0) * math.cos(a)
        out_way = b.chest.ahead * math.cos(a) + vec(0, 1, 0) * math.sin(a)
        body = palm + out_way * 7
        clay: Colour = (0.86, 0.86, 0.88)
        group.parts += [
            cap(body - up * 6, 6.6, body + up * 3, 5.6, clay, 0, 0, 0.7),
            cap(body + up * 3, 5.4, body + up * 9, 3.2, clay, 0, 0, 0.7),
            cap(body + out_way * 4 + up * 2, 1.6, body + out_way * 11 + up * 7, 1.0, clay, 0, 0, 0.7),
        ]
        spout = body + out_way * 11 + up * 7
        cup = other + b.fists[0] * 4 + b.chest.ahead * 3
        group.parts += [
            cap(cup + vec(0, -2, 0), 4.6, cup + vec(0, 4, 0), 3.6, (0.93, 0.91, 0.88), 0, 0, 0.6),
            cap(cup + vec(0, -5.6, 0), 3.6, cup + vec(0, -5.4, 0), 3.6, (0.36, 0.20, 0.10), 0, 0, 0.5),
        ]
        if tip > 0.7:
            x0, y0 = seen(spout)
            x1, y1 = seen(cup + vec(0, -5, 0))
            stream = spline([(x0, y0), (x0 * 0.45 + x1 * 0.55, y0 + 4), (x1, y1)], False)
            out.append(group)
            out.append(Mark("line", stream, (0.56, 0.34, 0.18), (1.3, 1), 0, 0.95, 1.0))
            out.append(Mark("line", [(x + 0.3, y) for x, y in stream], (0.90, 0.72, 0.5), (0.4, 1), 0, 0.6, 1.0))
            return out
    elif prop == "mug":
        group.parts += [
            cap(
                palm + b.chest.ahead * 3 + vec(0, -3, 0),
                4.3,
                palm + b.chest.ahead * 3 + vec(0, 4, 0),
                4.0,
                (0.86, 0.30, 0.22),
                0,
                0,
                0.6,
            ),
        ]
    elif prop == "bite":
        group.parts.append(
            cap(palm + b.chest.ahead * 2, 3.0, palm + b.chest.ahead * 4 + vec(0, -3, 0), 3.2, (0.80, 0.58, 0.28))
        )
    elif prop == "guitar":
        body = b.chest.out(13, 34 * p.trunk, -2)
        neck = b.hands[0] + b.fists[0] * 3
        tan: Colour = (0.72, 0.42, 0.16)
        along = neck - body
        along = along / max(float((along @ along) ** 0.5), 1e-6)
        group.parts += [
            cap(body - along * 10, 13.0, body - along * 8, 13.0, tan, -6, 0, 0.5),
            cap(body + along * 6, 9.5, body + along * 8, 9.5, tan, -4, 0, 0.5),
            cap(body + along * 12, 1.9, neck + along * 12, 1.7, (0.20, 0.12, 0.08), 3),
            cap(neck + along * 12, 2.8, neck + along * 19, 2.6, (0.20, 0.12, 0.08), 3),
        ]
        out.append(group)
        out.append(Mark("oval", [seen(body + b.chest.ahead * 8)], (0.10, 0.06, 0.04), (4.2, 4.2), 0, 0.9))
        return out
    elif prop == "violin":
        neck = b.hands[0] + b.fists[0] * 3
        tail = b.chest.out(11, -3, 5)
        along = neck - tail
        along = along / max(float((along @ along) ** 0.5), 1e-6)
        varnish: Colour = (0.50, 0.22, 0.09)
        group.parts += [
            cap(tail + along * 4, 5.4, tail + along * 6, 5.4, varnish, 4, 0, 0.7),
            cap(tail + along * 13, 4.4, tail + along * 15, 4.4, varnish, 5, 0, 0.7),
            cap(tail + along * 9, 3.6, tail + along * 11, 3.6, varnish, 4.5, 0, 0.7),
            cap(tail + along * 18, 1.0, neck + along * 5, 0.9, (0.10, 0.07, 0.06), 7),
            cap(neck + along * 5, 1.5, neck + along * 8, 1.1, varnish, 7),
        ]
        strings = tail + along * 13 + b.chest.way(0, -3, 3)
        way = strings - palm
        way = way / max(float((way @ way) ** 0.5), 1e-6)
        bow = [(palm - way * 2, 0.9), (strings + way * 26, 0.55)]
        group.parts.append(cap(bow[0][0], bow[0][1], bow[1][0], bow[1][1], (0.30, 0.14, 0.07), 14))
        out.append(group)
        x0, y0 = seen(bow[0][0] + vec(0, 1.8, 0))
        x1, y1 = seen(bow[1][0] + vec(0, 1.2, 0))
        out.append(Mark("line", [(x0, y0), (x1, y1)], (0.92, 0.90, 0.86), (0.6, 1), 0, 0.8, air=True))
        return out
    elif prop == "rod":
        base = palm
        far_end = base + vec(74, -58, 6)
        group.parts += [cap(base - vec(8, -6, 0), 1.1, far_end, 0.4, (0.30, 0.20, 0.12))]
        out.append(group)
        x, y = seen(far_end)
        out.append(Mark("line", [(x, y), (x + 10, y + 60), (x + 12, -2)], (0.9, 0.9, 0.92), (0.3, 1), 0, 0.6, 1.0))
        return out
    if group.parts:
        out.append(group)
    return out
