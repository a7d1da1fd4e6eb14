"""Numbers, money, dates and times in a text: what they say, and what they count."""

from __future__ import annotations

import re

from claimcheck.text.quantities.ages import AGE, DECADE_OF_LIFE, is_age, read_decade_of_life
from claimcheck.text.quantities.approximation import read_approximation
from claimcheck.text.quantities.clock import TIME, read_time, read_zone
from claimcheck.text.quantities.dates import DATE, WEEKDAY, read_date, read_weekday, year_span
from claimcheck.text.quantities.measures import is_measure
from claimcheck.text.quantities.numerals import (
    FRACTION,
    MULTIPLE,
    NUMERAL,
    ORDINAL,
    POINT_IN_WORDS,
    SPAN,
    VAGUE,
    read_fraction,
    read_multiple,
    read_numeral,
    read_ordinal,
    read_point_in_words,
    read_vague,
)
from claimcheck.text.quantities.quantity import Approximation, Quantity, QuantityKind
from claimcheck.text.quantities.scales import SCALES, scale_at_the_end
from claimcheck.text.quantities.scores import SET_UNIT, SETS, read_sets
from claimcheck.text.quantities.temperatures import with_sign
from claimcheck.text.quantities.units import is_plural, read_unit
from claimcheck.text.words import WEEKDAY_NAME, word_set

_CURRENCIES = {
    "$": "USD", "us$": "USD", "c$": "CAD", "a$": "AUD", "hk$": "HKD", "nz$": "NZD", "€": "EUR", "£": "GBP", "¥": "JPY",
    "₹": "INR", "₴": "UAH", "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "rupee": "INR",
    "rouble": "RUB", "ruble": "RUB", "yuan": "CNY", "usd": "USD", "eur": "EUR", "gbp": "GBP", "rs": "INR", "rs.": "INR",
}  # fmt: skip
_SYMBOL = r"(?:(?:US|C|A|HK|NZ)?\$|[€£¥₹₴]|(?:USD|EUR|GBP|Rs\.?)(?=\s?\d))"
_QUANTITY = re.compile(
    rf"(?<![\w/&@#])(?<!\w[.,'\u2019:])(?<![A-Z]-)(?:{DATE}|{WEEKDAY}|{TIME}|(?P<sets>{SETS})|(?P<ordinal>{ORDINAL})|(?P<vague>{VAGUE})"
    rf"|(?P<decade_of_life>{DECADE_OF_LIFE})|(?P<point_in_words>{POINT_IN_WORDS})|(?P<fraction>{FRACTION})|(?P<multiple>{MULTIPLE})|(?P<span>{SPAN})"
    rf"|(?P<currency>{_SYMBOL})?(?(currency)\s?)(?P<first>{NUMERAL}(?(currency)(?:\s?[mMbB]\b)?))"
    rf"(?:(?P<to>[-\u2013]|\s(?:to|and|or)\s){_SYMBOL}?(?P<second>{NUMERAL}(?(currency)(?:\s?[mMbB]\b)?)))?"
    r"(?P<percent>\s?%|[\s-](?i:percent|per\scent)\b|[\s-](?P<points>percentage|basis)[\s-]points?\b)?"
    r"(?P<glued>km/h|kmh|km|kg|cm|mm|mph|kph|kW|MW|GW|m|C|F|g|lb|ft|\s?\u00b0\s?[CF])?(?!\w|[.,/:]\d|\([a-z]\))"
    r"(?:\s(?:U\.?S\.?\s)?(?P<currency_word>dollar|euro|(?<=on\s)pound|(?<=and\s)pound|yen|rupee|rouble|ruble|yuan)s?\b)?)"
)
_FOUR_DIGITS = re.compile(r"(?:1[5-9]|20)\d\d$")
_RECENT_YEAR = re.compile(r"(?:19|20)\d\d$")
_COUNTED_BY_THOUSANDS = word_set("people men women children troops")
_SHORT_YEAR = re.compile(r"\d\d$")
_BEFORE_YEAR = re.compile(r"\b(?:in|since|the|during|until|by|before|after|early|late|mid)\s$", re.IGNORECASE)
#: 'At least 2000 homes'
_COUNTING = re.compile(r"\b(?:about|almost|around|at least|nearly|some|than|up to) $", re.IGNORECASE)
_BEFORE_BOTH = re.compile(r"\bbetween\s(?:about\s|around\s)?$", re.IGNORECASE)
_PERIODS = word_set("days weeks months years decades")
#: '$2 billion over five years' is no more than five; 'for over five years' is.
_THROUGHOUT = re.compile(
    r"(?<!\bfor)(?<!\bjust)(?<!\bwell)(?<!\bof)(?<!\bwas)(?<!\bis)(?<!\btook)(?<!\btakes)(?<!\blasted)(?<!\bspent)\sover\s$"
)
#: 'failed 46-54': the smaller number of a score may come first.
_BEFORE_SCORE = re.compile(r"\b(?:vote[ds]?|fail(?:ed|s)|lost|lose|loses|rejected)\s(?:by\s|of\s)?$", re.IGNORECASE)
_BEFORE_CHANGE = re.compile(r"\bfrom\s(?:about\s|around\s)?$", re.IGNORECASE)
_PRONOUN_BEFORE = re.compile(r"\b(?:no|any|every|each|this|that|which|the|some|another)[\s-]$", re.IGNORECASE)
_PRONOUN_AFTER = re.compile(
    r"\s(?:of|another|day|by|who|that|can|is|has|could|should|would|or|point|thing|time)\b|\W*$"
)
#: 'lasted a week', but neither 'twice a week' nor 'once upon a day'
_BEFORE_SPAN = re.compile(
    r"\b(?:for|within|after|about|around|nearly|almost|over|under|than|last|lasts|lasted|take|takes|took|spent|served|least"
    r"|just|every|some)\s$",
    re.IGNORECASE,
)
_BEFORE_NEAR_SPAN = re.compile(r"\b(?:during|for|in|over|throughout|within)\s$", re.IGNORECASE)
#: 'Covid-19'
_HYPHENED_NAME = re.compile(r"\b[A-Z]\w*-$")
#: 'Flight 370', 'constituency 17'; 'the Group of Seven'; "60 Minutes" as the name of a programme.
_NAME_BEFORE = re.compile(
    rf"(?<=[\w,] )(?!{WEEKDAY_NAME})[A-Z][\w.]+ $"
    r"|\b(?:No|Nos|Art|Sec)\. $"
    r"|\b(?i:article|category|channel|chapter|constituency|district|flight|gate|page|phase|platform|precinct|room|route|runway"
    r"|section|ward) $"
)
#: 'Boeing 737-800' is a name, '217-213' behind one a score: of votes in a chamber, or lower.
_HIGHEST_SCORE = 450
_TITLE_AFTER = re.compile(r"(?:[\s-][A-Z][a-z]+)+,?[\"\u201d'\u2019]")
#: 'After 8 p.m.' is said of what happens soon after.
_BOUND_OF_TIME = re.compile(r"\b(?:after|before|by) $", re.IGNORECASE)
_WEEKDAY_NAME_BEFORE = re.compile(r"\b(?:Ash|Bloody|Black|Cyber|Easter|Giving|Good|Palm|Super) $")
_WEEKDAY_NAME_AFTER = re.compile(r" (?:Times|Telegraph|Mirror|Mail|Express|Night (?:Live|Football))\b")
_INSIDE_A_SENTENCE = re.compile(r"[\w,;] (?:\w+ )?$")
_LONGEST_LEAD = 24
#: In percentage points.
_BASIS_POINT = 0.01
#: '12 degrees below zero' is one number.
_ABOVE_OR_BELOW = re.compile(r"\b(?:above|below) $")
#: 'All but two of the 20 miners' are 18.
_ALL_BUT = re.compile(r"\ball (?:but|except) $", re.IGNORECASE)
_OF_ALL = re.compile(rf" of (?:the|its|their|his|her|our) (?P<total>{NUMERAL})")


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
        if quantity:
            quantities.append(with_sign(quantity, text))
            position = quantity.end
        else:
            position = match.end("first") if match["first"] and match["to"] != "-" else match.end()
    return quantities


def _read_other(text: str, match: re.Match[str]) -> Quantity | None:
    """Anything but a plain number; None for what is part of a name ('the Third Army') and a rate ('twice a week')."""
    start, end = match.span()
    lead = text[max(0, start - _LONGEST_LEAD) : start]
    stated, approximation, unit = match.group(), read_approximation(text, start, end), ""
    if match["weekday"]:
        if _WEEKDAY_NAME_BEFORE.search(lead) or _WEEKDAY_NAME_AFTER.match(text, end):
            return None
        low = high = read_weekday(stated)
        kind, unit = QuantityKind.WEEKDAY, (match["week"] or "").lower()
    elif match["time"]:
        low, high = read_time(stated)
        kind, unit = QuantityKind.TIME, read_zone(stated)
        approximation = Approximation.ABOUT if _BOUND_OF_TIME.search(lead) else approximation
    elif match["ordinal"]:
        if text[end : end + 2].strip().istitle():
            return None
        low = high = read_ordinal(stated)
        kind, unit = QuantityKind.ORDINAL, read_unit(text, end)
    elif match["sets"]:
        if is_plural(read_unit(text, end)):
            return None
        low, high = read_sets(stated)
        kind, unit = QuantityKind.SCORE, SET_UNIT
    elif match["decade_of_life"]:
        low, high = read_decade_of_life(stated)
        kind, unit = QuantityKind.NUMBER, AGE
    elif match["point_in_words"]:
        low = high = read_point_in_words(stated)
        kind, unit = QuantityKind.PERCENT, "points" if "point" in stated.lower() else ""
    elif match["fraction"]:
        low = high = read_fraction(stated)
        kind = QuantityKind.PERCENT
    elif match["vague"]:
        low, high = read_vague(stated)
        kind, unit, approximation = QuantityKind.NUMBER, read_unit(text, end), Approximation.VAGUE
        unit = unit if is_plural(unit) else ""
    elif match["multiple"]:
        low = high = read_multiple(stated)
        kind, unit = QuantityKind.NUMBER, "times"
    elif match["span"]:
        before = _BEFORE_SPAN
        if match["near_span"]:
            # 'Over the past year' is all of it, 'over a year' more than that.
            before, approximation = _BEFORE_NEAR_SPAN, Approximation.EXACT
        if not (match["half_span"] or match["and_half"] or before.search(lead)):
            return None
        low = high = (0.5 if match["half_span"] else 1.0) + (0.5 if match["and_half"] else 0.0)
        kind, unit = QuantityKind.NUMBER, match["span_unit"].lower()
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
    if first is not None and (all_but := _ALL_BUT.search(lead)):
        return _read_all_but(text, start - len(all_but.group()), match.end("first"), first)
    if (
        first is None
        or _is_part_of_a_name(text, match)
        or (first_text.lower() == "one" and not second_text and _is_pronoun(text, lead, end))
        or (first_text == "zero" and _ABOVE_OR_BELOW.search(lead))
    ):
        return None
    second = read_numeral(second_text) if second_text else None
    if second is None or not _is_range(match, lead):
        second_text, second = "", first
        if match["second"]:
            end = match.end("first")
    elif (scale := scale_at_the_end(second_text)) and not scale_at_the_end(first_text) and first < second:
        first = read_numeral(first_text + scale) or first
    approximation = read_approximation(text, start, end)

    def quantity(low: float, high: float, unit: str, kind: QuantityKind) -> Quantity:
        return Quantity(text[start:end], start, end, low, high, unit, kind, approximation)

    if end == match.end():
        currency = match["currency"] or match["currency_word"]
        if currency:
            return quantity(first, second, _CURRENCIES[currency.lower()], QuantityKind.MONEY)
        if match["percent"]:
            factor = _BASIS_POINT if match["points"] == "basis" else 1.0
            return quantity(first * factor, second * factor, "points" if match["points"] else "", QuantityKind.PERCENT)
        if match["glued"]:
            unit, factor = _glued_unit(match["glued"].lstrip(), read_unit(text, end))
            return quantity(first * factor, second * factor, unit, QuantityKind.NUMBER)
    unit = read_unit(text, end)
    if unit in _PERIODS and _THROUGHOUT.search(lead):
        approximation = Approximation.EXACT
    is_bound = approximation in (Approximation.MORE_THAN, Approximation.JUST_OVER) and not lead.endswith("the ")
    if not is_bound and _is_year(text, first_text, lead, end, unit):
        if _SHORT_YEAR.fullmatch(second_text):
            second += first // 100 * 100
            second += 100 * (second < first)
        low, high = year_span(first, second)
        return quantity(low, high, "", QuantityKind.DATE)
    if first > second or (
        match["to"] == "-" and second_text and not unit and (first == second or _BEFORE_SCORE.search(lead))
    ):
        approximation = Approximation.EXACT
        return quantity(max(first, second), min(first, second), "", QuantityKind.SCORE)
    if is_age(text, start, end, second):
        unit = AGE
    elif unit and first != 1 and text[end] != "-" and not (is_plural(unit) or is_measure(unit)):
        unit = ""
    return quantity(first, second, unit, QuantityKind.NUMBER)


def _read_all_but(text: str, start: int, end: int, left_out: float) -> Quantity | None:
    """What is left of a number; None where the number is not said."""
    of_all = _OF_ALL.match(text, end)
    total = read_numeral(of_all["total"]) if of_all else None
    if of_all is None or total is None:
        return None
    unit = read_unit(text, of_all.end())
    return Quantity(text[start:end], start, end, total - left_out, total - left_out, unit, QuantityKind.NUMBER)


def _glued_unit(glued: str, noun: str) -> tuple[str, float]:
    """The unit written close behind a number and what the number counts: '1.5m people' are not metres."""
    if glued == "m" and is_plural(noun):
        return noun, SCALES[glued]
    if glued in ("km/h", "kmh"):
        return "kph", 1.0
    return (f"\u00b0{glued[-1]}" if glued[-1] in "CF" else glued), 1.0


def _is_year(text: str, numeral: str, lead: str, end: int, unit: str) -> bool:
    counted = unit in _COUNTED_BY_THOUSANDS or (is_plural(unit) and (is_measure(unit) or _COUNTING.search(lead)))
    if counted or not _FOUR_DIGITS.match(numeral):
        return False
    if _RECENT_YEAR.match(numeral):
        return True
    return bool(_BEFORE_YEAR.search(lead)) or text[end + 1 : end + 2].isupper() or not is_plural(unit)


def _is_part_of_a_name(text: str, match: re.Match[str]) -> bool:
    """Whether a number belongs to a name: 'Flight 370', 'the Group of Seven', the programme '60 Minutes'."""
    start, end = match.span("first")
    lead = text[max(0, start - _LONGEST_LEAD) : start]
    if match["currency"] or match["percent"] or match["glued"] or _FOUR_DIGITS.match(match["first"]):
        return False
    if _HYPHENED_NAME.search(lead):
        return True
    if match["second"] and (read_numeral(match["first"]) or 0) <= _HIGHEST_SCORE:
        return False
    if text[start].isupper():
        return bool(_INSIDE_A_SENTENCE.search(lead))
    if lead.endswith(('"', "\u201c")) and _TITLE_AFTER.match(text, end):
        return True
    return bool(_NAME_BEFORE.search(lead)) and not is_plural(read_unit(text, end))


def _is_range(match: re.Match[str], lead: str) -> bool:
    """Whether two numbers bound a range: 'rose from 3 to 5', 'killed 3 and 5' and 'since 1990 to 18' name two each."""
    joint = match["to"].strip()
    if joint == "and":
        return bool(_BEFORE_BOTH.search(lead))
    if joint == "to":
        year_and_number = _FOUR_DIGITS.match(match["first"]) and _SHORT_YEAR.fullmatch(match["second"])
        return not (year_and_number or _BEFORE_CHANGE.search(lead))
    return True


def _is_pronoun(text: str, lead: str, end: int) -> bool:
    return bool(_PRONOUN_BEFORE.search(lead) or _PRONOUN_AFTER.match(text, end))
