"""The second backend: PyTorch, for GPUs and for models that have no ONNX graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from claimcheck.errors import MissingExtraError, ModelError
from claimcheck.model.bundle import Bundle

if TYPE_CHECKING:
    import torch


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
        dtype = torch.float32 if device == "cpu" else torch.bfloat16
        try:
            model = AutoModelForSequenceClassification.from_pretrained(bundle.folder, dtype=dtype)
            self._model = model.to(device).eval()
        except (OSError, RuntimeError, ValueError) as error:
            raise ModelError(f"{bundle.folder}: cannot be loaded on {device}: {error}") from error
        self._takes_types = bundle.config.get("type_vocab_size", 0) > 1
        self._device = device

    def logits(self, input_ids: np.ndarray, attention_mask: np.ndarray, token_type_ids: np.ndarray) -> np.ndarray:
        """Logits of shape (rows, 3) for int64 arrays of shape (rows, tokens), in the order of the model's classes."""
        import torch

        feed = {"input_ids": self._tensor(input_ids), "attention_mask": self._tensor(attention_mask)}
        if self._takes_types:
            feed["token_type_ids"] = self._tensor(token_type_ids)
        with torch.inference_mode():
            logits: np.ndarray = self._model(**feed).logits.float().cpu().numpy()
        return logits

    def _tensor(self, array: np.ndarray) -> torch.Tensor:
        import torch

        return torch.from_numpy(array).to(self._device)
