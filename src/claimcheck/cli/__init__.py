"""The command line: parses, calls, prints."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import typer

from claimcheck.cli.check import check
from claimcheck.cli.console import errors
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


def main() -> None:
    """Run a command; our own errors are shown without a traceback and give exit code 2, Ctrl-C gives 130.

    A character that standard output cannot hold is printed as an escape, and ends no command.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app()
    except ClaimcheckError as error:
        errors.print(f"error: {error}", style="red")
        sys.exit(2)
    except KeyboardInterrupt as interrupt:
        errors.print(str(interrupt) or "interrupted", style="yellow")
        sys.exit(130)
