"""Which extracted claims say what a labelled claim says, by their words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

from claimcheck.evaluation.terms import terms
from claimcheck.text.quantities import extract_quantities

#: Share of a labelled claim's weight that an extracted claim must hold.
LEAST_COVERED = 0.25
#: Of several such claims those count that hold nearly as much as the best.
NEAR_BEST = 0.75


class ClaimMatcher:
    """Compares claims of one event by their words and quantities, the rarer ones weighing more.

    A term weighs the logarithm of its inverse frequency among the event's extracted claims; a quantity is a term by its
    value, so that ``nineteen`` meets ``19``. An extracted claim matches a labelled one of the same article if it holds
    at least :data:`LEAST_COVERED` of the labelled claim's weight, and at least :data:`NEAR_BEST` of what the best
    extracted claim holds. It may say more: sentences are not always taken apart.

    Args:
        extracted: text of each extracted claim of the event, by its id.

    >>> matcher = ClaimMatcher({"a-1": "Nineteen people were hurt on the ferry.", "a-2": "It sails on Friday."})
    >>> matcher.matches("The ferry accident injured 19 people.", ["a-1", "a-2"])
    {'a-1'}
    """

    def __init__(self, extracted: Mapping[str, str]) -> None:
        self._terms = {name: _terms(text) for name, text in extracted.items()}
        self._frequency = Counter(term for found in self._terms.values() for term in found)

    def matches(self, labelled: str, candidates: Iterable[str]) -> set[str]:
        """Ids of those ``candidates`` that match the labelled claim."""
        wanted = _terms(labelled)
        held = {name: self._weight(wanted & self._terms[name]) for name in candidates}
        least = max(LEAST_COVERED * self._weight(wanted), NEAR_BEST * max(held.values(), default=0.0))
        return {name for name, weight in held.items() if weight and weight >= least}

    def covered(self, extracted: str, labelled: Iterable[str]) -> float:
        """Share, from 0 to 1, of an extracted claim's weight that labelled claims hold together."""
        told = {term for text in labelled for term in _terms(text)}
        whole = self._weight(self._terms[extracted])
        return self._weight(self._terms[extracted] & told) / whole if whole else 0.0

    def _weight(self, chosen: set[str]) -> float:
        return sum(math.log(1 + len(self._terms) / (1 + self._frequency[term])) for term in chosen)


def _terms(text: str) -> set[str]:
    return set(terms(text)) | {f"{found.low:g} to {found.high:g}" for found in extract_quantities(text)}
