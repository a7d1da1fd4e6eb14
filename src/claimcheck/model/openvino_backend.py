"""The default backend: OpenVINO on the CPU, one stream of batches per thread."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from threading import Lock
from typing import Any, Literal

import numpy as np
import openvino as ov

from claimcheck.errors import ModelError
from claimcheck.model.bert_graph import build_graph
from claimcheck.model.bundle import Bundle
from claimcheck.model.processor import available_cores
from claimcheck.model.scorer import TokenBatch
from claimcheck.model.weights import INT8_FILE, read_scales

Precision = Literal["int8", "fp32"]
#: What a graph computes in, apart from its int8 products.
Floats = Literal["f32", "bf16"]


class OpenVinoBackend:
    """Logits of a BERT model, as many batches at a time as there are threads.

    Args:
        bundle: the model.
        precision: ``int8`` or ``fp32``. In int8, what is not multiplied as such is computed in bf16 where the processor
            has instructions for it.
        threads: processor threads; by default every core that this process may use.
        emulated: round as int8 does, but multiply in fp32, which any processor computes rightly.

    Raises:
        ModelError: the model has no scales for int8, its weights are not a BERT classifier's, or a file is damaged.
    """

    name = "openvino"
    #: Larger batches are hardly quicker and take a whole run beyond 700 MB of memory.
    tokens_per_batch = 1536

    def __init__(
        self, bundle: Bundle, precision: Precision = "int8", threads: int | None = None, emulated: bool = False
    ) -> None:
        scales = read_scales(bundle.folder) if precision == "int8" else {}
        if precision == "int8" and not scales:
            raise ModelError(f"{bundle.folder}: has no {INT8_FILE}; use precision='fp32', or export the model again")
        self._graph = build_graph(bundle.folder, bundle.config, scales, emulated=emulated)
        self._floats: Floats = "bf16" if precision == "int8" and not emulated and _has_bf16() else "f32"
        # Answers differ a little by it, so that whoever compares precisions must see it.
        self.precision: str = "int8 with bf16" if self._floats == "bf16" else precision
        self._threads = threads
        self._in_use = Lock()

    @cached_property
    def _queue(self) -> ov.AsyncInferQueue:
        """Compiled when the first batch comes: many a session asks for no close call of fp32."""
        # Twice the streams: each finds its next batch waiting, while the caller still makes others.
        compiled = compile_graph(self._graph, self._threads, self._floats)
        return ov.AsyncInferQueue(compiled, 2 * (self._threads or available_cores()))

    def prepare(self) -> None:
        """Compile ahead, so that another thread need not wait for it later."""
        with self._in_use:
            self._queue  # noqa: B018

    def logits(self, batches: Iterable[TokenBatch]) -> list[np.ndarray]:
        """Logits of shape (rows, classes) for each batch; batches are made while earlier ones are computed."""
        results: dict[int, np.ndarray] = {}

        def keep(request: Any, number: int) -> None:
            results[number] = request.get_tensor("logits").data.copy()

        with self._in_use:
            self._queue.set_callback(keep)
            try:
                for number, batch in enumerate(batches):
                    self._queue.start_async(batch._asdict(), number)
            finally:
                self._queue.wait_all()
        return [results[number] for number in range(len(results))]


def compile_graph(graph: ov.Model, threads: int | None = None, floats: Floats = "f32") -> ov.CompiledModel:
    """Compile a graph for streams of one thread each: two small batches side by side outrun one on two threads."""
    count = threads or available_cores()
    options = {
        "INFERENCE_NUM_THREADS": count,
        "NUM_STREAMS": count,
        "INFERENCE_PRECISION_HINT": floats,
        "ENABLE_CPU_PINNING": False,  # several processes may share the cores
    }
    return ov.Core().compile_model(graph, "CPU", options)


def _has_bf16() -> bool:
    return "BF16" in ov.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
