"""What a retraining did and what came of it: a record for machines, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from claimcheck.evaluation.results import ComparisonResult, Estimate, ModelInfo
from claimcheck.evaluation.wording import plain, spaced
from training.gate import Gate


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class LabelsInfo(_Record):
    """The file of labels: rows by part and label, groups by part.

    The model was trained on ``train``, stopped and calibrated on ``dev``; ``tested`` rows were answered out of fold.
    """

    file: str
    sha256: str
    folds: int
    rows: dict[str, dict[str, int]]
    groups: dict[str, int]
    warnings: list[str]


class ReplayInfo(_Record):
    """The old rows: those trained on again by source, those that stopped and calibrated, and the old tests."""

    root: str
    trained: dict[str, int]
    stopping: int
    tests: int


class Measured(_Record):
    """Old against new on one set of rows; ``comparison`` is the new model minus the old one."""

    rows: int
    groups: int
    comparison: ComparisonResult


class RetrainReport(_Record):
    """Everything about one retraining. ``folder`` holds the new bundle, promoted or not.

    ``trained_groups`` are marks of the groups of labels that it, or a model before it, was trained on.
    """

    name: str
    created: str
    base: ModelInfo
    labels: LabelsInfo
    replay: ReplayInfo
    new_labels: Measured
    old_tests: Measured
    gate: Gate
    forced: bool
    promoted: bool
    folder: str
    trained_groups: list[str]
    seconds: float

    def manifest_entry(self) -> dict[str, object]:
        """What the new bundle's manifest says of its origin."""
        chosen = {"base", "labels", "replay", "gate", "forced", "promoted", "trained_groups"}
        return self.model_dump(mode="json", include=chosen)


def markdown(report: RetrainReport) -> str:
    """The report for people."""
    labels, replay = report.labels, report.replay
    lines = [
        f"# Retraining: {report.name}",
        "",
        _outcome(report),
        "",
        *(f"- {reason}" for reason in report.gate.reasons),
        "",
        "## Old model against new",
        "",
        "| rows | count | groups | metric | old | new | difference, points (95%) |",
        "| --- | ---: | ---: | --- | ---: | ---: | --- |",
        *_measured("new labels", report.new_labels),
        *_measured("old tests", report.old_tests),
        "",
        f"New labels were answered in {labels.folds} folds, each by a model trained on the labels of the other groups;",
        "the model that is kept was trained on the part `train`, and stopped and calibrated by `dev`.",
        "Intervals come from a paired bootstrap over groups of related rows. The gate asks that the gain on new labels",
        "lies above 0 with 95% confidence, and that the interval on old tests reaches 0 and falls no further than",
        f"{100 * report.gate.most_lost:g} points below it.",
        "",
        "## Rows",
        "",
        f"`{labels.file}` (SHA-256 `{labels.sha256[:12]}`), split by group; the old model is {report.base.name} "
        f"(`{report.base.fingerprint[:12]}`).",
        "",
        "| part | groups | rows by label |",
        "| --- | ---: | --- |",
        *(f"| {part} | {labels.groups[part]} | {_counts(counts)} |" for part, counts in labels.rows.items()),
        "",
        f"Replayed: {_counts(replay.trained)}. Stopping and calibration also read {replay.stopping} old rows.",
        *(["", "Warnings:", "", *(f"- {warning}" for warning in labels.warnings)] if labels.warnings else []),
        "",
        f"Made in {report.seconds:.0f} s. The new model lies in `{report.folder}`.",
    ]
    return "\n".join(lines) + "\n"


def _outcome(report: RetrainReport) -> str:
    if report.forced:
        return "**FORCED past the gate** with --force, and in use. `claimcheck model rollback` takes it back."
    if report.promoted:
        return "**Promoted**: the new model is in use. `claimcheck model rollback` takes it back."
    return "**Refused**: the old model stays in use, the new one is kept aside."


def _measured(what: str, measured: Measured) -> Iterator[str]:
    found = measured.comparison
    old, new = found.other_value, found.other_value + found.difference.value
    yield (
        f"| {what} | {measured.rows} | {measured.groups} | {plain(found.metric)} | {old:.3f} | {new:.3f} | "
        f"{_points(found.difference)} |"
    )
    for part in found.slices:
        yield f"| {what}: {spaced(part.slice)} | {part.rows} | | accuracy | | | {_points(part.difference)} |"


def _points(difference: Estimate) -> str:
    value = f"{100 * difference.value:+.1f}"
    if difference.low is None or difference.high is None:
        return value
    return f"{value} ({100 * difference.low:+.1f} to {100 * difference.high:+.1f})"


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {spaced(name)}" for name, count in counts.items()) or "none"
