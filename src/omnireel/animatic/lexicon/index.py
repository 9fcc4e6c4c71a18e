"""Every phrase of every table in one index: phrase -> what it may be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from omnireel.animatic.lexicon import adjectives, beings, gestures, looks, nouns, places, things, verbs, words
from omnireel.animatic.lexicon.tables import spaced

BEINGS = frozenset(("person", "animal", "creature"))
ACTORS = BEINGS | {"vehicle"}
NOUNS = ACTORS | {"thing", "food", "nature", "stuff", "body", "clothes", "unknown"}
FIELD_KINDS = frozenset(("style", "camera", "time", "weather", "pace", "mood", "light"))
LONGEST = 6  # words of a phrase

_VEHICLES = nouns.CARRIERS | {
    *("bicycle", "cyclist", "drone", "ufo", "rocket", "motorcycle", "rowboat"),
    *("excavator", "satellite", "submarine", "tank", "tractor"),
}
_THINGS = spaced(
    """
    cup bottle ball balloon lantern campfire pumpkin umbrella book kite house lighthouse windmill tent castle
    bed armchair bench camera candle chair clock computer crown diamond drum fountain guitar handbag
    headphones lamp laptop necklace perfume phone piano ring shoe skateboard snowman sofa statue
    surfboard sword table tabletop teapot television trumpet vase violin watch
    """
) | {"ferris wheel", "gift box", "snow globe", "suspension bridge", "teddy bear", "wine glass"}
_FOOD = spaced(
    "apple banana beer bread burger cake cocktail cookie donut noodles pizza sandwich strawberry sushi"
) | {"birthday cake", "ice cream", "orange fruit"}
_NATURE = frozenset(
    ("tree", "pine tree", "palm tree", "cherry tree", "flower", "rose", "sunflower", "tulip", "cactus", "mushroom")
)


@dataclass(frozen=True, slots=True)
class Entry:
    """kind: "person", "place", "verb", "camera" and so on. name: the drawing, motion or term; "" without one.

    stand_in: the drawing shows something near it, not the thing itself.
    """

    kind: str
    name: str = ""
    stand_in: bool = False


Index = dict[str, dict[str, Entry]]  # phrase -> kind -> entry


def _plain(phrase: str) -> str:
    return phrase.replace("-", " ")


def _category(name: str) -> str:
    """What kind of thing an entry of the table of drawings is."""
    if name in nouns.PEOPLE:
        return "person"
    if name in _VEHICLES:
        return "vehicle"
    if name in _THINGS:
        return "thing"
    if name in _FOOD:
        return "food"
    return "nature" if name in _NATURE else "animal"


def _noun_tables() -> list[tuple[str, dict[str, str] | frozenset[str]]]:
    return [
        ("person", beings.PEOPLE),
        ("animal", beings.ANIMALS),
        ("creature", beings.CREATURES),
        ("vehicle", things.VEHICLES),
        ("food", things.FOOD),
        ("thing", things.INSTRUMENTS),
        ("thing", things.GOODS),
        ("nature", things.NATURE),
        ("clothes", adjectives.CLOTHES),
        ("clothes", words.CLOTHES),
        ("body", adjectives.BODY),
        ("body", words.BODY),
        ("stuff", things.STUFF),
    ]


@lru_cache(maxsize=1)
def index() -> Index:
    out: Index = {}

    def add(phrase: str, kind: str, name: str = "", stand_in: bool = False) -> None:
        kinds = out.setdefault(_plain(phrase), {})
        if kind in NOUNS and NOUNS & set(kinds):
            return  # the first table that knows a noun says what it is
        kinds.setdefault(kind, Entry(kind, name, stand_in))

    for phrase, name in nouns.SUBJECTS.items():
        if " of " in phrase or phrase == "lab":
            continue  # "a cup of coffee" is left to the grammar
        add(phrase, _category(name), name, phrase in nouns.STAND_INS)
    for kind, table in _noun_tables():
        for phrase in table:
            near = table[phrase] if isinstance(table, dict) else ""
            near = "" if near == "none" else near
            undrawn = phrase in nouns.UNDRAWN or _plain(phrase) in _undrawn()
            add(phrase, kind, "" if undrawn else near, bool(near) and phrase != near)
    for phrase in nouns.UNDRAWN:
        add(phrase, "thing")
    for phrase, name in nouns.SETTINGS.items():
        add(phrase, "place", name, phrase in nouns.STAND_INS)
    for phrase, name in places.PLACES.items():
        add(phrase, "place", name, phrase != name)
    for phrase, name in words.ACTIONS.items():
        add(phrase, "verb", name)
    for phrase, name in (*gestures.VERBS.items(), *verbs.VERBS.items()):
        add(phrase, "verb", "" if name == "none" else name)
    out.get("trench", {}).pop("clothes", None)  # a trench coat is told in two words
    for phrase in verbs.STATES | verbs.RESULTS:
        add(phrase, "verb", "")
    for kind, terms in (
        ("style", looks.STYLE_TERMS),
        ("camera", looks.CAMERA_TERMS),
        ("time", looks.TIMES_SAID),
        ("weather", looks.WEATHER_SAID),
        ("pace", looks.PACE_SAID),
        ("mood", looks.MOODS),
        ("light", looks.LIGHTS),
    ):
        for phrase, name in terms.items():
            add(phrase, kind, name)
    for phrase in words.COLOURS:
        add(phrase, "colour", phrase)
    for phrase in adjectives.PLAIN | adjectives.AGES | adjectives.MATERIALS | adjectives.VISIBLE:
        add(phrase, "adjective")
    return out


@lru_cache(maxsize=1)
def _undrawn() -> frozenset[str]:
    return frozenset(_plain(name) for name in nouns.UNDRAWN)


def size_of_vocabulary() -> int:
    """Words and phrases that mean something to the engine."""
    return len(index()) + len(words.NUMBERS)
