"""Labelled sources, read into claim-evidence rows: Parquet files in the mirror folder, and what lies in data/."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pyarrow.parquet as pq

from claimcheck.errors import InputError
from claimcheck.model.bundle import sha256
from claimcheck.reading.crosscheck import crosscheck_rows
from claimcheck.reading.news_labels import news_label_rows
from training.config import DataConfig, SourceConfig, uses_of
from training.news_pairs import NEWS_PAIRS
from training.quantifier_pairs import QUANTIFIER_PAIRS

COLUMNS = ["id", "claim", "evidence", "label", "group"]


def source_rows(data: DataConfig, split: str, name: str, use: SourceConfig) -> list[dict[str, str]]:
    """The rows of a source, wherever a configuration says that it lies.

    Raises:
        InputError: the source is missing or cannot be read.
    """
    if use.folder:
        return crosscheck_rows(use.folder)
    if use.labels:
        return news_label_rows(use.labels, data.root / use.events)
    return read_source(data.root, split, name)


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


def describe_source(data: DataConfig, split: str, name: str) -> dict[str, str]:
    """Checksum of a source's files, its licence and its origin, as far as known (by the mirror's ``manifest.csv``)."""
    if name == NEWS_PAIRS:
        return {"licence": "made from unlabelled news text, not redistributed", "origin": "training/news_pairs.py"}
    if name == QUANTIFIER_PAIRS:
        return {"licence": "Apache-2.0", "origin": "training/quantifier_pairs.py"}
    for use in uses_of((data.train if split == "train" else data.dev).get(name, [])):
        if use.labels:
            licence = "labels CC0-1.0; text not redistributed"
            return {"sha256": sha256(use.labels), "licence": licence, "origin": str(use.labels)}
        if use.folder:
            files = "".join(sha256(path) for path in sorted(use.folder.iterdir()))
            checksum = hashlib.sha256(files.encode()).hexdigest()
            return {"sha256": checksum, "licence": "CC0-1.0", "origin": f"{use.folder}, written for claimcheck"}
    path = source_path(data.root, split, name)
    facts = {"sha256": sha256(path)} if path.is_file() else {}
    manifest = data.root / "manifest.csv"
    if manifest.is_file():
        with manifest.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if (row["split"], row["name"]) == (split, name):
                    facts |= {"licence": row["licence"], "origin": row["origin"]}
    return facts
