"""Numbers in digits, in words and in between ('2.5 million', 'dozens', 'two thirds')."""

from __future__ import annotations

import math
import re

from text_to_num import alpha2digit, text2num

from claimcheck.text.quantities.scales import SCALE, SCALE_WORD, SCALE_WORDS, SCALES

_VAGUE = {"ten": 10.0, "dozen": 12.0, "score": 20.0} | SCALES
_MULTIPLES = {"halv": 0.5, "doub": 2, "twic": 2, "trip": 3, "treb": 3, "thri": 3, "quad": 4}
_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}

_ONES = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_THREE_TO_TEN = "three|four|five|six|seven|eight|nine|ten"
_UP_TO_TEN = f"one|two|{_THREE_TO_TEN}"
#: 'four in five years' is no share.
_PERIODS = "second|minute|hour|day|night|week|weekend|month|quarter|season|year|decade|matche|game|attempt|trie"
#: Halves and quarters behind a whole number: '2 1/2', '2½'.
_PARTS = {"1/4": 0.25, "1/2": 0.5, "3/4": 0.75, "¼": 0.25, "½": 0.5, "¾": 0.75}
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d{1,3}(?:\s(?:1/[24]|3/4)|\s?[¼½¾])|\d{1,15}(?:\.\d+)?"
_AND = rf"(?:{'|'.join(f'(?<={word})' for word in SCALE_WORDS)})\sand\s"
_CARDINAL_WORD = rf"(?:{_ONES}|{SCALE_WORD})"
_CARDINAL_WORDS = rf"{_CARDINAL_WORD}(?:(?:{_AND}|[\s-]){_CARDINAL_WORD}\b)*"

#: 'dozens', 'tens of thousands', 'several hundred'
VAGUE = (
    rf"(?i:(?:dozen|score(?=s\sof)|{SCALE_WORD})s(?:\sof\s{SCALE_WORD}s)?(?=\s[a-z])"
    rf"|tens\sof\s{SCALE_WORD}s\b"
    rf"|(?:several|a\sfew|a\scouple\sof)\s(?:dozen|{SCALE_WORD})\b)"
)
#: 'a quarter of a percentage point', 'a quarter-point', 'half a percent', 'a full percentage point'
POINT_IN_WORDS = (
    r"(?i:(?:(?:(?:an?|one|two|three|four)[\s-])?(?:half|third|quarter|fifth|tenth)s?\sof\s(?:an?|one|1)\s"
    r"|(?:(?:an?|three)[\s-])?(?:half|quarters?)[\s-](?:an?\s)?)(?:(?:percentage\s)?point|percent|per\scent)\b"
    r"|an?\s(?:full\s)?percentage\spoint\b)"
)
#: 'two thirds', 'a quarter of', 'by almost a fifth', 'half of', 'one in five', '9 out of 10'
FRACTION = (
    r"(?i:(?:one|two|three|four)[\s-](?:third|quarter|fifth|tenth)s?\b"
    r"|a\s(?:third|quarter|fifth|tenth)(?=\s(?:of|the)\b)(?!\sof\san?\s)"
    r"|(?:(?<=by\s)|(?<=almost\s)|(?<=nearly\s)|(?<=about\s)|(?<=around\s)|(?<=over\s)|(?<=than\s)|(?<=roughly\s))"
    r"(?:half|a\s(?:third|quarter|fifth|tenth))(?=\s(?:in|to|from|on|since|as|this|last|after|and|but)\b|[.,;)]|$)"
    r"|(?<!first\s)(?<!second\s)(?<!other\s)half(?=\s(?:of|the|its|their|all)\b)"
    rf"|(?:\d|{_UP_TO_TEN})\s(?:in|out\sof)\s(?:every\s)?(?:[3-9]|10|20|100|{_THREE_TO_TEN})\b"
    rf"(?![.,]?\d|\s(?:[a-z]+\s)?(?:{_PERIODS})))"
)
#: 'a decade', 'half an hour', 'a year and a half', 'the past year'
SPAN = (
    r"(?i:(?P<half_span>half\san?\s)?(?(half_span)|(?:an?|(?P<near_span>the\s(?:coming|last|next|past|previous)))\s)"
    r"(?P<span_unit>minute|hour|day|week|fortnight|month|year|decade|century|mile)\b(?P<and_half>\sand\sa\shalf\b)?)"
)
#: 'doubled', 'twice', 'threefold'
MULTIPLE = (
    r"(?i:(?:halv|doubl|tripl|trebl|quadrupl)(?:ed|es|ing)|twice|thrice"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,3})-?fold)\b"
)
#: '3rd', 'twenty-first'
ORDINAL = (
    r"(?i:\d{1,3}(?:,\d{3})*(?:st|nd|rd|th)\b"
    r"|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-])?"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twen|thir|for|fif|six|seven|eigh|nine)tieth|hundredth)\b)"
)
#: '2,340', '2.5 million', 'twenty-five', 'a hundred', 'half a million'
NUMERAL = (
    rf"(?:(?:{_DIGITS})(?:[\s-]?(?i:{SCALE}\b))?"
    rf"|(?i:(?:half\sa\s|a\squarter(?:\sof\sa\s|-)){SCALE_WORD}|(?:half\sa\s|half-|a\s|(?:{_UP_TO_TEN})\s)?dozen"
    rf"|a\s{SCALE_WORD}(?:{_AND}(?:{_ONES})\b)?|{_CARDINAL_WORDS}(?:\sand\sa\shalf(?:\s{SCALE_WORD})?)?)\b)"
)

_FRACTION_WORDS = re.compile(r"(?:\w+[\s-])?(?:half|third|quarter|fifth|tenth)s?")
_MULTIPLE = re.compile(MULTIPLE)
_NUMBER = re.compile(r"[\d.]+")
_SUFFIX = re.compile(r"[a-z]+$")


def read_numeral(text: str) -> float | None:
    """Value of what :data:`NUMERAL` matches; None where a run of number words is no number ('one two').

    >>> read_numeral("2.5 million"), read_numeral("three hundred and two"), read_numeral("half a million")
    (2500000.0, 302.0, 500000.0)
    """
    words = text.lower()
    if words[0].isdigit():
        suffix = _SUFFIX.search(words)
        figure = words[: suffix.start()].rstrip(" -") if suffix else words
        part = next((part for part in _PARTS if figure.endswith(part)), "")
        digits = re.sub(r"[^\d.]", "", figure.removesuffix(part))
        return (float(digits) + _PARTS.get(part, 0.0)) * (SCALES[suffix.group()] if suffix else 1)
    if words.startswith(("half", "a quarter")):
        unit = re.split(r"[\s-]", words)[-1]
        return (12.0 if unit == "dozen" else SCALES[unit]) / (2 if words.startswith("half") else 4)
    if words.endswith("dozen"):
        return 12 * (read_numeral(words.removesuffix("dozen").strip().replace("a", "one") or "one") or 1)
    words, half, scale = words.partition(" and a half")
    try:
        whole = float(text2num(re.sub(r"^a\s", "one ", words), "en"))
        return (whole + bool(half) / 2) * SCALES.get(scale.strip(), 1.0)
    except ValueError:
        return None


def read_vague(text: str) -> tuple[float, float]:
    """Range of what :data:`VAGUE` matches: from two of the unit to just below the next word.

    After 'dozens' comes 'a hundred', after 'hundreds' 'a thousand'; but tens of thousands are thousands, too.

    >>> read_vague("dozens"), read_vague("several hundred"), read_vague("thousands")
    ((24.0, 95.0), (200.0, 999.0), (2000.0, 99999.0))
    """
    words = text.lower().split()
    unit = math.prod(_VAGUE.get(word.removesuffix("s"), 1.0) for word in words)
    if len(words) == 1 and unit >= _VAGUE["thousand"]:
        return 2 * unit, 100 * unit - 1
    return 2 * unit, (8 if unit % 12 == 0 else 10) * unit - 1


def read_fraction(text: str) -> float:
    """Percentage that :data:`FRACTION` says.

    >>> read_fraction("three quarters"), read_fraction("half"), read_fraction("one in 5")
    (75.0, 50.0, 20.0)
    """
    words = re.split(r"[\s-]", text.lower())
    count = 1.0 if len(words) == 1 or words[0] == "a" else read_numeral(words[0]) or 0.0
    whole = _FRACTIONS.get(words[-1].removesuffix("s")) or read_numeral(words[-1]) or 1.0
    return 100 * count / whole


def read_point_in_words(text: str) -> float:
    """Percentage points that :data:`POINT_IN_WORDS` says.

    >>> read_point_in_words("a quarter of a percentage point"), read_point_in_words("a full percentage point")
    (0.25, 1.0)
    """
    fraction = _FRACTION_WORDS.match(text.lower())
    return read_fraction(fraction.group()) / 100 if fraction else 1.0


def is_multiple(text: str) -> bool:
    """Whether a text is what :data:`MULTIPLE` matches: 'doubled', 'twice'."""
    return _MULTIPLE.fullmatch(text) is not None


def read_multiple(text: str) -> float:
    """How many times as much :data:`MULTIPLE` says.

    >>> read_multiple("doubled"), read_multiple("tenfold")
    (2.0, 10.0)
    """
    stem = text.lower()[:4]
    return float(_MULTIPLES.get(stem) or read_numeral(text.lower().removesuffix("fold").rstrip("-")) or 1)


def read_ordinal(text: str) -> float:
    """Rank that :data:`ORDINAL` says.

    >>> read_ordinal("3rd"), read_ordinal("twenty-first")
    (3.0, 21.0)
    """
    number = _NUMBER.match(alpha2digit(text.lower().replace(",", ""), "en", threshold=0))
    return float(number.group()) if number else 0.0
