"""The most urgent first, then the surest; a finding's verdicts with the decided first."""

from example_report import AGENCY, BROADCASTER, LOCAL, finding_of, read_example_articles

from claimcheck.records import Finding, Verdict
from claimcheck.report.order import decided_first, group_by_status

ARTICLES = {article.id: article for article in read_example_articles()}


def _finding(claim_id, verdicts):
    return finding_of(ARTICLES, claim_id, AGENCY, "A claim.", "Divers", verdicts)


def test_statuses_come_by_urgency_and_findings_by_certainty():
    findings = [
        _finding("silent", {LOCAL: ("not_enough_info", 0.99, "")}),
        _finding("supported", {LOCAL: ("supported", 0.99, "")}),
        _finding("doubtful", {LOCAL: ("contradicted", 0.6, ""), BROADCASTER: ("not_enough_info", 0.99, "")}),
        _finding("sure", {LOCAL: ("contradicted", 0.9, "")}),
    ]
    groups = {status: [item.claim.id for item in found] for status, found in group_by_status(findings).items()}
    assert groups == {"contradicted": ["sure", "doubtful"], "supported": ["supported"], "not_enough_info": ["silent"]}
    assert list(groups) == ["contradicted", "supported", "not_enough_info"]


def test_silent_findings_keep_the_order_of_the_article():
    findings = [_finding(name, {LOCAL: ("not_enough_info", sure, "")}) for name, sure in (("a", 0.6), ("b", 0.9))]
    assert [item.claim.id for item in group_by_status(findings)["not_enough_info"]] == ["a", "b"]


def test_a_copy_comes_last_and_lends_no_certainty():
    finding = _finding("x", {LOCAL: ("supported", 0.99, ""), BROADCASTER: ("not_enough_info", 0.9, "")})
    copy, silent = finding.verdicts
    copied = Finding(finding.event, finding.claim, (Verdict(copy.article, copy.prediction, True), silent))
    assert list(group_by_status([copied])) == ["not_enough_info"]
    assert [verdict.article for verdict in decided_first(copied)] == [BROADCASTER, LOCAL]
