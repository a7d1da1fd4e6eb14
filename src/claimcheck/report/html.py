"""A report as one web page: no request leaves it, and it reads without scripts."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from importlib import resources
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from claimcheck.labels import LABELS, Label
from claimcheck.records import Article, Finding, Verdict
from claimcheck.report.highlight import Span, cut
from claimcheck.report.order import decided_first, group_by_status
from claimcheck.report.wording import (
    DUPLICATE_REMARK,
    STATUS_MEANINGS,
    STATUS_NAMES,
    VERDICT_VERBS,
    event_heading,
    percent,
    verdict_verb,
)

if TYPE_CHECKING:
    from claimcheck.report.report import Report

_ENVIRONMENT = Environment(
    loader=PackageLoader("claimcheck.report", "template"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def to_html(report: Report) -> str:
    """Render the page.

    Its content security policy allows the page's own script, by hash, and nothing from anywhere else.
    """
    page = _Page(report)
    script, style = (_source(name) for name in ("report.js", "report.css"))
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return _ENVIRONMENT.get_template("report.html").render(
        title=" · ".join(event_heading(event) for event in report.events[:3]) or "Nothing checked",
        report=report,
        events=page.events,
        corrections={"key": page.fingerprint, "verdicts": page.verdicts, "articles": page.texts},
        labels=[str(label) for label in LABELS],
        status_names=STATUS_NAMES,
        status_meanings=STATUS_MEANINGS,
        verdict_verbs=VERDICT_VERBS,
        duplicate_remark=DUPLICATE_REMARK,
        percent=percent,
        # Both files are ours: they hold no text from articles, and must not be escaped.
        script=Markup(script),  # noqa: S704
        script_hash=f"sha256-{digest}",
        style=Markup(style),  # noqa: S704
    )


def _source(name: str) -> str:
    return resources.files("claimcheck.report").joinpath("template", name).read_text(encoding="utf-8")


class _Page:
    """What the template shows: findings numbered in reading order, articles cut at the spans that findings quote."""

    def __init__(self, report: Report) -> None:
        self.fingerprint = hashlib.sha256(report.to_jsonl().encode("utf-8", "surrogatepass")).hexdigest()[:16]
        #: What a correction of each verdict is made of, by the verdict's key; read by the page's script.
        self.verdicts: dict[str, dict[str, Any]] = {}
        self.texts: dict[str, str] = {}
        self.events: list[dict[str, Any]] = []
        self._report = report
        self._anchors: dict[tuple[str, str], str] = {}
        self._spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
        self._number = 0
        for number, event in enumerate(report.events, start=1):
            self._add_event(number, event)

    def _add_event(self, number: int, event: str) -> None:
        articles = [article for article in self._report.articles if article.event == event]
        for position, article in enumerate(articles, start=1):
            anchor = f"article-{number}-{position}"
            self._anchors[event, article.id] = anchor
            self.texts[anchor] = article.text
        groups = group_by_status(finding for finding in self._report.findings if finding.event == event)
        self.events.append(
            {
                "id": event,
                "heading": event_heading(event),
                "groups": {status: [self._finding(item) for item in found] for status, found in groups.items()},
                "articles": [self._article(article) for article in articles],
            }
        )

    def _finding(self, finding: Finding) -> dict[str, Any]:
        self._number += 1
        claim = finding.claim
        self._spans[finding.event, claim.article].append(
            Span(claim.start, claim.end, finding.status, finding=self._number)
        )
        return {
            "number": self._number,
            "claim": claim,
            "link": self._link(finding.event, claim.article, claim.start, claim.end),
            "verdicts": [self._verdict(finding, verdict) for verdict in decided_first(finding)],
        }

    def _verdict(self, finding: Finding, verdict: Verdict) -> dict[str, Any]:
        prediction = verdict.prediction
        quote = prediction.evidence[0] if prediction.evidence else None
        if quote and not verdict.duplicate_of_source:
            self._spans[finding.event, verdict.article].append(Span(quote.start, quote.end, str(prediction.label)))
        key = f"{finding.event}/{finding.claim.id}/{verdict.article}"
        self.verdicts[key] = {
            "claim": finding.claim.text,
            "quote": quote.text if quote else None,
            "article": self._anchors[finding.event, verdict.article],
            "group": finding.event,
            "predicted": str(prediction.label),
        }
        return {
            "key": key,
            "article": verdict.article,
            "label": str(prediction.label),
            "verb": verdict_verb(prediction),
            "unsure": prediction.unsure,
            "silent": prediction.label is Label.NOT_ENOUGH_INFO,
            "probabilities": prediction.probabilities,
            "confidence": prediction.confidence,
            "quote": quote,
            "link": self._link(finding.event, verdict.article, quote.start, quote.end) if quote else "",
            "duplicate": verdict.duplicate_of_source,
            "reason": self._report.reasons.get((finding.event, finding.claim.id, verdict.article), ""),
        }

    def _link(self, event: str, article: str, start: int, end: int) -> str:
        return f"{self._anchors[event, article]}-{start}-{end}"

    def _article(self, article: Article) -> dict[str, Any]:
        return {
            "anchor": self._anchors[article.event, article.id],
            "record": article,
            "title_shown": article.text.lstrip().startswith(article.title),
            "pieces": cut(article.text, self._spans[article.event, article.id]),
        }
