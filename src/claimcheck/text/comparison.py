"""Do two texts state the same quantities?"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum

from claimcheck.text.approximation import open_range
from claimcheck.text.dates import has_year, without_year
from claimcheck.text.quantities import extract_quantities
from claimcheck.text.quantity import Approximation, Quantity, QuantityKind
from claimcheck.text.units import singular
from claimcheck.text.words import word_set


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


_WORD = re.compile(r"[^\W\d_]{3,}")
_CONTEXT = 60
_COMMON_WORDS = word_set("""
    all also and are been but for from had has have her his into its more most not over said some than that the their
    this was were which who will with
""")
#: Nouns that news texts use for one another.
_RELATED_UNITS = (
    word_set("ally country government nation partner state"),
    word_set("agent constable force gendarme guard officer personnel police policeman reinforcement"),
    word_set("military serviceman soldier troop trooper"),
    word_set("attendee civilian demonstrator fan guest people person protester resident spectator victim"),
    word_set("casualty dead death fatality person victim"),
    word_set("ballot vote voter"),
)
#: Evidence for two quantities being about the same thing: value, unit and the words around them.
_SAME_VALUE, _SAME_UNIT, _RELATED_UNIT, _NO_UNIT, _OTHER_UNIT = 2.0, 3.0, 2.0, 0.5, -2.0
_ALIGNED = 2.0


def compare_quantities(claim: str, evidence: str) -> list[QuantityComparison]:
    """Align each quantity of a claim with the evidence's best counterpart and say how the two stand.

    Counterparts share their kind (number, money, date, ...) and then, as far as possible, the noun counted, the words
    around and the value. ``within_approximation`` means that the texts differ and yet agree, given how firmly each is
    stated: "more than 2,000" and "2,340", "March" and "March 5". ``absent``: no counterpart.

    >>> [comparison] = compare_quantities("Paris asked 12 countries for help.", "Paris had asked 14 allies to help.")
    >>> comparison.evidence.text, str(comparison.outcome)
    ('14', 'different')
    """
    claimed = extract_quantities(claim)
    if not claimed:
        return []
    candidates = [(quantity, _context(evidence, quantity)) for quantity in extract_quantities(evidence)]
    comparisons = []
    for quantity in claimed:
        context = _context(claim, quantity)
        best, score = None, 0.0
        for candidate, words in candidates:
            if candidate.kind is quantity.kind:
                alignment = _alignment(quantity, candidate, context, words)
                if alignment > score:
                    best, score = candidate, alignment
        if best is None or score < _ALIGNED:
            comparisons.append(QuantityComparison(quantity, None, QuantityOutcome.ABSENT))
        else:
            comparisons.append(QuantityComparison(quantity, best, _outcome(quantity, best)))
    return comparisons


def _context(text: str, quantity: Quantity) -> frozenset[str]:
    window = text[max(0, quantity.start - _CONTEXT) : quantity.end + _CONTEXT].lower()
    return frozenset(word[:6] for word in _WORD.findall(window) if word not in _COMMON_WORDS)


def _alignment(one: Quantity, two: Quantity, words: frozenset[str], other_words: frozenset[str]) -> float:
    score = min(3.0, len(words & other_words))
    if _outcome(one, two) is not QuantityOutcome.DIFFERENT:
        score += _SAME_VALUE
    if one.kind not in (QuantityKind.NUMBER, QuantityKind.ORDINAL):
        return score
    return score + _unit_score(singular(one.unit), singular(two.unit))


def _unit_score(one: str, two: str) -> float:
    if not one or not two:
        return _NO_UNIT
    if one == two:
        return _SAME_UNIT
    return _RELATED_UNIT if any(one in group and two in group for group in _RELATED_UNITS) else _OTHER_UNIT


def _outcome(claim: Quantity, evidence: Quantity) -> QuantityOutcome:
    low, high, other_low, other_high = claim.low, claim.high, evidence.low, evidence.high
    if claim.kind is QuantityKind.DATE and not (has_year(low) and has_year(other_low)):
        low, high, other_low, other_high = map(without_year, (low, high, other_low, other_high))
    same_unit_of_money = claim.kind is not QuantityKind.MONEY or claim.unit == evidence.unit
    if same_unit_of_money and math.isclose(low, other_low) and math.isclose(high, other_high):
        exact = claim.approximation is evidence.approximation
        return QuantityOutcome.EQUAL if exact else QuantityOutcome.WITHIN_APPROXIMATION
    if claim.kind is QuantityKind.DATE:
        agree = low <= other_high and other_low <= high
    else:
        agree = same_unit_of_money and (_open_ranges_meet(claim, evidence) or _rounds_to(claim, evidence))
    return QuantityOutcome.WITHIN_APPROXIMATION if agree else QuantityOutcome.DIFFERENT


def _open_ranges_meet(one: Quantity, two: Quantity) -> bool:
    if one.kind in (QuantityKind.SCORE, QuantityKind.ORDINAL, QuantityKind.WEEKDAY):
        return False
    (low, high), (other_low, other_high) = open_range(one), open_range(two)
    return low <= other_high and other_low <= high


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
    digits = max(2, len(f"{rounded:.0f}".rstrip("0")))
    return float(f"{exact:.{digits - 1}e}") == rounded
