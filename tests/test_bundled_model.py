"""The model that ships, on the example event: the disagreements that we wrote into it must come out."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck import Verifier
from claimcheck.reading import read_articles
from claimcheck.report import Report

EVENT = Path("data/events/karrow-bay-ferry")


@pytest.fixture(scope="module")
def report() -> Report:
    return Verifier.from_pretrained().check(read_articles([EVENT]))


def test_short_pairs() -> None:
    verifier = Verifier.from_pretrained()
    pairs = {
        ("45 countries were asked for help.", "Paris asked 46 countries for help."): "contradicted",
        ("The bridge was closed on Monday.", "On Monday the bridge was closed to all traffic."): "supported",
        ("Nobody was hurt in the fire.", "Two people were injured in the fire."): "contradicted",
        ("The mayor was born in Lisbon.", "The mayor opened the new school on Friday."): "not_enough_info",
    }
    rows = [{"claim": claim, "evidence": evidence} for claim, evidence in pairs]
    assert [str(prediction.label) for prediction in verifier.predict(rows)] == list(pairs.values())


def test_known_disagreement_comes_out_with_its_numbers(report: Report) -> None:
    injured = next(
        finding
        for finding in report.findings
        if finding.claim.article == "local-paper.txt" and "Nineteen people were injured" in finding.claim.text
    )
    verdict = next(verdict for verdict in injured.verdicts if verdict.article == "broadcaster.txt")
    assert str(verdict.prediction.label) == "contradicted"
    assert "the number of injured at 23" in verdict.prediction.evidence[0].text
    assert "23" in report.reasons["karrow-bay-ferry", injured.claim.id, "broadcaster.txt"]
