from dataclasses import replace

import numpy as np
import pytest
from example_tasks import example

from claimcheck.evaluation.slices import LEAST_ROWS, slice_masks, slices_of, word_overlap


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("About 45 ships left.", "claim: has a number"),
        ("Seven ships left.", "claim: has a number"),
        ("The ships left.", "claim: no number"),
        ("The ships left on Tuesday.", "claim: has a date"),
        ("The ships left in May.", "claim: has a date"),
        ("The ships may leave.", "claim: no date"),
        ("The ships didn't leave.", "claim: has a negation"),
        ("The ships didn\u2019t leave.", "claim: has a negation"),
        ("The knot held.", "claim: no negation"),
        ("The Minister resigned.", "claim: has a named role"),
        ("The administration resigned.", "claim: no named role"),
    ],
)
def test_what_a_claim_has(claim, expected):
    assert expected in slices_of(example(1, "supported", claim))


@pytest.mark.parametrize(
    ("words", "expected"),
    [(25, "up to 25 words"), (26, "26 to 100 words"), (300, "101 to 300 words"), (301, "over 300 words")],
)
def test_evidence_lengths(words, expected):
    assert f"evidence: {expected}" in slices_of(example(1, "supported", evidence="word " * words))


def test_overlap_is_the_share_of_the_claims_words():
    assert word_overlap("Two ships sank", "The ships SANK.") == pytest.approx(2 / 3)
    assert word_overlap("!", "anything") == 0


def test_small_slices_and_slices_of_everything_are_left_out():
    numbered = [example(n, "supported", "Two ships sank.") for n in range(LEAST_ROWS)]
    plain = [example(n, "contradicted", "Ships sank.") for n in range(LEAST_ROWS - 1)]
    masks = slice_masks([*numbered, *plain])
    assert list(masks) == ["claim: has a number", "label: supported"]
    assert np.array_equal(masks["claim: has a number"], np.arange(2 * LEAST_ROWS - 1) < LEAST_ROWS)


def test_a_slice_within_one_group_is_left_out():
    rows = [example(number, "supported", group=f"g{number // 20}") for number in range(60)]
    tagged = [replace(row, tags=(f"field: {'sport' if number < 20 else 'court'}",)) for number, row in enumerate(rows)]
    assert [name for name in slice_masks(tagged) if name.startswith("field")] == ["field: court"]
