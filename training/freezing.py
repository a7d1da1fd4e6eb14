"""Layers that a training leaves as they are, for a short stage on a slow machine."""

from __future__ import annotations

from transformers import PreTrainedModel

from claimcheck.errors import InputError


def freeze_lowest_layers(model: PreTrainedModel, layers: int) -> None:
    """Leave the embeddings and the lowest ``layers`` of a BERT as they are; 0 leaves all to be trained.

    What lies near the words changes least in fine-tuning, and half of the work is saved (Lee et al., 2019, "What would
    Elsa do?", arXiv:1911.03090).

    Raises:
        InputError: the model has too few layers, or none by that name.
    """
    if not layers:
        return
    encoder = getattr(model.base_model, "encoder", None)
    known = getattr(encoder, "layer", [])
    if layers > len(known):
        raise InputError(f"frozen_layers is {layers}, and the model has {len(known)} layers that can be frozen")
    for part in (model.base_model.embeddings, *known[:layers]):
        part.requires_grad_(False)
