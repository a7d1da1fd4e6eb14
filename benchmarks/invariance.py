"""The same pair, the same answer? Order, batch mates and threads; and int8 against fp32 on the large test sets.

Run: python -m benchmarks.invariance
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console

from benchmarks.common import RESULTS, SEED, agreement, draw, machine, read_split, windows, write_results
from claimcheck.evaluation.measures import compute_metrics
from claimcheck.evaluation.rows import Example, read_rows
from claimcheck.evaluation.scored import score_rows
from claimcheck.evaluation.suites import MetricFamily, Task, load_suite
from claimcheck.labels import LABELS
from claimcheck.model.loading import load_scorer
from claimcheck.model.processor import available_cores
from claimcheck.model.scorer import Pair, PairScorer
from claimcheck.records import Prediction, probabilities_from

_BATCH_SIZES = (2, 7, 64, 500)
_LARGE_SET = 1000


def main(
    model: Annotated[Path | None, typer.Option(help="Bundle folder (default: the model in use).")] = None,
    pairs: Annotated[int, typer.Option(min=2, help="Pairs to score again and again.")] = 2000,
    rows_per_set: Annotated[int | None, typer.Option(help="At most so many rows of each test set.")] = None,
    output: Annotated[Path, typer.Option(help="JSON to write.")] = RESULTS / "invariance.json",
) -> None:
    """Measure how far answers move, write the figures and show the worst of them."""
    results: dict[str, Any] = {"machine": machine(), "pairs": pairs, "rows_per_set": rows_per_set, "seed": SEED}
    int8, fp32 = load_scorer(model, precision="int8"), load_scorer(model, precision="fp32")
    results["model"] = int8.bundle.fingerprint
    results["precision"] = int8.backend.precision
    drawn = windows(int8, draw(read_split("test"), pairs))
    reference = int8.score(drawn)
    results["moves"] = {name: agreement(reference, answers) for name, answers in variations(int8, drawn, model)}
    results["int8_against_fp32"] = {"pairs": agreement(fp32.score(drawn), reference)}
    results["int8_against_fp32"]["test_sets"] = {
        task.name: figures
        for task in load_suite("test").tasks
        if (figures := compare_precisions(task, int8, fp32, rows_per_set)) is not None
    }
    write_results(output, results)
    _show(results)


def variations(scorer: PairScorer, pairs: Sequence[Pair], model: Path | None) -> Iterator[tuple[str, np.ndarray]]:
    """Answers for the same pairs in their order, each time scored in another way."""
    yield "again", scorer.score(pairs)
    yield "alone", np.concatenate([scorer.score([pair]) for pair in pairs])
    for seed in range(3):
        order = shuffled(len(pairs), seed)
        yield f"shuffled {seed}", restored(scorer.score([pairs[place] for place in order]), order)
    for size in _BATCH_SIZES:
        order = shuffled(len(pairs), size)
        batches = [order[start : start + size] for start in range(0, len(order), size)]
        answers = [scorer.score([pairs[place] for place in batch]) for batch in batches]
        yield f"with {size - 1} random mates", restored(np.concatenate(answers), order)
    for threads in range(1, available_cores() + 1):
        yield f"{threads} threads", load_scorer(model, precision="int8", threads=threads).score(pairs)


def shuffled(count: int, seed: int) -> list[int]:
    """The numbers below ``count`` in random order, always the same for a seed."""
    return random.Random(seed).sample(range(count), count)


def restored(answers: np.ndarray, order: Sequence[int]) -> np.ndarray:
    """Answers given in ``order``, put back: row ``order[i]`` of the result is row ``i`` of ``answers``.

    >>> restored(np.array(["c", "a", "b"]), [2, 0, 1]).tolist()
    ['a', 'b', 'c']
    """
    back = np.empty_like(answers)
    back[list(order)] = answers
    return back


def compare_precisions(task: Task, int8: PairScorer, fp32: PairScorer, limit: int | None) -> dict[str, Any] | None:
    """Flips and change of macro-F1 (in points) from fp32 to int8 on a task; None for a small one."""
    examples = read_rows(task).checked()
    if len(examples) <= _LARGE_SET:
        return None
    examples = examples[:limit]
    pairs = windows(int8, [(example.claim.strip(), example.evidence) for example in examples])
    slow, fast = fp32.score(pairs), int8.score(pairs)
    before, after = _macro_f1(task, examples, slow), _macro_f1(task, examples, fast)
    change = {"macro_f1_fp32": before, "macro_f1_int8": after, "macro_f1_change_points": 100 * (after - before)}
    return {"rows": len(examples), **agreement(slow, fast), **change}


def _macro_f1(task: Task, examples: Sequence[Example], probabilities: np.ndarray) -> float:
    predictions = [Prediction(LABELS[row.argmax()], probabilities_from(row.tolist())) for row in probabilities]
    scored = score_rows(examples, predictions, task.labels)
    return compute_metrics(scored, [MetricFamily.CLASSIFICATION])["macro_f1"]


def _show(results: dict[str, Any]) -> None:
    console = Console(highlight=False)
    for name, move in results["moves"].items():
        console.print(f"{name}: {move['labels_flipped']} flips, largest move {move['largest_probability_move']:.1e}")
    for name, figures in results["int8_against_fp32"]["test_sets"].items():
        flips, change = figures["share_flipped"], figures["macro_f1_change_points"]
        console.print(f"int8 on {name} ({figures['rows']} rows): {flips:.2%} flips, macro-F1 {change:+.2f} points")


if __name__ == "__main__":
    typer.run(main)
