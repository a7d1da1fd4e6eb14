"""What a run did, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Counts:
    """Totals of some shards.

    Attributes:
        items: rows or events read.
        rows: rows written.
        errors: rows written with an error and no label.
        labels: rows of each label.
    """

    items: int = 0
    rows: int = 0
    errors: int = 0
    labels: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, items: int, rows: Iterable[Mapping[str, Any]]) -> Self:
        """Count output rows, by their columns ``label`` and ``error``."""
        listed = list(rows)
        labels = Counter(str(row["label"]) for row in listed if row["label"] is not None)
        errors = sum(row["error"] is not None for row in listed)
        return cls(items, len(listed), errors, dict(sorted(labels.items())))

    def __add__(self, other: Counts) -> Counts:
        labels = dict(sorted((Counter(self.labels) + Counter(other.labels)).items()))
        return Counts(self.items + other.items, self.rows + other.rows, self.errors + other.errors, labels)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        """Inverse of :meth:`to_dict`."""
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Summary(Counts):
    """Totals of a whole output, and how long this run took for its part of them.

    Attributes:
        seconds: how long this run took.
        resumed_rows: rows written that an earlier, interrupted run had finished.
    """

    seconds: float = 0.0
    resumed_rows: int = 0

    @property
    def rows_per_second(self) -> float:
        """Speed of this run, over the rows that it made itself."""
        return (self.rows - self.resumed_rows) / self.seconds if self.seconds else 0.0
