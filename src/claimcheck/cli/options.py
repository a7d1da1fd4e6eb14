"""Options that several commands share, and the model they choose."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Literal

import typer

from claimcheck.batch import Engine, Interrupted, LocalEngine, Progress, Summary
from claimcheck.cli.console import errors, output, progress_bar
from claimcheck.model.openvino_backend import Precision
from claimcheck.model.scorer import BackendName
from claimcheck.verify import Verifier

#: Where a large job runs.
EngineName = Literal["local", "ray"]

ModelOption = Annotated[str | None, typer.Option(help="Model folder or Hugging Face id (default: the model in use).")]
BackendOption = Annotated[
    BackendName | None, typer.Option(help="What computes the answers (default: what the model has).")
]
PrecisionOption = Annotated[
    Precision | None, typer.Option(help="Of the openvino backend (default: what this processor is quickest with).")
]
DeviceOption = Annotated[str, typer.Option(help="Device of the torch backend, such as cuda.")]
ThreadsOption = Annotated[
    int | None, typer.Option(min=1, help="Processor threads (default: all; with --engine ray, 1 for each model).")
]
MinConfidenceOption = Annotated[
    float,
    typer.Option(
        min=0,
        max=1,
        help="Less probable verdicts become not_enough_info, as do contradictions that no sentence shows so surely.",
    ),
]
ResumeOption = Annotated[bool, typer.Option("--resume", help="Go on with an interrupted run.")]
EngineOption = Annotated[EngineName, typer.Option(help="Where a file of many rows or events is processed.")]
AddressOption = Annotated[str | None, typer.Option(help="Of a running Ray cluster (default: one made here and now).")]
FailFastOption = Annotated[bool, typer.Option("--fail-fast", help="Stop at the first row with an error.")]


def load_verifier(
    model: str | None,
    backend: BackendName | None,
    precision: Precision | None,
    device: str,
    threads: int | None,
    min_confidence: float,
) -> Verifier:
    """The verifier that a command's options ask for."""
    return Verifier.from_pretrained(
        model, backend=backend, precision=precision, device=device, threads=threads, min_confidence=min_confidence
    )


def load_engine(
    engine: EngineName, address: str | None, device: str, threads: int | None, load: Callable[..., Verifier]
) -> Engine:
    """The engine that a command's options ask for; on Ray, every actor has a model and processors of its own.

    Raises:
        BadParameter: an address, but no engine that has one.
    """
    if engine == "local":
        if address:
            raise typer.BadParameter("--address: only with --engine ray")
        return LocalEngine()
    from claimcheck.batch.ray_engine import RayEngine

    return RayEngine(
        load=partial(load, threads=threads or 1),
        address=address,
        cpus_per_actor=threads or 1,
        gpus_per_actor=0 if device == "cpu" else 1,
    )


def run_batch(items: str, run: Callable[[Progress], Summary]) -> None:
    """Run a batch with a bar for its items; prints labels, errors and speed, or how to go on after Ctrl-C.

    Raises:
        Exit: with 1 if no row has a label, with 130 after Ctrl-C.
    """
    try:
        with progress_bar(items) as progress:
            summary = run(progress)
    except Interrupted as interrupt:  # typer would end without a word
        errors.print(str(interrupt), style="yellow")
        raise typer.Exit(130) from interrupt
    labels = ", ".join(f"{count} {label}" for label, count in summary.labels.items())
    told = ", told in the column error" if summary.errors else ""
    output.print(f"{summary.rows} rows: {labels or 'no labels'}; {summary.errors} errors{told}")
    output.print(f"{summary.seconds:.1f} s, {summary.rows_per_second:.1f} rows/s")
    if summary.errors and not summary.labels:
        raise typer.Exit(1)
