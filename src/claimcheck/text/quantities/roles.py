"""What a number is told as: what was so before, the whole of which a part is counted, a rate, a change since when."""

from __future__ import annotations

import re

from claimcheck.text.quantities.numerals import NUMERAL
from claimcheck.text.words import MONTH_NAME, any_of

_LOOSELY = r"(?:(?:about|around|almost|nearly|some|just|only|over|more\sthan|at\sleast)\s){0,2}"
_BEFORE_FORMER = re.compile(
    rf"\b(?:(?:up|down|higher|lower)\sfrom|compared\s(?:with|to)|(?P<start>from))\s{_LOOSELY}$", re.IGNORECASE
)
_AFTER_START = re.compile(rf"(?:\s[a-z%]+){{0,2}}\sto\s{_LOOSELY}(?:\w{{0,3}}[$€£]\s?)?{NUMERAL}")
_PART = any_of("""
    some | most | many | few | several | all | none | half | percent | thirds? | quarters?
    one | two | three | four | five | six | seven | eight | nine | ten
""")
_BEFORE_WHOLE = re.compile(
    rf"(?:\d|%|\b{_PART})\s(?:out\s)?of\s(?:(?:the|its|their|his|her|our|these|those)\s)?$", re.IGNORECASE
)
#: 'Five of them in intensive care'
_OF_THE_NAMED = re.compile(r"\sof\s(?:them|these|those|which|whom)\b(?P<told>[^.,;]*)")
#: 'The largest seizure in the region for a decade'
_RECORD = any_of("""
    best | biggest | coldest | costliest | deadliest | deepest | driest | fastest | fewest | first | gravest | greatest
    heaviest | highest | hottest | largest | least | longest | lowest | most | oldest | sharpest | slowest | smallest
    steepest | strongest | tallest | weakest | wettest | worst | youngest
""")
_BEFORE_RECORD = re.compile(rf"\b{_RECORD}\b(?:(?!\bfor\b)[^.;]){{0,80}}\b(?:for|in)\s{_LOOSELY}$")
_BEFORE_START, _BEFORE_END = re.compile(r"\b(?:from|since)\s$"), re.compile(r"\b(?:till|to|until)\s$")
_RATE = re.compile(
    r"(?:\s(?!in\b|within\b|for\b|over\b|after\b)[a-z]+){0,3}(?:\s(?:an?|per|each|every)\s|/)(?P<time>second|minute|hour|day|night|week|month|quarter|year)\b"
)
_SINCE_A_MONTH = re.compile(
    rf"\b(?:from|than)\s(?:in\s)?(?:{MONTH_NAME}\b(?!\s(?:to|until|through)\b)"
    r"|a\smonth\s(?:earlier|ago|before)|the\s(?:previous|prior)\smonth)"
    r"|\bmonth[\s-](?:on|over)[\s-]month\b|\b(?:on|over)\sthe\smonth\b|\bin\sa\smonth\b"
)
_SINCE_A_YEAR = re.compile(
    r"\b(?:from|than)\s(?:a\syear\s(?:earlier|ago|before)|the\s(?:previous|prior)\syear)"
    r"|\byear[\s-](?:on|over)[\s-]year\b|\b(?:on|over)\sthe\syear\b|\bin\sa\syear\b"
)


def is_former(before: str, after: str) -> bool:
    """Whether the number between two texts is told as what was so before another.

    Nothing is, in 'help from 46 countries to secure the event'.

    >>> is_former("The toll rose from ", " to 45."), is_former("It was 45, up from ", "."), is_former("It is ", ".")
    (True, True, False)
    """
    former = _BEFORE_FORMER.search(before)
    return former is not None and not (former["start"] and not _AFTER_START.match(after))


def is_whole(before: str) -> bool:
    """Whether the number behind a text is that of which a part is counted.

    >>> is_whole("Two of the "), is_whole("The death of the ")
    (True, False)
    """
    return _BEFORE_WHOLE.search(before) is not None


def read_part(after: str) -> str:
    """What is told of the number before a text, if it counts some of those that were named before.

    >>> read_part(" of them in intensive care, he said"), read_part(" of the victims are children")
    (' in intensive care', '')
    """
    part = _OF_THE_NAMED.match(after)
    return part["told"] if part else ""


def counts_a_part(after: str) -> bool:
    """Whether the number before a text counts some of those that were named before.

    >>> counts_a_part(" of them in intensive care"), counts_a_part(" of the victims")
    (True, False)
    """
    return _OF_THE_NAMED.match(after) is not None


def is_record(before: str) -> bool:
    """Whether the time behind a text is how long nothing else was such.

    >>> is_record("the largest seizure in the region for "), is_record("The arrest was planned in secret for ")
    (True, False)
    """
    return _BEFORE_RECORD.search(before) is not None


def read_bound(before: str) -> str:
    """Which end of a span the one behind a text is: its start, its end, or empty where it is not said.

    >>> read_bound("closed from "), read_bound("closed until "), read_bound("closed at ")
    ('start', 'end', '')
    """
    return "start" if _BEFORE_START.search(before) else "end" if _BEFORE_END.search(before) else ""


def read_rate(after: str) -> str:
    """The time in which the number before a text counts anew; empty where it does not.

    >>> read_rate(" tonnes of steel a day"), read_rate(" tonnes in a day")
    ('day', '')
    """
    rate = _RATE.match(after)
    return rate["time"] if rate else ""


def read_base(after: str) -> str:
    """The time since which the change told before a text took place: a month, a year, or empty where it is not said.

    >>> read_base(" in May from April"), read_base(" in May from a year earlier"), read_base(" in May")
    ('month', 'year', '')
    """
    after = re.split(r"\d", after)[0]
    if _SINCE_A_MONTH.search(after):
        return "month"
    return "year" if _SINCE_A_YEAR.search(after) else ""
