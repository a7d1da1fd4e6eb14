"""Step ``export``: the best checkpoint -> a bundle that runs without torch, checked against the model it came from."""

from __future__ import annotations

import json
import logging
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer, BertConfig

from claimcheck.errors import InputError, ModelError
from claimcheck.model.bundle import MANIFEST, open_bundle, sha256
from claimcheck.model.onnx_backend import OnnxBackend, Precision
from claimcheck.model.scorer import PairScorer
from training.config import TrainConfig
from training.finetune import STAGES
from training.onnx_graph import build_graph, external_names
from training.prepare import drawn_rows
from training.smoothing import smooth_and_round

log = logging.getLogger(__name__)

_SMOOTHING_ROWS = 400
_PARITY_ROWS = 1500
#: Share of dev rows on which int8 may choose another label than the trained weights do.
MOST_FLIPS = 0.02
_PROBES = [
    ("Paris asked 45 countries for help.", "An official said that 46 countries had been asked to send officers."),
    ("The council approved the bridge.", "On Tuesday the council voted 7 to 2 for the new bridge."),
    ("Nobody was hurt in the fire.", "The fire brigade was called shortly after midnight."),
]


def export(
    config: TrainConfig,
    output: Path,
    version: str,
    most_flips: float = MOST_FLIPS,
    pairs: list[tuple[str, str]] | None = None,
) -> dict[str, Any]:
    """Write the bundle of a finished run to ``output``; a BERT model gets its ONNX graphs, any other runs on torch.

    Int8 is fitted to and checked on ``pairs``, by default those of the dev rows of ``config``.

    Returns the manifest: each training stage with its configuration, data and dev figures; the parity of int8 with
    fp32; and the checksum of every file.

    Raises:
        InputError: ``finetune`` or ``calibrate`` has not been run for this configuration.
        ModelError: int8 disagrees with fp32 on more dev rows than allowed.
    """
    best = config.run_folder / "best"
    if not (best / "calibration.json").is_file():
        raise InputError(f"{best}: no calibrated model; run the steps finetune and calibrate with this config first")
    manifest: dict[str, Any] = {
        "name": output.name,
        "version": version,
        "created": datetime.now(UTC).date().isoformat(),
        "stages": json.loads((best / STAGES).read_text(encoding="utf-8")),
    }
    # The old bundle stays until the new one has passed its checks.
    draft = output.with_name(f"{output.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    model = AutoModelForSequenceClassification.from_pretrained(best, dtype=torch.float16)
    model.save_pretrained(draft)
    AutoTokenizer.from_pretrained(best).save_pretrained(draft)
    shutil.copy(best / "calibration.json", draft)
    if isinstance(model.config, BertConfig):
        if pairs is None:
            pairs = [(row["claim"], row["evidence"]) for row in drawn_rows(config, "dev")]
        manifest |= add_graphs(draft, model.config, pairs, most_flips)
    manifest["files"] = {path.name: sha256(path) for path in sorted(draft.iterdir())}
    (draft / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    if output.exists():
        shutil.rmtree(output)
    draft.rename(output)
    return manifest


def add_graphs(
    output: Path, config: BertConfig, pairs: list[tuple[str, str]], most_flips: float = MOST_FLIPS
) -> dict[str, Any]:
    """Add the fp32 and int8 graphs to the model in ``output``; returns what the manifest says of them.

    Raises:
        ModelError: int8 disagrees with fp32 on too many of the pairs.
    """
    checked = pairs[-_PARITY_ROWS:]
    names = {"fp32": _save(build_graph(config), output / "fp32.onnx")}
    trained = _scorer(output, names, "fp32").score(checked)
    smooth_and_round(output, config, pairs[:_SMOOTHING_ROWS])
    names["int8"] = _save(build_graph(config, int8=True), output / "int8.onnx")
    int8 = _scorer(output, names, "int8")
    quantised = int8.score(checked)
    parity = {
        "rows": len(checked),
        "flipped_from_fp32": _flipped(quantised, _scorer(output, names, "fp32").score(checked)),
        "flipped_from_trained_weights": _flipped(quantised, trained),
    }
    log.info("int8 against fp32: %s", parity)
    if parity["flipped_from_trained_weights"] > most_flips:
        raise ModelError(f"int8 flips too many of {len(checked)} dev rows (at most {most_flips:.1%}): {parity}")
    return {"graphs": names, "parity": parity, "probes": _probes(int8)}


def _scorer(folder: Path, names: dict[str, list[str]], precision: Precision) -> PairScorer:
    return PairScorer(open_bundle(folder), OnnxBackend(folder, names[precision], precision))


def _flipped(one: np.ndarray, other: np.ndarray) -> float:
    return float((one.argmax(axis=1) != other.argmax(axis=1)).mean())


def _probes(scorer: PairScorer) -> list[dict[str, Any]]:
    scores: list[list[float]] = scorer.score(_PROBES).round(4).tolist()
    return [
        {"claim": claim, "evidence": evidence, "probabilities": score}
        for (claim, evidence), score in zip(_PROBES, scores, strict=True)
    ]


def _save(graph: onnx.ModelProto, path: Path) -> list[str]:
    onnx.save(graph, path)
    return external_names(graph)
