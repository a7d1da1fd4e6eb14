"""Claims turned into their opposite by a negation put in or taken out, so that 'not' by itself says nothing."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from claimcheck.labels import Label

_AUXILIARY = re.compile(
    r"\b(?:is|was|are|were|has|had|have|will|would|can|could|should|did|does|do)\b(?! (?:no|any)\b)"
)
_NEGATION = re.compile(r"(?: not\b|n't\b)")
#: What becomes of the label when the claim is negated.
_OPPOSITE = {
    Label.SUPPORTED: Label.CONTRADICTED,
    Label.CONTRADICTED: Label.SUPPORTED,
    Label.NOT_ENOUGH_INFO: Label.NOT_ENOUGH_INFO,
}


def negated_claims(pairs: Sequence[dict[str, str]], share: float, generator: random.Random) -> Iterator[dict[str, str]]:
    """Negate the claims of a share of the pairs whose one auxiliary verb shows how.

    Args:
        pairs: with ``claim``, ``evidence``, ``label`` and ``part``.
        share: of the pairs, from 0 to 1; those that cannot be negated, or have the label ``not_supported``, give none.
        generator: draws the pairs.

    >>> pair = {"claim": "It was sold.", "evidence": "It was sold in May.", "label": "supported", "part": "a"}
    >>> [(row["claim"], row["label"]) for row in negated_claims([pair], 1, random.Random(1))]
    [('It was not sold.', 'contradicted')]
    """
    for pair in generator.sample(list(pairs), round(share * len(pairs))):
        claim = _negated(pair["claim"])
        if claim and pair["label"] in _OPPOSITE:
            label = str(_OPPOSITE[Label(pair["label"])])
            yield {**pair, "claim": claim, "label": label, "part": f"{pair['part']}, negated claims"}


def _negated(claim: str) -> str | None:
    negations = len(_NEGATION.findall(claim))
    if negations:
        return _NEGATION.sub("", claim) if negations == 1 and "can't" not in claim and "won't" not in claim else None
    auxiliaries = list(_AUXILIARY.finditer(claim))
    if len(auxiliaries) != 1 or claim.startswith(auxiliaries[0].group()):
        return None
    end = auxiliaries[0].end()
    return f"{claim[:end]} not{claim[end:]}"
