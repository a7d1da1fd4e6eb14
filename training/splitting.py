"""Rows into parts, whole groups at a time, such that a group keeps its part when the file grows."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold


def split_by_group(groups: Sequence[str], shares: Mapping[str, float], rest: str) -> list[str]:
    """The part of each row, from the group of each row.

    A group's part follows from a hash of its name: it keeps its part when the file grows. Only where a part would get
    less than half its share of the rows, as happens in small files, it takes further groups. One is left for ``rest``.

    >>> split_by_group(["a", "a", "b", "c"], {"test": 0.4}, rest="train")
    ['train', 'train', 'test', 'test']
    """
    rows = Counter(groups)
    waiting = sorted(rows, key=_position)
    part_of: dict[str, str] = {}
    edge = 0.0
    for part, share in shares.items():
        edge += share
        taken = 0
        while len(waiting) > 1 and (_position(waiting[0]) < edge or taken < share * len(groups) / 2):
            part_of[waiting[0]] = part
            taken += rows[waiting.pop(0)]
    return [part_of.get(group, rest) for group in groups]


def folds_by_group(labels: Sequence[str], groups: Sequence[str], count: int) -> list[int]:
    """The fold of each row, from 0: folds have about as many rows of each label as one another.

    >>> folds_by_group(["yes", "no", "yes", "no"], ["a", "a", "b", "b"], 2)
    [0, 0, 1, 1]
    """
    fold_of = np.zeros(len(labels), dtype=int)
    parts = StratifiedGroupKFold(count).split(np.zeros(len(labels)), labels, groups)
    for fold, (_, places) in enumerate(parts):
        fold_of[places] = fold
    return [int(fold) for fold in fold_of]


def group_mark(group: str) -> str:
    """A short mark by which a group is known again; two of a hundred thousand groups may share one.

    >>> group_mark("the storm of March")
    '4feebe0a'
    """
    return _hash(group).hex()[:8]


def _position(group: str) -> float:
    """Where a group lies between 0 and 1."""
    return int.from_bytes(_hash(group)[:8]) / 2**64


def _hash(group: str) -> bytes:
    return hashlib.sha256(group.encode("utf-8", "replace")).digest()
