"""Peak memory of ``predict_file`` on files of very different size: it must not grow with the rows.

The model judges the first shard of each file; the other rows get a fixed answer, as a million real ones would take
hours and need no more memory. The rows per second of the large file are those of reading, saving and joining alone.

Run: python -m benchmarks.memory
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from rich.console import Console

from benchmarks.common import RESULTS, machine, write_results
from benchmarks.process import in_fresh_process, peak_memory
from claimcheck import Verifier
from claimcheck.batch import predict_file
from claimcheck.labels import LABELS, Label
from claimcheck.model.bundle import open_bundle
from claimcheck.records import Evidence, Prediction, probabilities_from

#: Rows that the model judges; those of a shard of ``predict_file``.
_JUDGED_ROWS = 2048
_NO_ANSWER = probabilities_from([float(label is Label.NOT_ENOUGH_INFO) for label in LABELS])
_STEPS_OF_CURVE = 20
_TOWNS = ("Ashford", "Brindle", "Corley", "Dunmere", "Elsham", "Farrow", "Gillton")
_WORKS = ("bridge", "ferry", "library", "school", "tunnel")


class FirstRowsVerifier:
    """Judges so many rows, and gives all others a fixed answer."""

    def __init__(self, verifier: Verifier, rows: int = _JUDGED_ROWS) -> None:
        self._verifier = verifier
        self._rows_left = rows
        self.fingerprint = f"the first {rows} rows by {verifier.fingerprint}"

    def predict(self, rows: Sequence[Mapping[str, Any]]) -> list[Prediction]:
        """One prediction for each row, in their order."""
        judged = rows[: self._rows_left]
        self._rows_left -= len(judged)
        return [
            *(self._verifier.predict(judged) if judged else ()),
            *(
                Prediction(
                    Label.NOT_ENOUGH_INFO,
                    _NO_ANSWER,
                    [Evidence(row["evidence"], 0, len(row["evidence"]), _NO_ANSWER)],
                )
                for row in rows[len(judged) :]
            ),
        ]


def main(
    model: Annotated[Path | None, typer.Option(help="Bundle folder (default: the model in use).")] = None,
    rows: Annotated[str, typer.Option(help="Rows of each file, separated by commas.")] = "10000,1000000",
    output: Annotated[Path, typer.Option(help="JSON to write.")] = RESULTS / "memory.json",
) -> None:
    """Run a generated file of each size through a process of its own, write the figures and show them."""
    results: dict[str, Any] = {"machine": machine(), "model": open_bundle(model).fingerprint}
    results |= {"rows_judged_by_the_model": _JUDGED_ROWS, "runs": []}
    console = Console(highlight=False)
    for count in map(int, rows.split(",")):
        results["runs"].append(run := measure(model, count))
        console.print(f"{count} rows: {run['peak_memory_bytes'] / 1e6:.0f} MB, {run['rows_per_second']:.0f} rows/s")
    peaks = [run["peak_memory_bytes"] for run in results["runs"]]
    results["largest_over_smallest_peak"] = max(peaks) / min(peaks)
    write_results(output, results)


def generated_rows(count: int) -> Iterator[dict[str, str]]:
    """Short rows, no two of them alike."""
    for number in range(count):
        town, work = _TOWNS[number % len(_TOWNS)], _WORKS[number % len(_WORKS)]
        cost = 100 + number
        yield {
            "id": str(number),
            "claim": f"The {work} in {town} cost {cost} thousand dollars.",
            "evidence": f"{town} paid {cost + number % 3} thousand dollars for its new {work}, its mayor said.",
        }


def measure(model: Path | None, count: int) -> dict[str, Any]:
    """Peak memory in bytes, its curve, and speed, of a fresh process that runs a file of so many rows."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "rows.jsonl"
        with source.open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row) + "\n" for row in generated_rows(count))
        return in_fresh_process(_judge, model, source)


def _judge(model: Path | None, source: Path) -> dict[str, Any]:
    verifier = FirstRowsVerifier(Verifier.from_pretrained(model))
    curve: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        if not curve or done == total or done - curve[-1][0] >= total / _STEPS_OF_CURVE:
            curve.append((done, peak_memory()))

    summary = predict_file(verifier, source, source.with_name("judged.jsonl"), progress=progress)
    return {
        "rows": summary.rows,
        "peak_memory_bytes": peak_memory(),
        "peak_by_rows_done": curve,
        "rows_per_second": summary.rows_per_second,
        "seconds": summary.seconds,
    }


if __name__ == "__main__":
    typer.run(main)
