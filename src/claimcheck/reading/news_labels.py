"""Labelled pairs of real news: the labels are ours, the text stays with its publishers and is named by its place."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.parquet as pq

from claimcheck.errors import InputError
from claimcheck.labels import Label

#: Articles that they name, below a data root.
NEWS_EVENTS = Path("news/events.parquet")
COLUMNS = ("claim_doc", "claim_span", "edit", "evidence_doc", "evidence_spans", "label")


def news_label_rows(labels: Path, events: Path) -> list[dict[str, str]]:
    """Read the pairs that a CSV file of :data:`COLUMNS` labels, with their text from a Parquet file of articles.

    Spans are character offsets, such as ``395-569 771-1088`` for two sentences; their text is read with single spaces.
    A claim with an ``edit``, such as ``12-17 forty``, has other words there. The pairs have the columns of our labelled
    data; ``kind`` is natural or edited, and ``group`` is the event.

    Raises:
        InputError: a file is missing, a row names an article that the events lack, or it cannot be read.
    """
    for path in (labels, events):
        if not path.is_file():
            raise InputError(f"{path}: no such file; labelled news needs its labels and the articles that they name")
    columns = ["cluster_id", "doc_id", "text"]
    articles = {row["doc_id"]: row for row in pq.read_table(events, columns=columns).to_pylist()}
    pairs: list[dict[str, str]] = []
    with labels.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            try:
                pairs.append({"id": f"{labels.stem}-{len(pairs) + 1:04}", **_pair(row, articles)})
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                line = len(pairs) + 2
                raise InputError(f"{labels}, line {line}: names no text of {events}, or no label: {error}") from error
    return pairs


def _pair(row: dict[str, str], articles: dict[str, dict[str, str]]) -> dict[str, str]:
    claimed, read = articles[row["claim_doc"]], articles[row["evidence_doc"]]
    claim = _at(claimed["text"], row["claim_span"])
    if row["edit"]:
        span, _, words = row["edit"].partition(" ")
        start, end = map(int, span.split("-"))
        claim = claim[:start] + words + claim[end:]
    evidence = " ".join(_at(read["text"], span) for span in row["evidence_spans"].split())
    return {
        "claim": claim,
        "evidence": evidence,
        "label": str(Label(row["label"])),
        "group": claimed["cluster_id"],
        "source": "news_labels",
        "kind": "edited" if row["edit"] else "natural",
    }


def _at(text: str, span: str) -> str:
    start, end = map(int, span.split("-"))
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{span} is no place in a text of {len(text)} characters")
    return " ".join(text[start:end].split())
