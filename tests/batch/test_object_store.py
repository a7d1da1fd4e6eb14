"""Input and output in an object store: the same bytes, the same guarantees. Most tests use fsspec's store in memory."""

import itertools
import json
from pathlib import Path

import pytest
from fakes import FakeChecker, FakePredictor

from claimcheck.batch import Interrupted, check_file, predict_file
from claimcheck.batch.lease import Lease
from claimcheck.errors import InputError, MissingExtraError, OutputError
from claimcheck.reading import location

ROWS = [{"id": number, "claim": f"Claim {number}.", "evidence": "Some evidence."} for number in range(100)]
NAMES = (f"memory://bucket-{number}" for number in itertools.count())


@pytest.fixture
def bucket():
    return next(NAMES)


def lines_of(rows):
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def expected(tmp_path, suffix):
    (tmp_path / "rows.jsonl").write_bytes(lines_of(ROWS))
    predict_file(FakePredictor(), tmp_path / "rows.jsonl", tmp_path / f"out.{suffix}", shard_rows=10)
    return (tmp_path / f"out.{suffix}").read_bytes()


def put(url, content):
    path = location(url)
    path.fs.pipe_file(path.path, content)
    return path


def names_under(url):
    path = location(url)
    return [name.rsplit("/", 1)[-1] for name in path.fs.find(path.path)]


def stop_at(rows):
    def progress(done, total):
        if done >= rows:
            raise KeyboardInterrupt

    return progress


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_stopped_and_resumed_the_object_has_the_bytes_of_the_local_file(bucket, tmp_path, suffix):
    source, output = put(f"{bucket}/rows.jsonl", lines_of(ROWS)), location(f"{bucket}/out.{suffix}")
    with pytest.raises(Interrupted, match=rf"kept in {output}\.parts; go on with --resume"):
        predict_file(FakePredictor(), source, output, shard_rows=10, progress=stop_at(30))
    assert not output.exists()
    assert f"00000002.{suffix}" in names_under(f"{bucket}/out.{suffix}.parts")
    with pytest.raises(InputError, match="model: was fake, is other"):
        predict_file(FakePredictor("other"), source, output, shard_rows=10, resume=True)
    predictor = FakePredictor()
    summary = predict_file(predictor, source, output, shard_rows=10, resume=True)
    assert predictor.asked == [row["claim"] for row in ROWS[30:]]
    assert (summary.rows, summary.resumed_rows) == (100, 30)
    assert output.read_bytes() == expected(tmp_path, suffix)
    assert names_under(bucket) == [f"out.{suffix}", "rows.jsonl"]


def test_parquet_and_csv_objects_are_read_as_local_files_are(bucket, tmp_path):
    for suffix in ("csv", "parquet"):
        local = tmp_path / f"first.{suffix}"
        (tmp_path / "rows.jsonl").write_bytes(lines_of(ROWS))
        predict_file(FakePredictor(), tmp_path / "rows.jsonl", local)
        source = put(f"{bucket}/first.{suffix}", local.read_bytes())
        predict_file(FakePredictor(), source, tmp_path / "of-object.jsonl")
        predict_file(FakePredictor(), local, tmp_path / "of-file.jsonl")
        assert (tmp_path / "of-object.jsonl").read_bytes() == (tmp_path / "of-file.jsonl").read_bytes()


def test_events_of_an_object(bucket):
    articles = [{"event": event, "id": name, "text": f"{event} {name}."} for event in "xy" for name in "ab"]
    source = put(f"{bucket}/events.jsonl", lines_of(articles))
    output = location(f"{bucket}/findings.jsonl")
    assert check_file(FakeChecker(), source, output).rows == 4
    assert {json.loads(line)["event"] for line in output.read_text().splitlines()} == {"x", "y"}


def test_a_failed_upload_is_an_error_that_says_how_to_go_on(bucket, monkeypatch):
    source, output = put(f"{bucket}/rows.jsonl", lines_of(ROWS)), location(f"{bucket}/out.jsonl")
    with monkeypatch.context() as patch:
        patch.setattr(type(output.fs), "put_file", lambda *_, **__: 1 / 0)
        with pytest.raises(OutputError, match=r"cannot be written: division by zero; .* --resume"):
            predict_file(FakePredictor(), source, output, shard_rows=10)
    assert not output.exists()
    assert predict_file(FakePredictor(), source, output, shard_rows=10, resume=True).rows == 100


def test_the_input_is_not_overwritten(bucket):
    source = put(f"{bucket}/rows.jsonl", lines_of(ROWS))
    with pytest.raises(OutputError, match="this is the input"):
        predict_file(FakePredictor(), source, location(f"{bucket}/rows.jsonl"))


def test_a_lease_keeps_others_out_and_one_left_behind_is_taken_over(bucket):
    path = location(f"{bucket}/lock")
    first, second = Lease(path, renewal_seconds=0.01), Lease(path, renewal_seconds=0.02)
    first.acquire()
    with pytest.raises(OutputError, match="another process is writing"):
        second.acquire()
    second.release()
    assert first.is_locked
    first.release()
    assert not path.exists()
    put(str(path), b"of a process that was killed")
    third = Lease(path, renewal_seconds=0.01)
    third.acquire()
    assert third.is_locked
    third.release()


def test_a_holder_notices_that_its_lease_was_taken_over(bucket):
    path = location(f"{bucket}/lock")
    lease = Lease(path, renewal_seconds=0.005)
    lease.acquire()
    put(str(path), b"another's")
    lease._renewing.join(timeout=5)
    assert not lease.is_locked
    lease.release()
    assert path.read_bytes() == b"another's"


def test_a_lease_that_was_taken_over_is_not_released(bucket):
    path = location(f"{bucket}/lock")
    lease = Lease(path, renewal_seconds=60)
    lease.acquire()
    put(str(path), b"another's")
    lease.release()
    assert path.read_bytes() == b"another's"


def test_names_of_locations():
    assert location("rows.csv") == Path("rows.csv")
    with pytest.raises(InputError, match=r"s4://bucket/rows\.csv: .*use a path, or a URL"):
        location("s4://bucket/rows.csv")


def test_a_missing_object_is_named(bucket, tmp_path):
    with pytest.raises(InputError, match=rf"{bucket}/none\.csv: no such file"):
        predict_file(FakePredictor(), location(f"{bucket}/none.csv"), tmp_path / "out.csv")


def test_a_missing_library_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "upath", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'claimcheck\[s3\]'"):
        location("s3://bucket/rows.csv")


@pytest.mark.enable_socket
def test_on_s3(tmp_path, monkeypatch):
    server = pytest.importorskip("moto.server").ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    try:
        location("s3://archive").fs.mkdir("archive")
        source, output = (
            put("s3://archive/in/rows.jsonl", lines_of(ROWS)),
            location("s3://archive/out/labelled.parquet"),
        )
        with pytest.raises(Interrupted):
            predict_file(FakePredictor(), source, output, shard_rows=10, progress=stop_at(30))
        kept = [f"{number:08}.{suffix}" for number in range(3) for suffix in ("json", "parquet")]
        assert names_under("s3://archive/out") == [*kept, "job.json"]
        lease = Lease(location("s3://archive/lock"), renewal_seconds=0.05)
        lease.acquire()
        assert not Lease(lease.path)._create()
        lease.release()
        summary = predict_file(FakePredictor(), source, output, shard_rows=10, resume=True)
        assert summary.resumed_rows == 30
        assert output.read_bytes() == expected(tmp_path, "parquet")
        assert names_under("s3://archive/out") == ["labelled.parquet"]
    finally:
        server.stop()
