"""A training small enough for a test: a random model, and a few dozen rows."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.tiny_model import save_tiny_model
from training.config import TrainConfig

LABELS = ("supported", "contradicted", "not_enough_info", "not_supported")


@pytest.fixture
def config(tmp_path: Path) -> TrainConfig:
    save_tiny_model(tmp_path / "base")
    for split in ("train", "dev"):
        (tmp_path / split).mkdir()
        for name, labels in (("three", LABELS[:3]), ("two", (LABELS[0], LABELS[3]))):
            rows = [
                {
                    "id": f"{name}-{number}",
                    "claim": f"the ferry was closed in march {number}",
                    "evidence": f"police said {number} people were {'killed' if number % 2 else 'hurt'} in the fire.",
                    "label": labels[number % len(labels)],
                    "group": str(number // 2),
                }
                for number in range(24)
            ]
            pq.write_table(pa.Table.from_pylist(rows), tmp_path / split / f"{name}.parquet")
    sources = {"three": {"weight": 1.5}, "two": {}}
    return TrainConfig.model_validate(
        {
            "name": "tiny",
            "base_model": str(tmp_path / "base"),
            "runs": tmp_path / "runs",
            "data": {"root": tmp_path, "max_tokens": 64, "train": sources, "dev": {"three": {}, "two": {}}},
            "optimiser": {
                "epochs": 2,
                "batch_size": 8,
                "checkpoint_steps": 4,
                "learning_rate": 1e-3,
                "patience": 50,
                "interpolate": True,
            },
        }
    )
