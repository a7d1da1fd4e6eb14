"""What is gained by answering only when confident: selective accuracy and the area under the risk-coverage curve."""

from __future__ import annotations

import datasets
import evaluate
import numpy as np

_INPUTS = """
Args:
    predictions: predicted class numbers.
    references: gold class numbers.
    confidences: probability of the predicted class.
    coverages: shares of rows to answer, the most confident first.
Returns:
    selective_accuracy_PERCENT: accuracy on that share; rows of equal confidence count in proportion;
    aurc: mean over rows of the error rate among the rows at least as confident.
"""
_CITATION = "Geifman, El-Yaniv 2017, Selective Classification for Deep Neural Networks; Geifman et al. 2019 (AURC)."


class Selective(evaluate.Metric):  # type: ignore[misc]
    """Selective classification as a local ``evaluate`` module."""

    def _info(self) -> evaluate.MetricInfo:
        number = datasets.Value("int64")
        features = {"predictions": number, "references": number, "confidences": datasets.Value("float64")}
        return evaluate.MetricInfo(
            description="Selective accuracy and AURC.",
            citation=_CITATION,
            inputs_description=_INPUTS,
            features=datasets.Features(features),
        )

    def _compute(
        self,
        predictions: list[int],
        references: list[int],
        confidences: list[float],
        coverages: tuple[float, ...] = (0.5, 0.7, 0.9),
    ) -> dict[str, float]:
        right = np.equal(predictions, references).astype(float)
        _, level, rows = np.unique(-np.array(confidences), return_inverse=True, return_counts=True)
        answered = np.concatenate([[0], np.cumsum(rows)])
        correct = np.concatenate([[0], np.cumsum(np.bincount(level, weights=right))])
        figures = {
            f"selective_accuracy_{round(100 * share)}": float(
                np.interp(share * len(right), answered, correct) / (share * len(right))
            )
            for share in coverages
        }
        risk = 1 - correct[1:] / answered[1:]
        return figures | {"aurc": float((risk * rows).sum() / len(right))}
