from __future__ import annotations

import pytest

from claimcheck.evaluation import Estimate, Example, verdict
from claimcheck.evaluation.results import ComparisonResult, ModelInfo
from claimcheck.labels import Label
from claimcheck.records import Prediction, probabilities_from
from training.gate import Answers, compare_on_new, compare_on_old, decide, least_gain


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
    ("least", "old", "passed"),
    [
        (0.02, SAME, True),
        (0.02, BETTER, True),
        (0.0, SAME, False),
        (-0.01, BETTER, False),
        (None, SAME, False),
        (0.02, difference(-0.005, -0.008, -0.001), False),
        (0.02, difference(0.0, -0.05, 0.05), False),
        (0.02, difference(0.3, None, None), False),
    ],
)
def test_only_a_model_shown_to_be_better_and_not_worse_passes(
    least: float | None, old: ComparisonResult, passed: bool
) -> None:
    gate = decide(BETTER, least, old, most_lost=0.03)
    assert gate.passed is passed
    assert sum("REFUSED" in reason for reason in gate.reasons) == (0 if passed else 1)


def test_the_reason_names_the_gain_and_what_is_sure_of_it() -> None:
    reason = decide(BETTER, -0.004, SAME, most_lost=0.03).reasons[0]
    assert reason == "new labels: REFUSED: +10.0 points, with 95% confidence at least -0.4; that must be above 0"


def said(label: Label) -> Prediction:
    return Prediction(label, probabilities_from([float(label is item) for item in Label]))


def test_no_spread_of_answers_that_ignore_the_rows_is_a_gain() -> None:
    gold = [Label.SUPPORTED] * 60 + [Label.CONTRADICTED] * 30 + [Label.NOT_ENOUGH_INFO] * 30
    examples = [
        Example(str(number), "claim", "evidence", label, "new", str(number)) for number, label in enumerate(gold)
    ]
    model = ModelInfo(name="any", fingerprint="0")
    commonest = Answers(model, [said(Label.SUPPORTED)] * len(gold), [])
    rarest = Answers(model, [said(Label.NOT_ENOUGH_INFO)] * len(gold), [])
    in_turn = Answers(model, [said(list(Label)[number % 3]) for number in range(len(gold))], [])
    for after, before in ((commonest, rarest), (in_turn, commonest), (in_turn, rarest)):
        found = compare_on_new(examples, after, before)
        assert found.difference.value == pytest.approx(0)
        assert not decide(found, least_gain(examples, after, before), BETTER, most_lost=0.03).passed


def answers_right_in(share: list[float], rows: int) -> tuple[list[Example], Answers]:
    """Rows of both labels in groups, and answers of which a share is right in each group."""
    examples, answered = [], []
    for group, right in enumerate(share):
        for number in range(rows):
            label, other = (Label.SUPPORTED, Label.CONTRADICTED)[:: 1 if number % 2 else -1]
            examples.append(Example(f"{group}-{number}", "claim", "evidence", label, "new", str(group)))
            answered.append(said(label if number < right * rows else other))
    return examples, Answers(ModelInfo(name="any", fingerprint="0"), answered, [])


def test_a_steady_gain_is_shown_by_many_groups_and_not_by_few() -> None:
    gains = [0.9, 0.4, 0.7, 0.6, 0.5]
    for repeats, shown in ((1, False), (8, True)):
        examples, after = answers_right_in(gains * repeats, rows=20)
        _, before = answers_right_in([0.5] * len(gains) * repeats, rows=20)
        least = least_gain(examples, after, before)
        assert least is not None
        assert (least > 0) is shown
        assert least < compare_on_new(examples, after, before).difference.value


def test_one_group_shows_nothing() -> None:
    examples, after = answers_right_in([1.0], rows=20)
    assert least_gain(examples, after, answers_right_in([0.0], rows=20)[1]) is None


def test_old_tests_of_all_kinds_are_compared_together() -> None:
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
