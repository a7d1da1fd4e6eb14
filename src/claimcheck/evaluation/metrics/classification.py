"""Figures of the predicted labels: accuracy, macro-F1, balanced accuracy, MCC, and each class's own."""

from __future__ import annotations

import datasets
import evaluate
from sklearn.metrics import accuracy_score, matthews_corrcoef, precision_recall_fscore_support

_INPUTS = """
Args:
    predictions: predicted class names.
    references: gold class names. Averages over classes run over those that occur here.
    contradicted: name of the class whose false alarms are counted, if it is one of the classes.
Returns:
    accuracy, macro_f1, balanced_accuracy, mcc; precision, recall and f1 of each gold class, as ``f1_NAME``;
    false_contradiction_rate: share of the other rows that were called contradicted.
"""


class Classification(evaluate.Metric):  # type: ignore[misc]
    """Label metrics of scikit-learn as a local ``evaluate`` module."""

    def _info(self) -> evaluate.MetricInfo:
        text = datasets.Value("string")
        return evaluate.MetricInfo(
            description="Accuracy, macro-F1, balanced accuracy, MCC and per-class figures.",
            citation="",
            inputs_description=_INPUTS,
            features=datasets.Features({"predictions": text, "references": text}),
        )

    def _compute(
        self, predictions: list[str], references: list[str], contradicted: str = "contradicted"
    ) -> dict[str, float]:
        present = sorted(set(references))
        precision, recall, f1, _ = precision_recall_fscore_support(
            references, predictions, labels=present, zero_division=0
        )
        figures = {
            "accuracy": float(accuracy_score(references, predictions)),
            "macro_f1": float(f1.mean()),
            # balanced_accuracy_score is the same, with a warning when a class is predicted that no gold label has.
            "balanced_accuracy": float(recall.mean()),
            "mcc": float(matthews_corrcoef(references, predictions))
            if {*references, *predictions} - {present[0]}
            else 0.0,
        }
        for position, name in enumerate(present):
            figures[f"precision_{name}"] = float(precision[position])
            figures[f"recall_{name}"] = float(recall[position])
            figures[f"f1_{name}"] = float(f1[position])
        others = [said for said, gold in zip(predictions, references, strict=True) if gold != contradicted]
        if contradicted in present and others:
            figures["false_contradiction_rate"] = others.count(contradicted) / len(others)
        return figures
