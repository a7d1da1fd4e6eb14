import csv
import json
import sys
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from example_tasks import rows, write_task

from claimcheck.errors import InputError, MissingExtraError
from claimcheck.evaluation import extras
from claimcheck.evaluation.rows import read_rows
from claimcheck.evaluation.suites import load_suite


def task_of(root, records, name="towns", **changes):
    write_task(root, name, records, **changes)
    return load_suite(name, root).tasks[0]


def test_jsonl_csv_and_parquet_give_the_same_rows(tmp_path, monkeypatch):
    records = rows(5)
    from_jsonl = read_rows(task_of(tmp_path, records)).checked()
    with (tmp_path / "data" / "towns.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, records[0].keys())
        writer.writeheader()
        writer.writerows(records)
    from_csv = read_rows(task_of(tmp_path, records, source={"path": "../data/towns.csv"})).checked()
    pq.write_table(pa.Table.from_pylist(records), tmp_path / "towns.parquet")
    monkeypatch.setenv("CLAIMCHECK_DATA", str(tmp_path))
    from_mirror = read_rows(task_of(tmp_path, records, source={"mirror": "towns.parquet"})).checked()
    assert from_jsonl == from_csv == from_mirror
    assert [row.id for row in from_jsonl] == [record["id"] for record in records]


def test_other_column_names_and_spellings_of_labels_are_read(tmp_path):
    record = {"hypothesis": "It rained.", "premise": "It was wet.", "verdict": "ENTAILMENT"}
    columns = {"claim": "hypothesis", "evidence": "premise", "label": "verdict"}
    task = task_of(tmp_path, [record], source={"path": "../data/towns.jsonl", "columns": columns})
    (row,) = read_rows(task).checked()
    assert (row.claim, row.evidence, row.label, row.id) == ("It rained.", "It was wet.", "supported", "1")


def test_rows_without_a_group_share_one_by_evidence(tmp_path):
    records = [
        {"claim": f"Claim {number}.", "evidence": text, "label": "supported"} for number, text in enumerate("aab")
    ]
    groups = [row.group for row in read_rows(task_of(tmp_path, records)).checked()]
    assert groups[0] == groups[1] != groups[2]


def test_every_bad_row_is_named(tmp_path):
    good = rows(1)[0]
    bad = [good | {"claim": None}, good | {"evidence": ["list"]}, good | {"label": "perhaps"}, good | {"claim": "  "}]
    found = read_rows(task_of(tmp_path, [good, *bad, good | {"label": "not_supported"}]))
    assert len(found.examples) == 1
    said = "\n".join(found.problems)
    for part in (
        "line 2: claim is null",
        "line 3: evidence is a list",
        "line 4: unknown label 'perhaps'",
        "line 5: claim is empty",
        "line 6: label not_supported: a two-way label",
    ):
        assert part in said
    with pytest.raises(InputError, match="5 problems"):
        found.checked()


def test_missing_columns_are_named_with_those_found(tmp_path):
    found = read_rows(task_of(tmp_path, [{"claim": "a", "text": "b"}]))
    assert found.problems[0].endswith("columns missing: evidence, label; found: claim, text")


def test_a_line_that_lacks_a_column_does_not_hide_the_others(tmp_path):
    records = rows(3)
    del records[1]["label"]
    found = read_rows(task_of(tmp_path, [*records, rows(1)[0] | {"id": 0, "group": None}]))
    assert [row.id for row in found.examples] == ["Town-0", "Town-2", "0"]
    assert "line 2: columns missing: label" in found.problems[0]


def test_a_broken_line_is_named(tmp_path):
    task = task_of(tmp_path, rows(1))
    (tmp_path / "data" / "towns.jsonl").write_text(json.dumps(rows(1)[0]) + "\n{oops\n", encoding="utf-8")
    found = read_rows(task)
    assert len(found.examples) == 1
    assert "towns.jsonl, line 2 is not JSON" in found.problems[0]


def test_a_missing_mirror_file_says_which_variable_to_set(tmp_path, monkeypatch):
    monkeypatch.setenv("CLAIMCHECK_DATA", str(tmp_path))
    task = task_of(tmp_path, [], source={"mirror": "test/none.parquet"})
    with pytest.raises(InputError, match="set CLAIMCHECK_DATA"):
        read_rows(task)


def test_an_unknown_kind_of_file_is_refused(tmp_path):
    task = task_of(tmp_path, [], source={"path": "../data/towns.xlsx"})
    (tmp_path / "data" / "towns.xlsx").write_bytes(b"PK")
    with pytest.raises(InputError, match=r"unknown kind of file '\.xlsx'"):
        read_rows(task)


def test_a_limit_draws_by_group_and_always_the_same(tmp_path):
    task = task_of(tmp_path, rows(60))
    drawn = read_rows(task, limit=9, seed=4)
    assert len(drawn.examples) == 9
    assert len({row.group for row in drawn.examples}) == 3
    assert read_rows(task, limit=9, seed=4).data_hash == drawn.data_hash
    assert read_rows(task, limit=9, seed=5).data_hash != drawn.data_hash


def test_the_data_hash_sees_a_changed_label(tmp_path):
    records = rows(4)
    before = read_rows(task_of(tmp_path, records)).data_hash
    records[2]["label"] = "supported" if records[2]["label"] != "supported" else "contradicted"
    assert read_rows(task_of(tmp_path, records)).data_hash != before


def test_a_missing_library_names_the_extra():
    with pytest.raises(MissingExtraError, match=r"needs no_such_library.*claimcheck\[evaluate\]"):
        extras.optional("no_such_library.part", "evaluation")


class FakeDatasets:
    """Stands for the library: one data set whose labels are numbers with names, as on the Hub."""

    def __init__(self):
        self.asked = None

    def load_dataset(self, name, subset, *, split, revision):
        self.asked = (name, subset, split, revision)
        if split != "validation":
            raise ValueError(f"Unknown split {split!r}")
        return FakeRows(
            {"hypothesis": "It rained.", "premise": f"Text {number}.", "label": number} for number in (0, 1, 2, -1)
        )


class FakeRows(list):
    @property
    def features(self):
        return {"label": SimpleNamespace(names=["entailment", "neutral", "contradiction"])}


def hub_task(root, **changes):
    columns = {"claim": "hypothesis", "evidence": "premise"}
    source = {"dataset": "someone/nli", "subset": "plain", "revision": "abc", "columns": columns}
    return task_of(root, [], **({"source": source, "split": "validation"} | changes))


def test_numbers_of_a_hub_data_set_become_labels(tmp_path, monkeypatch):
    library = FakeDatasets()
    monkeypatch.setitem(sys.modules, "datasets", library)
    found = read_rows(hub_task(tmp_path))
    assert library.asked == ("someone/nli", "plain", "validation", "abc")
    assert [row.label for row in found.examples] == ["supported", "not_enough_info", "contradicted"]
    assert "someone/nli, row 4: unknown label -1" in found.problems[0]


def test_an_unknown_split_of_a_hub_data_set_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "datasets", FakeDatasets())
    with pytest.raises(InputError, match="someone/nli, split test: Unknown split"):
        read_rows(hub_task(tmp_path, split="test"))


def test_slice_columns_become_tags(tmp_path):
    task = task_of(tmp_path, [rows(1)[0] | {"kind": "natural"}], slice_columns=["kind"])
    assert read_rows(task).checked()[0].tags == ("kind: natural",)
    lacking = task_of(tmp_path, rows(1), slice_columns=["kind"])
    assert "columns missing: kind" in read_rows(lacking).problems[0]
