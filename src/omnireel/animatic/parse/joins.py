"""Two noun phrases with "of" between them made one, by what the first is: a group, a glass, an edge, a part."""

from __future__ import annotations

from omnireel.animatic.lexicon import grammar, nouns, things
from omnireel.animatic.lexicon.index import BEINGS, index
from omnireel.animatic.lexicon.tables import spaced
from omnireel.animatic.parse.phrases import Chunk, Mark, Noun

# Groups that are one thing as well, when what follows is no plural: "a cloud of smoke".
_HARDLY_GROUPS = spaced("cloud line row string number set stream host class mass")
_OF_ITS_OWN = frozenset(("shadow", "reflection", "sound", "smell", "taste", "echo"))
_LANDS = frozenset(("field", "sea", "meadow", "garden", "valley", "ocean"))


def joined(chunks: list[Chunk]) -> list[Chunk]:
    """The phrases with each "X of Y" made one or two, from the right to the left."""
    for at in range(len(chunks) - 3, -1, -1):
        if at + 3 > len(chunks):
            continue
        first, middle, second = chunks[at : at + 3]
        of = isinstance(middle, Mark) and middle.kind == "prep" and middle.text == "of"
        if of and isinstance(first, Noun) and isinstance(second, Noun) and not first.owner and not second.owner:
            chunks[at : at + 3] = _of(first, second)
    return chunks


def _of(first: Noun, second: Noun) -> list[Chunk]:
    word = first.head
    place = first.kind == "place" and second.kind != "place"
    if first.pronoun:  # "one of them", "two of the dogs"
        if second.pronoun:
            return [first]
        return [_pointed(first, second, first.number, (first.number or 2) > 1, "the")]
    if _is_group(first, second):
        usual = things.GROUPS[word]
        number = second.number or (usual * first.number if first.number and first.number > 1 else usual)
        second.adjectives += first.adjectives
        second.group = True
        whose = "" if first.determiner in grammar.ARTICLES else first.determiner
        return [_pointed(first, second, number, True, whose)]
    if word in things.VESSELS:
        first.colours = first.colours or second.colours
        first.suffix = f" of {second.name}"
        if (name := nouns.SUBJECTS.get(f"{word} of {second.head}")) not in (None, word):
            first.kinds = dict(index()[name])  # "a bottle of perfume"
        return [first]
    if word in things.HEAPS and first.kind != "place":
        second.content = True
        return [first, second]
    if word in things.PORTIONS and not place:
        second.adjectives += first.adjectives
        return [_pointed(first, second, first.number, first.plural or second.plural, first.determiner)]
    if word in _OF_ITS_OWN and second.kind not in BEINGS:
        return [first]
    if (word in things.POINTERS or word in _OF_ITS_OWN or first.kind == "body") and not place:
        second.fields = first.fields + second.fields
        return [_pointed(first, second, second.number, second.plural, second.determiner or first.determiner)]
    if "place" in second.kinds and "place" not in first.kinds:
        first.scene = [(second.name, second.kinds)]  # "the eaves of a temple"
    if word in _LANDS:
        first.suffix = f" of {second.surface or second.name}"
    if second.kind in BEINGS and second.determiner in ("a", "an") and first.kind not in ("thing", "stuff"):
        return [first, Mark("prep", "of", second.at), second]
    return [first]


def _is_group(first: Noun, second: Noun) -> bool:
    if first.head not in things.GROUPS or second.kind == "stuff":
        return False
    return second.plural or first.head not in _HARDLY_GROUPS


def _pointed(first: Noun, second: Noun, number: int | None, plural: bool, determiner: str) -> Noun:
    """The second noun phrase, standing where the first did."""
    second.scene = first.before
    second.at, second.number, second.plural, second.determiner = first.at, number, plural, determiner
    return second
