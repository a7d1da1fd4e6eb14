"""Report itself: counts, events, and what it refuses."""

import pytest
from example_report import AGENCY, EVENT, LOCAL, finding_of, read_example_articles

from claimcheck.errors import InputError
from claimcheck.records import Article, Finding, Verdict
from claimcheck.report import Report


def test_counts_come_in_order_of_urgency_and_add_up(report):
    assert list(report.counts) == ["contradicted", "disputed", "supported", "not_enough_info"]
    assert report.counts["disputed"] == 3
    assert sum(report.counts.values()) == len(report.findings)


def test_events_keep_the_order_of_the_articles():
    articles = [
        Article("a1", "x", event="second"),
        Article("a1", "x", event="first"),
        Article("a2", "x", event="second"),
    ]
    assert Report(articles, []).events == ["second", "first"]


def test_two_articles_with_one_id_are_refused():
    with pytest.raises(InputError, match="id 'a1'; rename one"):
        Report([Article("a1", "x"), Article("a1", "y")], [])


def test_a_finding_about_an_absent_article_is_refused(report):
    with pytest.raises(InputError, match=f"of event '{EVENT}' speaks of article 'broadcaster'"):
        Report([article for article in report.articles if article.id != "broadcaster"], report.findings)


def test_offsets_outside_the_article_are_refused(report):
    shortened = [Article(article.id, article.text[:300], event=EVENT) for article in report.articles]
    with pytest.raises(InputError, match="which has 300; give offsets into the article's own text"):
        Report(shortened, report.findings)


def test_a_verbatim_copy_does_not_count_as_support():
    articles = {article.id: article for article in read_example_articles()}
    finding = finding_of(articles, "c", AGENCY, "It is safe.", "Divers", {LOCAL: ("supported", 0.9, "coffee")})
    copy = Verdict(LOCAL, finding.verdicts[0].prediction, duplicate_of_source=True)
    counts = [
        Report(list(articles.values()), [Finding(EVENT, finding.claim, (verdict,))]).counts["supported"]
        for verdict in (finding.verdicts[0], copy)
    ]
    assert counts == [1, 0]
