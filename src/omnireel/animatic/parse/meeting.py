"""Who is met: noun phrases and pronouns to the subjects of a shot, new or known."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace

from omnireel.animatic.lexicon import beings, grammar, grooming, nouns
from omnireel.animatic.lexicon.index import ACTORS, BEINGS, Entry, index
from omnireel.animatic.lexicon.tables import spaced
from omnireel.animatic.parse.phrases import Chunk, Field, Noun, Verb, is_mark
from omnireel.animatic.parse.reading import Seen

# What a wider word may point back to: "the dog" after "a husky".
_FAMILIES: dict[str, frozenset[str]] = {
    "dog": frozenset(
        ("dog", "golden retriever", "labrador", "husky", "german shepherd", "corgi", "poodle", "puppy")
    ),
    "car": frozenset(("car", "sports car", "vintage car", "taxi", "police car", "jeep", "van", "truck")),
    "boat": frozenset(("rowboat", "sailboat", "ship", "speedboat")),
    "ship": frozenset(("ship", "spaceship", "sailboat", "tall ship", "pirate ship")),
    "bird": spaced(
        """
    bird sparrow robin swallow pigeon dove magpie eagle hawk falcon vulture seagull pelican crow owl parrot
    parakeet cockatoo toucan hummingbird kingfisher swan goose duck duckling chicken rooster chick
    penguin flamingo stork heron peacock ostrich
    """
    )
    | {"golden eagle", "horned owl", "snowy owl", "barn owl", "crane bird", "wild turkey"},
    "owl": frozenset(("owl", "horned owl", "snowy owl", "barn owl")),
    "eagle": frozenset(("eagle", "golden eagle")),
    "whale": frozenset(("whale", "sperm whale", "beluga", "orca")),
    "fish": frozenset(("fish", "clownfish", "angelfish", "goldfish", "koi", "salmon", "tuna")),
    "chicken": frozenset(("chicken", "rooster", "chick")),
    "bike": frozenset(("bicycle", "motorcycle")),
    "plane": frozenset(("plane", "propeller plane")),
}
_ANY_BEAST = frozenset(("animal", "creature", "beast", "pet", "predator", "monster"))
_ANY_CRAFT = frozenset(("vehicle", "craft", "machine", "device", "object", "product"))
_ANY_THING = frozenset(("device", "object", "product", "machine"))
_ANYBODY = frozenset(("man", "woman", "person", "figure", "boy", "girl", "child", "kid"))
_OWN = frozenset(("his", "her", "its", "their"))
# "Couple silhouettes", "a wizard duel": those before are who is seen.
_OUTLINES = spaced("silhouette shadow outline duel fight battle chase race parade")
_MOTHERS = frozenset(("mother", "father", "mom", "mum"))
_SOUNDS = spaced(
    """
    sound music soundtrack audio voice voiceover narration dialogue song melody rhythm echo noise beat score
    silence applause laughter siren alarm
    """
)
SCENERY_KINDS = ("stuff", "body", "clothes")
# One word for many, and how many are drawn of them.
_MANY: dict[str, int] = {
    **dict.fromkeys(
        ("crowd", "mob", "audience", "everyone", "everybody", "parade", "procession", "traffic", "army", "choir"),
        7,
    ),
    **dict.fromkeys(("orchestra", "marching band"), 7),
    **dict.fromkeys(("couple", "newlywed", "newlyweds", "pair"), 2),
    **dict.fromkeys(("family", "band", "rock band", "crew", "gang", "folk", "folks"), 3),
    "shoal": 14,
    "wolf pack": 5,
}
_TWO = spaced("parent grandparent twin")
_SAME_PLURAL = spaced("sheep deer koi salmon trout shrimp squid bison moose aircraft spacecraft cattle")
USUAL, USUAL_SCHOOL = 3, 6  # how many are drawn of "horses", and of "fish" that swim in schools


@dataclass
class Met:
    """One subject as the grammar knows it, and what speaks for telling of it."""

    seen: Seen
    kind: str
    noun: Noun
    stand_in: bool = False  # its drawing shows something near it
    female: bool | None = None
    acted: bool = False  # it is the subject of a verb
    headed: bool = False  # it opens a clause or stands alone in one
    object: bool = False
    beside: bool = False  # after a preposition of place, and new
    prep: str = ""  # the preposition that it stands after
    done: str = ""  # the verb that it is the object of
    holder: Met | None = None  # who it is told to be with: "a boy with a balloon"
    which: str = ""  # of several of its noun, which it is: "one", "first", "left"
    told: frozenset[str] = frozenset()  # and the colours and qualities that it was told apart by
    gone: bool = False  # taken back
    detail: bool = False  # met when all that matters was told

    @property
    def several(self) -> bool:
        """Whether its verb stands in the plural."""
        return not self.which and self.noun.plural and not self.noun.group and self.noun.head not in _MANY


@dataclass(frozen=True)
class Scenery:
    """A place that was named, its drawing, and how much speaks for the shot's taking place there. walls: their
    colour, if it was told."""

    said: str
    drawn: str
    rank: int
    at: int
    stand_in: bool
    walls: str = ""


@dataclass
class Roles:
    """All that the grammar found in one shot. notes: remarks for `ignored`; strange: words without a meaning;
    headings: who faces or goes towards the camera or away from it, and the words for it. rests: who is on what.
    """

    met: list[Met] = field(default_factory=list)
    places: list[Scenery] = field(default_factory=list)
    terms: list[Field] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)
    strange: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    headings: list[tuple[list[Met], str, str]] = field(default_factory=list)
    rests: list[tuple[list[Met], Met]] = field(default_factory=list)
    shown: list[tuple[str, str]] = field(default_factory=list)  # (head, as said) of what the place shows of itself


class Company:
    """The phrases, what was found so far, and the clause that is being read.

    main: the subjects of the sentence. chain: noun phrases of the clause that wait for its verb. acting: who did
    the last verb. nearest: the last subject named. prep: the preposition before what comes next; last_prep: the
    one that the last noun phrase stood after. fresh: at the beginning of a clause. linked: after "and".
    details: a long description has told its story and its look; what follows adds details.
    """

    def __init__(self, chunks: Sequence[Chunk], earlier: Sequence[Met] = (), long: bool = False) -> None:
        self.chunks = list(chunks)
        self.long, self.details = long, False
        self.out = Roles()
        self.meant: dict[int, Met] = {}  # by the place of "one", "the other" and the like: who that is
        self.earlier = list(earlier)
        self.sentence = self.sentence_start = self.at = 0
        self.section = "plain"
        self.new_sentence()

    def new_sentence(self) -> None:
        self.main: list[Met] = []
        self.chain: list[Met] = []
        self.acting: list[Met] = []
        self.listed: list[Met] = []  # before a comma: "a fox, a crane and an owl"
        self.nearest: Met | None = None
        self.verb: Verb | None = None
        self.ahead: tuple[str, str] | None = None  # a verb before its subject: "running, a dog ..."
        self.prep = self.last_prep = ""
        self.side = ""  # of the picture, told before who is there
        self.fresh = True
        self.linked = self.passive = self.to = self.begun = False
        self.negated = self.ruled = False  # after a negation; and something was negated already
        self.simile = self.supposed = False
        self.camera = False  # the camera is the subject
        self.filmed_from = False
        self.swallow = False  # the verb that comes belongs to a term of the look

    # -- looking at phrases

    def next(self) -> Chunk | None:
        """The next phrase that is no adverb."""
        for chunk in self.chunks[self.at + 1 :]:
            if not is_mark(chunk, "adverb", "other") and not (isinstance(chunk, Field) and chunk.kind == "pace"):
                return chunk
        return None

    def previous(self) -> Chunk | None:
        for chunk in reversed(self.chunks[: self.at]):
            if not is_mark(chunk, "adverb"):
                return chunk
        return None

    def before_prep(self) -> Chunk | None:
        """The phrase before the preposition that stands here."""
        for chunk in reversed(self.chunks[: self.at]):
            if not is_mark(chunk, "prep", "adverb", "other"):
                return chunk
        return None

    def finite_ahead(self, *stops: str) -> bool:
        """Whether a finite verb comes before the clause ends, or before one of these."""
        for chunk in self.chunks[self.at + 1 :]:
            if isinstance(chunk, Verb) and chunk.form in ("s", "base"):
                return True
            if is_mark(chunk, "stop", "sub", *stops):
                return False
        return False

    def present(self) -> list[Met]:
        return [met for met in self.out.met if not met.gone]

    # -- somebody known

    def _known(self, noun: Noun) -> Met | None:
        """Somebody met before that this noun phrase names again."""
        everyone, whose = self.present(), noun.determiner
        definite = whose in grammar.DEFINITE
        for met in reversed(everyone):
            same = met.noun.head == noun.head or met.seen.said == noun.name
            same = same or (whose == "the" and met.seen.said.endswith(f" {noun.head}"))
            if not same or (met.seen.count == 1 and noun.plural):
                continue
            if noun.colours and met.seen.colour and noun.colours[-1] != met.seen.colour:
                continue
            later = met.seen.sentence != self.sentence and whose not in ("another", "a", "an")
            if definite or (later and noun.number is None):
                return met
        if definite and whose not in _OWN:
            if noun.head == "thing":
                return next((met for met in everyone if met.headed), None)
            for met in reversed(everyone):
                if self._is_meant(noun, met):
                    return met
        return self._known_before(noun)

    def _is_meant(self, noun: Noun, met: Met) -> bool:
        """Whether a wider word means this one: "the dog" a husky, "the animal" any beast, "the man" a baker."""
        head = noun.head
        if head in _ANY_BEAST:
            return met.kind in ("animal", "creature")
        if head in _ANY_CRAFT:
            return met.kind == "vehicle" or (met.kind == "thing" and head in _ANY_THING)
        if head in _ANYBODY and met.kind == "person" and not noun.before:
            return met.female is None or self._sex(noun) in (None, met.female)
        return met.seen.name in _FAMILIES.get(head, ())

    def _known_before(self, noun: Noun) -> Met | None:
        if noun.determiner in ("a", "an", "another") or noun.plural:
            return None
        met = next((met for met in reversed(self.earlier) if met.noun.head == noun.head), None)
        if met is not None and met.seen.count > 1 and noun.determiner in _OWN:
            return None  # "his boat" is none of the boats
        return self.again(met) if met is not None else None

    def again(self, met: Met) -> Met:
        """Somebody of an earlier shot who is in this one as well."""
        for own in self.out.met:
            if own.noun is met.noun or (own.seen.said == met.seen.said and own.seen.colour == met.seen.colour):
                return own
        old = met.seen
        at = self.chunks[self.at].at
        seen = replace(
            old,
            action=None,
            actions=[],
            sentence=self.sentence,
            at=at,
            extra=set(old.extra),
            clothes=list(old.clothes),
            looks=list(old.looks),
        )
        own = replace(
            met, seen=seen, acted=False, headed=True, object=False, beside=False, gone=False, detail=False
        )
        self.out.met.append(own)
        return own

    @staticmethod
    def _sex(noun: Noun) -> bool | None:
        name = noun.entry.name if noun.kind == "person" else ""
        if name in beings.FEMALE or "female" in noun.adjectives:
            return True
        return False if name in beings.MALE or "male" in noun.adjectives else None

    # -- somebody new

    def meet(self, noun: Noun) -> Met | None:
        """The subject that a noun phrase names; None for what is only heard."""
        known = self._known(noun)
        if known is not None and (which := self._which(noun)):
            noun.which, noun.number = which, 1
            known = self._one_of(known, noun)
            known.acted = known.headed = True
        self._appose(noun)
        if known is not None:
            if noun.colours and known.seen.colour is None:
                known.seen.colour, known.seen.shades = noun.colours[-1], noun.colours
            return known
        if noun.head in _SOUNDS:
            return None
        if noun.before and self._is_rather(noun):
            noun.head, noun.kinds = noun.before.pop()  # "a polar bear mother", "couple silhouettes"
        if "baby" in noun.adjectives and noun.kind in ("animal", "creature"):
            noun.before.insert(0, ("baby", {}))
        kind, entry = self._drawing(noun)
        drawn = bool(entry.name) and entry.name != "figure"
        name, said = entry.name if drawn else _plain_shape(noun, kind), noun.name
        if noun.head.startswith("<<<"):
            name = said = "figure"
        seen = Seen(name, how_many(noun), at=noun.at, sentence=self.sentence, drawn=drawn, said=said)
        doers = self.acting or self.chain or self.main
        scenic = bool(doers) and all(m.kind in SCENERY_KINDS for m in doers)  # "light falls through a screen"
        aside = scenic and not self.fresh and any(m.kind in ACTORS and m.acted for m in self.out.met)
        met = Met(seen, kind, noun, entry.stand_in, self._sex(noun), detail=self.details or aside)
        for number, colours in noun.others:  # "three red and two blue balloons"
            other = replace(
                seen,
                count=number,
                colour=colours[-1],
                shades=colours,
                actions=[],
                extra=set(),
                clothes=[],
                looks=[],
            )
            self.out.met.append(Met(other, kind, noun, entry.stand_in, headed=True))
        self.describe(met, noun)
        self.out.met.append(met)
        return met

    @staticmethod
    def _is_rather(noun: Noun) -> bool:
        """Whether the noun before the head tells who it is."""
        kinds = noun.before[-1][1]
        if noun.head in _MOTHERS:
            return "animal" in kinds
        return noun.head in _OUTLINES and not BEINGS.isdisjoint(kinds)

    @staticmethod
    def _drawing(noun: Noun) -> tuple[str, Entry]:
        """Kind and drawing of the longest part of the name that the tables have."""
        kind, entry = noun.kind, noun.entry
        if kind == "place":
            kind, entry = "thing", Entry("thing")
        for start in range(len(noun.before)):
            longer = index().get(" ".join([text for text, _ in noun.before[start:]] + [noun.head]), {})
            found = next((longer[k] for k in ("vehicle", "person", "animal", "thing") if k in longer), None)
            if found is not None and found.name:
                kind, entry = found.kind, found
                break
        else:
            if kind == "animal" and any(not BEINGS.isdisjoint(kinds) for _, kinds in noun.before):
                entry = replace(entry, stand_in=True)  # "a robot dog" is drawn as a dog
        if kind == "person" and entry.name in ("man", "woman") and {"old", "elderly"} & set(noun.adjectives):
            entry = Entry(kind, f"old {entry.name}", entry.stand_in)
        return kind, entry

    def _appose(self, noun: Noun) -> None:
        """ "The keeper's face, an old man with a beard": the later words say who it is."""
        last = self.out.met[-1] if self.out.met else None
        if last is None or noun.kind != "person" or noun.determiner not in ("a", "an"):
            return
        waits = last.headed and not last.acted and last.kind == "person" and last.seen.count == 1
        if waits and last.noun.determiner == "the" and self.fresh and not self.linked:
            last.gone = last.seen.sentence == self.sentence

    def nobody(self, noun: Noun, kind: str = "body") -> None:
        """ "Her eyes glow", "alarms ring": the grammar's subject, but none that is told of."""
        met = Met(Seen("shape", 1, at=noun.at, sentence=self.sentence, drawn=False, said=noun.name), kind, noun)
        self.chain = [met]
        self.nearest = met if kind == "place" else None
        self.verb, self.fresh = None, False

    # -- pronouns

    def point(self, noun: Noun, prep: str) -> None:
        """A pronoun: whom it means, and its place in the clause."""
        text = noun.head
        if text in grammar.LOOKERS:
            if self.verb is not None and not self.camera and prep in grammar.TO_AND_FRO:
                self.heads("away" if prep in grammar.FROM else "towards", f"{prep} {text}")
            if not prep and self.fresh:
                self.camera = True
                self.chain, self.main, self.acting = [], [], []
            return
        if text in ("one", "another"):
            self._another(noun, prep)
            return
        found = self._meant(text, prep)
        if self.simile or self.negated or not found:
            if not prep:
                self.chain, self.fresh = [], False
            return
        found = [met if met in self.out.met else self.again(met) for met in found]
        self.nearest = found[-1]
        subject = (
            self.verb is None or self.fresh or text in ("he", "they", "both") or isinstance(self.next(), Verb)
        )
        if not prep and subject:
            self.chain, self.fresh = found, False
            self.verb, self.passive = None, False

    def heads(self, heading: str, said: str = "") -> None:
        """Who acts faces or goes towards the camera, or away from it. said: the words, if they are told where that
        is not drawn."""
        self.out.headings.append(([*(self.acting or self.chain or self.main)], heading, said))

    def _meant(self, text: str, prep: str) -> list[Met]:
        everyone = self.present()
        if text in ("he", "him", "she"):
            pool = [m for m in self.earlier + everyone if m.kind in BEINGS and m.seen.count == 1]
            pool = [m for m in pool if m.female in (None, text == "she")]
            pool = [m for m in pool if m.kind == "person"] or pool
            if len(pool) > 1 and not prep:
                pool = [m for m in pool if m.acted] or pool
            return pool[-1:]
        if text == "it":
            pool = [m for m in everyone or self.earlier if m.kind not in SCENERY_KINDS and m.seen.count == 1]
            pool = [m for m in pool if m.kind != "person" or m.seen.name in ("robot", "child")]
            ranks = (
                [m for m in pool if m.acted],
                [m for m in pool if m.kind in ACTORS],
                [m for m in pool if m.object],
                [m for m in pool if m.headed],
                [m for m in pool if not m.beside],
                pool,
            )
            return next((rank[-1:] for rank in ranks if rank), [])
        if text in ("they", "them", "both"):
            acting = [m for m in everyone if m.kind in BEINGS and (m.acted or (m.headed and not m.beside))]
            if len(acting) == 2 or text == "both":
                return acting[-2:]
            return [m for m in acting if m.seen.count > 1][-1:] or acting
        return []

    def _another(self, noun: Noun, prep: str) -> None:
        """ "A black one", "then another", "the other in a coat", "the last one"."""
        real = [m for m in self.present() if m.kind not in SCENERY_KINDS and m.kind != "place"]
        if noun.plural:  # "the others"
            real = [m for m in real if m.seen.count > 1] or real
        last = next((m for m in reversed(real) if m.acted or m.headed), real[-1] if real else None)
        if last is None or self.negated or prep == "with":
            self.chain, self.fresh = [], False
            return
        many = last.seen.count > 2 or any(m.noun is last.noun and m.seen.count > 2 for m in real)
        among = many and last.seen.actions and not noun.colours and noun.which not in grammar.SIDES
        if not prep and among and not noun.plural and (noun.number == 1 or noun.determiner == "the"):
            self.nobody(noun, "part")  # "the last one slips": not all of them
            return
        after = self.next()
        anew = noun.head == "another" and (isinstance(after, Verb) or is_mark(after, "prep"))
        one = self._other_one(last, noun, 1) if anew and last.seen.count == 1 else self._one_of(last, noun)
        if not prep:
            self.chain, self.fresh, self.verb = [one], False, None
        self.nearest = self.meant[noun.at] = one

    @staticmethod
    def _which(noun: Noun) -> str:
        """Which of several a noun phrase points at: "the left woman", "the first one"."""
        telling = (word for word in noun.adjectives if word in grammar.ORDINALS or word in grammar.SIDES)
        return next(telling, "") if noun.determiner == "the" and not noun.plural else ""

    def _one_of(self, like: Met, noun: Noun) -> Met:
        """The one that is meant of those named together: told apart now, or before."""
        alike = [m for m in self.out.met if m.noun is like.noun]
        told = {*noun.colours, *noun.adjectives} if noun.determiner == "the" else set()
        known = next(
            (m for m in alike if m.which == noun.which not in ("", "one", "other") or m.told & told), None
        )
        if known is not None:
            return known
        plain = [m for m in alike if not m.which and not (noun.colours and m.seen.colour)]
        points = bool(noun.which or noun.colours or noun.number == 1) and (len(alike) > 1 or like.seen.count > 1)
        if points and plain:
            return self._tell_apart(plain[0], noun)
        if noun.colours and noun.colours[-1] not in [m.seen.colour for m in alike]:
            return self._other_one(like, noun, noun.number or 1)
        return next((m for m in alike if noun.colours and m.seen.colour == noun.colours[-1]), like)

    def _tell_apart(self, many: Met, noun: Noun) -> Met:
        """ "Two koi, one black one orange", "two women, the left one in a coat": one of them by itself."""
        count = noun.number or 1
        if many.seen.count > count:
            rest = replace(many, seen=deepcopy(many.seen))
            rest.seen.count, rest.seen.at = many.seen.count - count, many.seen.at + 1
            self.out.met.insert(self.out.met.index(many) + 1, rest)
            many.seen.count = count
        many.which, many.told = noun.which or "one", frozenset((*noun.colours, *noun.adjectives))
        self.describe(many, noun)
        return many

    def describe(self, met: Met, noun: Noun) -> None:
        """What a noun phrase tells of how somebody looks, and where they are."""
        seen = met.seen
        if noun.colours:
            seen.colour, seen.shades = noun.colours[-1], noun.colours
        if seen.name in nouns.PEOPLE - grooming.HIDDEN:
            seen.extra |= grooming.of_person(noun.adjectives)
            seen.looks += [word for word in noun.adjectives if grooming.of_person([word])]
        seen.qualities += noun.adjectives
        told = [*noun.adjectives, noun.which]
        seen.side = next((side for side in grammar.SIDES if side in told), seen.side)

    def _other_one(self, like: Met, noun: Noun, count: int) -> Met:
        seen = replace(
            like.seen,
            count=count,
            action=None,
            actions=[],
            extra=set(),
            clothes=[],
            looks=[],
            at=noun.at,
            sentence=self.sentence,
        )
        seen.colour, seen.shades = (noun.colours[-1], noun.colours) if noun.colours else (None, [])
        noun.kinds = like.noun.kinds
        met = replace(like, seen=seen, noun=noun, acted=False, headed=True, object=False, beside=False)
        self.out.met.append(met)
        return met


def _plain_shape(noun: Noun, kind: str) -> str:
    """What is drawn of something without a drawing: a plain figure for what stands upright, else a small shape."""
    if noun.head in nouns.LIKE_PEOPLE:
        return noun.head
    return "figure" if noun.head in beings.UPRIGHT or kind in ("person", "unknown") else noun.head


def how_many(noun: Noun) -> int:
    if noun.number is not None and (noun.number > 1 or not noun.plural):
        return max(noun.number, 1)
    if noun.plural and noun.head in _TWO:
        return 2
    if noun.head in _MANY:
        return _MANY[noun.head] * (3 if noun.plural and noun.head == "couple" else 1)
    if noun.plural and noun.entry.name in nouns.AS_MANY:
        return nouns.AS_MANY[noun.entry.name]
    several = USUAL_SCHOOL if noun.entry.name in nouns.SCHOOLS else USUAL
    if noun.kind == "body" and noun.plural:
        return 2
    same = noun.head.endswith("fish") or noun.head in _SAME_PLURAL
    bare = same and not noun.determiner and noun.number is None
    return several if noun.plural or bare else 1
