"""What a four-legged animal is to its rig: proportions, coat and colours. 100 units = height at the withers."""

from __future__ import annotations

from dataclasses import dataclass

from omnireel.animatic.solids import Colour

Spot = tuple[float, float, float]

LYING = ("sleep", "lie")
RESTING = ("sit", *LYING)


@dataclass(frozen=True)
class Beast:
    """Proportions and coat. Lengths in units (withers = 100), fur in units, colours 0..1."""

    coat: Colour
    pale: Colour
    dark: Colour
    body: float = 78
    chest: float = 24.5
    waist: float = 17.5
    rump: float = 18.5
    leg: float = 1.0  # thickness
    neck: float = 33
    neck_up: float = 38  # degrees above level
    neck_r: float = 18
    skull: float = 14.5
    muzzle: float = 24
    muzzle_r: float = 8.6
    ear: str = "drop"
    ear_size: float = 1.0
    tail: str = "feather"
    fur: float = 3.0
    feather: float = 0.0
    mane: float = 0.0
    horn: str | None = None
    paw: float = 5.4
    hoof: bool = False
    belly_pale: bool = True
    socks: bool = False
    mask: bool = False
    stripes: bool = False
    spots: bool = False
    tongue: bool = False
    trunk: bool = False
    head_down: float = 8.0  # degrees the muzzle points below level
    banded: bool = False  # stripes on legs, neck and face too
    look: float = 22.0  # degrees the head is turned to the viewer
    cheeks: bool = False  # broad and pale, as cats and bears have them
    whiskers: bool = False
    pink: bool = False  # the nose
    patches: bool = False  # dark about the eyes
    iris: Colour | None = None
    eye_size: float = 1.0
    stand: float = 1.0  # length of the legs
    humps: int = 0
    spot: float = 3.0  # radius of a spot
    spines: bool = False
    stocking: Colour | None = None  # of the lower legs
    bib: bool = False  # throat, chest and belly are pale
    shanks: bool = False  # long fine legs that stand straight, as a horse has them
    pillars: bool = False  # legs like columns, as an elephant has them
    flat: float = 0.0  # degrees that the feet lie flatter than a dog's: bears and rabbits stand on their soles
    claws: float = 0.0  # how long they are shown
    arch: float = 0.0  # units that the crest of the neck bends up
    withers: float = 0.0  # units that the shoulders rise above the back
    cape: float = 0.0  # how much darker than the flanks the back is, 0..1
    wool: bool = False  # a fleece of curls


def ratio(b: Beast) -> Colour:
    """What a coat is multiplied with where it is marked dark. Stripes run over pale parts too: theirs is grey."""
    shares = [min(d / max(c, 0.02), 1.0) for d, c in zip(b.dark, b.coat, strict=True)]
    return tuple(min(share, 1.35 * min(shares)) if b.banded else share for share in shares)
