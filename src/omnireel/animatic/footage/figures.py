"""Cut-outs on the stage: they move as their verbs say and keep their faces.

Who has legs of their own goes on them; who has none moves like a figure of a paper theatre.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from omnireel.animatic import camera, scene
from omnireel.animatic.actors import Sprite
from omnireel.animatic.footage import acts, limbs
from omnireel.animatic.footage.acts import MOVES, STANDING, Moment
from omnireel.animatic.footage.cutout import SURE_MIN, bare_share, cut_out
from omnireel.animatic.footage.joints import Jointed
from omnireel.animatic.footage.limbs import Limbs
from omnireel.animatic.ingest import Footage, picture
from omnireel.animatic.parse import understand
from omnireel.animatic.planes import planar, rgb_of
from omnireel.animatic.spec import ElementSpec, RenderSpec, Sources
from omnireel.animatic.subjects.table import SUBJECTS

U8 = npt.NDArray[Any]  # uint8
F32 = npt.NDArray[Any]  # float32

_PLACEHOLDER = re.compile(r"<<<(element|image|video)_([0-9]+)>>>", re.ASCII)
# "the man in <<<image_1>>>" is the man
_POINTING = re.compile(
    r"\s*(?:\b(?:shown|seen|depicted)\s+)?\b(?:(?:like|as) in|in|from|of|on|with|like|by)\s+"
    r"<<<(?:image|video)_[0-9]+>>>",
    re.I,
)
# "a fox, moving like <<<video_1>>>": what footage shows is no verb of the fox
_LIKE_FOOTAGE = re.compile(
    r"[,;]?\s*(?:\b(?:and|while|with)\s+)?(?:\b(?:the |a )?camera(?:work)?\s+)?"
    r"\b(?:mov(?:ing|es?|ed)|motion|filmed|shot)\s+(?:(?:just|exactly|much)\s+)?(?:like|as)\s+"
    r"(?:(?:it|that|the one)\s+(?:does\s+)?)?(?:in\s+)?<<<video_[0-9]+>>>",
    re.I,
)
NO_LIMBS = Limbs()
SMALL = 32  # pixels: of who is less tall nobody sees limbs move
PHASES_MAX = 40  # paintings of one cycle
FLIGHT = 0.05  # of its height, that somebody who runs is off the ground
_SIDE_MAX = 1400  # pixels of a cut-out's longer side that are kept

HEAD_ALONE = 0.45  # of a cut-out in the colours of skin: the clothes below were left behind
CUT_OFF = 0.35  # of its breadth, that who is cut by the lower edge of their picture takes there
HEAD_WHOLE = 0.17  # of the height: the head of who is seen from head to foot is no larger
SQUAT = 1.9  # times as high as broad: who is seen from head to foot is slimmer
# How many heads high somebody is seen -> where the picture ends.
ENDS = ((2.3, "shoulders"), (3.0, "chest"), (4.2, "waist"), (5.2, "thighs"), (math.inf, "knees"))
HEAD_NEAR = 0.22  # of the frame's height, as in a medium shot
NEAR_MIN, NEAR_MAX, NEAR_BROAD = 0.62, 0.85, 0.62  # of the frame's height, and its width, that such a one takes
SUNK = 0.06  # of their height, that they reach below the frame's edge: they rock, and the camera moves


@dataclass(frozen=True)
class Puppet:
    """A cut-out of one element. rgba: (h, w, 4) float32, premultiplied, cut to what is drawn of it."""

    number: int
    name: str
    rgba: F32
    sure: float
    role: str  # the name of the drawing in whose place it stands
    card: bool = False  # the whole picture is put up: nothing stood out of it surely, or only a head did
    limbs: Limbs = NO_LIMBS  # where they stand apart
    whole: bool = False  # somebody, and nothing but them: no thing and no card
    ends: str = ""  # where the lower edge of their picture cuts them off; empty of who is seen to the ground
    pictures: str = ""  # which of several pictures it is cut out of

    @classmethod
    def of(cls, number: int, element: ElementSpec, role: str) -> Puppet:
        rgb, alpha = best_picture(element)
        cutout = cut_out(rgb, alpha)
        # Where nothing stands out surely the whole picture is put up: half a face or a head alone would be worse.
        card = cutout.sure < SURE_MIN or (alpha is None and bare_share(rgb, cutout.matte) > HEAD_ALONE)
        matte = cutout.matte if not card else _card(*rgb.shape[:2])
        rgba = np.dstack([cutout.rgb.astype(np.float32) / 255 * matte[..., None], matte])
        x, y, w, h = cv2.boundingRect((matte > 0.03).astype(np.uint8))
        rgba = rgba[y : y + h, x : x + w]
        subject = SUBJECTS.get(role)
        four_legged = subject is not None and subject.saddle is not None
        whole = not card and subject is not None and subject.wear is not None  # people and beasts
        jointed = limbs.found(rgba[..., 3], four_legged) if whole else NO_LIMBS
        ends = _cut_off(matte[y + h - 1 :], rgba[..., 3], jointed) if whole and y + h >= len(matte) - 1 else ""
        if jointed.legs and four_legged and limbs.faces_left(rgba[..., 3], jointed.legs):
            rgba = np.ascontiguousarray(rgba[:, ::-1])  # as all pictures are taken to face to the right
            jointed = limbs.found(rgba[..., 3], four_legged)
        which = _which(element.images)
        return cls(number, element.name, rgba, cutout.sure, role, card, jointed, whole, ends, which)

    @property
    def called(self) -> str:
        """How the interpretation calls it."""
        return self.name if self.name == f"image_{self.number}" else f"element_{self.number} ({self.name})"

    @property
    def framing(self) -> str:
        """What is said of who is not seen whole; empty of others."""
        return f"the picture ends at the {self.ends}: shown from there up, near by" if self.ends else ""

    @property
    def remarks(self) -> dict[str, str]:
        """For the interpretation: what is to be known of how it is shown."""
        said = {"framing": self.framing, "pictures": self.pictures}
        return {name: text for name, text in said.items() if text}

    def near_size(self, w: float, h: float) -> float:
        """How many pixels high who is not seen whole is shown in a frame (w, h), whose lower edge cuts them off:
        as in a medium shot."""
        head = limbs.head_share(self.limbs)
        tall = h * (NEAR_MIN if head is None else min(max(HEAD_NEAR / head, NEAR_MIN), NEAR_MAX))
        return float(min(tall, NEAR_BROAD * w * self.rgba.shape[0] / self.rgba.shape[1]))

    def verb(self, word: str | None, action: str) -> str:
        """What it plays for a word of the prompt, which the stage draws as `action`."""
        return acts.chosen(word, action, self.limbs)

    def cannot(self, word: str | None, action: str) -> str | None:
        """What is said of a word, which the stage draws as `action`, that it does not do."""
        why = acts.not_done(word, action, self.limbs, self.whole, self.card, bool(self.ends))
        return None if why is None else f"{self.called} does not {why}"

    def cycle(self, verb: str, fps: float, frames: int, phases: int) -> tuple[int, int]:
        """(frames, paintings) of a cycle of a verb: of its own, or those of the stage."""
        act = acts.act_of(verb, self.limbs, self.whole)
        if act is None or act.seconds is None:
            return frames, phases
        frames = max(round(act.seconds * fps), 2)
        return frames, min((frames + 1) // 2 if act.twos else frames, PHASES_MAX)

    def sprites(
        self, tall: float, verb: str, phases: int, facing: int, light: F32, stride: float | None = None
    ) -> list[Sprite]:
        """Its phases at a height of `tall` pixels, lit by `light` (RGB), its feet at the origin. stride: how many
        pixels it goes in a cycle, if that is known."""
        k = tall / self.rgba.shape[0]
        how = cv2.INTER_AREA if k < 1 else cv2.INTER_LINEAR
        small = cv2.resize(self.rgba, None, fx=k, fy=k, interpolation=how)
        small[..., :3] *= light
        h, w = small.shape[:2]
        act = acts.act_of(verb, self.limbs, self.whole) if h >= SMALL else None
        made: list[Sprite] = []
        if act is None:
            rocks, rises, often, keeps = MOVES.get(verb, STANDING)
            for n in range(phases):
                p = n / phases
                lift = rises * h * abs(math.sin(math.pi * often * p))
                across = 1 - (1 - keeps) * (0.5 - 0.5 * math.cos(2 * math.pi * p))
                made.append(_phase(small, h, rocks * math.sin(2 * math.pi * p), lift, 0, across, facing))
            return made
        jointed = Jointed(small, self.limbs.scaled(w, h))
        moments = [act.at(n / phases, self.limbs) for n in range(phases)]
        for n, moment in enumerate(moments):
            # A pose that is held is painted once.
            same = moments.index(moment)
            made.append(made[same] if same < n else _moment(jointed, moment, h, facing, stride))
        return made


def _cut_off(edge: F32, alpha: F32, jointed: Limbs) -> str:
    """Where the lower edge of a picture cuts somebody off; empty where they only stand at it.

    edge: the matte's last rows; alpha: of the cut-out (h, w).
    """
    h, w = alpha.shape
    if jointed.legs or float((edge > 0.5).any(axis=0).sum()) < CUT_OFF * w:
        return ""
    head = limbs.head_share(jointed)
    if head is None:
        return "lower edge" if h < SQUAT * w else ""
    return next(where for heads, where in ENDS if 1 / head < heads) if head > HEAD_WHOLE else ""


def _which(pictures: Sequence[str]) -> str:
    """Which of an element's pictures it is cut out of; empty where it has one, or a video."""
    if len(pictures) < 2:
        return ""
    same = len({Path(one).read_bytes() for one in pictures}) == 1
    return f"the first of {len(pictures)} is cut out" + ", the others are the same file" * same


def sunk(tall: float, sprites: Iterable[Sprite]) -> float:
    """How many pixels below the frame's lower edge who is not seen whole ends, so that it is not seen where."""
    return SUNK * tall + max(sprite.lift for sprite in sprites)


def _moment(jointed: Jointed, moment: Moment, h: int, facing: int, stride: float | None) -> Sprite:
    """A moment of a cut-out h pixels high, as one painting."""
    posed = jointed.posed(replace(moment.pose, stride=stride))
    rgba, feet, lift = posed.rgba, float(posed.feet), (moment.lift + FLIGHT * posed.flight) * h
    if moment.lies:
        rgba = np.ascontiguousarray(np.rot90(rgba))  # on its back, the head to the left
        low = np.flatnonzero((rgba[..., 3] > 0.5).any(axis=1))
        feet = float(low[-1] + 1) if len(low) else float(rgba.shape[0])
    if moment.level:
        rgba, feet = _levelled(rgba, moment.level)
    return _phase(rgba, feet, moment.rocks, lift, posed.sinks, 1, facing)


def _levelled(rgba: F32, degrees: float) -> tuple[F32, float]:
    """A picture turned to the right about its middle; and that middle's row."""
    h, w = rgba.shape[:2]
    side = round(math.hypot(h, w)) + 2
    matrix = cv2.getRotationMatrix2D((w / 2, h / 2), -degrees, 1)
    matrix[:, 2] += side / 2 - w / 2, side / 2 - h / 2
    return np.asarray(cv2.warpAffine(rgba, matrix, (side, side)), np.float32), side / 2


def _card(h: int, w: int) -> F32:
    """A matte with rounded corners."""
    corner = round(0.07 * min(h, w))
    card = np.zeros((h, w), np.uint8)
    cv2.rectangle(card, (corner, corner), (w - 1 - corner, h - 1 - corner), 255, -1)
    card = np.asarray(
        cv2.dilate(card, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * corner + 1,) * 2)), np.uint8
    )
    return np.asarray(cv2.GaussianBlur(card, (0, 0), 1.0), np.float32) / 255


def _phase(
    rgba: F32, feet: float, degrees: float, lift: float, sinks: float, across: float, facing: int
) -> Sprite:
    """A picture (h, w, 4) as one painting: about the middle of its row `feet` narrowed to the part `across` and
    rocked, then put at the origin, `lift` pixels higher and `sinks` lower. facing: -1 mirrors it."""
    if facing < 0:
        rgba = rgba[:, ::-1]
    h, w = rgba.shape[:2]
    angle = math.radians(degrees)
    pad = int(0.10 * h + lift + abs(math.sin(angle)) * h + abs(sinks)) + 8
    cw, ch = (w + 2 * pad) // 2 * 2 + 2, (h + 2 * pad) // 2 * 2 + 2
    ox, oy = cw / 2, feet + pad
    c, s = math.cos(angle), math.sin(angle)
    matrix = np.array(
        [
            [c * across, -s, ox - c * across * w / 2 + s * feet],
            [s * across, c, oy - lift + sinks - s * across * w / 2 - c * feet],
        ],
        np.float64,
    )
    out = cv2.warpAffine(rgba, matrix, (cw, ch), flags=cv2.INTER_LINEAR)
    shadow = cv2.resize(out[..., 3], (max(cw // 4, 1), max(ch // 4, 1)), interpolation=cv2.INTER_AREA)
    return Sprite(planar(np.asarray(out, np.float32)), ox, oy, lift, cv2.convertScaleAbs(shadow, alpha=255))


def best_picture(element: ElementSpec) -> tuple[U8, U8 | None]:
    """The picture that an element is cut from: its frontal one, or the sharpest of its video's first seconds."""
    if element.video is None:
        rgb, alpha = picture(Path(element.images[0]))
    else:
        rgb, alpha = _sharpest(Path(element.video)), None
    k = min(_SIDE_MAX / max(rgb.shape[:2]), 1.0)
    if k < 1:
        rgb = cv2.resize(rgb, None, fx=k, fy=k, interpolation=cv2.INTER_AREA)
        alpha = None if alpha is None else cv2.resize(alpha, (rgb.shape[1], rgb.shape[0]))
    return rgb, alpha


def _sharpest(path: Path) -> U8:
    with Footage(path) as footage:
        w, h = footage.facts.width & ~1, footage.facts.height & ~1
        best, most = None, -1.0
        for n, buffer in enumerate(footage.pictures(w, h, footage.rate)):
            if n % 8 == 0:
                y = buffer[: w * h].reshape(h, w)
                sharp = float(cv2.Laplacian(cv2.resize(y, (w // 4, h // 4)), cv2.CV_32F).var())
                if sharp > most:
                    best, most = buffer.copy(), sharp
            if n > 72:
                break
    assert best is not None
    return rgb_of(best, w, h)


def role_of(element: ElementSpec) -> str:
    """What an element is, in a word that can be staged: by its description, else a figure."""
    for seen in understand([element.description])[0].subjects:
        if seen.drawn:
            return seen.name
    return "person"


def role_before(prompts: Sequence[str], number: int) -> str:
    """What a picture shows, by the words before its placeholder ("the woman in <<<image_1>>>"), else a figure."""
    for prompt in prompts:
        before, found, _ = prompt.partition(f"<<<image_{number}>>>")
        if found:
            words = re.split(r"[.!?;]|<<<[a-z]+_[0-9]+>>>", before)[-1]
            drawn = [seen.name for seen in understand([words])[0].subjects if seen.drawn]
            if drawn:
                return drawn[-1]
    return "person"


def spoken(prompt: str, sources: Sources, roles: Sequence[str]) -> str:
    """The prompt without placeholders: an element is called by its role, pictures and footage go unsaid."""

    def word(match: re.Match[str]) -> str:
        number = int(match[2])
        if match[1] == "element" and 1 <= number <= len(roles):
            return f"the {roles[number - 1]}"
        return ""

    unlike = _LIKE_FOOTAGE.sub("", prompt)
    plain = re.sub(r"\s{2,}", " ", _PLACEHOLDER.sub(word, _POINTING.sub("", unlike))).strip(" ,;").lstrip(". ")
    return plain if plain or not unlike.strip() else prompt


def named(prompts: Sequence[str], kind: str) -> set[int]:
    """The numbers of the placeholders of one kind that prompts use."""
    return {int(number) for prompt in prompts for found, number in _PLACEHOLDER.findall(prompt) if found == kind}


def casting(shot: scene.Scene, puppets: Sequence[Puppet]) -> list[tuple[Puppet, scene.Role]]:
    """Which cut-out plays whom: one drawn as what it is, else a figure that nobody knows better."""
    free = list(shot.roles)
    cast = []
    for puppet in puppets:
        role = next((role for role in free if role.who[0] == puppet.role), None) or next(
            (role for role in free if puppet.role in role.who[0] or role.who[0] in ("figure", "shape")), None
        )
        if role is not None:
            free.remove(role)
            cast.append((puppet, role))
    return cast


def told_of(spec: RenderSpec, scenes: Sequence[scene.Scene], puppets: Sequence[Puppet]) -> dict[str, list[Any]]:
    """The interpretation's part on elements and pictures that play: who does, and what was given for nothing."""
    playing = [puppet for shot in scenes for puppet, _ in casting(shot, puppets)]
    # Numbers do not tell them apart: pictures are counted beside elements.
    idle = [puppet for puppet in puppets if not any(puppet is one for one in playing)]
    return {
        "elements": [
            {"number": puppet.number, "name": puppet.name, "plays": puppet.role, "sure": round(puppet.sure, 2)}
            | puppet.remarks
            for puppet in puppets
            if not any(puppet is one for one in idle)
        ],
        "limbs": [f"{puppet.name}: {limbs.told_of(puppet.limbs)}" for puppet in playing],
        "not_done": [f"{puppet.name} has nobody to play: no {puppet.role} was drawn" for puppet in idle]
        + [
            f"cutting out {puppet.name}: not surely enough, it is shown as a card"
            for puppet in playing
            if puppet.card
        ]
        + not_whole(playing)
        + undone((puppet, role.parts) for shot in scenes for puppet, role in casting(shot, puppets))
        + unnamed_elements([shot.prompt for shot in spec.shots], spec.sources),
    }


def not_whole(playing: Iterable[Puppet]) -> list[str]:
    """What is said of those whose pictures end above their feet."""
    said = (f"showing all of {puppet.called}: {puppet.framing}" for puppet in playing if puppet.ends)
    return list(dict.fromkeys(said))


def undone(playing: Iterable[tuple[Puppet, Sequence[scene.Part]]]) -> list[str]:
    """What is said of verbs that cut-outs do not do."""
    said = (puppet.cannot(part.word, part.action) for puppet, parts in playing for part in parts)
    return list(dict.fromkeys(why for why in said if why is not None))


def unnamed_elements(prompts: Sequence[str], sources: Sources) -> list[str]:
    """What is said of elements that were given and that no prompt names."""
    used = named(prompts, "element")
    return [
        f"element_{number} ({element.name}) is named by no placeholder and was not used"
        for number, element in enumerate(sources.elements, 1)
        if number not in used
    ]


def recast(shot: scene.Scene, puppets: Sequence[Puppet]) -> None:
    """Put cut-outs in the place of those that were drawn for them."""
    ambient = np.asarray(shot.stage.palette.ambient, np.float32)
    light = np.clip(0.35 + 0.65 * ambient, 0.25, 1.15).astype(np.float32)
    cast = casting(shot, puppets)
    places = [actor.x for _, role in cast for actor in role.actors]
    for puppet, role in cast:
        for actor in role.actors:
            beside = min((abs(actor.x - x) for x in places if x != actor.x), default=math.inf)
            plays: list[tuple[scene.Part, Any]] = [(role.parts[0], actor)]
            plays += zip(role.parts[1:], actor.later, strict=False)
            if puppet.ends:
                actor.tall = puppet.near_size(shot.stage.w, shot.stage.h)
                actor.approach, actor.backing, actor.steady, actor.depth = None, None, None, 1.0
            for part, act in plays:
                tall = max(actor.tall * actor.baked, 24.0)
                # Not broader than the way to the next one: a drawn figure may be slim where a cut-out is not.
                broad = puppet.rgba.shape[1] / puppet.rgba.shape[0] * tall / actor.baked
                tall *= min(max(1.15 * beside / broad, 0.5), 1.0)
                stride = part.pace * part.cycle / shot.stage.fps * actor.baked or None
                verb = puppet.verb(part.word, part.action)
                act.cycle, phases = puppet.cycle(verb, shot.stage.fps, act.cycle, max(part.phases, 12))
                act.sprites = puppet.sprites(tall, verb, phases, role.facing, light, stride)
            if puppet.ends:
                painted = [sprite for _, act in plays for sprite in act.sprites]
                actor.y = actor.order = _lower_edge(shot) + sunk(actor.tall * actor.baked, painted) / actor.baked


def _lower_edge(shot: scene.Scene) -> float:
    """The row of the stage, at the depth of who is near, that is never above the frame's lower edge."""
    w, h = shot.stage.w, shot.stage.h
    rows = []
    for t in np.linspace(0, shot.seconds, 25):
        s, _, ty = camera.place(shot.view(float(t)), 1.0, w, h, shot.focus)
        rows.append((h - ty) / s)
    return max(rows)
