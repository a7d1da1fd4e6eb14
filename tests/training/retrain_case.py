"""Labels that a tiny model can learn: the state of a thing in the claim gives the label."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from training.config import DataConfig, OptimiserConfig, SourceConfig
from training.retrain_config import GateConfig, ReplayConfig, RetrainConfig

_STATES = {"supported": "open", "contradicted": "closed", "not_enough_info": "injured"}
_THINGS = ("ferry", "bridge", "court", "council", "storm", "fire")


def labelled_rows(count: int, name: str, seed: int = 1) -> list[dict[str, str]]:
    """Rows in groups of three, one of each label; every claim-evidence pair is unique by a number in its evidence."""
    generator = random.Random(seed)
    rows = []
    for number in range(count):
        label = list(_STATES)[number % 3]
        rows.append(
            {
                "id": f"{name}-{number}",
                "claim": f"the {generator.choice(_THINGS)} was {_STATES[label]}",
                "evidence": f"{number} people said {name}",
                "label": label,
                "group": f"{name}-{number // 3}",
            }
        )
    return rows


def write_jsonl(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write rows as JSON lines."""
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def config_with_mirror(folder: Path, least_steps: int) -> RetrainConfig:
    """A retraining that replays rows of the same rule from a mirror in ``folder``; 250 steps learn the rule."""
    for split, count in (("train", 480), ("dev", 150)):
        (folder / "mirror" / split).mkdir(parents=True)
        rows = labelled_rows(count, {"train": "march", "dev": "april"}[split], seed=2)
        pq.write_table(pa.Table.from_pylist(rows), folder / "mirror" / split / "old.parquet")
    sources = {"old": SourceConfig()}
    data = DataConfig(root=folder / "mirror", max_tokens=96, train=sources, dev=sources)
    return RetrainConfig(
        runs=folder / "runs",
        replay=ReplayConfig(mirror=data, own=data, rows_per_new_row=8),
        optimiser=OptimiserConfig(batch_size=32, learning_rate=3e-3, checkpoint_steps=125, remove_priors=True),
        least_steps=least_steps,
        gate=GateConfig(most_int8_flips=1),
    )
