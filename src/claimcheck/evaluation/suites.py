"""Tasks and suites: YAML files that say what is measured, on which rows, and how good is good enough."""

from __future__ import annotations

import os
import re
from enum import StrEnum
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from claimcheck.config import StrictModel, load_yaml
from claimcheck.errors import ConfigError

DATA_VARIABLE = "CLAIMCHECK_DATA"
DEFAULT_DATA = Path("../shared/data")
_HUB_ID = re.compile(r"[\w.-]+(/[\w.-]+)?")


class LabelScheme(StrEnum):
    """Which classes a task tells apart."""

    THREE_WAY = "three_way"
    #: ``supported`` against the rest; gold labels may be three-way or ``not_supported``.
    TWO_WAY = "two_way"
    #: The data have no ``not_enough_info`` and the task says so: the more probable of the two is the prediction.
    SUPPORTED_CONTRADICTED = "supported_contradicted"


class MetricFamily(StrEnum):
    """A local ``evaluate`` module: a file of that name in ``claimcheck/evaluation/metrics``."""

    CLASSIFICATION = "classification"
    RANKING = "ranking"
    CALIBRATION = "calibration"
    SELECTIVE = "selective"


class BaselineName(StrEnum):
    """What any model must beat; :mod:`claimcheck.evaluation.baselines` fits them."""

    MAJORITY = "majority"
    OVERLAP = "overlap"
    TFIDF = "tfidf"
    EMBEDDING = "embedding"


class Source(StrictModel):
    """Where the rows are: exactly one of ``mirror``, ``path``, ``crosscheck``, ``news_labels`` and ``dataset``."""

    #: File below the mirror folder, ``$CLAIMCHECK_DATA``.
    mirror: str | None = None
    #: JSONL, CSV or Parquet file, relative to the task's YAML file.
    path: str | None = None
    #: Folder of crosscheck events, relative to the task's YAML file.
    crosscheck: str | None = None
    #: CSV file of labels of real news, relative to the task's YAML file; the articles are below the mirror folder.
    news_labels: str | None = None
    #: Hugging Face data set id; its ``split`` is the task's.
    dataset: str | None = Field(default=None, pattern=f"^{_HUB_ID.pattern}$")
    subset: str | None = None
    revision: str | None = None
    #: Our column name -> the file's column name, where they differ.
    columns: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        places = ("mirror", "path", "crosscheck", "news_labels", "dataset")
        if sum(getattr(self, place) is not None for place in places) != 1:
            raise ValueError(f"give exactly one of: {', '.join(places)}")
        if self.dataset is None and (self.revision, self.subset) != (None, None):
            raise ValueError("subset and revision belong to dataset")
        return self


class Target(StrictModel):
    """Bounds of a metric. For errors such as ECE lower is better, and ``aim`` lies below ``must``."""

    must: float
    aim: float


class Task(StrictModel):
    """One measurement: rows, classes, metrics, and what they should reach."""

    name: str = Field(pattern=r"^[a-z0-9_]+$")
    version: int = Field(ge=1)
    description: str
    source: Source
    split: str = "test"
    labels: LabelScheme = LabelScheme.THREE_WAY
    metrics: tuple[MetricFamily, ...] = tuple(MetricFamily)
    primary: str
    targets: dict[str, Target] = Field(default_factory=dict)
    #: Columns whose values are slices of their own, beside the computed ones.
    slice_columns: tuple[str, ...] = ()
    #: Folder of the YAML file, set when it is read; paths of ``source`` but ``mirror`` are relative to it.
    folder: Path = Field(default=Path(), exclude=True)


class PooledTarget(StrictModel):
    """A metric over the rows of several tasks together."""

    name: str
    tasks: tuple[str, ...] = Field(min_length=1)
    metric: str
    must: float
    aim: float


class SuiteFile(StrictModel):
    """A suite as written: task names, and limits."""

    name: str = Field(pattern=r"^[a-z0-9_]+$")
    description: str
    tasks: tuple[str, ...] = Field(min_length=1)
    #: At most so many rows of each task, drawn by group.
    rows_per_task: int | None = Field(default=None, ge=1)
    pooled: tuple[PooledTarget, ...] = ()
    #: Tasks of crosscheck events that are also scored from their whole articles, with claims extracted.
    end_to_end: tuple[str, ...] = ()
    #: Baselines measured beside the model.
    baselines: tuple[BaselineName, ...] = ()
    #: Task whose rows baselines are fitted on; by default the sets in ``train/`` of the mirror folder.
    train: str | None = None


class Suite(StrictModel):
    """A suite with its tasks read."""

    name: str
    description: str
    tasks: tuple[Task, ...]
    rows_per_task: int | None = None
    pooled: tuple[PooledTarget, ...] = ()
    end_to_end: tuple[str, ...] = ()
    baselines: tuple[BaselineName, ...] = ()
    train: Task | None = None


def default_root() -> Path:
    """The folder of tasks/ and suites/: ``configs/evaluate`` here, in the installed package, or in the checkout."""
    package = Path(__file__).resolve()
    candidates = [Path("configs/evaluate"), package.parent / "configs", package.parents[3] / "configs/evaluate"]
    return next((folder for folder in candidates if folder.is_dir()), candidates[0])


def data_root() -> Path:
    """The mirror folder: ``$CLAIMCHECK_DATA``, or ``../shared/data``."""
    return Path(os.environ.get(DATA_VARIABLE) or DEFAULT_DATA)


def list_tasks(root: Path | None = None) -> list[Task]:
    """Every task in ``root/tasks``, by name.

    Raises:
        ConfigError: a file is wrong; the message lists the mistakes of all files.
    """
    return _read_tasks(sorted(((root or default_root()) / "tasks").glob("*.yaml")))


def list_suites(root: Path | None = None) -> list[SuiteFile]:
    """Every suite in ``root/suites``, by name.

    Raises:
        ConfigError: a file is wrong.
    """
    return [load_yaml(path, SuiteFile) for path in sorted(((root or default_root()) / "suites").glob("*.yaml"))]


def load_suite(name_or_path: str | Path, root: Path | None = None) -> Suite:
    """Read a suite by name, by path, or make one of a single task, by name or path.

    Raises:
        ConfigError: nothing has that name (the message lists what there is), or a file is wrong.
    """
    root = root or default_root()
    path = _locate(str(name_or_path), root).resolve()
    if path.parent.name == "tasks":
        task = read_task(path)
        return Suite(name=task.name, description=task.description, tasks=(task,))
    written = load_yaml(path, SuiteFile)
    outside = [
        f"  pooled.{pool.name}: task {name} is not in the suite"
        for pool in written.pooled
        for name in pool.tasks
        if name not in written.tasks
    ]
    outside += [
        f"  end_to_end: task {name} is not in the suite" for name in written.end_to_end if name not in written.tasks
    ]
    if outside:
        raise _mistaken(path, outside)
    tasks = _read_tasks([path.parent.parent / "tasks" / f"{name}.yaml" for name in written.tasks])
    without_articles = [
        f"  end_to_end: task {task.name} has no whole articles; its source must be crosscheck"
        for task in tasks
        if task.name in written.end_to_end and task.source.crosscheck is None
    ]
    if without_articles:
        raise _mistaken(path, without_articles)
    if written.rows_per_task is not None:  # targets are meant for the whole set
        tasks = [task.model_copy(update={"targets": {}}) for task in tasks]
    train = None if written.train is None else read_task(path.parent.parent / "tasks" / f"{written.train}.yaml")
    return Suite(**dict(written) | {"tasks": tuple(tasks), "train": train})


def read_task(path: Path) -> Task:
    """Read one task file.

    Raises:
        ConfigError: the file is missing or wrong.
    """
    task = load_yaml(path, Task)
    if task.name != path.stem:
        raise ConfigError(f"{path}: the task is named {task.name}; give the file the same name, or the task")
    return task.model_copy(update={"folder": path.parent})


def _mistaken(path: Path, mistakes: list[str]) -> ConfigError:
    return ConfigError(f"{path}: {len(mistakes)} mistakes, please correct them:\n" + "\n".join(mistakes))


def _read_tasks(paths: list[Path]) -> list[Task]:
    tasks, mistakes = [], []
    for path in paths:
        try:
            tasks.append(read_task(path))
        except ConfigError as error:
            mistakes.append(str(error))
    if mistakes:
        raise ConfigError("\n".join(mistakes))
    return tasks


def _locate(name_or_path: str, root: Path) -> Path:
    if name_or_path.endswith((".yaml", ".yml")):
        return Path(name_or_path)
    for folder in ("suites", "tasks"):
        path = root / folder / f"{name_or_path}.yaml"
        if path.is_file():
            return path
    known = {folder: sorted(path.stem for path in (root / folder).glob("*.yaml")) for folder in ("suites", "tasks")}
    raise ConfigError(
        f"no suite or task is called {name_or_path!r} in {root}; "
        f"suites: {', '.join(known['suites']) or 'none'}; tasks: {', '.join(known['tasks']) or 'none'}"
    )
