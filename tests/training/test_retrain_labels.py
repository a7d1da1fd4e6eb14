from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import InputError
from tests.training.retrain_case import labelled_rows, write_jsonl
from training.label_checks import check_labels, require_usable
from training.labels_file import LabelsFile, read_labels
from training.retrain_config import LabelsConfig
from training.splitting import group_mark, split_by_group


def read(tmp_path: Path, rows: list[dict[str, object]]) -> LabelsFile:
    return read_labels(write_jsonl(tmp_path / "labels.jsonl", rows))


def test_spellings_of_other_data_sets_are_read(tmp_path: Path) -> None:
    file = read(
        tmp_path,
        [
            {"claim": "a b", "evidence": "c d", "label": "REFUTES"},
            {"sentence1": "premise", "sentence2": "hypothesis", "gold_label": "entailment"},
            {"sentence1": "premise", "sentence2": "another", "gold_label": "-"},
            {"premise": "premise", "hypothesis": "third", "label": "NOT ENOUGH INFO"},
        ],
    )
    examples = [row.example for row in file.rows]
    assert [example.label for example in examples] == ["contradicted", "supported", "not_enough_info"]
    assert (examples[1].claim, examples[1].evidence) == ("hypothesis", "premise")
    assert examples[1].group == examples[2].group
    assert [problem.severity for problem in file.problems] == ["warning"]


def test_an_id_and_a_group_may_be_0(tmp_path: Path) -> None:
    row = {"id": 0, "group": 0, "claim": "It sank.", "evidence": "It floats.", "label": "contradicted"}
    (only,) = read(tmp_path, [row]).rows
    assert (only.example.id, only.example.group) == ("0", "0")


def test_corrections_of_the_report_page_are_read(tmp_path: Path) -> None:
    row = {
        "id": "ferry/c1/b",
        "group": "ferry",
        "claim": "It sank.",
        "evidence": "It floats.",
        "label": "contradicted",
        "predicted": "supported",
        "source": "correction",
    }
    (only,) = read(tmp_path, [row]).rows
    assert (only.example.id, only.example.group, only.example.label) == ("ferry/c1/b", "ferry", "contradicted")


def test_label_studio_export_is_read(tmp_path: Path) -> None:
    def task(*choices: list[str], cancelled: bool = False) -> dict[str, object]:
        results = [[{"type": "choices", "from_name": "verdict", "value": {"choices": chosen}}] for chosen in choices]
        annotations = [{"result": result, "was_cancelled": cancelled} for result in results]
        return {"id": 1, "data": {"claim": "It sank.", "evidence": "It floats."}, "annotations": annotations}

    path = tmp_path / "export.json"
    tasks = [task(["refuted"]), task([]), task(["refuted"], cancelled=True), {"data": {}, "annotations": "none"}]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    file = read_labels(path)
    assert [(row.place, row.example.label) for row in file.rows] == [("item 1", "contradicted")]
    assert [problem.message.split(":")[0] for problem in file.problems] == ["item 2", "item 4"]


def test_everything_wrong_is_reported_at_once(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [*labelled_rows(60, "new")]
    rows[3] |= {"label": "maybe"}
    rows[4] |= {"evidence": None}
    rows += [rows[0], rows[1] | {"label": "supported"}, rows[2] | {"claim": "word " * 101}]
    path = write_jsonl(tmp_path / "labels.jsonl", rows)
    with path.open("a", encoding="utf-8") as lines:
        lines.write("not json\n")
    file = read_labels(path)
    leaked = ("the test of the county", str(rows[5]["claim"]).upper(), str(rows[5]["evidence"]))
    checked = check_labels(file, LabelsConfig(least_test_groups=50), [leaked])
    with pytest.raises(InputError) as caught:
        require_usable(file, checked)
    message = str(caught.value)
    for part in (
        "7 errors",
        "line 4: unknown label 'maybe'",
        "line 5: evidence is null",
        "line 64: is not JSON",
        "one pair has several labels (contradicted, supported): line 2, line 62",
        "more than 100 words; a claim states one fact: line 63",
        "rows that belong to the test of the county, which no model may be trained on; remove them: line 6",
        "59 rows in 20 groups can test; at least 10 rows in 50 groups",
        "warning: 2 rows repeat an earlier pair and are left out: line 61, line 62",
    ):
        assert part in message


def test_lopsided_labels_are_pointed_out(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [row | {"label": "supported"} for row in labelled_rows(60, "new")]
    checked = check_labels(read(tmp_path, rows), LabelsConfig(), [])
    assert "every row is labelled supported" in checked.problems[0].message
    rows[:20] = [row | {"label": "contradicted"} for row in rows[:20]]
    checked = check_labels(read(tmp_path, rows), LabelsConfig(), [])
    assert checked.warnings == ["only 0 of 60 rows are labelled not_enough_info; the model will learn little of it"]


def test_evidence_in_several_groups_is_pointed_out(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [*labelled_rows(60, "new")]
    rows[1] |= {"evidence": rows[59]["evidence"]}
    (warning,) = check_labels(read(tmp_path, rows), LabelsConfig(), []).warnings
    assert warning.endswith("line 2, line 60")


def test_every_row_tests_once_and_never_beside_a_row_of_its_group(tmp_path: Path) -> None:
    file = read(tmp_path, [*labelled_rows(60, "new")])
    checked = check_labels(file, LabelsConfig(folds=3), [])
    assert sorted(example.id for example in checked.tested) == sorted(row.example.id for row in file.rows)
    groups = [{example.group for example in fold} for fold in checked.folds]
    assert [len(fold) for fold in groups] == [7, 7, 6]
    assert len(set.union(*groups)) == 20
    for fold in checked.folds:
        assert len(set(Counter(example.label for example in fold).values())) == 1


def test_groups_that_trained_the_model_in_use_do_not_test(tmp_path: Path) -> None:
    file = read(tmp_path, [*labelled_rows(60, "new")])
    seen = {group_mark(f"new-{number}") for number in range(14)}
    checked = check_labels(file, LabelsConfig(), [], seen)
    assert len(checked.examples) == 60
    assert {example.group for example in checked.tested} == {f"new-{number}" for number in range(14, 20)}
    (warning,) = checked.warnings
    assert warning.startswith("42 rows are of groups that the model in use was trained on")
    too_few = check_labels(file, LabelsConfig(), [], seen | {group_mark("new-14"), group_mark("new-15")})
    with pytest.raises(InputError, match="12 rows in 4 groups can test"):
        require_usable(file, too_few)


@given(st.lists(st.integers(0, 40).map(str), min_size=1))
def test_split_keeps_groups_whole(groups: list[str]) -> None:
    parts = split_by_group(groups, {"test": 0.35, "dev": 0.15}, rest="train")
    assert len(parts) == len(groups)
    assert len(set(zip(groups, parts, strict=True))) == len(set(groups))
    assert "train" in parts


def test_split_of_a_growing_file_moves_no_group() -> None:
    groups = [f"event {number}" for number in range(400)]
    shares = {"test": 0.35, "dev": 0.15}
    early, late = split_by_group(groups[:200], shares, "train"), split_by_group(groups, shares, "train")
    assert early == late[:200]
    assert 110 <= Counter(late)["test"] <= 170
