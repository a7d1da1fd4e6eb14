"""The three labels, every known spelling of them, and their NLI names: one table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from claimcheck.errors import LabelError


class Label(StrEnum):
    """What evidence says about a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_ENOUGH_INFO = "not_enough_info"


LABELS: tuple[Label, ...] = (Label.SUPPORTED, Label.CONTRADICTED, Label.NOT_ENOUGH_INFO)

#: A partial label of two-way data sets: contradicted or not_enough_info, unknown which.
NOT_SUPPORTED = "not_supported"

#: Names of the classes inside a model, in the order of our own models' logits.
NLI_NAMES: dict[Label, str] = {
    Label.SUPPORTED: "entailment",
    Label.NOT_ENOUGH_INFO: "neutral",
    Label.CONTRADICTED: "contradiction",
}

_SPELLINGS: dict[Label, tuple[str, ...]] = {
    Label.SUPPORTED: ("supported", "supports", "support", "entailment", "entails", "entailed", "e", "true", "agree"),
    Label.CONTRADICTED: (
        "contradicted",
        "contradiction",
        "contradicts",
        "contradict",
        "refuted",
        "refutes",
        "refute",
        "c",
        "false",
        "disagree",
    ),
    Label.NOT_ENOUGH_INFO: (
        "not_enough_info",
        "not_enough_information",
        "nei",
        "neutral",
        "n",
        "unverifiable",
        "unknown",
        "unrelated",
    ),
}
_BY_SPELLING = {spelling: label for label, spellings in _SPELLINGS.items() for spelling in spellings}
_NOT_SUPPORTED_SPELLINGS = {"not_supported", "unsupported", "not_entailment", "not_entailed"}


def parse_label(text: object) -> Label:
    """Read any known spelling of a three-way label.

    Raises:
        LabelError: the spelling is unknown, with the spellings that are known.

    >>> parse_label("REFUTES")
    <Label.CONTRADICTED: 'contradicted'>
    >>> parse_label("NOT ENOUGH INFO")
    <Label.NOT_ENOUGH_INFO: 'not_enough_info'>
    """
    key = _normalise(text)
    if key not in _BY_SPELLING:
        known = ", ".join(sorted(spelling for spelling in _BY_SPELLING if len(spelling) > 1))
        raise LabelError(f"unknown label {text!r}; use one of: {known}")
    return _BY_SPELLING[key]


def parse_training_label(text: object) -> Label | str:
    """Read a label of training data: a three-way label or the partial label ``not_supported``.

    Raises:
        LabelError: the spelling is unknown.

    >>> parse_training_label("not_entailment")
    'not_supported'
    """
    if _normalise(text) in _NOT_SUPPORTED_SPELLINGS:
        return NOT_SUPPORTED
    return parse_label(text)


def label_order(id2label: Mapping[int | str, str]) -> list[Label]:
    """Labels in the order of a model's logits, read from its ``id2label`` by name.

    Raises:
        LabelError: it is no such table, there are not three classes, a name says nothing (``LABEL_0``), or two mean the
            same.

    >>> label_order({0: "entailment", 1: "neutral", 2: "contradiction"})[2]
    <Label.CONTRADICTED: 'contradicted'>
    """
    try:
        names = [str(id2label[key]) for key in sorted(id2label, key=int)]
    except (TypeError, ValueError) as error:
        raise LabelError(
            f"the model's classes have no numbers: {id2label!r:.80}; set id2label in its config.json to a table "
            "from the places of its logits to entailment, neutral and contradiction"
        ) from error
    if len(names) != len(LABELS):
        raise LabelError(
            f"the model has {len(names)} classes ({', '.join(names)}); a three-way NLI model is needed: "
            "entailment, neutral, contradiction"
        )
    try:
        order = [parse_label(name) for name in names]
    except LabelError as error:
        raise LabelError(
            f"the model's classes are named {', '.join(names)}, which does not say what they mean; "
            "set id2label in its config.json to entailment, neutral and contradiction in the order of its logits"
        ) from error
    if len(set(order)) != len(LABELS):
        raise LabelError(f"two of the model's classes mean the same: {', '.join(names)}")
    return order


def _normalise(text: object) -> str:
    return str(text).strip().lower().replace(" ", "_").replace("-", "_")
