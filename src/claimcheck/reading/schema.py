"""Which columns a file has, and of which types, for outputs that must know before the first row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from claimcheck.reading.tables import csv_columns, iter_records, open_parquet

_RECORDS_PER_STEP = 4096


def schema_of(path: Path) -> pa.Schema:
    """Columns of a JSONL, CSV or Parquet file; JSONL is read through once, to see every column and type.

    Columns of CSV are text. A column of JSONL whose values are objects, or of types that do not go together, is text as
    well, and will hold JSON.

    Raises:
        InputError: the file is missing, empty, damaged or of another kind.
    """
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return open_parquet(path).schema_arrow.remove_metadata()
    if suffix == ".csv":
        return pa.schema([(name, pa.string()) for name in csv_columns(path)])
    types: dict[str, pa.DataType] = {}
    records = (record.values for record in iter_records(path))
    while step := list(islice(records, _RECORDS_PER_STEP)):
        for name in dict.fromkeys(name for values in step for name in values):
            found = _type_of([values.get(name) for values in step])
            types[name] = _common_type(types[name], found) if name in types else found
    return pa.schema([(name, pa.string() if pa.types.is_null(kind) else kind) for name, kind in types.items()])


def to_table(rows: Sequence[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows as a table of exactly these columns; a missing value is null."""
    columns = []
    for field in schema:
        values: Iterator[Any] = (row.get(field.name) for row in rows)
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            values = map(as_text, values)
        columns.append(pa.array(list(values), type=field.type))
    return pa.Table.from_arrays(columns, schema=schema)


def as_text(value: object) -> str | None:
    """Text as it is, where it can be written; null as None; any other value as JSON.

    >>> as_text("a"), as_text(None), as_text([1, True])
    ('a', None, '[1, true]')
    """
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text.encode("utf-8", "replace").decode("utf-8")


def _type_of(values: list[Any]) -> pa.DataType:
    try:
        kind = pa.array(values).type
    except (pa.ArrowException, OverflowError, TypeError, ValueError):
        return pa.string()
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
