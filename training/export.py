"""Step ``export``: the best checkpoint -> a bundle that runs without torch, checked against the model it came from."""

from __future__ import annotations

import json
import logging
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from claimcheck.errors import InputError, ModelError
from claimcheck.model.bert_graph import is_bert
from claimcheck.model.bundle import MANIFEST, open_bundle, sha256
from claimcheck.model.calibration import CALIBRATION
from claimcheck.model.openvino_backend import OpenVinoBackend
from claimcheck.model.scorer import Pair, PairScorer, margins
from claimcheck.model.weights import write_scales
from training.config import TrainConfig
from training.finetune import STAGES
from training.int8 import close_margin, fit_scales
from training.json_files import add_to_json
from training.prepare import drawn_rows

log = logging.getLogger(__name__)

_SCALING_ROWS = 400
#: Share of dev rows on which int8 with fp32 for close calls may choose another label than fp32, and what is aimed at:
#: little enough that a thousand rows of one source, which may be closer calls than dev's, hardly ever pass the bound.
MOST_FLIPS, _AIMED_FLIPS = 0.005, 0.0015
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
    pairs: list[Pair] | None = None,
) -> dict[str, Any]:
    """Write the bundle of a finished run to ``output``; a BERT model also gets what int8 needs.

    Int8 is fitted to some of ``pairs`` and checked on others, by default those of the dev rows of ``config``. Of fewer
    than 800, those that check it are among those that set its scales.

    Returns the manifest: each training stage with its configuration, data and dev figures; the parity of int8 with
    fp32; and the checksum of every file.

    Raises:
        InputError: ``finetune`` or ``calibrate`` has not been run for this configuration.
        ModelError: int8 disagrees with fp32 on more pairs than allowed.
    """
    best = config.run_folder / "best"
    if not (best / CALIBRATION).is_file():
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
    shutil.copy(best / CALIBRATION, draft)
    if is_bert(model.config.to_dict()):
        if pairs is None:
            pairs = [(row["claim"], row["evidence"]) for row in drawn_rows(config, "dev")]
        manifest |= quantise_model(draft, pairs, most_flips)
    manifest["files"] = {path.name: sha256(path) for path in sorted(draft.iterdir())}
    (draft / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    if output.exists():
        shutil.rmtree(output)
    draft.rename(output)
    return manifest


def quantise_model(output: Path, pairs: list[Pair], most_flips: float = MOST_FLIPS) -> dict[str, Any]:
    """Add to the BERT model in ``output`` what int8 needs; returns what the manifest says of it.

    Scales are fitted to the first pairs. Half of the others decide which calls of int8 are too close to trust, and the
    other half, which decided nothing, checks that the rest can be trusted.

    Raises:
        ModelError: it cannot: int8 disagrees with fp32 on too many pairs.
    """
    bundle = open_bundle(output)
    write_scales(output, fit_scales(output, bundle.config, pairs[:_SCALING_ROWS]))
    others = list(dict.fromkeys(pairs[_SCALING_ROWS:] if len(pairs) >= 2 * _SCALING_ROWS else pairs))
    fitted, checked = others[::2], others[1::2]
    # Emulated, so that a bundle does not depend on the processor that it was exported on.
    int8, fp32 = OpenVinoBackend(bundle, "int8", emulated=True), OpenVinoBackend(bundle, "fp32")
    quick, exact = PairScorer(bundle, int8), PairScorer(bundle, fp32)
    margin = close_margin(quick.logits(fitted), exact.logits(fitted), _AIMED_FLIPS)
    add_to_json(output / CALIBRATION, {"close_margin": margin})
    both = PairScorer(bundle, int8, referee=fp32)
    alone, right = quick.logits(checked), exact.logits(checked)
    parity = {
        "rows": len(checked),
        "flipped_by_int8_alone": _flipped(alone, right),
        "left_to_fp32": float((margins(alone) < margin).mean()),
        "flipped_from_fp32": _flipped(both.logits(checked), right),
    }
    log.info("int8 against fp32: %s", parity)
    if parity["flipped_from_fp32"] > most_flips:
        raise ModelError(
            f"int8 flips too many of {len(checked)} pairs (at most {most_flips:.1%}): {parity}; train again with "
            "another seed, or, where labels are trained on, raise gate.most_int8_flips"
        )
    return {"parity": parity, "probes": _probes(PairScorer(bundle, int8))}


def _flipped(one: np.ndarray, other: np.ndarray) -> float:
    return float((one.argmax(axis=1) != other.argmax(axis=1)).mean())


def _probes(scorer: PairScorer) -> list[dict[str, Any]]:
    scores: list[list[float]] = scorer.score(_PROBES).round(4).tolist()
    return [
        {"claim": claim, "evidence": evidence, "probabilities": score}
        for (claim, evidence), score in zip(_PROBES, scores, strict=True)
    ]
