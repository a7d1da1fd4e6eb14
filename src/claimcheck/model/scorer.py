"""Claim-evidence pairs in, calibrated probabilities out; every pair fits one pass of the model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

import numpy as np
from tokenizers import Encoding, Tokenizer

from claimcheck.errors import InputError, ModelError
from claimcheck.labels import LABELS
from claimcheck.model.bundle import Bundle
from claimcheck.model.calibration import CALIBRATION, read_calibration, softmax

BackendName = Literal["openvino", "torch"]

#: (claim, evidence) of one pass.
Pair = tuple[str, str]

#: Pairs tokenised at a time; the model computes the batches of the ones before meanwhile.
_TOKENISED_AT_ONCE = 256


class TokenBatch(NamedTuple):
    """Token ids of a few pairs, each array int32 of shape (rows, tokens)."""

    input_ids: np.ndarray
    attention_mask: np.ndarray
    token_type_ids: np.ndarray


class Backend(Protocol):
    """Turns token ids into logits.

    ``tokens_per_batch`` is how many tokens, rows times length, it is quickest with.
    """

    name: str
    precision: str
    tokens_per_batch: int

    def logits(self, batches: Iterable[TokenBatch]) -> list[np.ndarray]:
        """Logits of shape (rows, classes) for each batch, in the order of the model's classes."""


class PairScorer:
    """Scores pairs in batches of like length; identical pairs are scored once.

    Args:
        bundle: the model.
        backend: computes the logits.
        referee: a more precise backend that computes those pairs again whose two likeliest classes are closer than the
            ``close_margin`` of the model's ``calibration.json``.

    Raises:
        ModelError: the model's ``tokenizer.json`` or ``calibration.json`` is damaged.
    """

    def __init__(self, bundle: Bundle, backend: Backend, referee: Backend | None = None) -> None:
        self.bundle = bundle
        self.backend = backend
        self.referee = referee
        self._tokenizer = _tokenizer(bundle.folder / "tokenizer.json")
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._columns = [bundle.labels.index(label) for label in LABELS]
        self.calibration = read_calibration(bundle.folder / CALIBRATION)

    def score(self, pairs: Sequence[Pair]) -> np.ndarray:
        """Probabilities of shape (pairs, 3), columns in the order of :data:`claimcheck.labels.LABELS`.

        Raises:
            InputError: a claim and its evidence together are longer than one pass of the model.
        """
        return softmax(self.logits(pairs) / self.calibration.temperature)

    def logits(self, pairs: Sequence[Pair]) -> np.ndarray:
        """Uncalibrated logits of shape (pairs, 3), columns in the order of :data:`claimcheck.labels.LABELS`."""
        places = {pair: place for place, pair in enumerate(dict.fromkeys(pairs))}
        unique = list(places)
        results = self._compute(self.backend, unique)
        if self.referee is not None:
            close = np.flatnonzero(margins(results) < self.calibration.close_margin)
            results[close] = self._compute(self.referee, [unique[place] for place in close])
        return results[[places[pair] for pair in pairs]]

    def fits(self, claim: str, evidence: str) -> bool:
        """Whether one pass of the model reads the claim with this evidence."""
        # A token of ASCII text has at least one of its characters, so that short ones need not be counted.
        most_tokens = len(claim) + len(evidence) + self._tokenizer.num_special_tokens_to_add(True)
        if most_tokens <= self.bundle.max_tokens and claim.isascii() and evidence.isascii():
            return True
        return len(self._tokenizer.encode(evidence, claim)) <= self.bundle.max_tokens

    def _compute(self, backend: Backend, pairs: Sequence[Pair]) -> np.ndarray:
        order: list[int] = []

        def batches() -> Iterator[TokenBatch]:
            for length, rows in self._rows_of_a_length(pairs, backend.tokens_per_batch):
                order.extend(place for place, _ in rows)
                yield _token_batch([encoding for _, encoding in rows], length)

        results = np.zeros((len(pairs), len(LABELS)), dtype=np.float32)
        computed = backend.logits(batches())
        if computed:
            results[order] = np.concatenate(computed)[:, self._columns]
        return results

    def _rows_of_a_length(
        self, pairs: Sequence[Pair], tokens_per_batch: int
    ) -> Iterator[tuple[int, list[tuple[int, Encoding]]]]:
        """Padded length and (place, encoding) of the rows of each batch.

        A pair's padding depends on nothing but itself, so that its answer does not depend on its batch. Batches have a
        power of two of rows: a backend prepares itself for few shapes only.
        """
        waiting: defaultdict[int, list[tuple[int, Encoding]]] = defaultdict(list)
        for start in range(0, len(pairs), _TOKENISED_AT_ONCE):
            chunk = pairs[start : start + _TOKENISED_AT_ONCE]
            encodings = self._tokenizer.encode_batch_fast([(evidence, claim) for claim, evidence in chunk])
            for place, encoding in enumerate(encodings, start):
                self._check_length(pairs[place][0], encoding)
                length = min(padded_length(len(encoding)), self.bundle.max_tokens)
                waiting[length].append((place, encoding))
                if len(waiting[length]) == _power_of_two(tokens_per_batch // length):
                    yield length, waiting.pop(length)
        for length, rows in sorted(waiting.items(), reverse=True):
            while rows:
                count = _power_of_two(len(rows))
                yield length, rows[:count]
                del rows[:count]

    def _check_length(self, claim: str, encoding: Encoding) -> None:
        if len(encoding) > self.bundle.max_tokens:
            raise InputError(
                f"claim and evidence together have {len(encoding)} tokens, the model reads {self.bundle.max_tokens}; "
                f"give a claim of one statement (this one has {len(claim.split())} words: {claim[:60]!r} ...)"
            )


def margins(logits: np.ndarray) -> np.ndarray:
    """How far the likeliest class is above the second, for each row.

    >>> margins(np.array([[3.0, 1.0, 2.5]]))
    array([0.5])
    """
    ordered = np.sort(logits, axis=1)
    return np.asarray(ordered[:, -1] - ordered[:, -2])


def padded_length(tokens: int) -> int:
    """The length to which a pair of so many tokens is padded: one of a few dozen.

    >>> padded_length(21), padded_length(61), padded_length(130)
    (24, 64, 144)
    """
    step = 4 if tokens <= 32 else 8 if tokens <= 128 else 16
    return -(-tokens // step) * step


def _power_of_two(limit: int) -> int:
    """The largest power of two up to the limit, at least one."""
    return 1 << (max(limit, 1).bit_length() - 1)


def _token_batch(encodings: Sequence[Encoding], length: int) -> TokenBatch:
    batch = TokenBatch(*np.zeros((3, len(encodings), length), dtype=np.int32))
    for row, encoding in enumerate(encodings):
        used = len(encoding)
        batch.input_ids[row, :used] = encoding.ids
        batch.attention_mask[row, :used] = 1
        batch.token_type_ids[row, :used] = encoding.type_ids
    return batch


def _tokenizer(path: Path) -> Tokenizer:
    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers has no errors of its own
        raise ModelError(f"{path}: damaged, not readable as a tokenizer: {error}; install the model again") from error
