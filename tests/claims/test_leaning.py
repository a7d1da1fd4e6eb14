import pytest

from claimcheck.claims.leaning import leans_beyond_pronoun, leans_on_context


@pytest.mark.parametrize(
    "text",
    [
        "They did so to pay their bills.",
        "He's exercising, but alone.",
        "That could change on Monday.",
        "Others are more aggressive.",
        "Some have left the town.",
        "Most of those were old.",
        "In the end, it was closed.",
        "Now this has happened before.",
        "Their flags were hung on the fence.",
        "It would close the pass, which Bo Lind opened.",
        "They left the hall while Bo Lind spoke.",
        "Those plans were dropped because Norland objected.",
        "Did speak with Bo Lind in Oster.",
        "Both left the town and never returned.",
        "That was 40 minutes after Bo Lind had left.",
        "That\u2019s why Bo Lind left.",
        "One of them was Bo Lind.",
        "Most are from Oster.",
        "The other was Bo Lind.",
        "The council of Oster did not.",
    ],
)
def test_leaning(text):
    assert leans_on_context(text)


@pytest.mark.parametrize(
    "text",
    [
        "They met Bo Lind.",
        "They lost 40 lives.",
        "They lost twelve goats.",
        "They agreed to close the pass until 2031, though others objected.",
        "They said that Bo Lind had left.",
        "These days, Bo Lind runs the mill.",
        "It was the mayor, Bo Lind, who left.",
        "It is unclear why Bo Lind left.",
        "Of those villagers, 68 have left.",
        "It is illegal to dump rubble.",
        "This week the dam was closed.",
        "The dam was closed.",
        "Some farmers have left the town.",
        "Those who fled were counted.",
        "Most of those on board were going to a feast.",
        "Those arrested were taken to the hall.",
        "Both parents and teachers were counted.",
        "That the dam broke was confirmed.",
        "This is only the third fire in Oster since 1990.",
        "That was the largest theft in Oster.",
        "One of them, Bo Lind, has left.",
        "Most of those on board are from Oster.",
    ],
)
def test_not_leaning(text):
    assert not leans_on_context(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("That could change on Monday.", True),
        ("Others are more aggressive.", True),
        ("Did speak with Bo Lind in Oster.", True),
        ("He left the town.", False),
        ("In the end, it was closed.", False),
        ("Their flags were hung on the fence.", False),
        ("That dam cost 40 lives.", False),
    ],
)
def test_a_pronoun_is_a_subject(text, expected):
    assert leans_beyond_pronoun(text) is expected
