from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import training.replay
from training.replay import evaluation_material


def test_no_label_may_repeat_a_test_label_of_real_news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    labels = tmp_path / "test.csv"
    labels.write_text(
        "claim_doc,claim_span,edit,evidence_doc,evidence_spans,label\na,0-12,,b,0-11 12-24,contradicted\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(training.replay, "NEWS_TEST", labels)
    assert list(evaluation_material([], tmp_path, None)) == []
    articles = {"cluster_id": ["e", "e"], "doc_id": ["a", "b"], "text": ["It was sold.", "It is ours. It was kept."]}
    (tmp_path / "news").mkdir()
    pq.write_table(pa.table(articles), tmp_path / "news" / "events.parquet")
    assert list(evaluation_material([], tmp_path, None)) == [(str(labels), "It was sold.", "It is ours. It was kept.")]
