"""The list of providers. A new one is its file, one line here, and a guide page.

Packages of others can add theirs through the entry-point group `omnireel.providers`: a function that takes the
Settings and returns a Provider, or None when it is not configured.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import entry_points

from omnireel.core.price import units_of_credits
from omnireel.errors import SettingsError
from omnireel.providers.animatic import AnimaticProvider
from omnireel.providers.base import Provider
from omnireel.providers.scripted import ScriptedProvider
from omnireel.settings import Settings

ENTRY_POINTS = "omnireel.providers"


BUILDERS: dict[str, Callable[[Settings], Provider | None]] = {
    "animatic": AnimaticProvider,
}
"""name -> how it is built; None when its settings are missing."""

STAND_INS = ("animatic",)
"""Serve only when nothing else is configured, or when the operator names them: a storyboard must never pass
silently for a vendor's clip."""


def load_providers(settings: Settings) -> list[Provider]:
    """The providers on the route. Raises SettingsError for a name that is unknown or not configured."""
    known: dict[str, Provider] = {}
    for provider in _scripted(settings):
        known[provider.name] = provider
    builders = dict(BUILDERS)
    for entry in entry_points(group=ENTRY_POINTS):
        builders[entry.name] = entry.load()
    for name, build in builders.items():
        built = build(settings)
        if built is not None:
            known[name] = built
    names: Sequence[str] = [name.strip() for name in settings.providers.split(",") if name.strip()]
    if not names:
        names = [name for name in known if name not in STAND_INS] or list(STAND_INS)
    missing = [name for name in names if name not in known]
    if missing:
        raise SettingsError(
            f"OMNIREEL_PROVIDERS names {', '.join(missing)}, which {'is' if len(missing) == 1 else 'are'} unknown"
            f" or not configured. Configured: {', '.join(known)}"
        )
    return [known[name] for name in dict.fromkeys(names)]


def _scripted(settings: Settings) -> list[ScriptedProvider]:
    """`name@credits_per_second=outcome,outcome;name=...`"""
    made = []
    for part in filter(None, (part.strip() for part in settings.scripted.split(";"))):
        head, equals, script = part.partition("=")
        name, _, cost = head.partition("@")
        if not equals or not name.strip():
            raise SettingsError(f"OMNIREEL_SCRIPTED must be name=outcome,outcome;... (got {part!r})")
        try:
            cost_units = units_of_credits(cost or 0)
        except (ValueError, ArithmeticError):
            raise SettingsError(f"OMNIREEL_SCRIPTED: the cost of {name} must be credits (got {cost!r})") from None
        made.append(
            ScriptedProvider(
                name.strip(),
                [outcome.strip() for outcome in script.split(",")],
                cost_units=cost_units,
                journal=settings.data_dir / f"scripted-{name.strip()}.jsonl",
            )
        )
    return made
