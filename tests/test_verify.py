from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import claimcheck.verify
from claimcheck import Article, Verifier
from claimcheck.errors import InputError
from claimcheck.judging import Judgement
from claimcheck.labels import Label
from claimcheck.reasons import CROWDED_OUT, TOO_LONG
from claimcheck.records import Evidence, probabilities_from

LONG = (
    "The council met on Monday. " + "Nothing was said about the weather there. " * 20 + "The ferry was closed in March."
)


@pytest.fixture(scope="module")
def verifier(tiny_bundle: Path) -> Verifier:
    return Verifier.from_pretrained(tiny_bundle)


def test_one_and_many_agree(verifier: Verifier) -> None:
    rows = [{"claim": "The ferry was open.", "evidence": text} for text in ("The ferry was closed.", LONG)]
    many = verifier.predict(rows)
    for row, prediction in zip(rows, many, strict=True):
        one = verifier.predict(claim=row["claim"], evidence=row["evidence"])
        assert one.label == prediction.label
        assert one.probabilities == pytest.approx(prediction.probabilities, abs=1e-5)


def test_arguments_are_keyword_only(verifier: Verifier) -> None:
    with pytest.raises(TypeError):
        verifier.predict("The ferry was open.", "The ferry was closed.")  # type: ignore[call-overload]


def test_quotes_stand_in_the_evidence(verifier: Verifier) -> None:
    prediction = verifier.predict(claim="The ferry was open in March.", evidence=LONG)
    assert "The ferry was closed in March." in [quote.text for quote in prediction.evidence]
    for quote in prediction.evidence:
        assert LONG[quote.start : quote.end] == quote.text
        assert sum(quote.probabilities.values()) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("value", [None, "", "  ", 3, ["text"], float("nan"), "half a \ud800"])
@pytest.mark.parametrize("column", ["claim", "evidence"])
def test_bad_value_names_row_and_column(verifier: Verifier, value: object, column: str) -> None:
    rows = [{"claim": "a", "evidence": "b"}, {"claim": "a", "evidence": "b"} | {column: value}]
    with pytest.raises(InputError, match=f"row 2: {column}"):
        verifier.predict(rows)


def test_doubtful_verdicts_become_no_info(tiny_bundle: Path) -> None:
    strict = Verifier.from_pretrained(tiny_bundle, min_confidence=1.0)
    prediction = strict.predict(claim="The ferry was open.", evidence="The ferry was closed.")
    assert prediction.label is Label.NOT_ENOUGH_INFO


@pytest.mark.parametrize(("shown", "label"), [(0.4, Label.NOT_ENOUGH_INFO), (0.7, Label.CONTRADICTED)])
def test_a_contradiction_that_no_sentence_shows_becomes_no_info(
    tiny_bundle: Path, monkeypatch: pytest.MonkeyPatch, shown: float, label: Label
) -> None:
    quotes = [Evidence("The ferry was closed.", 0, 21, probabilities_from([0.0, shown, 1 - shown]))]
    judgement = Judgement(np.array([0.1, 0.6, 0.3]), quotes)
    monkeypatch.setattr(claimcheck.verify, "judge", lambda *_: [judgement])
    pair = {"claim": "The ferry was open.", "evidence": "The ferry was closed."}
    assert Verifier.from_pretrained(tiny_bundle, min_confidence=0.5).predict(**pair).label is label
    assert Verifier.from_pretrained(tiny_bundle).predict(**pair).label is Label.CONTRADICTED


def test_odd_text_is_read(verifier: Verifier) -> None:
    for evidence in ("🚢 ferry 🚢", "العبارة مغلقة", "ferry\x00closed", "people " * 20_000):
        assert verifier.predict(claim="The ferry was open.", evidence=evidence).evidence


@pytest.mark.parametrize("claim", ["The ferry was open.", "The ferry was open. " + "people " * 200])
def test_short_text_of_more_tokens_than_one_pass_is_read_in_part(verifier: Verifier, claim: str) -> None:
    evidence = "The Pellworth ferry was closed " + " ".join(["7" * 99] * 6)
    for quote in verifier.predict(claim=claim, evidence=evidence).evidence:
        assert evidence[quote.start : quote.end] == quote.text
    report = verifier.check([Article(id="a", text=evidence), Article(id="b", text="The Pellworth ferry was open.")])
    (finding,) = [finding for finding in report.findings if finding.claim.article == "b"]
    assert "ferry was closed" in finding.verdicts[0].prediction.evidence[0].text


def test_claim_that_leaves_no_room_for_evidence_is_named(verifier: Verifier) -> None:
    rows = [{"claim": "people", "evidence": "people"}, {"claim": "people " * 600, "evidence": "people"}]
    with pytest.raises(InputError, match="row 2: claim is too long: its 600 words"):
        verifier.predict(rows)


def test_claim_that_leaves_no_room_for_evidence_does_not_end_a_check(
    verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifier.scorer, "fits", lambda claim, _: "court" not in claim)
    texts = ("The Pellworth ferry was closed on Monday. The court fined 12 people.", "The ferry was open on Monday.")
    report = verifier.check([Article(id=name, text=text) for name, text in zip("ab", texts, strict=True)])
    (unread,) = [finding for finding in report.findings if "court" in finding.claim.text]
    assert [verdict.prediction.label for verdict in unread.verdicts] == [Label.NOT_ENOUGH_INFO]
    assert len(report.findings) > 1


@pytest.mark.parametrize("row", ["claim", None, ("a", "b")])
def test_row_that_is_no_mapping_is_named(verifier: Verifier, row: object) -> None:
    with pytest.raises(InputError, match="row 2: a mapping with claim and evidence is needed"):
        verifier.predict([{"claim": "a", "evidence": "b"}, row])  # type: ignore[list-item]


def test_one_pair_given_as_a_mapping_is_told_how_to_ask(verifier: Verifier) -> None:
    with pytest.raises(InputError, match=r"predict\(claim=\.\.\., evidence=\.\.\.\)"):
        verifier.predict({"claim": "a", "evidence": "b"})  # type: ignore[call-overload]


@pytest.mark.parametrize("text", [None, 3, " ", "The ferry\ud800 was closed on Monday."])
def test_article_that_is_no_text_is_named_before_anything_is_read(
    verifier: Verifier, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(claimcheck.verify, "judge", None)
    good = [Article(id=name, text="The Pellworth ferry was open on Monday.", event="e") for name in "ab"]
    bad = [Article(id="c", text="The ferry sank.", event="f"), Article(id="d", text=text, event="f")]
    with pytest.raises(InputError, match="event 'f': article 'd': text "):
        verifier.check([*good, *bad])


def test_check_needs_two_articles(verifier: Verifier) -> None:
    with pytest.raises(InputError, match="at least two"):
        verifier.check([Article(id="a", text="The ferry was closed.")])


def test_two_articles_of_one_id_are_named_before_anything_is_read(
    verifier: Verifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claimcheck.verify, "judge", None)
    articles = [Article(id="a", text=f"The Pellworth ferry was open on {day}.") for day in ("Monday", "Friday")]
    with pytest.raises(InputError, match="two articles have the id 'a'; rename one"):
        verifier.check(articles)


def test_copies_do_not_corroborate(verifier: Verifier) -> None:
    text = (
        "The Pellworth ferry was closed on Monday after a storm. The council said 12 people were injured at the quay."
    )
    report = verifier.check([Article(id="a", text=text), Article(id="b", text=text)])
    assert report.findings
    assert all(finding.status == "not_enough_info" for finding in report.findings)
    assert "copy" in report.notes[0]


@pytest.mark.parametrize(("other", "status"), [("twelve", "not_enough_info"), ("forty", "contradicted")])
def test_copy_with_a_changed_statement_may_contradict(
    verifier: Verifier, monkeypatch: pytest.MonkeyPatch, other: str, status: str
) -> None:
    contradicted = Judgement(np.array([0.1, 0.8, 0.1]), [])
    monkeypatch.setattr(claimcheck.verify, "judge", lambda _, claims, windows: [contradicted] * len(windows))
    text = (
        "A storm closed the Pellworth ferry on Monday, and the council asked the mayor of the island to send help. "
        "Later that day the council said that twelve people were injured at the quay. The bridge stayed open."
    )
    copy = text.replace("twelve", other)
    report = verifier.check([Article(id="a", text=text), Article(id="b", text=copy)])
    (finding,) = [one for one in report.findings if "twelve" in one.claim.quote and one.claim.article == "a"]
    assert "copy" in report.notes[0]
    assert finding.status == status


def test_every_claim_meets_every_other_article(verifier: Verifier) -> None:
    texts = {
        "a": "Police said on Monday that the ferry was closed. The storm killed 2 people.",
        "b": "The ferry at Pellworth was open on Tuesday, the council said.",
        "c": "A fire at the court injured 12 people in March.",
    }
    report = verifier.check([Article(id=name, text=text, event="e") for name, text in texts.items()])
    rows = report.rows()
    assert {(row["claim_article"], row["evidence_article"]) for row in rows} == {
        (one, other) for one in texts for other in texts if one != other
    }
    for row in rows:
        for quote in row["evidence"]:
            assert texts[row["evidence_article"]][quote["start"] : quote["end"]] == quote["text"]


def test_passes_per_claim_are_bounded(verifier: Verifier, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []
    score = verifier.scorer.score
    monkeypatch.setattr(verifier.scorer, "score", lambda pairs: asked.extend(pairs) or score(pairs))
    names = ("Ana", "Bo", "Cas", "Dov", "Eli", "Fay", "Gus", "Ivo", "Jan", "Kim", "Lea", "Mia")
    names += ("Ned", "Ola", "Pia")
    texts = [f"Mayor {name} Ruiz closed the Pellworth ferry after a storm." for name in names]
    report = verifier.check([Article(id=name, text=text) for name, text in zip(names, texts, strict=True)])
    claims = [finding.claim for finding in report.findings]
    assert [len(finding.verdicts) for finding in report.findings] == [14] * len(names)
    for claim in claims:
        read = {evidence for asked_claim, evidence in asked if asked_claim == claim.text}
        assert len(read) == 12
        assert claim.quote not in read
    unread = [verdict.article for verdict in report.findings[0].verdicts if not verdict.prediction.evidence]
    assert [report.reasons["", claims[0].id, article] for article in unread] == [CROWDED_OUT] * 2


def test_a_claim_that_is_too_long_is_named(verifier: Verifier) -> None:
    long = f"The dam of Oster, {'next to the hall, ' * 60}broke on 5 May."
    report = verifier.check([Article(id="a", text=long), Article(id="b", text="The dam of Oster broke on 6 May.")])
    (finding,) = [one for one in report.findings if one.claim.article == "a"]
    assert report.reasons["", finding.claim.id, "b"] == TOO_LONG


def test_claim_that_does_not_say_of_whom_it_speaks_gets_no_verdict(verifier: Verifier) -> None:
    texts = ("The dam broke. They left the burning hall in silence.", "Farmers left the burning hall in silence.")
    report = verifier.check([Article(id=str(place), text=text) for place, text in enumerate(texts)])
    (leaning,) = [one for one in report.findings if one.claim.text.startswith("They")]
    assert leaning.verdicts[0].prediction.label is Label.NOT_ENOUGH_INFO
    assert leaning.verdicts[0].prediction.evidence == []
    assert report.reasons["", leaning.claim.id, leaning.verdicts[0].article].startswith("not read")


def test_importing_predict_is_light() -> None:
    heavy = ("torch", "transformers", "sklearn", "matplotlib", "trafilatura", "pyarrow", "pandas", "rich", "jinja2")
    code = f"import sys; from claimcheck import predict; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
