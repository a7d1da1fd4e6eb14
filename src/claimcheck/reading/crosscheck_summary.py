"""Counts of the crosscheck data set: ``python -m claimcheck.reading.crosscheck_summary data/crosscheck``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any, get_args

from claimcheck.reading.crosscheck import CrosscheckEvent, Split, read_crosscheck

SUMMARY_FILE = "summary.json"


def summarise(folder: Path) -> dict[str, dict[str, Any]]:
    """Events, articles, words and rows of each split below ``folder``, with rows by label, kind and field.

    Raises:
        InputError: a split's folder holds no events.
        ConfigError: an event's file has mistakes.
    """
    return {split: _counts(read_crosscheck(folder / split)) for split in get_args(Split)}


def write_summary(folder: Path) -> Path:
    """Write :data:`SUMMARY_FILE` into ``folder``.

    Raises:
        InputError: a split's folder holds no events.
        ConfigError: an event's file has mistakes.
    """
    path = folder / SUMMARY_FILE
    path.write_text(json.dumps(summarise(folder), indent=1) + "\n", encoding="utf-8")
    return path


def _counts(events: list[CrosscheckEvent]) -> dict[str, Any]:
    rows = [row for event in events for row in event.rows]
    lengths = [len(article.text.split()) for event in events for article in event.articles]
    by_label: dict[str, Counter[str]] = {}
    for row in rows:
        by_label.setdefault(str(row.label), Counter())[row.kind] += 1
    return {
        "events": len(events),
        "articles": len(lengths),
        "words_per_article": {"least": min(lengths), "mean": round(sum(lengths) / len(lengths)), "most": max(lengths)},
        "voices": _sorted(Counter(article.voice for event in events for article in event.articles)),
        "rows": len(rows),
        "labels": _sorted(Counter({label: kinds.total() for label, kinds in by_label.items()})),
        "kinds": {label: _sorted(kinds) for label, kinds in sorted(by_label.items())},
        "pool": _sorted(Counter(str(row.label) for event in events for row in event.pool)),
        "events_by_field": _sorted(Counter(event.field for event in events)),
    }


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


if __name__ == "__main__":
    print(write_summary(Path(sys.argv[1] if len(sys.argv) > 1 else "data/crosscheck")))  # noqa: T201
