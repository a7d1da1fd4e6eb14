"""Numbers that disagree: found by comparing quantities, judged by the model with the evidence's number put in.

A small model reads past numbers: it takes '45 countries were asked' for supported by '46 were asked'. So where the
evidence holds another value for a quantity of the claim, the claim is asked again with that value. If the evidence
supports it then, both speak of the same thing, and the claim as it stands is contradicted.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from claimcheck.labels import LABELS, Label
from claimcheck.text import QuantityComparison, QuantityOutcome, compare_quantities

_AGREEING = (QuantityOutcome.EQUAL, QuantityOutcome.WITHIN_APPROXIMATION)
_SUPPORTED, _CONTRADICTED = LABELS.index(Label.SUPPORTED), LABELS.index(Label.CONTRADICTED)
#: Less support than this for the claim with the evidence's numbers shows nothing; more counts at least for so much.
#: Macro-F1 hardly moves with either; without the rule it is a point lower on dev/news_events.
_LEAST_SUPPORT = 0.3
_LEAST_WEIGHT = 0.6


def with_numbers_of(claim: str, sentences: Sequence[str]) -> list[str | None]:
    """For each sentence, the claim with the numbers that the sentence states differently; None where it has none.

    A number that one of the sentences agrees with is left alone.

    >>> with_numbers_of("Paris asked 45 countries for help.", ["Paris had asked 46 allies to help.", "It rained."])
    ['Paris asked 46 countries for help.', None]
    """
    comparisons = [compare_quantities(claim, sentence) for sentence in sentences]
    agreed = {item.claim.start for found in comparisons for item in found if item.outcome in _AGREEING}
    return [_corrected(claim, [item for item in found if item.claim.start not in agreed]) for found in comparisons]


def _corrected(claim: str, comparisons: Sequence[QuantityComparison]) -> str | None:
    different = [
        (item.claim, item.evidence.text)
        for item in comparisons
        if item.outcome is QuantityOutcome.DIFFERENT and item.evidence is not None
    ]
    for quantity, replacement in sorted(different, key=lambda pair: -pair[0].start):
        claim = claim[: quantity.start] + replacement + claim[quantity.end :]
    return claim if different else None


def with_conflict(scores: np.ndarray, support: np.ndarray) -> np.ndarray:
    """Probabilities, shape (rows, 3), moved towards contradicted where the claim's numbers stand in the way of support.

    Args:
        scores: probabilities of the claim as it stands.
        support: shape (rows,), probability of supported for the claim with the evidence's numbers; 0 where none differ.
    """
    weight = np.where(in_conflict(support), np.maximum(support, _LEAST_WEIGHT), 0.0)[:, None]
    contradicted = np.zeros(len(LABELS))
    contradicted[_CONTRADICTED] = 1.0
    return np.asarray((1 - weight) * scores + weight * contradicted)


def in_conflict(support: np.ndarray) -> np.ndarray:
    """Which of the sentences hold a number that stands in the way of support."""
    return np.asarray(support >= _LEAST_SUPPORT)


def support_of(scores: np.ndarray) -> np.ndarray:
    """The probability of supported in scores of shape (rows, 3)."""
    return np.asarray(scores[:, _SUPPORTED])
