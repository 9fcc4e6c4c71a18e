"""The body of POST /v1/videos/generations: bytes in, a `Draft` out with the request or all that is wrong with it.

The way through, in `read_creation`: parse, find the model, drop what does not apply (with a warning), let
Pydantic check each field, let the rules check the fields against each other. When Pydantic finds mistakes, the
wrong fields are taken out and the rest is read again, so that one answer names every mistake.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from omnireel.core import price
from omnireel.core.catalogue import CATALOGUE, ModelCard
from omnireel.core.request import VideoRequest
from omnireel.errors import Detail, InvalidRequestError, ModelNotFoundError
from omnireel.wire.fields import Shape, shape_of
from omnireel.wire.messages import (
    clip,
    from_pydantic,
    given,
    in_schema_order,
    is_documented,
    pattern,
    required,
    schema_order,
)
from omnireel.wire.rules import ELEMENT_LIST, MULTI_SHOT, PARAMS, RULES, Reading, build

WARNINGS_MAX = 50
"""A body of a thousand junk fields is not answered with a thousand lines."""
_NAME_CHARS_MAX = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A body that was read: the request, or what is wrong with it."""

    card: ModelCard
    request: VideoRequest | None
    """None when there are `details`."""
    details: tuple[Detail, ...] = ()
    """Every broken rule, in schema order."""
    warnings: tuple[str, ...] = ()
    """Fields that were ignored, in words."""
    element_refs: tuple[tuple[str, str], ...] = ()
    """(param path, element id) of every readable element, to be checked against the account."""
    callback_url: str | None = None
    """The callback address if it is statically good; its name is still to be resolved."""
    digest: str = ""
    """SHA-256 (hex) of the parsed body. Key order and white space do not matter; `1` and `1.0` differ, and so
    do an absent field and a null one: a replay repeats its body, it does not paraphrase it."""
    basis: tuple[int, str, bool] | None = None
    """(seconds, quality, sound) if those are valid, whatever else is wrong: enough to name a price."""

    def require(self, extra_details: Sequence[Detail] = ()) -> VideoRequest:
        """The request. Raises InvalidRequestError with all that is wrong, `extra_details` included."""
        details = in_schema_order([*self.details, *extra_details])
        if details or self.request is None:
            raise InvalidRequestError.of(details)
        return self.request

    def price(self) -> price.Quote | None:
        """What it would cost; None when a mistake makes that unknowable."""
        if self.basis is None:
            return None
        seconds, quality, sound = self.basis
        return price.quote(self.card, seconds=seconds, quality=quality, sound=sound)


def read_creation(
    body: bytes,
    *,
    catalogue: Mapping[str, ModelCard] = CATALOGUE,
    allow_private_callbacks: bool = False,
) -> Draft:
    """Read a creation body.

    Raises InvalidRequestError when it is no JSON object or names no model, and ModelNotFoundError for a
    model that is not in the catalogue. Every other mistake is in the draft's `details`.
    """
    data = parse_object(body)
    card = _card(data, catalogue)
    # Before anything is taken out of `data`: the digest is of what was sent.
    digest = _digest(data)
    notes = _Notes(card)
    shape = _shape(card)
    _gate_shots(data, notes)
    _gate_element(data, notes)
    clean = _clean(shape, data, "", notes)
    value = _validate(shape, clean, notes)
    reading = Reading(card, value, notes.wrong, allow_private_callbacks)
    for rule in RULES[card.mode]:
        notes.details += rule(reading)
    details = in_schema_order(notes.details) if len(notes.details) > 1 else tuple(notes.details)
    broken = {detail.param for detail in details}
    return Draft(
        card=card,
        request=None if details else build(reading),
        details=details,
        warnings=notes.warnings(),
        element_refs=_element_refs(reading),
        callback_url=None if "callback_url" in broken else value.callback_url,
        digest=digest,
        basis=_basis(reading),
    )


_KEY = re.compile(r"[A-Za-z0-9._-]{16,96}", re.ASCII)


def check_idempotency_key(text: str | None) -> str | None:
    """The `Idempotency-Key` header, checked; None when there is none. Raises InvalidRequestError."""
    if text is None or _KEY.fullmatch(text):
        return text
    message = f"Idempotency-Key must have 16 to 96 characters of A-Z a-z 0-9 . _ - (got {given(text)})"
    raise InvalidRequestError.of([Detail("Idempotency-Key", message, {"min": 16, "max": 96})])


def body_type(card: ModelCard) -> type[BaseModel]:
    """The Pydantic type of a model's body, for the OpenAPI document."""
    return _shape(card).type


def body_schema(card: ModelCard) -> dict[str, Any]:
    """The JSON Schema of a model's body, whole in itself."""
    return body_type(card).model_json_schema()


# --- the body as JSON ----------------------------------------------------------------------------


def parse_object(body: bytes) -> dict[str, Any]:
    """A request body as a JSON object that can be stored. Raises InvalidRequestError."""
    # Some programs on Windows put a byte order mark in front; RFC 8259 lets a reader ignore it.
    body = body.removeprefix(b"\xef\xbb\xbf")
    if not body.strip():
        raise InvalidRequestError("The request body is empty; it must be a JSON object")
    try:
        data = from_json(body, allow_inf_nan=False)
    except ValueError as error:
        raise InvalidRequestError(f"The request body is not valid JSON: {error}") from None
    if not isinstance(data, dict):
        raise InvalidRequestError(f"The request body must be a JSON object (got {given(data)})")
    # The escape is the only way in for NUL, which PostgreSQL cannot store; the walk is for the rare hit.
    if b"\\u0000" in body:
        for path in _nul_paths(data, ""):
            name = clip(path, _NAME_CHARS_MAX)
            message = f"{name or 'The request body'} must not contain the NUL character (\\u0000)"
            raise InvalidRequestError.of([Detail(name, message)]) if name else InvalidRequestError(message)
    return data


def _nul_paths(value: Any, path: str) -> Iterator[str]:
    """Where a NUL is, in a name or a text; `path` is empty at the top."""
    if isinstance(value, str):
        if "\0" in value:
            yield path
    elif isinstance(value, dict):
        for name, inner in value.items():
            if "\0" in name:
                yield path
            else:
                yield from _nul_paths(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _nul_paths(inner, f"{path}.{position}" if path else str(position))


def _digest(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


# --- the model -----------------------------------------------------------------------------------


def _card(data: Mapping[str, Any], catalogue: Mapping[str, ModelCard]) -> ModelCard:
    name = data.get("model")
    if name is None:
        raise InvalidRequestError.of([required("model")])
    if not isinstance(name, str):
        raise InvalidRequestError.of([Detail("model", f"model must be a string (got {given(name)})")])
    return find_model(name, catalogue)


def find_model(name: str, catalogue: Mapping[str, ModelCard] = CATALOGUE) -> ModelCard:
    """The card of a model. Raises ModelNotFoundError."""
    card = catalogue.get(name)
    if card is None:
        message = f"Model '{clip(name)}' is not available for this API key. Call GET /v1/models for the list."
        raise ModelNotFoundError(message, param="model")
    return card


_SHAPES: dict[str, tuple[ModelCard, Shape]] = {}


def _shape(card: ModelCard) -> Shape:
    """Types are built once for a card: building them takes milliseconds."""
    known = _SHAPES.get(card.id)
    if known is None or known[0] != card:
        known = _SHAPES[card.id] = (card, shape_of(card))
    return known[1]


# --- the fields ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Notes:
    """What is found on the way."""

    card: ModelCard
    details: list[Detail] = field(default_factory=list)
    wrong: set[str] = field(default_factory=set)
    inapplicable: list[tuple[str, str]] = field(default_factory=list)
    """(path, why it does not apply)."""
    unknown: list[str] = field(default_factory=list)

    def complain(self, detail: Detail) -> None:
        self.details.append(detail)
        self.wrong.add(detail.param)

    def drop(self, prefix: str, name: str) -> None:
        """A field that the model does not have."""
        path = prefix + name
        if is_documented(path) and "." not in name:
            self.inapplicable.append((path, self.card.id))
        else:
            self.unknown.append(path)

    def warnings(self) -> tuple[str, ...]:
        """Inapplicable fields in schema order, then unknown ones in the order given."""
        if not self.inapplicable and not self.unknown:
            return ()
        self.inapplicable.sort(key=lambda entry: schema_order(entry[0]))
        lines = [f"Field '{path}' does not apply {_to(why)} and was ignored." for path, why in self.inapplicable]
        lines += [f"Unknown field '{clip(path, _NAME_CHARS_MAX)}' was ignored." for path in self.unknown]
        if len(lines) > WARNINGS_MAX:
            rest = len(lines) - WARNINGS_MAX + 1
            lines[WARNINGS_MAX - 1 :] = [f"{rest} further fields were ignored."]
        return tuple(lines)


def _to(why: str) -> str:
    return why if why.startswith("with") else f"to {why}"


def _gate_shots(data: dict[str, Any], notes: _Notes) -> None:
    """Drop what multi-shot decides about: the shots without it, the prompt with it (contract 2.2, 2.4).

    What is dropped is not checked either. When `multi_shot` itself is wrong, nothing can be said about the
    shots, and so nothing is.
    """
    params = data.get(PARAMS)
    if not isinstance(params, dict) or notes.card.mode == "element":
        return
    if notes.card.shots_max == 0:
        for name in ("multi_shot", "shot_type", "multi_prompt"):
            if params.pop(name, None) is not None:
                message = f"{PARAMS}.{name} is not supported by {notes.card.id}: it makes one shot"
                notes.complain(Detail(f"{PARAMS}.{name}", message))
        return
    multi_shot = params.get("multi_shot")
    if multi_shot is True:
        # Its length still counts (contract 2.3), so the prompt itself stays for the check.
        if data.get("prompt"):
            notes.inapplicable.append(("prompt", f"with {MULTI_SHOT}"))
        return
    for name in ("shot_type", "multi_prompt"):
        if params.pop(name, None) is not None and multi_shot in (None, False):
            notes.inapplicable.append((f"{PARAMS}.{name}", f"without {MULTI_SHOT}"))


def _gate_element(data: dict[str, Any], notes: _Notes) -> None:
    """Drop what the other kind of custom element is made of (contract 2.2)."""
    params = data.get(PARAMS)
    if notes.card.mode != "element" or not isinstance(params, dict):
        return
    others = {"image_refer": ("element_video_list", "element_voice_id"), "video_refer": ("element_image_list",)}
    kind = params.get("reference_type")
    for name in others.get(kind, ()) if isinstance(kind, str) else ():
        if params.pop(name, None) is not None:
            notes.inapplicable.append((f"{PARAMS}.{name}", f"with {kind}"))


def _clean(shape: Shape, data: Mapping[str, Any], prefix: str, notes: _Notes) -> dict[str, Any]:
    """A copy without nulls and without fields that the model does not have; notes what is missing."""
    clean: dict[str, Any] = {}
    members, children = shape.members, shape.children
    for name, value in data.items():
        if value is None:
            continue
        if name not in members:
            notes.drop(prefix, name)
            continue
        child = children.get(name)
        if child is not None:
            items_max = members[name].items_max
            if items_max is None:
                if isinstance(value, dict):
                    value = _clean(child, value, f"{prefix}{name}.", notes)
            elif isinstance(value, list) and len(value) <= items_max:
                # A longer one is refused as a whole: its items are not looked into.
                value = [
                    _clean(child, item, f"{prefix}{name}.{position}.", notes) if isinstance(item, dict) else item
                    for position, item in enumerate(value)
                ]
        clean[name] = value
    for name in shape.required:
        if name not in clean:
            notes.complain(required(prefix + name))
    return clean


def _validate(shape: Shape, clean: dict[str, Any], notes: _Notes) -> Any:
    """The body as a Pydantic value. Wrong fields are noted and taken out until the rest is valid."""
    while True:
        try:
            return shape.type.__pydantic_validator__.validate_python(clean)
        except ValidationError as failure:
            # Every round takes out at least one value, so this ends; one round is the rule.
            for error in failure.errors(include_url=False):
                value = _take_out(clean, error["loc"], "" if error["type"] == "string_type" else {})
                path = ".".join(str(part) for part in error["loc"])
                if path not in notes.wrong:
                    notes.complain(from_pydantic(path, error["type"], value, shape.facts(pattern(path))))


def _take_out(clean: Any, loc: Iterable[str | int], blank: Any) -> Any:
    """The value at a place, as it was sent (Pydantic reports it as some validators have bent it). An item of an
    array leaves `blank` in its place."""
    *way, last = loc
    for step in way:
        clean = clean[step]
    if isinstance(last, int):
        # The positions of the other items must not change.
        value, clean[last] = clean[last], blank
        return value
    return clean.pop(last, None)


# --- what callers ask of a draft -----------------------------------------------------------------


def _element_refs(reading: Reading) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{ELEMENT_LIST}.{position}.element_id", entry.element_id)
        for position, entry in enumerate(reading.param("element_list") or ())
        if entry.element_id is not None
    )


def _basis(reading: Reading) -> tuple[int, str, bool] | None:
    if not all(reading.stands(name) for name in ("duration", "quality", "sound")):
        return None
    quality = reading.value("quality") or reading.card.qualities[0]
    return reading.duration_s, quality, reading.value("sound") == "on"
