from __future__ import annotations

import numpy as np
import pytest

from claimcheck.text.word_vectors import PADDING, WordVectors


def likeness(one: str, other: str) -> float:
    vectors = WordVectors.bundled()
    return float(vectors.similarity(*vectors.tokens([one, other])).max())


@pytest.mark.parametrize(("one", "other"), [("soldiers", "troops"), ("died", "killed"), ("doctor", "physician")])
def test_synonyms_are_alike(one: str, other: str) -> None:
    assert 0.4 <= likeness(one, other) < 1


@pytest.mark.parametrize(("one", "other"), [("soldiers", "cups"), ("Tuesday", "bread"), ("7", "harbour")])
def test_strangers_have_nothing_in_common(one: str, other: str) -> None:
    assert likeness(one, other) == 0


def test_thousands_separators_do_not_matter() -> None:
    with_separators, without = WordVectors.bundled().tokens(["1,234,567 of 2,185 in 2,18", "1234567 of 2185 in 2,18"])
    assert with_separators.tolist() == without.tolist()


def test_padding_is_like_nothing() -> None:
    similarity = WordVectors.bundled().similarity(np.array([PADDING, 7592]), np.array([PADDING, 7592]))
    assert similarity.tolist() == [[0, 0], [0, pytest.approx(1, abs=1e-6)]]


def test_words_of_several_pieces_have_one_direction() -> None:
    vectors = WordVectors.bundled()
    directions = vectors.words(["gendarmes", "soldiers"])
    assert directions.shape[0] == 2
    np.testing.assert_allclose(np.linalg.norm(directions, axis=1), 1, rtol=1e-5)
    assert vectors.words([]).shape == (0, directions.shape[1])


def test_direction_of_a_text_follows_its_weighty_pieces() -> None:
    vectors = WordVectors.bundled()
    ids = vectors.tokens(["soldiers bread"])[0]
    soldiers, bread = vectors.words(["soldiers", "bread"])
    direction = vectors.direction(ids, np.array([3.0, 1.0]))
    assert np.linalg.norm(direction) == pytest.approx(1, abs=1e-5)
    assert direction @ soldiers > direction @ bread > 0


def test_text_without_pieces_has_no_direction() -> None:
    assert not WordVectors.bundled().direction(np.array([], dtype=int), np.array([])).any()
