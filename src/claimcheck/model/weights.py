"""Weights of a BERT bundle as the ONNX graph wants them: named arrays, products fused, int8 on demand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from safetensors import safe_open

from claimcheck.errors import ModelError

Array = np.ndarray

#: Query, key and value of a layer are one matrix product under this name.
FUSED_WEIGHT = "attention.self.qkv.weight"
FUSED_BIAS = "attention.self.qkv.bias"
#: Forms of a matrix that follow its name and a colon.
QUANTISED, SCALE, INVERSE_SMOOTHING = "int8", "scale", "inverse_smoothing"
SMOOTHING_FILE = "smoothing.safetensors"


class GraphWeights:
    """Reads the arrays of a bundle that a graph asks for by name.

    Matrices of the encoder come transposed, shape (inputs, outputs). The int8 graph divides the activations that enter
    a matrix by a smoothing factor per channel and finds the matrix multiplied by it (SmoothQuant: Xiao et al., 2023,
    arXiv:2211.10438), so that no channel's outliers take the whole int8 range. For a matrix ``NAME``, ``NAME:int8`` is
    its smoothed values with one symmetric scale per output column, ``NAME:scale`` those scales, and
    ``NAME:inverse_smoothing`` what the activations are multiplied by.
    """

    def __init__(self, folder: Path) -> None:
        self._weights = safe_open(folder / "model.safetensors", framework="numpy")
        smoothing = folder / SMOOTHING_FILE
        self._smoothing = safe_open(smoothing, framework="numpy") if smoothing.is_file() else None
        self._scaled: dict[str, tuple[Array, Array]] = {}

    def array(self, name: str) -> Array:
        """One contiguous array: embeddings in fp16, ``:int8`` in int8, all others in fp32."""
        plain, _, form = name.partition(":")
        if form == INVERSE_SMOOTHING:
            return np.asarray(1 / self._smoothing_of(plain), dtype=np.float32)
        if form:
            return self._quantised(plain)[0 if form == QUANTISED else 1]
        if "embeddings.weight" in name:
            return np.ascontiguousarray(self._weights.get_tensor(name), dtype=np.float16)
        if name.endswith(FUSED_BIAS):
            return np.concatenate(list(self._parts(name)))
        if name.startswith("bert.encoder") and name.endswith("weight") and "LayerNorm" not in name:
            return np.ascontiguousarray(self.matrix(name))
        return self._read(name)

    def matrix(self, name: str) -> Array:
        """A matrix of the encoder in fp32, shape (inputs, outputs); query, key and value side by side."""
        parts = list(self._parts(name)) if name.endswith(FUSED_WEIGHT) else [self._read(name)]
        return np.concatenate(parts).T

    def _quantised(self, name: str) -> tuple[Array, Array]:
        if name not in self._scaled:
            self._scaled[name] = quantise(self.matrix(name) * self._smoothing_of(name)[:, None])
        return self._scaled[name]

    def _smoothing_of(self, name: str) -> Array:
        if self._smoothing is None:
            raise ModelError(f"the model has no {SMOOTHING_FILE}, which its int8 graph needs; export it again")
        return np.asarray(self._smoothing.get_tensor(name))

    def _parts(self, fused_name: str) -> Iterator[Array]:
        for part in ("query", "key", "value"):
            yield self._read(fused_name.replace("qkv", part))

    def _read(self, name: str) -> Array:
        return np.ascontiguousarray(self._weights.get_tensor(name), dtype=np.float32)


def quantise(matrix: Array) -> tuple[Array, Array]:
    """A matrix as int8 values of the same shape, and their fp32 scales, one per column."""
    scales = np.maximum(np.abs(matrix).max(axis=0) / 127, 1e-12).astype(np.float32)
    return np.ascontiguousarray(np.rint(matrix / scales), dtype=np.int8), scales
