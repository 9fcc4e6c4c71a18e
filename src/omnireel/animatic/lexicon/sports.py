# ruff: noqa: E501  (tables of words)
"""What people do on boards, on skis and skates, and with weights: the words for who does it, with what, and where."""

from __future__ import annotations

from dataclasses import dataclass

from omnireel.animatic.lexicon.tables import table, words


@dataclass(frozen=True)
class Sport:
    """home: the place where none was named. gear: what its drawing shows by itself. done: the verbs that are it when
    their object is the gear. leap, spin: how a jump and a turn look in it. afloat: on water, where there is some.
    bound: done on no other ground than its home's, which a place that is near to it is shown as. downhill: on a slope.
    """

    home: str
    gear: frozenset[str]
    done: frozenset[str] = words("ride")
    leap: str = ""
    spin: str = ""
    afloat: bool = False
    bound: bool = False
    downhill: bool = False


_LIFTED = words("lift, press, raise, hoist, curl, pump, heave")
# By its motion, an action of `words.ACTIONS`.
SPORTS: dict[str, Sport] = {
    "surf": Sport(
        "sea", words("surfboard, surf board, board, wave"), words("ride, catch"), afloat=True, bound=True
    ),
    "skateboard": Sport("city street", words("skateboard, longboard, board"), leap="ollie"),
    "snowboard": Sport("snow field", words("snowboard, board"), leap="snowboard jump", bound=True, downhill=True),
    "ski": Sport("snow field", words("ski, skis, ski pole, pole"), leap="ski jump", bound=True, downhill=True),
    "skate": Sport(
        "frozen lake", words("ice skate, skate, figure skate"), leap="skate jump", spin="skate spin", bound=True
    ),
    "roller skate": Sport("park", words("roller skate, rollerblade, inline skate, skate"), leap="roller jump"),
    "lift weights": Sport("gym", words("weight, barbell"), _LIFTED),
    "lift dumbbells": Sport("gym", words("dumbbell, kettlebell, hand weight"), _LIFTED),
}
# Tricks that have a motion of their own.
TRICKS: dict[str, str] = {"kickflip": "skateboard", "ollie": "skateboard"}
# The sport of each motion.
OF_MOTION: dict[str, str] = TRICKS | {
    motion: name for name, sport in SPORTS.items() for motion in (name, sport.leap, sport.spin) if motion
}

# Who is named after what they do.
ATHLETES = table("""
=surf: surfer, surfer man, surfer girl, surfer boy, surfboarder
=skateboard: skateboarder, skater, skater boy, skater girl, longboarder
=snowboard: snowboarder
=ski: skier, ski jumper
=skate: ice skater, figure skater, speed skater, ice dancer
=roller skate: roller skater, inline skater, rollerblader
=lift weights: weightlifter, weight lifter, powerlifter
""")
# Clothes that a name brings with it, for women.
WORN_BY: dict[str, str] = {"figure skater": "tutu", "ice dancer": "tutu"}

# On foot or in a vehicle, whoever does it.
OTHERWISE = words(
    "walk, stroll, wade, climb, hike, carry, march, wander, step, limp, trudge, crawl, jog, sprint, run, push, pull, drag, drive, pilot, steer, pedal, cycle, bike, commute, sail"
)
# Of somebody named after a sport, these are done in it.
GOING = frozenset(("drive", "run", "glide", "sail", "float", "walk", "work", "sing"))
CUTTING = words("carve, shred, grind, train, practice, practise, perform")  # told as work or as a show
LEAPING = frozenset(("jump", "fly", "play", "launch"))
TURNING = frozenset(("dance", "turn"))
# What they do, perform or land.
FEATS = words("trick, tricks, flip, backflip, stunt, stunts, air, grab, somersault")
# Where one skates on ice.
ICY = frozenset(("frozen lake", "ice", "snow field"))
