"""Raised figures of a web page, which plain text would run together with the number before them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FOOTNOTES = re.compile(r"[\d,\s]*|\[.*\]")
_FRACTION_BAR = re.compile(r"\s*[/\u2044]")
_TEN = re.compile(r"(?<![\d.,])10\Z")
_NEGATIVE = re.compile(r"[-\u2212]\d+")
_RAISED = str.maketrans("0123456789-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")


def write_out_superscripts(page: HtmlElement) -> None:
    """Remove footnote marks, raise powers of ten by characters (10⁶), and set fractions apart (3 1/2).

    A positive power of another number cannot be told from a number with a footnote, and is removed like one. The power
    of a unit, as in km<sup>2</sup>, and other raised letters and figures of a word stay as they are.
    """
    for raised in list(page.iterdescendants("sup")):
        if raised.getparent() is None:  # it stood in one that is gone
            continue
        figure = raised.text_content().strip()
        before = "".join(raised.xpath("preceding::text()[1]"))
        after = raised.tail or ""
        if raised.find(".//a") is not None:
            raised.drop_tree()
        elif figure.isdecimal() and (bar := _FRACTION_BAR.match(after)):
            raised.tail = "/" + after[bar.end() :]
            _replace(raised, f" {figure}")
        elif (_TEN.search(before) and figure.isdecimal()) or (before[-1:].isdigit() and _NEGATIVE.fullmatch(figure)):
            _replace(raised, figure.translate(_RAISED))
        elif _FOOTNOTES.fullmatch(figure) and not _is_in_a_word(before, figure, after):
            raised.drop_tree()


def _is_in_a_word(before: str, figure: str, after: str) -> bool:
    """Whether figures belong to the letters that they touch, as in km<sup>2</sup> and <sup>14</sup>C."""
    if figure.startswith("["):
        return False
    return before[-1:].isalpha() or (after[:1].isalpha() and not before[-1:].isdigit())


def _replace(raised: HtmlElement, text: str) -> None:
    raised.clear(keep_tail=True)
    raised.text = text
    raised.drop_tag()
