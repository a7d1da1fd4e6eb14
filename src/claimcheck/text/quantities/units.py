"""The noun that a number counts, found without a tagger."""

from __future__ import annotations

import re

from claimcheck.text.words import word_set

#: Also 'of the airline's 150 flights'.
_AFTER = re.compile(
    r"\+?(?:\s|-)(?:of\s(?:its|the|their|his|her|our|them|these|those)\s(?:(?:[\w-]+['\u2019]s?\s)?\d[\d,]*\s)?|of\s)?"
)
_WORD = re.compile(r"\s?(?P<word>[^\W\d_]+(?:['\u2019-][^\W\d_]+)*)")
_LONGEST_PHRASE = 5
_TWO_WORDS = re.compile(r"\b(?:(?P<square>square|sq\.?)|(?P<cubic>cubic)|(?P<nautical>nautical))[\s-]$", re.IGNORECASE)
_PER_HOUR = re.compile(r"\s(?:an|per)\shour\b|/h\b", re.IGNORECASE)
_SPEEDS = dict.fromkeys(("mile", "miles"), "mph") | dict.fromkeys(
    ("km", "kilometre", "kilometres", "kilometer", "kilometers"), "kph"
)
_SCALE_OF_DEGREES = re.compile(r"degrees?\s(?P<scale>[CF])(?:elsius|ahrenheit)?\b", re.IGNORECASE)
_PLURALS = word_set("""
    people men women children police troops personnel staff cattle crew teeth feet data media youth fans militia
    infantry cavalry fish sheep aircraft criteria alumni km kg cm mm mph kph mg mw gw ft lb
""")
_NOT_PLURAL = word_set("""
    across always as does has his is its less news perhaps plus this thus towards us was yes
""")
_STOP = word_set("""
    a an and are at be been before being between but by can could did do does due during each every for from had
    has have he her his if in into is it its may might not of on onto or over per said say says she should since
    so than that the their them then there these they this those through to under until up was we were what when
    where which while who whose will with within without would you after against ago among as because both
    earlier later last next
""")
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot"}


def read_unit(text: str, end: int) -> str:
    """Head noun after a number that ends at ``end``, in lower case; empty where none follows.

    'Square miles' and 'nautical miles' are two words, 'degrees Celsius' are °C, 'miles an hour' mph.

    >>> text = "some 2,340 additional park rangers from abroad"
    >>> read_unit(text, text.index(" additional"))
    'rangers'
    """
    return unit_and_end(text, end)[0]


def unit_and_end(text: str, end: int) -> tuple[str, int]:
    """What :func:`read_unit` reads, and where its words end."""
    noun = find_unit(text, end)
    if noun is None:
        return "", end
    unit = noun["word"].lower()
    if unit in _SPEEDS and (per_hour := _PER_HOUR.match(text, noun.end())):
        return _SPEEDS[unit], per_hour.end()
    if first := _TWO_WORDS.search(text, end, noun.start("word")):
        return f"{first.lastgroup} {unit}", noun.end()
    if scale := _SCALE_OF_DEGREES.match(text, noun.start("word")):
        return f"\u00b0{scale['scale'].upper()}", scale.end()
    return unit, noun.end()


def find_unit(text: str, end: int) -> re.Match[str] | None:
    """Where the head noun after a number stands: the ``word`` of the match."""
    opening = _AFTER.match(text, end)
    if opening is None:
        return None
    if opening.group() == "-":
        return _WORD.match(text, opening.end())
    words = _phrase(text, opening.end())
    plural = None
    for word in words:
        if is_plural(word["word"].lower()):
            plural = word
        elif plural:
            break
    return plural or (words[0] if words else None)


def singular(unit: str) -> str:
    """One of a counted noun, well enough to compare two units: 'countries' and 'country' give the same.

    >>> singular("countries"), singular("men"), singular("boxes")
    ('country', 'man', 'box')
    """
    square, _, unit = unit.rpartition(" ")
    if square:
        return f"{square} {singular(unit)}"
    if unit in _IRREGULAR:
        return _IRREGULAR[unit]
    if unit.endswith("ies") and len(unit) > 4:
        return unit[:-3] + "y"
    if unit.endswith(("xes", "ches", "shes", "sses")):
        return unit[:-2]
    return unit[:-1] if is_plural(unit) and unit.endswith("s") else unit


def is_plural(word: str) -> bool:
    """Whether a lower-case word looks like a plural noun.

    >>> is_plural("officers"), is_plural("people"), is_plural("across")
    (True, True, False)
    """
    return word in _PLURALS or (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "'s", "\u2019s"))
        and word not in _NOT_PLURAL
    )


def _phrase(text: str, position: int) -> list[re.Match[str]]:
    words: list[re.Match[str]] = []
    while len(words) < _LONGEST_PHRASE:
        match = _WORD.match(text, position)
        if match is None or match["word"].lower() in _STOP:
            break
        words.append(match)
        position = match.end()
    return words
