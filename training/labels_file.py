"""Labels of a user, from any of the files that labels come in, as examples; rows that cannot be read are named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from claimcheck.errors import LabelError
from claimcheck.evaluation import Example, Problem
from claimcheck.evaluation.rows import given_or
from claimcheck.labels import parse_label
from claimcheck.model.bundle import sha256
from claimcheck.reading.tables import Record, iter_records, text_problem

#: Name of a user's labels as a source of training rows.
NEW_LABELS = "new_labels"
#: Our columns, and their names in SNLI and in other files of its kind.
_SPELLINGS = {
    "claim": ("claim", "hypothesis", "sentence2"),
    "evidence": ("evidence", "premise", "sentence1"),
    "label": ("label", "gold_label"),
}
#: What SNLI writes where its annotators did not agree.
_UNDECIDED = "-"


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """An example, and its place in the file, such as ``line 7``."""

    place: str
    example: Example


@dataclass(frozen=True, slots=True)
class LabelsFile:
    """The rows of a file that can be read, and what is wrong with the others."""

    path: Path
    sha256: str
    rows: list[LabelledRow]
    problems: list[Problem]


class _Value(BaseModel):
    choices: list[str] = []


class _Result(BaseModel):
    type: str
    value: _Value = _Value()


class _Annotation(BaseModel):
    result: list[_Result]
    was_cancelled: bool = False


class _LabelStudioTask(BaseModel):
    data: dict[str, Any]
    annotations: list[_Annotation]


def read_labels(path: Path) -> LabelsFile:
    """Read JSONL, CSV, Parquet, or a JSON list, such as the JSON or JSON-MIN export of Label Studio.

    Columns: ``claim``, ``evidence``, ``label`` (any spelling of :mod:`claimcheck.labels`), and, where known, ``id`` and
    ``group``; SNLI's names of the columns are understood as well. Rows of one group share an event or a text and stay
    together; without a group, rows with the same evidence do.

    Raises:
        InputError: the file is missing, empty, damaged as a whole, or of another kind.
    """
    rows: list[LabelledRow] = []
    problems: list[Problem] = []
    undecided = 0
    for record in iter_records(path):
        try:
            flat = list(_flattened(record))
        except ValueError as error:
            problems.append(Problem(path.name, "error", f"{record.place}: {error}"))
            continue
        for values in flat:
            if values.get("label") == _UNDECIDED:
                undecided += 1
                continue
            wrong = _problems(values)
            problems += [Problem(path.name, "error", f"{record.place}: {message}") for message in wrong]
            if not wrong:
                rows.append(LabelledRow(record.place, _example(values, record.place)))
    if undecided:
        message = f"{undecided} rows are labelled {_UNDECIDED!r}, undecided, and are left out"
        problems.append(Problem(path.name, "warning", message))
    return LabelsFile(path, sha256(path), rows, problems)


def _flattened(record: Record) -> Iterator[dict[str, Any]]:
    """The values of a record under our names; one set for each annotation of a Label Studio task."""
    if record.error:
        raise ValueError(record.error.removeprefix(record.place).strip())
    if not {"data", "annotations"} <= record.values.keys():
        yield _renamed(record.values)
        return
    try:
        task = _LabelStudioTask.model_validate(record.values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ValueError(f"not a Label Studio task: {where}: {first['msg']}") from error
    for annotation in task.annotations:
        if annotation.was_cancelled:
            continue
        choices = [choice for item in annotation.result if item.type == "choices" for choice in item.value.choices]
        if len(choices) != 1:
            raise ValueError(f"an annotation has {len(choices)} choices; exactly one, the label, is needed")
        yield _renamed(task.data | {"label": choices[0]})


def _renamed(values: dict[str, Any]) -> dict[str, Any]:
    ours = {name: values[found] for name, names in _SPELLINGS.items() if (found := _first(names, values)) is not None}
    return values | ours


def _first(names: tuple[str, ...], values: dict[str, Any]) -> str | None:
    return next((name for name in names if name in values), None)


def _problems(values: dict[str, Any]) -> list[str]:
    found = [problem for column in ("claim", "evidence") if (problem := text_problem(values, column))]
    if "label" not in values:
        return [*found, f"label is missing; there is: {', '.join(values) or 'nothing'}"]
    try:
        parse_label(values["label"])
    except LabelError as error:
        found.append(str(error))
    return found


def _example(values: dict[str, Any], place: str) -> Example:
    evidence = values["evidence"]
    return Example(
        id=given_or(values.get("id"), place),
        claim=values["claim"].strip(),
        evidence=evidence,
        label=str(parse_label(values["label"])),
        source=NEW_LABELS,
        group=given_or(values.get("group"), hashlib.sha256(evidence.encode()).hexdigest()[:12]),
    )
