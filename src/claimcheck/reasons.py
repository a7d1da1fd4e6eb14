"""Why: the numbers that a verdict rests on, named."""

from __future__ import annotations

from claimcheck.labels import Label
from claimcheck.records import Prediction
from claimcheck.text import QuantityOutcome, compare_quantities

_EXPLAINING = {
    Label.CONTRADICTED: ((QuantityOutcome.DIFFERENT,), "against"),
    Label.SUPPORTED: ((QuantityOutcome.EQUAL, QuantityOutcome.WITHIN_APPROXIMATION), "and"),
}


def numeric_reason(claim: str, prediction: Prediction) -> str:
    """The quantities of claim and deciding quote that explain a verdict; empty if none do.

    >>> from claimcheck import predict
    >>> claim = "Paris asked 45 countries for help."
    >>> numeric_reason(claim, predict(claim=claim, evidence="Paris asked 46 countries for help."))
    '45 countries against 46 countries'
    """
    if prediction.label not in _EXPLAINING or not prediction.evidence:
        return ""
    outcomes, joint = _EXPLAINING[prediction.label]
    return "; ".join(
        f"{_named(item.claim.text, item.claim.unit)} {joint} {_named(item.evidence.text, item.evidence.unit)}"
        for item in compare_quantities(claim, prediction.evidence[0].text)
        if item.evidence is not None and item.outcome in outcomes
    )


def _named(text: str, unit: str) -> str:
    return f"{text} {unit}" if unit and unit.islower() and unit not in text.lower() else text
