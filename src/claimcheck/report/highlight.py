"""An article cut at the edges of the spans that findings point at, so that each can be marked and linked to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from claimcheck.report.wording import STATUS_NAMES

#: Where spans overlap, the most urgent status gives the colour.
_URGENCY = {status: rank for rank, status in enumerate(STATUS_NAMES)}


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of an article, in the colour of ``status``.

    ``finding`` is the number of the finding whose claim they state, if they do.
    """

    start: int
    end: int
    status: str
    finding: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive characters that the same spans cover.

    ``anchors`` are the (start, end) of spans that begin here, ``findings`` the claims that end here.
    """

    text: str
    status: str = ""
    anchors: tuple[tuple[int, int], ...] = ()
    findings: tuple[int, ...] = ()


def cut(text: str, spans: Iterable[Span]) -> list[Piece]:
    """Cut a text at the edges of its spans; the pieces joined are the text.

    >>> [piece.text for piece in cut("One. Two.", [Span(5, 9, "supported")])]
    ['One. ', 'Two.']
    """
    starting: dict[int, list[Span]] = defaultdict(list)
    edges = {0, len(text)}
    for span in spans:
        if span.start < span.end:
            starting[span.start].append(span)
            edges |= {span.start, span.end}
    ordered = sorted(edges)
    pieces = []
    active: list[Span] = []
    for start, end in pairwise(ordered):
        active = [span for span in active if span.end > start] + starting[start]
        pieces.append(
            Piece(
                text=text[start:end],
                status=min((span.status for span in active), key=_URGENCY.__getitem__, default=""),
                anchors=tuple(dict.fromkeys((span.start, span.end) for span in starting[start])),
                findings=tuple(span.finding for span in active if span.end == end and span.finding is not None),
            )
        )
    return pieces
