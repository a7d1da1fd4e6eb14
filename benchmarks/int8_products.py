"""What the cores could do: the int8 matrix products of a model's passes, and nothing else of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from onnx import ModelProto, TensorProto, helper, numpy_helper

from benchmarks.common import token_lengths
from claimcheck.model.bundle import open_bundle
from claimcheck.model.scorer import Pair

_TOKENS_PER_BATCH = 4096


def load(folder: Path, threads: int) -> Callable[[Sequence[Pair]], np.ndarray]:
    """A function that computes the products for all tokens of the given pairs; it answers nothing (zeros)."""
    config = open_bundle(folder).config
    width, inner = int(config["hidden_size"]), int(config["intermediate_size"])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    sessions = [
        onnxruntime.InferenceSession(
            _layer(width, inner, seed).SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
        for seed in range(int(config["num_hidden_layers"]))
    ]
    random = np.random.default_rng(0)
    narrow = random.integers(0, 256, (_TOKENS_PER_BATCH, width), dtype=np.uint8)
    wide = random.integers(0, 256, (_TOKENS_PER_BATCH, inner), dtype=np.uint8)

    @cache
    def tokens_of(pairs: tuple[Pair, ...]) -> int:
        """Counted in the first round, so that the others time nothing but products."""
        return sum(token_lengths(folder, pairs))

    def score(pairs: Sequence[Pair]) -> np.ndarray:
        left = tokens_of(tuple(pairs))
        while left > 0:
            tokens = min(left, _TOKENS_PER_BATCH)
            for session in sessions:
                _run(session, narrow[:tokens], wide[:tokens])
            left -= tokens
        return np.zeros((len(pairs), 3))

    return score


def _run(session: onnxruntime.InferenceSession, narrow: np.ndarray, wide: np.ndarray) -> None:
    binding = session.io_binding()
    binding.bind_cpu_input("narrow", narrow)
    binding.bind_cpu_input("wide", wide)
    for output in session.get_outputs():
        binding.bind_output(output.name)  # in the session's own memory, which it uses again
    session.run_with_iobinding(binding)


def _layer(width: int, inner: int, seed: int) -> ModelProto:
    """The four products of one encoder layer: query-key-value, attention output, and the two of the feed-forward."""
    random = np.random.default_rng(seed)
    shapes = {
        "qkv": (width, 3 * width),
        "output": (width, width),
        "widen": (width, inner),
        "narrow_again": (inner, width),
    }
    nodes = [
        helper.make_node("MatMulInteger", ["wide" if rows == inner else "narrow", f"{name}.weight"], [name])
        for name, (rows, _) in shapes.items()
    ]
    weights = [
        numpy_helper.from_array(random.integers(-127, 128, shape, dtype=np.int8), f"{name}.weight")
        for name, shape in shapes.items()
    ]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.UINT8, ["tokens", size])
        for name, size in (("narrow", width), ("wide", inner))
    ]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.INT32, ["tokens", columns])
        for name, (_, columns) in shapes.items()
    ]
    graph = helper.make_graph(nodes, "int8_products", inputs, outputs, weights)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
