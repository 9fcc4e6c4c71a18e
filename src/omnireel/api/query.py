"""Query parameters, checked by hand so that a wrong one answers in the contract's shape."""

from __future__ import annotations

from fastapi import Request

from omnireel.core.task import TaskState
from omnireel.errors import Detail, InvalidRequestError
from omnireel.wire.messages import clip, is_printable

STATUS_FILTER: dict[str, tuple[TaskState, ...]] = {
    "pending": (TaskState.PENDING,),
    # In a list, processing includes pending (contract 6.5).
    "processing": (TaskState.PENDING, TaskState.PROCESSING),
    "completed": (TaskState.COMPLETED,),
    "failed": (TaskState.FAILED,),
    "cancelled": (TaskState.CANCELLED,),
}


PAGE_SIZE_MAX = 50
PAGE_MAX = 1_000_000


def _wrong(name: str, rule: str, given: str, **extra: object) -> InvalidRequestError:
    return InvalidRequestError.of([Detail(name, f"{name} must be {rule} (got {given[:80]!r})", extra)])


def flag(request: Request, name: str) -> bool:
    """`?name=true`; absent is false. Raises InvalidRequestError."""
    given = request.query_params.get(name, "false")
    # An empty one is refused, not guessed at: `?dry_run` must not create a task that costs.
    if given.lower() not in ("true", "1", "false", "0"):
        raise _wrong(name, "true or false", given, allowed_values=["true", "false"])
    return given.lower() in ("true", "1")


def number(request: Request, name: str, *, default: int, low: int, high: int) -> int:
    """A whole number within bounds. Raises InvalidRequestError."""
    given = request.query_params.get(name, "")
    if not given:
        return default
    if not (given.isascii() and given.isdigit() and len(given) <= 9) or not low <= int(given) <= high:
        raise _wrong(name, f"a whole number between {low} and {high}", given, min=low, max=high)
    return int(given)


def text(request: Request, name: str, *, chars_max: int) -> str | None:
    """A printable text, or None. Raises InvalidRequestError."""
    given = request.query_params.get(name, "")
    if len(given) > chars_max or not is_printable(given):
        raise _wrong(name, f"a printable text of at most {chars_max} characters", given, max=chars_max)
    return given or None


def choice(request: Request, name: str, allowed: tuple[str, ...]) -> str | None:
    """One of `allowed`, or None. Raises InvalidRequestError."""
    given = request.query_params.get(name, "")
    if given and given not in allowed:
        raise _wrong(name, f"one of {', '.join(allowed)}", given, allowed_values=list(allowed))
    return given or None


PARAMETERS_MAX = 10


def unknown_parameters(request: Request, *known: str) -> tuple[str, ...]:
    """A warning for each parameter that is not known: `?dryrun=true` must not cost money in silence."""
    return tuple(f"Unknown query parameter '{clip(name)}' was ignored." for name in _unknown(request, known))


def refuse_unknown(request: Request, *known: str) -> None:
    """Raises InvalidRequestError for parameters that are not known."""
    unknown = _unknown(request, known)
    if unknown:
        details = [Detail(clip(name), f"Unknown query parameter '{clip(name)}' is refused.") for name in unknown]
        raise InvalidRequestError.of(details)


def _unknown(request: Request, known: tuple[str, ...]) -> list[str]:
    return [name for name in request.query_params if name not in known][:PARAMETERS_MAX]
