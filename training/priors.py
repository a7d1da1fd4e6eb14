"""What the source of a row gives away of its label, so that training can look past it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from training.classes import ALLOWED_CLASSES, LABEL_INDEX

#: Stands for nought. A class that a part lacks is as good as masked: its rows say nothing of when that class is due.
_NO_PRIOR = 1e-6


def log_priors(rows: Sequence[Mapping[str, str]]) -> np.ndarray:
    """Log share of each class among the rows of a row's part, to add to the logits in training.

    A source with nine contradicted rows in ten teaches a model to call its subject contradicted. With the log prior
    added, the logits learn what the texts say beyond that (Menon et al., 2021, arXiv:2007.07314).

    Args:
        rows: with ``part`` (a source, or one way of using it) and ``label``.

    Returns:
        shape (rows, 3); a class that the part lacks has the log of a millionth.

    >>> rows = [{"part": "a", "label": label} for label in ("supported", "not_supported")]
    >>> np.exp(log_priors(rows)).round(3).tolist()[0]
    [0.5, 0.25, 0.25]
    """
    shares = ALLOWED_CLASSES / ALLOWED_CLASSES.sum(axis=1, keepdims=True)
    labels = np.array([LABEL_INDEX[row["label"]] for row in rows])
    parts = np.array([row["part"] for row in rows])
    priors = np.empty((len(rows), shares.shape[1]))
    for part in np.unique(parts):
        priors[parts == part] = shares[labels[parts == part]].mean(axis=0)
    return np.asarray(np.log(np.maximum(priors, _NO_PRIOR)))
