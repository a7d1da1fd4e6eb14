"""Rows to JSONL, CSV or Parquet, a few at a time; the same rows always make the same bytes."""

from __future__ import annotations

import csv
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from claimcheck.errors import OutputError
from claimcheck.reading.locations import is_object, open_bytes, real_path
from claimcheck.reading.plain_values import as_text, plain
from claimcheck.reading.tables import TABLE_SUFFIXES

if TYPE_CHECKING:
    import pyarrow as pa


class RowWriter(Protocol):
    """An open output file; a context manager that closes it."""

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write rows, after those that were written before."""

    def append(self, files: Iterable[Path]) -> None:
        """Write the rows of finished files of the same format and columns, wherever they lie."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_writer(path: Path, schema: pa.Schema | None = None) -> RowWriter:
    r"""Open an output file, in the format that its name says.

    Args:
        path: ends in ``.jsonl``, ``.csv`` or ``.parquet``; written anew if it exists.
        schema: the columns; JSONL needs none, and then writes each row's own.

    Raises:
        OutputError: the name says no known format.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "out.jsonl"
    >>> with open_writer(path) as writer:
    ...     writer.write([{"id": 1, "label": "supported"}])
    >>> path.read_text()
    '{"id": 1, "label": "supported"}\n'
    """
    suffix = table_suffix(path)
    if suffix == ".jsonl":
        return _JsonlWriter(path)
    if schema is None:
        raise OutputError(f"{path}: the columns of a {suffix} file must be known before it is written")
    return _CsvWriter(path, schema.names) if suffix == ".csv" else _ParquetWriter(path, schema)


def check_writable(path: Path) -> None:
    """Make sure that a file can be written here, before any work is done for it; an object is only tried later.

    Raises:
        OutputError: the folder is missing or cannot be written to, or the path is no regular file.
    """
    if is_object(path):
        return
    if str(path) == "-":
        raise OutputError(f"{path}: cannot be written to standard output; give the name of a file")
    try:
        folder = real_path(path).parent
        if path.is_dir():
            raise OutputError(f"{path}: this is a folder; give the name of a file")
        if not folder.is_dir():
            raise OutputError(f"{path}: the folder {folder} does not exist; create it first")
        if path.exists() and not path.is_file():
            raise OutputError(f"{path}: this is a device or a pipe; give the name of a file")
        if path.exists() and not os.access(path, os.W_OK):
            raise OutputError(f"{path}: the file is there and may not be written; choose another name")
    except OSError as error:
        raise OutputError(f"{str(path)[:200]}: cannot be written: {error.strerror}; choose another name") from error
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(f"{path}: cannot write to the folder {folder}: {error.strerror}") from error


def table_suffix(path: Path) -> str:
    """The ending that says how rows are written to ``path``.

    Raises:
        OutputError: the ending is unknown.
    """
    suffix = path.suffix.lower()
    if suffix not in TABLE_SUFFIXES:
        raise OutputError(f"{path}: unknown kind of output {path.suffix!r}; use one of {', '.join(TABLE_SUFFIXES)}")
    return suffix


class _ClosesFile:
    """A file that is opened at once and closed at the end of the ``with`` block."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def _copy(self, files: Iterable[Path], skipped_bytes: int = 0) -> None:
        """Copy files as they are, without so many bytes at the start of each."""
        self._file.flush()
        for file in files:
            with open_bytes(file) as content:
                content.seek(skipped_bytes)
                shutil.copyfileobj(content, self._file.buffer)


class _JsonlWriter(_ClosesFile):
    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self._file.writelines(_json_line(row) for row in rows)

    def append(self, files: Iterable[Path]) -> None:
        self._copy(files)


class _CsvWriter(_ClosesFile):
    def __init__(self, path: Path, names: list[str]) -> None:
        super().__init__(path)
        self._names = names
        self._writer = csv.writer(self._file)
        self._writer.writerow(names)
        self._header_bytes = self._file.tell()

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self._writer.writerows([as_text(row.get(name)) for name in self._names] for row in rows)

    def append(self, files: Iterable[Path]) -> None:
        self._copy(files, skipped_bytes=self._header_bytes)


class _ParquetWriter:
    """Each call of :meth:`write` makes one row group."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        from pyarrow import parquet

        self._schema = schema
        self._writer = parquet.ParquetWriter(path, schema, compression="zstd")

    def write(self, rows: Sequence[Mapping[str, Any]]) -> None:
        from claimcheck.reading.schema import to_table

        if rows:
            self._writer.write_table(to_table(rows, self._schema))

    def append(self, files: Iterable[Path]) -> None:
        from pyarrow import parquet

        for file in files:
            with open_bytes(file) as content:
                table = parquet.read_table(content)
            if table.num_rows:
                self._writer.write_table(table.cast(self._schema))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.close()


def _json_line(row: Mapping[str, Any]) -> str:
    values = {name: plain(value) for name, value in row.items()}
    line = json.dumps(values, ensure_ascii=False) + "\n"
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(values) + "\n"
    return line
