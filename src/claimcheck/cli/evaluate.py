"""``claimcheck evaluate``: suites listed, validated and run; a suite's name alone runs it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from claimcheck.cli.console import errors, output
from claimcheck.cli.options import BackendOption, DeviceOption, PrecisionOption, ThreadsOption, load_verifier


class _RunByDefault(TyperGroup):
    """``evaluate SUITE`` means ``evaluate run SUITE``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["run", *args]
        return super().parse_args(ctx, args)


evaluate = typer.Typer(cls=_RunByDefault, no_args_is_help=True, help="Measure a model on labelled data.")
_BASELINES = "majority, overlap, tfidf or embedding"
MeasuredOption = Annotated[
    str | None,
    typer.Option(help=f"Model folder or Hugging Face id, or a baseline: {_BASELINES} (default: the model in use)."),
]
SuiteArgument = Annotated[str, typer.Argument(metavar="SUITE", help="A suite's or task's name, or its YAML file.")]


@evaluate.command("list")
def list_all() -> None:
    """The suites and tasks there are."""
    from claimcheck.evaluation import list_suites, list_tasks

    for suite in list_suites():
        output.print(f"suite {suite.name:<18} {suite.description}")
    for task in list_tasks():
        output.print(f"task  {task.name:<26} {task.labels}")


@evaluate.command()
def validate(suite: SuiteArgument) -> None:
    """Check a suite's files, columns and labels, and that no training set (mirror or its own) has a row of it."""
    from claimcheck.evaluation import load_suite, validate_suite

    problems = validate_suite(load_suite(suite))
    for problem in problems:
        output.print(str(problem))
    output.print(f"{len(problems)} problems")
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(2)


@evaluate.command()
def run(
    suite: SuiteArgument,
    results: Annotated[Path, typer.Option(help="Folder for results, figures and pages.")] = Path("runs/evaluation"),
    model: MeasuredOption = None,
    against: Annotated[str | None, typer.Option(help="Compare with this model or baseline, on the same rows.")] = None,
    backend: BackendOption = None,
    precision: PrecisionOption = None,
    device: DeviceOption = "cpu",
    threads: ThreadsOption = None,
) -> None:
    """Evaluate a model on a suite; run the same command again to go on after an interruption."""
    from claimcheck.evaluation import load_suite, markdown, run_suite, write_pages
    from claimcheck.evaluation.baselines import fit_baseline, training_rows
    from claimcheck.evaluation.predictions import Predictor
    from claimcheck.evaluation.suites import BaselineName

    chosen = load_suite(suite)

    def load(name: str | None) -> Predictor:
        if name in tuple(BaselineName):
            return fit_baseline(BaselineName(name), training_rows(chosen))
        return load_verifier(name, backend, precision, device, threads, 0.0)

    other = load(against) if against else None
    outcome = run_suite(load(model), chosen, results, against=other, console=errors)
    output.print(markdown(outcome))
    output.print(f"wrote {write_pages(outcome, results)}")
