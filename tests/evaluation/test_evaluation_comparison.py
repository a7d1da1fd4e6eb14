import numpy as np
import pytest
from example_tasks import example, prediction

from claimcheck.errors import InputError
from claimcheck.evaluation.comparison import compare, verdict
from claimcheck.evaluation.intervals import bootstrap, estimate
from claimcheck.evaluation.results import Estimate, ModelInfo
from claimcheck.evaluation.scored import score_rows

OTHER = ModelInfo(name="other", fingerprint="f")
RIGHT, WRONG = prediction(0.9, 0.05, 0.05), prediction(0.05, 0.05, 0.9)


def scored(right, rows_per_group=1):
    examples = [example(n, "supported", group=f"g{n // rows_per_group}") for n in range(len(right))]
    return score_rows(examples, [RIGHT if good else WRONG for good in right])


def accuracy(rows):
    from claimcheck.evaluation.resampling import weighted_metrics
    from claimcheck.evaluation.suites import MetricFamily

    return lambda weights: {"accuracy": weighted_metrics(rows, weights, (MetricFamily.CLASSIFICATION,))["accuracy"]}


def test_the_interval_is_that_of_a_binomial_when_rows_are_independent():
    rows = scored([True] * 240 + [False] * 60)
    found = estimate(0.8, bootstrap(rows.group_count, accuracy(rows), resamples=2000)["accuracy"])
    spread = 1.96 * np.sqrt(0.8 * 0.2 / 300)
    assert found.low == pytest.approx(0.8 - spread, abs=0.01)
    assert found.high == pytest.approx(0.8 + spread, abs=0.01)


def test_rows_that_fall_together_make_the_interval_wider():
    right = [n % 50 < 40 for n in range(300)]  # blocks of ten rows share their fate
    alone, together = scored(right), scored(right, rows_per_group=10)
    widths = []
    for rows in (alone, together):
        found = estimate(0.8, bootstrap(rows.group_count, accuracy(rows))["accuracy"])
        widths.append(found.high - found.low)
    assert widths[1] > 2 * widths[0]


def test_one_group_has_no_interval():
    rows = scored([True, False], rows_per_group=2)
    assert estimate(0.5, bootstrap(rows.group_count, accuracy(rows))["accuracy"]).low is None


def test_a_clear_gain_is_called_better_and_reversed_worse():
    good, bad = scored([True] * 190 + [False] * 10), scored([True] * 150 + [False] * 50)
    ahead = compare(good, bad, against=OTHER, metric="accuracy")
    assert ahead.difference.value == pytest.approx(0.2)
    assert ahead.verdict.startswith("better by 20.0 points, 95% ")
    assert (ahead.only_first_right, ahead.only_second_right) == (40, 0)
    assert ahead.mcnemar_p < 1e-9
    assert ahead.other_value == pytest.approx(0.75)
    behind = compare(bad, good, against=OTHER, metric="accuracy")
    assert behind.verdict.startswith("worse by 20.0 points")


def test_noise_is_not_called_a_difference():
    random = np.random.default_rng(3)
    first, second = (scored((random.random(200) < 0.7).tolist()) for _ in range(2))
    found = compare(first, second, against=OTHER, metric="macro_f1")
    assert found.verdict.startswith("no difference shown")
    assert found.mcnemar_p > 0.05


def test_a_model_does_not_differ_from_itself():
    rows = scored([True, False] * 20)
    found = compare(rows, rows, against=OTHER, metric="accuracy")
    assert (found.difference.low, found.difference.high, found.mcnemar_p) == (0, 0, 1)


def test_lower_is_better_for_errors():
    assert verdict(Estimate(value=-0.02, low=-0.03, high=-0.01), "ece") == "better by 2.0 points, 95% 1.0 to 3.0"
    assert verdict(Estimate(value=-0.02, low=-0.03, high=-0.01), "accuracy") == "worse by 2.0 points, 95% 1.0 to 3.0"


def test_slices_are_compared_on_their_own_rows():
    first, second = scored([True] * 60), scored([True] * 30 + [False] * 30)
    masks = {"early": np.arange(60) < 30, "late": np.arange(60) >= 30}
    early, late = compare(first, second, against=OTHER, metric="accuracy", masks=masks).slices
    assert (early.difference.value, late.difference.value) == (0, 1)
    assert late.verdict.startswith("better by 100.0 points")


def test_other_rows_are_refused():
    with pytest.raises(InputError, match="same rows"):
        compare(scored([True] * 3), scored([True] * 4), against=OTHER, metric="accuracy")


def test_an_undefined_metric_is_refused():
    rows = scored([True] * 3)
    with pytest.raises(InputError, match="auroc is not defined"):
        compare(rows, rows, against=OTHER, metric="auroc")
