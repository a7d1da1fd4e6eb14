from __future__ import annotations

import pytest

from claimcheck.errors import LabelError
from claimcheck.labels import NLI_NAMES, Label, label_order, parse_label, parse_training_label


@pytest.mark.parametrize(
    ("spelling", "label"),
    [
        ("SUPPORTS", Label.SUPPORTED),
        ("entailment", Label.SUPPORTED),
        ("Refuted", Label.CONTRADICTED),
        ("NOT ENOUGH INFO", Label.NOT_ENOUGH_INFO),
        (" neutral ", Label.NOT_ENOUGH_INFO),
    ],
)
def test_known_spellings(spelling: str, label: Label) -> None:
    assert parse_label(spelling) is label


@pytest.mark.parametrize("spelling", ["LABEL_0", "", "maybe", None, 1])
def test_unknown_spelling_lists_the_known(spelling: object) -> None:
    with pytest.raises(LabelError, match="entailment"):
        parse_label(spelling)


def test_partial_label_is_for_training_only() -> None:
    assert parse_training_label("not-entailment") == "not_supported"
    with pytest.raises(LabelError):
        parse_label("not_supported")


def test_label_order_sorts_keys_as_numbers() -> None:
    assert label_order({"2": "neutral", "0": "CONTRADICTION", "1": "entailment"}) == [
        Label.CONTRADICTED,
        Label.SUPPORTED,
        Label.NOT_ENOUGH_INFO,
    ]


@pytest.mark.parametrize("id2label", [None, {"first": "entailment"}, ["entailment", "neutral", "contradiction"]])
def test_id2label_of_the_wrong_kind_is_refused(id2label: object) -> None:
    with pytest.raises(LabelError, match="set id2label in its config"):
        label_order(id2label)


def test_label_names_that_are_no_text_are_shown() -> None:
    with pytest.raises(LabelError, match="named None, neutral, contradiction"):
        label_order({0: None, 1: "neutral", 2: "contradiction"})


def test_nli_names_read_back() -> None:
    assert {parse_label(name) for name in NLI_NAMES.values()} == set(Label)
