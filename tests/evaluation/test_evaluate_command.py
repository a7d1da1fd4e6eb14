import pytest
from example_tasks import rows, write_suite, write_task
from typer.testing import CliRunner

from claimcheck.cli import app
from claimcheck.evaluation.results import read_results
from claimcheck.evaluation.suites import DATA_VARIABLE


@pytest.fixture
def suite(tmp_path, monkeypatch):
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "mirror"))
    write_task(tmp_path, "towns", rows(60, prefix="Town"))
    write_task(tmp_path, "ports", rows(60, prefix="Port"))
    write_suite(tmp_path, "all", ["towns"], baselines=["overlap"], train="ports")
    return tmp_path / "suites" / "all.yaml"


def run(*arguments):
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


def test_list_names_what_is_there():
    listed = run("list").stdout
    assert "suite crosscheck " in listed
    assert "task  healthver " in listed


def test_a_model_is_compared_with_a_baseline_beside_others(suite, tiny_bundle, tmp_path):
    done = run("run", suite, "--model", tiny_bundle, "--against", "majority", "--results", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert "## Against baseline majority" in done.stdout
    assert "## Beside baselines" in done.stdout
    task = read_results(tmp_path / "out" / "results.json").task("towns")
    assert task.comparison.against.name == "baseline majority"
    assert list(task.baselines) == ["baseline overlap"]
    assert (tmp_path / "out" / "results.html").is_file()


def test_a_baseline_can_be_the_model_and_the_word_run_be_left_out(suite, tmp_path):
    done = run(suite, "--model", "majority", "--results", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert read_results(tmp_path / "out" / "results.json").model.name == "baseline majority"


def test_validate_lists_the_problems_and_fails_on_errors(suite, tmp_path):
    assert run("validate", suite).exit_code == 0
    write_task(tmp_path, "towns", [*rows(3), rows(1)[0] | {"label": "perhaps"}])
    found = run("validate", suite)
    assert found.exit_code == 2
    assert "perhaps" in found.stdout
    assert "leakage was not looked for" in found.stdout
