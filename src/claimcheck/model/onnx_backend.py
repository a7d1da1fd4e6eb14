"""The default backend: ONNX Runtime on the CPU, with the weights of ``model.safetensors``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import onnxruntime

from claimcheck.model.weights import GraphWeights

Precision = Literal["int8", "fp32"]


class OnnxBackend:
    """Logits from one of a bundle's graphs.

    >>> backend = OnnxBackend(Path("bundle"), weight_names, "int8", threads=2)  # doctest: +SKIP
    >>> backend.logits(ids, mask, types).shape                        # doctest: +SKIP
    (64, 3)
    """

    name = "onnx"

    def __init__(
        self, folder: Path, weight_names: Sequence[str], precision: str = "int8", threads: int | None = None
    ) -> None:
        self.precision = precision
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or available_cores()
        options.log_severity_level = 3
        graph = folder / f"{precision}.onnx"
        weights = GraphWeights(folder)
        # The session keeps pointers into these arrays: they must live as long as it does.
        self._arrays = {name: weights.array(name) for name in weight_names}
        values = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in self._arrays.values()]
        options.add_external_initializers(list(self._arrays), values)
        self._session = onnxruntime.InferenceSession(graph.read_bytes(), options, providers=["CPUExecutionProvider"])

    def logits(self, input_ids: np.ndarray, attention_mask: np.ndarray, token_type_ids: np.ndarray) -> np.ndarray:
        """Logits of shape (rows, 3) for int64 arrays of shape (rows, tokens), in the order of the model's classes."""
        feed = {"input_ids": input_ids, "attention_mask": attention_mask, "token_type_ids": token_type_ids}
        return np.asarray(self._session.run(["logits"], feed)[0])


def available_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
