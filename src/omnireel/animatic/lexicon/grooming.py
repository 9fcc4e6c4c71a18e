"""Hair, beards, eyes and skin of people: what is said of them, and what is drawn.

What is found goes into what is known of someone as "hair red", "cut long", "eyes blue", "skin pale" or
"beard".
"""

from __future__ import annotations

from collections.abc import Iterable

from omnireel.animatic.lexicon.tables import spaced

# Hair has colours of its own: red hair is no red dress.
HAIR: dict[str, str] = {
    "blonde": "#d2a95e",
    "blond": "#d2a95e",
    "fair": "#cfae72",
    "golden": "#c8964a",
    "sandy": "#b8935c",
    "platinum": "#e2dac6",
    "red": "#a0441c",
    "ginger": "#b4581e",
    "copper": "#a04c22",
    "auburn": "#6e2e1a",
    "chestnut": "#5c3420",
    "brunette": "#4a2c1a",
    "brown": "#4c2e1c",
    "light brown": "#7c5636",
    "dark brown": "#33201a",
    "dark": "#2a1c16",
    "black": "#15110f",
    "jet black": "#100e0e",
    "raven": "#121014",
    "grey": "#918f8c",
    "gray": "#918f8c",
    "silver": "#b8b8bc",
    "white": "#e0ded8",
    "pink": "#e07aa8",
    "blue": "#3a68c0",
    "green": "#3f8a4c",
    "purple": "#6c40a0",
    "violet": "#6c40a0",
    "turquoise": "#2fa8a4",
    "orange": "#d4701e",
}
EYES: dict[str, str] = {
    "blue": "#3f78b4",
    "green": "#4c8a52",
    "hazel": "#7c5c2c",
    "brown": "#452a18",
    "dark": "#241812",
    "black": "#181210",
    "grey": "#78848c",
    "gray": "#78848c",
    "amber": "#b07c22",
}
# How it is cut or worn -> what is drawn.
CUTS: dict[str, str] = {
    "long": "long",
    "flowing": "long",
    "waist length": "long",
    "short": "short",
    "cropped": "short",
    "buzzed": "short",
    "bob": "bob",
    "shoulder length": "bob",
    "ponytail": "tail",
    "pony tail": "tail",
    "braid": "tail",
    "braids": "tail",
    "braided": "tail",
    "plait": "tail",
    "pigtails": "tail",
    "bun": "bun",
    "topknot": "bun",
    "bald": "bald",
    "shaved head": "bald",
}
CURLS = frozenset(("curly", "wavy", "frizzy", "kinky", "afro"))  # hair that curls, however it is cut
# Skin, and the hair that goes with it where none is told of.
SKINS: dict[str, tuple[str, str]] = {
    "black": ("#6e4630", "#14100f"),
    "brown": ("#a8744e", "#17110e"),
    "asian": ("#dcae86", "#15110f"),
    "tanned": ("#c08a60", "#3a2418"),
    "pale": ("#f2d2bf", "#5c3c26"),
}
_ORIGINS = {
    "black": "african, african american, nigerian, kenyan, ethiopian, ghanaian, maasai, zulu, jamaican, haitian,"
    " senegalese, somali, dark skinned",
    "brown": "indian, pakistani, mexican, latin, latino, latina, hispanic, brazilian, arab, arabic,"
    " middle eastern, moroccan, egyptian, turkish, persian, hawaiian, polynesian, brown skinned",
    "asian": "asian, japanese, chinese, korean, vietnamese, thai, filipino, mongolian",
    "tanned": "tanned, sunburnt, sunburned, suntanned",
    "pale": "pale, fair skinned, pale skinned, albino",
}
ORIGINS = {word.strip(): skin for skin, listed in _ORIGINS.items() for word in listed.split(",")}
BEARDS = frozenset(("beard", "goatee", "stubble", "whiskers"))
HIDDEN = spaced("astronaut robot knight ninja samurai")  # whose heads are covered
ROBED = HIDDEN | spaced("wizard monk king figure")  # of whom a colour is told for what they wear
# Colours that a person is said to be of by their hair.
BLONDES = frozenset(("blonde", "blond", "auburn"))


def of_person(adjectives: Iterable[str]) -> set[str]:
    """ "A red-haired, bearded man": what is drawn for it."""
    found: set[str] = set()
    for word in adjectives:
        if word in ORIGINS:
            found.add(f"skin {ORIGINS[word]}")
        plain = word.removesuffix(" haired")
        if plain in CURLS and plain != word:
            found.add("curls")
        if plain in CUTS and (plain != word or plain == "bald"):
            found.add(f"cut {CUTS[plain]}")
        elif plain in HAIR and (plain != word or plain in BLONDES | {"brunette"}):
            found.add(f"hair {plain}")
        elif word == "bearded":
            found.add("beard")
        elif word.endswith(" eyed") and word.removesuffix(" eyed") in EYES:
            found.add(f"eyes {word.removesuffix(' eyed')}")
    return found


def of_part(head: str, colours: Iterable[str], adjectives: Iterable[str]) -> set[str]:
    """ "Long red hair", "a grey beard", "blue eyes": what is drawn for it; empty where that is not all of it."""
    found: set[str] = set()
    if head in BEARDS:
        found.add("beard")
    elif head in CUTS:
        found.add(f"cut {CUTS[head]}")
    elif head in ("curl", "curls", "afro"):
        found.add("curls")
    if head in ("eye", "eyes"):
        known = [colour for colour in colours if colour in EYES]
        return {f"eyes {known[-1]}"} if known else set()
    if head != "hair" and not found:
        return set()
    colours = list(colours)
    if any(colour not in HAIR for colour in colours):
        return set()
    found |= {f"hair {colour}" for colour in colours[-1:]}
    if head == "hair" and not CURLS.isdisjoint(adjectives):
        found.add("curls")
    if head == "hair":
        found |= {f"cut {CUTS[word]}" for word in adjectives if word in CUTS}
    return found
