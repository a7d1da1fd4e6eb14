"""What ten million articles a day would take: docs/scaling.md, from the figures of the other benchmarks.

Run: python -m benchmarks.scaling_page
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.common import DOCS, RESULTS
from benchmarks.pages import read_results, write_page

_SECONDS_PER_DAY = 86_400


def main(
    growth: Annotated[Path, typer.Option(help="Of benchmarks.check_growth.")] = RESULTS / "check_growth.json",
    memory: Annotated[Path, typer.Option(help="Of benchmarks.memory.")] = RESULTS / "memory.json",
    events: Annotated[Path, typer.Option(help="Of benchmarks.all_events.")] = RESULTS / "all_events.json",
    articles: Annotated[int, typer.Option(min=1, help="Articles a day.")] = 10_000_000,
    dollars: Annotated[float, typer.Option(min=0, help="Assumed price of a core for an hour.")] = 0.04,
    output: Annotated[Path, typer.Option(help="Page to write.")] = DOCS / "scaling.md",
) -> None:
    """Render the page."""
    measured, engine, unattended = read_results(growth), read_results(memory), read_results(events)
    sizes = [measured["as_they_are"], *measured["growth"]]
    write_page(
        "scaling.md.j2",
        output,
        measured=measured,
        needs=[needs(figures, articles, dollars) for figures in sizes],
        shares=[time_shares(figures) for figures in (sizes[0], sizes[-1])],
        coordinator=coordinator(sizes[0], engine, articles),
        engine=engine,
        unattended=unattended,
        gigabytes=unattended["findings_bytes"] / unattended["articles"] * articles / 1e9,
        articles=articles,
        dollars=dollars,
    )


def needs(figures: dict[str, float], articles: int, dollars: float) -> dict[str, float]:
    """What so many articles a day take, at the processor time measured for events of one size.

    >>> figures = {"events": 5, "articles_per_event": 2.0, "claims_per_article": 9.0, "passes_per_claim": 3.0}
    >>> needs(figures | {"processor_seconds_per_article": 0.864}, 1_000_000, 0.05)["cores"]
    10.0
    """
    core_seconds = figures["processor_seconds_per_article"] * articles
    return {
        "events": figures["events"],
        "articles_per_event": figures["articles_per_event"],
        "claims_per_article": figures["claims_per_article"],
        "passes_per_claim": figures["passes_per_claim"],
        "seconds_per_article": figures["processor_seconds_per_article"],
        "cores": core_seconds / _SECONDS_PER_DAY,
        "core_hours": core_seconds / 3600,
        "dollars": core_seconds / 3600 * dollars,
    }


def time_shares(figures: dict[str, float]) -> dict[str, float]:
    """Where the time goes, largest share first."""
    shares = {
        "the model, with tokenising": figures["share_of_model"],
        "finding claims": figures["share_of_claims"],
        "choosing evidence, comparing numbers and the rest": 1 - figures["share_of_model"] - figures["share_of_claims"],
    }
    return dict(sorted(shares.items(), key=lambda item: -item[1]))


def coordinator(figures: dict[str, float], engine: dict[str, Any], articles: int) -> dict[str, float]:
    """How far the one process that reads the input and saves the output reaches.

    Its speed is that of ``predict`` in the longest run of the memory benchmark, on generated rows of which the model
    judges next to none.
    """
    largest = max(engine["runs"], key=lambda run: run["rows"])
    rows_per_second = figures["rows_per_article"] * articles / _SECONDS_PER_DAY
    return {
        "rows_per_second": largest["rows_per_second"],
        "needed_rows_per_second": rows_per_second,
        "share": rows_per_second / largest["rows_per_second"],
        "articles": articles * largest["rows_per_second"] / rows_per_second,
    }


if __name__ == "__main__":
    typer.run(main)
