"""Quotations: which double marks open and close them, and texts without what they enclose."""

from __future__ import annotations

import re

OPENING_QUOTE, CLOSING_QUOTE = re.compile(r"[\"\u201c]"), re.compile(r"[\"\u201d]")
_MARK = re.compile(r"[\"\u201c\u201d]")
_BEFORE_AN_OPENING = " \t\n\r\xa0([{\u2013\u2014-/'\u2018"
_AFTER_A_CLOSING = " \t\n\r\xa0)]}.,;:!?\u2013\u2014-'\u2019\u2026"
_ENCLOSED = re.compile(r"\u201c[^\u201c\u201d]*\u201d|\([^()]*\)|\[[^\[\]]*\]")


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


def without_enclosed(text: str) -> str:
    """The text with everything in quotation marks or brackets blanked out, every character at its place.

    >>> without_enclosed('He said "no; never" twice.')
    'He said "_________" twice.'
    """

    def blanked(match: re.Match[str]) -> str:
        return text[match.start()] + "_" * (len(match.group()) - 2) + text[match.end() - 1]

    return _ENCLOSED.sub(blanked, paired_marks(text))


def leaves_quotation_open(text: str, already_open: bool = False) -> bool:
    """Whether a sentence ends inside a quotation, given whether it begins inside one.

    >>> leaves_quotation_open('"It broke.'), leaves_quotation_open('We ran," she said.', already_open=True)
    (True, False)
    """
    paired = paired_marks(text, already_open)
    opened, closed = paired.rfind("\u201c"), paired.rfind("\u201d")
    return opened > closed if opened != closed else already_open
