"""The OpenVINO graph of a BERT classifier (Devlin et al., 2019, arXiv:1810.04805), built straight from its weights.

Tokens are kept flat, one row each, wherever rows do not see each other. In int8, the large matrix products read
activations on scales that were fixed at export, so that a result never depends on the rest of its batch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import openvino as ov
from openvino import opset13 as op

from claimcheck.model.weights import Array, InputScale, Weights

#: Outputs of a tapped graph are named by this and the product that they enter.
TAP_PREFIX = "tap:"
#: What the graph needs to know of a model; a configuration without them is left to transformers and its defaults.
_SIZES = ("hidden_size", "num_attention_heads", "num_hidden_layers", "layer_norm_eps")
#: Far below any attention score, within the range of half precision.
_MASKED = np.float32(-6e4)


def is_bert(config: Mapping[str, Any]) -> bool:
    """Whether :func:`build_graph` builds this ``config.json``: a BERT with absolute positions and exact GELU."""
    return (
        config.get("model_type") == "bert"
        and all(name in config for name in _SIZES)
        and config.get("hidden_act") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
    )


def products(config: Mapping[str, Any]) -> dict[str, list[str]]:
    """Large matrix products by name, each with the linear layers that share its input, as query, key and value do.

    The last layer has none: it is computed for the first token of each text only.
    """
    named = {}
    for layer in range(config["num_hidden_layers"] - 1):
        prefix = f"bert.encoder.layer.{layer}"
        parts = [f"{prefix}.attention.self.{part}" for part in ("query", "key", "value")]
        named[f"{prefix}.attention.self"] = parts
        for name in ("attention.output.dense", "intermediate.dense", "output.dense"):
            named[f"{prefix}.{name}"] = [f"{prefix}.{name}"]
    return named


def follows_gelu(product: str) -> bool:
    """Whether a GELU enters a product; outlying channels of it can be computed apart, from what enters the GELU."""
    return product.endswith(".output.dense") and ".attention." not in product


def build_graph(
    folder: Path,
    config: Mapping[str, Any],
    scales: Mapping[str, InputScale] | None = None,
    taps: bool = False,
    emulated: bool = False,
) -> ov.Model:
    """Build the graph of the model in ``folder``.

    It maps ``input_ids``, ``attention_mask`` and ``token_type_ids``, each int32 of shape (rows, tokens), to ``logits``
    of shape (rows, classes).

    Args:
        folder: holds ``model.safetensors``.
        config: its ``config.json``.
        scales: by the names of :func:`products`, to compute those in int8; the others are computed in fp32.
        taps: also output what enters each product, shape (rows * tokens, channels), to measure it.
        emulated: round as int8 does, but multiply in fp32: slowly, what a processor with int8 instructions answers, on
            one without them as well, where sums of int8 products may be cut off.

    Raises:
        ModelError: ``model.safetensors`` is damaged, or holds no such weights.
    """
    return _Builder(Weights(folder), config, scales or {}, taps, emulated).build()


class _Builder:
    def __init__(
        self, weights: Weights, config: Mapping[str, Any], scales: Mapping[str, InputScale], taps: bool, emulated: bool
    ) -> None:
        self.weights = weights
        self.config = config
        self.scales = scales
        self.emulated = emulated
        self.taps: list[Any] = []
        self.untapped = set(products(config)) if taps else set()
        self.width, self.heads = config["hidden_size"], config["num_attention_heads"]
        self.ids, self.mask, self.types = (
            op.parameter([-1, -1], ov.Type.i32, name=name) for name in ("input_ids", "attention_mask", "token_type_ids")
        )
        shape = op.shape_of(self.ids, "i32")
        self.rows, self.tokens = (op.gather(shape, _ints([axis]), _ints(0)) for axis in (0, 1))

    def build(self) -> ov.Model:
        hidden = self._embeddings()
        absent = op.convert(op.subtract(_ints(1), self.mask), "f32")
        masked = op.unsqueeze(op.multiply(absent, op.constant(_MASKED)), _ints([1, 2]))
        *layers, last = (f"bert.encoder.layer.{number}" for number in range(self.config["num_hidden_layers"]))
        for layer in layers:
            hidden = self._layer(hidden, self._attention(hidden, masked, f"{layer}.attention.self"), layer)
        hidden = op.reshape(hidden, self._shape([self.width]), False)
        # The classifier reads nothing but the first token: the last layer need not be computed for the others.
        first = op.gather(hidden, _ints(0), _ints(1))
        first = self._layer(first, self._attention_of_first(hidden, first, masked, f"{last}.attention.self"), last)
        results = [_named(op.result(self._classifier(first)), "logits"), *self.taps]
        return ov.Model(results, [_named(node, node.friendly_name) for node in (self.ids, self.mask, self.types)])

    def _embeddings(self) -> Any:
        places = op.range(_ints(0), op.squeeze(self.tokens, _ints([0])), _ints(1), "i32")
        summed = op.add(self._rows_of("word", self.ids), self._rows_of("token_type", self.types))
        summed = op.add(summed, self._rows_of("position", places))
        normed = self._normed(op.reshape(summed, _ints([-1, self.width]), False))
        return self._scaled(normed, "bert.embeddings.LayerNorm")

    def _rows_of(self, kind: str, indices: Any) -> Any:
        table = op.constant(self.weights.halves(f"bert.embeddings.{kind}_embeddings.weight"))
        return op.convert(op.gather(table, indices, _ints(0)), "f32")

    def _layer(self, hidden: Any, context: Any, prefix: str) -> Any:
        """What a layer makes of tokens and of the context that each has found by attention."""
        [attended] = self._linear(context, f"{prefix}.attention.output.dense")
        normed = self._normed(op.add(attended, hidden))
        hidden = self._scaled(normed, f"{prefix}.attention.output.LayerNorm")
        [widened] = self._linear(hidden, f"{prefix}.intermediate.dense")
        [narrowed] = self._linear(op.gelu(widened, "erf"), f"{prefix}.output.dense")
        hidden = op.add(narrowed, hidden)
        scale = self.scales.get(f"{prefix}.output.dense")
        if scale is not None and len(scale.outliers):
            hidden = op.add(hidden, self._of_outliers(normed, scale.outliers, prefix))
        return self._scaled(self._normed(hidden), f"{prefix}.output.LayerNorm")

    def _of_outliers(self, normed: Any, channels: Array, prefix: str) -> Any:
        """What a few channels of the feed-forward network add, in floating point.

        They read the hidden states before these are scaled, so that nobody has to write them down scaled.
        """
        floats = self.weights.floats
        gain, shift = (floats(f"{prefix}.attention.output.LayerNorm.{part}") for part in ("weight", "bias"))
        rows, bias = (floats(f"{prefix}.intermediate.dense.{part}")[channels] for part in ("weight", "bias"))
        columns = np.ascontiguousarray(floats(f"{prefix}.output.dense.weight")[:, channels])
        widened = op.add(op.matmul(normed, op.constant(rows * gain), False, True), op.constant(bias + rows @ shift))
        return op.matmul(op.gelu(widened, "erf"), op.constant(columns), False, True)

    def _attention(self, hidden: Any, masked: Any, name: str) -> Any:
        split = self._shape([self.heads, self.width // self.heads])
        key, value, query = (
            op.transpose(op.reshape(part, split, False), _ints([0, 2, 1, 3]))
            for part in self._linear(hidden, name, [f"{name}.{part}" for part in ("key", "value", "query")])
        )
        context = op.scaled_dot_product_attention(query, key, value, masked)
        return op.reshape(op.transpose(context, _ints([0, 2, 1, 3])), _ints([-1, self.width]), False)

    def _attention_of_first(self, hidden: Any, first: Any, masked: Any, name: str) -> Any:
        """The context of the first tokens alone, for which no other token needs a key or a value of its own.

        Instead of the hidden states, the few queries pass through the key matrix, and the few weighted sums of hidden
        states through the value matrix. The keys' bias adds the same to all scores of a query, which changes nothing.
        """
        depth = self.width // self.heads
        key, value = (
            op.constant(self.weights.floats(f"{name}.{part}.weight").reshape(self.heads, depth, self.width))
            for part in ("key", "value")
        )
        [query] = self._linear(first, f"{name}.query")
        # Row by row, so that how many rows a batch has never decides how a sum is rounded.
        query = op.matmul(op.reshape(query, _ints([-1, self.heads, 1, depth]), False), key, False, False)
        query = op.squeeze(query, _ints([2]))
        scores = op.multiply(op.matmul(query, hidden, False, True), op.constant(np.float32(depth**-0.5)))
        shares = op.softmax(op.add(scores, op.squeeze(masked, _ints([1]))), -1)
        summed = op.unsqueeze(op.matmul(shares, hidden, False, False), _ints([2]))
        context = op.matmul(summed, value, False, True)
        context = op.reshape(context, _ints([-1, self.width]), False)
        return op.add(context, op.constant(self.weights.floats(f"{name}.value.bias")))

    def _classifier(self, first: Any) -> Any:
        [pooled] = self._linear(first, "bert.pooler.dense")
        [logits] = self._linear(op.tanh(pooled), "classifier")
        return logits

    def _linear(self, activation: Any, product: str, layers: Sequence[str] = ()) -> list[Any]:
        """What each of the layers makes of the activation of a product; by default its one layer has its name."""
        scale = self.scales.get(product)
        if product in self.untapped:
            self.untapped.remove(product)
            self.taps.append(_named(op.result(activation), TAP_PREFIX + product))
        if scale is not None:
            activation = _levels(activation, scale) if follows_gelu(product) else _levels_apart(activation, scale)
        results = []
        for layer in layers or [product]:
            matrix, bias = (self.weights.floats(f"{layer}.{part}") for part in ("weight", "bias"))
            weight = op.constant(matrix)
            if scale is not None:
                values, steps = scale.quantised(matrix)
                if self.emulated:
                    weight = op.constant(values * steps)
                else:
                    weight = op.multiply(op.convert(op.constant(values), "f32"), op.constant(steps))
                bias = bias + np.float32(scale.low) * steps[:, 0] * values.sum(axis=1, dtype=np.float32)
            results.append(op.add(op.matmul(activation, weight, False, True), op.constant(bias)))
        return results

    def _normed(self, values: Any) -> Any:
        return op.mvn(values, _ints([-1]), True, self.config["layer_norm_eps"], "inside_sqrt")

    def _scaled(self, normed: Any, name: str) -> Any:
        scaled = op.multiply(normed, op.constant(self.weights.floats(f"{name}.weight")))
        return op.add(scaled, op.constant(self.weights.floats(f"{name}.bias")))

    def _shape(self, sizes: Sequence[int]) -> Any:
        """(rows, tokens, *sizes)."""
        return op.concat([self.rows, self.tokens, _ints(sizes)], 0)


def _levels(activation: Any, scale: InputScale) -> Any:
    """Activations rounded to 256 levels, divided by the smoothing on the way, and counted from the lowest level.

    The biases make good for that: products of unsigned integers whose zero is zero are the quickest.
    """
    low, high = np.float32(scale.low), np.float32(scale.high)
    bounds = [low * scale.smoothing[None], high * scale.smoothing[None], np.float32(0), high - low]
    return op.fake_quantize(activation, *map(op.constant, bounds), 256)


def _levels_apart(activation: Any, scale: InputScale) -> Any:
    """The same where no matrix product comes directly before, which could round its results as it writes them.

    OpenVINO rounds along with other arithmetic, but takes several times as long to round alone; and it would fold this
    arithmetic into the rounding, were it not for the maximum, which changes nothing.
    """
    above = op.add(op.multiply(activation, op.constant(1 / scale.smoothing[None])), op.constant(np.float32(-scale.low)))
    zero, high = op.constant(np.float32(0)), op.constant(np.float32(scale.high - scale.low))
    return op.fake_quantize(op.maximum(above, zero), zero, high, zero, high, 256)


def _ints(values: int | Sequence[int]) -> Any:
    return op.constant(np.array(values, np.int32))


def _named(node: Any, name: str) -> Any:
    node.output(0).set_names({name})
    return node
