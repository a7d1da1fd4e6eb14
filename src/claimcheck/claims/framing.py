"""Openings that only tie a statement to the one before it."""

from __future__ import annotations

import re

from claimcheck.claims.grammar import SUBORDINATORS, capitalised, first_finite, words_of

_FRAME = re.compile(
    r"(?:(?:This|That|It|(?:The|This|That)\s(?:announcement|decision|move|news|report|statement))\s(?:also\s)?(?:comes|came)\s"
    r"(?:[\w-]+\s){0,4}(?:as|after|amid)"
    r"|(?:The|This|That|His|Her|Its|Their)\s[\w'\u2019-]+\s(?:comes|came)\sas"
    r"|(?:This|That)(?:\sis|['\u2019]s|\swas)\s(?:mainly\s|partly\s|largely\s)?because"
    r"|(?:It|This|That|The\s(?:good|bad)\snews)\s(?:also\s)?means(?:\sthat)?"
    r"|The\s(?:(?:bad|good|main|only|other|real)\s)?(?:news|point|result|upshot)\s(?:is|was)\sthat"
    r"|It\s(?:turns|turned)\sout(?:\sthat)?|It(?:\sis|['\u2019]s)\s(?:important\sto\snote|worth\snoting|notable)\sthat)\s+"
)


def without_frame(text: str) -> str:
    """The statement without an empty 'That's because' or 'This comes as', if a full clause is left.

    >>> without_frame("That's because the dam broke in May.")
    'The dam broke in May.'
    >>> without_frame("This comes after months of rain.")
    'This comes after months of rain.'
    """
    frame = _FRAME.match(text)
    if not frame:
        return text
    rest = text[frame.end() :]
    words = words_of(rest)
    verb = first_finite(words)
    if not verb or SUBORDINATORS & {word.lower() for word in words[:verb]}:
        return text
    return capitalised(rest)
