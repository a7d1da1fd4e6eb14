"""Counts of which one is the sum of others: '62 miles' and '48 miles of fence and 14 miles of wall'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcheck.text.agreement import QuantityOutcome, agreement
from claimcheck.text.alignment import count_alike
from claimcheck.text.quantity import Quantity, QuantityKind


def completes(part: Quantity, whole: Quantity, beside: Sequence[Quantity]) -> bool:
    """Whether a count and another one of its text make up what another text counts as a whole.

    >>> from claimcheck.text import extract_quantities
    >>> fence, wall = extract_quantities("48 miles of fence and 14 miles of wall")
    >>> [both] = extract_quantities("62 miles of barrier")
    >>> completes(fence, both, [fence, wall])
    True
    """
    if part.kind is not QuantityKind.NUMBER or not (_is_one_number(part) and _is_one_number(whole)):
        return False
    return any(
        agreement(whole, replace(part, low=part.low + rest.low, high=part.low + rest.low))
        is not QuantityOutcome.DIFFERENT
        for rest in beside
        if rest.start != part.start
        and rest.kind is part.kind
        and _is_one_number(rest)
        and _may_be_added(part.unit, rest.unit)
    )


def _is_one_number(quantity: Quantity) -> bool:
    return quantity.low == quantity.high


def _may_be_added(unit: str, other: str) -> bool:
    """'Two miners died and 18 were saved': one noun may stand for both."""
    return count_alike(unit, other) if unit and other else bool(unit or other)
