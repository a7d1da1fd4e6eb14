"""Word lists, written as plain text."""

from __future__ import annotations

import re

#: Regular expressions of the names that are written in full.
WEEKDAY_NAME = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
MONTH_NAME = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
#: As written behind a time of day.
ZONE_NAME = (
    r"(?:(?:[ECMP][SD]?T|GMT|UTC|BST|[CE]ES?T|MSK|JST|AE[SD]T)\b"
    r"|(?:Eastern|Central|Mountain|Pacific)(?:\s(?:[Ss]tandard\s|[Dd]aylight\s)?[Tt]ime\b|\b(?!\s[A-Z])))"
)


def word_set(words: str) -> frozenset[str]:
    """A set of the whitespace-separated words of a text.

    >>> sorted(word_set("was were"))
    ['was', 'were']
    """
    return frozenset(words.split())


def any_of(phrases: str) -> str:
    r"""A regular expression that matches any of the phrases, one a line or separated by a ``|`` between spaces.

    >>> any_of("as is | free of charge")
    '(?:as\\sis|free\\sof\\scharge)'
    """
    names = (phrase.strip() for phrase in re.split(r"\s\|\s|\n", phrases))
    return "(?:" + "|".join(re.sub(r"\s+", r"\\s", name) for name in names if name) + ")"
