"""Claim-evidence rows, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimcheck.reading.tables import Record, iter_records, require_columns, text_problem

_COLUMNS = ("claim", "evidence")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file.

    Attributes:
        place: how to find it, such as ``line 7`` or ``row 7``.
        values: the row's own columns, with their types; empty when the row cannot be read.
        error: why the row has no usable claim and evidence, with its place, or None.
    """

    place: str
    values: dict[str, Any]
    error: str | None = None

    @property
    def claim(self) -> str:
        """The claim; only of a row without error."""
        return str(self.values["claim"])

    @property
    def evidence(self) -> str:
        """The evidence; only of a row without error."""
        return str(self.values["evidence"])


def iter_rows(path: Path) -> Iterator[Row]:
    """Rows of a JSONL, CSV or Parquet file in their order, never loaded whole.

    A row that cannot be read comes with its error and does not stop the others.

    Raises:
        InputError: the file is missing, empty, damaged, of another kind, or lacks the columns claim and evidence.
    """
    require_columns(path, _COLUMNS)
    return map(_row, iter_records(path))


def _row(record: Record) -> Row:
    error = record.error
    if error is None:
        problems = [problem for column in _COLUMNS if (problem := text_problem(record.values, column))]
        error = f"{record.place}: {'; '.join(problems)}" if problems else None
    return Row(record.place, record.values, error)
