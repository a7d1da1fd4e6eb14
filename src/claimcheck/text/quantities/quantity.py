"""What a quantity is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QuantityKind(StrEnum):
    """What a quantity measures; only quantities of one kind are comparable."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    ORDINAL = "ordinal"
    SCORE = "score"
    DATE = "date"
    WEEKDAY = "weekday"
    TIME = "time"


#: Kinds that name a day, and not how much there is of something.
DAYS = frozenset({QuantityKind.DATE, QuantityKind.WEEKDAY})


class Approximation(StrEnum):
    """How firmly a quantity is stated."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    JUST_UNDER = "just under"
    JUST_OVER = "just over"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    LESS_THAN = "less than"
    AT_MOST = "at most"
    UP_TO = "up to"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as a text states it: ``source[start:end] == text``, in characters.

    ``low`` and ``high`` are equal unless a range is stated (``12,000-14,000``, ``dozens``). They hold, by kind: a plain
    number; percent; an amount of the currency in ``unit``; a rank; the two sides of a score; a date as the number
    ``YYYYMMDD``, with year 0 where none is given and the first and the last day where a month or a year is; the weekday
    from 1 (Monday) to 7; minutes since midnight, twice where half past nine may be in the morning or in the evening.
    ``unit`` is the noun counted, as written but in lower case (``"police officers"`` gives ``"officers"``), an ISO 4217
    currency code, the time zone, or empty.
    """

    text: str
    start: int
    end: int
    low: float
    high: float
    unit: str
    kind: QuantityKind
    approximation: Approximation = Approximation.EXACT
