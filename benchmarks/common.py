"""What the benchmarks share: the pairs they score, how answers are compared, and where results go."""

from __future__ import annotations

import json
import os
import platform
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from tokenizers import Tokenizer

from benchmarks.process import libraries
from claimcheck import Verifier
from claimcheck.errors import InputError
from claimcheck.evaluation.suites import DATA_VARIABLE, data_root
from claimcheck.labels import LABELS, Label
from claimcheck.model.scorer import Pair, PairScorer

RESULTS = Path(__file__).parent / "results"
DOCS = Path(__file__).parents[1] / "docs"
SEED = 20
#: Claim and window of a short pair have at most so many words together.
SHORT_WORDS = 25


class WindowRecorder(PairScorer):
    """Stands in for a scorer: keeps the pairs that a verifier wants scored, and finds nothing in any of them."""

    def __init__(self, scorer: PairScorer) -> None:
        super().__init__(scorer.bundle, scorer.backend)
        self.asked: list[Pair] = []

    def score(self, pairs: Sequence[Pair]) -> np.ndarray:
        """Certain not_enough_info for every pair, so that the verifier asks nothing further about it."""
        self.asked.extend(pairs)
        return np.tile(np.eye(len(LABELS))[LABELS.index(Label.NOT_ENOUGH_INFO)], (len(pairs), 1))


def read_split(split: str) -> list[Pair]:
    """Claim and whole evidence of every row of a split of the data folder.

    Raises:
        InputError: there are no Parquet files.
    """
    folder = data_root() / split
    paths = sorted(folder.glob("*.parquet"))
    if not paths:
        raise InputError(f"{folder}: no Parquet files; set {DATA_VARIABLE} to the folder that holds {split}/")
    tables = [pq.read_table(path, columns=["claim", "evidence"]).to_pydict() for path in paths]
    return [pair for table in tables for pair in zip(table["claim"], table["evidence"], strict=True)]


def windows(scorer: PairScorer, rows: Sequence[Pair]) -> list[Pair]:
    """Each claim with the one window of its evidence that the verifier would have the model read."""
    recorder = WindowRecorder(scorer)
    Verifier(recorder).predict([{"claim": claim, "evidence": evidence} for claim, evidence in rows])
    # What the verifier asks besides, for numbers and quotes, comes after the windows.
    return recorder.asked[: len(rows)]


def draw(rows: Sequence[Pair], count: int, seed: int = SEED) -> list[Pair]:
    """So many rows, each at most once and as likely as any other: their mix of lengths is that of all rows."""
    return random.Random(seed).sample(list(rows), min(count, len(rows)))


def short_rows(rows: Sequence[Pair]) -> list[Pair]:
    """Rows of a few words."""
    return [row for row in rows if sum(len(text.split()) for text in row) <= SHORT_WORDS]


def token_lengths(folder: Path, pairs: Sequence[Pair]) -> list[int]:
    """Tokens of each pair, special ones included."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return [len(encoding) for encoding in tokenizer.encode_batch([(evidence, claim) for claim, evidence in pairs])]


def agreement(reference: np.ndarray, answers: np.ndarray) -> dict[str, float]:
    """How far probabilities of shape (pairs, 3) are from the reference's: labels flipped, and the largest move.

    >>> moved = agreement(np.array([[0.6, 0.3, 0.1]]), np.array([[0.4, 0.5, 0.1]]))
    >>> moved["labels_flipped"], round(moved["largest_probability_move"], 3)
    (1, 0.2)
    """
    flipped = reference.argmax(axis=1) != answers.argmax(axis=1)
    return {
        "labels_flipped": int(flipped.sum()),
        "share_flipped": float(flipped.mean()),
        "largest_probability_move": float(np.abs(reference - answers).max()),
    }


def machine() -> dict[str, Any]:
    """Where and with what a benchmark ran; a load far above the cores in use spoils its figures."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load_at_start": round(os.getloadavg()[0], 2),
        "system": platform.platform(),
        "python": platform.python_version(),
        "libraries": libraries(),
    }


def write_results(path: Path, values: dict[str, Any]) -> None:
    """Write what was measured as JSON, for tables and pages to be made from."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text().splitlines() if facts.is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())
