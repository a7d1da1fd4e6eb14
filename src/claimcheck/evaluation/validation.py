"""Check a suite before it is run: files, columns, labels, metrics, and leakage from the training data. All at once."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import ClaimcheckError
from claimcheck.evaluation.measures import compute_metrics
from claimcheck.evaluation.rows import Example, read_rows
from claimcheck.evaluation.scored import score_rows
from claimcheck.evaluation.suites import DATA_VARIABLE, Suite, Task, data_root
from claimcheck.labels import LABELS, Label
from claimcheck.records import Prediction

#: Shorter texts ('A man is outside.') recur by chance.
_LEAST_WORDS = 6
_WORD = re.compile(r"\w+")
_KINDS = ("claim-evidence pairs", "evidence texts", "claims")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a task. A ``warning`` is to be known; an ``error`` makes the figures unusable."""

    task: str
    severity: str
    message: str

    def __str__(self) -> str:
        return f"{self.severity}: {self.task}: {self.message}"


def validate_suite(suite: Suite, train: Sequence[Path] | None = None) -> list[Problem]:
    """Everything wrong with a suite; an empty list if nothing is.

    Errors: a file or data set that cannot be read, missing columns, rows without text or with labels that do not fit
    the task, repeated ids, a metric that is not defined, and a claim-evidence pair that is in the training data.
    Warnings: a claim, or an evidence text, of six words or more that is in the training data.

    Args:
        suite: the suite.
        train: Parquet files of training rows; by default those in ``train/`` of the mirror folder. Rows that the
            suite's baselines are fitted on are always looked at too.
    """
    problems: list[Problem] = []
    readable: dict[str, list[Example]] = {}
    for task in suite.tasks:
        try:
            rows = read_rows(task)
        except ClaimcheckError as error:
            problems.append(Problem(task.name, "error", str(error)))
            continue
        problems += [Problem(task.name, "error", message) for message in rows.problems]
        readable[task.name] = rows.examples
        problems += _repeated_ids(task, rows.examples)
        problems += _metrics(task, rows.examples)
    folder = data_root() / "train"
    files = sorted(folder.glob("*.parquet")) if train is None else train
    if not files:
        message = f"leakage was not looked for: no training files in {folder}; set {DATA_VARIABLE}"
        problems.append(Problem(suite.name, "warning", message))
    return problems + _leakage(readable, _training_pairs(suite, files))


def _repeated_ids(task: Task, examples: Sequence[Example]) -> list[Problem]:
    counts = Counter(example.id for example in examples)
    repeated = [identifier for identifier, count in counts.items() if count > 1]
    if not repeated:
        return []
    return [Problem(task.name, "error", f"{len(repeated)} ids occur more than once, such as {repeated[0]!r}")]


def _metrics(task: Task, examples: Sequence[Example]) -> list[Problem]:
    if not examples:
        return []
    evenly = Prediction(Label.SUPPORTED, {str(label): 1 / len(LABELS) for label in LABELS})
    known = compute_metrics(score_rows(examples, [evenly] * len(examples), task.labels), task.metrics)
    unknown = [name for name in dict.fromkeys((task.primary, *task.targets)) if name not in known]
    message = f"not defined for its rows: {', '.join(unknown)}; defined: {', '.join(known)}"
    return [Problem(task.name, "error", message)] if unknown else []


def _training_pairs(suite: Suite, files: Iterable[Path]) -> Iterator[tuple[str, Iterable[tuple[str, str]]]]:
    """Each training set, one in memory at a time: where it is, its claims with their evidence."""
    import pyarrow.parquet as pq

    if suite.train is not None:
        yield suite.train.name, ((row.claim, row.evidence) for row in read_rows(suite.train).examples)
    for path in files:
        table = pq.read_table(path, columns=["claim", "evidence"])
        yield str(path), zip(table["claim"].to_pylist(), table["evidence"].to_pylist(), strict=True)


def _leakage(
    rows: dict[str, list[Example]], training: Iterable[tuple[str, Iterable[tuple[str, str]]]]
) -> list[Problem]:
    """Compare hashes of normalised texts with those of every training set."""
    problems = []
    tested: dict[str, dict[str, dict[bytes, str]]] = {task: {kind: {} for kind in _KINDS} for task in rows}
    for task, examples in rows.items():
        for example in examples:
            for kind, key in _keys(example.claim, example.evidence).items():
                tested[task][kind][key] = example.id
    for place, pairs in training:
        trained: dict[str, set[bytes]] = {kind: set() for kind in _KINDS}
        for claim, evidence in pairs:
            for kind, key in _keys(claim, evidence).items():
                trained[kind].add(key)
        for task, keys_of in tested.items():
            for kind, ids in keys_of.items():
                shared = sorted(ids[key] for key in ids.keys() & trained[kind])
                if shared:
                    message = f"{kind} that are also in {place}: {len(shared)}, such as that of row {shared[0]}"
                    problems.append(Problem(task, "error" if kind == _KINDS[0] else "warning", message))
    return sorted(problems, key=lambda problem: list(rows).index(problem.task))


def _keys(claim: str, evidence: str) -> dict[str, bytes]:
    words = {"claim": _WORD.findall(claim.lower()), "evidence": _WORD.findall(evidence.lower())}
    keys = {_KINDS[0]: _key([*words["claim"], "|", *words["evidence"]])}
    if len(words["evidence"]) >= _LEAST_WORDS:
        keys[_KINDS[1]] = _key(words["evidence"])
    if len(words["claim"]) >= _LEAST_WORDS:
        keys[_KINDS[2]] = _key(words["claim"])
    return keys


def _key(words: Sequence[str]) -> bytes:
    return hashlib.blake2b(" ".join(words).encode(), digest_size=12).digest()
