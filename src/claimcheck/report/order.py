"""The order in which findings are read: the most urgent status first, then the surest."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.labels import Label
from claimcheck.records import Finding, Verdict
from claimcheck.report.wording import STATUS_NAMES


def group_by_status(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings of each status that occurs; within a status the surest first, else in the order given."""
    ordered = sorted(findings, key=_certainty, reverse=True)
    groups = {status: [finding for finding in ordered if finding.status == status] for status in STATUS_NAMES}
    return {status: group for status, group in groups.items() if group}


def decided_first(finding: Finding) -> list[Verdict]:
    """A finding's verdicts: contradictions, then support, then articles that do not say or only repeat the claim."""
    return sorted(finding.verdicts, key=_precedence)


def _precedence(verdict: Verdict) -> int:
    urgency = list(STATUS_NAMES).index(verdict.prediction.label)
    return urgency if not verdict.duplicate_of_source else len(STATUS_NAMES)


def _certainty(finding: Finding) -> float:
    decisive = (
        verdict.prediction.confidence
        for verdict in finding.verdicts
        if verdict.prediction.label is not Label.NOT_ENOUGH_INFO and not verdict.duplicate_of_source
    )
    return max(decisive, default=0.0)
