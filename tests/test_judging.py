from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from claimcheck.evidence import EvidenceIndex
from claimcheck.judging import Judgement, judge
from claimcheck.labels import LABELS, Label


class StubScorer:
    """Gives every pair the same probabilities."""

    def __init__(self, *probabilities: float) -> None:
        self.probabilities = probabilities

    def score(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        return np.tile(self.probabilities, (len(pairs), 1))


def judged(claim: str, evidence: str, *probabilities: float) -> Judgement:
    [judgement] = judge(StubScorer(*probabilities), [claim], [EvidenceIndex(evidence).window(claim)])  # type: ignore[arg-type]
    return judgement


def label_of(judgement: Judgement) -> Label:
    return LABELS[int(judgement.probabilities.argmax())]


HARBOUR = "The harbour of Lornby hired extra guards for the regatta. "


def test_other_number_of_the_same_thing_contradicts_whatever_the_model_says() -> None:
    claim = "Lornby hired 45 guards for the regatta."
    judgement = judged(claim, f"{HARBOUR}Lornby hired 60 guards for the regatta.", 0.5, 0.1, 0.4)
    assert label_of(judgement) is Label.CONTRADICTED
    assert judgement.quotes[0].text == "Lornby hired 60 guards for the regatta."


def test_contradiction_quotes_the_number_that_differs_and_not_one_that_agrees() -> None:
    claim = "Lornby asked 46 towns for 2,185 guards."
    evidence = "Lornby wanted 2,185 guards for the regatta in May. Some 30 towns were asked by Lornby for guards."
    judgement = judged(claim, evidence, 0.1, 0.8, 0.1)
    assert judgement.quotes[0].text.startswith("Some 30 towns")


def test_equal_numbers_turn_doubt_into_support_and_are_quoted() -> None:
    claim = "Lornby hired 160 guards for the regatta."
    judgement = judged(claim, f"{HARBOUR}For the regatta, 160 guards were hired by Lornby.", 0.35, 0.15, 0.5)
    assert label_of(judgement) is Label.SUPPORTED
    assert judgement.quotes[0].text.startswith("For the regatta")


def test_without_numbers_the_model_decides() -> None:
    judgement = judged("Lornby hired guards.", HARBOUR, 0.2, 0.1, 0.7)
    assert judgement.probabilities == pytest.approx([0.2, 0.1, 0.7])


def test_no_pair_is_read_twice() -> None:
    asked: list[tuple[str, str]] = []

    class CountingScorer(StubScorer):
        def score(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
            asked.extend(pairs)
            return super().score(pairs)

    claim = "Lornby hired 160 guards for the regatta."
    window = EvidenceIndex(f"{HARBOUR}For the regatta, 160 guards were hired by Lornby.").window(claim)
    judge(CountingScorer(0.8, 0.1, 0.1), [claim], [window])  # type: ignore[arg-type]
    assert len(asked) == len(set(asked)) == 1 + len(window.sentences)
