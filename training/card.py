"""Step ``card``: measured results and the bundle's manifest -> model_card.md."""

from __future__ import annotations

from math import prod
from pathlib import Path
from typing import Any

import yaml
from safetensors import safe_open

from claimcheck import Verifier
from claimcheck.errors import InputError
from claimcheck.evaluation import ModelFacts, Results, TrainingSource, read_results, render_model_card
from claimcheck.evaluation.model_card import KnownFailure
from claimcheck.evaluation.results import EndToEndResult
from claimcheck.model.bundle import WEIGHTS, open_bundle

_PROBES = Path("data/hard_pairs.yaml")
#: Results of the suite crosscheck, which `make figures` puts beside the others.
_CROSSCHECK = "crosscheck.json"
#: Confusion, reliability and risk-coverage of a task, which `make figures` puts beside the other figures.
_PICTURES = {
    "docs/task-dev_news_events.svg": "News events: confusion, reliability diagram, and risk against coverage",
    "docs/task-mnli_m.svg": "Sentence pairs: confusion, reliability diagram, and risk against coverage",
    "docs/task-healthver.svg": "Health, never trained on: confusion, reliability diagram, and risk against coverage",
}
#: Two cores of a server processor under load and their memory: an assumption, nothing was metered.
_WATTS = 30


def write_card(results: Path, model: Path, output: Path) -> None:
    """Render the card of the bundle in ``model`` from the ``results.json`` of its evaluation.

    ``crosscheck.json`` beside it, where there is one, gives what the model finds in whole articles.

    Raises:
        InputError: the results cannot be read, or the two are of different models.
        ModelError: the bundle is not whole.
    """
    manifest = open_bundle(model).manifest
    with safe_open(model / WEIGHTS, framework="numpy") as weights:
        shapes = [weights.get_slice(name).get_shape() for name in weights.keys()]  # noqa: SIM118
    hours = sum(stage["seconds"] for stage in manifest["stages"]) / 3600
    facts = ModelFacts(
        name=manifest["name"],
        base_model="sentence-transformers/all-MiniLM-L6-v2",
        parameters=sum(prod(shape) for shape in shapes),
        size=sum(path.stat().st_size for path in model.iterdir()),
        training_hours=round(hours, 1),
        training_hardware=f"two CPU cores (taken for {_WATTS} W)",
        training_energy=hours * _WATTS / 1000,
        sources=_sources(manifest["stages"]),
        failures=_failures(model),
        pictures=_PICTURES,
        command="make figures",
    )
    measured = read_results(results)
    card = render_model_card(measured, facts, _end_to_end(measured, results.with_name(_CROSSCHECK)))
    output.write_text(card, encoding="utf-8")


def _end_to_end(measured: Results, crosscheck: Path) -> list[EndToEndResult]:
    if not crosscheck.is_file():
        return []
    results = read_results(crosscheck)
    if results.model != measured.model:
        raise InputError(f"{crosscheck}: is of another model than the other figures; `make figures` measures both")
    return results.end_to_end


def _failures(model: Path) -> list[KnownFailure]:
    """Those of the hard pairs that the model gets wrong."""
    pairs = yaml.safe_load(_PROBES.read_text(encoding="utf-8"))
    predictions = Verifier.from_pretrained(model).predict(pairs)
    return [
        KnownFailure(**pair, predicted=str(prediction.label))
        for pair, prediction in zip(pairs, predictions, strict=True)
        if prediction.label != pair["expected"]
    ]


def _sources(stages: list[dict[str, Any]]) -> list[TrainingSource]:
    """Sources of all stages; a source used in several has the rows of them all."""
    used = [(name, facts) for stage in stages for name, facts in stage["data"]["train"].items()]
    described = dict(used)
    return [
        TrainingSource(
            name=name,
            rows=sum(facts["rows"] for other, facts in used if other == name),
            licence=described[name].get("licence", "unknown"),
            origin=described[name].get("origin", "unknown"),
        )
        for name in sorted(described)
    ]
