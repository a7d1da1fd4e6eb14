"""Verbatim and nearly verbatim copies, which are no independent corroboration."""

from __future__ import annotations

import re
from collections.abc import Set

_WORD = re.compile(r"\w+")
_SHINGLE = 4
#: Share of the shorter text's shingles that the other must hold. One changed word costs four shingles, so that a
#: sentence of up to about 20 words is no copy once a word of it differs.
_CONTAINMENT = 0.8


def near_duplicate(a: str, b: str) -> bool:
    """Whether one text repeats the other, nearly word for word and with the same numbers.

    The shorter text counts as a copy when at least 80% of its distinct four-word shingles occur in the longer one, and
    at least 80% of its distinct numbers do. That is the containment of A. Broder, "On the resemblance and containment
    of documents", SEQUENCES 1997; the check of numbers is ours: a changed figure is no mere copy. Letter
    case, punctuation and spacing do not matter. Texts of fewer than four words must be equal.

    >>> near_duplicate("The mayor resigned on Monday, aides said.", "The mayor resigned on Monday, aides said")
    True
    >>> near_duplicate("Firefighters saved 12 people from the hotel.", "Firefighters saved 21 people from the hotel.")
    False
    """
    shorter, longer = sorted((_WORD.findall(a.casefold()), _WORD.findall(b.casefold())), key=len)
    if len(shorter) < _SHINGLE:
        return bool(shorter) and shorter == longer
    return _contained(_shingles(shorter), _shingles(longer)) and _contained(_numbers(shorter), _numbers(longer))


def _shingles(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[offset:] for offset in range(_SHINGLE)), strict=False))


def _numbers(words: list[str]) -> set[str]:
    return {word for word in words if word[0].isdigit()}


def _contained(part: Set[object], whole: Set[object]) -> bool:
    return len(part & whole) >= _CONTAINMENT * len(part)
