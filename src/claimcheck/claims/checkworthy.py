"""Which sentences state something that can be checked."""

from __future__ import annotations

import re

from claimcheck.claims.countries import countries_in
from claimcheck.claims.grammar import is_finite, is_past, words_of
from claimcheck.claims.speech import has_saying
from claimcheck.claims.voice import is_comment, is_personal, is_personal_quotation, is_question
from claimcheck.text.quantities import QuantityKind, extract_quantities
from claimcheck.text.quotation import CLOSING_QUOTE, OPENING_QUOTE, without_enclosed
from claimcheck.text.words import WEEKDAY_NAME, any_of

_FEWEST_WORDS = 4
#: Points at which a sentence counts as checkable. Weights follow logistic regressions on the training parts of
#: CheckThat! 2024 task 1 (English) and PoliClaim, which agree in their signs, rounded to whole points. The threshold
#: leans towards keeping: a news sentence without any sign of opinion mostly states a fact.
_THRESHOLD = 0

_COUNTED, _DATED, _PAST_TENSE, _REPORTED, _NO_VERB = 3, 2, 2, 2, -2
#: Where a sentence opens, or a quotation or bracket within it.
_OPENING = r"(?:\A\W*+|(?<=[.!?:\u2026\"\u201d'\u2019)]\s)|(?<=[.\"\u201c'\u2018(]))"
#: A wish of the writer's; where somebody is said to have said it, a fact about that speaker.
_DUTY = re.compile(r"\b(?:should|must|ought|needs?\sto|ha(?:ve|s)\sto|got\sto|[Ll]et['\u2019]?s|[Ll]et\sme)\b")
_SIGNS = {
    # Names, acronyms, the vocabulary of public affairs.
    re.compile(r"(?<=[a-z,;:\"\u201c]\s)[A-Z][a-z]"): 1,
    re.compile(r"\b[A-Z]{2,}\b"): 2,
    re.compile(r"\b(?:was|were|been|according)\b"): 1,
    re.compile(r"\b(?:more\sthan|less\sthan|fewer|most|lowest|highest|largest|biggest|first|increased)\b"): 1,
    re.compile(
        r"\b(?:tax(?:es)?|budget|deficit|law|bill|vot(?:es?|ed)|spending|Senate|Congress|court|police|government|"
        r"minist(?:er|ry)|compan(?:y|ies)|officials?)\b"
    ): 1,
    # The speaker and the listener, wishes, judgements.
    re.compile(r"\b(?:I|me|my|I['\u2019](?:m|ve|ll|d))\b"): -1,
    re.compile(r"\b(?:[Yy]ou|[Yy]our|[Yy]ou['\u2019]re)\b"): -1,
    re.compile(r"\b(?:would|could|might|may|can)\b"): -1,
    _DUTY: -3,
    re.compile(
        r"\b(?:I|[Ww]e|[Yy]ou|[Tt]hey)\s(?:\w+\s)?"
        r"(?:think|believe|hope|feel|guess|want|wish|mean|know|agree|thank|ask|urge)\b"
        r"|(?i:\b(?:proud|grateful|hopefully|sadly|unfortunately|surely|frankly|clearly|obviously|arguably|perhaps)\b)"
    ): -2,
    re.compile(
        r"\b"
        + any_of("""
            great | good | bad | wrong | right | important | terrible | best | better | wonderful | tremendous
            strong | hard | fair | beautiful | disaster | fascinating | interesting | amazing | incredible | awful
            memorable | spectacular | monumental | remarkable | crucial | vital
        """)
        + r"\b",
        re.IGNORECASE,
    ): -1,
    # Openings of remarks, appeals and comments.
    re.compile(rf"{_OPENING}(?:And|But|So|Well|Because|If|Or|Yes|No)\b"): -1,
    re.compile(rf"{_OPENING}(?:This|That|It|There|These|Those)\b"): -1,
    re.compile(rf"{_OPENING}(?:Let|Look|Please|Thank|Ask|Remember|Imagine|Consider)\b"): -3,
    # What only the sentence before makes clear.
    re.compile(
        rf"{_OPENING}(?:So|Nor|Neither)\s(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could)\b"
    ): -8,
    re.compile(rf"{_OPENING}(?:None|Some|Much|Most|All|Part|Neither|Both|Either)\sof\s(?:that|this|it|which)\b"): -6,
    # Rhetoric, and reports that there is nothing to report.
    re.compile(
        r"\b"
        + any_of(r"""
            underscores? | underlines? | highlights? | exemplif(?:y|ies) | epitomi[sz]es? | showcases? | symboli[sz]es?
            reflects? (?:an?|the) | comes? as (?:an?|no) | stands? as
            (?:is|was|are) (?:not (?:just|only|merely)|all) about | testament | reminder
            can hope | remains? to be seen | only time will tell | no wonder
        """)
        + r"\b"
    ): -8,
    re.compile(
        r"\b(?:did\snot\s(?:immediately\s)?(?:say|respond|reply|elaborate|comment)|"
        r"declined\sto\s(?:comment|say|elaborate)|could\snot\s(?:immediately\s)?be\sreached|played\sdown|no\sstranger\sto)\b"
    ): -6,
}
_NAME = re.compile(rf"(?!{WEEKDAY_NAME})\b[A-Z][\w\u2019'-]*[a-z]\b")
_COUNTS = {QuantityKind.NUMBER, QuantityKind.PERCENT, QuantityKind.MONEY, QuantityKind.SCORE}
_DATES = {QuantityKind.DATE, QuantityKind.WEEKDAY, QuantityKind.TIME}


def is_checkworthy(text: str, quoted: bool = False) -> bool:
    """Whether a statement says something that evidence can support or contradict; ``quoted``: it is inside a quotation.

    Questions, announcements of what follows, remarks without a verb, wishes, judgements and rhetoric are not; a
    quotation is only where it names who spoke or gives a figure. The signs are those of N. Hassan et al., "Toward
    automated fact-checking: detecting check-worthy factual claims by ClaimBuster", KDD 2017, added up by fixed rules
    in place of a trained model.

    >>> is_checkworthy("The bridge was closed on Monday."), is_checkworthy("We should all be proud of it.")
    (True, False)
    """
    words = words_of(text)
    if len(words) < _FEWEST_WORDS or text.endswith(":") or is_question(text):
        return False
    kinds = {quantity.kind for quantity in extract_quantities(text)}
    if not kinds & _COUNTS and (
        quoted or is_personal(text) or is_comment(text) or _is_loose_quotation(text) or is_personal_quotation(text)
    ):
        return False
    return _points(text, words, kinds) >= _THRESHOLD


def _points(text: str, words: list[str], kinds: set[QuantityKind]) -> int:
    reported = has_saying(without_enclosed(text))
    return (
        sum(weight for sign, weight in _SIGNS.items() if sign.search(text) and not (reported and sign is _DUTY))
        + (_COUNTED if kinds & _COUNTS else 0)
        + (_DATED if kinds & _DATES else 0)
        + (_PAST_TENSE if any(map(is_past, words)) else 0)
        + (_REPORTED if reported else 0)
        + (0 if any(map(is_finite, words)) else _NO_VERB)
    )


def _is_loose_quotation(text: str) -> bool:
    """A quotation that is cut off, or whose speaker has no name."""
    if text.count('"') % 2 == 1 or text.count("\u201c") != text.count("\u201d"):
        return True
    after = CLOSING_QUOTE.split(text)[-1]
    return bool(OPENING_QUOTE.match(text)) and all(map(countries_in, _NAME.findall(after)))
