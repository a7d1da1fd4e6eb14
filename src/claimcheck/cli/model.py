"""``claimcheck model``: the models there are, which one is in use, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from claimcheck.cli.console import output
from claimcheck.errors import LabelError, ModelError
from claimcheck.model.bundle import bundled_folder, open_bundle
from claimcheck.model.registry import BUNDLED, Registry

model = typer.Typer(no_args_is_help=True, help="Choose the model that is used by default.")


@model.command("list")
def list_all() -> None:
    """The bundled model and your own; a star marks the one in use."""
    registry = Registry()
    folders = {BUNDLED: bundled_folder()} | {name: registry.folder_of(name) for name in registry.names}
    for name, folder in folders.items():
        star = "*" if name == registry.current else " "
        output.print(f"{star} {name:<32} {_described(folder)}")


@model.command()
def use(name: Annotated[str, typer.Argument(help="A name that the command list shows.")]) -> None:
    """Use a model from now on."""
    registry = Registry()
    open_bundle(bundled_folder() if name == BUNDLED else registry.folder_of(name))
    registry.use(name)
    output.print(f"in use: {name}")


@model.command()
def rollback() -> None:
    """Go back to the model that was in use before."""
    output.print(f"in use: {Registry().rollback()}")


def _described(folder: Path) -> str:
    try:
        manifest = open_bundle(folder).manifest
    except (LabelError, ModelError) as error:
        return f"cannot be used: {error}"
    described = f"version {manifest.get('version', 'unknown')}, {manifest.get('created', 'undated')}"
    retraining = manifest.get("retraining", {})
    if retraining:
        described += f", retrained on {retraining['labels']['file']}"
    return f"{described}, FORCED past the gate" if retraining.get("forced") else described
