"""Things as subjects: one entry says how it is made, its colour, its size, how it is seen and what it does.

A thing is a true solid that can be turned: asked to turn, it goes round once a cycle; a flower that blooms opens
once. Adding one is one entry, its words in the lexicon, and a maker that builds its form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from omnireel.animatic.solids import Cap, Colour, Figure, Group, Item
from omnireel.animatic.subjects import blooms, drinks, food, home, outdoors
from omnireel.animatic.subjects.forms import Form
from omnireel.animatic.subjects.materials import wave

Maker = Callable[[Form, Colour, str, float], list[Item]]
TURN_SECONDS = 6.0  # a whole turn
STILL_SECONDS = 0.08  # the shortest cycle: what stands still is painted hardly more than once
MOVING = frozenset({"drive", "run", "walk", "fly", "sail", "ride", "swim", "glide", "race", "float", "roll"})


@dataclass(frozen=True)
class Thing:
    """make builds it in `colour` unless told another; units: its height as built; cm: in the world; wide: its
    breadth over its height; size: a lone one's share of the frame's height.

    yaw, rise: degrees it is turned and looked down on. seconds: of its cycle; 0 stands still. table: is shown on a
    table's top in rooms. furniture: belongs to the room when others are the subject. home: its place when none was
    named. speed: units a second when it goes. fold: how often it looks the same in a whole turn.
    """

    make: Maker
    colour: Colour
    units: float
    cm: float
    wide: float
    size: float
    yaw: float
    rise: float
    seconds: float
    table: bool = False
    furniture: bool = False
    path: str = "ground"
    still: str = "stand"
    wheels: bool = False
    speed: float = 0.0
    home: str | None = None
    fold: int = 1

    def build(self, action: str, phase: float, own: Colour | None) -> Figure:
        form = Form()
        around = self.make(form, own or self.colour, action, phase)
        turn = self.yaw + (360 / self.fold * phase if action == "turn" else 0.0)
        return Figure([*form.bodies(turn, self.rise, action == "turn"), *around])

    def motion(self, action: str) -> tuple[float, float]:
        """Seconds of a cycle, and units a second over the ground."""
        if action == "turn":
            return TURN_SECONDS / self.fold, 0.0
        going = self.speed if action in MOVING else 0.0
        return (self.seconds or STILL_SECONDS), going


def shape(colour: Colour, phase: float) -> Figure:
    """What has no drawing: a soft pebble, knee-high at most."""
    breath = 0.8 * wave(phase)
    g = Group([], 3.0)
    g.parts += [
        Cap((-8, -16), 16, (9, -15), 15, colour, 0, 0, 0, None, 0.12),
        Cap((-2, -25 - breath), 10, (5, -24 - breath), 10, colour, 3, 3, 0, None, 0.12),
    ]
    return Figure([g])


THINGS: dict[str, Thing] = {
    "cup": Thing(drinks.cup, (0.94, 0.93, 0.91), 66, 9, 1.44, 0.41, -25, 15, 4.0, table=True, home="kitchen"),
    "bottle": Thing(
        drinks.bottle, (0.24, 0.42, 0.25), 162, 31, 0.31, 0.54, -25, 10, 0.0, table=True, home="studio", fold=60
    ),
    "perfume": Thing(
        drinks.perfume, (0.9, 0.66, 0.47), 123, 14, 0.62, 0.54, 24, 11, 0.0, table=True, home="studio", fold=2
    ),
    "wine glass": Thing(
        drinks.wine_glass,
        (0.45, 0.06, 0.13),
        148,
        20,
        0.38,
        0.54,
        -25,
        11,
        4.0,
        table=True,
        home="living room",
        fold=60,
    ),
    "cocktail": Thing(
        drinks.cocktail, (0.92, 0.64, 0.24), 123, 18, 0.69, 0.5, -25, 13, 3.0, table=True, home="living room"
    ),
    "beer": Thing(
        drinks.beer, (0.91, 0.63, 0.13), 110, 18, 0.78, 0.5, -25, 12, 3.0, table=True, home="living room"
    ),
    "teapot": Thing(
        drinks.teapot, (0.17, 0.36, 0.49), 80, 16, 1.55, 0.36, -25, 12, 4.0, table=True, home="kitchen"
    ),
    "vase": Thing(
        drinks.vase, (0.17, 0.42, 0.55), 174, 45, 0.42, 0.5, -25, 11, 5.0, table=True, home="living room"
    ),
    "candle": Thing(
        drinks.candle, (0.95, 0.91, 0.82), 92, 16, 0.83, 0.34, -25, 13, 2.0, table=True, home="living room"
    ),
    "lamp": Thing(
        drinks.lamp, (0.96, 0.86, 0.64), 129, 55, 0.66, 0.5, -25, 9, 0.0, table=True, home="living room"
    ),
    "lantern": Thing(drinks.lantern, (1.0, 0.6, 0.22), 107, 50, 0.71, 0.34, -25, 6, 4.0, path="air"),
    "snow globe": Thing(
        drinks.snow_globe, (0.72, 0.19, 0.16), 91, 16, 0.79, 0.5, -20, 10, 6.0, table=True, home="living room"
    ),
    "cake": Thing(
        food.cake, (0.91, 0.6, 0.69), 82, 18, 1.54, 0.36, *food.CAKE_VIEW, 0.0, table=True, home="kitchen"
    ),
    "birthday cake": Thing(
        food.birthday_cake,
        (0.91, 0.6, 0.69),
        86,
        20,
        1.47,
        0.40,
        *food.CAKE_VIEW,
        2.0,
        table=True,
        home="kitchen",
    ),
    "pizza": Thing(food.pizza, (0.85, 0.25, 0.13), 42, 6, 3.14, 0.18, -25, 33, 4.0, table=True, home="kitchen"),
    "burger": Thing(food.burger, (0.8, 0.47, 0.16), 78, 12, 1.41, 0.4, -25, 13, 0.0, table=True, home="kitchen"),
    "ice cream": Thing(food.ice_cream, (0.95, 0.67, 0.74), 165, 24, 0.46, 0.54, -25, 9, 5.0, home="beach"),
    "bread": Thing(food.bread, (0.68, 0.42, 0.17), 58, 14, 2.84, 0.19, -25, 17, 0.0, table=True, home="kitchen"),
    "sandwich": Thing(
        food.sandwich, (0.85, 0.66, 0.38), 63, 14, 2.13, 0.26, -12, 18, 0.0, table=True, home="kitchen"
    ),
    "sushi": Thing(food.sushi, (0.95, 0.55, 0.31), 40, 6, 4.07, 0.13, -14, 28, 0.0, table=True, home="kitchen"),
    "noodles": Thing(food.noodles, (0.7, 0.23, 0.17), 93, 14, 1.29, 0.3, -25, 24, 4.0, table=True, home="kitchen"),
    "apple": Thing(food.apple, (0.8, 0.16, 0.12), 76, 8, 1.0, 0.46, -25, 11, 0.0, table=True, home="kitchen"),
    "orange fruit": Thing(
        food.orange, (0.94, 0.55, 0.1), 75, 8, 1.21, 0.38, -25, 12, 0.0, table=True, home="kitchen"
    ),
    "strawberry": Thing(
        food.strawberry, (0.83, 0.11, 0.13), 86, 5, 0.79, 0.5, -25, 9, 0.0, table=True, home="kitchen"
    ),
    "banana": Thing(food.banana, (0.96, 0.8, 0.2), 53, 12, 2.34, 0.24, -12, 14, 0.0, table=True, home="kitchen"),
    "cookie": Thing(food.cookie, (0.78, 0.55, 0.29), 58, 9, 1.87, 0.3, -18, 18, 0.0, table=True, home="kitchen"),
    "donut": Thing(food.donut, (0.94, 0.55, 0.71), 72, 10, 1.88, 0.3, -16, 18, 0.0, table=True, home="kitchen"),
    "chair": Thing(home.chair, (0.55, 0.35, 0.2), 105, 95, 0.6, 0.5, -34, 10, 0.0, furniture=True, home="studio"),
    "table": Thing(home.table, (0.61, 0.4, 0.21), 88, 76, 2.01, 0.28, -24, 12, 0.0, furniture=True, home="studio"),
    "sofa": Thing(home.sofa, (0.17, 0.42, 0.44), 94, 85, 2.28, 0.24, -22, 10, 0.0, furniture=True, home="studio"),
    "armchair": Thing(
        home.armchair, (0.50, 0.25, 0.16), 98, 88, 1.05, 0.4, -26, 10, 0.0, furniture=True, home="studio"
    ),
    "bench": Thing(home.bench, (0.50, 0.33, 0.18), 96, 88, 1.72, 0.32, -22, 10, 0.0, furniture=True, home="park"),
    "bed": Thing(home.bed, (0.29, 0.43, 0.63), 121, 95, 2.06, 0.26, -24, 14, 0.0, furniture=True, home="bedroom"),
    "clock": Thing(home.clock, (0.77, 0.17, 0.14), 120, 16, 0.74, 0.5, -20, 8, 6.0, table=True, home="bedroom"),
    "phone": Thing(home.phone, (0.56, 0.59, 0.63), 154, 15, 0.51, 0.5, -26, 7, 8.0, table=True, home="studio"),
    "laptop": Thing(home.laptop, (0.67, 0.69, 0.71), 125, 24, 1.51, 0.37, -26, 16, 8.0, table=True, home="studio"),
    "computer": Thing(
        home.computer, (0.71, 0.72, 0.74), 128, 48, 1.26, 0.37, -22, 10, 8.0, table=True, home="office"
    ),
    "television": Thing(
        home.television, (0.55, 0.32, 0.16), 176, 80, 0.8, 0.5, -22, 8, 8.0, furniture=True, home="living room"
    ),
    "camera": Thing(home.camera, (0.78, 0.13, 0.13), 86, 9, 1.34, 0.42, -26, 10, 0.0, table=True, home="studio"),
    "watch": Thing(home.watch, (0.85, 0.7, 0.38), 86, 9, 0.77, 0.5, -22, 10, 8.0, table=True, home="studio"),
    "headphones": Thing(
        home.headphones, (0.14, 0.15, 0.17), 121, 20, 1.01, 0.46, -32, 7, 0.0, table=True, home="studio"
    ),
    "shoe": Thing(home.shoe, (0.85, 0.23, 0.16), 67, 12, 1.97, 0.28, -18, 15, 0.0, table=True, home="studio"),
    "handbag": Thing(home.handbag, (0.55, 0.15, 0.19), 108, 28, 0.9, 0.5, -24, 9, 0.0, table=True, home="studio"),
    "teddy bear": Thing(
        home.teddy, (0.67, 0.44, 0.23), 114, 35, 0.84, 0.5, -16, 8, 3.0, table=True, home="bedroom"
    ),
    "gift box": Thing(
        home.gift_box, (0.71, 0.12, 0.17), 97, 22, 1.22, 0.38, -28, 15, 0.0, table=True, home="living room"
    ),
    "book": Thing(home.book, (0.49, 0.15, 0.13), 35, 6, 4.27, 0.13, -12, 30, 6.0, table=True, home="library"),
    "umbrella": Thing(home.umbrella, (0.8, 0.15, 0.13), 133, 95, 0.89, 0.5, -20, 8, 0.0),
    "guitar": Thing(outdoors.guitar, (0.74, 0.47, 0.18), 206, 105, 0.42, 0.54, -24, 6, 0.0, home="studio"),
    "violin": Thing(outdoors.violin, (0.65, 0.3, 0.12), 156, 62, 0.58, 0.54, -24, 6, 0.0, home="studio"),
    "piano": Thing(outdoors.piano, (0.08, 0.08, 0.09), 141, 145, 1.17, 0.4, -18, 13, 0.0, home="stage"),
    "drum": Thing(outdoors.drum, (0.71, 0.12, 0.15), 90, 40, 1.42, 0.4, -25, 14, 1.0, home="stage"),
    "trumpet": Thing(
        outdoors.trumpet, (0.93, 0.7, 0.29), 53, 22, 3.33, 0.17, -10, 8, 2.0, table=True, home="studio"
    ),
    "diamond": Thing(
        outdoors.diamond, (0.87, 0.93, 1.0), 67, 3, 1.33, 0.42, -22, 12, 5.0, table=True, home="studio"
    ),
    "ring": Thing(outdoors.ring, (0.94, 0.72, 0.29), 104, 4, 0.7, 0.5, -28, 8, 5.0, table=True, home="studio"),
    "necklace": Thing(
        outdoors.necklace, (0.14, 0.33, 0.77), 112, 40, 0.73, 0.5, -18, 6, 5.0, table=True, home="studio"
    ),
    "crown": Thing(
        outdoors.crown, (0.95, 0.71, 0.24), 87, 18, 1.25, 0.37, -16, 13, 5.0, table=True, home="studio"
    ),
    "sword": Thing(outdoors.sword, (0.91, 0.73, 0.31), 185, 130, 0.49, 0.54, -20, 7, 5.0, home="mountains"),
    "statue": Thing(outdoors.statue, (0.86, 0.85, 0.82), 207, 320, 0.41, 0.6, -18, 7, 0.0),
    "fountain": Thing(outdoors.fountain, (0.73, 0.7, 0.65), 116, 420, 1.52, 0.36, -20, 11, 2.0, home="garden"),
    "ferris wheel": Thing(outdoors.ferris_wheel, (0.24, 0.44, 0.77), 220, 4500, 0.86, 0.66, -30, 4, 4.0),
    "suspension bridge": Thing(
        outdoors.bridge, (0.77, 0.26, 0.17), 150, 6000, 2.64, 0.31, -24, 6, 0.0, home="river"
    ),
    "skateboard": Thing(outdoors.skateboard, (0.85, 0.23, 0.16), 44, 14, 3.46, 0.16, -24, 15, 0.0),
    "surfboard": Thing(outdoors.surfboard, (0.13, 0.57, 0.73), 199, 210, 0.32, 0.54, -24, 7, 0.0, home="beach"),
    "tractor": Thing(
        outdoors.tractor,
        (0.18, 0.56, 0.21),
        140,
        280,
        1.28,
        0.36,
        -30,
        9,
        0.6,
        wheels=True,
        still="stand",
        speed=83.8,
        home="farm",
    ),
    "tank": Thing(
        outdoors.tank,
        (0.37, 0.4, 0.26),
        123,
        250,
        2.01,
        0.23,
        -26,
        10,
        0.2,
        wheels=True,
        still="stand",
        speed=47.6,
        home="desert",
    ),
    "submarine": Thing(
        outdoors.submarine,
        (0.95, 0.76, 0.14),
        124,
        300,
        1.71,
        0.27,
        -20,
        8,
        1.0,
        path="deep",
        still="swim",
        speed=70,
        home="reef",
    ),
    "satellite": Thing(
        outdoors.satellite, (0.92, 0.71, 0.27), 93, 300, 2.75, 0.2, -24, 12, 2.0, path="air", home="space"
    ),
    "excavator": Thing(outdoors.excavator, (0.95, 0.7, 0.09), 130, 320, 1.55, 0.36, -26, 9, 4.0, home="road"),
    "ball": Thing(outdoors.ball, (0.85, 0.21, 0.16), 48, 24, 1.0, 0.24, 0, 8, 2.0, speed=75.4),
    "balloon": Thing(outdoors.balloon, (0.86, 0.12, 0.15), 159, 150, 0.43, 0.46, -20, 6, 4.0, path="air"),
    "kite": Thing(outdoors.kite, (0.89, 0.24, 0.15), 78, 110, 0.85, 0.42, -16, 4, 3.0, path="air"),
    "pumpkin": Thing(outdoors.pumpkin, (0.93, 0.48, 0.1), 66, 35, 1.31, 0.42, -8, 9, 2.0),
    "snowman": Thing(outdoors.snowman, (0.78, 0.16, 0.15), 152, 150, 0.77, 0.5, -14, 8, 3.0, home="snow field"),
    "campfire": Thing(outdoors.campfire, (1.0, 0.5, 0.15), 38, 42, 2.52, 0.19, -20, 16, 1.4, home="forest"),
    "house": Thing(outdoors.house, (0.87, 0.78, 0.62), 142, 700, 1.4, 0.5, -28, 9, 6.0),
    "lighthouse": Thing(outdoors.lighthouse, (0.8, 0.16, 0.13), 244, 2500, 0.44, 0.64, -18, 6, 6.0, home="beach"),
    "tent": Thing(outdoors.tent, (0.86, 0.46, 0.16), 122, 150, 2.1, 0.34, -26, 9, 4.0, home="meadow"),
    "windmill": Thing(outdoors.windmill, (0.92, 0.9, 0.86), 266, 1800, 0.56, 0.64, -24, 6, 5.0),
    "castle": Thing(outdoors.castle, (0.31, 0.38, 0.58), 262, 3500, 1.03, 0.58, -24, 8, 3.0),
    "flower": Thing(blooms.daisy, (0.96, 0.95, 0.91), 103, 40, 0.56, 0.56, -12, 10, 5.0),
    "rose": Thing(blooms.rose, (0.8, 0.09, 0.15), 106, 50, 0.63, 0.56, -12, 10, 5.0),
    "sunflower": Thing(blooms.sunflower, (0.99, 0.8, 0.11), 118, 160, 0.6, 0.56, -12, 10, 5.0),
    "tulip": Thing(blooms.tulip, (0.9, 0.24, 0.31), 108, 45, 0.6, 0.56, -12, 10, 5.0),
    "cactus": Thing(blooms.cactus, (0.29, 0.48, 0.3), 102, 260, 0.63, 0.5, -12, 9, 0.0, home="desert"),
    "mushroom": Thing(blooms.mushroom, (0.81, 0.13, 0.09), 99, 14, 1.15, 0.36, -12, 8, 0.0, home="forest"),
}

# What a small thing is shown on where there are tables; never a subject of its own.
TABLETOP = Thing(home.tabletop, (0.50, 0.31, 0.17), 60, 75, 3.7, 0.24, 0, 11, 0)
