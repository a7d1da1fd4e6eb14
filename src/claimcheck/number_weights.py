"""How numbers that differ or agree move the probabilities of a verdict, if claim and sentence speak of the same thing.

If the evidence supports the claim with the evidence's own numbers, or holds the claim's words, both speak of the same
thing, and the claim as it stands is contradicted. Where a sentence holds the claim's words and states all its numbers,
it hardly says nothing about the claim.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from claimcheck.labels import LABELS, Label
from claimcheck.number_readings import NumberReading

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
