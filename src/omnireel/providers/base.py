"""The provider protocol: one method and a fact sheet.

What happens after `render` depends only on what it raises:

=========================  ====================================================================
ProviderUnavailableError   surely not started, or proved ended without a clip: next provider
ProviderRejectedError      the request itself is refused: the task fails, no failover
OutcomeUnknownError        it may be running and may cost: the credits stay held, and `render`
                           is called again later with `run.resuming` to look it up
anything else              a bug: the task fails loudly, the credits are released
=========================  ====================================================================

When the customer cancels, or the worker stops, `render` is cancelled (asyncio.CancelledError): it stops what
it started, as far as that is possible, and lets the error through.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from omnireel.core.request import VideoRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The facts about a provider that routing needs. Data, not code."""

    models: frozenset[str]
    rates: Mapping[tuple[str, bool], int] = field(default_factory=dict)
    """(quality, sound) -> what the house pays per second, in units. A missing pair cannot be made there."""
    tasks_max: int = 1
    """How many renders it takes at once."""
    shots_max: int = 6
    elements: bool = True
    paces: Mapping[str, float] = field(default_factory=dict)
    """Quality -> seconds of work for a second of clip, about: what is said before anything was measured."""
    local: bool = False
    """A process of ours: when it is stopped, it has surely ended."""

    def refusal(self, request: VideoRequest) -> str | None:
        """Why the provider cannot honour a request, in words; None if it can."""
        if request.model not in self.models:
            return f"it does not make {request.model}"
        if (request.quality, request.sound) not in self.rates:
            return f"it does not make {request.quality} {'with sound' if request.sound else 'silent'}"
        if len(request.shots) > self.shots_max:
            return f"it takes at most {self.shots_max} shots"
        if request.element_ids and not self.elements:
            return "it takes no elements"
        return None

    def cost_units(self, request: VideoRequest) -> int:
        """What the request costs the house here, in units (0 for one that it cannot make)."""
        return self.rates.get((request.quality, request.sound), 0) * request.duration_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """A custom element as files on this disk: pictures of it (the frontal one first), or a video."""

    id: str
    name: str
    description: str
    images: tuple[Path, ...] = ()
    video: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A finished clip: a local file that the caller takes over."""

    path: Path | None
    """None where the request makes a custom element: there is nothing to play."""
    media_type: str = "video/mp4"
    result_data: Mapping[str, Any] | None = None
    """What the provider has to say about the clip; part of the task's result."""


class Run(Protocol):
    """One attempt, as `render` sees it."""

    @property
    def attempt_id(self) -> str:
        """Our id of the attempt; sent upstream as idempotency key or external id wherever there is one."""

    @property
    def token(self) -> str | None:
        """The last saved checkpoint, such as the upstream task id."""

    @property
    def resuming(self) -> bool:
        """Whether this attempt was begun before. Without a token it may or may not have reached the
        provider: look it up by `attempt_id`, or raise OutcomeUnknownError."""

    @property
    def media(self) -> Mapping[str, Path]:
        """The request's pictures and footage as files, by the URI that the request names them by."""

    @property
    def cast(self) -> Sequence[Cast]:
        """The request's custom elements, in the order of `element_ids`."""

    @property
    def folder(self) -> Path:
        """An empty folder of this attempt's own, removed afterwards."""

    async def save(self, token: str) -> None:
        """Keep a checkpoint durably."""

    async def report(self, fraction: float) -> None:
        """Progress from 0 to 1."""


class Provider(Protocol):
    """Something that turns a request into a clip."""

    @property
    def name(self) -> str: ...

    @property
    def profile(self) -> Profile: ...

    async def render(self, request: VideoRequest, run: Run) -> Clip:
        """Make the clip. See the module's head for what its errors mean."""

    async def close(self) -> None:
        """Let go of connections and processes."""
