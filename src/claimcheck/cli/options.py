"""Options that several commands share, and the model they choose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

import typer

from claimcheck.batch import Engine, LocalEngine, Summary
from claimcheck.cli.console import output
from claimcheck.model.scorer import BackendName
from claimcheck.verify import Verifier

#: Where a large job runs.
EngineName = Literal["local", "ray"]

ModelOption = Annotated[str | None, typer.Option(help="Model folder or Hugging Face id (default: the model in use).")]
BackendOption = Annotated[
    BackendName | None, typer.Option(help="What computes the answers (default: what the model has).")
]
DeviceOption = Annotated[str, typer.Option(help="Device of the torch backend, such as cuda.")]
ThreadsOption = Annotated[int | None, typer.Option(min=1, help="Processor threads (default: all).")]
MinConfidenceOption = Annotated[
    float, typer.Option(min=0, max=1, help="Verdicts less probable than this become not_enough_info.")
]
ResumeOption = Annotated[bool, typer.Option("--resume", help="Go on with an interrupted run.")]
EngineOption = Annotated[EngineName, typer.Option(help="Where a file of many rows or events is processed.")]
AddressOption = Annotated[str | None, typer.Option(help="Of a running Ray cluster (default: one made here and now).")]
FailFastOption = Annotated[bool, typer.Option("--fail-fast", help="Stop at the first row with an error.")]


def load_verifier(
    model: str | None, backend: BackendName | None, device: str, threads: int | None, min_confidence: float
) -> Verifier:
    """The verifier that a command's options ask for."""
    return Verifier.from_pretrained(
        model, backend=backend, device=device, threads=threads, min_confidence=min_confidence
    )


def load_engine(engine: EngineName, address: str | None, device: str, load: Callable[[], Verifier]) -> Engine:
    """The engine that a command's options ask for; on Ray, every actor loads a model of its own."""
    if engine == "local":
        return LocalEngine()
    from claimcheck.batch.ray_engine import RayEngine

    return RayEngine(load=load, address=address, gpus_per_actor=0 if device == "cpu" else 1)


def print_summary(summary: Summary) -> None:
    """Labels, errors and speed of a finished batch."""
    labels = ", ".join(f"{count} {label}" for label, count in summary.labels.items())
    output.print(f"{summary.rows} rows: {labels or 'no labels'}; {summary.errors} errors")
    output.print(f"{summary.seconds:.1f} s, {summary.rows_per_second:.1f} rows/s")
