"""What a request costs, in whole units, with the rule spelled out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from omnireel.core.catalogue import CREDITS_PER_USD, UNITS_PER_CREDIT, ModelCard

CREDITS_MAX = 10**12
"""The largest amount in one movement: sums of many still fit the databases' integers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A price and how it came about."""

    units: int
    seconds: int
    """The billed seconds; 0 for a price per call."""
    rule: str
    """The arithmetic in words, for people: `5.4 credits/s x 1.334 x 5 s = 36.018 credits`."""


def quote(card: ModelCard, *, seconds: int, quality: str = "", sound: bool = False) -> Quote:
    """The price of `seconds` of one model (contract 7.2). Raises KeyError for a quality the model lacks."""
    rate = card.rate
    if rate.billing_rule == "per_call":
        return Quote(units=rate.units, seconds=0, rule=f"{credits_text(rate.units)} credits per call")
    milli = rate.multipliers_milli[quality, sound]
    minimum = rate.units * rate.seconds_min
    # Round half up in integers: the products are never negative.
    subtotal = (rate.units * milli * seconds + 500) // 1000
    units = max(minimum, subtotal)
    rule = (
        f"{credits_text(rate.units)} credits/s x {Decimal(milli) / 1000} ({quality}, "
        f"{'with sound' if sound else 'silent'}) x {seconds} s = {credits_text(subtotal)} credits"
    )
    if subtotal < minimum:
        rule += f", raised to the minimum of {rate.seconds_min} s = {credits_text(minimum)} credits"
    return Quote(units=units, seconds=seconds, rule=rule)


def credits_text(units: int) -> str:
    """Units as credits with up to four decimals and no trailing zeros: 360180 -> '36.018'."""
    sign, units = ("-", -units) if units < 0 else ("", units)
    whole, rest = divmod(units, UNITS_PER_CREDIT)
    return f"{sign}{whole}" + (f".{rest:04d}".rstrip("0") if rest else "")


def credits_number(units: int) -> int | float:
    """Units as a JSON number of credits: 270000 -> 27, 360180 -> 36.018."""
    whole, rest = divmod(units, UNITS_PER_CREDIT)
    return units / UNITS_PER_CREDIT if rest else whole


def usd_number(units: int) -> int | float:
    """Units as US dollars: exact where six decimals suffice (every price per second does), else four."""
    exact = Decimal(units) / (UNITS_PER_CREDIT * CREDITS_PER_USD)
    rounded = round(exact, 6)
    value = rounded if rounded * UNITS_PER_CREDIT * CREDITS_PER_USD == units else round(exact, 4)
    return int(value) if value == value.to_integral_value() else float(value)


def units_of_credits(credits: Decimal | int | str) -> int:
    """Credits as whole units. Raises ValueError when they have more than four decimals, or are beyond
    CREDITS_MAX."""
    if abs(Decimal(credits)) > CREDITS_MAX:
        raise ValueError(f"credits must be at most {CREDITS_MAX}, got {credits}")
    units = Decimal(credits) * UNITS_PER_CREDIT
    if units != units.to_integral_value():
        raise ValueError(f"credits have at most four decimals, got {credits}")
    return int(units)
