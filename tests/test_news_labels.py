"""Labels that name their text by place."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimcheck.errors import InputError
from claimcheck.evaluation.rows import read_rows
from claimcheck.evaluation.suites import Task
from claimcheck.reading.news_labels import COLUMNS, news_label_rows
from training.config import DataConfig, SourceConfig
from training.sources import source_rows

ARTICLES = {
    "a": "Storm over Pellworth. Nine boats sank on Monday.",
    "b": "The harbour of Pellworth was closed. Twelve boats sank. Nobody was hurt.",
}
ROW = "a,22-48,,b,0-36 37-55,contradicted"


@pytest.fixture
def events(tmp_path: Path) -> Path:
    rows = [{"cluster_id": "storm", "doc_id": name, "text": text} for name, text in ARTICLES.items()]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "events.parquet")
    return tmp_path / "events.parquet"


def written(folder: Path, *rows: str) -> Path:
    path = folder / "labels.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return path


def test_the_text_is_read_where_the_row_says(events: Path, tmp_path: Path) -> None:
    assert news_label_rows(written(tmp_path, ROW), events) == [
        {
            "claim": "Nine boats sank on Monday.",
            "evidence": "The harbour of Pellworth was closed. Twelve boats sank.",
            "id": "labels-0001",
            "label": "contradicted",
            "group": "storm",
            "kind": "natural",
            "source": "news_labels",
        }
    ]


def test_an_edit_puts_other_words_into_the_claim(events: Path, tmp_path: Path) -> None:
    (pair,) = news_label_rows(written(tmp_path, "a,22-48,0-4 Twelve,b,37-55,supported"), events)
    assert (pair["claim"], pair["evidence"]) == ("Twelve boats sank on Monday.", "Twelve boats sank.")
    assert pair["kind"] == "edited"


@pytest.mark.parametrize(
    "row",
    [
        "c,22-48,,b,0-36,supported",
        "a,22,,b,0-36,supported",
        "a,22-48,x,b,0-36,supported",
        "a,22-48,,b,0-36,true",
        "a,22-480,,b,0-36,supported",
    ],
)
def test_a_row_that_names_no_text_or_label_is_refused_by_its_line(row: str, events: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"labels\.csv, line 3"):
        news_label_rows(written(tmp_path, ROW, row), events)


def test_a_missing_file_is_named(events: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.csv: no such file"):
        news_label_rows(tmp_path / "nowhere.csv", events)


def test_a_configuration_names_the_labels_as_a_source(events: Path, tmp_path: Path) -> None:
    use = SourceConfig(labels=written(tmp_path, ROW), events=Path(events.name))
    (row,) = source_rows(DataConfig(root=tmp_path, train={}, dev={}), "train", "news_labels", use)
    assert row["label"] == "contradicted"


def test_an_evaluation_task_reads_them_with_the_articles_of_the_mirror(
    events: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "news").mkdir()
    events.rename(tmp_path / "news" / "events.parquet")
    monkeypatch.setenv("CLAIMCHECK_DATA", str(tmp_path))
    task = Task(
        name="real_news",
        version=1,
        description="claims of real news",
        source={"news_labels": str(written(tmp_path, ROW))},
        primary="accuracy",
        slice_columns=("kind",),
    )
    (example,) = read_rows(task).checked()
    assert (example.claim, example.tags) == ("Nine boats sank on Monday.", ("kind: natural",))
