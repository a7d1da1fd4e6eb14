"""Do two texts state the same quantities?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimcheck.text.quantities.agreement import QuantityOutcome, agreement, are_comparable
from claimcheck.text.quantities.alignment import QuantityMention, alignment, quantity_mentions
from claimcheck.text.quantities.measures import measured_in
from claimcheck.text.quantities.quantity import Quantity
from claimcheck.text.quantities.totals import completes
from claimcheck.text.quantities.units import singular

#: Points of :func:`alignment` from which two quantities are taken for counterparts.
_ALIGNED = 3.0
#: Nouns that may count all the people there are, not a kind of them.
_ALL_PEOPLE = frozenset({"", "casualty", "dead", "death", "fatality", "life", "live", "person", "victim"})


@dataclass(frozen=True, slots=True)
class QuantityComparison:
    """A quantity of the claim and the evidence's best counterpart; ``evidence`` is None where the outcome is absent."""

    claim: Quantity
    evidence: Quantity | None
    outcome: QuantityOutcome


@dataclass(frozen=True, slots=True)
class _Pair:
    """Quantities that may be counterparts, by their places in claim and evidence."""

    row: int
    column: int
    score: float
    outcome: QuantityOutcome

    @property
    def differs(self) -> bool:
        return self.outcome is QuantityOutcome.DIFFERENT


def compare_quantities(claim: str, evidence: str) -> list[QuantityComparison]:
    """Align each quantity of a claim with the evidence's best counterpart and say how the two stand.

    Counterparts share their kind (number, money, date, ...) and then, as far as possible, the noun counted, the words,
    names and places around and the value. Two that disagree are none if a better one is found for the evidence's, or
    one that agrees for each. ``within_approximation`` means that the texts differ and yet agree, given how firmly each
    is stated: "more than 2,000" and "2,340", "March" and "March 5". ``absent``: no counterpart.

    >>> [comparison] = compare_quantities("Paris asked 12 countries for help.", "Paris had asked 14 allies to help.")
    >>> comparison.evidence.text, str(comparison.outcome)
    ('14', 'different')
    """
    claimed, stated = quantity_mentions(claim), quantity_mentions(evidence)
    counterparts: dict[int, QuantityComparison] = {}
    taken: set[int] = set()
    for pair in sorted(_likely_pairs(claimed, stated), key=lambda pair: -pair.score):
        if pair.row not in counterparts and not (pair.differs and pair.column in taken):
            own, other = claimed[pair.row].quantity, stated[pair.column].quantity
            counterparts[pair.row] = QuantityComparison(own, other, pair.outcome)
            taken.add(pair.column)
    return [
        counterparts.get(row, QuantityComparison(one.quantity, None, QuantityOutcome.ABSENT))
        for row, one in enumerate(claimed)
    ]


def _likely_pairs(claimed: Sequence[QuantityMention], stated: Sequence[QuantityMention]) -> list[_Pair]:
    pairs = []
    for row, one in enumerate(claimed):
        for column, two in enumerate(stated):
            if are_comparable(one.quantity, two.quantity):
                other = _in_the_unit_of(one.quantity, two)
                outcome = agreement(one.quantity, other.quantity)
                score = alignment(one, other, agree=outcome is not QuantityOutcome.DIFFERENT)
                if score >= _ALIGNED:
                    pairs.append(_Pair(row, column, score, outcome))
    pairs = [pair for pair in pairs if not (pair.differs and _may_be_a_part(claimed, stated, pair))]
    rows = {pair.row for pair in pairs if not pair.differs}
    columns = {pair.column for pair in pairs if not pair.differs}
    return [pair for pair in pairs if not (pair.differs and pair.row in rows and pair.column in columns)]


def _may_be_a_part(claimed: Sequence[QuantityMention], stated: Sequence[QuantityMention], pair: _Pair) -> bool:
    """Whether one number counts a part of what the other one counts: of '15 people' '12 women', or 'five of them'."""
    own, other = claimed[pair.row], stated[pair.column]
    return (
        _is_told_apart(own, other)
        or completes(own, other, claimed)
        or completes(other, own, stated)
        or _is_some_of(own.quantity, other.quantity)
    )


def _is_told_apart(one: QuantityMention, two: QuantityMention) -> bool:
    return any(this.part and not this.part & other.nearby_words for this, other in ((one, two), (two, one)))


def _is_some_of(one: Quantity, two: Quantity) -> bool:
    few, many = sorted((one, two), key=lambda quantity: quantity.low)
    return few.high < many.low and singular(many.unit) == "person" and singular(few.unit) not in _ALL_PEOPLE


def _in_the_unit_of(quantity: Quantity, mention: QuantityMention) -> QuantityMention:
    """A mention of a measure in another unit, as if the text stated it in the quantity's."""
    if singular(quantity.unit) == singular(mention.quantity.unit):
        return mention
    converted = measured_in(mention.quantity, quantity.unit)
    return replace(mention, quantity=converted) if converted else mention
