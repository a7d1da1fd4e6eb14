"""Results of several sets or games, which mean something in their order alone: '6-4, 3-6, 7-5'."""

from __future__ import annotations

import re

#: A tie-break may follow in brackets.
_SET = r"\d{1,2}[-\u2013]\d{1,2}(?:\s?\(\d{1,2}(?:[-\u2013]\d{1,2})?\))?"
SETS = rf"(?:{_SET}(?:(?:[,;]|,?\sand)?\s{_SET})+)(?![\w%]|[-\u2013.]\d)"
#: Unit of such a result.
SET_UNIT = "sets"

_SIDES = re.compile(r"(?<!\()\b(\d{1,2})[-\u2013](\d{1,2})")
#: What a side won in one set stands in two digits of a number.
_BASE = 100


def read_sets(text: str) -> tuple[float, float]:
    """What the winner and the loser won in each set that :data:`SETS` matches, two digits a set, as one number each.

    >>> read_sets("6-4, 3-6, 7-6 (7-5)"), read_sets("4-6, 6-3, 6-7")
    ((60307.0, 40606.0), (60307.0, 40606.0))
    """
    sets = [(int(one), int(two)) for one, two in _SIDES.findall(text)]
    if sum(one < two for one, two in sets) > len(sets) / 2:
        sets = [(two, one) for one, two in sets]
    winner = loser = 0
    for one, two in sets:
        winner, loser = winner * _BASE + one, loser * _BASE + two
    return float(winner), float(loser)
