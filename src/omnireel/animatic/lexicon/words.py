# ruff: noqa: E501  (tables of words: one line an entry)
"""Words for actions, time, weather, camera, style, pace, mood, colours and numbers; and words that say nothing."""

from __future__ import annotations

from omnireel.animatic.lexicon import looks
from omnireel.animatic.lexicon.gestures import GESTURES
from omnireel.animatic.lexicon.nouns import _table
from omnireel.animatic.lexicon.sports import OF_MOTION
from omnireel.animatic.lexicon.tables import spaced

# Verb stems to what is drawn. Endings (-s, -ed, -ing) are stripped before the look-up.
ACTIONS = _table("""
walk: stroll, wander, march, stride, hike, trek, pace, amble, roam, walks away, step, limp, wade, approach, patrol
run: sprint, jog, dash, race, gallop, chase, flee, rush, bolt, charge, bound, bounding, frolic, speed, escape, hurry
trot: canter, prance, scamper
stand: wait, pose, stare, gaze, look, watch, lean, stand still, hover over, listen, smile, face, overlook, observe, admire, remain, stands, stood, think
sit: perch, rest, sat, seated, relax
sleep: nap, doze, snooze, asleep
lie: lay, lying, recline, curl up
jump: leap, hop, skip, bounce, dive, vault, splash, jumps over, pounce
dance: twirl, spin, sway to, waltz, pirouette, breakdance
talk: speak, chat, whisper, argue, shout, tell, present, explain, say, converse
sing: perform
eat: graze, nibble, feed, drink, sip, chew, dine
fly: soar, flutter, flap, take off, takes off, fly over
glide: hover, circle, drift by
swim: paddle, snorkel, dart
float: drift, levitate, bob
drive: cruise, ride, rev, speeding, drift around, park, pull up, roll, race past, drives away, commute
row: rowing
sail: navigate, voyage
play: frolicking, tumble, tug
wave: greet
fight: battle, attack, duel, box, clash, spar, wrestle
work: fishes, fishing, type, write, read, cook, paint, draw, build, craft, knit, carve, hold, carry, play guitar, play the guitar, play piano, play the piano, code, sew, repair, study, pour, stir, examine, fix, sculpt, use
sneak: creep, tiptoe, stalk, prowl
bloom: blossom, grow, unfold, open up
=turn: rotate, revolve, turntable, spin around, turn around
launch: lift off, blast off, liftoff, take flight
bark: growl
howl:
hug: embrace, cuddle
pour:
drink: sip
write: type, code
guitar: play guitar, play the guitar
violin: play violin, play the violin, play the fiddle
fish: fishes, fishing
surf:
skateboard:
ollie:
kickflip:
snowboard:
ski:
skate:
roller skate:
lift weights:
lift dumbbells: curl dumbbells, lift hand weights, curl a dumbbell
""")


COLOURS: dict[str, str] = {
    "red": "#c22a24",
    "crimson": "#a01628",
    "scarlet": "#d02a1c",
    "maroon": "#6a1620",
    "orange": "#e07a1e",
    "amber": "#e09a20",
    "yellow": "#f0c41c",
    "golden": "#d8a03c",
    "gold": "#d8a83c",
    "green": "#3a8a3c",
    "emerald": "#1a8a58",
    "lime": "#9acc2c",
    "olive": "#6a6a2c",
    "teal": "#1a8484",
    "turquoise": "#2cb8b0",
    "cyan": "#2cc0dc",
    "blue": "#2a5cb8",
    "navy": "#1a2a5c",
    "indigo": "#3c2c8a",
    "purple": "#7a3a9c",
    "violet": "#8a50c0",
    "lavender": "#b49ad8",
    "magenta": "#c02c8c",
    "pink": "#ec88aa",
    "brown": "#6e4426",
    "tan": "#c09a6a",
    "beige": "#d8c4a0",
    "chestnut": "#7a3c1e",
    "ginger": "#cc7a34",
    "white": "#f0eeea",
    "black": "#1c1b1e",
    "grey": "#7c7e84",
    "gray": "#7c7e84",
    "silver": "#b8bcc4",
    "cream": "#f0e2c4",
    "bronze": "#96683a",
    "copper": "#b06a3c",
    "rose": "#d8728a",
}
# Said of a thing that is in flames.
IN_FLAMES = frozenset(("blazing", "burning", "flaming"))
# What several of one kind come in; the first is left as the kind has it.
MIXED = ("", "yellow", "blue", "green", "purple", "orange")

NUMBERS: dict[str, int] = {
    "a": 1,
    "an": 1,
    "one": 1,
    "single": 1,
    "lone": 1,
    "two": 2,
    "pair": 2,
    "couple": 2,
    "both": 2,
    "three": 3,
    "trio": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "dozen": 12,
    "twelve": 12,
    "several": 4,
    "few": 3,
    "many": 7,
    "herd": 6,
    "flock": 8,
    "pack": 5,
    "school": 14,
    "shoal": 14,
    "swarm": 10,
    "group": 4,
    "crowd": 7,
    "team": 5,
    "fleet": 5,
    "hundreds": 14,
    "dozens": 12,
    "pod": 4,
}

CLOTHES = frozenset(
    [
        "coat",
        "raincoat",
        "dress",
        "shirt",
        "jacket",
        "hoodie",
        "sweater",
        "suit",
        "robe",
        "cloak",
        "cape",
        "hat",
        "scarf",
        "kimono",
        "uniform",
        "gown",
        "cap",
        "jumpsuit",
        "spacesuit",
        "armor",
        "armour",
        "t-shirt",
        "skirt",
        "costume",
        "sari",
        "poncho",
        "vest",
        "blouse",
        "pants",
        "jeans",
        "trousers",
        "shorts",
        "shoes",
        "boots",
        "sneakers",
        "gloves",
        "helmet",
        "glasses",
        "sunglasses",
        "backpack",
        "apron",
        "leggings",
        "tie",
        "trench",
    ]
)

# Clothes that cover the trunk: their colour is the colour a person is drawn in.
TOPS = frozenset(
    [
        "coat",
        "raincoat",
        "dress",
        "shirt",
        "jacket",
        "hoodie",
        "sweater",
        "suit",
        "robe",
        "cloak",
        "cape",
        "kimono",
        "uniform",
        "gown",
        "jumpsuit",
        "spacesuit",
        "armor",
        "armour",
        "t-shirt",
        "costume",
        "sari",
        "poncho",
        "vest",
        "blouse",
        "trench",
    ]
)

# What the two-legged rig wears when told so.
OUTFITS: dict[str, str] = {
    "coat": "coat",
    "raincoat": "coat",
    "trench": "coat",
    "poncho": "coat",
    "suit": "suit",
    "tuxedo": "suit",
    "dress": "dress",
    "tutu": "tutu",
    "sari": "robe",
    "gown": "robe",
    "robe": "robe",
    "kimono": "robe",
    "cloak": "robe",
}

# What goes with clothes and is drawn: hats as the rig has them, what is round the neck, on the nose or on the back.
ACCESSORIES: dict[str, str] = {
    "hat": "fedora",
    "fedora": "fedora",
    "cowboy hat": "fedora",
    "cap": "cap",
    "straw hat": "straw",
    "sun hat": "sunhat",
    "sunhat": "sunhat",
    "witch hat": "witch",
    "helmet": "helmet",
    "crown": "crown",
    "headband": "headband",
    "bandana": "headband",
    "scarf": "scarf",
    "sunglasses": "sunglasses",
    "glasses": "glasses",
    "spectacles": "glasses",
    "backpack": "backpack",
    "rucksack": "backpack",
}
# Hats of another make, which none of those stands for.
OTHER_HATS = frozenset(("top hat", "bowler hat", "party hat", "santa hat", "beret", "turban"))

# Parts of a body: their colours and shapes are not drawn as told.
BODY = frozenset(
    [
        "eyes",
        "eye",
        "fur",
        "hair",
        "face",
        "tail",
        "ears",
        "ear",
        "wings",
        "wing",
        "hands",
        "hand",
        "arms",
        "head",
        "feet",
        "mane",
        "tongue",
        "beard",
        "feathers",
        "horns",
        "nose",
        "mouth",
        "lips",
        "skin",
        "legs",
        "paws",
        "stripes",
        "spots",
        "collar",
        "leash",
    ]
)

# Words that end what an adjective belongs to.
BREAKS = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "your",
        "of",
        "in",
        "on",
        "at",
        "by",
        "to",
        "from",
        "with",
        "into",
        "onto",
        "through",
        "across",
        "over",
        "under",
        "above",
        "below",
        "beneath",
        "behind",
        "before",
        "after",
        "along",
        "among",
        "amid",
        "between",
        "near",
        "beside",
        "next",
        "around",
        "against",
        "toward",
        "towards",
        "as",
        "or",
        "but",
        "then",
        "while",
        "when",
        "where",
        "which",
        "who",
        "is",
        "are",
        "was",
        "were",
        "be",
        "wearing",
        "wears",
        "has",
        "have",
    ]
)

NEGATIONS = frozenset(
    ["no", "without", "not", "never", "none", "nobody", "excluding", "except", "devoid", "lacking", "minus"]
)

# Words that carry no picture of their own.
SILENT = BREAKS | frozenset(
    """
    1080p 4k 720p 8k across-the again ahead air all alone also am amazing and another any away back
    background beautiful beautifully been begin begins being blowing bokeh both bottom breathtaking bright
    building buildings camera can captured captures carrying casting center centre clip cloud clouds color
    colored colors colour coloured colours come comes cool could covered covering dark day's day-to-day deep
    depth detail detailed details did distance do does dotted down dressed each edge effect effects end
    endless even every falling features featuring feel feeling field filled filling film finally first
    flowers focus footage foreground forward fps frame frames fresh front full get gets glistening
    glittering glow glowing go goes gorgeous grass grassy ground had having hd he here herself high highly
    him himself horizon i image it itself just lamp lamps landscape last leaf leaves left lens life light
    lighting lights like lined lit little lone long look looking lovely low made make makes may me middle
    might moment more most motion move moves moving much natural nature neon new off old one only open other
    out outdoor outdoors own perfect petals picture puddle puddles quality quite realistic reflecting
    reflection reflections rich right rock rocks rocky round same sand sandstone sandy scene scenery see
    seen set sets setting shadow shadows she shimmering shines shining short shot shots should show showing
    shows side single slow slow-moving so soft some sparkling star stars start starts still stunning style
    styled such suddenly surface surrounded swaying take takes tall them themselves there they time together
    too top trees turn turns uhd ultra up up-close us vast very vibrant video view vivid warm wave waves way
    we whom whose wide-open wild will window windows world would you young
    """.split()  # noqa: SIM905 - a list of 280 literals would be 280 lines
)


# Verbs a rig has no motion for, told in one that it has.
BEAST_VERBS = {
    "dance": "jump",
    "play": "jump",
    "sneak": "walk",
    "swim": "trot",
    "drive": "run",
    "fly": "run",
    "talk": "bark",
    "sing": "howl",
    "fight": "run",
    "work": "stand",
    "wave": "sit",
    "glide": "trot",
    "float": "stand",
    "row": "stand",
    "sail": "stand",
    "drink": "eat",
    "turn": "jump",
    **dict.fromkeys(GESTURES, "stand"),
    **dict.fromkeys(("cheer", "kick"), "jump"),
    **dict.fromkeys(("kneel", "pray", "meditate", "squat", "clap"), "sit"),
    "crawl": "walk",
    "crouch": "lie",
    "laugh": "bark",
    "cry": "howl",
    **dict.fromkeys(("skateboard", "snowboard", "ski", "skate", "roller skate"), "run"),
    **dict.fromkeys(("ollie", "kickflip"), "jump"),
    **dict.fromkeys(("surf", "lift weights", "lift dumbbells"), "stand"),
}
PERSON_VERBS = {
    "trot": "run",
    "drive": "walk",
    "sail": "stand",
    "glide": "run",
    "bark": "talk",
    "howl": "sing",
    "bloom": "stand",
    "launch": "jump",
    "turn": "dance",
}
# What people are drawn doing from the front and from behind, too.
FACED = frozenset(
    spaced(
        "walk run sneak stand talk sing wave work hold read write type pour drink eat cook paint jump play guitar"
    )
) | (GESTURES - {"crawl", "push up", "kneel", "pray", "meditate", "crouch"})
BIRD_VERBS = {
    "run": "walk",
    "trot": "walk",
    "sneak": "walk",
    "jump": "walk",
    "dance": "walk",
    "talk": "sing",
    "sit": "perch",
    "lie": "sleep",
    "drink": "eat",
    "turn": "stand",
    **dict.fromkeys(OF_MOTION, "walk"),
    **dict.fromkeys(GESTURES, "stand"),
    "crawl": "walk",
}

# Of these, the ones that look like something else: said when they stand in.
FAR_VERBS = frozenset(
    ["dance", "swim", "drive", "fly", "fight", "work", "wave", "glide", "float", "row", "sail", *OF_MOTION]
) | (GESTURES - {"crouch", "crawl", "look about", "cry"})

# Where such scenery is found, when no place is named.
SCENERY_PLACES = {
    "trees": "forest",
    "wave": "sea",
    "waves": "sea",
    "lava": "volcano",
    "magma": "volcano",
    "building": "city street",
    "buildings": "city street",
}

COLOURS.update({name: value for name, value in looks.COLOURS.items() if name not in COLOURS})
TOPS |= spaced("""sundress tutu scrubs tuxedo blazer tunic tee tshirt jumper cardigan overcoat trenchcoat outfit pullover turtleneck tracksuit jersey waistcoat
    nightgown bathrobe toga hanbok yukata shuka overalls dungarees wetsuit swimsuit apron shawl parka windbreaker""")

# Clothes for the trunk that look like what a plain figure wears.
PLAIN_TOPS = frozenset(("shirt", "jacket", "sweater", "hoodie", "vest", "blouse", "suit"))
