from __future__ import annotations

import random
from collections import Counter

import pytest

from claimcheck.labels import NOT_SUPPORTED, Label
from training.value_swaps import value_swaps


def pair(claim: str, evidence: str, label: str = Label.SUPPORTED) -> dict[str, str]:
    return {"claim": claim, "evidence": evidence, "label": str(label), "source": "a", "part": "a"}


PAIRS = [
    pair("The depot holds 340 buses.", "A spokesman said 340 buses stand in the depot."),
    pair("The trophy went to Clara Benning.", "Clara Benning took the trophy home."),
    pair("The prize went to Ruth Olsen.", "Ruth Olsen took the prize home."),
    pair("The bridge was closed.", "The bridge was closed at noon."),
]


def test_each_text_is_supported_once_and_not_supported_once() -> None:
    rows = list(value_swaps(PAIRS, 1, random.Random(0)))
    assert len(rows) == 4 * len(PAIRS)
    for text in ("claim", "evidence"):
        seen = Counter((row[text], row["label"] == Label.SUPPORTED) for row in rows)
        assert set(seen.values()) == {1}


@pytest.mark.parametrize(
    ("claim", "evidence", "changed_claim", "changed_evidence"),
    [
        ("The depot holds 340 buses.", "340 buses stand there.", Label.CONTRADICTED, Label.CONTRADICTED),
        ("The bridge was closed.", "The bridge was closed at noon.", Label.CONTRADICTED, Label.CONTRADICTED),
        ("Bo is a baker.", "Bo, 40, is a baker.", NOT_SUPPORTED, Label.SUPPORTED),
    ],
)
def test_numbers_and_negations_contradict_while_what_is_only_so_is_also_so(
    claim: str, evidence: str, changed_claim: str, changed_evidence: str
) -> None:
    labels = {
        tuple(row["label"] for row in value_swaps([pair(claim, evidence)], 1, random.Random(seed)))
        for seed in range(20)
    }
    assert (Label.SUPPORTED, changed_claim, changed_evidence, Label.SUPPORTED) in labels


def test_names_that_differ_contradict() -> None:
    rows = [row for seed in range(9) for row in value_swaps(PAIRS[1:3], 1, random.Random(seed))]
    assert {row["label"] for row in rows} == {Label.SUPPORTED, Label.CONTRADICTED}


def test_who_did_it_to_whom_is_exchanged() -> None:
    blamed = pair("Lena Brandt blamed Ruth Olsen.", "Asked about it, Lena Brandt blamed Ruth Olsen.")
    rows = [row for seed in range(30) for row in value_swaps([blamed], 1, random.Random(seed))]
    found = {(row["claim"], row["evidence"]): row["label"] for row in rows}
    turned = "Ruth Olsen blamed Lena Brandt."
    assert found[turned, blamed["evidence"]] == Label.CONTRADICTED
    assert found[turned, f"Asked about it, {turned}"] == Label.SUPPORTED


def test_what_is_mutual_is_not_exchanged() -> None:
    met = pair("Lena Brandt met Ruth Olsen.", "On Monday Lena Brandt met Ruth Olsen.")
    rows = [row for seed in range(30) for row in value_swaps([met], 1, random.Random(seed))]
    assert "Ruth Olsen met Lena Brandt." not in {row["claim"] for row in rows}


def test_negations_take_several_forms_and_claim_and_evidence_may_differ_in_them() -> None:
    rows = [row for seed in range(30) for row in value_swaps(PAIRS[3:], 1, random.Random(seed))]
    both = {(row["claim"], row["evidence"]) for row in rows if row["label"] == Label.SUPPORTED}
    assert ("The bridge has yet to be closed.", "The bridge was not closed at noon.") in both
    assert ("The bridge was never closed.", "The bridge was never closed at noon.") in both


def test_sets_are_a_part_of_their_own() -> None:
    assert {row["part"] for row in value_swaps(PAIRS, 1, random.Random(2))} == {"a, swapped values"}


def test_pairs_that_share_no_value_or_are_not_supported_make_no_sets() -> None:
    no_value = pair("Rain fell.", "It poured all night.")
    contradicted = pair("It was sold.", "It was sold in May.", Label.CONTRADICTED)
    assert list(value_swaps([no_value, contradicted], 1, random.Random(2))) == []
