"""Cross-entropy that understands the partial label ``not_supported``."""

from __future__ import annotations

import torch

from training.classes import ALLOWED_CLASSES


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
