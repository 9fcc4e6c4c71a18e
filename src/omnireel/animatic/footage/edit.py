"""Instructions in words become operations on footage. What cannot be done is said, never faked."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic import scene, styles, weather
from omnireel.animatic.bakes import Bakes
from omnireel.animatic.footage import filters, guests, heavens, limbs
from omnireel.animatic.footage.figures import not_whole, spoken, unnamed_elements
from omnireel.animatic.footage.followed import Followed
from omnireel.animatic.footage.grade import HOURS, WEATHERS, Grade, graded_by_words
from omnireel.animatic.footage.outdoors import find_sky
from omnireel.animatic.footage.passers import Passers
from omnireel.animatic.footage.still import covered
from omnireel.animatic.ingest import Footage, picture
from omnireel.animatic.lexicon.words import COLOURS
from omnireel.animatic.palette import rgb as rgb_of_hex
from omnireel.animatic.parse import Reading, understand
from omnireel.animatic.planes import Frame, rgb_of, yuv_of
from omnireel.animatic.spec import VARIANTS, Sources

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32

SKY_SURE_MIN = 0.35  # of a new background: its sky is looked for because the words speak of it
DRAWN_IN_SKIES = frozenset(("aurora", "milky way"))  # of places that are drawn, and that hold still
AHEAD = 8  # pictures that are decoded while those before are changed
_COLOUR = "|".join(sorted(COLOURS, key=len, reverse=True))
_RECOLOUR = re.compile(
    r"\b(?:make|turn|change|paint|recolou?r|dye|colou?r)\b(?P<what>[^.;]*?)\b(?:to |into |in )?"
    rf"(?P<to>{_COLOUR})\b(?=\s*(?:[.,;!]|$|(?:and|with|while|but|instead)\b))"
)
_REMOVE = re.compile(
    r"\b(?:remove|erase|delete|clean up|get rid of)\b[^.;]*?"
    r"\b(?P<what>text|subtitles?|captions?|titles?|watermarks?|logos?|writing|timestamp|area|corner)\b(?P<where>[^.;]*)"
)
_BLUR = re.compile(
    r"\bblur(?:s|red|ry)?\b[^.;]*\bbackground\b|\bbackground\b[^.;]*\bblur|\bbokeh\b|\bshallow (?:focus|depth)"
)
_BACKGROUND = re.compile(
    r"\b(?:replace|change|swap|put|set|make)\b[^.;]*\bbackground\b(?P<to>[^.;]*)|\bin front of\b(?P<front>[^.;]*)"
)
_PACE = re.compile(
    r"\b(?:slow[- ]motion|slow(?:er)?(?: it)? down|speed(?: it)? up|faster|slower|time[- ]?lapse|longer|shorter|"
    r"loop)\b"
)
_ADD = re.compile(r"\b(?:add|insert|place|put in|replace|swap)\b(?P<what>[^.;]*)")
# What is asked for and cannot be done without a picture of it, one clause each.
_TAKE_OUT = re.compile(
    r"\b(?:remove|erase|delete|get rid of|take out|take away)\b(?P<what>[^.,;]*?)(?= and \w|[.,;]|$)"
)
_TURN_INTO = re.compile(
    r"\b(?:turn|change|transform|make|morph)\b(?P<what>(?:(?!\b(?:and|turn|change)\b)[^.,;])*?)"
    r"\binto\b(?P<to>[^.,;]*?)(?= and \w|[.,;]|$)"
)
_INSTRUCTS = re.compile(  # how a clause begins that asks for something
    r"(?:please |also |now |let |have )*(?:add|insert|place|put|draw|show|make|give|turn|change|replace|swap|"
    r"set|remove|erase|delete|hide|zoom|pan|tilt|rotate|flip|mirror|crop|stabili[sz]e|sharpen|blur|colou?r|recolou?r|"
    r"paint|dye|lighten|brighten|darken|light|dim|fade|reverse|loop|cut|trim|extend|move|shrink|enlarge|increase|"
    r"decrease|raise|lower|apply|use|dress|open|close)\b"
)
# What has a colour and is neither the subject nor one thing.
_GROUNDS = re.compile(r"\b(?:sky|clouds?|ground|grass|water|sea|walls?|floor|street|road|trees?|leaves)\b")
_CORNERS = {
    "top left": (0.0, 0.0, 0.34, 0.22), "upper left": (0.0, 0.0, 0.34, 0.22),
    "top right": (0.66, 0.0, 1.0, 0.22), "upper right": (0.66, 0.0, 1.0, 0.22),
    "bottom left": (0.0, 0.78, 0.34, 1.0), "lower left": (0.0, 0.78, 0.34, 1.0),
    "bottom right": (0.66, 0.78, 1.0, 1.0), "lower right": (0.66, 0.78, 1.0, 1.0),
    "top": (0.0, 0.0, 1.0, 0.18), "bottom": (0.0, 0.80, 1.0, 1.0),
}  # fmt: skip

Operation = Callable[[Frame, int, F32 | None], None]
"""(picture, its number, the subject's matte if one is needed) -> changes the picture."""


@dataclass
class Plan:
    """What is done to each picture, in order. told: of each operation, for the interpretation."""

    told: list[dict[str, Any]] = field(default_factory=list)
    not_done: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)  # the words that an instruction was read from
    operations: list[Operation] = field(default_factory=list)
    needs_subject: bool = False
    by_distance: bool = False  # what is probably near will do, where no subject can be cut out
    subject: Followed | None = None  # that of the footage, where it is needed

    def add(self, operation: Operation, /, **told: Any) -> None:
        self.operations.append(operation)
        self.told.append(told)

    def applied(self, pictures: Iterator[U8], w: int, h: int) -> Iterator[U8]:
        """The pictures, changed; those to come are decoded, and their mattes made, in the meantime."""
        coming = self._with_mattes(pictures)
        ahead = ThreadPoolExecutor(1)  # one after the other
        try:
            made = deque(ahead.submit(next, coming, None) for _ in range(AHEAD))
            n = 0
            while (item := made.popleft().result()) is not None:
                made.append(ahead.submit(next, coming, None))
                buffer, matte = item
                if matte is not None:
                    matte = np.asarray(cv2.resize(matte, (w, h), interpolation=cv2.INTER_LINEAR), np.float32)
                frame = Frame(w, h)
                frame.buffer[:] = buffer
                for operation in self.operations:
                    operation(frame, n, matte)
                yield frame.buffer
                n += 1
        finally:
            ahead.shutdown(cancel_futures=True)

    def _with_mattes(self, pictures: Iterator[U8]) -> Iterator[tuple[U8, F32 | None]]:
        """Each picture with its subject's matte, which may be smaller."""
        if self.subject is None:
            yield from ((buffer, None) for buffer in pictures)
            return
        mattes = self.subject.mattes()
        for buffer in pictures:
            yield buffer, next(mattes, None)
        if self.subject.shares:
            area = round(100 * sum(self.subject.shares) / len(self.subject.shares), 1)
            for entry in self.told:
                if entry.get("subject_percent", 0) is None:
                    entry["subject_percent"] = area
            if area < 1:
                lost = [entry for entry in self.told if "subject_percent" in entry]
                self.told[:] = [entry for entry in self.told if "subject_percent" not in entry]
                why = "the subject could not be told from its background surely enough"
                self.not_done += [f"{entry['operation']}: {why}" for entry in lost]


def plan(prompt: str, sources: Sources, w: int, h: int, rate: Fraction, seconds: float, seed: int) -> Plan:
    """Read the instructions. w, h: of the pictures that will be changed."""
    made = Plan()
    plain = spoken(prompt, sources, ["element"] * len(sources.elements))
    text = plain.lower()
    [reading] = understand([plain])
    shot = scene.arrange(
        _without_subjects(reading), min(seconds, 100.0), w, h, max(round(float(rate)), 1), seed % VARIANTS
    )
    _plan_removal(made, text, sources, w, h)
    ground = _plan_background(made, text, prompt, reading, sources, w, h, seed)
    coming = guests.wanted(prompt, sources, ground)
    made.not_done += not_whole(one.puppet for one in coming)
    made.not_done += [one.not_done for one in coming if one.not_done is not None]
    _plan_guests(made, coming, sources, rate, seconds, (w, h))
    _plan_shows(made, reading, drawn=bool(made.told) and made.told[0].get("by") == reading.setting)
    recoloured = _plan_recolour(made, text)
    _plan_light(made, text, reading)
    _plan_weather(made, reading, shot, float(rate))
    _plan_style(made, reading, shot)
    if match := _PACE.search(text):
        made.heard.append(match[0])
        made.not_done.append(f"{match[0]}: the length of the footage is kept")
    for match in _TAKE_OUT.finditer(text):
        if not any(match[0].strip() in words or words in match[0] for words in made.heard):
            made.heard.append(match[0])
            made.not_done.append(f"removing {match['what'].strip()}: only writing and marked areas can be removed")
    for match in _TURN_INTO.finditer(text):
        style = made.told and made.told[-1]["operation"] == "style" and made.told[-1]["what"] in match[0]
        if "<<<" not in match[0] and not style and not any(words in match[0] for words in made.heard):
            made.heard.append(match[0])
            what, to = match["what"].strip(), match["to"].strip()
            made.not_done.append(
                f"turning {what} into {to}: it needs a picture of it, by <<<image_1>>> or an element"
            )
    added = " ".join(match["what"] for match in _ADD.finditer(text))
    wanted = [seen.said or seen.name for seen in reading.subjects if seen.name not in ("figure", "shape")]
    wanted = [said for said in wanted if said in added and not any(said in one.words for one in coming)]
    if wanted and not recoloured:
        made.not_done.append(f"drawing {', '.join(wanted)} into footage")
    made.not_done += unnamed_elements([prompt], sources)
    if made.needs_subject:
        made.subject = Followed(_looked_at(sources, rate), w, h, made.by_distance)
    if not made.operations and not made.not_done:
        made.not_done.append("no instruction was understood: the footage is unchanged")
    heard = " ".join(made.heard)
    made.ignored = [
        said
        for said in reading.ignored
        # Nothing is drawn here: how it would have been does not matter.
        if "<<<" not in said and "no drawing" not in said and said.partition(" (")[0].lower() not in heard
    ]
    made.ignored += _unheard(made, text)
    return made


def _unheard(made: Plan, text: str) -> list[str]:
    """The instructions that nothing came of: neither an operation, nor a word on why there is none."""
    told = made.heard + made.not_done + made.ignored
    found = []
    for clause in re.split(r"[.;,!?]|\band\b|\bthen\b", text):
        clause = clause.strip()
        [reading] = understand([clause])
        names = [reading.time_of_day, reading.weather, reading.style, reading.floats, *reading.shows]
        names += [said.partition(" (")[0].lower() for said in (*reading.ignored, *made.ignored)]
        names += [seen.said or seen.name for seen in reading.subjects]
        if not _INSTRUCTS.match(clause) or any(name for name in names if name and _told_of(name, made)):
            continue
        if not any(words in clause or clause in words for words in told):
            found.append(clause)
    return found


def _told_of(name: str, made: Plan) -> bool:
    """Whether an operation is by this name, or it is said why none is."""
    return any(name == entry.get("what") for entry in made.told) or any(
        name in said for said in (*made.not_done, *made.ignored)
    )


def _looked_at(sources: Sources, rate: Fraction) -> Callable[[int, int], Iterator[U8]]:
    """The footage once more, from its first picture, in any size."""
    assert sources.video is not None
    path = Path(sources.video)

    def pictures(w: int, h: int) -> Iterator[U8]:
        with Footage(path) as footage:
            yield from footage.pictures(w, h, rate)

    return pictures


def _without_subjects(reading: Reading) -> Reading:
    return replace(reading, subjects=[], setting=None)


# ---- removing ----


def _plan_removal(made: Plan, text: str, sources: Sources, w: int, h: int) -> None:
    match = _REMOVE.search(text)
    if match is None:
        return
    made.heard.append(match[0])
    where = match["what"] + match["where"] + " " + text
    corner = next((box for name, box in _CORNERS.items() if re.search(rf"\b{name}\b", where)), None)
    assert sources.video is not None
    if corner is not None and match["what"] in ("area", "corner", "logo", "logos", "watermark", "watermarks"):
        x0, y0, x1, y1 = corner
        mask = np.zeros((h, w), np.uint8)
        mask[int(y0 * h) : int(y1 * h), int(x0 * w) : int(x1 * w)] = 255
        found = _text_mask(Path(sources.video), w, h)
        inside = cv2.bitwise_and(mask, found)
        mask = np.asarray(inside if inside.any() else mask, np.uint8)
    else:
        mask = _text_mask(Path(sources.video), w, h)
        if corner is not None:
            x0, y0, x1, y1 = corner
            keep = np.zeros_like(mask)
            keep[int(y0 * h) : int(y1 * h), int(x0 * w) : int(x1 * w)] = 255
            mask = np.asarray(cv2.bitwise_and(mask, keep), np.uint8)
    if not mask.any():
        made.not_done.append(f"removing {match['what']}: nothing that stands still like writing was found")
        return
    x, y, bw, bh = cv2.boundingRect(mask)
    if bw * bh > 0.35 * w * h:
        made.not_done.append(f"removing {match['what']}: too much of the picture would have to be made up")
        return
    made.add(
        filters.Removal(mask), operation="remove", what=match["what"], box=[x, y, bw, bh],
        area_percent=round(100 * float((mask > 0).mean()), 2),
    )  # fmt: skip


def _text_mask(path: Path, w: int, h: int) -> U8:
    """Where something like writing stands still through the footage: dense strokes at one place all the time."""
    edges: list[U8] = []
    with Footage(path) as footage:
        rate = Fraction(2)
        for buffer in footage.pictures(w, h, rate):
            y = buffer[: w * h].reshape(h, w)
            strokes = cv2.morphologyEx(y, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
            edges.append((strokes > 60).astype(np.uint8))
    if len(edges) < 3:
        return np.zeros((h, w), np.uint8)
    steady = (np.mean(edges, axis=0) > 0.7).astype(np.uint8)
    unit = max(min(w, h) / 720, 0.3)
    joined = cv2.morphologyEx(steady, cv2.MORPH_CLOSE, np.ones((int(7 * unit) | 1, int(41 * unit) | 1), np.uint8))
    joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((int(7 * unit) | 1, int(9 * unit) | 1), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    mask = np.zeros((h, w), np.uint8)
    for n in range(1, count):
        left, top, bw, bh, area = (int(v) for v in stats[n])
        dense = float(steady[top : top + bh, left : left + bw].mean())
        if area > 120 * unit * unit and bw > 1.2 * bh and bh < 0.22 * h and dense > 0.18:
            mask[top : top + bh, left : left + bw] = 255
    return np.asarray(cv2.dilate(mask, np.ones((int(11 * unit) | 1, int(11 * unit) | 1), np.uint8)), np.uint8)


# ---- the background ----


def _plan_background(
    made: Plan, text: str, prompt: str, reading: Reading, sources: Sources, w: int, h: int, seed: int
) -> int | None:
    """The number of the picture that becomes the background, if one does."""
    if match := _BLUR.search(text):
        made.heard.append(match[0])
        made.needs_subject = made.by_distance = True
        made.add(filters.blur_behind, operation="background blur", strength=0.8, subject_percent=None)
        return None
    match = _BACKGROUND.search(text)
    if match is None:
        return None
    made.heard.append(match[0])
    to = (match["to"] or match["front"] or "").strip()
    marked = _BACKGROUND.search(prompt.lower())  # `text` is without placeholders
    named = re.search(r"<<<image_([0-9]+)>>>", marked[0]) if marked else None
    ground: U8 | None = None
    if named and 1 <= int(named[1]) <= len(sources.pictures):
        ground = covered(picture(Path(sources.pictures[int(named[1]) - 1]))[0], w, h)
        what = f"image_{named[1]}"
    elif reading.setting is not None:
        ground, what = _place(reading, w, h, seed), reading.setting
    elif colour := re.search(rf"\b({_COLOUR})\b", to):
        value = np.asarray(rgb_of_hex(COLOURS[colour[1]]), np.float32)
        ground, what = np.full((h, w, 3), np.round(value * 255), np.uint8), colour[1]
    if ground is None:
        made.not_done.append("replacing the background: the prompt names no place, colour or image that is known")
        return None
    made.needs_subject = True
    bow = None
    if "rainbow" in reading.shows and (sky := find_sky(ground)).sure >= SKY_SURE_MIN:
        bow = _Bow(made, sky.matte)
    made.add(
        filters.Backdrop(ground, bow), operation="background replaced", by=what, strength=1.0, subject_percent=None
    )
    if bow is not None:
        made.told.append(bow.told)
    return int(named[1]) if named else None


class _Bow:
    """A rainbow in the sky of a new background, drawn once it is known who stands before it."""

    def __init__(self, made: Plan, sky: F32) -> None:
        self.told: dict[str, Any] = {"operation": "added", "what": "rainbow", "place": "the new background's sky"}
        self._made, self._sky = made, sky

    def __call__(self, rgb: U8, hidden: F32) -> U8:
        out, seen = heavens.rainbow(rgb, self._sky, hidden)
        self.told["seen_percent"] = round(100 * seen)
        if seen < heavens.SEEN_MIN:
            self._made.told.remove(self.told)
            self._made.not_done.append("adding a rainbow: the subject and what stands in the sky would hide it")
        return out


def _plan_shows(made: Plan, reading: Reading, drawn: bool) -> None:
    """What is to stand in the sky. drawn: the background is a place that is drawn, with its sky."""
    replaced = any(entry.get("operation") == "background replaced" for entry in made.told)
    why = "it is drawn into the sky of a new background only"
    if replaced:
        why = "no sky is found in the new background"
    for show in sorted(reading.shows):
        if any(entry.get("what") == show for entry in made.told):
            continue
        if drawn and show in DRAWN_IN_SKIES:
            made.told.append({"operation": "added", "what": show, "place": "the new background's sky"})
        else:
            made.not_done.append(f"adding {show}: {why}")


def _plan_guests(
    made: Plan,
    coming: Sequence[guests.Wanted],
    sources: Sources,
    rate: Fraction,
    seconds: float,
    size: tuple[int, int],
) -> None:
    """Cut-outs in the place of the footage's subject, or beside it."""
    if not coming:
        return
    assert sources.video is not None
    path, passers = guests.measured(sources), Passers(Path(sources.video), rate)
    taken: list[float] = []
    for one in coming:
        name, sure = one.puppet.name, round(one.puppet.sure, 2)
        moving = limbs.told_of(one.puppet.limbs)
        made.heard.append(one.words)
        if one.instead_of is not None:
            made.needs_subject = True
            made.add(
                guests.StandIn(one, float(rate), passers), operation="replaced", what=one.instead_of, by=name,
                sure=sure, moves=one.verb, limbs=moving, subject_percent=None, **one.puppet.remarks,
            )  # fmt: skip
            continue
        guest, place = guests.guest(one, float(rate), seconds, taken, path, passers, size)
        taken.append(guest.x)
        made.add(
            guest, operation="added", what=name, sure=sure, moves=one.verb, limbs=moving, place=place,
            height_percent=round(100 * guest.tall), **one.puppet.remarks,
        )  # fmt: skip


def _place(reading: Reading, w: int, h: int, seed: int) -> U8:
    """The place of a reading, drawn without anybody in it."""
    from omnireel.animatic.engine import compose
    from omnireel.animatic.painting import paint

    shows = reading.shows & DRAWN_IN_SKIES
    shot = scene.arrange(replace(reading, subjects=[], shows=shows), 3.0, w, h, 24, seed % VARIANTS)
    shot.roles.clear()
    with ThreadPoolExecutor(2) as pool:
        glass = paint(shot, pool, Bakes())
    return rgb_of(compose(shot, glass, Frame(w, h), 0).buffer, w, h)


# ---- colours, light, weather, style ----


def _plan_recolour(made: Plan, text: str) -> bool:
    match = _RECOLOUR.search(text)
    if match is None or "background" in match["what"]:
        return False
    made.heard.append(match[0])
    target = yuv_of(rgb_of_hex(COLOURS[match["to"]]))
    if (ground := _GROUNDS.search(match["what"])) and not re.search(rf"\b({_COLOUR})\b", match["what"]):
        why = f"where {ground[0]} ends is not known, unless its own colour is said"
        made.not_done.append(f"recolouring {match['what'].strip()}: {why}")
        return True
    source = re.search(rf"\b({_COLOUR})\b", match["what"])
    if source is not None and source[1] not in ("black", "white", "grey", "gray"):
        own = yuv_of(rgb_of_hex(COLOURS[source[1]]))
        made.add(
            filters.Recolour(target, own), operation="recolour", what=match["what"].strip(), to=match["to"],
            by=f"everything {source[1]}", strength=1.0,
        )  # fmt: skip
    else:
        made.needs_subject = True
        made.add(
            filters.Recolour(target, None), operation="recolour", what=match["what"].strip() or "the subject",
            to=match["to"], by="the subject's cut-out", strength=1.0, subject_percent=None,
        )  # fmt: skip
    return True


def _graded(grade: Grade) -> Operation:
    def apply(frame: Frame, n: int, matte: F32 | None) -> None:
        grade.apply(frame)

    return apply


def _plan_light(made: Plan, text: str, reading: Reading) -> None:
    for said, name, grade in graded_by_words(text):
        made.heard.append(said)
        if name == "darker" and reading.time_of_day == "night":
            continue
        made.add(_graded(grade), operation="grade", what=name, **grade.report())
    hour = reading.time_of_day
    if hour in HOURS:
        made.add(_graded(HOURS[hour]), operation="time of day", what=hour, **HOURS[hour].report())
    elif hour is not None:
        made.not_done.append(f"time of day: {hour}")


def _plan_weather(made: Plan, reading: Reading, shot: scene.Scene, rate: float) -> None:
    stage = shot.stage
    sheets = weather.prepare(stage, shot.seconds) if stage.weather or stage.floats or stage.air else None
    if stage.weather in WEATHERS:
        grade = WEATHERS[stage.weather]
        made.add(_graded(grade), operation="weather", what=stage.weather, **grade.report())
    if stage.weather == "fog":
        made.add(filters.Haze(), operation="haze", what="fog", strength=0.5)
    elif sheets is not None and sheets.sheets:
        shown = replace(sheets, splashes=[])  # where the ground lies in the footage is not known

        def fall(frame: Frame, n: int, matte: F32 | None) -> None:
            shown.apply(frame, n / rate)

        what = " and ".join(name for name in (stage.weather, stage.floats) if name) or stage.air
        made.add(fall, operation="particles", what=what)


def _plan_style(made: Plan, reading: Reading, shot: scene.Scene) -> None:
    name = reading.style
    if name is None or name == "cinematic":
        return
    if (drawn := filters.STYLES.get(name)) is not None:
        made.add(drawn, operation="style", what=name, strength=1.0)
        return
    hook = styles.of(name).frame
    if hook is None:
        made.not_done.append(f"style: {name} is drawn, and cannot be laid over footage")
        return
    seed = shot.stage.seed

    def apply(frame: Frame, n: int, matte: F32 | None) -> None:
        hook(frame, n, seed)

    made.add(apply, operation="style", what=name, strength=1.0)
