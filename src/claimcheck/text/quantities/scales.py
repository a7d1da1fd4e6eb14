"""Words that multiply a number: 'thousand', 'bn'."""

from __future__ import annotations

import re

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
SCALE_WORDS = ("hundred", "thousand", "million", "billion", "trillion")
#: Regular expressions of the scales that may stand without a figure, and of those that may follow any. A bare 'm' or
#: 'b' follows an amount of money alone.
SCALE_WORD = f"(?:{'|'.join(SCALE_WORDS)})"
SCALE = rf"(?:{SCALE_WORD}|lakh|crore|bn|mn|tn|k)"

_AT_THE_END = re.compile(rf"[\s-]?(?:{SCALE}|[mb])$", re.IGNORECASE)
_ANYWHERE = re.compile(rf"(?:(?<=\d)|[\s-])(?:{SCALE}|[mb])\b", re.IGNORECASE)


def scale_at_the_end(numeral: str) -> str:
    """The scale that a numeral ends in, with what parts it from the figure; empty where there is none.

    >>> scale_at_the_end("2.5 million"), scale_at_the_end("$40")
    (' million', '')
    """
    match = _AT_THE_END.search(numeral)
    return match.group() if match else ""


def without_scale(stated: str) -> str:
    """A number or an amount without its scale.

    >>> without_scale("2.5 billion euros"), without_scale("$40m"), without_scale("40")
    ('2.5 euros', '$40', '40')
    """
    return _ANYWHERE.sub("", stated)
