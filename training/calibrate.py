"""Step ``calibrate``: one temperature that makes the probabilities on dev mean what they say."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar

from claimcheck.errors import InputError
from claimcheck.model.calibration import CALIBRATION, softmax
from claimcheck.model.loading import load_scorer
from training.classes import ALLOWED_CLASSES, LABEL_INDEX
from training.config import TrainConfig
from training.prepare import drawn_rows

log = logging.getLogger(__name__)


def calibrate(config: TrainConfig, rows: list[dict[str, str]] | None = None) -> float:
    """Fit the temperature (Guo et al., 2017, arXiv:1706.04599) on dev rows; write ``best/calibration.json``.

    Every source counts the same, however many rows it has. The rows are those that ``config`` draws, unless given.

    Raises:
        InputError: ``finetune`` has not been run for this configuration.
    """
    best = config.run_folder / "best"
    if not best.is_dir():
        raise InputError(f"{best}: no fine-tuned model; run: python -m training finetune with this config first")
    (best / CALIBRATION).unlink(missing_ok=True)
    rows = drawn_rows(config, "dev") if rows is None else rows
    logits = load_scorer(best, backend="torch").logits([(row["claim"], row["evidence"]) for row in rows])
    labels = np.array([LABEL_INDEX[row["label"]] for row in rows])
    temperature = fit_temperature(logits, labels, _source_weights([row["source"] for row in rows]))
    _write(best / CALIBRATION, temperature, len(rows))
    log.info("temperature %.3f from %d dev rows", temperature, len(rows))
    return temperature


def fit_temperature(logits: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> float:
    """The temperature with the least weighted negative log likelihood.

    Args:
        logits: shape (rows, 3).
        labels: shape (rows,), 0 to 2, or 3 for ``not_supported``.
        weights: shape (rows,).
    """
    allowed = ALLOWED_CLASSES[labels]

    def loss(log_temperature: float) -> float:
        probabilities = (softmax(logits / np.exp(log_temperature)) * allowed).sum(axis=1)
        return float(-np.average(np.log(np.maximum(probabilities, 1e-12)), weights=weights))

    return float(np.exp(minimize_scalar(loss, bounds=(-2, 2), method="bounded").x))


def _source_weights(sources: list[str]) -> np.ndarray:
    names, inverse, counts = np.unique(sources, return_inverse=True, return_counts=True)
    return np.asarray(1 / counts[inverse] / len(names))


def _write(path: Path, temperature: float, rows: int) -> None:
    facts = {"temperature": round(temperature, 4), "fitted_on": "dev", "rows": rows}
    path.write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
