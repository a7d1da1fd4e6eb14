"""Which sentences state something that can be checked."""

from __future__ import annotations

import re

from claimcheck.claims.grammar import is_auxiliary, is_finite, is_past, words_of
from claimcheck.text import QuantityKind, extract_quantities
from claimcheck.text.words import any_of

_SHORTEST = 4
#: Points at which a sentence counts as checkable. Weights and threshold follow logistic regressions on the training
#: parts of CheckThat! 2024 task 1 (English) and PoliClaim, which agree on the signs, rounded to whole points; the
#: threshold leans towards keeping, because a news sentence without any sign of opinion mostly states a fact.
_THRESHOLD = 0

_COUNTED = 3
_DATED = 2
_NO_VERB = -2
_PAST_TENSE = 2
_POINTS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"(?<=[a-z,;:\"\u201c]\s)[A-Z][a-z]"), 1),
    (re.compile(r"\b[A-Z]{2,}\b"), 2),
    (re.compile(r"\b(?:was|were|been|according)\b"), 1),
    (
        re.compile(
            rf"\b{any_of('more than | less than | fewer | most | lowest | highest | largest | biggest | first | increased')}"
            r"\b"
        ),
        1,
    ),
    (
        re.compile(
            r"\b(?:tax(?:es)?|budget|deficit|law|bill|vot(?:es?|ed)|spending|Senate|Congress|court|police|government|"
            r"minist(?:er|ry)|companies|company|officials?)\b"
        ),
        1,
    ),
    (re.compile(r"\b(?:I|me|my|I['\u2019](?:m|ve|ll|d))\b"), -1),
    (re.compile(r"\b(?:you|your|you['\u2019]re)\b", re.IGNORECASE), -1),
    (re.compile(r"\b(?:should|must|ought|needs?\sto|ha(?:ve|s)\sto|got\sto|let['\u2019]?s|let\sme)\b", re.IGNORECASE), -3),
    (
        re.compile(
            r"\b(?:I|[Ww]e|you|they)\s(?:\w+\s)?(?:think|believe|hope|feel|guess|want|wish|mean|know|agree|thank|ask|urge)"
            r"\b|\b(?:proud|grateful|hopefully|sadly|unfortunately|surely|frankly|clearly|obviously|arguably|perhaps)\b"
        ),
        -2,
    ),
    (re.compile(r"\b(?:would|could|might|may|can)\b"), -1),
    (
        re.compile(
            r"\b(?:great|good|bad|wrong|right|important|terrible|best|better|wonderful|tremendous|strong|hard|fair|"
            r"beautiful|disaster|memorable|spectacular|monumental|remarkable|crucial|vital)\b",
            re.IGNORECASE,
        ),
        -1,
    ),
    (re.compile(r"\W*(?:And|But|So|Well|Because|If|Or|Yes|No)\b"), -1),
    (re.compile(r"\W*(?:Let|Look|Please|Thank|Ask|Remember|Imagine|Consider)\b"), -3),
    (re.compile(r"\W*(?:This|That|It|There|These|Those)\b"), -1),
    (
        re.compile(
            r"\b(?:underscores?|underlines?|highlights?|exemplif(?:y|ies)|epitomi[sz]es?|showcases?|symboli[sz]es?|"
            r"reflects?\s(?:an?|the)|points?\sto\s(?:an?|the)|speaks?\sto|serves?\sas\s(?:an?|the)|comes?\sas|"
            r"(?:is|was|are)\s(?:not\s(?:just|only|merely)|all)\s?about|stands?\sas|testament|reminder|(?:is|are)\saimed\sat|"
            r"can\shope|remains?\sto\sbe\sseen|only\stime\swill\stell|no\swonder|a\sclassic)\b"
        ),
        -6,
    ),
    (
        re.compile(
            r"\b(?:did\snot\s(?:immediately\s)?(?:say|respond|reply|elaborate|comment)|declined\sto\s(?:comment|say|elaborate)|"
            r"could\snot\s(?:immediately\s)?be\sreached|played\sdown|no\sstranger\sto)\b"
        ),
        -6,
    ),
)
_QUESTION = re.compile(r"\?[\"'\u201d\u2019)\]]*$")
_COUNTED_KINDS = (QuantityKind.NUMBER, QuantityKind.PERCENT, QuantityKind.MONEY, QuantityKind.SCORE)
_SPOKEN = re.compile(r"[\"\u201c]")
_NAMED_SPEAKER = re.compile(r"[\"\u201d][^\"\u201c\u201d]*[A-Z][a-z]+[^\"\u201c\u201d]*$")


def is_checkworthy(text: str) -> bool:
    """Whether a statement says something that evidence can support or contradict.

    Questions, remarks without a verb, wishes, judgements and rhetoric are not; a quotation is only where it says who
    spoke or gives a figure. Measured by its parts in the way of N. Hassan et al., "Toward automated fact-checking:
    detecting check-worthy factual claims by ClaimBuster", KDD 2017, with rules in place of a trained model.

    >>> is_checkworthy("The bridge was closed on Monday."), is_checkworthy("We should all be proud of it.")
    (True, False)
    """
    words = words_of(text)
    if len(words) < _SHORTEST or _QUESTION.search(text) or _is_loose_quotation(text):
        return False
    return _points(text, words) >= _THRESHOLD


def _points(text: str, words: list[str]) -> int:
    kinds = {quantity.kind for quantity in extract_quantities(text)}
    points = sum(weight for pattern, weight in _POINTS if pattern.search(text))
    points += _COUNTED if kinds & set(_COUNTED_KINDS) else 0
    points += _DATED if kinds & {QuantityKind.DATE, QuantityKind.WEEKDAY, QuantityKind.TIME} else 0
    points += _PAST_TENSE if any(map(is_past, words)) else 0
    return points + (0 if any(is_finite(word) or is_auxiliary(word) for word in words) else _NO_VERB)


def _is_loose_quotation(text: str) -> bool:
    """A quotation that is cut off, or whose speaker has no name and that gives no figure."""
    if not _SPOKEN.match(text):
        return text.count('"') % 2 == 1 or text.count("\u201c") != text.count("\u201d")
    kinds = {quantity.kind for quantity in extract_quantities(text)}
    return not (_NAMED_SPEAKER.search(text) or kinds & set(_COUNTED_KINDS))
