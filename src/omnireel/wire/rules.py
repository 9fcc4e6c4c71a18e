"""The rules between fields (contract 2.3-2.5): run over what is valid by itself.

A rule never speaks about a field that is already known to be wrong, nor about one whose meaning depends on
such a field: nobody is helped by a second message about the first mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from omnireel.core.catalogue import ModelCard
from omnireel.core.request import RequestShot, VideoRequest
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
        if not self.stands(MULTI_SHOT):
            return None
        return self.params is not None and self.params.multi_shot is True

    @property
    def duration_s(self) -> int:
        """The duration, given or by default. Only to be asked when `duration` is trusted."""
        given_s = self.body.duration
        return self.card.duration_default_s if given_s is None else int(given_s)


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


def targets_of_text(reading: Reading) -> Mapping[str, int | None]:
    """How many targets each kind of placeholder has; None when that cannot be told."""
    elements: int | None = 0
    if not reading.stands(ELEMENT_LIST):
        elements = None
    elif reading.params is not None and reading.params.element_list is not None:
        elements = len(reading.params.element_list)
    return {"element": elements, "image": 0, "video": 0}


def placeholders_rule(targets: Callable[[Reading], Mapping[str, int | None]]) -> Rule:
    """Every placeholder of the prompts in use must have its target."""

    def rule(reading: Reading) -> Iterator[Detail]:
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

    return rule


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeRules:
    """What a mode checks between its fields, and the request it makes of a body without faults."""

    rules: tuple[Rule, ...]
    build: Callable[[Reading], VideoRequest]


def build_text(reading: Reading) -> VideoRequest:
    """The request of a body that has passed every rule."""
    card, body, params = reading.card, reading.body, reading.params
    shots: tuple[RequestShot, ...] = ()
    element_ids: tuple[str, ...] = ()
    watermark = False
    if params is not None:
        if params.multi_shot:
            # `index` says the order; equal ones keep the order they were given in.
            in_order = sorted(params.multi_prompt, key=lambda shot: int(shot.index))
            shots = tuple(
                RequestShot(index=shot.index, prompt=shot.prompt, duration_s=shot.duration) for shot in in_order
            )
        if params.element_list:
            element_ids = tuple(entry.element_id for entry in params.element_list)
        watermark = params.watermark_info is not None and bool(params.watermark_info.enabled)
    return VideoRequest(
        model=card.id,
        prompt="" if shots else body.prompt,
        duration_s=reading.duration_s,
        aspect_ratio=body.aspect_ratio or card.aspect_ratios[0],
        quality=body.quality or card.qualities[0],
        sound=body.sound == "on",
        shots=shots,
        element_ids=element_ids,
        watermark=watermark,
        callback_url=body.callback_url,
    )


RULES: Mapping[str, ModeRules] = {
    "text": ModeRules(
        rules=(prompt_rule, shots_rule, placeholders_rule(targets_of_text), callback_rule),
        build=build_text,
    ),
}
"""mode -> its rules. The element counts of *text* are limits of the field itself (fields.py)."""
