"""Training pairs made from unlabelled news: a claim with its quantity kept, rounded, changed, or without evidence.

The evidence keeps the wording of the article; only claims are edited. The claim alone says little of the label (a
classifier on it is right for 41% of the pairs), but its overlap with the evidence says much (83%).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

import pyarrow.parquet as pq

from claimcheck.claims import extract_claims
from claimcheck.errors import InputError
from claimcheck.evidence import EvidenceIndex
from claimcheck.labels import Label
from claimcheck.records import Article, Claim
from claimcheck.text.quantities import Quantity, extract_quantities
from claimcheck.text.quantities.quantity import Approximation
from training.quantity_edits import changed, reworded

#: Name of these pairs as a source.
NEWS_PAIRS = "news_pairs"
_LONGEST_CLAIM_WORDS = 35
_CLAIMS_PER_ARTICLE = 3
_DISTRACTORS = 2


def news_pairs(events: Path, rows: int, seed: int, evaluated: AbstractSet[str]) -> list[dict[str, str]]:
    """Make about ``rows`` pairs from a Parquet file of articles with ``cluster_id``, ``doc_id`` and ``text``.

    Events with an article in ``evaluated``, by ``doc_id``, are left out.

    Every pair has ``claim``, ``evidence``, ``label``, ``source`` and ``part``; each label has a third of ``rows``,
    or what the articles give.

    Raises:
        InputError: the file is missing.
    """
    if not events.is_file():
        raise InputError(f"{events}: no such file; news pairs are made from a Parquet file of articles about events")
    generator = random.Random(seed)
    made: dict[str, list[dict[str, str]]] = defaultdict(list)
    for articles in _shuffled_events(events, generator):
        if any(article.id in evaluated for article in articles):
            continue
        values = [quantity for article in articles for quantity in extract_quantities(article.text)]
        for article in articles:
            for pair in _article_pairs(article, values, generator):
                made[pair["label"]].append(pair)
        if all(len(made[label]) >= rows // 3 for label in Label):
            break
    return [pair for label in Label for pair in made[label][: rows // 3]]


def _shuffled_events(path: Path, generator: random.Random) -> Iterator[list[Article]]:
    events: dict[str, list[Article]] = defaultdict(list)
    for row in pq.read_table(path, columns=["cluster_id", "doc_id", "text"]).to_pylist():
        events[row["cluster_id"]].append(Article(id=row["doc_id"], text=row["text"], event=row["cluster_id"]))
    names = sorted(events)
    generator.shuffle(names)
    yield from (events[name] for name in names)


def _article_pairs(article: Article, values: list[Quantity], generator: random.Random) -> Iterator[dict[str, str]]:
    usable = [
        (claim, quantities)
        for claim in extract_claims(article)
        if len(claim.text.split()) <= _LONGEST_CLAIM_WORDS and (quantities := _exact(claim.text))
    ]
    index = EvidenceIndex(article.text)
    for claim, quantities in generator.sample(usable, min(_CLAIMS_PER_ARTICLE, len(usable))):
        quantity = generator.choice(quantities)
        claims = {
            Label.SUPPORTED: reworded(quantity, generator),
            Label.CONTRADICTED: changed(quantity, values, generator),
        }
        for label, replacement in claims.items():
            if replacement is None:
                continue
            text = claim.text[: quantity.start] + replacement + claim.text[quantity.end :]
            yield _pair(text, _evidence(index, claim, generator), label)
            without = _evidence_without(index, claim, quantity)
            if without and generator.random() < 0.5:
                yield _pair(text, without, Label.NOT_ENOUGH_INFO)


def _pair(claim: str, evidence: str, label: Label) -> dict[str, str]:
    return {"claim": claim, "evidence": evidence, "label": str(label), "source": NEWS_PAIRS, "part": NEWS_PAIRS}


def _exact(text: str) -> list[Quantity]:
    return [quantity for quantity in extract_quantities(text) if quantity.approximation is Approximation.EXACT]


def _evidence(index: EvidenceIndex, claim: Claim, generator: random.Random) -> str:
    """The sentence that the claim was taken from, alone or among the others that a window would hold."""
    places = index.rank(claim.text)
    own = [place for place in places if _overlaps(index, place, claim)]
    others = [place for place in places if place not in own][: generator.randint(0, _DISTRACTORS)]
    return " ".join(index.sentences[place].text for place in sorted([*own, *others]))


def _evidence_without(index: EvidenceIndex, claim: Claim, quantity: Quantity) -> str:
    """The most relevant sentences that do not hold the claim's quantity, unless the article repeats it elsewhere."""
    others = [place for place in index.rank(claim.text) if not _overlaps(index, place, claim)]
    if any(quantity.text.lower() in index.sentences[place].text.lower() for place in others):
        return ""
    chosen = [
        place
        for place in others[: 2 * _DISTRACTORS]
        if all(found.low != quantity.low for found in extract_quantities(index.sentences[place].text))
    ]
    return " ".join(index.sentences[place].text for place in sorted(chosen[: _DISTRACTORS + 1]))


def _overlaps(index: EvidenceIndex, place: int, claim: Claim) -> bool:
    sentence = index.sentences[place]
    return sentence.start < claim.end and claim.start < sentence.end
