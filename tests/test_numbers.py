from __future__ import annotations

import numpy as np
import pytest

from claimcheck.numbers import with_conflict, with_numbers_of


@pytest.mark.parametrize(
    ("claim", "evidence", "corrected"),
    [
        ("Paris asked 45 countries.", "Paris asked 46 countries to help.", "Paris asked 46 countries."),
        ("Some 15,000 soldiers will patrol.", "18,000 troops will patrol.", "Some 18,000 soldiers will patrol."),
        ("Nearly 2,200 officers came.", "They sent 2,185 officers.", None),
        ("Paris asked 45 countries.", "The mayor spoke for 20 minutes.", None),
        ("Paris asked its allies.", "Paris asked 46 countries.", None),
    ],
)
def test_only_numbers_that_disagree_are_replaced(claim: str, evidence: str, corrected: str | None) -> None:
    assert with_numbers_of(claim, [evidence]) == [corrected]


def test_number_that_another_sentence_states_is_left_alone() -> None:
    sentences = ["The city asked 46 allies.", "Later 45 countries were asked for help by Paris.", "It rained."]
    assert with_numbers_of("Paris asked 45 countries for help.", sentences) == [None, None, None]


def test_support_with_the_other_number_means_contradiction() -> None:
    scores = np.array([[0.8, 0.1, 0.1], [0.8, 0.1, 0.1], [0.1, 0.1, 0.8]])
    moved = with_conflict(scores, np.array([0.9, 0.2, 0.0]))
    assert moved.argmax(axis=1).tolist() == [1, 0, 2]
    np.testing.assert_allclose(moved.sum(axis=1), 1)
    np.testing.assert_allclose(moved[1:], scores[1:])
