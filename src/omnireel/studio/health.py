"""Which providers are well, from how their last attempts ended. Kept per process: a guess that costs little
when it is wrong, since a tried provider that is down only costs one more attempt."""

from __future__ import annotations

from dataclasses import dataclass, field

FAILURES_MAX = 3
"""Failures in a row after which a provider is left alone for a while."""


@dataclass(slots=True)
class _Record:
    failures: int = 0
    rest_until_ms: int = 0


@dataclass(slots=True)
class Health:
    """The health of all providers. `rest_s`: how long an ill one is left alone."""

    rest_s: float
    _records: dict[str, _Record] = field(default_factory=dict)

    def succeeded(self, provider: str) -> None:
        """It made a clip, or refused one on good grounds: it is well."""
        self._records.pop(provider, None)

    def failed(self, provider: str, *, now_ms: int) -> None:
        """It was not available. Why is no part of this: the reason may be of one customer's request, and
        illness is shown to all. After the rest, one more failure sends it back to rest at once."""
        record = self._records.setdefault(provider, _Record())
        record.failures += 1
        if record.failures >= FAILURES_MAX:
            record.rest_until_ms = now_ms + round(self.rest_s * 1000)

    def illness(self, provider: str, *, now_ms: int) -> str | None:
        """Why it should be left alone now; None if it is well."""
        record = self._records.get(provider)
        if record is None or record.rest_until_ms <= now_ms:
            return None
        seconds = (record.rest_until_ms - now_ms + 999) // 1000
        return f"{record.failures} failures in a row, tried again in {seconds} s"
