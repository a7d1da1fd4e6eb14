from __future__ import annotations

import pytest

from claimcheck.number_readings import read_numbers, restated


@pytest.mark.parametrize(
    ("claim", "evidence", "corrected"),
    [
        ("Paris asked 45 countries.", "Paris asked 46 countries to help.", "Paris asked 46 countries."),
        ("Some 15,000 soldiers will patrol.", "18,000 troops will patrol.", "Some 18,000 soldiers will patrol."),
        ("Nearly 2,200 officers came.", "They sent 2,185 officers.", None),
        ("Paris asked 45 countries.", "The mayor spoke for 20 minutes.", None),
        ("Paris asked its allies.", "Paris asked 46 countries.", None),
        ("The town asked for 40 pumps on Friday.", "The town asked for 47 pumps on Tuesday.", None),
        (
            "The town asked for 40 pumps on Friday.",
            "It asked for 40 pumps on Tuesday.",
            "The town asked for 40 pumps on Tuesday.",
        ),
    ],
)
def test_only_numbers_that_disagree_are_replaced(claim: str, evidence: str, corrected: str | None) -> None:
    assert [reading.corrected for reading in read_numbers(claim, [evidence])] == [corrected]


@pytest.mark.parametrize(
    ("claim", "evidence", "words"),
    [
        ("He was jailed for two years.", "He was jailed for 24 long months.", "He was jailed for 24 long months."),
        ("It was 40 degrees Celsius at noon.", "At noon it was 104\u00b0F.", "It was 104\u00b0F at noon."),
        ("Two thirds of voters left.", "Some 66% of voters left.", "66% of voters left."),
        ("The ferry left at 3 p.m.", "The ferry left at 15:00.", "The ferry left at 15:00"),
        ("Over 2,000 officers came.", "They sent 2,340 officers.", "Over 2,000 officers came."),
        ("A man in his 30s was held.", "A man, 34, was held.", "A man 34 was held."),
        ("The dam opened in March.", "The dam opened on March 5.", "The dam opened in March."),
        ("Paris asked 45 countries.", "Paris asked 46 countries.", "Paris asked 45 countries."),
    ],
)
def test_one_value_is_put_in_the_words_of_the_sentence(claim: str, evidence: str, words: str) -> None:
    assert restated(claim, read_numbers(claim, [evidence]), [0.5]) == words


def test_the_sentence_that_holds_most_of_the_claim_lends_its_words_if_it_holds_enough() -> None:
    claim = "He was jailed for two years."
    readings = read_numbers(claim, ["He was jailed for 24 months.", "He was jailed for 730 days."])
    assert restated(claim, readings, [0.4, 0.6]) == "He was jailed for 730 days."
    assert restated(claim, readings, [0.05, 0.05]) == claim


def test_number_that_another_sentence_states_is_left_alone() -> None:
    sentences = ["The city asked 46 allies.", "Later 45 countries were asked for help by Paris.", "It rained."]
    readings = read_numbers("Paris asked 45 countries for help.", sentences)
    assert [reading.corrected for reading in readings] == [None, None, None]
    assert [reading.agrees for reading in readings] == [False, True, False]


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The dam opened on Monday.", "The dam opened on Monday."),
        ("Two men sat on a bench.", "Two men sat on a bench."),
        ("The fire on 5 ships killed 3 people.", "The fire killed 3 people."),
        ("The dam broke.", "The dam broke."),
    ],
)
def test_a_date_alone_small_counts_some_of_the_numbers_or_none_do_not_agree(claim: str, evidence: str) -> None:
    assert not read_numbers(claim, [evidence])[0].agrees
