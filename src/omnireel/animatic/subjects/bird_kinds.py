"""What a kind of bird is told by: its wings, its bill, its build and its colours."""

from __future__ import annotations

from dataclasses import dataclass, replace

from omnireel.animatic.solids import Colour
from omnireel.animatic.subjects.materials import darker, mixed

INK: Colour = (0.07, 0.055, 0.05)


@dataclass(frozen=True)
class Wing:
    """Lengths of a spread wing's bones and feathers.

    longest: which primary is, from the innermost 0 to the outermost 1. slots: how far the outer ones stand apart
    like fingers, 0..1. sweep: degrees the hand is turned back. point: 0 round tips, 1 sharp. fall: how far the
    folded wing reaches behind.
    """

    arm: float
    hand: float
    chord: float
    primary: float
    longest: float = 0.75
    slots: float = 0.0
    sweep: float = 8.0
    point: float = 0.3
    fall: float = 18.0
    raised: float = 6.0  # degrees, in a glide
    deep: float = 46.0  # degrees a beat goes up and down


WINGS = {
    "round": Wing(17, 10, 18, 21, 0.55, 0.25, 4, 0.2, 10),
    "small": Wing(17, 11, 16, 24, 0.75, 0.15, 12, 0.5, 13),
    "owl": Wing(34, 20, 32, 35, 0.62, 0.5, 0, 0.1, 13, 7),
    "soaring": Wing(36, 17, 25, 31, 0.68, 1.0, -4, 0.15, 20, 7, 38),
    "vulture": Wing(38, 18, 27, 31, 0.66, 1.0, -6, 0.15, 20, 17, 36),
    "crow": Wing(24, 14, 21, 28, 0.70, 0.7, 4, 0.25, 20),
    "long": Wing(38, 25, 13, 28, 0.95, 0.0, 12, 0.75, 30, 8, 36),
    "falcon": Wing(22, 17, 17, 30, 0.95, 0.0, 20, 0.85, 24, 4),
    "sickle": Wing(13, 12, 11, 38, 1.0, 0.0, 30, 0.95, 34, 2),
    "dove": Wing(20, 15, 17, 27, 0.85, 0.1, 14, 0.6, 16),
    "duck": Wing(23, 16, 13, 24, 0.92, 0.0, 14, 0.7, 12, 4, 40),
    "swan": Wing(36, 20, 20, 26, 0.85, 0.35, 8, 0.4, 16, 6, 40),
    "stork": Wing(36, 20, 23, 30, 0.72, 0.9, 0, 0.2, 16, 6, 38),
    "hum": Wing(8, 9, 11, 27, 1.0, 0.0, 10, 0.7, 20),
    "parrot": Wing(21, 14, 19, 28, 0.85, 0.2, 12, 0.55, 18),
}


@dataclass(frozen=True)
class Bird:
    """Colours, and what is where and how large. plump, skull, eye: times the usual. neck: units more than none.

    pitch: degrees the trunk stands up. bill: cone, fine, dagger, hook, owl, parrot, flat, needle, bent, pouch or
    horn. tail: fan, wedge, fork, long, short, square. feet: perch, web, wade or talon. marks: what is drawn on the
    plumage. tuft: ears, crest, comb, crown or cap.
    """

    body: Colour
    wing: Colour
    belly: Colour
    bill_col: Colour = (0.90, 0.62, 0.20)
    leg: Colour = (0.62, 0.44, 0.24)
    head: Colour | None = None
    face: Colour | None = None
    tip: Colour | None = None  # primaries
    under: Colour | None = None  # of the wing
    tail_col: Colour | None = None
    bib: Colour | None = None
    iris: Colour | None = None
    mark: Colour | None = None  # bars, spots and streaks
    shape: str = "small"
    span: float = 1.0
    bill: str = "cone"
    bill_long: float = 7.0
    bill_tip: Colour | None = None
    neck: float = 0.0
    neck_r: float = 6.4
    coiled: bool = False  # the neck is drawn in to fly
    plump: float = 1.0
    long: float = 1.0
    skull: float = 1.0
    eye: float = 1.0
    legs: float = 12.0
    thigh: bool = False
    feet: str = "perch"
    tail: str = "fan"
    tail_long: float = 22.0
    pitch: float = 28.0
    marks: frozenset[str] = frozenset()
    tuft: str = ""
    tuft_col: Colour | None = None
    afloat: bool = False  # rests on water
    upright: bool = False  # a penguin
    train: bool = False  # opens to a wheel
    gloss: float = 0.0

    @property
    def wings(self) -> Wing:
        w = WINGS[self.shape]
        k = self.span
        return replace(w, arm=w.arm * k, hand=w.hand * k, primary=w.primary * (0.4 + 0.6 * k))

    @property
    def r(self) -> float:
        """Radius of the skull."""
        return 7.8 * self.skull

    @property
    def long_necked(self) -> bool:
        """Whether the neck stands free of the trunk."""
        return self.neck > 16

    @property
    def hood(self) -> Colour:
        return self.head or self.body


def dressed(b: Bird, colour: Colour | None) -> Bird:
    """The bird in another colour; its marks, bill and legs stay."""
    if colour is None:
        return b
    pale = mixed(colour, (1.0, 1.0, 1.0), 0.25)
    return replace(
        b,
        body=colour,
        wing=darker(colour, 0.86),
        belly=pale,
        under=pale,
        head=None,
        bib=None,
        tip=None,
        tail_col=None,
    )
