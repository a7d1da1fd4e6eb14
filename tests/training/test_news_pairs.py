from __future__ import annotations

import csv
import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimcheck.errors import InputError
from claimcheck.labels import Label
from claimcheck.text.quantities import QuantityOutcome, compare_quantities, extract_quantities
from training.evaluated_news import evaluated_articles
from training.news_pairs import news_pairs
from training.quantity_edits import changed, reworded

LABELS = Path(__file__).parents[2] / "data" / "news_labels"
SENTENCES = (
    "The council of Pellworth voted to close 14 schools.",
    "A crowd of 2,185 people marched through the town on Saturday.",
    "The bridge was opened by the mayor on March 3.",
    "Police arrested seven men near the harbour.",
    "About 12% of the voters in Pellworth stayed at home.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_reworded_quantities_stay_true(sentence: str) -> None:
    quantity = extract_quantities(sentence)[0]
    for seed in range(30):
        replacement = reworded(quantity, random.Random(seed))
        claim = sentence[: quantity.start] + replacement + sentence[quantity.end :]
        outcomes = {item.outcome for item in compare_quantities(claim, sentence)}
        assert QuantityOutcome.DIFFERENT not in outcomes, claim


@pytest.mark.parametrize("sentence", SENTENCES[:4])
def test_changed_quantities_become_false(sentence: str) -> None:
    quantity = extract_quantities(sentence)[0]
    for seed in range(30):
        replacement = changed(quantity, extract_quantities(" ".join(SENTENCES)), random.Random(seed))
        assert replacement is not None
        claim = sentence[: quantity.start] + replacement + sentence[quantity.end :]
        assert any(item.outcome is QuantityOutcome.DIFFERENT for item in compare_quantities(claim, sentence)), claim


def test_a_percentage_that_cannot_be_lowered_is_not_called_changed() -> None:
    [quantity] = extract_quantities("1% of the voters stayed at home.")
    made = {changed(quantity, [], random.Random(seed)) for seed in range(30)}
    assert made == {None, "7%", "10%", "16%"}


def test_every_label_has_its_share(tmp_path: Path) -> None:
    texts = [" ".join(random.Random(seed).sample(SENTENCES, 5)) for seed in range(12)]
    table = {"cluster_id": ["e"] * 12, "doc_id": [str(number) for number in range(12)], "text": texts}
    pq.write_table(pa.table(table), tmp_path / "events.parquet")
    pairs = news_pairs(tmp_path / "events.parquet", 12, 3, set())
    assert sorted(pair["label"] for pair in pairs) == sorted(str(label) for label in Label for _ in range(4))
    assert pairs == news_pairs(tmp_path / "events.parquet", 12, 3, set())


def test_events_that_models_are_measured_on_are_left_out(tmp_path: Path) -> None:
    texts = [" ".join(sentence.replace("Pellworth", town) for sentence in SENTENCES) for town in ("Alm", "Alm", "Brae")]
    table = {"cluster_id": ["e", "e", "f"], "doc_id": ["measured", "same event", "other event"], "text": texts}
    pq.write_table(pa.table(table), tmp_path / "events.parquet")
    evidence = "".join(pair["evidence"] for pair in news_pairs(tmp_path / "events.parquet", 90, 3, {"measured"}))
    assert "Brae" in evidence
    assert "Alm" not in evidence


def test_articles_that_models_are_measured_on_are_those_of_dev_and_test(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    pq.write_table(pa.table({"evidence_doc": ["of the mirror"]}), tmp_path / "dev" / "news_events.parquet")
    evaluated = evaluated_articles(tmp_path)
    assert "of the mirror" in evaluated
    for split in ("dev", "test"):
        with (LABELS / f"{split}.csv").open(encoding="utf-8", newline="") as stream:
            assert {row[end] for row in csv.DictReader(stream) for end in ("claim_doc", "evidence_doc")} <= evaluated


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"events\.parquet"):
        news_pairs(tmp_path / "events.parquet", 3, 1, set())
