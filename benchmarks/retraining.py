"""A retraining, shown to work: some labels of a set that no model has seen, and the same labels shuffled.

Run: python -m benchmarks.retraining

HealthVer stands in for a user's own labels. In a scratch copy of the data folder it is left out, so that nothing else
reads it. A few hundred of its rows are the new labels; rows of other groups show, before and after, what came of it.
"""

from __future__ import annotations

import json
import logging
import os
import random
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.common import machine, write_results
from claimcheck import Verifier
from claimcheck.evaluation import Example, Predictor, compare, load_suite, read_rows, score_rows
from claimcheck.evaluation.results import ComparisonResult, ModelInfo
from claimcheck.evaluation.suites import DATA_VARIABLE, data_root
from claimcheck.evaluation.wording import plain
from claimcheck.model.bundle import bundled_folder
from claimcheck.model.registry import HOME_VARIABLE, Registry
from claimcheck.records import Prediction
from training.retrain import retrain
from training.retrain_config import load_retrain_config
from training.retrain_report import RetrainReport

log = logging.getLogger(__name__)

SEED = 13
TASK = "healthver"
METRICS = ("macro_f1", "balanced_accuracy")
#: So that the labels come from many groups, as a user's do, and enough groups remain to test on.
ROWS_PER_GROUP = 15


def main(
    model: Annotated[Path | None, typer.Option(help="Bundle folder (default: the bundled model).")] = None,
    rows: Annotated[int, typer.Option(min=30, help="New labels.")] = 500,
    config: Annotated[Path, typer.Option(help="How to retrain.")] = Path("configs/train/retrain.yaml"),
    scratch: Annotated[Path, typer.Option(help="Folder for everything made on the way.")] = Path("runs/retraining"),
    output: Annotated[Path, typer.Option(help="JSON to write; a page of the same name goes beside it.")] = Path(
        "docs/retraining.json"
    ),
) -> None:
    """Retrain on true labels and on shuffled ones, measure both, and write down what came of it."""
    examples = read_rows(load_suite(TASK).tasks[0]).checked()
    labelled, rest = drawn_apart(examples, rows, random.Random(SEED))
    os.environ[DATA_VARIABLE] = str(mirror_without(TASK, data_root(), scratch / "mirror"))
    base = Verifier.from_pretrained(model or bundled_folder())
    log.info("asking %s about the %d rows that show what came of it", base.name, len(rest))
    before = _ask(base, rest)
    outcomes: dict[str, Any] = {}
    for name, chosen in (("true", labelled), ("shuffled", shuffled(labelled, random.Random(SEED)))):
        log.info("retraining on %d %s labels", len(chosen), name)
        use_alone(model, scratch / f"home-{name}")
        report = retrain(_write(scratch / f"{name}.jsonl", chosen), load_retrain_config(config), scratch / name)
        after = _ask(Verifier.from_pretrained(report.folder), rest)
        outcomes[name] = _outcome(report, [_compared(rest, after, before, base, metric) for metric in METRICS])
        log.info("%s labels, %.0f s: %s", name, report.seconds, "; ".join(report.gate.reasons))
    found = {
        "machine": machine(),
        "model": {"name": base.name, "fingerprint": base.fingerprint},
        "labels": _counts(labelled),
        "rest": _counts(rest),
        **outcomes,
    }
    write_results(output, found)
    output.with_suffix(".md").write_text(page(found), encoding="utf-8")
    typer.echo(page(found))


def drawn_apart(
    examples: Sequence[Example], rows: int, generator: random.Random
) -> tuple[list[Example], list[Example]]:
    """So many rows of randomly chosen groups, and those of the other groups that share neither claim nor evidence."""
    groups = sorted({example.group for example in examples})
    generator.shuffle(groups)
    labelled: list[Example] = []
    used: set[str] = set()
    for group in groups:
        members = [example for example in examples if example.group == group]
        used.add(group)
        labelled += generator.sample(members, min(ROWS_PER_GROUP, len(members), rows - len(labelled)))
        if len(labelled) == rows:
            break
    texts = {text for example in examples if example.group in used for text in (example.claim, example.evidence)}
    rest = [item for item in examples if item.group not in used and texts.isdisjoint((item.claim, item.evidence))]
    return labelled, rest


def use_alone(model: Path | None, home: Path) -> None:
    """Have a folder of its own for models, so that each retraining starts from the same one."""
    shutil.rmtree(home, ignore_errors=True)
    os.environ[HOME_VARIABLE] = str(home)
    if model is not None:
        registry = Registry()
        registry.use(registry.add(model))


def shuffled(examples: Sequence[Example], generator: random.Random) -> list[Example]:
    """The same rows with each other's labels."""
    labels = [example.label for example in examples]
    generator.shuffle(labels)
    return [replace(example, label=label) for example, label in zip(examples, labels, strict=True)]


def mirror_without(name: str, root: Path, folder: Path) -> Path:
    """A copy, by links, of the data folder without one set; returns ``folder``."""
    shutil.rmtree(folder, ignore_errors=True)
    for split in ("train", "dev", "test"):
        (folder / split).mkdir(parents=True)
        for path in (root / split).glob("*.parquet"):
            if name not in path.stem:
                (folder / split / path.name).symlink_to(path.resolve())
    return folder


def page(found: dict[str, Any]) -> str:
    """What was found, as Markdown."""
    labels, rest, model = found["labels"], found["rest"], found["model"]
    lines = [
        "# Retraining, shown to work",
        "",
        f"`{model['name']}` ({model['fingerprint'][:12]}) was retrained on {labels['rows']} rows of HealthVer,",
        f"from {labels['groups']} groups of related rows; {rest['rows']} rows of {rest['groups']} other groups show",
        "what came of it. Then once more with the same labels shuffled, which the gate must refuse. The gate sees the",
        "labels, each answered by a model that was not trained on its group, and old tests, not those further rows.",
        "Nothing was chosen by them. `python -m benchmarks.retraining` rewrites this page.",
        "",
        "| labels | rows | count | metric | before | after | difference, points (95%) |",
        "| --- | --- | ---: | --- | ---: | ---: | --- |",
    ]
    for name in ("true", "shuffled"):
        outcome = found[name]
        lines += [_row(name, "the rest of HealthVer", rest["rows"], item) for item in outcome["rest"]]
        lines.append(_row(name, "old tests of the gate", outcome["old_rows"], outcome["old_tests"]))
    for name in ("true", "shuffled"):
        outcome = found[name]
        end = "promoted" if outcome["promoted"] else "refused"
        lines += ["", f"With {name} labels the new model was **{end}** after {outcome['seconds']:.0f} s:", ""]
        lines += [f"- {reason}" for reason in outcome["reasons"]]
    return "\n".join(lines) + "\n"


def _row(labels: str, rows: str, count: int, item: dict[str, Any]) -> str:
    difference, old = item["difference"], item["other_value"]
    low, value, high = (100 * difference[name] for name in ("low", "value", "high"))
    return (
        f"| {labels} | {rows} | {count} | {plain(item['metric'])} | {old:.3f} | {old + difference['value']:.3f} | "
        f"{value:+.1f} ({low:+.1f} to {high:+.1f}) |"
    )


def _ask(model: Predictor, examples: Sequence[Example]) -> list[Prediction]:
    return model.predict([{"claim": example.claim, "evidence": example.evidence} for example in examples])


def _compared(
    examples: Sequence[Example], after: list[Prediction], before: list[Prediction], base: Predictor, metric: str
) -> ComparisonResult:
    ours, theirs = (score_rows(examples, said) for said in (after, before))
    return compare(ours, theirs, against=ModelInfo(name=base.name, fingerprint=base.fingerprint), metric=metric)


def _outcome(report: RetrainReport, rest: Sequence[ComparisonResult]) -> dict[str, Any]:
    return {
        "promoted": report.promoted,
        "reasons": report.gate.reasons,
        "seconds": report.seconds,
        "rest": [item.model_dump(mode="json") for item in rest],
        "old_rows": report.old_tests.rows,
        "old_tests": report.old_tests.comparison.model_dump(mode="json"),
        "gate_on_new_labels": report.new_labels.model_dump(mode="json"),
    }


def _counts(examples: Sequence[Example]) -> dict[str, Any]:
    return {
        "rows": len(examples),
        "groups": len({example.group for example in examples}),
        "labels": dict(Counter(example.label for example in examples)),
    }


def _write(path: Path, examples: Sequence[Example]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(asdict(example)) + "\n" for example in examples), encoding="utf-8")
    return path


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    typer.run(main)
