from __future__ import annotations

import random

from claimcheck.labels import Label
from training.near_misses import near_misses

TOPICS = ("ferry", "harvest", "election", "museum")


def rows() -> list[dict[str, str]]:
    return [
        {
            "claim": f"The {topic} opened on day {number}.",
            "evidence": f"Report {number}: the {topic} opened, said the {topic} board.",
            "label": str(Label.SUPPORTED),
            "group": f"{topic} {number}",
        }
        for topic in TOPICS
        for number in range(20)
    ]


def test_evidence_is_similar_but_of_another_group() -> None:
    own = {row["claim"]: row["evidence"] for row in rows()}
    made = near_misses(rows(), 10, random.Random(1))
    assert len(made) == 10
    for row in made:
        topic = row["claim"].split()[1]
        assert row["label"] == Label.NOT_ENOUGH_INFO
        assert row["evidence"] != own[row["claim"]]
        assert topic in row["evidence"]


def test_the_quote_that_decided_the_claim_is_not_kept() -> None:
    quoted = [row | {"evidence_gold": row["evidence"]} for row in rows()]
    assert {row["evidence_gold"] for row in near_misses(quoted, 10, random.Random(1))} == {""}


def test_source_of_one_group_has_no_near_misses() -> None:
    assert near_misses([{**row, "group": "one"} for row in rows()], 5, random.Random(1)) == []


def test_nothing_is_drawn_from_nothing() -> None:
    assert near_misses([], 3, random.Random(1)) == []
