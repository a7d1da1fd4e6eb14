"""'12 trucks, 30 cars and 5 buses were lost' into one statement for each number."""

from __future__ import annotations

import re
from itertools import pairwise

from claimcheck.claims.grammar import capitalised, is_finite, words_of
from claimcheck.text.quantities import Quantity, QuantityKind, extract_quantities
from claimcheck.text.quantities.roles import counts_a_part
from claimcheck.text.quantities.units import find_unit
from claimcheck.text.quotation import without_enclosed
from claimcheck.text.words import any_of, word_set

_APPROXIMATE = re.compile(
    any_of("""
        about | around | approximately | roughly | some | an estimated | nearly | almost | at least | more than | over
        up to | as many as | less than | fewer than | another | a further | an additional
    """)
    + r"\s$",
    re.IGNORECASE,
)
_JOINT = re.compile(r",\s(?:and\s|or\s|as\swell\sas\s)?|\sand\s|\sas\swell\sas\s")
_BOUND_TOGETHER = re.compile(
    r"\b(?:between|from|of|by|plus|as|total|combined|together|both|either|versus|than)\s+$", re.IGNORECASE
)
_MEASURES = word_set(
    "years months weeks days hours minutes seconds feet inches pounds ounces points seats votes metres meters"
)
#: '5 horses and 3 carts a year', 'nine carts and two tonnes of salt': this belongs to the last item, 'each day' to all.
_OF_LAST_ITEM = re.compile(r"\s(?:(?:an?|per)\s[a-z]+|of|that|which|who|whose|with)\b")
#: 'Nine carts and two vans came, with one van late': such a detail is of one item only.
_DETAIL = re.compile(r",\swith\s")
_LONGEST_ITEM = 7


def split_enumeration(text: str) -> list[str]:
    """One statement for each number of an enumeration; the text alone where there is none that can be split safely.

    >>> split_enumeration("The fire killed 12 horses and about 300 hens on a farm.")
    ['The fire killed 12 horses on a farm.', 'The fire killed about 300 hens on a farm.']
    """
    masked = without_enclosed(text)
    items: list[tuple[int, int]] = []
    for quantity in extract_quantities(masked):
        counts_items = quantity.unit and quantity.unit not in _MEASURES and not quantity.text.endswith(quantity.unit)
        if quantity.kind is not QuantityKind.NUMBER or not counts_items or counts_a_part(masked[quantity.end :]):
            continue
        start = _start(masked, quantity)
        if items and not _continues(masked, items[-1][1], start):
            if len(items) > 1:
                break
            items.clear()
        noun = find_unit(masked, quantity.end)
        if noun:
            items.append((start, noun.end()))
    if len(items) < 2 or _BOUND_TOGETHER.search(masked[: items[0][0]]) or _OF_LAST_ITEM.match(masked, items[-1][1]):
        return [text]
    head, tail = text[: items[0][0]], text[items[-1][1] :]
    if _DETAIL.search(masked, items[-1][1]) or _are_two_clauses(masked[: items[0][0]], masked[items[-1][1] :]):
        return [text]
    starts = [start for start, _ in items]
    ends = [_before_joint(masked, start, following) for start, following in pairwise(starts)]
    ends.append(items[-1][1])
    return [capitalised(head + text[start:end] + tail) for start, end in zip(starts, ends, strict=True)]


def _are_two_clauses(head: str, tail: str) -> bool:
    """Whether a verb stands before the numbers and another right after them: 'Men ran to 2 caves and 9 boys hid'."""
    return any(map(is_finite, words_of(head))) and any(map(is_finite, words_of(tail)[:1]))


def _start(text: str, quantity: Quantity) -> int:
    """Where an item starts, with its 'about' or 'up to'."""
    lead = _APPROXIMATE.search(text, 0, quantity.start)
    return lead.start() if lead else quantity.start


def _continues(text: str, noun_end: int, start: int) -> bool:
    """Whether only a joint lies between two numbers, or a second noun ('12 nurses and doctors') and a joint."""
    between = text[noun_end:start]
    joints = [joint for joint in _JOINT.finditer(between) if joint.end() == len(between)]
    if not joints:
        return False
    rest = between[: joints[0].start()]
    words = words_of(rest)
    second_noun = not rest or rest.startswith(" and ")
    return second_noun and "," not in rest and len(words) < _LONGEST_ITEM and not any(map(is_finite, words))


def _before_joint(text: str, start: int, following: int) -> int:
    joints = [match for match in _JOINT.finditer(text, start, following) if match.end() == following]
    return joints[0].start()
