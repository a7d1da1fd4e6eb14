"""Contrast sets: a value that claim and evidence share is swapped in one of them, and in both."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from claimcheck.labels import NOT_SUPPORTED, Label
from claimcheck.text import extract_quantities
from training.quantity_edits import changed

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: (?:of |de )?[A-Z][a-z]+)*")
_DEMONYM = re.compile(r"(?:ish|ese|[ie]an|nch|utch|eek)$")
_AUXILIARY = re.compile(r"\b(is|was|are|were|has|had|have|will|would|can|could|should|did|does|do)( )(?!not\b)\w+")

#: Old value, new value, and the label of a pair in which only one text has the new one.
Swap = tuple[str, str, str]
NamesByKind = dict[tuple[bool, int], list[str]]


def value_swaps(pairs: Sequence[dict[str, str]], share: float, generator: random.Random) -> Iterator[dict[str, str]]:
    """Make sets of four from supported pairs: as they are, one text changed, the other changed, both changed.

    Each claim and each evidence is supported as often as not, so that neither gives the label away: the training
    counterpart of the symmetric test set (Schuster et al., 2019, "Towards debiasing fact verification models",
    arXiv:1908.05267). A number, date or negation that differs contradicts; a name that differs only fails to support.

    Args:
        pairs: of one source, with ``claim``, ``evidence``, ``label``, ``source`` and ``part``.
        share: sets to make, per supported pair; pairs that share no value give none.
        generator: draws the pairs, the values and what they become.

    >>> pair = {"claim": "It was sold.", "evidence": "It was sold in May.", "label": "supported", "part": "a"}
    >>> for row in value_swaps([pair], 1, random.Random(1)):
    ...     print(row["claim"], row["evidence"], row["label"])
    It was sold. It was sold in May. supported
    It was not sold. It was sold in May. contradicted
    It was sold. It was not sold in May. contradicted
    It was not sold. It was not sold in May. supported
    """
    supported = [pair for pair in pairs if pair["label"] == Label.SUPPORTED]
    names = _names_by_kind(supported)
    for pair in generator.sample(supported, round(share * len(supported))):
        kinds = (_quantity_swaps(pair, generator), _name_swaps(pair, names, generator), _negations(pair))
        swaps = [swaps for swaps in map(list, kinds) if swaps]
        if not swaps:
            continue
        old, new, label = generator.choice(generator.choice(swaps))
        claim, evidence = (_replaced(pair[text], old, new) for text in ("claim", "evidence"))
        for changed_claim, changed_evidence, its_label in (
            (pair["claim"], pair["evidence"], Label.SUPPORTED),
            (claim, pair["evidence"], label),
            (pair["claim"], evidence, label),
            (claim, evidence, Label.SUPPORTED),
        ):
            yield {
                **pair,
                "claim": changed_claim,
                "evidence": changed_evidence,
                "label": str(its_label),
                "part": f"{pair['part']}, swapped values",
            }


def _quantity_swaps(pair: dict[str, str], generator: random.Random) -> Iterator[Swap]:
    others = extract_quantities(pair["evidence"])
    for quantity in extract_quantities(pair["claim"]):
        new = changed(quantity, others, generator) if _holds(pair["evidence"], quantity.text) else None
        if new and not _holds(pair["evidence"], new) and not _holds(pair["claim"], new):
            yield quantity.text, new, Label.CONTRADICTED


def _name_swaps(
    pair: dict[str, str], names: dict[tuple[bool, int], list[str]], generator: random.Random
) -> Iterator[Swap]:
    for name in _shared_names(pair):
        new = generator.choice(names[_kind(name)])
        if new != name and not _holds(pair["evidence"], new) and not _holds(pair["claim"], new):
            yield name, new, NOT_SUPPORTED


def _negations(pair: dict[str, str]) -> Iterator[Swap]:
    for match in _AUXILIARY.finditer(pair["claim"]):
        if pair["evidence"].count(match.group()) == pair["claim"].count(match.group()) == 1:
            auxiliary, _, rest = match.group().partition(" ")
            yield match.group(), f"{auxiliary} not {rest}", Label.CONTRADICTED
            return


def _names_by_kind(pairs: Sequence[dict[str, str]]) -> NamesByKind:
    names: NamesByKind = defaultdict(list)
    for pair in pairs:
        for name in _shared_names(pair):
            names[_kind(name)].append(name)
    return names


def _shared_names(pair: dict[str, str]) -> list[str]:
    return [name for name in _NAME.findall(pair["claim"]) if _holds(pair["evidence"], name)]


def _kind(name: str) -> tuple[bool, int]:
    """Names of a kind take each other's place without breaking the sentence."""
    return bool(_DEMONYM.search(name)), name.count(" ")


def _holds(text: str, value: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text) is not None


def _replaced(text: str, old: str, new: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, text)
