"""The ONNX graph of a BERT classifier, without weights: they stay in ``model.safetensors``, one copy for all backends.

Each weight is declared as external data under the name it has in the safetensors file; the ONNX backend hands the
tensors over when it opens the graph, quantised or not. In the int8 graph every large matrix product reads activations
quantised with a scale for each token, so that a result never depends on the rest of its batch.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from transformers import BertConfig

from claimcheck.model.weights import FUSED_BIAS, FUSED_WEIGHT, INVERSE_SMOOTHING, QUANTISED, SCALE

_MICROSOFT = "com.microsoft"
_OPSET = 17

#: Outputs of a tapped graph are named by this and the weight whose product they enter.
TAP_PREFIX = "tap:"


def build_graph(config: BertConfig, int8: bool = False, taps: bool = False) -> onnx.ModelProto:
    """Build the graph for a BERT configuration.

    Args:
        config: a BERT configuration with absolute positions and exact GELU.
        int8: compute the large matrix products in int8 instead of fp32.
        taps: also output what enters each large matrix product, to measure it.
    """
    return _Builder(config, int8, taps).build()


def external_names(graph: onnx.ModelProto) -> list[str]:
    """Names of the weights that a graph expects from outside."""
    return [tensor.name for tensor in graph.graph.initializer if tensor.data_location == TensorProto.EXTERNAL]


class _Builder:
    def __init__(self, config: BertConfig, int8: bool, taps: bool) -> None:
        self.config = config
        self.int8 = int8
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
        narrowed = self._linear(active, *self._names(f"{prefix}.output.dense"), (inner, width))
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

    def _linear(self, activation: str, weight: str, bias: str, shape: tuple[int, int]) -> str:
        name = weight.removesuffix(".weight")
        if self.taps is not None:
            self.taps.append(self._op("Identity", [activation], TAP_PREFIX + weight))
        if self.int8:
            product = self._int8_product(activation, weight, shape)
        else:
            product = self._op("MatMul", [activation, self._float(weight, shape)], f"{name}.product")
        return self._op("Add", [product, self._float(bias, shape[1:])], f"{name}.out")

    def _int8_product(self, activation: str, weight: str, shape: tuple[int, int]) -> str:
        """Activations as int8 with a scale per token: a few tokens have values a hundred times those of the others."""
        smoothing = self._float(f"{weight}:{INVERSE_SMOOTHING}", shape[:1])
        smooth = self._op("Mul", [activation, smoothing], f"{weight}.smooth")
        size = self._op("Abs", [smooth], f"{weight}.size")
        largest = self._op("ReduceMax", [size], f"{weight}.largest", axes=[-1], keepdims=1)
        steps = self._op("Div", [largest, self._constant("int8_largest", np.array(127, np.float32))], f"{weight}.step")
        rows = self._op("Div", [smooth, steps], f"{weight}.in_steps")
        one, zero = self._constant("unit", np.array(1, np.float32)), self._constant("middle", np.array(128, np.uint8))
        quantised = self._op("QuantizeLinear", [rows, one, zero], f"{weight}.quantised")
        values = self._external(f"{weight}:{QUANTISED}", TensorProto.INT8, shape)
        columns = self._float(f"{weight}:{SCALE}", shape[1:])
        product = self._op(
            "MatMulIntegerToFloat",
            [quantised, values, one, columns, zero],
            f"{weight}.int8_product",
            domain=_MICROSOFT,
        )
        return self._op("Mul", [product, steps], f"{weight}.scaled")

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
