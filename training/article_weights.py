"""Step ``articles``: how the readings of an article count together, fitted on dev, for a bundle that is there."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from claimcheck.errors import InputError
from claimcheck.evidence import EvidenceIndex, Window
from claimcheck.judging import readable_window, readings_of_articles
from claimcheck.labels import LABELS, Label, parse_label
from claimcheck.model.bundle import MANIFEST, sha256
from claimcheck.model.calibration import ARTICLE_WEIGHTS, CALIBRATION, ArticleWeights, article_weights_json
from claimcheck.model.loading import load_scorer
from claimcheck.model.scorer import PairScorer
from training.config import TrainConfig, uses_of
from training.json_files import add_to_json, read_json
from training.sources import source_rows

log = logging.getLogger(__name__)

#: Dev sources that label all three classes by whole articles about one event, as ``claimcheck check`` reads them.
SOURCES = ("news_events", "crosscheck")
#: How much worse a wrong verdict is than one that is not given (Elkan, 2001, "The foundations of cost-sensitive
#: learning"). With this, false verdicts are as many on dev as with the weights of an unfitted model.
COST_OF_FALSE_VERDICT = 1.75
#: Inverse strength of the penalty; a tenth or ten times as much changes macro-F1 by less than half a point.
_REGULARISATION = 0.3


def weigh_articles(config: TrainConfig, bundle: Path, version: str) -> ArticleWeights:
    """Fit :class:`~claimcheck.model.calibration.ArticleWeights` to a bundle, and write them into it as a new version.

    Raises:
        InputError: the configuration has none of :data:`SOURCES` among its dev sources, or one is missing.
        ModelError: there is no whole bundle.
    """
    rows = _rows(config)
    scorer = load_scorer(bundle)
    features, labels = _read(scorer, rows)
    weights = fit_article_weights(features, labels)
    add_to_json(bundle / CALIBRATION, {ARTICLE_WEIGHTS: article_weights_json(weights)})
    files = read_json(bundle / MANIFEST)["files"] | {CALIBRATION: sha256(bundle / CALIBRATION)}
    add_to_json(bundle / MANIFEST, {"version": version, "files": files})
    log.info("weights from %d dev rows of whole articles", len(labels))
    return weights


def fit_article_weights(features: np.ndarray, labels: np.ndarray) -> ArticleWeights:
    """Multinomial logistic regression, which needs to be surer of a verdict than of none.

    Args:
        features: shape (rows, features).
        labels: shape (rows,), places among :data:`claimcheck.labels.LABELS`; each occurs.
    """
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=_REGULARISATION, max_iter=3000).fit((features - mean) / spread, labels)
    coefficients = (fitted.coef_ / spread).T
    intercept = fitted.intercept_ - mean @ coefficients
    intercept[LABELS.index(Label.NOT_ENOUGH_INFO)] += np.log(COST_OF_FALSE_VERDICT)
    return ArticleWeights(coefficients, intercept)


def carry_over(base: Path, folder: Path) -> None:
    """Give the model in ``folder`` the weights of the one that it was retrained from, if that has any."""
    known = read_json(base / CALIBRATION) if (base / CALIBRATION).is_file() else {}
    if ARTICLE_WEIGHTS in known:
        add_to_json(folder / CALIBRATION, {ARTICLE_WEIGHTS: known[ARTICLE_WEIGHTS]})


def _rows(config: TrainConfig) -> list[dict[str, str]]:
    dev = config.data.dev
    rows = [
        row for name in SOURCES if name in dev for row in source_rows(config.data, "dev", name, uses_of(dev[name])[0])
    ]
    if not rows:
        raise InputError(
            f"no dev source of whole articles: add {' or '.join(SOURCES)} to data.dev of the configuration"
        )
    return rows


def _read(scorer: PairScorer, rows: list[dict[str, str]]) -> tuple[np.ndarray, np.ndarray]:
    """Features and labels of those rows whose evidence is a choice from a longer text."""
    indexes = {text: EvidenceIndex(text) for text in dict.fromkeys(row["evidence"] for row in rows)}
    claims: list[str] = []
    windows: list[Window] = []
    labels: list[int] = []
    for row in rows:
        window = readable_window(scorer, row["claim"], indexes[row["evidence"]])
        if window is not None and window.selected:
            claims.append(row["claim"])
            windows.append(window)
            labels.append(LABELS.index(parse_label(row["label"])))
    return readings_of_articles(scorer, claims, windows), np.array(labels)
