from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimcheck.errors import InputError
from claimcheck.labels import LABELS, Label
from claimcheck.model.bundle import open_bundle
from claimcheck.model.calibration import FEATURES, ArticleWeights, article_features, read_calibration
from training.article_weights import carry_over, fit_article_weights, weigh_articles
from training.config import TrainConfig

ARTICLE = "The ferry was closed in march. " * 30 + "Police said that people were killed in the fire."


def made_up(rows: int) -> tuple[np.ndarray, np.ndarray]:
    """The strongest sentence tells the label, and the window tells nothing."""
    generator = np.random.default_rng(0)
    labels = generator.integers(len(LABELS), size=rows)
    window, first = generator.dirichlet(np.ones(3), size=(2, rows))
    strongest = np.where(labels[:, None] == np.arange(2), 0.9, 0.2) + generator.normal(scale=0.05, size=(rows, 2))
    return article_features(window, first, np.clip(strongest, 0, 1), np.full(rows, 0.5)), labels


def accuracy(weights: ArticleWeights, features: np.ndarray, labels: np.ndarray) -> float:
    return float((weights.combine(features).argmax(axis=1) == labels).mean())


def test_fitted_weights_find_what_tells_the_label() -> None:
    features, labels = made_up(600)
    fitted = fit_article_weights(features[:400], labels[:400])
    assert accuracy(fitted, features[400:], labels[400:]) > 0.9
    assert accuracy(ArticleWeights.unfitted(), features[400:], labels[400:]) < 0.5


def test_where_nothing_tells_no_verdict_is_given() -> None:
    features, labels = made_up(3000)
    features[:, [FEATURES.index(name) for name in FEATURES if name.startswith("strongest")]] = 0.0
    said = fit_article_weights(features, labels).combine(features)
    assert (said.argmax(axis=1) == LABELS.index(Label.NOT_ENOUGH_INFO)).mean() > 0.95


def with_news(config: TrainConfig) -> TrainConfig:
    rows = [
        {"id": str(n), "claim": f"the fire {n}", "evidence": ARTICLE, "label": str(LABELS[n % 3]), "group": str(n)}
        for n in range(9)
    ]
    pq.write_table(pa.Table.from_pylist(rows), config.data.root / "dev" / "news_events.parquet")
    dev = {"news_events": {"evidence": "selected"}}
    return TrainConfig.model_validate({**config.model_dump(), "data": {**config.data.model_dump(), "dev": dev}})


def test_a_weighed_bundle_is_whole_and_another_one(config: TrainConfig, copied_bundle: Path) -> None:
    before = open_bundle(copied_bundle).fingerprint
    weights = weigh_articles(with_news(config), copied_bundle, "3.1")
    opened = open_bundle(copied_bundle)
    assert opened.manifest["version"] == "3.1"
    assert opened.fingerprint != before
    kept = read_calibration(copied_bundle / "calibration.json")
    np.testing.assert_allclose(kept.article_weights.coefficients, weights.coefficients, atol=1e-4)
    assert kept.temperature == 2.0


def test_without_articles_about_events_nothing_is_fitted(config: TrainConfig, copied_bundle: Path) -> None:
    before = (copied_bundle / "calibration.json").read_bytes()
    with pytest.raises(InputError, match=r"add news_events or crosscheck to data\.dev"):
        weigh_articles(config, copied_bundle, "3.1")
    assert (copied_bundle / "calibration.json").read_bytes() == before


def test_a_retrained_model_keeps_the_weights_of_its_base(tmp_path: Path) -> None:
    for name, values in (("base", {"temperature": 1, "article_weights": {"held": 3}}), ("new", {"temperature": 2})):
        (tmp_path / name).mkdir()
        (tmp_path / name / "calibration.json").write_text(json.dumps(values))
    carry_over(tmp_path / "base", tmp_path / "new")
    kept = json.loads((tmp_path / "new" / "calibration.json").read_text())
    assert kept == {"temperature": 2, "article_weights": {"held": 3}}
