"""One shot's text to its reading, with what earlier shots and the words for the whole film leave open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from omnireel.animatic.lexicon import looks, music
from omnireel.animatic.lexicon.tables import spaced
from omnireel.animatic.parse.chunks import Chunker
from omnireel.animatic.parse.drawn import settle
from omnireel.animatic.parse.meeting import Met, Roles, Scenery
from omnireel.animatic.parse.reading import Reading
from omnireel.animatic.parse.roles import RoleReader
from omnireel.animatic.parse.tokens import tokens_of

LENGTH_MAX = 20_000  # characters of a prompt that are read
_REFERS = spaced("he she it they him her them his its their")
ACTS_MAX = 3  # actions of one subject that a shot shows one after the other
_THEN = re.compile(
    r"\b(?:then|finally|afterwards?|after (?:that|which)|suddenly|until|eventually|before [a-z]+ing|"
    r"before (?:he|she|it|they)|(?:starts?|begins?) to|later|at last|in the end)\b",
    re.I,
)
_FACES = spaced("face eye eyes head smile lips mouth")
_SEASON = re.compile(
    r"\b(?:(?P<autumn>autumn(?:al)?|fall (?:colou?rs|foliage|leaves|forest))|(?P<summer>summer)|"
    r"(?P<spring>(?<!hot )spring(?:time)?(?! (?:water|roll|onion|break))|cherry blossoms?|blossoming|"
    r"in blossom))\b"
)
_CLOUDS = re.compile(r"\bclouds? (?:\w+ )?(?:roll|drift|race|pass|move|float|sweep|stream|swirl|scud)", re.I)
_RINGED = re.compile(
    r"\bringed (?:\w+ )?(?:planet|giant|world)|\bsaturn\b(?! v)|\b(?:planet|giant) with rings\b", re.I
)
_COMES = re.compile(
    r"\b(?:then|until|suddenly|when|(?:starts?|begins?|starting|beginning) to) "
    r"(?:it |the |a |heavy |light |\w+ing |starts? to |begins? to )*(?:rain|snow|storm|pour|drizzl|thunder)|"
    r"\b(?:rain|snow|storm|downpour)\w* (?:starts?|begins?|sets? in|breaks?)",
    re.I,
)
LONG = 450  # characters of a shot from which on it is a description with details


@dataclass
class Context:
    """What the shots before have told: who was met, where it was, and when."""

    met: list[Met] = field(default_factory=list)
    places: list[Scenery] = field(default_factory=list)
    inherited: dict[str, list[str]] = field(default_factory=dict)
    whole: str = ""
    roles: Roles = field(default_factory=Roles)

    def hear(self, whole: str) -> Roles:
        """The words for the whole film; its people are known from then on."""
        if whole != self.whole:
            self.whole = whole
            self.roles = _roles(whole, self.met)[0] if whole else Roles()
            self.met += [met for met in self.roles.met if met not in self.met]
            if whole:
                self.inherited = {}
        return self.roles


def _roles(text: str, earlier: Sequence[Met]) -> tuple[Roles, list[str]]:
    tokens, quoted = tokens_of(text[:LENGTH_MAX])
    chunker = Chunker(tokens)
    roles = RoleReader(chunker.chunks(), earlier, len(text) > LONG).read()
    roles.strange += chunker.unknown
    return roles, quoted


def only_looks(sentence: str) -> bool:
    """Whether a sentence tells nothing but how the film looks: no subject, no place, and a term of the look."""
    roles, _ = _roles(sentence, ())
    solid = [met for met in roles.met if met.kind not in ("stuff", "body")]
    return bool(roles.terms) and not solid and not roles.places


def tells_style(sentence: str) -> bool:
    """Whether a sentence without a verb names a style."""
    roles, _ = _roles(sentence, ())
    return any(term.kind == "style" for term in roles.terms) and not any(met.acted for met in roles.met)


def read(text: str, context: Context | None = None, whole: str = "") -> Reading:
    """Read one shot. Never raises; what is not understood is in `ignored`."""
    context = context if context is not None else Context()
    general = context.hear(whole)
    roles, quoted = _roles(text, context.met)
    own = {term.kind for term in roles.terms}
    first = min((term.at for term in roles.terms), default=0) - len(general.terms) - 1
    for number, term in enumerate(general.terms):
        if term.kind in ("style", "mood", "light", "camera") or term.kind not in own:
            term.at = first + number
            roles.terms.append(term)
    _place(roles, general, context, text)
    _in_order(roles, text)
    reading = settle(roles)
    _whose_face(reading, context)
    for kind in ("time_of_day", "weather"):
        _inherit(reading, context, kind)
    for said in quoted:
        reading.ignore(f'"{said}" (text, not drawn)')
    for words in _in_runs(sorted(set(roles.strange))):
        reading.ignore(words)
    music.hear(reading, f"{whole} {text}")
    reading.season = _season(text) or _season(whole)
    reading.shows = {name for name, said in looks.SKY_SHOWS.items() if said.search(text)}
    reading.shows -= roles.absent
    reading.clouds, reading.ringed = bool(_CLOUDS.search(text)), bool(_RINGED.search(text))
    reading.weather_comes = reading.weather in ("rain", "storm", "snow") and bool(_COMES.search(text))
    context.met += [met for met in roles.met if met not in context.met and not met.gone]
    context.places += [place for place in roles.places if place.rank >= 4]
    return reading


def _whose_face(reading: Reading, context: Context) -> None:
    """A face that is shown by itself is that of who was met last, or somebody's: from close by."""
    if len(reading.subjects) != 1 or reading.subjects[0].drawn or reading.subjects[0].said not in _FACES:
        return
    [face] = reading.subjects
    owner = next((met.seen for met in reversed(context.met) if met.kind == "person" and met.seen.drawn), None)
    face.name, face.drawn = (owner.name, True) if owner is not None else ("person", True)
    if owner is not None:
        face.extra, face.colour = set(owner.extra), owner.colour
    reading.framing = "close-up"
    reading.ignored = [text for text in reading.ignored if not text.startswith(f"{face.said} (no drawing")]


def _season(text: str) -> str | None:
    said = _SEASON.search(text.lower())
    return next(name for name, group in said.groupdict().items() if group) if said else None


def _in_order(roles: Roles, text: str) -> None:
    """Several actions of one subject are drawn one after the other where the words tell of an order in time;
    otherwise they go on together ("sits and reads"), and the first is drawn."""
    most = ACTS_MAX if _THEN.search(text) else 1
    for met in roles.met:
        acts = [act for k, act in enumerate(met.seen.acts) if not k or act != met.seen.acts[k - 1]]
        if most == 1 and "sleep" in acts[1:] and acts[0] in ("lie", "sit", "stand"):
            acts = ["sleep"]  # "curled up asleep on a chair"
            met.seen.action = "sleep"
        met.seen.acts = acts[:most]


def _place(roles: Roles, general: Roles, context: Context, text: str) -> None:
    """A shot that names no place of its own, but goes on with somebody, stays where it was."""
    if any(place.rank >= 4 for place in roles.places):
        return
    known = {id(met.noun) for met in context.met}
    goes_on = any(id(met.noun) in known for met in roles.met)
    said = text.lower()
    goes_on = goes_on or not _REFERS.isdisjoint(said.replace(",", " ").replace(".", " ").split())
    inside = " inside" in said
    before = context.places[-1:] if goes_on and not inside else []
    roles.places += [replace(place, rank=4) for place in before or general.places[-1:]]


def _inherit(reading: Reading, context: Context, kind: str) -> None:
    if kind in reading.told:
        context.inherited[kind] = list(reading.told[kind])
    elif context.whole and kind in context.inherited:
        reading.told[kind] = list(context.inherited[kind])
        first = reading.told[kind][0]
        if kind == "time_of_day":
            reading.time_of_day, reading.sunset = looks.TIMES_DRAWN.get(first), first == "sunset"
        else:
            reading.weather = looks.WEATHER_DRAWN.get(first)


def _in_runs(unknown: Sequence[tuple[int, str]]) -> list[str]:
    """Unknown words, those that stand side by side together."""
    out: list[str] = []
    last = -2
    for at, word in unknown:
        if at == last + 1 and out:
            out[-1] += f" {word}"
        else:
            out.append(word)
        last = at
    return out
