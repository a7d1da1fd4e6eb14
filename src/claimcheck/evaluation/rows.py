"""Labelled rows of a task, read from JSONL, CSV, Parquet or a Hugging Face data set, with every bad row named."""

from __future__ import annotations

import csv
import hashlib
import json
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimcheck.errors import InputError, LabelError
from claimcheck.evaluation.extras import optional
from claimcheck.evaluation.suites import DATA_VARIABLE, LabelScheme, Task, data_root
from claimcheck.labels import NOT_SUPPORTED, Label, parse_training_label

REQUIRED = ("claim", "evidence", "label")
_SHOWN_PROBLEMS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """A claim, its evidence and the label that a person gave. Rows of one ``group`` are not independent."""

    id: str
    claim: str
    evidence: str
    label: str
    source: str
    group: str


@dataclass(frozen=True, slots=True)
class TaskRows:
    """The rows of a task that can be used, what is wrong with the others, and the SHA-256 of the usable ones."""

    examples: list[Example]
    problems: list[str]
    data_hash: str

    def checked(self) -> list[Example]:
        """The rows, if every row could be read: figures on the readable part alone would not be comparable.

        Raises:
            InputError: some rows cannot be used, or there are none.
        """
        if self.problems:
            shown = "\n  ".join(self.problems[:_SHOWN_PROBLEMS])
            rest = len(self.problems) - _SHOWN_PROBLEMS
            raise InputError(
                f"{len(self.problems)} problems:\n  {shown}" + (f"\n  and {rest} more" if rest > 0 else "")
            )
        return self.examples


def read_rows(task: Task, limit: int | None = None, seed: int = 0) -> TaskRows:
    """Read a task's rows; ``limit`` draws whole groups until so many rows are reached, always the same for a seed.

    Raises:
        InputError: the file is missing or of an unknown kind.
        MissingExtraError: a Hugging Face data set is asked for and ``datasets`` is not installed.
    """
    place, records = _open(task)
    examples: list[Example] = []
    problems: list[str] = []
    for number, record in records:
        where = f"{place}, row {number}"
        missing = [name for name in REQUIRED if task.source.columns.get(name, name) not in record]
        if missing:
            problems.append(f"{where}: columns missing: {', '.join(missing)}; found: {', '.join(map(str, record))}")
            break
        example = _example(task, record, where, problems)
        if example is not None:
            examples.append(example)
    if not examples and not problems:
        problems.append(f"{place}: no rows")
    examples = _drawn(examples, limit, seed)
    return TaskRows(examples, problems, _hash(examples))


def source_file(task: Task) -> Path | None:
    """The file that a task reads, or ``None`` for a Hugging Face data set."""
    if task.source.mirror is not None:
        return data_root() / task.source.mirror
    return None if task.source.path is None else task.folder / task.source.path


def _open(task: Task) -> tuple[str, Iterator[tuple[int, Mapping[str, Any]]]]:
    path = source_file(task)
    if path is None:
        datasets = optional("datasets", f"the data set {task.source.dataset}", "train")
        rows = datasets.load_dataset(task.source.dataset, split=task.split, revision=task.source.revision)
        return str(task.source.dataset), iter(enumerate(rows, start=1))
    if not path.is_file():
        hint = f"; set {DATA_VARIABLE} to the folder that holds it" if task.source.mirror else ""
        raise InputError(f"task {task.name}: {path}: no such file{hint}")
    readers = {".parquet": _parquet, ".jsonl": _jsonl, ".csv": _csv}
    if path.suffix not in readers:
        raise InputError(f"task {task.name}: {path}: unknown kind of file; use one of: {', '.join(readers)}")
    return str(path), readers[path.suffix](path)


def _parquet(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path)
    except pa.ArrowInvalid as error:
        raise InputError(f"{path}: not readable as Parquet: {error}") from error
    return iter(enumerate(table.to_pylist(), start=1))


def _jsonl(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                raise InputError(f"{path}, line {number}: not JSON: {error.msg}") from error
            if not isinstance(record, dict):
                raise InputError(f"{path}, line {number}: an object is needed, with the keys {', '.join(REQUIRED)}")
            yield number, record


def _csv(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from enumerate(csv.DictReader(lines), start=1)


def _example(task: Task, record: Mapping[str, Any], where: str, problems: list[str]) -> Example | None:
    values = {name: record[task.source.columns.get(name, name)] for name in REQUIRED}
    before = len(problems)
    for name in ("claim", "evidence"):
        if not isinstance(values[name], str) or not values[name].strip():
            problems.append(f"{where}: {name} is {_said(values[name])}; text is needed")
    try:
        label = str(parse_training_label(values["label"]))
    except LabelError as error:
        problems.append(f"{where}: {error}")
        return None
    misfit = _misfit(label, task.labels)
    if misfit:
        problems.append(f"{where}: label {label}: {misfit}")
    if len(problems) > before:
        return None

    def optional_column(name: str, default: str) -> str:
        value = record.get(task.source.columns.get(name, name))
        return default if value is None else str(value)

    return Example(
        id=optional_column("id", where.rsplit(" ", 1)[1]),
        claim=values["claim"],
        evidence=values["evidence"],
        label=label,
        source=optional_column("source", task.name),
        group=optional_column("group", hashlib.sha256(values["evidence"].encode()).hexdigest()[:12]),
    )


def _misfit(label: str, scheme: LabelScheme) -> str:
    if scheme is LabelScheme.THREE_WAY and label == NOT_SUPPORTED:
        return "a two-way label in a three-way task; set labels: two_way"
    if scheme is LabelScheme.SUPPORTED_CONTRADICTED and label not in (Label.SUPPORTED, Label.CONTRADICTED):
        return "the task has only supported and contradicted; set labels: three_way or two_way"
    return ""


def _said(value: object) -> str:
    return "blank" if isinstance(value, str) else "missing" if value is None else f"a {type(value).__name__}"


def _drawn(examples: list[Example], limit: int | None, seed: int) -> list[Example]:
    if limit is None or len(examples) <= limit:
        return examples
    groups = sorted({example.group for example in examples})
    random.Random(seed).shuffle(groups)  # noqa: S311 - a reproducible draw, not a secret
    rank = {group: position for position, group in enumerate(groups)}
    chosen = sorted(range(len(examples)), key=lambda index: (rank[examples[index].group], index))[:limit]
    return [examples[index] for index in sorted(chosen)]


def _hash(examples: Iterable[Example]) -> str:
    digest = hashlib.sha256()
    for example in examples:
        digest.update(json.dumps([example.id, example.claim, example.evidence, example.label, example.group]).encode())
    return digest.hexdigest()
