"""Events of a file, each with the findings about its articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from claimcheck.errors import InputError, OutputError
from claimcheck.labels import LABELS
from claimcheck.reading import Event, count_events, iter_events, open_writer, replacing
from claimcheck.reading.locations import is_object
from claimcheck.records import Article

_TEXT_COLUMNS = ("event", "claim_id", "claim", "claim_article", "evidence_article", "label")
_COLUMNS = (*_TEXT_COLUMNS, *map(str, LABELS), "evidence", "error")


class Findings(Protocol):
    """What a checker makes of some articles."""

    def rows(self) -> list[dict[str, Any]]:
        """One row per claim and other article."""


class Checker(Protocol):
    """Checks the articles of one event; ``fingerprint`` names everything that decides its answers."""

    @property
    def fingerprint(self) -> str:
        """Differs whenever an answer might."""

    def check(self, articles: Sequence[Article], /) -> Findings:
        """Score every claim of each article against the other articles."""


def check_file(
    checker: Checker,
    source: Path,
    output: Path,
    *,
    resume: bool = False,
    fail_fast: bool = False,
    shard_events: int = 8,
    engine: Engine | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Check every event of a file of articles, and write one row per claim and other article.

    The columns are ``event``, ``claim_id``, ``claim``, ``claim_article``, ``evidence_article``, ``label``, the three
    probabilities, ``evidence`` (quotes with their offsets) and ``error``. An article that cannot be read, and an event
    that cannot be checked, makes one row with an ``error`` and no label; the event's other articles are checked still.

    Args:
        checker: checks the events.
        source: as for :func:`claimcheck.reading.iter_events`.
        output: ends in ``.jsonl``, ``.csv`` or ``.parquet``.
        resume: go on with an interrupted run.
        fail_fast: stop at the first error.
        shard_events: events that are saved together.
        engine: where the work is done; by default in this process.
        progress: called with the events done and the events in all.

    Raises:
        InputError: the input cannot be used; with ``fail_fast``, an article or event cannot; or see :func:`run_job`.
        ModelError, OutputError: see :func:`run_job`.
        Interrupted: Ctrl-C was pressed.
    """
    check_output(source, output)
    job = Job(
        source=source,
        output=output,
        items=partial(iter_events, source),
        total=count_events(source),
        size=_characters,
        tool=checker,
        process=partial(_process, source=source, fail_fast=fail_fast),
        schema=None if output.suffix.lower() == ".jsonl" else _output_schema(),
        facts={"task": "check", "model": checker.fingerprint},
        shard_items=shard_events,
    )
    return run_job(job, resume=resume, engine=engine, progress=progress)


def write_findings(findings: Findings, output: Path) -> None:
    """Write the rows of a report, in the format that the output's name says.

    Raises:
        OutputError: the name says no known format or is that of an object in a store, or the file cannot be written.
    """
    if is_object(output):
        raise OutputError(f"{output}: only the findings of a file of events can be written to an object store")
    with replacing(output) as draft, open_writer(draft, _output_schema()) as writer:
        writer.write(findings.rows())


def _process(checker: Checker, events: Sequence[Event], *, source: Path, fail_fast: bool) -> Rows:
    answers = {place: _check(checker, event) for place, event in enumerate(events) if len(event.articles) > 1}
    refuse_same_failure(list(answers.values()))
    rows = [row for place, event in enumerate(events) for row in _rows(event, answers.get(place))]
    errors = [row["error"] for row in rows if row["error"] is not None]
    if fail_fast and errors:
        raise InputError(f"{source}: {errors[0]}")
    return rows


def _check(checker: Checker, event: Event) -> list[dict[str, Any]] | Exception:
    try:
        return checker.check(event.articles).rows()
    except Exception as error:
        return error_of_item(error)


def _rows(event: Event, answer: list[dict[str, Any]] | Exception | None) -> Iterator[dict[str, Any]]:
    for problem in event.problems:
        yield _error_row(event.id, problem)
    if isinstance(answer, Exception):
        yield _error_row(event.id, f"event {event.id!r}: {message_of(answer)}")
    elif answer is not None:
        yield from ({name: row.get(name) for name in _COLUMNS} for row in answer)
    elif event.articles or not event.problems:
        yield _error_row(
            event.id, f"event {event.id!r} has {len(event.articles)} readable article; at least two are needed"
        )


def _error_row(event: str, message: str) -> dict[str, Any]:
    return dict.fromkeys(_COLUMNS) | {"event": event, "evidence": [], "error": message}


def _characters(event: Event) -> int:
    return sum(len(article.text) for article in event.articles)


def _output_schema() -> pa.Schema:
    quote = pa.struct([("text", pa.string()), ("start", pa.int64()), ("end", pa.int64())])
    types: dict[str, pa.DataType] = dict.fromkeys(_TEXT_COLUMNS, pa.string())
    types |= dict.fromkeys(map(str, LABELS), pa.float64())
    types |= {"evidence": pa.list_(quote), "error": pa.string()}
    return pa.schema([(name, types[name]) for name in _COLUMNS])
