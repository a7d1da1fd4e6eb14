import json

import pytest
from example_tasks import NAMES, Oracle, rows, write_suite, write_task

from claimcheck.errors import ConfigError, InputError, ModelError, OutputError
from claimcheck.evaluation import predictions
from claimcheck.evaluation.results import SCHEMA_FILE, read_results, results_schema
from claimcheck.evaluation.run import run_suite
from claimcheck.evaluation.suites import load_suite

FEW = 40  # resamples: enough for the shape, quick


@pytest.fixture
def suite(tmp_path):
    root = tmp_path / "configs"
    write_task(root, "towns", rows(60), targets={"accuracy": {"must": 0.5, "aim": 0.99}})
    two_way = rows(30, ["supported", "not_supported"], right=0.5, prefix="Port")
    write_task(root, "ports", two_way, labels="two_way", primary="balanced_accuracy")
    write_task(root, "rivers", rows(30, prefix="River"), primary="macro_f1")
    pool = {"name": "both", "tasks": ["towns", "rivers"], "metric": "ece", "must": 0.5, "aim": 0.4}
    write_suite(root, "all", ["towns", "ports", "rivers"], pooled=[pool])
    return load_suite("all", root)


def test_a_run_is_written_and_read_back(suite, tmp_path):
    out = tmp_path / "out"
    results = run_suite(Oracle(), suite, out, resamples=FEW)
    assert read_results(out / "results.json") == results
    towns = results.task("towns")
    assert towns.targets[0].reached == "must"
    assert sum(map(sum, towns.confusion)) == towns.rows == 60
    assert towns.groups == 20
    assert towns.metrics["accuracy"].low <= towns.metrics["accuracy"].value <= towns.metrics["accuracy"].high
    assert results.task("ports").classes == ["supported", "not_supported"]
    assert results.pooled[0].rows == 90
    assert results.pooled[0].target.reached == "aim"
    assert {"claimcheck", "scikit-learn", "python"} <= results.versions.keys()
    assert (out / towns.predictions).is_file()


def test_slices_count_rows_of_test_tasks_once(tmp_path):
    write_task(tmp_path, "towns", rows(60, NAMES[:2]))
    towns = {"path": "../data/towns.jsonl"}
    write_task(tmp_path, "towns_closed", [], source=towns, labels="supported_contradicted")
    write_task(tmp_path, "dev_towns", rows(90), split="dev")
    write_suite(tmp_path, "all", ["towns", "towns_closed", "dev_towns"])
    write_suite(tmp_path, "development", ["dev_towns"])
    counted = {}
    for suite in ("all", "development"):
        results = run_suite(Oracle(), load_suite(suite, tmp_path), tmp_path / suite, resamples=FEW)
        counted[suite] = sum(item.rows for item in results.slices if item.slice.startswith("label: "))
    assert counted == {"all": 60, "development": 90}


def test_slices_that_a_task_names_are_reported(tmp_path):
    records = [row | {"kind": "edited" if number % 2 else "natural"} for number, row in enumerate(rows(60))]
    write_task(tmp_path, "towns", records, slice_columns=["kind"])
    results = run_suite(Oracle(), load_suite("towns", tmp_path), tmp_path / "out", resamples=FEW)
    kinds = {item.slice: item.rows for item in results.task("towns").slices if item.slice.startswith("kind")}
    assert kinds == {"kind: edited": 30, "kind: natural": 30}


def test_the_same_seed_gives_the_same_figures(suite, tmp_path):
    first, second = (run_suite(Oracle(), suite, tmp_path / name, resamples=FEW, seed=5) for name in "ab")
    assert first.tasks == second.tasks
    assert first.slices == second.slices


def test_a_stopped_run_goes_on_where_it_was(suite, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        run_suite(Oracle(fails_on="River"), suite, tmp_path / "out", resamples=FEW)
    again = Oracle()
    run_suite(again, suite, tmp_path / "out", resamples=FEW)
    assert again.asked == 30
    other = Oracle(confidence=0.6)
    run_suite(other, suite, tmp_path / "out", resamples=FEW)
    assert other.asked == 120


def test_changed_code_predicts_anew(suite, tmp_path, monkeypatch):
    run_suite(Oracle(), suite, tmp_path / "out", resamples=FEW)
    monkeypatch.setattr(predictions, "code_hash", lambda: "of another version")
    again = Oracle()
    run_suite(again, suite, tmp_path / "out", resamples=FEW)
    assert again.asked == 120


def test_changed_data_are_predicted_anew(suite, tmp_path):
    run_suite(Oracle(), suite, tmp_path / "out", resamples=FEW)
    write_task(tmp_path / "configs", "rivers", rows(30, prefix="Stream"), primary="macro_f1")
    again = Oracle()
    run_suite(again, load_suite("all", tmp_path / "configs"), tmp_path / "out", resamples=FEW)
    assert again.asked == 30


def test_two_models_are_compared_on_each_task(suite, tmp_path):
    class Stubborn(Oracle):
        def predict(self, rows):
            return super().predict([row | {"evidence": NAMES[2]} for row in rows])

    results = run_suite(Oracle(), suite, tmp_path, against=Stubborn("stubborn"), resamples=FEW)
    comparison = results.task("towns").comparison
    assert comparison.against.name == "stubborn"
    assert comparison.verdict.startswith("better by")
    assert {item.slice for item in comparison.slices} == {item.slice for item in results.task("towns").slices}


def test_two_settings_of_one_model_keep_their_own_predictions(suite, tmp_path):
    run_suite(Oracle(), suite, tmp_path, against=Oracle(confidence=0.6), resamples=FEW)
    again = Oracle()
    run_suite(again, suite, tmp_path, resamples=FEW)
    assert again.asked == 0


def test_bad_rows_of_all_tasks_stop_the_run_before_it_starts(suite, tmp_path):
    write_task(tmp_path / "configs", "towns", [rows(1)[0] | {"label": "perhaps"}])
    write_task(tmp_path / "configs", "rivers", [rows(1)[0] | {"claim": 7}])
    model = Oracle()
    with pytest.raises(InputError, match=r"perhaps[\s\S]*claim is the number 7"):
        run_suite(model, load_suite("all", tmp_path / "configs"), tmp_path / "out")
    assert model.asked == 0


def test_a_folder_that_cannot_be_written_is_found_first(suite, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    model = Oracle()
    with pytest.raises(OutputError, match="cannot be written"):
        run_suite(model, suite, tmp_path / "file")
    assert model.asked == 0


def test_a_predictor_that_loses_rows_is_refused(suite, tmp_path):
    class Forgetful(Oracle):
        def predict(self, rows):
            return super().predict(rows)[1:]

    with pytest.raises(ModelError, match="59 predictions for 60 rows of towns"):
        run_suite(Forgetful(), suite, tmp_path / "out")


def test_tasks_of_a_pool_need_the_same_classes(suite, tmp_path):
    pool = {"name": "mixed", "tasks": ["towns", "ports"], "metric": "ece", "must": 0.5, "aim": 0.4}
    write_suite(tmp_path / "configs", "mixed", ["towns", "ports"], pooled=[pool])
    with pytest.raises(ConfigError, match="pooled mixed"):
        run_suite(Oracle(), load_suite("mixed", tmp_path / "configs"), tmp_path / "out", resamples=FEW)


def test_the_schema_file_is_that_of_the_records():
    written = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    assert written == results_schema(), "claimcheck.evaluation.results.write_schema() writes it anew"


def test_a_file_of_another_kind_is_no_results(tmp_path):
    (tmp_path / "a.json").write_text('{"suite": "x"}', encoding="utf-8")
    with pytest.raises(InputError, match="not a results file"):
        read_results(tmp_path / "a.json")
    with pytest.raises(InputError, match="no such results file"):
        read_results(tmp_path / "b.json")
