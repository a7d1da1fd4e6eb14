"""What an evaluation found, as one JSON file; ``results.schema.json`` beside this module describes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from claimcheck.config import StrictModel
from claimcheck.errors import InputError
from claimcheck.evaluation.suites import LabelScheme
from claimcheck.reading.drafts import replacing

SCHEMA_FILE = Path(__file__).with_name("results.schema.json")
SCHEMA_VERSION = 1


class Estimate(StrictModel):
    """A figure with its 95% interval; ``None`` where there are too few groups for one."""

    value: float
    low: float | None = None
    high: float | None = None


class ModelInfo(StrictModel):
    """What was measured: a name for people, and a hash of what decides its answers."""

    name: str
    fingerprint: str


class TargetResult(StrictModel):
    """A metric against its bounds; ``reached`` is ``aim``, ``must`` or ``missed``."""

    metric: str
    value: float
    must: float
    aim: float
    reached: str


class SliceResult(StrictModel):
    """A metric on the rows that share a property, such as ``claim: has a number``."""

    slice: str
    rows: int
    metric: str
    estimate: Estimate


class ReliabilityBin(StrictModel):
    """Rows whose confidence fell into one bin: how sure the model was, how often it was right."""

    confidence: float
    accuracy: float
    rows: int


class CoveragePoint(StrictModel):
    """Error rate when only the most confident share of the rows is answered, and the threshold that does so."""

    coverage: float
    risk: float
    threshold: float


class SliceDifference(StrictModel):
    """Difference of two models on a slice, in favour of the first when positive."""

    slice: str
    rows: int
    difference: Estimate
    verdict: str


class ComparisonResult(StrictModel):
    """Two models on the same rows. ``difference`` is the first minus the second, of ``metric``."""

    against: ModelInfo
    metric: str
    other_value: float
    difference: Estimate
    verdict: str
    only_first_right: int
    only_second_right: int
    mcnemar_p: float
    slices: list[SliceDifference]


class TaskResult(StrictModel):
    """One task: its figures, and where its rows with their predictions lie."""

    name: str
    version: int
    description: str
    split: str
    labels: LabelScheme
    rows: int
    groups: int
    data_hash: str
    classes: list[str]
    gold_counts: dict[str, int]
    primary: str
    metrics: dict[str, Estimate]
    targets: list[TargetResult]
    confusion: list[list[int]]
    reliability: list[ReliabilityBin]
    risk_coverage: list[CoveragePoint]
    slices: list[SliceResult]
    #: Parquet file, relative to the results file.
    predictions: str
    comparison: ComparisonResult | None = None
    #: The primary metric of each baseline, by its name.
    baselines: dict[str, Estimate] = Field(default={})


class PooledResult(StrictModel):
    """A metric over several tasks' rows together, against its bounds."""

    name: str
    tasks: list[str]
    rows: int
    estimate: Estimate
    target: TargetResult


class LabelFindings(StrictModel):
    """Rows with one label, ``supported`` or ``contradicted``, and the verdicts that say it.

    Of the labelled ``rows``, ``extracted`` have their claim extracted, ``labelled`` have it labelled so, and ``found``
    have the right quote too. Of the ``verdicts``, ``right`` and ``false`` speak of labelled rows or were labelled in
    the pool; nobody labelled what the ``unjudged`` speak of.
    """

    label: str
    rows: int
    extracted: int
    labelled: int
    found: int
    verdicts: int
    right: int
    false: int
    unjudged: int
    #: ``share_found``: found of the rows. ``share_right``: right of right and false. ``false_per_article``.
    figures: dict[str, Estimate]


class FindingsDifference(StrictModel):
    """A figure of :class:`LabelFindings` for another model; ``difference`` is this model's less the other's."""

    label: str
    figure: str
    other_value: float
    difference: Estimate


class EndToEndResult(StrictModel):
    """Events scored from their articles alone: claims are extracted, checked, and held against the labelled rows."""

    name: str
    version: int
    description: str
    split: str
    events: int
    articles: int
    claims: int
    data_hash: str
    labels: list[LabelFindings]
    #: Parquet file of the verdicts and JSONL file of the mistakes, relative to the results file.
    findings: str
    mistakes: str
    against: ModelInfo | None = None
    differences: list[FindingsDifference] = Field(default=[])
    #: The same of each baseline, by its name.
    baselines: dict[str, list[LabelFindings]] = Field(default={})


class Results(StrictModel):
    """One run of a suite."""

    schema_version: int = SCHEMA_VERSION
    suite: str
    description: str
    created: str
    seconds: float
    seed: int
    resamples: int
    model: ModelInfo
    versions: dict[str, str]
    tasks: list[TaskResult]
    pooled: list[PooledResult]
    end_to_end: list[EndToEndResult] = Field(default=[])
    #: Share of right answers in each slice, over the rows of the test tasks (of a suite without one, all), each once.
    slices: list[SliceResult]

    def task(self, name: str) -> TaskResult:
        """The result of one task.

        Raises:
            InputError: the suite has no such task.
        """
        for result in self.tasks:
            if result.name == name:
                return result
        raise InputError(f"no task {name!r} in these results; there are: {', '.join(item.name for item in self.tasks)}")

    def write(self, path: Path) -> None:
        """Write as JSON.

        Raises:
            OutputError: the file cannot be written; what was there is kept.
        """
        with replacing(path) as draft:
            draft.write_text(self.model_dump_json(indent=1) + "\n", encoding="utf-8")


def read_results(path: Path) -> Results:
    """Read a results file.

    Raises:
        InputError: the file is missing or does not fit the schema.
    """
    try:
        return Results.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such results file; write one with: claimcheck evaluate run SUITE") from error
    except (ValidationError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not a results file of schema version {SCHEMA_VERSION}: {error}") from error


def results_schema() -> dict[str, Any]:
    """JSON schema of :class:`Results`; what ``results.schema.json`` holds."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | Results.model_json_schema(mode="serialization")


def write_schema(path: Path = SCHEMA_FILE) -> None:
    """Write the schema file anew, after a change of the records above.

    >>> write_schema()  # doctest: +SKIP
    """
    path.write_text(json.dumps(results_schema(), indent=1) + "\n", encoding="utf-8")
