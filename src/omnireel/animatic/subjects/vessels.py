"""The rowing boat and who rows it.

Facing +x; y = 0 is the ground, the waterline, or the middle of what flies. A unit is about two centimetres.
"""

from __future__ import annotations

import math

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item, Patch, Point, mirrored, placed, spline
from omnireel.animatic.subjects import biped, poses
from omnireel.animatic.subjects.materials import STEEL, darker

ROWER = biped.Person(
    outfit="vest",
    hat="straw",
    beard=True,
    top=(0.62, 0.28, 0.16),
    bottom=(0.24, 0.28, 0.36),
    hair=(0.80, 0.79, 0.76),
)


def rowboat(col: Colour, phase: float) -> Figure:
    """A boat and its rower. The waterline is y = 0; the hull reaches a little below."""
    items: list[Item] = []
    hull = Group([], 1.6)
    wood = col
    outline = [
        (104, -34),
        (78, -25),
        (40, -15),
        (-40, -14),
        (-84, -18),
        (-98, -27),
        (-84, 4),
        (-50, 10),
        (50, 10),
        (84, 2),
    ]
    items += placed(mirrored(biped.build(ROWER, "row", phase)), 0.66, -4, -2).items
    hull.parts.append(Patch(spline(outline, True, 5), wood, 0, 16, 0, None, 0.2))
    for y in (-6, 0):
        hull.parts.append(Cap((86, y - 8), 0.9, (-80, y - 6), 0.9, darker(wood, 0.6), 16))
    hull.parts.append(Cap((98, -30), 2.2, (40, -15), 2.2, darker(wood, 1.25), 10))
    hull.parts.append(Cap((40, -15), 2.2, (-92, -22), 2.2, darker(wood, 1.25), 10))
    oar, far_oar = Group([], 1.0), Group([], 1.0, far=0.5)
    pose = poses.pose("row", phase)
    hx, hy = biped.hand_of(ROWER, pose)
    grip: Point = (-hx * 0.66 - 4, hy * 0.66 - 2)
    lock: Point = (-17.0, -17.0)
    # Inboard and outboard of the rowlock are one straight oar; its blade is lifted on the way back.
    way = lock[0] - grip[0]
    pulling = math.sin(2 * math.pi * phase)
    blade: Point = (lock[0] + 2.0 * way, 3.0 if pulling > 0 else 3.0 + 11 * pulling)
    neck: Point = (lock[0] + (blade[0] - lock[0]) * 0.68, lock[1] + (blade[1] - lock[1]) * 0.68)
    ash: Colour = (0.72, 0.56, 0.36)
    oar.parts += [
        Cap(grip, 1.5, lock, 1.5, ash, 22),
        Cap(lock, 1.5, neck, 1.4, ash, 24),
        Cap(neck, 2.0, blade, 4.2, ash, 24),
        Cap((lock[0], lock[1] + 1), 2.2, (lock[0], lock[1] + 3), 2.2, STEEL, 25, None, 0, None, 0.6),
    ]
    aside, up = 10.0, -5.0  # the other side's, seen over the hull

    def across(spot: Point) -> Point:
        return spot[0] + aside, spot[1] + up

    far_oar.parts += [
        Cap(across(grip), 1.4, across(lock), 1.4, ash),
        Cap(across(lock), 1.4, across(neck), 1.3, ash),
        Cap(across(neck), 1.8, across(blade), 3.8, ash),
    ]
    items = [far_oar, *items, hull, oar]
    return Figure(items)
