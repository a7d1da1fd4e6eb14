"""A claim in the making."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """What a claim will say, and the span of the article that says it."""

    text: str
    start: int
    end: int

    @property
    def is_verbatim(self) -> bool:
        """Whether the text is the passage itself, with no more than a full stop added."""
        return len(self.text) <= self.end - self.start + 1

    def part(self, first: int, last: int, text: str | None = None) -> Draft:
        """A draft from the characters ``first`` to ``last`` of this one, whose text must still be verbatim."""
        piece = self.text[first:last]
        first += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        return Draft(piece if text is None else text, self.start + first, self.start + first + len(piece))
