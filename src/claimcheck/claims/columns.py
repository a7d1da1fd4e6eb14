"""Opinion columns: articles whose writers speak for themselves."""

from __future__ import annotations

import re

from claimcheck.claims.grammar import is_past, names_something, words_of
from claimcheck.claims.voice import is_comment, is_personal, is_question
from claimcheck.text.quantities import extract_quantities
from claimcheck.text.quotation import leaves_quotation_open, without_enclosed

_SHARE = 0.2
_FEWEST = 5
_OPEN_QUOTATION = re.compile(r"[\"\u201c][^\"\u201c\u201d]*$")
_QUOTATION_OF_NOTE = re.compile(r"[\"\u201c](?:[^\s\"\u201c\u201d]+\s){2,}")


def is_column(sentences: list[str]) -> bool:
    """Whether a fifth of an article's sentences, and at least five, show its writer's voice.

    That is the first or second person outside quotations, a question, or an appeal to the reader.

    >>> is_column(["We all saw the dam."] * 6), is_column(["The dam broke."] * 6)
    (True, False)
    """
    told = voiced = 0
    quoted = False
    for sentence in sentences:
        if not quoted:
            own = _OPEN_QUOTATION.sub("", without_enclosed(sentence))
            told += 1
            voiced += is_personal(own) or is_question(own) or is_comment(own)
        quoted = leaves_quotation_open(sentence, quoted)
    return voiced >= max(_FEWEST, _SHARE * told)


def reports_a_fact(text: str) -> bool:
    """Whether a sentence of a column reports rather than judges.

    It gives a figure or a date, quotes, or tells in the past tense of somebody or something with a name.

    >>> reports_a_fact("The mayor met Bo Lind."), reports_a_fact("Bo Lind is a disgrace to Norland.")
    (True, False)
    """
    if extract_quantities(text) or _QUOTATION_OF_NOTE.search(text):
        return True
    return names_something(text) and any(map(is_past, words_of(without_enclosed(text))))
