"""Step ``vectors``: the word embeddings of a pretrained encoder -> the small table that evidence selection reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from transformers import AutoModel, AutoTokenizer

from claimcheck.text.word_vectors import FOLDER, TOKENIZER_FILE, VECTORS_FILE, VECTORS_TENSOR
from training.base_model import resolve_base_model

#: With half as many, dev recall falls by a point; with three times as many, it does not rise.
_DIMENSIONS = 128


def write_word_vectors(base_model: str, folder: Path = FOLDER) -> None:
    """Reduce an encoder's word embeddings to their first principal components and to 8 bits; only directions matter.

    Args:
        base_model: as in a training configuration; a BERT-like encoder with a fast tokenizer.
        folder: where the table and the tokenizer go.

    Raises:
        ModelError: the package that ``base_model`` names is not installed.
    """
    source = resolve_base_model(base_model)
    tokenizer = AutoTokenizer.from_pretrained(source)
    embeddings = AutoModel.from_pretrained(source).get_input_embeddings().weight.detach().float().numpy()
    vocabulary = tokenizer.get_vocab()
    no_words = [index for piece, index in vocabulary.items() if piece.startswith("[") and piece.endswith("]")]
    words = np.setdiff1d(np.arange(len(embeddings)), no_words)
    centred = embeddings - embeddings[words].mean(axis=0)
    centred[no_words] = 0.0
    components = np.linalg.svd(centred[words], full_matrices=False)[2][:_DIMENSIONS]
    vectors = centred @ components.T
    scale = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9) / 127
    folder.mkdir(parents=True, exist_ok=True)
    save_file({VECTORS_TENSOR: np.rint(vectors / scale).astype(np.int8)}, folder / VECTORS_FILE)
    tokenizer.backend_tokenizer.save(str(folder / TOKENIZER_FILE))
