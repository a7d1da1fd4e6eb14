"""A report as flat rows, and as JSON lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from claimcheck.labels import LABELS

if TYPE_CHECKING:
    from claimcheck.report.report import Report


def rows_of(report: Report) -> list[dict[str, Any]]:
    """One row per claim and other article, in the order of the findings."""
    return [
        {
            "event": finding.event,
            "claim_id": finding.claim.id,
            "claim": finding.claim.text,
            "claim_article": finding.claim.article,
            "evidence_article": verdict.article,
            "label": str(verdict.prediction.label),
            **{str(label): verdict.prediction.probabilities[label] for label in LABELS},
            "evidence": [
                {"text": item.text, "start": item.start, "end": item.end} for item in verdict.prediction.evidence
            ],
        }
        for finding in report.findings
        for verdict in finding.verdicts
    ]


def to_jsonl(report: Report) -> str:
    """One JSON object a line, each line ended; empty when there are no findings."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows_of(report))
