"""Who rides a board, is on skis or skates, or lifts weights: by the verb, by what they are named after, or by what
they are on."""

from __future__ import annotations

from omnireel.animatic.lexicon import nouns, sports
from omnireel.animatic.lexicon.sports import ATHLETES, OF_MOTION, SPORTS
from omnireel.animatic.parse.meeting import Met, Roles
from omnireel.animatic.parse.reading import Reading, Seen

_IDLE = (None, "drive", "stand", "jump")  # of who is on a board
_ON = ("on", "upon", "atop")


def take_part(roles: Roles, out: Reading) -> None:
    """Give everybody who does a sport its motions; what its drawing shows is no subject beside them."""
    carried = any(seen.name in nouns.CARRIERS | nouns.MOUNTS for seen in out.subjects)
    for met in roles.met:
        if met.seen not in out.subjects or met.seen.name not in nouns.PEOPLE:
            continue
        gear = [other for other in roles.met if _is_theirs(other, met, roles)]
        used = _by_gear(met.seen, gear)
        sport = _by_verb(met.seen) or used or ("" if carried else _by_name(met))
        if not sport:
            continue
        sport = _on_what_ground(sport, met, roles, out)
        told = " ".join([*met.seen.actions, *(other.noun.head for other in gear if other.object)]).split()
        feats = not sports.FEATS.isdisjoint(told)
        if not _moves(met.seen, sport, used is not None, feats):
            continue
        for other in roles.met:
            if other.noun.head in SPORTS[sport].gear | sports.FEATS and other.kind != "person":
                _shows(met.seen, other, out)
        if met.noun.name in sports.WORN_BY and met.seen.name == "woman":
            met.seen.extra.add(sports.WORN_BY[met.noun.name])


def _is_theirs(thing: Met, who: Met, roles: Roles) -> bool:
    """Whether a thing was named after somebody, and nobody was named in between."""
    if thing.kind == "person" or thing.seen.at <= who.seen.at:
        return False
    return not any(
        other.kind == "person" and who.seen.at < other.seen.at < thing.seen.at
        for other in roles.met
        if not other.gone
    )


def _by_verb(seen: Seen) -> str | None:
    return next((OF_MOTION[act] for act in seen.acts if act in OF_MOTION), None)


def _by_gear(seen: Seen, gear: list[Met]) -> str | None:
    """ "A boy on a skateboard", "she rides a huge wave", "he lifts a barbell"."""
    for thing in gear:
        for name, sport in SPORTS.items():
            done = thing.object and thing.done.partition(" ")[0] in sport.done
            stands = thing.prep in _ON and "ride" in sport.done and seen.action in _IDLE
            if thing.noun.head in sport.gear and (done or stands):
                return name
    return None


def _by_name(met: Met) -> str | None:
    return ATHLETES.get(met.seen.said) or ATHLETES.get(met.noun.head)


def _on_what_ground(sport: str, met: Met, roles: Roles, out: Reading) -> str:
    """Who skates is on ice, on wheels or on a board, by the place and by what they are called."""
    if "skate" not in (met.noun.head, *met.seen.actions) and met.noun.head != "skater":
        return sport
    icy = out.setting in sports.ICY or any(
        word in " ".join(place.said for place in roles.places) for word in ("ice", "frozen", "rink", "snow")
    )
    if icy:
        return "skate"
    if met.noun.head == "skater":
        return "skateboard"
    return sport if out.setting is None else "roller skate"


def _moves(seen: Seen, sport: str, used: bool, feats: bool) -> bool:
    """Tell somebody's actions in the motions of a sport; whether any of them is one. used: its gear is in use.
    feats: they do a trick."""
    told = SPORTS[sport]
    otherwise = bool(sports.OTHERWISE & set(seen.actions))
    working = not sports.CUTTING & set(seen.actions)

    def motion(act: str) -> str:
        if act in OF_MOTION:
            return act if OF_MOTION[act] == sport else told.leap if act in sports.TRICKS and told.leap else sport
        if act in sports.LEAPING and "fall" not in seen.actions:
            return told.leap or sport
        if act in sports.TURNING:
            return told.spin or sport
        if act in sports.GOING and not otherwise and not (working and act in ("work", "sing")):
            return sport
        return sport if used and act == "stand" else act

    acts = [motion(act) for act in seen.acts] or [sport]
    if feats and told.leap:
        acts = [told.leap if act == sport else act for act in acts]
    if OF_MOTION.keys().isdisjoint(acts):
        return False
    seen.acts = list(dict.fromkeys(acts)) if seen.acts or feats else []
    seen.action = acts[0]
    return True


def _shows(seen: Seen, thing: Met, out: Reading) -> None:
    """The drawing shows it, in its colour: no subject of its own, and nothing that is left out."""
    if thing.seen.colour is not None and thing.noun.head != "wave":
        seen.extra.add(f"board {thing.seen.colour}")
    for those in (out.subjects, out.props):
        if thing.seen in those:
            those.remove(thing.seen)
    left = (thing.seen.said, f"{thing.seen.colour} {thing.seen.said}")
    out.ignored = [text for text in out.ignored if text.partition(" (")[0] not in left]
