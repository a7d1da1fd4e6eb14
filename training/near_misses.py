"""Rows whose evidence is about something like the claim, but does not decide it."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from claimcheck.labels import Label

#: The most similar evidence may well decide the claim; what follows is near enough to be mistaken for it.
_RANKS = slice(2, 15)
_CLAIMS_AT_ONCE = 500


def near_misses(rows: Sequence[dict[str, str]], count: int, generator: random.Random) -> list[dict[str, str]]:
    """Pair ``count`` of the claims with similar evidence of another group, as ``not_enough_info``.

    Sources of claims that are either true or false would otherwise teach that whatever looks like them is decided.

    Args:
        rows: of one source, with ``claim``, ``evidence``, ``label`` and ``group``.
        count: rows to make; at most as many as there are rows.
        generator: draws the claims and their evidence.

    >>> rows = [{"claim": c, "evidence": e, "label": "supported", "group": c} for c, e in ("xy", "zw")]
    >>> near_misses(rows, 0, random.Random(1))
    []
    """
    drawn = generator.sample(list(rows), min(count, len(rows)))
    if not drawn:
        return []
    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    evidence = vectorizer.fit_transform([row["evidence"] for row in rows])
    made = []
    for start in range(0, len(drawn), _CLAIMS_AT_ONCE):
        some = drawn[start : start + _CLAIMS_AT_ONCE]
        similarity = (vectorizer.transform([row["claim"] for row in some]) @ evidence.T).toarray()
        for row, order in zip(some, np.argsort(-similarity, axis=1, kind="stable"), strict=True):
            others = _others(row, [rows[index] for index in order[: 10 * _RANKS.stop]])
            if others:
                other = generator.choice(others[_RANKS] or others)
                undecided = {"evidence": other["evidence"], "evidence_gold": "", "label": str(Label.NOT_ENOUGH_INFO)}
                made.append(row | undecided)
    return made


def _others(row: dict[str, str], candidates: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows about something else, each evidence once."""
    by_evidence = {
        other["evidence"]: other
        for other in candidates
        if other["group"] != row["group"] and other["claim"] != row["claim"]
    }
    by_evidence.pop(row["evidence"], None)
    return list(by_evidence.values())
