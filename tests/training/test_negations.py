from __future__ import annotations

import random

import pytest

from claimcheck.labels import NOT_SUPPORTED, Label
from training.negations import negated_claims


def negated(claim: str, label: str) -> list[tuple[str, str]]:
    pair = {"claim": claim, "evidence": "e", "label": str(label), "part": "a"}
    return [(row["claim"], row["label"]) for row in negated_claims([pair], 1, random.Random(0))]


@pytest.mark.parametrize(
    ("label", "opposite"),
    [
        (Label.SUPPORTED, Label.CONTRADICTED),
        (Label.CONTRADICTED, Label.SUPPORTED),
        (Label.NOT_ENOUGH_INFO, Label.NOT_ENOUGH_INFO),
    ],
)
def test_the_label_turns_with_the_claim(label: Label, opposite: Label) -> None:
    assert negated("The bridge was closed.", label) == [("The bridge was not closed.", opposite)]
    assert negated("The bridge wasn't closed.", label) == [("The bridge was closed.", opposite)]


@pytest.mark.parametrize(
    "claim", ["Rain fell.", "Was it closed?", "He is sure that it was closed.", "She can't go.", "There is no bridge."]
)
def test_what_has_no_plain_opposite_is_left_out(claim: str) -> None:
    assert negated(claim, Label.SUPPORTED) == []


def test_partial_labels_have_no_opposite() -> None:
    assert negated("The bridge was closed.", NOT_SUPPORTED) == []
