"""Words of a claim as the matching of claims compares them."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,:]\d+)*")
#: Words share a term if they agree in so many first letters: a light stemmer that needs no language data.
_PREFIX = 5
_STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "in",
        "is",
        "it",
        "its",
        "not",
        "of",
        "on",
        "or",
        "our",
        "said",
        "she",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "was",
        "we",
        "were",
        "which",
        "who",
        "will",
        "with",
        "would",
    ]
)


def terms(text: str) -> list[str]:
    """Lower-case word beginnings without function words; numbers stay whole, without thousands separators.

    >>> terms("The soldiers were 15,000 in number.")
    ['soldi', '15000', 'numbe']
    """
    words = (match.group().lower() for match in _WORD.finditer(text))
    return [_term(word) for word in words if word not in _STOP_WORDS]


def _term(word: str) -> str:
    return word.replace(",", "") if word[0].isdigit() else word[:_PREFIX]
