"""The ONNX graph of a BERT classifier, without weights: they stay in ``model.safetensors``, one copy for all backends.

Each weight is declared as external data under the name it has in the safetensors file; the ONNX backend hands the
tensors over when it opens the graph, quantised or not. In the int8 graph every large matrix product reads activations
quantised with a scale fixed at export or taken per token, so that a result never depends on the rest of its batch.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from transformers import BertConfig

from claimcheck.model.weights import FUSED_BIAS, FUSED_WEIGHT, INVERSE_SMOOTHING, QUANTISED, SCALE

_MICROSOFT = "com.microsoft"
_OPSET = 17

#: Outputs of a tapped graph are named by this and the weight whose product they enter.
TAP_PREFIX = "tap:"

#: Smallest and largest activation that enters a matrix product, by the product's weight name.
ActivationRanges = Mapping[str, tuple[float, float]]


def build_graph(config: BertConfig, ranges: ActivationRanges | None = None, taps: bool = False) -> onnx.ModelProto:
    """Build the graph for a BERT configuration.

    Args:
        config: a BERT configuration with absolute positions and exact GELU.
        ranges: ranges of the smoothed activations, for an int8 graph; without them the graph computes in fp32.
        taps: also output what enters each large matrix product, to measure the ranges.
    """
    return _Builder(config, ranges, taps).build()


def external_names(graph: onnx.ModelProto) -> list[str]:
    """Names of the weights that a graph expects from outside."""
    return [tensor.name for tensor in graph.graph.initializer if tensor.data_location == TensorProto.EXTERNAL]


class _Builder:
    def __init__(self, config: BertConfig, ranges: ActivationRanges | None, taps: bool) -> None:
        self.config = config
        self.ranges = ranges
        self.taps: list[str] | None = [] if taps else None
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []

    def build(self) -> onnx.ModelProto:
        hidden = self._embeddings()
        for layer in range(self.config.num_hidden_layers):
            hidden = self._layer(hidden, f"bert.encoder.layer.{layer}")
        self._classifier(hidden)
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["rows", "tokens"])
            for name in ("input_ids", "attention_mask", "token_type_ids")
        ]
        outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["rows", self.config.num_labels])]
        outputs += [helper.make_tensor_value_info(tap, TensorProto.FLOAT, None) for tap in self.taps or []]
        graph = helper.make_graph(self.nodes, "bert_classifier", inputs, outputs, self.initializers)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="claimcheck")

    def _embeddings(self) -> str:
        prefix = "bert.embeddings"
        width = self.config.hidden_size
        words = self._gather(f"{prefix}.word_embeddings.weight", (self.config.vocab_size, width), "input_ids")
        types = self._gather(
            f"{prefix}.token_type_embeddings.weight", (self.config.type_vocab_size, width), "token_type_ids"
        )
        shape = self._op("Shape", ["input_ids"], "ids.shape")
        length = self._op("Gather", [shape, self._constant("one", np.array(1, np.int64))], "ids.length")
        zero, step = self._constant("zero", np.array(0, np.int64)), self._constant("step", np.array(1, np.int64))
        places = self._op("Range", [zero, length, step], "positions")
        positions = self._gather(
            f"{prefix}.position_embeddings.weight", (self.config.max_position_embeddings, width), places
        )
        summed = self._op("Add", [self._op("Add", [words, types], "embeddings.wt"), positions], "embeddings.sum")
        norm = [self._float(f"{prefix}.LayerNorm.{part}", (width,)) for part in ("weight", "bias")]
        return self._op(
            "LayerNormalization", [summed, *norm], "embeddings", axis=-1, epsilon=self.config.layer_norm_eps
        )

    def _layer(self, hidden: str, prefix: str) -> str:
        width, inner = self.config.hidden_size, self.config.intermediate_size
        fused = self._linear(hidden, f"{prefix}.{FUSED_WEIGHT}", f"{prefix}.{FUSED_BIAS}", (width, 3 * width))
        parts = [f"{prefix}.{name}" for name in ("query", "key", "value")]
        self.nodes.append(helper.make_node("Split", [fused, self._split_sizes(width)], parts, axis=-1))
        context = self._op(
            "MultiHeadAttention",
            [*parts, "", self._mask()],
            f"{prefix}.context",
            domain=_MICROSOFT,
            num_heads=self.config.num_attention_heads,
        )
        attended = self._linear(context, *self._names(f"{prefix}.attention.output.dense"), (width, width))
        hidden = self._skip_norm(attended, hidden, f"{prefix}.attention.output.LayerNorm")
        widened = self._linear(hidden, *self._names(f"{prefix}.intermediate.dense"), (width, inner))
        active = self._op("Gelu", [widened], f"{prefix}.gelu", domain=_MICROSOFT)
        # A few tokens leave GELU with values a hundred times the others': only a scale per token keeps both.
        narrowed = self._linear(active, *self._names(f"{prefix}.output.dense"), (inner, width), per_row=True)
        return self._skip_norm(narrowed, hidden, f"{prefix}.output.LayerNorm")

    def _classifier(self, hidden: str) -> None:
        width = self.config.hidden_size
        first = self._op("Gather", [hidden, "zero"], "first_token", axis=1)
        weight, bias = self._names("bert.pooler.dense")
        pooled = self._op(
            "Gemm", [first, self._float(weight, (width, width)), self._float(bias, (width,))], "pooled", transB=1
        )
        active = self._op("Tanh", [pooled], "pooled.tanh")
        classes = self.config.num_labels
        weights = [self._float("classifier.weight", (classes, width)), self._float("classifier.bias", (classes,))]
        self._op("Gemm", [active, *weights], "logits", transB=1)

    def _linear(self, activation: str, weight: str, bias: str, shape: tuple[int, int], per_row: bool = False) -> str:
        name = weight.removesuffix(".weight")
        if self.taps is not None:
            self.taps.append(self._op("Identity", [activation], TAP_PREFIX + weight))
        bias_input = self._float(bias, shape[1:])
        if self.ranges is None:
            product = self._op("MatMul", [activation, self._float(weight, shape)], f"{name}.product")
            return self._op("Add", [product, bias_input], f"{name}.out")
        smoothing = self._float(f"{weight}:{INVERSE_SMOOTHING}", shape[:1])
        smooth = self._op("Mul", [activation, smoothing], f"{name}.smooth")
        if per_row:
            rows, steps = self._rows_in_int8_steps(smooth, name)
            product = self._int8_product(rows, weight, shape, (1.0, 128), "")
            return self._op("Add", [self._op("Mul", [product, steps], f"{name}.scaled"), bias_input], f"{name}.out")
        return self._int8_product(smooth, weight, shape, _affine(*self.ranges[weight]), bias_input)

    def _int8_product(
        self, activation: str, weight: str, shape: tuple[int, int], affine: tuple[float, int], bias: str
    ) -> str:
        scale = self._constant(f"{weight}.input_scale", np.array(affine[0], np.float32))
        zero = self._constant(f"{weight}.input_zero_point", np.array(affine[1], np.uint8))
        quantised = self._op("QuantizeLinear", [activation, scale, zero], f"{weight}.quantised")
        values = self._external(f"{weight}:{QUANTISED}", TensorProto.INT8, shape)
        columns = self._float(f"{weight}:{SCALE}", shape[1:])
        inputs = [quantised, values, scale, columns, zero, "", bias]
        return self._op("MatMulIntegerToFloat", inputs, f"{weight}.int8_product", domain=_MICROSOFT)

    def _rows_in_int8_steps(self, activation: str, name: str) -> tuple[str, str]:
        """Each token's vector divided so that its largest value is 127, and what it was divided by."""
        size = self._op("Abs", [activation], f"{name}.size")
        largest = self._op("ReduceMax", [size], f"{name}.largest", axes=[-1], keepdims=1)
        steps = self._op("Div", [largest, self._constant("int8_largest", np.array(127, np.float32))], f"{name}.step")
        return self._op("Div", [activation, steps], f"{name}.in_steps"), steps

    def _skip_norm(self, update: str, hidden: str, prefix: str) -> str:
        norm = [self._float(f"{prefix}.{part}", (self.config.hidden_size,)) for part in ("weight", "bias")]
        return self._op(
            "SkipLayerNormalization",
            [update, hidden, *norm],
            f"{prefix}.out",
            domain=_MICROSOFT,
            epsilon=self.config.layer_norm_eps,
        )

    def _mask(self) -> str:
        if not any(node.output[0] == "mask" for node in self.nodes):
            self._op("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
        return "mask"

    def _split_sizes(self, width: int) -> str:
        return self._constant("split_sizes", np.array([width] * 3, np.int64))

    def _gather(self, weight: str, shape: tuple[int, int], indices: str) -> str:
        rows = self._op("Gather", [self._external(weight, TensorProto.FLOAT16, shape), indices], f"{weight}.rows")
        return self._op("Cast", [rows], f"{weight}.float", to=TensorProto.FLOAT)

    def _float(self, name: str, shape: tuple[int, ...]) -> str:
        return self._external(name, TensorProto.FLOAT, shape)

    def _external(self, name: str, kind: int, shape: tuple[int, ...]) -> str:
        tensor = TensorProto(name=name, data_type=kind, dims=shape, data_location=TensorProto.EXTERNAL)
        tensor.external_data.add(key="location", value="model.safetensors")
        self.initializers.append(tensor)
        return name

    def _constant(self, name: str, value: np.ndarray) -> str:
        if all(tensor.name != name for tensor in self.initializers):
            self.initializers.append(numpy_helper.from_array(value, name))
        return name

    def _op(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output

    @staticmethod
    def _names(prefix: str) -> tuple[str, str]:
        return f"{prefix}.weight", f"{prefix}.bias"


def _affine(low: float, high: float) -> tuple[float, int]:
    """Scale and zero point of uint8 values that cover ``low`` to ``high`` (Jacob et al., 2018, arXiv:1712.05877)."""
    low, high = min(low, 0.0), max(high, 0.0)
    scale = max((high - low) / 255, 1e-8)
    return scale, round(-low / scale)
