"""Slices: properties of rows that are computed, so that nobody has to label them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from claimcheck.evaluation.resampling import group_sums
from claimcheck.evaluation.rows import Example
from claimcheck.evaluation.scored import Booleans, Floats, ScoredRows
from claimcheck.evaluation.suites import LabelScheme

#: Slices with fewer rows say nothing and are left out.
LEAST_ROWS = 20

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(
    r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b((19|20)\d\d|january|february|march|april|june|july|august|september|october|november|december"
    r"|(mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow)\b|\b(in|on|by|until|since) May\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(not|no|never|none|nobody|nothing|nor|neither|without|cannot|den(y|ies|ied)|fail(s|ed)?|refus(e|es|ed))\b|n['\u2019]t\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(president|minister|chancellor|senator|governor|mayor|judge|prosecutor|spokes(man|woman|person)|director|chief"
    r"|chair(man|woman|person)?|ceo|secretary|ambassador|commissioner|general|professor|doctor|dr|coach|captain|king|queen"
    r"|prince|princess|pope|bishop|actor|actress|singer|author|founder)\b",
    re.IGNORECASE,
)
_CLAIM_HAS = {"number": _NUMBER, "date": _DATE, "negation": _NEGATION, "named role": _ROLE}
_LENGTHS = ((25, "up to 25 words"), (100, "26 to 100 words"), (300, "101 to 300 words"))
_LONGEST = "over 300 words"
_OVERLAPS = ((0.5, "up to half"), (0.8, "half to 80%"))
_MOST = "over 80%"
_ORDER = [
    *(f"claim: {has} {name}" for name in _CLAIM_HAS for has in ("has a", "no")),
    *(f"evidence: {name}" for name in (*(name for _, name in _LENGTHS), _LONGEST)),
    *(f"overlap: {name}" for name in (*(name for _, name in _OVERLAPS), _MOST)),
]


def slice_masks(examples: Sequence[Example]) -> dict[str, Booleans]:
    """Which rows belong to each slice, for slices of at least :data:`LEAST_ROWS` rows, but not of all rows.

    A slice that lies in one group says nothing beyond that group, and is left out too.

    >>> claims = ["Two ships sank.", "Ships sank."] * LEAST_ROWS
    >>> rows = [Example(str(n), claim, "Ships sank.", "supported", "mine", f"g{n}") for n, claim in enumerate(claims)]
    >>> list(slice_masks(rows))[:2]
    ['claim: has a number', 'claim: no number']
    """
    masks: dict[str, list[bool]] = {}
    for position, example in enumerate(examples):
        for name in slices_of(example):
            masks.setdefault(name, [False] * len(examples))[position] = True
    groups = np.array([example.group for example in examples])
    arrays = {name: np.array(mask) for name, mask in masks.items() if LEAST_ROWS <= sum(mask) < len(mask)}
    kept = {name: mask for name, mask in arrays.items() if len(set(groups[mask])) > 1}
    return dict(sorted(kept.items(), key=lambda item: _order(item[0])))


def slice_metric(scheme: LabelScheme) -> str:
    """The metric reported on slices. Two-way sets are lopsided, so balanced accuracy is theirs."""
    return "balanced_accuracy" if scheme is LabelScheme.TWO_WAY else "accuracy"


def slice_statistic(
    scored: ScoredRows, masks: dict[str, Booleans], metric: str
) -> Callable[[Floats], dict[str, Floats]]:
    """The metric on every slice, as a function of group weights, shape (resamples, groups)."""
    size = len(scored.classes)
    gold = np.eye(size)[scored.gold]
    right = gold * scored.correct[:, None]
    sums = {name: group_sums(scored, np.hstack([right, gold]) * mask[:, None]) for name, mask in masks.items()}

    def statistic(weights: Floats) -> dict[str, Floats]:
        figures = {}
        for name, columns in sums.items():
            hits, rows = np.hsplit(weights @ columns, 2)
            with np.errstate(divide="ignore", invalid="ignore"):
                if metric == "accuracy":
                    figures[name] = hits.sum(axis=1) / rows.sum(axis=1)
                else:
                    present = columns[:, size:].any(axis=0)
                    figures[name] = (hits / rows)[:, present].mean(axis=1)
        return figures

    return statistic


def word_overlap(claim: str, evidence: str) -> float:
    """Share of the claim's words that occur in the evidence, from 0 to 1."""
    words = set(_WORD.findall(claim.lower()))
    return len(words & set(_WORD.findall(evidence.lower()))) / len(words) if words else 0.0


def slices_of(example: Example) -> list[str]:
    """Names of the slices that a row belongs to."""
    claim = example.claim
    found = [f"claim: {'has a' if pattern.search(claim) else 'no'} {name}" for name, pattern in _CLAIM_HAS.items()]
    words = len(_WORD.findall(example.evidence))
    return [
        *found,
        f"evidence: {_bucket(words, _LENGTHS, _LONGEST)}",
        f"overlap: {_bucket(word_overlap(claim, example.evidence), _OVERLAPS, _MOST)}",
        f"label: {example.label.replace('_', ' ')}",
        f"source: {example.source}",
        *example.tags,
    ]


def _bucket(value: float, bounds: Sequence[tuple[float, str]], above: str) -> str:
    return next((name for bound, name in bounds if value <= bound), above)


def _order(name: str) -> tuple[int, str]:
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)
