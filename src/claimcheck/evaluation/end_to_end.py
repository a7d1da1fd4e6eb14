"""Crosscheck events from their articles alone: claims are extracted, checked, and held against the labelled rows.

The rules. A verdict (an extracted claim against another article) speaks of a labelled row if both are about the same
ordered pair of articles and the claims match, see :class:`~claimcheck.evaluation.matching.ClaimMatcher`. A labelled
contradiction is *found* if a verdict that speaks of it says ``contradicted`` and the first quote it gives shares at
least half of the shorter quote with the labelled one. A contradiction that is said is *right* if it speaks of a row
labelled so. It is *false* if it speaks only of rows labelled otherwise and these cover at least half of its claim. Not
every statement of an article is labelled; the others are judged by the event's pool, if their claim is there word for
word (pooling, as at TREC: Spärck Jones & van Rijsbergen, 1975), or else *unjudged*. The same holds for ``supported``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from claimcheck.claims import extract_claims
from claimcheck.errors import ModelError
from claimcheck.evaluation.matching import ClaimMatcher
from claimcheck.evaluation.predictions import Predictor, Stamp, predictions_path, read_findings, write_findings
from claimcheck.evaluation.rows import source_file
from claimcheck.evaluation.suites import Task
from claimcheck.labels import Label
from claimcheck.reading.crosscheck import CrosscheckEvent, LabelledClaim, read_crosscheck
from claimcheck.records import Article
from claimcheck.report import Report
from claimcheck.verify import CHECK_CONFIDENCE, Verifier

#: The labels that are findings; not_enough_info is what remains.
FOUND_LABELS = (Label.CONTRADICTED, Label.SUPPORTED)
#: Share of the shorter quote that two quotes must have in common.
QUOTE_OVERLAP = 0.5
#: Share of a claim that labelled rows must cover before they can show a verdict on it to be false.
JUDGED_SHARE = 0.5

#: One verdict as a row of :meth:`claimcheck.report.Report.rows`.
VerdictRow = dict[str, Any]


@runtime_checkable
class Checker(Predictor, Protocol):
    """A predictor that also checks whole articles against each other."""

    def check(self, articles: Sequence[Article], /) -> Report:
        """Every claim of each article against the other articles of its event."""


@dataclass(frozen=True, slots=True)
class EventSet:
    """The events of a task, how many verdicts they need, and a SHA-256 of their articles and extracted claims."""

    events: list[CrosscheckEvent]
    verdicts: int
    data_hash: str


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of a labelled row that says ``supported`` or ``contradicted``.

    ``verdicts`` are those that speak of it; ``labelled`` says that one of them has its label, ``found`` that the quote
    of such a one is right too.
    """

    event: CrosscheckEvent
    number: int
    verdicts: list[VerdictRow]
    labelled: bool
    found: bool

    @property
    def row(self) -> LabelledClaim:
        """The labelled row."""
        return self.event.rows[self.number - 1]


@dataclass(frozen=True, slots=True)
class VerdictOutcome:
    """What a verdict of ``supported`` or ``contradicted`` is worth: ``right``, ``false`` or ``unjudged``.

    ``rows`` are the labelled rows it speaks of.
    """

    event: CrosscheckEvent
    verdict: VerdictRow
    judgement: str
    rows: list[LabelledClaim]


def read_events(task: Task) -> EventSet:
    """The events of a task with a crosscheck source.

    Raises:
        InputError: the folder holds no events.
        ConfigError: an event's file has mistakes.
    """
    folder = source_file(task)
    events = [] if folder is None else read_crosscheck(folder)
    digest = hashlib.sha256()
    verdicts = 0
    for event in events:
        for article in event.to_articles():
            claims = [claim.to_dict() for claim in extract_claims(article)]
            digest.update(json.dumps([article.to_dict(), claims]).encode())
            verdicts += len(claims) * (len(event.articles) - 1)
    return EventSet(events, verdicts, digest.hexdigest())


def require_checker(predictor: Predictor) -> Checker:
    """What checks articles for this predictor: a verifier does so with the least confidence of ``claimcheck check``.

    Raises:
        ModelError: nothing does.
    """
    if isinstance(predictor, Verifier):
        return Verifier(predictor.scorer, CHECK_CONFIDENCE)
    if not isinstance(predictor, Checker):
        raise ModelError(
            f"{predictor.name} labels rows but cannot check articles; evaluate it on the suite's tasks by their names"
        )
    return predictor


def findings_path(folder: Path, predictor: Predictor, task: str) -> Path:
    """Where a predictor's verdicts on a task's events lie below ``folder``."""
    return predictions_path(folder, predictor, f"{task}_end_to_end")


def check_events(
    checker: Checker, task: str, events: EventSet, output_dir: Path, advance: Callable[[str, int], None]
) -> list[VerdictRow]:
    """The verdicts on all events, kept below ``output_dir`` and taken from there when nothing has changed.

    Raises:
        OutputError: they cannot be written.
    """
    name = f"{task} end to end"
    path = findings_path(output_dir, checker, task)
    stamp = Stamp(checker.fingerprint, events.data_hash)
    kept = read_findings(path, stamp)
    if kept is not None:
        advance(name, events.verdicts)
        return kept
    verdicts: list[VerdictRow] = []
    for event in events.events:
        rows = checker.check(event.to_articles()).rows()
        verdicts += rows
        advance(name, len(rows))
    write_findings(path, stamp, verdicts)
    return verdicts


def judge_event(
    event: CrosscheckEvent, verdicts: Sequence[VerdictRow]
) -> tuple[list[RowOutcome], list[VerdictOutcome]]:
    """Hold the verdicts on one event against its labelled rows, by the rules at the head of this module."""
    matcher = ClaimMatcher({verdict["claim_id"]: verdict["claim"] for verdict in verdicts})
    claims_of: dict[str, set[str]] = {}
    for verdict in verdicts:
        claims_of.setdefault(verdict["claim_article"], set()).add(verdict["claim_id"])
    matched = [matcher.matches(row.claim, claims_of.get(row.source, set())) for row in event.rows]
    row_outcomes = []
    for number, (row, claims) in enumerate(zip(event.rows, matched, strict=True), start=1):
        if row.label not in FOUND_LABELS:
            continue
        speaking = [item for item in verdicts if item["claim_id"] in claims and item["evidence_article"] == row.against]
        agreeing = [item for item in speaking if item["label"] == row.label]
        found = any(_quotes_it(item, row, event) for item in agreeing)
        row_outcomes.append(RowOutcome(event, number, speaking, bool(agreeing), found))
    verdict_outcomes = []
    for verdict in verdicts:
        if verdict["label"] not in FOUND_LABELS:
            continue
        rows = [
            row
            for row, claims in zip(event.rows, matched, strict=True)
            if verdict["claim_id"] in claims and row.against == verdict["evidence_article"]
        ]
        if (
            not any(row.label == verdict["label"] for row in rows)
            and matcher.covered(verdict["claim_id"], [row.claim for row in rows]) < JUDGED_SHARE
        ):
            asked = (verdict["claim"], verdict["claim_article"], verdict["evidence_article"])
            rows = [row for row in event.pool if (row.claim, row.source, row.against) == asked]
        verdict_outcomes.append(VerdictOutcome(event, verdict, _judgement(verdict, rows), rows))
    return row_outcomes, verdict_outcomes


def _judgement(verdict: VerdictRow, rows: Sequence[LabelledClaim]) -> str:
    if not rows:
        return "unjudged"
    return "right" if any(row.label == verdict["label"] for row in rows) else "false"


def _quotes_it(verdict: VerdictRow, row: LabelledClaim, event: CrosscheckEvent) -> bool:
    if not verdict["evidence"]:
        return False
    text = next(article.text for article in event.articles if article.id == row.against)
    start, end = text.index(row.quote), text.index(row.quote) + len(row.quote)
    given_start, given_end = (int(verdict["evidence"][0][name]) for name in ("start", "end"))
    common = min(given_end, end) - max(given_start, start)
    return common >= QUOTE_OVERLAP * min(given_end - given_start, end - start)
