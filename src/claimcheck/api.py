"""``predict`` and ``check`` with the model in use, opened once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from claimcheck.records import Article, Prediction
from claimcheck.report import Report
from claimcheck.verify import CHECK_CONFIDENCE, Verifier


def predict(*, claim: str, evidence: str) -> Prediction:
    """Is the claim supported or contradicted by the evidence? Evidence may be a sentence or a whole article.

    Raises:
        InputError: claim or evidence is not text or is empty, or the claim is too long.
        ModelError, LabelError, MissingExtraError: the model in use cannot be opened.

    >>> predict(claim="The bridge is open.", evidence="The bridge was closed on Monday.").label
    <Label.CONTRADICTED: 'contradicted'>
    """
    return _verifier().predict(claim=claim, evidence=evidence)


def check(articles: Sequence[Article | str | Path] | str | Path) -> Report:
    """Score every claim of each article (or file of them) against the other articles of the event.

    One path alone may be given: of a folder, or of a file of many articles.

    Articles without an event are about that of the files, if the files are all about one. In the report, the articles
    of files come after the others.

    Raises:
        InputError: an event has fewer than two articles, two of its articles share an id, an article is not text or is
            empty, or a file cannot be read.
        ModelError, LabelError, MissingExtraError: the model in use cannot be opened.
    """
    from claimcheck.reading import read_articles

    if isinstance(articles, str | Path):
        articles = [articles]
    given = [article for article in articles if isinstance(article, Article)]
    paths = [Path(article) for article in articles if not isinstance(article, Article)]
    read = read_articles(paths)
    events = {article.event for article in read}
    if len(events) == 1:
        (event,) = events
        given = [article if article.event else replace(article, event=event) for article in given]
    return _verifier(CHECK_CONFIDENCE).check([*given, *read])


@cache
def _verifier(min_confidence: float = 0.0) -> Verifier:
    return Verifier.from_pretrained(min_confidence=min_confidence)
