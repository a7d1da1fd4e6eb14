"""What makes training cheaper must not change what is computed, beyond what is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import AutoModelForSequenceClassification, PreTrainedModel

from claimcheck.errors import InputError
from training import finetune
from training.first_token import read_first_token_only
from training.freezing import freeze_lowest_layers


@pytest.fixture(params=["eager", "sdpa"])
def model(tiny_bundle: Path, request: pytest.FixtureRequest) -> PreTrainedModel:
    return AutoModelForSequenceClassification.from_pretrained(
        tiny_bundle, dtype=torch.float32, attn_implementation=request.param
    ).eval()


def test_reading_the_first_token_only_changes_neither_logits_nor_gradients(model: PreTrainedModel) -> None:
    batch = {"input_ids": torch.randint(5, 50, (3, 9)), "attention_mask": torch.ones(3, 9, dtype=torch.long)}
    batch["attention_mask"][1, 6:] = 0
    found = []
    for _ in range(2):
        model.zero_grad()
        logits = model(**batch).logits
        logits.sum().backward()
        found.append((logits.detach(), {name: weight.grad.clone() for name, weight in model.named_parameters()}))
        read_first_token_only(model)
    torch.testing.assert_close(found[0], found[1])


def test_frozen_layers_have_no_gradient(model: PreTrainedModel) -> None:
    freeze_lowest_layers(model, 1)
    learning = {name for name, weight in model.named_parameters() if weight.requires_grad}
    assert learning
    assert not any("embeddings" in name or "layer.0." in name for name in learning)


def test_more_layers_than_there_are_cannot_be_frozen(model: PreTrainedModel) -> None:
    with pytest.raises(InputError, match="frozen_layers is 99"):
        freeze_lowest_layers(model, 99)


@pytest.mark.parametrize("has_instructions", [True, False])
def test_bf16_is_used_only_where_the_processor_has_it(has_instructions: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx512_bf16": has_instructions})
    assert finetune.computes_bf16() is has_instructions
