"""Who speaks in a sentence: the writer of himself, or to the reader, or somebody who is quoted."""

from __future__ import annotations

import re

from claimcheck.claims.given_names import is_given_name
from claimcheck.claims.grammar import names_something
from claimcheck.claims.speech import QUOTING
from claimcheck.text.quotation import CLOSING_QUOTE, OPENING_QUOTE, without_enclosed
from claimcheck.text.words import word_set

_FIRST_OR_SECOND_PERSON = re.compile(
    r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself|[Ww]e|us|[Oo]urs?|[Oo]urselves|[Yy]ou|[Yy]ours?)(?![\w-]|\.\w)"
)
#: 'World War I', 'Elizabeth I'.
_NUMERAL = re.compile(r"\b(?P<name>[A-Z][a-z]+) I\b")
_NUMBERED = word_set("Class Division Level Part Phase Stage Tier Title Type Volume War")
#: A reporter's 'she told us' is about her.
_TOLD_US = re.compile(r"\b(?:told|tells?|assured)\s(?:me|us)\b")
_SPEAKER = re.compile(r"\b(?:I|[Ww]e|[Yy]ou)\b")
#: 'Imagine a dam', 'Perhaps the dam held': openings of appeals and of guesses.
_APPEAL = (
    r"(?:ask|be|compare|consider|don['\u2019]t|forget|get|give|go|imagine|keep|leave|listen|look|make|note|recall"
    r"|remember|say|see|speak|stop|suppose|take|tell|think|try)"
)
_COMMENT = re.compile(
    r"(?:After\sall,|(?:Alas|Hopefully|Let['\u2019]s|Maybe|Oh|Perhaps|Sadly)\b"
    rf"|(?:(?:Again,|Just|Now|So)\s|(?=[A-Z]))(?i:{_APPEAL})\s"
    r"(?:a|about|again|an|at|aside|back|careful|for|from|how|in|it|me|not|on|sure|that|the|their|them|this|to|what|when"
    r"|whether|who|why|your)\b)"
)
_QUOTATION = re.compile(r"[\"\u201c]([^\"\u201c\u201d]*)[\"\u201d]")
_UNQUOTED = r"[^\"\u201c\u201d]"
_NO_CIRCUMSTANCE = rf"(?:(?!\b(?:about|after|as|at|before|during|in|on|to|when|while)\b){_UNQUOTED})*+"
#: 'Ana Ruiz said' around a quotation, without where, when or to whom.
_BARE_FRAME = re.compile(
    rf"{_QUOTATION.pattern}\s(?:{_UNQUOTED}{{0,100}}\b{QUOTING}|{QUOTING}\s[^\"\u201c\u201d,]{{1,60}}(?:,{_NO_CIRCUMSTANCE})?)[.,]?"
    rf"(?:\s{_QUOTATION.pattern})?\W*"
    rf"|[^\"\u201c\u201d,]{{1,80}}\b{QUOTING}[,:]\s{_QUOTATION.pattern}\W*"
)


def is_personal(text: str) -> bool:
    """Whether the writer speaks of himself or to the reader, outside quotation marks.

    >>> is_personal("We saw the dam."), is_personal('"We saw the dam," Bo Lind said.')
    (True, False)
    """
    own = _NUMERAL.sub(_without_numeral, _TOLD_US.sub("told", without_enclosed(text)))
    return _FIRST_OR_SECOND_PERSON.search(own) is not None


def is_personal_quotation(text: str) -> bool:
    """Whether all that a text tells is that somebody said something of himself, or to somebody, that names nothing.

    >>> is_personal_quotation('"I am so tired of it," Bo Lind said.')
    True
    >>> is_personal_quotation('"We sold the dam to Norland," Bo Lind said.')
    False
    """
    said = " ".join(_QUOTATION.findall(text))
    return bool(_SPEAKER.search(said) and not names_something(said) and _BARE_FRAME.fullmatch(text))


def is_question(text: str) -> bool:
    """Whether a text asks something, itself or in the quotation with which it opens.

    >>> is_question('"Who will pay?" she said.'), is_question('He asked "why" and left.')
    (True, False)
    """
    opens_quoted = OPENING_QUOTE.match(text) is not None
    return "?" in (CLOSING_QUOTE.split(text[1:])[0] if opens_quoted else without_enclosed(text))


def is_comment(text: str) -> bool:
    """Whether a text opens like an appeal to the reader or a guess.

    >>> is_comment("Imagine the noise."), is_comment("Perhaps it rained."), is_comment("The dam broke.")
    (True, True, False)
    """
    return _COMMENT.match(text) is not None


def _without_numeral(match: re.Match[str]) -> str:
    name = match["name"]
    return name if name in _NUMBERED or is_given_name(name) else match.group()
