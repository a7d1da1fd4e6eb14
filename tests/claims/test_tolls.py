from __future__ import annotations

import pytest

from claimcheck.claims.draft import Draft
from claimcheck.claims.tolls import tolls


def parts(text: str) -> list[str]:
    return [part.text for part in tolls(Draft(text, 0, len(text))) or ()]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (
            "Four men were killed and more than 40 barns flooded when a dam broke near Oster.",
            ["Four men were killed.", "More than 40 barns were flooded.", "A dam broke near Oster."],
        ),
        (
            "At least four have been arrested and dozens were injured in Oster, Norland, on Monday.",
            [
                "At least four have been arrested in Oster, Norland, on Monday.",
                "Dozens were injured in Oster, Norland, on Monday.",
            ],
        ),
        (
            "Six people were killed and 31 injured on Monday, eight of them seriously.",
            ["Six people were killed on Monday.", "31 people were injured on Monday, eight of them seriously."],
        ),
        (
            "A man of 24 was killed, and 33 others were hurt, after a gust had toppled a mast.",
            ["A man of 24 was killed.", "33 others were hurt.", "A gust had toppled a mast."],
        ),
        (
            "One man was arrested and 12 hurt on Monday (a holiday) when a dam broke near Oster.",
            [
                "One man was arrested on Monday (a holiday).",
                "12 people were hurt on Monday (a holiday).",
                "A dam broke near Oster.",
            ],
        ),
    ],
)
def test_counts_and_event_stand_apart(text: str, statements: list[str]) -> None:
    assert parts(text) == statements


@pytest.mark.parametrize(
    "text",
    [
        "Four men were killed.",
        "The men were killed and 40 barns flooded.",
        "Four men were killed and the barns flooded.",
        "Four men were killed when they left.",
        "Four men were killed as suspects.",
        "Four men, 12 women and 3 boys were killed when a dam broke near Oster.",
    ],
)
def test_nothing_is_taken_apart_without_two_counts_or_an_event(text: str) -> None:
    assert parts(text) == []


def test_each_count_quotes_its_own_words() -> None:
    text = "Four men were killed and 12 hurt when a dam broke near Oster."
    found = tolls(Draft(text, 10, 10 + len(text))) or ()
    quotes = [text[part.start - 10 : part.end - 10] for part in found]
    assert quotes == ["Four men were killed and 12 hurt", "12 hurt", "a dam broke near Oster."]
