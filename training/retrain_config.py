"""Settings of a retraining: YAML in, validated settings out, all mistakes reported at once."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from claimcheck.config import StrictModel, load_yaml
from training.config import DataConfig, OptimiserConfig


class LabelsConfig(StrictModel):
    """What a file of labels must have, and how it is used.

    ``folds``: every label tests in one of them, and goes into the models that test the others.
    ``dev``: share of the groups that do not train, but stop a training and calibrate its model.
    """

    least_rows: int = Field(default=30, ge=3)
    least_test_rows: int = Field(default=10, ge=1)
    least_test_groups: int = Field(default=5, ge=2, description="an interval over fewer groups means nothing")
    folds: int = Field(default=2, ge=2, le=10)
    dev: float = Field(default=0.15, gt=0, le=0.5)


class ReplayConfig(StrictModel):
    """Old rows that are trained on again, so that old skills stay, and the old tests.

    ``train`` of a :class:`DataConfig` is replayed; ``dev`` is split by group into rows that stop and calibrate, and the
    old tests. ``mirror`` holds where its folder exists, ``own`` elsewhere.
    """

    mirror: DataConfig
    own: DataConfig
    rows_per_new_row: float = Field(default=3.0, gt=0)
    held_out: Path | None = Field(default=None, description="folder of crosscheck events that labels must not repeat")


class GateConfig(StrictModel):
    """What a new model must show.

    ``most_lost``: the lower end of the interval of the difference on the old tests may not lie below minus this.
    ``most_int8_flips``: share of rows, old and new, on which int8 may choose another label than the trained weights do.
    """

    most_lost: float = Field(default=0.03, ge=0, lt=1)
    most_int8_flips: float = Field(default=0.03, ge=0, le=1)


class RetrainConfig(StrictModel):
    """One way to retrain. A short mix is repeated until training has ``least_steps`` steps."""

    seed: int = 13
    runs: Path = Path("runs")
    labels: LabelsConfig = Field(default_factory=LabelsConfig)
    replay: ReplayConfig
    optimiser: OptimiserConfig = Field(default_factory=OptimiserConfig)
    least_steps: int = Field(default=120, ge=1)
    gate: GateConfig = Field(default_factory=GateConfig)

    @property
    def replayed(self) -> DataConfig:
        """The mirror where its folder exists, else our own rows."""
        mirror = self.replay.mirror
        return mirror if (mirror.root / "train").is_dir() and (mirror.root / "dev").is_dir() else self.replay.own


def load_retrain_config(path: Path) -> RetrainConfig:
    """Read a retraining configuration.

    Raises:
        ConfigError: the file is missing, is not YAML, or has mistakes; the message lists all of them.
    """
    return load_yaml(path, RetrainConfig)
