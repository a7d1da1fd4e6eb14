"""The other side of the comparison: ``sentence_transformers.CrossEncoder`` on each of its backends and exports.

Imports nothing of claimcheck: its exporters need older libraries than ours, and so an environment of their own.
Run as ``python -m benchmarks.cross_encoder FORM BUNDLE FOLDER CALIBRATION``, it writes the model of one form to FOLDER.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

#: Form -> backend of ``CrossEncoder``, and where its graph lies in the model's folder.
FORMS: dict[str, tuple[str, str]] = {
    "torch": ("torch", ""),
    "onnx": ("onnx", "onnx/*.onnx"),
    "onnx-int8": ("onnx", "onnx/*.onnx"),
    "openvino": ("openvino", "openvino/*.xml"),
    "openvino-int8": ("openvino", "openvino/*.xml"),
}
_INSTRUCTIONS = (("avx512_vnni", "avx512_vnni"), ("avx512f", "avx512"), ("avx2", "avx2"))


def prepare(form: str, bundle: Path, folder: Path, calibration: Path) -> None:
    """Write the bundle's model in one form to ``folder``, by the exporters of sentence-transformers.

    Args:
        form: one of :data:`FORMS`.
        bundle: the model; its half-precision weights are widened to single precision, as our own backends do.
        folder: where the model goes.
        calibration: folder of a data set with the column ``pair``, for the static int8 export.
    """
    import torch
    from sentence_transformers import CrossEncoder
    from transformers import AutoModelForSequenceClassification, PreTrainedTokenizerFast

    AutoModelForSequenceClassification.from_pretrained(bundle, dtype=torch.float32).save_pretrained(folder)
    # Not AutoTokenizer: transformers 4 does not know the tokenizer classes that transformers 5 names.
    PreTrainedTokenizerFast.from_pretrained(bundle).save_pretrained(folder)
    backend = FORMS[form][0]
    if backend == "torch":
        return
    model = CrossEncoder(str(folder), backend=backend, device="cpu", model_kwargs={"export": True})
    if form == "onnx-int8":
        from sentence_transformers import export_dynamic_quantized_onnx_model

        export_dynamic_quantized_onnx_model(model, _instructions(), str(folder))
    elif form == "openvino-int8":
        from sentence_transformers import export_static_quantized_openvino_model

        export_static_quantized_openvino_model(
            model,
            None,
            str(folder),
            dataset_name=str(calibration),
            dataset_config_name="default",
            dataset_split="train",
            column_name="pair",
        )
    else:
        model.save_pretrained(str(folder))


def load(form: str, folder: Path, threads: int) -> Callable[[Sequence[tuple[str, str]]], np.ndarray]:
    """A function from (claim, window) pairs to logits of shape (pairs, 3), in the order of the model's classes."""
    import torch
    from sentence_transformers import CrossEncoder

    torch.set_num_threads(threads)
    backend, pattern = FORMS[form]
    options: dict[str, Any] = {}
    if backend == "onnx":
        import onnxruntime

        options["session_options"] = onnxruntime.SessionOptions()
        options["session_options"].intra_op_num_threads = threads
        options["provider"] = "CPUExecutionProvider"
    elif backend == "openvino":
        options["ov_config"] = {"INFERENCE_NUM_THREADS": threads}
    if pattern:
        [graph] = folder.glob(pattern)
        options["file_name"] = str(graph.relative_to(folder))
    model = CrossEncoder(str(folder), backend=backend, device="cpu", model_kwargs=options)
    identity = torch.nn.Identity()

    def score(pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        inputs = [(window, claim) for claim, window in pairs]
        return np.asarray(model.predict(inputs, activation_fn=identity, show_progress_bar=False))

    return score


def _instructions() -> str:
    """The exporter's preset for the best int8 instructions of this processor."""
    facts = Path("/proc/cpuinfo")
    flags = set(facts.read_text().split()) if facts.is_file() else set()
    return next((preset for flag, preset in _INSTRUCTIONS if flag in flags), "arm64")


if __name__ == "__main__":
    prepare(sys.argv[1], *map(Path, sys.argv[2:5]))
