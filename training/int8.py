"""Int8 without surprises: activations measured, outliers smoothed or set apart, and close calls left to fp32."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from claimcheck.model.bert_graph import TAP_PREFIX, build_graph, follows_gelu, products
from claimcheck.model.bundle import open_bundle
from claimcheck.model.openvino_backend import compile_graph
from claimcheck.model.scorer import Pair, PairScorer, TokenBatch, margins
from claimcheck.model.weights import InputScale, Weights

#: How much of a channel's outliers may move from the activations into the weights; each product takes its best.
_STRENGTHS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
#: Channels of a product that may stay in floating point; a few carry most of what rounding would lose.
_OUTLIERS = 16
#: Tokens of each batch on which the strengths are compared.
_TOKENS_KEPT = 8


def fit_scales(folder: Path, config: dict[str, Any], pairs: list[Pair]) -> dict[str, InputScale]:
    """The scale of each large product of the model in ``folder``, by the activations that it has over ``pairs``.

    A product's smoothing (SmoothQuant: Xiao et al., 2023, arXiv:2211.10438) is of the strength with which its result
    in int8 comes closest to that in fp32.
    """
    recorder = _Recorder(folder, config)
    PairScorer(open_bundle(folder), recorder).logits(pairs)
    weights = Weights(folder)
    return {
        name: _best_scale(
            recorder.lows[name],
            recorder.highs[name],
            np.concatenate([weights.floats(f"{layer}.weight") for layer in layers]),
            np.concatenate(recorder.kept[name]),
            _OUTLIERS if follows_gelu(name) else 0,
        )
        for name, layers in products(config).items()
    }


def close_margin(int8: np.ndarray, fp32: np.ndarray, most_flips: float) -> float:
    """The margin above which int8 and fp32 disagree on at most a share of all rows.

    Args:
        int8: logits, shape (rows, classes).
        fp32: logits of the same rows.
        most_flips: share of the rows.

    >>> close_margin(np.array([[0, 0.1], [0, 0.3], [0, 9.0]]), np.array([[1, 0], [1, 0], [0, 1]]), most_flips=0.4)
    0.1001
    """
    flipped = np.sort(margins(int8)[int8.argmax(axis=1) != fp32.argmax(axis=1)])
    allowed = int(most_flips * len(int8))
    return round(float(flipped[-allowed - 1]) + 1e-4, 4) if len(flipped) > allowed else 0.0


def _best_scale(
    lows: np.ndarray, highs: np.ndarray, matrix: np.ndarray, activations: np.ndarray, most_outliers: int
) -> InputScale:
    sizes = np.maximum(np.maximum(-lows, highs), 1e-3)
    columns = np.maximum(np.abs(matrix).max(axis=0), 1e-3)
    outliers = np.sort(np.argsort(-sizes * columns)[:most_outliers]).tolist()
    kept = np.delete(np.arange(len(sizes)), outliers)
    exact = activations[:, kept] @ matrix[:, kept].T

    def error(scale: InputScale) -> float:
        values, steps = scale.quantised(matrix)
        off = scale.rounded(activations) @ (values * steps).T - exact
        return float(np.median(np.square(off).sum(axis=1) / np.maximum(np.square(exact).sum(axis=1), 1e-9)))

    candidates = []
    for strength in _STRENGTHS:
        smoothing = sizes**strength / columns ** (1 - strength)
        smoothing /= np.exp(np.log(smoothing).mean())
        candidates.append(InputScale.fitted(lows, highs, smoothing, outliers))
    return min(candidates, key=error)


class _Recorder:
    """Stands in for a backend: notes what enters each product, per channel, and keeps some of it."""

    name = "recorder"
    precision = "fp32"
    tokens_per_batch = 1024

    def __init__(self, folder: Path, config: dict[str, Any]) -> None:
        self._request = compile_graph(build_graph(folder, config, taps=True)).create_infer_request()
        self._random = np.random.default_rng(0)
        self.lows: dict[str, np.ndarray] = {}
        self.highs: dict[str, np.ndarray] = {}
        self.kept: dict[str, list[np.ndarray]] = {name: [] for name in products(config)}

    def logits(self, batches: Iterable[TokenBatch]) -> list[np.ndarray]:
        """Logits of each batch."""
        return [self._logits_of(batch) for batch in batches]

    def _logits_of(self, batch: TokenBatch) -> np.ndarray:
        outputs = self._request.infer(batch._asdict())
        used = batch.attention_mask.astype(bool).ravel()
        for name, kept in self.kept.items():
            values = outputs[TAP_PREFIX + name][used]
            kept.append(self._random.choice(values, min(_TOKENS_KEPT, len(values)), replace=False))
            self.lows[name] = np.minimum(values.min(axis=0), self.lows.get(name, np.inf))
            self.highs[name] = np.maximum(values.max(axis=0), self.highs.get(name, -np.inf))
        return np.array(outputs["logits"])
