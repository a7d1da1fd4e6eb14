"""Old model against new, on new labels and on old tests, and whether the new one may take over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pydantic import BaseModel, ConfigDict

from claimcheck.evaluation import Estimate, Example, Predictor, ScoredRows, compare, score_rows
from claimcheck.evaluation.results import ComparisonResult, ModelInfo
from claimcheck.evaluation.scored import pool_correctness
from claimcheck.evaluation.suites import LabelScheme
from claimcheck.labels import NOT_SUPPORTED
from claimcheck.records import Prediction

#: Decides on new labels. Answers that know nothing of the rows have the same expected value, however they are spread
#: over the labels: learning which label is the commonest (accuracy) or to use them all (macro-F1) is no gain.
NEW_METRIC = "balanced_accuracy"
#: Decides on old tests, whose sources have different classes.
OLD_METRIC = "accuracy"


@dataclass(frozen=True, slots=True)
class Answers:
    """What one model says of the new labels' test part and of the old tests."""

    model: ModelInfo
    new: list[Prediction]
    old: list[Prediction]


class Gate(BaseModel):
    """Whether the new model may take over, with a reason for each of the two conditions."""

    model_config = ConfigDict(frozen=True)

    passed: bool
    most_lost: float
    reasons: list[str]


def answers(model: Predictor, new: Sequence[Example], old: Sequence[Example]) -> Answers:
    """Ask a model about every row.

    Raises:
        InputError: a claim is too long for the model.
    """
    said = model.predict([{"claim": example.claim, "evidence": example.evidence} for example in [*new, *old]])
    return Answers(ModelInfo(name=model.name, fingerprint=model.fingerprint), said[: len(new)], said[len(new) :])


def compare_on_new(examples: Sequence[Example], after: Answers, before: Answers) -> ComparisonResult:
    """Balanced accuracy of the new model against the old one, and the share of right answers, by label as well."""
    labels = np.array([example.label for example in examples])
    masks = {"all": np.ones(len(labels), dtype=bool)} | {str(label): labels == label for label in np.unique(labels)}
    ours, theirs = (score_rows(examples, asked.new) for asked in (after, before))
    return compare(ours, theirs, against=before.model, metric=NEW_METRIC, masks=masks)


def compare_on_old(examples: Sequence[Example], after: Answers, before: Answers) -> ComparisonResult:
    """Share of right answers of the new model against the old one, over all old tests and on each source."""
    names = [example.source for example in examples]
    sources = np.repeat(*np.unique(names, return_counts=True))
    masks = {str(name): sources == name for name in np.unique(sources)}
    ours, theirs = (_right(examples, asked.old) for asked in (after, before))
    return compare(ours, theirs, against=before.model, metric=OLD_METRIC, masks=masks)


def decide(new: ComparisonResult, old: ComparisonResult, most_lost: float) -> Gate:
    """Let the new model pass if it is shown to be better on new labels, and neither shown nor feared worse on old ones.

    Better: the whole 95% interval of the difference, a paired bootstrap over groups, lies above 0, however few rows.
    Not worse: the interval reaches up to 0, and its lower end is no further below 0 than ``most_lost``. The burden of
    proof is on the new model: rows too few for a narrow interval keep the old one.
    """
    gained, lost = _bounds(new.difference), _bounds(old.difference)
    better = gained is not None and gained[0] > 0
    not_worse = lost is not None and lost[1] >= 0 and lost[0] >= -most_lost
    return Gate(
        passed=better and not_worse,
        most_lost=most_lost,
        reasons=[
            f"new labels: {'passed' if better else 'REFUSED'}: {new.verdict}"
            + ("" if better else "; the whole interval must lie above 0"),
            f"old tests: {'passed' if not_worse else 'REFUSED'}: {old.verdict}"
            + ("" if not_worse else f"; the interval must reach 0 and not fall below -{100 * most_lost:g} points"),
        ],
    )


def _bounds(difference: Estimate) -> tuple[float, float] | None:
    return None if difference.low is None or difference.high is None else (difference.low, difference.high)


def _right(examples: Sequence[Example], said: Sequence[Prediction]) -> ScoredRows:
    parts = []
    for name in sorted({example.source for example in examples}):
        chosen = [place for place, example in enumerate(examples) if example.source == name]
        rows = [examples[place] for place in chosen]
        partial = any(example.label == NOT_SUPPORTED for example in rows)
        scheme = LabelScheme.TWO_WAY if partial else LabelScheme.THREE_WAY
        parts.append(score_rows(rows, [said[place] for place in chosen], scheme))
    return pool_correctness(parts)
