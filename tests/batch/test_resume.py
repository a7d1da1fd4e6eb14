"""Killed at random moments and resumed, a job makes the bytes of an uninterrupted one."""

import json
import multiprocessing
import random
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fakes import FakePredictor, predict_or_tell, predict_until_killed

from claimcheck.batch import Interrupted, predict_file
from claimcheck.batch.store import ShardStore
from claimcheck.errors import InputError, OutputError

ROWS = [
    {"id": number, "claim": f"Claim {number}, \u20ac{number * 7}.", "evidence": f"Evidence\n{number}", "label": "own"}
    for number in range(200)
]


def write_source(folder, suffix, rows=ROWS):
    path = folder / f"rows.{suffix}"
    if suffix == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def run(source, output, **options):
    return predict_file(FakePredictor(options.pop("model", "fake")), source, output, shard_rows=10, **options)


@pytest.fixture(scope="module")
def processes():
    """Processes that start quickly, from one that has imported everything and has no threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["claimcheck.batch", "pyarrow.parquet"])
    return context


def stopped_after(shards):
    """A progress callback that presses Ctrl-C."""

    def progress(done, total):
        if done >= 10 * shards:
            raise KeyboardInterrupt

    return progress


@pytest.mark.parametrize(("source_suffix", "suffix"), [("jsonl", "jsonl"), ("jsonl", "csv"), ("parquet", "parquet")])
def test_killed_at_20_random_moments(tmp_path, processes, source_suffix, suffix):
    source = write_source(tmp_path, source_suffix, ROWS[:80])
    expected = tmp_path / f"expected.{suffix}"
    summary = predict_file(FakePredictor(seconds=0.002), source, expected, shard_rows=10)
    output, started = tmp_path / f"output.{suffix}", tmp_path / "started"
    moments = random.Random(suffix)
    for _ in range(20):
        process = processes.Process(target=predict_until_killed, args=(source, output, started))
        process.start()
        while not started.exists():
            time.sleep(0.001)
        time.sleep(moments.uniform(0.0, 1.3) * summary.seconds)
        process.kill()
        process.join()
        started.unlink()
        if output.exists():
            assert output.read_bytes() == expected.read_bytes()
            output.unlink()
    resumed = run(source, output, resume=True)
    assert output.read_bytes() == expected.read_bytes()
    assert (resumed.rows, resumed.labels) == (summary.rows, summary.labels)
    assert not Path(f"{output}.parts").exists()


@pytest.mark.parametrize("step", range(14))
def test_killed_at_every_step_on_the_disk(tmp_path, monkeypatch, step):
    """The power goes before the n-th file is put in place or removed."""
    source = write_source(tmp_path, "jsonl", ROWS[:15])
    output, expected = tmp_path / "output.jsonl", tmp_path / "expected.jsonl"
    run(source, expected)
    countdown = iter(range(step, -1, -1))

    def failing(method):
        def wrapper(path, *args, **kwargs):
            if path.name.startswith("lock") or next(countdown, 0):
                return method(path, *args, **kwargs)
            raise SystemExit

        return wrapper

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing(Path.replace))
        patch.setattr(Path, "unlink", failing(Path.unlink))
        try:
            run(source, output)
        except SystemExit:
            stopped = True
        else:
            stopped = False
    assert stopped == (step < 13)
    run(source, output, resume=True)
    assert output.read_bytes() == expected.read_bytes()
    assert not Path(f"{output}.parts").exists()


def test_a_run_killed_while_tidying_up_is_not_run_again(tmp_path, monkeypatch):
    source, output = write_source(tmp_path, "jsonl"), tmp_path / "output.jsonl"
    with monkeypatch.context() as patch:
        patch.setattr(ShardStore, "remove", lambda store: sys.exit())
        with pytest.raises(SystemExit):
            run(source, output)
    for receipt in Path(f"{output}.parts").glob("[0-9]*"):
        receipt.unlink()
    predictor = FakePredictor()
    summary = predict_file(predictor, source, output, shard_rows=10, resume=True)
    assert predictor.asked == []
    assert (summary.rows, summary.resumed_rows) == (200, 200)
    assert not Path(f"{output}.parts").exists()


def test_ctrl_c_keeps_finished_shards_and_says_how_to_go_on(tmp_path):
    source, output = write_source(tmp_path, "jsonl"), tmp_path / "output.jsonl"
    with pytest.raises(Interrupted, match=r"output\.jsonl\.parts; go on with --resume"):
        run(source, output, progress=stopped_after(shards=3))
    assert not output.exists()
    predictor = FakePredictor()
    summary = predict_file(predictor, source, output, shard_rows=10, resume=True)
    assert predictor.asked == [row["claim"] for row in ROWS[30:]]
    assert (summary.items, summary.rows, summary.resumed_rows) == (200, 200, 30)


def test_finished_work_is_not_thrown_away_without_resume(tmp_path):
    source, output = write_source(tmp_path, "jsonl"), tmp_path / "output.jsonl"
    with pytest.raises(Interrupted):
        run(source, output, progress=stopped_after(shards=3))
    with pytest.raises(OutputError, match="an interrupted run left finished work"):
        run(source, output)


@pytest.mark.parametrize("resume", [True, False])
def test_finished_work_of_an_unknown_job_is_not_thrown_away(tmp_path, resume):
    source, output = write_source(tmp_path, "jsonl"), tmp_path / "output.jsonl"
    with pytest.raises(Interrupted):
        run(source, output, progress=stopped_after(shards=3))
    parts = tmp_path / "output.jsonl.parts"
    (parts / "job.json").write_text("{")
    with pytest.raises(OutputError, match=r"job\.json, .* is missing or damaged"):
        run(source, output, resume=resume)
    assert (parts / "00000002.json").exists()


@pytest.mark.parametrize(
    ("name", "older"),
    [
        ("00000001.json", lambda notes: notes | {"counts": {"items": 10, "windows": 12}}),
        ("00000001.json", lambda notes: {"counts": notes["counts"]}),
        ("job.json", lambda notes: {"fingerprint": "0"}),
        ("job.json", lambda notes: {"facts": list(notes["facts"])}),
    ],
)
def test_finished_work_of_another_version_is_kept_and_said_to_be_so(tmp_path, name, older):
    source, output = write_source(tmp_path, "jsonl"), tmp_path / "output.jsonl"
    with pytest.raises(Interrupted):
        run(source, output, progress=stopped_after(shards=3))
    path = tmp_path / "output.jsonl.parts" / name
    path.write_text(json.dumps(older(json.loads(path.read_text()))))
    kept = sorted(path.parent.glob("*.json*"))
    with pytest.raises(OutputError, match=r"another version of claimcheck; go on with that version, or delete .*parts"):
        run(source, output, resume=True)
    assert sorted(path.parent.glob("*.json*")) == kept


def test_finished_work_that_may_not_be_read_is_named(tmp_path, monkeypatch):
    source, output = write_source(tmp_path, "jsonl"), tmp_path / "output.jsonl"
    with pytest.raises(Interrupted):
        run(source, output, progress=stopped_after(shards=3))
    read_text = Path.read_text

    def refuse(path, *args, **kwargs):
        if path.name == "job.json":
            raise PermissionError(13, "Permission denied")
        return read_text(path, *args, **kwargs)

    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(OutputError, match=r"job\.json: cannot be read: Permission denied; finished work is kept"):
        run(source, output, resume=True)


def test_a_file_where_finished_work_should_lie_is_named(tmp_path):
    source, output = write_source(tmp_path, "jsonl"), tmp_path / "output.jsonl"
    (tmp_path / "output.jsonl.parts").touch()
    with pytest.raises(OutputError, match=r"output\.jsonl\.parts: cannot be used: File exists; give another name"):
        run(source, output)


def test_files_of_the_user_are_left_alone(tmp_path):
    source, output = write_source(tmp_path, "jsonl"), tmp_path / "output.jsonl"
    notes = tmp_path / "output.jsonl.parts" / "notes.txt"
    notes.parent.mkdir()
    notes.write_text("mine")
    (notes.parent / "folder").mkdir()
    (notes.parent / "unfinished.jsonl").write_text("of a run that was killed")
    run(source, output, resume=True)
    assert output.exists()
    assert sorted(path.name for path in notes.parent.iterdir()) == ["folder", "notes.txt"]


def test_resume_is_refused_when_something_differs(tmp_path):
    source, output = write_source(tmp_path, "jsonl"), tmp_path / "output.jsonl"
    with pytest.raises(Interrupted):
        run(source, output, progress=stopped_after(shards=3))
    with pytest.raises(InputError, match=r"(?s)started differently:\s+model: was fake, is other\s+Restore"):
        run(source, output, resume=True, model="other")
    with pytest.raises(InputError, match="shard items: was 10, is 20"):
        predict_file(FakePredictor(), source, output, shard_rows=20, resume=True)
    write_source(tmp_path, "jsonl", [{**ROWS[0], "claim": "Another."}, *ROWS[1:]])
    with pytest.raises(InputError, match="input sha256: was"):
        run(source, output, resume=True)


@pytest.mark.parametrize("damage", [lambda content: content[:-9], lambda content: content.replace(b"Claim", b"claim")])
def test_a_damaged_shard_is_made_again(tmp_path, damage):
    source, output = write_source(tmp_path, "jsonl"), tmp_path / "output.jsonl"
    run(source, output)
    expected = output.read_bytes()
    with pytest.raises(Interrupted):
        run(source, output, progress=stopped_after(shards=3))
    shard = tmp_path / "output.jsonl.parts" / "00000001.jsonl"
    shard.write_bytes(damage(shard.read_bytes()))
    predictor = FakePredictor()
    predict_file(predictor, source, output, shard_rows=10, resume=True)
    assert output.read_bytes() == expected
    assert predictor.asked == [row["claim"] for row in ROWS[10:20] + ROWS[30:]]


def test_an_input_that_changes_meanwhile_is_noticed(tmp_path):
    source, output = write_source(tmp_path, "jsonl"), tmp_path / "output.jsonl"

    def progress(done, total):
        if done == total:
            with source.open("a") as file:
                file.write("\n")

    with pytest.raises(InputError, match="was changed while it was read"):
        run(source, output, progress=progress)
    assert not output.exists()


def test_a_second_process_is_refused(tmp_path, processes):
    source, output = write_source(tmp_path, "jsonl"), tmp_path / "output.jsonl"
    messages = processes.Queue()

    def progress(done, total):
        if done == 50:
            process = processes.Process(target=predict_or_tell, args=(source, output, messages))
            process.start()
            process.join()

    assert run(source, output, progress=progress).rows == 200
    assert "another process is writing to it" in messages.get(timeout=10)


def test_a_full_disk_loses_nothing(tmp_path, monkeypatch):
    source, output = write_source(tmp_path, "jsonl"), tmp_path / "output.jsonl"
    synced = []

    def full(descriptor):
        synced.append(descriptor)
        if len(synced) > 20:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(OutputError, match=r"No space left on device; finished work is kept in .* --resume"):
            run(source, output)
    summary = run(source, output, resume=True)
    assert summary.resumed_rows > 0
    assert [json.loads(line)["id"] for line in output.read_text().splitlines()] == list(range(200))
