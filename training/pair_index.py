"""Finds the same claim-evidence pair again, whatever its case, punctuation, or cut of the evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

_WORD = re.compile(r"\w+")


class PairIndex:
    """Pairs by their claim.

    >>> index = PairIndex([("line 1", "It rained.", "On Sunday it rained. Nobody came.")])
    >>> index.find("it rained", "On Sunday it rained.")
    'line 1'
    >>> index.find("It rained.", "On Monday it rained.") is None
    True
    """

    def __init__(self, pairs: Iterable[tuple[str, str, str]]) -> None:
        self._by_claim: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
        for place, claim, evidence in pairs:
            self._by_claim[text_key(claim)].append((_words(evidence), place))

    def find(self, claim: str, evidence: str) -> str | None:
        """Place of a pair with this claim whose evidence has all the words of this evidence, or the other way round."""
        candidates = self._by_claim.get(text_key(claim))
        if not candidates:
            return None
        words = _words(evidence)
        return next((place for known, place in candidates if known <= words or words <= known), None)


def text_key(text: str) -> str:
    """What two texts share that differ only in case, punctuation and spacing.

    >>> text_key("It rained,  then stopped.")
    'it rained then stopped'
    """
    return " ".join(_WORD.findall(text.lower()))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
