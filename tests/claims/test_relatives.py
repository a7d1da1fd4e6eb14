from __future__ import annotations

import pytest

from claimcheck.claims.draft import Draft
from claimcheck.claims.relatives import relative_clauses


def parts(text: str) -> list[str]:
    return [part.text for part in relative_clauses(Draft(text, 0, len(text)))]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "Fans came for the Winter Games, which run from May 2 to May 9.",
            ["Fans came for the Winter Games.", "The Winter Games run from May 2 to May 9."],
        ),
        (
            "In Oster, Ana Ruiz, who also runs a mill, left on Monday.",
            ["In Oster, Ana Ruiz left on Monday.", "Ana Ruiz also runs a mill."],
        ),
        (
            "The bridge, which had been closed since May, will open in June, officials said.",
            ["The bridge will open in June, officials said.", "The bridge had been closed since May."],
        ),
        (
            "It was bought by Sen. Bo Lind (D-Oster), who once sold it.",
            ["It was bought by Sen. Bo Lind (D-Oster).", "Sen. Bo Lind once sold it."],
        ),
        (
            "It was bought by Sen. Bo Lind, D-Oster, who owns ten and who wants more.",
            ["It was bought by Sen. Bo Lind, D-Oster.", "Sen. Bo Lind owns ten and wants more."],
        ),
        (
            '"We sold it," Bo Lind, who was the mayor, told the court.',
            ['"We sold it," Bo Lind told the court.', "Bo Lind was the mayor."],
        ),
    ],
)
def test_relative_clause_is_a_statement_of_its_own(text: str, statements: list[str]) -> None:
    assert parts(text) == statements


@pytest.mark.parametrize(
    "text",
    [
        "Fans came to meet Norland Rangers, which was late.",
        "The mill closed in May, which means that 40 weavers must go.",
        "They met a friend of Bo Lind, who was ill.",
        "They met Ana Ruiz and Bo Lind, who was ill.",
        "It was the mayor, Bo Lind, who sold the mill.",
        "They met some Greens, who were ill.",
        "They met Bo Lind, a Green, who was ill.",
        "Ana Ruiz, who critics say is ill, left on Monday.",
        "Talks stalled between the United Ports and Oster, which was late.",
        'They asked Bo Lind, who answered: "No."',
        "They asked Bo Lind, who was ill, and left.",
        "Police in Oster, which was flooded, closed the roads.",
    ],
)
def test_clause_stays_where_it_is_not_plain_of_whom_it_tells(text: str) -> None:
    assert parts(text) == [text]


def test_quote_holds_the_name_and_what_is_told_of_it() -> None:
    text = "Fans came for the Winter Games, which run from May 2 to May 9."
    _, own = relative_clauses(Draft(text, 10, 10 + len(text)))
    assert text[own.start - 10 : own.end - 10] == "the Winter Games, which run from May 2 to May 9."
