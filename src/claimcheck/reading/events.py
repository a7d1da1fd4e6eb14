"""A file of articles about many events, one event at a time."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from pathlib import Path

from claimcheck.article_ids import ArticleIds
from claimcheck.reading.fields import ARTICLE_COLUMNS, EVENT_COLUMNS, article_of, event_of
from claimcheck.reading.tables import Record, iter_records, mended, require_columns
from claimcheck.records import Article


@dataclass(frozen=True, slots=True)
class Event:
    """Articles about one thing, in the order of their file, and the records that could not be read.

    ``problems`` are messages with the place of each bad record; a record that does not even name its event makes an
    event of its own, without articles and with an empty id.
    """

    id: str
    articles: tuple[Article, ...]
    problems: tuple[str, ...] = ()


def iter_events(path: Path) -> Iterator[Event]:
    """Events of a ``.jsonl``, ``.csv``, ``.parquet`` or ``.json`` file, with the columns of ``read_articles``.

    The articles of an event may lie anywhere in the file. Events whose articles are adjacent are held one at a time; an
    event whose articles are scattered is held back until its last one is read, and comes then. The file is read twice:
    the first time only to learn which events are scattered, at 8 bytes of memory per event. A file none of whose
    records names an event holds one event, named like the file.

    Raises:
        InputError: the file is missing, empty, damaged, or has no column ``text``.
    """
    require_columns(path, ["text"])
    runs = _runs(path)
    if not any(runs):
        return iter([_event(mended(path.stem), list(iter_records(path, ARTICLE_COLUMNS)))])
    return _group(path, _scattered(runs))


def count_events(path: Path) -> int:
    """Number of events that :func:`iter_events` yields."""
    require_columns(path, ["text"])
    runs = _runs(path)
    named = {key for key in runs if key}
    return len(named) + runs.count(0) if named else 1


def _group(path: Path, scattered: dict[int, int]) -> Iterator[Event]:
    held: dict[int, list[Record]] = {}
    for name, run in groupby(iter_records(path, ARTICLE_COLUMNS), key=event_of):
        if name is None:
            yield from (_event(None, [record]) for record in run)
            continue
        key = _key(name)
        if key not in scattered:
            yield _event(name, list(run))
            continue
        held.setdefault(key, []).extend(run)
        scattered[key] -= 1
        if not scattered[key]:
            yield _event(name, held.pop(key))


def _scattered(runs: array[int]) -> dict[int, int]:
    """Events of more than one run of adjacent records, with the number of their runs."""
    import numpy as np

    keys, counts = np.unique(np.frombuffer(runs, dtype=np.uint64), return_counts=True)
    return {int(key): int(count) for key, count in zip(keys, counts, strict=True) if count > 1 and key}


def _runs(path: Path) -> array[int]:
    """Keys of the events of adjacent records, one per run; 0 for each record that names no event."""
    runs = array("Q")
    for name, run in groupby(iter_records(path, EVENT_COLUMNS), key=event_of):
        runs.extend([_key(name)] if name is not None else (0 for _ in run))
    return runs


def _key(name: str) -> int:
    """A number that is the event's own: two of a million events share one with a chance of 3 in 100 million."""
    return int.from_bytes(blake2b(name.encode("utf-8", "replace"), digest_size=8).digest(), "little") or 1


def _event(name: str | None, records: list[Record]) -> Event:
    articles: list[Article] = []
    problems: list[str] = []
    ids = ArticleIds()
    for record in records:
        article = article_of(record, name)
        if isinstance(article, str):
            problems.append(article)
        elif problem := ids.take(article):
            problems.append(f"{record.place}: {problem}")
        else:
            articles.append(article)
    return Event(name or "", tuple(articles), tuple(problems))
