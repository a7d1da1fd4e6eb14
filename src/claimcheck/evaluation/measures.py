"""The metrics of a task, computed by the local ``evaluate`` modules in ``metrics/``; nothing is downloaded."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from claimcheck.evaluation.extras import optional
from claimcheck.evaluation.scored import ScoredRows
from claimcheck.evaluation.suites import MetricFamily
from claimcheck.labels import Label

METRICS_FOLDER = Path(__file__).parent / "metrics"
CALIBRATION_BINS = 15
COVERAGES = (0.5, 0.7, 0.9)
#: Metrics that measure errors: smaller is better.
LOWER_IS_BETTER = frozenset({"ece", "ece_equal_mass", "brier", "aurc", "false_contradiction_rate"})


def compute_metrics(scored: ScoredRows, families: Sequence[MetricFamily] = tuple(MetricFamily)) -> dict[str, float]:
    """Every metric of the families asked for that is defined for these rows.

    AUROC is that of ``supported`` against the rest; AUPRC that of ``contradicted``, where it is a class of the task.
    Both are left out when the gold labels have only one side.

    Raises:
        MissingExtraError: ``evaluate`` or scikit-learn is not installed.
    """
    figures: dict[str, float] = {}
    for family in families:
        figures |= _FAMILIES[family](scored)
    return figures


@cache
def metric_module(family: MetricFamily) -> Any:
    """Load one of our ``evaluate`` modules from its file.

    Raises:
        MissingExtraError: ``evaluate`` or scikit-learn is not installed.
    """
    optional("sklearn", "evaluation")
    path = METRICS_FOLDER / f"{family}.py"
    scratch = tempfile.gettempdir()
    return optional("evaluate", "evaluation").load(str(path), keep_in_memory=True, cache_dir=scratch)


def _classification(scored: ScoredRows) -> dict[str, float]:
    figures: dict[str, float] = metric_module(MetricFamily.CLASSIFICATION).compute(
        predictions=[scored.classes[number] for number in scored.predicted],
        references=[scored.classes[number] for number in scored.gold],
        contradicted=str(Label.CONTRADICTED),
    )
    return figures


def _ranking(scored: ScoredRows) -> dict[str, float]:
    figures = {}
    for metric, part, label in (
        ("auroc", "auroc", Label.SUPPORTED),
        ("auprc_contradicted", "auprc", Label.CONTRADICTED),
    ):
        if str(label) not in scored.classes:
            continue
        number = scored.classes.index(str(label))
        positive = scored.gold == number
        if positive.any() and not positive.all():
            module = metric_module(MetricFamily.RANKING)
            scores = scored.probabilities[:, number]
            figures[metric] = module.compute(predictions=scores, references=positive.astype(int))[part]
    return figures


def _calibration(scored: ScoredRows) -> dict[str, float]:
    figures: dict[str, float] = metric_module(MetricFamily.CALIBRATION).compute(
        predictions=scored.predicted,
        references=scored.gold,
        probabilities=scored.probabilities.tolist(),
        bins=CALIBRATION_BINS,
    )
    return figures


def _selective(scored: ScoredRows) -> dict[str, float]:
    figures: dict[str, float] = metric_module(MetricFamily.SELECTIVE).compute(
        predictions=scored.predicted, references=scored.gold, confidences=scored.confidence, coverages=COVERAGES
    )
    return figures


_FAMILIES = {
    MetricFamily.CLASSIFICATION: _classification,
    MetricFamily.RANKING: _ranking,
    MetricFamily.CALIBRATION: _calibration,
    MetricFamily.SELECTIVE: _selective,
}
