"""How often the verifier reads the sentence that decides: gold quotes found in the windows that it gives the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from benchmarks.common import WindowRecorder
from claimcheck import Verifier
from claimcheck.evaluation.suites import data_root
from claimcheck.model.scorer import PairScorer
from claimcheck.reading.crosscheck import crosscheck_rows
from claimcheck.text import split_sentences

_CROSSCHECK = Path(__file__).parents[1] / "data" / "crosscheck"


def quoted_rows() -> dict[str, list[dict[str, Any]]]:
    """By source, the dev and train rows (never test) whose deciding quote in a whole article is known."""
    news = pq.read_table(data_root() / "dev" / "news_events.parquet").to_pylist()
    crosscheck = [row for split in ("dev", "train") for row in crosscheck_rows(_CROSSCHECK / split)]
    return {
        source: [row for row in rows if row["evidence_gold"]]
        for source, rows in (("news_events dev", news), ("crosscheck dev and train", crosscheck))
    }


def evidence_recall(scorer: PairScorer, rows: Sequence[Mapping[str, str]]) -> float:
    """Share of rows whose gold quote the verifier reads; a row that it answers without reading anything counts against.

    Args:
        scorer: says what fits one pass; nothing is scored.
        rows: ``claim``, ``evidence`` (a whole article) and ``evidence_gold``, the quote in it.
    """
    recorder = WindowRecorder(scorer)
    verifier = Verifier(recorder)
    found = 0
    for row in rows:
        recorder.asked.clear()
        verifier.predict(claim=row["claim"], evidence=row["evidence"])
        found += is_read(row["evidence_gold"], (window for _, window in recorder.asked))
    return found / len(rows)


def is_read(quote: str, windows: Iterable[str]) -> bool:
    r"""Whether every sentence of a quote is in one of the windows, whatever its line breaks.

    >>> is_read("It rained. It\nsnowed.", ["It snowed. It rained."])
    True
    >>> is_read("It rained. It snowed.", ["It rained."])
    False
    """
    read = [_on_one_line(window) for window in windows]
    sentences = [_on_one_line(sentence.text) for sentence in split_sentences(quote)]
    return all(any(sentence in window for window in read) for sentence in sentences)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
