"""Sources cut down to as many rows of each label, so that what a text is about says nothing of its label."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence


def balanced(rows: Sequence[dict[str, str]], generator: random.Random) -> list[dict[str, str]]:
    """Draw from a source as many rows of each label as its rarest label has, in their order.

    A source on one subject in which two claims of three are contradicted teaches a small model that claims about the
    subject are contradicted, true ones of other sources among them.

    Args:
        rows: of one source, with ``label``.
        generator: draws the rows that stay.

    >>> rows = [{"label": label} for label in ("supported", "contradicted", "contradicted")]
    >>> sorted(row["label"] for row in balanced(rows, random.Random(1)))
    ['contradicted', 'supported']
    """
    places = defaultdict(list)
    for place, row in enumerate(rows):
        places[row["label"]].append(place)
    count = min(map(len, places.values()), default=0)
    kept = {place for label in sorted(places) for place in generator.sample(places[label], count)}
    return [row for place, row in enumerate(rows) if place in kept]
