from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from claimcheck.labels import Label
from training.quantifier_pairs import _WORLDS, _label, _quantifiers, _Statement, quantifier_pairs


class _First:
    """Draws the first of everything, and the numbers 12 and 7."""

    def choice(self, values):
        return 12 if 12 in values else values[0]

    def randrange(self, start, stop):
        return 7

    def random(self):
        return 1.0


HOLDS = {text: holds(_WORLDS) for text, holds in _quantifiers(_First())}


@pytest.mark.parametrize(
    ("evidence", "claim", "label"),
    [
        ("all the", "most of the", Label.SUPPORTED),
        ("most of the", "all the", Label.NOT_ENOUGH_INFO),
        ("none of the", "some of the", Label.CONTRADICTED),
        ("7 of the 12", "more than half of the", Label.SUPPORTED),
        ("7 of the 12", "fewer than half of the", Label.CONTRADICTED),
        ("7", "at least 7", Label.SUPPORTED),
        ("at least 7", "7", Label.NOT_ENOUGH_INFO),
        ("more than 7", "at most 7", Label.CONTRADICTED),
        ("more than 7", "more than half of the", Label.NOT_ENOUGH_INFO),
        ("not all of the", "all 12", Label.CONTRADICTED),
    ],
)
def test_labels_follow_by_counting(evidence: str, claim: str, label: Label) -> None:
    assert _label(_Statement(evidence, HOLDS[evidence]), _Statement(claim, HOLDS[claim])) is label


def test_labels_are_balanced_and_no_claim_gives_its_label_away() -> None:
    pairs = quantifier_pairs(300, seed=1)
    assert set(Counter(pair["label"] for pair in pairs).values()) == {100}
    labels = defaultdict(set)
    for pair in quantifier_pairs(3000, seed=1):
        labels[pair["claim"].split()[0]].add(pair["label"])
    assert all(len(labels[word]) == 3 for word in ("All", "Most", "Some", "None", "Half", "At", "More", "Fewer", "Not"))


def test_the_same_seed_makes_the_same_pairs() -> None:
    assert quantifier_pairs(30, seed=2) == quantifier_pairs(30, seed=2)
