"""The model card: Hugging Face metadata and tables, every figure taken from a results file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import Field

from claimcheck.config import StrictModel
from claimcheck.evaluation.results import EndToEndResult, Results, TaskResult
from claimcheck.evaluation.wording import figure, plain, spaced, with_interval

#: Our metrics that Hugging Face's model index knows by another name.
_HUB_METRICS = {"macro_f1": "f1", "auroc": "roc_auc", "mcc": "matthews_correlation"}


class TrainingSource(StrictModel):
    """A source whose rows the weights were fitted on."""

    name: str
    rows: int
    licence: str
    origin: str


class KnownFailure(StrictModel):
    """An example, written by us, that the model gets wrong, and why."""

    claim: str
    evidence: str
    expected: str
    predicted: str
    why: str


class ModelFacts(StrictModel):
    """What a results file does not know of a model. Times are in hours, energy in kilowatt-hours, size in bytes."""

    name: str
    base_model: str
    licence: str = "apache-2.0"
    language: str = "en"
    parameters: int
    size: int
    training_hours: float | None = None
    training_hardware: str = ""
    training_energy: float | None = None
    sources: list[TrainingSource]
    failures: list[KnownFailure] = Field(default_factory=list)
    #: Pictures beside the card: path -> caption.
    pictures: dict[str, str] = Field(default_factory=dict)
    #: Command that prints the figures.
    command: str


def render_model_card(results: Results, facts: ModelFacts, end_to_end: Sequence[EndToEndResult] = ()) -> str:
    """The card as Markdown with a YAML head.

    Args:
        results: figures, from :func:`claimcheck.evaluation.read_results`.
        facts: training sources, licences and known failures.
        end_to_end: what the same model found in whole articles; none leaves that section out.
    """
    environment = Environment(
        loader=PackageLoader("claimcheck.evaluation"),
        autoescape=False,  # noqa: S701 - Markdown, made of our own figures and facts
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"plain": plain, "spaced": spaced, "with_interval": with_interval, "figure": figure}
    environment.filters["cell"] = _cell
    metadata = yaml.safe_dump(_metadata(results, facts), sort_keys=False, allow_unicode=True, width=1000)
    return environment.get_template("model_card.md.j2").render(
        results=results, facts=facts, end_to_end=end_to_end, metadata=metadata.strip()
    )


def _metadata(results: Results, facts: ModelFacts) -> dict[str, Any]:
    return {
        "language": facts.language,
        "license": facts.licence,
        "library_name": "transformers",
        "pipeline_tag": "text-classification",
        "tags": ["natural-language-inference", "fact-checking", "news", "openvino"],
        "base_model": facts.base_model,
        "model-index": [{"name": facts.name, "results": [_index_entry(task) for task in results.tasks]}],
    }


def _index_entry(task: TaskResult) -> dict[str, Any]:
    value = task.metrics[task.primary].value
    return {
        "task": {"type": "text-classification", "name": "Natural Language Inference"},
        "dataset": {"name": task.name, "type": task.name, "split": task.split},
        "metrics": [
            {
                "type": _HUB_METRICS.get(task.primary, task.primary),
                "name": plain(task.primary),
                "value": round(value, 4),
            }
        ],
    }


def _cell(text: str) -> str:
    """Text that cannot break out of a cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")
