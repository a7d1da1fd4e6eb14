"""A text cut into sentences and indexed once, then asked for the window that bears on a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from claimcheck.records import Sentence
from claimcheck.text import split_sentences
from claimcheck.text.boilerplate import is_boilerplate, opening_length
from claimcheck.text.word_vectors import PADDING, WordVectors

#: A text of up to so many characters is read whole.
WHOLE_TEXT_CHARACTERS = 700
#: The most relevant sentences of a longer text are read together, in their order in the text.
WINDOW_SENTENCES = 4
#: What a sentence that adds to the chosen ones counts for, beside its relevance.
_WEIGHT_OF_LACKED = 0.5
#: A run of text without a sentence end is cut at white space into pieces of at most so many characters, so that it fits
#: one pass of the model. In some scripts, and with many digits, a character is more than a token; then it is cut finer,
#: down to pieces of the second length.
_LONGEST_PIECE = 400
_SHORTEST_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Window:
    """What one pass of the model reads.

    ``sentences``: those that the text consists of, without lines that belong to the page, most relevant first.
    ``coverage``: share, from 0 to 1, of the claim's word pieces that the window holds or paraphrases, each weighed by
    how rare it is in the whole text. ``held``: the same for each of the sentences by itself. ``selected``: whether the
    sentences are a choice from a longer text.
    """

    text: str
    sentences: tuple[Sentence, ...]
    coverage: float
    held: tuple[float, ...]
    selected: bool


class EvidenceIndex:
    """Finds the sentences of one text that bear on a claim, for any number of claims.

    A sentence holds a word piece of the claim as far as its own most similar piece is similar to it (MaxSim: Khattab &
    Zaharia, 2020, arXiv:2004.12832); pieces weigh by how rare they are in the text (the inverse document frequency of
    BM25: Robertson & Zaragoza, 2009). The relevance of a sentence is the share of the claim that it holds, and the
    cosine of their mean vectors (Arora et al., 2017, "A simple but tough-to-beat baseline for sentence embeddings").

    >>> index = EvidenceIndex("It rained on Sunday. Forty people came to the fair.")
    >>> index.window("The fair drew 40 people.").text
    'It rained on Sunday. Forty people came to the fair.'
    """

    def __init__(self, text: str, longest_piece: int = _LONGEST_PIECE) -> None:
        self.text = text
        self.sentences = [piece for sentence in _told(text) for piece in _pieces(sentence, longest_piece)]
        self._longest_piece = longest_piece

    def window(self, claim: str, most_sentences: int = WINDOW_SENTENCES) -> Window:
        """The whole text if it is short, else its most relevant sentences.

        A sentence counts for its relevance, and for what it holds of the claim that those chosen before it lack.
        """
        return next(self.windows(claim, most_sentences))

    def windows(self, claim: str, most_sentences: int = WINDOW_SENTENCES) -> Iterator[Window]:
        """The :meth:`window`, then what to read if that is too long: fewer sentences, then pieces of sentences."""
        if not self.sentences:
            yield Window(self.text.strip(), (), 0.0, (), selected=False)
            return
        held, relevance = self._compare(claim)
        whole = len(self.text) <= WHOLE_TEXT_CHARACTERS or len(self.sentences) == 1
        chosen = _most_relevant(held, relevance, len(self.sentences) if whole else most_sentences)
        if whole:
            yield self._window(self.text.strip(), chosen, held, selected=False)
        for count in range(min(len(chosen), most_sentences), 0, -1):
            text = " ".join(self.sentences[place].text for place in sorted(chosen[:count]))
            yield self._window(text, chosen[:count], held, selected=True)
        if self._longest_piece > _SHORTEST_LIMIT:
            yield from self._cut_finer.windows(claim, most_sentences)

    def rank(self, claim: str) -> list[int]:
        """Places of the sentences, each by itself, most relevant first; ties keep the order of the text."""
        if not self.sentences:
            return []
        _, relevance = self._compare(claim)
        return [int(place) for place in np.argsort(-relevance.round(3), kind="stable")]

    def _window(self, text: str, chosen: Sequence[int], held: np.ndarray, *, selected: bool) -> Window:
        return Window(
            text,
            tuple(self.sentences[place] for place in chosen),
            coverage=float(held[:, chosen].max(axis=1).sum()),
            held=tuple(held[:, chosen].sum(axis=0).tolist()),
            selected=selected,
        )

    @cached_property
    def _cut_finer(self) -> EvidenceIndex:
        return EvidenceIndex(self.text, self._longest_piece // 2)

    def _compare(self, claim: str) -> tuple[np.ndarray, np.ndarray]:
        """What each sentence holds of the claim, shape (pieces, sentences), and its relevance, shape (sentences,).

        A word piece that a sentence holds whole counts for its share of the claim.
        """
        vectors = WordVectors.bundled()
        vocabulary, places, starts = self._tokens
        asked = np.unique([PADDING, *vectors.tokens([claim])[0]])
        held = np.maximum.reduceat(vectors.similarity(asked, vocabulary)[:, places], starts, axis=1)
        weights = self._rarity(held.sum(axis=1))
        weights[asked == PADDING] = 0.0
        held *= (weights / max(weights.sum(), 1e-9))[:, None]
        return held, held.sum(axis=0) + self._directions @ vectors.direction(asked, weights)

    def _rarity(self, frequency: np.ndarray) -> np.ndarray:
        """Weight of word pieces that so many of the sentences have."""
        return np.asarray(np.log1p((len(self.sentences) - frequency + 0.5) / (frequency + 0.5)))

    @cached_property
    def _directions(self) -> np.ndarray:
        """The mean vector of each sentence's word pieces, rare ones weighing more, at length one."""
        vocabulary, places, starts = self._tokens
        sentences = np.split(places, starts[1:])
        frequency = np.bincount(np.concatenate([np.unique(sentence) for sentence in sentences]))
        weights = self._rarity(frequency)
        vectors = WordVectors.bundled()
        return np.stack([vectors.direction(vocabulary[sentence], weights[sentence]) for sentence in sentences])

    @cached_property
    def _tokens(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Distinct ids of the text, the place of each of its ids among them, and where each sentence starts."""
        # A sentence may have no word piece; the padding id at the head of each is like no other.
        listed = [np.append(PADDING, ids) for ids in WordVectors.bundled().tokens([s.text for s in self.sentences])]
        vocabulary, places = np.unique(np.concatenate(listed), return_inverse=True)
        starts = np.cumsum([0, *(len(ids) for ids in listed[:-1])])
        return vocabulary, places, starts


def _most_relevant(held: np.ndarray, relevance: np.ndarray, most: int) -> list[int]:
    """Places of sentences in the order in which they are chosen.

    Args:
        held: shape (pieces, sentences), the share of the claim that a sentence holds by each of its word pieces.
        relevance: shape (sentences,).
        most: sentences to choose.
    """
    covered = np.zeros(len(held))
    chosen: list[int] = []
    for _ in range(min(most, held.shape[1])):
        # Rounded, so that the last bits of a product never decide.
        lacked = np.maximum(held - covered[:, None], 0).sum(axis=0)
        gain = (relevance + _WEIGHT_OF_LACKED * lacked).round(3)
        gain[chosen] = -np.inf
        chosen.append(int(gain.argmax()))
        covered = np.maximum(covered, held[:, chosen[-1]])
    return chosen


def _told(text: str) -> list[Sentence]:
    """The sentences of a text without datelines, credits and advertisements; all of them where nothing else is left."""
    sentences = split_sentences(text)
    return [_without_opening(one) for one in sentences if not is_boilerplate(one.text)] or sentences


def _without_opening(sentence: Sentence) -> Sentence:
    length = opening_length(sentence.text)
    told = sentence.text[length:]
    return Sentence(told, sentence.start + length, sentence.end) if told else sentence


def _pieces(sentence: Sentence, longest: int) -> Iterator[Sentence]:
    """Cut an over-long sentence at white space; every piece keeps its offsets."""
    start = 0
    while len(sentence.text) - start > longest:
        space = sentence.text.rfind(" ", start + 1, start + longest)
        end = space if space > 0 else start + longest
        yield Sentence(sentence.text[start:end], sentence.start + start, sentence.start + end)
        start = end + len(re.match(r"\s*", sentence.text[end:])[0])  # type: ignore[index]
    if start < len(sentence.text):
        yield Sentence(sentence.text[start:], sentence.start + start, sentence.end)
