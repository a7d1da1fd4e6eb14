"""What readers see instead of label names, and the order in which statuses are shown."""

from __future__ import annotations

from claimcheck.labels import Label
from claimcheck.records import DISPUTED, Prediction

#: Headings of the statuses of a finding, the most urgent first.
STATUS_NAMES: dict[str, str] = {
    str(Label.CONTRADICTED): "Contradicted",
    DISPUTED: "Disputed",
    str(Label.SUPPORTED): "Supported",
    str(Label.NOT_ENOUGH_INFO): "Only in one article",
}

#: What each status means, in a line.
STATUS_MEANINGS: dict[str, str] = {
    str(Label.CONTRADICTED): "Another article says otherwise, and none confirms it.",
    DISPUTED: "One article confirms it, another says otherwise.",
    str(Label.SUPPORTED): "Another article says the same.",
    str(Label.NOT_ENOUGH_INFO): "No other article confirms or denies it.",
}

#: What one article does to a claim of another, as a verb.
VERDICT_VERBS: dict[str, str] = {
    str(Label.SUPPORTED): "supports",
    str(Label.CONTRADICTED): "contradicts",
    str(Label.NOT_ENOUGH_INFO): "does not say",
}

#: The same, where the likeliest verdict was not sure enough to be given.
UNSURE_VERB = "leaves it open"

DUPLICATE_REMARK = "repeats the same text, so it does not count as corroboration"


def verdict_verb(prediction: Prediction) -> str:
    """What an article does to a claim, as a verb.

    >>> verdict_verb(Prediction(Label.SUPPORTED, {"supported": 0.9, "contradicted": 0.1, "not_enough_info": 0.0}))
    'supports'
    """
    return UNSURE_VERB if prediction.unsure else VERDICT_VERBS[prediction.label]


def event_heading(event: str) -> str:
    """An event's id as a heading.

    >>> event_heading("karrow-bay-ferry")
    'Karrow bay ferry'
    """
    words = event.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else "Articles compared"


def percent(probability: float) -> str:
    """A probability as a whole percentage; never a flat 0 % or 100 %, which would claim certainty.

    >>> percent(0.951), percent(0.9999), percent(0.001)
    ('95%', '>99%', '<1%')
    """
    rounded = round(100 * probability)
    if rounded >= 100:
        return ">99%"
    return "<1%" if rounded <= 0 else f"{rounded}%"
