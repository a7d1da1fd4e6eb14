"""Times of day, in digits and in words, and the time zones that they are told in."""

from __future__ import annotations

import re

from claimcheck.text.quantities.numerals import read_numeral
from claimcheck.text.quantities.quantity import Quantity
from claimcheck.text.words import ZONE_NAME

#: Hours ahead of Greenwich; two where a name stands for the standard time and the daylight time.
_OFFSETS: dict[str, tuple[float, ...]] = {
    "gmt": (0,), "utc": (0,), "bst": (1,), "cet": (1,), "cest": (2,), "eet": (2,), "eest": (3,), "msk": (3,),
    "jst": (9,), "aest": (10,), "aedt": (11,),
    "eastern": (-5, -4), "et": (-5, -4), "est": (-5,), "edt": (-4,),
    "central": (-6, -5), "ct": (-6, -5), "cst": (-6,), "cdt": (-5,),
    "mountain": (-7, -6), "mt": (-7, -6), "mst": (-7,), "mdt": (-6,),
    "pacific": (-8, -7), "pt": (-8, -7), "pst": (-8,), "pdt": (-7,),
}  # fmt: skip
_HOUR = "(?:1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_MINUTES = r"(?:(?:five|ten|twenty|twenty-five|5|10|20|25)(?:\sminutes)?)"
_PART_OF_DAY = r"(?:\sin\sthe\s(?:early\s|late\s)?(?:morning|afternoon|evening)|\sat\snight)\b"
#: 'At ten to three', but not 'at ten to three sites'.
_NO_RANGE = r"(?=\W*$|[.,;:)]|\s(?:in\sthe|on|when|as|and|but|local|this|that|after|before)\b|\s(?-i:[A-Z]))"
_IN_WORDS = (
    rf"(?i:(?:half|(?:a\s)?quarter|{_MINUTES})\spast\s{_HOUR}\b"
    rf"|(?:a\s)?quarter\sto\s{_HOUR}\b{_NO_RANGE}|(?:(?<=at\s)|(?<=by\s)){_MINUTES}\sto\s{_HOUR}\b{_NO_RANGE}"
    rf"|{_HOUR}\so['\u2019]clock|(?:(?<=at\s)|(?<=by\s)|(?<=until\s)|(?<=around\s)|(?<=about\s)){_HOUR}(?={_PART_OF_DAY}))"
)
TIME = (
    r"(?P<time>(?:(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?\s?(?i:[ap]\.?m)\b\.?|(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])"
    rf"|(?:[01]\d|2[0-3])[0-5]\d(?=\s(?:GMT|UTC)\b)|noon\b|midnight\b|{_IN_WORDS})"
    rf"(?:{_PART_OF_DAY})?(?:\s{ZONE_NAME}|\slocal\stime\b)?)"
)

_PAST_OR_TO = re.compile(r"\s(past|to)\s")
_PIECE = re.compile(r"\d\d|\d|[a-z]+")
_HALF_OF_DAY = re.compile(r"(?P<before>a\.?m|morning)|p\.?m|afternoon|evening|(?P<night>night)")
_ZONE_AT_THE_END = re.compile(rf"{ZONE_NAME}$")
_BY_24_HOURS = ("gmt", "utc")
_PARTS_OF_AN_HOUR = {"half": 30.0, "quarter": 15.0}
_HALF_A_DAY, _DAY = 720, 1440
_SMALL_HOURS = 6


def read_time(text: str) -> tuple[float, float]:
    """Minutes since midnight; the earlier and the later time where a text leaves open which half of the day it means.

    >>> read_time("7:30 p.m."), read_time("19:30"), read_time("half past seven")
    ((1170.0, 1170.0), (1170.0, 1170.0), (450.0, 1170.0))
    """
    words = text.lower()
    if words.startswith(("noon", "midnight")):
        minutes = _HALF_A_DAY if words.startswith("noon") else 0
        return float(minutes), float(minutes)
    *shift, clock = _PAST_OR_TO.split(words, maxsplit=1)
    stated, *rest = _PIECE.findall(clock)
    hour = int(_number(stated))
    minutes = hour % 12 * 60 + (int(rest[0]) if rest and rest[0].isdigit() else 0)
    if shift:
        minutes += int(_number(shift[0])) * (1 if shift[1] == "past" else -1)
    if half := _HALF_OF_DAY.search(clock):
        early = half["before"] or (half["night"] and hour % 12 < _SMALL_HOURS)
        minutes += 0 if early else _HALF_A_DAY
    elif hour > 12 or stated.startswith("0") or words.endswith(_BY_24_HOURS):
        minutes += hour // 12 * _HALF_A_DAY
    else:
        earlier, later = sorted((minutes % _DAY, (minutes + _HALF_A_DAY) % _DAY))
        return float(earlier), float(later)
    return float(minutes % _DAY), float(minutes % _DAY)


def read_zone(text: str) -> str:
    """The time zone that a time names, in lower case; empty where it names none, or the local one.

    >>> read_zone("9 a.m. EDT"), read_zone("9 a.m. Eastern time"), read_zone("9 a.m. local time")
    ('edt', 'eastern time', '')
    """
    zone = _ZONE_AT_THE_END.search(text)
    return zone.group().lower() if zone else ""


def minutes_apart(one: Quantity, two: Quantity) -> float:
    """Least time between two times of day, by the clocks of their zones where both name one."""
    zoned = bool(one.unit and two.unit)
    gaps = [abs(first - second) % _DAY for first in _moments(one, zoned) for second in _moments(two, zoned)]
    return min(min(gap, _DAY - gap) for gap in gaps)


def _moments(time: Quantity, zoned: bool) -> list[float]:
    offsets = _offsets(time.unit) if zoned else (0,)
    return [minutes - 60 * hours for minutes in (time.low, time.high) for hours in offsets]


def _offsets(zone: str) -> tuple[float, ...]:
    name, *rest = zone.split()
    standard_and_daylight = _OFFSETS[name]
    if "standard" in rest:
        return standard_and_daylight[:1]
    return standard_and_daylight[1:] if "daylight" in rest else standard_and_daylight


def _number(words: str) -> float:
    """Number of hours, or of minutes past or to an hour: 'nine', 'half', 'ten minutes'."""
    part = _PARTS_OF_AN_HOUR.get(words.removeprefix("a "))
    return part or read_numeral(words.removesuffix(" minutes")) or 0.0
