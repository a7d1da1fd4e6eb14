"""95% intervals by a bootstrap over groups.

Rows about the same event or premise stand or fall together, so whole groups are drawn, with replacement, by
``scipy.stats.bootstrap`` on the group numbers; its statistic is vectorised, and one set of draws serves every metric
and slice of a task. Percentile intervals: BCa would need a jackknife over up to ten thousand groups. (ECE of a resample
leans upwards when rows are few, and so does its interval: it errs on the side of caution.)

Field, Welsh 2007, Bootstrapping clustered data; Efron, Tibshirani 1993, An Introduction to the Bootstrap.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np

from claimcheck.evaluation.extras import optional
from claimcheck.evaluation.results import Estimate
from claimcheck.evaluation.scored import Floats, Integers

RESAMPLES = 1000
CONFIDENCE = 0.95
_BATCH = 50

#: From weights, shape (resamples, groups), to named figures, each of shape (resamples,).
WeightedStatistic = Callable[[Floats], dict[str, Floats]]


def bootstrap(
    group_count: int, statistic: WeightedStatistic, *, resamples: int = RESAMPLES, seed: int = 0
) -> dict[str, Floats]:
    """Distribution of each figure over resampled groups; empty arrays where there are fewer than two groups.

    Raises:
        MissingExtraError: scipy is not installed.
    """
    names = list(statistic(np.ones((1, group_count))))
    if group_count < 2 or not names:
        return {name: np.empty(0) for name in names}

    def figures(drawn: Integers, axis: int = -1) -> Floats:
        return np.stack(list(statistic(_times_drawn(drawn, group_count)).values()))

    stats = optional("scipy.stats", "evaluation")
    with warnings.catch_warnings():
        # A resample may lack a class, and its figure is then NaN; estimate() passes over those.
        warnings.simplefilter("ignore", stats.DegenerateDataWarning)
        result = stats.bootstrap(
            (np.arange(group_count),),
            figures,
            vectorized=True,
            method="percentile",
            n_resamples=resamples,
            batch=_BATCH,
            rng=np.random.default_rng(seed),
        )
    return dict(zip(names, result.bootstrap_distribution, strict=True))


def estimate(value: float, distribution: Floats) -> Estimate:
    """A figure with the percentile interval of its distribution; resamples that left it undefined are passed over."""
    defined = distribution[~np.isnan(distribution)]
    if not defined.size:
        return Estimate(value=value)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile(defined, [tail, 1 - tail])
    return Estimate(value=value, low=float(low), high=float(high))


def _times_drawn(drawn: Integers, group_count: int) -> Floats:
    rows = np.atleast_2d(drawn)
    flat = (rows + np.arange(len(rows))[:, None] * group_count).ravel()
    return np.bincount(flat, minlength=len(rows) * group_count).reshape(len(rows), group_count).astype(np.float64)
