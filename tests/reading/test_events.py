import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import InputError
from claimcheck.reading import count_events, iter_events, read_articles


def jsonl(tmp_path, rows):
    path = tmp_path / "events.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def shape(events):
    return [(event.id, [article.id for article in event.articles]) for event in events]


def row(event, name):
    return {"cluster_id": event, "doc_id": name, "text": f"Text of {name}."}


def test_adjacent_articles_make_an_event(tmp_path):
    path = tmp_path / "events.parquet"
    columns = {"cluster_id": ["a", "a", "b"], "doc_id": ["1", "2", "1"], "date": [None, "2031-05-06", None]}
    pq.write_table(pa.table({**columns, "text": ["One.", "Two.", "Three."]}), path)
    events = list(iter_events(path))
    assert shape(events) == [("a", ["1", "2"]), ("b", ["1"])]
    assert events[0].articles[1].date == "2031-05-06"
    assert {article.event for article in events[0].articles} == {"a"}
    assert count_events(path) == 2


def test_scattered_articles_are_brought_together(tmp_path):
    path = jsonl(tmp_path, [row("a", "1"), row("b", "1"), row("a", "2"), row("c", "1"), row("b", "2")])
    assert shape(iter_events(path)) == [("a", ["1", "2"]), ("c", ["1"]), ("b", ["1", "2"])]
    assert count_events(path) == 3


@given(st.lists(st.sampled_from("abcde"), min_size=1, max_size=30))
def test_every_article_comes_once_with_its_event(tmp_path_factory, names):
    path = jsonl(tmp_path_factory.mktemp("events"), [row(name, str(place)) for place, name in enumerate(names)])
    events = list(iter_events(path))
    assert len(events) == len(set(names)) == count_events(path)
    for event in events:
        assert [int(article.id) for article in event.articles] == [
            i for i, name in enumerate(names) if name == event.id
        ]


def test_bad_records_are_kept_beside_the_good_ones(tmp_path):
    rows = [row("a", "1"), {"cluster_id": "a", "text": None}, row("a", "1"), row("a", "2"), {"text": "No event."}]
    path = jsonl(tmp_path, rows)
    good, lost = iter_events(path)
    assert [article.id for article in good.articles] == ["1", "2"]
    assert good.problems == (
        "line 2: text is null, text is needed",
        "line 3: two articles of event 'a' have the id '1'; rename one",
    )
    assert (lost.id, lost.articles) == ("", ())
    assert lost.problems == ("line 5: cluster_id or event is empty",)
    assert count_events(path) == 2


def test_without_an_event_column_the_file_is_one_event(tmp_path):
    path = jsonl(tmp_path, [{"text": "One."}, {"text": "Two."}])
    assert shape(iter_events(path)) == [("events", ["1", "2"])]
    assert count_events(path) == 1


def test_an_event_named_late_is_an_event(tmp_path):
    path = jsonl(tmp_path, [{"text": "No event."}] * 150 + [row("late", "1"), row("late", "2")])
    *lost, late = iter_events(path)
    assert len(lost) == 150
    assert shape([late]) == [("late", ["1", "2"])]
    assert count_events(path) == 151


def test_an_empty_event_column_names_no_event(tmp_path):
    path = tmp_path / "flood.csv"
    path.write_text("event,text\n,One.\n ,Two.\n")
    assert shape(iter_events(path)) == [("flood", ["1", "2"])]
    assert count_events(path) == 1


def test_half_characters_in_names_are_replaced(tmp_path):
    path = jsonl(tmp_path, [dict.fromkeys(("event", "id", "title", "outlet", "date"), "a\ud800") | {"text": "One."}])
    (event,) = iter_events(path)
    (article,) = event.articles
    assert event.id == "a?"
    assert article.to_dict() == dict.fromkeys(("event", "id", "title", "source", "date"), "a?") | {"text": "One."}


def test_numbers_as_names_are_whole_and_gaps_among_them_are_none(tmp_path):
    path = tmp_path / "events.parquet"
    columns = {"event": [2.0, 2.0, float("nan")], "id": [float("nan"), 7.0, 8.0], "text": ["One.", "Two.", "Three."]}
    pq.write_table(pa.table(columns), path)
    event, lost = iter_events(path)
    assert shape([event]) == [("2", ["1", "7"])]
    assert lost.problems == ("row 3: cluster_id or event is empty",)


def test_columns_that_no_article_is_made_of_are_not_read(tmp_path):
    path = tmp_path / "events.parquet"
    beyond_python = pa.array([10**9, 10**9], pa.date32())
    pq.write_table(pa.table({"event": ["e", "e"], "text": ["One.", "Two."], "seen": beyond_python}), path)
    assert shape(iter_events(path)) == [("e", ["1", "2"])]
    assert [article.text for article in read_articles([path])] == ["One.", "Two."]


def test_a_file_of_nothing_but_bad_lines_says_what_is_wrong_with_them(tmp_path):
    path = tmp_path / "events.jsonl"
    path.write_text("event,text\n")
    (event,) = iter_events(path)
    assert "line 1 is not JSON" in event.problems[0]


def test_a_missing_text_column_is_named(tmp_path):
    with pytest.raises(InputError, match="no column 'text'; columns found: 'cluster_id', 'body'"):
        iter_events(jsonl(tmp_path, [{"cluster_id": "a", "body": "x"}]))
