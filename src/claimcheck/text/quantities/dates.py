"""Dates and weekdays."""

from __future__ import annotations

import re

from claimcheck.text.words import WEEKDAY_NAME

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YEAR_ZERO = 10_000

_MONTH = (
    r"(?:Jan(?:uary\b|\.|\b)|Feb(?:ruary\b|\.|\b)|Mar(?:ch\b|\.|\b)|Apr(?:il\b|\.|\b)|May\b|Jun(?:e\b|\.|\b)|Jul(?:y\b|\.|\b)"
    r"|Aug(?:ust\b|\.|\b)|Sept?(?:ember\b|\.|\b)|Oct(?:ober\b|\.|\b)|Nov(?:ember\b|\.|\b)|Dec(?:ember\b|\.|\b))"
)
_FULL_MONTH = (
    r"(?:January|February|April|June|July|August|September|October|November|December"
    r"|(?:(?<=in\s)|(?<=by\s)|(?<=of\s)|(?<=from\s)|(?<=since\s)|(?<=until\s)|(?<=late\s)|(?<=early\s)|(?<=mid-)|(?<=last\s)"
    r"|(?<=this\s)|(?<=next\s)|(?<=during\s))(?:March|May))\b(?!\s[A-Z])"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:.,]\d|\w)"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d,.]\d|\w)"
_TO = r"(?:\s?[-\u2013]\s?|\s(?:to|and|through|until)\s)"

WEEKDAY = rf"(?P<weekday>(?:(?P<week>[Nn]ext|[Ll]ast)\s)?{WEEKDAY_NAME})\b"
DATE = (
    r"(?P<iso>(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)"
    rf"|(?P<month_day>(?:{WEEKDAY_NAME},?\s)?{_MONTH}\s{_DAY}"
    rf"(?:{_TO}(?:{_MONTH}\s)?{_DAY})?(?:,?\s{_YEAR})?)"
    rf"|(?P<day_month>{_DAY}(?:{_TO}{_DAY})?\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?)"
    rf"|(?P<month_year>{_MONTH},?\s(?:of\s)?{_YEAR})"
    rf"|(?P<month>{_FULL_MONTH})"
    r"|(?P<decade>(?:1[5-9]|20)\d0s)\b"
)

_MONTH_NAME = re.compile(r"(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_YEAR_NUMBER = re.compile(r"(?:1[5-9]|20)\d\d")
_SMALL_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


def read_date(text: str) -> tuple[float, float]:
    """First and last day of a date, as ``YYYYMMDD`` with year 0 where none is said; a year is that of the last day.

    >>> read_date("June 14-July 15"), read_date("March 2015")
    ((614.0, 715.0), (20150301.0, 20150331.0))
    """
    year = _YEAR_NUMBER.search(text)
    base = int(year.group()) * _YEAR_ZERO if year else 0
    months = [_MONTHS.index(name.lower()) + 1 for name in _MONTH_NAME.findall(text)]
    if not months and text.endswith("s"):
        return float(base + 101), float(base + 9 * _YEAR_ZERO + 1231)
    small = [int(number) for number in _SMALL_NUMBER.findall(text)]
    if not months:
        day = float(base + small[0] * 100 + small[1])
        return day, day
    days = small or [1, 31]
    first, last = float(base + months[0] * 100 + days[0]), float(base + months[-1] * 100 + days[-1])
    return (first - _YEAR_ZERO if base and last < first else first), last


def year_span(first: float, last: float) -> tuple[float, float]:
    """First and last day of one or several years.

    >>> year_span(2015, 2017)
    (20150101, 20171231)
    """
    return first * _YEAR_ZERO + 101, last * _YEAR_ZERO + 1231


def without_year(day: float) -> float:
    """Month and day alone, as ``MMDD``."""
    return day % _YEAR_ZERO


def has_year(day: float) -> bool:
    """Whether a date read by :func:`read_date` says its year."""
    return day >= _YEAR_ZERO


def read_weekday(text: str) -> float:
    """Weekday from 1 (Monday) to 7.

    >>> read_weekday("next Tuesday")
    2.0
    """
    return float(_WEEKDAYS.index(text.split()[-1][:3].lower()) + 1)
