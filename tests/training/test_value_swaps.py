from __future__ import annotations

import random
from collections import Counter

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
    rows = list(value_swaps(PAIRS, 1, random.Random(2)))
    assert len(rows) == 4 * len(PAIRS)
    for text in ("claim", "evidence"):
        seen = Counter((row[text], row["label"] == Label.SUPPORTED) for row in rows)
        assert set(seen.values()) == {1}


def test_numbers_and_negations_contradict_while_names_only_fail_to_support() -> None:
    rows = list(value_swaps(PAIRS, 1, random.Random(2)))
    labels = {row["claim"].split()[1]: row["label"] for row in rows if row["label"] != Label.SUPPORTED}
    assert labels == {
        "depot": Label.CONTRADICTED,
        "trophy": NOT_SUPPORTED,
        "prize": NOT_SUPPORTED,
        "bridge": Label.CONTRADICTED,
    }


def test_sets_are_a_part_of_their_own() -> None:
    assert {row["part"] for row in value_swaps(PAIRS, 1, random.Random(2))} == {"a, swapped values"}


def test_pairs_that_share_no_value_or_are_not_supported_make_no_sets() -> None:
    no_value = pair("Rain fell.", "It poured all night.")
    contradicted = pair("It was sold.", "It was sold in May.", Label.CONTRADICTED)
    assert list(value_swaps([no_value, contradicted], 1, random.Random(2))) == []
