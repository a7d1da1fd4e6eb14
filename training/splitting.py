"""Rows into parts, whole groups at a time, such that a group keeps its part when the file grows."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence


def split_by_group(groups: Sequence[str], shares: Mapping[str, float], rest: str) -> list[str]:
    """The part of each row, from the group of each row.

    A group's part follows from a hash of its name: a test group of today is one of tomorrow's larger file as well, and
    no later model is trained on it. Only where a part would get less than half its share of the rows, as happens in
    small files, it takes further groups.

    >>> split_by_group(["a", "a", "b", "c"], {"test": 0.4}, rest="train")
    ['test', 'test', 'train', 'train']
    """
    rows = Counter(groups)
    waiting = sorted(rows, key=_position)
    part_of: dict[str, str] = {}
    edge = 0.0
    for part, share in shares.items():
        edge += share
        taken = 0
        while waiting and (_position(waiting[0]) < edge or taken < share * len(groups) / 2):
            part_of[waiting[0]] = part
            taken += rows[waiting.pop(0)]
    return [part_of.get(group, rest) for group in groups]


def _position(group: str) -> float:
    """Where a group lies between 0 and 1."""
    return int.from_bytes(hashlib.sha256(group.encode("utf-8", "replace")).digest()[:8]) / 2**64
