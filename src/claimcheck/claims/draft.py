"""A claim in the making."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """What a claim will say, and the span of the article that says it.

    ``is_verbatim``: the text is the passage itself, but for its first letter and how it ends, so that a part of the one
    is a part of the other.
    """

    text: str
    start: int
    end: int
    is_verbatim: bool = True

    def part(self, first: int, last: int, text: str | None = None) -> Draft:
        """A draft from the characters ``first`` to ``last`` of this one, whose text must still be verbatim."""
        piece = self.text[first:last]
        first += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        said = piece if text is None else text
        start = self.start + first
        return Draft(said, start, start + len(piece), _is_the_same(said, piece))


def _is_the_same(said: str, piece: str) -> bool:
    end = len(said) - 2
    return len(said) <= len(piece) + 1 and said[1:end] == piece[1:end] and said[:1].lower() == piece[:1].lower()
