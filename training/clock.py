"""How long a training took, interruptions or not."""

from __future__ import annotations

from time import monotonic
from typing import Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments


class Clock(TrainerCallback):  # type: ignore[misc]
    """Counts the seconds of training, and notes them in the log of the Trainer, which its checkpoints keep.

    A training that resumes from a checkpoint goes on from the seconds noted there; what was done after the checkpoint
    and lost counts no more than its steps do.
    """

    def __init__(self) -> None:
        self._began = monotonic()

    @property
    def seconds(self) -> float:
        """Seconds of training so far."""
        return monotonic() - self._began

    def on_train_begin(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        """Go on from what the restored log says."""
        noted = (entry["seconds"] for entry in state.log_history if "seconds" in entry)
        self._began = monotonic() - max(noted, default=0.0)

    def on_log(self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any) -> None:
        """Note the seconds beside what was logged."""
        state.log_history[-1]["seconds"] = round(self.seconds, 1)
