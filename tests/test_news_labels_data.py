"""Labels of real news: what can be checked of them without the text."""

import csv
from collections import defaultdict
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from claimcheck.labels import Label
from claimcheck.reading.news_labels import COLUMNS

FOLDER = Path(__file__).parents[1] / "data" / "news_labels"
SPLITS = ("train", "dev", "test")


def rows(split: str) -> list[dict[str, str]]:
    with (FOLDER / f"{split}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def span(text: str) -> tuple[int, int]:
    start, end = map(int, text.split("-"))
    return start, end


@pytest.mark.parametrize("split", SPLITS)
def test_rows_name_places_in_order_and_a_label(split: str) -> None:
    for row in rows(split):
        assert tuple(row) == COLUMNS
        spans = [span(text) for text in row["evidence_spans"].split()]
        assert all(start < end for start, end in [span(row["claim_span"]), *spans])
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        assert row["claim_doc"] != row["evidence_doc"]
        assert row["label"] in set(Label)


def test_no_article_is_in_two_splits() -> None:
    articles = [{row[name] for row in rows(split) for name in ("claim_doc", "evidence_doc")} for split in SPLITS]
    assert all(one.isdisjoint(other) for one, other in combinations(articles, 2))


@pytest.mark.parametrize("split", SPLITS)
def test_edits_are_of_supported_claims_and_hold_few_words(split: str) -> None:
    labels = defaultdict(set)
    for row in rows(split):
        labels[row["claim_doc"], row["claim_span"], row["evidence_doc"], bool(row["edit"])].add(row["label"])
        assert len(row["edit"].split()) <= 11, "no text of an article is published"
    for (*pair, edited), found in labels.items():
        if edited:
            assert labels[*pair, False] == {"supported"}
            assert "supported" not in found
