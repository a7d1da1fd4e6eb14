"""The command line: parses, calls, prints."""

from __future__ import annotations

import sys
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated

import typer

from claimcheck.cli.check import check
from claimcheck.cli.console import errors, output
from claimcheck.cli.evaluate import evaluate
from claimcheck.cli.model import model
from claimcheck.cli.predict import predict
from claimcheck.errors import ClaimcheckError

app = typer.Typer(
    name="claimcheck",
    help="Which articles about an event contradict each other, claim by claim, with the sentences that show it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(check)
app.command()(predict)
app.add_typer(evaluate, name="evaluate")
app.add_typer(model, name="model")


def _print_version(is_wanted: bool) -> None:
    if is_wanted:
        output.print(f"claimcheck {version('claimcheck')}")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run a command; our own errors are shown without a traceback and give exit code 2.

    A character that standard output cannot hold is printed as an escape, and ends no command.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app()
    except ClaimcheckError as error:
        errors.print(f"error: {error}", style="red")
        sys.exit(2)
