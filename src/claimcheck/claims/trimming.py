"""Words at a sentence's borders that carry no fact."""

from __future__ import annotations

import re

from claimcheck.claims.grammar import capitalised, is_finite, without_enclosed, words_of
from claimcheck.text import extract_quantities
from claimcheck.text.boilerplate import without_link_cards
from claimcheck.text.quotation import paired_marks
from claimcheck.text.words import any_of

_MARKER = re.compile(
    any_of("""
        however | but | and | also | meanwhile | separately | moreover | furthermore | in addition | additionally
        still | indeed | nevertheless | nonetheless | instead | likewise | similarly | of course | for example
        for instance | in fact | on the other hand | as a result | consequently | therefore | thus | so
        at the same time | on top of that
    """)
    + r"(?:,\s+|(?<=but)\s+|(?<=and)\s+|"
    r"(?<=\bso)\s+(?=[a-z]+\s(?:is|are|was|were|has|have|had)\b(?!\s(?:the|this|that|his|her|its|their)\b)))",
    re.IGNORECASE,
)
_INNER_MARKER = re.compile(
    r",\s(?:however|meanwhile|moreover|therefore|of\scourse|for\sexample)(?=[,.])", re.IGNORECASE
)
_ANOTHER = re.compile(r"Another\s(?=\d\S*\s[a-z])")
_BRACKETED = re.compile(r"\(([A-Z\u201c][^()]*[.!?]\u201d?)\)")
_RHETORICAL_TAIL = re.compile(
    r",\s(?:thus\s|further\s|thereby\s)?"
    + any_of("""
        highlighting | underscoring | underlining | emphasi[sz]ing | reflecting | demonstrating | showcasing
        illustrating | signall?ing | symboli[sz]ing | marking a | making it clear | reinforcing | exemplifying
    """)
    + r"\s[^;]*?(?=[.!]?$)"
)


def trimmed(text: str) -> str:
    """The statement without 'However,' before it and without ', underlining the stakes' after it.

    >>> trimmed("However, the pass stayed shut, underscoring the need for care.")
    'The pass stayed shut.'
    """
    text = _with_matching_marks(without_link_cards(text))
    if bracketed := _BRACKETED.fullmatch(text):
        text = bracketed[1]
    text = _MARKER.sub("", text, count=1) if _MARKER.match(text) else text
    text = _ANOTHER.sub("", text, count=1) if _ANOTHER.match(text) else text
    inner = _INNER_MARKER.search(without_enclosed(text))
    if inner:
        following = words_of(text[inner.end() :])[:1]
        comma = not following or following[0] == "that" or is_finite(following[0])
        text = text[: inner.start()] + text[inner.end() + (comma and text[inner.end()] == ",") :]
    tail = _RHETORICAL_TAIL.search(without_enclosed(text))
    if tail and not extract_quantities(tail.group()):
        text = text[: tail.start()] + text[tail.end() :]
    return capitalised(text)


def _with_matching_marks(text: str) -> str:
    """A quotation that opens with one kind of mark and closes with another gets marks of one kind."""
    if text.count('"') % 2 == 0 and text.count("\u201c") == text.count("\u201d"):
        return text
    paired = paired_marks(text)
    return paired if paired.count("\u201c") == paired.count("\u201d") else text
