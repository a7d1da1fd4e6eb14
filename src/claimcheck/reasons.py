"""Why: the numbers that a verdict rests on, named, or why there is none."""

from __future__ import annotations

from claimcheck.labels import Label
from claimcheck.records import Prediction
from claimcheck.text.quantities import Approximation, Quantity, QuantityKind, QuantityOutcome, compare_quantities
from claimcheck.text.quantities.ages import is_decade_of_life
from claimcheck.text.quantities.numerals import is_multiple

_EXPLAINING = {
    Label.CONTRADICTED: ((QuantityOutcome.DIFFERENT,), "against"),
    Label.SUPPORTED: ((QuantityOutcome.EQUAL, QuantityOutcome.WITHIN_APPROXIMATION), "and"),
}
#: Of a claim that an article was not read for.
LEANING = "not read: the claim by itself does not tell whom or what it is about"
TOO_LONG = "not read: the claim is too long to be a single statement"
CROWDED_OUT = "not read: enough other articles hold more of the claim"


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
        f"{_named(item.claim)} {joint} {_named(item.evidence)}"
        for item in compare_quantities(claim, prediction.evidence[0].text)
        if item.evidence is not None and item.outcome in outcomes
    )


def _named(quantity: Quantity) -> str:
    """The number with what it counts, unless the text has it ('20km') or says it in words ('doubled', 'in her 30s')."""
    text, unit = quantity.text, quantity.unit
    if (
        quantity.kind is QuantityKind.MONEY
        or unit.lower() in text.lower()
        or is_multiple(text)
        or is_decade_of_life(text)
    ):
        return text
    dozens = quantity.approximation is Approximation.VAGUE and text.endswith("s")
    return f"{text} of {unit}" if dozens else f"{text} {unit}"
