import csv
import datetime
import json
import os
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimcheck.errors import OutputError
from claimcheck.reading import check_writable, open_writer
from claimcheck.reading.schema import schema_of

SCHEMA = pa.schema([("id", pa.int64()), ("text", pa.string()), ("when", pa.date32())])
ROWS = [
    {"id": 1, "text": 'a "b",\r\nc\rd', "when": datetime.date(2031, 5, 6)},
    {"id": 2, "text": None, "when": None},
]


def write(path, *groups, schema=SCHEMA):
    with open_writer(path, schema) as writer:
        for rows in groups:
            writer.write(rows)
    return path


def test_jsonl(tmp_path):
    lines = write(tmp_path / "o.jsonl", ROWS).read_text().splitlines()
    assert [json.loads(line) for line in lines] == [{**ROWS[0], "when": "2031-05-06"}, ROWS[1]]


def test_jsonl_stays_valid_whatever_the_values(tmp_path):
    write(
        tmp_path / "o.jsonl",
        [{"a": "\ud800", "b": float("nan"), "e": [{"f": [float("inf")]}], "c": b"\xff", "d": "\u2028\u05d0"}],
        schema=None,
    )
    (line,) = (tmp_path / "o.jsonl").read_bytes().decode("utf-8").split("\n")[:-1]
    assert json.loads(line, parse_constant=pytest.fail) == {
        "a": "\ud800", "b": None, "e": [{"f": [None]}], "c": "\\xff", "d": "\u2028\u05d0",
    }  # fmt: skip


def test_csv(tmp_path):
    with write(tmp_path / "o.csv", ROWS).open(newline="") as file:
        assert list(csv.reader(file)) == [["id", "text", "when"], ["1", ROWS[0]["text"], "2031-05-06"], ["2", "", ""]]


def test_csv_quotes_no_value_that_is_not_text(tmp_path):
    row = {"sum": Decimal("1.50"), "took": datetime.timedelta(hours=2), "list": [1, float("nan"), Decimal(2)]}
    schema = pa.schema([(name, pa.string()) for name in row])
    with write(tmp_path / "o.csv", [row], schema=schema).open(newline="") as file:
        assert list(csv.reader(file))[1] == ["1.50", "2:00:00", '[1, null, "2"]']


def test_parquet(tmp_path):
    table = pq.read_table(write(tmp_path / "o.parquet", ROWS))
    assert table.schema == SCHEMA
    assert table.to_pylist() == ROWS


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet"])
def test_appended_files_make_the_same_bytes_as_writing(tmp_path, suffix):
    groups = [ROWS, [], ROWS[::-1]]
    whole = write(tmp_path / f"whole.{suffix}", *groups)
    parts = [write(tmp_path / f"{number}.{suffix}", group) for number, group in enumerate(groups)]
    joined = tmp_path / f"joined.{suffix}"
    with open_writer(joined, SCHEMA) as writer:
        writer.append(parts)
    assert joined.read_bytes() == whole.read_bytes()


def test_schema_of_jsonl_sees_every_column_and_type(tmp_path):
    path = tmp_path / "rows.jsonl"
    rows = [
        {"i": 1, "f": 1, "s": "a", "mixed": 1, "list": ["a"], "object": {}, "null": None},
        {"i": 2, "f": 0.5, "mixed": "x", "list": [], "object": {"k": 1}, "late": True, "huge": 2**70},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    schema = schema_of(path)
    assert {field.name: str(field.type) for field in schema} == {
        "i": "int64", "f": "double", "s": "string", "mixed": "string", "list": "list<item: string>", "object": "string",
        "null": "string", "late": "bool", "huge": "string",
    }  # fmt: skip
    table = pq.read_table(write(tmp_path / "o.parquet", rows, schema=schema))
    assert table["mixed"].to_pylist() == ["1", "x"]
    assert table["object"].to_pylist() == ["{}", '{"k": 1}']
    assert table["huge"].to_pylist() == [None, str(2**70)]


def test_numbers_that_no_common_type_holds_are_text(tmp_path):
    path = tmp_path / "rows.jsonl"
    first = {"id": 2**53 + 1, "list": [2**53 + 1], "sign": 2**63, "small": 1}
    rows = [first] * 4096 + [{"id": 0.5, "list": [0.5], "sign": -1, "small": 0.5}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    schema = schema_of(path)
    assert [str(kind) for kind in schema.types] == ["string", "string", "string", "double"]
    table = pq.read_table(write(tmp_path / "o.parquet", rows, schema=schema))
    assert table["id"].to_pylist()[-2:] == [str(2**53 + 1), "0.5"]


def test_schema_of_csv_is_text(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("id,claim\n007,c\n")
    assert schema_of(path) == pa.schema([("id", pa.string()), ("claim", pa.string())])


def test_an_unknown_ending_is_refused(tmp_path):
    with pytest.raises(OutputError, match=r"unknown kind of output '\.xlsx'; use one of \.jsonl"):
        open_writer(tmp_path / "o.xlsx")


def test_columns_must_be_known_where_the_format_needs_them(tmp_path):
    with pytest.raises(OutputError, match=r"columns of a \.csv file must be known"):
        open_writer(tmp_path / "o.csv")


def test_an_output_that_cannot_be_written_is_found_first(tmp_path):
    file = tmp_path / "file"
    file.touch()
    for path, message in [
        (tmp_path / "gone" / "o.csv", "does not exist; create it first"),
        (file / "o.csv", "does not exist"),
    ]:
        with pytest.raises(OutputError, match=message):
            check_writable(path)
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    with pytest.raises(OutputError, match="this is a folder"):
        check_writable(folder)
    os.mkfifo(tmp_path / "pipe.jsonl")
    for path, message in [
        (tmp_path / "pipe.jsonl", r"pipe\.jsonl: this is a device or a pipe; give the name of a file"),
        (tmp_path / ("x" * 300), "xxx: cannot be written: File name too long; choose another name"),
        (Path("-"), "-: cannot be written to standard output"),
    ]:
        with pytest.raises(OutputError, match=message):
            check_writable(path)
    (tmp_path / "pipe.jsonl").unlink()
    check_writable(tmp_path / "o.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.csv"]


def test_a_folder_that_refuses_new_files(tmp_path, monkeypatch):
    def refuse(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    with pytest.raises(OutputError, match=r"o\.csv: cannot write to the folder .*: Permission denied"):
        check_writable(tmp_path / "o.csv")
