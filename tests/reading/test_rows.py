import io
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimcheck.errors import InputError
from claimcheck.reading import count_records, iter_rows


def write(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def jsonl(tmp_path, *rows):
    return write(
        tmp_path, "rows.jsonl", "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)
    )


def test_jsonl_rows_keep_their_columns_types_and_line_numbers(tmp_path):
    row = {"id": 7, "claim": "c", "evidence": "e", "tags": ["x"], "score": 0.5, "note": None}
    path = jsonl(tmp_path, row, "", row)
    first, second = iter_rows(path)
    assert first.values == row
    assert (first.claim, first.evidence, first.error) == ("c", "e", None)
    assert [first.place, second.place] == ["line 1", "line 3"]
    assert count_records(path) == 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{nonsense", "line 2 is not JSON"),
        ('["claim", "evidence"]', "line 2 is a list"),
        ('{"evidence": "e"}', "line 2: claim is missing; there is: evidence"),
        ('{"claim": null, "evidence": "e"}', "line 2: claim is null, text is needed"),
        ('{"claim": "c", "evidence": 4.5}', "line 2: evidence is the number 4.5, text is needed"),
        (
            '{"claim": true, "evidence": ["e"]}',
            "line 2: claim is true, text is needed; evidence is a list, text is needed",
        ),
        ('{"claim": "  ", "evidence": "e"}', "line 2: claim is empty"),
        ('{"claim": "\\ud800", "evidence": "e"}', "line 2: claim holds half a character"),
        ('{"claim": "c", "evidence": "e", "\\ud800": 1}', "line 2: a column's name holds half a character"),
        ("[" * 100_000, "line 2 is not JSON"),
    ],
)
def test_a_bad_line_has_an_error_and_stops_nothing(tmp_path, line, message):
    good = {"claim": "c", "evidence": "e"}
    rows = list(iter_rows(jsonl(tmp_path, good, line, good)))
    assert [row.error is None for row in rows] == [True, False, True]
    assert rows[1].error.startswith(message)
    assert len(rows[1].error) < 300


def test_a_line_that_is_not_utf8(tmp_path):
    path = write(tmp_path, "rows.jsonl", b'\xef\xbb\xbf{"claim": "c", "evidence": "e"}\n{"claim": "\xe9"}\n')
    first, second = iter_rows(path)
    assert first.error is None
    assert "line 2 is not UTF-8" in second.error


def test_csv_rows(tmp_path):
    long = "word " * 200_000
    path = write(
        tmp_path,
        "rows.csv",
        b'\xef\xbb\xbfid,claim,evidence\r\n007,"a ""b"", c",line 1\n2,only two\n3,\xe9,e\n4,c,"'
        + long.encode()
        + b'"\n',
    )
    first, short, latin, last = iter_rows(path)
    assert first.values == {"id": "007", "claim": 'a "b", c', "evidence": "line 1"}
    assert short.error == "row 2 (line 3) has 2 fields, the header names 3"
    assert "row 3 (line 4) is not UTF-8" in latin.error
    assert last.evidence == long
    assert count_records(path) == 4


def test_surplus_fields_of_a_csv_row_are_kept_in_its_last_column(tmp_path):
    (row,) = iter_rows(write(tmp_path, "rows.csv", "claim,evidence\nc,45 of 1,000,000 cars\n"))
    assert row.error == "row 1 (line 2) has 4 fields, the header names 2"
    assert row.values == {"claim": "c", "evidence": "45 of 1,000,000 cars"}


def test_a_quote_that_is_never_closed_is_an_error_with_its_lines(tmp_path):
    path = write(tmp_path, "rows.csv", 'claim,evidence\nc,e\nc,"e\n' + "c,e\n" * 3)
    first, swallowed = iter_rows(path)
    assert first.error is None
    assert swallowed.error == "row 2 (lines 3 to 6) is not CSV: unexpected end of data; close its quotes"


def test_a_file_that_breaks_off_while_it_is_read_is_named(tmp_path, monkeypatch):
    class BreaksOff(io.BytesIO):
        def __next__(self):
            if line := self.readline():
                return line
            raise OSError("Input/output error")

    path = jsonl(tmp_path, {"claim": "c", "evidence": "e"})
    monkeypatch.setattr("claimcheck.reading.tables.open_bytes", lambda path: BreaksOff(path.read_bytes()))
    with pytest.raises(InputError, match=r"rows\.jsonl: cannot be read after line 1: Input/output error"):
        list(iter_rows(path))


def test_a_parquet_date_that_python_cannot_hold_is_an_error(tmp_path):
    path = tmp_path / "rows.parquet"
    when = pa.array([10**9], pa.date32())
    pq.write_table(pa.table({"claim": ["c"], "evidence": ["e"], "when": when}), path)
    with pytest.raises(InputError, match=r"rows\.parquet: column 'when' cannot be read after row 0: .*leave this"):
        list(iter_rows(path))


def test_parquet_rows(tmp_path):
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.table({"claim": ["c", None], "evidence": ["e", "f"], "n": pa.array([1, None], pa.int8())}), path)
    first, second = iter_rows(path)
    assert first.values == {"claim": "c", "evidence": "e", "n": 1}
    assert second.error == "row 2: claim is null, text is needed"
    assert count_records(path) == 2


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("rows.csv", "id,Claim,evidence\n1,c,e\n", "no column 'claim'; columns found: 'id', 'Claim', 'evidence'"),
        ("rows.jsonl", '{"id": 1}\n{"text": 2}\n', "no column 'claim' and 'evidence'; columns found: 'id', 'text'"),
        ("rows.csv", "claim,evidence,claim\n", "names claim twice"),
        ("rows.csv", "claim,evidence,,\n", "two columns that have no name"),
        ("rows.csv", b"claim,evidence,caf\xe9\n", "column names are not UTF-8; save the file as UTF-8"),
        ("rows.csv", "\n", "holds no column names"),
        ("rows.csv", "\ufeffclaim;evidence\r\nc, d;e\r\n", "separated by semicolons; save the file with commas"),
        ("rows.csv", "claim\tevidence\nc\te\n", "separated by tabs"),
        ("rows.csv", b"PK\x03\x04...", "is a zip archive or an office document; save what it holds as plain text"),
        ("rows.jsonl", '{"claim": "c"}'.encode("utf-16"), "is UTF-16; save it as UTF-8"),
        ("rows.jsonl", b"\x1f\x8b\x08", "is compressed by gzip; unpack it"),
        ("rows.csv", 'id,"claim,evidence\n1,c,e\n', "column names are not CSV .*; close the quotes"),
        ("rows.csv", 'id,"claim,evidence\n' + "1,c,e\n" * 30_000, "column names are not CSV .*; close the quotes"),
        ("rows.jsonl", "", "the file is empty"),
        ("rows.jsonl", " \n\n", "the file holds no rows"),
        ("rows.parquet", "PAR?", "not a readable Parquet file"),
        ("rows.xlsx", "x", "unknown kind of file '.xlsx'"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole_is_refused_at_once(tmp_path, name, content, message):
    with pytest.raises(InputError, match=message.replace("?", r"\?")):
        iter_rows(write(tmp_path, name, content))


def test_a_parquet_file_without_the_columns(tmp_path):
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.table({"hypothesis": ["c"]}), path)
    with pytest.raises(InputError, match="no column 'claim' and 'evidence'; columns found: 'hypothesis'"):
        iter_rows(path)


def test_a_folder_and_standard_input_are_no_file(tmp_path):
    with pytest.raises(InputError, match="this is a folder; name one of the files in it"):
        iter_rows(tmp_path)
    with pytest.raises(InputError, match="-: standard input is not read; give the name of a file"):
        iter_rows(Path("-"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in its folders")
def test_a_pipe_is_refused(tmp_path):
    path = tmp_path / "rows.jsonl"
    os.mkfifo(path)
    writer = os.open(path, os.O_RDWR)
    with pytest.raises(InputError, match=r"rows\.jsonl: cannot be read: a pipe gives its content only once; save it"):
        iter_rows(path)
    os.close(writer)


def test_a_missing_file(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        iter_rows(tmp_path / "gone.jsonl")
