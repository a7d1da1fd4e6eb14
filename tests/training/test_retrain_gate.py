from __future__ import annotations

import pytest

from claimcheck.evaluation import Estimate, Example, verdict
from claimcheck.evaluation.results import ComparisonResult, ModelInfo
from claimcheck.labels import Label
from claimcheck.records import Prediction, probabilities_from
from training.gate import Answers, compare_on_old, decide


def difference(value: float, low: float | None, high: float | None) -> ComparisonResult:
    estimate = Estimate(value=value, low=low, high=high)
    return ComparisonResult(
        against=ModelInfo(name="old", fingerprint="0"),
        metric="accuracy",
        other_value=0.5,
        difference=estimate,
        verdict=verdict(estimate, "accuracy"),
        only_first_right=1,
        only_second_right=1,
        mcnemar_p=1.0,
        slices=[],
    )


BETTER, SAME = difference(0.1, 0.04, 0.16), difference(0.0, -0.01, 0.01)


@pytest.mark.parametrize(
    ("new", "old", "passed"),
    [
        (BETTER, SAME, True),
        (BETTER, BETTER, True),
        (SAME, SAME, False),
        (difference(0.2, -0.01, 0.4), SAME, False),
        (BETTER, difference(-0.005, -0.008, -0.001), False),
        (BETTER, difference(0.0, -0.05, 0.05), False),
        (BETTER, difference(0.3, None, None), False),
        (difference(0.3, None, None), SAME, False),
    ],
)
def test_only_a_model_shown_to_be_better_and_not_worse_passes(
    new: ComparisonResult, old: ComparisonResult, passed: bool
) -> None:
    gate = decide(new, old, most_lost=0.03)
    assert gate.passed is passed
    assert sum("REFUSED" in reason for reason in gate.reasons) == (0 if passed else 1)


def test_old_tests_of_all_kinds_are_compared_together() -> None:
    def said(label: Label) -> Prediction:
        return Prediction(label, probabilities_from([float(label is item) for item in Label]))

    gold = {"two_way": ["supported", "not_supported"], "three_way": ["supported", "contradicted", "not_enough_info"]}
    examples = [
        Example(f"{source}-{number}", "claim", "evidence", label, source, f"{source}-{number}")
        for number in range(5)
        for source, labels in gold.items()
        for label in labels
    ]
    model = ModelInfo(name="any", fingerprint="0")
    right = [said(Label.CONTRADICTED if item.label == "not_supported" else Label(item.label)) for item in examples]
    wrong = [said(Label.SUPPORTED)] * len(examples)
    found = compare_on_old(examples, Answers(model, [], right), Answers(model, [], wrong))
    assert found.other_value == pytest.approx(0.4)
    assert found.difference.value == pytest.approx(0.6)
    assert {part.slice: round(part.difference.value, 2) for part in found.slices} == {"two_way": 0.5, "three_way": 0.67}
