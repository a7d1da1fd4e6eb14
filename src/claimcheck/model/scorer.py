"""Claim-evidence pairs in, calibrated probabilities out; every pair fits one pass of the model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from tokenizers import Encoding, Tokenizer

from claimcheck.errors import InputError, ModelError
from claimcheck.labels import LABELS
from claimcheck.model.bundle import Bundle

BackendName = Literal["onnx", "torch"]

#: (claim, evidence) of one pass.
Pair = tuple[str, str]

_TOKENS_PER_BATCH = 4096


class Backend(Protocol):
    """Turns token ids into logits."""

    name: str
    precision: str

    def logits(self, input_ids: np.ndarray, attention_mask: np.ndarray, token_type_ids: np.ndarray) -> np.ndarray:
        """Logits of shape (rows, 3) for int64 arrays of shape (rows, tokens)."""


class PairScorer:
    """Scores pairs in batches of like length; identical pairs are scored once.

    Args:
        bundle: the model.
        backend: computes the logits.
    """

    def __init__(self, bundle: Bundle, backend: Backend) -> None:
        self.bundle = bundle
        self.backend = backend
        self._tokenizer = Tokenizer.from_file(str(bundle.folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._columns = [bundle.labels.index(label) for label in LABELS]
        self._temperature = _temperature(bundle.folder / "calibration.json")

    def score(self, pairs: Sequence[Pair]) -> np.ndarray:
        """Probabilities of shape (pairs, 3), columns in the order of :data:`claimcheck.labels.LABELS`.

        Raises:
            InputError: a claim and its evidence together are longer than one pass of the model.
        """
        return softmax(self.logits(pairs) / self._temperature)

    def logits(self, pairs: Sequence[Pair]) -> np.ndarray:
        """Uncalibrated logits of shape (pairs, 3), columns in the order of :data:`claimcheck.labels.LABELS`."""
        unique = {pair: index for index, pair in enumerate(dict.fromkeys(pairs))}
        encodings = self._tokenizer.encode_batch([(evidence, claim) for claim, evidence in unique])
        for (claim, _), encoding in zip(unique, encodings, strict=True):
            self._check_length(claim, encoding)
        results = np.zeros((len(unique), len(LABELS)), dtype=np.float32)
        for batch in _batches([len(encoding) for encoding in encodings]):
            results[batch] = self.backend.logits(*_arrays([encodings[index] for index in batch]))
        return results[[unique[pair] for pair in pairs]][:, self._columns]

    def fits(self, claim: str, evidence: str) -> bool:
        """Whether one pass of the model reads the claim with this evidence."""
        # A token has at least one character, so that short texts need not be counted.
        if len(claim) + len(evidence) < self.bundle.max_tokens:
            return True
        return len(self._tokenizer.encode(evidence, claim)) <= self.bundle.max_tokens

    def _check_length(self, claim: str, encoding: Encoding) -> None:
        if len(encoding) > self.bundle.max_tokens:
            raise InputError(
                f"claim and evidence together have {len(encoding)} tokens, the model reads {self.bundle.max_tokens}; "
                f"give a claim of one statement (this one has {len(claim.split())} words: {claim[:60]!r} ...)"
            )


def softmax(logits: np.ndarray) -> np.ndarray:
    """Probabilities along the last axis."""
    exponents = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(exponents / exponents.sum(axis=-1, keepdims=True))


def _batches(lengths: list[int]) -> list[list[int]]:
    """Indices sorted by length, cut so that a batch holds few tokens and hardly any padding."""
    batches: list[list[int]] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        longest = lengths[index]
        batch = batches[-1] if batches else None
        if batch and (len(batch) + 1) * longest <= _TOKENS_PER_BATCH and longest <= 1.1 * lengths[batch[0]] + 2:
            batch.append(index)
        else:
            batches.append([index])
    return batches


def _arrays(encodings: list[Encoding]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    shape = (len(encodings), max(len(encoding) for encoding in encodings))
    input_ids, mask, types = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for row, encoding in enumerate(encodings):
        length = len(encoding)
        input_ids[row, :length] = encoding.ids
        mask[row, :length] = 1
        types[row, :length] = encoding.type_ids
    return input_ids, mask, types


def _temperature(path: Path) -> float:
    """Temperature of the softmax (Guo et al., 2017, arXiv:1706.04599); 1 for a model that is not calibrated."""
    if not path.is_file():
        return 1.0
    try:
        return float(json.loads(path.read_text(encoding="utf-8"))["temperature"])
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"{path}: no readable temperature in it: {error}; calibrate or install the model again"
        ) from error
