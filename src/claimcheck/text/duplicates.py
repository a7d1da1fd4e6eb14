"""Verbatim and nearly verbatim copies, which are no independent corroboration."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"\w+")
_SHINGLE = 4
#: Share of the shorter text's shingles that the other must hold. One changed word costs four shingles, so that a
#: sentence of up to about 20 words is no copy once a word of it differs.
_CONTAINMENT = 0.8


def near_duplicate(a: str, b: str) -> bool:
    """Whether one text repeats the other, nearly word for word and with all its numbers.

    The shorter text counts as a copy when at least 80% of its distinct four-word shingles occur in the longer one, and
    each of its numbers in digits does as often. The former is the containment of A. Broder, "On the resemblance and
    containment of documents", SEQUENCES 1997; the check of numbers is ours: a changed figure is no mere copy. Letter
    case, punctuation and spacing do not matter. Texts of fewer than four words must be equal.

    >>> near_duplicate("The mayor resigned on Monday, aides said.", "The mayor resigned on Monday, aides said")
    True
    >>> near_duplicate("Firefighters saved 12 people from the hotel.", "Firefighters saved 21 people from the hotel.")
    False
    """
    shorter, longer = sorted((_words(a), _words(b)), key=lambda words: (len(words), words))
    if len(shorter) < _SHINGLE:
        return bool(shorter) and shorter == longer
    shingles = _shingles(shorter)
    kept = len(shingles & _shingles(longer)) >= _CONTAINMENT * len(shingles)
    return kept and _numbers(shorter) <= _numbers(longer)


def repeats(text: str, passage: str) -> bool:
    """Whether a text holds a passage word for word; letter case, punctuation and spacing do not matter.

    >>> repeats("Aides said: the mayor resigned, on Monday.", "The mayor resigned")
    True
    """
    return f" {' '.join(_words(passage))} " in f" {' '.join(_words(text))} "


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _shingles(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[offset:] for offset in range(_SHINGLE)), strict=False))


def _numbers(words: list[str]) -> Counter[str]:
    return Counter(word for word in words if word[0].isdigit())
