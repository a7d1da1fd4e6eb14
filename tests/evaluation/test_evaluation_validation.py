import pyarrow as pa
import pyarrow.parquet as pq
from example_tasks import rows, write_suite, write_task

from claimcheck.evaluation.suites import load_suite
from claimcheck.evaluation.validation import validate_suite


def suite_of(root, **records):
    for name, content in records.items():
        write_task(root, name, content)
    write_suite(root, "all", list(records))
    return load_suite("all", root)


def train_file(root, records):
    path = root / "train.parquet"
    pq.write_table(pa.Table.from_pylist(records), path)
    return path


def test_a_sound_suite_has_no_problems(tmp_path):
    suite = suite_of(tmp_path, towns=rows(12))
    other = train_file(tmp_path, rows(12, prefix="Village"))
    assert validate_suite(suite, [other]) == []


def test_everything_wrong_is_reported_at_once(tmp_path):
    broken = rows(6)
    broken[1]["claim"] = None
    broken[2]["label"] = "maybe"
    broken[4]["id"] = broken[3]["id"]
    suite = suite_of(tmp_path, towns=broken, ports=rows(6, prefix="Port"), gone=rows(1))
    write_task(tmp_path, "ports", rows(6, prefix="Port"), primary="f2", targets={"bleu": {"must": 0, "aim": 1}})
    (tmp_path / "data" / "gone.jsonl").unlink()
    said = "\n".join(map(str, validate_suite(load_suite(suite.name, tmp_path), [train_file(tmp_path, rows(1))])))
    for part in (
        "error: towns:",
        "line 2: claim is null",
        "line 3: unknown label 'maybe'",
        "1 ids occur more than once, such as 'Town-3'",
        "error: ports: not defined for its rows: f2, bleu; defined: accuracy",
        "error: gone:",
        "no such file",
    ):
        assert part in said


def test_leakage_is_found_by_pair_evidence_and_claim(tmp_path):
    tested = rows(3)
    unseen = "Nothing like it was ever written down before."
    trained = [
        {"claim": tested[0]["claim"].upper(), "evidence": tested[0]["evidence"].replace(".", " !")},
        {"claim": unseen, "evidence": tested[1]["evidence"]},
        {"claim": tested[2]["claim"], "evidence": unseen},
    ]
    found = validate_suite(suite_of(tmp_path, towns=tested), [train_file(tmp_path, trained)])
    path = tmp_path / "train.parquet"
    assert [(item.severity, item.message.split(", such")[0]) for item in found] == [
        ("error", f"claim-evidence pairs that are also in {path}: 1"),
        ("warning", f"evidence texts that are also in {path}: 2"),
        ("warning", f"claims that are also in {path}: 2"),
    ]
    assert found[0].message.endswith("row Town-0")


def test_rows_that_baselines_are_fitted_on_are_training_rows(tmp_path):
    write_task(tmp_path, "towns", rows(3))
    write_task(tmp_path, "mine", rows(1))
    write_suite(tmp_path, "all", ["towns"], baselines=["majority"], train="mine")
    found = validate_suite(load_suite("all", tmp_path), [])
    message = "claim-evidence pairs that are also in mine: 1, such as that of row Town-0"
    assert ("error", message) in [(item.severity, item.message) for item in found]


def test_short_texts_recur_by_chance_and_are_no_leakage(tmp_path):
    record = {"id": "1", "claim": "A man sleeps.", "evidence": "A man is asleep.", "label": "supported"}
    other = {"claim": "A man sleeps.", "evidence": "Nobody in the whole town was asleep."}
    assert validate_suite(suite_of(tmp_path, towns=[record]), [train_file(tmp_path, [other])]) == []


def test_an_unchecked_leakage_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("CLAIMCHECK_DATA", str(tmp_path))
    (found,) = validate_suite(suite_of(tmp_path, towns=rows(6)))
    assert (found.severity, "leakage was not looked for" in found.message) == ("warning", True)
