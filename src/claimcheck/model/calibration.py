"""What a model's ``calibration.json`` holds: how its answers become probabilities."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np

from claimcheck.errors import ModelError
from claimcheck.labels import LABELS, Label

CALIBRATION = "calibration.json"
#: Where :class:`ArticleWeights` stand in it.
ARTICLE_WEIGHTS = "article_weights"
#: What is known of a claim and an article: what the model says of the window, of its most relevant sentence, and at
#: most of any of its sentences, as logarithms, and the share of the claim that the fullest sentence holds.
FEATURES = (
    *(f"window {label}" for label in LABELS),
    *(f"first sentence {label}" for label in LABELS),
    *(f"strongest sentence {label}" for label in LABELS if label is not Label.NOT_ENOUGH_INFO),
    "held",
)
_LEAST_PROBABILITY = 1e-3


@dataclass(frozen=True, slots=True)
class ArticleWeights:
    """How several readings of one article count together (stacked generalization: Wolpert, 1992).

    ``coefficients`` has a row for each of :data:`FEATURES`; its columns, and ``intercept``, are in the order of
    :data:`claimcheck.labels.LABELS`.
    """

    coefficients: np.ndarray
    intercept: np.ndarray

    @classmethod
    def unfitted(cls) -> Self:
        """For a model without weights of its own: the window counts, and its most relevant sentence counts less."""
        each = np.eye(len(LABELS))
        others = np.zeros((len(FEATURES) - 2 * len(LABELS), len(LABELS)))
        return cls(np.vstack([0.7 * each, 0.3 * each, others]), np.zeros(len(LABELS)))

    def combine(self, features: np.ndarray) -> np.ndarray:
        """Probabilities of shape (rows, 3) for what :func:`article_features` gives."""
        return softmax(features @ self.coefficients + self.intercept)


@dataclass(frozen=True, slots=True)
class Calibration:
    """``temperature`` of the softmax (Guo et al., 2017, arXiv:1706.04599), and how articles are read.

    Where the two likeliest classes are closer than ``close_margin``, in logits, int8 is too close to tell.
    """

    temperature: float = 1.0
    close_margin: float = 0.0
    article_weights: ArticleWeights = field(default_factory=ArticleWeights.unfitted)


def article_features(window: np.ndarray, first: np.ndarray, strongest: np.ndarray, held: np.ndarray) -> np.ndarray:
    """Rows of :data:`FEATURES`.

    Args:
        window: shape (rows, 3), probabilities of the whole window.
        first: shape (rows, 3), probabilities of its most relevant sentence by itself.
        strongest: shape (rows, 2), the highest probability of supported, and of contradicted, of any of its sentences.
        held: shape (rows,), the largest share of the claim that one of its sentences holds.
    """
    logarithms = np.log(np.maximum(np.hstack([window, first, strongest]), _LEAST_PROBABILITY))
    return np.hstack([logarithms, held[:, None]])


def softmax(logits: np.ndarray) -> np.ndarray:
    """Probabilities along the last axis."""
    exponents = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(exponents / exponents.sum(axis=-1, keepdims=True))


def read_calibration(path: Path) -> Calibration:
    """Read a model's ``calibration.json``; one without it is taken as it is.

    Raises:
        ModelError: the file is damaged.
    """
    if not path.is_file():
        return Calibration()
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        temperature, close_margin = float(values["temperature"]), float(values.get("close_margin", 0))
        weights = _article_weights(values[ARTICLE_WEIGHTS]) if ARTICLE_WEIGHTS in values else ArticleWeights.unfitted()
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"{path}: damaged, not readable as a calibration: {error}; calibrate or install the model again"
        ) from error
    if not 0 < temperature < math.inf:
        raise ModelError(
            f"{path}: the temperature is {temperature}, a finite one above 0 is needed; "
            "calibrate or install the model again"
        )
    return Calibration(temperature, close_margin, weights)


def article_weights_json(weights: ArticleWeights) -> dict[str, Any]:
    """Weights as ``calibration.json`` holds them: for each feature, and the intercept, a figure for each label."""
    rows = {**dict(zip(FEATURES, weights.coefficients, strict=True)), "intercept": weights.intercept}
    return {name: dict(zip(map(str, LABELS), row.round(4).tolist(), strict=True)) for name, row in rows.items()}


def _article_weights(values: dict[str, dict[str, float]]) -> ArticleWeights:
    rows = np.array([[float(values[name][label]) for label in LABELS] for name in (*FEATURES, "intercept")])
    if not np.isfinite(rows).all():
        raise ValueError("article_weights are not finite")
    return ArticleWeights(rows[:-1], rows[-1])
