"""Weights of a BERT classifier by name, and the scales with which its matrix products are computed in int8."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load_file, save_file

from claimcheck.errors import ModelError

Array = np.ndarray

#: File of a bundle with an :class:`InputScale` for each product.
INT8_FILE = "int8.safetensors"


class Weights:
    """Reads the arrays of a folder's ``model.safetensors``, whatever precision they are kept in.

    Raises:
        ModelError: the file is damaged.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "model.safetensors"
        try:
            self._file = safe_open(self._path, framework="numpy")
        except SafetensorError as error:
            raise ModelError(f"{self._path}: damaged: {error}; install the model again") from error

    def floats(self, name: str) -> Array:
        """One array in fp32.

        Raises:
            ModelError: there is none of this name.
        """
        return np.ascontiguousarray(self._tensor(name), dtype=np.float32)

    def halves(self, name: str) -> Array:
        """One array in fp16, for embeddings, which need no more."""
        return np.ascontiguousarray(self._tensor(name), dtype=np.float16)

    def _tensor(self, name: str) -> Array:
        try:
            return np.asarray(self._file.get_tensor(name))
        except Exception as error:
            raise ModelError(f"{self._path}: no readable {name} in it: {error}; try backend='torch'") from error


@dataclass(frozen=True, slots=True)
class InputScale:
    """How the activations that enter a matrix product become 8-bit integers, the same for every token.

    Each channel is divided by its smoothing factor, and the matrix multiplied by it (SmoothQuant: Xiao et al., 2023,
    arXiv:2211.10438), so that no channel's outliers take the whole range; then ``low`` to ``high`` are 256 levels, one
    of which is zero. ``outliers`` are channels that are left out, because they would take the range of the others even
    so: they are computed in floating point (LLM.int8(): Dettmers et al., 2022, arXiv:2208.07339).
    """

    smoothing: Array
    low: float
    high: float
    outliers: Array

    @classmethod
    def fitted(cls, lows: Array, highs: Array, smoothing: Array, outliers: Sequence[int] = ()) -> InputScale:
        """The narrowest scale for channels that range from ``lows`` to ``highs``, but for those in ``outliers``."""
        kept = np.delete(np.arange(len(smoothing)), list(outliers))
        lows, highs = (lows / smoothing)[kept], (highs / smoothing)[kept]
        low, high = min(float(lows.min()), -1e-6), max(float(highs.max()), 1e-6)
        zero = min(max(round(-255 * low / (high - low)), 1), 254)
        step = max(-low / zero, high / (255 - zero))
        return cls(smoothing.astype(np.float32), -zero * step, (255 - zero) * step, np.array(outliers, np.int32))

    def rounded(self, activations: Array) -> Array:
        """Activations of shape (rows, channels) as int8 holds them: smoothed, and zero for the outliers."""
        step = (self.high - self.low) / 255
        levels = np.rint(np.clip(activations / self.smoothing, self.low, self.high) / step)
        levels[:, self.outliers] = 0
        return np.asarray(levels * step)

    def quantised(self, matrix: Array) -> tuple[Array, Array]:
        """What :func:`quantise` makes of a matrix of shape (outputs, channels) that meets such activations."""
        smoothed = matrix * self.smoothing
        smoothed[:, self.outliers] = 0
        return quantise(smoothed)


def quantise(matrix: Array) -> tuple[Array, Array]:
    """A matrix of shape (outputs, inputs) as int8 values, and their fp32 scales of shape (outputs, 1)."""
    scales = np.maximum(np.abs(matrix).max(axis=1, keepdims=True) / 127, 1e-12).astype(np.float32)
    return np.rint(matrix / scales).astype(np.int8), scales


def write_scales(folder: Path, scales: dict[str, InputScale]) -> None:
    """Keep scales by the names of their products, beside the model."""
    arrays = {f"{name}.smoothing": scale.smoothing for name, scale in scales.items()}
    arrays |= {f"{name}.range": np.array([scale.low, scale.high], np.float32) for name, scale in scales.items()}
    arrays |= {f"{name}.outliers": scale.outliers for name, scale in scales.items() if len(scale.outliers)}
    save_file(arrays, folder / INT8_FILE)


def read_scales(folder: Path) -> dict[str, InputScale]:
    """Scales by the names of their products; empty for a model that has none.

    Raises:
        ModelError: the file is damaged.
    """
    path = folder / INT8_FILE
    if not path.is_file():
        return {}
    scales = {}
    try:
        arrays = load_file(path)
        for name in [name.removesuffix(".range") for name in arrays if name.endswith(".range")]:
            low, high = map(float, arrays[f"{name}.range"])
            outliers = arrays.get(f"{name}.outliers", np.zeros(0, np.int32))
            scales[name] = InputScale(arrays[f"{name}.smoothing"], low, high, outliers)
    except (SafetensorError, KeyError, ValueError) as error:
        raise ModelError(f"{path}: damaged: {error}; use precision='fp32', or install the model again") from error
    return scales
