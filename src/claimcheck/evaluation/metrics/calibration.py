"""Whether probabilities mean what they say: expected calibration error and Brier score."""

from __future__ import annotations

import datasets
import evaluate
import numpy as np
from sklearn.metrics import mean_squared_error

_INPUTS = """
Args:
    predictions: predicted class numbers.
    references: gold class numbers.
    probabilities: a list with the probability of each class, per row.
    bins: number of confidence bins.
Returns:
    ece: expected calibration error of the predicted class, bins of equal width between 0 and 1;
    ece_equal_mass: the same, bins of equal numbers of rows; brier: squared distance of the probabilities from the
    gold class, summed over classes (0 to 2), or for two classes that of one of them (0 to 1).
"""
_CITATION = """
Guo et al. 2017, On Calibration of Modern Neural Networks (ECE);
Nixon et al. 2019, Measuring Calibration in Deep Learning (equal mass);
Brier 1950, Verification of Forecasts Expressed in Terms of Probability.
"""


class Calibration(evaluate.Metric):  # type: ignore[misc]
    """Calibration metrics as a local ``evaluate`` module."""

    def _info(self) -> evaluate.MetricInfo:
        number = datasets.Value("int64")
        features = {
            "predictions": number,
            "references": number,
            "probabilities": datasets.Sequence(datasets.Value("float64")),
        }
        return evaluate.MetricInfo(
            description="ECE (equal width, equal mass) and Brier score.",
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=datasets.Features(features),
        )

    def _compute(
        self, predictions: list[int], references: list[int], probabilities: list[list[float]], bins: int = 15
    ) -> dict[str, float]:
        matrix, predicted, gold = np.array(probabilities), np.array(predictions), np.array(references)
        confidence = matrix[np.arange(len(gold)), predicted]
        correct = (predicted == gold).astype(float)
        classes = matrix.shape[1]
        brier = mean_squared_error(np.eye(classes)[gold], matrix) * (1 if classes == 2 else classes)
        mass_edges = np.quantile(confidence, np.linspace(0, 1, bins + 1)[1:-1])
        return {
            "ece": _expected_error(confidence, correct, np.linspace(0, 1, bins + 1)[1:-1]),
            "ece_equal_mass": _expected_error(confidence, correct, mass_edges),
            "brier": float(brier),
        }


def _expected_error(confidence: np.ndarray, correct: np.ndarray, inner_edges: np.ndarray) -> float:
    bins = np.searchsorted(inner_edges, confidence, side="left")
    gaps = np.bincount(bins, weights=correct - confidence, minlength=len(inner_edges) + 1)
    return float(np.abs(gaps).sum() / len(confidence))
