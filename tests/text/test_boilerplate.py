from __future__ import annotations

import pytest

from claimcheck.text.boilerplate import is_boilerplate, without_credit


@pytest.mark.parametrize(
    "line",
    ["Oster Courier, Monday 5 March 2035.", "Updated 10:30 p.m. on March 5, 2035", "Read more: the flood in pictures"],
)
def test_lines_of_the_page_are_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


def test_a_dated_line_in_capitals_that_goes_on_in_plain_words_is_told_at_once() -> None:
    # Tried letter by letter, these capitals take longer than anyone waits.
    assert not is_boilerplate("HIGH COURT TURNS DOWN RULE THAT SET A BAR FOR LICENCES on March 5, 2035, people heard")


@pytest.mark.parametrize("credit", ["(AP Photo)", "(Reuters) ", "[ab/cd]"])
def test_a_credit_goes_with_the_blanks_around_it(credit: str) -> None:
    assert without_credit(f"The dam broke. \t{credit}") == "The dam broke."


def test_blanks_inside_a_text_hold_no_credit() -> None:
    text = f"The dam broke{' ' * 20_000}in 2034."
    assert without_credit(text) == text
