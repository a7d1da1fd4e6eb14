"""What sentences say of a claim's numbers, and the claim reworded by them.

A small model reads past numbers: it takes '45 countries were asked' for supported by '46 were asked'. So where the
evidence holds another value for a quantity of the claim, the claim is to be asked again with that value. And since
'24 months' and 'two years' look different to the model, it reads the claim with the sentence's words for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.text.quantities import (
    Approximation,
    Quantity,
    QuantityComparison,
    QuantityKind,
    QuantityOutcome,
    compare_quantities,
)
from claimcheck.text.quantities.measures import is_measure
from claimcheck.text.quantities.quantity import DAYS
from claimcheck.text.quantities.units import unit_and_end

_AGREEING = (QuantityOutcome.EQUAL, QuantityOutcome.WITHIN_APPROXIMATION)
#: What is stated so stands for one value.
_POINTS = (
    Approximation.EXACT,
    Approximation.ABOUT,
    Approximation.NEARLY,
    Approximation.JUST_UNDER,
    Approximation.JUST_OVER,
)
#: Dates, ordinals and small counts agree in too many sentences about other things to show anything.
_TELLING = (QuantityKind.NUMBER, QuantityKind.MONEY, QuantityKind.PERCENT, QuantityKind.SCORE)
_LEAST_COUNT = 10
#: Share of the claim that a sentence must hold for its numbers to be put into the claim; macro-F1 on dev/news_events
#: and the crosscheck dev events hardly moves with it.
_LEAST_HELD_TO_RESTATE = 0.15


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What one sentence says of a claim's numbers.

    ``corrected``: the claim with the numbers that the sentence states differently; None where it has none.
    ``restated``: the claim with the sentence's words for the numbers in which both agree.
    ``agrees``: whether it states all quantities of the claim, among them a count of ten or more, an amount, a share or
    a score.
    """

    corrected: str | None
    restated: str
    agrees: bool


def read_numbers(claim: str, sentences: Sequence[str]) -> list[NumberReading]:
    """Hold the numbers of a claim against each sentence; one that a sentence agrees with is corrected by no other.

    >>> readings = read_numbers("Paris asked 45 countries for help.", ["Paris asked 46 allies to help.", "It rained."])
    >>> [reading.corrected for reading in readings]
    ['Paris asked 46 countries for help.', None]
    """
    comparisons = [compare_quantities(claim, sentence) for sentence in sentences]
    agreed = {item.claim.start for found in comparisons for item in found if item.outcome in _AGREEING}
    return [_reading(claim, sentence, found, agreed) for sentence, found in zip(sentences, comparisons, strict=True)]


def restated(claim: str, readings: Sequence[NumberReading], held: Sequence[float]) -> str:
    """The claim with its numbers as they stand in the sentence that holds most of it among those that agree.

    ``held`` is the share of the claim that each sentence holds.
    """
    ways = [
        (share, reading.restated)
        for reading, share in zip(readings, held, strict=True)
        if share >= _LEAST_HELD_TO_RESTATE and reading.restated.casefold() != claim.casefold()
    ]
    return max(ways, key=lambda way: way[0])[1] if ways else claim


def _reading(
    claim: str, sentence: str, comparisons: Sequence[QuantityComparison], agreed_elsewhere: set[int]
) -> NumberReading:
    different = [
        item
        for item in comparisons
        if item.outcome is QuantityOutcome.DIFFERENT and item.claim.start not in agreed_elsewhere
    ]
    same = [item for item in comparisons if item.outcome in _AGREEING and _is_one_value(item)]
    # Of another day, another number is no correction.
    is_correction = len({item.claim.kind in DAYS for item in different}) == 1
    corrected = _put(claim, sentence, different) if is_correction else None
    return NumberReading(corrected, _put(claim, sentence, same), _agrees(comparisons))


def _is_one_value(comparison: QuantityComparison) -> bool:
    """Whether both texts name a value rather than a bound or a span of days, which may mean another one each."""
    both = (comparison.claim, comparison.evidence)
    return comparison.claim.kind not in DAYS and all(one is None or one.approximation in _POINTS for one in both)


def _put(claim: str, sentence: str, comparisons: Sequence[QuantityComparison]) -> str:
    """The claim with the sentence's words for its numbers, and for the units of what is measured."""
    for item in sorted(comparisons, key=lambda item: -item.claim.start):
        if item.evidence is not None:
            with_unit = is_measure(item.claim.unit) and is_measure(item.evidence.unit)
            start, end = _span(claim, item.claim, with_unit)
            first, last = _span(sentence, item.evidence, with_unit)
            claim = claim[:start] + sentence[first:last] + claim[end:]
    return claim


def _span(text: str, quantity: Quantity, with_unit: bool) -> tuple[int, int]:
    unit, end = unit_and_end(text, quantity.end)
    return quantity.start, end if with_unit and unit == quantity.unit else quantity.end


def _agrees(comparisons: Sequence[QuantityComparison]) -> bool:
    return all(item.outcome in _AGREEING for item in comparisons) and any(
        item.claim.kind in _TELLING and (item.claim.kind is not QuantityKind.NUMBER or item.claim.high >= _LEAST_COUNT)
        for item in comparisons
    )
