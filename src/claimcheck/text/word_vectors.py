"""Static vectors of word pieces: which words of two texts mean nearly the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

#: Made by ``python -m training vectors``.
FOLDER = Path(__file__).parents[1] / "models" / "word-vectors"
VECTORS_FILE, VECTORS_TENSOR, TOKENIZER_FILE = "vectors.safetensors", "vectors", "tokenizer.json"
#: Id of the word piece that is like no other.
PADDING = 0
#: Word pieces less alike than this have nothing in common.
_LEAST_SIMILARITY = 0.4
_THOUSANDS_SEPARATOR = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


class WordVectors:
    """Word pieces and how alike they are.

    >>> vectors = WordVectors.bundled()
    >>> soldiers, troops, cups = (vectors.tokens([word])[0] for word in ("soldiers", "troops", "cups"))
    >>> bool(vectors.similarity(soldiers, troops) > 0.5), float(vectors.similarity(soldiers, cups).item())
    (True, 0.0)
    """

    def __init__(self, vectors: np.ndarray, tokenizer: Tokenizer) -> None:
        norms = np.linalg.norm(vectors.astype(np.float32), axis=1, keepdims=True)
        self._directions = vectors / np.maximum(norms, 1.0)
        self._tokenizer = tokenizer
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    @classmethod
    @cache
    def bundled(cls) -> Self:
        """The vectors that come with the package."""
        vectors = load_file(FOLDER / VECTORS_FILE)[VECTORS_TENSOR]
        return cls(vectors, Tokenizer.from_file(str(FOLDER / TOKENIZER_FILE)))

    def tokens(self, texts: Sequence[str]) -> list[np.ndarray]:
        """Ids of the word pieces of each text, in their order; ``2,185`` and ``2185`` have the same."""
        plain = [_THOUSANDS_SEPARATOR.sub("", text) for text in texts]
        return [
            np.array(found.ids, dtype=np.intp)
            for found in self._tokenizer.encode_batch(plain, add_special_tokens=False)
        ]

    def similarity(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Cosine of each id of ``one`` with each of ``other``, shape (one, other); 0 where it says nothing."""
        return likeness(self._directions[one], self._directions[other])

    def direction(self, ids: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """Direction of a text, shape (dimensions,): the weighed mean of its word pieces; 0 where it has none."""
        return _at_length_one(weights @ self._directions[ids])

    def words(self, words: Sequence[str]) -> np.ndarray:
        """Directions of whole words, each that of its pieces together, shape (words, dimensions)."""
        if not words:
            return np.zeros((0, self._directions.shape[1]), dtype=np.float32)
        return _at_length_one(np.stack([self._directions[ids].sum(axis=0) for ids in self.tokens(words)]))


def _at_length_one(vectors: np.ndarray) -> np.ndarray:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9))


def likeness(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Cosine of each direction of ``one`` with each of ``other``, shape (one, other); 0 where it says nothing."""
    cosine = one @ other.T
    return np.where(cosine >= _LEAST_SIMILARITY, np.minimum(cosine, 1.0), 0.0)
