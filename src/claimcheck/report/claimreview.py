"""A report as schema.org ClaimReview (https://schema.org/ClaimReview), in JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from claimcheck.labels import Label
from claimcheck.records import DISPUTED, Article, Finding, Verdict
from claimcheck.report.wording import STATUS_MEANINGS, STATUS_NAMES, verdict_verb

if TYPE_CHECKING:
    from claimcheck.report.report import Report

#: On the scale of 1 to 5 that readers of ClaimReview expect.
_RATINGS = {str(Label.CONTRADICTED): 1, DISPUTED: 3, str(Label.SUPPORTED): 5}


def to_claimreview(report: Report) -> str:
    """One JSON-LD document whose ``@graph`` holds a review per finding that is contradicted, disputed or supported."""
    articles = {(article.event, article.id): article for article in report.articles}
    reviews = [_review(finding, articles) for finding in report.findings if finding.status in _RATINGS]
    return json.dumps({"@context": "https://schema.org", "@graph": reviews}, ensure_ascii=False, indent=2)


def _review(finding: Finding, articles: dict[tuple[str, str], Article]) -> dict[str, Any]:
    decisive = [
        verdict
        for verdict in finding.verdicts
        if verdict.prediction.label is not Label.NOT_ENOUGH_INFO and not verdict.duplicate_of_source
    ]
    return {
        "@type": "ClaimReview",
        "claimReviewed": finding.claim.text,
        "author": {"@type": "Organization", "name": "claimcheck"},
        "itemReviewed": {
            "@type": "Claim",
            "text": finding.claim.quote,
            "appearance": _article(articles[finding.event, finding.claim.article]),
        },
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": _RATINGS[finding.status],
            "worstRating": 1,
            "bestRating": 5,
            "alternateName": STATUS_NAMES[finding.status],
            "ratingExplanation": STATUS_MEANINGS[finding.status],
        },
        "reviewBody": " ".join(_sentence(verdict) for verdict in decisive),
        "citation": [_article(articles[finding.event, verdict.article]) for verdict in decisive],
    }


def _article(article: Article) -> dict[str, Any]:
    values = {
        "identifier": article.id,
        "headline": article.title,
        "publisher": article.source,
        "datePublished": article.date,
    }
    return {"@type": "NewsArticle", **{name: value for name, value in values.items() if value}}


def _sentence(verdict: Verdict) -> str:
    quote = f": “{verdict.prediction.evidence[0].text}”" if verdict.prediction.evidence else "."
    return f"{verdict.article} {verdict_verb(verdict.prediction)} it{quote}"
