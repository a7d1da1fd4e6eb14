"""Rows and JSON lines: the columns that users rely on."""

import json

import pytest
from example_report import CONTRADICTED, LOCAL

COLUMNS = [
    "event",
    "claim_id",
    "claim",
    "claim_article",
    "evidence_article",
    "label",
    "supported",
    "contradicted",
    "not_enough_info",
    "evidence",
]


def test_one_row_per_claim_and_other_article(report):
    rows = report.rows()
    assert len(rows) == 2 * len(report.findings)
    assert all(list(row) == COLUMNS for row in rows)
    assert all(row["claim_article"] != row["evidence_article"] for row in rows)


def test_labels_are_plain_strings_with_the_highest_probability(report):
    for row in report.rows():
        probabilities = {label: row[label] for label in ("supported", "contradicted", "not_enough_info")}
        assert type(row["label"]) is str
        assert row["label"] == max(probabilities, key=probabilities.get)
        assert sum(probabilities.values()) == pytest.approx(1)


def test_quotes_stand_in_the_evidence_article_at_their_offsets(report):
    texts = {article.id: article.text for article in report.articles}
    quotes = [(row["evidence_article"], quote) for row in report.rows() for quote in row["evidence"]]
    assert quotes
    for article, quote in quotes:
        assert list(quote) == ["text", "start", "end"]
        assert texts[article][quote["start"] : quote["end"]] == quote["text"]


def test_jsonl_holds_the_rows(report):
    lines = report.to_jsonl().split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == report.rows()


def test_the_number_of_injured_is_contradicted_by_the_local_paper(report):
    row = next(row for row in report.rows() if row["claim_id"] == "agency.2" and row["evidence_article"] == LOCAL)
    assert row["label"] == CONTRADICTED
    assert row["evidence"][0]["text"].startswith("Nineteen")
