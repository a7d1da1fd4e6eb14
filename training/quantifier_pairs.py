"""Pairs about how many of a group did something, written from templates, with labels that follow by counting.

A statement is true in some worlds, a world being how many there are and how many of them did it. Evidence supports a
claim that holds in all worlds in which the evidence holds, and contradicts one that holds in none (model checking of
generalised quantifiers: Barwise & Cooper, 1981, "Generalized quantifiers and natural language").
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from claimcheck.labels import Label
from training.quantity_edits import SMALL_NUMBERS

#: Name of these pairs as a source.
QUANTIFIER_PAIRS = "quantifier_pairs"
_SIZES = range(5, 31)
_GROUPS = (  # noqa: SIM905
    "ministers bridges councillors passengers schools witnesses hospitals players firefighters villages shops "
    "roads nurses suspects ferries jurors delegates flights farms houses trains museums votes students drivers"
).split()
_DEEDS = {
    "people": (
        ("resigned", "did not resign"),
        ("voted for the bill", "did not vote for the bill"),
        ("were injured", "were not injured"),
        ("spoke to reporters", "did not speak to reporters"),
        ("have been released", "have not been released"),
        ("arrived on time", "did not arrive on time"),
        ("signed the letter", "did not sign the letter"),
        ("were questioned by police", "were not questioned by police"),
        ("had been vaccinated", "had not been vaccinated"),
        ("joined the strike", "did not join the strike"),
    ),
    "things": (
        ("were closed on Friday", "were not closed on Friday"),
        ("have been repaired", "have not been repaired"),
        ("were damaged", "were not damaged"),
        ("lost power", "did not lose power"),
        ("were inspected", "were not inspected"),
        ("will reopen", "will not reopen"),
        ("belong to the state", "do not belong to the state"),
        ("were affected by the storm", "were not affected by the storm"),
    ),
}
_PEOPLE = frozenset(
    "ministers councillors passengers witnesses players firefighters nurses suspects jurors".split()  # noqa: SIM905
) | {"delegates", "students", "drivers"}


@dataclass(frozen=True)
class _Worlds:
    """How many there are and how many of them did it, in each world."""

    size: np.ndarray
    count: np.ndarray


class _Statement(NamedTuple):
    text: str
    holds: np.ndarray


# Far more than the statements name, or a large number would imply a large share.
_WORLDS = _Worlds(*np.array([(size, count) for size in range(1, 100) for count in range(size + 1)]).T)


def quantifier_pairs(rows: int, seed: int) -> list[dict[str, str]]:
    """Make ``rows`` pairs, each label a third of them.

    Every pair has ``claim``, ``evidence``, ``label``, ``source``, ``part`` and ``group``.

    >>> [sorted(pair) for pair in quantifier_pairs(1, seed=3)]
    [['claim', 'evidence', 'group', 'label', 'part', 'source']]
    """
    generator = random.Random(seed)
    made: dict[Label, list[dict[str, str]]] = defaultdict(list)
    wanted = [rows // 3 + (place < rows % 3) for place in range(3)]
    while any(len(made[label]) < count for label, count in zip(Label, wanted, strict=True)):
        group = generator.choice(_GROUPS)
        deed = generator.choice(_DEEDS["people" if group in _PEOPLE else "things"])
        evidence, claim = (_statement(group, deed, generator) for _ in range(2))
        if evidence.text == claim.text:
            continue
        label = _label(evidence, claim)
        if len(made[label]) < wanted[list(Label).index(label)]:
            made[label].append(
                {
                    "claim": claim.text,
                    "evidence": evidence.text,
                    "label": str(label),
                    "source": QUANTIFIER_PAIRS,
                    "part": QUANTIFIER_PAIRS,
                    "group": group,
                }
            )
    return [pair for label in Label for pair in made[label]]


def _label(evidence: _Statement, claim: _Statement) -> Label:
    held = claim.holds[evidence.holds]
    if held.all():
        return Label.SUPPORTED
    return Label.NOT_ENOUGH_INFO if held.any() else Label.CONTRADICTED


def _statement(group: str, deed: tuple[str, str], generator: random.Random) -> _Statement:
    """A statement about how many did it or, one time in four, about how many did not."""
    quantifier, holds = generator.choice(list(_quantifiers(generator)))
    # 'All of them did not' may be read in two ways, and 'none of them did not' is hardly said.
    negative = not quantifier.startswith(("all", "no")) and generator.random() < 0.25
    text = f"{quantifier} {group} {deed[negative]}."
    worlds = _Worlds(_WORLDS.size, _WORLDS.size - _WORLDS.count) if negative else _WORLDS
    return _Statement(text[0].upper() + text[1:], holds(worlds))


def _quantifiers(generator: random.Random) -> Iterator[tuple[str, Callable[[_Worlds], np.ndarray]]]:
    size = generator.choice(_SIZES)
    number = generator.randrange(3, size)
    some, all_of = (_spelled(value, generator) for value in (number, size))
    yield generator.choice(("all the", "all of the", "all")), lambda w: w.count == w.size
    yield generator.choice(("most of the", "most", "the majority of the")), lambda w: 2 * w.count > w.size
    yield generator.choice(("some of the", "some")), lambda w: w.count >= 1
    yield generator.choice(("none of the", "no")), lambda w: w.count == 0
    yield generator.choice(("few of the", "only a few of the")), lambda w: (w.count > 0) & (3 * w.count <= w.size)
    yield "not all of the", lambda w: w.count < w.size
    yield generator.choice(("more than half of the", "over half of the")), lambda w: 2 * w.count > w.size
    yield (
        generator.choice(("fewer than half of the", "less than half of the")),
        lambda w: 2 * w.count < w.size,
    )
    yield generator.choice(("half of the", "exactly half the")), lambda w: 2 * w.count == w.size
    yield f"at least {some}", lambda w: w.count >= number
    yield generator.choice((f"more than {some}", f"over {some}")), lambda w: w.count > number
    yield generator.choice((f"fewer than {some}", f"under {some}")), lambda w: w.count < number
    yield generator.choice((f"at most {some}", f"no more than {some}", f"up to {some}")), lambda w: w.count <= number
    yield generator.choice((some, f"exactly {some}", f"only {some}")), lambda w: w.count == number
    yield f"{some} of the {all_of}", lambda w: (w.size == size) & (w.count == number)
    yield f"{some} out of {all_of}", lambda w: (w.size == size) & (w.count == number)
    yield f"all {all_of}", lambda w: (w.size == size) & (w.count == size)
    yield f"none of the {all_of}", lambda w: (w.size == size) & (w.count == 0)


def _spelled(value: int, generator: random.Random) -> str:
    return SMALL_NUMBERS[value] if value < len(SMALL_NUMBERS) and generator.random() < 0.6 else str(value)
