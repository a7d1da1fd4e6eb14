"""Ages: 'aged 60', '60 years old', 'Ana Ruiz, 60, said', 'in her 30s'."""

from __future__ import annotations

import re

#: What an age counts.
AGE = "year-old"
#: 'in her 30s', 'in their late teens'
DECADE_OF_LIFE = (
    r"[Ii]n\s(?:his|her|their)\s(?:(?:early|mid|late)[\s-])?"
    r"(?:[2-9]0s|teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b"
)

_DECADE_OF_LIFE = re.compile(DECADE_OF_LIFE)
_BEFORE = re.compile(r"\b(?:aged|ages|age|age\sof)\s(?:about\s|around\s|between\s)?$", re.IGNORECASE)
_AFTER = re.compile(r"\syears?\sold\b|-year-old\b")
_NOUN_AND_COMMA = re.compile(r"[^\W\d_],\s$")
_OLDEST = 120
_LONGEST_LEAD = 24
_TENS = {"tw": 20, "th": 30, "fo": 40, "fi": 50, "si": 60, "se": 70, "ei": 80, "ni": 90}


def is_age(text: str, start: int, end: int, years: float) -> bool:
    """Whether the number at ``text[start:end]`` is an age in ``years``.

    >>> text = "Ana Ruiz, 60, said"
    >>> is_age(text, 10, 12, 60.0)
    True
    """
    if _AFTER.match(text, end):
        return True
    lead = text[max(0, start - _LONGEST_LEAD) : start]
    named = text[end : end + 1] == "," and _NOUN_AND_COMMA.search(lead)
    return years <= _OLDEST and bool(named or _BEFORE.search(lead))


def is_decade_of_life(text: str) -> bool:
    """Whether a text is what :data:`DECADE_OF_LIFE` matches: 'in her 30s'."""
    return _DECADE_OF_LIFE.fullmatch(text) is not None


def read_decade_of_life(text: str) -> tuple[float, float]:
    """Lowest and highest age that :data:`DECADE_OF_LIFE` says.

    >>> read_decade_of_life("in his late 30s"), read_decade_of_life("in her teens")
    ((30.0, 39.0), (13.0, 19.0))
    """
    decade = re.split(r"[\s-]", text.lower())[-1]
    if decade == "teens":
        return 13.0, 19.0
    first = float(_TENS.get(decade[:2]) or decade.removesuffix("s"))
    return first, first + 9
