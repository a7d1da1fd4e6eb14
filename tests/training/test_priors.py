from __future__ import annotations

import numpy as np
import pytest
import torch

from claimcheck.labels import NOT_SUPPORTED, Label
from training.classes import LABEL_INDEX
from training.losses import partial_label_loss
from training.priors import log_priors

S, C, N, NOT_S = Label.SUPPORTED, Label.CONTRADICTED, Label.NOT_ENOUGH_INFO, NOT_SUPPORTED


def rows(labels: list[str], part: str = "a") -> list[dict[str, str]]:
    return [{"part": part, "label": str(label)} for label in labels]


def test_prior_is_the_share_of_each_class_in_the_source() -> None:
    found = np.exp(log_priors(rows([S, S, C, N]) + rows([C, C, N, N], "b")))
    assert found[0].tolist() == pytest.approx([0.5, 0.25, 0.25])
    assert found[4][1:].tolist() == pytest.approx([found[4][1]] * 2)


def test_partial_label_counts_half_for_each_class_that_it_allows() -> None:
    assert np.exp(log_priors(rows([NOT_S, NOT_S, S, S])))[0].tolist() == pytest.approx([0.5, 0.25, 0.25])


def test_rows_say_nothing_of_a_class_that_their_part_lacks() -> None:
    labels = [S, C, C]
    sure = torch.tensor([[0.0, 0.0, 3.0]] * len(labels), requires_grad=True)
    indices = torch.tensor([LABEL_INDEX[label] for label in labels])
    partial_label_loss(sure + torch.tensor(log_priors(rows(labels))), indices).backward()
    assert sure.grad is not None
    assert sure.grad[:, LABEL_INDEX[N]].abs().max().item() < 1e-4


def test_model_that_says_only_the_prior_has_nothing_to_learn() -> None:
    labels = [S] * 6 + [C] * 3 + [N]
    silent = torch.zeros(len(labels), 3, requires_grad=True)
    indices = torch.tensor([LABEL_INDEX[label] for label in labels])
    partial_label_loss(silent + torch.tensor(log_priors(rows(labels))), indices).backward()
    assert silent.grad is not None
    assert silent.grad.sum(dim=0).tolist() == pytest.approx([0, 0, 0], abs=1e-6)
