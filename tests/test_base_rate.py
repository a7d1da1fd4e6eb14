import pytest

from claimcheck.base_rate import without_rare
from claimcheck.labels import Label
from claimcheck.records import Article, Claim, Evidence, Prediction, probabilities_from

_ARTICLE = Article("there", "The ferry never left.")
_CLAIM = Claim("here-001", "The ferry left.", "here", "The ferry left.", 0, 15)
_COUNTED = Claim("here-002", "The ferry carried 40 people.", "here", "The ferry carried 40 people.", 16, 44)


def _prediction(label: Label, contradicted: float, quote: str = "The ferry never left.") -> Prediction:
    probabilities = probabilities_from([0.0, contradicted, 1 - contradicted])
    return Prediction(label, probabilities, [Evidence(quote, 0, len(quote), probabilities)])


def _label_among(others: float, said: Prediction, claim: Claim = _CLAIM) -> Label:
    predictions = [said, *[_prediction(Label.NOT_ENOUGH_INFO, others)] * 20]
    return without_rare([(claim, _ARTICLE), *[(_CLAIM, _ARTICLE)] * 20], predictions)[0].label


@pytest.mark.parametrize(
    ("others", "confidence", "expected"),
    [
        (0.05, 0.6, Label.NOT_ENOUGH_INFO),
        (0.05, 0.8, Label.CONTRADICTED),
        (0.3, 0.6, Label.CONTRADICTED),
        (0.3, 0.5, Label.NOT_ENOUGH_INFO),
    ],
    ids=["unsure and rare", "sure", "common", "common and too unsure"],
)
def test_where_contradictions_are_rare_one_must_be_surer(others, confidence, expected):
    assert _label_among(others, _prediction(Label.CONTRADICTED, confidence)) is expected


def test_numbers_that_differ_need_no_more_confidence():
    said = _prediction(Label.CONTRADICTED, 0.6, "The ferry carried 42 people.")
    assert _label_among(0.05, said, _COUNTED) is Label.CONTRADICTED


def test_what_was_not_read_says_nothing_about_the_event():
    said = _prediction(Label.CONTRADICTED, 0.6)
    unread = Prediction(Label.NOT_ENOUGH_INFO, probabilities_from([0.0, 0.0, 1.0]))
    kept = without_rare([(_CLAIM, _ARTICLE)] * 3, [said, unread, unread])
    assert kept == [said, unread, unread]
