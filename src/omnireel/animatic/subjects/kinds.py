"""What an entry in the table of subjects says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from omnireel.animatic.solids import Colour, Figure, Point

Build = Callable[[str, float, Colour | None], Figure]
Motion = Callable[[str], tuple[float, float]]
Head = Callable[[str], tuple[float, float, float]]


@dataclass(frozen=True)
class Subject:
    """build(action, phase, colour) draws it; motion(action) is (seconds a cycle, units a second over the
    ground).

    units: its height in its rig's units; cm: its height in the world; wide: its length over its height.
    path: ground, air, deep (under water), water (on it). still: what it does when no verb was said.
    size: how large a lone one is shown, as a share of the frame's height in 16:9. wheels: rolls rather than
    steps. head(action) is (x, y, height) of its head, for close-ups. vary(n): another of its kind, for groups.
    turns: a thing that can be turned round (the verb `turn`). table: is shown on a table's top in rooms.
    flies: goes by air when it flies, even if its path is on the ground or on water.
    furniture: belongs to the room unless it comes first. home: its place when none was named.
    """

    build: Build
    motion: Motion
    units: float
    cm: float
    wide: float = 1.4
    path: str = "ground"
    still: str = "stand"
    size: float = 0.40
    wheels: bool = False
    school: bool = False
    rooted: bool = False
    wear: Callable[[frozenset[str]], Subject] | None = None  # the same, in other clothes or holding something
    head: Head | None = None
    vary: Callable[[int], Subject] | None = None
    phases: int = 36  # paintings of a cycle that are enough
    saddle: Callable[[str, float], Point] | None = None  # where someone may sit on it (action, phase)
    turns: bool = False
    table: bool = False
    furniture: bool = False
    flies: bool = False
    home: str | None = None
