# ruff: noqa: E501  (tables of odd forms)
"""Forms of words: what a plural is the plural of, which verb a form belongs to, and careful guesses at typos."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from omnireel.animatic.lexicon.tables import spaced

PLURALS = {
    "wolves": "wolf", "foxes": "fox", "men": "man", "women": "woman", "children": "child", "people": "person", "leaves": "leaf", "geese": "goose", "mice": "mouse", "ponies": "pony",
    "puppies": "puppy", "kitties": "kitty", "calves": "calf", "horses": "horse", "houses": "house", "buses": "bus", "cacti": "cactus", "oxen": "ox", "knives": "knife", "loaves": "loaf",
    "shelves": "shelf", "elves": "elf", "dwarves": "dwarf", "hooves": "hoof", "feet": "foot", "teeth": "tooth", "octopi": "octopus", "thieves": "thief", "scarves": "scarf", "halves": "half",
    "fungi": "fungus", "nuclei": "nucleus", "policemen": "policeman", "firemen": "fireman", "fishermen": "fisherman", "businessmen": "businessman", "snowmen": "snowman", "gentlemen": "gentleman", "postmen": "postman", "craftsmen": "craftsman", "horsemen": "horseman", "swordsmen": "swordsman", "spacemen": "spaceman",
    "policewomen": "policewoman", "businesswomen": "businesswoman", "grandchildren": "grandchild", "schoolchildren": "schoolchild", "heroes": "hero", "potatoes": "potato", "tomatoes": "tomato", "volcanoes": "volcano", "spies": "spy", "kids": "kid", "ninjas": "ninja",
}  # fmt: skip
ALWAYS_PLURAL = frozenset(
    (
        "people",
        "folks",
        "ladies",
        "trees",
        "clouds",
        "waves",
        "woods",
        "dunes",
        "cattle",
        "livestock",
        "police",
        "twins",
        "newlyweds",
        "bride and groom",
        "everyone",
        "everybody",
        "traffic",
        "wildlife",
        "folk",
    )
)

PASTS = {
    "ran": "run", "flew": "fly", "flown": "fly", "swam": "swim", "swum": "swim", "sat": "sit", "stood": "stand", "rode": "ride", "ridden": "ride", "drove": "drive", "driven": "drive", "lying": "lie", "dying": "die", "tying": "tie", "ate": "eat", "eaten": "eat", "slept": "sleep",
    "leapt": "leap", "sang": "sing", "sung": "sing", "fought": "fight", "spoke": "speak", "spoken": "speak", "spun": "spin", "held": "hold", "told": "tell", "threw": "throw", "thrown": "throw", "caught": "catch", "broke": "break", "broken": "break", "fell": "fall", "fallen": "fall",
    "blew": "blow", "blown": "blow", "grew": "grow", "grown": "grow", "drew": "draw", "drawn": "draw", "wore": "wear", "worn": "wear", "wrote": "write", "written": "write", "built": "build", "made": "make", "took": "take", "taken": "take", "gave": "give", "given": "give", "went": "go", "gone": "go",
    "came": "come", "saw": "see", "seen": "see", "found": "find", "left": "leave", "lit": "light", "shot": "shoot", "hung": "hang", "swung": "swing", "sunk": "sink", "sank": "sink", "rose": "rise", "risen": "rise", "shook": "shake", "shaken": "shake", "woke": "wake", "torn": "tear", "froze": "freeze", "frozen": "freeze",
    "bent": "bend", "dug": "dig", "fed": "feed", "hid": "hide", "hidden": "hide", "knelt": "kneel", "lay": "lie", "laid": "lay", "led": "lead", "met": "meet", "paid": "pay", "rang": "ring", "sold": "sell", "sent": "send", "sewn": "sew", "shone": "shine", "slid": "slide", "struck": "strike", "swept": "sweep", "taught": "teach", "wound": "wind", "woven": "weave", "bitten": "bite", "crept": "creep", "burnt": "burn", "dreamt": "dream", "spilt": "spill", "stolen": "steal", "began": "begin", "begun": "begin", "drunk": "drink", "drank": "drink", "kept": "keep", "lost": "lose", "won": "win", "cut": "cut", "put": "put", "set": "set", "hit": "hit", "burst": "burst", "cast": "cast", "split": "split", "spread": "spread", "shut": "shut", "read": "read",
}  # fmt: skip
IS = spaced("is are was were be been being isn't aren't 's")


_NO_PASTS = spaced("seed shed sled red bed")  # nor is "seed" a form of "see"


def singulars(word: str) -> Iterator[str]:
    """Forms the word may be the plural of, likeliest first."""
    if word in PLURALS:
        yield PLURALS[word]
        return
    if word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y"
    if word.endswith("es") and word[-3:-2] in ("s", "x", "z", "h", "o"):
        yield word[:-2]
    if (word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3) or (
        word.endswith("us") and len(word) > 4 and word[:-1] in ("menu", "tutu", "emu")
    ):
        yield word[:-1]


def singular(word: str) -> str:
    return next(singulars(word), word)


def verb_forms(word: str) -> Iterator[tuple[str, str]]:
    """(stem, form) for each verb the word may be a form of; form: "base", "s", "ing" or "past"."""
    yield word, "base"
    if word in PASTS and PASTS[word] != word:
        yield PASTS[word], "ing" if word.endswith("ing") else "past"
    for ending, form in (("ing", "ing"), ("ed", "past"), ("es", "s"), ("s", "s")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            if (ending == "s" and stem.endswith("s")) or word in _NO_PASTS:
                continue
            yield stem, form
            if ending != "s":
                yield stem + "e", form
                if len(stem) > 3 and stem[-1] == stem[-2]:
                    yield stem[:-1], form
                if stem.endswith("ick"):
                    yield stem[:-1], form  # "frolicking"
                if stem.endswith("i"):
                    yield stem[:-1] + "y", form


def lemma(word: str, known: Iterable[str] = ()) -> str:
    """The likeliest plain form of a verb that no table knows."""
    for stem, form in verb_forms(word):
        if stem in known and form != "base":
            return stem
    for ending in ("ing", "ed"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
                return stem[:-1]
            short = len(stem) <= 4 and stem[-1:] not in "aeiouwxy" and stem[-2:-1] in "aeiou"
            return (
                stem + "e"
                if short
                or stem.endswith(
                    ("at", "iz", "ur", "v", "c", "g", "s", "u", "kl", "tl", "bl", "gl", "dl", "pl", "fl", "zl")
                )
                else stem
            )
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("shes", "ches", "xes", "sses", "zzes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _near(a: str, b: str) -> bool:
    """Whether one letter was left out, put in, mistaken or changed places with its neighbour."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    x, y = a[start:], b[start:]
    if len(a) == len(b):
        return x[1:] == y[1:] or (len(x) > 1 and x[0] == y[1] and x[1] == y[0] and x[2:] == y[2:])
    return x[1:] == y if len(x) > len(y) else y[1:] == x


class Typos:
    """Guesses at words that are surely misspelt: one slip of the pen away from exactly one known word."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_start: dict[tuple[str, int], list[str]] = {}
        for word in known:
            if len(word) >= 6 and word.isalpha():
                self._by_start.setdefault((word[0], len(word)), []).append(word)
        self.guess = lru_cache(maxsize=4096)(self._guess)

    def _guess(self, word: str) -> str | None:
        if len(word) < 6 or not word.isalpha() or not word.isascii():
            return None
        for form in (word, singular(word)):
            found = {
                other
                for size in (len(form) - 1, len(form), len(form) + 1)
                for other in self._by_start.get((form[0], size), ())
                if _near(form, other)
            }
            if len(found) == 1:
                plural = form != word
                return found.pop() + ("s" if plural else "")
            if found:
                return None
        return None
