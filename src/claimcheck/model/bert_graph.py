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

from claimcheck.model.weights import InputScale, Weights, quantise

#: Outputs of a tapped graph are named by this and the product that they enter.
TAP_PREFIX = "tap:"
#: Far below any attention score, within the range of half precision.
_MASKED = np.float32(-6e4)


def is_bert(config: Mapping[str, Any]) -> bool:
    """Whether :func:`build_graph` builds this ``config.json``: a BERT with absolute positions and exact GELU."""
    return (
        config.get("model_type") == "bert"
        and config.get("hidden_act") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
    )


def products(config: Mapping[str, Any]) -> dict[str, list[str]]:
    """Large matrix products by name, each with the linear layers that share its input, as query, key and value do."""
    named = {}
    for layer in range(config["num_hidden_layers"]):
        prefix = f"bert.encoder.layer.{layer}"
        parts = [f"{prefix}.attention.self.{part}" for part in ("query", "key", "value")]
        named[f"{prefix}.attention.self"] = parts
        for name in ("attention.output.dense", "intermediate.dense", "output.dense"):
            named[f"{prefix}.{name}"] = [f"{prefix}.{name}"]
    return named


def build_graph(
    folder: Path, config: Mapping[str, Any], scales: Mapping[str, InputScale] | None = None, taps: bool = False
) -> ov.Model:
    """Build the graph of the model in ``folder``.

    It maps ``input_ids``, ``attention_mask`` and ``token_type_ids``, each int32 of shape (rows, tokens), to ``logits``
    of shape (rows, classes).

    Args:
        folder: holds ``model.safetensors``.
        config: its ``config.json``.
        scales: by the names of :func:`products`, to compute those in int8; the others are computed in fp32.
        taps: also output what enters each product, shape (rows * tokens, channels), to measure it; where the last layer
            reads only the first token of each text, shape (rows, channels).
    """
    return _Builder(Weights(folder), config, scales or {}, taps).build()


class _Builder:
    def __init__(
        self, weights: Weights, config: Mapping[str, Any], scales: Mapping[str, InputScale], taps: bool
    ) -> None:
        self.weights = weights
        self.config = config
        self.scales = scales
        self.taps: list[Any] = []
        self.untapped = set(products(config)) if taps else set()
        self.width = config["hidden_size"]
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
            hidden = self._layer(hidden, hidden, masked, layer)
        first = op.gather(op.reshape(hidden, self._shape([self.width]), False), _ints(0), _ints(1))
        # The classifier reads nothing but the first token: the last layer need not be computed for the others.
        first = self._layer(hidden, first, masked, last)
        results = [_named(op.result(self._classifier(first)), "logits"), *self.taps]
        return ov.Model(results, [_named(node, node.friendly_name) for node in (self.ids, self.mask, self.types)])

    def _embeddings(self) -> Any:
        places = op.range(_ints(0), op.squeeze(self.tokens, _ints([0])), _ints(1), "i32")
        summed = op.add(self._rows_of("word", self.ids), self._rows_of("token_type", self.types))
        summed = op.add(summed, self._rows_of("position", places))
        return self._norm(op.reshape(summed, _ints([-1, self.width]), False), "bert.embeddings.LayerNorm")

    def _rows_of(self, kind: str, indices: Any) -> Any:
        table = op.constant(self.weights.halves(f"bert.embeddings.{kind}_embeddings.weight"))
        return op.convert(op.gather(table, indices, _ints(0)), "f32")

    def _layer(self, hidden: Any, asking: Any, masked: Any, prefix: str) -> Any:
        """What a layer makes of the rows that ask: all of them, or the first token of each text."""
        context = self._attention(hidden, asking, masked, f"{prefix}.attention.self")
        [attended] = self._linear(context, f"{prefix}.attention.output.dense")
        asking = self._norm(op.add(attended, asking), f"{prefix}.attention.output.LayerNorm")
        [widened] = self._linear(asking, f"{prefix}.intermediate.dense")
        [narrowed] = self._linear(op.gelu(widened, "erf"), f"{prefix}.output.dense")
        return self._norm(op.add(narrowed, asking), f"{prefix}.output.LayerNorm")

    def _attention(self, hidden: Any, asking: Any, masked: Any, name: str) -> Any:
        heads = self.config["num_attention_heads"]
        split = [heads, self.width // heads]
        layers = [f"{name}.{part}" for part in ("key", "value", "query")]
        if asking is hidden:
            parts, shapes = self._linear(hidden, name, layers), [self._shape(split)] * 3
        else:
            parts = [*self._linear(hidden, name, layers[:2]), *self._linear(asking, name, layers[2:])]
            shapes = [*[self._shape(split)] * 2, op.concat([self.rows, _ints([1, *split])], 0)]
        key, value, query = (
            op.transpose(op.reshape(part, shape, False), _ints([0, 2, 1, 3]))
            for part, shape in zip(parts, shapes, strict=True)
        )
        context = op.scaled_dot_product_attention(query, key, value, masked)
        return op.reshape(op.transpose(context, _ints([0, 2, 1, 3])), _ints([-1, self.width]), False)

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
            activation = _quantised(activation, scale)
        results = []
        for layer in layers or [product]:
            matrix = self.weights.floats(f"{layer}.weight")
            weight = op.constant(matrix) if scale is None else _int8_weight(matrix * scale.smoothing)
            bias = op.constant(self.weights.floats(f"{layer}.bias"))
            results.append(op.add(op.matmul(activation, weight, False, True), bias))
        return results

    def _norm(self, values: Any, name: str) -> Any:
        normed = op.mvn(values, _ints([-1]), True, self.config["layer_norm_eps"], "inside_sqrt")
        scaled = op.multiply(normed, op.constant(self.weights.floats(f"{name}.weight")))
        return op.add(scaled, op.constant(self.weights.floats(f"{name}.bias")))

    def _shape(self, sizes: Sequence[int]) -> Any:
        """(rows, tokens, *sizes)."""
        return op.concat([self.rows, self.tokens, _ints(sizes)], 0)


def _quantised(activation: Any, scale: InputScale) -> Any:
    """Activations rounded to 256 levels, divided by the smoothing on the way."""
    low, high = np.float32(scale.low), np.float32(scale.high)
    bounds = [low * scale.smoothing[None], high * scale.smoothing[None], low, high]
    return op.fake_quantize(activation, *map(op.constant, bounds), 256)


def _int8_weight(matrix: np.ndarray) -> Any:
    values, scales = quantise(matrix)
    return op.multiply(op.convert(op.constant(values), "f32"), op.constant(scales))


def _ints(values: int | Sequence[int]) -> Any:
    return op.constant(np.array(values, np.int32))


def _named(node: Any, name: str) -> Any:
    node.output(0).set_names({name})
    return node
