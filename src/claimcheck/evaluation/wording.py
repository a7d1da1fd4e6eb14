"""How figures are written for people."""

from __future__ import annotations

from collections.abc import Mapping

from claimcheck.evaluation.results import Estimate

_NAMES = {
    "macro_f1": "macro-F1",
    "mcc": "MCC",
    "auroc": "AUROC of supported",
    "auprc_contradicted": "AUPRC of contradicted",
    "ece": "ECE",
    "ece_equal_mass": "ECE, equal mass",
    "brier": "Brier score",
    "aurc": "AURC",
    "false_contradiction_rate": "false contradictions",
}


def plain(metric: str) -> str:
    """A metric's name for people.

    >>> plain("selective_accuracy_70"), plain("recall_not_enough_info")
    ('accuracy on the surest 70%', 'recall of not enough info')
    """
    if metric in _NAMES:
        return _NAMES[metric]
    if metric.startswith("selective_accuracy_"):
        return f"accuracy on the surest {metric.rsplit('_', 1)[1]}%"
    for kind in ("precision", "recall", "f1"):
        if metric.startswith(f"{kind}_"):
            return f"{kind.replace('f1', 'F1')} of {spaced(metric.removeprefix(f'{kind}_'))}"
    return spaced(metric)


def spaced(name: str) -> str:
    """A name with spaces for underscores."""
    return name.replace("_", " ")


def with_interval(estimate: Estimate) -> str:
    """A figure and its 95% interval.

    >>> with_interval(Estimate(value=0.8123, low=0.801, high=0.8249))
    '0.812 (0.801 to 0.825)'
    """
    if estimate.low is None or estimate.high is None:
        return f"{estimate.value:.3f}"
    return f"{estimate.value:.3f} ({estimate.low:.3f} to {estimate.high:.3f})"


def figure(figures: Mapping[str, Estimate], name: str) -> str:
    """A figure by its name, or a dash where it is not defined.

    >>> figure({}, "share_right")
    '-'
    """
    return with_interval(figures[name]) if name in figures else "-"
