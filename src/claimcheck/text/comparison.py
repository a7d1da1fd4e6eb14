"""Do two texts state the same quantities?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from claimcheck.text.agreement import QuantityOutcome, agreement, are_comparable
from claimcheck.text.alignment import QuantityMention, alignment, quantity_mentions
from claimcheck.text.measures import measured_in
from claimcheck.text.quantity import Quantity
from claimcheck.text.units import singular

#: Points of :func:`alignment` from which two quantities are taken for counterparts.
_ALIGNED = 3.0


@dataclass(frozen=True, slots=True)
class QuantityComparison:
    """A quantity of the claim and the evidence's best counterpart; ``evidence`` is None where the outcome is absent."""

    claim: Quantity
    evidence: Quantity | None
    outcome: QuantityOutcome


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
            if are_comparable(one.quantity, two.quantity):
                other = _in_the_unit_of(one.quantity, two)
                outcome = agreement(one.quantity, other.quantity)
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


def _in_the_unit_of(quantity: Quantity, mention: QuantityMention) -> QuantityMention:
    """A mention of a measure in another unit, as if the text stated it in the quantity's."""
    if singular(quantity.unit) == singular(mention.quantity.unit):
        return mention
    converted = measured_in(mention.quantity, quantity.unit)
    return replace(mention, quantity=converted) if converted else mention
