"""Cross-entropy that understands the partial label ``not_supported`` and lopsided sources."""

from __future__ import annotations

import numpy as np
import torch

from training.prepare import ALLOWED_CLASSES

#: A class that a source never has is made rarer than this by nobody: the model should still learn that it is not there.
_LEAST_PRIOR = 0.1


def partial_label_loss(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Mean negative log probability of the classes that a label allows.

    For a full label this is cross-entropy; for ``not_supported`` it is ``-log(1 - p(supported))``, the
    maximum-likelihood loss for partial labels (Jin & Ghahramani, 2002, "Learning with multiple labels").

    Args:
        logits: shape (rows, 3), in the order of :data:`claimcheck.labels.LABELS`.
        labels: shape (rows,), 0 to 2 for full labels, 3 for ``not_supported``.

    >>> partial_label_loss(torch.zeros(1, 3), torch.tensor([3])).exp().item()
    1.5
    """
    log_probabilities = logits.float().log_softmax(dim=-1)
    allowed = torch.from_numpy(ALLOWED_CLASSES).to(logits.device)[labels]
    return -log_probabilities.masked_fill(~allowed, float("-inf")).logsumexp(dim=-1).mean()


def source_log_priors(labels: np.ndarray, sources: int) -> torch.Tensor:
    """Log share of each class among the rows of each source, to add to the logits in training.

    A source with nine contradicted rows in ten teaches a model to call its subject contradicted. With the log prior
    added, the logits learn what the texts say beyond that (Menon et al., 2021, "Long-tail learning via logit
    adjustment").

    Args:
        labels: shape (rows, 2), label index (0 to 3, 3 for ``not_supported``) and source index.
        sources: how many sources there are.

    Returns:
        shape (sources, 3); each row is the log of a distribution.

    >>> source_log_priors(np.array([[0, 0], [0, 0], [3, 0], [3, 0]]), 1).exp().tolist()
    [[0.5, 0.25, 0.25]]
    """
    shares = ALLOWED_CLASSES / ALLOWED_CLASSES.sum(axis=1, keepdims=True)
    counts = np.zeros((sources, shares.shape[1]))
    np.add.at(counts, labels[:, 1], shares[labels[:, 0]])
    priors = np.maximum(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1), _LEAST_PRIOR)
    return torch.from_numpy(np.log(priors / priors.sum(axis=1, keepdims=True))).float()
