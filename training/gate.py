"""Old model against new, on new labels and on old tests, and whether the new one may take over.

Is the new model better on the labels? The question has one direction, and so has its interval: with 95% confidence the
gain is at least :func:`least_gain`, which must lie above 0. The answers come from cross-fitting, see
:mod:`training.crossfit`: intervals over the pooled answers of all folds hold for stable learners (Bayle et al., 2020,
"Cross-validation Confidence Intervals for Test Error", arXiv:2007.12671). Whole groups are drawn anew, as their rows
stand or fall together, and the interval is widened where groups are few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pydantic import BaseModel, ConfigDict
from scipy.stats import norm
from scipy.stats import t as student

from claimcheck.evaluation import Example, Predictor, ScoredRows, compare, score_rows
from claimcheck.evaluation.intervals import bootstrap
from claimcheck.evaluation.resampling import weighted_metrics
from claimcheck.evaluation.results import ComparisonResult, ModelInfo
from claimcheck.evaluation.scored import Floats, pool_correctness
from claimcheck.evaluation.suites import LabelScheme, MetricFamily
from claimcheck.labels import NOT_SUPPORTED
from claimcheck.records import Prediction

#: Decides on new labels. Answers that know nothing of the rows have the same expected value, however they are spread
#: over the labels: learning which label is the commonest (accuracy) or to use them all (macro-F1) is no gain.
NEW_METRIC = "balanced_accuracy"
#: Decides on old tests, whose sources have different classes.
OLD_METRIC = "accuracy"
_CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Answers:
    """What one model, or one per fold, says of the new labels, and what one says of the old tests."""

    model: ModelInfo
    new: list[Prediction]
    old: list[Prediction]


class Gate(BaseModel):
    """Whether the new model may take over, with a reason for each of the two conditions."""

    model_config = ConfigDict(frozen=True)

    passed: bool
    least_gain: float | None
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


def least_gain(examples: Sequence[Example], after: Answers, before: Answers) -> float | None:
    """What the new model gains at least on new labels, with 95% confidence; None where there are too few groups.

    The lower end of a one-sided interval of the difference in balanced accuracy: a paired percentile bootstrap over
    groups, expanded for few of them as a t interval is (Hesterberg, 2015, "What Teachers Should Know About the
    Bootstrap", The American Statistician 69).
    """
    ours, theirs = (score_rows(examples, asked.new) for asked in (after, before))

    def gain(weights: Floats) -> dict[str, Floats]:
        new, old = (weighted_metrics(scored, weights, [MetricFamily.CLASSIFICATION]) for scored in (ours, theirs))
        return {NEW_METRIC: new[NEW_METRIC] - old[NEW_METRIC]}

    gains = bootstrap(ours.group_count, gain)[NEW_METRIC]
    defined = gains[~np.isnan(gains)]
    return float(np.quantile(defined, _lower_tail(ours.group_count))) if defined.size else None


def decide(new: ComparisonResult, least: float | None, old: ComparisonResult, most_lost: float) -> Gate:
    """Let the new model pass if it is shown to be better on new labels, and neither shown nor feared worse on old ones.

    Better: it gains at least ``least``, see :func:`least_gain`, and that is above 0, however few rows. Not worse: the
    95% interval of the difference on old tests reaches up to 0, and its lower end is no further below 0 than
    ``most_lost``. The burden of proof is on the new model: rows too few for a narrow interval keep the old one.
    """
    better = least is not None and least > 0
    low, high = old.difference.low, old.difference.high
    not_worse = low is not None and high is not None and high >= 0 and low >= -most_lost
    return Gate(
        passed=better and not_worse,
        least_gain=least,
        most_lost=most_lost,
        reasons=[
            f"new labels: {'passed' if better else 'REFUSED'}: {_gain_in_words(new.difference.value, least)}"
            + ("" if better else "; that must be above 0"),
            f"old tests: {'passed' if not_worse else 'REFUSED'}: {old.verdict}"
            + ("" if not_worse else f"; the interval must reach 0 and not fall below -{100 * most_lost:g} points"),
        ],
    )


def _gain_in_words(gain: float, least: float | None) -> str:
    if least is None:
        return f"{100 * gain:+.1f} points, too few groups for an interval"
    return f"{100 * gain:+.1f} points, with 95% confidence at least {100 * least:+.1f}"


def _lower_tail(groups: int) -> float:
    """The quantile at which an interval over so many groups ends; the fewer, the further out."""
    return float(norm.cdf(-np.sqrt(groups / (groups - 1)) * student.ppf(_CONFIDENCE, groups - 1)))


def _right(examples: Sequence[Example], said: Sequence[Prediction]) -> ScoredRows:
    parts = []
    for name in sorted({example.source for example in examples}):
        chosen = [place for place, example in enumerate(examples) if example.source == name]
        rows = [examples[place] for place in chosen]
        partial = any(example.label == NOT_SUPPORTED for example in rows)
        scheme = LabelScheme.TWO_WAY if partial else LabelScheme.THREE_WAY
        parts.append(score_rows(rows, [said[place] for place in chosen], scheme))
    return pool_correctness(parts)
