"""The second backend: PyTorch, for GPUs and for models that are no BERT."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from safetensors import SafetensorError

from claimcheck.errors import MissingExtraError, ModelError
from claimcheck.model.bundle import Bundle
from claimcheck.model.scorer import TokenBatch


class TorchBackend:
    """Logits from any 3-way sequence classifier that ``transformers`` can load.

    Raises:
        MissingExtraError: torch or transformers is not installed.
        ModelError: transformers cannot load the folder, or the device is not there.
    """

    name = "torch"

    def __init__(self, bundle: Bundle, device: str = "cpu", threads: int | None = None) -> None:
        try:
            import torch
            from transformers import AutoModelForSequenceClassification
        except ImportError as error:
            raise MissingExtraError("torch and transformers", "torch", "the torch backend") from error
        if threads and device == "cpu":
            torch.set_num_threads(threads)
        self.precision = "fp32" if device == "cpu" else "bf16"
        self.tokens_per_batch = 4096 if device == "cpu" else 65536
        dtype = torch.float32 if device == "cpu" else torch.bfloat16
        try:
            model = AutoModelForSequenceClassification.from_pretrained(bundle.folder, dtype=dtype)
        except (OSError, RuntimeError, ValueError, SafetensorError) as error:
            raise ModelError(f"{bundle.folder}: cannot be loaded: {error}; export or download it again") from error
        try:
            self._model = model.to(device).eval()
        except (AssertionError, RuntimeError) as error:
            raise ModelError(
                f"device {device}: torch cannot use it: {error}; use cpu, or install a torch for this device"
            ) from error
        self._takes_types = bundle.config.get("type_vocab_size", 0) > 1
        self._device = device

    def logits(self, batches: Iterable[TokenBatch]) -> list[np.ndarray]:
        """Logits of shape (rows, classes) for each batch, in the order of the model's classes."""
        return [self._logits_of(batch) for batch in batches]

    def _logits_of(self, batch: TokenBatch) -> np.ndarray:
        import torch

        feed = {name: torch.from_numpy(array).to(self._device).long() for name, array in batch._asdict().items()}
        if not self._takes_types:
            del feed["token_type_ids"]
        with torch.inference_mode():
            logits: np.ndarray = self._model(**feed).logits.float().cpu().numpy()
        return logits
