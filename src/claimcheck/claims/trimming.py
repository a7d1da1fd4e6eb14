"""Words at a sentence's borders that carry no fact."""

from __future__ import annotations

import re

from claimcheck.claims.grammar import PRONOUNS, capitalised, first_finite, is_finite, words_of
from claimcheck.claims.speech import has_saying
from claimcheck.text.boilerplate import without_link_cards
from claimcheck.text.quantities import extract_quantities
from claimcheck.text.quotation import paired_marks, without_enclosed
from claimcheck.text.words import any_of, word_set

_MARKER = re.compile(
    any_of("""
        however | but | and | also | meanwhile | separately | moreover | furthermore | in addition | additionally
        still | indeed | nevertheless | nonetheless | instead | likewise | similarly | of course | for example
        for instance | in fact | on the other hand | as a result | consequently | therefore | thus | so
        at the same time | on top of that | overall | to be sure
    """)
    + r"(?:,\s+|(?<=but)\s+|(?<=and)\s+|"
    r"(?<=\bso)\s+(?=[a-z]+\s(?:is|are|was|were|has|have|had)\b(?!\s(?:the|this|that|his|her|its|their)\b)))",
    re.IGNORECASE,
)
_INNER_MARKER = re.compile(
    r",\s(?:however|meanwhile|moreover|therefore|of\scourse|for\sexample)(?=[,.])", re.IGNORECASE
)
#: 'Behind the scenes: The dam ...' and 'BACKGROUND: The dam ...', not 'Ana Ruiz: The dam ...'.
_LABEL = re.compile(
    r"(?P<label>[A-Z][\w'\u2019]*(?:\s[a-z][\w'\u2019]*){1,3}|(?=[A-Z'\u2019]{5}|[A-Z'\u2019]+\s)[A-Z'\u2019]+(?:\s[A-Z'\u2019]+){0,3}"
    r"):\s+(?=[A-Z\"\u201c\d])"
)
#: What follows is not stated as a fact, or is somebody's word.
_DOUBTED = word_set("""
    accusation allegation argument belief charge claim conspiracy demand false fiction goal hope idea message motto myth
    plan proposal question rumor rumour slogan theory warning
""")
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
    text = _without_label(text)
    text = _MARKER.sub("", text, count=1) if _MARKER.match(text) else text
    inner = _INNER_MARKER.search(without_enclosed(text))
    if inner:
        following = words_of(text[inner.end() :])[:1]
        comma = not following or following[0] == "that" or is_finite(following[0])
        text = text[: inner.start()] + text[inner.end() + (comma and text[inner.end()] == ",") :]
    tail = _RHETORICAL_TAIL.search(without_enclosed(text))
    if tail and not extract_quantities(tail.group()):
        text = text[: tail.start()] + text[tail.end() :]
    return capitalised(text.strip())


def _without_label(text: str) -> str:
    label = _LABEL.match(text)
    if not label or not first_finite(words_of(text[label.end() :])):
        return text
    words = words_of(label["label"])
    plain = {word.lower() for word in words}
    named = any(map(is_finite, words)) or has_saying(label["label"].lower()) or plain & (_DOUBTED | PRONOUNS - {"it"})
    return text if named else text[label.end() :]


def _with_matching_marks(text: str) -> str:
    """A quotation that opens with one kind of mark and closes with another gets marks of one kind."""
    if text.count('"') % 2 == 0 and text.count("\u201c") == text.count("\u201d"):
        return text
    paired = paired_marks(text)
    return paired if paired.count("\u201c") == paired.count("\u201d") else text
