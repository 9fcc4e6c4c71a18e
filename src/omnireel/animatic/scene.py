"""From what was understood to what is drawn: the stage's framing and light, and where everybody stands and
goes.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import zip_longest

import numpy as np

from omnireel.animatic import styles
from omnireel.animatic.actors import SKY_DEPTH, Act, Actor, Approach
from omnireel.animatic.camera import MOVES, View, look
from omnireel.animatic.lexicon import grammar, grooming, nouns
from omnireel.animatic.lexicon.sports import OF_MOTION, SPORTS, Sport
from omnireel.animatic.lexicon.words import BEAST_VERBS, BIRD_VERBS, COLOURS, MIXED, PERSON_VERBS
from omnireel.animatic.noise import F32, fbm
from omnireel.animatic.palette import PALETTES, Light, Palette, colour_of, firelit, light_for, rgb, under_weather
from omnireel.animatic.parse import Reading, Seen
from omnireel.animatic.settings import common, ink, seasons
from omnireel.animatic.settings.table import SETTINGS, Setting
from omnireel.animatic.solids import Colour, Mark
from omnireel.animatic.stage import RUSHES, Stage
from omnireel.animatic.subjects import slopes, waves
from omnireel.animatic.subjects.kinds import Subject
from omnireel.animatic.subjects.table import SUBJECTS, burning, downhill
from omnireel.animatic.weather import Weather

TURN_PHASES = 48  # paintings of a thing that goes round once
PHASES_MAX = 36  # paintings of one cycle; longer cycles show each painting for more than one frame
FAR_PHASES = 18  # of a building far off
CLOSE_PHASES = 12  # of what fills the picture
ACTORS_MAX = 16
SLOPE_FINE = 0.5  # and of a slope
FACE_WIDE = 360  # units of a wave's face that several surf
WAVE_FINE = 0.38  # pixels painted of a wave for each one shown: it is soft, and larger than the picture
HORIZON_STEP = 0.03  # of the height

# What work is to some, and how they dance.
TRADES = {
    "chef": {"work": "cook"},
    "wizard": {"work": "read"},
    "monk": {"work": "read"},
    "businessman": {"work": "write"},
    "ballerina": {"dance": "ballet", "turn": "ballet"},
}
RESTING_IN = {"bed": "bedroom", "bench": "park"}  # where such furniture stands, if not in the living room
SKY_CM = 10_000  # what is larger fills the sky, and is behind all that stands
LARGE_CM = 150  # what is longer swims in open water, unless corals were named
BY_PATH = {"deep": "reef", "water": "sea", "air": "sky"}

FIRES = frozenset(("campfire",))
MACRO_CM = 28  # what is smaller is seen through a lens that is close to it
PITCH = 9.0  # degrees that the bow of a small boat rises and falls by in a storm
SWELL = {"storm": 1.9, "windy": 1.25, "rain": 1.25}  # how high the sea goes in bad weather; 0.9 in fair
BY_NIGHT = frozenset(name for name, (_, by_night) in common.SHOWS.items() if by_night)  # what no other sky shows
SEASIDE = frozenset(("beach", "cliffs", "harbour", "lake", "river"))  # places on land with water beyond it
# How large those are seen, of what they are at the first subject's feet, who stand where the ground ends.
GROUND_ENDS = defaultdict(lambda: 0.15, {"room": 0.62, **dict.fromkeys(SEASIDE, 0.80)})
FAR_CARS = 0.40  # the same of cars, which are soon out of sight
VANISHES = {"towards": 0.30, "away": 0.70}  # share of the width where the street of a car that does so ends
LANE = 0.23  # widths between that and the car on its own ground
HORIZON_ABOVE = 0.26  # share of the height, seen from where nobody stands
NEAR_BY = 0.6  # depth from which on somebody stands on the first subject's ground, and not far off
SEATED = frozenset({"sit", "talk", "eat", "drink", "play", "sing"})  # what is done sitting round a fire
ROUND_A_FIRE = 1.5  # how much larger those are shown: they take half the height
ON_A_SEAT = 0.58  # share of the breadth of furniture that has to be in view with what is small on it
AUTUMN = "#c4701e"  # of the leaves of who is shown
ON_RAILS = frozenset(("train", "steam train"))
GLOWING = (" lantern", " candle")
# What shows in a face whatever else is done -> the verbs that say so.
MOODS = {
    "smiles": frozenset(("smile", "grin", "beam", "laugh", "giggle", "chuckle", "cheer")),
    "weeps": frozenset(("cry", "weep", "sob", "frown", "pout", "mourn", "grieve")),
}
# What colour words mean on fur.
COATS = {
    "red": "#b85420",
    "orange": "#cc6e24",
    "golden": "#cc8a40",
    "yellow": "#d8b468",
    "blue": "#6a7484",
    "black": "#242224",
    "white": "#eeebe4",
    "brown": "#704626",
}


@dataclass
class Part:
    """What a role does from second `since` on: frames its cycle takes, paintings of it, pixels a second.

    said: the verb as it was told, if any; word: as the prompt has it.
    """

    action: str
    since: float
    cycle: int
    phases: int
    pace: float
    said: str | None = None
    word: str | None = None


@dataclass
class Role:
    """One subject as cast: who, doing what in which order, in which colour, and the actors that play it."""

    who: tuple[str, ...]  # the name of its drawing, what it wears or holds, and which of its looks it has
    subject: Subject
    parts: list[Part]
    colour: Colour | None
    scale: float  # pixels a rig unit as baked, at the camera's closest
    facing: int
    actors: list[Actor] = field(default_factory=list)
    floor: float | None = None  # units: what lies lower is below the picture, which is close to the head
    light: Light | None = None  # its own, where it is not the scene's: by a fire
    heading: str = ""  # towards or away, of those who go along the line of sight

    @property
    def action(self) -> str:
        return self.parts[0].action


@dataclass
class Scene:
    stage: Stage
    setting: Setting
    roles: list[Role]
    light: Light
    camera: str
    strength: float
    seconds: float
    speed: float  # pixels a second that a tracking camera goes along, at first
    reading: Reading
    paces: list[tuple[float, float]] = field(default_factory=list)  # (from second, pixels a second) after that
    focus: tuple[float, float] = (0.0, 0.0)
    weather: Weather | None = None
    path: Callable[[float], View] | None = None  # where the camera is at second t, if not by its move's name
    _waves: dict[int, F32] = field(default_factory=dict)

    @property
    def paint(self) -> Callable[[Stage], None]:
        """What paints its set: its place's painter, unless it is seen from the air or drawn in ink."""
        if self.stage.above and self.setting.above is not None:
            return self.setting.above
        return ink.land if ink.draws(self.stage) else self.setting.paint

    def view(self, t: float) -> View:
        """The camera at second t."""
        if self.path is not None:
            return self.path(t)
        stage = self.stage
        return look(self.camera, t, self.seconds, stage.w, stage.h, self.strength, stage.seed)

    def travel(self, t: float) -> float:
        """Pixels that the camera has gone along by second t."""
        way, start, speed = 0.0, 0.0, self.speed
        for since, pace in self.paces:
            if t <= since:
                break
            way += speed * (since - start)
            start, speed = since, pace
        return way + speed * (t - start)

    def waves(self, rows: int) -> F32:
        """Phases of the ripples on `rows` rows of water: long far off, wide near by. Small, and enlarged
        when used.
        """
        if rows not in self._waves:
            h, w = max(rows // 6, 8), max(self.stage.w // 10, 8)
            y = (np.linspace(0.03, 1, h, dtype=np.float32) ** 0.55)[:, None]
            self._waves[rows] = np.asarray(fbm(h, w, 7, 3, self.stage.seed + 55, 2.6) * 16 + 60 * y, np.float32)
        return self._waves[rows]


def _drawn_name(seen: Seen) -> str:
    if not seen.drawn or seen.name not in SUBJECTS:
        return "figure" if seen.name in nouns.LIKE_PEOPLE or seen.name == "figure" else "shape"
    if seen.name in ("girl", "boy", "person") and "raincoat" in seen.extra:
        return "raincoat girl"
    return seen.name


def _looks(seen: Seen, subject: Subject) -> tuple[frozenset[str], str | None]:
    """What someone wears and how they look, and the colour of what they wear: who is blonde is so by their hair,
    who is black by their skin, and who smiles smiles whatever they do.
    """
    extra, shade = set(seen.extra), seen.colour
    if shade is None and seen.name in nouns.FLAVOURED:
        shade = next((word for word in seen.said.split() if word in COLOURS), None)  # "chocolate cake"
    if seen.heading:
        extra.add(f"heads {seen.heading}")
    if _is_person(subject):
        if shade in grooming.BLONDES:
            extra.add(f"hair {shade}")
            shade = None
        elif shade in grooming.SKINS and shade in seen.shades and seen.name not in grooming.ROBED:
            extra.add(f"skin {shade}")
            shade = None
        extra |= {mood for mood, acts in MOODS.items() if not acts.isdisjoint(seen.actions)}
    return frozenset(extra), shade


def cast(reading: Reading) -> list[Seen]:
    """Who is drawn. A rider and what is ridden are one figure where the drawing shows both."""
    seen = list(reading.subjects)
    for rider in [s for s in seen if any(word.startswith("rides ") for word in s.extra)]:
        # "rides black horse" in what is known of someone: the horse carries them, and does what either does.
        mounts = {f"rides {s.name}" for s in seen} | {f"rides {s.colour} {s.name}" for s in seen}
        if mounts & rider.extra:
            mount = next(s for s in seen if any(word.endswith(s.name) for word in mounts & rider.extra))
            seen.remove(mount)
            if rider.action in (None, "walk", "drive", "sit") and mount.action:
                seen[seen.index(rider)] = replace(rider, action=mount.action)
    for person in [s for s in seen if s.name in nouns.PEOPLE]:
        if person.action == "work" and any(s.name == "book" for s in seen):
            seen[seen.index(person)] = person = replace(person, action="read")
        held = nouns.POSED_WITH.get(person.action or "", ())
        seen = [s for s in seen if s.name not in held or s is person]
        if person.action == "row" and not {s.name for s in seen} & nouns.CARRIERS and person.count == 1:
            seen[seen.index(person)] = replace(person, name="rowboat", extra=set())  # nobody rows without a boat
    # Who is with a landmark is shown before it, whichever was named first.
    if seen and (first := SUBJECTS[_drawn_name(seen[0])]).rooted and first.cm >= LANDMARK_CM:
        seen.sort(key=lambda s: s.name not in nouns.PEOPLE | nouns.BEASTS)
    seen.sort(key=lambda s: SUBJECTS[_drawn_name(s)].cm >= SKY_CM)  # what fills the sky is behind all others
    # Furniture belongs to the room unless it is what is shown.
    seen = [s for n, s in enumerate(seen) if not n or not SUBJECTS[_drawn_name(s)].furniture]
    names = {_drawn_name(s) for s in seen}
    if names & nouns.CARRIERS:
        for person in [s for s in seen if s.name in nouns.PEOPLE]:
            if person.action not in ("row", "drive", "sail", "sit", "fly", None):
                continue
            if names & nouns.CARRIERS - {"bicycle"}:
                seen.remove(person)
            elif person.action == "drive":
                seen.remove(person)
                seen = [replace(s, name="cyclist", action="drive") if s.name == "bicycle" else s for s in seen]
    return seen


def _is_person(subject: Subject) -> bool:
    return subject.wide == 0.5 and subject.path == "ground" and not subject.rooted


def _sport(seen: Seen) -> Sport | None:
    """What somebody does on boards, skates and the like."""
    if not _is_person(SUBJECTS[_drawn_name(seen)]):
        return None
    return next((SPORTS[OF_MOTION[act]] for act in (seen.action, *seen.acts) if act in OF_MOTION), None)


def _path(seen: Seen) -> str:
    """Where somebody goes: ground, air, deep or water."""
    sport = _sport(seen)
    return "water" if sport is not None and sport.afloat else SUBJECTS[_drawn_name(seen)].path


def _near(sport: Sport, place: str) -> bool:
    """Whether a place has the ground of a sport: mountains have snow, a beach has the sea."""
    there = nouns.CONTAINS.get(sport.home, frozenset()) | {sport.home}
    return place in there or (sport.afloat and sport.home in nouns.CONTAINS.get(place, frozenset()))


def _is_beast(subject: Subject) -> bool:
    return subject.wide == 1.7 and subject.path == "ground"


@lru_cache(maxsize=256)
def _reach(subject: Subject, action: str) -> tuple[float, float]:
    """Units that a subject off the ground reaches above and below its origin in the course of a cycle."""
    boxes = [subject.build(action, p / 6, None).bounds(air=False) for p in range(6)]
    return -min(box[1] for box in boxes), max(box[3] for box in boxes)


@lru_cache(maxsize=256)
def _breadth(subject: Subject, action: str) -> float:
    """How wide a subject is drawn in the course of a cycle, over its height standing."""
    boxes = [subject.build(action, p / 6, None).bounds(air=False) for p in range(6)]
    return (max(box[2] for box in boxes) - min(box[0] for box in boxes)) / subject.units


def _acts(name: str, subject: Subject, said: str | None, path: str, scene: Scene) -> str:
    """The verb as its rig plays it."""
    action = said or subject.still
    if subject.turns and (action in ("turn", "dance") or (said in (None, "stand") and scene.camera == "orbit")):
        return "turn"
    if _is_person(subject):
        stage = scene.stage
        wet = stage.weather in ("rain", "storm") and stage.path == "ground"
        if action in ("jump", "play") and wet:
            return "splash"
        if action in ("work", "dance", "turn"):
            action = TRADES.get(name, {}).get(action, action)
        if action == "sit" and scene.setting.hour == "indoor":
            return "seated"
        action = PERSON_VERBS.get(action, action)
        return action if path not in ("deep", "air") else "swim" if action == "swim" else "float"
    if _is_beast(subject):
        action = BEAST_VERBS.get(action, action)
        return "run" if action == "run" else action
    if subject.units == 62:
        return _as_birds_do(subject, BIRD_VERBS.get(action, action), scene.stage.path)
    if subject.wheels:
        return "stand" if action in ("stand", "sit", "sleep", "lie") else "drive"
    return action


ALOFT = frozenset(("fly", "glide", "hover"))
DOWN = frozenset(("stand", "walk", "eat", "perch", "sleep", "sing"))


def _comes_down(seen: Seen) -> bool:
    """Whether what flies is told to do what needs something to stand on."""
    subject, said = SUBJECTS[_drawn_name(seen)], seen.acts[0] if seen.acts else seen.action or ""
    return subject.flies and subject.path == "air" and BIRD_VERBS.get(said, said) in DOWN


def _as_birds_do(subject: Subject, action: str, stage_path: str) -> str:
    """What a bird (or a bee) does of what is said, by where it is."""
    if subject.still == "hover" and action in ("glide", "eat"):
        return "hover"  # at a flower
    if subject.path == "water" and stage_path == "water" and action not in ("fly", "hover"):
        return "swim" if action in ("swim", "walk", "glide") else "float"
    if action in ALOFT | DOWN and (action not in ALOFT or subject.flies):
        return "stand" if action == "perch" and subject.path != "air" else action
    return "stand" if action in ("swim", "float") or subject.path != "air" else subject.still


def _hour(reading: Reading, setting: Setting) -> Palette:
    if setting.fixed_hour:
        return PALETTES[setting.fixed_hour]
    said = reading.time_of_day
    if said is None and (
        _neon(reading) or reading.shows & BY_NIGHT or any(seen.name == "fireworks" for seen in reading.subjects)
    ):
        said = "night"
    if said == "night":
        return PALETTES[setting.night]
    if said is not None:
        if reading.sunset and said == "golden hour" and setting.hour != "indoor":
            return PALETTES["sunset"]
        if setting.hour == "indoor":
            return PALETTES["indoor" if said in ("day", "dawn", "noon", "golden hour") else "indoor night"]
        return PALETTES[said]
    return PALETTES[setting.hour]


def _neon(reading: Reading) -> bool:
    """Whether signs light it, which nobody would see by day: a neon city, a street with neon lights."""
    places = " ".join(reading.told.get("setting", ())).split()
    return bool({"neon", "cyberpunk"}.intersection(places)) or "neon light" in reading.told.get("lighting", ())


def _place_name(reading: Reading, people: list[Seen]) -> str:
    said = reading.setting
    first = SUBJECTS[_drawn_name(people[0])] if people else None
    name = _drawn_name(people[0]) if people else ""
    sport = _sport(people[0]) if people else None
    if sport is not None and (said is None or (sport.bound and _near(sport, said))):
        return sport.home
    if first is not None and first.path == "deep" and said in (None, "sea", "beach", "lake"):
        return first.home or ("deep sea" if first.cm >= LARGE_CM else "reef")
    if said is not None:
        if said == "sea" and first is not None and first.path == "ground":
            return "beach"
        if first is not None and first.wheels and SETTINGS[said].indoor and name not in ("skateboard", "bicycle"):
            return "city street"  # no car is driven about in a room
        if said == "deep sea" and first is not None and first.path in ("water", "air"):
            return "sea"  # seen from above
        return said
    if name == "rocket" and reading.time_of_day is not None:
        return "sky"  # there is no hour in space
    on = next((word for seen in people for word in seen.extra if word.startswith("rests ")), "")
    if on:
        return RESTING_IN.get(on.split()[-1], "living room")
    if any("plays piano" in seen.extra for seen in people):
        return SUBJECTS["piano"].home or "stage"
    wet_night = reading.time_of_day == "night" and reading.weather in ("rain", "storm")
    if (first is None or first.path == "ground") and (_neon(reading) or reading.style == "cyberpunk"):
        return "city street"
    if wet_night and first is not None and _is_person(first) and first.home is None:
        return "city street"  # where lamps and wet ground are
    if first is not None and first.path == "air" and any(SUBJECTS[_drawn_name(other)].rooted for other in people):
        return "meadow"  # where those stand that it flies over
    if first is not None and first.home is not None:
        # Who howls at the moon is where it is seen.
        return "mountains" if first.home == "forest" and "moon" in reading.shows else first.home
    around = [SUBJECTS[s.name] for s in reading.subjects if s.name in SUBJECTS]
    if any(thing.furniture for thing in around):
        return "bedroom" if any(thing.home == "bedroom" for thing in around) else "living room"
    if any(thing.table for thing in around):
        return "living room"  # who is with a cake or a candle is at home
    if first is not None and first.wheels:
        into = bool(people[0].heading)  # a street runs into the picture
        return "city street" if into or reading.time_of_day == "night" or reading.weather == "rain" else "road"
    if first is None or _comes_down(people[0]):
        return "meadow"
    return BY_PATH.get(first.path, "meadow")


def arrange(reading: Reading, seconds: float, w: int, h: int, fps: int, seed: int) -> Scene:
    """Compose one shot. Nothing is painted yet."""
    people = cast(reading)
    place = _place_name(reading, people)
    setting = SETTINGS[place]
    weather = None if setting.indoor or setting.path == "deep" else reading.weather
    pal = under_weather(_hour(reading, setting), weather)
    if "moon" in reading.shows and pal.night and pal.disc > 0:
        pal = replace(pal, sun=(pal.sun[0], max(pal.sun[1], 0.70)))  # clear of all that stands
    if "milky way" in reading.shows and pal.night:
        pal = replace(pal, disc=0.0, glow=0.12, stars=max(pal.stars, 1.3))  # no moon outshines it
    upright, square = h > w * 1.1, w * 1.1 >= h > w * 0.8
    style = reading.style or "cinematic"
    stage = Stage(w, h, fps, seed, pal, style, weather=weather)
    stage.horizon = h * (setting.horizon + (0.06 if upright else 0.03 if square else 0))
    camera = reading.camera if reading.camera in MOVES else "drift"
    if camera == "tracking" and people and people[0].heading:
        camera = "push in" if people[0].heading == "away" else "pull out"
    stage.ground = h * min(setting.ground + (0.0 if not upright else -0.02), 0.9)
    overlooked = setting.above is not None and any("skyline" in said for said in reading.told.get("setting", ()))
    outdoors = setting.path != "deep" and not setting.indoor and not setting.fixed_hour
    if (camera == "aerial" or (overlooked and not people)) and outdoors:
        # Seen from above: the horizon high in the picture, the ground filling it.
        stage.above = setting.above is not None and all(_path(seen) == "air" for seen in people)
        stage.horizon = h * (HORIZON_ABOVE if stage.above else setting.aerial)
        stage.ground = h * (0.66 if not upright else 0.62)
    if reading.framing == "low angle":
        stage.horizon += 0.10 * h
        stage.ground += 0.05 * h
    stage.margin_x, stage.margin_y = int(w * 0.14) // 2 * 2, int(h * 0.09) // 2 * 2
    stage.path, stage.place = setting.path, place
    stage.outside = reading.weather if setting.indoor else None
    stage.floats, stage.sun_hidden = reading.floats, "milky way" in reading.shows
    stage.ringed, stage.shows = reading.ringed, tuple(sorted(reading.shows))
    stage.walls = COLOURS[reading.walls] if reading.walls and place == reading.setting else None
    if reading.clouds or reading.pace == "time-lapse":
        stage.clouds_go = (0.16 if reading.pace == "time-lapse" else 0.03) * w
    stage.flare = "lens flare" in reading.told.get("lighting", ())
    stage.nap = "snow" if weather == "snow" else setting.nap
    if not setting.indoor and reading.weather != "snow":
        stage.season, stage.air = reading.season, seasons.AIR.get(reading.season or "")
    stage.sheltered = setting.indoor or setting.path == "deep" or setting.fixed_hour == "space"
    if people and not stage.sheltered and camera != "aerial" and reading.framing != "wide":
        lead = SUBJECTS[_drawn_name(people[0])]
        stage.macro = lead.cm <= MACRO_CM and people[0].size <= 1 and (lead.rooted or not lead.turns)
    first = _path(people[0]) if people else "air"
    if first in setting.afloat and not (people and _comes_down(people[0])):
        stage.path = "water"
    if place == "sea":
        stage.swell = SWELL.get(stage.weather or "", 0.9)
    slow = {"slow motion": 2.6, "time-lapse": 0.5, "fast": 0.75, "slow": 1.4}.get(reading.pace or "", 1.0)
    strength = 1.0
    views = [look(camera, t * seconds, seconds, w, h, strength) for t in (0.0, 0.25, 0.5, 0.75, 1.0)]
    closest = max(v.dolly * v.zoom for v in views)
    frame_k = {"close-up": 1.38, "medium": 1.12, "wide": 0.55}.get(
        reading.framing or "", 0.52 if camera == "aerial" else 1.0
    )
    ratio_k = 0.80 if upright else 0.88 if square else 1.0
    scene = Scene(stage, setting, [], light_for(pal, 0, 0), camera, strength, seconds, 0.0, reading)
    alone = len(people) == 1 and people[0].count == 1 and SUBJECTS[_drawn_name(people[0])].head is not None
    if reading.framing == "close-up" and alone and setting.path == "ground" and camera != "aerial":
        # The camera comes down to the face: its horizon lies behind the shoulders, not behind the eyes.
        stage.horizon = max(stage.horizon + 0.15 * h, 0.68 * h)
        stage.ground = max(stage.ground, min(stage.horizon + 0.24 * h, 0.94 * h))
    for _ in range(2):
        scene.roles, scene.paces, scene.speed = [], [], 0.0
        _enter(scene, people, frame_k * ratio_k, slow, closest, 0.76 if upright else 0.66)
        shift = _line_through_head(scene)
        if not shift:
            break
        stage.horizon += shift
    _set_out(scene)
    _inside(scene)
    _lay_table(scene, closest)
    sun_x, sun_y = pal.sun[0], max(pal.sun[1], setting.skyline)
    if scene.roles and scene.roles[0].facing < 0:
        sun_x = 1 - sun_x
    sun_x = _beside_head(scene, sun_x, stage.horizon * (1 - sun_y))
    stage.sun = (w * sun_x, stage.horizon * (1 - sun_y))
    if ink.draws(stage):
        _before_the_disc(scene)
    _raise_wave(scene, closest)
    _lay_slope(scene, closest)
    scene.light = light_for(pal, (sun_x - 0.45) * 2.2, min(sun_y, 1.0), styles.of(style).softness)
    if not styles.of(style).rim:
        scene.light = replace(scene.light, rim_power=0.0)
    for role in scene.roles:
        for actor in role.actors:
            if role.who[0] in ("tabletop", "slope", "breaker"):
                continue  # its foot is below the picture, or it is the ground itself
            if role.subject.path in ("ground",) and stage.path in ("ground",):
                actor.shadow = pal.shadow * pal.ambient * rgb("5c5c48")
                hazy = min(actor.depth / 0.6, 1.0)  # the air before it lights it up
                actor.shadow_alpha = (0.5 if pal.disc > 0 else 0.36) * hazy
                actor.shadow_lean = -0.9 * (sun_x - 0.45) * 2
                actor.sinks = styles.of(style).rim and role.who[0] not in ON_RAILS
                if actor.y > 1.04 * h:
                    actor.shadow = None  # the feet are below the picture
            if role.who[0] in ON_RAILS and stage.path == "ground":
                stage.tracks.append((actor.y, 0.20 * actor.tall))
            if any(part.action == "splash" for part in role.parts):
                stage.puddles.append((actor.x, actor.y, min(1.25 * actor.tall, 0.72 * w)))
    if pal.dark:
        _by_the_fire(scene)
    main = scene.roles[0].actors[0] if scene.roles else None
    scene.focus = (
        main.x if main is not None and scene.speed else w * 0.5,
        stage.horizon * 0.45 + stage.ground * 0.55,
    )
    return scene


def _set_out(scene: Scene) -> None:
    """Who comes towards the camera is on their own ground at the shot's end, who goes away at its start."""
    stage = scene.stage
    for role in (role for role in scene.roles if role.heading):
        paces = tuple((part.since, part.pace) for part in role.parts)
        ends = [*(since for since, _ in paces[1:]), scene.seconds]
        way = sum(pace * (end - since) for (since, pace), end in zip(paces, ends, strict=True))
        # Somebody as far off as the focal length is long is seen at one pixel a pixel.
        focal = max(stage.w, stage.h)
        least = GROUND_ENDS["room" if scene.setting.hour == "indoor" else stage.place]
        if role.subject.wheels:
            least = max(least, FAR_CARS)
        slower = min((1 / least - 1) * focal / max(way, 1e-6), 1.0)
        paces = tuple((since, pace * slower) for since, pace in paces)
        towards = way * slower if role.heading == "towards" else 0.0
        for actor in role.actors:
            actor.approach = Approach(paces, towards, focal, ((stage.drive or 0.5) * stage.w, stage.horizon))


def _by_the_fire(scene: Scene) -> None:
    """Light those who are near a fire by it, and tell the stage where it burns."""
    w = scene.stage.w
    burn = [role for role in scene.roles if role.who[0] in FIRES or nouns.BURNS in role.who]
    fires = [actor for role in burn for actor in role.actors]
    for fire in fires:
        scene.stage.fires.append((fire.x, fire.y, fire.tall))
    for role in scene.roles:
        if any(word.startswith("carries ") and word.endswith(GLOWING) for word in role.who):
            role.light = firelit(scene.light, 0.4 * role.facing)
            near = [actor for actor in role.actors if abs(actor.vx - scene.speed * actor.depth) < 1]
            scene.stage.fires += [(actor.x, actor.y - 0.1 * actor.tall, 0.30 * actor.tall) for actor in near]
            continue
        if role in burn or not fires:
            continue
        x = float(np.mean([actor.x for actor in role.actors]))
        nearest = min(fires, key=lambda fire: abs(fire.x - x))
        role.light = firelit(scene.light, (nearest.x - x) / (0.25 * w))


def _head(scene: Scene) -> tuple[float, float, float] | None:
    """Where the first subject's head is in the picture, and how high."""
    place = scene.roles[0].subject.head if scene.roles else None
    if place is None:
        return None
    role, actor = scene.roles[0], scene.roles[0].actors[0]
    x, y, size = place(role.action)
    unit = actor.tall / role.subject.units
    return actor.x + role.facing * x * unit, actor.y + y * unit, size * unit


def _line_through_head(scene: Scene) -> float:
    """How far the horizon must move so that it does not run behind the head; 0 where it need not or cannot."""
    head, stage = _head(scene), scene.stage
    if head is None or scene.setting.hour == "indoor" or scene.setting.path != "ground":
        return 0.0
    _, y, size = head
    above, below = y - 0.75 * size - stage.horizon, y + 0.75 * size - stage.horizon
    if above >= 0 or below <= 0:
        return 0.0
    shift = above if -above < below else below
    # In coarse steps: a place painted for one subject then serves the next.
    step = HORIZON_STEP * stage.h
    shift = math.copysign(math.ceil(abs(shift) / step) * step, shift)
    return shift if abs(shift) < 0.12 * stage.h else 0.0


def _beside_head(scene: Scene, sun_x: float, sun_row: float) -> float:
    """The sun's place across the picture (0..1), moved aside where its disc would stand behind the head."""
    head, w, h = _head(scene), scene.stage.w, scene.stage.h
    if head is None or scene.stage.palette.disc <= 0:
        return sun_x
    x, y, size = head
    clear = 0.6 * size + 0.10 * min(w, h)
    if abs(sun_row - y) > clear or abs(sun_x * w - x) > clear:
        return sun_x
    # In coarse steps, as above.
    right, left = math.ceil((x + clear) / w * 20) / 20, math.floor((x - clear) / w * 20) / 20
    return right if right < 0.93 and (sun_x * w >= x or left < 0.07) else max(left, 0.07)


def _before_the_disc(scene: Scene) -> None:
    """Ink knows no rim: who is shown stands out of the red sun, on a ridge that all who are near stand on."""
    stage = scene.stage
    everyone = [actor for role in scene.roles for actor in role.actors if role.subject.path == "ground"]
    near = [actor for actor in everyone if actor.depth > NEAR_BY]
    stage.back = min((actor.y for actor in near), default=stage.ground)
    for actor in everyone:
        if actor not in near:
            actor.y = stage.back - 0.10 * stage.h  # in the mist before the mountains
    if near:
        stage.sun = (near[0].x + 0.04 * stage.w, near[0].y - 0.78 * near[0].tall)


def _inside(scene: Scene) -> None:
    """Nobody is cut by the picture's edge who could stand inside it."""
    w = scene.stage.w
    for role in scene.roles[0 if scene.reading.framing != "close-up" else 1 :]:
        for actor in role.actors:
            slack = abs(actor.vx - scene.speed * actor.depth) * scene.seconds
            if slack > 0.15 * w or len(role.actors) > 2:
                continue
            left, _, right, _ = role.subject.build(role.action, 0.25, None).bounds(air=False)
            unit = actor.tall / role.subject.units
            if role.facing < 0:
                left, right = -right, -left
            low, high = 0.02 * w - left * unit, 0.98 * w - right * unit - slack
            if low < high:
                actor.x = float(np.clip(actor.x, low, high))
            else:
                actor.x = (low + high) / 2


def _lay_table(scene: Scene, closest: float) -> None:
    """Put a table under small things in rooms: only its top where they are shown by themselves, and all of it
    beside others. Whatever stands is kept above the picture's lower edge.
    """
    stage = scene.stage
    for role in scene.roles:
        if role.subject.turns and role.subject.path == "ground":
            figure = role.subject.build(role.action, 0.0, None)
            figure.items = [item for item in figure.items if not isinstance(item, Mark)]  # a glow needs no ground
            low = figure.bounds()[3]
            for actor in role.actors:
                reach = low * actor.tall / role.subject.units
                actor.y = min(actor.y, 0.965 * stage.h - reach)
                if scene.setting.hour != "indoor":  # the ground before the feet would cover what is deep
                    actor.y = min(actor.y, stage.ground + 0.014 * stage.h - reach)
    if not scene.roles or scene.setting.hour != "indoor" or stage.place in ("studio", "stage"):
        return
    if not all(role.subject.table for role in scene.roles):
        first = scene.roles[0]
        if not first.subject.table:
            table = SUBJECTS["table"]
            for role in [role for role in scene.roles if role.subject.table]:
                thing = role.actors[0]
                tall = min(table.cm * first.actors[0].tall / first.subject.cm, 0.34 * stage.h)
                under = replace(thing, tall=tall, order=thing.order - 0.5, sprites=[], later=[])
                under.cycle, under.contact = 2, float(np.clip(0.42 * table.wide, 0.16, 1.5))
                part = Part("stand", 0.0, 2, 1, 0.0)
                scene.roles.append(Role(("table",), table, [part], None, tall / table.units * closest, 1, [under]))
                for actor in role.actors:
                    actor.y -= 0.845 * tall * closest / thing.baked  # the middle of its top, as far off as it is
        return
    thing = scene.roles[0].actors[0]
    top = SUBJECTS["tabletop"]
    several = sum(len(role.actors) for role in scene.roles) > 1
    breadth = max((0.9 if several else 0.62) * stage.w, 1.5 * thing.tall * scene.roles[0].subject.wide)
    unit = breadth / 224
    actor = Actor(
        0.5 * stage.w,
        thing.y,
        0.0,
        2,
        baked=closest,
        depth=thing.depth,
        tall=unit * top.units,
        order=min(actor.order for role in scene.roles for actor in role.actors) - 0.5,
    )
    part = Part("stand", 0.0, 2, 1, 0.0)
    scene.roles.append(Role(("tabletop",), top, [part], None, unit * closest, 1, [actor]))


def _raise_wave(scene: Scene, closest: float) -> None:
    """Behind those who surf a wave breaks, as wide as the picture, that goes along with them."""
    stage = scene.stage
    surfing = [role for role in scene.roles if any(part.action == "surf" for part in role.parts)]
    if not surfing or stage.path != "water":
        return
    wave, first, part = SUBJECTS["breaker"], surfing[0].actors[0], surfing[0].parts[0]
    riders = [actor for role in surfing for actor in role.actors]
    foot = max(actor.y for actor in riders) + 0.05 * stage.h
    left, right = min(actor.x for actor in riders), max(actor.x for actor in riders)
    unit = min(first.tall / surfing[0].subject.units, 0.86 * foot / wave.units)  # its crest is in the picture
    unit = max(unit, (right - left) / FACE_WIDE)
    for actor in riders:
        actor.mirror = 0.0  # its face is no flat water
    under = replace(
        first,
        x=(left + right) / 2,
        y=foot,
        tall=unit * wave.units,
        baked=first.baked * WAVE_FINE,
        order=min(actor.order for actor in riders) - 0.5,
        bobbing=(0.0, 3.0),
        later=[],
        sprites=[],
        offset=0,
    )
    crest = foot + unit * waves.top((stage.sun[0] - under.x) / unit * surfing[0].facing)
    stage.sun_hidden = crest < stage.sun[1]
    breaks = Part("surf", 0.0, part.cycle, min(part.cycle, wave.phases), part.pace)
    grey = stage.weather in ("rain", "storm", "fog", "cloudy")
    role = Role(
        ("breaker",),
        wave,
        [breaks],
        waves.BY_NIGHT if stage.palette.dark else waves.UNDER_CLOUDS if grey else waves.FACE,
        unit * closest * WAVE_FINE,
        surfing[0].facing,
        [under],
    )
    scene.roles.append(role)


def _lay_slope(scene: Scene, closest: float) -> None:
    """Those who go downhill do so on a slope, where nobody else is and the camera goes with them."""
    stage = scene.stage
    down = [role.action in OF_MOTION and SPORTS[OF_MOTION[role.action]].downhill for role in scene.roles]
    if not down or not all(down) or stage.place != "snow field" or not scene.speed or scene.paces:
        return
    first = scene.roles[0].actors[0]
    if abs(first.vx - scene.speed * first.depth) > 1:
        return  # they pull away from it
    riders = [actor for role in scene.roles for actor in role.actors]
    for role in scene.roles:
        role.subject, role.who = downhill(role.subject), (*role.who, "downhill")
    for actor in riders:
        fall = slopes.row((actor.x - first.x) * math.copysign(1, scene.speed))
        # The hillside is nearer than all of the ground.
        actor.y, actor.order = actor.y + fall, stage.h + actor.y + fall
    hill, part, role = SUBJECTS["slope"], scene.roles[0].parts[0], scene.roles[0]
    unit = 0.75 * stage.w / slopes.HALF
    under = replace(
        first, tall=unit * hill.units, baked=first.baked * SLOPE_FINE, bobbing=(0.0, 3.0), later=[], sprites=[]
    )
    under.order, under.shadow, under.offset = min(actor.order for actor in riders) - 0.5, None, 0
    passes = Part("ski", 0.0, part.cycle, min(part.cycle, hill.phases), part.pace)
    scene.roles.append(Role(("slope",), hill, [passes], None, unit * closest * SLOPE_FINE, role.facing, [under]))


# Verbs that two do with each other: they face each other, so many heights apart.
TOGETHER = {
    "talk": 0.62,
    "fight": 0.62,
    "duel": 0.74,
    "hug": 0.20,
    "dance": 0.46,
    "sing": 0.7,
    "play": 0.7,
    "laugh": 0.66,
}
REACH = 0.66  # heights from somebody to the middle of the table with what they have to do with
SKIS_APART = 0.55  # of how wide they are drawn: what sticks out before and behind them
ABREAST = 0.42  # heights between two people who do something by each other's side, in step
LANDMARK_CM = 650  # what is taller does not fit beside people
FACING = frozenset(("talk", "fight", "stand", "sit"))  # what the second of a pair does face to face
GREETINGS = frozenset(("kneel", "bow", "point", "wave", "salute", "clap"))  # what the first does to the second
SIDES = {side: place for place, side in enumerate(grammar.SIDES)}
LEAD_SIZE = 0.6  # power of a size that is told by which the first is drawn; the others keep their proportion to it
VARIED, CROWDED = 3, 5  # looks that a group comes in, and a crowd of people: each stands in as many rows


def _sorts(subject: Subject, count: int) -> int:
    """In how many looks, and in how many rows, so many of a kind are shown."""
    return CROWDED if _is_person(subject) and count > CROWDED else VARIED


def _groups(
    seen: Seen, subject: Subject, action: str, count: int, around: bool, earlier: int
) -> list[tuple[int, Subject, list[int], int]]:
    """One kind split into those drawn alike: (which look, subject, which of them, facing). around: they face what
    is in their middle. earlier: how many of the kind are there already, who look different."""
    facing_each_other = count == 2 and action in TOGETHER and subject.path == "ground" and not subject.wheels
    alike = seen.colour is not None or any(not word.startswith("carries ") for word in seen.extra)
    vary = None if alike else subject.vary
    looks: dict[tuple[int, int], list[int]] = {}
    for i in range(count):
        look = 0
        if vary is not None:
            # A school has a leading kind and guests; people are all sorts.
            look = ((earlier + i) % _sorts(subject, count)) if not subject.school else (0, 0, 0, 1, 0, 0, 2)[i % 7]
        elif not alike and seen.name in nouns.COLOURFUL:
            look = i % len(MIXED)
        back = (facing_each_other and i == 1) or (around and i >= (count + 1) // 2)
        looks.setdefault((look, -1 if back else 1), []).append(i)
    out = []
    for (look, facing), which in looks.items():
        kind = vary(look) if vary is not None and (look or seen.name == "person") else subject
        out.append((look, kind, which, facing))
    return out


def _parts(scene: Scene, subject: Subject, actions: list[str], unit_px: float, slow: float) -> list[Part]:
    """The actions of one subject one after the other, in equal shares of the shot."""
    fps = scene.stage.fps
    out = []
    for k, action in enumerate(actions):
        since = round(scene.seconds * k / len(actions) * fps) / fps
        period, units_s = subject.motion(action)
        cycle = max(round(period * slow * fps), 2)
        if action == "bloom":  # once, over all of its time
            cycle, units_s = max(round(scene.seconds / len(actions) * fps), 2), 0.0
            phases = min(cycle, PHASES_MAX)
        elif action == "turn":  # a step every second frame
            phases = min((cycle + 1) // 2, TURN_PHASES)
        else:
            # What goes needs all of them; who stays hardly moves from one to the next.
            enough = PHASES_MAX if units_s or cycle <= 30 or subject.rooted else 18 if cycle <= 40 else 16
            phases = min(cycle, enough, subject.phases)
        # Feet and ground agree to the frame: speed follows from the cycle as it is shown.
        pace = units_s * unit_px * period * fps / cycle
        out.append(Part(action, since, cycle, phases, pace))
    return out


def _pair(people: list[Seen]) -> bool:
    """Whether just two people are shown."""
    return sum(seen.count for seen in people) == 2 and all(_is_person(SUBJECTS[_drawn_name(p)]) for p in people)


def _close(scene: Scene, subject: Subject, action: str, framing: str) -> tuple[float, float, float] | None:
    """Pixels a unit and the place of the feet, so that the head fills its share of the picture. framing: close-up,
    medium, or two: a medium shot of two people."""
    if subject.head is None:
        return None
    w, h = scene.stage.w, scene.stage.h
    hx, hy, size = subject.head(action)
    person = subject.wide == 0.5
    share, high = {"close-up": (0.40, 0.45), "medium": (0.20, 0.28), "two": (0.17, 0.30)}[framing]
    unit = min(share * h / size, (0.46 if framing == "close-up" else 0.26) * w / size)
    if not person:
        unit *= 0.92
    # A low head is looked at from low down: who lies is on the ground that is seen.
    return unit, 0.47 * w - hx * unit, max(high * h - hy * unit, 0.86 * h)


def _enter(scene: Scene, people: list[Seen], size_k: float, slow: float, closest: float, wide_max: float) -> None:
    """Place every subject: sizes in proportion to the first, a free lane for each, feet in time with the
    ground.
    """
    stage, w, h = scene.stage, scene.stage.w, scene.stage.h
    cm_px = 0.0
    total = lanes = 0
    r = stage.rng(404)
    lead_pace = 0.0
    lead_action = ""
    pair: tuple[float, float, float] | None = None
    placed: list[tuple[Seen, list[Role]]] = []
    # Several people and a fire: they are round it.
    around = any(_drawn_name(p) in FIRES for p in people) and people[0].count > 1
    # A ball lies between several who play, and takes no room beside them.
    kinds = sum(people[0].count == 1 or _drawn_name(p) != "ball" for p in people) or 1
    for number, seen in enumerate(people):
        name = _drawn_name(seen)
        subject = SUBJECTS[name]
        extra, shade = _looks(seen, subject)
        if seen.heading and subject.wheels and stage.palette.dark:
            extra |= {"at night"}
        if extra and subject.wear is not None:
            subject = subject.wear(extra)
        if nouns.BURNS in extra:
            subject = burning(subject)
        count = min(seen.count, ACTORS_MAX - total)
        if count < 1:
            break
        path = _path(seen) if stage.path in ("ground", "water") or subject.path in ("air", "deep") else stage.path
        told: list[str | None] = [*seen.acts] or [seen.action]
        actions = [
            _acts(name, subject, said, path if stage.path != "ground" else subject.path, scene) for said in told
        ]
        action = actions[0]
        if number and lead_pace and seen.action is None and _is_beast(subject):
            actions = [action := "run"]  # an animal beside something that moves goes along
        if number == 1 and seen.action is None and lead_action in TOGETHER and _is_person(subject):
            actions = [action := lead_action]  # who is talked to talks too
        # Birds and craft come down to stand; what has no wings (balloons, kites) stays up.
        lands = subject.path == "air" and subject.still in ("fly", "hover") and stage.path == "ground"
        grounded = lands and (action in DOWN or (subject.flies and action in ("sit", "lie")))
        if subject.flies and action in ALOFT:
            path = "air"
        elif subject.flies and path == "water" and stage.path == "ground":
            path = "ground"  # ashore
        if number == 0:
            tall = subject.size * h * size_k * {1: 1.0, 2: 0.88, 3: 0.80}.get(count, 0.66)
            crowd = 1.0 if count == 1 else 0.72 if h <= w or subject.wide < 1.2 else 0.54
            wide = subject.wide if path == "air" else _breadth(subject, action)
            if any(word.startswith("rests ") for word in extra) and subject.wide < 0.45 * wide:
                wide *= ON_A_SEAT  # a cat on a sofa is shown, and not a sofa with a cat
            tall = min(tall, wide_max * w / wide * crowd)
            if count > 2 and path == "ground":
                tall = min(tall, 0.95 * w / (0.72 * count * wide))  # side by side rather than through each other
            if len(people) > 1 and count > 1:
                tall = min(tall * 0.85, 0.30 * w / subject.wide)
            if grounded:
                tall *= 1.15
            if (grounded or path == "ground") and not _is_person(subject):
                above = _reach(subject, action)[0] * tall / subject.units
                tall *= min(1.0, (stage.ground - 0.05 * h) / max(above, 1.0))
            elif path == "air" and count <= 2 and subject.cm < SKY_CM:
                above, below = _reach(subject, action)
                tall *= min(1.0, 0.80 * h / ((above + below) * tall / subject.units))
            tall = min(tall * seen.size**LEAD_SIZE, max(tall, 0.78 * h if path == "ground" else 0.6 * h))
            tall = min(tall, 0.86 * w / wide)
            if around and _is_person(subject) and action in SEATED:
                tall *= ROUND_A_FIRE
            cm_px = tall / (subject.cm * seen.size)
            lead_action = action
        else:
            least = 0.05 if subject.table else 0.17 / min(max(subject.wide, 1.0), 2.5)
            least *= min(seen.size, 1.0)
            tall = float(
                np.clip(subject.cm * seen.size * cm_px, least * h, (0.60 if seen.size <= 1 else 0.72) * h)
            )
            tall = min(tall, (0.42 if seen.size <= 1 else 0.5) * w / max(subject.wide, 0.6))
        far: float | None = None
        if (
            number
            and subject.rooted
            and subject.cm >= LANDMARK_CM
            and stage.path == "ground"
            and scene.setting.hour != "indoor"
        ):
            # As far off as it must stand to be as tall as it is beside the first, its top in view.
            true = subject.cm * seen.size * cm_px
            room = (stage.horizon - 0.09 * h) / max(true - (stage.ground - stage.horizon), 1.0)
            far = float(np.clip(min(room, 0.50 * w / (true * subject.wide)), 0.02, 0.55))
            tall = true * far
        close = None
        framing = scene.reading.framing or ""
        goes = any(subject.motion(act)[1] for act in actions)
        headed = bool(seen.heading) and goes and path == "ground" and scene.camera != "aerial"
        if headed:
            pass  # all of somebody is seen who comes from afar
        elif len(people) == 1 and count == 1 and framing in ("close-up", "medium"):
            close = _close(scene, subject, action, framing)
        elif framing == "medium" and _pair(people):
            # The second stands on the ground of the first, as tall as people are.
            close = pair = pair or _close(scene, subject, action, "two")
        if close is not None:
            tall = close[0] * subject.units if number == 0 else subject.cm * cm_px
            cm_px = tall / subject.cm
        unit_px = tall / subject.units
        attacked = number == 1 and lead_action in ("fight", "attack", "duel") and not subject.rooted
        greeted = number == 1 and lead_action in GREETINGS and seen.action is None and _is_person(subject)
        faces = seen.action in FACING or action in TOGETHER or greeted or attacked
        facing = -1 if number % 2 and faces else 1
        parts = _parts(scene, subject, actions, unit_px, slow)
        words = seen.actions if len(seen.actions) == len(told) else seen.actions[:1]
        for part, said, word in zip_longest(parts, told[: len(parts)], words[: len(parts)]):
            part.said, part.word = said, word
            if far is not None:  # nobody counts the waves of its flags
                part.phases = min(part.phases, FAR_PHASES)
        first = parts[0]
        if number and lead_pace and first.pace and 0.33 < first.pace / lead_pace < 3.0:
            first.cycle = max(round(first.cycle * first.pace / lead_pace), 2)
            first.pace = lead_pace
        elif number and lead_pace and first.pace and path == "ground":
            # Those who cannot keep step pull away or fall behind, but not out of the picture.
            room = 0.4 * w / scene.seconds
            kept = max(float(np.clip(first.pace, lead_pace - room, lead_pace + room)), 1.0)
            first.cycle, first.pace = max(round(first.cycle * first.pace / kept), 2), kept
        first.phases = min(first.phases, first.cycle)
        if headed:
            lead_pace = lead_pace or first.pace
        elif number == 0 and MOVES[scene.camera].tracking is not False:
            for part in parts:
                away = 0.0
                if scene.setting.lane:  # no camera goes through its walls; who is fast takes the shot to cross it
                    room = 1.1 * w / scene.seconds
                    if part.pace > room:
                        part.cycle, part.pace = round(part.cycle * part.pace / room), room
                    away = part.pace
                elif scene.camera == "static":
                    away = min(part.pace, 0.55 * w / scene.seconds)
                speed = (part.pace - away) * facing
                if part is first:
                    scene.speed, lead_pace = speed, part.pace
                else:
                    scene.paces.append((part.since, speed))
            stage.tracking = scene.speed > 0 or any(speed > 0 for _, speed in scene.paces)
            slowest = min(abs(speed) for speed in (scene.speed, *(speed for _, speed in scene.paces)))
            stage.rush = max(rush for rush in RUSHES if rush * stage.unit <= slowest / stage.fps) * stage.unit
        colour: Colour | None = None
        if shade is not None:
            colour = colour_of(COATS.get(shade, COLOURS[shade]) if _is_beast(subject) else COLOURS[shade])
        ring = around and count > 1 and _is_person(subject) and not first.pace
        if colour is None and stage.season == "autumn" and name in nouns.LEAFY:
            colour = colour_of(AUTUMN)
        earlier = sum(other.count for other, _ in placed if other.name == seen.name)
        placed.append((seen, []))
        for variant, kind, which, turned in _groups(seen, subject, action, count, ring, earlier):
            scale = unit_px * subject.units / kind.units * closest
            own = colour
            if variant and name in nouns.COLOURFUL:
                own = colour_of(COLOURS[MIXED[variant]])
            role = Role((name, *sorted(extra), str(variant)), kind, parts, own, scale, facing * turned)
            role.heading = seen.heading if headed else ""
            for i in which:
                total += 1
                actor = _spot(
                    scene,
                    subject,
                    path,
                    grounded,
                    number,
                    i,
                    count,
                    kinds,
                    tall,
                    unit_px,
                    0.0 if headed else first.pace * facing,
                    first.cycle,
                    closest,
                    r,
                    action,
                    far,
                )
                if ring:
                    half = (count + 1) // 2
                    place = half - 1 - i if i < half else i - half
                    actor.x = (0.5 + (-1 if i < half else 1) * (0.17 + min(0.15, 0.32 / half) * place)) * w
                elif name in FIRES and around:
                    actor.x = 0.5 * w
                elif (
                    number == 1
                    and subject.table
                    and count == 1
                    and _is_person(scene.roles[0].subject)
                    and not lead_pace
                ):
                    lead = scene.roles[0].actors[0]  # within reach of whom it is shown with
                    actor.x = min(lead.x + REACH * lead.tall, 0.84 * w)
                elif name == "ball" and number and people[0].count > 1:
                    actor.x, actor.y, actor.depth = 0.5 * w, stage.ground + 0.01 * h, 1.0  # between those who play
                    actor.order = actor.y
                if close is not None:
                    if pair is None:
                        actor.x = close[1]
                    else:
                        actor.tall, actor.baked, actor.depth = tall, closest, 1.0
                    actor.y, actor.order = close[2], max(close[2], float(stage.ground))
                    role.floor = (1.14 * h - actor.y) / unit_px
                    for part in parts:
                        part.phases = min(part.phases, CLOSE_PHASES)
                step = actor.vx / first.pace if first.pace else float(facing)
                fps = stage.fps
                if headed:
                    step = 0.0
                    if subject.wheels:
                        _in_lane(scene, actor, seen.heading, lanes, tall, closest)
                        lanes += 1
                    elif count == 1 and kinds == 1:
                        actor.x = 0.5 * w
                actor.later = [Act(round(p.since * fps), p.pace * step, p.cycle) for p in parts[1:]]
                role.actors.append(actor)
            scene.roles.append(role)
            placed[-1][1].append(role)
    _take_sides(scene, placed)


def _in_lane(scene: Scene, actor: Actor, heading: str, n: int, tall: float, closest: float) -> None:
    """Put the n-th car on a street that runs into the picture: the first is nearest, the next ones further back in
    the lanes beside it."""
    stage = scene.stage
    stage.drive = VANISHES[heading]
    depth = 1 / (1 + 0.9 * n)
    aside = LANE * (1.0, 0.55, 0.85)[n % 3] * (1 if heading == "towards" else -1)
    actor.x = (stage.drive + aside * depth) * stage.w
    actor.y = actor.order = stage.horizon + depth * (stage.ground - stage.horizon)
    actor.depth, actor.baked, actor.tall = depth, closest / depth, tall * depth


def _take_sides(scene: Scene, placed: list[tuple[Seen, list[Role]]]) -> None:
    """Who is told to be on the left or the right changes places with who stands there."""
    if not any(seen.side for seen, _ in placed):
        return
    middles = []
    for _, roles in placed:
        actors = [actor for role in roles for actor in role.actors]
        ways = [actor.vx - scene.speed * actor.depth for actor in actors]
        halfway = [a.x + way * scene.seconds / 2 for a, way in zip(actors, ways, strict=True)]
        middles.append(float(np.mean(halfway)))
    wanted = [SIDES.get(seen.side, 1) for seen, _ in placed]
    order = sorted(range(len(placed)), key=lambda n: (wanted[n], middles[n]))
    spots = sorted(middles) if len(placed) > 1 else [(0.27, 0.5, 0.73)[wanted[0]] * scene.stage.w]
    met = len({role.facing for _, roles in placed for role in roles}) > 1
    swapped = met and len(placed) == 2 and order != sorted(order, key=middles.__getitem__)
    for spot, n in zip(spots, order, strict=True):
        for role in placed[n][1]:
            for actor in role.actors:
                actor.x += spot - middles[n]
            if swapped and not any(part.pace for part in role.parts):
                role.facing *= -1  # they still face each other


def _spot(
    scene: Scene,
    subject: Subject,
    path: str,
    grounded: bool,
    number: int,
    i: int,
    count: int,
    kinds: int,
    tall: float,
    unit_px: float,
    vx: float,
    cycle: int,
    closest: float,
    r: np.random.Generator,
    action: str = "",
    far: float | None = None,
) -> Actor:
    """far: the depth at which a landmark stands, which is as large as that makes it already."""
    stage, w, h, seconds = scene.stage, scene.stage.w, scene.stage.h, scene.seconds
    wide = tall * (_breadth(subject, action) if path == "ground" else subject.wide)
    back = 0
    if number == 0:
        x = 0.5 * w if count > 1 or subject.rooted else 0.45 * w if vx else 0.46 * w  # room ahead
        if kinds > 1:
            x = (0.38 if count == 1 else 0.34) * w
    else:
        crowded = len(scene.roles[0].actors) > 1
        x = ((0.84 if crowded else 0.70) if number == 1 else 0.16 if number == 2 else 0.90) * w
    if count > 1:
        if count == 2 and kinds == 1 and action in TOGETHER and subject.path == "ground":
            x = 0.5 * w + (i - 0.5) * TOGETHER[action] * tall * max(subject.wide, 0.9) / 0.9
            back = 0
        elif count == 2 and kinds == 1 and _is_person(subject) and path == "ground":
            x = 0.5 * w + (i - 0.5) * max(ABREAST * tall, SKIS_APART * wide)
            back = i
        elif count == 2:
            x += (-0.19 if i == 0 else 0.20) * max(w * 0.9, wide * 2.2) if kinds == 1 else (i - 0.5) * wide * 1.15
            back = i
        else:
            x += ((i + 0.5) / count - 0.5) * min(
                max(wide * count * 0.92, 0.5 * w), (0.86 if kinds == 1 else 0.5) * w
            ) + r.normal(0, 0.015) * w
            back = (i * 2) % _sorts(subject, count)
    k = 1.0
    depth = 1.0
    bobbing, weave, pitching = (0.0, 3.0), (0.0, 1.0), (0.0, 3.0)
    mirror = 0.0
    if path == "ground" or grounded:
        # Each kind goes in a lane of its own, the later named the farther off.
        y = stage.ground - back * 0.042 * h - (0.0, 0.075, 0.12, 0.045)[min(number, 3)] * h
        if subject.rooted and number:
            y = stage.ground - 0.07 * h
        if scene.setting.bank and stage.path == "ground":
            y = max(y + 0.06 * h, stage.ground + 0.008 * h)
        depth = max((y - stage.horizon) / max(stage.ground - stage.horizon, 1), 0.2)
        k = 0.55 + 0.45 * depth
        if far is not None:
            y, depth, k = stage.horizon + far * (stage.ground - stage.horizon), far, 1.0
        if stage.path in ("deep", "air"):
            y, k, depth = 0.60 * h + tall * 0.35, 1.0, 0.9
            bobbing = (0.018 * h, 4.5)
    elif path == "water":
        y = stage.ground - back * 0.03 * h
        if stage.path == "ground" and stage.place in SEASIDE:  # out on the water, behind who stands ashore
            y = stage.horizon + (0.20 - 0.05 * back) * (stage.ground - stage.horizon)
            depth = max((y - stage.horizon) / max(stage.ground - stage.horizon, 1), 0.1)
            k = 0.55 + 0.45 * depth
        bobbing = (0.004 * h + 0.006 * h * stage.swell, 3.3)
        mirror = 0.55
        if stage.weather == "storm":  # the bow rises on each sea and falls behind it; nothing is mirrored
            mirror, bobbing, pitching = 0.0, (0.016 * h, 3.1), (PITCH / (1 + tall / h), 3.1)
    else:
        level = 0.40 if path == "air" or h > 1.1 * w else 0.46  # above the corals, which stand higher in 9:16
        y = level * h
        if path == "air" and stage.path == "ground":
            y = min(0.30 * h, stage.horizon - 0.06 * h) if kinds == 1 or number == 0 else 0.20 * h
        hangs = subject.units in (240, 190)  # rockets and balloons: by their middle, and they are tall
        if hangs:
            y = (0.40 if stage.path == "ground" else 0.52) * h + 0.1 * tall
        bobbing = (0.012 * h, 2.6 + 0.3 * i)
        if count > 2:
            leader = i == 0 and subject.school
            y += ((i * 0.618 + 0.1 + 0.12 * float(r.random())) % 1 - 0.5) * 0.50 * h  # apart, but not in rows
            k = 1.35 if leader else 0.45 + 0.45 * float(r.random())
            depth = 0.6 + 0.4 * k
            weave = (0.012 * w, 3.0 + float(r.random()) * 2)
            if leader:
                x, y = 0.52 * w, (level + 0.01) * h
            elif subject.school and abs(x - 0.52 * w) < 0.24 * w and abs(y - level * h) < 0.17 * h:
                y = level * h + (0.24 if y > level * h else -0.24) * h  # nobody before the leader
        if count > 1 and hangs and stage.path != "air" and not stage.above:
            # In the sky over the land: the first is the largest, and none hangs into the field.
            k = min(1.25 if i == 0 else k, max(0.95 - 0.12 * i, 0.35) * stage.horizon / tall)
            high, low = 0.05 * h + 0.5 * tall * k, stage.horizon + 0.05 * h - 0.45 * tall * k
            y = high + ((i * 0.618 + 0.25) % 1) * max(low - high, 0.0)
        if (path == "air" and subject.cm < SKY_CM) or _is_person(subject):
            # All of it stays in the picture, wings up or down.
            above, below = _reach(subject, action)
            top, bottom = above * unit_px * k + 0.04 * h, 0.96 * h - below * unit_px * k
            y = min(max(y, top), max(bottom, top))
    if number and vx and scene.speed and path == "ground":
        # Faster or slower than the first: at home in the middle of the shot.
        x -= float(np.clip((vx - scene.speed) * depth * seconds * 0.5, -0.5 * w, 0.5 * w))
    if (vx and not scene.speed and number == 0) or (vx and number and not scene.speed):
        x = x - vx * seconds * 0.5 if abs(vx * seconds) < 1.6 * w else -0.2 * w
    elif vx and scene.speed and number == 0 and (scene.camera == "static" or scene.setting.lane):
        x -= (abs(vx) - scene.speed) * seconds * 0.5
    if count > 1 and vx and path in ("air", "deep"):
        vx *= depth
    actor = Actor(
        float(x),
        float(y),
        vx * (depth if path == "ground" else 1.0),
        cycle,
        baked=closest / k,
        depth=depth,
        offset=0
        if action == "bloom" or (count == 2 and _is_person(subject))
        else (i * 7 + number * 5) % max(cycle, 1),
        bobbing=bobbing,
        pitching=pitching,
        weave=weave,
        tall=tall * k,
        mirror=mirror,
        order=stage.ground - 1 if path == "air" and stage.path == "ground" and not grounded else float(y),
        contact=float(np.clip(0.42 * subject.wide, 0.16, 1.5)),
    )
    if subject.cm >= SKY_CM:
        actor.depth, actor.order, actor.y = SKY_DEPTH, 0.0, 0.27 * h
    slick = scene.setting.slick and (stage.weather in ("rain", "storm") or stage.palette.name == "neon")
    if stage.wet or slick or scene.setting.glassy:
        actor.mirror = 0.45 if path == "ground" else 0.0
    return actor
