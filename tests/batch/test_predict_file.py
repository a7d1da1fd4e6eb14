import csv
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fakes import FakePredictor

from claimcheck.batch import Job, predict_file
from claimcheck.errors import InputError, ModelError, OutputError

GOOD = {"claim": "The bridge is closed.", "evidence": "It closed on Tuesday."}
LINES = [
    json.dumps({"id": 1, **GOOD, "label": "gold", "tags": ["a"]}),
    "{nonsense",
    json.dumps({"id": 3, "claim": None, "evidence": "e"}),
    json.dumps({"id": 4, "claim": "unreadable", "evidence": "e"}),
    json.dumps({"id": 5, **GOOD}),
    json.dumps({"id": 6, "claim": "broken", "evidence": "e"}),
]
ERRORS = [
    None,
    "line 2 is not JSON",
    "line 3: claim is null",
    "line 4: claim is too long",
    None,
    "line 6: unexpected ZeroDivisionError, please report it: a mistake in the program",
]


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(LINES) + "\n")
    return path


def assert_errors(errors):
    for error, expected in zip(errors, ERRORS, strict=True):
        assert (error or None) == expected or error.startswith(expected)


def test_jsonl_to_jsonl_keeps_every_row_in_order(source, tmp_path):
    summary = predict_file(FakePredictor(), source, tmp_path / "out.jsonl", shard_rows=2)
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert_errors([row["error"] for row in rows])
    assert rows[0] == {
        "id": 1, **GOOD, "input_label": "gold", "tags": ["a"], "label": rows[4]["label"],
        "supported": rows[4]["supported"], "contradicted": rows[4]["contradicted"], "not_enough_info": 0.0,
        "error": None,
    }  # fmt: skip
    assert rows[0]["supported"] + rows[0]["contradicted"] == 1
    assert rows[2]["id"] == 3
    assert [row["label"] is None for row in rows] == [False, True, True, True, False, True]
    assert (summary.items, summary.rows, summary.errors) == (6, 6, 4)
    assert summary.labels == {rows[0]["label"]: 2}
    assert summary.rows_per_second > 0


def test_jsonl_to_csv_has_the_columns_of_all_rows(source, tmp_path):
    predict_file(FakePredictor(), source, tmp_path / "out.csv", shard_rows=2)
    with (tmp_path / "out.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    added = ["label", "supported", "contradicted", "not_enough_info", "error"]
    assert list(rows[0]) == ["id", "claim", "evidence", "input_label", "tags", *added]
    assert (rows[0]["tags"], rows[0]["input_label"], rows[4]["input_label"]) == ('["a"]', "gold", "")
    assert_errors([row["error"] for row in rows])


def test_jsonl_to_parquet_has_types(source, tmp_path):
    predict_file(FakePredictor(), source, tmp_path / "out.parquet", shard_rows=2)
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.schema.field("id").type == pa.int64()
    assert table["tags"].to_pylist() == [["a"], None, None, None, None, None]
    assert table["supported"].null_count == 4
    assert_errors(table["error"].to_pylist())


def test_parquet_to_parquet_keeps_types_and_a_second_input_label(tmp_path):
    table = pa.table({
        "claim": pa.array(["c"], pa.large_string()), "evidence": ["e"], "n": pa.array([1], pa.int8()),
        "when": pa.array([1_700_000_000_000], pa.timestamp("ms", "UTC")), "label": ["x"], "input_label": ["y"],
        "kind": pa.array(["k"]).dictionary_encode(),
    })  # fmt: skip
    pq.write_table(table, tmp_path / "rows.parquet")
    predict_file(FakePredictor(), tmp_path / "rows.parquet", tmp_path / "out.parquet")
    result = pq.read_table(tmp_path / "out.parquet")
    for name in ("claim", "evidence", "n", "when", "input_label", "kind"):
        assert result[name].equals(table[name]), name
    assert result["input_input_label"].to_pylist() == ["x"]
    assert result.schema.field("n").type == pa.int8()


def test_parquet_and_csv_to_jsonl(tmp_path):
    (tmp_path / "rows.csv").write_text("id,claim,evidence\n007,c,e\n8,c\n")
    predict_file(FakePredictor(), tmp_path / "rows.csv", tmp_path / "out.jsonl")
    first, second = map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines())
    assert (first["id"], first["error"]) == ("007", None)
    assert (second["id"], second["claim"], second["label"]) == ("8", "c", None)


def test_fail_fast_stops_at_the_first_bad_row(source, tmp_path):
    with pytest.raises(InputError, match=r"rows\.jsonl: line 2 is not JSON"):
        predict_file(FakePredictor(), source, tmp_path / "out.jsonl", fail_fast=True)
    assert not (tmp_path / "out.jsonl").exists()


def test_fail_fast_says_where_finished_work_is(tmp_path):
    source = tmp_path / "rows.jsonl"
    source.write_text("\n".join([LINES[0], LINES[4], LINES[1]]) + "\n")
    with pytest.raises(InputError, match=r"(?s)line 3 is not JSON.*kept in .*out\.jsonl\.parts; delete it once you"):
        predict_file(FakePredictor(), source, tmp_path / "out.jsonl", fail_fast=True, shard_rows=2)


def test_a_model_that_fails_on_every_row_stops_the_run_and_saves_nothing(source, tmp_path, monkeypatch):
    def fail(*_):
        raise RuntimeError("CUDA error")

    output = tmp_path / "out.jsonl"
    with monkeypatch.context() as patch:
        patch.setattr(FakePredictor, "predict", fail)
        with pytest.raises(ModelError, match="fails on all of 4 rows or events with RuntimeError: CUDA error"):
            predict_file(FakePredictor(), source, output)
    predict_file(FakePredictor(), source, output, resume=True)
    assert_errors([json.loads(line)["error"] for line in output.read_text().splitlines()])


def test_progress_counts_rows(source, tmp_path):
    seen = []
    predict_file(FakePredictor(), source, tmp_path / "o.jsonl", shard_rows=2, progress=lambda *step: seen.append(step))
    assert seen == [(2, 6), (4, 6), (6, 6)]


def test_an_output_that_cannot_be_written_is_found_before_any_work(source, tmp_path):
    predictor = FakePredictor()
    for output in (tmp_path / "gone" / "o.jsonl", tmp_path / "o.txt", source):
        with pytest.raises(OutputError):
            predict_file(predictor, source, output)
    assert predictor.asked == []


def test_an_old_output_is_replaced_only_at_the_end(source, tmp_path):
    output = tmp_path / "out.jsonl"
    output.write_text("old")
    with pytest.raises(InputError):
        predict_file(FakePredictor(), source, output, fail_fast=True)
    assert output.read_text() == "old"
    predict_file(FakePredictor(), source, output)
    assert len(output.read_text().splitlines()) == len(LINES)


def test_a_link_to_the_output_stays_a_link(source, tmp_path):
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    predict_file(FakePredictor(), source, tmp_path / "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert len((tmp_path / "real.jsonl").read_text().splitlines()) == len(LINES)


@pytest.mark.parametrize("name", ["real.csv", "real.txt", "real"])
def test_a_link_to_a_file_of_another_kind_is_refused(source, tmp_path, name):
    predictor = FakePredictor()
    (tmp_path / "link.jsonl").symlink_to(tmp_path / name)
    with pytest.raises(OutputError, match=rf"link\.jsonl: this is a link to .*{name}, which has another ending"):
        predict_file(predictor, source, tmp_path / "link.jsonl")
    assert predictor.asked == []


def test_a_table_without_rows(tmp_path):
    (tmp_path / "rows.csv").write_text("claim,evidence\n")
    summary = predict_file(FakePredictor(), tmp_path / "rows.csv", tmp_path / "out.csv")
    assert (summary.rows, summary.errors) == (0, 0)
    assert (tmp_path / "out.csv").read_text().startswith("claim,evidence,label,")


def test_large_items_make_small_shards(tmp_path):
    sizes = [9_000_000, 9_000_000, 1, 1, 1, 20_000_000, 1]
    job = Job(
        source=tmp_path, output=tmp_path, items=lambda: iter(sizes), total=7, size=lambda size: size, tool=None,
        process=None, schema=None, facts={}, shard_items=3,
    )  # fmt: skip
    assert [(shard.number, len(shard.items)) for shard in job.shards()] == [(0, 2), (1, 3), (2, 1), (3, 1)]
