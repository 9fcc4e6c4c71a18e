"""The two-legged rig: people of all ages and trades, robots, astronauts. Units are centimetres of a 175 cm
adult.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Mark, Patch, Point, spline
from omnireel.animatic.subjects.gait import Gait, bend, foot, polar

GAITS: dict[str, Gait] = {
    "walk": Gait(1.08, 0.62, 84, 13, (0.0, 0.5), 1.6, 2, 0.30, lean=3),
    "run": Gait(0.70, 0.36, 96, 36, (0.0, 0.5), 4.5, 2, 0.43, lean=11, crouch=3),
    "sneak": Gait(1.6, 0.66, 66, 16, (0.0, 0.5), 1.0, 2, 0.3, lean=18, crouch=9),
}
IDLE = Gait(3.6, 1.0, 0, 0, (0.0, 0.0))


@dataclass(frozen=True)
class Person:
    """Looks. outfit: plain, dress, coat, robe, armour, space, robot, vest. hat: none, cap, straw, helmet,
    fedora, kasa, hood, crown, chef.
    """

    top: Colour = (0.72, 0.30, 0.22)
    bottom: Colour = (0.20, 0.24, 0.34)
    skin: Colour = (0.86, 0.62, 0.48)
    hair: Colour = (0.22, 0.14, 0.09)
    shoe: Colour = (0.16, 0.12, 0.10)
    outfit: str = "plain"
    hat: str = "none"
    hair_cut: str = "short"
    head: float = 1.0
    girth: float = 1.0
    legs: float = 1.0
    beard: bool = False
    scarf: Colour | None = None
    bag: bool = False
    holds: str | None = None
    canopy: Colour = (0.76, 0.16, 0.14)


def _wave(phase: float, delay: float = 0.0, beats: float = 1) -> float:
    return math.sin(2 * math.pi * (phase * beats - delay))


@dataclass
class _Pose:
    hip: Point
    lean: float
    knees: tuple[tuple[Point, Point, float], tuple[Point, Point, float]]  # (knee, ankle, foot slope) far, near
    arms: tuple[tuple[float, float], tuple[float, float]]  # (upper, lower) degrees far, near
    nod: float
    lift: float = 0.0


def _pose(p: Person, action: str, phase: float) -> _Pose:
    thigh, shin = 42 * p.legs, 41 * p.legs
    tall = thigh + shin + 7
    gait = GAITS.get(action, IDLE)
    hip: Point = (0.0, -(tall - 2.5) + gait.crouch)
    lift = 0.0
    if gait.stride:
        gait = replace(gait, stride=gait.stride * p.legs)
        lift = gait.bob * math.cos(2 * math.pi * 2 * (phase - gait.bob_at))
        hip = (0.0, hip[1] - lift + (2.0 if action == "walk" else 0))
        legs = []
        for start in gait.starts:
            fx, fh, swing = foot(gait, phase, start, 2)
            slope = 0.0
            p_in = (phase - start) % 1.0
            if p_in < gait.duty:
                u = p_in / gait.duty
                slope = 16 * max(1 - u * 6, 0) - 52 * max((u - 0.62) / 0.38, 0) ** 1.5
            else:
                slope = -52 * (1 - swing) ** 0.8 + 16 * max(swing - 0.6, 0) / 0.4
                if action == "run":
                    fh += 20 * math.sin(math.pi * swing) ** 2 * (1 - swing) * 1.6
            heel = 7 + max(-slope, 0) * 0.16
            knee, ankle = bend(hip, (fx, -fh - heel), thigh, shin, 1.0)
            legs.append((knee, ankle, slope))
        swing_far, swing_near = _wave(phase, 0.25 + gait.starts[0] - 0.25), _wave(phase, gait.starts[1])
        amp = 26 if action == "walk" else 44
        bent = 18 if action == "walk" else 78
        a0 = math.cos(2 * math.pi * (phase - gait.starts[0])) * -amp
        a1 = math.cos(2 * math.pi * (phase - gait.starts[1])) * -amp
        del swing_far, swing_near
        return _Pose(
            hip,
            gait.lean,
            (legs[0], legs[1]),
            ((a0, a0 + bent), (a1, a1 + bent)),
            1.5 * _wave(phase, 0.1, 2),
            max(lift, 0) if action == "run" else 0,
        )
    breath = _wave(phase)
    if action in ("sit", "row", "drive"):
        hip = (-6, -30)
        lean = 4 + breath * 0.8
        arms: tuple[tuple[float, float], tuple[float, float]] = ((30, 62), (24, 58))
        knee_at = [bend(hip, (30 + dx, -7), thigh, shin, 1.0) for dx in (6, 0)]
        if action == "row":
            stroke = math.cos(2 * math.pi * phase)
            lean = 4 + 20 * stroke
            arms = ((52 + 18 * stroke, 84 + 4 * stroke), (50 + 18 * stroke, 82 + 4 * stroke))
        if action == "drive":
            arms = ((48, 88), (44, 84))
        return _Pose(hip, lean, tuple((k, a, 0.0) for k, a in knee_at), arms, breath)  # type: ignore[arg-type]
    feet = [(8.0, 0.0), (-7.0, 0.0)]
    lean, nod = 0.5 + breath * 0.5, breath * 1.0
    arms = ((8 + 2 * breath, 18 + 2 * breath), (-4 - 2 * breath, 10 + 2 * breath))
    if action == "dance":
        beat = _wave(phase, 0, 2)
        hip = (7 * _wave(phase), hip[1] + 5 + 4 * abs(beat))
        lean = 9 * _wave(phase, 0.12)
        arms = (
            (110 + 40 * _wave(phase, 0.1), 150 + 30 * beat),
            (70 + 62 * _wave(phase, 0.4), 130 + 40 * _wave(phase, 0.3)),
        )
        feet = [(15.0, max(_wave(phase), 0) * 9), (-13.0, max(-_wave(phase), 0) * 9)]
        nod = 6 * _wave(phase, 0.2, 2)
    elif action in ("talk", "sing"):
        arms = (
            (34 + 12 * _wave(phase, 0.1), 84 + 22 * _wave(phase, 0.3, 2)),
            (12 + 6 * breath, 46 + 18 * _wave(phase, 0.6)),
        )
        nod = 3 * _wave(phase, 0.1, 3)
    elif action == "wave":
        arms = ((150, 168 + 24 * _wave(phase, 0, 4)), (-4, 10))
    elif action in ("jump", "play"):
        u = max(_wave(phase), 0)
        low = max(-_wave(phase), 0)
        lift = 34 * u
        hip = (0, hip[1] - lift + 16 * low)
        feet = [(14.0, max(lift - 2, 0)), (-10.0, max(lift + 3, 0) if u else 0.0)]
        arms = ((40 + 100 * u, 60 + 96 * u), (-50 - 96 * u, -30 - 110 * u))
    elif action in ("work", "cook", "paint", "read", "hold", "guitar"):
        arms = ((28, 92 + 5 * _wave(phase, 0.2, 2)), (20 + 4 * breath, 84 + 9 * _wave(phase, 0, 2)))
        nod = 8 + 2 * breath
    elif action in ("fight", "attack"):
        lunge = _wave(phase)
        hip = (6 * lunge, hip[1] + 8)
        feet = [(30.0, 0.0), (-26.0, 0.0)]
        arms = ((70 + 30 * lunge, 100 + 20 * lunge), (40 - 60 * lunge, 96 - 40 * lunge))
        lean = 8 + 6 * lunge
    elif action in ("sleep", "lie"):
        nod = 22
        hip = (-6, -28)
        lean = 18
        knee_at = [bend(hip, (34, -7), thigh, shin, 1.0)] * 2
        return _Pose(hip, lean, tuple((k, a, 0.0) for k, a in knee_at), ((26, 60), (20, 56)), nod + breath)  # type: ignore[arg-type]
    elif action in ("float", "fly", "swim"):
        hip = (hip[0], hip[1] - 26)
        lift = 26
        sway = 16 * _wave(phase)
        feet = [(14 + sway * 0.6, 26.0), (-16 - sway * 0.6, 32.0)]
        lean = 12 + 4 * breath
        arms = ((62 + 14 * breath, 84), (-34 - 14 * breath, -10))
    legs2 = []
    for fx, fh in feet:
        knee, ankle = bend((hip[0], hip[1]), (fx, -fh - 7), thigh, shin, 1.0)
        legs2.append((knee, ankle, -20.0 if fh > 6 else 0.0))
    return _Pose(hip, lean, (legs2[0], legs2[1]), arms, nod, lift)


def build(p: Person, action: str, phase: float) -> Figure:
    """The figure at `phase` 0..1 of its cycle, facing +x, soles at y = 0."""
    pose = _pose(p, action, phase)
    g = p.girth
    moving = action in GAITS
    chest = polar(pose.hip, 180 - pose.lean, 40)
    neck = polar(pose.hip, 180 - pose.lean, 57)
    head = polar(neck, 180 - pose.lean * 0.4 - 4, 14.5 * (0.5 + 0.5 * p.head) + 1.5)
    head = (head[0] + 2.5 + pose.nod * 0.15, head[1] + pose.nod * 0.25)
    shoulder: Point = (neck[0] - 0.5, neck[1] + 6)
    space, robot, armour = p.outfit == "space", p.outfit == "robot", p.outfit == "armour"
    gloss = 0.75 if robot else 0.45 if armour else 0.15 if space else 0.0
    thick = 1.32 if space else 1.0
    far, body, near, top = (
        Group([], 2.2, far=True),
        Group([], 3.4),
        Group([], 2.6, drop=0.35),
        Group([], 2.4, drop=0.25),
    )

    shade = Group([], 1.2, drop=0.2)

    def leg(which: int, group: Group, dx: float) -> None:
        knee, ankle, slope = pose.knees[which]
        hip = (pose.hip[0] + dx, pose.hip[1])
        z = 4.0 if which else -4.0
        col = p.bottom
        group.parts += [
            Cap(hip, 10.5 * g * thick, (knee[0] + dx, knee[1]), 7.6 * g * thick, col, z, z, 0, None, gloss),
            Cap(
                (knee[0] + dx, knee[1]),
                7.3 * g * thick,
                (ankle[0] + dx, ankle[1]),
                5.0 * g * thick,
                col,
                z,
                z,
                0,
                None,
                gloss,
            ),
        ]
        if robot:
            group.parts.append(
                Cap(
                    (knee[0] + dx, knee[1]),
                    6.6,
                    (knee[0] + dx + 1, knee[1]),
                    6.6,
                    p.shoe,
                    z + 4,
                    z + 4,
                    0,
                    None,
                    0.9,
                )
            )
        toe = polar((ankle[0] + dx + 1, ankle[1] + 3), 90 + slope, 13)
        heel = polar((ankle[0] + dx, ankle[1] + 2.6), 90 + slope, -2)
        r = 4.2 * (1.35 if space else 1)
        group.parts.append(
            Cap(
                (heel[0], min(heel[1], -r * 0.9)),
                r,
                (toe[0], min(toe[1] + 1, -r * 0.8)),
                r * 0.82,
                p.shoe,
                z + 1,
                z + 1,
                0,
                None,
                max(gloss, 0.2),
            )
        )

    def arm(which: int, group: Group) -> None:
        upper, lower = pose.arms[which]
        if p.holds == "umbrella" and which:
            upper, lower = 34 + 0.1 * upper, 146 + 0.1 * lower
        z = 12.0 if which else -10.0
        at = (shoulder[0] + (0 if which else 3), shoulder[1])
        tilt = -pose.lean * 0.5
        elbow = polar(at, upper + tilt, 28)
        hand = polar(elbow, lower + tilt, 25)
        sleeve = p.top
        if p.outfit == "vest":
            sleeve = (0.90, 0.86, 0.78)
        group.parts += [
            Cap(at, 7.6 * g * thick, elbow, 5.4 * g * thick, sleeve, z, z, 0, None, gloss),
            Cap(
                elbow,
                5.3 * g * thick,
                hand,
                (4.0 if p.outfit not in ("robe", "coat") else 5.4) * g * thick,
                sleeve,
                z,
                z,
                0,
                None,
                gloss,
            ),
            Cap(
                hand,
                3.9 * thick,
                polar(hand, lower + tilt, 5),
                3.2 * thick,
                p.skin if not (space or robot) else p.shoe,
                z,
                z,
                0,
                None,
                gloss,
            ),
        ]
        if p.holds == "umbrella" and which:
            top_end = (hand[0] - 6, hand[1] - 58)
            group.parts.append(Cap((hand[0] + 1, hand[1] + 8), 1.1, top_end, 0.9, (0.3, 0.2, 0.12), z + 4))
            x, y = top_end
            shade.parts.append(
                Patch(
                    [
                        *spline(
                            [(x - 58, y + 25), (x - 44, y - 2), (x, y - 17), (x + 44, y - 2), (x + 58, y + 25)],
                            False,
                        ),
                        (x + 36, y + 19),
                        (x + 20, y + 24),
                        (x, y + 19),
                        (x - 20, y + 24),
                        (x - 38, y + 19),
                    ],
                    p.canopy,
                    z + 8,
                    14,
                    0,
                    None,
                    0.35,
                )
            )
            dark = tuple(c * 0.72 for c in p.canopy)
            for dx in (-20, 20):
                shade.parts.append(Cap((x, y - 14), 0.8, (x + dx, y + 22), 0.8, dark, z + 22))
        elif p.holds and which:
            far_end = polar(hand, lower + tilt + 62, 40)
            back_end = polar(hand, lower + tilt + 62, -26)
            kinds = {
                "sword": ((0.78, 0.80, 0.86), 1.5, 0.8),
                "staff": ((0.42, 0.28, 0.16), 1.9, 0.0),
                "umbrella": ((0.3, 0.2, 0.12), 1.2, 0.0),
            }
            col, r, shine = kinds.get(p.holds, kinds["staff"])
            group.parts.append(
                Cap(
                    back_end if p.holds == "staff" else hand,
                    r,
                    far_end,
                    r * 0.5,
                    col,
                    z + 6,
                    z + 6,
                    0,
                    None,
                    shine,
                )
            )

    leg(0, far, 2.5)
    arm(0, far)
    skirt = p.outfit in ("dress", "robe", "coat")
    leg(1, body, -1.5)
    body.parts += [
        Cap(
            (pose.hip[0], pose.hip[1] - 2),
            12.6 * g * thick,
            (chest[0] - 1, chest[1]),
            12.2 * g * thick,
            p.top,
            4,
            4,
            0,
            None,
            gloss,
        ),
        Cap(
            chest,
            13.4 * g * thick,
            (shoulder[0], shoulder[1] + 3),
            9.4 * g * thick,
            p.top,
            4,
            4,
            0,
            None,
            gloss,
        ),
        Cap(
            (neck[0], neck[1] + 4),
            5.6,
            (head[0] - 1, head[1] + 8),
            5.2,
            p.skin if not (space or robot) else p.top,
            3,
            3,
        ),
    ]
    if skirt:
        long = {"dress": 44.0, "coat": 52.0, "robe": 76.0}[p.outfit] * p.legs
        lag = 5.0 * _wave(phase, 0.2, 2) if moving else 1.6 * _wave(phase, 0.2)
        knees = [pose.knees[0][0][0], pose.knees[1][0][0]]
        ankles = [pose.knees[0][1][0], pose.knees[1][1][0]]
        ahead = max(*knees, *(a * (0.85 if long > 60 else 0.0) for a in ankles)) + 11
        behind = min(*knees, *(a * (0.85 if long > 60 else 0.0) for a in ankles)) - 11
        bottom = min(pose.hip[1] + long, -5)
        hem = [
            (ahead + 4, bottom - 1),
            ((ahead * 2 + behind) / 3, bottom + 1.6),
            ((ahead + behind * 2) / 3, bottom - 0.6),
            (behind - 5 - abs(lag), bottom - 2 + lag * 0.5),
        ]
        outline = [
            (pose.hip[0] + 12 * g, pose.hip[1] - 14),
            (pose.hip[0] + 14 * g, pose.hip[1] + 4),
            *hem,
            (pose.hip[0] - 14 * g, pose.hip[1] + 2),
            (pose.hip[0] - 12 * g, pose.hip[1] - 14),
        ]
        top_col = p.top if p.outfit != "vest" else p.bottom
        body.parts.append(Patch(spline(outline), top_col, 7, 11, 0.0, None, 0.0))
        for i in range(4):
            u = (i + 0.7) / 4.4
            x0, x1 = pose.hip[0] - 10 + 20 * u, behind + (ahead - behind) * u
            body.parts.append(
                Cap(
                    (x0, pose.hip[1] + 6),
                    1.4,
                    (x1, bottom - 4),
                    2.6,
                    tuple(c * (0.80 if i % 2 else 1.06) for c in top_col),
                    13.5,
                    14.5,
                )
            )
    elif p.outfit in ("plain", "vest"):
        body.parts.append(
            Cap(
                (pose.hip[0] - 1, pose.hip[1] + 2),
                12 * g,
                (pose.hip[0], pose.hip[1] + 6),
                11 * g,
                p.bottom,
                3,
                3,
            )
        )
    if space:
        top.parts.append(
            Patch(
                spline(
                    [
                        (chest[0] - 12, chest[1] - 16),
                        (chest[0] - 28, chest[1] - 14),
                        (chest[0] - 29, chest[1] + 22),
                        (chest[0] - 12, chest[1] + 22),
                    ]
                ),
                (0.78, 0.79, 0.82),
                2,
                8,
                0,
                None,
                0.2,
            )
        )
        near.parts.append(
            Patch(
                [
                    (chest[0] + 2, chest[1] - 2),
                    (chest[0] + 14, chest[1] - 2),
                    (chest[0] + 14, chest[1] + 9),
                    (chest[0] + 2, chest[1] + 9),
                ],
                (0.42, 0.46, 0.54),
                20,
                3,
                0,
                None,
                0.3,
            )
        )
    if armour:
        near.parts.append(
            Patch(
                spline(
                    [
                        (shoulder[0] - 12, shoulder[1] - 4),
                        (shoulder[0] + 9, shoulder[1] - 6),
                        (shoulder[0] + 12, shoulder[1] + 12),
                        (shoulder[0] - 13, shoulder[1] + 14),
                    ]
                ),
                p.bottom,
                12,
                7,
                0,
                None,
                0.7,
            )
        )
    if p.scarf is not None:
        body.parts.append(Cap((neck[0] - 5, neck[1] + 4), 6.2, (neck[0] + 6, neck[1] + 5), 5.6, p.scarf, 12))
        at = (neck[0] - 6, neck[1] + 5)
        for i in range(5):
            nxt = polar(at, -78 + (30 if not moving else 6) + 14 * _wave(phase, 0.16 * i, 2), 10)
            body.parts.append(Cap(at, 4.2 - 0.3 * i, nxt, 3.9 - 0.3 * i, p.scarf, -2))
            at = nxt
    if p.bag:
        top.parts.append(
            Patch(
                spline(
                    [
                        (chest[0] - 11, chest[1] - 18),
                        (chest[0] - 27, chest[1] - 12),
                        (chest[0] - 27, chest[1] + 18),
                        (chest[0] - 12, chest[1] + 20),
                    ]
                ),
                (0.36, 0.28, 0.20),
                0,
                9,
            )
        )
    arm(1, near)
    fig = Figure([far, top, body, near] if (space or p.bag) else [far, body, near])
    _head(p, fig, head, neck, phase, action)
    if shade.parts:
        fig.items.append(shade)
    fig.lift = pose.lift
    return fig


def _head(p: Person, fig: Figure, head: Point, neck: Point, phase: float, action: str) -> None:
    k = p.head
    hx, hy = head
    group = Group([], 2.0)
    items: list[Group | Mark] = [group]
    ink: Colour = (0.10, 0.07, 0.06)
    if p.outfit == "space":
        group.parts += [
            Cap((hx - 1, hy), 17.5, (hx + 2, hy), 17, (0.90, 0.91, 0.94), 6, 6, 0, None, 0.35),
            Patch(
                spline(
                    [
                        (hx + 1, hy - 11),
                        (hx + 15, hy - 9),
                        (hx + 18, hy + 1),
                        (hx + 13, hy + 9),
                        (hx + 1, hy + 9),
                    ]
                ),
                (0.16, 0.12, 0.06),
                22,
                7,
                0,
                None,
                1.0,
            ),
        ]
        items.append(Mark("oval", [(hx + 9, hy - 5)], (1.0, 0.88, 0.6), (3.4, 1.7), -30, 0.75, 1.0))
        fig.items += items
        return
    if p.outfit == "robot":
        group.parts += [
            Patch(
                spline([(hx - 11, hy - 12), (hx + 11, hy - 12), (hx + 13, hy + 9), (hx - 11, hy + 10)], True, 3),
                p.top,
                6,
                8,
                0,
                None,
                0.9,
            ),
            Cap((hx, hy - 13), 1.2, (hx - 1, hy - 22), 0.9, p.shoe, 6, None, 0, None, 0.6),
        ]
        items += [
            Mark("oval", [(hx + 8, hy - 2)], (0.35, 0.95, 1.0), (3.4, 2.5), 0, 1.0, 1.0),
            Mark("oval", [(hx + 0.5, hy - 2)], (0.35, 0.95, 1.0), (2.6, 2.4), 0, 0.9, 1.0),
            Mark("oval", [(hx - 1, hy - 23)], (1.0, 0.35, 0.3), (1.8, 1.8), 0, 1.0, 1.0),
        ]
        fig.items += items
        return
    r = 10.6 * k
    group.parts += [
        Cap((hx - 1.2, hy - 1.5), r, (hx + 1.5, hy + 3.2 * k), r * 0.86, p.skin, 5, 5),
        Cap((hx + 2.5, hy + 6 * k), r * 0.52, (hx + 3.8, hy + 7.5 * k), r * 0.46, p.skin, 6, 6),
        Cap((hx + r * 0.92, hy + 1.4 * k), 1.7 * k, (hx + r * 1.05, hy + 2.4 * k), 1.5 * k, p.skin, 6, 6),
    ]
    hood = p.hat == "hood"
    if p.hair_cut != "bald" and not hood:
        hair = Group([], 2.0)
        hair.parts += [
            Cap(
                (hx - 3.2 * k, hy - 4 * k),
                r * 0.94,
                (hx + 1.5 * k, hy - 6.2 * k),
                r * 0.72,
                p.hair,
                7,
                7,
                1.6,
                (-0.7, 0.7),
            ),
            Cap(
                (hx - 5 * k, hy - 1 * k),
                r * 0.70,
                (hx - 5.6 * k, hy + 4 * k),
                r * 0.50,
                p.hair,
                6,
                6,
                1.6,
                (-0.3, 1),
            ),
        ]
        if p.hair_cut in ("long", "tail"):
            at: Point = (hx - 6 * k, hy + 2 * k)
            back = 14 if action in ("run",) else 4
            for i in range(4):
                nxt = polar(at, -12 - back * (1 + 0.5 * i) + 7 * _wave(phase, 0.1 + 0.13 * i, 2), 8.0 * k)
                hair.parts.append(
                    Cap(
                        at,
                        (7.4 - i * 0.9) * k * (1.0 if p.hair_cut == "long" else 0.62),
                        nxt,
                        (6.6 - i * 1.0) * k * (1.0 if p.hair_cut == "long" else 0.6),
                        p.hair,
                        4,
                        4,
                        2.2,
                        None,
                    )
                )
                at = nxt
        if p.hair_cut == "bun":
            hair.parts.append(
                Cap(
                    (hx - 9 * k, hy - 7 * k),
                    5.4 * k,
                    (hx - 9.5 * k, hy - 6.5 * k),
                    5.2 * k,
                    p.hair,
                    6,
                    6,
                    1.0,
                )
            )
        items.append(hair)
    eye = (hx + r * 0.60, hy - 0.2)
    happy = action in ("dance", "jump", "play", "sing")
    if (phase > 0.95 and action not in GAITS) or action == "sleep":
        items.append(Mark("line", [(eye[0] - 1.8, eye[1]), (eye[0] + 1.6, eye[1] + 0.4)], ink, (0.8, 1)))
    elif happy:
        items.append(
            Mark(
                "line",
                spline([(eye[0] - 2.2, eye[1] + 0.8), (eye[0], eye[1] - 1.0), (eye[0] + 2, eye[1] + 0.8)], False),
                ink,
                (0.9, 1),
            )
        )
    else:
        items.append(Mark("oval", [eye], ink, (1.25 * k, 1.65 * k)))
        items.append(Mark("oval", [(eye[0] + 0.4, eye[1] - 0.7)], (1, 1, 0.96), (0.42, 0.42), 0, 0.9, 1.0))
    items.append(
        Mark(
            "line",
            [(eye[0] - 2.4, eye[1] - 3.4 * k), (eye[0] + 1.8, eye[1] - 3.6 * k)],
            p.hair,
            (0.9, 1),
            alpha=0.8,
        )
    )
    mouth = (hx + r * 0.62, hy + 6.2 * k)
    if action in ("talk", "sing"):
        gape = 0.7 + 1.5 * abs(_wave(phase, 0, 5))
        items.append(Mark("oval", [mouth], (0.42, 0.12, 0.12), (1.9, gape)))
    else:
        items.append(
            Mark(
                "line",
                spline(
                    [
                        (mouth[0] - 2.2, mouth[1] - 0.2),
                        (mouth[0], mouth[1] + 0.7),
                        (mouth[0] + 2, mouth[1] - 0.4),
                    ],
                    False,
                ),
                (0.5, 0.22, 0.18),
                (0.75, 1),
                alpha=0.8,
            )
        )
    if p.beard:
        beard = Group(
            [Cap((hx + 2, hy + 7), r * 0.5, (hx + 4, hy + 12), r * 0.34, p.hair, 9, 9, 2.2, (0.1, 1))], 1.6
        )
        items.append(beard)
    hat = Group([], 1.6, drop=0.3)
    dark = tuple(c * 0.6 for c in p.top)
    if p.hat == "cap":
        hat.parts += [
            Cap((hx - 3, hy - 6 * k), r * 0.92, (hx + 1, hy - 7 * k), r * 0.82, p.top, 8, 8),
            Cap((hx + 5, hy - 5.5 * k), 2.6, (hx + 15 * k, hy - 4.2 * k), 1.6, dark, 9),
        ]
    elif p.hat in ("straw", "fedora", "kasa"):
        col: Colour = {"straw": (0.86, 0.72, 0.42), "fedora": (0.24, 0.20, 0.18), "kasa": (0.34, 0.25, 0.16)}[
            p.hat
        ]
        brim = {"straw": 23.0, "fedora": 17.0, "kasa": 26.0}[p.hat] * k
        if p.hat == "kasa":
            hat.parts.append(
                Patch(
                    [
                        (hx - brim, hy - 1),
                        (hx - 2, hy - 19 * k),
                        (hx + 2, hy - 19 * k),
                        (hx + brim, hy + 1),
                        (hx, hy + 2.5),
                    ],
                    col,
                    12,
                    9,
                )
            )
        else:
            hat.parts += [
                Cap((hx - 3, hy - 9 * k), r * 0.72, (hx + 2, hy - 10.5 * k), r * 0.66, col, 9),
                Patch(
                    spline(
                        [
                            (hx - brim, hy - 5.5 * k),
                            (hx, hy - 8.5 * k),
                            (hx + brim, hy - 4.5 * k),
                            (hx, hy - 3.2 * k),
                        ]
                    ),
                    col,
                    12,
                    4,
                ),
            ]
            if p.hat == "fedora":
                hat.parts.append(
                    Cap((hx - 8, hy - 7.8 * k), 1.6, (hx + 8, hy - 7.2 * k), 1.6, (0.08, 0.06, 0.06), 22)
                )
    elif p.hat == "helmet":
        hat.parts += [
            Cap((hx - 2, hy - 4), r * 1.1, (hx + 1, hy - 5), r * 1.02, p.bottom, 8, 8, 0, None, 0.8),
            Cap((hx - 10, hy + 2), 4, (hx - 9, hy + 8), 3.4, p.bottom, 8, 8, 0, None, 0.7),
        ]
    elif p.hat == "crown":
        hat.parts += [
            Patch(
                [
                    (hx - 9, hy - 7),
                    (hx - 10, hy - 17),
                    (hx - 5, hy - 12),
                    (hx, hy - 18),
                    (hx + 5, hy - 12),
                    (hx + 10, hy - 17),
                    (hx + 9, hy - 7),
                ],
                (0.95, 0.76, 0.26),
                14,
                3,
                0,
                None,
                0.9,
            )
        ]
    elif p.hat == "chef":
        hat.parts += [Cap((hx - 1, hy - 9), r * 0.8, (hx - 1, hy - 19), r * 1.05, (0.95, 0.95, 0.95), 9)]
    elif hood:
        hat.parts += [
            Patch(
                spline(
                    [
                        (hx + 6, hy - r * 1.25),
                        (hx - 6, hy - r * 1.35),
                        (hx - r * 1.45, hy),
                        (hx - r * 1.1, hy + r * 1.3),
                        (hx + 1, hy + r * 1.25),
                        (hx + 2.5, hy + r * 0.6),
                        (hx - 0.5, hy),
                        (hx + 2.5, hy - r * 0.7),
                    ]
                ),
                p.top,
                14,
                8,
                0,
                None,
                0.2,
            )
        ]
    if hat.parts:
        items.append(hat)
    fig.items += items
