"""Which provider runs a task: the cheapest healthy one that can, with the reason written down."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from omnireel.core.price import credits_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One provider as it stands for one request at one moment."""

    provider: str
    cost_units: int
    """What the request costs the house there."""
    refusal: str | None = None
    """Why it cannot honour the request; None if it can."""
    illness: str | None = None
    """Why it is not healthy now; None if it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The decision. `provider` is None when nobody is left."""

    provider: str | None
    why: str


def choose(candidates: Iterable[Candidate], *, tried: Collection[str] = ()) -> Route:
    """The cheapest healthy provider that can and was not tried yet; equal prices go by the given order.

    When every capable provider that is left is ill, the cheapest of them is tried all the same: a circuit
    that opened a moment ago is a guess, and failing the task for a guess would be worse.
    """
    able, notes = [], []
    for candidate in candidates:
        cost = f"{credits_text(candidate.cost_units)} credits"
        if candidate.provider in tried:
            notes.append(f"{candidate.provider} was tried already")
        elif candidate.refusal is not None:
            notes.append(f"{candidate.provider} cannot: {candidate.refusal}")
        else:
            able.append(candidate)
            if candidate.illness is not None:
                notes.append(f"{candidate.provider} ({cost}) is down: {candidate.illness}")
    healthy = [candidate for candidate in able if candidate.illness is None]
    pool = healthy or able
    if not pool:
        return Route(provider=None, why="no provider is left: " + "; ".join(notes or ["none is configured"]))
    chosen = min(pool, key=lambda candidate: candidate.cost_units)
    notes += [
        f"{other.provider} costs {credits_text(other.cost_units)} credits" for other in pool if other is not chosen
    ]
    cost = "free" if chosen.cost_units == 0 else f"{credits_text(chosen.cost_units)} credits"
    first = f"{chosen.provider}: cheapest healthy provider ({cost})"
    if not healthy:
        first = f"{chosen.provider}: cheapest provider left ({cost}), though not healthy"
    elif len(pool) == 1:
        first = f"{chosen.provider}: the only healthy provider that can ({cost})"
    return Route(provider=chosen.provider, why="; ".join([first, *notes]))
