"""How the work of ``check`` grows with the articles of an event.

Run: python -m benchmarks.check_growth
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from rich.console import Console

from benchmarks.common import RESULTS, SEED, machine, write_results
from claimcheck import Article, Verifier
from claimcheck.evaluation.suites import data_root
from claimcheck.model.scorer import Backend
from claimcheck.reading import iter_events


class CountingBackend:
    """Passes everything on to another backend, and counts the passes of the model."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.name, self.precision = backend.name, backend.precision
        self.passes = 0

    def logits(self, input_ids: np.ndarray, attention_mask: np.ndarray, token_type_ids: np.ndarray) -> np.ndarray:
        """The other backend's logits; each row is a pass."""
        self.passes += len(input_ids)
        return self._backend.logits(input_ids, attention_mask, token_type_ids)


def main(
    model: Annotated[Path | None, typer.Option(help="Bundle folder [default: the bundled model].")] = None,
    sizes: Annotated[str, typer.Option(help="Articles per event, separated by commas.")] = "2,4,8,16,32",
    events: Annotated[int, typer.Option(min=1, help="Events of each size.")] = 5,
    output: Annotated[Path, typer.Option(help="JSON to write; the picture goes beside it.")] = RESULTS
    / "check_growth.json",
) -> None:
    """Check merged events of growing size, write the figures and their picture."""
    numbers = [int(size) for size in sizes.split(",")]
    verifier = Verifier.from_pretrained(model)
    counter = CountingBackend(verifier.scorer.backend)
    verifier.scorer.backend = counter
    facts = {"machine": machine(), "model": verifier.fingerprint, "events_per_size": events, "seed": SEED}
    grouped = [event.articles for event in iter_events(data_root() / "news" / "events.parquet")]
    merged = list(merge_events(grouped, max(numbers), events))
    verifier.check(merged[0][:2])  # warm-up
    console = Console(highlight=False)
    growth = []
    for size in numbers:
        growth.append(summarise([check_event(verifier, counter, articles[:size]) for articles in merged]))
        console.print(", ".join(f"{name} {value:.4g}" for name, value in growth[-1].items()))
    write_results(output, {**facts, "growth": growth})
    draw_growth(growth, output.with_suffix(".png"))


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


def check_event(verifier: Verifier, counter: CountingBackend, articles: Sequence[Article]) -> dict[str, float]:
    """What checking one event took."""
    counter.passes = 0
    started = time.perf_counter()
    report = verifier.check(articles)
    seconds = time.perf_counter() - started
    return {
        "articles": len(articles),
        "characters": sum(len(article.text) for article in articles),
        "claims": len(report.findings),
        "passes": counter.passes,
        "seconds": seconds,
    }


def summarise(checked: Sequence[dict[str, float]]) -> dict[str, float]:
    """Figures of one size: sums over its events give the rates, the median event gives the seconds.

    >>> event = {"articles": 2, "characters": 9000, "claims": 10, "passes": 40, "seconds": 4.0}
    >>> summarise([event, event])["passes_per_claim"]
    4.0
    """
    total = {name: sum(event[name] for event in checked) for name in checked[0]}
    claims = max(total["claims"], 1)
    return {
        "articles_per_event": total["articles"] / len(checked),
        "claims_per_event": total["claims"] / len(checked),
        "characters_per_event": total["characters"] / len(checked),
        "articles_per_second": total["articles"] / total["seconds"],
        "passes_per_claim": total["passes"] / claims,
        "seconds_per_claim": total["seconds"] / claims,
        "median_seconds_per_event": statistics.median(event["seconds"] for event in checked),
    }


def draw_growth(growth: Sequence[dict[str, Any]], path: Path) -> None:
    """Passes and seconds per claim, and seconds per event, against the articles of the event."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 3), layout="constrained")
    shown = {
        "passes_per_claim": "model passes per claim",
        "seconds_per_claim": "seconds per claim",
        "median_seconds_per_event": "seconds per event",
    }
    articles = [figures["articles_per_event"] for figures in growth]
    for axes, (name, title) in zip(figure.subplots(1, len(shown)), shown.items(), strict=True):
        axes.plot(articles, [figures[name] for figures in growth], color="#2f6f9f", marker="o", linewidth=1.6)
        axes.set(title=title, xlabel="articles per event", ylim=(0, None))
        axes.set_xticks(articles)
        axes.spines[["top", "right"]].set_visible(False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=160)


if __name__ == "__main__":
    typer.run(main)
