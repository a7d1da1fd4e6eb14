"""Articles of real news that a model is measured on; nothing may be learned from the events that they tell of."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.parquet as pq

_FOLDER = Path(__file__).parents[1] / "data" / "news_labels"
#: Labelled pairs of real news, for reporting alone, and those for choosing between designs.
NEWS_TEST, _NEWS_DEV = _FOLDER / "test.csv", _FOLDER / "dev.csv"


def evaluated_articles(root: Path) -> set[str]:
    """The ``doc_id`` of each article in dev and test of ``data/news_labels``, and in the mirror's ``dev/news_events``.

    Args:
        root: the mirror; one without news events in dev adds none.
    """
    articles: set[str] = set()
    for path in (NEWS_TEST, _NEWS_DEV):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                articles |= {row["claim_doc"], row["evidence_doc"]}
    news_events = root / "dev" / "news_events.parquet"
    if news_events.is_file():
        articles |= set(pq.read_table(news_events, columns=["evidence_doc"])["evidence_doc"].to_pylist())
    return articles
