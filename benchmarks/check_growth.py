"""How the work of ``check`` grows with the articles of an event, and whether it still reads the deciding sentences.

Run: python -m benchmarks.check_growth
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console

from benchmarks.common import DOCS, RESULTS, SEED, machine, write_results
from benchmarks.evidence_recall import evidence_recall, quoted_rows
from benchmarks.growth_picture import draw_growth
from benchmarks.metering import MeteredVerifier
from claimcheck import Article, Verifier
from claimcheck.evaluation.suites import data_root
from claimcheck.reading import iter_events
from claimcheck.verify import CHECK_CONFIDENCE


def main(
    model: Annotated[Path | None, typer.Option(help="Bundle folder (default: the model in use).")] = None,
    sizes: Annotated[str, typer.Option(help="Articles per event, separated by commas.")] = "2,4,8,16,32",
    events: Annotated[int, typer.Option(min=1, help="Most events of each size.")] = 5,
    minutes: Annotated[float, typer.Option(min=0, help="No further event is begun that would end later.")] = 2.5,
    quotes: Annotated[int, typer.Option(min=1, help="Most gold quotes of each source that are looked for.")] = 500,
    output: Annotated[Path, typer.Option(help="JSON to write.")] = RESULTS / "check_growth.json",
    picture: Annotated[Path, typer.Option(help="PNG to write.")] = DOCS / "check_growth.png",
) -> None:
    """Check real events as they are and merged ones of growing size, write the figures and their picture."""
    numbers = [int(size) for size in sizes.split(",")]
    verifier = Verifier.from_pretrained(model, min_confidence=CHECK_CONFIDENCE)
    results: dict[str, Any] = {"machine": machine(), "model": verifier.fingerprint, "seed": SEED}
    metered = MeteredVerifier(verifier)
    grouped = [event.articles for event in iter_events(data_root() / "news" / "events.parquet")]
    sample = random.Random(SEED).sample(grouped, min(4 * events, len(grouped)))
    metered.check(sample[0])  # warm-up
    results["as_they_are"] = summarise([metered.check(articles) for articles in sample])
    results["growth"] = growth = grow(metered, merge_events(grouped, max(numbers), events), numbers, minutes * 60)
    results["goals"] = goals(growth)
    results["evidence_recall"] = {
        source: {"quotes": len(rows), "found": evidence_recall(verifier.scorer, rows)}
        for source, all_rows in quoted_rows().items()
        if (rows := random.Random(SEED).sample(all_rows, min(quotes, len(all_rows))))
    }
    write_results(output, results)
    draw_growth(growth, picture)
    show(results)


def merge_events(events: Sequence[Sequence[Article]], size: int, count: int) -> Iterator[list[Article]]:
    """So many events of ``size`` articles: a random one, then its neighbours by topic (TF-IDF), nearest first."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [" ".join(article.text for article in articles) for articles in events]
    vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
    for seed in random.Random(SEED).sample(range(len(events)), min(count, len(events))):
        nearness = (vectors @ vectors[seed].T).toarray().ravel()
        nearness[seed] = np.inf
        order = np.argsort(-nearness, kind="stable")
        articles = [article for place in order[:size] for article in events[place]][:size]
        yield [
            replace(article, id=f"article-{number}", event=f"merged-{seed}") for number, article in enumerate(articles)
        ]


def grow(
    metered: MeteredVerifier, merged: Iterable[Sequence[Article]], sizes: Sequence[int], seconds: float
) -> list[dict[str, float]]:
    """Figures of each size, over the same events cut to it; as many events as the seconds allow, at least one."""
    checked: list[list[dict[str, float]]] = []
    started = time.perf_counter()
    for articles in merged:
        spent = time.perf_counter() - started
        if checked and spent + spent / len(checked) > seconds:
            break
        checked.append([metered.check(articles[:size]) for size in sizes])
    return [summarise(list(of_size)) for of_size in zip(*checked, strict=True)]


def summarise(checked: Sequence[dict[str, float]]) -> dict[str, float]:
    """Figures of one size: sums over its events give the rates, the median event gives the seconds.

    >>> amounts = {"articles": 2, "characters": 9000, "claims": 10, "rows": 10, "passes": 40}
    >>> seconds = {"seconds": 4.0, "processor_seconds": 8.0, "model_seconds": 3.0, "claim_seconds": 0.2}
    >>> summarise([amounts | seconds])["passes_per_claim"]
    4.0
    """
    total = {name: sum(event[name] for event in checked) for name in checked[0]}
    claims = max(total["claims"], 1)
    return {
        "events": len(checked),
        "articles_per_event": total["articles"] / len(checked),
        "characters_per_event": total["characters"] / len(checked),
        "claims_per_article": total["claims"] / total["articles"],
        "rows_per_article": total["rows"] / total["articles"],
        "articles_per_second": total["articles"] / total["seconds"],
        "processor_seconds_per_article": total["processor_seconds"] / total["articles"],
        "passes_per_claim": total["passes"] / claims,
        "passes_per_row": total["passes"] / max(total["rows"], 1),
        "seconds_per_claim": total["seconds"] / claims,
        "median_seconds_per_event": statistics.median(event["seconds"] for event in checked),
        "share_of_model": total["model_seconds"] / total["seconds"],
        "share_of_claims": total["claim_seconds"] / total["seconds"],
    }


def goals(growth: Sequence[dict[str, float]]) -> dict[str, float]:
    """How passes and seconds per claim grew from the smallest to the largest size, beside the text they were given.

    ``seconds_over_text`` of at most 1 means that time per claim grows at most in proportion to the text.
    """
    small, large = growth[0], growth[-1]
    names = ("characters_per_event", "passes_per_claim", "seconds_per_claim")
    text, passes, seconds = (large[name] / small[name] for name in names)
    return {
        "characters_per_event_times": text,
        "passes_per_claim_times": passes,
        "seconds_per_claim_times": seconds,
        "seconds_over_text": seconds / text,
        "most_passes_per_claim": max(figures["passes_per_claim"] for figures in growth),
    }


def show(results: dict[str, Any]) -> None:
    """Print the figures, one line each."""
    console = Console(highlight=False, soft_wrap=True)
    for figures in (results["as_they_are"], *results["growth"], results["goals"]):
        console.print(", ".join(f"{name} {value:.4g}" for name, value in figures.items()))
    for source, recall in results["evidence_recall"].items():
        console.print(f"{source}: {recall['found']:.1%} of {recall['quotes']} gold quotes are read")


if __name__ == "__main__":
    typer.run(main)
