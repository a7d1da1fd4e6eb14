"""Between two sets of weights: what a training learned by heart lies at its end, what it understood along the way."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from transformers import AutoModel, PreTrainedModel, Trainer

from claimcheck.errors import InputError

log = logging.getLogger(__name__)

#: Shares of the new weights that are tried; 0 is the base model, 1 the fine-tuned model itself.
_SHARES = (0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.0)
_MEAN = "macro_f1"


@dataclass(frozen=True, slots=True)
class Mixed:
    """``share`` of the new weights that was kept, and the dev ``macro_f1`` of every share."""

    share: float
    macro_f1: dict[str, float]


def interpolate(trainer: Trainer, old: Mapping[str, torch.Tensor], protected: str | None = None) -> Mixed:
    """Leave in ``trainer.model`` a mix of old and new weights: what does best on dev, or forgets nothing protected.

    WiSE-FT: Wortsman et al., 2022, "Robust fine-tuning of zero-shot models", arXiv:2109.01903.

    Args:
        trainer: holds the fine-tuned model.
        old: weights of the base model, by name, as they were before any shrinking.
        protected: a dev source of old rows; the mix has as much of the new weights as these allow.
    """
    new = weights_of(trainer.model)
    shares = _SHARES if protected is None else (0.0, *_SHARES)
    scores = {}
    for share in shares:
        trainer.model.load_state_dict(_mixed(old, new, share))
        scores[share] = {name.removeprefix("eval_"): value for name, value in trainer.evaluate().items()}
        kept = "" if protected is None else f", {protected} {scores[share][protected]:.4f}"
        log.info("share of the new weights %.2f: dev macro-F1 %.4f%s", share, scores[share][_MEAN], kept)
    best = best_share(scores, protected)
    log.info("share of the new weights that is kept: %.2f", best)
    trainer.model.load_state_dict(_mixed(old, new, best))
    return Mixed(best, {str(share): found[_MEAN] for share, found in scores.items()})


def best_share(scores: Mapping[float, Mapping[str, float]], protected: str | None) -> float:
    """The share of the new weights to keep, by the dev macro-F1 of every share: by source, and their mean.

    With a ``protected`` source, the largest share that answers it no worse than the base model does; where there is
    none, the smallest. The other dev rows are a few new labels then, too few to tell the shares apart.
    """
    shares = [share for share in scores if share > 0]
    if protected is None:
        return max(shares, key=lambda share: scores[share][_MEAN])
    least = scores[0.0][protected]
    return max((share for share in shares if scores[share][protected] >= least), default=min(shares))


def shrink(model: PreTrainedModel, pretrained: str, kept: float) -> None:
    """Move the weights of a trained ``model`` back towards those that it was pretrained with.

    A model that is trained on mostly the same rows again has little left to learn from them; with part of what it
    learned by heart taken away, it learns from them once more (Ash & Adams, 2020, "On warm-starting neural network
    training", arXiv:1910.08475, who shrink towards nought).

    Args:
        model: a classifier; its head, which no pretrained model has, stays.
        pretrained: id or folder of the encoder.
        kept: share of the model's own weights.

    Raises:
        InputError: the pretrained encoder has other weights than the model.
    """
    own = model.base_model.state_dict()
    old = AutoModel.from_pretrained(pretrained, dtype=torch.float32).state_dict()
    if any(name not in old or old[name].shape != tensor.shape for name, tensor in own.items()):
        raise InputError(f"shrink.pretrained {pretrained}: its weights are shaped otherwise than those of base_model")
    model.base_model.load_state_dict(_mixed(old, own, kept))


def weights_of(model: torch.nn.Module) -> dict[str, torch.Tensor]:
    """A copy of a model's weights."""
    return {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}


def _mixed(old: Mapping[str, torch.Tensor], new: Mapping[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    return {
        name: old[name].lerp(tensor, share) if tensor.is_floating_point() else tensor for name, tensor in new.items()
    }
