"""A verifier that tells what its work took."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from claimcheck import Article, Verifier
from claimcheck.claims import extract_claims
from claimcheck.model.scorer import Backend, TokenBatch


class CountingBackend:
    """Passes everything on to another backend, and counts the passes of the model and their time."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.name, self.precision = backend.name, backend.precision
        self.tokens_per_batch = backend.tokens_per_batch
        self.passes = 0
        self.seconds = 0.0

    def logits(self, batches: Iterable[TokenBatch]) -> list[np.ndarray]:
        """The other backend's logits; each row is a pass. Tokenising happens meanwhile and counts in the time."""
        started = time.perf_counter()
        logits = self._backend.logits(self._counted(batches))
        self.seconds += time.perf_counter() - started
        return logits

    def _counted(self, batches: Iterable[TokenBatch]) -> Iterator[TokenBatch]:
        for batch in batches:
            self.passes += len(batch.input_ids)
            yield batch


class MeteredVerifier:
    """A verifier that tells what checking an event took."""

    def __init__(self, verifier: Verifier) -> None:
        self._verifier = verifier
        scorer = verifier.scorer
        scorer.backend = counter = CountingBackend(scorer.backend)
        self._counters = [counter]
        if scorer.referee is not None:
            scorer.referee = counter = CountingBackend(scorer.referee)
            self._counters.append(counter)

    def check(self, articles: Sequence[Article]) -> dict[str, float]:
        """Counts and seconds."""
        passes, model_seconds = self._totals()
        started, processor_started = time.perf_counter(), time.process_time()
        report = self._verifier.check(articles)
        seconds, processor_seconds = time.perf_counter() - started, time.process_time() - processor_started
        passes_after, model_seconds_after = self._totals()
        started = time.perf_counter()
        for article in articles:
            extract_claims(article)
        return {
            "articles": len(articles),
            "characters": sum(len(article.text) for article in articles),
            "claims": len(report.findings),
            "rows": sum(len(finding.verdicts) for finding in report.findings),
            "passes": passes_after - passes,
            "seconds": seconds,
            "processor_seconds": processor_seconds,
            "model_seconds": model_seconds_after - model_seconds,
            "claim_seconds": time.perf_counter() - started,
        }

    def _totals(self) -> tuple[int, float]:
        return sum(counter.passes for counter in self._counters), sum(counter.seconds for counter in self._counters)
