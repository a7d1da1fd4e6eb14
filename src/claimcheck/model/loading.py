"""From a model's name to a scorer: picks the backend, and distrusts int8 until it has agreed with its export."""

from __future__ import annotations

import warnings
from pathlib import Path
from threading import Thread

import numpy as np

from claimcheck.errors import ModelError
from claimcheck.model.bert_graph import is_bert
from claimcheck.model.bundle import Bundle, open_bundle
from claimcheck.model.openvino_backend import OpenVinoBackend, Precision
from claimcheck.model.processor import has_int8_instructions
from claimcheck.model.scorer import BackendName, PairScorer
from claimcheck.model.torch_backend import TorchBackend
from claimcheck.model.weights import INT8_FILE

#: How far a class's probability may be from the one recorded at export before int8 is given up; bf16 around the int8
#: products, which the export does not use, moves it by up to three hundredths.
_INT8_TOLERANCE = 0.05


def load_scorer(
    model: str | Path | None = None,
    *,
    backend: BackendName | None = None,
    precision: Precision | None = None,
    device: str = "cpu",
    threads: int | None = None,
) -> PairScorer:
    """Open a model and make it ready to score.

    Args:
        model: None for the one in use (``claimcheck model``), a folder, or a Hugging Face id of a three-way NLI model.
        backend: ``openvino`` (a BERT on the CPU, no torch) or ``torch``; by default ``openvino`` where it can be.
        precision: of the OpenVINO backend; by default int8 where the model has its scales and the processor has
            instructions for it and computes them rightly, else fp32. What int8 finds close, fp32 decides.
        device: of the torch backend, such as ``cuda``.
        threads: processor threads; by default every core that this process may use.

    Raises:
        ModelError: the model is missing, damaged or of the wrong kind, or the backend has no such device or precision.
        LabelError: the model's classes cannot be told apart by name.
        MissingExtraError: the torch backend is needed and not installed.
    """
    bundle = open_bundle(model)
    if backend is None:
        backend = "openvino" if device == "cpu" and is_bert(bundle.config) else "torch"
    if backend == "torch":
        torch = TorchBackend(bundle, device, threads)
        if precision not in (None, torch.precision):
            raise ModelError(
                f"precision {precision}: on {device}, the torch backend computes in {torch.precision} only; "
                "leave the precision out, or use the openvino backend"
            )
        return PairScorer(bundle, torch)
    if device != "cpu":
        raise ModelError(f"device {device}: the openvino backend computes on the cpu only; use the torch backend")
    fp32 = OpenVinoBackend(bundle, "fp32", threads)
    if precision is None and not (has_int8_instructions() and (bundle.folder / INT8_FILE).is_file()):
        precision = "fp32"
    if precision == "fp32":
        Thread(target=fp32.prepare).start()
        return PairScorer(bundle, fp32)
    int8 = OpenVinoBackend(bundle, "int8", threads)
    Thread(target=int8.prepare).start()
    if precision is None and not _agrees_with_export(bundle, int8):
        warnings.warn("this processor computes int8 products wrongly; using fp32, which is slower", stacklevel=2)
        return PairScorer(bundle, fp32)
    return PairScorer(bundle, int8, referee=fp32)


def _agrees_with_export(bundle: Bundle, int8: OpenVinoBackend) -> bool:
    """Compare a few probabilities with those that int8 alone gave when it was exported."""
    probes = bundle.manifest.get("probes", [])
    if not probes:
        return True
    measured = PairScorer(bundle, int8).score([(probe["claim"], probe["evidence"]) for probe in probes])
    expected = np.array([probe["probabilities"] for probe in probes])
    return bool(np.abs(measured - expected).max() <= _INT8_TOLERANCE)
