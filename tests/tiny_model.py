"""A random BERT of a few thousand weights with a vocabulary of a few dozen words: loads and runs in milliseconds."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

from claimcheck.model.bundle import MANIFEST, sha256
from training.export import quantise_model

_SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
_WORDS = [
    "the",
    "a",
    "of",
    "in",
    "on",
    "at",
    "and",
    "was",
    "were",
    "not",
    "no",
    "is",
    "are",
    "for",
    "to",
    "by",
    "ferry",
    "fire",
    "mayor",
    "court",
    "people",
    "police",
    "council",
    "storm",
    "bridge",
    "killed",
    "injured",
    "closed",
    "open",
    "monday",
    "tuesday",
    "friday",
    "march",
    "april",
    "said",
    "voted",
    "began",
    "ended",
    "hundred",
    "thousand",
    "more",
    "than",
]
_CHARACTERS = list("abcdefghijklmnopqrstuvwxyz0123456789.,%$'\"-:;()?!")

PAIRS = [
    ("the ferry was closed on monday", "on tuesday the ferry was open, police said."),
    ("the mayor voted for the bridge", "the council voted for the bridge in march."),
    ("12 people were injured", "the storm injured 15 people and killed 2."),
    ("the court was open", "no."),
]


def save_tiny_model(
    folder: Path, names: tuple[str, ...] = ("entailment", "contradiction", "neutral"), hidden_size: int = 32
) -> Path:
    """Write a random classifier with a tokenizer, as ``save_pretrained`` does."""
    vocabulary = [*_SPECIAL, *_WORDS, *_CHARACTERS, *(f"##{character}" for character in _CHARACTERS)]
    tokenizer = Tokenizer(models.WordPiece({word: place for place, word in enumerate(vocabulary)}, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    special = dict(zip(("pad_token", "unk_token", "cls_token", "sep_token", "mask_token"), _SPECIAL, strict=True))
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, **special).save_pretrained(folder)
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=hidden_size,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=512,
        initializer_range=0.3,
        num_labels=len(names),
        id2label=dict(enumerate(names)),
        label2id={name: place for place, name in enumerate(names)},
    )
    BertForSequenceClassification(config).half().save_pretrained(folder)
    return folder


def save_tiny_bundle(folder: Path) -> Path:
    """Write the random classifier as a bundle of ours, with int8 scales and manifest."""
    save_tiny_model(folder)
    (folder / "calibration.json").write_text('{"temperature": 2.0}', encoding="utf-8")
    manifest = {"name": "tiny", "version": "0", **quantise_model(folder, PAIRS, most_flips=1.0)}
    manifest["files"] = {path.name: sha256(path) for path in sorted(folder.iterdir())}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return folder
