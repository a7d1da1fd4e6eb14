"""From the outcomes of an end-to-end run to its figures, with intervals over events, and its mistakes for reading."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from claimcheck.errors import InputError, OutputError
from claimcheck.evaluation.end_to_end import (
    FOUND_LABELS,
    EventSet,
    RowOutcome,
    VerdictOutcome,
    VerdictRow,
    judge_event,
)
from claimcheck.evaluation.intervals import WeightedStatistic, bootstrap, estimate
from claimcheck.evaluation.mistakes import passage
from claimcheck.evaluation.results import EndToEndResult, Estimate, FindingsDifference, LabelFindings, ModelInfo
from claimcheck.evaluation.scored import Floats
from claimcheck.evaluation.suites import Task
from claimcheck.labels import LABELS, Label

_COUNTS = ("rows", "extracted", "labelled", "found", "verdicts", "right", "false", "unjudged")
_ARTICLES = "articles"

Outcomes = list[tuple[list[RowOutcome], list[VerdictOutcome]]]


def judge_events(events: EventSet, verdicts: Sequence[VerdictRow]) -> Outcomes:
    """The outcomes of each event, in their order."""
    of_event: dict[str, list[VerdictRow]] = {}
    for verdict in verdicts:
        of_event.setdefault(verdict["event"], []).append(verdict)
    return [judge_event(event, of_event.get(event.event, [])) for event in events.events]


def assess_events(
    task: Task,
    events: EventSet,
    outcomes: Outcomes,
    *,
    findings: str,
    mistakes: str,
    claims: int,
    against: tuple[ModelInfo, Outcomes] | None = None,
    baselines: Mapping[str, Outcomes] | None = None,
    resamples: int,
    seed: int,
) -> EndToEndResult:
    """The figures of one model, those of baselines, and the differences to another model's.

    Raises:
        MissingExtraError: scipy is not installed.
    """
    draws = _Draws(len(events.events), resamples, seed)
    return EndToEndResult(
        name=task.name,
        version=task.version,
        description=task.description,
        split=task.split,
        events=len(events.events),
        articles=sum(len(event.articles) for event in events.events),
        claims=claims,
        data_hash=_hash(events),
        labels=_findings(events, outcomes, draws),
        findings=findings,
        mistakes=mistakes,
        against=None if against is None else against[0],
        differences=[] if against is None else _differences(events, outcomes, against[1], draws),
        baselines={name: _findings(events, other, draws) for name, other in (baselines or {}).items()},
    )


@dataclass(frozen=True, slots=True)
class _Draws:
    """Resamples of whole events, always the same ones."""

    events: int
    resamples: int
    seed: int

    def estimates(self, statistic: WeightedStatistic) -> dict[str, Estimate]:
        """Figures with their intervals; those that are not defined on the events are left out."""
        spread = bootstrap(self.events, statistic, resamples=self.resamples, seed=self.seed)
        observed = {name: float(values[0]) for name, values in statistic(np.ones((1, self.events))).items()}
        return {name: estimate(value, spread[name]) for name, value in observed.items() if not np.isnan(value)}


def _findings(events: EventSet, outcomes: Outcomes, draws: _Draws) -> list[LabelFindings]:
    counts_of = {label: _counts(events, outcomes, label) for label in FOUND_LABELS}
    return [
        LabelFindings(
            label=str(label),
            figures=draws.estimates(partial(_figures, counts=counts)),
            **{name: int(counts[name].sum()) for name in _COUNTS},
        )
        for label, counts in counts_of.items()
    ]


def _differences(events: EventSet, ours: Outcomes, theirs: Outcomes, draws: _Draws) -> list[FindingsDifference]:
    found = []
    for label in FOUND_LABELS:
        first, second = (_counts(events, outcomes, label) for outcomes in (ours, theirs))
        others = _figures(np.ones((1, draws.events)), second)
        differences = draws.estimates(partial(_figure_differences, first=first, second=second))
        found += [
            FindingsDifference(label=str(label), figure=name, other_value=float(others[name][0]), difference=difference)
            for name, difference in differences.items()
        ]
    return found


def write_mistakes(path: Path, task: Task, outcomes: Outcomes) -> None:
    """Write the labelled rows that were not found and the false verdicts as JSON lines, as error pages show them.

    Raises:
        OutputError: the file cannot be written.
    """
    rows = [
        {"task": f"{task.name} end to end"} | mistake
        for row_outcomes, verdict_outcomes in outcomes
        for mistake in [
            *(_missed(outcome) for outcome in row_outcomes if not outcome.found),
            *(_false(outcome) for outcome in verdict_outcomes if outcome.judgement == "false"),
        ]
    ]
    try:
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}; choose another folder") from error


def read_mistakes(path: Path) -> list[dict[str, Any]]:
    """Read what :func:`write_mistakes` wrote.

    Raises:
        InputError: the file is gone.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise InputError(f"{path}: the mistakes are gone; run the suite again") from error
    return [json.loads(line) for line in lines]


def _counts(events: EventSet, outcomes: Outcomes, label: Label) -> dict[str, Floats]:
    """Each count in each event, and the number of its articles."""
    table = []
    for event, (row_outcomes, verdict_outcomes) in zip(events.events, outcomes, strict=True):
        rows = [outcome for outcome in row_outcomes if outcome.row.label == label]
        said = [outcome for outcome in verdict_outcomes if outcome.verdict["label"] == label]
        table.append(
            {
                "rows": len(rows),
                "extracted": sum(bool(outcome.verdicts) for outcome in rows),
                "labelled": sum(outcome.labelled for outcome in rows),
                "found": sum(outcome.found for outcome in rows),
                "verdicts": len(said),
                _ARTICLES: len(event.articles),
            }
            | dict.fromkeys(("right", "false", "unjudged"), 0)
            | Counter(outcome.judgement for outcome in said)
        )
    return {name: np.array([counts[name] for counts in table], dtype=np.float64) for name in (*_COUNTS, _ARTICLES)}


def _figures(weights: Floats, counts: dict[str, Floats]) -> dict[str, Floats]:
    drawn = {name: weights @ values for name, values in counts.items()}
    with np.errstate(divide="ignore", invalid="ignore"):
        return {
            "share_found": drawn["found"] / drawn["rows"],
            "share_right": drawn["right"] / (drawn["right"] + drawn["false"]),
            "false_per_article": drawn["false"] / drawn[_ARTICLES],
        }


def _figure_differences(weights: Floats, first: dict[str, Floats], second: dict[str, Floats]) -> dict[str, Floats]:
    ours, theirs = _figures(weights, first), _figures(weights, second)
    return {name: ours[name] - theirs[name] for name in ours}


def _hash(events: EventSet) -> str:
    digest = hashlib.sha256()
    for event in events.events:
        digest.update(event.model_dump_json().encode())
    return digest.hexdigest()


def _missed(outcome: RowOutcome) -> dict[str, Any]:
    row, event = outcome.row, outcome.event
    nearest = max(outcome.verdicts, key=lambda verdict: verdict[str(row.label)], default=None)
    stage = "wrong quote" if outcome.labelled else "wrong label" if outcome.verdicts else "claim not extracted"
    text = next(article.text for article in event.articles if article.id == row.against)
    return {
        "id": f"{event.event}-{outcome.number:02} ({row.source} against {row.against})",
        "claim": row.claim if nearest is None else f"{row.claim} [extracted: {nearest['claim']}]",
        "gold": str(row.label),
        "predicted": "not_found",
        "probabilities": {} if nearest is None else _probabilities(nearest),
        "margin": 0.0 if nearest is None else _margin(nearest, row.label),
        "slices": [f"missed: {stage}", f"kind: {row.kind}", f"field: {event.field}"],
    } | passage(text, row.quote)


def _false(outcome: VerdictOutcome) -> dict[str, Any]:
    verdict, event, row = outcome.verdict, outcome.event, outcome.rows[0]
    text = next(article.text for article in event.articles if article.id == verdict["evidence_article"])
    quote = verdict["evidence"][0]["text"] if verdict["evidence"] else ""
    return {
        "id": f"{verdict['event']} {verdict['claim_id']} against {verdict['evidence_article']}",
        "claim": f"{verdict['claim']} [labelled: {row.claim}]",
        "gold": str(row.label),
        "predicted": verdict["label"],
        "probabilities": _probabilities(verdict),
        "margin": _margin(verdict, row.label),
        "slices": [f"false {verdict['label']}", f"kind: {row.kind}", f"field: {event.field}"],
    } | passage(text, quote)


def _margin(verdict: VerdictRow, gold: Label) -> float:
    """How much surer the model is of what it says than of the labelled truth."""
    return round(float(verdict[verdict["label"]] - verdict[str(gold)]), 3)


def _probabilities(verdict: VerdictRow) -> dict[str, float]:
    return {str(label): round(float(verdict[str(label)]), 3) for label in LABELS}
