"""The result of checking articles against each other, and the doors to each of its formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from claimcheck.article_ids import ArticleIds
from claimcheck.errors import InputError
from claimcheck.records import Article, Finding
from claimcheck.report.wording import STATUS_NAMES

if TYPE_CHECKING:
    from rich.console import RenderableType

#: Event, claim id and evidence article of one verdict.
VerdictKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """Every claim of every article, judged against the other articles of its event.

    Attributes:
        articles: the articles checked, of one event or of several.
        findings: one per claim.
        notes: what a reader must know besides, such as "a2 repeats a1 verbatim and does not count as corroboration".
        model: what judged the claims, shown as it is (name, version, checksum).
        reasons: what a verdict rests on where that can be told, such as "23 against 19", or why there is none.

    Raises:
        InputError: two articles of an event share an id, or a finding speaks of an article or a span that is not there.
    """

    articles: Sequence[Article]
    findings: Sequence[Finding]
    notes: Sequence[str] = ()
    model: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[VerdictKey, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ids = ArticleIds()
        for article in self.articles:
            if problem := ids.take(article):
                raise InputError(problem)
        lengths = {(article.event, article.id): len(article.text) for article in self.articles}
        for finding in self.findings:
            spans = [(finding.claim.article, finding.claim.start, finding.claim.end)]
            for verdict in finding.verdicts:
                spans.append((verdict.article, 0, 0))
                spans.extend((verdict.article, item.start, item.end) for item in verdict.prediction.evidence)
            for article_id, start, end in spans:
                where = f"claim {finding.claim.id!r} of event {finding.event!r}"
                if (finding.event, article_id) not in lengths:
                    raise InputError(f"{where} speaks of article {article_id!r}, which is not in the report")
                length = lengths[finding.event, article_id]
                if not 0 <= start <= end <= length:
                    raise InputError(
                        f"{where} points at characters {start} to {end} of article {article_id!r}, "
                        f"which has {length}; give offsets into the article's own text"
                    )

    @property
    def events(self) -> list[str]:
        """The events' ids, in the order of the articles."""
        return list(dict.fromkeys(article.event for article in self.articles))

    @property
    def counts(self) -> dict[str, int]:
        """How many findings have each status, the most urgent status first."""
        statuses = [finding.status for finding in self.findings]
        return {status: statuses.count(status) for status in STATUS_NAMES}

    def rows(self) -> list[dict[str, Any]]:
        """One row per claim and other article: labels, probabilities and quotes, as plain values."""
        from claimcheck.report.rows import rows_of

        return rows_of(self)

    def to_jsonl(self) -> str:
        """:meth:`rows`, one JSON object a line."""
        from claimcheck.report.rows import to_jsonl

        return to_jsonl(self)

    def to_html(self) -> str:
        """One self-contained web page, in which verdicts can be corrected and the corrections saved."""
        from claimcheck.report.html import to_html

        return to_html(self)

    def to_table(self) -> RenderableType:
        """A renderable for ``rich.print``: contradictions and disputes first."""
        from claimcheck.report.table import to_table

        return to_table(self)

    def to_claimreview(self) -> str:
        """schema.org ClaimReview as JSON-LD, one review per finding on which another article has something to say."""
        from claimcheck.report.claimreview import to_claimreview

        return to_claimreview(self)
