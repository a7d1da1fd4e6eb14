"""How well a probability ranks the rows of one class above the others: AUROC and average precision."""

from __future__ import annotations

import datasets
import evaluate
from sklearn.metrics import average_precision_score, roc_auc_score

_INPUTS = """
Args:
    predictions: the probability of the class.
    references: 1 for rows of the class, 0 for others; both must occur.
Returns:
    auroc, and auprc by average precision (no interpolation).
"""


class Ranking(evaluate.Metric):  # type: ignore[misc]
    """Ranking metrics of scikit-learn as a local ``evaluate`` module."""

    def _info(self) -> evaluate.MetricInfo:
        features = {"predictions": datasets.Value("float64"), "references": datasets.Value("int64")}
        return evaluate.MetricInfo(
            description="AUROC and area under the precision-recall curve.",
            citation="",
            inputs_description=_INPUTS,
            features=datasets.Features(features),
        )

    def _compute(self, predictions: list[float], references: list[int]) -> dict[str, float]:
        return {
            "auroc": float(roc_auc_score(references, predictions)),
            "auprc": float(average_precision_score(references, predictions)),
        }
