from __future__ import annotations

import pytest

from claimcheck.claims.draft import Draft
from claimcheck.claims.tails import result, subordinate


def texts(parts: tuple[Draft, ...] | None) -> list[str]:
    return [part.text for part in parts or ()]


def draft(text: str) -> Draft:
    return Draft(text, 100, 100 + len(text))


def test_results_are_told_of_the_same_subject_and_keep_their_place() -> None:
    text = "On Friday, the storm swept over Oster, killing 12 people and leaving 300 without a home."
    parts = result(draft(text))
    assert texts(parts) == [
        "On Friday, the storm swept over Oster.",
        "On Friday, the storm killed 12 people.",
        "On Friday, the storm left 300 without a home.",
    ]
    assert [text[part.start - 100 : part.end - 100] for part in parts or ()] == [
        "On Friday, the storm swept over Oster",
        "killing 12 people",
        "leaving 300 without a home.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The bus was hit by a train, killing 12 people.",
        "A gunman who hated the town opened fire, killing 12 people.",
        "One car stopped, and robbers fired at it, killing 2 people.",
        "The storm swept over Oster, leaving many without a home.",
        "The mill will close in May, costing 300 jobs.",
        "Killing 12 people, the storm swept over Oster.",
        "Police said the storm swept over Oster, killing 12 people.",
        "The storm swept over Oster, costing nobody's life.",
    ],
)
def test_no_result_without_figure_or_acting_subject(text: str) -> None:
    assert result(draft(text)) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The town of Oster closed its port after a barge had sunk near Lornby.",
            ["The town of Oster closed its port.", "A barge had sunk near Lornby."],
        ),
        (
            "The vote was called off at midnight (05:00 GMT), after Bo Lind had left the hall.",
            ["The vote was called off at midnight (05:00 GMT).", "Bo Lind had left the hall."],
        ),
        (
            "Ruiz kept the mill in Oster open, although 40 weavers were dismissed.",
            ["Ruiz kept the mill in Oster open.", "40 weavers were dismissed."],
        ),
    ],
)
def test_subordinate_clause_is_a_fact_of_its_own(text: str, parts: list[str]) -> None:
    assert texts(subordinate(draft(text))) == parts


@pytest.mark.parametrize(
    "text",
    [
        "The town of Oster closed its port two days after Bo Lind had left the town.",
        "The closing of Oster came after Bo Lind had left the town.",
        "The port was closed after Bo Lind had left the town.",
        "The town of Oster closed its port after he had left the town of Lornby.",
        "The town of Oster closed its port after its mayor left the town of Lornby.",
        "The town of Oster closed its port after the mayor had left.",
        "The town of Oster closed its port after Bo Lind had left, and opened it in May.",
        "The town of Oster closed its port, officials said, after Bo Lind had left the town.",
    ],
)
def test_no_subordinate_clause_where_one_of_both_would_say_little(text: str) -> None:
    assert subordinate(draft(text)) is None
