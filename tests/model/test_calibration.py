from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from claimcheck.errors import ModelError
from claimcheck.labels import LABELS
from claimcheck.model.calibration import (
    FEATURES,
    ArticleWeights,
    article_features,
    article_weights_json,
    read_calibration,
)

WHOLE = np.array([[0.2, 0.3, 0.5]])
SENTENCE = np.array([[0.6, 0.3, 0.1]])


def features(window: np.ndarray, first: np.ndarray) -> np.ndarray:
    return article_features(window, first, first[:, :2], np.array([0.4]))


def test_a_model_without_weights_believes_what_window_and_sentence_agree_on() -> None:
    weights = ArticleWeights.unfitted()
    np.testing.assert_allclose(weights.combine(features(WHOLE, WHOLE)), WHOLE)
    between = weights.combine(features(WHOLE, SENTENCE))[0]
    assert WHOLE[0, 0] < between[0] < SENTENCE[0, 0]
    assert between.sum() == pytest.approx(1.0)


def test_each_feature_has_its_place() -> None:
    row = dict(zip(FEATURES, features(WHOLE, SENTENCE)[0], strict=True))
    assert row["window not_enough_info"] == pytest.approx(np.log(0.5))
    assert row["first sentence supported"] == row["strongest sentence supported"] == pytest.approx(np.log(0.6))
    assert row["held"] == 0.4


def test_no_probability_is_impossible() -> None:
    certain = np.array([[1.0, 0.0, 0.0]])
    assert np.isfinite(features(certain, certain)).all()


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    generator = np.random.default_rng(3)
    written = ArticleWeights(generator.normal(size=(len(FEATURES), 3)).round(4), generator.normal(size=3).round(4))
    path = tmp_path / "calibration.json"
    path.write_text(json.dumps({"temperature": 1.5, "article_weights": article_weights_json(written)}))
    calibration = read_calibration(path)
    assert calibration.temperature == 1.5
    np.testing.assert_array_equal(calibration.article_weights.coefficients, written.coefficients)
    np.testing.assert_array_equal(calibration.article_weights.intercept, written.intercept)


def test_without_a_file_answers_are_taken_as_they_are(tmp_path: Path) -> None:
    assert read_calibration(tmp_path / "calibration.json").temperature == 1.0


def damaged(feature: str, value: object) -> str:
    weights = article_weights_json(ArticleWeights.unfitted())
    weights[feature] = dict.fromkeys(map(str, LABELS), value)
    return json.dumps({"temperature": 1, "article_weights": weights})


@pytest.mark.parametrize(
    "content",
    [
        "{}",
        "[]",
        '{"temperature": 0}',
        '{"temperature": NaN}',
        '{"temperature": Infinity}',
        '{"temperature": 1, "article_weights": {}}',
        damaged("held", None),
        damaged("intercept", float("nan")),
    ],
)
def test_a_damaged_calibration_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "calibration.json"
    path.write_text(content)
    with pytest.raises(ModelError, match=r"calibration\.json"):
        read_calibration(path)
