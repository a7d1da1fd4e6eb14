"""Step ``finetune``: prepared data -> the best checkpoint, on the Hugging Face Trainer."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from datasets import DatasetDict, load_from_disk
from sklearn.metrics import f1_score
from transformers import (
    AutoConfig,
    AutoModelForSequenceClassification,
    AutoTokenizer,
    DataCollatorWithPadding,
    EarlyStoppingCallback,
    EvalPrediction,
    PreTrainedModel,
    Trainer,
    TrainerCallback,
    TrainerControl,
    TrainerState,
    TrainingArguments,
    set_seed,
)
from transformers.trainer_utils import get_last_checkpoint

from claimcheck.errors import InputError
from claimcheck.labels import LABELS, NLI_NAMES, NOT_SUPPORTED, Label
from claimcheck.model.bundle import MANIFEST
from training.base_model import resolve_base_model
from training.classes import LABEL_INDEX
from training.clock import Clock
from training.config import TrainConfig
from training.first_token import read_first_token_only
from training.freezing import freeze_lowest_layers
from training.interpolation import interpolate, shrink, weights_of
from training.losses import partial_label_loss
from training.portable import portable
from training.prepare import DATA_FACTS

#: File of a trained model that records how it was trained, stage by stage.
STAGES = "stages.json"

log = logging.getLogger(__name__)

_SUPPORTED = LABEL_INDEX[Label.SUPPORTED]
_NOT_SUPPORTED = LABEL_INDEX[NOT_SUPPORTED]


def finetune(config: TrainConfig, protected: str | None = None) -> dict[str, Any]:
    """Train on the prepared data, resuming from the last checkpoint if a run was cut off.

    The best checkpoint by dev macro-F1, averaged over sources, or its mix with the base model where the configuration
    says ``interpolate``, ends in ``best/`` of the run folder, with a record of this and all earlier stages of its
    training in ``stages.json``. Returns this stage's record.

    Args:
        config: what to train, and how.
        protected: a dev source that mixed weights may not answer worse than the base model does.

    Raises:
        InputError: ``prepare`` has not been run for this configuration, or ``frozen_layers`` or ``shrink`` does not fit
            the model.
        ModelError: the package that ``base_model`` names is not installed.
    """
    folder = config.run_folder
    if not (folder / "data").is_dir():
        raise InputError(f"{folder / 'data'}: no prepared data; run: python -m training prepare with this config first")
    data = DatasetDict(load_from_disk(str(folder / "data")))
    data_facts = json.loads((folder / DATA_FACTS).read_text(encoding="utf-8"))
    set_seed(config.seed)
    base_model = resolve_base_model(config.base_model)
    tokenizer = AutoTokenizer.from_pretrained(base_model)
    model = _classifier(base_model, config.optimiser.dropout)
    old_weights = weights_of(model)
    if config.shrink:
        shrink(model, resolve_base_model(config.shrink.pretrained), config.shrink.kept)
    read_first_token_only(model)
    freeze_lowest_layers(model, config.optimiser.frozen_layers)
    clock = Clock()
    trainer = Trainer(
        model=model,
        args=_arguments(config),
        data_collator=DataCollatorWithPadding(tokenizer, pad_to_multiple_of=8),
        train_dataset=data["train"],
        eval_dataset=data["dev"],
        processing_class=tokenizer,
        compute_loss_func=_loss,
        compute_metrics=macro_f1_by_source(data_facts["source_names"]),
        callbacks=[EarlyStoppingCallback(config.optimiser.patience), _JudgeTheLastStep(), clock],
    )
    checkpoints = folder / "checkpoints"
    last = get_last_checkpoint(str(checkpoints)) if checkpoints.is_dir() else None
    if last:
        log.info("resuming from %s", last)
    trainer.train(resume_from_checkpoint=last)
    seconds = clock.seconds
    mixed = interpolate(trainer, old_weights, protected) if config.optimiser.interpolate else None
    stage = {
        "config": portable(config.model_dump(mode="json")),
        "data": data_facts,
        "dev": trainer.evaluate(),
        "seconds": seconds,
        "steps": trainer.state.global_step,
        "best_step": trainer.state.best_global_step,
        "interpolated": mixed and mixed.macro_f1,
        "share_kept": mixed and mixed.share,
    }
    trainer.save_model(str(folder / "best"))
    record = json.dumps([*earlier_stages(base_model), stage], indent=2)
    (folder / "best" / STAGES).write_text(record + "\n", encoding="utf-8")
    return stage


def _classifier(base_model: str, dropout: float) -> PreTrainedModel:
    names = [NLI_NAMES[label] for label in LABELS]
    settings = AutoConfig.from_pretrained(
        base_model,
        num_labels=len(names),
        id2label=dict(enumerate(names)),
        label2id={name: index for index, name in enumerate(names)},
    )
    # Drawing random numbers for every pair of tokens would cost a CPU an eighth of its time.
    rates = {"hidden_dropout_prob": dropout, "classifier_dropout": dropout, "attention_probs_dropout_prob": 0.0}
    for name, rate in rates.items():
        if hasattr(settings, name):
            setattr(settings, name, rate)
    return AutoModelForSequenceClassification.from_pretrained(
        base_model,
        config=settings,
        # A bundle holds its weights in fp16, which is too coarse to train in.
        dtype=torch.float32,
        # Eager attention trains faster than the fused kernel on CPUs.
        attn_implementation="eager" if not torch.cuda.is_available() else None,
    )


def earlier_stages(base_model: str) -> list[dict[str, Any]]:
    """Records of the trainings that a base model of ours has seen; none for any other."""
    for name in (STAGES, MANIFEST):
        path = Path(base_model) / name
        if path.is_file():
            content = json.loads(path.read_text(encoding="utf-8"))
            stages: list[dict[str, Any]] = content if name == STAGES else content.get("stages", [])
            return stages
    return []


def macro_f1_by_source(source_names: list[str]) -> Callable[[EvalPrediction], dict[str, float]]:
    """Macro-F1 of each source and their mean; sources with the partial label are scored two-way."""

    def compute(prediction: EvalPrediction) -> dict[str, float]:
        predicted = np.asarray(prediction.predictions).argmax(axis=-1)
        labels, sources = np.asarray(prediction.label_ids)[:, :2].T.astype(int)
        scores = {
            source_names[index]: _macro_f1(labels[sources == index], predicted[sources == index])
            for index in np.unique(sources)
        }
        return {"macro_f1": float(np.mean(list(scores.values()))), **scores}

    return compute


def _macro_f1(labels: np.ndarray, predicted: np.ndarray) -> float:
    if _NOT_SUPPORTED in labels:
        labels, predicted = labels == _SUPPORTED, predicted == _SUPPORTED
    return float(f1_score(labels, predicted, labels=np.unique(labels), average="macro"))


class _JudgeTheLastStep(TrainerCallback):  # type: ignore[misc]
    """The last step has the lowest learning rate and is often the best; the Trainer would not evaluate it."""

    def on_step_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any
    ) -> TrainerControl:
        if state.global_step >= state.max_steps:
            control.should_evaluate = control.should_save = True
        return control


def _loss(outputs: Any, labels: torch.Tensor, num_items_in_batch: Any = None) -> torch.Tensor:
    """``labels``, shape (rows, 5): label index, source index, and the log prior of each class."""
    return partial_label_loss(outputs.logits + labels[:, 2:], labels[:, 0].long())


def computes_bf16() -> bool:
    """Whether the processor has bf16 instructions; where they are emulated, a step takes twenty times as long."""
    if torch.cuda.is_available():
        return bool(torch.cuda.is_bf16_supported())
    capabilities: dict[str, Any] = getattr(torch.cpu, "get_capabilities", dict)()
    return bool(capabilities.get("avx512_bf16", False))


def _arguments(config: TrainConfig) -> TrainingArguments:
    optimiser = config.optimiser
    return TrainingArguments(
        output_dir=str(config.run_folder / "checkpoints"),
        num_train_epochs=optimiser.epochs,
        per_device_train_batch_size=optimiser.batch_size,
        per_device_eval_batch_size=optimiser.batch_size,
        learning_rate=optimiser.learning_rate,
        lr_scheduler_type="linear",
        warmup_steps=optimiser.warmup_fraction,
        weight_decay=optimiser.weight_decay,
        train_sampling_strategy="group_by_length",
        length_column_name="length",
        bf16=computes_bf16(),
        use_cpu=not torch.cuda.is_available(),
        eval_strategy="steps",
        eval_steps=optimiser.checkpoint_steps,
        save_strategy="steps",
        save_steps=optimiser.checkpoint_steps,
        save_total_limit=2,
        load_best_model_at_end=True,
        metric_for_best_model="macro_f1",
        greater_is_better=True,
        logging_steps=50,
        report_to="none",
        seed=config.seed,
        label_names=["labels"],
    )
