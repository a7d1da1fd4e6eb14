"""ClaimReview: one review per finding that other articles speak about."""

import json

import pytest
from example_report import EVENT

from claimcheck.records import Article
from claimcheck.report import Report


@pytest.fixture
def document(report):
    return json.loads(report.to_claimreview())


def test_findings_that_no_article_speaks_about_have_no_review(report, document):
    decided = [finding.claim.text for finding in report.findings if finding.status != "not_enough_info"]
    assert document["@context"] == "https://schema.org"
    assert [review["claimReviewed"] for review in document["@graph"]] == decided


def test_ratings_follow_the_status(document):
    ratings = {review["reviewRating"]["alternateName"]: review["reviewRating"] for review in document["@graph"]}
    values = {name: rating["ratingValue"] for name, rating in ratings.items()}
    assert values == {"Contradicted": 1, "Disputed": 3, "Supported": 5}
    assert all((rating["worstRating"], rating["bestRating"]) == (1, 5) for rating in ratings.values())


def test_a_review_quotes_and_cites_the_articles_that_decide(document):
    review = next(item for item in document["@graph"] if item["claimReviewed"].startswith("No fuel"))
    assert review["reviewBody"].startswith("local-paper contradicts it: “Commander Ines Halloran")
    assert [article["identifier"] for article in review["citation"]] == ["local-paper"]
    assert review["itemReviewed"]["appearance"]["headline"].startswith("Ferry with 214 passengers")


def test_source_and_date_are_given_when_known(report):
    articles = [Article(a.id, a.text, event=EVENT, source="Meridian Wire", date="2032-03-09") for a in report.articles]
    review = json.loads(Report(articles, report.findings).to_claimreview())["@graph"][0]
    assert review["itemReviewed"]["appearance"]["publisher"] == "Meridian Wire"
    assert review["itemReviewed"]["appearance"]["datePublished"] == "2032-03-09"
