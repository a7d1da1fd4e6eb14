from __future__ import annotations

from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer
from transformers import AutoModel

from claimcheck.text.word_vectors import TOKENIZER_FILE, VECTORS_FILE, VECTORS_TENSOR, WordVectors
from training.word_vectors import write_word_vectors


def test_directions_survive(tiny_bundle: Path, tmp_path: Path) -> None:
    write_word_vectors(str(tiny_bundle), tmp_path)
    embeddings = AutoModel.from_pretrained(tiny_bundle).get_input_embeddings().weight.detach().numpy()
    tokenizer = Tokenizer.from_file(str(tmp_path / TOKENIZER_FILE))
    made = WordVectors(load_file(tmp_path / VECTORS_FILE)[VECTORS_TENSOR], tokenizer)
    words = np.array([i for piece, i in tokenizer.get_vocab().items() if not piece.startswith("[")])
    centred = embeddings[words] - embeddings[words].mean(axis=0)
    norms = np.linalg.norm(centred, axis=1)
    cosine = centred @ centred.T / np.outer(norms, norms)
    near = cosine > 0.45
    np.testing.assert_allclose(made.similarity(words, words)[near], np.minimum(cosine[near], 1), atol=0.03)
