"""Which columns a file has, and of which types, for outputs that must know before the first row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from claimcheck.reading.plain_values import as_text
from claimcheck.reading.tables import csv_columns, iter_records, open_parquet

_RECORDS_PER_STEP = 4096


def schema_of(path: Path) -> pa.Schema:
    """Columns of a JSONL, CSV or Parquet file; JSONL is read through, to see every column and type.

    Columns of CSV are text. A column of JSONL whose values are objects, or that no common type holds exactly (such as
    floats and integers above 2**53), is text as well, and will hold JSON.

    Raises:
        InputError: the file is missing, empty, damaged or of another kind.
    """
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return open_parquet(path).schema_arrow.remove_metadata()
    if suffix == ".csv":
        return pa.schema([(name, pa.string()) for name in csv_columns(path)])
    found: dict[str, list[pa.DataType]] = {}
    for name, values in _column_pieces(path):
        kinds = found.setdefault(name, [])
        kind = _type_of(values)
        if not pa.types.is_null(kind) and kind not in kinds:
            kinds.append(kind)
    types = {name: reduce(_common_type, kinds) if kinds else pa.string() for name, kinds in found.items()}
    mixed = {name for name, kinds in found.items() if len(kinds) > 1}
    if mixed:
        for name, values in _column_pieces(path):
            if name in mixed and _array(values, types[name]) is None:
                types[name] = pa.string()
    return pa.schema(list(types.items()))


def to_table(rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows as a table of exactly these columns; a missing value is null."""
    columns = []
    for field in schema:
        values: Iterator[Any] = (row.get(field.name) for row in rows)
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            values = map(as_text, values)
        columns.append(pa.array(list(values), type=field.type))
    return pa.Table.from_arrays(columns, schema=schema)


def _column_pieces(path: Path) -> Iterator[tuple[str, list[Any]]]:
    """Names and values of the columns of some records, then of the next ones."""
    records = (record.values for record in iter_records(path))
    while step := list(islice(records, _RECORDS_PER_STEP)):
        for name in dict.fromkeys(name for values in step for name in values):
            yield name, [values.get(name) for values in step]


def _array(values: list[Any], kind: pa.DataType | None = None) -> pa.Array | None:
    """The values as an array of a type, by default the one that fits; None when none does."""
    try:
        return pa.array(values, type=kind)
    except (pa.ArrowException, OverflowError, TypeError, ValueError):
        return None


def _type_of(values: list[Any]) -> pa.DataType:
    array = _array(values)
    if array is None:
        return pa.string()
    kind = array.type
    is_plain_list = pa.types.is_list(kind) and not pa.types.is_nested(kind.value_type)
    if pa.types.is_null(kind) or is_plain_list or not pa.types.is_nested(kind):
        return kind
    return pa.string()


def _common_type(one: pa.DataType, other: pa.DataType) -> pa.DataType:
    schemas = [pa.schema([("column", kind)]) for kind in (one, other)]
    try:
        return pa.unify_schemas(schemas, promote_options="permissive").field("column").type
    except pa.ArrowException:
        return pa.string()
