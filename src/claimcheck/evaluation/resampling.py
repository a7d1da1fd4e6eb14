"""The metrics over many weightings of the same rows at once: what a bootstrap needs, as array arithmetic.

``evaluate`` modules give the figures; here the same definitions take a weight per group and resample, because calling
the modules a thousand times on ten thousand rows would take hours. A test holds the two together. Two things stay as
they are on the full sample: the edges of equal-mass bins, and the classes that averages run over.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from claimcheck.evaluation.measures import CALIBRATION_BINS, COVERAGES
from claimcheck.evaluation.scored import Floats, Integers, ScoredRows
from claimcheck.evaluation.suites import MetricFamily
from claimcheck.labels import Label


def weighted_metrics(
    scored: ScoredRows, weights: Floats, families: Sequence[MetricFamily] = tuple(MetricFamily)
) -> dict[str, Floats]:
    """Metrics under each row of ``weights``, shape (resamples, groups): how often each group was drawn.

    A figure that a resample leaves undefined (a class that was not drawn) is NaN there.
    """
    figures: dict[str, Floats] = {}
    with np.errstate(divide="ignore", invalid="ignore"):
        for family in families:
            figures |= _FAMILIES[family](scored, weights)
    return figures


def group_sums(scored: ScoredRows, columns: Floats) -> Floats:
    """Sum of each column of ``columns``, shape (rows, k), within each group."""
    sums = np.zeros((scored.group_count, columns.shape[1]))
    np.add.at(sums, scored.groups, columns)
    return sums


def _classification(scored: ScoredRows, weights: Floats) -> dict[str, Floats]:
    size = len(scored.classes)
    cells = np.eye(size * size)[scored.gold * size + scored.predicted]
    confusion = (weights @ group_sums(scored, cells)).reshape(-1, size, size)
    right = np.diagonal(confusion, axis1=1, axis2=2)
    gold, said, total = confusion.sum(axis=2), confusion.sum(axis=1), confusion.sum(axis=(1, 2))
    recall, f1 = right / gold, 2 * right / (gold + said)
    precision = np.where(said > 0, right / said, 0.0)
    figures = {
        "accuracy": right.sum(axis=1) / total,
        "macro_f1": f1[:, scored.present].mean(axis=1),
        "balanced_accuracy": recall[:, scored.present].mean(axis=1),
        "mcc": _mcc(right.sum(axis=1), gold, said, total),
    }
    for number in scored.present:
        name = scored.classes[number]
        figures[f"precision_{name}"] = precision[:, number]
        figures[f"recall_{name}"] = recall[:, number]
        figures[f"f1_{name}"] = f1[:, number]
    contradicted = _class_number(scored, Label.CONTRADICTED)
    if contradicted in scored.present and len(scored.present) > 1:
        false_alarms = said[:, contradicted] - right[:, contradicted]
        figures["false_contradiction_rate"] = false_alarms / (total - gold[:, contradicted])
    return figures


def _mcc(right: Floats, gold: Floats, said: Floats, total: Floats) -> Floats:
    above = right * total - (gold * said).sum(axis=1)
    below = np.sqrt((total**2 - (gold**2).sum(axis=1)) * (total**2 - (said**2).sum(axis=1)))
    return np.where(below > 0, above / below, 0.0)


def _ranking(scored: ScoredRows, weights: Floats) -> dict[str, Floats]:
    figures = {}
    for metric, label in (("auroc", Label.SUPPORTED), ("auprc_contradicted", Label.CONTRADICTED)):
        number = _class_number(scored, label)
        positive = scored.gold == number
        if positive.any() and not positive.all():
            hits, misses = _by_level(scored, weights, -scored.probabilities[:, number], positive)
            figures[metric] = _auroc(hits, misses) if metric == "auroc" else _average_precision(hits, misses)
    return figures


def _auroc(hits: Floats, misses: Floats) -> Floats:
    below = misses.sum(axis=1, keepdims=True) - np.cumsum(misses, axis=1)
    wins = (hits * (below + misses / 2)).sum(axis=1)
    result: Floats = wins / (hits.sum(axis=1) * misses.sum(axis=1))
    return result


def _average_precision(hits: Floats, misses: Floats) -> Floats:
    found = np.cumsum(hits, axis=1)
    called = found + np.cumsum(misses, axis=1)
    precision = np.divide(found, called, out=np.zeros_like(found), where=called > 0)
    result: Floats = (hits * precision).sum(axis=1) / found[:, -1]
    return result


def _calibration(scored: ScoredRows, weights: Floats) -> dict[str, Floats]:
    confidence, total = scored.confidence, weights @ np.bincount(scored.groups)
    gap = scored.correct - confidence
    inner = np.linspace(0, 1, CALIBRATION_BINS + 1)[1:-1]

    def error(edges: Floats) -> Floats:
        bins = np.eye(len(edges) + 1)[np.searchsorted(edges, confidence, side="left")]
        result: Floats = np.abs(weights @ group_sums(scored, bins * gap[:, None])).sum(axis=1) / total
        return result

    distance = ((scored.probabilities - np.eye(len(scored.classes))[scored.gold]) ** 2).sum(axis=1)
    if len(scored.classes) == 2:
        distance = distance / 2
    return {
        "ece": error(inner),
        "ece_equal_mass": error(np.quantile(confidence, inner)),
        "brier": (weights @ group_sums(scored, distance[:, None]))[:, 0] / total,
    }


def _selective(scored: ScoredRows, weights: Floats) -> dict[str, Floats]:
    right, wrong = _by_level(scored, weights, -scored.confidence, scored.correct)
    rows = right + wrong
    answered, correct = np.cumsum(rows, axis=1), np.cumsum(right, axis=1)
    total = answered[:, -1:]
    figures = {}
    for share in COVERAGES:
        wanted = share * total
        last = (answered < wanted).sum(axis=1, keepdims=True)
        before_rows = np.take_along_axis(answered - rows, last, axis=1)
        before_right = np.take_along_axis(correct - right, last, axis=1)
        part = (wanted - before_rows) / np.take_along_axis(rows, last, axis=1)
        figure = (before_right + part * np.take_along_axis(right, last, axis=1)) / wanted
        figures[f"selective_accuracy_{round(100 * share)}"] = figure[:, 0]
    risk = 1 - np.divide(correct, answered, out=np.ones_like(correct), where=answered > 0)
    figures["aurc"] = (risk * rows).sum(axis=1) / total[:, 0]
    return figures


def _by_level(
    scored: ScoredRows, weights: Floats, keys: Floats, chosen: Integers | np.ndarray
) -> tuple[Floats, Floats]:
    """Weight of the chosen and of the other rows at each distinct key, smallest key first."""
    order = np.argsort(keys, kind="stable")
    starts = np.flatnonzero(np.diff(keys[order], prepend=-np.inf) != 0)
    row_weights = weights[:, scored.groups[order]]
    all_rows = np.add.reduceat(row_weights, starts, axis=1)
    chosen_rows = np.add.reduceat(row_weights * chosen[order], starts, axis=1)
    return chosen_rows, all_rows - chosen_rows


def _class_number(scored: ScoredRows, label: Label) -> int:
    return scored.classes.index(str(label)) if str(label) in scored.classes else -1


_FAMILIES = {
    MetricFamily.CLASSIFICATION: _classification,
    MetricFamily.RANKING: _ranking,
    MetricFamily.CALIBRATION: _calibration,
    MetricFamily.SELECTIVE: _selective,
}
