from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from claimcheck.evidence import EvidenceIndex
from claimcheck.judging import Judgement, judge
from claimcheck.labels import LABELS, Label
from claimcheck.model.calibration import FEATURES, ArticleWeights, Calibration


class StubScorer:
    """Gives every pair the same probabilities, and remembers the pairs."""

    def __init__(self, *probabilities: float, most_characters: int = 10_000) -> None:
        self.probabilities = probabilities
        self.most_characters = most_characters
        self.calibration = Calibration()
        self.asked: list[tuple[str, str]] = []

    def fits(self, claim: str, evidence: str) -> bool:
        return len(claim) + len(evidence) <= self.most_characters

    def score(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        self.asked.extend(pairs)
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


@pytest.mark.parametrize(("room", "words"), [(0, "two years"), (3, "24 months")])
def test_the_model_reads_numbers_in_the_words_of_the_evidence_where_they_fit(room: int, words: str) -> None:
    claim, evidence = "The guard was jailed for two years.", "The guard was jailed for 24 months."
    scorer = StubScorer(0.2, 0.1, 0.7, most_characters=len(claim) + len(evidence) - 1 + room)
    judge(scorer, [claim], [EvidenceIndex(evidence).window(claim)])  # type: ignore[arg-type]
    assert scorer.asked == [(f"The guard was jailed for {words}.", evidence)]


def test_a_corrected_claim_without_room_is_not_asked() -> None:
    claim, evidence = "It has 45 guards.", "It has sixty guards."
    scorer = StubScorer(0.2, 0.1, 0.7, most_characters=len(claim) + len(evidence))
    judge(scorer, [claim], [EvidenceIndex(evidence).window(claim)])  # type: ignore[arg-type]
    assert {asked for asked, _ in scorer.asked} == {claim}


def test_without_numbers_the_model_decides() -> None:
    judgement = judged("Lornby hired guards.", HARBOUR, 0.2, 0.1, 0.7)
    assert judgement.probabilities == pytest.approx([0.2, 0.1, 0.7])


def long_text(sentence: str) -> str:
    return f"{HARBOUR}{'The band played until the evening and the crowd sang along. ' * 16}{sentence}"


def weights_of(feature: str, label: Label) -> Calibration:
    """A calibration by which nothing of an article counts but one feature, for one label."""
    coefficients = np.zeros((len(FEATURES), len(LABELS)))
    coefficients[FEATURES.index(feature), LABELS.index(label)] = 1.0
    return Calibration(article_weights=ArticleWeights(coefficients, np.zeros(len(LABELS))))


class ScorerOfSentences(StubScorer):
    """Sure of contradiction by a sentence about boats, else of nothing."""

    def score(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        return np.array([[0.05, 0.9, 0.05] if text.startswith("The boats") else [0.4, 0.2, 0.4] for _, text in pairs])


def test_the_most_relevant_sentence_of_a_long_text_weighs_beside_the_window() -> None:
    class ScorerOfLengths(StubScorer):
        def score(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
            """Surer of support by a sentence than by a window."""
            return np.array([[0.6, 0.2, 0.2] if len(text) < 80 else [0.3, 0.2, 0.5] for _, text in pairs])

    claim = "Lornby hired guards for the regatta."
    for evidence, ratio in ((long_text("It rained."), (0.3 / 0.5) ** 0.7 * 3**0.3), (f"{HARBOUR}It rained. " * 2, 0.6)):
        window = EvidenceIndex(evidence).window(claim)
        [judgement] = judge(ScorerOfLengths(), [claim], [window])  # type: ignore[arg-type]
        assert judgement.probabilities.sum() == pytest.approx(1.0)
        assert judgement.probabilities[0] / judgement.probabilities[2] == pytest.approx(ratio)


def test_a_sentence_that_is_not_the_most_relevant_one_can_decide_by_the_weights_of_a_model() -> None:
    claim = "A bakery in Oster gave away its bread."
    window = EvidenceIndex(long_text("A bakery in Oster gave away bread. The boats came back at night.")).window(claim)
    decided = {}
    for name in ("first sentence", "strongest sentence"):
        scorer = ScorerOfSentences()
        scorer.calibration = weights_of(f"{name} contradicted", Label.CONTRADICTED)
        [judgement] = judge(scorer, [claim], [window])  # type: ignore[arg-type]
        decided[name] = judgement.probabilities[LABELS.index(Label.CONTRADICTED)]
    assert decided["first sentence"] < 0.1 < 0.3 < decided["strongest sentence"]


def test_what_a_sentence_holds_of_the_claim_counts_by_the_weights_of_a_model() -> None:
    claim = "A bakery in Oster gave away its bread."
    denied = {}
    for sentence in ("The boats came back at night.", "No bakery in Oster gave away bread."):
        scorer = StubScorer(0.3, 0.4, 0.3)
        scorer.calibration = weights_of("held", Label.CONTRADICTED)
        [judgement] = judge(scorer, [claim], [EvidenceIndex(long_text(sentence)).window(claim)])  # type: ignore[arg-type]
        denied[sentence] = judgement.probabilities[LABELS.index(Label.CONTRADICTED)]
    assert denied["No bakery in Oster gave away bread."] > denied["The boats came back at night."]


def test_sentences_of_a_silent_text_are_not_read() -> None:
    claim = "A bakery in Oster gave away its bread."
    window = EvidenceIndex(long_text("The boats came back at night.")).window(claim)
    scorer = StubScorer(0.1, 0.1, 0.8)
    judge(scorer, [claim], [window])  # type: ignore[arg-type]
    assert {evidence for _, evidence in scorer.asked} == {window.text, window.sentences[0].text}


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
