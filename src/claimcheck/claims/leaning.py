"""Statements that mean nothing without the sentence before."""

from __future__ import annotations

import re

from claimcheck.text.words import any_of

_TIMES = (
    r"(?:second|minute|hour|morning|afternoon|evening|night|day|week(?:end)?|month|quarter|season|spring|summer|autumn"
    r"|fall|winter|year|decade|century)\b"
)
_POINTING = re.compile(
    r"(?:(?:Now|Then|So|Yet|Still|And|But)\s|(?:At|After|By|For|From|In|On|Under|With)\s(?!all\b)[^,]{0,60},\s)?(?:"
    + any_of("""
        he | she | it | they | his | her | its | their | these | those | such | another | others | the same
        the latter | the former | the rest | neither | both | among them
        (?:each|most|one|some) of (?:them|these|those)
        (?:some|many|most) (?:also|are|were|have|had|did|do|will|would|could|said|say)
    """)
    + rf"|th(?:is|at)\b(?!\s{_TIMES}))(?:\b|['\u2019])",
    re.IGNORECASE,
)
#: 'It is illegal to ...' and 'It rained' point at nothing.
_EMPTY_IT = re.compile(
    r"It(?:['\u2019]s|\s(?:is|was|will\sbe|has\sbeen|became|remains))\s(?:[a-z-]+\s){1,3}(?:to|that|for|when|whether)\b"
    r"|It\s(?:rained|snowed|took|takes)\b",
)
_NAME_OR_FIGURE = re.compile(
    r"(?<=[\w,:;\u2014-]\s)[\"\u201c(]?[A-Z][\w.]|(?<=[(\u201c\"\u2014-])[A-Z]|\d|\b"
    + any_of("""
        half | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | dozens? | hundreds?
        thousands? | millions? | billions?
    """)
    + r"\b"
)
_NO_NAME = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|I)\b"
)


def leans_on_context(text: str) -> bool:
    """Whether a statement points back ('They did so ...', 'That could ...') and holds neither a name nor a figure.

    >>> leans_on_context("They did so to pay their bills.")
    True
    >>> leans_on_context("They did so to pay 40 workers."), leans_on_context("It is illegal to dump rubble.")
    (False, False)
    """
    if not _POINTING.match(text) or _EMPTY_IT.match(text):
        return False
    return not _NAME_OR_FIGURE.search(_NO_NAME.sub("then", text))
