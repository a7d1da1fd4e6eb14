"""From the columns of a file to articles."""

from __future__ import annotations

import math
from typing import Any

from claimcheck.reading.tables import Record, mended, text_problem
from claimcheck.records import Article

EVENT_COLUMNS = ("cluster_id", "event")
_ID_COLUMNS = ("doc_id", "id")
_SOURCE_COLUMNS = ("outlet", "source")
#: All that is looked at, so that a column of another program's types does no harm.
ARTICLE_COLUMNS = ("text", "title", "date", *EVENT_COLUMNS, *_ID_COLUMNS, *_SOURCE_COLUMNS)


def event_of(record: Record) -> str | None:
    """The event that a record names, or None."""
    return _first(record.values, EVENT_COLUMNS) or None


def article_of(record: Record, event: str | None, default_id: str = "") -> Article | str:
    """The article of a record, or why it is none, with its place.

    Args:
        record: one without an id is named by its number, unless there is a default.
        event: what the article is about; None if the record does not say so and must, as others of its file do.
        default_id: name of an article without an id.
    """
    if record.error:
        return record.error
    values = record.values
    if problem := text_problem(values, "text"):
        return f"{record.place}: {problem}"
    if event is None:
        return f"{record.place}: {' or '.join(EVENT_COLUMNS)} is empty"
    return Article(
        id=_first(values, _ID_COLUMNS) or default_id or str(record.number),
        text=values["text"],
        title=_first(values, ("title",)),
        event=event,
        source=_first(values, _SOURCE_COLUMNS),
        date=_first(values, ("date",)),
    )


def _first(values: dict[str, Any], columns: tuple[str, ...]) -> str:
    """The first of the columns that says something, as text that can be written."""
    return next((text for column in columns if (text := _as_name(values.get(column)))), "")


def _as_name(value: object) -> str:
    """A value as text; a whole number is written as one, also where its column had to hold a gap, and so floats."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return mended(str(value).strip())
