"""Do two texts state the same quantities?"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from claimcheck.text.alignment import QuantityMention, alignment, quantity_mentions
from claimcheck.text.approximation import open_range
from claimcheck.text.dates import has_year, without_year
from claimcheck.text.measures import measured_in
from claimcheck.text.quantity import Approximation, Quantity, QuantityKind
from claimcheck.text.units import singular


class QuantityOutcome(StrEnum):
    """How a claim's quantity stands to the evidence."""

    EQUAL = "equal"
    WITHIN_APPROXIMATION = "within_approximation"
    DIFFERENT = "different"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class QuantityComparison:
    """A quantity of the claim and the evidence's best counterpart; ``evidence`` is None where the outcome is absent."""

    claim: Quantity
    evidence: Quantity | None
    outcome: QuantityOutcome


#: Of one number, both cannot be true.
_OPPOSED = (
    {Approximation.MORE_THAN, Approximation.LESS_THAN},
    {Approximation.MORE_THAN, Approximation.AT_MOST},
    {Approximation.MORE_THAN, Approximation.NEARLY},
    {Approximation.AT_LEAST, Approximation.LESS_THAN},
)
#: Points of :func:`alignment` from which two quantities are taken for counterparts.
_ALIGNED = 3.0
_WITH_DECIMALS = (QuantityKind.NUMBER, QuantityKind.PERCENT, QuantityKind.MONEY)
_PERCENT = re.compile(r"%|cent|point", re.IGNORECASE)
_NUMERAL = re.compile(r"\d+(?:\.(?P<decimals>\d+))?")
#: How the codes of dollars end.
_DOLLAR = "D"
#: Minutes that two times of day may lie apart if one is told roughly, and the minutes of a day.
_MINUTES_APART, _DAY = 30, 1440
#: Share of a figure that rounding may take or add: 1% is no fair rounding of 0.6%.
_MOST_ROUNDED_OFF = 0.1

#: Percentage points that a share in words may be off.
_POINTS_IN_WORDS = 1.5


def compare_quantities(claim: str, evidence: str) -> list[QuantityComparison]:
    """Align each quantity of a claim with the evidence's best counterpart and say how the two stand.

    Counterparts share their kind (number, money, date, ...) and then, as far as possible, the noun counted, the words,
    names and places around and the value; of two that disagree, neither has a better counterpart.
    ``within_approximation`` means that the texts differ and yet agree, given how firmly each is stated: "more than
    2,000" and "2,340", "March" and "March 5". ``absent``: no counterpart.

    >>> [comparison] = compare_quantities("Paris asked 12 countries for help.", "Paris had asked 14 allies to help.")
    >>> comparison.evidence.text, str(comparison.outcome)
    ('14', 'different')
    """
    claimed, stated = quantity_mentions(claim), quantity_mentions(evidence)
    pairs = []
    for row, one in enumerate(claimed):
        for column, two in enumerate(stated):
            if one.quantity.kind is two.quantity.kind and not _are_foreign(one.quantity, two.quantity):
                other = _in_the_unit_of(one.quantity, two)
                outcome = _outcome(one.quantity, other.quantity)
                score = alignment(one, other, agree=outcome is not QuantityOutcome.DIFFERENT)
                if score >= _ALIGNED:
                    pairs.append((score, row, column, outcome))
    counterparts: dict[int, QuantityComparison] = {}
    taken: set[int] = set()
    for _, row, column, outcome in sorted(pairs, key=lambda pair: -pair[0]):
        if row not in counterparts and not (column in taken and outcome is QuantityOutcome.DIFFERENT):
            counterparts[row] = QuantityComparison(claimed[row].quantity, stated[column].quantity, outcome)
            taken.add(column)
    return [
        counterparts.get(row, QuantityComparison(one.quantity, None, QuantityOutcome.ABSENT))
        for row, one in enumerate(claimed)
    ]


def _are_foreign(one: Quantity, two: Quantity) -> bool:
    """Whether two amounts are in other currencies, which says nothing unless their figures are the same."""
    if one.kind is not QuantityKind.MONEY or _same_currency(one, two):
        return False
    return not (math.isclose(one.low, two.low) and math.isclose(one.high, two.high))


def _same_currency(one: Quantity, two: Quantity) -> bool:
    """A bare '$' is any dollar: articles write of their own so."""
    if one.unit == two.unit:
        return True
    bare = any(quantity.text.startswith("$") for quantity in (one, two))
    return bare and one.unit.endswith(_DOLLAR) and two.unit.endswith(_DOLLAR)


def _in_the_unit_of(quantity: Quantity, mention: QuantityMention) -> QuantityMention:
    """A mention of a measure in another unit, as if the text stated it in the quantity's."""
    if singular(quantity.unit) == singular(mention.quantity.unit):
        return mention
    converted = measured_in(mention.quantity, quantity.unit)
    return replace(mention, quantity=converted) if converted else mention


def _outcome(claim: Quantity, evidence: Quantity) -> QuantityOutcome:
    low, high, other_low, other_high = claim.low, claim.high, evidence.low, evidence.high
    if claim.kind is QuantityKind.DATE and not (has_year(low) and has_year(other_low)):
        low, high, other_low, other_high = map(without_year, (low, high, other_low, other_high))
    same_unit_of_money = claim.kind is not QuantityKind.MONEY or _same_currency(claim, evidence)
    if same_unit_of_money and math.isclose(low, other_low) and math.isclose(high, other_high):
        if claim.approximation is evidence.approximation:
            return QuantityOutcome.EQUAL
        sides = {claim.approximation, evidence.approximation}
        return QuantityOutcome.DIFFERENT if sides in _OPPOSED else QuantityOutcome.WITHIN_APPROXIMATION
    if claim.kind is QuantityKind.DATE:
        agree = low <= other_high and other_low <= high
    else:
        agree = same_unit_of_money and (
            _open_ranges_meet(claim, evidence)
            or _rounds_to(claim, evidence)
            or _has_more_decimals(claim, evidence)
            or _is_share_in_words(claim, evidence)
        )
    return QuantityOutcome.WITHIN_APPROXIMATION if agree else QuantityOutcome.DIFFERENT


def _open_ranges_meet(one: Quantity, two: Quantity) -> bool:
    """Whether what one text states lies in what the other leaves open."""
    if one.kind in (QuantityKind.SCORE, QuantityKind.ORDINAL, QuantityKind.WEEKDAY):
        return False
    if one.kind is QuantityKind.TIME:
        exact = one.approximation is two.approximation is Approximation.EXACT
        apart = abs(one.low - two.low)
        return not exact and min(apart, _DAY - apart) <= _MINUTES_APART
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
