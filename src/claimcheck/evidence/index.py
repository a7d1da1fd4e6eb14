"""A text cut into sentences and indexed once, then asked for the window that bears on a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from claimcheck.evidence.word_vectors import PADDING, WordVectors
from claimcheck.records import Sentence
from claimcheck.text import split_sentences

#: A text of up to so many characters is read whole.
WHOLE_TEXT_CHARACTERS = 400
#: The most relevant sentences of a longer text are read together, in their order in the text.
WINDOW_SENTENCES = 3
#: A run of text without a sentence end is cut at white space, so that it fits one pass of the model.
_LONGEST_SENTENCE = 400


@dataclass(frozen=True, slots=True)
class Window:
    """What one pass of the model reads: a text, and the sentences it consists of, most relevant first."""

    text: str
    sentences: tuple[Sentence, ...]


class EvidenceIndex:
    """Ranks the sentences of one text for any number of claims.

    A sentence scores, for each word piece of the claim, the similarity of its own most similar one (MaxSim: Khattab &
    Zaharia, 2020, arXiv:2004.12832), weighed by how rare such pieces are in the text (the inverse document frequency of
    BM25: Robertson & Zaragoza, 2009). Among three sentences it finds the deciding quote of three claims in four on
    dev/news_events, where the exact words of BM25 find that of seven in ten.

    >>> index = EvidenceIndex("It rained on Sunday. Forty people came to the fair.")
    >>> index.window("The fair drew 40 people.").text
    'It rained on Sunday. Forty people came to the fair.'
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences = [piece for sentence in split_sentences(text) for piece in _pieces(sentence)]

    def window(self, claim: str, most_sentences: int = WINDOW_SENTENCES) -> Window:
        """The whole text if it is short, else its most relevant sentences."""
        if len(self.text) <= WHOLE_TEXT_CHARACTERS or len(self.sentences) <= 1:
            return Window(self.text.strip(), tuple(self.sentences))
        chosen = self.rank(claim)[:most_sentences]
        text = " ".join(self.sentences[place].text for place in sorted(chosen))
        return Window(text, tuple(self.sentences[place] for place in chosen))

    def rank(self, claim: str) -> list[int]:
        """Places of the sentences, most relevant first; ties keep the order of the text."""
        if not self.sentences:
            return []
        vectors = WordVectors.bundled()
        vocabulary, places, starts = self._tokens
        asked = np.unique(vectors.tokens([claim])[0])
        held = np.maximum.reduceat(vectors.similarity(asked, vocabulary)[:, places], starts, axis=1)
        frequency = held.sum(axis=1, keepdims=True)
        rarity = np.log1p((len(self.sentences) - frequency + 0.5) / (frequency + 0.5))
        # Rounded, so that the last bits of a product never decide.
        scores = (rarity * held).sum(axis=0).round(3)
        return [int(place) for place in np.argsort(-scores, kind="stable")]

    @cached_property
    def _tokens(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Distinct ids of the text, the place of each of its ids among them, and where each sentence starts."""
        listed = WordVectors.bundled().tokens([sentence.text for sentence in self.sentences])
        # A sentence may have no word piece; the padding id at the head of each is like no other.
        listed = [np.concatenate([[PADDING], ids]) for ids in listed]
        vocabulary, places = np.unique(np.concatenate(listed), return_inverse=True)
        starts = np.cumsum([0, *(len(ids) for ids in listed[:-1])])
        return vocabulary, places, starts


def _pieces(sentence: Sentence) -> Iterator[Sentence]:
    """Cut an over-long sentence at white space; every piece keeps its offsets."""
    start = 0
    while len(sentence.text) - start > _LONGEST_SENTENCE:
        space = sentence.text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        end = space if space > 0 else start + _LONGEST_SENTENCE
        yield Sentence(sentence.text[start:end], sentence.start + start, sentence.start + end)
        start = end + len(re.match(r"\s*", sentence.text[end:])[0])  # type: ignore[index]
    if start < len(sentence.text):
        yield Sentence(sentence.text[start:], sentence.start + start, sentence.end)
