"""The one place where claims, evidence and model meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self, overload

from claimcheck.article_ids import ArticleIds
from claimcheck.base_rate import without_rare
from claimcheck.claims import extract_claims, leans_on_context
from claimcheck.errors import InputError
from claimcheck.evidence import EvidenceIndex, Window
from claimcheck.judging import judge, readable_window
from claimcheck.labels import LABELS, Label
from claimcheck.model.loading import load_scorer
from claimcheck.model.openvino_backend import Precision
from claimcheck.model.scorer import BackendName, PairScorer
from claimcheck.mutuality import without_one_sided
from claimcheck.reading.tables import text_problem
from claimcheck.reasons import CROWDED_OUT, LEANING, TOO_LONG, numeric_reason
from claimcheck.records import Article, Claim, Evidence, Finding, Prediction, Verdict, probabilities_from
from claimcheck.report import Report
from claimcheck.text.duplicates import near_duplicate, repeats

#: Between articles, doubtful verdicts are noise: at this confidence every eighth false contradiction goes, for one
#: point of macro-F1 on dev/news_events and three on the crosscheck dev events.
CHECK_CONFIDENCE = 0.45
#: Characters; what is longer is a table or a list that lost its line breaks, and may not fit one pass of the model.
_LONGEST_CLAIM = 800
#: An article that covers less of a claim says nothing about it: on dev/news_events and the crosscheck dev and train
#: events fewer than two in a hundred supported or contradicted claims are so, and half of all claims of other events.
_LEAST_COVERAGE = 0.2
#: Of the other articles only so many are read for a claim, so that its passes stay bounded: those of which one sentence
#: holds most of it. Of 16 on one topic they hold the labelled one for all of 66 contradicted claims of dev/news_events,
#: and for 51 of 54 supported ones.
_MOST_ARTICLES = 12
#: Of a claim that an article was not read for.
_UNREAD = Prediction(Label.NOT_ENOUGH_INFO, probabilities_from([0.01, 0.01, 0.98]))


class Verifier:
    """Scores claims against evidence of any length.

    Evidence longer than a few sentences is read through a window of its most relevant ones. The verdict is the model's
    on that window and on its sentences, combined by weights that were fitted on dev, and weighed with numbers that
    agree or differ. Each sentence is then read alone to find those that show it.

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
        """Open a model: the one in use, a folder, or a Hugging Face id of any three-way NLI model.

        Args:
            model: None for the model in use (``claimcheck model``), a folder, or a Hugging Face id.
            backend: ``openvino`` or ``torch``; by default what the model can run on.
            precision: of the OpenVINO backend, ``int8`` or ``fp32``.
            device: of the torch backend, such as ``cuda``.
            threads: processor threads; by default all.
            min_confidence: a verdict less probable than this becomes not_enough_info, and so does a contradiction that
                no sentence by itself shows with this probability.

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
            InputError: a row is no mapping, a claim or evidence is not text or is empty, or a claim is too long to be
                read with any evidence; names the row.
        """
        if rows is not None:
            pairs = {f"row {number}: ": _pair(row, f"row {number}: ") for number, row in enumerate(rows, start=1)}
        else:
            given = {"claim": claim, "evidence": evidence}
            pairs = {"": _pair({name: value for name, value in given.items() if value is not None}, "")}
        indexes = {text: EvidenceIndex(text) for text in dict.fromkeys(text for _, text in pairs.values())}
        windows = [self._needed_window(asked, indexes[text], where) for where, (asked, text) in pairs.items()]
        predictions = self._judged([asked for asked, _ in pairs.values()], windows)
        return predictions if rows is not None else predictions[0]

    def check(self, articles: Sequence[Article]) -> Report:
        """Score every claim of each article against the other articles of its event.

        Of more than twelve others, the twelve that hold most of a claim are read for it.

        Raises:
            InputError: an event has fewer than two articles, two of its articles share an id, or an article is not text
                or is empty.
        """
        events: dict[str, list[Article]] = {}
        for article in articles:
            events.setdefault(article.event, []).append(article)
        if not events:
            raise InputError("no articles given; at least two about the same event are needed")
        for event, members in events.items():
            _require_comparable(members, _place(event))
        parts = [self._check_event(event, members) for event, members in events.items()]
        return Report(
            articles=tuple(articles),
            findings=tuple(finding for part in parts for finding in part.findings),
            notes=tuple(note for part in parts for note in part.notes),
            model=self._model_facts(),
            reasons={key: reason for part in parts for key, reason in part.reasons.items()},
        )

    def _check_event(self, event: str, articles: Sequence[Article]) -> Report:
        copies = _copies(articles)
        asked, predictions, unread = self._verdicts(articles)
        verdicts: dict[Claim, list[Verdict]] = {}
        reasons: dict[tuple[str, str, str], str] = {}
        for row, ((claim, other), prediction) in enumerate(zip(asked, predictions, strict=True)):
            copied = frozenset((claim.article, other.id)) in copies and (
                prediction.label is not Label.CONTRADICTED or repeats(other.text, claim.quote)
            )
            verdicts.setdefault(claim, []).append(Verdict(other.id, prediction, copied))
            reason = unread.get(row) or numeric_reason(claim.text, prediction)
            if reason:
                reasons[event, claim.id, other.id] = reason
        findings = tuple(Finding(event, claim, tuple(against)) for claim, against in verdicts.items())
        notes = tuple(
            f"{_place(event)}{' and '.join(sorted(pair))} have (nearly) the same text; a copy is no corroboration"
            for pair in sorted(copies, key=sorted)
        )
        return Report(articles=tuple(articles), findings=findings, notes=notes, reasons=reasons)

    def _verdicts(
        self, articles: Sequence[Article]
    ) -> tuple[list[tuple[Claim, Article]], list[Prediction], dict[int, str]]:
        """Each claim with each other article, what those that hold most of its words say of it, and why others not."""
        indexes = {article.id: EvidenceIndex(article.text) for article in articles}
        asked: list[tuple[Claim, Article]] = []
        read: dict[int, Window] = {}
        unread: dict[int, str] = {}
        for article in articles:
            others = [other for other in articles if other.id != article.id]
            for claim in extract_claims(article):
                rows = range(len(asked), len(asked) + len(others))
                if reason := _why_unreadable(claim.text):
                    unread |= dict.fromkeys(rows, reason)
                else:
                    windows = [readable_window(self.scorer, claim.text, indexes[other.id]) for other in others]
                    chosen, crowded_out = _worth_reading(windows)
                    read |= {rows[place]: window for place, window in chosen.items()}
                    unread |= {rows[place]: CROWDED_OUT for place in crowded_out}
                asked += [(claim, other) for other in others]
        predictions = [_UNREAD] * len(asked)
        judged = self._judged([asked[row][0].text for row in read], list(read.values()))
        for row, prediction in zip(read, judged, strict=True):
            predictions[row] = prediction
        return asked, without_rare(asked, without_one_sided(asked, predictions)), unread

    def _judged(self, claims: Sequence[str], windows: Sequence[Window]) -> list[Prediction]:
        predictions = []
        for judgement in judge(self.scorer, claims, windows):
            best = int(judgement.probabilities.argmax())
            sure = judgement.probabilities[best] >= self.min_confidence and self._is_shown(best, judgement.quotes)
            label = LABELS[best] if sure else Label.NOT_ENOUGH_INFO
            predictions.append(
                Prediction(label, probabilities_from(judgement.probabilities.tolist()), judgement.quotes)
            )
        return predictions

    def _is_shown(self, best: int, quotes: Sequence[Evidence]) -> bool:
        """Whether a sentence by itself shows a contradiction: ten that none showed were false, on dev/news_events."""
        if LABELS[best] is not Label.CONTRADICTED or not quotes:
            return True
        return max(quote.probabilities[Label.CONTRADICTED] for quote in quotes) >= self.min_confidence

    def _needed_window(self, claim: str, index: EvidenceIndex, where: str) -> Window:
        window = readable_window(self.scorer, claim, index)
        if window is None:
            raise InputError(
                f"{where}claim is too long: its {len(claim.split())} words leave no room for evidence in the "
                f"{self.scorer.bundle.max_tokens} tokens that the model reads; give a claim of one statement "
                f"(this one is {claim[:60]!r} ...)"
            )
        return window

    def _model_facts(self) -> dict[str, str]:
        backend = self.scorer.backend
        return {
            "name": self.name,
            "version": str(self.scorer.bundle.manifest.get("version", "")),
            "backend": f"{backend.name} {backend.precision}",
            "fingerprint": self.scorer.bundle.fingerprint,
        }


def _pair(row: object, where: str) -> tuple[str, str]:
    if not isinstance(row, Mapping):
        raise InputError(
            f"{where}a mapping with claim and evidence is needed, not {row!r:.60}; "
            "for one pair, use predict(claim=..., evidence=...)"
        )
    for name in ("claim", "evidence"):
        if problem := text_problem(row, name):
            raise InputError(f"{where}{problem}")
    return row["claim"].strip(), row["evidence"]


def _place(event: str) -> str:
    return f"event {event!r}: " if event else ""


def _require_comparable(articles: Sequence[Article], where: str) -> None:
    if len(articles) < 2:
        raise InputError(f"{where}only one article ({articles[0].id}); at least two about an event are needed")
    ids = ArticleIds()
    for article in articles:
        if problem := ids.take(article):
            raise InputError(problem)
        if problem := text_problem(article.to_dict(), "text"):
            raise InputError(f"{where}article {article.id!r}: {problem}")


def _why_unreadable(claim: str) -> str:
    """Why no article is read for a claim; empty where articles are."""
    if len(claim) > _LONGEST_CLAIM:
        return TOO_LONG
    return LEANING if leans_on_context(claim) else ""


def _worth_reading(windows: Sequence[Window | None]) -> tuple[dict[int, Window], list[int]]:
    """The windows that the model reads for a claim, by place, and the places of those for which others left no room."""
    related = {
        place: window
        for place, window in enumerate(windows)
        if window is not None and window.coverage >= _LEAST_COVERAGE
    }
    # The rounding keeps the last bits of a product from deciding.
    ordered = sorted(related, key=lambda place: -round(max(related[place].held, default=0.0), 3))
    return {place: related[place] for place in sorted(ordered[:_MOST_ARTICLES])}, ordered[_MOST_ARTICLES:]


def _copies(articles: Iterable[Article]) -> set[frozenset[str]]:
    listed = list(articles)
    return {
        frozenset((one.id, other.id))
        for place, one in enumerate(listed)
        for other in listed[place + 1 :]
        if near_duplicate(one.text, other.text)
    }
