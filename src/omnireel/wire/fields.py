"""The fields of a request body, in groups: from a ModelCard's data to Pydantic types.

A mode (text, image, ...) is a list of groups; a new mode is a new list, and at most a few new groups. A group
names its top-level fields and its members of `model_params`. The types made here are the ones that validate
and the ones that the OpenAPI document shows, so the two cannot differ.

Fields are optional to Pydantic even where the contract requires them: `creation` checks what is missing, so
that one missing field does not hide the rest. The schema lists them under `required`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema, create_model
from pydantic.types import Strict

from omnireel.core.catalogue import ModelCard
from omnireel.wire.callback import CALLBACK_CHARS_MAX

NAME_CHARS_MAX = 20
DESCRIPTION_CHARS_MAX = 100
INTEGER_MAX = 2**53 - 1
"""The largest integer that every JSON parser reads exactly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One field: its type, what it defaults to, and what messages need to know."""

    type: Any
    doc: str
    default: Any = None
    """Shown in the schema; rules apply it, because absent and default are told apart by some of them."""
    required: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)
    """`min`, `max`, `allowed_values`, or `words` that say what the value must be."""
    shape: Shape | None = None
    """For objects and arrays of objects: what is inside."""
    items_max: int | None = None
    """For arrays: how many items it may have."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An object of the body: its type and its members by name."""

    type: type[BaseModel]
    members: Mapping[str, Member]
    required: tuple[str, ...]
    children: Mapping[str, Shape]

    @classmethod
    def of(cls, name: str, members: Mapping[str, Member], doc: str) -> Shape:
        need = [key for key, member in members.items() if member.required]

        def finish(schema: dict[str, Any]) -> None:
            if need:
                schema["required"] = need
            for key, member in members.items():
                # Pydantic sees None as the default of every field; the contract's default is shown instead.
                schema["properties"][key].pop("default", None)
                if member.default is not None:
                    schema["properties"][key]["default"] = member.default

        definitions: dict[str, Any] = {
            key: (member.type, Field(default=None, description=member.doc)) for key, member in members.items()
        }
        made = create_model(
            name,
            __config__=ConfigDict(json_schema_extra=finish, protected_namespaces=(), extra="ignore"),
            __doc__=doc,
            **definitions,
        )
        children = {key: member.shape for key, member in members.items() if member.shape is not None}
        return cls(type=made, members=members, required=tuple(need), children=children)

    def facts(self, pattern: str) -> Mapping[str, Any]:
        """The facts of the field at a path without positions."""
        head, _, rest = pattern.partition(".")
        if rest:
            return self.children[head].facts(rest)
        return self.members[head].facts if head in self.members else {}


def _whole(value: Any) -> Any:
    """5.0 is 5: JSON has one kind of number."""
    return int(value) if type(value) is float and value.is_integer() else value


def _whole_text(value: Any) -> Any:
    """Shot durations are texts in the vendor's examples and integers in some programs."""
    if isinstance(value, str) and len(value) <= 9 and value.isascii() and value.isdigit():
        return int(value)
    return _whole(value)


def _digits(value: Any) -> Any:
    """Element ids are texts of digits; older programs send integers."""
    return str(value) if type(value) is int else value


Flag = Annotated[bool, Strict()]
ElementId = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{1,32}$", strict=True),
    BeforeValidator(_digits),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": "^[0-9]{1,32}$"}, {"type": "integer", "minimum": 0}]}),
]
ShotSeconds = Annotated[
    int,
    Field(strict=True, ge=1, le=INTEGER_MAX),
    BeforeValidator(_whole_text),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": "^[0-9]{1,9}$"}, {"type": "integer", "minimum": 1}]}),
]


def _text(chars_max: int, chars_min: int | None = None) -> Any:
    return Annotated[str, StringConstraints(strict=True, min_length=chars_min, max_length=chars_max)]


def _integer(low: int, high: int) -> Any:
    # The bounds stand next to the type: behind the validator they would be lost to the schema.
    return Annotated[int, Field(strict=True, ge=low, le=high), BeforeValidator(_whole)]


def _choice(values: tuple[str, ...], doc: str, default: str | None = None) -> Member:
    return Member(type=Literal[values], doc=doc, default=default, facts={"allowed_values": list(values)})


def _object(shape: Shape, doc: str) -> Member:
    return Member(type=shape.type, doc=doc, shape=shape)


def _array(shape: Shape, doc: str, *, items_max: int, items_min: int | None = None) -> Member:
    item: Any = shape.type
    return Member(
        type=Annotated[list[item], Field(min_length=items_min, max_length=items_max)],
        doc=doc,
        facts={"max": items_max} if items_min is None else {"min": items_min, "max": items_max},
        shape=shape,
        items_max=items_max,
    )


# --- the groups ----------------------------------------------------------------------------------

Members = Mapping[str, Member]


def _nothing(card: ModelCard) -> Members:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Fields that belong together."""

    name: str
    top: Callable[[ModelCard], Members] = _nothing
    params: Callable[[ModelCard], Members] = _nothing
    """Members of `model_params`."""


def _prompt(card: ModelCard) -> Members:
    doc = f"What to show, 1-{card.prompt_chars_max} characters"
    if card.shots_max:
        doc += "; required unless model_params.multi_shot is true, and ignored if it is"
    return {
        "prompt": Member(
            type=_text(card.prompt_chars_max),
            doc=doc + ".",
            required=not card.shots_max,
            facts={"min": 1, "max": card.prompt_chars_max},
        )
    }


def _duration(card: ModelCard) -> Members:
    low, high = card.duration_min_s, card.duration_max_s
    return {
        "duration": Member(
            type=_integer(low, high),
            doc="Seconds of the clip.",
            default=card.duration_default_s,
            facts={"min": low, "max": high},
        )
    }


def _aspect_ratio(card: ModelCard) -> Members:
    if card.mode == "text":
        return {"aspect_ratio": _choice(card.aspect_ratios, "Width to height.", card.aspect_ratios[0])}
    doc = "Width to height. Without it: that of the first frame, if there is one; else 16:9."
    return {"aspect_ratio": _choice(card.aspect_ratios, doc)}


def _quality(card: ModelCard) -> Members:
    return {"quality": _choice(card.qualities, "The short side of the picture.", card.qualities[0])}


def _sound(card: ModelCard) -> Members:
    return {"sound": _choice(("on", "off"), "Whether the clip has sound.", "off")}


def _shots(card: ModelCard) -> Members:
    shot = Shape.of(
        "Shot",
        {
            "index": Member(
                type=_integer(-INTEGER_MAX, INTEGER_MAX),
                doc="Position of the shot; shots are shown in this order.",
                required=True,
                facts={"min": -INTEGER_MAX, "max": INTEGER_MAX},
            ),
            "prompt": Member(
                type=_text(card.shot_prompt_chars_max, 1),
                doc="What this shot shows.",
                required=True,
                facts={"min": 1, "max": card.shot_prompt_chars_max},
            ),
            "duration": Member(
                type=ShotSeconds,
                doc="Whole seconds of this shot.",
                required=True,
                facts={"min": 1, "words": "a whole number of seconds, at least 1"},
            ),
        },
        "One shot of a multi-shot clip.",
    )
    return {
        "multi_shot": Member(
            type=Flag, doc="Whether the clip has several shots with prompts of their own.", default=False
        ),
        "shot_type": _choice(("customize",), "Required with multi_shot."),
        "multi_prompt": _array(
            shot,
            "The shots, required with multi_shot. Their durations sum up to `duration`.",
            items_min=1,
            items_max=card.shots_max,
        ),
    }


def _elements(card: ModelCard) -> Members:
    words = "a string of 1-32 digits or an integer"
    entry = Shape.of(
        "ElementRef",
        {
            "element_id": Member(
                type=ElementId, doc="Id of a custom element.", required=True, facts={"words": words}
            )
        },
        "A custom element, named in prompts as <<<element_N>>>.",
    )
    return {"element_list": _array(entry, "The custom elements of the clip.", items_max=card.elements_max)}


def _watermark(card: ModelCard) -> Members:
    mark = Shape.of(
        "WatermarkInfo",
        {"enabled": Member(type=Flag, doc="Whether the clip carries a watermark.", default=False)},
        "The watermark.",
    )
    return {"watermark_info": _object(mark, "The watermark.")}


def _callback(card: ModelCard) -> Members:
    return {
        "callback_url": Member(
            type=Annotated[
                str,
                StringConstraints(strict=True, max_length=CALLBACK_CHARS_MAX),
                WithJsonSchema({"type": "string", "format": "uri", "maxLength": CALLBACK_CHARS_MAX}),
            ],
            doc="HTTPS address that is told when the task has ended.",
            facts={"max": CALLBACK_CHARS_MAX},
        )
    }


_URI_WORDS = {
    "image": "an http or https URL, a data: URL, the id of an uploaded file, or a result link of this server",
    "video": ("an http or https URL, the id of an uploaded file, or a result link of this server"),
}


def _uri(kind: str, doc: str, *, required: bool = False) -> Member:
    return Member(
        type=Annotated[str, Strict(), WithJsonSchema({"type": "string", "minLength": 1})],
        doc=f"{doc}: {_URI_WORDS[kind]}.",
        required=required,
    )


def _uris(doc: str, items_max: int) -> Member:
    return Member(
        type=Annotated[
            list[Annotated[str, Strict(), WithJsonSchema({"type": "string", "minLength": 1})]],
            Field(max_length=items_max),
        ],
        doc=f"{doc}: each {_URI_WORDS['image']}.",
        facts={"max": items_max},
        items_max=items_max,
    )


def _frames(card: ModelCard) -> Members:
    return {
        "image_start": _uri("image", "First frame"),
        "image_end": _uri("image", "Last frame; needs `image_start`, and no more than 2 pictures in all"),
    }


def _images(card: ModelCard) -> Members:
    return {"image_urls": _uris("Reference pictures, named in prompts as <<<image_N>>>", card.images_max)}


def _video(card: ModelCard) -> Members:
    return {
        "video_url": _uri("video", "The footage, named in the prompt as <<<video_1>>>", required=True),
        "keep_original_sound": Member(
            type=Flag, doc="Whether the clip keeps the sound of the footage.", default=True
        ),
    }


def _element(card: ModelCard) -> Members:
    view = Shape.of(
        "ElementView",
        {"image_url": _uri("image", "Another view of the subject", required=True)},
        "One more picture of the subject.",
    )
    pictures = Shape.of(
        "ElementImages",
        {
            "frontal_image": _uri("image", "The subject from the front", required=True),
            "refer_images": replace(
                _array(view, "Other views.", items_min=1, items_max=card.images_max), required=True
            ),
        },
        "Pictures of the subject.",
    )
    clip = Shape.of(
        "ElementClip",
        {"video_url": _uri("video", "The subject in motion", required=True)},
        "A video of the subject.",
    )
    videos = Shape.of(
        "ElementVideos",
        {
            "refer_videos": _array(clip, "Exactly one video.", items_min=1, items_max=1),
            "video_url": _uri("video", "The same, in the older shape"),
        },
        "The video of the subject, in one of two shapes.",
    )
    return {
        "element_name": Member(
            type=_text(NAME_CHARS_MAX, 1),
            doc="What it is called.",
            required=True,
            facts={"min": 1, "max": NAME_CHARS_MAX},
        ),
        "element_description": Member(
            type=_text(DESCRIPTION_CHARS_MAX, 1),
            doc="What it looks like.",
            required=True,
            facts={"min": 1, "max": DESCRIPTION_CHARS_MAX},
        ),
        "reference_type": replace(
            _choice(
                ("image_refer", "video_refer"),
                "What it is made of; with `video_refer` it cannot be used where there is footage.",
            ),
            required=True,
        ),
        "element_image_list": _object(pictures, "Required with `image_refer`."),
        "element_video_list": _object(videos, "Required with `video_refer`."),
        "element_voice_id": Member(
            type=Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9]{1,32}$")],
            doc="Id of a voice; only with `video_refer`.",
            facts={"words": "a string of 1-32 digits"},
        ),
    }


PROMPT = Group(name="prompt", top=_prompt)
FRAMES = Group(name="frames", top=_frames)
IMAGES = Group(name="images", top=_images)
VIDEO = Group(name="video", top=_video)
ELEMENT = Group(name="element", params=_element)
DURATION = Group(name="duration", top=_duration)
ASPECT_RATIO = Group(name="aspect_ratio", top=_aspect_ratio)
QUALITY = Group(name="quality", top=_quality)
SOUND = Group(name="sound", top=_sound)
SHOTS = Group(name="shots", params=_shots)
ELEMENTS = Group(name="elements", params=_elements)
WATERMARK = Group(name="watermark", params=_watermark)
CALLBACK = Group(name="callback", top=_callback)

MODES: Mapping[str, tuple[Group, ...]] = {
    "text": (PROMPT, DURATION, ASPECT_RATIO, QUALITY, SOUND, SHOTS, ELEMENTS, WATERMARK, CALLBACK),
    "image": (
        PROMPT,
        DURATION,
        ASPECT_RATIO,
        QUALITY,
        SOUND,
        FRAMES,
        IMAGES,
        SHOTS,
        ELEMENTS,
        WATERMARK,
        CALLBACK,
    ),
    "reference": (PROMPT, DURATION, ASPECT_RATIO, QUALITY, IMAGES, VIDEO, ELEMENTS, WATERMARK, CALLBACK),
    "edit": (PROMPT, QUALITY, IMAGES, VIDEO, ELEMENTS, WATERMARK, CALLBACK),
    "element": (ELEMENT, CALLBACK),
}
"""mode -> its groups, in schema order."""


def shape_of(card: ModelCard) -> Shape:
    """The body of a request for this model."""
    groups = MODES[card.mode]
    params: dict[str, Member] = {}
    for group in groups:
        params |= group.params(card)
    inner = Shape.of(f"{_name(card)}Params", params, f"Further parameters of {card.id}.")
    model = Member(type=Literal[card.id], doc="The model.", required=True, facts={"allowed_values": [card.id]})
    members: dict[str, Member] = {"model": model}
    for group in groups:
        # Schema order: `callback_url` comes after `model_params`.
        if group is CALLBACK and params:
            further = _object(inner, "Further parameters.")
            members["model_params"] = replace(further, required=True) if inner.required else further
        members |= group.top(card)
    return Shape.of(f"{_name(card)}Request", members, f"{card.title}.")


def _name(card: ModelCard) -> str:
    return "".join(part.capitalize() for part in card.id.split("-"))
