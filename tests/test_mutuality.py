import pytest

from claimcheck.labels import Label
from claimcheck.mutuality import without_one_sided
from claimcheck.records import Article, Claim, Evidence, Prediction, probabilities_from

_HERE, _THERE = Article("here", "The ferry left at noon."), Article("there", "It rained. The ferry left at nine.")
_CLAIM = Claim("here-001", "The ferry left at noon.", "here", "The ferry left at noon.", 0, 23)
_OTHER = Claim("there-002", "The ferry left at nine.", "there", "The ferry left at nine.", 11, 34)
_BESIDE = Claim("there-001", "It rained.", "there", "It rained.", 0, 10)


def _prediction(label: Label, contradicted: float, quote: Claim) -> Prediction:
    supported = 0.9 - contradicted if label is Label.SUPPORTED else 0.0
    probabilities = probabilities_from([supported, contradicted, 1 - contradicted - supported])
    return Prediction(label, probabilities, [Evidence(quote.quote, quote.start, quote.end, probabilities)])


def _label_of_first(answer: Prediction, answering: Claim = _OTHER) -> Label:
    said = _prediction(Label.CONTRADICTED, 0.8, _OTHER)
    return without_one_sided([(_CLAIM, _THERE), (answering, _HERE)], [said, answer])[0].label


def test_a_contradiction_that_is_returned_stays() -> None:
    assert _label_of_first(_prediction(Label.CONTRADICTED, 0.7, _CLAIM)) is Label.CONTRADICTED


def test_a_weak_answer_is_enough() -> None:
    assert _label_of_first(_prediction(Label.NOT_ENOUGH_INFO, 0.2, _CLAIM)) is Label.CONTRADICTED


@pytest.mark.parametrize(
    "answer",
    [_prediction(Label.NOT_ENOUGH_INFO, 0.02, _CLAIM), _prediction(Label.SUPPORTED, 0.3, _CLAIM)],
    ids=["not contradicted at all", "supported"],
)
def test_a_contradiction_that_is_not_returned_becomes_no_info(answer: Prediction) -> None:
    assert _label_of_first(answer) is Label.NOT_ENOUGH_INFO


def test_only_claims_of_the_quoted_passage_answer() -> None:
    assert _label_of_first(_prediction(Label.NOT_ENOUGH_INFO, 0.02, _CLAIM), _BESIDE) is Label.CONTRADICTED


def test_a_claim_that_leans_on_another_sentence_answers_nothing() -> None:
    leaning = Claim("there-002", "It left in silence.", "there", "The ferry left at nine.", 11, 34)
    assert _label_of_first(_prediction(Label.NOT_ENOUGH_INFO, 0.01, _CLAIM), leaning) is Label.CONTRADICTED


def test_other_verdicts_stay() -> None:
    asked = [(_CLAIM, _THERE), (_OTHER, _HERE)]
    given = [_prediction(Label.SUPPORTED, 0.1, _OTHER), _prediction(Label.NOT_ENOUGH_INFO, 0.0, _CLAIM)]
    assert without_one_sided(asked, given) == given


def test_probabilities_and_quotes_stay() -> None:
    said, answer = _prediction(Label.CONTRADICTED, 0.8, _OTHER), _prediction(Label.NOT_ENOUGH_INFO, 0.0, _CLAIM)
    [kept, _] = without_one_sided([(_CLAIM, _THERE), (_OTHER, _HERE)], [said, answer])
    assert (kept.probabilities, kept.evidence, kept.unsure) == (said.probabilities, said.evidence, True)


def test_numbers_that_differ_need_no_answer() -> None:
    claim = Claim("here-001", "The ferry held 40 cars.", "here", "The ferry held 40 cars.", 0, 23)
    quote = Claim("there-002", "The ferry held 50 cars.", "there", "The ferry held 50 cars.", 11, 34)
    said = _prediction(Label.CONTRADICTED, 0.8, quote)
    asked = [(claim, _THERE), (quote, _HERE)]
    assert without_one_sided(asked, [said, _prediction(Label.NOT_ENOUGH_INFO, 0.0, claim)])[0] == said


_ASKED = "Oster asked 45 towns for help. Later 35 towns had answered."


def _label_of_numbers(claim: str, quote: str, home: str = _ASKED, other: str = "") -> Label:
    here, there = Article("here", home), Article("there", other or quote)
    said = Claim("here-001", claim, "here", claim, home.index(claim), home.index(claim) + len(claim))
    start = there.text.index(quote)
    answering = Claim("there-001", quote, "there", quote, start, start + len(quote))
    given = [_prediction(Label.CONTRADICTED, 0.8, answering), _prediction(Label.NOT_ENOUGH_INFO, 0.0, said)]
    return without_one_sided([(said, there), (answering, here)], given)[0].label


def test_a_number_contradicts_only_the_one_that_it_answers() -> None:
    assert _label_of_numbers("Oster asked 45 towns for help.", "Oster asked 46 towns for help.") is Label.CONTRADICTED
    assert _label_of_numbers("Later 35 towns had answered.", "Oster asked 46 towns for help.") is Label.NOT_ENOUGH_INFO


def test_a_number_is_contradicted_only_by_the_one_that_answers_it() -> None:
    claim, quote = "Oster asked 45 towns for help.", "Later 35 towns had answered."
    assert _label_of_numbers(claim, quote, home=claim, other=_ASKED) is Label.NOT_ENOUGH_INFO


def test_a_number_that_the_article_repeats_is_contradicted_wherever_it_stands() -> None:
    home, claim = (
        "Oster asked 45 towns for help. Of the 45 towns, some have answered.",
        "Of the 45 towns, some have answered.",
    )
    assert _label_of_numbers(claim, "Oster asked 46 towns for help.", home) is Label.CONTRADICTED
