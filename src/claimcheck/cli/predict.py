"""``claimcheck predict``: claim-evidence rows in, the same rows with labels and probabilities out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from claimcheck.batch import predict_file
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
from claimcheck.reading import check_writable, location


def predict(
    rows: Annotated[
        Path,
        typer.Argument(parser=location, help="File or URL of JSONL, CSV or Parquet with a claim and evidence."),
    ],
    output: Annotated[Path, typer.Option(parser=location, help="File or URL of JSONL, CSV or Parquet to write.")],
    model: ModelOption = None,
    backend: BackendOption = None,
    precision: PrecisionOption = None,
    device: DeviceOption = "cpu",
    threads: ThreadsOption = None,
    min_confidence: MinConfidenceOption = 0.0,
    resume: ResumeOption = False,
    fail_fast: FailFastOption = False,
    engine: EngineOption = "local",
    address: AddressOption = None,
) -> None:
    """Label every row of a file: is its claim supported or contradicted by its evidence?"""
    check_writable(output)
    load = partial(load_verifier, model, backend, precision, device, min_confidence=min_confidence)
    chosen = load_engine(engine, address, device, threads, load)
    run_batch(
        "rows",
        lambda progress: predict_file(
            load(threads=threads),
            rows,
            output,
            resume=resume,
            fail_fast=fail_fast,
            engine=chosen,
            progress=progress,
        ),
    )
