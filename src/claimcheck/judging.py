"""Claims and the windows they are held against -> probabilities, and the sentences that show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from claimcheck.evidence import EvidenceIndex, Window
from claimcheck.labels import LABELS, Label
from claimcheck.model.calibration import article_features
from claimcheck.model.scorer import Pair, PairScorer
from claimcheck.number_readings import NumberReading, read_numbers, restated
from claimcheck.number_weights import agreement, conflict, with_agreement, with_conflict
from claimcheck.records import Evidence, probabilities_from

#: What a sentence's own score counts for as a quote, against that of the next more relevant one: the quote is right
#: eleven points more often so on dev/news_events, and seven on the crosscheck dev events.
_LESS_RELEVANT = 0.7
#: What it counts besides if it states a number of the claim differently, though that carries no weight of its own.
_MAYBE_SHOWN = 0.5

#: Where the window and its most relevant sentence say not_enough_info with this probability, as for three claims in ten
#: of dev/news_events, the other sentences need not be read: macro-F1 stays what it is.
_SILENT = 0.6
_SUPPORTED, _CONTRADICTED, _NO_INFO = map(LABELS.index, (Label.SUPPORTED, Label.CONTRADICTED, Label.NOT_ENOUGH_INFO))
_SAYING = [_SUPPORTED, _CONTRADICTED]

#: A claim in the words in which the model reads it, and its window.
Row = tuple[str, Window]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Probabilities in the order of :data:`~claimcheck.labels.LABELS`, and the window's sentences, best quote first."""

    probabilities: np.ndarray
    quotes: list[Evidence]


class _Reader:
    """Scores pairs, each of them once, however often a judgement asks for it."""

    def __init__(self, scorer: PairScorer) -> None:
        self._scorer = scorer
        self._known: dict[Pair, np.ndarray] = {}
        self.article_weights = scorer.calibration.article_weights

    def score(self, pairs: Sequence[Pair]) -> np.ndarray:
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        if new:
            self._known.update(zip(new, self._scorer.score(new), strict=True))
        return np.array([self._known[pair] for pair in pairs]).reshape(-1, len(LABELS))

    def fits(self, claim: str, evidence: str) -> bool:
        """Whether a claim whose numbers were put in other words still leaves room for the evidence."""
        return self._scorer.fits(claim, evidence)


def judge(scorer: PairScorer, claims: Sequence[str], windows: Sequence[Window]) -> list[Judgement]:
    """Judge each claim by its window.

    The model reads the window, and of a longer text its sentences as well, combined by the weights of its calibration;
    the claim then has the numbers that agree in the window's words. Numbers that agree or differ are weighed
    (:mod:`claimcheck.number_weights`), and each sentence is read alone to find those that show the verdict.
    """
    reader = _Reader(scorer)
    readings = _number_readings(claims, windows)
    rows = _as_read(reader, claims, readings, windows)
    agreeing = [agreement(found, window.held) for found, window in zip(readings, windows, strict=True)]
    scores = _read_windows(reader, rows)
    conflicts = _conflicts(reader, readings, windows)
    scores = _weigh_agreement(reader, rows, agreeing, scores)
    scores = with_conflict(scores, np.array([weights.max(initial=0.0) for weights in conflicts]))
    alone = _score_alone(reader, rows, scores)
    return [
        Judgement(
            score, _quotes(window, score, with_conflict(sentence_scores, weights), _shown(found, weights, agrees))
        )
        for window, score, sentence_scores, found, weights, agrees in zip(
            windows, scores, alone, readings, conflicts, agreeing, strict=True
        )
    ]


def readable_window(scorer: PairScorer, claim: str, index: EvidenceIndex) -> Window | None:
    """As much of the most relevant sentences as one pass of the model reads; None if the claim leaves no room."""
    return next((window for window in index.windows(claim) if scorer.fits(claim, window.text)), None)


def readings_of_articles(scorer: PairScorer, claims: Sequence[str], windows: Sequence[Window]) -> np.ndarray:
    """What weights are fitted on: the features of each claim and window, shape (rows, features)."""
    reader = _Reader(scorer)
    return _features(reader, _as_read(reader, claims, _number_readings(claims, windows), windows))


def _number_readings(claims: Sequence[str], windows: Sequence[Window]) -> list[list[NumberReading]]:
    return [
        read_numbers(claim, [sentence.text for sentence in window.sentences])
        for claim, window in zip(claims, windows, strict=True)
    ]


def _as_read(
    reader: _Reader, claims: Sequence[str], readings: Sequence[Sequence[NumberReading]], windows: Sequence[Window]
) -> list[Row]:
    return [
        (_as_stated(reader, claim, found, window), window)
        for claim, found, window in zip(claims, readings, windows, strict=True)
    ]


def _as_stated(reader: _Reader, claim: str, readings: Sequence[NumberReading], window: Window) -> str:
    """The claim with its numbers in the window's words, unless there is no room for them."""
    words = restated(claim, readings, window.held)
    return words if words == claim or reader.fits(words, window.text) else claim


def _read_windows(reader: _Reader, rows: Sequence[Row]) -> np.ndarray:
    scores = reader.score([(claim, window.text) for claim, window in rows])
    selected = [row for row, (_, window) in enumerate(rows) if window.selected]
    if selected:
        scores[selected] = reader.article_weights.combine(_features(reader, [rows[row] for row in selected]))
    return scores


def _features(reader: _Reader, rows: Sequence[Row]) -> np.ndarray:
    """What the weights of a model's calibration combine, shape (rows, features)."""
    whole = reader.score([(claim, window.text) for claim, window in rows])
    first = reader.score([(claim, window.sentences[0].text) for claim, window in rows])
    strongest = first[:, _SAYING]
    silent = (whole[:, _NO_INFO] + first[:, _NO_INFO]) / 2 > _SILENT
    telling = [row for row, is_silent in enumerate(silent) if not is_silent]
    if telling:
        asked = [[(rows[row][0], sentence.text) for sentence in rows[row][1].sentences] for row in telling]
        alone = reader.score([pair for pairs in asked for pair in pairs])[:, _SAYING]
        starts = np.cumsum([0, *(len(pairs) for pairs in asked[:-1])])
        strongest[telling] = np.maximum.reduceat(alone, starts)
    return article_features(whole, first, strongest, np.array([max(window.held) for _, window in rows]))


def _weigh_agreement(
    reader: _Reader, rows: Sequence[Row], agreeing: Sequence[np.ndarray], scores: np.ndarray
) -> np.ndarray:
    """Where a sentence states the claim's numbers, the mean of the window's scores and its own, weighed by that."""
    places = [row for row, agrees in enumerate(agreeing) if agrees.any()]
    if not places:
        return scores
    asked = []
    for row in places:
        claim, window = rows[row]
        best = int(np.argmax(np.where(agreeing[row], window.held, -1.0)))
        asked.append((claim, window.sentences[best].text))
    weighed = scores.copy()
    weighed[places] = with_agreement((scores[places] + reader.score(asked)) / 2)
    return weighed


def _conflicts(reader: _Reader, readings: Sequence[list[NumberReading]], windows: Sequence[Window]) -> list[np.ndarray]:
    """For each window's sentences, how firmly they contradict the claim by their numbers."""
    conflicts = [np.zeros(len(window.sentences)) for window in windows]
    asked: list[tuple[str, str]] = []
    places: list[tuple[int, int]] = []
    for row, (found, window) in enumerate(zip(readings, windows, strict=True)):
        for place, reading in enumerate(found):
            sentence = window.sentences[place].text
            if reading.corrected is not None and reader.fits(reading.corrected, sentence):
                asked.append((reading.corrected, sentence))
                places.append((row, place))
    if asked:
        held = np.array([windows[row].held[place] for row, place in places])
        for (row, place), weight in zip(places, conflict(reader.score(asked), held), strict=True):
            conflicts[row][place] = weight
    return conflicts


def _score_alone(reader: _Reader, rows: Sequence[Row], scores: np.ndarray) -> list[np.ndarray]:
    """Scores of each window's sentences by themselves, where they can show what the verdict rests on."""
    asked: list[tuple[str, str]] = []
    spans: list[slice | None] = []
    for (claim, window), score in zip(rows, scores, strict=True):
        if len(window.sentences) > 1 and score.argmax() != _NO_INFO:
            spans.append(slice(len(asked), len(asked) + len(window.sentences)))
            asked.extend((claim, sentence.text) for sentence in window.sentences)
        else:
            spans.append(None)
    scored = reader.score(asked)
    return [
        np.tile(score, (len(window.sentences), 1)) if span is None else scored[span]
        for span, (_, window), score in zip(spans, rows, scores, strict=True)
    ]


def _shown(readings: Sequence[NumberReading], conflicts: np.ndarray, agreeing: np.ndarray) -> dict[int, np.ndarray]:
    """For each class, the sentences that show it by their numbers."""
    differs = np.array([reading.corrected is not None for reading in readings], dtype=bool)
    return {_CONTRADICTED: (conflicts > 0) + _MAYBE_SHOWN * differs, _SUPPORTED: agreeing}


def _quotes(
    window: Window, score: np.ndarray, sentence_scores: np.ndarray, shown: dict[int, np.ndarray]
) -> list[Evidence]:
    best = int(score.argmax())
    relevance = _LESS_RELEVANT ** np.arange(len(window.sentences))
    order = np.argsort(-(sentence_scores[:, best] * relevance + shown.get(best, 0)), kind="stable")
    return [
        Evidence(
            window.sentences[place].text,
            window.sentences[place].start,
            window.sentences[place].end,
            probabilities_from(sentence_scores[place].tolist()),
        )
        for place in order
    ]
