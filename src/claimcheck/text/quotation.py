"""Which double quotation marks open a quotation and which close it."""

from __future__ import annotations

import re

_MARK = re.compile(r"[\"\u201c\u201d]")
_BEFORE_AN_OPENING = " \t\n\r\xa0([{\u2013\u2014-/'\u2018"
_AFTER_A_CLOSING = " \t\n\r\xa0)]}.,;:!?\u2013\u2014-'\u2019\u2026"


def paired_marks(text: str, already_open: bool = False) -> str:
    """The text with each double quotation mark as an opening or a closing one, whatever glyph a typist chose.

    The space beside a mark decides; where it does not, a mark closes what is open. ``already_open``: the text begins
    inside a quotation.

    >>> paired_marks('She said, "it rose\u201d and "fell".')
    'She said, “it rose” and “fell”.'
    """
    is_open = already_open

    def paired(match: re.Match[str]) -> str:
        nonlocal is_open
        before, after = text[match.start() - 1 : match.start()] or " ", text[match.end() : match.end() + 1] or " "
        opens, closes = before in _BEFORE_AN_OPENING, after in _AFTER_A_CLOSING
        is_open = opens if opens != closes else not is_open
        return "\u201c" if is_open else "\u201d"

    return _MARK.sub(paired, text)
