"""What the source of a row gives away of its label, so that training can look past it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from training.classes import ALLOWED_CLASSES, LABEL_INDEX

#: No class counts as rarer than this: a model should still learn that a source lacks it.
_LEAST_PRIOR = 0.1


def log_priors(rows: Sequence[Mapping[str, str]]) -> np.ndarray:
    """Log share of each class among the rows of a row's source, to add to the logits in training.

    A source with nine contradicted rows in ten teaches a model to call its subject contradicted. With the log prior
    added, the logits learn what the texts say beyond that (Menon et al., 2021, arXiv:2007.07314).

    Args:
        rows: with ``source`` and ``label``.

    Returns:
        shape (rows, 3); each row is the log of a distribution.

    >>> rows = [{"source": "a", "label": label} for label in ("supported", "not_supported")]
    >>> np.exp(log_priors(rows)).tolist()[0]
    [0.5, 0.25, 0.25]
    """
    shares = ALLOWED_CLASSES / ALLOWED_CLASSES.sum(axis=1, keepdims=True)
    labels = np.array([LABEL_INDEX[row["label"]] for row in rows])
    sources = np.array([row["source"] for row in rows])
    priors = np.empty((len(rows), shares.shape[1]))
    for source in np.unique(sources):
        priors[sources == source] = shares[labels[sources == source]].mean(axis=0)
    priors = np.maximum(priors, _LEAST_PRIOR)
    return np.asarray(np.log(priors / priors.sum(axis=1, keepdims=True)))
