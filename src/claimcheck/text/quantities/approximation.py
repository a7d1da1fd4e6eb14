"""'About', 'more than', 'up to': how firmly a number is stated, and how far two numbers may then lie apart."""

from __future__ import annotations

import re

from claimcheck.text.quantities.quantity import Approximation, Quantity
from claimcheck.text.quantities.units import is_plural, read_unit
from claimcheck.text.words import any_of

_WORDS = {
    Approximation.ABOUT: """about | around | approximately | roughly | some | an estimated | estimated | circa
        close to | near | early | mid | late | somewhere between | in the region of | shortly after | shortly before
        just after | just before | soon after""",
    Approximation.NEARLY: "nearly | almost | not quite",
    Approximation.JUST_UNDER: "just (?:under|below|short of) | (?:slightly|a little|marginally) (?:less than|under)",
    Approximation.JUST_OVER: "just (?:over|above|more than) | (?:slightly|a little|marginally) (?:more than|over)",
    Approximation.AT_LEAST: "at least | no fewer than | no less than | not less than | a minimum of",
    Approximation.MORE_THAN: """more than | over | in excess of | above | upwards of | north of | well over
        exceed(?:ed|s|ing) | surpass(?:ed|es|ing) | topp(?:ed|ing) | tops
        (?<!the )(?<!half )past""",
    Approximation.AT_MOST: "at most | no more than | not more than | a maximum of",
    Approximation.UP_TO: "up to | as many as | as much as",
    Approximation.LESS_THAN: "less than | fewer than | under | below",
}
_BEFORE = re.compile(
    rf"(?<!\w)(?:{'|'.join(f'(?P<{kind.name}>{any_of(words)})' for kind, words in _WORDS.items())})"
    r"[\s-](?:(?:about|around)\s)?(?:(?:the|an?)\s)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s?(?:(?P<ABOUT>or\sso\b|-ish\b|-odd\b)|(?P<AT_LEAST>\+|-plus\b|or\smore\b)|(?P<AT_MOST>or\s(?:less|fewer)\b))"
)
#: 'The toll passed 200', but not 'the council passed 12 laws'.
_PASSED = re.compile(r"\b(?:pass|cross)(?:ed|es|ing)\s(?:the\s)?$", re.IGNORECASE)
_LONGEST = 24

#: Lowest and highest value that a statement leaves open, as factors of the number stated. 'More than 2,000' is fair for
#: 2,340, while for 9,000 it would mislead: an open side ends at half or twice the number. 'As many as 18,000' is said
#: of numbers near 18,000, and 'thousands' of up to 30,000.
_OPEN = {
    Approximation.EXACT: (1.0, 1.0),
    Approximation.ABOUT: (0.9, 1.1),
    Approximation.NEARLY: (0.9, 1.0),
    Approximation.JUST_UNDER: (0.95, 1.0),
    Approximation.JUST_OVER: (1.0, 1.05),
    Approximation.MORE_THAN: (1.0, 2.0),
    Approximation.AT_LEAST: (1.0, 2.0),
    Approximation.LESS_THAN: (0.5, 1.0),
    Approximation.AT_MOST: (0.5, 1.0),
    Approximation.UP_TO: (0.85, 1.0),
    Approximation.VAGUE: (0.8, 3.0),
}
#: 'About a dozen' may be ten, and 'just over a dozen' fourteen; of fewer, two are too many. 'Just over 3%' may be 3.4%.
_ABOUT_A_DOZEN, _SMALL_COUNT, _JUST_OVER_A_FEW = 2, 10, 0.5


def read_approximation(text: str, start: int, end: int) -> Approximation:
    """How firmly the number at ``text[start:end]`` is stated, from the words around it.

    >>> read_approximation("up to 9,000 stewards", 6, 11)
    <Approximation.UP_TO: 'up to'>
    """
    lead = max(0, start - _LONGEST)
    if _PASSED.search(text, lead, start) and not is_plural(read_unit(text, end)):
        return Approximation.MORE_THAN
    match = _BEFORE.search(text, lead, start) or _AFTER.match(text, end)
    return Approximation[match.lastgroup] if match and match.lastgroup else Approximation.EXACT


def open_range(quantity: Quantity) -> tuple[float, float]:
    """Lowest and highest value that a quantity leaves open, given its approximation."""
    below, above = _OPEN[quantity.approximation]
    low, high = sorted((quantity.low * below, quantity.high * above))
    least = _least_leeway(quantity)
    if quantity.approximation in (Approximation.ABOUT, Approximation.JUST_UNDER):
        low = min(low, quantity.low - least)
    if quantity.approximation in (Approximation.ABOUT, Approximation.JUST_OVER):
        high = max(high, quantity.high + least)
    return low, high


def _least_leeway(quantity: Quantity) -> float:
    if quantity.low >= _SMALL_COUNT:
        return _ABOUT_A_DOZEN
    return 0.0 if quantity.approximation is Approximation.ABOUT else _JUST_OVER_A_FEW
