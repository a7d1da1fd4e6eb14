from __future__ import annotations

import json

import pytest

from claimcheck.labels import Label
from claimcheck.records import Article, Claim, Evidence, Finding, Prediction, Verdict, probabilities_from

CLAIM = Claim(id="a-001", text="The bridge opened.", article="a", quote="It opened.", start=3, end=13)


def verdict(label: Label, article: str = "b", duplicate: bool = False) -> Verdict:
    scores = probabilities_from([0.2, 0.5, 0.3])
    return Verdict(article, Prediction(label, scores, [Evidence("It is shut.", 0, 11, scores)]), duplicate)


@pytest.mark.parametrize(
    ("labels", "status"),
    [
        ([], "not_enough_info"),
        ([Label.NOT_ENOUGH_INFO], "not_enough_info"),
        ([Label.SUPPORTED, Label.NOT_ENOUGH_INFO], "supported"),
        ([Label.CONTRADICTED, Label.NOT_ENOUGH_INFO], "contradicted"),
        ([Label.SUPPORTED, Label.CONTRADICTED], "disputed"),
    ],
)
def test_status_of_a_finding(labels: list[Label], status: str) -> None:
    assert Finding("e", CLAIM, tuple(verdict(label) for label in labels)).status == status


def test_copy_of_the_source_does_not_corroborate() -> None:
    copied = verdict(Label.SUPPORTED, duplicate=True)
    assert Finding("e", CLAIM, (copied,)).status == "not_enough_info"
    assert Finding("e", CLAIM, (copied, verdict(Label.CONTRADICTED, "c"))).status == "contradicted"


def test_records_survive_json() -> None:
    finding = Finding("e", CLAIM, (verdict(Label.CONTRADICTED),))
    assert Finding.from_dict(json.loads(json.dumps(finding.to_dict()))) == finding
    article = Article(id="a", text="It opened.", title="Bridge", date="2031-02-03")
    assert Article.from_dict(json.loads(json.dumps(article.to_dict()))) == article
