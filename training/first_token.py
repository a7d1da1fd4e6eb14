"""The last layer of a BERT for the one token that is classified; exact, and a seventh of a training pass less."""

from __future__ import annotations

from types import MethodType
from typing import Any

import torch
from transformers import BertForSequenceClassification, PreTrainedModel
from transformers.models.bert.modeling_bert import BertLayer


def read_first_token_only(model: PreTrainedModel) -> None:
    """Make the last layer of ``model`` compute the first token alone, the only one whose result is used.

    The weights keep their names. Models other than BERT classifiers are left as they are.
    """
    if isinstance(model, BertForSequenceClassification):
        last = model.bert.encoder.layer[-1]
        last.forward = MethodType(_first_token, last)


def _first_token(
    layer: BertLayer, hidden_states: torch.Tensor, attention_mask: torch.Tensor | None = None, *_: Any, **__: Any
) -> torch.Tensor:
    """``hidden_states``, shape (rows, tokens, width) -> shape (rows, 1, width)."""
    attention = layer.attention.self
    rows, tokens, width = hidden_states.shape
    first = hidden_states[:, :1]

    def by_head(states: torch.Tensor) -> torch.Tensor:
        return states.view(rows, -1, attention.num_attention_heads, attention.attention_head_size).transpose(1, 2)

    mask = None if attention_mask is None else attention_mask[:, :, :1, :tokens]
    context = torch.nn.functional.scaled_dot_product_attention(
        by_head(attention.query(first)),
        by_head(attention.key(hidden_states)),
        by_head(attention.value(hidden_states)),
        attn_mask=mask,
    )
    attended = layer.attention.output(context.transpose(1, 2).reshape(rows, 1, width), first)
    return layer.output(layer.intermediate(attended), attended)
