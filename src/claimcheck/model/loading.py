"""From a model's name to a scorer: picks the backend, and distrusts int8 until it has agreed with fp32."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np

from claimcheck.errors import ModelError
from claimcheck.model.bundle import Bundle, open_bundle
from claimcheck.model.onnx_backend import OnnxBackend, Precision
from claimcheck.model.scorer import BackendName, PairScorer
from claimcheck.model.torch_backend import TorchBackend

#: How far a class's probability may be from the one recorded at export before int8 is given up.
_INT8_TOLERANCE = 0.02


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
        model: None for the bundled model, a folder, or a Hugging Face id of a three-way NLI model.
        backend: ``onnx`` (CPU, no torch) or ``torch``; by default ``onnx`` where the model has a graph for it.
        precision: of the ONNX backend; by default int8, or fp32 on a processor that computes int8 wrongly.
        device: of the torch backend, such as ``cuda``.
        threads: processor threads; by default every core that this process may use.

    Raises:
        ModelError: the model is missing, damaged or of the wrong kind.
        LabelError: the model's classes cannot be told apart by name.
        MissingExtraError: the torch backend is needed and not installed.
    """
    bundle = open_bundle(model)
    if backend is None:
        backend = "torch" if device != "cpu" or bundle.graph_weights("fp32") is None else "onnx"
    if backend == "torch":
        return PairScorer(bundle, TorchBackend(bundle, device, threads))
    scorer = _onnx_scorer(bundle, precision or "int8", threads)
    if precision is None and not _agrees_with_export(scorer):
        warnings.warn("this processor computes int8 products wrongly; using fp32, which is slower", stacklevel=2)
        return _onnx_scorer(bundle, "fp32", threads)
    return scorer


def _onnx_scorer(bundle: Bundle, precision: Precision, threads: int | None) -> PairScorer:
    names = bundle.graph_weights(precision)
    if names is None:
        raise ModelError(f"{bundle.folder}: has no {precision} ONNX graph; use backend='torch', or export it with ours")
    return PairScorer(bundle, OnnxBackend(bundle.folder, names, precision, threads))


def _agrees_with_export(scorer: PairScorer) -> bool:
    """Compare a few probabilities with those that the int8 graph gave when it was exported."""
    probes = scorer.bundle.manifest.get("probes", [])
    if not probes:
        return True
    measured = scorer.score([(probe["claim"], probe["evidence"]) for probe in probes])
    expected = np.array([probe["probabilities"] for probe in probes])
    return bool(np.abs(measured - expected).max() <= _INT8_TOLERANCE)
