from pathlib import Path

import pytest
from example_tasks import rows, write_suite, write_task

from claimcheck.errors import ConfigError
from claimcheck.evaluation.measures import LOWER_IS_BETTER
from claimcheck.evaluation.suites import LabelScheme, list_suites, list_tasks, load_suite

SHIPPED = Path(__file__).parents[2] / "configs" / "evaluate"


def test_every_shipped_suite_and_task_loads():
    names = {task.name for task in list_tasks(SHIPPED)}
    suites = {suite.name: suite for suite in list_suites(SHIPPED)}
    assert {"quick", "test", "dev", "targets"} <= suites.keys()
    for name in suites:
        assert {task.name for task in load_suite(name, SHIPPED).tasks} <= names
    splits = {task.split for task in load_suite("dev", SHIPPED).tasks}
    assert splits == {"dev"}


def test_shipped_targets_aim_beyond_must():
    for task in list_tasks(SHIPPED):
        for metric, goal in task.targets.items():
            assert goal.aim <= goal.must if metric in LOWER_IS_BETTER else goal.aim >= goal.must, task.name


def test_sets_without_not_enough_info_are_scored_three_way_unless_told_otherwise():
    tasks = {task.name: task for task in list_tasks(SHIPPED)}
    assert tasks["fever_symmetric"].labels is LabelScheme.THREE_WAY
    assert tasks["scifact"].labels is LabelScheme.THREE_WAY
    assert tasks["factcc"].labels is LabelScheme.TWO_WAY


def test_a_task_by_name_or_path_is_a_suite_of_one(tmp_path):
    write_task(tmp_path, "towns", rows(3))
    by_name = load_suite("towns", tmp_path)
    by_path = load_suite(tmp_path / "tasks" / "towns.yaml", tmp_path)
    assert by_name == by_path
    assert [task.name for task in by_name.tasks] == ["towns"]


def test_an_unknown_name_lists_what_there_is(tmp_path):
    write_task(tmp_path, "towns", rows(3))
    write_suite(tmp_path, "all", ["towns"])
    with pytest.raises(ConfigError, match=r"'twons'.*suites: all; tasks: towns"):
        load_suite("twons", tmp_path)


def test_mistakes_of_all_tasks_are_reported_at_once(tmp_path):
    write_task(tmp_path, "towns", rows(3), version=0)
    write_task(tmp_path, "ports", rows(3), source={"path": "a.jsonl", "mirror": "b.jsonl"}, labels="four_way")
    write_suite(tmp_path, "all", ["towns", "ports", "missing"])
    with pytest.raises(ConfigError) as caught:
        load_suite("all", tmp_path)
    for part in ("towns.yaml", "version", "ports.yaml", "exactly one of", "labels", "missing.yaml: no such"):
        assert part in str(caught.value)


def test_a_task_must_be_named_like_its_file(tmp_path):
    write_task(tmp_path, "towns", rows(3))
    (tmp_path / "tasks" / "towns.yaml").rename(tmp_path / "tasks" / "ports.yaml")
    with pytest.raises(ConfigError, match="named towns"):
        load_suite("ports", tmp_path)


def test_a_folder_is_no_suite(tmp_path):
    (tmp_path / "suite.yaml").mkdir()
    with pytest.raises(ConfigError, match=r"suite\.yaml: cannot be read"):
        load_suite(tmp_path / "suite.yaml")


def test_a_pool_may_only_name_tasks_of_the_suite(tmp_path):
    write_task(tmp_path, "towns", rows(3))
    pool = {"name": "p", "tasks": ["ports"], "metric": "ece", "must": 0.1, "aim": 0.05}
    write_suite(tmp_path, "all", ["towns"], pooled=[pool])
    with pytest.raises(ConfigError, match="ports is not in the suite"):
        load_suite("all", tmp_path)


def test_targets_do_not_apply_to_a_few_rows(tmp_path):
    write_task(tmp_path, "towns", rows(3), targets={"accuracy": {"must": 0.5, "aim": 0.6}})
    write_suite(tmp_path, "all", ["towns"])
    write_suite(tmp_path, "few", ["towns"], rows_per_task=2)
    assert load_suite("all", tmp_path).tasks[0].targets
    assert not load_suite("few", tmp_path).tasks[0].targets
