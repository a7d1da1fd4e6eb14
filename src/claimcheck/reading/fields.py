"""From a record's columns to an article."""

from __future__ import annotations

from typing import Any

from claimcheck.reading.tables import Record, text_problem
from claimcheck.records import Article

EVENT_COLUMNS = ("cluster_id", "event")
_ID_COLUMNS = ("doc_id", "id")
_SOURCE_COLUMNS = ("outlet", "source")


def event_of(record: Record) -> str | None:
    """The event that a record names, or None."""
    return _first(record.values, EVENT_COLUMNS) or None


def problem_of(record: Record) -> str | None:
    """Why a record is no article, with its place; None if it is one."""
    if record.error:
        return record.error
    problem = text_problem(record.values, "text")
    return f"{record.place}: {problem}" if problem else None


def article_of(record: Record, event: str) -> Article:
    """The article of a record without a :func:`problem_of`; one without an id is named by its number."""
    values = record.values
    return Article(
        id=_first(values, _ID_COLUMNS) or str(record.number),
        text=values["text"],
        title=_first(values, ("title",)),
        event=event,
        source=_first(values, _SOURCE_COLUMNS),
        date=_first(values, ("date",)),
    )


def _first(values: dict[str, Any], columns: tuple[str, ...]) -> str:
    """The first of the columns that says something, as text."""
    for column in columns:
        value = values.get(column)
        if value is not None and str(value).strip():
            return str(value).strip()
    return ""
