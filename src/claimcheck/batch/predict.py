"""Claim-evidence rows of a file, each with its verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from claimcheck.batch.engine import (
    Engine,
    Job,
    Progress,
    Rows,
    check_output,
    error_of_item,
    message_of,
    refuse_same_failure,
    run_job,
)
from claimcheck.batch.summary import Summary
from claimcheck.errors import InputError
from claimcheck.labels import LABELS
from claimcheck.reading import Row, count_records, iter_rows
from claimcheck.reading.schema import schema_of
from claimcheck.records import Prediction

_ADDED = ("label", *map(str, LABELS), "error")


class Predictor(Protocol):
    """Judges claim-evidence rows; ``fingerprint`` names everything that decides its answers."""

    @property
    def fingerprint(self) -> str:
        """Differs whenever an answer might."""

    def predict(self, rows: Sequence[Mapping[str, Any]], /) -> list[Prediction]:
        """One prediction for each row with ``claim`` and ``evidence``, in their order."""


def predict_file(
    predictor: Predictor,
    source: Path,
    output: Path,
    *,
    resume: bool = False,
    fail_fast: bool = False,
    shard_rows: int = 2048,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Judge every row of a JSONL, CSV or Parquet file, and write each with its verdict, in the same order.

    The output has the input's own columns, then ``label``, ``supported``, ``contradicted``, ``not_enough_info`` (the
    probabilities) and ``error``. An own column of one of these names is kept as ``input_label`` and so on. A row that
    cannot be read or judged has an ``error`` and no label.

    Args:
        predictor: judges the rows.
        source: has the columns ``claim`` and ``evidence``, and any others.
        output: ends in ``.jsonl``, ``.csv`` or ``.parquet``.
        resume: go on with an interrupted run.
        fail_fast: stop at the first row with an error.
        shard_rows: rows that are judged and saved together.
        engine: where the work is done; by default in this process.
        progress: called with the rows done and the rows in all.

    Raises:
        InputError: the input cannot be used; with ``fail_fast``, a row cannot; or see :func:`run_job`.
        ModelError, OutputError: see :func:`run_job`.
        Interrupted: Ctrl-C was pressed.
    """
    check_output(source, output)
    iter_rows(source)
    own = None if output.suffix.lower() == ".jsonl" else schema_of(source)
    process = partial(_process, source=source, columns=own.names if own else [], fail_fast=fail_fast)
    job = Job(
        source=source,
        output=output,
        items=partial(iter_rows, source),
        total=count_records(source),
        size=_characters,
        tool=predictor,
        process=process,
        schema=None if own is None else _output_schema(own),
        facts={"task": "predict", "model": predictor.fingerprint},
        shard_items=shard_rows,
    )
    return run_job(job, resume=resume, engine=engine, progress=progress)


def _process(
    predictor: Predictor, rows: Sequence[Row], *, source: Path, columns: Sequence[str], fail_fast: bool
) -> Rows:
    verdicts = _judge(predictor, {place: row for place, row in enumerate(rows) if row.error is None})
    refuse_same_failure(list(verdicts.values()))
    written = []
    for place, row in enumerate(rows):
        verdict = verdicts.get(place)
        if isinstance(verdict, Prediction):
            answer = {"label": str(verdict.label), **verdict.probabilities, "error": None}
        else:
            problem = row.error if verdict is None else f"{row.place}: {message_of(verdict).removeprefix('row 1: ')}"
            if fail_fast:
                raise InputError(f"{source}: {problem}")
            answer = dict.fromkeys(_ADDED) | {"error": problem}
        written.append(_own_columns(dict.fromkeys(columns) | row.values) | {name: answer[name] for name in _ADDED})
    return written


def _judge(predictor: Predictor, rows: Mapping[int, Row]) -> dict[int, Prediction | Exception]:
    """Predictions by place; where the predictor fails on a row, its error, found by halving."""
    if not rows:
        return {}
    places = list(rows)
    try:
        asked = [{"claim": row.claim, "evidence": row.evidence} for row in rows.values()]
        return dict(zip(places, predictor.predict(asked), strict=True))
    except Exception as error:
        failure = error_of_item(error)
        if len(rows) == 1:
            return {places[0]: failure}
    halves = places[: len(places) // 2], places[len(places) // 2 :]
    return {
        place: verdict
        for half in halves
        for place, verdict in _judge(predictor, {place: rows[place] for place in half}).items()
    }


def _output_schema(own: pa.Schema) -> pa.Schema:
    kept = [field.with_name(name) for field, name in zip(own, _own_columns(dict.fromkeys(own.names)), strict=True)]
    added = [pa.field(name, pa.string() if name in ("label", "error") else pa.float64()) for name in _ADDED]
    return pa.schema([*kept, *added])


def _own_columns(values: Mapping[str, Any]) -> dict[str, Any]:
    """A row's own columns, in their order; those with the name of an added one under a name that is free."""
    kept = {}
    for name, value in values.items():
        new_name = name
        while new_name in _ADDED or (new_name != name and new_name in values):
            new_name = f"input_{new_name}"
        kept[new_name] = value
    return kept


def _characters(row: Row) -> int:
    return sum(len(value) for value in row.values.values() if isinstance(value, str))
