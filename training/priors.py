"""What gives a label away before the evidence is read, so that training can look past it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from training.classes import ALLOWED_CLASSES, LABEL_INDEX

#: No class counts as rarer than this: a model should still learn that a source lacks it.
_LEAST_PRIOR = 0.1
_FOLDS = 5


def log_priors(rows: Sequence[Mapping[str, str]], from_claims: Collection[str]) -> np.ndarray:
    """Log probability of each class without the evidence, to add to the logits in training.

    A source with nine contradicted rows in ten teaches a model to call its subject contradicted, and one whose
    contradicted claims say 'only' and 'never' teaches it those words. With the log prior added, the logits learn what
    the evidence says beyond that (Menon et al., 2021, "Long-tail learning via logit adjustment"; Clark et al., 2019,
    arXiv:1909.03683).

    Args:
        rows: with ``source``, ``claim`` and ``label``.
        from_claims: sources whose prior depends on the words of the claim, by a TF-IDF classifier that has not seen the
            claim; of all others it is the share of each class among the source's rows.

    Returns:
        shape (rows, 3); each row is the log of a distribution.

    >>> rows = [{"source": "a", "claim": "", "label": label} for label in ("supported", "not_supported")]
    >>> np.exp(log_priors(rows, ())).tolist()[0]
    [0.5, 0.25, 0.25]
    """
    shares = ALLOWED_CLASSES / ALLOWED_CLASSES.sum(axis=1, keepdims=True)
    labels = np.array([LABEL_INDEX[row["label"]] for row in rows])
    sources = np.array([row["source"] for row in rows])
    priors = np.empty((len(rows), shares.shape[1]))
    for source in np.unique(sources):
        chosen = np.flatnonzero(sources == source)
        priors[chosen] = shares[labels[chosen]].mean(axis=0)
        if source in from_claims:
            claims = [rows[int(row)]["claim"] for row in chosen]
            kinds, places = np.unique(labels[chosen], return_inverse=True)
            priors[chosen] = _by_words(claims, places) @ shares[kinds]
    priors = np.maximum(priors, _LEAST_PRIOR)
    return np.asarray(np.log(priors / priors.sum(axis=1, keepdims=True)))


def _by_words(claims: Sequence[str], labels: np.ndarray) -> np.ndarray:
    """Probabilities of shape (claims, labels), each by a classifier fitted without the claim."""
    groups = np.unique(claims, return_inverse=True)[1]
    classifier = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LogisticRegression(C=3.0))
    return np.asarray(
        cross_val_predict(classifier, claims, labels, groups=groups, cv=GroupKFold(_FOLDS), method="predict_proba")
    )
