from __future__ import annotations

import json
import random
from collections import Counter
from math import ceil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml

from benchmarks.retraining import ROWS_PER_GROUP, drawn_apart, main, mirror_without, page, shuffled
from claimcheck.evaluation import Example
from tests.training.retrain_case import config_with_mirror, labelled_rows


def examples(groups: int, each: int) -> list[Example]:
    return [
        Example(
            id=f"{group}-{number}",
            claim=f"claim {number} of {group}",
            evidence=f"evidence {group}",
            label=("supported", "contradicted", "not_enough_info")[number % 3],
            source="health",
            group=f"g{group}",
        )
        for group in range(groups)
        for number in range(each)
    ]


def test_labels_and_the_rest_share_no_group() -> None:
    labelled, rest = drawn_apart(examples(20, 30), 100, random.Random(1))
    assert len(labelled) == 100
    assert max(Counter(item.group for item in labelled).values()) == ROWS_PER_GROUP
    assert not {item.group for item in labelled} & {item.group for item in rest}
    assert len({item.group for item in rest}) == 20 - ceil(100 / ROWS_PER_GROUP)


def test_the_rest_has_no_text_of_a_group_that_was_labelled() -> None:
    twins = [*examples(1, 30), *(Example("t", "another claim", "evidence 0", "supported", "health", "twin"),)]
    first_drawn = next(seed for seed in range(9) if drawn_apart(twins, 5, random.Random(seed))[0][0].group == "g0")
    assert drawn_apart(twins, 5, random.Random(first_drawn))[1] == []


def test_shuffled_labels_are_the_same_labels_on_the_same_rows() -> None:
    before = examples(20, 3)
    after = shuffled(before, random.Random(1))
    assert Counter(item.label for item in after) == Counter(item.label for item in before)
    assert [item.claim for item in after] == [item.claim for item in before]
    assert [item.label for item in after] != [item.label for item in before]


def test_the_scratch_mirror_lacks_the_set_that_stands_for_new_labels(tmp_path: Path) -> None:
    for name in ("train/snli", "dev/snli", "test/healthver", "test/snli"):
        path = tmp_path / "mirror" / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    copy = mirror_without("healthver", tmp_path / "mirror", tmp_path / "scratch")
    found = {str(path.relative_to(copy)): path.read_text(encoding="utf-8") for path in copy.glob("*/*")}
    assert found == {f"{name}.parquet": name for name in ("train/snli", "dev/snli", "test/snli")}


def test_the_page_says_who_was_promoted_and_by_how_much() -> None:
    difference = {"metric": "macro_f1", "other_value": 0.4, "difference": {"value": 0.1, "low": 0.06, "high": 0.14}}
    outcome = {
        "promoted": True,
        "seconds": 100.4,
        "reasons": ["new labels: passed"],
        "rest": [difference],
        "old_rows": 900,
        "old_tests": difference,
    }
    counts = {"rows": 500, "groups": 37}
    text = page(
        {
            "model": {"name": "mini", "fingerprint": "0123456789abcdef"},
            "labels": counts,
            "rest": counts,
            "true": outcome,
            "shuffled": outcome | {"promoted": False},
        }
    )
    assert "`mini` (0123456789ab) was retrained" in text
    assert "| true | the rest of HealthVer | 500 | macro-F1 | 0.400 | 0.500 | +10.0 (+6.0 to +14.0) |" in text
    assert "With shuffled labels the new model was **refused** after 100 s" in text


def test_the_demonstration_runs_from_end_to_end(
    tmp_path: Path, tiny_bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = config_with_mirror(tmp_path, least_steps=8)
    rows = [row | {"claim": f"{row['claim']} {row['id']}"} for row in labelled_rows(90, "health")]
    (tmp_path / "mirror" / "test").mkdir()
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "mirror" / "test" / "healthver.parquet")
    monkeypatch.setenv("CLAIMCHECK_DATA", str(tmp_path / "mirror"))
    settings = tmp_path / "retrain.yaml"
    # The folder of the rows is the copy that the demonstration makes.
    written = config.model_dump(mode="json", exclude={"replay": {"mirror": {"root"}, "own": {"root"}}})
    written["replay"]["rows_per_new_row"] = 0.5
    settings.write_text(yaml.safe_dump(written), encoding="utf-8")
    output = tmp_path / "retraining.json"
    main(tiny_bundle, 60, settings, tmp_path / "scratch", output)
    found = json.loads(output.read_text(encoding="utf-8"))
    assert (found["labels"]["rows"], found["rest"]["rows"]) == (60, 30)
    for name in ("true", "shuffled"):
        assert found[name]["gate_on_new_labels"]["rows"] == 60
        assert f"With {name} labels the new model was **refused**" in output.with_suffix(".md").read_text(
            encoding="utf-8"
        )
