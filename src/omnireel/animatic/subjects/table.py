"""The table of subjects: one entry for each thing that can be drawn. Variants differ by the parameters of a
rig.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from omnireel.animatic.lexicon import adjectives, grooming, nouns, words
from omnireel.animatic.palette import colour_of
from omnireel.animatic.solids import Colour, Figure, Item, Mark, Point, placed, tilted
from omnireel.animatic.subjects import (
    beast_legs,
    beasts,
    biped,
    birds,
    cars,
    crafts,
    creatures,
    dragons,
    fireworks,
    fishes,
    flora,
    outdoors,
    quadruped,
    road_rail,
    slopes,
    things,
    vessels,
    waves,
    whales,
    wings_fins,
)
from omnireel.animatic.subjects.beast import Beast
from omnireel.animatic.subjects.beasts import CAT, COW, DEER, DOG, FOX, HORSE, LEOPARD, LION, SHEEP, TIGER, WOLF
from omnireel.animatic.subjects.biped import Person
from omnireel.animatic.subjects.bird_kinds import dressed
from omnireel.animatic.subjects.fishes import Fish
from omnireel.animatic.subjects.kinds import Subject
from omnireel.animatic.subjects.materials import darker, wave
from omnireel.animatic.subjects.species import SPECIES

# ---- how each rig is told to act, and how fast that is ----


def _beast(beast: Beast, cm: float, size: float = 0.44, units: float | None = None) -> Subject:
    """cm: height at the withers. units: full height in its rig, head and all."""
    high = units or 122 - 72 * (1 - beast.stand)
    withers = 100 - 72 * (1 - beast.stand)

    def build(action: str, phase: float, colour: Colour | None) -> Figure:
        return quadruped.build(quadruped.dressed(beast, colour), action, phase)

    def motion(action: str) -> tuple[float, float]:
        gait = beast_legs.GAITS.get(action)
        if gait is None or not gait.stride:
            return {"jump": (1.3, 60.0), "eat": (3.0, 0.0)}.get(action, (4.0, 0.0))
        slow = (cm / 62) ** 0.30
        return gait.period * slow, gait.speed * beast.stand / slow

    def head(action: str) -> tuple[float, float, float]:
        return quadruped.head_of(beast, action)

    def vary(n: int) -> Subject:
        tone = (1.0, 0.66, 1.28)[n % 3]

        def toned(c: Colour) -> Colour:
            return tuple(min(v * tone, 0.97) for v in c)

        coats = replace(beast, coat=toned(beast.coat), pale=toned(beast.pale), dark=toned(beast.dark))
        return _beast(coats, cm, size, units)

    def saddle(action: str, phase: float) -> Point:
        return quadruped.saddle(beast, action, phase)

    def wear(what: frozenset[str]) -> Subject:
        looks = beast
        for word in sorted(what):
            kind, _, told = word.partition(" ")
            if kind == "rests":
                return resting(wear(what - {word}), *_seat_of(told))
            if kind == "coat":
                longer = adjectives.COATS[told]
                tail = "bushy" if longer > 1.5 and looks.tail == "cat" else looks.tail
                fur = min(looks.fur * longer, 4.5 + looks.fur)
                looks = replace(looks, fur=fur, feather=looks.feather * longer, tail=tail)
            elif kind == "build":
                k = adjectives.BUILDS[told]
                looks = replace(looks, waist=looks.waist * k * k, chest=looks.chest * k, rump=looks.rump * k)
        return _beast(looks, cm, size, units)

    full = cm * high / withers
    return Subject(build, motion, high, full, 1.7, size=size, wear=wear, head=head, vary=vary, saddle=saddle)


def mounted(rider: Subject, mount: Subject, tint: Colour | None = None) -> Subject:
    """Someone on the back of a beast: one figure that moves as the beast does. tint: the beast's colour."""
    seat = mount.saddle
    if seat is None:
        return rider
    k = mount.units / mount.cm * rider.cm / rider.units  # the rider's units in the mount's

    def build(action: str, phase: float, colour: Colour | None) -> Figure:
        x, y = seat(action, phase)
        carried = placed(rider.build("ride", phase, colour), k, x, y - 7 * k)
        return Figure([*mount.build(action, phase, tint).items, *carried.items])

    def head(action: str) -> tuple[float, float, float]:
        x, y, high = rider.head("ride") if rider.head is not None else (0.0, 0.0, 24.0)
        at = seat(action, 0.0)
        return at[0] + x * k, at[1] + (y - 7) * k, high * k

    top = -build("stand", 0.0, None).bounds()[1]
    return replace(
        mount,
        build=build,
        units=top,
        cm=mount.cm * top / mount.units,
        head=head,
        vary=None,
        saddle=None,
        size=0.58,
    )


def _seat_of(told: str) -> tuple[str, Colour | None]:
    """ "red sofa": its name and its colour."""
    shade, _, name = told.partition(" ")
    return (name, colour_of(words.COLOURS[shade])) if name in nouns.SEATS else (told, None)


def resting(subject: Subject, name: str, tint: Colour | None = None) -> Subject:
    """Someone on furniture: one figure. name: an entry of nouns.SEATS; tint: its colour."""
    thing = replace(things.THINGS[name], yaw=-10)
    k = subject.units / subject.cm  # furniture is built in centimetres
    high, front = nouns.SEATS[name]
    person = subject.wide == 0.5

    def lifted(action: str) -> float:
        """How far the subject is above the floor; who sits has the feet on it, as far as the legs reach."""
        if not person or action in ("sleep", "lie", "stand"):
            return high * k
        return (max(high - 8 - 0.21 * subject.cm, 0) - front) * k

    def build(action: str, phase: float, colour: Colour | None) -> Figure:
        on = subject.build("lie" if action == "sit" and name == "bed" and not person else action, phase, colour)
        return Figure(
            [
                *placed(thing.build("stand", 0.0, tint), k, 0.0, 0.0).items,
                *placed(on, 1.0, 0.0, -lifted(action)).items,
            ]
        )

    def head(action: str) -> tuple[float, float, float]:
        x, y, size = subject.head(action) if subject.head is not None else (0.0, 0.0, 24.0)
        return x, y - lifted(action), size

    return replace(subject, build=build, head=None if subject.head is None else head, vary=None, saddle=None)


KEYS_CM = 100  # from who plays to the middle of the piano


def at_the_piano(subject: Subject) -> Subject:
    """Someone who plays a grand piano: one figure, whatever else they do in the shot."""
    piano, k = replace(things.THINGS["piano"], yaw=-4), subject.units / subject.cm

    def build(action: str, phase: float, colour: Colour | None) -> Figure:
        behind = placed(piano.build("stand", 0.0, None), k, KEYS_CM * k, 0.0)
        return Figure([*behind.items, *subject.build(action, phase, colour).items])

    return replace(subject, build=build, vary=None)


def downhill(subject: Subject) -> Subject:
    """The same on a slope."""

    def build(action: str, phase: float, colour: Colour | None) -> Figure:
        return tilted(subject.build(action, phase, colour), slopes.FALL)

    return replace(subject, build=build, vary=None)


def burning(subject: Subject) -> Subject:
    """The same in flames, which lick out of it here and there, below a column of smoke."""

    def build(action: str, phase: float, colour: Colour | None) -> Figure:
        figure = subject.build(action, phase, colour)
        solid = Figure([item for item in figure.items if not isinstance(item, Mark)] or figure.items)
        left, top, right, bottom = solid.bounds()
        wide, high = right - left, bottom - top
        reach = 0.34 * min(wide, 1.5 * high)
        added: list[Item] = []
        for n in range(9):  # smoke rises, spreads and thins
            up = (phase + n / 9) % 1.0
            spot = (left + (0.52 + 0.10 * wave(up, 0.3 * n)) * wide - 0.5 * reach * up, top - 2.6 * reach * up)
            size = reach * (0.25 + 0.55 * up)
            added.append(Mark("soft", [spot], (0.10, 0.09, 0.09), (size, size), 0, 0.30 * math.sin(math.pi * up)))
        for n, (x, y, size) in enumerate(
            ((0.5, 0.30, 1.2), (0.26, 0.46, 0.9), (0.74, 0.44, 1.0), (0.12, 0.72, 0.7), (0.88, 0.70, 0.75),
             (0.38, 0.80, 0.8), (0.63, 0.84, 0.95))
        ):  # fmt: skip
            tongue = outdoors.fire(
                0.0, 0.52 * size * reach, 1.25 * size * reach, (phase + 0.37 * n) % 1.0, n + 2, 5
            )
            added += placed(Figure(tongue), 1.0, left + x * wide, top + y * high).items
        figure.items += added
        return figure

    def motion(action: str) -> tuple[float, float]:
        seconds, speed = subject.motion(action)
        return (seconds if speed else min(seconds, FLICKER_S)), speed

    return replace(subject, build=build, motion=motion, vary=None, phases=BURNING_PHASES)


def trailing_fire(subject: Subject) -> Subject:
    """The same, aglow in the air, with flames that stream away behind it."""

    def build(action: str, phase: float, colour: Colour | None) -> Figure:
        figure = subject.build(action, phase, colour)
        if action not in ("fly", "glide", "hover"):
            return figure
        left, _, right, _ = figure.bounds(air=False)
        wide = right - left
        behind: list[Item] = [
            Mark("soft", [(0.0, 0.0)], (1.0, 0.55, 0.16), (0.55 * wide, 0.42 * wide), 0, 0.26, 1.0, air=True),
            Mark("soft", [(0.0, 0.0)], (1.0, 0.80, 0.40), (0.30 * wide, 0.22 * wide), 0, 0.30, 1.0, air=True),
        ]
        for n in range(34):  # licks of fire are left behind by the tail and the back, rise and go out
            gone, spread = (phase + 0.618 * n) % 1.0, wave(0.0, 0.23 * n)
            x = left + (0.30 + 0.16 * spread - 0.50 * gone) * wide
            y = (0.02 + 0.05 * spread * (1 - gone) - 0.12 * gone**1.5) * wide + 0.02 * wide * wave(gone, 0.37 * n)
            size = 0.040 * wide * (1 - gone) ** 0.7 + 0.6
            hot: Colour = (1.0, 0.84 - 0.58 * gone, 0.36 - 0.33 * gone)
            behind.append(Mark("soft", [(x, y)], hot, (2.2 * size, size), -8, 0.8 * (1 - gone), 1.0, air=True))
        return Figure([*behind, *figure.items], figure.lift)

    return replace(subject, build=build)


# What people of a group look like: clothes, trousers, skin, hair, and whether a woman.
LOOKS: tuple[tuple[Colour, Colour, Colour, Colour, bool], ...] = (
    ((0.34, 0.46, 0.58), (0.22, 0.24, 0.30), (0.88, 0.66, 0.53), (0.24, 0.15, 0.09), False),
    ((0.26, 0.52, 0.60), (0.26, 0.22, 0.32), (0.90, 0.70, 0.57), (0.42, 0.25, 0.12), True),
    ((0.80, 0.62, 0.24), (0.24, 0.30, 0.28), (0.50, 0.33, 0.23), (0.06, 0.05, 0.05), False),
    ((0.30, 0.50, 0.42), (0.34, 0.28, 0.24), (0.72, 0.51, 0.38), (0.10, 0.07, 0.06), True),
    ((0.66, 0.24, 0.20), (0.42, 0.40, 0.38), (0.86, 0.65, 0.50), (0.55, 0.40, 0.22), False),
    ((0.82, 0.80, 0.74), (0.20, 0.22, 0.34), (0.42, 0.27, 0.19), (0.05, 0.05, 0.05), True),
)
FLICKER_S, BURNING_PHASES = 1.4, 16  # of flames on what stands still, and how many paintings of them are enough
UNIFORMS = ("space", "robot", "armour", "hakama", "raincoat")


def _adorned(looks: Person, word: str) -> Person:
    """Someone with what goes with clothes: "red scarf", "any fedora"."""
    shade, _, what = word.partition(" ")
    tint = colour_of(words.COLOURS[shade]) if shade in words.COLOURS else None
    if what == "scarf":
        return replace(looks, scarf=tint or (0.72, 0.16, 0.14))
    if what == "backpack":
        return replace(looks, bag=True)
    if what in ("glasses", "sunglasses"):
        return replace(looks, glasses=what)
    return replace(looks, hat="sunhat" if what == "fedora" and looks.woman else what, hat_colour=tint)


def _in_colour(person: Person, colour: Colour | None) -> Person:
    """The same in clothes of that colour; a suit is of one cloth."""
    if colour is None:
        return person
    return replace(person, top=colour, bottom=darker(colour, 0.9) if person.outfit == "suit" else person.bottom)


def _person(
    person: Person,
    cm: float = 175,
    size: float = 0.52,
    mixed: bool = False,
    thing: tuple[str, Colour | None] | None = None,
) -> Subject:
    """mixed: a group of them is of men and women. thing: what they have in hand, and its colour."""

    def build(action: str, phase: float, colour: Colour | None) -> Figure:
        figure = biped.build(_in_colour(person, colour), action, phase)
        if thing is not None and (at := biped.carried_at(person, action, phase)) is not None:
            what, share = SUBJECTS[thing[0]], nouns.CARRIED[thing[0]][1]
            grown = what.path != "air" and person.carries == "raised"
            long = min(what.cm, 0.5 * cm) if grown else what.cm  # a flower, not a tree
            k = biped.tall(person) / cm * long / what.units
            y = min(at[1] + share * what.units * k, 0.0)  # of who sits, on the ground
            figure.items += placed(what.build("stand", phase, thing[1]), k, at[0], y).items
        return figure

    def motion(action: str) -> tuple[float, float]:
        gait = biped.GAITS.get(action)
        if gait is None:
            return biped.POSES.get(action, biped.POSES["stand"])[1], biped.GLIDES.get(action, 0.0)
        return gait.period, gait.speed * person.legs

    def wear(what: frozenset[str]) -> Subject:
        looks, held = person, thing
        for word in sorted(what):
            if word.startswith("rests "):
                seated = _person(replace(person, perched=True), cm, size, mixed, held)
                return resting(seated.wear(what - {word}) if seated.wear else seated, *_seat_of(word[6:]))
            if word == "plays piano":
                return at_the_piano(wear(what - {word}))
            if word.startswith("rides "):
                shade, _, plain = word[6:].partition(" ")
                tinted = shade in words.COLOURS and plain in SUBJECTS
                name, tint = (plain, colour_of(words.COLOURS[shade])) if tinted else (word[6:], None)
                return mounted(wear(what - {word}), SUBJECTS[name], tint)
            if word.startswith("carries "):
                shade, _, name = word[8:].partition(" ")
                held = name, colour_of(words.COLOURS[shade]) if shade in words.COLOURS else None
                looks = replace(looks, carries=nouns.CARRIED[name][0])
            elif word.startswith("board "):
                looks = replace(looks, board=colour_of(words.COLOURS[word[6:]]))
            elif word.startswith("umbrella "):
                looks = replace(looks, holds="umbrella", canopy=colour_of(words.COLOURS[word.split()[1]]))
            elif word.startswith("wears "):
                looks = _adorned(looks, word[6:])
            elif word.startswith("heads "):
                looks = replace(looks, heading=word[6:])
            elif word == "beard":
                looks = replace(looks, beard=True)
            elif word == "curls":
                looks = replace(looks, curls=True)
            elif word.startswith("build "):
                looks = replace(looks, girth=person.girth * adjectives.BUILDS[word[6:]])
            elif word in ("smiles", "weeps"):
                looks = replace(looks, mood=0.9 if word == "smiles" else -0.8)
            elif word.startswith("hair "):
                looks = replace(looks, hair=colour_of(grooming.HAIR[word[5:]]))
            elif word.startswith("skin "):
                skin, hair = (colour_of(code) for code in grooming.SKINS[word[5:]])
                told = person.beard or any(other.startswith("hair ") for other in what)
                looks = replace(looks, skin=skin, hair=looks.hair if told else hair)
            elif word.startswith("eyes "):
                looks = replace(looks, eyes=colour_of(grooming.EYES[word[5:]]))
            elif word.startswith("cut "):
                looks = replace(looks, hair_cut=word[4:])
            elif looks.outfit in ("plain", "shirt", "vest", "dress") and word in words.OUTFITS:
                looks = replace(looks, outfit=words.OUTFITS[word], dressed=True)
                if looks.outfit == "suit":
                    looks = replace(looks, top=SUIT.top, bottom=SUIT.bottom, shoe=SUIT.shoe)
        return _person(looks, cm, size, mixed, held)

    def vary(n: int) -> Subject:
        held = thing
        if held is not None and held[1] is None and n and held[0] in nouns.COLOURFUL:
            held = held[0], colour_of(words.COLOURS[words.MIXED[n % len(words.MIXED)] or "red"])
        if person.outfit in UNIFORMS:
            return _person(person, cm, size, mixed, held)
        top, bottom, skin, hair, woman = LOOKS[n % len(LOOKS)]
        looks = replace(person, skin=skin, hair=person.hair if person.beard else hair)
        if person.hat == "none" and not person.beard and not person.uniform:
            looks = _in_colour(replace(looks, bottom=bottom), top)
        if mixed and woman:
            looks = replace(looks, woman=True, hair_cut="long" if n % 4 == 1 else "bob", girth=person.girth * 0.9)
        elif not mixed and person.woman:
            looks = replace(looks, hair_cut=("long", "bob", "bun", "tail")[n % 4])
        return _person(looks, cm, size, mixed, held)

    def head(action: str) -> tuple[float, float, float]:
        return biped.head_of(person, action)

    return Subject(build, motion, biped.tall(person), cm, 0.5, size=size, wear=wear, head=head, vary=vary)


def _bird(kind: str, cm: float, size: float = 0.22, period: float = 0.62, walks: bool = False) -> Subject:
    """period: seconds a beat of the wings takes. walks: stays on the ground unless it is told to fly."""
    bird = SPECIES[kind]

    def build(action: str, phase: float, colour: Colour | None) -> Figure:
        return birds.bird(dressed(bird, colour), action, phase)

    def motion(action: str) -> tuple[float, float]:
        if action in ("fly", "hover"):
            return period, 150.0 if action == "fly" else 0.0
        if action == "glide":
            return 3.0, 110.0
        if action == "walk":
            return birds.pace(bird)
        if action == "swim":
            return 3.0, 24.0
        return (4.0, 0.0)

    return Subject(
        build,
        motion,
        62,
        cm,
        2.0,
        path="ground" if walks else "water" if bird.afloat else "air",
        still="stand" if walks else "swim" if bird.afloat else "fly",
        size=size,
        head=lambda action: birds.head_of(bird, action),
        flies=not bird.upright and bird.span > 0.9,
    )


# Who swims along with a school.
GUESTS = (fishes.KINDS["fish"], fishes.KINDS["blue tang"], fishes.KINDS["anthias"])


def _fish(
    fish: Fish, cm: float, size: float, period: float = 0.9, school: bool = False, speed: float = 60
) -> Subject:
    def build(action: str, phase: float, colour: Colour | None) -> Figure:
        return fishes.fish(fish if colour is None else replace(fish, body=colour), action, phase)

    units = 100 * fish.deep + 30

    def vary(n: int) -> Subject:
        return _fish(GUESTS[n % len(GUESTS)] if n else fish, cm, size, period, school, speed)

    return Subject(
        build,
        lambda action: (period, 0.0 if action in ("stand", "float") else speed),
        units,
        cm,
        100 / units,
        path="deep",
        still="swim",
        size=size,
        school=school,
        head=lambda action: (34.0, 0.0, 44.0),
        vary=vary if school else None,
    )


def _whale(kind: str, cm: float, size: float, period: float, speed: float) -> Subject:
    return Subject(
        lambda action, phase, colour: whales.whale(kind, colour, action, phase),
        lambda action: (period, 0.0 if action in ("stand", "float") else speed),
        64,
        cm,
        100 / 64,
        path="deep",
        still="swim",
        size=size,
        head=lambda action: whales.head_of(kind),
    )


def _made(
    draw: Callable[[Colour, str, float], Figure],
    colour: Colour,
    units: float,
    cm: float,
    wide: float,
    *,
    path: str = "ground",
    still: str = "stand",
    size: float = 0.4,
    speed: float = 0.0,
    period: float = 3.0,
    wheels: bool = False,
    rooted: bool = False,
    phases: int | None = None,
) -> Subject:
    moves = (
        "drive",
        "run",
        "walk",
        "fly",
        "sail",
        "row",
        "ride",
        "swim",
        "glide",
        "race",
        "float",
        "launch",
        "roll",
    )

    def build(action: str, phase: float, own: Colour | None) -> Figure:
        return draw(own or colour, action, phase)

    return Subject(
        build,
        lambda action: (period, speed if action in moves else 0.0),
        units,
        cm,
        wide,
        path,
        still,
        size,
        wheels,
        rooted=rooted,
        phases=phases or (16 if rooted else 36),
    )


def _car(
    kind: str, colour: Colour, cm: float = 145, size: float = 0.27, units: float = 80, wide: float = 2.8
) -> Subject:
    def made(wide: float, size: float, heading: str | None = None, night: bool = False) -> Subject:
        # Five marks on a hub: a fifth of a turn a cycle looks like the next, so a cycle may be a fifth of a
        # turn long.
        return _made(
            lambda c, a, p: cars.car(c, kind, a, p, heading, night),
            colour,
            units,
            cm,
            wide,
            still="drive",
            size=size,
            speed=300,
            period=0.36,
            wheels=True,
        )

    def wear(what: frozenset[str]) -> Subject:
        """It comes towards the viewer, or goes away, by day or with its lamps lit."""
        heading = next((word[6:] for word in sorted(what) if word.startswith("heads ")), None)
        return made(wide, size) if heading is None else made(0.68 * wide, 1.4 * size, heading, "at night" in what)

    return replace(made(wide, size), wear=wear)


def _at(place: str, subject: Subject) -> Subject:
    """The subject with the place where it is at home when the prompt names none."""
    return replace(subject, home=place)


def _thing(thing: things.Thing) -> Subject:
    return Subject(
        thing.build,
        thing.motion,
        thing.units,
        thing.cm,
        thing.wide,
        thing.path,
        thing.still,
        thing.size,
        thing.wheels,
        rooted=thing.path == "ground" and not thing.speed,
        turns=True,
        table=thing.table,
        furniture=thing.furniture,
        home=thing.home,
    )


def _craft(
    kind: str,
    colour: Colour,
    units: float,
    cm: float,
    wide: float,
    size: float,
    speed: float,
    period: float = 2.4,
    phases: int = 12,
) -> Subject:
    return _made(
        lambda c, a, p: crafts.CRAFTS[kind](c, kind, a, p),
        colour,
        units,
        cm,
        wide,
        path="air",
        still="fly",
        size=size,
        speed=speed,
        period=period,
        phases=phases,
    )


def _ship(
    kind: str,
    colour: Colour,
    units: float,
    cm: float,
    wide: float,
    size: float,
    speed: float,
    period: float = 3.0,
) -> Subject:
    return _made(
        lambda c, a, p: crafts.BOATS[kind](c, kind, a, p) if kind in crafts.BOATS else vessels.rowboat(c, p),
        colour,
        units,
        cm,
        wide,
        path="water",
        still="sail",
        size=size,
        speed=speed,
        period=period,
        phases=18 if kind == "row" else 10,
    )


def _creature(
    draw: Callable[[Colour | None, str, float], Figure],
    units: float,
    cm: float,
    wide: float,
    size: float,
    *,
    path: str = "ground",
    still: str = "stand",
    moves: dict[str, tuple[float, float]] | None = None,
    rest: float = 3.6,
    head: tuple[float, float, float] | None = None,
) -> Subject:
    """A rig of its own. moves: (seconds a cycle, units a second) by verb; rest: seconds of a cycle standing; head:
    where it is and how high.
    """
    paces = moves or {}
    return Subject(
        lambda action, phase, colour: draw(colour, action, phase),
        lambda action: paces.get(action, (rest, 0.0)),
        units,
        cm,
        wide,
        path,
        still,
        size,
        head=None if head is None else lambda action: head,
    )


def _imagined(person: Person, cm: float, size: float = 0.5, path: str = "ground", still: str = "stand") -> Subject:
    """Someone who stands as people do but is none: no clothes to change, no crowd of men and women."""
    subject = replace(_person(person, cm, size), wear=None, vary=None, path=path, still=still)
    if path == "ground":
        return subject
    middle = 0.5 * subject.units  # what floats hangs by its middle

    def build(action: str, phase: float, colour: Colour | None) -> Figure:
        verb = action if action in biped.POSES else "float"
        return placed(subject.build(verb, phase, colour), 1.0, 0.0, middle)

    def head(action: str) -> tuple[float, float, float]:
        x, y, high = biped.head_of(person, action if action in biped.POSES else "float")
        return x, y + middle, high

    return replace(subject, build=build, head=head)


_HOP = (creatures.HOP.period, creatures.HOP.speed)
_STRIDE = (creatures.STRIDE.period, creatures.STRIDE.speed)
SUIT = Person((0.16, 0.18, 0.24), (0.14, 0.15, 0.20), shoe=(0.07, 0.06, 0.06), outfit="suit")

SUBJECTS: dict[str, Subject] = {
    # ---- dogs and their kin ----
    "dog": _beast(DOG, 56),
    "golden retriever": _beast(quadruped.RETRIEVER, 62),
    "labrador": _beast(
        replace(DOG, coat=(0.86, 0.72, 0.48), pale=(0.93, 0.84, 0.66), dark=(0.70, 0.54, 0.32), tail="thin"),
        60,
    ),
    "husky": _at(
        "snow field",
        _beast(
            replace(
                DOG,
                coat=(0.42, 0.44, 0.48),
                pale=(0.94, 0.94, 0.93),
                dark=(0.20, 0.21, 0.24),
                ear="prick",
                tail="curl",
                fur=4.0,
                mask=True,
                bib=True,
                stocking=(0.90, 0.90, 0.90),
                muzzle=21,
                look=26,
                iris=(0.45, 0.72, 0.92),
            ),
            58,
        ),
    ),
    "german shepherd": _beast(
        replace(
            DOG,
            coat=(0.60, 0.42, 0.22),
            pale=(0.72, 0.54, 0.32),
            dark=(0.14, 0.11, 0.09),
            ear="prick",
            tail="bushy",
            cape=0.8,
            fur=2.4,
            mask=True,
        ),
        63,
    ),
    "corgi": _beast(
        replace(
            DOG,
            coat=(0.80, 0.50, 0.22),
            pale=(0.96, 0.93, 0.88),
            dark=(0.62, 0.36, 0.14),
            ear="prick",
            tail="short",
            fur=3.2,
            body=92,
            stand=0.58,
            look=28,
        ),
        34,
        0.30,
    ),
    "poodle": _beast(
        replace(
            DOG,
            coat=(0.90, 0.86, 0.80),
            pale=(0.95, 0.92, 0.88),
            dark=(0.78, 0.72, 0.66),
            tail="short",
            fur=5.5,
            muzzle_r=7,
        ),
        50,
    ),
    "puppy": _beast(
        replace(
            DOG,
            coat=(0.80, 0.58, 0.32),
            pale=(0.92, 0.80, 0.60),
            dark=(0.58, 0.38, 0.18),
            skull=18,
            muzzle=17,
            body=66,
            ear_size=1.15,
            leg=1.15,
            look=34,
            cheeks=True,
            eye_size=1.25,
        ),
        30,
        0.32,
    ),
    "wolf": _at(
        "forest",
        _beast(
            WOLF,
            75,
        ),
    ),
    "fox": _at(
        "forest",
        _beast(
            FOX,
            40,
            0.36,
        ),
    ),
    # ---- cats ----
    "cat": _beast(
        CAT,
        28,
        0.32,
    ),
    "lion": _at(
        "savanna",
        _beast(
            LION,
            115,
            0.44,
        ),
    ),
    "tiger": _at(
        "jungle",
        _beast(
            TIGER,
            100,
            0.42,
        ),
    ),
    "leopard": _at(
        "jungle",
        _beast(
            LEOPARD,
            75,
            0.40,
        ),
    ),
    # ---- hoofed and large ----
    "horse": _beast(
        HORSE,
        160,
        0.52,
    ),
    "zebra": _at(
        "savanna",
        _beast(
            beasts.ZEBRA,
            140,
            0.48,
        ),
    ),
    "unicorn": _at(
        "forest",
        _beast(
            beasts.UNICORN,
            160,
            0.52,
        ),
    ),
    "deer": _at(
        "forest",
        _beast(
            DEER,
            115,
            0.48,
        ),
    ),
    "cow": _at(
        "farm",
        _beast(
            COW,
            140,
            0.46,
        ),
    ),
    "sheep": _at(
        "farm",
        _beast(
            SHEEP,
            70,
            0.36,
        ),
    ),
    # ---- kinds of the above ----
    "coyote": _at("desert", _beast(beasts.COYOTE, 55, 0.40)),
    "arctic fox": _at("snow field", _beast(beasts.ARCTIC_FOX, 32, 0.34)),
    "kitten": _beast(beasts.KITTEN, 15, 0.28),
    "lioness": _at("savanna", _beast(beasts.LIONESS, 100, 0.42)),
    "cheetah": _at("savanna", _beast(beasts.CHEETAH, 80, 0.40)),
    "jaguar": _at("jungle", _beast(beasts.JAGUAR, 72, 0.40)),
    "panther": _at("jungle", _beast(beasts.PANTHER, 72, 0.40)),
    "snow leopard": _at("mountains", _beast(beasts.SNOW_LEOPARD, 60, 0.38)),
    "cougar": _at("mountains", _beast(beasts.COUGAR, 75, 0.40)),
    "bull": _at("farm", _beast(beasts.BULL, 150, 0.46)),
    "bison": _at("savanna", _beast(beasts.BISON, 175, 0.48)),
    "reindeer": _at("snow field", _beast(beasts.REINDEER, 110, 0.46)),
    "moose": _at("forest", _beast(beasts.MOOSE, 190, 0.52)),
    "goat": _at("farm", _beast(beasts.GOAT, 70, 0.36)),
    "lamb": _at("farm", _beast(beasts.LAMB, 38, 0.28)),
    "foal": _at("farm", _beast(beasts.FOAL, 95, 0.40)),
    "elephant": _at(
        "savanna",
        _beast(
            beasts.ELEPHANT,
            300,
            0.56,
        ),
    ),
    "bear": _at(
        "forest",
        _beast(
            beasts.BEAR,
            110,
            0.46,
        ),
    ),
    "polar bear": _at(
        "snow field",
        _beast(
            beasts.POLAR_BEAR,
            130,
            0.46,
        ),
    ),
    "panda": _at(
        "jungle",
        _beast(
            beasts.PANDA,
            90,
            0.44,
        ),
    ),
    "rabbit": _beast(
        beasts.RABBIT,
        26,
        0.28,
    ),
    "squirrel": _at(
        "forest",
        _beast(
            beasts.SQUIRREL,
            18,
            0.26,
        ),
    ),
    "camel": _at(
        "desert",
        _beast(
            beasts.CAMEL,
            185,
            0.50,
            134,
        ),
    ),
    "giraffe": _at(
        "savanna",
        _beast(
            beasts.GIRAFFE,
            300,
            0.72,
            226,
        ),
    ),
    "pig": _at(
        "farm",
        _beast(
            beasts.PIG,
            70,
            0.34,
            104,
        ),
    ),
    "donkey": _at(
        "farm",
        _beast(
            beasts.DONKEY,
            115,
            0.46,
            130,
        ),
    ),
    "llama": _at(
        "mountains",
        _beast(
            beasts.LLAMA,
            105,
            0.48,
            150,
        ),
    ),
    "rhino": _at(
        "savanna",
        _beast(
            beasts.RHINO,
            165,
            0.46,
            112,
        ),
    ),
    "hippo": _at(
        "river",
        _beast(
            beasts.HIPPO,
            150,
            0.42,
            104,
        ),
    ),
    "crocodile": _at(
        "jungle",
        _beast(
            beasts.CROCODILE,
            45,
            0.22,
            48,
        ),
    ),
    "mouse": _beast(
        beasts.MOUSE,
        8,
        0.24,
        78,
    ),
    "raccoon": _at(
        "forest",
        _beast(
            beasts.RACCOON,
            32,
            0.30,
            96,
        ),
    ),
    "hedgehog": _at(
        "forest",
        _beast(
            beasts.HEDGEHOG,
            14,
            0.24,
            74,
        ),
    ),
    # ---- people ----
    "man": _person(Person((0.34, 0.42, 0.52), (0.22, 0.24, 0.30), outfit="shirt")),
    "woman": _person(
        Person(
            (0.70, 0.26, 0.28),
            (0.24, 0.22, 0.30),
            hair=(0.30, 0.17, 0.10),
            shoe=(0.36, 0.12, 0.12),
            hair_cut="long",
            outfit="dress",
            girth=0.88,
            woman=True,
        ),
        166,
    ),
    "person": _person(
        Person((0.40, 0.52, 0.46), (0.24, 0.26, 0.34), skin=(0.74, 0.52, 0.39), hair=(0.12, 0.09, 0.08)),
        170,
        mixed=True,
    ),
    "old man": _person(
        Person(
            (0.44, 0.40, 0.34),
            (0.30, 0.28, 0.26),
            hair=(0.80, 0.79, 0.76),
            beard=True,
            outfit="vest",
            girth=1.06,
        ),
        170,
    ),
    "old woman": _person(
        Person(
            (0.48, 0.34, 0.46),
            (0.34, 0.30, 0.36),
            hair=(0.82, 0.81, 0.79),
            hair_cut="bun",
            outfit="dress",
            woman=True,
            girth=1.05,
        ),
        158,
    ),
    "boy": _person(
        Person(
            (0.22, 0.50, 0.70),
            (0.34, 0.30, 0.24),
            head=1.14,
            legs=0.72,
            hair=(0.36, 0.22, 0.12),
            shoe=(0.80, 0.22, 0.18),
            girth=0.9,
        ),
        125,
        0.44,
    ),
    "child": _person(
        Person(
            (0.22, 0.56, 0.52),
            (0.36, 0.34, 0.46),
            head=1.18,
            legs=0.66,
            hair=(0.30, 0.19, 0.11),
            shoe=(0.84, 0.42, 0.16),
            girth=0.92,
        ),
        112,
        0.42,
    ),
    "girl": _person(
        Person(
            (0.92, 0.72, 0.16),
            (0.92, 0.72, 0.16),
            head=1.14,
            legs=0.72,
            hair=(0.34, 0.20, 0.11),
            hair_cut="tail",
            outfit="dress",
            shoe=(0.78, 0.20, 0.17),
            girth=0.86,
        ),
        125,
        0.44,
    ),
    "raincoat girl": _person(
        Person(
            (0.97, 0.77, 0.11),
            (0.26, 0.30, 0.44),
            head=1.16,
            legs=0.70,
            hat="hood",
            outfit="raincoat",
            shoe=(0.80, 0.16, 0.12),
            shine=0.35,
        ),
        120,
        0.46,
    ),
    "astronaut": _at(
        "moon",
        _person(
            Person((0.90, 0.91, 0.93), (0.87, 0.88, 0.91), shoe=(0.45, 0.47, 0.53), outfit="space", girth=1.08),
            190,
            0.52,
        ),
    ),
    "robot": _at(
        "city street",
        _person(
            Person((0.66, 0.70, 0.76), (0.52, 0.56, 0.63), shoe=(0.26, 0.28, 0.33), outfit="robot"), 180, 0.52
        ),
    ),
    "samurai": _at(
        "mountains",
        _person(
            Person(
                (0.22, 0.19, 0.22),
                (0.34, 0.13, 0.13),
                hair=(0.07, 0.06, 0.06),
                outfit="hakama",
                hat="kasa",
                holds="katana",
                scarf=(0.66, 0.12, 0.10),
            ),
            176,
        ),
    ),
    "knight": _person(
        Person(
            (0.62, 0.64, 0.70),
            (0.55, 0.57, 0.63),
            shoe=(0.40, 0.42, 0.48),
            outfit="armour",
            hat="helmet",
            holds="sword",
        ),
        182,
    ),
    "detective": _at(
        "city street",
        _person(Person((0.52, 0.42, 0.30), (0.20, 0.19, 0.20), outfit="coat", hat="fedora", shine=0.05), 180),
    ),
    "wizard": _person(
        Person(
            (0.28, 0.24, 0.48),
            (0.28, 0.24, 0.48),
            hair=(0.86, 0.86, 0.88),
            beard=True,
            outfit="robe",
            hat="wizard",
            holds="staff",
        ),
        182,
    ),
    "monk": _at(
        "mountains", _person(Person((0.80, 0.42, 0.12), (0.80, 0.42, 0.12), hair_cut="bald", outfit="robe"), 172)
    ),
    "king": _at(
        "castle hall",
        _person(
            Person(
                (0.54, 0.10, 0.16),
                (0.30, 0.16, 0.30),
                outfit="robe",
                hat="crown",
                beard=True,
                hair=(0.45, 0.30, 0.18),
                girth=1.08,
            ),
            180,
        ),
    ),
    "princess": _at(
        "castle hall",
        _person(
            Person(
                (0.86, 0.52, 0.66),
                (0.86, 0.52, 0.66),
                hair=(0.82, 0.62, 0.26),
                eyes=(0.24, 0.40, 0.52),
                hair_cut="long",
                outfit="gown",
                hat="crown",
                girth=0.86,
                woman=True,
            ),
            168,
        ),
    ),
    "farmer": _at(
        "farm",
        _person(
            Person((0.66, 0.28, 0.18), (0.26, 0.32, 0.46), shoe=(0.30, 0.20, 0.12), outfit="vest", hat="straw"),
            176,
        ),
    ),
    "chef": _at("room", _person(Person((0.94, 0.94, 0.93), (0.20, 0.20, 0.22), outfit="apron", hat="chef"), 176)),
    "businessman": _at("city street", _person(SUIT, 180)),
    "hiker": _at(
        "mountains",
        _person(
            Person(
                (0.80, 0.34, 0.14),
                (0.32, 0.30, 0.24),
                shoe=(0.34, 0.22, 0.12),
                hat="cap",
                bag=True,
                holds="staff",
                outfit="shirt",
            ),
            176,
        ),
    ),
    "ballerina": _at(
        "stage",
        _person(
            Person(
                (0.93, 0.62, 0.72),
                (0.93, 0.78, 0.76),
                shoe=(0.95, 0.66, 0.70),
                hair_cut="bun",
                outfit="tutu",
                girth=0.80,
                woman=True,
            ),
            166,
        ),
    ),
    "dancer": _at(
        "stage",
        _person(
            Person(
                (0.80, 0.18, 0.30),
                (0.86, 0.62, 0.50),
                shoe=(0.80, 0.24, 0.34),
                hair_cut="bun",
                outfit="dress",
                girth=0.82,
                woman=True,
            ),
            168,
        ),
    ),
    "soldier": _person(
        Person((0.34, 0.38, 0.24), (0.30, 0.33, 0.22), hat="helmet", bag=True, outfit="shirt"), 180
    ),
    "ninja": _person(
        Person((0.10, 0.10, 0.13), (0.10, 0.10, 0.13), hat="hood", holds="sword", scarf=(0.60, 0.10, 0.10)),
        172,
    ),
    # ---- trades and parts, by what they wear ----
    "bride": _at(
        "garden",
        _person(
            Person(
                (0.96, 0.95, 0.93),
                (0.96, 0.95, 0.93),
                shoe=(0.92, 0.90, 0.88),
                hair_cut="bun",
                outfit="gown",
                girth=0.88,
                woman=True,
            ),
            168,
        ),
    ),
    "queen": _at(
        "castle hall",
        _person(
            Person(
                (0.36, 0.12, 0.38),
                (0.36, 0.12, 0.38),
                hair=(0.36, 0.22, 0.12),
                hair_cut="bun",
                outfit="gown",
                hat="crown",
                girth=0.92,
                woman=True,
            ),
            170,
        ),
    ),
    "witch": _at(
        "forest",
        _person(
            Person(
                (0.20, 0.15, 0.27),
                (0.20, 0.15, 0.27),
                hair=(0.26, 0.10, 0.08),
                hair_cut="long",
                outfit="gown",
                hat="witch",
                girth=0.9,
                woman=True,
            ),
            168,
        ),
    ),
    "nurse": _at(
        "room",
        _person(
            Person(
                (0.60, 0.78, 0.86),
                (0.60, 0.78, 0.86),
                shoe=(0.90, 0.90, 0.90),
                hair_cut="bun",
                outfit="shirt",
                girth=0.9,
                woman=True,
            ),
            168,
        ),
    ),
    "doctor": _at(
        "room",
        _person(Person((0.93, 0.94, 0.95), (0.24, 0.30, 0.42), outfit="coat", uniform=True), 176, mixed=True),
    ),
    "scientist": _at(
        "laboratory",
        _person(
            Person((0.93, 0.94, 0.95), (0.26, 0.26, 0.30), outfit="coat", glasses="glasses", uniform=True),
            176,
            mixed=True,
        ),
    ),
    "policeman": _at(
        "city street",
        _person(
            Person(
                (0.13, 0.17, 0.32), (0.10, 0.12, 0.20), outfit="shirt", hat="cap", hat_colour=(0.10, 0.13, 0.25)
            ),
            180,
        ),
    ),
    "firefighter": _at(
        "city street",
        _person(
            Person((0.27, 0.24, 0.18), (0.22, 0.20, 0.16), outfit="coat", hat="helmet", helmet=(0.76, 0.14, 0.10)),
            180,
        ),
    ),
    "cowboy": _at(
        "desert",
        _person(
            Person(
                (0.46, 0.28, 0.15),
                (0.24, 0.30, 0.45),
                shoe=(0.36, 0.22, 0.12),
                outfit="vest",
                hat="fedora",
                hat_colour=(0.42, 0.28, 0.16),
            ),
            180,
        ),
    ),
    "pirate": _at(
        "beach",
        _person(
            Person(
                (0.50, 0.12, 0.12),
                (0.17, 0.15, 0.14),
                outfit="vest",
                hat="headband",
                hat_colour=(0.70, 0.12, 0.12),
                beard=True,
            ),
            178,
        ),
    ),
    "viking": _at(
        "mountains",
        _person(
            Person(
                (0.44, 0.33, 0.22),
                (0.30, 0.24, 0.18),
                hair=(0.74, 0.54, 0.26),
                hair_cut="long",
                outfit="vest",
                hat="helmet",
                helmet=(0.50, 0.50, 0.54),
                beard=True,
                girth=1.1,
            ),
            184,
        ),
    ),
    "waiter": _at(
        "cafe", _person(Person((0.12, 0.12, 0.14), (0.10, 0.10, 0.12), outfit="vest", uniform=True), 178)
    ),
    "sailor": _at(
        "harbour",
        _person(
            Person(
                (0.94, 0.95, 0.96), (0.14, 0.18, 0.32), outfit="shirt", hat="cap", hat_colour=(0.95, 0.95, 0.96)
            ),
            178,
        ),
    ),
    "boxer": _at(
        "gym", _person(Person((0.80, 0.58, 0.45), (0.72, 0.12, 0.12), skin=(0.80, 0.58, 0.45), girth=1.12), 182)
    ),
    # ---- who stands as people do ----
    "monkey": _at(
        "jungle",
        _imagined(
            Person(
                (0.44, 0.29, 0.17),
                (0.44, 0.29, 0.17),
                skin=(0.80, 0.60, 0.46),
                shoe=(0.40, 0.26, 0.16),
                outfit="ape",
                head=1.05,
                legs=0.62,
                girth=0.86,
                fur=2.2,
                tail=True,
            ),
            70,
            0.40,
        ),
    ),
    "gorilla": _at(
        "jungle",
        _imagined(
            Person(
                (0.16, 0.15, 0.16),
                (0.16, 0.15, 0.16),
                skin=(0.30, 0.27, 0.27),
                shoe=(0.15, 0.14, 0.14),
                outfit="ape",
                head=1.1,
                legs=0.74,
                girth=1.5,
                fur=2.8,
            ),
            165,
            0.52,
        ),
    ),
    "skeleton": _imagined(Person(outfit="bones", hair_cut="bald"), 175, 0.52),
    "alien": _at(
        "moon",
        _imagined(
            Person(
                (0.46, 0.60, 0.44),
                (0.46, 0.60, 0.44),
                skin=(0.50, 0.64, 0.47),
                shoe=(0.42, 0.56, 0.42),
                outfit="alien",
                hair_cut="bald",
                head=1.16,
                legs=0.84,
                girth=0.68,
                shine=0.2,
            ),
            140,
            0.48,
        ),
    ),
    "fairy": _at(
        "forest",
        _imagined(
            Person(
                (0.60, 0.82, 0.56),
                (0.60, 0.82, 0.56),
                hair=(0.90, 0.72, 0.34),
                shoe=(0.50, 0.72, 0.48),
                outfit="dress",
                hair_cut="bun",
                head=1.08,
                legs=0.84,
                girth=0.74,
                woman=True,
                wings=(0.86, 0.95, 1.0),
            ),
            30,
            0.44,
            path="air",
            still="fly",
        ),
    ),
    "mermaid": _at(
        "reef",
        _imagined(
            Person(
                (0.52, 0.30, 0.60),
                (0.16, 0.56, 0.52),
                hair=(0.66, 0.22, 0.12),
                outfit="mermaid",
                hair_cut="long",
                girth=0.84,
                woman=True,
            ),
            180,
            0.50,
            path="deep",
            still="swim",
        ),
    ),
    "ghost": _at(
        "forest",
        _creature(
            creatures.ghost,
            162,
            170,
            0.55,
            0.48,
            moves={"walk": (3.0, 40.0), "fly": (3.0, 40.0)},
            head=(8.0, -132.0, 58.0),
        ),
    ),
    # ---- hoppers, crawlers, many legs ----
    "kangaroo": _at(
        "desert",
        _creature(
            creatures.kangaroo,
            126,
            150,
            1.2,
            0.46,
            moves=dict.fromkeys(("walk", "run", "jump", "trot"), _HOP),
            head=(36.0, -104.0, 34.0),
        ),
    ),
    "dinosaur": _at(
        "jungle",
        _creature(
            creatures.dinosaur,
            140,
            420,
            1.55,
            0.56,
            moves=dict.fromkeys(("walk", "run", "trot", "attack"), _STRIDE),
            head=(84.0, -116.0, 60.0),
        ),
    ),
    "frog": _at(
        "jungle",
        _creature(
            creatures.frog,
            46,
            8,
            1.6,
            0.24,
            moves=dict.fromkeys(("jump", "run", "walk"), (1.1, 46.0)),
            rest=2.4,
            head=(22.0, -28.0, 34.0),
        ),
    ),
    "snake": _at(
        "jungle",
        _creature(
            creatures.snake,
            50,
            30,
            3.4,
            0.20,
            moves=dict.fromkeys(("walk", "run", "swim", "glide"), (1.6, 36.0)),
            rest=5.0,
            head=(74.0, -48.0, 30.0),
        ),
    ),
    "crab": _at(
        "beach",
        _creature(
            creatures.crab,
            50,
            12,
            2.2,
            0.22,
            moves=dict.fromkeys(("walk", "run", "dance"), (0.8, 22.0)),
            head=(0.0, -26.0, 50.0),
        ),
    ),
    "seal": _at(
        "beach",
        _creature(
            creatures.seal,
            78,
            90,
            1.9,
            0.32,
            moves=dict.fromkeys(("walk", "run"), (1.1, 30.0)),
            head=(46.0, -62.0, 36.0),
        ),
    ),
    "octopus": _creature(
        creatures.octopus,
        140,
        90,
        0.9,
        0.46,
        path="deep",
        still="swim",
        moves={"swim": (2.4, 22.0)},
        rest=3.0,
        head=(0.0, -14.0, 84.0),
    ),
    "bee": _creature(
        wings_fins.bee,
        62,
        2,
        1.3,
        0.24,
        path="air",
        still="fly",
        moves={"fly": (0.125, 60.0)},
        rest=0.125,
        head=(18.0, 0.0, 40.0),
    ),
    "ladybug": _creature(
        lambda c, a, p: creatures.insect("ladybug", c, a, p),
        38,
        1,
        1.9,
        0.24,
        moves=dict.fromkeys(("walk", "run"), (0.8, 20.0)),
        head=(24.0, -16.0, 36.0),
    ),
    "spider": _at(
        "forest",
        _creature(
            lambda c, a, p: creatures.insect("spider", c, a, p),
            44,
            4,
            2.4,
            0.24,
            moves=dict.fromkeys(("walk", "run"), (0.9, 30.0)),
            head=(12.0, -20.0, 36.0),
        ),
    ),
    "bat": _creature(
        wings_fins.bat, 60, 20, 1.6, 0.24, path="air", still="fly", moves={"fly": (0.42, 120.0)}, rest=0.42
    ),
    # ---- in the air ----
    "bird": _bird("bird", 28),
    "sparrow": _bird("sparrow", 20, 0.20, 0.42),
    "robin": _bird("robin", 20, 0.20, 0.46),
    "swallow": _bird("swallow", 24, 0.20, 0.46),
    "pigeon": _at("city street", _bird("pigeon", 34, 0.22, 0.5)),
    "dove": _bird("dove", 32, 0.22, 0.5),
    "magpie": _bird("magpie", 42, 0.22, 0.6),
    "eagle": _at("mountains", _bird("eagle", 80, 0.40, 1.1)),
    "phoenix": _at("mountains", trailing_fire(_bird("phoenix", 120, 0.46, 1.2))),
    "golden eagle": _at("mountains", _bird("golden eagle", 80, 0.40, 1.1)),
    "hawk": _at("mountains", _bird("hawk", 55, 0.34, 0.9)),
    "falcon": _at("mountains", _bird("falcon", 48, 0.26, 0.6)),
    "vulture": _at("desert", _bird("vulture", 90, 0.38, 1.2)),
    "seagull": _at("beach", _bird("seagull", 45, 0.22, 0.9)),
    "pelican": _at("beach", _bird("pelican", 120, 0.30, 1.1)),
    "crow": _bird("crow", 45, 0.22, 0.7),
    "owl": _at("forest", _bird("owl", 50, 0.35, 0.95)),
    "horned owl": _at("forest", _bird("horned owl", 56, 0.35, 0.95)),
    "snowy owl": _at("snow field", _bird("snowy owl", 60, 0.35, 0.95)),
    "barn owl": _at("farm", _bird("barn owl", 40, 0.35, 0.9)),
    "parrot": _at("jungle", _bird("parrot", 40, 0.26)),
    "parakeet": _at("jungle", _bird("parakeet", 26, 0.22, 0.5)),
    "cockatoo": _at("jungle", _bird("cockatoo", 42, 0.26)),
    "toucan": _at("jungle", _bird("toucan", 44, 0.26, 0.6)),
    "hummingbird": replace(_bird("hummingbird", 12, 0.26, 0.17), still="hover"),
    "kingfisher": _at("lake", _bird("kingfisher", 20, 0.22, 0.4)),
    "swan": _at("lake", _bird("swan", 120, 0.30, 0.9)),
    "goose": _at("lake", _bird("goose", 80, 0.28, 0.8)),
    "duck": _at("lake", _bird("duck", 40, 0.24, 0.5)),
    "duckling": _at("lake", _bird("duckling", 16, 0.20, 0.4)),
    "chicken": _at("farm", _bird("chicken", 40, 0.26, walks=True)),
    "rooster": _at("farm", _bird("rooster", 52, 0.30, walks=True)),
    "chick": _at("farm", _bird("chick", 14, 0.20, walks=True)),
    "wild turkey": _at("farm", _bird("wild turkey", 80, 0.34, walks=True)),
    "penguin": _at("snow field", _bird("penguin", 70, 0.34, walks=True)),
    "flamingo": _at("lake", _bird("flamingo", 130, 0.42, 0.9, walks=True)),
    "stork": _at("meadow", _bird("stork", 105, 0.36, 1.0, walks=True)),
    "crane bird": _at("lake", _bird("crane bird", 130, 0.40, 1.0, walks=True)),
    "heron": _at("lake", _bird("heron", 100, 0.38, 1.0, walks=True)),
    "peacock": _at("garden", _bird("peacock", 100, 0.40, walks=True)),
    "ostrich": _at("desert", _bird("ostrich", 220, 0.54, walks=True)),
    "butterfly": Subject(
        lambda a, p, c: wings_fins.butterfly(c or (0.95, 0.52, 0.12), a, p),
        lambda a: (0.42, 50.0),
        95,
        12,
        1.0,
        "air",
        "fly",
        0.26,
    ),
    "dragonfly": Subject(
        lambda a, p, c: wings_fins.dragonfly(c or (0.12, 0.46, 0.62), a, p),
        lambda a: (0.25, 70.0 if a == "fly" else 0.0),
        60,
        8,
        1.9,
        "air",
        "fly",
        0.22,
        head=lambda a: (20.0, 0.0, 22.0),
    ),
    "dragon": _at(
        "mountains",
        Subject(
            lambda a, p, c: dragons.dragon(c or (0.24, 0.38, 0.24), (0.80, 0.68, 0.42), a, p),
            lambda a: (1.5, 110.0) if a not in dragons.DOWN else (1.8, 30.0) if a == "walk" else (4.0, 0.0),
            110,
            420,
            1.9,
            "air",
            "fly",
            0.52,
            head=dragons.head_of,
            flies=True,
        ),
    ),
    # ---- under water ----
    "fish": _fish(fishes.KINDS["fish"], 25, 0.24, school=True),
    "clownfish": _fish(fishes.KINDS["clownfish"], 12, 0.22, school=True),
    "angelfish": _fish(fishes.KINDS["angelfish"], 20, 0.30, 1.2),
    "goldfish": _fish(fishes.KINDS["goldfish"], 14, 0.26, 1.2),
    "koi": _fish(fishes.KINDS["koi"], 60, 0.22, 1.3),
    "salmon": _fish(fishes.KINDS["salmon"], 80, 0.24, 0.8),
    "tuna": _fish(fishes.KINDS["tuna"], 150, 0.26, 0.6, speed=90),
    "shark": _whale("shark", 350, 0.30, 1.5, 75),
    "whale": _whale("whale", 1200, 0.44, 4.0, 32),
    "sperm whale": _whale("sperm whale", 1400, 0.44, 4.0, 32),
    "beluga": _whale("beluga", 400, 0.36, 2.4, 44),
    "orca": _whale("orca", 600, 0.38, 2.6, 50),
    "dolphin": _whale("dolphin", 240, 0.30, 1.4, 90),
    "turtle": Subject(
        lambda a, p, c: wings_fins.turtle(c or (0.42, 0.36, 0.18), (0.46, 0.58, 0.36), a, p),
        lambda a: (2.6, 32.0),
        64,
        90,
        1.6,
        "deep",
        "swim",
        0.30,
    ),
    "jellyfish": Subject(
        lambda a, p, c: wings_fins.jellyfish(c or (0.86, 0.52, 0.84), a, p),
        lambda a: (2.2, 6.0),
        130,
        60,
        0.7,
        "deep",
        "float",
        0.36,
    ),
    # ---- on wheels and rails ----
    "car": _car("sedan", (0.72, 0.07, 0.09)),
    "sports car": _car("sports", (0.86, 0.10, 0.08), 120, 0.24, 66, 3.4),
    "vintage car": _car("vintage", (0.30, 0.52, 0.50), 155),
    "taxi": _at("city street", _car("taxi", (0.95, 0.72, 0.10))),
    "police car": _at("city street", _car("police", (0.92, 0.93, 0.95))),
    "jeep": _car("suv", (0.30, 0.36, 0.24), 175, 0.30, 88, 2.5),
    "truck": _car("truck", (0.70, 0.16, 0.12), 330, 0.36, 132, 2.2),
    "bus": _at("city street", _car("bus", (0.86, 0.66, 0.12), 310, 0.36, 118, 2.7)),
    "van": _car("van", (0.90, 0.90, 0.88), 220, 0.36, 118, 1.9),
    "train": _at(
        "mountains",
        _made(
            lambda c, a, p: crafts.train(c, a, p),
            (0.16, 0.30, 0.52),
            98,
            380,
            5.5,
            still="drive",
            size=0.27,
            speed=340,
            period=0.36,
            phases=1,
            wheels=True,
        ),
    ),
    "steam train": _at(
        "mountains",
        _made(
            lambda c, a, p: crafts.steam_train(c, a, p),
            (0.10, 0.20, 0.14),
            106,
            400,
            4.2,
            still="drive",
            size=0.30,
            speed=240,
            period=0.6,
            phases=10,
            wheels=True,
        ),
    ),
    "bicycle": _made(
        lambda c, a, p: road_rail.bicycle(c, None, False, a, p), (0.16, 0.42, 0.60), 100, 105, 1.6, size=0.36
    ),
    "cyclist": _made(
        lambda c, a, p: road_rail.bicycle(
            (0.75, 0.75, 0.78), Person(c, (0.14, 0.14, 0.18), hat="helmet"), False, a, p
        ),
        (0.86, 0.30, 0.14),
        172,
        172,
        1.0,
        still="ride",
        size=0.50,
        speed=200,
        period=1.0,
        wheels=True,
    ),
    "motorcycle": _made(
        lambda c, a, p: road_rail.bicycle(
            c, Person((0.10, 0.10, 0.12), (0.12, 0.12, 0.15), hat="helmet"), True, a, p
        ),
        (0.62, 0.09, 0.09),
        150,
        145,
        1.2,
        still="ride",
        size=0.44,
        speed=330,
        period=0.5,
        wheels=True,
    ),
    # ---- on the water ----
    "rowboat": _ship("row", (0.58, 0.40, 0.24), 92, 120, 2.4, 0.32, 26, 3.0),
    "sailboat": _ship("sail", (0.80, 0.24, 0.16), 195, 900, 1.1, 0.52, 30),
    "tall ship": _ship("tall", (0.62, 0.16, 0.12), 318, 4500, 1.15, 0.62, 34, 4.0),
    "pirate ship": _ship("pirate", (0.50, 0.12, 0.10), 318, 4500, 1.15, 0.62, 34, 4.0),
    "ship": _ship("ship", (0.14, 0.18, 0.28), 160, 2500, 2.3, 0.36, 22),
    "speedboat": _ship("speed", (0.86, 0.14, 0.12), 56, 180, 4.0, 0.20, 190),
    # ---- in the sky and beyond ----
    "plane": _at("sky", _craft("plane", (0.14, 0.32, 0.66), 84, 900, 2.4, 0.30, 80, phases=1)),
    "propeller plane": _at("sky", _craft("prop", (0.80, 0.24, 0.14), 84, 300, 2.4, 0.32, 80, 0.5)),
    "helicopter": _at("city street", _craft("helicopter", (0.18, 0.34, 0.30), 70, 350, 2.4, 0.30, 60, 0.4)),
    "drone": _craft("drone", (0.16, 0.17, 0.19), 70, 30, 2.4, 0.20, 40, 0.4),
    "hot air balloon": _at("sky", _craft("balloon", (0.84, 0.22, 0.16), 190, 2200, 0.65, 0.52, 9, 6.0)),
    "rocket": _at("space", _craft("rocket", (0.84, 0.16, 0.12), 240, 5000, 0.4, 0.60, 0, 0.5)),
    "spaceship": _at("space", _craft("ship", (0.62, 0.65, 0.72), 90, 2000, 2.4, 0.34, 60, 0.6)),
    "ufo": _at("city street", _craft("saucer", (0.62, 0.66, 0.70), 60, 800, 3.2, 0.20, 30, 1.2)),
    "fireworks": _at(
        "city street", _creature(fireworks.fireworks, 100, 12_000, 1.2, 0.80, path="air", still="fly", rest=4.2)
    ),
    # ---- plants ----
    "tree": _made(
        lambda c, a, p: flora.tree(c, "round", p),
        (0.24, 0.42, 0.16),
        100,
        600,
        0.8,
        size=0.62,
        rooted=True,
        period=4,
    ),
    "pine tree": _made(
        lambda c, a, p: flora.tree(c, "fir", p),
        (0.13, 0.29, 0.18),
        106,
        900,
        0.6,
        size=0.66,
        rooted=True,
        period=4,
    ),
    "palm tree": _at(
        "beach",
        _made(
            lambda c, a, p: flora.tree(c, "palm", p),
            (0.22, 0.44, 0.16),
            100,
            800,
            0.8,
            size=0.62,
            rooted=True,
            period=4,
        ),
    ),
    "cherry tree": _made(
        lambda c, a, p: flora.tree(c, "blossom", p),
        (0.96, 0.70, 0.78),
        100,
        500,
        0.8,
        size=0.62,
        rooted=True,
        period=4,
    ),
    "figure": _person(
        Person(
            (0.62, 0.62, 0.65),
            (0.54, 0.54, 0.57),
            skin=(0.70, 0.69, 0.69),
            hair=(0.66, 0.65, 0.66),
            shoe=(0.44, 0.44, 0.47),
            hair_cut="bald",
        ),
        172,
        0.48,
    ),
}

# ---- things: products, food, furniture, instruments, machines, flowers, buildings ----
SUBJECTS.update({name: _thing(thing) for name, thing in things.THINGS.items()})
SUBJECTS["shape"] = _made(
    lambda c, a, p: things.shape(c, p), (0.66, 0.62, 0.58), 40, 40, 1.3, size=0.15, rooted=True
)
SUBJECTS["tabletop"] = _thing(things.TABLETOP)
# What skiers go down and surfers ride; never subjects of their own either.
SUBJECTS["slope"] = _made(lambda c, a, p: slopes.slope(p), slopes.SNOW, slopes.UNITS, slopes.UNITS, 3.5, phases=36)
SUBJECTS["breaker"] = _made(
    lambda c, a, p: waves.breaker(p, c), waves.FACE, waves.UNITS, waves.UNITS, 4.4, path="water", phases=36
)
