"""Sentences with exact character offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import sentencex

from claimcheck.records import Sentence
from claimcheck.text.quotation import paired_marks
from claimcheck.text.words import WEEKDAY_NAME, ZONE_NAME, any_of

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_LINE_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
_ENDS_A_SENTENCE = re.compile(r"[.!?:;\u2026\u3002\uff01\uff1f][\"'\u201d\u2019\u00bb)\]]*$")
#: What may follow 'a.m.' in the same sentence: a time zone, a weekday.
_AFTER_TIME = re.compile(rf"{ZONE_NAME}|{WEEKDAY_NAME}\b")
_ENDS_IN_INITIAL = re.compile(r"[\s.-][A-Z]\.$")
_STARTS_WITH_INITIAL = re.compile(r"[A-Z]\.(?:[,;:)]|\s[a-z]|$)")
#: 'then-Sen.', 'Ms.': a name follows.
_ENDS_IN_TITLE = re.compile(
    r"\b"
    + any_of("""
        Mr | Mrs | Ms | Dr | Drs | Messrs | Rep | Reps | Sen | Sens | Gov | Govs | Gen | Col | Maj | Lt | Sgt | Capt
        Cpl | Cmdr | Adm | Prof | Rev | Hon | Supt
    """)
    + r"\.$"
)
_GOES_ON = re.compile(r"[,;:)]\s|(?!https?:)[a-z]")
#: '"Will it hold?" Ana Ruiz asked': the speaker of a quotation that closes like a sentence.
_SPEAKER = re.compile(
    r"(?:[A-Z][\w.'\u2019-]*\s){1,4}"
    r"(?:said|says|asked|asks|added|wrote|writes|told|tweeted|replied|shouted|declared|exclaimed)\b"
)
_ENDS_IN_QUOTED_CALL = re.compile(r"[!?][\"\u201d]$")
#: Ends that the segmenter passes over: a sentence in brackets, 'in May.', a quotation within a quotation.
_INNER_END = re.compile(
    r"\([A-Z\u201c][^()]{15,}[.!?]\u201d?\)\s+(?=[A-Z\u201c(])|\bMay\.\s+(?=[A-Z\u201c])"
    rf"|\.['\u2019]\u201d\s+(?=[A-Z])(?!{_SPEAKER.pattern})"
)
_ENDS_MID_PHRASE = re.compile(
    r"(?:[,\u2013-]|\b(?:a|an|and|as|at|by|for|from|in|is|of|on|or|that|the|their|to|was|were|which|with))$"
)
#: A line at least this long (as a share of the longest of its block) may have been broken by a text editor.
_FULL_LINE = 0.6


def split_sentences(text: str) -> list[Sentence]:
    r"""Split a text into sentences; headings and other lines of their own stay segments of their own.

    A line break ends a sentence, except inside paragraphs that an editor has wrapped at a fixed width. Whitespace
    around a sentence is left out, so that ``text[sentence.start:sentence.end] == sentence.text`` for each.

    >>> [sentence.text for sentence in split_sentences("The vote\nMr. Ito won. He had 51.5% of it.")]
    ['The vote', 'Mr. Ito won.', 'He had 51.5% of it.']
    """
    sentences: list[Sentence] = []
    for start, end in _segments(text):
        segment = paired_marks(_LINE_BREAK.sub(" ", text[start:end]))
        for first, last in _boundaries(segment):
            first, last = start + first, start + last
            piece = text[first:last]
            stripped = piece.strip()
            if not stripped:
                continue
            first += len(piece) - len(piece.lstrip())
            if sentences and _continues(sentences[-1], stripped, text[sentences[-1].end : first]):
                first = sentences.pop().start
                stripped = text[first:last].rstrip()
            sentences.append(Sentence(stripped, first, first + len(stripped)))
    return sentences


def _boundaries(segment: str) -> Iterator[tuple[int, int]]:
    for boundary in sentencex.get_sentence_boundaries("en", segment):
        start, end = boundary["start_index"], boundary["end_index"]
        for inner in _INNER_END.finditer(segment, start, end):
            yield start, inner.end()
            start = inner.end()
        yield start, end


def _continues(previous: Sentence, text: str, gap: str) -> bool:
    """Whether a 'sentence' goes on: '11:30 a.m. ET in the East Room', 'D-N.Y., who leads', 'Ms. Ruiz'."""
    if gap.strip(" ") or len(gap) > 1:
        return False
    if previous.text.endswith(".") and _GOES_ON.match(text):
        return True
    if _ENDS_IN_TITLE.search(previous.text):
        return text[0].isupper()
    if _ENDS_IN_QUOTED_CALL.search(previous.text):
        return _SPEAKER.match(text) is not None
    if previous.text.endswith((" a.m.", " p.m.")):
        return _AFTER_TIME.match(text) is not None
    return _ENDS_IN_INITIAL.search(previous.text) is not None and _STARTS_WITH_INITIAL.match(text) is not None


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Spans between real line breaks: single lines, or several lines of one wrapped paragraph."""
    for block in _blocks(text):
        wrapped = any(_is_broken_mid_phrase(text, one, two) for one, two in pairwise(block))
        longest = max(end - start for start, end in block)
        start = block[0][0]
        for one, two in pairwise(block):
            full = one[1] - one[0] >= _FULL_LINE * longest
            continues = wrapped and full and not _ENDS_A_SENTENCE.search(text[one[0] : one[1]].rstrip())
            if not (continues or _is_broken_mid_phrase(text, one, two)):
                yield start, one[1]
                start = two[0]
        yield start, block[-1][1]


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Lines that directly follow one another, without a blank line between them."""
    block: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        if not match.group().strip():
            continue
        if block and text[block[-1][1] : match.start()] not in ("\n", "\r\n", "\r"):
            yield block
            block = []
        block.append(match.span())
    if block:
        yield block


def _is_broken_mid_phrase(text: str, one: tuple[int, int], two: tuple[int, int]) -> bool:
    before, after = text[one[0] : one[1]].rstrip(), text[two[0] : two[1]].lstrip()
    return not _ENDS_A_SENTENCE.search(before[-8:]) and (
        after[0].islower() or bool(_ENDS_MID_PHRASE.search(before[-8:]))
    )
