"""Labelled sources: Parquet files in the mirror folder, read into claim-evidence rows."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyarrow.parquet as pq

from claimcheck.errors import InputError

COLUMNS = ["id", "claim", "evidence", "label", "group"]


def read_source(root: Path, split: str, name: str) -> list[dict[str, str]]:
    """Read one source as a list of rows with the columns of :data:`COLUMNS`, and ``evidence_gold`` where it has one.

    Raises:
        InputError: the file is missing or lacks a column.
    """
    path = source_path(root, split, name)
    if not path.is_file():
        raise InputError(
            f"{path}: no such source; set data.root in the configuration or CLAIMCHECK_DATA to the folder "
            "that holds train/ and dev/"
        )
    available = pq.read_schema(path).names
    missing = [column for column in COLUMNS if column not in available]
    if missing:
        raise InputError(f"{path}: columns missing: {', '.join(missing)}; found: {', '.join(available)}")
    columns = [*COLUMNS, "evidence_gold"] if "evidence_gold" in available else COLUMNS
    rows: list[dict[str, str]] = pq.read_table(path, columns=columns).to_pylist()
    return rows


def source_path(root: Path, split: str, name: str) -> Path:
    """Where a source lies below the mirror folder."""
    return root / split / f"{name}.parquet"


def source_hash(root: Path, split: str, name: str) -> str:
    """SHA-256 of a source's file, for the manifest."""
    return hashlib.sha256(source_path(root, split, name).read_bytes()).hexdigest()
