"""Reads the small JSON bodies of omnireel's own calls: every mistake at once, and no field ignored in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any

from omnireel.core.price import CREDITS_MAX, units_of_credits
from omnireel.errors import Detail, InvalidRequestError
from omnireel.wire.messages import clip, given, is_printable, listed, required, wrong_choice, wrong_length


class Fields:
    """The fields of one body. Each reader returns the value, or the default where it is absent, null or wrong;
    `check` raises what was wrong."""

    def __init__(self, data: Mapping[str, Any], known: Sequence[str]) -> None:
        self._data = data
        self.details = [
            Detail(clip(name), f"{clip(name)} is no field of this call: the fields are {listed(known)}")
            for name in data
            if name not in known
        ]

    def __contains__(self, name: str) -> bool:
        return name in self._data

    def complain(self, name: str, rule: str, **extra: Any) -> None:
        """Note that a field breaks a rule: `must be ...`."""
        self.details.append(Detail(name, f"{name} {rule} (got {given(self._data.get(name))})", extra))

    def check(self) -> None:
        """Raises InvalidRequestError with everything that was wrong."""
        if self.details:
            raise InvalidRequestError.of(self.details)

    def value(self, name: str, *, needed: bool = False) -> Any:
        """Whatever was given."""
        value = self._data.get(name)
        if value is None and needed:
            self.details.append(required(name))
        return value

    def text(self, name: str, *, chars_max: int, default: str = "") -> str:
        """A printable text, trimmed."""
        value = self.value(name)
        if value is None:
            return default
        if not isinstance(value, str) or not is_printable(value):
            self.complain(name, "must be a printable text")
            return default
        value = value.strip()
        if len(value) > chars_max:
            self.details.append(wrong_length(name, len(value), None, chars_max, "characters"))
        return value or default

    def whole(self, name: str, *, low: int, high: int, default: int) -> int:
        """A whole number within bounds."""
        value = self.value(name)
        if value is None:
            return default
        if type(value) is not int or not low <= value <= high:
            self.complain(name, f"must be a whole number between {low} and {high}", min=low, max=high)
            return default
        return value

    def flag(self, name: str) -> bool:
        """True or false; absent is false."""
        value = self.value(name)
        if value is not None and type(value) is not bool:
            self.complain(name, "must be true or false")
        return value is True

    def choice(self, name: str, allowed: Sequence[str], *, default: str) -> str:
        """One of `allowed`."""
        value = self.value(name)
        if value is None:
            return default
        if not isinstance(value, str) or value not in allowed:
            self.details.append(wrong_choice(name, value, allowed))
            return default
        return value

    def credits(self, name: str) -> int | None:
        """An amount of credits of at least 0, as units; None where there is none."""
        value = self.value(name)
        if value is None:
            return None
        if type(value) in (int, float) and 0 <= value <= CREDITS_MAX:
            with suppress(ValueError):  # more than four decimals
                return units_of_credits(Decimal(str(value)))
        self.complain(name, "must be a number of credits, at least 0, with at most four decimals", min=0)
        return None

    def choices(self, name: str, allowed: Sequence[str]) -> tuple[str, ...] | None:
        """An array of some of `allowed`, each once; None where there is none."""
        value = self.value(name)
        if value is None:
            return None
        if not isinstance(value, list) or not value:
            self.complain(name, f"must be an array of some of {listed(allowed)}")
            return None
        for position, item in enumerate(value):
            if not isinstance(item, str) or item not in allowed:
                self.details.append(wrong_choice(f"{name}.{position}", item, allowed))
                return None
        return tuple(dict.fromkeys(value))
