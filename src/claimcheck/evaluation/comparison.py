"""Two models on the same rows: is one better, where, and by how much beyond chance."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from claimcheck.errors import InputError
from claimcheck.evaluation.extras import optional
from claimcheck.evaluation.intervals import RESAMPLES, bootstrap, estimate
from claimcheck.evaluation.measures import LOWER_IS_BETTER
from claimcheck.evaluation.resampling import weighted_metrics
from claimcheck.evaluation.results import ComparisonResult, Estimate, ModelInfo, SliceDifference
from claimcheck.evaluation.scored import Booleans, Floats, ScoredRows
from claimcheck.evaluation.slices import slice_statistic
from claimcheck.evaluation.suites import MetricFamily

_OVERALL = ""


def compare(
    first: ScoredRows,
    second: ScoredRows,
    *,
    against: ModelInfo,
    metric: str,
    masks: dict[str, Booleans] | None = None,
    slice_metric: str = "accuracy",
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> ComparisonResult:
    """Compare ``first`` with ``second``, which is ``against``, on the same rows.

    The interval is a paired bootstrap: each resample of groups is applied to both models. McNemar's exact test asks
    whether the rows that only one model gets right fall evenly; it takes rows as independent, so read it beside the
    interval, which does not.

    Raises:
        InputError: the two were not measured on the same rows.
        MissingExtraError: scipy is not installed.
    """
    if not np.array_equal(first.gold, second.gold) or not np.array_equal(first.groups, second.groups):
        raise InputError("the two models were not measured on the same rows; evaluate both on the same suite and data")
    once = np.ones((1, first.group_count))
    family = next((item for item in MetricFamily if metric in weighted_metrics(first, once, (item,))), None)
    if family is None:
        raise InputError(f"{metric} is not defined on these rows; compare by another metric")
    statistic = _difference(first, second, metric, family, masks or {}, slice_metric)
    observed = statistic(once)
    distributions = bootstrap(first.group_count, statistic, resamples=resamples, seed=seed)
    differences = {name: estimate(float(observed[name][0]), distributions[name]) for name in observed}
    only_first = int((first.correct & ~second.correct).sum())
    only_second = int((second.correct & ~first.correct).sum())
    other = weighted_metrics(second, once, (family,))[metric]
    return ComparisonResult(
        against=against,
        metric=metric,
        other_value=float(other[0]),
        difference=differences[_OVERALL],
        verdict=verdict(differences[_OVERALL], metric),
        only_first_right=only_first,
        only_second_right=only_second,
        mcnemar_p=_mcnemar(only_first, only_second),
        slices=[
            SliceDifference(
                slice=name,
                rows=int(mask.sum()),
                difference=differences[name],
                verdict=verdict(differences[name], slice_metric),
            )
            for name, mask in (masks or {}).items()
        ],
    )


def verdict(difference: Estimate, metric: str) -> str:
    """The difference in words, in points of a hundred.

    >>> verdict(Estimate(value=0.018, low=0.009, high=0.027), "accuracy")
    'better by 1.8 points, 95% 0.9 to 2.7'
    >>> verdict(Estimate(value=0.003, low=-0.005, high=0.011), "accuracy")
    'no difference shown: +0.3 points, 95% -0.5 to +1.1'
    """
    if difference.low is None or difference.high is None:
        return f"{100 * difference.value:+.1f} points, too few groups for an interval"
    if difference.low <= 0 <= difference.high:
        low, value, high = (100 * figure for figure in (difference.low, difference.value, difference.high))
        return f"no difference shown: {value:+.1f} points, 95% {low:+.1f} to {high:+.1f}"
    better = (difference.low > 0) is not (metric in LOWER_IS_BETTER)
    low, high = sorted(100 * abs(bound) for bound in (difference.low, difference.high))
    word = "better" if better else "worse"
    return f"{word} by {100 * abs(difference.value):.1f} points, 95% {low:.1f} to {high:.1f}"


def _difference(
    first: ScoredRows,
    second: ScoredRows,
    metric: str,
    family: MetricFamily,
    masks: dict[str, Booleans],
    slice_metric: str,
) -> Callable[[Floats], dict[str, Floats]]:
    on_slices = [slice_statistic(scored, masks, slice_metric) for scored in (first, second)]

    def statistic(weights: Floats) -> dict[str, Floats]:
        ours, theirs = (weighted_metrics(scored, weights, (family,))[metric] for scored in (first, second))
        our_slices, their_slices = (of(weights) for of in on_slices)
        return {_OVERALL: ours - theirs} | {name: our_slices[name] - their_slices[name] for name in masks}

    return statistic


def _mcnemar(only_first: int, only_second: int) -> float:
    discordant = only_first + only_second
    if not discordant:
        return 1.0
    return float(optional("scipy.stats", "comparison").binomtest(only_first, discordant).pvalue)
