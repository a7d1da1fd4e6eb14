"""From a task's scored rows to its result: figures with intervals, targets, curves and slices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from claimcheck.errors import ConfigError
from claimcheck.evaluation.intervals import bootstrap, estimate
from claimcheck.evaluation.measures import CALIBRATION_BINS, LOWER_IS_BETTER, compute_metrics
from claimcheck.evaluation.resampling import weighted_metrics
from claimcheck.evaluation.results import (
    CoveragePoint,
    Estimate,
    PooledResult,
    ReliabilityBin,
    SliceResult,
    TargetResult,
    TaskResult,
)
from claimcheck.evaluation.rows import Example
from claimcheck.evaluation.scored import Floats, ScoredRows, pool, pool_correctness
from claimcheck.evaluation.slices import slice_masks, slice_metric, slice_statistic
from claimcheck.evaluation.suites import PooledTarget, Task

_CURVE_POINTS = 50


def assess_task(
    task: Task,
    examples: Sequence[Example],
    scored: ScoredRows,
    *,
    data_hash: str,
    predictions: str,
    resamples: int,
    seed: int,
) -> TaskResult:
    """Everything there is to say of one model on one task.

    Raises:
        ConfigError: the primary metric or a target's is not defined for the task.
        MissingExtraError: the extra ``evaluate`` is not installed.
    """
    values = compute_metrics(scored, task.metrics)
    undefined = [name for name in (task.primary, *task.targets) if name not in values]
    if undefined:
        raise ConfigError(
            f"task {task.name}: not defined for its rows: {', '.join(undefined)}; defined: {', '.join(values)}"
        )
    masks = slice_masks(examples)
    on_slices = slice_statistic(scored, masks, slice_metric(task.labels))
    spread = bootstrap(
        scored.group_count,
        lambda weights: weighted_metrics(scored, weights, task.metrics) | on_slices(weights),
        resamples=resamples,
        seed=seed,
    )
    slice_values = on_slices(np.ones((1, scored.group_count)))
    return TaskResult(
        name=task.name,
        version=task.version,
        description=task.description,
        split=task.split,
        labels=task.labels,
        rows=len(examples),
        groups=scored.group_count,
        data_hash=data_hash,
        classes=list(scored.classes),
        gold_counts=dict(sorted(Counter(example.label for example in examples).items())),
        primary=task.primary,
        metrics={name: estimate(value, spread[name]) for name, value in values.items()},
        targets=[reach(name, values[name], goal.must, goal.aim) for name, goal in task.targets.items()],
        confusion=confusion(scored),
        reliability=reliability(scored),
        risk_coverage=risk_coverage(scored),
        slices=[
            SliceResult(
                slice=name,
                rows=int(mask.sum()),
                metric=slice_metric(task.labels),
                estimate=estimate(float(slice_values[name][0]), spread[name]),
            )
            for name, mask in masks.items()
        ],
        predictions=predictions,
    )


def primary_metric(task: Task, scored: ScoredRows, *, resamples: int, seed: int) -> Estimate:
    """A task's main figure, for a model that is measured for comparison alone."""
    family = next(item for item in task.metrics if task.primary in compute_metrics(scored, (item,)))
    spread = bootstrap(
        scored.group_count,
        lambda weights: {task.primary: weighted_metrics(scored, weights, (family,))[task.primary]},
        resamples=resamples,
        seed=seed,
    )
    return estimate(compute_metrics(scored, (family,))[task.primary], spread[task.primary])


def assess_pool(goal: PooledTarget, parts: Sequence[ScoredRows], *, resamples: int, seed: int) -> PooledResult:
    """A metric over the rows of several tasks, which must have the same classes.

    Raises:
        ConfigError: the classes differ, or the metric is not defined.
    """
    if len({part.classes for part in parts}) > 1:
        raise ConfigError(f"pooled {goal.name}: its tasks have different classes; pool tasks with the same labels")
    scored = pool(parts)
    values = compute_metrics(scored)
    if goal.metric not in values:
        raise ConfigError(f"pooled {goal.name}: no metric {goal.metric!r}; defined: {', '.join(values)}")
    spread = bootstrap(
        scored.group_count,
        lambda weights: {goal.metric: weighted_metrics(scored, weights)[goal.metric]},
        resamples=resamples,
        seed=seed,
    )
    value = values[goal.metric]
    return PooledResult(
        name=goal.name,
        tasks=list(goal.tasks),
        rows=len(scored.gold),
        estimate=estimate(value, spread[goal.metric]),
        target=reach(goal.metric, value, goal.must, goal.aim),
    )


def tasks_in_slices(tasks: Sequence[Task]) -> list[Task]:
    """The tasks whose rows :func:`assess_slices` counts: those of split test (of a suite without one, all), rows once.

    Two tasks may ask different questions of the same rows; the first one counts.
    """
    counted: list[Task] = []
    for task in [task for task in tasks if task.split == "test"] or tasks:
        if all(task.source != other.source or task.split != other.split for other in counted):
            counted.append(task)
    return counted


def assess_slices(
    examples: Sequence[Example], parts: Sequence[ScoredRows], *, resamples: int, seed: int
) -> list[SliceResult]:
    """Share of right answers in each slice over the rows of several tasks, see :func:`tasks_in_slices`.

    Args:
        examples: rows of the tasks, one task after the other.
        parts: the answers to them, by task, each in its own classes.
        resamples: of the intervals.
        seed: of the intervals.
    """
    scored, masks = pool_correctness(parts), slice_masks(examples)
    statistic = slice_statistic(scored, masks, "accuracy")
    values = statistic(np.ones((1, scored.group_count)))
    spread = bootstrap(scored.group_count, statistic, resamples=resamples, seed=seed)
    return [
        SliceResult(
            slice=name,
            rows=int(mask.sum()),
            metric="accuracy",
            estimate=estimate(float(values[name][0]), spread[name]),
        )
        for name, mask in masks.items()
    ]


def reach(metric: str, value: float, must: float, aim: float) -> TargetResult:
    """A figure against its bounds.

    >>> reach("ece", 0.025, must=0.03, aim=0.02).reached
    'must'
    """
    sign = -1 if metric in LOWER_IS_BETTER else 1
    reached = "aim" if sign * value >= sign * aim else "must" if sign * value >= sign * must else "missed"
    return TargetResult(metric=metric, value=value, must=must, aim=aim, reached=reached)


def confusion(scored: ScoredRows) -> list[list[int]]:
    """Counts, gold classes down and predicted classes across."""
    size = len(scored.classes)
    counts = np.bincount(scored.gold * size + scored.predicted, minlength=size * size)
    table: list[list[int]] = counts.reshape(size, size).tolist()
    return table


def reliability(scored: ScoredRows) -> list[ReliabilityBin]:
    """Mean confidence and accuracy of each bin of equal width that holds rows."""
    inner = np.linspace(0, 1, CALIBRATION_BINS + 1)[1:-1]
    bins = np.searchsorted(inner, scored.confidence, side="left")
    return [
        ReliabilityBin(
            confidence=float(scored.confidence[bins == number].mean()),
            accuracy=float(scored.correct[bins == number].mean()),
            rows=int((bins == number).sum()),
        )
        for number in np.unique(bins)
    ]


def risk_coverage(scored: ScoredRows) -> list[CoveragePoint]:
    """The risk-coverage curve at evenly spaced thresholds of confidence, strictest first."""
    ordered: Floats = np.sort(scored.confidence)[::-1]
    positions = np.linspace(1, len(ordered), min(_CURVE_POINTS, len(ordered))).round().astype(int) - 1
    points = []
    for threshold in np.unique(ordered[positions])[::-1]:
        answered = scored.confidence >= threshold
        points.append(
            CoveragePoint(
                coverage=float(answered.mean()),
                risk=float(1 - scored.correct[answered].mean()),
                threshold=float(threshold),
            )
        )
    return points
