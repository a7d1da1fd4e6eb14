"""Statements that mean nothing without the sentence before."""

from __future__ import annotations

import re

from claimcheck.claims.grammar import SUBORDINATORS, is_finite, words_of
from claimcheck.text.quotation import without_enclosed
from claimcheck.text.words import MONTH_NAME, WEEKDAY_NAME, any_of

_TIMES = (
    r"(?:second|minute|hour|morning|afternoon|evening|night|day|week(?:end)?|month|quarter|season|spring|summer|autumn"
    r"|fall|winter|year|decade|century)\b"
)
_OPENING = r"(?:(?:Now|Then|So|Yet|Still|And|But)\s|(?:At|After|By|For|From|In|On|Under|With)\s(?!all\b)[^,]{0,60},\s)?"
_PRONOUNS = "(?:he|she|it|they|his|her|its|their)"
_PRONOUN = re.compile(rf"{_OPENING}{_PRONOUNS}\b", re.IGNORECASE)
#: 'Those on board' says whom it means.
_DESCRIBED = r"(?:aboard|at|from|in|on|who|whose|with|[a-z]+ed)\b"
_POINTING = re.compile(
    rf"{_OPENING}(?:{_PRONOUNS}|"
    + any_of(rf"""
        these | such | another | others | the same
        the latter | the former | the rest | neither | both | among them
        (?:each|most|one|some) of (?:them|these|those(?! {_DESCRIBED}))
        (?:some|many|most) (?:also|are|were|have|had|did|do|will|would|could|said|say)
    """)
    + r"|those\b(?!\s(?:who|whom|whose|\w+ed)\b)"
    rf"|that\b(?!\s(?:an?|the)\b|\s{_TIMES})|this\b(?!\s{_TIMES}))(?:\b|['\u2019])",
    re.IGNORECASE,
)
#: 'It is illegal to ...' and 'It rained' point at nothing.
_EMPTY_IT = re.compile(
    r"It(?:['\u2019]s|\s(?:is|was|will\sbe|has\sbeen|became|remains))\s(?:[a-z-]+\s){1,3}"
    r"(?:to|that|for|from|how|if|what|when|where|whether|who|why)\b"
    r"|It\s(?:rained|snowed|took|takes)\b",
)
#: 'Both parents and teachers ...': what stands before 'and' is no verb.
_BOTH = re.compile(r"Both\s(?P<first>(?:[\w'\u2019-]+\s){1,5})and\b")
_AUXILIARY = r"(?:is|are|was|were|has|have|had|will|would|can|could|do|does|did)"
#: Not even a name or a figure makes these stand alone: 'That was 40 minutes later', 'Most are from Oster'. A record
#: stands: 'This is the third fire since May'.
_ONLY_POINTING = re.compile(
    rf"(?:That|This)(?:['\u2019]s|\s(?:{_AUXILIARY}|means|meant|makes|made|leaves|left|came|comes|includes|included))\b"
    r"(?!\s(?:not\s|only\s)?(?:the|its|his|her|their)\s(?:only|most|\w+(?:st|nd|rd|th))\b)"
    rf"|(?:All|Each|Many|Most|None|One|Some|Two)\sof\s(?:(?:them|these)\s\w|those\s(?!{_DESCRIBED}))"
    rf"|(?:All|Another|Both|Many|Most|Others|Some|The\sothers?|The\s(?:former|latter|rest))\s{_AUXILIARY}\b"
)
#: 'The prosecution did not.'
_UNFINISHED = re.compile(rf"(?:\w+,?\s){{2,5}}{_AUXILIARY}(?:\snot|n['\u2019]t)?\.")
#: 'Did react ...': the subject is in the sentence before.
_WITHOUT_SUBJECT = re.compile(r"(?:Did|Does|Is|Are|Was|Were|Has|Have)\s")
#: 'It was the mayor, Bo Lind, who ...' points at nothing.
_POINTING_SUBJECT = re.compile(r"(?:It(?!['\u2019]s\b|\s(?:is|was)\b)|They|That|These|Those)\b")
#: Words of time may be prepositions, and a clause with 'that' is what the main clause says.
_IN_MAIN_CLAUSE = {"after", "as", "before", "once", "since", "so", "than", "that", "until", "with", "without"}
_HANGS_ON = re.compile(rf",|\s(?:{'|'.join(sorted(SUBORDINATORS - _IN_MAIN_CLAUSE))})\s")
_NAME_OR_FIGURE = re.compile(
    r"(?<=[\w,:;\u2014-]\s)[\"\u201c(]?[A-Z][\w.]|(?<=[(\u201c\"\u2014-])[A-Z]|\d|\b"
    + any_of("""
        half | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | dozens? | hundreds?
        thousands? | millions? | billions?
    """)
    + r"\b"
)
_NO_NAME = re.compile(rf"\b(?:{WEEKDAY_NAME}|{MONTH_NAME}|I)\b")


def leans_on_context(text: str) -> bool:
    """Whether a statement points back: 'That was ...', or 'They did so ...' and its main clause has no name or figure.

    >>> leans_on_context("They did so to pay their bills.")
    True
    >>> leans_on_context("They did so to pay 40 workers."), leans_on_context("It is illegal to dump rubble.")
    (False, False)
    """
    if _WITHOUT_SUBJECT.match(text) or _ONLY_POINTING.match(text) or _UNFINISHED.fullmatch(text):
        return True
    if not _POINTING.match(text) or _EMPTY_IT.match(text):
        return False
    if (both := _BOTH.match(text)) and not any(map(is_finite, words_of(both["first"]))):
        return False
    return not _NAME_OR_FIGURE.search(_NO_NAME.sub("then", _main_clause(text)))


def leans_beyond_pronoun(text: str) -> bool:
    """Whether a statement leans on the sentence before by more than a pronoun, which is left where it is.

    >>> leans_beyond_pronoun("That could change."), leans_beyond_pronoun("She left the town.")
    (True, False)
    """
    return leans_on_context(text) and not _PRONOUN.match(text)


def _main_clause(text: str) -> str:
    """What stands before the first comma or subordinate clause, if a bare 'It' or 'They' is its subject."""
    hanging = _HANGS_ON.search(without_enclosed(text)) if _POINTING_SUBJECT.match(text) else None
    main = text[: hanging.start()] if hanging else text
    return main if any(map(is_finite, words_of(main))) else text
