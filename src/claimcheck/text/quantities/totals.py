"""Counts of which one is the sum of others: '62 miles' and '48 miles of fence and 14 miles of wall'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.text.quantities.agreement import QuantityOutcome, agreement
from claimcheck.text.quantities.alignment import QuantityMention, count_alike
from claimcheck.text.quantities.quantity import Approximation, Quantity, QuantityKind

#: Smaller numbers add up by chance, unless both parts tell what they count.
_LEAST_TOTAL = 10


def completes(part: QuantityMention, whole: QuantityMention, beside: Sequence[QuantityMention]) -> bool:
    """Whether a count and another one of its text make up what another text counts as a whole.

    >>> from claimcheck.text.quantities.alignment import quantity_mentions
    >>> fence, wall = quantity_mentions("48 miles of fence and 14 miles of wall")
    >>> [both] = quantity_mentions("62 miles of barrier")
    >>> completes(fence, both, [fence, wall])
    True
    """
    return any(
        _may_be_added(part, rest, whole) and _is_sum(whole.quantity, part.quantity, rest.quantity)
        for rest in beside
        if rest.quantity.start != part.quantity.start
    )


def _may_be_added(part: QuantityMention, rest: QuantityMention, whole: QuantityMention) -> bool:
    """Whether both count the same things, or the same befell them: 'killed 12 here and 7 there'.

    In 'eleven were hurt, three of them badly', the three are among the eleven.
    """
    if part.part or rest.part:
        return False
    fates = {part.fate, rest.fate}
    if whole.fate is not None and not (whole.fate in fates and fates <= {None, whole.fate}):
        return False
    unit, other = part.quantity.unit, rest.quantity.unit
    if not unit or not other:
        return whole.quantity.low >= _LEAST_TOTAL
    return fates == {whole.fate} != {None} or count_alike(unit, other)


def _is_sum(whole: Quantity, part: Quantity, rest: Quantity) -> bool:
    if not all(one.kind is QuantityKind.NUMBER and one.low == one.high for one in (whole, part, rest)):
        return False
    total = part.low + rest.low
    # 'More than 160' is not made up of 112 and 120.
    near = whole if whole.approximation is Approximation.EXACT else replace(whole, approximation=Approximation.ABOUT)
    return agreement(near, replace(part, low=total, high=total)) is not QuantityOutcome.DIFFERENT
