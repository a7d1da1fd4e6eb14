"""How likely two quantities of two texts are about the same thing, whatever their values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from claimcheck.text.quantities.ages import AGE
from claimcheck.text.quantities.extraction import extract_quantities
from claimcheck.text.quantities.quantity import Quantity, QuantityKind
from claimcheck.text.quantities.roles import is_former, is_record, is_whole, read_base, read_bound, read_part, read_rate
from claimcheck.text.quantities.scales import without_scale
from claimcheck.text.quantities.units import singular
from claimcheck.text.sentences import split_sentences
from claimcheck.text.word_vectors import WordVectors, likeness
from claimcheck.text.words import any_of, word_set

#: Characters on either side of a quantity that count as its surroundings.
_NEAR = 60
#: And before one that may tell of a record.
_RECORD = 120
_WORD = re.compile(r"[^\W\d_]{3,}")
#: Words share a stem if they agree in so many first letters.
_STEM = 6
_NAME = re.compile(r"\b[A-Z][\w\u2019'-]*[a-z]\b|\b[A-Z]{2,}\b")
_POSSESSIVE = re.compile(r"['\u2019]s$")
_COMMON_WORDS = word_set("""
    all also and are been but for from had has have her his into its more most not over said some than that the their
    this was were which who will with
""")
_NO_NAMES = word_set("""
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
    October November December The In On At But And It He She They We This That His Her Its There When While After Before
    For From With As By More Some About Around Nearly Almost Over Up An All Both Every Each No One Two Three Four Five
    Six Seven Eight Nine Ten Dozens Hundreds Thousands Between Under Most Many Several Another There So Since Until If
    Of To
""")
#: 'to Norland', 'for the Winter Games', 'in the port of Oster'
_ATTACHED = re.compile(
    r"\b(?:[Tt]o\s(?:the\s)?|(?:[Ff]or|[Ii]n|[Aa]t|[Ff]rom|[Oo]n|[Dd]uring|of|off|near|by)\s(?:the\s)?(?:[a-z]+\s){0,2})"
    r"((?:[A-Z][\w'\u2019-]*\s?)+)"
)
#: What happened to those who are counted: the dead are other people than the injured.
_FATES = tuple(
    re.compile(rf"\b{any_of(words)}\b", re.IGNORECASE)
    for words in (
        "killed | killing | kills | died | dies | dead | deaths? | fatalit(?:y|ies) | lives | drowned | death toll",
        "injur(?:ed|ing|ies|y) | hurt | wound(?:ed|ing|s) | hospital(?:s|ised|ized)? | treated",
        "missing | unaccounted",
        "arrest(?:ed|s|ing)? | detain(?:ed|s|ing)? | custody | jailed | sentenced",
        "rescued? | evacuated | saved | survived | survivors | brought ashore | to safety",
        "infect(?:ed|ions?) | cases | tested positive",
    )
)
#: 'From 30 to 45 dead': what befell the 45 befell the 30.
_FROM_START = re.compile(r"\bfrom\s\S+(?:\s[a-z]+)?\sto\s(?:[a-z]+\s){0,2}$")
#: 'Two of the 20 miners died': what befell the two did not befall the 20.
_WHOLE_AFTER = re.compile(r"^\sof\s(?:(?:the|its|their|his|her|our|these|those)\s)?[\d,]+")
#: Nouns that news texts use for one another.
_RELATED_UNITS = (
    word_set("ally country government nation partner state"),
    word_set("agent constable force gendarme guard officer personnel police policeman reinforcement"),
    word_set("military serviceman soldier troop trooper"),
    word_set("attendee civilian demonstrator fan guest marcher people person protester resident spectator victim"),
    word_set("employee job people person staff worker"),
    word_set("passenger people person traveller"),
    word_set("casualty dead death fatality life live person victim"),
    word_set("ballot vote voter"),
)
#: Nouns whose vectors are alike and that never count the same things.
_OPPOSED_UNITS = (
    word_set("second minute hour day night week weekend month quarter year decade century time"),
    word_set("man woman boy girl"),
    word_set("adult child"),
    word_set("civilian officer policeman soldier troop"),
    word_set("pupil school student teacher"),
    word_set("defeat loss win victory"),
    word_set("inch foot yard metre meter mile kilometre kilometer acre hectare km mm cm m"),
    word_set("gram kilogram kilo kg ounce pound ton tonne litre liter gallon barrel"),
)
#: What is doubled is no count of two.
_TIMES = "time"
#: Nouns at least so alike count the same things.
_LEAST_RELATED = 0.45

#: Points for two quantities being about the same thing. Signs and sizes follow a logistic regression on pairs of
#: quantities that disagree, from train/news_events (those of contradicted rows against all others), rounded; those of
#: words, units and one fate were then chosen on dev/news_events and the crosscheck dev events.
_AGREE, _SAME_UNIT, _RELATED_UNIT, _OTHER_UNIT, _OTHER_MEASURE = 2.0, 2.0, 1.5, -2.0, -4.0
_SHARED_WORDS, _SHARED_NEARBY, _SHARED_NAME = 4.0, 0.5, 1.0
_CLOSE, _FAR, _OTHER_NAME, _OTHER_PLACE = 1.0, -1.5, -0.5, -3.5
_SAME_FATE, _ONE_FATE, _OTHER_FATE = 1.5, -1.5, -2.5
#: Outweighs all shared words: 'up from 30' is no other value than 'now 45', nor 'a day' than 'a month'.
_OTHER_TIME = -4.0
#: Years between two dates, and ratios between two numbers, that pass for close, and those that do not.
_CLOSE_YEARS, _CLOSE_RATIO, _FAR_RATIOS = 4, 1.5, (3.0, 12.0)
_MEASURED = {QuantityKind.NUMBER, QuantityKind.MONEY, QuantityKind.PERCENT}
_TIMED = {*_MEASURED, QuantityKind.TIME}
#: Whose unit is a noun.
_COUNTING = {QuantityKind.NUMBER, QuantityKind.PERCENT, QuantityKind.ORDINAL}


@dataclass(frozen=True, slots=True, eq=False)
class QuantityMention:
    """A quantity and the words around it; ``sentence_words``: their directions, shape (words, dimensions).

    ``part``: the words that tell of it apart from what it is a part of.
    """

    quantity: Quantity
    sentence_words: np.ndarray
    sentence_names: frozenset[str]
    nearby_words: frozenset[str]
    nearby_names: frozenset[str]
    places: frozenset[str]
    fate: int | None
    is_former: bool
    is_record: bool
    bound: str
    rate: str
    base: str
    part: frozenset[str]


@lru_cache(maxsize=1024)
def quantity_mentions(text: str) -> tuple[QuantityMention, ...]:
    """The quantities of a text, each with what its sentence says around it."""
    quantities = extract_quantities(text)
    sentences = split_sentences(text) if len(quantities) > 1 else []
    found = []
    for quantity in quantities:
        home = next((one for one in sentences if one.start <= quantity.start < one.end), None)
        first, last = (home.start, home.end) if home else (0, len(text))
        before, after = text[first : quantity.start], text[quantity.end : last]
        near = text[max(first, quantity.start - _NEAR) : min(last, quantity.end + _NEAR)]
        found.append(
            QuantityMention(
                quantity,
                _directions(text[first:last], quantity.start - first, quantity.end - first),
                _names(text[first:last]),
                _words(near),
                _names(near),
                _places(text[first:last]),
                _fate(before, after),
                is_former(before[-_NEAR:], after[:_NEAR]),
                is_record(before[-_RECORD:]),
                read_bound(before[-_NEAR:]),
                read_rate(after[:_NEAR]),
                read_base(after[:_NEAR]),
                _words(read_part(after[:_NEAR])),
            )
        )
    return tuple(found)


def alignment(claim: QuantityMention, evidence: QuantityMention, agree: bool) -> float:
    """Points for two quantities of one kind being about the same thing; ``agree`` says that their values fit."""
    score = _AGREE if agree else _nearness(claim.quantity, evidence.quantity)
    score += _unit_points(claim.quantity, evidence.quantity)
    score += _SHARED_WORDS * _shared(claim.sentence_words, evidence.sentence_words)
    score += _SHARED_NEARBY * min(3, len(claim.nearby_words & evidence.nearby_words))
    score += _SHARED_NAME * bool(claim.sentence_names & evidence.sentence_names)
    score += _OTHER_NAME * bool(claim.nearby_names - evidence.sentence_names)
    score += _OTHER_NAME * bool(evidence.nearby_names - claim.sentence_names)
    score += _OTHER_PLACE * bool(claim.places - evidence.places and evidence.places - claim.places)
    if claim.quantity.kind in _TIMED and not agree:
        score += _OTHER_TIME * _are_of_other_times(claim, evidence)
    if claim.quantity.kind is QuantityKind.NUMBER:
        score += _fate_points(claim.fate, evidence.fate)
    return score


def _are_of_other_times(one: QuantityMention, two: QuantityMention) -> bool:
    """Whether one number is told of what was so before, a day, or since April, and the other one of another time."""
    if one.is_former != two.is_former or one.is_record != two.is_record:
        return True
    if any(this and other and this != other for this, other in ((one.rate, two.rate), (one.bound, two.bound))):
        return True
    return one.quantity.kind is QuantityKind.PERCENT and one.base != two.base and "month" in (one.base, two.base)


def _fate_points(one: int | None, two: int | None) -> float:
    if one is None or two is None:
        return _ONE_FATE if one != two else 0.0
    return _SAME_FATE if one == two else _OTHER_FATE


def _unit_points(one: Quantity, two: Quantity) -> float:
    if one.kind not in _COUNTING:
        return 0.0
    unit, other = singular(one.unit), singular(two.unit)
    if one.kind is QuantityKind.PERCENT:
        return 0.0 if unit == other else _OTHER_MEASURE
    if _TIMES in (unit, other) and unit != other:
        return _OTHER_MEASURE
    if not unit or not other:
        return 0.0
    if AGE in (unit, other) and unit != other:
        return _OTHER_MEASURE
    if unit == other:
        return _SAME_UNIT
    return _RELATED_UNIT if count_alike(unit, other) else _OTHER_UNIT


@lru_cache(maxsize=4096)
def count_alike(unit: str, other: str) -> bool:
    """Whether two counted nouns may stand for the same things."""
    unit, other = singular(unit), singular(other)
    if unit == other:
        return True
    if any(unit in group and other in group for group in _RELATED_UNITS):
        return True
    if any(unit in group and other in group for group in _OPPOSED_UNITS):
        return False
    vectors = WordVectors.bundled()
    return bool(likeness(vectors.words([unit]), vectors.words([other])) >= _LEAST_RELATED)


def _nearness(one: Quantity, two: Quantity) -> float:
    if one.kind is QuantityKind.DATE:
        return _CLOSE if abs(one.low - two.low) // 10_000 <= _CLOSE_YEARS else 0.0
    if one.kind not in _MEASURED:
        return 0.0
    if _is_same_figure(one, two):
        return _CLOSE
    low, high = sorted((max(one.high, 1e-9), max(two.high, 1e-9)))
    ratio = high / low
    return _CLOSE if ratio <= _CLOSE_RATIO else _FAR * sum(ratio > far for far in _FAR_RATIOS)


def _is_same_figure(one: Quantity, two: Quantity) -> bool:
    """Whether only the unit or the scale differs: 'four weeks' and 'four months', '3 million' and '3 billion'."""
    figure, other = without_scale(one.text), without_scale(two.text)
    return figure.lower() == other.lower() and (figure == one.text) == (other == two.text)


def _shared(words: np.ndarray, others: np.ndarray) -> float:
    """Share of the words that the others hold or paraphrase."""
    return float(likeness(words, others).max(axis=1).mean()) if len(words) and len(others) else 0.0


def _directions(sentence: str, start: int, end: int) -> np.ndarray:
    """The words of a sentence, without those of the quantity at ``sentence[start:end]``."""
    rest = f"{sentence[:start]} {sentence[end:]}".lower()
    return WordVectors.bundled().words([word for word in _WORD.findall(rest) if word not in _COMMON_WORDS])


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()) if word not in _COMMON_WORDS)


def _names(text: str) -> frozenset[str]:
    return frozenset(_POSSESSIVE.sub("", name) for name in _NAME.findall(text)) - _NO_NAMES


def _places(sentence: str) -> frozenset[str]:
    """Names of the places, events and bodies that a preposition ties a sentence to."""
    return _names(" ".join(_ATTACHED.findall(sentence)))


def _fate(before: str, after: str) -> int | None:
    """Which of the fates stands nearest to a quantity; what follows it counts as nearer."""
    if is_whole(before[-_NEAR:]):
        return None
    before, after = _FROM_START.sub("", before), _WHOLE_AFTER.sub("", after)
    before, after = re.split(r"[;\d]", before)[-1][-_NEAR:], re.split(r"[;\d]", after)[0][:_NEAR]
    distances = []
    for number, fate in enumerate(_FATES):
        distances += [(len(before) - match.end() + 8, number) for match in fate.finditer(before)]
        distances += [(match.start(), number) for match in fate.finditer(after)]
    return min(distances)[1] if distances else None
