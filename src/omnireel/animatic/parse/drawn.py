"""From what was told to what is drawn: which subjects are staged, which setting, hour, weather, style and move
stand for the words, and the remarks on what has no drawing.
"""

from __future__ import annotations

from omnireel.animatic.lexicon import adjectives, grammar, looks, nouns, verbs, words
from omnireel.animatic.lexicon.index import ACTORS, BEINGS
from omnireel.animatic.lexicon.tables import spaced
from omnireel.animatic.parse import sporting
from omnireel.animatic.parse.meeting import Met, Roles
from omnireel.animatic.parse.reading import Reading, Seen

HELD = spaced(  # what stands beside nobody: who has it in hand is drawn as they are
    """
    apple banana book bottle bread burger camera candle cocktail cookie cup donut handbag headphones
    necklace perfume phone pizza ring sandwich strawberry sword trumpet violin watch
    """
) | {"gift box", "ice cream", "wine glass"}
_GLOW = frozenset(("glowing", "luminous"))
COUNT_MAX = 16  # more of one thing are not drawn
_AT_SEA = ("ship", "sailboat", "tall ship", "pirate ship")
CELESTIAL = frozenset(
    ("moon", "full moon", "crescent moon", "star", "sun", "rainbow", "planet", "earth", "galaxy", "milky way")
)


def settle(roles: Roles) -> Reading:
    """What the grammar found, as a reading with its drawings and remarks."""
    out = Reading(absent=roles.absent)
    _subjects(roles, out)
    _setting(roles, out)
    if out.setting in ("stage", "stadium"):  # where the seats are full as it is
        for seen in [seen for seen in out.subjects[1:] if seen.said in ("audience", "crowd", "spectator")]:
            out.subjects.remove(seen)
            out.props.append(seen)
    for seen in list(out.subjects):  # a birthday cake has its candles
        others = [other.name for other in out.subjects if other is not seen]
        if seen.colour is None and any(seen.said in nouns.SHOWN_WITH.get(name, ()) for name in others):
            out.subjects.remove(seen)
            out.props.append(seen)
    for head, said in roles.shown:
        there = nouns.OF_THE_PLACE[head]
        if there and out.setting not in there:
            out.ignore(f"{said} (no drawing)")
    _terms(roles, out)
    for note in roles.notes:
        out.ignore(note)
    _airborne(out)
    _blown_out(out)
    sporting.take_part(roles, out)
    _resting(roles, out)
    _riders(out)
    _headings(roles, out)
    _remarks(out)
    return out


# -- subjects


def _told(met: Met, alone: bool) -> bool:
    """Whether it is a subject of the shot, rather than scenery."""
    seen, noun, kind = met.seen, met.noun, met.kind
    if met.gone:
        return False
    if kind in ACTORS:
        return True
    if met.detail:
        return False
    passing = met.beside or met.object or not (alone or noun.determiner or noun.at < 3)  # ", full moon"
    if noun.head in CELESTIAL and not seen.actions and passing:
        return False
    if kind in ("stuff", "body", "clothes"):
        if kind == "clothes" and met.headed:
            return True
        if noun.head in looks.MOOD_NOUNS | looks.STYLE_NOUNS:
            return False
        one = (
            noun.number == 1
            or (kind == "stuff" and noun.determiner in ("a", "an"))
            or (kind == "body" and (noun.number or noun.plural or noun.determiner in ("a", "an")))
        )
        return (one and met.acted and bool(seen.actions)) or (
            alone and met.headed and (bool(seen.actions) or kind == "body")
        )
    if kind == "unknown":
        return (
            (met.acted and met.headed and bool(seen.actions))
            or (met.headed and (noun.determiner in ("a", "an", "another") or noun.number is not None))
            or (met.object and (noun.determiner in ("a", "an") or noun.number is not None))
        )
    if kind == "place" or (met.noun.head == "sun" and not (met.acted and met.headed and noun.determiner)):
        return False
    if seen.actions or met.object or noun.content:
        return True
    if met.headed:
        return noun.determiner not in grammar.DEFINITE or alone or noun.at < 3
    return met.beside and (noun.determiner in ("a", "an", "another") or noun.number is not None)


def _is_passing(met: Met) -> bool:
    """Whether a thing is only named in passing: "..., strobe lights, confetti cannon"."""
    noun = met.noun
    bare = not (noun.determiner or noun.number or noun.colours or met.seen.actions or met.object or noun.content)
    return met.kind in ("thing", "food") and bare and met.headed and noun.at > 3


def _subjects(roles: Roles, out: Reading) -> None:
    acting = any(met.kind in ACTORS and met.seen.actions for met in roles.met if not met.gone)
    # "A village at night, warm windows": where the place is told, its details are its own.
    told = [met for met in roles.met if met.seen.drawn or not (roles.places and _is_passing(met))]
    main = [met for met in told if _told(met, False) and not (acting and _is_passing(met))]
    chosen = main or [met for met in told if _told(met, True)]
    chosen = [met for met in chosen if met.seen.name not in roles.absent and met.noun.head not in roles.absent]
    roles.strange += [
        (met.noun.head_at, met.noun.name)
        for met in roles.met
        if met.kind == "unknown" and not met.gone and met not in chosen
    ]
    beings = any(met.kind in ACTORS for met in chosen)
    first = next((met for met in chosen if met.headed and met.noun.head not in CELESTIAL), None)
    for met in chosen:
        seen = met.seen
        prop = met.kind not in ACTORS and (beings or met is not first)
        if not seen.drawn and met.noun.head in nouns.OF_THE_PLACE:
            seen.staged = False
            roles.shown.append((met.noun.head, seen.said))
        elif not seen.drawn and any(place.at == seen.at and place.drawn for place in roles.places):
            seen.staged = False  # "a river flows": the place is what acts
        elif not seen.drawn:
            seen.staged = not prop and not (seen.name in nouns.TINY and len(chosen) > 1)
            if all(place.at != seen.at for place in roles.places) or seen.staged:  # else told of the place
                _undrawn(met, out)
        elif met.stand_in:
            out.ignore(f"{seen.said} (no drawing of its own, shown as {seen.name})")
        if seen.drawn and prop and beings:
            _held(met, next((other for other in roles.met if _may_hold(other, met)), None), out)
        if "burn" in seen.actions or not words.IN_FLAMES.isdisjoint(met.noun.adjectives):
            if seen.drawn and met.kind not in BEINGS and seen.name not in nouns.ALIGHT:
                seen.extra.add(nouns.BURNS)
            elif seen.name not in nouns.ALIGHT:
                out.ignore("burning")
        if seen.count > COUNT_MAX:
            out.ignore(f"{seen.count} ({COUNT_MAX} are drawn)")
        (out.subjects if seen.staged else out.props).append(seen)
        for shade in seen.shades[:-1]:
            out.ignore(shade)
        _qualities(seen, out)
    for met in roles.met:
        if met.holder is not None and not met.gone and met not in chosen:
            holder = met.holder if met.holder.kind == "person" else None
            worn = words.ACCESSORIES.get(met.noun.head.split()[-1])
            if holder is not None and worn is not None:
                _worn(met, holder.seen, worn)
                continue
            if met.seen.drawn:
                _held(met, holder, out)
        lost = met.kind in ("thing", "food", "nature", "vehicle") and not met.gone and met not in chosen
        shown = roles.absent | nouns.OF_THE_PLACE.keys() | CELESTIAL
        known = met.holder is not None or any(met.seen.said in text for text in out.ignored)
        if lost and not known and met.noun.head not in shown:
            out.ignore(f"{met.seen.said} ({'not drawn' if met.seen.drawn else 'no drawing'})")  # named in passing


def _qualities(seen: Seen, out: Reading) -> None:
    """Sizes, builds and coats are drawn of whom they can be; what else would be seen is told as ignored."""
    person, beast = seen.name in nouns.PEOPLE, seen.name in nouns.BEASTS
    for word in dict.fromkeys(seen.qualities):
        if word in adjectives.SIZES and seen.staged:
            seen.size *= adjectives.SIZES[word]
        elif word in adjectives.BUILDS and (person or beast) and seen.staged:
            seen.extra.add(f"build {word}")
        elif word in adjectives.COATS and beast and seen.staged:
            seen.extra.add(f"coat {word}")
        elif word in adjectives.VISIBLE and not (word in _GLOW and seen.name in nouns.ALIGHT):
            out.ignore(word)


def _worn(met: Met, wearer: Seen, worn: str) -> None:
    """A crown or a helmet is on the head of who is with it."""
    colour, said = met.seen.colour, met.noun.head
    wearer.clothes.append(f"{colour} {said}" if colour and colour not in said else said)
    if worn not in nouns.SHOWN_WITH.get(wearer.name, ()):
        wearer.extra.add(f"wears {colour or 'any'} {worn}")


def _may_hold(other: Met, thing: Met) -> bool:
    return other.kind == "person" and other.seen.at < thing.seen.at


def _hands_full(seen: Seen) -> bool:
    return any(word.startswith(("carries ", "umbrella ")) for word in seen.extra)


def _instead(seen: Seen, act: str, drawn: str) -> None:
    """Draw another action for one."""
    seen.action = drawn if seen.action in (act, None) else seen.action
    seen.acts = [drawn if known == act else known for known in seen.acts]


def _held(met: Met, holder: Met | None, out: Reading) -> None:
    """Something held: drawn in the hands of people if it is one of what they are drawn with."""
    seen, with_it = met.seen, met.holder is not None
    in_hand = seen.name in HELD or seen.name in nouns.CARRIED or seen.name == "umbrella"
    if holder is None or (seen.count > 1 and holder.seen.count == 1) or not in_hand:
        if with_it:
            out.ignore(f"{seen.said} (not drawn with them)")
        return
    played = seen.name in ("guitar", "violin") and met.done in ("play", "strum", "bow")
    handed = with_it or met.done in verbs.HANDED or played
    if not (handed or (met.object and seen.name in HELD) or seen.name in ("umbrella", "book")):
        return
    seen.staged = False
    said = f"{seen.colour} {seen.said}" if seen.colour else seen.said
    if with_it:
        holder.seen.holds.append(said)
    if seen.name == "book" and "read" in holder.seen.actions:
        _instead(holder.seen, "work", "read")
        return
    if played:
        _instead(holder.seen, holder.seen.action or "play", seen.name)
        return
    busy = _hands_full(holder.seen)
    if seen.name == "umbrella" and not busy:
        holder.seen.extra.add(f"umbrella {seen.colour or 'red'}")
    elif seen.name in nouns.CARRIED and handed and not busy:
        holder.seen.extra.add(f"carries {seen.colour or 'any'} {seen.name}")
    elif seen.name not in nouns.POSED_WITH.get(holder.seen.action or "", ()):
        out.ignore(f"{said} (held, no drawing)")


def _undrawn(met: Met, out: Reading) -> None:
    seen = met.seen
    if met.noun.head.startswith("<<<"):
        out.ignore(f"{met.noun.head} (no drawing, shown as a plain figure)")
    elif not seen.staged:
        out.ignore(f"{seen.colour + ' ' if seen.colour else ''}{seen.said} (no drawing)")
    else:
        figure = seen.name == "figure" or seen.name in nouns.LIKE_PEOPLE
        out.ignore(f"{seen.said} (no drawing, shown as a {'plain figure' if figure else 'small plain shape'})")


# -- the place


def _setting(roles: Roles, out: Reading) -> None:
    named = [place for place in roles.places if place.said not in roles.absent]
    most = max((place.rank for place in named), default=0)
    # The first of those that count about as much.
    best = next((place for place in named if place.rank >= most - (most > 4)), None)
    if best is None and any(
        met.noun.head == "wave" or met.seen.name in _AT_SEA for met in roles.met if not met.gone
    ):
        out.setting = "sea"
        out.tell("setting", "sea")
        return
    if best is None:
        for word, place_name in words.SCENERY_PLACES.items():
            if any(met.noun.head == word for met in roles.met):
                out.setting = out.setting or place_name
        return
    out.setting, out.walls = best.drawn or None, best.walls or None
    if not best.drawn:
        out.ignore(f"{best.said} (no drawing)")
    if any(seen.at == best.at and seen.drawn and seen.said in best.said for seen in out.subjects):
        # A castle that is drawn as itself stands where its like stand.
        out.setting = None
    if best.said:
        out.tell("setting", best.said)
    if best.stand_in and best.said != best.drawn and out.setting is not None:
        out.ignore(f"{best.said} (no drawing of its own, shown as {best.drawn})")
    for place in roles.places if best.drawn else ():
        near = place.drawn == best.drawn or place.drawn in nouns.CONTAINS.get(best.drawn, ())
        if place is not best and not near and place.rank >= 4 and place.drawn != "sky":
            out.ignore(f"{place.said} (second setting; {best.drawn} is drawn)")


# -- terms of the look


def _terms(roles: Roles, out: Reading) -> None:
    styles: dict[str, str] = {}  # as told -> term
    for term in sorted(roles.terms, key=lambda term: term.at):
        if term.name in roles.absent:
            continue
        if term.kind == "time":
            out.tell("time_of_day", term.name)
        elif term.kind == "light":
            out.tell("lighting", term.name)
        elif term.kind == "mood":
            out.tell("mood", looks.told_mood(term.text, term.name))
        elif term.kind == "style":
            said = looks.told_style(term.text, term.name)
            out.tell("style", said)
            styles.setdefault(said, term.name)
        else:
            out.tell(term.kind, term.name)
    _time(out)
    _weather(out)
    _camera(out)
    _style(out, styles)
    pace = out.told.get("pace", [])
    for weaker in ("slow", "fast"):
        if len(pace) > 1 and weaker in pace and "slow motion" in pace:
            pace.remove(weaker)
    drawn = [looks.PACE_DRAWN[said] for said in pace if said in looks.PACE_DRAWN]
    out.pace = next((name for name in drawn if name != "slow"), drawn[0] if drawn else None)
    for said in pace:
        if said not in looks.PACE_DRAWN and said != "real time":
            out.ignore(f"{said} (pace not drawn)")
    moods = out.told.get("mood", [])
    out.mood = moods[0] if moods else None


def _time(out: Reading) -> None:
    told = out.told.get("time_of_day", [])
    if not told:
        return
    # "A sunny day at sunset": the more exact word is the hour. Several hours are told in their order.
    if len(told) > 1 and "day" in told:
        told.remove("day")
    exact = [term for term in told if not (term == "night" and "moon" in out.absent)] or told
    first = exact[0]
    out.told["time_of_day"] = [first]
    out.time_of_day = looks.TIMES_DRAWN.get(first)
    out.sunset = first == "sunset"
    for term in exact[1:]:
        if looks.TIMES_DRAWN.get(term) != out.time_of_day:
            out.ignore(f"{term} (second hour; {first} is drawn)")


def _weather(out: Reading) -> None:
    told = out.told.get("weather", [])
    drawn = [looks.WEATHER_DRAWN[term] for term in told if term in looks.WEATHER_DRAWN]
    strong = [name for name in drawn if name not in ("clear", "windy", "cloudy")]
    order = [name for name in ("storm", "rain", "snow", "fog") if name in strong]
    out.weather = order[0] if order else next((n for n in drawn if n != "clear"), drawn[0] if drawn else None)
    for term in told:
        if term not in looks.WEATHER_DRAWN and term not in looks.SKY_SHOWS:
            out.ignore(f"{term} (no drawing)")


def _camera(out: Reading) -> None:
    told = out.told.get("camera", [])
    for exact, plain in (
        ("pan left", "pan"),
        ("pan right", "pan"),
        ("extreme close-up", "close-up"),
        ("medium close-up", "close-up"),
        ("macro", "close-up"),
        ("extreme wide shot", "wide shot"),
        ("two shot", "medium shot"),
        ("fpv", "aerial"),
    ):
        if exact in told and plain in told and plain != exact and exact in ("pan left", "pan right", "fpv"):
            told.remove(plain)
    for term in told:
        if out.framing is None and term in looks.FRAMING_DRAWN:
            out.framing = looks.FRAMING_DRAWN[term]
        if term in looks.CAMERA_DRAWN:
            name = looks.CAMERA_DRAWN[term]
            if out.camera is None:
                out.camera = name
            elif out.camera != name and name not in ("handheld", "static"):
                if out.camera == "handheld":
                    out.camera = name
                else:
                    out.ignore(f"{term} (second move; {out.camera} is drawn)")
        if term in looks.CAMERA_UNDRAWN:
            out.ignore(f"{term} (camera not drawn)")
    if out.camera is None and out.framing is not None:
        out.camera = out.framing


def _style(out: Reading, styles: dict[str, str]) -> None:
    told = out.told.get("style", [])
    # "A black and white ink painting" is ink; alone it is a film without colour.
    for term in sorted(told, key=lambda term: term == "black and white"):
        name = looks.STYLES_DRAWN.get(styles[term])
        if name is None:
            out.ignore(f"{term} (style not drawn)")
        elif out.style in (None, "cinematic"):
            out.style = name
        elif name not in (out.style, "cinematic") and (term, out.style) != ("black and white", "ink"):
            out.ignore(f"{term} (second style; {out.style} is drawn)")


# -- remarks

# How those go who ride, where the verb tells it; one who gallops sits on a horse that no word names.
HORSE_GAITS = {"gallop": "run", "canter": "run"}


def _riders(out: Reading) -> None:
    """Who rides is drawn in a vehicle, or on the back of what was named: "rides black horse" in their extra."""
    riders = [
        s
        for s in out.subjects
        if s.name in nouns.PEOPLE and (s.action == "drive" or HORSE_GAITS.keys() & set(s.actions))
    ]
    names = {s.name for s in out.subjects}
    if not riders or names & nouns.CARRIERS - {"bicycle"}:
        return
    if "bicycle" in names:
        for rider in riders:
            out.ignore(f"{rider.said} (shown as a cyclist)")
        return
    mount = next((s for s in out.subjects if s.name in nouns.MOUNTS), None)
    for rider in riders:
        if mount is not None:
            rider.extra.add(" ".join(filter(None, ("rides", mount.colour, mount.name))))
        elif HORSE_GAITS.keys() & set(rider.actions):
            rider.extra.add("rides horse")
        else:
            rider.action, rider.acts = None, []
            out.ignore("riding (no drawing)")
            continue
        gaits = [act for act in (*rider.acts, *(mount.acts if mount else ())) if act != "drive"]
        paces = [HORSE_GAITS[act] for act in rider.actions if act in HORSE_GAITS]
        rider.action = next(iter((*paces, *gaits)), "walk")
        rider.acts = []


def _blown_out(out: Reading) -> None:
    """Candles that somebody blows out burn at first, and then smoke."""
    cake = next((seen for seen in out.subjects if seen.name == "birthday cake"), None)
    who = next((seen for seen in out.subjects if "blow out" in seen.actions and seen.name in nouns.PEOPLE), None)
    if cake is not None and who is not None:
        cake.acts = ["stand", "out"]
        who.action, who.acts = "blow", ["blow", "stand"]


def _resting(roles: Roles, out: Reading) -> None:
    """One who sits, lies or is on furniture is drawn on it: "rests red sofa" in their extra. Who is on a horse or
    on a bicycle rides it, who is at a piano plays it.
    """
    for pianist in (seen for seen in out.subjects if seen.said.endswith("pianist") and seen.count == 1):
        if pianist.action in (None, "play", "sit"):
            pianist.action, pianist.acts, pianist.extra = "piano", ["piano"], {*pianist.extra, "plays piano"}
    for player in out.subjects:
        act = nouns.MUSICIANS.get(player.said.split()[-1]) if player.name in nouns.PEOPLE else None
        if act is not None and player.action in (None, "play"):
            player.action, player.acts = act, [act]
    for who, met in roles.rests:
        if met.seen.name == "piano":
            for player in (met.seen for met in who if met.seen.name in nouns.PEOPLE and met.seen.action == "sit"):
                player.action, player.acts, player.extra = "piano", ["piano"], {*player.extra, "plays piano"}
                out.subjects = [seen for seen in out.subjects if seen is not met.seen]
                out.props.append(met.seen)
            continue
        if met.seen.name in nouns.MOUNTS or met.seen.name == "bicycle":
            for rider in (met.seen for met in who if met.seen.name in nouns.PEOPLE):
                if rider.action in (None, "sit"):
                    rider.action, rider.acts = "drive", ["drive"]
            continue
        seen, seat = (who[0].seen if len(who) == 1 else None), met.seen
        if seen is None or seen.count != 1 or seen not in out.subjects or seat.count != 1:
            continue
        fits = seen.name in nouns.PEOPLE or seen.name in nouns.BEASTS
        acts = seen.acts or [seen.action or "sit"]
        if fits and nouns.AT_REST.issuperset(acts) and not any(word.startswith("rides ") for word in seen.extra):
            seen.action = seen.action or "sit"
            seen.extra.add(" ".join(filter(None, ("rests", seat.colour, seat.name))))
            if seat in out.subjects:
                out.subjects.remove(seat)
                out.props.append(seat)


def _airborne(out: Reading) -> None:
    """Petals, leaves, embers that fall or drift are drawn in the air, and not as one plain shape."""
    for seen in list(out.subjects):
        floats = nouns.AIRBORNE.get(seen.said)
        many = seen.count > 1 or bool(seen.actions) or seen.said in ("firefly", "confetti")
        if floats is not None and many and seen.said not in out.absent:
            out.subjects.remove(seen)
            out.props.append(seen)
            out.floats = out.floats or floats
            out.ignored = [text for text in out.ignored if not text.startswith(f"{seen.said} (no drawing")]
    for text in list(out.ignored):
        said = text.removesuffix(" (no drawing)")
        if said != text and (floats := nouns.AIRBORNE.get(said)) is not None and out.floats in (None, floats):
            out.ignored.remove(text)
            out.floats = floats


NIGHTLY = frozenset(("moon", "full moon", "star", "starlight", "moonlight"))


LANES = frozenset({"alley"})  # places so narrow that one goes along them, not across


def _headings(roles: Roles, out: Reading) -> None:
    """Only people and cars are drawn from the front and from behind, and only where no animal goes beside them."""
    beasts = any(seen.name in nouns.BEASTS for seen in out.subjects)
    told = [([met.seen for met in who], heading, said) for who, heading, said in roles.headings]
    for view in (term for term in out.told.get("camera", ()) if term in looks.VIEWS):
        told.append(([seen for seen in out.subjects if _turns(seen)], looks.VIEWS[view], view))
    car = next((seen for seen in out.subjects if seen.name in nouns.CARS), None)
    for who, heading, said in told:
        if car is not None:  # of those who drive it, the car is seen
            who = [car if seen.action == "drive" and seen.name in nouns.PEOPLE else seen for seen in who]
        road = out.setting in (None, "city street")  # other roads run along the picture
        if who and not beasts and all(_turns(seen) and (road or seen is not car) for seen in who):
            for seen in who:
                seen.heading = heading
        elif said:
            out.ignore(f"{said} (shown from the side)")
    if out.setting in LANES and not told and not beasts:
        for seen in out.subjects:  # who goes through a lane comes along it
            if seen.name in nouns.PEOPLE and seen.action in ("walk", "run") and _turns(seen):
                seen.heading = "towards"


def _turns(seen: Seen) -> bool:
    """Whether somebody is drawn from the front and from behind at what they do; cars are, too."""
    if seen.name in nouns.CARS:
        return seen.action in (None, "drive", "run", "walk")
    action = words.PERSON_VERBS.get(seen.action or "", seen.action or "stand")
    carried = seen.action == "drive" or any(word.startswith("rides ") for word in seen.extra)
    return seen.name in nouns.PEOPLE and not carried and action in words.FACED


def _remarks(out: Reading) -> None:
    for seen in out.subjects:
        act = words.BEAST_VERBS.get(seen.action or "")
        if act and seen.action in words.FAR_VERBS and seen.name in nouns.BEASTS:
            out.ignore(f"{seen.actions[0]} ({seen.said} shown to {act})")
        in_hand = _hands_full(seen)
        told = [said for said in seen.actions if not (in_hand and said in verbs.IN_HAND)]
        if len(seen.acts) < len(told) and seen.action is not None:
            carried = any(word.startswith("rides ") for word in seen.extra)
            for later in told[max(len(seen.acts), 1) :]:
                if (carried and later in HORSE_GAITS) or (seen.action == "sleep" and "sleep" in later):
                    continue
                out.ignore(f"{later} (later action; {', '.join(told[: max(len(seen.acts), 1)])} is drawn)")
    if out.camera == "aerial" and out.setting in ("room", "stage", "reef", "deep sea", "space", "moon"):
        out.ignore("aerial (shown from eye level)")
    if out.time_of_day == "night":  # they stand in its sky
        out.ignored = [text for text in out.ignored if text.removesuffix(" (no drawing)") not in NIGHTLY]
    shown: set[str] = set()
    for name in (out.setting or "", *(s.name for s in out.subjects)):
        shown |= nouns.SHOWN_WITH.get(name, frozenset())
    out.ignored = [text for text in out.ignored if not set(text.partition(" (")[0].split()) <= shown]
