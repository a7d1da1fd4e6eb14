"""Files of many records, read one record at a time: JSONL, CSV and Parquet; JSON is read whole."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.errors import InputError
from claimcheck.reading.documents import decode, read_bytes, refuse_binary
from claimcheck.reading.locations import is_object, open_bytes, open_text

if TYPE_CHECKING:
    import pyarrow.parquet

#: Formats that are streamed, in and out.
TABLE_SUFFIXES = (".jsonl", ".csv", ".parquet")

_ROWS_PER_BATCH = 256
#: Of a file whose records have columns of their own, to learn which there are.
_RECORDS_LOOKED_AT = 100
_READ_AHEAD_BYTES = 1 << 20
_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
#: A CSV field may be a long article; Python's own limit is 131,072 characters.
_LONGEST_FIELD = 1 << 28


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file.

    Attributes:
        number: 1-based; of the line in JSONL, else of the record.
        place: how to find it, such as ``line 7`` or ``row 7``.
        values: by column; empty when the record cannot be read.
        error: why it cannot be read, or None.
    """

    number: int
    place: str
    values: dict[str, Any]
    error: str | None = None


def iter_records(path: Path, needed: Collection[str] | None = None) -> Iterator[Record]:
    """Records of a file in their order; one that cannot be read comes with its error, and does not stop the others.

    Args:
        path: the file.
        needed: columns that are looked at, all by default; the others are left out where that saves reading them.

    Raises:
        InputError: the file is missing, empty, of an unknown kind, or damaged as a whole.
    """
    readers = {".jsonl": _iter_jsonl, ".csv": _iter_csv, ".json": _iter_json}
    suffix = path.suffix.lower()
    start = read_bytes(path, most=8)
    if suffix == ".parquet":
        return _iter_parquet(path, needed)
    if suffix not in readers:
        raise InputError(f"{path}: unknown kind of file {path.suffix!r}; use one of {', '.join(TABLE_SUFFIXES)}")
    refuse_binary(start, path)
    return readers[suffix](path)


def count_records(path: Path) -> int:
    """Number of records of a file.

    Raises:
        InputError: as :func:`iter_records`.
    """
    read_bytes(path, most=1)
    if path.suffix.lower() == ".parquet":
        return int(open_parquet(path).metadata.num_rows)
    if path.suffix.lower() == ".jsonl":
        try:
            with open_bytes(path) as lines:
                return sum(1 for line in lines if not _is_blank(line))
        except OSError as error:
            raise _cut_off(path, "its start", error) from error
    return sum(1 for _ in iter_records(path))


def column_names(path: Path) -> list[str] | None:
    """Columns of a file; where each record has its own, those of the first hundred. None if none of these is readable.

    Raises:
        InputError: as :func:`iter_records`; or the file holds no records.
    """
    records = iter_records(path)
    if path.suffix.lower() == ".parquet":
        return list(open_parquet(path).schema_arrow.names)
    if path.suffix.lower() == ".csv":
        return csv_columns(path)
    first = list(islice(records, _RECORDS_LOOKED_AT))
    if not first:
        raise InputError(f"{path}: the file holds no rows")
    readable = [record for record in first if record.error is None]
    return list(dict.fromkeys(name for record in readable for name in record.values)) if readable else None


def require_columns(path: Path, needed: Collection[str]) -> None:
    """Make sure, as far as can be seen before they are read, that records have these columns.

    Raises:
        InputError: as :func:`column_names`; or a column is missing.
    """
    found = column_names(path)
    if found is None:
        return
    if missing := [name for name in needed if name not in found]:
        named = " and ".join(map(repr, missing))
        raise InputError(f"{path}: no column {named}; columns found: {', '.join(map(repr, found)) or 'none'}")


def csv_columns(path: Path) -> list[str]:
    """Column names of a CSV file.

    Raises:
        InputError: the first line is not CSV or not UTF-8, holds no names or the same name twice, or is separated by
            something else than commas.
    """
    with open_text(path) as lines:
        try:
            header = next(csv.reader(lines, strict=True), [])
        except OSError as error:
            raise _cut_off(path, "its start", error) from error
        except csv.Error as error:
            raise InputError(f"{path}: the column names are not CSV ({error}); close the quotes around them") from error
    if not all(map(_is_encodable, header)):
        raise InputError(f"{path}: the column names are not UTF-8; save the file as UTF-8")
    if mistake := _mistake_in_names(header):
        raise InputError(f"{path}: the first line {mistake}; it must name each column once")
    for separator, name in _OTHER_SEPARATORS.items():
        if len(header) == 1 and separator in header[0]:
            raise InputError(f"{path}: its columns are separated by {name}; save the file with commas between them")
    return header


def _mistake_in_names(header: list[str]) -> str | None:
    if not any(header):
        return "holds no column names"
    twice = sorted({name for name in header if header.count(name) > 1})
    if "" in twice:
        return "has two columns that have no name"
    return f"names {', '.join(twice)} twice" if twice else None


def open_parquet(path: Path) -> pyarrow.parquet.ParquetFile:
    """Open a Parquet file such that it is read piece by piece.

    Raises:
        InputError: the file is not Parquet, is damaged, or has two columns of one name.
    """
    import pyarrow
    from pyarrow import parquet

    try:
        source = open_bytes(path) if is_object(path) else path
        opened = parquet.ParquetFile(source, buffer_size=_READ_AHEAD_BYTES, pre_buffer=False)
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(f"{path}: not a readable Parquet file: {error}") from error
    names = opened.schema_arrow.names
    if len(set(names)) < len(names):
        raise InputError(f"{path}: two columns have the same name; columns: {', '.join(names)}")
    return opened


def _iter_jsonl(path: Path) -> Iterator[Record]:
    number = 0
    try:
        with open_bytes(path) as lines:
            for number, line in enumerate(lines, start=1):
                if not _is_blank(line):
                    yield _parse_line(number, line)
    except OSError as error:
        raise _cut_off(path, f"line {number}", error) from error


def _parse_line(number: int, line: bytes) -> Record:
    place = f"line {number}"
    try:
        value = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        return Record(number, place, {}, f"{place} is not UTF-8 (byte {error.start} of the line)")
    except (ValueError, RecursionError) as error:
        shown = line.decode("utf-8", "replace").strip()
        return Record(number, place, {}, f"{place} is not JSON ({error}): {shown:.80}")
    if not isinstance(value, dict):
        return Record(number, place, {}, f"{place} is {describe(value)}, an object with named values is needed")
    return _object_record(number, place, value)


def _iter_json(path: Path) -> Iterator[Record]:
    text = decode(read_bytes(path), path)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: not JSON: {error}") from error
    for number, item in enumerate(value if isinstance(value, list) else [value], start=1):
        place = f"item {number}"
        if isinstance(item, dict):
            yield _object_record(number, place, item)
        else:
            yield Record(number, place, {}, f"{place} is {describe(item)}, an object with named values is needed")


def _object_record(number: int, place: str, values: dict[str, Any]) -> Record:
    if all(map(_is_encodable, values)):
        return Record(number, place, values)
    return Record(
        number,
        place,
        {mended(name): value for name, value in values.items()},
        f"{place}: a column's name holds half a character (a lone surrogate); repair the name",
    )


def _iter_csv(path: Path) -> Iterator[Record]:
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_FIELD))
    names = csv_columns(path)
    with open_text(path) as lines:
        reader = csv.reader(lines, strict=True)
        next(reader)
        number = 0
        while True:
            start = reader.line_num + 1
            try:
                fields = next(reader)
            except StopIteration:
                return
            except OSError as error:
                raise _cut_off(path, f"row {number}", error) from error
            except csv.Error as error:
                number += 1
                place = f"row {number}"
                where = f"{place} (lines {start} to {reader.line_num})"
                yield Record(number, place, {}, f"{where} is not CSV: {error}; close its quotes")
                continue
            if fields:
                number += 1
                yield _csv_record(number, reader.line_num, names, fields)


def _csv_record(number: int, line: int, names: list[str], fields: list[str]) -> Record:
    place = f"row {number}"
    kept = [*fields[: len(names) - 1], ",".join(fields[len(names) - 1 :])] if len(fields) > len(names) else fields
    values = dict(zip(names, map(mended, kept), strict=False))
    if any(not _is_encodable(field) for field in fields):
        return Record(number, place, values, f"{place} (line {line}) is not UTF-8; save the file as UTF-8")
    if len(fields) != len(names):
        return Record(
            number, place, values, f"{place} (line {line}) has {len(fields)} fields, the header names {len(names)}"
        )
    return Record(number, place, values)


def _iter_parquet(path: Path, needed: Collection[str] | None) -> Iterator[Record]:
    import pyarrow

    number = 0
    opened = open_parquet(path)
    columns = None if needed is None else [name for name in opened.schema_arrow.names if name in needed]
    batches = opened.iter_batches(batch_size=_ROWS_PER_BATCH, columns=columns)
    while True:
        try:
            batch = next(batches)
        except StopIteration:
            return
        except (pyarrow.ArrowException, OSError) as error:
            raise _cut_off(path, f"row {number}", error) from error
        names = batch.schema.names
        values = [_values(path, number, name, column) for name, column in zip(names, batch.columns, strict=True)]
        for row in zip(*values, strict=True):
            number += 1
            yield Record(number, f"row {number}", dict(zip(names, row, strict=True)))


def _cut_off(path: Path, place: str, error: Exception) -> InputError:
    return InputError(f"{path}: cannot be read after {place}: {error}; see that it is whole and within reach")


def _values(path: Path, number: int, name: str, column: pyarrow.Array) -> list[Any]:
    try:
        return column.to_pylist()  # type: ignore[no-any-return]
    except (OverflowError, ValueError) as error:
        raise InputError(
            f"{path}: column {name!r} cannot be read after row {number}: {error}; "
            "leave this column out, or make it text"
        ) from error


def text_problem(values: Mapping[str, Any], column: str) -> str | None:
    """What is wrong with a value that must be text with something in it, or None."""
    if column not in values:
        return f"{column} is missing; there is: {', '.join(map(str, values)) or 'nothing'}"
    value = values[column]
    if not isinstance(value, str):
        return f"{column} is {describe(value)}, text is needed"
    if not value.strip():
        return f"{column} is empty, text is needed"
    if not _is_encodable(value):
        return f"{column} holds half a character (a lone surrogate); repair the text"
    return None


def describe(value: object) -> str:
    """A value in words, for messages.

    >>> describe(None), describe([1, 2]), describe(4.5)
    ('null', 'a list', 'the number 4.5')
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {value}"
    kinds: dict[type, str] = {str: "text", list: "a list", dict: "an object"}
    return kinds.get(type(value), f"of type {type(value).__name__}")


def _is_blank(line: bytes) -> bool:
    return not line.strip().removeprefix(b"\xef\xbb\xbf")


def _is_encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def mended(text: str) -> str:
    r"""The text with a question mark for each lone surrogate, which no file can hold.

    >>> mended("caf\udce9")
    'caf?'
    """
    return text.encode("utf-8", "replace").decode("utf-8")
