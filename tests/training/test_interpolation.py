from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import AutoModelForSequenceClassification

from claimcheck.errors import InputError
from tests.tiny_model import save_tiny_model
from training.interpolation import best_share, shrink


def test_shrinking_moves_the_encoder_and_leaves_the_head(tiny_bundle: Path, tmp_path: Path) -> None:
    trained = AutoModelForSequenceClassification.from_pretrained(tiny_bundle, dtype=torch.float32)
    pretrained = AutoModelForSequenceClassification.from_pretrained(tiny_bundle, dtype=torch.float32)
    with torch.no_grad():
        for weight in pretrained.base_model.parameters():
            weight.zero_()
    pretrained.base_model.save_pretrained(tmp_path / "pretrained")
    before = {name: tensor.clone() for name, tensor in trained.state_dict().items()}
    shrink(trained, str(tmp_path / "pretrained"), kept=0.75)
    expected = {name: (1 if "classifier" in name else 0.75) * tensor for name, tensor in before.items()}
    torch.testing.assert_close(trained.state_dict(), expected)


def test_shrinking_towards_another_kind_of_encoder_is_refused(tiny_bundle: Path, tmp_path: Path) -> None:
    save_tiny_model(tmp_path / "other", hidden_size=16)
    model = AutoModelForSequenceClassification.from_pretrained(tiny_bundle)
    with pytest.raises(InputError, match="shaped otherwise"):
        shrink(model, str(tmp_path / "other"), kept=0.5)


SCORES = {
    0.0: {"macro_f1": 0.50, "old": 0.70, "new": 0.30},
    0.3: {"macro_f1": 0.55, "old": 0.71, "new": 0.39},
    0.6: {"macro_f1": 0.56, "old": 0.70, "new": 0.42},
    1.0: {"macro_f1": 0.60, "old": 0.69, "new": 0.51},
}


def test_the_share_that_does_best_is_kept() -> None:
    assert best_share(SCORES, protected=None) == 1.0


def test_a_share_that_forgets_what_is_protected_is_out_of_the_question() -> None:
    assert best_share(SCORES, protected="old") == 0.6


def test_where_every_share_forgets_the_smallest_is_kept() -> None:
    assert best_share(SCORES | {0.0: {"macro_f1": 0.5, "old": 0.8, "new": 0.2}}, protected="old") == 0.3
