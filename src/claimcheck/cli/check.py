"""``claimcheck check``: articles in, a report of who contradicts whom out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from claimcheck.batch import check_file, write_findings
from claimcheck.cli.console import errors
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
from claimcheck.errors import OutputError
from claimcheck.reading import (
    ARTICLE_SUFFIXES,
    TABLE_SUFFIXES,
    check_writable,
    left_out,
    location,
    read_articles,
    replacing,
    table_suffix,
)
from claimcheck.reading.locations import is_object, same_file
from claimcheck.records import Article
from claimcheck.verify import CHECK_CONFIDENCE


def check(
    articles: Annotated[
        list[Path],
        typer.Argument(parser=location, help="Articles about one event, their folder, or one file (or URL) of events."),
    ],
    html: Annotated[Path | None, typer.Option(parser=location, help="Write the report as a web page.")] = None,
    output: Annotated[
        Path | None,
        typer.Option(parser=location, help="Write one row per claim and other article: .jsonl, .csv or .parquet."),
    ] = None,
    claimreview: Annotated[
        Path | None, typer.Option(parser=location, help="Write the findings as ClaimReview JSON-LD.")
    ] = None,
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
    outputs = [path for path in (html, output, claimreview) if path]
    _refuse_overwriting(outputs, articles)
    for path in (html, claimreview):
        if path and is_object(path):
            raise OutputError(f"{path}: reports are written to files of this machine only; give a path")
    for path in outputs:
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
    refused = {
        "--resume": resume,
        "--fail-fast": fail_fast,
        "--engine": engine != "local",
        "--address": address,
        "--output to an object store": output and is_object(output),
    }
    if any(refused.values()):
        raise typer.BadParameter(
            f"{', '.join(name for name, given in refused.items() if given)}: only for one file of events "
            f"({', '.join(TABLE_SUFFIXES)}), with --output and without --html and --claimreview"
        )
    loaded, notes = _comparable(read_articles(articles))
    for folder in articles:
        if folder.is_dir() and (others := left_out(folder)):
            errors.print(f"{folder}: left out, as no articles: {', '.join(others)}", style="yellow")
    report = load(threads=threads).check(loaded)
    report = replace(report, notes=(*report.notes, *notes))
    renderings = ((html, report.to_html), (claimreview, report.to_claimreview))
    pages = {path: render().encode("utf-8") for path, render in renderings if path}
    if output:
        write_findings(report, output)
    for path, content in pages.items():
        with replacing(path) as draft:
            draft.write_bytes(content)
    console.print(report.to_table(), soft_wrap=False)
    for path in outputs:
        console.print(f"wrote {path}")


def _comparable(articles: Sequence[Article]) -> tuple[list[Article], list[str]]:
    """The articles without those that are alone in their event, and a note for each of these; all if all are alone."""
    sizes = Counter(article.event for article in articles)
    if set(sizes.values()) == {1}:
        return list(articles), []
    notes = [
        f"event {event!r} was left out: it has one article, and at least two are needed"
        for event, size in sizes.items()
        if size == 1
    ]
    return [article for article in articles if sizes[article.event] > 1], notes


def _refuse_overwriting(outputs: Sequence[Path], articles: Sequence[Path]) -> None:
    """Make sure that no output is an input or another output, nor lies where it would be read as an article.

    Raises:
        OutputError: one does.
    """
    for place, path in enumerate(outputs):
        if any(same_file(path, other) for other in outputs[:place]):
            raise OutputError(f"{path}: named twice as an output; give each its own name")
        for source in articles:
            if same_file(path, source):
                raise OutputError(f"{path}: this is one of the articles; give another name for the output")
            if same_file(path.parent, source) and path.suffix.lower() in ARTICLE_SUFFIXES:
                raise OutputError(f"{path}: the files of {source} are read as articles; write to another folder")
