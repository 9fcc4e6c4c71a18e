"""What the SDK does to the world, as values; and programs, which are made of them.

Everything in the SDK that takes more than one step (retrying, waiting, resuming an event stream or a download)
is written once, as a *program*: a generator that yields what it wants done and is sent the result. `Client`
performs the steps with blocking calls, `AsyncClient` with awaits, a test with whatever it likes. Programs
compose with `yield from`.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

import httpx

from omnireel.errors import ConnectionFailedError

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One HTTP request."""

    method: str
    url: str
    """A path of the server, or an absolute address."""
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    upload: Path | None = None
    """A file that is sent as a multipart form instead of a body."""
    keyed: bool = True
    """Whether the API key goes along. Never for result links: they are signed, and may lie on another host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to a request. `body` is empty for a stream that was only opened."""

    status: int
    headers: Mapping[str, str]
    """Names in any case."""
    body: bytes = b""

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Send:
    """Send a request and read the whole answer; gives a Reply."""

    request: Request


@dataclass(frozen=True, slots=True)
class Open:
    """Send a request and leave its body to be read; gives a Reply. One stream is open at a time."""

    request: Request
    gap_s_max: float
    """Seconds without a byte after which the stream counts as broken."""


@dataclass(frozen=True, slots=True)
class Read:
    """The next bytes of the open stream as they came over the wire; empty at its end."""


@dataclass(frozen=True, slots=True)
class Close:
    """Close the open stream, if there is one."""


@dataclass(frozen=True, slots=True)
class Sleep:
    seconds: float


@dataclass(frozen=True, slots=True)
class Emit:
    """Hand a value to whoever iterates over the program."""

    value: Any


Effect: TypeAlias = Send | Open | Read | Close | Sleep | Emit
Program: TypeAlias = Generator[Effect, Any, T]


def send(request: Request) -> Program[Reply]:
    reply: Reply = yield Send(request)
    return reply


def open_stream(request: Request, *, gap_s_max: float) -> Program[Reply]:
    reply: Reply = yield Open(request, gap_s_max)
    return reply


def read() -> Program[bytes]:
    data: bytes = yield Read()
    return data


def read_all() -> Program[bytes]:
    """The rest of the open stream. Only for error answers, which are short."""
    body = b""
    while data := (yield from read()):
        body += data
    return body


def close_stream() -> Program[None]:
    yield Close()


def sleep(seconds: float) -> Program[None]:
    yield Sleep(seconds)


class Run(Generic[T]):
    """A program under way: what a shell drives.

    ``while (effect := run.effect) is not None``: perform it, then `give` its result or `fail` with the error.
    """

    def __init__(self, program: Program[T]) -> None:
        self._program = program
        self.effect: Effect | None = None
        self.result: T
        self.give(None)

    def give(self, value: Any) -> None:
        """Go on with the result of the effect."""
        try:
            self.effect = self._program.send(value)
        except StopIteration as stop:
            self.effect, self.result = None, stop.value

    def fail(self, error: httpx.RequestError) -> None:
        """Go on after the network failed: the program sees a ConnectionFailedError."""
        try:
            self.effect = self._program.throw(translated(error))
        except StopIteration as stop:
            self.effect, self.result = None, stop.value

    def close(self) -> None:
        """Drop the program where it stands; its `finally` blocks run."""
        self._program.close()


def translated(error: httpx.RequestError) -> ConnectionFailedError:
    """httpx's error in our words."""
    try:
        where = f"{error.request.url.scheme}://{error.request.url.netloc.decode()}"
    except RuntimeError:  # raised while the stream was read: httpx may not attach the request
        where = "the server"
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        text = f"{where} cannot be reached"
    elif isinstance(error, httpx.TimeoutException):
        text = f"{where} did not answer in time"
    else:
        text = f"the connection to {where} broke"
    reason = str(error)
    translation = ConnectionFailedError(f"{text} ({reason})" if reason else text)
    translation.__cause__ = error
    return translation
