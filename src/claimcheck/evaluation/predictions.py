"""Predictions of a task kept as Parquet: comparisons and error pages need no second run, and runs resume."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from claimcheck.errors import OutputError
from claimcheck.evaluation.rows import Example
from claimcheck.labels import LABELS, Label
from claimcheck.reading import replacing
from claimcheck.records import Evidence, Prediction

_ROW_COLUMNS = ("id", "claim", "evidence", "label", "source", "group", "tags")
_STAMP = b"claimcheck"


class Predictor(Protocol):
    """Anything that can be evaluated. ``fingerprint`` changes whenever an answer might."""

    @property
    def name(self) -> str:
        """A name for tables."""

    @property
    def fingerprint(self) -> str:
        """Hash of what decides the answers: weights, calibration, settings."""

    def predict(self, rows: Sequence[dict[str, str]], /) -> list[Prediction]:
        """One prediction per row of ``claim`` and ``evidence``, in order."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a predictions file belongs to: a model, rows, and this code. A file with another stamp is not reused."""

    fingerprint: str
    data_hash: str

    def encode(self) -> bytes:
        """For the file's metadata."""
        return f"{self.fingerprint} {self.data_hash} {code_hash()}".encode()


@cache
def code_hash() -> str:
    """SHA-256 of the package's modules: a changed rule may change every answer of the same weights."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def predictions_path(folder: Path, predictor: Predictor, task: str) -> Path:
    """Where a predictor's answers on a task lie below ``folder``."""
    name = re.sub(r"[^\w.-]+", "-", predictor.name).strip("-.")[-60:]
    # A fingerprint may begin with the weights' and end with the settings.
    digest = hashlib.sha256(predictor.fingerprint.encode()).hexdigest()
    return folder / "predictions" / f"{name}-{digest[:8]}" / f"{task}.parquet"


def write_predictions(path: Path, stamp: Stamp, examples: Sequence[Example], predictions: Sequence[Prediction]) -> None:
    """Write rows and predictions whole or not at all.

    Raises:
        OutputError: the file cannot be written.
    """
    columns = {name: [getattr(example, name) for example in examples] for name in _ROW_COLUMNS}
    columns["predicted"] = [str(prediction.label) for prediction in predictions]
    columns |= {f"p_{label}": [said.probabilities[label] for said in predictions] for label in LABELS}  # type: ignore[misc]
    columns["quote"] = [said.evidence[0].text if said.evidence else "" for said in predictions]
    _write(path, stamp, pa.table(columns))


def read_predictions(path: Path, stamp: Stamp | None = None) -> tuple[list[Example], list[Prediction]] | None:
    """Read rows and predictions; ``None`` if there is no such file, or it is another model's or other data's.

    The deciding quote comes back as the only evidence window, without offsets or probabilities of its own.
    """
    records = _read(path, stamp)
    if records is None:
        return None
    examples = [
        Example(**{name: record[name] for name in _ROW_COLUMNS} | {"tags": tuple(record["tags"])}) for record in records
    ]
    predictions = [
        Prediction(
            Label(record["predicted"]),
            {str(label): record[f"p_{label}"] for label in LABELS},
            [Evidence(record["quote"], 0, 0, {})] if record["quote"] else [],
        )
        for record in records
    ]
    return examples, predictions


def write_findings(path: Path, stamp: Stamp, rows: Sequence[dict[str, Any]]) -> None:
    """Write the rows of reports whole or not at all.

    Raises:
        OutputError: the file cannot be written.
    """
    _write(path, stamp, pa.Table.from_pylist(list(rows)))


def read_findings(path: Path, stamp: Stamp) -> list[dict[str, Any]] | None:
    """Read the rows of reports; ``None`` if there is no such file, or it is another model's or other data's."""
    return _read(path, stamp)


def _write(path: Path, stamp: Stamp, table: pa.Table) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path.parent}: cannot be made: {error.strerror}; choose another folder") from error
    with replacing(path) as draft:
        pq.write_table(table.replace_schema_metadata({_STAMP: stamp.encode()}), draft, compression="zstd")


def _read(path: Path, stamp: Stamp | None) -> list[dict[str, Any]] | None:
    if not path.is_file():
        return None
    table = pq.read_table(path)
    if stamp is not None and (table.schema.metadata or {}).get(_STAMP) != stamp.encode():
        return None
    records: list[dict[str, Any]] = table.to_pylist()
    return records
