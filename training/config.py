"""Training configuration: YAML in, validated settings out, all mistakes reported at once."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from claimcheck.config import StrictModel, load_yaml
from claimcheck.evaluation.suites import data_root
from claimcheck.evidence import WINDOW_SENTENCES
from claimcheck.reading.news_labels import NEWS_EVENTS

EvidenceMode = Literal["whole", "selected", "gold"]


class SourceConfig(StrictModel):
    """How one labelled source enters the mix.

    ``weight``: passes over its rows per epoch (0.5: a random half, 2: every row twice).
    ``evidence``: the ``whole`` evidence, the windows that evidence selection would pick at inference (``selected``),
    or the quote that decides the label (``gold``; of evidence that decides nothing, its most relevant sentence).
    ``sentences``: of a selected window, if not as many as at inference.
    ``folder``: of crosscheck events, for a source that lies outside the mirror.
    ``labels``: CSV file of labelled pairs of the articles in ``events``, a Parquet file below the data root.
    ``balanced``: draw from as many rows of each label as its rarest label has.
    ``near_misses``: rows with similar evidence that decides nothing, to be added per row that is drawn.
    ``value_swaps``: contrast sets of four rows with a changed value, to be added per supported row that is drawn.
    ``negated_claims``: share of the drawn rows that are added with their claim negated.
    ``doubtful_contradictions``: many contradicted rows merely do not follow; they are read as ``not_supported``.
    """

    weight: float = Field(default=1.0, gt=0, le=20)
    evidence: EvidenceMode = "whole"
    balanced: bool = False
    near_misses: float = Field(default=0.0, ge=0, le=1)
    value_swaps: float = Field(default=0.0, ge=0, le=1)
    negated_claims: float = Field(default=0.0, ge=0, le=1)
    doubtful_contradictions: bool = False
    sentences: int = Field(default=WINDOW_SENTENCES, ge=1, le=10)
    folder: Path | None = None
    labels: Path | None = None
    events: Path = NEWS_EVENTS


def uses_of(uses: SourceConfig | list[SourceConfig]) -> list[SourceConfig]:
    """The ways in which a source is used, of which a configuration may give one alone."""
    return uses if isinstance(uses, list) else [uses]


class NewsPairsConfig(StrictModel):
    """Pairs made from unlabelled news; ``events`` is a Parquet file below the data root.

    ``value_swaps``: contrast sets, as those of labelled sources.
    """

    events: Path = NEWS_EVENTS
    rows: int = Field(ge=3)
    value_swaps: float = Field(default=0.0, ge=0, le=1)


class DataConfig(StrictModel):
    """Which rows are read. ``root`` holds ``train/`` and ``dev/`` folders of Parquet files."""

    root: Path = Field(default_factory=data_root)
    max_tokens: int = Field(default=192, ge=16, le=512)
    train: dict[str, SourceConfig | list[SourceConfig]]
    dev: dict[str, SourceConfig | list[SourceConfig]]
    news_pairs: NewsPairsConfig | None = None
    quantifier_pairs: int = Field(default=0, ge=0, description="training rows made from templates")
    dev_rows: int = Field(
        default=250, ge=10, description="rows drawn for each use of a dev source: to stop, to calibrate, for int8"
    )


class OptimiserConfig(StrictModel):
    """Everything that shapes the optimisation."""

    epochs: float = Field(default=1.0, gt=0)
    batch_size: int = Field(default=64, ge=1)
    learning_rate: float = Field(default=1.5e-4, gt=0, lt=1)
    warmup_fraction: float = Field(default=0.06, ge=0, lt=1)
    weight_decay: float = Field(default=0.01, ge=0)
    dropout: float = Field(default=0.0, ge=0, lt=1)
    frozen_layers: int = Field(default=0, ge=0, description="lowest layers of a BERT that, with its embeddings, stay")
    checkpoint_steps: int = Field(default=400, ge=1, description="steps between evaluations, each with a checkpoint")
    remove_priors: bool = Field(default=False, description="learn past how often a source has each label")
    interpolate: bool = Field(default=False, description="mix the new weights with the base model's, as dev rows like")
    patience: int = Field(default=4, ge=1, description="evaluations without a better dev macro-F1 before stopping")


class ShrinkConfig(StrictModel):
    """Share of a trained base model's weights that is kept; the rest is taken from the ``pretrained`` ones it had."""

    pretrained: str
    kept: float = Field(gt=0, lt=1)


class TrainConfig(StrictModel):
    """One training run. ``base_model`` is a Hugging Face id, a folder, or ``package:NAME`` (its ``model/`` folder)."""

    name: str
    base_model: str
    shrink: ShrinkConfig | None = None
    seed: int = 13
    runs: Path = Path("runs")
    data: DataConfig
    optimiser: OptimiserConfig = Field(default_factory=OptimiserConfig)

    @property
    def run_folder(self) -> Path:
        """Where this run keeps its data, checkpoints and results."""
        return self.runs / self.name


def load_train_config(path: Path) -> TrainConfig:
    """Read a training configuration.

    Raises:
        ConfigError: the file is missing, is not YAML, or has mistakes; the message lists all of them.
    """
    return load_yaml(path, TrainConfig)
