from __future__ import annotations

import pytest

from claimcheck.errors import InputError
from claimcheck.labels import NOT_SUPPORTED, Label
from training.config import SourceConfig
from training.prepare import model_pairs

FILLER = "The band played on until dusk and the crowd sang along with every song. " * 12


def row(label: str, evidence: str, gold: str | None = None) -> dict[str, str]:
    found = {"claim": "The ferry sank in May.", "evidence": evidence, "label": label, "group": "g"}
    return found if gold is None else {**found, "evidence_gold": gold}


def test_gold_evidence_is_the_quote_or_else_the_sentence_that_comes_nearest() -> None:
    rows = [
        row("contradicted", FILLER + "It never sank.", gold="It never sank."),
        row("not_enough_info", FILLER + "The ferry left the port.", gold=""),
    ]
    pairs = list(model_pairs("news", rows, SourceConfig(evidence="gold")))
    assert [pair["evidence"] for pair in pairs] == ["It never sank.", "The ferry left the port."]


def test_a_selected_window_may_have_fewer_sentences_than_at_inference() -> None:
    rows = [row("contradicted", FILLER + "It never sank in May. " + FILLER)]
    (pair,) = model_pairs("news", rows, SourceConfig(evidence="selected", sentences=1))
    assert pair["evidence"] == "It never sank in May."


def test_gold_evidence_of_a_source_that_has_none_is_refused() -> None:
    with pytest.raises(InputError, match="plain: has no column evidence_gold"):
        list(model_pairs("plain", [row("supported", "It sank.")], SourceConfig(evidence="gold")))


def test_doubtful_contradictions_only_fail_to_support() -> None:
    rows = [row(label, "It sank.") for label in ("supported", "contradicted", "not_enough_info")]
    pairs = list(model_pairs("swaps", rows, SourceConfig(doubtful_contradictions=True)))
    assert [pair["label"] for pair in pairs] == [Label.SUPPORTED, NOT_SUPPORTED, Label.NOT_ENOUGH_INFO]
