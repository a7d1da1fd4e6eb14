"""The speaker of a quotation that stands alone, told by the sentence before."""

from __future__ import annotations

import re

from claimcheck.claims.grammar import SUBJECT_PRONOUNS, words_of
from claimcheck.claims.speech import QUOTING

_BARE_QUOTATION = re.compile(r"[\"\u201c][^\"\u201c\u201d]*[\"\u201d]\.?")
_NAME = r"(?:The\s)?[A-Z][\w.'\u2019-]*(?:\s[A-Z][\w.'\u2019-]*){0,4}"
#: '..." Ana Ruiz said on Monday.' at the end of a sentence.
_SPEAKER_BEHIND = re.compile(
    rf"[,?!][\"\u201d]\s(?:(?P<before>{_NAME})\s{QUOTING}\b|{QUOTING}\s(?P<after>{_NAME}))[^\"\u201c\u201d]*$"
)


def is_bare_quotation(text: str) -> bool:
    """Whether a text is a quotation and nothing else.

    >>> is_bare_quotation('"It broke."'), is_bare_quotation('"It broke," Bo Lind said.')
    (True, False)
    """
    return _BARE_QUOTATION.fullmatch(text) is not None


def with_speaker(quotation: str, previous: str) -> str:
    """A bare quotation with the speaker of the quotation before it, or nothing where none is named.

    >>> with_speaker('"40 men left."', '"It broke," Bo Lind said.')
    'Bo Lind said: "40 men left."'
    >>> with_speaker('"40 men left."', '"It broke," he said.')
    ''
    """
    speaker = _SPEAKER_BEHIND.search(previous)
    name = (speaker["before"] or speaker["after"]).rstrip(".") if speaker else ""
    return f"{name} said: {quotation}" if name and words_of(name)[0].lower() not in SUBJECT_PRONOUNS else ""
