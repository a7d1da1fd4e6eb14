"""A quantity said another way that stays true, or changed so that it is not."""

from __future__ import annotations

import random
from math import floor, log10

from claimcheck.text.quantities import Quantity
from claimcheck.text.quantities.quantity import QuantityKind

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
SMALL_NUMBERS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
#: A plain number is changed by at least so much, so that rounding cannot excuse it.
_FACTORS = (0.4, 0.55, 0.7, 0.85, 1.2, 1.4, 1.7, 2.0)


def reworded(quantity: Quantity, generator: random.Random) -> str:
    """The quantity unchanged, in words or digits, or rounded in the open ('nearly', 'more than'); never false."""
    ways = [quantity.text]
    if quantity.kind is QuantityKind.NUMBER and quantity.low == quantity.high:
        if quantity.text.isdigit() and 0 < quantity.low < len(SMALL_NUMBERS):
            ways.append(SMALL_NUMBERS[int(quantity.low)])
        elif quantity.text.lower() in SMALL_NUMBERS:
            ways.append(str(int(quantity.low)))
        elif quantity.low >= 25 and quantity.text.replace(",", "").isdigit() and not _looks_like_year(quantity):
            ways += _rounded(int(quantity.low))
    return generator.choice(ways)


def changed(quantity: Quantity, others: list[Quantity], generator: random.Random) -> str | None:
    """Another value of the same kind, preferably one that occurs in the same event; None if no safe change is known."""
    text = quantity.text
    if quantity.kind is QuantityKind.WEEKDAY:
        return generator.choice([day for day in _WEEKDAYS if day.lower() not in text.lower()])
    if quantity.kind is QuantityKind.DATE:
        return _changed_date(text, generator)
    if quantity.kind is QuantityKind.NUMBER and quantity.low == quantity.high:
        if text.lower() in SMALL_NUMBERS:
            near = [word for word in SMALL_NUMBERS[1:] if word != text.lower()]
            return generator.choice(near[max(0, int(quantity.low) - 4) : int(quantity.low) + 4])
        if text.replace(",", "").isdigit():
            return _changed_number(quantity, others, generator)
    if quantity.kind is QuantityKind.PERCENT:
        digits = text.rstrip("% percnt")
        if digits.isdigit():
            value = int(digits)
            other = max(1, value + generator.choice((-15, -9, -6, 6, 9, 15)))
            return text.replace(digits, str(other)) if other != value else None
    return None


def _changed_number(quantity: Quantity, others: list[Quantity], generator: random.Random) -> str:
    value = int(quantity.low)
    if _looks_like_year(quantity):
        return str(value + generator.choice((-4, -3, -2, -1, 1, 2, 3)))
    candidates = [
        other.text
        for other in others
        if other.kind is quantity.kind
        and other.text.replace(",", "").isdigit()
        and not _looks_like_year(other)
        and 0.1 < other.low / max(value, 1) < 10
        and abs(other.low - value) > 0.08 * value
    ]
    if candidates and generator.random() < 0.5:
        return generator.choice(candidates)
    if value <= 60:
        steps = [step for step in (-5, -3, -2, -1, 1, 2, 3, 6) if value + step > 0]
        return str(value + generator.choice(steps))
    return f"{_significant(value * generator.choice(_FACTORS), _digits(value)):,}"


def _changed_date(text: str, generator: random.Random) -> str | None:
    for month in _MONTHS:
        if month in text:
            return text.replace(month, generator.choice([other for other in _MONTHS if other != month]))
    if text.isdigit() and len(text) == 4:
        return str(int(text) + generator.choice((-4, -3, -2, -1, 1, 2, 3)))
    return None


def _rounded(value: int) -> list[str]:
    ways = []
    down, up = _significant(value * 0.985, 2, down=True), _significant(value * 1.015, 2, down=False)
    if value * 0.9 <= down < value:
        ways += [f"more than {down:,}", f"over {down:,}"]
    if value < up <= value * 1.06:
        ways += [f"nearly {up:,}", f"almost {up:,}"]
    nearest = _significant(value, 2)
    if nearest != value and abs(nearest - value) <= 0.04 * value:
        ways += [f"about {nearest:,}", f"around {nearest:,}"]
    return ways


def _significant(value: float, digits: int, down: bool | None = None) -> int:
    step = int(10 ** max(0, floor(log10(value)) + 1 - digits))
    if down is None:
        return round(value / step) * step
    return int(value // step) * step if down else -int(-value // step) * step


def _digits(value: int) -> int:
    return max(2, len(str(value).rstrip("0")))


def _looks_like_year(quantity: Quantity) -> bool:
    return 1800 <= quantity.low <= 2100 and "," not in quantity.text
