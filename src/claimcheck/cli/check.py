"""``claimcheck check``: articles in, a report of who contradicts whom out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from claimcheck.batch import check_file, write_findings
from claimcheck.cli.console import output as console
from claimcheck.cli.options import (
    AddressOption,
    BackendOption,
    DeviceOption,
    EngineOption,
    FailFastOption,
    MinConfidenceOption,
    ModelOption,
    PrecisionOption,
    ResumeOption,
    ThreadsOption,
    load_engine,
    load_verifier,
    run_batch,
)
from claimcheck.reading import TABLE_SUFFIXES, check_writable, location, read_articles, table_suffix
from claimcheck.verify import CHECK_CONFIDENCE


def check(
    articles: Annotated[
        list[Path],
        typer.Argument(parser=location, help="Articles about one event, their folder, or one file (or URL) of events."),
    ],
    html: Annotated[Path | None, typer.Option(help="Write the report as a web page.")] = None,
    output: Annotated[
        Path | None,
        typer.Option(parser=location, help="Write one row per claim and other article: .jsonl, .csv or .parquet."),
    ] = None,
    claimreview: Annotated[Path | None, typer.Option(help="Write the findings as ClaimReview JSON-LD.")] = None,
    model: ModelOption = None,
    backend: BackendOption = None,
    precision: PrecisionOption = None,
    device: DeviceOption = "cpu",
    threads: ThreadsOption = None,
    min_confidence: MinConfidenceOption = CHECK_CONFIDENCE,
    resume: ResumeOption = False,
    fail_fast: FailFastOption = False,
    engine: EngineOption = "local",
    address: AddressOption = None,
) -> None:
    """Score every claim of each article against the other articles about its event."""
    for path in (html, output, claimreview):
        if path:
            check_writable(path)
    if output:
        table_suffix(output)
    load = partial(load_verifier, model, backend, precision, device, min_confidence=min_confidence)
    if output and not html and not claimreview and len(articles) == 1 and articles[0].suffix.lower() in TABLE_SUFFIXES:
        chosen = load_engine(engine, address, device, threads, load)
        run_batch(
            "events",
            lambda progress: check_file(
                load(threads=threads),
                articles[0],
                output,
                resume=resume,
                fail_fast=fail_fast,
                engine=chosen,
                progress=progress,
            ),
        )
        return
    loaded = read_articles(articles)
    report = load(threads=threads).check(loaded)
    console.print(report.to_table())
    if output:
        write_findings(report, output)
    for path, render in ((html, report.to_html), (claimreview, report.to_claimreview)):
        if path:
            path.write_text(render(), encoding="utf-8")
    for path in (html, output, claimreview):
        if path:
            console.print(f"wrote {path}")
