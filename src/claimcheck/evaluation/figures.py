"""Figures as SVG: each task's confusion matrix, reliability diagram and risk-coverage curve; overview; slices."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import numpy as np

from claimcheck.evaluation.extras import optional
from claimcheck.evaluation.results import Estimate, Results, SliceResult, TaskResult
from claimcheck.evaluation.wording import plain, spaced

_INK, _FAINT, _BLUE, _ORANGE = "#1f2933", "#cbd2d9", "#2f6f9f", "#c8641b"
_STYLE = {
    "font.size": 9,
    "font.family": "sans-serif",
    "axes.edgecolor": _FAINT,
    "axes.labelcolor": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "text.color": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "svg.fonttype": "none",
    "svg.hashsalt": "claimcheck",
}


def task_figure(task: TaskResult) -> bytes:
    """Confusion matrix, reliability diagram and risk-coverage curve of one task, side by side, as SVG.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    with _style():
        figure = _new_figure(10.5, 3.3)
        axes = figure.subplots(1, 3, width_ratios=[1.1, 1, 1])
        _confusion(axes[0], task)
        _reliability(axes[1], task)
        _risk_coverage(axes[2], task)
        return _svg(figure)


def overview_figure(results: Results) -> bytes:
    """The primary metric of each task with its interval, and the bounds it should reach, as SVG.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    tasks = results.tasks[::-1]
    with _style():
        figure = _new_figure(8, 0.8 + 0.26 * len(tasks))
        axes = figure.subplots()
        for row, task in enumerate(tasks):
            _interval(axes, row, task.metrics[task.primary])
            for goal in task.targets:
                if goal.metric == task.primary:
                    axes.plot([goal.must] * 2, [row - 0.35, row + 0.35], color=_ORANGE, linewidth=1.6)
                    axes.plot([goal.aim] * 2, [row - 0.35, row + 0.35], color=_ORANGE, linewidth=1.6, alpha=0.45)
        _label_rows(axes, [f"{task.name} ({plain(task.primary)})" for task in tasks])
        bounds = "; orange: must, pale: aim" if any(task.targets for task in tasks) else ""
        axes.set_title(f"Each task's main figure with its 95% interval{bounds}")
        return _svg(figure)


def slice_figure(slices: Sequence[SliceResult]) -> bytes:
    """Accuracy with its interval on each slice, as SVG.

    Raises:
        MissingExtraError: matplotlib is not installed.
    """
    shown = list(slices)[::-1]
    with _style():
        figure = _new_figure(8, 0.8 + 0.26 * max(1, len(shown)))
        axes = figure.subplots()
        for row, item in enumerate(shown):
            _interval(axes, row, item.estimate)
        _label_rows(axes, [f"{item.slice}  ({item.rows})" for item in shown])
        axes.set_title("Share of right answers by slice, with 95% intervals (rows in brackets)")
        return _svg(figure)


def _confusion(axes: Any, task: TaskResult) -> None:
    counts = np.array(task.confusion)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for row, column in np.ndindex(*counts.shape):
        colour = "white" if shares[row, column] > 0.55 else _INK
        axes.text(column, row, f"{counts[row, column]:,}", ha="center", va="center", color=colour)
    names = [spaced(name).replace(" info", "\ninfo") for name in task.classes]
    axes.set_xticks(range(len(names)), names, fontsize=8)
    axes.set_yticks(range(len(names)), names, fontsize=8)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xlabel("predicted")
    axes.set_ylabel("gold")
    axes.set_title("Confusion")


def _reliability(axes: Any, task: TaskResult) -> None:
    bins = task.reliability
    axes.plot([0, 1], [0, 1], color=_FAINT, linewidth=1, linestyle="--")
    sizes = [12 + 160 * item.rows / task.rows for item in bins]
    axes.plot([item.confidence for item in bins], [item.accuracy for item in bins], color=_BLUE, linewidth=1)
    axes.scatter([item.confidence for item in bins], [item.accuracy for item in bins], s=sizes, color=_BLUE, alpha=0.75)
    axes.set(xlim=(0, 1.03), ylim=(0, 1.03), xlabel="confidence", ylabel="share right", title="Reliability")


def _risk_coverage(axes: Any, task: TaskResult) -> None:
    points = task.risk_coverage
    axes.plot([item.coverage for item in points], [item.risk for item in points], color=_BLUE, linewidth=1.6)
    top = max(0.05, *(item.risk for item in points)) * 1.1
    axes.set(xlim=(0, 1.03), ylim=(0, top), xlabel="share answered", ylabel="share wrong", title="Risk and coverage")


def _interval(axes: Any, row: int, estimate: Estimate) -> None:
    if estimate.low is not None and estimate.high is not None:
        axes.plot([estimate.low, estimate.high], [row, row], color=_BLUE, linewidth=2, alpha=0.5)
    axes.scatter([estimate.value], [row], color=_BLUE, s=22, zorder=3)


def _label_rows(axes: Any, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set(xlim=(0, 1), ylim=(-0.7, len(names) - 0.3))
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=_FAINT, linewidth=0.6)
    axes.set_axisbelow(True)


def _style() -> Any:
    return optional("matplotlib", "figures").rc_context(_STYLE)


def _new_figure(width: float, height: float) -> Any:
    # Figure alone, without pyplot: no backend is chosen and no display is needed.
    return optional("matplotlib.figure", "figures").Figure(figsize=(width, height), layout="constrained")


def _svg(figure: Any) -> bytes:
    buffer = BytesIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()
