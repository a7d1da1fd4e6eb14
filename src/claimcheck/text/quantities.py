"""Numbers, money, dates and times in a text: what they say, and what they count."""

from __future__ import annotations

import re

from claimcheck.text.approximation import read_approximation
from claimcheck.text.dates import DATE, TIME, WEEKDAY, read_date, read_time, read_weekday, year_span
from claimcheck.text.numerals import (
    FRACTION,
    NUMERAL,
    ORDINAL,
    VAGUE,
    read_fraction,
    read_numeral,
    read_ordinal,
    read_vague,
)
from claimcheck.text.quantity import Approximation, Quantity, QuantityKind
from claimcheck.text.units import is_plural, read_unit

_CURRENCIES = {
    "$": "USD", "us$": "USD", "c$": "CAD", "a$": "AUD", "hk$": "HKD", "nz$": "NZD", "€": "EUR", "£": "GBP", "¥": "JPY",
    "₹": "INR", "₴": "UAH", "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "rupee": "INR",
    "rouble": "RUB",
}  # fmt: skip
_SYMBOL = r"(?:(?:US|C|A|HK|NZ)?\$|[€£¥₹₴])"
_QUANTITY = re.compile(
    rf"(?<![\w/&@#])(?<!\w[.,'\u2019:])(?<![A-Z]-)(?:{DATE}|{WEEKDAY}|{TIME}|(?P<ordinal>{ORDINAL})|(?P<vague>{VAGUE})"
    rf"|(?P<fraction>{FRACTION})"
    rf"|(?P<currency>{_SYMBOL})?(?(currency)\s?)(?P<first>{NUMERAL}(?(currency)(?:\s?[mMbB]\b)?))"
    rf"(?:(?P<to>[-\u2013]|\s(?:to|and|or)\s){_SYMBOL}?(?P<second>{NUMERAL}(?(currency)(?:\s?[mMbB]\b)?)))?"
    r"(?P<percent>\s?%|\s(?:percent|per\scent|percentage\spoints?)\b)?"
    r"(?P<glued>km|kg|cm|mm|mph|kph|kW|MW|GW|m|C|F|g|lb|ft)?(?!\w|[.,/:]\d)"
    r"(?:\s(?P<currency_word>dollar|euro|pound|yen|rupee|rouble)s?\b)?)"
)
_SCALE = re.compile(r"[\s-]?(?:hundred|thousand|million|billion|trillion|bn|mn|tn|k|[mMbB])$", re.IGNORECASE)
_FOUR_DIGITS = re.compile(r"(?:1[5-9]|20)\d\d$")
_SHORT_YEAR = re.compile(r"\d\d$")
_BEFORE_YEAR = re.compile(r"\b(?:in|since|the|during|until|by|before|after|early|late|mid)\s$", re.IGNORECASE)
_BEFORE_BOTH = re.compile(r"\bbetween\s(?:about\s|around\s)?$", re.IGNORECASE)
_BEFORE_CHANGE = re.compile(r"\bfrom\s(?:about\s|around\s)?$", re.IGNORECASE)
_PRONOUN_BEFORE = re.compile(r"\b(?:no|any|every|each|this|that|which|the|some|another)[\s-]$", re.IGNORECASE)
_PRONOUN_AFTER = re.compile(r"\s(?:of|another|day|by|who|that|can|is|has|could|should|would|or)\b|\W*$")
_LONGEST_LEAD = 16


def extract_quantities(text: str) -> list[Quantity]:
    """All quantities of a text, in order, without overlaps.

    >>> found = extract_quantities("Up to 9,000 stewards are needed between June 14 and July 15 for $1.5bn.")
    >>> [(quantity.text, quantity.low, quantity.high, quantity.unit) for quantity in found]
    [('9,000', 9000.0, 9000.0, 'stewards'), ('June 14 and July 15', 614.0, 715.0, ''), ('$1.5bn', 1500000000.0, \
1500000000.0, 'USD')]
    """
    quantities = []
    position = 0
    while match := _QUANTITY.search(text, position):
        quantity = _read_number(text, match) if match["first"] else _read_other(text, match)
        position = quantity.end if quantity else match.end("first") if match["first"] else match.end()
        if quantity:
            quantities.append(quantity)
    return quantities


def _read_other(text: str, match: re.Match[str]) -> Quantity:
    start, end = match.span()
    stated, approximation, unit = match.group(), read_approximation(text, start, end), ""
    if match["weekday"]:
        low = high = read_weekday(stated)
        kind = QuantityKind.WEEKDAY
    elif match["time"]:
        low = high = read_time(stated)
        kind = QuantityKind.TIME
    elif match["ordinal"]:
        low = high = read_ordinal(stated)
        kind, unit = QuantityKind.ORDINAL, read_unit(text, end)
    elif match["fraction"]:
        low = high = read_fraction(stated)
        kind = QuantityKind.PERCENT
    elif match["vague"]:
        low, high = read_vague(stated)
        kind, unit, approximation = QuantityKind.NUMBER, read_unit(text, end), Approximation.VAGUE
    else:
        low, high = read_date(stated)
        kind = QuantityKind.DATE
    return Quantity(stated, start, end, low, high, unit, kind, approximation)


def _read_number(text: str, match: re.Match[str]) -> Quantity | None:
    """A number, an amount, a percentage, a score or a span of years; None where the words are no number."""
    start, end = match.span()
    lead = text[max(0, start - _LONGEST_LEAD) : start]
    first_text, second_text = match["first"], match["second"]
    first = read_numeral(first_text)
    if first is None or (first_text.lower() == "one" and not second_text and _is_pronoun(text, lead, end)):
        return None
    second = read_numeral(second_text) if second_text else None
    if second is None or not _is_range(match["to"], lead):
        second_text, second = "", first
        if match["second"]:
            end = match.end("first")
    elif (scale := _SCALE.search(second_text)) and not _SCALE.search(first_text) and first < second:
        first = read_numeral(first_text + scale.group()) or first
    approximation = read_approximation(text, start, end)

    def quantity(low: float, high: float, unit: str, kind: QuantityKind) -> Quantity:
        return Quantity(text[start:end], start, end, low, high, unit, kind, approximation)

    if end == match.end():
        currency = match["currency"] or match["currency_word"]
        if currency:
            return quantity(first, second, _CURRENCIES[currency.lower()], QuantityKind.MONEY)
        if match["percent"]:
            return quantity(first, second, "", QuantityKind.PERCENT)
        if match["glued"]:
            return quantity(first, second, match["glued"], QuantityKind.NUMBER)
    unit = read_unit(text, end)
    if _FOUR_DIGITS.match(first_text) and (
        _BEFORE_YEAR.search(lead) or text[end + 1 : end + 2].isupper() or not is_plural(unit)
    ):
        if _SHORT_YEAR.fullmatch(second_text):
            second += first // 100 * 100
        low, high = year_span(first, second)
        return quantity(low, high, "", QuantityKind.DATE)
    if first > second:
        return quantity(first, second, "", QuantityKind.SCORE)
    return quantity(first, second, unit, QuantityKind.NUMBER)


def _is_range(joint: str, lead: str) -> bool:
    """Whether two numbers bound a range: 'rose from 3 to 5' and 'killed 3 and 5' name two quantities."""
    if joint.strip() == "and":
        return bool(_BEFORE_BOTH.search(lead))
    return joint.strip() != "to" or not _BEFORE_CHANGE.search(lead)


def _is_pronoun(text: str, lead: str, end: int) -> bool:
    return bool(_PRONOUN_BEFORE.search(lead) or _PRONOUN_AFTER.match(text, end))
