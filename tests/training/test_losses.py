from __future__ import annotations

import pytest
import torch

from training.losses import partial_label_loss


def test_full_labels_give_cross_entropy() -> None:
    logits = torch.tensor([[1.0, -2.0, 0.5], [0.1, 0.2, 3.0]])
    labels = torch.tensor([1, 2])
    assert partial_label_loss(logits, labels).item() == pytest.approx(
        torch.nn.functional.cross_entropy(logits, labels).item()
    )


def test_partial_label_is_one_minus_supported() -> None:
    logits = torch.tensor([[2.0, 0.0, 1.0]])
    expected = -torch.log(1 - logits.softmax(dim=-1)[0, 0])
    assert partial_label_loss(logits, torch.tensor([3])).item() == pytest.approx(expected.item())


def test_partial_label_does_not_choose_between_its_classes() -> None:
    logits = torch.zeros(1, 3, requires_grad=True)
    partial_label_loss(logits, torch.tensor([3])).backward()
    assert logits.grad is not None
    assert logits.grad[0, 1] == logits.grad[0, 2] < 0 < logits.grad[0, 0]
