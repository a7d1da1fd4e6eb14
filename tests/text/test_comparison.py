import pytest

from claimcheck.text import QuantityOutcome, compare_quantities

EQUAL, WITHIN, DIFFERENT, ABSENT = (
    QuantityOutcome.EQUAL,
    QuantityOutcome.WITHIN_APPROXIMATION,
    QuantityOutcome.DIFFERENT,
    QuantityOutcome.ABSENT,
)


@pytest.mark.parametrize(
    ("claim", "evidence", "outcome"),
    [
        ("The town asked 12 countries for pumps.", "The town had asked 14 allies for pumps.", DIFFERENT),
        ("The town asked 12 countries for pumps.", "Pumps were asked of 12 nations by the town.", EQUAL),
        ("It hired around 5,000 soldiers.", "Up to 30,000 police came, and 8,000 troops were hired.", DIFFERENT),
        ("It hired over 2,000 officers.", "It hired 2,340 police officers.", WITHIN),
        ("It hired over 2,000 officers.", "It hired 1,900 officers.", DIFFERENT),
        ("Dozens of farms burned.", "48 farms burned.", WITHIN),
        ("Dozens of farms burned.", "480 farms burned.", DIFFERENT),
        ("1.3 million people fled.", "1,312,400 people fled.", WITHIN),
        ("The dam cost $5 million.", "The dam cost 5 million dollars.", EQUAL),
        ("The dam cost $5 million.", "The dam cost 5 million euros.", DIFFERENT),
        ("The dam opened in March.", "The dam opened on March 5.", WITHIN),
        ("The dam opened in March.", "The dam opened on April 5.", DIFFERENT),
        ("The dam opened on 5 March 2015.", "The dam opened on March 5.", EQUAL),
        ("The dam opened on Monday.", "The dam opened on Tuesday.", DIFFERENT),
        ("Unemployment fell to 4%.", "Unemployment fell to 6%.", DIFFERENT),
        ("The team won 3-1.", "The team won 3-2.", DIFFERENT),
        ("The dam cost 40 lives.", "The weather was fine.", ABSENT),
        ("The fire killed 12 horses.", "The parade had 40 floats.", ABSENT),
    ],
)
def test_outcome(claim, evidence, outcome):
    [comparison] = compare_quantities(claim, evidence)
    assert comparison.outcome is outcome
    assert (comparison.evidence is None) == (outcome is ABSENT)


def test_the_unit_decides_between_two_candidates():
    [comparison] = compare_quantities("The army lost 40 tanks.", "The army lost 40 trucks and 25 tanks.")
    assert comparison.evidence is not None
    assert (comparison.evidence.text, comparison.outcome) == ("25", DIFFERENT)


def test_a_claim_without_quantities_has_nothing_to_compare():
    assert compare_quantities("The dam broke.", "It held 40 million litres.") == []
