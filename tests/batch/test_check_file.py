import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from fakes import FakeChecker

from claimcheck.batch import check_file, write_findings
from claimcheck.errors import InputError, ModelError, OutputError
from claimcheck.reading import location
from claimcheck.records import Article


@pytest.fixture
def source(tmp_path):
    rows = [
        {"event": "flood", "id": "a", "text": "Water rose."},
        {"event": "flood", "id": "b", "text": "Water fell."},
        {"event": "flood", "id": "c", "text": None},
        {"event": "alone", "id": "a", "text": "One."},
        {"event": "odd", "id": "a", "text": "Please refuse."},
        {"event": "odd", "id": "b", "text": "Two."},
        {"event": "unlucky", "id": "a", "text": "Something broken."},
        {"event": "unlucky", "id": "b", "text": "Two."},
        {"id": "x", "text": "No event."},
    ]
    path = tmp_path / "events.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.mark.parametrize("suffix", ["jsonl", "parquet"])
def test_findings_and_errors_of_every_event(source, tmp_path, suffix):
    output = tmp_path / f"findings.{suffix}"
    seen = []
    summary = check_file(FakeChecker(), source, output, shard_events=2, progress=lambda *step: seen.append(step))
    if suffix == "jsonl":
        rows = [json.loads(line) for line in output.read_text().splitlines()]
    else:
        rows = pq.read_table(output).to_pylist()
    assert [(row["event"], row["claim_article"], row["evidence_article"]) for row in rows if row["label"]] == [
        ("flood", "a", "b"),
        ("flood", "b", "a"),
    ]
    assert rows[1]["evidence"] == [{"text": "Wat", "start": 0, "end": 3}]
    assert [row["error"] for row in rows if not row["label"]] == [
        "line 3: text is null, text is needed",
        "event 'alone' has 1 readable article; at least two are needed",
        "event 'odd': the articles cannot be read",
        "event 'unlucky': unexpected ZeroDivisionError, please report it: a mistake in the program",
        "line 9: cluster_id or event is empty",
    ]
    assert (summary.items, summary.rows, summary.errors) == (5, 7, 5)
    assert summary.labels == {"supported": 2}
    assert seen == [(2, 5), (4, 5), (5, 5)]


def test_findings_of_a_report_in_every_format(tmp_path):
    articles = [Article("a", "Water rose.", event="e"), Article("b", "Water fell.", event="e")]
    report = FakeChecker().check(articles)
    for suffix in ("jsonl", "csv", "parquet"):
        write_findings(report, tmp_path / f"findings.{suffix}")
    rows = [json.loads(line) for line in (tmp_path / "findings.jsonl").read_text().splitlines()]
    assert rows == report.rows()
    assert pq.read_table(tmp_path / "findings.parquet").to_pylist() == [row | {"error": None} for row in rows]
    assert (tmp_path / "findings.csv").read_text().count("Water rose.") == 1
    with pytest.raises(OutputError, match="only the findings of a file of events"):
        write_findings(report, location("memory://bucket/findings.jsonl"))


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_findings_that_cannot_be_written_are_an_error_with_the_name(tmp_path, suffix):
    report = FakeChecker().check([Article("a", "Water rose.")])
    with pytest.raises(OutputError, match=rf"gone/findings\.{suffix}: cannot be written"):
        write_findings(report, tmp_path / "gone" / f"findings.{suffix}")


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_a_full_disk_keeps_the_old_findings(tmp_path, monkeypatch, suffix):
    output = tmp_path / f"findings.{suffix}"
    output.write_text("old")
    report = FakeChecker().check([Article("a", "Water rose.", event="e"), Article("b", "Water fell.", event="e")])

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="No space left on device; what was there is kept"):
        write_findings(report, output)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_what_would_fail_every_event_stops_the_run(source, tmp_path, monkeypatch):
    monkeypatch.setattr(FakeChecker, "check", lambda *_: (tmp_path / "no model").read_bytes())
    with pytest.raises(FileNotFoundError):
        check_file(FakeChecker(), source, tmp_path / "findings.jsonl")


def test_a_model_that_fails_on_every_event_stops_the_run(source, tmp_path, monkeypatch):
    def fail(*_):
        raise RuntimeError("CUDA error")

    monkeypatch.setattr(FakeChecker, "check", fail)
    with pytest.raises(ModelError, match="fails on all of 3 rows or events with RuntimeError: CUDA error"):
        check_file(FakeChecker(), source, tmp_path / "findings.jsonl")


def test_fail_fast(source, tmp_path):
    with pytest.raises(InputError, match=r"events\.jsonl: line 3: text is null"):
        check_file(FakeChecker(), source, tmp_path / "findings.jsonl", fail_fast=True)
