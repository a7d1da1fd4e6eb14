"""Exit codes and messages, as a user meets them."""

from __future__ import annotations

import csv
import json
import os
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from claimcheck.batch import Interrupted
from claimcheck.cli import main

EVENT = sorted(Path("data/events/karrow-bay-ferry").glob("*.txt"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run a command line; gives its exit code, its output and its messages, each on one line."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["claimcheck", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        code = ended.value.code
        return int(code or 0), " ".join(captured.out.split()), " ".join(captured.err.split())

    return call


def test_check_writes_what_was_asked_for(run, tiny_bundle: Path, tmp_path: Path) -> None:
    outputs = [tmp_path / name for name in ("report.html", "findings.csv", "review.json")]
    flags = [part for pair in zip(("--html", "--output", "--claimreview"), outputs, strict=True) for part in pair]
    code, printed, _ = run("check", *EVENT, "--model", tiny_bundle, *flags)
    assert code == 0
    assert all(str(path.name) in printed for path in outputs)
    rows = list(csv.DictReader(outputs[1].read_text().splitlines()))
    assert {row["claim_article"] for row in rows} == {path.name for path in EVENT}
    assert "<html" in outputs[0].read_text()


def test_check_of_many_events_is_streamed(run, tiny_bundle: Path, tmp_path: Path) -> None:
    articles = [
        {"event": event, "id": path.name, "text": path.read_text()} for event in ("one", "two") for path in EVENT[:2]
    ]
    (tmp_path / "events.jsonl").write_text("".join(json.dumps(article) + "\n" for article in articles))
    code, printed, _ = run(
        "check", tmp_path / "events.jsonl", "--model", tiny_bundle, "--output", tmp_path / "findings.jsonl"
    )
    assert code == 0
    assert "0 errors" in printed
    rows = [json.loads(line) for line in (tmp_path / "findings.jsonl").read_text().splitlines()]
    assert [row["event"] for row in rows] == sorted(row["event"] for row in rows)
    assert {row["event"] for row in rows} == {"one", "two"}


def test_an_event_of_one_article_is_left_out_of_the_report_with_a_note(run, tiny_bundle: Path, tmp_path: Path) -> None:
    texts = [path.read_text() for path in EVENT[:2]]
    rows = [{"event": event, "text": text} for event, text in (("two", texts[0]), ("two", texts[1]), ("alone", "One."))]
    (tmp_path / "events.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    report = tmp_path / "report.html"
    code, printed, _ = run("check", tmp_path / "events.jsonl", "--model", tiny_bundle, "--html", report)
    assert code == 0
    assert "Note: event 'alone' was left out: it has one article" in printed
    assert "alone&#39; was left out" in report.read_text()


def test_what_is_left_out_of_a_folder_is_named(run, tiny_bundle: Path, tmp_path: Path) -> None:
    for path in EVENT:
        (tmp_path / path.name).write_text(path.read_text())
    (tmp_path / "scan.pdf").touch()
    (tmp_path / ".hidden").touch()
    (tmp_path / "more").mkdir()
    code, _, message = run("check", tmp_path, "--model", tiny_bundle)
    assert code == 0
    assert message.endswith("left out, as no articles: more/, scan.pdf")


@pytest.mark.parametrize("option", ["--html", "--claimreview"])
def test_a_report_at_a_url_is_refused(run, option: str) -> None:
    code, _, message = run("check", *EVENT, option, "memory://reports/report.html")
    assert code == 2
    assert "report.html: reports are written to files of this machine only; give a path" in message


def test_an_article_in_a_store_that_cannot_be_asked_is_named(run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr("fsspec.implementations.memory.MemoryFileSystem.isdir", refuse)
    code, _, message = run("check", *EVENT, "memory://news/a.txt")
    assert (code, message) == (2, "error: memory://news/a.txt: cannot be read: Connection refused")


def test_paths_are_printed_as_they_are(run, tiny_bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    report = tmp_path / f"{'long' * 20}:bomb:.html"
    code, printed, _ = run("check", *EVENT, "--model", tiny_bundle, "--html", report)
    assert code == 0
    assert f"wrote {report}" in printed
    code, _, message = run("check", tmp_path / "gone" / report.name)
    assert f"error: {tmp_path / 'gone' / report.name}: no such file" in message


def test_the_table_is_as_wide_as_the_terminal(
    tiny_bundle: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr("sys.argv", ["claimcheck", "check", *map(str, EVENT), "--model", str(tiny_bundle)])
    with pytest.raises(SystemExit):
        main()
    assert max(map(len, capsys.readouterr().out.splitlines())) == 60


def test_the_version_is_told(run) -> None:
    assert run("--version") == (0, f"claimcheck {version('claimcheck')}", "")


def test_one_article_is_not_enough(run, tiny_bundle: Path) -> None:
    code, _, message = run("check", EVENT[0], "--model", tiny_bundle)
    assert code == 2
    assert "at least two" in message


def test_every_bad_file_is_named(run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / "binary.txt").write_bytes(b"The ferry\xff\xfe")
    code, _, message = run("check", tmp_path / "empty.txt", tmp_path / "binary.txt", tmp_path / "absent.txt")
    assert code == 2
    assert all(name in message for name in ("empty.txt", "binary.txt", "absent.txt"))


def test_unwritable_output_is_found_before_the_work(run, tmp_path: Path) -> None:
    code, _, message = run("check", *EVENT, "--model", tmp_path / "no-model", "--html", tmp_path / "no" / "report.html")
    assert code == 2
    assert "does not exist" in message


def test_check_never_writes_over_what_it_reads_or_writes(run, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    first, second, table = folder / "a.html", folder / "b.txt", tmp_path / "events.jsonl"
    link, report = tmp_path / "link.html", tmp_path / "r.html"
    for file in (first, second, table):
        file.write_text("kept")
    link.symlink_to(first)
    for arguments, message in [
        ((first, second, "--html", first), "one of the articles"),
        ((first, second, "--html", link), "one of the articles"),
        ((table, "--output", table, "--html", report), "one of the articles"),
        ((first, second, "--claimreview", second), "one of the articles"),
        ((folder, "--html", folder / "new.html"), "read as articles"),
        ((first, second, "--html", report, "--claimreview", tmp_path / "articles" / ".." / "r.html"), "named twice"),
    ]:
        code, _, printed = run("check", *arguments, "--model", tmp_path / "no-model")
        assert code == 2
        assert message in printed
    assert {file.read_text() for file in (first, second, table)} == {"kept"}
    assert not report.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the file system takes no such name")
def test_a_file_name_that_is_not_utf8_costs_no_report(run, tiny_bundle: Path, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    odd.with_suffix(".txt").write_text(EVENT[0].read_text())
    outputs = [odd.with_suffix(suffix) for suffix in (".html", ".jsonl", ".json")]
    flags = [part for pair in zip(("--html", "--output", "--claimreview"), outputs, strict=True) for part in pair]
    code, printed, _ = run("check", odd.with_suffix(".txt"), EVENT[1], "--model", tiny_bundle, *flags)
    assert code == 0
    assert "wrote" in printed
    assert all("caf?.txt" in path.read_text(encoding="utf-8") for path in outputs[:2])


def test_an_error_in_rendering_keeps_the_old_report(
    run, tiny_bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.html").write_text("old")
    monkeypatch.setattr("claimcheck.report.Report.to_html", lambda _: "\ud800")
    with pytest.raises(UnicodeEncodeError):
        run("check", *EVENT, "--model", tiny_bundle, "--html", tmp_path / "report.html")
    assert (tmp_path / "report.html").read_text() == "old"


def test_a_full_disk_keeps_the_old_report(
    run, tiny_bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.html").write_text("old")
    write_bytes = Path.write_bytes

    def full(path: Path, content: bytes) -> None:
        write_bytes(path, content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    code, _, message = run("check", *EVENT, "--model", tiny_bundle, "--html", tmp_path / "report.html")
    assert code == 2
    assert "report.html: cannot be written: No space left on device" in message
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--resume", "--fail-fast"], "--resume, --fail-fast"),
        (["--engine", "ray", "--address", "nowhere"], "--engine, --address"),
        (["--output", "memory://findings.jsonl"], "--output to an object store"),
    ],
)
def test_options_for_a_file_of_events_are_refused_elsewhere(
    run, tmp_path: Path, options: list[str], named: str
) -> None:
    code, _, message = run("check", *EVENT, "--model", tmp_path / "no-model", *options)
    assert code == 2
    assert f"{named}: only for" in message


def test_an_address_without_ray_is_refused(run, tmp_path: Path) -> None:
    code, _, message = run("predict", tmp_path / "rows.csv", "--output", tmp_path / "out.csv", "--address", "nowhere")
    assert code == 2
    assert "--address: only with --engine ray" in message


def test_predict_keeps_every_row(run, tiny_bundle: Path, tmp_path: Path) -> None:
    good = {"claim": "The ferry was closed.", "evidence": "The ferry was open.", "note": [1, "x"]}
    lines = [json.dumps(good), "{not json", json.dumps(good | {"claim": None}), json.dumps(good)]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines) + "\n")
    code, printed, _ = run(
        "predict", tmp_path / "rows.jsonl", "--output", tmp_path / "out.jsonl", "--model", tiny_bundle
    )
    assert code == 0
    assert "2 errors" in printed
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [bool(row["error"]) for row in rows] == [False, True, True, False]
    assert rows[0]["note"] == [1, "x"]
    assert "line 2" in rows[1]["error"]


def test_without_a_single_label_a_run_has_failed(run, tiny_bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"claim": null, "evidence": "e"}\n{not json\n')
    code, printed, _ = run(
        "predict", tmp_path / "rows.jsonl", "--output", tmp_path / "out.jsonl", "--model", tiny_bundle
    )
    assert code == 1
    assert "2 rows: no labels; 2 errors, told in the column error" in printed


def test_ctrl_c_says_how_to_go_on(run, tiny_bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise Interrupted("go on with --resume")

    monkeypatch.setattr(sys.modules["claimcheck.cli.predict"], "predict_file", stopped)
    code, _, message = run("predict", tmp_path / "rows.csv", "--output", tmp_path / "out.csv", "--model", tiny_bundle)
    assert (code, message) == (130, "go on with --resume")


def test_missing_column_names_those_found(run, tiny_bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("statement,evidence\na,b\n")
    code, _, message = run("predict", tmp_path / "rows.csv", "--output", tmp_path / "out.csv", "--model", tiny_bundle)
    assert code == 2
    assert "claim" in message
    assert "statement" in message


def test_missing_model_is_named(run) -> None:
    code, _, message = run("check", *EVENT, "--model", "./no-such-model")
    assert code == 2
    assert "no-such-model" in message
