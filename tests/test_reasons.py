import pytest

from claimcheck.labels import Label
from claimcheck.reasons import numeric_reason
from claimcheck.records import Evidence, Prediction, probabilities_from


@pytest.mark.parametrize(
    ("label", "claim", "quote", "reason"),
    [
        (Label.CONTRADICTED, "It asked 45 towns.", "It asked 46 towns.", "45 towns against 46 towns"),
        (Label.SUPPORTED, "It asked dozens of towns.", "It asked 46 towns.", "dozens of towns and 46 towns"),
        (Label.SUPPORTED, "A man in his 30s fled.", "A man aged 34 fled.", "in his 30s and 34 year-old"),
        (Label.SUPPORTED, "It asked 45 towns.", "It asked 46 towns.", ""),
        (Label.NOT_ENOUGH_INFO, "It asked 45 towns.", "It asked 46 towns.", ""),
    ],
)
def test_a_verdict_names_the_numbers_that_it_rests_on(label, claim, quote, reason):
    probabilities = probabilities_from([0.3, 0.4, 0.3])
    prediction = Prediction(label, probabilities, [Evidence(quote, 0, len(quote), probabilities)])
    assert numeric_reason(claim, prediction) == reason


def test_without_a_quote_there_is_none():
    assert numeric_reason("It asked 45 towns.", Prediction(Label.CONTRADICTED, probabilities_from([0, 1, 0]))) == ""
