"""Understanding a prompt: tables of words, suffix stripping and a careful guess at typos. No picture
libraries here.

Nothing is invented: what the prompt does not say is None, and what was not understood is listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from omnireel.animatic.lexicon import music, nouns, words

_OTHER = r"[^\x00-\xbf\u2000-\u200c\u200e-\u206f\u3000-\u303f\uff00-\uff1f\s]"  # letters and signs beyond ASCII
_TOKEN = re.compile(rf"<<<[^<>]{{0,80}}>>>|(?:[a-z0-9]|{_OTHER})(?:[a-z0-9'&-]|{_OTHER})*|[.;:!?\n,]", re.I)
_STOPS = str.maketrans("。！？；：、，", ".!?;:,,")
_PHRASE_WORDS = 5
_COUNT_MAX = 16  # more of one thing are not drawn
_UNCOUNTED, _UNCOUNTED_SCHOOL = 3, 6  # how many are drawn of "horses", and of "fish" that swim in schools
_BEFORE_NOUNS = frozenset(("a", "an", "the", "in", "of", "with", "past", "by", "to", "for", "near", "his", "her"))


@dataclass
class Seen:
    """One subject as read. `extra` holds what helps to draw it but is not part of the report (clothes)."""

    name: str
    count: int
    action: str | None = None
    colour: str | None = None
    at: int = 0
    sentence: int = 0
    drawn: bool = True
    extra: set[str] = field(default_factory=set)


@dataclass
class Reading:
    """One shot as read."""

    subjects: list[Seen] = field(default_factory=list)
    setting: str | None = None
    time_of_day: str | None = None
    weather: str | None = None
    camera: str | None = None
    style: str | None = None
    pace: str | None = None
    mood: str | None = None
    framing: str | None = None
    music: str | None = None  # the character of the music asked for; "none" when it is ruled out
    sunset: bool = False  # the golden hour's end: reported as that, drawn with a low sun
    absent: set[str] = field(default_factory=set)
    ignored: list[str] = field(default_factory=list)

    def report(self) -> dict[str, Any]:
        return {
            "subjects": [
                {"name": s.name, "count": s.count, "action": s.action, "colour": s.colour} for s in self.subjects
            ],
            "setting": self.setting,
            "time_of_day": self.time_of_day,
            "weather": self.weather,
            "camera": self.camera,
            "style": self.style,
            "pace": self.pace,
            "mood": self.mood,
        }


def _singular(word: str) -> Iterator[str]:
    """Forms the word may be the plural of, likeliest first."""
    odd = {
        "wolves": "wolf",
        "foxes": "fox",
        "men": "man",
        "women": "woman",
        "children": "child",
        "people": "person",
        "leaves": "leaf",
        "geese": "goose",
        "mice": "mouse",
        "ponies": "pony",
        "puppies": "puppy",
        "kitties": "kitty",
        "calves": "calf",
        "horses": "horse",
        "houses": "house",
        "buses": "bus",
        "cacti": "cactus",
        "oxen": "ox",
    }
    if word in odd:
        yield odd[word]
    if word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y"
    if word.endswith("es") and word[-3:-2] in ("s", "x", "z", "h", "o"):
        yield word[:-2]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        yield word[:-1]


def _stems(word: str) -> Iterator[str]:
    """Forms of which the word may be an inflected verb."""
    odd = {
        "ran": "run",
        "flew": "fly",
        "flown": "fly",
        "swam": "swim",
        "sat": "sit",
        "stood": "stand",
        "rode": "ride",
        "drove": "drive",
        "lying": "lie",
        "ate": "eat",
        "slept": "sleep",
        "leapt": "leap",
        "sang": "sing",
        "fought": "fight",
        "spoke": "speak",
        "dove": "dive",
        "spun": "spin",
        "held": "hold",
        "told": "tell",
    }
    yield word
    if word in odd:
        yield odd[word]
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            yield stem
            yield stem + "e"
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]
            if stem.endswith("i"):
                yield stem[:-1] + "y"


Entry = tuple[str, str]


@lru_cache(maxsize=1)
def _index() -> dict[str, list[Entry]]:
    """Every phrase of every table: phrase -> [(kind, name)], in order of preference."""
    out: dict[str, list[Entry]] = {}
    tables: list[tuple[str, dict[str, str]]] = [
        ("style", words.STYLES),
        ("camera", words.CAMERA),
        ("pace", words.PACE),
        ("time", words.TIMES),
        ("subject", nouns.SUBJECTS),
        ("setting", nouns.SETTINGS),
        ("weather", words.WEATHER),
        ("action", words.ACTIONS),
        ("mood", words.MOOD),
    ]
    for kind, table in tables:
        for phrase, name in table.items():
            out.setdefault(phrase.replace("-", " "), []).append((kind, name))
    for name in nouns.UNDRAWN:
        out.setdefault(name.replace("-", " "), []).append(("undrawn", name.replace("-", " ")))
    for name in words.STYLES_UNDRAWN:
        out.setdefault(name.replace("-", " "), []).append(("style undrawn", name))
    return out


@lru_cache(maxsize=1)
def _single_words() -> list[str]:
    return sorted(
        phrase
        for phrase, entries in _index().items()
        if " " not in phrase
        and len(phrase) >= 6
        and entries[0][0] in ("subject", "setting", "action", "weather", "style")
    )


@lru_cache(maxsize=4096)
def _typo(word: str) -> str | None:
    """The table word that this one surely is, or None. Short words are never guessed."""
    if len(word) < 6 or not word.isalpha():
        return None
    from rapidfuzz import fuzz, process

    near = [w for w in _single_words() if w[0] == word[0] and abs(len(w) - len(word)) <= 2]
    found = process.extract(word, near, scorer=fuzz.ratio, score_cutoff=87, limit=2)
    if not found or (len(found) > 1 and found[1][1] >= found[0][1] - 1):
        return None
    return str(found[0][0])


def _look_up(phrase: str, last: str) -> tuple[list[Entry], bool]:
    """Entries for a phrase, trying plurals and verb forms of its last word; and if a plural was needed."""
    index = _index()
    if entries := index.get(phrase):
        cut = phrase[: len(phrase) - len(last)]
        one = any(cut + form in index for form in _singular(last)) and entries[0][0] == "subject"
        return entries, one or phrase in ("people", "waves", "trees", "clouds", "woods", "dunes")
    head = phrase[: len(phrase) - len(last)]
    things: list[Entry] = []
    for form in _singular(last):
        things = [e for e in index.get(head + form, []) if e[0] in ("subject", "setting", "undrawn", "weather")]
        if things:
            break
    for form in _stems(last):
        if found := [e for e in index.get(head + form, []) if e[0] == "action"]:
            return things + found, bool(things)
    return things, bool(things)


def before_thing(tokens: list[str], i: int) -> bool:
    """Whether a thing at i is only a prop: it follows a preposition or a possessive."""
    near = tokens[max(i - 3, 0) : i]
    return bool(
        {
            "on",
            "at",
            "in",
            "with",
            "under",
            "near",
            "beside",
            "his",
            "her",
            "its",
            "their",
            "behind",
            "over",
            "holding",
            "playing",
            "wearing",
            "reading",
            "using",
        }
        & set(near)
    )


class _Reader:
    def __init__(self, prompt: str) -> None:
        self.out = Reading()
        flat = (
            prompt.lower()
            .translate(_STOPS)
            .replace("’", "'")
            .replace("-", " ")
            .replace("—", ", ")
            .replace("–", ", ")
        )
        self.tokens: list[str] = _TOKEN.findall(flat)
        self.sentence = 0
        self.number: int | None = None
        self.colour: str | None = None
        self.scenery: list[str] = []
        self.ruled_out = False  # something of this clause was negated
        self.deferred: list[tuple[int, str | None]] = []  # "three red and" two blue balloons
        self.verb_ahead: str | None = None
        self.negated = False
        self.unknown: list[str] = []

    def read(self) -> Reading:
        i = 0
        while i < len(self.tokens):
            i += self._step(i)
        self._flush_unknown()
        self._settle()
        return self.out

    def _flush_unknown(self) -> None:
        if self.unknown:
            self._ignore(" ".join(self.unknown))
            self.unknown = []

    def _ignore(self, text: str) -> None:
        if text not in self.out.ignored:
            self.out.ignored.append(text)

    def _noun_ahead(self, i: int) -> bool:
        """Whether the adjective at i belongs to something that can be named: only adjectives lie between."""
        for j in range(i + 1, min(i + 5, len(self.tokens))):
            for size in range(3, 0, -1):
                part = self.tokens[j : j + size]
                if any(t in ".;:!?\n," for t in part) or len(part) < size:
                    continue
                if size == 1 and (part[0] in words.BODY or part[0] in words.CLOTHES):
                    return False
                found = [kind for kind, _ in _look_up(" ".join(part), part[-1])[0]]
                if found and part[0] not in words.COLOURS and part[0] not in words.SILENT:
                    return found[0] in ("subject", "undrawn")
            token = self.tokens[j]
            if token in ".;:!?\n," or token in words.BREAKS:
                return False
        return False

    def _drop_colour(self) -> None:
        if self.colour is not None:
            self._ignore(self.colour)
            self.colour = None

    def _step(self, i: int) -> int:
        token = self.tokens[i]
        if token in ".;:!?\n,":
            following = self.tokens[i + 1] if i + 1 < len(self.tokens) else ""
            if (
                token == ","
                and self.number
                and self.colour
                and (following in words.NUMBERS or following in words.COLOURS or following == "and")
            ):
                self.deferred.append((self.number, self.colour))
                self.number = self.colour = None
                return 1
            self._flush_unknown()
            self.negated = self.ruled_out = False
            self.number = self.verb_ahead = None
            self.deferred = []
            self._drop_colour()
            if token != ",":
                self.sentence += 1
            return 1
        if token.startswith("<<<"):
            self._flush_unknown()
            self._ignore(f"{token} (no drawing, shown as a plain figure)")
            self._subject("figure", self.number or 1, i, drawn=False)
            return 1
        if token in ("wave", "waves") and self.out.subjects:
            last = self.out.subjects[-1]
            if last.at in (i - 1, i - 2) and last.action is None and last.name in nouns.PEOPLE:
                self._take([("action", "wave")], False, i, 1, token)
                return 1
        for size in range(min(_PHRASE_WORDS, len(self.tokens) - i), 0, -1):
            part = self.tokens[i : i + size]
            if any(t in ".;:!?\n," or t.startswith("<<<") for t in part):
                continue
            entries, plural = _look_up(" ".join(part), part[-1])
            if part == ["black", "and", "white"] and self._noun_ahead(i + 2):
                continue  # a coat, not a film
            if entries and not (size == 1 and self._plain_word(part[0], entries, i)):
                self._flush_unknown()
                self._take(entries, plural, i, size, " ".join(part))
                return size
        return self._single(token, i)

    def _plain_word(self, word: str, entries: list[Entry], i: int) -> bool:
        """A word that could be read as one of our own, but more often is not."""
        kind = entries[0][0]
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else ""
        if word in words.COLOURS:
            return True
        if word in ("pan", "crane", "arc", "drone", "cranes", "pans"):
            # A thing (a frying pan, a paper crane) and no move of the camera.
            before = self.tokens[i - 1] if i else ""
            if kind == "camera" and before in (
                "a",
                "the",
                "an",
                "frying",
                "hot",
                "origami",
                "paper",
                "two",
                "iron",
            ):
                return following not in ("shot", "up", "down", "left", "right", "move")
        if word in words.SILENT and word not in ("fire",):
            return kind not in ("camera", "setting", "weather") or word in words.SILENT
        if word in words.NUMBERS and following == "of":
            return True
        return bool(kind == "subject" and word in ("lab", "couple", "crowd") and following in ("of",))

    def _single(self, token: str, i: int) -> int:
        if token in words.NEGATIONS or (
            token in ("free",) and i + 1 < len(self.tokens) and self.tokens[i + 1] == "of"
        ):
            self._flush_unknown()
            self.negated = True
            return 1
        if self.negated and token in ("cloud", "clouds"):
            self.out.weather = self.out.weather or "clear"
            return 1
        if token in words.COLOURS:
            if self.colour is not None:
                self.unknown.append(self.colour)
                self._flush_unknown()
            self.colour = token
            if not self._noun_ahead(i):
                before = self.tokens[i - 1] if i else ""
                if token in nouns.UNDRAWN and before in ("a", "an", "the", "one"):
                    self.colour = None
                    self._take([("undrawn", token)], False, i, 1, token)
                else:
                    self._stray_colour(i)
            return 1
        if token in words.NUMBERS or token.isdigit():
            after = self.tokens[i + 1 : i + 3]
            if after and after[0] in ("year", "years"):
                size = 3 if after[1:] == ["old"] else 2
                self._ignore(" ".join(self.tokens[i : i + size]))
                return size
        if token in words.NUMBERS:
            self.number = words.NUMBERS[token]
            return 1
        if token.isascii() and token.isdigit() and len(token) <= 3:
            self.number = int(token)
            if not self._noun_ahead(i):
                self.unknown.append(token)
            return 1
        if token in words.CLOTHES or any(f in words.CLOTHES for f in _singular(token)):
            self._clothes(token)
            return 1
        if token in words.BODY:
            self._body(token)
            return 1
        if token in words.SIZES:
            if self._noun_ahead(i) and not self.negated:
                self._ignore(token)
            return 1
        if token in words.SCENERY and not self.negated:
            self.scenery.append(token)
        if token in words.SILENT or (len(token) < 3 and token.isascii()):
            if self.ruled_out and token in ("in", "on", "at", "near", "is", "are"):
                self.negated = False  # "no dog in the park" is a park
            if token in ("and", "but", "then", "while"):
                self._flush_unknown()
                self.negated = self.negated and token == "and"
                following = self.tokens[i + 1] if i + 1 < len(self.tokens) else ""
                if token == "and" and self.number and self.colour and following in words.NUMBERS:
                    self.deferred.append((self.number, self.colour))
                    self.number = self.colour = None
            return 1
        if guess := _typo(token):
            self._flush_unknown()
            entries, plural = _look_up(guess, guess)
            self._take(entries, plural, i, 1, guess)
            return 1
        if not self.negated:
            self.unknown.append(token)
        return 1

    def _stray_colour(self, i: int) -> None:
        """A colour of something that has none of its own here goes with the words after it, or is left out."""
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else ""
        if following in words.CLOTHES or following in words.BODY or following in words.COLOURS:
            return
        if any(f in words.CLOTHES for f in _singular(following)):
            return
        if following in words.SILENT or following in words.SIZES:
            after = self.tokens[i + 2] if i + 2 < len(self.tokens) else ""
            if after in words.CLOTHES or after in words.BODY:
                return
        colour, self.colour = self.colour, None
        known = [kind for kind, _ in _look_up(following, following)[0]]
        if colour is None or self.negated or (known and known[0] in ("setting", "weather", "time", "style")):
            return
        if following in words.SILENT or known or following in ".;:!?\n,":
            text = (
                f"{colour} {following}"
                if following in ("light", "lights", "glow", "smoke", "background")
                else colour
            )
            self._ignore(text)
        else:
            self.unknown.append(colour)

    def _clothes(self, token: str) -> None:
        """Clothes belong to the person last named; what covers the trunk gives its colour."""
        colour, self.colour = self.colour, None
        plain = token if token in words.CLOTHES else next(_singular(token), token)
        if self.negated:
            return
        said = f"{colour} {token}" if colour else token
        wearer = self.out.subjects[-1] if self.out.subjects else None
        if wearer is None or wearer.name not in nouns.PEOPLE:
            self._ignore(said)
            return
        wearer.extra.add(plain)
        drawn = plain in words.OUTFITS or plain in nouns.SHOWN_WITH.get(wearer.name, ())
        if plain in words.TOPS and colour is not None and wearer.colour in (None, colour):
            wearer.colour = colour
            if not drawn and plain not in ("shirt", "jacket", "sweater", "hoodie", "vest", "blouse", "suit"):
                self._ignore(f"{token} (shown as plain clothes)")
        elif not drawn or colour is not None:
            self._ignore(said)

    def _body(self, token: str) -> None:
        """Parts of a body are drawn as the drawing has them: a colour or shape said of them is not."""
        colour, self.colour = self.colour, None
        if self.negated:
            return
        shown = set().union(*(nouns.SHOWN_WITH.get(s.name, frozenset()) for s in self.out.subjects))
        if colour is not None and not {colour, token} <= shown:
            self.unknown.append(colour)
            self.unknown.append(token)
            self._flush_unknown()
        elif self.unknown or (colour is None and token in ("beard", "collar", "leash") and token not in shown):
            self.unknown.append(token)
            self._flush_unknown()

    def _subject(self, name: str, count: int, i: int, drawn: bool = True) -> None:
        for number, colour in self.deferred:
            self.out.subjects.append(Seen(name, number, self.verb_ahead, colour, i, self.sentence, drawn))
        if count > _COUNT_MAX:
            self._ignore(f"{count} ({_COUNT_MAX} are drawn)")
            count = _COUNT_MAX
        seen = Seen(name, count, self.verb_ahead, self.colour, i, self.sentence, drawn)
        self.number = self.colour = self.verb_ahead = None
        if self.deferred:
            self.deferred = []
            self.out.subjects.append(seen)
            return
        for known in self.out.subjects:
            # The same one named again ("a dog ... the dog") is not a second one.
            if known.name == name and (
                (i > 0 and self.tokens[i - 1] in ("the", "its", "his", "her", "their", "this", "that"))
                or known.sentence != self.sentence
            ):
                known.action = known.action or seen.action
                known.colour = known.colour or seen.colour
                self.last = known
                return
        self.out.subjects.append(seen)

    def _take(self, entries: list[Entry], plural: bool, i: int, size: int, text: str) -> None:
        kinds = dict(reversed(entries))
        kind, name = entries[0]
        before = self.tokens[i - 1] if i else ""
        if self.negated:
            self.out.absent.add(name)
            self.ruled_out = True
            if kind in ("subject", "undrawn", "setting", "weather", "mood", "style", "action"):
                return
        # A word with two readings: a noun after an article or adjective, a verb after a subject.
        if (
            "action" in kinds
            and len(kinds) > 1
            and self.number is None
            and self.out.subjects
            and before not in _BEFORE_NOUNS
            and before not in words.COLOURS
        ):
            kind, name = "action", kinds["action"]
        if kind not in ("subject", "undrawn") and self.colour is not None:
            self._drop_colour()
        if text in nouns.STAND_INS or (plural and next(_singular(text), text) in nouns.STAND_INS):
            waste = kind == "setting" and self.out.setting not in (None, name)
            if kind in ("subject", "setting") and text != name and not waste:
                self._ignore(f"{text} (no drawing of its own, shown as {name})")
        if kind == "subject":
            held = self.out.subjects and self.out.subjects[-1].name in nouns.PEOPLE
            if name in ("umbrella", "book") and held and before_thing(self.tokens, i):
                self._prop(name)
            else:
                self._noun(name, plural, i, text)
        elif kind == "undrawn" and self.out.subjects and before_thing(self.tokens, i):
            self._ignore(f"{self.colour + ' ' if self.colour else ''}{name} (no drawing)")
            self.number = self.colour = None
        elif kind == "undrawn":
            self._noun(name, plural, i, text, drawn=False)
            shape = "plain figure" if name in nouns.LIKE_PEOPLE else "small plain shape"
            self._ignore(f"{name} (no drawing, shown as a {shape})")
        elif kind == "setting":
            if not (name == "sky" and self.ruled_out):
                self._setting(name, text)
        elif kind == "action":
            self._action(name, i, text)
        elif kind == "camera":
            self._camera(name)
        elif kind == "style undrawn":
            self._ignore(f"{name} (style not drawn)")
        else:
            slot = {
                "time": "time_of_day",
                "weather": "weather",
                "style": "style",
                "pace": "pace",
                "mood": "mood",
            }[kind]
            if kind == "time" and text in ("northern lights", "aurora"):
                self._ignore(f"{text} (no drawing; night is drawn)")
            self.out.sunset |= kind == "time" and ("sunset" in text or text == "setting sun")
            if kind == "weather" and self.out.weather in (None, "clear", "windy"):
                self.out.weather = name
            elif getattr(self.out, slot) is None:
                setattr(self.out, slot, name)
            elif kind == "pace" and name == "slow motion":
                self.out.pace = name

    def _prop(self, name: str) -> None:
        """Something held: an umbrella is drawn over people, other things are not."""
        colour, self.colour, self.number = self.colour, None, None
        holder = self.out.subjects[-1]
        said = f"{colour} {name}" if colour else name
        if name == "umbrella" and holder.name in nouns.PEOPLE:
            holder.extra.add(f"umbrella {colour or 'red'}")
            return
        self._ignore(f"{said} (held, no drawing)")

    def _noun(self, name: str, plural: bool, i: int, text: str, drawn: bool = True) -> None:
        last = text.split()[-1]
        if last in ("crowd", "family", "couple"):
            count = {"crowd": 7, "family": 3, "couple": 2}[last]
        elif text in ("school of fish", "shoal"):
            count = 14
        elif self.number is not None and (self.number > 1 or not plural):
            count = self.number
        elif plural:
            count = _UNCOUNTED_SCHOOL if name in nouns.SCHOOLS else _UNCOUNTED
        else:
            bare = last in ("fish", "sheep", "deer", "koi", "salmon") and (
                i == 0
                or self.tokens[i - 1] not in ("the", "a", "this", "that", "one", "single", "lone", "her", "his")
            )
            several = _UNCOUNTED_SCHOOL if name in nouns.SCHOOLS else _UNCOUNTED
            count = several if bare and self.number is None else 1
        self._subject(name, max(count, 1), i, drawn)

    def _setting(self, name: str, text: str) -> None:
        if text.startswith(("snowy", "winter", "snow covered")) and name == "forest":
            self.out.weather = self.out.weather or "snow"
        if text == "snow" and (self.out.setting not in (None, "snow field") or "fall" in " ".join(self.tokens)):
            # Beside another place, or falling, snow is the weather.
            self.out.weather = "snow" if self.out.weather in (None, "clear", "windy") else self.out.weather
            return
        if "neon" in text or "cyberpunk" in text:
            self.out.time_of_day = self.out.time_of_day or "night"
        if text.startswith("rainy") and self.out.weather is None:
            self.out.weather = "rain"
        if text.startswith("stormy") or text == "rough sea":
            self.out.weather = "storm" if self.out.weather in (None, "rain", "windy") else self.out.weather
        if text.startswith("misty"):
            self.out.weather = self.out.weather or "fog"
        current = self.out.setting
        if current is None or current == name or current in nouns.CONTAINS.get(name, ()):
            self.out.setting = name
        elif name not in nouns.CONTAINS.get(current, ()) and name != "sky":
            self._ignore(f"{text} (second setting; {current} is drawn)")

    def _action(self, name: str, i: int, text: str) -> None:
        if name == "fly" and "kite" in self.tokens[i + 1 : i + 5]:
            name = "stand"  # who flies a kite stays on the ground
        here = [s for s in self.out.subjects if s.sentence == self.sentence]
        waiting = [s for s in here if s.action is None]
        if waiting:
            for seen in waiting:
                seen.action = name
        elif not here and text.endswith("ing"):
            self.verb_ahead = name
        elif not here and self.out.subjects and self.out.subjects[-1].action is None:
            self.out.subjects[-1].action = name
        else:
            drawn = next((s.action for s in reversed(here) if s.action), None)
            if drawn != name:
                self._ignore(f"{text} (second action; {drawn} is drawn)" if drawn else text)

    def _camera(self, name: str) -> None:
        framing = name in ("close-up", "wide", "medium", "low angle")
        if framing:
            self.out.framing = self.out.framing or name
            if self.out.camera is None:
                self.out.camera = name
        elif self.out.camera is None or self.out.camera in ("close-up", "wide", "medium", "low angle"):
            self.out.camera = name

    def _settle_riders(self) -> None:
        """Riding is drawn in and on vehicles only."""
        riders = [s for s in self.out.subjects if s.name in nouns.PEOPLE and s.action == "drive"]
        names = {s.name for s in self.out.subjects}
        if not riders or names & nouns.CARRIERS - {"bicycle"}:
            return
        if "bicycle" in names:
            for rider in riders:
                self._ignore(f"{rider.name} (shown as a cyclist)")
            return
        self._ignore("riding (shown side by side)" if names & nouns.MOUNTS else "riding (no drawing)")
        for rider in riders:
            rider.action = "walk" if names & nouns.MOUNTS else None

    def _settle(self) -> None:
        out = self.out
        if "cloudy" in out.absent:
            out.weather = out.weather or "clear"
        out.subjects = [s for s in out.subjects if s.name not in out.absent]
        for word in self.scenery:
            out.setting = out.setting or words.SCENERY_PLACES.get(word)
            if out.setting is not None and out.setting not in words.SCENERY[word]:
                self._ignore(word)
        self._settle_riders()
        for seen in out.subjects:
            act = words.BEAST_VERBS.get(seen.action or "")
            if act and seen.action in words.FAR_VERBS and seen.name in nouns.BEASTS:
                self._ignore(f"{seen.action} ({seen.name} shown to {act})")
        if out.camera == "aerial" and out.setting in ("room", "stage", "reef", "space", "moon"):
            self._ignore("aerial (shown from eye level)")
        shown: set[str] = set()
        for name in (out.setting or "", *(s.name for s in out.subjects)):
            shown |= nouns.SHOWN_WITH.get(name, frozenset())
        out.ignored = [text for text in out.ignored if not set(text.split()) <= shown]


def understand(prompts: Sequence[str]) -> list[Reading]:
    return [music.hear(_Reader(prompt).read(), prompt) for prompt in prompts]


def interpret(prompt: str | Sequence[str]) -> dict[str, Any]:
    """What the engine understood of a prompt, or of one prompt a shot; None where nothing was said."""
    readings = understand([prompt] if isinstance(prompt, str) else list(prompt))
    ignored: list[str] = []
    for reading in readings:
        ignored += [text for text in reading.ignored if text not in ignored]
    return {"engine": "animatic", "shots": [reading.report() for reading in readings], "ignored": ignored}


def size_of_vocabulary() -> int:
    """Words and phrases that mean something to the engine."""
    more: list[Callable[[], int]] = [
        lambda: len(words.COLOURS),
        lambda: len(words.NUMBERS),
        lambda: len(words.CLOTHES),
    ]
    return len(_index()) + sum(count() for count in more)
