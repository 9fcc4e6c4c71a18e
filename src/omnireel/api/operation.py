"""How a route of the API is described: what it takes, what it answers, why it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from omnireel.errors import ApiError

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One way in which a call succeeds."""

    description: str
    types: tuple[type[BaseModel], ...] = ()
    """What the JSON is; several: one of them, told apart by `object`."""
    schema: Json | None = None
    """For bodies that no type of ours describes."""
    media: str = "application/json"
    examples: Mapping[str, Any] = field(default_factory=dict)
    headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method of one path."""

    id: str
    method: str
    path: str
    tag: str
    summary: str
    description: str
    parameters: tuple[str, ...] = ()
    body: tuple[type[BaseModel], ...] = ()
    """What may be sent; several: one of them, told apart by `model`."""
    body_examples: Mapping[str, Json] = field(default_factory=dict)
    replies: Mapping[int, Reply]
    errors: tuple[ApiError | type[ApiError], ...] = ()
    """Beside those that every route may answer; an instance stands for its class with its own example."""
    open: bool = False
    """No key is needed."""
    bare: bool = False
    """It is answered without a look at the database."""
    x_api_key: bool = False
    """The key may come in `x-api-key` too."""
    calls_back: bool = False
    form: bool = False
    """The body is a multipart form."""
