"""Numbers that disagree or agree: found by comparing quantities, weighed by whether claim and sentence say the same.

A small model reads past numbers: it takes '45 countries were asked' for supported by '46 were asked'. So where the
evidence holds another value for a quantity of the claim, the claim is asked again with that value. If the evidence
supports it then, or holds the claim's words, both speak of the same thing, and the claim as it stands is contradicted.
Where a sentence holds the claim's words and states all its numbers, it hardly says nothing about the claim. And since
'24 months' and 'two years' look different to the model, it reads the claim with the sentence's words for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from claimcheck.labels import LABELS, Label
from claimcheck.text import (
    Approximation,
    Quantity,
    QuantityComparison,
    QuantityKind,
    QuantityOutcome,
    compare_quantities,
)
from claimcheck.text.measures import is_measure
from claimcheck.text.units import unit_and_end

_AGREEING = (QuantityOutcome.EQUAL, QuantityOutcome.WITHIN_APPROXIMATION)
#: What is stated so stands for one value.
_POINTS = (Approximation.EXACT, Approximation.ABOUT, Approximation.NEARLY)
#: Dates, ordinals and small counts agree in too many sentences about other things to show anything.
_TELLING = (QuantityKind.NUMBER, QuantityKind.MONEY, QuantityKind.PERCENT, QuantityKind.SCORE)
_LEAST_COUNT = 10
DAYS = frozenset({QuantityKind.DATE, QuantityKind.WEEKDAY})
_SUPPORTED, _CONTRADICTED = LABELS.index(Label.SUPPORTED), LABELS.index(Label.CONTRADICTED)

# The figures below are chosen for macro-F1 on dev/news_events and the crosscheck dev events. For claims with a
# quantity the rules together raise it by more than three points there; it hardly moves with each figure.
#: Support for the claim with the sentence's numbers, plus the share of the claim that the sentence holds.
_LEAST_LIKENESS = 0.65
_LEAST_WEIGHT = 0.6
#: Share of the claim that a sentence must hold for its numbers to be put into the claim.
_LEAST_HELD_TO_RESTATE = 0.15
#: Share of the claim that a sentence with all its numbers must hold to count, and what is then left of the
#: probabilities of supported, contradicted and not_enough_info: for most such sentences the claim is supported, for
#: many contradicted in something else, and hardly ever neither.
_LEAST_HELD = 0.3
_LEFT_BY_AGREEMENT = {Label.SUPPORTED: 1.0, Label.CONTRADICTED: 0.7, Label.NOT_ENOUGH_INFO: 0.3}


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What one sentence says of a claim's numbers.

    ``corrected``: the claim with the numbers that the sentence states differently; None where it has none.
    ``restated``: the claim with the sentence's words for the numbers in which both agree.
    ``agrees``: whether it states all quantities of the claim, a count of ten or more, an amount or a share among them.
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


def conflict(scores: np.ndarray, held: np.ndarray) -> np.ndarray:
    """How firmly sentences contradict a claim by their numbers, shape (rows,); 0 where they are about something else.

    Args:
        scores: shape (rows, 3), probabilities of the claim with each sentence's numbers.
        held: shape (rows,), the share of the claim that each sentence holds.
    """
    support = scores[:, _SUPPORTED]
    return np.where(support + held >= _LEAST_LIKENESS, np.maximum(support, _LEAST_WEIGHT), 0.0)


def agreement(readings: Sequence[NumberReading], held: Sequence[float]) -> np.ndarray:
    """Which sentences state the claim's numbers of what the claim is about."""
    return np.array(
        [one.agrees and share >= _LEAST_HELD for one, share in zip(readings, held, strict=True)], dtype=bool
    )


def restated(claim: str, readings: Sequence[NumberReading], held: Sequence[float]) -> str:
    """The claim with its numbers as they stand in the sentence that holds most of it among those that agree."""
    ways = [
        (share, reading.restated)
        for reading, share in zip(readings, held, strict=True)
        if share >= _LEAST_HELD_TO_RESTATE and reading.restated.casefold() != claim.casefold()
    ]
    return max(ways, key=lambda way: way[0])[1] if ways else claim


def with_conflict(scores: np.ndarray, conflicts: np.ndarray) -> np.ndarray:
    """Probabilities, shape (rows, 3), moved towards contradicted by what :func:`conflict` says of each row."""
    weight = conflicts[:, None]
    contradicted = np.zeros(len(LABELS))
    contradicted[_CONTRADICTED] = 1.0
    return np.asarray((1 - weight) * scores + weight * contradicted)


def with_agreement(scores: np.ndarray) -> np.ndarray:
    """Probabilities, shape (rows, 3), of claims whose numbers the evidence states: hardly ever not_enough_info."""
    left = scores * [_LEFT_BY_AGREEMENT[label] for label in LABELS]
    return np.asarray(left / left.sum(axis=1, keepdims=True))
