"""Every event of a file of articles in one run of ``check``: articles per second, findings, errors and peak memory.

Run: python -m benchmarks.all_events
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from rich.console import Console

from benchmarks.common import RESULTS, machine, write_results
from benchmarks.process import in_fresh_process, peak_memory
from claimcheck import Verifier
from claimcheck.batch import check_file
from claimcheck.evaluation.suites import data_root
from claimcheck.reading import iter_events
from claimcheck.verify import CHECK_CONFIDENCE


def main(
    model: Annotated[Path | None, typer.Option(help="Bundle folder (default: the model in use).")] = None,
    events: Annotated[Path | None, typer.Option(help="File of events (default: all news of the data folder).")] = None,
    output: Annotated[Path, typer.Option(help="JSON to write.")] = RESULTS / "all_events.json",
) -> None:
    """Check all events in a process of its own, write the figures and show them."""
    source = events or data_root() / "news" / "events.parquet"
    results = {"machine": machine(), **in_fresh_process(check_all, model, source)}
    write_results(output, results)
    Console(highlight=False).print(
        f"{results['events']} events, {results['articles']} articles in {results['seconds'] / 60:.1f} minutes: "
        f"{results['articles_per_second']:.2f} articles/s, {results['rows']} findings, {results['errors']} errors, "
        f"{results['peak_memory_bytes'] / 1e6:.0f} MB"
    )


def check_all(model: Path | None, source: Path) -> dict[str, Any]:
    """Figures of a run over all events of a file, in this process."""
    verifier = Verifier.from_pretrained(model, min_confidence=CHECK_CONFIDENCE)
    with TemporaryDirectory() as folder:
        findings = Path(folder) / "findings.parquet"
        summary = check_file(verifier, source, findings)
        size = findings.stat().st_size
    articles = sum(len(event.articles) for event in iter_events(source))
    return {
        "model": verifier.fingerprint,
        "events": summary.items,
        "articles": articles,
        "rows": summary.rows,
        "labels": summary.labels,
        "errors": summary.errors,
        "seconds": summary.seconds,
        "articles_per_second": articles / summary.seconds,
        "findings_bytes": size,
        "peak_memory_bytes": peak_memory(),
    }


if __name__ == "__main__":
    typer.run(main)
