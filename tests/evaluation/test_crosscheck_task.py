from pathlib import Path

import pytest
import yaml
from example_events import ARTICLES, ROWS, write_event
from example_tasks import write_task

from claimcheck.errors import ClaimcheckError, ConfigError, InputError
from claimcheck.evaluation.rows import read_rows
from claimcheck.evaluation.suites import load_suite
from claimcheck.evaluation.validation import validate_suite

SHIPPED = Path(__file__).parents[2] / "configs" / "evaluate"


@pytest.fixture
def task(tmp_path):
    write_event(tmp_path / "data" / "events")
    write_task(tmp_path, "cross", [], source={"crosscheck": "../data/events"}, slice_columns=["kind", "field"])
    return load_suite("cross", tmp_path).tasks[0]


def test_labelled_rows_become_examples_with_the_whole_article_as_evidence(task):
    examples = read_rows(task).checked()
    assert [example.label for example in examples] == [row[3] for row in ROWS]
    assert examples[0].evidence == ARTICLES["a2"]
    assert examples[0].group == "vorst-tram"
    assert examples[0].tags == ("kind: number", "field: transport")
    assert len({example.id for example in examples}) == len(examples)


def test_a_suite_of_events_validates(task, tmp_path):
    assert validate_suite(load_suite("cross", tmp_path), train=[tmp_path / "none.parquet"][:0])[0].severity == "warning"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("Trams stood still.", "a1", "a2", "contradicted", "Trams were still."), "the quote is not in a2"),
        (("Trams stood still.", "a1", "a9", "not_enough_info", ""), "from a1 against a9: name two of a1, a2"),
        (("Trams stood still.", "a1", "a1", "not_enough_info", ""), "from a1 against a1"),
        (("Trams stood still.", "a1", "a2", "supported", ""), "supported needs a quote"),
        (("Trams stood still.", "a1", "a2", "not_enough_info", "The tram"), "not_enough_info has no quote"),
    ],
)
def test_rows_that_do_not_fit_the_articles_are_named(task, tmp_path, row, message):
    path = write_event(tmp_path / "data" / "events", rows=[*ROWS, row])
    with pytest.raises(ConfigError, match=message) as caught:
        read_rows(task)
    assert path.name in str(caught.value)
    assert "row 5" in str(caught.value)


def test_a_row_that_is_only_text_is_named(task, tmp_path):
    path = write_event(tmp_path / "data" / "events")
    event = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump(event | {"rows": ["Trams stood still."]}), encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"{path.name}: 1 mistakes[\s\S]*rows\.0: .*given: 'Trams stood still\.'"):
        read_rows(task)


def test_a_folder_without_events_is_said_to_be_one(tmp_path):
    write_task(tmp_path, "cross", [], source={"crosscheck": "../data/nowhere"})
    with pytest.raises(InputError, match="no event files"):
        read_rows(load_suite("cross", tmp_path).tasks[0])


def test_one_place_is_needed(tmp_path):
    write_task(tmp_path, "cross", [], source={"crosscheck": "a", "path": "b.jsonl"})
    with pytest.raises(ClaimcheckError, match="exactly one of: mirror, path, crosscheck, news_labels, dataset"):
        load_suite("cross", tmp_path)


@pytest.mark.parametrize("name", ["crosscheck", "crosscheck_dev"])
def test_the_shipped_suites_score_both_ways(name):
    suite = load_suite(name, SHIPPED)
    assert suite.end_to_end == tuple(task.name for task in suite.tasks)
    assert {task.slice_columns for task in suite.tasks} == {("kind", "field")}
