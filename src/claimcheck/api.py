"""``predict`` and ``check`` with the model in use, opened once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from claimcheck.records import Article, Prediction
from claimcheck.report import Report
from claimcheck.verify import CHECK_CONFIDENCE, Verifier


def predict(*, claim: str, evidence: str) -> Prediction:
    """Is the claim supported or contradicted by the evidence? Evidence may be a sentence or a whole article.

    Raises:
        InputError: claim or evidence is not text or is empty, or the claim is too long.

    >>> predict(claim="The bridge is open.", evidence="The bridge was closed on Monday.").label
    <Label.CONTRADICTED: 'contradicted'>
    """
    return _bundled().predict(claim=claim, evidence=evidence)


def check(articles: Sequence[Article | str | Path]) -> Report:
    """Score every claim of each article (or file of one) against all the other articles of the event.

    Raises:
        InputError: there are fewer than two articles, or a file cannot be read.
    """
    from claimcheck.reading import read_articles

    loaded = [article for article in articles if isinstance(article, Article)]
    paths = [Path(article) for article in articles if not isinstance(article, Article)]
    return _bundled(CHECK_CONFIDENCE).check([*loaded, *(read_articles(paths) if paths else [])])


@cache
def _bundled(min_confidence: float = 0.0) -> Verifier:
    return Verifier.from_pretrained(min_confidence=min_confidence)
