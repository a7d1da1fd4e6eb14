"""Numbers that disagree or agree: found by comparing quantities, weighed by whether claim and sentence say the same.

A small model reads past numbers: it takes '45 countries were asked' for supported by '46 were asked'. So where the
evidence holds another value for a quantity of the claim, the claim is asked again with that value. If the evidence
supports it then, or holds the claim's words, both speak of the same thing, and the claim as it stands is contradicted.
Where a sentence holds the claim's words and states all its numbers, it hardly says nothing about the claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from claimcheck.labels import LABELS, Label
from claimcheck.text import QuantityComparison, QuantityKind, QuantityOutcome, compare_quantities

_AGREEING = (QuantityOutcome.EQUAL, QuantityOutcome.WITHIN_APPROXIMATION)
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
#: Share of the claim that a sentence with all its numbers must hold to count, and what is then left of the
#: probabilities of supported, contradicted and not_enough_info: for most such sentences the claim is supported, for
#: many contradicted in something else, and hardly ever neither.
_LEAST_HELD = 0.3
_LEFT_BY_AGREEMENT = {Label.SUPPORTED: 1.0, Label.CONTRADICTED: 0.7, Label.NOT_ENOUGH_INFO: 0.3}


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What one sentence says of a claim's numbers.

    ``corrected``: the claim with the numbers that the sentence states differently; None where it has none.
    ``agrees``: whether it states all quantities of the claim, a count of ten or more, an amount or a share among them.
    """

    corrected: str | None
    agrees: bool


def read_numbers(claim: str, sentences: Sequence[str]) -> list[NumberReading]:
    """Hold the numbers of a claim against each sentence; one that a sentence agrees with is corrected by no other.

    >>> readings = read_numbers("Paris asked 45 countries for help.", ["Paris asked 46 allies to help.", "It rained."])
    >>> [reading.corrected for reading in readings]
    ['Paris asked 46 countries for help.', None]
    """
    comparisons = [compare_quantities(claim, sentence) for sentence in sentences]
    agreed = {item.claim.start for found in comparisons for item in found if item.outcome in _AGREEING}
    return [
        NumberReading(_corrected(claim, [item for item in found if item.claim.start not in agreed]), _agrees(found))
        for found in comparisons
    ]


def _corrected(claim: str, comparisons: Sequence[QuantityComparison]) -> str | None:
    """The claim with the sentence's numbers, or None: of another day, another number is no correction."""
    different = [
        (item.claim, item.evidence.text)
        for item in comparisons
        if item.outcome is QuantityOutcome.DIFFERENT and item.evidence is not None
    ]
    if len({quantity.kind in DAYS for quantity, _ in different}) != 1:
        return None
    for quantity, replacement in sorted(different, key=lambda pair: -pair[0].start):
        claim = claim[: quantity.start] + replacement + claim[quantity.end :]
    return claim


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
