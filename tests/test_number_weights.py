from __future__ import annotations

import numpy as np
import pytest

from claimcheck.number_readings import read_numbers
from claimcheck.number_weights import agreement, conflict, with_agreement, with_conflict


def test_agreement_needs_the_words_too() -> None:
    readings = read_numbers("Paris asked 45 countries for help.", ["Paris asked 45 countries for help."] * 2)
    assert agreement(readings, [0.9, 0.1]).tolist() == [True, False]


def test_support_or_the_words_make_a_conflict() -> None:
    scores = np.array([[0.9, 0.0, 0.1], [0.1, 0.0, 0.9], [0.1, 0.0, 0.9]])
    weights = conflict(scores, np.array([0.1, 0.8, 0.1]))
    assert weights[0] == pytest.approx(0.9)
    assert weights[1] > 0.5
    assert weights[2] == 0


def test_conflict_means_contradiction() -> None:
    scores = np.array([[0.8, 0.1, 0.1], [0.8, 0.1, 0.1], [0.1, 0.1, 0.8]])
    moved = with_conflict(scores, np.array([0.9, 0.0, 0.0]))
    assert moved.argmax(axis=1).tolist() == [1, 0, 2]
    np.testing.assert_allclose(moved.sum(axis=1), 1)
    np.testing.assert_allclose(moved[1:], scores[1:])


def test_agreement_leaves_little_of_not_enough_info() -> None:
    [support, contradiction, neither] = with_agreement(np.array([[0.35, 0.15, 0.5]]))[0]
    assert support > 0.5 > neither
    assert contradiction < 0.2
    assert support + contradiction + neither == pytest.approx(1)
