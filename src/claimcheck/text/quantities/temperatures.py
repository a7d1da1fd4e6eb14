"""Temperatures below zero: 'minus 12 degrees', '-12C', '12 degrees below zero'."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.text.quantities.quantity import Quantity
from claimcheck.text.quantities.units import unit_and_end
from claimcheck.text.words import word_set

_DEGREES = word_set("degree degrees \u00b0C \u00b0F")
_SIGN = re.compile(r"(?:\bminus\s|(?<![\w.,])[-\u2013\u2212])$", re.IGNORECASE)
_BELOW_ZERO = re.compile(r"\sbelow\s(?:zero|freezing)\b")
_LONGEST_SIGN = 8


def with_sign(quantity: Quantity, text: str) -> Quantity:
    """The quantity as a negative one if it is a temperature below zero, its sign included; else as it is."""
    if quantity.unit not in _DEGREES:
        return quantity
    sign = _SIGN.search(text[max(0, quantity.start - _LONGEST_SIGN) : quantity.start])
    if sign is None and not _BELOW_ZERO.match(text, unit_and_end(text, quantity.end)[1]):
        return quantity
    start = quantity.start - len(sign.group() if sign else "")
    return replace(quantity, text=text[start : quantity.end], start=start, low=-quantity.high, high=-quantity.low)
