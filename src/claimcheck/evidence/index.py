"""A text cut into sentences and indexed once, then asked for the window that bears on a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import bm25s
import numpy as np

from claimcheck.evidence.terms import terms
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
    """Ranks the sentences of one text by BM25 (Robertson & Zaragoza, 2009) for any number of claims.

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
        asked = terms(claim)
        scores = self._ranker.get_scores(asked) if self._ranker and asked else np.zeros(len(self.sentences))
        return [int(place) for place in np.argsort(-scores, kind="stable")]

    @cached_property
    def _ranker(self) -> bm25s.BM25 | None:
        corpus = [terms(sentence.text) for sentence in self.sentences]
        if not any(corpus):
            return None
        ranker = bm25s.BM25(k1=1.2, b=0.75)
        ranker.index(corpus, show_progress=False)
        return ranker


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
