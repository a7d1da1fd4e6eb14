"""Do two quantities of one kind agree in value?"""

from __future__ import annotations

import math
import re
from enum import StrEnum

from claimcheck.text.quantities.approximation import open_range
from claimcheck.text.quantities.clock import minutes_apart
from claimcheck.text.quantities.dates import has_year, without_year
from claimcheck.text.quantities.quantity import Approximation, Quantity, QuantityKind


class QuantityOutcome(StrEnum):
    """How a claim's quantity stands to the evidence."""

    EQUAL = "equal"
    WITHIN_APPROXIMATION = "within_approximation"
    DIFFERENT = "different"
    ABSENT = "absent"


_LESS = {Approximation.LESS_THAN, Approximation.JUST_UNDER}
_MORE = {Approximation.MORE_THAN, Approximation.JUST_OVER}
#: Of one number, a side of the one and a side of the other cannot both be true.
_OPPOSED = (
    (_MORE, _LESS | {Approximation.AT_MOST, Approximation.NEARLY}),
    (_MORE | {Approximation.AT_LEAST}, _LESS),
)
_WITH_DECIMALS = (QuantityKind.NUMBER, QuantityKind.PERCENT, QuantityKind.MONEY)
_PERCENT = re.compile(r"%|cent|point", re.IGNORECASE)
_NUMERAL = re.compile(r"\d+(?:\.(?P<decimals>\d+))?")
#: How the codes of dollars end.
_DOLLAR = "D"
#: Added to month and day as ``MMDD``: behind every day of the year before.
_NEXT_YEAR = 1200
#: Minutes that two times of day may lie apart if one is told roughly.
_MINUTES_APART = 30
#: Share of a figure that rounding may take or add: 1% is no fair rounding of 0.6%.
_MOST_ROUNDED_OFF = 0.1
#: Percentage points that a share in words may be off.
_POINTS_IN_WORDS = 1.5


def are_comparable(one: Quantity, two: Quantity) -> bool:
    """Whether one of two quantities says anything about the other, by what they are.

    Amounts in other currencies do so only if their figures are the same, a time of day that names its zone and one that
    does not only if their clocks show the same. A result of sets is none of games, and next Tuesday no last one.
    """
    if one.kind is not two.kind:
        return False
    if one.kind is QuantityKind.MONEY and not _same_currency(one, two):
        return math.isclose(one.low, two.low) and math.isclose(one.high, two.high)
    if one.kind is QuantityKind.TIME and bool(one.unit) != bool(two.unit):
        return _show_the_same_time(one, two)
    if one.kind is QuantityKind.WEEKDAY:
        return one.unit == two.unit or not (one.unit and two.unit)
    return one.kind is not QuantityKind.SCORE or one.unit == two.unit


def agreement(claim: Quantity, evidence: Quantity) -> QuantityOutcome:
    """How the values of two comparable quantities stand.

    >>> from claimcheck.text.quantities import extract_quantities
    >>> [claim], [evidence] = extract_quantities("more than 2,000 nurses"), extract_quantities("2,340 nurses")
    >>> str(agreement(claim, evidence))
    'within_approximation'
    """
    if _is_one_value(claim, evidence):
        if claim.approximation is evidence.approximation:
            return QuantityOutcome.EQUAL
        opposed = _are_opposed(claim, evidence) or _are_opposed(evidence, claim)
        return QuantityOutcome.DIFFERENT if opposed else QuantityOutcome.WITHIN_APPROXIMATION
    if claim.kind is QuantityKind.DATE:
        agree = _share_a_day(*_days(claim, evidence))
    elif claim.kind is QuantityKind.TIME:
        agree = _show_the_same_time(claim, evidence)
    else:
        agree = (claim.kind is not QuantityKind.MONEY or _same_currency(claim, evidence)) and (
            _open_ranges_meet(claim, evidence)
            or _rounds_to(claim, evidence)
            or _has_more_decimals(claim, evidence)
            or _is_share_in_words(claim, evidence)
        )
    return QuantityOutcome.WITHIN_APPROXIMATION if agree else QuantityOutcome.DIFFERENT


def _is_one_value(one: Quantity, two: Quantity) -> bool:
    if one.kind is QuantityKind.MONEY and not _same_currency(one, two):
        return False
    if one.kind is QuantityKind.TIME and one.unit != two.unit:
        return False
    values, others = _days(one, two) if one.kind is QuantityKind.DATE else ((one.low, one.high), (two.low, two.high))
    return all(math.isclose(value, other) for value, other in zip(values, others, strict=True))


def _are_opposed(one: Quantity, two: Quantity) -> bool:
    return any(one.approximation in above and two.approximation in below for above, below in _OPPOSED)


def _same_currency(one: Quantity, two: Quantity) -> bool:
    """A bare '$' is any dollar: articles write of their own so."""
    if one.unit == two.unit:
        return True
    bare = any(quantity.text.startswith("$") for quantity in (one, two))
    return bare and one.unit.endswith(_DOLLAR) and two.unit.endswith(_DOLLAR)


def _days(one: Quantity, two: Quantity) -> tuple[tuple[float, float], tuple[float, float]]:
    """First and last day of two dates, without the year where one of them has none."""
    if has_year(one.low) and has_year(two.low):
        return (one.low, one.high), (two.low, two.high)
    return (without_year(one.low), without_year(one.high)), (without_year(two.low), without_year(two.high))


def _share_a_day(one: tuple[float, float], two: tuple[float, float]) -> bool:
    """Whether two spans meet; one such as 'December 28 to January 3' goes on into the next year."""
    (first, last), (start, end) = ((low, high if low <= high else high + _NEXT_YEAR) for low, high in (one, two))
    return any(first <= end + later and start + later <= last for later in (-_NEXT_YEAR, 0, _NEXT_YEAR))


def _show_the_same_time(one: Quantity, two: Quantity) -> bool:
    exact = one.approximation is two.approximation is Approximation.EXACT
    return minutes_apart(one, two) <= (0 if exact else _MINUTES_APART)


def _open_ranges_meet(one: Quantity, two: Quantity) -> bool:
    """Whether what one text states lies in what the other leaves open."""
    if one.kind in (QuantityKind.SCORE, QuantityKind.ORDINAL, QuantityKind.WEEKDAY):
        return False
    (low, high), (other_low, other_high) = open_range(one), open_range(two)
    return (low <= two.high and two.low <= high) or (other_low <= one.high and one.low <= other_high)


def _rounds_to(one: Quantity, two: Quantity) -> bool:
    """Whether the rounder of two plain numbers is the other one, rounded ('1.3 million', '1,312,400')."""
    if one.kind not in (QuantityKind.NUMBER, QuantityKind.MONEY) or one.low != one.high or two.low != two.high:
        return False
    if Approximation.VAGUE in (one.approximation, two.approximation):
        return False
    return _is_rounding(one.low, two.low) or _is_rounding(two.low, one.low)


def _is_rounding(rounded: float, exact: float) -> bool:
    """Rounding to two significant digits or more, of a thousand or more: smaller counts are meant exactly."""
    if rounded < 1000 or exact < 1000:
        return False
    stated = f"{rounded:.0f}"
    step = 10.0 ** (len(stated) - max(2, len(stated.rstrip("0"))))
    return abs(rounded - exact) <= step / 2 * (1 + 1e-9)


def _has_more_decimals(one: Quantity, two: Quantity) -> bool:
    """Whether one of two small figures is the other with more decimals ('2.55%', '2.5%').

    Either of the nearest figures with fewer decimals will do, because a half is rounded up by some and down by others.
    """
    decimals, other_decimals = _decimals(one), _decimals(two)
    if decimals is None or other_decimals is None or decimals == other_decimals:
        return False
    apart, step = abs(one.low - two.low), 10.0 ** -min(decimals, other_decimals)
    return apart <= step / 2 + 1e-9 and apart <= _MOST_ROUNDED_OFF * max(one.low, two.low)


def _is_share_in_words(one: Quantity, two: Quantity) -> bool:
    """Whether one of two shares is the other in words ('two thirds', '66%')."""
    if one.kind is not QuantityKind.PERCENT or all(_PERCENT.search(quantity.text) for quantity in (one, two)):
        return False
    return abs(one.low - two.low) <= _POINTS_IN_WORDS


def _decimals(quantity: Quantity) -> int | None:
    """How many decimals a figure is stated with; None if it is a range or stands in words or in thousands and more."""
    numeral = _NUMERAL.search(quantity.text)
    if numeral is None or quantity.kind not in _WITH_DECIMALS or float(numeral.group()) != quantity.low:
        return None
    return len(numeral["decimals"] or "") if quantity.low == quantity.high else None
