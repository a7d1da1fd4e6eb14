"""Labelled rows of a task, from a table, data of ours or a Hugging Face data set, with every bad row named."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from claimcheck.errors import InputError, LabelError
from claimcheck.evaluation.extras import optional
from claimcheck.evaluation.suites import DATA_VARIABLE, LabelScheme, Task, data_root
from claimcheck.labels import NOT_SUPPORTED, Label, parse_training_label
from claimcheck.reading.crosscheck import crosscheck_rows
from claimcheck.reading.news_labels import NEWS_EVENTS, news_label_rows
from claimcheck.reading.tables import Record, iter_records, text_problem

REQUIRED = ("claim", "evidence", "label")
_SHOWN_PROBLEMS = 10


@dataclass(frozen=True, slots=True)
class Example:
    """A claim, its evidence and the label that a person gave.

    Rows of one ``group`` are not independent. ``tags`` are slices that the task names, such as ``kind: natural``.
    """

    id: str
    claim: str
    evidence: str
    label: str
    source: str
    group: str
    tags: tuple[str, ...] = ()


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
    """Read a task's rows; ``limit`` draws so many of them, group by group, always the same for a seed.

    Raises:
        InputError: the file is missing or of an unknown kind.
        MissingExtraError: a Hugging Face data set is asked for and ``datasets`` is not installed.
    """
    place, records = _open(task)
    examples: list[Example] = []
    problems: list[str] = []
    for position, record in enumerate(records):
        where = f"{place}, {record.place}"
        if record.error is not None:
            problems.append(f"{place}, {record.error}")
            continue
        needed = [*(task.source.columns.get(name, name) for name in REQUIRED), *task.slice_columns]
        missing = [name for name in needed if name not in record.values]
        if missing:
            found = ", ".join(record.values)
            problems.append(f"{where}: columns missing: {', '.join(missing)}; found: {found}")
            if position == 0:
                break
            continue
        example = _example(task, record, where, problems)
        if example is not None:
            examples.append(example)
    if not examples and not problems:
        problems.append(f"{place}: no rows")
    examples = _drawn(examples, limit, seed)
    return TaskRows(examples, problems, _hash(examples))


def source_file(task: Task) -> Path | None:
    """The file or the folder of events that a task reads, or ``None`` for a Hugging Face data set."""
    if task.source.mirror is not None:
        return data_root() / task.source.mirror
    inside = task.source.path or task.source.crosscheck or task.source.news_labels
    return None if inside is None else task.folder / inside


def _open(task: Task) -> tuple[str, Iterator[Record]]:
    path = source_file(task)
    if path is None:
        return str(task.source.dataset), _dataset(task)
    if task.source.mirror is not None and not path.is_file():
        raise InputError(f"{path}: no such file; set {DATA_VARIABLE} to the folder that holds it")
    if task.source.crosscheck is not None:
        return str(path), _as_records(crosscheck_rows(path))
    if task.source.news_labels is not None:
        return str(path), _as_records(news_label_rows(path, data_root() / NEWS_EVENTS))
    return str(path), iter_records(path)


def _as_records(rows: list[dict[str, str]]) -> Iterator[Record]:
    for number, row in enumerate(rows, start=1):
        yield Record(number, f"row {row['id']}", dict(row))


def _dataset(task: Task) -> Iterator[Record]:
    source = task.source
    datasets = optional("datasets", f"the data set {source.dataset}")
    try:
        rows = datasets.load_dataset(source.dataset, source.subset, split=task.split, revision=source.revision)
    except (OSError, ValueError) as error:
        raise InputError(f"data set {source.dataset}, split {task.split}: {error}") from error
    label = source.columns.get("label", "label")
    names = getattr(rows.features.get(label), "names", None)
    for number, row in enumerate(rows, start=1):
        named = {label: names[row[label]]} if names and row[label] in range(len(names)) else {}
        yield Record(number, f"row {number}", row | named)


def _example(task: Task, record: Record, where: str, problems: list[str]) -> Example | None:
    column = {name: task.source.columns.get(name, name) for name in ("id", *REQUIRED, "source", "group")}
    values = record.values
    before = len(problems)
    problems += [
        f"{where}: {problem}"
        for name in ("claim", "evidence")
        if (problem := text_problem(values, column[name])) is not None
    ]
    try:
        label = str(parse_training_label(values[column["label"]]))
    except LabelError as error:
        problems.append(f"{where}: {error}")
        return None
    misfit = _misfit(label, task.labels)
    if misfit:
        problems.append(f"{where}: label {label}: {misfit}")
    if len(problems) > before:
        return None

    claim, evidence = values[column["claim"]], values[column["evidence"]]
    return Example(
        id=given_or(values.get(column["id"]), str(record.number)),
        claim=claim,
        evidence=evidence,
        label=label,
        source=given_or(values.get(column["source"]), task.name),
        group=given_or(values.get(column["group"]), hashlib.sha256(evidence.encode()).hexdigest()[:12]),
        tags=tuple(f"{name}: {values[name]}" for name in task.slice_columns),
    )


def given_or(value: object, default: str) -> str:
    """A value of a row as text, such as a group 0, or the default where it is missing or empty.

    >>> given_or(0, "none"), given_or("", "none")
    ('0', 'none')
    """
    return default if value is None or value == "" else str(value)


def _misfit(label: str, scheme: LabelScheme) -> str:
    if scheme is LabelScheme.THREE_WAY and label == NOT_SUPPORTED:
        return "a two-way label in a three-way task; set labels: two_way"
    if scheme is LabelScheme.SUPPORTED_CONTRADICTED and label not in (Label.SUPPORTED, Label.CONTRADICTED):
        return "the task has only supported and contradicted; set labels: three_way or two_way"
    return ""


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
        digest.update(json.dumps(astuple(example)).encode())
    return digest.hexdigest()
