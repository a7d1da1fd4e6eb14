"""What the cores could do: the int8 matrix products of a model's passes, and nothing else of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import claimcheck.model  # noqa: F401 - first, as it keeps OpenVINO's telemetry from starting

# isort: split
import numpy as np
import openvino as ov
from openvino import opset13 as op

from benchmarks.common import token_lengths
from claimcheck.model.bert_graph import follows_gelu, products
from claimcheck.model.bundle import open_bundle
from claimcheck.model.openvino_backend import OpenVinoBackend, compile_graph
from claimcheck.model.scorer import Pair

_TOKENS_PER_BATCH = OpenVinoBackend.tokens_per_batch


def load(folder: Path, threads: int) -> Callable[[Sequence[Pair]], np.ndarray]:
    """A function that computes the products for all tokens of the given pairs; it answers nothing (zeros)."""
    config = open_bundle(folder).config
    width, inner = int(config["hidden_size"]), int(config["intermediate_size"])
    layers = sum(map(follows_gelu, products(config)))  # one such product in each
    queue = ov.AsyncInferQueue(compile_graph(_products(width, inner, layers), threads), 2 * threads)
    random = np.random.default_rng(0)
    narrow = random.uniform(0, 255, (_TOKENS_PER_BATCH, width)).astype(np.float32)
    wide = random.uniform(0, 255, (_TOKENS_PER_BATCH, inner)).astype(np.float32)

    @cache
    def tokens_of(pairs: tuple[Pair, ...]) -> int:
        """Counted in the first round, so that the others time nothing but products."""
        return sum(token_lengths(folder, pairs))

    def score(pairs: Sequence[Pair]) -> np.ndarray:
        left = tokens_of(tuple(pairs))
        while left > 0:
            tokens = min(left, _TOKENS_PER_BATCH)
            queue.start_async({"narrow": narrow[:tokens], "wide": wide[:tokens]})
            left -= tokens
        queue.wait_all()
        return np.zeros((len(pairs), 3))

    return score


def _products(width: int, inner: int, layers: int) -> ov.Model:
    """The products of each encoder layer: query, key, value, attention output, and the two of the feed-forward."""
    random = np.random.default_rng(0)
    named = (("narrow", width), ("wide", inner))
    narrow, wide = (op.parameter([-1, size], ov.Type.f32, name=name) for name, size in named)
    low, high = op.constant(np.float32(0)), op.constant(np.float32(255))
    rounded = {
        size: op.fake_quantize(node, low, high, low, high, 256) for node, size in ((narrow, width), (wide, inner))
    }
    results = []
    for _ in range(layers):
        for inputs, outputs in (*[(width, width)] * 4, (width, inner), (inner, width)):
            weights = op.convert(op.constant(random.integers(-127, 128, (outputs, inputs), dtype=np.int8)), "f32")
            scaled = op.multiply(weights, op.constant(np.float32(0.01)))
            results.append(op.result(op.matmul(rounded[inputs], scaled, False, True)))
    for node in (narrow, wide):
        node.output(0).set_names({node.friendly_name})
    return ov.Model(results, [narrow, wide])
