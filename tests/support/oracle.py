"""The contract's rules for a creation, written a second time in the plainest way (2.1-2.9, 3.1-3.2).

It shares no code with `omnireel.wire` and says which fields are wrong.
"""

from __future__ import annotations

import re
from typing import Any

from support.contract import CALLBACK, ELEMENT, IMAGE, PARAMS, TEXT, VIDEO, Model

ABSENT = None
"""Null and absent are one to the contract."""
GOOD_IMAGES = (
    IMAGE,
    "http://media.example.com/b.jpg",
    "file_aaaabbbbccccddddeeeeffffgg",
    "data:image/png;base64,AAAA",
)
GOOD_VIDEOS = (VIDEO, "file_aaaabbbbccccddddeeeeffffgg")
"""The good ones that the tests offer; whatever else they offer is no address."""


def is_whole(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, float) and value == value // 1 and abs(value) < 1e300)


def shot_seconds(value: Any) -> int | None:
    if isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value):
        value = int(value)
    return int(value) if is_whole(value) and 1 <= value <= 2**53 - 1 else None


def missing_target(prompt: str, elements: int | None) -> bool:
    for kind, digits in re.findall("<<<(element|image|video)_([0-9]+)>>>", prompt):
        if kind != "element" or (elements is not None and not 1 <= int(digits) <= elements):
            return True
    return False


def wrong_in_text(body: dict[str, Any]) -> set[str]:
    """The params that must be named, for a body of the text model: no other may be."""
    wrong: set[str] = set()

    def get(holder: dict[str, Any], name: str) -> Any:
        return holder.get(name, ABSENT)

    prompt = get(body, "prompt")
    if prompt is not ABSENT and (not isinstance(prompt, str) or len(prompt) > 2500):
        wrong.add("prompt")
    duration = get(body, "duration")
    if duration is not ABSENT and not (is_whole(duration) and 3 <= duration <= 15):
        wrong.add("duration")
    for name, allowed in (
        ("aspect_ratio", ["16:9", "9:16", "1:1"]),
        ("quality", ["720p", "1080p", "4k"]),
        ("sound", ["on", "off"]),
    ):
        value = get(body, name)
        if value is not ABSENT and not (isinstance(value, str) and value in allowed):
            wrong.add(name)
    callback = get(body, "callback_url")
    if callback is not ABSENT and callback != CALLBACK:
        wrong.add("callback_url")  # the strategy below offers only this good one
    params = get(body, "model_params")
    if params is not ABSENT and not isinstance(params, dict):
        # Whether there are several shots is unknown, and with it what the prompt must be.
        return wrong | {"model_params"}
    params = params or {}

    mark = get(params, "watermark_info")
    if mark is not ABSENT:
        if not isinstance(mark, dict):
            wrong.add("model_params.watermark_info")
        elif not isinstance(get(mark, "enabled"), bool | None):
            wrong.add("model_params.watermark_info.enabled")

    elements: int | None = 0
    list_ = get(params, "element_list")
    if list_ is not ABSENT:
        path = "model_params.element_list"
        if not isinstance(list_, list) or len(list_) > 7:
            wrong.add(path)
            elements = None
        else:
            elements = len(list_)
            for position, entry in enumerate(list_):
                if not isinstance(entry, dict):
                    wrong.add(f"{path}.{position}")
                    continue
                value = get(entry, "element_id")
                text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
                if not isinstance(text, str) or not re.fullmatch("[0-9]{1,32}", text):
                    wrong.add(f"{path}.{position}.element_id")

    switch = get(params, "multi_shot")
    if switch is not ABSENT and not isinstance(switch, bool):
        return wrong | {"model_params.multi_shot"}
    if not switch:
        if "prompt" not in wrong and (not prompt or not prompt.strip() or missing_target(prompt, elements)):
            wrong.add("prompt")
        return wrong

    if get(params, "shot_type") != "customize":
        wrong.add("model_params.shot_type")
    path = "model_params.multi_prompt"
    shots = get(params, "multi_prompt")
    if not isinstance(shots, list) or not 1 <= len(shots) <= 6:
        return wrong | {path}
    total: int | None = 0
    for position, shot in enumerate(shots):
        if not isinstance(shot, dict):
            wrong.add(f"{path}.{position}")
            total = None
            continue
        index = get(shot, "index")
        if not is_whole(index) or abs(index) > 2**53 - 1:
            wrong.add(f"{path}.{position}.index")
        text = get(shot, "prompt")
        if (
            not isinstance(text, str)
            or not 1 <= len(text) <= 512
            or not text.strip()
            or missing_target(text, elements)
        ):
            wrong.add(f"{path}.{position}.prompt")
        seconds = shot_seconds(get(shot, "duration"))
        if seconds is None:
            wrong.add(f"{path}.{position}.duration")
            total = None
        elif total is not None:
            total += seconds
    if total is not None and "duration" not in wrong and total != (5 if duration is ABSENT else int(duration)):
        wrong.add(path)
    return wrong


def verdict(model: Model, body: dict[str, Any]) -> tuple[set[str], set[str]]:
    """(the params that must be named; those that may be, because what they depend on is wrong itself)."""
    if model is TEXT:
        return wrong_in_text(body), set()
    if model is ELEMENT:
        return _element(body)
    must: set[str] = set()
    may: set[str] = set()
    for name, allowed in (
        ("aspect_ratio", model.ratios),
        ("quality", model.qualities),
        ("sound", ("on", "off") if model.sound else ()),
    ):
        value = body.get(name)
        if allowed and value is not ABSENT and not (isinstance(value, str) and value in allowed):
            must.add(name)
    duration = body.get("duration")
    if model.seconds and duration is not ABSENT:
        low, high = model.seconds
        if not (is_whole(duration) and low <= duration <= high):
            must.add("duration")
    callback = body.get("callback_url")
    if callback is not ABSENT and callback != CALLBACK:
        must.add("callback_url")

    # Pictures and footage. `images` is how many there are, None when that cannot be told.
    images: int | None = 0
    frames = ("image_start", "image_end") if model.frames else ()
    for name in frames:
        value = body.get(name)
        if value is ABSENT:
            continue
        if value not in GOOD_IMAGES:
            must.add(name)
            images = None
        elif images is not None:
            images += 1
    urls = body.get("image_urls")
    most = model.images_max
    assert most is not None
    if urls is not ABSENT:
        if not isinstance(urls, list) or len(urls) > most:
            must.add("image_urls")
            images = None
        else:
            bad = [number for number, value in enumerate(urls) if value not in GOOD_IMAGES]
            must |= {f"image_urls.{number}" for number in bad}
            images = None if bad or images is None else images + len(urls)
    if model.video:
        if body.get("video_url") not in GOOD_VIDEOS:
            must.add("video_url")
        keep = body.get("keep_original_sound")
        if keep is not ABSENT and not isinstance(keep, bool):
            must.add("keep_original_sound")

    prompt = body.get("prompt")
    readable = prompt is ABSENT or (isinstance(prompt, str) and len(prompt) <= 2500)
    if not readable:
        must.add("prompt")
    params = body.get(PARAMS)
    if params is not ABSENT and not isinstance(params, dict):
        # How many shots and elements there are is unknown, and with it what prompt and pictures must be.
        return must | {PARAMS}, {"prompt", "image_start", "image_end", "image_urls", f"{PARAMS}.element_list"}
    params = params or {}
    mark = params.get("watermark_info")
    if mark is not ABSENT and not isinstance(mark, dict):
        must.add(f"{PARAMS}.watermark_info")
    elif mark and not isinstance(mark.get("enabled"), bool | None):
        must.add(f"{PARAMS}.watermark_info.enabled")
    wrong, elements = _elements(params.get("element_list"), model)
    must |= wrong

    # What goes together.
    list_path = f"{PARAMS}.element_list"
    start, end = (body.get(name) if model.frames else ABSENT for name in ("image_start", "image_end"))
    if images is None:
        may |= {*frames, "image_urls", list_path, "prompt"}
    else:
        if model.frames:
            if images == 0:
                must.add("image_start")
            if end is not ABSENT and (start is ABSENT or images > 2):
                must.add("image_end")
            if start is not ABSENT and elements is not None and elements > 3:
                must.add(list_path)
        if elements is None:
            may |= {"image_urls", list_path}
        elif images + elements > (model.together_max or 0):
            must.add("image_urls" if urls else list_path)

    if model.shots == "refused":
        for name in ("multi_shot", "shot_type", "multi_prompt"):
            if params.get(name) is not ABSENT:
                must.add(f"{PARAMS}.{name}")
        switch: Any = False
    else:
        switch = params.get("multi_shot")
    there = {"element": elements, "image": images, "video": int(model.video)}
    if switch is not ABSENT and not isinstance(switch, bool):
        return must | {f"{PARAMS}.multi_shot"}, may | {"prompt"}
    if not switch:
        if readable and (not prompt or not prompt.strip() or names_nothing(prompt, there)):
            must.add("prompt")
        return must, may
    shots_must, shots_may = _shots(params, 5 if duration is ABSENT else duration, "duration" in must, there)
    return must | shots_must, may | shots_may


def names_nothing(prompt: str, there: dict[str, int | None]) -> bool:
    """Whether a placeholder has no target, as far as it can be told."""
    for kind, digits in re.findall("<<<(element|image|video)_([0-9]+)>>>", prompt):
        count = there[kind]
        if count is not None and not 1 <= int(digits) <= count:
            return True
    return False


def _elements(value: Any, model: Model) -> tuple[set[str], int | None]:
    """(the wrong params of an element list; how many elements there are, None when that cannot be told)."""
    path = f"{PARAMS}.element_list"
    if value is ABSENT:
        return set(), 0
    if not isinstance(value, list) or len(value) > (model.elements_max or 0):
        return {path}, None
    wrong = set()
    for position, entry in enumerate(value):
        if not isinstance(entry, dict):
            wrong.add(f"{path}.{position}")
            continue
        found = entry.get("element_id")
        text = str(found) if isinstance(found, int) and not isinstance(found, bool) else found
        if not isinstance(text, str) or not re.fullmatch("[0-9]{1,32}", text):
            wrong.add(f"{path}.{position}.element_id")
    return wrong, len(value)


def _shots(
    params: dict[str, Any], duration: Any, duration_wrong: bool, there: dict[str, int | None]
) -> tuple[set[str], set[str]]:
    must: set[str] = set()
    if params.get("shot_type") != "customize":
        must.add(f"{PARAMS}.shot_type")
    path = f"{PARAMS}.multi_prompt"
    shots = params.get("multi_prompt")
    if not isinstance(shots, list) or not 1 <= len(shots) <= 6:
        return must | {path}, set()
    total: int | None = 0
    may = set()
    for position, shot in enumerate(shots):
        if not isinstance(shot, dict):
            must.add(f"{path}.{position}")
            total = None
            continue
        index, text = shot.get("index"), shot.get("prompt")
        if not is_whole(index) or abs(index) > 2**53 - 1:
            must.add(f"{path}.{position}.index")
        if (
            not isinstance(text, str)
            or not 1 <= len(text) <= 512
            or not text.strip()
            or names_nothing(text, there)
        ):
            must.add(f"{path}.{position}.prompt")
        elif None in there.values():
            may.add(f"{path}.{position}.prompt")
        seconds = shot_seconds(shot.get("duration"))
        if seconds is None:
            must.add(f"{path}.{position}.duration")
            total = None
        elif total is not None:
            total += seconds
    if total is not None and not duration_wrong and total != int(duration):
        must.add(path)
    return must, may


def _element(body: dict[str, Any]) -> tuple[set[str], set[str]]:
    must: set[str] = set()
    callback = body.get("callback_url")
    if callback is not ABSENT and callback != CALLBACK:
        must.add("callback_url")
    params = body.get(PARAMS)
    if not isinstance(params, dict):
        return must | {PARAMS}, set()
    for name, most in (("element_name", 20), ("element_description", 100)):
        value = params.get(name)
        if not isinstance(value, str) or not 1 <= len(value) <= most or not value.strip():
            must.add(f"{PARAMS}.{name}")
    pictures = _pictures_of_element(params.get("element_image_list"))
    videos = _videos_of_element(params.get("element_video_list"))
    match params.get("reference_type"):
        case "image_refer":
            return must | pictures, set()
        case "video_refer":
            # Whether it is one of the two is not asked where one of them is no address, but may be.
            return must | videos, {f"{PARAMS}.element_video_list"}
    return must | {f"{PARAMS}.reference_type"}, pictures | videos


def _pictures_of_element(found: Any) -> set[str]:
    path = f"{PARAMS}.element_image_list"
    if not isinstance(found, dict):
        return {path}
    wrong = set()
    if found.get("frontal_image") not in GOOD_IMAGES:
        wrong.add(f"{path}.frontal_image")
    views = found.get("refer_images")
    if not isinstance(views, list) or not 1 <= len(views) <= 3:
        return wrong | {f"{path}.refer_images"}
    for number, view in enumerate(views):
        if not isinstance(view, dict):
            wrong.add(f"{path}.refer_images.{number}")
        elif view.get("image_url") not in GOOD_IMAGES:
            wrong.add(f"{path}.refer_images.{number}.image_url")
    return wrong


def _videos_of_element(found: Any) -> set[str]:
    path = f"{PARAMS}.element_video_list"
    if not isinstance(found, dict):
        return {path}
    wrong = set()
    clips, plain = found.get("refer_videos"), found.get("video_url")
    if clips is not ABSENT and not (isinstance(clips, list) and len(clips) == 1):
        wrong.add(f"{path}.refer_videos")
    elif clips is not ABSENT:
        if not isinstance(clips[0], dict):
            wrong.add(f"{path}.refer_videos.0")
        elif clips[0].get("video_url") not in GOOD_VIDEOS:
            wrong.add(f"{path}.refer_videos.0.video_url")
    if plain is not ABSENT and plain not in GOOD_VIDEOS:
        wrong.add(f"{path}.video_url")
    return wrong or ({path} if (clips is ABSENT) == (plain is ABSENT) else set())
