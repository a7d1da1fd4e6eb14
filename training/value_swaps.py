"""Contrast sets: a value that claim and evidence share is swapped in one of them, and in both."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimcheck.labels import NOT_SUPPORTED, Label
from claimcheck.text.quantities import extract_quantities
from training.quantity_edits import changed

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: (?:of |de )?[A-Z][a-z]+)*")
_DEMONYM = re.compile(r"(?:ish|ese|[ie]an|nch|utch|eek)$")
_AUXILIARY = re.compile(r"\b(is|was|are|were|has|had|have|will|would|can|could|should|did|does|do)( )(?!not\b)\w+")
_TO_BE = re.compile(r"\b(is|was|are|were) (?=(?:an?|the|in|from)\b)")
_MUTUAL = re.compile(r"\b(?:and|or|with|between|both|met|same|than|near|unlike|like|vs|versus)\b")
_ONLY = ("only", "solely", "exclusively", "just")


class Swap(NamedTuple):
    """A value that both texts have, what becomes of it in each, and the labels of pairs in which one text has it.

    ``exchanged``: what it becomes is in both texts as well, and becomes the value.
    """

    old: str
    in_claim: str
    in_evidence: str
    label_of_changed_claim: str
    label_of_changed_evidence: str
    exchanged: bool = False


NamesByKind = dict[tuple[bool, int], list[str]]


def value_swaps(pairs: Sequence[dict[str, str]], share: float, generator: random.Random) -> Iterator[dict[str, str]]:
    """Make sets of four from supported pairs: as they are, one text changed, the other changed, both changed.

    Each claim and each evidence is supported as often as not, so that neither gives the label away: the training
    counterpart of the symmetric test set (Schuster et al., 2019, "Towards debiasing fact verification models",
    arXiv:1908.05267). A number, date, name or negation that differs contradicts, as readers of news and of FEVER
    have it; what is only so is also so, but not the other way round.

    Args:
        pairs: of one source, with ``claim``, ``evidence``, ``label``, ``source`` and ``part``.
        share: sets to make, per supported pair; pairs that share no value give none.
        generator: draws the pairs, the values and what they become.

    >>> pair = {"claim": "It was sold.", "evidence": "It was sold in May.", "label": "supported", "part": "a"}
    >>> for row in value_swaps([pair], 1, random.Random(2)):
    ...     print(row["claim"], row["evidence"], row["label"])
    It was sold. It was sold in May. supported
    It was not sold. It was sold in May. contradicted
    It was sold. It was not sold in May. contradicted
    It was not sold. It was not sold in May. supported
    """
    supported = [pair for pair in pairs if pair["label"] == Label.SUPPORTED]
    names = _names_by_kind(supported)
    for pair in generator.sample(supported, round(share * len(supported))):
        kinds = (
            _quantity_swaps(pair, generator),
            _name_swaps(pair, names, generator),
            _role_swaps(pair),
            _negations(pair, generator),
            _restrictions(pair, generator),
        )
        swaps = [swaps for swaps in map(list, kinds) if swaps]
        if not swaps:
            continue
        swap = generator.choice(generator.choice(swaps))
        claim = _replaced(pair["claim"], swap.old, swap.in_claim, swap.exchanged)
        evidence = _replaced(pair["evidence"], swap.old, swap.in_evidence, swap.exchanged)
        for changed_claim, changed_evidence, its_label in (
            (pair["claim"], pair["evidence"], Label.SUPPORTED),
            (claim, pair["evidence"], swap.label_of_changed_claim),
            (pair["claim"], evidence, swap.label_of_changed_evidence),
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
            yield Swap(quantity.text, new, new, Label.CONTRADICTED, Label.CONTRADICTED)


def _name_swaps(
    pair: dict[str, str], names: dict[tuple[bool, int], list[str]], generator: random.Random
) -> Iterator[Swap]:
    for name in _shared_names(pair):
        new = generator.choice(names[_kind(name)])
        if new != name and not _holds(pair["evidence"], new) and not _holds(pair["claim"], new):
            yield Swap(name, new, new, Label.CONTRADICTED, Label.CONTRADICTED)


def _role_swaps(pair: dict[str, str]) -> Iterator[Swap]:
    """Who did it to whom: two names change places, unless the claim would be as true of them the other way round."""
    names = _NAME.findall(f", {pair['claim']}")
    if len(names) != 2 or names[0] == names[1] or _MUTUAL.search(pair["claim"]):
        return
    one, other = names
    if _kind(one) == _kind(other) and all(pair["evidence"].count(name) == 1 for name in names):
        yield Swap(one, other, other, Label.CONTRADICTED, Label.CONTRADICTED, exchanged=True)


def _negations(pair: dict[str, str], generator: random.Random) -> Iterator[Swap]:
    shared = _shared(_AUXILIARY, pair)
    if shared:
        auxiliary, _, rest = shared.partition(" ")
        negated = [f"{auxiliary} not {rest}"]
        if auxiliary in ("is", "was", "are", "were", "has", "had", "have"):
            negated.append(f"{auxiliary} never {rest}")
        if auxiliary in ("is", "was"):
            negated.append(f"has yet to be {rest}")
        in_claim, in_evidence = generator.choice(negated), generator.choice(negated)
        yield Swap(shared, in_claim, in_evidence, Label.CONTRADICTED, Label.CONTRADICTED)


def _restrictions(pair: dict[str, str], generator: random.Random) -> Iterator[Swap]:
    shared = _shared(_TO_BE, pair)
    if shared:
        in_claim, in_evidence = (f"{shared}{generator.choice(_ONLY)}" for _ in range(2))
        yield Swap(shared.strip(), in_claim, in_evidence, NOT_SUPPORTED, Label.SUPPORTED)


def _shared(pattern: re.Pattern[str], pair: dict[str, str]) -> str | None:
    """The first match in the claim that stands once in either text."""
    for match in pattern.finditer(pair["claim"]):
        if pair["evidence"].count(match.group()) == pair["claim"].count(match.group()) == 1:
            return match.group()
    return None


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


def _replaced(text: str, old: str, new: str, exchanged: bool) -> str:
    becomes = {old: new, new: old} if exchanged else {old: new}
    found = "|".join(map(re.escape, becomes))
    return re.sub(rf"(?<!\w)(?:{found})(?!\w)", lambda match: becomes[match.group()], text)
