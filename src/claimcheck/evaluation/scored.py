"""Predictions beside gold labels, folded to the classes of a task, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claimcheck.evaluation.rows import Example
from claimcheck.evaluation.suites import LabelScheme
from claimcheck.labels import LABELS, NOT_SUPPORTED, Label
from claimcheck.records import Prediction

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

CLASSES: dict[LabelScheme, tuple[str, ...]] = {
    LabelScheme.THREE_WAY: tuple(map(str, LABELS)),
    LabelScheme.TWO_WAY: (str(Label.SUPPORTED), NOT_SUPPORTED),
    LabelScheme.SUPPORTED_CONTRADICTED: (str(Label.SUPPORTED), str(Label.CONTRADICTED)),
}


@dataclass(frozen=True, slots=True)
class ScoredRows:
    """``n`` rows: gold and predicted class numbers, probabilities of shape (n, classes), group numbers from 0."""

    classes: tuple[str, ...]
    gold: Integers
    predicted: Integers
    probabilities: Floats
    groups: Integers

    @property
    def group_count(self) -> int:
        """Number of groups."""
        return int(self.groups.max()) + 1 if self.groups.size else 0

    @property
    def correct(self) -> Booleans:
        """Whether each row's prediction is right."""
        return np.equal(self.gold, self.predicted)

    @property
    def confidence(self) -> Floats:
        """Probability of each row's predicted class."""
        return self.probabilities[np.arange(len(self.gold)), self.predicted]

    @property
    def present(self) -> list[int]:
        """Classes that occur among the gold labels; averages over classes run over these."""
        return [int(number) for number in np.unique(self.gold)]


def score_rows(
    examples: Sequence[Example], predictions: Sequence[Prediction], scheme: LabelScheme = LabelScheme.THREE_WAY
) -> ScoredRows:
    """Fold gold labels and predictions to the classes of ``scheme``.

    Two-way: the probability of ``not_supported`` is one minus that of ``supported``, and the predicted label is folded.
    Supported or contradicted: the two probabilities are scaled to sum to 1, and the larger one decides.

    >>> row = Example("1", "It rained.", "It was dry.", "contradicted", "mine", "a")
    >>> said = Prediction(Label.NOT_ENOUGH_INFO, {"supported": 0.1, "contradicted": 0.3, "not_enough_info": 0.6})
    >>> score_rows([row], [said], LabelScheme.SUPPORTED_CONTRADICTED).correct.tolist()
    [True]
    """
    classes = CLASSES[scheme]
    three = np.array([[said.probabilities[label] for label in LABELS] for said in predictions], dtype=np.float64)
    three = three.reshape(-1, len(LABELS))
    gold_names = [example.label for example in examples]
    predicted_names = [str(said.label) for said in predictions]
    probabilities = three
    if scheme is LabelScheme.TWO_WAY:
        probabilities = np.column_stack([three[:, 0], 1 - three[:, 0]])
        gold_names, predicted_names = _two_way(gold_names), _two_way(predicted_names)
    elif scheme is LabelScheme.SUPPORTED_CONTRADICTED:
        pair = np.maximum(three[:, :2], np.finfo(np.float64).tiny)
        probabilities = pair / pair.sum(axis=1, keepdims=True)
        predicted_names = [classes[number] for number in probabilities.argmax(axis=1)]
    number_of = {name: number for number, name in enumerate(classes)}
    _, groups = np.unique([example.group for example in examples], return_inverse=True)
    return ScoredRows(
        classes=classes,
        gold=np.array([number_of[name] for name in gold_names], dtype=np.int64),
        predicted=np.array([number_of[name] for name in predicted_names], dtype=np.int64),
        probabilities=probabilities,
        groups=groups.astype(np.int64),
    )


def pool(parts: Sequence[ScoredRows]) -> ScoredRows:
    """Rows of several tasks with the same classes as one; groups of different tasks stay apart."""
    offsets = np.cumsum([0, *(part.group_count for part in parts)])
    return ScoredRows(
        classes=parts[0].classes,
        gold=np.concatenate([part.gold for part in parts]),
        predicted=np.concatenate([part.predicted for part in parts]),
        probabilities=np.concatenate([part.probabilities for part in parts]),
        groups=np.concatenate([part.groups + offset for part, offset in zip(parts, offsets[:-1], strict=True)]),
    )


def pool_correctness(parts: Sequence[ScoredRows]) -> ScoredRows:
    """Rows of any tasks as one, with the classes wrong and right: accuracy is the share of right answers."""
    return pool(
        [
            ScoredRows(
                classes=("wrong", "right"),
                gold=np.ones_like(part.gold),
                predicted=part.correct.astype(np.int64),
                probabilities=np.eye(2)[part.correct.astype(np.int64)],
                groups=part.groups,
            )
            for part in parts
        ]
    )


def _two_way(names: Sequence[str]) -> list[str]:
    return [name if name == Label.SUPPORTED else NOT_SUPPORTED for name in names]
