"""How sure a contradiction must be, given how common contradictions look between the articles of its event.

Where articles hardly ever contradict each other, most that look so are mistakes (the base-rate fallacy; on priors that
differ from those of training: Saerens et al., 2002, "Adjusting the outputs of a classifier to new a priori
probabilities"). The mean probability of contradicted over all claims of an event, each with each article read for it,
shows which kind of event it is. Numbers that differ, but for days, are compared, and need no such care.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from claimcheck.labels import Label
from claimcheck.mutuality import different_numbers
from claimcheck.records import Article, Claim, Prediction

#: Mean probability of contradicted over an event, and what one of its contradictions must then have; in between it is
#: interpolated. The first asks nothing of crosscheck articles, and takes away 39 of 58 contradictions between articles
#: of 40 news events, where hardly any are right; of 56 others, 35. The second takes away those of which two in five are
#: right, 12 of 29 between crosscheck articles of dev and train.
_MEAN = (0.15, 0.2)
_LEAST_CONFIDENCE = (0.75, 0.55)


def without_rare(asked: Sequence[tuple[Claim, Article]], predictions: Sequence[Prediction]) -> list[Prediction]:
    """The predictions of an event, of which contradictions that are too unsure for it become not_enough_info.

    Args:
        asked: each claim with the article that it was held against.
        predictions: what came of it, row by row; those without evidence were not read, and do not count.
    """
    read = [prediction.probabilities[Label.CONTRADICTED] for prediction in predictions if prediction.evidence]
    least = float(np.interp(np.mean(read), _MEAN, _LEAST_CONFIDENCE)) if read else 0.0
    return [
        replace(prediction, label=Label.NOT_ENOUGH_INFO)
        if prediction.label is Label.CONTRADICTED
        and prediction.confidence < least
        and not different_numbers(claim, prediction)
        else prediction
        for (claim, _), prediction in zip(asked, predictions, strict=True)
    ]
