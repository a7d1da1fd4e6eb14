"""One fine-tuning of the model in use, on new labels among old rows."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from claimcheck import Verifier
from claimcheck.evaluation import Example
from training.article_weights import carry_over
from training.calibrate import calibrate
from training.config import OptimiserConfig, SourceConfig, TrainConfig
from training.finetune import STAGES, finetune
from training.labels_file import NEW_LABELS, LabelsFile
from training.prepare import DATA_FACTS, data_facts, model_pairs, prepare_rows
from training.replay import OLD_ROWS, OldRows
from training.retrain_config import RetrainConfig
from training.splitting import split_by_group

Rows = dict[str, list[dict[str, str]]]
_EVALUATIONS = 4


@dataclass(frozen=True, slots=True)
class Retrainer:
    """Fine-tunes ``model`` on some of ``labels``; ``old_rows`` and ``training`` are those of every such run."""

    config: RetrainConfig
    training: TrainConfig
    file: LabelsFile
    labels: list[Example]
    old_rows: OldRows
    model: Verifier

    def run(self, examples: Sequence[Example], folder: Path) -> tuple[TrainConfig, Rows]:
        """Fine-tune on ``examples`` and calibrate, in ``folder``; go on where an earlier run of the same was cut off.

        Part of the groups stop and calibrate. Fewer labels get fewer steps, in proportion, never fewer epochs.

        Returns what was run, and its ``train`` and ``dev`` rows.
        """
        rows = self._mixed(examples)
        least_steps = ceil(self.config.least_steps * len(examples) / len(self.labels))
        optimiser = _optimiser(self.config.optimiser, len(rows["train"]), least_steps)
        training = self.training.model_copy(update={"name": folder.name, "runs": folder.parent, "optimiser": optimiser})
        if not (folder / "best" / STAGES).is_file():
            self._prepare(training, rows)
            finetune(training, protected=OLD_ROWS)
        for unneeded in ("checkpoints", "data"):
            shutil.rmtree(folder / unneeded, ignore_errors=True)
        calibrate(training, rows["dev"])
        carry_over(self.model.scorer.bundle.folder, folder / "best")
        return training, rows

    def _mixed(self, examples: Sequence[Example]) -> Rows:
        """New rows among old ones; of the dev rows, those that one pass of the model reads whole."""
        parts = parts_of(examples, self.config.labels.dev)
        train = _model_rows(parts["train"])
        replayed = self.old_rows.replayed[: round(self.config.replay.rows_per_new_row * len(train))]
        rows = {"train": [*train, *replayed], "dev": [*_model_rows(parts["dev"]), *self.old_rows.stopping]}
        for split, mixed in rows.items():
            rows[split] = [row for row in mixed if self.model.scorer.fits(row["claim"], row["evidence"])]
            random.Random(self.config.seed).shuffle(rows[split])
        return rows

    def _prepare(self, training: TrainConfig, rows: Rows) -> None:
        if (training.run_folder / DATA_FACTS).is_file():
            return
        facts = data_facts(training, rows)
        theirs = {"sha256": self.file.sha256, "licence": "the user's own", "origin": self.file.path.name}
        for split in ("train", "dev"):
            facts[split].get(NEW_LABELS, {}).update(theirs)
        origin = f"dev rows of {', '.join(training.data.dev)}"
        facts["dev"][OLD_ROWS] |= {"licence": "not trained on", "origin": origin}
        prepare_rows(training, rows, facts)


def parts_of(examples: Sequence[Example], dev: float) -> dict[str, list[Example]]:
    """Examples for ``train`` and ``dev``, a share of the groups."""
    parts: dict[str, list[Example]] = {"train": [], "dev": []}
    part_of = split_by_group([example.group for example in examples], {"dev": dev}, rest="train")
    for example, part in zip(examples, part_of, strict=True):
        parts[part].append(example)
    return parts


def _model_rows(examples: Sequence[Example]) -> list[dict[str, str]]:
    rows = [
        {"claim": item.claim, "evidence": item.evidence, "label": item.label, "group": item.group} for item in examples
    ]
    return list(model_pairs(NEW_LABELS, rows, SourceConfig(evidence="selected")))


def _optimiser(asked: OptimiserConfig, rows: int, least_steps: int) -> OptimiserConfig:
    """Enough epochs for the least number of steps, and several evaluations on the way."""
    steps_per_epoch = ceil(rows / asked.batch_size)
    epochs = max(asked.epochs, least_steps / steps_per_epoch)
    steps = ceil(epochs * steps_per_epoch)
    checkpoint_steps = max(1, min(asked.checkpoint_steps, steps // _EVALUATIONS))
    return asked.model_copy(update={"epochs": epochs, "checkpoint_steps": checkpoint_steps})
