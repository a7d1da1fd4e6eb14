"""The one place where claims, evidence and model meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self, overload

import numpy as np

from claimcheck.claims import extract_claims
from claimcheck.errors import InputError
from claimcheck.evidence import WINDOW_SENTENCES, EvidenceIndex, Window
from claimcheck.labels import LABELS, Label
from claimcheck.model.loading import load_scorer
from claimcheck.model.openvino_backend import Precision
from claimcheck.model.scorer import BackendName, PairScorer
from claimcheck.numbers import in_conflict, support_of, with_conflict, with_numbers_of
from claimcheck.reasons import numeric_reason
from claimcheck.records import Article, Claim, Evidence, Finding, Prediction, Verdict, probabilities_from
from claimcheck.report import Report
from claimcheck.text import near_duplicate

#: Between articles, doubtful verdicts are noise: at this confidence every eighth false contradiction goes, for one
#: point of macro-F1 on dev/news_events and three on the crosscheck dev events.
CHECK_CONFIDENCE = 0.45
#: Characters; what is longer is a table or a list that lost its line breaks, and may not fit one pass of the model.
_LONGEST_CLAIM = 800
#: An article that covers less of a claim says nothing about it: on dev/news_events and the crosscheck dev and train
#: events fewer than two in a hundred supported or contradicted claims are so, and half of all claims of other events.
_LEAST_COVERAGE = 0.2
_UNRELATED = Prediction(Label.NOT_ENOUGH_INFO, probabilities_from([0.01, 0.01, 0.98]))

#: What a sentence's own score counts for as a quote, against that of the next more relevant one: the quote is right
#: eleven points more often so on dev/news_events, and seven on the crosscheck dev events.
_LESS_RELEVANT = 0.7

_NO_INFO = LABELS.index(Label.NOT_ENOUGH_INFO)
_CONTRADICTED = LABELS.index(Label.CONTRADICTED)


class Verifier:
    """Scores claims against evidence of any length.

    Evidence longer than a few sentences is read through a window of its most relevant sentences; the verdict is the
    model's on that window, and each of its sentences is then read alone to find the ones that show it.

    >>> verifier = Verifier.from_pretrained()
    >>> verifier.predict(claim="45 countries were asked.", evidence="Paris asked 46 countries.").label
    <Label.CONTRADICTED: 'contradicted'>
    """

    def __init__(self, scorer: PairScorer, min_confidence: float = 0.0) -> None:
        self.scorer = scorer
        self.min_confidence = min_confidence

    @classmethod
    def from_pretrained(
        cls,
        model: str | Path | None = None,
        *,
        backend: BackendName | None = None,
        precision: Precision | None = None,
        device: str = "cpu",
        threads: int | None = None,
        min_confidence: float = 0.0,
    ) -> Self:
        """Open a model: the bundled one, a folder, or a Hugging Face id of any three-way NLI model.

        Args:
            model: None for the bundled model, a folder, or a Hugging Face id.
            backend: ``openvino`` or ``torch``; by default what the model can run on.
            precision: of the OpenVINO backend, ``int8`` or ``fp32``.
            device: of the torch backend, such as ``cuda``.
            threads: processor threads; by default all.
            min_confidence: a verdict less probable than this becomes not_enough_info.

        Raises:
            ModelError: the model is missing, damaged or of the wrong kind.
            LabelError: the model's classes cannot be told apart by name.
            MissingExtraError: the model needs torch, and it is not installed.
        """
        scorer = load_scorer(model, backend=backend, precision=precision, device=device, threads=threads)
        return cls(scorer, min_confidence)

    @property
    def name(self) -> str:
        """Name of the model."""
        return self.scorer.bundle.name

    @property
    def fingerprint(self) -> str:
        """Identifies everything that decides a prediction: model, backend, precision, threshold."""
        backend = self.scorer.backend
        return f"{self.scorer.bundle.fingerprint}:{backend.name}:{backend.precision}:{self.min_confidence}"

    @overload
    def predict(self, rows: Sequence[Mapping[str, Any]]) -> list[Prediction]: ...
    @overload
    def predict(self, *, claim: str, evidence: str) -> Prediction: ...
    def predict(
        self,
        rows: Sequence[Mapping[str, Any]] | None = None,
        *,
        claim: str | None = None,
        evidence: str | None = None,
    ) -> Prediction | list[Prediction]:
        """Score one claim, or many rows with ``claim`` and ``evidence``, in their order.

        Raises:
            InputError: a claim or evidence is not text, is empty, or a claim is too long; names the row.
        """
        if rows is not None:
            pairs = [_pair(row, f"row {number}: ") for number, row in enumerate(rows, start=1)]
            return self._predict(pairs)
        return self._predict([_pair({"claim": claim, "evidence": evidence}, "")])[0]

    def check(self, articles: Sequence[Article]) -> Report:
        """Score every claim of each article against every other article of its event.

        Raises:
            InputError: an event has fewer than two articles, or two of its articles share an id.
        """
        events: dict[str, list[Article]] = {}
        for article in articles:
            events.setdefault(article.event, []).append(article)
        if not events:
            raise InputError("no articles given; at least two about the same event are needed")
        parts = [self._check_event(event, members) for event, members in events.items()]
        return Report(
            articles=tuple(articles),
            findings=tuple(finding for part in parts for finding in part.findings),
            notes=tuple(note for part in parts for note in part.notes),
            model=self._model_facts(),
            reasons={key: reason for part in parts for key, reason in part.reasons.items()},
        )

    def _check_event(self, event: str, articles: Sequence[Article]) -> Report:
        where = f"event {event!r}: " if event else ""
        if len(articles) < 2:
            raise InputError(f"{where}only one article ({articles[0].id}); at least two about an event are needed")
        if len({article.id for article in articles}) < len(articles):
            raise InputError(f"{where}two articles share an id: {', '.join(sorted(item.id for item in articles))}")
        copies = _copies(articles)
        asked = [
            (claim, other)
            for article in articles
            for claim in extract_claims(article)
            if len(claim.text) <= _LONGEST_CLAIM
            for other in articles
            if other.id != article.id
        ]
        predictions = self._predict([(claim.text, other.text) for claim, other in asked], _LEAST_COVERAGE)
        verdicts: dict[Claim, list[Verdict]] = {}
        reasons: dict[tuple[str, str, str], str] = {}
        for (claim, other), prediction in zip(asked, predictions, strict=True):
            copied = frozenset((claim.article, other.id)) in copies
            verdicts.setdefault(claim, []).append(Verdict(other.id, prediction, copied))
            reason = numeric_reason(claim.text, prediction)
            if reason:
                reasons[event, claim.id, other.id] = reason
        findings = tuple(Finding(event, claim, tuple(against)) for claim, against in verdicts.items())
        notes = tuple(
            f"{where}{' and '.join(sorted(pair))} have the same text; a copy is no corroboration"
            for pair in sorted(copies, key=sorted)
        )
        return Report(articles=tuple(articles), findings=findings, notes=notes, reasons=reasons)

    def _predict(self, pairs: Sequence[tuple[str, str]], least_coverage: float = 0.0) -> list[Prediction]:
        """Verdicts on (claim, evidence) pairs; where the evidence covers less of the claim, no model is asked."""
        indexes = {evidence: EvidenceIndex(evidence) for evidence in dict.fromkeys(text for _, text in pairs)}
        windows = [self._window(claim, indexes[evidence]) for claim, evidence in pairs]
        relevant = [row for row, window in enumerate(windows) if window.coverage >= least_coverage]
        judged = self._judge([pairs[row][0] for row in relevant], [windows[row] for row in relevant])
        predictions = [_UNRELATED] * len(pairs)
        for row, prediction in zip(relevant, judged, strict=True):
            predictions[row] = prediction
        return predictions

    def _judge(self, claims: Sequence[str], windows: Sequence[Window]) -> list[Prediction]:
        scores = self.scorer.score([(claim, window.text) for claim, window in zip(claims, windows, strict=True)])
        conflicts = self._score_conflicts(claims, windows)
        scores = with_conflict(scores, np.array([conflict.max(initial=0.0) for conflict in conflicts]))
        alone = self._score_alone(claims, windows, scores)
        return [
            self._prediction(window, score, with_conflict(sentence_scores, conflict), in_conflict(conflict))
            for window, score, sentence_scores, conflict in zip(windows, scores, alone, conflicts, strict=True)
        ]

    def _score_conflicts(self, claims: Sequence[str], windows: Sequence[Window]) -> list[np.ndarray]:
        """For each window's sentences, how well each supports the claim once it states the sentence's numbers."""
        conflicts = [np.zeros(len(window.sentences)) for window in windows]
        asked: list[tuple[str, str]] = []
        places: list[tuple[int, int]] = []
        for row, (claim, window) in enumerate(zip(claims, windows, strict=True)):
            corrections = with_numbers_of(claim, [sentence.text for sentence in window.sentences])
            for place, corrected in enumerate(corrections):
                if corrected is not None:
                    asked.append((corrected, window.sentences[place].text))
                    places.append((row, place))
        if asked:
            for (row, place), support in zip(places, support_of(self.scorer.score(asked)), strict=True):
                conflicts[row][place] = support
        return conflicts

    def _window(self, claim: str, index: EvidenceIndex) -> Window:
        """As many of the most relevant sentences as one pass of the model reads."""
        for most_sentences in range(WINDOW_SENTENCES, 1, -1):
            window = index.window(claim, most_sentences)
            if self.scorer.fits(claim, window.text):
                return window
        return index.window(claim, 1)

    def _score_alone(self, claims: Sequence[str], windows: Sequence[Window], scores: np.ndarray) -> list[np.ndarray]:
        """Scores of each window's sentences by themselves, where they can show what the verdict rests on."""
        asked: list[tuple[str, str]] = []
        spans: list[slice | None] = []
        for claim, window, score in zip(claims, windows, scores, strict=True):
            if len(window.sentences) > 1 and score.argmax() != _NO_INFO:
                spans.append(slice(len(asked), len(asked) + len(window.sentences)))
                asked.extend((claim, sentence.text) for sentence in window.sentences)
            else:
                spans.append(None)
        scored = self.scorer.score(asked) if asked else np.zeros((0, len(LABELS)))
        return [
            np.tile(score, (len(window.sentences), 1)) if span is None else scored[span]
            for span, window, score in zip(spans, windows, scores, strict=True)
        ]

    def _prediction(
        self, window: Window, score: np.ndarray, sentence_scores: np.ndarray, conflicting: np.ndarray
    ) -> Prediction:
        best = int(score.argmax())
        # A sentence whose number contradicts the claim shows the contradiction best.
        shows_it = conflicting if best == _CONTRADICTED else 0
        relevance = _LESS_RELEVANT ** np.arange(len(window.sentences))
        order = np.argsort(-(sentence_scores[:, best] * relevance + shows_it), kind="stable")
        quotes = [
            Evidence(
                window.sentences[place].text,
                window.sentences[place].start,
                window.sentences[place].end,
                probabilities_from(sentence_scores[place].tolist()),
            )
            for place in order
        ]
        label = LABELS[best] if score[best] >= self.min_confidence else Label.NOT_ENOUGH_INFO
        return Prediction(label, probabilities_from(score.tolist()), quotes)

    def _model_facts(self) -> dict[str, str]:
        backend = self.scorer.backend
        return {
            "name": self.name,
            "version": str(self.scorer.bundle.manifest.get("version", "")),
            "backend": f"{backend.name} {backend.precision}",
            "fingerprint": self.scorer.bundle.fingerprint,
        }


def _pair(row: Mapping[str, Any], where: str) -> tuple[str, str]:
    for name in ("claim", "evidence"):
        value = row.get(name)
        if not isinstance(value, str):
            raise InputError(f"{where}{name} is {_described(value)}, text is needed")
        if not value.strip():
            raise InputError(f"{where}{name} is empty, text is needed")
    return row["claim"].strip(), row["evidence"]


def _described(value: object) -> str:
    return "missing" if value is None else f"a {type(value).__name__} ({value!r:.40})"


def _copies(articles: Iterable[Article]) -> set[frozenset[str]]:
    listed = list(articles)
    return {
        frozenset((one.id, other.id))
        for place, one in enumerate(listed)
        for other in listed[place + 1 :]
        if near_duplicate(one.text, other.text)
    }
