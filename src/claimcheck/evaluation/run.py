"""Run a suite: predict what has not been predicted yet, measure, compare, and write everything down."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rich.console import Console

from claimcheck.errors import InputError, MissingExtraError, ModelError, OutputError
from claimcheck.evaluation.assessment import (
    assess_pool,
    assess_slices,
    assess_task,
    primary_metric,
    tasks_in_slices,
)
from claimcheck.evaluation.baselines import Baseline, fit_baseline, training_rows
from claimcheck.evaluation.comparison import compare
from claimcheck.evaluation.end_to_end import (
    Checker,
    EventSet,
    check_events,
    findings_path,
    read_events,
    require_checker,
)
from claimcheck.evaluation.extras import optional
from claimcheck.evaluation.findings import assess_events, judge_events, write_mistakes
from claimcheck.evaluation.intervals import RESAMPLES
from claimcheck.evaluation.predictions import Predictor, Stamp, predictions_path, read_predictions, write_predictions
from claimcheck.evaluation.progress import ProgressBar
from claimcheck.evaluation.results import EndToEndResult, ModelInfo, Results, TaskResult
from claimcheck.evaluation.rows import Example, TaskRows, read_rows
from claimcheck.evaluation.scored import ScoredRows, score_rows
from claimcheck.evaluation.slices import slice_masks, slice_metric
from claimcheck.evaluation.suites import Suite, Task
from claimcheck.records import Prediction

RESULTS_FILE = "results.json"
_LIBRARIES = ("claimcheck", "numpy", "scikit-learn", "scipy", "evaluate", "openvino", "tokenizers", "torch")
_CHUNK = 512


def run_suite(
    predictor: Predictor,
    suite: Suite,
    output_dir: Path,
    *,
    against: Predictor | None = None,
    resamples: int = RESAMPLES,
    seed: int = 13,
    console: Console | None = None,
) -> Results:
    """Evaluate a model on a suite, beside the suite's baselines, and compare it with a second one on the same rows.

    Each task's predictions are kept below ``output_dir``; a run that was stopped goes on where it was, as long as
    model, data and code are the same. ``results.json`` is written there;
    :func:`claimcheck.evaluation.write_pages` makes the rest.

    Raises:
        InputError: rows of a task cannot be used; the message lists those of all tasks.
        ConfigError: an event's file has mistakes; or, found when its rows are predicted, a metric is not defined for a
            task, or tasks of a pool have different classes.
        ModelError: tasks are to be scored end to end, and a model cannot check articles; found before any work.
        OutputError: the folder cannot be written; found before any work.
        MissingExtraError: the extra ``evaluate`` is not installed; found before any work.
    """
    started = time.monotonic()
    for module in ("evaluate", "sklearn", "scipy"):
        optional(module, "evaluation")
    runs = [predictor] if against is None else [predictor, against]
    checkers = [require_checker(model) for model in runs] if suite.end_to_end else []
    _prepare_folder(output_dir)
    rows = _read_all(suite, seed)
    events = {task.name: read_events(task) for task in suite.tasks if task.name in suite.end_to_end}
    to_do = sum(len(item.examples) for item in rows.values()) + sum(item.verdicts for item in events.values())
    baselines = _fit_baselines(suite, console)
    tasks: list[TaskResult] = []
    parts: dict[str, ScoredRows] = {}
    with ProgressBar(console, to_do * (len(runs) + len(baselines))) as bar:
        for task in suite.tasks:
            examples, data_hash = rows[task.name].examples, rows[task.name].data_hash
            answers = [_predict(model, task, rows[task.name], output_dir, bar.advance) for model in runs]
            scored = [score_rows(examples, answer, task.labels) for answer in answers]
            parts[task.name] = scored[0]
            result = assess_task(
                task,
                examples,
                scored[0],
                data_hash=data_hash,
                predictions=str(predictions_path(output_dir, predictor, task.name).relative_to(output_dir)),
                resamples=resamples,
                seed=seed,
            )
            if against is not None:
                comparison = compare(
                    *scored,
                    against=_info(against),
                    metric=task.primary,
                    masks=slice_masks(examples),
                    slice_metric=slice_metric(task.labels),
                    resamples=resamples,
                    seed=seed,
                )
                result = result.model_copy(update={"comparison": comparison})
            figures = {}
            for baseline in baselines:
                said = _predict(baseline, task, rows[task.name], output_dir, bar.advance)
                measured = score_rows(examples, said, task.labels)
                figures[baseline.name] = primary_metric(task, measured, resamples=resamples, seed=seed)
            tasks.append(result.model_copy(update={"baselines": figures}))
        end_to_end = [
            _end_to_end(
                checkers, baselines, task, events[task.name], output_dir, bar.advance, resamples=resamples, seed=seed
            )
            for task in suite.tasks
            if task.name in events
        ]
    sliced = [task.name for task in tasks_in_slices(suite.tasks)]
    results = Results(
        suite=suite.name,
        description=suite.description,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        seconds=round(time.monotonic() - started, 1),
        seed=seed,
        resamples=resamples,
        model=_info(predictor),
        versions=_versions(),
        tasks=tasks,
        pooled=[
            assess_pool(goal, [parts[name] for name in goal.tasks], resamples=resamples, seed=seed)
            for goal in suite.pooled
        ],
        end_to_end=end_to_end,
        slices=assess_slices(
            [example for name in sliced for example in rows[name].examples],
            [parts[name] for name in sliced],
            resamples=resamples,
            seed=seed,
        ),
    )
    results.write(output_dir / RESULTS_FILE)
    return results


def _read_all(suite: Suite, seed: int) -> dict[str, TaskRows]:
    rows, mistakes = {}, []
    for task in suite.tasks:
        try:
            rows[task.name] = read_rows(task, suite.rows_per_task, seed)
            rows[task.name].checked()
        except InputError as error:
            mistakes.append(f"task {task.name}: {error}")
    if mistakes:
        raise InputError("\n".join(mistakes))
    return rows


def _fit_baselines(suite: Suite, console: Console | None) -> list[Baseline]:
    """Those of the suite's baselines whose libraries are installed."""
    fitted: list[Baseline] = []
    training = training_rows(suite) if suite.baselines else []
    for name in suite.baselines:
        try:
            fitted.append(fit_baseline(name, training))
        except MissingExtraError as error:
            if console is not None:
                console.print(f"baseline {name} is left out: {error}")
    return fitted


def _predict(
    predictor: Predictor, task: Task, rows: TaskRows, output_dir: Path, advance: Callable[[str, int], None]
) -> list[Prediction]:
    path = predictions_path(output_dir, predictor, task.name)
    stamp = Stamp(predictor.fingerprint, rows.data_hash)
    kept = read_predictions(path, stamp)
    if kept is not None:
        advance(task.name, len(kept[1]))
        return kept[1]
    predictions: list[Prediction] = []
    for chunk in _chunks(rows.examples):
        answers = predictor.predict([{"claim": row.claim, "evidence": row.evidence} for row in chunk])
        if len(answers) != len(chunk):
            raise ModelError(f"{predictor.name} gave {len(answers)} predictions for {len(chunk)} rows of {task.name}")
        predictions += answers
        advance(task.name, len(chunk))
    write_predictions(path, stamp, rows.examples, predictions)
    return predictions


def _end_to_end(
    checkers: Sequence[Checker],
    baselines: Sequence[Baseline],
    task: Task,
    events: EventSet,
    output_dir: Path,
    advance: Callable[[str, int], None],
    *,
    resamples: int,
    seed: int,
) -> EndToEndResult:
    verdicts = [check_events(checker, task.name, events, output_dir, advance) for checker in checkers]
    outcomes = [judge_events(events, rows) for rows in verdicts]
    others = {
        baseline.name: judge_events(events, check_events(baseline, task.name, events, output_dir, advance))
        for baseline in baselines
    }
    findings = findings_path(output_dir, checkers[0], task.name)
    mistakes = findings.with_suffix(".mistakes.jsonl")
    write_mistakes(mistakes, task, outcomes[0])
    return assess_events(
        task,
        events,
        outcomes[0],
        claims=len({(row["event"], row["claim_id"]) for row in verdicts[0]}),
        findings=str(findings.relative_to(output_dir)),
        mistakes=str(mistakes.relative_to(output_dir)),
        against=(_info(checkers[1]), outcomes[1]) if len(checkers) > 1 else None,
        baselines=others,
        resamples=resamples,
        seed=seed,
    )


def _chunks(examples: Sequence[Example]) -> list[Sequence[Example]]:
    return [examples[start : start + _CHUNK] for start in range(0, len(examples), _CHUNK)]


def _prepare_folder(folder: Path) -> None:
    probe = folder / ".writable"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise OutputError(
            f"{folder}: results cannot be written there: {error.strerror}; choose another folder"
        ) from error


def _info(predictor: Predictor) -> ModelInfo:
    return ModelInfo(name=predictor.name, fingerprint=predictor.fingerprint)


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            continue
    return found
