"""The rules between fields (contract 2.3-2.5): run over what is valid by itself.

A rule never speaks about a field that is already known to be wrong, nor about one whose meaning depends on
such a field: nobody is helped by a second message about the first mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from omnireel.core.catalogue import ModelCard
from omnireel.core.media import uri_problem
from omnireel.core.request import ElementOrder, RequestShot, VideoRequest
from omnireel.errors import Detail
from omnireel.wire.callback import callback_problem
from omnireel.wire.messages import count_text, required, wrong_length

PARAMS = "model_params"
MULTI_SHOT = "model_params.multi_shot"
SHOT_TYPE = "model_params.shot_type"
MULTI_PROMPT = "model_params.multi_prompt"
ELEMENT_LIST = "model_params.element_list"

_PLACEHOLDER = re.compile(r"<<<(element|image|video)_([0-9]+)>>>", re.ASCII)
_PLACEHOLDERS_SHOWN_MAX = 5


@dataclass(slots=True)
class Reading:
    """A body in the making: the fields that are valid, and the paths of those that are not."""

    card: ModelCard
    body: Any
    """The Pydantic value; wrong fields are None in it, like absent ones."""
    wrong: set[str]
    allow_private_callbacks: bool = False

    @property
    def params(self) -> Any:
        return self.body.model_params

    def trusts(self, path: str) -> bool:
        """Whether nothing at, above or below this path is wrong."""
        if not self.wrong:
            return True
        inner, outer = path + ".", path.split(".")
        above = {".".join(outer[:end]) for end in range(1, len(outer) + 1)}
        return not any(bad in above or bad.startswith(inner) for bad in self.wrong)

    def stands(self, path: str) -> bool:
        """Whether the field itself could be read, whatever is wrong inside it."""
        parts = path.split(".")
        return not any(".".join(parts[:end]) in self.wrong for end in range(1, len(parts) + 1))

    @property
    def multi_shot(self) -> bool | None:
        """Whether the clip has several shots; None when that cannot be told."""
        if not self.card.shots_max:
            return False
        if not self.stands(MULTI_SHOT):
            return None
        return self.param("multi_shot") is True

    @property
    def duration_s(self) -> int:
        """The duration, given or by default. Only to be asked when `duration` is trusted."""
        if self.card.mode == "element":
            return 0
        given_s = getattr(self.body, "duration", None)
        return self.card.duration_default_s if given_s is None else int(given_s)

    def value(self, name: str) -> Any:
        """A top-level field; None where it is absent, wrong, or none of this model's."""
        return getattr(self.body, name, None)

    def param(self, name: str) -> Any:
        """A member of `model_params`, likewise."""
        return getattr(self.params, name, None)

    @property
    def pictures(self) -> list[tuple[str, str]]:
        """(path, URI) of the pictures in the order in which placeholders count them; wrong ones are left out."""
        found = [(name, self.value(name)) for name in ("image_start", "image_end")]
        found += [(f"image_urls.{number}", uri) for number, uri in enumerate(self.value("image_urls") or ())]
        return [(path, uri) for path, uri in found if uri is not None]

    @property
    def elements(self) -> int:
        return len(self.param("element_list") or ())


Rule = Callable[[Reading], Iterator[Detail]]


def _blank(path: str) -> Detail:
    return Detail(path, f"{path} must not consist of white space only")


def prompt_rule(reading: Reading) -> Iterator[Detail]:
    """`prompt` may be absent or empty only with multi-shot."""
    if reading.multi_shot is not False or not reading.trusts("prompt"):
        return
    prompt = reading.body.prompt
    if prompt is None:
        yield required("prompt")
    elif not prompt:
        yield wrong_length("prompt", 0, 1, reading.card.prompt_chars_max, "characters")
    elif prompt.isspace():
        yield _blank("prompt")


def shots_rule(reading: Reading) -> Iterator[Detail]:
    """What multi-shot needs, and that the shots fill the duration."""
    if not reading.multi_shot:
        return
    params = reading.params
    for path, value in ((SHOT_TYPE, params.shot_type), (MULTI_PROMPT, params.multi_prompt)):
        if value is None and reading.stands(path):
            yield Detail(path, f"{path} is required when {MULTI_SHOT} is true")
    if params.multi_prompt is None:
        return
    for position, shot in enumerate(params.multi_prompt):
        path = f"{MULTI_PROMPT}.{position}.prompt"
        if shot.prompt is not None and shot.prompt.isspace():
            yield _blank(path)
    parts_known = reading.stands(MULTI_PROMPT) and all(shot.duration is not None for shot in params.multi_prompt)
    if parts_known and reading.trusts("duration"):
        total = sum(shot.duration for shot in params.multi_prompt)
        if total != reading.duration_s:
            yield Detail(
                MULTI_PROMPT,
                f"{MULTI_PROMPT}: the shot durations must sum up to duration, {reading.duration_s} (got {total})",
            )


def targets(reading: Reading) -> Mapping[str, int | None]:
    """How many targets each kind of placeholder has; None when that cannot be told."""
    names = ("image_start", "image_end", "image_urls")
    return {
        "element": reading.elements if reading.stands(ELEMENT_LIST) else None,
        "image": len(reading.pictures) if all(reading.trusts(name) for name in names) else None,
        "video": int(reading.card.mode in ("reference", "edit")),
    }


def placeholders_rule(reading: Reading) -> Iterator[Detail]:
    """Every placeholder of the prompts in use must have its target."""
    prompts: list[tuple[str, str | None]] = []
    if reading.multi_shot is False:
        prompts = [("prompt", reading.body.prompt)]
    elif reading.multi_shot and reading.params.multi_prompt is not None:
        shots = reading.params.multi_prompt
        prompts = [(f"{MULTI_PROMPT}.{index}.prompt", shot.prompt) for index, shot in enumerate(shots)]
    there: Mapping[str, int | None] | None = None
    for path, prompt in prompts:
        if prompt is None or "<<<" not in prompt:
            continue
        there = there or targets(reading)
        missing: dict[str, None] = {}
        for kind, digits in _PLACEHOLDER.findall(prompt):
            count = there[kind]
            if count is not None and not 1 <= int(digits) <= count:
                missing[f"<<<{kind}_{digits[:12]}>>>"] = None
        if missing:
            yield Detail(path, f"{path} names {_shown(list(missing))}, but {_has(reading.card, there)}")


def _shown(names: list[str]) -> str:
    rest = len(names) - _PLACEHOLDERS_SHOWN_MAX
    return ", ".join(names[:_PLACEHOLDERS_SHOWN_MAX]) + (f" and {rest} more" if rest > 0 else "")


def _has(card: ModelCard, there: Mapping[str, int | None]) -> str:
    known = [count_text(count, kind) for kind, count in there.items() if count]
    return f"the request has {' and '.join(known)}" if known else "the request has nothing of that kind"


def callback_rule(reading: Reading) -> Iterator[Detail]:
    """The address rules that need no name resolution."""
    url = reading.body.callback_url
    if url is None:
        return
    problem = callback_problem(url, allow_private=reading.allow_private_callbacks)
    if problem is not None:
        yield Detail("callback_url", f"callback_url {problem}")


def media_rule(reading: Reading) -> Iterator[Detail]:
    """The form of every media URI. What is behind it is looked at later: there is no need to wait for it here."""
    wanted = [(path, uri, "image") for path, uri in reading.pictures]
    if (video := reading.value("video_url")) is not None:
        wanted.append(("video_url", video, "video"))
    if reading.card.mode == "element":
        wanted += [(path, uri, "image") for path, uri in _element_pictures(reading)]
        wanted += [(path, uri, "video") for path, uri in _element_videos(reading)]
    for path, uri, kind in wanted:
        if reading.trusts(path) and (problem := uri_problem(uri, kind=kind)) is not None:
            yield Detail(path, f"{path} {problem}")


def frames_rule(reading: Reading) -> Iterator[Detail]:
    """What an image-to-video request must have, and what goes together (contract 2.5)."""
    names = ("image_start", "image_end", "image_urls")
    if not all(reading.stands(name) for name in names):
        return
    start, end = reading.value("image_start"), reading.value("image_end")
    total = len(reading.pictures)
    if total == 0 and all(reading.trusts(name) for name in names):
        yield Detail("image_start", "image_start is required where there is neither image_end nor image_urls")
    if end is not None and start is None:
        yield Detail("image_end", "image_end needs image_start")
    if end is not None and total > 2:
        message = f"end_frame is not supported when image count exceeds 2 (current: {total} images)"
        yield Detail("image_end", message, {"max": 2})
    most = reading.card.elements_with_start_max
    if start is not None and most is not None and reading.elements > most and reading.stands(ELEMENT_LIST):
        message = f"at most {most} elements are allowed with image_start (got {reading.elements})"
        yield Detail(ELEMENT_LIST, message, {"max": most})


def counts_rule(reading: Reading) -> Iterator[Detail]:
    """Pictures and elements together (contract 2.5)."""
    most = reading.card.images_and_elements_max
    names = ("image_start", "image_end", "image_urls", ELEMENT_LIST)
    if most is None or not all(reading.stands(name) for name in names):
        return
    pictures, elements = len(reading.pictures), reading.elements
    if pictures + elements > most:
        param = "image_urls" if reading.value("image_urls") else ELEMENT_LIST
        message = f"{param}: at most {most} images and elements together are allowed (got {pictures} + {elements})"
        yield Detail(param, message, {"max": most})


IMAGE_LIST = "model_params.element_image_list"
VIDEO_LIST = "model_params.element_video_list"


def _element_pictures(reading: Reading) -> list[tuple[str, str]]:
    pictures = reading.param("element_image_list")
    if pictures is None:
        return []
    found = [(f"{IMAGE_LIST}.frontal_image", pictures.frontal_image)]
    for number, view in enumerate(pictures.refer_images or ()):
        found.append((f"{IMAGE_LIST}.refer_images.{number}.image_url", view.image_url))
    return [(path, uri) for path, uri in found if uri is not None]


def _element_videos(reading: Reading) -> list[tuple[str, str]]:
    videos = reading.param("element_video_list")
    if videos is None:
        return []
    found = [(f"{VIDEO_LIST}.video_url", videos.video_url)]
    for number, clip in enumerate(videos.refer_videos or ()):
        found.append((f"{VIDEO_LIST}.refer_videos.{number}.video_url", clip.video_url))
    return [(path, uri) for path, uri in found if uri is not None]


def element_rule(reading: Reading) -> Iterator[Detail]:
    """What each kind of custom element is made of (contract 3)."""
    for name in ("element_name", "element_description"):
        if (text := reading.param(name)) is not None and text.isspace():
            yield _blank(f"{PARAMS}.{name}")
    kind = reading.param("reference_type")
    if kind == "image_refer" and reading.stands(IMAGE_LIST) and reading.param("element_image_list") is None:
        yield Detail(IMAGE_LIST, f'{IMAGE_LIST} is required when reference_type is "image_refer"')
    if kind == "video_refer" and reading.stands(VIDEO_LIST):
        videos = reading.param("element_video_list")
        if videos is None:
            yield Detail(VIDEO_LIST, f'{VIDEO_LIST} is required when reference_type is "video_refer"')
        elif reading.trusts(VIDEO_LIST) and (videos.video_url is None) == (videos.refer_videos is None):
            given_both = "not both" if videos.video_url is not None else "got neither"
            yield Detail(
                VIDEO_LIST, f"{VIDEO_LIST} must hold refer_videos with one video, or video_url ({given_both})"
            )


def build(reading: Reading) -> VideoRequest:
    """The request of a body that has passed every rule."""
    card, body = reading.card, reading.body
    shots: tuple[RequestShot, ...] = ()
    if reading.param("multi_shot"):
        # `index` says the order; equal ones keep the order they were given in.
        in_order = sorted(reading.params.multi_prompt, key=lambda shot: int(shot.index))
        shots = tuple(
            RequestShot(index=shot.index, prompt=shot.prompt, duration_s=shot.duration) for shot in in_order
        )
    mark = reading.param("watermark_info")
    ratio = reading.value("aspect_ratio")
    return VideoRequest(
        model=card.id,
        prompt="" if shots else reading.value("prompt") or "",
        duration_s=reading.duration_s,
        aspect_ratio=ratio or (card.aspect_ratios[0] if card.mode == "text" else None),
        quality=reading.value("quality") or card.qualities[0],
        sound=reading.value("sound") == "on",
        shots=shots,
        element_ids=tuple(entry.element_id for entry in reading.param("element_list") or ()),
        image_start=reading.value("image_start"),
        image_end=reading.value("image_end"),
        image_urls=tuple(reading.value("image_urls") or ()),
        video_url=reading.value("video_url"),
        keep_original_sound=reading.value("keep_original_sound") is not False,
        element=_element_order(reading) if card.mode == "element" else None,
        watermark=mark is not None and bool(mark.enabled),
        callback_url=body.callback_url,
    )


def _element_order(reading: Reading) -> ElementOrder:
    order = ElementOrder(
        name=reading.params.element_name,
        description=reading.params.element_description,
        images=tuple(uri for _, uri in _element_pictures(reading)),
    )
    for path, uri in _element_videos(reading):
        voice = reading.param("element_voice_id")
        return replace(order, video=uri, video_param=path, voice_id=voice)
    return order


RULES: Mapping[str, tuple[Rule, ...]] = {
    "text": (prompt_rule, shots_rule, placeholders_rule, callback_rule),
    "image": (prompt_rule, media_rule, frames_rule, counts_rule, shots_rule, placeholders_rule, callback_rule),
    "reference": (prompt_rule, media_rule, counts_rule, placeholders_rule, callback_rule),
    "edit": (prompt_rule, media_rule, counts_rule, placeholders_rule, callback_rule),
    "element": (element_rule, media_rule, callback_rule),
}
"""mode -> its rules between fields. The element counts of *text* are limits of the field itself (fields.py)."""
