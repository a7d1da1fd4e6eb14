"""Old rows beside new labels: some are trained on again, some stop and calibrate, some are the old tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from claimcheck.errors import InputError
from claimcheck.evaluation import Example
from claimcheck.reading.crosscheck import crosscheck_rows
from claimcheck.reading.news_labels import NEWS_EVENTS, news_label_rows
from training.config import TrainConfig
from training.evaluated_news import NEWS_TEST
from training.pair_index import PairIndex
from training.prepare import drawn_rows
from training.splitting import split_by_group

#: Name of the old dev rows as one source, so that new labels weigh as much as all of them in stopping and calibration.
OLD_ROWS = "old_rows"
_STOPPING_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class OldRows:
    """``replayed`` and ``stopping`` as the model reads them; ``tests`` share no group with ``stopping``."""

    replayed: list[dict[str, str]]
    stopping: list[dict[str, str]]
    tests: list[Example]


def read_old_rows(config: TrainConfig) -> OldRows:
    """Draw the old rows that a configuration names.

    Raises:
        InputError: a source is missing, lacks a column, or has too few groups to be split.
    """
    dev = drawn_rows(config, "dev")
    groups = [f"{row['source']}/{row['group']}" for row in dev]
    parts = split_by_group(groups, {"stopping": _STOPPING_SHARE}, rest="tests")
    if len(set(parts)) < 2:
        raise InputError(f"the dev sources {', '.join(config.data.dev)} have too few groups for old tests; name more")
    return OldRows(
        replayed=drawn_rows(config, "train"),
        stopping=[{**row, "source": OLD_ROWS} for row, part in zip(dev, parts, strict=True) if part == "stopping"],
        tests=[
            Example(str(number), row["claim"], row["evidence"], row["label"], row["source"], group)
            for number, (row, group, part) in enumerate(zip(dev, groups, parts, strict=True), start=1)
            if part == "tests"
        ],
    )


def without(rows: Iterable[dict[str, str]], labelled: Sequence[Example]) -> list[dict[str, str]]:
    """Old rows but for those that were labelled anew: the new label holds."""
    index = PairIndex((example.id, example.claim, example.evidence) for example in labelled)
    return [row for row in rows if index.find(row["claim"], row["evidence"]) is None]


def evaluation_material(
    tests: Sequence[Example], mirror: Path, held_out: Path | None
) -> Iterator[tuple[str, str, str]]:
    """Where, claim and evidence of rows that no model may be trained on, as far as they are here.

    They are the old tests, the test sets of the mirror, our test labels of its news, and held-out crosscheck events.

    Raises:
        InputError: the mirror's news lack an article that our labels name.
    """
    for example in tests:
        yield f"the old tests ({example.source})", example.claim, example.evidence
    for path in sorted((mirror / "test").glob("*.parquet")):
        table = pq.read_table(path, columns=["claim", "evidence"])
        for claim, evidence in zip(table["claim"].to_pylist(), table["evidence"].to_pylist(), strict=True):
            yield str(path), claim, evidence
    if (mirror / NEWS_EVENTS).is_file():
        for row in news_label_rows(NEWS_TEST, mirror / NEWS_EVENTS):
            yield str(NEWS_TEST), row["claim"], row["evidence"]
    if held_out is not None and held_out.is_dir():
        for row in crosscheck_rows(held_out):
            yield str(held_out), row["claim"], row["evidence"]
